"""Where do a rule's words stand together in a text? Phrases with gaps, and lists near each other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from operator import itemgetter

from rules.finder import Places
from rules.phrases import GAP, Phrase
from rules.sentences import Span

_PLACE = itemgetter(0, 1)
_NUMBER = itemgetter(0)

Words = tuple[Span, ...]
"""Where the pieces of one phrase stand."""
Hit = tuple[int, int, Words, str]
"""Start, end, words, and the phrase as the admin wrote it: thousands in a dense text, so a bare tuple."""

_MOST_FOUND = 60
"""Of a list in one sentence, and of a line of `near` in one text: more proves nothing more."""
_MOST_IN_LISTS = 1_500
"""Words of one line's list in one text that are looked at; nobody needs more than the first."""


@dataclass(frozen=True, slots=True, eq=False)
class WordList:
    """Phrases any of which will do. The same list is the same object: what it finds is found once."""

    phrases: tuple[Phrase, ...]

    @property
    def commonness(self) -> float:
        return sum(phrase.commonness for phrase in self.phrases)


Listed = tuple[WordList, int, Phrase]
"""A phrase, and its place in a list."""


def listed(lists: Iterable[WordList]) -> Mapping[str, Sequence[Listed]]:
    """The phrases of all lists by their rarest piece, which stands in every text that holds them."""
    rows: dict[str, list[Listed]] = {}
    for one in dict.fromkeys(lists):
        for number, phrase in enumerate(one.phrases):
            rows.setdefault(phrase.rarest, []).append((one, number, phrase))
    return {piece: tuple(row) for piece, row in rows.items()}


@dataclass(frozen=True, slots=True)
class Nearby:
    """Lists of which each must give a word, in one sentence, at most `within` characters apart."""

    lists: tuple[tuple[WordList, ...], ...]
    within: int

    @property
    def rarest(self) -> tuple[WordList, ...]:
        """All must give a word, so the one that seldom does may open the door for all."""
        return min(self.lists, key=lambda lists: sum(one.commonness for one in lists))


class Text:
    """A folded text in which phrases are looked for. What was found stays known, for the next rule."""

    __slots__ = (
        "_by_sentence",
        "_hits",
        "_places",
        "_standing",
        "_told",
        "candidates",
        "lists",
        "sentence_of",
    )

    def __init__(self, places: Places, index: Mapping[str, Sequence[Listed]]) -> None:
        self._places = places
        self.candidates = places.candidates
        """Pieces that may stand in the text; all others do not."""
        self.sentence_of = places.sentence_of
        self.lists: dict[WordList, list[tuple[int, Phrase]]] = {}
        """Those of which a phrase may stand in the text, with all such phrases."""
        for piece in self.candidates & index.keys():
            for one, number, phrase in index[piece]:
                self.lists.setdefault(one, []).append((number, phrase))
        self._standing: dict[tuple[str, ...], tuple[Words, ...]] = {}
        self._hits: dict[WordList, list[Hit]] = {}
        self._by_sentence: dict[tuple[WordList, ...], Mapping[int, list[Hit]]] = {}
        self._told: dict[WordList, Mapping[Span, str]] = {}

    def standing(self, phrase: Phrase) -> tuple[Words, ...]:
        """The words of a phrase wherever it stands in one sentence."""
        names = phrase.names
        if names not in self._standing:
            self._standing[names] = tuple(self._look(names)) if self.candidates.issuperset(names) else ()
        return self._standing[names]

    def _look(self, names: Sequence[str]) -> Iterator[Words]:
        if len(names) == 1:
            return ((span,) for span in self._places.of(names[0]))
        return self._chained([self._places.of(name) for name in names])

    def _chained(self, rows: Sequence[Sequence[Span]]) -> Iterator[Words]:
        for first in rows[0] if all(rows) else ():
            words = _chain(first, rows[1:])
            if words and self._in_one_sentence(words):
                yield words

    def of(self, lists: Iterable[WordList]) -> Iterator[Hit]:
        """Where phrases of the lists stand, list by list and phrase by phrase."""
        return (hit for one in lists if one in self.lists for hit in self._of_list(one))

    def _of_list(self, one: WordList) -> list[Hit]:
        if one not in self._hits:
            self._hits[one] = [
                (words[0][0], words[-1][1], words, phrase.text)
                for _, phrase in sorted(self.lists[one], key=_NUMBER)
                for words in self.standing(phrase)
            ]
        return self._hits[one]

    def told_in(self, lists: Iterable[WordList]) -> Mapping[Span, str]:
        """Sentences that hold a phrase of the lists, and which."""
        told: dict[Span, str] = {}
        for one in lists:
            if one in self.lists:
                told |= self._told_in(one)
        return told

    def _told_in(self, one: WordList) -> Mapping[Span, str]:
        if one not in self._told:
            self._told[one] = {self.sentence_of(hit[0]): hit[3] for hit in self._of_list(one)}
        return self._told[one]

    def of_nearby(self, nearby: Nearby) -> Iterator[Hit]:
        if not all(map(self._may_hold, nearby.lists)):  # cheap, and mostly the end
            return iter(())
        rows = [self._sorted(lists) for lists in nearby.lists]
        shared = set(rows[0]).intersection(*rows[1:])
        found = (self._in_sentence(number, rows, nearby.within) for number in sorted(shared))
        return islice((one for some in found for one in some), _MOST_FOUND)

    def _in_sentence(
        self, number: int, rows: Sequence[Mapping[int, list[Hit]]], within: int
    ) -> Iterator[Hit]:
        others = [row[number] for row in rows[1:]]
        for anchor in rows[0][number]:
            found = _around(anchor, others, within)
            if found:
                yield found

    def _sorted(self, lists: tuple[WordList, ...]) -> Mapping[int, list[Hit]]:
        """The hits of all these lists by the number of their sentence, in order."""
        if lists not in self._by_sentence:
            rows: dict[int, list[Hit]] = {}
            number_of = self._places.sentence_number
            hits = sorted(self.of(lists), key=_PLACE)
            for hit in hits[:_MOST_IN_LISTS]:
                row = rows.setdefault(number_of(hit[0]), [])
                if len(row) < _MOST_FOUND:
                    row.append(hit)
            self._by_sentence[lists] = rows
        return self._by_sentence[lists]

    def _may_hold(self, lists: Iterable[WordList]) -> bool:
        return any(one in self.lists for one in lists)

    def _in_one_sentence(self, words: Sequence[Span]) -> bool:
        return words[-1][1] <= self._places.sentence_of(words[0][0])[1]


def _chain(first: Span, rows: Sequence[Sequence[Span]]) -> Words:
    """The nearest following piece, and so on; empty where one is missing or too far."""
    words = [first]
    for row in rows:
        at = bisect_left(row, (words[-1][1], 0))
        if at == len(row) or row[at][0] - words[-1][1] > GAP:
            return ()
        words.append(row[at])
    return tuple(words)


def _around(anchor: Hit, rows: Sequence[Sequence[Hit]], within: int) -> Hit | None:
    """The anchor and from every other list its nearest word that does not lie upon another."""
    chosen = [anchor]
    for row in rows:
        nearest = _nearest(anchor, row, chosen)
        if nearest is None:
            return None
        chosen.append(nearest)
    chosen.sort(key=_PLACE)
    if any(right[0] - left[1] > within for left, right in pairwise(chosen)):
        return None
    words = tuple(sorted(span for one in chosen for span in one[2]))
    return chosen[0][0], chosen[-1][1], words, " + ".join(one[3] for one in chosen)


def _nearest(anchor: Hit, row: Sequence[Hit], chosen: Sequence[Hit]) -> Hit | None:
    best: Hit | None = None
    least = 0
    for one in row:
        start, end = one[0], one[1]
        distance = start - anchor[1] if start > anchor[0] else anchor[0] - end
        if best is not None and distance >= least:
            if start > anchor[1]:  # in order: what follows is farther
                break
            continue
        if not _lies_upon(one, chosen):
            best, least = one, distance
    return best


def _lies_upon(one: Hit, chosen: Sequence[Hit]) -> bool:
    start, end = one[0], one[1]
    return any(start < other[1] and other[0] < end for other in chosen)
