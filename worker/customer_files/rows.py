"""What customer does a row describe, and what is wrong with it?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from matching.domains import website_domain
from model import RepId
from parsers.sender.countries import code_of
from store.customers import NewCustomer
from worker.customer_files.columns import Columns
from worker.customer_files.headings import SEVERAL
from worker.customer_files.table import Row, Table
from worker.render import clean, one_line
from worker.shape import Problem, nearest

_LONGEST = dict.fromkeys(SEVERAL, 10000)
_LONGEST_WORD = 500
"""Characters of what has one line: name, group, number."""

_MAILBOX = re.compile(r"[^\s@<>,;|]{1,64}@[^\s@<>,;|]{1,190}\.[^\s@<>,;|.]{1,63}")
_DOMAIN = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,10}")
_DAYS = re.compile(r"[0-9]{1,4}(?:\.0{1,9})?")
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
        elif not any(map(str.isalnum, fields["name"][0].text)) and not odd:
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
        check = _CHECKS.get(field)
        return check(text) if check else ""

    def customer(self, row: Sequence[str], now: datetime) -> NewCustomer:
        """The customer of a row without mistakes."""
        fields = self.fields(row)
        websites = [_bare_site(site) for cell in fields.get("websites", ()) for site in _addresses(cell.text)]
        domains = [_domain(each) for cell in fields.get("domains", ()) for each in _addresses(cell.text)]
        return NewCustomer(
            name=fields["name"][0].text,
            created=now,
            titles=tuple(each for cell in fields.get("titles", ()) for each in _several(cell.text)),
            domains=tuple(dict.fromkeys([*domains, *filter(None, map(website_domain, websites))])),
            contacts=tuple(_contacts(fields)),
            group=_one(fields, "group"),
            country=_country(_one(fields, "country")),
            owner=RepId(self.owners[_one(fields, "owner").lower()]) if fields.get("owner") else None,
            volume_class=_one(fields, "class"),
            close_grade=_one(fields, "grade"),
            source=_one(fields, "source") or "import",
            every_days=_days(_one(fields, "every_days")) if fields.get("every_days") else None,
            external_id=_one(fields, "id") or None,
            codes=tuple(each for cell in fields.get("codes", ()) for each in _several(cell.text, _IN_CODES)),
            phones=tuple(each for cell in fields.get("phones", ()) for each in _phones(cell.text)),
            websites=tuple(dict.fromkeys(websites)),
        )


def _one(fields: Fields, field: str) -> str:
    return fields[field][0].text if fields.get(field) else ""


def _trimmed(cell: str, field: str) -> str:
    """Only a cell with several entries has lines. Spreadsheets guard texts against being formulas: `="007"`,
    and our own export `'+49`.
    """
    cell = cell[: 2 * _LONGEST.get(field, _LONGEST_WORD) + 50]
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
    most = _LONGEST.get(field, _LONGEST_WORD)
    if len(text) > most:
        return f"This cell holds more than {most} characters."
    if "\ufffd" in clean(text):
        return "This cell holds a character that nobody sees or that was lost. Write it anew."
    if text.startswith("=") or (text.startswith("#") and _ERROR.fullmatch(text)):
        return f"`{one_line(text)[:60]}` is a formula or its error. Save the table with values only."
    return ""


# -- what is wrong -------------------------------------------------------------------------------------------


def _no_owner(text: str, owners: Mapping[str, str]) -> str:
    if text.lower() in owners:
        return ""
    reps = tuple(dict.fromkeys(owners.values()))
    hint = nearest(text, reps) or f" The team has {', '.join(reps)}."
    return f"`{text[:60]}` is none of the reps.{hint}"


def _no_class(cell: str) -> str:
    wrong = f"Class `{cell[:60]}` is none of A, B, C (capital letters: by purchase volume)."
    return "" if cell in ("A", "B", "C") else wrong


def _no_grade(cell: str) -> str:
    wrong = f"Grade `{cell[:60]}` is none of a to e (small letters: by expected closing date)."
    return "" if cell in ("a", "b", "c", "d", "e") else wrong


def _no_interval(cell: str) -> str:
    is_one = _DAYS.fullmatch(cell) and 1 <= _days(cell) <= 3650
    return "" if is_one else f"`{cell[:60]}` is not a number of days from 1 to 3650."


def _no_country(cell: str) -> str:
    wrong = f"Country `{cell[:60]}` is neither a code of two letters such as DE nor a known name."
    return "" if _country(cell) else wrong


def _no_mailbox(cell: str) -> str:
    mails = [email for _, email in _people(cell)]
    return _said_wrong(cell, mails, lambda email: bool(_MAILBOX.fullmatch(email)), "a mail address")


def _no_domain(cell: str) -> str:
    entries = _addresses(cell)
    return _said_wrong(
        cell, entries, lambda text: bool(_DOMAIN.fullmatch(_domain(text))), "a domain such as example.com"
    )


def _no_site(cell: str) -> str:
    entries = _addresses(cell)
    return _said_wrong(cell, entries, lambda text: bool(_DOMAIN.fullmatch(_domain(text))), "a web address")


def _no_phone(cell: str) -> str:
    entries = _phones(cell)
    return _said_wrong(
        cell, entries, lambda text: 5 <= sum(map(str.isdigit, text)) <= 20, "a telephone number"
    )


def _said_wrong(cell: str, entries: Sequence[str], is_one: Callable[[str], bool], form: str) -> str:
    """One sentence a cell: of the entries that are wrong, or of the cell if all of them are."""
    wrong = [entry for entry in entries if not is_one(entry)]
    if not wrong:
        return ""
    said = one_line(cell) if len(wrong) == len(entries) else " ".join(wrong)
    return f"`{said[:60]}` is not {form}."


_CHECKS: Mapping[str, Callable[[str], str]] = {
    "class": _no_class,
    "grade": _no_grade,
    "every_days": _no_interval,
    "country": _no_country,
    "emails": _no_mailbox,
    "contacts": _no_mailbox,
    "domains": _no_domain,
    "websites": _no_site,
    "phones": _no_phone,
}
"""What is wrong with a cell, or nothing."""


# -- what a cell says ----------------------------------------------------------------------------------------


def _several(cell: str, signs: str = r"[|;；\n]") -> list[str]:
    return [each.strip() for each in re.split(signs, cell) if each.strip()]


_IN_CODES = r"[|;；,，、\n]"


def _addresses(cell: str) -> list[str]:
    """Addresses and domains hold no comma and no space, so these part them too; names are full of both."""
    return [each for each in re.split(r"[|;；,，、\s]+", cell) if each]


def _phones(cell: str) -> list[str]:
    """`040/123456` is one number, `13800138000/13900139000` are two."""
    pieces = _several(cell, r"[|;；,，、\n]")
    return [number for piece in pieces for number in _parted(piece)]


def _parted(piece: str) -> list[str]:
    parts = [part.strip() for part in piece.split("/")]
    long = all(sum(map(str.isdigit, part)) > 6 for part in parts)
    return parts if len(parts) > 1 and long else [piece]


def _contacts(fields: Fields) -> Iterator[tuple[str, str]]:
    """(address, person). A person's column goes with the address column of the same rank; a single person
    goes with the first address.
    """
    for cell in fields.get("contacts", ()):
        yield from ((email.lower(), person) for person, email in _people(cell.text))
    columns, names = fields.get("emails", ()), fields.get("contact", ())
    for cell, named in zip_longest(columns, names, fillvalue=Cell(-1, "")):
        people, persons = _people(cell.text), _several(named.text, r"[|;；、\n]")
        if len(persons) != len(people):
            persons = [" ".join(named.text.split())] if named.text else []
        for at, (person, email) in enumerate(people):
            yield email.lower(), person or (persons[at] if at < len(persons) else "")


def _people(cell: str) -> list[tuple[str, str]]:
    """(person, address) of `Krueger, Jana <jana@a.example>; info@a.example`."""
    found: list[tuple[str, str]] = []
    for piece in _several(cell, r"[|;；、\n]|(?<=>),"):
        named = re.fullmatch(r"([^<>]*)<([^<>]*)>", piece)
        if named:
            found.append((named[1].strip(" \"'\t"), named[2].strip()))
        else:
            found += [("", each) for each in _addresses(piece)]
    return found


def _days(cell: str) -> int:
    """Spreadsheets write 7 as 7.0."""
    return int(cell.partition(".")[0])


def _country(cell: str) -> str:
    """Two letters are a code whatever they are, except that people write UK."""
    if re.fullmatch(r"[A-Za-z]{2}", cell) and cell.upper() != "UK":
        return cell.upper()
    return code_of(cell)


def _bare_site(text: str) -> str:
    """Without scheme and the slash at the end."""
    return re.sub(r"^[a-z]{2,10}:/{0,3}", "", text.strip().lower()).rstrip("/")


def _domain(text: str) -> str:
    """`https://www.example.com/shop` is the domain example.com."""
    bare = re.sub(r"^(?:[a-z]{2,10}://)?(?:www\.)?", "", text.strip().lower())
    return re.split(r"[/?#:]", bare, maxsplit=1)[0]
