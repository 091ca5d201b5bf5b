"""Whom do we know: customers with their titles, groups, domains and people?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update
from sqlalchemy.sql import Select

from model import Customer, CustomerId, GroupId, RepId, utc
from store.tables import (
    ContactAddressRow,
    ContactCustomerRow,
    ContactRow,
    CustomerRow,
    DomainRow,
    FactRow,
    GroupRow,
    TitleRow,
)
from store.writing import add, add_new, in_lots


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


class Customers:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._changed = False

    def all(self) -> list[Customer]:
        return self._loaded(None)

    def one(self, number: CustomerId) -> Customer | None:
        return next(iter(self.these([number])), None)

    def these(self, numbers: Iterable[CustomerId]) -> list[Customer]:
        """Customers by number, in the order of their numbers; unknown numbers are passed over."""
        return [customer for lot in in_lots(sorted(set(numbers))) for customer in self._loaded(lot)]

    def called(self, name: str, *, numbered: bool = True) -> list[Customer]:
        """Customers of exactly this title; `numbered` False leaves out those with a number of the team's."""
        wanted = select(TitleRow.customer_id).where(TitleRow.words == name)
        if not numbered:
            wanted = wanted.join(CustomerRow, CustomerRow.id == TitleRow.customer_id)
            wanted = wanted.where(CustomerRow.external_id.is_(None))
        return self.these(CustomerId(number) for number in self._connection.scalars(wanted))

    def with_external_id(self, external_id: str) -> CustomerId | None:
        found = self._connection.scalar(select(CustomerRow.id).where(CustomerRow.external_id == external_id))
        return None if found is None else CustomerId(found)

    def add(self, new: NewCustomer) -> Customer:
        """Write a new customer down with everything that belongs to it."""
        self._changed = True
        created = int(new.created.timestamp())
        values = self._values(new) | {"created": created, "external_id": new.external_id}
        number = CustomerId(add(self._connection, CustomerRow, values))
        self._belongings(number, new)
        return self._sure(number)

    def change(self, number: CustomerId, new: NewCustomer) -> Customer:
        """Renew a customer from a file: what the file leaves empty stays, names and addresses only grow."""
        self._changed = True
        values = {name: value for name, value in self._values(new).items() if value not in ("", None)}
        known = select(CustomerRow.external_id).where(CustomerRow.id == number)
        if new.external_id and self._connection.scalar(known) is None:
            values["external_id"] = new.external_id
        self._connection.execute(update(CustomerRow).where(CustomerRow.id == number).values(**values))
        self._belongings(number, new)
        return self._sure(number)

    def learn(self, number: CustomerId, email: str, person: str = "", domain: str = "") -> Customer:
        """Remember that this address (and work domain) writes for this customer."""
        self._changed = True
        self._contact(number, email, person)
        domains = [{"customer_id": number, "domain": domain}] if domain else []
        add_new(self._connection, DomainRow, domains)
        return self._sure(number)

    def known_since(self, number: CustomerId, day: datetime, owner: RepId | None) -> Customer:
        """An older mail than the one that made it a lead has turned up: its day counts, and whose it is."""
        self._changed = True
        values: dict[str, Any] = {"created": int(day.timestamp())}
        if owner is not None:
            values["owner"] = owner
        self._connection.execute(update(CustomerRow).where(CustomerRow.id == number).values(values))
        return self._sure(number)

    def rename(self, number: CustomerId, name: str) -> Customer:
        """Give a customer its proper name; the old one stays as a title."""
        self._changed = True
        self._connection.execute(update(CustomerRow).where(CustomerRow.id == number).values(name=name))
        self._titles(number, (name,))
        return self._sure(number)

    def edition(self) -> int:
        """Counts the pages that changed customers: a directory of an older edition must be read anew."""
        found = self._connection.scalar(select(FactRow.value).where(FactRow.name == _EDITION))
        return int(found or 0) + self._changed

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
        return self._connection.scalar(select(GroupRow.id).where(GroupRow.name == name))

    def _belongings(self, number: CustomerId, new: NewCustomer) -> None:
        self._titles(number, (new.name, *new.titles))
        domains = [{"customer_id": number, "domain": domain} for domain in dict.fromkeys(new.domains)]
        add_new(self._connection, DomainRow, domains)
        for email, person in new.contacts:
            self._contact(number, email, person)

    def _titles(self, number: CustomerId, titles: Sequence[str]) -> None:
        rows = [
            {"customer_id": number, "words": words, "position": position}
            for position, words in enumerate(dict.fromkeys(title for title in titles if title))
        ]
        add_new(self._connection, TitleRow, rows)

    def _contact(self, number: CustomerId, email: str, person: str) -> None:
        """One person an address; the same person may come to buy for a second customer."""
        same = select(ContactAddressRow.contact_id).where(ContactAddressRow.email == email)
        contact = self._connection.scalar(same)
        if contact is None:
            contact = add(self._connection, ContactRow, {"name": person, "position": ""})
            add_new(self._connection, ContactAddressRow, [{"email": email, "contact_id": contact}])
        buys_for = {"contact_id": contact, "customer_id": number}
        add_new(self._connection, ContactCustomerRow, [buys_for])

    # -- reading ------------------------------------------------------------------------------------------

    def _sure(self, number: CustomerId) -> Customer:
        customer = self.one(number)
        assert customer is not None, number
        return customer

    def _loaded(self, numbers: Sequence[int] | None) -> list[Customer]:
        titles = self._many(
            select(TitleRow.customer_id, TitleRow.words).order_by(TitleRow.position, TitleRow.words), numbers
        )
        domains = self._many(
            select(DomainRow.customer_id, DomainRow.domain).order_by(DomainRow.domain), numbers
        )
        emails = self._many(_EMAILS, numbers)
        rows = self._connection.execute(_only(_CUSTOMERS, CustomerRow.id, numbers))
        return [_customer(row, titles[row.id], domains[row.id], emails[row.id]) for row in rows]

    def _many(self, query: Select[int, str], numbers: Sequence[int] | None) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for number, words in self._connection.execute(_only(query, query.selected_columns[0], numbers)):
            found[number].append(words)
        return found


_EDITION = "customers"

_CUSTOMERS = (
    select(*CustomerRow.__table__.columns, GroupRow.name.label("group_name"))
    .outerjoin(GroupRow, GroupRow.id == CustomerRow.group_id)
    .order_by(CustomerRow.id)
)
_TITLES = select(TitleRow.customer_id, TitleRow.words).order_by(TitleRow.position, TitleRow.words)
_EMAILS = (
    select(ContactCustomerRow.customer_id, ContactAddressRow.email)
    .join(ContactAddressRow, ContactAddressRow.contact_id == ContactCustomerRow.contact_id)
    .order_by(ContactAddressRow.email)
)


def _only(query: Any, column: Any, numbers: Sequence[int] | None) -> Any:
    return query if numbers is None else query.where(column.in_(numbers))


def _customer(row: Any, titles: list[str], domains: list[str], emails: list[str]) -> Customer:
    return Customer(
        id=CustomerId(row.id),
        name=row.name,
        created=utc(row.created),
        titles=tuple(titles),
        domains=tuple(domains),
        emails=tuple(emails),
        group=None if row.group_id is None else GroupId(row.group_id),
        group_name=row.group_name or "",
        country=row.country,
        owner=None if row.owner is None else RepId(row.owner),
        volume_class=row.volume_class,
        close_grade=row.close_grade,
        source=row.source,
        every_days=row.every_days,
    )
