"""Which holidays does somebody mean who names none, and by which day is `周五前`, the second week of June?"""

from __future__ import annotations

from datetime import date

import pytest

from dates import due_as, reading
from model import DueKind

TUESDAY = date(2026, 3, 10)


def day_of(kind: DueKind, sentence: str, sent: date = TUESDAY) -> str | None:
    due = due_as(kind, sentence, sent)
    return None if due is None else str(due.date)


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Ich bin vom 15.04. bis 19.04. im Urlaub.", "2026-04-20"),
        ("Ich bin vom 15.04. bis zum 19.04. nicht im Büro", "2026-04-20"),
        ("vom 15. bis 19. April in Urlaub", "2026-04-20"),
        ("in der zweiten Juniwoche", "2026-06-08"),
        ("in der 2. Juniwoche", "2026-06-08"),
        ("in der letzten Maiwoche", "2026-05-25"),
        ("六月第二周", "2026-06-08"),
        ("6月第二周再谈", "2026-06-08"),
        ("六月的第二个星期", "2026-06-08"),
        ("6月份的第2周", "2026-06-08"),
        ("6月最后一周", "2026-06-29"),
        ("下个月第二周", "2026-04-13"),
        ("明年三月第一周", "2027-03-01"),
        ("الأسبوع الثاني من يونيو", "2026-06-08"),
        ("في الأسبوع الثاني من شهر يونيو", "2026-06-08"),
        ("ثاني أسبوع من حزيران", "2026-06-08"),
    ],
)
def test_a_range_and_a_week_of_a_month_are_read(sentence: str, day: str) -> None:
    assert day_of(DueKind.NOT_BEFORE, sentence) == day


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("您好,我会在周五前把新的报价发给您。", "2026-03-13"),
        ("本周五前给您", "2026-03-13"),
        ("下周三前给您发样品", "2026-03-18"),
        ("下周前", "2026-03-16"),
        ("月底前", "2026-03-31"),
        ("3月15日前", "2026-03-15"),
        ("3.15前", "2026-03-15"),
        ("周五下班前", "2026-03-13"),
        ("明天下班前", "2026-03-11"),
        ("节前把PI发给您", "2026-05-01"),
        ("by Friday EOD", "2026-03-13"),
        ("by end of day", "2026-03-10"),
    ],
)
def test_before_a_day_is_by_that_day(sentence: str, day: str) -> None:
    assert day_of(DueKind.BY, sentence) == day


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("You will have it before 24 March.", "2026-03-23"),
        ("before the 24th", "2026-03-23"),
        ("before March 24", "2026-03-23"),
        ("Je vous l'envoie avant le 24 mars.", "2026-03-23"),
        ("antes del 24 de marzo", "2026-03-23"),
        ("antes del día 24", "2026-03-23"),
        ("antes do dia 24 de março", "2026-03-23"),
        ("noch vor dem 24. März", "2026-03-23"),
        ("before 11 March", "2026-03-10"),
        ("before 10 March", "2026-03-10"),
    ],
)
def test_before_a_day_of_the_month_leaves_it_out_but_never_ends_before_the_mail(
    sentence: str, day: str
) -> None:
    assert day_of(DueKind.BY, sentence) == day


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("by 24 March", "2026-03-24"),
        ("no later than 24 March", "2026-03-24"),
        ("before noon on 24 March", "2026-03-24"),
        ("before Friday", "2026-03-13"),
        ("avant vendredi", "2026-03-13"),
        ("before the end of March", "2026-03-31"),
        ("3月24日之前", "2026-03-24"),
        ("周五前", "2026-03-13"),
        ("до 24 марта", "2026-03-24"),
        ("قبل 24 مارس", "2026-03-24"),
    ],
)
def test_weekdays_periods_and_other_languages_keep_the_day_itself(sentence: str, day: str) -> None:
    assert day_of(DueKind.BY, sentence) == day


def test_not_before_a_day_is_that_day() -> None:
    assert day_of(DueKind.NOT_BEFORE, "not before 24 March") == "2026-03-24"


@pytest.mark.parametrize("sentence", ["三周前", "上周五前", "前两周", "上个月", "三天前联系过"])
def test_what_lies_behind_the_mail_is_no_deadline(sentence: str) -> None:
    assert day_of(DueKind.BY, sentence) is None


@pytest.mark.parametrize(
    ("sent", "sentence", "day"),
    [
        (date(2026, 1, 20), "节后再联系", "2026-02-24"),
        (date(2026, 4, 28), "节后再谈", "2026-05-06"),
        (date(2026, 4, 28), "假期后再确认", "2026-05-06"),
        (date(2026, 6, 16), "节后再联系", "2026-06-22"),
        (date(2026, 9, 25), "节后再联系", "2026-10-08"),
        (date(2026, 9, 28), "放假回来再说", "2026-10-08"),
        (date(2026, 12, 28), "节后再联系", "2027-01-04"),
        (date(2026, 12, 15), "Let us talk after the holidays", "2027-01-04"),
        (date(2026, 3, 25), "Let us talk after the holidays", "2026-04-07"),
        (date(2026, 12, 20), "вернёмся к этому после праздников", "2027-01-11"),
        (date(2026, 2, 16), "вернёмся к этому после праздников", "2026-02-24"),
        (date(2026, 4, 25), "после праздников", "2026-05-12"),
        (date(2026, 12, 15), "Melden Sie sich nach den Feiertagen", "2027-01-04"),
        (date(2026, 3, 25), "nach den Feiertagen", "2026-04-07"),
        (date(2026, 12, 15), "Reparlons-en après les fêtes", "2027-01-04"),
        (date(2026, 12, 15), "Hablemos después de las fiestas", "2027-01-04"),
        (date(2026, 12, 15), "Falamos depois das festas", "2027-01-04"),
        (date(2026, 3, 10), "نتحدث بعد العيد", "2026-03-23"),
        (date(2026, 5, 10), "نتحدث بعد العيد", "2026-06-01"),
        (date(2026, 5, 10), "نتحدث بعد العطلة", "2026-06-01"),
    ],
)
def test_who_names_no_feast_means_the_next_one(sent: date, sentence: str, day: str) -> None:
    assert day_of(DueKind.NOT_BEFORE, sentence, sent) == day


def test_a_feast_far_off_is_not_what_the_holidays_mean() -> None:
    assert day_of(DueKind.NOT_BEFORE, "after the holidays", date(2026, 7, 10)) is None


def test_after_a_feast_is_the_end_of_a_pause_and_no_day_for_a_meeting() -> None:
    after = due_as(DueKind.ON, "let's talk after Ramadan", TUESDAY)
    on = due_as(DueKind.ON, "let's talk on 20 March", TUESDAY)

    assert after is not None
    assert on is not None
    assert (after.kind, on.kind) == (DueKind.NOT_BEFORE, DueKind.ON)


def test_a_word_that_says_after_itself_is_not_shown_with_another() -> None:
    due = due_as(DueKind.NOT_BEFORE, "let us talk after the holidays", date(2026, 12, 15))

    assert due is not None
    assert reading(due) == "after the holidays, so not before 4 January 2027"


def test_the_reading_says_that_the_day_itself_is_left_out() -> None:
    due = due_as(DueKind.BY, "You will have it before 24 November.", date(2026, 11, 10))

    assert due is not None
    assert reading(due) == "before 24 November, so by 23 November 2026"
