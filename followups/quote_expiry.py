"""Does our quotation run out? A good reason to ask for a decision before it does.

The newest quotation counts. It is done with when they order (order, contract or PI), when a newer one takes
its place, or when we were in touch on the due day or later: then it was asked for, and the chase goes on.
After its end it lapses, for old prices are no reason to write.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from followups import calendar, past, resume
from followups.calendar import Moment
from followups.contract_watch import cause_of
from followups.policy import Policy
from model import BusinessFact, Duty, FactSort, History, InteractionKind, Label, Obligation

DECIDE = Label(
    "Say that the quotation ends soon, ask what is missing for a decision, offer to renew it.",
    "提醒报价即将到期,询问还需要什么才能决定,并可主动提出续期。",
)
_ONE_DAY = timedelta(days=1)
_QUOTATION = frozenset({FactSort.QUOTATION})
_ORDERED = frozenset({FactSort.PROFORMA, FactSort.CONTRACT, FactSort.ORDER})


def owes(history: History, policy: Policy) -> Iterator[Obligation]:
    quotation = past.newest(history.facts, _QUOTATION)
    if quotation is None or quotation.valid_until is None or _is_ordered(quotation, history):
        return
    sent = policy.calendar.day_of(quotation.at)
    if quotation.valid_until < sent or past.stopped(history) or resume.holds_back(history, policy):
        return
    ends = calendar.sane_day(quotation.valid_until)
    due = _due(ends, sent, policy)
    touch = past.last(history, past.touched)
    if touch is None or policy.calendar.day_of(touch.at) < policy.calendar.day_of(due.at):
        yield _expiry(quotation, ends, due, policy)


def _expiry(quotation: BusinessFact, ends: date, due: Moment, policy: Policy) -> Obligation:
    week, numbers = policy.calendar, policy.quote_expiry
    number = f" {quotation.number}" if quotation.number else ""
    because = (
        f"Our quotation{number} of {week.day_of(quotation.at)} is valid until {ends}; "
        f"ask {numbers.before} before{due.moved}."
    )
    lapses = week.after(week.end_of(ends), numbers.lapses)
    return Obligation(
        Duty.QUOTE_EXPIRY, cause_of(quotation), quotation.at, due.at, because, DECIDE, lapses=lapses
    )


def _due(ends: date, sent: date, policy: Policy) -> Moment:
    """The working day before rather than after; yet on the day after the quotation at the earliest."""
    week = policy.calendar
    tomorrow = sent + _ONE_DAY
    return calendar.within(max(week.before(ends, policy.quote_expiry.before), tomorrow), tomorrow, week)


def _is_ordered(quotation: BusinessFact, history: History) -> bool:
    paper = past.newest(history.facts, _ORDERED)
    if paper is not None and paper.at >= quotation.at:
        return True
    order = past.last_of(history, InteractionKind.ORDER)
    return order is not None and order.at >= quotation.at
