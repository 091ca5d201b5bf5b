"""Which columns does the list of business facts have? Their keys are a promise to programs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from store.dealt import FactFound
from worker.render import Cells, Column

FACTS = (
    Column("id", "no.", stays=True, leads=True),
    Column("day", "day", stays=True, leads=True),
    Column("sort", "what", "bold", stays=True, leads=True),
    Column("number", "number"),
    Column("money", "amount", stays=True, right=True),
    Column("amount"),
    Column("currency"),
    Column("valid_until", "valid until", stays=True),
    Column("words", "words"),
    Column("mail", "mail", stays=True),
    Column("by", "by"),
)


def fact_rows(facts: Sequence[FactFound], here: tzinfo) -> list[Cells]:
    return [_row(each, here) for each in facts]


def _row(fact: FactFound, here: tzinfo) -> Cells:
    return {
        "id": fact.id,
        "day": fact.at.astimezone(here).date().isoformat(),
        "sort": fact.sort,
        "number": fact.number,
        "money": f"{fact.currency} {fact.amount}".strip() if fact.amount else "",
        "amount": fact.amount or None,
        "currency": fact.currency or None,
        "valid_until": fact.valid_until or None,
        "words": fact.words,
        "mail": fact.mail,
        "by": fact.by,
    }
