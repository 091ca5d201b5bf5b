"""What time is it, and was the machine asleep? The one place where the daemon asks a clock."""

from __future__ import annotations

import time
from typing import Protocol

from worker.daemon.bell import Bell

TOLERANCE = 30.0
"""Seconds by which two clocks may differ, or a wait may be late, on a machine that is only busy."""


class Clock(Protocol):
    """Two clocks and a way to wait; tests have one that they move by hand."""

    def steady(self) -> float:
        """Seconds that only ever go forward. On Linux and macOS it stands while the machine sleeps."""

    def wall(self) -> float:
        """Seconds since 1970. It may jump: somebody sets it, or the machine slept."""

    def wait(self, bell: Bell, seconds: float) -> bool:
        """Wait until the bell rings, at most so long. True if it rings."""


class SystemClock:
    """The machine's own."""

    def steady(self) -> float:
        return time.monotonic()

    def wall(self) -> float:
        return time.time()

    def wait(self, bell: Bell, seconds: float) -> bool:
        return bell.wait(seconds)


class Sleepwatch:
    """Did the machine sleep, or the process stand still, or the wall clock jump, since the last look?

    After each of them the lines to the servers may be dead without a sign. A wall clock set back harms
    nothing: all waiting is done by the steady one.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._steady, self._wall = clock.steady(), clock.wall()

    def lost(self, asked: float) -> float:
        """Seconds that went missing since the last look, which was to be `asked` seconds ago; else 0."""
        steady, wall = self._clock.steady(), self._clock.wall()
        passed, shown = steady - self._steady, wall - self._wall
        self._steady, self._wall = steady, wall
        lost = max(shown - passed, passed - asked)
        return lost if lost > TOLERANCE else 0.0
