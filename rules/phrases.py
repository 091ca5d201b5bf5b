"""What may an admin write as a phrase, and where does it stand in a text?

`word*` any ending; `a|b` either word; `(a b|c)` either of several words, and brackets wherever more words
follow; `...` a gap inside the sentence; `<number>` digits or a Chinese number; a space is any white space, a
line break or a hyphen, and may be nothing beside Han characters. Everything else means itself.
Linear time is RE2's promise. Word edges are looked at here, on the few hits: RE2 knows only ASCII ones.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice, pairwise
from re import escape
from typing import Any

import re2  # type: ignore[import-untyped]

from rules.characters import fold, is_han, is_word
from rules.sentences import Span

GAP = 40
"""Characters that `...` may stand for."""
_MOST_HITS = 100
"""Of one piece in one text: nobody repeats herself that often, and work stays bounded."""
_MOST_WORDS = 12
# Latin, Greek, Cyrillic and Arabic letters and digits as folded text has them. By ranges: `\p{Latin}` and the
# like made every such piece 40 kB of program, and a thousand rules 200 MB.
_ENDING = "[0-9a-z¼-¾ß-ðþ-ʯͱ-ϡϳ-ԯؠ-ۿݐ-ݿẚ-ỿ]*"
_NUMBER = "<number>"
_SLOT = re.compile(r"\([^()]*\)|[^\s()-]+")
_NUMBERS = r"(?:[0-9][0-9.,]*|[一二三四五六七八九十两百千万几半]+)"
_SPACE = r"[\s\-]+"
_SPACE_OR_NONE = r"[\s\-]*"

_BEGINS = bytes(not 0x80 <= byte < 0xC0 for byte in range(256))
"""UTF-8: 1 for a byte that begins a character, 0 for one that continues it (RFC 3629 3)."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One line of the admin's, as the pieces between its gaps: RE2 patterns over folded text."""

    text: str
    pieces: tuple[str, ...]
    rarest: str = ""
    """The piece that the fewest texts hold, as far as one can guess: where it is missing, the phrase is."""
    commonness: float = 0.0
    """How often that is, from 0 to 1: short words are common, and a number stands in nearly every mail."""

    @classmethod
    def parse(cls, text: str) -> Phrase:
        folded = " ".join(fold(text).replace("…", "...").split())
        pieces = [piece.strip() for piece in folded.split("...")]
        if not all(pieces):
            raise ValueError(
                f"`{text}` begins or ends with a gap, or is empty. Write words on both sides of `...`."
            )
        _refuse_single_letters(pieces, text)
        patterns = tuple(_pattern(piece, text) for piece in pieces)
        commonness = [_commonness(piece) for piece in pieces]
        return cls(text, patterns, patterns[commonness.index(min(commonness))], min(commonness))


def _commonness(piece: str) -> float:
    if _NUMBER in piece:
        return 1.0
    slots = (slot.strip("()").split("|") for slot in _SLOT.findall(piece))
    letters = sum(min(_letters(option) for option in options) for options in slots)
    return 1.0 / float(1 << min(letters, 60))


def _letters(option: str) -> int:
    """How much an option tells: one Han character as much as three letters."""
    return sum(3 if is_han(char) else char.isalnum() for char in option)


def _pattern(piece: str, text: str) -> str:
    if piece.count("(") != piece.count(")"):
        raise ValueError(f"`{text}` has a bracket without its other half.")
    _refuse_loose_choice(_SLOT.findall(piece), text)
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


def _refuse_loose_choice(slots: Sequence[str], text: str) -> None:
    """`as possible|you can`: does `can` follow both words or only the second? The admin must say which."""
    for number, slot in enumerate(slots[:-1]):
        if "|" in slot and not slot.startswith("("):
            rest = " ".join(slots[number + 1 :])
            long = "" if "(" in rest else f" or `({slot} {rest})`"  # brackets do not nest
            raise ValueError(
                f"`{text}`: does `{rest}` follow each word of `{slot}`, or only the last? "
                f"Write `({slot}) {rest}`{long}."
            )


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
    """All pieces of all phrases in one RE2 filter, compiled once. `look` is its only question."""

    __slots__ = ("_filter", "_patterns", "_pieces")

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
        self._patterns = {piece: self._filter.re(number) for number, piece in enumerate(self._pieces)}

    def __reduce__(self) -> tuple[type[PieceFinder], tuple[tuple[str, ...]]]:
        """Compiled patterns go to no other process; there they are compiled again."""
        return PieceFinder, (self._pieces,)

    def look(self, text: str) -> Places:
        """What stands in a folded text."""
        if not self._pieces or not text:
            return Places(text, b"", frozenset(), {})
        content = text.encode("utf-8", "replace")  # once, not once a pattern; lone surrogates become `?`
        # Surely there, but for the edges of words: RE2 alone finds that out faster than we could ask later.
        numbers = self._filter.Match(content, False) or ()  # None, not an empty list, where nothing is found
        candidates = frozenset(map(self._pieces.__getitem__, numbers))
        return Places(text, content, candidates, self._patterns)


class Places:
    """Where pieces stand in one text. A piece is looked up when first asked for, and its places are kept."""

    __slots__ = ("_characters", "_content", "_found", "_patterns", "_text", "candidates")

    def __init__(
        self, text: str, content: bytes, candidates: frozenset[str], patterns: Mapping[str, Any]
    ) -> None:
        self.candidates = candidates
        """Pieces that stand in the text, if only inside of words; all others do not."""
        self._text = text
        self._content = content
        self._patterns = patterns
        self._characters: Sequence[int] = ()
        self._found: dict[str, tuple[Span, ...]] = {}

    def of(self, piece: str) -> tuple[Span, ...]:
        """Half-open spans of a piece as whole words, in order."""
        if piece not in self.candidates:
            return ()
        if piece not in self._found:
            self._found[piece] = _whole_words(self._text, self._spans(piece))
        return self._found[piece]

    def _spans(self, piece: str) -> Iterator[Span]:
        characters = self._characters = self._characters or _characters(self._text, self._content)
        hits = self._patterns[piece].finditer(self._content)
        return ((characters[start], characters[end]) for start, end in (hit.span() for hit in hits))


def _characters(text: str, content: bytes) -> Sequence[int]:
    """Which character begins at which byte; a lone surrogate was replaced by one byte."""
    if len(text) == len(content):
        return range(len(text) + 1)
    return array("l", accumulate(content.translate(_BEGINS), initial=0))


def _whole_words(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(islice((span for span in spans if _has_edges(text, *span)), _MOST_HITS))


def _has_edges(text: str, start: int, end: int) -> bool:
    """Is the hit no part of a longer word? The outer character comes first: it is nearly always a space."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isalnum() and is_word(before) and is_word(text[start]):
        return False
    return not (after.isalnum() and is_word(after) and is_word(text[end - 1]))
