"""How is a change taken back?

Its images are played backwards: rows it made go, rows it changed or took out are as they were. Master data
must still be as the change left it, else a later change is in the way. What goes on by itself, mail and
follow-ups, is put back where nothing has happened to it since; the rest is thought about anew by the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from model import CustomerId, MailId
from store import rows
from store.changes import OF_HISTORY, ONE_EACH, TRACKED, Audit, Image
from store.rows import Columns
from store.tables import (
    ContactAddressRow,
    ContactCustomerRow,
    ContactDetailRow,
    ContactRow,
    CustomerRow,
    GroupRow,
    InteractionRow,
    MailRow,
    ReviewRow,
    Row,
)

_GOES_ON = (*OF_HISTORY, MailRow, ReviewRow, ContactDetailRow)
"""What may have gone on since: no reason to refuse."""
_HELD = (GroupRow, CustomerRow, ContactRow)
"""Others hold on to these: they go last, and only if nobody does."""
_HOLDERS: Mapping[type[Row], Sequence[tuple[type[Row], str]]] = {
    GroupRow: ((CustomerRow, "group_id"),),
    ContactRow: ((ContactCustomerRow, "contact_id"), (ContactAddressRow, "contact_id")),
}
"""Who is in the group, for whom a person buys and from where she writes."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A row that is not as the change left it."""

    image: Image
    later: int | None
    """The change that touched it since; None: something else did."""


class Undoing:
    def __init__(self, connection: Connection, audit: Audit) -> None:
        self._connection = connection
        self._audit = audit

    def obstacles(self, number: int) -> list[Obstacle]:
        """Why a change cannot be taken back as things are."""
        images = [image for image in self._audit.images(number) if image.row not in _GOES_ON]
        now = self._audit.standing([image.spot for image in images])
        changed = [image for image in images if not _is(now[image.spot], image.after)]
        found = ((image, self._audit.later_at(number, {image.spot})) for image in changed)
        return [
            Obstacle(image, later)
            for image, later in found
            if later or not _is(now[image.spot], image.before)
        ]

    def take_back(self, number: int, withdraw: Callable[[CustomerId], None]) -> list[MailId]:
        """Play the images of a change backwards. Nothing may be in the way.

        withdraw: takes a customer that the change had made out of the book. Answers the mails that something
        has happened to since; they are to be linked anew.
        """
        every = self._audit.images(number)
        now = self._audit.standing([image.spot for image in every])
        images = [image for image in every if _is(now[image.spot], image.after)]
        moved_on = {
            mail for image in every if not _is(now[image.spot], image.after) for mail in _mail_of(image)
        }
        made = [image for image in reversed(images) if image.before is None]
        people = {image.key[0] for image in made if image.row is ContactRow}
        for image in made:
            if image.row not in (*_HELD, ContactAddressRow):
                self._drop(image)
        for image in made:
            if image.row is ContactAddressRow and not self._is_kept(image, people):
                self._drop(image)
        for row in TRACKED:
            self._put_back([image for image in images if image.row is row])
        for image in made:
            if image.row in _HELD:
                self._let_go(image, withdraw)
        return sorted(moved_on)

    # -- the parts

    def _is_double(self, image: Image) -> bool:
        """Has the same duty or event come up again meanwhile?"""
        unique = ONE_EACH.get(image.row, ())
        if image.row not in OF_HISTORY or image.before is None:
            return False
        held = rows.those(self._connection, image.row, "customer_id", image.before["customer_id"])
        return any(all(each[name] == image.before[name] for name in unique) for each in held.values())

    def _is_kept(self, image: Image, people: Collection[int]) -> bool:
        """Is this the address of somebody who came with the change and buys for another customer by now?"""
        person = (image.after or {})["contact_id"]
        return person in people and bool(
            rows.those(self._connection, ContactCustomerRow, "contact_id", person)
        )

    def _drop(self, image: Image) -> None:
        self._audit.watch(image.row, *image.key)
        rows.remove(self._connection, image.row, image.key)

    def _put_back(self, images: Sequence[Image]) -> None:
        """Rows that stayed first: they may hold what one that comes back needs for itself."""
        changed = [image for image in images if image.before is not None and image.after is not None]
        for image in changed:
            self._audit.watch(image.row, *image.key)
            if image.row is CustomerRow and "external_id" in (image.before or {}):
                rows.renew(self._connection, image.row, image.key, {"external_id": None})
        for image in changed:
            rows.renew(self._connection, image.row, image.key, image.before or {})
        for image in images:
            if image.before is not None and image.after is None and not self._is_double(image):
                self._audit.watch(image.row, *image.key)
                rows.write(self._connection, image.row, image.before)

    def _let_go(self, image: Image, withdraw: Callable[[CustomerId], None]) -> None:
        if image.row is CustomerRow:
            withdraw(CustomerId(image.key[0]))
        elif not any(self._held_by(image, *each) for each in _HOLDERS[image.row]):
            for key in (
                self._held_by(image, ContactDetailRow, "contact_id") if image.row is ContactRow else ()
            ):
                self._audit.watch(ContactDetailRow, *key)
            self._drop(image)

    def _held_by(self, image: Image, row: type[Row], column: str) -> Iterable[rows.Key]:
        return rows.those(self._connection, row, column, image.key[0])


def _mail_of(image: Image) -> Iterator[MailId]:
    """The mail that an image is about, if it is about one."""
    if image.row in (MailRow, ReviewRow):
        yield MailId(image.key[0])
    elif image.row is InteractionRow and (mail := (image.before or image.after or {}).get("mail_id")):
        yield MailId(mail)


def _is(now: Columns | None, wanted: Columns | None) -> bool:
    """Is a row as an image has it, as far as that speaks of it?"""
    if now is None or wanted is None:
        return now == wanted
    return all(now[name] == value for name, value in wanted.items())
