"""Whom is a stored mail from, now that something about it was said by a person?

What was answered in the review queue stands. Whatever else changes is linked anew, both ways: a mail may lose
its customer too.
"""

from __future__ import annotations

from model import Case, CustomerId, MailId
from worker.intake import Sitting
from worker.reread import BY_HAND, customers_of


def thought_again(sitting: Sitting, number: MailId, joined: Case | None = None) -> str:
    """Link the mail as it is thought of now. Answers what changed, or nothing.

    joined: the case where a person said which other mail it continues; that teaches nothing about addresses.
    """
    stored = sitting.page.rereading.stored(number)
    if stored.review in BY_HAND:
        return f"mail {number}: stays as it was answered in the review queue"
    case = joined or sitting.announced(sitting.found_again(number), sitting.page.mails.rep(number))
    now = customers_of(case)
    if now == stored.customers:
        return ""
    for customer in sorted(stored.customers - now):
        sitting.page.rereading.unlink(number, customer)
    sitting.touch(stored.customers)
    if now:
        sitting.link_by_hand(number, case, "found", teaches=joined is None)
    else:
        sitting.ask_again(number, case)
    return f"mail {number}: {_names(sitting, stored.customers)} → {_names(sitting, now)}"


def _names(sitting: Sitting, customers: frozenset[CustomerId]) -> str:
    found = sitting.page.customers.these(sorted(customers))
    return ", ".join(customer.name for customer in found) or "nobody yet"
