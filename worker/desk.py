"""What does a person do at the desk? One function, one page each, all written in the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from model import (
    Customer,
    CustomerId,
    Duty,
    FollowUpId,
    GenjinError,
    InteractionKind,
    RepId,
)
from store.book import Page
from worker.intake import Sitting


class DeskError(GenjinError):
    """What was asked cannot be done: says what is in the way."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does it, and when."""

    name: str
    now: datetime


def complete(sitting: Sitting, number: FollowUpId, actor: Actor, note: str = "") -> None:
    """A follow-up is done, whatever the mail shows.

    Where a touch is what is owed, saying done is saying that there was one: else the duty would end for ever,
    and with it the customer's place on the list.
    """
    customer, duty = _open(sitting.page, number)
    sitting.page.followups.complete(number, note)
    kind = InteractionKind.OTHER if duty in TOUCHES else InteractionKind.NOTE
    words = f"{duty.value} done{f': {note}' if note else ''}"
    sitting.page.followups.log(customer, actor.now, kind, RepId(actor.name), words, _cause(number))
    sitting.owe([customer])
    sitting.page.journal(actor.now, actor.name, "done", f"follow-up {number}", note)


TOUCHES = (Duty.CADENCE, Duty.FIRST_TOUCH)


def _cause(number: FollowUpId) -> str:
    return f"done:{number}"


def reopen(sitting: Sitting, number: FollowUpId, actor: Actor) -> None:
    """Undo `complete` or `snooze`; what is owed is worked out anew."""
    found = sitting.page.followups.standing_of(number)
    if found is None:
        raise DeskError(f"There is no follow-up {number}. `genjin due` shows the numbers.")
    sitting.page.followups.reopen(number)
    sitting.page.followups.unlog(found.customer, _cause(number))
    sitting.owe([found.customer])
    sitting.page.journal(actor.now, actor.name, "reopen", f"follow-up {number}")


def snooze(page: Page, number: FollowUpId, until: datetime, actor: Actor, why: str) -> None:
    """Leave a follow-up alone until then."""
    _open(page, number)
    page.followups.snooze(number, until, why)
    page.journal(actor.now, actor.name, "snooze", f"follow-up {number}", f"until {until:%Y-%m-%d}: {why}")


def log(sitting: Sitting, customer: CustomerId, kind: InteractionKind, actor: Actor, words: str) -> str:
    """Something happened outside the mail; what is owed follows from it as from a mail. Answers with whom."""
    sitting.page.followups.log(customer, actor.now, kind, RepId(actor.name), words)
    sitting.page.journal(actor.now, actor.name, f"log {kind.value}", f"customer {customer}", words)
    sitting.owe([customer])
    return _known(sitting, customer).name


def _known(sitting: Sitting, number: CustomerId) -> Customer:
    customer = sitting.page.customers.one(number)
    if customer is None:
        raise DeskError(f"There is no customer {number}. `genjin show NAME` finds the number.")
    return customer


def _open(page: Page, number: FollowUpId) -> tuple[CustomerId, Duty]:
    found = page.followups.standing_of(number)
    if found is None:
        raise DeskError(f"There is no follow-up {number}. `genjin due` shows the numbers.")
    if found.state != "open":
        raise DeskError(
            f"Follow-up {number} is already {found.state}. `genjin reopen {number}` takes that back."
        )
    return found.customer, found.duty
