"""When did a mail arrive, where nobody but the mail itself tells it well?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from parsers.opening import mime

_ZONES_APART = timedelta(hours=14)
_FIRST_MAIL = datetime(1980, 1, 1, tzinfo=UTC)


def arrival(content: bytes, told: datetime) -> datetime:
    """When a mail came. The store's own time is a bound only: envelope lines of mbox have no zone, and copied
    files have the time of their copying. Within it the topmost Received field, which our own server wrote,
    says it best; mail that we sent has none, but its Date.
    """
    fields, _, _ = mime.fields_of(content, 0, min(len(content), mime.HEADER_BLOCK))
    for name in ("received", "date"):
        raw = next((field.raw for field in fields if field.name == name), b"")
        said = _time(raw.decode("ascii", "replace").rpartition(";")[2])
        if said and _FIRST_MAIL <= said <= told + _ZONES_APART:
            return said
    return told


def _time(said: str) -> datetime | None:
    try:
        when = parsedate_to_datetime(" ".join(said.split())[:200])
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
