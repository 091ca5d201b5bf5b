"""The public pools (公海): what lies in them, claiming, giving back, and what time takes back."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import click

from model import CustomerId, GenjinError, RepId
from worker.commands.common import (
    NEEDS_A_PERSON,
    NUMBER,
    Desk,
    each_id,
    pass_desk,
    shaped,
    show,
    the_customer,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from followups.policy import Policy
    from store.queries import Reader
    from worker.intake import Sitting
    from worker.pool_lists import Wanted


@click.group()
def pool() -> None:
    """The public pools, by the rules of policy.yaml: list, claim, release, history, move, limits, sweep."""


@pool.command(name="list")
@click.argument("name", default="", metavar="[POOL]")
@click.option("--mine-to-claim", is_flag=True, help="Only what you may claim now.")
@click.option("--most", type=NUMBER, default=50, show_default=True, metavar="N", help="How many customers.")
@shaped
@pass_desk
def list_pool(desk: Desk, name: str, mine_to_claim: bool, most: int, shape: str) -> None:
    """What lies in the pools, the longest first: since when, frozen until, last exchange, why it is there.

    Example: genjin pool list public --mine-to-claim
    """
    from worker import pool_lists

    policy = _policy(desk)
    if name and policy.pool.named(name) is None:
        names = ", ".join(each.name for each in policy.pool.pools)
        raise GenjinError(f"There is no pool `{name}`. There are {names}.")
    rep = _rep(desk) if mine_to_claim else None
    with desk.reader() as reader:
        wanted = _wanted(desk, reader, name, rep)
        lying = pool_lists.pooled(reader, policy, wanted)
        rows = pool_lists.pooled_rows(reader, policy, islice(lying, most), wanted)
        more = sum(1 for _ in lying)
    show(
        rows,
        pool_lists.POOLED,
        shape,
        "Nothing lies there." if not rep else "Nothing there for you to claim.",
    )
    if more:
        click.echo(f"{more} more: --most {len(rows) + more}", err=True)


@pool.command()
@click.argument("customers", nargs=-1, required=True, metavar="CUSTOMER...|-")
@pass_desk
def claim(desk: Desk, customers: tuple[str, ...]) -> None:
    """Get customers out of their pool, and see what was last said with each. `-` reads numbers from standard
    input. Limits of day, week and month count claims; giving back refunds none. Exit 3: some were refused.

    Example: genjin pool claim nordlicht 14
    """
    from worker import pool as acts
    from worker import pool_lists, render

    rep, numbers = _rep(desk), _meant(desk, customers)

    def claimed(sitting: Sitting, number: CustomerId) -> str:
        got = acts.claim(sitting, number, desk.actor)
        with desk.reader() as reader:
            wanted = _wanted(desk, reader, "", rep)
            lines = [*pool_lists.claim_view(reader, got.customer, wanted)]
        by = render.at(got.touch_by, wanted.here)
        return "\n".join(
            (
                f"{got.customer.name} (customer {number}) is yours, from the pool {got.pool}.",
                *lines,
                f"  First touch due by {by}; without one it goes back to the pool.",
            )
        )

    _each(desk, numbers, claimed)


@pool.command()
@click.argument("customers", nargs=-1, required=True, metavar="CUSTOMER...|-")
@click.option("--why", required=True, metavar="WORDS", help="For whoever claims it next.")
@pass_desk
def release(desk: Desk, customers: tuple[str, ...], why: str) -> None:
    """Give customers of yours back to their pool.

    Example: genjin pool release 14 --why "no budget in 2026"
    """
    from worker import pool as acts

    def released(sitting: Sitting, number: CustomerId) -> str:
        customer = acts.release(sitting, number, desk.actor, why)
        return f"{customer.name} (customer {number}) lies in the pool {acts.pool_of(sitting, customer).name}."

    _each(desk, _meant(desk, customers), released)


@pool.command()
@click.argument("customer", nargs=-1, required=True)
@shaped
@pass_desk
def history(desk: Desk, customer: tuple[str, ...], shape: str) -> None:
    """How a customer passed from hand to hand. Example: genjin pool history nordlicht"""
    from store import hands
    from worker import pool_lists, render

    with desk.reader() as reader:
        here = render.zone(reader.fact("zone"))
        entries = hands.ledger_of(reader, the_customer(reader, " ".join(customer)))
    rows = pool_lists.ledger_rows(entries, here)
    show(rows, pool_lists.PASSED, shape, "It has not changed hands since hands are written down.")


@pool.command()
@click.argument("customer")
@click.argument("into", metavar="POOL")
@pass_desk
def move(desk: Desk, customer: str, into: str) -> None:
    """Put a customer that nobody owns into another pool. Example: genjin pool move nordlicht europe"""
    from worker import pool as acts

    (number,) = _meant(desk, (customer,))
    with desk.sitting() as sitting:
        moved = acts.move(sitting, number, into, desk.actor)
    click.echo(f"{moved.name} (customer {number}) lies in the pool {into}.")


@pool.command()
@shaped
@pass_desk
def limits(desk: Desk, shape: str) -> None:
    """What you may still claim today, this week and this month. Example: genjin pool limits"""
    from worker import pool_lists, render

    policy, rep = _policy(desk), _rep(desk)
    with desk.reader() as reader:
        here = render.zone(reader.fact("zone"))
        rows = pool_lists.limit_rows(reader, policy, rep, desk.now, here)
    show(rows, pool_lists.LIMITS, shape, "No pool is open to you.")


@pool.command()
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@shaped
@pass_desk
def sweep(desk: Desk, dry_run: bool, shape: str) -> None:
    """Take back what its owner has left alone for too long, as the daemon does every hour.

    Example: genjin pool sweep --dry-run
    """
    from worker import pool_lists, render
    from worker.sweep import sweep as sweeping

    with desk.intake(made=False, tags=False) as intake:
        swept = sweeping(intake, desk.now, dry_run=dry_run)
        here = intake.playbook.policy.calendar
    rows = pool_lists.swept_rows(swept, here, dry_run=dry_run)
    show(rows, pool_lists.SWEPT, shape, "Nothing is owed back to a pool.")
    if shape == "table":
        for line in swept.told_handed():
            click.echo(render.clean(line))


# -- for the commands above ----------------------------------------------------------------------------------


def _policy(desk: Desk) -> Policy:
    from worker import config
    from worker.shape import ConfigError

    policy, problems = config.load_policy(desk.home, desk.settings.policy)
    if policy is None:
        raise ConfigError(problems)
    return policy


def _rep(desk: Desk) -> RepId:
    from worker import config

    rep = config.me(desk.settings)
    if rep is None:
        raise GenjinError(
            "Only a rep of the team claims: write `me: NAME` into genjin.yaml, or work as a system user with "
            "the name of a rep."
        )
    return rep


def _wanted(desk: Desk, reader: Reader, name: str, rep: RepId | None) -> Wanted:
    from worker import render
    from worker.pool_lists import Wanted

    return Wanted(name, rep, desk.now, render.zone(reader.fact("zone")))


def _meant(desk: Desk, words: tuple[str, ...]) -> list[CustomerId]:
    """Each customer once: numbers of the standard input where `-` is given, else words as everywhere."""
    with desk.reader() as reader:
        if "-" in words:
            return [CustomerId(number) for number in each_id(words)]
        return list(dict.fromkeys(the_customer(reader, each) for each in words))


def _each(desk: Desk, numbers: list[CustomerId], act: Callable[[Sitting, CustomerId], str]) -> None:
    """One transaction each: what is refused is said, and the others go on."""
    from worker.pipeline import Report
    from worker.render import clean

    refused = 0
    with desk.intake(made=False, tags=False) as intake:
        for number in numbers:
            try:
                with intake.sitting(Report()) as sitting:
                    said = act(sitting, number)
                click.echo(clean(said))
            except GenjinError as error:
                if len(numbers) == 1:
                    raise
                refused += 1
                click.echo(clean(f"Not customer {number}: {error}"), err=True)
    if refused:
        raise SystemExit(1 if refused == len(numbers) else NEEDS_A_PERSON)
