"""What happened with a customer, and what is owed to it?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, or_, select, update

from model import (
    CustomerId,
    Duty,
    FollowUpId,
    Footing,
    History,
    Interaction,
    InteractionKind,
    Kind,
    MailId,
    Marks,
    Obligation,
    RepId,
    Tag,
    utc,
)
from store import codec, loading
from store.changes import Audit
from store.happened import Happened
from store.marks import said_of
from store.tables import CustomerRow, FollowUpRow, InteractionRow, TagRow
from store.writing import Prepared, add, add_all, among, in_lots, table_of


@dataclass(frozen=True, slots=True)
class Standing:
    """A follow-up as the desk asks for it; state as in FollowUpRow."""

    customer: CustomerId
    duty: Duty
    state: str


@dataclass(frozen=True, slots=True)
class Tally:
    open: int
    last: int


class FollowUps:
    def __init__(self, connection: Connection, audit: Audit) -> None:
        self._connection = connection
        self._audit = audit

    # -- history ------------------------------------------------------------------------------------------

    def histories(self, customers: Iterable[CustomerId]) -> list[History]:
        """Everything that happened with each of these customers."""
        lots = in_lots(sorted(set(customers)), 200)
        return [history for lot in lots for history in self._histories(lot)]

    def _histories(self, lot: Sequence[CustomerId]) -> list[History]:
        tags = self._tags(lot)
        happened: dict[int, list[Interaction]] = defaultdict(list)
        for customer, mail, *event in _HAPPENED.rows(self._connection, {"customers": lot}):
            happened[customer].append(_interaction(mail, event, tags.get(mail, ())))
        marks = said_of(self._connection, lot)
        return [
            Happened(each, tuple(happened[each.id]), marks.get(each.id, Marks())).history()
            for each in loading.customers(self._connection, lot)
        ]

    def _tags(self, lot: Sequence[CustomerId]) -> dict[int, list[Tag]]:
        found: dict[int, list[Tag]] = defaultdict(list)
        for mail, *columns in _TAGS.rows(self._connection, {"customers": lot}):
            found[mail].append(_tag(tuple(columns)))
        return found

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

    def log(
        self,
        customer: CustomerId,
        at: datetime,
        kind: InteractionKind,
        rep: RepId,
        words: str,
        cause: str = "",
    ) -> None:
        """Enter what happened outside the mail: a call, a visit, a chat. Without a cause it is its own."""
        values = {"customer_id": customer, "at": int(at.timestamp()), "kind": kind.value, "cause": cause}
        number = add(self._connection, InteractionRow, values | {"rep": rep, "summary": words})
        if not cause:
            _NAME.run(self._connection, {"number": number, "cause": f"log:{number}"})

    def unlog(self, customer: CustomerId, cause: str) -> None:
        """Take back what was logged under this cause, if anything was."""
        _UNLOG.run(self._connection, {"customer": customer, "cause": cause})

    # -- what is owed ---------------------------------------------------------------------------------------

    def settle(self, customer: CustomerId, owed: Sequence[Obligation]) -> int:
        """As `settle_all`, for one customer."""
        return self.settle_all({customer: owed})

    def settle_all(self, owed: Mapping[CustomerId, Sequence[Obligation]]) -> int:
        """Make the follow-ups say what is owed now, writing only the difference. Answers how many rows
        changed.

        What a rep did survives: a done follow-up stays done, a snooze or note stays on it. A follow-up nobody
        touched and nothing owes any more is removed: its story stands in the history, and the book stays a
        function of the mail, whatever the order it came in.
        """
        for customer in owed:
            self._audit.watch_history(customer)
        stored = self._stored(list(owed))
        wanted = {
            (customer, one.duty.value, one.cause): _values(customer, one)
            for customer, obligations in owed.items()
            for one in obligations
        }
        new = [values for key, values in wanted.items() if key not in stored]
        add_all(self._connection, FollowUpRow, new)
        renewed = [self._renew(stored[key], values) for key, values in wanted.items() if key in stored]
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
        if row["state"] == "met":
            values = values | {"state": "open"}
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
        return None if row is None else Standing(CustomerId(row[0]), Duty(row[1]), row[2])

    def complete(self, number: FollowUpId, note: str) -> None:
        """Done. Without a note of its own the reason of an earlier snooze stays."""
        self._set(number, state="done", **({"note": note} if note else {}))

    def reopen(self, number: FollowUpId) -> None:
        self._set(number, state="open", note="", snoozed_until=None)

    def snooze(self, number: FollowUpId, until: datetime, note: str) -> None:
        self._set(number, snoozed_until=int(until.timestamp()), note=note)

    def _set(self, number: FollowUpId, **values: Any) -> None:
        _setting(tuple(values)).run(self._connection, {"number": number} | values)


_Key = tuple[int, str, str]
"""Whose, which duty, and why: what a follow-up is known by."""

_COLUMNS = tuple(column.name for column in table_of(FollowUpRow).columns)
_TAG_COLUMNS = tuple(column for column in table_of(TagRow).columns if column.name not in ("id", "mail_id"))

_HAPPENED = Prepared(
    select(
        InteractionRow.customer_id,
        InteractionRow.mail_id,
        InteractionRow.at,
        InteractionRow.kind,
        InteractionRow.cause,
        InteractionRow.summary,
        InteractionRow.rep,
        InteractionRow.mail_kind,
    )
    .where(among(InteractionRow.customer_id, "customers"))
    .order_by(InteractionRow.at, InteractionRow.cause)
)
_OF_PEOPLE = tuple(kind.value for kind in Kind if kind.moves_clocks)
_TAGS = Prepared(
    select(TagRow.mail_id, *_TAG_COLUMNS)
    .where(
        TagRow.mail_id.in_(
            select(InteractionRow.mail_id).where(among(InteractionRow.customer_id, "customers"))
        ),
        TagRow.is_trial.is_(False),
    )
    .order_by(TagRow.id)
)
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
    select(FollowUpRow.customer_id, FollowUpRow.duty, FollowUpRow.state).where(
        FollowUpRow.id == bindparam("number")
    )
)
_REMOVE = Prepared(delete(FollowUpRow).where(FollowUpRow.id == bindparam("number")))


@cache
def _setting(columns: tuple[str, ...]) -> Prepared:
    return Prepared(update(table_of(FollowUpRow)).where(FollowUpRow.id == bindparam("number")), columns)


def _values(customer: CustomerId, obligation: Obligation) -> dict[str, Any]:
    return {
        "customer_id": customer,
        "duty": obligation.duty.value,
        "cause": obligation.cause,
        "opened": int(obligation.opened.timestamp()),
        "due": int(obligation.due.timestamp()),
        "because": obligation.because,
        "suggest_en": obligation.suggest.en,
        "suggest_zh": obligation.suggest.zh,
    }


@lru_cache(4096)
def _tag(values: tuple[Any, ...]) -> Tag:
    """The history of a customer who writes much is asked for with every batch, and making its tags anew
    would cost more than all the rest of it.
    """
    names = (column.name for column in _TAG_COLUMNS)
    return codec.tag_from(dict(zip(names, values, strict=True)))


def _interaction(mail: int | None, event: Sequence[Any], tags: Sequence[Tag]) -> Interaction:
    at, kind, cause, summary, rep, mail_kind = event
    return Interaction(
        at=utc(at),
        kind=InteractionKind(kind),
        cause=cause,
        summary=summary,
        rep=None if rep is None else RepId(rep),
        mail=None if mail is None else MailId(mail),
        mail_kind=None if mail_kind is None else Kind(mail_kind),
        tags=tuple(tags),
    )
