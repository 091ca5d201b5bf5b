"""By which words is a text found? The same for what is stored and for what is looked for.

Chinese, Japanese, Korean and Thai part no words, so each two neighbouring signs are a word there, and the
last sign of a run is one more: 质量问题 is found by 质量, by 问题 and by 题 alone. All other scripts are
parted by what is no letter or figure, and folded: Öl, ÖL and ol are one word, so are الشَّركة and الشركة.

What is prepared so only narrows the search: a hit counts where the words stand in the text as it is now.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

from late import dataclass, late

MOST_SIGNS = 200_000
"""Of a text; a mail of more is somebody's log file."""
MOST_BYTES = 1_000_000
"""Of the words of a text: PostgreSQL has room for 1,048,575 in a tsvector."""
_LONGEST = 40
"""Of a word. Longer ones are codes that nobody types; their beginning finds them."""
_MOST_WORDS = 20
"""Of what is looked for."""

_EAST = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f\u1780-\u17ff"  # Burmese, Khmer
    "\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff"  # kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
    "\u1100-\u11ff\u3131-\u318e\uac00-\ud7af"  # Hangul
)
_RUNS = late(f"[{_EAST}]+|(?:(?![{_EAST}])[^\\W_])+")
_AN_EAST = late(f"[{_EAST}]")
_ASCII = late("[0-9a-z]+")
_QUOTED = late(r'"([^"]*)"|(\S+)')


class _Folds(dict[int, str]):
    """What each sign is read as; found out once for every sign that occurs."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _folded_sign(chr(code))
        return folded


_BARE = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ħ": "h", "œ": "oe", "æ": "ae", "ـ": "", "ς": "σ"}
"""Letters that no decomposition bares, and the Arabic stretch."""


def _folded_sign(sign: str) -> str:
    if is_east(sign):
        return unicodedata.normalize("NFKC", sign)
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign).casefold())
    return "".join(_BARE.get(each, each) for each in bare if not unicodedata.combining(each))


_folds = _Folds({code: chr(code).lower() for code in range(128)})


def folded(text: str) -> str:
    """The text as it is compared, whatever its capitals and accents."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", text).translate(_folds)


def words_of(text: str) -> list[str]:
    """Everything that a text is found by, each word once."""
    text = folded(text[:MOST_SIGNS])
    if text.isascii():
        return [word[:_LONGEST] for word in dict.fromkeys(_ASCII.findall(text))]
    found = list(dict.fromkeys(word for run in _RUNS.findall(text) for word in _parted(run)))
    return found if len(found) * 4 * _LONGEST < MOST_BYTES else _first_of(found)


def _first_of(found: Sequence[str]) -> list[str]:
    """As many as there is room for."""
    sizes = accumulate(len(word.encode()) for word in found)
    return [word for word, size in zip(found, sizes, strict=True) if size <= MOST_BYTES]


def _parted(run: str) -> Iterator[str]:
    if not is_east(run):
        yield run[:_LONGEST]
        return
    yield from map("".join, pairwise(run))
    yield run[-1]


def is_east(run: str) -> bool:
    """Is it of a script without words?"""
    return run[0] >= "\u0e00" and _AN_EAST.match(run) is not None


# -- what is looked for --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for: each phrase is one word, or several that stand together. All must be there."""

    phrases: tuple[tuple[str, ...], ...]
    """Of each phrase its runs of letters."""
    is_begun: bool = True
    """The last word is the beginning of one; not where it stands in quotes."""

    def signs(self) -> Iterator[tuple[str, bool]]:
        """The prepared words that a text must have, and whether a longer one will do."""
        runs = [run for phrase in self.phrases for run in phrase]
        for at, run in enumerate(runs):
            is_last = at == len(runs) - 1 and self.is_begun
            if not is_east(run):
                yield run[:_LONGEST], (is_last and len(run) > 1) or len(run) > _LONGEST
            elif len(run) == 1:
                yield run, True
            else:
                yield from ((pair, False) for pair in map("".join, pairwise(run)))

    def patterns(self) -> list[re.Pattern[str]]:
        """Of each phrase, to be found in a folded text."""
        *whole, last = self.phrases
        *before, end = last
        runs = [[_pattern(run) for run in phrase] for phrase in whole]
        runs.append([*map(_pattern, before), _pattern(end, self.is_begun)])
        return [re.compile(_BETWEEN.join(each)) for each in runs]


_BETWEEN = r"[\W_]{0,10}"


def _pattern(run: str, is_begun: bool = False) -> str:
    if is_east(run):
        return re.escape(run)
    end = "" if is_begun else f"(?:(?![^\\W_])|(?=[{_EAST}]))"
    return f"(?:(?<![^\\W_])|(?<=[{_EAST}])){re.escape(run)}{end}"


def asked(words: Iterable[str]) -> Asked:
    """What a person typed: words, and phrases in quotes. Every other sign only parts.

    The shell takes quotes away: a word with a gap in it stood in some.
    """
    typed = [_in_quotes(word[:500].translate(_QUOTES)) for word in words]
    phrases = [
        (tuple(_RUNS.findall(folded(each[0])))[:_MOST_WORDS], each[1] is None)
        for each in _QUOTED.finditer(" ".join(typed)[:1000])
    ]
    found = [(runs, is_bare) for runs, is_bare in phrases if runs][:_MOST_WORDS]
    return Asked(tuple(runs for runs, _ in found), bool(found) and found[-1][1])


def _in_quotes(word: str) -> str:
    word = word.strip()
    return f'"{word}"' if '"' not in word and len(word.split()) > 1 else word


_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "「": '"', "」": '"', "＂": '"'})


# -- where it stands -----------------------------------------------------------------------------------------


def places(text: str, patterns: Iterable[re.Pattern[str]]) -> list[tuple[int, int]] | None:
    """Where each phrase stands first in a text (in normal form NFC), in their order; None: one does not."""
    low = folded(text)
    found = [pattern.search(low) for pattern in patterns]
    if not all(found):
        return None
    spans = [each.span() for each in found if each is not None]
    if len(low) == len(text):
        return spans
    origin = [at for at, sign in enumerate(text) for _ in _folds[ord(sign)]]
    return [(origin[start], origin[end - 1] + 1) for start, end in spans]
