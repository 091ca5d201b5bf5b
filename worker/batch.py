"""What passes between a source of mail and the pipeline: folders, heads, batches."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol

from model import Place, RawMail
from store.folders import Cursor


@dataclass(frozen=True, slots=True)
class Folder:
    name: str
    role: str
    """inbox, sent, or filed: where reps or rules on the server put mail away."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some mail of one folder, and how far reading is once it is in the book."""

    cursor: Cursor
    mails: tuple[RawMail, ...] = ()
    gone: tuple[Place, ...] = ()
    """Deleted between being listed and being fetched."""
    refused: tuple[tuple[Place, str], ...] = ()
    """The server lists it and does not give it, with what it said."""
    recognised: int = 0
    """Mails of this folder that the book turned out to have under another place."""
    waiting: int = 0
    """Mails of this folder that are still to come in this pass."""
    last: bool = False
    """Everything the folder holds has now been read."""

    def checked(self, now: datetime) -> Cursor:
        """The cursor to keep, with the time if the folder has been read to its end. An import, which may take
        hours, shows with every batch that it goes on: `status` would call the account late.
        """
        if self.last:
            return replace(self.cursor, checked=now, errors=0)
        return self.cursor if self.cursor.is_whole else replace(self.cursor, counted=now)


class Memory(Protocol):
    """What a mailbox asks the book while it reads, so that nothing is fetched twice or missed."""

    def cursor(self, account: str, folder: Folder) -> Cursor: ...

    def lay_beside(self, cursor: Cursor, uids: Sequence[int], *, noting: bool = True) -> array[int]:
        """UIDs of which the book has neither mail nor bytes; noting: what has left or come back is noted."""
        ...

    def recognise(self, heads: Sequence[RawMail]) -> frozenset[int]:
        """UIDs of mails that the book has already; noted as a further place of theirs."""
        ...

    def renumbered(self, cursor: Cursor) -> None:
        """The folder of this cursor has new numbers; the places under older ones have left."""
        ...

    def had_other_numbers(self, cursor: Cursor) -> bool: ...

    def downloaded(self, account: str, day: date, size: int) -> int:
        """Note so many bytes more; answers how many it has been on that day."""
        ...


class NoBook:
    """The memory of a book that is not there: nothing is known, and nothing noted."""

    def cursor(self, account: str, folder: Folder) -> Cursor:
        return Cursor(account, folder.name, folder.role)

    def lay_beside(self, _cursor: Cursor, uids: Sequence[int], *, noting: bool = True) -> array[int]:  # noqa: ARG002
        return array("Q", uids)

    def recognise(self, _heads: Sequence[RawMail]) -> frozenset[int]:
        return frozenset()

    def renumbered(self, _cursor: Cursor) -> None: ...

    def had_other_numbers(self, _cursor: Cursor) -> bool:
        return False

    def downloaded(self, _account: str, _day: date, size: int) -> int:
        return size


@dataclass(frozen=True, slots=True)
class Size:
    """What a dry run says of a folder."""

    folder: Folder
    mails: int
    bytes: int
    known: int = 0
    """Of the mails on the server, how many the book has."""
    older: int = 0
    """Mails from before the window, which are left where they are."""
