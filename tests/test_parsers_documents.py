"""Is an attached file known by its content, and its first page read without harm?"""

from __future__ import annotations

import io
import logging
import random
import re
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import RawMail
from parsers import open_mail
from parsers.opening.documents import PROGRAM, contradiction, first_page, kind_of_content
from parsers.trade.papers import papers_of

ALL = frozenset({"docx", "xlsx", "pdf"})
OOXML = "application/vnd.openxmlformats-officedocument."
DOCX = OOXML + "wordprocessingml.document"
XLSX = OOXML + "spreadsheetml.sheet"
PDF = "application/pdf"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# -- documents of our own making ---------------------------------------------------------------------

Members = dict[str, str | bytes]


def zipped(members: Members, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return made.getvalue()


def rezipped(payload: bytes, changed: Callable[[str], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(payload)) as package:
        return zipped({name: changed(package.read(name).decode()) for name in package.namelist()})


def strict(text: str) -> str:
    """As Excel saves `Strict Open XML`."""
    return re.sub(r"http://schemas.openxmlformats.org/(\w+)/2006/", r"http://purl.oclc.org/ooxml/\1/", text)


def word(body: str, name: str = "word/document.xml") -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            name: f"<?xml version='1.0'?><w:document {space}><w:body>{body}</w:body></w:document>",
        }
    )


COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(text: str) -> str:
    return f"<w:p>{run(text)}</w:p>"


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"


MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
WORKBOOK = f'<workbook {MAIN} xmlns:r="r"><sheets>{{}}</sheets></workbook>'
SHEET = '<sheet name="{0}" r:id="{0}"{1}/>'
RELATION = '<Relationship Id="{0}" Type="http://x.example/worksheet" Target="{1}"/>'
INDEX: Members = {
    "[Content_Types].xml": "<Types/>",
    "xl/workbook.xml": WORKBOOK.format(SHEET.format("a", "")),
    "xl/_rels/workbook.xml.rels": f"<R>{RELATION.format('a', 'worksheets/sheet1.xml')}</R>",
}


def sheet(rows: str, strings: str = "", styles: str = "", index: Members = INDEX) -> bytes:
    more: Members = {
        "xl/worksheets/sheet1.xml": f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>"
    }
    if strings:
        more["xl/sharedStrings.xml"] = f"<sst {MAIN}>{strings}</sst>"
    if styles:
        more["xl/styles.xml"] = f"<styleSheet {MAIN}>{styles}</styleSheet>"
    return zipped(index | more)


def numbers(*values: tuple[str, int]) -> str:
    return "<row>" + "".join(f'<c s="{style}"><v>{value}</v></c>' for value, style in values) + "</row>"


STYLES = (
    "<numFmts>"
    '<numFmt numFmtId="164" formatCode="&quot;USD&quot; #,##0.00"/>'
    '<numFmt numFmtId="165" formatCode="#,##0.00 [$€-407]"/>'
    '<numFmt numFmtId="166" formatCode="yyyy/m/d"/>'
    '</numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/>'
    '<xf numFmtId="9"/><xf numFmtId="14"/></cellXfs>'
)


def stream(content: bytes, more: bytes = b"") -> bytes:
    packed = zlib.compress(content, 9)
    head = b"<</Length %d/Filter/FlateDecode%s>>stream\n" % (len(packed), more)
    return head + packed + b"\nendstream"


def pdf(content: bytes, *more: bytes, font: bytes = b"", trailer: bytes = b"") -> bytes:
    """A PDF of one page; `content` is its whole fourth object, `more` are the sixth and following."""
    page = b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 600 800]/Resources"
    page += b"<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>"
    font = font or b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    root = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
    made, starts = b"%PDF-1.5\n", []
    for number, each in enumerate((*root, page, content, font, *more), 1):
        starts.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(starts) + 1)
    tail = b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n"
    return made + head + table + tail % (len(starts) + 1, trailer, len(made))


TITLE = b"BT /F 12 Tf 10 700 Td (PROFORMA INVOICE) Tj ET"

# -- types -------------------------------------------------------------------------------------------


def compound(stream_name: str) -> bytes:
    """Header of a compound file whose directory stands in the second sector."""
    header = OLE + bytes(22) + struct.pack("<H", 9) + bytes(16) + struct.pack("<I", 1)
    return header.ljust(1024, b"\0") + (stream_name + "\0").encode("utf-16-le").ljust(512, b"\0")


KINDS = [
    (b"%PDF-1.7\n", PDF),
    (b"\r\n%PDF-1.4\n", PDF),
    (word(paragraph("x")), DOCX),
    (word(paragraph("x"), "word/document2.xml"), DOCX),
    (sheet(""), XLSX),
    (zipped({"ppt/presentation.xml": "x"}), OOXML + "presentationml.presentation"),
    (
        zipped({"xl/workbook.xml": "x", "xl/vbaProject.bin": "x"}),
        "application/vnd.ms-excel.sheet.macroenabled.12",
    ),
    (zipped({"docs/word/document.xml": "x"}), "application/zip"),
    (zipped({"drawing.dwg": "x"}), "application/zip"),
    (
        zipped({"mimetype": "application/vnd.oasis.opendocument.text"}, zipfile.ZIP_STORED),
        "application/vnd.oasis.opendocument.text",
    ),
    (compound("WordDocument"), "application/msword"),
    (compound("Workbook"), "application/vnd.ms-excel"),
    (compound("EncryptedPackage"), "application/x-ole-storage"),
    (b"\x89PNG\r\n\x1a\n....", "image/png"),
    (b"\xff\xd8\xff\xe0....", "image/jpeg"),
    (b"GIF89a....", "image/gif"),
    (b"RIFF....WEBPVP8 ", "image/webp"),
    (b"II*\x00....", "image/tiff"),
    (b"Rar!\x1a\x07\x01\x00", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b\x08\x00", "application/gzip"),
    (b"{\\rtf1\\ansi", "application/rtf"),
    (b"\xef\xbb\xbf  <!DOCTYPE html><p>", "text/html"),
    (b"AC1027\x00", "image/vnd.dwg"),
    (b"ISO-10303-21;\nHEADER;", "model/step"),
    (b"BEGIN:VCALENDAR\r\n", "text/calendar"),
    (b"MZ" + bytes(100) + b"PE\x00\x00", "application/x-msdownload"),
    (b"MZ\x90\x00" + bytes(100), "application/x-msdownload"),
    (b"....ftypheic....", "image/heic"),
]


@pytest.mark.parametrize(("payload", "kind"), KINDS)
def test_the_content_tells_the_type_whatever_is_declared(payload: bytes, kind: str) -> None:
    assert kind_of_content(payload, "application/octet-stream", "file.bin") == kind


def test_the_beginning_of_a_large_file_is_enough_to_know_it() -> None:
    whole = zipped({"[Content_Types].xml": "x", "word/document.xml": "x", "word/media/1.png": bytes(500_000)})

    assert kind_of_content(whole[:200], "application/octet-stream", "large.docx") == DOCX


@pytest.mark.parametrize(
    "payload", [b"", b"PK", b"MZ is a name", b"hello", b"AC/DC", b"RIFF", OLE[:4], b"<p>x"]
)
def test_what_the_content_does_not_tell_is_as_declared(payload: bytes) -> None:
    assert kind_of_content(payload, "text/csv", "file.csv") == "text/csv"


@pytest.mark.parametrize(
    ("name", "sort", "says"),
    [
        ("invoice.pdf.exe", PROGRAM, "its name says pdf, it is a program"),
        ("invoice.pdf", PROGRAM, "its name says pdf, it is a program"),
        ("setup.exe", PROGRAM, "it is a program"),
        ("合同.pdf", "image/png", "its name says pdf, its content is image/png"),
        ("photo.jpg", "application/zip", "its name says jpg, its content is application/zip"),
        ("photo.jpg", "image/png", ""),
        ("offer.docx", "application/msword", ""),
        ("offer.doc", "application/rtf", ""),
        ("offer.pdf", "application/octet-stream", ""),
        ("offer.pdf", "text/plain", ""),
        ("offer", "application/pdf", ""),
        ("", "application/pdf", ""),
    ],
)
def test_a_name_that_its_content_belies_is_told(name: str, sort: str, says: str) -> None:
    assert contradiction(name, sort) == says


def test_a_program_that_is_called_an_invoice_is_a_defect_and_no_paper() -> None:
    built = EmailMessage()
    built["From"] = "jana@nordlicht.example"
    built.set_content("See the invoice.")
    for name in ("invoice.pdf.exe", "invoice.pdf"):
        built.add_attachment(b"MZ\x90\x00" + bytes(99), maintype="application", subtype="pdf", filename=name)

    opened = open_mail(RawMail(built.as_bytes(), datetime(2026, 3, 2, tzinfo=UTC)))

    assert [file.type for file in opened.attachments] == [PROGRAM, PROGRAM]
    assert [defect for defect in opened.defects if defect.startswith("attachment")] == [
        "attachment: invoice.pdf.exe: its name says pdf, it is a program",
        "attachment: invoice.pdf: its name says pdf, it is a program",
    ]
    assert papers_of(opened.attachments, None) == ()


def test_an_old_office_file_without_its_directory_goes_by_its_ending() -> None:
    assert (
        kind_of_content(OLE + bytes(600), "application/octet-stream", "Quote.XLS")
        == "application/vnd.ms-excel"
    )


@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", OLE, b"%PDF-", b"<", b"RIFF"]))
def test_no_bytes_in_the_world_raise(payload: bytes, start: bytes) -> None:
    kind = kind_of_content(start + payload, "application/octet-stream", "x")

    assert kind
    for sort in (kind, DOCX, XLSX, PDF):
        first_page(start + payload, sort, "x", ALL)


# -- first pages -------------------------------------------------------------------------------------


def test_a_word_file_is_read_with_its_tables() -> None:
    body = (
        paragraph("PROFORMA  INVOICE")
        + "<w:p/>"
        + f"<w:tbl>{row('Item', 'Qty', 'Price')}{row('Hinge', '500 pcs', 'USD 2.50')}</w:tbl>"
        + "<w:p><w:r><w:t>No.</w:t><w:tab/><w:t>PI-31</w:t><w:br/><w:t>形式发票</w:t></w:r></w:p>"
    )

    page = first_page(word(body), DOCX, "a.docx", ALL)

    assert page == "PROFORMA INVOICE\nItem\tQty\tPrice\nHinge\t500 pcs\tUSD 2.50\nNo.\tPI-31\n形式发票"


def test_a_text_box_is_read_once_and_deleted_words_never() -> None:
    box = paragraph("QUOTATION")
    body = (
        f"<w:p><w:r><mc:AlternateContent xmlns:mc='{COMPATIBILITY}'>"
        f"<mc:Choice><w:drawing><w:txbxContent>{box}</w:txbxContent></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><w:txbxContent>{box}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent>"
        f"</w:r>{run('to Ms Li')}<w:del><w:r><w:delText>no</w:delText></w:r></w:del></w:p>"
    )

    assert first_page(word(body), DOCX, "a.docx", ALL) == "QUOTATION\nto Ms Li"


def test_form_fields_links_and_corrected_words_are_read_where_they_stand() -> None:
    inside = f"<w:smartTag>{run('PI')}</w:smartTag><w:ins>{run('-31')}</w:ins>"
    inside += f"<w:hyperlink>{run(' b')}</w:hyperlink>"
    field = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('Buyer: X')}</w:sdtContent></w:sdt>"
    body = f"<w:p>{inside}<w:fldSimple>{run(' c')}</w:fldSimple></w:p>{field}"

    assert first_page(word(body), DOCX, "a.docx", ALL) == "PI-31 b c\nBuyer: X"


def test_merged_and_nested_cells_are_read_once() -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="3"/><w:vMerge/></w:tcPr>{paragraph("Total")}</w:tc>'
    nested = f"<w:tc><w:tbl>{row('a', 'b')}</w:tbl>{paragraph('c')}</w:tc>"

    assert first_page(word(f"<w:tbl><w:tr>{wide}{nested}</w:tr></w:tbl>"), DOCX, "x", ALL) == "Total\ta\tb c"


def test_files_saved_as_strict_or_in_utf16_are_read() -> None:
    content = word(paragraph("Offer")), sheet(numbers(("46142", 3)), styles=STYLES)
    rewritten = [rezipped(each, lambda text: strict(text).encode("utf-8")) for each in content] + [
        rezipped(each, lambda text: text.encode("utf-16")) for each in content
    ]

    pages = [first_page(each, sort, "x", ALL) for each, sort in zip(rewritten, (DOCX, XLSX) * 2, strict=True)]

    assert pages == ["Offer", "2026-04-30"] * 2


def test_only_the_first_page_of_a_long_word_file_is_read() -> None:
    long = word("".join(paragraph(f"line {number}") for number in range(5_000)))

    assert first_page(long, DOCX, "a.docx", ALL).split("\n")[-1] == "line 59"


def test_a_sheet_is_read_with_what_its_formats_mean() -> None:
    rows = (
        '<row><c t="s"><v>1</v></c><c t="inlineStr"><is><t>Buyer</t></is></c><c t="str"><v>x y</v></c></row>'
        '<row hidden="1"><c><v>99</v></c></row>'
        + numbers(("1234.5", 1), ("12.5", 2), ("46142", 3), ("0.3", 4), ("0.30000000000000004", 0), ("7", 0))
        + '<row><c t="e"><v>#REF!</v></c><c t="s"><v>99</v></c></row>'
    )
    strings = "<si><t>no</t></si><si><r><t>形式</t></r><r><t>发票</t></r><rPh><t>けいしき</t></rPh></si>"

    page = first_page(sheet(rows, strings, STYLES), XLSX, "a.xlsx", ALL)

    assert page == "形式发票\tBuyer\tx y\nUSD 1,234.50\t12.50 €\t2026-04-30\t30%\t0.30\t7"


def test_the_first_visible_sheet_is_read_whatever_its_file_is_called() -> None:
    index: Members = {
        "xl/workbook.xml": WORKBOOK.format(SHEET.format("h", ' state="hidden"') + SHEET.format("v", "")),
        "xl/_rels/workbook.xml.rels": "<R>"
        + RELATION.format("h", "worksheets/sheet1.xml")
        + RELATION.format("v", "/xl/worksheets/other.xml")
        + "</R>",
        "xl/worksheets/other.xml": f"<w {MAIN}><sheetData>{numbers(('42', 0))}</sheetData></w>",
    }

    assert first_page(sheet(numbers(("1", 0)), index=index), XLSX, "a.xlsx", ALL) == "42"


def test_a_sheet_that_claims_to_be_endless_is_read_like_any_other() -> None:
    lies = '<dimension ref="A1:XFD1048576"/><row r="1"><c r="A1"><v>1</v></c></row>'
    lies += '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'

    assert first_page(sheet(lies), XLSX, "a.xlsx", ALL) == "1\n2"


def test_a_day_counts_from_1904_where_the_workbook_says_so() -> None:
    since = INDEX | {
        "xl/workbook.xml": WORKBOOK.replace("<sheets>", '<workbookPr date1904="1"/><sheets>').format(
            SHEET.format("a", "")
        )
    }

    assert (
        first_page(sheet(numbers(("44680", 3)), styles=STYLES, index=since), XLSX, "x", ALL) == "2026-04-30"
    )


def test_a_time_of_day_is_shown_as_one() -> None:
    styles = '<cellXfs><xf numFmtId="20"/></cellXfs>'

    assert first_page(sheet(numbers(("0.4375", 0)), styles=styles), XLSX, "x", ALL) == "10:30"


def test_a_number_that_is_no_day_is_not_shown_as_one() -> None:
    rows = numbers(("0", 3), ("12", 3), ("1e9", 3), ("-3", 3), ("7", 0))

    assert first_page(sheet(rows, styles=STYLES), XLSX, "x", ALL) == "7"


def test_a_cell_whose_string_or_style_is_missing_does_not_hide_the_others() -> None:
    rows = '<row><c t="s"><v>7</v></c><c t="s"><v>x</v></c><c s="999"><v>5</v></c><c s="x"><v>6</v></c></row>'

    assert first_page(sheet(rows, "<si><t>a</t></si>", STYLES), XLSX, "x", ALL) == "5\t6"


def test_the_first_page_of_a_long_price_list_is_read_wherever_its_words_stand() -> None:
    strings = "".join(f"<si><t>item {number}</t></si>" for number in range(30_000))
    rows = "".join(f'<row r="{at}"><c t="s"><v>{29_999 - at}</v></c></row>' for at in range(1, 3_000))

    lines = first_page(sheet(rows, strings), XLSX, "x", ALL).split("\n")

    assert (len(lines), lines[0], lines[-1]) == (80, "item 29998", "item 29919")


def test_a_workbook_with_sixty_thousand_styles_keeps_its_page() -> None:
    bloated = STYLES.replace("</cellXfs>", '<xf numFmtId="0"/>' * 60_000 + "</cellXfs>")

    assert first_page(sheet(numbers(("5", 1)), styles=bloated), XLSX, "x", ALL) == "USD 5.00"


def test_no_library_warns_or_writes_about_a_file(recwarn: pytest.WarningsRecorder) -> None:
    first_page(sheet(numbers(("9e9", 3)), styles="<cellXfs><xf/></cellXfs>"), XLSX, "x", ALL)
    first_page(word(paragraph("x")), DOCX, "x", ALL)

    assert not recwarn.list


def test_a_pdf_is_read_where_it_is_wanted() -> None:
    made = pdf(stream(TITLE))

    assert first_page(made, PDF, "a.pdf", ALL) == "PROFORMA INVOICE"
    assert first_page(made, PDF, "a.pdf", frozenset({"docx", "xlsx"})) == ""


@pytest.mark.parametrize("sort", ["image/png", "application/zip", "application/msword", ""])
def test_other_types_have_no_page(sort: str) -> None:
    assert first_page(word(paragraph("x")), sort, "a.docx", ALL) == ""


def test_libraries_for_documents_wait_until_a_document_is_there() -> None:
    import subprocess

    asked = "import sys, parsers.opening.documents as d; d.first_page(b'x', 'text/plain', 'x', frozenset());"
    libraries = ("pypdf", "lxml", "openpyxl", "docx")
    told = subprocess.run(
        [sys.executable, "-c", asked + f"print([m for m in {libraries} if m in sys.modules])"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.strip() == "[]"


# -- hostile files -----------------------------------------------------------------------------------

MEGABYTE = 1_000_000
LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><l><w:p><w:t>&b;</w:t></w:p></l>'


def claimed(payload: bytes) -> bytes:
    """With a flag that its members are encrypted."""
    marked = bytearray(payload)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = marked.find(mark)
        while at >= 0:
            marked[at + offset] |= 1
            at = marked.find(mark, at + 4)
    return bytes(marked)


HOSTILE_OFFICE = {
    "bomb": word(" " * 50 * MEGABYTE),
    "nested": zipped({"word/document.xml": zipped({"word/document.xml": bytes(MEGABYTE)})}),
    "laughs": zipped({"word/document.xml": LAUGHS, "xl/worksheets/sheet1.xml": LAUGHS}),
    "deep": word("<a>" * 400_000),
    "attributes": word("<a " + " ".join(f'a{number}="1"' for number in range(100_000)) + "/>"),
    "members": zipped({f"f{number}": "" for number in range(20_000)} | {"word/document.xml": "<a/>"}),
    "strange compression": zipped({"word/document.xml": paragraph("x")}, zipfile.ZIP_BZIP2),
    "encrypted": claimed(word(paragraph("x"))),
    "no document": zipped({"readme.txt": "x"}),
    "marks only": b"PK\x01\x02" * 500_000,
    "noise": b"PK\x03\x04" + random.Random(4).randbytes(200_000),
    "no text": word(""),
    "rows": sheet("<row/>" * 200_000),
    "cells": sheet("<row>" + "<c/>" * 400_000),
    "strings": sheet('<row><c t="s"><v>9999999</v></c></row>', "<si/>" * 500_000),
    "numbers": sheet(numbers(("1e999", 0), ("nan", 0), ("-1e308", 0), ("x", 0))),
    "days": sheet(numbers(("1e14", 5), ("-5", 5), ("59", 5)), styles=STYLES),
}


ENTITY = "<!ENTITY a '" + "ha" * 50_000 + "'>"
HOSTILE_OFFICE |= {
    "entity blow-up": zipped({"word/document.xml": f"<!DOCTYPE l [{ENTITY}]><l>{'&a;' * 50_000}</l>"}),
    "entity in utf-16": zipped({"word/document.xml": LAUGHS.encode("utf-16")}),
    "empty rows": sheet("<row/>" * 1_000_000 + numbers(("1", 0))),
    "empty columns": sheet("<row>" + "<c/>" * 100_000 + "<c><v>1</v></c></row>"),
    "empty paragraphs": word("<w:p/>" * 250_000 + paragraph("x")),
    "endless flate": zipped({"word/document.xml": b"", "xl/workbook.xml": b""})[:-22] + b"\0" * 5 * MEGABYTE,
    "names": zipped({"f" * 60_000 + str(number): "" for number in range(100)}),
    "tabs": sheet("", index=INDEX | {"xl/workbook.xml": WORKBOOK.format(SHEET.format("a", "") * 100_000)}),
    "namespaces": word("".join(f'<x{n}:a xmlns:x{n}="u{n}"/>' for n in range(40_000))),
    "namespaces in depth": word("".join(f'<x{n}:a xmlns:x{n}="u{n}">' for n in range(40_000))),
    "boxes in boxes": word("<w:p><w:r><w:txbxContent>" * 80 + "<w:p/>" * 200_000),
    "missing strings": sheet('<row><c t="s"><v>5</v></c></row>' * 1_000, "<si><r/></si>" * 4),
}
DEAR_OFFICE = {
    "styles": sheet(numbers(("7", 9)), styles=f"<cellXfs>{'<xf/>' * 100_000}</cellXfs>"),
    "formats": sheet(numbers(("7", 0)), styles='<numFmts><numFmt numFmtId="9" formatCode="0"/>' * 20_000),
    "many formats": sheet(
        numbers(*((("7", each)) for each in range(1_000))),
        styles="<numFmts>"
        + "".join(f'<numFmt numFmtId="{n}" formatCode="0.0 {n}"/>' for n in range(1_000))
        + "</numFmts><cellXfs>"
        + "".join(f'<xf numFmtId="{n}"/>' for n in range(1_000))
        + "</cellXfs>",
    ),
    "runs": sheet('<row><c t="s"><v>0</v></c></row>', f"<si>{'<r><t>a</t></r>' * 100_000}</si>"),
    "one string a thousand times": sheet(
        "<row>" + '<c t="s"><v>0</v></c>' * 1_000 + "</row>", f"<si>{'<r><t>a</t></r>' * 100_000}</si>"
    ),
    "inline runs": sheet(f'<row><c t="inlineStr"><is>{"<r><t>a</t></r>" * 40_000}</is></c></row>'),
    "full": sheet(f"<row>{'<c><v>1.5</v></c>' * 12}</row>" * 5_000),
    "far away": sheet(
        '<row r="1"><c><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    ),
    "spans": word("<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='999999'/></w:tcPr>" + paragraph("x")),
    "merged": word(
        "<w:tbl>"
        + f"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{paragraph('x')}</w:tc></w:tr>" * 9_000
        + "</w:tbl>"
    ),
    "one row": word(f"<w:tbl>{row(*'x' * 20_000)}</w:tbl>"),
    "one cell": word(f"<w:tbl><w:tr><w:tc>{paragraph('x') * 20_000}</w:tc></w:tr></w:tbl>"),
    "tables in tables": word("<w:tbl><w:tr><w:tc>" * 60 + paragraph("x") * 15_000),
    "cells in tables in tables": word("<w:tbl><w:tr><w:tc>" * 80 + f"{paragraph('x')}</w:tc><w:tc>" * 3_000),
    "unknown entities": word(paragraph("&x;" * 500_000)),
    "spaces of names": word("<a " + " ".join(f'xmlns:x{n}="u{n}"' for n in range(60_000)) + "/>"),
    "tabs and breaks": word(f"<w:p><w:r>{'<w:tab/><w:br/>' * 50_000}<w:t>x</w:t></w:r></w:p>"),
    "runs of a paragraph": word(f"<w:p>{run('x') * 20_000}</w:p>"),
    "links": word("<w:p>" + f"<w:hyperlink>{run('x')}</w:hyperlink>" * 20_000 + "</w:p>"),
    "boxes": word(
        "<w:p><w:r>" + f"<w:txbxContent>{paragraph('x')}</w:txbxContent>" * 20_000 + "</w:r></w:p>"
    ),
    "deep boxes": word("<w:p><w:r><w:txbxContent>" * 80 + paragraph("x") * 15_000),
    "fields": word("<w:sdt><w:sdtContent>" * 100 + paragraph("x") * 15_000),
    "properties": word(f"<w:p>{'<w:r><w:rPr><w:b/></w:rPr><w:t>x</w:t></w:r>' * 15_000}</w:p>"),
}
"""What they say may be shown, but not at any price."""


@pytest.mark.parametrize("name", DEAR_OFFICE)
def test_a_dear_office_file_does_not_raise(name: str) -> None:
    for sort in (DOCX, XLSX):
        assert len(first_page(DEAR_OFFICE[name], sort, "x", ALL)) <= 20_000


@pytest.mark.parametrize("name", HOSTILE_OFFICE)
def test_a_hostile_office_file_has_no_page(name: str) -> None:
    for sort in (DOCX, XLSX):
        assert first_page(HOSTILE_OFFICE[name], sort, "x", ALL) == ""


@pytest.mark.parametrize("text", ["a" * 5 * MEGABYTE, "&#65;" * 400_000, "a\n" * MEGABYTE])
def test_a_page_is_bounded_whatever_the_file_holds(text: str) -> None:
    assert 0 < len(first_page(word(paragraph(text)), DOCX, "x", ALL)) <= 20_000
    assert 0 < len(first_page(sheet(f'<row><c t="str"><v>{text}</v></c></row>'), XLSX, "x", ALL)) <= 20_000


def test_a_size_that_lies_is_not_believed() -> None:
    for size in (0, 5, 2**32 - 2):
        lying = bytearray(word(paragraph("x" * 9_000)))
        at = lying.find(b"PK\x01\x02", lying.find(b"PK\x01\x02") + 1)
        lying[at + 24 : at + 28] = struct.pack("<I", size)

        assert len(first_page(bytes(lying), DOCX, "x", ALL)) in (0, 9_000)


@pytest.mark.parametrize(
    "whole", [word(paragraph("x" * 500)), sheet(numbers(*[("5", 0)] * 50), styles=STYLES)]
)
def test_a_file_that_was_cut_anywhere_does_not_raise(whole: bytes) -> None:
    for end in range(0, len(whole), 7):
        for sort in (DOCX, XLSX):
            first_page(whole[:end], sort, "x", ALL)


def test_a_file_with_changed_bytes_does_not_raise() -> None:
    chance = random.Random(4)
    for whole, sort in ((word(row("a", "b")), DOCX), (sheet(numbers(("5", 1)), "<si/>", STYLES), XLSX)):
        for _ in range(300):
            changed = bytearray(whole)
            for _ in range(3):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            first_page(bytes(changed), sort, "x", ALL)


FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"
HOSTILE_PDF = {
    "bomb": pdf(stream(b" " * 100 * MEGABYTE)),
    "loop of forms": pdf(stream(b"/X Do " * 1000), stream(b"/X Do /X Do", FORM)),
    "open arrays": pdf(stream(b"[" * 900_000)),
    "open dictionaries": pdf(stream(b"<<" * 450_000)),
    "endless word": pdf(stream(b"BT /F 12 Tf (" + b"(" * 900_000)),
    "endless picture": pdf(stream(b"BI ID " * 150_000)),
    "noise": pdf(b"<</Length 900000/Filter/FlateDecode>>stream\n" + bytes(900_000) + b"\nendstream"),
    "objects": b"%PDF-1.4\n" + b"1 0 obj " * 300_000 + b"startxref\n5\n%%EOF",
    "no end": b"%PDF-1.4\n" + b"1 0 obj\n<<>>\nendobj\n" * 100_000,
    "root of nothing": pdf(b"<<>>").replace(b"/Root 1 0 R", b"/Root 9 0 R"),
    "pages of themselves": pdf(stream(TITLE)).replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]"),
    "encrypted": pdf(stream(TITLE), trailer=b"/Encrypt<</Filter/Standard/V 1/R 2/O(x)/U(x)/P 1>>"),
    "large": pdf(stream(TITLE)) + b"\n" * 4 * MEGABYTE + b"%%EOF",
}


@pytest.mark.parametrize("name", HOSTILE_PDF)
def test_a_hostile_pdf_has_no_page(name: str) -> None:
    assert first_page(HOSTILE_PDF[name], PDF, "x", ALL) == ""


def test_a_pdf_is_left_when_its_calls_are_used_up(monkeypatch: pytest.MonkeyPatch) -> None:
    from parsers.opening import pdf as reader

    made = pdf(stream(TITLE))
    assert reader.pdf_page(made) == "PROFORMA INVOICE"

    monkeypatch.setattr(reader, "_MOST_CALLS", 50)

    assert reader.pdf_page(made) == ""


def test_what_pypdf_calls_of_others_is_never_broken_off() -> None:
    """Broken off inside of `logging`, its lock stayed taken, and every thread that logs stood still."""
    from parsers.opening import pdf as reader

    def works() -> str:
        for _ in range(50):
            logging.getLogger().setLevel(logging.WARNING)  # forgets its cache, so that the lock is needed
            logging.getLogger("parsers").isEnabledFor(logging.DEBUG)
        return "done"

    assert reader._within(20, works) == "done"


def test_whoever_watches_the_interpreter_still_does_after_a_pdf() -> None:
    def watcher(_: FrameType, __: str, ___: Any) -> None: ...

    before = sys.getprofile()
    sys.setprofile(watcher)
    try:
        first_page(pdf(stream(TITLE)), PDF, "x", ALL)
        after = sys.getprofile()
    finally:
        sys.setprofile(before)

    assert after is watcher


def test_the_faults_of_a_pdf_do_not_reach_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        first_page(HOSTILE_PDF["root of nothing"], PDF, "x", ALL)

    assert caplog.records == []
