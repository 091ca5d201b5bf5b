"""What did reps say of a customer's tags? Only added to: what was said and taken back is evidence too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, or_, select

from model import CustomerId, MailId, Mark, MarkId, Marks, Tag, Tagging, Verdict, utc
from store import codec
from store.changes import Audit
from store.tables import InteractionRow, MarkRow, TagRow
from store.writing import Prepared, add, among, table_of


@dataclass(frozen=True, slots=True)
class Word:
    """Of whose tags somebody speaks, when and who, and what she notes with it."""

    customer: CustomerId
    at: datetime
    rep: str
    note: str = ""


class Remarks:
    """The shelf of marks, and of the tags that they are about."""

    def __init__(self, connection: Connection, audit: Audit) -> None:
        self._connection = connection
        self._audit = audit

    def of(self, customer: CustomerId) -> Marks:
        """What stands of all that was said of its tags."""
        return said_of(self._connection, [customer]).get(customer, Marks())

    def taggings(self, customer: CustomerId) -> list[Tagging]:
        """Every tag of every mail of a customer, whatever was said of it; none of rules on trial."""
        return [
            Tagging(codec.tag_from(_named(_TAG_COLUMNS, row[2:])), utc(row[0]), MailId(row[1]))
            for row in _TAGGINGS.rows(self._connection, {"customer": customer})
        ]

    def give(self, word: Word, tag: Tag) -> MarkId:
        """A tag by hand."""
        return self._add(word, Verdict.ADD, tag.name, {"rule": tag.rule, "given": codec.given_text(tag)})

    def say(self, word: Word, verdict: Verdict, about: Tagging) -> MarkId:
        """That a tag of a mail is right, wrong or over; the mark keeps what the rule had found."""
        proof = {"mail_id": about.mail, "rule": about.tag.rule, "quote": about.tag.quote}
        return self._add(word, verdict, about.tag.name, proof)

    def end(self, word: Word, tag: str) -> MarkId:
        """That a tag is no longer so, whichever mail it came from."""
        return self._add(word, Verdict.REMOVE, tag, {})

    def take_back(self, word: Word, mark: Mark) -> MarkId:
        said = {"mail_id": mark.mail, "rule": mark.rule, "undoes": mark.id}
        return self._add(word, Verdict.UNDO, mark.tag, said)

    def _add(self, word: Word, verdict: Verdict, tag: str, more: Mapping[str, Any]) -> MarkId:
        self._audit.watch_history(word.customer)
        values = {
            "customer_id": word.customer,
            "at": int(word.at.timestamp()),
            "rep": word.rep,
            "note": word.note,
            "verdict": verdict.value,
            "tag": tag,
        }
        return MarkId(add(self._connection, MarkRow, values | dict(more)))


def said_of(connection: Connection, customers: Sequence[CustomerId]) -> dict[CustomerId, Marks]:
    """What stands of all that was said of the tags of these customers, of those about whom anything was.

    A mail that says something wrongly says it wrongly in whosever history it stands, also in that of the
    customer whom it is handed on to.
    """
    rows = _SAID.rows(connection, {"customers": customers})
    if not rows:
        return {}
    marks = [codec.mark_from(_named(_COLUMNS, row)) for row in rows]
    holders = _holders(connection, customers, marks)
    found: dict[CustomerId, list[Mark]] = defaultdict(list)
    for mark in marks:
        for customer in holders[mark.id]:
            found[customer].append(mark)
    return {customer: Marks.of(said) for customer, said in found.items()}


def _holders(
    connection: Connection, customers: Sequence[CustomerId], marks: Iterable[Mark]
) -> dict[MarkId, set[CustomerId]]:
    """For whom each mark counts."""
    mails = sorted({mark.mail for mark in marks if mark.mail is not None})
    of_mail: dict[int, set[CustomerId]] = defaultdict(set)
    for customer, mail in _OF_MAILS.rows(connection, {"customers": customers, "mails": mails}):
        of_mail[mail].add(CustomerId(customer))
    wanted = frozenset(customers)
    return {
        mark.id: ({mark.customer} & wanted)
        | (of_mail[mark.mail] if mark.mail is not None and mark.is_of_mail else set())
        for mark in marks
    }


def _named(columns: Sequence[str], row: Sequence[Any]) -> dict[str, Any]:
    return dict(zip(columns, row, strict=True))


_COLUMNS = tuple(column.name for column in table_of(MarkRow).columns)
_TAG_COLUMNS = tuple(each.name for each in table_of(TagRow).columns if each.name not in ("id", "mail_id"))

_SAID = Prepared(
    select(*table_of(MarkRow).columns)
    .where(
        or_(
            among(MarkRow.customer_id, "customers"),
            MarkRow.mail_id.in_(
                select(InteractionRow.mail_id).where(
                    among(InteractionRow.customer_id, "customers"), InteractionRow.mail_id.is_not(None)
                )
            ),
        )
    )
    .order_by(MarkRow.id)
)
_OF_MAILS = Prepared(
    select(InteractionRow.customer_id, InteractionRow.mail_id).where(
        among(InteractionRow.customer_id, "customers"), among(InteractionRow.mail_id, "mails")
    )
)
_TAGGINGS = Prepared(
    select(InteractionRow.at, TagRow.mail_id, *(table_of(TagRow).columns[each] for each in _TAG_COLUMNS))
    .join(InteractionRow, InteractionRow.mail_id == TagRow.mail_id)
    .where(InteractionRow.customer_id == bindparam("customer"), TagRow.is_trial.is_(False))
    .order_by(InteractionRow.at, TagRow.id)
)
