"""Companies that belong together: groups, who is in them, and what happened with any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from model import CustomerId, GenjinError
from worker.commands.common import NUMBER, Desk, pass_desk, shaped, show, the_customer

if TYPE_CHECKING:
    from model import Group
    from store.queries import Reader

_BECAUSE = click.option(
    "--because", "why", default="", metavar="WORDS", help="How you know; kept in the log."
)


@click.group()
def groups() -> None:
    """Companies that belong together: add, join, leave, edit, show, list."""


@groups.command()
@click.argument("name")
@click.argument("customers", nargs=-1, metavar="[CUSTOMER]...")
@_BECAUSE
@pass_desk
def add(desk: Desk, name: str, customers: tuple[str, ...], why: str) -> None:
    """A new group, with the customers that belong to it.

    Example: genjin groups add "Nordlicht Gruppe" nordlicht 14
    """
    from worker.master import grouping

    with desk.reader() as reader:
        numbers = [_member(reader, words) for words in customers]
    with desk.sitting() as sitting:
        _say(grouping.add(sitting, " ".join(name.split()), numbers, desk.actor, why))


@groups.command()
@click.argument("group")
@click.argument("customers", nargs=-1, required=True, metavar="CUSTOMER...")
@_BECAUSE
@pass_desk
def join(desk: Desk, group: str, customers: tuple[str, ...], why: str) -> None:
    """Customers that belong to a group, whichever they were in before.

    GROUP is its number or name. Example: genjin groups join "Nordlicht Gruppe" 14 --because "one letterhead"
    """
    from worker.master import grouping

    with desk.reader() as reader:
        meant = the_group(reader, group)
        numbers = [_member(reader, words) for words in customers]
    with desk.sitting() as sitting:
        _say(grouping.join(sitting, meant, numbers, desk.actor, why))


@groups.command()
@click.argument("customers", nargs=-1, required=True, metavar="CUSTOMER...")
@_BECAUSE
@pass_desk
def leave(desk: Desk, customers: tuple[str, ...], why: str) -> None:
    """Customers that belong to no group after all. Example: genjin groups leave 14"""
    from worker.master import grouping

    with desk.reader() as reader:
        numbers = [_member(reader, words) for words in customers]
    with desk.sitting() as sitting:
        _say(grouping.leave(sitting, numbers, desk.actor, why))


@groups.command()
@click.argument("group")
@click.option(
    "--contact",
    type=click.Choice(["apart", "answers", "touches", "default"]),
    required=True,
    help="What counts as contact among its companies; default: as policy.yaml says for all groups.",
)
@_BECAUSE
@pass_desk
def edit(desk: Desk, group: str, contact: str, why: str) -> None:
    """What counts as contact in one group. apart: every company by itself; answers: an answer of one ends the
    chase of the others; touches: a touch of one counts for the cadence of the others, too.

    Example: genjin groups edit "Nordlicht Gruppe" --contact answers --because "one buyer for all"
    """
    from worker.master import grouping

    with desk.reader() as reader:
        meant = the_group(reader, group)
    with desk.sitting() as sitting:
        words = "" if contact == "default" else contact
        _say(grouping.count_contact(sitting, meant, words, desk.actor, why))


@groups.command(name="show")
@click.argument("group", nargs=-1, required=True)
@click.option(
    "--last", type=NUMBER, default=20, show_default=True, metavar="N", help="How many events of the timeline."
)
@shaped
@pass_desk
def show_group(desk: Desk, group: tuple[str, ...], last: int, shape: str) -> None:
    """The companies of a group with their owners, and what happened with any of them.

    Example: genjin groups show "Nordlicht Gruppe"
    """
    from store import lookups
    from worker import card_lists, lists, render

    with desk.reader() as reader:
        here = render.zone(reader.fact("zone"))
        meant = the_group(reader, " ".join(group))
        members = lists.member_rows(lookups.members(reader, meant.id), here)
        events = card_lists.timeline_rows(reader.timeline(CustomerId(0), last, meant.id), here)
        contact = lookups.contact_of(reader, meant.id)
    if shape == "csv":
        show(members, lists.MEMBERS, shape)
    elif shape == "json":
        click.echo(render.as_json({**lists.group_values(meant, members, events), "contact": contact}))
    else:
        click.echo(render.one_line(f"{meant.name}  (group {meant.id})"))
        click.echo(f"  contact: {contact}" if contact else "  contact: as policy.yaml says, `groups`")
        click.echo(f"\n{render.render(members, lists.MEMBERS, 'table', 'Nobody is in it.')}")
        click.echo(f"\n{render.render(events, card_lists.TIMELINE, 'table', 'Nothing has happened yet.')}")


@groups.command(name="list")
@shaped
@pass_desk
def list_groups(desk: Desk, shape: str) -> None:
    """All groups, with how many companies and whose. Example: genjin groups list"""
    from store import lookups
    from worker import lists

    with desk.reader() as reader:
        rows = lists.group_rows(lookups.groups(reader))
    show(rows, lists.GROUPS, shape, "No group has been made yet: genjin groups add NAME CUSTOMER...")


# -- for the commands above ----------------------------------------------------------------------------------


def the_group(reader: Reader, words: str) -> Group:
    """The one group meant, or a sentence with those that could be."""
    from store import lookups

    found = lookups.groups_named(reader, words)
    if len(found) == 1:
        return found[0]
    if not found:
        raise GenjinError(f"No group is called `{words}`. `genjin groups list` shows them.")
    listed = "\n".join(f"  {group.id}  {group.name}" for group in found)
    raise GenjinError(f"`{words}` could be any of these; give the number:\n{listed}")


def _member(reader: Reader, words: str) -> CustomerId:
    """A customer; a group cannot be a member, so no group ever belongs to itself."""
    from store import lookups

    if not reader.customers_named(words) and (group := next(iter(lookups.groups_named(reader, words)), None)):
        raise GenjinError(
            f"`{words}` is a group itself ({group.id}), and groups hold customers only. To put its companies "
            f"into another group, name them: genjin groups show {group.id}"
        )
    return the_customer(reader, words)


def _say(lines: list[str]) -> None:
    from worker.render import one_line

    for line in lines:
        click.echo(one_line(line))
