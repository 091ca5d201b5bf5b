"""What does the network do to us on a bad day? A proxy on loopback that does it on purpose.

    with FaultProxy(dovecot.host, dovecot.port) as proxy:
        proxy.rule = Rule(cut_after=20_000)

The rule bears on what the server says, counted per connection; it may be changed while connections are open.
`LongLine` is the other one: no fault, only far away.
"""

from __future__ import annotations

import contextlib
import queue
import re
import select
import socket
import struct
import threading
import time
from dataclasses import dataclass

from listener import PATIENCE, Listener

_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Rule:
    latency: float = 0.0
    """Seconds before each piece of an answer."""
    piece: int = 0
    """Hand on at most so many bytes at a time."""
    cut_after: int | None = None
    """Reset the connection after so many bytes."""
    close_after: int | None = None
    """The same in good order: end of file instead of a reset."""
    stall_after: int | None = None
    """Keep the connection, hand on nothing more."""
    refuse: bool = False
    """Reset every new connection at once."""
    replace: tuple[tuple[bytes, bytes], ...] = ()
    """Patterns and what stands in their place, within one piece as it came from the server."""

    def ends(self) -> tuple[tuple[int | None, str], ...]:
        return ((self.cut_after, "cut"), (self.close_after, "close"), (self.stall_after, "stall"))

    def rewritten(self, answer: bytes) -> bytes:
        for pattern, instead in self.replace:
            answer = re.sub(pattern, instead, answer)
        return answer


class FaultProxy(Listener):
    def __init__(self, host: str, port: int, rule: Rule | None = None) -> None:
        super().__init__()
        self.rule = rule or Rule()
        self.asked = b""
        """All that clients said."""
        self.answered = 0
        """Bytes that were handed on to them."""
        self._target = (host, port)
        self._lines: list[_Line] = []

    def kill_all(self) -> None:
        """Reset every open connection; done when it returns."""
        for line in self._lines:
            line.kill()

    def end_all(self) -> None:
        """End every open connection in good order: what a client reads is an end of file."""
        for line in self._lines:
            line.end()

    def hang_up(self) -> None:
        self.kill_all()
        super().hang_up()

    def talk(self, client: socket.socket) -> None:
        if self.rule.refuse:
            _reset(client)
            return
        try:
            server = socket.create_connection(self._target, timeout=5)
        except OSError:
            _reset(client)
            return
        line = _Line(self, client, server)
        self._lines.append(line)
        line.carry()


class _Line:
    """One connection. One thread reads, writes and closes both ends: a reset is no race."""

    def __init__(self, proxy: FaultProxy, client: socket.socket, server: socket.socket) -> None:
        self._proxy, self._client, self._server = proxy, client, server
        self._wake, self._woken = socket.socketpair()
        self._over = threading.Event()
        for end in (client, server):
            end.settimeout(None)
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def end(self) -> None:
        with contextlib.suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._over.wait(PATIENCE)

    def kill(self) -> None:
        """The second knock is for a thread that waits in send() on somebody who does not read."""
        self._wake.close()
        self._over.wait(1)
        with contextlib.suppress(OSError):
            self._client.shutdown(socket.SHUT_RDWR)
        self._over.wait(PATIENCE)

    def carry(self) -> None:
        end = "cut"
        with contextlib.suppress(OSError):
            end = self._talk()
        (_reset if end == "cut" else _close)(self._client)
        _close(self._server)
        self._woken.close()
        self._over.set()

    def _talk(self) -> str:
        """How it ended. A stalled line is still read, so that the server does not notice."""
        passed, end = 0, ""
        while end in ("", "stall"):
            ready, _, _ = select.select([self._woken, self._client, self._server], [], [])
            if self._woken in ready:
                return "cut"
            if self._client in ready and not self._pass_question():
                return "close"
            if self._server in ready:
                came = self._server.recv(_CHUNK)
                if not came:
                    return "close"
                if end != "stall":
                    answer, end = _until_fault(self._proxy.rule, came, passed)
                    passed += len(answer)
                    self._hand_on(answer)
        return end

    def _pass_question(self) -> bool:
        asked = self._client.recv(_CHUNK)
        self._proxy.asked += asked
        self._server.sendall(asked)
        return bool(asked)

    def _hand_on(self, answer: bytes) -> None:
        rule = self._proxy.rule
        self._proxy.answered += len(answer)
        step = rule.piece or len(answer) or 1
        for at in range(0, len(answer), step):
            time.sleep(rule.latency)
            self._client.sendall(answer[at : at + step])


def _until_fault(rule: Rule, came: bytes, passed: int) -> tuple[bytes, str]:
    answer = rule.rewritten(came)
    for limit, end in rule.ends():
        if limit is not None and passed + len(answer) >= limit:
            return answer[: max(0, limit - passed)], end
    return answer, ""


def _reset(end: socket.socket) -> None:
    """A linger time of zero turns the close into a reset."""
    with contextlib.suppress(OSError):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    end.close()


def _close(end: socket.socket) -> None:
    """In good order: the other side reads an end of file."""
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_WR)
    end.close()


class LongLine(Listener):
    """A line of so many seconds there and back, as wide as one likes: what was sent is under way together."""

    def __init__(self, host: str, port: int, round_trip: float) -> None:
        super().__init__()
        self._target, self._one_way = (host, port), round_trip / 2

    def talk(self, client: socket.socket) -> None:
        with socket.create_connection(self._target, timeout=5) as server:
            server.settimeout(None)
            server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            there = threading.Thread(target=_late, args=(client, server, self._one_way), daemon=True)
            there.start()
            _late(server, client, self._one_way)
            _shut(client)
            there.join(PATIENCE)


def _late(source: socket.socket, target: socket.socket, delay: float) -> None:
    """Hand on everything so much later, in two threads: one reads, one waits for the time and sends."""
    underway: queue.Queue[tuple[float, bytes]] = queue.Queue(1000)
    reader = threading.Thread(target=_noted, args=(source, underway, delay), daemon=True)
    reader.start()
    with contextlib.suppress(OSError):
        while (came := underway.get())[1]:
            time.sleep(max(0.0, came[0] - time.monotonic()))
            target.sendall(came[1])
    _shut(target)
    _shut(source)
    while reader.is_alive():  # it may wait for room in a queue that nobody empties any more
        with contextlib.suppress(queue.Empty):
            underway.get(timeout=0.05)


def _noted(source: socket.socket, underway: queue.Queue[tuple[float, bytes]], delay: float) -> None:
    came = b"..."
    while came:
        try:
            came = source.recv(_CHUNK)
        except OSError:
            came = b""
        underway.put((time.monotonic() + delay, came))


def _shut(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
