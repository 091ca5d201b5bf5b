"""Which column is what? By the headings, wherever they stand; without any by what stands below."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from matching.names import has_legal_form
from parsers.sender.countries import code_of
from worker.customer_files import headings
from worker.customer_files.headings import SEVERAL
from worker.customer_files.table import Row, Table, refused
from worker.shape import nearest

_HEAD = 30
"""Rows in which the headings are looked for; titles and notes may stand above."""
_SAMPLE = 200
"""Cells by which a column without heading is known."""
_MOST, _FEW = 0.7, 0.25


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each field stands."""

    at: Mapping[str, tuple[int, ...]]
    """Field, and its columns counted from 0."""
    headings: Sequence[str]
    """Empty where the file has none."""
    rows: Sequence[Row]
    """What stands below."""
    told: tuple[str, ...] = ()
    """What was guessed or left out, in words."""

    @property
    def ignored(self) -> tuple[str, ...]:
        used = {at for columns in self.at.values() for at in columns}
        return tuple(each.strip() for at, each in enumerate(self.headings) if at not in used and each.strip())

    def read_as(self) -> dict[str, str]:
        """Field, and what its columns are headed."""
        return {field: ", ".join(map(self.called, columns)) for field, columns in self.at.items()}

    def called(self, at: int) -> str:
        heading = self.headings[at].strip() if at < len(self.headings) else ""
        return heading or f"column {letters(at)}"


def known(table: Table, named: Mapping[str, str], owners: Mapping[str, str]) -> tuple[Table, Columns]:
    """The table to be read (of a workbook the first sheet with known headings), and what its columns are.

    named: what the caller says: field, and number, letter or heading of its column.
    """
    _check_fields(table.name, named)
    if not table.rows:
        raise refused(table.name, "The file is empty.")
    sheet = next((each for each in table.sheets if _heading_at(each.rows, named) is not None), table)
    at = _heading_at(sheet.rows, named)
    columns = _headless(sheet, named, owners) if at is None else _headed(sheet, at, named)
    if "name" not in columns.at:
        raise _nameless(sheet, columns)
    return sheet, columns


def letters(at: int) -> str:
    """A, B ... Z, AA: a column as spreadsheets call it."""
    before, last = divmod(at, 26)
    return (letters(before - 1) if before else "") + chr(65 + last)


# -- with headings -------------------------------------------------------------------------------------------


def _heading_at(rows: Sequence[Row], named: Mapping[str, str]) -> int | None:
    """Which row has the headings: the one that names most fields, `name` or two others among them."""
    asked = {each.strip().casefold() for each in named.values() if each and _place(each) is None}
    best: tuple[int, int] | None = None
    for at, (_, row) in enumerate(rows[:_HEAD]):
        said = asked & {cell.strip().casefold() for cell in row}
        score = headings.score(row) + len(said)
        fields = set(map(headings.field_of, row))
        is_one = "name" in fields or score > 1 or bool(said)
        if is_one and score and (best is None or score > best[0]):
            best = (score, at)
    return None if best is None else best[1]


def _headed(table: Table, at: int, named: Mapping[str, str]) -> Columns:
    row = table.rows[at][1]
    below = table.rows[at + 1 :]
    chosen = _chosen(table, row, named)
    taken = {at for columns in chosen.values() for at in columns}
    levels = dict(_levels(row, below, taken))
    found = _by_headings(row, levels, taken) | chosen
    above = [f"Left out above the headings: {at} row{'s' if at > 1 else ''}."] if at else []
    told = [
        f"Column {row[at].strip()[:30]} read as {field}: {_HOLDS[field]}." for at, field in levels.items()
    ]
    return Columns(_said(_whole(found), named), row, below, (*above, *told))


def _by_headings(
    row: Sequence[str], levels: Mapping[int, str], taken: Collection[int]
) -> dict[str, tuple[int, ...]]:
    """A field that holds one thing is the first column of its heading."""
    found: dict[str, tuple[int, ...]] = {}
    for at, heading in enumerate(row):
        field = "" if at in taken else levels.get(at) or headings.field_of(heading)
        if field in SEVERAL:
            found[field] = (*found.get(field, ()), at)
        elif field:
            found.setdefault(field, (at,))
    return found


def _levels(row: Sequence[str], below: Sequence[Row], taken: Collection[int]) -> Iterator[tuple[int, str]]:
    """Columns headed as grade that hold classes, and the other way round: 等级 is either, in every team."""
    for at, heading in enumerate(row):
        field = headings.field_of(heading)
        other = {"class": "grade", "grade": "class"}.get(field, "")
        if other and at not in taken and _share(_cells(below, at), _LEVELS[other].__contains__) >= _MOST:
            yield at, other


_LEVELS: Mapping[str, Sequence[str]] = {"class": ("A", "B", "C"), "grade": ("a", "b", "c", "d", "e")}
_HOLDS = {"class": "A, B and C stand in it", "grade": "a to e stand in it"}


def _cells(rows: Sequence[Row], at: int) -> list[str]:
    return [row[at].strip() for _, row in rows[:_SAMPLE] if at < len(row) and row[at].strip()]


def _said(found: dict[str, tuple[int, ...]], named: Mapping[str, str]) -> dict[str, tuple[int, ...]]:
    """Without what the caller wants ignored (`grade=`)."""
    return {field: columns for field, columns in found.items() if columns and named.get(field) != ""}


def _whole(found: dict[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    """Two titles and no name (中文名称, 英文名称): the first of them is the name."""
    if "name" not in found and found.get("titles"):
        first, *others = found.pop("titles")
        found = {"name": (first,)} | found | ({"titles": tuple(others)} if others else {})
    return found


def _nameless(table: Table, columns: Columns) -> Exception:
    row = columns.headings or (table.rows[0][1] if table.rows else ())
    seen = ", ".join(f"{letters(at)} `{cell.strip()[:30]}`" for at, cell in enumerate(row) if cell.strip())
    what = (
        "No column is headed `name` (or 客户名称), and none holds names of companies. "
        f"There are: {seen[:300]}. Say which one it is: --column name=A."
    )
    return refused(table.name, what, table.rows[0][0] if table.rows else 1)


# -- as the caller says --------------------------------------------------------------------------------------


def _check_fields(name: str, named: Mapping[str, str]) -> None:
    for field in named:
        if field not in headings.fields():
            hint = nearest(field, headings.fields()) or f" There are {', '.join(headings.fields())}."
            raise refused(name, f"--column: `{field}` is no field of a customer.{hint}")


def _chosen(table: Table, row: Sequence[str], named: Mapping[str, str]) -> dict[str, tuple[int, ...]]:
    width = max((len(cells) for _, cells in table.rows[:_SAMPLE]), default=0)
    return {field: (_column(table, row, field, said, width),) for field, said in named.items() if said}


def _column(table: Table, row: Sequence[str], field: str, said: str, width: int) -> int:
    exact = [at for at, cell in enumerate(row) if cell.strip().casefold() == said.strip().casefold()]
    place = exact[0] if exact else _place(said)
    if place is None or not 0 <= place < width:
        shown = ", ".join(cell.strip() for cell in row if cell.strip())[:300] or f"{width} columns"
        raise refused(table.name, f"--column {field}={said}: there is no such column. There are: {shown}.")
    return place


def _place(said: str) -> int | None:
    """`3` and `C` are the third column."""
    if re.fullmatch(r"[0-9]{1,3}", said.strip()):
        return int(said) - 1
    if re.fullmatch(r"[A-Za-z]{1,2}", said.strip()):
        number = 0
        for letter in said.strip().upper():
            number = 26 * number + ord(letter) - 64
        return number - 1
    return None


# -- without headings ----------------------------------------------------------------------------------------


def _headless(table: Table, named: Mapping[str, str], owners: Mapping[str, str]) -> Columns:
    """Columns known by their cells. A first row that fits no column is taken for headings nobody knows."""
    found = _chosen(table, (), named)
    taken = {at for columns in found.values() for at in columns}
    guessed = {
        at: field
        for at, field in _guessed(table.rows[1:] or table.rows, owners).items()
        if at not in taken and named.get(field) != "" and (field in SEVERAL or field not in found)
    }
    for at, field in sorted(guessed.items()):
        found[field] = (*found.get(field, ()), at)
    head = _strange_headings(table.rows, guessed, owners)
    told = ["No headings are known; columns are guessed from what stands in them."]
    told += [
        f"Column {letters(at)}{_like(head, at)} read as {field}." for at, field in sorted(guessed.items())
    ]
    return Columns(found, head, table.rows[1:] if head else table.rows, tuple(told))


def _like(head: Sequence[str], at: int) -> str:
    return f" '{head[at].strip()[:30]}'" if at < len(head) and head[at].strip() else ""


def _guessed(rows: Sequence[Row], owners: Mapping[str, str]) -> dict[int, str]:
    """One field a column; of several that may hold names, the one with most legal forms."""
    width = max((len(row) for _, row in rows[:_SAMPLE]), default=0)
    found: dict[int, str] = {}
    firms: dict[int, float] = {}
    for at in range(width):
        cells = _cells(rows, at)
        field = next((name for name, fits in _sorts(owners) if _share(cells, fits) >= _MOST), "")
        if field:
            found[at] = field
        elif cells:
            firms[at] = _share(cells, has_legal_form)
    named = [at for at, share in firms.items() if share >= _FEW]
    if named:
        best = max(named, key=lambda at: (firms[at], -at))
        found |= {at: "name" if at == best else "titles" for at in named}
    return _one_each(found)


def _one_each(found: Mapping[int, str]) -> dict[int, str]:
    seen: set[str] = set()
    kept: dict[int, str] = {}
    for at, field in sorted(found.items()):
        if field in SEVERAL or field not in seen:
            kept[at] = field
        seen.add(field)
    return kept


def _share(cells: Sequence[str], fits: Callable[[str], bool]) -> float:
    return sum(map(fits, cells)) / len(cells) if cells else 0.0


def _sorts(owners: Mapping[str, str]) -> Iterator[tuple[str, Callable[[str], bool]]]:
    """The surest first."""
    yield "owner", lambda cell: cell.lower() in owners
    yield "emails", lambda cell: bool(_MAIL.fullmatch(cell))
    yield "contacts", lambda cell: bool(_PERSON.match(cell))
    yield "codes", lambda cell: bool(_CODE.fullmatch(cell))
    yield "phones", lambda cell: bool(_PHONE.fullmatch(cell)) and sum(map(str.isdigit, cell)) > 6
    yield "websites", lambda cell: bool(_SITE.fullmatch(cell))
    yield "country", _is_country
    yield "id", lambda cell: bool(_ID.fullmatch(cell))


def _is_country(cell: str) -> bool:
    """A code is in capitals; `no` and `de` are words."""
    return cell.isalpha() and cell.isupper() if len(cell) == 2 else len(cell) < 40 and bool(code_of(cell))


_MAIL = re.compile(r"[^\s@<>]{1,64}@[^\s@<>]{3,190}")
_PERSON = re.compile(r"[^<>@]{0,80}<[^\s@<>]{1,64}@[^\s@<>]{3,190}>")
_SITE = re.compile(r"(?i)(?:https?://\S{4,200}|(?:www\.)?[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/?)")
_PHONE = re.compile(r"\+?[0-9][0-9 ()./–-]{5,24}|\(\+?[0-9][0-9 ()./–-]{5,24}")
_CODE = re.compile(r"[159ANY][1-9][0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}|[A-Z]{2}[0-9A-Z]{8,12}")
_ID = re.compile(r"[A-Za-z]{0,4}[-_/]?[0-9]{1,10}")


def _strange_headings(
    rows: Sequence[Row], guessed: Mapping[int, str], owners: Mapping[str, str]
) -> Sequence[str]:
    """The first row, if it is like none of its columns."""
    if len(rows) < 2:
        return ()
    first, sorts = rows[0][1], dict(_sorts(owners))
    judged = [
        (first[at].strip(), sorts[field])
        for at, field in guessed.items()
        if field in sorts and at < len(first)
    ]
    return first if judged and not any(fits(cell) for cell, fits in judged if cell) else ()
