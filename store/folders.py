"""What has been fetched from where, and what was set aside on the way?"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, func, or_, select, update

from model import MailId, Place, RawMail, utc
from store.sources import pack, unpack_aside
from store.tables import CursorRow, PlaceRow, SetAsideRow
from store.writing import add, add_new, in_lots


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a folder has been read. Once whole, all UIDs up to `last_uid` are saved, set aside or gone."""

    account: str
    folder: str
    role: str
    uidvalidity: int = 0
    last_uid: int = 0
    on_server: int = 0
    checked: datetime | None = None
    unfetched: tuple[int, ...] = ()
    """UIDs below `last_uid` that the server listed and did not give; they are asked for at every pass."""
    uidnext: int = 0
    highestmodseq: int = 0
    is_whole: bool = False
    """False while the folder is imported: mails below `last_uid` may still be missing."""
    since: str = ""
    """The window it was taken in with, an ISO day; empty for all of it."""
    older: int = 0
    """Mails on the server from before the window."""
    counted: datetime | None = None
    """When the server's list was last laid beside the book's."""
    lag: int = 0
    """Seconds from the arrival of the newest mail until it was in the book."""
    errors: int = 0
    """Passes that failed in a row."""


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
        refused = select(SetAsideRow.uid).where(_empty(row), SetAsideRow.tries < _MOST_ASKED).limit(50)
        return replace(_cursor(row, tuple(self._connection.scalars(refused))), role=role)

    def accounts_read(self) -> frozenset[str]:
        """Accounts whose inbox, the last of their folders, has been read to its end."""
        read = (CursorRow.checked > 0) & (CursorRow.role == "inbox")
        return frozenset(self._connection.scalars(select(CursorRow.account).where(read)))

    def move(self, cursor: Cursor) -> None:
        """Advance the cursor, in the same transaction as what it has passed."""
        values = {name: getattr(cursor, name) for name in (*_KEY, *_PLAIN)}
        values |= {name: _epoch(getattr(cursor, name)) for name in _TIMES}
        add_new(self._connection, CursorRow, [values], replace=(*_PLAIN, *_TIMES))

    def failed(self, account: str) -> None:
        """One more pass over this account came to nothing."""
        counted = update(CursorRow).where(CursorRow.account == account, CursorRow.role != "")
        self._connection.execute(counted.values(errors=CursorRow.errors + 1))

    def only(self, account: str, names: Sequence[str]) -> None:
        """Of this account these folders are read; any other has no role until it is read again."""
        others = update(CursorRow).where(CursorRow.account == account, CursorRow.folder.not_in(names))
        self._connection.execute(others.values(role="", errors=0))

    def lay_beside(self, cursor: Cursor, uids: Sequence[int], *, noting: bool = True) -> array[int]:
        """Lay the server's list (ascending) beside the book's. Answers the UIDs of which the book has neither
        mail nor bytes; noting: what is in the book only is marked as having left, what came back as there.
        """
        lacking = array("Q")
        for first, last, lot in _ranges(uids):
            places = self._connection.execute(_PLACES_BETWEEN, _bounds(cursor, first, last)).all()
            settled = {place.uid for place in places if place.is_settled}
            lacking.extend(uid for uid in lot if uid not in settled)
            if noting:
                self._mark(cursor, places, set(lot))
        return lacking

    def _mark(self, cursor: Cursor, places: Sequence[Any], there: set[int]) -> None:
        absent = [place for place in places if place.uid not in there]
        gone = [place.uid for place in absent if not place.has_left]
        refused = [place.uid for place in absent if place.set_aside_id and not place.is_settled]
        back = [place.uid for place in places if place.uid in there and place.has_left and place.is_settled]
        self._leave(cursor, gone, True)
        self._leave(cursor, back, False)
        self._ask_no_more(cursor, refused)

    def _leave(self, cursor: Cursor, uids: Sequence[int], has_left: bool) -> None:
        for lot in in_lots(uids):
            here = update(PlaceRow).where(_numbered(cursor), PlaceRow.uid.in_(lot))
            self._connection.execute(here.values(has_left=has_left))

    def _ask_no_more(self, cursor: Cursor, uids: Sequence[int]) -> None:
        """What was refused is not on the server any more; `let_go` then forgets the refusal."""
        for lot in in_lots(uids):
            here = update(PlaceRow).where(_numbered(cursor), PlaceRow.uid.in_(lot))
            self._connection.execute(here.values(set_aside_id=None))

    def renumbered(self, cursor: Cursor) -> None:
        """The folder has new numbers (RFC 3501 2.3.1.1): what is known by the old ones has left them."""
        here = (PlaceRow.account == cursor.account) & (PlaceRow.folder == cursor.folder)
        old = update(PlaceRow).where(here, PlaceRow.uidvalidity != cursor.uidvalidity)
        self._connection.execute(old.values(has_left=True))
        refused = _refused_in(cursor) & (SetAsideRow.uidvalidity != cursor.uidvalidity)
        self._connection.execute(delete(SetAsideRow).where(refused))

    def had_other_numbers(self, cursor: Cursor) -> bool:
        """Were mails of this folder known under another UIDVALIDITY?"""
        here = (PlaceRow.account == cursor.account) & (PlaceRow.folder == cursor.folder)
        other = select(PlaceRow.uid).where(here, PlaceRow.uidvalidity != cursor.uidvalidity).limit(1)
        return self._connection.scalar(other) is not None

    def seen(self, places: Sequence[Place]) -> frozenset[Place]:
        """Which of these places of one folder are in the book already, with a mail or its bytes."""
        found: set[Place] = set()
        for lot in in_lots(places):
            found.update(self._seen(lot))
        return frozenset(found)

    def _seen(self, lot: list[Place]) -> Iterable[Place]:
        first = lot[0]
        here = _numbered(first) & PlaceRow.uid.in_([place.uid for place in lot])
        given = PlaceRow.mail_id.is_not(None) | (func.length(SetAsideRow.content) > 0)
        query = select(PlaceRow.uid).outerjoin(SetAsideRow, SetAsideRow.id == PlaceRow.set_aside_id)
        uids = self._connection.scalars(query.where(here, given))
        return [Place(first.account, first.folder, first.uidvalidity, uid) for uid in uids]

    def note(self, place: Place | None, mail: MailId | None = None, set_aside: int | None = None) -> None:
        """Write down what became of a place: a mail, set aside, or (neither) gone before it was fetched."""
        if place is None:
            return
        has_left = mail is None and set_aside is None
        values = {
            "account": place.account,
            "folder": place.folder,
            "uidvalidity": place.uidvalidity,
            "uid": place.uid,
            "mail_id": mail,
            "set_aside_id": set_aside,
            "has_left": has_left,
        }
        add_new(self._connection, PlaceRow, [values], replace=("mail_id", "set_aside_id", "has_left"))

    def set_aside(self, raw: RawMail, error: str) -> int:
        """Keep a mail that broke something, whole and with its reason, whatever `raw:` says: `retry` must
        read it. Without bytes it is one that the server did not give.
        """
        place = raw.place or Place("", "", 0, 0)
        where = {
            "account": place.account,
            "folder": place.folder,
            "uidvalidity": place.uidvalidity,
            "uid": place.uid,
        }
        known = self._set_aside_already(place, raw.content)
        if known is not None:  # the folder has new numbers, and the mail is still broken
            self._connection.execute(update(SetAsideRow).where(SetAsideRow.id == known).values(where))
            self.note(raw.place, set_aside=known)
            return known
        values = where | {
            "received": int(raw.received.timestamp()),
            "content": pack(raw.content) if raw.content else b"",
            "complete": raw.complete,
            "error": error,
        }
        number = add(self._connection, SetAsideRow, values)
        self.note(raw.place, set_aside=number)
        return number

    def _set_aside_already(self, place: Place, content: bytes) -> int | None:
        """The same bytes from the same folder, kept aside under a place that has left."""
        same = SetAsideRow.content.in_([pack(content), content])
        here = (SetAsideRow.account == place.account) & (SetAsideRow.folder == place.folder)
        query = (
            select(SetAsideRow.id)
            .join(PlaceRow, PlaceRow.set_aside_id == SetAsideRow.id)
            .where(here, same, PlaceRow.has_left)
        )
        found = self._connection.scalar(query.limit(1)) if content else None
        return None if found is None else int(found)

    def refused(self, place: Place, said: str) -> None:
        """Note a mail that the server lists and does not give, once, with what it said last."""
        known = self._connection.scalar(
            select(SetAsideRow.id).where(_empty(place), SetAsideRow.uid == place.uid)
        )
        if known is None:
            self.set_aside(RawMail(b"", utc(0), place), said)
        else:
            self.note(place, set_aside=known)
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


_KEY = ("account", "folder")
_PLAIN = (
    *("role", "uidvalidity", "last_uid", "on_server", "uidnext", "highestmodseq"),
    *("is_whole", "since", "older", "lag", "errors"),
)
_TIMES = ("checked", "counted")


def _cursor(row: Any, unfetched: tuple[int, ...]) -> Cursor:
    values: dict[str, Any] = {name: getattr(row, name) for name in (*_KEY, *_PLAIN)}
    values |= {name: utc(getattr(row, name)) if getattr(row, name) else None for name in _TIMES}
    return Cursor(**values, unfetched=unfetched)


def _epoch(at: datetime | None) -> int:
    return int(at.timestamp()) if at else 0


def _numbered(where: Any) -> ColumnElement[bool]:
    """Places in the folder that a cursor names, under its present numbers."""
    return and_(
        PlaceRow.account == where.account,
        PlaceRow.folder == where.folder,
        PlaceRow.uidvalidity == where.uidvalidity,
    )


def _empty(where: Any) -> ColumnElement[bool]:
    """Rows set aside without bytes in the folder that a cursor, place or row names, as it is numbered now."""
    return and_(_refused_in(where), SetAsideRow.uidvalidity == where.uidvalidity)


def _refused_in(where: Any) -> ColumnElement[bool]:
    empty = func.length(SetAsideRow.content) == 0
    return and_(SetAsideRow.account == where.account, SetAsideRow.folder == where.folder, empty)


_PLACES_BETWEEN = (
    select(
        PlaceRow.uid,
        PlaceRow.has_left,
        PlaceRow.set_aside_id,
        or_(PlaceRow.mail_id.is_not(None), func.length(SetAsideRow.content) > 0).label("is_settled"),
    )
    .outerjoin(SetAsideRow, SetAsideRow.id == PlaceRow.set_aside_id)
    .where(
        PlaceRow.account == bindparam("account"),
        PlaceRow.folder == bindparam("folder"),
        PlaceRow.uidvalidity == bindparam("uidvalidity"),
        PlaceRow.uid.between(bindparam("first"), bindparam("last")),
    )
)
_MOST_ASKED = 6
"""A mail that the server did not give so often is asked for only when the folder is counted."""
_MOST_UID = 2**32 - 1
"""RFC 3501 section 9: nz-number."""


def _bounds(cursor: Cursor, first: int, last: int) -> dict[str, Any]:
    here = {"account": cursor.account, "folder": cursor.folder, "uidvalidity": cursor.uidvalidity}
    return here | {"first": first, "last": last}


def _ranges(uids: Sequence[int], size: int = 5000) -> Iterator[tuple[int, int, Sequence[int]]]:
    """The whole range of UIDs cut so that each cut holds a bounded lot; a folder may hold 200,000."""
    first = 0
    for at in range(0, len(uids), size):
        lot = uids[at : at + size]
        last = lot[-1] if at + size < len(uids) else _MOST_UID
        yield first, last, lot
        first = last + 1
    if not uids:
        yield 0, _MOST_UID, ()


def _raw(row: Any) -> RawMail:
    place = Place(row.account, row.folder, row.uidvalidity, row.uid) if row.uid else None
    return RawMail(unpack_aside(row.content), utc(row.received), place, row.complete)
