"""What holds for every history?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import followups
from followups import plans, resume
from followups.calendar import Days, RepCalendar
from followups.pace import Pace
from followups.past import done, in_order, stopped
from followups.policy import Occasion
from followups.span import Span
from followups_support import POLICY, customer, tag, unhurried, we_wrote
from model import (
    BusinessFact,
    CustomerId,
    DueEffect,
    DueKind,
    Duty,
    Enrolment,
    EnrolmentId,
    FactSort,
    History,
    Interaction,
    InteractionKind,
    Kind,
    Obligation,
    Passing,
    RepId,
    Tag,
    TagSort,
)

FIRST = datetime(2025, 9, 1, tzinfo=UTC)
ON_LEAVE = Days(date(2025, 10, 27), date(2025, 12, 19))

# Lin works as the team does, Omar from Sunday to Thursday, Chen is on leave for long.
POLICIES = {
    "the team's": POLICY,
    "of many countries": replace(
        POLICY,
        calendars={
            "omar": RepCalendar(zone="Asia/Dubai", country="EG", weekend=("Friday", "Saturday")),
            "chen": RepCalendar(away=(ON_LEAVE,)),
        },
        cadence=replace(
            POLICY.cadence, volume={**POLICY.cadence.volume, "A": Pace.parse("7 days and 2 per week")}
        ),
        groups=replace(POLICY.groups, contact="touches"),
        occasions=(
            Occasion("launch", on="2025-11-15", before=Span(3, "days")),
            Occasion("christmas", holiday="Christmas", content="greeting"),
        ),
        quote_expiry=replace(POLICY.quote_expiry, before=Span(3, "working days")),
    ),
}

# Few, coarse times, so that events often meet at the same second or on the same day.
times = st.integers(0, 400).map(lambda quarter: FIRST + timedelta(hours=6 * quarter))
effects = st.builds(
    DueEffect,
    st.sampled_from(DueKind),
    st.none() | st.dates(date(2025, 8, 1), date(2026, 6, 30)),
    st.just("words"),
)


def named(effect: DueEffect | None, name: str, about: str) -> Tag:
    sort = TagSort.FACT if name == "our_content" else TagSort.SIGNAL
    return replace(tag(effect, name=name), about=about, sort=sort)


tags = st.lists(
    st.builds(
        named,
        st.none() | effects,
        st.sampled_from(["some_tag", "out_of_office", "our_promise", "our_content"]),
        st.sampled_from(["", "sample", "market_trend", "greeting"]),
    ),
    max_size=2,
).map(tuple)
events = st.builds(
    Interaction,
    times,
    st.sampled_from([InteractionKind.MAIL_IN, InteractionKind.MAIL_OUT, *InteractionKind]),
    st.integers(0, 10_000).map(str),
    mail_kind=st.sampled_from([Kind.HUMAN, Kind.PORTAL, Kind.AUTO_REPLY, Kind.BOUNCE, Kind.BULK, None]),
    tags=tags,
    content=st.sampled_from(["", "", "similar_case", "greeting", "unheard of"]),
    length=st.none() | st.integers(0, 40),
)
facts = st.builds(
    BusinessFact,
    st.sampled_from(FactSort),
    times,
    st.integers(0, 9).map(str),
    st.sampled_from(["", "N-1", "N-2"]),
    valid_until=st.none() | st.dates(date(2025, 8, 1), date(2026, 6, 30)) | st.just(date.max),
)
enrolments = st.builds(
    Enrolment, st.integers(1, 9).map(EnrolmentId), st.sampled_from(["fair", "gone"]), times
)
customers = st.builds(
    customer,
    id=st.just(CustomerId(1)),
    created=times,
    owner=st.sampled_from([None, *map(RepId, ("lin", "omar", "chen"))]),
    volume_class=st.sampled_from(["", "A", "B", "C", "X"]),
    close_grade=st.sampled_from(["", "a", "b", "c", "d", "e", "A"]),
    every_days=st.none() | st.integers(-5, 5000),
    country=st.sampled_from(["", "DE", "XX"]),
    source=st.sampled_from(["", "fair"]),
    owned_since=st.none() | times,
    came_by=st.sampled_from(["", *Passing]),
)


def several(one: st.SearchStrategy[Any], most: int, key: Callable[[Any], object]) -> st.SearchStrategy[Any]:
    return st.lists(one, max_size=most, unique_by=key).map(tuple)


histories = st.builds(
    History,
    customers,
    several(events, 12, lambda event: event.cause),
    several(events, 4, lambda event: event.cause),
    several(facts, 4, lambda fact: (fact.sort, fact.cause, fact.number)),
    several(enrolments, 2, lambda enrolment: enrolment.id),
    st.sampled_from(["", "apart", "answers", "touches"]),
)
policies = st.sampled_from(sorted(POLICIES))


def owed(past: History, policy: str = "the team's") -> tuple[Obligation, ...]:
    return followups.owed(past, POLICIES[policy])


@unhurried
@given(histories, policies, st.randoms())
def test_the_order_in_which_things_are_told_does_not_matter(
    past: History, policy: str, random: Random
) -> None:
    def shuffled(told: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(random.sample(told, len(told)))

    other = replace(
        past,
        interactions=shuffled(past.interactions),
        kin=shuffled(past.kin),
        facts=shuffled(past.facts),
        enrolments=shuffled(past.enrolments),
    )

    assert owed(other, policy) == owed(past, policy)


@unhurried
@given(histories, policies)
def test_what_is_told_twice_counts_once(past: History, policy: str) -> None:
    twice = replace(
        past,
        interactions=past.interactions * 2,
        kin=past.kin * 2,
        facts=past.facts * 2,
        enrolments=past.enrolments * 2,
    )

    assert owed(twice, policy) == owed(past, policy)


@unhurried
@given(histories, policies)
def test_asked_twice_the_answer_is_the_same(past: History, policy: str) -> None:
    assert owed(past, policy) == owed(past, policy)


@unhurried
@given(histories, policies)
def test_no_two_obligations_share_duty_and_cause_and_the_earliest_stands_first(
    past: History, policy: str
) -> None:
    rows = owed(past, policy)

    assert len({(row.duty, row.cause) for row in rows}) == len(rows)
    assert [row.due for row in rows] == sorted(row.due for row in rows)


@unhurried
@given(histories, policies)
def test_nothing_but_a_reply_falls_on_a_day_off_and_all_is_due_after_it_opened(
    past: History, policy: str
) -> None:
    week = POLICIES[policy].of(past.customer.owner).calendar

    for row in owed(past, policy):
        assert row.duty is Duty.REPLY or week.works(week.day_of(row.due))
        assert row.due >= row.opened if row.duty in (Duty.REPLY, Duty.PROMISE) else row.due > row.opened


@unhurried
@given(histories, policies)
def test_a_warning_comes_before_the_due_time_and_nothing_lapses_before_it(past: History, policy: str) -> None:
    for row in owed(past, policy):
        assert row.shows is None or row.opened <= row.shows <= row.due
        assert row.lapses is None or row.lapses > row.due


@unhurried
@given(histories)
def test_a_reply_is_never_later_than_24_hours_after_its_mail(past: History) -> None:
    replies = [row for row in owed(past) if row.duty is Duty.REPLY]

    assert all(row.due - row.opened <= timedelta(hours=24) for row in replies)


@unhurried
@given(histories, policies)
def test_every_obligation_opens_with_something_that_happened_and_gives_its_reason_and_advice(
    past: History, policy: str
) -> None:
    moments = {event.at for event in (*past.interactions, *past.kin)} | {fact.at for fact in past.facts}
    moments |= {each.started for each in past.enrolments}
    moments |= {past.customer.created, past.customer.owned_since or past.customer.created}

    for row in owed(past, policy):
        assert row.cause
        assert row.opened in moments
        assert row.because.endswith(".")
        assert row.suggest.en
        assert row.suggest.zh
        assert not row.content or row.content in POLICIES[policy].contents


@unhurried
@given(histories, policies)
def test_whoever_wants_no_more_mail_is_owed_an_answer_at_most(past: History, policy: str) -> None:
    newest = max((event.at for event in past.interactions), default=FIRST)
    stop = tag(DueEffect(DueKind.STOP, None, "remove us"))
    asked = Interaction(newest + timedelta(seconds=1), InteractionKind.MAIL_IN, "stop", mail_kind=Kind.HUMAN)
    stopped = replace(past, interactions=(*past.interactions, replace(asked, tags=(stop,))))

    assert [row.duty for row in owed(stopped, policy)] == [Duty.REPLY]


@unhurried
@given(histories, policies)
def test_machines_say_nothing_but_how_long_they_are_away(past: History, policy: str) -> None:
    def heard(events: tuple[Interaction, ...]) -> tuple[Interaction, ...]:
        return tuple(event for event in events if event.moves_clocks or _is_notice(event))

    fewer = replace(past, interactions=heard(past.interactions), kin=heard(past.kin))

    assert owed(fewer, policy) == owed(past, policy)


def _is_notice(event: Interaction) -> bool:
    return event.mail_kind is Kind.AUTO_REPLY and event.kind is InteractionKind.MAIL_IN


@unhurried
@given(histories, policies, times)
def test_after_a_mail_of_ours_no_reply_is_owed(past: History, policy: str, later: datetime) -> None:
    newest = max((event.at for event in past.interactions), default=FIRST)
    ours = we_wrote(max(newest, later) + timedelta(seconds=1), cause="ours")

    rows = owed(replace(past, interactions=(*past.interactions, ours)), policy)

    assert Duty.REPLY not in {row.duty for row in rows}


@unhurried
@given(histories, policies)
def test_where_a_plan_holds_others_back_it_asks_for_its_step_and_a_tick_leads_to_another(
    past: History, policy: str
) -> None:
    numbers = POLICIES[policy].of(past.customer.owner)
    known = in_order(past)
    rows = [row for row in owed(past, policy) if row.cause.startswith("enrolment:")]
    newest = max((event.at for event in past.interactions), default=FIRST)
    ticks = [
        Interaction(newest + timedelta(seconds=at), InteractionKind.OTHER, done(at, row.duty, row.cause))
        for at, row in enumerate(rows, 1)
    ]

    later = owed(replace(past, interactions=(*past.interactions, *ticks)), policy)

    if plans.runs(known, numbers) and not stopped(known) and not resume.holds_back(known, numbers):
        assert rows
    begun = {row.cause for row in rows if row.opened <= newest}
    assert not begun & {row.cause for row in later}


@unhurried
@given(histories, policies)
def test_an_owned_customer_who_did_not_ask_us_to_stop_is_never_forgotten(past: History, policy: str) -> None:
    asked = any(tag.due and tag.due.kind is DueKind.STOP for event in past.interactions for tag in event.tags)
    duties = {row.duty for row in owed(past, policy)} - {Duty.POOL_RETURN}

    assert past.customer.owner is None or asked or duties
