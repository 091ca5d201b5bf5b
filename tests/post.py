"""How do the tests get at a mailbox, whichever server it is on? Deliver, erase, look, read."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from imapclient import IMAPClient  # type: ignore[import-untyped]

from fakes import MONDAY
from model import Source
from servers import SENT, Dovecot
from worker.demo.server import ImapServer
from worker.imap import ImapMailbox
from worker.settings import Account, Secret
from worker.signin.credential import Credential

USERS = {f"user{number}": f"secret-{number}" for number in range(300)}


@dataclass
class Post:
    """A mailbox of somebody on some server, empty at first."""

    server: Dovecot | ImapServer
    user: str

    @property
    def sent(self) -> str:
        return SENT if self.is_dovecot else "Sent"

    @property
    def is_dovecot(self) -> bool:
        return isinstance(self.server, Dovecot)

    def client(self) -> IMAPClient:
        client = IMAPClient(self.server.host, port=self.server.port, ssl=False, timeout=10)
        client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        client.login(self.user, USERS[self.user])
        return client

    def deliver(self, folder: str, *contents: bytes, received: datetime = MONDAY) -> None:
        self.deliver_all(folder, [(content, received) for content in contents])

    def deliver_all(self, folder: str, items: Sequence[tuple[bytes, datetime]]) -> None:
        """Mails with the time each came at."""
        if isinstance(self.server, ImapServer):
            self.server.deliver(self.user, folder, items)
            return
        with self.client() as client:
            if not client.folder_exists(folder):
                client.create_folder(folder)
            for content, received in items:
                client.append(folder, content, msg_time=received)

    def erase(self, folder: str, *uids: int) -> None:
        with self.client() as client:
            client.select_folder(folder)
            client.delete_messages(uids)
            client.expunge()

    def state(self, folder: str) -> Any:
        """Everything about a folder that reading could change."""
        wanted = ["FLAGS", "INTERNALDATE", *(["MODSEQ"] if self.is_dovecot else [])]
        with self.client() as client:
            status = client.select_folder(folder, readonly=True)
            rows = client.fetch(client.search(), wanted)
            numbers = {key: status.get(key) for key in (b"EXISTS", b"RECENT", b"UIDNEXT", b"HIGHESTMODSEQ")}
        return numbers, {uid: dict(row) for uid, row in rows.items()}

    def account(self, **more: Any) -> Account:
        return account(self.server.host, self.server.port, user=self.user, **more)

    def mailbox(self, **more: Any) -> ImapMailbox:
        return mailbox_of(self.account(**more), USERS[self.user])


def mailbox_of(account: Account, password: str, **more: Any) -> ImapMailbox:
    """The mailbox of an account whose password is this one, whatever its secret says."""

    def sign_in(old: Credential | None) -> Credential | None:
        return None if old else Credential(account.user, "password", password)

    return ImapMailbox(account, sign_in, **more)


def account(host: str, port: int, **more: Any) -> Account:
    wanted = {"name": "anna", "user": "user0", "tls": "none", "secret": Secret(env="NONE")} | more
    return Account(host=host, port=port, source=Source("genjin.yaml", 1), **wanted)
