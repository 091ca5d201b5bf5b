"""Everything that is owed, worked out anew; or what another policy would change, before it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from model import GenjinError
from worker.commands.common import NUMBER, Desk, pass_desk, shaped, show

if TYPE_CHECKING:
    from followups import Policy


@click.command()
@click.option(
    "--with",
    "other",
    metavar="POLICY.yaml",
    help="With --dry-run: look at this policy instead of the one in force.",
)
@click.option("--dry-run", is_flag=True, help="Say whose dates would change, and change nothing.")
@click.option(
    "--limit",
    type=NUMBER,
    default=20,
    show_default=True,
    metavar="N",
    help="How many customers a dry run names; --format json or csv has all.",
)
@shaped
@pass_desk
def replan(desk: Desk, other: str | None, dry_run: bool, limit: int, shape: str) -> None:
    """Work out anew what is owed to everybody. Stopped at any moment, the next run goes on.

    Example: genjin replan --with stricter.yaml --dry-run
    """
    if other is not None and not dry_run:
        raise GenjinError(
            f"A policy is put in force by its file: copy {other} over the one that genjin.yaml names under "
            "`policy:` (policy.yaml), then run `genjin reload`, or `genjin replan` where no daemon runs. "
            "With --dry-run this command shows what would change."
        )
    if dry_run:
        _look(desk, _policy(desk, other), limit, shape)
    else:
        _replan(desk)


def _policy(desk: Desk, other: str | None) -> Policy:
    from pathlib import Path

    from worker import config
    from worker.shape import ConfigError

    if other is not None and not Path(other).is_file():
        raise GenjinError(f"--with names no file: there is no {other}. Give the path of a policy.yaml.")
    name = str(Path(other).absolute()) if other else desk.settings.policy
    policy, problems = config.load_policy(desk.home, name, list(desk.settings.team.reps))
    if policy is None or problems:
        raise ConfigError(problems)
    return policy.follow_ups


def _look(desk: Desk, policy: Policy, limit: int, shape: str) -> None:
    from store.histories import Histories
    from worker import foreseen, progress, render

    with desk.reader() as reader:
        here = render.zone(reader.fact("zone"))
        tally = foreseen.Tally(limit)
        with progress.counted("looking", Histories(reader).count()) as told:
            shifts = foreseen.Looking(policy, desk.now).shifts(reader, told)
            if shape != "table":
                show([foreseen.cells(each, here) for each in shifts], foreseen.SHIFTS, shape)
                return
            for each in shifts:
                tally.add(each)
    show(tally.rows, foreseen.COUNTS, shape, "No date changes.")
    if tally.first:
        click.echo()
        show([foreseen.cells(each, here) for each in tally.first], foreseen.SHIFTS, shape)
    click.echo("Nothing was changed.")


def _replan(desk: Desk) -> None:
    from worker import config, progress, rounds
    from worker.intake import Intake

    playbook = config.load_playbook(desk.home, desk.settings, tags=False, warn=desk.warn_of_rules)
    with desk.book(made=False) as book:
        with book.begin() as page:
            rounds.note_policy(page, playbook.policy)
            customers = page.histories.count()
        with progress.counted("replan", customers) as told:
            done = Intake(book, playbook).replan(told)
    click.echo(f"{done.customers:,} customers looked at, {done.changed:,} follow-ups changed.")
