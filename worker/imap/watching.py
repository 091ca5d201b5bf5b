"""How is new mail waited for? In IDLE (RFC 2177) where the server has it, else asleep.

IDLE is a hint, polling the truth: whatever comes on the line ends the wait, and the pass that follows looks
for itself. imapclient's `idle_check` is not used: it spins on a closed socket (mjs/imapclient#565) and breaks
on a line that comes in two packets. The socket is watched here, and read when IDLE ends, by whole lines.
"""

from __future__ import annotations

import select
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from imapclient.exceptions import IMAPClientAbortError  # type: ignore[import-untyped]

from worker.imap.line import Line

LONGEST_IDLE = 9 * 60.0
"""Seconds after which IDLE is renewed. The RFC allows 29 minutes; routers forget a silent line in ten."""
_SLICE = 1.0
"""Seconds until a request to stop is noticed."""


def wait(line: Line, seconds: float, stopping: Callable[[], bool]) -> bool:
    """Sit in IDLE on the opened folder. True if the server said anything.

    Raises NoIdle where it refuses, and MailboxError for a line that is dead.
    """
    end = time.monotonic() + seconds
    while not stopping() and time.monotonic() < end:
        with line.speaking("waiting for mail"):
            if _watched(line.client, min(end, time.monotonic() + LONGEST_IDLE), stopping):
                return True
    return False


def _watched(client: Any, end: float, stopping: Callable[[], bool]) -> bool:
    tag, news = _enter(client)
    try:
        return news or _heard(client, end, stopping)
    finally:
        _leave(client, tag)


def sleep(seconds: float, stopping: Callable[[], bool]) -> bool:
    """Where there is no IDLE. Nothing is heard."""
    end = time.monotonic() + seconds
    bell = getattr(stopping, "fileno", None)
    watch = select.poll()
    if bell is not None:
        watch.register(bell(), select.POLLIN)
    longest = seconds if bell is not None else _SLICE
    while not stopping() and time.monotonic() < end:
        watch.poll(min(longest, max(0.0, end - time.monotonic())) * 1000)
    return False


class NoIdle(Exception):  # noqa: N818 - says what there is not
    """The server announces IDLE and refuses it."""


def _enter(client: Any) -> tuple[bytes, bool]:
    """Send IDLE and wait for the go-ahead: the command's tag, and whether there was news before it.

    imapclient's `idle` takes a line that comes before the go-ahead for a fault.
    """
    imap = client._imap  # noqa: SLF001 - the states of an IDLE are imaplib's, nobody shows them
    tag, news = imap._command("IDLE"), False  # noqa: SLF001
    while imap._get_response() is not None:  # noqa: SLF001 - None is the go-ahead
        _refuse_end(imap)
        if imap.tagged_commands[tag] is not None:
            del imap.tagged_commands[tag]
            raise NoIdle
        news = True
    return tag, news


def _leave(client: Any, tag: bytes) -> None:
    imap = client._imap  # noqa: SLF001
    imap.send(b"DONE\r\n")
    while imap.tagged_commands[tag] is None:
        imap._get_response()  # noqa: SLF001
        _refuse_end(imap)
    del imap.tagged_commands[tag]


def _refuse_end(imap: Any) -> None:
    said = imap.untagged_responses.get("BYE")
    if said:
        raise IMAPClientAbortError(said[-1])


def _heard(client: Any, end: float, stopping: Callable[[], bool]) -> bool:
    if _has_read_ahead(client):
        return True
    watch, line = select.poll(), client.socket().fileno()
    watch.register(line, select.POLLIN)
    bell = getattr(stopping, "fileno", None)
    if bell is not None:  # it wakes the poll by itself: a hundred accounts then sleep soundly
        watch.register(bell(), select.POLLIN)
    longest = LONGEST_IDLE if bell is not None else _SLICE
    while not stopping() and time.monotonic() < end:
        ready = watch.poll(min(longest, max(0.0, end - time.monotonic())) * 1000)
        if any(file == line for file, _ in ready):  # also where another thread has hung up
            return True
    return False


def _has_read_ahead(client: Any) -> bool:
    """News that came in one packet with the server's go-ahead lies in imaplib's buffer already."""
    sock, file = client.socket(), getattr(client._imap, "_file", None) or client._imap.file  # noqa: SLF001
    patience = sock.gettimeout()
    sock.settimeout(0)
    try:
        with suppress(OSError, ValueError):  # nothing there: TLS says so by an SSLWantReadError
            return bool(file.peek(1))
    finally:
        sock.settimeout(patience)
    return False
