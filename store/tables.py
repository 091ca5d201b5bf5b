"""What does the book look like? The schema, once; rows never leave this room.

Times are whole seconds since 1970 in UTC (a DateTime loses its zone on SQLite), days are ISO text, and what
is only ever shown is JSON text. The order of the classes is the order of the flow.
"""

from __future__ import annotations

from typing import Annotated

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from store.histories import STEERS

Big = BigInteger().with_variant(Integer, "sqlite")
"""SQLite gives row numbers to INTEGER only; PostgreSQL needs more than 32 bits for times and UIDs."""

Id = Annotated[int, mapped_column(Big, primary_key=True, autoincrement=True)]
Number = Annotated[int, mapped_column(Big)]
NEVER_AGAIN = {"sqlite_autoincrement": True}
"""SQLite would give the number of the last row again once that is gone. Reps have seen these numbers, and a
change that is taken back writes them.
"""
Words = Annotated[str, mapped_column(Text, default="", server_default="")]
CustomerRef = Annotated[int, mapped_column(Big, ForeignKey("customer.id", ondelete="CASCADE"))]
MailRef = Annotated[int, mapped_column(Big, ForeignKey("mail.id", ondelete="CASCADE"))]


class Row(DeclarativeBase):
    """Base of all rows. Constraints get names, because a migration must be able to speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


# -- whom we know --------------------------------------------------------------------------------------


class GroupRow(Row):
    __tablename__ = "company_group"
    __table_args__ = NEVER_AGAIN
    id: Mapped[Id]
    name: Mapped[str] = mapped_column(Text, unique=True)
    contact: Mapped[Words]
    """What counts as contact among its companies: apart, answers, touches; empty: as the policy says."""


class CustomerRow(Row):
    __tablename__ = "customer"
    id: Mapped[Id]
    external_id: Mapped[str | None] = mapped_column(Text, unique=True)
    name: Mapped[Words]
    group_id: Mapped[int | None] = mapped_column(Big, ForeignKey("company_group.id"), index=True)
    country: Mapped[Words]
    owner: Mapped[str | None] = mapped_column(Text, index=True)
    volume_class: Mapped[Words]
    close_grade: Mapped[Words]
    source: Mapped[Words]
    every_days: Mapped[int | None] = mapped_column(Integer)
    created: Mapped[Number]
    intent: Mapped[Words]
    worth: Mapped[Words]
    urgency: Mapped[Words]
    need: Mapped[Words]
    stage: Mapped[Words]
    pool: Mapped[Words]
    pooled: Mapped[int | None] = mapped_column(Big)
    owned_since: Mapped[int | None] = mapped_column(Big)
    came_by: Mapped[Words]
    edition: Mapped[int] = mapped_column(Big, default=0, server_default="0", index=True)
    """The number of the change that touched it last: directories read what is newer than they are."""


class DepartedRow(Row):
    """Customers that were taken out of the book: withdrawn, or merged into another."""

    __tablename__ = "departed"
    customer_id: Mapped[int] = mapped_column(Big, primary_key=True, autoincrement=False)
    edition: Mapped[int] = mapped_column(Big, index=True)


class TitleRow(Row):
    __tablename__ = "title"
    customer_id: Mapped[CustomerRef] = mapped_column(primary_key=True)
    words: Mapped[str] = mapped_column(Text, primary_key=True, index=True)
    position: Mapped[int] = mapped_column(Integer, default=0)
    origin: Mapped[Words]
    """How it came here: empty for master data; review: a person's answer; mail: what a mail taught."""


class DomainRow(Row):
    __tablename__ = "domain"
    customer_id: Mapped[CustomerRef] = mapped_column(primary_key=True)
    domain: Mapped[str] = mapped_column(Text, primary_key=True)
    origin: Mapped[Words]


class CustomerDetailRow(Row):
    """Registration codes, phones and web sites of a customer."""

    __tablename__ = "customer_detail"
    __table_args__ = (Index("ix_customer_detail_sort_value", "sort", "value"),)
    customer_id: Mapped[CustomerRef] = mapped_column(primary_key=True)
    sort: Mapped[str] = mapped_column(Text, primary_key=True)
    """code, phone or website; number: the team's own number of a customer that was merged into this one."""
    value: Mapped[str] = mapped_column(Text, primary_key=True)
    words: Mapped[Words]
    """As it was given."""
    origin: Mapped[Words]
    doubt: Mapped[Words]
    """Why it proves nothing: a checksum that is wrong, a placeholder. Empty: it is believed."""


class DenialRow(Row):
    """What a person said in the negative: this is not that customer's, or nobody's we sell to."""

    __tablename__ = "denial"
    __table_args__ = (UniqueConstraint("customer_id", "sort", "value"), NEVER_AGAIN)
    id: Mapped[Id]
    customer_id: Mapped[int | None] = mapped_column(
        Big, ForeignKey("customer.id", ondelete="CASCADE"), index=True
    )
    """None: whoever has this sign is no customer at all."""
    sort: Mapped[Words]
    """email, domain or title."""
    value: Mapped[Words]
    at: Mapped[Number]
    actor: Mapped[Words]


class ChangeRow(Row):
    """Append-only: who changed which master data, with the rows as they were and as they became, so that it
    can be undone. An undo is a change too, and names what it undoes.
    """

    __tablename__ = "change"
    id: Mapped[Id]
    at: Mapped[Number]
    actor: Mapped[Words]
    action: Mapped[Words]
    """add, edit, merge, split, join, leave, import, review accept ..."""
    customer_id: Mapped[int | None] = mapped_column(Big, index=True)
    """Whom it is about first; no reference, because a change outlives its customer."""
    words: Mapped[Words]
    """What changed, in words."""
    images: Mapped[bytes] = mapped_column(LargeBinary)
    """Compressed JSON: [table, key, before or null, after or null] for every row; of a row that was there
    before and after only the columns that differ. Importing 25,000 customers makes 330,000 of them.
    """
    detail: Mapped[Words]
    """JSON: what the action itself wants to find again."""
    undoes: Mapped[int | None] = mapped_column(Big, index=True)


class ChangeCustomerRow(Row):
    """Everybody a change is about. No reference, because a change outlives its customers."""

    __tablename__ = "change_customer"
    customer_id: Mapped[int] = mapped_column(Big, primary_key=True, autoincrement=False)
    change_id: Mapped[int] = mapped_column(
        Big, ForeignKey("change.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class ContactRow(Row):
    """A person: many addresses, may buy for several customers."""

    __tablename__ = "contact"
    __table_args__ = NEVER_AGAIN
    id: Mapped[Id]
    name: Mapped[Words] = mapped_column(index=True)
    position: Mapped[Words]


class ContactAddressRow(Row):
    __tablename__ = "contact_address"
    email: Mapped[str] = mapped_column(Text, primary_key=True)
    contact_id: Mapped[int] = mapped_column(Big, ForeignKey("contact.id", ondelete="CASCADE"), index=True)


class ContactCustomerRow(Row):
    __tablename__ = "contact_customer"
    contact_id: Mapped[int] = mapped_column(
        Big, ForeignKey("contact.id", ondelete="CASCADE"), primary_key=True
    )
    customer_id: Mapped[CustomerRef] = mapped_column(primary_key=True, index=True)


class ContactDetailRow(Row):
    """What the book knows of a person beside her name: phones, messengers, web site, codes."""

    __tablename__ = "contact_detail"
    contact_id: Mapped[int] = mapped_column(
        Big, ForeignKey("contact.id", ondelete="CASCADE"), primary_key=True
    )
    sort: Mapped[str] = mapped_column(Text, primary_key=True)
    """A DetailSort."""
    value: Mapped[str] = mapped_column(Text, primary_key=True)
    words: Mapped[Words]
    mail_id: Mapped[int | None] = mapped_column(Big, ForeignKey("mail.id", ondelete="SET NULL"))
    """The mail it was read in; none: a person wrote it."""
    at: Mapped[Number]
    replaced: Mapped[bool] = mapped_column(default=False, server_default=false())
    """A person accepted another value in its place."""


class ProposalRow(Row):
    """What a mail says of a contact and the book does not, or says otherwise: a person decides."""

    __tablename__ = "proposal"
    __table_args__ = (UniqueConstraint("customer_id", "email", "sort", "value"), NEVER_AGAIN)
    id: Mapped[Id]
    customer_id: Mapped[CustomerRef] = mapped_column(index=True)
    email: Mapped[Words]
    """The contact's address; a new one for a new colleague."""
    sort: Mapped[Words]
    """A DetailSort, or `colleague`."""
    before: Mapped[Words]
    value: Mapped[Words]
    words: Mapped[Words]
    because: Mapped[Words]
    confidence: Mapped[int] = mapped_column(Integer)
    """Per cent."""
    mail_id: Mapped[int | None] = mapped_column(Big, ForeignKey("mail.id", ondelete="SET NULL"))
    at: Mapped[Number]
    state: Mapped[str] = mapped_column(Text, default="open", index=True)
    """open, accepted, refused."""
    undo: Mapped[Words]
    """JSON: what accepting it changed, to be put back."""


# -- what came -----------------------------------------------------------------------------------------


class MailRow(Row):
    __tablename__ = "mail"
    id: Mapped[Id]
    key: Mapped[str] = mapped_column(Text, unique=True)
    message_id: Mapped[str] = mapped_column(Text, index=True)
    account: Mapped[Words]
    """Where it was first seen."""
    rep: Mapped[str | None] = mapped_column(Text)
    direction: Mapped[Words]
    kind: Mapped[Words]
    sender: Mapped[Words]
    sender_name: Mapped[Words]
    subject: Mapped[Words]
    date: Mapped[int] = mapped_column(Big, index=True)
    received: Mapped[Number]
    own_words: Mapped[Words]
    parser: Mapped[Words]
    verdict: Mapped[str] = mapped_column(Text, index=True)
    """known, kin, unsure or unknown."""
    reading: Mapped[Words]
    match: Mapped[Words]


class MailSourceRow(Row):
    """The bytes, compressed: reading again after a rule or parser changed needs them."""

    __tablename__ = "mail_source"
    mail_id: Mapped[MailRef] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    complete: Mapped[bool] = mapped_column(default=True)
    kept: Mapped[str] = mapped_column(Text, default="whole", server_default="whole")
    """whole, or headers: what `raw:` of genjin.yaml left of it."""


class MailAddressRow(Row):
    """The outside addresses of a mail, to find it again when one of them becomes a customer's."""

    __tablename__ = "mail_address"
    mail_id: Mapped[MailRef] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(Text, primary_key=True, index=True)
    domain: Mapped[str] = mapped_column(Text, index=True)
    """The work domain, empty for free mail."""


class MailParentRow(Row):
    __tablename__ = "mail_parent"
    mail_id: Mapped[MailRef] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    message_id: Mapped[str] = mapped_column(Text, index=True)
    is_ours: Mapped[bool] = mapped_column(default=False, server_default=false())
    """The quotation below the answer says that we wrote this parent: then some sent folder must hold it."""


class TagRow(Row):
    __tablename__ = "tag"
    __table_args__ = (
        Index(
            "ix_tag_steers", "mail_id", sqlite_where=text(STEERS), postgresql_where=text(STEERS)
        ),  # a history of thousands of mails asks each whether it can still move a date
    )
    id: Mapped[Id]
    mail_id: Mapped[MailRef] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(Text, index=True)
    title_en: Mapped[Words]
    title_zh: Mapped[Words]
    rule: Mapped[Words] = mapped_column(index=True)
    source_path: Mapped[Words]
    source_line: Mapped[int] = mapped_column(Integer)
    quote: Mapped[Words]
    start: Mapped[int] = mapped_column(Integer)
    end: Mapped[int] = mapped_column(Integer)
    suggest_en: Mapped[Words]
    suggest_zh: Mapped[Words]
    due_kind: Mapped[str | None] = mapped_column(Text)
    due_date: Mapped[str | None] = mapped_column(Text)
    due_words: Mapped[Words]
    sort: Mapped[str] = mapped_column(Text, server_default="signal")
    is_trial: Mapped[bool] = mapped_column(default=False, server_default=false())
    because: Mapped[Words]
    about: Mapped[Words]
    profile: Mapped[Words]
    grade: Mapped[Words]
    expires: Mapped[str | None] = mapped_column(Text)
    """ISO day."""
    withdrawn_by: Mapped[Words]
    """Names of tags with a space between."""
    edition: Mapped[Words]


class MarkRow(Row):
    """What a rep said of a tag: a tag of her own, or that one is right, wrong or over. Only added to: the
    newest mark about a tag (and mail) counts, and `undo` marks take one back.
    """

    __tablename__ = "mark"
    __table_args__ = NEVER_AGAIN
    id: Mapped[Id]
    customer_id: Mapped[CustomerRef] = mapped_column(index=True)
    at: Mapped[int] = mapped_column(Big)
    rep: Mapped[Words]
    verdict: Mapped[str] = mapped_column(Text)
    """add, remove, wrong, right or undo."""
    tag: Mapped[str] = mapped_column(Text, index=True)
    mail_id: Mapped[int | None] = mapped_column(Big, ForeignKey("mail.id", ondelete="SET NULL"), index=True)
    rule: Mapped[Words]
    """The rule whose tag is meant, and what it quoted: evidence for or against it that outlives the tag."""
    quote: Mapped[Words]
    note: Mapped[Words]
    undoes: Mapped[int | None] = mapped_column(Big)
    given: Mapped[Words]
    """JSON: the tag that `add` gave, in the columns of the tag table. Rules change, and what a rep said that
    day stays.
    """


class PrintRow(Row):
    """Fingerprints of what a mail says, and of what one quotes that names no parent we have."""

    __tablename__ = "print"
    print: Mapped[str] = mapped_column(Text, primary_key=True)
    mail_id: Mapped[MailRef] = mapped_column(primary_key=True, index=True)
    is_quoted: Mapped[bool] = mapped_column(default=False, server_default=false())


class ThreadChangeRow(Row):
    """What a person said of threads: this mail does not belong to that one (split), or it does (join)."""

    __tablename__ = "thread_change"
    id: Mapped[Id]
    mail_id: Mapped[MailRef] = mapped_column(index=True)
    action: Mapped[Words]
    """split: the mail begins a thread of its own; join: it answers `other`."""
    other_id: Mapped[int | None] = mapped_column(Big, ForeignKey("mail.id", ondelete="CASCADE"), index=True)
    at: Mapped[Number]
    actor: Mapped[Words]
    undone: Mapped[bool] = mapped_column(default=False, server_default=false())


class AlarmRow(Row):
    """A sign of fraud in a mail, until a person has looked at it."""

    __tablename__ = "alarm"
    __table_args__ = (UniqueConstraint("mail_id", "sort", "words"),)
    id: Mapped[Id]
    mail_id: Mapped[MailRef] = mapped_column(index=True)
    sort: Mapped[Words]
    words: Mapped[Words]
    state: Mapped[str] = mapped_column(Text, default="open", index=True)
    """open; dismissed by a person."""


class ConflictRow(Row):
    """Two customers look like one, or one group has two owners, until a person has looked at it (查重)."""

    __tablename__ = "conflict"
    __table_args__ = (UniqueConstraint("customer_id", "other_id", "sort"), NEVER_AGAIN)
    id: Mapped[Id]
    customer_id: Mapped[CustomerRef]
    """Who came later."""
    other_id: Mapped[CustomerRef] = mapped_column(index=True)
    sort: Mapped[Words]
    """same_customer, similar_customer, same_group_other_owner."""
    level: Mapped[Words]
    """warn or note, by the policy of that day."""
    words: Mapped[Words]
    mail_id: Mapped[int | None] = mapped_column(Big, ForeignKey("mail.id", ondelete="SET NULL"), index=True)
    at: Mapped[Number]
    state: Mapped[str] = mapped_column(Text, default="open", index=True)
    """open; dismissed by a person."""


class SetAsideRow(Row):
    """A mail that broke something: kept whole, with its reason, until `genjin retry` takes it in."""

    __tablename__ = "set_aside"
    id: Mapped[Id]
    account: Mapped[Words]
    folder: Mapped[Words]
    uidvalidity: Mapped[Number]
    uid: Mapped[Number]
    received: Mapped[Number]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    complete: Mapped[bool] = mapped_column(default=True)
    error: Mapped[Words]
    tries: Mapped[int] = mapped_column(Integer, default=1)


class PlaceRow(Row):
    """Every UID ever seen, with what became of it: a mail, set aside, or (neither) gone before it could be
    fetched.
    """

    __tablename__ = "place"
    account: Mapped[str] = mapped_column(Text, primary_key=True)
    folder: Mapped[str] = mapped_column(Text, primary_key=True)
    uidvalidity: Mapped[int] = mapped_column(Big, primary_key=True)
    uid: Mapped[int] = mapped_column(Big, primary_key=True)
    mail_id: Mapped[int | None] = mapped_column(Big, ForeignKey("mail.id", ondelete="CASCADE"), index=True)
    set_aside_id: Mapped[int | None] = mapped_column(
        Big, ForeignKey("set_aside.id", ondelete="SET NULL"), index=True
    )
    has_left: Mapped[bool] = mapped_column(default=False, server_default=false())
    """No longer on the server: moved, deleted, or renumbered. The mail stays in the book."""


class CursorRow(Row):
    __tablename__ = "cursor"
    account: Mapped[str] = mapped_column(Text, primary_key=True)
    folder: Mapped[str] = mapped_column(Text, primary_key=True)
    role: Mapped[Words]
    uidvalidity: Mapped[Number]
    last_uid: Mapped[Number]
    on_server: Mapped[int] = mapped_column(Integer, default=0)
    checked: Mapped[Number]
    """When the folder was last read to its end, else 0."""
    uidnext: Mapped[int] = mapped_column(Big, default=0, server_default="0")
    highestmodseq: Mapped[int] = mapped_column(Big, default=0, server_default="0")
    """0 where the server has no CONDSTORE (RFC 7162)."""
    is_whole: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Everything in the window had been taken in once; before that the folder is being imported."""
    since: Mapped[Words]
    """The window it was taken in with, an ISO day; empty for all of it."""
    older: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    """Mails on the server from before the window."""
    counted: Mapped[int] = mapped_column(Big, default=0, server_default="0")
    """When the server's list of mails was last laid beside the book's."""
    lag: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    """Seconds from the arrival of the newest mail until it was in the book."""
    errors: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    """Passes that failed in a row."""


# -- what happened and what is owed ----------------------------------------------------------------------


class InteractionRow(Row):
    __tablename__ = "interaction"
    __table_args__ = (
        UniqueConstraint("customer_id", "cause"),
        Index("ix_interaction_customer_id_at", "customer_id", "at"),
        NEVER_AGAIN,
    )
    id: Mapped[Id]
    customer_id: Mapped[CustomerRef]
    at: Mapped[Number]
    kind: Mapped[Words]
    cause: Mapped[Words]
    summary: Mapped[Words]
    rep: Mapped[str | None] = mapped_column(Text)
    mail_id: Mapped[int | None] = mapped_column(Big, ForeignKey("mail.id", ondelete="CASCADE"), index=True)
    mail_kind: Mapped[str | None] = mapped_column(Text)
    content: Mapped[Words]
    length: Mapped[int | None] = mapped_column(Integer)


class BusinessFactRow(Row):
    """Quotations, samples, orders, payments: read in a mail, or written down by a rep."""

    __tablename__ = "business_fact"
    __table_args__ = (UniqueConstraint("customer_id", "sort", "cause", "number"), NEVER_AGAIN)
    id: Mapped[Id]
    customer_id: Mapped[CustomerRef]
    sort: Mapped[str] = mapped_column(Text)
    at: Mapped[Number]
    cause: Mapped[Words]
    number: Mapped[Words]
    amount: Mapped[Words]
    """A decimal number, or empty."""
    currency: Mapped[Words]
    valid_until: Mapped[str | None] = mapped_column(Text)
    """ISO day."""
    words: Mapped[Words]
    mail_id: Mapped[int | None] = mapped_column(Big, ForeignKey("mail.id", ondelete="CASCADE"), index=True)
    by: Mapped[Words]
    is_refused: Mapped[bool] = mapped_column(default=False, server_default=false())
    """A rep said that the mail never said so; it is kept, so that reading again does not bring it back."""


class EnrolmentRow(Row):
    """Customers that follow a sequence. Who comes back to one that was ended has a row of its own: what is
    owed is named after the row, and what was done for the first time is not done for the second.
    """

    __tablename__ = "enrolment"
    __table_args__ = (
        Index(
            "uq_enrolment_open",
            *("customer_id", "sequence", "event"),
            unique=True,
            sqlite_where=text("ended IS NULL"),
            postgresql_where=text("ended IS NULL"),
        ),
        NEVER_AGAIN,
    )
    id: Mapped[Id]
    customer_id: Mapped[CustomerRef] = mapped_column(index=True)
    sequence: Mapped[str] = mapped_column(Text, index=True)
    started: Mapped[Number]
    event: Mapped[Words]
    actor: Mapped[Words]
    ended: Mapped[int | None] = mapped_column(Big)
    """When a person ended it; what they answer or buy ends it by itself and is not written here."""


class LedgerRow(Row):
    """Append-only: how customers passed from hand to hand. Limits of claims are counted here."""

    __tablename__ = "ledger"
    __table_args__ = (
        Index("ix_ledger_rep_passing_at", "rep", "passing", "at"),
        Index("ix_ledger_group_id_at", "group_id", "at"),
    )
    id: Mapped[Id]
    at: Mapped[Number]
    customer_id: Mapped[int] = mapped_column(Big, index=True)
    """No reference, because the ledger outlives its customers."""
    group_id: Mapped[int | None] = mapped_column(Big)
    passing: Mapped[str] = mapped_column(Text)
    rep: Mapped[str | None] = mapped_column(Text)
    pool: Mapped[Words]
    why: Mapped[Words]
    actor: Mapped[Words]


class TurnRow(Row):
    """Append-only: whose turn it was in the rotation, and what became of it."""

    __tablename__ = "turn"
    id: Mapped[Id]
    at: Mapped[Number]
    rep: Mapped[str] = mapped_column(Text, index=True)
    outcome: Mapped[str] = mapped_column(Text)
    """given; skipped: the turn passed on; bound: out of turn, to whom it belongs."""
    customer_id: Mapped[int | None] = mapped_column(Big, index=True)
    why: Mapped[Words]
    actor: Mapped[Words]


class LeadFileRow(Row):
    """A file of leads as it was brought in: notes of a fair belong to the company."""

    __tablename__ = "lead_file"
    id: Mapped[Id]
    at: Mapped[Number]
    actor: Mapped[Words]
    name: Mapped[Words]
    event: Mapped[Words]
    sha256: Mapped[str] = mapped_column(Text, unique=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    """Compressed."""


class FollowUpRow(Row):
    __tablename__ = "follow_up"
    __table_args__ = (
        UniqueConstraint("customer_id", "duty", "cause"),
        # All that a page of a list asks stands in the index: whose, and whether it has lapsed.
        Index("ix_follow_up_state_shows", "state", "shows", "customer_id", "lapses"),
        Index("ix_follow_up_owner_state_shows", "owner", "state", "shows", "customer_id", "lapses"),
        Index("ix_follow_up_state_since", "state", "since"),
        NEVER_AGAIN,
    )
    id: Mapped[int] = mapped_column(Big, primary_key=True, autoincrement=True)
    customer_id: Mapped[CustomerRef]
    duty: Mapped[Words]
    cause: Mapped[Words]
    opened: Mapped[Number]
    due: Mapped[Number]
    because: Mapped[Words]
    suggest_en: Mapped[Words]
    suggest_zh: Mapped[Words]
    state: Mapped[str] = mapped_column(Text, default="open")
    """open; done: a rep said so; met: a rep had touched it and then the mail settled it."""
    snoozed_until: Mapped[int | None] = mapped_column(Big)
    snoozed_at: Mapped[int | None] = mapped_column(Big)
    """When it was put off: what they say later may wake it."""
    note: Mapped[Words]
    content: Mapped[Words]
    owner: Mapped[str | None] = mapped_column(Text)
    """The customer's, so that a rep's list is one walk along an index."""
    shows: Mapped[int] = mapped_column(Big, default=0, server_default="0")
    """From when on it is listed: due, an earlier warning, or when it wakes."""
    warns: Mapped[int | None] = mapped_column(Big)
    """The earlier warning, if there is one."""
    lapses: Mapped[int | None] = mapped_column(Big)
    since: Mapped[int | None] = mapped_column(Big)
    """What the escalation counts from: when it is due, where nothing else is."""


class ReviewRow(Row):
    """A mail that a person must look at: whom is it from?"""

    __tablename__ = "review"
    mail_id: Mapped[MailRef] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(Text, default="open", index=True)
    """open; accepted, skipped or nobody (its writer is no customer) by a person; found: a later mail or
    customer answered it.
    """
    because: Mapped[Words]


class JournalRow(Row):
    """Append-only: who changed what by hand, and when."""

    __tablename__ = "journal"
    id: Mapped[Id]
    at: Mapped[Number]
    actor: Mapped[Words]
    action: Mapped[Words]
    subject: Mapped[Words]
    detail: Mapped[Words]


class SearchTextRow(Row):
    """Which text a number of the search index means. The words themselves stand in `search_word`, which each
    database makes in its own way (migration 0007).
    """

    __tablename__ = "search_text"
    __table_args__ = (UniqueConstraint("sort", "number"),)
    id: Mapped[int] = mapped_column(Big, primary_key=True, autoincrement=False)
    """Begins with what it is and its time, so that the newest stands last (store/searched.py)."""
    sort: Mapped[Words]
    """customer, fact, mail or note."""
    number: Mapped[int | None] = mapped_column(Big)
    """Its row; none: this was an older text of it."""


class SearchTodoRow(Row):
    """Texts that were written and whose words are not in the index yet; triggers note them."""

    __tablename__ = "search_todo"
    id: Mapped[Id]
    sort: Mapped[Words]
    number: Mapped[Number]


class FactRow(Row):
    """Single facts about the book itself, such as the policy its follow-ups were computed with."""

    __tablename__ = "fact"
    name: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[Words]
