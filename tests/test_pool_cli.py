"""The pools as reps use them: what lies there, claiming under limits, giving back, the sweep."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fakes import genjin

TEAM = "team: {domains: [ourfactory.example], reps: {lina: {}, bo: {}}}\naccounts: []\nme: %s\n"
SHIPPED = Path(__file__).resolve().parent.parent / "followups" / "policy.yaml"
PUBLIC = "    - {name: public, per_day: 10, per_week: 30, per_month: 60, freeze: 1 day, cool_down: 30 days}\n"
POOLS = """    - {name: europe, where: {countries: [DE]}, reps: [lina]}
    - {name: public, per_day: 2, per_week: 30, per_month: 60, cool_down: 30 days}
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Two pools, and four customers that nobody owns; Lina is at the desk."""
    works(tmp_path, "lina")
    policy = SHIPPED.read_text("utf-8")
    assert PUBLIC in policy
    (tmp_path / "policy.yaml").write_text(policy.replace(PUBLIC, POOLS), "utf-8")
    rows = ("name,country", "Nordlicht GmbH,DE", "Asa Trading,BR", "Bor Trading,BR", "Cet Trading,BR")
    (tmp_path / "a.csv").write_text("\n".join(rows), "utf-8")
    done(tmp_path, "import", "customers", str(tmp_path / "a.csv"))
    return tmp_path


def works(home: Path, rep: str) -> None:
    (home / "genjin.yaml").write_text(TEAM % rep, "utf-8")


def done(home: Path, *words: str, said: str = "", code: int = 0) -> str:
    result = genjin("--home", str(home), *words, said=said)
    assert result.exit_code == code, result.output
    return str(result.output)


def values(home: Path, *words: str) -> Any:
    return json.loads(done(home, *words, "--format", "json"))


def test_the_list_says_in_which_pool_each_lies_and_since_when(home: Path) -> None:
    rows = values(home, "pool", "list")

    assert [(row["name"], row["pool"]) for row in rows] == [
        ("Nordlicht GmbH", "europe"),
        ("Asa Trading", "public"),
        ("Bor Trading", "public"),
        ("Cet Trading", "public"),
    ]
    assert all(row["pooled"] and row["last_owner"] == "" for row in rows)
    assert [row["name"] for row in values(home, "pool", "list", "europe")] == ["Nordlicht GmbH"]
    assert "There is no pool `asia`" in done(home, "pool", "list", "asia", code=1)
    assert "2 more: --most 4" in done(home, "pool", "list", "--most", "2")


def test_only_what_i_may_claim_is_listed_when_asked(home: Path) -> None:
    works(home, "bo")

    names = [row["name"] for row in values(home, "pool", "list", "--mine-to-claim")]
    refused = done(home, "pool", "claim", "nordlicht", code=1)

    assert names == ["Asa Trading", "Bor Trading", "Cet Trading"]
    assert refused == "genjin: Only lina may claim from the pool europe.\n"


def test_whoever_claims_sees_what_was_said_and_why_it_was_given_back(home: Path) -> None:
    first = done(home, "pool", "claim", "asa")
    done(home, "log", "asa", "call", "wants a quotation in May")
    done(home, "pool", "release", "asa", "--why", "no budget")
    works(home, "bo")

    second = done(home, "pool", "claim", "2")

    assert "Asa Trading (customer 2) is yours, from the pool public." in first
    assert "Nothing has happened with it yet." in first
    assert "First touch due by 20" in first
    assert "call (lina)  wants a quotation in May" in second
    assert "given back by lina" in second
    assert ": no budget" in second
    assert [(row["passing"], row["rep"]) for row in values(home, "pool", "history", "asa")] == [
        ("enter", ""),
        ("claim", "lina"),
        ("release", "lina"),
        ("claim", "bo"),
    ]


def test_of_many_some_may_be_refused_and_the_others_go_on(home: Path) -> None:
    answer = done(home, "pool", "claim", "-", said="2\n3\n4\n", code=3)

    assert "Asa Trading (customer 2) is yours" in answer
    assert "Not customer 4: You have claimed 2 of 2 from the pool public today; possible again from" in answer
    (europe, public) = values(home, "pool", "limits")
    assert (public["today"], public["left"], public["holding"]) == ("2 of 2", 0, "2 of ∞")
    assert (europe["today"], europe["left"]) == ("0 of ∞", None)


def test_giving_back_refunds_nothing_and_cools_down(home: Path) -> None:
    done(home, "pool", "claim", "2", "3")
    done(home, "pool", "release", "2", "--why", "too far")

    assert "You gave up Asa Trading" in done(home, "pool", "claim", "2", code=1)
    assert "You have claimed 2 of 2" in done(home, "pool", "claim", "4", code=1)


def test_a_claim_is_taken_back_by_undo(home: Path) -> None:
    done(home, "pool", "claim", "2")

    done(home, "undo")

    assert [(row["passing"], row["why"]) for row in values(home, "pool", "history", "2")][1:] == [
        ("claim", ""),
        ("release", "taken back"),
    ]
    assert "Asa Trading" in done(home, "pool", "list")


def test_a_customer_is_moved_to_another_pool(home: Path) -> None:
    moved = done(home, "pool", "move", "asa", "europe")

    assert moved == "Asa Trading (customer 2) lies in the pool europe.\n"
    names = [row["name"] for row in values(home, "pool", "list", "europe")]
    assert names == ["Nordlicht GmbH", "Asa Trading"]


def test_who_is_no_rep_claims_nothing(home: Path) -> None:
    (home / "genjin.yaml").write_text((TEAM % "lina").replace("me: lina\n", ""), "utf-8")

    assert "Only a rep of the team claims" in done(home, "pool", "claim", "2", code=1)


def test_a_sweep_says_what_it_would_do(home: Path) -> None:
    done(home, "pool", "claim", "2")

    (row,) = values(home, "pool", "sweep", "--dry-run")

    assert (row["customer"], row["owner"], row["outcome"]) == ("Asa Trading", "lina", "stays: not due yet")
    assert "Nothing is owed back to a pool." not in done(home, "pool", "sweep")
