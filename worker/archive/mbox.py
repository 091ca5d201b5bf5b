"""Where does one mail of an mbox file end and the next begin? (RFC 4155, and what programs really write.)

    window over the stream | envelope line | end of the letter | quoting and storage headers taken off

All four dialects are read: mboxo and mboxrd (a line of the mail that begins with `From ` is quoted with `>`),
mboxcl and mboxcl2 (Content-Length says where the mail ends; believed only where the next mail begins there).
Only a window of the file is in memory, whatever its size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Protocol

CHUNK = 1 << 18
_LOOK = 2_000
"""How far a line that may begin a mail is looked at, with the line after it."""


class Stream(Protocol):
    """A file, or what a packed one unpacks to."""

    def read(self, size: int, /) -> bytes: ...


TAIL = 512


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail as it lies in the file."""

    content: bytes
    told: datetime | None
    """The time of its envelope line. Many programs write local time there and no zone."""
    end: int
    """The byte behind it."""
    tail: bytes
    """The last bytes before `end`, to see later whether the file is still the same up to there."""
    complete: bool = True
    quoted: bool = True
    """May `>From ` stand for `From ` in it?"""


class _Window:
    """A stretch of the stream; what lies behind is let go."""

    def __init__(self, stream: Stream, at: int) -> None:
        self.data = bytearray()
        self.at = at
        self.ended = False
        self._stream = stream

    def reach(self, size: int) -> bool:
        """Are there so many bytes ahead?"""
        while len(self.data) < size and not self.ended:
            chunk = self._stream.read(max(CHUNK, size - len(self.data)))
            self.data += chunk
            self.ended = not chunk
        return len(self.data) >= size

    def drop(self, size: int) -> None:
        size = min(size, len(self.data))
        del self.data[:size]
        self.at += size


def letters(stream: Stream, limit: int, at: int = 0) -> Iterator[Letter]:
    """Every mail from here on, in order. The stream stands at byte `at`, where a mail begins (or the end);
    a mail above the limit is cut.
    """
    window = _Window(stream, at)
    while _to_next(window):
        yield _letter(window, limit)


def begins(stream: Stream) -> bool:
    """Does a mail begin here, or is here the end? Else somebody has changed the file."""
    window = _Window(stream, 0)
    return not _to_next(window) or bool(_separator(window, 0))


def _to_next(window: _Window) -> bool:
    """Step over blank lines. False at the end of the file."""
    while window.reach(1) and window.data[0] in b"\r\n":
        window.drop(len(window.data) - len(window.data.lstrip(b"\r\n")))
    return bool(window.data)


def _letter(window: _Window, limit: int) -> Letter:
    window.reach(_LOOK)
    line = bytes(window.data[:_LOOK]).partition(b"\n")[0]
    if line.startswith(b"From "):
        _drop_line(window)
    told = envelope_time(line)
    measured = _measured(window, limit)
    # mboxcl2 leaves `From ` as it is, so nothing in it is quoted
    quoted = window.data.find(b"\nFrom ", 0, measured) < 0
    taken = _taken(window, measured, b"", limit) if measured else _without_blank(_scanned(window, limit))
    return Letter(taken.content, told, window.at, taken.tail, taken.complete, quoted)


@dataclass(frozen=True, slots=True)
class _Taken:
    content: bytes
    tail: bytes
    complete: bool


def _without_blank(taken: _Taken) -> _Taken:
    """The blank line before the next envelope belongs to the file, not to the mail."""
    blank = next((each for each in (b"\r\n\r\n", b"\n\n") if taken.content.endswith(each)), b"")
    return replace(taken, content=taken.content[: len(taken.content) - len(blank) // 2])


def _drop_line(window: _Window) -> None:
    """An envelope line has no limit either."""
    while window.reach(1):
        end = window.data.find(b"\n")
        window.drop(end + 1 if end >= 0 else len(window.data))
        if end >= 0:
            return


# -- the end of a mail -----------------------------------------------------------------------------------

_CONTENT_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,12})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_HEAD = 65_536


def _measured(window: _Window, limit: int) -> int:
    """How long the mail is by its Content-Length, or 0 where that is missing or cannot be true."""
    window.reach(_HEAD)
    head = _HEAD_END.search(window.data, 0, _HEAD)
    said = _CONTENT_LENGTH.search(window.data, 0, head.start() + 1) if head else None
    if head is None or said is None or int(said[1]) > limit:
        return 0
    size = head.end() + int(said[1])
    window.reach(size + _LOOK)
    rest = bytes(window.data[size : size + _LOOK])
    blank = len(rest) - len(rest.lstrip(b"\r\n"))
    ends = len(window.data) >= size and (not rest[blank:] or _separator(window, size + blank))
    return size if ends and blank <= 4 else 0


def _scanned(window: _Window, limit: int) -> _Taken:
    """The mail up to the next envelope line, at most `limit` bytes of it."""
    kept, searched = b"", 0
    while True:
        found = window.data.find(b"\nFrom ", searched)
        if found >= 0 and _separator(window, found + 1):
            return _taken(window, found + 1, kept, limit)
        if found >= 0:
            searched = found + 1
        elif window.ended:
            return _taken(window, len(window.data), kept, limit)
        else:
            kept, searched = _further(window, kept, limit)


def _further(window: _Window, kept: bytes, limit: int) -> tuple[bytes, int]:
    """Read on. Above the limit the beginning is kept and the middle let go."""
    overlap = _LOOK  # a line that begins the next mail may be cut here, and the one before it is looked at
    if len(window.data) > limit + overlap:
        kept = kept or bytes(window.data[: limit + 1])
        window.drop(len(window.data) - overlap)
    searched = max(0, len(window.data) - len(b"\nFrom "))
    window.reach(len(window.data) + 1)
    return kept, searched


def _taken(window: _Window, size: int, kept: bytes, limit: int) -> _Taken:
    content, tail = (
        kept or bytes(window.data[: min(size, limit + 1)]),
        window.data[max(0, size - TAIL) : size],
    )
    window.drop(size)
    return _Taken(content[:limit], bytes(tail), len(content) <= limit)


_ASCTIME = re.compile(
    rb"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[ ]+(\d{1,2})[ ]+(\d\d?):(\d\d)(?::(\d\d))?"
    rb"(?:[ ]+([+-]\d{4}|[A-Z]{2,5}))?[ ]+(\d{4})\b(?:[ ]+([+-]\d{4}))?"
)
_DATED = re.compile(rb"^From .*\d{1,2}:\d{2}.*$")
_BARE = re.compile(rb"^From (-.*|)\r?$")
_FIELD = re.compile(rb"^(?:>?From |[!-9;-~]{1,80}[ \t]*:)")
_WEAK_FIELDS = re.compile(
    rb"^(?:(?:from|to|cc|bcc|date|subject|message-id|received|return-path|delivered-to|reply-to|sender|"
    rb"mime-version|content-[a-z-]+|status|x-[a-z0-9-]+|dkim-signature|arc-[a-z-]+|in-reply-to|references|"
    rb"authentication-results|received-spf|precedence|list-[a-z-]+|envelope-to|user-agent)[ \t]*:|>From )",
    re.IGNORECASE,
)


def _separator(window: _Window, at: int) -> bool:
    """Is the line at `at` the envelope of the next mail? `From a friend I heard` is not: an envelope has a
    date, and header fields stand below it. Some programs leave out the blank line before, Thunderbird the
    sender, and a few put a date of their own form there: then all else must be right.
    """
    window.reach(at + _LOOK)
    line, _, rest = bytes(window.data[at : at + _LOOK]).partition(b"\n")
    if not line.startswith(b"From "):
        return False
    if _ASCTIME.search(line):
        return bool(_FIELD.match(rest)) or not rest
    after_blank = at < 2 or bytes(window.data[max(0, at - 3) : at]).endswith((b"\n\n", b"\n\r\n"))
    return after_blank and bool(_BARE.match(line) or _DATED.match(line)) and bool(_WEAK_FIELDS.match(rest))


# -- the envelope's time -------------------------------------------------------------------------------------

_MONTHS = b"JanFebMarAprMayJunJulAugSepOctNovDec"


def envelope_time(line: bytes) -> datetime | None:
    """`From jana@nordlicht.example Mon Mar  2 09:00:00 2026`, perhaps with a zone beside the year."""
    found = _ASCTIME.search(line)
    if found is None:
        return None
    month, day, hour, minute, second, zone, year, behind = found.groups()
    try:
        at = datetime(
            *(int(year), _MONTHS.index(month) // 3 + 1, int(day)),
            *(int(hour), int(minute), min(int(second or 0), 59)),
            tzinfo=_zone(behind or zone or b""),
        )
        return at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _zone(words: bytes) -> timezone:
    """Letters such as CST name three zones of the world: read as UTC, like no zone (RFC 4155)."""
    if words[:1] not in (b"+", b"-"):
        return UTC
    offset = timedelta(hours=int(words[1:3]), minutes=int(words[3:5]))
    return timezone(offset if words[:1] == b"+" else -offset)


# -- the mail as it was sent ---------------------------------------------------------------------------------

_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_OF_THE_STORE = re.compile(
    rb"^(?:status|x-status|x-keywords|x-uid|x-imap(?:base)?|content-length|lines|x-mozilla-(?:status2?|keys)|"
    rb"x-account-key|x-uidl|x-gm-thrid|x-gmail-labels)[ \t]*:[^\n]*\n(?:[ \t][^\n]*\n)*",
    re.IGNORECASE | re.MULTILINE,
)
"""What mail programs add to keep a mail: the same mail elsewhere has none of it."""


def as_sent(content: bytes, quoted: bool = False) -> bytes:
    """The mail as it went over the wire, so that one without a Message-ID is known again by its content."""
    if quoted and b">From " in content:
        content = _QUOTED.sub(rb"\1", content)
    head = head_of(content)
    plain = (without_store_fields(head) + content[len(head) :]).replace(b"\r\n", b"\n")
    return plain.replace(b"\n", b"\r\n")


def head_of(content: bytes) -> bytes:
    """The header with the end of its last line."""
    end = _HEAD_END.search(content)
    return content[: content.index(b"\n", end.start()) + 1] if end else content


def without_store_fields(head: bytes) -> bytes:
    return _OF_THE_STORE.sub(b"", head)
