"""How is one row read, written and taken out by its key, whatever its table?

What people change is kept with the rows as they were and as they became (store/changes.py); that needs every
table in one and the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update

from store.tables import Row
from store.writing import Prepared, add_all, among, in_lots, table_of

Key = tuple[Any, ...]
Columns = dict[str, Any]


def keys_of(row: type[Row]) -> tuple[str, ...]:
    """The columns of the key."""
    return tuple(column.name for column in table_of(row).primary_key)


def read(connection: Connection, row: type[Row], key: Key, only: tuple[str, ...] = ()) -> Columns | None:
    """The row of this key, or None. only: these of its columns."""
    columns = only or _columns(row)
    found = _reading(row, columns).row(connection, _named(row, key))
    return None if found is None else dict(zip(columns, found, strict=True))


def those(connection: Connection, row: type[Row], column: str, value: Any) -> dict[Key, Columns]:
    """Every row with this value in a column, by its key."""
    return all_of(connection, row, column, [value])


def all_of(connection: Connection, row: type[Row], column: str, values: Iterable[Any]) -> dict[Key, Columns]:
    """Every row with one of these values in a column, by its key."""
    own, found = keys_of(row), dict[Key, Columns]()
    for lot in in_lots(values):
        for each in _choosing(row, column).rows(connection, {"values": lot}):
            told = dict(zip(_columns(row), each, strict=True))
            found[tuple(told[name] for name in own)] = told
    return found


def many(
    connection: Connection, row: type[Row], keys: Iterable[Key], only: tuple[str, ...] = ()
) -> dict[Key, Columns]:
    """The rows of many keys, and perhaps of others that begin like one. only: these of their columns."""
    own, columns = keys_of(row), only or _columns(row)
    wanted = tuple(dict.fromkeys((*own, *columns)))
    found: dict[Key, Columns] = {}
    for lot in in_lots(dict.fromkeys(key[0] for key in keys)):
        for values in _beginning(row, wanted).rows(connection, {"values": lot}):
            told = dict(zip(wanted, values, strict=True))
            found[tuple(told[name] for name in own)] = {name: told[name] for name in columns}
    return found


def write(connection: Connection, row: type[Row], values: Mapping[str, Any]) -> None:
    """Put in a row that is not there; a column that is not named gets its default."""
    add_all(connection, row, [values])


def renew(connection: Connection, row: type[Row], key: Key, values: Mapping[str, Any]) -> None:
    """Set columns of a row; also those of its key."""
    _renewing(row, tuple(values)).run(connection, _named(row, key) | dict(values))


def remove(connection: Connection, row: type[Row], key: Key) -> None:
    _removing(row).run(connection, _named(row, key))


@cache
def _columns(row: type[Row]) -> tuple[str, ...]:
    return tuple(column.name for column in table_of(row).columns)


def _named(row: type[Row], key: Key) -> dict[str, Any]:
    return {f"key_{name}": value for name, value in zip(keys_of(row), key, strict=True)}


def _is_this(row: type[Row]) -> Sequence[Any]:
    table = table_of(row)
    return [table.c[name] == bindparam(f"key_{name}") for name in keys_of(row)]


@cache
def _reading(row: type[Row], columns: tuple[str, ...]) -> Prepared:
    table = table_of(row)
    return Prepared(select(*(table.c[name] for name in columns)).where(*_is_this(row)))


@cache
def _beginning(row: type[Row], columns: tuple[str, ...]) -> Prepared:
    table = table_of(row)
    first = next(iter(table.primary_key))
    return Prepared(select(*(table.c[name] for name in columns)).where(among(first, "values")))


@cache
def _choosing(row: type[Row], column: str) -> Prepared:
    table = table_of(row)
    return Prepared(
        select(*table.columns).where(among(table.c[column], "values")).order_by(*table.primary_key)
    )


@cache
def _renewing(row: type[Row], columns: tuple[str, ...]) -> Prepared:
    return Prepared(update(table_of(row)).where(*_is_this(row)), columns)


@cache
def _removing(row: type[Row]) -> Prepared:
    return Prepared(delete(table_of(row)).where(*_is_this(row)))
