"""Who may claim a customer from a pool, and which pool does it come into?

Numbers and rules of the pools (公海) as policy.yaml gives them. Limits are counted from the ledger, which is
only added to: giving a customer back refunds no claim.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

from followups.calendar import CalendarPolicy, not_before
from followups.span import Span
from followups.whom import EVERYBODY, Whom, holds
from model import Customer, RepId


@dataclass(frozen=True, slots=True)
class Pool:
    """One pool and its limits; 0: no limit."""

    EXAMPLE = "{name: europe, where: {countries: [DE, FR]}, per_day: 5}"

    name: str
    where: Whom = EVERYBODY
    """Which customers come into it; the first pool of the list whose rule holds. Empty: all others."""
    reps: tuple[str, ...] = ()
    """Who may claim from it; empty: everybody."""
    per_day: int = 0
    per_week: int = 0
    per_month: int = 0
    freeze: Span | None = None
    """So long after it came into the pool nobody may claim it, so that all have the same chance."""
    cool_down: Span | None = None
    """So long whoever gave it up or lost it may claim neither it nor another company of its group."""

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("A pool needs a name.")
        if min(self.per_day, self.per_week, self.per_month) < 0:
            raise ValueError(f"The limits of the pool {self.name} are from 0 on; 0 is no limit.")
        self._nested()

    @property
    def is_limited(self) -> bool:
        return any((self.per_day, self.per_week, self.per_month))

    def _nested(self) -> None:
        """A limit above that of a longer time would never be met: one of the two is a slip."""
        limits = [(name, getattr(self, name)) for name in ("per_day", "per_week", "per_month")]
        for (short, fewer), (long, more) in combinations([each for each in limits if each[1]], 2):
            if fewer > more:
                raise ValueError(f"`{short}` ({fewer}) is above `{long}` ({more}): it would never be met.")


@dataclass(frozen=True, slots=True)
class ReturnAfter:
    """How long an owner may be silent until the customer returns to the pool."""

    A: Span
    B: Span
    C: Span
    unclassed: Span
    sources: dict[str, Span] | None = None
    """Longer or shorter for what came from there: fair leads close late."""

    @property
    def shortest(self) -> Span:
        every = (self.A, self.B, self.C, self.unclassed, *(self.sources or {}).values())
        return min(every, key=lambda span: span.nominal_days)


@dataclass(frozen=True, slots=True)
class Pools:
    """The section `pool` of the policy."""

    pools: tuple[Pool, ...]
    return_after: ReturnAfter
    warn: Span
    """So long before a customer returns, its owner is warned."""
    touch_within: Span
    """A claim without a real touch within that time is released."""
    letters: int = 0
    """A mail of ours with fewer letters is no real touch: `ok` keeps nobody."""
    holding: int = 0
    """How many customers a rep may own and still claim; 0: no limit."""

    def __post_init__(self) -> None:
        names = [pool.name for pool in self.pools]
        doubled = next((name for name in names if names.count(name) > 1), "")
        if doubled:
            raise ValueError(f"Two pools are called {doubled}; every pool needs a name of its own.")
        if all(pool.where != EVERYBODY for pool in self.pools):
            raise ValueError(
                "One of `pools` must take whatever no other takes, else customers would lie nowhere: leave "
                "its `where` out."
            )
        if self.warn.nominal_days >= self.return_after.shortest.nominal_days:
            raise ValueError(
                f"`warn` ({self.warn}) must be shorter than the shortest time in `return_after` "
                f"({self.return_after.shortest})."
            )
        if self.letters < 0 or self.holding < 0:
            raise ValueError("`letters` and `holding` are from 0 on.")

    def named(self, name: str) -> Pool | None:
        return next((pool for pool in self.pools if pool.name == name), None)


def pool_of(customer: Customer, pools: Pools) -> Pool:
    """Where it was put by hand, if there still is such a pool; else the first whose rule holds."""
    by_hand = pools.named(customer.pool) if customer.pool else None
    return by_hand or next(pool for pool in pools.pools if holds(pool.where, customer))


# -- claiming ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Claimer:
    """Who wants a customer, as the book knows him at that moment."""

    rep: RepId
    holding: int = 0
    """How many customers he owns."""
    claims: Sequence[datetime] = ()
    """When he claimed from this pool, given back or not."""
    gave_up: datetime | None = None
    """When he last gave up, or lost, this customer or a company of its group."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """May he? If not, a sentence with the number, the limit and when it is possible again."""

    ok: bool
    because: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """How much of a limit is left."""

    period: str
    """today, this week, this month."""
    claimed: int
    limit: int
    """0: none."""
    again: datetime
    """When the next day, week or month begins."""

    @property
    def left(self) -> int | None:
        return max(0, self.limit - self.claimed) if self.limit else None


def may_claim(
    claimer: Claimer, customer: Customer, pools: Pools, now: datetime, calendar: CalendarPolicy
) -> Verdict:
    """The first reason against it, in the order of `_REASONS`."""
    asked = _Asked(claimer, customer, pool_of(customer, pools), pools, now, calendar)
    because = next(filter(None, (reason(asked) for reason in _REASONS)), "")
    return Verdict(not because, because)


def rooms(
    pool: Pool, claims: Sequence[datetime], now: datetime, calendar: CalendarPolicy
) -> tuple[Room, ...]:
    """What is left of the limits of a pool, by the calendar of the team."""
    return tuple(
        Room(period, sum(begins <= at < ends for at in claims), limit, ends)
        for period, begins, ends, limit in _periods(pool, now, calendar)
    )


def since(now: datetime, calendar: CalendarPolicy) -> datetime:
    """From when on claims count for any limit: the first of the month, or the Monday before it."""
    return min(begins for _, begins, _, _ in _periods(Pool("any"), now, calendar))


def frozen_until(customer: Customer, pool: Pool, calendar: CalendarPolicy) -> datetime | None:
    """Counted from when it came into the pool; no edit of it starts that anew. None: not frozen, ever."""
    if pool.freeze is None or customer.pooled is None:
        return None
    return calendar.after(customer.pooled, pool.freeze)


def cooling_until(gave_up: datetime | None, pool: Pool, calendar: CalendarPolicy) -> datetime | None:
    if pool.cool_down is None or gave_up is None:
        return None
    return calendar.after(gave_up, pool.cool_down)


def touch_by(claimed: datetime, pools: Pools, calendar: CalendarPolicy) -> datetime:
    """Until when whoever claimed must have touched the customer, by his own calendar, or it goes back."""
    return not_before(claimed, pools.touch_within, calendar).at


# -- reasons -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Asked:
    claimer: Claimer
    customer: Customer
    pool: Pool
    pools: Pools
    now: datetime
    calendar: CalendarPolicy

    def said(self, at: datetime) -> str:
        """A time on the wall clock of the team."""
        return f"{at.astimezone(ZoneInfo(self.calendar.zone)):%Y-%m-%d %H:%M}"


def _owned(asked: _Asked) -> str:
    owner = asked.customer.owner
    return f"{asked.customer.name} is {owner}'s, not in a pool." if owner else ""


def _closed(asked: _Asked) -> str:
    reps = asked.pool.reps
    if not reps or asked.claimer.rep in reps:
        return ""
    return f"Only {', '.join(reps)} may claim from the pool {asked.pool.name}."


def _frozen(asked: _Asked) -> str:
    until = frozen_until(asked.customer, asked.pool, asked.calendar)
    if until is None or until <= asked.now or asked.customer.pooled is None:
        return ""
    return (
        f"{asked.customer.name} came into the pool {asked.pool.name} on {asked.said(asked.customer.pooled)} "
        f"and stays frozen for {asked.pool.freeze}, until {asked.said(until)}."
    )


def _cooling(asked: _Asked) -> str:
    gave_up = asked.claimer.gave_up
    until = cooling_until(gave_up, asked.pool, asked.calendar)
    if until is None or gave_up is None or until <= asked.now:
        return ""
    return (
        f"You gave up {asked.customer.name}, or a company of its group, on {asked.said(gave_up)}; whoever "
        f"did may claim it {asked.pool.cool_down} later, from {asked.said(until)} on."
    )


def _full(asked: _Asked) -> str:
    held, most = asked.claimer.holding, asked.pools.holding
    if not most or held < most:
        return ""
    return (
        f"You own {held} customers, and who owns {most} may claim no more: possible again once you own fewer "
        f"than {most}."
    )


def _used_up(asked: _Asked) -> str:
    left = rooms(asked.pool, asked.claimer.claims, asked.now, asked.calendar)
    full = [room for room in left if room.left == 0]
    if not full:
        return ""
    room = max(full, key=lambda each: each.again)
    return (
        f"You have claimed {room.claimed} of {room.limit} from the pool {asked.pool.name} {room.period}; "
        f"possible again from {asked.said(room.again)} on."
    )


_REASONS: tuple[Callable[[_Asked], str], ...] = (_owned, _closed, _frozen, _cooling, _full, _used_up)


def _periods(
    pool: Pool, now: datetime, calendar: CalendarPolicy
) -> Iterator[tuple[str, datetime, datetime, int]]:
    """Of each limit its name, beginning, end, and the limit: calendar day, ISO week and calendar month."""
    today, start = calendar.day_of(now), calendar.start_of
    monday, first = today - timedelta(days=today.weekday()), today.replace(day=1)
    next_first = (first + timedelta(days=32)).replace(day=1)
    yield "today", start(today), start(today + timedelta(days=1)), pool.per_day
    yield "this week", start(monday), start(monday + timedelta(weeks=1)), pool.per_week
    yield "this month", start(first), start(next_first), pool.per_month
