"""How does a customer get into a pool, and out of it again?

Everything that gives a customer to somebody, or takes it from him, ends in `Customers.pass_on`: owner, since
when, how and the ledger are written there together. What is asked before is here; who may claim, and which
pool it is, is followups/pool.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from followups import pool as rules
from followups.policy import Policy
from followups.pool import Claimer, Pool
from model import Customer, CustomerId, LedgerEntry, Passing, RepId
from store.book import Page
from worker.desk import Actor, DeskError
from worker.intake import Sitting


@dataclass(frozen=True, slots=True)
class Claimed:
    """A customer that somebody got."""

    customer: Customer
    pool: str
    touch_by: datetime
    """Until when it wants a real touch."""
    change: int
    """By which number that is taken back."""


def claim(sitting: Sitting, number: CustomerId, actor: Actor) -> Claimed:
    """Get a customer out of its pool. Limits are counted and the customer is taken on one page; should two
    pages run at once all the same, the update takes nobody's customer only.
    """
    page, policy, customer = sitting.page, sitting.playbook.policy, known(sitting, number)
    pool, rep = rules.pool_of(customer, policy.pool), RepId(actor.name)
    if customer.owner == rep:
        raise DeskError(f"{customer.name} is yours already.")
    verdict = rules.may_claim(
        claimer(page, rep, customer, pool, policy, actor.now),
        customer,
        policy.pool,
        actor.now,
        policy.calendar,
    )
    if not verdict.ok:
        raise DeskError(verdict.because)
    words = f"claimed {customer.name} from the pool {pool.name}"
    with page.changes.recording(actor.now, actor.name, "claim", number, words) as change:
        pass_on(sitting, number, rep, Passing.CLAIM, actor)
    page.journal(actor.now, actor.name, "pool claim", f"customer {number}", pool.name)
    touch_by = rules.touch_by(actor.now, policy.pool, policy.of(rep).calendar)
    return Claimed(known(sitting, number), pool.name, touch_by, change.number)


def release(sitting: Sitting, number: CustomerId, actor: Actor, why: str) -> Customer:
    """Give one's own customer back."""
    customer, why = known(sitting, number), " ".join(why.split())
    if not why:
        raise DeskError("Say why, for whoever claims it next: --why WORDS.")
    if customer.owner != actor.name:
        whose = f"{customer.owner}'s" if customer.owner else "nobody's"
        raise DeskError(
            f"{customer.name} is {whose}, and only its owner gives it back. Whoever decides for others: "
            f"genjin customers edit {number} --owner ''"
        )
    page, pool = sitting.page, pool_of(sitting, customer)
    words = f"gave {customer.name} back to the pool {pool.name}: {why}"
    with page.changes.recording(actor.now, actor.name, "release", number, words):
        pass_on(sitting, number, None, Passing.RELEASE, actor, why)
    page.journal(actor.now, actor.name, "pool release", f"customer {number}", why)
    return known(sitting, number)


def move(sitting: Sitting, number: CustomerId, name: str, actor: Actor) -> Customer:
    """Into another pool, whatever the rules of the pools say; its freeze begins anew there."""
    customer, pools = known(sitting, number), sitting.playbook.policy.pool
    pool = pools.named(name)
    if pool is None:
        raise DeskError(
            f"There is no pool `{name}`. There are {', '.join(each.name for each in pools.pools)}."
        )
    if customer.owner:
        raise DeskError(f"{customer.name} is {customer.owner}'s, not in a pool.")
    if pool_of(sitting, customer) is pool:
        raise DeskError(f"{customer.name} lies in the pool {name} already.")
    page = sitting.page
    with page.changes.recording(actor.now, actor.name, "move", number, f"{customer.name} to the pool {name}"):
        _pass(
            sitting, LedgerEntry(actor.now, number, Passing.MOVE, None, name, "", actor.name, customer.group)
        )
        sitting.owe([number])
    page.journal(actor.now, actor.name, "pool move", f"customer {number}", name)
    return known(sitting, number)


def pass_on(
    sitting: Sitting,
    number: CustomerId,
    rep: RepId | None,
    passing: Passing,
    actor: Actor,
    why: str = "",
) -> None:
    """From hand to hand, within the change that is being recorded; then what is owed is worked out anew.

    rep: who gets it; None: it goes into a pool, by RELEASE or RETURN.
    """
    hand_on(sitting, number, rep, passing, actor, why)
    sitting.owe([number])


def hand_on(
    sitting: Sitting, number: CustomerId, rep: RepId | None, passing: Passing, actor: Actor, why: str
) -> None:
    """The same for one of many: the caller works out what is owed, once for all of them."""
    customer = known(sitting, number)
    holder = rep if rep is not None else customer.owner
    pool = pool_of(sitting, customer).name if rep is None or customer.owner is None else ""
    _pass(sitting, LedgerEntry(actor.now, number, passing, holder, pool, why, actor.name, customer.group))


def _pass(sitting: Sitting, entry: LedgerEntry) -> None:
    if not sitting.page.customers.pass_on(entry):
        customer = known(sitting, entry.customer)
        now = f"{customer.owner}'s by now" if customer.owner else "in a pool by now"
        raise DeskError(f"{customer.name} is {now}; somebody was faster.")


def pool_of(sitting: Sitting, customer: Customer) -> Pool:
    return rules.pool_of(customer, sitting.playbook.policy.pool)


def claimer(page: Page, rep: RepId, customer: Customer, pool: Pool, policy: Policy, now: datetime) -> Claimer:
    """Whoever wants a customer, as the book knows him now."""
    since = rules.since(now, policy.calendar)
    return Claimer(
        rep=rep,
        holding=page.ledger.holding(rep) if policy.pool.holding else 0,
        claims=page.ledger.claims(rep, pool.name, since) if pool.is_limited else (),
        gave_up=page.ledger.given_up(rep, customer.id, customer.group),
    )


def known(sitting: Sitting, number: CustomerId) -> Customer:
    customer = sitting.page.customers.one(number)
    if customer is None:
        raise DeskError(f"There is no customer {number}. `genjin show NAME` finds the number.")
    return customer
