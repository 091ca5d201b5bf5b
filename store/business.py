"""What was done in business with a customer: quotations, samples, orders, payments?

Each row was read in a mail or written down by a rep. Reading a mail again replaces what was read in it, and
leaves alone what a rep has put right or refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, bindparam, exists, select

from model import BusinessFact, CustomerId, FactId, FactSort, MailId, utc
from store import rows
from store.changes import Audit
from store.rows import Columns
from store.tables import BusinessFactRow, InteractionRow
from store.writing import Prepared, add, among, in_lots, table_of

_Name = tuple[str, str]
"""Sort and number: what tells the facts of one mail apart."""


@dataclass(frozen=True, slots=True)
class Twin:
    """A fact of a name that is asked for."""

    id: FactId
    is_refused: bool


class Business:
    def __init__(self, connection: Connection, audit: Audit) -> None:
        self._connection = connection
        self._audit = audit

    def of(self, customers: Iterable[CustomerId]) -> dict[CustomerId, list[BusinessFact]]:
        """The facts that stand, of each of these customers that has any, oldest first."""
        found: dict[CustomerId, list[BusinessFact]] = {}
        for lot in in_lots(sorted(set(customers))):
            for customer, fact in facts_among(self._connection, lot):
                found.setdefault(customer, []).append(fact)
        return found

    def one(self, number: FactId) -> tuple[CustomerId, BusinessFact] | None:
        """A fact that stands, and whose it is."""
        row = rows.read(self._connection, BusinessFactRow, (number,))
        if row is None or row["is_refused"]:
            return None
        return CustomerId(row["customer_id"]), fact_from(row)

    # -- what mail says -----------------------------------------------------------------------------------

    def read_in(self, customer: CustomerId, mail: MailId, facts: Sequence[BusinessFact]) -> bool:
        """Make the facts of one mail in a customer's history say what was read in it. True if anything is
        different. Numbers stay, and so does what a rep said of them.
        """
        strays = self._strays(mail)
        stored = self._of_mail(customer, mail)
        if not (facts or stored or strays):
            return False
        self._audit.watch_history(customer)
        changed = self._adopt(customer, strays, stored)
        stored = self._of_mail(customer, mail) if changed else stored
        told = (_values(customer, fact) | {"mail_id": mail} for fact in facts)
        wanted = {_name(values): values for values in told}
        new = [values for name, values in wanted.items() if name not in stored]
        for values in new:
            add(self._connection, BusinessFactRow, values)
        renewed = [self._renewed(row, wanted.get(name)) for name, row in stored.items()]
        return changed or bool(new) or any(renewed)

    def _renewed(self, row: Columns, wanted: Mapping[str, Any] | None) -> bool:
        if row["by"]:
            return False
        if wanted is None:
            rows.remove(self._connection, BusinessFactRow, (row["id"],))
            return True
        changes = {name: value for name, value in wanted.items() if row[name] != value}
        if changes:
            rows.renew(self._connection, BusinessFactRow, (row["id"],), changes)
        return bool(changes)

    def _of_mail(self, customer: CustomerId, mail: MailId) -> dict[_Name, Columns]:
        found = _OF_MAIL.rows(self._connection, {"customer": customer, "mail": mail})
        told = (dict(zip(_COLUMNS, row, strict=True)) for row in found)
        return {_name(row): row for row in told}

    def _strays(self, mail: MailId) -> list[Columns]:
        """What reps said of a mail in whose history it no longer stands."""
        found = _STRAYS.rows(self._connection, {"mail": mail})
        return [dict(zip(_COLUMNS, row, strict=True)) for row in found]

    def _adopt(
        self, customer: CustomerId, strays: Sequence[Columns], stored: Mapping[_Name, Columns]
    ) -> bool:
        """A stray takes the place of what was read; what a rep has said here stays, and so does the first of
        two strays of one name.
        """
        there = dict(stored)
        for stray in strays:
            self._audit.watch_history(CustomerId(stray["customer_id"]))
            twin = there.get(_name(stray))
            if twin is not None and twin["by"]:
                rows.remove(self._connection, BusinessFactRow, (stray["id"],))
                continue
            if twin is not None:
                rows.remove(self._connection, BusinessFactRow, (twin["id"],))
            rows.renew(self._connection, BusinessFactRow, (stray["id"],), {"customer_id": customer})
            there[_name(stray)] = stray
        return bool(strays)

    # -- what reps say ------------------------------------------------------------------------------------

    def add(self, customer: CustomerId, fact: BusinessFact) -> FactId:
        """Write a fact down. Without a cause it is its own."""
        self._audit.watch_history(customer)
        number = add(self._connection, BusinessFactRow, _values(customer, fact))
        if not fact.cause:
            rows.renew(self._connection, BusinessFactRow, (number,), {"cause": f"fact:{number}"})
        return FactId(number)

    def twin(self, customer: CustomerId, sort: FactSort, cause: str, number: str) -> Twin | None:
        """The fact of that name, refused or not."""
        asked = {"customer": customer, "sort": sort.value, "cause": cause, "number": number}
        row = _TWIN.row(self._connection, asked)
        return None if row is None else Twin(FactId(row[0]), bool(row[1]))

    def renew(self, customer: CustomerId, fact: BusinessFact) -> None:
        """A rep puts it right, so it stands; it keeps its number in the book."""
        assert fact.id is not None
        self._audit.watch_history(customer)
        values = _values(customer, fact) | {"is_refused": False}
        rows.renew(self._connection, BusinessFactRow, (fact.id,), values)

    def refuse(self, customer: CustomerId, number: FactId, by: str) -> None:
        """The mail never said so: it is kept, so that reading again does not bring it back."""
        self._audit.watch_history(customer)
        rows.renew(self._connection, BusinessFactRow, (number,), {"is_refused": True, "by": by})

    def remove(self, customer: CustomerId, number: FactId) -> None:
        """What a rep wrote down is not so after all."""
        self._audit.watch_history(customer)
        rows.remove(self._connection, BusinessFactRow, (number,))


def facts_among(
    connection: Connection, customers: Sequence[CustomerId]
) -> list[tuple[CustomerId, BusinessFact]]:
    """The facts of these customers that stand, oldest first."""
    found = _AMONG.rows(connection, {"customers": customers})
    told = (dict(zip(_COLUMNS, row, strict=True)) for row in found)
    return [(CustomerId(row["customer_id"]), fact_from(row)) for row in told]


def fact_from(row: Mapping[str, Any]) -> BusinessFact:
    """A fact from anything with the columns of its table as keys."""
    return BusinessFact(
        sort=FactSort(row["sort"]),
        at=utc(row["at"]),
        cause=row["cause"],
        number=row["number"],
        amount=Decimal(row["amount"]) if row["amount"] else None,
        currency=row["currency"],
        valid_until=date.fromisoformat(row["valid_until"]) if row["valid_until"] else None,
        words=row["words"],
        mail=None if row["mail_id"] is None else MailId(row["mail_id"]),
        by=row["by"],
        id=FactId(row["id"]),
    )


def _values(customer: CustomerId, fact: BusinessFact) -> dict[str, Any]:
    return {
        "customer_id": customer,
        "sort": fact.sort.value,
        "at": int(fact.at.timestamp()),
        "cause": fact.cause,
        "number": fact.number,
        "amount": "" if fact.amount is None else f"{fact.amount:f}",
        "currency": fact.currency,
        "valid_until": fact.valid_until.isoformat() if fact.valid_until else None,
        "words": fact.words,
        "mail_id": fact.mail,
        "by": fact.by,
    }


def _name(values: Mapping[str, Any]) -> _Name:
    return values["sort"], values["number"]


_COLUMNS = tuple(column.name for column in table_of(BusinessFactRow).columns)
_ALL = select(*table_of(BusinessFactRow).columns)
_THIS_MAIL = BusinessFactRow.mail_id == bindparam("mail")
_OF_MAIL = Prepared(
    _ALL.where(BusinessFactRow.customer_id == bindparam("customer"), _THIS_MAIL).order_by(BusinessFactRow.id)
)
_STRAYS = Prepared(
    _ALL.where(
        _THIS_MAIL,
        BusinessFactRow.by != "",
        ~exists().where(
            InteractionRow.mail_id == BusinessFactRow.mail_id,
            InteractionRow.customer_id == BusinessFactRow.customer_id,
        ),
    ).order_by(BusinessFactRow.id)
)
_AMONG = Prepared(
    _ALL.where(
        among(BusinessFactRow.customer_id, "customers"), BusinessFactRow.is_refused.is_(False)
    ).order_by(BusinessFactRow.at, BusinessFactRow.id)
)
_TWIN = Prepared(
    select(BusinessFactRow.id, BusinessFactRow.is_refused).where(
        BusinessFactRow.customer_id == bindparam("customer"),
        BusinessFactRow.sort == bindparam("sort"),
        BusinessFactRow.cause == bindparam("cause"),
        BusinessFactRow.number == bindparam("number"),
    )
)
