"""Whom is a stored mail from, now that something about it was said by a person?

What was answered in the review queue stands. Whatever else changes is linked anew, both ways: a mail may lose
its customer too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matching.names import normalise
from model import Case, Customer, CustomerId, Known, MailId
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
        if stored.review == "open":
            sitting.ask_again(number, case)
        return ""
    sitting.note(number)
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


@dataclass(frozen=True, slots=True)
class Signs:
    """What a customer was known by."""

    emails: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


def thought_without(
    sitting: Sitting, number: CustomerId, signs: Signs, before: frozenset[str] | None = None
) -> list[str]:
    """The customer is not known by these signs any more: every mail that was its by one of them is linked
    anew, unless a person had linked it. Answers what changed.

    before: the addresses that it had before it had the signs. What mails have taught since by the signs goes
    with them; what another sign proves is learned again at once.
    """
    customer = sitting.page.customers.one(number)
    if customer is None:
        return []
    mails = _linked_by(sitting, number, signs)
    if before is not None:
        _unlearn(sitting, customer, mails, before)
    lines = [thought_again(sitting, mail) for mail in mails]
    return [line for line in lines if line]


def _linked_by(sitting: Sitting, customer: CustomerId, signs: Signs) -> list[MailId]:
    """The customer's mails that have one of these signs and were not answered by a person."""
    reviews = sitting.page.reviews
    plain = {normalise(title) for title in signs.titles}
    named = reviews.companies_of(customer) if plain else ()
    by_name = [mail for mail, company in named if normalise(company) in plain]
    found = dict.fromkeys((*reviews.bearing(signs.emails, signs.domains), *by_name))
    return [mail for mail in found if customer in reviews.customers_of(mail) and _is_free(sitting, mail)]


def _is_free(sitting: Sitting, mail: MailId) -> bool:
    return sitting.page.reviews.state_of(mail) not in BY_HAND


def _unlearn(sitting: Sitting, customer: Customer, mails: Sequence[MailId], before: frozenset[str]) -> None:
    for email in dict.fromkeys(_taught_by(sitting, mails)):
        if email in customer.emails and email not in before:
            sitting.welcome(sitting.page.customers.unlearn(customer.id, email), [], [])


def _taught_by(sitting: Sitting, mails: Sequence[MailId]) -> Iterator[str]:
    """Addresses of mails that were found by something else than their address: that is how it was learned."""
    for mail in mails:
        case = sitting.page.mails.remembered(mail)
        found = case.match.winner.evidence if isinstance(case.match, Known) else ()
        if case.reading.parties and not any(proof.sort == "address" for proof in found):
            yield case.reading.parties[0].email
