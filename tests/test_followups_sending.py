"""By which clock does a buyer live, and when is mail read best there?"""

# ruff: noqa: E501 - a window is read as one line
from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followups import calendar, sending, zones
from followups.calendar import OfficeHours
from followups.zone_table import AREAS, MAIN, PLACES
from followups_support import POLICY, at, unhurried

HOURS = POLICY.sending.hours
HERE = "Asia/Shanghai"


def told(country: str, day: str, address: str = "") -> str:
    window = sending.window(country, zones.zone_of(country, address), at(day, "18:00"), HOURS, HERE)
    return str(window)


# -- the clock ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("country", "address", "phone", "zone"),
    [
        ("KE", "", "", "Africa/Nairobi"),
        ("ke", "", "", "Africa/Nairobi"),
        ("CN", "Urumqi", "", "Asia/Shanghai"),
        ("US", "", "", "America/New_York"),
        ("US", "1200 Main St, Houston, TX 77002", "", "America/Chicago"),
        ("US", "12 Houston Street, New York, NY 10002, USA", "", "America/New_York"),
        ("US", "World Trade Center, Boston MA", "", "America/New_York"),
        ("US", "PORTLAND, OR 97201", "", "America/Los_Angeles"),
        ("US", "Phoenix, Arizona", "", "America/Phoenix"),
        ("US", "steel or brass, in stock", "", "America/New_York"),
        ("US", "", "+1 415-555-0100", "America/Los_Angeles"),
        ("US", "Dallas, Texas", "+1 415-555-0100", "America/Chicago"),
        ("US", "", "415-555-0100", "America/New_York"),
        ("CA", "Vancouver, BC V6B 1A1", "", "America/Vancouver"),
        ("CA", "", "+16045550100", "America/Vancouver"),
        ("BR", "Manaus - AM", "", "America/Manaus"),
        ("BR", "Av. Paulista, São Paulo", "", "America/Sao_Paulo"),
        ("RU", "г. Новосибирск, ул. Ленина", "", "Asia/Novosibirsk"),
        ("RU", "", "+7 343 200 00 00", "Asia/Yekaterinburg"),
        ("AU", "Perth WA 6000", "", "Australia/Perth"),
        ("MX", "Tijuana, Baja California", "", "America/Tijuana"),
        ("MX", "La Paz, Baja California Sur", "", "America/Mazatlan"),
        ("ID", "Denpasar, Bali", "", "Asia/Makassar"),
        ("ES", "Las Palmas", "", "Atlantic/Canary"),
        ("XX", "Paris", "", None),
        ("", "", "", None),
    ],
)
def test_a_zone_follows_from_country_address_and_phone(
    country: str, address: str, phone: str, zone: str | None
) -> None:
    assert zones.zone_of(country, address, phone) == zone


def test_every_zone_of_the_tables_is_one() -> None:
    named = {zone for table in (PLACES, AREAS) for country in table.values() for zone in country}

    assert [zone for zone in {*MAIN.values(), *named} if ZoneInfo(zone).key != zone] == []
    assert set(PLACES) < set(MAIN)
    assert set(AREAS) <= set(zones.CALLING)
    assert set(calendar.covered()) - set(MAIN) == {"BV", "HM"}  # islands where nobody lives


@given(st.sampled_from(sorted(MAIN)), st.text(max_size=300), st.text(max_size=40))
def test_any_address_and_phone_give_a_zone_of_that_country(country: str, address: str, phone: str) -> None:
    known = {MAIN[country], *PLACES.get(country, {})}

    assert zones.zone_of(country, address, phone) in known


# -- the window --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("country", "day", "words"),
    [
        ("KE", "2025-11-12", "Wed 2025-11-12 14:00–16:30 here, 09:00–11:30 in Nairobi"),
        ("US", "2025-11-12", "Wed 2025-11-12 22:00–00:30 here, 09:00–11:30 in New York"),
        ("NP", "2025-11-12", "Wed 2025-11-12 11:15–13:45 here, 09:00–11:30 in Kathmandu"),
        (
            "SA",
            "2025-11-12",
            "Wed 2025-11-12 14:00–16:30 here, 09:00–11:30 in Riyadh; Friday and Saturday are off there (weekend)",
        ),
        (
            "IR",
            "2025-11-14",
            "Sat 2025-11-15 13:30–16:00 here, 09:00–11:30 in Tehran; Friday is off there (weekend)",
        ),
        (
            "DE",
            "2025-12-25",
            "Mon 2025-12-29 16:00–18:30 here, 09:00–11:30 in Berlin; off there: Thursday (Christmas Day), Friday (Second Day of Christmas), Saturday to Sunday (weekend)",
        ),
        (
            "CN",
            "2026-10-01",
            "Thu 2026-10-08 09:00–11:30 here, 09:00–11:30 in Shanghai; off there until 2026-10-07: National Day",
        ),
    ],
)
def test_the_window_is_told_in_both_clocks_with_the_days_off_there(
    country: str, day: str, words: str
) -> None:
    assert told(country, day) == words


def test_where_it_is_another_day_here_both_are_named() -> None:
    assert told("US", "2025-11-15", "San Francisco") == (
        "Tue 2025-11-18 01:00–03:30 here, Mon 2025-11-17 09:00–11:30 in Los Angeles; "
        "Saturday and Sunday are off there (weekend)"
    )


def test_the_clock_of_summer_counts() -> None:
    assert told("DE", "2026-07-01").startswith("Wed 2026-07-01 15:00–17:30 here")
    assert told("DE", "2026-01-07").startswith("Wed 2026-01-07 16:00–18:30 here")


@pytest.mark.parametrize("country", ["", "XX", "Germany"])
def test_an_unknown_country_has_no_window(country: str) -> None:
    assert sending.window(country, zones.zone_of(country), at("2025-11-12"), HOURS, HERE) is None


@unhurried
@given(
    st.sampled_from(["US", "DE", "AE", "SA", "EG", "IL", "IR", "BD", "JP", "BR", "NP", "CN", "NZ", "KI"]),
    st.datetimes(datetime(2000, 1, 1), datetime(2060, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
)
def test_a_window_lies_on_a_working_day_there_not_before_the_due_day(country: str, due: datetime) -> None:
    zone = zones.zone_of(country)
    assert zone is not None

    window = sending.window(country, zone, due, OfficeHours.parse("09:00-11:30"), HERE)

    assert window is not None
    there = window.opens.astimezone(ZoneInfo(zone))
    assert calendar.is_workday(there.date(), country)
    assert there.date() >= calendar.day_in(due, HERE)
    assert window.opens < window.closes
    assert len(str(window).splitlines()) == 1
