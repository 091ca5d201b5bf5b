"""Did we keep our word? What our own mail promised is owed by the day it names, or else by the team's number.

A later mail of ours that brings the thing keeps the promise: rules tell what a mail promises and what it
brings, and both name the thing (`about`). To let them hear from us is kept by any mail of ours. Everything
else, a promise kept by phone, is for the rep to say (`genjin done`).

What one mail promises for several days is owed by each of them. Who has kept the first may tick it off, and
the others stand: so the cause names the day, but for the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from followups import calendar, past
from followups.calendar import Moment
from followups.policy import Policy
from followups.span import Span
from model import DueKind, Duty, History, Interaction, InteractionKind, Label, Obligation, Tag, TagSort

KEEP = Label(
    "Send what was promised by that day; if it will not be ready, say so before and name the new day.",
    "按承诺日期发出承诺的内容;若不能如期备好,提前主动说明并告知新的日期。",
)
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ANY_MAIL = ("", "answer")
"""Promises that a mail of ours keeps, whatever it brings."""


def owes(history: History, policy: Policy) -> Iterator[Obligation]:
    """One for each day by which a mail promised something, however many things."""
    if past.stopped(history):
        return
    for mail, open_ in reversed([*_unkept(history)]):
        first, *_ = sorted(_by_day(_made(mail), mail, policy))
        for day, promises in sorted(_by_day(open_, mail, policy).items()):
            cause = mail.cause if day == first else f"{mail.cause}#{day}"
            yield _promise(cause, mail, promises, policy)


def key_of(cause: str) -> str:
    """The mail that a promise stands in."""
    key, mark, day = cause.rpartition("#")
    return key if mark and _DAY.fullmatch(day) else cause


def _made(mail: Interaction) -> list[Tag]:
    return [tag for tag in mail.tags if tag.name == past.PROMISED]


def _by_day(promises: Iterable[Tag], mail: Interaction, policy: Policy) -> dict[date, list[Tag]]:
    """By the day they name, days off too: what is kept does not move the others, nor does a rep's leave."""
    found: dict[date, list[Tag]] = {}
    for each in promises:
        found.setdefault(_wished(each, mail, policy), []).append(each)
    return found


def _wished(promise: Tag, mail: Interaction, policy: Policy) -> date:
    week = policy.calendar
    day = _named(promise)
    return (
        week.day_of(week.after(mail.at, _within(policy))) if day is None else max(day, week.day_of(mail.at))
    )


def _named(promise: Tag) -> date | None:
    return promise.due.date if promise.due and promise.due.kind is DueKind.BY else None


def _unkept(history: History) -> Iterator[tuple[Interaction, list[Tag]]]:
    """Mails and what they promised that no later one brings, the newest first."""
    brought: set[str] = set()
    made = past.steering(history).promising
    events = past.from_event(history, made[0]) if made else ()
    for mail in filter(_may_promise, reversed(events)):
        open_ = [tag for tag in _made(mail) if tag.about not in brought]
        if open_:
            yield mail, open_
        if past.mailed(mail):
            brought.update(_ANY_MAIL, (tag.about for tag in mail.tags if tag.sort is TagSort.FACT))


def _may_promise(event: Interaction) -> bool:
    """A mail of ours, or what a rep noted by hand: promised at a stand or by phone."""
    return past.mailed(event) or (event.kind is InteractionKind.NOTE and event.moves_clocks)


def _promise(cause: str, mail: Interaction, promises: Sequence[Tag], policy: Policy) -> Obligation:
    dated = [(_due(each, mail, policy), each) for each in promises]
    due, first = min(dated, key=lambda pair: pair[0].at)
    named = first.due.words if first.due else f"no day named, so within {_within(policy)}"
    words = " and ".join(f'"{quote}"' for quote in _longest(promises))
    because = f"We promised on {policy.calendar.day_of(mail.at)}: {words} ({named}){due.moved}."
    return Obligation(Duty.PROMISE, cause, mail.at, due.at, because, _advice(first))


def _longest(promises: Sequence[Tag]) -> list[str]:
    """Their words, each once and without those that stand in others."""
    quotes = list(dict.fromkeys(" ".join(each.quote.split()) for each in promises))
    return [one for one in quotes if not any(one != other and one in other for other in quotes)]


def _due(promise: Tag, mail: Interaction, policy: Policy) -> Moment:
    day = _named(promise)
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
