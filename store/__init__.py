"""The book of record: everything Genjin knows, in SQLite or PostgreSQL.

`store.book` writes (SQLAlchemy), `store.queries` answers the CLI's questions fast (plain SQL, no SQLAlchemy).
This file imports neither, so that `genjin due` starts without loading an ORM.
"""
