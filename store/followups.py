"""What happened with a customer, and what is owed to it?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select, update

from model import (
    Customer,
    CustomerId,
    Duty,
    FollowUpId,
    History,
    Interaction,
    InteractionKind,
    Kind,
    MailId,
    Obligation,
    RepId,
    Tag,
    utc,
)
from store import codec
from store.customers import Customers
from store.tables import FollowUpRow, InteractionRow, TagRow
from store.writing import add, in_lots


@dataclass(frozen=True, slots=True)
class Standing:
    """A follow-up as the desk asks for it; state as in FollowUpRow."""

    customer: CustomerId
    duty: Duty
    state: str


class FollowUps:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # -- history ------------------------------------------------------------------------------------------

    def histories(self, customers: Iterable[CustomerId]) -> list[History]:
        """Everything that happened with each of these customers."""
        lots = in_lots(sorted(set(customers)), 200)
        return [history for lot in lots for history in self._histories(lot)]

    def _histories(self, lot: Sequence[CustomerId]) -> list[History]:
        tags = self._tags(lot)
        happened: dict[int, list[Interaction]] = defaultdict(list)
        query = select(InteractionRow.__table__).where(InteractionRow.customer_id.in_(lot))
        for row in self._connection.execute(query.order_by(InteractionRow.at, InteractionRow.cause)):
            happened[row.customer_id].append(_interaction(row, tags[row.mail_id]))
        customers = Customers(self._connection).these(lot)
        return [History(customer, tuple(happened[customer.id])) for customer in customers]

    def _tags(self, lot: Sequence[CustomerId]) -> dict[int, list[Tag]]:
        of_theirs = select(InteractionRow.mail_id).where(InteractionRow.customer_id.in_(lot))
        query = select(TagRow.__table__).where(TagRow.mail_id.in_(of_theirs)).order_by(TagRow.id)
        found: dict[int, list[Tag]] = defaultdict(list)
        for row in self._connection.execute(query).mappings():
            found[row["mail_id"]].append(codec.tag_from(row))
        return found

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
            named = update(InteractionRow).where(InteractionRow.id == number)
            self._connection.execute(named.values(cause=f"log:{number}"))

    def unlog(self, customer: CustomerId, cause: str) -> None:
        """Take back what was logged under this cause, if anything was."""
        same = (InteractionRow.customer_id == customer) & (InteractionRow.cause == cause)
        self._connection.execute(delete(InteractionRow).where(same))

    # -- what is owed ---------------------------------------------------------------------------------------

    def settle(self, customer: Customer, owed: Sequence[Obligation]) -> int:
        """Make the follow-ups say what is owed now, writing only the difference. Answers how many rows
        changed.

        What a rep did survives: a done follow-up stays done, a snooze or note stays on it. A follow-up nobody
        touched and nothing owes any more is removed: its story stands in the history, and the book stays a
        function of the mail, whatever the order it came in.
        """
        stored = self._stored(customer.id)
        wanted = {(obligation.duty.value, obligation.cause): obligation for obligation in owed}
        changes = [self._renew(customer, obligation, stored.get(key)) for key, obligation in wanted.items()]
        changes += [self._let_go(row) for key, row in stored.items() if key not in wanted]
        return sum(changes)

    def _stored(self, customer: CustomerId) -> dict[tuple[str, str], Any]:
        query = select(FollowUpRow.__table__).where(FollowUpRow.customer_id == customer)
        return {(row.duty, row.cause): row for row in self._connection.execute(query)}

    def _renew(self, customer: Customer, obligation: Obligation, row: Any) -> bool:
        values = _values(obligation)
        if row is None:
            add(self._connection, FollowUpRow, {"customer_id": customer.id} | values)
            return True
        if row.state == "met":
            values["state"] = "open"
        if all(getattr(row, name) == value for name, value in values.items()):
            return False
        self._connection.execute(update(FollowUpRow).where(FollowUpRow.id == row.id).values(**values))
        return True

    def _let_go(self, row: Any) -> bool:
        if row.state == "open" and not row.note and row.snoozed_until is None:
            self._connection.execute(delete(FollowUpRow).where(FollowUpRow.id == row.id))
            return True
        if row.state == "open":
            self._connection.execute(update(FollowUpRow).where(FollowUpRow.id == row.id).values(state="met"))
        return bool(row.state == "open")

    def standing_of(self, number: FollowUpId) -> Standing | None:
        """Whose a follow-up is and how it stands, or None if there is none of that number."""
        query = select(FollowUpRow.customer_id, FollowUpRow.duty, FollowUpRow.state)
        row = self._connection.execute(query.where(FollowUpRow.id == number)).one_or_none()
        return None if row is None else Standing(CustomerId(row.customer_id), Duty(row.duty), row.state)

    def complete(self, number: FollowUpId, note: str) -> None:
        """Done. Without a note of its own the reason of an earlier snooze stays."""
        self._set(number, state="done", **({"note": note} if note else {}))

    def reopen(self, number: FollowUpId) -> None:
        self._set(number, state="open", note="", snoozed_until=None)

    def snooze(self, number: FollowUpId, until: datetime, note: str) -> None:
        self._set(number, snoozed_until=int(until.timestamp()), note=note)

    def _set(self, number: FollowUpId, **values: Any) -> None:
        self._connection.execute(update(FollowUpRow).where(FollowUpRow.id == number).values(**values))


def _values(obligation: Obligation) -> dict[str, Any]:
    return {
        "duty": obligation.duty.value,
        "cause": obligation.cause,
        "opened": int(obligation.opened.timestamp()),
        "due": int(obligation.due.timestamp()),
        "because": obligation.because,
        "suggest_en": obligation.suggest.en,
        "suggest_zh": obligation.suggest.zh,
    }


def _interaction(row: Any, tags: list[Tag]) -> Interaction:
    return Interaction(
        at=utc(row.at),
        kind=InteractionKind(row.kind),
        cause=row.cause,
        summary=row.summary,
        rep=None if row.rep is None else RepId(row.rep),
        mail=None if row.mail_id is None else MailId(row.mail_id),
        mail_kind=None if row.mail_kind is None else Kind(row.mail_kind),
        tags=tuple(tags),
    )
