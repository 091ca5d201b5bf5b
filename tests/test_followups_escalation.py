"""Whose matter is what is overdue, and what does the count go back to?"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import followups
from fakes import Office
from followups import escalation
from followups_support import (
    MONDAY,
    POLICY,
    TUESDAY,
    at,
    closing_time,
    history,
    logged,
    not_before,
    only,
    tag,
    tagged,
    they_wrote,
    unhurried,
    we_wrote,
)
from model import Duty, Interaction, InteractionKind, Kind, TagSort
from worker import rounds

RUNGS = escalation.rungs_from(escalation.rungs_text(POLICY.escalation))
LATE = at("2025-11-24")
"""A week behind the chase of a mail of MONDAY."""
CHASED = closing_time("2025-11-17")
COURTESY = replace(tag(name="courtesy"), sort=TagSort.FACT)


def since(duty: Duty, *events: Interaction) -> datetime | None:
    return only(followups.owed(history(*events), POLICY), duty).since


def ours(when: datetime, letters: int | None) -> Interaction:
    return replace(we_wrote(when), length=letters)


# -- the ladder --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "whose"),
    [(0, ""), (2.99, ""), (3, "rep"), (4.99, "rep"), (5, "manager"), (7, "high_risk"), (700, "high_risk")],
)
def test_day_three_is_the_reps_day_five_the_managers_and_day_seven_high_risk(days: float, whose: str) -> None:
    assert escalation.level(MONDAY, RUNGS, MONDAY + timedelta(days=days)) == whose
    assert escalation.standing(MONDAY, None, RUNGS, MONDAY + timedelta(days=days)) == whose


def test_nothing_that_is_not_due_escalates_whatever_it_counts_from() -> None:
    soon = MONDAY + timedelta(minutes=1)

    assert escalation.standing(soon, MONDAY - timedelta(days=30), RUNGS, MONDAY) == ""
    assert escalation.standing(MONDAY, MONDAY - timedelta(days=6), RUNGS, MONDAY) == "manager"


def test_a_book_without_ladder_escalates_nothing() -> None:
    for text in (None, "", "[]"):
        assert escalation.level(MONDAY, escalation.rungs_from(text), LATE) == ""


def test_the_ladder_is_kept_in_seconds() -> None:
    assert json.loads(escalation.rungs_text(POLICY.escalation)) == [
        [259200, "rep"],
        [432000, "manager"],
        [604800, "high_risk"],
    ]


def test_who_only_reads_loads_neither_calendars_nor_policy() -> None:
    code = "import sys, followups.escalation; print(*(name for name in sys.modules if 'followups' in name))"

    told = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.split() == ["followups", "followups.escalation"]


# -- what it counts from -----------------------------------------------------------------------------


def test_their_mail_does_not_start_the_count_anew() -> None:
    assert since(Duty.REPLY, we_wrote(MONDAY), they_wrote(LATE)) == CHASED


@pytest.mark.parametrize("between", [(), (tagged(TUESDAY, COURTESY),)])
def test_a_cadence_that_was_overdue_when_they_wrote_still_counts(between: tuple[Interaction, ...]) -> None:
    talked = logged(InteractionKind.CALL, MONDAY)
    past = history(talked, *between, they_wrote(LATE), volume_class="A")

    assert only(followups.owed(past, POLICY), Duty.REPLY).since == closing_time("2025-11-17")


def test_nobody_was_late_by_a_grade_that_was_given_afterwards() -> None:
    talked, graded = (
        logged(InteractionKind.CALL, MONDAY),
        logged(InteractionKind.GRADE, LATE + timedelta(hours=1)),
    )

    def counted(*events: Interaction) -> datetime | None:
        past = history(talked, *events, they_wrote(LATE), close_grade="a")
        return only(followups.owed(past, POLICY), Duty.REPLY).since

    assert counted() == closing_time("2025-11-11")
    assert counted(graded) is None


def test_neither_does_their_second_mail() -> None:
    assert (
        since(Duty.REPLY, we_wrote(MONDAY), they_wrote(LATE), they_wrote(LATE + timedelta(days=9))) == CHASED
    )


def test_an_answer_in_time_leaves_nothing_to_count_from() -> None:
    assert since(Duty.REPLY, we_wrote(MONDAY), they_wrote(TUESDAY)) is None


@pytest.mark.parametrize(
    "touch",
    [
        ours(LATE + timedelta(hours=1), 200),
        ours(LATE + timedelta(hours=1), None),
        logged(InteractionKind.CALL, LATE + timedelta(hours=1)),
        logged(InteractionKind.VISIT, LATE + timedelta(hours=1)),
        logged(InteractionKind.CHAT, LATE + timedelta(hours=1)),
        logged(InteractionKind.QUOTE, LATE + timedelta(hours=1)),
        logged(InteractionKind.SAMPLE, LATE + timedelta(hours=1)),
    ],
)
def test_a_real_touch_of_ours_does(touch: Interaction) -> None:
    past = history(we_wrote(MONDAY), they_wrote(LATE), touch)

    assert all(one.since is None for one in followups.owed(past, POLICY))


@pytest.mark.parametrize(
    ("event", "duty"),
    [
        (ours(LATE + timedelta(hours=1), 2), Duty.CADENCE),
        (logged(InteractionKind.NOTE, LATE + timedelta(hours=1)), Duty.REPLY),
        (we_wrote(LATE + timedelta(hours=1), kind=Kind.BULK), Duty.REPLY),
    ],
)
def test_neither_an_ok_nor_a_note_nor_a_newsletter_does(event: Interaction, duty: Duty) -> None:
    assert since(duty, we_wrote(MONDAY), they_wrote(LATE), event) == CHASED


def test_an_ok_in_time_answers_and_an_ok_too_late_hides_nothing() -> None:
    def chased(answered: timedelta) -> datetime | None:
        past = history(they_wrote(MONDAY), ours(MONDAY + answered, 2), created=MONDAY)
        return only(followups.owed(past, POLICY), Duty.CHASE).since

    assert chased(timedelta(hours=2)) is None
    assert chased(timedelta(days=4)) == MONDAY + timedelta(hours=24)


def test_a_reply_missed_after_many_short_exchanges_in_an_hour_counts() -> None:
    minutes = [MONDAY + timedelta(minutes=7 * at) for at in range(8)]
    talk = [ours(each, 2) if at % 2 else they_wrote(each) for at, each in enumerate(minutes)]
    missed = they_wrote(TUESDAY)
    late = ours(TUESDAY + timedelta(days=30), 2)

    began = we_wrote(MONDAY - timedelta(hours=1))
    assert since(Duty.CHASE, began, *talk, missed, late) == TUESDAY + timedelta(hours=24)


@pytest.mark.parametrize("kind", [InteractionKind.OTHER, InteractionKind.FAIR])
def test_neither_a_tick_nor_a_fair_is_a_real_touch(kind: InteractionKind) -> None:
    assert not escalation.is_real(logged(kind, MONDAY), POLICY.pool.letters)


def test_who_asked_for_later_is_no_matter_of_anybody_until_then() -> None:
    past = history(we_wrote(MONDAY), they_wrote(LATE, not_before("2026-03-02")))

    rows = followups.owed(past, POLICY)

    assert only(rows, Duty.RESUME).since is None
    assert escalation.standing(only(rows, Duty.RESUME).due, None, RUNGS, at("2026-01-05")) == ""


def test_while_they_are_away_no_chase_is_missed() -> None:
    away = they_wrote(TUESDAY, not_before("2025-12-01"), kind=Kind.AUTO_REPLY)

    assert since(Duty.REPLY, we_wrote(MONDAY), away, they_wrote(LATE)) is None


events = st.lists(
    st.builds(
        lambda hours, sort, letters: replace(
            Interaction(MONDAY + timedelta(hours=hours), sort, f"{hours} {sort}"), length=letters
        ),
        st.integers(0, 3000),
        st.sampled_from([InteractionKind.MAIL_IN, InteractionKind.MAIL_OUT, InteractionKind.CALL]),
        st.sampled_from([None, 2, 200]),
    ),
    max_size=14,
    unique_by=lambda event: (event.kind, event.cause),
)


@unhurried
@given(events)
def test_it_counts_from_before_the_due_time_and_from_after_the_last_real_touch(
    told: list[Interaction],
) -> None:
    past = history(*told)

    for one in followups.owed(past, POLICY):
        real = [each.at for each in told if escalation.is_real(each, POLICY.pool.letters)]
        assert one.since is None or max(real, default=past.customer.created) < one.since < one.due


def test_readers_find_the_ladder_and_the_good_hours_in_the_book(office: Office) -> None:
    rounds.renew_plan(office.book, office.intake)

    with office.book.begin() as page:
        assert escalation.rungs_from(page.fact("escalation")) == RUNGS
        assert page.fact("sending") == "09:00-11:30"
        assert json.loads(page.fact("contents") or "")["greeting"] == ["season's greetings", "节日问候"]
