"""The mailbox of an account: its folders, what is new in them, and the wait for more. Nothing is changed on
the server: folders are opened with EXAMINE, bodies fetched with BODY.PEEK (RFC 3501 6.3.2, 6.4.5).

A folder that was taken in whole costs a STATUS a pass while nothing happens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from store.folders import Cursor
from worker.batch import Batch, Folder, Memory, Size
from worker.imap import line, watching
from worker.imap.line import SignIn
from worker.imap.reading import Reading
from worker.imap.session import Session
from worker.settings import Account


def _now() -> datetime:
    return datetime.now(UTC)


class ImapMailbox:
    """One account on its server. Use it in a `with`; every error is a MailboxError that names the account."""

    def __init__(
        self,
        account: Account,
        sign_in: SignIn,
        clock: Callable[[], datetime] = _now,
        *,
        patience: float | None = None,
    ) -> None:
        """patience: seconds without a byte from the server until the line counts as dead."""
        self.account = account.name
        self._session = Session(account, sign_in, clock, patience or line.READ)

    def __enter__(self) -> Self:
        self._session.begin()
        return self

    def __exit__(self, _type: type[BaseException] | None, _: object, _at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._session.line.close()

    def hang_up(self) -> None:
        """End whatever is waited for, from another thread: it meets a line that broke."""
        self._session.line.hang_up()

    def folders(self) -> tuple[Folder, ...]:
        """Inbox, sent, and the further folders that genjin.yaml names."""
        return self._session.folders()

    def new_mail(self, cursor: Cursor, memory: Memory) -> Iterator[Batch]:
        """What the book lacks of a folder, in batches; the last one is empty and marked."""
        if self._session.is_quiet(cursor):
            yield Batch(cursor, last=True)
            return
        yield from Reading(self._session, memory).of(cursor)

    def measured(self, cursor: Cursor, memory: Memory) -> Size:
        """How much there would be to fetch, without fetching or noting anything."""
        return Reading(self._session, memory).measured(cursor)

    @property
    def can_idle(self) -> bool:
        """Does the server tell of new mail by itself?"""
        return self._session.can_idle

    def wait(self, seconds: float, stopping: Callable[[], bool] = lambda: False) -> bool:
        """Wait for mail, at most so long. True if the inbox may have some; it is opened again then."""
        session = self._session
        if not session.can_idle:
            return watching.sleep(seconds, stopping)
        inbox = next(folder for folder in session.folders() if folder.role == "inbox")
        if not session.has_opened(inbox.name) and self._has_changed(inbox):
            session.has_heard = True
            return True
        try:
            heard = watching.wait(session.line, seconds, stopping)
        except watching.NoIdle:
            session.idle_is_refused = True
            return watching.sleep(seconds, stopping)
        session.has_heard = session.has_heard or heard
        return heard

    def _has_changed(self, inbox: Folder) -> bool:
        """Open the inbox to watch it. Has something come between the last look at it and this one?"""
        before = self._session.stood(inbox.name)
        with self._session.line.speaking(f"opening {inbox.name}"):
            self._session.examined(Cursor(self.account, inbox.name, inbox.role))
        return before is not None and before != self._session.stood(inbox.name)
