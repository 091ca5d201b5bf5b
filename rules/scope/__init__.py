"""Does the sender mean it, of herself and now? Denied, imagined, past and closed, said of others: no tag.

Some speak against some rules only: a condition, a question, somebody else's doing, an act of nothing.

sentence | languages it is written in | cues that stand in it at all | cues in reach of the hit | reason

Cues stand in one file per language, once for all rules. They are looked for near the hit and inside its
clause, never inside the words that the rule itself asked for ("cannot wait" is urgent, not denied).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
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


class Against(StrEnum):
    """What can speak against a hit, in words for the admin."""

    DENIED = "denied"
    IMAGINED = "only imagined"
    CONDITIONAL = "only on a condition"
    """Somebody else must act first: "once you pay, we ship"."""
    CLOSED = "past and closed"
    OTHERS = "said of somebody else"
    ASKED = "only asked"
    BY_OTHERS = "done by somebody else"
    """A forwarder, customs, the sender's own people."""
    MENTIONED = "only mentioned"
    """A word between quotation marks: 'the mail that you marked "urgent"'."""
    OF_NOTHING = "of nothing"
    """"You will hear nothing from me": speaks against promises."""
    TO_COME = "still to come"
    """Promised and not done: speaks against facts."""


ALWAYS = frozenset({Against.DENIED, Against.IMAGINED, Against.CLOSED, Against.OTHERS, Against.MENTIONED})
"""Speak against every rule that does not say otherwise."""


def cancelled(sentence: str, found: Found, heeded: Set[Against] = ALWAYS) -> str:
    """Why this is no signal after all, in words for the admin; else empty. Offsets count in the sentence."""
    if Against.MENTIONED in heeded and '"' in sentence and _is_mentioned(sentence, found):
        return Against.MENTIONED
    hit: _Hit | None = None
    for reason, _, holds in _CHECKS:
        for read in _suspected(sentence, reason) if reason in heeded else ():
            hit = hit or _Hit(found, _without(sentence, found.words), sentence)
            if holds(hit, read):
                return reason
    return ""


_LONGEST_MENTION = 24
"""Characters between quotation marks; a longer piece is what somebody says."""


def _is_mentioned(sentence: str, found: Found) -> bool:
    """Do quotation marks stand round little more than the hit? Folding has made all of them alike."""
    opening, closing = sentence.rfind('"', 0, found.start), sentence.find('"', found.end)
    if opening < 0 or closing < 0 or closing - opening - 1 > _LONGEST_MENTION:
        return False
    return sentence.count('"', 0, opening) % 2 == 0 and '"' not in sentence[found.start : found.end]


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


@dataclass(frozen=True)
class _Spoken:
    """A sentence as one language reads it; what nobody asks for is not found out."""

    cues: Cues
    sentence: str

    @cached_property
    def undenied(self) -> str:
        """Without what only looks like a denial."""
        return self.cues.no_denial.sub(_blank, self.sentence)

    @cached_property
    def clauses(self) -> _Borders:
        return _Borders.of(self.cues.clause, self.sentence)

    @cached_property
    def turns(self) -> _Borders:
        """Where a "but" turns what was said."""
        return _Borders.of(self.cues.against, self.sentence)


@dataclass(frozen=True, slots=True)
class _Hit:
    found: Found
    rest: str
    """The sentence with the rule's own words blanked, so that they cannot cancel themselves."""
    whole: str


@lru_cache(maxsize=32)
def _read(sentence: str) -> tuple[_Spoken, ...]:
    """As its languages read it. Once a sentence: several rules hit the same one."""
    return tuple(_Spoken(cues, sentence) for cues in spoken(sentence))


@lru_cache(maxsize=128)
def _suspected(sentence: str, reason: Against) -> tuple[_Spoken, ...]:
    """The languages in which some cue of a reason stands in the sentence: mostly none."""
    return tuple(one for one in _read(sentence) if _STANDS[reason](one, sentence))


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


def _is_of_nothing(hit: _Hit, one: _Spoken) -> bool:
    """As it is written: what only looks like a denial of damage or delay does deny a promise."""
    found, cues = hit.found, one.cues
    if any(map(cues.nothing.search, _gaps(hit.whole, found.words, cues.clause))):
        return True
    return bool(cues.nothing_next.match(hit.whole[found.end : one.clauses.next(found.end)]))


def _gaps(text: str, words: Sequence[Span], border: re.Pattern[str]) -> Iterator[str]:
    """Between the words: of several clauses the one that holds the later word."""
    for left, right in pairwise(sorted(words)):
        yield border.split(text[left[1] : right[0]])[-1]


def _is_imagined(hit: _Hit, one: _Spoken) -> bool:
    before = hit.rest[one.clauses.round(hit.found)[0] : hit.found.start]
    opening = "_" * (hit.found.end > hit.found.start)  # 如果样品: the rule's own word completes the cue
    if one.cues.imagined.search(one.cues.no_imagined.sub(_blank, before) + opening):
        return True
    return _lies_upon(hit, one.cues.supposed)


def _is_closed(hit: _Hit, one: _Spoken) -> bool:
    settled = one.cues.closed.search(hit.rest, *one.turns.round(hit.found))
    past = one.cues.past.search(hit.rest, *one.clauses.round(hit.found))
    return bool(settled or past) or _lies_upon(hit, one.cues.bygone)


def _lies_upon(hit: _Hit, cue: re.Pattern[str]) -> bool:
    """Do all words of the rule stand in the cue? "We met at the fair" is past, and no meeting."""
    told = (one.span() for one in cue.finditer(hit.whole))
    words = hit.found.words
    return any(all(begin < end and start < stop for start, end in words) for begin, stop in told if words)


def _is_about_others(hit: _Hit, one: _Spoken) -> bool:
    return bool(one.cues.others.search(hit.rest, *one.turns.round(hit.found)))


def _is_conditional(hit: _Hit, one: _Spoken) -> bool:
    """The condition stands before the hit, in its clause, or right behind the comma after it."""
    cues, end = one.cues, one.clauses.next(hit.found.end)
    plain = cues.no_condition.sub(_blank, hit.rest)
    if cues.condition.search(plain, one.turns.round(hit.found)[0], end):
        return True
    return plain[end : end + 1] == "," and bool(cues.condition.match(plain[end + 1 :].lstrip()))


def _is_asked(hit: _Hit, one: _Spoken) -> bool:
    """A question that takes the thing for granted asks no less than a statement says: "why is it broken?"."""
    begin, end = one.clauses.round(hit.found)
    clause = hit.rest[begin:end].strip(" \n¿¡")
    if not clause.endswith(("?", "؟")) and not one.cues.asking.search(clause):
        return False
    return not one.cues.presumed.search(hit.whole, *one.turns.round(hit.found))


def _is_by_others(hit: _Hit, one: _Spoken) -> bool:
    """Who only found or reports it is not to blame, nor is anybody where the reader is named."""
    if one.cues.cleared.search(hit.whole):
        return True
    doer = one.cues.doers.search(hit.rest, *one.clauses.round(hit.found))
    return doer is not None and not one.cues.reports.search(hit.whole, *one.turns.round(hit.found))


def _is_to_come(hit: _Hit, one: _Spoken) -> bool:
    """What follows the hit may be still to come: "here is the offer, it will hold for a week"."""
    begin, end = one.clauses.round(hit.found)
    if one.cues.no_to_come.search(hit.whole, begin, end):
        return False
    return one.cues.to_come.search(hit.whole, begin, hit.found.end) is not None


def _without(sentence: str, words: Sequence[Span]) -> str:
    for start, end in words:
        sentence = sentence[:start] + "_" * (end - start) + sentence[end:]
    return sentence


def _blank(found: re.Match[str]) -> str:
    return "_" * len(found[0])


def _may_be_denied(one: _Spoken, _sentence: str) -> bool:
    return bool(one.cues.denied_before.search(one.undenied) or one.cues.denied_after.search(one.undenied))


def _may_be_of_nothing(one: _Spoken, sentence: str) -> bool:
    return bool(one.cues.nothing.search(sentence))


def _may_be_imagined(one: _Spoken, sentence: str) -> bool:
    return bool(one.cues.supposing.search(sentence) or one.cues.supposed.search(sentence))


def _may_be_closed(one: _Spoken, sentence: str) -> bool:
    cues = one.cues
    return any(pattern.search(sentence) for pattern in (cues.closed, cues.past, cues.bygone))


def _may_be_about_others(one: _Spoken, sentence: str) -> bool:
    return bool(one.cues.others.search(sentence))


def _may_be_conditional(one: _Spoken, sentence: str) -> bool:
    return bool(one.cues.condition.search(sentence))


def _may_be_asked(one: _Spoken, sentence: str) -> bool:
    return "?" in sentence or "؟" in sentence or bool(one.cues.asking.search(sentence))


def _may_be_by_others(one: _Spoken, sentence: str) -> bool:
    return bool(one.cues.doers.search(sentence) or one.cues.cleared.search(sentence))


def _may_be_to_come(one: _Spoken, sentence: str) -> bool:
    return bool(one.cues.to_come.search(sentence))


_CHECKS: tuple[
    tuple[Against, Callable[[_Spoken, str], bool], Callable[[_Hit, _Spoken], bool]],
    ...,
] = (
    (Against.DENIED, _may_be_denied, _is_denied),
    (Against.OF_NOTHING, _may_be_of_nothing, _is_of_nothing),
    (Against.IMAGINED, _may_be_imagined, _is_imagined),
    (Against.CONDITIONAL, _may_be_conditional, _is_conditional),
    (Against.CLOSED, _may_be_closed, _is_closed),
    (Against.OTHERS, _may_be_about_others, _is_about_others),
    (Against.ASKED, _may_be_asked, _is_asked),
    (Against.BY_OTHERS, _may_be_by_others, _is_by_others),
    (Against.TO_COME, _may_be_to_come, _is_to_come),
)
"""A reason, may a sentence hold it at all, and does it concern a hit?"""
_STANDS = {reason: stands for reason, stands, _ in _CHECKS}
