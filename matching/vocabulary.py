"""Which words do half the firms of a trade have in their names, and which of them are the same?

In the plain form of `scripts.plain`: no accents, simplified characters. One meaning has one English word.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from matching.naming import tables


class Lexicon(NamedTuple):
    """All words of the trade and all places."""

    english: dict[str, str]
    """What a word is in English. Several words stand with a space between them."""
    trade: frozenset[str]
    places: frozenset[str]
    openings: frozenset[str]
    """First words of those that are several."""
    sizes: dict[str, tuple[int, ...]]
    """Of words without spaces: how long those are that end in a letter, the longest first."""


@cache
def lexicon() -> Lexicon:
    """The shipped table, as `naming.lexicon` has made it."""
    count, openings, sizes, further, other, *meanings = tables.lexicon()
    rows = [line.split("|") for line in meanings]
    english: dict[str, str] = {}
    for words in rows:
        english |= dict.fromkeys(words, words[0])
    where = frozenset(word for row in rows[: int(count)] for word in row)
    trade = frozenset((*english, *other.split("|"))) - where
    lengths = {entry[0]: tuple(map(int, entry[1:])) for entry in sizes.split("|")}
    places = where.union(further.split("|"))
    return Lexicon(english, trade, places, frozenset(openings.split("|")), lengths)


SMALL = tables.words_of(
    """
    and of the de del la le les el los da do das dos di du des der die und et y e i ve for in at to
    """
)
