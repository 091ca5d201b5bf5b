"""The command line: reads options, asks the rooms, shows, exits. Thinking is elsewhere.

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but something needs a person. Imports wait inside the
commands, so that `genjin due` starts in a tenth of a second; tests/test_startup.py watches.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
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
    from worker.config import Home
    from worker.desk import Actor
    from worker.intake import Intake, Sitting
    from worker.render import Column
    from worker.settings import Settings

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

    @cached_property
    def settings(self) -> Settings:
        from worker import config

        return config.load_settings(self.home)

    def reader(self) -> Reader:
        from store.queries import Reader
        from worker import config

        return Reader(config.location(self.settings, self.home))

    @contextmanager
    def book(self, *, checkpointer: bool = False, prepared: bool = True) -> Iterator[Book]:
        from store.book import Book
        from worker import config

        book = Book(config.location(self.settings, self.home), checkpointer=checkpointer)
        try:
            if prepared:
                book.prepare()
            yield book
        finally:
            book.close()

    def intake(self, book: Book, stopping: Callable[[], bool] = lambda: False) -> Intake:
        from worker import config
        from worker.intake import Intake

        return Intake(book, config.load_playbook(self.home, self.settings), stopping)

    @contextmanager
    def sitting(self) -> Iterator[Sitting]:
        from worker.pipeline import Report

        with self.book() as book, self.intake(book).sitting(Report()) as sitting:
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


pass_desk = click.make_pass_decorator(Desk)
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
    logging.getLogger("alembic").setLevel(logging.WARNING)
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
        end = when.end_of(when.day("+7d" if week else until or "today", desk.now, here), here)
        found = reader.due(end, desk.now, owner)
        later = reader.due(desk.now + timedelta(days=3650), desk.now, owner) if not found else []
    whose = f" for {owner}" if owner else ""
    nothing = f"Nothing is due{whose} until {end.astimezone(here):%Y-%m-%d}."
    if later:
        first = later[0]
        nothing += f" Next: {first.customer_name}, {render.at(first.obligation.due, here)}."
    rows = lists.due_rows(found, desk.now, here)
    if shape == "table":
        show(lists.due_table(rows), lists.DUE_TABLE, shape, render.clean(nothing))
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
        duties = lists.due_table(owed)
        click.echo("\nOwed\n" + render.table(duties, lists.DUE_TABLE) if owed else "\nNothing is owed.")
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
    """A follow-up is done, whatever the mail shows. Example: genjin done 7 --note "called him" """
    from worker import desk as acts

    with desk.book() as book, book.begin() as page:
        acts.complete(page, FollowUpId(follow_up), desk.actor, note)
    click.echo(f"Follow-up {follow_up} is done. `genjin reopen {follow_up}` takes that back.")


@app.command()
@click.argument("follow_up", type=int)
@pass_desk
def reopen(desk: Desk, follow_up: int) -> None:
    """Take back `done` or `snooze`. Example: genjin reopen 7"""
    from worker import desk as acts

    with desk.book() as book, book.begin() as page:
        acts.reopen(page, FollowUpId(follow_up), desk.actor)
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

    with desk.book() as book, book.begin() as page:
        here = render.zone(page.fact("zone"))
        day = when.day(until, desk.now, here)
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

    with desk.reader() as reader:
        number = _the_customer(reader, customer)
    with desk.sitting() as sitting:
        acts.log(sitting, number, InteractionKind(kind), desk.actor, " ".join(words))
    click.echo(f"Noted: {kind} with customer {number}.")


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
        acts.accept(sitting, MailId(mail), number, desk.actor)
    click.echo(f"Mail {mail} belongs to customer {number}; the address is remembered.")


@review.command()
@click.argument("mail", type=int)
@pass_desk
def new(desk: Desk, mail: int) -> None:
    """The mail is from somebody new: make a lead of it, owned by you. Example: genjin review new 12"""
    from worker import config
    from worker import desk as acts

    with desk.sitting() as sitting:
        number = acts.open_lead(sitting, MailId(mail), desk.actor, config.me(desk.settings))
    click.echo(f"Mail {mail} opened customer {number}.")


@review.command()
@click.argument("mail", type=int)
@pass_desk
def skip(desk: Desk, mail: int) -> None:
    """Nobody has to be found for the mail. Example: genjin review skip 12"""
    from worker import desk as acts

    with desk.book() as book, book.begin() as page:
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

    from worker import customer_file

    found, columns, ignored = customer_file.read_file(Path(file), tuple(desk.settings.team.reps), desk.now)
    with desk.book() as book:
        done_ = customer_file.bring_in(book, desk.intake(book), found, desk.actor, file, dry_run)
    for line in customer_file.in_words(done_, columns, ignored, dry_run):
        click.echo(line)


@app.command()
@shaped
@pass_desk
def status(desk: Desk, shape: str) -> None:
    """Is everything read: mails on the server against mails in the book, what is set aside, what waits for
    a person.
    """
    from worker import lists, render

    with desk.reader() as reader:
        here = render.zone(reader.fact("zone"))
        folders, aside, totals = reader.folders(), reader.set_aside(), reader.totals()
    rows, aside_rows = lists.folder_rows(folders, here), lists.set_aside_rows(aside, here)
    if shape == "json":
        click.echo(render.as_json({"folders": rows, "set_aside": aside_rows, "totals": totals}))
    else:
        show(rows, lists.FOLDERS, shape, "No mailbox has been read yet. Run `genjin sync`.")
    if shape == "table":
        click.echo("\n" + " · ".join(f"{count} {name.replace('_', ' ')}" for name, count in totals.items()))
        if aside_rows:
            click.echo("\nSet aside (kept whole; `genjin retry` takes them in again)\n")
            show(aside_rows, lists.SET_ASIDE, shape)
    if aside:
        raise SystemExit(NEEDS_A_PERSON)


# -- the mailboxes -------------------------------------------------------------------------------------------


@app.command()
@click.option("--account", "names", multiple=True, help="Only this account. May be given several times.")
@pass_desk
def sync(desk: Desk, names: tuple[str, ...]) -> None:
    """Read every mailbox once and work out what is owed. Exit 3 if something new needs a person."""
    from worker import config, progress, rounds
    from worker.render import clean

    accounts = config.accounts_named(desk.settings, names)
    with desk.book(checkpointer=True) as book:
        intake = desk.intake(book)
        rounds.renew_plan(book, intake)
        results = [
            rounds.once(account, intake, desk.home.folder, progress.shown(account.name))
            for account in accounts
        ]
    for result in results:
        click.echo(clean(progress.in_words(result)), err=bool(result.error))
    raise SystemExit(progress.exit_code(results))


@app.command()
@pass_desk
def run(desk: Desk) -> None:
    """Read every mailbox for ever (the daemon). SIGTERM finishes the mail in hand and ends."""
    import threading

    from worker import daemon, rounds

    settings, stop = desk.settings, threading.Event()
    with desk.book(checkpointer=True) as book:
        intake = desk.intake(book, stop.is_set)
        rounds.renew_plan(book, intake)
        daemon.run(
            settings.accounts, daemon.Watch(intake, desk.home.folder, settings.every_minutes * 60, stop)
        )


@app.command()
@pass_desk
def retry(desk: Desk) -> None:
    """Take in again what was set aside, after a fix. Exit 3 if some of it still fails."""
    from worker import progress
    from worker.pipeline import Report

    report = Report()
    with desk.book() as book:
        desk.intake(book).retry(report)
    click.echo(progress.retried(report))
    if report.set_aside:
        raise SystemExit(NEEDS_A_PERSON)


@app.command()
@pass_desk
def migrate(desk: Desk) -> None:
    """Make the book, or bring an older one to this version; a SQLite book is copied first."""
    with desk.book(prepared=False) as book:
        done_ = book.prepare()
    click.echo("The book is ready." if done_ else "The book is of this version already.")


@app.group()
def accounts() -> None:
    """The mailboxes of genjin.yaml."""


@accounts.command()
@pass_desk
def test(desk: Desk) -> None:
    """Log in everywhere and find the folders, without reading a mail. Example: genjin accounts test"""
    from worker import rounds
    from worker.render import clean

    failed = False
    for account in desk.settings.accounts:
        try:
            click.echo(clean(rounds.tried(account, desk.home.folder)))
        except GenjinError as error:
            failed = True
            click.echo(f"genjin: {clean(str(error))}", err=True)
    raise SystemExit(1 if failed else 0)


# -- setting up ----------------------------------------------------------------------------------------------


@app.command()
@click.option("--host", prompt="IMAP server (such as imap.exmail.qq.com)")
@click.option("--user", prompt="Mailbox (usually the address)")
@click.option("--email", default="", help="The address the rep writes from, if it is not the mailbox's name.")
@click.option(
    "--rep", default="", help="Short name of the rep whose mailbox it is. Default: the part before @."
)
@click.option(
    "--secret",
    type=click.Choice(["env", "file", "command", "keyring"]),
    prompt="Where is the password kept",
    default="file",
)
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

    answers = setup.answers(value=said.pop("value") or _asked_value(said["secret"]), **said)
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
    from worker import config, rulebook

    folder = config.load_settings(desk.home).rules if desk.home.settings.exists() else "rules"
    for line in rulebook.checked(desk.home, folder):
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


def _asked_value(secret: str) -> str:
    questions = {
        "env": "Name of the environment variable",
        "file": "File with the password in its first line (mode 600)",
        "command": "Command that prints the password",
        "keyring": "Name of the service in the keyring",
    }
    return str(click.prompt(questions[secret]))


def main() -> None:
    """Entry point of the installed command."""
    app(prog_name="genjin")


if __name__ == "__main__":
    main()
