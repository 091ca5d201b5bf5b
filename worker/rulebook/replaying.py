"""What would these rules change? Stored mail judged again, and what would then be owed; nothing is saved.

    mails since | tags of then, tags of now | customers concerned | owed before, owed after

Mail is read in lots, and only counts and some examples of each rule are kept, so that a book of any size
takes the same memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import followups
from model import CustomerId, History, MailId, Obligation, Tag, TagSort
from rules import Rule
from store import replayed
from store.opened import Opened
from store.replayed import Kept
from worker.rulebook.stored import Bench, holding
from worker.rulebook.trying import mark

MOST_EXAMPLES = 100
"""Of each rule; the counts are of all."""
MOST_DATES = 2_000
"""Changes of dates that are listed; the counts are of all."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which mail is judged again."""

    since: datetime
    customer: CustomerId | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A tag that comes or goes, with the words."""

    mail: MailId
    at: datetime
    customer: str
    tag: str
    is_new: bool
    quote: str
    sentence: str


@dataclass(slots=True)
class OfRule:
    """What a rule would change."""

    rule: str
    tag: str
    new: int = 0
    lost: int = 0
    examples: list[Example] = field(default_factory=list)

    def add(self, example: Example) -> None:
        self.new += example.is_new
        self.lost += not example.is_new
        if len(self.examples) < MOST_EXAMPLES:
            self.examples.append(example)


@dataclass(frozen=True, slots=True)
class DateChange:
    """Something owed that comes, goes or moves."""

    customer: CustomerId
    name: str
    duty: str
    before: datetime | None
    after: datetime | None
    because: str

    @property
    def sort(self) -> str:
        if self.before is None:
            return "opened"
        return "ended" if self.after is None else "moved"


@dataclass(slots=True)
class Difference:
    """What came of it."""

    mails: int = 0
    since: datetime | None = None
    edition: str = ""
    by_rule: dict[str, OfRule] = field(default_factory=dict)
    dates: list[DateChange] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    """Of dates that are opened, ended, moved."""
    customers: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def rules(self) -> list[OfRule]:
        """Those that change most come first."""
        return sorted(self.by_rule.values(), key=lambda one: (-one.new - one.lost, one.rule))

    def note_date(self, change: DateChange) -> None:
        self.counts[change.sort] = self.counts.get(change.sort, 0) + 1
        if len(self.dates) < MOST_DATES:
            self.dates.append(change)


def replay(book: Opened, bench: Bench, wanted: Wanted, progress: Progress = lambda *_: None) -> Difference:
    """Judge stored mail with the rules of the bench."""
    found = Difference(since=wanted.since, edition=bench.rules.edition, notes=list(_notes(bench.rules.rules)))
    total, names, touched = (
        replayed.count(book, wanted.since, wanted.customer),
        _Names(book),
        set[CustomerId](),
    )
    for mail in replayed.mails(book, wanted.since, wanted.customer):
        found.mails += 1
        if _compared(mail, _now(book, bench, mail), found, names):
            touched.update(mail.customers)
        progress(found.mails, total)
    for number in sorted(touched):
        for change in _dates(book, bench, wanted, number):
            found.note_date(change)
    found.customers = len({change.customer for change in found.dates})
    return found


def _notes(in_force: Sequence[Rule]) -> Iterator[str]:
    blind = sum(rule.where == "everything" for rule in in_force)
    if blind:
        yield (
            f"{blind} rules look at `where: everything`; the book does not keep what a mail quotes, so they "
            "are judged by the rest."
        )


class _Names:
    """Of customers, asked once each."""

    def __init__(self, book: Opened) -> None:
        self._book = book
        self._known: dict[CustomerId, str] = {}

    def of(self, numbers: Sequence[CustomerId]) -> str:
        return ", ".join(map(self._one, numbers)) or "nobody in the book"

    def _one(self, number: CustomerId) -> str:
        if number not in self._known:
            rows = self._book.ask("SELECT name FROM customer WHERE id = :id", {"id": number})
            self._known[number] = rows[0]["name"] if rows else ""
        return self._known[number]


def _now(book: Opened, bench: Bench, mail: Kept) -> tuple[Tag, ...]:
    """The tags that the mail would get today; only rules on customers cost a question."""
    tags = bench.tags(mail)
    if not any(tag.demand for tag in tags):
        return _live(tags)
    history = replayed.history(book, mail.customers[0]) if mail.customers else None
    return _live(holding(tags, mail, history))


def _live(tags: Sequence[Tag]) -> tuple[Tag, ...]:
    return tuple(tag for tag in tags if not tag.is_trial)


def _compared(mail: Kept, now: Sequence[Tag], found: Difference, names: _Names) -> bool:
    """Note which tags come and go. True if anything may follow from it."""
    before = _live(mail.tags)
    if {_acts(tag) for tag in before} == {_acts(tag) for tag in now}:
        return False
    for tag, is_new in (*_only(now, before, is_new=True), *_only(before, now, is_new=False)):
        one = found.by_rule.setdefault(tag.rule, OfRule(tag.rule, tag.name))
        one.add(_example(mail, tag, names, is_new=is_new))
    return True


def _only(some: Sequence[Tag], others: Sequence[Tag], *, is_new: bool) -> Iterator[tuple[Tag, bool]]:
    """A tag that another rule gives as well neither comes nor goes."""
    known = {tag.name for tag in others}
    return ((tag, is_new) for tag in some if tag.name not in known)


def _acts(tag: Tag) -> tuple[object, ...]:
    """All of a tag from which something follows."""
    return tag.name, tag.sort is TagSort.FACT, tag.due, tag.about, tag.grade


def _example(mail: Kept, tag: Tag, names: _Names, *, is_new: bool) -> Example:
    own = mail.reading.own_words
    stands = bool(tag.quote) and own[tag.start : tag.end] == tag.quote
    sentence = mark(own, tag.start, tag.end) if stands else tag.quote
    return Example(mail.id, mail.date, names.of(mail.customers), tag.name, is_new, tag.quote, sentence)


# -- what is owed --------------------------------------------------------------------------------------------


def _dates(book: Opened, bench: Bench, wanted: Wanted, number: CustomerId) -> Iterator[DateChange]:
    history = replayed.history(book, number)
    if history is None:
        return
    before = _owed(history, bench)
    after = _owed(_retagged(book, bench, wanted, history), bench)
    for key in sorted({*before, *after}):
        old, new = before.get(key), after.get(key)
        if old is None or new is None or old.due != new.due:
            told = new or old
            assert told is not None
            yield DateChange(
                number,
                history.customer.name,
                told.duty.value,
                old.due if old else None,
                new.due if new else None,
                told.because,
            )


def _owed(history: History, bench: Bench) -> Mapping[tuple[str, str], Obligation]:
    return {(one.duty.value, one.cause): one for one in followups.owed(history, bench.policy)}


def _retagged(book: Opened, bench: Bench, wanted: Wanted, history: History) -> History:
    """The same history with the tags of now; what a rep called wrong stays away."""
    wrong = replayed.denied(book, history.customer.id)
    now = {
        mail.id: tuple(
            tag for tag in _live(holding(bench.tags(mail), mail, history)) if (mail.id, tag.name) not in wrong
        )
        for mail in replayed.mails(book, wanted.since, history.customer.id)
    }
    events = (
        replace(event, tags=now[event.mail]) if event.mail in now else event for event in history.interactions
    )
    return replace(history, interactions=tuple(events))
