"""When, says the sentence? The date of our next contact from the sentence that fired a rule, and from nowhere else.

"After 15 March" is 16 March, "until 4 April" away is 5 April, "in July" 1 July, "back on D" is D; every date follows
from the day of the mail. No date that can be fixed: None.
"""

# ruff: noqa: E501 - a pattern is read as one line
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from model import DueEffect, DueKind
from rules.calendar_words import Named, named_days
from rules.characters import folded
from rules.feasts import FEAST_NAMES

_LONGEST = 600


class Relation(IntEnum):
    """How a sentence stands to the days it names; the higher one speaks more clearly of our next step."""

    PLAIN = 0
    START = 1
    DURING = 2
    BY = 3
    AFTER = 4
    UNTIL = 5
    BACK = 6


@dataclass(frozen=True, slots=True)
class _When:
    named: Named
    relation: Relation

    def day(self, kind: DueKind) -> date:
        days = self.named.days
        pauses = kind is DueKind.NOT_BEFORE
        if pauses and (self.relation in (Relation.AFTER, Relation.DURING) or self._is_last_day_of_pause()):
            return days.next
        return days.first if self.relation is not Relation.UNTIL or pauses else days.last

    def _is_last_day_of_pause(self) -> bool:
        """Away until 4 April means the 5th, while away until May means the first of May."""
        days = self.named.days
        return self.relation is Relation.UNTIL and (days.last - days.first).days not in _WHOLE


_WHOLE = frozenset({6, 27, 28, 29, 30, 89, 90, 91, 364, 365})
"""Lengths of whole weeks, months, quarters and years, less a day."""

_THE = r"(?:\s+(?:the|dem|den|der|el|la|on|about|around|our|end of))*\s*$"
_BEFORE_IT: tuple[tuple[re.Pattern[str], Relation], ...] = tuple(
    (re.compile(pattern), relation)
    for pattern, relation in (
        (r"\b(?:after|past|nach|despues del?|pasado)" + _THE, Relation.AFTER),
        (r"(?<!not )\b(?:until|till|til|through|thru|up to and including|up to|bis(?: zum| einschliesslich)?|hasta)" + _THE, Relation.UNTIL),
        (r"(?:直到|持续到|延续到|截止到|到|至|(?:日|号|天|[一二三四五六日])\s?[-~])\s*$", Relation.UNTIL),
        (r"\b(?:from|between|vom|desde|del)\b[^,;]{0,30}\b(?:to|and|bis|al?|zum)(?: the| zum| el)?\s*$", Relation.UNTIL),
        (r"\b(?:by|before|no later than|not later than|latest|at the latest|deadline(?: is)?|spatestens|vor|antes del?)" + _THE, Relation.BY),
        (r"(?:最晚|最迟|不晚于|务必)\s*$", Relation.BY),
        (r"(?:back|return\w*|resum\w*|again|reopen\w*|zuruck|wieder|vuelta|regres\w*|vuelv\w*|reincorpor\w*|available|at work)\b[^,;:]{0,32}$", Relation.BACK),
        (r"\b(?:from|starting|as of|since|ab|vom|desde|del|between)" + _THE, Relation.START),
        (r"(?:从|自)\s*$", Relation.START),
    )
)  # fmt: skip
_AFTER_IT: tuple[tuple[re.Pattern[str], Relation], ...] = tuple(
    (re.compile(pattern), relation)
    for pattern, relation in (
        (r"(?:[^,;。]{0,4})?(?:恢复|回来|返回|回到|返岗|返工|上班|复工|开工|回公司|回办公室|正式上班|回岗)", Relation.BACK),
        # `from 9 November and will be back on the 25th`: what follows `and` speaks of another day
        (r"(?:(?!\b(?:and|und)\b)[^,;:]){0,16}\b(?:wieder|zuruck|(?:i am|i'm|i will be|we are|be) back)\b", Relation.BACK),
        (r"\s*(?:以后|之后|过后|后(?!天)|结束)", Relation.AFTER),
        (r"\s*(?:以前|之前|前|以内|之内)", Relation.BY),
        (r"\s*(?:起|开始)", Relation.START),
    )
)  # fmt: skip
_AWAY = re.compile(
    r"\b(?:away|absent|absence|out of|out on|on leave|leave from|vacation|holidays?|travel\w*|off|clos\w*|shut|unavailable|limited access|trip|urlaub|abwesend|nicht"
    r"|geschlossen|ausente|vacaciones|cerrad\w*|fuera)\b|休假|放假|出差|外出|请假|年假|休息|不在|停工|关门|休产假"
)
_FEAST = re.compile(FEAST_NAMES)
_SAYS_AFTER = re.compile(r"(?:节|年)后$|过完|过了")


def due_as(kind: DueKind, sentence: str, sent: date) -> DueEffect | None:
    """The date for an effect of this kind: the clearest one, then the latest for a pause, the earliest for a deadline."""
    pauses = kind is DueKind.NOT_BEFORE
    dated = [(when, when.day(kind)) for when in _whens(sentence, sent)]
    earliest = sent + timedelta(days=1) if pauses and sent < date.max else sent
    usable = [(when, day) for when, day in dated if day >= earliest and not _has_begun(when, sent)]
    if not usable:
        return None
    if pauses:
        when, day = max(usable, key=lambda pair: (pair[0].relation, pair[1]))
    else:
        when, day = min(usable, key=lambda pair: (pair[0].relation is not Relation.BY, pair[1]))
    return DueEffect(kind, day, _words(sentence, when.named))


def _has_begun(when: _When, sent: date) -> bool:
    """`Away since 9 November`, written on the 10th, was this year's: a beginning nearly a year off is past."""
    return when.relation is Relation.START and (when.named.days.first - sent).days > _PAST_BEGINNING


_PAST_BEGINNING = 270


def _words(sentence: str, named: Named) -> str:
    start, end = folded(sentence[:_LONGEST]).span(named.start, named.end)
    return sentence[start:end]


def _whens(sentence: str, sent: date) -> Iterator[_When]:
    plain = folded(sentence[:_LONGEST]).text
    away = bool(_AWAY.search(plain))
    for named in _said(plain, list(named_days(plain, sent))):
        relation = _relation(plain, named)
        yield _When(named, _in_its_sentence(relation, named, away))


def _said(plain: str, all_named: list[Named]) -> list[Named]:
    """`Closed for Eid until 2 December`: beside a date in figures, a feast is the reason and no date."""
    in_figures = [named for named in all_named if any(map(str.isdigit, plain[named.start : named.end]))]
    feasts = [named for named in all_named if _FEAST.search(plain[named.start : named.end])]
    return [named for named in all_named if named not in feasts] if in_figures else all_named


def _in_its_sentence(relation: Relation, named: Named, away: bool) -> Relation:
    """From 12 to 20 March ends like `until`; days that somebody is away on lie between."""
    length = (named.days.last - named.days.first).days
    if relation in (Relation.PLAIN, Relation.START) and length and length not in _WHOLE:
        return Relation.UNTIL
    return Relation.DURING if relation is Relation.PLAIN and away else relation


def _relation(plain: str, named: Named) -> Relation:
    before, after = plain[max(0, named.start - 48) : named.start], plain[named.end : named.end + 24]
    if _SAYS_AFTER.search(plain[named.start : named.end]):
        return Relation.AFTER
    close = (relation for cue, relation in _BEFORE_IT if cue.search(before))
    following = (relation for cue, relation in _AFTER_IT if cue.match(after))
    found = [*close, *following]
    strict = next((one for one in found if one in (Relation.AFTER, Relation.UNTIL, Relation.BY)), None)
    if strict is not None and Relation.BACK not in found:
        return strict
    return max(found, default=Relation.PLAIN) if strict is None else strict
