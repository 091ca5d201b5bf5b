"""How is the book opened, kept whole, and written to?

`Book` is the database, `Page` one transaction on it. What differs between SQLite and PostgreSQL is here and
nowhere else.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, create_engine, event, inspect, select, text
from sqlalchemy.exc import DBAPIError, OperationalError

from store.alarms import Alarms
from store.business import Business
from store.changes import Audit
from store.conflicts import Conflicts
from store.contacts import Contacts
from store.customers import Customers
from store.enrolments import Enrolments
from store.folders import Folders
from store.followups import FollowUps
from store.groups import Groups
from store.histories import Histories
from store.lead_files import Leads
from store.ledger import Ledger
from store.location import SCHEMA, BookError, Location
from store.mails import Mails
from store.marks import Remarks
from store.moves import Moves
from store.rereading import Rereading
from store.reviews import Reviews
from store.searching import Searching
from store.tables import FactRow, JournalRow
from store.threads import Threads
from store.turns import Turns
from store.undoing import Undoing
from store.writing import Asked, Prepared, add, add_new, savepoint


class Page:
    """One transaction, with a shelf for every noun. It is written whole or not at all."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.changes = Audit(connection)
        self.mails = Mails(connection, self.changes)
        self.business = Business(connection, self.changes)
        self.customers = Customers(connection, self.changes)
        self.groups = Groups(connection, self.changes)
        self.ledger = Ledger(connection)
        self.moves = Moves(connection, self.changes)
        self.undoing = Undoing(connection, self.changes)
        self.folders = Folders(connection)
        self.histories = Histories(Asked(connection))
        self.followups = FollowUps(connection, self.changes)
        self.remarks = Remarks(connection, self.changes)
        self.rereading = Rereading(connection, self.changes)
        self.reviews = Reviews(connection)
        self.threads = Threads(connection)
        self.alarms = Alarms(connection)
        self.conflicts = Conflicts(connection)
        self.contacts = Contacts(connection)
        self.enrolments = Enrolments(connection, self.changes)
        self.leads = Leads(connection, self.changes)
        self.search = Searching(connection)
        self.turns = Turns(connection)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """A part of the page that can fail alone: what it wrote is taken back, the rest of the page stands.

        A BookError says that the page itself is lost: disk full, database gone.
        """
        try:
            with savepoint(self._connection, _loses_the_page):
                yield
        except DBAPIError as error:
            if not _loses_the_page(error):
                raise
            raise BookError(f"The book cannot be written: {_first_line(error)}. {_advice(error)}") from error

    def journal(self, at: datetime, actor: str, action: str, subject: str, detail: str = "") -> None:
        """Note for ever who did what by hand."""
        row = {
            "at": int(at.timestamp()),
            "actor": actor,
            "action": action,
            "subject": subject,
            "detail": detail,
        }
        add(self._connection, JournalRow, row)

    def fact(self, name: str) -> str:
        """What the book says of itself under `name`, or empty."""
        found = _FACT.row(self._connection, {"name": name})
        return found[0] if found else ""

    def note_fact(self, name: str, value: str) -> None:
        """Write down a fact, over an older one of that name."""
        add_new(self._connection, FactRow, [{"name": name, "value": value}], replace=("value",))


_FACT = Prepared(select(FactRow.value).where(FactRow.name == bindparam("name")))


class Book:
    """The database behind a location. One process writes at a time; readers are never in the way.

    checkpointer: SQLite's write-ahead log is folded back by this process. True for `sync` and the daemon
    only: SQLite before 3.51.3 can damage a book when two checkpoints race (its WAL-reset bug).
    """

    def __init__(self, location: Location, *, checkpointer: bool = False) -> None:
        self.location = location
        self._engine = _engine(location, checkpointer)

    def prepare(self) -> bool:
        """Create the book, or bring an older one to this version after a backup. True if anything was
        done.
        """
        found = self.version()
        if found == SCHEMA:
            return False
        if found > SCHEMA:
            raise BookError(
                f"The book {self.location} is of version {found}, newer than this program ({SCHEMA}). "
                "Update Genjin, or point `book:` at another file."
            )
        from store.migrations.run import upgrade  # Alembic costs 0.4 s; only a new or old book needs it

        if found and self.location.path is not None:
            backup(self.location.path, f"before-{SCHEMA}-from-{found}")
        upgrade(self.location)
        return True

    def version(self) -> str:
        """Schema version on disk, empty for a book that is still to be made."""
        with self._speaking() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return ""
            return str(connection.scalar(text("SELECT version_num FROM alembic_version")) or "")

    @contextmanager
    def begin(self) -> Iterator[Page]:
        """A page to write on: committed at the end, gone if anything raises."""
        with self._speaking() as connection:
            page = Page(connection)
            yield page
            page.customers.seal()
            page.search.catch_up()

    @contextmanager
    def _speaking(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            if not _loses_the_page(error):
                raise
            raise BookError(
                f"The book {self.location} cannot be used: {_first_line(error)}. {_advice(error)}"
            ) from error

    def close(self) -> None:
        self._engine.dispose()


def backup(path: Path, label: str) -> Path:
    """Copy a SQLite book, whole and compact, beside itself; safe while others write (VACUUM INTO)."""
    target = path.with_name(f"{path.stem}.{label}{path.suffix}")
    target.unlink(missing_ok=True)
    copy(path, target)
    return target


def copy(path: Path, target: Path) -> None:
    """Copy a SQLite book into a file that is not there yet; safe while others write."""
    connection = sqlite3.connect(path)
    try:
        connection.execute("VACUUM INTO ?", (str(target),))
    except sqlite3.Error as error:
        raise BookError(f"The book {path} cannot be copied to {target}: {error}. Is there room?") from error
    finally:
        connection.close()


def _engine(location: Location, checkpointer: bool) -> Engine:
    if location.path is None:
        return _postgresql(location)
    _make_private(location.path)
    return _sqlite(location, checkpointer)


def _make_private(path: Path) -> None:
    """Everything customers ever wrote is in the book: only its owner may read it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600, exist_ok=True)
    except OSError as error:
        raise BookError(f"The book {path} cannot be made: {error.strerror}.") from error


def _sqlite(location: Location, checkpointer: bool) -> Engine:
    engine = create_engine(location.sqlalchemy_url, connect_args={"timeout": 30})

    @event.listens_for(engine, "connect")
    def _settle_connection(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None  # else the driver, not we, decides when a transaction begins
        pragmas = _PRAGMAS if checkpointer else (*_PRAGMAS, "wal_autocheckpoint=0")
        try:
            for pragma in pragmas:
                connection.execute(f"PRAGMA {pragma}")
        except sqlite3.Error as error:  # not yet SQLAlchemy's to translate
            raise BookError(f"The book {location.path} cannot be used: {error}.") from error

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A plain BEGIN that reads and then writes fails at once under a second writer; IMMEDIATE waits its
        # turn.
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _postgresql(location: Location) -> Engine:
    engine = create_engine(location.sqlalchemy_url, pool_pre_ping=True)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # One page at a time, as on SQLite: two writers that both miss a customer would both add it.
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (_TURN,))

    return engine


_TURN = 0x67656E6A696E
"""Number of the lock: the word genjin."""

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=NORMAL",  # a power cut may cost the last commits, never the book; they are fetched again
    "foreign_keys=ON",
    "secure_delete=ON",  # what was erased is gone from the file as well
    "cache_size=-8000",  # 8 MB hold what a batch writes and the upper pages of every index
    "wal_autocheckpoint=4000",  # 16 MB: an import folds its log back every 800 mails, not every 200
)


def _loses_the_page(error: DBAPIError) -> bool:
    """Is it the database that fails, and not the one thing that was asked of it?

    PostgreSQL tells by the class of its code: 08 connection, 53 resources, 57 operator (appendix A). SQLite
    raises a bare DatabaseError for a file that is damaged or no database at all.
    """
    code = getattr(error.orig, "sqlstate", None)
    if code is not None:
        return str(code)[:2] in ("08", "53", "57")
    return isinstance(error, OperationalError) or type(error.orig) is sqlite3.DatabaseError


def _first_line(error: DBAPIError) -> str:
    return str(error.orig).strip().splitlines()[0].rstrip(".")


def _advice(error: DBAPIError) -> str:
    words = str(error.orig).lower()
    with suppress(StopIteration):
        return next(advice for sign, advice in _ADVICE if sign in words)
    return "Check the `book:` line of genjin.yaml and that the database answers."


_ADVICE = (
    ("locked", "Another process has been writing for long; wait for it, or stop it."),
    ("readonly", "The file or its folder is not writable by you."),
    ("unable to open", "The folder is missing or not writable by you."),
    ("full", "The disk is full; make room and run the command again, nothing was lost."),
    ("connection", "Is PostgreSQL running at that address?"),
    ("password", "The database refuses the password; put the right one into the address or into ~/.pgpass."),
    ("no such table", "Run `genjin migrate`."),
)
