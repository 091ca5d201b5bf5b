"""What holds for every history?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

import followups
from followups import calendar
from followups_support import POLICY, customer, tag, unhurried, we_wrote
from model import CustomerId, DueEffect, DueKind, Duty, History, Interaction, InteractionKind, Kind, RepId

FIRST = datetime(2025, 9, 1, tzinfo=UTC)
OFFICE_DUTIES = {Duty.FIRST_TOUCH, Duty.CHASE, Duty.CADENCE, Duty.RESUME}

# Few, coarse times, so that events often meet at the same second or on the same day.
times = st.integers(0, 400).map(lambda quarter: FIRST + timedelta(hours=6 * quarter))
effects = st.builds(
    DueEffect,
    st.sampled_from(DueKind),
    st.none() | st.dates(date(2025, 8, 1), date(2026, 6, 30)),
    st.just("words"),
)
tags = st.lists((st.none() | effects).map(tag), max_size=2).map(tuple)
events = st.builds(
    Interaction,
    times,
    st.sampled_from([InteractionKind.MAIL_IN, InteractionKind.MAIL_OUT, *InteractionKind]),
    st.integers(0, 10_000).map(str),
    mail_kind=st.sampled_from([Kind.HUMAN, Kind.PORTAL, Kind.AUTO_REPLY, Kind.BOUNCE, Kind.BULK, None]),
    tags=tags,
)
customers = st.builds(
    customer,
    id=st.just(CustomerId(1)),
    created=times,
    owner=st.sampled_from([None, RepId("lin")]),
    volume_class=st.sampled_from(["", "A", "B", "C", "X"]),
    close_grade=st.sampled_from(["", "a", "b", "c", "d", "e", "A"]),
    every_days=st.none() | st.integers(-5, 5000),
)
histories = st.builds(
    History, customers, st.lists(events, max_size=12, unique_by=lambda event: event.cause).map(tuple)
)


@unhurried
@given(histories, st.randoms())
def test_the_order_in_which_events_are_told_does_not_matter(past: History, random: Random) -> None:
    shuffled = list(past.interactions)
    random.shuffle(shuffled)

    assert followups.owed(History(past.customer, tuple(shuffled)), POLICY) == followups.owed(past, POLICY)


@unhurried
@given(histories)
def test_an_event_told_twice_counts_once(past: History) -> None:
    twice = History(past.customer, past.interactions * 2)

    assert followups.owed(twice, POLICY) == followups.owed(past, POLICY)


@unhurried
@given(histories)
def test_asked_twice_the_answer_is_the_same(past: History) -> None:
    assert followups.owed(past, POLICY) == followups.owed(past, POLICY)


@unhurried
@given(histories)
def test_no_two_obligations_share_duty_and_cause_and_the_earliest_stands_first(past: History) -> None:
    rows = followups.owed(past, POLICY)

    assert len({(row.duty, row.cause) for row in rows}) == len(rows)
    assert [row.due for row in rows] == sorted(row.due for row in rows)


@unhurried
@given(histories)
def test_nothing_but_a_reply_falls_on_a_day_off_and_all_is_due_after_it_opened(past: History) -> None:
    for row in followups.owed(past, POLICY):
        day = POLICY.calendar.day_of(row.due)
        assert row.duty is Duty.REPLY or calendar.is_workday(day, "CN")
        assert row.due >= row.opened if row.duty is Duty.REPLY else row.due > row.opened


@unhurried
@given(histories)
def test_a_reply_is_never_later_than_24_hours_after_its_mail(past: History) -> None:
    replies = [row for row in followups.owed(past, POLICY) if row.duty is Duty.REPLY]

    assert all(row.due - row.opened <= timedelta(hours=24) for row in replies)


@unhurried
@given(histories)
def test_every_obligation_opens_with_an_event_and_gives_its_reason_and_advice(past: History) -> None:
    known = {event.cause: event.at for event in past.interactions} | {"created": past.customer.created}

    for row in followups.owed(past, POLICY):
        assert known[row.cause] == row.opened
        assert row.because.endswith(".")
        assert row.suggest.en
        assert row.suggest.zh


@unhurried
@given(histories)
def test_machines_say_nothing_but_how_long_they_are_away(past: History) -> None:
    heard = tuple(
        event
        for event in past.interactions
        if event.moves_clocks
        or (event.mail_kind is Kind.AUTO_REPLY and event.kind is InteractionKind.MAIL_IN)
    )

    assert followups.owed(History(past.customer, heard), POLICY) == followups.owed(past, POLICY)


@unhurried
@given(histories, times)
def test_after_a_mail_of_ours_no_reply_is_owed(past: History, later: datetime) -> None:
    newest = max((event.at for event in past.interactions), default=FIRST)
    ours = we_wrote(max(newest, later) + timedelta(seconds=1), cause="ours")

    rows = followups.owed(History(past.customer, (*past.interactions, ours)), POLICY)

    assert Duty.REPLY not in {row.duty for row in rows}


@unhurried
@given(histories)
def test_an_owned_customer_who_did_not_ask_us_to_stop_is_never_forgotten(past: History) -> None:
    asked = any(tag.due and tag.due.kind is DueKind.STOP for event in past.interactions for tag in event.tags)

    assert past.customer.owner is None or asked or followups.earliest(followups.owed(past, POLICY))
