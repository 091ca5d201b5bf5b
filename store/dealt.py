"""Which business facts does the book hold? Questions of the command line, in plain SQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from model import CustomerId, FactId, MailId, utc
from store.queries import Reader


@dataclass(frozen=True, slots=True)
class FactFound:
    """A fact as it is listed; whose it is, and what it was read from."""

    id: FactId
    customer: CustomerId
    customer_name: str
    sort: str
    at: datetime
    number: str
    amount: str
    currency: str
    valid_until: str
    words: str
    mail: MailId | None
    by: str


def facts_of(reader: Reader, customer: CustomerId) -> list[FactFound]:
    """Those of one customer that stand, newest first."""
    return [_fact(row) for row in reader.ask(_OF_ONE, {"id": customer})]


def facts(reader: Reader) -> Iterator[FactFound]:
    """Everybody's, in the order in which they came into the book, a lot at a time."""
    after = 0
    while rows := reader.ask(_EVERY, {"after": after, "most": _LOT}):
        yield from map(_fact, rows)
        after = rows[-1]["id"]


def whose(reader: Reader, facts: Sequence[FactId]) -> list[CustomerId]:
    """Whose facts these are, once each; unknown numbers are passed over."""
    found = (reader.ask(_WHOSE, {"id": number}) for number in facts)
    return [*dict.fromkeys(CustomerId(row["customer_id"]) for rows in found for row in rows)]


def touched(reader: Reader, owner: str | None, most: int) -> list[tuple[CustomerId, datetime]]:
    """Customers with whom something happened since they were graded last, and when; the newest first."""
    sql = _TOUCHED.format(whose="AND c.owner = :owner" if owner else "")
    rows = reader.ask(sql, {"owner": owner, "most": most})
    return [(CustomerId(row["id"]), utc(row["touched"])) for row in rows]


def _fact(row: Mapping[str, Any]) -> FactFound:
    return FactFound(
        FactId(row["id"]),
        CustomerId(row["customer_id"]),
        row["customer"],
        row["sort"],
        utc(row["at"]),
        row["number"],
        row["amount"],
        row["currency"],
        row["valid_until"] or "",
        row["words"],
        None if row["mail_id"] is None else MailId(row["mail_id"]),
        row["by"],
    )


_LOT = 500
_FACTS = """
SELECT f.id, f.customer_id, c.name AS customer, f.sort, f.at, f.number, f.amount, f.currency, f.valid_until,
       f.words, f.mail_id, f.by
FROM business_fact f JOIN customer c ON c.id = f.customer_id WHERE NOT f.is_refused AND
"""
_OF_ONE = f"{_FACTS} f.customer_id = :id ORDER BY f.at DESC, f.id DESC"
_TOUCHED = """
SELECT id, touched FROM (
  SELECT c.id, (
      SELECT max(i.at) FROM interaction i WHERE i.customer_id = c.id AND i.kind NOT IN ('grade', 'note')
        AND (i.mail_kind IS NULL OR i.mail_kind IN ('human', 'portal'))
    ) AS touched, (
      SELECT max(g.at) FROM interaction g
      WHERE g.customer_id = c.id AND g.kind = 'grade' AND g.content <> 'volume'
    ) AS graded
  FROM customer c WHERE c.id > 0 {whose}
) AS t WHERE touched IS NOT NULL AND (graded IS NULL OR touched > graded)
ORDER BY touched DESC, id LIMIT :most
"""
_WHOSE = "SELECT customer_id FROM business_fact WHERE id = :id"
_EVERY = f"{_FACTS} f.id > :after ORDER BY f.id LIMIT :most"
