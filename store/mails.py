"""Which mails do we have, what did we make of them, and whom did we link them to?"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, exists, or_, select, update

from model import Case, CustomerId, Direction, Interaction, MailId, RawMail, RepId, Tag, utc
from store import codec
from store.tables import (
    InteractionRow,
    MailAddressRow,
    MailParentRow,
    MailRow,
    MailSourceRow,
    ReviewRow,
    TagRow,
)
from store.writing import add, add_new, in_lots

_LOOSE = ("unknown", "unsure", "kin")


@dataclass(frozen=True, slots=True)
class Sighting:
    """What tells whether a mail that comes in is one we have: same Message-ID, same sender, same day."""

    id: MailId
    sender: str
    date: datetime


class Mails:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def under(self, key: str) -> Sighting | None:
        """The stored mail of this key."""
        row = self._connection.execute(_UNDER_KEY, {"key": key}).one_or_none()
        return None if row is None else Sighting(MailId(row.id), row.sender, utc(row.date))

    def add(self, case: Case, raw: RawMail, rep: RepId | None, addresses: Mapping[str, str]) -> MailId:
        """Save a mail with everything that was thought about it; whom it is linked to comes by `link`.

        addresses: its outside addresses, each with its work domain or nothing, to find it again by.
        """
        number = MailId(add(self._connection, MailRow, _values(case, raw, rep)))
        source = {"mail_id": number, "content": zlib.compress(raw.content, 6), "complete": raw.complete}
        add_new(self._connection, MailSourceRow, [source])
        rows = [{"mail_id": number, "email": email, "domain": domain} for email, domain in addresses.items()]
        add_new(self._connection, MailAddressRow, rows)
        add_new(self._connection, MailParentRow, _parents(case, number))
        self._tags(number, case.tags)
        return number

    def think_again(self, number: MailId, case: Case) -> None:
        """Replace the thoughts about a stored mail; its bytes, places and interactions stay."""
        self._connection.execute(update(MailRow).where(MailRow.id == number).values(_thoughts(case)))
        self._connection.execute(delete(TagRow).where(TagRow.mail_id == number))
        self._tags(number, case.tags)

    def link(self, number: MailId, customer: CustomerId, interaction: Interaction) -> None:
        """Enter the mail into a customer's history. Doing it twice changes nothing."""
        values = {
            "customer_id": customer,
            "at": int(interaction.at.timestamp()),
            "kind": interaction.kind.value,
            "cause": interaction.cause,
            "summary": interaction.summary,
            "rep": interaction.rep,
            "mail_id": number,
            "mail_kind": None if interaction.mail_kind is None else interaction.mail_kind.value,
        }
        add_new(self._connection, InteractionRow, [values])

    def ask(self, number: MailId, because: str) -> None:
        """Put the mail into the review queue."""
        add_new(self._connection, ReviewRow, [{"mail_id": number, "state": "open", "because": because}])

    def answered(self, number: MailId, state: str) -> None:
        """Take the mail off the review queue, with what a person (or a later mail) made of it.

        A mail that is not on it stays as it was answered.
        """
        asked = (ReviewRow.mail_id == number) & (ReviewRow.state == "open")
        self._connection.execute(update(ReviewRow).where(asked).values(state=state))

    def is_asked(self, number: MailId) -> bool:
        """Is the mail waiting in the review queue?"""
        return self._connection.scalar(select(ReviewRow.state).where(ReviewRow.mail_id == number)) == "open"

    def thread(self, message_ids: Sequence[str]) -> tuple[frozenset[CustomerId], ...]:
        """For each of these Message-IDs that the book has, in order: whose it is, perhaps nobody's."""
        if not message_ids:
            return ()
        found: dict[str, set[CustomerId]] = {}
        for row in self._connection.execute(_CUSTOMERS_OF, {"ids": list(message_ids[:_THREAD])}):
            whose = found.setdefault(row.message_id, set())
            if row.customer_id is not None:
                whose.add(CustomerId(row.customer_id))
        return tuple(frozenset(found[each]) for each in dict.fromkeys(message_ids) if each in found)

    def source(self, number: MailId) -> tuple[RawMail, RepId | None]:
        """The bytes of a stored mail, to read it again, and the rep whose mailbox it came from."""
        query = (
            select(MailSourceRow.content, MailSourceRow.complete, MailRow.received, MailRow.rep)
            .join(MailRow, MailRow.id == MailSourceRow.mail_id)
            .where(MailRow.id == number)
        )
        row = self._connection.execute(query).one()
        raw = RawMail(zlib.decompress(row.content), utc(row.received), None, row.complete)
        return raw, None if row.rep is None else RepId(row.rep)

    def is_loose(self, number: MailId) -> bool:
        """Can the mail still gain a customer: has it none, or is it our own, perhaps to several?"""
        row = self._connection.execute(_STANDING, {"id": number}).one()
        return row.verdict in _LOOSE or row.direction == Direction.OUT.value

    def loose(self, customer: CustomerId, emails: Sequence[str], domains: Sequence[str]) -> list[MailId]:
        """Mails that one of these may link to the customer, oldest first: those without a customer, and our
        own to several people, of whom only some were known then.
        """
        values = {"emails": list(emails), "domains": list(domains), "customer": customer}
        return sorted(MailId(number) for number in self._connection.scalars(_LOOSE_NEAR, values))

    def loose_in_thread(self, message_ids: Sequence[str]) -> list[MailId]:
        """Mails without a customer that are among these Message-IDs or answer one of them, oldest first."""
        found: set[int] = set()
        for lot in in_lots(message_ids):
            found.update(self._connection.scalars(_LOOSE_AMONG, {"ids": lot}))
            found.update(self._connection.scalars(_LOOSE_ANSWERS, {"ids": lot}))
        return sorted(MailId(number) for number in found)

    def _tags(self, number: MailId, tags: Sequence[Tag]) -> None:
        add_new(self._connection, TagRow, [{"mail_id": number} | codec.tag_values(tag) for tag in tags])


_THREAD = 100
"""Ancestors looked up for a mail. Real threads stay below; a header of a thousand references is somebody's
joke.
"""


# Built once: building a statement costs more than SQLite takes to run it.
_UNDER_KEY = select(MailRow.id, MailRow.sender, MailRow.date).where(MailRow.key == bindparam("key"))
_CUSTOMERS_OF = (
    select(MailRow.message_id, InteractionRow.customer_id)
    .outerjoin(InteractionRow, InteractionRow.mail_id == MailRow.id)
    .where(MailRow.message_id.in_(bindparam("ids", expanding=True)))
    .order_by(InteractionRow.customer_id)
)
_STANDING = select(MailRow.verdict, MailRow.direction).where(MailRow.id == bindparam("id"))
_LINKED_TO = exists().where(
    InteractionRow.mail_id == MailRow.id, InteractionRow.customer_id == bindparam("customer")
)
_LOOSE_NEAR = (
    select(MailRow.id)
    .join(MailAddressRow, MailAddressRow.mail_id == MailRow.id)
    .where(
        or_(
            MailAddressRow.email.in_(bindparam("emails", expanding=True)),
            MailAddressRow.domain.in_(bindparam("domains", expanding=True)),
        ),
        or_(MailRow.verdict.in_(_LOOSE), and_(MailRow.direction == Direction.OUT.value, ~_LINKED_TO)),
    )
    .distinct()
)
_LOOSE_AMONG = select(MailRow.id).where(
    MailRow.message_id.in_(bindparam("ids", expanding=True)), MailRow.verdict.in_(_LOOSE)
)
_LOOSE_ANSWERS = (
    select(MailRow.id)
    .join(MailParentRow, MailParentRow.mail_id == MailRow.id)
    .where(MailParentRow.message_id.in_(bindparam("ids", expanding=True)), MailRow.verdict.in_(_LOOSE))
)


def _values(case: Case, raw: RawMail, rep: RepId | None) -> dict[str, Any]:
    mail = case.mail
    return _thoughts(case) | {
        "key": mail.key,
        "message_id": mail.message_id,
        "account": raw.place.account if raw.place else "",
        "rep": rep,
        "sender": mail.sender.email,
        "sender_name": mail.sender.name,
        "subject": mail.subject,
        "date": int(mail.date.timestamp()),
        "received": int(mail.received.timestamp()),
    }


def _thoughts(case: Case) -> dict[str, Any]:
    return {
        "direction": case.reading.direction.value,
        "kind": case.reading.kind.value,
        "own_words": case.reading.own_words,
        "parser": case.reading.parser,
        "verdict": codec.verdict_of(case.match),
        "reading": codec.reading_text(case.reading, case.mail),
        "match": codec.match_text(case.match, case.also),
    }


def _parents(case: Case, number: MailId) -> list[dict[str, Any]]:
    parents = list(dict.fromkeys(case.mail.parents))[:_THREAD]
    return [{"mail_id": number, "position": at, "message_id": parent} for at, parent in enumerate(parents)]
