"""Signs of fraud that nobody has looked at, and what people say of them."""

from __future__ import annotations

import click

from model import GenjinError, MailId
from worker.commands.common import Desk, pass_desk, shaped, show


@click.group(invoke_without_command=True)
@shaped
@click.pass_context
def alarms(ctx: click.Context, shape: str) -> None:
    """Signs of fraud: answers led elsewhere, new bank details, look-alike senders. Example: genjin alarms"""
    if ctx.invoked_subcommand:
        return
    from worker import lists, render

    with ctx.obj.reader() as reader:
        rows = lists.alarm_rows(reader.alarms(), render.zone(reader.fact("zone")))
    show(rows, lists.ALARMS, shape, "No sign of fraud waits for a person.")


@alarms.command()
@click.argument("mails", type=int, nargs=-1, required=True, metavar="MAIL...")
@pass_desk
def dismiss(desk: Desk, mails: tuple[int, ...]) -> None:
    """These mails are genuine: somebody has asked, by telephone. Example: genjin alarms dismiss 12"""
    _set(desk, mails, "dismissed")
    click.echo(f"Off the list. To put them back: genjin alarms reopen {' '.join(map(str, mails))}")


@alarms.command()
@click.argument("mails", type=int, nargs=-1, required=True, metavar="MAIL...")
@pass_desk
def reopen(desk: Desk, mails: tuple[int, ...]) -> None:
    """Undo `alarms dismiss`. Example: genjin alarms reopen 12"""
    _set(desk, mails, "open")
    click.echo("On the list again.")


def _set(desk: Desk, mails: tuple[int, ...], state: str) -> None:
    """All of them or none."""
    with desk.book(made=False) as book, book.begin() as page:
        for mail in mails:
            if not page.alarms.set(MailId(mail), state):
                raise GenjinError(
                    f"Mail {mail} has no alarm to be changed so; nothing was changed. `genjin alarms` lists "
                    "what is open."
                )
            action = "alarms dismiss" if state == "dismissed" else "alarms reopen"
            page.journal(desk.now, desk.actor.name, action, f"mail {mail}")
