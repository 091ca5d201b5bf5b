"""What does the log look like? One event a line: key=value for people, JSON for programs.

A line holds an event name, the account, the folder, counts, durations, and a sentence; never a body, a
subject, a password or a token: nothing here is ever handed one.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal

from worker.render import one_line

_FIELDS = "genjin_fields"
_EVENT = "genjin_event"
_PRIORITY = ((logging.CRITICAL, 2), (logging.ERROR, 3), (logging.WARNING, 4), (logging.INFO, 6))
"""Levels of the journal, as sd-daemon(3) has them written before a line."""


def tell(
    log: logging.Logger, level: int, event: str, words: str = "", *, exc_info: Any = None, **fields: object
) -> None:
    """Write one event. `words` is a sentence for people, the fields are for whoever searches and counts."""
    log.log(level, words, exc_info=exc_info, extra={_EVENT: event, _FIELDS: fields})


def set_up(shape: Literal["text", "json"], debug: bool = False) -> None:
    """From now on this process logs to standard error in this shape."""
    journal = to_journal(os.environ)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter((JsonLines if shape == "json" else TextLines)(journal))
    logging.basicConfig(level=logging.DEBUG if debug else logging.INFO, handlers=[handler], force=True)


def to_journal(environment: Mapping[str, str]) -> bool:
    """Does standard error go straight to systemd's journal? It writes the time of every line itself."""
    named = environment.get("JOURNAL_STREAM", "")
    try:
        state = os.fstat(sys.stderr.fileno())
    except (OSError, ValueError):
        return False
    return named == f"{state.st_dev}:{state.st_ino}"


class _Lines(logging.Formatter):
    """journal: without the time, with the journal's mark of the level before every line."""

    def __init__(self, journal: bool = False) -> None:
        super().__init__()
        self._journal = journal

    def format(self, record: logging.LogRecord) -> str:
        line = self._line(record)
        if not self._journal:
            return line
        mark = next((f"<{number}>" for level, number in _PRIORITY if record.levelno >= level), "<7>")
        return "\n".join(mark + part for part in line.split("\n"))

    def _line(self, record: logging.LogRecord) -> str:
        raise NotImplementedError

    def _parts(self, record: logging.LogRecord) -> dict[str, object]:
        """Time, level, event, fields and words, in this order; of other libraries the name."""
        parts: dict[str, object] = {} if self._journal else {"time": _time(record)}
        parts |= {"level": record.levelname.lower(), "event": getattr(record, _EVENT, "log")}
        if not hasattr(record, _EVENT):
            parts["logger"] = record.name
        fields: dict[str, object] = getattr(record, _FIELDS, {})
        parts |= fields
        words = record.getMessage()
        return parts | {"words": words} if words else parts

    def _trace(self, record: logging.LogRecord) -> str:
        return self.formatException(record.exc_info) if record.exc_info and record.exc_info[0] else ""


class TextLines(_Lines):
    """`2026-03-02T09:00:00Z info mail account=anna new=3 words="…"`; a traceback follows, indented."""

    def _line(self, record: logging.LogRecord) -> str:
        parts = self._parts(record)
        bare = [str(parts.pop(name)) for name in ("time", "level", "event") if name in parts]
        line = " ".join([*bare, *(f"{name}={_value(value)}" for name, value in parts.items())])
        trace = self._trace(record)
        return "\n    ".join([line, *(one_line(each) for each in trace.splitlines())]) if trace else line


class JsonLines(_Lines):
    """One JSON object a line."""

    def _line(self, record: logging.LogRecord) -> str:
        parts = self._parts(record)
        trace = self._trace(record)
        if trace:
            parts["traceback"] = trace
        return json.dumps(parts, ensure_ascii=False, default=str)


def _time(record: logging.LogRecord) -> str:
    at = datetime.fromtimestamp(record.created, UTC)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _value(value: object) -> str:
    """As it is, or in quotes where it would not be one word. A server's words cannot begin a line of ours."""
    text = one_line(str(value))
    is_word = text and not any(each in text for each in ' "=\\')
    return text if is_word else json.dumps(text, ensure_ascii=False)
