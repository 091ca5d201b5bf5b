"""Which events bear on what is owed? Two questions that save work.

- Does a history without some of its older events say the same of what is owed? A customer may have thousands
  of mails, and nothing is owed for most of them. `store.histories` reads the newest, and the older ones whose
  tags can still move a date, that brought a kind of content, the last order and payment, and which wishes and
  contracts were ticked off. Here stands what else the duties look at; tests/test_histories.py lays both
  answers beside each other.
- Can what happened with one company of a group move the dates of the others? As a rule it cannot, and then
  nobody asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

from followups import cadence, escalation, fatigue, past
from followups.policy import Policy
from model import DueKind, History, Interaction

_MET: tuple[Callable[[Interaction], bool], ...] = (past.reached, past.mailed, past.wrote, past.answered)
"""Duties go back to the last event of such a sort, and look at all that came after it."""


def suffices(history: History, since: datetime, policy: Policy) -> bool:
    """since: from then on the history is whole; of the time before it has what steers.

    The escalation asks what was owed at times since our last real touch, so it must suffice for that time.
    """
    known, own = past.in_order(history), policy.of(history.customer.owner)
    newest = [event for event in known.interactions if event.at >= since]
    keeps = escalation.keeps(own.pool.letters)
    real = next((at for at in range(len(newest), 0, -1) if keeps(newest[at - 1])), 0)
    if not all(any(map(met, newest[:real])) for met in _MET) or _asks_to_stop(known):
        return False
    if any(each.started < since for each in known.enrolments):
        return False
    left_out = len(known.interactions) - len(newest)
    return since <= cadence.looks_back_to(_until(left_out + real, known), own)


def _until(end: int, history: History) -> History:
    """As it stood before that event, without kin: what they have can only come later."""
    return History(history.customer, history.interactions[:end])


def _asks_to_stop(history: History) -> bool:
    """What took that back may be any tag."""
    return any(past.asks_for(tag, DueKind.STOP) for event in history.interactions for tag in event.tags)


# -- the companies of a group --------------------------------------------------------------------------------


def shared(events: Iterable[Interaction], contact: str, policy: Policy) -> tuple[Interaction, ...]:
    """Of the events of a whole group, in order, those that can move a date of another company of it.

    All that we did or they answered, where the team says that contact with one counts for all; else only
    mails of ours that are so close to each other that the cap may be reached.
    """
    told = tuple(events)
    if (contact or policy.groups.contact) != "apart":
        return tuple(event for event in told if past.touched(event) or past.answered(event))
    return tuple(_close_mails(tuple(filter(past.mailed, told)), policy))


def _close_mails(mails: Sequence[Interaction], policy: Policy) -> Iterator[Interaction]:
    """Where as many as the cap lie within its time, at the most generous count of days off."""
    cap, within = policy.fatigue.mails, fatigue.at_most(policy.fatigue.within)
    for at, mail in enumerate(mails):
        first, last = max(at - cap + 1, 0), min(at + cap, len(mails))
        row = mails[first:last]
        if any(end.at - begin.at <= within for begin, end in zip(row, row[cap - 1 :], strict=False)):
            yield mail
