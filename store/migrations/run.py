"""Runs the versions that a book still lacks: one transaction, references checked before the commit."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from store.location import BookError, Location


def upgrade(location: Location) -> None:
    """Bring the book to the newest version. On failure nothing has changed.

    SQLite changes a table by copying it; with foreign keys on, that deletes the children of every row, so
    this engine of its own keeps them off and counts dangling references before it commits.
    """
    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    engine = _engine(location)
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            _check(connection, location)
    except DBAPIError as error:
        said = str(error.orig).strip().splitlines()[0]
        raise BookError(
            f"{location} cannot be made a book of this version: {said}. Nothing was changed."
        ) from error
    finally:
        engine.dispose()


def _engine(location: Location) -> Engine:
    engine = create_engine(location.sqlalchemy_url)
    if location.path is None:
        return engine

    @event.listens_for(engine, "connect")
    def _off(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA foreign_keys=OFF")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _check(connection: Connection, location: Location) -> None:
    if location.path is None:
        return
    dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if dangling:
        raise BookError(
            f"Bringing {location} to this version would leave {len(dangling)} rows without their parents; "
            "nothing was changed. Please report it with the first of them: " + str(tuple(dangling[0]))
        )
