"""Which companies belong together?

A group is flat: it holds customers, never groups. A customer is in one group or in none.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, func, select

from model import CustomerId, Group, GroupId
from store import rows
from store.changes import Audit
from store.tables import CustomerRow, GroupRow
from store.writing import Prepared, add


class Groups:
    def __init__(self, connection: Connection, audit: Audit) -> None:
        self._connection = connection
        self._audit = audit
        self._newest = 0
        self._folded: dict[str, list[tuple[int, str]]] = {}

    def called(self, name: str) -> list[Group]:
        """The group of this name; where letters differ in case only there may be several."""
        exact = _CALLED.rows(self._connection, {"name": name})
        found = exact or [
            each for each in self._alike(name) if _THERE.row(self._connection, {"group": each[0]})
        ]
        return [Group(GroupId(number), called) for number, called in found]

    def _alike(self, name: str) -> list[tuple[int, str]]:
        """In Python: SQLite folds ASCII only, PostgreSQL as its locale says. All are read once until one is
        added, since a file may name thousands that are new.
        """
        newest = _NEWEST.row(self._connection)[0] or 0
        if newest != self._newest:
            self._newest, self._folded = newest, {}
            for number, called in _ALL.rows(self._connection):
                self._folded.setdefault(called.casefold(), []).append((number, called))
        return self._folded.get(name.casefold(), [])

    def add(self, name: str) -> Group:
        self._alike(name)
        number = add(self._connection, GroupRow, {"name": name})
        self._audit.born(GroupRow, number)
        self._newest = number
        self._folded.setdefault(name.casefold(), []).append((number, name))
        return Group(GroupId(number), name)

    def contact(self, group: GroupId) -> str:
        """What counts as contact among its companies; empty: as the policy says."""
        row = _CONTACT.row(self._connection, {"group": group})
        return row[0] if row else ""

    def set_contact(self, group: GroupId, contact: str) -> None:
        self._audit.watch(GroupRow, group)
        rows.renew(self._connection, GroupRow, (group,), {"contact": contact})

    def members(self, group: GroupId) -> list[CustomerId]:
        return [CustomerId(each) for each in _MEMBERS.column(self._connection, {"group": group})]

    def remove(self, group: GroupId) -> None:
        """Take a group without members out of the book."""
        self._audit.watch(GroupRow, group)
        rows.remove(self._connection, GroupRow, (group,))

    def empty(self, groups: Sequence[GroupId]) -> list[GroupId]:
        """Which of these nobody belongs to any more."""
        return [group for group in groups if not self.members(group)]


_CALLED = Prepared(select(GroupRow.id, GroupRow.name).where(GroupRow.name == bindparam("name")))
_ALL = Prepared(select(GroupRow.id, GroupRow.name).order_by(GroupRow.id))
_NEWEST = Prepared(select(func.max(GroupRow.id)))
_THERE = Prepared(select(GroupRow.id).where(GroupRow.id == bindparam("group")))
_CONTACT = Prepared(select(GroupRow.contact).where(GroupRow.id == bindparam("group")))
_MEMBERS = Prepared(
    select(CustomerRow.id).where(CustomerRow.group_id == bindparam("group")).order_by(CustomerRow.id)
)
