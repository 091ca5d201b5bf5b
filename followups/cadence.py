"""How long may a customer hear nothing from us? As class and grade allow, or the rep's own interval."""

from __future__ import annotations

from collections.abc import Iterator

from followups import calendar, past, resume
from followups.policy import Cadence, Policy
from followups.pace import Pace
from followups.span import Span
from model import Customer, Duty, History, Label, Obligation

SHARE = Label(
    "Share something of use: a market note, a similar case, a new product. Then grade them anew.",
    "分享有价值的内容:市场动态、类似案例、新品;跟进后重新评级。",
)


def owes(history: History, policy: Policy) -> Iterator[Obligation]:
    """Always owed to a customer with an owner, unless they asked us to wait or to stop."""
    customer = history.customer
    if customer.owner is None or past.stopped(history) or resume.holds_back(history, policy):
        return
    touch = past.last(history, past.touched)
    since, cause = (touch.at, touch.cause) if touch else (customer.created, past.CREATED)
    pace, rule = gap(customer, policy.cadence)
    assert pace.gap is not None
    due = calendar.at_latest(since, pace.gap, policy.calendar)
    start = "last touch" if touch else "no touch yet, customer since"
    because = f"{rule}; {start} {policy.calendar.day_of(since)}{due.moved}."
    yield Obligation(Duty.CADENCE, cause, since, due.at, because, SHARE)


def gap(customer: Customer, cadence: Cadence) -> tuple[Pace, str]:
    """The longest silence allowed, and by which rule; of several presets the shortest, at a tie the first."""
    own = _own(customer)
    if own is not None:
        return Pace(own), f"This customer's own interval: at least every {own.each}"
    unclassed = cadence.unclassed, f"Customers without class: at least every {cadence.unclassed}"
    return min(_by_class(customer, cadence), key=lambda one: one[0].nominal_days, default=unclassed)


def _by_class(customer: Customer, cadence: Cadence) -> Iterator[tuple[Pace, str]]:
    """A class nobody knows, or a letter of the other scale, is no class."""
    scales = {
        "volume": ("Volume class", customer.volume_class, cadence.volume),
        "closing": ("Close grade", customer.close_grade, cadence.closing),
    }
    for what, letter, spans in (scales[preset] for preset in cadence.presets):
        if letter in spans:
            yield spans[letter], f"{what} {letter} customers: at least every {spans[letter]}"


def _own(customer: Customer) -> Span | None:
    """A rep's interval that is no possible span is none."""
    try:
        return None if customer.every_days is None else Span(customer.every_days, "days")
    except ValueError:
        return None
