"""Which rows does a file hold? CSV in any charset, Excel workbooks, address cards: rows of text alike."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from worker.customer_files.headings import field_of
from worker.shape import ConfigError, Problem

LARGEST_FILE = 20 * 1024 * 1024
MOST_ROWS = 200_000
Row = tuple[int, list[str]]
"""Its number as a spreadsheet shows it, and its cells."""


@dataclass(frozen=True, slots=True)
class Table:
    """A file as rows; those without a word are left out."""

    name: str
    rows: Sequence[Row]
    told: tuple[str, ...] = ()
    """How it was read, where that is not plain to see: charset, sheet."""
    separator: str = ""
    cut: frozenset[tuple[int, int]] = frozenset()
    """(row, column from 0) of numbers that the spreadsheet has cut."""
    is_cards: bool = False
    sheets: tuple[Table, ...] = field(default=(), repr=False)
    """The other sheets of a workbook."""


def read(path: Path, charset: str = "") -> Table:
    """The rows of a file. Raises ConfigError with a sentence where it holds none that can be read."""
    content = _content(path)
    if path.suffix.lower() in (".vcf", ".vcard") or _CARD.match(content[:200]):
        return _cards(path.name, content, charset)
    if content.startswith(b"PK\x03\x04"):
        return _workbook(path.name, content)
    return _csv(path.name, content, charset)


def refused(name: str, what: str, line: int = 1, column: int = 1) -> ConfigError:
    """Nothing of the file can be used."""
    return ConfigError([Problem(name, line, column, what)], "Nothing was imported.")


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            limit = LARGEST_FILE // 1024 // 1024
            raise refused(path.name, f"The file is larger than {limit} MB. Split it.")
        content = path.read_bytes()
    except OSError as error:
        raise refused(str(path), f"The file cannot be read: {error.strerror}.") from None
    other = next((what for sign, what in _NO_TABLE.items() if content.lstrip().startswith(sign)), "")
    if other:
        raise refused(
            path.name, f"This is {other}. Open it in a spreadsheet and save it as xlsx or CSV UTF-8."
        )
    return content


_CARD = re.compile(rb"(?i)(?:\xef\xbb\xbf)?\s*BEGIN[ \t]*:[ \t]*VCARD")
_NO_TABLE: Mapping[bytes, str] = {
    b"\xd0\xcf\x11\xe0": "an old Excel workbook (xls), or one with a password",
    b"%PDF": "a PDF file, no table",
    b"<html": "a web page, no table",
    b"<!DOCTYPE": "a web page, no table",
    b"<?xml": "an XML file, no table",
    b"\x1f\x8b": "a compressed file, no table",
    b"\x89PNG": "a picture, no table",
    b"\xff\xd8\xff": "a picture, no table",
}


# -- CSV -----------------------------------------------------------------------------------------------------


def _csv(name: str, content: bytes, charset: str) -> Table:
    text, codec = decoded(name, content, charset)
    told = () if codec in ("utf-8", "ascii") else (f"Read as {_CODECS.get(codec, codec)}.",)
    text, separator = _separated(text)
    rows = list(islice(_lines(text, separator, name), MOST_ROWS + 1))
    if len(rows) > MOST_ROWS:
        raise refused(name, f"The file holds more than {MOST_ROWS} rows. Split it.")
    return Table(name, [(number, row) for number, row in rows if any(map(str.strip, row))], told, separator)


def _separated(text: str) -> tuple[str, str]:
    """The text and what parts its cells; Excel may say so itself in a first line `sep=;`."""
    said = re.match(r"sep=([,;\t|])\r?\n", text)
    if said:
        return text[said.end() :], said[1]
    first = text[:200].lstrip().partition("\n")[0]
    return text, _NONE if field_of(first) else _separator(text)


def _separator(text: str) -> str:
    """Which sign parts most rows into equally many cells? `|` only where no other does: it parts titles."""
    return max(_SEPARATORS, key=lambda sign: (_agreement(text, sign), -_SEPARATORS.index(sign)))


_SEPARATORS = ",;\t|"
_NONE = "\x1f"
"""For a file of one column: names hold commas."""
_LOOKED_AT = 50


def _agreement(text: str, separator: str) -> float:
    sample = io.StringIO(text[:200_000], newline="")
    try:
        widths = [len(row) for row in islice(csv.reader(sample, delimiter=separator), _LOOKED_AT) if any(row)]
    except csv.Error:
        return 0.0
    wide = [width for width in widths if width > 1]
    if not wide:
        return 0.0
    usual = max(set(wide), key=lambda width: (wide.count(width), width))
    agreed = wide.count(usual) / len(widths)
    # the first of several is the heading: a comma in every second name must not outvote it
    return agreed + 0.01 * usual + (0.5 if widths[0] == usual else 0.0) - (1.0 if separator == "|" else 0.0)


def _lines(text: str, separator: str, name: str) -> Iterator[Row]:
    """Strictly read: a quote that is never closed would make one customer of many."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number, begun = 0, 1
    try:
        for row in reader:
            number, begun = number + 1, reader.line_num + 1
            yield number, row
    except csv.Error as error:
        what = next((what for said, what in _CSV_ERRORS.items() if said in str(error)), "")
        other = f"This is not read as CSV: {error}. Save it as CSV UTF-8."
        raise refused(name, what or other, begun if what else 1) from None


_CSV_ERRORS: Mapping[str, str] = {
    "unexpected end of data": "The quote that opens in this line is never closed.",
    "expected after": 'A quote opens in this line and text follows where it closes. Write "" for a quote '
    "within a text, or close the one that was forgotten.",
}
"""What the reader says, and what it means. Its line numbers are those of the text file."""


# -- charsets ------------------------------------------------------------------------------------------------


def decoded(name: str, content: bytes, charset: str = "") -> tuple[str, str]:
    """The text and the charset it was in: the one that is named, that its mark says, UTF-8, else a guess."""
    if charset:
        return _strictly(name, content, charset)
    for mark, codec in _MARKS.items():
        text = _tried(content[len(mark) :], codec) if content.startswith(mark) else None
        if text is not None:
            return _without_nul(name, text), codec
    bare = content.removeprefix(_UTF8_MARK)  # some programs put it before GBK, too
    if b"\0" in bare[:4000]:
        return _sixteen(name, bare)
    text = _tried(bare, "utf-8")
    return (_without_nul(name, text), "utf-8") if text is not None else _guessed(name, bare)


_UTF8_MARK = b"\xef\xbb\xbf"
_MARKS: Mapping[bytes, str] = {
    _UTF8_MARK: "utf-8",
    b"\xff\xfe": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
    b"\x84\x31\x95\x33": "gb18030",
}
_CODECS: Mapping[str, str] = {
    "gb18030": "GB18030 (GBK)",
    "cp950": "Big5",
    "big5hkscs": "Big5 (Hong Kong)",
    "cp932": "Shift_JIS",
    "cp949": "CP949 (Korean)",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    **{f"cp{number}": f"Windows-{number}" for number in range(1250, 1259)},
}


_RUBBISH = 0.0
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def _strictly(name: str, content: bytes, charset: str) -> tuple[str, str]:
    try:
        text = content.decode(charset)
    except LookupError:
        raise refused(
            name, f"There is no charset `{charset}`. Known are utf-8, gb18030, big5, cp1252 ..."
        ) from None
    except UnicodeError as error:
        at = getattr(error, "start", 0)
        raise refused(name, f"The file is not {charset}: byte {at + 1} does not fit.") from None
    return _without_nul(name, text.removeprefix("\ufeff")), charset.lower()


def _tried(content: bytes, codec: str) -> str | None:
    try:
        return content.decode(codec)
    except UnicodeError:
        return None


def _without_nul(name: str, text: str) -> str:
    if "\0" in text:
        raise refused(name, "This is not a text file. Save the table as xlsx or CSV UTF-8.")
    return text


def _sixteen(name: str, content: bytes) -> tuple[str, str]:
    """UTF-16 without a mark has its zeros on one side."""
    even, odd = content[0:4000:2].count(0), content[1:4000:2].count(0)
    codec = "utf-16-le" if odd > 4 * even else "utf-16-be"
    text = _tried(content, codec) if max(even, odd) > max(2, 4 * min(even, odd)) else None
    if text is None:
        raise refused(name, "This is not a text file. Save the table as xlsx or CSV UTF-8.")
    return _without_nul(name, text), codec


def _guessed(name: str, content: bytes) -> tuple[str, str]:
    from parsers.opening.guesses import guess, plausible

    for codec in dict.fromkeys((guess(content), "gb18030", "cp950", "big5hkscs", "cp932", "cp949")):
        text = _tried(content, codec) if codec else None
        if text is not None and plausible(content, codec) > _RUBBISH and not _BINARY.search(text[:10_000]):
            return _without_nul(name, text), codec
    raise refused(
        name, "The charset of this file is not known. Save it as CSV UTF-8, or name it with --charset."
    )


# -- Excel, cards --------------------------------------------------------------------------------------------


def _workbook(name: str, content: bytes) -> Table:
    from parsers.opening.workbook import UNREADABLE, sheets

    try:
        tables = [
            Table(name, sheet.rows, (f"Sheet: {sheet.name}.",), cut=frozenset(sheet.cut))
            for sheet in islice(sheets(content), 20)
        ]
    except UNREADABLE:
        raise refused(
            name, "This workbook is broken, or holds more than one should. Save it anew as xlsx."
        ) from None
    filled = [table for table in tables if table.rows]
    if not filled:
        raise refused(name, "The workbook is empty, or all its sheets are hidden.")
    if len(filled) == 1:
        return Table(name, filled[0].rows, (), cut=filled[0].cut)
    return Table(name, filled[0].rows, filled[0].told, cut=filled[0].cut, sheets=tuple(filled))


def _cards(name: str, content: bytes, charset: str) -> Table:
    from worker.customer_files import vcards

    try:
        text, codec = decoded(name, content, charset)
    except ConfigError:  # several charsets in one file: each line of a vCard 2.1 names its own
        text, codec = "", "utf-8"
    content = text.encode() if codec.startswith("utf-16") else content
    codec = "utf-8" if codec.startswith("utf-16") else codec
    found = vcards.cards(content, lambda piece: piece.decode(codec, "replace"))
    rows = [(number, card.cells()) for number, card in islice(found, MOST_ROWS)]
    if not rows:
        raise refused(name, "The file holds no address card.")
    width = len(vcards.HEADINGS) if any(cells[-1] for _, cells in rows) else len(vcards.HEADINGS) - 1
    table = [(0, list(vcards.HEADINGS)), *rows]
    return Table(name, [(number, cells[:width]) for number, cells in table], is_cards=True)
