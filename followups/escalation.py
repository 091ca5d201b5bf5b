"""Overdue for so long: whose matter is it? The rep's, the manager's, a customer at high risk.

Only a real touch of ours starts the count anew: neither a snooze nor their next mail does, nor an `ok` of
ours. So what we missed since our last real touch is still missed, though their mail ended that follow-up and
opened another: what is due then counts from what was due first. Nothing counts that they themselves put off,
nor a cadence by a grade that was given afterwards only.

Readers ask for the level only, with the rungs as the book keeps them, and import nothing heavy with it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache, partial
from typing import TYPE_CHECKING

from model import Duty, History, Interaction, InteractionKind, Obligation

if TYPE_CHECKING:
    from followups.policy import Policy, Rung

Rungs = tuple[tuple[timedelta, str], ...]
"""After so long it is the matter of: rep, manager, high_risk."""

_DAY = 86_400
_COUNTED = frozenset({Duty.REPLY, Duty.CHASE, Duty.CADENCE})
"""They follow each other; what was promised or asked for counts from its own day."""

_REAL = frozenset(
    {
        InteractionKind.MAIL_OUT,
        InteractionKind.CALL,
        InteractionKind.VISIT,
        InteractionKind.CHAT,
        InteractionKind.QUOTE,
        InteractionKind.SAMPLE,
    }
)
"""Not to say that a follow-up is done, nor to meet at a fair."""

_MOST_ENDS = 12
"""Of more than that only those after the longest waits are looked at."""

_SOONEST = timedelta(hours=1)
"""No rule gives less time for a reply."""


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


@dataclass(frozen=True, slots=True)
class _Wait:
    """From our last touch until something ended what was owed."""

    since: datetime
    until: datetime

    @property
    def length(self) -> timedelta:
        return self.until - self.since


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
    """A touch that keeps a customer: not a mail of a few letters, nor a follow-up ticked off as done. Of an
    unknown length a mail is believed.
    """
    if event.kind not in _REAL or not event.moves_clocks:
        return False
    return event.kind is not InteractionKind.MAIL_OUT or event.length is None or event.length >= letters


@cache
def keeps(letters: int) -> Callable[[Interaction], bool]:
    """The same as one function for all who ask with that number: what it finds is kept under it."""
    return partial(is_real, letters=letters)


def _missed(history: History, policy: Policy) -> datetime | None:
    """The first due time since our last real touch that passed before something else ended it."""
    for at in _ends(history, policy):
        end = history.interactions[at]
        dues = [one.due for one in _owed_before(at, history, policy) if one.due < end.at]
        if dues:
            return min(dues)
    return None


def _ends(history: History, policy: Policy) -> list[int]:
    """Where something that was due may have ended since our last real touch: at the first of their mails in a
    row, and at our short ones.
    """
    from followups import past

    real = past.last(history, keeps(policy.pool.letters))
    start = 0 if real is None else len(history.interactions) - len(past.from_event(history, real)) + 1
    found = [(waited, at) for waited, at in _waits(history, start) if _may_be_due(waited, policy)]
    longest = sorted(found, key=lambda each: each[0].length, reverse=True)[:_MOST_ENDS]
    return sorted(at for _, at in longest)


def _waits(history: History, start: int) -> Iterator[tuple[_Wait, int]]:
    """What ended something from that place on, and since when at most it was owed."""
    from followups import past

    events, before = history.interactions, None
    oldest = (one.at for one in (*events[:1], *history.kin[:1]))
    since = events[start - 1].at if start else min((history.customer.created, *oldest))
    for at in range(start, len(events)):
        event = events[at]
        if _ends_one(event, before):
            yield _Wait(since, event.at), at
            before = event
        if past.reached(event):
            since = event.at


def _may_be_due(wait: _Wait, policy: Policy) -> bool:
    """Nothing is due on the day on which it began to be owed, but a reply: after so many hours, or by the end
    of the day.
    """
    week, soonest = policy.calendar, policy.reply.soonest
    day = week.day_of(wait.since)
    if day < week.day_of(wait.until):
        return True
    if soonest is not None:
        return week.after(wait.since, soonest) < wait.until
    return wait.length > _SOONEST or wait.since < week.end_of(day) < wait.until


def _ends_one(event: Interaction, before: Interaction | None) -> bool:
    if not event.moves_clocks:
        return False
    return event.kind.is_touch or (_is_theirs(event) and not _in_a_row(event, before))


def _in_a_row(event: Interaction, before: Interaction | None) -> bool:
    """Their mail behind one that ended the same already; a courtesy does not end the cadence."""
    from followups import past

    if before is None or not before.kind is event.kind is InteractionKind.MAIL_IN:
        return False
    return past.waits(before) or not past.waits(event)


def _is_theirs(event: Interaction) -> bool:
    return event.kind is InteractionKind.MAIL_IN or event.kind.is_answer


def _owed_before(at: int, history: History, policy: Policy) -> Iterator[Obligation]:
    """What the event at that place can have ended: their mail a chase and a cadence, ours anything."""
    from followups import cadence, chase, past, reply

    known = past.before(history, at)
    yield from chase.owes(known, policy)
    if not _is_theirs(history.interactions[at]):
        yield from reply.owes(known, policy)
    if not any(map(cadence.graded, history.interactions[at:])):
        yield from cadence.owes(known, policy)
