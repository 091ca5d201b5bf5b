"""Whose turn it is: interleaved weighted turns, with a cursor that survives everything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followups.rotation import (
    START,
    Cursor,
    FromConversion,
    Given,
    Rotation,
    next_turn,
    turns,
    weighed,
)
from followups.span import Span
from model import utc

REPS = ("lina", "wang wei", "chen", "dora", "emil")
WEIGHTS = st.dictionaries(st.sampled_from(REPS), st.integers(0, 5), min_size=1).filter(
    lambda weights: any(weights.values())
)


def everybody(_: str) -> str:
    return ""


def sequence(weights: Mapping[str, int], cursor: Cursor, count: int) -> tuple[list[str], Cursor]:
    """So many turns given one by one, the cursor kept as text in between, as after a restart."""
    found = []
    for _ in range(count):
        taken = next_turn(weights, Cursor.parse(str(cursor)), everybody)
        assert taken.rep is not None
        found.append(taken.rep)
        cursor = taken.cursor
    return found, cursor


class TestTheOrder:
    def test_three_to_two_to_one_gives_a_b_c_a_b_a(self) -> None:
        found = "".join(turn.rep for turn in islice(turns({"A": 3, "B": 2, "C": 1}), 12))

        assert found == "ABCABA" * 2

    @given(st.integers(0, 60))
    def test_also_after_a_restart_between_any_two_turns(self, before: int) -> None:
        weights = {"A": 3, "B": 2, "C": 1}
        _, cursor = sequence(weights, START, before)

        again = Cursor.parse(str(cursor))
        found = [turn.rep for turn in islice(turns(weights, again), 6)]

        assert "".join(found) == ("ABCABA" * 2)[before % 6 :][:6]

    @given(WEIGHTS, st.integers(1, 4), st.integers(0, 40))
    def test_over_whole_cycles_everybody_has_as_many_turns_as_weight(
        self, weights: dict[str, int], cycles: int, before: int
    ) -> None:
        _, cursor = sequence(weights, START, before)

        found, _ = sequence(weights, cursor, cycles * sum(weights.values()))

        assert Counter(found) == Counter({rep: cycles * weight for rep, weight in weights.items() if weight})

    @given(WEIGHTS)
    def test_each_round_visits_all_of_its_weight_in_the_order_of_the_list(
        self, weights: dict[str, int]
    ) -> None:
        cycle = [*islice(turns(weights), sum(weights.values()))]

        for number in range(1, max(weights.values()) + 1):
            visited = [turn.rep for turn in cycle if turn.round == number]
            assert visited == [rep for rep, weight in weights.items() if weight >= number]

    def test_where_nobody_weighs_anything_there_are_no_turns(self) -> None:
        assert [*turns({"A": 0})] == []
        assert next_turn({}, START, everybody).rep is None


class TestWhoCannot:
    @given(WEIGHTS, st.sets(st.sampled_from(REPS)), st.integers(1, 30))
    def test_it_never_goes_to_who_cannot_and_the_others_keep_their_shares(
        self, weights: dict[str, int], away: set[str], cycles: int
    ) -> None:
        present = {rep: weight for rep, weight in weights.items() if weight and rep not in away}
        found, cursor = [], START
        for _ in range(cycles * sum(present.values())):
            taken = next_turn(weights, cursor, lambda rep: "away" if rep in away else "")
            found.append(taken.rep)
            cursor = Cursor.parse(str(taken.cursor))

        assert Counter(found) == Counter({rep: cycles * weight for rep, weight in present.items()})

    def test_the_turn_passes_to_the_next_and_the_reason_is_kept(self) -> None:
        taken = next_turn({"A": 1, "B": 1, "C": 1}, START, {"A": "away", "B": "full", "C": ""}.__getitem__)

        assert taken.rep == "C"
        assert [(each.rep, each.why) for each in taken.skipped] == [("A", "away"), ("B", "full")]

    def test_who_was_passed_over_gets_nothing_back(self) -> None:
        weights = {"A": 2, "B": 1}
        first = next_turn(weights, START, lambda rep: "away" if rep == "A" else "")

        then, _ = sequence(weights, first.cursor, 4)

        assert (first.rep, then) == ("B", ["A", "A", "B", "A"])

    @given(WEIGHTS, st.integers(0, 20))
    def test_where_nobody_can_all_reasons_are_told_and_nothing_moves(
        self, weights: dict[str, int], before: int
    ) -> None:
        _, cursor = sequence(weights, START, before)

        taken = next_turn(weights, cursor, lambda rep: f"{rep} is away")

        assert (taken.rep, taken.cursor) == (None, cursor)
        assert {each.why for each in taken.skipped} == {
            f"{rep} is away" for rep, weight in weights.items() if weight
        }


class TestAChangedTeam:
    @given(WEIGHTS, st.integers(0, 40), WEIGHTS, st.integers(1, 4))
    def test_whoever_joins_leaves_or_weighs_otherwise_proportions_hold_from_then_on(
        self, before: dict[str, int], given_before: int, after: dict[str, int], cycles: int
    ) -> None:
        _, cursor = sequence(before, START, given_before)

        found, _ = sequence(after, cursor, cycles * sum(after.values()))

        counts, positions = Counter(found), len(found)
        for rep, weight in after.items():
            # the cycle that was under way is finished first: at most one cycle's turns more or less
            assert abs(counts[rep] - cycles * weight) <= weight, (positions, found)

    def test_when_the_last_rep_has_left_the_next_in_order_follows(self) -> None:
        _, cursor = sequence({"A": 2, "B": 2, "C": 2}, START, 2)

        found, _ = sequence({"A": 2, "C": 2}, cursor, 3)

        assert found == ["C", "A", "C"]

    def test_when_the_list_is_put_into_another_order_it_goes_on_behind_the_last(self) -> None:
        _, cursor = sequence({"A": 1, "B": 1, "C": 1}, START, 1)

        assert sequence({"C": 1, "A": 1, "B": 1}, cursor, 2)[0] == ["B", "C"]

    def test_a_round_that_is_there_no_more_begins_the_next_cycle(self) -> None:
        _, cursor = sequence({"A": 3, "B": 1}, START, 4)

        assert cursor.round == 3
        assert sequence({"A": 1, "B": 1}, cursor, 2)[0] == ["A", "B"]

    @pytest.mark.parametrize("text", ["", "x", "1 2", "-1 0 A", "1 x A", "9999999 0 A", "١ 0 A"])
    def test_what_is_no_cursor_is_the_beginning(self, text: str) -> None:
        assert Cursor.parse(text) == START

    @given(st.builds(Cursor, st.integers(1, 999), st.text(min_size=1), st.integers(0, 999)))
    def test_the_cursor_is_kept_as_text(self, cursor: Cursor) -> None:
        assert Cursor.parse(str(cursor)) == cursor


NUMBERS = FromConversion(Span(365, "days"), smoothing=20, floor=1, ceiling=5)
THREE = {"A": 3, "B": 2, "C": 1}


class TestWeightsFromConversion:
    def test_without_history_all_weigh_the_same(self) -> None:
        found = weighed(THREE, (), NUMBERS)

        assert [(each.rep, each.weight) for each in found] == [("A", 1), ("B", 1), ("C", 1)]

    def test_the_best_rate_weighs_most_and_the_others_in_proportion(self) -> None:
        history = [*_given("A", 1000, 200), *_given("B", 1000, 100), *_given("C", 1000, 0)]

        found = weighed(THREE, history, NUMBERS)

        assert [each.weight for each in found] == [5, 3, 1]
        assert (found[0].handed, found[0].won) == (1000, 200)
        assert found[0].rate == pytest.approx((200 + 20 * 0.1) / 1020)

    def test_one_lucky_order_decides_nothing(self) -> None:
        history = [*_given("A", 1, 1), *_given("B", 40, 4), *_given("C", 40, 4)]

        found = weighed(THREE, history, NUMBERS)

        assert [each.weight for each in found] == [5, 3, 3]  # by the bare rates it would be 5 to 0.5

    def test_who_has_no_turn_by_the_policy_gets_none_by_luck(self) -> None:
        found = weighed({"A": 1, "B": 0}, [*_given("B", 10, 9)], NUMBERS)

        assert [each.weight for each in found] == [1, 0]

    @given(
        st.lists(st.tuples(st.sampled_from(REPS), st.booleans()), max_size=200),
        st.integers(1, 4),
        st.integers(0, 6),
    )
    def test_every_weight_lies_between_floor_and_ceiling(
        self, told: list[tuple[str, bool]], floor: int, more: int
    ) -> None:
        numbers = FromConversion(Span(365, "days"), 20, floor, floor + more)
        history = [Given(rep, utc(0) if won else None) for rep, won in told]

        found = weighed(dict.fromkeys(REPS, 1), history, numbers)

        assert all(floor <= each.weight <= floor + more for each in found)
        ranked = sorted(found, key=lambda each: each.rate)
        assert [each.weight for each in ranked] == sorted(each.weight for each in found)


def _given(rep: str, handed: int, won: int) -> list[Given]:
    return [Given(rep, utc(0) if at < won else None) for at in range(handed)]


class TestMistakes:
    @pytest.mark.parametrize(
        ("wrong", "told"),
        [
            ({"reps": {"A": 0, "B": 0}}, "all weights are 0"),
            ({"reps": {"A": -1}}, "the weight of 'A' (-1)"),
            ({"reps": {"A": 101}}, "from 0 to 100"),
            ({"reps": {}, "automatic": True}, "there is nobody"),
            ({"reps": {"A": 1}, "weights": "conversion"}, "needs its numbers"),
            ({"reps": {"A": 1}, "cap": -1}, "`cap`"),
        ],
    )
    def test_are_refused_in_a_sentence(self, wrong: dict[str, object], told: str) -> None:
        with pytest.raises(ValueError, match=r".") as refused:
            Rotation(**wrong)  # type: ignore[arg-type]

        assert told in str(refused.value)

    @pytest.mark.parametrize(
        ("wrong", "told"),
        [
            ({"window": Span(5, "hours")}, "`window`"),
            ({"smoothing": 0}, "`smoothing`"),
            ({"floor": 0}, "nobody starves"),
            ({"floor": 6}, "not above `ceiling`"),
        ],
    )
    def test_of_the_conversion_too(self, wrong: dict[str, object], told: str) -> None:
        with pytest.raises(ValueError, match=r".") as refused:
            FromConversion(**{"window": Span(365, "days")} | wrong)  # type: ignore[arg-type]

        assert told in str(refused.value)
