"""What customers does a CSV file hold? Columns known by headings, bad rows named, nothing half-imported."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from matching.domains import work_domain
from matching.names import normalise
from model import Customer, CustomerId, RepId
from parsers.sender.countries import code_of
from store.book import Book, Page
from store.customers import NewCustomer
from worker.desk import Actor
from worker.intake import Intake, Sitting
from worker.pipeline import Report
from worker.render import clean, one_line
from worker.settings import Team
from worker.shape import ConfigError, Problem, nearest

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "id": (
        "id",
        "external id",
        "customer id",
        "customer no",
        "code",
        "number",
        "编号",
        "客户编号",
        "客户代码",
    ),
    "name": (
        "name",
        "company",
        "company name",
        "customer",
        "customer name",
        "名称",
        "客户名称",
        "公司",
        "公司名",
        "公司名称",
        "公司全称",
        "客户名",
        "客户全称",
        "企业名称",
    ),
    "titles": ("titles", "title", "other names", "aliases", "short name", "抬头", "其他名称", "别名", "简称"),
    "group": ("group", "group name", "parent", "集团", "集团名称"),
    "country": ("country", "country code", "国家", "国家代码", "国家/地区", "地区"),
    "class": ("class", "volume class", "客户类别", "客户分类", "类别"),
    "grade": ("grade", "close grade", "客户等级", "客户级别", "等级"),
    "owner": (
        "owner",
        "owner name",
        "account owner",
        "account manager",
        "rep",
        "sales",
        "sales rep",
        "sales person",
        "salesperson",
        "salesman",
        "负责人",
        "业务员",
        "业务员姓名",
        "跟进人",
    ),
    "domains": ("domains", "domain", "website", "web site", "web", "网址", "网站", "域名"),
    "emails": ("emails", "email", "e-mail", "mail", "contact email", "邮箱", "电子邮件", "邮件"),
    "contact": ("contact", "contact name", "contact person", "联系人"),
    "source": ("source", "channel", "来源", "客户来源"),
    "every_days": ("every days", "interval", "跟进间隔", "跟进周期"),
}
"""Field, and the headings it is known by. Compared without case, stars, underscores and `(required)`."""
_DRESS = ("required", "optional", "必填", "选填")
_SEVERAL = ("titles", "domains", "emails")

LARGEST_FILE = 20 * 1024 * 1024
_LONGEST_CELL = 10_000
_STAYS = "Nothing was imported; put it right and run it again."

_MAILBOX = re.compile(r"[^\s@<>,;|]+@[^\s@<>,;|]+\.[^\s@<>,;|]+")
_DAYS = re.compile(r"[0-9]{1,4}(?:\.0{1,9})?")
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did or, in a dry run, would do."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    similar: tuple[tuple[str, str], ...]
    """(name in the file, name in the book): perhaps one customer under two names. Imported all the same."""
    unchanged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CustomerFile:
    """What a file says."""

    customers: tuple[NewCustomer, ...]
    columns: Mapping[str, str]
    """Field, and the heading it was read from."""
    ignored: tuple[str, ...]
    """Headings that mean nothing here."""
    warnings: tuple[str, ...] = ()


def read(path: Path, team: Team, now: datetime) -> CustomerFile:
    """Customers of a file.

    Raises ConfigError with every bad row at its line and column, before anything is written. Lines are
    counted as a spreadsheet shows them.
    """
    table = _Table.of(path)
    owners = _owners(team)
    problems = [problem for line, row in table.rows for problem in table.mistakes(line, row, owners)]
    problems += table.twice()
    if problems:
        raise ConfigError(problems, "Nothing was imported; put them right and run it again.")
    rows = [(line, _customer(table.fields(row), owners, now)) for line, row in table.rows]
    warnings = [*_contradictions(rows), *_strange_domains(rows, team)]
    customers = tuple(_without_strange_domains(customer, team) for _, customer in rows)
    return CustomerFile(customers, table.read_as(), table.ignored(), tuple(warnings))


def _owners(team: Team) -> dict[str, str]:
    """What a rep may be called in a file, in small letters: the short name, the name, an address of hers."""
    known = {email.lower(): name for name, rep in team.reps.items() for email in rep.emails}
    known |= {rep.name.lower(): name for name, rep in team.reps.items() if rep.name}
    return known | {name.lower(): name for name in team.reps}


def _contradictions(rows: Sequence[tuple[int, NewCustomer]]) -> Iterator[str]:
    """One customer in two rows that say different things of it."""
    first: dict[tuple[str, str], tuple[int, str]] = {}
    for line, customer in rows:
        for field, value in _said_once(customer):
            known = first.setdefault((customer.external_id or customer.name, field), (line, value))
            if known[1] != value:
                who = f"Rows {known[0]} and {line}: {customer.name}"
                yield f"{who} has the {field} {known[1]} and {value}; the last one counts."


def _said_once(customer: NewCustomer) -> Iterator[tuple[str, str]]:
    """What a customer has one of."""
    values = {
        "country": customer.country,
        "class": customer.volume_class,
        "grade": customer.close_grade,
        "owner": customer.owner,
        "group": customer.group,
        "interval": customer.every_days,
    }
    return ((field, str(value)) for field, value in values.items() if value)


def _strange_domains(rows: Sequence[tuple[int, NewCustomer]], team: Team) -> Iterator[str]:
    for line, customer in rows:
        for domain in customer.domains:
            whose = _whose(domain, team)
            if whose:
                yield f"Row {line}: the domain {domain} of {customer.name} is {whose} and was left out."


def _without_strange_domains(customer: NewCustomer, team: Team) -> NewCustomer:
    return replace(customer, domains=tuple(each for each in customer.domains if not _whose(each, team)))


def _whose(domain: str, team: Team) -> str:
    """Whose a domain is if not a customer's: with `gmail.com` everybody who writes from there would be it."""
    firm, ours = work_domain(f"x@{domain}"), team.ours()
    if not firm:
        return "everybody's"
    if {domain, firm} & ours.domains:
        return "our own"
    return "a service's" if {domain, firm} & (ours.service_domains | ours.services) else ""


@dataclass(frozen=True, slots=True)
class _Table:
    """A file as headings and rows, empty rows left out, each with its number."""

    name: str
    headings: list[str]
    rows: list[tuple[int, list[str]]]
    columns: Mapping[str, int]
    separator: str

    @classmethod
    def of(cls, path: Path) -> _Table:
        text = _text(path)
        lines = _lines(text, path.name)
        rows = [(number, row) for number, row in enumerate(lines, 1) if any(cell.strip() for cell in row)]
        if not rows:
            raise _refused(path.name, "The file is empty.")
        headings = rows[0][1]
        columns = _columns(headings)
        if "name" not in columns:
            what = f"No column is headed `name` (or 客户名称). The headings are: {', '.join(headings)[:300]}."
            raise _refused(path.name, what, rows[0][0])
        return cls(path.name, headings, rows[1:], columns, _dialect(text).delimiter)

    def fields(self, row: Sequence[str]) -> dict[str, str]:
        cells = {field: row[at] if at < len(row) else "" for field, at in self.columns.items()}
        return {field: _trimmed(cell, several=field in _SEVERAL) for field, cell in cells.items()}

    def read_as(self) -> dict[str, str]:
        return {field: self.headings[at].strip() for field, at in self.columns.items()}

    def ignored(self) -> tuple[str, ...]:
        used = set(self.columns.values())
        return tuple(each.strip() for at, each in enumerate(self.headings) if at not in used and each.strip())

    def mistakes(self, line: int, row: Sequence[str], owners: Mapping[str, str]) -> Iterator[Problem]:
        width = len(self.headings)
        swallowed = next((at for at, cell in enumerate(row) if self._swallows_rows(at, cell)), None)
        if swallowed is not None:
            what = "A quote opened here and closed only in a later line, so that rows ran together. Close it."
            yield Problem(self.name, line, swallowed + 1, what)
            return
        if any(cell.strip() for cell in row[width:]):
            what = f'This row has {len(row)} cells, the headings {width}. A text with a comma needs "quotes".'
            yield Problem(self.name, line, width + 1, what)
            return  # what stands in the wrong column says nothing
        for field, what in _mistakes(self.fields(row), owners):
            yield Problem(self.name, line, self.columns[field] + 1, what)

    def _swallows_rows(self, at: int, cell: str) -> bool:
        """Names and numbers have one line. Where several entries or notes stand, a line with as many
        separators as a row is one.
        """
        _, *later = cell.strip().splitlines() or [""]
        field = next((name for name, column in self.columns.items() if column == at), "")
        if field and field not in _SEVERAL:
            return bool(later)
        between = len(self.headings) - 1
        return between > 1 and any(line.count(self.separator) == between for line in later)

    def twice(self) -> Iterator[Problem]:
        """Two companies under one number. One company may fill several rows, one for each of its people."""
        first: dict[str, tuple[int, str]] = {}
        for line, row in self.rows:
            fields = self.fields(row)
            number, name = fields.get("id", ""), fields["name"]
            known = first.setdefault(number, (line, name)) if number else (line, name)
            if normalise(known[1]) != normalise(name):
                what = f"The number `{number}` stands in row {known[0]} already, for {known[1]}."
                yield Problem(self.name, line, self.columns["id"] + 1, what)


def bring_in(
    book: Book, intake: Intake, customers: Sequence[NewCustomer], actor: Actor, source: str, dry_run: bool
) -> Imported:
    """Write customers down in one transaction, and link stored mail that turns out to be theirs."""
    assert intake.book is book, "the intake writes into another book"
    imported = Imported((), (), ())
    with suppress(_OnlyLookingError), intake.sitting(Report()) as sitting:
        imported = _brought_in(sitting, customers)
        sitting.settle()
        detail = f"{len(imported.added)} added, {len(imported.changed)} changed"
        detail += f", {len(imported.unchanged)} unchanged" if imported.unchanged else ""
        sitting.page.journal(actor.now, actor.name, "import customers", Path(source).name, detail)
        if dry_run:
            raise _OnlyLookingError
    return imported


class _OnlyLookingError(Exception):
    """Ends a dry run: the page is taken back as if it had failed."""


def _brought_in(sitting: Sitting, customers: Sequence[NewCustomer]) -> Imported:
    page = sitting.page
    known = {normalise(title): customer for customer in page.customers.all() for title in customer.titles}
    called = {key: (customer.id, customer.name) for key, customer in known.items()}
    added: dict[CustomerId, str] = {}
    changed: dict[CustomerId, str] = {}
    seen: dict[CustomerId, str] = {}
    similar: dict[tuple[str, str], None] = {}
    for new in customers:
        customer, what = _written(page, new)
        {"added": added, "changed": changed, "unchanged": seen}[what].setdefault(customer.id, customer.name)
        if what != "unchanged":
            sitting.welcome(customer, customer.emails, customer.domains)
        for title in (new.name, *new.titles):
            twin = called.setdefault(normalise(title), (customer.id, customer.name))
            if twin[0] != customer.id:
                similar[new.name, twin[1]] = None
    only_changed = {number: name for number, name in changed.items() if number not in added}
    unchanged = (name for number, name in seen.items() if number not in added | changed)
    return Imported(tuple(added.values()), tuple(only_changed.values()), tuple(similar), tuple(unchanged))


def _written(page: Page, new: NewCustomer) -> tuple[Customer, str]:
    """The customer of a row as it now stands in the book, and what became of it."""
    same = _same(page, new)
    if same is None:
        return page.customers.add(new), "added"
    number, name = same
    before = page.customers.one(number)
    is_numbered = not new.external_id or page.customers.with_external_id(new.external_id) == number
    after = page.customers.change(number, replace(new, name=name, titles=(new.name, *new.titles)))
    return after, "unchanged" if is_numbered and after == before else "changed"


def in_words(
    imported: Imported,
    columns: Mapping[str, str],
    ignored: Sequence[str],
    dry_run: bool,
    warnings: Sequence[str] = (),
) -> Iterator[str]:
    """What `import customers` says."""
    yield from map(one_line, _read_as(columns, ignored))
    yield from map(one_line, warnings)
    yield from map(one_line, _said(imported, dry_run))


def _read_as(columns: Mapping[str, str], ignored: Sequence[str]) -> Iterator[str]:
    yield "Columns: " + ", ".join(f"{heading} = {field}" for field, heading in columns.items())
    if ignored:
        yield f"Not used: {', '.join(ignored)}"


def _said(imported: Imported, dry_run: bool) -> Iterator[str]:
    for name, twin in imported.similar:
        yield f"Perhaps twice: {name} and {twin}"
    would = "would be " if dry_run else ""
    same = f", {len(imported.unchanged)} unchanged" if imported.unchanged else ""
    yield f"{len(imported.added)} {would}added, {len(imported.changed)} {would}changed{same}."
    if dry_run:
        yield "This was a dry run; nothing was written."


def _same(page: Page, new: NewCustomer) -> tuple[CustomerId, str] | None:
    """The customer that a row changes, and the name it then has: another title of it does not rename it."""
    if new.external_id:
        number = page.customers.with_external_id(new.external_id)
        if number is not None:
            return number, new.name
    called = page.customers.called(new.name, numbered=not new.external_id)
    first = next((each for each in called if each.name == new.name), called[0] if called else None)
    return None if first is None else (first.id, first.name)


# -- bytes to rows -------------------------------------------------------------------------------------------


def _refused(name: str, what: str, line: int = 1) -> ConfigError:
    return ConfigError([Problem(name, line, 1, what)], "Nothing was imported.")


def _text(path: Path) -> str:
    """UTF-8 with or without a mark, else UTF-16, else GB18030, which Excel writes on a Chinese Windows."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            limit = LARGEST_FILE // 1024 // 1024
            raise _refused(path.name, f"The file is larger than {limit} MB. Split it.")
        content = path.read_bytes()
    except OSError as error:
        raise _refused(str(path), f"The file cannot be read: {error.strerror}.") from None
    other = next((what for sign, what in _NO_TEXT.items() if content.startswith(sign)), "")
    if other:
        how = "Open it in a spreadsheet and save it as CSV UTF-8"
        raise _refused(path.name, f"This is {other}, not a CSV file. {how}.")
    text = _decoded(content)
    if "\0" in text:
        raise _refused(path.name, "This is not a text file. Save the table as CSV UTF-8.")
    if not text and content:
        raise _refused(path.name, "The file is neither UTF-8 nor GBK text. Save it as CSV UTF-8.")
    return text


def _lines(text: str, name: str) -> list[list[str]]:
    """Strictly read: a quote that is never closed would make one customer of many."""
    reader = csv.reader(io.StringIO(text, newline=""), _dialect(text), strict=True)
    lines: list[list[str]] = []
    begun = 1
    try:
        for row in reader:
            lines.append(row)
            begun = reader.line_num + 1
    except csv.Error as error:
        what = next((what for said, what in _CSV_ERRORS.items() if said in str(error)), "")
        other = f"This is not read as CSV: {error}. Save it as CSV UTF-8."
        raise _refused(name, what or other, begun if what else 1) from None
    return lines


_CSV_ERRORS: Mapping[str, str] = {
    "unexpected end of data": "The quote that opens in this line is never closed.",
    "expected after": 'A quote opens in this line and text follows where it closes. Write "" for a quote '
    "within a text, or close the one that was forgotten.",
}
"""What the reader says, and what it means. Its line numbers are those of the text file."""

_NO_TEXT: Mapping[bytes, str] = {
    b"PK\x03\x04": "an Excel workbook (or another zip file)",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook",
    b"%PDF": "a PDF file",
    b"<html": "a web page",
    b"<!DOCTYPE": "a web page",
}


def _decoded(content: bytes) -> str:
    """The text; empty if no encoding fits."""
    marked = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-8-sig", "utf-16" if marked else "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return "" if encoding == "gb18030" and _is_western(content) else text
    return ""


def _is_western(content: bytes) -> bool:
    """`Müller` in the Western code page is valid GB18030 and reads as Han: its odd bytes stand alone."""
    runs = Counter(len(run) == 1 for run in re.findall(rb"[\x80-\xff]+", content))
    return runs[True] > runs[False]


def _dialect(text: str) -> type[csv.Dialect]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(",;\t", key=first.count)

    class Dialect(csv.excel):
        delimiter = separator

    return Dialect


def _columns(headings: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, heading in enumerate(headings):
        field = _field(heading)
        if field:
            found.setdefault(field, at)
    return found


def _field(heading: str) -> str:
    """The field of a heading; `Owner/Salesperson` and `客户名称 (Company Name)` name it twice."""
    known = {name: field for field, names in HEADINGS.items() for name in names}
    bare = heading.strip(" *\ufeff").lower().replace("_", " ")
    parts = [part.strip(" *:：") for part in re.split(r"[/()（）\[\]【】\n]", bare)]
    fields = {known.get(part, "") for part in parts if part and part not in _DRESS}
    return known.get(bare) or (fields.pop() if len(fields) == 1 else "")


# -- rows to customers ---------------------------------------------------------------------------------------


def _mistakes(fields: Mapping[str, str], owners: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(field, what is wrong with it)."""
    if not fields["name"]:
        yield "name", "This row has no name."
    yield from _odd_cells(fields)
    for field, check in _CHECKS.items():
        what = check(fields[field]) if fields.get(field) else ""
        if what:
            yield field, what
    yield from _odd_owner(fields, owners)
    yield from _odd_addresses(fields)


def _odd_cells(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for field, cell in fields.items():
        if len(cell) > _LONGEST_CELL:
            yield field, f"This cell holds more than {_LONGEST_CELL} characters."
        elif "\ufffd" in clean(cell):
            yield field, "This cell holds a character that nobody sees or that was lost. Write it anew."


def _odd_owner(fields: Mapping[str, str], owners: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    owner = fields.get("owner", "")
    if owner and owner.lower() not in owners:
        reps = tuple(dict.fromkeys(owners.values()))
        hint = nearest(owner, reps) or f" The team has {', '.join(reps)}."
        yield "owner", f"`{owner}` is none of the reps.{hint}"


def _odd_addresses(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """One sentence a cell: of the entries that are wrong, or of the cell if all of them are."""
    for field, is_one, form in (
        ("emails", _MAILBOX.fullmatch, "a mail address"),
        ("domains", lambda text: _DOMAIN.fullmatch(_domain(text)), "a domain such as example.com"),
    ):
        entries = _addresses(fields.get(field, ""))
        wrong = [entry for entry in entries if not is_one(entry)]
        if wrong:
            said = one_line(fields[field]) if len(wrong) == len(entries) else " ".join(wrong)
            yield field, f"`{said[:60]}` is not {form}."


def _no_class(cell: str) -> str:
    wrong = f"Class `{cell}` is none of A, B, C (capital letters: by purchase volume)."
    return "" if cell in ("A", "B", "C") else wrong


def _no_grade(cell: str) -> str:
    wrong = f"Grade `{cell}` is none of a to e (small letters: by expected closing date)."
    return "" if cell in ("a", "b", "c", "d", "e") else wrong


def _no_interval(cell: str) -> str:
    is_one = _DAYS.fullmatch(cell) and 1 <= _days(cell) <= 3650
    return "" if is_one else f"`{cell}` is not a number of days from 1 to 3650."


def _days(cell: str) -> int:
    """Spreadsheets write 7 as 7.0."""
    return int(cell.partition(".")[0])


def _no_country(cell: str) -> str:
    wrong = f"Country `{cell}` is neither a code of two letters such as DE nor a known name."
    return "" if _country(cell) else wrong


_CHECKS: Mapping[str, Callable[[str], str]] = {
    "class": _no_class,
    "grade": _no_grade,
    "every_days": _no_interval,
    "country": _no_country,
}
"""What is wrong with a cell, or nothing."""


def _customer(fields: Mapping[str, str], owners: Mapping[str, str], now: datetime) -> NewCustomer:
    emails = [email.lower() for email in _addresses(fields.get("emails", ""))]
    person = fields.get("contact", "")
    return NewCustomer(
        name=fields["name"],
        created=now,
        titles=tuple(_several(fields.get("titles", ""))),
        domains=tuple(_domain(each) for each in _addresses(fields.get("domains", ""))),
        contacts=tuple((email, person if at == 0 else "") for at, email in enumerate(emails)),
        group=fields.get("group", ""),
        country=_country(fields.get("country", "")),
        owner=RepId(owners[fields["owner"].lower()]) if fields.get("owner") else None,
        volume_class=fields.get("class", ""),
        close_grade=fields.get("grade", ""),
        source=fields.get("source") or "import",
        every_days=_days(fields["every_days"]) if fields.get("every_days") else None,
        external_id=fields.get("id") or None,
    )


def _trimmed(cell: str, several: bool) -> str:
    """Only a cell with several entries has lines."""
    return "\n".join(cell.splitlines()).strip() if several else " ".join(cell.split())


def _several(cell: str) -> list[str]:
    return [each.strip() for each in re.split(r"[|;；\n]", cell) if each.strip()]


def _addresses(cell: str) -> list[str]:
    """Addresses and domains hold no comma and no space, so these part them too; names are full of both."""
    return [each for each in re.split(r"[|;；,，、\s]+", cell) if each]


def _country(cell: str) -> str:
    """Two letters are a code whatever they are, except that people write UK."""
    if re.fullmatch(r"[A-Za-z]{2}", cell) and cell.upper() != "UK":
        return cell.upper()
    return code_of(cell)


def _domain(text: str) -> str:
    """`https://www.example.com/shop` is the domain example.com."""
    return re.sub(r"^(?:[a-z]+://)?(?:www\.)?", "", text.strip().lower()).split("/")[0].partition(":")[0]
