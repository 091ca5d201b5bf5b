"""Does what is exported come back the same, and can it do no harm on the way?"""

from __future__ import annotations

import csv
import io
import json
import shutil
import stat
import zipfile
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest

from fakes import genjin
from model import CustomerId
from store.lookups import PersonFound
from worker.export.files import as_csv, as_xlsx, guarded
from worker.export.tables import Table
from worker.export.vcards import as_vcards


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


ODD = "@Windmolen & Zn <B.V.>"


def add_odd_ones(home: Path) -> None:
    """A customer with something of every sort, much of it as a spreadsheet would misread it."""
    said = """--title=+49 Trading|--title=风车有限公司|--owner=lina|--domain=windmolen.example
        --code=DE136695976
        --code=00000000|--phone=+31 20 794 0800|--website=windmolen.example|--group=Molen, Groep|--country=NL
        --contact=Piet <piet@windmolen.example>|--contact=Piet <piet@gmail.com>|--contact=i@windmolen.example
        --class=B|--grade=c|--every=21|--id=K-77|--source=fair"""
    options = [each.strip() for each in said.replace("\n", "|").split("|")]
    done(home, "customers", "add", *options, "--", ODD)


def plain(home: Path) -> list[dict[str, Any]]:
    """All customers for programs, without what an export does not promise: the order of entries, and that
    another book gives the same numbers.
    """
    rows = json.loads(done(home, "export", "customers", "-", "--format", "json"))
    for row in rows:
        row.pop("genjin")
    return [
        {name: sorted(each) if isinstance(each, list) else each for name, each in row.items()} for row in rows
    ]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_is_exported_and_imported_into_an_empty_book_is_the_same(
    home: Path, tmp_path: Path, ending: str
) -> None:
    add_odd_ones(home)
    target = tmp_path / f"customers.{ending}"
    done(home, "export", "customers", str(target))
    empty = tmp_path / "empty"
    shutil.copytree(home, empty, ignore=shutil.ignore_patterns("*.db*"))

    imported = at(empty, "import", "customers", str(target))

    assert imported.exit_code == 0, imported.output
    assert plain(empty) == plain(home)


def test_a_file_for_a_spreadsheet_says_that_it_is_utf_8(home: Path, tmp_path: Path) -> None:
    target = tmp_path / "customers.csv"
    done(home, "export", "customers", str(target))

    assert target.read_bytes().startswith(b"\xef\xbb\xbfid,name,titles,")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_workbook_opens_with_text_only(home: Path, tmp_path: Path) -> None:
    add_odd_ones(home)
    target = tmp_path / "customers.xlsx"
    done(home, "export", "customers", str(target))

    sheet = openpyxl.load_workbook(target).active
    rows = list(sheet.iter_rows())
    (odd,) = [row for row in rows if row[1].value == ODD]

    assert [cell.value for cell in rows[0]][:3] == ["id", "name", "titles"]
    assert {cell.data_type for cell in odd if cell.value is not None} <= {"s", "inlineStr"}


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd", "'+cmd"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("+31207940800", "+31207940800"),
        ("+31207940800; +31", "'+31207940800; +31"),
        ("Nordlicht", "Nordlicht"),
        ("", ""),
    ],
)
def test_no_cell_runs_in_a_spreadsheet(cell: str, written: str) -> None:
    assert guarded(cell) == written


def test_a_file_that_is_there_is_not_written_over_unasked(home: Path, tmp_path: Path) -> None:
    target = tmp_path / "customers.csv"
    target.write_text("mine")

    refused = at(home, "export", "customers", str(target))
    left = target.read_text()
    forced = at(home, "export", "customers", str(target), "--force")

    assert (refused.exit_code, forced.exit_code) == (1, 0)
    assert "is there already" in refused.output
    assert left == "mine"
    assert not list(tmp_path.glob(".*part"))


@pytest.mark.parametrize(
    ("what", "name"),
    [("customers", "a.vcf"), ("changes", "a.vcf"), ("customers", "a.pdf"), ("customers", "a")],
)
def test_a_format_that_does_not_fit_is_refused(home: Path, tmp_path: Path, what: str, name: str) -> None:
    result = at(home, "export", what, str(tmp_path / name))

    assert result.exit_code == 1
    assert "Say which with --format" in result.output


def test_a_folder_that_is_not_there_is_told(home: Path, tmp_path: Path) -> None:
    result = at(home, "export", "customers", str(tmp_path / "none" / "a.csv"))

    assert result.exit_code == 1
    assert "cannot be written" in result.output


def test_contacts_are_cards_for_an_address_book(home: Path, tmp_path: Path) -> None:
    add_odd_ones(home)
    target = tmp_path / "people.vcf"
    done(home, "export", "contacts", str(target))

    cards = target.read_bytes().decode().split("END:VCARD\r\n")
    (piet,) = [card for card in cards if "FN:Piet\r\n" in card]

    assert piet.startswith("BEGIN:VCARD\r\nVERSION:4.0\r\n")
    assert "EMAIL:piet@gmail.com\r\nEMAIL:piet@windmolen.example\r\n" in piet
    assert "ORG:@Windmolen & Zn <B.V.>\r\n" in piet


def test_a_card_holds_no_line_of_a_senders_making_and_no_long_one() -> None:
    person = PersonFound(
        1,
        "Ada\r\nNOTE:evil; a, b\\",
        ("ada@x.example",),
        ((CustomerId(1), "公司" * 60),),
        (("phone", "+4930901820"), ("position", "Buyer"), ("wechat", "ada;1")),
    )

    card = as_vcards([person])
    lines = card.split("\r\n")

    assert max(len(line.encode()) for line in lines) <= 75
    assert not any(line.startswith("NOTE:evil") for line in lines)
    assert 'TEL;VALUE=uri;TYPE="work,voice":tel:+4930901820' in lines
    assert "ORG:" + "公司" * 60 in card.replace("\r\n ", "")


def test_the_log_goes_out_with_who_and_what(home: Path) -> None:
    add_odd_ones(home)

    rows = list(csv.DictReader(io.StringIO(done(home, "export", "changes", "-"))))

    assert rows[0]["what"] == "add"
    assert rows[0]["customer"] == f"'{ODD}"


def test_control_characters_never_reach_a_file() -> None:
    table = Table(("name",), [{"name": "a\x00\x1b[31m\u202eb"}])

    with zipfile.ZipFile(io.BytesIO(as_xlsx(table))) as workbook:
        sheet = workbook.read("xl/worksheets/sheet1.xml").decode()

    for text in (sheet, as_csv(table)):
        assert not {"\x00", "\x1b", "\u202e"} & set(text)
