"""`genjin sequences`: who follows which plan, and how far each came."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from fakes import genjin
from store.location import Location
from store.queries import Reader

SETTINGS = """\
team:
  domains: [ourfactory.example]
  reps: {anna: {name: Anna Berg, emails: [anna@ourfactory.example]}, wang: {}}
accounts: []
me: anna
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "genjin.yaml").write_text(SETTINGS, "utf-8")
    (tmp_path / "book.csv").write_text("name,owner\nNordlicht GmbH,anna\nOstwind AG,anna\n", "utf-8")
    assert run(tmp_path, "import", "customers", str(tmp_path / "book.csv")).exit_code == 0
    return tmp_path


def run(home: Path, *words: str, said: str = "") -> Result:
    return genjin("--home", str(home), *words, said=said)


def listed(home: Path, *words: str) -> Any:
    return json.loads(run(home, *words, "--format", "json").output)


def following(home: Path) -> int:
    return sum(each["customers"] for each in listed(home, "sequences", "list"))


def owed(home: Path) -> list[dict[str, Any]]:
    with Reader(Location(path=home / "genjin.db")) as reader:
        asked = "SELECT * FROM follow_up WHERE duty = 'sequence' AND state = 'open' ORDER BY id"
        return [dict(row) for row in reader.ask(asked, {})]


class TestSequences:
    def test_numbers_come_from_standard_input(self, home: Path) -> None:
        result = run(home, "sequences", "enrol", "fair", "-", "--event", "Canton Fair", said="1\n2\n")

        assert result.exit_code == 0, result.output
        assert "Ostwind AG follows the sequence fair." in result.output
        assert following(home) == 2

    def test_twice_for_one_event_is_once(self, home: Path) -> None:
        run(home, "sequences", "enrol", "fair", "1")

        assert "follows already" in run(home, "sequences", "enrol", "fair", "1").output
        assert following(home) == 1

    def test_who_left_is_asked_no_more_until_that_is_undone(self, home: Path) -> None:
        run(home, "sequences", "enrol", "fair", "1")

        left = run(home, "sequences", "leave", "fair", "1", "--why", "asked us to stop")

        assert "Nordlicht GmbH left the sequence fair." in left.output
        assert following(home) == 0
        assert run(home, "undo").exit_code == 0
        assert following(home) == 1

    @pytest.mark.parametrize("event", [(), ("--event", "Canton Fair")], ids=["no event", "event"])
    def test_who_comes_back_is_owed_a_step_whatever_was_done_before(
        self, home: Path, event: tuple[str, ...]
    ) -> None:
        run(home, "sequences", "enrol", "fair", "1", "--from", "2026-01-05", *event)
        assert run(home, "done", str(owed(home)[0]["id"])).exit_code == 0
        run(home, "sequences", "leave", "fair", "1", "--why", "a slip")
        assert owed(home) == []

        run(home, "sequences", "enrol", "fair", "1", "--from", "tomorrow", *event)

        (step,) = owed(home)
        assert "step 1 of" in step["because"]
        assert following(home) == 1

    def test_to_take_the_leaving_back_when_she_follows_again_doubles_nothing(self, home: Path) -> None:
        run(home, "sequences", "enrol", "fair", "1")
        run(home, "sequences", "leave", "fair", "1", "--why", "a slip")
        run(home, "sequences", "enrol", "fair", "1")

        result = run(home, "undo", "3")

        assert result.exit_code == 0, result.output
        assert following(home) == len(owed(home)) == 1

    def test_the_next_step_is_shown_with_its_day(self, home: Path) -> None:
        run(home, "sequences", "enrol", "fair", "1", "--from", "2026-01-05", "--event", "Canton Fair")

        (step,) = listed(home, "sequences", "show", "nordlicht")

        assert (step["step"], step["planned"], step["state"]) == (1, "2026-01-06", "next")
        assert (step["event"], step["content"]) == ("Canton Fair", "thank_you")

    @pytest.mark.parametrize(
        ("words", "told"),
        [(("fare", "1"), "There is no sequence `fare`"), (("fair", "77"), "There is no customer 77.")],
    )
    def test_a_slip_changes_nothing(self, home: Path, words: tuple[str, ...], told: str) -> None:
        result = run(home, "sequences", "enrol", *words)

        assert result.exit_code == 1
        assert told in result.output
        assert following(home) == 0
