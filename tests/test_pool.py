"""Who may claim from a pool, and which pool does a customer lie in?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followups import pool as rules
from followups.calendar import CalendarPolicy
from followups.pool import Claimer, Pool, Pools, may_claim, pool_of, rooms
from followups.span import Span
from followups.whom import Whom
from followups_support import MONDAY, POLICY, at, customer, unhurried
from model import GroupId, RepId

WEEK = POLICY.calendar
LIN = RepId("lin")
EUROPE = Pool("europe", Whom(countries=("DE", "FR")))
REST = Pool("rest")


def pools(*given: Pool, **more: Any) -> Pools:
    return replace(POLICY.pool, pools=given or (REST,), **more)


def asked(
    pool: Pool, claimer: Claimer | None = None, *, now: datetime = MONDAY, holding: int = 0, **fields: Any
) -> rules.Verdict:
    """May Lin claim a customer of this pool?"""
    lead = customer(**({"owner": None, "name": "Nordlicht"} | fields))
    return may_claim(claimer or Claimer(LIN), lead, pools(pool, holding=holding), now, WEEK)


class TestWhichPool:
    def test_the_first_whose_rule_holds_takes_it(self) -> None:
        both = pools(EUROPE, REST)

        assert pool_of(customer(country="FR"), both) is EUROPE
        assert pool_of(customer(country="BR"), both) is REST

    def test_a_pool_said_by_hand_goes_before_the_rules_as_long_as_there_is_one(self) -> None:
        assert pool_of(customer(country="FR", pool="rest"), pools(EUROPE, REST)) is REST
        assert pool_of(customer(country="FR", pool="gone"), pools(EUROPE, REST)) is EUROPE

    def test_without_class_can_be_asked_for(self) -> None:
        unclassed = Pool("unclassed", Whom(classes=("none",)))

        assert pool_of(customer(), pools(unclassed, REST)) is unclassed
        assert pool_of(customer(volume_class="A"), pools(unclassed, REST)) is REST


class TestRefused:
    def test_whoever_has_nothing_against_him_may(self) -> None:
        assert asked(REST) == rules.Verdict(True)

    def test_whose_it_is_is_said(self) -> None:
        assert asked(REST, owner=RepId("bo")).because == "Nordlicht is bo's, not in a pool."

    def test_a_pool_may_be_some_reps_only(self) -> None:
        verdict = asked(Pool("europe", reps=("anna", "bo")))

        assert verdict.because == "Only anna, bo may claim from the pool europe."

    def test_frozen_counts_from_when_it_came_into_the_pool_to_the_second(self) -> None:
        frozen = Pool("rest", freeze=Span(1, "days"))
        came, thaws = at("2025-11-10", "09:30"), at("2025-11-11", "09:30")

        before = asked(frozen, now=thaws - timedelta(seconds=1), pooled=came)

        assert before.because == (
            "Nordlicht came into the pool rest on 2025-11-10 09:30 and stays frozen for 1 day, "
            "until 2025-11-11 09:30."
        )
        assert asked(frozen, now=thaws, pooled=came).ok

    def test_who_was_in_the_pool_before_that_was_written_down_is_not_frozen(self) -> None:
        assert asked(Pool("rest", freeze=Span(1, "days")), pooled=None).ok

    def test_whoever_gave_it_up_waits(self) -> None:
        cool = Pool("rest", cool_down=Span(30, "days"))
        gave_up = at("2025-11-10")

        early = asked(cool, Claimer(LIN, gave_up=gave_up), now=at("2025-12-09"))

        assert early.because == (
            "You gave up Nordlicht, or a company of its group, on 2025-11-10 10:00; whoever did may claim it "
            "30 days later, from 2025-12-10 10:00 on."
        )
        assert asked(cool, Claimer(LIN, gave_up=gave_up), now=at("2025-12-10")).ok

    def test_who_owns_as_many_as_allowed_claims_no_more(self) -> None:
        assert asked(REST, Claimer(LIN, holding=199), holding=200).ok
        assert asked(REST, Claimer(LIN, holding=200), holding=200).because == (
            "You own 200 customers, and who owns 200 may claim no more: possible again once you own fewer "
            "than 200."
        )

    @pytest.mark.parametrize(
        ("limit", "period", "again"),
        [
            ({"per_day": 2}, "today", "2025-11-13 00:00"),
            ({"per_week": 2}, "this week", "2025-11-17 00:00"),
            ({"per_month": 2}, "this month", "2025-12-01 00:00"),
            ({"per_day": 2, "per_month": 2}, "this month", "2025-12-01 00:00"),
        ],
    )
    def test_a_limit_says_how_many_of_how_many_and_when_again(
        self, limit: dict[str, int], period: str, again: str
    ) -> None:
        claims = [at("2025-11-12", "08:00"), at("2025-11-12", "09:00")]

        verdict = asked(Pool("rest", **limit), Claimer(LIN, claims=claims), now=at("2025-11-12"))

        assert verdict.because == (
            f"You have claimed 2 of 2 from the pool rest {period}; possible again from {again} on."
        )

    def test_a_day_is_the_team_s_and_not_that_of_greenwich(self) -> None:
        early = at("2025-11-12", "00:30")  # still the 11th in UTC
        late = at("2025-11-11", "23:30")
        one = Pool("rest", per_day=1)

        assert asked(one, Claimer(LIN, claims=[late]), now=early).ok
        assert not asked(one, Claimer(LIN, claims=[early]), now=at("2025-11-12", "23:00")).ok

    def test_a_week_over_new_year_is_one_week(self) -> None:
        one = Pool("rest", per_week=1)

        assert not asked(one, Claimer(LIN, claims=[at("2025-12-30")]), now=at("2026-01-02")).ok
        assert asked(one, Claimer(LIN, claims=[at("2025-12-28")]), now=at("2026-01-02")).ok


class TestRules:
    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            (lambda: pools(EUROPE), "must take whatever no other takes"),
            (lambda: pools(REST, REST), "Two pools are called rest"),
            (lambda: Pool("x", per_day=-1), "from 0 on"),
            (lambda: Pool(" "), "needs a name"),
            (lambda: pools(warn=Span(30, "days")), "must be shorter"),
            (lambda: pools(holding=-1), "from 0 on"),
        ],
    )
    def test_what_cannot_be_meant_is_refused(self, wrong: Any, said: str) -> None:
        with pytest.raises(ValueError, match=said):
            wrong()


# -- under any interleaving --------------------------------------------------------------------------------


@dataclass
class Desk:
    """A book in three lines: who asks, what was claimed and given up, and what is held."""

    pools: Pools
    now: datetime
    claims: list[datetime]
    held: set[int]
    given_up: dict[int, datetime]

    def claim(self, number: int) -> None:
        lead = customer(id=number, owner=LIN if number in self.held else None, group=GroupId(number % 3))
        lost = [at for each, at in self.given_up.items() if each % 3 == number % 3]
        claimer = Claimer(LIN, len(self.held), self.claims, max(lost, default=None))
        if may_claim(claimer, lead, self.pools, self.now, WEEK).ok:
            self.claims.append(self.now)
            self.held.add(number)

    def give_up(self, number: int) -> None:
        """A release, a return, or a claim that is taken back: none refunds anything."""
        if number in self.held:
            self.held.discard(number)
            self.given_up[number] = self.now


LIMITED = Pool("rest", per_day=2, per_week=5, per_month=9, cool_down=Span(3, "days"))
STEPS = st.lists(
    st.tuples(st.sampled_from(("claim", "claim", "claim", "give up", "hours")), st.integers(0, 40)),
    max_size=80,
)


@unhurried
@given(STEPS, st.integers(1, 6))
def test_claims_never_pass_a_limit_in_whatever_order_things_happen(
    steps: list[tuple[str, int]], holding: int
) -> None:
    desk = Desk(pools(LIMITED, holding=holding), at("2025-10-27"), [], set(), {})

    for step, number in steps:
        if step == "hours":
            desk.now += timedelta(hours=number)
        elif step == "claim":
            desk.claim(number)
        else:
            desk.give_up(number)

        assert len(desk.held) <= holding

    days = [WEEK.day_of(each) for each in desk.claims]
    assert max(Counter(days).values(), default=0) <= 2
    assert max(Counter(day.isocalendar()[:2] for day in days).values(), default=0) <= 5
    assert max(Counter((day.year, day.month) for day in days).values(), default=0) <= 9


@unhurried
@given(st.integers(0, 3650 * 24), st.lists(st.integers(0, 70 * 24), max_size=30))
def test_whatever_counts_for_a_limit_is_asked_of_the_ledger(hours: int, ago: list[int]) -> None:
    now = at("2020-01-01") + timedelta(hours=hours)
    claims = [now - timedelta(hours=hours) for hours in ago]
    asked_for = [each for each in claims if each >= rules.since(now, WEEK)]

    assert rooms(LIMITED, asked_for, now, WEEK) == rooms(LIMITED, claims, now, WEEK)


@unhurried
@given(
    st.integers(0, 30),
    st.integers(0, 23),
    st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "Pacific/Apia"]),
)
def test_when_a_limit_says_again_it_is_possible_again(days: int, hours: int, zone: str) -> None:
    here = CalendarPolicy(zone, "CN", WEEK.office_hours)
    now = at("2025-10-27") + timedelta(days=days, hours=hours)
    claims = [now] * 9

    again = max(room.again for room in rooms(LIMITED, claims, now, here) if room.left == 0)

    assert may_claim(Claimer(LIN, claims=claims), customer(owner=None), pools(LIMITED), again, here).ok
