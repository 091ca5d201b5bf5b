"""Contract or PI agreed: has anybody seen the money?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from followups import owed, past
from followups_support import (
    FRIDAY,
    MONDAY,
    POLICY,
    STOP,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    at,
    closing_time,
    fact,
    history,
    logged,
    not_before,
    they_wrote,
    we_wrote,
)
from model import BusinessFact, Duty, FactSort, Interaction, InteractionKind, Obligation

CONTRACT = fact(FactSort.CONTRACT, MONDAY, "SC-7")
PI = fact(FactSort.PROFORMA, MONDAY, "PI-1")


def watched(facts: tuple[BusinessFact, ...], *events: Interaction) -> list[Obligation]:
    past = replace(history(*events), facts=facts)
    return [one for one in owed(past, POLICY) if one.duty is Duty.CONTRACT_WATCH]


@pytest.mark.parametrize(
    ("sort", "name"), [(FactSort.CONTRACT, "Contract"), (FactSort.ORDER, "Order"), (FactSort.PROFORMA, "PI")]
)
def test_what_is_agreed_and_not_paid_is_asked_about_after_seven_days(sort: FactSort, name: str) -> None:
    paper = fact(sort, MONDAY, "N-1")

    (one,) = watched((paper,), we_wrote(MONDAY), they_wrote(TUESDAY))

    assert (one.cause, one.opened, one.due) == (f"{paper.cause}#N-1", MONDAY, closing_time("2025-11-17"))
    assert one.because == (
        f"{name} N-1 agreed (2025-11-10), and neither deposit nor letter of credit seen; ask after 7 days."
    )


def test_on_a_day_off_it_waits_for_the_next_working_day() -> None:
    (one,) = watched((fact(FactSort.CONTRACT, at("2025-11-08")),))

    assert one.due == closing_time("2025-11-17")
    assert "moved from 2025-11-15 (Saturday) to 2025-11-17." in one.because


@pytest.mark.parametrize("sort", [FactSort.DEPOSIT, FactSort.PAYMENT, FactSort.LETTER_OF_CREDIT])
def test_money_seen_ends_it(sort: FactSort) -> None:
    assert not watched((CONTRACT, fact(sort, THURSDAY)))
    assert not watched((CONTRACT,), logged(InteractionKind.PAYMENT, THURSDAY))


def test_money_of_an_earlier_deal_does_not() -> None:
    assert watched((fact(FactSort.DEPOSIT, at("2025-10-10")), CONTRACT))


def test_a_deposit_between_the_pi_and_the_contract_of_one_number_settles_both() -> None:
    pi = replace(PI, number="SC-7")
    deposit = fact(FactSort.DEPOSIT, TUESDAY)

    assert not watched((pi, deposit, replace(CONTRACT, at=WEDNESDAY)))
    assert watched((deposit, replace(CONTRACT, at=WEDNESDAY)))


def test_a_pi_nobody_answered_is_not_agreed_and_is_chased_as_a_mail() -> None:
    past = replace(history(we_wrote(MONDAY)), facts=(PI,))

    found = {one.duty for one in owed(past, POLICY)}

    assert Duty.CHASE in found
    assert Duty.CONTRACT_WATCH not in found


def test_a_pi_that_answers_their_order_is_agreed_but_not_one_after_an_order_that_was_paid() -> None:
    order = fact(FactSort.ORDER, at("2025-10-10"))

    assert watched((order, PI), we_wrote(MONDAY))
    assert not watched((order, fact(FactSort.PAYMENT, at("2025-10-20")), PI), we_wrote(MONDAY))


def test_a_newer_paper_replaces_the_older() -> None:
    newer = fact(FactSort.CONTRACT, WEDNESDAY, "SC-8")

    (one,) = watched((newer, CONTRACT))

    assert one.cause.endswith("#SC-8")


def test_who_was_asked_in_time_is_asked_again_only_after_the_same_span() -> None:
    early, asked = we_wrote(FRIDAY), we_wrote(at("2025-11-17"))

    (before,) = watched((CONTRACT,), early)
    (after,) = watched((CONTRACT,), early, asked)

    assert before.due == closing_time("2025-11-17")
    assert after.due == closing_time("2025-11-24")
    assert after.cause.startswith(before.cause)
    assert after.cause != before.cause, (
        "to ask again is another follow-up: the first may be ticked off as done"
    )
    assert "last touch 2025-11-17" in after.because


@pytest.mark.parametrize(("day", "due"), [("2025-11-12", "2025-11-19"), ("2025-11-17", "2025-11-24")])
def test_to_say_that_it_is_done_asks_again_until_there_is_money(day: str, due: str) -> None:
    def tick(one: Obligation, number: int, clock: str) -> Interaction:
        return Interaction(at(day, clock), InteractionKind.OTHER, past.done(number, one.duty, one.cause))

    (first,) = watched((CONTRACT,))
    done = tick(first, 1, "10:00")
    (second,) = watched((CONTRACT,), done)
    (third,) = watched((CONTRACT,), done, tick(second, 2, "11:00"))

    assert len({first.cause, second.cause, third.cause}) == 3
    assert second.due == closing_time(due)
    assert not watched((CONTRACT, fact(FactSort.DEPOSIT, at("2025-12-20"))), done)


def test_it_waits_with_those_who_asked_for_later_and_ends_with_those_who_asked_us_to_stop() -> None:
    assert not watched((CONTRACT,), they_wrote(TUESDAY, not_before("2025-12-20")), we_wrote(WEDNESDAY))
    assert not watched((CONTRACT,), they_wrote(TUESDAY, STOP))


def test_an_old_paper_is_asked_about_no_more() -> None:
    young = we_wrote(at("2025-12-29"))  # 7 weeks after it
    old = we_wrote(at("2026-01-05"))

    (last,) = watched((CONTRACT,), young)

    assert last.lapses == CONTRACT.at + timedelta(days=60)
    assert last.due < last.lapses
    assert not watched((CONTRACT,), old)
