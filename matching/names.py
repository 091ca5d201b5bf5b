"""What is left of a company's name when everything that says little is taken off?

`normalise` takes off the legal form, accents, punctuation and what a signature adds ("Messrs.", "Sales
Department"). `words` parts the rest into words, also where the script writes none. `telling` says how much
a word tells: every second firm is called Trading or 科技, or after its city.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple
from unicodedata import category, is_normalized

from matching import legal_forms
from matching.naming.ear import sound
from matching.naming.latin import latin, parted
from matching.scripts import closed_up, is_east_asian, is_japanese, plain, runs, script_of
from matching.vocabulary import SMALL, lexicon

__all__ = ["Name", "has_legal_form", "is_common", "normalise", "read", "sound", "telling", "words"]


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


LONGEST = 300
"""Letters read of a name; whatever is longer is none."""


def read(title: str, country: str = "") -> Name:
    """What a title says. Total: anything is a title.

    The country (two letters) is where the firm is, if that is known: what is written in Han alone is then
    read as it is there.
    """
    left, forms = _taken_apart(title[:LONGEST])
    script = script_of(title[:LONGEST])
    key = latin(left, _tongue(title[:LONGEST], script, country.strip().upper()))
    if not title.isascii() and _GROUP.search(" ".join(forms)) and not key.endswith("group"):
        key = f"{key} group".strip()
    return Name(title, left, key, _form(forms), script)


def _tongue(title: str, script: str, country: str) -> str:
    """The country whose language Han characters are read in."""
    if script == "kana" or (script == "han" and is_japanese(title)):
        return "JP"
    return country if country in ("JP", "KR") and script == "han" else ""


def normalise(name: str) -> str:
    """The name without what says little. Doing it twice changes nothing; never empty where letters were."""
    return _taken_apart(name[:LONGEST])[0]


_GROUP = re.compile("集团|집단")
_MARK = re.compile(r"[-,(\[|:.]")
_SALUTATION = re.compile(r"^\s*(?:to|attn|messrs|m/s)\s*[:.]\s*")
_BESIDE = (
    "form",
    "prev",
    "f/k",
    "f.k",
    "fka",
    "d/b",
    "d.b",
    "dba",
    "doing",
    "t/a",
    "a/k",
    "a.k",
    "aka",
    "trading as",
    "also",
)
_BESIDE_OTHER = (
    "ehem",
    "vorm",
    "ancien",
    "antes",
    "anteri",
    "liquid",
    "likwid",
    "名",
    "称",
    "商号",
    "原",
    "旧",
    "구",
)
"""What a name must hold for `_formerly` to be worth asking."""


@cache
def _department() -> re.Pattern[str]:
    kind = "office|department|dept|division|team|section"
    return re.compile(rf"(?:[,(\[|-]|\s-)\s*(?:{legal_forms.DEPARTMENT})(?:\s+(?:{kind}))?\.?\s*[)\]]?\s*$")


@cache
def _formerly() -> re.Pattern[str]:
    words, eastern = legal_forms.FORMERLY, legal_forms.FORMERLY_EAST
    bracketed = rf"[\s,;]*[(\[]\s*(?:(?:{words})\b|(?:{eastern})\s?[:：])[^()\[\]]*[)\]]?"
    return re.compile(rf"(?<=\w){bracketed}|(?<=\w)[\s,.;]+(?:{words})[\s:].*$")


_GLUED = re.compile(
    r"(?<=[A-Za-z]{2})(?=(?:Co[.,]+\s?L|Co\.?,|(?:Inc|Ltd|Limited|Corporation|GmbH)\b))"
    "|(?<=บริษัท)(?=[ก-๎])|(?<=[ก-๎])(?=จ(?:ำ|ํา)กัด)"
)
"""Between a form and the name that it is written together with: `LDTInc.`, and as Thai often does."""
_INITIALS = re.compile(r"(?<!\S)([a-z]|[a-z]{2}(?=&))\s?&\s?([a-z]|(?<=&)[a-z]{2})(?!\S)")
"""L&F, A & B, AT&T: written without the sign as often as with it."""
_DOTTED = re.compile(r"(?<!\w)\w(?:[./]\s?\w(?!\w))+")
_IN_DOTTED = re.compile(r"[./\s]")
_NO_APOSTROPHES = dict.fromkeys(map(ord, "'’`´ʼ"))
_MARKS = "\u0900-\u0903\u093a-\u0dff\u0e31-\u0e4e\u0eb1-\u0ecd\u0f71-\u0f84\u102b-\u103e\u17b4-\u17d3"
"""Vowels and tones of India, Thailand and around: no letters for Python, but part of words."""
_NO_WORD = re.compile(rf"[^\w(){_MARKS}]+|_+")
_BRACKET = re.compile(r"[()]")
_SINGLE_LETTERS = re.compile(r"(?<!\S)[a-z](?: [a-z])+(?!\S)")
_COMPOUND = re.compile(r"(?<=\w{4})(?:gesellschaft|corporation)+(?!\S)")
_BARE = re.compile(r"[a-z0-9]{2,}(?: [a-z0-9]{2,})*")
"""Words as `_spaced` leaves them, with no single letter to be joined: nothing but a form can come off."""
_TOO_MANY_WORDS = 24
_ROUNDS = 50


@lru_cache(maxsize=2048)
def _taken_apart(title: str) -> tuple[str, tuple[str, ...]]:
    """What is left of a name, and the forms that came off, the outermost first."""
    forms: list[str] = []
    name = _shortened(_printable(plain(_GLUED.sub(" ", title))), forms)
    for _ in range(
        _ROUNDS
    ):  # each step may bare another: a form behind a bracket, a dotted one behind a comma
        folded = name if is_normalized("NFKC", name) else _printable(plain(name))
        shorter = _shortened(folded, forms)
        if shorter == name:
            break
        name = shorter
    return name or _letters(title), tuple(forms)


def _letters(title: str) -> str:
    """Of a title that is nothing but letters without a sound of their own: ъ."""
    return "".join(filter(str.isalpha, title.casefold()))[:LONGEST]


def _shortened(name: str, forms: list[str]) -> str:
    if _BARE.fullmatch(name) and not _has_compound(name):  # most are, after the first round
        return _without_form(name, forms)
    spaced = _spaced(_without_additions(name))
    left = _without_form(spaced, forms)
    if left == spaced and ("(" in left or ")" in left):
        left = closed_up(" ".join(_BRACKET.sub(" ", left).split())) or spaced
    return left[:LONGEST].strip()


def _form(forms: tuple[str, ...]) -> str:
    """The name of the outermost form that says something: of `Co., Ltd.`, ltd."""
    found = ""
    for form in forms:
        if (name := legal_forms.named(form)) and name != "co":
            return name
        found = name or found
    return found


@lru_cache(maxsize=4096)
def words(normalised: str) -> tuple[str, ...]:
    """The words of a normalised name; in Han, kana and Hangul parted at the common words."""
    return tuple(_words(normalised))[:_TOO_MANY_WORDS]


@lru_cache(maxsize=4096)
def telling(word: str) -> float:
    """How much a word tells by itself, 0 to 1."""
    if word in SMALL or _is_misspelt_form(word):
        return 0.05
    known = lexicon()
    if word in known.trade:
        return 0.3
    return 0.4 if word in known.places else 1.0


def is_common(word: str) -> bool:
    """One of the words that half the firms of a trade have in their names."""
    known = lexicon()
    return word in known.trade or word in known.places


def _is_misspelt_form(word: str) -> bool:
    """Swapped letters in a short form; up to two slips in a long one."""
    from rapidfuzz.distance import OSA  # takes longer to import than all the rest of this module

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
    return bool(folded) and _without_form(folded, []) != folded and not folded.startswith("the ")


def _printable(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(" " if category(letter)[0] in "CZ" else letter for letter in text)


def _without_additions(text: str) -> str:
    if any(map(text.__contains__, _BESIDE)) or any(map(text.__contains__, _BESIDE_OTHER)):
        text = _formerly().sub("", text) or text
    if _MARK.search(text):
        text = _department().sub("", _SALUTATION.sub("", text)) or text
    return text


def _spaced(text: str) -> str:
    """One space between words, dotted letters joined; brackets only where an East Asian form needs them."""
    if text.replace(" ", "").isalnum():
        return _without_gaps(_joined(text))
    text = text.translate(_NO_APOSTROPHES)
    if "." in text or "/" in text:
        text = _DOTTED.sub(lambda found: _IN_DOTTED.sub("", found[0]), text)
    if "&" in text:
        text = _INITIALS.sub(r"\1\2", text).replace("&", " and ")
    text = _NO_WORD.sub(" ", text.replace("+", " and "))
    return _without_gaps(_joined(text))


def _without_gaps(words: list[str]) -> str:
    text = " ".join(words)
    return text if text.isascii() or len(words) == 1 else closed_up(text)


def _joined(text: str) -> list[str]:
    parts = (text if is_east_asian(text) else text.replace("(", " ").replace(")", " ")).split()
    if sum(len(part) == 1 for part in parts) > 1:
        parts = _SINGLE_LETTERS.sub(lambda found: found[0].replace(" ", ""), " ".join(parts)).split()
    return [_COMPOUND.sub("", part) for part in parts] if _has_compound(text) else parts


def _has_compound(text: str) -> bool:
    """Perhaps: asking so is cheaper than looking for it."""
    return "gesellschaft" in text or "corporation" in text


def _without_form(name: str, forms: list[str]) -> str:
    if not name.isascii() and is_east_asian(name):
        name = _without_affix(name, forms)
    parts = name.split()
    size = _behind(parts) or (len(parts) > 1 and parts[-1] == "and")
    if size:
        forms.append(" ".join(parts[-size:]))
        return " ".join(parts[:-size])
    if size := _ahead(parts):
        forms.append(f"^{' '.join(parts[:size])}")
        return " ".join(parts[size:])
    return name


def _behind(parts: list[str]) -> int:
    """How many words at the end are a form: the most there are, but never all."""
    most = legal_forms.LAST.get(parts[-1], 0) if parts else 0
    for size in range(min(most, len(parts) - 1), 0, -1):
        if tuple(parts[-size:]) in legal_forms.ENDS:
            return size
    return 0


def _ahead(parts: list[str]) -> int:
    most = legal_forms.FIRST.get(parts[0], 0) if parts else 0
    for size in range(min(most, len(parts) - 1), 0, -1):
        if tuple(parts[:size]) in legal_forms.STARTS:
            return size
    return 0


def _without_affix(name: str, forms: list[str]) -> str:
    for form in legal_forms.BEHIND_BY_LAST.get(name[-1], ()):
        if name.endswith(form) and len(name) > len(form) + 1:
            forms.append(form)
            return name[: -len(form)].strip()
    for form in legal_forms.AHEAD_BY_FIRST.get(name[0], ()):
        if name.startswith(form) and len(name) > len(form) + 1:
            forms.append(form)
            return name[len(form) :].strip()
    return name


def _words(normalised: str) -> Iterable[str]:
    if normalised.isascii():
        return _BRACKET.sub(" ", normalised).split()
    return _words_of_any_script(normalised)


def _words_of_any_script(normalised: str) -> Iterator[str]:
    for run in runs(normalised):
        if is_east_asian(run):
            yield from (piece.text for piece in parted(run))
        else:
            yield run
