"""Plans of mailings: which there are, who follows them, and how far each came."""

from __future__ import annotations

import click

from model import GenjinError
from worker.commands.common import Desk, each_id, pass_desk, shaped, show, the_customer
from worker.commands.grade import policy_of


@click.group()
def sequences() -> None:
    """Plans of mailings for leads of a fair or a campaign."""


@sequences.command(name="list")
@shaped
@pass_desk
def list_(desk: Desk, shape: str) -> None:
    """Which plans policy.yaml has, and how many customers are on each step. Example: genjin sequences list"""
    from worker import sequences as plans

    with desk.reader() as reader:
        rows = list(plans.steps(reader, policy_of(desk)))
    show(rows, plans.STEPS, shape, "There is no sequence in policy.yaml.")


@sequences.command()
@click.argument("name")
@click.argument("customers", nargs=-1, required=True)
@click.option("--event", default="", metavar="NAME", help="Where they were met: Canton Fair 2026.")
@click.option("--from", "start", metavar="DAY", help="From when on the steps count. Default: today.")
@pass_desk
def enrol(desk: Desk, name: str, customers: tuple[str, ...], event: str, start: str | None) -> None:
    """Customers follow a sequence. CUSTOMERS are numbers, or `-` for numbers from standard input.

    Example: genjin sequences enrol fair 12 --event "Canton Fair 2026"
    """
    from worker import sequences as plans

    numbers = each_id(customers)
    with desk.sitting() as sitting:
        lines = plans.enrol(sitting, name, numbers, desk.actor, event, start or "today")
    _say(lines)


@sequences.command()
@click.argument("name")
@click.argument("customers", nargs=-1, required=True)
@click.option("--why", required=True, help="Why it ends.")
@pass_desk
def leave(desk: Desk, name: str, customers: tuple[str, ...], why: str) -> None:
    """Customers follow a sequence no more. What they answer or buy ends it by itself.

    Example: genjin sequences leave fair 12 --why "asked for no more mailings"
    """
    from worker import sequences as plans

    numbers = each_id(customers)
    with desk.sitting() as sitting:
        lines = plans.leave(sitting, name, numbers, desk.actor, why)
    _say(lines)


@sequences.command(name="show")
@click.argument("customer", nargs=-1, required=True)
@shaped
@pass_desk
def show_(desk: Desk, customer: tuple[str, ...], shape: str) -> None:
    """How far a customer came: what was done when, and what is next. Example: genjin sequences show 12"""
    from worker import sequences as plans

    with desk.reader() as reader:
        number = the_customer(reader, " ".join(customer))
        rows = list(plans.story(reader, policy_of(desk), number))
    show(rows, plans.STORY, shape, "This customer follows no sequence.")


def _say(lines: list[str]) -> None:
    from worker.render import clean

    if not lines:
        raise GenjinError("Nothing is done.")
    for line in lines:
        click.echo(clean(line))
