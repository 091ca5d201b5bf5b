"""What does a FETCH answer say? Read by patterns, because it is most of what a server ever says.

imapclient's reader looks at each character in Python. Here an answer is what imaplib cut off the line: a
head, a literal, a tail. The tail must be one that a FETCH can end with; a server that declares a length which
is not that of the mail is found out by it, where a reader of tokens takes `)` for a part of the mail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from imapclient.datetime_util import parse_to_datetime  # type: ignore[import-untyped]
from imapclient.exceptions import IMAPClientError  # type: ignore[import-untyped]

Answer = dict[bytes, Any]
"""Attributes by name as imapclient gives them: `RFC822.SIZE`, `INTERNALDATE`, `BODY[...]`."""

PUZZLING = b"PUZZLING"
"""Stands in an answer whose length is not the one declared."""

_MOST_UID = 2**32 - 1
"""RFC 3501 section 9: nz-number."""
_UID = re.compile(rb"\bUID (\d{1,10})\b")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d{1,15})\b")
_DATE = re.compile(rb'\bINTERNALDATE "([^"]{10,40})"')
_LITERAL = re.compile(rb"(BODY\[[^\]]*\](?:<\d+>)?) \{\d+\+?\}$")
_QUOTED = re.compile(rb'(BODY\[[^\]]*\](?:<\d+>)?) "((?:[^"\\\r\n]|\\.)+)"')
_ATTRIBUTE = rb'(?:UID \d+|RFC822\.SIZE \d+|INTERNALDATE "[^"]*"|MODSEQ \(\d+\)|FLAGS \([^()]*\))'
_TAIL = re.compile(rb"\s*(?:" + _ATTRIBUTE + rb"\s*)*\)\s*")


def fetched(client: Any, uid_set: str, what: Sequence[str]) -> dict[int, Answer]:
    """Answers by UID to `UID FETCH`, each with one body at most. Raises IMAPClientError for a tagged NO, and
    what imaplib raises for a line that breaks."""
    imap = client._imap  # noqa: SLF001 - the session is imapclient's, the reading ours
    status, data = imap.uid("FETCH", uid_set, f"({' '.join(what)})")
    if status != "OK":
        raise IMAPClientError(f"fetch failed: {_words(data)}")
    found: dict[int, Answer] = {}
    for pieces in _lines(data):
        uid, answer = _read(pieces)
        if uid:
            found.setdefault(uid, {}).update(answer)
    return found


def searched(client: Any, criteria: str) -> list[int]:
    """UIDs that answer to `UID SEARCH`, ascending; some servers cut the answer into several lines."""
    status, data = client._imap.uid("SEARCH", criteria)  # noqa: SLF001 - as above
    if status != "OK":
        raise IMAPClientError(f"search failed: {_words(data)}")
    words = (word for line in data if isinstance(line, bytes) for word in line.split())
    return sorted({int(word) for word in words if word.isdigit() and 0 < int(word) <= _MOST_UID})


def _words(data: Sequence[Any]) -> str:
    return b" ".join(each for each in data if isinstance(each, bytes)).decode("utf-8", "replace")


def _lines(data: Sequence[Any]) -> Iterator[list[Any]]:
    """imaplib gives a flat list: (head, literal), tail, or a line without literals."""
    line: list[Any] = []
    for piece in data:
        if piece is None:
            continue
        line.append(piece)
        if isinstance(piece, bytes):
            yield line
            line = []


def _read(pieces: Sequence[Any]) -> tuple[int, Answer]:
    heads = [piece[0] for piece in pieces if isinstance(piece, tuple)]
    said = b" ".join([*heads, pieces[-1]])
    uid = _UID.search(said)
    answer: Answer = dict(_attributes(said))
    if heads and (len(heads) > 1 or not _TAIL.fullmatch(pieces[-1])):
        answer[PUZZLING] = True
    elif heads and (name := _LITERAL.search(heads[0])):
        answer[name[1]] = pieces[0][1]
    elif quoted := _QUOTED.search(said):
        answer[quoted[1]] = re.sub(rb"\\(.)", rb"\1", quoted[2])
    return int(uid[1]) if uid else 0, answer


def _attributes(said: bytes) -> Iterator[tuple[bytes, Any]]:
    if size := _SIZE.search(said):
        yield b"RFC822.SIZE", int(size[1])
    if (date := _DATE.search(said)) and (when := _moment(date[1])):
        yield b"INTERNALDATE", when


def _moment(words: bytes) -> datetime | None:
    try:
        return parse_to_datetime(words, normalise=False)  # type: ignore[no-any-return]
    except (ValueError, TypeError, IndexError):
        return None
