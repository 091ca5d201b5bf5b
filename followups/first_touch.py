"""Has a new customer heard from us? For those who came without mail: from a fair, an import, the pool.

A meeting at a fair is how they came, not a follow-up: every visitor is still to be thanked. Who was claimed
from a pool, or handed out of one, is new to its owner, whatever others wrote before; whom a leaver handed
over is not, there the other follow-ups go on. Where their mail waits, the reply is the first touch.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from followups import calendar, past, plans, resume
from followups.policy import Policy
from model import Duty, History, Interaction, Label, Obligation, Passing

INTRODUCE = Label(
    "Write a short personal mail: who we are, what they asked for or what fits them.",
    "写一封简短的个性化邮件:介绍我们,并回应其需求。",
)


def owes(history: History, policy: Policy) -> Iterator[Obligation]:
    if history.customer.owner is None or _is_touched(history):
        return
    if not (past.stopped(history) or resume.holds_back(history, policy) or plans.runs(history, policy)):
        yield _introduction(history, policy)


def _introduction(history: History, policy: Policy) -> Obligation:
    customer, within = history.customer, policy.first_touch.within
    since, cause = _start(history)
    day = policy.calendar.day_of(since)
    by = "Claimed" if customer.came_by == Passing.CLAIM else "Handed out"
    how = f"New since {day}" if cause == past.CREATED else f"{by} on {day}"
    due = calendar.at_latest(since, within, policy.calendar)
    because = f"{how} and not yet contacted; first touch within {within}{due.moved}."
    return Obligation(Duty.FIRST_TOUCH, cause, since, due.at, because, INTRODUCE)


def _start(history: History) -> tuple[datetime, str]:
    taken = past.taken(history)
    return (history.customer.created, past.CREATED) if taken is None else (taken, past.claim(taken))


def _is_touched(history: History) -> bool:
    """Is a first touch no longer the question?"""
    taken = past.taken(history)
    if taken is None:
        return any(_begun(event) for event in history.interactions)
    touch = past.last(history, past.reached)
    is_reached = touch is not None and touch.at >= taken
    return is_reached or bool(past.unanswered(history))


def _begun(event: Interaction) -> bool:
    return past.wrote(event) or past.reached(event)
