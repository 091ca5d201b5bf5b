"""Mails whose customer is not sure: the list, and what people answer."""

from __future__ import annotations

import click

from model import MailId
from worker.commands.common import Desk, pass_desk, shaped, show, the_customer


@click.group(invoke_without_command=True)
@shaped
@click.pass_context
def review(ctx: click.Context, shape: str) -> None:
    """Mails whose customer is not sure: the list, and your answers. Example: genjin review"""
    if ctx.invoked_subcommand:
        return
    from worker import lists, render

    with ctx.obj.reader() as reader:
        rows = lists.review_rows(reader.questions(), render.zone(reader.fact("zone")))
    show(rows, lists.REVIEW, shape, "No mail waits for an answer.")


@review.command()
@click.argument("mail", type=int)
@click.argument("customer")
@pass_desk
def accept(desk: Desk, mail: int, customer: str) -> None:
    """The mail is from this customer; its address is remembered. Example: genjin review accept 12
    nordlicht
    """
    from worker import desk as acts

    with desk.reader() as reader:
        number = the_customer(reader, customer)
    with desk.sitting() as sitting:
        name = acts.accept(sitting, MailId(mail), number, desk.actor)
    click.echo(f"Mail {mail} belongs to {name}; its address is remembered.")


@review.command()
@click.argument("mail", type=int)
@pass_desk
def new(desk: Desk, mail: int) -> None:
    """The mail is from somebody new: make a lead of it, owned by you. Example: genjin review new 12"""
    from worker import config
    from worker import desk as acts

    with desk.sitting() as sitting:
        name = acts.open_lead(sitting, MailId(mail), desk.actor, config.me(desk.settings))
    click.echo(f"Mail {mail} opened the new lead {name}.")


@review.command()
@click.argument("mail", type=int)
@pass_desk
def skip(desk: Desk, mail: int) -> None:
    """Nobody has to be found for the mail. Example: genjin review skip 12"""
    from worker import desk as acts

    with desk.book(made=False) as book, book.begin() as page:
        acts.skip(page, MailId(mail), desk.actor)
    click.echo(f"Mail {mail} is off the list.")
