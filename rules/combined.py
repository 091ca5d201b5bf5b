"""One mail, several tags: which of their dates counts, and which step of the grade? One fixed table decides.

The same tags always give the same answer, in whatever order they come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from model import DueEffect, DueKind, Grade, Tag

FORWARD = ("complaint", "urgent", "late_payment")
"""Tags that bring the date forward even against `not before`: who is angry or in need is not left alone."""


@dataclass(frozen=True, slots=True)
class Combined:
    """What the tags of one mail come to."""

    due: DueEffect | None = None
    grade: Grade = ""
    note: str = ""
    """For the admin: rules that disagree."""


def combined(tags: Iterable[Tag]) -> Combined:
    """Tags on trial have no say. A date that the mail names goes before days that a rule merely counts from
    the day of the mail.
    """
    live = [tag for tag in tags if not tag.is_trial]
    up, down = ([tag.name for tag in live if tag.grade == step] for step in ("up", "down"))
    note = (
        f"{', '.join(up)} would raise the grade, {', '.join(down)} lower it: it stays." if up and down else ""
    )
    return Combined(_due(live), _step(up, down), note)


def read_only(tags: Iterable[Tag]) -> DueEffect | None:
    """The date that the mail itself names, or that it wants no more mail; no rule's own days."""
    return _due([tag for tag in tags if not tag.is_trial and _says(tag)])


def _says(tag: Tag) -> bool:
    return tag.due is not None and (tag.due.kind is DueKind.STOP or tag.due.is_read)


def _step(up: Sequence[str], down: Sequence[str]) -> Grade:
    if bool(up) == bool(down):
        return ""
    return "up" if up else "down"


def _due(tags: Sequence[Tag]) -> DueEffect | None:
    asked = [_Asked(tag.due, tag.name) for tag in tags if tag.due is not None]
    return next((found for rule in _TABLE if (found := rule(asked)) is not None), None)


@dataclass(frozen=True, slots=True)
class _Asked:
    due: DueEffect
    tag: str

    @property
    def is_read(self) -> bool:
        return self.due.is_read

    @property
    def day(self) -> date:
        return self.due.date or date.max


def _stop(asked: Sequence[_Asked]) -> DueEffect | None:
    return next((each.due for each in asked if each.due.kind is DueKind.STOP), None)


def _forward(asked: Sequence[_Asked]) -> DueEffect | None:
    """What presses, and beside it whatever else must be done by a day."""
    pressing = [each for each in _steps(asked) if each.tag in FORWARD]
    others = [each for each in _steps(asked) if each.is_read]
    return _earliest([*pressing, *others]) if pressing else None


def _read(asked: Sequence[_Asked]) -> DueEffect | None:
    """Days that the mail names. Where it names a pause and a step of ours, the step comes first that is due
    first."""
    pause, step = _latest(_pauses(asked, read=True)), _earliest([one for one in _steps(asked) if one.is_read])
    if pause is None or step is None:
        return pause or step
    return min(step, pause, key=lambda due: due.date or date.max)


def _pause(asked: Sequence[_Asked]) -> DueEffect | None:
    return _latest(_pauses(asked, read=False))


def _counted(asked: Sequence[_Asked]) -> DueEffect | None:
    return _earliest(_steps(asked))


_TABLE: tuple[Callable[[Sequence[_Asked]], DueEffect | None], ...] = (
    _stop,
    _forward,
    _read,
    _pause,
    _counted,
)
"""The first that has an answer has the word."""


def _steps(asked: Sequence[_Asked]) -> list[_Asked]:
    """Something that we do, or that happens, on a day or by it."""
    return [each for each in asked if each.due.kind in (DueKind.BY, DueKind.ON) and each.due.date]


def _pauses(asked: Sequence[_Asked], *, read: bool) -> list[_Asked]:
    return [
        each
        for each in asked
        if each.due.kind is DueKind.NOT_BEFORE and each.due.date and each.is_read == read
    ]


def _earliest(asked: Sequence[_Asked]) -> DueEffect | None:
    wanted = [each for each in asked if each.is_read] or asked
    return min(wanted, key=_place).due if wanted else None


def _latest(asked: Sequence[_Asked]) -> DueEffect | None:
    return max(asked, key=_place).due if asked else None


def _place(each: _Asked) -> tuple[date, bool, str, str]:
    """The day; on the same day a meeting says more than a deadline; the rest only makes it sure."""
    return each.day, each.due.kind is not DueKind.ON, each.due.words, each.tag
