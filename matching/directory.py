"""Who is there to be found, and who at all comes into question?

Customers, arranged by address, domain, look of the domain, and by the words and letters of their titles. A
key that too many customers hold opens no door: with a million of them, `trading` alone would let in
thousands.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Set
from dataclasses import dataclass
from typing import TypeVar

from matching import lookalike, names
from matching.domains import label, own_domain, work_domain
from matching.scripts import EAST_ASIAN
from model import Customer, CustomerId, GroupId

_K = TypeVar("_K", bound=Hashable)

MOST_CANDIDATES = 40
_MOST_POSTINGS = 5_000
_TOO_COMMON = 3_000
"""Holders beyond which a word or n-gram opens no door."""
_TOO_SHARED = 60
"""Holders beyond which an address, a domain or a look says nothing about anybody."""
_PRIOR = 1_000
"""As if so many more firms were known: words are not rare just because the book is young."""


@dataclass(frozen=True, slots=True)
class _Card:
    """A customer and all keys it is filed under, so that it can be taken out again."""

    customer: Customer
    emails: frozenset[str]
    domains: frozenset[str]
    colleagues: frozenset[str]
    """Work domains of its stored addresses only; an agent's may be among them."""
    all_domains: frozenset[str]
    words: frozenset[str]
    grams: frozenset[str]
    titles: tuple[tuple[str, str], ...]


class Directory:
    """Customers arranged for finding. The only thing in this room that changes."""

    def __init__(self) -> None:
        self._cards: dict[CustomerId, _Card] = {}
        self._emails: defaultdict[str, set[CustomerId]] = defaultdict(set)
        self._domains: defaultdict[str, set[CustomerId]] = defaultdict(set)
        self._colleagues: defaultdict[str, set[CustomerId]] = defaultdict(set)
        self._labels: defaultdict[str, set[str]] = defaultdict(set)
        self._looks: defaultdict[str, set[str]] = defaultdict(set)
        self._words: defaultdict[str, set[CustomerId]] = defaultdict(set)
        self._grams: defaultdict[str, set[CustomerId]] = defaultdict(set)

    @classmethod
    def of(cls, customers: Iterable[Customer]) -> Directory:
        directory = cls()
        for customer in customers:
            directory.put(customer)
        return directory

    def put(self, customer: Customer) -> None:
        """Add a customer, or replace what was known of it."""
        self.drop(customer.id)
        card = self._card(customer)
        self._cards[customer.id] = card
        for index, keys in self._filed(card):
            for key in keys:
                index[key].add(customer.id)
        for domain in card.all_domains:
            self._show(domain)

    def drop(self, customer: CustomerId) -> None:
        card = self._cards.pop(customer, None)
        if card is None:
            return
        for index, keys in self._filed(card):
            for key in keys:
                _discard(index, key, customer)
        for domain in card.all_domains:
            self._hide(domain)

    def customer(self, customer: CustomerId) -> Customer | None:
        card = self._cards.get(customer)
        return card.customer if card else None

    def group_of(self, customers: Set[CustomerId]) -> GroupId | None:
        """The group all of them belong to, if there is one."""
        groups = {card.customer.group if (card := self._cards.get(one)) else None for one in customers}
        return groups.pop() if len(groups) == 1 else None

    def titles(self, customer: CustomerId) -> tuple[tuple[str, str], ...]:
        """Each title as it is written, and normalised."""
        card = self._cards.get(customer)
        return card.titles if card else ()

    def domains(self, customer: CustomerId) -> frozenset[str]:
        """Its work domains, those of its stored addresses among them."""
        card = self._cards.get(customer)
        return card.all_domains if card else frozenset()

    def by_email(self, email: str) -> tuple[Customer, ...]:
        return self._held(self._emails, email)

    def by_domain(self, domain: str) -> tuple[Customer, ...]:
        return self._held(self._domains, domain)

    def by_colleague(self, domain: str) -> tuple[Customer, ...]:
        """Customers with a stored address at this domain, the domain itself not being theirs for sure."""
        return self._held(self._colleagues, domain)

    def sisters(self, domain: str) -> Iterator[str]:
        """Known domains of the same name under another ending."""
        found = self._labels.get(label(domain), ()) if domain else ()
        return (
            (known for known in sorted(found) if known != domain) if len(found) <= _TOO_SHARED else iter(())
        )

    def imitated(self, domain: str) -> str:
        """The known domain that a strange one could be taken for, or nothing."""
        if not domain or self._knows(domain):
            return ""
        near = (self._looks.get(door, ()) for door in sorted(lookalike.doors(domain)))
        return lookalike.resembles(domain, set().union(*near))

    def telling(self, word: str) -> float:
        """How much a word tells, 0 to 1: by itself, and by how many customers it is held."""
        held = len(self._words.get(word, ()))
        rarity = 1 - math.log1p(max(held - 1, 0)) / math.log1p(len(self._cards) + _PRIOR)
        return names.telling(word) * rarity

    def likely(self, name: str) -> Iterator[Customer]:
        """Customers whose titles share rare words or letters with a normalised name, likeliest first."""
        overlap: defaultdict[CustomerId, float] = defaultdict(float)
        for holders in self._open_doors(name):
            worth = 1 / (1 + math.log1p(len(holders)))
            for holder in holders:
                overlap[holder] += worth
        ranked = ((worth, -holder) for holder, worth in overlap.items())
        return (
            self._cards[CustomerId(-holder)].customer for _, holder in heapq.nlargest(MOST_CANDIDATES, ranked)
        )

    def _open_doors(self, name: str) -> Iterator[set[CustomerId]]:
        """Rarest keys first, until enough customers have come in."""
        left = _MOST_POSTINGS
        for holders in sorted((index[key] for index, key in self._doors(name) if key in index), key=len):
            left -= len(holders)
            if left < 0 or len(holders) > _TOO_COMMON:
                return
            yield holders

    def _doors(self, name: str) -> Iterator[tuple[defaultdict[str, set[CustomerId]], str]]:
        yield from ((self._words, word) for word in sorted(set(names.words(name))))
        yield from ((self._grams, gram) for gram in sorted(_grams(name)))

    def _held(self, index: defaultdict[str, set[CustomerId]], key: str) -> tuple[Customer, ...]:
        holders = index.get(key, ())
        return (
            tuple(self._cards[holder].customer for holder in sorted(holders))
            if len(holders) <= _TOO_SHARED
            else ()
        )

    def _card(self, customer: Customer) -> _Card:
        domains = frozenset(filter(None, map(own_domain, customer.domains)))
        mailboxes = frozenset(filter(None, map(work_domain, customer.emails)))
        written = dict.fromkeys(filter(None, (customer.name, *customer.titles)))
        titles = tuple((title, names.normalise(title)) for title in written)
        return _Card(
            customer,
            frozenset(email.strip().lower() for email in customer.emails if "@" in email),
            domains,
            mailboxes - domains,
            mailboxes | domains,
            frozenset().union(*(names.words(title) for _, title in titles)),
            frozenset().union(*(_grams(title) for _, title in titles)),
            titles,
        )

    def _filed(self, card: _Card) -> tuple[tuple[defaultdict[str, set[CustomerId]], frozenset[str]], ...]:
        return (
            (self._emails, card.emails),
            (self._domains, card.domains),
            (self._colleagues, card.colleagues),
            (self._words, card.words),
            (self._grams, card.grams),
        )

    def _knows(self, domain: str) -> bool:
        return domain in self._domains or domain in self._colleagues

    def _show(self, domain: str) -> None:
        self._labels[label(domain)].add(domain)
        for door in lookalike.doors(domain):
            self._looks[door].add(domain)

    def _hide(self, domain: str) -> None:
        if self._knows(domain):
            return
        _discard(self._labels, label(domain), domain)
        for door in lookalike.doors(domain):
            _discard(self._looks, door, domain)


def _discard(index: defaultdict[str, set[_K]], key: str, value: _K) -> None:
    held = index.get(key)
    if held is None:
        return
    held.discard(value)
    if not held:
        del index[key]


def _grams(name: str) -> frozenset[str]:
    """Pairs of Han, kana and Hangul, threes of everything else, and the beginning as such."""
    size = 2 if EAST_ASIAN.search(name) else 3
    joined = f"^{name.replace(' ', '')}"
    return frozenset(joined[at : at + size] for at in range(max(1, len(joined) - size + 1)))
