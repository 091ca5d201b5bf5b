"""Our quotation runs out: when is it time to ask for a decision?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from followups import owed
from followups_support import (
    FRIDAY,
    MONDAY,
    POLICY,
    STOP,
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

QUOTATION = fact(FactSort.QUOTATION, MONDAY, "Q-1", "2025-11-21")


def expiring(facts: tuple[BusinessFact, ...], *events: Interaction) -> list[Obligation]:
    past = replace(history(*events), facts=facts)
    return [one for one in owed(past, POLICY) if one.duty is Duty.QUOTE_EXPIRY]


def test_it_is_due_two_days_before_the_validity_ends_and_lapses_thirty_days_after() -> None:
    (one,) = expiring((QUOTATION,), we_wrote(MONDAY))

    assert (one.cause, one.opened) == (f"{QUOTATION.cause}#Q-1", MONDAY)
    assert (one.due, one.lapses) == (closing_time("2025-11-19"), closing_time("2025-12-21"))
    assert one.because == "Our quotation Q-1 of 2025-11-10 is valid until 2025-11-21; ask 2 days before."


@pytest.mark.parametrize(
    ("valid_until", "due"),
    [
        ("2025-11-24", "2025-11-21"),  # two days before is a Saturday: the working day before
        ("2025-11-12", "2025-11-11"),  # fewer days than that are left: the day after it was sent
        ("2025-11-10", "2025-11-11"),
        ("9999-12-31", None),
    ],
)
def test_it_is_due_on_a_working_day_and_never_before_it_was_sent(valid_until: str, due: str | None) -> None:
    (one,) = expiring((fact(FactSort.QUOTATION, MONDAY, "", valid_until),))

    assert one.due > one.opened
    assert due is None or one.due == closing_time(due)


def test_a_quotation_without_validity_or_with_one_that_was_over_asks_for_nothing() -> None:
    assert not expiring((fact(FactSort.QUOTATION, MONDAY),))
    assert not expiring((fact(FactSort.QUOTATION, MONDAY, "", "2025-11-01"),))


@pytest.mark.parametrize("sort", [FactSort.ORDER, FactSort.PROFORMA, FactSort.CONTRACT])
def test_an_order_ends_it(sort: FactSort) -> None:
    assert not expiring((QUOTATION, fact(sort, WEDNESDAY)))
    assert expiring((fact(sort, at("2025-10-10")), QUOTATION))
    assert not expiring((QUOTATION,), logged(InteractionKind.ORDER, WEDNESDAY))


def test_the_newest_quotation_takes_the_place_of_the_older() -> None:
    newer = fact(FactSort.QUOTATION, TUESDAY, "Q-2", "2025-12-12")

    (one,) = expiring((newer, QUOTATION))

    assert one.cause.endswith("#Q-2")
    assert not expiring((fact(FactSort.QUOTATION, TUESDAY), QUOTATION))


def test_a_touch_on_the_due_day_is_the_asking_and_one_before_is_not() -> None:
    assert expiring((QUOTATION,), we_wrote(FRIDAY))
    assert not expiring((QUOTATION,), we_wrote(at("2025-11-19", "09:00")))


def test_it_waits_with_those_who_asked_for_later_and_ends_with_those_who_asked_us_to_stop() -> None:
    assert not expiring((QUOTATION,), they_wrote(TUESDAY, not_before("2025-12-20")), we_wrote(WEDNESDAY))
    assert not expiring((QUOTATION,), they_wrote(TUESDAY, STOP))
