"""What do directories read of the book where nothing is written? Plain SQL, no SQLAlchemy.

The same customers that store/loading.py gives; a test reads both and compares.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from model import Customer, Denial
from store import single
from store.opened import Opened

_BEFORE_ALL = -(1 << 62)
_LOT = 2_000
_MOST_NAMED = 500
"""Numbers named in one question; SQLite allows 32,766 values, and 999 where it is old."""


def edition(reader: Opened) -> int:
    """The number of the newest change of customers."""
    return int(reader.fact("customers") or 0)


def each(reader: Opened) -> Iterator[Customer]:
    """All customers by number, a lot at a time."""
    last = _BEFORE_ALL
    while lot := [row["id"] for row in reader.ask(_LOT_AFTER, {"last": last, "most": _LOT})]:
        last = lot[-1]
        yield from _loaded(reader, "BETWEEN :first AND :final", {"first": lot[0], "final": last})


def these(reader: Opened, numbers: Sequence[int]) -> Iterator[Customer]:
    """Customers by number; unknown numbers are passed over."""
    wanted = sorted(set(numbers))
    for at in range(0, len(wanted), _MOST_NAMED):
        values = {f"n{place}": number for place, number in enumerate(wanted[at : at + _MOST_NAMED])}
        yield from _loaded(reader, f"IN ({', '.join(f':{name}' for name in values)})", values)


def changed_since(reader: Opened, edition: int) -> array[int]:
    return array("q", (row["id"] for row in reader.ask(_CHANGED, {"edition": edition})))


def departed_since(reader: Opened, edition: int) -> array[int]:
    return array("q", (row["id"] for row in reader.ask(_DEPARTED, {"edition": edition})))


def _loaded(reader: Opened, which: str, values: dict[str, int]) -> Iterator[Customer]:
    titles, domains, emails, details, denials = (
        _many(reader, sql.format(which=which), values)
        for sql in (_TITLES, _DOMAINS, _EMAILS, _DETAILS, _DENIALS)
    )
    for row in reader.ask(_CUSTOMERS.format(which=which, columns=single.SQL), values):
        number = row["id"]
        said = {
            sort: tuple(value for each, value in details[number] if each == sort)
            for sort in ("code", "phone", "website")
        }
        yield single.customer(
            tuple(dict(row).values()),
            titles=tuple(words for (words,) in titles[number]),
            domains=tuple(domain for (domain,) in domains[number]),
            emails=tuple(email for (email,) in emails[number]),
            codes=said["code"],
            phones=said["phone"],
            websites=said["website"],
            denials=tuple(Denial(*each) for each in denials[number]),
        )


def _many(reader: Opened, sql: str, values: dict[str, int]) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for row in reader.ask(sql, values):
        number, *said = dict(row).values()
        found[number].append(tuple(said))
    return found


_LOT_AFTER = "SELECT id FROM customer WHERE id > :last ORDER BY id LIMIT :most"
_CHANGED = "SELECT id FROM customer WHERE edition > :edition ORDER BY id"
_DEPARTED = "SELECT customer_id AS id FROM departed WHERE edition > :edition ORDER BY customer_id"
_CUSTOMERS = """
SELECT {columns} FROM customer c LEFT JOIN company_group g ON g.id = c.group_id
WHERE c.id {which} ORDER BY c.id
"""
_TITLES = "SELECT customer_id, words FROM title WHERE customer_id {which} ORDER BY position, words"
_DOMAINS = "SELECT customer_id, domain FROM domain WHERE customer_id {which} ORDER BY domain"
_EMAILS = """
SELECT b.customer_id, a.email FROM contact_customer b JOIN contact_address a ON a.contact_id = b.contact_id
WHERE b.customer_id {which} ORDER BY a.email
"""
_DETAILS = """
SELECT customer_id, sort, value FROM customer_detail WHERE customer_id {which} AND doubt = ''
ORDER BY sort, value
"""
_DENIALS = """
SELECT customer_id, sort, value FROM denial WHERE customer_id {which} ORDER BY sort, value
"""
