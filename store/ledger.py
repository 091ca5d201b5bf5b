"""How did customers pass from hand to hand? The ledger is only added to: giving back refunds no claim.

Beside it, which owners the sweep has seen warned, and since when: nobody loses a customer unwarned.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, or_, select

from model import CustomerId, Duty, GroupId, LedgerEntry, Passing, RepId, utc
from store.merged import followed
from store.tables import (
    ChangeCustomerRow,
    ChangeRow,
    CursorRow,
    CustomerRow,
    FactRow,
    FollowUpRow,
    LedgerRow,
)
from store.writing import Prepared, add_all, add_new, among

TO_REP = (Passing.CLAIM, Passing.HAND_OUT, Passing.HANDOVER, Passing.ASSIGN)
"""It is somebody's from then on; all other passings lead into a pool."""
GIVEN_UP = (Passing.RELEASE, Passing.RETURN)


def hands(entry: LedgerEntry) -> dict[str, Any]:
    """What a passing writes into the columns of a customer."""
    at = int(entry.at.timestamp())
    if entry.passing in TO_REP:
        came_by = entry.passing.value
        return {"owner": entry.rep, "owned_since": at, "came_by": came_by, "pool": "", "pooled": None}
    if entry.passing is Passing.MOVE:
        return {"pool": entry.pool, "pooled": at}
    return {"owner": None, "owned_since": None, "came_by": "", "pool": "", "pooled": at}


@dataclass(frozen=True, slots=True)
class Warned:
    """Since when a sweep has seen an owner warned, and for which cause."""

    since: datetime
    cause: str


class Ledger:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, entry: LedgerEntry) -> None:
        """Write one passing down. Only Customers and whoever takes back do, with the customer itself."""
        row = {
            "at": int(entry.at.timestamp()),
            "customer_id": entry.customer,
            "group_id": entry.group,
            "passing": entry.passing.value,
            "rep": entry.rep,
            "pool": entry.pool,
            "why": entry.why,
            "actor": entry.actor,
        }
        add_all(self._connection, LedgerRow, [row])

    def of(self, customer: CustomerId) -> list[LedgerEntry]:
        """How this one passed, oldest first."""
        return [entry_of(row) for row in _OF.rows(self._connection, {"customer": customer})]

    def claims(self, rep: RepId, pool: str, since: datetime) -> tuple[datetime, ...]:
        """When a rep claimed from this pool since then, given back or not."""
        values = {"rep": rep, "pool": pool, "since": int(since.timestamp())}
        return tuple(utc(at) for at in _CLAIMS.column(self._connection, values))

    def given_up(self, rep: RepId, customer: CustomerId, group: GroupId | None) -> datetime | None:
        """When a rep last gave up, or lost, this customer or another company of its group."""
        values = {"rep": rep, "customers": self._numbers_of(customer), "group": group or 0}
        found = _GIVEN_UP.row(self._connection, values)
        return None if found is None or found[0] is None else utc(found[0])

    def _numbers_of(self, customer: CustomerId) -> list[CustomerId]:
        """Its own, and those of everybody who was merged into it."""
        return followed(
            customer,
            lambda number: _MERGES.column(self._connection, {"number": number}),
            lambda number: bool(_IS_THERE.column(self._connection, {"number": number})),
        )

    def holding(self, rep: RepId) -> int:
        """How many customers a rep owns."""
        return int(_HOLDING.row(self._connection, {"rep": rep})[0])

    def is_decided(self, customer: CustomerId) -> bool:
        """Did a person, or time, ever say whose it is? Else only mail has."""
        return bool(_DECIDED.rows(self._connection, {"customer": customer}))

    # -- what time takes back (worker/sweep.py) ------------------------------------------------------------

    def owed_back(self, now: datetime) -> list[CustomerId]:
        """Owned customers of whom a follow-up says that they return to the pool, or that their owner is
        warned. That somebody has ticked it off or put it to sleep does not matter: only a touch keeps one.
        """
        values = {"now": int(now.timestamp())}
        return [CustomerId(each) for each in _OWED_BACK.column(self._connection, values)]

    def warned(self) -> dict[CustomerId, Warned]:
        """Whose owners a sweep has seen warned."""
        found = (
            (name.removeprefix(_WARNED), *value.split(" ", 1))
            for name, value in _WARNINGS.rows(self._connection)
        )
        return {CustomerId(int(number)): Warned(utc(int(at)), cause) for number, at, cause in found}

    def warn(self, warnings: Mapping[CustomerId, Warned]) -> None:
        """The owners of these are warned from now on."""
        rows = [
            {"name": f"{_WARNED}{number}", "value": f"{int(each.since.timestamp())} {each.cause}"}
            for number, each in warnings.items()
        ]
        add_new(self._connection, FactRow, rows, replace=("value",))

    def forget_warnings(self, customers: list[CustomerId]) -> None:
        names = [f"{_WARNED}{number}" for number in customers]
        if names:
            _FORGET.run(self._connection, {"names": names})

    def read_until(self) -> dict[str, datetime]:
        """By account: up to when all its folders have been read."""
        return {account: utc(checked or 0) for account, checked in _READ_UNTIL.rows(self._connection)}


def entry_of(row: Any) -> LedgerEntry:
    """An entry of its row: id, at, customer, group, passing, rep, pool, why, actor."""
    number, at, customer, group, passing, rep, pool, why, actor = row
    return LedgerEntry(
        at=utc(at),
        customer=CustomerId(customer),
        passing=Passing(passing),
        rep=None if rep is None else RepId(rep),
        pool=pool,
        why=why,
        actor=actor,
        group=None if group is None else GroupId(group),
        id=number,
    )


_WARNED = "pool_warned:"
_COLUMNS = (
    LedgerRow.id,
    LedgerRow.at,
    LedgerRow.customer_id,
    LedgerRow.group_id,
    LedgerRow.passing,
    LedgerRow.rep,
    LedgerRow.pool,
    LedgerRow.why,
    LedgerRow.actor,
)
_OF = Prepared(select(*_COLUMNS).where(LedgerRow.customer_id == bindparam("customer")).order_by(LedgerRow.id))
_CLAIMS = Prepared(
    select(LedgerRow.at)
    .where(
        LedgerRow.rep == bindparam("rep"),
        LedgerRow.passing == Passing.CLAIM.value,
        LedgerRow.pool == bindparam("pool"),
        LedgerRow.at >= bindparam("since"),
    )
    .order_by(LedgerRow.at)
)
_GIVEN_UP = Prepared(
    select(func.max(LedgerRow.at)).where(
        LedgerRow.rep == bindparam("rep"),
        or_(*(LedgerRow.passing == each.value for each in GIVEN_UP)),
        or_(
            among(LedgerRow.customer_id, "customers"),
            LedgerRow.group_id == bindparam("group"),
            LedgerRow.customer_id.in_(
                select(CustomerRow.id).where(CustomerRow.group_id == bindparam("group"))
            ),
        ),
    )
)
_MERGES = Prepared(
    select(ChangeRow.detail)
    .join(ChangeCustomerRow, ChangeCustomerRow.change_id == ChangeRow.id)
    .where(
        ChangeCustomerRow.customer_id == bindparam("number"),
        ChangeRow.customer_id == bindparam("number"),
        ChangeRow.action == "merge",
    )
)
_IS_THERE = Prepared(select(CustomerRow.id).where(CustomerRow.id == bindparam("number")))
_HOLDING = Prepared(
    select(func.count()).select_from(CustomerRow).where(CustomerRow.owner == bindparam("rep"))
)
_DECIDED = Prepared(
    select(LedgerRow.id).where(LedgerRow.customer_id == bindparam("customer"), LedgerRow.actor != "").limit(1)
)
_OWED_BACK = Prepared(
    select(FollowUpRow.customer_id)
    .join(CustomerRow, CustomerRow.id == FollowUpRow.customer_id)
    .where(
        FollowUpRow.duty == Duty.POOL_RETURN.value,
        CustomerRow.owner.is_not(None),
        or_(FollowUpRow.due <= bindparam("now"), FollowUpRow.warns <= bindparam("now")),
    )
    .group_by(FollowUpRow.customer_id)
    .order_by(FollowUpRow.customer_id)
)
_WARNINGS = Prepared(
    select(FactRow.name, FactRow.value).where(FactRow.name.startswith(_WARNED, autoescape=True))
)
_FORGET = Prepared(delete(FactRow).where(among(FactRow.name, "names")))
_READ_UNTIL = Prepared(
    select(CursorRow.account, func.min(CursorRow.checked))
    .where(or_(CursorRow.role == "inbox", CursorRow.role == "sent"))
    .group_by(CursorRow.account)
)
