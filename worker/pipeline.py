"""The whole story: how a mail becomes a link, tags and dates. Read this file first.

    mailbox.new_mail() | open | read | tag | find | save | owe

`digest` and `understand` are all the thinking about one mail, by itself and with the book; `followups.owed`
is all the thinking about one customer. They are pure: what they need from the past is fetched before, what
they answer is saved after. Everything a batch brings, and the cursor that stands behind it, is one
transaction: killed at any moment, the next pass goes on where the last whole batch ended. A mail that breaks
anything is set aside with its bytes and never stops the others.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

import matching
import parsers
import rules
from followups import Policy
from matching import Directory
from matching.domains import SHIPPED, Domains
from model import AS_USUAL, NO_THREAD, Case, Lineage, Mail, Opening, Ours, RawMail, Reading, RepId, Tag
from parsers import Parser
from parsers.opening.envelope import open_mail
from rules import RuleSet
from store.folders import Cursor
from store.sources import Keep, Packed
from worker.batch import Batch, Folder, Memory
from worker.nobodies import NOBODY, Nobodies, find_all
from worker.policy import Conflicts


class Mailbox(Protocol):
    """Where mail comes from: a server (worker/imap), files (worker/archive), or a fake in tests."""

    account: str

    def folders(self) -> tuple[Folder, ...]: ...
    def new_mail(self, cursor: Cursor, memory: Memory) -> Iterator[Batch]: ...


class Sitting(Protocol):
    """One transaction on the book: everything is saved at its end, or nothing is."""

    def unseen(self, drafts: Sequence[Draft]) -> list[Draft]: ...
    def take_in(self, draft: Draft) -> None: ...
    def pass_over(self, batch: Batch) -> None: ...
    def settle(self) -> None: ...
    def move(self, batch: Batch, now: datetime) -> None: ...


class Intake(Memory, Protocol):
    """The way into the book; worker/intake.py walks it. While mail is fetched it is the mailbox's memory."""

    stopping: Callable[[], bool]

    def read(self, batches: Iterator[Batch]) -> Generator[tuple[Batch, Sequence[Draft]]]: ...
    def sitting(self, report: Report) -> AbstractContextManager[Sitting]: ...


def _shipped() -> tuple[Parser, ...]:
    from worker import portals

    return portals.shipped().parsers


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
    raw: Keep = "keep"
    """How much of a mail's source stays in the book."""
    opening: Opening = AS_USUAL
    parsers: tuple[Parser, ...] = field(default_factory=_shipped)
    """Who may read a mail, in order; the team's own portals stand before the shipped ones."""
    thresholds: matching.Thresholds = matching.DEFAULT
    """When a customer is found for sure, and when a person is asked."""
    conflicts: Conflicts = field(default_factory=Conflicts)
    """What happens when two customers look like one, or one group has two owners."""
    domains: Domains = SHIPPED
    """Which domains are not one firm's."""


@dataclass(frozen=True, slots=True)
class Digest:
    """What a mail says by itself, before the book is asked."""

    mail: Mail
    reading: Reading
    tags: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A mail on its way into the book: its bytes, and its digest or the reason why there is none."""

    raw: RawMail
    digest: Digest | None = None
    error: str = ""
    packed: Packed | None = None
    """The bytes as the book keeps them; compressing is work for the reading processes too."""


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
        self.tags += sum(tag.is_signal for tag in case.tags)
        self.kinds[case.reading.kind.value] = self.kinds.get(case.reading.kind.value, 0) + 1

    def add(self, other: Report) -> None:
        """What another report counted, on top of this one."""
        for name in ("new", "again", "linked", "leads", "review", "set_aside", "gone", "tags"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for kind, count in other.kinds.items():
            self.kinds[kind] = self.kinds.get(kind, 0) + count


def digest(raw: RawMail, playbook: Playbook) -> Digest:
    """Open, read and tag. Needs nothing but the mail, so other processes may do it."""
    mail = open_mail(raw, playbook.opening)
    reading = parsers.read(mail, playbook.ours, playbook.parsers)
    day = mail.day or playbook.policy.calendar.day_of(mail.date)
    return Digest(mail, reading, rules.tag(reading, playbook.rules, day))


def understand(
    digest: Digest,
    directory: Directory,
    lineage: Lineage = NO_THREAD,
    thresholds: matching.Thresholds = matching.DEFAULT,
    nobodies: Nobodies = NOBODY,
) -> Case:
    """Find the customer behind a mail. Sync, retry, linking again, dry runs and tests call it."""
    match, also = find_all(digest.reading, lineage, directory, thresholds, nobodies)
    return Case(digest.mail, digest.reading, match, digest.tags, also, lineage)


ROLES = ("sent", "inbox", "filed")
"""The order in which folders are read. Our own mail comes first: it makes nobody a customer, and an answer
to it then finds its thread in the book."""


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
        cursor = intake.cursor(mailbox.account, folder)
        with closing(intake.read(mailbox.new_mail(cursor, intake))) as batches:
            for batch, drafts in batches:
                take_in(batch, drafts, intake, clock(), report)
                progress(batch.cursor.folder, report)
                if intake.stopping():
                    return report
    return report


def take_in(batch: Batch, drafts: Sequence[Draft], intake: Intake, now: datetime, report: Report) -> None:
    """One batch, one transaction: the mails, what follows from them, and the cursor behind them."""
    with intake.sitting(report) as sitting:
        for draft in sitting.unseen(drafts):
            sitting.take_in(draft)  # understand | save, or set aside
        sitting.pass_over(batch)
        sitting.settle()  # owe
        sitting.move(batch, now)
    report.waiting = batch.waiting
