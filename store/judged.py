"""What had been thought of a mail before a person said whom it is from? Plain SQL, no SQLAlchemy.

An answer overwrites the thought, but the change that it is keeps both. What was linked without a question,
and nobody has undone, counts as answered too.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from model import CustomerId, Known, Match
from store import codec, lookups
from store.queries import Reader

_MOST = 20_000
"""Changes and mails that are looked at, the newest first: calibrating is no archive."""
_BY_HAND = ("accepted", "nobody")


@dataclass(frozen=True, slots=True)
class Judged:
    """A thought, and who it was in the end; None: nobody we know."""

    thought: Match
    customer: CustomerId | None
    sender: str
    is_answer: bool
    """A person said so; else nobody objected."""


def answers(reader: Reader) -> Iterator[Judged]:
    """What people answered and have not taken back."""
    undone = lookups.taken_back(reader)
    for row in reader.ask(_ANSWERS, {"most": _MOST}):
        if row["id"] in undone:
            continue
        images = json.loads(zlib.decompress(bytes(row["images"])))
        said = {key[0] for table, key, _, after in images if table == "review" and _is_by_hand(after)}
        for table, key, before, after in images:
            if table == "mail" and key[0] in said and before and "match" in before:
                yield Judged(codec.match_from(before["match"]), _customer(after), str(key[0]), is_answer=True)


def _is_by_hand(after: dict[str, Any] | None) -> bool:
    return after is not None and after.get("state") in _BY_HAND


def _customer(after: dict[str, Any] | None) -> CustomerId | None:
    match = codec.match_from(after["match"]) if after and "match" in after else None
    return match.winner.customer if isinstance(match, Known) else None


def unquestioned(reader: Reader) -> Iterator[Judged]:
    """Mails that were linked by themselves, one of each sender."""
    seen: set[str] = set()
    for row in reader.ask(_LINKED, {"most": _MOST}):
        match = codec.match_from(row["match"])
        if isinstance(match, Known) and row["sender"] not in seen:
            seen.add(row["sender"])
            yield Judged(match, match.winner.customer, row["sender"], is_answer=False)


_ANSWERS = """
SELECT c.id, c.images FROM change c WHERE c.action LIKE 'review %' AND c.undoes IS NULL
ORDER BY c.id DESC LIMIT :most
"""
_LINKED = """
SELECT m.match, m.sender FROM mail m LEFT JOIN review r ON r.mail_id = m.id
WHERE m.verdict = 'known' AND m.direction = 'in' AND (r.state IS NULL OR r.state = 'found')
ORDER BY m.id DESC LIMIT :most
"""
