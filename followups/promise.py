"""Did we keep our word? What our own mail promised is owed by the day it names, or else by the team's number.

A later mail of ours that brings the thing keeps the promise: rules tell what a mail promises and what it
brings, and both name the thing (`about`). To let them hear from us is kept by any mail of ours. Everything
else, a promise kept by phone, is for the rep to say (`genjin done`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from followups import calendar, past
from followups.calendar import Moment
from followups.policy import Policy
from followups.span import Span
from model import DueKind, Duty, History, Interaction, InteractionKind, Label, Obligation, Tag, TagSort

KEEP = Label(
    "Send what was promised today; if it is not ready, say so now and name the new day.",
    "今天发出承诺的内容;若未备好,主动说明并告知新的日期。",
)
_ANY_MAIL = ("", "answer")
"""Promises that a mail of ours keeps, whatever it brings."""


def owes(history: History, policy: Policy) -> Iterator[Obligation]:
    """One for each mail that promised something, however many things: they are open in one place."""
    if past.stopped(history):
        return
    for mail, open_ in reversed([*_unkept(history)]):
        yield _promise(mail, open_, policy)


def _unkept(history: History) -> Iterator[tuple[Interaction, list[Tag]]]:
    """Mails and what they promised that no later one brings, the newest first."""
    brought: set[str] = set()
    made = past.steering(history).promising
    events = past.from_event(history, made[0]) if made else ()
    for mail in filter(_may_promise, reversed(events)):
        open_ = [tag for tag in mail.tags if tag.name == past.PROMISED and tag.about not in brought]
        if open_:
            yield mail, open_
        if past.mailed(mail):
            brought.update(_ANY_MAIL, (tag.about for tag in mail.tags if tag.sort is TagSort.FACT))


def _may_promise(event: Interaction) -> bool:
    """A mail of ours, or what a rep noted by hand: promised at a stand or by phone."""
    return past.mailed(event) or (event.kind is InteractionKind.NOTE and event.moves_clocks)


def _promise(mail: Interaction, promises: Sequence[Tag], policy: Policy) -> Obligation:
    dated = [(_due(each, mail, policy), each) for each in promises]
    due, first = min(dated, key=lambda pair: pair[0].at)
    named = first.due.words if first.due else f"no day named, so within {_within(policy)}"
    words = " and ".join(f'"{" ".join(each.quote.split())}"' for each in promises)
    because = f"We promised on {policy.calendar.day_of(mail.at)}: {words} ({named}){due.moved}."
    return Obligation(Duty.PROMISE, mail.cause, mail.at, due.at, because, _advice(first))


def _due(promise: Tag, mail: Interaction, policy: Policy) -> Moment:
    day = promise.due.date if promise.due and promise.due.kind is DueKind.BY else None
    if day is None:
        return calendar.not_before(mail.at, _within(policy), policy.calendar)
    week = policy.calendar
    sent = week.day_of(mail.at)
    if day < sent and week.works(sent):
        return Moment(mail.at, "")
    kept = calendar.within(max(day, sent), sent, week)
    return replace(kept, at=max(kept.at, mail.at))


def _within(policy: Policy) -> Span:
    return policy.promise.within


def _advice(promise: Tag) -> Label:
    return promise.suggest if promise.suggest.en or promise.suggest.zh else KEEP
