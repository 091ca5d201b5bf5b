"""Which conflicts are there for a manager to look at? Read without SQLAlchemy, as store/queries.py reads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from late import dataclass
from model import CustomerId, MailId, utc
from store.opened import Opened


@dataclass(frozen=True, slots=True)
class Collided:
    """Two customers that look like one, or two of us at work on one inquiry or in one group."""

    id: int
    customer: CustomerId
    name: str
    owner: str
    other: CustomerId
    """The same as `customer`, where one inquiry came to several of us, or several write with one."""
    other_name: str
    other_owner: str
    sort: str
    level: str
    words: str
    mail: MailId | None
    at: datetime
    state: str
    rep: str = ""
    """Who of us has the mail that showed it."""
    quoted: datetime | None = None
    """When a quotation went out last to it, or to any company of the group."""

    @property
    def said(self) -> str:
        """Why, and for two reps with one customer or group how late it is."""
        if self.sort != TWO_REPS:
            return self.words
        return f"{self.words}; {f'quoted {self.quoted:%Y-%m-%d}' if self.quoted else 'nothing quoted yet'}"

    def concerns(self, rep: str) -> bool:
        """Is it hers, or does it name her?"""
        if rep in (self.owner, self.other_owner, self.rep):
            return True
        return self.sort in AT_WORK and bool(re.search(rf"(?<!\w){re.escape(rep)}(?!\w)", self.words))


INQUIRY, TWO_REPS = "same_inquiry", "two_reps_one_group"
AT_WORK = (INQUIRY, TWO_REPS)
"""Sorts that tell two reps of each other."""


def conflicts(reader: Opened, *, every: bool = False) -> list[Collided]:
    """Those that nobody has dismissed, or every one; the gravest first, then the newest."""
    found = [_collided(row) for row in reader.ask(_CONFLICTS.format(where=""), {})]
    return [each for each in found if every or each.state == "open"]


def conflicts_of(reader: Opened, rep: str) -> list[Collided]:
    """What is open between this rep and another: one inquiry, one group. For who asks what is due."""
    rows = reader.ask(_CONFLICTS.format(where=_OPEN_AT_WORK), {})
    return [each for each in map(_collided, rows) if each.concerns(rep)]


def about(reader: Opened, customers: Sequence[int]) -> list[Collided]:
    """The same about some customers, whoever's they are."""
    if not customers:
        return []
    names = {f"c{'abcdefghijklmnopqrstuvwxyz'[at]}": each for at, each in enumerate(customers[:26])}
    listed = ", ".join(f":{name}" for name in names)
    where = f"{_OPEN_AT_WORK} AND (x.customer_id IN ({listed}) OR x.other_id IN ({listed}))"
    return [_collided(row) for row in reader.ask(_CONFLICTS.format(where=where), names)]


_OPEN_AT_WORK = "WHERE x.state = 'open' AND x.sort IN ('same_inquiry', 'two_reps_one_group')"
_CONFLICTS = """
SELECT x.*, c.name, c.owner, o.name AS other_name, o.owner AS other_owner, m.rep AS mail_rep,
       CASE WHEN x.sort = 'two_reps_one_group' THEN
           (SELECT max(f.at) FROM business_fact f JOIN customer q ON q.id = f.customer_id
            WHERE q.group_id = c.group_id AND f.sort = 'quotation' AND NOT f.is_refused) END AS quoted,
       CASE WHEN x.sort = 'two_reps_one_group' THEN
           (SELECT max(f.at) FROM business_fact f
            WHERE f.customer_id = c.id AND f.sort = 'quotation' AND NOT f.is_refused) END AS quoted_it
FROM conflict x JOIN customer c ON c.id = x.customer_id JOIN customer o ON o.id = x.other_id
LEFT JOIN mail m ON m.id = x.mail_id
{where}
ORDER BY CASE x.level WHEN 'block' THEN 0 WHEN 'warn' THEN 1 ELSE 2 END, x.at DESC, x.id DESC
"""


def _collided(row: Any) -> Collided:
    return Collided(
        id=row["id"],
        customer=CustomerId(row["customer_id"]),
        name=row["name"],
        owner=row["owner"] or "",
        other=CustomerId(row["other_id"]),
        other_name=row["other_name"],
        other_owner=row["other_owner"] or "",
        sort=row["sort"],
        level=row["level"],
        words=row["words"],
        mail=None if row["mail_id"] is None else MailId(row["mail_id"]),
        at=utc(row["at"]),
        state=row["state"],
        rep=row["mail_rep"] or "",
        quoted=max(
            (utc(row[name]) for name in ("quoted", "quoted_it") if row[name] is not None), default=None
        ),
    )
