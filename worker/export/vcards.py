"""How are contacts written for an address book? vCard 4.0 (RFC 6350), a card for each person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from store.lookups import PersonFound
from worker.render import clean

_WIDEST = 75
"""Octets of a line (RFC 6350 section 3.2)."""
_ESCAPED = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n", "\r": "", "\t": " "})
_KINDS = {"phone": "voice", "whatsapp": "cell", "fax": "fax"}


def as_vcards(people: Iterable[PersonFound]) -> str:
    return "".join(f"{_folded(line)}\r\n" for person in people for line in _card(person))


def _card(person: PersonFound) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    yield f"UID:genjin-contact-{person.id}"
    yield f"FN:{_text(person.name or person.emails[0])}"
    yield from (f"ORG:{_text(name)}" for _, name in person.customers)
    yield from (f"EMAIL:{_text(email)}" for email in person.emails)
    for sort, value in person.details:
        yield from _detail(sort, value)
    yield "END:VCARD"


def _detail(sort: str, value: str) -> Iterator[str]:
    if sort in _KINDS:
        number = "".join(each for each in value if each.isascii() and (each.isdigit() or each == "+"))
        if number:
            yield f'TEL;VALUE=uri;TYPE="work,{_KINDS[sort]}":tel:{number}'
    elif sort == "position":
        yield f"TITLE:{_text(value)}"
    elif sort == "website":
        yield f"URL:{_text(value)}"
    elif sort == "address":
        yield f"ADR:;;{_text(value)};;;;"
    elif sort in ("wechat", "skype", "qq"):
        yield f"NOTE:{_text(f'{sort}: {value}')}"


def _text(words: str) -> str:
    return clean(words).translate(_ESCAPED)


def _folded(line: str) -> str:
    """Long lines go on in the next after a blank; a character is never cut."""
    pieces, size = [""], 0
    for each in line:
        octets = len(each.encode("utf-8", "replace"))
        if size + octets > _WIDEST:
            pieces.append(" ")
            size = 1
        pieces[-1] += each
        size += octets
    return "\r\n".join(pieces)
