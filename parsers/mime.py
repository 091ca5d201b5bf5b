"""Which parts does a mail have? A splitter over offsets, bounded in depth and number (RFC 2045, 2046, 2231).

The standard parsers recurse per level and copy per part; 100,000 parts or 3,000 levels cost seconds or a
RecursionError there. This one stops at its caps and says so.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from parsers import charsets

MOST_PARTS = 1000
MOST_DEPTH = 50
HEADER_BLOCK = 256 * 1024
ONE_HEADER = 64 * 1024
LEFT_OUT = "x-genjin-left-out"
"""Field of a part that was not downloaded: its encoded size in bytes."""
_PARAMETERS = 8 * 1024
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
    content: bytes
    path: tuple[str, ...] = ()
    place: tuple[int, ...] = ()
    """Index at every level: parts of one multipart share all but the last."""
    left_out: int = 0
    """Encoded size in bytes of a part that stayed on the server; its content is empty here."""

    @property
    def payload(self) -> bytes:
        return _decoders.get(self.encoding, bytes)(self.content)


@dataclass(slots=True)
class Parts:
    """The leaves found, and what was wrong on the way."""

    leaves: list[Part] = field(default_factory=list)
    defects: list[str] = field(default_factory=list)

    @property
    def full(self) -> bool:
        return len(self.leaves) >= MOST_PARTS

    def note(self, defect: str) -> None:
        if defect not in self.defects:
            self.defects.append(defect)


# A whole field with its folds by one match (RFC 5322 2.2, 2.2.3). Possessive: nothing is tried twice.
_FIELD = re.compile(rb"([!-9;-~]{1,200}+)[ \t]*+:([^\n]*+(?:\n[ \t][^\n]*+)*+)(?:\n|\Z)")


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
            if not line.startswith((b"From ", b">From ")):
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
    key = name.decode("ascii").lower()
    kept = value[-ONE_HEADER:] if key == "references" else value[:ONE_HEADER]
    return Field(key, kept.strip(), len(value) > ONE_HEADER)


def split(fields: list[Field], content: bytes, start: int) -> Parts:
    """Every leaf of the body that begins at `start`."""
    found = Parts()
    _walk(found, fields, content, (start, len(content)), (), ())
    return found


def _walk(
    found: Parts,
    fields: list[Field],
    content: bytes,
    span: tuple[int, int],
    path: tuple[str, ...],
    place: tuple[int, ...],
) -> None:
    # RFC 2046 5.1.5: in a digest a part without a type is a mail.
    kind, parameters = _typed(
        fields, "message/rfc822" if path[-1:] == ("multipart/digest",) else "text/plain"
    )
    boundary = parameters.get("boundary", "").rstrip()
    if kind.startswith("multipart/") and boundary and len(path) < MOST_DEPTH:
        spans = _spans(content, boundary.encode("utf-8", "surrogateescape"), *span)
        if _into(found, content, spans, (*path, kind), place):
            return
        found.note("MIME: no boundary line found, body read as text")
        kind = "text/plain"
    elif kind.startswith("multipart/"):
        found.note(
            "MIME: nested too deep" if boundary else "MIME: multipart without boundary, body read as text"
        )
        kind = "application/octet-stream" if boundary else "text/plain"
    found.leaves.append(_leaf(kind, parameters, fields, content[span[0] : span[1]], path, place))


def _into(
    found: Parts,
    content: bytes,
    spans: Iterator[tuple[int, int]],
    path: tuple[str, ...],
    place: tuple[int, ...],
) -> bool:
    any_part = False
    for number, (start, end) in enumerate(spans):
        any_part = True
        if found.full:
            found.note(f"MIME: more than {MOST_PARTS} parts, the rest was left out")
            break
        fields, body, _ = fields_of(content, start, end, _PART_HEADER)
        _walk(found, fields, content, (min(body, end), end), path, (*place, number))
    return any_part


def _spans(content: bytes, boundary: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    """From behind each delimiter line to before the next; an unclosed last part reaches to the end."""
    opened = -1
    for before, after, last in _delimiters(content, b"--" + boundary, start, end):
        if opened >= 0:
            yield opened, max(opened, before)
        opened = -1 if last else after
        if last:
            return
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


def _typed(fields: list[Field], default: str) -> tuple[str, Mapping[str, str]]:
    kind, parameters = parameters_of(_first(fields, "content-type"))
    return (kind if kind.count("/") == 1 else default), parameters


def _leaf(
    kind: str,
    parameters: Mapping[str, str],
    fields: list[Field],
    content: bytes,
    path: tuple[str, ...],
    place: tuple[int, ...],
) -> Part:
    disposition, more = parameters_of(_first(fields, "content-disposition"))
    encoding = _first(fields, "content-transfer-encoding").decode("ascii", "ignore").strip(" \t\"';").lower()
    name = more.get("filename") or parameters.get("name") or ""
    left_out = _first(fields, LEFT_OUT)
    size = int(left_out) if left_out.isdigit() and len(left_out) < 15 else 0
    return Part(kind, parameters, disposition, tidy_name(name), encoding, content, path, place, size)


def tidy_name(name: str) -> str:
    """A file name for people: decoded, on one line, bounded. Never a path to be opened."""
    return " ".join(charsets.clean(charsets.decode_words(name)).split())[:255]


def _first(fields: list[Field], name: str) -> bytes:
    return next((f.raw for f in fields if f.name == name), b"")


_TOKEN = re.compile(r';\s*([^\s=;"]{1,80})\s*=\s*("(?:[^"\\]|\\.)*"?|[^;]*)', re.DOTALL)


def parameters_of(raw: bytes) -> tuple[str, Mapping[str, str]]:
    """`text/plain; charset=x` as its value in lower case and its parameters, RFC 2231 pieces put together."""
    return _remembered(raw) if len(raw) <= _SHORT else _parameters(raw[:_PARAMETERS])


def _parameters(raw: bytes) -> tuple[str, Mapping[str, str]]:
    text = charsets.decode(raw).text
    value, mark, rest = text.partition(";")
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, str]] = {}
    for name, found in _TOKEN.findall(mark + rest):
        base, number = _piece(name.lower())
        if number is None:
            plain.setdefault(base, _unquoted(found))
        else:
            pieces.setdefault(base, {}).setdefault(
                number, ("*" if name.endswith("*") else "") + _unquoted(found)
            )
    return value.strip().lower(), {**plain, **{base: _joined(numbered) for base, numbered in pieces.items()}}


_SHORT = 60
"""Fields as short as `text/plain; charset=utf-8` come again and again; a boundary or a file name does not."""
_remembered = lru_cache(512)(_parameters)


def _piece(name: str) -> tuple[str, int | None]:
    base, star, number = name.partition("*")
    number = number.rstrip("*")
    if not star:
        return base, None
    return base, int(number) if number.isascii() and number.isdigit() and len(number) < 5 else 0


def _joined(numbered: dict[int, str]) -> str:
    first = numbered.get(0, "")
    charset, rest = "", first
    if first.startswith("*") and first.count("'") >= 2:
        charset, _, rest = first[1:].split("'", 2)
        rest = "*" + rest
    raw = b"".join(_octets(rest if n == 0 else numbered[n]) for n in sorted(numbered))
    return charsets.decode(raw, charset).text


def _octets(piece: str) -> bytes:
    return unquote_to_bytes(piece[1:]) if piece.startswith("*") else piece.encode("utf-8", "replace")


def _unquoted(value: str) -> str:
    value = value.strip()
    if not value.startswith('"'):
        return value
    return re.sub(r"\\(.)", r"\1", value[1:].removesuffix('"'), flags=re.DOTALL)


def _from_uu(raw: bytes) -> bytes:
    return b"".join(_uu_lines(raw))


def _uu_lines(raw: bytes) -> Iterator[bytes]:
    for line in raw.splitlines():
        if line.startswith((b"begin ", b"end")) or not line:
            continue
        try:
            yield binascii.a2b_uu(line)
        except binascii.Error:
            continue


_decoders: dict[str, Callable[[bytes], bytes]] = {
    "base64": charsets.from_base64,
    "quoted-printable": binascii.a2b_qp,
    "x-uuencode": _from_uu,
    "uuencode": _from_uu,
    "x-uue": _from_uu,
}
