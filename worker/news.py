"""What does a mail say of the people at a customer that the book does not know, or knows otherwise?

    details of the sender | fill what is not known | propose what differs, or is not plainly hers

A person decides what is proposed; nothing that is known is ever overwritten by a mail, no account to pay to
is ever taken from one, and of a mail with an alarm nothing is believed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

import matching
from model import Absence, Alarm, AlarmSort, Case, Detail, DetailSort, Direction, Ours, Reading
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
_LONG_KNOWN = timedelta(days=7)
"""What was confirmed within it is not written down again."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What follows for the book from what a mail says of its sender."""

    fill: tuple[Detail, ...] = ()
    propose: tuple[NewProposal, ...] = ()
    confirm: tuple[Detail, ...] = ()
    """Known, and said again: what is known is that much newer."""


def changes_in(case: Case, contact: Contact) -> Changes:
    """What a person's mail says of her, beside what is known. Pure."""
    if case.reading.alarms:
        return Changes()
    party = case.reading.parties[0]
    said = [detail for detail in party.details if detail.confidence >= SURE]
    new = list(_new(said, contact))
    differing = [detail for detail in said if _differs(detail, contact, case)]
    proposed = (
        *(_unknown(detail, party.email) for detail in new if not _may_fill(detail)),
        *(_otherwise(detail, contact, party.email) for detail in differing),
        *_moved(said, contact, party.email),
        *_gone(case.reading.absence, contact, party.email),
    )
    fill = tuple(detail for detail in new if _may_fill(detail))
    return Changes(
        fill, tuple(each for each in proposed if each.value), tuple(_confirmed(said, contact, case))
    )


def alarms_beside(reading: Reading, contact: Contact) -> tuple[Alarm, ...]:
    """Signs of fraud that show only beside what is known: another account than so far. Pure."""
    known = _values(contact, DetailSort.BANK_ACCOUNT)
    named = (
        d for d in reading.parties[0].details if d.sort is DetailSort.BANK_ACCOUNT and d.confidence >= SURE
    )
    return tuple(
        Alarm(
            AlarmSort.BANK_DETAILS,
            f"it names the account {detail.value}, and so far it was {BETWEEN.join(known)}",
        )
        for detail in named
        if known and detail.value not in known
    )


def _new(said: Sequence[Detail], contact: Contact) -> Iterator[Detail]:
    """What is not known, as far as there is room for it: the surest of each sort come first."""
    for sort in _KEPT:
        known = _values(contact, sort)
        room = (1 if sort in SINGLE else _MOST) - len(known)
        of_it = [detail for detail in said if detail.sort is sort and detail.value not in known]
        yield from of_it[: max(0, room)]


def _confirmed(said: Sequence[Detail], contact: Contact, case: Case) -> Iterator[Detail]:
    """What an older mail said and this one says again."""
    since = {(each.sort, each.value): each.at for each in contact.details}
    for detail in said:
        at = since.get((detail.sort.value, detail.value))
        if at is not None and at + _LONG_KNOWN < case.mail.date:
            yield detail


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
