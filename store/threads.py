"""Which mails belong together? By Message-ID, by what one quotes of another, and by what a person said.

A person's word goes first: a mail that was split off begins a thread of its own, one that was joined
continues another. Whoever answers it goes with it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sqlalchemy import Connection, bindparam, delete, exists, func, select, update

from model import Case, CustomerId, Lineage, MailId, utc
from store.tables import InteractionRow, MailParentRow, MailRow, PrintRow, ThreadChangeRow
from store.writing import Prepared, add, add_new, among, table_of

_THREAD = 100
"""Ancestors looked up for a mail. Real threads stay below; a header of a thousand references is somebody's
joke.
"""
_MOST_HOLDERS = 5
"""A sentence that more mails hold is a habit of ours and tells no mail."""
_MOST_JOINS = 20
"""Mails joined one to another that are followed."""
_LEAST = 2
"""So many sentences of average length must be quoted; a long one is enough alone."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a person said about a mail's thread."""

    id: int
    mail: MailId
    action: str
    other: MailId | None
    at: datetime
    actor: str


class Threads:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lineage(
        self, parents: Sequence[str], quoted_prints: Sequence[str] = (), number: MailId | None = None
    ) -> Lineage:
        """For each earlier mail of the thread that the book has, nearest first: whose it is, perhaps
        nobody's.

        parents: Message-IDs, nearest first. number: the mail itself, where the book has it.
        """
        change = self.standing(number) if number is not None and self._any_change else None
        said = list(self._as_said(parents, change)) if self._any_change else parents
        named = self._whose(said)
        is_orphan = not (named if change is None else self._whose(parents))
        quoted = self._quoted(quoted_prints, number) if change is None and not named else None
        if quoted is not None:
            return Lineage((quoted,), is_quoted=True)
        return Lineage(named, is_orphan=is_orphan)

    def save(self, number: MailId, case: Case) -> None:
        """Keep by what the mail is known where it is quoted. Where the book has none of its parents what it
        quotes is kept too, because the quoted mail may come later.
        """
        own = dict.fromkeys(case.reading.prints, False)
        quoted = dict.fromkeys(case.reading.quoted_prints if case.lineage.is_orphan else (), True)
        both = quoted | own
        habits = self._habits(list(both)) if both else ()
        rows = [
            {"print": each, "mail_id": number, "is_quoted": is_quoted}
            for each, is_quoted in both.items()
            if each not in habits
        ]
        add_new(self._connection, PrintRow, rows)

    def _habits(self, prints: list[str]) -> frozenset[str]:
        """Sentences that so many mails hold already that one more tells nothing: the table stays small."""
        return frozenset(_HABITS.column(self._connection, {"prints": prints, "most": 2 * _MOST_HOLDERS}))

    def renew(self, number: MailId, case: Case) -> None:
        """The same for a mail that was read again."""
        _FORGET.run(self._connection, {"number": number})
        self.save(number, case)

    def loose_quoting(self, number: MailId) -> list[MailId]:
        """Mails without a customer that quote this one, by a sentence that tells; oldest first."""
        own = _OWN_PRINTS.column(self._connection, {"number": number})
        asked = {"prints": own, "most": _MOST_HOLDERS}
        telling = _TELLING.column(self._connection, asked) if own else []
        found = _QUOTING.column(self._connection, {"prints": telling}) if telling else ()
        return sorted({MailId(each) for each in found})

    def quoted_by(self, number: MailId) -> tuple[str, ...]:
        """What a stored mail quotes."""
        return tuple(_QUOTED_BY.column(self._connection, {"number": number}))

    # -- by Message-ID

    def _whose(self, parents: Sequence[str]) -> tuple[frozenset[CustomerId], ...]:
        if not parents:
            return ()
        found: dict[str, set[CustomerId]] = {}
        for message_id, customer in _CUSTOMERS_OF.rows(self._connection, {"ids": parents[:_THREAD]}):
            whose = found.setdefault(message_id, set())
            if customer is not None:
                whose.add(CustomerId(customer))
        return tuple(frozenset(found[each]) for each in dict.fromkeys(parents) if each in found)

    # -- by what is quoted

    def _quoted(self, prints: Sequence[str], number: MailId | None) -> frozenset[CustomerId] | None:
        """Whose the quoted mail is; None where none is quoted surely."""
        asked = {"prints": list(prints), "most": _MOST_HOLDERS}
        telling = _TELLING.column(self._connection, asked)
        holders: defaultdict[str, list[MailId]] = defaultdict(list)
        for found, mail in _HOLDING.rows(self._connection, {"prints": telling}) if telling else ():
            if mail != number:
                holders[found].append(MailId(mail))
        quoted = [*_best(holders)]
        if not quoted:
            return None
        whose = _WHOSE.column(self._connection, {"numbers": quoted})
        return frozenset(CustomerId(each) for each in whose)

    # -- by a person

    @cached_property
    def _any_change(self) -> bool:
        return bool(_CHANGES.column(self._connection)[0])

    def standing(self, number: MailId) -> Change | None:
        """What a person said last of this mail's thread and did not take back."""
        row = _STANDING.row(self._connection, {"number": number})
        return _change(row) if row else None

    def change(self, number: MailId, action: str, other: MailId | None, at: datetime, actor: str) -> None:
        values = {"mail_id": number, "action": action, "other_id": other}
        add(self._connection, ThreadChangeRow, values | {"at": int(at.timestamp()), "actor": actor})
        self.__dict__["_any_change"] = True

    def take_back(self, change: Change) -> None:
        _UNDO.run(self._connection, {"id": change.id, "undone": True})

    def _as_said(self, parents: Sequence[str], own: Change | None) -> Iterator[str]:
        """The parents, up to where a person cut the thread, and on from where she joined it to another."""
        if own is not None:
            yield from self._beyond(own)
            return
        cuts = self._cuts(parents)
        for parent in parents:
            yield parent
            if parent in cuts:
                yield from self._beyond(cuts[parent])
                return

    def _beyond(self, change: Change, depth: int = _MOST_JOINS) -> Iterator[str]:
        """What comes before a mail whose thread a person changed; the other one's may be changed too."""
        if change.other is None or not depth:
            return
        row = _MESSAGE_ID.row(self._connection, {"number": change.other})
        yield from filter(None, row or ())
        further = self.standing(change.other)
        if further is not None:
            yield from self._beyond(further, depth - 1)
        else:
            yield from self._parents_of(change.other)

    def _cuts(self, parents: Sequence[str]) -> dict[str, Change]:
        rows = _CUTS.rows(self._connection, {"ids": list(parents[:_THREAD])})
        return {row[0]: _change(row[1:]) for row in rows}

    # -- to look at

    def ancestors(self, number: MailId) -> set[MailId]:
        """The stored mails that this one answers, also as a person said."""
        parents = list(self._as_said(self._parents_of(number), self.standing(number)))
        return {MailId(each) for each in _UNDER.column(self._connection, {"ids": parents[:_THREAD]})}

    def _parents_of(self, number: MailId) -> list[str]:
        return _PARENTS.column(self._connection, {"number": number})

    def answers_of(self, number: MailId) -> list[MailId]:
        """The stored mails below this one, oldest first: answers, theirs, and what a person joined to any."""
        found, new = {number}, [number]
        while new and len(found) < _THREAD:
            near = {row for each in new for row in _BELOW.column(self._connection, {"number": each})}
            new = [MailId(each) for each in sorted(near - found)]
            found.update(new)
        return sorted(found - {number})


def _best(holders: dict[str, list[MailId]]) -> Iterator[MailId]:
    """The mails of which most is quoted, if it is enough."""
    counts = Counter(mail for mails in holders.values() for mail in mails)
    most = max(counts.values(), default=0)
    for mail, count in counts.items():
        alone = any(found.startswith("+") and mail in mails for found, mails in holders.items())
        if count == most and (count >= _LEAST or alone):
            yield mail


def _change(row: Sequence[object]) -> Change:
    id_, mail, action, other, at, actor = row
    assert isinstance(id_, int)
    assert isinstance(mail, int)
    assert isinstance(at, int)
    other_mail = MailId(other) if isinstance(other, int) else None
    return Change(id_, MailId(mail), str(action), other_mail, utc(at), str(actor))


_CHANGE = (
    ThreadChangeRow.id,
    ThreadChangeRow.mail_id,
    ThreadChangeRow.action,
    ThreadChangeRow.other_id,
    ThreadChangeRow.at,
    ThreadChangeRow.actor,
)
_IN_FORCE = ThreadChangeRow.undone.is_(False)
_CUSTOMERS_OF = Prepared(
    select(MailRow.message_id, InteractionRow.customer_id)
    .outerjoin(InteractionRow, InteractionRow.mail_id == MailRow.id)
    .where(among(MailRow.message_id, "ids"))
)
_SAID = (among(PrintRow.print, "prints"), PrintRow.is_quoted.is_(False))
_TELLING = Prepared(
    select(PrintRow.print)
    .where(*_SAID)
    .group_by(PrintRow.print)
    .having(func.count(PrintRow.mail_id) <= bindparam("most"))
)
_HOLDING = Prepared(
    select(PrintRow.print, PrintRow.mail_id).where(*_SAID).order_by(PrintRow.print, PrintRow.mail_id)
)
_WHOSE = Prepared(
    select(InteractionRow.customer_id).where(among(InteractionRow.mail_id, "numbers")).distinct()
)
_HABITS = Prepared(
    select(PrintRow.print)
    .where(among(PrintRow.print, "prints"))
    .group_by(PrintRow.print)
    .having(func.count(PrintRow.mail_id) > bindparam("most"))
)
_OWN_PRINTS = Prepared(
    select(PrintRow.print).where(PrintRow.mail_id == bindparam("number"), PrintRow.is_quoted.is_(False))
)
_QUOTING = Prepared(
    select(PrintRow.mail_id)
    .join(MailRow, MailRow.id == PrintRow.mail_id)
    .where(among(PrintRow.print, "prints"), PrintRow.is_quoted.is_(True), MailRow.verdict != "known")
    .order_by(PrintRow.mail_id)
    .limit(50)
)
_QUOTED_BY = Prepared(
    select(PrintRow.print).where(PrintRow.mail_id == bindparam("number"), PrintRow.is_quoted.is_(True))
)
_FORGET = Prepared(delete(table_of(PrintRow)).where(PrintRow.mail_id == bindparam("number")))
_CHANGES = Prepared(select(func.count(ThreadChangeRow.id)).where(_IN_FORCE))
_STANDING = Prepared(
    select(*_CHANGE)
    .where(ThreadChangeRow.mail_id == bindparam("number"), _IN_FORCE)
    .order_by(ThreadChangeRow.id.desc())
    .limit(1)
)
_CUTS = Prepared(
    select(MailRow.message_id, *_CHANGE)
    .join(ThreadChangeRow, ThreadChangeRow.mail_id == MailRow.id)
    .where(among(MailRow.message_id, "ids"), _IN_FORCE)
    .order_by(ThreadChangeRow.id)
)
_UNDO = Prepared(update(table_of(ThreadChangeRow)).where(ThreadChangeRow.id == bindparam("id")), ("undone",))
_MESSAGE_ID = Prepared(select(MailRow.message_id).where(MailRow.id == bindparam("number")))
_PARENTS = Prepared(
    select(MailParentRow.message_id)
    .where(MailParentRow.mail_id == bindparam("number"))
    .order_by(MailParentRow.position)
)
_UNDER = Prepared(select(MailRow.id).where(among(MailRow.message_id, "ids")))
_BELOW = Prepared(
    select(MailParentRow.mail_id)
    .join(MailRow, MailRow.message_id == MailParentRow.message_id)
    .where(
        MailRow.id == bindparam("number"),
        MailRow.message_id != "",
        MailParentRow.position == 0,
        ~exists().where(ThreadChangeRow.mail_id == MailParentRow.mail_id, _IN_FORCE),
    )
    .union(select(ThreadChangeRow.mail_id).where(ThreadChangeRow.other_id == bindparam("number"), _IN_FORCE))
)
