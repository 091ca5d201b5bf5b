"""What the book knows, in files for spreadsheets, address books and programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from model import GenjinError
from worker.commands.common import Command, Desk, pass_desk

if TYPE_CHECKING:
    from store.queries import Reader
    from worker.export.tables import Table

_FORMATS = ("csv", "xlsx", "json", "vcf")


@click.group()
def export() -> None:
    """Write customers, contacts, facts or the log of changes into a file, or to the terminal with `-`."""


def _written(command: Command) -> Command:
    """The arguments of every export."""
    command = click.option("--force", is_flag=True, help="Over a file that is there.")(command)
    command = click.option(
        "--format", "shape", type=click.Choice(_FORMATS), help="Default: by the file's ending; csv for `-`."
    )(command)
    return click.argument("file", type=click.Path(dir_okay=False))(command)


@export.command()
@_written
@pass_desk
def customers(desk: Desk, file: str, shape: str | None, force: bool) -> None:
    """Customers, in the columns that `genjin import customers` reads. Example: genjin export customers
    customers.xlsx
    """
    from worker.export import tables

    _export(desk, file, _shape(file, shape, _FORMATS[:3]), force, tables.customers)


@export.command()
@_written
@pass_desk
def contacts(desk: Desk, file: str, shape: str | None, force: bool) -> None:
    """People and their addresses; .vcf is for address books. Example: genjin export contacts people.vcf"""
    from worker.export import tables

    _export(desk, file, _shape(file, shape, _FORMATS), force, tables.contacts)


@export.command()
@_written
@pass_desk
def changes(desk: Desk, file: str, shape: str | None, force: bool) -> None:
    """Who changed what when. Example: genjin export changes audit.csv"""
    from worker.export import tables

    _export(desk, file, _shape(file, shape, _FORMATS[:3]), force, tables.changes)


@export.command()
@_written
@pass_desk
def facts(desk: Desk, file: str, shape: str | None, force: bool) -> None:
    """Quotations, samples, orders and payments of all customers. Example: genjin export facts facts.xlsx"""
    from worker.export import tables

    _export(desk, file, _shape(file, shape, _FORMATS[:3]), force, tables.facts)


# -- for the commands above ----------------------------------------------------------------------------------


def _shape(file: str, shape: str | None, known: tuple[str, ...]) -> str:
    ending = file.rpartition(".")[2].lower() if "." in file else ""
    meant = shape or ("csv" if file == "-" else ending)
    if meant not in known:
        said = f"`{meant}` is" if meant else f"`{file}` ends in"
        raise GenjinError(
            f"{said} none of the formats for this: {', '.join(known)}. Say which with --format."
        )
    return meant


def _export(desk: Desk, file: str, shape: str, force: bool, made: Callable[[Reader], Table]) -> None:
    from pathlib import Path

    if file != "-" and Path(file).exists() and not force:
        raise GenjinError(f"{file} is there already. Name another file, or write over it with --force.")
    with desk.reader() as reader:
        content = _content(reader, shape, made, marked=file != "-")
    if file == "-":
        click.echo(content, nl=False)
        return
    _write(Path(file), content)
    click.echo(f"Written: {file}")


def _content(reader: Reader, shape: str, made: Callable[[Reader], Table], *, marked: bool) -> bytes:
    """marked: Excel reads UTF-8 only where a mark stands before it."""
    from store import lookups
    from worker.export import files, vcards

    if shape == "vcf":
        return vcards.as_vcards(lookups.people(reader)).encode()
    table = made(reader)
    if shape == "xlsx":
        return files.as_xlsx(table)
    if shape == "json":
        return files.as_json(table).encode()
    return files.as_csv(table).encode("utf-8-sig" if marked else "utf-8")


def _write(path: object, content: bytes) -> None:
    """Whole or not at all, and for nobody else to read: it holds every customer."""
    import os
    from pathlib import Path

    target = Path(str(path))
    draft = target.with_name(f".{target.name}.part")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
            stream.write(content)
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise GenjinError(f"{target} cannot be written: {error.strerror}.") from None
