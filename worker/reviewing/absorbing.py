"""The mail had opened a lead by itself, and a person says now whose it is: what becomes of the lead?

A former name or an acronym is nobody's in the book, so its first mail opens a lead, which then holds the
domain and the name that the answer is to teach. Where nothing but such mails has made the lead, it is merged
into the customer by the same answer, and taken back with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import matching
from matching.names import has_legal_form
from model import Case, Customer, CustomerId, MailId
from store.customers import Signs
from worker.consequences import LEAD_SOURCES
from worker.master.merging import merge
from worker.master.words import lost
from worker.reread import BY_HAND
from worker.reviewing.answering import Answer, known
from worker.reviewing.lessons import writer

_OF_A_LEAD = ("owner", "source")
"""What says how the lead came to us, and nothing of the customer that it is."""


def leads_of(answer: Answer, mail: MailId, number: CustomerId) -> list[Customer]:
    """The leads that mail has opened in whose history this one stands."""
    whose = answer.sitting.page.reviews.customers_of(mail) - {number}
    return [
        each for each in answer.sitting.page.customers.these(sorted(whose)) if each.source in LEAD_SOURCES
    ]


def is_only(answer: Answer, lead: Customer, case: Case) -> bool:
    """Is there nothing of the lead but mails of this sender and firm, and those that the answer names?"""
    page, email = answer.sitting.page, writer(case).email
    if any(proof.sort == "look-alike" for each in case.match.candidates for proof in each.evidence):
        return False
    emails, domains = (list(filter(None, [each])) for each in (email, matching.work_domain(email)))
    mails = (*page.reviews.bearing(emails, domains), *answer.mails)
    return page.customers.has_only(lead.id, mails) and not _said_of(answer, lead)


def _said_of(answer: Answer, lead: Customer) -> bool:
    """Did a person say of another mail that it is the lead's?"""
    mails = set(answer.sitting.page.moves.mails_of(lead.id)) - {*answer.mails}
    return any(answer.sitting.page.reviews.state_of(each) in BY_HAND for each in mails)


def absorb(answer: Answer, lead: Customer, number: CustomerId) -> None:
    """The lead becomes the customer, with its mails, addresses, domain and whatever names a company."""
    sitting, before = answer.sitting, known(answer.sitting, number)
    for mail in sitting.page.moves.mails_of(lead.id):
        sitting.note(mail)
    merge(sitting, lead.id, number, answer.actor, without=_OF_A_LEAD)
    after = _without_names(answer, lead, before)
    gained = lost(after, before)
    answer.look_at_names(gained.titles)
    answer.learned.append(f"{after.name}: all of the lead {lead.name} (customer {lead.id}){_listed(gained)}")


def _without_names(answer: Answer, lead: Customer, before: Customer) -> Customer:
    """Without what a lead has because it is one. It may be called after a person or a domain: as a title that
    would claim every namesake.
    """
    odd = tuple(each for each in lead.titles if each not in before.titles and not has_legal_form(each))
    page = answer.sitting.page
    after = page.customers.lose(before.id, Signs(titles=odd))
    answer.sitting.welcome(after, [], [])
    return after


def _listed(gained: Signs) -> str:
    named = (("domain", gained.domains), ("title", gained.titles), ("address", gained.emails))
    said = [f"{sort} {value}" for sort, values in named for value in values]
    return f": {', '.join(said)}" if said else ""


def way_to_merge(mail: MailId, leads: Iterable[Customer], number: CustomerId) -> Iterator[str]:
    """A lead with more than this in it: a person has to say that both are one."""
    for lead in leads:
        yield (
            f"mail {mail} was {lead.name}'s (customer {lead.id}), a lead; if both are one: "
            f"genjin customers merge {lead.id} {number}"
        )
