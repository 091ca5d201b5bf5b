"""Dates read from the sentence that fired a rule."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dates import due_as
from model import DueEffect, DueKind

TUESDAY = date(2026, 3, 10)
DATED = (DueKind.NOT_BEFORE, DueKind.ON, DueKind.BY)


@pytest.mark.parametrize(
    ("sentence", "kind", "day", "words"),
    [
        ("after 15 March", "not_before", "2026-03-16", "15 March"),
        ("I am away until 4 April", "not_before", "2026-04-05", "4 April"),
        ("I will be back on 5 May", "not_before", "2026-05-05", "5 May"),
        ("away from 9 March and will be back on 25 March", "not_before", "2026-03-25", "25 March"),
        ("away since 9 March, back on 25 March", "not_before", "2026-03-25", "25 March"),
        ("Our office is closed for Eid until 2 April 2026.", "not_before", "2026-04-03", "2 April 2026"),
        (
            "closed for Easter from 24 March to 28 March 2026",
            "not_before",
            "2026-03-29",
            "24 March to 28 March 2026",
        ),
        ("in July", "not_before", "2026-07-01", "July"),
        ("away until May", "not_before", "2026-05-01", "May"),
        ("next week", "not_before", "2026-03-16", "next week"),
        ("next month", "not_before", "2026-04-01", "next month"),
        ("next year", "not_before", "2027-01-01", "next year"),
        ("in two weeks", "on", "2026-03-24", "in two weeks"),
        ("at the end of the month", "on", "2026-03-31", "the end of the month"),
        ("mid of May", "on", "2026-05-15", "mid of May"),
        ("2026-03-20", "on", "2026-03-20", "2026-03-20"),
        ("on 20.03.2026", "on", "2026-03-20", "20.03.2026"),
        ("on 3/20/2026", "on", "2026-03-20", "3/20/2026"),
        ("by Friday", "by", "2026-03-13", "Friday"),
        ("tomorrow", "on", "2026-03-11", "tomorrow"),
        ("this week", "on", "2026-03-13", "this week"),
        ("second week of June", "not_before", "2026-06-08", "second week of June"),
        ("in Q3", "not_before", "2026-07-01", "Q3"),
        ("in autumn", "not_before", "2026-09-01", "in autumn"),
        ("I am on leave from 12 to 20 March", "not_before", "2026-03-21", "12 to 20 March"),
        ("after Easter", "not_before", "2026-04-07", "Easter"),
        ("our company is closed next week", "not_before", "2026-03-23", "next week"),
        ("am 5. Mai wieder im Büro", "not_before", "2026-05-05", "5. Mai"),
        ("bis zum 3. April nicht im Büro", "not_before", "2026-04-04", "3. April"),
        ("ausente hasta el 20 de marzo", "not_before", "2026-03-21", "20 de marzo"),
        ("3月15日之前", "by", "2026-03-15", "3月15日"),
        ("3月20日后再联系", "not_before", "2026-03-21", "3月20日"),
        ("三月二十日", "on", "2026-03-20", "三月二十日"),
        ("5月6日恢复上班", "not_before", "2026-05-06", "5月6日"),
        ("3月2日至3月12日出差", "not_before", "2026-03-13", "3月2日至3月12日"),
        ("下个月再说", "not_before", "2026-04-01", "下个月"),
        ("下周一", "on", "2026-03-16", "下周一"),
        ("周五", "on", "2026-03-13", "周五"),
        ("月底", "on", "2026-03-31", "月底"),
        ("明年再考虑", "not_before", "2027-01-01", "明年"),
        ("五一后再说", "not_before", "2026-05-06", "五一"),
        ("國慶後", "not_before", "2026-10-08", "國慶"),
    ],
)
def test_a_date_in_a_sentence_is_read(sentence: str, kind: str, day: str, words: str) -> None:
    due = due_as(DueKind(kind), sentence, TUESDAY)

    assert due is not None
    assert (due.kind.value, str(due.date), due.words) == (kind, day, words)


@pytest.mark.parametrize(
    "sentence",
    [
        "May I ask",
        "we sat on the 2024 model",
        "31 February",
        "ISO 9001",
        "100 pcs of item 4410",
        "the march of time",
        "价格太高",
        "",
    ],
)
def test_no_date_is_invented(sentence: str) -> None:
    assert [due_as(kind, sentence, TUESDAY) for kind in DATED] == [None, None, None]


@pytest.mark.parametrize(
    ("sent", "day"), [(date(2026, 1, 20), "2026-02-24"), (date(2025, 12, 20), "2026-02-24")]
)
def test_after_the_spring_festival_work_begins_when_the_state_council_says(sent: date, day: str) -> None:
    due = due_as(DueKind.NOT_BEFORE, "春节后联系", sent)

    assert due is not None
    assert str(due.date) == day


def test_a_year_without_official_days_off_is_taken_from_the_holidays_of_the_world() -> None:
    due = due_as(DueKind.NOT_BEFORE, "after Chinese New Year", date(2029, 12, 1))

    assert due is not None
    assert due.date is not None
    assert date(2030, 2, 3) < due.date < date(2030, 2, 20)


def test_a_pause_takes_the_clearest_and_a_deadline_the_earliest_date() -> None:
    pause = due_as(DueKind.NOT_BEFORE, "I leave on 12 March and am back on 20 March", TUESDAY)
    deadline = due_as(DueKind.BY, "we open on 30 March and need it by 20 March", TUESDAY)

    assert pause is not None
    assert deadline is not None
    assert (str(pause.date), str(deadline.date)) == ("2026-03-20", "2026-03-20")


def test_a_pause_does_not_end_before_the_mail() -> None:
    assert due_as(DueKind.NOT_BEFORE, "not today", TUESDAY) is None


def test_a_deadline_does_not_lie_before_the_mail() -> None:
    assert due_as(DueKind.BY, "we need it in March", TUESDAY) is None
    assert due_as(DueKind.ON, "today", TUESDAY) == DueEffect(DueKind.ON, TUESDAY, "today")


@given(st.text(alphabet="0123456789./-月日号周下年底后 a", max_size=60), st.dates(), st.sampled_from(DATED))
def test_no_sentence_and_no_day_breaks_the_grammar(sentence: str, sent: date, kind: DueKind) -> None:
    due = due_as(kind, sentence, sent)

    assert due is None or due.words in sentence
