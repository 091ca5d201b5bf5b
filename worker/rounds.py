"""What is one round over an account, for `sync`, `accounts test` and the demo?"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from model import GenjinError
from store.book import Book
from store.location import BookError
from worker.intake import Intake
from worker.mailbox import ImapMailbox
from worker.pipeline import ROLES, Report, sync
from worker.secret import password
from worker.settings import Account

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


def one_pass(
    account: Account,
    intake: Intake,
    folder: Path,
    progress: Progress = lambda *_: None,
    roles: Sequence[str] = ROLES,
) -> Report:
    """Read one account once. The daemon, `sync` and the demo all call this. Trouble is noted in the book."""
    try:
        with ImapMailbox(account, password(account, folder)) as mailbox:
            report = sync(mailbox, intake, lambda: datetime.now(UTC), progress, roles)
    except BookError:
        raise
    except GenjinError as error:
        intake.note_trouble(account.name, str(error))
        raise
    intake.note_trouble(account.name, "")
    return report


def all_once(accounts: Sequence[Account], intake: Intake, folder: Path, shown: Shown) -> list[Result]:
    """Read several accounts once. The sent folders of all come before the inboxes of all, so that an answer
    to a colleague's mail finds it, whoever is read first.
    """
    if len(accounts) == 1:
        return [once(accounts[0], intake, folder, shown)]
    sent = [once(account, intake, folder, shown, ("sent",)) for account in accounts]
    return [
        result if result.error else result.then(once(account, intake, folder, shown, ("inbox",)))
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
    with ImapMailbox(account, password(account, folder)) as mailbox:
        folders = ", ".join(f"{each.role} is {each.name}" for each in mailbox.folders())
    return f"{account.name}: logged in at {account.host}; {folders}."


def renew_plan(book: Book, intake: Intake) -> None:
    """Work out everything anew if the policy is another than the one the book was computed with."""
    policy = intake.playbook.policy
    edition = hashlib.sha256(repr(policy).encode()).hexdigest()[:16]
    with book.begin() as page:
        known = page.fact("policy")
        page.note_fact("zone", policy.calendar.zone)
    if known == edition:
        return
    intake.replan()
    with book.begin() as page:
        page.note_fact("policy", edition)
