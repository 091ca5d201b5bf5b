"""What holds of the grammar of dates whatever the text says."""

# ruff: noqa: E501, SIM905 - words as in a list
from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dates import due_as, named_days, reading
from model import DueEffect, DueKind

DATED = (DueKind.NOT_BEFORE, DueKind.ON, DueKind.BY)
WORDS = (
    "after until by before from in within next last this the of end middle week month year quarter two 3 15 29 31 "
    "2026 March May Friday tomorrow spring Easter Eid 12.03. 3/4 31.12.9999 16.-20. bis zum Ende nach Ostern 下 周五 "
    "月底 3月 15日 后 春节 через две недели до конца года خلال أسبوعين بعد العيد . , ; - – back away segunda na"
).split()  # fmt: skip

texts = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


@given(st.one_of(st.text(max_size=80), texts), st.dates(), st.sampled_from(DATED))
def test_no_text_breaks_it_and_no_day_lies_before_the_mail(text: str, sent: date, kind: DueKind) -> None:
    due = due_as(kind, text, sent)

    assert due is None or (due.date is not None and due.date >= sent and due.words in text)


@given(st.one_of(st.text(max_size=80), texts), st.dates())
def test_named_days_stand_in_order_and_never_upon_another(text: str, sent: date) -> None:
    found = named_days(text, sent)

    assert all(0 <= one.start < one.end <= len(text) and one.days.first <= one.days.last for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.sampled_from(DATED), st.dates(), st.one_of(st.text(max_size=40), texts))
def test_every_effect_can_be_shown(kind: DueKind, day: date, words: str) -> None:
    assert str(day.year) in reading(DueEffect(kind, day, words))


@pytest.mark.parametrize(
    ("kind", "sentence", "shown"),
    [
        ("not_before", "after 15 April", "after 15 April, so not before 16 April 2026"),
        ("not_before", "back on 5 May", "5 May, so not before 5 May 2026"),
        ("by", "by Friday", "Friday, so by 13 March 2026"),
        (
            "not_before",
            "after Eid",
            "after Eid, so not before 23 March 2026 (estimated: these days off are not fixed yet)",
        ),
    ],
)
def test_a_day_is_shown_with_its_reading(kind: str, sentence: str, shown: str) -> None:
    effect = due_as(DueKind(kind), sentence, date(2026, 3, 10))

    assert effect is not None
    assert reading(effect) == shown


@pytest.mark.parametrize(
    "text", ["1" * 100_000, "3/" * 50_000, "下" * 100_000, "in the " * 20_000, "- " * 50_000]
)
def test_a_hostile_text_is_read_to_its_six_hundredth_character(text: str) -> None:
    assert due_as(DueKind.ON, text, date(2026, 3, 10)) is None
    assert named_days(text[:600] + " 2026-04-01", date(2026, 3, 10)) == []
