"""Grades after each touch: what is proposed and why, and what a person decides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from model import CustomerId, GenjinError
from worker.commands.common import NUMBER, Desk, each_id, pass_desk, shaped, show, the_customer
from worker.render import Column, Lines

if TYPE_CHECKING:
    from followups import Policy
    from store.queries import Reader
    from worker.render import Cells

_USAGE = "[CUSTOMER [up|keep|down|a..e|A..C]]"


@click.command()
@click.argument("words", nargs=-1, metavar=_USAGE)
@click.option("--why", default="", help="The reason, for whoever looks later.")
@click.option(
    "--accept", is_flag=True, help="What is proposed is so; `-` reads customers from standard input."
)
@click.option("--owner", metavar="REP", help="One rep's. Default: yours, if genjin.yaml says who you are.")
@click.option("--everybody", is_flag=True, help="All reps' customers.")
@click.option("--all", "every", is_flag=True, help="Also those whose grade and class would stay.")
@click.option("--last", type=NUMBER, default=50, show_default=True, metavar="N", help="How many at most.")
@shaped
@pass_desk
def grade(desk: Desk, /, words: tuple[str, ...], why: str, accept: bool, shape: str, **given: Any) -> None:
    """Is a grade still right? Without a customer: those touched since who would get another grade or class.

    a to e is the close grade, by the expected closing date; A to C, in capitals, the volume class by orders.
    Example: genjin grade nordlicht up --why "asked for a proforma"
    """
    from worker import grading

    if accept:
        _accept(desk, words)
    elif not words:
        _list(desk, shape, **given)
    elif len(words) > 1 and words[-1] in grading.WORDS:
        _write(desk, " ".join(words[:-1]), words[-1], why)
    else:
        _show(desk, words, shape)


def _write(desk: Desk, whom: str, wanted: str, why: str) -> None:
    from worker import grading

    with desk.reader() as reader:
        number = the_customer(reader, whom)
    _say(desk, [number], lambda sitting: [grading.grade(sitting, number, wanted, desk.actor, why.strip())])


def _accept(desk: Desk, words: tuple[str, ...]) -> None:
    from worker import grading

    if not words:
        raise click.UsageError(
            "Whose proposals? `genjin grade - --accept` reads customers from standard input."
        )
    if words == ("-",) or all(word.isascii() and word.isdigit() for word in words):
        numbers = [CustomerId(each) for each in each_id(words)]
    else:
        with desk.reader() as reader:
            numbers = [the_customer(reader, " ".join(words))]
    _say(desk, numbers, lambda sitting: grading.accept(sitting, numbers, desk.actor))


def _show(desk: Desk, words: tuple[str, ...], shape: str) -> None:
    from worker import render

    with desk.reader() as reader:
        number = _meant(reader, words)
        (row,) = _rows(desk, reader, [(number, None)])
    if shape == "json":
        click.echo(render.as_json(row))
        return
    if shape == "csv":
        show(*_as_list([row]), shape)
        return
    for line in _lines(row):
        click.echo(render.one_line(line))


def _meant(reader: Reader, words: tuple[str, ...]) -> CustomerId:
    try:
        return the_customer(reader, " ".join(words))
    except GenjinError as error:
        if len(words) > 1 and len(words[-1]) <= len("keep"):
            raise GenjinError(
                f"{error} `{words[-1]}` is no grade either: up, keep, down, a to e by closing date, "
                "A to C by volume."
            ) from None
        raise


def _lines(row: Cells) -> list[str]:
    close = f"close {row['close'] or '-'}: {_offer(row, 'close')}"
    volume = f"vol {row['volume'] or '-'}: {_offer(row, 'volume')}"
    none = ["nothing since it was graded last speaks for another grade"]
    no_orders = ["no orders known"]
    return [
        f"{row['customer']}  (customer {row['customer_id']})",
        f"  {close}",
        *(f"    {each}" for each in row["evidence"] or none),
        f"  {volume}",
        *(f"    {each}" for each in row["orders"] or no_orders),
    ]


def _offer(row: Cells, scale: str) -> str:
    to, number = row[f"{scale}_to"], row["customer_id"]
    if to == row[scale]:
        return "keep"
    step = row[f"{scale}_step"]
    return f"{'set' if step == 'set' else f'{step} to'} {to}?  genjin grade {number} {to}"


def _list(desk: Desk, shape: str, *, owner: str | None, everybody: bool, every: bool, last: int) -> None:
    from store import dealt
    from worker import config

    settings = desk.settings
    rep = None if everybody else config.rep_named(settings, owner) or config.me(settings)
    with desk.reader() as reader:
        rows = _rows(desk, reader, dealt.touched(reader, rep, last if every else _MOST_LOOKED_AT))
    rows = [row for row in rows if every or _is_other(row)][:last]
    rows.sort(key=lambda row: not _is_other(row))
    whom = f" of {rep}'s" if rep else ""
    nothing = f"No customer{whom} was touched since it was graded last."
    if not every:
        nothing = f"No grade or class{whom} would change; --all lists whoever was touched since."
    show(*_as_list(rows), shape, nothing)


_MOST_LOOKED_AT = 1_000
"""The newest of those who were touched; to think about each takes a moment."""


def _is_other(row: Cells) -> bool:
    return bool(row["close"] != row["close_to"] or row["volume"] != row["volume_to"])


def _rows(desk: Desk, reader: Reader, whom: Sequence[tuple[CustomerId, datetime | None]]) -> list[Cells]:
    """The proposals for these customers, in their order."""
    from store.histories import Histories
    from worker import grading

    policy = policy_of(desk)
    histories = {each.customer.id: each for each in Histories(reader).of([number for number, _ in whom])}
    return [
        grading.told(
            grading.judged(histories[number], policy, desk.now),
            policy.calendar.day_of(at) if at else None,
        )
        for number, at in whom
        if number in histories
    ]


def policy_of(desk: Desk) -> Policy:
    from worker import config
    from worker.shape import ConfigError

    policy, problems = config.load_policy(desk.home, desk.settings.policy)
    if policy is None:
        raise ConfigError(problems)
    return policy.follow_ups


def _as_list(rows: list[Cells]) -> tuple[list[Cells], Any]:
    columns = (
        Column("customer_id", "no.", stays=True, leads=True),
        Column("customer", "customer", "bold", leads=True),
        Column("owner"),
        Column("touched", "touched", stays=True),
        Column("close"),
        Column("close_step"),
        Column("close_to"),
        Column("volume"),
        Column("volume_step"),
        Column("volume_to"),
        Column("grades", "close", stays=True, leads=True),
        Column("classes", "vol", stays=True, leads=True),
        Column("evidence", "because"),
        Column("orders"),
    )
    return [_shown(row) for row in rows], columns


def _shown(row: Cells) -> Cells:
    close, volume = ((row[scale], row[f"{scale}_to"]) for scale in ("close", "volume"))
    orders = row["orders"][:1] if volume[0] != volume[1] else []
    cells = {"grades": _arrow(*close), "classes": _arrow(*volume), "orders": Lines(row["orders"])}
    return {**row, **cells, "evidence": Lines([*row["evidence"], *orders])}


def _arrow(now: str, to: str) -> str:
    return (now or "-") if now == to else f"{now or '-'} → {to}"


def _say(desk: Desk, whom: Sequence[CustomerId], act: Any) -> None:
    """One transaction; then what became of what is owed."""
    from worker import due_lists, render

    with desk.reader() as reader:
        here = render.zone(reader.fact("zone"))
        before = [each for customer in whom for each in reader.follow_ups_of(customer)]
    with desk.sitting() as sitting:
        lines = act(sitting)
    with desk.reader() as reader:
        after = [each for customer in whom for each in reader.follow_ups_of(customer)]
    for line in (*lines, *(f"  {each}" for each in due_lists.moved(before, after, here))):
        click.echo(render.clean(line))
