"""`genjin tags`: how many customers have which tag, and which are they?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fakes import Office, genjin, mail
from store.book import Book
from worker import config
from worker.config import Home
from worker.intake import Intake

SETTINGS = """\
team: {domains: [factory.example], reps: {anna: {emails: [anna@factory.example]}}}
accounts: []
book: book.db
me: anna
"""
TEA = """\
module: tea
rules:
  - id: green
    tag: wants-tea
    title: {en: Wants tea, zh: 要茶}
    suggest: {en: Send some., zh: 寄样}
    any: [green tea]
    tests:
      - hit: We need green tea.
      - miss: We need coffee.
  - id: vip
    tag: vip
    status: by hand
    title: {en: Known to the boss, zh: 老板的客户}
    suggest: {en: Tell the boss., zh: 告诉老板。}
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """One customer, who wants tea."""
    folder = tmp_path / "home"
    (folder / "rules").mkdir(parents=True)
    (folder / "genjin.yaml").write_text(SETTINGS, "utf-8")
    (folder / "rules" / "tea.yaml").write_text(TEA, "utf-8")
    settings, playbook = config.load_all(Home(folder))
    book = Book(config.location(settings, Home(folder)), checkpointer=True)
    book.prepare()
    Office(book, Intake(book, playbook)).gets(mail("We need green tea."))
    book.close()
    return folder


def rows(home: Path, *words: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(
        genjin("--home", str(home), "tags", *words, "--format", "json").output
    )
    return found


def test_tags_in_force_are_counted_with_those_given_by_hand(home: Path) -> None:
    genjin("--home", str(home), "tag", "1", "add", "vip")

    found = {row["tag"]: (row["customers"], row["by_hand"]) for row in rows(home)}

    assert found == {"wants-tea": (1, 0), "vip": (1, 1)}


@pytest.mark.parametrize("words", ["wants-tea", "wants tea", "要茶"])
def test_the_customers_of_a_tag_are_listed_by_its_name_or_title(home: Path, words: str) -> None:
    (row,) = rows(home, words)

    assert (row["customer_id"], row["words"], row["by"]) == (1, "green tea", "green")


def test_what_a_rep_took_away_counts_no_more(home: Path) -> None:
    genjin("--home", str(home), "tag", "1", "remove", "wants-tea")

    assert rows(home) == []


def test_a_slip_of_the_finger_is_answered(home: Path) -> None:
    result = genjin("--home", str(home), "tags", "wants-tee")

    assert result.exit_code == 1
    assert "Did you mean `wants-tea`?" in result.output


def test_tags_by_hand_are_counted_by_stats(home: Path) -> None:
    genjin("--home", str(home), "tag", "1", "add", "vip")

    listed = json.loads(genjin("--home", str(home), "rules", "stats", "--format", "json").output)

    assert {row["rule"]: row["by_hand"] for row in listed}["vip"] == 1
