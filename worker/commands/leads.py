"""The files that leads were brought in with: they are kept as they were."""

from __future__ import annotations

import click

from model import GenjinError
from worker.commands.common import NUMBER, Desk, pass_desk, shaped, show


@click.group()
def leads() -> None:
    """Files of leads, as they were brought in (genjin import leads)."""


@leads.command()
@shaped
@pass_desk
def files(desk: Desk, shape: str) -> None:
    """Which files were brought in, the newest first. Example: genjin leads files"""
    from worker.render import Column, zone

    with desk.book(made=False) as book, book.begin() as page:
        here = zone(page.fact("zone"))
        kept = page.leads.files()
    rows = [
        {
            "file": each.number,
            "day": each.at.astimezone(here).date().isoformat(),
            "event": each.event,
            "name": each.name,
            "by": each.actor,
            "sha256": each.sha256,
        }
        for each in kept
    ]
    columns = (
        Column("file", "File", stays=True, right=True, leads=True),
        Column("day", "Day", stays=True),
        Column("event", "Event", leads=True),
        Column("name", "Name"),
        Column("by", "By"),
        Column("sha256"),
    )
    show(rows, columns, shape, "No file of leads was brought in.")


@leads.command()
@click.argument("number", type=NUMBER)
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False), metavar="FILE", help="Where to write it."
)
@pass_desk
def file(desk: Desk, number: int, out: str) -> None:
    """Write a file back, byte for byte. Example: genjin leads file 1 --out cards.vcf"""
    from pathlib import Path

    with desk.book(made=False) as book, book.begin() as page:
        content = page.leads.content(number)
    if content is None:
        raise GenjinError(f"There is no file {number}. `genjin leads files` lists them.")
    try:
        with Path(out).open("xb") as target:
            target.write(content)
    except OSError as error:
        raise GenjinError(f"{out} cannot be written: {error.strerror}. Name another file.") from None
    click.echo(f"File {number} is written to {out}, {len(content):,} bytes.")
