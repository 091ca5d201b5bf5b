"""How is a letter written in the plainest form of itself? Small tables, no dictionary.

Accents off, Cyrillic in Latin letters, traditional Chinese and Japanese characters as simplified ones.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import groupby, pairwise

from matching.naming import tables

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z",
    "и": "i", "і": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y",
    "ь": "", "э": "e", "ю": "iu", "я": "ia", "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz",
    "қ": "k", "ұ": "u", "ү": "u", "ғ": "g", "ң": "n", "ә": "a", "ө": "o", "һ": "h",
}  # fmt: skip
_UNACCENTED = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
_WESTERN = str.maketrans(_CYRILLIC | _UNACCENTED)
_ACCENTS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u0652\u0670]+"
)
"""Accents, and the points of Hebrew and Arabic, which hardly anybody writes. Only these: the voicing marks of
kana and the vowels of Thailand and India are combining too, and without them it is another word.
"""
_ROUNDS = 4


def plain(text: str) -> str:
    """Text in its plainest form, lower case. Folding again changes nothing."""
    if text.isascii():  # nothing to fold, and most names are
        return text.lower()
    folded = text.translate(_ONE_BY_ONE)
    return folded if _JOINS not in folded else _together(text)


class _OneByOne(dict[int, str]):
    """Each letter in its plainest form, worked out when it first comes."""

    def __missing__(self, code: int) -> str:
        folded = _together(chr(code))
        stands_alone = any(first <= code <= last for first, last in _ALONE)
        self[code] = folded if stands_alone and not any(map(_joins, folded)) else _JOINS
        return self[code]


_ONE_BY_ONE = _OneByOne()
_JOINS = "\uffff"
"""What a letter is that may become another beside its neighbours; no letter itself."""
_ALONE = (
    *((0, 0x24F), (0x370, 0x52F), (0x2000, 0x206F), (0x3005, 0x3029), (0x3030, 0x303F), (0x3041, 0x3096)),
    *((0x30A0, 0x30FF), (0x3200, 0x9FFF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFF01, 0xFF5E)),
)
"""Latin, Greek, Cyrillic, kana, Han and whole syllables of Hangul. Marks and the letters of which syllables
are made join with what stands before them.
"""


def _joins(letter: str) -> bool:
    return unicodedata.category(letter)[0] == "M" or "\u1100" <= letter <= "\u11ff"


def _together(text: str) -> str:
    for _ in range(_ROUNDS):  # one form may uncover another: a ligature with an accent, a sharp s
        folded = _folded(text)
        if folded == text:
            break
        text = folded
    return text


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFKC", _ACCENTS.sub("", apart)).translate(_table(text))


def _table(text: str) -> dict[int, str]:
    return _eastern() if is_east_asian(text) else _WESTERN


@cache
def _eastern() -> dict[int, str]:
    return tables.simplified()[0] | _WESTERN


_LAST_SPACED = "\u3004"
"""Behind it come kana, Han and Hangul, where no space parts the words, and rare scripts. No pattern is asked:
compiling a class of so many letters takes longer than reading a name.
"""


def is_east_asian(text: str) -> bool:
    """Is one letter of it Han, kana or Hangul?"""
    return max(text, default="") > _LAST_SPACED


def runs(text: str) -> list[str]:
    """Without brackets and spaces, cut where East Asian writing begins or ends."""
    parts = text.replace("(", " ").replace(")", " ").split()
    return [run for part in parts for run in _cut(part)]


def _cut(part: str) -> Iterator[str]:
    if part.isascii() or min(part) > _LAST_SPACED:
        yield part
        return
    for _, letters in groupby(part, key=is_east_asian):
        yield "".join(letters)


def closed_up(text: str) -> str:
    """Without spaces between East Asian letters, where they part nothing."""
    parts = text.split(" ")
    out = parts[:1]
    for before, part in pairwise(parts):
        joins = bool(before and part) and before[-1] > "\u3004" and part[0] > "\u3004"
        out.append(part if joins else f" {part}")
    return "".join(out)


_ORDER = ("hangul", "kana", "han", "cyrillic", "arabic", "greek", "thai", "other", "latin")
"""A few Latin letters beside another script do not make it Latin; one kana makes it kana."""
_RANGES = (
    *((0x0370, "latin"), (0x0400, "greek"), (0x0530, "cyrillic"), (0x0600, "other"), (0x0700, "arabic")),
    *((0x0750, "other"), (0x0780, "arabic"), (0x08A0, "other"), (0x0900, "arabic"), (0x0E00, "other")),
    *((0x0E80, "thai"), (0x1100, "other"), (0x1200, "hangul"), (0x1C80, "other"), (0x1C90, "cyrillic")),
    *((0x1E00, "other"), (0x1F00, "latin"), (0x2000, "greek"), (0x2C60, "other"), (0x2C80, "latin")),
    *((0x2DE0, "other"), (0x2E00, "cyrillic"), (0x2E80, "other"), (0x3008, "han"), (0x3041, "other")),
    *((0x3100, "kana"), (0x3130, "other"), (0x3190, "hangul"), (0x31F0, "other"), (0x3200, "kana")),
    *((0x3400, "other"), (0xA000, "han"), (0xA640, "other"), (0xA6A0, "cyrillic"), (0xA720, "other")),
    *((0xA800, "latin"), (0xA960, "other"), (0xA980, "hangul"), (0xAC00, "other"), (0xD800, "hangul")),
    *((0xF900, "other"), (0xFB00, "han"), (0xFB07, "latin"), (0xFB50, "other"), (0xFE00, "arabic")),
    *((0xFE70, "other"), (0xFF00, "arabic"), (0xFF21, "other"), (0xFF5B, "latin"), (0xFF66, "other")),
    *((0xFFA0, "kana"), (0xFFE0, "hangul"), (0x20000, "other"), (0x40000, "han")),
)
_ENDS = tuple(end for end, _ in _RANGES)
_NAMES = (*(name for _, name in _RANGES), "other")


def script_of(text: str) -> str:
    """The script a name is written in."""
    if text.isascii():
        return "other" if text.lower() == text.upper() else "latin"
    found = set(map(_LETTERS.__getitem__, text))
    return next((script for script in _ORDER if script in found), "other")


class _Letters(dict[str, str]):
    """The script of each letter, looked up once."""

    def __missing__(self, letter: str) -> str:
        self[letter] = _NAMES[bisect_right(_ENDS, ord(letter))] if letter.isalpha() else ""
        return self[letter]


_LETTERS = _Letters()

_JAPANESE_FORMS = tables.words_of(
    "株式 有限会社 合同会社 合資会社 合名会社 相互会社 (株) （株） ㈱ ㈲ （有） 法人"
)


def is_japanese(text: str) -> bool:
    """Does a name say that it is Japanese: by kana, by its form, or by characters that only Japanese has?"""
    if _KANA.search(text) or any(map(text.__contains__, _JAPANESE_FORMS)):
        return True
    return not tables.simplified()[1].isdisjoint(text)


_KANA = re.compile("[\u3041-\u30fa\uff66-\uff9d]")
