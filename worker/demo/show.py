"""The tour of `genjin demo`: serve the sample mailbox by a real IMAP server, sync it, look at it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

import click

from model import CustomerId, FollowUp, GenjinError
from store.book import Book
from store.queries import Reader, StoredMail
from worker import card_lists, config, due_lists, explain, progress, render, rounds
from worker.config import Home
from worker.customer_files import bringing, reading
from worker.demo import corpus
from worker.desk import Actor
from worker.intake import Intake

_ANCHOR = "anchor"
_SECRET = "demo.secret"  # noqa: S105  # the name of a file
_PASSWORD = "demo"  # noqa: S105  # of a server that only this machine can reach, while the demo runs


class DemoError(GenjinError):
    """The demo cannot run here."""


def run(fresh: bool) -> None:
    """Everything, on the screen. A second run finds the same mail and changes nothing."""
    home = config.demo_home()
    if fresh and home.folder.exists():
        shutil.rmtree(home.folder)
    anchor = _made(home)
    started = time.perf_counter()
    _heading("A sample mailbox on a real IMAP server")
    with _Server(anchor) as port:
        _settings(home, port)
        _sync(home, anchor)
    _look(home)
    click.echo(f"\n({time.perf_counter() - started:.1f} s)")
    _next()


def _made(home: Home) -> datetime:
    """The demo's folder, and the day its three weeks of mail end with: the day of its first run, for ever."""
    try:
        home.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        advice = "Set HOME or XDG_STATE_HOME to a folder that you may write to."
        raise DemoError(
            f"The demo's folder {home.folder} cannot be made: {error.strerror}. {advice}"
        ) from None
    noted = home.folder / _ANCHOR
    if not noted.exists():
        noted.write_text(datetime.now(UTC).isoformat(timespec="seconds"))
        secret = home.folder / _SECRET
        secret.touch(mode=0o600)
        secret.write_text(_PASSWORD)
    return datetime.fromisoformat(noted.read_text().strip())


class _Server:
    """The sample mailboxes, served. Yields the port."""

    def __init__(self, anchor: datetime) -> None:
        try:
            from worker.demo.server import ImapServer
        except ImportError:
            raise DemoError(
                "The demo's mail server is not installed. Run `./genjin demo` from a checkout, "
                "or install `pymap` into the environment of Genjin."
            ) from None
        self._anchor = anchor
        self._server = ImapServer(dict.fromkeys(corpus.USERS, _PASSWORD))

    def __enter__(self) -> int:
        self._server.__enter__()
        mails = corpus.mails(self._anchor)
        for user, folder in sorted({(mail.user, mail.folder) for mail in mails}):
            lot = [
                (mail.content, mail.received) for mail in mails if (mail.user, mail.folder) == (user, folder)
            ]
            self._server.deliver(user, folder, lot)
        click.echo(
            f"{len(mails)} mails in {len(corpus.USERS)} mailboxes, served at 127.0.0.1:{self._server.port}."
        )
        return self._server.port

    def __exit__(self, *error: Any) -> None:
        self._server.__exit__(*error)


def _settings(home: Home, port: int) -> None:
    """genjin.yaml of the demo. Only the port changes from run to run."""
    home.settings.write_text(_SETTINGS.format(port=port, secret=_SECRET), "utf-8")


_SETTINGS = """\
# Settings of the demo; the server behind it runs only while `genjin demo` runs.
team:
  domains: [hairui-valve.example]
  reps:
    lina: {{name: Li Na 李娜, emails: [lina@hairui-valve.example]}}
    wangwei: {{name: Wang Wei 王伟, emails: [wangwei@hairui-valve.example]}}
  service_domains: [bluewave-line.example, eastbank.example]
accounts:
  - name: lina
    rep: lina
    host: 127.0.0.1
    port: {port}
    tls: none
    user: lina@hairui-valve.example
    secret: {{file: {secret}}}
  - name: wangwei
    rep: wangwei
    host: 127.0.0.1
    port: {port}
    tls: none
    user: wangwei@hairui-valve.example
    secret: {{file: {secret}}}
book: genjin.db
stale_after_minutes: 0
"""


def _sync(home: Home, anchor: datetime) -> None:
    settings = config.load_settings(home)
    book = Book(config.location(settings, home), checkpointer=True)
    try:
        book.prepare()
        intake = Intake(book, config.load_playbook(home, settings))
        _customers(book, intake, home, anchor)
        rounds.renew_plan(book, intake)
        _heading("genjin sync")
        for result in rounds.all_once(settings.accounts, intake, home.folder, progress.shown):
            if result.error:
                raise DemoError(result.error)
            click.echo(progress.in_words(result))
    finally:
        book.close()


def _customers(book: Book, intake: Intake, home: Home, anchor: datetime) -> None:
    """What the team knew before: imported three weeks before the end of the mail, once."""
    with book.begin() as page:
        if page.fact("demo"):
            return
        page.note_fact("demo", "customers imported")
    read = reading.read(corpus.CUSTOMERS, config.load_settings(home).team, anchor - timedelta(days=2))
    actor = Actor("demo", anchor)
    bringing.bring_in(intake, read, actor)


def _look(home: Home) -> None:
    now = datetime.now(UTC)
    with Reader(config.location(config.load_settings(home), home)) as reader:
        here = render.zone(reader.fact("zone"))
        _heading("genjin due --everybody")
        owed = reader.due(now + timedelta(days=1))
        seen = due_lists.Seen.by(now, here, reader.fact("escalation"), reader.fact("contents"))
        click.echo(render.table(due_lists.due_table(due_lists.due_rows(owed, seen)), due_lists.DUE_TABLE))
        _heading("genjin show nordlicht handels")
        _show(reader, here)
        _heading("genjin explain")
        for line in _explained(reader, owed, here):
            click.echo(render.clean(line))


def _show(reader: Reader, here: tzinfo) -> None:
    number = _example(reader)
    card = reader.card(number)
    assert card is not None
    click.echo("\n".join(card_lists.card_lines(card)))
    click.echo(render.table(card_lists.timeline_rows(reader.timeline(number, 8), here), card_lists.TIMELINE))


def _explained(reader: Reader, owed: list[FollowUp], here: tzinfo) -> Iterator[str]:
    """The mail with the most to tell: of the tagged ones behind what is due, the one with the most tags."""
    mails = [reader.mail(each.mail) for each in owed if each.mail]
    told = max((mail for mail in mails if mail), key=_signals, default=None)
    return iter(()) if told is None else explain.explain(told, here)


def _signals(mail: StoredMail) -> int:
    return sum(tag.is_signal for tag in mail.tags)


def _example(reader: Reader) -> CustomerId:
    return reader.customers_named("nordlicht handels")[0][0]


def _heading(words: str) -> None:
    click.secho(f"\n── {words} " + "─" * max(2, 70 - len(words)), bold=True)


def _next() -> None:
    click.echo(
        "\nTry next, on the same data:\n"
        "  ./genjin --demo due week --owner lina\n"
        "  ./genjin --demo review\n"
        "  ./genjin --demo show al noor trading --group"
    )
