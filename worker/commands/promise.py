"""What did we promise? Promises that our mail made, kept or given up by hand."""

from __future__ import annotations

import click

from model import GenjinError
from worker.commands.common import Desk, pass_desk, shaped, show
from worker.commands.desk import FOLLOW_UPS, numbers_of, told
from worker.commands.due import seen_by, show_due


@click.group()
def promise() -> None:
    """What our mail promised: open promises, kept or given up by hand. A mail that brings it keeps it too."""


@promise.command(name="list")
@click.option("--owner", metavar="REP", help="One rep's. Default: yours, if genjin.yaml says who you are.")
@click.option("--everybody", is_flag=True, help="All reps' promises.")
@shaped
@pass_desk
def list_promises(desk: Desk, owner: str | None, everybody: bool, shape: str) -> None:
    """Open promises, the most urgent first. Example: genjin promise list --everybody"""
    from store import standing
    from worker import config, due_lists

    settings = desk.settings
    owner = None if everybody else config.rep_named(settings, owner) or config.me(settings)
    with desk.reader() as reader:
        seen = seen_by(reader, desk.now)
        rows = due_lists.due_rows(standing.promises(reader, owner), seen)
        if shape != "table":
            rows = due_lists.with_windows(rows, seen, (reader.fact("sending"), reader.fact("zone")))
    if shape == "table":
        show_due(rows, f"No promise is open{f' for {owner}' if owner else ''}.")
    else:
        show(rows, due_lists.DUE, shape)


@promise.command()
@FOLLOW_UPS
@click.option("--note", default="", help="What was done.")
@pass_desk
def keep(desk: Desk, follow_ups: tuple[str, ...], note: str) -> None:
    """They have been done, whatever the mail shows; `-` reads their numbers from standard input, one a line.

    Example: genjin promise keep 7 --note "sample with DHL"
    """
    from worker import desk as acts

    numbers = numbers_of(follow_ups)
    with told(desk, numbers, "kept"), desk.sitting() as sitting:
        acts.keep_all(sitting, numbers, desk.actor, note)


@promise.command()
@FOLLOW_UPS
@click.option("--why", default="", help="Why it will not be done.")
@pass_desk
def drop(desk: Desk, follow_ups: tuple[str, ...], why: str) -> None:
    """They will not be done. Several at once are one change; `-` reads their numbers from standard input.

    Example: genjin promise drop 7 --why "they bought elsewhere"
    """
    from worker import desk as acts

    if not why.strip():
        given = " ".join(follow_ups[:20])
        raise GenjinError(f'Why is it dropped? genjin promise drop {given} --why "they bought elsewhere"')
    numbers = numbers_of(follow_ups)
    with told(desk, numbers, "dropped"), desk.sitting() as sitting:
        acts.drop_all(sitting, numbers, desk.actor, why.strip())
