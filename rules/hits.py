"""Where do a rule's words stand together in a text? Phrases with gaps, and lists near each other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rules.phrases import GAP, Phrase, Places
from rules.scope import Found
from rules.sentences import Span, sentence_at


@dataclass(frozen=True, slots=True)
class Nearby:
    """Lists of which each must give a word, in one sentence, at most `within` characters apart."""

    lists: tuple[tuple[Phrase, ...], ...]
    within: int
    rarest: tuple[Phrase, ...] = field(init=False)
    """All lists must give a word, so the one that seldom does may open the door for all."""
    pieces: tuple[frozenset[str], ...] = field(init=False)
    """Of each list, those of which one must stand in the text."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "rarest", min(self.lists, key=_commonness))
        pieces = tuple(frozenset(phrase.rarest for phrase in one) for one in self.lists)
        object.__setattr__(self, "pieces", pieces)


def _commonness(phrases: Iterable[Phrase]) -> float:
    return sum(phrase.commonness for phrase in phrases)


def of_phrases(phrases: Iterable[Phrase], places: Places, sentences: Sequence[Span]) -> Iterator[Found]:
    for phrase in phrases:
        if phrase.rarest in places.candidates:  # most stand nowhere: this line is the hot one
            yield from _of_phrase(phrase, places, sentences)


def _of_phrase(phrase: Phrase, places: Places, sentences: Sequence[Span]) -> Iterator[Found]:
    if not places.of(phrase.rarest):
        return
    rows = [places.of(piece) for piece in phrase.pieces]
    for first in rows[0]:
        words = _chain(first, rows[1:])
        if words and _in_one_sentence(words, sentences):
            yield Found(words[0][0], words[-1][1], tuple(words), phrase.text)


def _chain(first: Span, rows: Sequence[Sequence[Span]]) -> list[Span]:
    """The nearest following piece, and so on; empty where one is missing or too far."""
    words = [first]
    for row in rows:
        at = bisect_left(row, (words[-1][1], 0))
        if at == len(row) or row[at][0] - words[-1][1] > GAP:
            return []
        words.append(row[at])
    return words


def _in_one_sentence(words: Sequence[Span], sentences: Sequence[Span]) -> bool:
    return words[-1][1] <= sentences[sentence_at(sentences, words[0][0])][1]


def of_nearby(nearby: Nearby, places: Places, sentences: Sequence[Span]) -> Iterator[Found]:
    if any(places.candidates.isdisjoint(pieces) for pieces in nearby.pieces):
        return
    rows: list[list[Found]] = []
    for one in nearby.lists:
        rows.append(sorted(of_phrases(one, places, sentences), key=_place))
        if not rows[-1]:
            return
    for anchor in rows[0]:
        found = _around(anchor, rows[1:], nearby.within)
        if found and _in_one_sentence(found.words, sentences):
            yield found


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
