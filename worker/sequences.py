"""Who follows which sequence, and how far did each come? What a person changes, and what is shown of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from followups import Policy, plans
from model import CustomerId, GenjinError
from store.histories import Histories
from store.queries import Reader
from worker import when
from worker.desk import Actor
from worker.intake import Sitting
from worker.render import Column, zone

STEPS = (
    Column("sequence", "Sequence", leads=True),
    Column("title", "Title"),
    Column("step", "Step", stays=True, right=True, leads=True),
    Column("after", "After", stays=True),
    Column("content", "Content"),
    Column("customers", "Customers", stays=True, right=True),
)
STORY = (
    Column("sequence", "Sequence", leads=True),
    Column("event", "Event"),
    Column("step", "Step", stays=True, right=True, leads=True),
    Column("planned", "Planned", stays=True),
    Column("done", "Done", stays=True),
    Column("content", "Content"),
    Column("state", "State"),
)
_LOT = 200


# -- what a person does --------------------------------------------------------------------------------------


def enrol(
    sitting: Sitting, name: str, customers: Sequence[int], actor: Actor, event: str = "", start: str = "today"
) -> list[str]:
    """One change for all of them; whoever follows it for that event already is told."""
    _known(sitting, name)
    page, here = sitting.page, zone(sitting.page.fact("zone"))
    began = when.start_of(when.day(start, actor.now, here), here)
    whom, lines = _each(sitting, customers), list[str]()
    with page.changes.recording(actor.now, actor.name, "enrol", None, f"sequence {name}") as change:
        for customer, called in whom:
            change.about(customer)
            is_new = page.enrolments.enrol(customer, name, began, event, actor.name)
            lines.append(f"{called} {'follows' if is_new else 'follows already'} the sequence {name}.")
        sitting.owe([customer for customer, _ in whom])
    if change.number:
        numbers = ", ".join(str(number) for number, _ in whom)[:2000]
        page.journal(actor.now, actor.name, "enrol", name, numbers)
    return [*lines, *_undo(change.number)]


def leave(sitting: Sitting, name: str, customers: Sequence[int], actor: Actor, why: str) -> list[str]:
    """One change for all of them."""
    page, whom, lines = sitting.page, _each(sitting, customers), list[str]()
    with page.changes.recording(actor.now, actor.name, "leave sequence", None, f"{name}: {why}") as change:
        for customer, called in whom:
            change.about(customer)
            ended = page.enrolments.end(customer, name, actor.now)
            lines.append(f"{called} {'left' if ended else 'does not follow'} the sequence {name}.")
        sitting.owe([customer for customer, _ in whom])
    if change.number:
        page.journal(actor.now, actor.name, "leave sequence", name, why)
    return [*lines, *_undo(change.number)]


def _undo(number: int) -> Iterator[str]:
    if number:
        yield f"To take it back: genjin undo {number}"


def _known(sitting: Sitting, name: str) -> None:
    known = sitting.playbook.policy.sequences
    if name not in known:
        there = ", ".join(known) or "none yet"
        raise GenjinError(f"There is no sequence `{name}` in policy.yaml. There is: {there}.")


def _each(sitting: Sitting, numbers: Sequence[int]) -> list[tuple[CustomerId, str]]:
    found = sitting.page.customers.these(CustomerId(number) for number in numbers)
    missing = sorted(set(numbers) - {each.id for each in found})
    if missing:
        raise GenjinError(f"There is no customer {', '.join(map(str, missing[:20]))}. Nothing is done.")
    return [(each.id, each.name) for each in found]


# -- what is shown -------------------------------------------------------------------------------------------


def steps(reader: Reader, policy: Policy) -> Iterator[dict[str, Any]]:
    """Every step of every plan, with those whose next one it is."""
    for name, plan in policy.sequences.items():
        waiting = _waiting(reader, policy, name)
        told = {"sequence": name, "title": plan.title.en or plan.title.zh}
        for number, step in enumerate(plan.steps, 1):
            here = {"step": number, "after": str(step.after), "content": step.content}
            yield told | here | {"customers": waiting[number]}
        if plan.then is not None:
            later = sum(count for number, count in waiting.items() if number > len(plan.steps))
            after = f"every {plan.then.every}, until {plan.then.until}"
            yield told | {"step": len(plan.steps) + 1, "after": after, "content": "", "customers": later}


def _waiting(reader: Reader, policy: Policy, name: str) -> Counter[int]:
    found, histories = Counter[int](), Histories(reader)
    asked = reader.ask(_FOLLOWING, {"sequence": name})
    whom = [CustomerId(row["customer_id"]) for row in asked]
    for at in range(0, len(whom), _LOT):
        for history in histories.of(whom[at : at + _LOT]):
            standings = plans.standings(history, policy.of(history.customer.owner))
            found.update(
                each.next.number for each in standings if each.next and each.enrolment.sequence == name
            )
    return found


_FOLLOWING = """
SELECT DISTINCT customer_id FROM enrolment WHERE sequence = :sequence AND ended IS NULL ORDER BY customer_id
"""


def story(reader: Reader, policy: Policy, customer: CustomerId) -> Iterator[dict[str, Any]]:
    """What was done of each plan, what is next, or that it has ended."""
    (history,) = Histories(reader).of([customer])
    policy = policy.of(history.customer.owner)
    for standing in plans.standings(history, policy):
        told = {"sequence": standing.enrolment.sequence, "event": standing.enrolment.event}
        for touch, planned in standing.met:
            done = policy.calendar.day_of(touch.at).isoformat()
            yield told | _step(planned) | {"done": done, "state": "done"}
        if standing.next is not None:
            yield told | _step(standing.next) | {"done": "", "state": "next"}
        else:
            nothing = {"step": None, "planned": "", "done": "", "content": ""}
            yield told | nothing | {"state": "ended: they answered, or it is through"}


def _step(planned: plans.Planned) -> dict[str, Any]:
    return {"step": planned.number, "planned": planned.day.isoformat(), "content": planned.step.content}
