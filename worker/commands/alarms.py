"""Signs of fraud that nobody has looked at, and what people say of them."""

from __future__ import annotations

from collections.abc import Sequence

import click

from model import MailId
from worker.commands.common import Desk, pass_desk, shaped, show


@click.group(invoke_without_command=True)
@click.option("--all", "every", is_flag=True, help="Those that were dismissed, too.")
@shaped
@click.pass_context
def alarms(ctx: click.Context, every: bool, shape: str) -> None:
    """Signs of fraud: answers led elsewhere, new bank details, look-alike senders. Example: genjin alarms

    A mail with such a sign is not linked to a customer by itself. Ask the customer by telephone, by a number
    you knew before; if it is genuine, `alarms dismiss` it, and it is linked.
    """
    if ctx.invoked_subcommand:
        return
    from worker import lists, render

    with ctx.obj.reader() as reader:
        rows = lists.alarm_rows(reader.alarms(every=every), render.zone(reader.fact("zone")))
    show(rows, lists.ALARMS, shape, "No sign of fraud waits for a person.")


@alarms.command()
@click.argument("mails", type=int, nargs=-1, required=True, metavar="MAIL...")
@pass_desk
def dismiss(desk: Desk, mails: tuple[int, ...]) -> None:
    """These mails are genuine, somebody has asked: they are linked as any other. Example: genjin alarms
    dismiss 12
    """
    from worker import alarms as act

    with desk.sitting() as sitting:
        lines = [line for mail in mails for line in act.dismiss(sitting, MailId(mail), desk.actor)]
    _tell(lines, f"Off the list. To put them back: genjin alarms reopen {' '.join(map(str, mails))}")


@alarms.command()
@click.argument("mails", type=int, nargs=-1, required=True, metavar="MAIL...")
@pass_desk
def reopen(desk: Desk, mails: tuple[int, ...]) -> None:
    """Undo `alarms dismiss`. Example: genjin alarms reopen 12"""
    from worker import alarms as act

    with desk.sitting() as sitting:
        lines = [line for mail in mails for line in act.reopen(sitting, MailId(mail), desk.actor)]
    _tell(lines, "On the list again.")


def _tell(lines: Sequence[str], done: str) -> None:
    from worker.render import clean

    click.echo("".join(f"{clean(line)}\n" for line in lines) + done)
