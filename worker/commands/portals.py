"""Portals and web forms: which are read, whether their descriptions hold, and which have changed."""

from __future__ import annotations

import click

from worker.commands.common import Desk, pass_desk, shaped, show


@click.group()
def portals() -> None:
    """Portals and web forms that inquiries come through. Example: genjin portals list"""


@portals.command(name="list")
@shaped
@pass_desk
def list_portals(desk: Desk, shape: str) -> None:
    """Every portal, with its inquiries of the last 90 days and what they lacked. Example: genjin portals
    list
    """
    from worker import lists, render
    from worker import portals as described
    from worker.drift import LATELY

    desk.warn_of_portals()
    known, _ = described.load(desk.home)
    with desk.reader() as reader:
        mails, here = reader.portal_mails(desk.now - LATELY), render.zone(reader.fact("zone"))
    states = described.states(known, mails)
    show(lists.portal_rows(states, here), lists.PORTALS, shape)
    if shape == "table":
        for words in (render.clean(each.drift.words) for each in states if each.drift):
            click.echo(f"\n{words}")


@portals.command()
@pass_desk
def check(desk: Desk) -> None:
    """Read every portal's samples as if they had come. Exit code 1 on any mistake. Example: genjin portals
    check
    """
    from worker import portals as described
    from worker.render import clean
    from worker.shape import ConfigError

    told, wrong, failed = described.check(desk.home)
    click.echo("".join(f"{clean(line)}\n" for line in told), nl=False)
    if wrong:
        raise ConfigError([*wrong, *failed], described.stays(wrong))
    if failed:
        raise ConfigError(failed, "What reads otherwise than its fixture says is in force all the same.")
    click.echo("Every sample reads as it says.")
