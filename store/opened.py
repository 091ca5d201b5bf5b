"""How is a book opened for somebody who only looks?

No SQLAlchemy here: importing it costs more than all of `genjin due`. Nor the many questions that stand in
store/queries.py: `genjin check` asks a few of its own, and must answer at once.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Protocol, Self

from store.location import SCHEMA, BookError, Location, must_exist


class _Connection(Protocol):
    def execute(self, sql: str, values: Any = ..., /) -> Any: ...
    def close(self) -> None: ...


class Opened:
    """A book opened for reading only. It never waits for a writer and never makes one wait."""

    def __init__(self, location: Location) -> None:
        self._location = location
        self._postgresql = location.path is None
        self._connection = _postgresql(location) if self._postgresql else _sqlite(location)
        try:
            self._check_version()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()

    @property
    def is_postgresql(self) -> bool:
        """For the few questions that both databases word differently."""
        return self._postgresql

    def ask(self, sql: str, values: Mapping[str, Any]) -> list[Any]:
        """The rows that answer a question, which may name lists: see `worded`."""
        return self._all(sql, values)

    def tuples(self, sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """The same, each row without the names of its columns."""
        rows = self._all(sql, values)
        return [tuple(row.values()) for row in rows] if self._postgresql else rows

    def fact(self, name: str) -> str:
        """What the book says of itself under `name`, or empty."""
        row = self._one("SELECT value FROM fact WHERE name = :name", {"name": name})
        return row["value"] if row else ""

    def _all(self, sql: str, values: Mapping[str, Any]) -> list[Any]:
        sql = worded(sql, self._postgresql)
        wanted = {name: listed(value, self._postgresql) for name, value in values.items()}
        try:
            return list(self._connection.execute(sql, wanted).fetchall())
        except Exception as error:
            if not _is_trouble(error):
                raise
            raise BookError(f"The book {self._location} cannot be read: {error}.") from error

    def _one(self, sql: str, values: Mapping[str, Any]) -> Any:
        return next(iter(self._all(sql, values)), None)

    def _check_version(self) -> None:
        try:
            found = str(self._one("SELECT version_num FROM alembic_version", {})["version_num"])
        except Exception as error:
            raise BookError(
                f"{self._location} is not a book of Genjin. Check `book:` in genjin.yaml."
            ) from error
        if found < SCHEMA:
            raise BookError(f"The book {self._location} is of an older version. Run `genjin migrate` first.")
        if found > SCHEMA:
            raise BookError(f"The book {self._location} is newer than this program. Update Genjin.")


@lru_cache(1000)
def worded(sql: str, postgresql: bool) -> str:
    """A question as the driver of the database wants it. `AMONG :these` stands for "is one of these", which
    each says in words of its own; the list is one value, however long it is.
    """
    if not postgresql:
        return re.sub(r"AMONG :([a-z]+)", r"IN (SELECT value FROM json_each(:\1))", sql)
    sql = re.sub(r"AMONG :([a-z]+)", r"= ANY(:\1)", sql)
    return re.sub(r"(?<!:):([a-z][a-z0-9]*)", r"%(\1)s", sql.replace("%", "%%"))


def listed(value: Any, postgresql: bool) -> Any:
    """A list as the one value that it is in `AMONG`; anything else as it is."""
    is_list = isinstance(value, Sequence) and not isinstance(value, str | bytes)
    return json.dumps(value) if is_list and not postgresql else value


def _sqlite(location: Location) -> _Connection:
    assert location.path is not None
    must_exist(location)
    try:
        connection = sqlite3.connect(f"{location.path.as_uri()}?mode=ro", uri=True, timeout=30)
    except sqlite3.Error as error:
        raise BookError(f"The book {location.path} cannot be opened: {error}.") from error
    connection.row_factory = sqlite3.Row
    # SQLite's own lower() knows ASCII only, and customers are called Ökoplast and Завод
    connection.create_function("lower", 1, lambda text: text and text.lower(), deterministic=True)
    return connection


def _postgresql(location: Location) -> _Connection:
    try:
        import psycopg
        from psycopg.rows import dict_row
    except ImportError:
        raise BookError(
            "PostgreSQL needs its driver: install `psycopg[binary]` into the environment of Genjin."
        ) from None
    try:
        return psycopg.connect(location.dsn, row_factory=dict_row, autocommit=True)
    except psycopg.OperationalError as error:
        said = str(error).strip().splitlines()[0]
        raise BookError(f"The book {location} does not answer: {said}.") from error


def _is_trouble(error: Exception) -> bool:
    """Does the database itself fail, and not a question of ours?"""
    return type(error).__name__ in ("DatabaseError", "OperationalError")
