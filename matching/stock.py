"""Where are the cards? Those of a stock that never changes, packed one behind the other, and later ones."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import pairwise

from matching.card import Card
from model import CustomerId


class Stock:
    """Packed cards by number, and numbers by the customer's id; as bytes that can lie in a mapped file."""

    __slots__ = ("_cards", "_ids", "_order", "_starts")

    PARTS = ("ids", "order", "starts", "cards")

    def __init__(self, parts: Mapping[str, memoryview]) -> None:
        ids, order, starts, self._cards = (parts[name] for name in self.PARTS)
        self._ids, self._order, self._starts = ids.cast("q"), order.cast("I"), starts.cast("Q")

    @property
    def parts(self) -> Mapping[str, memoryview]:
        arrays = (self._ids, self._order, self._starts, self._cards)
        return {name: part.cast("B") for name, part in zip(self.PARTS, arrays, strict=True)}

    def __len__(self) -> int:
        return len(self._ids)

    def id(self, number: int) -> int:
        return self._ids[number]

    def number(self, customer: int) -> int | None:
        """The number of a customer; of several cards with its id the last."""
        at = bisect_left(self._order, customer + 1, key=self._ids.__getitem__) - 1
        if at < 0 or self._ids[self._order[at]] != customer:
            return None
        return self._order[at]

    def card(self, number: int) -> Card:
        return Card.unpacked(self.packed(number))

    def packed(self, number: int) -> memoryview:
        return self._cards[self._starts[number] : self._starts[number + 1]]

    def superseded(self) -> Iterator[int]:
        """Numbers of cards that a later one with the same id makes void."""
        for one, other in pairwise(self._order):
            if self._ids[one] == self._ids[other]:
                yield one


class StockMaker:
    """Takes cards in any order and numbers them."""

    __slots__ = ("_cards", "_ids", "_starts")

    def __init__(self) -> None:
        self._cards = bytearray()
        self._ids = array("q")
        self._starts = array("Q", (0,))

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, customer: CustomerId, packed: bytes | memoryview) -> int:
        self._cards += packed
        self._ids.append(customer)
        self._starts.append(len(self._cards))
        return len(self._ids) - 1

    def made(self) -> Stock:
        order = array("I", sorted(range(len(self._ids)), key=self._ids.__getitem__))
        views = (memoryview(self._ids), memoryview(order), memoryview(self._starts), memoryview(self._cards))
        return Stock({name: view.cast("B") for name, view in zip(Stock.PARTS, views, strict=True)})
