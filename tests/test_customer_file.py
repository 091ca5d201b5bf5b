"""Customers come in from a file: as Excel writes it, all bad rows named at once, twice without doubles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from model import Customer, CustomerId, RepId
from store import colliding
from store.book import Book
from store.customers import NewCustomer
from store.location import Location
from store.queries import Reader
from worker import config
from worker.config import Home
from worker.customer_files import bringing, reading, report, table
from worker.customer_files.bringing import BlockedError, Brought, Wish
from worker.desk import Actor
from worker.intake import Intake
from worker.settings import Rep, Team
from worker.shape import ConfigError

NOW = datetime(2026, 3, 13, 4, 0, tzinfo=UTC)
REPS = ("anna", "wang")
TEAM = Team(
    domains=("ourfactory.example",),
    reps={"anna": Rep("Anna Berg", ("anna@ourfactory.example",)), "wang": Rep()},
    service_domains=("fedex.example",),
)
SETTINGS = """\
team: {domains: [ourfactory.example], reps: {anna: {emails: [anna@ourfactory.example]}}}
accounts: [{name: anna, host: localhost, user: anna, secret: {env: PW}}]
"""


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    book = Book(Location(path=tmp_path / "b.db"))
    book.prepare()
    yield book
    book.close()


@pytest.fixture
def intake(book: Book, tmp_path: Path) -> Intake:
    (tmp_path / "genjin.yaml").write_text(SETTINGS, "utf-8")
    home = Home(tmp_path)
    return Intake(book, config.load_playbook(home, config.load_settings(home)))


def read(folder: Path, content: str | bytes) -> list[NewCustomer]:
    path = folder / "book.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(reading.read(path, TEAM, NOW).customers)


def refusals(folder: Path, content: str | bytes) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        read(folder, content)
    assert "Nothing was imported" in str(caught.value)
    return [f"{each.line}:{each.column}: {each.what}" for each in caught.value.problems]


def only(folder: Path, content: str | bytes) -> str:
    found = refusals(folder, content)
    assert len(found) == 1, "\n".join(found)
    return found[0]


class TestReading:
    def test_every_column_is_read(self, tmp_path: Path) -> None:
        (customer,) = read(
            tmp_path,
            "id,name,titles,group,country,class,grade,owner,domains,emails,contact,source,every_days\n"
            "N-1,Nordlicht GmbH,Nordlicht|北光,Nord Group,de,A,b,anna,https://www.nordlicht.example/shop,"
            "Kaya@nordlicht.example; info@nordlicht.example,Kaya,fair,14\n",
        )

        assert customer == NewCustomer(
            name="Nordlicht GmbH",
            created=NOW,
            titles=("Nordlicht", "北光"),
            domains=("nordlicht.example",),
            contacts=(("kaya@nordlicht.example", "Kaya"), ("info@nordlicht.example", "")),
            group="Nord Group",
            country="DE",
            owner=RepId("anna"),
            volume_class="A",
            close_grade="b",
            source="fair",
            every_days=14,
            external_id="N-1",
        )

    def test_chinese_headings_are_known(self, tmp_path: Path) -> None:
        (customer,) = read(
            tmp_path,
            "客户编号,客户名称,国家,客户类别,客户等级,负责人,网址,邮箱\n1,北光贸易,德国,B,c,wang,a.example,x@a.example\n",
        )

        assert (customer.name, customer.country, customer.owner) == ("北光贸易", "DE", "wang")
        assert (customer.volume_class, customer.close_grade, customer.external_id) == ("B", "c", "1")

    @pytest.mark.parametrize("heading", [" Company Name * ", "COMPANY_NAME", "Customer", "公司名称"])
    def test_headings_are_known_however_they_are_dressed(self, tmp_path: Path, heading: str) -> None:
        assert read(tmp_path, f"{heading}\nNordlicht\n")[0].name == "Nordlicht"

    def test_what_was_read_as_what_and_what_was_not_is_told(self, tmp_path: Path) -> None:
        path = tmp_path / "book.csv"
        path.write_text("公司名称,Fax,负责人\nNordlicht,1,\n", "utf-8")

        found = reading.read(path, TEAM, NOW)
        columns, ignored = found.columns, found.ignored

        assert columns == {"name": "公司名称", "owner": "负责人"}
        assert ignored == ("Fax",)

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
    def test_encodings_that_excel_writes_are_known(self, tmp_path: Path, encoding: str) -> None:
        (customer,) = read(
            tmp_path, "客户名称,联系人\n宏达流体设备（香港）有限公司,陈小姐\n".encode(encoding)
        )

        assert customer.name == "宏达流体设备（香港）有限公司"

    @pytest.mark.parametrize("separator", [",", ";", "\t"])
    def test_separators_that_excel_writes_are_known(self, tmp_path: Path, separator: str) -> None:
        text = '"name",country,emails\n"A, B; C",DE,"a@a.example, b@a.example"\n'.replace(",", separator)

        (customer,) = read(tmp_path, text)

        assert customer.name.split() == f"A{separator} B; C".split()
        assert [email for email, _ in customer.contacts] == ["a@a.example", "b@a.example"]

    @pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
    def test_line_ends_of_every_system_and_within_a_cell_are_read(self, tmp_path: Path, ends: str) -> None:
        rows = ["name,titles", f'Nordlicht,"A{ends}B"', "", "Second,", ""]

        first, second = read(tmp_path, ends.join(rows))

        assert second.name == "Second"
        assert [title.strip() for title in "\n".join(first.titles).splitlines()] == ["A", "B"]

    def test_countries_are_codes_or_names(self, tmp_path: Path) -> None:
        found = read(tmp_path, "name,country\na,de\nb,Germany\nc,德国\nd,UK\ne,XK\nf,\n")

        assert [each.country for each in found] == ["DE", "DE", "DE", "GB", "XK", ""]

    def test_a_web_address_becomes_its_domain(self, tmp_path: Path) -> None:
        cell = "http://WWW.a.example:8080/x|b.example/|shop.c.example，d.example"

        assert read(tmp_path, f"name,domains\nx,{cell}\n")[0].domains == (
            "a.example",
            "b.example",
            "shop.c.example",
            "d.example",
        )

    @pytest.mark.parametrize(
        ("heading", "field"),
        [
            ("公司名", "name"),
            ("公司全称", "name"),
            ("企业名称", "name"),
            ("Company Name*", "name"),
            ("客户名称（必填）", "name"),
            ("客户名称 (Company Name)", "name"),
            ("国家/地区", "country"),
            ("客户分类", "class"),
            ("客户级别", "grade"),
            ("业务员姓名", "owner"),
            ("Owner/Salesperson", "owner"),
            ("Account Owner", "owner"),
            ("Sales Rep", "owner"),
            ("跟进周期", "every_days"),
        ],
    )
    def test_headings_of_other_programs_are_known(self, tmp_path: Path, heading: str, field: str) -> None:
        path = tmp_path / "book.csv"
        path.write_text(f"{'id' if field == 'name' else 'name'},{heading}\n", "utf-8")

        assert reading.read(path, TEAM, NOW).columns[field] == heading

    @pytest.mark.parametrize("heading", ["Phone/Email", "Name of port (Country)", "()"])
    def test_a_heading_of_two_things_is_none(self, tmp_path: Path, heading: str) -> None:
        path = tmp_path / "book.csv"
        path.write_text(f"name,{heading}\n", "utf-8")

        assert reading.read(path, TEAM, NOW).ignored == (heading,)

    @pytest.mark.parametrize("owner", ["anna", "ANNA", "Anna Berg", "Anna@ourfactory.example"])
    def test_a_rep_is_known_by_name_and_address_however_written(self, tmp_path: Path, owner: str) -> None:
        path = tmp_path / "book.csv"
        path.write_text(f"name,owner\nNordlicht GmbH,{owner}\n", "utf-8")

        assert reading.read(path, TEAM, NOW).customers[0].owner == "anna"

    def test_a_number_of_days_may_have_a_point(self, tmp_path: Path) -> None:
        assert read(tmp_path, "name,every days\nx,7.0\n")[0].every_days == 7

    def test_lines_within_notes_and_lists_are_read(self, tmp_path: Path) -> None:
        text = 'name,titles,notes\nA Co,"A, Inc\nA Ltd","first, then\nsecond"\nB Co,,\n'

        assert [each.name for each in read(tmp_path, text)] == ["A Co", "B Co"]


class TestWarnings:
    def warnings(self, folder: Path, text: str) -> tuple[str, ...]:
        path = folder / "book.csv"
        path.write_text(text, "utf-8")
        self.customers = reading.read(path, TEAM, NOW).customers
        return reading.read(path, TEAM, NOW).warnings

    def test_two_rows_that_contradict_each_other_are_named(self, tmp_path: Path) -> None:
        text = "name,country,class\nGood Co,DE,A\nGood Co,,A\nGood Co,DE,B\nOther Co,FR,B\n"

        assert self.warnings(tmp_path, text) == (
            "Rows 2 and 4: Good Co has the class A and B; the last one counts.",
        )

    def test_one_name_under_two_numbers_is_no_contradiction(self, tmp_path: Path) -> None:
        assert self.warnings(tmp_path, "id,name,country\n1,Good Co,DE\n2,Good Co,FR\n") == ()

    def test_a_domain_that_is_everybodys_or_ours_is_left_out(self, tmp_path: Path) -> None:
        text = "name,domains\nA Co,gmail.com|a.example\nB Co,mail.ourfactory.example\nC Co,fedex.example\n"

        assert self.warnings(tmp_path, text) == (
            "Row 2: the domain gmail.com of A Co is everybody's and was left out.",
            "Row 3: the domain mail.ourfactory.example of B Co is our own and was left out.",
            "Row 4: the domain fedex.example of C Co is a service's and was left out.",
        )
        assert [each.domains for each in self.customers] == [("a.example",), (), ()]


class TestRefusing:
    def test_all_bad_rows_come_at_once_with_row_and_column(self, tmp_path: Path) -> None:
        text = (
            "name,class,grade,owner,emails,every_days,country\n"
            "Good GmbH,A,a,anna,good@a.example,7,DE\n"
            "Bad One,a,A,ana,nobody,0,Atlantis\n"
            "\n"
            ",C,,,,,\n"
            "Bad Two,D,f,zhao,a@b,²,\n"
        )

        assert refusals(tmp_path, text) == [
            "3:2: Class `a` is none of A, B, C (capital letters: by purchase volume).",
            "3:3: Grade `A` is none of a to e (small letters: by expected closing date).",
            "3:4: `ana` is none of the reps. Did you mean `anna`?",
            "3:5: `nobody` is not a mail address.",
            "3:6: `0` is not a number of days from 1 to 3650.",
            "3:7: Country `Atlantis` is neither a code of two letters such as DE nor a known name.",
            "5:1: This row has no name.",
            "6:2: Class `D` is none of A, B, C (capital letters: by purchase volume).",
            "6:3: Grade `f` is none of a to e (small letters: by expected closing date).",
            "6:4: `zhao` is none of the reps. The team has anna, wang.",
            "6:5: `a@b` is not a mail address.",
            "6:6: `²` is not a number of days from 1 to 3650.",
        ]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("", "1:1: The file is empty."),
            ("\n \n,,\n", "1:1: The file is empty."),
            (
                "Foo,Bar\nx,DE\n",
                "1:1: No column is headed `name` (or 客户名称), and none holds names of companies.",
            ),
            (
                "name,country\nFoo Co., Ltd,DE\n",
                "2:3: This row has 3 cells, the headings 2. A text with a comma needs ",
            ),
            ("name,emails\nx,not a mail\n", "2:2: `not a mail` is not a mail address."),
            ("name,emails\nx,a@a.example b c\n", "2:2: `b c` is not a mail address."),
            (
                'name,country,owner\nA Co,DE,anna\n"B Co,DE,anna\nC Co,DE,anna\n',
                "3:1: The quote that opens in this line is never closed.",
            ),
            (
                'name,country,owner\n"B Co,DE,anna\nC Co,DE,anna\n"D Co",DE,anna\n',
                "2:1: A quote opens in this line and text follows where it closes.",
            ),
            (
                'name,country,owner\n"B Co\nC Co",DE,anna\n',
                "2:1: A quote opened here and closed only in a later line, so that rows ran together.",
            ),
            (
                'name,country,notes\nB Co,DE,"x\nC Co,DE,y\nD Co,DE,z"\n',
                "2:3: A quote opened here and closed only in a later line, so that rows ran together.",
            ),
            ("name,domains\nx,n/a\n", "2:2: `n/a` is not a domain such as example.com."),
            ("name,emails\nx,Kaya <kaya>\n", "2:2: `Kaya <kaya>` is not a mail address."),
            ("name,phones\nx,call us\n", "2:2: `call us` is not a telephone number."),
            ("name,website\nx,our page\n", "2:2: `our page` is not a web address."),
            ("name\n---\n", "2:1: `---` is no name."),
            ('name\n"=HYPERLINK(""http://x.example"")"\n', "2:1: `=HYPERLINK("),
            ("name\n#REF!\n", "2:1: `#REF!` is a formula or its error. Save the table with values only."),
            ("name\n" + "x" * 10_000 + "\n", "2:1: This cell holds more than 500 characters."),
            ("name,titles\nx," + "x" * 10_001 + "\n", "2:2: This cell holds more than 10000 characters."),
            ("name\n" + "x" * 200_000 + "\n", "1:1: This is not read as CSV: field larger than field limit"),
            ("name\na\x1b[2Jb\n", "2:1: This cell holds a character that nobody sees"),
            ("name\na\u202eb\n", "2:1: This cell holds a character that nobody sees"),
            (
                "id,name\n7,Nordlicht GmbH\n8,X\n7,Südlicht AG\n",
                "4:1: The number `7` stands in row 2 already, for Nord",
            ),
        ],
    )
    def test_what_cannot_be_a_customer_is_told(self, tmp_path: Path, text: str, expected: str) -> None:
        assert refusals(tmp_path, text)[0].startswith(expected)

    @pytest.mark.parametrize(
        ("start", "expected"),
        [
            (b"PK\x03\x04\x14\x00", "This workbook is broken, or holds more than one should."),
            (b"\xd0\xcf\x11\xe0\xa1\xb1", "This is an old Excel workbook (xls), or one with a password."),
            (b"%PDF-1.7", "This is a PDF file, no table."),
            (b"\x89PNG\r\n", "This is a picture, no table."),
            (b"name\0,x\n", "This is not a text file."),
            (bytes(range(1, 256)) * 20, "The charset of this file is not known."),
        ],
    )
    def test_another_kind_of_file_is_named(self, tmp_path: Path, start: bytes, expected: str) -> None:
        assert only(tmp_path, start).startswith(f"1:1: {expected}")

    def test_a_missing_file_a_folder_and_a_huge_file_get_a_sentence(self, tmp_path: Path) -> None:
        with pytest.raises(ConfigError, match="cannot be read: No such file"):
            reading.read(tmp_path / "none.csv", TEAM, NOW)
        with pytest.raises(ConfigError, match="cannot be read: Is a directory"):
            reading.read(tmp_path, TEAM, NOW)
        with (tmp_path / "huge.csv").open("wb") as file:
            file.truncate(table.LARGEST_FILE + 1)
        with pytest.raises(ConfigError, match="larger than 20 MB"):
            reading.read(tmp_path / "huge.csv", TEAM, NOW)


class TestImporting:
    @pytest.fixture(autouse=True)
    def desk(self, tmp_path: Path, book: Book, intake: Intake) -> None:
        self.folder, self.book, self.intake = tmp_path, book, intake

    def bring(self, text: str, dry_run: bool = False, **wish: Any) -> Brought:
        path = self.folder / "book.csv"
        path.write_text(text, "utf-8")
        found = reading.read(path, TEAM, NOW)
        return bringing.bring_in(self.intake, found, Actor("anna", NOW), Wish(dry_run, **wish))

    def edition(self) -> int:
        with self.book.begin() as page:
            return page.customers.edition()

    def customers(self) -> list[Customer]:
        with self.book.begin() as page:
            return page.customers.all()

    def test_a_second_import_changes_instead_of_doubling(self) -> None:
        first = self.bring("id,name,class,emails\n1,Nordlicht GmbH,C,a@a.example\n2,Südlicht AG,,\n")

        second = self.bring("id,name,class,emails\n1,Nordlicht Handels GmbH,A,b@a.example\n2,Südlicht AG,,\n")

        assert first.names("added") == ("Nordlicht GmbH", "Südlicht AG")
        assert second.names("added") == ()
        assert second.names("changed") == ("Nordlicht Handels GmbH",)
        assert second.names("unchanged") == ("Südlicht AG",)
        nord, _ = self.customers()
        assert (nord.name, nord.volume_class) == ("Nordlicht Handels GmbH", "A")
        assert set(nord.titles) == {"Nordlicht GmbH", "Nordlicht Handels GmbH"}
        assert nord.emails == ("a@a.example", "b@a.example")

    def test_what_changes_is_told_field_by_field(self) -> None:
        self.bring("id,name,class,country\n1,Nordlicht GmbH,C,\n")

        brought = self.bring("id,name,class,country,phones\n1,Nordlicht GmbH,A,DE,040 1234567\n")

        (plan,) = brought.those("changed")
        assert plan.changes == (("country", "", "DE"), ("class", "C", "A"), ("phones", "", "+49401234567"))

    def test_an_unchanged_file_changes_nothing(self) -> None:
        text = (
            "id,name,titles,country,emails,phones,codes,website,group,owner\n"
            "1,Nordlicht GmbH,Nord,DE,Jana <a@a.example>,040 1234567,00000000,www.a.example/x,Nord,anna\n"
            "2,Süd AG,,,,,,,,\n"
        )
        self.bring(text)
        before = self.edition()

        again = self.bring(text)

        assert again.names("unchanged") == ("Nordlicht GmbH", "Süd AG")
        assert self.edition() == before

    def test_a_number_that_is_taken_over_is_a_change(self) -> None:
        self.bring("name\nNordlicht GmbH\n")

        assert self.bring("id,name\n7,Nordlicht GmbH\n").names("changed") == ("Nordlicht GmbH",)
        assert self.bring("id,name\n7,Nordlicht GmbH\n").names("unchanged") == ("Nordlicht GmbH",)

    def test_without_numbers_the_name_tells_who_it_is(self) -> None:
        self.bring("name,country\nNordlicht GmbH,\n")

        again = self.bring("name,country\nNordlicht GmbH,DE\n")

        assert (again.names("added"), again.names("changed")) == ((), ("Nordlicht GmbH",))
        assert [each.country for each in self.customers()] == ["DE"]

    def test_numbers_that_come_later_are_taken_over_and_double_nobody(self) -> None:
        self.bring("name\nNordlicht GmbH\n")

        later = self.bring("id,name\n7,Nordlicht GmbH\n")
        renamed = self.bring("id,name\n7,Nordlicht Handels GmbH\n")

        assert (later.names("added"), renamed.names("added")) == ((), ())
        assert [each.name for each in self.customers()] == ["Nordlicht Handels GmbH"]

    def test_what_the_file_leaves_empty_stays(self) -> None:
        self.bring("name,class,owner\nNordlicht GmbH,A,anna\n")

        self.bring("name,class,owner\nNordlicht GmbH,,\n")

        (customer,) = self.customers()
        assert (customer.volume_class, customer.owner) == ("A", "anna")

    def test_a_row_for_each_person_is_one_customer(self) -> None:
        imported = self.bring("name,emails\nNordlicht GmbH,a@a.example\nNordlicht GmbH,b@a.example\n")

        assert imported.names("added") == ("Nordlicht GmbH",)
        assert imported.plans[0].entry.lines == (2, 3)
        assert [each.emails for each in self.customers()] == [("a@a.example", "b@a.example")]

    def test_a_dry_run_says_the_same_and_writes_nothing(self) -> None:
        text = "name\nNordlicht GmbH\n"

        looked = self.bring(text, dry_run=True)

        assert looked.names("added") == ("Nordlicht GmbH",)
        assert looked.change == 0
        assert self.customers() == []
        assert self.edition() == 0
        assert self.bring(text).names("added") == looked.names("added")

    def test_a_customer_of_the_book_under_another_form_of_its_name_stops_the_import(self) -> None:
        self.bring("name,owner\nNordlicht GmbH,wang\n")

        with pytest.raises(BlockedError, match="1 row collides with customers in the book") as caught:
            self.bring("name\nWest KG\nNORDLICHT G.m.b.H.\n")

        (plan,) = caught.value.brought.those("blocked")
        assert (plan.line, plan.found[0].name, plan.found[0].owner) == (3, "Nordlicht GmbH", "wang")
        assert [each.name for each in self.customers()] == ["Nordlicht GmbH"]

    def test_even_so_it_is_imported_and_kept_for_a_manager(self) -> None:
        self.bring("name,owner\nNordlicht GmbH,wang\n")

        brought = self.bring("name\nNORDLICHT G.m.b.H.\n", even_so=True)

        assert brought.names("added") == ("NORDLICHT G.m.b.H.",)
        with Reader(self.book.location) as reader:
            (kept,) = colliding.conflicts(reader)
        assert (kept.name, kept.other_name, kept.other_owner) == (
            "NORDLICHT G.m.b.H.",
            "Nordlicht GmbH",
            "wang",
        )

    def test_a_person_decides_row_by_row(self) -> None:
        self.bring("name,owner\nNordlicht GmbH,wang\nSüd AG,wang\nOst KG,wang\n")
        text = "name,country\nNordlicht G.m.b.H.,DE\nSÜD A.G.,DE\nOST K.G.,DE\n"

        brought = self.bring(text, decisions={2: CustomerId(1), 3: "skip", 4: "new"})

        assert brought.names("changed") == ("Nordlicht GmbH",)
        assert brought.names("skipped") == ("SÜD A.G.",)
        assert brought.names("added") == ("OST K.G.",)
        assert [each.country for each in self.customers()] == ["DE", "", "", "DE"]

    def test_a_row_of_the_same_name_does_not_take_a_customer_from_its_owner(self) -> None:
        self.bring("name,owner\nNordlicht GmbH,wang\n")

        with pytest.raises(BlockedError) as caught:
            self.bring("name,owner\nNordlicht GmbH,anna\n")

        (conflict,) = caught.value.brought.plans[0].found
        assert conflict.words == (
            "the same as 1 Nordlicht GmbH (wang's): called Nordlicht GmbH; the file gives it to anna"
        )
        assert [each.owner for each in self.customers()] == ["wang"]

    def test_the_teams_own_number_may_give_it_to_somebody_else(self) -> None:
        self.bring("id,name,owner\n1,Nordlicht GmbH,wang\n")

        assert self.bring("id,name,owner\n1,Nordlicht GmbH,anna\n").names("changed") == ("Nordlicht GmbH",)
        assert [each.owner for each in self.customers()] == ["anna"]

    def test_a_company_of_a_group_that_has_another_owner_is_warned_of(self) -> None:
        self.bring("name,owner,group\nNordlicht GmbH,wang,Nord\n")

        brought = self.bring("name,owner,group\nPolaris Handel KG,anna,Nord\n")

        (conflict,) = brought.plans[0].found
        assert (conflict.sort.value, conflict.level.value) == ("same_group_other_owner", "warn")
        assert conflict.because == ("both of the group Nord",)

    @pytest.mark.parametrize(
        ("first", "second"),
        [("Nordlicht GmbH", "NORDLICHT G.m.b.H."), ("北光贸易有限公司", "北光貿易")],
    )
    def test_two_of_the_file_that_may_be_one_are_reported_and_imported(self, first: str, second: str) -> None:
        imported = self.bring(f"id,name\n1,{first}\n2,{second}\n")

        assert [(plan.name, twin.name) for plan, twin in imported.twins] == [(second, first)]
        assert len(self.customers()) == 2

    def test_a_title_in_two_rows_is_reported(self) -> None:
        imported = self.bring("id,name,titles\n1,Nordlicht GmbH,Nord|北光\n2,Polaris Ltd,NORD\n3,北光,\n")

        named = [(plan.name, twin.name) for plan, twin in imported.twins]
        assert named == [("Polaris Ltd", "Nordlicht GmbH"), ("北光", "Nordlicht GmbH")]

    def test_a_row_called_by_another_title_does_not_rename_the_customer(self) -> None:
        self.bring("name,titles\nNordlicht Handels GmbH,Nordlicht\n")

        imported = self.bring("name,country\nNordlicht,DE\n")

        assert imported.names("changed") == ("Nordlicht Handels GmbH",)
        assert [(each.name, each.country) for each in self.customers()] == [("Nordlicht Handels GmbH", "DE")]

    def test_the_import_stands_in_the_journal_and_owes_first_touches(self) -> None:
        self.bring("name,owner\nNordlicht GmbH,anna\n")

        assert self.edition() == 1
        with Reader(self.book.location) as reader:
            owed = reader.due(NOW + timedelta(days=30), RepId("anna"))
        assert "Nordlicht GmbH" in [each.customer_name for each in owed]

    def test_an_import_is_one_change(self) -> None:
        brought = self.bring("name\nNordlicht GmbH\nSüd AG\n")

        with self.book.begin() as page:
            change = page.changes.one(brought.change)
        assert change is not None
        assert (change.actor, change.action, change.words) == (
            "anna",
            "import",
            "book.csv: 2 added, 0 changed",
        )

    def test_what_was_done_is_said_in_harmless_lines(self) -> None:
        path = self.folder / "book.csv"
        path.write_text("Company,Fa\x1bx\nNordlicht GmbH,1\n", "utf-8")
        found = reading.read(path, TEAM, NOW)
        brought = bringing.bring_in(self.intake, found, Actor("anna", NOW), Wish(dry_run=True))

        assert list(report.in_words(brought, found, dry_run=True)) == [
            "Columns: Company = name",
            "Not used: Fa\ufffdx",
            "1 would be added, 0 would be changed.",
            "This was a dry run; nothing was written.",
        ]
