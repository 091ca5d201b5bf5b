"""Customers by hand, as a rep types them."""

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


WINDMOLEN = (
    "customers",
    "add",
    "Windmolen B.V.",
    "--title",
    "风车有限公司",
    "--domain",
    "https://www.windmolen.example/nl",
    "--country",
    "Netherlands",
    "--contact",
    "Piet de Vries <Piet@windmolen.example>",
    "--contact",
    "Piet de Vries <piet@gmail.com>",
    "--phone",
    "020 794 0800",
    "--code",
    "00000000",
    "--class",
    "B",
    "--owner",
    "lina",
    "--id",
    "K-77",
)


def test_a_customer_is_added_and_shown_with_everything(home: Path) -> None:
    said = done(home, *WINDMOLEN)
    shown = values(home, "show", "windmolen b.v.")

    assert said.startswith("Windmolen B.V. (customer ")
    assert "the code 00000000 is kept but proves nothing" in said
    assert (shown["country"], shown["owner"], shown["volume_class"]) == ("NL", "lina", "B")
    assert (shown["external_id"], shown["domains"]) == ("K-77", ["windmolen.example"])
    assert (shown["phones"], shown["codes"]) == (["+31207940800"], [])
    assert shown["contacts"] == [
        "Piet de Vries <piet@gmail.com>",
        "Piet de Vries <piet@windmolen.example>",
    ]
    assert [each["doubt"] for each in shown["signs"] if each["value"] == "00000000"] == [
        "it is a placeholder that many firms share"
    ]
    assert len(values(home, "contacts", "windmolen")) == 1


def test_what_is_shown_says_where_it_came_from_and_what_is_not_its(home: Path) -> None:
    done(home, *WINDMOLEN)

    shown = done(home, "show", "windmolen")

    assert "  also called 风车有限公司\n" in shown
    assert "  codes 00000000 (it is a placeholder that many firms share)\n" in shown
    assert "  phones +31207940800\n" in shown


def test_a_dry_run_says_all_of_it_and_writes_nothing(home: Path) -> None:
    said = done(home, *WINDMOLEN, "--dry-run")

    assert "would be added" in said
    assert said.endswith("This was a dry run; nothing was written.\n")
    assert at(home, "show", "windmolen").exit_code == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--country", "Nowhereland"), "neither a code of two letters"),
        (("--class", "b"), "`b` is no class; there are A, B, C"),
        (("--grade", "A"), "`A` is no grade; there are a, b, c, d, e"),
        (("--every", "0"), "not a number of days"),
        (("--owner", "nobody"), "There is no rep `nobody`"),
        (("--contact", "Piet"), "`Piet` is no contact"),
    ],
)
def test_what_is_mistyped_is_told_in_a_sentence(home: Path, words: tuple[str, ...], told: str) -> None:
    result = at(home, "customers", "add", "X", *words)

    assert result.exit_code == 1
    assert told in result.output
    assert "Traceback" not in result.output


def test_a_customer_like_another_is_told_and_added_even_so(home: Path) -> None:
    again = ("customers", "add", "Nordlicht Handels GmbH", "--domain", "nordlicht.example", "--country", "DE")

    first = at(home, *again)
    second = at(home, *again, "--even-so")

    assert "Nordlicht Handels GmbH" in first.output
    assert (first.exit_code == 1) is ("--even-so" in first.output)
    assert second.exit_code == 0


def test_an_edit_says_what_was_and_what_is(home: Path) -> None:
    done(home, *WINDMOLEN)

    said = done(
        home, "customers", "edit", "windmolen", "--owner", "wangwei", "--class", "", "--add-title", "Molen",
        "--drop-contact", "piet@gmail.com",
    )  # fmt: skip

    assert said.splitlines() == [
        "owner: lina → wangwei",
        "class: B → (none)",
        "title: + Molen",
        "address: - piet@gmail.com",
    ]
    assert values(home, "show", "windmolen")["volume_class"] == ""


def test_an_edit_of_nothing_is_wrong_usage(home: Path) -> None:
    assert at(home, "customers", "edit", "nordlicht handels").exit_code == 2


def test_changes_are_logged_and_taken_back(home: Path) -> None:
    done(home, *WINDMOLEN)
    done(home, "customers", "edit", "windmolen", "--owner", "wangwei")

    back = done(home, "customers", "undo")
    log = values(home, "customers", "log", "windmolen")

    assert "owner: wangwei → lina" in back
    assert [each["action"] for each in log] == ["undo", "edit", "add"]
    assert (log[1]["undone_by"], log[0]["undoes"]) == (log[0]["id"], log[1]["id"])
    assert values(home, "show", "windmolen")["owner"] == "lina"


def test_two_are_merged_and_parted_again(home: Path) -> None:
    done(home, *WINDMOLEN)
    done(home, "customers", "add", "Molen Trading", "--domain", "molen.example", "--owner", "wangwei")
    before = values(home, "show", "windmolen")

    tried = done(home, "customers", "merge", "molen trading", "windmolen b.v.", "--dry-run")
    said = done(home, "customers", "merge", "molen trading", "windmolen b.v.")
    merged = values(home, "show", "windmolen")
    log = values(home, "customers", "log", "windmolen")
    done(home, "customers", "undo")

    assert tried.splitlines()[0] == said.splitlines()[0]
    assert "lina's and wangwei's until now; it stays lina's. To give it to the other: --owner wangwei" in said
    assert merged["domains"] == ["molen.example", "windmolen.example"]
    assert [each["action"] for each in log] == ["merge", "add", "add"]
    assert values(home, "show", "windmolen") == before
    assert values(home, "show", "molen trading")["domains"] == ["molen.example"]


def test_one_is_split_into_two(home: Path) -> None:
    done(home, *WINDMOLEN, "--domain", "windmolen.be.example")

    said = done(
        home,
        "customers",
        "split",
        "windmolen",
        "--new",
        "Windmolen België",
        "--domain",
        "windmolen.be.example",
    )

    assert said.startswith("Split Windmolen België (customer ")
    assert values(home, "show", "windmolen België")["domains"] == ["windmolen.be.example"]
    assert values(home, "show", "windmolen b.v.")["domains"] == ["windmolen.example"]


def test_a_title_that_obeys_no_terminal_is_shown_as_text(home: Path) -> None:
    done(home, "customers", "add", "Evil \x1b[31mred", "--title", "a\u202eb")

    shown = done(home, "show", "evil") + done(home, "customers", "log")

    assert "\x1b" not in shown
    assert "\u202e" not in shown


@pytest.mark.parametrize("words", [("undo", "999"), ("merge", "1", "1"), ("edit", "999", "--owner", "lina")])
def test_what_cannot_be_done_is_told_in_a_sentence(home: Path, words: tuple[str, ...]) -> None:
    result = at(home, "customers", *words)

    assert result.exit_code == 1
    assert result.output.startswith("genjin: ")


def test_the_log_of_all_has_a_table_json_and_csv(home: Path) -> None:
    done(home, *WINDMOLEN)

    csv = done(home, "customers", "log", "--format", "csv")

    assert csv.startswith("id,when,date,actor,action,customer_id,customer,words,")
    assert "Windmolen" in done(home, "customers", "log")
