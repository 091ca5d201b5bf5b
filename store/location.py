"""Where is the book? A file (SQLite) or an address (PostgreSQL), understood without SQLAlchemy."""

from __future__ import annotations

import re
from pathlib import Path

from late import dataclass
from model import GenjinError


class BookError(GenjinError):
    """The book cannot be reached, or is of another version than the program."""


SCHEMA = "0007"
"""Version of the schema this program reads and writes: the newest file in `migrations/versions`."""


@dataclass(frozen=True, slots=True)
class Location:
    """Either `path` (SQLite) or `dsn` (PostgreSQL, as libpq takes it) is set."""

    path: Path | None = None
    dsn: str = ""
    folder: Path | None = None
    """Where files that belong to the book go; None: beside it, if it is a file."""

    @classmethod
    def of(cls, words: str, folder: Path) -> Location:
        """Read `genjin.db`, `sqlite:///genjin.db` or `postgresql://user@host/name`; paths count from
        `folder`.
        """
        if re.match(r"postgres(ql)?(\+psycopg)?://", words):
            return cls(dsn="postgresql://" + words.partition("://")[2], folder=folder)
        if "://" in words and not words.startswith("sqlite:///"):
            raise BookError(
                f"`book: {words}` is neither a file nor a PostgreSQL address. "
                "Write a file name such as genjin.db, or postgresql://user@host/database."
            )
        return cls(path=(folder / Path(words.removeprefix("sqlite:///")).expanduser()).resolve())

    @property
    def sqlalchemy_url(self) -> str:
        if self.path is not None:
            return f"sqlite:///{self.path}"
        return "postgresql+psycopg://" + self.dsn.partition("://")[2]

    def __str__(self) -> str:
        """For people: without a password."""
        if self.path is not None:
            return str(self.path)
        return re.sub(r"://([^:/@]+):[^@]*@", r"://\1:***@", self.dsn)


def must_exist(location: Location) -> None:
    """Refuse a SQLite book that is not there: an empty one would say that nothing is due."""
    if location.path is not None and not location.path.exists():
        raise BookError(f"There is no book at {location.path} yet. Run `genjin sync` first; it makes one.")
