"""When does the pool take the customer back? The owner is silent; a real touch keeps the customer.

- Real is a mail of more than a few letters, a call, a visit, a chat, a meeting. A follow-up ticked off as
  done is none: what was done can be logged as what it was.
- It counts from the last real touch, or from the day the owner got the customer if that is later.
- Who claimed a customer and has not touched it since has the short time of a claim.
- Nobody is lost for heeding a wish: while they asked for later, it counts from the day they named. Those
  who want no more mail stay where they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from followups import calendar, escalation, past, resume
from followups.calendar import Moment
from followups.policy import Policy
from followups.span import Span
from model import Customer, Duty, History, Interaction, InteractionKind, Label, Obligation, Passing

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
    because = (
        f"{silence.words}; on {policy.calendar.day_of(due.at)} the customer returns to the pool "
        f"({silence.most} of silence{later}){due.moved}. {_how(policy)}"
    )
    shows = silence.at if silence.is_claim else max(silence.at, _warned(due, policy))
    yield Obligation(Duty.POOL_RETURN, silence.cause, silence.at, due.at, because, KEEP, shows=shows)


def is_real(event: Interaction, policy: Policy) -> bool:
    """A touch that keeps a customer."""
    return event.kind is not InteractionKind.OTHER and escalation.is_real(event, policy.pool.letters)


def _silence(history: History, policy: Policy) -> _Silence:
    customer, day_of = history.customer, policy.calendar.day_of
    touch = past.last(history, lambda event: is_real(event, policy))
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


def _warned(due: Moment, policy: Policy) -> datetime:
    week = policy.calendar
    return week.start_of(week.before(week.day_of(due.at), policy.pool.warn))


def _how(policy: Policy) -> str:
    return f"A mail of at least {policy.pool.letters} letters, a call, a visit or a chat keeps it."
