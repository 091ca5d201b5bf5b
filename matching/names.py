"""What is left of a company's name when everything that says little is taken off?

`normalise` takes off the legal form, accents, punctuation and what a signature adds ("Messrs.", "Sales
Department"). `words` parts the rest into words, also where the script writes none. `telling` says how much
a word tells: every second firm is called Trading or 科技, or after its city.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from matching import legal_forms
from matching.scripts import EAST_ASIAN, plain
from matching.vocabulary import GENERIC, PLACES, SMALL


class Name(NamedTuple):
    """A title, read once: everything that is compared. A plain tuple of texts, so that it packs."""

    written: str
    plain: str
    """As `normalise` leaves it, in its own script."""
    latin: str
    """Its words in Latin letters, those of the trade under one name in every language: 科技, tech, keji are
    `technology`.
    """
    form: str
    """The legal form under one name (`ltd`, `gmbh`, `jsc`), or empty."""
    script: str
    """latin, han, kana, hangul, cyrillic, arabic, greek, thai, other."""


def read(title: str) -> Name:
    """What a title says."""
    plain_ = normalise(title)
    return Name(title, plain_, plain_, "", "han" if EAST_ASIAN.search(plain_) else "latin")


def sound(latin: str) -> str:
    """What is left of Latin words for the ear: the consonants, those that languages confuse as one."""
    return latin


LONGEST = 300
"""Letters read of a name; whatever is longer is none."""

_EAST_ASIAN_COMMON = tuple(
    sorted(
        (word for word in GENERIC | PLACES if EAST_ASIAN.match(word)),
        key=lambda word: (-len(word), word),
    )
)

_DEPARTMENT = re.compile(
    rf"(?:[,(\[|-]|\s-)\s*(?:{legal_forms.DEPARTMENT})(?:\s+(?:office|department|dept|division|team|section))?"
    r"\.?\s*[)\]]?\s*$"
)
_SALUTATION = re.compile(r"^\s*(?:to|attn|messrs|m/s)\s*[:.]\s*")
_DOTTED = re.compile(r"(?<!\w)\w(?:[./]\s?\w(?!\w))+")
_APOSTROPHE = re.compile(r"['’`´ʼ]")
_NO_WORD = re.compile(r"[^\w()]+|_+")
_BRACKET = re.compile(r"[()]")
_SINGLE_LETTERS = re.compile(r"(?<!\S)[a-z](?: [a-z])+(?!\S)")
_COMPOUND = re.compile(r"(?<=\w{4})(?:gesellschaft)+$")
_EAST = EAST_ASIAN.pattern
_EAST_GAP = re.compile(rf"(?<={_EAST}) (?={_EAST})")
_SCRIPT_RUN = re.compile(rf"{_EAST}+|(?:(?!{_EAST})\S)+")
_EAST_COMMON = re.compile("|".join(_EAST_ASIAN_COMMON))
_BARE = re.compile(r"[a-z0-9]{2,}(?: [a-z0-9]{2,})*")
"""Words as `_spaced` leaves them, with no single letter to be joined: nothing but a form can come off."""
_TOO_MANY_WORDS = 24


def normalise(name: str) -> str:
    """The name without what says little. Doing it twice changes nothing; never empty where letters were."""
    return _normalise(name[:LONGEST])


@lru_cache(maxsize=2048)
def _normalise(name: str) -> str:
    for _ in range(
        _ROUNDS
    ):  # each step may bare another: a form behind a bracket, a dotted one behind a comma
        shorter = _shortened(name)
        if shorter == name:
            break
        name = shorter
    return name


_ROUNDS = 50


def _shortened(name: str) -> str:
    if _BARE.fullmatch(name) and "gesellschaft" not in name:  # most are, after the first round
        return _without_form(name)
    spaced = _spaced(_without_additions(_printable(plain(name))))
    return _without_form(spaced)[:LONGEST].strip()


@lru_cache(maxsize=4096)
def words(normalised: str) -> tuple[str, ...]:
    """The words of a normalised name; in Han, kana and Hangul parted at the common words."""
    return tuple(_words(normalised))[:_TOO_MANY_WORDS]


@lru_cache(maxsize=4096)
def telling(word: str) -> float:
    """How much a word tells by itself, 0 to 1."""
    if word in SMALL or _is_misspelt_form(word):
        return 0.05
    if word in GENERIC:
        return 0.3
    return 0.4 if word in PLACES else 1.0


def is_common(word: str) -> bool:
    """One of the words that half the firms of a trade have in their names."""
    return word in GENERIC or word in PLACES


def _is_misspelt_form(word: str) -> bool:
    """Swapped letters in a short form; up to two slips in a long one."""
    short = any(len(form) == 3 and sorted(form) == sorted(word) for form in legal_forms.MISSPELT)
    return short or any(
        len(form) > 5 and OSA.distance(word, form, score_cutoff=2) <= (2 if len(form) > 7 else 1)
        for form in legal_forms.MISSPELT
    )


def has_legal_form(name: str) -> bool:
    """Does the name carry a legal form, so that it is a firm's and no person's?"""
    return _has_legal_form(name[:LONGEST])


@lru_cache(maxsize=2048)
def _has_legal_form(name: str) -> bool:
    folded = _spaced(_printable(plain(name)))
    return bool(folded) and _without_form(folded) != folded and not folded.startswith("the ")


def _printable(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in text)


def _without_additions(text: str) -> str:
    return _DEPARTMENT.sub("", _SALUTATION.sub("", text)) or text


def _spaced(text: str) -> str:
    """One space between words, dotted letters joined; brackets only where an East Asian form needs them."""
    text = _DOTTED.sub(lambda found: re.sub(r"[./\s]", "", found[0]), _APOSTROPHE.sub("", text))
    text = _NO_WORD.sub(" ", text.replace("&", " and ").replace("+", " and "))
    return _EAST_GAP.sub("", " ".join(_joined(text)))


def _joined(text: str) -> Iterator[str]:
    text = text if EAST_ASIAN.search(text) else _BRACKET.sub(" ", text)
    single = _SINGLE_LETTERS.sub(lambda found: found[0].replace(" ", ""), " ".join(text.split()))
    for word in single.split():
        yield _COMPOUND.sub("", word)


def _without_form(name: str) -> str:
    if EAST_ASIAN.search(name):
        name = _without_affix(name)
    parts = name.split()
    for size in range(min(5, len(parts) - 1), 0, -1):
        if tuple(parts[-size:]) in legal_forms.ENDS or parts[-size:] == ["and"]:
            return " ".join(parts[:-size])
        if tuple(parts[:size]) in legal_forms.STARTS:
            return " ".join(parts[size:])
    return name


def _without_affix(name: str) -> str:
    for form in legal_forms.EAST_ASIAN:
        if name.endswith(form) and len(name) > len(form) + 1:
            return name[: -len(form)].strip()
        if name.startswith(form) and len(name) > len(form) + 1:
            return name[len(form) :].strip()
    return name


def _words(normalised: str) -> Iterable[str]:
    if normalised.isascii():
        return _BRACKET.sub(" ", normalised).split()
    return _words_of_any_script(normalised)


def _words_of_any_script(normalised: str) -> Iterator[str]:
    for run in _SCRIPT_RUN.findall(_BRACKET.sub(" ", normalised)):
        if EAST_ASIAN.match(run):
            yield from _parted(run)
        else:
            yield run


def _parted(run: str) -> Iterator[str]:
    """An unspaced run, cut before and behind each common word."""
    end = 0
    for common in _EAST_COMMON.finditer(run):
        if common.start() > end:
            yield run[end : common.start()]
        yield common[0]
        end = common.end()
    if end < len(run):
        yield run[end:]
