"""Does a text hold one of many turns of phrase? A large pattern, asked only where it may find something.

Text is in small letters (`small`), three times as fast as to ignore case, with plain typographic marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from parsers.late import late

_PLAIN = (("İ", "i"), ("’", "'"), ("‘", "'"), ("´", "'"), ("\u00a0", " "), ("\u202f", " "), ("\u2011", "-"))


def small(text: str) -> str:
    """In small letters with plain marks, character for character: places in it are places in the text."""
    if text.isascii():
        return text.lower()
    for mark, plain in _PLAIN:
        text = text.replace(mark, plain)
    return text.lower()


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """`pattern`, and stems: whatever the pattern finds holds one of them."""

    stems: tuple[str, ...]
    plain_stems: tuple[str, ...]
    """Those that a text in ASCII can hold."""
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, stems: str, *phrases: str) -> Grammar:
        """Stems in a row with blanks between, `_` for a blank within one; phrases in small letters."""
        listed = tuple(stem.replace("_", " ") for stem in stems.split())
        return cls(listed, tuple(filter(str.isascii, listed)), late("|".join(phrases)))

    def search(self, text: str) -> re.Match[str] | None:
        """The first find in a text in small letters."""
        return _first(self, text)

    def finds(self, text: str) -> bool:
        return self.search(text) is not None


@lru_cache(64)
def _first(grammar: Grammar, text: str) -> re.Match[str] | None:
    """Kept for a while: the same head of a mail is asked for its kind, for a notice and for an absence."""
    stems = grammar.plain_stems if text.isascii() else grammar.stems
    return grammar.pattern.search(text) if any(map(text.__contains__, stems)) else None
