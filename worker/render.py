"""How does a list look? As a table for people, JSON or CSV for programs; never as a sender would have it.

Mail is hostile input: `clean` takes control and direction characters out of everything that is printed, and
`one_line` the line breaks too, where a sender could otherwise write a line of her own under ours.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

Shape = Literal["table", "json", "csv"]
Cells = Mapping[str, Any]


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


class Lines(tuple[str, ...]):
    """A cell of a table that is shown on several lines, each of them ours to break."""

    __slots__ = ()


def render(rows: Sequence[Cells], columns: Sequence[Column], shape: Shape, nothing: str = "Nothing.") -> str:
    """The list as text. `nothing` is said instead of an empty table."""
    if shape == "json":
        return as_json([{column.key: row[column.key] for column in columns} for row in rows])
    if shape == "csv":
        return _csv(rows, columns)
    return table(rows, columns) if rows else nothing


def as_json(value: Any) -> str:
    return json.dumps(_cleaned(value), ensure_ascii=False, indent=2)


def table(rows: Sequence[Cells], columns: Sequence[Column]) -> str:
    """A table as wide as the terminal, or 200 columns in a pipe. Han characters count two columns."""
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
    terminal = sys.stdout.isatty()
    stream = io.StringIO()
    console = Console(file=stream, force_terminal=terminal, width=None if terminal else 200, highlight=False)
    console.print(laid_out)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines() if line.strip())


def blocks(rows: Sequence[tuple[str, Sequence[str], str]], width: int) -> str:
    """For a narrow terminal: a head and its lines below it, indented, as wide as the terminal.

    rows: (head, lines, style); an empty head goes on with the block above.
    """
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    stream = io.StringIO()
    console = Console(file=stream, force_terminal=True, width=width, highlight=False)
    for head, lines, style in rows:
        if head:
            console.print(Text(one_line(head), style="bold"))
        for at_, line in enumerate(line for line in lines if line):
            console.print(Padding(Text(one_line(line), style=style), (0, 0, 0, 2 if at_ == 0 else 4)))
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines())


NARROW = 100
"""Columns below which a table with sentences in it is no table any more."""


def narrow() -> int:
    """The terminal's width where that is too little for a table, else 0."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else NARROW
    return width if width < NARROW else 0


def _in_table(value: Any) -> str:
    if isinstance(value, Lines):
        return "\n".join(one_line(line) for line in value if line)
    return one_line(_plain(value))


def clean(text: str) -> str:
    """Text that a terminal shows and never obeys: control, direction and private characters become U+FFFD."""
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
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):  # `America` is a folder of zones
        return UTC


def at(moment: datetime | None, here: tzinfo) -> str:
    """`2026-03-15 18:00` in the team's zone."""
    return moment.astimezone(here).strftime("%Y-%m-%d %H:%M") if moment else ""


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
