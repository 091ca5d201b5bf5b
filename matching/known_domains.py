"""By which keys is a domain found that somebody imitates, or that is a sister of another?

A domain is filed under few keys and asked for by more of them, so that a million domains stay small: its
name without the ending, its look, and each half of the name with the length of the whole. One slip leaves one
half whole, unless it swaps the two letters at the cut; then the swap is asked for too.
"""

from __future__ import annotations

from collections.abc import Iterator

from matching import lookalike
from matching.domains import label

_SHORTEST = 5
"""Letters of a name, one less than those of two that are taken for each other."""


def filed(domain: str) -> list[str]:
    """What a known domain is filed under."""
    name = label(domain)
    return [named(domain), f"={lookalike.skeleton(name)}", *_halves(name, len(name))]


def named(domain: str) -> str:
    """The key of all domains of one name."""
    return f".{label(domain)}"


def asked(domain: str) -> frozenset[str]:
    """What it is asked for: every domain that it resembles is filed under one of these."""
    name = label(domain)
    within = {name, *lookalike.cores(name), *lookalike.parted(name)}
    looks = (f"={lookalike.skeleton(each)}" for each in within)
    return frozenset((named(domain), *looks, *_near(name)))


def _near(name: str) -> Iterator[str]:
    for size in (len(name) - 1, len(name), len(name) + 1):
        yield from _halves(name, size)
    cut = len(name) // 2
    if cut:
        yield from _halves(name[: cut - 1] + name[cut] + name[cut - 1] + name[cut + 1 :], len(name))


def _halves(name: str, size: int) -> tuple[str, ...]:
    """The name cut where one of that size is cut."""
    if size < _SHORTEST:
        return ()
    return f"<{size}{name[: size // 2]}", f">{size}{name[len(name) - (size - size // 2) :]}"
