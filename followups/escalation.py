"""Overdue for so long: whose matter is it? The rep's, the manager's, a customer at high risk.

Only a real touch of ours starts the count anew: neither a snooze nor their next mail does, nor an `ok` of
ours. So what we missed since our last real touch is still missed, though their mail ended that follow-up and
opened another: what is due then counts from what was due first. Nothing counts that they themselves put off.

Readers ask for the level only, with the rungs as the book keeps them, and import nothing heavy with it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from model import Duty, History, Interaction, InteractionKind, Obligation

if TYPE_CHECKING:
    from followups.policy import Policy, Rung

Rungs = tuple[tuple[timedelta, str], ...]
"""After so long it is the matter of: rep, manager, high_risk."""

_DAY = 86_400
_COUNTED = frozenset({Duty.REPLY, Duty.CHASE, Duty.CADENCE})
"""They follow each other; what was promised or asked for counts from its own day."""

_MOST_ENDS = 6
"""Somebody who wrote more often than that since our last real touch is far beyond the last rung."""


# -- for readers -------------------------------------------------------------------------------------


def level(since: datetime, rungs: Rungs, now: datetime) -> str:
    """Whose matter it is: empty, rep, manager or high_risk. Asked for what is due only: see `standing`."""
    waited = now - since
    return next((to for after, to in reversed(rungs) if after <= waited), "")


def standing(due: datetime, since: datetime | None, rungs: Rungs, now: datetime) -> str:
    """The level of a follow-up; nothing escalates that is not due."""
    return level(since or due, rungs, now) if due <= now else ""


def rungs_text(ladder: Iterable[Rung]) -> str:
    """The ladder as the book keeps it for readers, in seconds."""
    return json.dumps([[int(rung.after.nominal_days * _DAY), rung.to] for rung in ladder])


def rungs_from(text: str | None) -> Rungs:
    """What `rungs_text` wrote; a book without it has no ladder yet."""
    return tuple((timedelta(seconds=after), to) for after, to in json.loads(text or "[]"))


# -- for the plan ------------------------------------------------------------------------------------


def since(history: History, obligations: tuple[Obligation, ...], policy: Policy) -> tuple[Obligation, ...]:
    """The same, with what each counts from, where that is earlier than its due time."""
    if not any(one.duty in _COUNTED for one in obligations):
        return obligations
    missed = _missed(history, policy)
    if missed is None:
        return obligations
    return tuple(
        replace(one, since=missed) if one.duty in _COUNTED and missed < one.due else one
        for one in obligations
    )


def is_real(event: Interaction, letters: int) -> bool:
    """A touch that keeps a customer: not a mail of a few letters. Of an unknown length it is believed."""
    if not (event.kind.is_touch and event.moves_clocks):
        return False
    return event.kind is not InteractionKind.MAIL_OUT or event.length is None or event.length >= letters


def _missed(history: History, policy: Policy) -> datetime | None:
    """The first due time since our last real touch that passed before something else ended it."""
    for at in _ends(history.interactions, policy.pool.letters):
        end = history.interactions[at]
        dues = [one.due for one in _owed_before(at, history, policy) if one.due < end.at]
        if dues:
            return min(dues)
    return None


def _ends(events: tuple[Interaction, ...], letters: int) -> list[int]:
    """Where something may have ended since our last real touch: at the first of their mails in a row, and at
    our short ones.
    """
    start = next((at for at in range(len(events), 0, -1) if is_real(events[at - 1], letters)), 0)
    ends: list[int] = []
    for at in range(start, len(events)):
        if _ends_one(events[at], events[ends[-1]] if ends else None):
            ends.append(at)
        if len(ends) == _MOST_ENDS:
            break
    return ends


def _ends_one(event: Interaction, before: Interaction | None) -> bool:
    if not event.moves_clocks:
        return False
    in_a_row = before is not None and before.kind is event.kind is InteractionKind.MAIL_IN
    return event.kind.is_touch or (_is_theirs(event) and not in_a_row)


def _is_theirs(event: Interaction) -> bool:
    return event.kind is InteractionKind.MAIL_IN or event.kind.is_answer


def _owed_before(at: int, history: History, policy: Policy) -> Iterator[Obligation]:
    """What the event at that place can have ended: their mail a chase, ours anything."""
    from followups import cadence, chase, past, reply

    known = past.before(history, at)
    duties = (chase.owes,) if _is_theirs(history.interactions[at]) else (chase.owes, reply.owes, cadence.owes)
    for owes in duties:
        yield from owes(known, policy)
