"""Did we write the mail that this one answers? By the first reply header of its quotation.

Answers to a mail of ours that no folder holds show that somebody sends from a program or phone whose sent
mails nobody reads. A doubt counts as no: a buyer's colleague further up, a forward, a name without address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice, product

from model import Address, Mail, Ours
from parsers.late import late
from parsers.text.header_words import is_forward_line, is_forward_rule, is_wrote, label, opens_wrote

_FIRST_LINES = 12
_TOP = 3000
"""Characters within which these lines begin."""
_WRAPPED = 4
"""Lines over which mail programs break `On Monday, Anna wrote:`."""
_FORWARDED = late(r"\s*(?:fwd?|fwd: ?fwd?|wg|tr|rv|enc|i|пересл|ynt|转发|轉寄|轉發)\s*[:：]", re.IGNORECASE)
_ADDRESS = late(r"[\w.+=&'/-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_MARK = late(r"^\s*> ?")
_BARS = late(r"\s*\|\s*([^|:：]{1,12}?)\s*\|\s*")


@dataclass(frozen=True, slots=True)
class Answered:
    """The mail of ours that was answered, as far as the answer tells."""

    writer: str
    """The address of ours it was written from."""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class _Head:
    """What a reply header says of the mail below it."""

    email: str = ""
    writer: str = ""
    """The words that name who wrote it."""
    written: str = ""
    """The words that name when."""


def answered(mail: Mail, ours: Ours, quoted: str) -> Answered | None:
    """Which of us wrote the parent of this mail, or None where that is not sure. quoted: its history."""
    if not mail.parents or _FORWARDED.match(mail.subject):
        return None
    head = _first_head(quoted)
    if head is None:
        return None
    if head.email:
        return Answered(head.email, _day_in(head.written)) if ours.owns(Address(head.email)) else None
    addressed = [each for each in mail.to if ours.owns(each)]
    if len(addressed) != 1:
        return None
    name = _name_in(head.writer)
    is_named = name and name.casefold() == addressed[0].name.casefold()
    if is_named or _made_by_us(mail.parents[0], ours):
        return Answered(addressed[0].email, _day_in(head.written))
    return None


def _made_by_us(message_id: str, ours: Ours) -> bool:
    """Was the Message-ID made by a program at our domain? Who answers never made it then (RFC 5322 3.6.4)."""
    domain = message_id.rpartition("@")[2].lower()
    return any(domain == own or domain.endswith(f".{own}") for own in ours.domains)


# -- the first reply header ----------------------------------------------------------------------------------


def _first_head(quoted: str) -> _Head | None:
    """What stands on top of the history; an empty one where it has no header, None for a forwarded mail.

    Below a line that is quoted already everything is older: who wrote there did not write the parent.
    """
    lines = list(_top(quoted))
    for at, line in enumerate(lines):
        if is_forward_line(line) or (line.lstrip()[:2] in _RULES and is_forward_rule(line)):
            return None
        if line.lstrip().startswith((">", "＞")):
            break
        if label(line)[0] in ("from", "date"):
            return _of_labels(lines[at:])
        wrote = _wrote(lines[at : at + _WRAPPED])
        if wrote:
            return _Head(_email_in(wrote), wrote, wrote)
    return _Head()


_RULES = ("--", "__", "==", "**", "—-", "——")


def _top(quoted: str) -> Iterator[str]:
    """The first lines that say something. Apple's programs quote their own header with it, one level deep."""
    filled = (line[:400] for line in quoted[:_TOP].split("\n") if line.strip(" \t>＞\u200b\ufeff"))
    lines = list(islice(filled, _FIRST_LINES))
    is_quoted = bool(lines) and lines[0].lstrip().startswith(">")
    bare = [_MARK.sub("", line) for line in lines] if is_quoted else []
    if is_quoted and _wrote(bare[:_WRAPPED]):
        yield from bare
    else:
        yield from (_BARS.sub(r"\1: ", line, count=1) if "|" in line else line for line in lines)


def _of_labels(lines: list[str]) -> _Head:
    said: dict[str, str] = {}
    for kind, value in map(label, lines):
        if kind and value:
            said.setdefault(kind, value)
    writer = said.get("from", "")
    return _Head(_email_in(writer), writer, said.get("date", ""))


def _wrote(lines: list[str]) -> str:
    """`On Monday, Anna <anna@x> wrote:` joined to one line, or nothing."""
    joined = ""
    for line in lines:
        if line.lstrip().startswith(">") or (joined and not _can_open(joined)):
            return ""
        joined = f"{joined} {line.strip()}".strip()
        if joined[-1:] in ":：" and is_wrote(joined):
            return joined
    return ""


def _can_open(line: str) -> bool:
    """A day, or the name and address of the writer."""
    return opens_wrote(line) or "<" in line[:80]


def _email_in(words: str) -> str:
    """The address that a header names; the last, because a name may look like an address too."""
    found = _ADDRESS.findall(words)
    return found[-1].lower() if found else ""


_SCHRIEB = late(
    r"(?:schrieb|schreef|skrev|كتب(?:ت)?)\s+(?P<after>[^:：<>@]{2,60}?)\s*[:：]\s*$|"
    r"[,，]\s*(?P<before>[^,，:：<>@\d]{2,60}?)\s*"
    r"(?:wrote|writes|写道|寫道|写到|写|寫到|a écrit|escribió|escreveu|ha scritto|пишет|"
    r"написал(?:а|\(а\))?|yazdı)\s*[:：]",
    re.IGNORECASE,
)


def _name_in(words: str) -> str:
    """The name between the words of a sentence that ends in a colon; else all of them are one."""
    if words[-1:] not in (":", "："):
        return _tidy(words)
    found = _SCHRIEB.search(words)
    return _tidy(found["after"] or found["before"]) if found else ""


def _tidy(name: str) -> str:
    return " ".join(name.strip(" \"'*;；|,，<>").split())


# -- its day -------------------------------------------------------------------------------------------------

_MONTHS = (
    "jan янв ene gen oca janv",
    "feb fev fév фев şub",
    "mar mär mrz mrt мар",
    "apr abr avr апр nis",
    "may mai mei mag мая май",
    "jun juin giu июн haz",
    "jul juil lug июл tem",
    "aug ago aoû авг ağu",
    "sep set сен eyl",
    "oct okt ott out окт eki",
    "nov ноя kas",
    "dec dez dic déc дек ara",
)
_MONTH_OF = {word: at for at, words in enumerate(_MONTHS, 1) for word in words.split()}
_YEAR_FIRST = late(r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})")
_YEAR_LAST = late(r"\b(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4})")
_DAY_WORD = late(r"\b(\d{1,2})\.?\s(?:de\s)?([^\W\d_]{3,12})\.?,?\s(?:de\s)?(\d{4})")
_WORD_DAY = late(r"\b([^\W\d_]{3,12})\.?\s(\d{1,2}),?\s(\d{4})")


def _day_in(words: str) -> date | None:
    """The day a header names; none where it can be read in two ways, as `03/04/2026`."""
    days = set(_days_in(words))
    return days.pop() if len(days) == 1 else None


def _days_in(words: str) -> Iterator[date]:
    if found := _YEAR_FIRST.search(words):
        yield from _valid([found[1]], [found[2]], [found[3]])
    elif found := _YEAR_LAST.search(words):
        yield from _valid([found[4]], [found[3]], [found[1]])
        if found[2] == "/":
            yield from _valid([found[4]], [found[1]], [found[3]])
    elif found := _DAY_WORD.search(words):
        yield from _valid([found[3]], _month(found[2]), [found[1]])
    elif found := _WORD_DAY.search(words):
        yield from _valid([found[3]], _month(found[1]), [found[2]])


def _month(word: str) -> list[str]:
    small = word.lower()
    number = _MONTH_OF.get(small[:4]) or _MONTH_OF.get(small[:3])
    return [str(number)] if number else []


def _valid(years: list[str], months: list[str], days: list[str]) -> Iterator[date]:
    for year, month, day in product(years, months, days):
        try:
            yield date(int(year), int(month), int(day))
        except ValueError:
            continue
