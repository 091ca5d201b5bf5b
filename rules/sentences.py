"""Where does a sentence begin and end? Works on folded text, so capitals tell nothing here."""

# ruff: noqa: E501 - the abbreviations of a language are one line
from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from rules.characters import columns, fold, is_han

_STOPS = re.compile(r"[!?؟۔。…]+|\.+|;|\n\s*")
_CLOSERS = frozenset("\"')]")
"""What closes behind a stop still belongs to the sentence."""
_ABBREVIATIONS = frozenset(
    fold(word)
    for words in (
        "pls plz approx art mr mrs ms dr st co ltd inc corp etc vs qty max min tel ref resp attn dept fig incl excl vol ver",
        "jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun",
        "sr sra srta sres dra ing lic arq ud uds vd vds aprox pág pag ej obs depto cía cia av avda",
        "exmo exma eng engª ltda ex",
        "mme mlle mm env réf bd janv févr avr juil",
        "ca bzw ggf usw inkl exkl evtl zzgl abzgl mind mio hr fr str stk vgl geb okt dez gem lt tsd",
        "ул др пр см руб тыс млн млрд шт кг им проф стр рис тел ок гг обл пер корп ред напр",
    )
    for word in words.split()
)
_BEFORE_NUMBER = frozenset(["no", "nos", "nr", "num", "nº", "n°"])
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]$")
"""z.b, т.е, e.g, a single letter; a sentence ends with "I" all the same."""
_MONTH_NEXT = re.compile(
    r"[ \t]+(?:jan|feb|mar|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez|ene|abr|ago|dic)"
)
_DAY_OF_MONTH = re.compile(r"(?:[12]?\d|0[1-9]|3[01])\.(?:0?[1-9]|1[0-2])$")
_GOES_ON = re.compile(
    r"[ \t]*(?:\n[ \t]*)?(?:-|(?:bis|im|am|und|oder|um|ab|an|zum|zur|nicht|wieder|zuruck|erreichbar|auf|ausser"
    r"|abwesend|geschlossen|weg|bin|gegen|verreist|in (?:urlaub|elternzeit|der|den|die)|uhr|по|до|буд\w+|года)(?![^\W_]))"
)
"""What follows the point of `vom 15.04. bis 19.04. im Urlaub`: no sentence begins with it."""
_RANGE_GOES_ON = re.compile(r"[ \t]*(?:-|bis|und|oder|по|до)[ \t]*(?:zum )?\d{1,2}\.")
_LAST_WORD = re.compile(r"[^\s,;:()\"]+$")
_BULLET = re.compile(
    r"[-*•>·▪●○■◆➢→√✓]|\(?[\da-z一二三四五六七八九十]{1,2}[.)](?!\d)|[一二三四五六七八九十]{1,2},"
)
_SHORT = 45
_SHORT_HAN = 24
"""Columns. A mail program breaks no line so early: its writer did."""
_LONGEST = 600
"""No sentence is longer: hostile text without a stop is cut, so that work in a sentence stays bounded."""

Span = tuple[int, int]


def sentences(text: str) -> list[Span]:
    """Half-open spans in order, together the whole text; a stop belongs to the sentence it ends."""
    ends = [_with_closer(text, stop.end()) for stop in _STOPS.finditer(text) if _ends_here(text, stop)]
    spans: list[Span] = []
    start = 0
    for end in [*ends, len(text)]:
        if end - start > _LONGEST:
            spans.extend(_pieces(text, start, end))
        elif end > start:
            spans.append((start, end))
        start = max(start, end)
    return spans


def _with_closer(text: str, end: int) -> int:
    return end + 1 if text[end : end + 1] in _CLOSERS else end


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut at a space where one is near."""
    while end - start > _LONGEST:
        space = text.rfind(" ", start + _LONGEST - 60, start + _LONGEST)
        cut = start + _LONGEST if space < 0 else space + 1
        yield start, cut
        start = cut
    yield start, end


def _ends_here(text: str, stop: re.Match[str]) -> bool:
    if stop[0].startswith("\n"):
        return _is_hard_break(text, stop.start(), stop.end())
    if stop[0] == ";":
        return is_han(text[stop.start() - 1 : stop.start()] or " ")  # a half stop, but a stop in Chinese
    if stop[0].startswith("?"):
        return not _is_in_address(text, stop)
    return stop[0] != "." or _is_full_stop(text, stop.start())


def _is_in_address(text: str, stop: re.Match[str]) -> bool:
    """https://acme.example/?page=2"""
    if not text[stop.end() : stop.end() + 1].isalnum():
        return False
    before = _LAST_WORD.search(text, max(0, stop.start() - 60), stop.start())
    return before is not None and ("//" in before[0] or before[0].startswith("www."))


def _is_full_stop(text: str, at: int) -> bool:
    """Not the point of 3.20, of www.acme.example, of `approx.`, of a German `5. Mai` or `15.04. bis`, nor of a list's `1.`"""
    following = text[at + 1 : at + 2]
    if following and not (following.isspace() or following in _CLOSERS or is_han(following)):
        return False
    before = _LAST_WORD.search(text, max(0, at - 12), at)
    word = before[0] if before else ""
    if word in _BEFORE_NUMBER:
        return not text[at + 1 : at + 3].strip()[:1].isdigit()
    if word in _ABBREVIATIONS or (word != "i" and _INITIALS.match(word)):
        return False
    if _DAY_OF_MONTH.match(word):
        return not _GOES_ON.match(text, at + 1)
    if not (word.isdigit() and len(word) <= 2):
        return True
    return not (
        _MONTH_NEXT.match(text, at + 1)
        or _RANGE_GOES_ON.match(text, at + 1)
        or _opens_line(text, at - len(word))
    )


def _opens_line(text: str, at: int) -> bool:
    ahead = text[max(0, at - 8) : at]
    return not ahead.strip() and (at <= 8 or "\n" in ahead)


def _is_hard_break(text: str, at: int, after: int) -> bool:
    """An empty line, a list, a greeting or heading; the wrap of a line does not."""
    if after >= len(text) or text.count("\n", at, after) > 1 or _BULLET.match(text, after):
        return True
    line = text[max(text.rfind("\n", max(0, at - 120), at) + 1, at - 120) : at]
    if is_han(text[after]):
        return columns(line) < _SHORT_HAN
    return columns(line) < _SHORT and line.rstrip().endswith((",", ":"))


def sentence_at(spans: Sequence[Span], position: int) -> int:
    """Number of the sentence that holds the position; spans as `sentences` gives them."""
    return max(0, bisect_right(spans, position, key=lambda span: span[0]) - 1)
