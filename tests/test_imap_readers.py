"""Is the book the same when several processes read the mail, and when some of them die?"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from fakes import OURS, FakeMailbox, Office, mail, playbook_of
from mailings import INBOX, mailings
from mailroom import DEADLINE, network, rows, through
from model import Address, Ours, RawMail
from post import Post
from worker import readers
from worker.imap import MailboxError, reading
from worker.intake import Intake
from worker.pipeline import Report, sync

ROOT = Path(__file__).resolve().parent.parent
COUNT = 240
LETHAL, ODD = "lethal@nordlicht.example", "odd@nordlicht.example"


@pytest.fixture(autouse=True)
def small_backlog(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a few mails are enough to call the processes, and all of them wait for these to come."""
    monkeypatch.setattr(readers, "BACKLOG", 20)
    monkeypatch.setattr(readers.Crew, "is_up", True)


@pytest.fixture(autouse=True)
def alone() -> Iterator[None]:
    """Nobody is left behind, neither process nor thread."""
    before = threading.active_count()
    yield
    assert multiprocessing.active_children() == []
    assert threading.active_count() <= before


@dataclass(frozen=True, slots=True)
class Trapped(Ours):
    """Thoughts about one sender kill the process that has them; those about another only fail."""

    def owns(self, address: Address) -> bool:
        if address.email == LETHAL and multiprocessing.parent_process():
            os.kill(os.getpid(), signal.SIGKILL)
        if address.email == ODD:
            raise ValueError("an odd mail")
        return address.email in self.addresses or address.domain in self.domains


def made(*more: RawMail) -> FakeMailbox:
    found = FakeMailbox(size=12)
    for each in mailings(COUNT):
        (found.inbox if each.folder == INBOX else found.outbox).append(RawMail(each.content, each.received))
    found.inbox[100:100] = more
    return found


def read(
    folder: Path,
    processes: int,
    mailbox: FakeMailbox,
    progress: Callable[[str, Report], None] = lambda *_: None,
) -> tuple[Report, dict[str, list[Any]]]:
    """What a pass said, and every row of every table after it."""
    path = folder / f"{processes}.db"
    office = Office.at(path)
    playbook = replace(playbook_of(), ours=Trapped(*(getattr(OURS, name) for name in _FIELDS)))
    intake = Intake(office.book, playbook, processes=processes)
    report = sync(mailbox, intake, lambda: mailings(1)[0].received, progress)
    office.book.close()
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        names = [name for (name,) in found if name != "search_word"]  # it can be asked for words only
        return report, {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in names}


_FIELDS = ("domains", "addresses", "service_domains")


def test_three_processes_write_the_book_that_one_writes(tmp_path: Path) -> None:
    _, alone = read(tmp_path, 1, made())
    with _counting() as started:
        _, together = read(tmp_path, 3, made())

    assert together == alone
    assert len(alone["mail"]) == COUNT
    assert len(started) >= 3


def test_processes_that_are_killed_cost_nothing(tmp_path: Path) -> None:
    _, alone = read(tmp_path, 1, made())
    killed: list[int] = []

    def kill(*_: object) -> None:
        alive = {child.pid for child in multiprocessing.active_children() if child.pid} - {*killed}
        if alive and len(killed) < 3:
            killed.append(min(alive))
            os.kill(killed[-1], signal.SIGKILL)

    _, together = read(tmp_path, 3, made(), kill)

    assert len(killed) == 3
    assert together == alone


def test_a_mail_that_kills_whoever_reads_it_is_set_aside_and_the_others_are_read(tmp_path: Path) -> None:
    lethal = mail(sender=LETHAL, id="lethal")

    report, book = read(tmp_path, 2, made(lethal))

    assert report.set_aside == 1
    assert len(book["mail"]) == COUNT
    assert [row for row in book["set_aside"] if "the process that reads it dies" in row]


@pytest.mark.parametrize("processes", [1, 2])
def test_a_mail_that_fails_is_set_aside_with_its_reason(tmp_path: Path, processes: int) -> None:
    report, book = read(tmp_path, processes, made(mail(sender=ODD, id="odd")))

    assert report.set_aside == 1
    assert len(book["mail"]) == COUNT
    assert [row for row in book["set_aside"] if "ValueError: an odd mail" in row]


@pytest.mark.parametrize("processes", [1, 2])
def test_a_pass_that_is_stopped_leaves_nobody_behind_and_goes_on_later(
    tmp_path: Path, processes: int
) -> None:
    office = Office.at(tmp_path / "book.db")
    told = threading.Event()
    office.intake = Intake(office.book, playbook_of(), told.is_set, processes)

    def stop(*_: object) -> None:
        if len(rows(office, "SELECT 1 FROM mail")) > COUNT // 2:
            told.set()

    office.intake.stopping = told.is_set
    sync(made(), office.intake, lambda: mailings(1)[0].received, stop)
    half = len(rows(office, "SELECT 1 FROM mail"))
    told.clear()
    sync(made(), office.intake, lambda: mailings(1)[0].received, lambda *_: None)
    office.book.close()

    assert COUNT // 2 < half < COUNT
    assert len(rows(office, "SELECT 1 FROM mail")) == COUNT


def test_an_error_while_fetching_ahead_is_told_where_the_mail_is_wanted(
    box: Post, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "BATCH_MAILS", 10)
    box.deliver("INBOX", *(mail(f"letter {number}", id=f"m{number}").content for number in range(60)))

    with network(box) as proxy, through(proxy, box) as source:

        def refuse(folder: str, _: Report) -> None:
            if folder == "INBOX":
                proxy.rule = replace(proxy.rule, refuse=True)
                proxy.kill_all()

        with pytest.raises(MailboxError):
            sync(source, office.intake, lambda: mailings(1)[0].received, refuse)

    assert len(rows(office, "SELECT 1 FROM mail")) >= 10
    assert len(rows(office, "SELECT 1 FROM mail")) < 60


def test_processes_whose_parent_is_killed_do_not_live_on() -> None:
    script = (
        "import sys; sys.path.insert(0, 'tests')\n"
        "from fakes import mail, playbook_of\n"
        "from worker.readers import Crew\n"
        "import multiprocessing, time\n"
        "if __name__ == '__main__':\n"
        "    crew = Crew(playbook_of(), 2)\n"
        "    for lot in [crew.handed_out([mail(), mail()]) for _ in range(4)]:\n"
        "        [each.result() for each in lot]\n"
        "    pids = [child.pid for child in multiprocessing.active_children()]\n"
        "    print(crew._shared.name, *pids, flush=True)\n"
        "    time.sleep(600)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        named, *pids = parent.stdout.readline().split()
        children = [int(pid) for pid in pids]
        lived = [_lives(pid) for pid in children]
        parent.kill()

    end, shared = time.monotonic() + DEADLINE, Path("/dev/shm", named)
    while (any(map(_lives, children)) or shared.exists()) and time.monotonic() < end:
        time.sleep(0.05)
    assert lived == [True, True]
    assert not any(map(_lives, children))
    assert not shared.exists()


def test_a_small_pass_calls_nobody(tmp_path: Path) -> None:
    small = FakeMailbox(inbox=[mail(id=f"m{number}") for number in range(10)])

    with _counting() as started:
        read(tmp_path, 3, small)

    assert started == []


@contextmanager
def _counting() -> Iterator[list[object]]:
    """Every process that is started meanwhile."""
    context = multiprocessing.get_context("spawn").Process
    start, started = context.start, list[object]()

    def counted(self: Any) -> None:
        started.append(self)
        start(self)

    context.start = counted  # type: ignore[method-assign]
    try:
        yield started
    finally:
        context.start = start  # type: ignore[method-assign]


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return not _is_a_zombie(pid)


def _is_a_zombie(pid: int) -> bool:
    """Where nobody reaps orphans (a container without init) a dead one keeps its number."""
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z"
