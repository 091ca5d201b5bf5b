"""Where is the directory of customers kept, from one sitting and one process to the next?

In a file beside the book, as it was when it was built, and in memory what changed since: every change of a
customer has a number, so that a process reads only what is newer than what it has. The token of the file
stands in the book too, noted by the page whose customers the file holds: a book that was put back from a
backup does not take the file of its other life for its own.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from matching.directory import Directory
from matching.domains import in_force
from model import Customer, CustomerId
from store import shelved
from store.location import Location
from store.opened import Opened
from worker import snapshot
from worker.snapshot import Label

if TYPE_CHECKING:
    from store.book import Page  # SQLAlchemy: `looked_up` does without

_FILE = "directory"
"""The fact that names the file."""
_WORTH_A_FILE = 300
"""Customers that are read and filed in the time that a file takes."""
_FEW_TO_LOOK = _SHARE_TO_LOOK = 100
"""After a pass the file is made anew when so many, and more than one in so many, have changed since."""
_FEW_CHANGES = 1_000
_SHARE = 10
"""A directory is built anew when more than this part of it has changed, and more than a few."""


class Shelf:
    """The directory of customers, kept from one sitting to the next."""

    def __init__(self, location: Location | None = None) -> None:
        """location: of the book; without one no file is kept."""
        self.edition = -1
        self._path = place_of(location) if location else None
        self._directory: Directory | None = None
        self._is_doubted = False
        self._is_unfiled = False
        self._unnoted = ""
        """The token of a file that the book does not name yet."""
        self._lists = in_force()

    def directory(self, page: Page, edition: int) -> Directory:
        """The directory for a page that began with this edition of the customers."""
        if self._lists != in_force():  # the settings were read again: domains belong to others now
            self._lists, self._directory = in_force(), None
        if self._directory is None:
            self._directory = self._fetched(page, edition)
        elif edition != self.edition:
            self._directory = self._caught_up(page, self._directory, edition)
        if self._is_doubted:
            self._read_again(page)
        return self._directory

    def put_all(self, customers: Iterable[Customer], count: int) -> None:
        """These became known, or changed. Of many the directory is made anew; for few that would be dear."""
        directory = self._directory
        assert directory is not None
        if count > _tolerable(directory):
            self._directory, self._is_unfiled = directory.renewed(customers), True
            return
        for customer in customers:
            directory.put(customer)

    def put_back(self, page: Page) -> None:
        """The page ends: whatever else it changed is read, so that the next one need not ask for it."""
        if self._directory is None:
            return
        if self._is_doubted:
            self._read_again(page)
        edition = page.customers.edition()
        if edition != self.edition:
            self._directory = self._caught_up(page, self._directory, edition)
        if self._is_unfiled:
            self._directory = self._kept(page, self._directory, edition)
        self._directory.recent.clear()

    def tidied(self) -> bool:
        """Write a new file, if those who open the old one have much to read beside it. Needs no page, and so
        keeps nobody waiting; the next page must `note` it.
        """
        directory = self._directory
        if directory and not self._is_doubted and directory.changes > _much_beside(directory):
            self._directory = self._filed(directory.renewed(), self.edition)
        return self._unnoted != ""

    def note(self, page: Page) -> None:
        """From now on other processes take the newest file."""
        if self._unnoted:
            page.note_fact(_FILE, self._unnoted)
            self._unnoted = ""

    def clear(self) -> None:
        """A part of the page was taken back: what was put since the page began is true no more, perhaps."""
        self._is_doubted = True

    def _fetched(self, page: Page, edition: int) -> Directory:
        found = snapshot.opened(self._path, page.fact(_FILE)) if self._path else None
        if found is None:
            return self._built(page, edition)
        directory, label = found
        self.edition = label.edition
        return self._caught_up(page, directory, edition)

    def _caught_up(self, page: Page, directory: Directory, edition: int) -> Directory:
        """With what has changed since the shelf's edition, which then is this one."""
        changes = page.customers.since(self.edition)
        strange = sum(number not in directory.recent for number in changes.changed)
        if strange > _tolerable(directory) > directory.changes:
            return self._built(page, edition)
        _renew(directory, changes.departed, page.customers.each(changes.changed))
        self.edition = edition
        is_worn = directory.changes > _tolerable(directory)
        return self._kept(page, directory.renewed(), edition) if is_worn else directory

    def _built(self, page: Page, edition: int) -> Directory:
        from worker.building import built  # seldom wanted, and slow to import

        directory = built(page.customers.each())
        self.edition = edition
        return self._kept(page, directory, edition)

    def _read_again(self, page: Page) -> None:
        assert self._directory is not None
        recent = sorted(self._directory.recent)
        _renew(self._directory, recent, page.customers.these(recent))
        self._is_doubted = False

    def _kept(self, page: Page, directory: Directory, edition: int) -> Directory:
        kept = self._filed(directory, edition)
        self.note(page)
        return kept

    def _filed(self, directory: Directory, edition: int) -> Directory:
        """The directory, in a file if it is worth one: then it is there for every process, once."""
        if self._path is None or not are_worth_a_file(len(directory)):
            return directory
        self._is_unfiled = False
        label = Label(os.urandom(16).hex(), edition)
        if not snapshot.save(directory, label, self._path):
            return directory
        self._unnoted = label.token
        found = snapshot.opened(self._path, label.token)
        if found is None:
            return directory
        mapped, _ = found
        mapped.recent = directory.recent
        return mapped


def looked_up(reader: Opened, location: Location) -> Directory:
    """The directory for somebody who only looks: the file beside the book, and what has changed since.

    Where there is no such file it is built, which takes a while with many customers; it is written by whoever
    writes to the book next.
    """
    directory = on_file(reader, location)
    if directory is None:
        from worker.building import built

        directory = built(shelved.each(reader))
    return directory


def on_file(reader: Opened, location: Location) -> Directory | None:
    """The same, only if there is a file."""
    path = place_of(location)
    found = snapshot.opened(path, reader.fact(_FILE)) if path else None
    if found is None:
        return None
    directory, label = found
    if label.edition != shelved.edition(reader):  # two looks through all customers
        departed = shelved.departed_since(reader, label.edition)
        changed = shelved.changed_since(reader, label.edition)
        _renew(directory, departed, shelved.these(reader, changed))
    return directory


def are_worth_a_file(customers: int) -> bool:
    """Are there so many that a directory of them is kept in a file?"""
    return customers >= _WORTH_A_FILE


def place_of(location: Location) -> Path | None:
    """Where the file of a book's directory is: beside the book, or in the home folder."""
    if location.path is not None:
        return location.path.with_name(f"{location.path.name}.directory")
    return location.folder and location.folder / "book.directory"


def _renew(directory: Directory, departed: Iterable[int], changed: Iterable[Customer]) -> None:
    """Whoever stands in both has gone and come back."""
    gone = dict.fromkeys(departed)
    for customer in changed:
        gone.pop(customer.id, None)
        if directory.customer(customer.id) != customer:
            directory.put(customer)
    for number in gone:
        directory.drop(CustomerId(number))


def _much_beside(directory: Directory) -> int:
    """How many changes somebody who only looks may have to read."""
    return max(_FEW_TO_LOOK, len(directory) // _SHARE_TO_LOOK)


def _tolerable(directory: Directory) -> int:
    """How many changes it may have beside what was built at once."""
    return max(_FEW_CHANGES, len(directory) // _SHARE)
