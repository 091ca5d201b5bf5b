"""Whom do we know: customers with their titles, groups, domains and people?"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update

from model import Customer, CustomerId, Denial, GroupId, MailId, RepId, utc
from store.tables import (
    ContactAddressRow,
    ContactCustomerRow,
    ContactRow,
    CustomerDetailRow,
    CustomerRow,
    DenialRow,
    DepartedRow,
    DomainRow,
    FactRow,
    GroupRow,
    InteractionRow,
    TitleRow,
)
from store.writing import Prepared, add, add_all, add_new, among, in_lots, table_of


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """A customer as a file, a rep or a first mail gives it, before the book has numbered it."""

    name: str
    created: datetime
    titles: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    contacts: tuple[tuple[str, str], ...] = ()
    """(email, person's name)."""
    group: str = ""
    country: str = ""
    owner: RepId | None = None
    volume_class: str = ""
    close_grade: str = ""
    source: str = ""
    every_days: int | None = None
    external_id: str | None = None
    """The team's own number for it; importing the same number again changes the customer instead of
    doubling it.
    """
    codes: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    websites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """What has become of customers since an edition. Somebody may stand in both: gone and come back."""

    changed: array[int]
    departed: array[int]
    nobodies: frozenset[Denial]
    """All of them; there are few."""


class Customers:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._changed = False
        self._edition: int | None = None

    def all(self) -> list[Customer]:
        return self._loaded(None)

    def each(self) -> Iterator[Customer]:
        """All of them, a lot at a time: 50,000 at once are 30 MB that nobody needs again."""
        for lot in in_lots(self.numbers()):
            yield from self._loaded(lot)

    def numbers(self) -> array[int]:
        """Everybody's number, ascending."""
        return array("q", (number for (number,) in _NUMBERS.rows(self._connection)))

    def one(self, number: CustomerId) -> Customer | None:
        return next(iter(self.these([number])), None)

    def these(self, numbers: Iterable[CustomerId]) -> list[Customer]:
        """Customers by number, in the order of their numbers; unknown numbers are passed over."""
        return [customer for lot in in_lots(sorted(set(numbers))) for customer in self._loaded(lot)]

    def called(self, name: str, *, numbered: bool = True) -> list[Customer]:
        """Customers of exactly this title; `numbered` False leaves out those with a number of the team's."""
        wanted = _CALLED if numbered else _CALLED_UNNUMBERED
        return self.these(wanted.column(self._connection, {"words": name}))

    def with_external_id(self, external_id: str) -> CustomerId | None:
        found = _WITH_EXTERNAL_ID.row(self._connection, {"external": external_id})
        return None if found is None else CustomerId(found[0])

    def add(self, new: NewCustomer) -> Customer:
        """Write a new customer down with everything that belongs to it."""
        created = int(new.created.timestamp())
        values = self._values(new) | {"created": created, "external_id": new.external_id}
        values["edition"] = self._next()
        number = CustomerId(add(self._connection, CustomerRow, values))
        self._belongings(number, new)
        return self._sure(number)

    def change(self, number: CustomerId, new: NewCustomer) -> Customer:
        """Renew a customer from a file: what the file leaves empty stays, names and addresses only grow."""
        self.touch(number)
        values = {name: value for name, value in self._values(new).items() if value not in ("", None)}
        known = _EXTERNAL_ID.column(self._connection, {"number": number})
        if new.external_id and known == [None]:
            values["external_id"] = new.external_id
        self._set(number, values)
        self._belongings(number, new)
        return self._sure(number)

    def learn(
        self,
        number: CustomerId,
        email: str = "",
        person: str = "",
        domain: str = "",
        title: str = "",
        *,
        origin: str = "mail",
    ) -> Customer:
        """Remember that this address, work domain or title is this customer's. origin: who says so."""
        self.touch(number)
        if email:
            self._contact(number, email, person)
        if domain:
            add_new(
                self._connection,
                DomainRow,
                [{"customer_id": number, "domain": domain, "origin": origin}],
            )
        if title:
            last = {"customer_id": number, "words": title, "position": _LAST, "origin": origin}
            add_new(self._connection, TitleRow, [last])
        return self._sure(number)

    def unlearn(self, number: CustomerId, email: str = "", domain: str = "", title: str = "") -> Customer:
        """This sign is not this customer's after all; the person stays in the book."""
        self.touch(number)
        for contact in _PERSON_AT.column(self._connection, {"email": email}) if email else ():
            _PART.run(self._connection, {"contact": contact, "number": number})
        if domain:
            _DROP_DOMAIN.run(self._connection, {"number": number, "domain": domain})
        if title:
            _DROP_TITLE.run(self._connection, {"number": number, "words": title})
        return self._sure(number)

    def deny(self, number: CustomerId | None, denial: Denial, at: datetime, actor: str) -> None:
        """Remember that mail with this sign is not from this customer; None: from no customer at all."""
        self.touch(number)
        self.allow(number, denial)  # unique says nothing where the customer is null
        said = {"customer_id": number, "sort": denial.sort, "value": denial.value}
        add(self._connection, DenialRow, said | {"at": int(at.timestamp()), "actor": actor})

    def allow(self, number: CustomerId | None, denial: Denial) -> None:
        """Undo `deny`."""
        self.touch(number)
        said = {"sort": denial.sort, "value": denial.value}
        if number is None:
            _ALLOW_NOBODY.run(self._connection, said)
        else:
            _ALLOW.run(self._connection, said | {"number": number})

    def nobodies(self) -> frozenset[Denial]:
        """Signs of whom a person said that they are no customer's."""
        return frozenset(Denial(sort, value) for sort, value in _NOBODIES.rows(self._connection))

    def has_only(self, number: CustomerId, mails: Sequence[MailId]) -> bool:
        """Has nothing happened with a customer but these mails?"""
        return not {*_EVENTS.column(self._connection, {"number": number})} - {*mails}

    def withdraw(self, number: CustomerId) -> None:
        """Take a customer out of the book, with its history; its people stay."""
        departed = {"customer_id": number, "edition": self._next()}
        add_new(self._connection, DepartedRow, [departed], replace=("edition",))
        _WITHDRAW.run(self._connection, {"number": number})

    def touch(self, number: CustomerId | None) -> None:
        """Something of a customer changes (None: of nobody in particular): directories read it again."""
        edition = self._next()
        if number is not None:
            self._set(number, {"edition": edition})

    def known_since(self, number: CustomerId, day: datetime, owner: RepId | None) -> Customer:
        """An older mail than the one that made it a lead has turned up: its day counts, and whose it is."""
        self.touch(number)
        values: dict[str, Any] = {"created": int(day.timestamp())}
        if owner is not None:
            values["owner"] = owner
        self._set(number, values)
        return self._sure(number)

    def rename(self, number: CustomerId, name: str) -> Customer:
        """Give a customer its proper name; the old one stays as a title."""
        self.touch(number)
        self._set(number, {"name": name})
        self._titles(number, (name,))
        return self._sure(number)

    def edition(self) -> int:
        """The number of the newest change: pages that changed customers, counted, this one with them."""
        if self._edition is None:
            found = _EDITION_NOW.row(self._connection)
            self._edition = int(found[0] if found else 0)
        return self._edition + self._changed

    def since(self, edition: int) -> Changes:
        """What a directory of this edition does not know yet."""
        newer = {"edition": edition}
        changed = _CHANGED_SINCE.column(self._connection, newer)
        departed = _DEPARTED_SINCE.column(self._connection, newer)
        return Changes(array("q", changed), array("q", departed), self.nobodies())

    def _next(self) -> int:
        """The number that changes of this page have."""
        self._changed = True
        return self.edition()

    def seal(self) -> None:
        """The end of a page: count it if it changed customers."""
        if self._changed:
            edition = {"name": _EDITION, "value": str(self.edition())}
            add_new(self._connection, FactRow, [edition], replace=("value",))

    # -- writing ------------------------------------------------------------------------------------------

    def _values(self, new: NewCustomer) -> dict[str, Any]:
        return {
            "name": new.name,
            "group_id": self._group(new.group),
            "country": new.country,
            "owner": new.owner,
            "volume_class": new.volume_class,
            "close_grade": new.close_grade,
            "source": new.source,
            "every_days": new.every_days,
        }

    def _group(self, name: str) -> int | None:
        if not name:
            return None
        add_new(self._connection, GroupRow, [{"name": name}])
        (number,) = _GROUP.column(self._connection, {"name": name})
        return int(number)

    def _belongings(self, number: CustomerId, new: NewCustomer) -> None:
        self._titles(number, (new.name, *new.titles))
        domains = [{"customer_id": number, "domain": domain} for domain in dict.fromkeys(new.domains)]
        add_new(self._connection, DomainRow, domains)
        for email, person in new.contacts:
            self._contact(number, email, person)
        details = (("code", new.codes), ("phone", new.phones), ("website", new.websites))
        for sort, values in details:
            self.note_details(number, sort, values)

    def note_details(self, number: CustomerId, sort: str, values: Sequence[str], origin: str = "") -> None:
        """Codes, phones or web sites of a customer, beside those it has."""
        rows = [
            {"customer_id": number, "sort": sort, "value": value, "words": value, "origin": origin}
            for value in dict.fromkeys(values)
        ]
        add_new(self._connection, CustomerDetailRow, rows)

    def _titles(self, number: CustomerId, titles: Sequence[str]) -> None:
        rows = [
            {"customer_id": number, "words": words, "position": position}
            for position, words in enumerate(dict.fromkeys(title for title in titles if title))
        ]
        add_new(self._connection, TitleRow, rows)

    def _contact(self, number: CustomerId, email: str, person: str) -> None:
        """One person an address; the same person may come to buy for a second customer."""
        known = _PERSON_AT.row(self._connection, {"email": email})
        if known is None:
            contact = add(self._connection, ContactRow, {"name": person, "position": ""})
            add_all(self._connection, ContactAddressRow, [{"email": email, "contact_id": contact}])
        else:
            contact = known[0]
        buys_for = {"contact_id": contact, "customer_id": number}
        add_new(self._connection, ContactCustomerRow, [buys_for])

    def _set(self, number: CustomerId, values: dict[str, Any]) -> None:
        _renewing(tuple(values)).run(self._connection, {"number": number} | values)

    # -- reading ------------------------------------------------------------------------------------------

    def _sure(self, number: CustomerId) -> Customer:
        customer = self.one(number)
        assert customer is not None, number
        return customer

    def _loaded(self, numbers: Sequence[int] | None) -> list[Customer]:
        titles, domains, emails = (self._many(query, numbers) for query in (_TITLES, _DOMAINS, _EMAILS))
        details = self._many(_DETAILS, numbers)
        denials = self._many(_DENIALS, numbers)
        rows = _CUSTOMERS.rows(self._connection, numbers)
        return [
            _customer(row, titles[row[0]], domains[row[0]], emails[row[0]], details[row[0]], denials[row[0]])
            for row in rows
        ]

    def _many(self, query: _Chosen, numbers: Sequence[int] | None) -> dict[int, list[Any]]:
        """What belongs to each: a word, or a tuple where the question asks for two."""
        found: dict[int, list[Any]] = defaultdict(list)
        for number, *said in query.rows(self._connection, numbers):
            found[number].append(said[0] if len(said) == 1 else tuple(said))
        return found


class _Chosen:
    """A question about all customers, or about some of them."""

    def __init__(self, query: Any, number: Any) -> None:
        self._all = Prepared(query)
        self._some = Prepared(query.where(among(number, "numbers")))

    def rows(self, connection: Connection, numbers: Sequence[int] | None) -> list[Any]:
        if numbers is None:
            return self._all.rows(connection)
        return self._some.rows(connection, {"numbers": numbers})


@cache
def _renewing(columns: tuple[str, ...]) -> Prepared:
    return Prepared(update(table_of(CustomerRow)).where(CustomerRow.id == bindparam("number")), columns)


_EDITION = "customers"

_EDITION_NOW = Prepared(select(FactRow.value).where(FactRow.name == _EDITION))
_CALLED_SO = select(TitleRow.customer_id).where(TitleRow.words == bindparam("words"))
_CALLED = Prepared(_CALLED_SO)
_CALLED_UNNUMBERED = Prepared(
    _CALLED_SO.join(CustomerRow, CustomerRow.id == TitleRow.customer_id).where(
        CustomerRow.external_id.is_(None)
    )
)
_NUMBERS = Prepared(select(CustomerRow.id).order_by(CustomerRow.id))
_WITH_EXTERNAL_ID = Prepared(select(CustomerRow.id).where(CustomerRow.external_id == bindparam("external")))
_EXTERNAL_ID = Prepared(select(CustomerRow.external_id).where(CustomerRow.id == bindparam("number")))
_GROUP = Prepared(select(GroupRow.id).where(GroupRow.name == bindparam("name")))
_PERSON_AT = Prepared(
    select(ContactAddressRow.contact_id).where(ContactAddressRow.email == bindparam("email"))
)

_PART = Prepared(
    delete(table_of(ContactCustomerRow)).where(
        ContactCustomerRow.contact_id == bindparam("contact"),
        ContactCustomerRow.customer_id == bindparam("number"),
    )
)

_LAST = 1_000
"""Titles that were learned stand behind those of the master data."""
_DROP_DOMAIN = Prepared(
    delete(table_of(DomainRow)).where(
        DomainRow.customer_id == bindparam("number"), DomainRow.domain == bindparam("domain")
    )
)
_DROP_TITLE = Prepared(
    delete(table_of(TitleRow)).where(
        TitleRow.customer_id == bindparam("number"), TitleRow.words == bindparam("words")
    )
)
_SAID = (DenialRow.sort == bindparam("sort"), DenialRow.value == bindparam("value"))
_ALLOW = Prepared(delete(table_of(DenialRow)).where(DenialRow.customer_id == bindparam("number"), *_SAID))
_ALLOW_NOBODY = Prepared(delete(table_of(DenialRow)).where(DenialRow.customer_id.is_(None), *_SAID))
_NOBODIES = Prepared(select(DenialRow.sort, DenialRow.value).where(DenialRow.customer_id.is_(None)))
_CHANGED_SINCE = Prepared(
    select(CustomerRow.id).where(CustomerRow.edition > bindparam("edition")).order_by(CustomerRow.id)
)
_DEPARTED_SINCE = Prepared(
    select(DepartedRow.customer_id)
    .where(DepartedRow.edition > bindparam("edition"))
    .order_by(DepartedRow.customer_id)
)

_EVENTS = Prepared(select(InteractionRow.mail_id).where(InteractionRow.customer_id == bindparam("number")))
_WITHDRAW = Prepared(delete(table_of(CustomerRow)).where(CustomerRow.id == bindparam("number")))

_CUSTOMERS = _Chosen(
    select(
        CustomerRow.id,
        CustomerRow.name,
        CustomerRow.created,
        CustomerRow.group_id,
        GroupRow.name,
        CustomerRow.country,
        CustomerRow.owner,
        CustomerRow.volume_class,
        CustomerRow.close_grade,
        CustomerRow.source,
        CustomerRow.every_days,
        CustomerRow.external_id,
    )
    .outerjoin(GroupRow, GroupRow.id == CustomerRow.group_id)
    .order_by(CustomerRow.id),
    CustomerRow.id,
)
_TITLES = _Chosen(
    select(TitleRow.customer_id, TitleRow.words).order_by(TitleRow.position, TitleRow.words),
    TitleRow.customer_id,
)
_DOMAINS = _Chosen(
    select(DomainRow.customer_id, DomainRow.domain).order_by(DomainRow.domain), DomainRow.customer_id
)
_EMAILS = _Chosen(
    select(ContactCustomerRow.customer_id, ContactAddressRow.email)
    .join(ContactAddressRow, ContactAddressRow.contact_id == ContactCustomerRow.contact_id)
    .order_by(ContactAddressRow.email),
    ContactCustomerRow.customer_id,
)


_DETAILS = _Chosen(
    select(CustomerDetailRow.customer_id, CustomerDetailRow.sort, CustomerDetailRow.value).order_by(
        CustomerDetailRow.sort, CustomerDetailRow.value
    ),
    CustomerDetailRow.customer_id,
)
_DENIALS = _Chosen(
    select(DenialRow.customer_id, DenialRow.sort, DenialRow.value)
    .where(DenialRow.customer_id.is_not(None))
    .order_by(DenialRow.sort, DenialRow.value),
    DenialRow.customer_id,
)


def _customer(
    row: Any,
    titles: list[str],
    domains: list[str],
    emails: list[str],
    details: list[tuple[str, str]],
    denials: list[tuple[str, str]],
) -> Customer:
    number, name, created, group, group_name, country, owner, volume, grade, source, every_days, own = row
    return Customer(
        id=CustomerId(number),
        name=name,
        created=utc(created),
        titles=tuple(titles),
        domains=tuple(domains),
        emails=tuple(emails),
        group=None if group is None else GroupId(group),
        group_name=group_name or "",
        country=country,
        owner=None if owner is None else RepId(owner),
        volume_class=volume,
        close_grade=grade,
        source=source,
        every_days=every_days,
        codes=_those("code", details),
        phones=_those("phone", details),
        websites=_those("website", details),
        denials=tuple(Denial(*said) for said in denials),
        external_id=own or "",
    )


def _those(sort: str, details: list[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(value for each, value in details if each == sort)
