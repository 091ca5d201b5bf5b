"""How does a list look? As a table for people, JSON or CSV for programs; never as a sender would have it.

Mail is hostile input: `clean` takes control and direction characters out of everything that is printed, and
`one_line` the line breaks too, where a sender could otherwise write a line of her own under ours.
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from itertools import groupby, islice
from typing import Any, Literal

from late import dataclass

Shape = Literal["table", "json", "csv"]
Cells = Mapping[str, Any]
Block = tuple[str, Sequence[str], str]
"""Head, lines, style."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the key in JSON and CSV, the heading of the table (empty: not in the table)."""

    key: str
    heading: str = ""
    style: str = ""
    stays: bool = False
    """Never broken over lines: numbers and dates."""
    right: bool = False
    """Against the right side: numbers to be compared."""
    leads: bool = False
    """In the first line of the block that a row becomes where a table is too wide; the others stand below."""


class Lines(tuple[str, ...]):
    """A cell of a table that is shown on several lines, each of them ours to break."""

    __slots__ = ()


def render(rows: Sequence[Cells], columns: Sequence[Column], shape: Shape, nothing: str = "Nothing.") -> str:
    """The list as text. `nothing` is said instead of an empty table."""
    if shape == "json":
        return as_json([{column.key: row[column.key] for column in columns} for row in rows])
    if shape == "csv":
        return _csv(rows, columns)
    if not rows:
        return nothing
    shown = sum(bool(column.heading) for column in columns)
    room = narrow(max(NARROW, _A_COLUMN * shown))
    return blocks([_block(row, columns) for row in rows], room) if room else table(rows, columns)


def as_json(value: Any) -> str:
    return json.dumps(_cleaned(value), ensure_ascii=False, indent=2)


def table(rows: Sequence[Cells], columns: Sequence[Column]) -> str:
    """A table as wide as `width` says. Han characters count two columns."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = [column for column in columns if column.heading]
    laid_out = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column in shown:
        side: Literal["left", "right"] = "right" if column.right else "left"
        laid_out.add_column(
            column.heading, style=column.style, no_wrap=column.stays, overflow="fold", justify=side
        )
    for row in rows:
        laid_out.add_row(*(Text(_in_table(row[column.key])) for column in shown), style=row.get("style", ""))
    stream = io.StringIO()
    console = Console(file=stream, force_terminal=sys.stdout.isatty(), width=width(), highlight=False)
    console.print(laid_out)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines() if line.strip())


def blocks(rows: Sequence[Block], width: int) -> str:
    """For a narrow terminal: a head and its lines below it, indented, no wider than it.

    rows: (head, lines, style); an empty head goes on with the block above.
    """
    from rich.console import Console
    from rich.text import Text

    stream = io.StringIO()
    console = Console(file=stream, force_terminal=sys.stdout.isatty(), width=width, highlight=False)
    for head, lines, style in rows:
        below = [f"{'    ' if at_ else '  '}{line}" for at_, line in enumerate(filter(None, lines))]
        told = [(head, "bold")] * bool(head) + [(line, style) for line in below]
        for line, colour in told:
            for piece in wrapped(one_line(line), width):
                console.print(Text(piece, style=colour), no_wrap=True, crop=False)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines())


def _block(row: Cells, columns: Sequence[Column]) -> Block:
    """A row of any list: what leads on one line, the rest below it, each with its heading."""
    told = [(column, _in_table(row[column.key])) for column in columns if column.heading]
    shown = [(column, words) for column, words in told if words]
    leading = [each for each in shown if each[0].leads]
    if not any(column.leads for column in columns):
        leading = shown[:1]
    below = groupby([each for each in shown if each not in leading], key=lambda each: each[0].stays)
    lines = [line for short, cells in below for line in _below(cells, short)]
    head = " · ".join(_in_head(column, words) for column, words in leading)
    return head or "(no name)", lines, row.get("style", "")


def _below(cells: Iterable[tuple[Column, str]], short: bool) -> list[str]:
    """Numbers and dates share a line."""
    told = [f"{column.heading}: {words}" for column, words in cells]
    return [" · ".join(told)] if short else told


def _in_head(column: Column, words: str) -> str:
    """A bare number says nothing: `mail 12`."""
    return f"{column.heading} {words}" if words.isdigit() else words


# -- width ---------------------------------------------------------------------------------------------------

NARROW = 100
"""Columns below which a table with sentences in it is no table any more."""
_A_COLUMN = 16
"""What one column needs at least, on the average, to be read."""
_IN_A_PIPE = 200
_LEAST = 20


def width() -> int:
    """COLUMNS where that is set, else the terminal's width; 200 in a pipe."""
    said = os.environ.get("COLUMNS", "")
    if re.fullmatch(r"0*[1-9][0-9]{0,4}", said):
        return max(int(said), _LEAST)
    import shutil

    return max(shutil.get_terminal_size().columns, _LEAST) if sys.stdout.isatty() else _IN_A_PIPE


def narrow(needed: int = NARROW) -> int:
    """The width where that is too little for a table, else 0."""
    room = width()
    return room if room < needed else 0


def wrapped(line: str, room: int) -> Iterator[str]:
    """A line in pieces that fit; what is broken off stands two deeper, so that it begins no line of ours."""
    bare = line.lstrip(" ")
    indent = " " * min(len(line) - len(bare), room // 2)
    first = cut = _fitting(bare, 0, room - len(indent))
    yield indent + bare[:first].rstrip(" ")
    while cut < len(bare):
        start, cut = cut, _fitting(bare, cut, room - len(indent) - 2)
        yield f"{indent}  {bare[start:cut].strip(' ')}"


def _fitting(text: str, start: int, room: int) -> int:
    """Where to break: behind the last blank or beside the last Han character that fits, else anywhere."""
    from rich.cells import get_character_cell_size

    cells, last = 0, 0
    for here, each in enumerate(islice(text, start, None), start):
        wide = get_character_cell_size(each)
        cells += wide
        if here > start and (text[here - 1] == " " or (wide == 2 and each not in _NEVER_FIRST)):
            last = here
        if cells > room and each != " ":
            return last or max(here, start + 1)
    return len(text)


_NEVER_FIRST = "，。、；：？！）」』】》〉’”"


def _in_table(value: Any) -> str:
    if isinstance(value, Lines):
        return "\n".join(one_line(line) for line in value if line)
    return one_line(_plain(value))


def clean(text: str) -> str:
    """Text that a terminal shows and never obeys: control, direction and private characters become U+FFFD."""
    if text.isprintable():  # has none of them, as nearly all have
        return text
    return "".join("\ufffd" if _is_dangerous(each) else each for each in text)


def one_line(text: str) -> str:
    """Clean text on one line: what comes from a mail cannot look like a line of ours."""
    return re.sub(r"[\n\t]+", " ", clean(text))


def _is_dangerous(each: str) -> bool:
    if each in "\n\t\u200c\u200d":  # joiners belong to Persian and Hindi spelling and to emoji
        return False
    return unicodedata.category(each) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _cleaned(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(each) for each in value]
    return value


def _csv(rows: Iterable[Cells], columns: Sequence[Column]) -> str:
    import csv

    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([column.key for column in columns])
    for row in rows:
        writer.writerow([_cell(row[column.key]) for column in columns])
    return stream.getvalue().rstrip("\n")


def _cell(value: Any) -> Any:
    """Spreadsheets run a cell that begins like a formula, in full-width signs too; a quote in front makes it
    text (OWASP, CSV injection)."""
    text = one_line(_plain(value))
    if isinstance(value, int | float) or text.lstrip()[:1] not in _FORMULA:
        return text
    return f"'{text}"


_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return value.isoformat() if isinstance(value, date) else str(value)


# -- counts and times ---------------------------------------------------------------------------------------


def zone(name: str) -> tzinfo:
    """The team's time zone; UTC where the name is unknown."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):  # `America` is a folder of zones
        return UTC


def at(moment: datetime | None, here: tzinfo) -> str:
    """`2026-03-15 18:00` in the team's zone."""
    return moment.astimezone(here).strftime("%Y-%m-%d %H:%M") if moment else ""


def at_in(moment: datetime, here: tzinfo | None) -> str:
    """`2026-03-15 18:00 Asia/Shanghai`: with the zone named. None: the machine's own."""
    local = moment.astimezone(here)
    name = getattr(here, "key", "") or str(timezone(local.utcoffset() or timedelta()))
    return f"{local:%Y-%m-%d %H:%M} {name}"


def iso(moment: datetime | None, here: tzinfo) -> str | None:
    """ISO 8601 with the zone's offset, for programs."""
    return moment.astimezone(here).isoformat() if moment else None


def late(due: datetime, now: datetime, here: tzinfo) -> str:
    """How a due time stands: `3 days overdue`, `today 18:00`, `2026-03-15`."""
    if due < now:
        return f"{_span(now - due)} overdue"
    day, today = due.astimezone(here).date(), now.astimezone(here).date()
    if day == today:
        return f"today {due.astimezone(here):%H:%M}"
    return f"tomorrow {due.astimezone(here):%H:%M}" if day - today == timedelta(days=1) else day.isoformat()


def number_of(count: int, one: str) -> str:
    """`1 mail`, `2,000 mails`."""
    return f"{count:,} {one}{'' if count == 1 else 's'}"


def _span(length: timedelta) -> str:
    if length < timedelta(hours=1):
        return "just"
    if length < timedelta(days=1):
        hours = int(length.total_seconds() // 3600)
        return number_of(hours, "hour")
    return number_of(length.days, "day")
