"""What is a stretch of days? The value the date grammar speaks in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Days:
    """From the first to the last day, both included."""

    first: date
    last: date

    @property
    def next(self) -> date:
        return self.last + timedelta(days=1) if self.last < date.max else self.last
