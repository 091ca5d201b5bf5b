"""What did we promise? Promises that our mail made, kept or given up by hand."""

from __future__ import annotations

import click

from model import FollowUpId, GenjinError
from worker.commands.common import NUMBER, Desk, pass_desk, shaped, show
from worker.commands.desk import told
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
@click.argument("follow_up", type=NUMBER, metavar="N")
@click.option("--note", default="", help="What was done.")
@pass_desk
def keep(desk: Desk, follow_up: int, note: str) -> None:
    """It has been done, whatever the mail shows. Example: genjin promise keep 7 --note "sample with DHL" """
    from worker import desk as acts

    number = FollowUpId(follow_up)
    with told(desk, [number], "kept"), desk.sitting() as sitting:
        acts.keep(sitting, number, desk.actor, note)


@promise.command()
@click.argument("follow_up", type=NUMBER, metavar="N")
@click.option("--why", default="", help="Why it will not be done.")
@pass_desk
def drop(desk: Desk, follow_up: int, why: str) -> None:
    """It will not be done. Example: genjin promise drop 7 --why "they bought elsewhere" """
    from worker import desk as acts

    if not why.strip():
        raise GenjinError(f'Why is it dropped? genjin promise drop {follow_up} --why "they bought elsewhere"')
    number = FollowUpId(follow_up)
    with told(desk, [number], "dropped"), desk.sitting() as sitting:
        acts.drop(sitting, number, desk.actor, why.strip())
