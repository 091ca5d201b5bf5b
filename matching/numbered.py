"""Which number does a thing have? Small numbers, given anew when a thing is gone."""

from __future__ import annotations

from typing import Generic, TypeVar

from matching.filing import MOST_NUMBERS

T = TypeVar("T")


class Numbered(Generic[T]):
    """Things by their number, in the space of a list."""

    __slots__ = ("_free", "_things")

    def __init__(self) -> None:
        self._things: list[T | None] = []
        self._free: list[int] = []

    def __len__(self) -> int:
        return len(self._things) - len(self._free)

    def __getitem__(self, number: int) -> T:
        thing = self._things[number]
        assert thing is not None, number
        return thing

    def add(self, thing: T) -> int:
        if self._free:
            number = self._free.pop()
            self._things[number] = thing
            return number
        if len(self._things) >= MOST_NUMBERS:
            raise OverflowError(f"A directory holds at most {MOST_NUMBERS:,} customers and domains.")
        self._things.append(thing)
        return len(self._things) - 1

    def remove(self, number: int) -> None:
        self._things[number] = None
        self._free.append(number)
