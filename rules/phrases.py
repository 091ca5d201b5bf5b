"""What may an admin write as a phrase, and where does it stand in a text?

`word*` any ending; `a|b` either word; `(a b|c)` either of several words; `...` a gap inside the sentence;
`<number>` digits or a Chinese number; a space is any white space, a line break or a hyphen, and may be
nothing beside Han characters. Everything else means itself.
Linear time is RE2's promise. Word edges are looked at here, on the few hits: RE2 knows only ASCII ones.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from re import escape

import re2  # type: ignore[import-untyped]

from rules.characters import fold, is_han, is_word
from rules.sentences import Span

GAP = 40
"""Characters that `...` may stand for."""
_MOST_HITS = 100
"""Of one piece in one text: nobody repeats herself that often, and work stays bounded."""
_MOST_WORDS = 12
_ENDING = r"[\p{Latin}\p{Cyrillic}\p{Arabic}\p{Greek}\pN]*"
_NUMBER = "<number>"
_SLOT = re.compile(r"\([^()]*\)|[^\s()-]+")
_NUMBERS = r"(?:[0-9][0-9.,]*|[一二三四五六七八九十两百千万几半]+)"
_SPACE = r"[\s\-]+"
_SPACE_OR_NONE = r"[\s\-]*"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One line of the admin's, as the pieces between its gaps: RE2 patterns over folded text."""

    text: str
    pieces: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> Phrase:
        folded = " ".join(fold(text).replace("…", "...").split())
        pieces = [piece.strip() for piece in folded.split("...")]
        if not all(pieces):
            raise ValueError(
                f"`{text}` begins or ends with a gap, or is empty. Write words on both sides of `...`."
            )
        _refuse_single_letters(pieces, text)
        return cls(text, tuple(_pattern(piece, text) for piece in pieces))


def _pattern(piece: str, text: str) -> str:
    if piece.count("(") != piece.count(")"):
        raise ValueError(f"`{text}` has a bracket without its other half.")
    slots = [_options(slot, text) for slot in _SLOT.findall(piece)]
    if len(slots) > _MOST_WORDS:
        raise ValueError(
            f"`{text}` has more than {_MOST_WORDS} words. Keep what matters and put `...` between."
        )
    _refuse_wordless(piece, text)
    pattern = _either(slots[0], text)
    for left, right in pairwise(slots):
        pattern += _between(left, right) + _either(right, text)
    return pattern


def _options(slot: str, text: str) -> list[str]:
    """The choices at one place: `a|b`, or `(a b|c)` where a choice has several words."""
    options = slot.strip("()").split("|")
    if not all(option.strip(" -") for option in options):
        raise ValueError(f"`{text}` has an empty choice: `|` stands between two words.")
    return options


def _refuse_wordless(piece: str, text: str) -> None:
    if not any(char.isalnum() or char in "%$€¥" for char in piece):
        raise ValueError(f"`{text}` has no letter to look for. Write at least one word.")


def _refuse_single_letters(pieces: Sequence[str], text: str) -> None:
    slots = _SLOT.findall(pieces[0])
    if len(pieces) == len(slots) == 1 and any(_is_one_letter(option) for option in slots[0].split("|")):
        raise ValueError(
            f"`{text}` looks for a single letter, which stands in every mail. Write a whole word."
        )


def _is_one_letter(option: str) -> bool:
    bare = option.strip("()* ")
    return len(bare) == 1 and bare.isalnum() and not is_han(bare)


def _either(options: Sequence[str], text: str) -> str:
    patterns = [_option(option, text) for option in options]
    return patterns[0] if len(patterns) == 1 else "(?:" + "|".join(patterns) + ")"


def _option(option: str, text: str) -> str:
    words = option.replace("-", " ").split()
    pattern = _word(words[0], text)
    for left, right in pairwise(words):
        pattern += _between([left], [right]) + _word(right, text)
    return pattern


def _word(word: str, text: str) -> str:
    if word == _NUMBER:
        return _NUMBERS
    stem = word.removesuffix("*")
    if not stem or "*" in stem:
        raise ValueError(
            f"`{text}`: `*` stands for any ending, so it comes last in a word and after some letters."
        )
    pattern = escape(stem).replace(escape(_NUMBER), _NUMBERS)
    return pattern + (_ENDING if word.endswith("*") and not is_han(stem[-1]) else "")


def _between(left: Sequence[str], right: Sequence[str]) -> str:
    ends = [option.rstrip("* ")[-1:] for option in left]
    starts = [option.lstrip()[:1] for option in right]
    return _SPACE_OR_NONE if any(is_han(char) for char in ends + starts if char) else _SPACE


class PieceFinder:
    """All pieces of all phrases in one RE2 filter, compiled once. `spans` is its only question."""

    __slots__ = ("_filter", "_pieces")

    def __init__(self, pieces: Iterable[str]) -> None:
        options = re2.Options()
        options.log_errors = False
        options.longest_match = True  # else `price|prices` finds the shorter word and then fails at its edge
        self._filter = re2.Filter()
        self._pieces = tuple(dict.fromkeys(pieces))
        for piece in self._pieces:
            self._filter.Add(piece, options)
        if self._pieces:  # an empty filter neither compiles nor matches
            self._filter.Compile()

    def spans(self, text: str) -> Mapping[str, tuple[Span, ...]]:
        """Where each piece stands in a folded text; pieces that stand nowhere are left out."""
        if not self._pieces or not text:
            return {}
        content = text.encode("utf-8", "replace")  # once, not once a pattern; lone surrogates become `?`
        numbers = self._filter.Match(content) or ()  # None, not an empty list, where nothing is found
        characters = _characters(text, content)
        found = {self._pieces[number]: self._places(number, content, characters) for number in numbers}
        whole = {piece: _whole_words(text, spans) for piece, spans in found.items()}
        return {piece: spans for piece, spans in whole.items() if spans}

    def _places(self, number: int, content: bytes, characters: Sequence[int]) -> Iterator[Span]:
        spans = (hit.span() for hit in self._filter.re(number).finditer(content))
        return ((characters[start], characters[end]) for start, end in spans)


def _characters(text: str, content: bytes) -> Sequence[int]:
    """Which character begins at which byte."""
    if len(text) == len(content):
        return range(len(text) + 1)
    places = array("l", bytes(array("l").itemsize * (len(content) + 1)))
    at = 0
    for number, char in enumerate(text):
        places[at] = number
        at += _width(char)
    places[at] = len(text)
    return places


def _width(char: str) -> int:
    """Bytes in UTF-8; a lone surrogate was replaced by one."""
    code = ord(char)
    if code < 0x80 or 0xD800 <= code <= 0xDFFF:
        return 1
    return 2 if code < 0x800 else 3 if code < 0x10000 else 4


def _whole_words(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(islice((span for span in spans if _has_edges(text, *span)), _MOST_HITS))


def _has_edges(text: str, start: int, end: int) -> bool:
    """Is the hit no part of a longer word? The outer character comes first: it is nearly always a space."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isalnum() and is_word(before) and is_word(text[start]):
        return False
    return not (after.isalnum() and is_word(after) and is_word(text[end - 1]))
