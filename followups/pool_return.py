"""When does the pool take the customer back? The owner is silent; a real touch keeps the customer.

- Real is a mail of more than a few letters, a call, a visit, a chat, a meeting. A follow-up ticked off as
  done is none: what was done can be logged as what it was.
- It counts from the last real touch, or from the day the owner got the customer if that is later.
- Who claimed a customer and has not touched it since has the short time of a claim.
- Nobody is lost for heeding the plan or the pace: after the next step of a sequence, or the longest silence
  that class, grade and interval allow, the warning time is left at least. A tick puts off neither.
- Nobody is lost for heeding a wish: while they asked for later, it counts from the day they named. Those
  who want no more mail stay where they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from followups import cadence, calendar, escalation, past, resume, sequence
from followups.calendar import Moment
from followups.policy import Policy
from followups.span import Span
from model import Customer, Duty, History, Label, Obligation, Passing

KEEP = Label(
    "Write something of substance or call; or give the customer back yourself (`genjin pool release`).",
    "发一封有内容的邮件或打电话;不再跟进的请主动退回公海。",
)


@dataclass(frozen=True, slots=True)
class _Silence:
    """Since when, by what, for how long at most."""

    at: datetime
    cause: str
    words: str
    most: Span
    is_claim: bool = False


def owes(history: History, policy: Policy) -> Iterator[Obligation]:
    if history.customer.owner is None or past.stopped(history):
        return
    silence = _silence(history, policy)
    due, later = _due(silence, history, policy)
    floor = None if silence.is_claim else _floor(silence, history, policy)
    if floor is not None and floor[0].at > due.at:
        due, later = floor[0], f"{later}{floor[1]}"
    because = (
        f"{silence.words}; on {policy.calendar.day_of(due.at)} the customer returns to the pool "
        f"({silence.most} of silence{later}){due.moved}. {_how(policy)}"
    )
    shows = silence.at if silence.is_claim else max(silence.at, _warned(due, policy))
    yield Obligation(Duty.POOL_RETURN, silence.cause, silence.at, due.at, because, KEEP, shows=shows)


def _silence(history: History, policy: Policy) -> _Silence:
    customer, day_of = history.customer, policy.calendar.day_of
    touch = past.last(history, escalation.keeps(policy.pool.letters))
    got = customer.owned_since or customer.created
    if touch is not None and touch.at >= got:
        return _Silence(touch.at, touch.cause, f"Last real touch {day_of(touch.at)}", _span(customer, policy))
    if customer.owned_since is None:
        return _Silence(got, past.CREATED, f"No real touch since {day_of(got)}", _span(customer, policy))
    if customer.came_by == Passing.CLAIM:
        words = f"Claimed on {day_of(got)} and no real touch since"
        return _Silence(got, past.claim(got), words, policy.pool.touch_within, is_claim=True)
    words = f"{customer.owner}'s since {day_of(got)} and no real touch since"
    return _Silence(got, f"owned:{past.epoch(got)}", words, _span(customer, policy))


def _span(customer: Customer, policy: Policy) -> Span:
    """By where it came from, else by its class."""
    after = policy.pool.return_after
    by_class = {"A": after.A, "B": after.B, "C": after.C}
    return (after.sources or {}).get(customer.source) or by_class.get(customer.volume_class, after.unclassed)


def _due(silence: _Silence, history: History, policy: Policy) -> tuple[Moment, str]:
    week, until = policy.calendar, resume.held_until(history, policy)
    if until is None or week.start_of(until) <= silence.at:
        return calendar.not_before(silence.at, silence.most, week), ""
    later = f", counted from {until}, till when they asked us to wait"
    return calendar.not_before(week.start_of(until), silence.most, week), later


def _floor(silence: _Silence, history: History, policy: Policy) -> tuple[Moment, str]:
    """Who follows the plan, or keeps the pace, has this long at least."""
    week, warn = policy.calendar, policy.pool.warn
    allowed, what = _allowed(silence.at, history, policy)
    due = calendar.not_before(allowed, warn, week)
    return due, f", yet {warn} more after {week.day_of(allowed)}, by when {what}"


def _allowed(since: datetime, history: History, policy: Policy) -> tuple[datetime, str]:
    """By when they are to hear from us again: the latest that plan and pace allow."""
    pace = cadence.allowed(since, history, policy)
    step = sequence.next_due(_without_ticks(history, policy), policy) if history.enrolments else None
    if step is None or step <= pace:
        return pace, "the cadence asks for a touch"
    return step, "the plan has its next step"


def _without_ticks(history: History, policy: Policy) -> History:
    """What we did as far as it was real, and all that they did."""
    keeps = escalation.keeps(policy.pool.letters)
    told = tuple(each for each in history.interactions if not past.touched(each) or keeps(each))
    return History(history.customer, told, (), history.facts, history.enrolments, history.contact)


def _warned(due: Moment, policy: Policy) -> datetime:
    week = policy.calendar
    return week.start_of(week.before(week.day_of(due.at), policy.pool.warn))


def _how(policy: Policy) -> str:
    return f"A mail of at least {policy.pool.letters} letters, a call, a visit or a chat keeps it."
