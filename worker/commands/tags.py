"""How many customers have which tag in force, and which are they?"""

from __future__ import annotations

import click

from worker.commands.common import Desk, pass_desk, shaped, show


@click.command()
@click.argument("name", metavar="[TAG]", required=False)
@shaped
@pass_desk
def tags(desk: Desk, name: str | None, shape: str) -> None:
    """The tags in force and how many customers have each; with a TAG (its name or its title) these customers,
    with the words that prove it. Example: genjin tags lost-on-price
    """
    from worker import render, tag_lists

    with desk.reader() as reader:
        here = render.zone(reader.fact("zone"))
        held = tag_lists.held(reader, desk.now.astimezone(here).date())
    if name is None:
        show(tag_lists.counted(held, here), tag_lists.COUNTED, shape, "No customer has a tag.")
    else:
        show(tag_lists.having(name, held, here), tag_lists.HAVING, shape)
