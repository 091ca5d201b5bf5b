"""What may an admin write as a phrase, and what does it ask of a text?

`word*` any ending; `a|b` either word; `(a b|c)` either of several words, and brackets wherever more words
follow; `...` a gap inside the sentence; `<number>` digits or a Chinese number; a space is any white space, a
line break or a hyphen, and may be nothing beside Han characters; `/.../` a regular expression
(rules/patterns). Everything else means itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache

from rules.characters import fold, is_han, is_word
from rules.patterns import ENGINE, Pattern

__all__ = [
    "ENGINE",
    "GAP",
    "NUMBER",
    "Option",
    "Part",
    "Phrase",
    "Piece",
    "Slot",
    "Word",
    "is_its_clue",
    "spellings",
]

GAP = 40
"""Characters that `...` may stand for."""
NUMBER = "<number>"
"""As a part of a word, and as the name of the clue that a text holds a number."""
_MOST_WORDS = 12
_MOST_KNOWN = 50_000
"""Phrases whose reading is kept: a phrase is read when its file is checked and when it is put to use."""
_SLOT = re.compile(r"\([^()]*\)|[^\s()-]+")
_PARTS = re.compile(f"({NUMBER})")
_LEADING = re.compile(r"[^\W_\u3400-\u4dbf\u4e00-\u9fff]+|[\u3400-\u4dbf\u4e00-\u9fff]+|.", re.DOTALL)
_REGEX_SIGNS = re.compile(r"\.\*|\.\+|\\[a-zA-Z.]|\[[^\]]*-[^\]]*\]|\(\?|\{\d+,?\d*\}|\]\+|\)\+|^\^")
_BLANK = re.compile(r"<[^<>]{1,40}>")
_ARABIC = re.compile(r"[\u0621-\u064a]")
_ARTICLE = "ال"
# "and", "so" before "with", "as", "to" before "the": written without a space, the same word for an admin.
_ALONE = tuple(one + two for one in ("", "و", "ف") for two in ("", "ب", "ك", "ل"))
_WITH_ARTICLE = tuple(one + two for one in ("", "و", "ف") for two in ("ال", "بال", "كال", "لل"))
_LONG_ENOUGH = 3
"""Letters that an Arabic word has at least where one letter in front may belong to another word."""


@dataclass(frozen=True, slots=True)
class Word:
    """Letters between two spaces of a phrase."""

    parts: tuple[str, ...]
    """As written; a number between them is NUMBER."""
    is_open: bool
    """Ends in `*`: whatever letters follow belong to it."""
    clue: str
    """What a text must hold where this word stands: its first letters up to an edge, with `*` where more
    letters may follow; a run of Han characters; a sign; or NUMBER."""

    @classmethod
    def of(cls, written: str, text: str) -> Word:
        """Raises ValueError with a sentence for the admin, who wrote it in this text."""
        stem = written.removesuffix("*")
        if not stem or "*" in stem:
            raise ValueError(
                f"`{text}`: `*` stands for any ending, so it comes last in a word and after some letters."
            )
        return _word(written)


@lru_cache(maxsize=_MOST_KNOWN)
def _word(written: str) -> Word:
    """Thousands of phrases share their words."""
    stem = written.removesuffix("*")
    parts = tuple(part for part in _PARTS.split(stem) if part)
    return Word(parts, written.endswith("*") and not is_han(stem[-1]), _clue(parts, written))


def _clue(parts: Sequence[str], written: str) -> str:
    leading = _LEADING.match(parts[0])
    if parts[0] == NUMBER or leading is None:
        return NUMBER
    ends_there = leading[0] == parts[0]
    more = ends_there and is_word(leading[0][-1]) and (len(parts) > 1 or written.endswith("*"))
    return leading[0] + ("*" if more else "")


Option = tuple[Word, ...]
"""Words that follow each other."""
Slot = Mapping[str, tuple[Option, ...]]
"""What may stand at one place, by the clue of its first word; an empty option: the clue says it all."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands between two gaps: at each place one of some options. The text makes it the same."""

    text: str
    slots: tuple[Slot, ...] = field(compare=False)
    clues: tuple[frozenset[str], ...] = field(compare=False)
    """For each place the clues of which a text must hold one."""
    is_plain: bool = field(compare=False, default=False)
    """Is every option a single word that is its own clue? Then the clue is the hit."""

    @property
    def key(self) -> frozenset[str]:
        """The clues of the place that the fewest texts hold, as far as one can guess."""
        return min(self.clues, key=_commonness_of)

    @property
    def commonness(self) -> float:
        """How often it stands in a mail, from 0 to 1: short words are common, and a number nearly always."""
        letters = sum(min(map(_letters, clues)) for clues in self.clues)
        return 1.0 / float(1 << min(letters, 60))


Part = Piece | Pattern


@dataclass(frozen=True, slots=True)
class Phrase:
    """One line of the admin's, as the pieces between its gaps, or as one regular expression."""

    text: str
    pieces: tuple[Part, ...]
    names: tuple[str, ...] = ()
    """The texts of the pieces."""
    rarest: str = ""
    """The piece that the fewest texts hold, as far as one can guess: where it is missing, the phrase is."""
    commonness: float = 0.0
    """How often that is, from 0 to 1."""

    @classmethod
    def parse(cls, text: str) -> Phrase:
        """Raises ValueError with a sentence for the admin."""
        return _parsed(text)

    @property
    def stands_alone(self) -> bool:
        """May it be looked for by itself? A bare number stands in nearly every mail: `near` only."""
        return any(name.strip("() ") != NUMBER for name in self.names)


@lru_cache(maxsize=_MOST_KNOWN)
def _parsed(text: str) -> Phrase:
    if _is_between_slashes(text):
        return _phrase(text, (Pattern.parse(text),))
    _refuse_names_and_signs(text)
    folded = " ".join(fold(text).replace("…", "...").split())
    pieces = [piece.strip() for piece in folded.split("...")]
    if not all(pieces):
        raise ValueError(
            f"`{text}` begins or ends with a gap, or is empty. Write words on both sides of `...`."
        )
    _refuse_single_letters(pieces, text)
    return _phrase(text, tuple(_piece(piece, text) for piece in pieces))


def _phrase(text: str, pieces: tuple[Part, ...]) -> Phrase:
    rarest = min(pieces, key=lambda piece: piece.commonness)
    return Phrase(text, pieces, tuple(piece.text for piece in pieces), rarest.text, rarest.commonness)


def _is_between_slashes(text: str) -> bool:
    return len(text.strip()) > 1 and text.strip().startswith("/") and text.strip().endswith("/")


def _refuse_names_and_signs(text: str) -> None:
    name = re.search(r"(?:^|\s)@[\w-]+", text)
    if name:
        raise ValueError(
            f"`{text}` names the list `{name[0].strip()}` among other words. A list stands alone: "
            f"put it into a line of `near` beside the words."
        )
    blank = _BLANK.search(text.replace(NUMBER, ""))
    if blank:
        near = get_close_matches(blank[0], [NUMBER], cutoff=0.5)
        raise ValueError(
            f"`{text}` holds `{blank[0]}`, which stands for nothing. "
            + (f"Did you mean `{NUMBER}`?" if near else f"Only `{NUMBER}` is written so.")
        )
    sign = _REGEX_SIGNS.search(text)
    if sign:
        raise ValueError(
            f"`{text}` looks like a regular expression (`{sign[0]}`). Write it between slashes: `/{text}/`."
        )


def _commonness_of(clues: frozenset[str]) -> float:
    return -min(map(_letters, clues))


@lru_cache(maxsize=_MOST_KNOWN)
def _letters(clue: str) -> int:
    """How much a clue tells: one Han character as much as three letters, a number nothing."""
    return 0 if clue == NUMBER else sum(3 if is_han(char) else char.isalnum() for char in clue)


def _piece(piece: str, text: str) -> Piece:
    if piece.count("(") != piece.count(")"):
        raise ValueError(f"`{text}` has a bracket without its other half.")
    found = _SLOT.findall(piece)
    _refuse_loose_choice(found, text)
    if len(found) > _MOST_WORDS:
        raise ValueError(
            f"`{text}` has more than {_MOST_WORDS} words. Keep what matters and put `...` between."
        )
    _refuse_wordless(piece, text)
    choices = [_options(slot, text) for slot in found]
    is_plain = len(choices) == 1 and all(map(_is_its_clue, choices[0]))
    slots = tuple(map(_by_clue, choices))
    return Piece(piece, slots, tuple(frozenset(slot) for slot in slots), is_plain)


def _by_clue(options: Iterable[Option]) -> Slot:
    rows: dict[str, list[Option]] = {}
    for option in options:
        rows.setdefault(option[0].clue, []).append(() if _is_its_clue(option) else option)
    return {clue: tuple(row) for clue, row in rows.items()}


def _is_its_clue(option: Option) -> bool:
    return len(option) == 1 and is_its_clue(option[0])


def is_its_clue(word: Word) -> bool:
    """Are all its letters the clue?"""
    return len(word.parts) == 1 and word.clue == word.parts[0] + "*" * word.is_open


def _options(slot: str, text: str) -> tuple[Option, ...]:
    """The choices at one place: `a|b`, or `(a b|c)` where a choice has several words."""
    options = slot.strip("()").split("|")
    if not all(option.strip(" -") for option in options):
        raise ValueError(f"`{text}` has an empty choice: `|` stands between two words.")
    return tuple(
        tuple(Word.of(word, text) for word in option.replace("-", " ").split()) for option in options
    )


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


@lru_cache(maxsize=_MOST_KNOWN)
def spellings(letters: str) -> tuple[str, ...]:
    """How letters may stand in a text: as they are, and in Arabic also with the little words before them."""
    if not _ARABIC.match(letters):
        return (letters,)
    if letters.startswith(_ARTICLE):  # السعر: والسعر, بالسعر, and with its article swallowed للسعر
        bare = letters.removeprefix(_ARTICLE)
        return tuple(before + bare for before in _WITH_ARTICLE)
    if len(letters.rstrip("*")) < _LONG_ENOUGH:
        return (letters, *(before + letters for before in _WITH_ARTICLE))
    return tuple(before + letters for before in (*_ALONE, *_WITH_ARTICLE))
