"""Who may have a customer back because a change is taken back, and what does the ledger say of it?

A limit that an undo could pass would be none: who gets a customer out of a pool by taking something back
claims it, as with `genjin pool claim`. What he gave away himself he may take back as a slip, and whoever
decides for others gives and takes by hand, this way as any other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from followups import pool as rules
from followups.pool import Claimer, Pool
from model import Customer, CustomerId, GroupId, LedgerEntry, Passing, RepId
from store.changes import Change, Image
from store.hands import TAKEN_BACK
from store.ledger import hands
from store.rows import Columns
from worker import pool
from worker.desk import Actor, DeskError
from worker.intake import Sitting


@dataclass(frozen=True, slots=True)
class Back:
    """A change that is being taken back, and the first one of its chain of undoing."""

    sitting: Sitting
    change: Change
    first: Change
    is_as_before: bool
    """Are things then as before the first one; else that one is done again."""
    actor: Actor

    @classmethod
    def of(cls, sitting: Sitting, change: Change, actor: Actor) -> Back:
        first, is_as_before = change, True
        while first.undoes is not None and (earlier := sitting.page.changes.one(first.undoes)):
            first, is_as_before = earlier, not is_as_before
        return cls(sitting, change, first, is_as_before, actor)

    def passes(self, image: Image) -> Columns:
        """Write down that a customer changes hands. Answers what the claim sets otherwise than it was."""
        was, number = image.before or {}, CustomerId(image.key[0])
        entry = self._entry(pool.known(self.sitting, number), was, is_back=image.after is None)
        self.sitting.page.ledger.add(entry)
        return hands(entry) if entry.passing is Passing.CLAIM else {}

    def _entry(self, now: Customer, was: Columns, *, is_back: bool) -> LedgerEntry:
        then = _then(now, was)
        lies_in = pool.pool_of(self.sitting, then if then.owner is None else now).name
        passing = self._passing(now, then, is_back=is_back)
        rep = None if passing is Passing.MOVE else then.owner or now.owner
        in_pool = then.owner is None or passing is Passing.CLAIM
        return LedgerEntry(
            at=self.actor.now,
            customer=now.id,
            passing=passing,
            rep=rep,
            pool=lies_in if in_pool else "",
            why=TAKEN_BACK,
            actor=self.actor.name,
            group=then.group,
        )

    def _passing(self, now: Customer, then: Customer, *, is_back: bool) -> Passing:
        if is_back:
            return Passing.ASSIGN if then.owner else Passing.ENTER
        if then.owner == now.owner:
            return Passing.MOVE
        if then.owner is not None:
            return self._regained(now, then.owner)
        gives_up = now.owner == self.actor.name or now.came_by == Passing.CLAIM.value
        return Passing.RELEASE if gives_up else Passing.ENTER

    def _regained(self, now: Customer, owner: RepId) -> Passing:
        if self.actor.name != owner:
            return Passing.ASSIGN
        if self.first.actor == owner and (self.is_as_before or now.owner is not None):
            self._must_hold_fewer(now, owner)
            return Passing.ASSIGN
        self._must_be_claimable(now, owner)
        return Passing.CLAIM

    def _must_hold_fewer(self, now: Customer, owner: RepId) -> None:
        """A slip refunds nothing: who has claimed since has used the place up."""
        page, pools = self.sitting.page, self.sitting.playbook.policy.pool
        if any(page.ledger.claims(owner, each.name, self.first.at) for each in pools.pools):
            claimer = Claimer(owner, page.ledger.holding(owner))
            self._ask(claimer, replace(now, owner=None, pooled=None), replace(pools, pools=(Pool("any"),)))

    def _must_be_claimable(self, now: Customer, owner: RepId) -> None:
        page, policy = self.sitting.page, self.sitting.playbook.policy
        lies_in = pool.pool_of(self.sitting, now)
        self._ask(pool.claimer(page, owner, now, lies_in, policy, self.actor.now), now, policy.pool)

    def _ask(self, claimer: Claimer, customer: Customer, pools: rules.Pools) -> None:
        calendar = self.sitting.playbook.policy.calendar
        verdict = rules.may_claim(claimer, customer, pools, self.actor.now, calendar)
        if not verdict.ok:
            raise DeskError(
                f"{customer.name} would be {claimer.rep}'s by that, as by a claim, which is not possible: "
                f"{verdict.because} Once it is: genjin pool claim {customer.id}. Whoever decides for others "
                "may take it back, or give it by hand."
            )


def _then(now: Customer, was: Columns) -> Customer:
    """As far as hands and pools go."""
    group = was.get("group_id", now.group)
    return replace(
        now,
        owner=was.get("owner", now.owner),
        pool=was.get("pool", now.pool),
        group=None if group is None else GroupId(group),
    )
