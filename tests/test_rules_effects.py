"""Till when does a tag describe the customer?"""

from __future__ import annotations

from datetime import date

import pytest

from model import DueEffect, DueKind, Label
from rules.effects import last_day
from rules.rule import Rule, Status

MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("expires", "named", "last"),
    [
        (60, None, date(2026, 5, 1)),
        (60, date(2026, 4, 1), date(2026, 5, 1)),
        (60, date(2026, 9, 1), date(2026, 9, 2)),
        (60, date.max, date(2026, 5, 1)),
        (None, date(2026, 9, 1), None),
    ],
)
def test_a_tag_never_ends_before_the_day_it_names(
    expires: int | None, named: date | None, last: date | None
) -> None:
    words = Label("Later", "以后")
    rule = Rule("r", "not_now", words, words, any_=("not now",), status=Status.DRAFT, expires=expires)
    due = DueEffect(DueKind.NOT_BEFORE, named, "words")

    assert last_day(rule, due, MONDAY) == last


def test_a_tag_near_the_end_of_the_calendar_has_no_end() -> None:
    words = Label("Later", "以后")
    rule = Rule("r", "not_now", words, words, any_=("not now",), status=Status.DRAFT, expires=60)

    assert last_day(rule, None, date.max) is None
