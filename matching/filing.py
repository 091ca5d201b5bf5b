"""Which numbers are filed under a key now? An index that never changes, and what changed since it was made.

Numbers below `Filing.printed` stand in the index, whatever has become of them: who asks leaves out those of
`gone`. Later ones are filed here.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Sequence, Set

from matching.index import Index, mark


class Filing:
    """Numbers under keys."""

    __slots__ = ("_added", "_gone", "_index", "_lost")

    def __init__(self, index: Index, gone: Set[int]) -> None:
        """gone: numbers of the index that count no more; their owner adds to them."""
        self._index = index
        self._gone = gone
        self._added: dict[int, list[int]] = {}
        self._lost: Counter[int] = Counter()
        """How many of those that are gone stood under a mark."""

    def add(self, keys: Iterable[str], number: int) -> None:
        for key in keys:
            insort(self._added.setdefault(mark(key), []), number)

    def discard(self, keys: Iterable[str], number: int) -> None:
        """Take out a number that was added."""
        for key in keys:
            held = self._added[mark(key)]
            del held[bisect_left(held, number)]
            if not held:
                del self._added[mark(key)]

    def cross_out(self, keys: Iterable[str]) -> None:
        """A number of the index is gone that stood under these keys."""
        self._lost.update(map(mark, keys))

    def count(self, key: str) -> int:
        """How many numbers are filed under a key."""
        return self.held(mark(key))

    def held(self, marked: int) -> int:
        added = self._added.get(marked)
        count = self._index.count(marked) + (len(added) if added else 0)
        return count - self._lost[marked] if self._lost else count

    def numbers(self, key: str) -> Sequence[int]:
        """The numbers under a key, in order."""
        return self.under(mark(key))

    def under(self, marked: int) -> Sequence[int]:
        found = self._index.numbers(marked)
        if self._gone and found:
            found = [number for number in found if number not in self._gone]
        added = self._added.get(marked)
        return [*found, *added] if added else found
