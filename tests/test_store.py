"""Does the book keep what it is given, on every database?"""

from __future__ import annotations

import sqlite3
import stat
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError

from model import (
    CustomerId,
    Duty,
    FollowUp,
    InteractionKind,
    Label,
    Obligation,
    Place,
    RawMail,
    RepId,
)
from store.book import Book, Page
from store.customers import NewCustomer
from store.folders import Cursor
from store.location import SCHEMA, BookError, Location
from store.queries import Reader
from store.sources import packed, unpack
from store.tables import Row

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
NORDLICHT = NewCustomer(
    name="Nordlicht GmbH",
    created=NOON,
    titles=("诺德利希特贸易有限公司",),
    domains=("nordlicht.example",),
    contacts=(("jana@nordlicht.example", "Jana Krüger"), ("einkauf@nordlicht.example", "")),
    group="Nordlicht Gruppe",
    country="DE",
    owner=RepId("anna"),
    volume_class="A",
    close_grade="a",
    source="fair",
    every_days=5,
    external_id="K-1",
)


def obligation(cause: str = "mail-1", *, due: int = 1, because: str = "They wait.") -> Obligation:
    return Obligation(Duty.REPLY, cause, NOON, NOON + timedelta(days=due), because, Label("Answer", "回复"))


class TestCustomers:
    def test_everything_about_a_customer_comes_back(self, book: Book) -> None:
        with book.begin() as page:
            number = page.customers.add(NORDLICHT).id
        with book.begin() as page:
            found = page.customers.one(number)

        assert found is not None
        assert (found.name, found.country, found.owner, found.source) == (
            "Nordlicht GmbH",
            "DE",
            "anna",
            "fair",
        )
        assert found.titles == ("Nordlicht GmbH", "诺德利希特贸易有限公司")
        assert found.emails == ("einkauf@nordlicht.example", "jana@nordlicht.example")
        assert (found.group_name, found.domains) == ("Nordlicht Gruppe", ("nordlicht.example",))
        assert (found.volume_class, found.close_grade, found.every_days, found.created) == ("A", "a", 5, NOON)

    def test_two_companies_of_one_group_share_it(self, book: Book) -> None:
        with book.begin() as page:
            first = page.customers.add(NORDLICHT)
            second = page.customers.add(NewCustomer("Nordlicht Polska", NOON, group="Nordlicht Gruppe"))

        assert first.group == second.group is not None

    def test_one_person_may_buy_for_two_customers(self, book: Book) -> None:
        with book.begin() as page:
            first = page.customers.add(NewCustomer("One", NOON, contacts=(("a@buyer.example", "Ada"),)))
            second = page.customers.add(NewCustomer("Two", NOON, contacts=(("a@buyer.example", "Ada"),)))
            again = page.customers.one(first.id)

        assert again is not None
        assert again.emails == second.emails == ("a@buyer.example",)

    def test_changing_keeps_what_the_file_leaves_empty(self, book: Book) -> None:
        with book.begin() as page:
            number = page.customers.add(NORDLICHT).id
            changed = page.customers.change(number, NewCustomer("Nordlicht GmbH", NOON, volume_class="B"))

        assert (changed.volume_class, changed.owner, changed.country) == ("B", "anna", "DE")

    def test_a_thousand_customers_are_loaded_by_number(self, book: Book) -> None:
        with book.begin() as page:
            numbers = [page.customers.add(NewCustomer(f"C{n}", NOON)).id for n in range(1100)]
            found = page.customers.these(numbers)

        assert [customer.id for customer in found] == numbers


class TestPage:
    def test_a_page_that_fails_leaves_nothing(self, book: Book) -> None:
        with pytest.raises(RuntimeError), book.begin() as page:  # noqa: PT012  # what was written before it
            page.customers.add(NORDLICHT)
            raise RuntimeError

        with book.begin() as page:
            assert page.customers.all() == []

    def test_an_attempt_that_fails_leaves_the_rest_of_the_page(self, book: Book) -> None:
        with book.begin() as page:
            page.customers.add(NewCustomer("Before", NOON))
            with pytest.raises(RuntimeError), page.attempt():  # noqa: PT012  # what was written before it
                page.customers.add(NORDLICHT)
                raise RuntimeError
            page.customers.add(NewCustomer("After", NOON))

        with book.begin() as page:
            assert [customer.name for customer in page.customers.all()] == ["Before", "After"]

    def test_facts_are_renewed(self, book: Book) -> None:
        with book.begin() as page:
            page.note_fact("policy", "one")
            page.note_fact("policy", "two")

            assert (page.fact("policy"), page.fact("unknown")) == ("two", "")

    def test_the_edition_counts_the_pages_that_changed_customers(self, book: Book) -> None:
        editions = []
        with book.begin() as page:
            number = page.customers.add(NORDLICHT).id
            page.customers.learn(number, "x@nordlicht.example")
            editions.append(page.customers.edition())
        with book.begin() as page:
            page.journal(NOON, "anna", "done", "follow-up 1")
            editions.append(page.customers.edition())
        with book.begin() as page:
            page.customers.rename(number, "Nordlicht AG")
        with book.begin() as page:
            editions.append(page.customers.edition())

        assert editions == [1, 1, 2]


class TestFolders:
    def test_a_cursor_comes_back_as_it_was_moved(self, book: Book) -> None:
        cursor = Cursor("anna", "已发送", "sent", 2**32 - 1, 2**32 - 1, 200_000, NOON)
        with book.begin() as page:
            page.folders.move(cursor)

        with book.begin() as page:
            assert page.folders.cursor("anna", "已发送", "sent") == cursor
            assert page.folders.cursor("anna", "INBOX", "inbox") == Cursor("anna", "INBOX", "inbox")

    def test_a_mail_set_aside_keeps_its_bytes_and_counts_its_tries(self, book: Book) -> None:
        raw = RawMail(b"From: \xff\x00\r\n", NOON, Place("anna", "INBOX", 7, 3))
        with book.begin() as page:
            number = page.folders.set_aside(raw, "ValueError: no")
            page.folders.still_broken(number, "ValueError: still no")
        with book.begin() as page:
            assert page.folders.set_aside_numbers() == [number]
            aside = page.folders.one_set_aside(number)

        assert aside is not None
        assert aside.raw == raw
        assert aside.error == "ValueError: still no"

    def test_a_mail_set_aside_is_packed_and_its_size_told_as_it_came(self, book: Book) -> None:
        raw = RawMail(
            b"Message-ID: <a@b.example>\r\n\r\n" + b"Please quote. " * 9000, NOON, Place("a", "b", 7, 3)
        )
        with book.begin() as page:
            number = page.folders.set_aside(raw, "ValueError")
            (kept,) = page.folders._connection.scalars(text("SELECT length(content) FROM set_aside"))
            back = page.folders.one_set_aside(number)

        with Reader(book.location) as reader:
            (aside,) = reader.set_aside()
            (head,) = reader._set_aside_heads()
        assert back is not None
        assert back.raw == raw
        assert kept < 1000
        assert aside.bytes == len(raw.content)
        assert head == raw.content[:65536]

    @pytest.mark.parametrize(
        "content", [b"From: x\r\n\r\nold", b"\x28\xb5\x2f\xfdno frame at all, as it came"]
    )
    def test_a_mail_that_an_older_version_set_aside_as_it_was_is_still_read(
        self, book: Book, content: bytes
    ) -> None:
        raw = RawMail(b"x", NOON, Place("anna", "INBOX", 7, 3))
        with book.begin() as page:
            number = page.folders.set_aside(raw, "ValueError")
            change = text("UPDATE set_aside SET content = :content").bindparams(content=content)
            page.folders._connection.execute(change)
            back = page.folders.one_set_aside(number)

        assert back is not None
        assert back.raw.content == content
        with Reader(book.location) as reader:
            assert reader.set_aside()[0].bytes == len(content)
            assert reader._set_aside_heads() == (content,)

    def test_a_broken_mail_under_a_new_number_is_set_aside_once(self, book: Book) -> None:
        raw = RawMail(b"From: \xff\x00\r\n", NOON, Place("anna", "INBOX", 7, 3))
        with book.begin() as page:
            first = page.folders.set_aside(raw, "ValueError")
            page.folders.renumbered(Cursor("anna", "INBOX", "inbox", uidvalidity=8))
            moved = RawMail(raw.content, NOON, Place("anna", "INBOX", 8, 1))

            assert page.folders.set_aside(moved, "ValueError") == first

    def test_places_are_seen_under_their_own_uidvalidity_only(self, book: Book) -> None:
        with book.begin() as page:
            page.folders.set_aside(RawMail(b"From: x", NOON, Place("anna", "INBOX", 7, 3)), "ValueError")
            seen = page.folders.seen([Place("anna", "INBOX", 7, 3), Place("anna", "INBOX", 7, 4)])
            other = page.folders.seen([Place("anna", "INBOX", 8, 3)])

        assert seen == {Place("anna", "INBOX", 7, 3)}
        assert other == frozenset()


class TestSources:
    RAW = RawMail(b"From: jana@nordlicht.example\r\nSubject: Valves\r\n\r\nPlease quote.\r\n\r\nJana", NOON)

    def test_the_whole_source_comes_back_byte_by_byte(self) -> None:
        kept = packed(self.RAW)

        assert kept is not None
        assert (unpack(kept.content), kept.kept) == (self.RAW.content, "whole")

    def test_only_headers_are_kept_where_only_they_are_wanted(self) -> None:
        kept = packed(self.RAW, "headers")

        assert kept is not None
        assert unpack(kept.content) == b"From: jana@nordlicht.example\r\nSubject: Valves\r\n\r\n"
        assert kept.kept == "headers"

    @pytest.mark.parametrize("content", [b"", b"Subject: no body", b"\n\nno headers"])
    def test_a_mail_without_body_or_headers_is_kept_too(self, content: bytes) -> None:
        kept = packed(RawMail(content, NOON), "headers")

        assert kept is not None
        assert content.startswith(unpack(kept.content))

    def test_nothing_is_kept_where_nothing_is_wanted(self) -> None:
        assert packed(self.RAW, "none") is None

    def test_what_the_first_version_packed_is_still_read(self) -> None:
        assert unpack(zlib.compress(self.RAW.content, 6)) == self.RAW.content


class TestStatements:
    def test_a_list_is_one_value_however_long(self, book: Book) -> None:
        with book.begin() as page:
            known = page.customers.add(NORDLICHT).id
            many = [CustomerId(number) for number in range(known, known + 100_000)]

            assert [found.id for found in page.customers.these(many)] == [known]
            assert page.customers.these([]) == []

    def test_a_refused_row_is_told_in_the_words_of_sqlalchemy(self, book: Book) -> None:
        with book.begin() as page:
            page.customers.add(NORDLICHT)
            with pytest.raises(IntegrityError), page.attempt():
                page.customers.add(NORDLICHT)  # its external number is taken
            page.customers.add(NewCustomer("After", NOON))

        with book.begin() as page:
            assert [customer.name for customer in page.customers.all()] == ["Nordlicht GmbH", "After"]

    def test_an_attempt_within_an_attempt_fails_alone(self, book: Book) -> None:
        with book.begin() as page, page.attempt():
            page.note_fact("outer", "stands")
            with pytest.raises(ValueError, match="inner"), page.attempt():  # noqa: PT012  # what it wrote
                page.note_fact("outer", "changed")
                raise ValueError("inner")

        with book.begin() as page:
            assert page.fact("outer") == "stands"

    def test_a_column_that_is_not_named_gets_its_default(self, book: Book) -> None:
        with book.begin() as page:
            page.folders.set_aside(RawMail(b"x", NOON, Place("anna", "INBOX", 7, 3)), "ValueError")
        with Reader(book.location) as reader:
            (aside,) = reader.set_aside()

        assert aside.tries == 1


class TestFollowUps:
    def settled(self, book: Book, *owed: Obligation) -> int:
        with book.begin() as page:
            customer = (page.customers.all() or [page.customers.add(NORDLICHT)])[0]
            return page.followups.settle(customer.id, owed)

    def states(self, page: Page, *numbers: int) -> list[str]:
        return [page.followups.standing_of(number).state for number in numbers]  # type: ignore[arg-type, union-attr]

    def test_settling_twice_writes_once(self, book: Book) -> None:
        first = self.settled(book, obligation())
        again = self.settled(book, obligation())

        assert (first, again) == (1, 0)

    def test_customers_settled_together_are_settled_as_one_by_one(self, book: Book) -> None:
        with book.begin() as page:
            first = page.customers.add(NORDLICHT).id
            second = page.customers.add(NewCustomer("Two", NOON)).id
            new = page.followups.settle_all({first: [obligation("a")], second: [obligation("a")]})
            changed = page.followups.settle_all({first: [obligation("a", due=2)], second: []})
            again = page.followups.settle_all({first: [obligation("a", due=2)], second: []})

        assert (new, changed, again) == (2, 2, 0)

    def test_what_nobody_touched_goes_when_nothing_owes_it(self, book: Book) -> None:
        self.settled(book, obligation("mail-1"))

        changed = self.settled(book, obligation("mail-2"))

        with book.begin() as page:
            assert page.followups.standing_of(1) is None  # type: ignore[arg-type]
            assert self.states(page, 2) == ["open"]
        assert changed == 2

    def test_what_a_rep_did_survives(self, book: Book) -> None:
        self.settled(book, obligation("mail-1"), obligation("mail-2"))
        with book.begin() as page:
            page.followups.complete(1, "called")  # type: ignore[arg-type]
            page.followups.snooze(2, NOON, "board meets")  # type: ignore[arg-type]

        self.settled(book, obligation("mail-1", due=9), obligation("mail-2", because="They still wait."))

        with book.begin() as page:
            assert self.states(page, 1, 2) == ["done", "open"]
        with Reader(book.location) as reader:
            (left,) = reader.due(NOON + timedelta(days=99) + timedelta(days=9))
        assert (left.id, left.note, left.snoozed_until) == (2, "board meets", NOON)
        assert left.obligation.because == "They still wait."

    def listed(self, book: Book, until: datetime) -> list[FollowUp]:
        with Reader(book.location) as reader:
            return reader.due(until)

    def test_everything_that_is_owed_comes_back_as_it_was_given(self, book: Book) -> None:
        given = replace(
            obligation(due=5),
            content="case",
            shows=NOON + timedelta(days=3),
            lapses=NOON + timedelta(days=9),
            since=NOON + timedelta(days=1),
        )
        self.settled(book, given)

        (found,) = self.listed(book, NOON + timedelta(days=4))

        assert found.obligation == given

    def test_a_warning_stands_on_the_list_before_it_is_due(self, book: Book) -> None:
        self.settled(book, replace(obligation(due=5), shows=NOON + timedelta(days=3)))

        assert self.listed(book, NOON + timedelta(days=2)) == []
        assert len(self.listed(book, NOON + timedelta(days=3))) == 1

    def test_a_snooze_outlasts_a_warning_and_a_new_due_time(self, book: Book) -> None:
        self.settled(book, replace(obligation(due=5), shows=NOON + timedelta(days=3)))
        with book.begin() as page:
            page.followups.snooze(1, NOON + timedelta(days=8), "fair")  # type: ignore[arg-type]

        self.settled(book, obligation(due=6))

        assert self.listed(book, NOON + timedelta(days=7)) == []
        assert len(self.listed(book, NOON + timedelta(days=8))) == 1

    def test_what_is_open_again_is_listed_when_it_is_due(self, book: Book) -> None:
        self.settled(book, obligation(due=5))
        with book.begin() as page:
            page.followups.snooze(1, NOON + timedelta(days=8), "fair")  # type: ignore[arg-type]
            page.followups.reopen(1)  # type: ignore[arg-type]

        assert len(self.listed(book, NOON + timedelta(days=5))) == 1

    def test_what_has_lapsed_is_on_no_list(self, book: Book) -> None:
        self.settled(book, replace(obligation(due=2), lapses=NOON + timedelta(days=4)))

        assert len(self.listed(book, NOON + timedelta(days=3))) == 1
        assert self.listed(book, NOON + timedelta(days=4)) == []

    def test_it_stands_on_the_list_of_whose_the_customer_is_now(self, book: Book) -> None:
        self.settled(book, obligation())
        with book.begin() as page:
            (customer,) = page.customers.all()
            page.customers.set(customer.id, {"owner": "bo"})
            changed = page.followups.settle(customer.id, [obligation()])
        with Reader(book.location) as reader:
            found = [len(reader.due(NOON + timedelta(days=99), owner)) for owner in ("anna", "bo")]

        assert changed == 1
        assert found == [0, 1]

    def test_a_logged_call_stands_in_the_history(self, book: Book) -> None:
        with book.begin() as page:
            customer = page.customers.add(NORDLICHT)
            page.followups.log(customer.id, NOON, InteractionKind.CALL, RepId("anna"), "agreed on 3 pallets")
            (history,) = page.histories.of([customer.id])

        (call,) = history.interactions
        assert (call.at, call.kind, call.rep, call.summary) == (NOON, "call", "anna", "agreed on 3 pallets")
        assert call.cause == "log:1"


def _is_of_the_code(name: str | None, sort: str, _: object) -> bool:
    """The words of the search stand in a table that each database makes in its own way; SQLite adds shadows.
    tests/test_search.py writes to it and reads from it on both.
    """
    return sort != "table" or not str(name).startswith("search_word")


_TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}
"""A batch migration that copies a table loses them: a later version must make them again."""


class TestPreparing:
    def test_migrations_make_the_tables_that_the_code_writes_to(self, book: Book) -> None:
        engine = create_engine(book.location.sqlalchemy_url)
        with engine.connect() as connection:
            options = {"include_name": _is_of_the_code}
            context = MigrationContext.configure(connection, opts=options)
            differences = compare_metadata(context, Row.metadata)
            triggers = {each[0] for each in connection.execute(text(_TRIGGERS[connection.dialect.name]))}
        engine.dispose()

        assert differences == []
        assert {name.rpartition("_")[0] for name in triggers} >= {
            "search_mail",
            "search_interaction",
            "search_customer",
            "search_title",
            "search_business_fact",
        }

    def test_preparing_again_does_nothing(self, book: Book) -> None:
        assert book.version() == SCHEMA
        assert book.prepare() is False

    def test_a_book_newer_than_the_program_is_refused(self, book: Book, location: Location) -> None:
        engine = create_engine(location.sqlalchemy_url)
        with engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        engine.dispose()

        with pytest.raises(BookError, match="newer than this program"):
            book.prepare()

    def test_a_failed_migration_leaves_the_book_as_it_was(self, tmp_path: Path) -> None:
        path = tmp_path / "book.db"
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE customer (id INTEGER)")  # in the way of the first version
        connection.close()
        book = Book(Location(path=path))

        with pytest.raises(BookError):
            book.prepare()
        book.close()

        with sqlite3.connect(path) as connection:
            tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        connection.close()
        assert tables == [("customer",)]


class TestLocation:
    @pytest.mark.parametrize(
        ("words", "url"),
        [
            ("postgresql://anna:secret@db/genjin", "postgresql+psycopg://anna:secret@db/genjin"),
            ("postgres://db/genjin", "postgresql+psycopg://db/genjin"),
            ("postgresql+psycopg://db/genjin", "postgresql+psycopg://db/genjin"),
        ],
    )
    def test_addresses_are_understood(self, words: str, url: str) -> None:
        assert Location.of(words, Path("/x")).sqlalchemy_url == url

    def test_a_file_counts_from_the_folder(self, tmp_path: Path) -> None:
        assert Location.of("genjin.db", tmp_path).path == tmp_path / "genjin.db"

    def test_a_password_is_never_shown(self) -> None:
        assert "secret" not in str(Location.of("postgresql://anna:secret@db/genjin", Path("/x")))

    def test_other_databases_are_refused_in_words(self) -> None:
        with pytest.raises(BookError, match="neither a file nor a PostgreSQL address"):
            Location.of("mysql://db/genjin", Path("/x"))

    def test_a_file_that_is_no_book_is_refused_in_words(self, tmp_path: Path) -> None:
        path = tmp_path / "letter.db"
        path.write_text("Dear Jana, " * 900)
        book = Book(Location(path=path))

        with pytest.raises(BookError, match=r"letter\.db cannot be used: file is not a database"):
            book.prepare()
        book.close()

    def test_only_its_owner_may_read_a_book(self, tmp_path: Path) -> None:
        book = Book(Location(path=tmp_path / "new" / "book.db"))
        book.prepare()

        modes = {
            path.name: stat.S_IMODE(path.stat().st_mode)
            for path in [tmp_path / "new", *tmp_path.glob("new/*")]
        }
        book.close()

        assert modes["new"] == 0o700
        assert {mode for name, mode in modes.items() if name != "new"} == {0o600}

    def test_a_folder_that_cannot_be_written_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")

        with pytest.raises(BookError, match="file"):
            Book(Location(path=tmp_path / "file" / "genjin.db")).prepare()
