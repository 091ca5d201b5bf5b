"""What follows from a case? A new customer, a question to a person, an event in a history. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import matching
from model import (
    Alarm,
    AlarmSort,
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
    Party,
    Reading,
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
    sure = reading.kind.moves_clocks and reading.nature.sure and not reading.alarms
    stranger = isinstance(case.match, Unknown) and not case.match.is_nobody
    wanted = stranger and reading.direction is Direction.IN and sure
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
    because = f"{_sentence(case.match.because)} A person writes for the first time: a new lead."
    return replace(case, match=Known((candidate, *case.match.candidates), because))


def question_in(case: Case) -> str:
    """Why a person must look at this mail, or empty."""
    reading = case.reading
    if not reading.kind.moves_clocks or reading.direction is not Direction.IN:
        return ""
    if isinstance(case.match, Unsure | Kin):
        return case.match.because
    if isinstance(case.match, Unknown) and case.match.is_nobody:
        return ""
    if isinstance(case.match, Unknown) and reading.alarms:
        return f"beware of fraud: {reading.alarms[0].words}. {_sentence(case.match.because)}"
    if isinstance(case.match, Unknown):
        return f"{_sentence(case.match.because)} {_doubt(reading)}"
    return ""


def _doubt(reading: Reading) -> str:
    if not reading.parties:
        return "It names no sender."
    if reading.nature.sure:
        return "Is it somebody new?"
    return f"{_DOUBTED[reading.kind is Kind.PORTAL]}: {', '.join(reading.nature.because)}."


def alarms_in(case: Case) -> tuple[Alarm, ...]:
    """Every sign of fraud: what the mail shows by itself, and what shows beside the customers we know."""
    evidence = (proof for candidate in case.match.candidates for proof in candidate.evidence)
    alike = next((proof.words for proof in evidence if proof.sort == "look-alike"), "")
    seen = (Alarm(AlarmSort.LOOK_ALIKE, alike),) if alike else ()
    return (*case.reading.alarms, *seen)


_DOUBTED = ("It may be automatic", "The inquiry is not read surely")


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a mail teaches about the customer it was linked to; empty fields teach nothing."""

    email: str = ""
    person: str = ""
    name: str = ""
    since: datetime | None = None


def lesson_in(case: Case, customer: Customer) -> Lesson:
    """What to remember of a mail for next time. Only a person's mail teaches an address or a name.

    Forwarders and suppliers answer in a customer's thread too, so a thread alone teaches no address at a
    work domain: with it every later mail of theirs would follow. A private address in it is learned.
    """
    since = case.mail.date if _is_older_than_lead(case, customer) else None
    reading = case.reading
    if reading.direction is not Direction.IN or not reading.kind.moves_clocks or not reading.parties:
        return Lesson(since=since)
    party = reading.parties[0]
    if not _is_theirs(case, party):
        return Lesson(since=since)
    email = "" if party.email in customer.emails else party.email
    nameless = customer.name in (*customer.domains, *customer.emails)
    return Lesson(email, party.name, party.company if nameless else "", since)


def _is_older_than_lead(case: Case, customer: Customer) -> bool:
    """Is this mail from before the one that made the customer a lead? Mail does not come in order."""
    return customer.source in LEAD_SOURCES and case.mail.date < customer.created


def _is_theirs(case: Case, party: Party) -> bool:
    """Does more than the thread say that this person is the customer's?"""
    assert isinstance(case.match, Known)
    evidence = [each.sort for each in case.match.winner.evidence if each.weight > 0]
    if any(sort in OWN_SIGNS for sort in evidence):
        return True
    return "thread" in evidence and not matching.work_domain(party.email)


OWN_SIGNS = ("lead", "address", "domain", "title", "portal", "website", "review")
"""Evidence about the sender herself, not about the thread she answers in."""


def outside_addresses(case: Case) -> dict[str, str]:
    """The addresses a mail can be found again by, each with its work domain (none for free mail)."""
    emails = sorted({party.email for party in case.reading.parties if party.email})
    return {email: matching.work_domain(email) for email in emails}


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
        length=length_of(case.reading),
    )


_A_FILE = 200
"""Letters that a mail with files counts for them: a quotation is sent with two lines of text."""


def length_of(reading: Reading) -> int:
    """Letters and figures of the own words. A Chinese, Japanese or Korean one says as much as two others."""
    signs = sum(2 if each >= _WIDE else 1 for each in reading.own_words if each.isalnum())
    return signs + _A_FILE * bool(reading.attachments)


_WIDE = "\u2e80"
"""Nothing below is Han, Kana or Hangul syllable."""
