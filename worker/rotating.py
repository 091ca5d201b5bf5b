"""Who gets the next lead? To whom it belongs, else whose turn it is; and all of it is written down.

Before any turn comes what binds: its owner, the owner of its group, of its work domain, of the same buyer.
What is bound spends nobody's turn. Whose turn it would be and who cannot take one is followups/rotation.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

import matching
from followups import Policy, calendar
from followups import pool as rules
from followups.rotation import Cursor, Given, Skip, Weighed, next_turn, weighed
from model import Customer, CustomerId, Passing, RepId
from store.book import Page
from store.turned import Outcome
from store.writing import in_lots
from worker import pool
from worker.consequences import LEAD_SOURCES
from worker.desk import Actor, DeskError
from worker.intake import Sitting

CURSOR, FROM, LEFT = "rotation", "rotation:from", "rotation:left:"
"""Facts of the book: where the rotation stands, the last customer before it became automatic, and of whoever
handed everything over which weight he had then.
"""
MACHINE = "genjin"
"""Who hands out what comes by itself."""


@dataclass(frozen=True, slots=True)
class Handed:
    """What became of one customer."""

    customer: CustomerId
    name: str
    rep: RepId | None
    """None: nobody can take it, so it stays where it lies."""
    outcome: Outcome | None
    """None: nothing was done."""
    why: str
    skipped: tuple[Skip, ...] = ()


# -- handing out ---------------------------------------------------------------------------------------------


def hand_out_all(sitting: Sitting, customers: Sequence[CustomerId], actor: Actor) -> tuple[list[Handed], int]:
    """Hand these out, one after the other, as one change; answers its number too, 0 where nothing changed."""
    policy, audit = sitting.playbook.policy, sitting.page.changes
    with audit.recording(actor.now, actor.name, "rotate", None, "") as change:
        done = [hand_out(sitting, each, actor, policy) for each in dict.fromkeys(customers)]
        given = [each for each in done if each.outcome is not None]
        change.about(*(each.customer for each in given))
        change.words = f"handed out {', '.join(f'{each.name} to {each.rep}' for each in given[:20])}"
        if len(given) > 20:
            change.words += f" and {len(given) - 20} more"
    return done, change.number


def in_pool(sitting: Sitting, name: str, most: int) -> list[CustomerId]:
    """Who lies in a pool, the longest first."""
    page, pools = sitting.page, sitting.playbook.policy.pool
    if pools.named(name) is None:
        there = ", ".join(each.name for each in pools.pools)
        raise DeskError(f"There is no pool `{name}` in policy.yaml. There are {there}.")
    lying = (
        each.id
        for lot in in_lots(page.turns.pooled(name))
        for each in _in_order(page, lot)
        if pool.pool_of(sitting, each).name == name
    )
    return [*islice(lying, most)]


def _in_order(page: Page, numbers: Sequence[CustomerId]) -> list[Customer]:
    known = {each.id: each for each in page.customers.these(numbers)}
    return [known[number] for number in numbers if number in known]


def hand_out(sitting: Sitting, customer: CustomerId, actor: Actor, policy: Policy) -> Handed:
    """Give one customer to whom it belongs, else to whose turn it is."""
    known = sitting.page.customers.one(customer)
    if known is None:
        raise DeskError(f"There is no customer {customer}. `genjin show NAME` finds the number.")
    if known.owner:
        return Handed(customer, known.name, known.owner, None, f"{known.owner} owns it already")
    cooling = cooling_off(sitting.page, policy, known, actor.now)
    bound = binding(sitting.page, known, cooling)
    if bound.rep is not None:
        handed = Handed(customer, known.name, bound.rep, Outcome.BOUND, bound.why, bound.skipped)
        return _given(sitting, known, actor, handed)
    return _in_turn(sitting, known, actor, policy, cooling)


def _in_turn(sitting: Sitting, known: Customer, actor: Actor, policy: Policy, cooling: Hindrance) -> Handed:
    """Who is passed over is written down with a turn that was given, so that trying again fills no log."""
    page = sitting.page
    weights = _weights(page, policy, actor.now)
    if not weights:
        raise DeskError(NOBODY_NAMED)
    before = Cursor.parse(page.fact(CURSOR))
    can = _hindrance_now(page, policy, actor.now)
    taken = next_turn(weights, before, lambda rep: can(rep) or cooling(rep))
    if taken.rep is None:
        return Handed(known.id, known.name, None, None, "nobody can take it", taken.skipped)
    page.note_fact(CURSOR, str(taken.cursor))
    shares = ":".join(str(weight) for weight in weights.values())
    why = f"{taken.rep}'s turn, round {taken.cursor.round} of {shares}"
    rep = RepId(taken.rep)
    return _given(sitting, known, actor, Handed(known.id, known.name, rep, Outcome.GIVEN, why, taken.skipped))


def _given(sitting: Sitting, known: Customer, actor: Actor, handed: Handed) -> Handed:
    assert handed.rep is not None
    assert handed.outcome is not None
    page = sitting.page
    with page.changes.recording(
        actor.now, actor.name, "rotate", known.id, f"{known.name} to {handed.rep}: {handed.why}"
    ):
        for each in handed.skipped:
            page.turns.note(each.rep, Outcome.SKIPPED, known.id, actor.now, each.why, actor.name)
        pool.pass_on(sitting, known.id, handed.rep, Passing.HAND_OUT, actor, handed.why)
        page.turns.note(handed.rep, handed.outcome, known.id, actor.now, handed.why, actor.name)
    page.journal(
        actor.now,
        actor.name,
        "rotate",
        f"customer {known.id}",
        f"{handed.outcome} {handed.rep}: {handed.why}",
    )
    return handed


NOBODY_NAMED = (
    "Nobody is named in `rotation: reps:` of policy.yaml. Write, for example, reps: {lina: 3, wangwei: 2}."
)


# -- what comes by itself ------------------------------------------------------------------------------------


def hand_out_waiting(sitting: Sitting, now: datetime) -> list[Handed]:
    """Leads that came to nobody since this is automatic. What lay there before is handed out by hand."""
    page, policy = sitting.page, sitting.playbook.policy
    note_from(page, policy)
    _forget_who_left(page, policy)
    if not policy.rotation.automatic:
        return []
    waiting = page.turns.waiting(int(page.fact(FROM)), LEAD_SOURCES)
    return [*_each_waiting(sitting, waiting, Actor(MACHINE, now))]


def note_from(page: Page, policy: Policy) -> None:
    """As soon as the policy is in force, so that nobody who comes before the first sweep is forgotten."""
    since = page.fact(FROM)
    if not policy.rotation.automatic and since:
        page.note_fact(FROM, "")
    if policy.rotation.automatic and not since.isdecimal():
        page.note_fact(FROM, str(page.turns.newest()))


def _each_waiting(sitting: Sitting, waiting: Sequence[CustomerId], actor: Actor) -> Iterator[Handed]:
    """In turn until nobody can take any more, then only what is bound: the next sweep tries again."""
    page, policy = sitting.page, sitting.playbook.policy
    is_anybody_there = _is_anybody_there(page, policy, actor.now)
    for customer in waiting:
        if not is_anybody_there and not _is_bound(page, policy, customer, actor.now):
            continue
        handed = hand_out(sitting, customer, actor, policy)
        is_anybody_there &= handed.rep is not None or _is_anybody_there(page, policy, actor.now)
        yield handed


def _is_anybody_there(page: Page, policy: Policy, now: datetime) -> bool:
    can = _hindrance_now(page, policy, now)
    return any(weight and not can(rep) for rep, weight in _weights(page, policy, now).items())


def _is_bound(page: Page, policy: Policy, customer: CustomerId, now: datetime) -> bool:
    known = page.customers.one(customer)
    return known is not None and bool(binding(page, known, cooling_off(page, policy, known, now)).rep)


# -- who cannot ----------------------------------------------------------------------------------------------


Hindrance = Callable[[str], str]
"""Answers for a rep why she cannot take a customer, or nothing."""


def hindrance(
    policy: Policy, owned: Mapping[str, int], now: datetime, fact: Callable[[str], str] = lambda _: ""
) -> Hindrance:
    """Why a rep cannot take anything. fact: what the book says of itself under a name."""

    def why(rep: str) -> str:
        away = _away(policy.of(rep).calendar, now)
        if away:
            return away
        cap, has = policy.rotation.cap, owned.get(rep, 0)
        if not has and fact(f"{LEFT}{rep}") == str(policy.rotation.reps.get(rep, 0)):
            return (
                f"handed everything over: counts again with another weight than {policy.rotation.reps[rep]}"
            )
        return f"full: owns {has}, and {cap} is the cap" if cap and has >= cap else ""

    return why


def _hindrance_now(page: Page, policy: Policy, now: datetime) -> Hindrance:
    return hindrance(policy, page.turns.owned(), now, page.fact)


def note_left(page: Page, policy: Policy, rep: str) -> bool:
    """Whoever has handed everything over is passed over until he owns something again, or until his weight is
    another one. Answers whether he has turns by the policy.
    """
    if rep not in policy.rotation.reps or page.turns.owned().get(rep):
        return False
    page.note_fact(f"{LEFT}{rep}", str(policy.rotation.reps[rep]))
    return bool(policy.rotation.reps[rep])


def _forget_who_left(page: Page, policy: Policy) -> None:
    """Who owns something again is back."""
    left = [rep for rep in policy.rotation.reps if page.fact(f"{LEFT}{rep}")]
    owned = page.turns.owned() if left else {}
    for rep in left:
        if owned.get(rep):
            page.note_fact(f"{LEFT}{rep}", "")


def cooling_off(page: Page, policy: Policy, customer: Customer, now: datetime) -> Hindrance:
    """Why a rep gets back neither this one nor another of its group: as in claiming from its pool."""
    lies_in = rules.pool_of(customer, policy.pool)

    def why(rep: str) -> str:
        if lies_in.cool_down is None:
            return ""
        gave_up = page.ledger.given_up(RepId(rep), customer.id, customer.group)
        until = rules.cooling_until(gave_up, lies_in, policy.calendar)
        if gave_up is None or until is None or until <= now:
            return ""
        gave_up_on, until_day = policy.calendar.day_of(gave_up), policy.calendar.day_of(until)
        return f"gave it, or one of its group, up on {gave_up_on}: cool-down until {until_day}"

    return why


def _away(own: calendar.CalendarPolicy, now: datetime) -> str:
    today = own.day_of(now)
    leave = next((days for days in own.away if today in days), None)
    return f"away until {leave.last}" if leave else ""


def weights_by(policy: Policy, given: Sequence[tuple[str, datetime | None]]) -> tuple[Weighed, ...]:
    """What became of everybody's customers, and the weights that follow. given: (rep, when it was won)."""
    rotation = policy.rotation
    assert rotation.conversion is not None
    return weighed(rotation.reps, (Given(rep, won) for rep, won in given), rotation.conversion)


def window_start(policy: Policy, now: datetime) -> datetime:
    """From when on hand-outs count for the weights."""
    assert policy.rotation.conversion is not None
    return now - timedelta(days=policy.rotation.conversion.window.nominal_days)


def _weights(page: Page, policy: Policy, now: datetime) -> Mapping[str, int]:
    if policy.rotation.weights == "fixed" or not policy.rotation.reps:
        return policy.rotation.reps
    found = weights_by(policy, page.turns.given_since(window_start(policy, now)))
    return {each.rep: each.weight for each in found}


# -- what binds ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bound:
    """To whom a customer without owner belongs out of turn, and why."""

    rep: RepId | None = None
    why: str = ""
    skipped: tuple[Skip, ...] = ()


def binding(page: Page, customer: Customer, cooling: Hindrance) -> Bound:
    """Whoever just gave it up, or one of its group, is passed over."""
    skipped: dict[str, Skip] = {}
    for why, kin in _kin(page, customer):
        theirs = [each for each in kin if each.owner and each.id != customer.id]
        for rep in dict.fromkeys(each.owner for each in theirs if each.owner not in skipped):
            if rep and (because := cooling(rep)):
                skipped[rep] = Skip(rep, because)
        owned = [each for each in theirs if each.owner not in skipped]
        if owned:
            chief = _chief(page, owned)
            names = ", ".join(each.name for each in owned if each.owner == chief)
            return Bound(chief, f"{why}: {chief} has {names}", tuple(skipped.values()))
    return Bound(skipped=tuple(skipped.values()))


def _kin(page: Page, customer: Customer) -> Iterator[tuple[str, list[Customer]]]:
    """Who is bound to it, the nearest first; each is looked up only if nobody before owns anything."""
    if customer.group is not None:
        yield f"same group {customer.group_name}", page.customers.these(page.groups.members(customer.group))
    for domain in _domains(customer):
        yield f"same domain {domain}", page.customers.these(page.customers.at_domain(domain))
    yield "same buyer", page.customers.these(page.turns.same_people(customer.id))
    if customer.source == "portal":
        yield "same portal buyer", [*_same_portal_buyer(page, customer)]


def _domains(customer: Customer) -> list[str]:
    """Its firm's own: free mail binds nobody."""
    own = [matching.work_domain(f"x@{domain}") for domain in customer.domains]
    theirs = [matching.work_domain(email) for email in customer.emails]
    return [*filter(None, dict.fromkeys((*own, *theirs)))]


def _same_portal_buyer(page: Page, customer: Customer) -> Iterator[Customer]:
    """A portal hides the address: there the name and the country are what tells a buyer."""
    for title in customer.titles:
        for other in page.customers.called(title):
            if other.source == "portal" and other.country == customer.country:
                yield other


def _chief(page: Page, owned: Sequence[Customer]) -> RepId:
    """Of several owners who has most of them; of those who wrote last."""
    counts = Counter(each.owner for each in owned if each.owner)
    most = [rep for rep, count in counts.items() if count == max(counts.values())]
    if len(most) > 1:
        last = page.turns.last_with([each.id for each in owned if each.owner in most])
        return last if last in most else most[0]
    return most[0]
