"""Which signals came? They are read where the supervisor waits, never acted upon in a handler.

A handler runs between any two instructions of the main thread, also while that holds a lock; so the handlers
here do nothing, and Python writes the numbers into a pipe (signal.set_wakeup_fd).
"""

from __future__ import annotations

import os
import select
import signal
import socket
from collections.abc import Iterable
from contextlib import suppress
from types import FrameType
from typing import Self

from model import GenjinError
from store.lock import Holder

END = (signal.SIGTERM, signal.SIGINT)
RELOAD = signal.SIGHUP
DUMP = signal.SIGUSR1


class Signals:
    """Use it in a `with`, in the main thread; the handlers from before come back at the end."""

    def __init__(self, numbers: Iterable[int] = (*END, RELOAD, DUMP)) -> None:
        self._numbers = tuple(numbers)

    def __enter__(self) -> Self:
        self._ear, self._mouth = socket.socketpair()
        self._ear.setblocking(False)
        self._mouth.setblocking(False)
        self._before_fd = signal.set_wakeup_fd(self._mouth.fileno(), warn_on_full_buffer=False)
        self._before = {number: signal.signal(number, _nothing) for number in self._numbers}
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._before_fd)
        self._ear.close()
        self._mouth.close()

    def wait(self, seconds: float) -> frozenset[int]:
        """Which of them came, within so many seconds; several of one kind are one."""
        select.select([self._ear], [], [], seconds)
        with suppress(BlockingIOError):
            return frozenset(self._ear.recv(4096)) & frozenset(self._numbers)
        return frozenset()


def _nothing(_number: int, _frame: FrameType | None) -> None:
    """Only so that the signal does not do what it usually does."""


class NoDaemonError(GenjinError):
    """There is no daemon that could be told anything."""


def ask_to_reload(holder: Holder | None) -> str:
    """Send the signal to the daemon of a book; what to tell the person."""
    if holder is None:
        raise NoDaemonError("No daemon keeps this book now. `genjin run` starts one.")
    if not holder.is_here:
        raise NoDaemonError(f"The daemon is {holder}, not on this machine. Run `genjin reload` there.")
    try:
        os.kill(holder.pid, RELOAD)
    except OSError as error:
        raise NoDaemonError(f"The daemon, {holder}, cannot be told: {error.strerror}.") from error
    return f"The daemon ({holder}) reads everything again; its log says what came of it."
