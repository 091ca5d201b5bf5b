"""Where does history begin in a plain body? Separators, blocks of labels, `On Monday, Anna wrote:`.

Lines come as a reader sees them (`seen`), with the numbers of those that are quoted by `>` (`arrows`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from parsers.late import late
from parsers.text.header_words import (
    LONG,
    bare_label,
    inner_labels,
    is_separator,
    is_sure_without_colon,
    is_weak_wrote,
    is_words_of_separator,
    is_wrote,
    label,
    names_day,
    opens_wrote,
)

_RULE_CHARS = frozenset("-_=—–─━‐‑‒−*~#+·<>")
_COLONS = frozenset(":：")
_SAYS = late(r"[^\W_]|[?？!！\u2190-\u21ff\u2600-\u27bf\U0001f000-\U0001faff]|[:;=]['-]?[()|/\\]|<3|\^\^")


@dataclass(frozen=True, slots=True)
class Mark:
    """A line where history begins; `below` says that all that follows is history."""

    start: int
    end: int
    below: bool


def says_something(line: str) -> bool:
    """A word, a figure, a picture, or no more than a question mark."""
    return _SAYS.search(line) is not None


_MOST_TRIES = 2000
"""Lines that are looked at: further down nobody begins his history."""


def marks(seen: list[str], arrows: set[int], banner: int) -> list[Mark]:
    """In order; none beyond the first that cuts, because all below that one is history."""
    found: list[Mark] = []
    end, heard, is_spoken = 0, banner, False
    for number in islice(_candidates(seen, arrows), _MOST_TRIES):
        mark = _mark_at(seen, number, arrows) if number >= end else None
        if mark is None:
            continue
        found.append(mark)
        is_spoken = is_spoken or _has_words(seen, range(heard, mark.start), arrows)
        end = max(number + 1, mark.end)
        heard = max(heard, end)
        if mark.below and is_spoken:
            break
    return found


def _candidates(seen: list[str], arrows: set[int]) -> Iterator[int]:
    """The lines that are worth a look: with a colon, a bar or a rule, and those right above a quotation."""
    for number, line in enumerate(seen):
        if number in arrows or not line:
            continue
        is_above = number + 1 in arrows or number + 2 in arrows
        if is_above or any(map(line.__contains__, _SIGNS)) or line.lstrip()[:1] in _RULE_CHARS:
            yield number


_SIGNS = (":", "：", "|", "︰", "---", "above")


def _has_words(seen: list[str], numbers: range, arrows: set[int]) -> bool:
    return any(n not in arrows and says_something(seen[n]) for n in numbers)


def _mark_at(seen: list[str], number: int, arrows: set[int]) -> Mark | None:
    line = seen[number][:LONG]
    ends = line[-1:] in _COLONS
    if line.startswith("= =") and _SPACED_RULE.fullmatch(line):
        return Mark(number, number + 1, False)
    if (ends or line.lstrip()[:1] in _RULE_CHARS or "---" in line or "above" in line) and is_separator(line):
        end = _end_of_labels(seen, number + 1)
        return Mark(number, end, not _quote_follows(seen, end, arrows))
    if ":" not in line and "：" not in line and "|" not in line and "︰" not in line:
        return _bare_wrote(seen, number, arrows)
    if (label(line)[0] and _is_header_block(seen, number)) or _is_unknown_block(seen, number):
        end = _end_of_labels(seen, number)
        return Mark(_from_rule(seen, number), end, not _quote_follows(seen, end, arrows))
    if _ONLY_TIME.fullmatch(line):
        return _notes_at(seen, number, arrows)
    return _wrote_at(seen, number, arrows)


def _quote_follows(seen: list[str], number: int, arrows: set[int]) -> bool:
    """Is the next line that says anything quoted by `>`? Then the marks tell answers from history."""
    return next((n in arrows for n in range(number, min(number + 4, len(seen))) if seen[n].strip()), False)


_SPACED_RULE = late(r"(?:= ){5,60}=")
"""Old Foxmail closes its quotation with it."""

# -- blocks of labels ------------------------------------------------------------------------------------

_CLOCK = late(r"\d{1,2}\s?[:.h時时点點시]\s?\d{2}")
_BLOCK = 16


def _is_header_block(seen: list[str], number: int) -> bool:
    """From and two more labels of a mail header near each other, with an address, a time or a dated subject.

    `From: Shanghai`, `To: Hamburg`, `Date: 5 May` is a question for freight.
    """
    first, value = label(seen[number])
    if first in ("reply-to", "other"):
        return False
    if first == "from" and (_is_in_one_line(value) or ("@" in value and _stands_alone(seen, number))):
        return True
    block = list(islice(_block(seen, number), _BLOCK))
    if not any(kind for kind, _ in block[1:3]):
        return False
    return (
        _is_pair(block, "from")
        or _is_pair(block, "to")
        or _is_whole(block, _from_rule(seen, number) < number)
    )


def _is_unknown_block(seen: list[str], number: int) -> bool:
    """Outlook in a language that we do not know: one writer with his address, a day with its time, and two
    labels more, right below each other under a gap or a rule.
    """
    if _ANY_WRITER.match(seen[number][:LONG]) is None or (number and _SAYS.search(seen[number - 1])):
        return False
    block = seen[number : number + 4]
    labelled = sum(_ANY_LABEL.match(line[:LONG]) is not None for line in block)
    is_dated = len(block) == 4 and _CLOCK.search(block[1]) is not None and _YEAR.search(block[1]) is not None
    return labelled == 4 and is_dated


_ANY_LABEL = late(r"[*\s]{0,4}[^\W\d_][^:：\n]{0,24}[:：]\*{0,2}\s?\S")
_ANY_WRITER = late(
    r"[*\s]{0,4}[^\W\d_][^:：@\n]{0,24}[:：]\*{0,2}\s[^<>:]{0,80}<[^<>@\s]{1,64}@[^<>\s]{1,190}>\s*$"
)
_YEAR = late(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def _is_in_one_line(value: str) -> bool:
    """`Li Wei <li@x> Sent: Friday 9:12 To: Anna Subject: Offer`"""
    if ":" not in value and "：" not in value:
        return False
    inner = inner_labels(value)
    if len(inner) >= 2:
        return _is_proven(value)
    return "date" in inner and "@" in value and _CLOCK.search(value) is not None


def _is_proven(values: str) -> bool:
    return "@" in values or _CLOCK.search(values) is not None


def _is_whole(block: list[tuple[str, str]], ruled: bool) -> bool:
    kinds = {kind for kind, _ in block} & {"from", "date", "to", "cc", "subject"}
    proven = _is_proven(" ".join(value for _, value in block))
    if {"from", "date", "to", "subject"} <= kinds:
        return True
    if "from" not in kinds or (block[0][0] not in ("from", "date") and not proven):
        return False
    if len(kinds) >= 3:
        return proven or {"date", "subject"} <= kinds
    return len(kinds) == 2 and ruled and (proven or "subject" in kinds)


def _stands_alone(seen: list[str], number: int) -> bool:
    """`From: anna@x`, blank lines around it, is all that some programs leave of a header."""
    return 0 < number < len(seen) - 1 and not seen[number - 1].strip() and not seen[number + 1].strip()


def _is_pair(block: list[tuple[str, str]], person: str) -> bool:
    """Two labels are enough where From, or To, has an address and the date a time, or both have addresses."""
    said = dict(reversed(block))
    if person == "from" and "@" in said.get("from", "") and "@" in said.get("to", ""):
        return True
    return "@" in said.get(person, "") and _CLOCK.search(said.get("date", "")) is not None


def _block(seen: list[str], number: int) -> Iterator[tuple[str, str]]:
    """Kinds and values of the filled lines until a gap; a line without label carries on the one above."""
    strange = gap = 0
    for line in seen[number : number + 3 * _BLOCK]:
        if not line.strip():
            gap += 1
            if gap > 1:
                return
            continue
        kind, value = label(line)
        strange = 0 if kind else strange + 1
        if strange and (gap or strange > _MOST_STRANGE):
            return
        gap = 0
        yield kind, value if kind else line[:LONG]


_MOST_STRANGE = 6
"""Lines over which the list of addressees of one label may run."""


def _end_of_labels(seen: list[str], number: int) -> int:
    """The line behind the last label of the block that begins at or soon below a line."""
    start = next((n for n in range(number, min(number + 3, len(seen))) if seen[n].strip()), number)
    end, gap, strange = number, 0, 0
    for place in range(start, min(start + 3 * _BLOCK, len(seen))):
        if not seen[place].strip():
            gap += 1
            if gap > 1:
                break
        elif label(seen[place])[0]:
            end, gap, strange = place + 1, 0, 0
        else:
            strange += 1
            if gap or strange > _MOST_STRANGE:
                break
    return end


_ONLY_RULE = late(r"\s*[_=*─—-]{3,}\s*")


def _from_rule(seen: list[str], number: int) -> int:
    """Outlook's underscores and `Original Message` without rule, above the header, belong to it."""
    above = number - 1
    while above > 0 and not seen[above].strip() and number - above < 3:
        above -= 1
    if above < 0:
        return number
    line = seen[above][:LONG]
    if line.startswith(">") and seen[number].startswith(">"):
        return above
    return above if _ONLY_RULE.fullmatch(line) or is_words_of_separator(line) else number


_ONLY_TIME = late(
    r"\s{0,9}\|"
    r"?\s?(?:[^\W\d_]{2,12}\.?,?\s)?(?:\d{1,4}[./-]\d{1,2}[./-]\d{2,4}|"
    r"\d{1,2}\.?[ -][^\W\d_]{3,10}\.?[ -]\d{2,4}),?\s{1,3}"
    r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?"
    r"(?:\s[A-Z]{2,5})?\s?\|?\s{0,9}"
)


def _notes_at(seen: list[str], number: int, arrows: set[int]) -> Mark | None:
    """Lotus Notes: the name, the time alone in a line, then `To` and `Subject`, values beside or below."""
    name = number - 1
    if number > 1 and not seen[name].strip() and _ONLY_NAMES.fullmatch(seen[number - 2][:LONG]):
        name = number - 2
    if name < 0 or not seen[name].strip() or name in arrows:
        return None
    below = _below_time(seen, number + 1)
    kinds = [n for n in below if label(seen[n])[0] or bare_label(seen[n])]
    if not below or below[0] not in kinds or len(kinds) < 2:
        return None
    start = name - 1 if "<" in seen[name][:3] and seen[name - 1].strip() else name
    return Mark(max(0, start), kinds[-1] + 1, True)


_ONLY_NAMES = late(r"\s*[^\W\d_][\w.'’/-]{0,30}(?: [^\W\d_][\w.'’/-]{0,30}){1,3}(?: <[^<>]{3,90}>)?\s*")


def _below_time(seen: list[str], number: int) -> list[int]:
    """The filled lines below the time, without `Please respond to` and the address beside or below it."""
    below = [n for n in range(number, min(number + _BLOCK, len(seen))) if seen[n].strip()]
    if not below or _RESPOND.match(seen[below[0]][:LONG]) is None:
        return below
    return below[1:] if "@" in seen[below[0]] or len(below) < 2 or label(seen[below[1]])[0] else below[2:]


_RESPOND = late(r"\s*(?:please respond to|bitte antwort(?:en)? an|请答复给?|请回复给?)\b", re.IGNORECASE)


# -- `On Monday, Anna wrote:` ------------------------------------------------------------------------------

_WRAPPED = 6
"""Lines over which programs break it."""


def _wrote_at(seen: list[str], number: int, arrows: set[int]) -> Mark | None:
    """A reply header that ends in this line; it may begin up to four lines above."""
    line = seen[number][:LONG].rstrip('*"_ \t')
    if line[-1:] not in _COLONS:
        return _bare_wrote(seen, number, arrows)
    follows = _quote_follows(seen, number + 1, arrows)
    start = _start_of_wrote(seen, number, arrows)
    if start is not None:
        return Mark(start, number + 1, not follows)
    return Mark(number, number + 1, False) if follows and is_weak_wrote(line) else None


def _start_of_wrote(seen: list[str], number: int, arrows: set[int]) -> int | None:
    """The nearest line that opens the header by naming a day; else one with a name and its address; else the
    shortest run of lines that is a header.
    """
    joined, shortest, named = "", None, None
    for place in range(number, max(-1, number - _WRAPPED), -1):
        line = seen[place][:LONG].strip()
        if place in arrows or (not line and shortest is not None and not joined.startswith("<")):
            break
        joined = f"{line} {joined}".rstrip()
        if shortest is None and is_wrote(joined):
            shortest = place
        if shortest is not None and opens_wrote(line) and is_wrote(joined):
            return place
        if named is None and shortest is not None and "@" in line and line[:1] != "<":
            named = place
    start = named if named is not None else _with_name(seen, shortest, arrows)
    return start if start is None else _from_above(seen, start, number, arrows)


def _from_above(seen: list[str], start: int, number: int, arrows: set[int]) -> int:
    """Where a program broke the header in a language whose days we do not know: behind the bracket of the
    address, or behind the day.
    """
    joined = " ".join(line[:LONG] for line in seen[start : number + 1])
    for place in range(start - 1, max(-1, start - _MOST_BROKEN), -1):
        line = seen[place][:LONG].rstrip()
        if not line or place in arrows or not _is_broken_off(line, joined):
            return place + 1
        joined = f"{line} {joined}"
    return max(0, start - _MOST_BROKEN + 1)


_MOST_BROKEN = 3


def _is_broken_off(line: str, below: str) -> bool:
    return line.endswith(("<", "<mailto:", "[mailto:")) or names_day(line, below)


def _with_name(seen: list[str], start: int | None, arrows: set[int]) -> int | None:
    """The name stands in the line above `<anna@x> wrote:`."""
    if not start or start - 1 in arrows or not seen[start].lstrip().startswith("<"):
        return start
    return start - 1 if seen[start - 1].strip() else start


def _bare_wrote(seen: list[str], number: int, arrows: set[int]) -> Mark | None:
    """Without its colon only where quoted lines follow."""
    line = seen[number][:LONG]
    if number + 1 not in arrows and number + 2 not in arrows:
        sure = "@" in line and is_sure_without_colon(line)
        return Mark(number, number + 1, True) if sure else None
    return Mark(number, number + 1, False) if is_weak_wrote(line) else None
