"""What do we owe this customer, and by when? It follows from what happened, our numbers and the calendar.

There is no `now` in it: the same history gives the same rows whenever it is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from followups import (
    cadence,
    chase,
    contract_watch,
    escalation,
    first_touch,
    occasion,
    past,
    pool_return,
    promise,
    quote_expiry,
    reply,
    resume,
    sequence,
)
from followups.policy import Policy
from model import History, Obligation

DUTIES: tuple[Callable[[History, Policy], Iterator[Obligation]], ...] = (
    # Each but `promise`, `sequence` and `occasion` opens one obligation at most. The order tells which stands
    # first of those due at the same moment.
    reply.owes,
    promise.owes,
    contract_watch.owes,
    quote_expiry.owes,
    first_touch.owes,
    resume.owes,
    sequence.owes,
    occasion.owes,
    chase.owes,
    cadence.owes,
    pool_return.owes,
)


def owed(history: History, policy: Policy) -> tuple[Obligation, ...]:
    """Everything owed to one customer, the earliest due first, by the calendar of its owner."""
    known, own = past.in_order(history), policy.of(history.customer.owner)
    opened = tuple(one for owes in DUTIES for one in owes(known, own))
    return tuple(sorted(escalation.since(known, opened, own), key=lambda one: one.due))


def earliest(obligations: Iterable[Obligation]) -> Obligation | None:
    """The customer's next follow-up."""
    return min(obligations, key=lambda one: one.due, default=None)
