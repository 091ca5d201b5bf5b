"""Which customers and which queries do two tables hold? Told apart by their headings, as people save them.

Tab-separated or CSV, in UTF-8, UTF-16 or GBK, with a mark or without. A row that is odd is noted and read as
far as it goes; only a file that is no such table is refused.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from model import Customer, CustomerId, GenjinError, GroupId
from worker.asking import LONGEST, Query, tidy_code, tidy_country, tidy_phone

MASTER = (
    "customer_id",
    "group_id",
    "name",
    "name_alt",
    "titles",
    "country",
    "domain",
    "website",
    "email",
    "phone",
    "credit_code",
)
"""Columns that are read of a table of customers."""
QUERIES = ("query_id", "name", "country", "email", "phone", "website", "credit_code")
"""Columns that are read of a table of queries."""
_NO_ANSWER_IN = ("source", "domain_src", "category", "variant", "script")
"""Columns of labelled tables that say where a row is from: left out without a word."""
_LARGEST = 1_000_000_000
_BEFORE = datetime(2000, 1, 1, tzinfo=UTC)
_BETWEEN = ";；|"
"""Stands between several titles, domains or phones of one cell; a comma is part of many a name."""

Tell = Callable[[str], None]


class TableError(GenjinError):
    """A file is not the table it is taken for."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row by the names of its columns, with the number that a spreadsheet shows."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def several(self, column: str) -> tuple[str, ...]:
        text = self[column]
        for each in _BETWEEN[1:]:
            text = text.replace(each, _BETWEEN[0])
        return tuple(filter(None, map(str.strip, text.split(_BETWEEN[0]))))


@dataclass(slots=True)
class Master:
    """The customers of a table. They get numbers in the order of their rows; `ids` has what the table calls
    them.
    """

    customers: dict[str, Customer] = field(default_factory=dict)
    groups: dict[str, GroupId] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)

    def id_of(self, customer: int | None) -> str:
        return "" if customer is None else self.ids[customer - 1]


def customers_of(path: Path, tell: Tell) -> Master:
    """Every customer of a table. One that fills several rows is put together from them."""
    master = Master()
    for row in rows(path, MASTER, "customer_id", tell):
        if not row["customer_id"]:
            tell(f"{path.name}, row {row.number}, column customer_id: it is empty, the row was left out.")
            continue
        _add(master, row)
    if not master.ids:
        raise TableError(f"{path}: there is no customer in this table. It needs a row below its headings.")
    return master


def queries_of(path: Path, tell: Tell) -> list[Query]:
    """Every query of a table, whatever is wrong with it."""
    queries = []
    for row in rows(path, QUERIES, "query_id", tell):
        if not row["query_id"]:
            tell(f"{path.name}, row {row.number}, column query_id: it is empty.")
        queries.append(Query(row["query_id"], *(row[column] for column in QUERIES[1:])))
    return queries


def _add(master: Master, row: Row) -> None:
    name = row["customer_id"]
    before = master.customers.get(name)
    number = before.id if before else CustomerId(len(master.ids) + 1)
    if before is None:
        master.ids.append(name)
    group = row["group_id"]
    group_number = master.groups.setdefault(group, GroupId(len(master.groups) + 1)) if group else None
    found = _customer(row, number, group_number)
    master.customers[name] = _together(before, found) if before else found


def _customer(row: Row, number: CustomerId, group: GroupId | None) -> Customer:
    country = tidy_country(row["country"])
    titles = tuple(dict.fromkeys(filter(None, (row["name"], row["name_alt"], *row.several("titles")))))
    return Customer(
        number,
        titles[0] if titles else row["customer_id"],
        _BEFORE,
        titles=titles,
        domains=tuple(each.lower() for each in row.several("domain")),
        emails=tuple(each.lower() for each in row.several("email")),
        group=group,
        group_name=row["group_id"],
        country=country,
        codes=tuple(filter(None, map(tidy_code, row.several("credit_code")))),
        phones=tuple(filter(None, (tidy_phone(each, country) for each in row.several("phone")))),
        websites=row.several("website"),
        external_id=row["customer_id"],
    )


def _together(one: Customer, more: Customer) -> Customer:
    """One customer of two rows: what it has several of is put together, what it has one of is the first's."""
    group = one if one.group else more
    return replace(
        one,
        titles=_both(one.titles, more.titles),
        domains=_both(one.domains, more.domains),
        emails=_both(one.emails, more.emails),
        codes=_both(one.codes, more.codes),
        phones=_both(one.phones, more.phones),
        websites=_both(one.websites, more.websites),
        group=group.group,
        group_name=group.group_name,
        country=one.country or more.country,
    )


def _both(one: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *more)))


# -- bytes to rows -------------------------------------------------------------------------------------------


def rows(path: Path, columns: Sequence[str], needed: str, tell: Tell) -> Iterator[Row]:
    """The rows below the headings, empty ones left out."""
    lines = _lines(_text(path, tell))
    heading = next((each for each in lines if any(map(str.strip, each[1]))), None)
    if heading is None:
        raise TableError(f"{path}: the table is empty. It needs the headings {', '.join(columns)}.")
    headings = [_plain(cell) for cell in heading[1]]
    _check(path, headings, columns, needed)
    ignored = [each for each in headings if each and each not in columns and each not in _NO_ANSWER_IN]
    if ignored:
        tell(f"{path.name}: not used: {', '.join(ignored)[:300]}.")
    for number, cells in lines:
        if any(map(str.strip, cells)):
            if any(cell.strip() for cell in cells[len(headings) :]):
                where = f"{path.name}, row {number}, column {len(headings) + 1}"
                tell(f"{where}: there are more cells than headings.")
            named = zip(headings, cells, strict=False)
            yield Row(number, {name: _cell(cell) for name, cell in named if name in columns})


def _check(path: Path, headings: Sequence[str], columns: Sequence[str], needed: str) -> None:
    twice = next((each for each in columns if headings.count(each) > 1), "")
    if twice:
        raise TableError(f"{path}: two columns are headed `{twice}`. Keep one of them.")
    if needed not in headings:
        told = ", ".join(filter(None, headings))[:300] or "none"
        raise TableError(f"{path}: no column is headed `{needed}`. The headings are: {told}.")


def _plain(heading: str) -> str:
    return "_".join(heading.strip().strip('"').lower().replace("_", " ").split())


def _cell(cell: str) -> str:
    """Bounded, and free of what no book takes; a name of 10 kB is cut by those who read it."""
    return cell[: 5 * LONGEST].replace("\0", "").strip()


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with their numbers. Tabs part cells as they are: nobody quotes in such tables."""
    first = next((line for line in text[:100_000].splitlines() if line.strip()), "")
    if "\t" in first:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return ((number, line.split("\t")) for number, line in enumerate(lines, 1))
    return _of_csv(text, max(",;", key=first.count))


def _of_csv(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    before = csv.field_size_limit(_LARGEST)
    try:
        yield from enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), 1)
    finally:
        csv.field_size_limit(before)


def _text(path: Path, tell: Tell) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise TableError(f"{path} cannot be read: {error.strerror or error}.") from None
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        raise TableError(f"{path}: this is no text file. Save the table as CSV UTF-8 or tab-separated text.")
    text, encoding = _decoded(content)
    if encoding == _BROKEN:
        tell(f"{path.name}: some letters are neither UTF-8 nor GBK; they were read as �.")
    return text


_BROKEN = "broken"


def _decoded(content: bytes) -> tuple[str, str]:
    """Text, and how it was written. A mark decides; without one UTF-8, else GBK where that is clean."""
    for encoding in _encodings(content):
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return content.decode("utf-8-sig", "replace"), _BROKEN


def _encodings(content: bytes) -> tuple[str, ...]:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return ("utf-16",)
    head = content[:200]
    if head.count(0) * 3 > len(head):  # every second byte of plain letters, and no mark
        return ("utf-16-le", "utf-16-be") if head[1:2] == b"\0" else ("utf-16-be", "utf-16-le")
    return ("utf-8-sig",) if _is_nearly_utf8(content[:100_000]) else ("utf-8-sig", "gb18030")


def _is_nearly_utf8(sample: bytes) -> bool:
    """One broken letter must not make GBK of all the others."""
    kept = sample.decode("utf-8", "ignore")
    return len(sample) - len(kept.encode()) < sum(not each.isascii() for each in kept)
