"""What happened with these customers? Read for what is owed to them, by who writes and by who only looks.

Plain SQL and no SQLAlchemy, so that a page and a bare reader read one and the same.

A customer may have thousands of mails, and is asked for whenever one more comes. Then the newest events are
read, and of the older ones those that can still move a date: `STEERS` finds their tags by an index of its
own. Whether that is enough is for the caller to say, who knows what the duties look at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import field
from datetime import date, datetime
from functools import lru_cache
from itertools import chain
from typing import Any, Protocol

from late import dataclass
from model import (
    BusinessFact,
    CustomerId,
    Enrolment,
    EnrolmentId,
    FactId,
    FactSort,
    GroupId,
    History,
    Interaction,
    InteractionKind,
    Kind,
    MailId,
    Mark,
    Marks,
    Tag,
    Verdict,
    utc,
)
from store import codec, single
from store.happened import Happened

LOT = 200
"""Customers that are read at once."""
NEWEST = 150
"""Events of a customer that are read without a further look."""
_MOST_KIN = 100
"""Newest events of each company of a group, twenty times that of all of them together, five times for one."""


class Asking(Protocol):
    """A page or a reader that can be asked."""

    def tuples(self, sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]: ...


Enough = Callable[[History, datetime], bool]
"""Does a history say the same of what is owed, which is whole from that time on only?"""


@dataclass(frozen=True, slots=True)
class Together:
    """A group, and what people did with its companies. It is read once for all of them."""

    id: GroupId
    contact: str
    companies: tuple[CustomerId, ...]
    events: tuple[Interaction, ...] = ()
    """In order; mail to several companies once."""
    whose: Mapping[str, Set[int]] = field(default_factory=dict)
    """With which companies an event stands, by its cause."""

    def beside(self, company: CustomerId) -> tuple[Interaction, ...]:
        """What happened with the others and not with this one, as far as it is new."""
        others = [event for event in self.events if company not in self.whose[event.cause]]
        return tuple(others[-5 * _MOST_KIN :])


class Histories:
    def __init__(self, asking: Asking) -> None:
        self._asking = asking

    def of(self, customers: Iterable[CustomerId]) -> list[History]:
        """Everything that happened with each of these customers, by number."""
        return [each.history() for each in self.happened(customers)]

    def one(self, customer: CustomerId) -> History | None:
        return next(iter(self.of([customer])), None)

    def happened(self, customers: Iterable[CustomerId]) -> Iterator[Happened]:
        """The same, with what reps said of tags apart."""
        for lot in _lots(customers):
            yield from self._read(lot, self._asking.tuples(_EVENTS, {"these": lot}))

    def recent(
        self, customers: Iterable[CustomerId], enough: Enough, newest: int = NEWEST
    ) -> Iterator[History]:
        """What happened, as far as it bears on what is owed; where events are left out `enough` is asked."""
        for lot in _lots(customers):
            yield from self._recent(lot, enough, newest)

    def _recent(self, lot: Sequence[CustomerId], enough: Enough, newest: int) -> Iterator[History]:
        rows = self._asking.tuples(_NEWEST, {"these": lot, "others": newest - 1})
        cut = _cut(rows, newest)
        for customer, since in cut.items():
            rows += self._steering(customer, since)
        for each in self._read(lot, rows):
            customer, history = each.customer.id, each.history()
            is_short = customer in cut and (_is_struck(each) or not enough(history, utc(cut[customer])))
            yield from self.of([customer]) if is_short else (history,)

    def _steering(self, customer: CustomerId, since: int) -> Iterable[tuple[Any, ...]]:
        """Events of before that time."""
        wanted = {"customer": customer, "since": since}
        found = (
            *self._asking.tuples(_MOVING, wanted | _TICKED),
            *self._asking.tuples(_BRINGING, wanted),
            *self._asking.tuples(_DEALING, wanted),
        )
        return {row[4]: row for row in found}.values()

    def groups(self, customers: Iterable[CustomerId]) -> Iterator[Together]:
        """The groups that these belong to, with what happened there."""
        numbers = {row[0] for lot in _lots(customers) for row in self._asking.tuples(_GROUPS, {"these": lot})}
        return (self._together(GroupId(number)) for number in sorted(numbers))

    def kin_of(self, customers: Iterable[CustomerId]) -> list[CustomerId]:
        """These, and the other companies of their groups: what happens with one may count for all."""
        wanted = set(customers)
        for lot in _lots(wanted):
            wanted.update(CustomerId(row[0]) for row in self._asking.tuples(_OF_GROUP, {"these": lot}))
        return sorted(wanted)

    def after(self, customer: int, most: int) -> list[CustomerId]:
        """The next customers by number."""
        rows = self._asking.tuples(_AFTER, {"customer": customer, "most": most})
        return [CustomerId(row[0]) for row in rows]

    def count(self, after: int = 0) -> int:
        """How many customers have a higher number."""
        return int(self._asking.tuples(_COUNT, {"customer": after})[0][0])

    # -- the parts ----------------------------------------------------------------------------------------

    def _read(self, lot: Sequence[CustomerId], rows: Sequence[tuple[Any, ...]]) -> Iterator[Happened]:
        """Everything about a lot of customers; rows: their events."""
        told = self._asking.tuples(_CUSTOMERS, {"these": lot})
        events = self._events(rows)
        marks = self._marks(lot, events)
        facts = self._by_customer(_FACTS, lot, _fact)
        enrolments = self._by_customer(_ENROLMENTS, lot, _enrolment)
        customers = [(single.customer(row[:-1]), row[-1] or "") for row in told]
        groups = {each: self._together(each) for each in {one.group for one, _ in customers} if each}
        for customer, contact in customers:
            yield Happened(
                customer,
                tuple(events[customer.id]),
                marks(customer.id),
                groups[customer.group].beside(customer.id) if customer.group else (),
                tuple(facts[customer.id]),
                tuple(enrolments[customer.id]),
                contact,
            )

    def _events(self, rows: Sequence[tuple[Any, ...]]) -> Mapping[int, list[Interaction]]:
        tags = self._tags(sorted({row[1] for row in rows if row[1] is not None}))
        found: dict[int, list[Interaction]] = defaultdict(list)
        for row in sorted(rows, key=_place):
            found[row[0]].append(_event(row, tags.get(row[1], ())))
        return found

    def _tags(self, mails: Sequence[int]) -> Mapping[int, Sequence[Tag]]:
        found: dict[int, list[Tag]] = defaultdict(list)
        for mail, *columns in self._asking.tuples(_TAGS, {"these": mails}) if mails else ():
            found[mail].append(_tag(tuple(columns)))
        return found

    def _marks(
        self, lot: Sequence[CustomerId], events: Mapping[int, Sequence[Interaction]]
    ) -> Callable[[CustomerId], Marks]:
        """What stands of all that was said of the tags of a customer. A mail that says something wrongly says
        it wrongly in whosever history it stands.
        """
        mails = sorted(
            {event.mail for event in chain.from_iterable(events.values()) if event.mail is not None}
        )
        rows = self._asking.tuples(_MARKS, {"these": lot})
        rows += self._asking.tuples(_MARKS_ON, {"these": mails}) if mails else []
        said = {mark.id: mark for mark in map(_mark, rows)}

        def of(customer: CustomerId) -> Marks:
            own = (
                {event.mail for event in events.get(customer, ()) if event.mail is not None}
                if said
                else set()
            )
            return Marks.of(
                mark
                for mark in said.values()
                if mark.customer == customer or (mark.is_of_mail and mark.mail in own)
            )

        return of

    def _together(self, group: GroupId) -> Together:
        wanted = {"group": group}
        rows = self._asking.tuples(_COMPANIES, wanted)
        companies = tuple(CustomerId(row[0]) for row in rows)
        contact = rows[0][1] or "" if rows else ""
        if len(companies) <= 1:
            return Together(group, contact, companies)
        told = self._asking.tuples(_TOGETHER, wanted | {"others": _MOST_KIN - 1, "most": 20 * _MOST_KIN})
        once = {(row[3], row[4]): row for row in sorted(told, key=_place)}
        events = tuple(_event(row, ()) for row in sorted(once.values(), key=_place))
        return Together(group, contact, companies, events, self._whose(told))

    def _whose(self, rows: Sequence[tuple[Any, ...]]) -> Mapping[str, Set[int]]:
        """A mail may stand with a company whose newer events are so many that it was not read there."""
        found: dict[str, set[int]] = defaultdict(set)
        mails = sorted({row[1] for row in rows if row[1] is not None})
        more = self._asking.tuples(_STANDS_WITH, {"these": mails}) if mails else []
        for cause, customer in chain(((row[4], row[0]) for row in rows), more):
            found[cause].add(customer)
        return found

    def _by_customer(
        self, sql: str, lot: Sequence[CustomerId], made: Callable[[tuple[Any, ...]], Any]
    ) -> Mapping[int, list[Any]]:
        found: dict[int, list[Any]] = defaultdict(list)
        for customer, *row in self._asking.tuples(sql, {"these": lot}):
            found[customer].append(made(tuple(row)))
        return found


def _lots(customers: Iterable[CustomerId]) -> Iterator[list[CustomerId]]:
    numbers = sorted(set(customers))
    return (numbers[at : at + LOT] for at in range(0, len(numbers), LOT))


def _cut(rows: Iterable[tuple[Any, ...]], newest: int) -> dict[CustomerId, int]:
    """Whose older events were not read, and from when on they were. As many rows as that may be all there
    are; asking once more finds out.
    """
    times: dict[CustomerId, list[int]] = defaultdict(list)
    for row in rows:
        times[row[0]].append(row[2])
    return {customer: min(each) for customer, each in times.items() if len(each) >= newest}


def _is_struck(happened: Happened) -> bool:
    """Did a rep take tags away? Then another mail may be the last that brought something."""
    return any(mark.verdict in (Verdict.WRONG, Verdict.REMOVE) for mark in happened.marks.standing)


def _place(row: tuple[Any, ...]) -> tuple[int, str, int]:
    return row[2], row[4], row[0]


# -- rows ----------------------------------------------------------------------------------------------------


def _event(row: tuple[Any, ...], tags: Sequence[Tag]) -> Interaction:
    _, mail, at, kind, cause, summary, rep, mail_kind, content, length = row
    return Interaction(
        at=utc(at),
        kind=_KINDS[kind],
        cause=cause,
        summary=summary,
        rep=rep,
        mail=mail,
        mail_kind=None if mail_kind is None else _MAIL_KINDS[mail_kind],
        tags=tuple(tags),
        content=content,
        length=length,
    )


_KINDS = {kind.value: kind for kind in InteractionKind}
_MAIL_KINDS = {kind.value: kind for kind in Kind}


@lru_cache(4096)
def _tag(values: tuple[Any, ...]) -> Tag:
    """The history of a customer who writes much is asked for with every batch, and making its tags anew
    would cost more than all the rest of it.
    """
    return codec.tag_from(dict(zip(_TAG_COLUMNS, values, strict=True)))


def _mark(row: tuple[Any, ...]) -> Mark:
    return codec.mark_from(dict(zip(_MARK_COLUMNS, row, strict=True)))


def _fact(row: tuple[Any, ...]) -> BusinessFact:
    number, sort, at, cause, paper, amount, currency, until, words, mail, by = row
    if amount:
        from decimal import Decimal  # few customers have money to their name

        amount = Decimal(amount)
    return BusinessFact(
        sort=FactSort(sort),
        at=utc(at),
        cause=cause,
        number=paper,
        amount=amount or None,
        currency=currency,
        valid_until=date.fromisoformat(until) if until else None,
        words=words,
        mail=None if mail is None else MailId(mail),
        by=by,
        id=FactId(number),
    )


def _enrolment(row: tuple[Any, ...]) -> Enrolment:
    number, sequence, started, event = row
    return Enrolment(EnrolmentId(number), sequence, utc(started), event)


# -- questions -----------------------------------------------------------------------------------------------

_MOVES = "due_kind IN ('not_before', 'stop') OR name = 'our_promise'"
_BRINGS = "sort = 'fact'"
STEERS = f"{_MOVES} OR {_BRINGS}"
"""Tags that can move a date long after their mail: the index ix_tag_steers (tables.py) has just these."""

_TAG_COLUMNS = (
    *("name", "title_en", "title_zh", "rule", "source_path", "source_line", "quote", "start", "end"),
    *(
        "suggest_en",
        "suggest_zh",
        "due_kind",
        "due_date",
        "due_words",
        "sort",
        "is_trial",
        "because",
        "about",
    ),
    *("profile", "grade", "expires", "withdrawn_by", "edition"),
)
_MARK_COLUMNS = (
    *("id", "customer_id", "at", "rep", "verdict", "tag", "mail_id", "rule", "quote", "note", "undoes"),
    "given",
)
_PARTS = {
    "event": (
        "i.customer_id, i.mail_id, i.at, i.kind, i.cause, i.summary, i.rep, i.mail_kind, i.content, i.length"
    ),
    # The events of the second in which the last of the newest stands belong to them, all of them.
    "newest": """interaction i ON i.customer_id = c.id AND i.at >= coalesce((
    SELECT b.at FROM interaction b WHERE b.customer_id = c.id ORDER BY b.at DESC LIMIT 1 OFFSET :others
), -9000000000000000)""",
    "moves": _MOVES,
    "brings": _BRINGS,
    "tag": ", ".join(f't."{name}"' for name in _TAG_COLUMNS),
    "mark": ", ".join(_MARK_COLUMNS),
}


def _said(sql: str) -> str:
    return sql.format(**_PARTS)


_CUSTOMERS = """
SELECT {columns}, g.contact
FROM customer c LEFT JOIN company_group g ON g.id = c.group_id WHERE c.id AMONG :these ORDER BY c.id
""".replace("{columns}", single.SQL)
_EVENTS = _said("SELECT {event} FROM interaction i WHERE i.customer_id AMONG :these")
_NEWEST = _said("SELECT {event} FROM customer c JOIN {newest} WHERE c.id AMONG :these")
_MOVING = _said("""
SELECT {event} FROM interaction i WHERE i.customer_id = :customer AND i.at < :since
  AND (
    i.content <> '' OR i.cause LIKE :resumed OR i.cause LIKE :asked
    OR EXISTS (SELECT 1 FROM tag t WHERE t.mail_id = i.mail_id AND ({moves}))
  )
""")
_TICKED = {"resumed": "done:%:resume:%", "asked": "done:%:contract_watch:%"}
"""Ticks that end a wish for later, or ask for money anew, whenever they were made: see followups/past.py."""
# What was brought counts by its last time. A mail of theirs hides none of ours, nor the word of a rep what a
# rule read.
_BRINGING = _said("""
SELECT {event} FROM interaction i WHERE i.id IN (
    SELECT last.id FROM (
        SELECT e.id, rank() OVER (
            PARTITION BY t.name, t.about, e.kind, e.mail_kind, e.content <> '' ORDER BY e.at DESC
        ) AS place
        FROM interaction e JOIN tag t ON t.mail_id = e.mail_id AND t.{brings} AND NOT t.is_trial
        WHERE e.customer_id = :customer AND e.at < :since
    ) last WHERE last.place = 1
)
""")
# What the last of them was, is asked however long ago that is.
_DEALING = _said("""
SELECT {event} FROM interaction i WHERE i.id IN (
    SELECT last.id FROM (
        SELECT e.id, row_number() OVER (PARTITION BY e.kind ORDER BY e.at DESC, e.id DESC) AS place
        FROM interaction e
        WHERE e.customer_id = :customer AND e.at < :since AND e.kind IN ('order', 'payment')
          AND (e.mail_kind IS NULL OR e.mail_kind IN ('human', 'portal'))
    ) last WHERE last.place = 1
)
""")
_COMPANIES = """
SELECT c.id, g.contact FROM customer c JOIN company_group g ON g.id = c.group_id
WHERE c.group_id = :group ORDER BY c.id
"""
_TOGETHER = _said("""
SELECT {event} FROM customer c JOIN {newest}
WHERE c.group_id = :group
  AND i.kind NOT IN ('note', 'grade') AND (i.mail_kind IS NULL OR i.mail_kind IN ('human', 'portal'))
ORDER BY i.at DESC, i.cause DESC, i.customer_id LIMIT :most
""")
_STANDS_WITH = "SELECT cause, customer_id FROM interaction WHERE mail_id AMONG :these"
_TAGS = _said(
    "SELECT t.mail_id, {tag} FROM tag t WHERE t.mail_id AMONG :these AND NOT t.is_trial ORDER BY t.id"
)
_MARKS = _said("SELECT {mark} FROM mark WHERE customer_id AMONG :these")
_MARKS_ON = _said("SELECT {mark} FROM mark WHERE mail_id AMONG :these")
_FACTS = """
SELECT f.customer_id, f.id, f.sort, f.at, f.cause, f.number, f.amount, f.currency, f.valid_until, f.words,
       f.mail_id, f."by"
FROM business_fact f WHERE f.customer_id AMONG :these AND NOT f.is_refused ORDER BY f.at, f.id
"""
_ENROLMENTS = """
SELECT e.customer_id, e.id, e.sequence, e.started, e.event
FROM enrolment e WHERE e.customer_id AMONG :these AND e.ended IS NULL ORDER BY e.started, e.id
"""
_GROUPS = "SELECT DISTINCT group_id FROM customer WHERE id AMONG :these AND group_id IS NOT NULL"
_OF_GROUP = """
SELECT o.id FROM customer c JOIN customer o ON o.group_id = c.group_id WHERE c.id AMONG :these
"""
_AFTER = "SELECT id FROM customer WHERE id > :customer ORDER BY id LIMIT :most"
_COUNT = "SELECT count(*) FROM customer WHERE id > :customer"
