"""What stands on the first page of a Word or Excel file?

python-docx and openpyxl read it, but never the file itself: believing a file is what makes them dear (each
style, each string, each member is loaded before the first word is seen). lxml takes the beginning of the one
or two members that the page needs, closes what the cut left open, and takes out what the page does not show;
the libraries get a new, small package made of that. So the cost is bounded by what we read, never by what the
file claims: no zip bomb, no million rows or styles, no column XFD. Office Open XML (ECMA-376) has no DTD; a
file with one is hostile and not read.
"""

from __future__ import annotations

import codecs
import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice
from typing import TYPE_CHECKING, Any

from lxml import etree  # type: ignore[import-untyped]  # ships no types

from parsers.late import late

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell as DocumentCell

MOST_BYTES = 20_000_000
"""Larger files are left alone; photos of the goods make honest quotations large."""
MOST_TEXT = 20_000
MOST_MEMBERS = 3_000
_MOST_XML = {"word": 1_500_000, "sheet": 600_000, "strings": 1_500_000, "styles": 500_000, "index": 150_000}
"""Inflated bytes that are read of a member: the first page of a real document ends long before."""
_MOST_TAGS = {"word": 40_000, "sheet": 60_000, "strings": 200_000, "styles": 40_000, "index": 5_000}
"""What a member costs is a matter of its tags, not of its bytes."""
_MOST_BLOCKS = 60
_MOST_NESTED = 4
"""Tables in cells of tables in cells."""
_MOST_RUNS = 3_000
"""Pieces of text with looks of their own; python-docx takes 10 µs for each."""
_MOST_ROWS = 80
_MOST_CELLS = 1_000
_MOST_WORDS = 2_000
"""Characters of a cell."""

UNREADABLE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    etree.LxmlError,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,  # compressed in a way of its own
    OSError,
    RuntimeError,  # encrypted members, recursion
    SyntaxError,  # what XML that is no XML raises
    TypeError,
    ValueError,
)
"""What zipfile, lxml, python-docx and openpyxl raise on broken files."""


class HostileError(ValueError):
    """A file that no office program writes."""


def word_page(payload: bytes) -> str:
    """The first paragraphs and table rows; cells stand side by side with tabs between."""
    import docx

    with opened_package(payload) as package:
        content = _first_blocks(member_tree(package, _document_name(package), "word"))
    document = docx.Document(_packed(_WORD_PACKAGE | {"word/document.xml": content}))
    return "\n".join(islice(_blocks(document), _MOST_BLOCKS))[:MOST_TEXT]


def sheet_page(payload: bytes) -> str:
    """The first rows of the first visible sheet, a row a line, numbers with the currency of their format."""
    import openpyxl  # type: ignore[import-untyped]  # ships no types

    with opened_package(payload) as package:
        members = _first_rows(package)
    book = openpyxl.load_workbook(_packed(_SHEET_PACKAGE | members), read_only=True, data_only=True)
    lines = ("\t".join(filter(None, map(_shown, row))) for row in book.active.iter_rows())
    return "\n".join(filter(None, lines))[:MOST_TEXT]


# -- the package -------------------------------------------------------------------------------------


def opened_package(payload: bytes) -> zipfile.ZipFile:
    """Every member needs its mark, so counting marks bounds what zipfile will list, whatever it is told."""
    if len(payload) > MOST_BYTES or payload.count(b"PK\x01\x02") > MOST_MEMBERS:
        raise HostileError
    return zipfile.ZipFile(io.BytesIO(payload))


def _document_name(package: zipfile.ZipFile) -> str:
    """Microsoft 365 also writes document2.xml."""
    return next(filter(_DOCUMENT.fullmatch, package.namelist()), "word/document.xml")


_DOCUMENT = late(r"word/document\d{0,4}\.xml")


def member_tree(package: zipfile.ZipFile, name: str, sort: str) -> Any:
    """The beginning of a member; lxml closes what the cut left open."""
    content = _utf8(_beginning(package, name, _MOST_XML[sort]))
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise HostileError
    tags = content.split(b"<", _MOST_TAGS[sort])
    if len(tags) > _MOST_TAGS[sort]:
        content = content[: -len(tags[-1]) - 1]
    tree = etree.fromstring(_STRICT.sub(_TRANSITIONAL, content), _reader())
    if tree is None:
        raise HostileError
    return tree


def _beginning(package: zipfile.ZipFile, name: str, most: int) -> bytes:
    """zipfile inflates no more than is asked for, nor more than the directory declares."""
    member = package.getinfo(name)
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise HostileError  # bzip2 and lzma inflate a lot from little, and no office program uses them
    with package.open(member) as content:
        return content.read(most)


def _utf8(content: bytes) -> bytes:
    """Office Open XML is UTF-8 or UTF-16 (ECMA-376 part 2, 8.2.5.2); no other encoding hides a DTD."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace").encode("utf-8", "replace")
    return content


def _reader() -> Any:
    """Made anew each time, because lxml's parsers belong to one thread."""
    return etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


_STRICT = late(rb"http://purl\.oclc\.org/ooxml/(\w{1,30})/")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/"
"""Saved as `Strict Open XML`, which neither library knows; only the names differ where we read."""


def _packed(members: Mapping[str, bytes]) -> io.BytesIO:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    made.seek(0)
    return made


_SCHEMAS = "http://schemas.openxmlformats.org/"
_RELATIONS = f"{_SCHEMAS}officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument."


def _skeleton(**types: str) -> dict[str, bytes]:
    """Types of the members, and the one that everything starts from (ECMA-376 part 2, 10.1 and 9.3)."""
    named = "".join(
        f'<Override PartName="/{name}" ContentType="{_TYPE}{type_}+xml"/>' for name, type_ in types.items()
    )
    rels = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    )
    start = f'<Relationship Id="a" Type="{_RELATIONS}/officeDocument" Target="{next(iter(types))}"/>'
    space = f"{_SCHEMAS}package/2006/content-types"
    return {
        "[Content_Types].xml": f'<Types xmlns="{space}">{rels}{named}</Types>'.encode(),
        "_rels/.rels": _relations(start),
    }


def _relations(content: str) -> bytes:
    return f'<Relationships xmlns="{_SCHEMAS}package/2006/relationships">{content}</Relationships>'.encode()


# -- Word --------------------------------------------------------------------------------------------

_WORD_PACKAGE = _skeleton(**{"word/document.xml": "wordprocessingml.document.main"})
_W = f"{_SCHEMAS}wordprocessingml/2006/main"
_UNSAID = (
    *(f"{{{_W}}}{name}" for name in ("pPr", "rPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sectPr")),
    *(f"{{{_W}}}{name}" for name in ("sdtPr", "sdtEndPr", "del", "moveFrom", "instrText", "rt")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",  # the same text box once more
)
"""Looks, what was deleted, and merged cells, of which a file may claim a million."""
_WRAPPERS = tuple(
    f"{{{_W}}}{name}"
    for name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "fldSimple", "dir", "bdo")
)
"""Around paragraphs and runs; python-docx does not look inside (form fields, corrected text, fields)."""
_XPATHS = {"w": _W, "m": f"{_SCHEMAS}spreadsheetml/2006/main"}


def _first_blocks(tree: Any) -> bytes:
    """A document of the first paragraphs and tables that say something."""
    etree.strip_elements(tree, *_UNSAID, with_tail=False)
    etree.strip_tags(tree, *_WRAPPERS)
    _remove(tree, f"(//w:r)[position() > {_MOST_RUNS}]")
    _remove(tree, f"//w:tbl[count(ancestor::w:tbl) = {_MOST_NESTED}]")
    for box in tree.xpath("//w:p//w:txbxContent", namespaces=_XPATHS):
        _out_of_box(box)
    _remove(tree, "//*[self::w:p or self::w:tc or self::w:tr][not(.//w:t)]")
    said = f"/*/w:body/*[self::w:p or self::w:tbl][.//w:t][position() <= {_MOST_BLOCKS}]"
    document = etree.Element(f"{{{_W}}}document")
    etree.SubElement(document, f"{{{_W}}}body").extend(tree.xpath(said, namespaces=_XPATHS))
    return bytes(etree.tostring(document, encoding="utf-8"))


def _remove(tree: Any, path: str) -> None:
    for each in tree.xpath(path, namespaces=_XPATHS):
        each.getparent().remove(each)


def _out_of_box(box: Any) -> None:
    """python-docx knows no text boxes: their paragraphs stand before the one they are fixed to."""
    around = next(box.iterancestors(f"{{{_W}}}p"), None)
    if around is None:
        return  # a box right in a box, which has been moved already
    for block in list(box):
        around.addprevious(block)


def _blocks(holder: Document | DocumentCell) -> Iterator[str]:
    from docx.table import Table

    for block in holder.iter_inner_content():
        if isinstance(block, Table):
            yield from ("\t".join(" ".join(_blocks(cell)) for cell in row.cells) for row in block.rows)
        else:
            yield block.text


# -- Excel -------------------------------------------------------------------------------------------

_M = _XPATHS["m"]
_SHEET_PACKAGE = _skeleton(
    **{
        "xl/workbook.xml": "spreadsheetml.sheet.main",
        "xl/worksheets/sheet1.xml": "spreadsheetml.worksheet",
        "xl/styles.xml": "spreadsheetml.styles",
    }
) | {
    "xl/_rels/workbook.xml.rels": _relations(
        f'<Relationship Id="a" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
    )
}


def _first_rows(package: zipfile.ZipFile) -> dict[str, bytes]:
    """A workbook of one sheet with the rows of the first page and the formats they use."""
    book = member_tree(package, "xl/workbook.xml", "index")
    sheet = member_tree(package, _first_sheet(package, book), "sheet")
    cells = _cells(sheet)
    formats = _Formats(number_formats(package) if any(cell.get("s") for row in cells for cell in row) else ())
    strings = _strings(package, cells)
    data = etree.Element(f"{{{_M}}}sheetData")
    for row in cells:
        plain = (_plain(cell, strings, formats) for cell in row)
        etree.SubElement(data, f"{{{_M}}}row").extend(cell for cell in plain if cell is not None)
    since_1904 = bool(book.xpath("//m:workbookPr[@date1904='1' or @date1904='true']", namespaces=_XPATHS))
    return {
        "xl/workbook.xml": _BOOK.format(int(since_1904)).encode(),
        "xl/worksheets/sheet1.xml": b'<worksheet xmlns="%b">%b</worksheet>'
        % (_M.encode(), etree.tostring(data)),
        "xl/styles.xml": formats.stylesheet(),
    }


_BOOK = (
    f'<workbook xmlns="{_M}" xmlns:r="{_RELATIONS}"><workbookPr date1904="{{}}"/>'
    '<sheets><sheet name="page" sheetId="1" r:id="a"/></sheets></workbook>'
)


def _first_sheet(package: zipfile.ZipFile, book: Any) -> str:
    """By the order of the tabs, not of the files; hidden tabs hold lists for drop-downs."""
    index = member_tree(package, "xl/_rels/workbook.xml.rels", "index")
    targets = {each.get("Id"): each.get("Target", "") for each in index if _is_sheet(each)}
    tabs = "//m:sheet[not(@state) or @state='visible']/@*[local-name()='id']"
    there = (targets[tab] for tab in book.xpath(tabs, namespaces=_XPATHS) if tab in targets)
    target: str = next(there, "worksheets/sheet1.xml")
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")


def _is_sheet(relation: Any) -> bool:
    return str(relation.get("Type", "")).endswith("/worksheet")


def _cells(sheet: Any) -> list[list[Any]]:
    """Cells that say something, row by row. Where they claim to stand does not matter."""
    rows = sheet.xpath(
        f"(//m:row[not(@hidden='1' or @hidden='true')][m:c[m:v or m:is]])[position() <= {_MOST_ROWS}]",
        namespaces=_XPATHS,
    )
    left, page = _MOST_CELLS, []
    for row in rows:
        page.append(row.xpath(f"m:c[m:v or m:is][position() <= {left}]", namespaces=_XPATHS))
        left -= len(page[-1])
    return page


def _plain(cell: Any, strings: Mapping[str, str], formats: _Formats) -> Any:
    """A cell without formula, place and looks; None where it says nothing."""
    sort, said = cell.get("t", "n"), _value(cell)
    if sort in ("n", ""):
        return formats.number(said, cell.get("s", "0"))
    if sort == "s":
        return _text(strings.get(said, ""))
    if sort == "inlineStr":
        return _text("".join(_said(each) for each in cell.iterchildren(f"{{{_M}}}is")))
    return None if sort in ("e", "b") else _text(said)


_INDEX = late(r"[0-9]{1,7}")


def _strings(package: zipfile.ZipFile, cells: list[list[Any]]) -> Mapping[str, str]:
    """The shared strings of the page by number (18.4), not the ten thousand others."""
    wanted = {_value(cell) for row in cells for cell in row if cell.get("t") == "s"}
    if not wanted or "xl/sharedStrings.xml" not in package.namelist():
        return {}
    table = list(member_tree(package, "xl/sharedStrings.xml", "strings").iterchildren(f"{{{_M}}}si"))
    there = (said for said in wanted if _INDEX.fullmatch(said) and int(said) < len(table))
    return {said: _said(table[int(said)]) for said in there}


def _value(cell: Any) -> str:
    return (cell.findtext(f"{{{_M}}}v") or "").strip()


def _said(string: Any) -> str:
    """Without how a Japanese word is spoken (`rPh`)."""
    pieces = string.xpath("m:t | m:r[position() <= 200]/m:t", namespaces=_XPATHS)
    return "".join(piece.text or "" for piece in pieces)[:_MOST_WORDS]


def _text(said: str) -> Any:
    cell = etree.Element(f"{{{_M}}}c", t="str")
    etree.SubElement(cell, f"{{{_M}}}v").text = said[:_MOST_WORDS]
    return cell


def number_formats(package: zipfile.ZipFile) -> Sequence[str]:
    """The number format of every cell style (18.8): its code, or of a built-in one what it stands for."""
    if "xl/styles.xml" not in package.namelist():
        return ()
    styles = member_tree(package, "xl/styles.xml", "styles")
    own = {
        each.get("numFmtId"): each.get("formatCode", "")[:100]
        for each in styles.iterfind(f"{{{_M}}}numFmts/{{{_M}}}numFmt")
    }
    ids = (each.get("numFmtId", "0") for each in styles.iterfind(f"{{{_M}}}cellXfs/{{{_M}}}xf"))
    return tuple(own.get(id_) or _BUILT_IN.get(id_, _GENERAL) for id_ in ids)


_GENERAL = "General"
_DAY_FORMATS = (*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58)
_BUILT_IN = {
    **{str(number): "yyyy-mm-dd" for number in _DAY_FORMATS},
    **{str(number): "h:mm" for number in range(18, 22)},
    "9": "0%",
    "10": "0.00%",
}
"""18.8.30; 27 to 58 are those of Chinese and Japanese Excel, which openpyxl does not know. What it takes for
dollars (5 to 8, 37 to 44) is the currency of the reader's country, so those are left without sign."""


@dataclass(frozen=True, slots=True)
class _Formats:
    """The formats of the file by style, and those of the page: of 60,000 styles a page uses five."""

    codes: Sequence[str]
    used: dict[str, int] = field(default_factory=lambda: {_GENERAL: 0})

    def number(self, said: str, style: str) -> Any:
        """A cell with a number that a page shows; days are of this century or the last."""
        from openpyxl.styles.numbers import is_date_format  # type: ignore[import-untyped]

        if not _NUMBER.fullmatch(said) or not abs(float(said)) < _HUGE:
            return None
        code = self._code(style)
        if is_date_format(code) and not 0 <= float(said) < _LAST_DAY:
            return None  # openpyxl would warn
        cell = etree.Element(f"{{{_M}}}c", s=str(self.used.setdefault(code, len(self.used))))
        etree.SubElement(cell, f"{{{_M}}}v").text = said
        return cell

    def _code(self, style: str) -> str:
        at = int(style) if _INDEX.fullmatch(style) else 0
        return self.codes[at] if at < len(self.codes) else _GENERAL

    def stylesheet(self) -> bytes:
        sheet = etree.fromstring(_STYLES)
        for code, at in self.used.items():
            etree.SubElement(sheet[0], f"{{{_M}}}numFmt", numFmtId=str(164 + at), formatCode=code)
            etree.SubElement(sheet[5], f"{{{_M}}}xf", numFmtId=str(164 + at))
        return bytes(etree.tostring(sheet))


_NUMBER = late(r"[+-]?[0-9]{1,20}+(?:\.[0-9]{0,30}+)?(?:[eE][+-]?[0-9]{1,3})?")
_HUGE = 1e15
_LAST_DAY = 100_000
_STYLES = (
    f'<styleSheet xmlns="{_M}"><numFmts/><fonts><font/></fonts>'
    "<fills><fill><patternFill/></fill></fills><borders><border/></borders>"
    "<cellStyleXfs><xf/></cellStyleXfs><cellXfs/>"
    '<cellStyles><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
"""Without a Normal style openpyxl warns."""


# -- how a cell looks --------------------------------------------------------------------------------


def _shown(cell: Any) -> str:
    value = cell.value
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, (int, float)):
        return _number(value, cell.number_format)
    if isinstance(value, time):
        return value.isoformat("minutes") if value != time() else ""  # a day that was left empty is 0
    if isinstance(value, date):
        return _day(value)
    return ""


def _day(value: date) -> str:
    """Small numbers with the format of a day are no days."""
    day = value.date() if isinstance(value, datetime) else value
    return day.isoformat() if day.year > 1900 else ""


_CODE = late(r'"([^"]{1,12})"|\[\$([^\]\-]{0,12})[^\]]{0,12}\]|(\\?[$€£¥￥₽₺₹元円])')
_PLAIN_LETTERS = late(r'"[^"]{0,40}"|\[[^\]]{0,40}\]|\\.')


def _number(number: float, code: str) -> str:
    """As its format shows it, as far as the meaning goes: percent, currency, no noise of binary."""
    bare = _PLAIN_LETTERS.sub("", code.partition(";")[0])
    if "%" in bare:
        return f"{_tidy(number * 100)}%"
    return _with_sign(_tidy(number, grouped=",#" in bare), code)


def _tidy(number: float, *, grouped: bool = False) -> str:
    text = f"{number:,.6f}" if grouped else f"{number:.6f}"
    whole, _, rest = text.partition(".")
    rest = rest.rstrip("0")
    return f"{whole}.{rest:0<2}" if rest else f"{whole}.00" if grouped else whole


def _with_sign(number: str, code: str) -> str:
    """The currency stands in the format only: `"USD" #,##0.00`, `[$€-407]`."""
    found = _CODE.search(code.partition(";")[0])
    sign = next((piece for piece in found.groups() if piece), "").strip("\\ ") if found else ""
    if not sign:
        return number
    behind = found is not None and found.start() > max(code.find("0"), code.find("#"))
    return f"{number} {sign}" if behind else f"{sign} {number}"
