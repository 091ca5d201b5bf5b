"""What does one signed-in connection know: the account, the provider's ways, the folders, what is opened?"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from store.folders import Cursor
from worker import providers
from worker.batch import Folder
from worker.imap import names
from worker.imap.line import Line, SignIn, raw_name
from worker.settings import Account

OPEN_ANYWAY = 30 * 60.0
"""Seconds for which a STATUS that says nothing is new is believed; some servers keep stale counts."""
COUNT_ANYWAY = timedelta(days=1)
"""How often the server's whole list is laid beside the book's, where nothing calls for it earlier."""


class Session:
    """An account on its server, for as long as the line stands."""

    def __init__(
        self, account: Account, sign_in: SignIn, clock: Callable[[], datetime], patience: float
    ) -> None:
        self.account = account
        self.provider = providers.of(account)
        self.line = Line(account, self.provider, sign_in, patience)
        self.clock = clock
        self.looked_up = time.monotonic()
        """When an import last looked for new mail."""
        self.has_heard = False
        """The server said something while the inbox was watched, and it has not been opened since."""
        self.idle_is_refused = False
        """The server announces IDLE and does not do it."""
        self._folders: tuple[Folder, ...] = ()
        self._raw_names: dict[str, Any] = {}
        self._opened_at: dict[str, float] = {}
        self._stood: dict[str, tuple[int, int, int]] = {}

    def begin(self) -> None:
        self.line.dial()
        self.provider = providers.greeted(self.provider, self.line.greeting)
        self.line.provider = self.provider

    @property
    def window(self) -> str:
        """The day from which on mail is read, in ISO; empty for all of it."""
        return self.account.since.isoformat() if self.account.since else ""

    @property
    def can_idle(self) -> bool:
        wanted = self.account.idle if self.account.idle is not None else self.provider.idle
        return wanted and not self.idle_is_refused and self.line.can("IDLE")

    def folders(self) -> tuple[Folder, ...]:
        """Listed once for a connection."""
        if not self._folders:
            with self.line.speaking("listing the folders"):
                there = names.listed(self.line.client.list_folders())
            self._raw_names = {each.name: each.raw for each in there}
            self._folders = names.wanted(self.account, there, self.provider.sent)
        return self._folders

    def examined(self, cursor: Cursor) -> Cursor:
        """EXAMINE a folder: the cursor with what the server says of it."""
        status = self.line.examine(self._raw(cursor.folder))
        self._opened_at[cursor.folder] = time.monotonic()
        modseq = status.get(b"HIGHESTMODSEQ", 0)
        names_ = (b"UIDVALIDITY", b"UIDNEXT", b"EXISTS")
        uidvalidity, uidnext, exists = (_number(status.get(name)) for name in names_)
        self._stood[cursor.folder] = (uidvalidity, uidnext, exists)
        return replace(
            cursor,
            uidvalidity=uidvalidity,
            uidnext=uidnext,
            on_server=exists,
            highestmodseq=_number(modseq[0] if isinstance(modseq, list | tuple) and modseq else modseq),
        )

    def stood(self, folder: str) -> tuple[int, int, int] | None:
        """UIDVALIDITY, UIDNEXT and EXISTS when the folder was last opened on this line."""
        return self._stood.get(folder)

    def has_opened(self, folder: str) -> bool:
        return self.line.has_opened(self._raw(folder))

    def is_settled(self, cursor: Cursor) -> bool:
        """Taken in whole, with the window of now, and counted not long ago."""
        # on either side: a clock that was ahead for a while would else put it off until that day comes again
        is_counted = cursor.counted is not None and abs(self.clock() - cursor.counted) <= COUNT_ANYWAY
        return cursor.is_whole and cursor.since == self.window and is_counted

    def is_quiet(self, cursor: Cursor) -> bool:
        """STATUS says what the cursor says. Believed for a while only, and never against a hint."""
        opened = self._opened_at.get(cursor.folder)
        if opened is None or time.monotonic() - opened > OPEN_ANYWAY:
            return False
        if cursor.unfetched or not self.is_settled(cursor):
            return False
        if self.has_heard and self.has_opened(cursor.folder):
            self.has_heard = False
            return False
        return self._says_the_same(cursor)

    def _says_the_same(self, cursor: Cursor) -> bool:
        asked = ["MESSAGES", "UIDNEXT", "UIDVALIDITY"]
        if self.provider.condstore and self.line.can("CONDSTORE"):
            asked.append("HIGHESTMODSEQ")
        with self.line.speaking(f"asking about {cursor.folder}"):
            if self.has_opened(cursor.folder):
                self.line.client.noop()  # of an opened folder STATUS tells what was last looked at (Dovecot)
            said = self.line.client.folder_status(self._raw(cursor.folder), asked)
        known = (cursor.on_server, cursor.uidnext, cursor.uidvalidity, cursor.highestmodseq)
        names_ = (b"MESSAGES", b"UIDNEXT", b"UIDVALIDITY", b"HIGHESTMODSEQ")
        return all(_number(said.get(name, value)) == value for name, value in zip(names_, known, strict=True))

    def _raw(self, folder: str) -> Any:
        return self._raw_names.get(folder) or raw_name(folder)


def _number(value: Any) -> int:
    return value if isinstance(value, int) and value >= 0 else 0
