"""The people at a customer, and what mails say of them that the book does not."""

from __future__ import annotations

from collections.abc import Callable

import click

from worker.commands.common import Desk, pass_desk, shaped, show, the_customer


@click.command()
@click.argument("customer", nargs=-1, required=True)
@shaped
@pass_desk
def contacts(desk: Desk, customer: tuple[str, ...], shape: str) -> None:
    """The people at a customer, with position, phones and messengers. Example: genjin contacts nordlicht"""
    from worker import lists

    with desk.reader() as reader:
        number = the_customer(reader, " ".join(customer))
        rows = lists.contact_rows(reader.contacts(number))
    show(rows, lists.CONTACTS, shape, "Nobody is known there yet.")


@click.group(invoke_without_command=True)
@shaped
@click.pass_context
def proposals(ctx: click.Context, shape: str) -> None:
    """What mails say of your contacts otherwise than the book: a new title, address, colleague. Example:
    genjin proposals
    """
    if ctx.invoked_subcommand:
        return
    from worker import lists, render

    with ctx.obj.reader() as reader:
        rows = lists.proposal_rows(reader.proposals(), render.zone(reader.fact("zone")))
    show(rows, lists.PROPOSALS, shape, "No news of contacts waits for an answer.")


@proposals.command()
@click.argument("numbers", type=int, nargs=-1, required=True, metavar="PROPOSAL...")
@pass_desk
def accept(desk: Desk, numbers: tuple[int, ...]) -> None:
    """It is so: the contact is changed. Example: genjin proposals accept 3"""
    from worker import contacts

    _answer(desk, numbers, contacts.accept, "Taken over")


@proposals.command()
@click.argument("numbers", type=int, nargs=-1, required=True, metavar="PROPOSAL...")
@pass_desk
def refuse(desk: Desk, numbers: tuple[int, ...]) -> None:
    """It is not so, and is not asked again. Example: genjin proposals refuse 3"""
    from worker import contacts

    _answer(desk, numbers, contacts.refuse, "Left as it was")


@proposals.command()
@click.argument("numbers", type=int, nargs=-1, required=True, metavar="PROPOSAL...")
@pass_desk
def undo(desk: Desk, numbers: tuple[int, ...]) -> None:
    """Take an answer back. Example: genjin proposals undo 3"""
    from worker import contacts

    _answer(desk, numbers, contacts.undo, "Open again")


def _answer(desk: Desk, numbers: tuple[int, ...], act: Callable[..., str], done: str) -> None:
    """All of them or none."""
    from worker.render import clean

    with desk.sitting() as sitting:
        lines = [f"{done}: {act(sitting, number, desk.actor)}" for number in numbers]
    click.echo("\n".join(clean(line) for line in lines))
