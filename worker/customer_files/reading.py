"""What customers does a file hold? Rows that tell of one customer are one; all mistakes are told at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from matching.domains import registrable, work_domain
from matching.names import normalise
from model import CustomerId, Ours
from store.customers import NewCustomer
from worker.customer_files import columns, table
from worker.customer_files.apart import agrees, contradiction
from worker.customer_files.rows import Rows
from worker.customer_files.table import Row
from worker.master.details import tidied
from worker.settings import Team
from worker.shape import ConfigError, Problem

_AGAIN = "Nothing was imported; put them right and run it again, or leave these rows out with --skip-bad."


@dataclass(frozen=True, slots=True)
class Entry:
    """A customer of the file, and the rows that tell of it."""

    lines: tuple[int, ...]
    new: NewCustomer
    number: CustomerId | None = None
    """Which customer of the book it is, as an export wrote it."""


@dataclass(frozen=True, slots=True)
class CustomerFile:
    """What a file says."""

    name: str
    entries: tuple[Entry, ...]
    columns: Mapping[str, str]
    """Field, and the headings it was read from."""
    ignored: tuple[str, ...]
    """Headings that mean nothing here."""
    told: tuple[str, ...] = ()
    """How the file was read, where that is not plain to see."""
    warnings: tuple[str, ...] = ()
    bad: tuple[Problem, ...] = ()
    """What is wrong with rows that were left out, where that was asked for."""
    bad_rows: tuple[Row, ...] = ()
    headings: tuple[str, ...] = ()
    rows: Sequence[Row] = ()
    """What stands below them, for who wants more of it than a customer."""
    name_at: int = 0
    """The column of names, counted from 0."""

    @property
    def customers(self) -> tuple[NewCustomer, ...]:
        return tuple(entry.new for entry in self.entries)


class MistakesError(ConfigError):
    """Rows are wrong, and nobody has said that they may be left out."""

    def __init__(self, file: CustomerFile) -> None:
        self.file = file
        super().__init__([*file.bad], _AGAIN)


def read(
    path: Path,
    team: Team,
    now: datetime,
    *,
    named: Mapping[str, str] | None = None,
    charset: str = "",
    skip_bad: bool = False,
) -> CustomerFile:
    """Customers of a file.

    Raises MistakesError with every bad row at its line and column, before anything is written; skip_bad: they
    are left out and told. Lines are counted as a spreadsheet shows them. named: see columns.known.
    """
    owners = _owners(team)
    sheet, known = columns.known(table.read(path, charset), named or {}, owners)
    rows = Rows(sheet, known, owners)
    problems = [problem for row in known.rows for problem in rows.mistakes(row)]
    problems += _twice(rows, frozenset(problem.line for problem in problems))
    file = _made(rows, problems, team, now)
    if file.bad and not skip_bad:
        raise MistakesError(file)
    return file


def _made(rows: Rows, wrong: Sequence[Problem], team: Team, now: datetime) -> CustomerFile:
    ours, told = team.ours(), list[str]()
    good: list[Entry] = []
    bad = {problem.line for problem in wrong}
    for line, row in rows.columns.rows:
        if line not in bad:
            given = _without_strange_signs(rows.customer(row, now), ours, line, told)
            customer, doubts = tidied(given)
            good.append(Entry((line,), customer, rows.number(row)))
            told += [f"Row {line}: {doubt}" for doubt in doubts]
    parts = _Parts()
    unsure = [entry for entry in good if not parts.add(entry)]
    name_at = rows.columns.at["name"][0]
    problems = [*wrong, *(parts.problem(rows.table.name, name_at, entry) for entry in unsure)]
    bad |= {problem.line for problem in problems}
    return CustomerFile(
        name=rows.table.name,
        entries=tuple(part.whole for part in parts.all),
        columns=rows.columns.read_as(),
        ignored=rows.columns.ignored,
        told=(*rows.table.told, *rows.columns.told),
        warnings=(*parts.told, *(each for part in parts.all for each in _contradictions(part.rows)), *told),
        bad=tuple(problems),
        bad_rows=tuple(row for row in rows.columns.rows if row[0] in bad),
        headings=tuple(rows.columns.headings),
        rows=rows.columns.rows,
        name_at=name_at,
    )


def _owners(team: Team) -> dict[str, str]:
    """What a rep may be called in a file, in small letters: the short name, the name, an address of hers."""
    known = {email.lower(): name for name, rep in team.reps.items() for email in rep.emails}
    known |= {rep.name.lower(): name for name, rep in team.reps.items() if rep.name}
    return known | {name.lower(): name for name in team.reps}


def _twice(rows: Rows, bad: frozenset[int]) -> Iterator[Problem]:
    """Two companies under one number. One company may fill several rows, one for each of its people."""
    first: dict[tuple[str, str], tuple[int, str]] = {}
    for line, row in rows.columns.rows:
        fields = rows.fields(row)
        if line in bad:
            continue
        name = fields["name"][0].text
        for field, number in [(field, fields[field][0]) for field in ("id", "genjin") if fields.get(field)]:
            known = first.setdefault((field, number.text), (line, name))
            if normalise(known[1]) != normalise(name):
                what = f"The number `{number.text}` stands in row {known[0]} already, for {known[1]}."
                yield Problem(rows.table.name, line, number.at + 1, what)


# -- rows of one customer ------------------------------------------------------------------------------------

_LOOKED_AT = 50
"""What more than so many companies of one file are called is no name."""


@dataclass(slots=True)
class _Part:
    """Rows of one customer, as they come, and all that they say."""

    rows: list[Entry]
    whole: Entry

    def add(self, row: Entry) -> None:
        self.rows.append(row)
        lines, number = (*self.whole.lines, *row.lines), self.whole.number or row.number
        self.whole = Entry(lines, _both(self.whole.new, row.new), number)


class _Parts:
    """Rows by customer: by its number, without one by exactly the same name if nothing contradicts."""

    def __init__(self) -> None:
        self.all: list[_Part] = []
        self.told: list[str] = []
        self._numbered: dict[object, _Part] = {}
        self._called: dict[str, list[_Part]] = {}

    def add(self, row: Entry) -> bool:
        """False: it could be any of several of its name."""
        number = row.new.external_id or row.number
        fitting = self._fitting(row) if not number else [*filter(None, [self._numbered.get(number)])]
        if len(fitting) > 1:
            return False
        if fitting:
            fitting[0].add(row)
        part = fitting[0] if fitting else self._begun(row)
        if number:
            self._numbered[number] = part
        return True

    def problem(self, path: str, name_at: int, row: Entry) -> Problem:
        lines = [str(part.whole.lines[0]) for part in self._called[row.new.name]]
        what = (
            f"{row.new.name} stands in rows {', '.join(lines[:5])} as several companies. Say by its country, "
            "a code or its number which of them this row is of."
        )
        return Problem(path, row.lines[0], name_at + 1, what)

    def _fitting(self, row: Entry) -> list[_Part]:
        known = self._called.get(row.new.name, [])[:_LOOKED_AT]
        fitting = [part for part in known if not _apart(part.whole.new, row.new)]
        sure = [part for part in fitting if agrees(part.whole.new, row.new)]
        return sure if len(sure) == 1 else fitting

    def _begun(self, row: Entry) -> _Part:
        part, known = _Part([row], row), self._called.setdefault(row.new.name, [])
        if known and not (row.new.external_id or row.number):
            line, why = known[0].whole.lines[0], _apart(known[0].whole.new, row.new)
            self.told.append(f"Rows {line} and {row.lines[0]}: {row.new.name} is two customers: {why}.")
        self.all.append(part)
        known.append(part)
        return part


def _apart(first: NewCustomer, later: NewCustomer) -> str:
    return contradiction(first, later, {value for value, _ in (*first.doubts, *later.doubts)})


def _both(first: NewCustomer, later: NewCustomer) -> NewCustomer:
    """Of what a customer has one, the later row counts where it says something; all else comes together."""
    one = ("group", "country", "owner", "volume_class", "close_grade", "every_days", "external_id")
    many = ("domains", "contacts", "codes", "phones", "websites", "doubts")
    said = {name: getattr(later, name) or getattr(first, name) for name in one}
    said |= {name: tuple(dict.fromkeys((*getattr(first, name), *getattr(later, name)))) for name in many}
    source = later.source if later.source != "import" else first.source
    titles = dict.fromkeys((first.name, *first.titles, *later.titles))
    titles.pop(later.name, None)
    return replace(first, name=later.name, titles=tuple(titles), source=source, **said)


def _contradictions(rows: Sequence[Entry]) -> Iterator[str]:
    """One customer in two rows that say different things of it."""
    first: dict[str, tuple[int, str]] = {}
    for row in rows:
        for field, value in _said_once(row.new):
            known = first.setdefault(field, (row.lines[0], value))
            if known[1] != value:
                who = f"Rows {known[0]} and {row.lines[0]}: {row.new.name}"
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


# -- domains that are not a customer's -----------------------------------------------------------------------


def _without_strange_signs(new: NewCustomer, ours: Ours, line: int, told: list[str]) -> NewCustomer:
    whose = {domain: _whose(domain, ours) for domain in new.domains}
    told += [
        f"Row {line}: the domain {domain} of {new.name} is {other} and was left out."
        for domain, other in whose.items()
        if other
    ]
    sites = {site: _whose_site(site.removeprefix("www."), ours) for site in new.websites}
    told += [
        f"Row {line}: the web site {site} of {new.name} is {other} and was left out."
        for site, other in sites.items()
        if other
    ]
    return replace(new, domains=_customers_own(whose), websites=_customers_own(sites))


def _whose_site(site: str, ours: Ours) -> str:
    """A page of a customer's on everybody's host is its own."""
    return _whose(site, ours) if registrable(site) == site else ""


def _customers_own(whose: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sign for sign, other in whose.items() if not other)


def _whose(domain: str, ours: Ours) -> str:
    """Whose a domain is if not a customer's: with `gmail.com` everybody who writes from there would be it."""
    firm = work_domain(f"x@{domain}")
    if not firm:
        return "everybody's"
    if {domain, firm} & ours.domains:
        return "our own"
    return "a service's" if {domain, firm} & (ours.service_domains | ours.services) else ""
