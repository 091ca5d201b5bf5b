"""What every shelf of a page needs for writing: inserts that may be repeated, lists cut to what SQL takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Insert, Table, insert
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from store.tables import Row

Values = Mapping[str, Any]
T = TypeVar("T")


def table_of(row: type[Row]) -> Table:
    """The table behind a row class."""
    table = row.__table__
    assert isinstance(table, Table)
    return table


def add(connection: Connection, row: type[Row], values: Values) -> int:
    """Insert one row and answer its number."""
    result = connection.execute(_inserting(row), values)
    assert result.inserted_primary_key is not None
    return int(result.inserted_primary_key[0])


def add_new(
    connection: Connection, row: type[Row], rows: Sequence[Values], replace: tuple[str, ...] = ()
) -> None:
    """Insert rows; one that is there already is left alone, or has its `replace` columns renewed."""
    if rows:
        connection.execute(_inserting_new(row, connection.dialect.name, replace), rows)


@cache
def _inserting(row: type[Row]) -> Insert:
    """Statements are built once: building one costs more than SQLite takes to run it."""
    return insert(table_of(row))


@cache
def _inserting_new(row: type[Row], dialect: str, replace: tuple[str, ...]) -> Insert:
    table = table_of(row)
    statement = (sqlite_insert if dialect == "sqlite" else postgresql_insert)(table)
    if not replace:
        return statement.on_conflict_do_nothing()
    renewed = {name: statement.excluded[name] for name in replace}
    keys = [column.name for column in table.primary_key]
    return statement.on_conflict_do_update(index_elements=keys, set_=renewed)


def in_lots(items: Iterable[T], size: int = 500) -> Iterator[list[T]]:
    """Cut a long list for IN (...): SQLite before 3.32 takes 999 variables, PostgreSQL 65,535."""
    rest = iter(items)
    while lot := list(islice(rest, size)):
        yield lot
