"""Who is there to be found, and who at all comes into question?

Customers, arranged by address, domain, look of the domain, and by the words and letters of their titles. A
key that too many customers hold opens no door: with a million of them, `trading` alone would let in
thousands.

A customer is here its packed card and eight bytes for every key it is filed under, some six hundred bytes in
all: the directory stays in memory as long as the daemon runs.
"""

from __future__ import annotations

import heapq
import math
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from matching import names
from matching.card import Card, grams
from matching.domains import label
from matching.filing import Filing, numbers
from matching.known_domains import KnownDomains
from matching.likeness import Likeness
from matching.numbered import Numbered
from matching.remembered import Remembered
from model import Customer, CustomerId, GroupId

MOST_CANDIDATES = 40
_MOST_POSTINGS = 5_000
_TOO_COMMON = 3_000
"""Holders beyond which a word or n-gram opens no door."""
_TOO_SHARED = 60
"""Holders beyond which an address, a domain or a look says nothing about anybody."""
_REMEMBERED = 4_096
_PRIOR = 1_000
"""As if so many more firms were known: words are not rare just because the book is young."""
_LOT = 2_000
"""Customers filed in one go, more of them where there are many: each lot is merged with all before it."""


class Directory:
    """Customers arranged for finding. The only thing in this room that changes."""

    def __init__(self) -> None:
        self._cards: Numbered[bytes] = Numbered()
        self._id_of = array("q")
        """The id of the customer by the number of its card."""
        self._numbers = array("I")
        """The numbers of all cards, in the order of their ids."""
        self._emails = Filing()
        self._domains = Filing()
        self._colleagues = Filing()
        self._words = Filing()
        self._grams = Filing()
        self._known = KnownDomains()
        self.resemblances: Remembered[Mapping[CustomerId, tuple[str, Likeness]]] = Remembered(_REMEMBERED)
        """Who has a title like a name; forgotten when any title changes."""
        self._imitations: Remembered[str] = Remembered(_REMEMBERED)
        self._noted = 0
        """Customers that are filed with the next `_sort_in`: many at once cost much less than one by one."""

    @classmethod
    def of(cls, customers: Iterable[Customer]) -> Directory:
        """All of them. They may come one by one from where they are kept: none is held on to."""
        directory = cls()
        for customer in customers:
            directory._note(customer)
            if directory._noted > max(_LOT, len(directory._cards) // 8):
                directory._sort_in()
        directory._sort_in()
        return directory

    def put(self, customer: Customer) -> None:
        """Add a customer, or replace what was known of it."""
        before = self.card(customer.id)
        self._note(customer)
        self._sort_in()
        self._forget(before, self.card(customer.id))

    def drop(self, customer: CustomerId) -> None:
        self._forget(self.card(customer), None)
        self._take_out(customer)

    def _take_out(self, customer: CustomerId) -> None:
        at = self._place(customer)
        if at is None:
            return
        number = self._numbers[at]
        card = Card.unpacked(self._cards[number])
        del self._numbers[at]
        self._cards.remove(number)
        for filing, keys in self._filed(card):
            filing.discard(keys, number)
        for domain in card.domains:
            if not self._domains.count(domain) and not self._colleagues.count(domain):
                self._known.remove(domain)

    def customer(self, customer: CustomerId) -> Customer | None:
        card = self.card(customer)
        return card.customer if card else None

    def card(self, customer: CustomerId) -> Card | None:
        at = self._place(customer)
        return None if at is None else Card.unpacked(self._cards[self._numbers[at]])

    def group_of(self, customers: Set[CustomerId]) -> GroupId | None:
        """The group all of them belong to, if there is one. Of a circular to the whole book only the first
        few are asked.
        """
        groups = set()
        for customer in customers:
            card = self.card(customer)
            groups.add(card.group if card else None)
            if len(groups) > 1:
                return None
        return groups.pop() if groups else None

    def by_email(self, email: str) -> tuple[Card, ...]:
        return _in_order(card for card in self._held(self._emails, email) if email in card.emails)

    def by_domain(self, domain: str) -> tuple[Card, ...]:
        return _in_order(card for card in self._held(self._domains, domain) if domain in card.own_domains)

    def by_colleague(self, domain: str) -> tuple[Card, ...]:
        """Customers with a stored address at this domain, the domain itself not being theirs for sure."""
        return _in_order(card for card in self._held(self._colleagues, domain) if domain in card.colleagues)

    def sisters(self, domain: str) -> Iterator[str]:
        """Known domains of the same name under another ending."""
        found = self._known.named(label(domain), _TOO_SHARED) if domain else []
        return (known for known in found if known != domain)

    def imitated(self, domain: str) -> str:
        """The known domain that a strange one could be taken for, or nothing."""
        found = self._imitations.get(domain)
        if found is None:
            found = self._known.imitated_by(domain)
            self._imitations.put(domain, found)
        return found

    def telling(self, word: str) -> float:
        """How much a word tells, 0 to 1: by itself, and by how many customers it is held."""
        held = self._words.count(word)
        rarity = 1 - math.log1p(max(held - 1, 0)) / math.log1p(len(self._cards) + _PRIOR)
        return names.telling(word) * rarity

    def likely(self, name: str) -> list[Card]:
        """Customers whose titles share rare words or letters with a normalised name, likeliest first."""
        overlap: defaultdict[int, float] = defaultdict(float)
        for holders in self._open_doors(name):
            worth = 1 / (1 + math.log1p(len(holders)))
            for holder in numbers(holders):
                overlap[holder] += worth
        return [Card.unpacked(self._cards[number]) for number in self._foremost(overlap)]

    # -- who comes into question

    def _open_doors(self, name: str) -> Iterator[Sequence[int]]:
        """Who is filed under the keys of a name. Rarest keys first, until enough customers have come in."""
        left = _MOST_POSTINGS
        doors = (filing.entries(key, _TOO_COMMON) for filing, key in self._doors(name))
        for holders in sorted(filter(None, doors), key=len):
            left -= len(holders)
            if left < 0:
                return
            yield holders

    def _doors(self, name: str) -> Iterator[tuple[Filing, str]]:
        yield from ((self._words, word) for word in sorted(set(names.words(name))))
        yield from ((self._grams, gram) for gram in sorted(grams(name)))

    def _foremost(self, overlap: Mapping[int, float]) -> list[int]:
        """The numbers with most overlap; of equals those of the smaller ids."""
        least = min(heapq.nlargest(MOST_CANDIDATES, overlap.values()), default=0.0)
        enough = [number for number, worth in overlap.items() if worth >= least]
        enough.sort(key=lambda number: (-overlap[number], self._id_of[number]))
        return enough[:MOST_CANDIDATES]

    def _held(self, filing: Filing, key: str) -> list[Card]:
        return [Card.unpacked(self._cards[number]) for number in filing.numbers(key, _TOO_SHARED)]

    # -- where things stand

    def _forget(self, before: Card | None, after: Card | None) -> None:
        """Most changes are a new address: they leave what was worked out from titles and domains true."""
        if before is None or after is None or before.titles != after.titles:
            self.resemblances.forget()
        if before is None or after is None or before.domains != after.domains:
            self._imitations.forget()

    def _note(self, customer: Customer) -> None:
        if self._place(customer.id) is not None:
            self._sort_in()
            self._take_out(customer.id)
        card = Card.of(customer)
        number = self._cards.add(card.packed())
        self._id_of[number : number + 1] = array("q", (card.id,))
        self._numbers.insert(self._rank(card.id), number)
        for filing, keys in self._filed(card):
            filing.note(keys, number)
        self._known.note(card.domains)
        self._noted += 1

    def _sort_in(self) -> None:
        for filing in (self._emails, self._domains, self._colleagues, self._words, self._grams, self._known):
            filing.sort_in()
        self._noted = 0

    def _filed(self, card: Card) -> tuple[tuple[Filing, Iterable[str]], ...]:
        return (
            (self._emails, card.emails),
            (self._domains, card.own_domains),
            (self._colleagues, card.colleagues),
            (self._words, card.words),
            (self._grams, card.grams),
        )

    def _place(self, customer: CustomerId) -> int | None:
        """Where its number stands among the numbers."""
        at = self._rank(customer)
        found = at < len(self._numbers) and self._id_of[self._numbers[at]] == customer
        return at if found else None

    def _rank(self, customer: int) -> int:
        """How many customers have smaller ids."""
        return bisect_left(self._numbers, customer, key=self._id_of.__getitem__)


def _in_order(cards: Iterable[Card]) -> tuple[Card, ...]:
    return tuple(sorted(cards, key=lambda card: card.id))
