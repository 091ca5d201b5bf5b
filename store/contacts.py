"""What do we know of the people at a customer, and which mails say otherwise?

What a mail says of somebody fills what was not known; where it says otherwise than the book it is proposed to
a person and changes nothing by itself.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, exists, select, update

from model import CustomerId, Detail, MailId, utc
from store.tables import ContactAddressRow, ContactCustomerRow, ContactDetailRow, ContactRow, ProposalRow
from store.writing import Prepared, add_new, among, table_of

BETWEEN = " · "
"""Stands between the values a proposal would replace."""


@dataclass(frozen=True, slots=True)
class KnownDetail:
    """One thing the book has of a person, and since when."""

    sort: str
    value: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Contact:
    """A person at a customer."""

    id: int
    name: str
    emails: frozenset[str]
    details: tuple[KnownDetail, ...]

    def known(self, sort: str) -> tuple[KnownDetail, ...]:
        return tuple(detail for detail in self.details if detail.sort == sort)


@dataclass(frozen=True, slots=True)
class Namesake:
    """An address of a contact who has a certain name, and a customer she is at."""

    email: str
    customer: CustomerId


@dataclass(frozen=True, slots=True)
class NewProposal:
    """What a mail says otherwise than the book, before a person has seen it."""

    email: str
    sort: str
    """A DetailSort; `colleague`: somebody new in copy; `left`: she works there no more."""
    value: str
    words: str
    because: str
    confidence: float
    before: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """The same in the book. state: open, accepted, refused."""

    id: int
    customer: CustomerId
    email: str
    sort: str
    before: str
    value: str
    words: str
    mail: MailId | None
    at: datetime
    state: str
    undo: tuple[str, ...] = ()
    """What accepting it replaced, or what had been there already."""


class Contacts:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def at(self, email: str) -> Contact | None:
        """The person who writes from this address."""
        row = _AT.row(self._connection, {"email": email})
        if row is None:
            return None
        number, name = row
        details = _DETAILS.rows(self._connection, {"contact": number})
        emails = _ADDRESSES.column(self._connection, {"contact": number})
        known = tuple(KnownDetail(sort, value, utc(at)) for sort, value, at in details)
        return Contact(number, name, frozenset(emails), known)

    def called(self, spellings: Sequence[str]) -> tuple[Namesake, ...]:
        """Who has one of these names, each of them a spelling of the same. Of very many, the first."""
        rows = _CALLED.rows(self._connection, {"names": list(spellings)})
        return tuple(Namesake(email, CustomerId(customer)) for email, customer in rows)

    def note(self, contact: int, details: Sequence[Detail], mail: MailId | None, at: datetime) -> None:
        """Write down what was not known before. One that was replaced by hand stays so."""
        rows = [
            {
                "contact_id": contact,
                "sort": detail.sort.value,
                "value": detail.value,
                "words": detail.words,
                "mail_id": mail,
                "at": int(at.timestamp()),
            }
            for detail in details
        ]
        add_new(self._connection, ContactDetailRow, rows)

    def take(self, contact: int, detail: Detail, mail: MailId | None, at: datetime) -> None:
        """A person says so: it holds, also where it was replaced before."""
        self.note(contact, [detail], mail, at)
        self._mark(contact, detail.sort.value, detail.value, replaced=False)

    def confirm(self, contact: int, details: Sequence[Detail], at: datetime) -> None:
        """A newer mail says the same again."""
        for detail in details:
            said = {"contact": contact, "called": detail.sort.value, "says": detail.value}
            _CONFIRM.run(self._connection, said | {"at": int(at.timestamp())})

    def replace(self, contact: int, sort: str, values: Sequence[str]) -> None:
        """These values are no longer hers; they stay in the book as what they were."""
        for value in values:
            self._mark(contact, sort, value, replaced=True)

    def put_back(self, contact: int, sort: str, values: Sequence[str]) -> None:
        """Undo `replace`."""
        for value in values:
            self._mark(contact, sort, value, replaced=False)

    def forget(self, contact: int, sort: str, value: str) -> None:
        _FORGET.run(self._connection, {"contact": contact, "sort": sort, "value": value})

    def write_from(self, contact: int, email: str) -> None:
        """This address is hers too."""
        add_new(self._connection, ContactAddressRow, [{"email": email, "contact_id": contact}])

    def write_no_more_from(self, contact: int, email: str) -> None:
        """The address is not hers; somebody without any address is nobody we know."""
        _DROP_ADDRESS.run(self._connection, {"contact": contact, "email": email})
        _DROP_NOBODY.run(self._connection, {"contact": contact})

    # -- proposals

    def propose(
        self, customer: CustomerId, proposals: Sequence[NewProposal], mail: MailId, at: datetime
    ) -> None:
        """Put them before a person; one that was decided once is not asked again."""
        rows = [
            {
                "customer_id": customer,
                "email": each.email,
                "sort": each.sort,
                "before": each.before,
                "value": each.value,
                "words": each.words,
                "because": each.because,
                "confidence": round(each.confidence * 100),
                "mail_id": mail,
                "at": int(at.timestamp()),
                "state": "open",
            }
            for each in proposals
        ]
        add_new(self._connection, ProposalRow, rows)

    def proposal(self, number: int) -> Proposal | None:
        row = _PROPOSAL.row(self._connection, {"number": number})
        if row is None:
            return None
        id_, customer, email, sort, before, value, words, mail, at, state, undo = row
        number_of = None if mail is None else MailId(mail)
        said = (email, sort, before, value, words, number_of)
        return Proposal(id_, CustomerId(customer), *said, utc(at), state, tuple(json.loads(undo or "[]")))

    def decide(self, number: int, state: str, undo: Sequence[str] = ()) -> None:
        """undo: what accepting it changed, to be put back."""
        _DECIDE.run(self._connection, {"number": number, "state": state, "undo": json.dumps(list(undo))})

    def _mark(self, contact: int, sort: str, value: str, *, replaced: bool) -> None:
        values = {"contact": contact, "called": sort, "says": value, "replaced": replaced}
        _MARK.run(self._connection, values)


_AT = Prepared(
    select(ContactRow.id, ContactRow.name)
    .join(ContactAddressRow, ContactAddressRow.contact_id == ContactRow.id)
    .where(ContactAddressRow.email == bindparam("email"))
)
_MOST_NAMESAKES = 60
_CALLED = Prepared(
    select(ContactAddressRow.email, ContactCustomerRow.customer_id)
    .select_from(ContactRow)
    .join(ContactAddressRow, ContactAddressRow.contact_id == ContactRow.id)
    .join(ContactCustomerRow, ContactCustomerRow.contact_id == ContactRow.id)
    .where(among(ContactRow.name, "names"))
    .order_by(ContactAddressRow.email, ContactCustomerRow.customer_id)
    .limit(bindparam("most")),
    fixed={"most": _MOST_NAMESAKES},
)
_DETAILS = Prepared(
    select(ContactDetailRow.sort, ContactDetailRow.value, ContactDetailRow.at)
    .where(ContactDetailRow.contact_id == bindparam("contact"), ContactDetailRow.replaced.is_(False))
    .order_by(ContactDetailRow.sort, ContactDetailRow.value)
)
_ADDRESSES = Prepared(
    select(ContactAddressRow.email).where(ContactAddressRow.contact_id == bindparam("contact"))
)
_THIS = (
    ContactDetailRow.contact_id == bindparam("contact"),
    ContactDetailRow.sort == bindparam("called"),
    ContactDetailRow.value == bindparam("says"),
)
_CONFIRM = Prepared(update(table_of(ContactDetailRow)).where(*_THIS), ("at",))
_MARK = Prepared(update(table_of(ContactDetailRow)).where(*_THIS), ("replaced",))
_FORGET = Prepared(
    delete(table_of(ContactDetailRow)).where(
        ContactDetailRow.contact_id == bindparam("contact"),
        ContactDetailRow.sort == bindparam("sort"),
        ContactDetailRow.value == bindparam("value"),
    )
)
_DROP_ADDRESS = Prepared(
    delete(table_of(ContactAddressRow)).where(
        ContactAddressRow.contact_id == bindparam("contact"), ContactAddressRow.email == bindparam("email")
    )
)
_DROP_NOBODY = Prepared(
    delete(table_of(ContactRow)).where(
        ContactRow.id == bindparam("contact"), ~exists().where(ContactAddressRow.contact_id == ContactRow.id)
    )
)
_PROPOSAL = Prepared(
    select(
        ProposalRow.id,
        ProposalRow.customer_id,
        ProposalRow.email,
        ProposalRow.sort,
        ProposalRow.before,
        ProposalRow.value,
        ProposalRow.words,
        ProposalRow.mail_id,
        ProposalRow.at,
        ProposalRow.state,
        ProposalRow.undo,
    ).where(ProposalRow.id == bindparam("number"))
)
_DECIDE = Prepared(
    update(table_of(ProposalRow)).where(ProposalRow.id == bindparam("number")), ("state", "undo")
)
