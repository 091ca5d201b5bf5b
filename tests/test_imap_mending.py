"""Does a pass mend what it can, and stop where it should?"""

from __future__ import annotations

import dataclasses
import shutil
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from fakes import MONDAY, NoMemory, Office, genjin, mail
from hostile import PASSWORD, USER, HostileServer
from hostile_faults import OVERQUOTA, THROTTLED, Bye, HangsUp
from post import account, mailbox_of
from scripted import Scripted
from store.folders import Cursor
from worker import config, providers
from worker.batch import Batch
from worker.imap import LoginRefused, MailboxError, lots, reading
from worker.imap.lots import Breaks
from worker.rounds import noting_trouble, one_pass_on

MAILS = [mail(f"letter {number}", id=f"m{number}", day=number / 100) for number in range(1, 201)]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office.at(tmp_path / "book.db")
    yield office
    office.book.close()


def reads(office: Office, server: HostileServer, **more: Any) -> MailboxError | None:
    """One pass, and its trouble."""
    wanted = account(server.host, server.port, user=USER, **more)
    try:
        with noting_trouble("anna", office.intake), mailbox_of(wanted, PASSWORD, patience=0.6) as source:
            one_pass_on(source, office.intake)
    except MailboxError as error:
        return error
    return None


def count(office: Office, sql: str) -> int:
    assert office.book.location.path is not None
    connection = sqlite3.connect(office.book.location.path)
    found = connection.execute(sql).fetchone()[0]
    connection.close()
    return int(found)


STORED = "SELECT count(*) FROM mail"
ASIDE = "SELECT count(*) FROM set_aside"


class TestLinesThatBreak:
    @pytest.fixture(autouse=True)
    def _hurried(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(lots, "_IN_A_ROW", 1000)

    def poisoned(self, monkeypatch: pytest.MonkeyPatch, *poison: int) -> None:
        """The line breaks in every answer that holds one of these mails."""
        real = lots.fetched

        def fetched(client: Any, uid_set: str, what: Sequence[str]) -> Any:
            found = real(client, uid_set, what)
            if "BODY.PEEK[]" in what and set(poison) & set(found):
                client.socket().close()
                raise OSError("the line broke")
            return found

        monkeypatch.setattr(lots, "fetched", fetched)

    def test_many_such_mails_do_not_hold_up_the_others_for_ever(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.poisoned(monkeypatch, 10, 60, 110, 160)

        with HostileServer(MAILS) as server:
            troubles = [reads(office, server) for _ in range(4)]

        assert troubles[-1] is None
        assert (count(office, STORED), count(office, ASIDE)) == (196, 4)

    def test_what_came_before_it_was_enough_is_kept(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(lots, "MOST_BREAKS", 3)
        self.poisoned(monkeypatch, 190)

        with HostileServer(MAILS) as server:
            trouble = reads(office, server)

        assert trouble is not None
        assert count(office, STORED) >= 50

    def test_a_pass_ends_when_the_line_breaks_too_often(self, office: Office) -> None:
        with HostileServer(MAILS, faults=[HangsUp("FETCH")]) as server:
            trouble = reads(office, server)
            dialled = server.heard.count("LOGIN") + sum(each.startswith("LOGIN") for each in server.heard)

        assert trouble is not None
        assert dialled <= lots.MOST_BREAKS + 2

    def test_mending_has_an_end_in_time_as_well(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(lots, "LONGEST_MENDING", -1.0)

        assert Breaks().note() is False


@pytest.mark.parametrize("words", [OVERQUOTA, THROTTLED])
def test_a_goodbye_that_asks_for_rest_is_not_answered_by_dialling_again(office: Office, words: str) -> None:
    with HostileServer(MAILS[:9], faults=[Bye("FETCH", said=words)]) as server:
        trouble = reads(office, server)
        logins = sum(each.startswith("LOGIN") for each in server.heard)

    assert trouble is not None
    assert trouble.wait > 0
    assert logins == 1
    assert count(office, ASIDE) == 0


def test_a_server_that_repeats_the_password_is_not_quoted() -> None:
    answer = 'NO bad command LOGIN user0 "secret-0"'

    with Scripted({"LOGIN": answer}) as server, pytest.raises(LoginRefused) as error:
        mailbox_of(account(server.host, server.port), "secret-0").__enter__()

    assert "secret-0" not in str(error.value)
    assert "***" in str(error.value)


def test_who_has_hung_up_is_not_dialled_again() -> None:
    with HostileServer(MAILS) as server:
        wanted = account(server.host, server.port, user=USER)
        with mailbox_of(wanted, PASSWORD) as source:
            passing = source.new_mail(Cursor("anna", "INBOX", "inbox"), NoMemory())
            next(passing)
            other = threading.Thread(target=source.hang_up)
            other.start()
            other.join()

            with pytest.raises(MailboxError):
                list(source.new_mail(Cursor("anna", "Sent", "sent"), NoMemory()))

        assert sum(each.startswith("LOGIN") for each in server.heard) == 1


def test_older_mail_asked_for_later_comes_like_an_import(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "BATCH_MAILS", 10)
    monkeypatch.setattr(reading, "LOOK_UP", 0.0)
    days = [
        dataclasses.replace(raw, received=MONDAY + timedelta(days=at)) for at, raw in enumerate(MAILS[:40])
    ]

    with HostileServer(days) as server:
        reads(office, server, since=(MONDAY + timedelta(days=30)).date())
        wanted = account(server.host, server.port, user=USER, since=MONDAY.date())
        with mailbox_of(wanted, PASSWORD) as source:
            cursor = office.intake.cursor("anna", source.folders()[0])
            batches = [each for each in source.new_mail(cursor, office.intake) if each.mails]

    assert [uids(batch)[-1] for batch in batches] == [30, 20, 10]
    assert all(batch.cursor.lag < 86_400 * 365 for batch in batches)


def uids(batch: Batch) -> list[int]:
    return [raw.place.uid for raw in batch.mails if raw.place]


def test_old_mail_stops_when_the_day_is_used_up_and_new_mail_does_not(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "BATCH_MAILS", 10)
    frugal = dataclasses.replace(providers.of(account("127.0.0.1", 1)), day_mb=1)
    monkeypatch.setattr(providers, "of", lambda _: frugal)
    monkeypatch.setattr(providers, "greeted", lambda provider, _: provider)
    office.intake.downloaded("anna", MONDAY.date(), 0)
    large = [mail("word " * 20_000, id=f"large{number}") for number in range(40)]

    with HostileServer(large) as server:
        reads(office, server)
        first = count(office, STORED)
        server.deliver(mail("the newest", id="newest"))
        reads(office, server)

    assert 0 < first < 40
    assert count(office, STORED) == first + 1
    assert count(office, "SELECT count(*) FROM mail WHERE message_id = 'newest@test.example'") == 1


GENJIN_YAML = """\
team: {{domains: [factory.example], reps: {{anna: {{emails: [anna@factory.example]}}}}}}
accounts:
  - {{name: gone, host: 127.0.0.1, port: 1, tls: none, user: x, secret: {{env: ANNA}}}}
  - {{name: anna, host: {host}, port: {port}, tls: none, user: {user}, secret: {{env: ANNA}}}}
"""


class TestDryRun:
    def home(self, tmp_path: Path, server: HostileServer) -> Path:
        text = GENJIN_YAML.format(host=server.host, port=server.port, user=USER)
        (tmp_path / "genjin.yaml").write_text(text, "utf-8")
        return tmp_path

    def test_it_makes_no_book_and_goes_on_to_the_next_account(self, tmp_path: Path) -> None:
        with HostileServer(MAILS[:9]) as server:
            home = self.home(tmp_path, server)
            result = genjin("--home", str(home), "sync", "--dry-run", ANNA=PASSWORD)

        assert result.exit_code == 1
        assert "Account gone" in result.stderr
        assert "anna INBOX: 9 mails to read" in result.stdout
        assert sorted(path.name for path in home.iterdir()) == ["genjin.yaml"]

    def test_it_says_what_the_book_has_and_changes_nothing_in_it(self, tmp_path: Path) -> None:
        with HostileServer(MAILS[:9]) as server:
            home = self.home(tmp_path, server)
            genjin("--home", str(home), "sync", "--account", "anna", ANNA=PASSWORD)
            shutil.copy(config.SHIPPED / "followups" / "policy.yaml", home)
            (home / "policy.yaml").write_text(
                (home / "policy.yaml").read_text("utf-8").replace("zone: Asia/Shanghai", "zone: UTC"), "utf-8"
            )
            server.deliver(MAILS[9])
            before = dump(home / "genjin.db")
            result = genjin("--home", str(home), "sync", "--account", "anna", "--dry-run", ANNA=PASSWORD)

        assert "anna INBOX: 1 mail to read" in result.stdout
        assert "9 in the book already" in result.stdout
        assert dump(home / "genjin.db") == before


def dump(path: Path) -> list[str]:
    """Everything in the book, but the words of its index, which can only be asked for."""
    connection = sqlite3.connect(path)
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    lines = [repr((name, row)) for name in tables if name != "search_word" for row in _rows(connection, name)]
    connection.close()
    return lines


def _rows(connection: sqlite3.Connection, table: str) -> list[Any]:
    return connection.execute(f"SELECT * FROM {table}").fetchall()  # a name of our own
