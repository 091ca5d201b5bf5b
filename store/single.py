"""What does a customer have one of, and how does its row say so? For readers with SQLAlchemy and without."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from model import Customer, CustomerId, GroupId, RepId, utc

WORDS = (
    *("country", "volume_class", "close_grade", "source", "came_by"),
    *("intent", "worth", "urgency", "need", "stage", "pool"),
)
COLUMNS = (
    *("id", "name", "created", "group_id", "owner", "every_days", "external_id", "pooled", "owned_since"),
    *WORDS,
)
"""In this order, and the name of its group behind them."""
SQL = ", ".join(f"c.{name}" for name in COLUMNS) + ", g.name AS group_name"


def customer(values: Sequence[Any], **belongings: Any) -> Customer:
    """belongings: what it may have several of, such as titles; none where nobody asks for them."""
    said = dict(zip((*COLUMNS, "group_name"), values, strict=True))
    group, owner = said["group_id"], said["owner"]
    return Customer(
        id=CustomerId(said["id"]),
        name=said["name"],
        created=utc(said["created"]),
        group=None if group is None else GroupId(group),
        group_name=said["group_name"] or "",
        owner=None if owner is None else RepId(owner),
        every_days=said["every_days"],
        external_id=said["external_id"] or "",
        pooled=_time(said["pooled"]),
        owned_since=_time(said["owned_since"]),
        **{name: said[name] for name in WORDS},
        **belongings,
    )


def _time(epoch: int | None) -> datetime | None:
    return None if epoch is None else utc(epoch)
