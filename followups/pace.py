"""How often? "At least once a week" is read in two ways: as the longest gap, or as touches in every week.

`7 days` is a gap, `1 per week` a quota of the calendar's week or month, `15 days and 2 per month` both: the
earlier date wins. A day counts once, however many touches it saw.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from followups.span import LONGEST_DAYS, Span

Period = Literal["week", "month", "quarter", "year"]

_QUOTA = re.compile(r"([0-9]{1,3}) +per +(week|month|quarter|year)")
_DAYS: dict[str, float] = {"week": 7, "month": 30, "quarter": 91, "year": 365}
_BOTH = re.compile(r" +and +| *[,，] *")


@dataclass(frozen=True, slots=True)
class Quota:
    """So many touches in each period of the calendar."""

    times: int
    period: Period

    def __post_init__(self) -> None:
        if not 1 <= self.times <= _DAYS[self.period]:
            raise ValueError(f"{self} is not possible: from once to once a day.")

    @classmethod
    def parse(cls, text: str) -> Quota:
        written = _QUOTA.fullmatch(" ".join(text.lower().split()))
        if written is None:
            raise ValueError(f"{text!r} is no quota; write for example 1 per week or 2 per month.")
        return cls(int(written[1]), written[2])  # type: ignore[arg-type]  # the pattern knows no other

    @property
    def nominal_days(self) -> float:
        """About how many days lie between two touches."""
        return _DAYS[self.period] / self.times

    def stretched(self, factor: float) -> Quota | Span:
        """So much rarer or more often; rarer than once in the period is a gap."""
        if self.times / factor < 1:
            return _days(self.nominal_days * factor)
        return Quota(min(round(self.times / factor), int(_DAYS[self.period])), self.period)

    def parts(self, day: date) -> tuple[date, ...]:
        """The last days of the parts into which that day's period falls, one for each touch."""
        first, last = bounds(day, self.period)
        length = (last - first).days + 1
        return tuple(
            first + timedelta(days=max(1, length * part // self.times) - 1)
            for part in range(1, self.times + 1)
        )

    def __str__(self) -> str:
        return f"{self.times} per {self.period}"


def bounds(day: date, period: Period) -> tuple[date, date]:
    """The first and the last day of the week (from Monday), month, quarter or year that day lies in."""
    if period == "week":
        first = day - timedelta(days=day.weekday())
        return first, first + timedelta(days=6)
    months = _MONTHS[period]
    first = day.replace(month=(day.month - 1) // months * months + 1, day=1)
    return first, (first + timedelta(days=31 * months)).replace(day=1) - timedelta(days=1)


_MONTHS: dict[str, int] = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class Pace:
    """A longest gap, a quota, or both."""

    gap: Span | None = None
    quota: Quota | None = None

    def __post_init__(self) -> None:
        if self.gap is None and self.quota is None:
            raise ValueError("A pace is a gap such as 7 days, a quota such as 1 per week, or both.")
        if self.gap is not None and self.gap.unit == "hours":
            raise ValueError(
                f"{self.gap}: only a reply is counted in hours; write days, working days or weeks."
            )

    @classmethod
    def parse(cls, text: str) -> Pace:
        parts = [part for part in _BOTH.split(" ".join(text.lower().split())) if part]
        quotas = [part for part in parts if " per " in f" {part} "]
        gaps = [part for part in parts if part not in quotas]
        if not parts or len(quotas) > 1 or len(gaps) > 1:
            raise ValueError(f"{text!r} is no pace; write 7 days, 1 per week, or 15 days and 2 per month.")
        gap = Span.parse(gaps[0]) if gaps else None
        return cls(gap, Quota.parse(quotas[0]) if quotas else None)

    @property
    def nominal_days(self) -> float:
        return min(each.nominal_days for each in (self.gap, self.quota) if each is not None)

    @property
    def each(self) -> str:
        """As it stands behind "at least": "every 7 days", "every day", "1 per week"."""
        gap = f"every {self.gap.each}" if self.gap else ""
        return " and ".join(each for each in (gap, str(self.quota or "")) if each)

    def stretched(self, factor: float) -> Pace:
        """By a factor, in whole days, at least one."""
        quota = self.quota.stretched(factor) if self.quota else None
        gaps = [_stretched(self.gap, factor)] if self.gap else []
        if isinstance(quota, Span):
            gaps.append(quota)
        shortest = min(gaps, key=lambda gap: gap.nominal_days, default=None)
        return Pace(shortest, quota if isinstance(quota, Quota) else None)

    def __str__(self) -> str:
        return " and ".join(str(each) for each in (self.gap, self.quota) if each is not None)


def _stretched(gap: Span, factor: float) -> Span:
    """Working days stay working days."""
    if gap.unit == "working days":
        return Span(_between(gap.amount * factor, LONGEST_DAYS * gap.amount / gap.nominal_days), gap.unit)
    return _days(gap.nominal_days * factor)


def _days(wanted: float) -> Span:
    return Span(_between(wanted, LONGEST_DAYS), "days")


def _between(wanted: float, most: float) -> int:
    return int(min(max(1, round(wanted)), most))
