"""Master data of customers, what is not theirs, changes that can be undone, and numbers of changes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


_NUMBERED = ("company_group", "contact", "interaction", "proposal")
"""Whose numbers changes write back: none may be given again once its row is gone."""


def upgrade() -> None:
    for table in _NUMBERED if op.get_bind().dialect.name == "sqlite" else ():
        with op.batch_alter_table(
            table, recreate="always", table_kwargs={"sqlite_autoincrement": True}
        ):  # SQLite counts on only in a table that was made so
            pass
    op.add_column("customer", sa.Column("edition", _BIG, server_default="0", nullable=False))
    op.create_index("ix_customer_edition", "customer", ["edition"])
    for table in ("title", "domain"):
        op.add_column(table, _words("origin"))
    op.create_index("ix_title_words", "title", ["words"])
    op.create_index("ix_contact_name", "contact", ["name"])
    op.create_table(
        "departed",
        sa.Column("customer_id", _BIG, autoincrement=False, nullable=False),
        sa.Column("edition", _BIG, nullable=False),
        sa.PrimaryKeyConstraint("customer_id", name="pk_departed"),
    )
    op.create_index("ix_departed_edition", "departed", ["edition"])
    op.create_table(
        "customer_detail",
        _customer("customer_detail"),
        sa.Column("sort", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        *(_words(name) for name in ("words", "origin", "doubt")),
        sa.PrimaryKeyConstraint("customer_id", "sort", "value", name="pk_customer_detail"),
    )
    op.create_index("ix_customer_detail_sort_value", "customer_detail", ["sort", "value"])
    op.create_table(
        "denial",
        sa.Column("id", _BIG, primary_key=True, autoincrement=True),
        _customer("denial", optional=True),
        *(_words(name) for name in ("sort", "value")),
        sa.Column("at", _BIG, nullable=False),
        _words("actor"),
        sa.UniqueConstraint("customer_id", "sort", "value", name="uq_denial_customer_id_sort_value"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_denial_customer_id", "denial", ["customer_id"])
    op.create_table(
        "change",
        sa.Column("id", _BIG, primary_key=True, autoincrement=True),
        sa.Column("at", _BIG, nullable=False),
        *(_words(name) for name in ("actor", "action")),
        sa.Column("customer_id", _BIG),
        _words("words"),
        sa.Column("images", sa.LargeBinary(), nullable=False),
        _words("detail"),
        sa.Column("undoes", _BIG),
    )
    op.create_index("ix_change_customer_id", "change", ["customer_id"])
    op.create_index("ix_change_undoes", "change", ["undoes"])
    op.create_table(
        "change_customer",
        sa.Column("customer_id", _BIG, autoincrement=False, nullable=False),
        sa.Column(
            "change_id",
            _BIG,
            sa.ForeignKey("change.id", name="fk_change_customer_change_id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("customer_id", "change_id", name="pk_change_customer"),
    )
    op.create_index("ix_change_customer_change_id", "change_customer", ["change_id"])
    op.create_table(
        "conflict",
        sa.Column("id", _BIG, primary_key=True, autoincrement=True),
        _customer("conflict"),
        sa.Column(
            "other_id",
            _BIG,
            sa.ForeignKey("customer.id", name="fk_conflict_other_id", ondelete="CASCADE"),
            nullable=False,
        ),
        *(_words(name) for name in ("sort", "level", "words")),
        sa.Column("mail_id", _BIG, sa.ForeignKey("mail.id", name="fk_conflict_mail_id", ondelete="SET NULL")),
        sa.Column("at", _BIG, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.UniqueConstraint("customer_id", "other_id", "sort", name="uq_conflict_customer_id_other_id_sort"),
        sqlite_autoincrement=True,
    )
    for column in ("other_id", "mail_id", "state"):
        op.create_index(f"ix_conflict_{column}", "conflict", [column])


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def _customer(table: str, *, optional: bool = False) -> sa.Column[int]:
    return sa.Column(
        "customer_id",
        _BIG,
        sa.ForeignKey("customer.id", name=f"fk_{table}_customer_id", ondelete="CASCADE"),
        nullable=optional,
    )
