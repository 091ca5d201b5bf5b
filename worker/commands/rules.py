"""The rules that tag mail: are they right?"""

from __future__ import annotations

import click

from worker.commands.common import Desk, pass_desk


@click.group()
def rules() -> None:
    """The rules that tag mail."""


@rules.command()
@pass_desk
def check(desk: Desk) -> None:
    """Read every rule file and run the samples in it; exit 1 on any mistake. Example: genjin rules check"""
    from worker import rulebook

    for line in rulebook.checked(desk.home):
        click.echo(line)
