"""What do the shipped tables say? Each is opened when the first name needs it, and only then."""

from __future__ import annotations

import pkgutil
import zlib
from collections.abc import Iterator
from functools import cache

LONGEST_WORD = 4


def _text(name: str) -> str:
    return zlib.decompress(pkgutil.get_data("matching.naming", f"{name}.z") or b"").decode()


def words_of(text: str) -> frozenset[str]:
    """The words of a list that stands in a module."""
    return frozenset(text.split())


def cells(text: str) -> dict[str, str]:
    """A small table that stands in a module: every other word a key, the next one its value."""
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


class Words:
    """Words and how they read, unpacked letter by letter: a name needs a few of three thousand letters."""

    def __init__(self, name: str) -> None:
        self._lines = {line[0]: line for line in _text(name).split("\n")}
        self._words: dict[str, dict[str, str]] = {}

    def beginning_with(self, letter: str) -> dict[str, str]:
        """The rest of each word behind its first letter, and the reading of the whole."""
        words = self._words.get(letter)
        if words is None:
            parts = self._lines.get(letter, letter)[1:].split("|")
            words = dict(part.split(":", 1) for part in parts if part)
            self._words[letter] = words
        return words


@cache
def words(name: str) -> Words:
    """Several letters: `phrases` of pinyin, `readings` of kanji, `loanwords` in katakana."""
    return Words(name)


class Letters:
    """Letters and how they read, found in the text of their table: a name needs a few of thirty thousand."""

    def __init__(self, name: str) -> None:
        self._text = _text(name)
        self._readings: dict[str, str] = {}

    def reading(self, letter: str) -> str:
        """Nothing where it has none."""
        found = self._readings.get(letter)
        if found is None:
            found = self._readings[letter] = "" if letter.isascii() else self._looked_up(letter)
        return found

    def _looked_up(self, letter: str) -> str:
        """What stands before the colon of the last line that has it."""
        at = self._text.rfind(letter)
        start = self._text.rfind("\n", 0, at) + 1
        return "" if at < 0 else self._text[start : self._text.index(":", start)]


@cache
def letters(name: str) -> Letters:
    """Single letters: `pinyin`, `kanji`, `letters` of other scripts."""
    return Letters(name)


@cache
def lexicon() -> list[str]:
    """Words of the trade and places, one meaning a line; `vocabulary` knows what the first lines are."""
    return _text("lexicon").split("\n")


@cache
def simplified() -> tuple[dict[int, str], frozenset[str]]:
    """What becomes of a traditional or Japanese character; and which are Japanese alone."""
    keys, values, japanese = _text("simplified").split("\n")
    return dict(zip(map(ord, keys), values, strict=True)), frozenset(japanese)


def spelled(run: str, singles: Letters, several: Words) -> str:
    """How an unspaced run reads."""
    return "".join(reading for _, reading in apart(run, singles, several))


def apart(run: str, singles: Letters, several: Words) -> Iterator[tuple[int, str]]:
    """An unspaced run in its words, the longest known first: how many letters each has, and how it reads."""
    at = 0
    while at < len(run):
        size, reading = _longest(run, at, several)
        yield size, reading or singles.reading(run[at])
        at += size


def _longest(run: str, at: int, several: Words) -> tuple[int, str]:
    rest = several.beginning_with(run[at])
    if rest:
        for size in range(min(LONGEST_WORD, len(run) - at), 0, -1):
            if (reading := rest.get(run[at + 1 : at + size])) is not None:
                return size, reading
    return 1, ""
