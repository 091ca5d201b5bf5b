"""What do a customer's tags say of it on a day? Which hold, which ended, and by what.

    of its mail, and by hand | signals only | wrong, removed, withdrawn, expired? | newest of each name

Pure, and the same in whatever order the mail came in. `genjin show` waits for this module: it imports nothing
of the engine.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from late import dataclass
from model import Day, Mark, Marks, Tagging, Verdict

HEADINGS = ("needs", "payment terms", "competitor", "reason lost", "state")
"""In the order in which they are shown."""
OURS = ("our_promise",)
"""Tags of what we said: they are for the list of what is owed, and tell nothing of the customer."""


class Ending(StrEnum):
    """Why a tag does not describe the customer any more, or never did."""

    WRONG = "wrong"
    REMOVED = "removed"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Judged:
    """A tag, and whether it holds."""

    tagging: Tagging
    ending: Ending | None = None
    """None: it holds."""
    mark: Mark | None = None
    """The last word of a rep on it."""
    by: Tagging | None = None
    """The later tag that withdrew it."""

    @property
    def holds(self) -> bool:
        return self.ending is None

    @property
    def name(self) -> str:
        return self.tagging.tag.name


@dataclass(frozen=True, slots=True)
class Profile:
    in_force: tuple[Judged, ...]
    """The newest of each name, the newest first."""
    ended: tuple[Judged, ...]
    """The newest of each name that holds no more, and all that was called wrong; the newest first."""

    def headings(self) -> Iterator[tuple[str, tuple[Judged, ...]]]:
        """Every heading under which something stands, and what; a tag without one is left out."""
        for heading in HEADINGS:
            if under := tuple(each for each in self.in_force if each.tagging.tag.profile == heading):
                yield heading, under

    def grades(self) -> tuple[Judged, ...]:
        """What speaks for another close grade."""
        return tuple(each for each in self.in_force if each.tagging.tag.grade)


def profile(taggings: Iterable[Tagging], marks: Marks, day: Day) -> Profile:
    """What a customer's tags say of it on a day. Of what we said only what was called wrong is shown."""
    every = judged(taggings, marks, day)
    theirs = [each for each in every if each.name not in OURS]
    in_force = _newest(each for each in theirs if each.holds)
    named = {each.name for each in in_force}
    over = (each for each in theirs if not each.holds and each.ending is not Ending.WRONG)
    past = [each for each in _newest(over) if each.name not in named]
    wrong = [each for each in every if each.ending is Ending.WRONG]
    return Profile(in_force, tuple(sorted([*past, *wrong], key=_place, reverse=True)))


def judged(taggings: Iterable[Tagging], marks: Marks, day: Day) -> tuple[Judged, ...]:
    """Every signal a customer ever gave, the newest first, and what became of it."""
    every = [each for each in (*taggings, *marks.by_hand()) if not each.tag.is_trial]
    true = _by_name(each for each in every if not _is_wrong(marks.on(each)))
    signals = (each for each in every if each.tag.is_signal)
    verdicts = [_judged(each, true, marks, day) for each in signals]
    return tuple(sorted(verdicts, key=_place, reverse=True))


def _by_name(every: Iterable[Tagging]) -> Mapping[str, Sequence[Tagging]]:
    """The oldest first."""
    found: dict[str, list[Tagging]] = {}
    for each in sorted(every, key=_order):
        found.setdefault(each.tag.name, []).append(each)
    return found


def _judged(tagging: Tagging, others: Mapping[str, Sequence[Tagging]], marks: Marks, day: Day) -> Judged:
    """What was true when it was said withdraws others even after its own end."""
    said = marks.on(tagging)
    if said is not None and said.verdict is not Verdict.RIGHT:
        return Judged(tagging, Ending.WRONG if _is_wrong(said) else Ending.REMOVED, said)
    later = [_first_after(tagging.at, others.get(name, ())) for name in tagging.tag.withdrawn_by]
    if any(later):
        return Judged(tagging, Ending.WITHDRAWN, said, min(filter(None, later), key=_order))
    expires = tagging.tag.expires
    return Judged(tagging, Ending.EXPIRED if expires is not None and expires < day else None, said)


def _first_after(at: datetime, ordered: Sequence[Tagging]) -> Tagging | None:
    place = bisect_right(ordered, at, key=lambda each: each.at)
    return ordered[place] if place < len(ordered) else None


def _is_wrong(mark: Mark | None) -> bool:
    return mark is not None and mark.verdict is Verdict.WRONG


def _newest(every: Iterable[Judged]) -> tuple[Judged, ...]:
    """Of each name the first."""
    first: dict[str, Judged] = {}
    for each in every:
        first.setdefault(each.name, each)
    return tuple(first.values())


def _place(one: Judged) -> tuple[object, ...]:
    return _order(one.tagging)


def _order(tagging: Tagging) -> tuple[object, ...]:
    """Of one second what stands in the mails decides, and not which came in first."""
    tag = tagging.tag
    return tagging.at, tag.name, tag.rule, tag.quote, tag.start, tagging.mail or 0, tagging.mark or 0
