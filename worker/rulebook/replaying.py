"""What would these rules change? Stored mail judged again, and what would then be owed; nothing is saved.

    mails since | tags of then, tags of now | customers concerned | owed before, owed after

Mail is read in lots, and only counts and some examples of each rule are kept, so that a book of any size
takes the same memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import followups
from model import CustomerId, MailId, Obligation, Tag, TagSort
from rules import Rule, settled
from store import replayed
from store.happened import Happened
from store.queries import Reader
from store.replayed import Kept
from worker.rulebook.stored import Bench
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
    with_trial: bool = False
    """Were drafts and rules on trial made live for it?"""


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
    rules: tuple[str, ...] = ()
    """Which of the customer's tags came and went, each with its rule and its words."""

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
    with_trial: bool = False
    """As if drafts and rules on trial were live."""
    notes: list[str] = field(default_factory=list)

    @property
    def rules(self) -> list[OfRule]:
        """Those that change most come first."""
        return sorted(self.by_rule.values(), key=lambda one: (-one.new - one.lost, one.rule))

    def note_date(self, change: DateChange) -> None:
        self.counts[change.sort] = self.counts.get(change.sort, 0) + 1
        if len(self.dates) < MOST_DATES:
            self.dates.append(change)


def replay(book: Reader, bench: Bench, wanted: Wanted, progress: Progress = lambda *_: None) -> Difference:
    """Judge stored mail with the rules of the bench."""
    notes = list(_notes(bench.rules.rules))
    found = Difference(
        since=wanted.since, edition=bench.rules.edition, with_trial=wanted.with_trial, notes=notes
    )
    total, names, touched = (
        replayed.count(book, wanted.since, wanted.customer),
        _Names(book),
        set[CustomerId](),
    )
    for mail in replayed.mails(book, wanted.since, wanted.customer):
        found.mails += 1
        if _compared(mail, holding(book, bench, mail), found, names):
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

    def __init__(self, book: Reader) -> None:
        self._book = book
        self._known: dict[CustomerId, str] = {}

    def of(self, numbers: Sequence[CustomerId]) -> str:
        return ", ".join(map(self._one, numbers)) or "nobody in the book"

    def _one(self, number: CustomerId) -> str:
        if number not in self._known:
            rows = self._book.ask("SELECT name FROM customer WHERE id = :id", {"id": number})
            self._known[number] = rows[0]["name"] if rows else ""
        return self._known[number]


def holding(book: Reader, bench: Bench, mail: Kept) -> tuple[Tag, ...]:
    """The tags that the mail would get today, but for those on trial; only rules on customers cost a
    question.
    """
    tags = bench.tags(mail)
    if any(tag.demand for tag in tags):
        tags = settled(tags, replayed.footing(book, mail), mail.date)
    return _live(tags)


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


def _dates(book: Reader, bench: Bench, wanted: Wanted, number: CustomerId) -> Iterator[DateChange]:
    happened = replayed.happened(book, number)
    if happened is None:
        return
    now = retagged(book, bench, wanted, happened)
    before, after, reasons = owed(happened, bench), owed(now, bench), _reasons(happened, now)
    for key in sorted({*before, *after}):
        old, new = before.get(key), after.get(key)
        if old is None or new is None or old.due != new.due:
            told = new or old
            assert told is not None
            yield DateChange(
                number,
                happened.customer.name,
                told.duty.value,
                old.due if old else None,
                new.due if new else None,
                told.because,
                reasons,
            )


def _reasons(before: Happened, now: Happened) -> tuple[str, ...]:
    """Dates hang together, so each change of a customer's dates names all that changed in its tags."""
    both = zip(before.events, now.events, strict=True)
    said = (line for old, new in both for line in _tags_changed(old.tags, new.tags))
    return tuple(dict.fromkeys(said))[:_MOST_REASONS]


_MOST_REASONS = 4


def _tags_changed(old: Sequence[Tag], new: Sequence[Tag]) -> Iterator[str]:
    for sign, some, others in (("+", new, old), ("-", old, new)):
        known = {_acts(tag) for tag in others}
        for tag in some:
            if _acts(tag) not in known:
                yield f"{sign} {tag.name} by rule {tag.rule}: «{' '.join(tag.quote.split())}»"


def owed(happened: Happened, bench: Bench) -> Mapping[tuple[str, str], Obligation]:
    return {(one.duty.value, one.cause): one for one in followups.owed(happened.history(), bench.policy)}


def retagged(book: Reader, bench: Bench, wanted: Wanted, happened: Happened) -> Happened:
    """The same with the tags of now."""
    mails = replayed.mails(book, wanted.since, happened.customer.id)
    return happened.tagged_anew({mail.id: holding(book, bench, mail) for mail in mails})
