"""How long may a customer hear nothing from us? As class and grade allow, or the rep's own interval.

A gap counts from our last touch. A quota counts the days with a touch in the calendar's week, month, quarter
or year: as long as some are missing the next is due at the end of its part of that period, then in the first
part of the next one. Of several presets, and of a gap and a quota, the earlier date wins.

It waits while a mail of theirs does: the answer is the touch. Who was graded anew is due on the next working
day at the earliest, for nobody was late by a class that did not hold yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import takewhile

from followups import calendar, contents, fatigue, grading, past, plans, resume
from followups.calendar import CalendarPolicy, Moment
from followups.pace import Pace, Quota, bounds
from followups.policy import Cadence, Policy
from followups.span import Span
from model import Customer, Duty, History, Interaction, InteractionKind, Label, Obligation

SHARE = Label(
    "Share something of use: a market note, a similar case, a new product. Then grade them anew.",
    "分享有价值的内容:市场动态、类似案例、新品;跟进后重新评级。",
)
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Start:
    """What the silence counts from, and the days in which touches are counted."""

    at: datetime
    cause: str
    words: str
    day: date
    is_touch: bool


def owes(history: History, policy: Policy) -> Iterator[Obligation]:
    """Owed to every customer with an owner, but for who waits for a reply, asked us to wait or to stop, or
    has a plan and nothing else that says how often.
    """
    customer = history.customer
    if customer.owner is None or past.stopped(history) or resume.holds_back(history, policy):
        return
    if past.unanswered(history) or (not _is_rated(customer, policy) and plans.runs(history, policy)):
        return
    start = _start(history, policy)
    dues = [
        (_due(start, pace, history, policy), pace, rule) for pace, rule in paces(customer, policy.cadence)
    ]
    (due, counted), _, rule = min(dues, key=lambda each: (each[0][0].at, each[1].nominal_days))
    due = fatigue.held(_not_at_once(due, history, policy.calendar), history, policy)
    because = f"{rule}; {start.words}{counted}{due.moved}."
    one = Obligation(Duty.CADENCE, start.cause, start.at, due.at, because, SHARE)
    yield contents.brought_by(one, history, policy)


# -- which pace --------------------------------------------------------------------------------------


def gap(customer: Customer, cadence: Cadence) -> tuple[Pace, str]:
    """The closest pace, and by which rule; of several presets the shortest, at a tie the first."""
    return min(paces(customer, cadence), key=lambda one: one[0].nominal_days)


def paces(customer: Customer, cadence: Cadence) -> tuple[tuple[Pace, str], ...]:
    """Every pace that counts for this customer, and its rule. A rep's own interval stands over all others."""
    own = _own(customer)
    if own is not None:
        return ((own, f"This customer's own interval: at least {own.each}"),)
    usual = tuple(_by_class(customer, cadence)) or ((cadence.unclassed, "Customers without class"),)
    return tuple(_stretched(pace, whose, customer, cadence) for pace, whose in usual)


def _by_class(customer: Customer, cadence: Cadence) -> Iterator[tuple[Pace, str]]:
    """A class nobody knows, or a letter of the other scale, is no class."""
    scales = {
        "volume": ("Volume class", customer.volume_class, cadence.volume),
        "closing": ("Close grade", customer.close_grade, cadence.closing),
    }
    for what, letter, known in (scales[preset] for preset in cadence.presets if preset in scales):
        if letter in known:
            yield known[letter], f"{what} {letter} customers"


def _is_rated(customer: Customer, policy: Policy) -> bool:
    """Has it a class, a grade or an interval of its own that counts?"""
    return _own(customer) is not None or any(True for _ in _by_class(customer, policy.cadence))


def _stretched(pace: Pace, whose: str, customer: Customer, cadence: Cadence) -> tuple[Pace, str]:
    """By the quadrant of intent and worth, if that counts."""
    rule = f"{whose}: at least {pace.each}"
    if "quadrant" not in cadence.presets or cadence.quadrant is None:
        return pace, rule
    factor = cadence.quadrant.factor(customer.intent, customer.worth)
    if factor == 1:
        return pace, rule
    closer = pace.stretched(factor)
    quarter = f"{customer.intent} intent, {customer.worth} worth"
    return closer, f"{rule}, x{factor:g} for {quarter}: at least {closer.each}"


def _own(customer: Customer) -> Pace | None:
    """A rep's interval that is no possible span is none."""
    try:
        return None if customer.every_days is None else Pace(Span(customer.every_days, "days"))
    except ValueError:
        return None


def looks_back_to(history: History, policy: Policy) -> datetime:
    """Nothing that happened before then bears on the cadence of now, if we touched them since."""
    start, week = _start(history, policy), policy.calendar
    quotas = [pace.quota for pace, _ in paces(history.customer, policy.cadence) if pace.quota]
    begins = [week.start_of(bounds(start.day, quota.period)[0]) for quota in quotas]
    return min([*begins, start.at - fatigue.at_most(policy.fatigue.within)])


def allowed(since: datetime, history: History, policy: Policy) -> datetime:
    """How long who heard from us at that time may hear nothing: the closest pace, however much we write."""
    start = _Start(since, "", "", policy.calendar.day_of(since), is_touch=True)
    each = paces(history.customer, policy.cadence)
    return min(_due(start, pace, history, policy)[0].at for pace, _ in each)


# -- graded anew -------------------------------------------------------------------------------------


def graded(event: Interaction) -> bool:
    """A grade or a class was set; one that was found to be right still puts nothing off."""
    return event.kind is InteractionKind.GRADE and event.moves_clocks and event.content != grading.KEPT


def _not_at_once(due: Moment, history: History, week: CalendarPolicy) -> Moment:
    event = past.last(history, graded)
    if event is None:
        return due
    day = week.day_of(event.at)
    first = week.next_workday(day + _ONE_DAY)
    if due.at >= week.end_of(first):
        return due
    return Moment(week.end_of(first), f", graded {day}, so not before {first}")


# -- when --------------------------------------------------------------------------------------------


def _start(history: History, policy: Policy) -> _Start:
    """Our last touch; where the group is one to us, with any of its companies."""
    own = past.last(history, past.touched)
    kin = max(filter(past.touched, _kin(history, policy)), key=lambda event: event.at, default=None)
    touch, whose = (kin, " of another company of the group") if _is_later(kin, own) else (own, "")
    at, cause = (touch.at, touch.cause) if touch else (history.customer.created, past.CREATED)
    day = policy.calendar.day_of(at)
    words = f"last touch{whose} {day}" if touch else f"no touch yet, customer since {day}"
    return _Start(at, cause, words, day, touch is not None)


def _kin(history: History, policy: Policy) -> tuple[Interaction, ...]:
    return history.kin if (history.contact or policy.groups.contact) == "touches" else ()


def _is_later(kin: Interaction | None, own: Interaction | None) -> bool:
    return kin is not None and (own is None or kin.at > own.at)


def _due(start: _Start, pace: Pace, history: History, policy: Policy) -> tuple[Moment, str]:
    """When, and what was counted for it, in words."""
    dues = []
    if pace.gap is not None:
        dues.append((calendar.at_latest(start.at, pace.gap, policy.calendar), ""))
    if pace.quota is not None:
        days = _days_touched(start, pace.quota, history, policy)
        counted = f", {len(days)} of {pace.quota.times} in that {pace.quota.period}" if start.is_touch else ""
        dues.append((_by_quota(start, pace.quota, len(days), policy.calendar), counted))
    return min(dues, key=lambda due: due[0].at)


def _by_quota(start: _Start, quota: Quota, touched: int, week: CalendarPolicy) -> Moment:
    """The end of the next touch's part of the period; of the next period's first, if no workday is left."""
    _, last = bounds(start.day, quota.period)
    tomorrow = start.day + _ONE_DAY
    for wished in quota.parts(start.day)[touched:]:
        if wished >= tomorrow and week.next_workday(tomorrow) <= last:
            return calendar.within(wished, tomorrow, week)
    following = last + _ONE_DAY
    return calendar.within(quota.parts(following)[0], following, week)


def _days_touched(start: _Start, quota: Quota, history: History, policy: Policy) -> set[date]:
    """The days of that period with a touch."""
    week = policy.calendar
    begins = week.start_of(bounds(start.day, quota.period)[0])
    own = takewhile(lambda event: event.at >= begins, reversed(history.interactions))
    kin = (event for event in _kin(history, policy) if begins <= event.at <= start.at)
    return {week.day_of(event.at) for event in (*own, *kin) if past.touched(event)}
