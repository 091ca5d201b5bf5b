"""Business facts, sequences, pools and turns; follow-ups that a rep's list finds by one index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("company_group", _words("contact"))
    for name in ("intent", "worth", "urgency", "need", "stage", "pool", "came_by"):
        op.add_column("customer", _words(name))
    for name in ("pooled", "owned_since"):
        op.add_column("customer", sa.Column(name, _BIG))
    op.add_column("interaction", _words("content"))
    op.add_column("interaction", sa.Column("length", sa.Integer()))
    _follow_ups()
    _done()
    _facts()
    _enrolments()
    _hands()
    _lead_files()


def _follow_ups() -> None:
    op.add_column("follow_up", _words("content"))
    op.add_column("follow_up", sa.Column("owner", sa.Text()))
    op.add_column("follow_up", sa.Column("shows", _BIG, server_default="0", nullable=False))
    for name in ("warns", "lapses", "since", "snoozed_at"):
        op.add_column("follow_up", sa.Column(name, _BIG))
    op.execute(
        "UPDATE follow_up SET owner = (SELECT c.owner FROM customer c WHERE c.id = follow_up.customer_id), "
        "shows = CASE WHEN snoozed_until > due THEN snoozed_until ELSE due END, since = due"
    )
    op.drop_index("ix_follow_up_state_due", "follow_up")
    listed = ["state", "shows", "customer_id", "lapses"]
    op.create_index("ix_follow_up_state_shows", "follow_up", listed)
    op.create_index("ix_follow_up_owner_state_shows", "follow_up", ["owner", *listed])
    op.create_index("ix_follow_up_state_since", "follow_up", ["state", "since"])
    steers = sa.text("due_kind IN ('not_before', 'stop') OR name = 'our_promise' OR sort = 'fact'")
    op.create_index("ix_tag_steers", "tag", ["mail_id"], sqlite_where=steers, postgresql_where=steers)


def _done() -> None:
    """What was done before had left a note, which hides all that comes later; from now on it is a touch."""
    op.execute(
        "UPDATE interaction SET kind = 'other', cause = (SELECT 'done:' || f.id || ':' || f.duty || ':' || "
        "f.cause FROM follow_up f WHERE f.id = CAST(substr(interaction.cause, 6) AS BIGINT)) "
        "WHERE cause IN (SELECT 'done:' || f.id FROM follow_up f WHERE f.duty <> 'promise')"
    )


def _facts() -> None:
    op.create_table(
        "business_fact",
        _id(),
        _customer("business_fact"),
        sa.Column("sort", sa.Text(), nullable=False),
        sa.Column("at", _BIG, nullable=False),
        *(_words(name) for name in ("cause", "number", "amount", "currency", "words", "by")),
        sa.Column("valid_until", sa.Text()),
        sa.Column(
            "mail_id", _BIG, sa.ForeignKey("mail.id", name="fk_business_fact_mail_id", ondelete="CASCADE")
        ),
        sa.Column("is_refused", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.UniqueConstraint(
            "customer_id", "sort", "cause", "number", name="uq_business_fact_customer_id_sort_cause_number"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_business_fact_mail_id", "business_fact", ["mail_id"])


def _enrolments() -> None:
    op.create_table(
        "enrolment",
        _id(),
        _customer("enrolment"),
        sa.Column("sequence", sa.Text(), nullable=False),
        sa.Column("started", _BIG, nullable=False),
        *(_words(name) for name in ("event", "actor")),
        sa.Column("ended", _BIG),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_enrolment_sequence", "enrolment", ["sequence"])
    op.create_index("ix_enrolment_customer_id", "enrolment", ["customer_id"])
    op.create_index(
        "uq_enrolment_open",
        "enrolment",
        ["customer_id", "sequence", "event"],
        unique=True,
        sqlite_where=sa.text("ended IS NULL"),
        postgresql_where=sa.text("ended IS NULL"),
    )


def _hands() -> None:
    op.create_table(
        "ledger",
        _id(),
        sa.Column("at", _BIG, nullable=False),
        sa.Column("customer_id", _BIG, nullable=False),
        sa.Column("group_id", _BIG),
        sa.Column("passing", sa.Text(), nullable=False),
        sa.Column("rep", sa.Text()),
        *(_words(name) for name in ("pool", "why", "actor")),
    )
    op.create_index("ix_ledger_customer_id", "ledger", ["customer_id"])
    op.create_index("ix_ledger_rep_passing_at", "ledger", ["rep", "passing", "at"])
    op.create_index("ix_ledger_group_id_at", "ledger", ["group_id", "at"])
    op.create_table(
        "turn",
        _id(),
        sa.Column("at", _BIG, nullable=False),
        sa.Column("rep", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("customer_id", _BIG),
        *(_words(name) for name in ("why", "actor")),
    )
    op.create_index("ix_turn_rep", "turn", ["rep"])
    op.create_index("ix_turn_customer_id", "turn", ["customer_id"])


def _lead_files() -> None:
    op.create_table(
        "lead_file",
        _id(),
        sa.Column("at", _BIG, nullable=False),
        *(_words(name) for name in ("actor", "name", "event")),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("sha256", name="uq_lead_file_sha256"),
    )


def _id() -> sa.Column[int]:
    return sa.Column("id", _BIG, primary_key=True, autoincrement=True)


def _customer(table: str) -> sa.Column[int]:
    reference = sa.ForeignKey("customer.id", name=f"fk_{table}_customer_id", ondelete="CASCADE")
    return sa.Column("customer_id", _BIG, reference, nullable=False)


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)
