"""How does a directory lie in a file, so that the next process need not build it?

    magic | length and checksum of the head | head (JSON) | parts, each at a multiple of eight bytes

The parts are mapped into memory and not read: opening costs the same for a hundred customers and a million.
A file is as good as none if anything about it is not as it was written: another version, another Python,
another size, another checksum. Whoever opens one builds the directory anew then.

The checksum of all parts takes a second at a million customers. It is asked for only when the file's time is
not the whole second that its writer gave it: a copy, a tool or an accident has been at it since.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import IO, Any
from zlib import crc32

import matching
from late import dataclass
from matching.directory import Directory
from matching.domains import in_force

_MAGIC = b"genjin directory\n"
_FORMAT = 1
_START = struct.Struct("<17s3xII")
_ROOM = 8192
"""Bytes for the head, written when everything else is."""
_STEP = 8


@dataclass(frozen=True, slots=True)
class Label:
    """What a snapshot is of: `token` is noted in the book too, by the page whose customers these are."""

    token: str
    edition: int


def save(directory: Directory, label: Label, path: Path) -> bool:
    """Write a directory that nothing has changed since it was built. False: the file system refuses."""
    from tempfile import NamedTemporaryFile  # half of what this module costs to import, and few write

    try:
        with NamedTemporaryFile(prefix=f".{path.name}.", dir=path.parent, delete=False) as file:  # mode 0600
            beside = Path(file.name)
            try:
                _write(directory, label, file)
                beside.replace(path)
            except BaseException:
                beside.unlink(missing_ok=True)
                raise
    except OSError:
        return False
    return True


def opened(path: Path, token: str) -> tuple[Directory, Label] | None:
    """The directory in a file, if it is whole and of this program and token."""
    try:
        with path.open("rb") as file:
            head = _head(file)
            if head is None or head["token"] != token or not token:
                return None
            mapped = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
            stamp = os.fstat(file.fileno()).st_mtime_ns
    except (OSError, ValueError):
        return None
    if len(mapped) != head["size"] or (stamp != head["stamp"] and crc32(mapped[_ROOM:]) != head["checksum"]):
        return None
    parts = {name: mapped[start : start + length] for name, start, length in head["parts"]}
    return Directory.of_parts(parts), Label(head["token"], head["edition"])


def _write(directory: Directory, label: Label, file: IO[bytes]) -> None:
    """The time is set last, and as a whole second: whatever writes here later leaves another."""
    file.write(bytes(_ROOM))
    parts, checksum = [], 0
    for name, part in directory.parts:
        parts.append((name, file.tell(), len(part)))
        for piece in (part, bytes(-len(part) % _STEP)):
            file.write(piece)
            checksum = crc32(piece, checksum)
    size = file.tell()
    file.flush()
    stamp = int(os.fstat(file.fileno()).st_mtime) * 10**9
    said = {"token": label.token, "edition": label.edition, "size": size, "stamp": stamp}
    text = json.dumps({**_depends_on(), **said, "checksum": checksum, "parts": parts}).encode()
    if _START.size + len(text) > _ROOM:
        raise OSError("the head of a snapshot is too long")
    file.seek(0)
    file.write(_START.pack(_MAGIC, len(text), crc32(text)) + text)
    file.flush()
    os.fsync(file.fileno())
    os.utime(file.fileno(), ns=(stamp, stamp))


def _head(file: IO[bytes]) -> Mapping[str, Any] | None:
    start = file.read(_ROOM)
    if len(start) < _ROOM:
        return None
    magic, length, checksum = _START.unpack_from(start)
    text = start[_START.size : _START.size + length]
    if magic != _MAGIC or crc32(text) != checksum:
        return None
    head: Mapping[str, Any] = json.loads(text)
    return head if _depends_on().items() <= head.items() else None


def _depends_on() -> Mapping[str, Any]:
    """Whose a domain is, the team's own lists decide as well."""
    return {**_made_by(), "lists": crc32(in_force().mark.encode())}


@cache
def _made_by() -> Mapping[str, Any]:
    """What a snapshot depends on beside the book: names are kept as this very program reads them."""
    return {
        "format": _FORMAT,
        "python": sys.implementation.cache_tag,
        "byteorder": sys.byteorder,
        "code": _code(),
    }


def _code() -> int:
    """A checksum of everything that has a say in what stands in a directory."""
    checksum = 0
    for path in sorted(_sources(Path(matching.__file__).parent)):
        checksum = crc32(path.read_bytes(), crc32(path.name.encode(), checksum))
    return checksum


def _sources(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
