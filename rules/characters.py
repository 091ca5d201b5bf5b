"""How are characters made alike? One table for phrases and mails, with a way back to the mail.

Full width, case, accents, ё (й is a letter of its own), Arabic letter forms, curly quotes and
Traditional Chinese are folded one for one, so offsets stay. What has no width of its own (soft hyphen,
zero width, combining accents, tatweel) is dropped, as is the hyphen of a word that was cut at the end of
a line; ß, æ, œ and ligatures become two letters. Only then an offset list is kept.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from rules.traditional import SIMPLIFIED, TRADITIONAL, VARIANTS

_RANGES = (
    (0x80, 0x700),
    (0x1E00, 0x2070),
    (0x2070, 0x2C00),
    (0x3000, 0x3400),
    (0xF900, 0xFB00),
    (0xFE30, 0x10000),
)

_LISTED = {
    "‘": "'", "’": "'", "‛": "'", "ʼ": "'", "´": "'", "`": "'", "′": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "「": '"', "」": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-",
    "\u2028": "\n", "\u2029": "\n", "\x85": "\n", "\x0b": "\n", "\x0c": "\n",
    "ı": "i", "ø": "o", "ł": "l", "đ": "d", "й": "й", "Й": "й", "ς": "σ",
    "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك",
    "。": "。", "、": ",", "…": "…", "٪": "%", "٫": ".", "٬": ",",
}  # fmt: skip
_DIGITS = {zero + one: str(one) for zero in (0x660, 0x6F0) for one in range(10)}
"""Of Arabic and Persian: ٥٠ قطعة is 50 قطعة. Full-width ones are plain by their decomposition."""

_DROPPED = re.compile(
    "[\u00ad\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]"
)
_TWO = {"ß": "ss", "æ": "ae", "œ": "oe", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "№": "no"}
_TWO |= dict.fromkeys("ﻵﻶﻷﻸﻹﻺﻻﻼ", "لا")
_CHANGED = re.compile(f"{_DROPPED.pattern}+|[{''.join(_TWO)}]")
_CUT_WORD = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,})(-[ \t\r]*\n[ \t]*)(?=([^\W\d_]{2,}))")
# What is written with its hyphen also where a line ends: `pre-shipment`, `follow-up`, `rendez-vous`.
_HALVES = frozenset(
    [
        "after", "all", "anti", "auriez", "aus", "avez", "by", "check", "co", "cost", "custom", "day",
        "dis", "dit", "door", "down", "ein", "end", "est", "etes", "ex", "fire", "first", "five",
        "follow", "food", "four", "full", "half", "hand", "heat", "high", "in", "inter", "last", "lead",
        "long", "low", "made", "mas", "mes", "mid", "multi", "nach", "next", "non", "off", "oil", "on",
        "one", "out", "over", "peut", "pick", "post", "pourriez", "pouvez", "pre", "re", "ready",
        "rendez", "savez", "second", "self", "semi", "set", "short", "sign", "state", "sub", "tailor",
        "ten", "third", "three", "time", "two", "un", "und", "under", "up", "vor", "voulez", "water",
        "well", "year", "в", "во", "где", "из", "как", "какие", "какой", "когда", "кое", "кто", "по",
        "чей", "что",
    ]
)  # fmt: skip
_SECOND_HALVES = frozenset(
    [
        "based", "bzw", "ce", "elle", "free", "il", "ils", "in", "je", "là", "made", "moi", "nous",
        "oder", "off", "on", "out", "to", "und", "up", "vous",
    ]
)  # fmt: skip
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_BREAK = re.compile(r"[ \t\r]*\n[ \t]*")
_WRAPPED_COLUMNS = 24
"""A Chinese line at least this wide was broken by a mail program, not by its writer."""


def is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf"


def is_word(char: str) -> bool:
    """Part of a word that is written with spaces round it: letters and digits, but no Han characters."""
    return char.isalnum() and not is_han(char)


def _one_for_one(char: str) -> str:
    """The plain form of a character where that is a single character, else the character itself."""
    wide = unicodedata.normalize("NFKD", char)
    plain = wide if len(wide) == 1 else _without_marks(wide) or char
    lower = plain.lower()
    return lower if len(lower) == 1 else plain


def _without_marks(wide: str) -> str:
    if all(unicodedata.category(mark) == "Mn" for mark in wide[1:]):
        return wide[0]
    return ""


def _table() -> dict[int, str]:
    codes = (code for start, stop in _RANGES for code in range(start, stop))
    table = {code: _one_for_one(chr(code)) for code in codes if not 0xD800 <= code <= 0xDFFF}
    table |= {code: chr(code).lower() for code in range(0x41, 0x5B)}
    table |= {ord(one): other for one, other in zip(TRADITIONAL, SIMPLIFIED, strict=True)}
    table |= {ord(one): other for one, other in (VARIANTS | _LISTED).items()}
    table |= _DIGITS
    table |= dict.fromkeys((0, 9, 13), " ")
    final = {code: table.get(ord(char), char) for code, char in table.items()}  # Ø is ø, and ø is o
    return {code: char for code, char in final.items() if chr(code) != char}


def _as_list(table: dict[int, str]) -> list[int]:
    """A list answers faster than a dictionary, which raises for every character that stays as it is."""
    return [ord(table.get(code, chr(code))) for code in range(0x10000)]


_TABLE = _as_list(_table())


@dataclass(frozen=True, slots=True)
class Folded:
    """A text made alike, and where each of its characters stood before."""

    text: str
    offsets: Sequence[int]
    """As long as `text` plus one; a range where nothing was dropped."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the original that these folded characters came from."""
        if end <= start:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1


def fold(text: str) -> str:
    """For phrases and lists, where nobody asks for offsets."""
    return _folded(text).text


@lru_cache(maxsize=8)
def folded(text: str) -> Folded:
    """Kept for a moment: a rule written in Python asks for the text that the others were looked for in."""
    return _folded(text)


def _folded(text: str) -> Folded:
    if "\u0306" in text:  # a decomposed й
        text = text.replace("и\u0306", "й\u0306").replace("И\u0306", "й\u0306")
    plain = text.translate(_TABLE)
    changes = _changes(plain)
    if not changes:
        return Folded(plain, range(len(plain) + 1))
    return _changed(plain, changes)


Change = tuple[int, int, str]
"""Half-open span, and what stands there instead."""


def _changed(plain: str, changes: Iterable[Change]) -> Folded:
    texts: list[str] = []
    offsets = array("l")
    past = 0
    for start, end, instead in changes:
        texts += (plain[past:start], instead)
        offsets.extend(range(past, start))
        offsets.extend([start] * len(instead))
        past = end
    texts.append(plain[past:])
    offsets.extend(range(past, len(plain) + 1))
    return Folded("".join(texts), offsets)


def _changes(plain: str) -> list[Change]:
    """Characters without a width or of two letters, and breaks inside a word or a wrapped Chinese line."""
    found: list[Change] = []
    if not plain.isascii():
        found = [(*hit.span(), _TWO.get(hit[0], "")) for hit in _CHANGED.finditer(plain)]
    if "\n" in plain:
        found.extend((*hit.span(2), "") for hit in _CUT_WORD.finditer(plain) if _is_cut(hit))
        found.extend((start, end, "") for start, end in (_wraps(plain) if _HAN.search(plain) else ()))
        found.sort()
    return found


def _is_cut(hit: re.Match[str]) -> bool:
    return hit[1] not in _HALVES and hit[3] not in _SECOND_HALVES


def _wraps(plain: str) -> list[tuple[int, int]]:
    breaks = [found.span() for found in _BREAK.finditer(plain)]
    lines = list(zip([0, *(end for _, end in breaks)], breaks, strict=False))
    within = [span for line, span in lines if _is_within_words(plain, line, span)]
    if not within:
        return []
    narrow = _narrowly_wrapped(plain, breaks)
    starts = {start: line for line, (start, _) in lines}
    return [span for span in within if span[0] in narrow or _is_wide(plain, starts[span[0]], span[0])]


def _is_within_words(plain: str, line: int, span: tuple[int, int]) -> bool:
    start, end = span
    return start > line and end < len(plain) and is_han(plain[start - 1]) and is_han(plain[end])


def _is_wide(plain: str, line: int, end: int) -> bool:
    return end - line >= _WRAPPED_COLUMNS or columns(plain[line:end]) >= _WRAPPED_COLUMNS


def _narrowly_wrapped(plain: str, breaks: Sequence[tuple[int, int]]) -> set[int]:
    """Ends of the lines of paragraphs whose lines are short and all of one width: written on a telephone."""
    rows = zip([0, *(end for _, end in breaks)], [*(start for start, _ in breaks), len(plain)], strict=True)
    paragraphs = [list(lines) for is_text, lines in groupby(rows, key=_has_text) if is_text]
    return {end for lines in paragraphs if _is_column(plain, lines) for _, end in lines[:-1]}


def _has_text(row: tuple[int, int]) -> bool:
    return row[0] < row[1]


def _is_column(plain: str, lines: Sequence[tuple[int, int]]) -> bool:
    """All lines but the last are alike; the signs of a sentence stand inside lines, so they are no list."""
    *full, last = (columns(plain[start:end]) for start, end in lines)
    if not full or max(full) < _NARROWEST or max(*full, last) - min(full) > _ALIKE:
        return False
    is_ended = plain[lines[-1][1] - 1] in "。.!?"
    if len(full) == 1:
        return is_ended and last >= full[0] - _ALIKE
    return (is_ended or last < min(full)) and _SIGN_INSIDE.search(
        plain, lines[0][0], lines[-1][1]
    ) is not None


_NARROWEST = 12
_ALIKE = 3
"""Columns: a line is broken before a Han character of two, or before a sign and its character."""
_SIGN_INSIDE = re.compile(r"[,。;:!?][ \t]*[^\s,。;:!?]")


def columns(text: str) -> int:
    """Width on a screen, where a Han character takes two columns."""
    return len(text) + len(_HAN.findall(text))
