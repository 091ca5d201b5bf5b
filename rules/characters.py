"""How are characters made alike? One table for phrases and mails, with a way back to the mail.

Full width, case, accents, ё, Arabic letter forms, curly quotes and Traditional Chinese are folded one for
one, so offsets stay. What has no width of its own (soft hyphen, zero width, combining accents, tatweel) is
dropped, and only then an offset list is kept. ß stays ß: one character may not become two.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from rules.traditional import SIMPLIFIED, TRADITIONAL

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
    "ı": "i", "ø": "o", "ł": "l", "đ": "d",
    "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك",
    "。": "。", "、": ",", "…": "…",
}  # fmt: skip

_DROPPED = re.compile(
    "[\u00ad\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]"
)
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
    table |= {ord(one): other for one, other in _LISTED.items()}
    table |= dict.fromkeys((0, 9, 13), " ")
    final = {code: table.get(ord(char), char) for code, char in table.items()}  # Ø is ø, and ø is o
    return {code: char for code, char in final.items() if chr(code) != char}


_TABLE = _table()


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
    return folded(text).text


def folded(text: str) -> Folded:
    plain = text.translate(_TABLE)
    gone = _gone(plain)
    if not gone:
        return Folded(plain, range(len(plain) + 1))
    kept = [at for at in range(len(plain)) if at not in gone]
    return Folded("".join(plain[at] for at in kept), [*kept, len(plain)])


def _gone(plain: str) -> set[int]:
    """Offsets of characters without a width, and of line breaks inside a wrapped Chinese line."""
    gone = set() if plain.isascii() else {found.start() for found in _DROPPED.finditer(plain)}
    if "\n" in plain and _HAN.search(plain):
        gone.update(at for start, end in _wraps(plain) for at in range(start, end))
    return gone


def _wraps(plain: str) -> list[tuple[int, int]]:
    breaks = [found.span() for found in _BREAK.finditer(plain)]
    lines = zip([0, *(end for _, end in breaks)], breaks, strict=False)
    return [span for line, span in lines if _is_wrap(plain, line, span)]


def _is_wrap(plain: str, line: int, span: tuple[int, int]) -> bool:
    start, end = span
    if start == line or end >= len(plain) or not (is_han(plain[start - 1]) and is_han(plain[end])):
        return False
    return start - line >= _WRAPPED_COLUMNS or columns(plain[line:start]) >= _WRAPPED_COLUMNS


def columns(text: str) -> int:
    """Width on a screen, where a Han character takes two columns."""
    return len(text) + len(_HAN.findall(text))
