"""Master data of customers, what is not theirs, changes that can be undone, and numbers of changes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("customer", sa.Column("edition", _BIG, server_default="0", nullable=False))
    op.create_index("ix_customer_edition", "customer", ["edition"])
    for table in ("title", "domain"):
        op.add_column(table, _words("origin"))
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
        *(_words(name) for name in ("words", "origin")),
        sa.PrimaryKeyConstraint("customer_id", "sort", "value", name="pk_customer_detail"),
    )
    op.create_table(
        "denial",
        sa.Column("id", _BIG, primary_key=True, autoincrement=True),
        _customer("denial", optional=True),
        *(_words(name) for name in ("sort", "value")),
        sa.Column("at", _BIG, nullable=False),
        _words("actor"),
        sa.UniqueConstraint("customer_id", "sort", "value", name="uq_denial_customer_id_sort_value"),
    )
    op.create_index("ix_denial_customer_id", "denial", ["customer_id"])
    op.create_table(
        "change",
        sa.Column("id", _BIG, primary_key=True, autoincrement=True),
        sa.Column("at", _BIG, nullable=False),
        *(_words(name) for name in ("actor", "action")),
        sa.Column("customer_id", _BIG),
        *(_words(name) for name in ("words", "images")),
        sa.Column("undoes", _BIG),
    )
    op.create_index("ix_change_customer_id", "change", ["customer_id"])
    op.create_index("ix_change_undoes", "change", ["undoes"])


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def _customer(table: str, *, optional: bool = False) -> sa.Column[int]:
    return sa.Column(
        "customer_id",
        _BIG,
        sa.ForeignKey("customer.id", name=f"fk_{table}_customer_id", ondelete="CASCADE"),
        nullable=optional,
    )
