"""A plan of mailings: which step is next, what meets it, what ends it?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from followups import owed
from followups.policy import Afterwards, Policy, Sequence, Step
from followups.span import Span
from followups_support import (
    MONDAY,
    POLICY,
    STOP,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    at,
    closing_time,
    duties,
    enrolled,
    history,
    logged,
    not_before,
    they_wrote,
    we_wrote,
)
from model import Duty, Enrolment, Interaction, InteractionKind, Kind, Label, Obligation

START = enrolled(MONDAY, event="Canton Fair 2025")
MET = logged(InteractionKind.FAIR, MONDAY - timedelta(hours=2))


def steps(
    *events: Interaction, enrolments: tuple[Enrolment, ...] = (START,), policy: Policy = POLICY, **fields: Any
) -> list[Obligation]:
    past = replace(history(*events, created=MONDAY, **fields), enrolments=enrolments)
    return [one for one in owed(past, policy) if one.cause.startswith("enrolment:")]


def plan(*days: int, then: Afterwards | None = None) -> Policy:
    sequence = Sequence(tuple(Step(Span(day, "days")) for day in days), then, Label("Launch", "发布"))
    return replace(POLICY, sequences={"fair": sequence})


def test_the_first_step_is_due_the_day_after_the_fair_and_says_where_it_stands() -> None:
    (one,) = steps(MET)

    assert (one.duty, one.cause, one.content) == (Duty.SEQUENCE, "enrolment:1#1", "thank_you")
    assert (one.opened, one.due) == (MONDAY, closing_time("2025-11-11"))
    assert one.because == "After a fair (Canton Fair 2025), step 1 of 8, in the plan for 2025-11-11."


def test_a_touch_meets_the_earliest_open_step_and_the_next_counts_from_the_start() -> None:
    (one,) = steps(we_wrote(TUESDAY))

    assert (one.cause, one.content, one.opened) == ("enrolment:1#2", "similar_case", TUESDAY)
    assert one.due == closing_time("2025-11-24")


def test_one_touch_meets_one_step_and_a_second_mail_of_the_day_meets_none() -> None:
    (one,) = steps(we_wrote(TUESDAY), we_wrote(TUESDAY + timedelta(hours=1)))

    assert one.cause == "enrolment:1#2"
    assert steps(we_wrote(TUESDAY), logged(InteractionKind.CALL, at("2025-11-20")))[0].cause.endswith("#3")


def test_a_meeting_at_the_fair_or_a_circular_meets_no_step() -> None:
    later = logged(InteractionKind.FAIR, TUESDAY)

    assert steps(later, we_wrote(TUESDAY, kind=Kind.BULK))[0].cause == "enrolment:1#1"


def test_who_is_late_keeps_the_distance_between_two_steps() -> None:
    (one,) = steps(we_wrote(at("2025-12-01")))

    assert one.due == closing_time("2025-12-15")  # 14 - 1 days after, and the 14th is a Sunday
    assert "in the plan for 2025-11-24, put off to 2025-12-14" in one.because


def test_no_step_falls_on_a_day_off() -> None:
    (one,) = steps(policy=plan(5))

    assert one.due == closing_time("2025-11-17")
    assert "moved from 2025-11-15 (Saturday) to 2025-11-17" in one.because


@pytest.mark.parametrize(
    "answer",
    [
        they_wrote(THURSDAY),
        logged(InteractionKind.ORDER, THURSDAY),
        logged(InteractionKind.PAYMENT, THURSDAY),
    ],
)
def test_their_answer_ends_it(answer: Interaction) -> None:
    assert steps(we_wrote(TUESDAY), kind_before := they_wrote(MONDAY - timedelta(days=1)))
    assert not steps(we_wrote(TUESDAY), kind_before, answer)


def test_behind_the_last_step_it_goes_on_until_its_end() -> None:
    policy = plan(1, 10, then=Afterwards(Span(20, "days"), Span(60, "days")))
    mails = [we_wrote(MONDAY + timedelta(days=day)) for day in (1, 10, 30, 50)]

    (third,) = steps(*mails[:2], policy=policy)

    assert (third.cause, third.due) == ("enrolment:1#3", closing_time("2025-12-10"))
    assert "Launch (Canton Fair 2025), step 3: every 20 days after the 2 of the plan" in third.because
    assert third.content
    assert steps(*mails[:3], policy=policy)[0].cause == "enrolment:1#4"
    assert not steps(*mails, policy=policy)


def test_a_plan_without_an_afterwards_ends_with_its_last_step() -> None:
    assert steps(policy=plan(1))
    assert not steps(we_wrote(TUESDAY), policy=plan(1))


def test_while_it_runs_it_holds_back_first_touch_chase_and_cadence_and_no_reply() -> None:
    def found(*events: Interaction) -> set[Duty]:
        return duties(owed(replace(history(*events, created=MONDAY), enrolments=(START,)), POLICY))

    assert found(MET) == {Duty.SEQUENCE}
    assert found(we_wrote(TUESDAY)) == {Duty.SEQUENCE}
    assert found(we_wrote(TUESDAY), they_wrote(WEDNESDAY)) == {Duty.REPLY}
    assert found(we_wrote(TUESDAY), they_wrote(WEDNESDAY), we_wrote(THURSDAY)) == {Duty.CHASE, Duty.CADENCE}


@pytest.mark.parametrize(
    ("fields", "is_held"),
    [
        ({"volume_class": "A"}, False),
        ({"close_grade": "b"}, False),
        ({"every_days": 10}, False),
        ({}, True),
        ({"volume_class": "X", "close_grade": "A"}, True),
    ],
)
def test_who_has_a_class_a_grade_or_an_interval_does_not_fall_silent_for_a_plan(
    fields: dict[str, Any], is_held: bool
) -> None:
    past = replace(history(MET, created=MONDAY, **fields), enrolments=(START,))

    found = duties(owed(past, POLICY))

    assert found == ({Duty.SEQUENCE} if is_held else {Duty.SEQUENCE, Duty.CADENCE})


def test_it_waits_while_they_are_away_and_ends_for_those_who_want_no_more_mail() -> None:
    away = they_wrote(TUESDAY, not_before("2025-12-20"), kind=Kind.AUTO_REPLY)

    assert not steps(we_wrote(TUESDAY), away)
    assert steps(we_wrote(TUESDAY), away, we_wrote(at("2025-12-22")))[0].cause == "enrolment:1#3"
    assert not steps(they_wrote(MONDAY - timedelta(days=1), STOP))


def test_a_sequence_nobody_knows_and_a_customer_without_owner_owe_nothing() -> None:
    assert not steps(enrolments=(enrolled(MONDAY, "gone"),))
    assert not steps(owner=None)


def test_each_of_two_plans_has_one_open_step() -> None:
    both = steps(enrolments=(START, enrolled(TUESDAY, number=2)))

    assert {one.cause for one in both} == {"enrolment:1#1", "enrolment:2#1"}


def test_the_kinds_of_a_plan_are_sent_and_not_named_again_by_the_ladder() -> None:
    policy = replace(
        POLICY,
        sequences={
            "fair": Sequence(
                (Step(Span(1, "days"), "market_trend"), Step(Span(10, "days")), Step(Span(30, "days")))
            )
        },
    )

    (second,) = steps(we_wrote(TUESDAY), policy=policy)
    (third,) = steps(we_wrote(TUESDAY), we_wrote(at("2025-11-20")), policy=policy)

    assert (second.content, third.content) == ("similar_case", "answer")


def test_a_plan_at_the_end_of_all_calendars_comes_to_an_end() -> None:
    last = at("8999-12-31")
    policy = plan(1, then=Afterwards(Span(20, "days"), Span(3660, "days")))

    assert len(steps(we_wrote(last + timedelta(days=1)), enrolments=(enrolled(last),), policy=policy)) <= 1
