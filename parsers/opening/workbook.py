"""Which rows does a whole Excel workbook hold, every cell as a text that has lost nothing?

Read as a stream of cells, so that a list of 25,000 customers costs little and a file that claims more than it
may is refused in the middle. What office.py guards (the package, its index, its formats) is guarded there.
Numbers come as they are shown where that says more: `00123` by its format, a day as an ISO day.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # ships no types

from parsers.late import late
from parsers.opening.office import UNREADABLE, HostileError, member_tree, number_formats, opened_package

__all__ = ["UNREADABLE", "Sheet", "sheets"]

_MOST_INFLATED = 300_000_000
"""Bytes of one member; 100,000 rows of 20 columns are some 150 MB."""
_MOST_ROWS = 200_000
_MOST_COLUMNS = 200
_MOST_CELLS = 2_000
"""Cells of one row, wherever they claim to stand."""
_MOST_STRINGS = 2_000_000
_MOST_MERGED = 20_000
_LONGEST = 32_767
"""Characters of a cell: more than this Excel cannot hold."""
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(slots=True)
class Sheet:
    """One tab: its rows with their numbers, empty ones left out."""

    name: str
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    cut: set[tuple[int, int]] = field(default_factory=set)
    """(row, column from 0) of numbers with more than 15 digits: Excel has put zeros for the others."""


def sheets(payload: bytes) -> Iterator[Sheet]:
    """The visible tabs in their order. Raises one of UNREADABLE where the file is broken or hostile."""
    with opened_package(payload) as package:
        book = member_tree(package, "xl/workbook.xml", "index")
        since = date(1904, 1, 1) if _is_since_1904(book) else date(1899, 12, 30)
        cells = _Cells(_strings(package), number_formats(package), since)
        for name, member in _tabs(package, book):
            yield _sheet(package, name, member, cells)


def _is_since_1904(book: Any) -> bool:
    found = book.find(".//{*}workbookPr")
    return found is not None and found.get("date1904") in ("1", "true")


def _tabs(package: zipfile.ZipFile, book: Any) -> Iterator[tuple[str, str]]:
    """Names and members. Hidden tabs hold lists for drop-downs."""
    index = member_tree(package, "xl/_rels/workbook.xml.rels", "index")
    targets = {each.get("Id"): each.get("Target", "") for each in index if _is_sheet(each)}
    there = frozenset(package.namelist())
    for tab in book.iterfind(".//{*}sheet"):
        target = targets.get(tab.get(f"{{{_RELATIONS}}}id"), "")
        member = target[1:] if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        if tab.get("state", "visible") == "visible" and member in there:
            yield tab.get("name", ""), member


def _is_sheet(relation: Any) -> bool:
    return str(relation.get("Type", "")).endswith("/worksheet")


class _Bounded:
    """A member that ends in an error once it has given more than any honest file holds."""

    def __init__(self, package: zipfile.ZipFile, member: str) -> None:
        found = package.getinfo(member)
        if found.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise HostileError
        self._stream, self._left = package.open(found), _MOST_INFLATED

    def read(self, size: int = 65_536) -> bytes:
        piece = self._stream.read(min(size, 65_536))
        self._left -= len(piece)
        if self._left < 0 or b"<!DOCTYPE" in piece:
            raise HostileError
        return piece


def _elements(package: zipfile.ZipFile, member: str, *names: str) -> Iterator[Any]:
    """Elements of these names as they end; each is let go of when the next one is asked for."""
    tags = [f"{{*}}{name}" for name in names]
    stream = etree.iterparse(
        _Bounded(package, member),
        ("end",),
        tag=tags,
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
    )
    for _, element in stream:
        yield element
        element.clear(keep_tail=False)
        before = element.getprevious()
        if before is not None:
            element.getparent().remove(before)


def _strings(package: zipfile.ZipFile) -> Sequence[str]:
    if "xl/sharedStrings.xml" not in package.namelist():
        return ()
    table: list[str] = []
    for element in _elements(package, "xl/sharedStrings.xml", "si"):
        table.append(_said(element))
        if len(table) > _MOST_STRINGS:
            raise HostileError
    return table


def _said(string: Any) -> str:
    """Without how a Japanese word is spoken (`rPh`)."""
    pieces = (
        piece.text or ""
        for piece in string.iter("{*}t")
        if not any(etree.QName(each).localname == "rPh" for each in piece.iterancestors())
    )
    return "".join(pieces)[:_LONGEST]


# -- a sheet -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Cells:
    """What the cells of a workbook say."""

    strings: Sequence[str]
    formats: Sequence[str]
    since: date
    shown: dict[str, str] = field(default_factory=dict)
    """Sort of a number by its style: plain, day, or zeros."""

    def text(self, cell: Any) -> str:
        sort, said = cell.get("t", "n"), cell.findtext("{*}v") or ""
        if sort == "inlineStr":
            return _said(cell)
        if sort == "s":
            at = int(said) if _INDEX.fullmatch(said) else len(self.strings)
            return self.strings[at] if at < len(self.strings) else ""
        if sort == "n":
            return self._number(said.strip(), cell.get("s", "0"))
        return said[:_LONGEST]

    def _number(self, said: str, style: str) -> str:
        if not _NUMBER.fullmatch(said):
            return said[:_LONGEST]
        code = self._sort(style)
        if code == "day":
            return self._day(float(said)) or _plain(said)
        return _plain(said).zfill(len(code)) if code else _plain(said)

    def _day(self, number: float) -> str:
        if not 1 <= number < 100_000:
            return ""
        return (self.since + timedelta(days=int(number))).isoformat()

    def _sort(self, style: str) -> str:
        if style not in self.shown:
            self.shown[style] = _sort_of(self._code(style))
        return self.shown[style]

    def _code(self, style: str) -> str:
        at = int(style) if _INDEX.fullmatch(style) else 0
        return self.formats[at] if at < len(self.formats) else ""


def _sort_of(code: str) -> str:
    from openpyxl.styles.numbers import is_date_format  # type: ignore[import-untyped]

    first = code.partition(";")[0]
    return first if _ZEROS.fullmatch(first) else "day" if is_date_format(code) else ""


def _plain(said: str) -> str:
    """`1.3800138E10` is 13800138000; noise of binary fractions goes."""
    if _DIGITS.fullmatch(said):
        return said
    number = float(said)
    return str(int(number)) if number == int(number) and abs(number) < 1e21 else f"{number:.15g}"


_INDEX = late(r"[0-9]{1,7}")
_DIGITS = late(r"-?[0-9]{1,15}")
_NUMBER = late(r"[+-]?[0-9]{1,25}+(?:\.[0-9]{0,30}+)?(?:[eE][+-]?[0-9]{1,2})?")
_ZEROS = late(r"0{2,20}")
_PLACE = late(r"([A-Z]{1,3})([0-9]{1,7})")


def _sheet(package: zipfile.ZipFile, name: str, member: str, cells: _Cells) -> Sheet:
    sheet, merged = Sheet(name), list[str]()
    row: dict[int, str] = {}
    number = count = 0
    for element in _elements(package, member, "c", "row", "mergeCell"):
        kind = etree.QName(element).localname
        if kind == "c":
            count += 1
            if count > _MOST_CELLS:
                raise HostileError
            _put(element, row, cells, sheet.cut, _row_of(element.getparent(), number))
        elif kind == "row":
            number = _row_of(element, number)
            _end(sheet, number, row)
            count = 0
        elif len(merged) < _MOST_MERGED:
            merged.append(str(element.get("ref", "")))
    _fill(sheet.rows, merged)
    return sheet


def _row_of(row: Any, before: int) -> int:
    said = row.get("r", "")
    return max(int(said), before + 1) if _INDEX.fullmatch(said) else before + 1


def _put(element: Any, row: dict[int, str], cells: _Cells, cut: set[tuple[int, int]], number: int) -> None:
    place = _PLACE.fullmatch(element.get("r", ""))
    at = _column(place[1]) if place else max(row, default=-1) + 1
    if at >= _MOST_COLUMNS:
        return
    row[at] = cells.text(element)
    digits = row[at].lstrip("-")
    if element.get("t", "n") == "n" and digits.isdigit() and len(digits) > 15:
        cut.add((number, at))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number - 1


def _end(sheet: Sheet, number: int, row: dict[int, str]) -> None:
    if any(text.strip() for text in row.values()):
        if len(sheet.rows) >= _MOST_ROWS:
            raise HostileError
        sheet.rows.append((number, [row.get(at, "") for at in range(max(row) + 1)]))
    row.clear()


def _fill(rows: list[tuple[int, list[str]]], merged: Sequence[str]) -> None:
    """A customer's name that is merged over the rows of its people stands in each of them."""
    numbered: Mapping[int, list[str]] = dict(rows)
    for ref in merged:
        first, _, last = ref.partition(":")
        begin, end = _PLACE.fullmatch(first), _PLACE.fullmatch(last)
        if begin and end and begin[1] == end[1]:
            _fill_down(numbered, _column(begin[1]), int(begin[2]), min(int(end[2]), int(begin[2]) + 500))


def _fill_down(rows: Mapping[int, list[str]], at: int, first: int, last: int) -> None:
    top = rows.get(first, [])
    for number in range(first + 1, last + 1) if at < len(top) else ():
        row = rows.get(number)
        if row is not None:
            row += [""] * (at + 1 - len(row))
            row[at] = row[at] or top[at]
