"""How is a change taken back?

Its images are played backwards: rows it made go, rows it changed or took out are as they were. Master data
must still be as the change left it, else a later change is in the way. What goes on by itself, mail and
follow-ups, is put back where nothing has happened to it since; the rest is thought about anew by the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from model import CustomerId, MailId
from store import rows
from store.changes import OF_HISTORY, ONE_EACH, TRACKED, Audit, Image, Later, Spot
from store.rows import Columns, Key
from store.tables import (
    ConflictRow,
    ContactAddressRow,
    ContactCustomerRow,
    ContactDetailRow,
    ContactRow,
    CustomerRow,
    FollowUpRow,
    GroupRow,
    InteractionRow,
    MailRow,
    ProposalRow,
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


_REFERENCES: Mapping[str, type[Row]] = {
    "customer_id": CustomerRow,
    "other_id": CustomerRow,
    "group_id": GroupRow,
    "contact_id": ContactRow,
    "mail_id": MailRow,
}
"""What the columns of a row point to."""
_MAY_LACK = (ContactDetailRow, ProposalRow, ConflictRow, ReviewRow, MailRow)
"""Rows that nobody misses when whom they are about has gone: they stay away."""
_UNIQUE: Sequence[tuple[type[Row], str]] = ((CustomerRow, "external_id"), (GroupRow, "name"))
_TOLD_BY_MAIL: Mapping[type[Row], frozenset[str]] = {
    CustomerRow: frozenset({"name", "created", "owner", "owned_since", "came_by", "pool", "pooled"}),
    ContactRow: frozenset({"name", "position"}),
}
"""What mail goes on telling of a lead and its people: no reason to keep what came with the change."""

_BY_HAND: Mapping[type[Row], frozenset[str]] = {
    FollowUpRow: frozenset({"state", "snoozed_until", "note"}),
}
"""What of a row a person says; the rest of it is worked out anew whatever is done, and is in nobody's way."""

Standing = Mapping[Spot, Columns | None]
"""The rows of a change as they are now."""
Passes = Callable[[Image], Columns]
"""Told of a customer that changes hands; answers what is otherwise than it was before the change."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A row that cannot be put back as it was before the change."""

    image: Image
    later: int | None
    """The change since that is to blame; None: something else is."""
    because: str = ""
    """What else is in the way; empty: the row itself is not as the change left it."""


class Undoing:
    def __init__(self, connection: Connection, audit: Audit) -> None:
        self._connection = connection
        self._audit = audit

    def obstacles(self, number: int) -> list[Obstacle]:
        """Why a change cannot be taken back as things are."""
        every = self._audit.images(number)
        now = self._audit.standing([image.spot for image in every])
        images = [image for image in every if _stands(image, now)]
        return [
            *self._changed_since(number, every, now),
            *self._without_footing(number, images),
            *self._taken_by_others(number, images),
        ]

    def _changed_since(self, number: int, images: Sequence[Image], now: Standing) -> list[Obstacle]:
        """Master data that is not as the change left it."""
        master = (image for image in images if image.row not in _GOES_ON or _is_said(image))
        changed = [
            image
            for image in master
            if not (_stands(image, now) if _is_said(image) else _is(now[image.spot], image.after))
        ]
        later = self._audit.later(number, [image.spot for image in changed])
        return [
            Obstacle(image, next((each.number for each in later[image.spot]), None))
            for image in changed
            if later[image.spot]
            or not (_is_said(image) or _stands(image, now) or _is(now[image.spot], image.before))
        ]

    def _without_footing(self, number: int, images: Sequence[Image]) -> list[Obstacle]:
        """Rows that point to a customer, group or person who has gone since."""
        gone = self._gone(images)
        later = self._audit.later(number, gone)
        return [
            Obstacle(image, _who(later[spot], lambda each: each.after is None), _said_gone(spot))
            for image in images
            if image.row not in _MAY_LACK
            for spot in _pointed_to(image)
            if spot in gone and spot[0] is not MailRow
        ]

    def _taken_by_others(self, number: int, images: Sequence[Image]) -> list[Obstacle]:
        """Numbers and names that there may be once, and that somebody else has by now."""
        taken = [
            (image, column, holder)
            for row, column in _UNIQUE
            for image, holder in self._holders(images, row, column)
        ]
        later = self._audit.later(number, [(image.row, holder) for image, _, holder in taken])
        return [
            Obstacle(
                image,
                _who(later[image.row, holder], _giving(column, (image.before or {})[column])),
                _said_taken(image, column, holder),
            )
            for image, column, holder in taken
        ]

    def _holders(self, images: Sequence[Image], row: type[Row], column: str) -> Iterator[tuple[Image, Key]]:
        """Which images want a value back that another row has, and which."""
        own = {image.key for image in images if image.row is row and _sets_free(image, column)}
        wanted = {
            image.before[column]: image
            for image in images
            if image.row is row and image.before and image.before.get(column) is not None
        }
        for key, values in rows.all_of(self._connection, row, column, wanted).items():
            image = wanted[values[column]]
            if key != image.key and key not in own:
                yield image, key

    def _gone(self, images: Sequence[Image]) -> set[Spot]:
        """What rows that are to be written point to, and is neither there nor coming back."""
        coming = {image.spot for image in images if image.before is not None}
        wanted = {spot for image in images for spot in _pointed_to(image)} - coming
        gone: set[Spot] = set()
        for row in dict.fromkeys(_REFERENCES.values()):
            keys = {key for each, key in wanted if each is row}
            there = rows.many(self._connection, row, keys, ("id",)) if keys else {}
            gone |= {(row, key) for key in keys if key not in there}
        return gone

    def take_back(self, number: int, withdraw: Callable[[CustomerId], None], passes: Passes) -> list[MailId]:
        """Play the images of a change backwards. Nothing may be in the way.

        withdraw: takes a customer that the change had made out of the book. passes: is asked, and writes it
        down, before a customer changes hands. Answers the mails that something has happened to since; they
        are to be linked anew.
        """
        every = self._audit.images(number)
        now = self._audit.standing([image.spot for image in every])
        images = [image for image in every if _stands(image, now)]
        moved_on = {mail for image in every if not _stands(image, now) for mail in _mail_of(image)}
        unwanted = self._gone(images)
        doubles = self._doubles(images, now)
        images = [
            image for image in images if image.spot not in doubles and unwanted.isdisjoint(_pointed_to(image))
        ]
        made = [image for image in reversed(images) if image.before is None]
        people = {image.key[0] for image in made if image.row is ContactRow}
        for image in made:
            if image.row not in (*_HELD, ContactAddressRow):
                self._drop(image)
        for image in made:
            if image.row is ContactAddressRow and not self._is_kept(image, people):
                self._drop(image)
        self._free_numbers(images)
        for row in TRACKED:
            self._put_back([image for image in images if image.row is row], passes)
        for image in made:
            if image.row in _HELD:
                self._let_go(image, withdraw)
        return sorted(moved_on)

    # -- the parts

    def _doubles(self, images: Sequence[Image], now: Standing) -> set[Spot]:
        """Rows of which there is another one meanwhile: the same duty or event has come up again."""
        return {
            image.spot
            for row, unique in ONE_EACH.items()
            for image in self._doubles_of(row, unique, [each for each in images if each.row is row], now)
        }

    def _doubles_of(
        self, row: type[Row], unique: Sequence[str], images: Sequence[Image], now: Standing
    ) -> Iterator[Image]:
        moving = {image.key for image in images}
        wanted = [
            (image, {**(now[image.spot] or {}), **image.before})
            for image in images
            if image.before is not None
        ]
        whose = {values["customer_id"] for _, values in wanted} - {None}
        there = rows.all_of(self._connection, row, "customer_id", whose) if whose else {}
        same = ("customer_id", *unique)
        held = {tuple(values[name] for name in same) for key, values in there.items() if key not in moving}
        for image, values in wanted:
            if tuple(values[name] for name in same) in held:
                yield image

    def _is_kept(self, image: Image, people: Collection[int]) -> bool:
        """Is this the address of somebody who came with the change and buys for another customer by now?"""
        person = (image.after or {})["contact_id"]
        return person in people and bool(
            rows.those(self._connection, ContactCustomerRow, "contact_id", person)
        )

    def _drop(self, image: Image) -> None:
        self._audit.watch(image.row, *image.key)
        rows.remove(self._connection, image.row, image.key)

    def _free_numbers(self, images: Sequence[Image]) -> None:
        """Two customers may have changed numbers: neither keeps one that the other gets back."""
        for image in images:
            if image.row is CustomerRow and _sets_free(image, "external_id"):
                self._audit.watch(CustomerRow, *image.key)
                rows.renew(self._connection, CustomerRow, image.key, {"external_id": None})

    def _put_back(self, images: Sequence[Image], passes: Passes) -> None:
        """Rows that stayed first: they may hold what one that comes back needs for itself."""
        changed = [image for image in images if image.before is not None and image.after is not None]
        for image in changed:
            self._audit.watch(image.row, *image.key)
        for image in changed:
            hands = passes(image) if _changes_hands(image) else {}
            rows.renew(self._connection, image.row, image.key, {**(image.before or {}), **hands})
        for image in images:
            if image.before is not None and image.after is None:
                self._audit.watch(image.row, *image.key)
                rows.write(self._connection, image.row, image.before)
                if _changes_hands(image):
                    passes(image)

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


def _changes_hands(image: Image) -> bool:
    """Is a customer somebody else's then, or somewhere else in the pools, or back at all?"""
    return image.row is CustomerRow and not {"owner", "pool", "pooled"}.isdisjoint(image.before or ())


def _is(now: Columns | None, wanted: Columns | None) -> bool:
    """Is a row as an image has it, as far as that speaks of it?"""
    if now is None or wanted is None:
        return now == wanted
    return all(now[name] == value for name, value in wanted.items())


def _stands(image: Image, now: Standing) -> bool:
    """Is a row still as the change left it? Of what came with the change, mail may have told more since."""
    here = now[image.spot]
    if image.row in _BY_HAND and here is not None and image.before is not None and image.after is not None:
        said = _BY_HAND[image.row]
        return all(here[name] == value for name, value in image.after.items() if name in said)
    told = _TOLD_BY_MAIL.get(image.row)
    if told is None or image.before is not None or image.after is None or here is None:
        return _is(here, image.after)
    return all(here[name] == value for name, value in image.after.items() if name not in told)


def _is_said(image: Image) -> bool:
    """Is it what a person did at the desk: a call logged, a follow-up done, put off or opened again?"""
    if image.row is InteractionRow:
        return image.before is None and not (image.after or {}).get("mail_id")
    if image.row is not FollowUpRow or image.before is None or image.after is None:
        return False
    return "snoozed_until" in image.after or "done" in (image.before.get("state"), image.after.get("state"))


def _pointed_to(image: Image) -> Iterator[Spot]:
    """What a row refers to once it is put back."""
    for column, value in (image.before or {}).items():
        if column in _REFERENCES and value is not None:
            yield _REFERENCES[column], (value,)


def _sets_free(image: Image, column: str) -> bool:
    """Does a row give up its value when the change is taken back?"""
    return image.after is not None and (image.before is None or column in image.before)


def _who(later: Sequence[Later], did: Callable[[Image], bool]) -> int | None:
    """The newest change that did it; if none, the newest of all."""
    found = (each.number for each in later if did(each.image))
    return next(found, later[0].number if later else None)


def _giving(column: str, value: Any) -> Callable[[Image], bool]:
    return lambda image: (image.after or {}).get(column) == value


def _said_gone(spot: Spot) -> str:
    row, key = spot
    return f"{_CALLED[row]} {key[0]} is no longer in the book"


def _said_taken(image: Image, column: str, holder: Key) -> str:
    value = (image.before or {})[column]
    if image.row is GroupRow:
        return f"another group (number {holder[0]}) is called {value} by now"
    return f"the number {value} is that of customer {holder[0]} by now"


_CALLED: Mapping[type[Row], str] = {CustomerRow: "customer", GroupRow: "the group", ContactRow: "contact"}
