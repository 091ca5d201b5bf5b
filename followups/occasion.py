"""Is there a good moment to write to them? A feast of theirs, a new product: what many are written to.

Of each occasion the next three are owed that come after our last touch, or after the customer did: who hears
nothing for years is not forgotten after the first. A touch shortly before one, or later, is the greeting.
After its day it lapses. It stands as a sequence in the list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from followups import calendar, fatigue, past, resume, whom
from followups.calendar import CalendarPolicy
from followups.policy import Occasion, Policy, parsed_day
from model import Duty, History, Label, Obligation

GREET = Label(
    "Write a few personal lines for the occasion; no price list, nothing that looks like a circular.",
    "借此时机写几句个性化的话;不附价目表,不要像群发邮件。",
)
_ONE_DAY = timedelta(days=1)
_AT_ONCE = 3
"""So many of each are owed, one a year."""
_YEARS_AHEAD = 17
"""Two in a row at least: there is a 29th of February within eight years, in 1896 to 1904, too."""


@dataclass(frozen=True, slots=True)
class _Start:
    """From when on an occasion counts."""

    at: datetime
    words: str


def owes(history: History, policy: Policy) -> Iterator[Obligation]:
    customer = history.customer
    meant = [each for each in policy.occasions if whom.holds(each.whom, customer)]
    if not meant or customer.owner is None or past.stopped(history) or resume.holds_back(history, policy):
        return
    start = _start(history, policy.calendar)
    for occasion in meant:
        days = _next_days(occasion, start, customer.country, policy.calendar)
        greetings = (_greeting(occasion, day, start, history, policy) for day in days)
        yield from filter(None, greetings)


def _start(history: History, week: CalendarPolicy) -> _Start:
    touch, created = past.last(history, past.touched), history.customer.created
    if touch is None or touch.at <= created:
        return _Start(created, f"customer since {week.day_of(created)}")
    return _Start(touch.at, f"last touch {week.day_of(touch.at)}")


def _next_days(occasion: Occasion, start: _Start, country: str, week: CalendarPolicy) -> Iterator[date]:
    """One in a year: of a feast that comes twice in it the first, for a row is known by its year."""
    near = week.day_of(week.after(start.at, occasion.near))
    days = (day for day in _days(occasion, occasion.region or country, near.year) if day > near)
    return islice(days, _AT_ONCE)


def _greeting(
    occasion: Occasion, day: date, start: _Start, history: History, policy: Policy
) -> Obligation | None:
    """Not so early, for the leave of a rep, that it would not count as the greeting; then rather after it."""
    week = policy.calendar
    first = max(week.day_of(start.at) + _ONE_DAY, week.before(day, occasion.near))
    due = fatigue.held(calendar.within(day, first, week), history, policy)
    lapses = week.after(week.end_of(day), occasion.lapses)
    if due.at >= lapses:
        return None
    because = f"{_title(occasion)} on {day} is a good moment; {start.words}{due.moved}."
    return Obligation(
        Duty.SEQUENCE,
        f"occasion:{occasion.name}:{day.year}",
        start.at,
        due.at,
        because,
        GREET,
        occasion.content,
        shows=_shown(occasion, due.at, start, week),
        lapses=lapses,
    )


def _shown(occasion: Occasion, due: datetime, start: _Start, week: CalendarPolicy) -> datetime | None:
    if occasion.before is None:
        return None
    return max(start.at, week.start_of(week.before(week.day_of(due), occasion.before)))


def _title(occasion: Occasion) -> str:
    """`new_year` as `New year`; of a feast its own name."""
    words = occasion.holiday or occasion.name.replace("_", " ")
    return words[:1].upper() + words[1:]


def _days(occasion: Occasion, country: str, first: int) -> Iterator[date]:
    """Its days from that year on, in their order."""
    years = range(first, min(first + _YEARS_AHEAD, date.max.year + 1))
    if occasion.holiday:
        feasts = (calendar.feast(occasion.holiday, country, year) for year in years)
        yield from (day for day in feasts if day is not None)
        return
    year, month, day = parsed_day(occasion.on)
    for each in years if year is None else (year,):
        try:
            yield date(each, month, day)
        except ValueError:  # no 29th of February that year
            continue
