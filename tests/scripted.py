"""Which server says just this? One IMAP connection at a time, by a script, for what no real one does.

    with Scripted({"LOGIN": "NO [UNAVAILABLE] The backend is down"}) as server:
        IMAPClient(server.host, server.port, ssl=False)
    assert server.heard == [...]

A script answers by the first of its keys that occurs in the command: untagged lines end in a newline, the
last line is the tagged answer. What has no answer is answered OK.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Mapping
from typing import Self

HOST = "127.0.0.1"
HANG_UP = "hang up"


class Scripted:
    def __init__(self, script: Mapping[str, str], capabilities: str = "IMAP4rev1") -> None:
        self.host, self.port = HOST, 0
        self.heard: list[str] = []
        self._script = {"CAPABILITY": f"* CAPABILITY {capabilities}\nOK done", **script}

    def __enter__(self) -> Self:
        self._listener = socket.create_server((HOST, 0))
        self.port = int(self._listener.getsockname()[1])
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)
        self._listener.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                with client, client.makefile("rwb") as line, contextlib.suppress(OSError):
                    self._talk(line)

    def _talk(self, line: socket.SocketIO) -> None:  # type: ignore[type-arg, unused-ignore]
        line.write(b"* OK ready\r\n")
        line.flush()
        for heard in line:
            tag, _, command = heard.decode().strip().partition(" ")
            self.heard.append(command)
            answer = next((said for key, said in self._script.items() if key in command), "OK done")
            if answer == HANG_UP:
                return
            *untagged, tagged = answer.split("\n")
            lines = [*untagged, f"{tag} {tagged}"]
            line.write("".join(f"{each}\r\n" for each in lines).encode())
            line.flush()
