"""What is one round over an account, for `sync`, `accounts test` and the demo?"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from followups import Policy, escalation
from model import GenjinError
from store.book import Book, Page
from store.location import BookError
from worker.batch import Memory, Size
from worker.imap import ImapMailbox
from worker.intake import PLANNED, Intake
from worker.pipeline import ROLES, Report, sync
from worker.policy import edition_of
from worker.rotating import note_from
from worker.settings import Account
from worker.signin.credential import Credential, credential, refused


def now() -> datetime:
    return datetime.now(UTC)


Progress = Callable[[str, Report], None]
Shown = Callable[[str], AbstractContextManager[Progress]]
"""Makes the progress display of an account."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one account in a round."""

    account: str
    report: Report
    error: str = ""

    def then(self, later: Result) -> Result:
        """This and what came after it, as one."""
        self.report.add(later.report)
        return Result(self.account, self.report, later.error)


def reading_processes(wanted: int) -> int:
    """How many processes read a backlog; 0 wanted: what the machine bears, one core left for the book."""
    return wanted or max(1, min(4, (os.cpu_count() or 1) - 1))


def opened(account: Account, folder: Path, clock: Callable[[], datetime] = now) -> ImapMailbox:
    """The mailbox of an account, signed in by its secret; paths count from `folder`. Use it in a `with`."""

    def sign_in(old: Credential | None) -> Credential | None:
        return refused(account, folder, clock, old) if old else credential(account, folder, clock)

    return ImapMailbox(account, sign_in, clock)


def one_pass(
    account: Account,
    intake: Intake,
    folder: Path,
    progress: Progress = lambda *_: None,
    roles: Sequence[str] = ROLES,
) -> Report:
    """Read one account once, on a line of its own."""
    with noting_trouble(account.name, intake), opened(account, folder) as mailbox:
        return one_pass_on(mailbox, intake, progress, roles)


def one_pass_on(
    mailbox: ImapMailbox,
    intake: Intake,
    progress: Progress = lambda *_: None,
    roles: Sequence[str] = ROLES,
) -> Report:
    """Read a mailbox once, on the line that stands. The daemon, `sync` and the demo all end here."""
    with noting_trouble(mailbox.account, intake):
        intake.reads(mailbox.account, mailbox.folders())
        report = sync(mailbox, intake, now, progress, roles)
        intake.tidy()
        return report


def measured(account: Account, memory: Memory, folder: Path) -> list[Size]:
    """How much there is to read in every folder of an account, without reading it."""
    with opened(account, folder) as mailbox:
        folders = mailbox.folders()
        return [mailbox.measured(memory.cursor(account.name, each), memory) for each in folders]


@contextmanager
def noting_trouble(account: str, intake: Intake) -> Iterator[None]:
    """What keeps an account from being read is noted in the book, and that nothing does."""
    try:
        yield
    except BookError:
        raise
    except GenjinError as error:
        if not error.is_noted:
            intake.note_trouble(account, str(error))
            error.is_noted = True
        raise
    intake.note_trouble(account, "")


def all_once(accounts: Sequence[Account], intake: Intake, folder: Path, shown: Shown) -> list[Result]:
    """Read several accounts once. The sent folders of all come before the inboxes of all, so that an answer
    to a colleague's mail finds it, whoever is read first.
    """
    if len(accounts) == 1:
        return [once(accounts[0], intake, folder, shown)]
    sent = [once(account, intake, folder, shown, ("sent",)) for account in accounts]
    return [
        result if result.error else result.then(once(account, intake, folder, shown, ROLES[1:]))
        for account, result in zip(accounts, sent, strict=True)
    ]


def once(
    account: Account, intake: Intake, folder: Path, shown: Shown, roles: Sequence[str] = ROLES
) -> Result:
    """Read one account; its failure is an answer, so that the others are still read."""
    report = Report()
    try:
        with shown(account.name) as progress:
            report = one_pass(account, intake, folder, progress, roles)
    except GenjinError as error:
        return Result(account.name, report, str(error))
    return Result(account.name, report)


def tried(account: Account, folder: Path) -> str:
    """Log in and find the folders, in one line."""
    with opened(account, folder) as mailbox:
        folders = ", ".join(f"{each.role} is {each.name}" for each in mailbox.folders())
    return f"{account.name}: logged in at {account.host}; {folders}."


def renew_plan(book: Book, intake: Intake) -> None:
    """Work out everything anew if the policy is another than the one the book was planned with."""
    policy = intake.playbook.policy
    with book.begin() as page:
        known = page.fact(PLANNED)
        note_policy(page, policy)
    if known != edition_of(policy):
        intake.replan()


def note_policy(page: Page, policy: Policy) -> None:
    """What those who only look need of the policy."""
    page.note_fact("zone", policy.calendar.zone)
    page.note_fact("escalation", escalation.rungs_text(policy.escalation))
    page.note_fact("contents", json.dumps({key: [each.en, each.zh] for key, each in policy.contents.items()}))
    page.note_fact("sending", policy.sending.hours.text)
    note_from(page, policy)
