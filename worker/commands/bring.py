"""What comes into the book: mail from servers or out of files, and customers from a table."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from model import GenjinError
from worker.commands.common import NEEDS_A_PERSON, Desk, ask_a_person, pass_desk

if TYPE_CHECKING:
    from worker.customer_files.bringing import Brought, Decision
    from worker.customer_files.reading import CustomerFile
    from worker.intake import Intake
    from worker.leads import Event
    from worker.settings import Account


@click.group(name="import")
def bring() -> None:
    """Bring in what stands in files."""


@bring.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option(
    "--report", type=click.Path(dir_okay=False), metavar="CSV", help="Write what becomes of every row."
)
@click.option(
    "--decisions",
    type=click.Path(exists=True, dir_okay=False),
    metavar="CSV",
    help="Such a report, its column `genjin` filled: new, skip, or the number of the customer that it is.",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="Which column a field stands in, by number, letter or heading; FIELD= ignores the field. "
    "May be given several times.",
)
@click.option("--charset", default="", metavar="NAME", help="Of a CSV whose charset is guessed wrong.")
@click.option("--skip-bad", is_flag=True, help="Import the good rows and write the bad ones to NAME.bad.csv.")
@click.option("--even-so", is_flag=True, help="Import what the policy blocks, too.")
@pass_desk
def customers(
    desk: Desk, /, file: str, dry_run: bool, report: str | None, decisions: str | None, **how: Any
) -> None:
    """Customers from CSV, Excel (xlsx) or address cards (vcf); running it again changes them instead of
    doubling them.

    Columns are known by their headings in many languages, without headings by what stands in them: name,
    titles, id, group, country, class, grade, owner, domains, websites, emails, contact, contacts, phones,
    codes, source, every_days, genjin (the customer's number, as export writes it). Every row is compared
    with the customers in the book first; what collides is reported, and stops the import where the policy
    says so. Example: genjin import customers book.xlsx --dry-run --report report.csv
    """
    from pathlib import Path

    from worker.customer_files import bringing, reading
    from worker.customer_files import report as reports

    settings = desk.settings
    path = Path(file)
    named, even_so = _named(how.pop("columns")), how.pop("even_so")
    try:
        read = reading.read(path, settings.team, desk.now, named=named, **how)
    except reading.MistakesError as error:
        _tell_of_mistakes(error.file, report)
        raise
    with desk.intake(tags=False) as intake, _progress(2 * len(read.entries)) as progress:
        decided = _decided(intake, read, decisions)
        wish = bringing.Wish(dry_run, even_so, decided)
        try:
            brought = bringing.bring_in(intake, read, desk.actor, wish, progress)
        except bringing.BlockedError as error:
            _tell_of(error.brought, read, report, is_stopped=True)
            raise
    if read.bad_rows and not dry_run:
        reports.write_bad(path.with_suffix(".bad.csv"), read)
    _tell_of(brought, read, report, dry_run=dry_run)
    if read.bad_rows and not dry_run:
        click.echo(f"The bad rows are in {path.with_suffix('.bad.csv')}.")
    if read.bad_rows or any(plan.is_blocked for plan in brought.plans):
        raise SystemExit(NEEDS_A_PERSON)


@bring.command(name="leads")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--event", required=True, metavar="NAME", help="Where they were met: Canton Fair 2026.")
@click.option("--day", metavar="DAY", help="When. Default: today.")
@click.option("--sequence", default="fair", show_default=True, metavar="NAME", help="Which plan they follow.")
@click.option("--owner", metavar="REP", help="Whose the new ones become. Default: yours.")
@click.option("--pool", is_flag=True, help="The new ones come into the pool, whatever the file says.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--report", type=click.Path(dir_okay=False), metavar="CSV", help="What becomes of every row.")
@click.option("--decisions", type=click.Path(exists=True), metavar="CSV", help="A filled report.")
@click.option(
    "--column", "columns", multiple=True, metavar="FIELD=COLUMN", help="Which column a field is in."
)
@click.option("--charset", default="", metavar="NAME", help="Of a CSV whose charset is guessed wrong.")
@click.option("--skip-bad", is_flag=True, help="Import the good rows and write the bad ones to NAME.bad.csv.")
@click.option("--even-so", is_flag=True, help="Import what the policy blocks, too.")
@pass_desk
def bring_leads(
    desk: Desk, /, file: str, dry_run: bool, report: str | None, decisions: str | None, **how: Any
) -> None:
    """Leads of a fair from CSV, Excel (xlsx) or address cards (vcf).

    As `import customers`; also: who is known by an address, a phone, a code or the name is changed and not
    doubled and stays whose it is, everybody was met on that day (notes, 备注), what was promised (承诺) is
    owed, everybody follows the sequence, and the file itself is kept (genjin leads files).
    Example: genjin import leads cards.vcf --event "Canton Fair 2026" --owner anna
    """
    from pathlib import Path

    from worker import leads
    from worker.customer_files import bringing, reading
    from worker.customer_files import report as reports

    path, even_so = Path(file), how.pop("even_so")
    event = _event(desk, how.pop("event"), how.pop("day"), how.pop("sequence"), how.pop("owner"), how["pool"])
    without = {"owner": ""} if how.pop("pool") else {}
    try:
        read = reading.read(
            path, desk.settings.team, desk.now, named=_named(how.pop("columns")) | without, **how
        )
    except reading.MistakesError as error:
        _tell_of_mistakes(leads.read_as(error.file), report)
        raise
    brought_in = leads.read(path, read)
    if event.owner is None and "owner" not in without:
        leads.needs_owner(brought_in)
    with desk.intake(tags=False) as intake, _progress(2 * len(read.entries)) as progress:
        decided = _decided(intake, read, decisions)
        try:
            wish = bringing.Wish(dry_run, even_so, decided)
            brought, followed = leads.bring_in(intake, brought_in, event, desk.actor, wish, progress)
        except bringing.BlockedError as error:
            _tell_of(error.brought, brought_in.file, report, is_stopped=True)
            raise
    if read.bad_rows and not dry_run:
        reports.write_bad(path.with_suffix(".bad.csv"), read)
    _tell_of(brought, brought_in.file, report, dry_run=dry_run)
    for line in leads.in_words(followed, event, brought, dry_run=dry_run):
        click.echo(line)
    if read.bad_rows and not dry_run:
        click.echo(f"The bad rows are in {path.with_suffix('.bad.csv')}.")
    if read.bad_rows or any(plan.is_blocked for plan in brought.plans):
        raise SystemExit(NEEDS_A_PERSON)


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
    from worker.sweep import sweep

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
        swept = sweep(intake, desk.now)
    for result in results:
        click.echo(clean(progress.in_words(result)), err=bool(result.error))
    for line in swept.told():
        click.echo(clean(line))
    if any(result.error for result in results):
        raise SystemExit(1)
    ask_a_person(desk)


# -- for the commands above ----------------------------------------------------------------------------------


def _event(desk: Desk, name: str, day: str | None, sequence: str, owner: str | None, pool: bool) -> Event:
    from datetime import timedelta

    from worker import config, when
    from worker.leads import Event
    from worker.render import one_line, zone

    name = one_line(name).strip()
    if not name or len(name) > 100:
        raise click.UsageError("--event: name it in 1 to 100 letters, such as `Canton Fair 2026`.")
    if pool and owner:
        raise click.UsageError("Either --owner or --pool.")
    with desk.book() as book, book.begin() as page:
        here = zone(page.fact("zone"))
    meant = when.day(day or "today", desk.now, here)
    noon = when.start_of(meant, here) + timedelta(hours=12)
    at = min(noon, desk.now)
    if when.start_of(meant, here) > desk.now:
        raise GenjinError(f"--day {day}: {meant} is still to come. Import the leads once they were met.")
    whose = config.rep_named(desk.settings, owner) or (None if pool else config.me(desk.settings))
    return Event(name, at, meant, sequence, whose, day is not None)


def _named(columns: Sequence[str]) -> dict[str, str]:
    """`name=3`, `owner=业务员`: field and column."""
    parted = {each: each.partition("=") for each in columns}
    wrong = next((each for each, (field, sign, _) in parted.items() if not field or not sign), "")
    if wrong:
        raise click.UsageError(
            f"--column {wrong}: write FIELD=COLUMN, such as name=3, name=C or owner=业务员."
        )
    return {field.strip(): column.strip() for field, _, column in parted.values()}


@contextmanager
def _progress(steps: int) -> Iterator[Callable[[str, int], None]]:
    """A bar on a terminal, where there is something to wait for."""
    hidden = steps < 500
    with click.progressbar(length=steps, file=sys.stderr, hidden=hidden, update_min_steps=100) as bar:
        yield lambda _, count: bar.update(count)


def _decided(intake: Intake, read: CustomerFile, decisions: str | None) -> Mapping[int, Decision]:
    from pathlib import Path

    from worker.customer_files import report

    if decisions is None:
        return {}
    with intake.book.begin() as page:
        return report.decisions(Path(decisions), read, page)


def _tell_of(brought: Brought, read: CustomerFile, report: str | None, **how: bool) -> None:
    from pathlib import Path

    from worker.customer_files import report as reports

    for line in reports.in_words(brought, read, **how):
        click.echo(line)
    if report is not None:
        reports.write(Path(report), brought, read)
        click.echo(f"The report is in {report}.")


def _tell_of_mistakes(read: CustomerFile, report: str | None) -> None:
    from pathlib import Path

    from worker.customer_files import report as reports
    from worker.render import one_line

    for line in reports.read_as(read):
        click.echo(one_line(line))
    if report is not None:
        reports.write_unread(Path(report), read)
        click.echo(f"The report is in {report}.")


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
