"""What every shelf of a page writes and asks with: statements worded once, inserts that may be repeated.

SQLAlchemy words the statements, so that they fit the tables and both databases. Running them is left to the
driver: a mail takes a dozen, SQLAlchemy 40 to 100 µs for each, SQLite two to five.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Boolean, ClauseElement, Connection, Table, bindparam, insert
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import ColumnElement
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.visitors import iterate

from store.opened import listed, worded
from store.tables import Row

Values = Mapping[str, Any]
T = TypeVar("T")

_NOTHING: Values = {}


# -- statements --------------------------------------------------------------------------------------------


class Prepared:
    """A statement that is worded once for each database and then run by the driver itself.

    columns: what an insert or update sets; all else is named by `bindparam`. fixed: values that are always
    the same.
    """

    def __init__(
        self, statement: ClauseElement, columns: Sequence[str] | None = None, fixed: Values = _NOTHING
    ) -> None:
        self._statement = statement
        self._columns = columns
        self._fixed = fixed
        self._worded: dict[str, _Worded] = {}

    def rows(self, connection: Connection, values: Values = _NOTHING) -> list[Any]:
        """Every row of the answer, as a tuple."""
        worded = self._in_words_of(connection)
        return _driven(connection, lambda driver: driver.execute(worded.sql, worded.bound(values)).fetchall())

    def row(self, connection: Connection, values: Values = _NOTHING) -> Any:
        """The first row of the answer, or None."""
        worded = self._in_words_of(connection)
        return _driven(connection, lambda driver: driver.execute(worded.sql, worded.bound(values)).fetchone())

    def column(self, connection: Connection, values: Values = _NOTHING) -> list[Any]:
        """The first column of every row."""
        return [row[0] for row in self.rows(connection, values)]

    def run(self, connection: Connection, values: Values = _NOTHING) -> Any:
        """Do it; answers the driver's cursor."""
        worded = self._in_words_of(connection)
        return _driven(connection, lambda driver: driver.execute(worded.sql, worded.bound(values)))

    def run_all(self, connection: Connection, rows: Sequence[Values]) -> None:
        """Do it once for each of these."""
        worded = self._in_words_of(connection)
        bound = [worded.bound(values) for values in rows]
        _driven(connection, lambda driver: driver.cursor().executemany(worded.sql, bound))

    def _in_words_of(self, connection: Connection) -> _Worded:
        name = connection.dialect.name
        return self._worded.get(name) or self._worded.setdefault(name, self._word(connection))

    def _word(self, connection: Connection) -> _Worded:
        is_sqlite = connection.dialect.name == "sqlite"
        speaking: Any = type(connection.dialect)
        dialect = speaking(paramstyle="named" if is_sqlite else "pyformat")
        compiled = self._statement.compile(dialect=dialect, column_keys=self._columns)
        given = {name: value for name, value in compiled.params.items() if value is not None}
        lists = [each.name for each in iterate(self._statement) if isinstance(each, among)]
        as_one = _as_json if is_sqlite else list
        return _Worded(str(compiled), given | dict(self._fixed), tuple(lists), as_one)


@dataclass(frozen=True, slots=True)
class _Worded:
    sql: str
    fixed: Values
    lists: tuple[str, ...]
    as_one: Callable[[Sequence[Any]], Any]
    """How this database takes a list as one value."""

    def bound(self, values: Values) -> Values:
        if self.fixed:
            values = {**self.fixed, **values}
        if self.lists:
            values = {**values, **{name: self.as_one(values[name]) for name in self.lists}}
        return values


class Asked:
    """Questions of plain SQL, asked on the connection that writes, as `Opened.tuples` asks them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._postgresql = connection.dialect.name != "sqlite"

    def tuples(self, sql: str, values: Values) -> list[tuple[Any, ...]]:
        """The rows that answer a question which may name a list (store.opened.worded)."""
        said = worded(sql, self._postgresql)
        wanted = {name: listed(value, self._postgresql) for name, value in values.items()}
        return _driven(self._connection, lambda driver: driver.execute(said, wanted).fetchall())


def _as_json(items: Sequence[Any]) -> str:
    return json.dumps(list(items))


def _driven(connection: Connection, step: Callable[[Any], T]) -> T:
    """Let the driver do a step; what goes wrong is told as SQLAlchemy tells it."""
    try:
        return step(connection.connection.dbapi_connection)
    except _driver(connection).Error as error:
        raise DBAPIError.instance(None, None, error, _driver(connection).Error) from error


def _driver(connection: Connection) -> Any:
    return connection.dialect.loaded_dbapi


class among(FunctionElement[bool]):  # noqa: N801  # reads as SQL does
    """Is the column one of a list? However long, the list is one parameter: `among(MailRow.id, "ids")`."""

    type = Boolean()
    inherit_cache = True

    def __init__(self, column: ColumnElement[Any] | Any, name: str) -> None:
        super().__init__(column, bindparam(name))
        self.name = name

    def self_group(self, against: Any = None) -> Any:  # noqa: ARG002  # the name is SQLAlchemy's
        """Unlike other functions it needs no `= 1` behind it, which would keep SQLite from using an index."""
        return self


@compiles(among, "sqlite")
def _among_json(element: among, compiler: SQLCompiler, **how: Any) -> str:
    column, items = (compiler.process(each, **how) for each in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({items}))"  # noqa: S608  # a column, a parameter


@compiles(among, "postgresql")
def _among_array(element: among, compiler: SQLCompiler, **how: Any) -> str:
    column, items = (compiler.process(each, **how) for each in element.clauses)
    return f"{column} = ANY({items})"


@contextmanager
def savepoint(connection: Connection, is_lost: Callable[[DBAPIError], bool]) -> Iterator[None]:
    """What is written here is taken back if it fails, unless the whole transaction is lost anyway.

    As SQLAlchemy's begin_nested, at a tenth of its price.
    """
    _say(connection, "SAVEPOINT part")
    try:
        yield
    except BaseException as error:
        if not (isinstance(error, DBAPIError) and is_lost(error)):
            _say(connection, "ROLLBACK TO SAVEPOINT part")
            _say(connection, "RELEASE SAVEPOINT part")
        raise
    _say(connection, "RELEASE SAVEPOINT part")


def _say(connection: Connection, sql: str) -> None:
    _driven(connection, lambda driver: driver.execute(sql))


# -- inserts -----------------------------------------------------------------------------------------------


def table_of(row: type[Row]) -> Table:
    """The table behind a row class."""
    table = row.__table__
    assert isinstance(table, Table)
    return table


def add(connection: Connection, row: type[Row], values: Values) -> int:
    """Insert one row and answer its number."""
    is_sqlite = connection.dialect.name == "sqlite"
    cursor = _inserting(row, tuple(values), not is_sqlite).run(connection, values)
    return int(cursor.lastrowid if is_sqlite else cursor.fetchone()[0])


def add_all(connection: Connection, row: type[Row], rows: Sequence[Values]) -> None:
    """Insert rows that cannot be there yet; all of them name the same columns."""
    if rows:
        _inserting(row, tuple(rows[0]), False).run_all(connection, rows)


def add_new(
    connection: Connection, row: type[Row], rows: Sequence[Values], replace: tuple[str, ...] = ()
) -> None:
    """Insert rows; one that is there already is left alone, or has its `replace` columns renewed. All of them
    name the same columns.
    """
    if len(rows) == 1:
        _inserting_new(row, tuple(rows[0]), connection.dialect.name, replace).run(connection, rows[0])
    elif rows:
        _inserting_new(row, tuple(rows[0]), connection.dialect.name, replace).run_all(connection, rows)


@cache
def _inserting(row: type[Row], columns: tuple[str, ...], returning: bool) -> Prepared:
    statement = insert(table_of(row)).inline()
    if returning:
        return _filled(statement.returning(table_of(row).c.id), row, columns)
    return _filled(statement, row, columns)


@cache
def _inserting_new(
    row: type[Row], columns: tuple[str, ...], dialect: str, replace: tuple[str, ...]
) -> Prepared:
    table = table_of(row)
    statement = (sqlite_insert if dialect == "sqlite" else postgresql_insert)(table).inline()
    if not replace:
        return _filled(statement.on_conflict_do_nothing(), row, columns)
    renewed = {name: statement.excluded[name] for name in replace}
    keys = [column.name for column in table.primary_key]
    return _filled(statement.on_conflict_do_update(index_elements=keys, set_=renewed), row, columns)


def _filled(statement: ClauseElement, row: type[Row], columns: tuple[str, ...]) -> Prepared:
    """An insert of these columns; the others that have a default of their own get it."""
    defaults = {
        column.name: column.default.arg  # type: ignore[attr-defined]  # scalar, as is asked just below
        for column in table_of(row).columns
        if column.name not in columns and column.default is not None and column.default.is_scalar
    }
    return Prepared(statement, (*columns, *defaults), defaults)


def in_lots(items: Iterable[T], size: int = 500) -> Iterator[list[T]]:
    """Cut a long list into pieces of a size that one answer may have."""
    rest = iter(items)
    while lot := list(islice(rest, size)):
        yield lot
