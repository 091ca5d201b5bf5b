"""Has a new customer heard from us? For those who came without mail: from a fair, an import, the pool.

A meeting at a fair is how they came, not a follow-up: every visitor is still to be thanked.
"""

from __future__ import annotations

from collections.abc import Iterator

from followups import calendar, past
from followups.policy import Policy
from model import Duty, History, Interaction, InteractionKind, Label, Obligation

INTRODUCE = Label(
    "Write a short personal mail: who we are, what they asked for or what fits them.",
    "写一封简短的个性化邮件:介绍我们,并回应其需求。",
)


def owes(history: History, policy: Policy) -> Iterator[Obligation]:
    customer = history.customer
    if customer.owner is None or any(_begun(event) for event in history.interactions):
        return
    due = calendar.at_latest(customer.created, policy.first_touch.within, policy.calendar)
    since = policy.calendar.day_of(customer.created)
    because = (
        f"New since {since} and not yet contacted; first touch within {policy.first_touch.within}{due.moved}."
    )
    yield Obligation(Duty.FIRST_TOUCH, past.CREATED, customer.created, due.at, because, INTRODUCE)


def _begun(event: Interaction) -> bool:
    return past.wrote(event) or (past.touched(event) and event.kind is not InteractionKind.FAIR)
