"""Which conflicts are there for a manager to look at? Read without SQLAlchemy, as store/queries.py reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from model import CustomerId, MailId, utc
from store.queries import Reader


@dataclass(frozen=True, slots=True)
class Collided:
    """Two customers that look like one, or of one group and two owners."""

    id: int
    customer: CustomerId
    name: str
    owner: str
    other: CustomerId
    other_name: str
    other_owner: str
    sort: str
    level: str
    words: str
    mail: MailId | None
    at: datetime
    state: str


def conflicts(reader: Reader, *, every: bool = False) -> list[Collided]:
    """Those that nobody has dismissed, or every one; the gravest first, then the newest."""
    found = [_collided(row) for row in reader.ask(_CONFLICTS, {})]
    return [each for each in found if every or each.state == "open"]


_CONFLICTS = """
SELECT x.*, c.name, c.owner, o.name AS other_name, o.owner AS other_owner
FROM conflict x JOIN customer c ON c.id = x.customer_id JOIN customer o ON o.id = x.other_id
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
    )
