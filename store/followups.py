"""What is owed to customers, and what did reps do about it? What happened with them: store/histories.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, or_, select, update

from model import (
    CustomerId,
    Duty,
    FollowUpId,
    Footing,
    InteractionKind,
    Kind,
    Obligation,
    RepId,
    utc,
)
from store.changes import Audit
from store.tables import CustomerRow, FollowUpRow, InteractionRow
from store.writing import Prepared, add, add_all, among, table_of


@dataclass(frozen=True, slots=True)
class Standing:
    """A follow-up as the desk asks for it; state as in FollowUpRow."""

    customer: CustomerId
    duty: Duty
    state: str
    cause: str = ""
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    open: int
    last: int


class FollowUps:
    def __init__(self, connection: Connection, audit: Audit) -> None:
        self._connection = connection
        self._audit = audit

    # -- what happened ------------------------------------------------------------------------------------

    def footing(self, customer: CustomerId, at: datetime) -> Footing:
        """How a customer stands, and when we last reached out before that time."""
        row = self._connection.execute(
            select(CustomerRow.volume_class, CustomerRow.close_grade).where(CustomerRow.id == customer)
        ).first()
        last = self._connection.scalar(
            select(func.max(InteractionRow.at)).where(
                InteractionRow.customer_id == customer,
                InteractionRow.kind.in_([kind.value for kind in InteractionKind if kind.is_touch]),
                or_(InteractionRow.mail_kind.is_(None), InteractionRow.mail_kind.in_(_OF_PEOPLE)),
                InteractionRow.at < int(at.timestamp()),
            )
        )
        volume_class, close_grade = row or ("", "")
        return Footing(volume_class or "", close_grade or "", utc(last) if last is not None else None)

    def log(  # noqa: PLR0913, PLR0917  # each is a column
        self,
        customer: CustomerId,
        at: datetime,
        kind: InteractionKind,
        rep: RepId,
        words: str,
        cause: str = "",
        content: str = "",
    ) -> str:
        """Enter what happened outside the mail: a call, a visit, a chat. Answers its cause; without one given
        it is its own. content: the kind of content it brought.
        """
        self._audit.watch_history(customer)
        values = {"customer_id": customer, "at": int(at.timestamp()), "kind": kind.value, "cause": cause}
        more = {"rep": rep, "summary": words, "content": content}
        number = add(self._connection, InteractionRow, values | more)
        if not cause:
            cause = f"log:{number}"
            _NAME.run(self._connection, {"number": number, "cause": cause})
        return cause

    def unlog(self, customer: CustomerId, cause: str) -> None:
        """Take back what was logged under this cause, if anything was."""
        self._audit.watch_history(customer)
        _UNLOG.run(self._connection, {"customer": customer, "cause": cause})

    # -- what is owed ---------------------------------------------------------------------------------------

    def settle(self, customer: CustomerId, owed: Sequence[Obligation]) -> int:
        """As `settle_all`, for one customer."""
        return self.settle_all({customer: owed})

    def settle_all(self, owed: Mapping[CustomerId, Sequence[Obligation]]) -> int:
        """Make the follow-ups say what is owed now, writing only the difference. Answers how many rows
        changed.

        What a rep did survives: a done follow-up stays done, a snooze or note stays on it; only what they
        said since wakes one that was snoozed. A follow-up nobody
        touched and nothing owes any more is removed: its story stands in the history, and the book stays a
        function of the mail, whatever the order it came in. Each stands on the list of the customer's owner.
        """
        for customer in owed:
            self._audit.watch_history(customer)
        stored = self._stored(list(owed))
        owners = dict(_OWNERS.rows(self._connection, {"customers": list(owed)}))
        every = [(customer, one) for customer, obligations in owed.items() for one in obligations]
        wanted = {
            (customer, one.duty.value, one.cause): _values(customer, one) | {"owner": owners.get(customer)}
            for customer, one in every
        }
        wakes = {(customer, one.duty.value, one.cause): _seconds(one.wakes) for customer, one in every}
        new = [values for key, values in wanted.items() if key not in stored]
        add_all(self._connection, FollowUpRow, new)
        renewed = [
            self._renew(stored[key], values | _woken(stored[key], wakes[key]))
            for key, values in wanted.items()
            if key in stored
        ]
        ended = [self._let_go(row) for key, row in stored.items() if key not in wanted]
        return len(new) + sum(renewed) + sum(ended)

    def tally(self) -> Tally:
        """How many are open, and the highest number ever given."""
        query = select(func.count().filter(FollowUpRow.state == "open"), func.max(FollowUpRow.id))
        row = self._connection.execute(query).one()
        return Tally(int(row[0]), int(row[1] or 0))

    def opened_after(self, number: int) -> int:
        """How many of those that are open have a higher number."""
        later = (FollowUpRow.id > number) & (FollowUpRow.state == "open")
        return int(self._connection.scalar(select(func.count()).where(later)) or 0)

    def _stored(self, customers: Sequence[CustomerId]) -> dict[_Key, dict[str, Any]]:
        rows = [
            dict(zip(_COLUMNS, row, strict=True))
            for row in _STORED.rows(self._connection, {"customers": customers})
        ]
        return {(row["customer_id"], row["duty"], row["cause"]): row for row in rows}

    def _renew(self, row: dict[str, Any], values: dict[str, Any]) -> bool:
        values = values | {"shows": _shows(row | values)}
        if row["state"] == "met":
            values["state"] = "open"
        changes = {name: value for name, value in values.items() if row[name] != value}
        if changes:
            self._set(row["id"], **changes)
        return bool(changes)

    def _let_go(self, row: dict[str, Any]) -> bool:
        if row["state"] != "open":
            return False
        if not row["note"] and row["snoozed_until"] is None:
            _REMOVE.run(self._connection, {"number": row["id"]})
        else:
            self._set(row["id"], state="met")
        return True

    def standing_of(self, number: FollowUpId) -> Standing | None:
        """Whose a follow-up is and how it stands, or None if there is none of that number."""
        row = _STANDING.row(self._connection, {"number": number})
        return None if row is None else Standing(CustomerId(row[0]), Duty(row[1]), *row[2:])

    def complete(self, number: FollowUpId, note: str) -> None:
        """Done. Without a note of its own the reason of an earlier snooze stays."""
        self._set(number, state="done", **({"note": note} if note else {}))

    def reopen(self, number: FollowUpId) -> None:
        self._wake(number, None, state="open", note="", snoozed_at=None)

    def snooze(self, number: FollowUpId, until: datetime, note: str, at: datetime | None = None) -> None:
        """at: when that was said; without it nothing they say later wakes it."""
        self._wake(number, int(until.timestamp()), note=note, snoozed_at=_seconds(at))

    def _wake(self, number: FollowUpId, until: int | None, **values: Any) -> None:
        row = _TIMES.row(self._connection, {"number": number})
        if row is not None:
            shows = _shows({"due": row[0], "warns": row[1], "snoozed_until": until})
            self._set(number, snoozed_until=until, shows=shows, **values)

    def _set(self, number: FollowUpId, **values: Any) -> None:
        _setting(tuple(values)).run(self._connection, {"number": number} | values)


_Key = tuple[int, str, str]
"""Whose, which duty, and why: what a follow-up is known by."""

_COLUMNS = tuple(column.name for column in table_of(FollowUpRow).columns)
_OF_PEOPLE = tuple(kind.value for kind in Kind if kind.moves_clocks)
_NAME = Prepared(update(table_of(InteractionRow)).where(InteractionRow.id == bindparam("number")), ("cause",))
_UNLOG = Prepared(
    delete(InteractionRow).where(
        InteractionRow.customer_id == bindparam("customer"), InteractionRow.cause == bindparam("cause")
    )
)
_STORED = Prepared(
    select(*table_of(FollowUpRow).columns)
    .where(among(FollowUpRow.customer_id, "customers"))
    .order_by(FollowUpRow.id)
)
_STANDING = Prepared(
    select(
        FollowUpRow.customer_id, FollowUpRow.duty, FollowUpRow.state, FollowUpRow.cause, FollowUpRow.owner
    ).where(FollowUpRow.id == bindparam("number"))
)
_OWNERS = Prepared(select(CustomerRow.id, CustomerRow.owner).where(among(CustomerRow.id, "customers")))
_TIMES = Prepared(select(FollowUpRow.due, FollowUpRow.warns).where(FollowUpRow.id == bindparam("number")))
_REMOVE = Prepared(delete(FollowUpRow).where(FollowUpRow.id == bindparam("number")))


@cache
def _setting(columns: tuple[str, ...]) -> Prepared:
    return Prepared(update(table_of(FollowUpRow)).where(FollowUpRow.id == bindparam("number")), columns)


def _values(customer: CustomerId, obligation: Obligation) -> dict[str, Any]:
    due, since = obligation.due, obligation.since or obligation.due
    values = {
        "customer_id": customer,
        "duty": obligation.duty.value,
        "cause": obligation.cause,
        "opened": int(obligation.opened.timestamp()),
        "due": int(due.timestamp()),
        "because": obligation.because,
        "suggest_en": obligation.suggest.en,
        "suggest_zh": obligation.suggest.zh,
        "content": obligation.content,
        "warns": _seconds(obligation.shows),
        "lapses": _seconds(obligation.lapses),
        "since": int(since.timestamp()),
    }
    return values | {"shows": _shows(values)}


def _shows(row: Mapping[str, Any]) -> int:
    """From when on it stands on the list: warned of or due, and awake."""
    due: int = row["due"]
    warns, snoozed = row["warns"], row.get("snoozed_until")
    listed = due if warns is None else min(warns, due)
    return listed if snoozed is None else max(snoozed, listed)


def _woken(row: Mapping[str, Any], wakes: int | None) -> dict[str, Any]:
    """They said something since it was put off."""
    put_off = row["snoozed_at"]
    is_woken = put_off is not None and wakes is not None and wakes > put_off
    return {"snoozed_until": None, "snoozed_at": None} if is_woken else {}


def _seconds(at: datetime | None) -> int | None:
    return None if at is None else int(at.timestamp())
