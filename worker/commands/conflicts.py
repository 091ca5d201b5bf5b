"""Customers that look like one, two reps at one inquiry or group: what a manager sees, and says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from model import GenjinError
from worker.commands.common import Desk, pass_desk, shaped, show

if TYPE_CHECKING:
    from worker.render import Cells


@click.group(invoke_without_command=True)
@click.option("--all", "every", is_flag=True, help="Those that were dismissed, too.")
@click.option("--rep", metavar="REP", help="Those that concern one rep.")
@shaped
@click.pass_context
def conflicts(ctx: click.Context, every: bool, rep: str | None, shape: str) -> None:
    """Two customers that look like one, one inquiry to several reps, two reps in one group. Example: genjin
    conflicts

    Noted when a file, a person or a mail brings it; what is noted and what stops it says policy.yaml, section
    `conflicts`. `customers merge` makes one of two, `groups join` says they are sisters.
    """
    if ctx.invoked_subcommand:
        return
    from store.colliding import conflicts as listed
    from worker import render

    with ctx.obj.reader() as reader:
        found = [each for each in listed(reader, every=every) if not rep or each.concerns(rep)]
        here = render.zone(reader.fact("zone"))
    rows: list[Cells] = [
        {
            "id": each.id,
            "when": render.at(each.at, here),
            "date": render.iso(each.at, here),
            "level": each.level,
            "sort": each.sort,
            "customer": f"{each.customer} {each.name}",
            "owner": each.owner or "public pool",
            "other": f"{each.other} {each.other_name}" if each.other != each.customer else "",
            "other_owner": (each.other_owner or "public pool") if each.other != each.customer else "",
            "words": each.said,
            "mail": each.mail,
            "state": each.state,
        }
        for each in found
    ]
    columns = (
        render.Column("id", "no.", stays=True, leads=True),
        render.Column("when", "date", stays=True, leads=True),
        render.Column("date"),
        render.Column("level", "level", stays=True),
        render.Column("sort"),
        render.Column("customer", "customer", "bold", leads=True),
        render.Column("owner", "owner"),
        render.Column("other", "collides with"),
        render.Column("other_owner", "its owner"),
        render.Column("words", "why"),
        render.Column("mail"),
        render.Column("state"),
    )
    show(rows, columns, shape, "No conflict waits for a person.")


@conflicts.command()
@click.argument("numbers", type=int, nargs=-1, required=True, metavar="CONFLICT...")
@pass_desk
def dismiss(desk: Desk, numbers: tuple[int, ...]) -> None:
    """Somebody has looked, and it may stay as it is. Example: genjin conflicts dismiss 3"""
    _say(desk, numbers, "dismissed", "dismiss")
    click.echo(f"Off the list. To put them back: genjin conflicts reopen {' '.join(map(str, numbers))}")


@conflicts.command()
@click.argument("numbers", type=int, nargs=-1, required=True, metavar="CONFLICT...")
@pass_desk
def reopen(desk: Desk, numbers: tuple[int, ...]) -> None:
    """Undo `conflicts dismiss`. Example: genjin conflicts reopen 3"""
    _say(desk, numbers, "open", "reopen")
    click.echo("On the list again.")


def _say(desk: Desk, numbers: tuple[int, ...], state: str, action: str) -> None:
    with desk.sitting() as sitting:
        for number in numbers:
            before = sitting.page.conflicts.set(number, state)
            if before is None:
                raise GenjinError(
                    f"There is no conflict {number}. `genjin conflicts --all` shows the numbers."
                )
            if before == state:
                raise GenjinError(f"Conflict {number} is {state} already.")
            sitting.page.journal(desk.actor.now, desk.actor.name, f"conflicts {action}", f"conflict {number}")
