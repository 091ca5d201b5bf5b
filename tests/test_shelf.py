"""Is the directory built once, and then only told what has changed, whoever changed it?"""

from __future__ import annotations

import os
import random
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from matching import Directory
from model import Customer, CustomerId, Denial
from store import shelved
from store.book import Book, copy
from store.customers import NewCustomer
from store.location import Location
from store.queries import Reader
from worker import snapshot
from worker.shelf import Shelf, looked_up, place_of
from worker.snapshot import Label

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
ROOT = Path(__file__).resolve().parent.parent
TOKEN = "a token"
MANY = 400
"""Customers that are worth a file."""


def new(number: int) -> NewCustomer:
    return NewCustomer(
        f"Kranich {number:04d} Handels GmbH",
        AT,
        titles=(f"Кранич {number:04d}",),
        domains=(f"kranich{number:04d}.example",),
        contacts=((f"anna{number}@kranich{number:04d}.example", "Anna"),),
        group="Vogelhaus" if number % 3 == 0 else "",
        country="DE",
        codes=(f"EU-VAT DE{number:09d}",),
        phones=(f"+4930{number:07d}",),
        websites=(f"www.kranich{number:04d}.example",),
    )


def filled(book: Book, count: int = MANY) -> list[Customer]:
    with book.begin() as page:
        return [page.customers.add(new(number)) for number in range(count)]


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Book]:
    """A book in a file."""
    book = Book(Location(path=tmp_path / "book.db"), checkpointer=True)
    book.prepare()
    yield book
    book.close()


def used(book: Book, shelf: Shelf) -> Directory:
    """The directory for a page of its own, as a sitting asks for it."""
    with book.begin() as page:
        return shelf.directory(page, page.customers.edition())


def file_of(book: Book) -> Path:
    path = place_of(book.location)
    assert path is not None
    return path


def knows(directory: Directory, customers: Iterable[Customer]) -> bool:
    return all(directory.customer(customer.id) == customer for customer in customers)


class _TakenBackError(Exception):
    pass


# -- from one process to the next ------------------------------------------------------------------------


def test_a_reader_sees_the_customers_that_the_book_has(book: Book) -> None:
    customers = filled(book, 7)
    with book.begin() as page:
        page.customers.deny(customers[3].id, Denial("email", "x@agent.example"), AT, "anna")
        page.customers.deny(None, Denial("domain", "agent.example"), AT, "anna")
        page.customers.withdraw(customers[5].id)
        written = page.customers.all()
        edition = page.customers.edition()

    with Reader(book.location) as reader:
        assert list(shelved.each(reader)) == written
        assert list(shelved.these(reader, [customers[3].id, 9_999, customers[0].id])) == [
            written[0],
            written[3],
        ]
        assert shelved.edition(reader) == edition
        assert list(shelved.changed_since(reader, edition - 1)) == [customers[3].id]
        assert list(shelved.departed_since(reader, edition - 1)) == [customers[5].id]


def test_the_directory_lies_beside_the_book_and_only_its_owner_may_read_it(book: Book) -> None:
    customers = filled(book)

    directory = used(book, Shelf(book.location))

    assert knows(directory, customers)
    assert stat.S_IMODE(file_of(book).stat().st_mode) == 0o600
    assert [path.name for path in file_of(book).parent.glob(".*.directory*")] == []


def test_the_next_process_takes_the_file_and_what_has_changed_since(book: Book) -> None:
    customers = filled(book)
    used(book, Shelf(book.location))
    written = file_of(book).stat().st_ino
    with book.begin() as page:
        learned = page.customers.learn(customers[7].id, title="Kranich Werke")
        added = page.customers.add(new(9_000))
        page.customers.withdraw(customers[8].id)
        page.customers.deny(None, Denial("domain", "agent.example"), AT, "anna")

    directory = used(book, Shelf(book.location))
    with Reader(book.location) as reader:
        looked = looked_up(reader, book.location)

    for each in (directory, looked):
        assert each.changes == 4  # one that is new, one renewed, for which the old card went, and one gone
        assert knows(each, [*customers[:7], learned, *customers[9:], added])
        assert each.customer(customers[8].id) is None
        assert [card.id for card in each.likely("Kranich Werke", 1)] == [learned.id]
    assert file_of(book).stat().st_ino == written


def test_a_shelf_learns_by_number_what_another_process_changed(small: Book) -> None:
    customers = filled(small, 20)
    shelf = Shelf(small.location)
    before = used(small, shelf)

    with small.begin() as page:
        page.customers.withdraw(customers[0].id)
        changed = page.customers.rename(customers[1].id, "Moosgrund Keramik")
    after = used(small, shelf)

    assert after is before
    assert after.customer(customers[0].id) is None
    assert knows(after, [changed, *customers[2:]])


def test_a_page_that_changed_customers_without_telling_the_directory_is_read_at_its_end(small: Book) -> None:
    customers = filled(small, 20)
    shelf = Shelf(small.location)
    with small.begin() as page:
        directory = shelf.directory(page, page.customers.edition())
        learned = page.customers.learn(customers[3].id, title="Kranich Werke")
        page.customers.withdraw(customers[4].id)
        shelf.put_back(page)

    assert shelf.edition == 2
    assert used(small, shelf) is directory
    assert directory.customer(learned.id) == learned
    assert directory.customer(customers[4].id) is None


def test_what_a_failed_attempt_put_into_the_directory_is_taken_back(small: Book) -> None:
    customers = filled(small, 20)
    shelf = Shelf(small.location)
    with small.begin() as page:
        edition = page.customers.edition()
        directory = shelf.directory(page, edition)
        with suppress(_TakenBackError), page.attempt():
            directory.put(page.customers.add(new(9_000)))
            directory.put(page.customers.learn(customers[3].id, title="Kranich Werke"))
            raise _TakenBackError
        shelf.clear()
        again = shelf.directory(page, edition)

    assert again is directory
    assert len(again) == 20
    assert knows(again, customers)


def test_much_that_changed_makes_a_new_file(small: Book) -> None:
    customers = filled(small)
    used(small, Shelf(small.location))
    written = file_of(small).stat().st_ino
    more = filled(small, 1_100)

    directory = used(small, Shelf(small.location))

    assert directory.changes == 0
    assert knows(directory, [*customers, *more])
    assert file_of(small).stat().st_ino != written


def test_after_a_pass_a_worn_file_is_made_anew_without_keeping_writers_waiting(small: Book) -> None:
    customers = filled(small)
    shelf = Shelf(small.location)
    used(small, shelf)
    more = filled(small, 150)
    used(small, shelf)

    was_worn = shelf.tidied()
    with small.begin() as page:
        shelf.note(page)

    assert (was_worn, shelf.tidied()) == (True, False)
    with Reader(small.location) as reader:
        assert looked_up(reader, small.location).changes == 0
        assert knows(looked_up(reader, small.location), [*customers, *more])


def test_an_import_leaves_a_file_that_needs_nothing_more(small: Book) -> None:
    shelf = Shelf(small.location)
    with small.begin() as page:
        edition = page.customers.edition()
        for number in range(1_200):
            shelf.directory(page, edition).put(page.customers.add(new(number)))
        shelf.put_back(page)

    with Reader(small.location) as reader:
        assert len(looked_up(reader, small.location)) == 1_200
        assert looked_up(reader, small.location).changes == 0


# -- files that are as good as none ----------------------------------------------------------------------


def test_a_book_put_back_from_a_backup_does_not_take_the_file_of_its_other_life(small: Book) -> None:
    filled(small)
    at_first = copied(small, "first.db")
    with small.begin() as page:
        page.customers.add(new(5_000))
    used(small, Shelf(small.location))

    shutil.copy(file_of(small), file_of(at_first))
    with at_first.begin() as page:
        page.customers.add(new(6_000))
    directory = used(at_first, Shelf(at_first.location))

    assert len(directory) == MANY + 1
    assert directory.by_domain("kranich5000.example") == ()
    assert [card.name for card in directory.by_domain("kranich6000.example")] == ["Kranich 6000 Handels GmbH"]
    at_first.close()


def copied(book: Book, name: str) -> Book:
    """The book as it is now, under another name."""
    assert book.location.path is not None
    target = book.location.path.with_name(name)
    copy(book.location.path, target)
    return Book(Location(path=target))


def directory_of(count: int) -> Directory:
    return Directory.of(
        Customer(CustomerId(n), f"Kranich {n}", AT, domains=(f"k{n}.example",)) for n in range(count)
    )


def saved(path: Path) -> bytes:
    assert snapshot.save(directory_of(50), Label(TOKEN, 3), path)
    return path.read_bytes()


def test_a_file_gives_back_what_was_put_into_it(tmp_path: Path) -> None:
    path = tmp_path / "book.directory"
    saved(path)

    found = snapshot.opened(path, TOKEN)

    assert found is not None
    assert found[1] == Label(TOKEN, 3)
    assert knows(found[0], map(directory_of(50).customer, map(CustomerId, range(50))))  # type: ignore[arg-type]
    assert snapshot.opened(path, "another token") is snapshot.opened(path, "") is None


def test_a_copy_is_read_through_and_then_believed(tmp_path: Path) -> None:
    content = saved(tmp_path / "one")

    (tmp_path / "copy").write_bytes(content)

    assert snapshot.opened(tmp_path / "copy", TOKEN) is not None


@pytest.mark.parametrize("share", [0.0, 0.001, 0.3, 0.7, 0.999])
def test_a_truncated_file_is_none(tmp_path: Path, share: float) -> None:
    path = tmp_path / "book.directory"
    content = saved(path)

    os.truncate(path, int(len(content) * share))

    assert snapshot.opened(path, TOKEN) is None


def test_a_file_that_was_damaged_anywhere_is_none_or_says_the_same(tmp_path: Path) -> None:
    path, chance = tmp_path / "book.directory", random.Random(5)
    content = saved(path)

    for _ in range(200):
        at = chance.randrange(len(content))
        path.write_bytes(content[:at] + bytes([content[at] ^ 1 << chance.randrange(8)]) + content[at + 1 :])
        found = snapshot.opened(path, TOKEN)

        assert found is None or list(found[0].parts) == list(directory_of(50).parts)


@pytest.mark.parametrize("content", [b"", b"genjin directory\n", b"\0" * 9_000, b"SQLite format 3\0" * 900])
def test_another_file_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "book.directory").write_bytes(content)

    assert snapshot.opened(tmp_path / "book.directory", TOKEN) is None
    assert snapshot.opened(tmp_path, TOKEN) is None
    assert snapshot.opened(tmp_path / "none", TOKEN) is None


def test_a_damaged_file_is_replaced_by_who_writes_and_passed_over_by_who_looks(small: Book) -> None:
    customers = filled(small)
    used(small, Shelf(small.location))
    content = file_of(small).read_bytes()
    file_of(small).write_bytes(content[:-2_000] + bytes(2_000))

    with Reader(small.location) as reader:
        looked = looked_up(reader, small.location)
    directory = used(small, Shelf(small.location))

    assert knows(looked, customers)
    assert knows(directory, customers)
    assert file_of(small).read_bytes()[-2_000:] == content[-2_000:]


def test_without_a_place_for_the_file_everything_works_without_it(small: Book) -> None:
    customers = filled(small)
    file_of(small).mkdir()

    directory = used(small, Shelf(small.location))

    assert knows(directory, customers)
    assert knows(used(small, Shelf()), customers)


def test_a_small_book_needs_no_file(small: Book) -> None:
    filled(small, 20)

    used(small, Shelf(small.location))

    assert not file_of(small).exists()


def test_looking_up_needs_no_sqlalchemy(small: Book) -> None:
    filled(small)
    used(small, Shelf(small.location))
    program = f"""
import sys
from pathlib import Path
from store.location import Location
from store.queries import Reader
from worker.shelf import looked_up
location = Location(path=Path({str(small.location.path)!r}))
with Reader(location) as reader:
    assert looked_up(reader, location).likely("kranich 0042 handels", 1)[0].name.startswith("Kranich 0042")
assert "sqlalchemy" not in sys.modules
"""

    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
