"""Whose turn is it? Interleaved weighted turns: 3:2:1 gives A B C A B A.

Not the smooth variant, which gives A B A C B A: reps count along, and a receipt must show why it is whose turn.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from followups.span import Span


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


@dataclass(frozen=True, slots=True)
class Rotation:
    """The section `rotation` of the policy."""

    reps: Mapping[str, int]
    """Weights by rep, in the order of turns. Empty: nothing is handed out in turn."""
    weights: Literal["fixed", "conversion"] = "fixed"
    conversion: FromConversion | None = None
    cap: int = 0
    """Who owns so many customers gets no more; 0: no cap."""
    automatic: bool = False
    """Leads that come to a shared mailbox are handed out as they come."""
