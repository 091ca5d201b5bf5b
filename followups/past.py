"""What happened with this customer? The facts the duties ask for, from a history in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime

from model import DueEffect, DueKind, History, Interaction, InteractionKind

CREATED = "created"
"""The cause of what is owed since the customer exists, and not since anything happened."""

_LONGEST_QUOTE = 80


def in_order(history: History) -> History:
    """Oldest first, each event once.

    At the same second their mail counts as the later one: a reply too many is better than an unanswered mail.
    """
    once: dict[tuple[str, str], Interaction] = {}
    for event in sorted(history.interactions, key=_place):
        once.setdefault((event.kind, event.cause), event)
    return replace(history, interactions=tuple(once.values()))


def is_theirs(event: Interaction) -> bool:
    return event.kind is InteractionKind.MAIL_IN


def wrote(event: Interaction) -> bool:
    """They wrote, themselves: neither their machines nor their newsletter did."""
    return is_theirs(event) and event.moves_clocks


def touched(event: Interaction) -> bool:
    """We reached out: a mail of our own hand, a call, a visit, a chat, a meeting at a fair."""
    return event.kind.is_touch and event.moves_clocks


def mailed(event: Interaction) -> bool:
    return event.kind is InteractionKind.MAIL_OUT and event.moves_clocks


def answered(event: Interaction) -> bool:
    """They gave an answer: they wrote, or somebody spoke with them."""
    return wrote(event) or (touched(event) and not mailed(event))


def last(history: History, wanted: Callable[[Interaction], bool]) -> Interaction | None:
    return next((event for event in reversed(history.interactions) if wanted(event)), None)


def after_last(history: History, ended: Callable[[Interaction], bool]) -> tuple[Interaction, ...]:
    """All that happened after the last event of a sort, which is everything if there was none."""
    events = history.interactions
    start = next((index for index in range(len(events), 0, -1) if ended(events[index - 1])), 0)
    return events[start:]


def stopped(history: History) -> bool:
    """Did they ever ask us to stop? Only their own words count: every newsletter has "unsubscribe" in it."""
    return any(_effects(event, DueKind.STOP) for event in history.interactions if wrote(event))


def dated(event: Interaction, kind: DueKind) -> Iterator[tuple[date, str]]:
    """Dates of this kind that one mail names, with the words they were read from."""
    return ((effect.date, effect.words) for effect in _effects(event, kind) if effect.date is not None)


def quoted(words: str) -> str:
    """Words of a mail, made short and straight for a sentence of ours."""
    return " ".join(words.split())[:_LONGEST_QUOTE]


def _place(event: Interaction) -> tuple[datetime, bool, str, str]:
    return event.at, is_theirs(event), event.kind, event.cause


def _effects(event: Interaction, kind: DueKind) -> tuple[DueEffect, ...]:
    return tuple(tag.due for tag in event.tags if tag.due is not None and tag.due.kind is kind)
