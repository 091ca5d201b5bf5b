"""Where do a rule's words stand together in a text? Phrases with gaps, and lists near each other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rules.phrases import GAP, Phrase
from rules.scope import Found
from rules.sentences import Span, sentence_at

Spans = Mapping[str, Sequence[Span]]


@dataclass(frozen=True, slots=True)
class Nearby:
    """Lists of which each must give a word, in one sentence, at most `within` characters apart."""

    lists: tuple[tuple[Phrase, ...], ...]
    within: int


def of_phrases(phrases: Iterable[Phrase], spans: Spans, sentences: Sequence[Span]) -> Iterator[Found]:
    for phrase in phrases:
        if phrase.pieces[0] in spans:  # most phrases of a rule stand nowhere: this line is the hot one
            yield from _of_phrase(phrase, spans, sentences)


def _of_phrase(phrase: Phrase, spans: Spans, sentences: Sequence[Span]) -> Iterator[Found]:
    rows = [spans.get(piece, ()) for piece in phrase.pieces]
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
    return sentence_at(sentences, words[0][0]) == sentence_at(sentences, words[-1][1] - 1)


def of_nearby(nearby: Nearby, spans: Spans, sentences: Sequence[Span]) -> Iterator[Found]:
    rows: list[list[Found]] = []
    for one in nearby.lists:
        rows.append(sorted(of_phrases(one, spans, sentences), key=_place))
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
