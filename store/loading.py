"""How do the rows of customers become customers?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from model import Customer, Denial
from store import single
from store.tables import (
    ContactAddressRow,
    ContactCustomerRow,
    CustomerDetailRow,
    CustomerRow,
    DenialRow,
    DomainRow,
    GroupRow,
    TitleRow,
)
from store.writing import Prepared, among

OWN_NUMBER = "number"
"""Sort of a detail: a number of the team's that a customer which was merged into this one had."""


def customers(connection: Connection, numbers: Sequence[int] | None) -> list[Customer]:
    """Those of these numbers, or everybody, by number; each with all that belongs to it."""
    belongings = [_many(connection, query, numbers) for query in _BELONGINGS]
    rows = _CUSTOMERS.rows(connection, numbers)
    return [_customer(row, *(each.get(row[0], []) for each in belongings)) for row in rows]


def _many(connection: Connection, query: _Chosen, numbers: Sequence[int] | None) -> dict[int, list[Any]]:
    """What belongs to each: a word, or a tuple where the question asks for two."""
    found: dict[int, list[Any]] = defaultdict(list)
    for number, *said in query.rows(connection, numbers):
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


_CUSTOMERS = _Chosen(
    select(*(getattr(CustomerRow, name) for name in single.COLUMNS), GroupRow.name)
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
    select(CustomerDetailRow.customer_id, CustomerDetailRow.sort, CustomerDetailRow.value)
    .where(CustomerDetailRow.doubt == "", CustomerDetailRow.sort != OWN_NUMBER)
    .order_by(CustomerDetailRow.sort, CustomerDetailRow.value),
    CustomerDetailRow.customer_id,
)
"""What is doubted proves nothing, so nobody is found by it."""
_DENIALS = _Chosen(
    select(DenialRow.customer_id, DenialRow.sort, DenialRow.value)
    .where(DenialRow.customer_id.is_not(None))
    .order_by(DenialRow.sort, DenialRow.value),
    DenialRow.customer_id,
)
_BELONGINGS = (_TITLES, _DOMAINS, _EMAILS, _DETAILS, _DENIALS)


def _customer(
    row: Any,
    titles: list[str],
    domains: list[str],
    emails: list[str],
    details: list[tuple[str, str]],
    denials: list[tuple[str, str]],
) -> Customer:
    return single.customer(
        row,
        titles=tuple(titles),
        domains=tuple(domains),
        emails=tuple(emails),
        codes=_those("code", details),
        phones=_those("phone", details),
        websites=_those("website", details),
        denials=tuple(Denial(*said) for said in denials),
    )


def _those(sort: str, details: list[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(value for each, value in details if each == sort)
