"""Asking who a few fields name: of two tables without a book, of the book, and how sure is sure enough."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from fakes import genjin
from worker import asking
from worker.asking import Query, tidy_code, tidy_country, tidy_phone
from worker.matching_tables import customers_of, queries_of

HEADS = ("customer_id", "group_id", "name", "name_alt", "country", "domain", "phone", "credit_code", "source")
CUSTOMERS = (
    ("C1", "G1", "Nordlicht GmbH", "", "DE", "nordlicht.example", "+49 30 635474", "", "sec"),
    ("C2", "G2", "Kranich Werke AG", "", "CH", "kranich-werke.example", "", "", "sec"),
    (
        "C3",
        "G3",
        "上海华东阀门有限公司",
        "Shanghai Huadong Valve Co., Ltd.",
        "CN",
        "",
        "",
        "913101155MHUXHRJBR",
        "",
    ),
    ("C4", "G4", "Blue Harbour Trading Ltd", "", "GB", "blueharbour.example", "", "", ""),
)
ASKED = ("query_id", "name", "country", "email", "phone", "website", "credit_code")
QUERIES = (
    ("Q1", "Nordlicht", "DE", "jana@nordlicht.example", "", "", ""),
    ("Q2", "Somebody Else", "", "x@quiet-harbour.example", "", "", ""),
    ("Q3", "Blue Harbour Trading", "GB", "info@blueharbour.example", "", "", ""),
)


def table(path: Path, head: tuple[str, ...], *rows: tuple[str, ...], between: str = "\t") -> Path:
    path.write_text("".join(f"{between.join(row)}\n" for row in (head, *rows)), "utf-8")
    return path


@pytest.fixture
def master(tmp_path: Path) -> Path:
    return table(tmp_path / "master.tsv", HEADS, *CUSTOMERS)


@pytest.fixture
def queries(tmp_path: Path) -> Path:
    return table(tmp_path / "queries.tsv", ASKED, *QUERIES)


def measured(master: Path, queries: Path, *more: str) -> tuple[list[dict[str, str]], str]:
    result = genjin("match", "--customers", str(master), "--queries", str(queries), *more)
    assert result.exit_code == 0, result.output
    rows = csv.DictReader(result.stdout.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return list(rows), result.stderr


def refused(master: Path, queries: Path) -> str:
    result = genjin("match", "--customers", str(master), "--queries", str(queries))
    assert result.exit_code == 1, result.output
    assert result.stdout == ""
    return result.stderr


class TestTables:
    def test_every_query_gets_its_line_in_the_order_of_the_queries(self, master: Path, queries: Path) -> None:
        result = genjin("match", "--customers", str(master), "--queries", str(queries))

        head, *lines = result.stdout.splitlines()
        assert head == "query_id\tpredicted_id\tscore\tdecision"
        assert [line.split("\t")[0] for line in lines] == ["Q1", "Q2", "Q3"]
        assert [line.split("\t")[1::2] for line in lines] == [["C1", "link"], ["", "none"], ["C4", "link"]]

    def test_neither_settings_nor_a_home_are_needed(
        self, master: Path, queries: Path, tmp_path: Path
    ) -> None:
        empty = tmp_path / "home"
        empty.mkdir()
        words = [sys.executable, "-m", "cli", "match", "--customers", str(master), "--queries", str(queries)]
        path = os.pathsep.join(
            (str(Path(__file__).resolve().parent.parent), os.environ.get("PYTHONPATH", ""))
        )

        done = subprocess.run(
            words, cwd=empty, env={"HOME": str(empty), "PYTHONPATH": path}, capture_output=True, check=False
        )

        assert done.returncode == 0, done.stderr
        assert len(done.stdout.splitlines()) == 4
        assert list(empty.iterdir()) == []

    def test_many_processes_say_what_one_says(self, master: Path, tmp_path: Path) -> None:
        many = [(f"Q{number}", *QUERIES[number % 3][1:]) for number in range(450)]
        asked = table(tmp_path / "many.tsv", ASKED, *many)

        one, _ = measured(master, asked, "--processes", "1")
        several, _ = measured(master, asked, "--processes", "3")

        assert [row["query_id"] for row in several] == [row[0] for row in many]
        assert several == one

    def test_the_queries_left_are_answered_here_when_another_process_dies(
        self, master: Path, tmp_path: Path
    ) -> None:
        asked = queries_of(table(tmp_path / "many.tsv", ASKED, *QUERIES * 200), print)
        directory = asking.Directory.of(customers_of(master, print).customers.values())
        answers = asking.answers(asked, directory, asking.DEFAULT, 2)

        first = next(answers)
        for each in asking.multiprocessing.active_children():
            each.kill()

        assert [first, *answers] == [asking.answer(query, directory) for query in asked]

    def test_an_equal_name_is_reviewed_or_linked_and_scores_are_fine_grained(
        self, master: Path, tmp_path: Path
    ) -> None:
        asked = table(
            tmp_path / "q.tsv",
            ASKED,
            ("A", "Kranich Werke", "", "", "", "", ""),
            ("B", "Kranch Werk", *[""] * 5),
        )

        (a, b), _ = measured(master, asked)

        assert (a["predicted_id"], b["predicted_id"]) == ("C2", "C2")
        assert float(a["score"]) > float(b["score"])
        assert {a["decision"], b["decision"]} <= {"link", "review", "none"}

    @pytest.mark.parametrize(
        "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"]
    )
    def test_tables_are_read_as_people_save_them(self, master: Path, queries: Path, encoding: str) -> None:
        for path in (master, queries):
            path.write_bytes(path.read_text("utf-8").encode(encoding))

        found = customers_of(master, print)
        rows, said = measured(master, queries)

        assert found.customers["C3"].titles == ("上海华东阀门有限公司", "Shanghai Huadong Valve Co., Ltd.")
        assert [row["decision"] for row in rows] == ["link", "none", "link"]
        assert said == ""

    def test_one_broken_letter_does_not_make_gbk_of_the_others(self, master: Path, queries: Path) -> None:
        master.write_bytes(master.read_bytes().replace(b"Kranich Werke", b"Kranich \xe4 Werke"))

        _, said = measured(master, queries)

        assert customers_of(master, print).customers["C3"].titles[0] == "上海华东阀门有限公司"
        assert "master.tsv: some letters are neither UTF-8 nor GBK" in said

    @pytest.mark.parametrize("between", [",", ";"])
    def test_csv_with_quotes_is_read_too(self, tmp_path: Path, queries: Path, between: str) -> None:
        row = ("C1", "G1", f'"Nordlicht{between} Handels GmbH"', "", "DE", "nordlicht.example", "", "", "")
        path = table(tmp_path / "master.csv", HEADS, row, between=between)

        assert customers_of(path, print).customers["C1"].name == f"Nordlicht{between} Handels GmbH"
        assert measured(path, queries)[0][0]["predicted_id"] == "C1"

    def test_columns_may_stand_in_any_order_and_unknown_ones_are_named(
        self, tmp_path: Path, queries: Path
    ) -> None:
        path = table(
            tmp_path / "master.tsv",
            ("Name", "Colour", "DOMAIN", "website", "Customer ID", "titles", "email"),
            (
                "Nordlicht GmbH",
                "red",
                "",
                "https://www.nordlicht.example/en",
                "7",
                "Nordlicht|NL",
                "a@nordlicht.example",
            ),
        )

        customer = customers_of(path, print).customers["7"]
        _, said = measured(path, queries)

        assert customer.titles == ("Nordlicht GmbH", "Nordlicht", "NL")
        assert (customer.websites, customer.emails) == (
            ("https://www.nordlicht.example/en",),
            ("a@nordlicht.example",),
        )
        assert said == "genjin: master.tsv: not used: colour.\n"

    def test_a_customer_of_two_rows_is_put_together(self, tmp_path: Path) -> None:
        again = ("C1", "", "Nordlicht Handels GmbH", "", "", "nordlicht-shop.example", "", "DE 123", "")
        found = customers_of(table(tmp_path / "m.tsv", HEADS, *CUSTOMERS, again), print)

        customer = found.customers["C1"]
        assert found.ids == ["C1", "C2", "C3", "C4"]
        assert customer.titles == ("Nordlicht GmbH", "Nordlicht Handels GmbH")
        assert customer.domains == ("nordlicht.example", "nordlicht-shop.example")
        assert (customer.country, customer.codes) == ("DE", ("DE123",))

    def test_odd_rows_are_named_and_the_others_answered(self, tmp_path: Path) -> None:
        rows = (*CUSTOMERS, ("", "G9", "Without Number Ltd", *[""] * 6), ("C9", *[""] * 8, "one too many"))
        path = table(tmp_path / "master.tsv", HEADS, *rows)
        odd = table(
            tmp_path / "odd.tsv",
            ASKED,
            *QUERIES,
            ("", "Nobody", *[""] * 5),
            ("Q9",),
            ("Q8", "\x00\x1b[31m", *[""] * 5),
        )

        rows_, said = measured(path, odd)

        assert [row["query_id"] for row in rows_] == ["Q1", "Q2", "Q3", "", "Q9", "Q8"]
        assert "master.tsv, row 6, column customer_id: it is empty, the row was left out." in said
        assert "master.tsv, row 7, column 10: there are more cells than headings." in said
        assert "odd.tsv, row 5, column query_id: it is empty." in said

    def test_of_many_odd_rows_the_first_are_shown(self, tmp_path: Path, queries: Path) -> None:
        path = table(tmp_path / "master.tsv", HEADS, *CUSTOMERS, *[("", "G", "Name", *[""] * 6)] * 100)

        _, said = measured(path, queries)

        assert len(said.splitlines()) == 21
        assert said.endswith("genjin: and 80 more of the kind.\n")

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"", "the table is empty"),
            (b"\n\n", "the table is empty"),
            (b"id\tname\n1\tx\n", "no column is headed `customer_id`. The headings are: id, name."),
            (b"customer_id\tname\tname\n1\tx\ty\n", "two columns are headed `name`"),
            (b"customer_id\tname\n", "there is no customer in this table"),
            (b"PK\x03\x04 and more", "this is no text file"),
        ],
    )
    def test_a_file_that_is_no_such_table_is_refused(
        self, tmp_path: Path, queries: Path, content: bytes, words: str
    ) -> None:
        path = tmp_path / "master.tsv"
        path.write_bytes(content)

        assert words in refused(path, queries)

    def test_a_file_that_is_not_there_is_refused(self, tmp_path: Path, queries: Path) -> None:
        assert "cannot be read: No such file" in refused(tmp_path / "none.tsv", queries)

    @pytest.mark.parametrize(
        "words", [(), ("--customers", "a"), ("--queries", "a"), ("--jsonl", "-", "--customers", "a")]
    )
    def test_half_a_question_is_wrong_usage(self, words: tuple[str, ...]) -> None:
        assert genjin("match", *words).exit_code == 2

    def test_hostile_names_get_their_line(self, master: Path, tmp_path: Path) -> None:
        names = (
            "A",
            "啊" * 5_000,
            "\u202eGmbH",
            "((((" * 2_000,
            "☃" * 50,
            "a " * 4_000,
            "0" * 10_000,
            "GmbH",
            ".",
        )
        asked = table(
            tmp_path / "q.tsv", ASKED, *((f"Q{at}", name, *[""] * 5) for at, name in enumerate(names))
        )

        rows, _ = measured(master, asked)

        assert [row["query_id"] for row in rows] == [f"Q{at}" for at in range(len(names))]


class TestFields:
    @pytest.mark.parametrize(
        ("said", "country", "tidy"),
        [
            ("+49 30 635474", "", "+4930635474"),
            ("Tel: +81-3-1275-8754", "", "+81312758754"),
            ("021-5012 3456", "CN", "+862150123456"),
            ("021-5012 3456", "", "02150123456"),
            ("", "CN", ""),
            ("none", "CN", ""),
            ("+" * 5_000, "CN", ""),
        ],
    )
    def test_a_phone_is_one_number_however_it_is_written(self, said: str, country: str, tidy: str) -> None:
        assert tidy_phone(said, country) == tidy

    @pytest.mark.parametrize(
        ("said", "code"), [("cn", "CN"), ("CN", "CN"), ("Germany", "DE"), ("德国", "DE"), ("?", "")]
    )
    def test_a_country_is_known_by_code_and_name(self, said: str, code: str) -> None:
        assert tidy_country(said) == code

    def test_a_registration_number_is_its_letters_and_figures(self) -> None:
        assert tidy_code(" de 123.456-789 ") == "DE123456789"

    def test_a_query_is_the_party_that_it_names(self) -> None:
        party = Query(
            "Q", "Nordlicht", "de", "Jana <JANA@nordlicht.example>", "", "www.nordlicht.example", "1 2"
        ).party

        assert (party.company, party.company_from, party.country) == ("Nordlicht", "query", "DE")
        assert party.email == "jana@nordlicht.example"
        assert [(each.sort.value, each.value) for each in party.details] == [
            ("website", "www.nordlicht.example"),
            ("code", "12"),
        ]


@pytest.fixture
def home(demo_state: Path, tmp_path: Path) -> Path:
    """A copy of the demo's folder that a test may write to."""
    return Path(shutil.copytree(demo_state / "genjin" / "demo", tmp_path / "home"))


def asked_of(home: Path, *lines: str) -> tuple[list[dict[str, Any]], int]:
    result = genjin("--home", str(home), "match", "--jsonl", "-", said="\n".join(lines) + "\n")
    return [json.loads(line) for line in result.stdout.splitlines()], result.exit_code


class TestBook:
    def test_the_book_is_asked_and_answers_with_every_reason(self, home: Path) -> None:
        query = {"query_id": "Q7", "name": "Al Noor", "email": "new@alnoor.example"}

        (told,), code = asked_of(home, json.dumps(query))

        assert code == 0
        assert list(told) == [
            "query_id", "verdict", "customer", "group", "score", "because", "evidence", "candidates",
        ]  # fmt: skip
        assert (told["query_id"], told["verdict"]) == ("Q7", "known")
        assert told["customer"]["name"] == "Al Noor Trading FZE"
        assert told["group"]["name"] == "Al Noor Group"
        assert set(told["customer"]) == {"id", "name", "external_id"}
        assert told["evidence"] == told["candidates"][0]["evidence"]
        assert {"sort", "weight", "words"} == set(told["evidence"][0])

    def test_a_stranger_is_nobody(self, home: Path) -> None:
        (told,), _ = asked_of(home, '{"name": "Quiet Harbour Zzyzx", "id": 3}')

        assert (told["id"], told["verdict"], told["customer"], told["group"]) == (3, "unknown", None, None)

    @pytest.mark.parametrize(
        "line",
        ["{", "[]", "3", '{"name": ["a"]}', "\ud800".encode("utf-8", "surrogatepass").decode("latin1")],
    )
    def test_a_line_that_is_no_query_says_so_and_the_next_one_is_answered(
        self, home: Path, line: str
    ) -> None:
        (wrong, right), code = asked_of(home, line, '{"name": "Al Noor"}')

        assert (wrong["line"], code) == (1, 1)
        assert wrong["error"]
        assert right["verdict"]

    def test_what_is_not_used_is_named(self, home: Path) -> None:
        (told,), _ = asked_of(home, '{"name": "Al Noor", "town": "Delft"}')

        assert told["unused"] == ["town"]

    @pytest.mark.parametrize(
        ("line", "told"),
        [
            ("{}", ["nothing is asked: give any of name, country,"]),
            ('{"nam": "Al Noor"}', ["nothing is asked", "`nam` is not used"]),
            ('{"email": "not an address"}', ["email `not an address` is no mail address"]),
            ('{"website": "::::"}', ["website `::::` is no web address"]),
            ('{"country": "Atlantis"}', ["country `Atlantis` is no country's name or code"]),
            ('{"phone": "none"}', ["phone `none` is no telephone number"]),
            ('{"name": "..."}', ["name `...` is no name"]),
            ('{"credit_code": "00000000"}', ["credit_code `00000000` proves nothing: it is a placeholder"]),
            ('{"credit_code": "DE136695977"}', ["credit_code `DE136695977` proves nothing: its check digit"]),
            ('{"credit_code": "-"}', ["credit_code `-` is no registration number"]),
        ],
    )
    def test_what_could_not_be_used_is_warned_of(self, home: Path, line: str, told: list[str]) -> None:
        (answer,), code = asked_of(home, line)

        assert code == 0
        assert len(answer["warnings"]) == len(told)
        assert all(said.startswith(start) for said, start in zip(answer["warnings"], told, strict=True))

    def test_a_sound_query_has_no_warnings(self, home: Path) -> None:
        query = {
            "name": "Al Noor",
            "country": "United Arab Emirates",
            "email": "Ali <ali@alnoor.example>",
            "phone": "+971 4 123 4567",
            "website": "https://www.alnoor.example/en",
            "credit_code": "DE136695976",
        }

        (answer,), _ = asked_of(home, json.dumps(query))

        assert "warnings" not in answer

    def test_reasons_speak_of_the_query_and_of_no_mail(self, home: Path) -> None:
        (answer,), _ = asked_of(home, '{"name": "Al Noor Trading FZE", "country": "DE"}')

        words = [each["words"] for each in answer["evidence"]]
        assert any(each.startswith("the query says Al Noor Trading FZE") for each in words)
        assert any("the query says DE" in each for each in words)
        assert not any("signature" in each or "mail" in each for each in words)

    def test_customers_of_one_name_are_told_apart_by_their_numbers(self, home: Path) -> None:
        for country in ("DE", "AT"):
            added = genjin(
                "--home", str(home), "customers", "add", "Zimmerling GmbH", "--country", country, "--even-so"
            )
            assert added.exit_code == 0, added.output

        (answer,), _ = asked_of(home, '{"name": "Zimmerling GmbH"}')

        one, other = (each["customer"]["id"] for each in answer["candidates"][:2])
        assert answer["because"] == (
            f"Zimmerling GmbH (customer {one}) and Zimmerling GmbH (customer {other}) are too near each other"
        )

    def test_blank_lines_are_said_to_be_skipped(self) -> None:
        said = " ".join(genjin("match", "--help").output.split())

        assert "Blank lines are skipped" in said

    def test_nothing_of_the_book_changes(self, home: Path) -> None:
        before = (home / "genjin.db").read_bytes()

        asked_of(home, '{"name": "Al Noor", "email": "new@alnoor.example"}')

        assert (home / "genjin.db").read_bytes() == before

    def test_a_file_of_queries_is_read(self, home: Path, tmp_path: Path) -> None:
        file = tmp_path / "queries.jsonl"
        file.write_text('\ufeff{"name": "Al Noor"}\n\n{"name": "Nobody"}\n', "utf-8")

        result = genjin("--home", str(home), "match", "--jsonl", str(file))

        assert (len(result.stdout.splitlines()), result.exit_code) == (2, 0)
