"""When, says the sentence? The date of our next contact, by how the sentence stands to the days it names.

"After 15 March" is 16 March, "until 4 April" away is 5 April, to be done "before 3 May" is by the 2nd,
"in July" 1 July, "back on D" is D; every date follows from the day of the mail. No date that can be fixed:
None.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import IntEnum

from dates.days import Days
from dates.feasts import Feast
from dates.found import Spot, Text
from dates.grammar import named, named_days, spots
from dates.tokens import Token
from late import dataclass
from model import DueEffect, DueKind


class Relation(IntEnum):
    """How a sentence stands to the days it names; the higher one speaks more clearly of our next step."""

    PLAIN = 0
    START = 1
    DURING = 2
    BY = 3
    AFTER = 4
    SPAN = 5
    """From the one day to the other."""
    UNTIL = 6
    NOT_BEFORE = 7
    BACK = 8


_BEFORE_IT: tuple[tuple[str, Relation], ...] = (
    ("never_before", Relation.NOT_BEFORE),
    ("after", Relation.AFTER),
    ("until", Relation.UNTIL),
    ("by", Relation.BY),
    ("since", Relation.START),
)
"""Which role of a word right before the days says what; the earlier role of one word wins."""
_BEHIND_IT: tuple[tuple[str, Relation], ...] = (
    ("after_behind", Relation.AFTER),
    ("until_behind", Relation.UNTIL),
    ("by_behind", Relation.BY),
    ("since_behind", Relation.START),
)
_FORWARD = frozenset({Relation.BY, Relation.AFTER, Relation.UNTIL, Relation.NOT_BEFORE, Relation.BACK})


@dataclass(frozen=True, slots=True)
class _When:
    spot: Spot
    relation: Relation
    is_day_before: bool = False
    """`Before 24 November`: what is to be done by then is done on the 23rd."""

    def day(self, kind: DueKind, sent: date) -> date:
        days = self._ahead(sent)
        if self.is_day_before and kind is DueKind.BY and days.first > sent:
            return days.first - timedelta(days=1)
        pauses = kind is DueKind.NOT_BEFORE
        if pauses and self.relation is Relation.SPAN:
            return days.next
        if self.relation is Relation.AFTER and kind is not DueKind.BY:
            return days.next
        if pauses and (
            self.relation is Relation.DURING or self._is_feast_alone() or self._is_last_day_of_pause()
        ):
            return days.next
        return days.first if self.relation is not Relation.UNTIL or pauses or days.is_period else days.last

    def _is_feast_alone(self) -> bool:
        return self.spot.is_feast and self.relation is Relation.PLAIN

    def _is_last_day_of_pause(self) -> bool:
        """Away until 4 April means the 5th, while away until May means the first of May."""
        return self.relation is Relation.UNTIL and not self.spot.days.is_period

    def _ahead(self, sent: date) -> Days:
        """Closed until 5 January, written in April, is next year's; the invoice of 5 January is not."""
        days = self.spot.days
        if (
            days.has_year
            or days.last >= sent
            or self.relation not in _FORWARD
            or (sent - days.last).days < _JUST_PAST
        ):
            return days
        return Days(_next_year(days.first), _next_year(days.last), is_period=days.is_period)


_JUST_PAST = 60


def _next_year(day: date) -> date:
    return (
        day.replace(year=day.year + 1)
        if (day.month, day.day) != (2, 29)
        else day.replace(year=day.year + 1, day=28)
    )


def due_as(kind: DueKind, sentence: str, sent: date) -> DueEffect | None:
    """The date for an effect: the clearest one, then the latest for a pause, the earliest for a deadline."""
    text = Text.of(sentence)
    pauses = kind is DueKind.NOT_BEFORE
    dated = [
        (when, day)
        for when in _whens(text, sent)
        if not _is_greeting(when, pauses=pauses) and (day := _day(when, kind, sent))
    ]
    earliest = sent + timedelta(days=1) if pauses and sent < date.max else sent
    usable = [
        (when, day) for when, day in dated if day >= earliest and not _has_begun(when, sent, pauses=pauses)
    ]
    if not usable:
        return None
    if pauses:
        when, day = max(usable, key=lambda pair: (pair[0].relation, pair[1]))
    else:
        when, day = min(
            usable, key=lambda pair: (pair[0].relation not in (Relation.BY, Relation.UNTIL), pair[1])
        )
    found = named(text, when.spot)
    return DueEffect(_kind(kind, when), day, sentence[found.start : found.end].rstrip(_STOPS))


def _kind(asked: DueKind, when: _When) -> DueKind:
    """`Let us meet after Ramadan` names the end of a pause, and no day for the meeting."""
    is_pause = when.spot.is_feast and when.relation is Relation.AFTER
    return DueKind.NOT_BEFORE if is_pause and asked is DueKind.ON else asked


_STOPS = " .,;"
"""The point of `Mar.` may be the end of the sentence as well: shown without."""


def _is_greeting(when: _When, *, pauses: bool) -> bool:
    """`Happy New Year` names no day for anything; a pause over a feast ends with it."""
    return when.spot.is_feast and not pauses and when.relation in (Relation.PLAIN, Relation.DURING)


def _day(when: _When, kind: DueKind, sent: date) -> date | None:
    try:
        return when.day(kind, sent)
    except (ValueError, OverflowError):  # the year 9999 has no next
        return None


def _has_begun(when: _When, sent: date, *, pauses: bool) -> bool:
    """`Away since 9 November`, written on the 10th, was this year's: one nearly a year off is past."""
    days = when.spot.days
    far = (days.first - sent).days
    if when.relation is Relation.START:
        return far > _PAST_BEGINNING
    is_open = days.is_period and not days.has_year and when.relation is Relation.PLAIN
    return is_open and far > (_PAST_BEGINNING if pauses else _PAST_MONTH)


_PAST_BEGINNING = 270
_PAST_MONTH = 150
"""What happens `in June` and is as far off as this was probably last June's; a pause may be longer."""


def _whens(text: Text, sent: date) -> Iterator[_When]:
    away = "v" in text.shape or any("away" in token.roles for token in text.tokens)
    for spot in _said(spots(text, sent)):
        relation = _relation(text, spot)
        is_day_before = relation in (Relation.BY, Relation.PLAIN) and _is_before_a_date(text, spot)
        yield _When(spot, _in_its_sentence(relation, spot, away=away), is_day_before)


def _said(all_spots: list[Spot]) -> list[Spot]:
    """`Closed for Eid until 2 December`: beside another date, a feast is the reason and no date."""
    others = [spot for spot in all_spots if not spot.is_feast]
    return others or all_spots


def _in_its_sentence(relation: Relation, spot: Spot, *, away: bool) -> Relation:
    """From 12 to 20 March ends like `until`; days that somebody is away on lie between."""
    if spot.is_range and relation in (Relation.PLAIN, Relation.START):
        return Relation.SPAN
    return Relation.DURING if relation is Relation.PLAIN and away else relation


_BACK_BEFORE = 7
_BACK_BEHIND = 5


def _relation(text: Text, spot: Spot) -> Relation:
    before = list(_leading(text.tokens, spot))
    close = _close(before)
    behind = _behind(text.tokens[spot.last + 1 : spot.last + 3])
    own = _own_side(text, spot)
    if own is not None:
        return own
    if close in (Relation.UNTIL, Relation.AFTER, Relation.NOT_BEFORE):
        return close
    if _speaks_of_return(text, spot):
        return Relation.BACK
    return max(close, behind)


def _leading(tokens: tuple[Token, ...], spot: Spot) -> Iterator[Token]:
    """The words before, nearest first, over articles, a weekday and its comma."""
    before = tokens[max(0, spot.first - 5) : spot.first][::-1]
    for at, token in enumerate(before):
        yield token
        if token.letter not in "prgPTXCWJ" and (token.letter != "c" or at):
            return


def _close(before: list[Token]) -> Relation:
    for token in before:
        found = next((relation for role, relation in _BEFORE_IT if role in token.roles), None)
        if found is not None:
            return found
        if token.letter not in "prgTXCWcJ":
            return Relation.PLAIN
    return Relation.PLAIN


def _is_before_a_date(text: Text, spot: Spot) -> bool:
    """A day of the month, in a language whose `before` leaves it out; no weekday, no 周五前, no month."""
    days = spot.days
    if days.is_period or spot.is_feast or days.first != days.last:
        return False
    tokens = text.tokens[spot.first : spot.last + 1]
    if not any("number" in token.roles or token.letter in "DS" for token in tokens):
        return False
    before = text.tokens[max(0, spot.first - 3) : spot.first][::-1]
    said = next((token for token in before if token.text not in _ARTICLES), None)
    return said is not None and "before" in said.roles


_ARTICLES = frozenset(["the", "el", "le", "o", "dem", "dia"])
"""Between `before` and the day of the month: behind `before noon on` the day itself counts."""


def _behind(after: tuple[Token, ...]) -> Relation:
    for token in after[:2]:
        found = next((relation for role, relation in _BEHIND_IT if role in token.roles), None)
        if found is not None:
            return found
        if token.letter not in "WRP":
            return Relation.PLAIN
    return Relation.PLAIN


def _own_side(text: Text, spot: Spot) -> Relation | None:
    """节后, 过完年: the feast's own word says after, 节前 before."""
    said = text.tokens[spot.first]
    feast = said.roles.get("feasts")
    if not isinstance(feast, Feast):
        return None
    if feast.side == "before":
        return Relation.BY
    is_after = feast.side == "after" or said.text.endswith("后") or said.text.startswith(("过完", "过了"))
    return Relation.AFTER if is_after else None


def _speaks_of_return(text: Text, spot: Spot) -> bool:
    """Back, open, at work again: shortly before the days, or behind them before the next `and`."""
    before = text.tokens[max(0, spot.first - _BACK_BEFORE) : spot.first][::-1]
    for token in before:
        if token.letter in "!DMN" or token.letter == "v":
            break
        if "back" in token.roles:
            return True
    for token in text.tokens[spot.last + 1 : spot.last + 1 + _BACK_BEHIND]:
        if token.letter in "!cDMWN" or "also" in token.roles:
            return False
        if "back" in token.roles:
            return True
    return False


# -- for people --------------------------------------------------------------------------------------

_PHRASE = {DueKind.NOT_BEFORE: "not before", DueKind.ON: "on", DueKind.BY: "by"}


def reading(effect: DueEffect) -> str:
    """How the words were understood: `after 15 April, so not before 16 April 2026`."""
    if effect.date is None:
        return "no further contact"
    day = f"{effect.date.day} {_MONTHS[effect.date.month - 1]} {effect.date.year}"
    said = f"{_PHRASE[effect.kind]} {day}"
    if not effect.words:
        return said
    days = _again(effect)
    is_behind = days is not None and days.next == effect.date and not _says_its_side(effect.words)
    is_ahead = days is not None and effect.kind is DueKind.BY and _eve(days) == effect.date
    side = "after " * is_behind or "before " * is_ahead
    words = side + effect.words
    estimate = " (estimated: these days off are not fixed yet)" if days and _is_estimate(effect) else ""
    return f"{words}, so {said}{estimate}"


def _eve(days: Days) -> date:
    return days.first - timedelta(days=1) if days.first > date.min else days.first


_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905


def _named_again(effect: DueEffect) -> list[tuple[Days, bool]]:
    """As read on the day before: of what counts from the mail, that says nothing."""
    if effect.date is None or effect.date <= date.min + timedelta(days=1):
        return []
    found = named_days(effect.words, effect.date - timedelta(days=1))
    return [(one.days, one.is_estimate) for one in found if not one.days.is_weekday]


def _says_its_side(words: str) -> bool:
    """`After the holidays`, 节后."""
    tokens = Text.of(words).tokens
    feast = tokens[0].roles.get("feasts") if tokens else None
    return isinstance(feast, Feast) and bool(feast.side)


def _again(effect: DueEffect) -> Days | None:
    return next((days for days, _ in _named_again(effect)), None)


def _is_estimate(effect: DueEffect) -> bool:
    return any(is_estimate for _, is_estimate in _named_again(effect))
