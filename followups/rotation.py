"""Whose turn is it? Interleaved weighted turns: 3:2:1 gives A B C A B A.

Not the smooth variant, which gives A B A C B A: reps count along, and a receipt must show why it is whose
turn.

A cycle has as many rounds as the highest weight. Round 1 visits everybody in the order of the list, round 2
everybody of weight 2 and more, and so on. Who cannot take a turn is passed over, and gets it back neither in
this cycle nor later: so the shares of all others stay as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from followups.span import Span

_MOST_WEIGHT = 100
_MOST_REPS = 1_000


# -- what the policy says ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FromConversion:
    """Weights from what became of the customers that each rep was handed."""

    window: Span
    """How far back."""
    smoothing: int = 20
    """So many customers of average luck are added to everybody's, so that the first order decides nothing."""
    floor: int = 1
    """Nobody weighs less."""
    ceiling: int = 5
    """Nobody weighs more."""

    def __post_init__(self) -> None:
        if self.window.unit not in ("days", "weeks"):
            raise ValueError(f"`window` ({self.window}) is counted in days or weeks.")
        if not 1 <= self.smoothing <= 10_000:
            raise ValueError("`smoothing` is a number of customers from 1 to 10000.")
        if not 1 <= self.floor <= self.ceiling <= _MOST_WEIGHT:
            raise ValueError(
                f"`floor` ({self.floor}) is at least 1, so that nobody starves, and not above `ceiling` "
                f"({self.ceiling}), which is at most {_MOST_WEIGHT}."
            )


@dataclass(frozen=True, slots=True)
class Rotation:
    """The section `rotation` of the policy."""

    reps: Mapping[str, int]
    """Weights by rep, in the order of turns; 0: no turn for the time being. Empty: nothing is handed out in
    turn.
    """
    weights: Literal["fixed", "conversion"] = "fixed"
    conversion: FromConversion | None = None
    cap: int = 0
    """Who owns so many customers gets no more; 0: no cap."""
    automatic: bool = False
    """Leads that come to a shared mailbox are handed out as they come."""

    def __post_init__(self) -> None:
        if wrong := [*self._mistakes()]:
            raise ValueError(*wrong)

    def _mistakes(self) -> Iterator[str]:
        if len(self.reps) > _MOST_REPS:
            yield f"`reps` names more than {_MOST_REPS} reps."
        for rep, weight in self.reps.items():
            if not 0 <= weight <= _MOST_WEIGHT:
                yield f"`reps`: the weight of '{rep}' ({weight}) is a whole number from 0 to {_MOST_WEIGHT}."
        if self.reps and not any(self.reps.values()):
            yield "`reps`: all weights are 0, so that nobody would ever have a turn."
        if self.automatic and not self.reps:
            yield "`automatic: yes` needs `reps`: there is nobody to hand anything to."
        if self.weights == "conversion" and self.conversion is None:
            yield "`weights: conversion` needs its numbers under `conversion`."
        if self.cap < 0:
            yield "`cap` is a number of customers, or 0 for no cap."


# -- whose turn ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the rotation stands: the turn that was given last."""

    round: int = 1
    rep: str = ""
    """Empty: nobody's yet."""
    place: int = -1
    """Where that rep stood in the list: from here it goes on if the list has the rep no more."""

    def __str__(self) -> str:
        """As it is kept."""
        return f"{self.round} {self.place} {self.rep}"

    @classmethod
    def parse(cls, text: str) -> Cursor:
        """What is no cursor, such as nothing at all, is the beginning."""
        number, _, rest = text.partition(" ")
        place, _, rep = rest.partition(" ")
        if not rep or not _is_count(number) or not _is_count(place):
            return cls()
        return cls(int(number), rep, int(place))


START = Cursor()


@dataclass(frozen=True, slots=True)
class Skip:
    """A turn that passed to the next in order."""

    rep: str
    why: str


@dataclass(frozen=True, slots=True)
class Taken:
    """Who gets it, and where the rotation stands then. Nobody can: `rep` is None, and the cursor stays."""

    rep: str | None
    skipped: tuple[Skip, ...]
    cursor: Cursor


def turns(weights: Mapping[str, int], cursor: Cursor = START) -> Iterator[Cursor]:
    """The turns that follow, without end; none where nobody weighs anything."""
    order = [rep for rep in weights if weights[rep] > 0]
    rounds = max((weights[rep] for rep in order), default=0)
    start, place = cursor.round, _behind(list(weights), cursor)
    while order:
        for number in range(start, rounds + 1):
            yield from _round(weights, number, place)
            place = 0
        start, place = 1, 0


def _round(weights: Mapping[str, int], number: int, place: int) -> Iterator[Cursor]:
    for at, (rep, weight) in enumerate(weights.items()):
        if at >= place and weight >= number:
            yield Cursor(number, rep, at)


def _behind(reps: list[str], cursor: Cursor) -> int:
    """Where in the list it goes on: behind the last rep, or where that rep stood."""
    if cursor.rep in reps:
        return reps.index(cursor.rep) + 1
    return max(cursor.place, 0)


def next_turn(weights: Mapping[str, int], cursor: Cursor, can: Callable[[str], str]) -> Taken:
    """Who is next and can take it. can: why a rep cannot, or empty; asked once of each."""
    skipped: dict[str, Skip] = {}
    eligible = sum(weight > 0 for weight in weights.values())
    for turn in turns(weights, cursor):
        if turn.rep in skipped:
            continue
        why = can(turn.rep)
        if not why:
            return Taken(turn.rep, tuple(skipped.values()), turn)
        skipped[turn.rep] = Skip(turn.rep, why)
        if len(skipped) == eligible:
            break
    return Taken(None, tuple(skipped.values()), cursor)


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 6


# -- weights from what became of it --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Given:
    """One customer that a rep was handed in turn, and when it was won after that; None: not so far."""

    rep: str
    won: datetime | None = None


@dataclass(frozen=True, slots=True)
class Weighed:
    """What became of a rep's customers, and the weight that follows from it."""

    rep: str
    handed: int
    won: int
    rate: float
    """0 to 1, smoothed."""
    weight: int


def weighed(
    reps: Mapping[str, int], history: Iterable[Given], numbers: FromConversion
) -> tuple[Weighed, ...]:
    """Weights in proportion to the smoothed rates, the best rep's being the ceiling. All have the floor where
    there is nothing to tell them apart. A rep of weight 0 in the policy stays without a turn.
    """
    known = [each for each in history if each.rep in reps]
    handed = Counter(each.rep for each in known)
    won = Counter(each.rep for each in known if each.won is not None)
    average = won.total() / handed.total() if known else 0.0
    rates = {rep: _smoothed(won[rep], handed[rep], average, numbers.smoothing) for rep in reps}
    counted = [rates[rep] for rep in reps if reps[rep]]
    best = max(counted, default=0.0)
    is_level = best <= min(counted, default=0.0)
    return tuple(
        Weighed(rep, handed[rep], won[rep], rate, _weight(rate, 0 if is_level else best, numbers, reps[rep]))
        for rep, rate in rates.items()
    )


def _smoothed(won: int, handed: int, average: float, smoothing: int) -> float:
    return (won + smoothing * average) / (handed + smoothing)


def _weight(rate: float, best: float, numbers: FromConversion, fixed: int) -> int:
    if not fixed:
        return 0
    if not best:
        return numbers.floor
    return max(numbers.floor, min(numbers.ceiling, round(numbers.ceiling * rate / best)))
