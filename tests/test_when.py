"""Which day is meant."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import GenjinError
from worker import when

SHANGHAI = ZoneInfo("Asia/Shanghai")
LATE_ON_SATURDAY = datetime(2026, 3, 14, 17, 30, tzinfo=UTC)
"""Half past one on Sunday morning in Shanghai."""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("today", date(2026, 3, 15)),
        ("今天", date(2026, 3, 15)),
        (" Tomorrow ", date(2026, 3, 16)),
        ("明天", date(2026, 3, 16)),
        ("后天", date(2026, 3, 17)),
        ("下周一", date(2026, 3, 16)),
        ("friday", date(2026, 3, 20)),
        ("15 April", date(2026, 4, 15)),
        ("end of March", date(2026, 3, 31)),
        ("послезавтра", date(2026, 3, 17)),
        ("+0d", date(2026, 3, 15)),
        ("+3d", date(2026, 3, 18)),
        ("+2W", date(2026, 3, 29)),
        ("+3天", date(2026, 3, 18)),
        ("＋1周", date(2026, 3, 22)),
        ("2026-04-01", date(2026, 4, 1)),
        ("2024-02-29", date(2024, 2, 29)),
    ],
)
def test_days_count_from_today_in_the_teams_zone(words: str, expected: date) -> None:
    assert when.day(words, LATE_ON_SATURDAY, SHANGHAI) == expected


@pytest.mark.parametrize(
    "words",
    [
        "",
        "soon",
        "monday or tuesday",
        "call on friday",
        "+d",
        "+3",
        "3d",
        "-3d",
        "+3m",
        "+٣d",
        "2026-02-30",
        "15.03.2026",
        "2026-3-5",
        "+99999d",
    ],
)
def test_what_is_no_day_brings_the_ways_to_write_one(words: str) -> None:
    with pytest.raises(GenjinError, match=r"is no day\. Write 2026-03-15, today, tomorrow, \+3d or \+2w\."):
        when.day(words, LATE_ON_SATURDAY, SHANGHAI)


@pytest.mark.parametrize("words", ["0001-01-01", "9999-12-31", "2226-03-15", "+9999w"])
def test_a_day_beyond_any_calendar_is_a_slip_of_the_pen(words: str) -> None:
    with pytest.raises(GenjinError, match="more than 100 years away"):
        when.day(words, LATE_ON_SATURDAY, SHANGHAI)


@given(st.text())
def test_any_text_is_a_day_or_gets_a_sentence(words: str) -> None:
    found = _day_or_sentence(words)

    assert f"`{words}` is" in found if isinstance(found, str) else when.end_of(found, SHANGHAI)


def _day_or_sentence(words: str) -> date | str:
    try:
        return when.day(words, LATE_ON_SATURDAY, SHANGHAI)
    except GenjinError as error:
        return str(error)


@given(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]),
)
def test_days_follow_each_other_without_gap_whatever_the_clocks_do(day: date, zone: str) -> None:
    here = ZoneInfo(zone)

    end = when.end_of(day, here)

    assert end + timedelta(seconds=1) == when.start_of(day + timedelta(days=1), here)
    assert when.start_of(day, here).tzinfo is UTC
    assert end.astimezone(here).date() == day
