"""What customer does a row describe, and what is wrong with it?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from matching.domains import website_domain
from model import CustomerId, RepId
from store.customers import NewCustomer
from worker.customer_files.columns import Columns
from worker.customer_files.headings import SEVERAL
from worker.customer_files.table import Row, Table
from worker.customer_words import (
    IN_CODES,
    addresses,
    bare_site,
    country_of,
    days_of,
    host_part,
    is_name,
    longest,
    mistake,
    oddity,
    people_in,
    phones_in,
    several,
)
from worker.render import one_line
from worker.shape import Problem, nearest

_NUMBER = re.compile(r"[0-9]{1,15}(?:\.0)?")
_ERROR = re.compile(r"#(?:REF|VALUE|DIV/0|NUM|NULL|NAME\?|N/A|SPILL|CALC)!?")
_TEXT_FORMULA = re.compile(r'="([^"]{0,200})"')
_NOTHING = frozenset(
    ("-", "--", "—", "/", "n/a", "na", "none", "nil", "null", "无", "無", "暂无", "没有", "なし", "없음")
)
"""What people write into a cell for codes and phones that says nothing."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A text, and the column it stands in."""

    at: int
    text: str


Fields = Mapping[str, Sequence[Cell]]
"""The cells of a row by field, empty ones left out."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a file, with everything that is needed to read one."""

    table: Table
    columns: Columns
    owners: Mapping[str, str]
    """What a rep may be called, in small letters, and her short name."""

    def fields(self, row: Sequence[str]) -> Fields:
        found: dict[str, list[Cell]] = {}
        for field, columns in self.columns.at.items():
            cells = ((at, row[at]) for at in columns if at < len(row))
            told = ((at, _trimmed(text, field)) for at, text in cells if text)
            found[field] = [Cell(at, text) for at, text in told if text]
        return found

    def mistakes(self, row: Row) -> Iterator[Problem]:
        """Everything that is wrong with a row, at its column."""
        number, cells = row
        wrong = self._torn(cells)
        for at, what in [wrong] if wrong else self._odd(number, cells):
            yield Problem(self.table.name, number, at + 1, what)

    def _torn(self, row: Sequence[str]) -> tuple[int, str] | None:
        """What stands in the wrong column says nothing more."""
        swallowed = next((at for at, cell in enumerate(row) if self._swallows_rows(at, cell)), None)
        if swallowed is not None:
            what = "A quote opened here and closed only in a later line, so that rows ran together. Close it."
            return swallowed, what
        width = len(self.columns.headings)
        if width and self.table.separator and any(cell.strip() for cell in row[width:]):
            what = f'This row has {len(row)} cells, the headings {width}. A text with a comma needs "quotes".'
            return width, what
        return None

    def _swallows_rows(self, at: int, cell: str) -> bool:
        """Names and numbers have one line. Where several entries or notes stand, a line with as many
        separators as a row is one.
        """
        if not self.table.separator or "\n" not in cell.replace("\r", "\n"):
            return False
        _, *later = cell.strip().splitlines() or [""]
        field = next((name for name, columns in self.columns.at.items() if at in columns), "")
        if field and field not in SEVERAL:
            return bool(later)
        between = len(self.columns.headings) - 1
        return between > 1 and any(line.count(self.table.separator) == between for line in later)

    def _odd(self, number: int, row: Sequence[str]) -> Iterator[tuple[int, str]]:
        fields = self.fields(row)
        odd = [*self._odd_cells(number, fields)]
        yield from odd
        if not fields["name"]:
            yield self.columns.at["name"][0], "This row has no name."
        elif not is_name(fields["name"][0].text) and not odd:
            yield fields["name"][0].at, f"`{fields['name'][0].text[:60]}` is no name."
        for field, cells in fields.items():
            for cell in cells:
                what = self._wrong(field, cell.text)
                if what:
                    yield cell.at, what

    def _odd_cells(self, number: int, fields: Fields) -> Iterator[tuple[int, str]]:
        for field, cells in fields.items():
            for cell in cells:
                what = _odd_cell(field, cell.text)
                if not what and (number, cell.at) in self.table.cut:
                    what = (
                        f"`{cell.text}` has more than 15 digits, and the spreadsheet has cut the last ones. "
                        "Format the column as text and write the number anew."
                    )
                if what:
                    yield cell.at, what

    def _wrong(self, field: str, text: str) -> str:
        """What is wrong with a cell, or nothing."""
        if _odd_cell(field, text):
            return ""
        if field == "owner":
            return _no_owner(text, self.owners)
        if field == "genjin":
            return _no_number(text)
        return mistake(field, text)

    def number(self, row: Sequence[str]) -> CustomerId | None:
        """Which customer of the book an exported row is of."""
        said = _one(self.fields(row), "genjin")
        return CustomerId(days_of(said)) if said else None

    def customer(self, row: Sequence[str], now: datetime) -> NewCustomer:
        """The customer of a row without mistakes."""
        fields = self.fields(row)
        websites = [bare_site(site) for cell in fields.get("websites", ()) for site in addresses(cell.text)]
        domains = [host_part(each) for cell in fields.get("domains", ()) for each in addresses(cell.text)]
        return NewCustomer(
            name=fields["name"][0].text,
            created=now,
            titles=tuple(each for cell in fields.get("titles", ()) for each in several(cell.text)),
            domains=tuple(dict.fromkeys([*domains, *filter(None, map(website_domain, websites))])),
            contacts=tuple(_contacts(fields)),
            group=_one(fields, "group"),
            country=country_of(_one(fields, "country")),
            owner=RepId(self.owners[_one(fields, "owner").lower()]) if fields.get("owner") else None,
            volume_class=_one(fields, "class"),
            close_grade=_one(fields, "grade"),
            source=_one(fields, "source") or "import",
            every_days=days_of(_one(fields, "every_days")) if fields.get("every_days") else None,
            external_id=_one(fields, "id") or None,
            codes=tuple(each for cell in fields.get("codes", ()) for each in several(cell.text, IN_CODES)),
            phones=tuple(each for cell in fields.get("phones", ()) for each in phones_in(cell.text)),
            websites=tuple(dict.fromkeys(websites)),
        )


def _one(fields: Fields, field: str) -> str:
    return fields[field][0].text if fields.get(field) else ""


def _trimmed(cell: str, field: str) -> str:
    """Only a cell with several entries has lines. Spreadsheets guard texts against being formulas: `="007"`,
    and our own export `'+49`.
    """
    cell = cell[: 2 * longest(field) + 50]
    text = "\n".join(cell.splitlines()).strip() if field in SEVERAL else " ".join(cell.split())
    if field in ("phones", "codes", "websites") and text.casefold() in _NOTHING:
        return ""
    if text[:1] not in ("=", "'"):
        return text
    guarded = _TEXT_FORMULA.fullmatch(text)
    if guarded:
        return guarded[1].strip()
    return text[1:] if text[:1] == "'" and text[1:2] in "=+-@\t" and text[1:] else text


def _odd_cell(field: str, text: str) -> str:
    if found := oddity(field, text):
        return found
    if text.startswith("=") or (text.startswith("#") and _ERROR.fullmatch(text)):
        return f"`{one_line(text)[:60]}` is a formula or its error. Save the table with values only."
    return ""


def _no_owner(text: str, owners: Mapping[str, str]) -> str:
    if text.lower() in owners:
        return ""
    reps = tuple(dict.fromkeys(owners.values()))
    hint = nearest(text, reps) or f" The team has {', '.join(reps)}."
    return f"`{text[:60]}` is none of the reps.{hint}"


def _no_number(text: str) -> str:
    return "" if _NUMBER.fullmatch(text) else f"`{text[:60]}` is not the number of a customer in genjin."


def _contacts(fields: Fields) -> Iterator[tuple[str, str]]:
    """(address, person). A person's column goes with the address column of the same rank; a single person
    goes with the first address.
    """
    for cell in fields.get("contacts", ()):
        yield from ((email.lower(), person) for person, email in people_in(cell.text))
    columns, names = fields.get("emails", ()), fields.get("contact", ())
    for cell, named in zip_longest(columns, names, fillvalue=Cell(-1, "")):
        people, persons = people_in(cell.text), several(named.text, r"[|;；、\n]")
        if len(persons) != len(people):
            persons = [" ".join(named.text.split())] if named.text else []
        for at, (person, email) in enumerate(people):
            yield email.lower(), person or (persons[at] if at < len(persons) else "")
