"""How does a batch get into the book? One sitting: a page to write on, the directory beside it.

The directory is kept up to date while customers are added, and thrown away when a page is lost or somebody
else has changed the customers; so a mail is always thought about with what the book knows at that moment.
"""

from __future__ import annotations

import hashlib
import logging
import threading
from array import array
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property, partial
from itertools import chain
from operator import attrgetter
from typing import TypeVar

import followups
import matching
import rules
from matching import Directory
from matching.domains import put_in_force
from model import (
    Alarm,
    Case,
    Customer,
    CustomerId,
    DetailSort,
    Direction,
    Footing,
    Interaction,
    Known,
    Lineage,
    Mail,
    MailId,
    RawMail,
    Reading,
    RepId,
)
from parsers.opening.envelope import open_mail
from store.book import Book, Page
from store.customers import NewCustomer
from store.folders import Cursor
from store.location import BookError
from store.mails import Sighting
from store.writing import in_lots
from worker import conflicts, inquiries, namesakes
from worker.batch import Batch, Folder
from worker.consequences import (
    LEAD_SOURCES,
    alarms_in,
    announcing,
    interaction_of,
    lead_in,
    lesson_in,
    outside_addresses,
    question_in,
)
from worker.coverage import ARCHIVE
from worker.facts import facts_of
from worker.news import alarms_beside, changes_in, colleagues_in
from worker.nobodies import Nobodies, find_all
from worker.pipeline import Digest, Draft, Playbook, Report, digest, understand
from worker.policy import edition_of
from worker.readers import Read, Readers, drafted
from worker.refused import without_refused
from worker.shelf import Shelf

log = logging.getLogger("genjin.intake")

T = TypeVar("T")

_ONE_DATE = timedelta(seconds=2)
"""Copies of one mail carry one Date header, to the second."""
_SAME_MAIL = timedelta(days=1)
"""Copies whose Date cannot be believed stand at their arrivals, which are not further apart than this."""

_MOST_LOOKS = 3
_LOT = 500
"""Customers whose histories are read at once."""


def _never() -> bool:
    return False


class Intake:
    """The way into the book, shared by all accounts of a process; one sitting at a time."""

    def __init__(
        self, book: Book, playbook: Playbook, stopping: Callable[[], bool] = _never, processes: int = 1
    ) -> None:
        """processes: how many may read a backlog; 1 for this one alone."""
        self.book = book
        self.playbook = playbook
        self.stopping = stopping
        """Asked between batches; True ends the pass with everything so far saved."""
        self._processes = processes
        self._shelf = Shelf(book.location)
        self._turn = threading.Lock()
        self._troubles: dict[str, str] = {}
        self._reads: dict[str, frozenset[str]] = {}

    def note_trouble(self, account: str, words: str) -> None:
        """Remember why an account cannot be read (or that it can), for `status` and `due`. Words: one more
        pass has failed; without them only what changed is written.
        """
        is_new = self._troubles.get(account) != words
        if not (is_new or words):
            return
        with self._turn, self.book.begin() as page:
            if is_new:
                page.note_fact(f"trouble:{account}", _harmless(words))
            if words:
                page.folders.failed(account)
        self._troubles[account] = words

    def reads(self, account: str, folders: Sequence[Folder]) -> None:
        """Which folders of an account are read from now on; written only if that changed."""
        names = frozenset(folder.name for folder in folders)
        if self._reads.get(account) == names:
            return
        with self._turn, self.book.begin() as page:
            page.folders.only(account, sorted(names))
        self._reads[account] = names

    def never_read(self, accounts: Sequence[str]) -> list[str]:
        """Which of these accounts have not been read to their end yet."""
        with self._turn, self.book.begin() as page:
            read = page.folders.accounts_read()
        return [account for account in accounts if account not in read]

    def read(self, batches: Iterator[Batch]) -> Generator[Read]:
        """Open, read and tag what is fetched, here or in other processes."""
        return Readers(self.playbook, self._processes).read(batches)

    # -- what a mailbox asks -------------------------------------------------------------------------------

    def cursor(self, account: str, folder: Folder) -> Cursor:
        with self._turn, self.book.begin() as page:
            return page.folders.cursor(account, folder.name, folder.role)

    def lay_beside(self, cursor: Cursor, uids: Sequence[int], *, noting: bool = True) -> array[int]:
        """UIDs of which the book has neither mail nor bytes; noting: what left or came back is noted."""
        with self._turn, self.book.begin() as page:
            return page.folders.lay_beside(cursor, uids, noting=noting)

    def recognise(self, heads: Sequence[RawMail]) -> frozenset[int]:
        """UIDs of mails that the book has under another place; this one is noted."""
        with self._turn, self.book.begin() as page:
            return frozenset(head.place.uid for head in heads if head.place and _recognised(page, head))

    def renumbered(self, cursor: Cursor) -> None:
        with self._turn, self.book.begin() as page:
            page.folders.renumbered(cursor)

    def had_other_numbers(self, cursor: Cursor) -> bool:
        with self._turn, self.book.begin() as page:
            return page.folders.had_other_numbers(cursor)

    def downloaded(self, account: str, day: date, size: int) -> int:
        """Note so many bytes more; answers how many it has been on that day."""
        with self._turn, self.book.begin() as page:
            noted, _, count = page.fact(f"downloaded:{account}").partition(" ")
            total = size + (int(count) if noted == day.isoformat() else 0)
            page.note_fact(f"downloaded:{account}", f"{day.isoformat()} {total}")
        return total

    # -- writing -------------------------------------------------------------------------------------------

    @contextmanager
    def sitting(self, report: Report) -> Iterator[Sitting]:
        """One transaction. What it counts is added to the report when it is safely in the book."""
        counted = Report()
        with self._turn:
            put_in_force(self.playbook.domains)
            try:
                with self.book.begin() as page:
                    sitting = Sitting(page, self._shelf, self.playbook, counted)
                    yield sitting
                    sitting.put_back()
            except BaseException:
                self._shelf = Shelf(self.book.location)
                raise
        report.add(counted)

    def make_ready(self) -> None:
        """Read the directory of customers now, and not with the first mail."""
        with self.sitting(Report()) as sitting:
            sitting.know_customers()

    def tidy(self) -> None:
        """Leave the directory so that another process reads little beside it."""
        with self._turn:
            if self._shelf.tidied():
                with self.book.begin() as page:
                    self._shelf.note(page)

    def retry(self, report: Report) -> None:
        """Take in again what was set aside, one transaction each."""
        with self._turn, self.book.begin() as page:
            waiting = page.folders.set_aside_numbers()
        for number in waiting:
            with self.sitting(report) as sitting:
                sitting.take_in_again(number)
                sitting.settle()

    def replan(self, progress: Callable[[int], None] = lambda _: None) -> Replanned:
        """Work out anew what is owed to every customer, lot by lot, each saved whole. What was cut short goes
        on where it was, unless the policy is another by now.
        """
        customers = changed = 0
        edition = ""
        while True:
            with self.sitting(Report()) as sitting:
                lot = sitting.replan_next()
            is_anew = lot.edition != edition  # `genjin reload` may come in between
            edition = lot.edition
            customers, changed = lot.customers + (0 if is_anew else customers), changed + lot.changed
            progress(customers)
            if lot.is_last or self.stopping():
                return Replanned(customers, changed, lot.is_last, edition)


@dataclass(frozen=True, slots=True)
class Replanned:
    """How many customers were looked at, how many follow-ups changed, and whether nobody is left."""

    customers: int
    changed: int
    is_last: bool
    edition: str = ""
    """Of the policy."""


REPLANNED = "replan"
"""The fact that says how far the plan under which policy has come: edition and number of a customer."""
SHARED = "shared:"
"""With the number of a group: by what all its companies were planned last."""
PLANNED = "policy"
"""The fact that says by which policy all of the book is planned."""


def _mark(told: Iterable[Interaction], companies: Sequence[CustomerId]) -> str:
    words = repr(([(each.kind, each.cause, each.at) for each in told], companies))
    return hashlib.sha256(words.encode()).hexdigest()[:16]


class Sitting:
    """One page being written: mails taken in, customers touched by them."""

    def __init__(self, page: Page, shelf: Shelf, playbook: Playbook, report: Report) -> None:
        self.page = page
        self._shelf = shelf
        self._edition = page.customers.edition()
        self._playbook = playbook
        self._report = report
        self._touched: set[CustomerId] = set()
        self._loose: dict[MailId, None] = {}
        """Mails to be looked at again, in order and once each."""
        self._looks: Counter[MailId] = Counter()
        self._lessons = 0
        self._before: dict[MailId, frozenset[CustomerId]] | None = None

    # -- what an answer moves (worker/reviewing/moves.py)

    def watch(self) -> dict[MailId, frozenset[CustomerId]]:
        """From now on: which stored mails are linked anew, and in whose history each stood before."""
        self._before = {}
        return self._before

    def note(self, number: MailId) -> None:
        """The mail is going to move."""
        if self._before is not None and number not in self._before:
            self._before[number] = self.page.reviews.customers_of(number)

    def look_again(self, numbers: Sequence[MailId]) -> None:
        """These mails may be findable now."""
        self._look_again(numbers)

    @cached_property
    def nobodies(self) -> Nobodies:
        """Who is no customer. `del` it when that changes."""
        return self.page.reviews.nobodies()

    @property
    def directory(self) -> Directory:
        return self._directory()

    @property
    def playbook(self) -> Playbook:
        return self._playbook

    # -- mails

    def unseen(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Leave out the places the book has: after a cursor that was set back, or a batch that came twice."""
        seen = self.page.folders.seen([draft.raw.place for draft in drafts if draft.raw.place])
        return [draft for draft in drafts if draft.raw.place not in seen]

    def take_in(self, draft: Draft) -> None:
        """Understand and save one mail, or set it aside."""
        number, error = self._tried(lambda: self._saved(draft)) if draft.digest else (None, draft.error)
        if number is None:
            self.page.folders.set_aside(draft.raw, _harmless(error))
            self._report.set_aside += 1

    def take_in_again(self, waiting: int) -> None:
        """Try once more what was set aside; what is still broken stays there, with the newest reason."""
        aside = self.page.folders.one_set_aside(waiting)
        if aside is None:
            return
        number, error = (None, aside.error)
        if aside.raw.content:
            draft = drafted(aside.raw, self._playbook)
            number, error = self._tried(lambda: self._saved(draft)) if draft.digest else (None, draft.error)
        if number is None:
            self.page.folders.still_broken(aside.id, _harmless(error))
            self._report.set_aside += 1
        else:
            self.page.folders.replace_by(aside, number)

    def pass_over(self, batch: Batch) -> None:
        """Note what the server listed and did not give: every UID below the cursor is accounted for."""
        for place, said in batch.refused:
            reason = f"{_harmless(said)}."
            if not place.account.startswith(ARCHIVE):
                reason = f"The server lists this mail and does not give it: {reason}"
            self.page.folders.refused(place, reason)
        for place in batch.gone:
            self.page.folders.note(place)
        if batch.last:
            self.page.folders.let_go(batch.cursor)
        self._report.set_aside += len(batch.refused)
        self._report.gone += len(batch.gone)
        self._report.again += batch.recognised

    def move(self, batch: Batch, now: datetime) -> None:
        self.page.folders.move(batch.checked(now))

    # -- customers

    def welcome(self, customer: Customer, emails: Sequence[str], domains: Sequence[str]) -> None:
        """A customer became known, or known by these further signs: stored mails may be its."""
        self._directory().put(customer)
        self._lessons += 1
        self._touched.add(customer.id)
        own = [domain for domain in domains if matching.work_domain(f"x@{domain}")]
        self._look_again(self.page.mails.loose(customer.id, emails, own))

    def welcome_all(self, numbers: Sequence[CustomerId]) -> None:
        """The same for many at once, with all their signs."""
        self._directory()
        self._shelf.put_all(self.page.customers.each(numbers), len(numbers))
        self._lessons += 1
        self._touched.update(numbers)
        for at in range(0, len(numbers), _LOT):
            self._look_for(self.page.customers.these(numbers[at : at + _LOT]))

    def _look_for(self, customers: Sequence[Customer]) -> None:
        """Stored mails may be theirs."""
        emails, domains = (
            chain.from_iterable(map(attrgetter(name), customers)) for name in ("emails", "domains")
        )
        borne = self.page.mails.borne(emails, domains)
        for customer in customers if borne else ():
            known = [email for email in customer.emails if email in borne]
            own = [each for each in customer.domains if each in borne and matching.work_domain(f"x@{each}")]
            self._look_again(self.page.mails.loose(customer.id, known, own))

    def withdraw(self, number: CustomerId) -> None:
        """A lead that should not have been opened: it goes, with what is owed to it."""
        self._directory().drop(number)
        self._lessons += 1
        self.page.customers.withdraw(number)
        self._touched.discard(number)

    def settle(self) -> None:
        """Link what became findable, then make the follow-ups of every touched customer say what is owed."""
        self._link_loose()
        self.owe(sorted(self._touched))
        self._touched.clear()

    def put_back(self) -> None:
        """The directory used here knows what this page changed; one not used may miss what others did."""
        if self._shelf.edition == self._edition:
            self._shelf.put_back(self.page)

    def owe(self, customers: Sequence[CustomerId], *, alone: bool = False) -> int:
        """Work out what is owed to these customers. Answers how many follow-ups changed.

        What happens with one company may count for the others of its group. alone: their turn comes anyway.
        """
        policy, page = self._playbook.policy, self.page
        everybody = list(customers) if alone else self._concerned(customers)
        enough = partial(followups.suffices, policy=policy)
        return sum(
            page.followups.settle_all({one.customer.id: followups.owed(one, policy) for one in lot})
            for lot in in_lots(page.histories.recent(everybody, enough), _LOT)
        )

    def _concerned(self, customers: Sequence[CustomerId]) -> list[CustomerId]:
        """These, and the other companies of a group where what bears on them all is not what it was."""
        found, page = set(customers), self.page
        for group in page.histories.groups(customers):
            told = followups.shared(group.events, group.contact, self._playbook.policy)
            mark = _mark(told, group.companies) if told else ""
            if page.fact(f"{SHARED}{group.id}") != mark:
                page.note_fact(f"{SHARED}{group.id}", mark)
                found.update(group.companies)
        return sorted(found)

    def replan_next(self) -> Replanned:
        """The next lot of customers, from where the plan under the policy in force has come to."""
        page, edition = self.page, edition_of(self._playbook.policy)
        known, _, last = page.fact(REPLANNED).partition(" ")
        lot = page.histories.after(int(last) if known == edition else 0, _LOT)
        changed = self.owe(lot, alone=True)
        if is_last := len(lot) < _LOT:
            page.note_fact(PLANNED, edition)
        page.note_fact(REPLANNED, "" if is_last else f"{edition} {lot[-1]}")
        return Replanned(len(lot), changed, is_last, edition)

    def understood(self, digested: Digest, number: MailId | None = None) -> Case:
        """What a mail is, with what the book knows now."""
        quoted = digested.reading.quoted_prints
        lineage = self.page.threads.lineage(digested.mail.parents, quoted, number)
        digested = replace(digested, reading=self._looked_at(digested.reading, lineage, number))
        thresholds = self._playbook.thresholds
        case = understand(digested, self._directory(), lineage, thresholds, self.nobodies)
        case = case if number is None else self._without_refused(number, case)
        return self._settled(case)

    def _settled(self, case: Case) -> Case:
        """Without the tags whose rules ask for another customer than this mail's."""
        if all(tag.demand is None for tag in case.tags):
            return case
        footing, at = Footing(), case.mail.date
        if isinstance(case.match, Known):
            footing = self.page.followups.footing(case.match.winner.customer, at)
        return replace(case, tags=rules.settled(case.tags, footing, at))

    def read_again(self, number: MailId, raw: RawMail) -> Case:
        """What a stored mail is, with the rules and the book of now."""
        return self.understood(digest(raw, self._playbook), number)

    def _looked_at(self, reading: Reading, lineage: Lineage, number: MailId | None) -> Reading:
        """With the signs of fraud that only the book shows, and without those that a person has dismissed."""
        known = (*self._beside(reading), *self._under_a_known_name(reading, lineage))
        if known:
            other = (each for each in reading.alarms if each not in known)
            reading = replace(reading, alarms=(*other, *known))
        if number is None or not reading.alarms:
            return reading
        dismissed = self.page.alarms.dismissed_of(number)
        return replace(reading, alarms=tuple(each for each in reading.alarms if each.sort not in dismissed))

    def _beside(self, reading: Reading) -> tuple[Alarm, ...]:
        party = next(iter(reading.parties), None)
        if party is None or not any(each.sort is DetailSort.BANK_ACCOUNT for each in party.details):
            return ()
        contact = self.page.contacts.at(party.email)
        return alarms_beside(reading, contact) if contact else ()

    def _under_a_known_name(self, reading: Reading, lineage: Lineage) -> tuple[Alarm, ...]:
        party = namesakes.writer(reading)
        if party is None:
            return ()
        spelt, directory = namesakes.spellings(party.name), self._directory()
        called = self.page.contacts.called(spelt) if spelt else ()
        sure = [each for each in called if self._is_established(each.customer)]
        known = namesakes.strange_address(party, lineage, sure, directory) if sure else ()
        worn = namesakes.borrowed_address(party, directory, self._is_established)
        return (*known, *worn, *namesakes.borrowed_title(party, lineage, directory))

    def _is_established(self, number: CustomerId) -> bool:
        """No mere lead that a mail opened and to whom nobody of us has written: its word is a stranger's."""
        customer = self.page.customers.one(number)
        if customer is None or customer.source not in LEAD_SOURCES:
            return customer is not None
        return self.page.customers.is_answered(number)

    # -- reading again (worker/reread.py)

    def attempt(self, step: Callable[[], T]) -> tuple[T | None, str]:
        """Do a step that may fail alone: what it answers, or why there is nothing left of it."""
        return self._tried(step)

    def announced(self, case: Case, rep: RepId | None) -> Case:
        """The case with the lead it announces in the book, if it announces one."""
        lead = lead_in(case, rep)
        return case if lead is None else announcing(case, self._added(lead))

    def follow(self, case: Case, number: MailId, rep: RepId | None) -> None:
        """Write down what follows from a case that was saved."""
        self._follow(case, number, rep)

    def note_facts(self, case: Case, number: MailId) -> bool:
        """Write down the business that a mail shows, for everybody in whose history it stands. True if
        anything is different from what the book had.
        """
        facts = facts_of(case)
        changed = [
            customer
            for customer in sorted(self.page.reviews.customers_of(number))
            if self.page.business.read_in(customer, number, facts)
        ]
        self._touched.update(changed)
        return bool(changed)

    def touch(self, customers: Iterable[CustomerId]) -> None:
        """What is owed to these is worked out anew when the sitting is settled."""
        self._touched.update(customers)

    def found_again(self, number: MailId) -> Case:
        """A stored mail, and whom it is from by what the book knows now. It is not read again: what it says
        does not change, and its source may not have been kept.
        """
        case = self.page.mails.remembered(number)
        quoted = self.page.threads.quoted_by(number)
        lineage = self.page.threads.lineage(case.mail.parents, quoted, number)
        case = replace(case, reading=self._looked_at(case.reading, lineage, number))
        thresholds = self._playbook.thresholds
        match, also = find_all(case.reading, lineage, self._directory(), thresholds, self.nobodies)
        return self._without_refused(number, replace(case, match=match, also=also, lineage=lineage))

    def _without_refused(self, number: MailId, case: Case) -> Case:
        match, also = without_refused(number, case.match, case.also, self._directory())
        return case if match is case.match else replace(case, match=match, also=also)

    def link_by_hand(self, number: MailId, case: Case, state: str, *, teaches: bool = True) -> None:
        """A person said whom the mail is from; that outweighs every thought.

        teaches: what the mail says of its sender is remembered for the customer.
        """
        self._link(number, case, state, teaches=teaches)

    # -- one mail

    def _saved(self, draft: Draft) -> MailId:
        assert draft.digest is not None
        raw = draft.raw
        mail, known = _identified(self.page, draft.digest, raw)
        if known is not None:
            self.page.folders.note(raw.place, mail=known)
            if draft.digest.reading.direction is Direction.IN:
                inquiries.to_several(self, mail, known)
            self._report.again += 1
            return known
        case = self.understood(replace(draft.digest, mail=mail))
        rep = self._rep(case, raw)
        lead = lead_in(case, rep)
        if lead is not None:
            case = announcing(case, self._added(lead))
        account = raw.place.account if raw.place else ""
        number = self.page.mails.add(case, rep, account, draft.packed, outside_addresses(case))
        self.page.threads.save(number, case)
        self.page.alarms.raise_(number, alarms_in(case))
        self.page.folders.note(raw.place, mail=number)
        self._report.count(case, lead=lead is not None)
        self._follow(case, number, rep)
        if lead is not None and isinstance(case.match, Known):
            conflicts.at_first_mail(self, case.match.winner.customer, number)
        inquiries.at_mail(self, case, number, rep)
        self._link_loose()
        return number

    def _rep(self, case: Case, raw: RawMail) -> RepId | None:
        """Who of us: the writer of our own mail, or the first of us that a mail is addressed to; else whose
        mailbox it came to. What stands in the mail goes first: it does not matter then where it is read.
        """
        account = raw.place.account.removeprefix(ARCHIVE) if raw.place else ""
        mailbox = self._playbook.mailboxes.get(account)
        mail, writers = case.mail, self._playbook.writers
        ours = (*mail.to, *mail.cc) if case.reading.direction is Direction.IN else (mail.sender,)
        return next((writers[each.email] for each in ours if each.email in writers), mailbox)

    def _follow(self, case: Case, number: MailId, rep: RepId | None, *, teaches: bool = True) -> None:
        """Write down what follows from a case: links and what they teach, or a question."""
        if not isinstance(case.match, Known):
            self._ask(case, number)
            return
        interaction = interaction_of(case, number, rep)
        for known in (case.match, *case.also):
            self.page.mails.link(number, known.winner.customer, interaction)
            self._touched.add(known.winner.customer)
        self.note_facts(case, number)
        conflicts.in_one_group(self, case, number, rep)
        self._report.linked += 1
        if teaches:
            self._learn(case, case.match.winner.customer, rep)
            self._know(case, case.match.winner.customer, number)
        thread = [*filter(None, [case.mail.message_id]), *case.mail.parents]
        self._look_again(self.page.mails.loose_in_thread(thread))
        self._look_again(self.page.threads.loose_quoting(number))

    def _ask(self, case: Case, number: MailId) -> None:
        question = question_in(case)
        if question:
            self.page.mails.ask(number, question)
            self._report.review += 1

    # -- what mails teach

    def _added(self, lead: NewCustomer) -> Customer:
        customer = self.page.customers.add(lead)
        self.welcome(customer, customer.emails, customer.domains)
        return customer

    def _learn(self, case: Case, number: CustomerId, rep: RepId | None) -> None:
        customer = self._directory().customer(number) or self.page.customers.one(number)
        assert customer is not None, number
        lesson = lesson_in(case, customer)
        if lesson.email:
            customer = self.page.customers.learn(number, lesson.email, lesson.person)
        if lesson.name:
            customer = self.page.customers.rename(number, lesson.name)
        if lesson.since:
            customer = self.page.customers.known_since(number, lesson.since, rep)
        if lesson.email or lesson.name or lesson.since:
            self.welcome(customer, [lesson.email] if lesson.email else [], [])

    def _know(self, case: Case, customer: CustomerId, number: MailId) -> None:
        """What the mail says of the person who wrote it, and of others in copy."""
        if case.reading.direction is not Direction.IN or not case.reading.parties:
            return
        contact = self.page.contacts.at(case.reading.parties[0].email)
        if contact is None:
            return
        changes = changes_in(case, contact)
        self.page.contacts.note(contact.id, changes.fill, number, case.mail.date)
        self.page.contacts.confirm(contact.id, changes.confirm, case.mail.date)
        known = self._directory().customer(customer)
        emails = frozenset(known.emails if known else ())
        people = colleagues_in(case, self._playbook.ours, emails)
        news = [
            each
            for each in (*changes.propose, *people)
            if each.sort != "colleague" or each.email not in emails
        ]
        self.page.contacts.propose(customer, news, number, case.mail.date)

    def _look_again(self, numbers: Sequence[MailId]) -> None:
        """Queue mails for another look. In a long thread every link would call for all that are still loose;
        what stayed loose a few times in this sitting will not be linked by one more."""
        self._loose |= dict.fromkeys(number for number in numbers if self._looks[number] < _MOST_LOOKS)

    def _link_loose(self) -> None:
        """Linking one mail may make further ones findable; each is looked at until none is added any more.

        It ends: a mail is added only when something new was learned, and linking it makes it loose no more.
        """
        while self._loose:
            number = next(iter(self._loose))
            del self._loose[number]
            self._looks[number] += 1
            self._tried(lambda: self._link_again(number))  # noqa: B023  # called at once

    def _link_again(self, number: MailId) -> None:
        if not self.page.mails.is_loose(number):
            return
        case = self.found_again(number)
        if isinstance(case.match, Known):
            self._link(number, case, "found")
        elif self._before is not None and self.page.mails.is_asked(number):
            self.ask_again(number, case)  # somebody sits before the queue: it shows what is thought now

    def ask_again(self, number: MailId, case: Case) -> None:
        """A mail has no customer, or no more: a person is asked, if the case needs one."""
        self.note(number)
        self.page.mails.find_again(number, case)
        if question := question_in(case):
            self.page.mails.ask(number, question, again=True)
        else:
            self.page.mails.answered(number, "found")

    def _link(self, number: MailId, case: Case, state: str, *, teaches: bool = True) -> None:
        self.note(number)
        self.page.mails.find_again(number, case)
        self.page.mails.answered(number, state)
        self._follow(case, number, self.page.mails.rep(number), teaches=teaches)

    # -- trying

    def know_customers(self) -> None:
        """Read the directory, if no earlier sitting has."""
        self._directory()

    def _directory(self) -> Directory:
        """Read only when a mail is thought about; what desk and retry do may need none."""
        return self._shelf.directory(self.page, self._edition)

    def _tried(self, step: Callable[[], T]) -> tuple[T | None, str]:
        """What a step answers, or why it failed; then nothing of it is left, neither in the book nor here.

        Whatever one mail does wrong must not stop the others; only a book that cannot be written does.
        """
        report, touched, loose, lessons = self._report, set(self._touched), dict(self._loose), self._lessons
        self._report = Report()
        try:
            with self.page.attempt():
                answer = step()
        except BookError:
            raise
        except Exception as error:
            log.warning("a mail fails: %s", type(error).__name__, exc_info=log.isEnabledFor(logging.DEBUG))
            self._report, self._touched, self._loose = report, touched, loose
            if self._lessons != lessons:  # what it taught was taken back from the book
                self._shelf.clear()
            return None, _reason(error)
        report.add(self._report)
        self._report = report
        return answer, ""


def is_same_mail(stored: Sighting | None, mail: Mail, own_words: str | None = None) -> bool:
    """Is a mail that comes in the stored one of its Message-ID? Web forms and broken clients give one to many
    mails, minutes apart; copies of one mail have one Date. Where it cannot be believed, subject and words
    decide; own_words None: only the head was read, which cannot tell then.
    """
    if stored is None or stored.sender != mail.sender.email:
        return False
    apart = abs(stored.date - mail.date)
    if apart <= _ONE_DATE:
        return True
    return apart <= _SAME_MAIL and (stored.subject, stored.own_words) == (mail.subject, own_words)


def by_content(raw: RawMail) -> str:
    """The key of a mail whose Message-ID is another mail's."""
    return "sha256:" + hashlib.sha256(raw.content).hexdigest()


def _identified(page: Page, digested: Digest, raw: RawMail) -> tuple[Mail, MailId | None]:
    """The mail under its key, and its number if the book has it."""
    mail = digested.mail
    stored = page.mails.under(mail.key)
    if stored is None:
        return mail, None
    if is_same_mail(stored, mail, digested.reading.own_words):
        return mail, stored.id
    mail = replace(mail, key=by_content(raw))
    same = page.mails.under(mail.key)
    return mail, None if same is None else same.id


def _recognised(page: Page, head: RawMail) -> bool:
    """Does the book have the mail of this head? Message-ID and Date tell; else it is fetched whole."""
    mail = open_mail(head)
    if not mail.message_id or not mail.sender.email:
        return False
    stored = page.mails.under(mail.key)
    if stored is None or not is_same_mail(stored, mail):
        return False
    page.folders.note(head.place, mail=stored.id)
    return True


def _reason(error: Exception) -> str:
    """One line for `status`: what kind of error, and what it says."""
    words = _harmless(str(error))
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


def _harmless(words: str) -> str:
    """An error quotes the mail that caused it, and no database takes a NUL or half a surrogate pair."""
    return " ".join(words.encode("utf-8", "replace").decode().replace("\0", "").split())[:300]
