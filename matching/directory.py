"""Who is there to be found, and who at all comes into question?

Customers, arranged by address, domain, code, phone, and by the words, letters and sounds of their titles. A
key that too many customers hold opens no door: with a million of them, `trading` alone would let in
thousands.

What is built once never changes and can lie in a mapped file (`Directory.parts`, `Directory.of_parts`); what
changes after that is kept beside it.
"""

from __future__ import annotations

import heapq
import math
from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain, islice
from typing import NamedTuple

from matching import card as cards
from matching import doors, known_domains, lookalike, names
from matching.card import Card
from matching.domains import label
from matching.filing import Filing
from matching.index import Index, IndexMaker, mark
from matching.names import Name
from matching.remembered import Remembered
from matching.stock import Stock, StockMaker
from model import Customer, CustomerId, GroupId

MOST_CANDIDATES = 40
_FEW = 5
_MOST_POSTINGS = 4_000
_TOO_COMMON = 1_000
"""Holders beyond which a door is not opened; both grow a little with the book. More of them find less: names
that share only common letters crowd out the right one.
"""
_GROWTH = 500
_TOO_SHARED = 60
"""Holders beyond which an address, a domain, a code or a phone says nothing about anybody."""
_FREQUENT = 500
"""One in so many customers has a frequent word."""
_A_FEW = 20
_MOST_NEAR = 64
"""Words but for one letter that one word of a name is looked for by."""
_REMEMBERED = 4_096
_PRIOR = 1_000
"""As if so many more firms were known: words are not rare just because the book is young."""

FILINGS = ("email", "domain", "colleague", "site", "code", "phone", "look", "word", "door", "slip")


class Directory:
    """Customers arranged for finding. The only thing in this room that changes."""

    def __init__(self, stock: Stock | None = None, indexes: Mapping[str, Index] | None = None) -> None:
        self._stock = stock or StockMaker().made()
        self._gone: set[int] = set()
        """Numbers of cards of the stock that count no more."""
        self._later: dict[int, tuple[int, bytes]] = {}
        """Id and packed card by number, of those that changed since the stock was made."""
        self._number_of: dict[int, int] = {}
        self._next = len(self._stock)
        indexes = indexes or {name: Index.empty() for name in FILINGS}
        self._filings = {name: Filing(indexes[name], self._gone) for name in FILINGS}
        self._indexes = indexes
        self.recent: set[CustomerId] = set()
        """Who was put or dropped; emptied by whoever asks for it."""
        self._imitations: Remembered[str] = Remembered(_REMEMBERED)
        self._telling: Remembered[float] = Remembered(8 * _REMEMBERED)

    @classmethod
    def of(cls, customers: Iterable[Customer]) -> Directory:
        """All of them. They may come one by one from where they are kept: none is held on to."""
        maker = DirectoryMaker()
        for customer in customers:
            maker.add(Card.of(customer))
        return maker.made()

    def __len__(self) -> int:
        return len(self._stock) - len(self._gone) + len(self._later)

    def put(self, customer: Customer) -> None:
        """Add a customer, or replace what was known of it."""
        self.recent.add(customer.id)
        before = self.card(customer.id)
        card = Card.of(customer, before)
        number = self._number_of.get(customer.id)
        if number is None:
            self._take_out(customer.id)
            number, self._next = self._next, self._next + 1
        self._refile(before if customer.id in self._number_of else None, card, number)
        self._number_of[card.id] = number
        self._later[number] = card.id, card.packed()
        self._forget(before, card)

    def drop(self, customer: CustomerId) -> None:
        self.recent.add(customer)
        self._forget(self._take_out(customer), None)

    @property
    def changes(self) -> int:
        """How much has changed since it was built at once."""
        return len(self._later) + len(self._gone)

    # -- one customer

    def customer(self, customer: CustomerId) -> Customer | None:
        card = self.card(customer)
        return card.customer if card else None

    def card(self, customer: CustomerId) -> Card | None:
        number = self._number(customer)
        return None if number is None else self._card(number)

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

    # -- who has a sign: each hit is looked at, for two keys may share a place

    def by_email(self, email: str) -> tuple[Card, ...]:
        return self._those("email", email, lambda card: email in card.emails)

    def by_domain(self, domain: str) -> tuple[Card, ...]:
        return self._those("domain", domain, lambda card: domain in card.own_domains)

    def by_colleague(self, domain: str) -> tuple[Card, ...]:
        """Customers with a stored address at this domain, the domain itself not being theirs for sure."""
        return self._those("colleague", domain, lambda card: domain in card.colleagues)

    def by_site(self, domain: str) -> tuple[Card, ...]:
        """Customers with a web site at this registered domain."""
        return self._those("site", domain, lambda card: domain in card.sites)

    def by_code(self, code: str) -> tuple[Card, ...]:
        bare = cards.bare_code(code)
        return self._those(
            "code", bare[1], lambda card: any(cards.same_code(bare, own) for own in card.codes)
        )

    def by_phone(self, phone: str) -> tuple[Card, ...]:
        bare = cards.bare_phone(phone)
        same = (key for key in cards.phone_keys(bare)[:1])
        return self._those(
            "phone", next(same, ""), lambda card: any(cards.same_phone(bare, own) for own in card.phones)
        )

    def by_switchboard(self, phone: str) -> tuple[Card, ...]:
        """Customers with a phone that differs in its last two or three digits."""
        bare = cards.bare_phone(phone)
        key = next(islice(cards.phone_keys(bare), 1, None), "")
        return self._those(
            "phone", key, lambda card: any(cards.same_switchboard(bare, own) for own in card.phones)
        )

    def holders(self, sort: str, value: str) -> int:
        """How many customers hold a sign, also where they are too many to be told one by one. sort: email,
        domain, colleague, site, code or phone.
        """
        if sort == "code":
            value = cards.bare_code(value)[1]
        elif sort == "phone":
            value = next(iter(cards.phone_keys(cards.bare_phone(value))), "")
        return self._filings[sort].count(value) if value else 0

    def _those(self, filing: str, key: str, is_meant: Callable[[Card], bool]) -> tuple[Card, ...]:
        held = self._filings[filing]
        if not key or held.count(key) > _TOO_SHARED:
            return ()
        found = filter(is_meant, map(self._card, held.numbers(key)))
        return tuple(sorted(found, key=lambda card: card.id))

    # -- domains near to one

    def sisters(self, domain: str) -> Iterator[str]:
        """Known domains of the same name under another ending."""
        name = label(domain)
        known = self._domains_under(known_domains.named(domain)) if domain else []
        return (each for each in sorted(known) if label(each) == name and each != domain)

    def imitated(self, domain: str) -> str:
        """The known domain that a strange one could be taken for, or nothing."""
        found = self._imitations.get(domain)
        if found is None:
            found = self._imitated(domain)
            self._imitations.put(domain, found)
        return found

    def _imitated(self, domain: str) -> str:
        if not domain or self._filings["domain"].count(domain) or self._filings["colleague"].count(domain):
            return ""
        near = (self._domains_under(key) for key in known_domains.asked(domain))
        return lookalike.resembles(domain, set(chain.from_iterable(near)))

    def _domains_under(self, key: str) -> set[str]:
        """Domains of those who are filed under a look; of many, who may all share one, some are asked."""
        looks = self._filings["look"]
        if looks.count(key) > _TOO_COMMON:
            return set()
        some = heapq.nsmallest(_TOO_SHARED, looks.numbers(key), key=self._id)
        return {domain for number in some for domain in self._card(number).domains}

    # -- names

    def telling(self, word: str) -> float:
        """How much a word tells, 0 to 1: by itself, and by how many customers it is held."""
        found = self._telling.get(word)
        if found is None:
            found = names.telling(word) * self.rarity(word)
            self._telling.put(word, found)
        return found

    def rarity(self, word: str) -> float:
        """How rare a word is in this book, 0 to 1."""
        held = self._filings["word"].count(word)
        return 1 - math.log1p(max(held - 1, 0)) / math.log1p(len(self) + _PRIOR)

    def likely(self, name: Name | str, most: int = MOST_CANDIDATES) -> list[Card]:
        """Customers whose titles share rare words, letters or sounds with a name, likeliest first."""
        return [card for card, _ in self.nearest(name, most)]

    def nearest(self, name: Name | str, most: int = MOST_CANDIDATES) -> list[tuple[Card, float]]:
        """The same, with what their doors are worth together: to be compared within one question only."""
        read = names.read(name) if isinstance(name, str) else name
        overlap: defaultdict[int, float] = defaultdict(float)
        for worth, holders in self.opened(read):
            for holder in holders:
                overlap[holder] += worth
        foremost = self._foremost(overlap, most)
        return [(self._card(number), overlap[number]) for number in foremost]

    def is_title(self, name: Name) -> bool:
        """Is this the title of a customer, its legal form aside?"""
        held = self._filings["word"].count
        if not name.plain or not all(map(held, name.plain.split())):
            return False
        return any(title.plain == name.plain for card in self.likely(name, _FEW) for title in card.titles)

    def opened(self, name: Name) -> Iterator[tuple[float, Sequence[int]]]:
        """Who is filed under the keys of a name. Rarest keys first, until enough customers have come in."""
        left, all_ = _MOST_POSTINGS + len(self) // _GROWTH, math.log(len(self) + _PRIOR)
        for count, marked, filing, worth in sorted(self._doors(name)):
            left -= count
            if left < 0:
                return
            yield worth * (all_ - math.log(count)), self._filings[filing].under(marked)

    def _doors(self, name: Name) -> Iterator[tuple[int, int, str, float]]:
        """Each door as how many it lets in, where it is, and what it is worth."""
        written = {mark(word): word for word in doors.words(name)}
        near = {word: self._near(word, marked) for marked, word in written.items()}
        aside = {word for word, others in near.items() if self._is_misspelt(others)}
        worths = dict.fromkeys(chain.from_iterable(near.values()), doors.SLIP) | dict.fromkeys(
            written, doors.WORD
        )
        inner = {mark(key): worth for worth, keys in doors.inner(name, aside) for key in keys}
        most = max(_TOO_COMMON, len(self) // _GROWTH)
        for filing, found in (("word", worths), ("door", inner)):
            held = self._filings[filing].held
            for marked, worth in found.items():
                count = held(marked)
                if 0 < count <= most:
                    yield count, marked, filing, worth

    def _near(self, word: str, marked: int) -> list[int]:
        """Words of the book but for one letter, as they are marked."""
        held = self._filings["word"].held
        if names.is_common(word) or held(marked) > len(self) // _FREQUENT + 1:
            return []
        slips = self._filings["slip"]
        near = set(chain.from_iterable(slips.numbers(slip) for slip in doors.slips(word)))
        return heapq.nsmallest(_MOST_NEAR, (other for other in near if held(other)))

    def _is_misspelt(self, near: Iterable[int]) -> bool:
        """Is one that next to nobody has but for one letter one that many have?"""
        held = self._filings["word"].held
        return any(held(other) > len(self) // _FREQUENT + _A_FEW for other in near)

    def _foremost(self, overlap: Mapping[int, float], most: int) -> list[int]:
        """The numbers with most overlap; of equals those of the smaller ids."""
        least = min(heapq.nlargest(most, overlap.values()), default=0.0)
        enough = [number for number, worth in overlap.items() if worth >= least]
        enough.sort(key=lambda number: (-overlap[number], self._id(number)))
        return enough[:most]

    # -- where things stand

    def _number(self, customer: int) -> int | None:
        number = self._number_of.get(customer)
        if number is None:
            number = self._stock.number(customer)
        return None if number in self._gone else number

    def _id(self, number: int) -> int:
        return self._stock.id(number) if number < len(self._stock) else self._later[number][0]

    def _card(self, number: int) -> Card:
        if number < len(self._stock):
            return self._stock.card(number)
        return Card.unpacked(self._later[number][1])

    def _take_out(self, customer: int) -> Card | None:
        number = self._number(customer)
        if number is None:
            return None
        if number < len(self._stock):
            return self.cross_out(number)
        card = self._card(number)
        del self._number_of[customer], self._later[number]
        for name, keys in filed(card):
            self._filings[name].discard(keys, number)
        return card

    def cross_out(self, number: int) -> Card:
        """A card of the stock counts no more."""
        card = self._card(number)
        self._gone.add(number)
        for name, keys in filed(card):
            self._filings[name].cross_out(keys)
        return card

    def _refile(self, before: Card | None, card: Card, number: int) -> None:
        """Only what is different: a customer may have hundreds of addresses, and gain them one by one."""
        has_new_titles = before is None or before.titles != card.titles
        old = {name: set(keys) for name, keys in filed(before, titled=has_new_titles)} if before else {}
        for name, keys in filed(card, titled=has_new_titles):
            held = old.pop(name, set())
            self._filings[name].add(set(keys) - held, number)
            self._filings[name].discard(held.difference(keys), number)
        for name, held in old.items():
            self._filings[name].discard(held, number)
        if has_new_titles:
            self._note_slips(card)

    def _note_slips(self, card: Card) -> None:
        """A word stays known when its last holder goes: nobody is found by it then."""
        slips = self._filings["slip"]
        for word in words(card):
            marked = mark(word)
            if marked not in slips.numbers(word):
                slips.add(doors.slips(word), marked)

    def _forget(self, before: Card | None, after: Card | None) -> None:
        """Most changes are a new address: they leave what was worked out from titles and domains true."""
        if before is None or after is None or before.domains != after.domains:
            self._imitations.forget()
        if before is None or after is None or before.titles != after.titles:
            self._telling.forget()

    # -- as bytes

    @property
    def parts(self) -> Iterator[tuple[str, memoryview]]:
        """What the stock and its indexes are made of, by name; without what changed since."""
        yield from (("stock." + name, part) for name, part in self._stock.parts.items())
        for filing, index in self._indexes.items():
            yield from ((f"{filing}.{name}", part) for name, part in index.parts.items())

    @classmethod
    def of_parts(cls, parts: Mapping[str, memoryview]) -> Directory:
        """A directory that lies in bytes, as `parts` gave them."""
        stock = Stock({name: parts[f"stock.{name}"] for name in Stock.PARTS})
        return cls(
            stock,
            {filing: Index({name: parts[f"{filing}.{name}"] for name in Index.PARTS}) for filing in FILINGS},
        )

    def renewed(self, news: Iterable[Customer] = ()) -> Directory:
        """The same customers with nothing beside the stock; news: put at once. Only their titles are read."""
        maker, fresh = DirectoryMaker(), set[int]()
        for customer in news:
            maker.add(Card.of(customer))
            fresh.add(customer.id)
        for number in range(len(self._stock)):
            if number not in self._gone and self._stock.id(number) not in fresh:
                maker.add(self._stock.card(number))
        for number, (customer_id, _) in self._later.items():
            if customer_id not in fresh:
                maker.add(self._card(number))
        made = maker.made()
        made.recent = self.recent | set(map(CustomerId, fresh))
        return made


class Lot(NamedTuple):
    """Cards of some customers, packed and filed: what one process hands to another that makes a directory."""

    ids: array[int]
    cards: list[bytes]
    noted: dict[str, array[int]]
    words: set[str]

    @classmethod
    def of(cls, customers: Iterable[Customer]) -> Lot:
        ids, packed, words = array("q"), list[bytes](), set[str]()
        makers = {name: IndexMaker() for name in FILINGS}
        for number, card in enumerate(map(Card.of, customers)):
            ids.append(card.id)
            packed.append(card.packed())
            for name, keys in filed(card):
                makers[name].note(keys, number)
                if name == "word":
                    words.update(keys)
        return cls(ids, packed, {name: maker.noted() for name, maker in makers.items()}, words)


class DirectoryMaker:
    """Takes the cards of all customers, in any order."""

    def __init__(self) -> None:
        self._stock = StockMaker()
        self._filings = {name: IndexMaker() for name in FILINGS}
        self._words: set[str] = set()

    def add(self, card: Card) -> None:
        number = self._stock.add(card.id, card.packed())
        for name, keys in filed(card):
            self._filings[name].note(keys, number)
            if name == "word":
                self._note_slips(keys)

    def take(self, lot: Lot) -> None:
        """The cards of a lot, which need not be filed any more."""
        first = len(self._stock)
        for customer, packed in zip(lot.ids, lot.cards, strict=True):
            self._stock.add(CustomerId(customer), packed)
        for name, noted in lot.noted.items():
            self._filings[name].take(noted, first)
        self._note_slips(lot.words)

    def _note_slips(self, words: Collection[str]) -> None:
        new = [word for word in words if word not in self._words]
        self._words.update(new)
        for word in new:
            self._filings["slip"].note(doors.slips(word), mark(word))

    def made(self) -> Directory:
        stock = self._stock.made()
        directory = Directory(stock, {name: maker.made() for name, maker in self._filings.items()})
        for number in stock.superseded():
            directory.cross_out(number)
        return directory


def filed(card: Card, *, titled: bool = True) -> Iterator[tuple[str, Collection[str]]]:
    """What a customer is filed under, and where. titled: by its titles, too."""
    if titled:
        yield "word", words(card)
        yield "door", {key for title in card.titles for _, keys in doors.inner(title) for key in keys}
    if card.domains:
        yield "domain", card.own_domains
        yield "colleague", card.colleagues
        yield "look", {key for domain in card.domains for key in known_domains.filed(domain)}
    if card.emails:
        yield "email", card.emails
    if card.sites:
        yield "site", card.sites
    if card.codes:
        yield "code", {value for _, value in card.codes}
    if card.phones:
        yield "phone", {key for phone in card.phones for key in cards.phone_keys(phone)}


def words(card: Card) -> set[str]:
    return {word for title in card.titles for word in doors.words(title)}
