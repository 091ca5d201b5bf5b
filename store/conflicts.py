"""Which customers look like one, and where are two reps at work, that nobody has looked at?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BindParameter, Connection, bindparam, func, or_, select, update

from model import CustomerId, GroupId, InteractionKind, Kind, MailId, RepId, utc
from store.tables import ConflictRow, CustomerRow, InteractionRow, MailAddressRow, MailRow, PlaceRow, PrintRow
from store.writing import Prepared, add_new, among, table_of


@dataclass(frozen=True, slots=True)
class Collision:
    """One conflict, as it is kept."""

    customer: CustomerId
    other: CustomerId
    sort: str
    level: str
    words: str
    mail: MailId | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """A mail to one of us that says what another one says."""

    mail: MailId
    rep: RepId | None
    date: datetime
    shared: int
    """How many sentences it has in common with the other."""
    has: int
    """How many it is known by."""


class Conflicts:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(self, collisions: Sequence[Collision], at: datetime) -> None:
        """Note them once; one that was dismissed stays so."""
        rows = [
            {
                "customer_id": each.customer,
                "other_id": each.other,
                "sort": each.sort,
                "level": each.level,
                "words": each.words,
                "mail_id": each.mail,
                "at": int(at.timestamp()),
                "state": "open",
            }
            for each in collisions
        ]
        add_new(self._connection, ConflictRow, rows)

    def known(self, customer: CustomerId, other: CustomerId) -> bool:
        """Has anything between these two been noted?"""
        return bool(_KNOWN.column(self._connection, {"customer": customer, "other": other}))

    def is_noted(self, sort: str, one: CustomerId, other: CustomerId) -> bool:
        """Has a conflict of this sort been noted between the two, whoever came first?"""
        return bool(_NOTED.column(self._connection, {"sort": sort, "one": one, "other": other}))

    def renew(self, collision: Collision) -> None:
        """Of one that is still open, say more; whoever came first."""
        known = {"one": collision.customer, "two": collision.other, "kind": collision.sort}
        _RENEW.run(self._connection, known | {"words": collision.words})

    def last_noted(self, sort: str, one: CustomerId, other: CustomerId) -> datetime | None:
        """When a conflict of this sort was noted between the two, dismissed since or not."""
        found = _NOTED.column(self._connection, {"sort": sort, "one": one, "other": other})
        return utc(max(found)) if found else None

    def raise_again(self, collision: Collision, at: datetime) -> None:
        """One that was noted long ago is open, and new."""
        known = {"one": collision.customer, "two": collision.other, "kind": collision.sort}
        said = {"words": collision.words, "level": collision.level, "mail_id": collision.mail}
        _RAISE_AGAIN.run(self._connection, known | said | {"at": int(at.timestamp()), "state": "open"})

    # -- one inquiry to several of us

    def copies(self, number: MailId, prints: Sequence[str], since: datetime, until: datetime) -> list[Copy]:
        """Other mail of people to us in that time that has sentences of this one, oldest first."""
        asked = {
            "prints": list(prints),
            "number": number,
            "kinds": _OF_PEOPLE,
            "since": int(since.timestamp()),
            "until": int(until.timestamp()),
        }
        return [
            Copy(MailId(mail), None if rep is None else RepId(rep), utc(date), shared, has)
            for mail, rep, date, shared, has in (_COPIES.rows(self._connection, asked) if prints else ())
        ]

    def signs_of(self, mail: MailId) -> frozenset[str]:
        """The outside addresses of a mail, and their work domains."""
        rows = _SIGNS.rows(self._connection, {"mail": mail})
        return frozenset(sign for row in rows for sign in row if sign)

    def whose(self, mail: MailId) -> list[CustomerId]:
        """In whose history a mail stands."""
        return [CustomerId(each) for each in _WHOSE.column(self._connection, {"mail": mail})]

    def opened_by(self, mail: MailId, sources: Sequence[str]) -> list[CustomerId]:
        """The lead that this mail opened, if it opened one: none is older than the first mail of it."""
        asked = {"mail": mail, "sources": list(sources)}
        return [CustomerId(each) for each in _OPENED.column(self._connection, asked)]

    def accounts(self, mail: MailId) -> list[str]:
        """In which mailboxes a mail was seen."""
        return _ACCOUNTS.column(self._connection, {"mail": mail})

    # -- two reps in one group

    def writers(
        self, group: GroupId, but: CustomerId, since: datetime, until: datetime
    ) -> list[tuple[CustomerId, RepId, datetime]]:
        """Who of us was in touch with which other company of a group in that time, and when last."""
        asked = {
            "group_id": group,
            "but": but,
            "kinds": _OF_PEOPLE,
            "since": int(since.timestamp()),
            "until": int(until.timestamp()),
        }
        rows = _WRITERS.rows(self._connection, asked)
        return [(CustomerId(customer), RepId(rep), utc(at)) for customer, rep, at in rows]

    def wrote_to(
        self, customer: CustomerId, since: datetime, until: datetime
    ) -> list[tuple[RepId, datetime]]:
        """Who of us wrote to a customer, or quoted, in that time, and when last."""
        asked = {"customer": customer, "kinds": _OF_PEOPLE}
        asked |= {"since": int(since.timestamp()), "until": int(until.timestamp())}
        return [(RepId(rep), utc(at)) for rep, at in _WROTE_TO.rows(self._connection, asked)]

    def set(self, number: int, state: str) -> str | None:
        """A conflict is open, or dismissed. Answers what it was; None: there is no such conflict."""
        before = _STATE.column(self._connection, {"number": number})
        _SET.run(self._connection, {"number": number, "state": state})
        return before[0] if before else None


_KNOWN = Prepared(
    select(ConflictRow.id).where(
        ConflictRow.customer_id == bindparam("customer"), ConflictRow.other_id == bindparam("other")
    )
)
_STATE = Prepared(select(ConflictRow.state).where(ConflictRow.id == bindparam("number")))
_SET = Prepared(update(table_of(ConflictRow)).where(ConflictRow.id == bindparam("number")), ("state",))
_RENEWED: BindParameter[int] = bindparam("one")
_RENEWED_TOO: BindParameter[int] = bindparam("two")
_THESE_TWO = (
    ConflictRow.sort == bindparam("kind"),
    or_(
        (ConflictRow.customer_id == _RENEWED) & (ConflictRow.other_id == _RENEWED_TOO),
        (ConflictRow.customer_id == _RENEWED_TOO) & (ConflictRow.other_id == _RENEWED),
    ),
)
_RENEW = Prepared(update(table_of(ConflictRow)).where(*_THESE_TWO, ConflictRow.state == "open"), ("words",))
_RAISE_AGAIN = Prepared(
    update(table_of(ConflictRow)).where(*_THESE_TWO), ("words", "level", "mail_id", "at", "state")
)
_ONE: BindParameter[int] = bindparam("one")
_OTHER: BindParameter[int] = bindparam("other")
_NOTED = Prepared(
    select(ConflictRow.at).where(
        ConflictRow.sort == bindparam("sort"),
        or_(
            (ConflictRow.customer_id == _ONE) & (ConflictRow.other_id == _OTHER),
            (ConflictRow.customer_id == _OTHER) & (ConflictRow.other_id == _ONE),
        ),
    )
)
_OF_PEOPLE = tuple(kind.value for kind in Kind if kind.moves_clocks)
_HAS = (
    select(func.count(PrintRow.print))
    .where(PrintRow.mail_id == MailRow.id, PrintRow.is_quoted.is_(False))
    .correlate(MailRow)
    .scalar_subquery()
)
_OWN = table_of(PrintRow).alias("own")
_COPIES = Prepared(
    select(MailRow.id, MailRow.rep, MailRow.date, func.count(_OWN.c.print), _HAS)
    .join(_OWN, _OWN.c.mail_id == MailRow.id)
    .where(
        among(_OWN.c.print, "prints"),
        _OWN.c.is_quoted.is_(False),
        MailRow.id != bindparam("number"),
        MailRow.direction == "in",
        among(MailRow.kind, "kinds"),
        MailRow.date >= bindparam("since"),
        MailRow.date <= bindparam("until"),
    )
    .group_by(MailRow.id, MailRow.rep, MailRow.date)
    .order_by(MailRow.date, MailRow.id)
    .limit(50)
)
_SIGNS = Prepared(
    select(MailAddressRow.email, MailAddressRow.domain).where(MailAddressRow.mail_id == bindparam("mail"))
)
_WHOSE = Prepared(
    select(InteractionRow.customer_id)
    .where(InteractionRow.mail_id == bindparam("mail"))
    .order_by(InteractionRow.customer_id)
)
_OPENED = Prepared(
    select(CustomerRow.id)
    .join(InteractionRow, InteractionRow.customer_id == CustomerRow.id)
    .where(
        InteractionRow.mail_id == bindparam("mail"),
        InteractionRow.kind == InteractionKind.MAIL_IN.value,
        CustomerRow.created == InteractionRow.at,
        among(CustomerRow.source, "sources"),
    )
)
_ACCOUNTS = Prepared(select(PlaceRow.account).where(PlaceRow.mail_id == bindparam("mail")).distinct())
_WRITERS = Prepared(
    select(InteractionRow.customer_id, InteractionRow.rep, func.max(InteractionRow.at))
    .join(CustomerRow, CustomerRow.id == InteractionRow.customer_id)
    .where(
        CustomerRow.group_id == bindparam("group_id"),
        CustomerRow.id != bindparam("but"),
        InteractionRow.rep.is_not(None),
        InteractionRow.kind != InteractionKind.NOTE.value,
        InteractionRow.kind != InteractionKind.GRADE.value,
        or_(InteractionRow.mail_kind.is_(None), among(InteractionRow.mail_kind, "kinds")),
        InteractionRow.at >= bindparam("since"),
        InteractionRow.at <= bindparam("until"),
    )
    .group_by(InteractionRow.customer_id, InteractionRow.rep)
    .order_by(func.max(InteractionRow.at).desc(), InteractionRow.customer_id)
)
_WROTE_TO = Prepared(
    select(InteractionRow.rep, func.max(InteractionRow.at))
    .where(
        InteractionRow.customer_id == bindparam("customer"),
        InteractionRow.rep.is_not(None),
        or_(
            InteractionRow.kind == InteractionKind.MAIL_OUT.value,
            InteractionRow.kind == InteractionKind.QUOTE.value,
        ),
        or_(InteractionRow.mail_kind.is_(None), among(InteractionRow.mail_kind, "kinds")),
        InteractionRow.at >= bindparam("since"),
        InteractionRow.at <= bindparam("until"),
    )
    .group_by(InteractionRow.rep)
    .order_by(func.max(InteractionRow.at).desc(), InteractionRow.rep)
)
