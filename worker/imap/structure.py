"""A mail without its large attachments: which parts to fetch, and how to put them together again.

Providers count what is downloaded (Gmail: 2.5 GB a day), and a drawing of 20 MB says nothing that its name
does not. What comes out has the headers and all boundaries of the mail, and in place of each part left out a
field with its size, so that the parsers describe it as an attachment. Many servers send broken BODYSTRUCTURE
answers (imap reference: O365, gmx, Yandex, Gmail); one that does not hold together is not used.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from parsers.opening.mime import LEFT_OUT

_MOST_PARTS = 200
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a mail: a leaf, or a multipart with its children. `number` as in `BODY[1.2]`, empty for the
    whole.
    """

    number: str
    type: str
    bytes: int = 0
    """As transferred, that is encoded. 0 for a multipart."""
    boundary: str = ""
    children: tuple[Piece, ...] = ()

    def walk(self) -> Iterator[Piece]:
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def leaves(self) -> tuple[Piece, ...]:
        return tuple(each for each in self.walk() if not each.children)


def pieces(answer: Any, size: int) -> Piece | None:
    """The tree a BODYSTRUCTURE answer tells of (RFC 3501 7.4.2), or None where it cannot be relied on.

    size: RFC822.SIZE; parts that weigh more than the mail, or next to nothing of it, are somebody's mistake.
    """
    try:
        root = _piece(answer, "", 0)
    except (TypeError, ValueError, IndexError, AttributeError, KeyError):
        return None
    weight = sum(leaf.bytes for leaf in root.leaves)
    count = sum(1 for _ in root.walk())
    is_sound = root.children and count <= _MOST_PARTS and size // 2 <= weight <= size
    return root if is_sound else None


def wanted(root: Piece, limit: int) -> tuple[list[Piece], list[Piece]]:
    """Leaves to download and leaves to leave out: text always, all else up to `limit` bytes."""
    left_out = [leaf for leaf in root.leaves if leaf.bytes > limit and not leaf.type.startswith("text/")]
    return [leaf for leaf in root.leaves if leaf not in left_out], left_out


def put_together(root: Piece, header: bytes, mime: Mapping[str, bytes], bodies: Mapping[str, bytes]) -> bytes:
    """The mail again, from its header, the part headers by number, and the bodies that were fetched."""
    return header + b"".join(_inside(root, mime, bodies))


def _inside(piece: Piece, mime: Mapping[str, bytes], bodies: Mapping[str, bytes]) -> Iterator[bytes]:
    if not piece.children:
        yield bodies.get(piece.number, b"")
        return
    mark = b"--" + piece.boundary.encode("utf-8", "surrogateescape")
    for child in piece.children:
        yield mark + b"\r\n"
        yield _headers(child, mime[child.number], child.number in bodies)
        yield from _inside(child, mime, bodies)
        yield b"\r\n"
    yield mark + b"--\r\n"


def _headers(piece: Piece, mime: bytes, is_there: bool) -> bytes:
    """The part's own header block, with a note where its body was left out."""
    fields = mime.rstrip(b"\r\n")
    if not piece.children and not is_there:
        note = f"{LEFT_OUT}: {piece.bytes}".encode()
        fields = fields + b"\r\n" + note if fields else note
    return fields + b"\r\n\r\n"


def _piece(answer: Any, number: str, depth: int) -> Piece:
    if depth > _DEEPEST:
        raise ValueError("nested too deep")
    if isinstance(answer[0], (list, tuple)):
        return _multipart(answer, number, depth)
    kind = f"{_text(answer[0])}/{_text(answer[1])}".lower()
    return Piece(number or "1", kind, _count(answer[6]))


def _multipart(answer: Sequence[Any], number: str, depth: int) -> Piece:
    """imapclient puts the children into a list of their own: ([child, child], subtype, parameters, ...)."""
    nested = answer[0] if isinstance(answer[0], list) else [each for each in answer if _is_part(each)]
    rest = answer[1:] if isinstance(answer[0], list) else answer[len(nested) :]
    children = tuple(
        _piece(each, f"{number}.{at}" if number else str(at), depth + 1) for at, each in enumerate(nested, 1)
    )
    boundary = _parameter(rest[1], "boundary")
    if not children or not boundary:
        raise ValueError("a multipart without parts or boundary")
    return Piece(number, f"multipart/{_text(rest[0])}".lower(), 0, boundary, children)


def _is_part(each: Any) -> bool:
    return isinstance(each, tuple) and bool(each) and isinstance(each[0], (tuple, list, bytes))


def _parameter(parameters: Sequence[Any], name: str) -> str:
    pairs = zip(parameters[::2], parameters[1::2], strict=True)
    return next((_text(value) for key, value in pairs if _text(key).lower() == name), "")


def _text(value: Any) -> str:
    if not isinstance(value, bytes) or not value:
        raise TypeError("a name was expected")
    return value.decode("ascii")


def _count(value: Any) -> int:
    if not isinstance(value, int) or value < 0:
        raise TypeError("a size was expected")
    return value
