"""Under which numbers was a customer known before others were merged into it?

What the ledger and the turns say of a number stays under that number. A merge that was taken back counts no
more: the customer is there again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from model import CustomerId
from store.opened import Opened


def numbers_of(reader: Opened, customer: CustomerId) -> list[CustomerId]:
    """Its own number first, then those of everybody who has become one with it."""
    return followed(
        customer,
        lambda number: (row["detail"] for row in reader.ask(_MERGES, {"id": number})),
        lambda number: bool(reader.ask("SELECT id FROM customer WHERE id = :id", {"id": number})),
    )


def stays_as(reader: Opened, gone: CustomerId) -> CustomerId | None:
    """As whom a customer lives on that is no more; None: it does not."""
    number: int | None = gone
    for _ in range(_MOST):
        rows = [*reader.ask(_INTO, {"id": number})]
        number = next((row["customer_id"] for row in rows if merged_in(row["detail"]) == number), None)
        if number is None or reader.ask("SELECT id FROM customer WHERE id = :id", {"id": number}):
            break
    return None if number is None else CustomerId(number)


def followed(
    customer: CustomerId, details: Callable[[int], Iterable[str]], is_there: Callable[[int], bool]
) -> list[CustomerId]:
    """From merge to merge. details: what the merges into a number say."""
    found = [customer]
    for number in found:
        gone = filter(None, map(merged_in, details(number)))
        found += [
            CustomerId(each) for each in dict.fromkeys(gone) if each not in found and not is_there(each)
        ]
    return found


def merged_in(detail: str) -> int | None:
    """Who went, by what is kept of a merge."""
    gone: int | None = json.loads(detail or "{}").get("from")
    return gone


_MOST = 1_000
"""Merges that are followed; more would be a circle."""
_MERGES = (
    "SELECT c.detail FROM change_customer x JOIN change c ON c.id = x.change_id "
    "WHERE x.customer_id = :id AND c.customer_id = :id AND c.action = 'merge'"
)
_INTO = (
    "SELECT c.customer_id, c.detail FROM change_customer x JOIN change c ON c.id = x.change_id "
    "WHERE x.customer_id = :id AND c.customer_id <> :id AND c.action = 'merge' ORDER BY c.id DESC"
)
