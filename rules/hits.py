"""Where do a rule's words stand together in a text? Phrases with gaps, and lists near each other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rules.phrases import GAP, Phrase, Places
from rules.scope import Found
from rules.sentences import Span, sentence_at, sentences

Words = tuple[Span, ...]
"""Where the pieces of one phrase stand."""


@dataclass(frozen=True, slots=True)
class WordList:
    """Phrases any of which will do."""

    phrases: tuple[Phrase, ...]
    openers: frozenset[str] = field(init=False)
    """Pieces of which one must stand in a text that holds any of the phrases."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "openers", frozenset(phrase.rarest for phrase in self.phrases))

    @property
    def commonness(self) -> float:
        return sum(phrase.commonness for phrase in self.phrases)


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

    __slots__ = ("_places", "_plain", "_sentences", "_standing")

    def __init__(self, plain: str, places: Places) -> None:
        self._plain = plain
        self._places = places
        self._sentences: Sequence[Span] = ()
        self._standing: dict[tuple[str, ...], tuple[Words, ...]] = {}

    @property
    def candidates(self) -> frozenset[str]:
        """Pieces that stand in the text, if only inside of words; all others do not."""
        return self._places.candidates

    @property
    def sentences(self) -> Sequence[Span]:
        """Cut when first asked for: most texts hold no phrase at all."""
        self._sentences = self._sentences or sentences(self._plain)
        return self._sentences

    def sentence_of(self, start: int) -> Span:
        return self.sentences[sentence_at(self.sentences, start)]

    def standing(self, phrase: Phrase) -> tuple[Words, ...]:
        """The words of a phrase wherever it stands in one sentence."""
        if not self.candidates.issuperset(phrase.pieces):
            return ()
        if phrase.pieces not in self._standing:
            self._standing[phrase.pieces] = tuple(self._look(phrase.pieces))
        return self._standing[phrase.pieces]

    def _look(self, pieces: Sequence[str]) -> Iterator[Words]:
        rows = [self._places.of(piece) for piece in pieces]
        for first in rows[0] if all(rows) else ():
            words = _chain(first, rows[1:])
            if words and self._in_one_sentence(words):
                yield words

    def of(self, lists: Iterable[WordList]) -> Iterator[Found]:
        """Where phrases of the lists stand, list by list and phrase by phrase."""
        for one in lists:
            there = one.openers & self.candidates  # nearly always empty
            for phrase in one.phrases if there else ():
                if phrase.rarest in there:
                    yield from (_found(words, phrase) for words in self.standing(phrase))

    def of_nearby(self, nearby: Nearby) -> Iterator[Found]:
        if not all(map(self._may_hold, nearby.lists)):  # cheap, and mostly the end
            return
        rows: list[list[Found]] = []
        for lists in nearby.lists:
            rows.append(sorted(self.of(lists), key=_place))
            if not rows[-1]:
                return
        for anchor in rows[0]:
            found = _around(anchor, rows[1:], nearby.within)
            if found and self._in_one_sentence(found.words):
                yield found

    def _may_hold(self, lists: Iterable[WordList]) -> bool:
        return any(not self.candidates.isdisjoint(one.openers) for one in lists)

    def _in_one_sentence(self, words: Sequence[Span]) -> bool:
        return words[-1][1] <= self.sentence_of(words[0][0])[1]


def _found(words: Words, phrase: Phrase) -> Found:
    return Found(words[0][0], words[-1][1], words, phrase.text)


def _chain(first: Span, rows: Sequence[Sequence[Span]]) -> Words:
    """The nearest following piece, and so on; empty where one is missing or too far."""
    words = [first]
    for row in rows:
        at = bisect_left(row, (words[-1][1], 0))
        if at == len(row) or row[at][0] - words[-1][1] > GAP:
            return ()
        words.append(row[at])
    return tuple(words)


def _place(found: Found) -> Span:
    return found.start, found.end


def _around(anchor: Found, rows: Sequence[Sequence[Found]], within: int) -> Found | None:
    """The anchor and from every other list its nearest word that does not lie upon another."""
    chosen = [anchor]
    for row in rows:
        nearest = _nearest(anchor, row, chosen)
        if nearest is None:
            return None
        chosen.append(nearest)
    chosen.sort(key=_place)
    if any(right.start - left.end > within for left, right in pairwise(chosen)):
        return None
    words = tuple(sorted(span for one in chosen for span in one.words))
    return Found(chosen[0].start, chosen[-1].end, words, " + ".join(one.because for one in chosen))


def _nearest(anchor: Found, row: Sequence[Found], chosen: Sequence[Found]) -> Found | None:
    free = [one for one in row if not any(_overlap(one, other) for other in chosen)]
    return min(free, key=lambda one: max(one.start - anchor.end, anchor.start - one.end), default=None)


def _overlap(one: Found, other: Found) -> bool:
    return one.start < other.end and other.start < one.end
