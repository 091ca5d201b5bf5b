"""What follows from a case? A new customer, a question to a person, an event in a history. Pure."""

from __future__ import annotations

from dataclasses import replace

import matching
from model import (
    Candidate,
    Case,
    Customer,
    Direction,
    Evidence,
    Interaction,
    InteractionKind,
    Kin,
    Kind,
    Known,
    MailId,
    RepId,
    Unknown,
    Unsure,
)
from store.customers import NewCustomer

LEAD_SOURCES = ("mail", "portal")
"""How a customer that a mail announced came to us."""


def lead_in(case: Case, owner: RepId | None) -> NewCustomer | None:
    """The new customer that a mail from nobody we know announces, or None.

    Only who is surely a person and writes to us becomes a customer: never automatic mail, never our own.
    """
    reading = case.reading
    sure = reading.kind.moves_clocks and reading.nature.sure
    wanted = isinstance(case.match, Unknown) and reading.direction is Direction.IN and sure
    return lead_from(case, owner) if wanted else None


def lead_from(case: Case, owner: RepId | None) -> NewCustomer | None:
    """A new customer made of what the mail says of its sender, or None if that is nothing."""
    reading = case.reading
    if not reading.parties:
        return None
    party = reading.parties[0]
    domain = matching.work_domain(party.email)
    name = party.company or domain or party.name or party.email
    if not name:
        return None
    return NewCustomer(
        name=name,
        created=case.mail.date,
        domains=(domain,) if domain else (),
        contacts=((party.email, party.name),) if party.email else (),
        country=party.country,
        owner=owner,
        source=LEAD_SOURCES[reading.kind is Kind.PORTAL],
    )


def announcing(case: Case, lead: Customer) -> Case:
    """The case, now that the lead it announced is in the book."""
    evidence = Evidence("lead", 100.0, f"the first mail of {lead.name}")
    candidate = Candidate(lead.id, lead.name, 100.0, (evidence,), lead.group)
    because = f"{case.match.because} A person writes for the first time, so {lead.name} became a new lead."
    return replace(case, match=Known((candidate, *case.match.candidates), because))


def question_in(case: Case) -> str:
    """Why a person must look at this mail, or empty."""
    reading = case.reading
    if not reading.kind.moves_clocks or reading.direction is not Direction.IN:
        return ""
    if isinstance(case.match, Unsure | Kin):
        return case.match.because
    if isinstance(case.match, Unknown):
        return f"{case.match.because} It may be automatic: {', '.join(reading.nature.because)}."
    return ""


def new_address_in(case: Case, customer: Customer) -> str:
    """An address to remember for the customer: a person wrote from it, and another sign than the address
    told whom.
    """
    reading = case.reading
    if reading.direction is not Direction.IN or not reading.kind.moves_clocks or not reading.parties:
        return ""
    email = reading.parties[0].email
    return "" if email in customer.emails else email


def older_than_lead(case: Case, customer: Customer) -> bool:
    """Is this mail from before the one that made the customer a lead? Mail does not come in order."""
    return customer.source in LEAD_SOURCES and case.mail.date < customer.created


def proper_name_in(case: Case, customer: Customer) -> str:
    """The company's name, for a lead that has only been known by its domain or address so far; else empty."""
    nameless = customer.name in (*customer.domains, *customer.emails)
    if not nameless or case.reading.direction is not Direction.IN or not case.reading.parties:
        return ""
    return case.reading.parties[0].company


def interaction_of(case: Case, mail: MailId, rep: RepId | None) -> Interaction:
    """The mail as an event in a customer's history."""
    out = case.reading.direction is Direction.OUT
    return Interaction(
        at=case.mail.date,
        kind=InteractionKind.MAIL_OUT if out else InteractionKind.MAIL_IN,
        cause=case.mail.key,
        summary=case.mail.subject,
        rep=rep,
        mail=mail,
        mail_kind=case.reading.kind,
        tags=case.tags,
    )
