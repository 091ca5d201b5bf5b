"""What did a person say no to? Such a mail is never that customer's."""

from __future__ import annotations

from collections.abc import Iterable

from matching import names
from matching.asking import Asked
from matching.card import Card
from matching.domains import own_domain


def to(card: Card, asked: Asked) -> bool:
    """Did somebody say that this sign is not this customer's? A stored address and the thread know better."""
    if not card.denials or card.id in asked.addressed.ids or card.id in asked.thread.nearest:
        return False
    return bool(_denied(card.denials, asked.email, asked.domain, asked.name.plain if asked.name else ""))


def _denied(said: Iterable[tuple[str, str]], email: str, domain: str, title: str) -> str:
    for sort, value in sorted(said):
        if (
            (sort == "email" and email and value.strip().lower() == email)
            or (sort == "domain" and domain and own_domain(value) == domain)
            or (sort == "title" and title and names.normalise(value) == title)
        ):
            return value
    return ""
