"""`genjin search` as a rep types it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from fakes import genjin

SETTINGS = """\
team:
  domains: [ourfactory.example]
  reps: {anna: {name: Anna Berg, emails: [anna@ourfactory.example]}}
accounts: []
me: anna
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "genjin.yaml").write_text(SETTINGS, "utf-8")
    (tmp_path / "book.csv").write_text("name,titles,owner\nNordlicht GmbH,诺德利希特贸易,anna\n", "utf-8")
    assert told(tmp_path, "import", "customers", str(tmp_path / "book.csv"))
    told(tmp_path, "log", "nordlicht", "call", "agreed on 3 pallets")
    return tmp_path


def told(home: Path, *words: str, code: int = 0) -> str:
    result = genjin("--home", str(home), *words)
    assert result.exit_code == code, result.output
    return result.output


class TestSearch:
    def test_hits_come_as_json_with_their_words_marked(self, home: Path) -> None:
        (hit,) = json.loads(told(home, "search", "PALLETS", "--format", "json"))

        assert (hit["what"], hit["customer"], hit["context"]) == (
            "call",
            "Nordlicht GmbH",
            "agreed on 3 «pallets»",
        )

    def test_customers_are_found_by_a_chinese_part_of_a_title(self, home: Path) -> None:
        assert "诺德«利希特»贸易" in told(home, "search", "利希特", "--format", "csv")

    def test_nothing_found_is_said(self, home: Path) -> None:
        assert told(home, "search", "zirconium") == "Nothing is found.\n"

    def test_nothing_typed_is_wrong_usage(self, home: Path) -> None:
        assert "Which words?" in told(home, "search", "???", code=2)

    @pytest.mark.parametrize("words", [("--in", "mail"), ("--since", "+1d")])
    def test_what_is_asked_for_elsewhere_is_not_found(self, home: Path, words: tuple[str, ...]) -> None:
        assert told(home, "search", "pallets", *words) == "Nothing is found.\n"

    def test_only_one_customer(self, home: Path) -> None:
        assert "pallets" in told(home, "search", "pallets", "--customer", "nordlicht")

    def test_what_waits_is_entered_before_the_answer(self, home: Path) -> None:
        with closing(sqlite3.connect(home / "genjin.db")) as connection, connection:
            connection.execute("UPDATE interaction SET summary = 'agreed on gaskets' WHERE summary <> ''")

        assert "«gaskets»" in told(home, "search", "gaskets")

    def test_an_index_made_anew_finds_the_same(self, home: Path) -> None:
        before = told(home, "search", "pallets")

        assert told(home, "search", "pallets", "--rebuild").endswith(before)
