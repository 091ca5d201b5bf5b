"""How is a file opened so that nobody can tell, and one mail read out of it?

Nothing is written and no lock is made; where the system allows it not even the time of reading changes. What
is packed is unpacked as it is read, and only as far as mail may unpack to.
"""

from __future__ import annotations

import gzip
import os
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from worker.archive import mbox
from worker.archive.drawers import Found, Gone, Opened, natural

SNIFFED = 8_192

_KNOWN_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"!BDN", "pst"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "msg"),
    (b"\xcf\xad\x12\xfe", "dbx"),
    (b"BZh", "tar"),
    (b"\xfd7zXZ", "tar"),
    (b"7z\xbc\xaf", "tar"),
    (b"Rar!", "tar"),
)
ADVICE = {
    "pst": "an Outlook data file (.pst, .ost). `readpst -o FOLDER FILE.pst` (package pst-utils) makes mbox "
    "files of it; then sync --from FOLDER.",
    "msg": "an Outlook mail (.msg). `msgconvert FILE.msg` (package libemail-outlook-message-perl) makes an "
    ".eml of it; then sync --from that.",
    "dbx": "an Outlook Express folder (.dbx). `undbx FILE.dbx FOLDER` makes .eml files of it; then "
    "sync --from FOLDER.",
    "tar": "packed in a way that is not read here. Unpack it; then sync --from the folder.",
}
_HEADER_LINE = re.compile(rb"[!-9;-~]{1,80}[ \t]*:")
_OF_MAIL = re.compile(
    rb"^(?:from|to|date|subject|received|message-id|return-path|mime-version|delivered-to)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_EMLX = re.compile(rb"\d{1,12}[ \t]*\r?\n")


def sniffed(head: bytes) -> str:
    """What begins like this: mbox, mail, gzip, zip, a key of ADVICE, nothing, or empty."""
    if head[257:262] == b"ustar":
        return "tar"
    known = next((kind for beginning, kind in _KNOWN_BEGINNINGS if head.startswith(beginning)), "")
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if known or not text:
        return known or "nothing"
    if text.startswith(b"From ") and mbox.begins(BytesIO(text)):
        return "mbox"
    text = _EMLX.sub(b"", text, count=1) if _EMLX.match(text) else text
    header = text.split(b"\n\n", 1)[0].split(b"\r\n\r\n", 1)[0]
    return "mail" if _HEADER_LINE.match(text) and _OF_MAIL.search(header) else ""


def looked_into(path: Path) -> str:
    """Devices and pipes are not opened."""
    if not path.is_file():
        return ""
    with quietly(path) as file:
        return sniffed(file.read(SNIFFED))


# -- files, opened quietly -----------------------------------------------------------------------------------

_QUIET = getattr(os, "O_NOATIME", 0)
"""Mail programs tell from an mbox's time of reading whether there is new mail in it."""


def quietly(path: Path) -> BinaryIO:
    return os.fdopen(_descriptor(path, os.O_RDONLY), "rb")


def _descriptor(path: Path, flags: int) -> int:
    with suppress(PermissionError):  # only the owner of a file may ask for that
        return os.open(path, flags | _QUIET | getattr(os, "O_BINARY", 0))
    return os.open(path, flags | getattr(os, "O_BINARY", 0))


@dataclass(frozen=True, slots=True)
class Entry:
    name: str
    is_folder: bool
    is_link: bool


def listed_in(folder: Path) -> list[Entry]:
    """What is in a folder, mail 2 before mail 10."""
    if os.scandir not in os.supports_fd:
        return _scanned(folder)
    descriptor = _descriptor(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        return _scanned(descriptor)
    finally:
        os.close(descriptor)


def _scanned(folder: Path | int) -> list[Entry]:
    with os.scandir(folder) as entries:
        found = [Entry(os.fsdecode(each.name), each.is_dir(), each.is_symlink()) for each in entries]
    return sorted(found, key=lambda entry: natural(entry.name))


def _written(file: BinaryIO) -> datetime:
    return datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, UTC)


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    with quietly(path) as file:
        size = max(1, os.fstat(file.fileno()).st_size)
        yield Opened(file, lambda: min(1.0, file.tell() / size), _written(file))


@contextmanager
def unpacked(path: Path) -> Iterator[Opened]:
    with quietly(path) as file, gzip.GzipFile(fileobj=file) as stream:
        size = max(1, os.fstat(file.fileno()).st_size)
        yield Opened(_Bounded(stream, size), lambda: min(1.0, file.tell() / size), _written(file))


@contextmanager
def zipped(packed: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[Opened]:
    size = max(1, info.file_size)
    with packed.open(info) as stream:
        yield Opened(stream, lambda: min(1.0, stream.tell() / size), _zipped_at(info))


_ALLOWANCE = 50_000_000
_MOST_RATIO = 100
"""Mail packs to a third, a mailbox full of copies to a thirtieth; a bomb to a thousandth."""


def refuse_bomb(info: zipfile.ZipInfo) -> None:
    if info.file_size > _ALLOWANCE + _MOST_RATIO * info.compress_size:
        raise ValueError("unpacks to far more than mail does; left alone")


class _Bounded:
    """A packed stream that ends with an error where it unpacks to far more than mail does."""

    def __init__(self, stream: gzip.GzipFile, size: int) -> None:
        self._stream = stream
        self._most = _ALLOWANCE + _MOST_RATIO * size

    def read(self, size: int, /) -> bytes:
        if self._stream.tell() > self._most:
            raise ValueError("unpacks to far more than mail does; left alone from here")
        return self._stream.read(size)

    def seek(self, offset: int, /) -> int:
        return self._stream.seek(offset)


# -- one mail in a file --------------------------------------------------------------------------------------


def read_mail(path: Path, limit: int) -> Found:
    try:
        with quietly(path) as file:
            return Found(_bare(file, limit), _written(file))
    except FileNotFoundError as error:
        raise Gone from error


def file_sign(path: Path) -> str:
    """Exports count their files from 1 each time: the name alone does not tell that a mail is the same."""
    with suppress(OSError):
        stat = path.stat()
        return f"{path.name}/{stat.st_size}/{stat.st_mtime_ns}"
    return path.name


def zipped_sign(packed: zipfile.ZipFile, name: str) -> str:
    return f"{name}/{packed.getinfo(name).CRC}"


def packed_mail(path: Path, limit: int) -> Found:
    with unpacked(path) as file:
        return Found(file.stream.read(limit + 1), file.written)


def zipped_mail(packed: zipfile.ZipFile, limit: int, name: str) -> Found:
    with packed.open(name) as stream:
        return Found(stream.read(limit + 1), _zipped_at(packed.getinfo(name)))


def _zipped_at(info: zipfile.ZipInfo) -> datetime:
    """A zip knows local times without a zone."""
    with suppress(ValueError):
        return datetime(*info.date_time, tzinfo=UTC)
    return datetime.now(UTC)


def _bare(file: BinaryIO, limit: int) -> bytes:
    """Apple's .emlx begins with a line that says how long the mail is; a property list stands behind it."""
    content = file.read(limit + 1)
    counted = _EMLX.match(content)
    return content[counted.end() :][: int(counted[0])] if counted else content


class Maildir:
    """The mails of one Maildir folder by the part of their file names that never changes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._paths: dict[str, Path] = {}

    def listed(self) -> list[str]:
        """A mail that is moved from new to cur meanwhile is found again; tmp holds what is still written."""
        self._paths = {
            _unique(entry.name): self._folder / part / entry.name
            for part in ("new", "cur")
            if (self._folder / part).is_dir()
            for entry in listed_in(self._folder / part)
            if not entry.name.startswith(".") and not entry.is_folder
        }
        return list(self._paths)

    def read(self, limit: int, name: str) -> Found:
        path = self._where(name)
        if _flags(path.name) & {"T", "D"}:
            raise Gone
        found = read_mail(path, limit)
        return replace(found, written=min(found.written, _delivered(name) or found.written))

    def _where(self, name: str) -> Path:
        """A mail program may have changed the flags in the name since the folder was listed."""
        if name not in self._paths or not self._paths[name].exists():
            self.listed()
        if name not in self._paths:
            raise Gone
        return self._paths[name]


_INFO = re.compile(r"[:;!]2,([A-Za-z]*)$")
"""The flags of a Maildir file's name. File systems of Windows take no colon; `;` and `!` stand for it."""


def _unique(name: str) -> str:
    return _INFO.sub("", name)


def _flags(name: str) -> set[str]:
    found = _INFO.search(name)
    return set(found[1]) if found else set()


def _delivered(name: str) -> datetime | None:
    """The names that Maildir programs give begin with the second of delivery; copying leaves them."""
    seconds = re.match(r"(\d{9,10})\.", name)
    return datetime.fromtimestamp(int(seconds[1]), UTC) if seconds else None
