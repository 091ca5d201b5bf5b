"""Which customers look like one, and which groups have two owners, that nobody has looked at?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from model import CustomerId, MailId
from store.tables import ConflictRow
from store.writing import Prepared, add_new, table_of


@dataclass(frozen=True, slots=True)
class Collision:
    """One conflict, as it is kept."""

    customer: CustomerId
    other: CustomerId
    sort: str
    level: str
    words: str
    mail: MailId | None = None


class Conflicts:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(self, collisions: Sequence[Collision], at: datetime) -> None:
        """Note them once; one that was dismissed stays so."""
        rows = [
            {
                "customer_id": each.customer,
                "other_id": each.other,
                "sort": each.sort,
                "level": each.level,
                "words": each.words,
                "mail_id": each.mail,
                "at": int(at.timestamp()),
                "state": "open",
            }
            for each in collisions
        ]
        add_new(self._connection, ConflictRow, rows)

    def known(self, customer: CustomerId, other: CustomerId) -> bool:
        """Has anything between these two been noted?"""
        return bool(_KNOWN.column(self._connection, {"customer": customer, "other": other}))

    def set(self, number: int, state: str) -> str | None:
        """A conflict is open, or dismissed. Answers what it was; None: there is no such conflict."""
        before = _STATE.column(self._connection, {"number": number})
        _SET.run(self._connection, {"number": number, "state": state})
        return before[0] if before else None


_KNOWN = Prepared(
    select(ConflictRow.id).where(
        ConflictRow.customer_id == bindparam("customer"), ConflictRow.other_id == bindparam("other")
    )
)
_STATE = Prepared(select(ConflictRow.state).where(ConflictRow.id == bindparam("number")))
_SET = Prepared(update(table_of(ConflictRow)).where(ConflictRow.id == bindparam("number")), ("state",))
