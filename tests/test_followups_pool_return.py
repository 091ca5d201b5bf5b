"""A silent owner loses the customer: when, with which warning, and what keeps it?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from followups import owed
from followups.calendar import Days, RepCalendar
from followups_support import (
    MONDAY,
    POLICY,
    STOP,
    TUESDAY,
    WEDNESDAY,
    at,
    closing_time,
    enrolled,
    history,
    logged,
    not_before,
    only,
    they_wrote,
    we_wrote,
)
from model import Duty, Interaction, InteractionKind, Kind, Obligation, Passing, RepId


def returns(*events: Interaction, **fields: Any) -> Obligation:
    return only(owed(history(*events, **fields), POLICY), Duty.POOL_RETURN)


@pytest.mark.parametrize(
    ("fields", "day", "span"),
    [
        ({"volume_class": "A"}, "2025-12-10", "30 days"),
        ({"volume_class": "B"}, "2025-12-25", "45 days"),
        ({"volume_class": "C"}, "2026-02-09", "90 days"),  # the 8th is a Sunday
        ({}, "2026-01-09", "60 days"),
        ({"volume_class": "X"}, "2026-01-09", "60 days"),
        ({"volume_class": "A", "source": "fair"}, "2027-11-10", "730 days"),
    ],
)
def test_it_returns_after_a_silence_by_class_or_by_where_it_came_from(
    fields: dict[str, Any], day: str, span: str
) -> None:
    one = returns(we_wrote(MONDAY, cause="ours"), **fields)

    assert (one.cause, one.opened) == ("ours", MONDAY)
    assert one.due == closing_time(day)
    assert f"({span} of silence)" in one.because


def test_the_owner_is_warned_a_week_before_and_told_what_keeps_it() -> None:
    one = returns(we_wrote(MONDAY), volume_class="A")

    assert (one.due, one.shows) == (closing_time("2025-12-10"), at("2025-12-03", "00:00"))
    assert one.because == (
        "Last real touch 2025-11-10; on 2025-12-10 the customer returns to the pool (30 days of silence). "
        "A mail of at least 20 letters, a call, a visit or a chat keeps it."
    )


def test_on_a_day_off_it_returns_on_the_next_working_day() -> None:
    assert returns(we_wrote(at("2025-11-06")), volume_class="A").due == closing_time("2025-12-08")


@pytest.mark.parametrize(
    ("touch", "is_real"),
    [
        (replace(we_wrote(WEDNESDAY), length=19), False),
        (replace(we_wrote(WEDNESDAY), length=20), True),
        (we_wrote(WEDNESDAY), True),
        (we_wrote(WEDNESDAY, kind=Kind.AUTO_REPLY), False),
        (logged(InteractionKind.CALL, WEDNESDAY), True),
        (logged(InteractionKind.VISIT, WEDNESDAY), True),
        (logged(InteractionKind.OTHER, WEDNESDAY), False),
        (logged(InteractionKind.NOTE, WEDNESDAY), False),
        (they_wrote(WEDNESDAY), False),
    ],
)
def test_only_a_real_touch_keeps_it(touch: Interaction, is_real: bool) -> None:
    assert (returns(we_wrote(MONDAY), touch).opened == WEDNESDAY) is is_real


def test_it_counts_from_the_day_the_owner_got_it_if_that_is_later() -> None:
    one = returns(we_wrote(MONDAY), owned_since=TUESDAY, came_by=Passing.HANDOVER, volume_class="A")

    assert (one.opened, one.cause) == (TUESDAY, f"owned:{int(TUESDAY.timestamp())}")
    assert returns(created=MONDAY).cause == "created"
    assert one.because.startswith("lin's since 2025-11-11 and no real touch since; on 2025-12-11")


def test_a_claim_without_a_real_touch_is_released_soon_and_listed_at_once() -> None:
    claimed = {"owned_since": TUESDAY, "came_by": Passing.CLAIM}

    one = returns(we_wrote(MONDAY), **claimed)
    kept = returns(we_wrote(WEDNESDAY, cause="kept"), **claimed)

    assert (one.cause, one.due) == (f"claim:{int(TUESDAY.timestamp())}", closing_time("2025-11-13"))
    assert one.shows == TUESDAY
    assert one.because.startswith("Claimed on 2025-11-11 and no real touch since; on 2025-11-13 the customer")
    assert (kept.cause, "60 days" in kept.because) == ("kept", True)


def test_who_heeds_their_wish_for_later_does_not_lose_them_meanwhile() -> None:
    later = they_wrote(TUESDAY, not_before("2026-03-02"))

    one = returns(we_wrote(MONDAY), later, we_wrote(WEDNESDAY), volume_class="A")

    assert one.due == closing_time("2026-04-01")
    assert "30 days of silence, counted from 2026-03-02, till when they asked us to wait" in one.because
    assert returns(later, we_wrote(at("2026-03-03")), volume_class="A").due == closing_time("2026-04-02")


def test_who_follows_a_plan_keeps_the_customer_between_two_steps() -> None:
    start = enrolled(MONDAY)
    mails = [we_wrote(MONDAY + timedelta(days=day)) for day in (1, 14, 45, 90)]  # the next is on day 150

    def planned(*events: Interaction) -> Obligation:
        past = replace(history(*events, created=MONDAY, volume_class="B"), enrolments=(start,))
        return only(owed(past, POLICY), Duty.POOL_RETURN)

    step, one = MONDAY + timedelta(days=150), planned(*mails)
    tick = logged(InteractionKind.OTHER, MONDAY + timedelta(days=151))

    assert one.due >= step + timedelta(days=7)
    assert "7 days more after 2026-04-09, by when the plan has its next step" in one.because
    assert planned(*mails, tick) == one


@pytest.mark.parametrize("fields", [{"close_grade": "e"}, {"every_days": 120}])
def test_who_keeps_the_pace_of_grade_or_interval_keeps_the_customer(fields: dict[str, Any]) -> None:
    past = history(we_wrote(MONDAY), **fields)

    rows = owed(past, POLICY)

    assert only(rows, Duty.POOL_RETURN).due >= only(rows, Duty.CADENCE).due + timedelta(days=7)
    assert "by when the cadence asks for a touch" in only(rows, Duty.POOL_RETURN).because


def test_a_tick_lengthens_no_pace() -> None:
    ticks = [logged(InteractionKind.OTHER, MONDAY + timedelta(days=30 * each)) for each in range(1, 5)]

    one, ticked = (returns(we_wrote(MONDAY), *some, every_days=120) for some in ((), ticks))

    assert one.due == ticked.due


def test_nobody_loses_who_wants_no_more_mail_and_the_pool_has_its_own_already() -> None:
    silent = history(we_wrote(MONDAY), they_wrote(TUESDAY, STOP), we_wrote(WEDNESDAY))

    assert owed(silent, POLICY) == ()
    assert owed(history(we_wrote(MONDAY), owner=None), POLICY) != ()
    assert Duty.POOL_RETURN not in {one.duty for one in owed(history(we_wrote(MONDAY), owner=None), POLICY)}


def test_the_calendar_of_the_owner_counts() -> None:
    away = RepCalendar(away=(Days.parse("2025-12-08 to 2025-12-12"),))
    policy = replace(POLICY, calendars={"chen": away})
    past = history(we_wrote(MONDAY), volume_class="A", owner=RepId("chen"))

    assert only(owed(past, policy), Duty.POOL_RETURN).due == closing_time("2025-12-15")
