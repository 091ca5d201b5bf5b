"""Who has which customer, since when, and what lies in the pools? For those who only look."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from late import dataclass
from model import Customer, CustomerId, GroupId, LedgerEntry, Passing, RepId, utc
from store.merged import numbers_of, stays_as
from store.opened import Opened

TAKEN_BACK = "taken back"
"""Why, where a change is undone: no reason that anybody gave."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """The last thing that happened with a customer, by mail or otherwise."""

    at: datetime
    kind: str
    summary: str


@dataclass(frozen=True, slots=True)
class GivenUp:
    """What a rep has given up or lost: customers, and the groups they were of at that time."""

    customers: dict[CustomerId, datetime]
    groups: dict[GroupId, datetime]

    def at(self, customer: Customer) -> datetime | None:
        """When this one, or a company of its group, was given up last."""
        of_group = self.groups.get(customer.group) if customer.group else None
        return max(filter(None, (self.customers.get(customer.id), of_group)), default=None)


def ledger_of(reader: Opened, customer: CustomerId) -> list[LedgerEntry]:
    """How a customer passed from hand to hand, oldest first; with all that were merged into it."""
    numbers = numbers_of(reader, customer)
    rows = [row for number in numbers for row in reader.ask(_LEDGER, {"id": number})]
    found = [
        LedgerEntry(
            at=utc(row["at"]),
            customer=CustomerId(row["customer_id"]),
            passing=Passing(row["passing"]),
            rep=RepId(row["rep"]) if row["rep"] else None,
            pool=row["pool"],
            why=row["why"],
            actor=row["actor"],
            group=GroupId(row["group_id"]) if row["group_id"] else None,
            id=row["id"],
        )
        for row in rows
    ]
    return found if len(numbers) == 1 else sorted(found, key=lambda each: (each.at, each.id))


def unowned(reader: Opened) -> Iterator[Customer]:
    """Everybody without owner, the longest first; with what the rules of pools ask for only."""
    for row in reader.ask(_UNOWNED, {}):
        yield Customer(
            id=CustomerId(row["id"]),
            name=row["name"],
            created=utc(row["created"]),
            group=GroupId(row["group_id"]) if row["group_id"] else None,
            country=row["country"],
            volume_class=row["volume_class"],
            close_grade=row["close_grade"],
            source=row["source"],
            pool=row["pool"],
            pooled=None if row["pooled"] is None else utc(row["pooled"]),
        )


def last_exchange(reader: Opened, customer: CustomerId) -> Exchange | None:
    rows = reader.ask(_LAST, {"id": customer})
    return next((Exchange(utc(row["at"]), row["kind"], row["summary"]) for row in rows), None)


def claims(reader: Opened, rep: RepId, since: datetime) -> list[tuple[str, datetime]]:
    """(pool, when) of everything a rep claimed since then, given back or not."""
    values = {"rep": rep, "since": int(since.timestamp())}
    return [(row["pool"], utc(row["at"])) for row in reader.ask(_CLAIMS, values)]


def holding(reader: Opened, rep: RepId) -> int:
    """How many customers a rep owns."""
    (row,) = reader.ask("SELECT count(*) AS held FROM customer WHERE owner = :rep", {"rep": rep})
    return int(row["held"])


def given_up(reader: Opened, rep: RepId) -> GivenUp:
    """All that a rep ever gave up or lost, with the groups of then and of now."""
    found = GivenUp({}, {})
    for row in reader.ask(_GIVEN_UP, {"rep": rep}):
        number = CustomerId(row["customer_id"])
        if row["now"] is None:
            number = stays_as(reader, number) or number
        found.customers[number] = utc(row["at"])
        for group in filter(None, (row["group_id"], row["group_now"])):
            found.groups[GroupId(group)] = utc(row["at"])
    return found


_LEDGER = (
    "SELECT id, at, customer_id, group_id, passing, rep, pool, why, actor FROM ledger "
    "WHERE customer_id = :id ORDER BY id"
)
_UNOWNED = (
    "SELECT id, name, created, group_id, country, volume_class, close_grade, source, pool, pooled "
    "FROM customer WHERE owner IS NULL ORDER BY pooled IS NOT NULL, pooled, id"
)
_LAST = (
    "SELECT at, kind, summary FROM interaction WHERE customer_id = :id AND kind NOT IN ('note', 'grade') "
    "AND (mail_kind IS NULL OR mail_kind IN ('human', 'portal')) ORDER BY at DESC LIMIT 1"
)
_CLAIMS = "SELECT pool, at FROM ledger WHERE rep = :rep AND passing = 'claim' AND at >= :since ORDER BY at"
_GIVEN_UP = (
    "SELECT l.customer_id, l.group_id, c.group_id AS group_now, c.id AS now, l.at FROM ledger l "
    "LEFT JOIN customer c ON c.id = l.customer_id "
    "WHERE l.rep = :rep AND l.passing IN ('release', 'return') ORDER BY l.at"
)
