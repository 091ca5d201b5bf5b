"""Which slip of the pen makes a file unreadable as YAML?

YAML stumbles where it can go no further, often a line behind the slip, and its words are for programmers.
So the usual slips are looked for around that spot, and a suspicion counts only if the file reads on once the
slip is mended. The mended text also shows what else is wrong further down.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spot:
    """Where reading stopped, 0-based, and where the list, block or quote began that could not be finished."""

    line: int
    column: int
    opened: tuple[int, int] | None
    said: str


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip, the line as it would be without it, and whether that line is no more than a guess."""

    line: int
    column: int
    what: str
    at: int
    """The line that `mended` replaces: mostly `line` itself."""
    mended: str
    guess: bool = False
    plain: bool = False
    """Wrong to look at, even where mending it alone does not help because the next line has the same slip."""


_BREAKS_NOTHING = "'\"{[|>#"
"""A value that begins with one of these is no plain text."""
_LOOKED_BACK = 40
"""Lines above the spot in which a wrong dash is looked for."""
_DASH = re.compile(r"( *)([－–—−‐‑](?=\s*\S)|-(?=[^\s-])) ?")
_APOSTROPHE = re.compile(r"((?:^|[\s\[{,])'[^']*\w)'(?=\w)")
_NAME = re.compile(r"(\s*(?:- +)*)([^\W\d][\w -]*)")
_QUOTE = re.compile(r"(?:^|[\s\[{,])['\"]")
_CLOSED_BY = {"[": "]", "{": "}"}


def suspected(lines: list[str], spot: Spot) -> Iterator[Slip]:
    """Everything that may have gone wrong around the spot, the likeliest first."""
    for look in _LOOKS:
        yield from look(lines, spot)


def _around(lines: list[str], spot: Spot) -> Iterator[int]:
    """YAML notices most slips in their line, many only in the next that is not empty."""
    before = next((at for at in range(spot.line - 1, -1, -1) if at < len(lines) and _says(lines[at])), -1)
    yield from (at for at in (spot.line, before) if 0 <= at < len(lines))


def _says(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _strange_indent(lines: list[str], spot: Spot) -> Iterator[Slip]:
    above = range(min(spot.line, len(lines) - 1), max(spot.line - _LOOKED_BACK, -1), -1)
    for at in dict.fromkeys((*_around(lines, spot), *above)):
        body = lines[at].lstrip()
        indent = lines[at][: len(lines[at]) - len(body)]
        strange = next((column for column, each in enumerate(indent) if each != " "), None)
        if strange is None:
            continue
        kind = _BLANKS.get(indent[strange], "a space of another kind")
        for spaces in _likely_indents(lines, at):
            yield Slip(
                at, strange, f"This line starts with {kind}. Use spaces.", at, " " * spaces + body, True, True
            )


_BLANKS = {"\t": "a Tab", "\u3000": "a full-width space", "\xa0": "a no-break space"}


def _likely_indents(lines: list[str], at: int) -> Iterator[int]:
    for near in (range(at - 1, -1, -1), range(at + 1, len(lines))):
        line = next((lines[each] for each in near if _says(lines[each])), "")
        spaces = len(line) - len(line.lstrip(" "))
        yield from (spaces, spaces + 2)


def _full_width_colon(lines: list[str], spot: Spot) -> Iterator[Slip]:
    for at in (*_around(lines, spot), *_opener_of_block(lines, spot)):
        name, colon, value = lines[at].partition("：")
        if colon and _NAME.fullmatch(name):
            what = "The colon here is a full-width `：`. Use `:` and a space."
            yield Slip(at, len(name), what, at, f"{name}: {value.strip()}", plain=True)


def _opener_of_block(lines: list[str], spot: Spot) -> Iterator[int]:
    """Where YAML noticed only behind a list that its name had no colon: the line before the list."""
    if spot.opened is not None and spot.opened[0] < min(spot.line, len(lines)):
        yield spot.opened[0]


def _missing_colon(lines: list[str], spot: Spot) -> Iterator[Slip]:
    """`any` alone in its line, with its list below it."""
    for at in (*_opener_of_block(lines, spot), *_around(lines, spot)):
        body = _parted(lines[at])[0].rstrip()
        if re.fullmatch(r"\s*(?:- +)*[a-z_]+", body):
            what = f"A colon is missing behind `{body.strip(' -')}`."
            yield Slip(at, len(body), what, at, lines[at].replace(body, f"{body}:", 1))


def _strange_dash(lines: list[str], spot: Spot) -> Iterator[Slip]:
    """Han keyboards and word processors write `－` and `–` where an entry begins with `-`."""
    around = dict.fromkeys((*_around(lines, spot), *range(min(spot.line, len(lines) - 1), -1, -1)))
    for at in list(around)[:_LOOKED_BACK]:
        found = _DASH.match(lines[at])
        if found:
            mended = f"{found[1]}- {lines[at][found.end() :]}"
            yield Slip(at, len(found[1]), _dash_said(found[2]), at, mended, plain=found[2] != "-")


def _dash_said(dash: str) -> str:
    if dash == "-":
        return "A space is missing behind the `-`."
    kind = "a full-width" if dash in "－＿" else "a long"
    return f"The dash here is {kind} `{dash}`. An entry begins with `-` and a space."


def _broken_quotes(lines: list[str], spot: Spot) -> Iterator[Slip]:
    """`'It's too high'`: the apostrophe ends the text."""
    for at in _around(lines, spot):
        found = _APOSTROPHE.search(lines[at])
        if found:
            mended = f"{lines[at][: found.end(1)]}''{lines[at][found.end(1) + 1 :]}"
            what = "The ' inside ends the text. Write it twice: ''."
            yield Slip(at, found.end(1), what, at, mended)


def _no_space_after_colon(lines: list[str], spot: Spot) -> Iterator[Slip]:
    for at in _around(lines, spot):
        name, colon, value = lines[at].partition(":")
        if colon and value and value[0] != " " and _NAME.fullmatch(name):
            right = f"{name.lstrip(' -')}: {_parted(value)[0].strip()}"
            what = f"A space is missing after the colon: write `{right}`."
            yield Slip(at, len(name) + 1, what, at, f"{name}: {value.strip()}", plain=True)


def _special_start(lines: list[str], spot: Spot) -> Iterator[Slip]:
    for at in _around(lines, spot):
        start = _start_of_value(lines[at])
        first = lines[at][start : start + 1]
        if first and first in "*&@%!`,]}|>":
            what = f"A text that begins with {_named(first)} needs 'single quotes' around it."
            yield Slip(at, start, what, at, _quoted(lines[at], start))


def _special_inside(lines: list[str], spot: Spot) -> Iterator[Slip]:
    """The same within `[ ]` or `{ }`."""
    line = lines[spot.line] if spot.line < len(lines) else ""
    start = spot.column - (line[spot.column - 1 : spot.column] == "*")  # an alias without a name
    sign = line[start : start + 1]
    if sign == "@":
        mended = _LISTED.sub(r'\1"\2"', line)
        right = _bracketed(mended, start)
        what = f"A text that begins with `@` needs 'single quotes' around it. Write `{right}`."
        yield Slip(spot.line, start, what, spot.line, mended)
    if sign in ("`", "%", "*"):
        what = f"A text that begins with {_named(sign)} needs 'single quotes' around it."
        yield Slip(spot.line, start, what, spot.line, _quoted_part(line, start))


_LISTED = re.compile(r"([\[,]\s*)(@[^\s,\]}]+)")


def _bracketed(line: str, at: int) -> str:
    """The list in brackets around a column."""
    start, end = line.rfind("[", 0, at + 1), line.find("]", at)
    return line[max(start, 0) : end + 1 or len(line)].strip()


def _colon_in_text(lines: list[str], spot: Spot) -> Iterator[Slip]:
    for at in _around(lines, spot):
        start = _start_of_value(lines[at])
        value = lines[at][start:]
        if ": " in value and value[0] not in _BREAKS_NOTHING:
            mended = _quoted(lines[at], start)
            what = f"A text with a colon needs 'single quotes': write `{_parted(mended)[0].strip()}`."
            yield Slip(at, start, what, at, mended)


def _colon_inside(lines: list[str], spot: Spot) -> Iterator[Slip]:
    """The same within `[ ]` or `{ }`: `{name: Anna: the one}`."""
    line = lines[spot.line] if spot.line < len(lines) else ""
    if spot.opened is None or line[spot.column : spot.column + 1] != ":":
        return
    signs = [sign for sign in ("{", "[", ", ", ": ") if sign in line[: spot.column]]
    start = max((line.rfind(sign, 0, spot.column) + len(sign) for sign in signs), default=spot.column)
    if start < spot.column:
        what = "A text with a colon needs 'single quotes' around it."
        yield Slip(spot.line, start, what, spot.line, _quoted_part(line, start))


def _full_width_comma(lines: list[str], spot: Spot) -> Iterator[Slip]:
    for at in _around(lines, spot):
        if spot.opened is not None and "，" in lines[at]:
            what = "The comma here is a full-width `，`. Use `,` and a space."
            yield Slip(at, lines[at].index("，"), what, at, lines[at].replace("，", ", "))


def _comment_inside(lines: list[str], spot: Spot) -> Iterator[Slip]:
    for at in _around(lines, spot):
        body, comment = _parted(lines[at])
        if comment and any(body.count(opens) > body.count(closes) for opens, closes in _CLOSED_BY.items()):
            what = "Behind a space `#` begins a comment. A text with `#` needs 'single quotes' around it."
            yield Slip(at, len(body) + 1, what, at, _quoted_part(lines[at], len(body) + 1))


def _backslash(lines: list[str], spot: Spot) -> Iterator[Slip]:
    if spot.opened is None or "escape" not in spot.said or spot.line >= len(lines):
        return
    line = lines[spot.line]
    column = line.rfind("\\", 0, spot.column + 1)
    what = "Within \"double quotes\" a backslash has a meaning of its own. Use 'single quotes'."
    yield Slip(spot.line, max(column, 0), what, spot.line, line.replace("\\", "\\\\"))


def _open_quote(lines: list[str], spot: Spot) -> Iterator[Slip]:
    """Such a quote swallows everything up to the next one; its line has an odd number of them."""
    for at in _openers(lines, spot):
        for found in _QUOTE.finditer(lines[at]):
            start, quote = found.end() - 1, found[0][-1]
            if lines[at].count(quote) % 2:
                what = f"The quote {quote} opened here is never closed."
                yield Slip(at, start, what, at, _closed(lines[at], start, quote))


def _closed(line: str, start: int, quote: str) -> str:
    """The line with the quote closed: at its end, or where the entry of `[ ]` or `{ }` ends."""
    inside = start > _start_of_value(line)
    body = len(line[:start]) + len(_parted(line[start:])[0])
    end = next((at for at in range(start, body) if line[at] in ",]}"), body) if inside else body
    return line[:end].rstrip() + quote + line[end:]


def _openers(lines: list[str], spot: Spot) -> Iterator[int]:
    if spot.opened is not None and spot.opened[0] < len(lines):
        yield spot.opened[0]
    yield from range(min(spot.line, len(lines) - 1), max(spot.line - 200, -1), -1)


def _open_bracket(lines: list[str], spot: Spot) -> Iterator[Slip]:
    if spot.opened is None:
        return
    line, column = spot.opened if spot.opened[0] < len(lines) else _last_opened(lines)
    bracket = lines[line][column : column + 1]
    last = next((at for at in range(min(spot.line, len(lines)) - 1, line - 1, -1) if _says(lines[at])), line)
    if bracket in _CLOSED_BY:
        what = f"The `{bracket}` opened here is never closed."
        body, comment = _parted(lines[last])
        yield Slip(line, column, what, last, body.rstrip() + _CLOSED_BY[bracket] + comment)


def _last_opened(lines: list[str]) -> tuple[int, int]:
    """The bracket that nothing behind it closes, where the file ends within it."""
    for at in range(len(lines) - 1, max(len(lines) - _LOOKED_BACK, -1), -1):
        body = _parted(lines[at])[0]
        for opens, closes in _CLOSED_BY.items():
            if body.count(opens) > body.count(closes):
                return at, body.rfind(opens)
    return 0, len(lines[0]) if lines else 0


def _uneven_indent(lines: list[str], spot: Spot) -> Iterator[Slip]:
    if spot.line >= len(lines):
        return
    body = lines[spot.line].lstrip(" ")
    indent = len(lines[spot.line]) - len(body)
    for spaces in _likely_indents(lines, spot.line):
        if spaces != indent:
            what = f"This line is indented by {_spaces(indent)}, which fits no line above. Is it {spaces}?"
            yield Slip(spot.line, indent, what, spot.line, " " * spaces + body, True)


_LOOKS: tuple[Callable[[list[str], Spot], Iterator[Slip]], ...] = (
    # what is wrong wherever it stands comes before what is wrong only in its surroundings
    _strange_indent,
    _full_width_colon,
    _strange_dash,
    _missing_colon,
    _no_space_after_colon,
    _special_start,
    _special_inside,
    _backslash,
    _broken_quotes,
    _open_quote,
    _full_width_comma,
    _comment_inside,
    _colon_inside,
    _open_bracket,
    _colon_in_text,
    _uneven_indent,
)


def _start_of_value(line: str) -> int:
    """Where the value begins in `  - name: value`; the end of the line where there is none."""
    found = re.match(r"\s*(?:- +)*(?:[^\W\d][\w -]*: +)?", line)
    return found.end() if found else len(line)


def _parted(line: str) -> tuple[str, str]:
    body, sign, comment = line.partition(" #")
    return body, sign + comment


def _quoted(line: str, start: int) -> str:
    """The line with everything from `start` on in single quotes, save a comment."""
    value, comment = _parted(line[start:])
    return line[:start] + _in_quotes(value.strip()) + comment


def _quoted_part(line: str, start: int) -> str:
    """The line with one entry of `[ ]` or `{ }` in single quotes."""
    end = next((at for at in range(start, len(line)) if line[at] in ",]}"), len(line))
    return line[:start] + _in_quotes(line[start:end].strip()) + line[end:]


def _in_quotes(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _named(sign: str) -> str:
    return "a backtick" if sign == "`" else f"`{sign}`"


def _spaces(count: int) -> str:
    return "1 space" if count == 1 else f"{count} spaces"
