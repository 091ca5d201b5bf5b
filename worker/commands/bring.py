"""What comes into the book: mail from servers or out of files, and customers from a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from model import GenjinError
from worker.commands.common import NEEDS_A_PERSON, Desk, ask_a_person, pass_desk

if TYPE_CHECKING:
    from worker.settings import Account


@click.group(name="import")
def bring() -> None:
    """Bring in what stands in files."""


@bring.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@pass_desk
def customers(desk: Desk, file: str, dry_run: bool) -> None:
    """Customers from a CSV file; running it again changes them instead of doubling them.

    Columns are known by their headings (English or Chinese): name, titles, id, group, country, class,
    grade, owner, domains, emails, contact, source, every_days. Example: genjin import customers book.csv
    --dry-run
    """
    from pathlib import Path

    from worker import config, customer_file

    settings, _ = config.load_all(desk.home)
    read = customer_file.read(Path(file), settings.team, desk.now)
    with desk.intake() as intake:
        brought = customer_file.bring_in(intake.book, intake, read.customers, desk.actor, file, dry_run)
    for line in customer_file.in_words(brought, read.columns, read.ignored, dry_run, read.warnings):
        click.echo(line)


@click.command()
@click.option("--account", "names", multiple=True, help="Only this account. May be given several times.")
@click.option("--dry-run", is_flag=True, help="Say how many mails and bytes there are to read, and stop.")
@click.option(
    "--from",
    "source",
    type=click.Path(exists=True),
    metavar="PATH",
    help="Read mail from files instead: mbox, Maildir, .eml, a folder or zip. --account: whose it is.",
)
@click.option(
    "--role", type=click.Choice(["inbox", "sent"]), help="With --from: which mail it is, if no name tells."
)
@pass_desk
def sync(desk: Desk, names: tuple[str, ...], dry_run: bool, source: str | None, role: str | None) -> None:
    """Read every mailbox once and work out what is owed. Exit 3 while something needs a person.

    The first time from the newest mail backwards; stopped at any moment, the next run goes on.
    """
    from worker import config, progress, rounds
    from worker.render import clean

    if source or role:
        bring_mail(desk, source, names, role or "", dry_run)
        return
    desk.needs_servers()
    accounts = config.accounts_named(desk.settings, names)
    if dry_run:
        measure(desk, accounts)
        return
    with desk.intake() as intake:
        results = rounds.all_once(accounts, intake, desk.home.folder, progress.shown)
    for result in results:
        click.echo(clean(progress.in_words(result)), err=bool(result.error))
    if any(result.error for result in results):
        raise SystemExit(1)
    ask_a_person(desk)


# -- for the commands above ----------------------------------------------------------------------------------


def measure(desk: Desk, accounts: Sequence[Account]) -> None:
    """Say how much there is to read, account by account; one that fails does not hide the others."""
    from worker import progress, rounds
    from worker.render import clean

    failed = False
    with desk.memory() as memory:
        for account in accounts:
            try:
                sizes = rounds.measured(account, memory, desk.home.folder)
                click.echo(clean("\n".join(progress.measured(account.name, sizes))))
            except GenjinError as error:
                click.echo(error.voice + clean(str(error)), err=True)
                failed = True
    raise SystemExit(1 if failed else 0)


def bring_mail(desk: Desk, source: str | None, names: tuple[str, ...], role: str, dry_run: bool) -> None:
    """`sync --from`: mail out of files, by the same way as from a server."""
    from pathlib import Path

    from worker import config, progress
    from worker.archive import bring
    from worker.render import clean

    if not source or len(names) > 1:
        raise click.UsageError("--role goes with --from, and --from with at most one --account.")
    owner = config.accounts_named(desk.settings, names)[0] if names else None
    shown, archived = progress.shown, bring.opened(Path(source), owner, role)
    with archived as archive, desk.intake() as intake, shown(archive.account) as progressing:
        told = bring.told(archive, intake, progressing, dry_run=dry_run)
    for line in told.lines:
        click.echo(clean(line))
    if told.troubled:
        raise SystemExit(NEEDS_A_PERSON)
    if not dry_run:
        ask_a_person(desk)
