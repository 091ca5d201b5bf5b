"""When is mail read best? In the buyer's good hours, on his next working day, told in both clocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from followups import calendar, zones

if TYPE_CHECKING:
    from followups.calendar import OfficeHours

_USUAL_WEEKEND = ("Saturday", "Sunday")
_WEEKEND = "weekend"
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Window:
    """From when till when, in UTC, and the two clocks it is told in."""

    opens: datetime
    closes: datetime
    zone: str
    """The buyer's."""
    home: str
    """Ours."""
    off: str = ""
    """Which days are off there, and why; empty where that is no news."""

    def __str__(self) -> str:
        """`Wed 2025-11-12 15:00–17:30 here, 09:00–11:30 in Nairobi; Friday is off there (weekend)`."""
        here = _told(self.opens, self.closes, self.home)
        there = _told(self.opens, self.closes, self.zone)
        if self._day(self.opens, self.home) == self._day(self.opens, self.zone):
            there = there.split(" ", 2)[2]
        return f"{here} here, {there} in {zones.town_of(self.zone)}{self.off and f'; {self.off}'}"

    @staticmethod
    def _day(at: datetime, zone: str) -> date:
        return at.astimezone(ZoneInfo(zone)).date()


def window(country: str, zone: str | None, due: datetime, hours: OfficeHours, home: str) -> Window | None:
    """The best hours on the buyer's first working day on or behind that of the due time.

    zone: see `zones.zone_of`; hours: `sending.hours` of the policy; home: the zone of whoever writes.
    """
    code = country.strip().upper()
    if zone is None or not calendar.is_known(code):
        return None
    wished = calendar.day_in(due, home)
    day = calendar.next_workday(wished, code)
    opens, closes = (_at(day, clock, zone) for clock in (hours.opens, hours.closes))
    return Window(opens, closes, zone, home, _off(wished, day, code))


def _at(day: date, clock: time, zone: str) -> datetime:
    return datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC)


def _off(wished: date, day: date, country: str) -> str:
    """The days that were passed over, else a weekend that is not ours."""
    passed = [wished + timedelta(days=distance) for distance in range((day - wished).days)]
    runs = [(reason, [*days]) for reason, days in groupby(passed, key=lambda each: _reason(each, country))]
    if not runs:
        weekend = calendar.usual_weekend(country, day.year)
        return "" if weekend in ((), _USUAL_WEEKEND) else _one_run(_WEEKEND, weekend)
    named = [(reason, tuple(f"{each:%A}" for each in days)) for reason, days in runs]
    if len(named) == 1 and len(passed) < _WEEK:
        return _one_run(*named[0])
    told = ", ".join(
        f"{days[0]} to {days[-1]} ({why})" if days[1:] else f"{days[0]} ({why})" for why, days in named
    )
    return (
        f"off there: {told}"
        if len(passed) < _WEEK
        else f"off there until {day - timedelta(days=1)}: {runs[0][0]}"
    )


def _one_run(reason: str, days: tuple[str, ...]) -> str:
    return f"{' and '.join(days)} {'are' if days[1:] else 'is'} off there ({reason})"


def _reason(day: date, country: str) -> str:
    reason = calendar.day_off_reason(day, country)
    return _WEEKEND if reason.partition(";")[0] in calendar.WEEKDAYS else reason


def _told(opens: datetime, closes: datetime, zone: str) -> str:
    """`Wed 2025-11-12 22:00–00:30`; the day is that of the beginning."""
    start, end = (each.astimezone(ZoneInfo(zone)) for each in (opens, closes))
    return f"{start:%a %Y-%m-%d %H:%M}–{end:%H:%M}"
