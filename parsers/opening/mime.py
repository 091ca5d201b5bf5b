"""Which parts does a mail have? A splitter over offsets, bounded in depth and number (RFC 2045, 2046, 2231).

The standard parsers recurse per level and copy per part; 100,000 parts or 3,000 levels cost seconds or a
RecursionError there. This one stops at its caps and says so.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from parsers.late import late
from parsers.opening import parameters, transfer
from parsers.opening.charsets import NO_HINTS, Hints

MOST_PARTS = 1000
MOST_DEPTH = 50
HEADER_BLOCK = 256 * 1024
ONE_HEADER = 64 * 1024
LEFT_OUT = "x-genjin-left-out"
"""Field of a part that was not downloaded: its encoded size in bytes."""
_MOST_FIELDS = 5000
_PART_HEADER = 16 * 1024
_MOST_TRIES = 100_000


class Field(NamedTuple):
    name: str
    raw: bytes
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A leaf of the tree, still encoded. `path` holds the types of the parts around it, outermost first."""

    type: str
    parameters: Mapping[str, str]
    disposition: str
    filename: str
    encoding: str
    source: bytes
    span: tuple[int, int]
    """Where in the source its content stands: a big attachment is never copied whole."""
    path: tuple[str, ...] = ()
    place: tuple[int, ...] = ()
    """Index at every level: parts of one multipart share all but the last."""
    left_out: int = 0
    """Encoded size in bytes of a part that stayed on the server; its content is empty here."""

    @property
    def content(self) -> bytes:
        return self.source[self.span[0] : self.span[1]]

    @property
    def payload(self) -> bytes:
        return transfer.decode(self.content, self.encoding)

    def head(self, most: int) -> bytes:
        """The beginning of the payload, from so many encoded bytes."""
        start, end = self.span
        return transfer.decode(self.source[start : min(end, start + most)], self.encoding)

    def measured(self) -> tuple[int, str]:
        """Size and SHA-256 of the payload."""
        size, digest = 0, hashlib.sha256()
        with memoryview(self.source) as view, view[self.span[0] : self.span[1]] as content:
            for piece in transfer.slices(content, self.encoding):
                size += len(piece)
                digest.update(piece)
        return size, digest.hexdigest()


@dataclass(slots=True)
class Parts:
    """The leaves found, and what was wrong on the way."""

    leaves: list[Part] = field(default_factory=list)
    defects: list[str] = field(default_factory=list)
    hints: Hints = NO_HINTS
    """For names in raw bytes."""

    @property
    def full(self) -> bool:
        return len(self.leaves) >= MOST_PARTS

    def note(self, defect: str) -> None:
        if defect not in self.defects:
            self.defects.append(defect)


# A whole field with its folds by one match (RFC 5322 2.2, 2.2.3). Possessive: nothing is tried twice.
_FIELD = late(rb"([!-9;-~]{1,200}+)[ \t]*+:([^\n]*+(?:\n[ \t][^\n]*+)*+)(?:\n|\Z)")


def fields_of(
    content: bytes, start: int, end: int, most: int = HEADER_BLOCK
) -> tuple[list[Field], int, bool]:
    """The header fields from `start`, where the body begins, and whether a cap was hit."""
    fields: list[Field] = []
    position, taken = start, 0
    while position < end:
        found = _FIELD.match(content, position, end)
        if found is None:
            line, after = _line(content, position, end)
            if not line.startswith(
                (b"From ", b">From ", b": ")
            ):  # an mbox's line, a field that lost its name
                # An empty line, or a broken sender forgot it before the body.
                return fields, position if line.strip(b"\r\n") else after, False
        else:
            after = found.end()
            fields.append(_field(found[1], found[2]))
        taken += min(after - position, ONE_HEADER)
        position = after
        if taken > most or len(fields) >= _MOST_FIELDS:
            return fields, _after_headers(content, position, end), True
    return fields, end, False


def _field(name: bytes, value: bytes) -> Field:
    """References keep their end, which is nearest; all others their beginning."""
    key = _named(name)
    if len(value) <= ONE_HEADER:
        return Field(key, value.strip(), False)
    kept = value[-ONE_HEADER:] if key == "references" else value[:ONE_HEADER]
    return Field(key, kept.strip(), True)


@lru_cache(1024)
def _named(name: bytes) -> str:
    """Most mails have the same few dozens of fields."""
    return name.decode("ascii").lower()


class Spot(NamedTuple):
    """A stretch of bytes, and where in the tree it stands."""

    source: bytes
    span: tuple[int, int]
    path: tuple[str, ...] = ()
    place: tuple[int, ...] = ()


def split(fields: list[Field], content: bytes, start: int, hints: Hints = NO_HINTS) -> Parts:
    """Every leaf of the body that begins at `start`."""
    found = Parts(hints=hints)
    _walk(found, fields, Spot(content, (start, len(content))))
    return found


def _walk(found: Parts, fields: list[Field], spot: Spot) -> None:
    # RFC 2046 5.1.5: in a digest a part without a type is a mail.
    is_digest = spot.path[-1:] == ("multipart/digest",)
    kind, said = _typed(fields, "message/rfc822" if is_digest else "text/plain", found.hints)
    if kind.startswith("multipart/") and len(spot.path) < MOST_DEPTH:
        spot = _unpacked(fields, spot)
        if _into(found, spot, _parts_in(found, said, spot), kind):
            return
        found.note("MIME: no boundary line found, body read as text")
        kind = "text/plain"
    elif kind.startswith("multipart/"):
        found.note("MIME: nested too deep")
        kind = "application/octet-stream"
    found.leaves.append(_leaf(found, kind, said, fields, spot))


def _unpacked(fields: list[Field], spot: Spot) -> Spot:
    """RFC 2045 6.4 forbids it, and yet some gateways encode a multipart as a whole."""
    encoding = transfer.named(_first(fields, "content-transfer-encoding"))
    start, end = spot.span
    if not encoding or end - start > _MOST_PACKED or spot.source.find(b"\n--", max(0, start - 1), end) >= 0:
        return spot
    payload = transfer.decode(spot.source[start:end], encoding)
    return spot._replace(source=payload, span=(0, len(payload)))


def _parts_in(found: Parts, said: Mapping[str, str], spot: Spot) -> Iterator[tuple[int, int]]:
    """By the boundary that the mail names; by one that stands there, where that does not."""
    boundary = said.get("boundary", "").rstrip()
    parts = _spans(spot.source, boundary.encode("utf-8", "replace"), *spot.span) if boundary else iter(())
    first = next(parts, None)
    if first is not None:
        return chain((first,), parts)
    start, end = spot.span
    there = _BOUNDARY.search(spot.source, max(0, start - 1), min(end, start + _SEARCHED))
    if there:
        found.note("MIME: the boundary is wrong or missing, the one that stands in the body was taken")
        return _spans(spot.source, there[1], *spot.span)
    if not boundary:
        found.note("MIME: multipart without boundary, body read as text")
    return iter(())


# A delimiter line, and a field of a part behind it.
_BOUNDARY = late(rb"(?:^|\n)--([^\s][^\r\n]{0,99}?)[ \t]*+\r?\n(?=content-|mime-)", re.IGNORECASE)
_SEARCHED = 200_000
_MOST_PACKED = 20_000_000


def _into(found: Parts, spot: Spot, spans: Iterator[tuple[int, int]], kind: str) -> bool:
    any_part = False
    for number, (start, end) in enumerate(spans):
        any_part = True
        if found.full:
            found.note(f"MIME: more than {MOST_PARTS} parts, the rest was left out")
            break
        fields, body, _ = fields_of(spot.source, start, end, _PART_HEADER)
        inside = Spot(spot.source, (min(body, end), end), (*spot.path, kind), (*spot.place, number))
        _walk(found, fields, inside)
    return any_part


def _spans(content: bytes, boundary: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    """From behind each delimiter line to before the next; an unclosed last part reaches to the end. Behind an
    end line parts may go on: some programs give the inner multipart the boundary of the outer one.
    """
    opened, any_part = -1, False
    for before, after, last in _delimiters(content, b"--" + boundary, start, end):
        if opened >= 0:
            yield opened, max(opened, before)
        elif last and not any_part and content[start:before].strip():
            yield start, max(start, before)  # the first line is missing, and the part is not
        opened, any_part = -1 if last else after, True
    if opened >= 0:
        yield opened, end


def _delimiters(content: bytes, mark: bytes, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Lines that are a delimiter. The number of tries is bounded: a body may be nothing but near misses."""
    at = start if content.startswith(mark, start) else content.find(b"\n" + mark, start, end) + 1
    for _ in range(_MOST_TRIES):
        if at <= 0 and not content.startswith(mark, start):
            return
        line, after = _line(content, at + len(mark), end)
        rest = line.strip()
        if rest in (b"", b"--"):
            yield _before_break(content, at, start), after, rest == b"--"
        at = content.find(b"\n" + mark, max(after - 1, at), end) + 1
        if not at:
            return


def _before_break(content: bytes, at: int, start: int) -> int:
    """RFC 2046 5.1.1: the line break before a delimiter belongs to the delimiter."""
    at -= content[at - 1 : at] == b"\n" and at > start
    return at - (content[at - 1 : at] == b"\r" and at > start)


def _line(content: bytes, position: int, end: int) -> tuple[bytes, int]:
    stop = content.find(b"\n", position, end)
    stop = end if stop < 0 else stop + 1
    return content[position:stop], stop


def _after_headers(content: bytes, position: int, end: int) -> int:
    found = [
        at
        for at in (content.find(b"\n\r\n", position - 1, end), content.find(b"\n\n", position - 1, end))
        if at >= 0
    ]
    return min(found) + (3 if content[min(found) + 1 : min(found) + 2] == b"\r" else 2) if found else end


def parameters_of(raw: bytes) -> tuple[str, Mapping[str, str]]:
    """See `parameters.read`."""
    return parameters.read(raw)


def _typed(fields: list[Field], default: str, hints: Hints) -> tuple[str, Mapping[str, str]]:
    kind, said = parameters.read(_first(fields, "content-type"), hints)
    if _TYPE.fullmatch(kind):
        return kind, said
    # A type that is none, of something with a file's name: no words of the sender's.
    is_file = "name" in said or _first(fields, "content-disposition")[:10].lower() == b"attachment"
    return ("application/octet-stream" if kind and is_file and not kind.startswith("text") else default), said


_TYPE = late(r"[\w.+-]{1,60}/[\w.+-]{1,120}")


def _leaf(found: Parts, kind: str, said: Mapping[str, str], fields: list[Field], spot: Spot) -> Part:
    disposition, more = parameters.read(_first(fields, "content-disposition"), found.hints)
    encoding = transfer.named(_first(fields, "content-transfer-encoding"))
    name = parameters.file_name(more, said, found.hints)
    left_out = _first(fields, LEFT_OUT)
    size = int(left_out) if left_out.isdigit() and len(left_out) < 15 else 0
    return Part(kind, said, disposition, name, encoding, *spot, left_out=size)


def _first(fields: list[Field], name: str) -> bytes:
    return next((f.raw for f in fields if f.name == name), b"")
