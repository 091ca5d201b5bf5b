"""What do the fields of a machine's report say? Delivery (RFC 3464), disposition (8098), feedback (5965)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from model import Mail
from parsers.late import late
from parsers.opening import mime

Row = dict[str, str]

SUCCESS = frozenset({"delivered", "relayed", "expanded"})
FAILURE = frozenset({"failed", "delayed"})
_MOST_LINES = 2000
_RECIPIENTS = ("final-recipient", "original-recipient")


def type_of(heads: Mapping[str, str]) -> str:
    """The report-type of a multipart/report, or empty."""
    value = heads.get("content-type", "")
    if "report" not in value.lower():
        return ""
    return mime.parameters_of(value.encode())[1].get("report-type", "").lower()


def rows(mail: Mail) -> list[Row]:
    """Of the report part; of the text where a gateway has flattened the report into it."""
    if mail.report:
        return rows_of(mail.report)
    if "inal-" in mail.text and _FLAT.search(mail.text[:_HEAD]):
        return rows_of(mail.text[:_HEAD])
    return []


_HEAD = 20_000
_FLAT = late(r"^(?:final|original)-recipient:", re.IGNORECASE | re.MULTILINE)


def actions(found: list[Row]) -> set[str]:
    """What became of the recipients, in small letters: failed, delayed, delivered, relayed, expanded."""
    return {action(row) for row in found if "action" in row}


def action(row: Row) -> str:
    return "".join(re.findall(r"^\W*([a-z]+)", row.get("action", "").lower()))


def rows_of(report: str) -> list[Row]:
    """Groups of fields between empty lines (RFC 3464 2); the first speaks of the report itself.

    Where a server forgot the empty line, the next recipient begins a group; where it put one too many, the
    halves are one.
    """
    return [row for row in _joined(_groups(report)) if row]


def _groups(report: str) -> Iterator[Row]:
    row: Row = {}
    for line in report.split("\n", _MOST_LINES)[:_MOST_LINES]:
        name, mark, value = line.partition(":")
        key = name.strip().lower()[:60]
        if not line.strip() or (key in _RECIPIENTS and key in row):
            yield row
            row = {}
        if line[:1] in " \t" and row:
            last = next(reversed(row))
            row[last] = f"{row[last]} {line.strip()}"[:500]
        elif mark and key:
            row.setdefault(key, value.strip()[:500])
    yield row


def _joined(groups: Iterator[Row]) -> Iterator[Row]:
    before: Row = {}
    for row in groups:
        if _is_rest(before, row):
            before.update(row)
            continue
        yield before
        before = row
    yield before


def _is_rest(before: Row, row: Row) -> bool:
    """Recipient and status in two groups."""
    return (
        any(name in before for name in _RECIPIENTS)
        and "action" not in before
        and "action" in row
        and not any(name in row for name in _RECIPIENTS)
    )
