"""How is a table written as CSV, as a workbook, or as JSON?

What a sender wrote must never run: a cell of a CSV file that a spreadsheet would take for a formula gets an
apostrophe before it, which importing takes off again. In a workbook every such cell is text by its type.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from model import GenjinError
from worker.export.tables import Line, Table, Value
from worker.render import clean

BETWEEN = "; "
"""Parts several entries of one cell."""
_RUNS = ("=", "+", "-", "@", "\t", "\r")
_PHONE = re.compile(r"\+[0-9]{4,18}")
_LONGEST_CELL = 32_767
"""What a cell of a workbook may hold."""


def as_csv(table: Table) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(table.headings)
    writer.writerows([guarded(cell) for cell in _cells(table, line)] for line in table.lines)
    return stream.getvalue()


def as_json(table: Table) -> str:
    rows = [{name: _cleaned(line[name]) for name in table.headings} for line in table.lines]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_xlsx(table: Table) -> bytes:
    """A workbook of one sheet (ECMA-376), its text written where it stands."""
    rows = [table.headings, *(_cells(table, line) for line in table.lines)]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as workbook:
        for name, content in _PARTS.items():
            workbook.writestr(name, _HEAD + content)
        workbook.writestr("xl/worksheets/sheet1.xml", _HEAD + "".join(_sheet(rows)))
    return stream.getvalue()


def guarded(cell: str) -> str:
    """The cell as a spreadsheet takes it for text."""
    return f"'{cell}" if cell.startswith(_RUNS) and not _PHONE.fullmatch(cell) else cell


def _cells(table: Table, line: Line) -> list[str]:
    return [_cell(line[name]) for name in table.headings]


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return BETWEEN.join(map(clean, value))
    return clean(str(value))


def _cleaned(value: Value) -> Value:
    if isinstance(value, list):
        return [clean(each) for each in value]
    return clean(value) if isinstance(value, str) else value


def _sheet(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" '
    yield 'topLeftCell="A2" state="frozen"/></sheetView></sheetViews><sheetData>'
    for row in rows:
        yield f"<row>{''.join(map(_inline, row))}</row>"
    yield "</sheetData></worksheet>"


def _inline(cell: str) -> str:
    if len(cell) > _LONGEST_CELL:
        raise GenjinError(
            f"A cell that begins `{cell[:40]}` holds {len(cell):,} characters, more than a workbook takes. "
            "Export to a .csv or .json file instead."
        )
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>' if cell else "<c/>"


_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FORMATS = "http://schemas.openxmlformats.org"
_MAIN = f"{_FORMATS}/spreadsheetml/2006/main"
_TIES = f"{_FORMATS}/package/2006/relationships"
_TIE = f"{_FORMATS}/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_FORMATS}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_TIES}"><Relationship Id="rId1" Type="{_TIE}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_TIE}"><sheets>'
    '<sheet name="genjin" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_TIES}"><Relationship Id="rId1" '
    f'Type="{_TIE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}
