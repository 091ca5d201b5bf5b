"""Whose turn was it in the rotation, what became of it, and who is full?

The log is only added to: a turn that was given stays given, even if the owner is taken back.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select

from model import CustomerId, RepId
from store.tables import (
    BusinessFactRow,
    ContactCustomerRow,
    CustomerRow,
    InteractionRow,
    LedgerRow,
    TurnRow,
)
from store.turned import WINNING_EVENTS, WINNING_FACTS, Outcome, won_after
from store.writing import Prepared, add, among


class Turns:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(
        self, rep: str, outcome: Outcome, customer: CustomerId, at: datetime, why: str, actor: str
    ) -> None:
        """Write down whose turn it was."""
        values = {"at": int(at.timestamp()), "rep": rep, "outcome": outcome.value}
        add(self._connection, TurnRow, values | {"customer_id": customer, "why": why, "actor": actor})

    def owned(self) -> dict[str, int]:
        """How many customers each rep owns."""
        return dict(_OWNED.rows(self._connection))

    def given_since(self, since: datetime) -> list[tuple[str, datetime | None]]:
        """Every customer that was handed out in turn since then: to whom, and when it was won after that."""
        given = _GIVEN.rows(self._connection, {"since": int(since.timestamp())})
        whom = sorted({customer for _, _, customer in given})
        facts, events = ({"customers": whom, "winning": each} for each in (WINNING_FACTS, WINNING_EVENTS))
        wins = [*_FACTS.rows(self._connection, facts), *_EVENTS.rows(self._connection, events)]
        return won_after(given, wins if whom else ())

    # -- who is not anybody's

    def newest(self) -> int:
        """The highest number of a customer."""
        return int(_NEWEST.row(self._connection)[0] or 0)

    def waiting(self, after: int, sources: Sequence[str]) -> list[CustomerId]:
        """Leads above that number that nobody owns or ever owned, in the order in which they came."""
        asked = {"after": after, "sources": list(sources)}
        return [CustomerId(each) for each in _WAITING.column(self._connection, asked)]

    def pooled(self, pool: str) -> list[CustomerId]:
        """Who lies in this pool, or in the one that its rule names, the longest first."""
        return [CustomerId(each) for each in _POOLED.column(self._connection, {"pools": [pool, ""]})]

    # -- who buys for several

    def same_people(self, customer: CustomerId) -> list[CustomerId]:
        """Other customers of the people of this one."""
        return [CustomerId(each) for each in _SAME_PEOPLE.column(self._connection, {"customer": customer})]

    def last_with(self, customers: Sequence[CustomerId]) -> RepId | None:
        """Who wrote with any of these last."""
        found = _LAST_WITH.column(self._connection, {"customers": list(customers)})
        return RepId(found[0]) if found else None


_OWNED = Prepared(
    select(CustomerRow.owner, func.count()).where(CustomerRow.owner.is_not(None)).group_by(CustomerRow.owner)
)
_GIVEN = Prepared(
    select(TurnRow.rep, TurnRow.at, TurnRow.customer_id)
    .where(
        TurnRow.outcome == Outcome.GIVEN.value,
        TurnRow.at >= bindparam("since"),
        TurnRow.customer_id.is_not(None),
    )
    .order_by(TurnRow.id)
)
_FACTS = Prepared(
    select(BusinessFactRow.customer_id, BusinessFactRow.at).where(
        among(BusinessFactRow.customer_id, "customers"),
        among(BusinessFactRow.sort, "winning"),
        BusinessFactRow.is_refused.is_(False),
    )
)
_EVENTS = Prepared(
    select(InteractionRow.customer_id, InteractionRow.at).where(
        among(InteractionRow.customer_id, "customers"), among(InteractionRow.kind, "winning")
    )
)
_NEWEST = Prepared(select(func.max(CustomerRow.id)))
_HAD_AN_OWNER = (
    select(LedgerRow.id)
    .where(LedgerRow.customer_id == CustomerRow.id, LedgerRow.passing != "enter", LedgerRow.passing != "move")
    .correlate(CustomerRow)
    .exists()
)
_WAITING = Prepared(
    select(CustomerRow.id)
    .where(
        CustomerRow.id > bindparam("after"),
        CustomerRow.owner.is_(None),
        among(CustomerRow.source, "sources"),
        ~_HAD_AN_OWNER,
    )
    .order_by(CustomerRow.created, CustomerRow.id)
)
_POOLED = Prepared(
    select(CustomerRow.id)
    .where(CustomerRow.owner.is_(None), among(CustomerRow.pool, "pools"))
    .order_by(func.coalesce(CustomerRow.pooled, CustomerRow.created), CustomerRow.id)
)
_THEIRS = select(ContactCustomerRow.contact_id).where(ContactCustomerRow.customer_id == bindparam("customer"))
_SAME_PEOPLE = Prepared(
    select(ContactCustomerRow.customer_id)
    .where(
        ContactCustomerRow.contact_id.in_(_THEIRS), ContactCustomerRow.customer_id != bindparam("customer")
    )
    .distinct()
    .order_by(ContactCustomerRow.customer_id)
)
_LAST_WITH = Prepared(
    select(InteractionRow.rep)
    .where(among(InteractionRow.customer_id, "customers"), InteractionRow.rep.is_not(None))
    .order_by(InteractionRow.at.desc(), InteractionRow.id.desc())
    .limit(1)
)
