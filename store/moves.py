"""How does what belongs to one customer become another's: all of it, or a part?

Two customers may hold the same sign, the same mail or the same duty. Then one row is enough; of two
follow-ups that which a rep has touched stays.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select

from model import Customer, CustomerId, MailId
from store import loading, rows
from store.changes import ONE_EACH, Audit
from store.customers import Signs
from store.rows import Columns, Key
from store.tables import (
    BusinessFactRow,
    ConflictRow,
    ContactAddressRow,
    ContactCustomerRow,
    ContactRow,
    CustomerDetailRow,
    DomainRow,
    FollowUpRow,
    InteractionRow,
    MailAddressRow,
    MailRow,
    MarkRow,
    ProposalRow,
    ReviewRow,
    Row,
    TitleRow,
)
from store.writing import Prepared, add, add_new, among

_BELOW_KEY: tuple[type[Row], ...] = (ContactCustomerRow, DomainRow, TitleRow, CustomerDetailRow)
"""Rows that the customer is part of the key of."""
_BEHIND = 100
"""Titles that were another customer's stand behind its own."""


class Moves:
    def __init__(self, connection: Connection, audit: Audit) -> None:
        self._connection = connection
        self._audit = audit

    def everything(self, source: CustomerId, target: CustomerId) -> None:
        """All that stands below a customer, and every mail that names it, becomes another's."""
        for customer in (source, target):
            self._audit.watch_history(customer)
        for row in _BELOW_KEY:
            for values in self._those(row, source).values():
                self._rekey(row, values, target)
        for row, unique in ONE_EACH.items():
            self._renumber(row, unique, source, target)
        self._collisions(source, target)

    def part(self, source: CustomerId, target: CustomerId, signs: Signs) -> None:
        """These signs of a customer become another's."""
        moved: dict[type[Row], list[Key]] = {
            TitleRow: [(source, each) for each in signs.titles],
            DomainRow: [(source, each) for each in signs.domains],
            CustomerDetailRow: [(source, *each) for each in signs.details()],
        }
        for row, keys in moved.items():
            there = self._those(row, source)
            for key in keys:
                if key in there:
                    self._rekey(row, there[key], target)
        for person in self._people(signs.emails):
            self._part_with(person, frozenset(signs.emails), source, target)

    def _part_with(self, person: int, emails: frozenset[str], source: CustomerId, target: CustomerId) -> None:
        """Who writes for the other from all of her addresses goes there; else these become somebody's of the
        same name there.
        """
        hers = frozenset(_ADDRESSES.column(self._connection, {"person": person}))
        ties = self._those(ContactCustomerRow, source)
        if (person, source) not in ties:
            return
        if hers <= emails:
            self._rekey(ContactCustomerRow, ties[person, source], target)
            return
        known = rows.read(self._connection, ContactRow, (person,))
        assert known is not None, person
        double = add(self._connection, ContactRow, {each: known[each] for each in ("name", "position")})
        self._audit.born(ContactRow, double)
        for email in sorted(hers & emails):
            self._audit.watch(ContactAddressRow, email)
            rows.renew(self._connection, ContactAddressRow, (email,), {"contact_id": double})
        self._add_new(ContactCustomerRow, {"contact_id": double, "customer_id": target})

    def remember_number(self, target: CustomerId, external_id: str) -> None:
        """The team's number of a customer that is no more leads to this one."""
        detail = {"customer_id": target, "sort": loading.OWN_NUMBER, "value": external_id}
        self._add_new(CustomerDetailRow, detail | {"words": external_id})

    # -- mails

    def mails_of(self, customer: CustomerId) -> list[MailId]:
        """The mails in a customer's history."""
        return [MailId(each) for each in _MAILS_OF.column(self._connection, {"customer": customer})]

    def logged(self, customer: CustomerId) -> int:
        """How much happened with a customer that no mail shows: calls, visits, notes."""
        return len(_LOGGED.column(self._connection, {"customer": customer}))

    def mails_by(self, customer: CustomerId, signs: Signs) -> list[MailId]:
        """Those of its mails that came from, or went to, one of these addresses or domains."""
        asked = {"customer": customer, "emails": signs.emails, "domains": signs.domains}
        return [MailId(each) for each in _MAILS_BY.column(self._connection, asked)]

    def mail_signs(self, number: MailId) -> list[tuple[str, str]]:
        """The outside addresses of a mail, each with its work domain."""
        return [(email, domain) for email, domain in _SIGNS.rows(self._connection, {"mail": number})]

    def hand_on(self, number: MailId, source: CustomerId, target: Customer) -> None:
        """A mail is the other customer's now, with everything that was found about it."""
        for customer in (source, target.id):
            self._audit.watch_history(customer)
        entry, twin = (self._entry(number, customer) for customer in (source, target.id))
        if entry is not None and twin is not None:
            self._drop(InteractionRow, (entry,))
        elif entry is not None:
            rows.renew(self._connection, InteractionRow, (entry,), {"customer_id": target.id})
        read_in_it = {"mail_id": number}
        self._renumber(BusinessFactRow, ONE_EACH[BusinessFactRow], source, target.id, read_in_it)
        for key in _MARKS_ON.column(self._connection, {"mail": number, "customer": source}):
            rows.renew(self._connection, MarkRow, (key,), {"customer_id": target.id})
        self.rename(number, source, target)

    def _entry(self, number: MailId, customer: CustomerId) -> int | None:
        found = _ENTRY.row(self._connection, {"mail": number, "customer": customer})
        return None if found is None else int(found[0])

    def naming(self, customer: CustomerId) -> list[MailId]:
        """Every mail whose verdict names a customer, as its own or among others."""
        patterns = {f"p{at}": f'%"customer":{customer}{end}%' for at, end in enumerate(",}")}
        return [MailId(each) for each in _NAMING.column(self._connection, patterns)]

    def rename(self, number: MailId, source: CustomerId, target: Customer) -> None:
        """Where the verdict of a mail names one customer it names the other from now on."""
        ((text,),) = _MATCH.rows(self._connection, {"mail": number})
        self._audit.watch(MailRow, number)
        rows.renew(self._connection, MailRow, (number,), {"match": _renamed(text, source, target)})

    def open_questions(self, customer: CustomerId) -> list[MailId]:
        """Mails in the review queue that name a customer."""
        asked = set(_ASKED.column(self._connection))
        return [number for number in self.naming(customer) if number in asked]

    # -- the parts

    def _those(self, row: type[Row], customer: CustomerId) -> dict[Key, Columns]:
        return rows.those(self._connection, row, "customer_id", customer)

    def _people(self, emails: Sequence[str]) -> list[int]:
        return sorted(set(_PEOPLE.column(self._connection, {"emails": emails}))) if emails else []

    def _rekey(self, row: type[Row], values: Columns, target: CustomerId) -> None:
        """The same row below another customer; one that is there already stays as it is."""
        self._drop(row, tuple(values[name] for name in rows.keys_of(row)))
        moved = values | {"customer_id": target}
        if row is TitleRow:
            moved["position"] = values["position"] + _BEHIND
        self._add_new(row, moved)

    def _collisions(self, source: CustomerId, target: CustomerId) -> None:
        """What collided with the one collides with the other; the two of them do no more."""
        for key, values in self._those(ConflictRow, target).items():
            if values["other_id"] in (source, target):
                self._drop(ConflictRow, key)
        there = {
            (each["customer_id"], each["sort"]): each
            for each in rows.those(self._connection, ConflictRow, "other_id", target).values()
        }
        for key, values in rows.those(self._connection, ConflictRow, "other_id", source).items():
            if values["customer_id"] == target or (values["customer_id"], values["sort"]) in there:
                self._drop(ConflictRow, key)
                continue
            self._audit.watch(ConflictRow, *key)
            rows.renew(self._connection, ConflictRow, key, {"other_id": target})

    def _renumber(
        self,
        row: type[Row],
        unique: tuple[str, ...],
        source: CustomerId,
        target: CustomerId,
        only: Columns | None = None,
    ) -> None:
        """only: rows with these values."""
        there = {tuple(each[name] for name in unique): each for each in self._those(row, target).values()}
        for key, moved in self._those(row, source).items():
            if only and any(moved[name] != value for name, value in only.items()):
                continue
            twin = there.get(tuple(moved[name] for name in unique))
            if twin is not None and not (_is_touched(row, moved) and not _is_touched(row, twin)):
                self._drop(row, key)
                continue
            if twin is not None:
                self._drop(row, (twin["id"],))
            self._audit.watch(row, *key)
            rows.renew(self._connection, row, key, {"customer_id": target})

    def _drop(self, row: type[Row], key: Key) -> None:
        self._audit.watch(row, *key)
        rows.remove(self._connection, row, key)

    def _add_new(self, row: type[Row], values: Columns) -> None:
        self._audit.watch(row, *(values[name] for name in rows.keys_of(row)))
        add_new(self._connection, row, [values])


def _is_touched(row: type[Row], values: Columns) -> bool:
    """Has a person said anything of it?"""
    if row is FollowUpRow:
        return bool(values["state"] != "open" or values["note"] or values["snoozed_until"] is not None)
    if row is BusinessFactRow:
        return bool(values["by"])
    return row in (ProposalRow, ConflictRow) and values["state"] != "open"


def _renamed(match: str, source: CustomerId, target: Customer) -> str:
    """The verdict with another customer in the place of one; nobody stands there twice."""
    told = json.loads(match)
    for name in ("candidates", "also"):
        told[name] = _once([_as(each, source, target) for each in told[name]])
    winners = {each["customer"] for each in told["candidates"][:1]}
    told["also"] = [each for each in told["also"] if each["customer"] not in winners]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _as(candidate: dict[str, Any], source: CustomerId, target: Customer) -> dict[str, Any]:
    if candidate["customer"] not in (source, target.id):
        return candidate
    return candidate | {"customer": target.id, "name": target.name, "group": target.group}


def _once(candidates: list[dict[str, Any]]) -> list[dict[str, Any]]:
    first: dict[int, dict[str, Any]] = {}
    for each in candidates:
        first.setdefault(each["customer"], each)
    return list(first.values())


_ADDRESSES = Prepared(
    select(ContactAddressRow.email)
    .where(ContactAddressRow.contact_id == bindparam("person"))
    .order_by(ContactAddressRow.email)
)
_PEOPLE = Prepared(select(ContactAddressRow.contact_id).where(among(ContactAddressRow.email, "emails")))
_MAILS_OF = Prepared(
    select(InteractionRow.mail_id)
    .where(InteractionRow.customer_id == bindparam("customer"), InteractionRow.mail_id.is_not(None))
    .order_by(InteractionRow.mail_id)
)
_LOGGED = Prepared(
    select(InteractionRow.id).where(
        InteractionRow.customer_id == bindparam("customer"), InteractionRow.mail_id.is_(None)
    )
)
_MAILS_BY = Prepared(
    select(InteractionRow.mail_id)
    .join(MailAddressRow, MailAddressRow.mail_id == InteractionRow.mail_id)
    .where(
        InteractionRow.customer_id == bindparam("customer"),
        among(MailAddressRow.email, "emails") | among(MailAddressRow.domain, "domains"),
    )
    .distinct()
    .order_by(InteractionRow.mail_id)
)
_SIGNS = Prepared(
    select(MailAddressRow.email, MailAddressRow.domain)
    .where(MailAddressRow.mail_id == bindparam("mail"))
    .order_by(MailAddressRow.email)
)
_ENTRY = Prepared(
    select(InteractionRow.id).where(
        InteractionRow.mail_id == bindparam("mail"), InteractionRow.customer_id == bindparam("customer")
    )
)
_MARKS_ON = Prepared(
    select(MarkRow.id).where(
        MarkRow.mail_id == bindparam("mail"), MarkRow.customer_id == bindparam("customer")
    )
)
_NAMING = Prepared(
    select(MailRow.id)
    .where(MailRow.match.like(bindparam("p0")) | MailRow.match.like(bindparam("p1")))
    .order_by(MailRow.id)
)
_MATCH = Prepared(select(MailRow.match).where(MailRow.id == bindparam("mail")))
_ASKED = Prepared(select(ReviewRow.mail_id).where(ReviewRow.state == "open"))
