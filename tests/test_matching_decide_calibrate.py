"""Thresholds for an installation, from what its reps confirmed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching import DEFAULT
from matching.calibrate import FEWEST, Answer, calibrated


def answers(score: float, right: int, wrong: int = 0) -> list[Answer]:
    return [Answer(score, right=True, mass=score)] * right + [Answer(score, right=False, mass=score)] * wrong


def test_a_few_answers_change_nothing() -> None:
    found = calibrated(answers(99, FEWEST - 1))

    assert found.thresholds == DEFAULT
    assert "too few" in found.because


def test_wrong_links_raise_the_threshold_above_them() -> None:
    found = calibrated(answers(97, 800) + answers(88, 100, 60))

    assert DEFAULT.sure < found.thresholds.sure
    assert found.answers == 960


def test_many_right_ones_below_it_lower_the_threshold() -> None:
    found = calibrated(answers(95, 500) + answers(70, 800) + answers(40, 20, 80))

    assert 60 < found.thresholds.sure < DEFAULT.sure


def test_the_more_answers_the_further_from_what_is_shipped() -> None:
    some, many = (calibrated(answers(97, 4 * size) + answers(88, size, size)) for size in (30, 3_000))

    assert DEFAULT.sure < some.thresholds.sure < many.thresholds.sure


def test_review_reaches_as_low_as_those_who_were_meant() -> None:
    low = [Answer(2.0, right=True, mass=2.0)] * 400

    assert calibrated(answers(97, 1_000) + low).thresholds.review < DEFAULT.review


def test_answers_without_a_mass_leave_the_review_threshold() -> None:
    found = calibrated([Answer(97, right=True)] * 500)

    assert found.thresholds.review == DEFAULT.review


ANSWERS = st.builds(Answer, st.floats(0, 100), st.booleans(), st.floats(0, 100))


@given(st.lists(ANSWERS, max_size=300), st.randoms(use_true_random=False))
def test_thresholds_make_sense_whatever_was_answered_and_in_whatever_order(given_, random) -> None:  # type: ignore[no-untyped-def]
    found = calibrated(given_)

    assert 0 <= found.thresholds.review <= found.thresholds.sure <= 100
    assert calibrated(random.sample(given_, len(given_))) == found


@pytest.mark.parametrize("right", [True, False])
def test_the_promise_is_within_what_the_answers_show(right: bool) -> None:
    found = calibrated([Answer(99.5, right=right, mass=99.5)] * 200)

    assert 0 <= found.precision <= (1.0 if right else 0.5)
