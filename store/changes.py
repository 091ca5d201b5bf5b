"""What did people change in the master data, and which rows made it up?

While a recording is open every shelf says which rows it is about to touch. At its end each of them is laid
beside what it was, and what differs is kept as its image: so nothing is missed, whoever wrote it, and what
was taken back in between leaves no trace. store/undoing.py plays images backwards.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, bindparam, select

from model import CustomerId, utc
from store import rows
from store.rows import Columns, Key
from store.tables import (
    BusinessFactRow,
    ChangeCustomerRow,
    ChangeRow,
    ConflictRow,
    ContactAddressRow,
    ContactCustomerRow,
    ContactDetailRow,
    ContactRow,
    CustomerDetailRow,
    CustomerRow,
    DenialRow,
    DomainRow,
    EnrolmentRow,
    FollowUpRow,
    GroupRow,
    InteractionRow,
    MailRow,
    MarkRow,
    ProposalRow,
    ReviewRow,
    Row,
    TitleRow,
)
from store.writing import Prepared, add, add_all, in_lots, table_of

TRACKED: tuple[type[Row], ...] = (
    GroupRow,
    CustomerRow,
    ContactRow,
    ContactAddressRow,
    ContactCustomerRow,
    ContactDetailRow,
    TitleRow,
    DomainRow,
    CustomerDetailRow,
    DenialRow,
    MailRow,
    ReviewRow,
    InteractionRow,
    BusinessFactRow,
    EnrolmentRow,
    FollowUpRow,
    MarkRow,
    ProposalRow,
    ConflictRow,
)
"""Every table that a change may touch; a row refers to rows of tables before its own only."""
OF_HISTORY: tuple[type[Row], ...] = (
    InteractionRow,
    BusinessFactRow,
    EnrolmentRow,
    FollowUpRow,
    MarkRow,
    ProposalRow,
    ConflictRow,
)
"""What goes on happening by itself after a change: mail comes in, follow-ups are settled, tags are marked."""
OF_CUSTOMER: tuple[type[Row], ...] = (
    ContactCustomerRow,
    TitleRow,
    DomainRow,
    CustomerDetailRow,
    DenialRow,
    *OF_HISTORY,
)
"""What stands below a customer."""
ONE_EACH: Mapping[type[Row], tuple[str, ...]] = {
    DenialRow: ("sort", "value"),
    InteractionRow: ("cause",),
    BusinessFactRow: ("sort", "cause", "number"),
    EnrolmentRow: ("sequence", "event", "ended"),
    FollowUpRow: ("duty", "cause"),
    MarkRow: ("id",),
    ProposalRow: ("email", "sort", "value"),
    ConflictRow: ("other_id", "sort"),
}
"""Rows with numbers of their own, and what a customer has one of."""
NAMES: Mapping[type[Row], tuple[str, ...]] = {ConflictRow: ("customer_id", "other_id")}
"""Where a row names customers, if not as `customer_id` only."""
BY_NAME: Mapping[str, type[Row]] = {row.__tablename__: row for row in TRACKED}

_LOOKED_AT: Mapping[type[Row], tuple[str, ...]] = {
    MailRow: ("verdict", "match"),
    CustomerRow: tuple(each.name for each in table_of(CustomerRow).columns if each.name != "edition"),
}
"""Of these only some columns are a person's to change; the edition goes up whatever is done."""

_LOT, _PACKED = 2_000, 3

Spot = tuple[type[Row], Key]


@dataclass(frozen=True, slots=True)
class Image:
    """One row before and after; None: it was not there. Of a row that stays only what differs."""

    row: type[Row]
    key: Key
    before: Columns | None
    after: Columns | None

    @property
    def spot(self) -> Spot:
        return self.row, self.key


@dataclass(frozen=True, slots=True)
class Later:
    """What a later change did to a row."""

    number: int
    image: Image


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that one person did."""

    number: int
    at: datetime
    actor: str
    action: str
    customer: CustomerId | None
    """Whom it is about first."""
    words: str
    detail: Mapping[str, Any]
    undoes: int | None
    undone_by: int | None
    """The change that took it back and stands."""


@dataclass(slots=True)
class Recording:
    """A change while it happens."""

    words: str
    detail: dict[str, Any]
    at: datetime
    actor: str
    number: int = 0
    """Its number, once it is over; 0 if nothing came of it."""
    before: dict[Spot, Columns | None] = field(default_factory=dict)
    whom: dict[CustomerId, None] = field(default_factory=dict)
    histories: set[CustomerId] = field(default_factory=set)

    def about(self, *customers: CustomerId) -> None:
        """It stands in the log of these too."""
        self.whom.update(dict.fromkeys(customers))


class Audit:
    """The audit, and the recording that is open on this page."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._open: Recording | None = None

    @contextmanager
    def recording(
        self,
        at: datetime,
        actor: str,
        action: str,
        customer: CustomerId | None = None,
        words: str = "",
        *,
        undoes: int | None = None,
    ) -> Iterator[Recording]:
        """Everything that is written inside is one change. Within another recording it is a part of that."""
        if self._open is not None:
            yield self._open
            return
        recording = Recording(words, {}, at, actor)
        if customer is not None:
            recording.about(customer)
        self._open = recording
        try:
            yield recording
            self._keep(recording, at, actor, action, undoes)
        finally:
            self._open = None

    def who(self) -> tuple[datetime, str] | None:
        """When and by whom the change is made that is being recorded, if one is."""
        return None if self._open is None else (self._open.at, self._open.actor)

    # -- what shelves say --------------------------------------------------------------------------------

    def watch(self, row: type[Row], *key: Any) -> None:
        """This row is about to change."""
        if self._open is not None and (row, key) not in self._open.before:
            self._open.before[row, key] = self.standing([(row, key)])[row, key]

    def born(self, row: type[Row], *key: Any) -> None:
        """This row is new."""
        if self._open is not None:
            self._open.before.setdefault((row, key), None)

    def about(self, customer: CustomerId) -> None:
        if self._open is not None:
            self._open.about(customer)

    def watch_history(self, customer: CustomerId) -> None:
        """What happened with a customer, or what is owed to it, is about to change."""
        if self._open is not None and customer not in self._open.histories:
            self._open.histories.add(customer)
            if not self._is_born(customer):
                self._watch_those(OF_HISTORY, customer)

    def _is_born(self, customer: CustomerId) -> bool:
        """Is it of this change, so that nothing was there before?"""
        before = self._open.before if self._open is not None else {}
        return before.get((CustomerRow, (customer,)), {}) is None

    def watch_whole(self, customer: CustomerId) -> None:
        """The customer is about to go, with everything below it."""
        if self._open is not None:
            self.watch(CustomerRow, customer)
            self.watch_history(customer)
            self._watch_those(OF_CUSTOMER, customer)

    def _watch_those(self, tables: tuple[type[Row], ...], customer: CustomerId) -> None:
        assert self._open is not None
        for row in tables:
            for key, values in self._naming(row, [customer]).items():
                self._open.before.setdefault((row, key), values)

    def _naming(self, row: type[Row], customers: Iterable[CustomerId]) -> dict[Key, Columns]:
        found: dict[Key, Columns] = {}
        for column in NAMES.get(row, ("customer_id",)):
            found |= rows.all_of(self._connection, row, column, customers)
        return found

    # -- what is kept ------------------------------------------------------------------------------------

    def _keep(self, recording: Recording, at: datetime, actor: str, action: str, undoes: int | None) -> None:
        images = self._packed_images(recording)
        if images is None and not recording.detail and undoes is None:
            return
        whom = list(recording.whom)
        values = {
            "at": int(at.timestamp()),
            "actor": actor,
            "action": action,
            "customer_id": whom[0] if whom else None,
            "words": recording.words,
            "images": images or zlib.compress(b"[]"),
            "detail": _text(recording.detail) if recording.detail else "",
            "undoes": undoes,
        }
        recording.number = add(self._connection, ChangeRow, values)
        named = [{"customer_id": number, "change_id": recording.number} for number in whom]
        add_all(self._connection, ChangeCustomerRow, named)

    def _packed_images(self, recording: Recording) -> bytes | None:
        """The images of all rows that differ; None: of no row. An import has hundreds of thousands: they are
        packed lot by lot.
        """
        packer, packed, opening = zlib.compressobj(_PACKED), bytearray(), "["
        for spots in in_lots(self._spots(recording), _LOT):
            now = self.standing(spots)
            images = (_compared(spot, recording.before[spot], now[spot]) for spot in spots)
            if text := ",".join(_text(_plain(image)) for image in images if image):
                packed += packer.compress(f"{opening}{text}".encode())
                opening = ","
        return None if opening == "[" else bytes(packed + packer.compress(b"]") + packer.flush())

    def _spots(self, recording: Recording) -> list[Spot]:
        """Every row that may differ, in the order of the tables."""
        for row in OF_HISTORY if recording.histories else ():
            for key in self._naming(row, sorted(recording.histories)):
                recording.before.setdefault((row, key), None)
        order = {row: at for at, row in enumerate(TRACKED)}
        return sorted(recording.before, key=lambda spot: order[spot[0]])

    def standing(self, spots: Sequence[Spot]) -> dict[Spot, Columns | None]:
        """The rows as they are now, as far as changes look at them."""
        found: dict[Spot, Columns | None] = {}
        for row, of_row in groupby(spots, key=lambda spot: spot[0]):
            keys = [key for _, key in of_row]
            there = rows.many(self._connection, row, keys, _LOOKED_AT.get(row, ()))
            found |= {(row, key): there.get(key) for key in keys}
        return found

    # -- reading -----------------------------------------------------------------------------------------

    def one(self, number: int) -> Change | None:
        row = _ONE.row(self._connection, {"number": number})
        return None if row is None else self._change(row)

    def of(self, customer: CustomerId | None, most: int = 50) -> list[Change]:
        """The changes of a customer, or everybody's, newest first."""
        if customer is None:
            found = _NEWEST.rows(self._connection, {"most": most})
        else:
            found = _OF.rows(self._connection, {"customer": customer, "most": most})
        return [self._change(row) for row in found]

    def last_of(self, actor: str) -> Change | None:
        """What a person did last and has not taken back; undoing is not meant."""
        newest = (_one_of(row, None) for row in _OF_ACTOR.rows(self._connection, {"actor": actor}))
        return next((each for each in newest if not self.is_undone(each.number)), None)

    def is_undone(self, number: int) -> bool:
        """Was it taken back, and that not taken back in its turn?"""
        return self._undone_by(number) is not None

    def images(self, number: int) -> list[Image]:
        """The rows of a change, in the order of the tables."""
        (packed,) = _IMAGES.column(self._connection, {"number": number})
        return _unpacked(packed)

    def whom(self, number: int) -> list[CustomerId]:
        """Everybody a change is about."""
        return [CustomerId(each) for each in _WHOM.column(self._connection, {"number": number})]

    def later(self, number: int, spots: Collection[Spot]) -> dict[Spot, list[Later]]:
        """What changes after this one did to these rows, the newest first. An import is unpacked once for all
        of them.
        """
        found: dict[Spot, list[Later]] = {spot: [] for spot in spots}
        for number_of, packed in _LATER.rows(self._connection, {"number": number}) if found else ():
            for image in _unpacked(packed):
                if image.spot in found:
                    found[image.spot].append(Later(int(number_of), image))
        return found

    def _undone_by(self, number: int) -> int | None:
        takers = _TAKERS.column(self._connection, {"number": number})
        return next((int(each) for each in takers if not self.is_undone(each)), None)

    def _change(self, row: Any) -> Change:
        return _one_of(row, self._undone_by(row[0]))


def _compared(spot: Spot, before: Columns | None, after: Columns | None) -> Image | None:
    """The image of a row, if it differs."""
    if before == after:
        return None
    if before is not None and after is not None:
        differs = [name for name in after if before[name] != after[name]]
        before, after = ({name: each[name] for name in differs} for each in (before, after))
    return Image(*spot, before, after)


def _one_of(row: Any, undone_by: int | None) -> Change:
    number, at, actor, action, customer, words, detail, undoes = row
    whom = None if customer is None else CustomerId(customer)
    return Change(number, utc(at), actor, action, whom, words, json.loads(detail or "{}"), undoes, undone_by)


def _plain(image: Image) -> list[Any]:
    return [image.row.__tablename__, list(image.key), image.before, image.after]


def _image_of(plain: list[Any]) -> Image:
    name, key, before, after = plain
    return Image(BY_NAME[name], tuple(key), before, after)


def _unpacked(packed: bytes) -> list[Image]:
    return [_image_of(each) for each in json.loads(zlib.decompress(packed))]


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


_COLUMNS = (
    ChangeRow.id,
    ChangeRow.at,
    ChangeRow.actor,
    ChangeRow.action,
    ChangeRow.customer_id,
    ChangeRow.words,
    ChangeRow.detail,
    ChangeRow.undoes,
)
_ONE = Prepared(select(*_COLUMNS).where(ChangeRow.id == bindparam("number")))
_NEWEST = Prepared(select(*_COLUMNS).order_by(ChangeRow.id.desc()).limit(bindparam("most")))
_OF = Prepared(
    select(*_COLUMNS)
    .join(ChangeCustomerRow, ChangeCustomerRow.change_id == ChangeRow.id)
    .where(ChangeCustomerRow.customer_id == bindparam("customer"))
    .order_by(ChangeRow.id.desc())
    .limit(bindparam("most"))
)
_OF_ACTOR = Prepared(
    select(*_COLUMNS)
    .where(ChangeRow.actor == bindparam("actor"), ChangeRow.undoes.is_(None))
    .order_by(ChangeRow.id.desc())
    .limit(500)
)
_WHOM = Prepared(
    select(ChangeCustomerRow.customer_id)
    .where(ChangeCustomerRow.change_id == bindparam("number"))
    .order_by(ChangeCustomerRow.customer_id)
)
_IMAGES = Prepared(select(ChangeRow.images).where(ChangeRow.id == bindparam("number")))
_LATER = Prepared(
    select(ChangeRow.id, ChangeRow.images)
    .where(ChangeRow.id > bindparam("number"))
    .order_by(ChangeRow.id.desc())
)
_TAKERS = Prepared(
    select(ChangeRow.id).where(ChangeRow.undoes == bindparam("number")).order_by(ChangeRow.id.desc())
)
