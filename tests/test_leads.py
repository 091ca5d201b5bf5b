"""`genjin import leads`: cards of a fair become customers who were met, are owed, and follow a sequence."""

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
LEADS = """公司,联系人,邮箱,电话,国家,备注,承诺
,,,,,,
Nordlicht GmbH,Kaya,kaya@nordlicht.example,,DE,要DN50阀门,寄样品
Süd Handel,Bo,bo@sued.example,+49 89 1234567,DE,200 件,
Süd Handel,Bo,bo@sued.example,,DE,200 件,
"""
EVENT = ("--event", "Canton Fair 2026", "--day", "2026-01-05")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "genjin.yaml").write_text(SETTINGS, "utf-8")
    return tmp_path


def run(home: Path, *words: str, said: str = "") -> Result:
    return genjin("--home", str(home), *words, said=said)


def bring(home: Path, content: str | bytes, *words: str, name: str = "cards.csv", kind: str = "leads") -> str:
    path = home / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    result = run(home, "import", kind, str(path), *(EVENT if kind == "leads" else ()), *words)
    assert result.exit_code == 0, result.output
    return result.output


def asked(home: Path, sql: str) -> list[dict[str, Any]]:
    with Reader(Location(path=home / "genjin.db")) as reader:
        return [dict(row) for row in reader.ask(sql, {})]


def listed(home: Path, *words: str) -> Any:
    return json.loads(run(home, *words, "--format", "json").output)


class TestLeads:
    def test_who_is_new_is_met_promised_and_enrolled(self, home: Path) -> None:
        told = bring(home, LEADS.encode("gb18030"), "--owner", "anna")

        assert "2 added, 0 changed." in told
        assert "2 met at Canton Fair 2026 on 2026-01-05, 1 promised something, 2 enrolled" in told
        customers = asked(home, "SELECT name, source, owner FROM customer ORDER BY id")
        assert [(each["name"], each["source"], each["owner"]) for each in customers] == [
            ("Nordlicht GmbH", "fair", "anna"),
            ("Süd Handel", "fair", "anna"),
        ]
        met = asked(home, "SELECT kind, summary FROM interaction ORDER BY id")
        assert [(each["kind"], each["summary"]) for each in met] == [
            ("fair", "Canton Fair 2026: 要DN50阀门 · promised: 寄样品"),
            ("fair", "Canton Fair 2026: 200 件"),
        ]
        owed = asked(home, "SELECT duty FROM follow_up WHERE customer_id = 1 ORDER BY duty")
        assert {"promise", "sequence"} <= {each["duty"] for each in owed}

    def test_the_same_file_again_changes_nothing_and_says_so(self, home: Path) -> None:
        bring(home, LEADS)
        before = asked(
            home, "SELECT (SELECT count(*) FROM interaction) AS i, (SELECT count(*) FROM mark) AS m"
        )

        told = bring(home, LEADS)

        assert "This file was brought before: file 1, by anna" in told
        assert told.endswith("Nothing has changed.\n")
        after = asked(
            home, "SELECT (SELECT count(*) FROM interaction) AS i, (SELECT count(*) FROM mark) AS m"
        )
        assert after == before
        assert len(listed(home, "leads", "files")) == 1

    @pytest.mark.parametrize(
        "row",
        ["Northern Light Ltd,,kaya@nordlicht.example,,,,", "Northern Light Ltd,,,+49 40 1234567,,,"],
        ids=["address", "phone"],
    )
    def test_who_is_known_by_an_address_or_phone_is_not_doubled(self, home: Path, row: str) -> None:
        known = "name,emails,phones,owner\nNordlicht GmbH,kaya@nordlicht.example,+49 40 1234567,wang\n"
        bring(home, known, name="customers.csv", kind="customers")

        bring(home, f"公司,联系人,邮箱,电话,国家,备注,承诺\n{row}\n", "--owner", "anna")

        (customer,) = asked(home, "SELECT name, owner, source FROM customer")
        assert customer == {"name": "Nordlicht GmbH", "owner": "wang", "source": "import"}
        assert [each["sequence"] for each in listed(home, "sequences", "show", "1")] == ["fair"]

    def test_a_dry_run_writes_nothing_and_keeps_no_file(self, home: Path) -> None:
        told = bring(home, LEADS, "--dry-run")

        assert "2 would be added" in told
        assert asked(home, "SELECT id FROM customer UNION ALL SELECT id FROM lead_file") == []

    def test_undo_takes_all_of_it_back_but_the_file(self, home: Path) -> None:
        bring(home, LEADS)

        assert run(home, "undo", "1").exit_code == 0

        tables = ("customer", "interaction", "enrolment", "mark", "follow_up")
        assert [asked(home, f"SELECT count(*) AS n FROM {each}")[0]["n"] for each in tables] == [0] * 5
        assert len(listed(home, "leads", "files")) == 1

    def test_after_an_undo_the_same_file_can_be_brought_again(self, home: Path) -> None:
        bring(home, LEADS)
        run(home, "undo", "1")

        told = bring(home, LEADS)

        assert "2 added" in told
        assert "brought before" not in told
        assert "brought before" in bring(home, LEADS)

    def test_the_journal_tells_of_an_import_only_where_something_came_of_it(self, home: Path) -> None:
        bring(home, LEADS)
        bring(home, LEADS)

        told = asked(home, "SELECT action, detail FROM journal WHERE action LIKE 'import%'")
        assert [(each["action"], each["detail"]) for each in told] == [("import leads", "2 added, 0 changed")]

    @pytest.mark.parametrize(
        ("words", "owner"), [((), "anna"), (("--owner", "wang"), "wang"), (("--pool",), None)]
    )
    def test_the_new_ones_are_whose_they_are_said_to_be_else_the_asking_rep_s(
        self, home: Path, words: tuple[str, ...], owner: str | None
    ) -> None:
        bring(home, LEADS, *words)

        assert {each["owner"] for each in asked(home, "SELECT owner FROM customer")} == {owner}

    def test_where_nobody_knows_who_asks_an_owner_has_to_be_named(self, home: Path) -> None:
        (home / "genjin.yaml").write_text(SETTINGS.replace("me: anna\n", ""), "utf-8")
        (home / "cards.csv").write_text(LEADS, "utf-8")

        result = run(home, "import", "leads", str(home / "cards.csv"), *EVENT)

        assert result.exit_code == 1
        assert "--owner REP" in result.output
        assert "--pool" in result.output
        assert "1 added" in bring(home, "name,owner\nNordlicht,wang\n")

    def test_a_day_that_was_not_said_is_told(self, home: Path) -> None:
        (home / "cards.csv").write_text(LEADS, "utf-8")

        told = run(home, "import", "leads", str(home / "cards.csv"), "--event", "Fair").output

        assert "(today); --day says otherwise." in told
        assert "--day says otherwise" not in bring(home, LEADS)

    @pytest.mark.parametrize("owner", ["", "anna"], ids=["nobody named", "another rep named"])
    def test_a_customer_of_another_rep_s_stays_hers_and_is_told(self, home: Path, owner: str) -> None:
        bring(home, "name,owner\nNordlicht GmbH,wang\n", name="customers.csv", kind="customers")

        told = bring(home, f"name,owner,notes\nNordlicht GmbH,{owner},DN50\nOstwind,,\n")

        assert "Row 2: Nordlicht GmbH (customer 1) is wang's and stays so" in told
        assert "customers edit 1 --owner" in told
        owners = asked(home, "SELECT owner FROM customer ORDER BY id")
        assert [each["owner"] for each in owners] == ["wang", "anna"]

    def test_with_a_bad_row_notes_and_promises_are_still_told_as_used(self, home: Path) -> None:
        (home / "cards.csv").write_text(f"{LEADS},Bo,,,,,\n", "utf-8")

        result = run(home, "import", "leads", str(home / "cards.csv"), *EVENT)

        assert result.exit_code == 1
        assert "no name" in result.output
        assert "notes" in result.output.partition("Columns:")[2].partition("\n")[0]
        assert "Not used" not in result.output

    def test_what_was_promised_at_the_stand_is_found(self, home: Path) -> None:
        bring(home, LEADS)

        (hit,) = listed(home, "search", "寄样品")

        assert hit["customer"] == "Nordlicht GmbH"

    def test_the_file_comes_back_byte_for_byte(self, home: Path) -> None:
        content = b"\xef\xbb\xbf" + LEADS.encode()
        bring(home, content)

        result = run(home, "leads", "file", "1", "--out", str(home / "back.csv"))

        assert result.exit_code == 0, result.output
        assert (home / "back.csv").read_bytes() == content

    def test_notes_of_address_cards_are_read(self, home: Path) -> None:
        card = (
            "BEGIN:VCARD\nVERSION:3.0\nFN:Kaya Yilmaz\nORG:Nordlicht GmbH\nEMAIL:kaya@nordlicht.example\n"
            "NOTE:wants DN50\\, quickly\nEND:VCARD\n"
        )

        bring(home, card, name="cards.vcf")

        (met,) = asked(home, "SELECT summary FROM interaction")
        assert met["summary"] == "Canton Fair 2026: wants DN50, quickly"

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (("--sequence", "fare"), "There is no sequence `fare` in policy.yaml. There is: fair."),
            (("--day", "+3d"), "is still to come"),
            (("--owner", "nobody"), "nobody"),
        ],
    )
    def test_a_slip_is_told_before_anything_is_written(
        self, home: Path, words: tuple[str, ...], told: str
    ) -> None:
        (home / "cards.csv").write_text(LEADS, "utf-8")

        result = run(home, "import", "leads", str(home / "cards.csv"), "--event", "Canton Fair", *words)

        assert result.exit_code == 1
        assert told in result.output


class TestPromises:
    def test_a_promise_with_a_day_is_due_that_day(self, home: Path) -> None:
        bring(home, "name,owner,promised\nNordlicht,anna,price list by 2026-01-20\n")

        (owed,) = asked(home, "SELECT due, because FROM follow_up WHERE duty = 'promise'")

        assert "price list by 2026-01-20" in owed["because"]
        assert 1768860000 < owed["due"] < 1769040000
