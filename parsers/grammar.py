"""Does a text hold one of many turns of phrase? A large pattern, asked only where it may find something.

Text is in small letters (`small`), three times as fast as to ignore case, with plain typographic marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
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

    plain_stems: tuple[str, ...]
    """Those in ASCII."""
    stems: Mapping[str, tuple[str, ...]]
    """The others, by a character of theirs."""
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, stems: str, *phrases: str) -> Grammar:
        """Stems in a row with blanks between, `_` for a blank within one; phrases in small letters."""
        listed = _shortest(stem.replace("_", " ") for stem in stems.split())
        plain = tuple(filter(str.isascii, listed))
        return cls(plain, _by_character(listed), late("|".join(phrases)))

    def search(self, text: str) -> re.Match[str] | None:
        """The first find in a text in small letters."""
        return _first(self, text)

    def finds(self, text: str) -> bool:
        return self.search(text) is not None

    def may_find(self, text: str) -> bool:
        """Does a text in small letters hold a stem? In pieces of a text without one nothing is found."""
        plain, characters = _parted(text)
        if any(map(plain.__contains__, self.plain_stems)):
            return True
        return any(any(map(text.__contains__, self.stems[each])) for each in self.stems.keys() & characters)


def _shortest(stems: Iterable[str]) -> tuple[str, ...]:
    """Without those that hold another one."""
    kept: list[str] = []
    for stem in sorted(dict.fromkeys(stems), key=len):
        if not any(map(stem.__contains__, kept)):
            kept.append(stem)
    return tuple(kept)


def _by_character(stems: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for stem in stems:
        strange = [character for character in stem if not character.isascii()]
        if strange:
            found[strange[0]] = (*found.get(strange[0], ()), stem)
    return found


@lru_cache(64)
def _first(grammar: Grammar, text: str) -> re.Match[str] | None:
    """Kept for a while: the same head of a mail is asked for its kind, for a notice and for an absence."""
    return grammar.pattern.search(text) if grammar.may_find(text) else None


@lru_cache(16)
def _parted(text: str) -> tuple[str, frozenset[str]]:
    """What is ASCII, in which words are found twice as fast, and the other characters."""
    if text.isascii():
        return text, frozenset()
    return text.encode("ascii", "replace").decode("ascii"), frozenset(text)
