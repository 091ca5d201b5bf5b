"""What lies in an archive, and how is it read one mail at a time? Files are only ever looked at.

    Mbox       letters of one file, found one behind the other
    Files      a file a mail: a Maildir's folder, a folder of .eml, the .eml in a zip

A drawer is a folder to the pipeline. Where a server has numbers of its own, its cursor keeps the byte that
reading goes on from (`uidnext`) and a mark of what lies before it (`highestmodseq`): a drawer that has grown
is read on, one that was changed is numbered anew and read again.
"""

from __future__ import annotations

import hashlib
import lzma
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from model import Place, RawMail
from parsers.opening import charsets, mime, words
from parsers.opening.arrival import arrival
from store.folders import Cursor
from worker.archive import mbox
from worker.batch import Folder
from worker.imap.names import Listed, is_left_out

UNREADABLE = (OSError, EOFError, ValueError, RuntimeError, zlib.error, lzma.LZMAError, zipfile.BadZipFile)
"""What broken, encrypted (RuntimeError) or forbidden files raise."""


@dataclass(frozen=True, slots=True)
class Item:
    """What stands at one number of a drawer: a mail, or why there is none, or (neither) one to be left out:
    deleted, a draft, spam.
    """

    cursor: Cursor
    """What to go on from once this is in the book."""
    place: Place
    raw: RawMail | None = None
    refused: str = ""
    waiting: int = 0
    """Items still to come; an estimate where only reading to the end would tell."""


class Drawer(Protocol):
    @property
    def folder(self) -> Folder: ...

    def renewed(self, cursor: Cursor) -> Cursor: ...
    def items(self, cursor: Cursor) -> Iterator[Item]: ...


# -- one file, many mails ------------------------------------------------------------------------------------


class Seekable(Protocol):
    def read(self, size: int, /) -> bytes: ...
    def seek(self, offset: int, /) -> int: ...


@dataclass(frozen=True, slots=True)
class Opened:
    """A file being read."""

    stream: Seekable
    share: Callable[[], float]
    """How much of it has been read, from 0 to 1."""
    written: datetime
    """When the file was last changed."""


@dataclass(frozen=True, slots=True)
class Mbox:
    """Mails one behind the other in one file; a mail's number is its ordinal."""

    folder: Folder
    opens: Callable[[], AbstractContextManager[Opened]]
    limit: int

    def renewed(self, cursor: Cursor) -> Cursor:
        with self.opens() as opened:
            if cursor.uidvalidity and self._is_unchanged(opened.stream, cursor):
                return cursor
            opened.stream.seek(0)
            return renumbered(cursor, mbox.without_store_fields(opened.stream.read(4096)))

    def _is_unchanged(self, stream: Seekable, cursor: Cursor) -> bool:
        """Everything before is where it was if the last mail read still ends there and another begins."""
        size = cursor.highestmodseq >> _HASH_BITS
        stream.seek(max(0, cursor.uidnext - size))
        return _mark_of_tail(stream.read(size)) == cursor.highestmodseq and mbox.begins(stream)

    def items(self, cursor: Cursor) -> Iterator[Item]:
        with self.opens() as opened:
            opened.stream.seek(cursor.uidnext)
            started = opened.share()
            for number, letter in enumerate(mbox.letters(opened.stream, self.limit, cursor.uidnext), 1):
                waiting = _estimate(number, opened.share() - started, 1 - opened.share())
                yield self._item(cursor, cursor.last_uid + number, letter, opened.written, waiting)

    def _item(self, cursor: Cursor, uid: int, letter: mbox.Letter, written: datetime, waiting: int) -> Item:
        mark = _mark_of_tail(letter.tail)
        cursor = replace(cursor, last_uid=uid, uidnext=letter.end, highestmodseq=mark)
        place = Place(cursor.account, cursor.folder, cursor.uidvalidity, uid)
        if is_no_mail(letter.content):
            return Item(cursor, place, waiting=waiting)
        received = arrival(letter.content, letter.told or written)
        content = mbox.as_sent(letter.content, letter.quoted)
        return Item(cursor, place, RawMail(content, received, place, letter.complete), waiting=waiting)


def _estimate(read: int, share: float, rest: float) -> int:
    return round(read * rest / share) if share > 0 else 0


# -- a file a mail -------------------------------------------------------------------------------------------


class Gone(Exception):  # noqa: N818 - says what happened
    """A file was there when the folder was listed, and is there no more, or is marked as deleted."""


@dataclass(frozen=True, slots=True)
class Found:
    """One file's mail, at most `limit` bytes and one more; `written` bounds when it came."""

    content: bytes
    written: datetime


@dataclass(frozen=True, slots=True)
class Files:
    """Files with one mail each, in the order of their names; a mail's number is its ordinal."""

    folder: Folder
    names: Sequence[str]
    reads: Callable[[str], Found]
    limit: int
    sign: Callable[[str], str] = str
    """What tells that a file is still the same; in a Maildir the name alone does."""

    def renewed(self, cursor: Cursor) -> Cursor:
        known = self._marked(cursor.last_uid)
        is_unchanged = len(self.names) >= cursor.last_uid and known.mark == cursor.highestmodseq
        if cursor.uidvalidity and is_unchanged:
            return cursor
        return replace(renumbered(cursor, self.folder.name.encode()), highestmodseq=_Marker().mark)

    def _marked(self, count: int) -> _Marker:
        marker = _Marker()
        for name in self.names[:count]:
            marker.add(self.sign(name))
        return marker

    def items(self, cursor: Cursor) -> Iterator[Item]:
        for uid in cursor.unfetched:
            if 0 < uid <= len(self.names):
                yield self._item(cursor, uid)
        marker = self._marked(cursor.last_uid)
        for uid in range(cursor.last_uid + 1, len(self.names) + 1):
            marker.add(self.sign(self.names[uid - 1]))
            yield self._item(replace(cursor, last_uid=uid, uidnext=uid + 1, highestmodseq=marker.mark), uid)

    def _item(self, cursor: Cursor, uid: int) -> Item:
        place = Place(cursor.account, cursor.folder, cursor.uidvalidity, uid)
        name, waiting = self.names[uid - 1], len(self.names) - cursor.last_uid
        try:
            found = self.reads(name)
        except Gone:
            return Item(cursor, place, waiting=waiting)
        except UNREADABLE as error:
            return Item(cursor, place, refused=f"{name}: {reason(error)}", waiting=waiting)
        if is_no_mail(found.content):
            return Item(cursor, place, waiting=waiting)
        content, complete = found.content[: self.limit], len(found.content) <= self.limit
        raw = RawMail(mbox.as_sent(content), arrival(content, found.written), place, complete)
        return Item(cursor, place, raw, waiting=waiting)


class _Marker:
    """A mark of a list of signs, kept up while it grows."""

    def __init__(self) -> None:
        self._hash = hashlib.blake2b(digest_size=7)

    def add(self, sign: str) -> None:
        self._hash.update(sign.encode("utf-8", "surrogateescape") + b"\0")

    @property
    def mark(self) -> int:
        return int.from_bytes(self._hash.digest(), "big")


def natural(name: str) -> tuple[tuple[str, int], ...]:
    """mail 2 before mail 10."""
    return tuple((words, int(digits or 0)) for words, digits in re.findall(r"(\D*)(\d{0,18})", name))


# -- numbers -------------------------------------------------------------------------------------------------

_HASH_BITS = 48


def _mark_of_tail(tail: bytes) -> int:
    return len(tail) << _HASH_BITS | _number(mbox.without_store_fields(tail), _HASH_BITS)


def renumbered(cursor: Cursor, beginning: bytes) -> Cursor:
    """Numbers that were never used here before: the first from how the drawer begins, later ones also from
    what is given up.
    """
    before = f"{cursor.uidvalidity}/{cursor.last_uid}/{cursor.highestmodseq}/" if cursor.uidvalidity else ""
    number = _number(before.encode() + beginning, 31) or 1
    return replace(
        cursor, uidvalidity=number, last_uid=0, uidnext=0, highestmodseq=0, unfetched=(), is_whole=False
    )


def _number(content: bytes, bits: int) -> int:
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest(), "big") >> (64 - bits)


# -- one mail ------------------------------------------------------------------------------------------------

_EXPUNGED = 0x0008
_INTERNAL = b"DON'T DELETE THIS MESSAGE -- FOLDER INTERNAL DATA"


def is_no_mail(content: bytes) -> bool:
    """Deleted and not yet swept away (Mozilla), bookkeeping (UW IMAP, Pine), or a draft, spam or rubbish by
    its labels (Google Takeout puts everything into one file).
    """
    fields, _, _ = mime.fields_of(content, 0, min(len(content), mime.HEADER_BLOCK))
    for field in fields:
        if field.name == "x-mozilla-status" and _bits(field.raw) & _EXPUNGED:
            return True
        if field.name == "subject" and field.raw.strip() == _INTERNAL:
            return True
        if field.name == "x-gmail-labels" and any(is_outside(each) for each in _labels(field.raw)):
            return True
    return False


def _bits(raw: bytes) -> int:
    found = re.fullmatch(rb"\s*([0-9a-fA-F]{1,8})\s*", raw)
    return int(found[1], 16) if found else 0


def _labels(raw: bytes) -> list[str]:
    said = words.decode(charsets.decode(b" ".join(raw.split())).text)
    return [label.strip(' "') for label in said.split(",")]


def is_outside(name: str) -> bool:
    """Drafts, spam and rubbish are nobody's correspondence: a draft would count as our answer."""
    return is_left_out(Listed(name, name, frozenset()))


def reason(error: BaseException) -> str:
    words = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return " ".join(str(words).split()).rstrip(".")[:200]
