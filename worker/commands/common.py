"""What do commands share? The desk that each starts from, lists as table, JSON or CSV, and who was meant."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

import click

from model import CustomerId, GenjinError

if TYPE_CHECKING:
    from store.book import Book
    from store.opened import Opened
    from store.queries import Reader
    from worker.batch import Memory
    from worker.desk import Actor
    from worker.gist import Gist
    from worker.home import Home
    from worker.intake import Intake, Sitting
    from worker.pipeline import Playbook
    from worker.render import Column
    from worker.settings import Settings

NEEDS_A_PERSON = 3
"""Exit code of what is done while something waits for a person."""

NUMBER = click.IntRange(1, 999_999_999)
"""Of a change, or how many lines of a list: what both databases and a person can count to."""

Command = TypeVar("Command", bound=Callable[..., Any])


class Desk:
    """What every command starts from: the folder, and what is read from it only when asked for."""

    def __init__(self, home: str | None, demo: bool, debug: bool) -> None:
        self._named, self._demo, self.debug = home, demo, debug
        self.now = datetime.now(UTC)
        self._refused_rules = ""
        """What is wrong with the rule files, where the last good rules are gone by instead."""

    @property
    def home(self) -> Home:
        from worker import home

        return home.demo_home() if self._demo else home.find_home(self._named)

    def needs_servers(self) -> None:
        """The demo's mailboxes cannot be reached between two demos."""
        if self._demo:
            raise GenjinError(
                "The demo's mail server runs only during `genjin demo`; run that again instead."
            )

    @cached_property
    def settings(self) -> Settings:
        from worker import config

        settings = config.load_settings(self.home)
        config.put_lists_in_force(settings)
        return settings

    @property
    def settings_if_any(self) -> Settings | None:
        """For commands that can do without: None where no folder was named and none is found."""
        from worker.home import NoHomeError

        try:
            return self.settings
        except NoHomeError:
            if self._demo or self.home.is_named:
                raise
            return None

    @cached_property
    def gist(self) -> Gist:
        """What of the settings a command needs that must answer at once, in force."""
        from worker import gist

        found = gist.known(self.home) or gist.kept(self.home, self.settings)
        found.put_in_force()
        return found

    def reader(self) -> Reader:
        from store.queries import Reader
        from worker import config

        return Reader(config.location(self.settings, self.home))

    def opened(self) -> Opened:
        """The same, for a command that asks the book its own few questions and must answer at once."""
        from store.opened import Opened

        return Opened(self.gist.location)

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
    def intake(
        self, stopping: Callable[[], bool] = lambda: False, *, made: bool = True, tags: bool = True
    ) -> Iterator[Intake]:
        """The way into the book. Every file is checked before the book is touched; tags False: all but the
        rules, which are read when a mail is tagged after all.
        """
        from worker import config, rounds
        from worker.intake import Intake
        from worker.readers import collect_seldom

        playbook = config.load_playbook(self.home, self.settings, tags=tags, warn=self.warn_of_rules)
        self.warn_of_portals()
        with self.book(checkpointer=made, made=made) as book:
            if tags:
                self._note_rules(book, playbook)
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
            config.load_playbook(self.home, self.settings, warn=self.warn_of_rules),
            config.location(self.settings, self.home),
        )
        self.warn_of_portals()
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

    def _note_rules(self, book: Book, playbook: Playbook) -> None:
        """In the book, and as a copy to go back to when a file goes bad."""
        from worker.rulebook import in_force, last_good

        with book.begin() as page:
            in_force.note(page, playbook.rules, self.now)
            if self._refused_rules:
                in_force.refuse(page, self._refused_rules)
        if not self._refused_rules:
            last_good.keep(self.home, self.settings.rules, playbook.rules, self.now)

    def warn_of_rules(self, words: str) -> None:
        """Rule files with a mistake, once: the last good rules are in force instead."""
        from worker.render import clean

        if not self._refused_rules:
            click.echo(clean(words), err=True)
        self._refused_rules = words

    def warn_of_portals(self) -> None:
        """Descriptions of the team that are left out; all others stay in force, so nothing is refused."""
        from worker import portals
        from worker.render import clean

        if words := portals.left_out(self.home):
            click.echo(clean(words), err=True)

    @contextmanager
    def sitting(self) -> Iterator[Sitting]:
        from worker.pipeline import Report

        with self.intake(made=False, tags=False) as intake, intake.sitting(Report()) as sitting:
            yield sitting

    @property
    def actor(self) -> Actor:
        from worker import config
        from worker.desk import Actor

        return Actor(config.who(self.settings), self.now)


pass_desk = click.make_pass_decorator(Desk)


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


class _OnlyLookingError(Exception):
    """Ends a dry run: the page is taken back as if it had failed."""


@contextmanager
def tried(desk: Desk, dry_run: bool) -> Iterator[Sitting]:
    """A sitting of which nothing stays if it is only tried."""
    with suppress(_OnlyLookingError), desk.sitting() as sitting:
        yield sitting
        if dry_run:
            raise _OnlyLookingError


def say(lines: Sequence[str], dry_run: bool = False) -> None:
    """What was done, a line each; what a mail brought into it stays on its line."""
    from worker.render import one_line

    for line in lines:
        click.echo(one_line(line))
    if dry_run:
        click.echo("This was a dry run; nothing was written.")


def ask_a_person(desk: Desk) -> None:
    """Exit 3 while mail is set aside or waits for an answer, and say so."""
    with desk.reader() as reader:
        totals = reader.totals()
    waiting = (
        ("in_review", "to answer in `genjin review`"),
        ("alarms", "with signs of fraud in `genjin alarms`"),
        ("set_aside", "set aside, see `genjin status`"),
    )
    said = [f"{totals[name]} {words}" for name, words in waiting if totals[name]]
    if said:
        click.echo(f"Needs a person: {'; '.join(said)}.")
        raise SystemExit(NEEDS_A_PERSON)


def the_customer(reader: Reader, words: str) -> CustomerId:
    """The one customer meant, or a sentence with those who could be."""
    found = reader.customers_named(words)
    if len(found) == 1:
        return found[0][0]
    if not found:
        raise GenjinError(
            f"No customer is called `{words[:200]}`. Its number, yours for it, a part of the name, a "
            "domain or an address will do."
        )
    listed = "\n".join(f"  {number}  {name}" for number, name in found)
    raise GenjinError(f"`{words}` could be any of these; give the number:\n{listed}")


_MOST_IDS = 10_000
"""What one transaction of a person's own doing may hold; a longer list is a slip."""


def each_id(given: tuple[str, ...]) -> tuple[int, ...]:
    """The numbers meant, each once: as given, or read from standard input, one a line, where `-` is given.

    What is no number is told all together, before anything is done.
    """
    words = [each for word in given for each in _meant_by(word)]
    bad = [word for word in words if not (word.isascii() and word.isdigit() and len(word) <= 9 and int(word))]
    if bad:
        more = f" and {len(bad) - 10} more" if len(bad) > 10 else ""
        raise GenjinError(
            f"No number: {', '.join(f'`{word[:40]}`' for word in bad[:10])}{more}. Nothing is done. Give "
            "numbers of the list, or `-` to read them from standard input, one a line."
        )
    if not words:
        raise GenjinError("No numbers were given: standard input is empty. Nothing is done.")
    if len(words) > _MOST_IDS:
        raise GenjinError(f"{len(words)} numbers are too many at once, {_MOST_IDS} at most. Nothing is done.")
    return tuple(dict.fromkeys(int(word) for word in words))


def _meant_by(word: str) -> list[str]:
    return _lines_of_input() if word == "-" else [word]


def _lines_of_input() -> list[str]:
    """Its lines without what is empty or begins with #; no more than would be refused anyway."""
    raw = islice(sys.stdin.buffer, 2 * _MOST_IDS)
    lines = (line.decode("utf-8-sig", "replace").strip() for line in raw)
    return [line for line in lines if line and not line.startswith("#")]
