"""What we promised in our own mail: owed by its day, kept by a later mail of ours that brings it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from followups import owed
from followups_support import (
    FRIDAY,
    MONDAY,
    POLICY,
    SATURDAY,
    STOP,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    by,
    closing_time,
    history,
    logged,
    tag,
    they_wrote,
    we_wrote,
)
from model import DueEffect, Duty, History, Interaction, InteractionKind, Obligation, TagSort


def promised(about: str, when: DueEffect | None = None, quote: str = "we will send it") -> Interaction:
    made = replace(tag(when, name="our_promise", quote=quote), about=about)
    return replace(we_wrote(TUESDAY, cause="promise"), tags=(made,))


def brought(about: str, when: object = WEDNESDAY) -> Interaction:
    fact = replace(tag(name=f"sent_{about}"), about=about, sort=TagSort.FACT)
    return replace(we_wrote(when), tags=(fact,))  # type: ignore[arg-type]


def promises(past: History) -> list[Obligation]:
    return [one for one in owed(past, POLICY) if one.duty is Duty.PROMISE]


def test_a_promise_is_owed_at_the_end_of_the_day_it_names() -> None:
    past = history(promised("sample", by("2025-11-14", "by Friday"), "the samples leave by Friday"))

    (one,) = promises(past)

    assert (one.cause, one.opened, one.due) == ("promise", TUESDAY, closing_time("2025-11-14"))
    assert one.because == 'We promised on 2025-11-11: "the samples leave by Friday" (by Friday).'


def test_a_promise_without_a_day_is_owed_by_the_number_of_the_team() -> None:
    (one,) = promises(history(promised("sample")))

    assert one.due == closing_time("2025-11-14")  # three working days from Tuesday
    assert "no day named, so within 3 working days" in one.because


def test_only_a_later_mail_that_brings_the_thing_keeps_it() -> None:
    made = promised("sample")

    assert promises(history(made, brought("quotation")))
    assert promises(history(brought("sample", MONDAY), made))
    assert not promises(history(made, brought("sample")))


@pytest.mark.parametrize("about", ["", "answer"])
def test_letting_them_hear_is_kept_by_any_mail_of_ours(about: str) -> None:
    assert promises(history(promised(about)))
    assert not promises(history(promised(about), we_wrote(THURSDAY)))


def test_their_mail_or_a_call_keeps_no_promise() -> None:
    past = history(promised("sample"), they_wrote(WEDNESDAY), logged(InteractionKind.CALL, THURSDAY))

    assert promises(past)


def test_what_a_rep_noted_as_promised_is_owed_and_a_note_keeps_nothing() -> None:
    made = promised("sample")
    noted = replace(logged(InteractionKind.NOTE, TUESDAY), tags=made.tags)

    (one,) = promises(history(noted))

    assert (one.cause, one.due) == (noted.cause, closing_time("2025-11-14"))
    assert promises(history(noted, logged(InteractionKind.NOTE, WEDNESDAY)))
    assert not promises(history(noted, brought("sample")))


def test_several_promises_of_one_mail_are_one_row_with_the_earliest_day_that_is_open() -> None:
    both = promised("sample", by("2025-11-14", "by Friday"), "samples by Friday")
    quote = replace(
        tag(by("2025-11-12", "tomorrow"), name="our_promise", quote="offer tomorrow"), about="quotation"
    )
    mail = replace(both, tags=(*both.tags, quote))

    (first,) = promises(history(mail))
    (rest,) = promises(history(mail, brought("quotation")))

    assert first.due == closing_time("2025-11-12")
    assert '"samples by Friday" and "offer tomorrow"' in first.because
    assert rest.due == closing_time("2025-11-14")


def test_a_day_before_the_mail_is_owed_at_once_and_never_in_the_past() -> None:
    late = promised("sample", by("2025-11-10", "on Monday"))

    (one,) = promises(history(late))

    assert one.due == late.at


@pytest.mark.parametrize(
    ("sent", "named", "due"),
    [
        (TUESDAY, "2025-11-15", "2025-11-14"),  # a Saturday: the working day before
        (SATURDAY, "2025-11-16", "2025-11-17"),  # Sunday, told on Saturday: no working day before
        (SATURDAY, "2025-11-10", "2025-11-17"),
    ],
)
def test_a_promise_never_falls_on_a_day_off(sent: datetime, named: str, due: str) -> None:
    made = replace(promised("sample", by(named, "by then")), at=sent)

    (one,) = promises(history(made))

    assert one.due == closing_time(due)


def test_a_promise_to_somebody_who_asked_us_to_stop_is_not_owed() -> None:
    assert not promises(history(promised("sample"), they_wrote(WEDNESDAY, STOP)))


def test_a_promise_stays_owed_while_they_are_away() -> None:
    past = history(
        promised("sample", by("2025-11-14", "by Friday")), they_wrote(FRIDAY), brought("document", SATURDAY)
    )

    assert [one.due for one in promises(past)] == [closing_time("2025-11-14")]
