"""How does a program that reads one mail start fast? Patterns are compiled when they are first asked.

Compiling all that the parsers know takes half a second, and most mails ask a third of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, cast

from late import Late, late

__all__ = ["BLANKS", "beginnings", "begins", "folded", "late", "late_small"]

_IN_SMALL = ("search", "match", "fullmatch", "finditer")


def late_small(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """As with IGNORECASE, in a third of its time: the pattern is in small letters, every text is made so.

    What it finds is in small letters too; its places are places in the text.
    """
    return cast("re.Pattern[str]", _Small(_without_dotless(pattern), flags))


def folded(text: str) -> str:
    """In small letters, character for character. `ı` is `i`, as capitals of Turkish words make them one."""
    return text.lower() if text.isascii() else _without_dotless(text).lower()


BLANKS = "".join(map(chr, (*range(9, 14), *range(28, 33), 133, 160, 5760, *range(8192, 8203))))
BLANKS += "\u2028\u2029\u202f\u205f\u3000"
"""What `\\s` finds."""


def beginnings(words: str) -> frozenset[str]:
    """A table of first letters: one or two of each, in a row with blanks between, `@` for a blank."""
    return frozenset(word.replace("@", " ") for word in words.split())


def begins(line: str, known: frozenset[str], marks: str) -> bool:
    """May a pattern of many phrases match a line? By its first letters behind blanks and marks."""
    first = folded(line.lstrip(marks)[:2])
    return first in known or first[:1] in known


def _without_dotless(text: str) -> str:
    return text.replace("ı", "i").replace("İ", "i")


class _Small(Late):
    """The same, asked about texts that are made small before."""

    def _methods(self, compiled: re.Pattern[Any]) -> dict[str, Callable[..., Any]]:
        return {name: _asked_in_small(getattr(compiled, name)) for name in _IN_SMALL}


def _asked_in_small(ask: Callable[..., Any]) -> Callable[..., Any]:
    return lambda text, *ends: ask(folded(text), *ends)
