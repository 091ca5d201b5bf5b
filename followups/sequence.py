"""Which mailing of their plan is next? For leads of a fair or a campaign that follow a sequence.

One step is open at a time. While a sequence runs, first touch and chase wait: the plan says when to write. So
does the cadence of a customer without class, grade or interval of its own; who has one is not to fall silent
for months because of a plan. A reply and a promise never wait.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from followups import calendar, contents, fatigue, past, plans, resume
from followups.plans import Planned, Standing
from followups.policy import Policy
from model import Duty, History, Label, Obligation

WRITE = Label(
    "Send the next mailing of the plan: one new piece of content, one question, a personal line on top.",
    "发送计划中的下一封:一条新内容、一个问题,开头写一句个性化的话。",
)


def owes(history: History, policy: Policy) -> Iterator[Obligation]:
    """The next step of each sequence, unless they asked us to wait or to stop."""
    if not history.enrolments or history.customer.owner is None or past.stopped(history):
        return
    if resume.holds_back(history, policy):
        return
    for standing in plans.standings(history, policy):
        if standing.next is not None:
            yield _step(standing, standing.next, history, policy)


def next_due(history: History, policy: Policy) -> datetime | None:
    """When the next step of any plan is due, however much we write; None: none runs."""
    week = policy.calendar
    days = (
        _day(standing, standing.next, policy)
        for standing in plans.standings(history, policy)
        if standing.next is not None
    )
    return min((week.end_of(week.next_workday(day)) for day in days), default=None)


def _step(standing: Standing, planned: Planned, history: History, policy: Policy) -> Obligation:
    week, enrolment = policy.calendar, standing.enrolment
    wished = _day(standing, planned, policy)
    due = calendar.moment(wished, week.next_workday(wished), week)
    held = fatigue.held(due, history, policy)
    because = (
        f"{_title(standing, planned)}, in the plan for {planned.day}{_shifted(wished, planned)}{held.moved}."
    )
    content = planned.step.content or contents.next_content(history, policy)[0]
    cause = plans.cause_of(enrolment, planned)
    return Obligation(Duty.SEQUENCE, cause, standing.since, held.at, because, WRITE, content)


def _day(standing: Standing, planned: Planned, policy: Policy) -> date:
    """As planned; where the step before was late, as long after it as the plan has between the two."""
    if not standing.met:
        return planned.day
    touch, before = standing.met[-1]
    return max(planned.day, policy.calendar.day_of(touch.at) + (planned.day - before.day))


def _shifted(wished: date, planned: Planned) -> str:
    return f", put off to {wished} because the step before was late" if wished != planned.day else ""


def _title(standing: Standing, planned: Planned) -> str:
    """`After a fair (Canton Fair 2026), step 2 of 8`; behind the last `step 9: every 91 days ...`."""
    enrolment, plan = standing.enrolment, standing.plan
    name = plan.title.en or enrolment.sequence
    event = f" ({enrolment.event})" if enrolment.event else ""
    total = len(plan.steps)
    if planned.number <= total:
        return f"{name}{event}, step {planned.number} of {total}"
    return (
        f"{name}{event}, step {planned.number}: every {planned.step.after.each} after the {total} of the plan"
    )
