"""Who stands on the address cards of a file (vCard 2.1, 3.0 and 4.0: RFC 2426, RFC 6350)?

Phones and old Outlooks write 2.1: a charset for each line, quoted-printable, folds where they like.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

HEADINGS = ("name", "titles", "contacts", "phones", "websites", "country", "notes")
"""What a card says, as the columns of a table."""
_MOST_LINES = 500
"""Of one card; beyond it only pictures follow."""
_LONGEST = 5_000

Decode = Callable[[bytes], str]


@dataclass(slots=True)
class Card:
    """What a card says of a person and her firm."""

    values: dict[str, list[str]] = field(default_factory=dict)

    def add(self, name: str, value: str) -> None:
        known = self.values.setdefault(name, [])
        if value and value not in known:
            known.append(value)

    def first(self, name: str) -> str:
        return next(iter(self.values.get(name, ())), "")

    def cells(self) -> list[str]:
        """As a row below HEADINGS. A card without a firm may be the firm's own; else its mail tells."""
        person = self.first("FN") or self.first("N")
        firm = self.first("ORG") or (person if self._is_firms() else "")
        person = "" if person == firm else person
        emails = self.values.get("EMAIL", [])
        contacts = "\n".join(f"{person} <{email}>" if person else email for email in emails)
        many = ("\n".join(self.values.get(name, ())) for name in ("TEL", "URL"))
        phones, sites = many
        return [
            firm,
            self.first("X-PHONETIC-ORG"),
            contacts,
            phones,
            sites,
            self.first("ADR"),
            self.first("NOTE"),
        ]

    def _is_firms(self) -> bool:
        return self.first("KIND").lower() == "org" or self.first("X-ABSHOWAS").upper() == "COMPANY"


def cards(content: bytes, decode: Decode) -> Iterator[tuple[int, Card]]:
    """Each card with the line it begins in."""
    card, begun, count = Card(), 0, 0
    for number, line in _unfolded(content):
        name, _, value = line.partition(b":")
        sort = name.strip().upper()
        if sort == b"BEGIN":
            card, begun, count = Card(), number, 0
        elif sort == b"END" and begun:
            yield begun, card
            begun = 0
        elif begun and count < _MOST_LINES:
            count += 1
            _read(card, name, value, decode)


def _unfolded(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Lines with their numbers; what goes on below is joined (RFC 6350 3.2, quoted-printable's soft ends)."""
    begun, whole = 1, b""
    for number, line in enumerate(re.split(rb"\r\n|\n|\r", content.removeprefix(b"\xef\xbb\xbf")), 1):
        is_soft = whole.endswith(b"=") and b"QUOTED-PRINTABLE" in whole[:300].upper().partition(b":")[0]
        if line[:1] in (b" ", b"\t") and not is_soft:
            whole += line[1:] if len(whole) < 100_000 else b""
        elif is_soft:
            whole = whole[:-1] + line if len(whole) < 100_000 else whole[:-1]
        else:
            yield begun, whole
            begun, whole = number, line
    yield begun, whole


def _read(card: Card, head: bytes, raw: bytes, decode: Decode) -> None:
    name, *params = head.decode("ascii", "replace").upper().split(";")
    sort = name.rpartition(".")[2].strip()
    if sort not in _READ or any("BASE64" in each or each.endswith("=B") for each in params):
        return
    text = _text(raw[:_LONGEST], params, decode)
    for value in _VALUES.get(sort, _whole)(text):
        card.add(sort, value)


_READ = frozenset(
    ["FN", "N", "ORG", "EMAIL", "TEL", "URL", "ADR", "KIND", "X-ABSHOWAS", "X-PHONETIC-ORG", "NOTE"]
)


def _text(raw: bytes, params: list[str], decode: Decode) -> str:
    if any("QUOTED-PRINTABLE" in each for each in params):
        raw = binascii.a2b_qp(raw)
    named = next((each.partition("=")[2] for each in params if each.startswith("CHARSET=")), "")
    if named:
        try:
            return raw.decode(named.strip('"'), "replace").replace("\0", "")
        except LookupError:
            pass
    return decode(raw) if not raw.isascii() else raw.decode("ascii").replace("\0", "")


def _plain(text: str) -> str:
    """Without the backslashes (RFC 6350 3.4)."""
    return " ".join(re.sub(r"\\([nN,;:\\])", lambda sign: " " if sign[1] in "nN" else sign[1], text).split())


def _parts(text: str) -> list[str]:
    return [_plain(part) for part in re.split(r"(?<!\\);", text)]


def _whole(text: str) -> list[str]:
    return [_plain(text)]


def _firm(text: str) -> list[str]:
    """Organisation; unit; unit. Only the first is the firm."""
    return [next(filter(None, _parts(text)), "")]


def _person(text: str) -> list[str]:
    """Family; given; others."""
    family, given, *_ = [*_parts(text), "", ""]
    is_wide = any(ord(letter) > 0x2E7F for letter in family + given)
    return [f"{family}{given}" if is_wide else f"{given} {family}".strip()]


def _country(text: str) -> list[str]:
    """The seventh part of an address."""
    return [part for part in _parts(text)[6:7] if part]


def _bare(text: str) -> list[str]:
    return [_plain(text).removeprefix("mailto:").removeprefix("tel:").partition(";")[0]]


_VALUES: dict[str, Callable[[str], list[str]]] = {
    "ORG": _firm,
    "N": _person,
    "ADR": _country,
    "EMAIL": _bare,
    "TEL": _bare,
}
