"""Which country does a form name? Its names in ten languages and its codes, as ISO 3166 alpha-2."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from parsers.late import late
from parsers.sender.country_names import NAMES

_LONGEST = 200
_FLAG = late("([\U0001f1e6-\U0001f1ff])([\U0001f1e6-\U0001f1ff])")
_FIRST_FLAG = 0x1F1E6
_SEPARATORS = late(r"[\[\](){},/|;:，、；：（）【】<>\n\t–—]|\s-\s")


def code_of(text: str) -> str:
    """`Kenya`, `肯尼亚`, `[KE] Kenya`, `KEN`, `🇰🇪`, `Nairobi, Kenya` give `KE`; no country gives nothing."""
    text = text[:_LONGEST].strip(" .[]()")
    tables = _tables()
    whole = tables.codes.get(text) or tables.names.get(_folded(text))
    return whole or next(_of_pieces(text, tables), "") or _of_flag(text, tables)


def _of_pieces(text: str, tables: _Tables) -> Iterator[str]:
    """The country stands last in an address, and a code only where it stands alone."""
    pieces = [piece.strip(" .") for piece in _SEPARATORS.split(text)]
    for piece in reversed(pieces):
        found = tables.names.get(_folded(piece)) if piece else ""
        if found:
            yield found
    for piece in pieces:
        if piece in tables.codes:
            yield tables.codes[piece]


def _of_flag(text: str, tables: _Tables) -> str:
    flag = _FLAG.search(text)
    code = "".join(chr(ord(letter) - _FIRST_FLAG + ord("A")) for letter in flag.groups()) if flag else ""
    return tables.codes.get(code, "")


def _folded(text: str) -> str:
    """Without case, accents and marks, so that `Perou` is `Pérou` and `U.A.E` is `uae`."""
    text = unicodedata.normalize("NFKD", text.replace("İ", "i").replace("ı", "i")).casefold()
    letters = "".join(
        letter if letter.isalnum() else " "
        for letter in text.replace(".", "")
        if unicodedata.category(letter) != "Mn"
    )
    return " ".join(letters.split())


def _rows() -> Iterator[tuple[str, str, str]]:
    """Code, longer code and names of every country."""
    for row in NAMES.strip().replace("\n ", "").split("\n"):
        code, long_code, names = row.split(" ", 2)
        yield code, long_code, names


@dataclass(frozen=True, slots=True)
class _Tables:
    """ISO 3166 alpha-2 by code of two or three letters, and by folded name."""

    codes: Mapping[str, str]
    names: Mapping[str, str]


@cache
def _tables() -> _Tables:
    """Made at the first question: folding 2,500 names takes as long as reading twenty mails."""
    rows = list(_rows())
    codes = {word: code for code, long_code, _ in rows for word in (code, long_code)}
    names = {_folded(name): code for code, _, names in rows for name in names.split("|")}
    return _Tables({"UK": "GB", "EL": "GR", **codes}, names)
