"""How do kanji read, as a Japanese firm is called?

By words first. Where two characters stand together that no dictionary has as a word, the end of the one
becomes the beginning of the other, as in 9 of 10 such compounds: tetsu and ken are tekken, ichi and ko ikko,
koku and kai kokkai.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from matching.naming import tables

_TSU = re.compile("(?<=[a-z])(?<!ma)(?<!na)tsu$|(?<=^i)chi$|(?<=^ha)chi$|(?<=^ni)chi$")
_KU = re.compile("(?<=[a-z][aou])(?<!fu)ku$")


def latin(run: str) -> str:
    return joined(tables.apart(run, tables.letters("kanji"), tables.words("readings")))


def joined(parts: Iterable[tuple[int, str]]) -> str:
    """Readings as one word; each comes with the number of characters that it reads."""
    out: list[str] = []
    was_single = False
    for size, reading in parts:
        if was_single and size == 1:
            out[-1:] = _met(out[-1], reading)
        else:
            out.append(reading)
        was_single = size == 1
    return "".join(out)


def _met(first: str, second: str) -> tuple[str, str]:
    end = _end(first, second[:1])
    if not end:
        return first, second
    following = f"p{second[1:]}" if second[0] in "hf" else second
    doubled = "t" if following.startswith("ch") else following[0]
    return first[: -len(end)] + doubled, following


def _end(first: str, opening: str) -> str:
    """What is clipped of a reading before a consonant: nothing before n, or a vowel."""
    found = _TSU.search(first) if opening and opening in "kstchf" else None
    found = found or (_KU.search(first) if opening == "k" else None)
    return found[0] if found else ""
