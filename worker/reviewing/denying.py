"""Whom is the mail not from? From nobody we sell to, or not from that customer: learned as well.

Whoever is no customer leaves the queue and the histories, and opens no leads any more. What is not from one
customer is asked again with the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import matching
from matching.domains import own_domain
from model import Case, Customer, CustomerId, Denial, Direction, Known, MailId
from worker.again import thought_again
from worker.consequences import LEAD_SOURCES, question_in
from worker.desk import Actor, DeskError
from worker.intake import Sitting
from worker.refused import refusal
from worker.reread import BY_HAND, customers_of
from worker.reviewing.answering import (
    Answer,
    Done,
    answering,
    asked_from,
    known,
    must_be_free,
    take_out,
    work_domain,
)
from worker.reviewing.lessons import denials_of, writer

# -- it is from nobody we sell to ---------------------------------------------------------------------


def not_a_customer(
    sitting: Sitting, mails: Sequence[MailId], actor: Actor, *, whole_domain: bool = False
) -> Done:
    """Whoever wrote these mails is nobody we sell to: supplier, freight, private."""
    for mail in mails:
        must_be_free(sitting, mail)
    denials = dict.fromkeys(_nobodys(sitting, mail, whole_domain) for mail in mails)
    with answering(sitting, actor, "review not-a-customer", mails) as answer:
        for denial in denials:
            _refuse_all(answer, denial)
        for mail in mails:
            sitting.page.mails.said(mail, "nobody")
        answer.words = f"no customer: {', '.join(denial.value for denial in denials)}"
    return answer.done


def domain_of_nobody(sitting: Sitting, domain: str, actor: Actor) -> Done:
    """Nobody at this domain is anybody we sell to."""
    denial = Denial("domain", work_domain(domain))
    _must_be_nobodys(sitting, denial)
    asked = asked_from(sitting, denial.value)
    with answering(sitting, actor, "review not-a-customer", asked) as answer:
        _refuse_all(answer, denial)
        answer.words = f"no customer: {denial.value}"
    return answer.done


def _nobodys(sitting: Sitting, mail: MailId, whole_domain: bool) -> Denial:
    email = writer(sitting.page.mails.remembered(mail)).email
    if not email:
        raise DeskError(
            f"Mail {mail} names no address of whoever wrote it, so nothing can be remembered. To take it off "
            f"the list: genjin review skip {mail}"
        )
    denial = Denial("domain", work_domain(email)) if whole_domain else Denial("email", email)
    _must_be_nobodys(sitting, denial, mail)
    return denial


def _must_be_nobodys(sitting: Sitting, denial: Denial, mail: MailId | None = None) -> None:
    """A sign of a customer is not nobody's; but a lead that only these mails have opened goes."""
    for customer in _holders(sitting, denial):
        if not _is_opened_by(sitting, customer, denial):
            raise DeskError(
                f"{denial.value} is a sign of {customer.name} (customer {customer.id}), so it cannot be "
                f"nobody's. {_way_on(customer, denial, mail)}"
            )


def _way_on(customer: Customer, denial: Denial, mail: MailId | None) -> str:
    """A mail teaches only its address: a domain that stands in the master data has to go from there."""
    if denial.sort == "email":
        return f"If it is not its, say so first: genjin review no {mail} {customer.id}"
    domains = [f"--drop-domain {each}" for each in customer.domains if own_domain(each) == denial.value]
    emails = [
        f"--drop-contact {each}" for each in customer.emails if matching.work_domain(each) == denial.value
    ]
    signs = " ".join([*domains, *emails][:_MOST_SIGNS])
    drop = f"If it is not its, drop it there first: genjin customers edit {customer.id} {signs}"
    only = f". For this sender alone leave out --domain: genjin review not-a-customer {mail}" if mail else ""
    return f"It stands in the master data. {drop}{only}"


_MOST_SIGNS = 5


def _holders(sitting: Sitting, denial: Denial) -> list[Customer]:
    directory, value = sitting.directory, denial.value
    if denial.sort == "email":
        return [card.customer for card in directory.by_email(value)]
    return [card.customer for card in (*directory.by_domain(value), *directory.by_colleague(value))]


def _is_opened_by(sitting: Sitting, customer: Customer, denial: Denial) -> bool:
    mails = _with_sign(sitting, denial)
    return customer.source in LEAD_SOURCES and sitting.page.customers.has_only(customer.id, mails)


def _with_sign(sitting: Sitting, denial: Denial) -> list[MailId]:
    emails, domains = ([denial.value] if denial.sort == sort else [] for sort in ("email", "domain"))
    return sitting.page.reviews.bearing(emails, domains)


def _refuse_all(answer: Answer, denial: Denial) -> None:
    """Every mail with the sign leaves the queue and the histories; leads that nothing else holds go."""
    sitting = answer.sitting
    holders = _holders(sitting, denial)
    answer.deny(None, denial)
    for mail in _with_sign(sitting, denial):
        if sitting.page.mails.is_asked(mail) or sitting.page.reviews.customers_of(mail):
            thought_again(sitting, mail)
    for customer in holders:
        sitting.withdraw(customer.id)
        answer.learned.append(f"the lead {customer.name} (customer {customer.id}) is gone")


# -- it is not from that one -------------------------------------------------------------------------


def refuse(sitting: Sitting, mail: MailId, number: CustomerId, actor: Actor) -> Done:
    """The mail is not from that customer: it is asked again with the rest."""
    must_be_free(sitting, mail)
    customer = known(sitting, number)
    case = sitting.page.mails.remembered(mail)
    denials = denials_of(case, customer)
    if not denials:
        raise DeskError(
            f"Mail {mail} has no address and no company's name by which {customer.name} could be ruled out. "
            f"Say whom it is from, or skip it: genjin review skip {mail}"
        )
    with answering(sitting, actor, "review no", [mail], number) as answer:
        concerned = tuple(dict.fromkeys((mail, *_concerned(sitting, customer, denials))))
        _unlearn(sitting, customer, concerned)
        for denial in denials:
            answer.deny(customer, denial)
        if _is_proposed(sitting, mail, number):  # its thread knows better than what is denied
            answer.deny(customer, refusal(mail))
        for each in concerned:
            _ask_again(sitting, each)
        answer.words = f"not from {customer.name}"
    return answer.done


def _is_proposed(sitting: Sitting, mail: MailId, number: CustomerId) -> bool:
    case = sitting.found_again(mail)
    proposed = (*case.match.candidates, *(each.winner for each in case.also))
    return any(each.customer == number for each in proposed)


def _unlearn(sitting: Sitting, customer: Customer, mails: Sequence[MailId]) -> None:
    """The addresses that these mails had taught were wrong; the domains of the master data stay."""
    taught = dict.fromkeys(writer(sitting.page.mails.remembered(mail)).email for mail in mails)
    for email in taught:
        if email in customer.emails:
            sitting.welcome(sitting.page.customers.unlearn(customer.id, email=email), [], [])


def _concerned(sitting: Sitting, customer: Customer, denials: Sequence[Denial]) -> Iterator[MailId]:
    """The mails with one of these signs that are the customer's without anybody having said so, or wait."""
    emails, domains = ([each.value for each in denials if each.sort == sort] for sort in ("email", "domain"))
    for mail in sitting.page.reviews.bearing(emails, domains):
        state, whose = sitting.page.reviews.state_of(mail), sitting.page.reviews.customers_of(mail)
        if state == "open" or (customer.id in whose and state not in BY_HAND):
            yield mail


def _ask_again(sitting: Sitting, mail: MailId) -> None:
    """Whom is it from now? A person is at it, so it opens no lead by itself: where it is not sure, she is
    asked again.
    """
    case = sitting.found_again(mail)
    if customers_of(case) and customers_of(case) == sitting.page.reviews.customers_of(mail):
        return
    sitting.note(mail)
    take_out(sitting, mail)
    if isinstance(case.match, Known):
        sitting.link_by_hand(mail, case, "found")
        return
    sitting.page.mails.find_again(mail, case)
    if case.reading.direction is Direction.IN and case.reading.kind.moves_clocks:
        sitting.page.mails.ask(mail, question_in(case) or _left(case), again=True)


def _left(case: Case) -> str:
    return f"{case.match.because}. Whom is it from?"
