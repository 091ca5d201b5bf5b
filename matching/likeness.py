"""How alike are two company names?

Every word looks for its partner on the other side, so order does not matter, and a missing word costs what
it tells: rare words count, common ones hardly. Pacific Trading is not Shenzhen Trading. Letters have a say of
their own, for words run together, slips of the pen and names that crossed from one script into another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

from matching import names
from matching.names import Name, sound

Weigh = Callable[[str], float]
"""How much a word tells, 0 to 1."""

_EAST_ASIAN = frozenset(("han", "kana", "hangul"))
_FAINT = 0.7
"""Below this, two words are two words."""
_ABBREVIATED = 0.85
_WITHIN = 0.9
"""A word that is found inside the other name, run together with its neighbours."""
_LONG_ENOUGH = 4
_MOST_WORDS = 12
_NUMBER = re.compile(r"[0-9]+")
_ENDING = re.compile(r"(?:ies|y|es|s)$")


@dataclass(frozen=True, slots=True)
class Said:
    """A name, taken apart for comparing."""

    name: Name
    joined: str
    sorted: str
    sound: str
    words: tuple[str, ...]
    told: tuple[float, ...]
    """What each word tells."""
    is_east: bool
    """It is written in Han, kana or Hangul; names of one kind are compared letter by letter too."""
    letters: str
    """Its letters as they are written, run together."""
    spelled: tuple[str, ...]
    """Its words as they are written: the Latin ones above are one for `trading` and `traders`."""
    initials: str
    numbers: tuple[str, ...]
    own: Said | None = None
    """An East Asian name taken apart in its own script: 宏达 and 鸿达 are two firms and both are hongda."""


@lru_cache(maxsize=32_768)
def _parts(latin: str) -> tuple[str, str, str, tuple[str, ...], str]:
    """Everything that is compared of a Latin key and does not depend on the book."""
    parts = tuple(latin.split())[:_MOST_WORDS]
    joined = "".join(parts)
    initials = "".join([part[0] for part in parts])
    return joined, " ".join(sorted(parts)), sound(latin).replace(" ", ""), parts, initials


def said(name: Name, weigh: Weigh) -> Said:
    joined, in_order, heard, parts, initials = _parts(name.latin)
    spelled = tuple(name.plain.split())
    told = tuple([weigh(part) for part in parts])
    numbers = tuple(sorted(_NUMBER.findall(name.plain)))
    letters, is_east = "".join(spelled), name.script in _EAST_ASIAN
    own = _own(name, letters, numbers, weigh) if is_east else None
    taken = (joined, in_order, heard, parts, told, is_east, letters, spelled, initials, numbers)
    return Said(name, *taken, own)


def _own(name: Name, letters: str, numbers: tuple[str, ...], weigh: Weigh) -> Said:
    parts = names.words(name.plain)[:_MOST_WORDS]
    told = tuple([weigh(part) for part in parts])
    in_order = "".join(sorted(letters))
    return Said(name, letters, in_order, letters, parts, told, True, letters, parts, "", numbers)


def is_one_spelling(ours: Said, theirs: Said) -> bool:
    """Of two names that mean the same, does every word have its own there, in full, cut short or in another
    number? Trading and Traders are two firms; Trading and Trdg., Technology and Technologies are one.
    """
    if ours.is_east:
        return True  # they have the same letters
    return all(any(_is_form_of(word, other) for other in theirs.spelled) for word in ours.spelled)


def _is_form_of(word: str, other: str) -> bool:
    if word == other or _ENDING.sub("", word) == _ENDING.sub("", other):
        return True
    short, long = (word, other) if len(word) < len(other) else (other, word)
    return (len(short) >= 3 and long.startswith(short)) or shortens(short, long)


@lru_cache(maxsize=65_536)
def same_word(word: str, other: str) -> float:
    """How surely two words are meant to be one, 0 to 1."""
    if word == other:
        return 1.0
    short, long = (word, other) if len(word) < len(other) else (other, word)
    if not short.isalpha() or not long.isalpha():
        return 0.0
    if len(short) >= 3 and long.startswith(short):
        return max(_ABBREVIATED, len(short) / len(long))
    if shortens(short, long):
        return _ABBREVIATED
    if len(short) < 3 or 2 * len(short) < len(long):
        return _FAINT if word[0] == other[0] and OSA.distance(word, other) == 1 else 0.0
    near = OSA.normalized_similarity(word, other, score_cutoff=0.5)
    alike = (near + JaroWinkler.similarity(word, other)) / 2 if near else 0.0
    return float(alike) if alike >= _FAINT else 0.0


def shortens(short: str, long: str) -> bool:
    """`hldgs` for holdings, `mtl` for metal: the first letter, then consonants in order."""
    if not 2 <= len(short) <= 5 or short[0] != long[0] or any(vowel in short[1:] for vowel in "aeiou"):
        return False
    letters = iter(long)
    return all(letter in letters for letter in short)


def covered(mine: Said, other: Said) -> tuple[float, float, float]:
    """Which share of what my words tell is found over there; how much that is; and what the most telling
    word that is missing there tells.
    """
    found = told = missing = 0.0
    there = other.words
    for word, weight in zip(mine.words, mine.told, strict=True):
        best = 1.0 if word in there else _best_partner(word, there, other.joined)
        told += weight
        found += weight * best
        missing = max(missing, weight * (1 - best))
    return (found / told if told else 0.0), found, missing


def _best_partner(word: str, others: Iterable[str], joined: str) -> float:
    best = _WITHIN if len(word) >= _LONG_ENOUGH and word in joined else 0.0
    for other in others:
        best = max(best, same_word(word, other))
    return best
