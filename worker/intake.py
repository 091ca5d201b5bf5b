"""How does a batch get into the book? One sitting: a page to write on, the directory beside it.

The directory is kept up to date while customers are added, and thrown away when a page is lost or somebody
else has changed the customers; so a mail is always thought about with what the book knows at that moment.
"""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

import followups
from matching import Directory
from model import Case, Customer, CustomerId, Direction, Known, Mail, MailId, RawMail, RepId
from parsers.envelope import open_mail
from store.book import Book, Page
from store.folders import Cursor, SetAside
from store.location import BookError
from worker.consequences import (
    announcing,
    interaction_of,
    lead_in,
    new_address_in,
    older_than_lead,
    proper_name_in,
    question_in,
)
from worker.mailbox import Batch, Folder
from worker.pipeline import Playbook, Report, understand

log = logging.getLogger("genjin.intake")

T = TypeVar("T")

_SAME_MAIL = timedelta(days=1)
"""Two mails under one Message-ID are one mail when they are of one sender and not further apart than this."""


def _never() -> bool:
    return False


class Intake:
    """The way into the book, shared by all accounts of a process; one sitting at a time."""

    def __init__(self, book: Book, playbook: Playbook, stopping: Callable[[], bool] = _never) -> None:
        self.book = book
        self.playbook = playbook
        self.stopping = stopping
        """Asked between batches; True ends the pass with everything so far saved."""
        self._directory: Directory | None = None
        self._edition = ""
        self._turn = threading.Lock()

    def cursor(self, account: str, folder: Folder) -> Cursor:
        with self._turn, self.book.begin() as page:
            return page.folders.cursor(account, folder.name, folder.role)

    @contextmanager
    def sitting(self, report: Report) -> Iterator[Sitting]:
        """One transaction. What it counts is added to the report when it is safely in the book."""
        counted = Report()
        with self._turn:
            try:
                with self.book.begin() as page:
                    sitting = Sitting(page, self._directory_of(page), self.playbook, counted)
                    yield sitting
                    self._directory, self._edition = sitting.directory, page.edition()
            except BaseException:
                self._directory = None
                raise
        _add(report, counted)

    def retry(self, report: Report) -> None:
        """Take in again what was set aside, one transaction each."""
        with self.book.begin() as page:
            waiting = page.folders.all_set_aside()
        for aside in waiting:
            with self.sitting(report) as sitting:
                sitting.take_in_again(aside)
                sitting.settle()

    def replan(self, progress: Callable[[int], None] = lambda _: None) -> int:
        """Work out anew what is owed to every customer. Answers how many follow-ups changed."""
        with self.book.begin() as page:
            customers = [customer.id for customer in page.customers.all()]
        changed = 0
        for at in range(0, len(customers), 500):
            with self.sitting(Report()) as sitting:
                changed += sitting.owe(customers[at : at + 500])
            progress(min(at + 500, len(customers)))
        return changed

    def _directory_of(self, page: Page) -> Directory:
        edition = page.edition()
        if self._directory is None or edition != self._edition:
            self._directory = Directory.of(page.customers.all())
            self._edition = edition
        return self._directory


class Sitting:
    """One page being written: mails taken in, customers touched by them."""

    def __init__(self, page: Page, directory: Directory, playbook: Playbook, report: Report) -> None:
        self.page = page
        self.directory = directory
        self._playbook = playbook
        self._report = report
        self._touched: set[CustomerId] = set()
        self._loose: list[MailId] = []
        self._learned = False

    # -- mails
    # ------------------------------------------------------------------------------------------------

    def unseen(self, mails: Sequence[RawMail]) -> list[RawMail]:
        """Leave out the places the book has: after a cursor that was set back, or a batch that came twice."""
        seen = self.page.folders.seen([raw.place for raw in mails if raw.place])
        return [raw for raw in mails if raw.place not in seen]

    def take_in(self, raw: RawMail) -> None:
        """Open, understand and save one mail, or set it aside."""
        number, error = self._tried(lambda: self._saved(raw))
        if number is None:
            self._set_aside(raw, error)

    def take_in_again(self, aside: SetAside) -> None:
        """Try once more what was set aside; what is still broken stays there, with the newest reason."""
        number, error = (
            self._tried(lambda: self._saved(aside.raw)) if aside.raw.content else (None, aside.error)
        )
        if number is None:
            self.page.folders.still_broken(aside.id, error)
            self._report.set_aside += 1
        else:
            self.page.folders.taken_in(aside, number)

    def pass_over(self, batch: Batch) -> None:
        """Note what the server listed and did not give: every UID below the cursor is accounted for."""
        for place, said in batch.refused:
            self.page.folders.refused(place, f"The server lists this mail and does not give it: {said}.")
        for place in batch.gone:
            self.page.folders.note(place)
        if batch.cursor.unfetched:
            self.page.folders.let_go(batch.cursor)
        self._report.set_aside += len(batch.refused)
        self._report.gone += len(batch.gone)

    def move(self, batch: Batch, now: datetime) -> None:
        cursor = replace(batch.cursor, checked=now) if batch.last else batch.cursor
        self.page.folders.move(cursor)

    # -- customers
    # --------------------------------------------------------------------------------------------

    def welcome(self, customer: Customer) -> None:
        """A customer became known, or known better: stored mails without a customer may be its."""
        self.directory.put(customer)
        self._learned = True
        self._touched.add(customer.id)
        self._loose += self.page.mails.loose(customer.emails, customer.domains)

    def settle(self) -> None:
        """Link what became findable, then make the follow-ups of every touched customer say what is owed
        now.
        """
        self._link_loose()
        self.owe(sorted(self._touched))
        self._touched.clear()

    def owe(self, customers: Sequence[CustomerId]) -> int:
        """Work out what is owed to these customers. Answers how many follow-ups changed."""
        policy = self._playbook.policy
        histories = self.page.followups.histories(customers)
        return sum(
            self.page.followups.settle(each.customer, followups.owed(each, policy)) for each in histories
        )

    def link_by_hand(self, number: MailId, case: Case, state: str) -> None:
        """A person said whom the mail is from; that outweighs every thought."""
        self.page.mails.think_again(number, case)
        self.page.mails.answered(number, state)
        _, rep = self.page.mails.source(number)
        self._follow(case, number, rep)

    # -- the parts
    # --------------------------------------------------------------------------------------------

    def _tried(self, step: Callable[[], T]) -> tuple[T | None, str]:
        """What a step answers, or why it failed. Whatever one mail does wrong must not stop the others;
        only a book
        that cannot be written stops the pass."""
        self._learned = False
        try:
            with self.page.attempt():
                return step(), ""
        except BookError:
            raise
        except Exception as error:
            log.warning("a mail fails: %s", type(error).__name__, exc_info=log.isEnabledFor(logging.DEBUG))
            if self._learned:  # what it taught was taken back from the book
                self.directory = Directory.of(self.page.customers.all())
            return None, _reason(error)

    def _saved(self, raw: RawMail) -> MailId:
        mail, known = self._identified(open_mail(raw), raw)
        if known is not None:
            self.page.folders.note(raw.place, mail=known)
            self._report.again += 1
            return known
        case = self.understood(mail)
        rep = self._rep(case, raw)
        lead = lead_in(case, rep)
        if lead is not None:
            case = announcing(case, self.page.customers.add(lead))
        number = self.page.mails.add(case, raw, rep)
        self.page.folders.note(raw.place, mail=number)
        self._count(case, lead is not None)
        self._follow(case, number, rep)
        self._link_loose()
        return number

    def _identified(self, mail: Mail, raw: RawMail) -> tuple[Mail, MailId | None]:
        """The mail under its key, and its number if the book has it. Web forms and broken clients give one
        Message-ID to many mails; the second of those is known by its content instead."""
        stored = self.page.mails.under(mail.key)
        if stored is None:
            return mail, None
        if stored.sender == mail.sender.email and abs(stored.date - mail.date) <= _SAME_MAIL:
            return mail, stored.id
        mail = replace(mail, key="sha256:" + hashlib.sha256(raw.content).hexdigest())
        same = self.page.mails.under(mail.key)
        return mail, None if same is None else same.id

    def understood(self, mail: Mail) -> Case:
        """What a mail is, with what the book knows now."""
        thread = self.page.mails.customers_of(mail.parents)
        return understand(mail, self.directory, self._playbook, thread)

    def _follow(self, case: Case, number: MailId, rep: RepId | None) -> None:
        """Write down what follows from a case: links, what was learned, a question."""
        if not isinstance(case.match, Known):
            question = question_in(case)
            if question:
                self.page.mails.ask(number, question)
                self._report.review += 1
            return
        interaction = interaction_of(case, number, rep)
        for known in (case.match, *case.also):
            self.page.mails.link(number, known.winner.customer, interaction)
            self._touched.add(known.winner.customer)
        self._report.linked += 1
        self._learn(case, case.match.winner.customer)

    def _learn(self, case: Case, number: CustomerId) -> None:
        """What the mail teaches about its customer, and what that makes findable."""
        known = self.directory.customer(number)
        customer = known or self.page.customers.one(number)
        assert customer is not None, number
        taught = self._taught(case, customer)
        if taught is not known:
            self.welcome(taught)
        thread = [*filter(None, [case.mail.message_id]), *case.mail.parents]
        self._loose += self.page.mails.loose_in_thread(thread)

    def _taught(self, case: Case, customer: Customer) -> Customer:
        customers = self.page.customers
        email, name = new_address_in(case, customer), proper_name_in(case, customer)
        if email:
            customer = customers.learn(customer.id, email, case.reading.parties[0].name)
        if name:
            customer = customers.rename(customer.id, name)
        if older_than_lead(case, customer):
            customer = customers.known_since(customer.id, case.mail.date)
        return customer

    def _link_loose(self) -> None:
        """Linking one mail may make further ones findable; each is looked at until none is added any more."""
        while self._loose:
            number = self._loose.pop(0)
            self._tried(lambda: self._link_again(number))  # noqa: B023  # called at once

    def _link_again(self, number: MailId) -> None:
        raw, rep = self.page.mails.source(number)
        case = self.understood(open_mail(raw))
        if not isinstance(case.match, Known) or not self.page.mails.is_loose(number):
            return
        self.page.mails.think_again(number, case)
        self.page.mails.answered(number, "found")
        self._follow(case, number, rep)

    def _rep(self, case: Case, raw: RawMail) -> RepId | None:
        """Who of us: the writer of our own mail, or the first of us that a mail is addressed to; else whose
        mailbox it came to. What stands in the mail goes first: it does not matter then where it is read."""
        mailbox = self._playbook.mailboxes.get(raw.place.account) if raw.place else None
        mail, writers = case.mail, self._playbook.writers
        ours = (*mail.to, *mail.cc) if case.reading.direction is Direction.IN else (mail.sender,)
        return next((writers[each.email] for each in ours if each.email in writers), mailbox)

    def _set_aside(self, raw: RawMail, error: str) -> None:
        self.page.folders.set_aside(raw, error)
        self._report.set_aside += 1

    def _count(self, case: Case, lead: bool) -> None:
        report = self._report
        report.new += 1
        report.leads += lead
        report.tags += len(case.tags)
        report.kinds[case.reading.kind.value] = report.kinds.get(case.reading.kind.value, 0) + 1


def _reason(error: Exception) -> str:
    """One line for `status`: what kind of error, and what it says."""
    words = " ".join(str(error).split())[:300]
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


def _add(report: Report, counted: Report) -> None:
    for name in ("new", "again", "linked", "leads", "review", "set_aside", "gone", "tags"):
        setattr(report, name, getattr(report, name) + getattr(counted, name))
    for kind, count in counted.kinds.items():
        report.kinds[kind] = report.kinds.get(kind, 0) + count
