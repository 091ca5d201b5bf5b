"""Is what can wait put off when they had many mails of ours, and nothing else?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import followups
from followups import fatigue
from followups.calendar import Moment
from followups.policy import Fatigue, Policy
from followups.span import Span
from followups_support import (
    FRIDAY,
    MONDAY,
    POLICY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    at,
    closing_time,
    history,
    logged,
    only,
    they_wrote,
    unhurried,
    we_wrote,
)
from model import Duty, History, InteractionKind, Kind

DUE = Moment(closing_time("2025-11-14"), "")
FOUR = tuple(we_wrote(day) for day in (MONDAY, TUESDAY, WEDNESDAY, THURSDAY))
WEEK = Span(7, "days")


def capped(mails: int, within: Span = WEEK) -> Policy:
    return replace(POLICY, fatigue=Fatigue(mails, within))


def held(past: History, policy: Policy = POLICY, due: Moment = DUE) -> Moment:
    return fatigue.held(due, past, policy)


def test_a_fifth_mail_in_a_week_waits_until_the_first_is_a_week_old() -> None:
    one = held(history(*FOUR))

    assert one.at == closing_time("2025-11-17")
    assert one.moved == ", held until 2025-11-17: 4 mails in 7 days, over all reps"


def test_the_held_cadence_says_so_and_reply_and_chase_never_wait() -> None:
    rows = followups.owed(history(*FOUR, they_wrote(FRIDAY), close_grade="a"), POLICY)
    unasked = followups.owed(history(*FOUR, close_grade="a"), POLICY)

    assert only(unasked, Duty.CADENCE).because == (
        "Close grade a customers: at least every day; last touch 2025-11-13, "
        "held until 2025-11-17: 4 mails in 7 days, over all reps."
    )
    assert only(rows, Duty.REPLY).due == FRIDAY + timedelta(hours=24)
    assert only(followups.owed(history(*FOUR[:2]), capped(1)), Duty.CHASE).because.endswith("after 14 days.")


@pytest.mark.parametrize(
    "events",
    [
        FOUR[:3],
        (*FOUR[:3], they_wrote(THURSDAY)),
        (*FOUR[:3], logged(InteractionKind.CALL, THURSDAY)),
        (*FOUR[:3], we_wrote(THURSDAY, kind=Kind.BULK)),
        (*FOUR[:3], we_wrote(THURSDAY, kind=Kind.AUTO_REPLY)),
        (we_wrote(at("2025-11-06")), *FOUR[:3]),
    ],
)
def test_fewer_mails_older_mails_and_what_is_no_mail_of_ours_hold_nothing(events: tuple[object, ...]) -> None:
    assert held(history(*events)) == DUE  # type: ignore[arg-type]


def test_mails_to_other_companies_of_the_group_count_and_one_to_both_counts_once() -> None:
    kin = tuple(replace(mail, cause=f"kin {mail.cause}") for mail in FOUR[2:])

    both = held(replace(history(*FOUR[:2]), kin=kin))
    same = held(replace(history(*FOUR[:3]), kin=FOUR[:3]))

    assert both.at == closing_time("2025-11-17")
    assert both.moved.endswith("4 mails in 7 days, over all reps and companies of the group")
    assert same == DUE


def test_a_colleagues_mails_after_the_due_time_hold_what_is_overdue_by_now() -> None:
    later = tuple(we_wrote(at("2025-11-20", f"1{hour}:00"), cause=f"kin {hour}") for hour in range(4))

    assert held(replace(history(), kin=later)).at == closing_time("2025-11-27")


def test_mails_of_long_ago_are_forgiven() -> None:
    past = history(*FOUR)

    assert held(past, due=Moment(closing_time("2025-12-01"), "")).moved == ""


def test_the_reason_keeps_what_moved_the_day_before() -> None:
    moved = Moment(closing_time("2025-11-14"), ", moved from 2025-11-15 (Saturday) to 2025-11-14")

    assert held(history(*FOUR), due=moved).moved == (
        ", moved from 2025-11-15 (Saturday) to 2025-11-14, "
        "held until 2025-11-17: 4 mails in 7 days, over all reps"
    )


days = st.lists(st.integers(0, 400), max_size=14).map(
    lambda hours: [at("2025-11-01") + timedelta(hours=each) for each in hours]
)
spans = st.builds(Span, st.integers(1, 20), st.sampled_from(["days", "working days", "weeks"]))


@unhurried
@given(days, days, st.integers(1, 5), spans, st.integers(0, 30))
def test_what_is_held_has_room_on_a_working_day_and_is_not_moved_again(
    ours: list[datetime], kin: list[datetime], cap: int, within: Span, later: int
) -> None:
    policy, week = capped(cap, within), POLICY.calendar
    mails = [we_wrote(when, cause=f"{number}") for number, when in enumerate(sorted(ours))]
    others = [we_wrote(when, cause=f"kin {number}") for number, when in enumerate(sorted(kin))]
    past = replace(history(*mails), kin=tuple(others))
    due = Moment(week.end_of(week.next_workday(week.day_of(at("2025-11-01")) + timedelta(days=later))), "")

    one = held(past, policy, due)

    sent = [event.at for event in (*mails, *others)]
    assert one.at >= due.at
    assert one.at == due.at or week.works(week.day_of(one.at))
    assert sum(each <= one.at < week.after(each, within) for each in sent) < cap
    assert held(past, policy, Moment(one.at, "")) == Moment(one.at, "")
