"""How is the source of a mail kept: packed, in part, or not at all?

A page is written by one process at a time and packing takes longer than writing: `packed` is called where
the mail is read, which may be another process.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import Literal

import zstandard

from model import RawMail

Keep = Literal["keep", "headers", "none"]
"""`raw:` of genjin.yaml."""

WHOLE = "whole"
HEADERS = "headers"

_LEVEL = 3
"""Half of a mail is base64 of what is packed already: higher levels cost more and gain nothing."""

_ZSTD = b"\x28\xb5\x2f\xfd"
"""How a zstd frame begins (RFC 8878 section 3.1.1); what begins otherwise was packed by zlib, before 0002."""

_HEADERS_END = re.compile(rb"\r?\n\r?\n|\r\r")


@dataclass(frozen=True, slots=True)
class Packed:
    """The source of a mail as the book keeps it; `kept` is WHOLE or HEADERS."""

    content: bytes
    complete: bool = True
    kept: str = WHOLE


def packed(raw: RawMail, keep: Keep = "keep") -> Packed | None:
    """What is kept of a mail's source, or None if nothing is to be."""
    if keep == "none":
        return None
    if keep == "headers":
        return Packed(pack(_headers(raw.content)), raw.complete, HEADERS)
    return Packed(pack(raw.content), raw.complete)


def _headers(content: bytes) -> bytes:
    """Everything up to the empty line, and that line; all of it where there is no body."""
    end = _HEADERS_END.search(content)
    return content[: end.end()] if end else content


def pack(content: bytes) -> bytes:
    return zstandard.ZstdCompressor(level=_LEVEL).compress(content)


def beginning(content: bytes, most: int) -> bytes:
    """The first bytes of what was packed, or kept as it is; `content` may be cut off behind `PREFIX`."""
    if not content.startswith(_ZSTD):
        return content[:most]
    try:
        return zstandard.ZstdDecompressor().stream_reader(content).read(most)
    except zstandard.ZstdError:  # a mail that only begins like a frame, from before these were packed
        return content[:most]


PREFIX = 140_000
"""A block of a frame is at most 128 kB (RFC 8878 section 3.1.1.2.4): so much holds the first one."""


def size_of(head: bytes, length: int) -> int:
    """How many bytes were packed, by the first 18 of `length` bytes that are kept (RFC 8878 3.1.1.1)."""
    if not head.startswith(_ZSTD):
        return length
    try:
        size: int = zstandard.frame_content_size(head)
    except zstandard.ZstdError:
        return length
    return size if size >= 0 else length


def unpack_aside(content: bytes) -> bytes:
    """The bytes of a mail that was set aside: packed, or as they came (books written before this)."""
    if not content.startswith(_ZSTD):
        return content
    try:
        return unpack(content)
    except zstandard.ZstdError:
        return content


def unpack(content: bytes) -> bytes:
    """The bytes that were packed, by this version or by an older one."""
    if content.startswith(_ZSTD):
        return zstandard.ZstdDecompressor().decompress(content)
    return zlib.decompress(content)
