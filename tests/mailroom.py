"""What do the tests of the IMAP reader share? Letters by number, a pass, a look into the book.

reads(office, box.mailbox())
assert subjects(office) == [...]
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from typing import Any

from fakes import MONDAY, Office, mail
from faults import FaultProxy
from post import USERS, Post, account, mailbox_of
from worker.imap import ImapMailbox
from worker.pipeline import Report, sync

DEADLINE = 60.0
"""Seconds until what does not happen counts as broken."""


def letter(number: int, words: str = "Please quote 500 pieces.") -> bytes:
    content = mail(words, subject=f"letter {number}", id=f"m{number}").content
    return content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def letters(count: int, start: int = 1) -> list[bytes]:
    return [letter(number) for number in range(start, start + count)]


def reads(
    office: Office,
    source: ImapMailbox,
    progress: Callable[[str, Report], None] = lambda *_: None,
    clock: Callable[[], datetime] = lambda: MONDAY,
) -> Report:
    """One pass on a line of its own."""
    with source:
        return sync(source, office.intake, clock, progress)


def again(office: Office, source: ImapMailbox) -> Report:
    """One more pass, on the line that stands."""
    return sync(source, office.intake, lambda: MONDAY, lambda *_: None)


def rows(office: Office, sql: str) -> list[tuple[Any, ...]]:
    assert office.book.location.path is not None
    with closing(sqlite3.connect(office.book.location.path, timeout=30)) as connection:
        return connection.execute(sql).fetchall()


def numbers(office: Office) -> list[int]:
    """The letters in the book, in the order in which they came in."""
    return [
        int(re.sub(r"\D", "", subject)) for (subject,) in rows(office, "SELECT subject FROM mail ORDER BY id")
    ]


def places(office: Office, folder: str = "INBOX") -> list[tuple[int, int]]:
    """UIDs of a folder in the book, and whether each has left."""
    sql = f"SELECT uid, has_left FROM place WHERE folder = '{folder}' ORDER BY uidvalidity, uid"
    return [(uid, has_left) for uid, has_left in rows(office, sql)]


def through(proxy: FaultProxy, post: Post, patience: float | None = None, **more: Any) -> ImapMailbox:
    """A mailbox behind a network."""
    behind = account(proxy.host, proxy.port, user=post.user, **more)
    return mailbox_of(behind, USERS[post.user], patience=patience)


def network(post: Post) -> FaultProxy:
    return FaultProxy(post.server.host, post.server.port)


def commands(proxy: FaultProxy) -> Sequence[str]:
    """What was asked for, without tags; and from now on only what comes later."""
    said, proxy.asked = proxy.asked, b""
    return [line.partition(" ")[2] for line in said.decode("utf-8", "replace").splitlines()]


def bodies(said: Sequence[str]) -> list[list[int]]:
    """Of some commands, those that ask for whole mails: their UIDs."""
    asked = (re.match(r"UID FETCH ([\d:,]+) \(BODY\.PEEK\[\] ", each) for each in said)
    return [[uid for span in found[1].split(",") for uid in _span(span)] for found in asked if found]


def _span(words: str) -> range:
    first, _, last = words.partition(":")
    return range(int(first), int(last or first) + 1)
