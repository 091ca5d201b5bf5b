"""What we promised in our own mail: owed by its day, kept by a later mail of ours that brings it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from fakes import Office, mail, sent
from followups import owed
from followups.promise import key_of
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
from store.book import Book
from worker.intake import Intake
from worker.pipeline import Playbook

LATE = datetime(2030, 1, 1, tzinfo=UTC)


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


FRIDAYS = by("2025-11-14", "by Friday")


def with_more(mail: Interaction, about: str, when: DueEffect | None, quote: str) -> Interaction:
    return replace(mail, tags=(*mail.tags, *promised(about, when, quote).tags))


def test_promises_of_one_mail_for_several_days_are_owed_by_each_of_them() -> None:
    samples = promised("sample", FRIDAYS, "samples by Friday")
    mail = with_more(samples, "quotation", by("2025-11-12", "tomorrow"), "offer tomorrow")

    first, second = promises(history(mail))
    (rest,) = promises(history(mail, brought("quotation")))

    assert (first.cause, first.due) == ("promise", closing_time("2025-11-12"))
    assert '"offer tomorrow" (tomorrow)' in first.because
    assert (second.cause, second.due) == ("promise#2025-11-14", closing_time("2025-11-14"))
    assert "offer" not in second.because
    assert rest == second


def test_the_mail_of_a_promise_is_told_from_its_cause() -> None:
    for cause in ("promise#2025-11-14", "promise"):
        assert key_of(cause) == "promise"
    for cause in ("a#b@example.org", "#", "2025-11-14"):
        assert key_of(cause) == cause


def test_promises_for_one_day_are_one_row_and_words_within_words_are_told_once() -> None:
    mail = with_more(
        with_more(promised("sample", FRIDAYS, "samples"), "quotation", FRIDAYS, "samples\n and offer"),
        "document",
        FRIDAYS,
        "drawings",
    )

    (one,) = promises(history(mail))

    assert one.because == 'We promised on 2025-11-11: "samples and offer" and "drawings" (by Friday).'


def test_a_promise_without_a_day_stands_beside_one_with_a_later_day() -> None:
    mail = with_more(promised("sample", by("2025-12-10", "on 10 December")), "quotation", None, "an offer")

    soon, later = promises(history(mail))

    assert (soon.cause, soon.due) == ("promise", closing_time("2025-11-14"))
    assert later.cause == "promise#2025-12-10"
    assert "today" not in later.suggest.en


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


# -- in the book -------------------------------------------------------------------------------------


def test_a_promise_for_a_later_day_shows_the_mail_it_stands_in(book: Book, playbook: Playbook) -> None:
    office = Office(book, Intake(book, playbook))
    office.gets(mail("Please send samples and a drawing.", id="asked"))
    office.writes(sent("We will do so.", id="ours", day=4))
    with office.reader() as reader:
        (chase,) = (each for each in reader.due(LATE) if each.obligation.duty is Duty.CHASE)
    key = chase.obligation.cause
    rows = [replace(chase.obligation, duty=Duty.PROMISE, cause=cause) for cause in (key, f"{key}#2026-12-10")]
    with book.begin() as page:
        page.followups.settle(chase.customer, rows)

    with office.reader() as reader:
        listed = reader.due(LATE)
        shown = reader.mail(chase.mail) if chase.mail else None

    assert [each.mail for each in listed] == [chase.mail, chase.mail]
    assert shown is not None
    assert {each.id for each in shown.follow_ups} == {each.id for each in listed}
