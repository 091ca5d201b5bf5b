"""How long may things wait? The team's numbers, as policy.yaml gives them; not one of them stands in code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from followups.calendar import CalendarPolicy
from followups.span import Span

Preset = Literal["volume", "closing"]
PRESETS: tuple[Preset, ...] = ("volume", "closing")

# Two scales that share letters: A by volume is weekly, a by closing date is daily.
VOLUME_CLASSES = ("A", "B", "C")
CLOSE_GRADES = ("a", "b", "c", "d", "e")


@dataclass(frozen=True, slots=True)
class Reply:
    """Their mail waits for an answer."""

    within: Span


@dataclass(frozen=True, slots=True)
class FirstTouch:
    """A new customer came without mail."""

    within: Span

    def __post_init__(self) -> None:
        _only_days(self.within)


@dataclass(frozen=True, slots=True)
class Chase:
    """We wrote and nobody answers: how long after our first, second, third unanswered mail."""

    ladder: tuple[Span, ...]

    def __post_init__(self) -> None:
        if not self.ladder:
            raise ValueError("The chase ladder is empty; give at least one step, such as 7 days.")
        _only_days(*self.ladder)


@dataclass(frozen=True, slots=True)
class Cadence:
    """Longest silence by class; with several presets on, the earliest wins."""

    presets: tuple[Preset, ...]
    volume: Mapping[str, Span]
    closing: Mapping[str, Span]
    unclassed: Span

    def __post_init__(self) -> None:
        if not self.presets:
            raise ValueError("No cadence preset is on; name volume, closing or both.")
        for preset in self.presets:
            _known("preset", preset, PRESETS)
        _complete("volume class", "volume", self.volume, VOLUME_CLASSES)
        _complete("close grade", "closing", self.closing, CLOSE_GRADES)
        _only_days(*self.volume.values(), *self.closing.values(), self.unclassed)


@dataclass(frozen=True, slots=True)
class Resume:
    """They asked for later or are away. A date further off than `horizon` is taken for a misprint."""

    margin: Span
    horizon: Span

    def __post_init__(self) -> None:
        _only_days(self.margin, self.horizon)


@dataclass(frozen=True, slots=True)
class Promise:
    """We promised something and named no day."""

    within: Span

    def __post_init__(self) -> None:
        _only_days(self.within)


@dataclass(frozen=True, slots=True)
class Policy:
    """Everything the team decides about time."""

    calendar: CalendarPolicy
    reply: Reply
    first_touch: FirstTouch
    chase: Chase
    cadence: Cadence
    resume: Resume
    promise: Promise | None = None
    """None: a promise that names no day is owed the next day. Files older than this field lack it; the worker
    then takes the shipped number."""


def _only_days(*spans: Span) -> None:
    """Only a reply is owed by the hour; everything else is due at the end of a working day."""
    hours = next((span for span in spans if span.unit == "hours"), None)
    if hours is not None:
        raise ValueError(f"{hours}: only a reply is counted in hours; write days, working days or weeks.")


def _known(what: str, word: str, words: Iterable[str]) -> None:
    if word not in words:
        raise ValueError(
            f"{word!r} is no {what}; there are {', '.join(words)} (mind capital and small letters)."
        )


def _complete(what: str, field: str, given: Mapping[str, Span], words: tuple[str, ...]) -> None:
    for word in given:
        _known(what, word, words)
    missing = [word for word in words if word not in given]
    if missing:
        raise ValueError(
            f"The {what} {missing[0]} has no span; every {what} in `{field}` needs one: {', '.join(words)}."
        )
