"""What does systemd want to hear? Ready, reloading, alive, stopping: one datagram each (sd_notify(3))."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Mapping
from contextlib import suppress


class Notifier:
    """Speaks to the service manager that started us; to nobody where none did."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        address = environment.get("NOTIFY_SOCKET", "")
        # `@` stands for the NUL that begins a name in the abstract space
        self._address = "\0" + address[1:] if address.startswith("@") else address
        self.watchdog_every = _seconds(environment)
        """Seconds within which it wants a sign of life; 0: it wants none."""
        self._status = ""

    def ready(self, status: str) -> None:
        self._status = status
        self._say("READY=1", f"STATUS={status}")

    def reloading(self) -> None:
        """systemd wants the time with it, to tell one reload from the next (Type=notify-reload)."""
        self._say("RELOADING=1", f"MONOTONIC_USEC={time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000}")

    def stopping(self) -> None:
        self._say("STOPPING=1", "STATUS=finishing the batches in hand")

    def alive(self) -> None:
        if self.watchdog_every:
            self._say("WATCHDOG=1")

    def status(self, status: str) -> None:
        """One line in `systemctl status`, sent when it changes."""
        if status != self._status:
            self._status = status
            self._say(f"STATUS={status}")

    def _say(self, *words: str) -> None:
        if not self._address:
            return
        # A service manager that does not listen is no reason to stop reading mail.
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
            line.settimeout(1)
            line.sendto("\n".join(words).encode("utf-8", "replace"), self._address)


def _seconds(environment: Mapping[str, str]) -> float:
    """WATCHDOG_USEC, unless it is meant for another process."""
    if environment.get("WATCHDOG_PID", str(os.getpid())) != str(os.getpid()):
        return 0.0
    try:
        return max(0, int(environment.get("WATCHDOG_USEC", "0"))) / 1_000_000
    except ValueError:
        return 0.0
