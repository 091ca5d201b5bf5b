"""What does a rule do to the date of our next contact? Who wins among several tags is for followups."""

from __future__ import annotations

from datetime import date, timedelta

from model import DueEffect, DueKind
from rules.rule import Due


def effect_in(due: Due, sentence: str, sent: date) -> DueEffect | None:
    """What the rule asks for, read from the sentence that fired, or else counted from the day of the mail."""
    if due.kind is DueKind.STOP:
        return DueEffect(DueKind.STOP, None, "")
    read = _read(due.kind, sentence, sent) if due.reads_date else None
    if read is not None or due.days is None:
        return read
    return DueEffect(
        due.kind, sent + timedelta(days=due.days), f"within {due.days} day{'s' * (due.days != 1)}"
    )


def _read(kind: DueKind, sentence: str, sent: date) -> DueEffect | None:
    from dates import due_as  # only a rule that reads a date pays for the words of all languages

    return due_as(kind, sentence, sent)
