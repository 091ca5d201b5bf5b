"""What was done in business with a customer: quotations, samples, orders, payments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any

import click

from model import CustomerId, FactId, FactSort, GenjinError
from worker.commands.common import Desk, each_id, pass_desk, shaped, show, the_customer

if TYPE_CHECKING:
    from worker.business import Done, Said
    from worker.intake import Sitting


class _Listing(click.Group):
    """`genjin facts nordlicht` lists: what is no verb is a customer."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        return super().resolve_command(ctx, args if args[0] in self.commands else ["list", *args])


@click.group(cls=_Listing, subcommand_metavar="CUSTOMER | add | edit | remove")
def facts() -> None:
    """Business with a customer: quotations, samples, orders, payments, read in mail or written down.

    Example: genjin facts nordlicht
    """


@facts.command("list")
@click.argument("customer", nargs=-1, required=True)
@shaped
@pass_desk
def listing(desk: Desk, customer: tuple[str, ...], shape: str) -> None:
    """The facts of a customer, newest first. Example: genjin facts list nordlicht"""
    from store import dealt
    from worker import fact_lists, render

    with desk.reader() as reader:
        number = the_customer(reader, " ".join(customer))
        rows = fact_lists.fact_rows(dealt.facts_of(reader, number), render.zone(reader.fact("zone")))
    show(rows, fact_lists.FACTS, shape, "No business with it is known yet.")


def _told(command: Any) -> Any:
    """The options of everything a fact may say."""
    for name, what, words in reversed(_OPTIONS):
        command = click.option(name, metavar=what, help=words)(command)
    return command


_OPTIONS = (
    ("--number", "TEXT", "Of the paper or the waybill."),
    ("--amount", "AMOUNT", "12000, 12000.50 or 12,000.50; needs a currency."),
    ("--currency", "CODE", "Three letters: USD, EUR, CNY."),
    ("--valid-until", "DAY", "The last day of a quotation."),
    ("--day", "DAY", "When it was; default: today."),
)


@facts.command()
@click.argument("customer")
@click.argument("sort", type=click.Choice([sort.value for sort in FactSort]))
@click.argument("words", nargs=-1)
@_told
@pass_desk
def add(desk: Desk, /, customer: str, sort: str, words: tuple[str, ...], **given: str | None) -> None:
    """A fact that no mail shows.

    Example: genjin facts add nordlicht order "PO by WhatsApp" --amount 12000 --currency USD --number PO-7781
    """
    from worker import business

    with desk.reader() as reader:
        number = the_customer(reader, customer)
    said = _said(desk, " ".join(words), given)
    _do(desk, [number], lambda sitting: [business.add(sitting, number, FactSort(sort), desk.actor, said)])


@facts.command()
@click.argument("fact")
@_told
@click.option("--words", metavar="TEXT", help="What it was read from, or what there is to say.")
@pass_desk
def edit(desk: Desk, /, fact: str, words: str | None, **given: str | None) -> None:
    """Put a fact right; what was read in a mail then stays as you say. Example: genjin facts edit 7 --amount
    12500
    """
    from worker import business

    if words is None and all(value is None for value in given.values()):
        raise click.UsageError("Nothing to change. `genjin facts edit --help` lists what can be.")
    (number,) = _numbers((fact,))
    said = _said(desk, words, given)
    _do(desk, _whose(desk, [number]), lambda sitting: [business.edit(sitting, number, desk.actor, said)])


@facts.command()
@click.argument("fact", nargs=-1, required=True)
@click.option("--why", default="", help="The reason, for whoever looks later.")
@pass_desk
def remove(desk: Desk, fact: tuple[str, ...], why: str) -> None:
    """It is not so; a mail that seems to say it is not believed again. `-` reads numbers from standard input.

    Example: genjin facts remove 7 --why "it was a price list"
    """
    from worker import business

    numbers = _numbers(fact)
    _do(
        desk,
        _whose(desk, numbers),
        lambda sitting: [business.remove(sitting, each, desk.actor, why) for each in numbers],
    )


# -- for the commands above ----------------------------------------------------------------------------------


def _numbers(given: tuple[str, ...]) -> tuple[FactId, ...]:
    return tuple(FactId(number) for number in each_id(given))


def _said(desk: Desk, words: str | None, given: dict[str, str | None]) -> Said:
    """`--valid-until ""` takes the validity off."""
    from worker import business, render, when

    with desk.reader() as reader:
        here = render.zone(reader.fact("zone"))
    until, day = given.get("valid_until"), given.get("day")
    return replace(
        business.said_of(given, when.day(until, desk.now, here) if until else None),
        words=None if words is None else " ".join(words.split()),
        at=_past(day, desk.now, here) if day else None,
        is_endless=until == "",
    )


def _past(words: str, now: datetime, here: tzinfo) -> datetime:
    from worker import when

    day = when.day(words, now, here)
    if day > now.astimezone(here).date():
        raise GenjinError(f"{day} is in the future; a fact is what has happened.")
    return min(now, when.end_of(day, here))


def _whose(desk: Desk, numbers: Sequence[FactId]) -> list[CustomerId]:
    from store import dealt

    with desk.reader() as reader:
        return dealt.whose(reader, numbers)


def _do(desk: Desk, whom: Sequence[CustomerId], act: Callable[[Sitting], Sequence[Done]]) -> None:
    """One transaction; then what became of what is owed."""
    from worker import due_lists, render

    with desk.reader() as reader:
        here = render.zone(reader.fact("zone"))
        before = [each for customer in whom for each in reader.follow_ups_of(customer)]
    with desk.sitting() as sitting:
        done = act(sitting)
    with desk.reader() as reader:
        after = [each for customer in whom for each in reader.follow_ups_of(customer)]
    moved = (f"  {each}" for each in due_lists.moved(before, after, here))
    for line in (*(each.words for each in done), *moved):
        click.echo(render.clean(line))
