"""What did I just do, and how is it taken back? Everything that a person writes."""

from __future__ import annotations

from typing import Any

import click

from worker.commands.common import NUMBER, Desk, pass_desk, say, shaped, show, tried


@click.command()
@click.argument("change", type=NUMBER, required=False, metavar="[N]")
@click.option("--list", "listed", is_flag=True, help="Your last changes, newest first.")
@click.option("--everybody", is_flag=True, help="With --list: those of all.")
@click.option("--last", type=NUMBER, default=20, show_default=True, metavar="N", help="How many are listed.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@shaped
@pass_desk
def undo(desk: Desk, /, change: int | None, dry_run: bool, shape: str, **given: Any) -> None:
    """Take back your last change, or the one of that number, whatever it was. What is owed follows.

    Example: genjin undo --list
    """
    if given["listed"]:
        _list(desk, "" if given["everybody"] else desk.actor.name, given["last"], shape)
        return
    from worker.master import undo as undoing

    with tried(desk, dry_run) as sitting:
        number = undoing.last(sitting, desk.actor) if change is None else change
        say(undoing.undo(sitting, number, desk.actor, dry_run=dry_run), dry_run)


def _list(desk: Desk, actor: str, last: int, shape: str) -> None:
    from store import lookups
    from worker import lists, render

    with desk.reader() as reader:
        rows = lists.change_rows(lookups.changes_by(reader, actor, last), render.zone(reader.fact("zone")))
    nothing = f"{actor} has changed nothing yet." if actor else "Nobody has changed anything yet."
    show(rows, lists.CHANGES, shape, nothing)
