"""How long? A length of time the way a team writes it: "24 hours", "7 days", "3 working days", "2 weeks"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import ceil
from typing import Literal

Unit = Literal["hours", "days", "working days", "weeks"]

# Nominal length, only for telling the longer of two spans: five working days are about a week.
_DAYS: dict[Unit, float] = {"hours": 1 / 24, "days": 1.0, "working days": 1.4, "weeks": 7.0}
_WRITTEN = re.compile(r"([+-]?[0-9]{1,9}) +(hour|day|working +day|week)s?")
_UNITS: dict[str, Unit] = {"hour": "hours", "day": "days", "working day": "working days", "week": "weeks"}
LONGEST_DAYS = 3660


@dataclass(frozen=True, slots=True)
class Span:
    """More than nothing and at most ten years, so that no date can run off the calendar."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.unit not in _DAYS:
            raise ValueError(f"{self.unit!r} is no unit of time: hours, days, working days, weeks.")
        if self.amount < 1:
            raise ValueError(f"{self} is not possible; a span must be at least 1.")
        if self.nominal_days > LONGEST_DAYS:
            raise ValueError(f"{self} is longer than ten years; that is surely a slip of the pen.")

    @classmethod
    def parse(cls, text: str) -> Span:
        written = _WRITTEN.fullmatch(" ".join(text.lower().split()))
        if written is None:
            raise ValueError(
                f"{text!r} is no span of time; write for example 24 hours, 7 days, 3 working days or 2 weeks."
            )
        return cls(int(written[1]), _UNITS[written[2]])

    @property
    def nominal_days(self) -> float:
        return self.amount * _DAYS[self.unit]

    @property
    def by_the_clock(self) -> Span:
        """The same in hours, day and night."""
        return Span(ceil(self.nominal_days * 24), "hours")

    @property
    def each(self) -> str:
        """As it stands behind "every": "7 days", and "day" instead of "1 day"."""
        return self.unit.removesuffix("s") if self.amount == 1 else str(self)

    def __str__(self) -> str:
        return f"{self.amount} {self.unit.removesuffix('s') if self.amount == 1 else self.unit}"
