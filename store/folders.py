"""What has been fetched from where, and what was set aside on the way?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, func, select, update

from model import MailId, Place, RawMail, utc
from store.tables import CursorRow, PlaceRow, SetAsideRow
from store.writing import add, add_new, in_lots


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a folder has been read. UIDs up to `last_uid` are saved, set aside or gone."""

    account: str
    folder: str
    role: str
    uidvalidity: int = 0
    last_uid: int = 0
    on_server: int = 0
    checked: datetime | None = None
    unfetched: tuple[int, ...] = ()
    """UIDs below `last_uid` that the server listed and did not give; they are asked for at every pass."""


@dataclass(frozen=True, slots=True)
class SetAside:
    id: int
    raw: RawMail
    error: str


class Folders:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def cursor(self, account: str, folder: str, role: str) -> Cursor:
        """Where reading of this folder goes on; a folder never read starts at nothing."""
        here = (CursorRow.account == account) & (CursorRow.folder == folder)
        row = self._connection.execute(select(CursorRow.__table__).where(here)).one_or_none()
        if row is None:
            return Cursor(account, folder, role)
        checked = utc(row.checked) if row.checked else None
        unfetched = tuple(self._connection.scalars(select(SetAsideRow.uid).where(_empty(row)).limit(50)))
        return Cursor(account, folder, role, row.uidvalidity, row.last_uid, row.on_server, checked, unfetched)

    def accounts_read(self) -> frozenset[str]:
        """Accounts whose inbox, the last of their folders, has been read to its end."""
        read = (CursorRow.checked > 0) & (CursorRow.role == "inbox")
        return frozenset(self._connection.scalars(select(CursorRow.account).where(read)))

    def move(self, cursor: Cursor) -> None:
        """Advance the cursor, in the same transaction as what it has passed."""
        values = {
            "account": cursor.account,
            "folder": cursor.folder,
            "role": cursor.role,
            "uidvalidity": cursor.uidvalidity,
            "last_uid": cursor.last_uid,
            "on_server": cursor.on_server,
            "checked": int(cursor.checked.timestamp()) if cursor.checked else 0,
        }
        renewed = ("role", "uidvalidity", "last_uid", "on_server", "checked")
        add_new(self._connection, CursorRow, [values], replace=renewed)

    def seen(self, places: Sequence[Place]) -> frozenset[Place]:
        """Which of these places of one folder are in the book already, with a mail or its bytes."""
        found: set[Place] = set()
        for lot in in_lots(places):
            found.update(self._seen(lot))
        return frozenset(found)

    def _seen(self, lot: list[Place]) -> Iterable[Place]:
        first = lot[0]
        here = (
            (PlaceRow.account == first.account)
            & (PlaceRow.folder == first.folder)
            & (PlaceRow.uidvalidity == first.uidvalidity)
            & PlaceRow.uid.in_([place.uid for place in lot])
        )
        given = SetAsideRow.id.is_(None) | (func.length(SetAsideRow.content) > 0)
        query = select(PlaceRow.uid).outerjoin(SetAsideRow, SetAsideRow.id == PlaceRow.set_aside_id)
        uids = self._connection.scalars(query.where(here, given))
        return [Place(first.account, first.folder, first.uidvalidity, uid) for uid in uids]

    def note(self, place: Place | None, mail: MailId | None = None, set_aside: int | None = None) -> None:
        """Write down what became of a place: a mail, set aside, or (neither) gone before it was fetched."""
        if place is None:
            return
        values = {
            "account": place.account,
            "folder": place.folder,
            "uidvalidity": place.uidvalidity,
            "uid": place.uid,
            "mail_id": mail,
            "set_aside_id": set_aside,
        }
        add_new(self._connection, PlaceRow, [values], replace=("mail_id", "set_aside_id"))

    def set_aside(self, raw: RawMail, error: str) -> int:
        """Keep a mail that broke something, whole and with its reason."""
        place = raw.place or Place("", "", 0, 0)
        values = {
            "account": place.account,
            "folder": place.folder,
            "uidvalidity": place.uidvalidity,
            "uid": place.uid,
            "received": int(raw.received.timestamp()),
            "content": raw.content,
            "complete": raw.complete,
            "error": error,
        }
        number = add(self._connection, SetAsideRow, values)
        self.note(raw.place, set_aside=number)
        return number

    def refused(self, place: Place, said: str) -> None:
        """Note a mail that the server lists and does not give, once, with what it said last."""
        known = self._connection.scalar(
            select(SetAsideRow.id).where(_empty(place), SetAsideRow.uid == place.uid)
        )
        if known is None:
            self.set_aside(RawMail(b"", utc(0), place), said)
        else:
            self.still_broken(known, said)

    def let_go(self, cursor: Cursor) -> None:
        """Forget refusals that no place points to any more: the mail was given after all, or is gone."""
        pointed = select(PlaceRow.set_aside_id).where(PlaceRow.set_aside_id.is_not(None))
        orphaned = delete(SetAsideRow).where(_empty(cursor), SetAsideRow.id.not_in(pointed))
        self._connection.execute(orphaned)

    def set_aside_numbers(self) -> list[int]:
        """Everything waiting for `retry`, oldest first."""
        return list(self._connection.scalars(select(SetAsideRow.id).order_by(SetAsideRow.id)))

    def one_set_aside(self, number: int) -> SetAside | None:
        query = select(SetAsideRow.__table__).where(SetAsideRow.id == number)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else SetAside(row.id, _raw(row), row.error)

    def still_broken(self, number: int, error: str) -> None:
        change = {"error": error, "tries": SetAsideRow.tries + 1}
        self._connection.execute(update(SetAsideRow).where(SetAsideRow.id == number).values(change))

    def replace_by(self, aside: SetAside, mail: MailId) -> None:
        """It worked this time: its places point at the mail, and the bytes kept beside are let go."""
        moved = update(PlaceRow).where(PlaceRow.set_aside_id == aside.id)
        self._connection.execute(moved.values(mail_id=mail, set_aside_id=None))
        self._connection.execute(delete(SetAsideRow).where(SetAsideRow.id == aside.id))


def _empty(where: Any) -> ColumnElement[bool]:
    """Rows set aside without bytes in the folder that a cursor, place or row names."""
    return and_(
        SetAsideRow.account == where.account,
        SetAsideRow.folder == where.folder,
        SetAsideRow.uidvalidity == where.uidvalidity,
        func.length(SetAsideRow.content) == 0,
    )


def _raw(row: Any) -> RawMail:
    place = Place(row.account, row.folder, row.uidvalidity, row.uid) if row.uid else None
    return RawMail(row.content, utc(row.received), place, row.complete)
