"""Is a customer's grade still right, and who says so? Proposals for a person, and what she decides.

Two scales that share letters: `a` to `e` by the expected closing date, `A` to `C` by purchase volume. They
are never folded into each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from followups import Policy, classes, grading
from followups.grading import Proposal, Step
from followups.whom import CLOSE_GRADES, VOLUME_CLASSES
from model import Customer, CustomerId, History, InteractionKind, RepId
from worker.desk import Actor, DeskError
from worker.intake import Sitting

STEPS: tuple[Step, ...] = ("up", "keep", "down")
WORDS = (*STEPS, *CLOSE_GRADES, *VOLUME_CLASSES)
"""What a person can say of a grade."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What is proposed for one customer, on both scales."""

    customer: Customer
    close: Proposal
    volume: Proposal

    @property
    def is_other(self) -> bool:
        return self.close.is_other or self.volume.is_other


def judged(history: History, policy: Policy, now: datetime) -> Judged:
    """By the calendar of the customer's rep."""
    own = policy.of(history.customer.owner)
    today = own.calendar.day_of(now)
    return Judged(
        history.customer,
        grading.proposed(history, own, today),
        classes.proposed(history, own, today),
    )


def grading_line(sitting: Sitting, customer: CustomerId, now: datetime) -> str:
    """What to say behind a touch: the new grade that is proposed, or nothing if it stays."""
    history = sitting.page.histories.one(customer)
    if history is None:
        return ""
    found = judged(history, sitting.playbook.policy, now)
    return " ".join(_offers(found))


def _offers(found: Judged) -> Iterator[str]:
    scales = (("Close grade", found.close), ("Volume class", found.volume))
    for called, proposal in scales:
        if proposal.is_other:
            why = next((f" ({proof.words})" for proof in proposal.evidence), "")
            yield (
                f"{called} {proposal.now or '-'} → {proposal.to}?{why} "
                f"genjin grade {found.customer.id} {proposal.to}"
            )


# -- what a person decides -----------------------------------------------------------------------------------


def grade(sitting: Sitting, customer: CustomerId, wanted: str, actor: Actor, why: str = "") -> str:
    """wanted: up, keep, down, a letter of the close grades or one of the volume classes."""
    known = _known(sitting, customer)
    if wanted in VOLUME_CLASSES:
        return _written(sitting, known, {"volume_class": wanted}, actor, why)
    to = wanted if wanted in CLOSE_GRADES else grading.stepped(known.close_grade, cast("Step", wanted))
    return _written(sitting, known, {"close_grade": to}, actor, why)


def accept(sitting: Sitting, customers: Sequence[CustomerId], actor: Actor) -> list[str]:
    """What is proposed for these is so; one change for all of them."""
    page = sitting.page
    with page.changes.recording(actor.now, actor.name, "grade", None, "") as change:
        lines = [_accepted(sitting, each, actor) for each in customers]
        change.words = "; ".join(lines)[:_MOST_WORDS]
    return lines


_MOST_WORDS = 1_000


def _accepted(sitting: Sitting, customer: CustomerId, actor: Actor) -> str:
    known = _known(sitting, customer)
    history = sitting.page.histories.one(customer)
    assert history is not None, customer
    found = judged(history, sitting.playbook.policy, actor.now)
    values = {"close_grade": found.close.to}
    if found.volume.is_other:
        values["volume_class"] = found.volume.to
    proofs = (*found.close.evidence[:1], *(found.volume.evidence[:1] if found.volume.is_other else ()))
    return _written(sitting, known, values, actor, "; ".join(proof.words for proof in proofs))


def _written(sitting: Sitting, customer: Customer, values: Mapping[str, str], actor: Actor, why: str) -> str:
    """The new letters, and that somebody has judged: the close grade is proposed anew from here on."""
    page = sitting.page
    before: dict[str, Any] = {name: getattr(customer, name) for name in values}
    said = "; ".join(_said(name, before[name], value) for name, value in values.items())
    words = f"{said}{f': {why}' if why else ''}"
    with page.changes.recording(
        actor.now, actor.name, "grade", customer.id, f"{customer.name}: {words}"
    ) as change:
        change.about(customer.id)
        if values != before:
            after = page.customers.set(customer.id, values)
            sitting.welcome(after, [], [])
        if "close_grade" in values or values != before:
            rep, content = RepId(actor.name), _of_what(values, before)
            page.followups.log(customer.id, actor.now, InteractionKind.GRADE, rep, words, content=content)
        sitting.touch([customer.id])
        sitting.settle()
    page.journal(actor.now, actor.name, "grade", f"customer {customer.id}", words)
    return f"{customer.name} (customer {customer.id}): {words}"


def _of_what(values: Mapping[str, str], before: Mapping[str, str]) -> str:
    """Who judged the volume class only says nothing of the close grade, and a grade that stays puts off no
    cadence.
    """
    if "close_grade" not in values:
        return grading.VOLUME
    return grading.KEPT if values == before else ""


_CALLED = {"close_grade": "close", "volume_class": "vol"}


def _said(name: str, before: str, after: str) -> str:
    called = _CALLED[name]
    return f"{called} {after or '-'} stays" if before == after else f"{called} {before or '-'} → {after}"


def _known(sitting: Sitting, number: CustomerId) -> Customer:
    customer = sitting.page.customers.one(number)
    if customer is None:
        raise DeskError(f"There is no customer {number}. `genjin show NAME` finds the number.")
    return customer


# -- for lists -----------------------------------------------------------------------------------------------


def told(found: Judged, touched: date | None) -> dict[str, Any]:
    """A row of the list of proposals."""
    close, volume = found.close, found.volume
    return {
        "customer_id": found.customer.id,
        "customer": found.customer.name,
        "owner": found.customer.owner or "",
        "touched": touched.isoformat() if touched else None,
        "close": close.now,
        "close_step": close.step,
        "close_to": close.to,
        "volume": volume.now,
        "volume_step": volume.step,
        "volume_to": volume.to,
        "evidence": [str(proof) for proof in close.evidence],
        "orders": [str(proof) for proof in volume.evidence],
    }
