"""Search: what is found by which words. Triggers note what has been written, whoever wrote it.

A book that is there already is noted as a whole, and read when it is first searched, or a little with every
page: its mail may be many gigabytes.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_NOTED = (
    ("mail", "INSERT", "mail", "NEW.id", ""),
    ("mail", "UPDATE OF subject, own_words, reading, date", "mail", "NEW.id", ""),
    ("interaction", "INSERT", "note", "NEW.id", "NEW.mail_id IS NULL"),
    ("interaction", "UPDATE OF summary, at", "note", "NEW.id", "NEW.mail_id IS NULL"),
    ("customer", "INSERT", "customer", "NEW.id", ""),
    ("customer", "UPDATE OF name", "customer", "NEW.id", ""),
    ("title", "INSERT", "customer", "NEW.customer_id", ""),
    ("title", "UPDATE OF words, customer_id", "customer", "NEW.customer_id", ""),
    ("business_fact", "INSERT", "fact", "NEW.id", ""),
    ("business_fact", "UPDATE OF number, words, at", "fact", "NEW.id", ""),
)
"""Table, what was done to a row, what is searched, its number, and which rows only. What is taken out needs
no note: a hit is looked up where it stands."""
_THERE = (
    ("customer", "SELECT id FROM customer ORDER BY id"),
    ("fact", "SELECT id FROM business_fact ORDER BY id"),
    ("note", "SELECT id FROM interaction WHERE mail_id IS NULL ORDER BY id"),
    ("mail", "SELECT id FROM mail ORDER BY id"),
)
"""What is read last first: the newest mail is soonest wanted."""


def upgrade() -> None:
    op.create_table(
        "search_text",
        sa.Column("id", _BIG, primary_key=True, autoincrement=False),
        sa.Column("sort", sa.Text(), server_default="", nullable=False),
        sa.Column("number", _BIG),
        sa.UniqueConstraint("sort", "number", name="uq_search_text_sort_number"),
    )
    op.create_table(
        "search_todo",
        sa.Column("id", _BIG, primary_key=True, autoincrement=True),
        sa.Column("sort", sa.Text(), server_default="", nullable=False),
        sa.Column("number", _BIG, nullable=False),
    )
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    (_of_sqlite if is_sqlite else _of_postgresql)()
    for sort, numbers in _THERE:
        noted = f"SELECT '{sort}', id FROM ({numbers}) AS found"  # noqa: S608  # our own words
        op.execute(f"INSERT INTO search_todo (sort, number) {noted}")


def _of_sqlite() -> None:
    # Contentless and without positions: the mail stands in the book already; a phrase is looked for there.
    # The words come prepared, so the plainest tokenizer will do.
    op.execute(
        "CREATE VIRTUAL TABLE search_word USING fts5"
        "(words, content='', columnsize=0, detail=none, tokenize='ascii')"
    )
    for at, (table, done, sort, number, only) in enumerate(_NOTED):
        when = f"WHEN {only} " if only else ""
        note = f"INSERT INTO search_todo (sort, number) VALUES ('{sort}', {number})"  # noqa: S608  # ours
        op.execute(f"CREATE TRIGGER search_{table}_{at} AFTER {done} ON {table} {when}BEGIN {note}; END")


def _of_postgresql() -> None:
    op.execute("CREATE TABLE search_word (id BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)")
    op.execute("CREATE INDEX ix_search_word_words ON search_word USING gin (words)")
    for at, (table, done, sort, number, only) in enumerate(_NOTED):
        when = f"WHEN ({only}) " if only else ""
        note = f"INSERT INTO search_todo (sort, number) VALUES ('{sort}', {number})"  # noqa: S608  # ours
        op.execute(
            f"CREATE FUNCTION search_{table}_{at}() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN {note}; RETURN NULL; END $$"
        )
        op.execute(
            f"CREATE TRIGGER search_{table}_{at} AFTER {done} ON {table} FOR EACH ROW {when}"
            f"EXECUTE FUNCTION search_{table}_{at}()"
        )
