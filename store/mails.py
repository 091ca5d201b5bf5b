"""Which mails do we have, what did we make of them, and whom did we link them to?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, exists, or_, select, update

from model import (
    Address,
    Case,
    CustomerId,
    Direction,
    Interaction,
    Mail,
    MailId,
    RawMail,
    RepId,
    Tag,
    utc,
)
from store import codec
from store.changes import Audit
from store.sources import WHOLE, Packed, unpack
from store.tables import (
    InteractionRow,
    MailAddressRow,
    MailParentRow,
    MailRow,
    MailSourceRow,
    ReviewRow,
    TagRow,
)
from store.writing import Prepared, add, add_all, add_new, among, in_lots, table_of

_KNOWN = "known"
"""The one verdict that leaves nothing open. Whatever differs is asked for so, else SQLite would go through
all mail of those verdicts instead of looking up a Message-ID."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What tells whether a mail that comes in under the same Message-ID is one we have."""

    id: MailId
    sender: str
    date: datetime
    subject: str
    own_words: str


class Mails:
    def __init__(self, connection: Connection, audit: Audit) -> None:
        self._connection = connection
        self._audit = audit

    def under(self, key: str) -> Sighting | None:
        """The stored mail of this key."""
        row = _UNDER_KEY.row(self._connection, {"key": key})
        return None if row is None else Sighting(MailId(row[0]), row[1], utc(row[2]), row[3], row[4])

    def add(
        self, case: Case, rep: RepId | None, account: str, source: Packed | None, addresses: Mapping[str, str]
    ) -> MailId:
        """Save a mail with everything that was thought about it; whom it is linked to comes by `link`.

        source: its bytes as they are kept, if they are. addresses: its outside addresses, each with its work
        domain or nothing, to find it again by.
        """
        number = MailId(add(self._connection, MailRow, _values(case, rep, account)))
        if source is not None:
            kept = {"content": source.content, "complete": source.complete, "kept": source.kept}
            add_all(self._connection, MailSourceRow, [{"mail_id": number} | kept])
        rows = [{"mail_id": number, "email": email, "domain": domain} for email, domain in addresses.items()]
        add_all(self._connection, MailAddressRow, rows)
        add_all(self._connection, MailParentRow, parents(case, number))
        self._tags(number, case.tags)
        return number

    def find_again(self, number: MailId, case: Case) -> None:
        """Replace whom a stored mail was found to be from; what was read in it stays."""
        self._audit.watch(MailRow, number)
        _FIND.run(self._connection, {"number": number} | _finding(case))

    def link(self, number: MailId, customer: CustomerId, interaction: Interaction) -> None:
        """Enter the mail into a customer's history. Doing it twice changes nothing."""
        self._audit.watch_history(customer)
        values = {
            "customer_id": customer,
            "at": int(interaction.at.timestamp()),
            "kind": interaction.kind.value,
            "cause": interaction.cause,
            "summary": interaction.summary,
            "rep": interaction.rep,
            "mail_id": number,
            "mail_kind": None if interaction.mail_kind is None else interaction.mail_kind.value,
            "length": interaction.length,
        }
        add_new(self._connection, InteractionRow, [values])

    def ask(self, number: MailId, because: str, *, again: bool = False) -> None:
        """Put the mail into the review queue. again: also where it was answered before."""
        self._audit.watch(ReviewRow, number)
        row = {"mail_id": number, "state": "open", "because": because}
        add_new(self._connection, ReviewRow, [row], replace=("state", "because") if again else ())

    def answered(self, number: MailId, state: str) -> None:
        """Take the mail off the review queue, with what a person (or a later mail) made of it.

        A mail that is not on it stays as it was answered.
        """
        self._audit.watch(ReviewRow, number)
        _ANSWER.run(self._connection, {"number": number, "state": state})

    def said(self, number: MailId, state: str) -> None:
        """A person says how the mail stands, whether or not she was asked about it."""
        self._audit.watch(ReviewRow, number)
        row = {"mail_id": number, "state": state, "because": ""}
        add_new(self._connection, ReviewRow, [row], replace=("state",))

    def is_asked(self, number: MailId) -> bool:
        """Is the mail waiting in the review queue?"""
        return _ASKED.column(self._connection, {"number": number}) == ["open"]

    def naming(self, email: str) -> list[MailId]:
        """The mails from or to an outside address."""
        return [MailId(each) for each in _NAMING.column(self._connection, {"email": email})]

    def exists(self, number: MailId) -> bool:
        return _REP.row(self._connection, {"number": number}) is not None

    def source(self, number: MailId) -> RawMail | None:
        """The bytes of a stored mail, to read it again; None where `raw:` did not keep them whole."""
        row = _SOURCE.row(self._connection, {"number": number})
        return None if row is None else RawMail(unpack(row[0]), utc(row[2]), None, bool(row[1]))

    def rep(self, number: MailId) -> RepId | None:
        """Who of us a stored mail concerns."""
        (rep,) = _REP.column(self._connection, {"number": number})
        return None if rep is None else RepId(rep)

    def remembered(self, number: MailId) -> Case:
        """A stored mail as it was read when it came, and whom it was found to be from.

        Of the mail itself only what stands in columns: neither body nor headers are in it. Finding asks for
        none of that, so that a mail can be linked again whether or not its source was kept.
        """
        row = _MAIL.row(self._connection, {"number": number})
        parents = tuple(_PARENTS.column(self._connection, {"number": number}))
        stored = dict(zip(_COLUMNS, row, strict=True))
        mail = Mail(
            key=stored["key"],
            sender=Address(stored["sender"], stored["sender_name"]),
            date=utc(stored["date"]),
            received=utc(stored["received"]),
            subject=stored["subject"],
            message_id=stored["message_id"],
            parents=parents,
        )
        tags = _TAGS.rows(self._connection, {"number": number})
        return Case(
            mail,
            codec.reading_from(stored, parents),
            codec.match_from(stored["match"]),
            tuple(codec.tag_from(dict(zip(_TAG_COLUMNS, each, strict=True))) for each in tags),
        )

    def is_loose(self, number: MailId) -> bool:
        """Can the mail still gain a customer: has it none, or is it our own, perhaps to several?"""
        verdict, direction = _STANDING.row(self._connection, {"id": number})
        return bool(verdict != _KNOWN or direction == Direction.OUT.value)

    def loose(self, customer: CustomerId, emails: Sequence[str], domains: Sequence[str]) -> list[MailId]:
        """Mails that one of these may link to the customer, oldest first: those without a customer, and our
        own to several people, of whom only some were known then.
        """
        signs = ((_LOOSE_BY_EMAIL, emails), (_LOOSE_BY_DOMAIN, domains))
        asked = ((query, {"signs": signs_of, "customer": customer}) for query, signs_of in signs if signs_of)
        found = {number for query, values in asked for number in query.column(self._connection, values)}
        return sorted(MailId(number) for number in found)

    def borne(self, emails: Iterable[str], domains: Iterable[str]) -> frozenset[str]:
        """Which of these addresses and work domains stand in any mail."""
        asked = ((_BORNE_EMAILS, emails), (_BORNE_DOMAINS, domains))
        lots = ((query, lot) for query, signs in asked for lot in in_lots(dict.fromkeys(signs)))
        return frozenset(
            sign for query, lot in lots for sign in query.column(self._connection, {"signs": lot})
        )

    def loose_in_thread(self, message_ids: Sequence[str]) -> list[MailId]:
        """Mails without a customer that are among these Message-IDs or answer one of them, oldest first."""
        values = {"ids": message_ids}
        found = {*_LOOSE_AMONG.column(self._connection, values)} if message_ids else set()
        found.update(_LOOSE_ANSWERS.column(self._connection, values) if message_ids else ())
        return sorted(MailId(number) for number in found)

    def _tags(self, number: MailId, tags: Sequence[Tag]) -> None:
        add_all(self._connection, TagRow, [{"mail_id": number} | codec.tag_values(tag) for tag in tags])


_THREAD = 100
"""Ancestors looked up for a mail. Real threads stay below; a header of a thousand references is somebody's
joke.
"""

_FINDING = ("verdict", "match")
_COLUMNS = tuple(column.name for column in table_of(MailRow).columns)
_TAG_COLUMNS = tuple(column.name for column in table_of(TagRow).columns)

_IS_LOOSE = MailRow.verdict != _KNOWN
_THIS = MailRow.id == bindparam("number")
_UNDER_KEY = Prepared(
    select(MailRow.id, MailRow.sender, MailRow.date, MailRow.subject, MailRow.own_words).where(
        MailRow.key == bindparam("key")
    )
)
_MAIL = Prepared(select(*table_of(MailRow).columns).where(_THIS))
_REP = Prepared(select(MailRow.rep).where(_THIS))
_PARENTS = Prepared(
    select(MailParentRow.message_id)
    .where(MailParentRow.mail_id == bindparam("number"))
    .order_by(MailParentRow.position)
)
_TAGS = Prepared(
    select(*table_of(TagRow).columns).where(TagRow.mail_id == bindparam("number")).order_by(TagRow.id)
)
_SOURCE = Prepared(
    select(MailSourceRow.content, MailSourceRow.complete, MailRow.received)
    .join(MailRow, MailRow.id == MailSourceRow.mail_id)
    .where(_THIS, MailSourceRow.kept == WHOLE)
)
_FIND = Prepared(update(table_of(MailRow)).where(_THIS), _FINDING)
_NAMING = Prepared(select(MailAddressRow.mail_id).where(MailAddressRow.email == bindparam("email")))
_ASKED = Prepared(select(ReviewRow.state).where(ReviewRow.mail_id == bindparam("number")))
_ANSWER = Prepared(
    update(table_of(ReviewRow)).where(
        ReviewRow.mail_id == bindparam("number"), ReviewRow.state == bindparam("asked")
    ),
    ("state",),
    {"asked": "open"},
)
_STANDING = Prepared(select(MailRow.verdict, MailRow.direction).where(MailRow.id == bindparam("id")))
_LINKED_TO = exists().where(
    InteractionRow.mail_id == MailRow.id, InteractionRow.customer_id == bindparam("customer")
)
_LOOSE_NEAR = (
    select(MailRow.id)
    .join(MailAddressRow, MailAddressRow.mail_id == MailRow.id)
    .where(or_(_IS_LOOSE, and_(MailRow.direction == Direction.OUT.value, ~_LINKED_TO)))
)
_LOOSE_BY_EMAIL = Prepared(_LOOSE_NEAR.where(among(MailAddressRow.email, "signs")))
_LOOSE_BY_DOMAIN = Prepared(_LOOSE_NEAR.where(among(MailAddressRow.domain, "signs")))
_BORNE_EMAILS = Prepared(select(MailAddressRow.email).where(among(MailAddressRow.email, "signs")).distinct())
_BORNE_DOMAINS = Prepared(
    select(MailAddressRow.domain).where(among(MailAddressRow.domain, "signs")).distinct()
)
_LOOSE_AMONG = Prepared(select(MailRow.id).where(among(MailRow.message_id, "ids"), _IS_LOOSE))
_LOOSE_ANSWERS = Prepared(
    select(MailRow.id)
    .join(MailParentRow, MailParentRow.mail_id == MailRow.id)
    .where(among(MailParentRow.message_id, "ids"), _IS_LOOSE)
)


def _values(case: Case, rep: RepId | None, account: str) -> dict[str, Any]:
    mail = case.mail
    return thoughts(case) | {
        "key": mail.key,
        "message_id": mail.message_id,
        "account": account,
        "rep": rep,
        "sender": mail.sender.email,
        "sender_name": mail.sender.name,
        "subject": mail.subject,
        "date": int(mail.date.timestamp()),
        "received": int(mail.received.timestamp()),
    }


def thoughts(case: Case) -> dict[str, Any]:
    return {
        "direction": case.reading.direction.value,
        "kind": case.reading.kind.value,
        "own_words": case.reading.own_words,
        "parser": case.reading.parser,
        "reading": codec.reading_text(case.reading, case.mail),
    } | _finding(case)


def _finding(case: Case) -> dict[str, Any]:
    return {"verdict": codec.verdict_of(case.match), "match": codec.match_text(case.match, case.also)}


def parents(case: Case, number: MailId) -> list[dict[str, Any]]:
    parents = list(dict.fromkeys(case.mail.parents))[:_THREAD]
    is_ours = bool(case.reading.answers)
    return [
        {"mail_id": number, "position": at, "message_id": parent, "is_ours": is_ours and at == 0}
        for at, parent in enumerate(parents)
    ]
