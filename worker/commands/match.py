"""Who is it that a few fields name: asked of the book, or measured on two tables without one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from model import Customer, GenjinError
from worker.commands.common import Desk, pass_desk

if TYPE_CHECKING:
    from matching import Thresholds
    from worker.asking import Answer, Finder, Query
    from worker.matching_tables import Master

STDIN = "-"
_MOST_NOTES = 20
"""Notes on odd rows that are shown one by one."""


@click.group(invoke_without_command=True)
@click.option(
    "--jsonl",
    metavar="[FILE]",
    is_flag=False,
    flag_value=STDIN,
    help="Queries, one JSON object a line; - or nothing: standard input.",
)
@click.option("--customers", metavar="TABLE", type=Path, help="A table of customers, instead of the book.")
@click.option("--queries", metavar="TABLE", type=Path, help="A table of queries about them.")
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    help="How many answer a table of queries. Default: one for each core, at most 4.",
)
@click.pass_context
def match(
    ctx: click.Context,
    jsonl: str | None,
    customers: Path | None,
    queries: Path | None,
    processes: int | None,
) -> None:
    """Who is it? Company, country, mail address, phone, web site, registration number in; the customer out.

    With --jsonl the team's book is asked: each line is an object with any of name, country, email, phone,
    website, credit_code, and is answered by one with verdict, customer, group, score, because, evidence and
    candidates; `warnings` names what of it could not be used. Blank lines are skipped and get no answer.

    With --customers and --queries two tables are measured against each other; neither settings nor a book
    are needed. The answer is a table of query_id, predicted_id, score and decision: link, review or none.

    Example: genjin match --customers master.tsv --queries queries.tsv > answers.tsv
    """
    if ctx.invoked_subcommand:
        return
    if customers and queries and jsonl is None:
        _measure(customers, queries, processes)
    elif jsonl is not None and not (customers or queries):
        _ask_the_book(ctx.obj, jsonl)
    else:
        raise click.UsageError("Give --jsonl, or both --customers and --queries.")


def _measure(customers: Path, queries: Path, processes: int | None) -> None:
    from matching import DEFAULT
    from worker import asking, matching_tables
    from worker.building import built

    with _notes() as tell:
        asked = matching_tables.queries_of(queries, tell)
        master = matching_tables.customers_of(customers, tell)
    directory = built(_handed_over(master))
    answers = asking.answers(asked, directory, DEFAULT, processes or asking.processes_here())
    click.echo("query_id\tpredicted_id\tscore\tdecision")
    for query, answer in zip(asked, _counted(answers, len(asked)), strict=True):
        click.echo(_line(query, answer, master))


def _handed_over(master: Master) -> Iterator[Customer]:
    """Each customer leaves the table as it enters the directory: there is no second copy of all of them."""
    for name in master.ids:
        yield master.customers.pop(name)


def _line(query: Query, answer: Answer, master: Master) -> str:
    cells = (query.id, master.id_of(answer.customer), f"{answer.score:.6f}", answer.decision)
    return "\t".join(" ".join(cell.split()) for cell in cells)


def _ask_the_book(desk: Desk, file: str) -> None:
    from worker import asking
    from worker.reading_words import as_line

    finder, failed = _finder(desk), 0
    with _opened(file) as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            told = asking.told(number, line[: asking.LONGEST_LINE], finder)
            failed += "error" in told
            click.echo(as_line(told).encode("utf-8"))
    if failed:
        raise SystemExit(1)


def _finder(desk: Desk) -> Finder:
    """What the book knows, and how sure the team's policy wants it to be. Nothing is made or changed."""
    from worker import config, shelf
    from worker.asking import Finder

    thresholds = _thresholds(desk)
    with desk.reader() as reader:
        directory = shelf.looked_up(reader, config.location(desk.settings, desk.home))
    return Finder(directory, thresholds)


def _thresholds(desk: Desk) -> Thresholds:
    from worker import config
    from worker.shape import ConfigError

    policy, problems = config.load_policy(desk.home, desk.settings.policy)
    if policy is None:
        raise ConfigError(problems)
    return policy.finding.thresholds


@contextmanager
def _opened(file: str) -> Iterator[BinaryIO]:
    if file == STDIN:
        yield sys.stdin.buffer
        return
    try:
        with Path(file).open("rb") as opened:
            yield opened
    except OSError as error:
        raise GenjinError(f"`{file}` cannot be read: {error.strerror or error}.") from None


@contextmanager
def _notes() -> Iterator[Callable[[str], None]]:
    """Tells what is odd in a table, and of many such rows the first."""
    from worker.render import one_line

    told = 0

    def tell(sentence: str) -> None:
        nonlocal told
        told += 1
        if told <= _MOST_NOTES:
            click.echo(f"genjin: {one_line(sentence)}", err=True)

    yield tell
    if told > _MOST_NOTES:
        click.echo(f"genjin: and {told - _MOST_NOTES} more of the kind.", err=True)


def _counted(answers: Iterable[Answer], all_: int) -> Iterator[Answer]:
    """The same answers; on a terminal it is said how far they are."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from answers
        return
    for number, answer in enumerate(answers, 1):
        if number % 100 == 0:
            click.echo(f"\r{number:,} of {all_:,} queries", err=True, nl=False)
        yield answer
    click.echo("\r\x1b[K", err=True, nl=False)


@match.command()
@click.option("--apply", "is_applied", is_flag=True, help="Write it into policy.yaml.")
@pass_desk
def calibrate(desk: Desk, is_applied: bool) -> None:
    """From which score on is a link sure in this book? Found with what people answered in `genjin review`.

    Prints the lines for policy.yaml, how many answers they rest on, and how large the book is. Do it after a
    few hundred answers and whenever the book has doubled. Example: genjin match calibrate --apply
    """
    from worker import calibrating

    start = _thresholds(desk)
    with desk.reader() as reader:
        proposed = calibrating.proposal(reader, start, desk.now.date())
    for line in calibrating.in_words(proposed, start):
        click.echo(line)
    if proposed.found.thresholds == start:
        return
    if not is_applied:
        click.echo("\nTo write that into policy.yaml: genjin match calibrate --apply")
        return
    path = calibrating.apply(desk.home, desk.settings.policy, proposed)
    click.echo(f"\n{path} says so now; the daemon takes it over by itself.")
