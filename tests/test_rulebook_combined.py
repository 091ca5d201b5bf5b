"""One mail, several tags: one table says which date and which step of the grade counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from model import Demand, DueEffect, DueKind, Footing, Label, Source, Tag
from rules import settled
from rules.combined import combined, read_only

RULES_OWN = "within 1 day"
MOMENT = datetime(2026, 3, 10, tzinfo=UTC)


def tag(
    name: str, kind: DueKind | None = None, day: date | None = None, words: str = "", **more: object
) -> Tag:
    due = None if kind is None else DueEffect(kind, day, words, is_counted=words == RULES_OWN)
    nothing = Label("", "")
    return Tag(name, nothing, name, Source("", 0), "", 0, 0, nothing, due=due, **more)  # type: ignore[arg-type]


PAUSE = tag("not_now", DueKind.NOT_BEFORE, date(2026, 4, 5), "5 April")
COUNTED = tag("sample_request", DueKind.BY, date(2026, 3, 11), RULES_OWN)
READ = tag("quality_cert", DueKind.BY, date(2026, 3, 20), "20 March")
MEETING = tag("meeting_visit", DueKind.ON, date(2026, 3, 20), "20 March")
URGENT = tag("urgent", DueKind.BY, date(2026, 3, 11), RULES_OWN)
STOP = tag("unsubscribe", DueKind.STOP)


def due(*tags: Tag) -> DueEffect | None:
    return combined(tags).due


def test_stop_is_over_all() -> None:
    assert due(PAUSE, URGENT, STOP) == STOP.due


def test_who_presses_is_not_left_alone_though_a_pause_is_named() -> None:
    assert due(PAUSE, URGENT) == URGENT.due


def test_a_pause_goes_before_days_that_a_rule_counts() -> None:
    assert due(COUNTED, PAUSE) == PAUSE.due


def test_a_date_of_the_mail_goes_before_days_that_are_counted() -> None:
    assert due(COUNTED, READ) == READ.due


def test_of_several_deadlines_the_earliest_and_of_several_pauses_the_latest_counts() -> None:
    later = tag("order_intent", DueKind.BY, date(2026, 4, 2), "2 April")
    sooner = tag("out_of_office", DueKind.NOT_BEFORE, date(2026, 3, 20), "20 March")

    assert due(later, READ) == READ.due
    assert due(sooner, PAUSE) == PAUSE.due


def test_a_meeting_says_more_than_a_deadline_of_the_same_day() -> None:
    assert due(READ, MEETING) == MEETING.due


def test_rules_on_trial_have_no_say() -> None:
    assert due(tag("unsubscribe", DueKind.STOP, is_trial=True), READ) == READ.due


def test_only_what_the_mail_names_is_read() -> None:
    assert read_only([URGENT, COUNTED]) is None
    assert read_only([URGENT, PAUSE]) == PAUSE.due
    assert read_only([STOP]) == STOP.due


def test_rules_that_disagree_about_the_grade_leave_it_and_say_so() -> None:
    up, down = tag("order_intent", grade="up"), tag("not_now", grade="down")

    assert combined([up]).grade == "up"
    assert combined([up, tag("sample_request", grade="up")]).grade == "up"
    assert combined([up, down]).grade == ""
    assert combined([up, down]).note == "order_intent would raise the grade, not_now lower it: it stays."


ALL = (PAUSE, COUNTED, READ, MEETING, URGENT, STOP)


@given(st.permutations(ALL), st.integers(0, len(ALL)))
def test_the_order_of_the_tags_does_not_matter(tags: list[Tag], most: int) -> None:
    some = tags[:most]

    assert due(*some) == due(*sorted(some, key=lambda one: one.name))


def test_a_phrase_of_the_mail_that_sounds_like_a_rules_days_is_no_date() -> None:
    """The mail says `within 1 day` of its carrier; the rule counts a day too, and reads none."""
    said = DueEffect.counted(DueKind.BY, date(2026, 3, 10), 1)

    assert said is not None
    assert not said.is_read
    assert read_only([replace(URGENT, due=said)]) is None


def test_no_rule_counts_beyond_the_calendar() -> None:
    assert DueEffect.counted(DueKind.BY, date.max, 1) is None
    assert DueEffect.counted(DueKind.BY, date.max - timedelta(days=1), 1) == DueEffect(
        DueKind.BY, date.max, RULES_OWN, is_counted=True
    )


def test_a_tag_that_two_rules_give_to_different_customers_is_given_once() -> None:
    asking = replace(COUNTED, demand=Demand(classes=("A",)))

    assert [one.name for one in settled([asking, COUNTED], Footing("A"), MOMENT)] == ["sample_request"]
