"""What does a rule do to the date of our next contact? Who wins among several tags: rules/combined."""

from __future__ import annotations

from datetime import date

from model import DueEffect, DueKind, days_after
from rules.rule import Due, Rule


def effect_in(due: Due, sentence: str, sent: date) -> DueEffect | None:
    """What the rule asks for, read from the sentence that fired, or else counted from the day of the mail."""
    if due.kind is DueKind.STOP:
        return DueEffect(DueKind.STOP, None, "")
    read = _read(due.kind, sentence, sent) if due.reads_date else None
    if read is not None or due.days is None:
        return read
    return DueEffect.counted(due.kind, sent, due.days)


def last_day(rule: Rule, due: DueEffect | None, since: date) -> date | None:
    """The last day on which the tag describes the customer: never before the day it names itself is over."""
    last = None if rule.expires is None else days_after(since, rule.expires)
    if last is None or due is None or due.date is None:
        return last
    return max(last, days_after(due.date, 1) or last)


def _read(kind: DueKind, sentence: str, sent: date) -> DueEffect | None:
    from dates import due_as  # only a rule that reads a date pays for the words of all languages

    return due_as(kind, sentence, sent)
