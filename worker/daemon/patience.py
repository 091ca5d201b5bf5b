"""How long to wait before the next try? Pure: the dice are handed in."""

from __future__ import annotations

import random
from collections.abc import Callable

Dice = Callable[[], float]
"""Answers a number from 0 to 1, another one every time."""

FIRST_WAIT = 5.0
"""Seconds after a first failure: a line that broke is not an ill server yet."""
LONGEST_WAIT = 3600.0
"""Seconds between two tries at a server that stays ill."""
REFUSED_WAIT = 3600.0
"""Seconds until a refused login is tried once more; doubled every time."""
LONGEST_REFUSED = 86_400.0
SOONEST = 1.0
"""Seconds between the beginnings of two passes at least, whatever the server hints."""

_DOUBLINGS = 30
"""2 ** 1100 is no float any more."""


def after_failure(failures: int, asked: float = 0.0, dice: Dice = random.random) -> float:
    """Seconds to wait after so many failures in a row (1, 2, 3…).

    Doubling, at most an hour, less up to two fifths so that the accounts of one provider do not come back at
    the same moment. Where the server itself asked for a wait (`Suggested Backoff Time`, OVERQUOTA), never
    less than that, and up to a tenth more.
    """
    wait = min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(failures - 1, _DOUBLINGS))
    return max(wait * (0.6 + 0.4 * dice()), asked * (1.0 + 0.1 * dice()))


def after_refusal(refusals: int, asked: float = 0.0, dice: Dice = random.random) -> float:
    """Seconds to wait after so many refused logins in a row, unless somebody changes something meanwhile.

    A password tried again and again gets an account locked. Never trying again would lose the mail of every
    account whose provider said "no" for an hour by mistake. So: after an hour, after two, … once a day.
    """
    wait = min(LONGEST_REFUSED, REFUSED_WAIT * 2.0 ** min(refusals - 1, _DOUBLINGS))
    return max(wait, asked) * (1.0 + 0.1 * dice())


def between_passes(every: float, dice: Dice = random.random) -> float:
    """Seconds from a good pass to the next one: what was set, or up to a fifth more. Never less: it may be
    what a provider allows."""
    return every * (1.0 + 0.2 * dice())


def until_next(begun: float, now: float) -> float:
    """Seconds that a hint has to wait: a server that hints without end must not be asked without end."""
    return max(0.0, begun + SOONEST - now)


def spread(count: int) -> float:
    """Seconds over which so many accounts are spread that all want to connect at once."""
    return min(60.0, 0.25 * count)
