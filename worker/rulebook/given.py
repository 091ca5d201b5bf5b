"""How does a text from anywhere become a reading that rules can judge? By the parsers, as a mail does.

Only the sender's new words count, so a quoted history or a signature in the text gives no tag; where a tag
stands is told in the text as it was given.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from itertools import accumulate

import parsers
from model import (
    AS_USUAL,
    Address,
    Attachment,
    Direction,
    GenjinError,
    Kind,
    Mail,
    Nature,
    Opening,
    Ours,
    RawMail,
    Reading,
    Tag,
)
from parsers import Parser
from parsers.opening.arrival import arrival

US = Address("we@ours.invalid", "")
THEM = Address("they@theirs.invalid", "")
"""RFC 2606 2: names that nobody has."""

OURS = Ours(domains=frozenset({"ours.invalid"}))
_SANE = re.compile("[\x00\ud800-\udfff]")
_LONGEST = 200_000
"""Characters of a text that are read; nobody writes as much."""


@dataclass(frozen=True, slots=True)
class Text:
    """What is known of a mail of which only the text is there."""

    body: str
    day: date
    direction: Direction = Direction.IN
    subject: str = ""
    kind: Kind | None = None
    """None: as the parsers find it."""
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """A mail that is in no book, and the day it was written."""

    reading: Reading
    day: date


_NOBODY = Ours()


@dataclass(frozen=True, slots=True)
class Team:
    """Who counts as one of us, and how mail is opened."""

    parsers: Sequence[Parser] = parsers.PARSERS
    ours: Ours = _NOBODY
    opening: Opening = AS_USUAL


def of_words(words: str, today: date, from_: str | None = None) -> Given:
    """What somebody typed."""
    return read(Text(words, today, Direction.OUT if from_ == "us" else Direction.IN))


def of_content(content: bytes, team: Team, now: datetime, from_: str | None = None) -> Given:
    """A file: a mail, or else a plain text."""
    if not _looks_like_mail(content):
        _must_be_text(content)
        return of_words(content.decode("utf-8-sig", "replace"), now.date(), from_)
    mail = parsers.open_mail(RawMail(content, arrival(content, now)), team.opening)
    reading = parsers.read(mail, team.ours, team.parsers)
    if from_ is not None:
        reading = replace(reading, direction=Direction.OUT if from_ == "us" else Direction.IN)
    return Given(reading, mail.day or mail.date.date())


_FIELD = re.compile(
    rb"(?i)(?:from|to|subject|date|received|return-path|message-id|mime-version|delivered-to)[ \t]*:"
)


class NoTextError(GenjinError):
    """What was given is neither a mail nor a text."""


def _must_be_text(content: bytes) -> None:
    """A text of another charset has a strange letter here and there, a picture hardly any other."""
    if not content.strip():
        raise NoTextError("There is nothing in it: no mail and no text.")
    said = content[:_LONGEST].decode("utf-8-sig", "replace")
    strange = sum(each == "\ufffd" or (each < " " and each not in "\t\n\r\f\x1b") for each in said)
    if b"\x00" in content or strange * 10 > len(said):
        raise NoTextError("This is no mail and no text. Save the mail as .eml, or the text as UTF-8.")


def _looks_like_mail(content: bytes) -> bool:
    """Two header fields at its top: `Subject: ...` alone may be the first line of a text."""
    head = re.split(rb"\r?\n\r?\n", content.lstrip(b"\xef\xbb\xbf")[:65_536], maxsplit=1)[0]
    return sum(_FIELD.match(line) is not None for line in head.splitlines()) >= 2


def read(text: Text, others: Sequence[Parser] = parsers.PARSERS) -> Given:
    """The text as a mail between them and us."""
    mail = _mail(text)
    reading = parsers.read(mail, OURS, others)
    if text.kind is not None:
        reading = replace(reading, nature=Nature(text.kind, sure=True, because=("said so",)))
    return Given(reading, text.day)


def _mail(text: Text) -> Mail:
    ours = text.direction is Direction.OUT
    at = datetime.combine(text.day, time(12), UTC)
    return Mail(
        key="given",
        sender=US if ours else THEM,
        to=(THEM if ours else US,),
        date=at,
        received=at,
        day=text.day,
        subject=_sane(text.subject),
        text=_sane(text.body[:_LONGEST]).replace("\r\n", "\n"),
        attachments=tuple(Attachment(_sane(name), "", 0, "") for name in text.attachments),
    )


def _sane(text: str) -> str:
    """As `open_mail` leaves it: each NUL and lone surrogate is one other character."""
    return _SANE.sub("\ufffd", text)


class Placed:
    """Where the own words of a mail stand in the text they were read from."""

    def __init__(self, reading: Reading, body: str) -> None:
        self._own, self._body = reading.own_words, _sane(body)
        self._offset = self._body.find(self._own) if self._own else 0
        self._spots: Sequence[tuple[int, int]] | None = None

    def span(self, tag: Tag) -> tuple[int, int]:
        """Half-open, in the text; (0, 0) for what stands in the subject or is a file."""
        if tag.end <= tag.start:
            return 0, 0
        if self._offset >= 0:
            return tag.start + self._offset, tag.end + self._offset
        return self._place(tag.start), self._place(tag.end - 1) + 1

    def _place(self, at: int) -> int:
        """By lines: between them quoted ones were taken out, or their ends were other ones."""
        if self._spots is None:
            self._spots = _spots(self._own, self._body)
        start, there = max(spot for spot in self._spots if spot[0] <= at)
        return there + at - start


def _spots(own: str, body: str) -> list[tuple[int, int]]:
    """For each line of the own words where it begins there, and where in the body."""
    lines = own.split("\n")
    starts = accumulate((len(line) + 1 for line in lines[:-1]), initial=0)
    found, after = [(0, 0)], 0
    for line, start in zip(lines, starts, strict=True):
        there = body.find(line, after) if line.strip() else -1
        if there >= 0:
            found.append((start, there))
            after = there + len(line)
    return found
