"""What does a mail say of the people at a customer that the book does not know, or knows otherwise?

    details of the sender | fill what is not known | propose what differs, or is not plainly hers

A person decides what is proposed; nothing that is known is ever overwritten by a mail, no account to pay to
is ever taken from one, and of a mail with an alarm nothing is believed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import matching
from model import Absence, Alarm, AlarmSort, Case, Detail, DetailSort, Direction, Ours
from store.contacts import BETWEEN, Contact, NewProposal

SURE = 0.6
"""Less sure details are shown by `explain`, and neither kept nor proposed."""

_KEPT = (
    DetailSort.POSITION,
    DetailSort.PHONE,
    DetailSort.FAX,
    DetailSort.WHATSAPP,
    DetailSort.WECHAT,
    DetailSort.SKYPE,
    DetailSort.QQ,
    DetailSort.WEBSITE,
    DetailSort.ADDRESS,
    DetailSort.CODE,
    DetailSort.BANK_ACCOUNT,
)
_FILLS = ("signature", "display name", "portal")
"""Places whose words are plainly of the sender; what stands among her own words may be somebody else's."""
SINGLE = (DetailSort.POSITION, DetailSort.WEBSITE, DetailSort.ADDRESS, DetailSort.BANK_ACCOUNT)
"""A person has one of these; of the others she may have several, and a second one is no contradiction."""
_MOST = 3
"""Values of one sort that are kept without asking: a second mobile is usual, a tenth is a mistake."""
_MOST_COLLEAGUES = 5


@dataclass(frozen=True, slots=True)
class Changes:
    """What follows for the book from what a mail says of its sender."""

    fill: tuple[Detail, ...] = ()
    propose: tuple[NewProposal, ...] = ()
    alarms: tuple[Alarm, ...] = ()


def changes_in(case: Case, contact: Contact) -> Changes:
    """What a person's mail says of her, beside what is known. Pure."""
    party = case.reading.parties[0]
    said = [detail for detail in party.details if detail.confidence >= SURE]
    differing = [detail for detail in said if _differs(detail, contact, case)]
    alarms = tuple(_bank_alarms(differing, contact))
    if case.reading.alarms:
        return Changes(alarms=alarms)
    new = [detail for detail in said if _is_new(detail, contact)]
    fill = tuple(detail for detail in new if _may_fill(detail))
    proposed = (
        *(_unknown(detail, party.email) for detail in new if not _may_fill(detail)),
        *(_otherwise(detail, contact, party.email) for detail in differing),
        *_moved(said, contact, party.email),
        *_gone(case.reading.absence, contact, party.email),
    )
    return Changes(fill, tuple(each for each in proposed if each.value), alarms)


def _is_new(detail: Detail, contact: Contact) -> bool:
    if detail.sort not in _KEPT:
        return False
    known = contact.known(detail.sort.value)
    room = not known if detail.sort in SINGLE else len(known) < _MOST
    return room and all(each.value != detail.value for each in known)


def _may_fill(detail: Detail) -> bool:
    return detail.where in _FILLS and detail.sort is not DetailSort.BANK_ACCOUNT


def _unknown(detail: Detail, email: str) -> NewProposal:
    sort = detail.sort.value.replace("_", " ")
    return _news(detail, email, f"a {sort} is named in the {detail.where}, not known so far")


def _differs(detail: Detail, contact: Contact, case: Case) -> bool:
    """A mail from before what is known says nothing new: mail does not come in order."""
    if detail.sort not in SINGLE:
        return False
    known = contact.known(detail.sort.value)
    return bool(known) and all(
        each.value.casefold() != detail.value.casefold() and each.at < case.mail.date for each in known
    )


def _otherwise(detail: Detail, contact: Contact, email: str) -> NewProposal:
    before = BETWEEN.join(each.value for each in contact.known(detail.sort.value))
    because = f"the {detail.where} says so"
    return NewProposal(
        email, detail.sort.value, detail.value, detail.words, because, detail.confidence, before
    )


def _news(detail: Detail, email: str, because: str, before: str = "") -> NewProposal:
    said = (detail.sort.value, detail.value, detail.words)
    return NewProposal(email, *said, because, detail.confidence, before)


def _moved(said: Sequence[Detail], contact: Contact, email: str) -> Iterator[NewProposal]:
    """A new address or a new company: the person stays, what she buys for may not."""
    for detail in said:
        if detail.sort is DetailSort.NEW_EMAIL and detail.value not in contact.emails:
            yield _news(detail, email, "she writes from another address from now on", email)
        elif detail.sort is DetailSort.NEW_COMPANY and detail.value not in _values(contact, detail.sort):
            yield _news(detail, email, "she works for another company now")


def _gone(absence: Absence | None, contact: Contact, email: str) -> Iterator[NewProposal]:
    if absence is None or not absence.has_left or contact.known(DetailSort.LEFT.value):
        return
    successors = ", ".join(str(each) for each in absence.deputies) or "nobody named"
    yield NewProposal(email, DetailSort.LEFT.value, successors, absence.words, "works there no more", 0.9)
    for each in absence.deputies:
        if each.email and each.email not in contact.emails:
            because = f"named in the notice of {email}, who has left"
            yield NewProposal(each.email, "colleague", each.name or each.email, str(each), because, 0.8)


def _values(contact: Contact, sort: DetailSort) -> tuple[str, ...]:
    return tuple(each.value for each in contact.known(sort.value))


def _bank_alarms(differing: Sequence[Detail], contact: Contact) -> Iterator[Alarm]:
    for detail in differing:
        if detail.sort is DetailSort.BANK_ACCOUNT:
            known = BETWEEN.join(each.value for each in contact.known(detail.sort.value))
            yield Alarm(
                AlarmSort.BANK_DETAILS, f"it names the account {detail.value}, and so far it was {known}"
            )


def colleagues_in(case: Case, ours: Ours, known: frozenset[str]) -> tuple[NewProposal, ...]:
    """People of the sender's own work domain in copy whom the book does not know. Pure.

    known: addresses of the customer's contacts.
    """
    party = case.reading.parties[0] if case.reading.parties and not case.reading.alarms else None
    home = matching.work_domain(party.email) if party else ""
    if not home or case.reading.direction is not Direction.IN:
        return ()
    copied = [
        address
        for address in dict.fromkeys((*case.mail.to, *case.mail.cc))
        if matching.work_domain(address.email) == home
        and address.email not in known
        and not ours.owns(address)
    ]
    because = f"in copy of a mail from {party.email if party else ''}"
    return tuple(
        NewProposal(each.email, "colleague", each.name or each.email, str(each), because, 0.8)
        for each in copied[:_MOST_COLLEAGUES]
    )
