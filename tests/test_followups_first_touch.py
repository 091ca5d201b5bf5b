"""Who took a customer from the pool has to be heard of soon."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from followups import owed
from followups_support import (
    MONDAY,
    POLICY,
    STOP,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    closing_time,
    history,
    logged,
    not_before,
    they_wrote,
    we_wrote,
)
from model import Duty, Interaction, InteractionKind, Obligation, Passing


def introductions(*events: Interaction, came_by: str = Passing.CLAIM, **fields: Any) -> list[Obligation]:
    past = history(*events, owned_since=WEDNESDAY, came_by=came_by, **fields)
    return [one for one in owed(past, POLICY) if one.duty is Duty.FIRST_TOUCH]


@pytest.mark.parametrize(("came_by", "how"), [(Passing.CLAIM, "Claimed"), (Passing.HAND_OUT, "Handed out")])
def test_a_customer_from_the_pool_is_new_to_its_owner(came_by: str, how: str) -> None:
    (one,) = introductions(they_wrote(MONDAY), we_wrote(TUESDAY), came_by=came_by)

    assert (one.cause, one.opened) == (f"claim:{int(WEDNESDAY.timestamp())}", WEDNESDAY)
    assert one.due == closing_time("2025-11-14")  # the 15th is a Saturday
    assert one.because.startswith(f"{how} on 2025-11-12 and not yet contacted; first touch within 3 days")


@pytest.mark.parametrize("came_by", [Passing.HANDOVER, Passing.ASSIGN, ""])
def test_one_that_was_handed_over_or_assigned_is_not(came_by: str) -> None:
    assert not introductions(we_wrote(TUESDAY), came_by=came_by)


def test_a_touch_since_ends_it_and_a_meeting_at_a_fair_does_not() -> None:
    assert not introductions(logged(InteractionKind.CALL, THURSDAY))
    assert introductions(logged(InteractionKind.FAIR, THURSDAY))


def test_where_their_mail_waits_the_reply_is_the_first_touch() -> None:
    assert not introductions(we_wrote(MONDAY), they_wrote(TUESDAY))
    assert not introductions(they_wrote(THURSDAY))
    assert not introductions(they_wrote(THURSDAY), we_wrote(THURSDAY + timedelta(hours=1)))


def test_who_asked_for_later_or_for_an_end_is_left_alone() -> None:
    assert not introductions(they_wrote(MONDAY, not_before("2026-03-02")), we_wrote(TUESDAY))
    assert not introductions(they_wrote(MONDAY, STOP), we_wrote(TUESDAY))


def test_a_customer_of_the_pool_itself_owes_none() -> None:
    assert not introductions(owner=None)
