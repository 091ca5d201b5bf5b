"""Does the sender mean it, of herself and now? Denied, imagined, past and closed, said of others: no tag.

sentence | languages it is written in | cues that stand in it at all | cues in reach of the hit | reason

Cues stand in one file per language, once for all rules. They are looked for near the hit and inside its
clause, never inside the words that the rule itself asked for ("cannot wait" is urgent, not denied).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rules.scope.cues import Cues, spoken
from rules.sentences import Span


@dataclass(frozen=True, slots=True)
class Found:
    """Words of a rule in a sentence: the whole stretch, and the words it was made of."""

    start: int
    end: int
    words: tuple[Span, ...]
    because: str = ""


def cancelled(sentence: str, found: Found) -> str:
    """Why this is no signal after all, in words for the admin; else empty. Offsets count in the sentence."""
    suspicions = _suspicions(sentence)
    if not suspicions:
        return ""
    hit = _Hit(found, _without(sentence, found.words))
    return next((reason for reason, holds, read in suspicions if holds(hit, read)), "")


@dataclass(frozen=True, slots=True)
class _Borders:
    """Where the stretches of a sentence meet."""

    starts: Sequence[int]
    ends: Sequence[int]
    length: int

    @classmethod
    def of(cls, border: re.Pattern[str], sentence: str) -> _Borders:
        spans = [one.span() for one in border.finditer(sentence)]
        return cls([start for start, _ in spans], [end for _, end in spans], len(sentence))

    def round(self, found: Found) -> Span:
        """From the last border before the hit to the first one after it."""
        at = bisect_right(self.ends, found.start)
        return self.ends[at - 1] if at else 0, self.next(found.end)

    def next(self, position: int) -> int:
        at = bisect_left(self.starts, position)
        return self.starts[at] if at < len(self.starts) else self.length


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A sentence as one language reads it."""

    cues: Cues
    undenied: str
    """Without what only looks like a denial."""
    clauses: _Borders
    turns: _Borders
    """Where a "but" turns what was said."""

    @classmethod
    def of(cls, sentence: str, cues: Cues) -> _Spoken:
        return cls(
            cues,
            cues.no_denial.sub(_blank, sentence),
            _Borders.of(cues.clause, sentence),
            _Borders.of(cues.against, sentence),
        )


@dataclass(frozen=True, slots=True)
class _Hit:
    found: Found
    rest: str
    """The sentence with the rule's own words blanked, so that they cannot cancel themselves."""


Suspicion = tuple[str, Callable[[_Hit, _Spoken], bool], _Spoken]
"""A reason of which some cue stands in the sentence, and whether it concerns a hit."""


@lru_cache(maxsize=32)
def _suspicions(sentence: str) -> tuple[Suspicion, ...]:
    """Found out once a sentence: several rules hit the same one, and most sentences hold no cue."""
    read = [_Spoken.of(sentence, cues) for cues in spoken(sentence)]
    return tuple(
        (reason, holds, one) for reason, stands, holds in _CHECKS for one in read if stands(one, sentence)
    )


def _is_denied(hit: _Hit, one: _Spoken) -> bool:
    found, plain, cues = hit.found, one.undenied, one.cues
    begin, end = one.clauses.round(found)
    before = plain[max(begin, found.start - cues.reach_before) : found.start]
    parts = (before, *_gaps(plain, found.words, cues.clause))
    if hit.rest[begin:end].rstrip().endswith(("?", "؟")):
        return any(map(cues.denied_asked.search, parts))
    if found.start - begin <= cues.topic and hit.rest[end : end + 1] == ",":
        end = one.clauses.next(end + 1)
    after = plain[found.end : min(end, found.end + cues.reach_after)]
    return any(map(cues.denied_before.search, parts)) or bool(cues.denied_after.search(after))


def _gaps(text: str, words: Sequence[Span], border: re.Pattern[str]) -> Iterator[str]:
    """Between the words: of several clauses the one that holds the later word."""
    for left, right in pairwise(sorted(words)):
        yield border.split(text[left[1] : right[0]])[-1]


def _is_imagined(hit: _Hit, one: _Spoken) -> bool:
    before = hit.rest[one.clauses.round(hit.found)[0] : hit.found.start]
    opening = "_" * (hit.found.end > hit.found.start)  # 如果样品: the rule's own word completes the cue
    return bool(one.cues.imagined.search(one.cues.no_imagined.sub(_blank, before) + opening))


def _is_closed(hit: _Hit, one: _Spoken) -> bool:
    settled = one.cues.closed.search(hit.rest, *one.turns.round(hit.found))
    return bool(settled or one.cues.past.search(hit.rest, *one.clauses.round(hit.found)))


def _is_about_others(hit: _Hit, one: _Spoken) -> bool:
    return bool(one.cues.others.search(hit.rest, *one.turns.round(hit.found)))


def _without(sentence: str, words: Sequence[Span]) -> str:
    for start, end in words:
        sentence = sentence[:start] + "_" * (end - start) + sentence[end:]
    return sentence


def _blank(found: re.Match[str]) -> str:
    return "_" * len(found[0])


def _may_be_denied(one: _Spoken, _sentence: str) -> bool:
    return bool(one.cues.denied_before.search(one.undenied) or one.cues.denied_after.search(one.undenied))


def _may_be_imagined(one: _Spoken, sentence: str) -> bool:
    return bool(one.cues.supposing.search(sentence))


def _may_be_closed(one: _Spoken, sentence: str) -> bool:
    return bool(one.cues.closed.search(sentence) or one.cues.past.search(sentence))


def _may_be_about_others(one: _Spoken, sentence: str) -> bool:
    return bool(one.cues.others.search(sentence))


_CHECKS: tuple[
    tuple[str, Callable[[_Spoken, str], bool], Callable[[_Hit, _Spoken], bool]],
    ...,
] = (
    ("denied", _may_be_denied, _is_denied),
    ("only imagined", _may_be_imagined, _is_imagined),
    ("past and closed", _may_be_closed, _is_closed),
    ("said of somebody else", _may_be_about_others, _is_about_others),
)
"""A reason, may a sentence hold it at all, and does it concern a hit?"""
