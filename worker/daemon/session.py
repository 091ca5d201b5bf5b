"""What does the daemon want of a connection? And the one place where it is joined to the real one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from worker.imap.errors import LoginRefused
from worker.intake import Intake
from worker.pipeline import ROLES, Report
from worker.settings import Account
from worker.signin.secret import SecretError

if TYPE_CHECKING:
    from worker.imap.mailbox import ImapMailbox

REFUSED = (LoginRefused, SecretError)
"""What does not get better by trying again: a person has to look."""

Progress = Callable[[str, Report], None]
"""Called after every batch, with the folder and what the pass has done so far. What it raises ends the pass,
with all of the batch in the book."""


class Session(Protocol):
    """A connection that lasts over many passes."""

    def read(self, progress: Progress, roles: Sequence[str] = ROLES) -> Report:
        """One pass over the account."""

    def wait(self, seconds: float, stop: Callable[[], bool], /) -> bool:
        """Sit until something may have come, at most so long. True if the server said so. `stop` is a Bell:
        it has a fileno() for select()."""

    def hang_up(self) -> None:
        """Close the socket, from any thread: whoever waits on it gets an error at once."""


Opened = Callable[[Account], AbstractContextManager[Session]]
"""Connects, signs in, and logs out at the end."""
Opening = Callable[[Intake, Path], Opened]


@dataclass(frozen=True, slots=True)
class _ImapSession:
    mailbox: ImapMailbox
    intake: Intake

    def read(self, progress: Progress, roles: Sequence[str] = ROLES) -> Report:
        from worker import rounds

        return rounds.one_pass_on(self.mailbox, self.intake, progress, roles)

    def wait(self, seconds: float, stop: Callable[[], bool], /) -> bool:
        return self.mailbox.wait(seconds, stop)

    def hang_up(self) -> None:
        self.mailbox.hang_up()


def over_imap(intake: Intake, folder: Path) -> Opened:
    """Real accounts on real servers."""
    from worker import rounds

    @contextmanager
    def opened(account: Account) -> Iterator[Session]:
        with rounds.opened(account, folder) as mailbox:
            yield _ImapSession(mailbox, intake)

    return opened
