"""What is a stretch of days? The value the grammar of dates speaks in."""

from __future__ import annotations

from datetime import date, timedelta

from late import dataclass


@dataclass(frozen=True, slots=True)
class Days:
    """From the first to the last day, both included."""

    first: date
    last: date
    is_period: bool = False
    """A week, month, quarter, season or year: who is away until May is there in May."""
    has_year: bool = True
    """Written without its year, a day behind the mail may mean the next such day."""
    is_weekday: bool = False
    """Less plain than a day of a month: a weekday, tomorrow, the end of the month."""

    @property
    def next(self) -> date:
        return self.last + timedelta(days=1) if self.last < date.max else self.last


@dataclass(frozen=True, slots=True)
class Named:
    """Days, and where in the text they are named."""

    days: Days
    start: int
    end: int
    is_feast: bool = False
    is_estimate: bool = False
    """Of a feast that the moon decides, or whose days off are not yet published."""
