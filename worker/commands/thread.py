"""Which mails belong together, and what a person says of it."""

from __future__ import annotations

from collections.abc import Sequence

import click

from model import GenjinError, MailId
from worker.commands.common import Desk, pass_desk, shaped, show


@click.group()
def thread() -> None:
    """Mails that belong together: look at them, split one off, join two. Example: genjin thread show 12"""


@thread.command(name="show")
@click.argument("mail", type=int)
@shaped
@pass_desk
def show_thread(desk: Desk, mail: int, shape: str) -> None:
    """Every mail of a mail's thread, oldest first. Example: genjin thread show 12"""
    from worker import lists, render

    with desk.reader() as reader:
        rows = lists.thread_rows(reader.thread(MailId(mail)), render.zone(reader.fact("zone")))
    if not rows:
        raise GenjinError(f"There is no mail {mail}. `genjin show CUSTOMER` lists the numbers of its mails.")
    show(rows, lists.THREAD, shape)


@thread.command()
@click.argument("mail", type=int)
@pass_desk
def split(desk: Desk, mail: int) -> None:
    """The mail begins a thread of its own: what stood before it says nothing of whom it is from. Example:
    genjin thread split 12
    """
    from worker import threads

    with desk.sitting() as sitting:
        changed = threads.split(sitting, MailId(mail), desk.actor)
    _tell(f"Mail {mail} begins a thread of its own.", changed, mail)


@thread.command()
@click.argument("mail", type=int)
@click.argument("other", type=int)
@pass_desk
def join(desk: Desk, mail: int, other: int) -> None:
    """The mail continues another one's thread and belongs to the same customer. Example: genjin thread join
    12 7
    """
    from worker import threads

    with desk.sitting() as sitting:
        changed = threads.join(sitting, MailId(mail), MailId(other), desk.actor)
    _tell(f"Mail {mail} continues the thread of mail {other}.", changed, mail)


@thread.command()
@click.argument("mail", type=int)
@pass_desk
def undo(desk: Desk, mail: int) -> None:
    """Take back the last split or join of a mail. Example: genjin thread undo 12"""
    from worker import threads

    with desk.sitting() as sitting:
        changed = threads.undo(sitting, MailId(mail), desk.actor)
    _tell(f"Mail {mail} is in its thread as its own words say.", changed, 0)


def _tell(done: str, changed: Sequence[str], undo_of: int) -> None:
    from worker.render import clean

    click.echo(done)
    click.echo("".join(f"  {clean(line)}\n" for line in changed) or "  No customer changed.\n", nl=False)
    if undo_of:
        click.echo(f"To take it back: genjin thread undo {undo_of}")
