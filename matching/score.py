"""How likely is each customer meant, and why?

Each mark of a candidate is worth points, learned from labelled queries (`weights`), and so is what only a
mailbox shows (`reasons`). The candidates share what is certain with each other and with "nobody": two that
are equally good are each as likely as not, and one that nothing speaks for stays at nothing. A score is that
probability times 100.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import exp
from typing import NamedTuple

from matching import points
from matching.asking import Asked
from matching.card import Card
from matching.marks import Held, held
from matching.reasons import OTHER_NAME, PROOF, from_mailbox, from_marks
from model import Candidate, Evidence

_LEAST = 0.0005
"""Less likely than this nobody is meant, and nobody needs to see it."""
_HIGHEST = 50.0
"""Points beyond which more make no difference."""


class Weighed(NamedTuple):
    held: Held
    mailbox: tuple[Evidence, ...]
    points: float


def weighed(asked: Asked, cards: Iterable[Card]) -> list[Candidate]:
    """Who is likely enough to be looked at."""
    each = [one for one in (_weighed(asked, card) for card in cards) if one.mailbox or one.held.has_in_common]
    chances = _chances([one.points for one in each])
    return [
        _candidate(asked, one, chance) for one, chance in zip(each, chances, strict=True) if chance >= _LEAST
    ]


def _weighed(asked: Asked, card: Card) -> Weighed:
    one, mailbox = held(asked, card), tuple(from_mailbox(asked, card))
    seen = _points(one)
    if mailbox:  # who answers our mail may sign with any name
        other_name = 0.0 if any(item.sort in PROOF for item in mailbox) else OTHER_NAME
        seen = max(seen, points.nameless(one.marks) + other_name) + sum(item.weight for item in mailbox)
    return Weighed(one, mailbox, min(_HIGHEST, seen))


def _points(one: Held) -> float:
    return points.nameless(one.marks) if one.title is None else points.named(one.marks, one.across)


def _chances(all_points: Sequence[float]) -> list[float]:
    """What each has of what is certain, beside the others and nobody, whose points are 0."""
    odds = [exp(each) for each in all_points]
    whole = 1.0 + sum(sorted(odds))  # in one order, so that the order of the customers does not matter
    return [each / whole for each in odds]


def _candidate(asked: Asked, one: Weighed, chance: float) -> Candidate:
    card = one.held.card
    evidence = (*one.mailbox, *from_marks(asked, one.held))
    return Candidate(card.id, card.name, round(100 * chance, 4), evidence, card.group)
