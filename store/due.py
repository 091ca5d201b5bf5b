"""What is on a rep's list? Read along one index, so that a list is as fast in a large book as in a small.

The indexes of follow_up (store/tables.py) hold all that the walk asks: whose, open, from when on, of which
customer, until when. No SQLAlchemy here, as in store/queries.py.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from late import dataclass
from model import (
    CustomerId,
    Duty,
    FollowUp,
    FollowUpId,
    Label,
    MailId,
    Obligation,
    RepId,
    utc,
)
from store.opened import Opened


@dataclass(frozen=True, slots=True)
class Listed:
    """Which follow-ups: due or warned of until then, not lapsed by now, one rep's or everybody's."""

    until: datetime
    now: datetime
    owner: str | None = None

    @property
    def values(self) -> dict[str, Any]:
        return {"until": _seconds(self.until), "now": _seconds(self.now), "owner": self.owner}

    @property
    def where(self) -> str:
        return _LISTED.format(whose="f.owner = :owner AND" if self.owner else "", state="f.state")

    @property
    def where_else(self) -> str:
        """The same where another index serves better: SQLite would walk all of the rep's list."""
        whose = "coalesce(f.owner, '') = :owner AND" if self.owner else ""
        return _LISTED.format(whose=whose, state="coalesce(f.state, '')")


@dataclass(frozen=True, slots=True)
class First:
    """The beginning of a list, and what was left out of it."""

    rows: tuple[FollowUp, ...]
    more_customers: int
    """How many come later."""


def all_of(book: Opened, wanted: Listed, most: int) -> list[FollowUp]:
    """The earliest first."""
    sql = f"{FOLLOW_UPS} WHERE {wanted.where} {_ORDER} LIMIT :most"
    return [follow_up_from(row) for row in book.ask(sql, wanted.values | {"most": most})]


def first_of(book: Opened, wanted: Listed, most: int) -> First:
    """All that is listed of the first customers, the earliest first."""
    customers = _customers(book, wanted, most)
    sql = f"{FOLLOW_UPS} WHERE f.customer_id AMONG :these AND {wanted.where_else} {_ORDER}"
    rows = book.ask(sql, wanted.values | {"these": customers})
    count = book.ask(_COUNT.format(where=wanted.where), wanted.values)[0]
    return First(tuple(follow_up_from(row) for row in rows), int(count["n"]) - len(customers))


def _customers(book: Opened, wanted: Listed, most: int) -> Sequence[int]:
    """Whose follow-ups come first. Few customers have many, so a walk of a few steps for each will do; where
    it does not, twice as many.
    """
    sql, steps = _WALK.format(where=wanted.where), 4 * most
    while True:
        rows = book.ask(sql, wanted.values | {"most": steps})
        found = list(dict.fromkeys(row["customer_id"] for row in rows))
        if len(found) >= most or len(rows) < steps:
            return found[:most]
        steps *= 2


def escalated(book: Opened, before: datetime, now: datetime, most: int = 1_000_000) -> list[FollowUp]:
    """Open since before then, of all reps, snoozed or not; the longest first."""
    sql = FOLLOW_UPS + _ESCALATED
    values = {"before": _seconds(before), "now": _seconds(now), "most": most}
    return [follow_up_from(row) for row in book.ask(sql, values)]


# Of several promises of one mail the later ones have their day behind its key (followups/promise.py).
# `behind` is what was read of a mail that somebody writes through a platform, a form or a colleague.
FOLLOW_UPS = """
SELECT f.id, f.customer_id, c.name AS customer_name, c.owner, c.volume_class, c.close_grade, c.country,
       g.name AS group_name, f.duty, f.cause, f.opened, f.due, f.because, f.suggest_en, f.suggest_zh,
       f.snoozed_until, f.note, f.content, f.warns, f.lapses, f.since, m.id AS mail_id, m.subject, m.sender,
       m.sender_name, CASE WHEN m.kind = 'portal' OR m.parser = 'forwarded' THEN m.reading END AS behind
FROM follow_up f JOIN customer c ON c.id = f.customer_id LEFT JOIN company_group g ON g.id = c.group_id
LEFT JOIN mail m ON m.key = CASE WHEN f.duty = 'promise' AND f.cause LIKE '%#____-__-__'
    THEN substr(f.cause, 1, length(f.cause) - 11) ELSE f.cause END
"""
_LISTED = "{whose} {state} = 'open' AND f.shows <= :until AND (f.lapses IS NULL OR f.lapses > :now)"
_ORDER = "ORDER BY f.shows, f.customer_id, f.id"
_WALK = "SELECT f.customer_id FROM follow_up f WHERE {where} ORDER BY f.shows, f.customer_id LIMIT :most"
_COUNT = "SELECT count(DISTINCT f.customer_id) AS n FROM follow_up f WHERE {where}"
_ESCALATED = """
WHERE f.state = 'open' AND f.since <= :before AND (f.lapses IS NULL OR f.lapses > :now)
ORDER BY f.since, f.id LIMIT :most
"""


def follow_up_from(row: Mapping[str, Any]) -> FollowUp:
    return FollowUp(
        id=FollowUpId(row["id"]),
        customer=CustomerId(row["customer_id"]),
        customer_name=row["customer_name"],
        owner=None if row["owner"] is None else RepId(row["owner"]),
        obligation=_obligation(row),
        snoozed_until=_time(row["snoozed_until"]),
        note=row["note"],
        mail=None if row["mail_id"] is None else MailId(row["mail_id"]),
        subject=row["subject"] or "",
        sender=called(row),
        volume_class=row["volume_class"],
        close_grade=row["close_grade"],
        group=row["group_name"] or "",
        country=row["country"],
    )


def _obligation(row: Mapping[str, Any]) -> Obligation:
    """What is counted from the due time has no other time to count from."""
    return Obligation(
        duty=Duty(row["duty"]),
        cause=row["cause"],
        opened=utc(row["opened"]),
        due=utc(row["due"]),
        because=row["because"],
        suggest=Label(row["suggest_en"], row["suggest_zh"]),
        content=row["content"],
        shows=_time(row["warns"]),
        lapses=_time(row["lapses"]),
        since=None if row["since"] == row["due"] else _time(row["since"]),
    )


def writer(row: Mapping[str, Any]) -> tuple[str, str]:
    """Address and name of who wrote a mail: behind a platform, a form or a forward the buyer it names.

    Where nothing is known of her it is the platform.
    """
    parties = json.loads(row["behind"])["parties"] if row["behind"] else []
    buyer = parties[0] if parties else {}
    email, name = buyer.get("email", ""), buyer.get("name", "") or buyer.get("company", "")
    return (email, name) if email or name else (row["sender"] or "", row["sender_name"] or "")


def called(row: Mapping[str, Any]) -> str:
    email, name = writer(row)
    return name or email


def _time(epoch: int | None) -> datetime | None:
    return None if epoch is None else utc(epoch)


def _seconds(at: datetime) -> int:
    return int(at.timestamp())
