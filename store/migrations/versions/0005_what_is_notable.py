"""What a tag is about and how long it holds, and what people say of tags."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("tag", sa.Column("sort", sa.Text(), server_default="signal", nullable=False))
    op.add_column("tag", sa.Column("is_trial", sa.Boolean(), server_default=sa.false(), nullable=False))
    for name in ("because", "about", "profile", "grade", "withdrawn_by", "edition"):
        op.add_column("tag", _words(name))
    op.add_column("tag", sa.Column("expires", sa.Text()))
    op.create_index("ix_tag_rule", "tag", ["rule"])
    op.create_table(
        "mark",
        sa.Column("id", _BIG, primary_key=True, autoincrement=True),
        sa.Column(
            "customer_id",
            _BIG,
            sa.ForeignKey("customer.id", name="fk_mark_customer_id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("at", _BIG, nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("tag", sa.Text(), nullable=False),
        sa.Column("mail_id", _BIG, sa.ForeignKey("mail.id", name="fk_mark_mail_id", ondelete="SET NULL")),
        *(_words(name) for name in ("rep", "rule", "quote", "note", "given")),
        sa.Column("undoes", _BIG),
        sqlite_autoincrement=True,
    )
    for column in ("customer_id", "tag", "mail_id"):
        op.create_index(f"ix_mark_{column}", "mark", [column])


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)
