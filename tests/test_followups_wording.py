"""Does a reason quote what they wrote and nothing else, and does it agree with its date?"""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import followups
import rules
from followups_support import MONDAY, POLICY, by, history, not_before, only, tag, tagged, unhurried
from model import Duty, Interaction, Kind
from rules_support import DATA, mail, shipped

QUOTED = re.compile(r'"([^"]*)"')
MAIL = "Their mail of 2025-11-10 waits for an answer within 24 hours"


def because(duty: Duty, event: Interaction) -> str:
    return only(followups.owed(history(event), POLICY), duty).because


# -- by when -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quote", "words", "said"),
    [
        ("asap", "within 0 days", 'they wrote "asap"; the rule gives 0 days'),
        ("must ship by Monday", "Monday", 'they wrote "must ship by Monday"'),
        ("reply within 1 day", "within 1 day", 'they wrote "reply within 1 day"'),
        ("run out", "within a day", 'they wrote "run out" and "within a day"'),
        ("run\n out of", "on Monday.", 'they wrote "run out of" and "on Monday"'),
        ("急", "今天。", 'they wrote "急" and "今天"'),
    ],
)
def test_a_wish_is_told_in_their_words_and_a_default_as_the_rules_own(
    quote: str, words: str, said: str
) -> None:
    is_counted = "the rule gives" in said
    event = tagged(MONDAY, tag(by("2025-11-10", words, is_counted=is_counted), quote=quote))

    assert because(Duty.REPLY, event) == f"{MAIL}; {said}, so by 2025-11-10."


# -- not before --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind", "who"),
    [
        ("out_of_office", Kind.AUTO_REPLY, "They are away or closed"),
        ("out_of_office", Kind.HUMAN, "They are away or closed"),
        ("not_now", Kind.AUTO_REPLY, "They are away or closed"),
        ("not_now", Kind.HUMAN, "They asked for later"),
    ],
)
def test_an_absence_and_a_wish_for_later_are_told_apart(name: str, kind: Kind, who: str) -> None:
    event = tagged(MONDAY, tag(not_before("2025-12-16", "until 15 December"), name=name), kind=kind)

    one = only(followups.owed(history(event), POLICY), Duty.RESUME)

    assert one.because.startswith(f"{who} (mail of 2025-11-10): they wrote ")
    assert ("as they asked" in one.suggest.en) == (who == "They asked for later")


@pytest.mark.parametrize(
    ("quote", "words", "day", "said"),
    [
        ("closed", "until 15 December 2025", "2025-12-16", '"closed" and "until 15 December 2025"'),
        ("come back after 1 October", "1 October", "2025-12-02", '"come back after 1 October"'),
        ("until", "until 15 December.", "2025-12-16", '"until 15 December"'),
        ("back on 15 December", "15 December", "2025-12-15", '"back on 15 December"'),
        ("", "明年", "2026-01-01", '"明年"'),
    ],
)
def test_a_pause_gives_their_words_and_the_day_that_follows_from_them(
    quote: str, words: str, day: str, said: str
) -> None:
    marked = tag(not_before(day, words), quote=quote)

    told = because(Duty.RESUME, tagged(MONDAY, marked))

    assert f"they wrote {said}, so not before {day}; follow up 1 working day after" in told


def test_the_default_of_a_rule_for_later_is_no_word_of_theirs() -> None:
    event = tagged(MONDAY, tag(not_before("2025-11-13", "within 3 days", is_counted=True), quote="not now"))

    assert 'they wrote "not now"; the rule gives 3 days, so not before 2025-11-13;' in because(
        Duty.RESUME, event
    )


def test_of_two_pauses_the_words_belong_to_the_later_day() -> None:
    event = tagged(
        MONDAY,
        tag(not_before("2025-12-16", "until 15 December"), name="out_of_office"),
        tag(not_before("2025-11-21", "until 20 November"), name="not_now"),
    )

    assert 'They are away or closed (mail of 2025-11-10): they wrote "until 15 December", so not ' in because(
        Duty.RESUME, event
    )


# -- whatever they write -----------------------------------------------------------------------------


def _texts() -> list[tuple[str, date]]:
    """The mails that the shipped rules are tested with, and those they never saw."""
    lines = (DATA / "signals-own.jsonl").read_text(encoding="utf-8").splitlines()
    seen = [sample for module in shipped() for rule in module.rules for sample in rule.tests if sample.hit]
    unseen = [one for one in map(json.loads, lines) if one["direction"] == "in"]
    return [
        *((sample.text, sample.sent or date(2026, 3, 10)) for sample in seen),
        *((one["body"], date.fromisoformat(one["mail_date"])) for one in unseen),
    ]


@pytest.mark.parametrize("kind", [Kind.HUMAN, Kind.AUTO_REPLY])
def test_all_that_stands_in_quotation_marks_stands_in_the_mail(kind: Kind) -> None:
    in_force, quoted = rules.RuleSet.of(shipped()), 0

    for text, sent in _texts():
        tags = rules.tag(mail(text, kind=kind), in_force, sent)
        at = datetime.combine(sent, time(10), ZoneInfo("Asia/Shanghai")).astimezone(UTC)
        for row in followups.owed(history(tagged(at, *tags, kind=kind)), POLICY):
            pieces = QUOTED.findall(row.because)
            quoted += len(pieces)
            assert all(piece and piece in " ".join(text.split()) for piece in pieces), row.because

    assert quoted > 10


words_of_theirs = st.text(st.characters(exclude_characters='"'), max_size=200)


@unhurried
@given(words_of_theirs, words_of_theirs | st.sampled_from(["within 1 day", "within 2 days", "today"]))
def test_any_words_make_one_short_sentence_that_quotes_no_others(quote: str, words: str) -> None:
    told = because(Duty.REPLY, tagged(MONDAY, tag(by("2025-11-10", words), quote=quote)))

    theirs = " ".join((quote + "\n" + words).split())
    assert len(told.splitlines()) == 1
    assert len(told) < 300
    assert all(piece and piece in theirs for piece in QUOTED.findall(told))
