"""Thousands of mails, one JSON object a line: which tags, with which words, and which date?

A line that cannot be used is answered with what is wrong, and stops none of the others.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from math import isfinite
from typing import Any, BinaryIO

import rules
from model import Direction, Footing, Kind, Tag, TagSort
from parsers import Parser
from rules import Cancelled, RuleSet
from rules.combined import read_only
from rules.tagging import chosen
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
        return self.judged(mail)[0]

    def judged(self, mail: Given) -> tuple[list[Tag], list[Cancelled]]:
        """And the rules in Python whose code failed."""
        verdicts = rules.weighed(mail.reading, self.rules, mail.day)
        found, at = chosen(verdicts), datetime.combine(mail.day, time(12), UTC)
        tags = [tag for tag in rules.settled(found, Footing(), at) if not tag.is_trial]
        return tags, [one for one in verdicts if isinstance(one, Cancelled) and one.is_broken]


def of(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines that say anything, with their numbers. Of one that is too long only the beginning is kept."""
    at = 0
    while line := stream.readline(LONGEST_LINE + 1):
        at, rest = at + 1, line
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = stream.readline(LONGEST_LINE + 1)
        if line.strip():
            yield at, line


def told(line: bytes, judge: Judge) -> dict[str, Any]:
    """The answer to a single line."""
    return Answers(judge).to(line, 1)


class Answers:
    """To the lines of one file. An id is answered once: who scores must know which mail is meant."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._lines: dict[str, int] = {}
        """Where each id stood first."""

    def to(self, line: bytes, at: int) -> dict[str, Any]:
        """The answer to a line; at: its number."""
        number: Any = None
        try:
            values = _values(line)
            number = values.get("id")
            self._check_id(number, at)
            text = _text(values, self._judge.today)
            return {"id": number} | _answer(given.read(text, self._judge.parsers), text, self._judge)
        except LineError as error:
            return {"id": number, "line": at, "error": str(error)}
        except Exception as error:  # noqa: BLE001 - hostile lines: a mistake of ours costs one answer, not all
            return {"id": number, "line": at, "error": f"{type(error).__name__}: {error}"}

    def _check_id(self, number: object, at: int) -> None:
        if number is None or number == "":
            raise LineError("`id` is missing")
        if isinstance(number, bool) or not isinstance(number, str | int):
            raise LineError("`id` is neither a text nor a whole number")
        first = self._lines.setdefault(str(number), at)
        if first != at:
            raise LineError(f"the id {str(number)[:40]!r} stands in line {first} already")


def _answer(mail: Given, text: Text, judge: Judge) -> dict[str, Any]:
    (tags, broken), placed = judge.judged(mail), Placed(mail.reading, text.body)
    signals = [tag for tag in tags if tag.sort is TagSort.SIGNAL]
    due = read_only(signals)
    return {
        "tags": sorted({tag.name for tag in signals}),
        "evidence": [_evidence(tag, placed, text.body) for tag in signals],
        "due": None if due is None else {"kind": due.kind.value, "date": due.date and due.date.isoformat()},
        "facts": sorted({tag.name for tag in tags if tag.sort is TagSort.FACT}),
    } | ({"failed": [{"rule": each.rule, "reason": each.reason} for each in broken]} if broken else {})


def _evidence(tag: Tag, placed: Placed, body: str) -> dict[str, Any]:
    start, end = placed.span(tag)
    words = body[start:end] if end else tag.quote
    return {"tag": tag.name, "start": start, "end": end, "text": words, "rule": tag.rule}


# -- what a line may hold ------------------------------------------------------------------------------------


def _values(line: bytes) -> Mapping[str, Any]:
    if len(line) > LONGEST_LINE:
        raise LineError(f"the line is longer than {LONGEST_LINE:,} bytes")
    try:
        values = json.loads(line.decode("utf-8-sig"), parse_float=_number, parse_constant=_number)
    except UnicodeDecodeError:
        raise LineError("the line is not UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise LineError(f"the line is not JSON: {_fault(error)}") from None
    if not isinstance(values, dict):
        raise LineError("the line is no JSON object such as {...}")
    return values


def _fault(error: Exception) -> str:
    """Where in the line; json counts lines too, and it only ever sees one."""
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg}, character {error.pos + 1}"
    return "brackets without end" if isinstance(error, RecursionError) else str(error)


def _number(words: str) -> float:
    """No NaN or Infinity: the answer repeats the `id`, and they are no JSON (RFC 8259 6)."""
    number = float(words)
    if not isfinite(number):
        raise ValueError(f"{words[:40]} is no number")
    return number


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
