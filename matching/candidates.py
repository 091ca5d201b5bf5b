"""Who at all comes into question?

Everybody who has something that the mail shows, and those whose titles share rare words, letters or sounds
with the company's name. Of the latter most are cut by a cheap look, the rest is weighed in full.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from rapidfuzz import fuzz

from matching.asking import Asked
from matching.card import Card
from model import CustomerId

LOOKED_AT, KEPT = 40, 16


def in_question(asked: Asked, kept: int = KEPT, looked_at: int = LOOKED_AT) -> list[Card]:
    """Each of them once; of those with a similar title so many are looked at, and so many kept."""
    found: dict[CustomerId, Card] = {}
    for card in chain(_showing(asked), _alike(asked, kept, looked_at)):
        found.setdefault(card.id, card)
    return list(found.values())


def _showing(asked: Asked) -> Iterator[Card]:
    directory = asked.directory
    yield from filter(None, map(directory.card, asked.thread.named))
    yield from asked.addressed.cards
    yield from asked.at_home.cards
    yield from asked.colleagues.cards
    for domain in filter(None, dict.fromkeys((asked.website, asked.imitated, *sorted(asked.sisters)))):
        yield from directory.by_domain(domain)
        yield from directory.by_colleague(domain)
        yield from directory.by_site(domain)
    for _, value in asked.codes:
        yield from directory.by_code(value)
    for phone in asked.phones:
        yield from directory.by_phone(phone)
        yield from directory.by_switchboard(phone)


def _alike(asked: Asked, kept: int, looked_at: int) -> Iterator[Card]:
    if asked.name is None or asked.said is None:
        return
    near = asked.directory.nearest(asked.name, looked_at)
    if len(near) > kept:
        joined, most = asked.said.joined, near[0][1]
        near = sorted(near, key=lambda pair: (-pair[1] / most - _likeness(joined, pair[0]), pair[0].id))
    yield from (card for card, _ in near[:kept])


def _likeness(joined: str, card: Card) -> float:
    return max((fuzz.ratio(joined, title.latin.replace(" ", "")) for title in card.titles), default=0.0) / 100
