"""Is the book the same, whatever happened while it was written? Killed, read twice, in any order.

    GENJIN_KILLS=200 ./genjin test tests/test_crash.py -k killed -o log_cli=true -o log_cli_level=INFO

kills an import of 5,000 mails so often and tells how it went; without it 500 are killed 20 times.
"""

from __future__ import annotations

import logging
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from fakes import FakeMailbox, Office, playbook_of
from faults import FaultProxy, Rule
from mailings import INBOX, REP, SENT, START, customers, mailings
from mailroom import reads, through
from model import Ours, RawMail, RepId
from post import USERS, Post
from servers import Dovecot, dovecot_missing
from store.book import Book
from store.location import Location
from worker import readers
from worker.batch import Folder
from worker.demo import corpus
from worker.demo.server import ImapServer
from worker.imap import ImapMailbox, MailboxError, reading
from worker.intake import Intake
from worker.pipeline import Playbook

log = logging.getLogger("tests.crash")

ROOT = Path(__file__).resolve().parent.parent
KILLS = int(os.environ.get("GENJIN_KILLS", "20"))
STEP = 25
"""Mails between two kills, on average."""
MAILS = KILLS * STEP
LONG = 600
"""Seconds until a pass that does not end counts as broken."""
IN_SMALL_BATCHES = """\
import cli
from worker.imap import reading

reading.BATCH_MAILS = 5
cli.main()
"""
ANNA, WANG = "user1", "user2"

SETTINGS = """\
team:
  domains: [factory.example, hairui-valve.example]
  reps:
    anna: {{emails: [anna@factory.example, lina@hairui-valve.example]}}
    wang: {{emails: [wangwei@hairui-valve.example]}}
  service_domains: [bluewave-line.example, eastbank.example]
accounts:
  - {{name: anna, rep: anna, host: 127.0.0.1, port: {port}, tls: none,
     user: {anna}, secret: {{file: anna.secret}}}}
  - {{name: wang, rep: wang, host: 127.0.0.1, port: {port}, tls: none,
     user: {wang}, secret: {{file: wang.secret}}}}
book: genjin.db
readers: 2
"""


def corpus_day() -> datetime:
    return datetime(2026, 3, 20, 9, 0, tzinfo=UTC)


def box_of(found: corpus.DemoMail) -> tuple[str, str]:
    """Whose mailbox a mail of the demo is put into here, and which of its two folders."""
    return ANNA if found.user == corpus.LINA else WANG, INBOX if found.folder == "INBOX" else SENT


@dataclass
class Installation:
    """A folder with genjin.yaml and a book, used from outside like by a person."""

    folder: Path

    @property
    def book(self) -> Path:
        return self.folder / "genjin.db"

    def start(self, command: str = "sync") -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", IN_SMALL_BATCHES, "--home", str(self.folder), command],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def sync(self) -> str:
        with self.start() as child:
            said, _ = child.communicate(timeout=LONG)
        assert child.returncode in (0, 3), said
        return said

    def sync_killed(self, more: int, later: float) -> bool:
        """Start a pass, kill it a moment after it has stored so many mails. Was it still at work?"""
        end = self.stored() + more
        with self.start() as child:
            while child.poll() is None and self.stored() < end:
                time.sleep(0.005)
            time.sleep(later)
            at_work = child.poll() is None
            child.kill()
        return at_work

    def stored(self) -> int:
        return int(self.rows("SELECT count(*) FROM mail")[0][0])

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.book, timeout=30)) as connection:
            return connection.execute(sql).fetchall()


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot | ImapServer]:
    """The real one where it is installed."""
    with Dovecot(users=USERS) if not dovecot_missing() else ImapServer(USERS) as server:
        anna, wang = Post(server, ANNA), Post(server, WANG)
        lots: defaultdict[tuple[str, str], list[tuple[bytes, datetime]]] = defaultdict(list)
        for made in mailings(MAILS):
            lots[ANNA, made.folder].append((made.content, made.received))
        for found in corpus.mails(corpus_day()):
            user, folder = box_of(found)
            lots[user, folder].append((found.content, found.received))
        for (user, folder), items in lots.items():
            post = anna if user == ANNA else wang
            post.deliver_all("INBOX" if folder == INBOX else post.sent, items)
        yield server


@pytest.fixture(scope="module")
def template(server: Dovecot | ImapServer, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Settings and an unread mailbox, the customers known."""
    installation = Installation(tmp_path_factory.mktemp("template"))
    text = SETTINGS.format(port=server.port, anna=ANNA, wang=WANG)
    (installation.folder / "genjin.yaml").write_text(text, encoding="utf-8")
    for name, user in (("anna", ANNA), ("wang", WANG)):
        secret = installation.folder / f"{name}.secret"
        secret.touch(mode=0o600)
        secret.write_text(USERS[user])
    book = Book(Location(path=installation.book), checkpointer=True)
    book.prepare()
    with book.begin() as page:
        for customer in customers(60):
            page.customers.add(customer)
        page.journal(START, "anna", "import customers", "a file")
    book.close()
    return installation


@pytest.fixture(scope="module")
def undisturbed(template: Installation, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """The book of one pass in peace, to compare with."""
    installation = copy_of(template, tmp_path_factory.mktemp("undisturbed") / "home")
    installation.sync()
    return installation


def copy_of(installation: Installation, folder: Path) -> Installation:
    shutil.copytree(installation.folder, folder)
    return Installation(folder)


OF_THE_INDEX = {"search_word"}
"""It can be asked for words only; which text has which number stands in `search_text`."""
TIMES_OF_READING = {"cursor": {"checked", "counted"}}


def contents(installation: Installation) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table with its number; only when a folder or the rules were read is left out."""
    names = [name for (name,) in installation.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = {}
    for name in sorted(set(names) - OF_THE_INDEX):
        columns = [row[1] for row in installation.rows(f"PRAGMA table_info({name})")]
        wanted = ", ".join(f'"{each}"' for each in columns if each not in TIMES_OF_READING.get(name, ()))
        rows = [_without_time(row) if name == "fact" else row for row in installation.rows(sql(wanted, name))]
        found[name] = sorted(rows, key=repr)
    return found


def sql(columns: str, table: str) -> str:
    return f"SELECT {columns} FROM {table}"


def _without_time(fact: tuple[Any, ...]) -> tuple[Any, ...]:
    """Which rules are in force, and who is warned of what; not since when."""
    name, value = fact
    if name.startswith("pool_warned:"):
        return name, value.partition(" ")[2]
    return (name, value.rpartition(" ")[0]) if name == "rules" else fact


def assert_same_book(one: Installation, other: Installation) -> None:
    first, second = contents(one), contents(other)
    assert {name: len(rows) for name, rows in first.items()} == {
        name: len(rows) for name, rows in second.items()
    }
    for name, rows in first.items():
        assert rows == second[name], name


def assert_whole(installation: Installation) -> None:
    assert installation.rows("PRAGMA integrity_check") == [("ok",)]
    assert installation.rows("PRAGMA foreign_key_check") == []


class TestKilled:
    def test_a_pass_that_is_killed_again_and_again_gives_the_book_of_one_in_peace(
        self, template: Installation, undisturbed: Installation, tmp_path: Path
    ) -> None:
        killed = copy_of(template, tmp_path / "home")
        dice = random.Random(20260302)
        at_work = 0

        for _ in range(KILLS):
            more = dice.choice((0, *range(1, STEP)))  # 0: somewhere in its first second
            at_work += killed.sync_killed(more, dice.uniform(0, 0.03 if more else 1.0))
            assert_whole(killed)
        half = killed.stored()
        killed.sync()

        log.info(
            "%d of %d kills met a pass at work; %d of %d mails before the last",
            at_work,
            KILLS,
            half,
            killed.stored(),
        )
        assert at_work >= KILLS * 0.8
        assert_whole(killed)
        assert_same_book(killed, undisturbed)

    def test_every_mail_on_the_server_has_one_place_and_every_cursor_is_at_the_end(
        self, server: Dovecot | ImapServer, undisturbed: Installation
    ) -> None:
        listed = set()
        for name, user in (("anna", ANNA), ("wang", WANG)):
            post = Post(server, user)
            with post.client() as client:
                for folder in ("INBOX", post.sent):
                    client.select_folder(folder, readonly=True)
                    listed |= {(name, folder, uid) for uid in client.search()}

        assert (
            set(undisturbed.rows("SELECT account, folder, uid FROM place WHERE mail_id IS NOT NULL"))
            == listed
        )
        assert undisturbed.rows("SELECT count(*) FROM cursor WHERE checked > 0") == [(4,)]

    def test_the_story_is_rich_enough_to_go_wrong(self, undisturbed: Installation) -> None:
        told = {name: len(rows) for name, rows in contents(undisturbed).items()}

        kinds = {kind for (kind,) in undisturbed.rows("SELECT DISTINCT kind FROM mail")}
        assert {"human", "auto_reply", "bulk", "bounce", "internal", "portal"} <= kinds
        assert told["mail"] > MAILS
        assert told["customer"] > 100
        assert min(told["tag"], told["follow_up"], told["interaction"]) > 100
        assert min(told["review"], told["contact_address"]) >= 5

    def test_a_pass_with_nothing_new_changes_nothing(self, undisturbed: Installation, tmp_path: Path) -> None:
        twice = copy_of(undisturbed, tmp_path / "home")

        said = twice.sync()

        assert said.splitlines()[:2] == ["anna: nothing new.", "wang: nothing new."]
        assert_same_book(twice, undisturbed)


class TestServerDies:
    """The one that is killed is not ours."""

    @pytest.mark.parametrize("backlog", [10, 1000])
    def test_in_the_middle_of_an_answer_and_comes_back(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, backlog: int
    ) -> None:
        monkeypatch.setattr(readers, "BACKLOG", backlog)  # 10: fetched ahead by a thread
        monkeypatch.setattr(reading, "BATCH_MAILS", 20)
        missing = dovecot_missing()
        if missing:
            pytest.skip(missing)

        with Dovecot(users=USERS) as server:
            post = Post(server, ANNA)
            for made in mailings(120):
                post.deliver("INBOX" if made.folder == INBOX else post.sent, made.content)
            peaceful = read_over_imap(tmp_path / "one.db", [post.mailbox()])
            with FaultProxy(server.host, server.port, DiesOnce(server=server)) as proxy:
                lines = [through(proxy, post) for _ in range(3)]
                disturbed = read_over_imap(tmp_path / "two.db", lines, server)

        assert disturbed == peaceful


@dataclass(frozen=True, slots=True)
class DiesOnce(Rule):
    """The server is killed while it says the body of some mail of the second batch."""

    server: Dovecot | None = None
    answers: list[bytes] = field(default_factory=list)

    def rewritten(self, answer: bytes) -> bytes:
        if b"BODY[]" not in answer or len(self.answers) > 2:
            return answer
        self.answers.append(answer)
        if len(self.answers) < 3:
            return answer
        assert self.server is not None
        self.server.crash()
        return answer[: answer.index(b"BODY[]") + 20]


def read_over_imap(path: Path, lines: list[ImapMailbox], server: Dovecot | None = None) -> dict[str, Any]:
    """The book after so many tries; the server is started again after one that fails."""
    office = Office.at(path)
    failed = 0
    for each in lines:
        try:
            reads(office, each)
        except MailboxError:
            assert server is not None
            failed += 1
            server.come_back()
    office.book.close()
    assert failed == (server is not None)
    with closing(sqlite3.connect(path)) as connection:
        return {name: sorted(connection.execute(sql), key=repr) for name, sql in BY_NAME.items()}


class TestOrder:
    """What becomes of the mail must not hang on which mailbox or folder is read first, or how it is cut."""

    def test_the_mailboxes_may_be_read_in_any_order(self, tmp_path: Path) -> None:
        boxes = demo_boxes()

        first = read(tmp_path / "one.db", boxes)
        second = read(tmp_path / "two.db", boxes[::-1])

        assert first == second

    def test_the_folders_may_be_read_in_any_order(self, tmp_path: Path) -> None:
        boxes = demo_boxes() + made_boxes(240)

        first = read(tmp_path / "one.db", boxes)
        second = read(tmp_path / "two.db", [InboxFirst(**vars(box)) for box in boxes])

        assert settled(first) == settled(second)

    @pytest.mark.parametrize("size", [1, 7, 200])
    def test_the_mail_may_be_cut_into_any_batches(self, tmp_path: Path, size: int) -> None:
        boxes = demo_boxes()

        first = read(tmp_path / "one.db", boxes)
        second = read(tmp_path / "two.db", [replace(box, size=size) for box in boxes])

        assert first == second


def settled(told: Mapping[str, Sequence[Any]]) -> dict[str, list[Any]]:
    """Without what a mail that stays nobody's could have been: that depends on who was known when it came."""
    loose = {"unsure": "unknown"}
    mails = [(*mail[:3], loose.get(mail[3], mail[3]), *mail[4:]) for mail in told["mails"]]
    return {**told, "mails": sorted(mails), "questions": sorted(mail for mail, _ in told["questions"])}


class InboxFirst(FakeMailbox):
    """`sync` reads what is called sent first; so here nothing is."""

    def folders(self) -> tuple[Folder, ...]:
        return Folder("INBOX", "inbox"), Folder("Sent", "inbox")


def demo_boxes() -> list[FakeMailbox]:
    """The two mailboxes of the demo, in memory."""
    boxes = {user: FakeMailbox(account=user) for user in (ANNA, WANG)}
    for found in corpus.mails(corpus_day()):
        user, folder = box_of(found)
        box = boxes[user].inbox if folder == INBOX else boxes[user].outbox
        box.append(RawMail(found.content, found.received))
    return list(boxes.values())


def made_boxes(count: int) -> list[FakeMailbox]:
    box = FakeMailbox(account="made", size=50)
    for made in mailings(count):
        (box.inbox if made.folder == INBOX else box.outbox).append(RawMail(made.content, made.received))
    return [box]


TEAM = Playbook(
    Ours(
        frozenset({"factory.example", "hairui-valve.example"}),
        service_domains=frozenset({"bluewave-line.example", "eastbank.example"}),
    ),
    playbook_of().rules,
    playbook_of().policy,
    {ANNA: RepId("lina"), WANG: RepId("wangwei"), "made": RepId("anna")},
    {corpus.LINA: RepId("lina"), corpus.WANGWEI: RepId("wangwei"), REP: RepId("anna")},
)


def read(path: Path, boxes: list[FakeMailbox]) -> dict[str, list[tuple[Any, ...]]]:
    """The book after these mailboxes, without its row numbers, which do hang on the order."""
    office = Office.at(path)
    office.intake = Intake(office.book, TEAM)
    with office.book.begin() as page:
        for customer in customers(30):
            page.customers.add(customer)
    for box in boxes:
        office.reads(box)
    office.book.close()
    with closing(sqlite3.connect(path)) as connection:
        return {name: sorted(connection.execute(sql), key=repr) for name, sql in BY_NAME.items()}


BY_NAME = {
    "customers": "SELECT name, country, owner, source, created FROM customer",
    "titles": "SELECT c.name, t.words FROM title t JOIN customer c ON c.id = t.customer_id",
    "domains": "SELECT c.name, d.domain FROM domain d JOIN customer c ON c.id = d.customer_id",
    "people": "SELECT c.name, a.email FROM contact_address a JOIN contact_customer b USING (contact_id) "
    "JOIN customer c ON c.id = b.customer_id",
    "mails": "SELECT key, direction, kind, verdict, rep FROM mail",
    "places": "SELECT p.account, p.folder, p.uid, m.key FROM place p JOIN mail m ON m.id = p.mail_id",
    "interactions": "SELECT c.name, i.at, i.kind, i.cause, i.rep, i.mail_kind FROM interaction i "
    "JOIN customer c ON c.id = i.customer_id",
    "tags": "SELECT m.key, t.name, t.quote, t.due_date FROM tag t JOIN mail m ON m.id = t.mail_id",
    "follow-ups": "SELECT c.name, f.duty, f.cause, f.opened, f.due, f.because, f.state FROM follow_up f "
    "JOIN customer c ON c.id = f.customer_id",
    # a question that a later mail answered is no question any more, whether or not it was ever asked
    "questions": "SELECT m.key, r.because FROM review r JOIN mail m ON m.id = r.mail_id "
    "WHERE r.state = 'open'",
}
