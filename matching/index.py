"""Which numbers stand under a key, once and for all? Sorted arrays that can lie in a mapped file.

A key is kept as its CRC-32, the same in every process. Two keys may share one, by chance or because somebody
wrote a name for it: who must be sure looks at what the number stands for, and whoever opens a list looks at
its length first.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import accumulate
from zlib import crc32

_MARK_BITS = 32
_BUCKET = 23
"""Bits of a mark below those that choose its bucket: 512 small sorts are faster than a large one, and so many
buckets still lie in the processor's cache while they are filled.
"""
_BUCKET_OF_ENTRY = 32 + _BUCKET
_LOW, _HIGH = (0, 1) if sys.byteorder == "little" else (1, 0)
_A_FEW = 8
"""Marks between two entries of the table of firsts, about."""


def mark(key: str) -> int:
    """A key as it is kept."""
    return crc32(key.encode("utf-8", "surrogatepass"))


class Index:
    """Numbers under marks: `numbers[starts[n]:starts[n + 1]]` stand under `marks[n]`."""

    __slots__ = ("_firsts", "_marks", "_numbers", "_shift", "_starts")

    PARTS = ("firsts", "marks", "starts", "numbers")

    def __init__(self, parts: Mapping[str, memoryview]) -> None:
        self._firsts, self._marks, self._starts, self._numbers = (
            parts[name].cast("I") for name in self.PARTS
        )
        self._shift = _MARK_BITS - (len(self._firsts) - 2).bit_length()

    @classmethod
    def empty(cls) -> Index:
        return IndexMaker().made()

    @property
    def parts(self) -> Mapping[str, memoryview]:
        arrays = (self._firsts, self._marks, self._starts, self._numbers)
        return {name: part.cast("B") for name, part in zip(self.PARTS, arrays, strict=True)}

    def count(self, marked: int) -> int:
        start, end = self._span(marked)
        return end - start

    def numbers(self, marked: int) -> Sequence[int]:
        start, end = self._span(marked)
        return self._numbers[start:end].tolist() if start < end else ()

    def _span(self, marked: int) -> tuple[int, int]:
        place = marked >> self._shift
        end = self._firsts[place + 1]
        at = bisect_left(self._marks, marked, self._firsts[place], end)
        if at < end and self._marks[at] == marked:
            return self._starts[at], self._starts[at + 1]
        return 0, 0


class IndexMaker:
    """Takes what shall be filed, in any order."""

    __slots__ = ("_buckets",)

    def __init__(self) -> None:
        self._buckets = [array("Q") for _ in range(1 << _MARK_BITS - _BUCKET)]

    def note(self, keys: Collection[str], number: int) -> None:
        try:
            marks = [crc32(key.encode()) for key in keys]
        except UnicodeEncodeError:  # half a surrogate pair
            marks = list(map(mark, keys))
        buckets = self._buckets
        for marked in marks:
            buckets[marked >> _BUCKET].append(marked << 32 | number)

    def noted(self) -> array[int]:
        """Everything that was noted, for `take`; nothing of it is left here."""
        buckets, self._buckets = self._buckets, []
        found = array("Q")
        for bucket in buckets:
            found.extend(bucket)
        return found

    def take(self, noted: array[int], first: int) -> None:
        """What another maker has noted, its numbers counted from `first` on."""
        buckets = self._buckets
        for entry in noted:
            buckets[entry >> _BUCKET_OF_ENTRY].append(entry + first)

    def made(self) -> Index:
        """The index of all that was noted; nothing of it is left here."""
        marks, counts, numbers = array("I"), array("I"), array("I")
        buckets, self._buckets = self._buckets[::-1], []
        while buckets:
            entries = array("Q", sorted(buckets.pop()))
            halves = memoryview(entries).cast("B").cast("I")
            numbers.frombytes(halves[_LOW::2].tobytes())
            held = Counter(halves[_HIGH::2].tolist())
            marks.extend(held)
            counts.extend(held.values())
        starts = array("I", accumulate(counts, initial=0))
        arrays = (_firsts(marks), marks, starts, numbers)
        return Index(
            {name: memoryview(part).cast("B") for name, part in zip(Index.PARTS, arrays, strict=True)}
        )


def _firsts(marks: array[int]) -> array[int]:
    """Where the marks of each beginning start, so that one is found among a few."""
    bits = max(1, (len(marks) // _A_FEW).bit_length())
    shift = _MARK_BITS - bits
    return array("I", (bisect_left(marks, place << shift) for place in range((1 << bits) + 1)))
