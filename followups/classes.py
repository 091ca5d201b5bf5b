"""Which volume class do a customer's orders make? A proposal with its sum; a person decides.

Orders of the period that ends today are added up in the team's currency. What cannot be converted or names no
amount is said and not guessed, and then the class does not fall: a gap in the data is no small customer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from followups.grading import Proof, Proposal
from followups.policy import Policy, VolumeClasses
from followups.whom import VOLUME_CLASSES
from model import BusinessFact, FactSort, History

_SAME_ORDER = timedelta(days=5)
"""So far apart are the paper of an order and the words about it, or two words about one. Who orders the same
every month orders every month.
"""


@dataclass(frozen=True, slots=True)
class _Order:
    fact: BusinessFact
    day: date
    worth: Decimal | None
    """In the team's currency; None: not known."""
    words: str


def proposed(history: History, policy: Policy, today: date) -> Proposal:
    """up, keep or down, to which class, and from which orders."""
    now, wanted = history.customer.volume_class, policy.volume_classes
    orders = list(_counted(_in_period(history.facts, policy, today), policy))
    proofs = tuple(Proof("", order.day, order.words, order.fact.mail) for order in orders)
    if not orders:
        return Proposal("keep", now, now, ())
    total = sum((order.worth for order in orders if order.worth is not None), Decimal(0))
    to = _class_of(total, wanted)
    is_whole = all(order.worth is not None for order in orders)
    summed = Proof("", today, _summed(total, len(orders), wanted, whole=is_whole))
    return _step(now, to, (summed, *proofs), whole=is_whole)


def _in_period(facts: Iterable[BusinessFact], policy: Policy, today: date) -> list[BusinessFact]:
    """Once each: what a letter says of the order that is attached to another is the same order."""
    first = today - timedelta(days=round(policy.volume_classes.period.nominal_days))
    orders = [
        fact
        for fact in sorted(facts, key=lambda each: (each.at, each.cause, each.number))
        if fact.sort is FactSort.ORDER and first < policy.calendar.day_of(fact.at) <= today
    ]
    papers = _by_number(orders)
    return [fact for fact in orders if fact in papers or _is_another(fact, orders, papers)]


def _by_number(orders: Sequence[BusinessFact]) -> list[BusinessFact]:
    """A paper that came again is one order: the newest that names a sum, for it may have been put right."""
    found: dict[str, BusinessFact] = {}
    for fact in orders:
        known = found.get(fact.number)
        if fact.number and (known is None or known.amount is None or fact.amount is not None):
            found[fact.number] = fact
    return list(found.values())


def _is_another(fact: BusinessFact, orders: Sequence[BusinessFact], papers: Sequence[BusinessFact]) -> bool:
    """Is it an order of its own? Words without a number are not where the same sum stands in a paper of those
    days or in other words just before, and without a sum not where the same mail tells of one.
    """
    if fact.number or fact.by:
        return not fact.number
    before = orders[: orders.index(fact)]
    near = [each for each in (*papers, *before) if abs(each.at - fact.at) <= _SAME_ORDER]
    if fact.amount is None:
        return not any(each.cause == fact.cause for each in near)
    return not any(_sum_of(each) == _sum_of(fact) for each in near)


def _sum_of(fact: BusinessFact) -> tuple[Decimal | None, str]:
    return fact.amount, fact.currency


def _counted(orders: Iterable[BusinessFact], policy: Policy) -> Iterator[_Order]:
    for fact in orders:
        day = policy.calendar.day_of(fact.at)
        worth, why = _worth(fact, policy.volume_classes)
        called = f"order {fact.number}".strip() or "order"
        amount = f"{fact.currency} {fact.amount:f}".strip() if fact.amount is not None else ""
        words = ", ".join(filter(None, (f"{called} of {day}", amount, why)))
        yield _Order(fact, day, worth, words)


def _worth(fact: BusinessFact, wanted: VolumeClasses) -> tuple[Decimal | None, str]:
    """In the team's currency, or why that is not known."""
    if fact.amount is None:
        return None, "it names no amount and is not counted"
    if fact.currency == wanted.currency:
        return fact.amount, ""
    rate = (wanted.rates or {}).get(fact.currency)
    if rate is None:
        named = fact.currency or "an amount without currency"
        return None, f"not counted: `volume_classes.rates` of the policy has no rate for {named}"
    return fact.amount * Decimal(str(rate)), f"at {rate:g}"


def _class_of(total: Decimal, wanted: VolumeClasses) -> str:
    if total >= Decimal(str(wanted.A)):
        return "A"
    return "B" if total >= Decimal(str(wanted.B)) else "C"


def _summed(total: Decimal, orders: int, wanted: VolumeClasses, *, whole: bool) -> str:
    least = "" if whole else " at least"
    of = f"{orders} order{'s' * (orders != 1)} within {wanted.period}"
    return f"{of}:{least} {wanted.currency} {total:,.0f}; A from {wanted.A:,.0f}, B from {wanted.B:,.0f}"


def _step(now: str, to: str, proofs: tuple[Proof, ...], *, whole: bool) -> Proposal:
    if now not in VOLUME_CLASSES:
        return Proposal("set", now, to, proofs)
    rank = VOLUME_CLASSES.index(to) - VOLUME_CLASSES.index(now)
    if rank < 0:
        return Proposal("up", now, to, proofs)
    if rank > 0 and whole:
        return Proposal("down", now, to, proofs)
    return Proposal("keep", now, now, proofs)
