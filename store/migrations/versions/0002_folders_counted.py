"""Folders are imported newest first and counted against the server; sources may be kept in part."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("cursor") as cursor:
        for name in ("uidnext", "highestmodseq", "counted"):
            cursor.add_column(sa.Column(name, _BIG, server_default="0", nullable=False))
        for name in ("older", "lag", "errors"):
            cursor.add_column(sa.Column(name, sa.Integer(), server_default="0", nullable=False))
        cursor.add_column(sa.Column("is_whole", sa.Boolean(), server_default=sa.false(), nullable=False))
        cursor.add_column(sa.Column("since", sa.Text(), server_default="", nullable=False))
    with op.batch_alter_table("place") as place:
        place.add_column(sa.Column("has_left", sa.Boolean(), server_default=sa.false(), nullable=False))
    # What the first version called gone had left the server before it was fetched.
    op.execute(sa.text("UPDATE place SET has_left = true WHERE mail_id IS NULL AND set_aside_id IS NULL"))
    with op.batch_alter_table("mail_source") as source:
        source.add_column(sa.Column("kept", sa.Text(), server_default="whole", nullable=False))
    with op.batch_alter_table("mail_parent") as parent:
        parent.add_column(sa.Column("is_ours", sa.Boolean(), server_default=sa.false(), nullable=False))
