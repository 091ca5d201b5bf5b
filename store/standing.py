"""How does it stand with single follow-ups, with promises, with whose a customer is? For who only looks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from late import dataclass
from model import CustomerId, Duty, FollowUp, FollowUpId, utc
from store.due import FOLLOW_UPS, follow_up_from
from store.opened import Opened


def promises(reader: Opened, owner: str | None) -> list[FollowUp]:
    """Open promises, snoozed or not, earliest first. owner None: everybody's."""
    sql = _PROMISES.format(whose="AND c.owner = :owner" if owner else "")
    return [follow_up_from(row) for row in reader.ask(sql, {"duty": Duty.PROMISE.value, "owner": owner})]


def any_follow_up(reader: Opened, number: FollowUpId) -> tuple[FollowUp, str] | None:
    """A follow-up and its state: open, done or met."""
    rows = reader.ask(_ANY, {"id": number})
    (state,) = reader.ask("SELECT state FROM follow_up WHERE id = :id", {"id": number}) or [None]
    return (follow_up_from(rows[0]), state["state"]) if rows and state else None


def whose(reader: Opened, numbers: Iterable[int]) -> list[CustomerId]:
    """The customers of these follow-ups, each once, in their order."""
    found = (reader.ask(_WHOSE, {"id": number}) for number in numbers)
    return list(dict.fromkeys(CustomerId(row["customer_id"]) for rows in found for row in rows))


def owners(reader: Opened, numbers: Iterable[int]) -> dict[int, str]:
    """Whose these follow-ups are, as far as they are somebody's."""
    found = ((number, reader.ask(_OWNER, {"id": number})) for number in dict.fromkeys(numbers))
    return {number: row["owner"] for number, rows in found for row in rows if row["owner"]}


_PROMISES = FOLLOW_UPS + "WHERE f.state = 'open' AND f.duty = :duty {whose} ORDER BY f.due, f.id"
_ANY = FOLLOW_UPS + "WHERE f.id = :id"
_WHOSE = "SELECT customer_id FROM follow_up WHERE id = :id"
_OWNER = "SELECT owner FROM follow_up WHERE id = :id"


# -- customers -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Hands:
    """Whose a customer is, since when and by what; and how people judge it beside its two scales."""

    owner: str = ""
    owned_since: datetime | None = None
    came_by: str = ""
    pool: str = ""
    pooled: datetime | None = None
    intent: str = ""
    worth: str = ""
    urgency: str = ""
    need: str = ""
    stage: str = ""


NOBODYS = Hands()


def hands(reader: Opened, customer: CustomerId) -> Hands:
    (row,) = reader.ask(_HANDS, {"id": customer}) or [None]
    if row is None:
        return NOBODYS
    names = ("came_by", "pool", "intent", "worth", "urgency", "need", "stage")
    return Hands(
        owner=row["owner"] or "",
        owned_since=_time(row["owned_since"]),
        pooled=_time(row["pooled"]),
        **{name: row[name] or "" for name in names},
    )


def _time(epoch: int | None) -> datetime | None:
    return None if epoch is None else utc(epoch)


_HANDS = """
SELECT owner, owned_since, came_by, pool, pooled, intent, worth, urgency, need, stage
FROM customer WHERE id = :id
"""
