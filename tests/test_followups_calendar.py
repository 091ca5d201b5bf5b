"""Which days are worked, and where do due dates land?"""

from __future__ import annotations

import warnings
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from followups import calendar
from followups.calendar import CalendarPolicy, Days, OfficeHours, RepCalendar
from followups.span import Span
from followups_support import at, closing_time, unhurried, week

CHINA = week("CN", "Asia/Shanghai")
COUNTRIES = st.sampled_from(["CN", "DE", "US", "AE", "SA", "EG", "IR", "IL", "IN", "TW", "RU", "NP"])
DAYS = st.dates(date(1995, 1, 1), date(2060, 12, 31))
MOMENTS = st.datetimes(datetime(1995, 1, 1), datetime(2060, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
LEAVES = st.lists(
    st.builds(
        lambda first, length: Days(first, first + timedelta(days=length)),
        st.dates(date(1995, 1, 1), date(2060, 12, 31)),
        st.integers(0, 400),
    ),
    max_size=3,
).map(tuple)
SPANS = st.builds(Span, st.integers(1, 400), st.sampled_from(["days", "working days"]))


@pytest.mark.parametrize(
    "day", ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"]
)
def test_a_weekend_day_worked_in_exchange_for_a_holiday_is_a_working_day_in_china(day: str) -> None:
    assert date.fromisoformat(day).weekday() >= 5
    assert calendar.is_workday(date.fromisoformat(day), "CN")
    assert calendar.day_off_reason(date.fromisoformat(day), "CN") == ""


@pytest.mark.parametrize(
    ("day", "country", "reason"),
    [
        ("2026-10-01", "CN", "National Day"),
        ("2026-02-23", "CN", "Spring Festival"),
        ("2026-01-10", "CN", "Saturday"),
        ("2026-07-03", "US", "Independence Day (observed)"),
        ("2026-06-05", "EG", "Friday"),
        ("2026-06-06", "EG", "Saturday"),
        ("2026-06-05", "SA", "Friday"),
        ("2026-06-06", "AE", "Saturday"),
        ("2026-06-07", "AE", "Sunday"),
        ("2026-06-05", "IR", "15 Khordad Uprising"),
        ("2026-12-25", "DE", "Christmas Day"),
    ],
)
def test_a_day_off_says_why(day: str, country: str, reason: str) -> None:
    assert calendar.day_off_reason(date.fromisoformat(day), country) == reason


@pytest.mark.parametrize(
    ("day", "country"), [("2026-06-07", "EG"), ("2026-06-07", "SA"), ("2026-06-05", "AE")]
)
def test_sunday_is_worked_in_cairo_and_friday_in_dubai(day: str, country: str) -> None:
    assert calendar.is_workday(date.fromisoformat(day), country)


def test_a_year_without_official_chinese_calendar_is_counted_by_the_general_one_and_says_so() -> None:
    assert calendar.day_off_reason(date(2031, 10, 2), "CN") == (
        "National Day; China's official calendar of 2031 is not known"
    )
    assert calendar.day_off_reason(date(2031, 11, 15), "CN").startswith("Saturday; China's official")
    assert calendar.day_off_reason(date(2031, 11, 14), "CN") == ""


def test_a_six_day_week_works_on_saturdays_but_not_on_holidays() -> None:
    assert calendar.is_workday(date(2026, 1, 10), "CN", ("Sunday",))
    assert calendar.day_off_reason(date(2026, 1, 11), "CN", ("Sunday",)) == "Sunday"
    assert calendar.day_off_reason(date(2026, 10, 3), "CN", ("Sunday",)) == "National Day"


def test_the_next_working_day_lies_behind_the_whole_spring_festival() -> None:
    assert calendar.next_workday(date(2026, 2, 15), "CN") == date(2026, 2, 24)
    assert calendar.previous_workday(date(2026, 2, 23), "CN") == date(2026, 2, 14)
    assert calendar.next_workday(date(2026, 2, 14), "CN") == date(2026, 2, 14)


def test_the_ends_of_the_calendar_are_no_trap() -> None:
    assert calendar.next_workday(date.max, "US") == date.max
    assert calendar.previous_workday(date.min, "US") == date.min
    assert (
        calendar.add(datetime.max.replace(tzinfo=UTC), Span(3660, "days"), "CN", "Asia/Shanghai").year == 9010
    )
    assert CHINA.day_of(datetime.min.replace(tzinfo=UTC)) == date(1900, 1, 1)


@pytest.mark.parametrize(
    ("start", "span", "end"),
    [
        ("2028-02-28 10:00", "24 hours", "2028-02-29 10:00"),
        ("2028-02-29 10:00", "365 days", "2029-02-28 10:00"),
        ("2027-02-28 10:00", "1 day", "2027-03-01 10:00"),
        ("2025-12-30 10:00", "3 days", "2026-01-02 10:00"),
        ("2025-12-31 23:30", "2 weeks", "2026-01-14 23:30"),
        ("2025-11-14 10:00", "3 working days", "2025-11-19 10:00"),
        ("2026-02-13 10:00", "2 working days", "2026-02-24 10:00"),
        ("2025-11-15 10:00", "1 working day", "2025-11-17 10:00"),
    ],
)
def test_spans_are_added_over_leap_days_year_ends_and_holidays(start: str, span: str, end: str) -> None:
    begun = at(*start.split())

    assert calendar.add(begun, Span.parse(span), "CN", "Asia/Shanghai") == at(*end.split())


def test_days_keep_the_local_time_when_the_clock_is_put_back_and_hours_do_not() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    start = datetime(2025, 10, 25, 12, 0, tzinfo=berlin)

    assert calendar.add(start, Span(1, "days"), "DE", "Europe/Berlin").astimezone(berlin).hour == 12
    assert calendar.add(start, Span(24, "hours"), "DE", "Europe/Berlin").astimezone(berlin).hour == 11


def test_a_day_is_the_reps_day_and_not_that_of_greenwich() -> None:
    late_on_sunday_in_greenwich = datetime(2025, 11, 16, 20, 0, tzinfo=UTC)

    assert CHINA.day_of(late_on_sunday_in_greenwich) == date(2025, 11, 17)


def test_waiting_at_least_moves_on_and_at_latest_moves_back() -> None:
    monday, span = at("2025-11-10"), Span(5, "days")

    later = calendar.not_before(monday, span, CHINA)
    earlier = calendar.at_latest(monday, span, CHINA)

    assert later.at == closing_time("2025-11-17")
    assert later.moved == ", moved from 2025-11-15 (Saturday) to 2025-11-17"
    assert earlier.at == closing_time("2025-11-14")
    assert earlier.moved == ", moved from 2025-11-15 (Saturday) to 2025-11-14"


def test_at_latest_moves_on_where_no_working_day_lies_between() -> None:
    friday = at("2025-11-14")

    assert calendar.at_latest(friday, Span(1, "days"), CHINA).at == closing_time("2025-11-17")
    assert calendar.at_latest(at("2026-02-16"), Span(3, "days"), CHINA).at == closing_time("2026-02-24")


def test_a_swapped_saturday_is_good_enough_to_be_due_on() -> None:
    due = calendar.not_before(at("2026-05-02"), Span(7, "days"), CHINA)

    assert due == calendar.Moment(closing_time("2026-05-09"), "")


@unhurried
@given(MOMENTS, SPANS, COUNTRIES, LEAVES)
def test_nothing_is_ever_due_on_a_day_off_and_always_on_a_later_day(
    start: datetime, span: Span, country: str, away: tuple[Days, ...]
) -> None:
    near = tuple(Days(each.first, each.last) for each in away) + _around(start, away)
    desk = replace(week(country, "Asia/Shanghai"), away=near)

    for rule in (calendar.not_before, calendar.at_latest):
        due = desk.day_of(rule(start, span, desk).at)
        assert calendar.is_workday(due, country)
        assert not any(due in days for days in near)
        assert due > desk.day_of(start)


def _around(start: datetime, away: tuple[Days, ...]) -> tuple[Days, ...]:
    """A leave of that length that begins when the time does."""
    return tuple(Days(start.date(), start.date() + (each.last - each.first)) for each in away[:1])


@unhurried
@given(MOMENTS, SPANS, COUNTRIES)
def test_waiting_at_least_is_never_shorter_than_the_longest_silence(
    start: datetime, span: Span, country: str
) -> None:
    desk = week(country, "Asia/Shanghai")

    assert calendar.at_latest(start, span, desk).at <= calendar.not_before(start, span, desk).at


@unhurried
@given(DAYS, COUNTRIES)
def test_the_working_days_around_a_day_have_none_between(day: date, country: str) -> None:
    before, after = calendar.previous_workday(day, country), calendar.next_workday(day, country)

    between = [before + timedelta(days=n) for n in range(1, (after - before).days)]
    assert before <= day <= after
    assert not any(calendar.is_workday(one, country) for one in between)


@unhurried
@given(MOMENTS, st.integers(1, 40), st.integers(1, 40), COUNTRIES)
def test_working_days_add_up(start: datetime, some: int, more: int, country: str) -> None:
    def later(when: datetime, days: int) -> datetime:
        return calendar.add(when, Span(days, "working days"), country, "Asia/Shanghai")

    assert later(later(start, some), more) == later(start, some + more)


def test_every_country_can_be_asked_about_far_years_without_a_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        reasons = [
            calendar.day_off_reason(date(year, 1, 1), country)
            for country in holidays.list_supported_countries(include_aliases=False)
            for year in (1900, 2026, 2100, 9000)
        ]

    assert all(isinstance(reason, str) for reason in reasons)


# -- leave -------------------------------------------------------------------------------------------

LIN = replace(CHINA, away=(Days.parse("2025-11-17 to 2025-11-21"), Days.parse("2025-11-26")))


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("2025-11-14", ""),
        ("2025-11-16", "Sunday"),
        ("2025-11-17", "on leave"),
        ("2025-11-21", "on leave"),
        ("2025-11-22", "Saturday"),
        ("2025-11-24", ""),
        ("2025-11-26", "on leave"),
    ],
)
def test_a_day_of_leave_is_a_day_off_and_says_so(day: str, reason: str) -> None:
    assert LIN.reason(date.fromisoformat(day)) == reason
    assert LIN.works(date.fromisoformat(day)) == (not reason)


def test_working_days_pass_over_leave_and_what_waits_is_due_behind_it() -> None:
    friday = at("2025-11-14")

    assert LIN.after(friday, Span(2, "working days")) == at("2025-11-25")
    assert calendar.not_before(friday, Span(4, "days"), LIN) == calendar.Moment(
        closing_time("2025-11-24"), ", moved from 2025-11-18 (on leave) to 2025-11-24"
    )
    assert calendar.at_latest(at("2025-11-12"), Span(6, "days"), LIN).at == closing_time("2025-11-14")


def test_half_a_year_of_leave_is_passed_over() -> None:
    away = replace(CHINA, away=(Days.parse("2025-11-17 to 2026-05-31"),))

    assert away.next_workday(date(2025, 11, 17)) == date(2026, 6, 1)
    assert away.previous_workday(date(2026, 5, 31)) == date(2025, 11, 14)


def test_a_rep_elsewhere_works_when_people_work_there() -> None:
    chen = RepCalendar("Asia/Dubai", "AE").over(CHINA)
    six_days = CalendarPolicy("Asia/Shanghai", "CN", OfficeHours.parse("08:00-17:00"), ("Sunday",))

    assert chen.works(date(2026, 10, 1))
    assert chen.end_of(date(2026, 10, 1)) == datetime(2026, 10, 1, 14, 0, tzinfo=UTC)
    assert RepCalendar(away=(Days.parse("2025-11-17"),)).over(six_days).weekend == ("Sunday",)
    assert RepCalendar(country="AE").over(six_days).weekend == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026-02-20 to 2026-02-10", "2026-02-20 to 2026-02-10 ends before it begins"),
        ("next week", "'next week' are no days"),
        ("2026-02-30", "'2026-02-30' are no days"),
        ("2026-02-10 to", "'2026-02-10 to' are no days"),
        ("2020-01-01 to 2036-01-01", "longer than two years"),
    ],
)
def test_days_that_cannot_be_are_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Days.parse(text)


def test_the_days_off_between_are_told_with_their_reasons() -> None:
    told = calendar.skipped(date(2026, 9, 30), date(2026, 10, 8), CHINA)

    assert told == tuple((date(2026, 10, day), "National Day") for day in range(1, 8))
    assert calendar.skipped(date(2026, 10, 8), date(2026, 9, 30), CHINA) == ()


# -- feasts ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "country", "day"),
    [
        ("Christmas Day", "DE", "2026-12-25"),
        ("christmas", "US", "2026-12-25"),
        ("New Year's Day", "DE", "2026-01-01"),
        ("Lunar New Year", "VN", "2026-02-17"),
        ("Lunar New Year", "SG", "2026-02-17"),
        ("Lunar New Year", "KR", "2026-02-17"),
        ("Lunar New Year", "CN", "2026-02-17"),
        ("Eid al-Fitr", "AE", "2026-03-20"),
        ("Labour Day", "DE", "2026-05-01"),
        ("Thanksgiving", "US", "2026-11-26"),
        ("Thanksgiving", "DE", None),
        ("", "DE", None),
        ("Christmas", "XX", None),
    ],
)
def test_a_feast_is_found_by_its_name_or_a_part_of_it(name: str, country: str, day: str | None) -> None:
    assert calendar.feast(name, country, 2026) == (date.fromisoformat(day) if day else None)


def test_a_feast_of_some_country_is_known_and_a_slip_is_not() -> None:
    assert calendar.feast_in("Diwali", ())
    assert calendar.feast_in("Ratchaphruek Day", ()) is False
    assert not calendar.feast_in("Lunar New Year", ("DE", "FR"))
    assert "Christmas Day" in calendar.feasts_of("DE")
