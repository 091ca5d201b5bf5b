"""How alike are two company names?

Rare words count, common ones hardly: Pacific Trading is not Shenzhen Trading. Each word looks for its
partner on the other side, so order does not matter and a missing word costs what it tells. Letters have a
say of their own, for words run together and for slips of the pen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, JaroWinkler

from matching.names import is_common, words

Weigh = Callable[[str], float]
"""How much a word tells, 0 to 1."""

_BY_WORDS = 0.7
_FAINT = 0.75
"""Below this, two words are two words."""
_ABBREVIATED = 0.88
_OTHER_NUMBER = 0.6
_RUN_TOGETHER = 0.98
_ENDING = re.compile(r"(?:ies|y|es|s)$")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Likeness:
    """`percent` alike; `shared` is how much the words they have in common tell, in rare words."""

    percent: float
    shared: float


NOTHING = Likeness(0.0, 0.0)


def likeness(ours: str, theirs: str, weigh: Weigh) -> Likeness:
    """Compare two normalised names."""
    if not ours or not theirs:
        return NOTHING
    if ours == theirs:
        return Likeness(100.0, _told(words(ours), weigh))
    mine, other = words(ours), words(theirs)
    forward, shared = _covered(mine, other, weigh)
    if not shared and not _run_together(ours, theirs):
        return NOTHING
    back, _ = _covered(other, mine, weigh)
    return Likeness(round(100 * _blend(ours, theirs, forward, back), 1), shared)


def _blend(ours: str, theirs: str, forward: float, back: float) -> float:
    if _run_together(ours, theirs):
        return _RUN_TOGETHER
    covered = 0.55 * min(forward, back) + 0.45 * max(forward, back)
    numbers = 1.0 if _NUMBER.findall(ours) == _NUMBER.findall(theirs) else _OTHER_NUMBER
    return numbers * (_BY_WORDS * covered + (1 - _BY_WORDS) * _letters(ours, theirs))


def _letters(ours: str, theirs: str) -> float:
    joined, other = ours.replace(" ", ""), theirs.replace(" ", "")
    marks = (
        fuzz.token_sort_ratio(ours, theirs),
        fuzz.ratio(joined, other),
        100 * JaroWinkler.similarity(joined, other),
    )
    return float(sum(marks)) / (100 * len(marks))


def _run_together(ours: str, theirs: str) -> bool:
    return ours.replace(" ", "") == theirs.replace(" ", "")


def _told(parts: Sequence[str], weigh: Weigh) -> float:
    return sum(map(weigh, dict.fromkeys(parts)))


def _covered(parts: Sequence[str], others: Sequence[str], weigh: Weigh) -> tuple[float, float]:
    """Which share of what these words tell is found again over there, and how much that is."""
    told = found = 0.0
    for word in parts:
        weight = weigh(word)
        told += weight
        found += weight * (1.0 if word in others else _best_partner(word, others))
    return (found / told if told else 0.0), found


def _best_partner(word: str, others: Sequence[str]) -> float:
    return max((_same_word(word, other) for other in others if _comparable(word, other)), default=0.0)


def _comparable(word: str, other: str) -> bool:
    """Only a shortened word begins alike; of two in full, neither is twice as long as the other."""
    return word[0] == other[0] or 4 <= len(word) <= 2 * len(other) <= 4 * len(word)


@lru_cache(maxsize=4096)
def _same_word(word: str, other: str) -> float:
    if word == other:
        return 1.0
    if _abbreviates(word, other) or _abbreviates(other, word):
        return _ABBREVIATED
    if min(len(word), len(other)) < 4 or _has_digit(word + other):
        return 0.0
    if is_common(word) and is_common(other):  # commerce and commercial: near by letters, yet two firms
        return 1.0 if _ENDING.sub("", word) == _ENDING.sub("", other) else 0.0
    near = OSA.normalized_similarity(word, other, score_cutoff=2 * _FAINT - 1)
    alike = (near + JaroWinkler.similarity(word, other)) / 2 if near else 0.0
    return float(alike) if alike >= _FAINT else 0.0


def _has_digit(text: str) -> bool:
    return not text.isalpha() and any(map(str.isdigit, text))


def _abbreviates(short: str, long: str) -> bool:
    """`elect` for electric, `hldgs` for holdings: the letters in order. Only common words are cut short."""
    if not 2 <= len(short) < len(long) or short[0] != long[0] or not is_common(long):
        return False
    if len(short) >= 4 and long.startswith(short):
        return True
    letters = iter(long)
    consonants = not any(vowel in short[1:] for vowel in "aeiou")
    return consonants and all(letter in letters for letter in short)
