"""What becomes of the leads of a fair? They are customers of a file, met on a day, who follow a sequence.

read (as a file of customers) | known (by address, code, phone, name) | bring | meet, promise, enrol, keep
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from dates import named_days
from model import (
    CustomerId,
    DueEffect,
    DueKind,
    GenjinError,
    Label,
    RepId,
    Source,
    Tag,
)
from store.book import Page
from store.lead_files import FILE, LeadFile
from store.marks import Word
from worker.customer_files import bringing
from worker.customer_files.bringing import Brought, Plan, Progress, Wish
from worker.customer_files.reading import CustomerFile, Entry
from worker.desk import Actor
from worker.intake import Intake, Sitting
from worker.render import one_line

SOURCE, PROMISE = "fair", "our_promise"
_NOTES = """
notes, note, remarks, remark, comments, comment, memo, needs, need, requirement, requirements, interest,
interested in, products, product, products of interest, 备注, 需求, 需求产品, 说明, 意向, 意向产品,
感兴趣产品, 产品, 洽谈内容, 记录, 備註, bemerkung, notiz, notas, remarques
"""
_PROMISED = "promised, promise, promises, to send, 承诺, 承诺事项, 答应, 待寄, 待发, 承諾"
_LONGEST, _MOST_SHOWN = 2_000, 20


@dataclass(frozen=True, slots=True)
class Event:
    """Where they were met, when, and what follows."""

    name: str
    at: datetime
    day: date
    sequence: str = ""
    owner: RepId | None = None
    """Whose those become whom the file gives to nobody; None: the pool."""
    is_day_said: bool = True


@dataclass(frozen=True, slots=True)
class Leads:
    """A file, and what beside master data it says of each of its customers, by its first row."""

    file: CustomerFile
    content: bytes
    notes: Mapping[int, str] = field(default_factory=dict)
    promised: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class Followed:
    """What followed beside customers."""

    met: int = 0
    promised: int = 0
    enrolled: int = 0
    before: LeadFile | None = None

    @property
    def is_nothing(self) -> bool:
        return not (self.met or self.promised or self.enrolled)


def read(path: Path, file: CustomerFile) -> Leads:
    """Notes and promises of a file that was read as one of customers."""
    rows = dict(file.rows)
    notes, promised = _columns(file, _NOTES), _columns(file, _PROMISED)
    told = {entry.lines[0]: " · ".join(_cells(rows, entry, notes)) for entry in file.entries}
    owed = {entry.lines[0]: tuple(_cells(rows, entry, promised)) for entry in file.entries}
    return Leads(read_as(file), path.read_bytes(), told, owed)


def read_as(file: CustomerFile) -> CustomerFile:
    """The file with what its columns are for leads."""
    notes, promised = _columns(file, _NOTES), _columns(file, _PROMISED)
    used = {file.headings[at].strip() for at in (*notes, *promised)}
    columns = {**file.columns, **_told("notes", file, notes), **_told("promised", file, promised)}
    return replace(file, columns=columns, ignored=tuple(each for each in file.ignored if each not in used))


def needs_owner(leads: Leads) -> None:
    """Whoever brings leads works on them; where that is none of the team, somebody has to be named."""
    if any(entry.new.owner is None for entry in leads.file.entries):
        raise GenjinError(
            "Whose do the new leads become? Nobody knows which rep is asking (`me` of genjin.yaml). Name one "
            "with --owner REP, or bring them into the pool with --pool. Nothing was imported."
        )


def bring_in(
    intake: Intake, leads: Leads, event: Event, actor: Actor, wish: Wish, progress: Progress
) -> tuple[Brought, Followed]:
    """One transaction and one change. Raises BlockedError as the import of customers does."""
    if event.sequence and event.sequence not in intake.playbook.policy.sequences:
        raise _unknown(event.sequence, intake)
    followed = Followed()
    with intake.book.begin() as page:
        known = {entry.lines[0]: page.leads.known_by(*_signs(entry)) for entry in leads.file.entries}
        followed.before = page.leads.brought(leads.content)
    stand = _Stand(leads, event, actor, followed)
    whole = replace(
        wish,
        known={line: whom[0] for line, whom in known.items() if len(whom) == 1},
        owner=event.owner,
        keeps_owners=True,
        source=SOURCE,
        action="import leads",
        noted="import leads",
        subject=f"{event.name} ({leads.file.name})",
        then=stand.follow,
    )
    file = replace(leads.file, entries=tuple(map(_without_source, leads.file.entries)))
    return bringing.bring_in(intake, file, actor, whole, progress), followed


def in_words(followed: Followed, event: Event, brought: Brought, *, dry_run: bool) -> Iterator[str]:
    """What followed, beside what became of the customers."""
    if not event.is_day_said:
        yield f"Met on {event.day} (today); --day says otherwise."
    yield from _anothers(brought)
    if dry_run:
        return
    counts = (
        (followed.met, f"met at {event.name} on {event.day}"),
        (followed.promised, "promised something"),
        (followed.enrolled, f"enrolled in the sequence {event.sequence}"),
    )
    if told := ", ".join(f"{count} {words}" for count, words in counts if count):
        yield f"{told}."
    if followed.before is not None:
        file = followed.before
        yield f"This file was brought before: file {file.number}, by {file.actor} on {file.at:%Y-%m-%d}."
        if followed.is_nothing and not (brought.those("added") or brought.those("changed")):
            yield "Nothing has changed."


def _anothers(brought: Brought) -> Iterator[str]:
    """Customers of other reps are met, and stay theirs."""
    there = [plan for plan in brought.plans if plan.stays is not None and not plan.is_skipped]
    for plan in there[:_MOST_SHOWN]:
        yield one_line(
            f"Row {plan.line}: {plan.name} (customer {plan.target}) is {plan.stays}'s and stays so; "
            f"`genjin customers edit {plan.target} --owner REP` gives it to somebody else."
        )
    if len(there) > _MOST_SHOWN:
        yield f"... and {len(there) - _MOST_SHOWN} more customers of other reps."


def _unknown(name: str, intake: Intake) -> GenjinError:
    known = ", ".join(intake.playbook.policy.sequences) or "none yet"
    return GenjinError(
        f"There is no sequence `{name}` in policy.yaml. There is: {known}. Name one with --sequence, or "
        "leave it empty: --sequence ''."
    )


# -- what a file says beside customers -----------------------------------------------------------------------


def _columns(file: CustomerFile, words: str) -> list[int]:
    names = frozenset(" ".join(words.split()).split(", "))
    return [at for at, heading in enumerate(file.headings) if _is_called(heading, names)]


def _is_called(heading: str, names: frozenset[str]) -> bool:
    parts = {part.strip(" *:：\ufeff").casefold() for part in heading[:100].replace("（", "(").split("(")}
    return bool(names & {part.rstrip(" )）") for part in parts})


def _told(field_: str, file: CustomerFile, columns: Sequence[int]) -> dict[str, str]:
    return {field_: ", ".join(file.headings[at].strip() for at in columns)} if columns else {}


def _cells(rows: Mapping[int, list[str]], entry: Entry, columns: Sequence[int]) -> list[str]:
    """What stands in these columns in all rows of a customer, each thing once."""
    cells = (rows.get(line, [])[at : at + 1] for line in entry.lines for at in columns)
    words = (" ".join(cell[0][:_LONGEST].split()) for cell in cells if cell)
    return list(dict.fromkeys(filter(None, words)))


def _signs(entry: Entry) -> tuple[list[str], list[str]]:
    doubted = {value for value, _ in entry.new.doubts}
    details = (*entry.new.codes, *entry.new.phones)
    return [email for email, _ in entry.new.contacts], [each for each in details if each not in doubted]


def _without_source(entry: Entry) -> Entry:
    """Where the file says nothing, who is known stays as the book has it."""
    source = "" if entry.new.source == "import" else entry.new.source
    return replace(entry, new=replace(entry.new, source=source))


# -- what follows --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Stand:
    """What was noted where, and who writes it down."""

    leads: Leads
    event: Event
    actor: Actor
    followed: Followed

    def follow(self, sitting: Sitting, plans: Sequence[Plan]) -> dict[str, int]:
        """For everybody of the file, whether the import changed anything about them or not. Answers which
        file it was, if anything came of it.
        """
        whom = [(plan.number or plan.target, plan.line) for plan in plans if not plan.is_skipped]
        there = [(customer, line) for customer, line in whom if customer is not None]
        for customer, line in there:
            self._met(sitting.page, customer, line)
        page, now, who = sitting.page, self.actor.now, self.actor.name
        file = page.leads.keep(now, who, self.leads.file.name, self.event.name, self.leads.content)
        if not self.followed.is_nothing:
            sitting.owe([customer for customer, _ in there])
        is_other = any(plan.outcome in ("added", "changed") for plan in plans)
        return {FILE: file} if is_other or not self.followed.is_nothing else {}

    def _met(self, page: Page, customer: CustomerId, line: int) -> None:
        event, followed, who = self.event, self.followed, self.actor.name
        promises = self.leads.promised.get(line, ())
        told = (self.leads.notes.get(line, ""), f"promised: {'; '.join(promises)}" if promises else "")
        words = ": ".join(filter(None, (event.name, " · ".join(filter(None, told)))))
        followed.met += page.leads.meet(customer, event.at, RepId(who), event.name, words)
        for promised in promises:
            followed.promised += self._promised(page, customer, promised)
        if event.sequence and not page.enrolments.has(customer, event.sequence, event.name):
            page.enrolments.enrol(customer, event.sequence, event.at, event.name, who)
            followed.enrolled += 1

    def _promised(self, page: Page, customer: CustomerId, words: str) -> bool:
        """A tag by hand, as if a mail of ours had promised it. False: that was noted before."""
        note = f"{self.event.name}: {words}"
        if any(mark.note == note for mark in page.remarks.of(customer).standing):
            return False
        word = Word(customer, self.event.at, self.actor.name, note)
        page.remarks.give(word, _promise(words, self.event.day))
        return True


def _promise(words: str, day: date) -> Tag:
    """It is kept when a rep says so (genjin promise keep): no rule knows what the words of a stand mean."""
    return Tag(
        name=PROMISE,
        title=Label("We promise something", "我方承诺"),
        rule="fair",
        source=Source("", 0),
        quote=words,
        start=0,
        end=0,
        suggest=Label("", ""),
        due=_due(words, day),
        because="noted at the stand",
        about="fair",
    )


def _due(words: str, day: date) -> DueEffect | None:
    """The day that is named; without one the policy's."""
    days = [each for each in named_days(words[:500].lower(), day) if each.days.first >= day]
    return DueEffect(DueKind.BY, days[0].days.first, words[:80]) if days else None
