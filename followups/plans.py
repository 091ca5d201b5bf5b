"""Where does a customer stand in the sequences it follows?

- Every step counts from the start of the sequence. Its window opens behind the day on which the step before
  it was due, that of the first step with the start.
- A touch of ours, other than at a fair, meets the earliest open step whose window is open; so one touch
  meets one step, and a second mail on the next day is not the mailing of next month. Who says that a step
  is done has met it, however early.
- Who is late keeps the distance: after a first mailing in the third week the second is not due at once.
- It ends when they write, order or pay, and behind its last step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile

from followups import past
from followups.calendar import CalendarPolicy
from followups.policy import Afterwards, Policy, Sequence, Step
from model import Duty, Enrolment, History, Interaction


@dataclass(frozen=True, slots=True)
class Planned:
    """A step, and the day the plan names for it."""

    number: int
    step: Step
    day: date


@dataclass(frozen=True, slots=True)
class Standing:
    """How far it came: which touches met which steps, and what is next. No `next`: it has ended."""

    enrolment: Enrolment
    plan: Sequence
    met: tuple[tuple[Interaction, Planned], ...]
    next: Planned | None

    @property
    def since(self) -> datetime:
        """When the last step was met, or the plan began."""
        return self.met[-1][0].at if self.met else self.enrolment.started


def standings(history: History, policy: Policy) -> Iterator[Standing]:
    """One for each enrolment, those that have ended too; none for a sequence that nobody knows any more."""
    for enrolment in history.enrolments:
        plan = policy.sequences.get(enrolment.sequence)
        if plan is not None:
            yield _standing(enrolment, plan, history, policy.calendar)


def runs(history: History, policy: Policy) -> bool:
    """Is there a plan for this customer? Then it says when to write."""
    if not history.enrolments or history.customer.owner is None:
        return False
    return any(each.next is not None for each in standings(history, policy))


def _standing(enrolment: Enrolment, plan: Sequence, history: History, week: CalendarPolicy) -> Standing:
    answer = past.last(history, past.acted)
    has_answered = answer is not None and answer.at > enrolment.started
    rest = _ours(past.since(history, enrolment.started))
    met: list[tuple[Interaction, Planned]] = []
    opens = enrolment.started
    for planned in _steps(plan, enrolment.started, week):
        cause = cause_of(enrolment, planned)
        touch = next((touch for touch in rest if _meets(touch, opens, cause)), None)
        if touch is None:
            return Standing(enrolment, plan, tuple(met), None if has_answered else planned)
        met.append((touch, planned))
        opens = week.end_of(planned.day)
    return Standing(enrolment, plan, tuple(met), None)


def cause_of(enrolment: Enrolment, planned: Planned) -> str:
    return f"enrolment:{enrolment.id}#{planned.number}"


def _meets(touch: Interaction, opens: datetime, cause: str) -> bool:
    return touch.at >= opens or past.says_done(touch, Duty.SEQUENCE, cause)


def _ours(events: Iterable[Interaction]) -> Iterator[Interaction]:
    """Our touches until they do something."""
    return filter(past.reached, takewhile(lambda event: not past.acted(event), events))


def _steps(plan: Sequence, started: datetime, week: CalendarPolicy) -> Iterator[Planned]:
    moment = started
    for number, step in enumerate(plan.steps, 1):
        moment = week.after(started, step.after)
        yield Planned(number, step, week.day_of(moment))
    if plan.then is not None:
        yield from _afterwards(plan.then, len(plan.steps), moment, week.after(started, plan.then.until), week)


def _afterwards(
    then: Afterwards, number: int, last: datetime, until: datetime, week: CalendarPolicy
) -> Iterator[Planned]:
    """It ends behind `until`, and at the end of all calendars, where nothing gets any later."""
    later = week.after(last, then.every)
    while last < later <= until:
        number += 1
        yield Planned(number, Step(then.every), week.day_of(later))
        last, later = later, week.after(later, then.every)
