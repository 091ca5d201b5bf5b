"""Which numbers are filed under a key? Eight bytes for each of them, however many there are.

A sorted list of 64-bit entries, cut into pieces so that one more is a small move: the upper 40 bits are a
hash of the key, the lower 24 the number. Dicts of sets stood here before and took ten times the space.

Two keys may share a hash, at a million keys once in a million questions; who must be sure looks at what the
number stands for. Python keys its hashes anew in every process, so nobody can write names that collide.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence

_NUMBER_BITS = 24
MOST_NUMBERS = 1 << _NUMBER_BITS
_NUMBER = MOST_NUMBERS - 1
_HASH = (1 << 64 - _NUMBER_BITS) - 1
_PIECE = 1024
"""Entries of a piece when it is cut; it is cut again at twice as many."""
_ONE_BY_ONE = 16
"""So many times dearer is it to put one entry into its place than to pass it by in a merge."""


class Filing:
    """Numbers under keys. What is noted is found once it is sorted in."""

    __slots__ = ("_count", "_firsts", "_noted", "_pieces")

    def __init__(self) -> None:
        self._pieces = [array("Q")]
        self._firsts = [0]
        """The least entry that belongs into each piece."""
        self._noted = array("Q")
        self._count = 0

    def note(self, keys: Iterable[str], number: int) -> None:
        """File a number under these keys with the next `sort_in`."""
        self._noted.extend([(hash(key) & _HASH) << _NUMBER_BITS | number for key in keys])

    def sort_in(self) -> None:
        noted, self._noted = self._noted, array("Q")
        self._count += len(noted)
        if len(noted) * _ONE_BY_ONE > self._count:
            self._merge(sorted(noted))
            return
        for entry in noted:
            self._insert(entry)

    def discard(self, keys: Iterable[str], number: int) -> None:
        for key in keys:
            entry = (hash(key) & _HASH) << _NUMBER_BITS | number
            piece = self._pieces[bisect_right(self._firsts, entry) - 1]
            at = bisect_left(piece, entry)
            if at < len(piece) and piece[at] == entry:
                del piece[at]
                self._count -= 1

    def count(self, key: str) -> int:
        """How many numbers are filed under a key."""
        first, start, last, end = self._span(key)
        if first == last:
            return end - start
        whole = sum(len(piece) for piece in self._pieces[first + 1 : last])
        return len(self._pieces[first]) - start + whole + end

    def numbers(self, key: str, most: int = MOST_NUMBERS) -> list[int]:
        """The numbers under a key, in order; none where there are more than `most`."""
        return numbers(self.entries(key, most))

    def entries(self, key: str, most: int) -> Sequence[int]:
        """The same as they are kept: `numbers` makes numbers of them, once somebody wants to know."""
        first, start, last, end = self._span(key)
        if first == last:
            return self._pieces[first][start:end] if end - start <= most else ()
        if self.count(key) > most:
            return ()
        pieces = (self._pieces[first][start:], *self._pieces[first + 1 : last], self._pieces[last][:end])
        return [entry for piece in pieces for entry in piece]

    def _span(self, key: str) -> tuple[int, int, int, int]:
        """Where the entries of a key stand: from place `start` in the first piece to `end` in the last."""
        least = (hash(key) & _HASH) << _NUMBER_BITS
        most = least | _NUMBER
        first = bisect_right(self._firsts, least) - 1
        piece = self._pieces[first]
        start = bisect_left(piece, least)
        if start < len(piece) and piece[-1] > most:  # nearly always: a key seldom reaches the next piece
            return first, start, first, start if piece[start] > most else bisect_right(piece, most, start)
        last = bisect_right(self._firsts, most, first) - 1
        return first, start, last, bisect_right(self._pieces[last], most, start if first == last else 0)

    def _insert(self, entry: int) -> None:
        at = bisect_right(self._firsts, entry) - 1
        piece = self._pieces[at]
        insort(piece, entry)
        if len(piece) > 2 * _PIECE:
            self._pieces[at : at + 1] = [piece[:_PIECE], piece[_PIECE:]]
            self._firsts.insert(at + 1, piece[_PIECE])

    def _merge(self, noted: list[int]) -> None:
        """Many entries at once. Each piece goes as its successor comes: there is no second copy of all."""
        left, ends = self._pieces[::-1], [*self._firsts[1:], None]
        self._pieces = []
        start = 0
        for end in ends:
            stop = len(noted) if end is None else bisect_left(noted, end, start)
            self._pieces += _cut(array("Q", sorted([*left.pop(), *noted[start:stop]])))
            start = stop
        self._firsts = [0, *(piece[0] for piece in self._pieces[1:])]


def numbers(entries: Iterable[int]) -> list[int]:
    return [entry & _NUMBER for entry in entries]


def _cut(piece: array[int]) -> Iterable[array[int]]:
    if len(piece) <= 2 * _PIECE:
        return (piece,) if piece else ()
    return (piece[at : at + _PIECE] for at in range(0, len(piece), _PIECE))
