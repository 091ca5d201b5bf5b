"""Does a strange domain pass itself off as one we know?

Two ways to deceive the eye: other letters of the same shape (nord1icht, nοrdlicht, rn for m), and one
letter too many, too few, changed or swapped. Enough for a warning and against a link; never for one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from rapidfuzz.distance import OSA

from matching.domains import label
from matching.scripts import plain

_SHAPES = str.maketrans(
    {
        "0": "o", "1": "l", "i": "l", "|": "l", "3": "e", "5": "s", "8": "b", "-": None, "_": None,
        "а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "х": "x", "у": "y", "і": "l", "ѕ": "s", "ј": "j",
        "һ": "h", "ԁ": "d", "к": "k", "м": "m", "т": "t", "в": "b", "н": "h", "г": "r", "ӏ": "l",
        "ԛ": "q", "ԝ": "w",
        "α": "a", "ο": "o", "ρ": "p", "ν": "v", "υ": "u", "ι": "l", "κ": "k", "τ": "t", "χ": "x", "ε": "e",
        "η": "n", "ɡ": "g", "ı": "l", "ł": "l", "ø": "o", "đ": "d", "ɑ": "a",
    }
)  # fmt: skip
_SHORTEST = 6
"""Shorter names are one letter apart by chance: abc.example, abd.example."""


def resembles(domain: str, known_domains: Iterable[str]) -> str:
    """The known domain that this other one could be taken for, or nothing."""
    known = sorted(set(known_domains))
    if not domain or domain in known:
        return ""
    alike = _likeness_to(domain)
    return next((other for other in known if alike(other)), "")


def doors(domain: str) -> frozenset[str]:
    """Keys under which a domain is filed, and asked for: whoever resembles it has one of them in common.

    One slip leaves one half of a name whole, whichever of the two lengths it is cut by.
    """
    name = label(domain)
    return frozenset((f"={skeleton(name)}", *_halves(name)))


def skeleton(name: str) -> str:
    """What the eye sees of a name."""
    shapes = name.translate(_SHAPES)
    letters = plain(shapes)
    if letters != shapes:  # its plain form may bare another of them
        letters = letters.translate(_SHAPES)
    return letters.replace("rn", "m").replace("vv", "w")


def _likeness_to(domain: str) -> Callable[[str], bool]:
    ours = label(domain)
    seen = skeleton(ours)

    def alike(other: str) -> bool:
        theirs = label(other)
        if ours == theirs:  # only the ending differs: a slip of one letter (.co for .com), or a sister
            return OSA.distance(domain, other, score_cutoff=1) <= 1
        return _one_slip(ours, theirs) or seen == skeleton(theirs)

    return alike


def _one_slip(ours: str, theirs: str) -> bool:
    long_enough = min(len(ours), len(theirs)) >= _SHORTEST
    return long_enough and OSA.distance(ours, theirs, score_cutoff=1) <= 1


def _halves(name: str) -> Iterator[str]:
    if len(name) < _SHORTEST - 1:
        return
    for size in (len(name) - 1, len(name), len(name) + 1):
        yield f"<{size}{name[: size // 2]}"
        yield f">{size}{name[len(name) - (size - size // 2) :]}"
