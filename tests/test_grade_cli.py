"""Grades as a rep types them: proposals with evidence, one letter and its case, many at once, and back."""

from __future__ import annotations

import json
import shutil
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from fakes import genjin


@pytest.fixture(scope="module")
def asked(demo_state: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's folder with a customer who asks for a sample."""
    folder = tmp_path_factory.mktemp("grades")
    home = Path(shutil.copytree(demo_state / "genjin" / "demo", folder / "home"))
    bring(home, folder / "mail", "Could you please send us two samples of the valve before we order?")
    return home


@pytest.fixture
def home(asked: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may write to."""
    return Path(shutil.copytree(asked, tmp_path / "home"))


def bring(home: Path, folder: Path, words: str) -> None:
    built = EmailMessage()
    built["From"], built["To"] = "Piet de Vries <piet@windmolen.example>", "lina@hairui-valve.example"
    built["Date"], built["Message-ID"] = "Mon, 2 Mar 2026 09:00:00 +0000", "<one@windmolen.example>"
    built["Subject"] = "Samples"
    built.set_content(words)
    folder.mkdir()
    (folder / "1.eml").write_bytes(built.as_bytes())
    genjin("--home", str(home), "sync", "--from", str(folder), "--account", "lina")


def at(home: Path, *words: str, said: str = "") -> Any:
    return genjin("--home", str(home), *words, said=said)


def done(home: Path, *words: str, said: str = "") -> str:
    result = at(home, *words, said=said)
    assert result.exit_code == 0, result.output
    return str(result.output)


def values(home: Path, *words: str) -> Any:
    return json.loads(done(home, *words, "--format", "json"))


def test_a_proposal_is_shown_with_its_evidence(home: Path) -> None:
    done(home, "grade", "windmolen", "d")
    assert "close d: keep" in done(home, "grade", "windmolen")


def test_a_touched_customer_is_listed_until_it_is_graded(home: Path) -> None:
    def listed() -> dict[str, Any]:
        return {row["customer"]: row for row in values(home, "grade", "--everybody", "--last", "500")}

    row = listed()["windmolen.example"]
    assert (row["close"], row["close_to"], row["close_step"]) == ("", "c", "up")
    assert "samples" in row["evidence"][0]

    done(home, "grade", "windmolen", "keep", "--why", "only curious")

    assert "windmolen.example" not in listed()


def test_only_who_would_change_is_listed_and_all_on_request(home: Path) -> None:
    done(home, "grade", "windmolen", "B")

    changing = values(home, "grade", "--everybody", "--last", "500")
    every = values(home, "grade", "--everybody", "--last", "500", "--all")

    assert all(row["close"] != row["close_to"] or row["volume"] != row["volume_to"] for row in changing)
    assert len(every) > len(changing) > 0


def test_the_first_grade_of_all_is_set_and_not_raised(home: Path) -> None:
    done(home, "customers", "edit", "windmolen", "--need", "none")

    assert "close -: set e?" in done(home, "grade", "windmolen")


def test_the_letters_of_the_two_scales_are_never_folded(home: Path) -> None:
    done(home, "grade", "windmolen", "a")
    done(home, "grade", "windmolen", "B")

    shown = values(home, "show", "windmolen")
    assert (shown["close_grade"], shown["volume_class"]) == ("a", "B")
    for wrong in ("E", "D", "UP"):
        assert at(home, "grade", "windmolen", wrong).exit_code == 1


def test_the_volume_class_stands_in_the_timeline_too_and_leaves_the_grade_to_judge(home: Path) -> None:
    done(home, "grade", "windmolen", "B")
    done(home, "grade", "windmolen", "B")

    kinds = [row["kind"] for row in values(home, "show", "windmolen")["timeline"]]
    listed = [row["customer"] for row in values(home, "grade", "--everybody", "--last", "500")]
    assert kinds.count("grade") == 1
    assert "windmolen.example" in listed


def test_up_and_down_are_steps_from_what_is_there(home: Path) -> None:
    done(home, "grade", "windmolen", "c")

    assert "close c → b: asked twice" in done(home, "grade", "windmolen", "up", "--why", "asked twice")
    assert "close b → c" in done(home, "grade", "windmolen", "down")


def test_a_grade_stands_in_the_timeline_and_can_be_taken_back(home: Path) -> None:
    done(home, "grade", "windmolen", "b", "--why", "real project")

    kinds = [row["kind"] for row in values(home, "show", "windmolen")["timeline"]]
    assert "grade" in kinds
    done(home, "customers", "undo")
    shown = values(home, "show", "windmolen")
    assert shown["close_grade"] == ""
    assert "grade" not in [row["kind"] for row in shown["timeline"]]


def test_many_proposals_are_accepted_from_standard_input(home: Path) -> None:
    number = values(home, "show", "windmolen")["id"]

    said = done(home, "grade", "-", "--accept", said=f"{number}\n")

    assert "close - → c" in said
    assert values(home, "show", "windmolen")["close_grade"] == "c"


def test_orders_propose_a_volume_class(home: Path) -> None:
    order = ("facts", "add", "windmolen", "order", "--amount", "150,000", "--currency", "USD")
    done(home, *order, "--number", "PO-1")

    row = values(home, "grade", "windmolen")

    assert (row["volume"], row["volume_to"], row["volume_step"]) == ("", "A", "set")
    assert "USD 150,000" in row["orders"][0]


def test_what_a_rep_judges_is_kept_beside_class_and_grade(home: Path) -> None:
    done(
        home,
        *("customers", "edit", "windmolen", "--intent", "high", "--worth", "low", "--urgency", "month"),
        *("--need", "clear", "--stage", "negotiating"),
    )

    with_all = values(home, "show", "windmolen")
    told = {name: with_all[name] for name in ("intent", "worth", "urgency", "need", "stage")}
    assert told == {
        "intent": "high",
        "worth": "low",
        "urgency": "month",
        "need": "clear",
        "stage": "negotiating",
    }
    done(home, "customers", "edit", "windmolen", "--stage", "")
    assert values(home, "show", "windmolen")["stage"] == ""
    assert at(home, "customers", "edit", "windmolen", "--need", "urgent").exit_code == 2


def test_who_has_no_customer_of_that_name_is_told_what_a_grade_is(home: Path) -> None:
    said = at(home, "grade", "windmolen", "F").output

    assert "`F` is no grade either: up, keep, down" in said
