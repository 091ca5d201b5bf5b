"""`genjin import customers` as a manager uses it: guessed columns, reports, decisions, bad rows, undo."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import openpyxl
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
BOOK = "id,name,owner,emails,group\n1,Nordlicht GmbH,wang,kaya@nordlicht.example,Nord\n2,Süd AG,anna,,\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "genjin.yaml").write_text(SETTINGS, "utf-8")
    return tmp_path


def bring(home: Path, content: str | bytes, *words: str, name: str = "list.csv") -> Result:
    path = home / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return genjin("--home", str(home), "import", "customers", str(path), *words)


def told(result: Result, code: int = 0) -> str:
    assert result.exit_code == code, result.output
    return result.output


def names(home: Path) -> list[str]:
    with Reader(Location(path=home / "genjin.db")) as reader:
        return [row["name"] for row in reader.ask("SELECT name FROM customer ORDER BY id", {})]


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))


class TestColumns:
    def test_columns_without_headings_are_guessed_and_said(self, home: Path) -> None:
        text = (
            "Nordlicht GmbH;DE;kaya@nordlicht.example;+49 40 1234567\n"
            "Süd AG;DE;info@sued.example;+49 89 1234567\n"
        )

        output = told(bring(home, text))

        assert "No headings are known; columns are guessed from what stands in them." in output
        assert "Column A read as name." in output
        assert "Column D read as phones." in output
        assert names(home) == ["Nordlicht GmbH", "Süd AG"]

    def test_headings_that_nobody_knows_are_named_beside_the_guess(self, home: Path) -> None:
        output = told(
            bring(home, "Foo;Bar\nNordlicht GmbH;kaya@nordlicht.example\nSüd AG;info@sued.example\n")
        )

        assert "Column A 'Foo' read as name." in output
        assert names(home) == ["Nordlicht GmbH", "Süd AG"]

    @pytest.mark.parametrize("column", ["name=2", "name=B", "name=wer", "name=Wer"])
    def test_a_column_is_named_by_number_letter_or_heading(self, home: Path, column: str) -> None:
        told(bring(home, "nummer,Wer,Land\nx,Nordlicht,DE\n", "--column", column))

        assert names(home) == ["Nordlicht"]

    @pytest.mark.parametrize(
        ("column", "code", "expected"),
        [
            ("name", 2, "write FIELD=COLUMN, such as name=3"),
            ("nam=1", 1, "`nam` is no field of a customer. Did you mean `name`?"),
            ("owner=业务员", 1, "there is no such column. There are: name, owner."),
            ("name=9", 1, "there is no such column."),
        ],
    )
    def test_a_column_that_is_none_is_told(self, home: Path, column: str, code: int, expected: str) -> None:
        assert expected in told(bring(home, "name,owner\nx,anna\n", "--column", column), code)

    @pytest.mark.parametrize(
        "headings",
        [
            "客户名称,国家,业务员,邮箱,联系人,电话",
            "客戶名稱,國家,業務員,電郵,聯絡人,電話",
            "会社名,国名,営業担当,メールアドレス,担当者,電話番号",
            "회사명,국가,영업담당,이메일,담당자,전화번호",
            "Firma,Land,Betreuer,E-Mail,Ansprechpartner,Telefon",
            "Empresa,País,Vendedor,Correo electrónico,Contacto,Teléfono",
            "Razão social,País,Responsável,E-mail,Contato,Telefone",
            "Raison sociale,Pays,Commercial,Courriel,Interlocuteur,Téléphone",
            "Компания,Страна,Менеджер,Почта,Контактное лицо,Телефон",
            "Ragione sociale,Paese,Responsabile,Posta elettronica,Referente,Cellulare",
            "Firma adı,Ülke,Müşteri temsilcisi,E-posta,Yetkili,Cep telefonu",
            "Bedrijfsnaam,Land,Accountmanager,E-mailadres,Contactpersoon,Telefoonnummer",
        ],
    )
    def test_headings_of_many_languages_are_known(self, home: Path, headings: str) -> None:
        text = f"{headings}\nNordlicht GmbH,DE,anna,k@nordlicht.example,Kaya,040 1234567\n"

        output = told(bring(home, text))

        assert "Not used" not in output
        assert told(genjin("--home", str(home), "show", "1")).count("Kaya <k@nordlicht.example>") == 1

    def test_titles_above_the_headings_are_left_out(self, home: Path) -> None:
        output = told(bring(home, "Our customers,,\nas of today,,\n,,\nName,Land,Mail\nNordlicht,DE,\n"))

        assert "Left out above the headings: 2 rows." in output
        assert names(home) == ["Nordlicht"]


class TestCharsets:
    @pytest.mark.parametrize(
        ("charset", "text"),
        [
            ("gbk", "客户名称,国家,联系人\n宏达流体设备有限公司,德国,陈小姐\n"),
            ("big5", "客戶名稱,國家,聯絡人\n宏達流體設備有限公司,德國,陳小姐\n"),
            ("cp932", "会社名,国名,担当者\n株式会社山田製作所,日本,山田太郎\n"),
            ("cp949", "회사명,국가,담당자\n한성무역 주식회사,대한민국,김철수\n"),
            ("cp1251", "Компания,Страна\nООО Ромашка,Россия\n"),
            ("cp1252", "Firma,Land\nMüller & Söhne GmbH,Österreich\n"),
            ("cp1250", "Nazwa,Kraj\nŁódzka Spółka z o.o.,Polska\n"),
            ("utf-16", "客户名称,国家\n宏达流体设备有限公司,德国\n"),
        ],
    )
    def test_a_charset_that_nobody_names_is_known(self, home: Path, charset: str, text: str) -> None:
        told(bring(home, text.encode(charset)))

        assert names(home) == [text.splitlines()[1].split(",")[0]]

    def test_gbk_behind_the_mark_of_utf8_is_read(self, home: Path) -> None:
        told(bring(home, b"\xef\xbb\xbf" + "客户名称,国家\n宏达流体设备有限公司,德国\n".encode("gbk")))

        assert names(home) == ["宏达流体设备有限公司"]

    def test_the_charset_may_be_named(self, home: Path) -> None:
        told(bring(home, "name\nŁódź\n".encode("cp852"), "--charset", "cp852"))

        assert names(home) == ["Łódź"]

    def test_a_charset_that_is_none_is_told(self, home: Path) -> None:
        assert "There is no charset `utf-99`." in told(bring(home, "name\nx\n", "--charset", "utf-99"), 1)


class TestWorkbooks:
    def workbook(self, rows: list[list[object]]) -> openpyxl.Workbook:
        book = openpyxl.Workbook()
        assert book.active is not None
        for row in rows:
            book.active.append(row)
        return book

    def saved(self, book: openpyxl.Workbook) -> bytes:
        content = io.BytesIO()
        book.save(content)
        return content.getvalue()

    def test_numbers_keep_what_a_code_and_a_phone_need(self, home: Path) -> None:
        book = self.workbook(
            [["客户编号", "客户名称", "电话", "国家"], [7, "Nordlicht GmbH", 13800138000, "中国"]]
        )
        assert book.active is not None
        book.active["A2"].number_format = "00000"

        told(bring(home, self.saved(book), name="list.xlsx"))

        with Reader(Location(path=home / "genjin.db")) as reader:
            (row,) = reader.ask("SELECT external_id FROM customer", {})
            (phone,) = reader.ask("SELECT value FROM customer_detail WHERE sort = 'phone'", {})
        assert (row["external_id"], phone["value"]) == ("00007", "+8613800138000")

    def test_a_number_that_the_spreadsheet_has_cut_is_told(self, home: Path) -> None:
        book = self.workbook([["name", "credit code"], ["Nordlicht", 913100006072980123]])

        output = told(bring(home, self.saved(book), name="list.xlsx"), 1)

        assert "list.xlsx:2:2: `913100006072980096` has more than 15 digits" in output

    def test_a_name_merged_over_the_rows_of_its_people_counts_for_each(self, home: Path) -> None:
        book = self.workbook(
            [["name", "email"], ["Nordlicht", "a@a.example"], [None, "b@a.example"], ["Süd", "c@c.example"]]
        )
        assert book.active is not None
        book.active.merge_cells("A2:A3")

        told(bring(home, self.saved(book), name="list.xlsx"))

        assert names(home) == ["Nordlicht", "Süd"]
        assert "b@a.example" in told(genjin("--home", str(home), "show", "1"))

    def test_the_first_sheet_with_known_headings_is_read_and_named(self, home: Path) -> None:
        book = self.workbook([["How to fill this file"]])
        sheet = book.create_sheet("客户")
        sheet.append(["客户名称", "国家"])
        sheet.append(["北光贸易", "德国"])
        hidden = book.create_sheet("lists")
        hidden.append(["name"])
        hidden.sheet_state = "hidden"

        output = told(bring(home, self.saved(book), name="list.xlsx"))

        assert "Sheet: 客户." in output
        assert names(home) == ["北光贸易"]

    def test_a_file_that_unpacks_to_more_than_it_may_is_refused(self, home: Path) -> None:
        book = self.workbook([["name"], ["x"]])
        content = io.BytesIO(self.saved(book))
        bomb = io.BytesIO()
        with zipfile.ZipFile(content) as old, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                is_sheet = name.endswith("sheet1.xml")
                new.writestr(name, old.read(name) if not is_sheet else _rows_without_end())

        output = told(bring(home, bomb.getvalue(), name="list.xlsx"), 1)

        assert "This workbook is broken, or holds more than one should." in output


def _rows_without_end() -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    cell = b'<c t="inlineStr"><is><t>x</t></is></c>'
    return f'<worksheet xmlns="{space}"><sheetData><row>'.encode() + cell * 50_000


class TestCards:
    CARDS = (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Jana Krüger\r\nORG:Nordlicht GmbH;Sales\r\n"
        "EMAIL;TYPE=work:jana@nordlicht.example\r\nTEL:+49 40 123\r\n 4567\r\n"
        "ADR;TYPE=WORK:;;Str. 1;Hamburg;;20095;Germany\r\nEND:VCARD\r\n"
        "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E6=9D=8E;=E6=98=8E;;;\r\n"
        "ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=8C=97=E5=85=89=\r\n=E8=B4=B8=E6=98=93\r\n"
        "EMAIL;INTERNET:li@beiguang.example\r\nPHOTO;ENCODING=BASE64;JPEG:AAAA\r\n BBBB\r\n\r\nEND:VCARD\r\n"
        "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Bo\r\nORG:Nordlicht GmbH\r\n"
        "item1.EMAIL:bo@nordlicht.example\r\nEND:VCARD\r\n"
    )

    def test_cards_of_one_firm_are_one_customer(self, home: Path) -> None:
        told(bring(home, self.CARDS, name="people.vcf"))

        assert names(home) == ["Nordlicht GmbH", "北光贸易"]
        shown = told(genjin("--home", str(home), "show", "1"))
        assert "Jana Krüger <jana@nordlicht.example>" in shown
        assert "Bo <bo@nordlicht.example>" in shown

    def test_what_an_old_card_writes_in_its_own_charset_is_read(self, home: Path) -> None:
        told(bring(home, self.CARDS, name="people.vcf"))

        assert "李明 <li@beiguang.example>" in told(genjin("--home", str(home), "show", "2"))

    def test_a_card_without_a_firm_is_told(self, home: Path) -> None:
        card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Jana\r\nEMAIL:jana@gmail.com\r\nEND:VCARD\r\n"

        assert "people.vcf:1:1: This row has no name." in told(bring(home, card, name="people.vcf"), 1)


class TestConflicts:
    def test_the_report_says_what_would_happen_and_is_filled_and_given_back(self, home: Path) -> None:
        told(bring(home, BOOK))
        text = "name,owner,country\nNORDLICHT G.m.b.H.,anna,DE\nNord-Licht GmbH,anna,DE\nWest KG,anna,DE\n"
        report = home / "report.csv"

        looked = told(bring(home, text, "--dry-run", "--report", str(report), name="new.csv"), 3)
        stopped = told(bring(home, text, name="new.csv"), 1)
        rows = rows_of(report)
        rows[0]["genjin"] = "1"
        rows[1]["genjin"] = "skip"
        with report.open("w", encoding="gbk", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys(), delimiter=";")
            writer.writeheader()
            writer.writerows(rows)
        done = told(bring(home, text, "--decisions", str(report), name="new.csv"))

        assert "[block: would stop the import]" in looked
        assert "2 rows collide with customers in the book" in stopped
        assert "Nothing was imported." in stopped
        assert "1 added, 1 changed, 1 left out." in done
        assert names(home) == ["Nordlicht GmbH", "Süd AG", "West KG"]

    def test_a_report_says_why_in_words(self, home: Path) -> None:
        told(bring(home, BOOK))
        report = home / "report.csv"

        told(
            bring(home, "name\nNORDLICHT G.m.b.H.\n", "--dry-run", "--report", str(report), name="new.csv"), 3
        )

        (row,) = rows_of(report)
        assert (row["what"], row["customer"], row["its owner"]) == ("conflict", "1", "wang")
        assert (row["conflict"], row["policy"]) == ("same_customer", "block")
        assert row["because"] == "same title Nordlicht GmbH"

    @pytest.mark.parametrize(
        ("decision", "expected"),
        [
            ("maybe", "`maybe` is neither `new` nor `skip` nor the number of a customer."),
            ("99", "There is no customer 99."),
        ],
    )
    def test_a_decision_that_is_none_is_told(self, home: Path, decision: str, expected: str) -> None:
        told(bring(home, BOOK))
        report = home / "report.csv"
        report.write_text(f"row,name,genjin\n2,NORDLICHT G.m.b.H.,{decision}\n", "utf-8")

        output = told(
            bring(home, "name\nNORDLICHT G.m.b.H.\n", "--decisions", str(report), name="new.csv"), 1
        )

        assert f"report.csv:2:3: {expected}" in output

    def test_a_report_of_another_file_is_refused(self, home: Path) -> None:
        told(bring(home, BOOK))
        report = home / "report.csv"
        report.write_text("row,name,genjin\n2,West KG,new\n", "utf-8")

        output = told(bring(home, "name\nOst KG\n", "--decisions", str(report), name="new.csv"), 1)

        assert "Row 2 of the file was West KG; there it is Ost KG." in output

    def test_the_policy_may_let_everything_in(self, home: Path) -> None:
        shipped = Path(__file__).resolve().parent.parent / "followups" / "policy.yaml"
        (home / "policy.yaml").write_text(
            shipped.read_text("utf-8") + "\nconflicts: {import: {same_customer: ignore}}\n", "utf-8"
        )
        told(bring(home, BOOK))

        output = told(bring(home, "name\nNORDLICHT G.m.b.H.\n", name="new.csv"))

        assert "1 added, 0 changed." in output
        assert told(genjin("--home", str(home), "conflicts")) == "No conflict waits for a person.\n"


class TestBadRows:
    TEXT = "name,class,country\nNordlicht,A,DE\nBad One,a,Atlantis\n,B,DE\nSüd,B,DE\n"

    def test_any_bad_row_stops_everything(self, home: Path) -> None:
        output = told(bring(home, self.TEXT), 1)

        assert "list.csv:3:2: Class `a` is none of A, B, C" in output
        assert "list.csv:3:3: Country `Atlantis`" in output
        assert "list.csv:4:1: This row has no name." in output
        assert not (home / "genjin.db").exists()

    def test_the_good_ones_are_imported_where_that_is_asked_for(self, home: Path) -> None:
        output = told(bring(home, self.TEXT, "--skip-bad"), 3)

        assert "2 added, 0 changed, 2 bad rows left out." in output
        assert names(home) == ["Nordlicht", "Süd"]
        first, second = rows_of(home / "list.bad.csv")
        assert first["name"] == "Bad One"
        assert first["mistake"].startswith("Class `a` is none of A, B, C")
        assert second["mistake"] == "This row has no name."

    def test_the_file_of_bad_rows_can_be_put_right_and_imported(self, home: Path) -> None:
        told(bring(home, self.TEXT, "--skip-bad"), 3)
        bad = home / "list.bad.csv"
        mended = bad.read_text("utf-8-sig").replace("Bad One,a,Atlantis", "Good One,A,DE").splitlines()[:2]

        told(bring(home, "\n".join(mended), name="mended.csv"))

        assert names(home) == ["Nordlicht", "Süd", "Good One"]


def test_an_import_is_taken_back_as_a_whole(home: Path) -> None:
    told(bring(home, BOOK))
    text = "id,name,country\n1,Nordlicht Handels GmbH,DE\n3,West KG,DE\n"
    output = told(bring(home, text, name="new.csv"))

    assert "To take all of it back: genjin undo 2" in output
    told(genjin("--home", str(home), "customers", "undo", "2"))

    assert names(home) == ["Nordlicht GmbH", "Süd AG"]


def test_what_was_exported_is_imported_without_a_change(home: Path) -> None:
    told(
        bring(
            home,
            "id,name,titles,group,country,class,grade,owner,website,phones,contacts,codes\n"
            "1,Nordlicht GmbH,北光|Nord,Nord,DE,A,b,anna,www.nordlicht.example,040 1234567,"
            '"Krueger, Jana <jana@nordlicht.example>; info@nordlicht.example",DE136695976\n'
            "2,+Plus AG,,,,,,,,,,\n",
        )
    )
    out = home / "out.csv"
    told(genjin("--home", str(home), "export", "customers", str(out)))

    output = told(bring(home, out.read_bytes(), name="again.csv"))

    assert "0 added, 0 changed, 2 unchanged." in output


class TestNamesakes:
    MUELLER = "name,country,contacts\nMüller GmbH,DE,a@mueller.example\nMüller GmbH,CH,b@muller.example\n"

    def countries(self, home: Path) -> list[str]:
        with Reader(Location(path=home / "genjin.db")) as reader:
            return [row["country"] for row in reader.ask("SELECT country FROM customer ORDER BY id", {})]

    def test_two_countries_in_one_file_are_two_customers_and_stay_two(self, home: Path) -> None:
        output = told(bring(home, self.MUELLER))

        again = told(bring(home, self.MUELLER))

        assert "Rows 2 and 3: Müller GmbH is two customers: other country (CH)." in output
        assert "2 added, 0 changed." in output
        assert "0 added, 0 changed, 2 unchanged." in again
        assert self.countries(home) == ["DE", "CH"]

    @pytest.mark.parametrize("country", ["DE", ""])
    def test_namesakes_without_ids_go_out_and_come_back_unchanged(self, home: Path, country: str) -> None:
        told(bring(home, self.MUELLER))
        told(bring(home, f"id,name,country\n9,Müller GmbH,{country}\n", "--even-so", name="third.csv"))
        out = home / "out.csv"
        told(genjin("--home", str(home), "export", "customers", str(out)))
        before = out.read_bytes()

        output = told(bring(home, before, name="again.csv"))
        told(genjin("--home", str(home), "export", "customers", str(out), "--force"))

        assert "0 added, 0 changed" in output
        assert out.read_bytes() == before

    def test_a_row_of_another_country_is_not_the_one_in_the_book(self, home: Path) -> None:
        told(bring(home, "name,country\nMüller GmbH,DE\n"))
        report = home / "report.csv"

        output = told(bring(home, "name,country\nMüller GmbH,CH\n", "--report", str(report), name="new.csv"))

        assert self.countries(home) == ["DE", "CH"]
        assert (
            "perhaps the same as 1 Müller GmbH (in the public pool): same name, other country (DE)" in output
        )
        assert rows_of(report)[0]["because"] == "same name, other country (DE)"

    def test_a_row_that_could_be_either_is_decided_by_a_person(self, home: Path) -> None:
        told(bring(home, self.MUELLER))
        text, report = "name,class\nMüller GmbH,A\n", home / "report.csv"

        told(bring(home, text, "--report", str(report), name="new.csv"), 1)
        rows = rows_of(report)
        report.write_text(f"row,name,genjin\n2,Müller GmbH,{rows[1]['customer']}\n", "utf-8")
        output = told(bring(home, text, "--decisions", str(report), name="new.csv"))

        assert [row["customer"] for row in rows] == ["1", "2"]
        assert {row["policy"] for row in rows} == {"block"}
        assert "Row 2: Müller GmbH: class: + A" in output

    def test_a_row_that_could_be_either_of_its_own_file_is_a_mistake(self, home: Path) -> None:
        output = told(bring(home, self.MUELLER + "Müller GmbH,,c@mueller.example\n"), 1)

        assert "list.csv:4:1: Müller GmbH stands in rows 2, 3 as several companies." in output

    def test_two_of_a_file_do_not_both_become_the_one_of_the_book(self, home: Path) -> None:
        told(bring(home, "name\nMüller GmbH\n"))

        told(bring(home, self.MUELLER, name="new.csv"), 1)

        assert self.countries(home) == [""]

    def test_another_code_tells_namesakes_apart(self, home: Path) -> None:
        told(bring(home, "name,country,codes\nMüller GmbH,DE,DE136695976\n"))

        told(bring(home, "name,country,codes\nMüller GmbH,DE,DE811569869\n", name="new.csv"))

        assert names(home) == ["Müller GmbH", "Müller GmbH"]

    def test_rows_of_one_customer_are_said_to_be_one(self, home: Path) -> None:
        report = home / "report.csv"

        output = told(
            bring(
                home, "name,country,email\nA Co,DE,a@a.example\nA Co,,b@a.example\n", "--report", str(report)
            )
        )

        assert "Rows 2 and 3 are one customer: A Co" in output
        assert [(row["row"], row["what"], row["because"]) for row in rows_of(report)] == [
            ("2", "added", ""),
            ("3", "merged", "one customer with row 2"),
        ]

    def test_a_number_of_genjin_under_another_name_is_decided_by_a_person(self, home: Path) -> None:
        told(bring(home, "name\nMüller GmbH\n"))

        output = told(bring(home, "genjin,name\n1,West KG\n", name="new.csv"), 1)

        assert "the column genjin says so, but its name is another [block: stops the import]" in output
        assert "list.csv:2:1: `x` is not the number" in told(bring(home, "genjin,name\nx,West KG\n"), 1)


class TestLevels:
    def levels(self, home: Path) -> list[tuple[str, str]]:
        with Reader(Location(path=home / "genjin.db")) as reader:
            rows = reader.ask("SELECT volume_class, close_grade FROM customer ORDER BY id", {})
            return [(row["volume_class"], row["close_grade"]) for row in rows]

    @pytest.mark.parametrize("heading", ["客户等级", "等级", "采购等级", "grade"])
    def test_capital_letters_are_classes_whatever_stands_above(self, home: Path, heading: str) -> None:
        told(bring(home, f"name,{heading}\nNord,A\nSüd,C\n"))

        assert self.levels(home) == [("A", ""), ("C", "")]

    def test_small_letters_are_grades_whatever_stands_above(self, home: Path) -> None:
        output = told(bring(home, "name,采购等级,等级\nNord,a,A\nSüd,e,B\n"))

        assert "Column 采购等级 read as grade: a to e stand in it." in output
        assert self.levels(home) == [("A", "a"), ("B", "e")]

    def test_a_named_column_is_taken_away_from_the_guess(self, home: Path) -> None:
        output = told(bring(home, "name,客户等级\nNord,A\nSüd,x\n", "--column", "class=客户等级"), 1)

        assert "list.csv:3:2: Class `x` is none of A, B, C" in output
        assert "Columns: name = name, 客户等级 = class" in output
        assert "Grade" not in output

    def test_a_field_is_ignored_where_that_is_asked_for(self, home: Path) -> None:
        output = told(bring(home, "name,客户等级\nNord,VIP\n", "--column", "grade="))

        assert "Not used: 客户等级" in output


class TestTrueSentences:
    TEXT = "name,owner,group\nNORDLICHT G.m.b.H.,anna,Nord\nPolaris Handel KG,anna,Nord\nWest KG,anna,\n"

    def test_a_refused_import_says_that_nothing_came_in(self, home: Path) -> None:
        told(bring(home, BOOK))
        report = home / "report.csv"

        output = told(bring(home, self.TEXT, "--report", str(report), name="new.csv"), 1)

        assert "[block: stops the import]" in output
        assert "[warn: does not stop the import]" in output
        assert "would be added" not in output
        assert "Nothing was imported." in output
        assert [row["what"] for row in rows_of(report)] == ["conflict", "not imported", "not imported"]

    def test_a_dry_run_of_it_says_what_would_stop_it(self, home: Path) -> None:
        told(bring(home, BOOK))

        output = told(bring(home, self.TEXT, "--dry-run", name="new.csv"), 3)

        assert "[block: would stop the import]" in output
        assert "[warn: would be added]" in output
        assert "What is in conflict would stop the import; nothing of the file would be imported." in output

    def test_warnings_alone_stop_nothing(self, home: Path) -> None:
        told(bring(home, BOOK))
        text = "name,owner,group\nPolaris Handel KG,anna,Nord\n"

        looked = told(bring(home, text, "--dry-run", name="new.csv"))
        done = told(bring(home, text, name="new.csv"))

        assert "[warn: would be added]" in looked
        assert "stop" not in looked
        assert "[warn: added]" in done

    def test_a_report_names_what_is_wrong_even_if_nothing_is_imported(self, home: Path) -> None:
        report = home / "report.csv"

        output = told(bring(home, TestBadRows.TEXT, "--report", str(report)), 1)

        assert f"The report is in {report}." in output
        told_rows = [(row["row"], row["what"], row["column"], row["value"]) for row in rows_of(report)]
        assert told_rows == [
            ("2", "not imported", "", ""),
            ("3", "bad", "class", "a"),
            ("3", "bad", "country", "Atlantis"),
            ("4", "bad", "name", ""),
            ("5", "not imported", "", ""),
        ]
        assert rows_of(report)[1]["because"].startswith("Class `a` is none of A, B, C")

    def test_a_bad_row_is_said_to_be_left_out(self, home: Path) -> None:
        looked = told(bring(home, TestBadRows.TEXT, "--skip-bad", "--dry-run"), 3)
        done = told(bring(home, TestBadRows.TEXT, "--skip-bad"), 3)

        assert "Row 4 would be left out: column 1: This row has no name." in looked
        assert "Row 4 is left out: column 1: This row has no name." in done

    def test_free_mail_is_nobodys_domain_and_nobodys_web_site(self, home: Path) -> None:
        output = told(
            bring(home, "name,website,domains\nNord,www.gmail.com,gmail.com\nSüd,facebook.com/sued,\n")
        )

        assert "Row 2: the web site www.gmail.com of Nord is everybody's and was left out." in output
        assert "Row 2: the domain gmail.com of Nord is everybody's and was left out." in output
        with Reader(Location(path=home / "genjin.db")) as reader:
            (site,) = reader.ask("SELECT value FROM customer_detail WHERE sort = 'website'", {})
        assert site["value"] == "facebook.com/sued"
