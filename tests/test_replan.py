"""Everything worked out anew: in lots, going on where it stopped; and what another policy would change."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import worker.intake
from fakes import MONDAY, genjin
from followups.span import Span
from model import CustomerId, RepId
from store.book import Book
from store.customers import NewCustomer
from store.queries import Reader
from worker.foreseen import Looking, Shift, Tally
from worker.intake import PLANNED, REPLANNED, Intake
from worker.pipeline import Playbook
from worker.policy import edition_of

FAR = MONDAY + timedelta(days=9999)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lots of two customers."""
    monkeypatch.setattr(worker.intake, "_LOT", 2)


@pytest.fixture
def five(book: Book) -> list[CustomerId]:
    with book.begin() as page:
        return [
            page.customers.add(NewCustomer(f"C{each}", MONDAY, owner=RepId("anna"))).id for each in range(5)
        ]


def stopped_after(lots: int) -> Callable[[], bool]:
    asked = iter([False] * (lots - 1))
    return lambda: next(asked, True)


def facts(book: Book) -> tuple[str, str]:
    with book.begin() as page:
        return page.fact(PLANNED), page.fact(REPLANNED)


def planned(book: Book) -> set[int]:
    with Reader(book.location) as reader:
        return {row.customer for row in reader.due(FAR)}


def another(playbook: Playbook, days: int) -> Playbook:
    """With another time for a first touch."""
    policy = playbook.policy
    first = replace(policy.first_touch, within=Span(days, "working days"))
    return replace(playbook, policy=replace(policy, first_touch=first))


@pytest.mark.usefixtures("small")
class TestGoingOn:
    def test_everybody_is_planned_lot_by_lot(
        self, book: Book, playbook: Playbook, five: list[CustomerId]
    ) -> None:
        told: list[int] = []

        done = Intake(book, playbook).replan(told.append)

        assert (done.customers, done.is_last) == (5, True)
        assert told == [2, 4, 5]
        assert planned(book) == set(five)

    def test_what_was_stopped_goes_on_where_it_was(
        self, book: Book, playbook: Playbook, five: list[CustomerId]
    ) -> None:
        first = Intake(book, playbook, stopped_after(1)).replan()
        between = planned(book)
        second = Intake(book, playbook).replan()

        assert (first.customers, first.is_last) == (2, False)
        assert between == set(five[:2])
        assert (second.customers, second.is_last) == (3, True)
        assert planned(book) == set(five)

    def test_an_interruption_leaves_whole_lots(
        self, book: Book, playbook: Playbook, five: list[CustomerId]
    ) -> None:
        def interrupt(_: int) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            Intake(book, playbook).replan(interrupt)

        assert planned(book) == set(five[:2])
        assert Intake(book, playbook).replan().customers == 3

    def test_under_another_policy_it_begins_anew(
        self, book: Book, playbook: Playbook, five: list[CustomerId]
    ) -> None:
        Intake(book, playbook, stopped_after(1)).replan()

        done = Intake(book, another(playbook, 9)).replan()

        assert done.customers == len(five)

    def test_a_policy_that_changes_meanwhile_begins_anew(
        self, book: Book, playbook: Playbook, five: list[CustomerId]
    ) -> None:
        intake = Intake(book, playbook)

        def reload(count: int) -> None:
            if count == 4:
                intake.playbook = another(playbook, 9)

        done = intake.replan(reload)

        assert (done.customers, done.is_last) == (len(five), True)
        assert facts(book)[0] == edition_of(another(playbook, 9).policy)

    def test_the_book_is_planned_only_when_everybody_is(
        self, book: Book, playbook: Playbook, five: list[CustomerId]
    ) -> None:
        assert five
        Intake(book, playbook, stopped_after(2)).replan()
        between = facts(book)
        Intake(book, playbook).replan()

        assert between[0] == ""
        assert between[1].endswith(f" {five[3]}")
        assert facts(book)[0] != ""
        assert facts(book)[1] == ""

    def test_doing_it_twice_changes_nothing(
        self, book: Book, playbook: Playbook, five: list[CustomerId]
    ) -> None:
        intake = Intake(book, playbook)

        first, second = intake.replan(), intake.replan()

        assert first.changed >= len(five)
        assert (second.customers, second.changed) == (5, 0)


class TestForeseeing:
    def shifts(self, book: Book, playbook: Playbook, days: int) -> list[Shift]:
        with Reader(book.location) as reader:
            return [*Looking(playbook.policy, MONDAY + timedelta(days=days)).shifts(reader)]

    def test_the_policy_in_force_moves_nothing(
        self, book: Book, playbook: Playbook, five: list[CustomerId]
    ) -> None:
        assert five
        Intake(book, playbook).replan()

        assert self.shifts(book, playbook, 0) == []

    @pytest.mark.parametrize(
        ("span", "day", "change"),
        [(1, 0, "earlier"), (1, 3, "overdue"), (30, 0, "later")],
    )
    def test_a_date_that_moves_is_told_as_what_it_does_to_the_rep(
        self, book: Book, playbook: Playbook, five: list[CustomerId], span: int, day: int, change: str
    ) -> None:
        Intake(book, another(playbook, 5)).replan()

        found = self.shifts(book, another(playbook, span), day)

        assert [(each.change, each.customer, each.duty) for each in found] == [
            (change, number, "first_touch") for number in five
        ]
        assert all(each.rep == "anna" and each.before and each.after and each.because for each in found)

    def test_what_a_rep_has_done_is_not_foretold(
        self, book: Book, playbook: Playbook, five: list[CustomerId]
    ) -> None:
        Intake(book, another(playbook, 5)).replan()
        with Reader(book.location) as reader:
            first = next(row for row in reader.due(FAR) if row.obligation.duty == "first_touch")
        with book.begin() as page:
            page.followups.complete(first.id, "")

        found = self.shifts(book, another(playbook, 1), 0)

        assert {each.customer for each in found} == set(five) - {first.customer}

    def test_nothing_is_written(self, book: Book, playbook: Playbook, five: list[CustomerId]) -> None:
        assert five

        found = self.shifts(book, playbook, 0)

        assert {each.change for each in found} == {"new"}
        assert planned(book) == set()

    def test_the_first_named_are_those_whom_it_hurts_most(self) -> None:
        tally = Tally(2)
        for change in ("new", "later", "overdue", "later"):
            tally.add(_shift(change))

        assert [each.change for each in tally.first] == ["overdue", "later"]
        assert [(row["later"], row["overdue"], row["earlier"]) for row in tally.rows] == [(2, 1, "")]


def _shift(change: str) -> Shift:
    from model import Duty

    return Shift(change, CustomerId(1), "C1", RepId("anna"), Duty.CADENCE, MONDAY, MONDAY, "so")


class TestCommand:
    @pytest.fixture
    def home(self, demo_state: Path, tmp_path: Path) -> Path:
        """A copy of the demo's folder that a test may write to."""
        return Path(shutil.copytree(demo_state / "genjin" / "demo", tmp_path / "home"))

    @pytest.fixture
    def stricter(self, home: Path) -> Path:
        """As the team's policy, but with less time for a reply."""
        from worker.config import SHIPPED_POLICY

        own = home / "policy.yaml"
        text = (own if own.exists() else SHIPPED_POLICY).read_text(encoding="utf-8")
        path = home / "stricter.yaml"
        path.write_text(text.replace("24 hours", "5 hours"), encoding="utf-8")
        return path

    def at(self, home: Path, *words: str) -> Any:
        return genjin("--home", str(home), *words)

    def test_it_says_how_much_it_looked_at(self, home: Path) -> None:
        result = self.at(home, "replan")

        assert result.exit_code == 0, result.output
        assert "customers looked at, 0 follow-ups changed." in result.output

    def test_another_policy_is_looked_at_only(self, home: Path, stricter: Path) -> None:
        assert stricter.read_text(encoding="utf-8") != ""
        before = self.at(home, "due", "--everybody", "--format", "json").output

        table = self.at(home, "replan", "--with", str(stricter), "--dry-run")
        told = self.at(home, "replan", "--with", str(stricter), "--dry-run", "--format", "json")

        assert "Nothing was changed." in table.output, table.output
        shifts = json.loads(told.output)
        assert {each["duty"] for each in shifts} == {"reply"}
        assert all(each["change"] in {"earlier", "overdue"} for each in shifts)
        assert self.at(home, "due", "--everybody", "--format", "json").output == before

    def test_another_policy_is_put_in_force_by_its_file(self, home: Path, stricter: Path) -> None:
        result = self.at(home, "replan", "--with", str(stricter))

        assert result.exit_code == 1
        assert "copy" in result.output
        assert "genjin reload" in result.output

    def test_a_mistake_in_it_is_told_with_its_line(self, home: Path, tmp_path: Path) -> None:
        wrong = tmp_path / "wrong.yaml"
        wrong.write_text("reply: {within: soon}\n", encoding="utf-8")

        result = self.at(home, "replan", "--with", str(wrong), "--dry-run")

        assert result.exit_code == 1
        assert "wrong.yaml:1" in result.output

    def test_a_policy_that_is_not_there_is_told(self, home: Path) -> None:
        result = self.at(home, "replan", "--with", "nowhere.yaml", "--dry-run")

        assert result.exit_code == 1
        assert "nowhere.yaml" in result.output
