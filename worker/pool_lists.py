"""Which columns do the lists of the pools have, and what is shown to whoever claims?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, tzinfo

from followups import pool as rules
from followups.calendar import CalendarPolicy
from followups.policy import Policy
from followups.pool import Claimer, Pool
from late import dataclass
from model import Customer, LedgerEntry, Passing, RepId
from rules.profile import profile
from store import hands
from store.hands import TAKEN_BACK, Exchange, GivenUp
from store.queries import Reader
from worker.render import Cells, Column, at, iso, one_line
from worker.sweep import Swept

POOLED = (
    Column("customer_id", "no.", stays=True, right=True),
    Column("name", "customer", "bold", leads=True),
    Column("country", "from", stays=True),
    Column("volume_class", "class", stays=True),
    Column("close_grade"),
    Column("source"),
    Column("pool", "pool", stays=True),
    Column("since", "since", stays=True),
    Column("pooled"),
    Column("frozen", "frozen until", stays=True),
    Column("frozen_until"),
    Column("last", "last exchange"),
    Column("last_exchange"),
    Column("tags", "tags"),
    Column("why", "given back because"),
    Column("last_owner", "last owner", stays=True),
)
PASSED = (
    Column("when", "when", stays=True),
    Column("at"),
    Column("passing", "how", "bold", stays=True),
    Column("rep", "rep", stays=True),
    Column("pool", "pool", stays=True),
    Column("why", "why"),
    Column("actor", "by", stays=True),
)
LIMITS = (
    Column("pool", "pool", "bold", leads=True),
    Column("today", "today", stays=True),
    Column("week", "this week", stays=True),
    Column("month", "this month", stays=True),
    Column("left", "left now", stays=True, right=True),
    Column("again", "again from", stays=True),
    Column("holding", "customers held", stays=True),
)
SWEPT = (
    Column("customer_id", "no.", stays=True, right=True),
    Column("customer", "customer", "bold", leads=True),
    Column("owner", "owner", stays=True),
    Column("due", "due", stays=True),
    Column("outcome", "outcome", stays=True),
    Column("because", "because"),
)

_PASSINGS = {
    Passing.ENTER: "came into the pool",
    Passing.CLAIM: "claimed by",
    Passing.RELEASE: "given back by",
    Passing.RETURN: "taken back from",
    Passing.HAND_OUT: "handed out to",
    Passing.HANDOVER: "handed over to",
    Passing.ASSIGN: "given to",
    Passing.MOVE: "moved",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the pools is to be listed."""

    pool: str
    """Empty: all."""
    claimer: RepId | None
    """Only what this rep may claim now; None: everything."""
    now: datetime
    here: tzinfo


def pooled(reader: Reader, policy: Policy, wanted: Wanted) -> Iterator[tuple[Customer, Pool]]:
    """What lies in the pools, the longest first."""
    may = _Claimable(reader, policy, wanted)
    for customer in hands.unowned(reader):
        pool = rules.pool_of(customer, policy.pool)
        if wanted.pool in ("", pool.name) and may.claim(customer, pool):
            yield customer, pool


class _Claimable:
    """What the rep who asks may claim, everything of hers looked up once."""

    def __init__(self, reader: Reader, policy: Policy, wanted: Wanted) -> None:
        self._policy, self._wanted, rep = policy, wanted, wanted.claimer
        since = rules.since(wanted.now, policy.calendar)
        self._claims = hands.claims(reader, rep, since) if rep else []
        self._holding = hands.holding(reader, rep) if rep else 0
        self._given_up = hands.given_up(reader, rep) if rep else GivenUp({}, {})

    def claim(self, customer: Customer, pool: Pool) -> bool:
        if self._wanted.claimer is None:
            return True
        claims = [at for name, at in self._claims if name == pool.name]
        gave_up = self._given_up.at(customer)
        claimer = Claimer(self._wanted.claimer, self._holding, claims, gave_up)
        calendar = self._policy.calendar
        return rules.may_claim(claimer, customer, self._policy.pool, self._wanted.now, calendar).ok


def pooled_rows(
    reader: Reader, policy: Policy, lying: Iterable[tuple[Customer, Pool]], wanted: Wanted
) -> list[Cells]:
    return [_pooled_row(reader, policy, customer, pool, wanted) for customer, pool in lying]


def _pooled_row(reader: Reader, policy: Policy, customer: Customer, pool: Pool, wanted: Wanted) -> Cells:
    here, until = wanted.here, rules.frozen_until(customer, pool, policy.calendar)
    frozen = until if until and until > wanted.now else None
    last, given_up = hands.last_exchange(reader, customer.id), given_back(reader, customer)
    return {
        "customer_id": customer.id,
        "name": customer.name,
        "country": customer.country,
        "volume_class": customer.volume_class,
        "close_grade": customer.close_grade,
        "source": customer.source,
        "pool": pool.name,
        "since": at(customer.pooled, here)[:10],
        "pooled": iso(customer.pooled, here),
        "frozen": at(frozen, here),
        "frozen_until": iso(frozen, here),
        "last": _exchanged(last, here),
        "last_exchange": iso(last.at if last else None, here),
        "tags": tags(reader, customer, wanted),
        "why": given_up.why if given_up else "",
        "last_owner": (given_up.rep or "") if given_up else "",
    }


def _exchanged(last: Exchange | None, here: tzinfo) -> str:
    return f"{at(last.at, here)[:10]} {last.kind}: {last.summary}" if last else ""


def tags(reader: Reader, customer: Customer, wanted: Wanted) -> list[str]:
    """The names of the tags that hold."""
    day = wanted.now.astimezone(wanted.here).date()
    said = profile(reader.taggings(customer.id), reader.marks(customer.id), day)
    return [each.name for each in said.in_force]


def given_back(reader: Reader, customer: Customer) -> LedgerEntry | None:
    """How its last owner gave it up or lost it; that somebody took a claim back is no reason."""
    entries = hands.ledger_of(reader, customer.id)
    lost = (each for each in reversed(entries) if each.passing in (Passing.RELEASE, Passing.RETURN))
    return next((each for each in lost if each.why != TAKEN_BACK), None)


_SEEN_BEFORE_CLAIMING = 3
_NO_EXCHANGE = ("note", "grade")


def claim_view(reader: Reader, customer: Customer, wanted: Wanted) -> Iterator[str]:
    """What whoever claims has to know: the last exchanges, the tags, and why it was given back."""
    events = (each for each in reader.timeline(customer.id, 20) if each.kind not in _NO_EXCHANGE)
    shown = [each for _, each in zip(range(_SEEN_BEFORE_CLAIMING), events, strict=False)]
    for each in shown:
        who = f" ({each.rep})" if each.rep else ""
        yield one_line(f"  {at(each.at, wanted.here)}  {each.kind}{who}  {each.summary}")
    if not shown:
        yield "  Nothing has happened with it yet."
    if found := tags(reader, customer, wanted):
        yield one_line(f"  tags: {', '.join(found)}")
    if lost := given_back(reader, customer):
        how = _PASSINGS[lost.passing]
        yield one_line(f"  {how} {lost.rep} {at(lost.at, wanted.here)[:10]}: {lost.why or 'no reason given'}")


def ledger_rows(entries: Sequence[LedgerEntry], here: tzinfo) -> list[Cells]:
    return [
        {
            "when": at(each.at, here),
            "at": iso(each.at, here),
            "passing": each.passing.value,
            "rep": each.rep or "",
            "pool": each.pool,
            "why": each.why,
            "actor": each.actor or "mail",
        }
        for each in entries
    ]


def limit_rows(reader: Reader, policy: Policy, rep: RepId, now: datetime, here: tzinfo) -> list[Cells]:
    """What a rep may still claim from each pool that is open to her."""
    claims, held = hands.claims(reader, rep, rules.since(now, policy.calendar)), hands.holding(reader, rep)
    most = policy.pool.holding
    return [
        _limit_row(policy, pool, [at for name, at in claims if name == pool.name], (held, most), now, here)
        for pool in policy.pool.pools
        if not pool.reps or rep in pool.reps
    ]


def _limit_row(
    policy: Policy,
    pool: Pool,
    claims: Sequence[datetime],
    holding: tuple[int, int],
    now: datetime,
    here: tzinfo,
) -> Cells:
    every = rules.rooms(pool, claims, now, policy.calendar)
    held, most = holding
    rest = [room.left for room in every if room.left is not None] + ([max(0, most - held)] if most else [])
    again = max((room.again for room in every if room.left == 0), default=None)
    periods = zip(("today", "week", "month"), every, strict=True)
    return {
        "pool": pool.name,
        **{key: f"{room.claimed} of {room.limit or '∞'}" for key, room in periods},
        "left": min(rest, default=None),
        "again": at(again, here)[:10],
        "holding": f"{held} of {most or '∞'}",
    }


def swept_rows(swept: Swept, calendar: CalendarPolicy, *, dry_run: bool) -> list[Cells]:
    went = "would return" if dry_run else "returned"
    return [
        {
            "customer_id": each.customer,
            "customer": each.name,
            "owner": each.owner,
            "due": calendar.day_of(each.due).isoformat(),
            "outcome": f"stays: {each.waits}" if each.waits else went,
            "because": each.because,
        }
        for each in (*swept.returned, *swept.waiting)
    ]
