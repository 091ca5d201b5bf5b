"""The command line: reads options, asks the rooms, shows, exits. Thinking is elsewhere.

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but something needs a person. Imports wait inside the
commands, so that `genjin due` starts fast; tests/test_queries.py watches.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import click

from model import CustomerId, FollowUpId, GenjinError, InteractionKind, MailId

if TYPE_CHECKING:
    from datetime import tzinfo

    from store.book import Book
    from store.queries import Reader
    from worker.batch import Memory
    from worker.config import Home
    from worker.desk import Actor
    from worker.health import Health
    from worker.intake import Intake, Sitting
    from worker.render import Column
    from worker.settings import Account, Settings

VERSION = "0.1.0"
NEEDS_A_PERSON = 3

Command = TypeVar("Command", bound=Callable[..., Any])


class Desk:
    """What every command starts from: the folder, and what is read from it only when asked for."""

    def __init__(self, home: str | None, demo: bool, debug: bool) -> None:
        self._named, self._demo, self.debug = home, demo, debug
        self.now = datetime.now(UTC)

    @property
    def home(self) -> Home:
        from worker import config

        return config.demo_home() if self._demo else config.find_home(self._named)

    def needs_servers(self) -> None:
        """The demo's mailboxes cannot be reached between two demos."""
        if self._demo:
            raise GenjinError(
                "The demo's mail server runs only during `genjin demo`; run that again instead."
            )

    @cached_property
    def settings(self) -> Settings:
        from worker import config

        return config.load_settings(self.home)

    def reader(self) -> Reader:
        from store.queries import Reader
        from worker import config

        return Reader(config.location(self.settings, self.home))

    @contextmanager
    def book(self, *, checkpointer: bool = False, made: bool = True) -> Iterator[Book]:
        """The book, open for writing and of this version. made False: it has to be there already."""
        from store.book import Book
        from store.location import must_exist
        from worker import config

        where = config.location(self.settings, self.home)
        if not made:
            must_exist(where)
        book = Book(where, checkpointer=checkpointer)
        try:
            book.prepare()
            yield book
        finally:
            book.close()

    @contextmanager
    def intake(self, stopping: Callable[[], bool] = lambda: False, *, made: bool = True) -> Iterator[Intake]:
        """The way into the book. Every file is checked before the book is touched."""
        from worker import config, rounds
        from worker.intake import Intake
        from worker.readers import collect_seldom

        playbook = config.load_playbook(self.home, self.settings)
        with self.book(checkpointer=made, made=made) as book:
            intake = Intake(book, playbook, stopping, rounds.reading_processes(self.settings.readers))
            rounds.renew_plan(book, intake)
            collect_seldom()
            yield intake

    @contextmanager
    def memory(self) -> Iterator[Memory]:
        """What the book knows, for looking only: no book is made, none is brought up to date or planned."""
        from store.book import Book
        from store.location import SCHEMA, BookError
        from worker import config
        from worker.batch import NoBook
        from worker.intake import Intake

        playbook, where = (
            config.load_playbook(self.home, self.settings),
            config.location(self.settings, self.home),
        )
        if where.path is not None and not where.path.exists():
            yield NoBook()
            return
        book = Book(where)
        try:
            version = book.version()
            if version not in ("", SCHEMA):
                raise BookError("The book is of another version. Run `genjin migrate`, then try again.")
            yield Intake(book, playbook) if version else NoBook()
        finally:
            book.close()

    @contextmanager
    def sitting(self) -> Iterator[Sitting]:
        from worker.pipeline import Report

        with self.intake(made=False) as intake, intake.sitting(Report()) as sitting:
            yield sitting

    @property
    def actor(self) -> Actor:
        from worker import config
        from worker.desk import Actor

        return Actor(config.who(self.settings), self.now)


class Genjin(click.Group):
    """The one place where errors end: a sentence and exit 1 for what a person can put right."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except GenjinError as error:
            if ctx.params.get("debug"):
                raise
            from worker.render import clean

            click.echo(error.voice + clean(str(error)), err=True)
            ctx.exit(1)


def shaped(command: Command) -> Command:
    """The option every list has."""
    return click.option(
        "--format",
        "shape",
        type=click.Choice(["table", "json", "csv"]),
        default="table",
        show_default=True,
        help="For people, or for programs.",
    )(command)


def show(rows: list[Any], columns: tuple[Column, ...], shape: str, nothing: str = "Nothing.") -> None:
    from worker.render import render

    click.echo(render(rows, columns, shape, nothing))  # type: ignore[arg-type]  # click.Choice has checked it


def show_due(rows: list[Any], nothing: str) -> None:
    """Duties for people: a table, or blocks where the terminal is too narrow for one."""
    from worker import lists, render

    table, width = lists.due_table(rows), render.narrow()
    if table and width:
        click.echo(render.blocks(lists.due_blocks(table), width))
    else:
        click.echo(render.render(table, lists.DUE_TABLE, "table", nothing))


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


def ask_a_person(desk: Desk) -> None:
    """Exit 3 while mail is set aside or waits for an answer, and say so."""
    with desk.reader() as reader:
        totals = reader.totals()
    waiting = (("in_review", "to answer in `genjin review`"), ("set_aside", "set aside, see `genjin status`"))
    said = [f"{totals[name]} {words}" for name, words in waiting if totals[name]]
    if said:
        click.echo(f"Needs a person: {'; '.join(said)}.")
        raise SystemExit(NEEDS_A_PERSON)


def tell_trouble(desk: Desk, reader: Reader) -> None:
    """A list may be short because a mailbox was not read: say so beside it, never in it."""
    from worker import health, render

    for line in health.lateness(reader, desk.settings, desk.now):
        click.echo(render.clean(line), err=True)


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


pass_desk = click.make_pass_decorator(Desk)
_KINDS = ("env", "file", "command", "keyring", "credential", "oauth")
_CONTEXT = {"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "GENJIN", "max_content_width": 100}


@click.group(cls=Genjin, context_settings=_CONTEXT)
@click.option(
    "--home", metavar="FOLDER", help="Folder with genjin.yaml. Default: here, else ~/.config/genjin."
)
@click.option("--demo", is_flag=True, help="Use the data that `genjin demo` made.")
@click.option("--debug", is_flag=True, help="Show tracebacks and what is read.")
@click.version_option(VERSION, prog_name="genjin")
@click.pass_context
def app(ctx: click.Context, home: str | None, demo: bool, debug: bool) -> None:
    """Genjin 跟进: what do we owe each customer, by when, and why.

    Reads the team's mailboxes without changing them, finds the customer behind every mail, tags what is
    notable and keeps the list of what is due. Nothing is ever sent to a customer.
    """
    import logging

    level = logging.DEBUG if debug else logging.INFO
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(message)s", stream=sys.stderr)
    for library in ("alembic", "imapclient"):
        logging.getLogger(library).setLevel(logging.WARNING)
    logging.getLogger("genjin.intake").setLevel(logging.DEBUG if debug else logging.ERROR)
    ctx.obj = Desk(home, demo, debug)


# -- the rep's day -------------------------------------------------------------------------------------------


@app.command()
@click.option(
    "--owner", metavar="REP", help="One rep's customers. Default: yours, if genjin.yaml says who you are."
)
@click.option("--everybody", is_flag=True, help="All reps' customers.")
@click.option(
    "--until", metavar="DAY", help="Everything due up to that day: 2026-03-15, tomorrow, +3d. Default: today."
)
@click.option("--week", is_flag=True, help="The same as --until +7d.")
@shaped
@pass_desk
def due(desk: Desk, owner: str | None, everybody: bool, until: str | None, week: bool, shape: str) -> None:
    """What is due: overdue first, then today.

    Example: genjin due --week
    """
    from worker import config, lists, render, when

    settings = desk.settings
    owner = None if everybody else config.rep_named(settings, owner) or config.me(settings)
    with desk.reader() as reader:
        here = render.zone(reader.fact("zone"))
        last = when.day("+7d" if week else until or "today", desk.now, here)
        found = reader.due(when.end_of(last, here), owner)
        later = reader.due(desk.now + timedelta(days=3650), owner, 1) if not found else []
        tell_trouble(desk, reader)
    rows = lists.due_rows(found, desk.now, here)
    if shape == "table":
        show_due(rows, lists.nothing_due(owner, last, later, here))
    else:
        show(rows, lists.DUE, shape)


@app.command(name="show")
@click.argument("customer", nargs=-1, required=True)
@click.option("--group", "whole_group", is_flag=True, help="The timeline of the whole group of companies.")
@click.option("--last", default=20, show_default=True, metavar="N", help="How many events of the timeline.")
@shaped
@pass_desk
def show_customer(desk: Desk, customer: tuple[str, ...], whole_group: bool, last: int, shape: str) -> None:
    """One customer: what is owed, what it wants, what happened.

    CUSTOMER is a number, a name, a part of one, a domain or an address. Example: genjin show nordlicht
    """
    from worker import lists, render

    with desk.reader() as reader:
        number = _the_customer(reader, " ".join(customer))
        card = reader.card(number)
        assert card is not None
        here = render.zone(reader.fact("zone"))
        owed = lists.due_rows(reader.follow_ups_of(number), desk.now, here)
        group = card.group_id if whole_group else None
        events = lists.timeline_rows(reader.timeline(number, last, group), here)
        tags = reader.tags_of(number)
    if shape == "csv":
        show(events, lists.TIMELINE, shape)
    elif shape == "json":
        plain = [{column.key: row[column.key] for column in lists.DUE} for row in owed]
        story = [{column.key: row[column.key] for column in lists.TIMELINE} for row in events]
        said = [
            {"tag": label.en, "quote": quote, "at": at.isoformat(), "mail": mail}
            for label, quote, at, mail in tags
        ]
        values = lists.card_values(card, here) | {"owed": plain, "tags": said, "timeline": story}
        click.echo(render.as_json(values))
    else:
        click.echo("\n".join(lists.card_lines(card)))
        for label, quote, at, mail in tags:
            click.echo(
                render.clean(
                    f"  {lists.in_words(label)}: “{quote}” ({render.at(at, here)[:10]}, mail {mail})"
                )
            )
        click.echo("\nOwed" if owed else "")
        show_due(owed, "Nothing is owed.")
        click.echo(
            "\nTimeline\n" + render.table(events, lists.TIMELINE) if events else "\nNothing has happened yet."
        )


@app.command()
@click.argument("what")
@click.option("--format", "shape", type=click.Choice(["table", "json"]), default="table", show_default=True)
@pass_desk
def explain(desk: Desk, what: str, shape: str) -> None:
    """Why is it so: kind, customer, tags and dates of a mail, with the evidence and who else it could have
    been.

    WHAT is the number of a mail, or `due:` and the number of a follow-up. Example: genjin explain 12
    """
    from worker import explain as words
    from worker import render

    with desk.reader() as reader:
        here = render.zone(reader.fact("zone"))
        number, first = _the_mail(reader, what, here)
        mail = reader.mail(number) if number else None
    if number and mail is None:
        raise GenjinError(
            f"There is no mail {number}. `genjin show CUSTOMER` lists the numbers of its mails."
        )
    if shape == "json" and mail:
        click.echo(render.as_json(words.as_values(mail, here)))
        return
    for line in [*first, *(words.explain(mail, here) if mail else ())]:
        click.echo(render.clean(line))


@app.command()
@click.argument("follow_up", type=int)
@click.option("--note", default="", help="What was done.")
@pass_desk
def done(desk: Desk, follow_up: int, note: str) -> None:
    """A follow-up is done, whatever the mail shows. Where a touch was owed, one is noted.

    Example: genjin done 7 --note "called him"
    """
    from worker import desk as acts

    with desk.sitting() as sitting:
        acts.complete(sitting, FollowUpId(follow_up), desk.actor, note)
    click.echo(f"Follow-up {follow_up} is done. `genjin reopen {follow_up}` takes that back.")


@app.command()
@click.argument("follow_up", type=int)
@pass_desk
def reopen(desk: Desk, follow_up: int) -> None:
    """Take back `done` or `snooze`. Example: genjin reopen 7"""
    from worker import desk as acts

    with desk.sitting() as sitting:
        acts.reopen(sitting, FollowUpId(follow_up), desk.actor)
    click.echo(f"Follow-up {follow_up} is open again.")


@app.command()
@click.argument("follow_up", type=int)
@click.argument("until")
@click.option("--why", default="", help="The reason, for whoever looks later.")
@pass_desk
def snooze(desk: Desk, follow_up: int, until: str, why: str) -> None:
    """Put a follow-up off until a day. Example: genjin snooze 7 +3d --why "waits for the board" """
    from worker import desk as acts
    from worker import render, when

    with desk.book(made=False) as book, book.begin() as page:
        here = render.zone(page.fact("zone"))
        day = when.future_day(until, desk.now, here)
        acts.snooze(page, FollowUpId(follow_up), when.start_of(day, here), desk.actor, why)
    click.echo(f"Follow-up {follow_up} sleeps until {day}. `genjin reopen {follow_up}` wakes it.")


@app.command()
@click.argument("customer")
@click.argument(
    "kind", type=click.Choice([kind.value for kind in InteractionKind if not kind.value.startswith("mail")])
)
@click.argument("words", nargs=-1)
@pass_desk
def log(desk: Desk, customer: str, kind: str, words: tuple[str, ...]) -> None:
    """Note a touch outside the mail. Example: genjin log nordlicht call "agreed on 3 pallets" """
    from worker import desk as acts
    from worker import lists

    with desk.reader() as reader:
        number = _the_customer(reader, customer)
        before = reader.follow_ups_of(number)
    with desk.sitting() as sitting:
        name = acts.log(sitting, number, InteractionKind(kind), desk.actor, " ".join(words))
    with desk.reader() as reader:
        ended = lists.ended(before, reader.follow_ups_of(number))
    click.echo(f"Noted: {kind} with {name}.{ended}")


@app.group(invoke_without_command=True)
@shaped
@click.pass_context
def review(ctx: click.Context, shape: str) -> None:
    """Mails whose customer is not sure: the list, and your answers. Example: genjin review"""
    if ctx.invoked_subcommand:
        return
    from worker import lists, render

    with ctx.obj.reader() as reader:
        rows = lists.review_rows(reader.questions(), render.zone(reader.fact("zone")))
    show(rows, lists.REVIEW, shape, "No mail waits for an answer.")


@review.command()
@click.argument("mail", type=int)
@click.argument("customer")
@pass_desk
def accept(desk: Desk, mail: int, customer: str) -> None:
    """The mail is from this customer; its address is remembered. Example: genjin review accept 12
    nordlicht
    """
    from worker import desk as acts

    with desk.reader() as reader:
        number = _the_customer(reader, customer)
    with desk.sitting() as sitting:
        name = acts.accept(sitting, MailId(mail), number, desk.actor)
    click.echo(f"Mail {mail} belongs to {name}; its address is remembered.")


@review.command()
@click.argument("mail", type=int)
@pass_desk
def new(desk: Desk, mail: int) -> None:
    """The mail is from somebody new: make a lead of it, owned by you. Example: genjin review new 12"""
    from worker import config
    from worker import desk as acts

    with desk.sitting() as sitting:
        name = acts.open_lead(sitting, MailId(mail), desk.actor, config.me(desk.settings))
    click.echo(f"Mail {mail} opened the new lead {name}.")


@review.command()
@click.argument("mail", type=int)
@pass_desk
def skip(desk: Desk, mail: int) -> None:
    """Nobody has to be found for the mail. Example: genjin review skip 12"""
    from worker import desk as acts

    with desk.book(made=False) as book, book.begin() as page:
        acts.skip(page, MailId(mail), desk.actor)
    click.echo(f"Mail {mail} is off the list.")


# -- the book ------------------------------------------------------------------------------------------------


@app.group(name="import")
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


@app.command()
@click.option("--account", metavar="NAME", help="Only this account.")
@click.option("--problems", is_flag=True, help="Only what needs a person.")
@shaped
@pass_desk
def status(desk: Desk, account: str | None, problems: bool, shape: str) -> None:
    """Is everything read: mails on the servers against mails in the book, counted, folder by folder.

    Exit 3 when something needs a person: a folder that is late or does not add up, mail set aside or in the
    review queue, mail of ours that no folder holds. Example: genjin status --problems
    """
    from worker import health, lists, render

    with desk.reader() as reader:
        here = render.zone(reader.fact("zone"))
        found = health.examined(reader, desk.settings, desk.now)
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


# -- the mailboxes -------------------------------------------------------------------------------------------


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


@app.command()
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


@app.command()
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


@app.command()
@pass_desk
def reload(desk: Desk) -> None:
    """Let the running daemon read genjin.yaml, rules and policy again. Mistakes are told here first."""
    from store.lock import holder
    from worker import config, daemon

    settings, _ = config.load_all(desk.home)
    click.echo(daemon.ask_to_reload(holder(config.location(settings, desk.home))))


@app.command()
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


@app.command()
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
        number = _the_customer(reader, customer) if customer else None
    first = when.start_of(when.day(since, desk.now, here), here) if since else None
    with desk.intake(made=False) as intake, progress.shown("reread") as shown:
        lines = again.told(intake, Wanted(first, number), desk.actor, shown, dry_run=dry_run)
    for line in lines:
        click.echo(render.clean(line))


@app.command()
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


@app.group()
def accounts() -> None:
    """The mailboxes of genjin.yaml."""


@accounts.command()
@pass_desk
def test(desk: Desk) -> None:
    """Log in everywhere and find the folders, without reading a mail. Example: genjin accounts test"""
    from worker import config, rounds
    from worker.render import clean

    desk.needs_servers()
    failed, (settings, _) = False, config.load_all(desk.home)
    for account in settings.accounts:
        try:
            click.echo(clean(rounds.tried(account, desk.home.folder)))
        except GenjinError as error:
            click.echo(f"genjin: {clean(str(error))}", err=True)
            failed |= not _mended(desk, account, error)
    raise SystemExit(1 if failed else 0)


@accounts.command(name="list")
@shaped
@pass_desk
def list_accounts(desk: Desk, shape: str) -> None:
    """Every account: provider, server, how it signs in and whether its tokens are good. Example: genjin
    accounts list
    """
    from worker import config
    from worker.render import zone
    from worker.signin import login

    policy, _ = config.load_policy(desk.home, desk.settings.policy)
    here = zone(policy.calendar.zone if policy else "")
    show(login.account_rows(desk.settings.accounts, desk.home.folder, desk.now, here), login.ACCOUNTS, shape)


@accounts.command(name="providers")
@shaped
def list_providers(shape: str) -> None:
    """The providers that are known, and what to switch on there. Example: genjin accounts providers"""
    from worker.signin import login

    show(login.provider_rows(), login.PROVIDERS, shape)


@accounts.command(name="login")
@click.argument("name")
@click.option("--paste", "flow", flag_value="paste", help="Open an address anywhere, paste what comes back.")
@click.option("--device", "flow", flag_value="device", help="Type a code on another machine.")
@pass_desk
def login_account(desk: Desk, name: str, flow: str | None) -> None:
    """Sign in at Google or Microsoft, on any machine, and keep the tokens. Example: genjin accounts login
    anna
    """
    import time

    from worker import config
    from worker.render import clean
    from worker.signin import login

    (account,) = config.accounts_named(desk.settings, (name,))
    talk = login.Talk(
        lambda words: click.echo(clean(words)), click.prompt, lambda: datetime.now(UTC), time.sleep
    )
    click.echo(login.login(account, desk.settings.oauth, desk.home.folder, talk, flow or ""))


@accounts.command(name="logout")
@click.argument("name")
@pass_desk
def logout_account(desk: Desk, name: str) -> None:
    """Forget the tokens of an account. Example: genjin accounts logout anna"""
    from worker import config
    from worker.signin import login

    (account,) = config.accounts_named(desk.settings, (name,))
    click.echo(login.logout(account, desk.home.folder))


# -- setting up ----------------------------------------------------------------------------------------------


@app.command()
@click.option("--user", prompt="Mailbox (usually the address)")
@click.option("--host", default="", help="IMAP server. Default: that of the address's provider.")
@click.option("--email", default="", help="The address the rep writes from, if it is not the mailbox's name.")
@click.option(
    "--rep", default="", help="Short name of the rep whose mailbox it is. Default: the part before @."
)
@click.option("--secret", type=click.Choice(_KINDS), help="Where the password is kept.")
@click.option("--value", default="", help="Name of the variable, file, command or keyring service.")
@click.option("--port", type=int, help="Default: 993.")
@click.option(
    "--tls", type=click.Choice(["implicit", "starttls", "none"]), default="implicit", show_default=True
)
@pass_desk
def init(desk: Desk, /, **said: Any) -> None:
    """Write genjin.yaml with comments, the default rules and the default policy into a folder of their own.

    Example: genjin init --host imap.ourfactory.com --user anna@ourfactory.com --secret file --value
    anna.secret
    """
    from worker import setup

    said |= _asked_about(said["user"], said["host"], said["secret"])
    usual = setup.usual_value(said["secret"], said["user"], said["email"], said["rep"], said["host"])
    answers = setup.answers(value=said.pop("value") or _asked_value(said["secret"], usual), **said)
    written = setup.write(desk.home, answers)
    for path in written:
        click.echo(f"Written: {path}")
    click.echo(setup.what_next(desk.home, answers))


@app.group()
def rules() -> None:
    """The rules that tag mail."""


@rules.command()
@pass_desk
def check(desk: Desk) -> None:
    """Read every rule file and run the samples in it; exit 1 on any mistake. Example: genjin rules check"""
    from worker import rulebook

    for line in rulebook.checked(desk.home):
        click.echo(line)


@app.command()
@click.option("--fresh", is_flag=True, help="Forget the data of earlier demos first.")
@pass_desk
def demo(_: Desk, fresh: bool) -> None:
    """Show the whole way on a sample mailbox: a real IMAP server on this machine, read as yours would be."""
    from worker.demo import show

    show.run(fresh)


# -- asking --------------------------------------------------------------------------------------------------


def _the_customer(reader: Reader, words: str) -> CustomerId:
    """The one customer meant, or a sentence with those who could be."""
    found = reader.customers_named(words)
    if len(found) == 1:
        return found[0][0]
    if not found:
        raise GenjinError(
            f"No customer is called `{words}`. A part of the name, a domain or an address will do."
        )
    listed = "\n".join(f"  {number}  {name}" for number, name in found)
    raise GenjinError(f"`{words}` could be any of these; give the number:\n{listed}")


def _the_mail(reader: Reader, what: str, here: tzinfo) -> tuple[MailId | None, list[str]]:
    """The mail meant, and what to say before it."""
    from worker import explain as words

    kind, _, number = what.rpartition(":")
    if not (number.isascii() and number.isdigit()) or kind not in ("", "due", "mail"):
        raise GenjinError(
            f"`{what}` is neither the number of a mail nor `due:` and the number of a follow-up."
        )
    if kind != "due":
        return MailId(int(number)), []
    follow_up = reader.follow_up(FollowUpId(int(number)))
    if follow_up is None:
        raise GenjinError(f"There is no open follow-up {number}. `genjin due --everybody` shows the numbers.")
    return follow_up.mail, list(words.of_follow_up(follow_up, here))


def _mended(desk: Desk, account: Account, error: GenjinError) -> bool:
    """Say what helps. Where only a person can tell the sent folder, ask and write it down."""
    from worker import providers, setup
    from worker.imap import LoginRefused

    if isinstance(error, LoginRefused):
        click.echo(providers.of(account).hint.zh, err=True)
    folders = getattr(error, "folders", ())
    if not folders or not sys.stdin.isatty():
        return False
    for number, folder in enumerate(folders, 1):
        click.echo(f"{number:4}  {folder}")
    chosen = click.prompt("Which one holds the sent mail 哪个是发件箱", type=click.IntRange(1, len(folders)))
    written = setup.write_sent(desk.home, account.name, folders[chosen - 1])
    click.echo(f"Written: {written} (sent: {folders[chosen - 1]})")
    return True


def _asked_about(user: str, host: str, secret: str | None) -> dict[str, str]:
    """Server and kind of secret, asked for where they were not said; what the provider offers comes first."""
    from worker import setup

    usual = setup.offer(user).host or None
    try:
        host = host or click.prompt("IMAP server (such as imap.exmail.qq.com)", default=usual)
    except click.Abort:
        if not usual:
            raise GenjinError("Nobody is here to be asked. Name the IMAP server with `--host`.") from None
        host = usual
    known = setup.offer(user, host)
    if known.hint:
        click.echo(known.hint)
    kind = click.Choice(_KINDS)
    return {
        "host": host,
        "secret": secret or click.prompt("Where is the password kept", type=kind, default=known.secret),
    }


def _asked_value(secret: str, usual: str) -> str:
    questions = {
        "env": "Name of the environment variable",
        "file": "File with the password in its first line (mode 600)",
        "command": "Command that prints the password",
        "keyring": "Name of the service in the keyring",
        "credential": "Name of the systemd credential",
        "oauth": "Who issues the tokens (google, microsoft)",
    }
    return str(click.prompt(questions[secret], default=usual or None))


def main() -> None:
    """Entry point of the installed command."""
    app(prog_name="genjin")


if __name__ == "__main__":
    main()
