"""Thousands of mails, one JSON object a line: which tags, with which words, and which date?

A line that cannot be used is answered with what is wrong, and stops none of the others.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, BinaryIO

import rules
from model import Direction, Footing, Kind, Tag, TagSort
from parsers import Parser
from rules import RuleSet
from rules.combined import read_only
from worker.rulebook import given
from worker.rulebook.given import Given, Placed, Text

LONGEST_LINE = 4_000_000
"""Bytes; a longer line is no mail."""


class LineError(ValueError):
    """What is wrong with a line, for who wrote it."""


@dataclass(frozen=True, slots=True)
class Judge:
    """What every line is judged by."""

    rules: RuleSet
    parsers: Sequence[Parser]
    today: date

    def tags(self, mail: Given) -> list[Tag]:
        """Without those on trial: nothing follows from them. Nobody knows the customer: he has no class."""
        found = rules.tag(mail.reading, self.rules, mail.day)
        at = datetime.combine(mail.day, time(12), UTC)
        return [tag for tag in rules.settled(found, Footing(), at) if not tag.is_trial]


def of(stream: BinaryIO) -> Iterator[bytes]:
    """The lines that say anything. Of one that is too long only the beginning is kept."""
    while line := stream.readline(LONGEST_LINE + 1):
        rest = line
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = stream.readline(LONGEST_LINE + 1)
        if line.strip():
            yield line


def told(line: bytes, judge: Judge) -> dict[str, Any]:
    """The answer to a line."""
    number: Any = None
    try:
        values = _values(line)
        number = values.get("id")
        text = _text(values, judge.today)
        return {"id": number} | _answer(given.read(text, judge.parsers), text, judge)
    except LineError as error:
        return {"id": number, "error": str(error)}
    except Exception as error:  # noqa: BLE001 - hostile lines: a mistake of ours costs one answer, not all
        return {"id": number, "error": f"{type(error).__name__}: {error}"}


def _answer(mail: Given, text: Text, judge: Judge) -> dict[str, Any]:
    tags, placed = judge.tags(mail), Placed(mail.reading, text.body)
    signals = [tag for tag in tags if tag.sort is TagSort.SIGNAL]
    due = read_only(signals, mail.reading.own_words)
    return {
        "tags": sorted({tag.name for tag in signals}),
        "evidence": [_evidence(tag, placed, text.body) for tag in signals],
        "due": None if due is None else {"kind": due.kind.value, "date": due.date and due.date.isoformat()},
        "facts": sorted({tag.name for tag in tags if tag.sort is TagSort.FACT}),
    }


def _evidence(tag: Tag, placed: Placed, body: str) -> dict[str, Any]:
    start, end = placed.span(tag)
    words = body[start:end] if end else tag.quote
    return {"tag": tag.name, "start": start, "end": end, "text": words, "rule": tag.rule}


# -- what a line may hold ------------------------------------------------------------------------------------


def _values(line: bytes) -> Mapping[str, Any]:
    if len(line) > LONGEST_LINE:
        raise LineError(f"the line is longer than {LONGEST_LINE:,} bytes")
    try:
        values = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise LineError("the line is not UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise LineError(f"the line is not JSON: {error}") from None
    if not isinstance(values, dict):
        raise LineError("the line is no JSON object such as {...}")
    return values


def labelled(line: bytes, judge: Judge) -> tuple[list[Tag], frozenset[str]]:
    """The tags that a line gets, and those that it says it deserves. Raises LineError."""
    values = _values(line)
    gold = values.get("tags")
    if not isinstance(gold, list) or not all(isinstance(each, str) for each in gold):
        raise LineError("`tags` is a list of tags, those that the mail deserves")
    return judge.tags(given.read(_text(values, judge.today), judge.parsers)), frozenset(gold)


def _text(values: Mapping[str, Any], today: date) -> Text:
    return Text(
        body=_words(values, "body", required=True),
        day=_day(values, today),
        direction=Direction(_one_of(values, "direction", ("in", "out")) or "in"),
        subject=_words(values, "subject"),
        kind=_kind(values),
        attachments=_names(values),
    )


def _words(values: Mapping[str, Any], name: str, *, required: bool = False) -> str:
    words = values.get(name)
    if words is None and not required:
        return ""
    if not isinstance(words, str):
        raise LineError(f"`{name}` is missing" if words is None else f"`{name}` is no text")
    return words


def _day(values: Mapping[str, Any], today: date) -> date:
    words = _words(values, "mail_date")
    return _as_day(words) if words else today


def _as_day(words: str) -> date:
    try:
        return datetime.fromisoformat(words).date()
    except ValueError:
        raise LineError(f"`mail_date` is no day such as 2026-03-15: {words[:40]!r}") from None


def _one_of(values: Mapping[str, Any], name: str, words: Sequence[str]) -> str:
    said = _words(values, name)
    if said and said not in words:
        raise LineError(f"`{name}` is one of {', '.join(words)}, not {said[:40]!r}")
    return said


def _kind(values: Mapping[str, Any]) -> Kind | None:
    said = _one_of(values, "kind", [kind.value for kind in Kind])
    return Kind(said) if said else None


def _names(values: Mapping[str, Any]) -> tuple[str, ...]:
    names = values.get("attachments") or []
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise LineError("`attachments` is a list of file names")
    return tuple(names)
