"""By which doors does a name come in? The keys it is filed under, and those it is asked for by.

Some are exact (a word, two words that stand together, initials), some forgive (threes of letters, what the
ear hears, words but for one letter). A door that many customers hold is worth little and dear to open: which
of them are opened is the directory's to say.
"""

from __future__ import annotations

from collections.abc import Set
from itertools import pairwise

from matching import names
from matching.names import Name
from matching.scripts import is_east_asian

GRAM, PAIR, HEARD, INITIALS, BEGIN = 1.0, 2.0, 2.0, 2.0, 1.0
WORD, SLIP = 3.0, 1.5
"""What the doors are worth, beside how few customers hold them."""

_FEWEST_SLIPPED = 4
"""Letters of a word that is found with one of them wrong."""
_MOST_SLIPPED = 24
_LONGEST_ACRONYM = 7
_FEWEST_TELLING = 6
"""Letters of the telling words, below which the common ones are needed too."""
_MOST_WORDS = 8
"""Words of a name that doors are made of."""


def words(name: Name) -> list[str]:
    """Its words in both scripts."""
    if name.plain.isascii():
        return list({*name.plain.split(), *name.latin.split()})
    return list({*names.words(name.plain), *name.latin.split()})


def inner(name: Name, aside: Set[str] = frozenset()) -> list[tuple[float, list[str]]]:
    """All doors of a name but its words, by what they are worth. aside: words that tell no more than common
    ones do, by what the book knows.
    """
    latin = name.latin.split()[:_MOST_WORDS]
    core = [word for word in latin if not names.is_common(word) and word not in aside]
    if sum(map(len, core)) < _FEWEST_TELLING:
        core = latin
    run = "".join(core)
    found = [
        (GRAM, _cut(f"^{run}", 3)),
        (PAIR, [f"&{one}{other}" for one, other in pairwise(latin)]),
        (HEARD, [f"#{names.sound(' '.join(core)).replace(' ', '')}"]),
        (BEGIN, [f"^{core[0][:5]}"] if core else []),
        (INITIALS, _initials(latin, core)),
    ]
    if len(core) > 1:
        found.append((PAIR, [f"={run}"]))
    if not name.plain.isascii() and is_east_asian(name.plain):
        found.append((GRAM, _cut(name.plain.replace(" ", ""), 2)))
    return found


def _initials(latin: list[str], core: list[str]) -> list[str]:
    """Of all words, of the telling ones, and what may be somebody's initials itself."""
    if len(latin) == 1:
        return [f"@{latin[0]}"] if 2 < len(latin[0]) <= _LONGEST_ACRONYM else []
    both = {"".join([word[0] for word in parts[:_LONGEST_ACRONYM]]) for parts in (latin, core)}
    return [f"@{initials}" for initials in both if len(initials) > 2]


def slips(word: str) -> list[str]:
    """A word, and the word without one of its letters: two that are one slip apart have one in common."""
    if not _FEWEST_SLIPPED <= len(word) <= _MOST_SLIPPED or not word.isalpha():
        return []
    return list({word, *[word[:at] + word[at + 1 :] for at in range(len(word))]})


def _cut(text: str, size: int) -> list[str]:
    return [text[at : at + size] for at in range(max(1, len(text) - size + 1))]
