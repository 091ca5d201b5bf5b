"""Where does a sentence begin and end, and where a clause inside it? Works on folded text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from rules.characters import columns, is_han

_STOPS = re.compile(r"[!?。…]+|\.+|\n\s*")
_ABBREVIATIONS = frozenset(
    [
        "pls",
        "plz",
        "approx",
        "no",
        "nos",
        "nr",
        "art",
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "co",
        "ltd",
        "inc",
        "etc",
        "e.g",
        "i.e",
        "vs",
        "qty",
        "max",
        "min",
        "tel",
        "ref",
        "resp",
        "ca",
        "bzw",
        "z.b",
        "d.h",
        "ggf",
        "usw",
        "inkl",
        "sr",
        "sra",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
    ]
)
_MONTH_NEXT = re.compile(
    r"[ \t]+(?:jan|feb|mar|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez|ene|abr|ago|dic)"
)
_LAST_WORD = re.compile(r"[^\s,;:()\"]+$")
_BULLET = re.compile(r"[-*•>]|\(?\d{1,2}[.)]")
_CLAUSES = re.compile(
    r"[;:()\n]|,(?!\d)|\s-\s|\b(?:but|however|although|though|while|whereas|because|pero|aber|sondern)\b"
    r"|但是|但|不过|可是|只是|然而|而是|因为"
)
_LONGEST = 600
"""No sentence is longer: hostile text without a stop is cut, so that work in a sentence stays bounded."""

Span = tuple[int, int]


def sentences(text: str) -> list[Span]:
    """Half-open spans in order, together the whole text; a stop belongs to the sentence it ends."""
    ends = [found.end() for found in _STOPS.finditer(text) if _ends_here(text, found)]
    spans: list[Span] = []
    start = 0
    for end in [*ends, len(text)]:
        spans.extend(_pieces(start, end))
        start = max(start, end)
    return spans


def _pieces(start: int, end: int) -> list[Span]:
    return [(at, min(at + _LONGEST, end)) for at in range(start, end, _LONGEST)]


def _ends_here(text: str, stop: re.Match[str]) -> bool:
    if stop[0].startswith("\n"):
        return _is_hard_break(text, stop.start(), stop.end())
    if stop[0] != ".":
        return True
    return _is_full_stop(text, stop.start())


def _is_full_stop(text: str, at: int) -> bool:
    """Not the point of 3.20, of www.acme.example, of `approx.` nor of a German `5. Mai`."""
    following = text[at + 1 : at + 2]
    if following and not following.isspace() and not is_han(following):
        return False
    before = _LAST_WORD.search(text, max(0, at - 12), at)
    word = before[0] if before else ""
    if word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word != "i"):
        return False
    return not (word.isdigit() and len(word) <= 2 and _MONTH_NEXT.match(text, at + 1))


def _is_hard_break(text: str, at: int, after: int) -> bool:
    """An empty line, a list or a short line ends a sentence; the wrap of a long line does not."""
    if after >= len(text) or text.count("\n", at, after) > 1 or _BULLET.match(text, after):
        return True
    following = text[after]
    if is_han(following):
        line = text[max(text.rfind("\n", max(0, at - 120), at) + 1, at - 120) : at]
        return columns(line) < 24
    return not (following.islower() or following.isdigit())


def sentence_at(spans: Sequence[Span], position: int) -> int:
    """Number of the sentence that holds the position; spans as `sentences` gives them."""
    return max(0, bisect_right(spans, position, key=lambda span: span[0]) - 1)


def clause_start(sentence: str, position: int) -> int:
    """Where the clause begins that holds the position."""
    ends = [found.end() for found in _CLAUSES.finditer(sentence, 0, position)]
    return ends[-1] if ends else 0


def clause_end(sentence: str, position: int) -> int:
    found = _CLAUSES.search(sentence, position)
    return found.start() if found else len(sentence)
