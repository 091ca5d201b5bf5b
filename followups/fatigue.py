"""Do we write too often? A due time that can wait is put off until a mail less stands in the way.

All mails of ours count, whoever wrote them and to whichever company of the group. What counts is the last
time that the cap was reached: the due time lies behind it, so asking again moves nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from followups import past
from followups.calendar import CalendarPolicy, Moment
from followups.policy import Policy
from followups.span import Span
from model import History, Interaction


def held(moment: Moment, history: History, policy: Policy) -> Moment:
    """The same, or the first working day after it on which there is room for one mail more."""
    cap, within, week = policy.fatigue.mails, policy.fatigue.within, policy.calendar
    mails = _mails(history, moment.at - at_most(within))
    free = _room(mails, cap, within, week)
    if free is None or free <= moment.at:
        return moment
    at = _closing(free, week)
    is_grouped = history.customer.group is not None or any(map(past.mailed, history.kin))
    whom = "over all reps and companies of the group" if is_grouped else "over all reps"
    words = f"{moment.moved}, held until {week.day_of(at)}: {cap} mails in {within}, {whom}"
    return replace(moment, at=at, moved=words)


def _room(mails: list[datetime], cap: int, within: Span, week: CalendarPolicy) -> datetime | None:
    """When the cap is reached no more: of the mails with which it was, the first is old enough then."""
    rows = zip(mails, mails[cap - 1 :], strict=False)
    frees = ((week.after(first, within), last) for first, last in rows)
    return max((free for free, last in frees if free > last), default=None)


def _mails(history: History, since: datetime) -> list[datetime]:
    """When we wrote, each mail once: one to two companies of a group is one."""
    events = (*_newest(history.interactions, since), *history.kin)
    once = {event.cause: event.at for event in events if event.at > since and past.mailed(event)}
    return sorted(once.values())


def _newest(events: tuple[Interaction, ...], since: datetime) -> Iterator[Interaction]:
    """Those in order end with the newest."""
    for event in reversed(events):
        if event.at <= since:
            return
        yield event


def _closing(free: datetime, week: CalendarPolicy) -> datetime:
    """The end of the first working day that ends then or later."""
    day = week.day_of(free)
    if week.end_of(day) < free:
        day += timedelta(days=1)
    return week.end_of(week.next_workday(day))


def at_most(within: Span) -> timedelta:
    """Longer than that span, whatever holidays lie in it."""
    days = within.nominal_days
    return timedelta(days=days * 2 + 60 if within.unit == "working days" else days + 1)
