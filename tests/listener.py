"""Who answers the door? A port on loopback; every connection gets a thread that runs `talk`."""

from __future__ import annotations

import contextlib
import socket
import threading
from typing import Self

HOST = "127.0.0.1"
PATIENCE = 5.0
"""Seconds a thread may take to notice that its connection is gone."""


class Listener:
    """Use it in a `with`. Made by subclassing: `talk` has the connection, and its return closes it."""

    def __init__(self) -> None:
        self.host, self.port, self.connections = HOST, 0, 0
        self._calls: dict[threading.Thread, socket.socket] = {}

    def __enter__(self) -> Self:
        self._door = socket.create_server((HOST, 0), backlog=100)
        self.port = int(self._door.getsockname()[1])
        self._porter = threading.Thread(target=self._accept, daemon=True)
        self._porter.start()
        return self

    def __exit__(self, *_: object) -> None:
        # close() alone does not wake a thread that waits in accept().
        with contextlib.suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._porter.join(PATIENCE)
        self._door.close()
        self.hang_up()

    def hang_up(self) -> None:
        """End every open connection; done when it returns."""
        for thread, client in list(self._calls.items()):
            with contextlib.suppress(OSError):
                client.shutdown(socket.SHUT_RDWR)
            thread.join(PATIENCE)

    def talk(self, client: socket.socket) -> None:
        raise NotImplementedError

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._door.accept()
            except OSError:
                return
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.connections += 1
            thread = threading.Thread(target=self._attend, args=(client,), daemon=True)
            self._calls[thread] = client
            thread.start()

    def _attend(self, client: socket.socket) -> None:
        with client, contextlib.suppress(OSError):
            self.talk(client)
        self._calls.pop(threading.current_thread(), None)
