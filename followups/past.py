"""What happened with this customer? The facts the duties ask for, from a history in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from model import DueKind, History, Interaction, InteractionKind, Tag

CREATED = "created"
"""The cause of what is owed since the customer exists, and not since anything happened."""

AWAY = "out_of_office"
"""The tag of an absence or a closed company."""

PROMISED = "our_promise"
"""The tag of a promise of ours."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A day that a tag of a mail asks for; `words` as in DueEffect."""

    day: date
    words: str
    tag: Tag

    @property
    def given(self) -> str:
        """How long the rule itself gives, such as "1 day"; empty where the day was read from the mail."""
        due = self.tag.due
        return self.words.removeprefix("within ") if due is not None and due.is_counted else ""


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
    """We reached out: a mail of our own hand, a call, a visit, a chat, a fair, a follow-up marked as done."""
    return event.kind.is_touch and event.moves_clocks


def mailed(event: Interaction) -> bool:
    return event.kind is InteractionKind.MAIL_OUT and event.moves_clocks


def answered(event: Interaction) -> bool:
    """They gave an answer: they wrote, or we were in touch with them otherwise than by mail."""
    return wrote(event) or (touched(event) and not mailed(event))


def last(history: History, wanted: Callable[[Interaction], bool]) -> Interaction | None:
    return next((event for event in reversed(history.interactions) if wanted(event)), None)


def after_last(history: History, ended: Callable[[Interaction], bool]) -> tuple[Interaction, ...]:
    """All that happened after the last event of a sort, which is everything if there was none."""
    events = history.interactions
    start = next((index for index in range(len(events), 0, -1) if ended(events[index - 1])), 0)
    return events[start:]


def stopped(history: History) -> bool:
    """Did they ask us to stop, and take it back by nothing they wrote since?"""
    return any(True for _ in stops(history))


def stops(history: History) -> Iterator[tuple[Interaction, Tag]]:
    """Where they asked us to stop, newest first, as far as it stands. Only their own words count, every
    newsletter has "unsubscribe" in it; or the word of a rep who gave the tag by hand.

    Who names a day to come back on wants no mail till then. What withdraws the tag in the customer's profile
    withdraws it here.
    """
    since: set[str] = set()
    for event in reversed(history.interactions):
        if not (wrote(event) or _is_word_of_rep(event)):
            continue
        asked = (tag for tag in event.tags if asks_for(tag, DueKind.STOP))
        if not _names_day(event):
            yield from ((event, tag) for tag in asked if since.isdisjoint(tag.withdrawn_by))
        since.update(tag.name for tag in event.tags)


def _names_day(event: Interaction) -> bool:
    """Does it say from which day on we may write? When they are away says nothing of that."""
    return any(
        asked.tag.name != AWAY and not asked.given and asked.day >= event.at.date()
        for asked in dated(event, DueKind.NOT_BEFORE)
    )


def _is_word_of_rep(event: Interaction) -> bool:
    return event.kind is InteractionKind.NOTE and event.moves_clocks


def asks_for(tag: Tag, kind: DueKind) -> bool:
    return tag.due is not None and tag.due.kind is kind


def dated(event: Interaction, kind: DueKind) -> Iterator[Dated]:
    """The days of this kind that one mail asks for."""
    for tag in event.tags:
        if tag.due is not None and tag.due.kind is kind and tag.due.date is not None:
            yield Dated(tag.due.date, tag.due.words, tag)


def _place(event: Interaction) -> tuple[datetime, bool, str, str]:
    return event.at, is_theirs(event), event.kind, event.cause
