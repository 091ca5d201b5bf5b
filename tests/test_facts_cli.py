"""Business facts as a rep types them."""

from __future__ import annotations

import csv
import io
import json
import shutil
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from fakes import genjin


@pytest.fixture(scope="module")
def ordered(demo_state: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's folder with a customer who ordered."""
    folder = tmp_path_factory.mktemp("facts")
    home = Path(shutil.copytree(demo_state / "genjin" / "demo", folder / "home"))
    built = EmailMessage()
    built["From"], built["To"] = "Piet de Vries <piet@windmolen.example>", "lina@hairui-valve.example"
    built["Date"], built["Message-ID"] = "Mon, 2 Mar 2026 09:00:00 +0000", "<one@windmolen.example>"
    built["Subject"] = "Order"
    built.set_content("We confirm the order: total USD 12,500.00.")
    (folder / "mail").mkdir()
    (folder / "mail" / "1.eml").write_bytes(built.as_bytes())
    at(home, "sync", "--from", str(folder / "mail"), "--account", "lina")
    return home


@pytest.fixture
def home(ordered: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may write to."""
    return Path(shutil.copytree(ordered, tmp_path / "home"))


def at(home: Path, *words: str, said: str = "") -> Any:
    return genjin("--home", str(home), *words, said=said)


def done(home: Path, *words: str, said: str = "") -> str:
    result = at(home, *words, said=said)
    assert result.exit_code == 0, result.output
    return str(result.output)


def listed(home: Path) -> list[dict[str, Any]]:
    return list(json.loads(done(home, "facts", "windmolen", "--format", "json")))


def test_facts_are_listed_with_what_they_were_read_from(home: Path) -> None:
    (row,) = listed(home)

    assert (row["sort"], row["day"], row["amount"], row["currency"]) == (
        "order",
        "2026-03-02",
        "12500.00",
        "USD",
    )
    assert (row["words"], row["by"]) == ("We confirm the order", "")
    assert "USD 12500.00" in done(home, "facts", "windmolen")


def test_a_fact_is_added_put_right_and_removed(home: Path) -> None:
    words = (
        "facts",
        "add",
        "windmolen",
        "quotation",
        "by WhatsApp",
        "--amount",
        "9,000",
        "--currency",
        "eur",
    )
    done(home, *words, "--number", "Q-7", "--valid-until", "2026-03-31", "--day", "2026-03-03")
    added = next(row for row in listed(home) if row["sort"] == "quotation")
    assert (added["number"], added["amount"], added["valid_until"]) == ("Q-7", "9000", "2026-03-31")
    assert (added["day"], added["words"]) == ("2026-03-03", "by WhatsApp")

    done(home, "facts", "edit", str(added["id"]), "--amount", "9500", "--valid-until", "")
    edited = next(row for row in listed(home) if row["sort"] == "quotation")
    assert (edited["amount"], edited["valid_until"], edited["id"]) == ("9500", None, added["id"])

    ids = "".join(f"{row['id']}\n" for row in listed(home))
    done(home, "facts", "remove", "-", "--why", "a test", said=ids)
    assert listed(home) == []


def test_a_removed_fact_comes_back_by_undo_and_not_by_reading_again(home: Path) -> None:
    (row,) = listed(home)
    done(home, "facts", "remove", str(row["id"]), "--why", "a draft")
    done(home, "reread")
    assert listed(home) == []

    done(home, "customers", "undo")

    assert listed(home) == [row]


def test_what_cannot_be_so_is_refused_with_a_sentence(home: Path) -> None:
    wrong = (
        (("facts", "add", "windmolen", "order", "--amount", "12k", "--currency", "USD"), "no amount"),
        (("facts", "add", "windmolen", "order", "--amount", "12"), "needs its currency"),
        (("facts", "add", "windmolen", "order", "--day", "+3d"), "in the future"),
        (("facts", "edit", "999", "--number", "7"), "no fact 999"),
        (("facts", "remove", "x"), "`x`"),
    )
    for words, said in wrong:
        result = at(home, *words)
        assert (result.exit_code, said in result.output) == (1, True), result.output
    assert at(home, "facts", "add", "windmolen", "gift").exit_code == 2
    assert len(listed(home)) == 1


def test_facts_are_exported_with_their_customers(home: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(done(home, "export", "facts", "-"))))

    row = next(each for each in rows if each["customer"] == "windmolen.example")
    assert (row["sort"], row["amount"], row["currency"]) == ("order", "12500.00", "USD")
    assert row["at"] == "2026-03-02T09:00:00+00:00"


def test_what_is_logged_as_a_quotation_is_a_fact(home: Path) -> None:
    done(
        home,
        "log",
        "windmolen",
        "quote",
        "by phone",
        "--amount",
        "700",
        "--currency",
        "USD",
        "--number",
        "Q-1",
    )

    row = next(each for each in listed(home) if each["sort"] == "quotation")
    assert (row["number"], row["amount"], row["words"]) == ("Q-1", "700", "by phone")
