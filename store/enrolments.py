"""Which customers follow which sequence, since when?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from model import CustomerId, Enrolment, EnrolmentId, utc
from store.changes import Audit
from store.tables import EnrolmentRow
from store.writing import Prepared, add, table_of


class Enrolments:
    def __init__(self, connection: Connection, audit: Audit) -> None:
        self._connection = connection
        self._audit = audit

    def of(self, customer: CustomerId) -> list[Enrolment]:
        """Those that nobody ended, oldest first."""
        rows = _OF.rows(self._connection, {"customer": customer})
        return [Enrolment(EnrolmentId(row[0]), row[1], utc(row[2]), row[3]) for row in rows]

    def enrol(self, customer: CustomerId, sequence: str, started: datetime, event: str, actor: str) -> bool:
        """False: it follows this sequence for this event already. Where that was ended, this is another
        enrolment: its steps are owed anew.
        """
        values = {"customer_id": customer, "sequence": sequence, "event": event}
        if any(row[1] is None for row in _ONE.rows(self._connection, values)):
            return False
        self._audit.watch_history(customer)
        begun = {"started": int(started.timestamp()), "actor": actor}
        add(self._connection, EnrolmentRow, values | begun)
        return True

    def has(self, customer: CustomerId, sequence: str, event: str) -> bool:
        """Was it ever enrolled for this event, whether somebody ended it or not?"""
        values = {"customer_id": customer, "sequence": sequence, "event": event}
        return _ONE.row(self._connection, values) is not None

    def end(self, customer: CustomerId, sequence: str, at: datetime) -> int:
        """Answers how many enrolments were ended."""
        self._audit.watch_history(customer)
        values = {"customer": customer, "of": sequence, "ended": int(at.timestamp())}
        return int(_END.run(self._connection, values).rowcount)


_OF = Prepared(
    select(EnrolmentRow.id, EnrolmentRow.sequence, EnrolmentRow.started, EnrolmentRow.event)
    .where(EnrolmentRow.customer_id == bindparam("customer"), EnrolmentRow.ended.is_(None))
    .order_by(EnrolmentRow.started, EnrolmentRow.id)
)
_ONE = Prepared(
    select(EnrolmentRow.id, EnrolmentRow.ended).where(
        EnrolmentRow.customer_id == bindparam("customer_id"),
        EnrolmentRow.sequence == bindparam("sequence"),
        EnrolmentRow.event == bindparam("event"),
    )
)
_END = Prepared(
    update(table_of(EnrolmentRow)).where(
        EnrolmentRow.customer_id == bindparam("customer"),
        EnrolmentRow.sequence == bindparam("of"),
        EnrolmentRow.ended.is_(None),
    ),
    ("ended",),
)
