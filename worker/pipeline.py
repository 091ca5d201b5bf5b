"""The whole story: how a mail becomes a link, tags and dates. Read this file first.

    mailbox.new_mail() | open | read | find | tag | save | owe

`understand` is all the thinking about one mail and `followups.owed` all the thinking about one customer;
both are pure. What they need from the past is fetched before, what they answer is saved after. Everything a
batch brings, and the cursor that stands behind it, is one transaction: killed at any moment, the next pass
goes on where the last whole batch ended. A mail that breaks anything is set aside with its bytes and never
stops the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

import matching
import parsers
import rules
from followups import Policy
from matching import Directory
from model import Case, CustomerId, Mail, Ours, RawMail, RepId
from rules import RuleSet
from store.folders import Cursor

if TYPE_CHECKING:
    from worker.mailbox import Batch, Folder


class Mailbox(Protocol):
    """Where mail comes from. `ImapMailbox` is the real one, tests/fakes.py has one in memory."""

    account: str

    def folders(self) -> tuple[Folder, ...]: ...
    def new_mail(self, cursor: Cursor) -> Iterator[Batch]: ...


class Sitting(Protocol):
    """One transaction on the book: everything is saved at its end, or nothing is."""

    def unseen(self, mails: Sequence[RawMail]) -> list[RawMail]: ...
    def take_in(self, raw: RawMail) -> None: ...
    def pass_over(self, batch: Batch) -> None: ...
    def settle(self) -> None: ...
    def move(self, batch: Batch, now: datetime) -> None: ...


class Intake(Protocol):
    """The way into the book; worker/intake.py walks it."""

    stopping: Callable[[], bool]

    def cursor(self, account: str, folder: Folder) -> Cursor: ...
    def sitting(self, report: Report) -> AbstractContextManager[Sitting]: ...


@dataclass(frozen=True, slots=True)
class Playbook:
    """Everything the team decided: who we are, what is notable, how long things may wait."""

    ours: Ours
    rules: RuleSet
    policy: Policy
    mailboxes: Mapping[str, RepId]
    """Whose mailbox an account is."""
    writers: Mapping[str, RepId]
    """Who writes from an address of ours."""


@dataclass(slots=True)
class Report:
    """What a pass did, for people."""

    new: int = 0
    again: int = 0
    """Mails that had been seen in another place before."""
    linked: int = 0
    leads: int = 0
    review: int = 0
    set_aside: int = 0
    gone: int = 0
    tags: int = 0
    waiting: int = 0
    """Mails still to come in the folder being read."""
    kinds: dict[str, int] = field(default_factory=dict)

    def count(self, case: Case, *, lead: bool) -> None:
        """One new mail."""
        self.new += 1
        self.leads += lead
        self.tags += len(case.tags)
        self.kinds[case.reading.kind.value] = self.kinds.get(case.reading.kind.value, 0) + 1

    def add(self, other: Report) -> None:
        """What another report counted, on top of this one."""
        for name in ("new", "again", "linked", "leads", "review", "set_aside", "gone", "tags"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for kind, count in other.kinds.items():
            self.kinds[kind] = self.kinds.get(kind, 0) + count


def understand(
    mail: Mail, directory: Directory, playbook: Playbook, thread: Sequence[frozenset[CustomerId]] = ()
) -> Case:
    """All the thinking about one mail. Pure: sync, retry, linking again, dry runs and tests call it.

    thread: for every mail of the thread that is in the book, nearest first, the customers it belongs to.
    """
    reading = parsers.read(mail, playbook.ours)
    match, also = matching.find_all(reading, thread, directory)
    day = mail.day or playbook.policy.calendar.day_of(mail.date)
    return Case(mail, reading, match, rules.tag(reading, playbook.rules, day), also)


ROLES = ("sent", "inbox")
"""The order in which folders are read. Our own mail comes first: it makes nobody a customer, and an answer
to it
then finds its thread in the book."""


def sync(
    mailbox: Mailbox,
    intake: Intake,
    clock: Callable[[], datetime],
    progress: Callable[[str, Report], None],
    roles: Sequence[str] = ROLES,
) -> Report:
    """Take in every new mail of a mailbox, folder by folder, batch by batch."""
    report = Report()
    for folder in sorted(mailbox.folders(), key=lambda folder: ROLES.index(folder.role)):
        if folder.role not in roles:
            continue
        for batch in mailbox.new_mail(intake.cursor(mailbox.account, folder)):
            take_in(batch, intake, clock(), report)
            progress(folder.name, report)
            if intake.stopping():
                return report
    return report


def take_in(batch: Batch, intake: Intake, now: datetime, report: Report) -> None:
    """One batch, one transaction: the mails, what follows from them, and the cursor behind them."""
    with intake.sitting(report) as sitting:
        for raw in sitting.unseen(batch.mails):
            sitting.take_in(raw)  # open | understand | save, or set aside
        sitting.pass_over(batch)
        sitting.settle()  # owe
        sitting.move(batch, now)
    report.waiting = batch.waiting
