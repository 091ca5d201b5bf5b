"""How is a thread woken that waits for a server or for time to pass?"""

from __future__ import annotations

import os
import threading


class Bell:
    """Called, it says whether it rings. `fileno()` is readable while it rings: one select() can wait for a
    server and for the bell, and a hundred waiting threads cost nothing.
    """

    def __init__(self) -> None:
        self._rings = threading.Event()
        self._lock = threading.Lock()
        self._ear, self._clapper = os.pipe()

    def __call__(self) -> bool:
        return self._rings.is_set()

    def ring(self) -> None:
        """From any thread; ringing twice is ringing once."""
        with self._lock:
            if not self._rings.is_set() and self._ear >= 0:
                os.write(self._clapper, b"!")
            self._rings.set()

    def hush(self) -> None:
        """The thread that was woken has heard it."""
        with self._lock:
            if self._rings.is_set() and self._ear >= 0:
                os.read(self._ear, 1)
            self._rings.clear()

    def wait(self, seconds: float) -> bool:
        """Wait until it rings, at most so long. True if it rings."""
        return self._rings.wait(min(seconds, threading.TIMEOUT_MAX))

    def fileno(self) -> int:
        return self._ear

    def close(self) -> None:
        """Nobody waits for it any more. What rings or asks later does no harm."""
        with self._lock:
            if self._ear >= 0:
                os.close(self._ear)
                os.close(self._clapper)
                self._ear = self._clapper = -1
