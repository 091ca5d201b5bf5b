"""What would another policy change? Who becomes overdue, is due earlier or later, or is owed no more.

It only reads, a lot of customers at a time: the book may be large, and reps go on working meanwhile.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from functools import partial

import followups
from followups import Policy
from late import dataclass
from model import CustomerId, Duty, History, Obligation, RepId, utc
from store.histories import LOT, Histories
from store.opened import Opened
from worker.render import Cells, Column, at, iso

CHANGES = ("overdue", "earlier", "later", "no more", "new")
"""What can become of a follow-up, what hurts first. overdue: it was not, and is at once."""

_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Shift:
    """A follow-up that another policy moves."""

    change: str
    customer: CustomerId
    name: str
    rep: RepId | None
    duty: Duty
    before: datetime | None
    """None: it is not owed now."""
    after: datetime | None
    because: str


@dataclass(frozen=True, slots=True)
class Looking:
    """By which policy somebody looks, and when."""

    policy: Policy
    now: datetime

    def shifts(self, book: Opened, progress: Callable[[int], None] = lambda _: None) -> Iterator[Shift]:
        """By the number of the customer."""
        histories, last, seen = Histories(book), 0, 0
        enough = partial(followups.suffices, policy=self.policy)
        while lot := histories.after(last, LOT):
            stored = _stored(book, lot)
            for history in histories.recent(lot, enough):
                yield from self._of(history, stored.get(history.customer.id, {}))
            last, seen = lot[-1], seen + len(lot)
            progress(seen)

    def _of(self, history: History, stored: Mapping[_Key, _Stored]) -> Iterator[Shift]:
        owed = {(one.duty.value, one.cause): one for one in followups.owed(history, self.policy)}
        for key, old in stored.items():
            if not old.is_done and (change := self._change(old.due, owed.get(key))):
                yield _shift(change, history, key, old, owed.get(key))
        for key, new in owed.items():
            if key not in stored:
                yield _shift(self._change(None, new), history, key, None, new)

    def _change(self, before: datetime | None, new: Obligation | None) -> str:
        """What becomes of it; empty: nothing."""
        if new is None:
            return "no more"
        if new.due == before:
            return ""
        if new.due <= self.now and (before is None or before > self.now):
            return "overdue"
        if before is None:
            return "new"
        return "earlier" if new.due < before else "later"


@dataclass(frozen=True, slots=True)
class _Stored:
    due: datetime
    because: str
    is_done: bool


def _stored(book: Opened, lot: Sequence[CustomerId]) -> Mapping[int, Mapping[_Key, _Stored]]:
    """What the book says is owed, and what a rep said is done."""
    found: dict[int, dict[_Key, _Stored]] = {}
    for customer, duty, cause, due, because, state in book.tuples(_STORED, {"these": lot}):
        each = _Stored(utc(due), because, state == "done")
        found.setdefault(customer, {})[duty, cause] = each
    return found


_STORED = """
SELECT customer_id, duty, cause, due, because, state FROM follow_up
WHERE customer_id AMONG :these AND state <> 'met' ORDER BY due, id
"""


def _shift(change: str, history: History, key: _Key, old: _Stored | None, new: Obligation | None) -> Shift:
    customer = history.customer
    return Shift(
        change,
        customer.id,
        customer.name,
        customer.owner,
        Duty(key[0]),
        old.due if old else None,
        new.due if new else None,
        new.because if new else old.because if old else "",
    )


class Tally:
    """How many, by rep, duty and change; and the first of each change. The same memory for any book."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._first: dict[str, list[Shift]] = {change: [] for change in CHANGES}
        self._counts: Counter[tuple[str, str, str]] = Counter()

    def add(self, shift: Shift) -> None:
        self._counts[shift.rep or "", shift.duty.value, shift.change] += 1
        first = self._first[shift.change]
        if len(first) < self._most:
            first.append(shift)

    @property
    def first(self) -> list[Shift]:
        """What hurts first."""
        return [shift for change in CHANGES for shift in self._first[change]][: self._most]

    @property
    def rows(self) -> list[Cells]:
        """A row for each rep and duty, a column for each change."""
        return [
            {"rep": rep or "nobody", "duty": duty}
            | {change: self._counts[rep, duty, change] or "" for change in CHANGES}
            for rep, duty in sorted({(rep, duty) for rep, duty, _ in self._counts})
        ]


# -- shown ---------------------------------------------------------------------------------------------------

COUNTS = (
    Column("rep", "rep", "bold", leads=True),
    Column("duty", "duty", leads=True),
    *(Column(change, change, stays=True, right=True) for change in CHANGES),
)
SHIFTS = (
    Column("change", "change", leads=True),
    Column("customer", "customer", "bold", leads=True),
    Column("customer_id"),
    Column("rep", "rep"),
    Column("duty", "duty"),
    Column("before"),
    Column("after"),
    Column("was", "was due", stays=True),
    Column("will_be", "will be due", stays=True),
    Column("because", "because"),
)


def cells(shift: Shift, here: tzinfo) -> Cells:
    return {
        "change": shift.change,
        "customer": shift.name,
        "customer_id": shift.customer,
        "rep": shift.rep or "",
        "duty": shift.duty.value,
        "before": iso(shift.before, here),
        "after": iso(shift.after, here),
        "was": at(shift.before, here),
        "will_be": at(shift.after, here),
        "because": shift.because,
    }
