"""Which server says just this? IMAP by a script, for an answer that no real server gives.

    with Scripted({"LOGIN": "NO [UNAVAILABLE] The backend is down"}) as server:
        IMAPClient(server.host, server.port, ssl=False)
    assert server.heard == [...]

A script answers by the first of its keys that occurs in the command: untagged lines end in a newline, the
last line is the tagged answer. What has no answer is answered OK. Whatever misbehaves about real mails is a
fault of tests/hostile.py instead.
"""

from __future__ import annotations

import socket
from collections.abc import Mapping

from listener import Listener

HANG_UP = "hang up"


class Scripted(Listener):
    def __init__(self, script: Mapping[str, str], capabilities: str = "IMAP4rev1") -> None:
        super().__init__()
        self.heard: list[str] = []
        self._script = {"CAPABILITY": f"* CAPABILITY {capabilities}\nOK done", **script}

    def talk(self, client: socket.socket) -> None:
        client.sendall(b"* OK ready\r\n")
        with client.makefile("rb") as lines:
            for line in lines:
                tag, _, command = line.decode().strip().partition(" ")
                self.heard.append(command)
                answer = next((said for key, said in self._script.items() if key in command), "OK done")
                if answer == HANG_UP:
                    return
                *untagged, tagged = answer.split("\n")
                client.sendall("".join(f"{each}\r\n" for each in (*untagged, f"{tag} {tagged}")).encode())
