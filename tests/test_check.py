"""`genjin check`: is a company somebody's already? Names and owners, and nothing else of it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result

from fakes import genjin

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = "team: {domains: [ourfactory.example], reps: {anna: {}, wang: {}}}\naccounts: []\nme: anna\n"
BOOK = """\
id,name,titles,owner,contacts,phones,codes,group,country
1,Nordlicht GmbH,,wang,Kaya Lund <kaya@nordlicht.example>,+49 40 1234567,DE136695976,,DE
2,上海北光贸易有限公司,Shanghai Beiguang Trading Co. Ltd.,anna,,,,,CN
3,Süd AG,,,,,,,DE
4,Vega Holding SA,,wang,,,,Vega,FR
5,Orion Freight BV,,anna,,,,Vega,NL
6,Pacific Traders,,wang,,,,,US
7,上海华为技术有限公司,,anna,,,,,CN
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "genjin.yaml").write_text(SETTINGS, "utf-8")
    (tmp_path / "list.csv").write_text(BOOK.replace(",,,DE\n3", ",,,DE\n3"), "utf-8")
    done = genjin("--home", str(tmp_path), "import", "customers", str(tmp_path / "list.csv"))
    assert done.exit_code == 0, done.output
    return tmp_path


def check(home: Path, *words: str) -> Result:
    return genjin("--home", str(home), "check", *words)


def test_who_has_it_is_said_with_the_reason(home: Path) -> None:
    result = check(home, "NORDLICHT G.m.b.H.")

    assert result.output == "taken: Nordlicht GmbH - wang (same title Nordlicht GmbH)\n"
    assert result.exit_code == 3


def test_nobody_has_it_is_exit_0(home: Path) -> None:
    result = check(home, "Polaris Shipping")

    assert result.output.startswith("free: nobody has Polaris Shipping, nor anything much like it.\n")
    assert result.exit_code == 0


def test_who_is_nearest_is_shown_and_is_no_reason_to_stop(home: Path) -> None:
    result = check(home, "Acme Trading")

    assert result.output.startswith("free: nobody has Acme Trading.\nnearest: ")
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("name", "like"),
    [
        ("Pacific Trading Co", "Pacific Traders - wang"),
        ("Orient Freight", "Orion Freight BV - anna"),
        ("Huawei", "上海华为技术有限公司 - anna"),
        ("华为", "上海华为技术有限公司 - anna"),
    ],
)
def test_a_name_nearly_the_same_or_within_another_is_not_free(home: Path, name: str, like: str) -> None:
    result = check(home, name)

    assert result.output.startswith(f"similar: {like} (")
    assert "free" not in result.output
    assert result.exit_code == 3


@pytest.mark.parametrize(
    "words",
    [
        ("--domain", "nord1icht.example"),
        ("Quiet Harbour", "--domain", "https://www.nord1icht.example"),
        ("--address", "kaya@nord1icht.example"),
        ("nord1icht.example",),
    ],
)
def test_a_domain_that_looks_like_a_customers_is_warned_of(home: Path, words: tuple[str, ...]) -> None:
    result = check(home, *words)

    assert result.output.startswith(
        "beware: nord1icht.example looks like nordlicht.example of Nordlicht GmbH - wang, which is taken\n"
    )
    assert result.exit_code == 3


def test_who_has_the_customers_name_and_imitates_its_domain_is_told_both(home: Path) -> None:
    result = check(home, "Nordlicht GmbH", "--domain", "nord1icht.example")

    assert [line.partition(":")[0] for line in result.output.splitlines()] == ["taken", "beware"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "is no name. Give two letters"),
        (("",), "is no name. Give two letters"),
        (("x",), "`x` is no name. Give two letters"),
        ((" \t",), "is no name. Give two letters"),
        (("...!",), "is no name. Give two letters"),
        (("🙂" * 500,), "is no name. Give two letters"),
        (
            ("Somebody", "--domain", "not a domain"),
            "`not a domain` is no domain. Give it as nordlicht.example",
        ),
        (("Somebody", "--domain", ""), "is no domain"),
        (("Somebody", "--code", "DE136695977"), "its check digit is wrong"),
        (("Somebody", "--code", "00000000"), "it is a placeholder"),
        (("Somebody", "--phone", "none"), "`none` is no telephone number"),
        (("Somebody", "--address", "Kaya"), "`Kaya` is no mail address"),
    ],
)
def test_what_nobody_can_have_is_not_called_free(home: Path, words: tuple[str, ...], told: str) -> None:
    result = check(home, *words)

    assert told in " ".join(result.stderr.split())
    assert (result.stdout, result.exit_code) == ("", 2)


def test_a_customer_without_an_owner_is_in_the_public_pool(home: Path) -> None:
    assert check(home, "Süd AG").output == "taken: Süd AG - public pool (same title Süd AG)\n"


@pytest.mark.parametrize(
    "name", ["上海北光贸易有限公司", "上海北光貿易有限公司", "北光贸易", "Shanghai Beiguang Trading"]
)
def test_chinese_names_are_found(home: Path, name: str) -> None:
    result = check(home, name)

    assert "上海北光贸易有限公司 - anna" in result.output
    assert result.exit_code == 3


@pytest.mark.parametrize(
    "words",
    [
        ("Somebody", "--code", "DE136695976"),
        ("Somebody", "--phone", "+49 40 1234567"),
        ("Somebody", "--address", "Kaya@nordlicht.example"),
        ("kaya@nordlicht.example",),
    ],
)
def test_code_phone_and_address_find_it_too(home: Path, words: tuple[str, ...]) -> None:
    result = check(home, *words)

    assert "Nordlicht GmbH - wang" in result.output
    assert result.exit_code == 3


@pytest.mark.parametrize(
    "words", [("Somebody", "--domain", "https://www.nordlicht.example/shop"), ("nordlicht.example",)]
)
def test_a_domain_finds_whose_people_write_from_it(home: Path, words: tuple[str, ...]) -> None:
    assert "Nordlicht GmbH - wang" in check(home, *words).output


def test_companies_of_a_group_are_named_by_the_groups_name(home: Path) -> None:
    result = check(home, "Vega Chemicals")

    assert "same group: Orion Freight BV - anna (of the group Vega)" in result.output


def test_nothing_else_of_it_is_told(home: Path) -> None:
    told = check(home, "Nordlicht", "--format", "json").output + check(home, "Nordlicht").output

    for secret in ("kaya", "1234567", "136695976"):
        assert secret not in told.lower()


def test_programs_get_json(home: Path) -> None:
    found = json.loads(check(home, "Nordlicht GmbH", "--format", "json").output)
    free = json.loads(check(home, "Polaris Shipping", "--format", "json").output)

    assert (found["verdict"], found["found"][0]["name"]) == ("taken", "Nordlicht GmbH")
    assert (found["found"][0]["owner"], found["found"][0]["public_pool"]) == ("wang", False)
    assert free["verdict"] == "free"
    assert {each["verdict"] for each in free["found"]} <= {"nearest"}


@pytest.mark.parametrize(
    "name", ["'; DROP TABLE customer", "x" * 10_000, "\x1b[2J4", "a\u202eb", "ไท", "%aa%"]
)
def test_any_name_gets_an_answer(home: Path, name: str) -> None:
    result = check(home, name)

    assert result.exit_code in (0, 3)
    assert "\x1b" not in result.output


def test_without_a_book_it_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "genjin.yaml").write_text(SETTINGS, "utf-8")

    result = check(tmp_path, "Nordlicht")

    assert result.exit_code == 1
    assert result.output.startswith("genjin: ")


def test_a_book_of_many_customers_is_read_once_and_that_is_said(home: Path) -> None:
    many = "name\n" + "".join(f"Polaris {at} Shipping Company {at * at}\n" for at in range(400))
    (home / "many.csv").write_text(many, "utf-8")
    done = genjin("--home", str(home), "import", "customers", str(home / "many.csv"), "--even-so")
    assert done.exit_code == 0, done.output
    (home / "genjin.db.directory").unlink(missing_ok=True)

    first, second = check(home, "Nordlicht GmbH"), check(home, "Nordlicht GmbH")

    assert "Reading 407 customers for the first time ..." in first.output
    assert second.output == "taken: Nordlicht GmbH - wang (same title Nordlicht GmbH)\n"


def test_neither_sqlalchemy_nor_numpy_is_imported(home: Path) -> None:
    script = (
        "import sys; from cli import app\n"
        f"try: app(['--home', {str(home)!r}, 'check', '上海北光贸易'], prog_name='genjin')\n"
        "except SystemExit: pass\n"
        "heavy = ('sqlalchemy', 'alembic', 'numpy', 'phonenumbers', 'lxml', 'rich')\n"
        "print([each for each in heavy if each in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines()[-1] == "[]"
