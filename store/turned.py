"""How did the turns of the rotation fall? Read without SQLAlchemy, as store/queries.py reads."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from late import dataclass
from model import CustomerId, utc
from store.merged import numbers_of
from store.opened import Opened


class Outcome(StrEnum):
    """What became of a turn."""

    GIVEN = "given"
    SKIPPED = "skipped"
    """It passed to the next."""
    BOUND = "bound"
    """Out of turn: to whom it belongs."""


WINNING_FACTS = ("order", "deposit", "payment", "letter_of_credit")
"""Business facts by which a customer is won."""
WINNING_EVENTS = ("order", "payment")


@dataclass(frozen=True, slots=True)
class Turned:
    """One turn as it stands in the log."""

    at: datetime
    rep: str
    outcome: str
    customer: CustomerId | None
    customer_name: str
    """Empty: the customer is not there any more."""
    why: str
    actor: str


def turns_of(reader: Opened, customer: CustomerId) -> list[Turned]:
    """Every turn about a customer, newest first: who got it, and who was passed over for what. With those of
    all that were merged into it.
    """
    asked, numbers = _TURNS.format(where="t.customer_id = :id"), numbers_of(reader, customer)
    rows = [row for number in numbers for row in reader.ask(asked, {"id": number})]
    return [_turned(row) for row in sorted(rows, key=lambda row: -row["id"])]


def last_turns(reader: Opened, most: int = 100, rep: str = "") -> list[Turned]:
    """The last turns, newest first; rep: of one rep only."""
    where = "t.rep = :rep" if rep else "1 = 1"
    rows = reader.ask(f"{_TURNS.format(where=where)} LIMIT :most", {"rep": rep, "most": most})
    return [_turned(row) for row in rows]


def owned(reader: Opened) -> dict[str, int]:
    """How many customers each rep owns."""
    return {row["owner"]: row["n"] for row in reader.ask(_OWNED, {})}


def given_since(reader: Opened, since: datetime) -> list[tuple[str, datetime | None]]:
    """Every customer that was handed out in turn since then: to whom, and when it was won after that."""
    values = {"since": int(since.timestamp())}
    given = [(row["rep"], row["at"], row["customer_id"]) for row in reader.ask(_GIVEN, values)]
    wins = [(row["customer_id"], row["at"]) for row in reader.ask(_WINS, values)] if given else []
    return won_after(given, wins)


def won_after(
    given: Sequence[tuple[str, int, int]], wins: Iterable[tuple[int, int]]
) -> list[tuple[str, datetime | None]]:
    """given: (rep, when, customer) in order; wins: (customer, when). A win counts for who had it last."""
    won: defaultdict[int, list[int]] = defaultdict(list)
    for customer, at in wins:
        won[customer].append(at)
    ends: dict[int, int] = {}
    found: list[tuple[str, datetime | None]] = []
    for rep, at, customer in reversed(given):
        times = sorted(won[customer])
        first = next(iter(times[bisect_left(times, at) :]), None)
        is_its = first is not None and first < ends.get(customer, first + 1)
        found.append((rep, utc(first) if first is not None and is_its else None))
        ends[customer] = at
    return found[::-1]


def _turned(row: Any) -> Turned:
    return Turned(
        at=utc(row["at"]),
        rep=row["rep"],
        outcome=row["outcome"],
        customer=None if row["customer_id"] is None else CustomerId(row["customer_id"]),
        customer_name=row["name"] or "",
        why=row["why"],
        actor=row["actor"],
    )


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


_TURNS = """
SELECT t.id, t.at, t.rep, t.outcome, t.customer_id, t.why, t.actor, c.name
FROM turn t LEFT JOIN customer c ON c.id = t.customer_id WHERE {where} ORDER BY t.id DESC
"""
_OWNED = "SELECT owner, count(*) AS n FROM customer WHERE owner IS NOT NULL GROUP BY owner"
_HANDED = "outcome = 'given' AND at >= :since AND customer_id IS NOT NULL"
_GIVEN = f"SELECT rep, at, customer_id FROM turn WHERE {_HANDED} ORDER BY id"  # noqa: S608  # our own words
_WINS = f"""
SELECT customer_id, at FROM business_fact WHERE NOT is_refused AND sort IN ({_listed(WINNING_FACTS)})
   AND customer_id IN (SELECT customer_id FROM turn WHERE {_HANDED})
UNION ALL
SELECT customer_id, at FROM interaction WHERE kind IN ({_listed(WINNING_EVENTS)})
   AND customer_id IN (SELECT customer_id FROM turn WHERE {_HANDED})
"""  # noqa: S608  # our own words
