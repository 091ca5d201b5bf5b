"""Which signs of fraud are there that nobody has looked at?"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete, select, update

from model import Alarm, AlarmSort, MailId
from store.tables import AlarmRow
from store.writing import Prepared, add_new, table_of


class Alarms:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def raise_(self, number: MailId, alarms: Sequence[Alarm]) -> None:
        """Note the signs of a mail; one that was dismissed stays so."""
        rows = [
            {"mail_id": number, "sort": alarm.sort.value, "words": alarm.words, "state": "open"}
            for alarm in alarms
        ]
        add_new(self._connection, AlarmRow, rows)

    def open_of(self, number: MailId) -> list[str]:
        """The signs in a mail that nobody has looked at."""
        return _OPEN.column(self._connection, {"number": number})

    def dismissed_of(self, number: MailId) -> frozenset[AlarmSort]:
        """Sorts of signs that a person has looked at, and no newer one of the sort is open."""
        states: dict[str, set[str]] = {}
        for sort, state in _STATES.rows(self._connection, {"number": number}):
            states.setdefault(sort, set()).add(state)
        return frozenset(AlarmSort(sort) for sort, found in states.items() if found == {"dismissed"})

    def renew(self, number: MailId, alarms: Sequence[Alarm]) -> None:
        """The signs of a mail that was read again: those it shows no more go, if nobody has answered."""
        dismissed = self.dismissed_of(number)
        _FORGET.run(self._connection, {"number": number})
        self.raise_(number, [alarm for alarm in alarms if alarm.sort not in dismissed])

    def any_of(self, number: MailId) -> bool:
        """Does the mail show any sign, dismissed or not?"""
        return bool(_ANY.column(self._connection, {"number": number}))

    def set(self, number: MailId, state: str) -> int:
        """Every alarm of a mail is open, or dismissed. Answers how many changed."""
        values = {"number": number, "state": state, "other": "open" if state != "open" else "dismissed"}
        return int(_SET.run(self._connection, values).rowcount)


_OPEN = Prepared(
    select(AlarmRow.words)
    .where(AlarmRow.mail_id == bindparam("number"), AlarmRow.state == "open")
    .order_by(AlarmRow.id)
)
_STATES = Prepared(select(AlarmRow.sort, AlarmRow.state).where(AlarmRow.mail_id == bindparam("number")))
_FORGET = Prepared(
    delete(table_of(AlarmRow)).where(AlarmRow.mail_id == bindparam("number"), AlarmRow.state == "open")
)
_ANY = Prepared(select(AlarmRow.id).where(AlarmRow.mail_id == bindparam("number")))
_SET = Prepared(
    update(table_of(AlarmRow)).where(
        AlarmRow.mail_id == bindparam("number"), AlarmRow.state == bindparam("other")
    ),
    ("state",),
)
