"""What is due? The list that a rep begins the day with; it must answer at once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import click

from late import dataclass
from model import GenjinError
from worker.commands.common import NUMBER, Desk, pass_desk, shaped, show

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from model import FollowUp
    from store.queries import Reader
    from worker.due_lists import Seen

_FAR = timedelta(days=3650)


@click.command()
@click.argument("words", nargs=-1, metavar="[WHEN]")
@click.option(
    "--owner", metavar="REP", help="One rep's customers. Default: yours, if genjin.yaml says who you are."
)
@click.option("--everybody", is_flag=True, help="All reps' customers.")
@click.option("--until", metavar="DAY", help="Everything due up to that day: 2026-03-15, tomorrow, +3d.")
@click.option("--week", is_flag=True, hidden=True)
@click.option("--as-of", metavar="DAY", help="As the list stands in the morning of that day.")
@click.option("--escalated", is_flag=True, help="What has come up to the manager, over all reps.")
@click.option(
    "--limit", type=NUMBER, default=50, show_default=True, metavar="N", help="Customers in the table."
)
@shaped
@pass_desk
def due(desk: Desk, /, words: tuple[str, ...], limit: int, shape: str, **given: Any) -> None:
    """What is due: overdue first, then today.

    WHEN is today, overdue, week (the next seven days) or the last day: tomorrow, 下周一, 2026-12-01. --as-of
    looks at what is open now with the clock of that morning. Example: genjin due week
    """
    from worker import due_lists, when

    which, given["until"] = _which("week" if given["week"] else " ".join(words), given["until"])
    owner = _whose(desk, given["owner"], given["everybody"] or given["escalated"])
    with desk.reader() as reader:
        seen = seen_by(reader, desk.now, given["as_of"])
        last = _last_day(which, given["until"], seen)
        asked = Asked(which, when.end_of(last, seen.here), owner, limit if shape == "table" else 0)
        found, more = (_escalated(reader, seen), 0) if given["escalated"] else _found(reader, seen, asked)
        rows = due_lists.chosen(due_lists.due_rows(found, seen), which, seen.day(seen.now))
        later = [] if rows or given["escalated"] else reader.due(seen.now + _FAR, owner, 1)
        below = [due_lists.left_out(rows, limit, more), _conflicts(reader, owner)]
        below.append(due_lists.alarmed(reader.alarmed()))
        if shape != "table":
            rows = due_lists.with_windows(rows, seen, (reader.fact("sending"), reader.fact("zone")))
        tell_trouble(desk, reader)
    if shape != "table":
        show(rows, due_lists.DUE, shape)
        return
    nothing = "Nothing has come up to the manager." if given["escalated"] else ""
    show_due(rows, nothing or due_lists.nothing_due(owner, which, last, later, seen.here), limit)
    for line in filter(None, below):
        click.echo(f"\n{line}")


# -- what is asked -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the list is wanted."""

    which: str
    until: datetime
    owner: str | None
    most: int
    """Customers; 0: all."""


_WHICH = ("now", "today", "overdue", "week")


def _which(words: str, until: str | None) -> tuple[str, str | None]:
    """Which part of the list, and up to what day; `mine` is what is shown anyway."""
    known = "now" if words.lower() in ("", "mine") else words.lower()
    if known in _WHICH:
        return known, until
    if until:
        raise click.UsageError(f"Either `{words[:40]}` or --until.")
    return "now", words


def _whose(desk: Desk, owner: str | None, everybody: bool) -> str | None:
    from worker import config

    return None if everybody else config.rep_named(desk.settings, owner) or config.me(desk.settings)


def _found(reader: Reader, seen: Seen, asked: Asked) -> tuple[Sequence[FollowUp], int]:
    """The rows, and how many customers more there are. Where only some of them are wanted all are read."""
    if not asked.most or asked.which in ("today", "overdue"):
        return reader.due(asked.until, asked.owner, now=seen.now), 0
    first = reader.due_first(asked.until, asked.owner, asked.most, seen.now)
    return first.rows, first.more_customers


def _escalated(reader: Reader, seen: Seen) -> list[FollowUp]:
    from store.due import escalated
    from worker.due_lists import FROM_THE_MANAGER_UP

    before = seen.escalates_before()
    if before is None:
        raise GenjinError("The policy has no rung for the manager: see `escalation` in policy.yaml.")
    return [each for each in escalated(reader, before, seen.now) if seen.level(each) in FROM_THE_MANAGER_UP]


def _conflicts(reader: Reader, owner: str | None) -> str:
    from store.colliding import conflicts_of
    from worker import due_lists

    return "\n".join(due_lists.conflict_lines(conflicts_of(reader, owner))) if owner else ""


def _last_day(which: str, until: str | None, seen: Seen) -> date:

    if until and which != "now":
        raise click.UsageError(f"Either `{which}` or --until.")
    today = seen.day(seen.now)
    if until:
        return _day(until, seen)
    return today + timedelta(days=7) if which == "week" else today


def _day(words: str, seen: Seen) -> date:
    from worker import when

    try:
        return when.day(words, seen.now, seen.here)
    except GenjinError as error:
        raise GenjinError(f"{error} Or one of: mine, today, overdue, week.") from None


# -- for other commands, too ---------------------------------------------------------------------------------


def seen_by(reader: Reader, now: datetime, as_of: str | None = None) -> Seen:
    """As the book's facts have the team's zone and numbers. as_of: from the morning of another day."""
    from worker import due_lists, render, when

    here = render.zone(reader.fact("zone"))
    day = when.day(as_of, now, here) if as_of else None
    if day is not None and day != now.astimezone(here).date():
        now = when.start_of(day, here)
    return due_lists.Seen.by(now, here, reader.fact("escalation"), reader.fact("contents"))


def show_due(rows: list[Any], nothing: str, limit: int = 1_000_000) -> None:
    """Duties for people: a table, or blocks where the terminal is too narrow for one."""
    from worker import due_lists, render

    table, width = due_lists.due_table(rows, limit), render.narrow(due_lists.NEEDED)
    if table and width:
        click.echo(render.blocks(due_lists.due_blocks(table), width))
    else:
        click.echo(render.render(table, due_lists.DUE_TABLE, "table", nothing))


def tell_trouble(desk: Desk, reader: Reader) -> None:
    """A list may be short because a mailbox was not read: say so beside it, never in it."""
    from worker import health, render

    for line in health.lateness(reader, desk.settings, desk.now):
        click.echo(render.clean(line), err=True)
