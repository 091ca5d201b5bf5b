"""Feasts and launches: whom do we write to, by when, and what counts as the greeting?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from followups import owed
from followups.calendar import Days, RepCalendar
from followups.policy import Occasion
from followups.span import Span
from followups.whom import Whom
from followups_support import (
    MONDAY,
    POLICY,
    STOP,
    TUESDAY,
    WEDNESDAY,
    at,
    closing_time,
    history,
    not_before,
    they_wrote,
    we_wrote,
)
from model import Duty, Interaction, Obligation

LAUNCH = Occasion("valve_x200", on="2026-03-02", content="new_product")


def greetings(occasion: Occasion, *events: Interaction, **fields: Any) -> list[Obligation]:
    policy = replace(POLICY, occasions=(occasion,))
    found = owed(history(*(events or (we_wrote(MONDAY),)), **fields), policy)
    return [one for one in found if one.cause.startswith("occasion:")]


def test_a_launch_is_owed_once_on_its_day_and_lapses_a_week_later() -> None:
    (one,) = greetings(LAUNCH)

    assert (one.duty, one.cause, one.opened) == (Duty.SEQUENCE, "occasion:valve_x200:2026", MONDAY)
    assert (one.due, one.content) == (closing_time("2026-03-02"), "new_product")
    assert (one.shows, one.lapses) == (None, closing_time("2026-03-09"))
    assert one.because == "Valve x200 on 2026-03-02 is a good moment; last touch 2025-11-10."


@pytest.mark.parametrize(
    ("touch", "is_owed"), [("2026-02-22", True), ("2026-02-23", False), ("2026-03-05", False)]
)
def test_a_touch_within_a_week_before_or_later_is_the_greeting(
    touch: str,
    is_owed: bool,
) -> None:
    assert bool(greetings(LAUNCH, we_wrote(at(touch)))) is is_owed


def test_a_day_of_every_year_comes_again_after_the_greeting() -> None:
    new_year = Occasion("new_year", on="12-20")

    this, *_ = greetings(new_year)
    next_, *_ = greetings(new_year, we_wrote(at("2025-12-19")))

    assert (this.cause, this.due) == ("occasion:new_year:2025", closing_time("2025-12-19"))  # a Saturday
    assert "moved from 2025-12-20 (Saturday) to 2025-12-19" in this.because
    assert next_.cause == "occasion:new_year:2026"


def test_who_hears_nothing_for_years_is_not_forgotten_after_the_first() -> None:
    years = [one.cause for one in greetings(Occasion("new_year", on="12-20"))]
    launches = [one.cause for one in greetings(LAUNCH)]

    assert years == [f"occasion:new_year:{year}" for year in (2025, 2026, 2027)]
    assert launches == ["occasion:valve_x200:2026"]


def test_a_feast_is_that_of_the_country_of_the_buyer_or_of_the_region_named() -> None:
    feast = Occasion("lunar", holiday="Lunar New Year", before=Span(5, "days"))

    one, *_ = greetings(feast, country="VN")

    assert one.cause == "occasion:lunar:2026"
    assert one.because.startswith("Lunar New Year on 2026-02-")
    assert one.shows is not None
    assert one.shows < one.due
    assert not greetings(feast, country="")
    assert not greetings(feast, country="DE")
    assert greetings(replace(feast, region="VN"), country="DE")[0].due == one.due


def test_the_29th_of_february_comes_in_leap_years_and_the_calendar_has_an_end() -> None:
    assert greetings(Occasion("leap", on="02-29"))[0].cause == "occasion:leap:2028"
    assert (
        len(greetings(Occasion("leap", on="02-29"), created=datetime.max.replace(tzinfo=MONDAY.tzinfo))) <= 1
    )


@pytest.mark.parametrize(
    ("whom", "fields", "is_meant"),
    [
        (Whom(), {}, True),
        (Whom(classes=("A", "none")), {"volume_class": "A"}, True),
        (Whom(classes=("A", "none")), {}, True),
        (Whom(classes=("A", "none")), {"volume_class": "B"}, False),
        (Whom(grades=("a",)), {"close_grade": "a"}, True),
        (Whom(grades=("a",)), {"volume_class": "A"}, False),
        (Whom(countries=("DE",), sources=("fair",)), {"country": "DE", "source": "fair"}, True),
        (Whom(countries=("DE",), sources=("fair",)), {"country": "DE", "source": "mail"}, False),
        (Whom(reps=("lin",)), {}, True),
        (Whom(reps=("chen",)), {}, False),
        (Whom(), {"owner": None}, False),
    ],
)
def test_only_those_who_are_meant_and_owned_are_written_to(
    whom: Whom,
    fields: dict[str, Any],
    is_meant: bool,
) -> None:
    assert bool(greetings(replace(LAUNCH, whom=whom), **fields)) is is_meant


def test_nobody_is_greeted_who_asked_for_later_or_for_no_more_mail() -> None:
    assert not greetings(LAUNCH, they_wrote(TUESDAY, not_before("2026-03-16")), we_wrote(WEDNESDAY))
    assert not greetings(LAUNCH, they_wrote(TUESDAY, STOP), we_wrote(WEDNESDAY))


@pytest.mark.parametrize(
    "fields",
    [
        {"on": "2026-02-30"},
        {"on": "13-01"},
        {"on": "spring"},
        {},
        {"on": "12-18", "holiday": "Christmas Day"},
        {"holiday": "Christmas Day", "region": "XX"},
    ],
)
def test_an_impossible_occasion_is_refused(fields: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Occasion("christmas", **fields)  # type: ignore[arg-type]


def test_a_rep_on_leave_greets_on_the_last_day_that_counts_or_after_it() -> None:
    away = RepCalendar(away=(Days.parse("2026-02-16 to 2026-03-03"),))
    policy = replace(POLICY, occasions=(LAUNCH,), calendars={"lin": away})

    (one,) = (each for each in owed(history(we_wrote(MONDAY)), policy) if each.cause.startswith("occasion:"))

    assert one.due == closing_time("2026-03-04")
    assert "moved from 2026-03-02 (on leave) to 2026-03-04" in one.because
