"""Are the team's numbers read, and impossible ones refused in words?"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import followups
from followups.calendar import CalendarPolicy, OfficeHours
from followups.pace import Pace, Quota
from followups.policy import Cadence, Chase, FirstTouch, GroupContact, Policy, Quadrant, Reply, Resume
from followups.span import Span
from followups_support import POLICY

ROOM = Path(followups.__file__).parent
SPANS: dict[str, Any] = {"volume": POLICY.cadence.volume, "closing": POLICY.cadence.closing}
WEEK = Span(7, "days")


def test_the_shipped_policy_holds_the_numbers_of_the_trade() -> None:
    cadence = POLICY.cadence

    assert {key: str(span) for key, span in cadence.volume.items()} == {
        "A": "7 days",
        "B": "15 days",
        "C": "30 days",
    }
    assert {key: str(span) for key, span in cadence.closing.items()} == {
        "a": "1 day",
        "b": "7 days",
        "c": "15 days",
        "d": "30 days",
        "e": "365 days",
    }
    assert str(POLICY.reply.within) == "24 hours"
    assert str(POLICY.first_touch.within) == "3 days"
    assert str(POLICY.chase.ladder[0]) == "7 days"


@pytest.mark.parametrize("room", [Reply, FirstTouch, Chase, Cadence, Resume, Policy])
def test_no_number_of_the_team_has_a_default_in_code(room: Any) -> None:
    defaults = {field.default for field in fields(room)} | {field.default_factory for field in fields(room)}

    # A policy of an older version says nothing of groups and of people who are away: all stays as it was.
    assert defaults <= {MISSING, None, GroupContact(), dict}


@pytest.mark.parametrize(
    "module",
    [
        *("reply", "first_touch", "chase", "cadence", "resume", "promise", "contract_watch", "quote_expiry"),
        *("pool_return", "sequence", "plans", "contents", "past", "obligations"),
    ],
)
def test_no_duty_has_a_number_above_one_in_its_code(module: str) -> None:
    tree = ast.parse((ROOM / f"{module}.py").read_text(encoding="utf-8"))

    numbers = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and type(node.value) in (int, float)
    }
    assert numbers <= {0, 1}


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("24 hours", Span(24, "hours")),
        ("1 hour", Span(1, "hours")),
        ("7 days", Span(7, "days")),
        ("3 working days", Span(3, "working days")),
        (" 1  Working Day ", Span(1, "working days")),
        ("2 weeks", Span(2, "weeks")),
    ],
)
def test_a_span_is_read_as_people_write_it(text: str, span: Span) -> None:
    assert Span.parse(text) == span


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no span of time"),
        ("7", "write for example 24 hours, 7 days"),
        ("soon", "no span of time"),
        ("1.5 days", "no span of time"),
        ("2 months", "no span of time"),
        ("٣ days", "no span of time"),
        ("0 days", "must be at least 1"),
        ("-7 days", "-7 days is not possible"),
        ("99999 days", "longer than ten years"),
        ("9" * 5000 + " days", "no span of time"),
    ],
)
def test_an_impossible_span_is_refused_with_a_hint(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Span.parse(text)


@given(st.builds(Span, st.integers(1, 500), st.sampled_from(["hours", "days", "working days", "weeks"])))
def test_a_span_reads_back_what_it_writes(span: Span) -> None:
    assert Span.parse(str(span)) == span


def _without(letter: str, scale: str) -> dict[str, Span]:
    return {key: span for key, span in SPANS[scale].items() if key != letter}


def _calendar(**changed: Any) -> CalendarPolicy:
    known: dict[str, Any] = {
        "zone": "Asia/Shanghai",
        "country": "CN",
        "office_hours": OfficeHours(time(9), time(18)),
    }
    return CalendarPolicy(**(known | changed))


def _cadence(**changed: Any) -> Cadence:
    return Cadence(**({"presets": ("volume",), **SPANS, "unclassed": Pace(WEEK)} | changed))


def _impossible() -> Iterator[tuple[str, Callable[[], object]]]:
    yield "ladder is empty", lambda: Chase(())
    yield "only a reply is counted in hours", lambda: Chase((WEEK, Span(5, "hours")))
    yield "only a reply is counted in hours", lambda: FirstTouch(Span(5, "hours"))
    yield "only a reply is counted in hours", lambda: Resume(Span(5, "hours"), WEEK)
    yield "only a reply is counted in hours", lambda: _cadence(unclassed=Pace(Span(5, "hours")))
    yield "A pace is a gap", Pace
    yield "once to once a day", lambda: Quota(8, "week")
    yield "'soon' is no span", lambda: Pace.parse("soon")
    yield "is no pace", lambda: Pace.parse("7 days and 3 days")
    yield "No cadence preset is on", lambda: _cadence(presets=())
    yield "'square' is no preset", lambda: _cadence(presets=("square",))
    yield "needs its four factors", lambda: _cadence(presets=("quadrant",))
    yield "`high_low` is a factor", lambda: Quadrant(high_low=0)
    yield (
        "'a' is no volume class; there are A, B, C",
        lambda: _cadence(volume=SPANS["volume"] | {"a": Pace(WEEK)}),
    )
    yield "'A' is no close grade", lambda: _cadence(closing=SPANS["closing"] | {"A": Pace(WEEK)})
    yield "volume class C has no span", lambda: _cadence(volume=_without("C", "volume"))
    yield "close grade e has no span", lambda: _cadence(closing=_without("e", "closing"))
    yield "country 'XX'", lambda: _calendar(country="XX")
    yield "country 'cn'", lambda: _calendar(country="cn")
    yield "country 'CHN'", lambda: _calendar(country="CHN")
    yield "'Beijing' is no time zone", lambda: _calendar(zone="Beijing")
    yield "'' is no time zone", lambda: _calendar(zone="")
    yield "'../../etc/passwd' is no time zone", lambda: _calendar(zone="../../etc/passwd")
    yield "'Caturday' is no day of the week", lambda: _calendar(weekend=("Caturday",))
    yield (
        "leaves no day to work on",
        lambda: _calendar(
            weekend=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
        ),
    )
    yield "cannot open at 18:00 and close at 09:00", lambda: OfficeHours.parse("18:00-09:00")
    yield "'9-18' are no office hours", lambda: OfficeHours.parse("9-18")
    yield "'09:00-24:00' are no office hours", lambda: OfficeHours.parse("09:00-24:00")


@pytest.mark.parametrize(("words", "build"), list(_impossible()))
def test_an_impossible_policy_is_refused_in_a_sentence(words: str, build: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=words):
        build()
