"""At least once a week: as a gap, as touches in each week of the calendar, or both?"""

# ruff: noqa: E501 - a reason is read as one line
from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import followups
from followups import calendar
from followups.calendar import Days, RepCalendar
from followups.pace import Pace, Quota, bounds
from followups.policy import GroupContact, Policy
from followups_support import FRIDAY, MONDAY, POLICY, at, closing_time, history, only, unhurried, we_wrote
from model import Duty, History, Interaction, Obligation

periods = st.sampled_from(["week", "month", "quarter", "year"])
quotas = st.builds(Quota, st.integers(1, 7), periods)


def paced(pace: str, policy: Policy = POLICY) -> Policy:
    """Class A at that pace."""
    volume = {**policy.cadence.volume, "A": Pace.parse(pace)}
    return replace(policy, cadence=replace(policy.cadence, volume=volume))


def cadence(past: History, policy: Policy) -> Obligation:
    return only(followups.owed(past, policy), Duty.CADENCE)


def touched(*days: str) -> tuple[Interaction, ...]:
    return tuple(we_wrote(at(day)) for day in days)


# -- a quota -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pace", "days", "due"),
    [
        # once a week: the week of the last touch has its touch, so by Friday of the next
        ("1 per week", ["2025-11-10"], "2025-11-21"),
        ("1 per week", ["2025-11-14"], "2025-11-21"),
        ("1 per week", ["2025-11-16"], "2025-11-21"),
        # twice a week: half of it ends on Wednesday
        ("2 per week", ["2025-11-10"], "2025-11-14"),
        ("2 per week", ["2025-11-10", "2025-11-12"], "2025-11-19"),
        ("2 per week", ["2025-11-14"], "2025-11-19"),
        # twice a month: by the 15th and by the end
        ("2 per month", ["2025-11-03"], "2025-11-28"),
        ("2 per month", ["2025-11-03", "2025-11-04"], "2025-12-15"),
        ("2 per month", ["2025-11-28"], "2025-12-15"),
        ("1 per quarter", ["2025-11-03"], "2026-03-31"),
        ("1 per year", ["2025-11-03"], "2026-12-31"),
        ("7 per week", ["2025-11-10"], "2025-11-11"),
        # the whole first half of October is a holiday, but for its end
        ("4 per month", ["2026-09-25", "2026-09-28", "2026-09-29", "2026-09-30"], "2026-10-08"),
        # both: the earlier
        ("7 days and 1 per week", ["2025-11-10"], "2025-11-17"),
        ("15 days and 2 per month", ["2025-11-03"], "2025-11-18"),
        ("15 days and 2 per month", ["2025-11-20"], "2025-11-28"),
    ],
)
def test_a_quota_is_due_by_the_end_of_the_next_touchs_part(pace: str, days: list[str], due: str) -> None:
    one = cadence(history(*touched(*days), volume_class="A"), paced(pace))

    assert one.due == closing_time(due), one.because


def test_the_reason_counts_what_it_counted() -> None:
    one = cadence(history(*touched("2025-11-03"), volume_class="A"), paced("2 per month"))

    assert one.because == (
        "Volume class A customers: at least 2 per month; last touch 2025-11-03, 1 of 2 in that month, "
        "moved from 2025-11-30 (Sunday) to 2025-11-28."
    )


def test_two_mails_on_one_day_are_one_touch() -> None:
    past = history(we_wrote(MONDAY), we_wrote(MONDAY + timedelta(minutes=5)), volume_class="A")

    assert "1 of 2 in that week" in cadence(past, paced("2 per week")).because


def test_a_day_is_counted_in_the_week_of_the_reps_own_zone() -> None:
    sunday_in_greenwich = datetime(2025, 11, 16, 20, 0, tzinfo=UTC)  # Monday in Shanghai

    assert cadence(history(we_wrote(sunday_in_greenwich), volume_class="A"), paced("1 per week")).due == (
        closing_time("2025-11-28")
    )


def test_a_week_without_any_working_day_is_made_up_for_on_the_next() -> None:
    # Spring Festival 2026: 15 to 23 February
    one = cadence(history(*touched("2026-02-10"), volume_class="A"), paced("1 per week"))

    assert one.due == closing_time("2026-02-24")


def test_who_was_never_touched_has_the_quota_of_the_period_he_came_in() -> None:
    one = cadence(history(created=FRIDAY, volume_class="A"), paced("1 per week"))

    assert one.due == closing_time("2025-11-21")
    assert one.because.startswith(
        "Volume class A customers: at least 1 per week; no touch yet, customer since "
    )


@unhurried
@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), quotas)
def test_the_parts_of_a_period_follow_each_other_and_the_last_ends_with_it(day: date, quota: Quota) -> None:
    first, last = bounds(day, quota.period)
    parts = quota.parts(day)

    assert first <= day <= last
    assert bounds(first, quota.period) == bounds(last, quota.period) == (first, last)
    assert bounds(last + timedelta(days=1), quota.period)[0] == last + timedelta(days=1)
    assert list(parts) == sorted(parts)
    assert parts[-1] == last
    assert first <= parts[0]


@unhurried
@given(
    st.lists(st.integers(0, 900), min_size=1, max_size=12),
    quotas,
    st.sampled_from(["", "7 days and "]),
    st.sampled_from([(), (Days(date(2026, 1, 5), date(2026, 3, 1)),)]),
)
def test_a_quota_falls_on_a_working_day_behind_the_last_touch_and_in_the_next_period_at_the_latest(
    quarters: list[int], quota: Quota, gap: str, away: tuple[Days, ...]
) -> None:
    policy = replace(paced(f"{gap}{quota}"), calendars={"lin": RepCalendar(away=away)})
    week = policy.of("lin").calendar
    events = [we_wrote(at("2025-09-01") + timedelta(hours=6 * each)) for each in quarters]

    one = cadence(history(*events, volume_class="A"), policy)

    due, last = week.day_of(one.due), week.day_of(one.opened)
    following = bounds(bounds(last, quota.period)[1] + timedelta(days=1), quota.period)
    assert week.works(due)
    assert due > last
    assert due <= max(following[1], week.next_workday(following[0])), one.because


# -- the quadrant ------------------------------------------------------------------------------------


QUADRANT = replace(POLICY, cadence=replace(POLICY.cadence, presets=("volume", "quadrant")))


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        (
            {"volume_class": "B", "intent": "high", "worth": "high"},
            "Volume class B customers: at least every 15 days, x0.5 for high intent, high worth: at least every 8 days; last",
        ),
        (
            {"intent": "low", "worth": "low"},
            "Customers without class: at least every 30 days, x2 for low intent, low worth: at least every 60 days; last",
        ),
        (
            {"volume_class": "A", "intent": "high", "worth": "low"},
            "Volume class A customers: at least every 7 days; l",
        ),
        ({"volume_class": "A", "intent": "high"}, "Volume class A customers: at least every 7 days; last"),
        (
            {"every_days": 10, "intent": "high", "worth": "high"},
            "This customer's own interval: at least every 10 days; last",
        ),
    ],
)
def test_intent_and_worth_stretch_the_gap_and_the_reason_says_so(fields: dict[str, Any], rule: str) -> None:
    assert cadence(history(we_wrote(MONDAY), **fields), QUADRANT).because.startswith(rule)


def test_a_quadrant_that_is_no_preset_counts_for_nothing() -> None:
    past = history(we_wrote(MONDAY), volume_class="B", intent="high", worth="high")

    assert "x0.5" not in cadence(past, POLICY).because


@pytest.mark.parametrize(
    ("pace", "factor", "stretched"),
    [
        ("7 days", 0.5, "4 days"),
        ("1 day", 0.1, "1 day"),
        ("2 weeks", 2, "28 days"),
        ("3 working days", 2, "6 working days"),
        ("3660 days", 10, "3660 days"),
        ("1 per week", 0.5, "2 per week"),
        ("1 per week", 0.1, "7 per week"),
        ("1 per week", 2, "14 days"),
        ("15 days and 2 per month", 2, "30 days and 1 per month"),
    ],
)
def test_a_pace_is_stretched_in_whole_days(pace: str, factor: float, stretched: str) -> None:
    assert str(Pace.parse(pace).stretched(factor)) == stretched


# -- the group ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("policy_says", "group_says", "counts"),
    [
        ("touches", "", True),
        ("apart", "touches", True),
        ("answers", "", False),
        ("touches", "apart", False),
        ("apart", "", False),
    ],
)
def test_a_touch_of_another_company_counts_where_the_group_is_one_to_us(
    policy_says: Any, group_says: str, counts: bool
) -> None:
    policy = replace(POLICY, groups=GroupContact(policy_says))
    past = replace(
        history(*touched("2025-11-03"), volume_class="A"),
        kin=(we_wrote(FRIDAY, cause="theirs"),),
        contact=group_says,
    )

    one = cadence(past, policy)

    assert (one.cause == "theirs") == counts
    assert ("last touch of another company of the group 2025-11-14" in one.because) == counts


def test_a_leave_of_the_owner_is_passed_over_and_named() -> None:
    leave = RepCalendar(away=(Days.parse("2025-11-17 to 2025-11-21"),))
    policy = replace(POLICY, calendars={"lin": leave})

    one = cadence(history(we_wrote(MONDAY), volume_class="A"), policy)

    assert one.due == closing_time("2025-11-14")
    assert one.because.endswith("moved from 2025-11-17 (on leave) to 2025-11-14.")
    assert calendar.skipped(date(2025, 11, 13), date(2025, 11, 18), policy.of("lin").calendar) == (
        (date(2025, 11, 15), "Saturday"),
        (date(2025, 11, 16), "Sunday"),
        (date(2025, 11, 17), "on leave"),
        (date(2025, 11, 18), "on leave"),
    )
