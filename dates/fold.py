"""How are the words of dates made alike? Small letters, plain figures, no accents, simplified characters.

Thinner than the table of the rules: of the Traditional characters only those that stand in words of dates.
"""

# ruff: noqa: E501 - a list of words, and a pattern, is read as one line
from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_TRADITIONAL = "週號後個這節國慶過禮間內開復從為為時間歸辦勞動聖誕師廳關門遲務請當單雙陽還於與長飛總來終點學業陰曆農舊啟應結歲須將離復恢據會現營業齋"
_SIMPLIFIED = "周号后个这节国庆过礼间内开复从为为时间归办劳动圣诞师厅关门迟务请当单双阳还于与长飞总来终点学业阴历农旧启应结岁须将离复恢据会现营业斋"
_LISTED = {
    "‘": "'", "’": "'", "ʼ": "'", "`": "'", "´": "'",
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "～": "~", "〜": "~",
    "ı": "i", "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ß": "s",
}  # fmt: skip
_ARABIC_MARKS = range(0x64B, 0x660)


def folded(text: str) -> tuple[str, Sequence[int]]:
    """The plain text, and for each of its characters (and its end) where it stood."""
    if text.isascii():
        return text.lower(), range(len(text) + 1)
    pairs = [(_plain(char), at) for at, char in enumerate(text)]
    kept = [(char, at) for char, at in pairs if char]
    return "".join(char for char, _ in kept), [*(at for _, at in kept), len(text)]


def fold(text: str) -> str:
    return folded(text)[0]


@lru_cache(4096)
def _plain(char: str) -> str:
    """One character for one, or none for what has no width of its own."""
    if char in _LISTED:
        return _LISTED[char]
    at = _TRADITIONAL.find(char)
    if at >= 0:
        return _SIMPLIFIED[at]
    if _has_no_width(char):
        return ""
    wide = unicodedata.normalize("NFKD", char)
    base = wide[0] if all(unicodedata.category(mark) == "Mn" for mark in wide[1:]) else char
    if base.isdecimal():
        return str(unicodedata.decimal(base))
    small = base.lower()
    return _LISTED.get(small, small) if len(small) == 1 else base


def _has_no_width(char: str) -> bool:
    return ord(char) in _ARABIC_MARKS or char == "ـ" or unicodedata.category(char) in ("Mn", "Cf")
