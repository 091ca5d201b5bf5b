"""What does the book hold of a mail that is read again, and how is that replaced?

The mail's key, bytes, places and rep stay, and so does what people did about it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, or_, select, update

from model import Candidate, Case, CustomerId, Interaction, Kind, MailId, Match, Tag
from store import codec
from store.changes import Audit
from store.mails import parents, thoughts
from store.sources import WHOLE
from store.tables import (
    BusinessFactRow,
    InteractionRow,
    MailAddressRow,
    MailParentRow,
    MailRow,
    MailSourceRow,
    ReviewRow,
    TagRow,
)
from store.writing import add_new


@dataclass(frozen=True, slots=True)
class Stored:
    """A mail as it stands in the book."""

    key: str
    kind: Kind
    match: Match
    also: tuple[Candidate, ...]
    customers: frozenset[CustomerId]
    """Whose history it stands in."""
    tags: tuple[Tag, ...]
    review: str
    """State in the review queue, empty for a mail that nobody was asked about."""
    reading: str

    def is_read_as(self, case: Case) -> bool:
        """Does the mail say what it said then, about itself and whom it is from?"""
        same_kind = self.kind is case.reading.kind
        return same_kind and self.reading == codec.reading_text(case.reading, case.mail)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which mails are read again."""

    since: datetime | None = None
    customer: CustomerId | None = None


class Rereading:
    def __init__(self, connection: Connection, audit: Audit) -> None:
        self._connection = connection
        self._audit = audit

    def count(self, wanted: Wanted) -> tuple[int, int]:
        """How many mails are wanted, and how many of them are kept whole."""
        whole = _is_whole()
        query = select(func.count(MailRow.id), func.count(MailRow.id).filter(whole))
        row = self._connection.execute(query.where(_wanted(wanted))).one()
        return int(row[0]), int(row[1])

    def numbers(self, wanted: Wanted, after: int, most: int) -> list[MailId]:
        """Mails that are kept whole, in the order in which they came into the book."""
        query = select(MailRow.id).where(_wanted(wanted), _is_whole(), MailRow.id > after)
        return [MailId(number) for number in self._connection.scalars(query.order_by(MailRow.id).limit(most))]

    def stored(self, number: MailId) -> Stored:
        row = self._connection.execute(select(MailRow.__table__).where(MailRow.id == number)).one()
        linked = select(InteractionRow.customer_id).where(InteractionRow.mail_id == number)
        tags = select(TagRow.__table__).where(TagRow.mail_id == number).order_by(TagRow.id)
        asked = select(ReviewRow.state).where(ReviewRow.mail_id == number)
        return Stored(
            key=row.key,
            kind=Kind(row.kind),
            match=codec.match_from(row.match),
            also=codec.also_from(row.match),
            customers=frozenset(CustomerId(each) for each in self._connection.scalars(linked)),
            tags=tuple(codec.tag_from(tag) for tag in self._connection.execute(tags).mappings()),
            review=self._connection.scalar(asked) or "",
            reading=row.reading,
        )

    def renew(self, number: MailId, case: Case, addresses: Mapping[str, str], *, match_stands: bool) -> bool:
        """Write what is thought of a mail now. True if anything was different.

        match_stands: whom it is from stays as it was found, with its evidence of then.
        """
        values = thoughts(case) | _envelope(case)
        if match_stands:
            values = {name: value for name, value in values.items() if name not in ("match", "verdict")}
        rows = [{"mail_id": number, "email": email, "domain": domain} for email, domain in addresses.items()]
        changes = [
            self._set(number, values),
            self._replace(MailAddressRow, number, rows, "email"),
            self._replace(MailParentRow, number, parents(case, number), "position"),
            self._replace_tags(number, case.tags),
        ]
        return any(changes)

    def retell(self, number: MailId, told: Interaction) -> bool:
        """Make the mail's entries in the histories say what it is now. True if they said something else."""
        kind = None if told.mail_kind is None else told.mail_kind.value
        values: dict[str, Any] = {"at": int(told.at.timestamp()), "kind": told.kind.value}
        values |= {"summary": told.summary, "mail_kind": kind, "length": told.length}
        other = (getattr(InteractionRow, name).is_distinct_from(value) for name, value in values.items())
        here = (InteractionRow.mail_id == number) & or_(*other)
        done = self._connection.execute(update(InteractionRow).where(here).values(**values))
        return bool(done.rowcount)

    def unlink(self, number: MailId, customer: CustomerId) -> None:
        """Take the mail out of a customer's history, and what was read in it. What a rep said of that goes to
        whom the mail is linked next (store/business.py).
        """
        self._audit.watch_history(customer)
        here = (InteractionRow.mail_id == number) & (InteractionRow.customer_id == customer)
        self._connection.execute(delete(InteractionRow).where(here))
        read = (BusinessFactRow.mail_id == number) & (BusinessFactRow.customer_id == customer)
        self._connection.execute(delete(BusinessFactRow).where(read, BusinessFactRow.by == ""))

    def _set(self, number: MailId, values: Mapping[str, Any]) -> bool:
        row = self._connection.execute(select(MailRow.__table__).where(MailRow.id == number)).one()
        changed = {name: value for name, value in values.items() if getattr(row, name) != value}
        if changed:
            self._connection.execute(update(MailRow).where(MailRow.id == number).values(changed))
        return bool(changed)

    def _replace(self, table: Any, number: MailId, rows: list[dict[str, Any]], order: str) -> bool:
        columns = [table.__table__.c[name] for name in (rows[0] if rows else {"mail_id": number})]
        query = select(*columns).where(table.mail_id == number).order_by(getattr(table, order))
        found = [dict(row) for row in self._connection.execute(query).mappings()]
        if found == sorted(rows, key=lambda row: row[order]):
            return False
        self._connection.execute(delete(table).where(table.mail_id == number))
        add_new(self._connection, table, rows)
        return True

    def _replace_tags(self, number: MailId, tags: tuple[Tag, ...]) -> bool:
        rows = [{"mail_id": number} | codec.tag_values(tag) for tag in tags]
        query = select(TagRow.__table__).where(TagRow.mail_id == number).order_by(TagRow.id)
        found = [dict(row) for row in self._connection.execute(query).mappings()]
        if [{name: row[name] for name in row if name != "id"} for row in found] == rows:
            return False
        self._connection.execute(delete(TagRow).where(TagRow.mail_id == number))
        add_new(self._connection, TagRow, rows)
        return True


def _wanted(wanted: Wanted) -> Any:
    conditions = [MailRow.id > 0]
    if wanted.since is not None:
        conditions.append(MailRow.date >= int(wanted.since.timestamp()))
    if wanted.customer is not None:
        linked = select(InteractionRow.mail_id).where(InteractionRow.customer_id == wanted.customer)
        conditions.append(MailRow.id.in_(linked))
    return _all(conditions)


def _all(conditions: list[Any]) -> Any:
    first, *rest = conditions
    return first if not rest else first & _all(rest)


def _is_whole() -> Any:
    """Are all its bytes kept? `raw: headers` and `raw: none` of genjin.yaml leave too little to read."""
    whole = select(MailSourceRow.mail_id).where(MailSourceRow.kept == WHOLE)
    return MailRow.id.in_(whole)


def _envelope(case: Case) -> dict[str, Any]:
    mail = case.mail
    return {
        "message_id": mail.message_id,
        "sender": mail.sender.email,
        "sender_name": mail.sender.name,
        "subject": mail.subject,
        "date": int(mail.date.timestamp()),
    }
