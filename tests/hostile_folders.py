"""What lies on the hostile server? Folders of mails in memory, one of them without end."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from model import RawMail

EPOCH = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass(slots=True)
class Stored:
    uid: int
    content: bytes
    received: datetime
    flags: frozenset[str] = frozenset()


@dataclass
class Folder:
    name: str
    marks: str = ""
    uidvalidity: int = 7
    mails: dict[int, Stored] = field(default_factory=dict)
    next_uid: int = 1

    def uids(self) -> Sequence[int]:
        return list(self.mails)

    def one(self, uid: int) -> Stored | None:
        return self.mails.get(uid)

    def number(self, uid: int) -> int:
        return list(self.mails).index(uid) + 1

    def deliver(self, content: bytes, received: datetime) -> int:
        self.mails[self.next_uid] = Stored(self.next_uid, content, received)
        self.next_uid += 1
        return self.next_uid - 1

    def renumber(self) -> None:
        """The same mails under other numbers (RFC 3501 2.3.1.1)."""
        self.uidvalidity += 1
        moved = [replace(mail, uid=self.next_uid + at) for at, mail in enumerate(self.mails.values())]
        self.mails = {mail.uid: mail for mail in moved}
        self.next_uid += len(moved)

    @property
    def modseq(self) -> int:
        return 1000 + self.next_uid


@dataclass
class Crowd(Folder):
    """So many mails that none is kept: each is made when it is asked for."""

    count: int = 200_000
    make: Callable[[int], RawMail] = field(default=lambda uid: RawMail(b"Subject: %d\r\n\r\n" % uid, EPOCH))

    def __post_init__(self) -> None:
        self.next_uid = self.count + 1

    def grow(self, more: int) -> None:
        self.count += more
        self.next_uid += more

    def uids(self) -> Sequence[int]:
        return range(1, self.count + 1)

    def one(self, uid: int) -> Stored | None:
        made = self.make(uid)
        return Stored(uid, crlf(made.content), made.received) if 1 <= uid <= self.count else None

    def number(self, uid: int) -> int:
        return uid


def crlf(content: bytes) -> bytes:
    return re.sub(rb"\r?\n", b"\r\n", content)
