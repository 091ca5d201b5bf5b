"""Which mails wait for a person, how do they stand, and whom does her answer concern beside the one?"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, or_, select

from model import CustomerId, Denial, Direction, MailId, utc
from store.tables import DenialRow, InteractionRow, JournalRow, MailAddressRow, MailRow, ReviewRow
from store.writing import Prepared, among


@dataclass(frozen=True, slots=True)
class Said:
    """What a person said in the journal, and when."""

    at: datetime
    actor: str
    action: str
    detail: str


class Reviews:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def asked(self) -> list[MailId]:
        """The mails in the review queue, oldest first."""
        return [MailId(number) for number in _ASKED.column(self._connection)]

    def dated(self, numbers: Sequence[MailId]) -> dict[MailId, datetime]:
        """When these mails were written."""
        rows = _DATED.rows(self._connection, {"numbers": numbers})
        return {MailId(number): utc(date) for number, date in rows}

    def companies(self) -> list[tuple[MailId, str]]:
        """What the mails in the queue call their writer's company, where they name one.

        Kept nowhere but in the reading: a column of normalised names would be wrong whenever normalising
        changes, and the queue is short.
        """
        told = ((number, _company(reading)) for number, reading in _READINGS.rows(self._connection))
        return [(MailId(number), company) for number, company in told if company]

    def companies_of(self, customer: CustomerId) -> list[tuple[MailId, str]]:
        """The same of the mails that a customer wrote."""
        rows = _READINGS_OF.rows(self._connection, {"customer": customer})
        told = ((number, _company(reading)) for number, reading in rows)
        return [(MailId(number), company) for number, company in told if company]

    def bearing(self, emails: Sequence[str], domains: Sequence[str]) -> list[MailId]:
        """The mails from or to these addresses or work domains, whosever they are; oldest first."""
        signs = {"emails": emails, "domains": domains}
        return [MailId(number) for number in _BEARING.column(self._connection, signs)]

    def customers_of(self, number: MailId) -> frozenset[CustomerId]:
        """In whose history a mail stands."""
        return frozenset(CustomerId(each) for each in _LINKED.column(self._connection, {"number": number}))

    def state_of(self, number: MailId) -> str:
        """How a mail stands in the queue; nothing for one that nobody was asked about."""
        return next(iter(_STATE.column(self._connection, {"number": number})), "")

    def last_said(self, number: MailId) -> Said | None:
        """The newest answer about a mail."""
        row = _SAID.row(self._connection, {"subject": f"mail {number}"})
        return None if row is None else Said(utc(row[0]), row[1], row[2], row[3])

    def nobodies(self) -> dict[Denial, str]:
        """What is nobody's, and who said so when. There are few."""
        return {
            Denial(sort, value): f"{actor} said on {utc(at):%Y-%m-%d} that {value} is no customer"
            for sort, value, actor, at in _NOBODIES.rows(self._connection)
        }


def _company(reading: str) -> str:
    """Read where it stands: of a long reading nothing else is wanted."""
    if '"company":' not in reading:
        return ""
    parties = json.loads(reading)["parties"]
    return str(parties[0].get("company", "")) if parties else ""


_IS_ASKED = ReviewRow.state == "open"
_ASKED = Prepared(
    select(ReviewRow.mail_id)
    .join(MailRow, MailRow.id == ReviewRow.mail_id)
    .where(_IS_ASKED)
    .order_by(MailRow.date, MailRow.id)
)
_DATED = Prepared(select(MailRow.id, MailRow.date).where(among(MailRow.id, "numbers")))
_READINGS = Prepared(
    select(MailRow.id, MailRow.reading).join(ReviewRow, ReviewRow.mail_id == MailRow.id).where(_IS_ASKED)
)
_READINGS_OF = Prepared(
    select(MailRow.id, MailRow.reading)
    .join(InteractionRow, InteractionRow.mail_id == MailRow.id)
    .where(InteractionRow.customer_id == bindparam("customer"), MailRow.direction == Direction.IN.value)
)
_BEARING = Prepared(
    select(MailRow.id)
    .join(MailAddressRow, MailAddressRow.mail_id == MailRow.id)
    .where(or_(among(MailAddressRow.email, "emails"), among(MailAddressRow.domain, "domains")))
    .group_by(MailRow.id, MailRow.date)
    .order_by(MailRow.date, MailRow.id)
)
_LINKED = Prepared(select(InteractionRow.customer_id).where(InteractionRow.mail_id == bindparam("number")))
_STATE = Prepared(select(ReviewRow.state).where(ReviewRow.mail_id == bindparam("number")))
_SAID = Prepared(
    select(JournalRow.at, JournalRow.actor, JournalRow.action, JournalRow.detail)
    .where(JournalRow.subject == bindparam("subject"), JournalRow.action.like("review %"))
    .order_by(JournalRow.id.desc())
    .limit(1)
)
_NOBODIES = Prepared(
    select(DenialRow.sort, DenialRow.value, DenialRow.actor, DenialRow.at).where(
        DenialRow.customer_id.is_(None)
    )
)
