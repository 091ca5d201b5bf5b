"""Which days are worked, and when is it due? All arithmetic with dates stands here.

A *weekend* handed over as an empty tuple means the country's usual one. China is counted by its official
calendar, with the weekend days worked in exchange for long holidays; it is published a year at a time, so the
years it does not know are counted by the general rules, and the reason says so.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from math import ceil
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from followups.span import Span

Weekday = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
WEEKDAYS: tuple[str, ...] = get_args(Weekday)

# Times outside these are somebody's mistake; they are pulled in, so that no arithmetic can overflow.
_FIRST = datetime(1900, 1, 1, tzinfo=UTC)
_LAST = datetime(9000, 1, 1, tzinfo=UTC)
_ONE_DAY = timedelta(days=1)
_LONGEST_BREAK = 60
_LONGEST_LEAVE = 731
_MOST_SHOWN = 3660
ON_LEAVE = "on leave"
"""The reason of a day on leave."""
_OFFICE_HOURS = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9]) *- *([01][0-9]|2[0-3]):([0-5][0-9])")


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """From when till when a rep is at the desk, in local time."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise ValueError(f"An office cannot open at {self.opens:%H:%M} and close at {self.closes:%H:%M}.")

    @property
    def text(self) -> str:
        return f"{self.opens:%H:%M}-{self.closes:%H:%M}"

    @classmethod
    def parse(cls, text: str) -> OfficeHours:
        written = _OFFICE_HOURS.fullmatch(text.strip())
        if written is None:
            raise ValueError(f"{text!r} are no office hours; write them like 09:00-18:00.")
        from_hour, from_minute, to_hour, to_minute = map(int, written.groups())
        return cls(time(from_hour, from_minute), time(to_hour, to_minute))


@dataclass(frozen=True, slots=True)
class Days:
    """From a day to a day, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"{self} ends before it begins.")
        if self.length > _LONGEST_LEAVE:
            raise ValueError(f"{self} is longer than two years; that is surely a slip of the pen.")

    @classmethod
    def parse(cls, text: str) -> Days:
        """`2026-02-10 to 2026-02-20`, or one day."""
        first, _, last = (each.strip() for each in text.partition(" to "))
        try:
            days = date.fromisoformat(first), date.fromisoformat(last or first)
        except ValueError:
            raise ValueError(
                f"{text!r} are no days; write 2026-02-10 to 2026-02-20, or one day: 2026-02-10."
            ) from None
        return cls(*days)

    @property
    def length(self) -> int:
        return self.last.toordinal() - self.first.toordinal() + 1

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return f"{self.first} to {self.last}"


@dataclass(frozen=True, slots=True)
class CalendarPolicy:
    """Where and when the team works."""

    zone: str
    country: str
    office_hours: OfficeHours
    weekend: tuple[Weekday, ...] = ()
    away: tuple[Days, ...] = ()
    """Days on leave."""

    def __post_init__(self) -> None:
        _check_zone(self.zone)
        _check_country(self.country)
        _check_weekend(self.weekend)

    def day_of(self, at: datetime) -> date:
        """The day on the rep's wall calendar."""
        return day_in(at, self.zone)

    def after(self, start: datetime, span: Span) -> datetime:
        return add(start, span, self.country, self.zone, self.weekend, self.away)

    def reason(self, day: date) -> str:
        """Why the rep does not work on that day; empty for a working day."""
        return day_off_reason(day, self.country, self.weekend, self.away)

    def works(self, day: date) -> bool:
        return not self.reason(day)

    def next_workday(self, day: date) -> date:
        return next_workday(day, self.country, self.weekend, self.away)

    def previous_workday(self, day: date) -> date:
        return previous_workday(day, self.country, self.weekend, self.away)

    def before(self, day: date, span: Span) -> date:
        """The day so long before that day."""
        return _day_before(sane_day(day), span, self)

    def start_of(self, day: date) -> datetime:
        return datetime.combine(day, time(), ZoneInfo(self.zone)).astimezone(UTC)

    def end_of(self, day: date) -> datetime:
        """When the office closes on that day."""
        return datetime.combine(day, self.office_hours.closes, ZoneInfo(self.zone)).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class RepCalendar:
    """How a rep's calendar differs from the team's."""

    EXAMPLE = "{zone: Asia/Dubai, country: AE, away: [2026-02-10 to 2026-02-20]}"

    zone: str = ""
    country: str = ""
    office_hours: OfficeHours | None = None
    weekend: tuple[Weekday, ...] = ()
    away: tuple[Days, ...] = ()
    """Days on leave: nothing but a reply falls due then, and no lead is handed out."""

    def __post_init__(self) -> None:
        if self.zone:
            _check_zone(self.zone)
        if self.country:
            _check_country(self.country)
        _check_weekend(self.weekend)

    def over(self, team: CalendarPolicy) -> CalendarPolicy:
        """The rep's own calendar: what is not said is the team's, the weekend that of the country."""
        elsewhere = bool(self.country) and self.country != team.country
        return CalendarPolicy(
            self.zone or team.zone,
            self.country or team.country,
            self.office_hours or team.office_hours,
            self.weekend or (() if elsewhere else team.weekend),
            self.away,
        )


@dataclass(frozen=True, slots=True)
class Moment:
    """A due time. `moved` ends a sentence with the day off it was moved from; empty if it was not moved."""

    at: datetime
    moved: str


def day_in(at: datetime, zone: str) -> date:
    """The day on the wall calendar of that zone."""
    return _sane(at).astimezone(ZoneInfo(zone)).date()


def is_workday(day: date, country: str, weekend: tuple[str, ...] = (), away: tuple[Days, ...] = ()) -> bool:
    return not day_off_reason(day, country, weekend, away)


def day_off_reason(
    day: date, country: str, weekend: tuple[str, ...] = (), away: tuple[Days, ...] = ()
) -> str:
    """Why nobody works that day: "National Day", "Saturday", "on leave"; empty for a working day."""
    known = _day(day, country)
    if known.holiday:
        return known.holiday + known.doubt
    weekday = WEEKDAYS[day.weekday()]
    if not known.worked and weekday in (weekend or usual_weekend(country, day.year)):
        return weekday + known.doubt
    return ON_LEAVE if any(day in days for days in away) else ""


def next_workday(
    start: date, country: str, weekend: tuple[str, ...] = (), away: tuple[Days, ...] = ()
) -> date:
    """The first working day from `start` on, `start` included."""
    return next((day for day in _days(start, 1, away) if is_workday(day, country, weekend, away)), start)


def previous_workday(
    start: date, country: str, weekend: tuple[str, ...] = (), away: tuple[Days, ...] = ()
) -> date:
    """The last working day up to `start`, `start` included."""
    return next((day for day in _days(start, -1, away) if is_workday(day, country, weekend, away)), start)


def add(
    start: datetime,
    span: Span,
    country: str,
    zone: str,
    weekend: tuple[str, ...] = (),
    away: tuple[Days, ...] = (),
) -> datetime:
    """Hours pass by the clock; days, weeks and working days keep the local time of day."""
    start = _sane(start)
    if span.unit == "hours":
        return start + timedelta(hours=span.amount)
    local = start.astimezone(ZoneInfo(zone))
    day = _day_after(local.date(), span, country, weekend, away)
    return datetime.combine(day, local.time(), local.tzinfo).astimezone(UTC)


def not_before(start: datetime, span: Span, week: CalendarPolicy) -> Moment:
    """The end of the working day `span` later. On a day off it moves on: waiting longer breaks no promise."""
    wished = week.day_of(week.after(start, span))
    return moment(wished, week.next_workday(wished), week)


def at_latest(start: datetime, span: Span, week: CalendarPolicy) -> Moment:
    """The same for a longest silence: a day off moves it back, for "at least once a week" must stay true.

    Where there is no working day between, as from a Friday over a weekend, it can only move on.
    """
    return within(week.day_of(week.after(start, span)), week.day_of(start) + _ONE_DAY, week)


def within(wished: date, first: date, week: CalendarPolicy) -> Moment:
    """The end of the last working day up to `wished`, yet not before `first`; where there is none, of the
    first one after it.
    """
    earlier = week.previous_workday(wished)
    return moment(wished, earlier if earlier >= first else week.next_workday(wished), week)


def moment(wished: date, day: date, week: CalendarPolicy) -> Moment:
    """Due when the office closes on `day`; the words say from which day it was moved, and why."""
    moved = f", moved from {wished} ({week.reason(wished)}) to {day}" if day != wished else ""
    return Moment(week.end_of(day), moved)


def skipped(start: date, due: date, week: CalendarPolicy) -> tuple[tuple[date, str], ...]:
    """The days off behind `start` and before or on `due`, with their reasons: what a due date passed over."""
    ordinals = range(start.toordinal() + 1, min(due.toordinal(), start.toordinal() + _MOST_SHOWN) + 1)
    days = map(date.fromordinal, ordinals)
    return tuple((day, reason) for day in days if (reason := week.reason(day)))


# -- how it is counted -------------------------------------------------------------------------------


def _sane(at: datetime) -> datetime:
    """In UTC, because adding to a local time moves the hands of the clock and not the time (25-hour days)."""
    return min(max(at, _FIRST), _LAST).astimezone(UTC)


def sane_day(day: date) -> date:
    return min(max(day, _FIRST.date()), _LAST.date())


def _day_before(day: date, span: Span, week: CalendarPolicy) -> date:
    if span.unit != "working days":
        return day - timedelta(days=ceil(span.nominal_days))
    for _ in range(span.amount):
        day = week.previous_workday(day - _ONE_DAY)
    return day


def _day_after(day: date, span: Span, country: str, weekend: tuple[str, ...], away: tuple[Days, ...]) -> date:
    if span.unit == "weeks":
        return day + timedelta(weeks=span.amount)
    if span.unit == "days":
        return day + timedelta(days=span.amount)
    for _ in range(span.amount):
        day = next_workday(day + _ONE_DAY, country, weekend, away)
    return day


def _days(start: date, step: int, away: tuple[Days, ...]) -> Iterator[date]:
    """Days from `start` forward or backward, as far as the longest break anywhere and all leave together,
    never off the calendar.
    """
    for distance in range(_LONGEST_BREAK + sum(days.length for days in away)):
        ordinal = start.toordinal() + step * distance
        if date.min.toordinal() <= ordinal <= date.max.toordinal():
            yield date.fromordinal(ordinal)


# -- what the outside calendars know -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Day:
    """`worked`: a weekend day worked in exchange for a holiday. `doubt`: what to add to any reason."""

    holiday: str = ""
    worked: bool = False
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class _Year:
    holidays: dict[date, str]
    worked: frozenset[date]
    weekend: tuple[str, ...]


@lru_cache(maxsize=20_000)
def _day(day: date, country: str) -> _Day:
    if country != "CN":
        return _general_day(day, country, "")
    try:
        return _official_chinese_day(day)
    except NotImplementedError:
        return _general_day(day, country, f"; China's official calendar of {day.year} is not known")


def _official_chinese_day(day: date) -> _Day:
    # The package has no type information, and waits till it is needed, as `holidays` does below.
    import chinese_calendar  # type: ignore[import-untyped]

    # A name on a working day tells which holiday it is worked for.
    off, name = chinese_calendar.get_holiday_detail(day)
    return _Day(holiday=str(name) if off and name else "", worked=bool(name and not off))


def _general_day(day: date, country: str, doubt: str) -> _Day:
    year = _year(country, day.year)
    return _Day(year.holidays.get(day, ""), day in year.worked, doubt)


def usual_weekend(country: str, year: int) -> tuple[str, ...]:
    """China's is known here: most teams are there, and `_year` loads the calendars of the world (9 MB)."""
    return ("Saturday", "Sunday") if country == "CN" else _year(country, year).weekend


@lru_cache(maxsize=1_000)
def _year(country: str, year: int) -> _Year:
    """One year of a country, whole: `holidays` fills its tables while being read, a trap for threads."""
    import holidays

    with warnings.catch_warnings():
        # Some countries warn about years without exact dates of moon-dependent holidays (India before 2001).
        warnings.simplefilter("ignore")
        known = holidays.country_holidays(country, years=year, expand=False, language="en_US")
    weekend = tuple(WEEKDAYS[number] for number in sorted(known.weekend))
    return _Year(dict(known.items()), frozenset(known.weekend_workdays), weekend)


def feast(name: str, country: str, year: int) -> date | None:
    """The first day of a public holiday of that country, by its English name or else by a part of it."""
    if not is_known(country) or not name.strip():
        return None
    days, wanted = sorted(_year(country, year).holidays.items()), _called(name)
    exact = (day for day, known in days if not wanted.isdisjoint(_names(known.casefold())))
    part = (day for day, known in days if any(_is_part(each, known.casefold()) for each in wanted))
    return next(exact, None) or next(part, None)


def _is_part(name: str, known: str) -> bool:
    """The eve of a feast is not the feast."""
    return any(name in one and (one.endswith("eve") <= name.endswith("eve")) for one in _names(known))


def _called(name: str) -> set[str]:
    """How calendars call that feast."""
    said = name.strip().casefold()
    return next((set(names) for names in _ONE_FEAST if said in names), {said})


def _names(known: str) -> tuple[str, ...]:
    """Two feasts may share a day."""
    return tuple(one.strip() for one in known.split(";"))


_ONE_FEAST = (
    ("lunar new year", "chinese new year", "korean new year", "spring festival", "tet"),
    ("labor day", "labour day", "may day", "international labor day", "international workers' day"),
)
"""Names of one feast, which the calendars of its countries call differently."""


def feast_in(name: str, countries: tuple[str, ...]) -> bool:
    """Has one of these countries such a holiday in one of some years? None named: has any of the world?"""
    anywhere = countries or (*_COMMON, *sorted(_countries()))
    return any(feast(name, country, year) for country in anywhere for year in _SOME_YEARS)


def feasts_of(country: str) -> tuple[str, ...]:
    """The public holidays of that country, by their English names."""
    known = _year(country, _SOME_YEARS[0]).holidays.values() if is_known(country) else ()
    return tuple(dict.fromkeys(name for each in known for name in _names(each)))


_SOME_YEARS = (2025, 2026, 2027)
"""A holiday may fall out once, where another one takes its day."""
_COMMON = ("US", "CN", "AE", "VN", "DE", "IN")
"""Asked first: to load the calendars of the world takes a second."""


def is_known(country: str) -> bool:
    """Has it a calendar?"""
    return country in _countries()


def covered() -> tuple[str, ...]:
    """The countries that have a calendar."""
    return tuple(sorted(_countries()))


# -- checks ------------------------------------------------------------------------------------------


@cache
def _countries() -> frozenset[str]:
    # From the register: `list_supported_countries` says the same, and loads all 250 calendars for it (14 MB).
    from holidays.registry import EntityLoader

    return frozenset(EntityLoader.get_country_codes(include_aliases=False))


def _check_country(country: str) -> None:
    if country not in _countries():
        raise ValueError(
            f"No calendar is known for the country {country!r}; write its two capital letters, "
            "such as CN, DE or EG."
        )


def _check_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (OSError, LookupError, ValueError) as error:
        raise ValueError(f"{zone!r} is no time zone; write one like Asia/Shanghai.") from error


def _check_weekend(weekend: tuple[str, ...]) -> None:
    strange = [day for day in weekend if day not in WEEKDAYS]
    if strange:
        raise ValueError(f"{strange[0]!r} is no day of the week; write them like Saturday, Sunday.")
    if len(set(weekend)) == len(WEEKDAYS):
        raise ValueError("A weekend of seven days leaves no day to work on.")
