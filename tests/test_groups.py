"""Groups of companies, as a rep makes and asks for them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from fakes import genjin


@pytest.fixture
def home(demo_state: Path, tmp_path: Path) -> Path:
    """A copy of the demo's folder that a test may write to."""
    return Path(shutil.copytree(demo_state / "genjin" / "demo", tmp_path / "home"))


def at(home: Path, *words: str) -> Any:
    return genjin("--home", str(home), *words)


def done(home: Path, *words: str) -> str:
    result = at(home, *words)
    assert result.exit_code == 0, result.output
    return str(result.output)


def values(home: Path, *words: str) -> Any:
    return json.loads(done(home, *words, "--format", "json"))


@pytest.fixture
def two(home: Path) -> Path:
    """Two customers of different reps."""
    for name, owner in (("Windmolen", "lina"), ("Molen Trading", "wangwei")):
        done(home, "customers", "add", name, "--owner", owner, "--country", "NL")
    return home


def test_a_group_is_made_with_its_members_and_their_owners_told(two: Path) -> None:
    said = done(
        two, "groups", "add", "Molen Groep", "windmolen", "molen trading", "--because", "one letterhead"
    )
    shown = values(two, "groups", "show", "molen groep")

    assert "Several reps own companies of Molen Groep: Molen Trading (wangwei), Windmolen (lina)" in said or (
        "Several reps own companies of Molen Groep: Windmolen (lina), Molen Trading (wangwei)" in said
    )
    assert [(each["customer"], each["owner"]) for each in shown["members"]] == [
        ("Molen Trading", "wangwei"),
        ("Windmolen", "lina"),
    ]
    assert {each["because"] for each in shown["members"]} == {"one letterhead"}


def test_the_history_of_a_group_is_that_of_all_its_members(two: Path) -> None:
    done(two, "groups", "add", "Molen Groep", "windmolen", "molen trading")
    done(two, "log", "windmolen", "call", "asked", "for", "valves")
    done(two, "log", "molen trading", "visit", "at", "the", "fair")

    shown = values(two, "groups", "show", "Molen Groep")

    assert {each["customer"] for each in shown["timeline"]} == {"Windmolen", "Molen Trading"}
    assert all(each["last"] != "never" for each in shown["members"])


def test_a_customer_shows_who_else_is_in_its_group(two: Path) -> None:
    done(two, "groups", "add", "Molen Groep", "windmolen", "molen trading")

    assert "  same group Molen Trading (wangwei)\n" in done(two, "show", "windmolen")
    assert values(two, "show", "windmolen")["same_group"][0]["owner"] == "wangwei"


def test_a_customer_leaves_and_an_empty_group_goes(two: Path) -> None:
    done(two, "groups", "add", "Molen Groep", "windmolen")

    said = done(two, "groups", "leave", "windmolen")

    assert "Windmolen: Molen Groep → no group" in said
    assert "Nobody is left in the group Molen Groep" in said
    assert "Molen Groep" not in done(two, "groups", "list")


def test_joining_moves_a_customer_from_one_group_to_the_other(two: Path) -> None:
    done(two, "groups", "add", "One", "windmolen", "molen trading")
    done(two, "groups", "add", "Two")

    said = done(two, "groups", "join", "Two", "windmolen", "--because", "sold")
    back = done(two, "customers", "undo")

    assert "Windmolen: One → Two" in said
    assert "Windmolen: group: Two → One" in back


def test_two_owners_in_a_group_are_kept_for_the_manager(two: Path) -> None:
    done(two, "groups", "add", "Molen Groep", "windmolen")

    said = done(two, "groups", "join", "Molen Groep", "molen trading")
    (kept,) = (row for row in values(two, "conflicts") if row["sort"] == "same_group_other_owner")

    assert "Several reps own companies of Molen Groep" in said
    assert kept["customer"].endswith("Molen Trading")
    assert kept["other"].endswith("Windmolen")
    assert "both of the group Molen Groep" in kept["words"]


@pytest.mark.parametrize("written", ["ÖSTLICHE MÜHLEN", "östliche mühlen", "Östliche Mühlen"])
def test_a_group_is_the_same_in_capitals_and_small_letters(two: Path, written: str) -> None:
    done(two, "groups", "add", "Östliche Mühlen", "windmolen")

    done(two, "customers", "edit", "molen trading", "--group", written)
    done(two, "customers", "add", "Polder Pumps", "--group", written)
    shown = values(two, "groups", "show", written)

    assert {each["customer"] for each in shown["members"]} == {"Windmolen", "Molen Trading", "Polder Pumps"}
    assert shown["name"] == "Östliche Mühlen"
    assert at(two, "groups", "add", written).exit_code == 1


def test_a_group_cannot_join_a_group_so_none_is_ever_in_itself(two: Path) -> None:
    done(two, "groups", "add", "Molen Groep", "windmolen")
    done(two, "groups", "add", "Holding Groep")

    other = at(two, "groups", "join", "Holding Groep", "Molen Groep")
    itself = at(two, "groups", "join", "Molen Groep", "Molen Groep")

    for result in (other, itself):
        assert result.exit_code == 1
        assert "`Molen Groep` is a group itself" in result.output
        assert "groups hold customers only" in result.output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("show", "nothing such"), "No group is called `nothing such`"),
        (("show", "gr"), "could be any of these"),
        (("join", "Nordlicht Gruppe", "nobody at all"), "No customer is called"),
        (("leave", "windmolen"), "in no group"),
        (("add", "nordlicht gruppe"), "There is a group Nordlicht Gruppe already"),
        (("add", " "), "A group needs a name"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(two: Path, words: tuple[str, ...], told: str) -> None:
    result = at(two, "groups", *words)

    assert result.exit_code == 1
    assert told in result.output


def test_the_list_counts_companies_and_owners(two: Path) -> None:
    done(two, "groups", "add", "Molen Groep", "windmolen", "molen trading")

    found = {each["name"]: each for each in values(two, "groups", "list")}

    assert (found["Molen Groep"]["members"], found["Molen Groep"]["owners"]) == (2, ["lina", "wangwei"])


@pytest.mark.parametrize("shape", ["table", "json", "csv"])
def test_a_group_is_shown_in_every_shape(two: Path, shape: str) -> None:
    assert "Nordlicht" in done(two, "groups", "show", "Nordlicht Gruppe", "--format", shape)


def test_what_counts_as_contact_is_said_for_one_group_and_taken_back(two: Path) -> None:
    done(two, "groups", "add", "Molen Groep", "windmolen", "molen trading")

    said = done(two, "groups", "edit", "Molen Groep", "--contact", "answers", "--because", "one buyer")
    shown = values(two, "groups", "show", "Molen Groep")
    again = at(two, "groups", "edit", "Molen Groep", "--contact", "answers")
    done(two, "customers", "undo")

    assert "Molen Groep: contact as usual (apart) → answers" in said
    assert "ends the chase of the others" in said
    assert shown["contact"] == "answers"
    assert "contact is answers already" in again.output
    assert values(two, "groups", "show", "Molen Groep")["contact"] == ""
    assert "as policy.yaml says" in done(two, "groups", "show", "Molen Groep")


def test_a_group_goes_back_to_what_the_policy_says(two: Path) -> None:
    done(two, "groups", "add", "Molen Groep", "windmolen")
    done(two, "groups", "edit", "Molen Groep", "--contact", "touches")

    said = done(two, "groups", "edit", "Molen Groep", "--contact", "default")

    assert "contact touches → as usual (apart)" in said
    assert at(two, "groups", "edit", "Molen Groep", "--contact", "sometimes").exit_code == 2
