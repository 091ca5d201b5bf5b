"""Whose turn is it? To connect to one server, and to be read for the first time."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from worker.daemon.bell import Bell
from worker.daemon.clock import Clock
from worker.pipeline import ROLES

AT_ONCE = 4
"""Lines being opened to one host at the same time: providers answer a stampede with a closed door
(maathimself/mailflow#384)."""
SILENCE = 10.0
"""Seconds without a batch after which the first round goes on to the next account."""
FIRST_TURN = 60.0
"""Seconds after which an account has had its turn, though it reads on: with ten years of mail in each, the
last of many would get no new mail for hours."""
_LOOK = 1.0
"""Seconds between two looks at the bell. Only while others are being waited for, never in an idle daemon."""


class Called(Exception):  # noqa: N818 - says what happened
    """The bell rang for a thread that was busy: it comes back at the end of the batch in hand."""


class Gates:
    """A gate for every host; so many may be on their way through it at a time."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._at_once = at_once
        self._lock = threading.Lock()
        self._gates: dict[str, threading.Semaphore] = {}

    @contextmanager
    def through(self, host: str, bell: Bell, allowed: int = AT_ONCE) -> Iterator[None]:
        """allowed: how many its provider lets connect at once."""
        with self._lock:
            gate = self._gates.setdefault(host, threading.Semaphore(min(self._at_once, allowed)))
        while not gate.acquire(timeout=_LOOK):
            if bell():
                raise Called
        try:
            yield
        finally:
            gate.release()


class FirstRound:
    """Accounts that were never read are read one after the other, as `sync` does it, the sent folders of all
    before the inboxes of all: then the book does not depend on which thread is the faster one. An account
    that says nothing is not waited for, and one that has much to say no longer than FIRST_TURN; not a second
    time either: they go on by themselves, beside the others.
    """

    def __init__(self, accounts: Sequence[str], clock: Clock) -> None:
        self._clock = clock
        self._queue = [(role, account) for role in ROLES for account in accounts] if len(accounts) > 1 else []
        self._changed = threading.Condition()
        self._heard = self._begun = clock.steady()

    def awaits(self, account: str) -> bool:
        return any(name == account for _, name in self._queue)

    def turn(self, role: str, account: str, bell: Bell) -> None:
        """Come back when it is this one's turn; one that was passed over may begin at once."""
        with self._changed:
            while (role, account) in self._queue[1:]:
                if bell():
                    raise Called
                self._changed.wait(_LOOK)
                now = self._clock.steady()
                if now - self._heard > SILENCE or now - self._begun > FIRST_TURN:
                    self._next()

    def heard(self, role: str, account: str) -> None:
        """The one whose turn it is got on."""
        with self._changed:
            if self._queue[:1] == [(role, account)]:
                self._heard = self._clock.steady()

    def done(self, account: str, *roles: str) -> None:
        """It needs these turns no more: it has had them, or its server is ill."""
        with self._changed:
            left = [turn for turn in self._queue if turn[1] != account or turn[0] not in roles]
            if left[:1] != self._queue[:1]:
                self._heard = self._begun = self._clock.steady()
            self._queue = left
            self._changed.notify_all()

    def _next(self) -> None:
        self._heard = self._begun = self._clock.steady()
        passed_over = self._queue[0][1]
        self._queue = [turn for turn in self._queue if turn[1] != passed_over]
        self._changed.notify_all()
