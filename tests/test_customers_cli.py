"""Customers by hand, as a rep types them."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from fakes import MONDAY, genjin
from store.book import Book, Page
from store.customers import NewCustomer
from store.location import Location


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


@contextmanager
def books(home: Path) -> Iterator[Page]:
    """The book itself, for what no command would write."""
    book = Book(Location(next(home.glob("**/*.db"))))
    with book.begin() as page:
        yield page
    book.close()


def values(home: Path, *words: str) -> Any:
    return json.loads(done(home, *words, "--format", "json"))


def conflicts(home: Path) -> list[dict[str, Any]]:
    """Those of customers; the demo's mail has an inquiry that was sent to both reps."""
    return [each for each in values(home, "conflicts") if each["sort"] != "same_inquiry"]


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
        (("--country", "ZZ"), "Country `ZZ` is neither a code"),
        (("--phone", "abc"), "`abc` is not a telephone number"),
        (("--domain", "not a domain"), "`not a domain` is not a domain such as"),
        (("--domain", "jana@y.example"), "`jana@y.example` is not a domain such as"),
        (("--website", "::"), "`::` is not a web address"),
        (("--title", "..."), "`...` is no name: it has no letter"),
        (("--title", "a\u200bb"), "A title holds a character that nobody sees"),
        (("--title", "x" * 10_000), "A title of 10000 characters is too long; 500 are the most"),
        (("--group", "\u202eab"), "The group's name holds a character that nobody sees"),
    ],
)
def test_what_is_mistyped_is_told_in_a_sentence(home: Path, words: tuple[str, ...], told: str) -> None:
    result = at(home, "customers", "add", "X", *words)

    assert result.exit_code == 1
    assert told in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("...", "`...` is no name"),
        (" ", "A customer needs a name"),
        ("x" * 10_000, "The name of 10000 characters is too long"),
        ("Evil \x1b[31mred", "The name holds a character that nobody sees"),
        ("a\u202eb", "The name holds a character that nobody sees"),
        ("a\u200bb", "The name holds a character that nobody sees"),
    ],
)
def test_a_name_that_cannot_be_one_is_refused_everywhere(home: Path, name: str, told: str) -> None:
    ways = (("add", name), ("edit", "nordlicht handels", "--name", name),
            ("split", "nordlicht handels", "--new", name, "--domain", "nordlicht.example"))  # fmt: skip

    before = values(home, "customers", "log")
    results = [at(home, "customers", *way) for way in ways]

    assert [result.exit_code for result in results] == [1, 1, 1]
    assert told in results[0].output
    assert all("\x1b" not in result.output for result in results)
    assert values(home, "customers", "log") == before


def test_what_an_edit_mistypes_is_told_like_at_an_addition(home: Path) -> None:
    result = at(
        home, "customers", "edit", "nordlicht handels", "--add-phone", "abc", "--add-website", "::"
    )  # fmt: skip

    assert result.exit_code == 1
    assert "`abc` is not a telephone number." in result.output
    assert "`::` is not a web address." in result.output


def test_a_conflict_that_was_let_through_is_kept_for_the_manager(home: Path) -> None:
    done(home, *WINDMOLEN)

    again = ("customers", "add", "Windmolen BV", "--domain", "windmolen.example", "--owner", "wangwei")
    refused = at(home, *again)
    done(home, *again, "--even-so")
    ((kept, why),) = [(each["other"], each["words"]) for each in conflicts(home)]

    assert refused.exit_code == 1
    assert kept.endswith("Windmolen B.V.")
    assert "windmolen.example" in why


def test_a_dry_run_keeps_no_conflict(home: Path) -> None:
    done(home, *WINDMOLEN)

    done(home, "customers", "add", "Windmolen BV", "--domain", "windmolen.example", "--even-so", "--dry-run")

    assert conflicts(home) == []


def test_a_domain_of_another_customer_is_told_and_kept(home: Path) -> None:
    done(home, *WINDMOLEN)
    done(home, "customers", "add", "Polder Pumps", "--owner", "wangwei", "--country", "NL")

    said = done(home, "customers", "edit", "polder pumps", "--add-domain", "windmolen.example")
    again = done(home, "customers", "edit", "polder pumps", "--add-domain", "windmolen.example")

    assert "windmolen.example is also the domain of Windmolen B.V. (customer " in said
    assert "mail from there may be from either" in said
    assert "also the domain of" not in again
    (kept,) = conflicts(home)
    assert kept["other"].endswith("Windmolen B.V.")


def test_what_mail_taught_and_a_person_says_too_is_confirmed(home: Path) -> None:
    done(home, *WINDMOLEN)
    with books(home) as page:
        (number,) = page.customers.called("Windmolen B.V.")
        page.customers.learn(number.id, domain="molen.example", title="Molen")

    said = done(
        home, "customers", "edit", "windmolen", "--add-domain", "molen.example", "--add-title", "Molen"
    )
    again = done(home, "customers", "edit", "windmolen", "--add-domain", "molen.example")
    log = values(home, "customers", "log", "windmolen")

    assert said.splitlines() == ["domain: molen.example confirmed", "title: Molen confirmed"]
    assert "nothing was changed" in again
    assert [each["action"] for each in log] == ["edit", "add"]
    assert log[0]["words"] == "Windmolen B.V.: domain: molen.example confirmed; title: Molen confirmed"


def test_a_customer_is_named_by_the_teams_own_number(home: Path) -> None:
    done(home, *WINDMOLEN)

    done(home, "customers", "edit", "K-77", "--class", "A")

    assert values(home, "show", "K-77")["volume_class"] == "A"
    assert at(home, "show", "K-7").exit_code == 1


def test_a_number_is_dropped_as_it_was_written(home: Path) -> None:
    done(home, *WINDMOLEN)

    assert "phone: - +31207940800" in done(
        home, "customers", "edit", "K-77", "--drop-phone", "020/794-0800"
    )  # fmt: skip


def test_codes_phones_and_sites_move_out_however_they_are_written(home: Path) -> None:
    done(home, "customers", "add", "Fuchs", "--country", "DE", "--code", "DE136695976", "--phone",
         "030 901820", "--website", "https://fuchs.example/")  # fmt: skip

    said = done(home, "customers", "split", "fuchs", "--new", "Dachs", "--code", "DE136695976",
                "--phone", "030/901820", "--website", "www.fuchs.example")  # fmt: skip
    moved, left = values(home, "show", "dachs"), values(home, "show", "fuchs")

    assert "Nothing" not in said
    assert (moved["codes"], moved["phones"]) == (["EU-VAT DE136695976"], ["+4930901820"])
    assert (left["codes"], left["phones"]) == ([], [])


@pytest.mark.parametrize("words", [("--website", "nope"), ("--phone", "030 1"), ("--code", "DE1")])
def test_what_is_not_there_cannot_move_out(home: Path, words: tuple[str, str]) -> None:
    result = at(home, "customers", "split", "nordlicht handels", "--new", "Dachs", *words)

    assert result.exit_code == 1
    assert f"`{words[1]}`. It has: " in result.output


@pytest.mark.parametrize(
    "words",
    [
        ("customers", "undo", "9" * 20),
        ("customers", "log", "--last", "9" * 20),
        ("customers", "log", "--last", "-1"),
        ("show", "nordlicht handels", "--last", "9" * 20),
        ("show", "nordlicht handels", "--last", "0"),
        ("show", "9" * 20),
        ("customers", "edit", "9" * 5_000, "--class", "A"),
        ("groups", "show", "9" * 5_000),
        ("groups", "show", "1", "--last", "9" * 20),
    ],
)
def test_numbers_beyond_counting_are_told_in_a_sentence(home: Path, words: tuple[str, ...]) -> None:
    result = at(home, *words)

    assert result.exit_code in (1, 2)
    assert "Traceback" not in result.output
    assert "is not in the range" in result.output or " is called `" in result.output


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
    with books(home) as page:
        page.customers.add(NewCustomer("Evil \x1b[31mred", MONDAY, titles=("a\u202eb",)))

    shown = done(home, "show", "evil") + done(home, "customers", "log")

    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_the_log_of_all_has_a_table_json_and_csv(home: Path) -> None:
    done(home, *WINDMOLEN)

    csv = done(home, "customers", "log", "--format", "csv")

    assert csv.startswith("id,when,date,actor,action,customer_id,customer,words,")
    assert "Windmolen" in done(home, "customers", "log")


def test_a_dry_run_of_undo_says_what_would_be_taken_back(home: Path) -> None:
    done(home, *WINDMOLEN)

    said = done(home, "customers", "undo", "--dry-run")

    assert re.match(r"Change \d+ would be taken back: added Windmolen B\.V\.", said)
    assert "Took back" not in said
    assert "customers undo" not in said
    assert "Windmolen" in done(home, "show", "windmolen")
