"""Which thresholds fit this installation? Those that its own answers bear out.

The shipped ones were found on labelled queries of other firms. How sure a score is depends on the book, how
many there are in it and how alike their names: what reps confirmed and corrected says more. The answers are
put in order by their score; a threshold is as low as they allow, and it is believed only as far as their
number allows: of fewer right answers less is promised (Wilson's lower bound). It moves from the shipped one
as the answers grow in number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import NamedTuple

from matching.decide import DEFAULT, Thresholds

FEWEST = 50
"""Answers below which the thresholds stay as they are."""
_WEIGHT_OF_SHIPPED = 200
"""As if the shipped thresholds had been found with so many answers of this installation."""
_LOWEST, _HIGHEST = 60.0, 99.0
_DOUBT = 1.0
"""Standard deviations of the lower bound."""


class Answer(NamedTuple):
    """What was found once, and what a person said of it."""

    score: float
    """Of the best candidate, 0 to 100."""
    right: bool
    """It was this customer."""
    mass: float = -1.0
    """Of all candidates together; of old answers not known."""


@dataclass(frozen=True, slots=True)
class Wanted:
    precision: float = 0.98
    """Of what is linked by itself so much is right."""
    lost: float = 0.05
    """Of what belongs to a customer so much may go unseen, neither linked nor asked about."""


@dataclass(frozen=True, slots=True)
class Calibration:
    thresholds: Thresholds
    answers: int
    precision: float
    """Of these answers from the new threshold on, as far as their number allows to say. 0: cannot be said."""
    because: str


def calibrated(
    answers: Iterable[Answer], start: Thresholds = DEFAULT, wanted: Wanted = Wanted()
) -> Calibration:
    """Thresholds for an installation, from what its reps said. Their order does not matter."""
    known = sorted(answers, key=lambda answer: (-answer.score, answer.right))
    if len(known) < FEWEST:
        return Calibration(start, len(known), 0.0, f"{len(known)} answers are too few, {FEWEST} are needed")
    found = _sure(known, wanted.precision)
    sure = round(_between(start.sure, found, len(known)), 1)
    review = round(min(sure, _between(start.review, _review(known, start, wanted.lost), len(known))), 1)
    thresholds = replace(start, sure=sure, review=review)
    kept = [answer for answer in known if answer.score >= sure]
    bound = _lower_bound(sum(answer.right for answer in kept), len(kept))
    right = f"{sum(answer.right for answer in kept)} of {len(kept)} answers from {sure:g} on were right"
    return Calibration(thresholds, len(known), round(bound, 4), right)


def _sure(known: Sequence[Answer], wanted: float) -> float:
    """The lowest score from which on enough of the answers were right."""
    lowest, right = _HIGHEST, 0
    for count, (answer, after) in enumerate(zip(known, (*known[1:], None), strict=True), 1):
        right += answer.right
        ends = after is None or after.score < answer.score
        if ends and _lower_bound(right, count) >= wanted:
            lowest = answer.score
    return max(_LOWEST, min(_HIGHEST, lowest))


def _review(known: Sequence[Answer], start: Thresholds, lost: float) -> float:
    """So low that of those who were meant only a few are below."""
    right = sorted(answer.mass for answer in known if answer.right and answer.mass >= 0)
    if len(right) < FEWEST:
        return start.review
    return right[int(lost * len(right))]


def _between(shipped: float, found: float, answers: int) -> float:
    share = answers / (answers + _WEIGHT_OF_SHIPPED)
    return shipped + share * (found - shipped)


def _lower_bound(right: int, count: int) -> float:
    """Of the share of right ones (Wilson 1927)."""
    if not count:
        return 0.0
    share, z2 = right / count, _DOUBT * _DOUBT
    spread = _DOUBT * sqrt(share * (1 - share) / count + z2 / (4 * count * count))
    return (share + z2 / (2 * count) - spread) / (1 + z2 / count)
