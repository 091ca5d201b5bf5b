"""What is said of an import: in lines for people, as a table that can be filled in and given back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from model import CustomerId, GenjinError
from store.book import Page
from store.customers import NewCustomer
from worker.conflicts import Conflict
from worker.customer_files import table
from worker.customer_files.bringing import NEW, SKIP, Brought, Decision, Plan
from worker.customer_files.reading import CustomerFile
from worker.policy import Level
from worker.render import one_line
from worker.shape import ConfigError, Problem

COLUMNS = (
    "row",
    "what",
    "name",
    "owner",
    "customer",
    "in the book",
    "its owner",
    "conflict",
    "policy",
    "because",
    "column",
    "value",
)
DECISION = "genjin"
"""The column that a person fills."""
_MOST_SHOWN = 20
_LONGEST = 500
_MOST_WARNINGS = 50
_WHAT = {
    "added": ("added", "would be added"),
    "changed": ("changed", "would be changed"),
    "unchanged": ("unchanged", "unchanged"),
    "skipped": ("left out", "would be left out"),
    "blocked": ("stops the import", "would stop the import"),
}


# -- in lines ------------------------------------------------------------------------------------------------


def in_words(
    brought: Brought, file: CustomerFile, *, dry_run: bool = False, is_stopped: bool = False
) -> Iterator[str]:
    """What `import customers` says. is_stopped: nothing was written, because something blocked it."""
    yield from map(one_line, read_as(file))
    yield from map(one_line, _cut([*_merged(file)], _MOST_SHOWN, "such customers"))
    yield from map(one_line, _cut(file.warnings, _MOST_WARNINGS, "warnings"))
    left_out = "would be left out" if dry_run or is_stopped else "is left out"
    yield from map(one_line, _cut([_bad(each, left_out) for each in file.bad], _MOST_WARNINGS, "mistakes"))
    yield from map(one_line, _of_conflicts(brought, dry_run))
    yield from map(one_line, _of_twins(brought))
    yield from map(one_line, _of_changes(brought))
    if not is_stopped:
        yield from _summed(brought, file, dry_run)
    if dry_run:
        yield "This was a dry run; nothing was written."


def read_as(file: CustomerFile) -> Iterator[str]:
    """As what the columns were taken, guessed or named."""
    yield from file.told
    yield "Columns: " + ", ".join(f"{heading} = {field}" for field, heading in file.columns.items())
    if file.ignored:
        yield f"Not used: {', '.join(file.ignored)}"


def _cut(lines: Sequence[str], most: int, what: str) -> Iterator[str]:
    yield from lines[:most]
    if len(lines) > most:
        yield f"... and {len(lines) - most} more {what}."


def _merged(file: CustomerFile) -> Iterator[str]:
    for entry in file.entries:
        if len(entry.lines) > 1:
            yield f"Rows {_enumerated(entry.lines)} are one customer: {entry.new.name}"


def _enumerated(lines: Sequence[int]) -> str:
    *others, last = map(str, lines[:_MOST_SHOWN])
    more = f" and {len(lines) - _MOST_SHOWN} more" if len(lines) > _MOST_SHOWN else ""
    return f"{', '.join(others)}, {last}{more}" if more else f"{', '.join(others)} and {last}"


def _bad(problem: Problem, left_out: str) -> str:
    return f"Row {problem.line} {left_out}: column {problem.column}: {problem.what}"


def _of_conflicts(brought: Brought, dry_run: bool) -> Iterator[str]:
    lines = [
        f"Row {plan.line}: {plan.entry.new.name} is {each.words} [{_policy(plan, each, dry_run)}]"
        for plan in brought.plans
        for each in plan.found
        if each.level is not Level.NOTE
    ]
    yield from _cut(lines, _MOST_SHOWN, "conflicts; --report FILE.csv has all of them")


def _policy(plan: Plan, conflict: Conflict, dry_run: bool) -> str:
    """What the policy says, and what becomes of the row if nothing stops the import."""
    if conflict.level is Level.BLOCK and plan.is_blocked:
        return f"block: {_WHAT['blocked'][dry_run]}"
    if plan.is_blocked or not plan.outcome:
        return f"{conflict.level.value}: does not stop the import"
    return f"{conflict.level.value}: {_WHAT[plan.outcome][dry_run]}"


def _of_twins(brought: Brought) -> Iterator[str]:
    lines = [
        f"Perhaps twice in the file: row {plan.line} {plan.name} and row {twin.line} {twin.name}"
        for plan, twin in brought.twins
    ]
    yield from _cut(lines, _MOST_SHOWN, "that may stand in the file twice")


def _of_changes(brought: Brought) -> Iterator[str]:
    lines = [f"Row {plan.line}: {plan.name}: {_changes(plan)}" for plan in brought.those("changed")]
    yield from _cut(lines, _MOST_SHOWN, "changed")


def _changes(plan: Plan) -> str:
    return "; ".join(
        f"{field}: {was} → {now}" if was else f"{field}: + {now}" for field, was, now in plan.changes
    )


def _summed(brought: Brought, file: CustomerFile, dry_run: bool) -> Iterator[str]:
    added, changed = len(brought.those("added")), len(brought.those("changed"))
    would = "would be " if dry_run else ""
    parts = [f"{added} {would}added", f"{changed} {would}changed"]
    for outcome, words in (
        ("unchanged", "unchanged"),
        ("skipped", f"{would}left out"),
        ("blocked", "in conflict"),
    ):
        count = len(brought.those(outcome))
        parts += [f"{count} {words}"] if count else []
    if file.bad_rows:
        rows = "bad row" if len(file.bad_rows) == 1 else "bad rows"
        parts.append(f"{len(file.bad_rows)} {rows} {would}left out")
    yield f"{', '.join(parts)}."
    if dry_run and brought.those("blocked"):
        yield "What is in conflict would stop the import; nothing of the file would be imported."
    if brought.change:
        yield f"To take all of it back: genjin undo {brought.change}"


# -- as a table ----------------------------------------------------------------------------------------------


Line = tuple[object, ...]


def write(path: Path, brought: Brought, file: CustomerFile) -> None:
    """Every row of the file; of one in conflict a line for each customer that it collides with, of a bad one
    for each mistake.
    """
    lines = [*(row for plan in brought.plans for row in _rows(plan)), *_merged_rows(file), *_bad_rows(file)]
    _written(path, lines)


def write_unread(path: Path, file: CustomerFile) -> None:
    """The same of a file with mistakes, of which nothing was looked up in the book."""
    good = (_line(entry.lines[0], "not imported", entry.new) for entry in file.entries)
    _written(path, [*good, *_merged_rows(file), *_bad_rows(file)])


def _written(path: Path, lines: Sequence[Line]) -> None:
    ordered = sorted(lines, key=lambda line: int(str(line[0])))
    _put(path, [[*COLUMNS, DECISION], *([*map(str, line), ""] for line in ordered)])


def _line(number: int, what: str, new: NewCustomer, because: str = "") -> Line:
    return (number, what, new.name, new.owner or "", "", "", "", "", "", because, "", "")


def _merged_rows(file: CustomerFile) -> Iterator[Line]:
    for entry in file.entries:
        first, *others = entry.lines
        yield from (_line(line, "merged", entry.new, f"one customer with row {first}") for line in others)


def _bad_rows(file: CustomerFile) -> Iterator[Line]:
    cells = dict(file.bad_rows)
    for problem in file.bad:
        row, at = cells.get(problem.line, []), problem.column - 1
        name, value = (row[each].strip()[:_LONGEST] if each < len(row) else "" for each in (file.name_at, at))
        heading = file.headings[at].strip() if at < len(file.headings) else ""
        column = heading or str(problem.column)
        yield (problem.line, "bad", name, "", "", "", "", "", "", problem.what, column, value)


def _rows(plan: Plan) -> Iterator[Line]:
    new = plan.entry.new
    what = "conflict" if plan.is_blocked else plan.outcome or "not imported"
    start = (plan.line, what, new.name, new.owner or "")
    if not plan.found:
        yield (*start, plan.target or "", plan.name if plan.target else "", "", "", _changes(plan), "", "")
    for each in plan.found:
        whose = (each.customer, each.name, each.owner or "public pool")
        yield (*start, *whose, each.sort.value, each.level.value, "; ".join(each.because), "", "")


def write_bad(path: Path, file: CustomerFile) -> None:
    """The rows that were left out, as they were, with what is wrong with each."""
    width = max((len(row) for _, row in file.bad_rows), default=0)
    headings = [*file.headings, *[""] * (width - len(file.headings))]
    wrong: dict[int, list[str]] = {}
    for problem in file.bad:
        wrong.setdefault(problem.line, []).append(problem.what)
    rows = [[*row, *[""] * (len(headings) - len(row)), "; ".join(wrong[line])] for line, row in file.bad_rows]
    _put(path, [[*headings, "mistake"], *rows])


def _put(path: Path, rows: Iterable[Sequence[str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([_guarded(cell) for cell in row] for row in rows)
    try:
        path.write_text(text.getvalue(), "utf-8-sig", newline="")
    except OSError as error:
        raise GenjinError(f"{path} cannot be written: {error.strerror}. Name another file.") from None


def _guarded(cell: str) -> str:
    """No spreadsheet takes it for a formula."""
    is_number = cell[:1] in "+-" and cell[1:].isdigit()
    return f"'{cell}" if cell[:1] in "=+-@\t\r" and cell and not is_number else cell


# -- given back ----------------------------------------------------------------------------------------------


def decisions(path: Path, file: CustomerFile, page: Page) -> Mapping[int, Decision]:
    """What a person wrote into the column `genjin`, by row. All mistakes at once."""
    rows = table.read(path).rows
    head = {cell.strip().lower(): at for at, cell in enumerate(rows[0][1])} if rows else {}
    if not {"row", "name", DECISION} <= head.keys():
        what = f"This is no report of an import: it has no columns `row`, `name` and `{DECISION}`."
        raise table.refused(path.name, f"{what} --report writes one.")
    names = {str(entry.lines[0]): entry.new.name for entry in file.entries}
    found: dict[int, Decision] = {}
    problems: list[Problem] = []
    for line, cells in rows[1:]:
        row, name, said = (
            cells[head[each]].strip() if head[each] < len(cells) else "" for each in ("row", "name", DECISION)
        )
        what = _wrong(row, name.removeprefix("'"), said.lower(), names, page) if said else ""
        if what:
            problems.append(Problem(path.name, line, head[DECISION] + 1, what))
        elif said:
            what = _twice(found.get(int(row)), said.lower())
            problems += [Problem(path.name, line, head[DECISION] + 1, what)] if what else []
            found[int(row)] = _decision(said.lower())
    if problems:
        raise ConfigError(problems, "Nothing was imported.")
    return found


def _wrong(row: str, name: str, said: str, names: Mapping[str, str], page: Page) -> str:
    if row not in names or names[row] != name:
        there = f"there it is {names[row]}" if row in names else "there is no such row now"
        return f"Row {row[:20]} of the file was {name[:60]}; {there}. Write a new report of this file."
    if said in (NEW, SKIP):
        return ""
    if not said.isascii() or not said.isdigit() or len(said) > 15:
        return f"`{said[:60]}` is neither `new` nor `skip` nor the number of a customer."
    known = page.customers.one(CustomerId(int(said)))
    return "" if known else f"There is no customer {said}."


def _twice(before: Decision | None, said: str) -> str:
    same = before is None or before == _decision(said)
    return "" if same else f"This row says `{said}`, another line of it `{before}`. Keep one."


def _decision(said: str) -> Decision:
    return said if said in (NEW, SKIP) else CustomerId(int(said))
