"""Is mail in the book soon after it came: during an import, in IDLE, by polling? And what costs nothing?"""

from __future__ import annotations

import itertools
import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from fakes import Office
from faults import Rule
from mailroom import DEADLINE, again, bodies, commands, letters, network, numbers, reads, through
from post import USERS, Post
from worker import readers
from worker.daemon.bell import Bell
from worker.imap import MailboxError, reading
from worker.pipeline import Report

ROOT = Path(__file__).resolve().parent.parent
LONG = 120.0
"""Seconds nobody means to wait."""


@contextmanager
def soon(step: Callable[[], object]) -> Iterator[None]:
    """Something happens a moment later, in a thread of its own."""
    timer = threading.Timer(0.3, step)
    timer.start()
    try:
        yield
    finally:
        timer.join()


class TestDuringAnImport:
    @pytest.mark.parametrize("backlog", [1, 1000])
    def test_mail_that_comes_meanwhile_goes_before_the_old_in_both_folders(
        self, box: Post, office: Office, monkeypatch: pytest.MonkeyPatch, backlog: int
    ) -> None:
        monkeypatch.setattr(readers, "BACKLOG", backlog)  # 1: fetched ahead by a thread
        monkeypatch.setattr(reading, "LOOK_UP", 0.0)
        monkeypatch.setattr(reading, "BATCH_MAILS", 5)
        box.deliver("INBOX", *letters(80))
        box.deliver(box.sent, *letters(5, 101))
        arrivals = iter([("INBOX", letters(10, 201)), (box.sent, letters(10, 301))])

        def arrive(folder: str, _: Report) -> None:
            if folder == "INBOX":
                for where, mails in arrivals:
                    box.deliver(where, *mails)

        report = reads(office, box.mailbox(), arrive)

        came = numbers(office)
        assert sorted(came) == [*range(1, 81), *range(101, 106), *range(201, 211), *range(301, 311)]
        assert report.new == 105
        assert max(came.index(each) for each in came if each > 200) < came.index(1)
        assert came.index(201) < came.index(40)
        assert came.index(301) < came.index(40)

    def test_what_came_meanwhile_is_downloaded_once_however_often_is_looked(
        self, box: Post, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(reading, "LOOK_UP", 0.0)
        monkeypatch.setattr(reading, "BATCH_MAILS", 5)
        box.deliver("INBOX", *letters(50))
        arrivals = iter([letters(3, 201)])

        def arrive(folder: str, _: Report) -> None:
            if folder == "INBOX":
                box.deliver("INBOX", *next(arrivals, []))

        with network(box) as proxy:
            reads(office, through(proxy, box), arrive)
            first = bodies(commands(proxy))
            reads(office, through(proxy, box))

        assert sum(51 in each for each in first) == 1
        assert len(first) == 11
        assert bodies(commands(proxy)) == []

    def test_twenty_mails_one_by_one_are_all_in_the_book_after_the_pass(
        self, box: Post, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(reading, "LOOK_UP", 0.0)
        monkeypatch.setattr(reading, "BATCH_MAILS", 4)
        box.deliver("INBOX", *letters(100))
        arrivals = iter(letters(20, 201))

        def arrive(folder: str, _: Report) -> None:
            if folder == "INBOX":
                box.deliver("INBOX", *itertools.islice(arrivals, 1))

        reads(office, box.mailbox(), arrive)

        assert sorted(numbers(office)) == [*range(1, 101), *range(201, 221)]

    def test_what_comes_with_the_very_last_batch_is_there_after_the_next_pass(
        self, box: Post, office: Office
    ) -> None:
        box.deliver("INBOX", *letters(10))
        arrivals = iter([letters(2, 201)])

        def arrive(folder: str, _: Report) -> None:
            if folder == "INBOX":
                box.deliver("INBOX", *next(arrivals, []))

        reads(office, box.mailbox(), arrive)
        reads(office, box.mailbox())

        assert sorted(numbers(office)) == [*range(1, 11), 201, 202]


class TestIdle:
    def test_it_is_in_the_book_of_a_running_daemon_long_before_the_next_poll(
        self, box: Post, tmp_path: Path
    ) -> None:
        box.deliver("INBOX", *letters(2))
        (tmp_path / "genjin.yaml").write_text(
            "team: {domains: [factory.example], reps: {anna: {emails: [anna@factory.example]}}}\n"
            "every_minutes: 30\naccounts:\n"
            f"  - {{name: anna, rep: anna, host: 127.0.0.1, port: {box.server.port}, tls: none, "
            f"user: {box.user}, secret: {{env: SECRET_OF_ANNA}}}}\n",
            encoding="utf-8",
        )

        with _running(tmp_path, SECRET_OF_ANNA=USERS[box.user]):
            _waits_for(lambda: _stored(tmp_path) == 2)
            box.deliver("INBOX", *letters(1, 3))
            _waits_for(lambda: _stored(tmp_path) == 3)

    def test_news_ends_the_wait_and_the_next_pass_has_it(self, box: Post, office: Office) -> None:
        with box.mailbox() as source:
            again(office, source)

            with soon(lambda: box.deliver("INBOX", *letters(1))):
                heard = source.wait(LONG)
            report = again(office, source)

        assert (heard, report.new) == (True, 1)

    def test_what_came_between_the_pass_and_the_wait_ends_it_at_once(self, box: Post, office: Office) -> None:
        with box.mailbox() as source:
            again(office, source)
            box.deliver("INBOX", *letters(1))

            heard = source.wait(LONG)
            report = again(office, source)

        assert (heard, report.new) == (True, 1)

    def test_what_came_while_another_folder_was_open_is_seen_at_the_next_pass(
        self, box: Post, office: Office
    ) -> None:
        box.deliver("项目", *letters(1, 9))

        with box.mailbox(folders=("项目",)) as source:
            again(office, source)
            box.deliver("INBOX", *letters(1))
            with soon(lambda: box.deliver("INBOX", *letters(1, 2))):
                source.wait(LONG)
            report = again(office, source)

        assert report.new == 2

    def test_the_bell_ends_the_wait_and_the_line_is_good_still(self, box: Post, office: Office) -> None:
        bell = Bell()

        with box.mailbox() as source:
            again(office, source)
            with soon(bell.ring):
                heard = source.wait(LONG, bell)
            box.deliver("INBOX", *letters(1))
            report = again(office, source)
        bell.close()

        assert (heard, report.new) == (False, 1)

    def test_a_wait_in_which_nothing_comes_ends_in_its_time(self, box: Post) -> None:
        with box.mailbox() as source:
            assert source.wait(0.2) is False
            assert source.wait(0.2) is False

    @pytest.mark.parametrize("end", ["reset", "close"])
    def test_a_line_that_dies_in_the_wait_is_an_error_and_no_loop(self, box: Post, end: str) -> None:
        with network(box) as proxy, through(proxy, box) as source:
            dies = proxy.kill_all if end == "reset" else proxy.end_all

            with soon(dies), pytest.raises(MailboxError, match="Account anna, waiting for mail"):
                source.wait(LONG)

    def test_a_line_that_died_without_a_sign_is_found_when_idle_is_renewed(self, box: Post) -> None:
        with network(box) as proxy, through(proxy, box, patience=0.5) as source:
            source.folders()
            assert source.wait(0.1) is False
            proxy.rule = Rule(stall_after=0)

            with pytest.raises(MailboxError, match="no answer in time"):
                source.wait(0.3)

    def test_another_thread_may_hang_up(self, box: Post) -> None:
        begun = time.monotonic()

        with box.mailbox() as source, soon(source.hang_up), pytest.raises(MailboxError):
            source.wait(LONG)

        assert time.monotonic() - begun < DEADLINE


class TestPolling:
    def test_without_idle_the_wait_is_a_sleep_and_the_pass_finds_what_came(
        self, box: Post, office: Office
    ) -> None:
        with network(box) as proxy, through(proxy, box, idle=False) as source:
            again(office, source)
            heard = source.wait(0.2)
            box.deliver("INBOX", *letters(1))
            report = again(office, source)

        assert (heard, report.new) == (False, 1)
        assert not any("IDLE" in each for each in commands(proxy))

    def test_the_bell_wakes_a_sleeper(self, box: Post) -> None:
        bell = Bell()

        with box.mailbox(idle=False) as source, soon(bell.ring):
            heard = source.wait(LONG, bell)
        bell.close()

        assert heard is False

    def test_a_quiet_pass_asks_for_the_counts_and_opens_nothing(self, box: Post, office: Office) -> None:
        box.deliver("INBOX", *letters(5))

        with network(box) as proxy, through(proxy, box) as source:
            again(office, source)
            again(office, source)  # Dovecot counts changes only once it has been asked for their number
            commands(proxy)
            again(office, source)

        said = [each.split()[0] for each in commands(proxy)]
        assert said == ["STATUS", "NOOP", "STATUS", "LOGOUT"]

    def test_every_poll_has_what_came_before_it(self, box: Post, office: Office) -> None:
        with box.mailbox(idle=False) as source:
            again(office, source)
            again(office, source)
            for number in (1, 2, 3):
                box.deliver("INBOX", *letters(1, number))
                box.deliver(box.sent, *letters(1, number + 100))
                again(office, source)
                assert len(numbers(office)) == 2 * number

    def test_flags_changed_by_somebody_else_cause_no_download(self, box: Post, office: Office) -> None:
        box.deliver("INBOX", *letters(5))

        with network(box) as proxy, through(proxy, box) as source:
            again(office, source)
            with box.client() as client:
                client.select_folder("INBOX")
                client.add_flags([1, 2, 3], [b"\\Seen"])
            commands(proxy)
            report = again(office, source)
            after = commands(proxy)
            again(office, source)

        assert report.new == 0
        assert any(each.startswith("EXAMINE") for each in after)  # HIGHESTMODSEQ is another: it is looked
        assert not any("FETCH" in each for each in after)
        assert [each.split()[0] for each in commands(proxy)] == ["STATUS", "NOOP", "STATUS", "LOGOUT"]


@contextmanager
def _running(folder: Path, **env: str) -> Iterator[None]:
    command = [sys.executable, str(ROOT / "cli.py"), "--home", str(folder), "run"]
    with subprocess.Popen(
        command, env=os.environ | env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as child:
        try:
            yield
        finally:
            child.terminate()
            child.communicate(timeout=DEADLINE)


def _waits_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def _stored(folder: Path) -> int:
    book = folder / "genjin.db"
    if not book.exists():
        return 0
    with closing(sqlite3.connect(book, timeout=30)) as connection:
        there = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'mail'").fetchall()
        return int(connection.execute("SELECT count(*) FROM mail").fetchone()[0]) if there else 0
