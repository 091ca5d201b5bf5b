"""What do tags do to the date of our next contact? One effect, and who wins among several."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from model import DueEffect, DueKind, Tag
from rules.dates import due_as
from rules.rule import Due

PRESSING = ("complaint", "urgent", "late_payment")
"""These bring a date forward even against `not before`."""


def effect_in(due: Due, sentence: str, sent: date) -> DueEffect | None:
    """What the rule asks for, read from the sentence that fired, or else counted from the day of the mail."""
    if due.kind is DueKind.STOP:
        return DueEffect(DueKind.STOP, None, "")
    read = due_as(due.kind, sentence, sent) if due.reads_date else None
    if read is not None or due.days is None:
        return read
    return DueEffect(
        due.kind, sent + timedelta(days=due.days), f"within {due.days} day{'s' * (due.days != 1)}"
    )


def decided(tags: Iterable[Tag]) -> DueEffect | None:
    """The one effect of a mail: stop, what presses, the latest `not before`, the earliest date."""
    owed = [(tag.name, tag.due) for tag in tags if tag.due is not None]
    stop = next((due for _, due in owed if due.kind is DueKind.STOP), None)
    if stop is not None:
        return stop
    pressing = [due for name, due in owed if name in PRESSING and due.kind is not DueKind.NOT_BEFORE]
    pauses = [due for _, due in owed if due.kind is DueKind.NOT_BEFORE]
    if pauses and not pressing:
        return max(pauses, key=_day)
    return min(
        pressing or [due for _, due in owed if due.kind is not DueKind.NOT_BEFORE], key=_day, default=None
    )


def _day(due: DueEffect) -> date:
    return due.date or date.max
