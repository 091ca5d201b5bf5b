"""Does another daemon keep this book already? One lock a book, which dies with whoever holds it.

Beside a SQLite book lies a file with flock(2) on it; a PostgreSQL book has an advisory lock on a connection
of its own. Never a pid file: that outlives its process. `sync` and the desk take no lock: the book lets one
writer in at a time.
"""

from __future__ import annotations

import fcntl
import os
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from store.location import BookError, Location


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds the lock, as it wrote down itself. pid 0: it did not."""

    pid: int = 0
    host: str = ""

    @classmethod
    def me(cls) -> Holder:
        return cls(os.getpid(), socket.gethostname())

    @classmethod
    def read(cls, words: str) -> Holder:
        found = re.search(r"process (\d+) on (\S+)", words)
        return cls(int(found[1]), found[2]) if found else cls()

    @property
    def is_here(self) -> bool:
        return bool(self.pid) and self.host == socket.gethostname()

    def __str__(self) -> str:
        return f"process {self.pid} on {self.host}" if self.pid else "another process"


class Hold(Protocol):
    """The lock, held."""

    def check(self) -> None:
        """Raise BookError if another daemon holds it by now: a database that restarts forgets its locks."""


class HeldError(BookError):
    """Another daemon keeps the book."""

    def __init__(self, location: Location, holder: Holder) -> None:
        super().__init__(
            f"The book {location} is kept by a daemon already: {holder}. Two would read every mailbox twice. "
            "Stop that one first, or leave it: `genjin reload` lets it read genjin.yaml again."
        )


@contextmanager
def only_one(location: Location) -> Iterator[Hold]:
    """Hold the lock of this book, or raise a HeldError that says who does."""
    if location.path is not None:
        with _flocked(location, _beside(location.path)) as hold:
            yield hold
    else:
        advisory = _Advisory(location)
        try:
            yield advisory
        finally:
            advisory.close()


def holder(location: Location) -> Holder | None:
    """The daemon that keeps this book now, if one does."""
    return _flock_holder(_beside(location.path)) if location.path else _advisory_holder(location)


# -- SQLite --------------------------------------------------------------------------------------------------

_HELD: set[int] = set()


def _let_go_in_child() -> None:
    """A forked child has the lock too, and would keep it after a kill of its parent."""
    for file in _HELD:
        os.close(file)
    _HELD.clear()


os.register_at_fork(after_in_child=_let_go_in_child)


class _File:
    def check(self) -> None:
        """The kernel keeps it until the process ends."""


@contextmanager
def _flocked(location: Location, path: Path) -> Iterator[_File]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise BookError(f"The lock of the book, {path}, cannot be made: {error.strerror}.") from error
    _HELD.add(file)
    try:
        _take(file, location, path)
        yield _File()
    finally:
        if file in _HELD:  # else this is a forked child on its way out
            _HELD.remove(file)
            fcntl.flock(file, fcntl.LOCK_UN)
            os.close(file)  # the file stays: to remove it would let two hold two files of one name


def _take(file: int, location: Location, path: Path) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise HeldError(location, _written(path)) from None
    except OSError as error:
        raise BookError(
            f"{path} cannot be locked: {error.strerror}. Keep the book on a disk of this machine."
        ) from error
    os.ftruncate(file, 0)
    os.pwrite(file, f"{Holder.me()}\n".encode(), 0)


def _flock_holder(path: Path) -> Holder | None:
    try:
        file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _written(path)
    finally:
        os.close(file)
    return None


def _beside(path: Path) -> Path:
    return path.with_name(path.name + ".lock")


def _written(path: Path) -> Holder:
    with suppress(OSError):
        return Holder.read(path.read_text("utf-8", "replace"))
    return Holder()


# -- PostgreSQL ----------------------------------------------------------------------------------------------

_DAEMON = 0x67656E6A69642020
"""Number of the lock; another than that of a page (store/book.py)."""
_HALVES = {"high": _DAEMON >> 32, "low": _DAEMON & 0xFFFFFFFF}
_WHO = (
    "SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid "
    "WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 "
    "AND l.classid = :high AND l.objid = :low "
    "AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)
"""The two halves of the number stand in two columns (PostgreSQL, pg_locks)."""
_LINE = {
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
"""A database that vanished without a word must not hold up the daemon that asks it."""


class _Advisory:
    """Held by its connection: it ends with that. A pooler between (transaction mode) would let it go at once;
    name the database itself in `book:`."""

    def __init__(self, location: Location) -> None:
        self._location = location
        self._line: Any = _advised(location)

    def check(self) -> None:
        from sqlalchemy.exc import SQLAlchemyError

        with suppress(SQLAlchemyError):
            self._line.exec_driver_sql("SELECT 1")
            return
        self.close()
        try:
            self._line = _advised(self._location)
        except HeldError:
            raise
        except BookError:
            return  # the database is still away, as whoever wants to write will say

    def close(self) -> None:
        from sqlalchemy.exc import SQLAlchemyError

        with suppress(SQLAlchemyError):
            self._line.close()


def _advised(location: Location) -> Any:
    """A connection that holds the lock."""
    line = _dialled(location)
    if line.exec_driver_sql("SELECT pg_try_advisory_lock(%s)", (_DAEMON,)).scalar():
        return line
    line.close()
    raise HeldError(location, _advisory_holder(location) or Holder())


def _advisory_holder(location: Location) -> Holder | None:
    from sqlalchemy import text

    with _dialled(location) as line:
        found = line.execute(text(_WHO), _HALVES).scalar()
    return None if found is None else Holder.read(str(found))


def _dialled(location: Location) -> Any:
    """A connection outside any pool, that shows our name to whoever asks the database."""
    from sqlalchemy import NullPool, create_engine
    from sqlalchemy.exc import DBAPIError

    words = _LINE | {"application_name": f"genjin {Holder.me()}"[:63]}
    engine = create_engine(
        location.sqlalchemy_url, poolclass=NullPool, connect_args=words, isolation_level="AUTOCOMMIT"
    )
    try:
        return engine.connect()
    except DBAPIError as error:
        first = str(error.orig).strip().splitlines()[0].rstrip(".")
        raise BookError(f"The book {location} cannot be reached: {first}. Is PostgreSQL running?") from error
