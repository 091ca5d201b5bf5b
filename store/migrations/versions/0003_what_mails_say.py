"""Fingerprints of words, threads changed by hand, alarms, details of contacts and proposals."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "contact_detail",
        sa.Column(
            "contact_id",
            _BIG,
            sa.ForeignKey("contact.id", name="fk_contact_detail_contact_id", ondelete="CASCADE"),
        ),
        sa.Column("sort", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        _words("words"),
        _mail("contact_detail", "SET NULL", optional=True),
        sa.Column("at", _BIG, nullable=False),
        sa.Column("replaced", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.PrimaryKeyConstraint("contact_id", "sort", "value", name="pk_contact_detail"),
    )
    op.create_table(
        "proposal",
        sa.Column("id", _BIG, primary_key=True, autoincrement=True),
        sa.Column(
            "customer_id",
            _BIG,
            sa.ForeignKey("customer.id", name="fk_proposal_customer_id", ondelete="CASCADE"),
            nullable=False,
        ),
        *(_words(name) for name in ("email", "sort", "before", "value", "words", "because")),
        sa.Column("confidence", sa.Integer(), nullable=False),
        _mail("proposal", "SET NULL", optional=True),
        sa.Column("at", _BIG, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        _words("undo"),
        sa.UniqueConstraint(
            "customer_id", "email", "sort", "value", name="uq_proposal_customer_id_email_sort_value"
        ),
    )
    op.create_index("ix_proposal_customer_id", "proposal", ["customer_id"])
    op.create_index("ix_proposal_state", "proposal", ["state"])
    op.create_table(
        "print",
        sa.Column("print", sa.Text(), nullable=False),
        _mail("print", "CASCADE"),
        sa.Column("is_quoted", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.PrimaryKeyConstraint("print", "mail_id", name="pk_print"),
    )
    op.create_index("ix_print_mail_id", "print", ["mail_id"])
    op.create_table(
        "thread_change",
        sa.Column("id", _BIG, primary_key=True, autoincrement=True),
        _mail("thread_change", "CASCADE"),
        _words("action"),
        sa.Column(
            "other_id", _BIG, sa.ForeignKey("mail.id", name="fk_thread_change_other_id", ondelete="CASCADE")
        ),
        sa.Column("at", _BIG, nullable=False),
        _words("actor"),
        sa.Column("undone", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    for column in ("mail_id", "other_id"):
        op.create_index(f"ix_thread_change_{column}", "thread_change", [column])
    op.create_table(
        "alarm",
        sa.Column("id", _BIG, primary_key=True, autoincrement=True),
        _mail("alarm", "CASCADE"),
        _words("sort"),
        _words("words"),
        sa.Column("state", sa.Text(), nullable=False),
        sa.UniqueConstraint("mail_id", "sort", "words", name="uq_alarm_mail_id_sort_words"),
    )
    for column in ("mail_id", "state"):
        op.create_index(f"ix_alarm_{column}", "alarm", [column])


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def _mail(table: str, when_gone: str, *, optional: bool = False) -> sa.Column[int]:
    reference = sa.ForeignKey("mail.id", name=f"fk_{table}_mail_id", ondelete=when_gone)
    return sa.Column("mail_id", _BIG, reference, nullable=optional)
