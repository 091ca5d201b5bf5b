"""What do we owe this customer, and by when? It follows from what happened, our numbers and the calendar.

There is no `now` in it: the same history gives the same rows whenever it is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from followups import cadence, chase, first_touch, past, promise, reply, resume
from followups.policy import Policy
from model import History, Obligation

DUTIES: tuple[Callable[[History, Policy], Iterator[Obligation]], ...] = (
    # Each but `promise` opens one obligation at most. The order tells which stands first of those due at the
    # same moment.
    reply.owes,
    promise.owes,
    first_touch.owes,
    resume.owes,
    chase.owes,
    cadence.owes,
)


def owed(history: History, policy: Policy) -> tuple[Obligation, ...]:
    """Everything owed to one customer, the earliest due first."""
    known = past.in_order(history)
    return tuple(sorted((one for owes in DUTIES for one in owes(known, policy)), key=lambda one: one.due))


def earliest(obligations: Iterable[Obligation]) -> Obligation | None:
    """The customer's next follow-up."""
    return min(obligations, key=lambda one: one.due, default=None)
