"""What is one round over an account, for `sync`, `accounts test` and the demo?"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from model import GenjinError
from store.book import Book
from worker.intake import Intake
from worker.mailbox import ImapMailbox
from worker.pipeline import Report, sync
from worker.secret import password
from worker.settings import Account

Progress = Callable[[str, Report], None]


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one account in a round."""

    account: str
    report: Report
    error: str = ""


def one_pass(account: Account, intake: Intake, folder: Path, progress: Progress = lambda *_: None) -> Report:
    """Read one account once. The daemon, `sync` and the demo all call this."""
    with ImapMailbox(account, password(account, folder)) as mailbox:
        return sync(mailbox, intake, lambda: datetime.now(UTC), progress)


def once(account: Account, intake: Intake, folder: Path, shown: AbstractContextManager[Progress]) -> Result:
    """Read one account; its failure is an answer, so that the others are still read."""
    try:
        with shown as progress:
            return Result(account.name, one_pass(account, intake, folder, progress))
    except GenjinError as error:
        return Result(account.name, Report(), str(error))


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
        page.state("zone", policy.calendar.zone)
    if known == edition:
        return
    intake.replan()
    with book.begin() as page:
        page.state("policy", edition)
