"""What customers does a file hold? Rows that tell of one customer are one; all mistakes are told at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from matching.domains import work_domain
from matching.names import normalise
from model import Ours
from store.customers import NewCustomer
from worker.customer_files import columns, table
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

    @property
    def customers(self) -> tuple[NewCustomer, ...]:
        return tuple(entry.new for entry in self.entries)


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

    Raises ConfigError with every bad row at its line and column, before anything is written; skip_bad: they
    are left out and told. Lines are counted as a spreadsheet shows them. named: see columns.known.
    """
    owners = _owners(team)
    sheet, known = columns.known(table.read(path, charset), named or {}, owners)
    rows = Rows(sheet, known, owners)
    problems = [problem for row in known.rows for problem in rows.mistakes(row)]
    problems += _twice(rows, frozenset(problem.line for problem in problems))
    if problems and not skip_bad:
        raise ConfigError(problems, _AGAIN)
    bad = frozenset(problem.line for problem in problems)
    return _made(rows, bad, problems, team, now)


def _made(
    rows: Rows, bad: frozenset[int], problems: Sequence[Problem], team: Team, now: datetime
) -> CustomerFile:
    ours, told = team.ours(), list[str]()
    good: list[tuple[int, NewCustomer]] = []
    for line, row in rows.columns.rows:
        if line not in bad:
            given = _without_strange_domains(rows.customer(row, now), ours, line, told)
            customer, doubts = tidied(given)
            good.append((line, customer))
            told += [f"Row {line}: {doubt}" for doubt in doubts]
    return CustomerFile(
        name=rows.table.name,
        entries=tuple(_merged(good)),
        columns=rows.columns.read_as(),
        ignored=rows.columns.ignored,
        told=(*rows.table.told, *rows.columns.told),
        warnings=(*_contradictions(good), *told),
        bad=tuple(problems),
        bad_rows=tuple(row for row in rows.columns.rows if row[0] in bad),
        headings=tuple(rows.columns.headings),
    )


def _owners(team: Team) -> dict[str, str]:
    """What a rep may be called in a file, in small letters: the short name, the name, an address of hers."""
    known = {email.lower(): name for name, rep in team.reps.items() for email in rep.emails}
    known |= {rep.name.lower(): name for name, rep in team.reps.items() if rep.name}
    return known | {name.lower(): name for name in team.reps}


def _twice(rows: Rows, bad: frozenset[int]) -> Iterator[Problem]:
    """Two companies under one number. One company may fill several rows, one for each of its people."""
    first: dict[str, tuple[int, str]] = {}
    for line, row in rows.columns.rows:
        fields = rows.fields(row)
        if line in bad or not fields.get("id"):
            continue
        (number, *_), (name, *_) = fields["id"], fields["name"]
        known = first.setdefault(number.text, (line, name.text))
        if normalise(known[1]) != normalise(name.text):
            what = f"The number `{number.text}` stands in row {known[0]} already, for {known[1]}."
            yield Problem(rows.table.name, line, number.at + 1, what)


# -- rows of one customer ------------------------------------------------------------------------------------


def _merged(rows: Iterable[tuple[int, NewCustomer]]) -> list[Entry]:
    """One entry a customer: by the team's number, without one by exactly the same name."""
    entries: list[Entry] = []
    by_id: dict[str, int] = {}
    by_name: dict[str, int] = {}
    for line, new in rows:
        at = by_id.get(new.external_id) if new.external_id else by_name.get(new.name)
        if at is None:
            at = len(entries)
            entries.append(Entry((line,), new))
        else:
            entries[at] = Entry((*entries[at].lines, line), _both(entries[at].new, new))
        by_name.setdefault(new.name, at)
        if new.external_id:
            by_id[new.external_id] = at
    return entries


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


# -- domains that are not a customer's -----------------------------------------------------------------------


def _without_strange_domains(new: NewCustomer, ours: Ours, line: int, told: list[str]) -> NewCustomer:
    whose = {domain: _whose(domain, ours) for domain in new.domains}
    told += [
        f"Row {line}: the domain {domain} of {new.name} is {other} and was left out."
        for domain, other in whose.items()
        if other
    ]
    return replace(new, domains=tuple(domain for domain, other in whose.items() if not other))


def _whose(domain: str, ours: Ours) -> str:
    """Whose a domain is if not a customer's: with `gmail.com` everybody who writes from there would be it."""
    firm = work_domain(f"x@{domain}")
    if not firm:
        return "everybody's"
    if {domain, firm} & ours.domains:
        return "our own"
    return "a service's" if {domain, firm} & (ours.service_domains | ours.services) else ""
