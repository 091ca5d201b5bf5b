"""What does a FETCH item of a mail look like on the wire? Sections and structures as in RFC 3501 6.4.5.

    section(content, "1.MIME"), structure(content), envelope(content)

For the hostile server, which must be right about everything it is not asked to be wrong about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from email.policy import compat32
from email.utils import collapse_rfc2231_value

END = b"\r\n"


@dataclass(frozen=True, slots=True)
class Part:
    """A mail or a part of one: its header with the empty line behind it, its body, and the parts in that."""

    head: bytes
    body: bytes
    parts: tuple[Part, ...] = ()

    def header(self, name: str) -> str:
        return " ".join(str(BytesHeaderParser(policy=compat32).parsebytes(self.head)[name] or "").split())

    @property
    def type(self) -> tuple[str, str]:
        main, _, sub = (self.header("Content-Type") or "text/plain").partition(";")[0].strip().partition("/")
        return main.upper(), sub.upper()

    @property
    def parameters(self) -> list[tuple[str, str]]:
        return self.said("Content-Type")[1:]

    def said(self, name: str) -> list[tuple[str, str]]:
        """The value of a header and its parameters."""
        pairs = BytesHeaderParser(policy=compat32).parsebytes(self.head).get_params(header=name) or []
        return [(str(key), collapse_rfc2231_value(value)) for key, value in pairs]


def part(content: bytes) -> Part:
    head, body = _split(content)
    alone = Part(head, body)
    boundary = dict(alone.parameters).get("boundary")
    if alone.type[0] != "MULTIPART" or not boundary:
        return alone
    return Part(head, body, tuple(map(part, _between(body, boundary.encode()))))


_SECTION = re.compile(r"([\d.]*?)\.?(HEADER\.FIELDS(?:\.NOT)? \(.*\)|HEADER|MIME|TEXT|)")


def section(content: bytes, name: str) -> bytes | None:
    """The bytes of BODY[name]; None where the mail has no such part."""
    found = _SECTION.fullmatch(name.upper())
    if found is None:
        return None
    numbers, what = found[1], found[2]
    here = _descend(part(content), [int(number) for number in numbers.split(".") if number])
    if here is None or not name:
        return content if here else None
    if what.startswith("HEADER.FIELDS"):
        return _fields(here.head, what)
    return here.head if what in ("HEADER", "MIME") else here.body


def structure(content: bytes) -> bytes:
    """BODYSTRUCTURE in its extended form."""
    return _structure(part(content))


def envelope(content: bytes) -> bytes:
    """ENVELOPE without its addresses: nobody here looks at them."""
    whole = part(content)
    date, subject, reply, named = map(whole.header, ("Date", "Subject", "In-Reply-To", "Message-ID"))
    nobody = [b"NIL"] * 6
    return b"(" + b" ".join([text(date), text(subject), *nobody, text(reply), text(named)]) + b")"


def text(words: str) -> bytes:
    """A string that a server may send: quoted where that is allowed, else a literal."""
    if not words:
        return b"NIL"
    if words.isascii() and words.isprintable():
        return b'"' + words.replace("\\", "\\\\").replace('"', '\\"').encode() + b'"'
    return literal(words.encode("utf-8", "surrogateescape"))


def literal(content: bytes) -> bytes:
    return b"{%d}\r\n%s" % (len(content), content)


def _split(content: bytes) -> tuple[bytes, bytes]:
    if content.startswith(END):
        return END, content[2:]
    head, gap, body = content.partition(END + END)
    return head + gap, body


def _between(body: bytes, boundary: bytes) -> list[bytes]:
    """What stands between the boundary's lines. The line end before one belongs to it (RFC 2046 5.1.1)."""
    line = rb"(?:^|\r\n)--" + re.escape(boundary)
    inside = re.split(line + rb"--[ \t]*(?:\r\n|$)", body, maxsplit=1)[0]
    return re.split(line + rb"[ \t]*\r\n", inside)[1:]


def _descend(here: Part, numbers: list[int]) -> Part | None:
    """Part 1 of a mail without parts is its only one."""
    for number in numbers:
        if not here.parts and number == 1:
            continue
        if number > len(here.parts):
            return None
        here = here.parts[number - 1]
    return here


def _fields(head: bytes, what: str) -> bytes:
    named = {name.strip('"').lower() for name in what.partition("(")[2].rstrip(")").split()}
    without = what.startswith("HEADER.FIELDS.NOT")
    fields = re.findall(rb"([^\s:]+):((?:[^\r\n]|\r\n[ \t])*\r\n)", head)
    kept = (
        name + b":" + value for name, value in fields if (name.decode("latin-1").lower() in named) != without
    )
    return b"".join(kept) + END


def _structure(here: Part) -> bytes:
    main, sub = here.type
    if here.parts:
        inside = b"".join(map(_structure, here.parts))
        return b"(%s %s %s NIL NIL NIL)" % (inside, text(sub), _parameters(here.parameters))
    encoding = here.header("Content-Transfer-Encoding").upper() or "7BIT"
    fields = [text(main), text(sub or "PLAIN"), _parameters(here.parameters), text(here.header("Content-ID"))]
    fields += [b"NIL", text(encoding), b"%d" % len(here.body)]
    if main == "TEXT":
        fields.append(b"%d" % here.body.count(END))
    return b"(" + b" ".join([*fields, b"NIL", _disposition(here), b"NIL", b"NIL"]) + b")"


def _disposition(here: Part) -> bytes:
    said = here.said("Content-Disposition")
    return b"(%s %s)" % (text(said[0][0]), _parameters(said[1:])) if said else b"NIL"


def _parameters(pairs: list[tuple[str, str]]) -> bytes:
    words = [text(word) if word else b'""' for pair in pairs for word in pair]
    return b"(" + b" ".join(words) + b")" if words else b"NIL"
