"""What does time do by itself? Who was silent for too long loses a customer to its pool, after a warning.

    owed back, by the follow-ups | thought about anew | warned long enough? | read since? | returned

Nobody loses a customer unwarned, however long the daemon was away or the policy was another one: the warning
counts from the first sweep that saw it. A snooze or `done` stops nothing; only a real touch does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

import followups
from model import CustomerId, Duty, History, Obligation, Passing, RepId
from store.ledger import Warned
from worker.desk import Actor
from worker.intake import Intake, Sitting
from worker.pipeline import Playbook, Report
from worker.pool import pass_on
from worker.rotating import MACHINE, Handed, hand_out_waiting

_LOT = 50
"""Customers a transaction."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A customer that is owed back to its pool, and what became of it."""

    customer: CustomerId
    name: str
    owner: RepId
    because: str
    """Why it is owed back."""
    due: datetime
    waits: str = ""
    """Why it has not gone; empty: it has."""


@dataclass(slots=True)
class Swept:
    """What a sweep did or, in a dry run, would do."""

    returned: list[Owed] = field(default_factory=list)
    waiting: list[Owed] = field(default_factory=list)
    handed: list[Handed] = field(default_factory=list)
    stopped: bool = False

    def told(self) -> Iterator[str]:
        """What changed hands, a line each."""
        for each in self.returned:
            yield f"{each.name} (customer {each.customer}) returned from {each.owner} to its pool."
        yield from self.told_handed()

    def told_handed(self) -> Iterator[str]:
        for each in self.handed:
            if each.rep:
                yield f"{each.name} (customer {each.customer}) is {each.rep}'s: {each.why}."


def sweep(intake: Intake, now: datetime, *, dry_run: bool = False) -> Swept:
    """Return what time takes back, a few customers a transaction, until all are done or the intake stops.
    Then hand out the leads that nobody owns, where the policy does that by itself.
    """
    swept = Swept()
    with intake.sitting(Report()) as sitting:
        candidates, warned = sitting.page.ledger.owed_back(now), sitting.page.ledger.warned()
        if not dry_run:
            sitting.page.ledger.forget_warnings(sorted(warned.keys() - {*candidates}))
    for at in range(0, len(candidates), _LOT):
        if intake.stopping():
            swept.stopped = True
            return swept
        with intake.sitting(Report()) as sitting:
            looking = _Looking(now, warned, sitting.page.ledger.read_until(), sitting.playbook)
            _sweep_lot(sitting, candidates[at : at + _LOT], looking, swept, dry_run=dry_run)
    if not dry_run:
        with intake.sitting(Report()) as sitting:
            swept.handed = hand_out_waiting(sitting, now)
    return swept


def _sweep_lot(
    sitting: Sitting, lot: Sequence[CustomerId], looking: _Looking, swept: Swept, *, dry_run: bool
) -> None:
    page, enough = sitting.page, partial(followups.suffices, policy=sitting.playbook.policy)
    found = [one for history in page.histories.recent(lot, enough) for one in looking.at(history)]
    if not dry_run:
        page.ledger.warn(looking.new)
        page.ledger.forget_warnings(sorted({*lot} - {each.customer for each in found if each.waits}))
    for each in found:
        (swept.waiting if each.waits else swept.returned).append(each)
        if not each.waits and not dry_run:
            _return(sitting, each, Actor(MACHINE, looking.now))


def _return(sitting: Sitting, owed: Owed, actor: Actor) -> None:
    page, words = sitting.page, f"{owed.name} returned from {owed.owner} to its pool"
    with page.changes.recording(actor.now, actor.name, "return", owed.customer, words):
        pass_on(sitting, owed.customer, None, Passing.RETURN, actor, owed.because)
    page.journal(actor.now, actor.name, "pool return", f"customer {owed.customer}", owed.because)


@dataclass(frozen=True, slots=True)
class _Looking:
    """What a lot is looked at with."""

    now: datetime
    warned: Mapping[CustomerId, Warned]
    read_until: Mapping[str, datetime]
    """By account."""
    playbook: Playbook
    new: dict[CustomerId, Warned] = field(default_factory=dict)
    """The warnings that this sweep is the first to see."""

    def at(self, history: History) -> Iterator[Owed]:
        """Thought about anew: the follow-up may be older than what has happened since."""
        customer = history.customer
        owed = followups.owed(history, self.playbook.policy)
        back = next((each for each in owed if each.duty is Duty.POOL_RETURN), None)
        if customer.owner is None or back is None or (back.shows or back.due) > self.now:
            return
        said = self.warned.get(customer.id)
        if said is None or said.cause != back.cause:
            said = self.new[customer.id] = Warned(self.now, back.cause)
        waits = next(filter(None, self._hindrances(customer.owner, owed, back, said)), "")
        yield Owed(customer.id, customer.name, customer.owner, back.because, back.due, waits)

    def _hindrances(
        self, owner: RepId, owed: Sequence[Obligation], back: Obligation, said: Warned
    ) -> Iterator[str]:
        if back.due > self.now:
            yield "not due yet"
        yield self._warned_for_long(back, said)
        yield self._reply(owed)
        yield self._unread(owner, back)

    def _warned_for_long(self, back: Obligation, said: Warned) -> str:
        """A warning stands as long as it is meant to, whenever it could be seen first. What is on the list
        from the first day, as with a claim, was told then.
        """
        if back.shows is not None and back.shows <= back.opened:
            return ""
        until = said.since + (back.due - (back.shows or back.due))
        return f"warned since {self._day(said.since)} only" if until > self.now else ""

    def _reply(self, owed: Sequence[Obligation]) -> str:
        """Who has just written would be nobody's: the owner has the time for a reply first."""
        reply = next((each for each in owed if each.duty is Duty.REPLY and each.due > self.now), None)
        return f"a reply is owed until {self._day(reply.due)}" if reply else ""

    def _unread(self, owner: RepId, back: Obligation) -> str:
        """As long as the owner's mailbox was not read after the day, nobody knows that he was silent."""
        unread = (
            account
            for account, rep in self.playbook.mailboxes.items()
            if rep == owner and (self.read_until.get(account) or back.opened) < back.due
        )
        return next((f"the mailbox {account} has not been read since" for account in unread), "")

    def _day(self, at: datetime) -> str:
        return self.playbook.policy.calendar.day_of(at).isoformat()
