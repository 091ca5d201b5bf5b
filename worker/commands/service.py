"""What the operator runs: the daemon, whether everything is read, and taking mail in again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from worker.commands.common import NEEDS_A_PERSON, Desk, ask_a_person, pass_desk, shaped, show, the_customer

if TYPE_CHECKING:
    from datetime import tzinfo

    from worker.health import Health


@click.command()
@click.option("--account", metavar="NAME", help="Only this account.")
@click.option("--problems", is_flag=True, help="Only what needs a person.")
@shaped
@pass_desk
def status(desk: Desk, account: str | None, problems: bool, shape: str) -> None:
    """Is everything read: mails on the servers against mails in the book, counted, folder by folder.

    Exit 3 when something needs a person: a folder that is late or does not add up, mail set aside or in the
    review queue, mail of ours that no folder holds. Example: genjin status --problems
    """
    from worker import health, lists, portals, render

    with desk.reader() as reader:
        here = render.zone(reader.fact("zone"))
        found = health.examined(reader, desk.settings, desk.now, portals.left_out(desk.home))
    found = found.of(account) if account else found
    shown = found.only_problems() if problems else found
    if shape == "table":
        show_health(shown, found.summary, here)
    elif shape == "json":
        click.echo(render.as_json(lists.health_values(shown, found.summary, here)))
    else:
        show(lists.folder_rows(shown.rows, here), lists.FOLDERS, shape)
    if found.needs_a_person:
        raise SystemExit(NEEDS_A_PERSON)


@click.command()
@click.option("--metrics", metavar="ADDRESS", help="Tell metrics and health there, such as 127.0.0.1:9464.")
@pass_desk
def run(desk: Desk, metrics: str | None) -> None:
    """Read every mailbox for ever (the daemon). SIGTERM finishes the batch in hand and ends; SIGHUP reads
    genjin.yaml, rules and policy again; SIGUSR1 writes how every account is into the log.
    """
    import threading

    from store.lock import only_one
    from worker import config, daemon

    desk.needs_servers()
    settings, stop = desk.settings, threading.Event()
    config.accounts_named(settings, ())
    daemon.set_up(settings.log, desk.debug)
    with only_one(config.location(settings, desk.home)) as hold, desk.intake(stop.is_set) as intake:
        daemon.run(daemon.Watch(intake, desk.home, settings, stop, hold, metrics or ""))


@click.command()
@pass_desk
def reload(desk: Desk) -> None:
    """Let the running daemon read genjin.yaml, rules and policy again. Mistakes are told here first."""
    from store.lock import holder
    from worker import config, daemon

    settings, _ = config.load_all(desk.home)
    desk.warn_of_portals()
    click.echo(daemon.ask_to_reload(holder(config.location(settings, desk.home))))


@click.command()
@pass_desk
def retry(desk: Desk) -> None:
    """Take in again what was set aside, after a fix. Exit 3 while something needs a person."""
    from worker import progress
    from worker.pipeline import Report

    report = Report()
    with desk.intake(made=False) as intake:
        intake.retry(report)
    click.echo(progress.retried(report))
    ask_a_person(desk)


@click.command()
@click.option("--since", metavar="DAY", help="Only mail from that day on: 2026-03-15.")
@click.option("--customer", metavar="NAME", help="Only one customer's mail.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@pass_desk
def reread(desk: Desk, since: str | None, customer: str | None, dry_run: bool) -> None:
    """Read stored mail again, after rules were edited or a new version reads better. What people answered
    stands. Stopped at any moment, the next run goes on. Example: genjin reread --since 2026-01-01 --dry-run
    """
    from store.rereading import Wanted
    from worker import progress, render, when
    from worker import reread as again

    with desk.reader() as reader:
        here = render.zone(reader.fact("zone"))
        number = the_customer(reader, customer) if customer else None
    first = when.start_of(when.day(since, desk.now, here), here) if since else None
    with desk.intake(made=False) as intake, progress.shown("reread") as shown:
        lines = again.told(intake, Wanted(first, number), desk.actor, shown, dry_run=dry_run)
    for line in lines:
        click.echo(render.clean(line))


@click.command()
@pass_desk
def migrate(desk: Desk) -> None:
    """Make the book, or bring an older one to this version; a SQLite book is copied first."""
    from store.book import Book
    from worker import config

    book = Book(config.location(desk.settings, desk.home))
    try:
        done_ = book.prepare()
    finally:
        book.close()
    click.echo("The book is ready." if done_ else "The book is of this version already.")


# -- for the commands above ----------------------------------------------------------------------------------


def show_health(health: Health, summary: str, here: tzinfo) -> None:
    """The folders as a table, or blocks where the terminal is narrow; below them what needs a person."""
    from worker import lists, render

    width = render.narrow()
    if health.rows and width:
        click.echo(render.blocks(lists.folder_blocks(health.rows, health.now), width))
    elif health.rows:
        click.echo(render.table(lists.folder_table(health.rows, health.now), lists.FOLDERS_TABLE))
    click.echo("".join(f"\n{render.clean(line)}" for line in lists.health_lines(health, summary, here)))
    if health.set_aside:
        click.echo("\nSet aside (kept whole; `genjin retry` takes them in again)\n")
        show(lists.set_aside_rows(health.set_aside, here), lists.SET_ASIDE, "table")
