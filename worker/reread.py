"""What would the book say if its mail came today? Stored mail, read again after rules or parsers changed.

    number | open, read, tag, find | what a person answered stands | save, link, owe

In lots of one transaction each, with a note of how far it got, so that it goes on after a kill and works
beside the daemon. Whom a mail is from stays as it was found, with its evidence, unless the mail is now surely
somebody else's: what the book has learned since must not undo what it knew.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from model import Case, CustomerId, Known, MailId, RepId
from store.book import Book, Page, copy
from store.location import Location
from store.rereading import Stored, Wanted
from worker.consequences import alarms_in, interaction_of, outside_addresses, question_in
from worker.desk import Actor
from worker.intake import Intake, Sitting
from worker.pipeline import Playbook, Report
from worker.render import number_of
from worker.rounds import Progress as Shown

LOT = 200
_FACT = "reread"
BY_HAND = ("accepted", "skipped", "nobody")
"""States of the review queue that a person gave."""

Progress = Callable[[int, int], None]
"""Told after every lot: how many mails were read, of how many."""


@dataclass(slots=True)
class Outcome:
    """What reading again changed, for people."""

    read: int = 0
    changed: int = 0
    not_whole: int = 0
    """Mails of which too little is kept (`raw: headers` or `none`)."""
    before: int = 0
    """Mails that an earlier reread, which was stopped, has done already."""
    stopped: bool = False
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    added: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    links: list[str] = field(default_factory=list)
    """Every link that changed, with its reason."""
    opened: int = 0
    ended: int = 0
    failed: list[str] = field(default_factory=list)


def reread(intake: Intake, wanted: Wanted, progress: Progress = lambda *_: None) -> Outcome:
    """Read the wanted mails again and make the book say what follows. Goes on where an earlier one of the
    same kind was stopped.
    """
    mark, outcome, total = _begun(intake, wanted)
    while not (mark.is_end or outcome.stopped):
        with intake.sitting(Report()) as sitting:
            numbers = sitting.page.rereading.numbers(wanted, mark.after, LOT)
            done = _lot(sitting, numbers)
            mark = mark.moved(numbers)
            sitting.page.note_fact(_FACT, mark.text)
        _add(outcome, done)
        progress(mark.read, total)
        outcome.stopped = not mark.is_end and intake.stopping()
    return outcome


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a reread is; kept in the book, in the transaction of what it has passed."""

    edition: str
    after: int = 0
    read: int = 0
    is_end: bool = False

    def moved(self, numbers: Sequence[MailId]) -> Mark:
        after = numbers[-1] if numbers else self.after
        return Mark(self.edition, after, self.read + len(numbers), len(numbers) < LOT)

    @property
    def text(self) -> str:
        return "" if self.is_end else json.dumps([self.edition, self.after, self.read])

    @classmethod
    def of(cls, text: str, edition: str) -> Mark:
        """The mark of an earlier one that was stopped, if that read the same with the same rules."""
        found, after, read = json.loads(text) if text else ("", 0, 0)
        return cls(edition, after, read) if found == edition else cls(edition)


@contextmanager
def rehearsed(intake: Intake) -> Iterator[Intake]:
    """The same book to try on. SQLite: a copy that is gone afterwards, so that nobody waits."""
    path = intake.book.location.path
    if path is None:
        with _undone(intake) as trial:
            yield trial
        return
    with tempfile.TemporaryDirectory(prefix=".reread-", dir=path.parent) as folder:
        target = Path(folder) / path.name
        copy(path, target)
        book = Book(Location(path=target), checkpointer=True)
        with book.begin() as page:
            page.note_fact(_FACT, "")
        try:
            yield Intake(book, intake.playbook, intake.stopping)
        finally:
            book.close()


class _Undo(Exception):  # noqa: N818 - no error
    """Ends a page that nothing shall be left of."""


@contextmanager
def _undone(intake: Intake) -> Iterator[Intake]:
    """PostgreSQL: one page that is taken back at its end; others wait for it."""
    with suppress(_Undo), intake.book.begin() as page:
        page.note_fact(_FACT, "")
        yield Intake(_OnePage(intake.book, page), intake.playbook, intake.stopping)
        raise _Undo


class _OnePage(Book):
    """A book whose pages are all parts of one."""

    def __init__(self, book: Book, page: Page) -> None:
        self.location = book.location
        self._page = page

    @contextmanager
    def begin(self) -> Iterator[Page]:
        with self._page.attempt():
            yield self._page
            self._page.customers.seal()


# -- one lot -------------------------------------------------------------------------------------------------


def _lot(sitting: Sitting, numbers: Sequence[MailId]) -> Outcome:
    outcome = Outcome(read=len(numbers))
    before = sitting.page.followups.tally()
    for number in numbers:
        done, error = sitting.attempt(lambda: _again(sitting, number))  # noqa: B023  # called at once
        if done is None:
            outcome.failed.append(f"mail {number}: {error}")
        else:
            _add(outcome, done)
    sitting.settle()
    after = sitting.page.followups.tally()
    outcome.opened = sitting.page.followups.opened_after(before.last)
    outcome.ended = before.open + outcome.opened - after.open
    return outcome


def _again(sitting: Sitting, number: MailId) -> Outcome:
    """One mail, with the rules, parsers and directory of now."""
    stored = sitting.page.rereading.stored(number)
    raw, rep = sitting.page.mails.source(number), sitting.page.mails.rep(number)
    assert raw is not None, number  # only mails that are kept whole are read again
    case = sitting.read_again(number, raw)
    case = replace(case, mail=replace(case.mail, key=stored.key))
    judged = judge(stored, case, said=sitting.page.threads.standing(number) is not None)
    if judged.match is case.match and not stored.customers and stored.review not in BY_HAND:
        judged = sitting.announced(judged, rep)
    stands = judged.match is stored.match
    changed = sitting.page.rereading.renew(number, judged, outside_addresses(judged), match_stands=stands)
    sitting.page.threads.renew(number, judged)
    sitting.page.alarms.renew(number, alarms_in(judged))
    changed |= sitting.page.rereading.retell(number, interaction_of(judged, number, rep))
    links = list(_linked(sitting, number, stored, judged))
    if changed or links:
        _follow(sitting, number, stored, judged, rep)
    changed |= sitting.note_facts(judged, number)
    return _outcome(stored, judged, links, changed or bool(links))


def judge(stored: Stored, case: Case, *, said: bool = False) -> Case:
    """The case, with the match of then where that stands: a person gave it, or the mail is not surely
    somebody else's now.

    said: a person put the mail into its thread, or took it out.
    """
    found = isinstance(case.match, Known)
    if stored.review in BY_HAND or said:
        stands = True
    elif stored.customers:
        stands = not found or customers_of(case) == stored.customers
    else:
        stands = not found and stored.is_read_as(case)
    if not stands:
        return case
    also = tuple(Known((candidate,), "") for candidate in stored.also)
    return replace(case, match=stored.match, also=also)


def customers_of(case: Case) -> frozenset[CustomerId]:
    """Whose mail it is."""
    if not isinstance(case.match, Known):
        return frozenset()
    return frozenset(known.winner.customer for known in (case.match, *case.also))


def _linked(sitting: Sitting, number: MailId, stored: Stored, case: Case) -> Iterator[str]:
    """Take the mail out of histories it does not belong to; says every link that changes."""
    if case.match is stored.match or not isinstance(case.match, Known):
        return
    now = customers_of(case)
    for customer in sorted(stored.customers - now):
        sitting.page.rereading.unlink(number, customer)
    before, after = (_names(sitting.page, each) for each in (stored.customers, now))
    yield f"mail {number}: {before or 'nobody'} → {after}: {case.match.because}"


def _names(page: Page, customers: frozenset[CustomerId]) -> str:
    return ", ".join(customer.name for customer in page.customers.these(sorted(customers)))


def _follow(sitting: Sitting, number: MailId, stored: Stored, case: Case, rep: RepId | None) -> None:
    """Links, what they teach, and the review queue. What a person answered is left alone."""
    sitting.touch(stored.customers)
    if stored.review in BY_HAND:
        return
    if isinstance(case.match, Known) or (stored.review == "open" and not question_in(case)):
        sitting.page.mails.answered(number, "found")
    sitting.follow(case, number, rep)


def _outcome(stored: Stored, case: Case, links: list[str], changed: bool) -> Outcome:
    before, after = (
        Counter(tag.name for tag in tags if not tag.is_trial) for tags in (stored.tags, case.tags)
    )
    outcome = Outcome(changed=changed, added=after - before, removed=before - after, links=links)
    if stored.kind is not case.reading.kind:
        outcome.kinds[stored.kind.value, case.reading.kind.value] += 1
    return outcome


def _add(outcome: Outcome, more: Outcome) -> None:
    for name in ("read", "changed", "opened", "ended"):
        setattr(outcome, name, getattr(outcome, name) + getattr(more, name))
    for counts, others in (
        (outcome.added, more.added),
        (outcome.removed, more.removed),
    ):
        counts.update(others)
    outcome.kinds.update(more.kinds)
    outcome.links += more.links
    outcome.failed += more.failed


# -- going on ------------------------------------------------------------------------------------------------


def _begun(intake: Intake, wanted: Wanted) -> tuple[Mark, Outcome, int]:
    """Where to go on, and how many mails there are in all."""
    with intake.book.begin() as page:
        every, whole = page.rereading.count(wanted)
        mark = Mark.of(page.fact(_FACT), _edition(intake.playbook, wanted))
    return mark, Outcome(not_whole=every - whole, before=mark.read), whole


def _edition(playbook: Playbook, wanted: Wanted) -> str:
    """What is read, and what it is read with: after another change of the rules it begins anew."""
    ours = [sorted(getattr(playbook.ours, each.name)) for each in fields(playbook.ours)]
    portals = [getattr(parser, "described", parser.NAME) for parser in playbook.parsers]
    read_with = (ours, portals, playbook.opening.languages, sorted(playbook.opening.documents))
    said = repr((wanted, read_with, playbook.rules.rules, playbook.policy, _program()))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


_READING = ("parsers", "matching", "rules")


def _program() -> str:
    """The rooms that read, as they are installed: a new version has other parsers."""
    root = Path(__file__).resolve().parent.parent
    found = hashlib.sha256()
    for path in sorted(path for room in _READING for path in (root / room).rglob("*.py")):
        found.update(path.read_bytes())
    return found.hexdigest()


# -- the command ---------------------------------------------------------------------------------------------


def told(intake: Intake, wanted: Wanted, actor: Actor, shown: Shown, *, dry_run: bool) -> list[str]:
    """Read again, or try what that would change, and what to say of it."""

    def progress(read: int, total: int) -> None:
        shown("", Report(again=read, waiting=max(0, total - read)))

    if dry_run:
        with rehearsed(intake) as trial:
            return list(in_words(reread(trial, wanted, progress), dry_run=True))
    lines = list(in_words(reread(intake, wanted, progress), dry_run=False))
    with intake.book.begin() as page:
        page.journal(actor.now, actor.name, "reread", _subject(wanted), lines[0])
    return lines


def _subject(wanted: Wanted) -> str:
    since = f" since {wanted.since:%Y-%m-%d}" if wanted.since else ""
    return f"customer {wanted.customer}{since}" if wanted.customer else f"mail{since}"


# -- in words ------------------------------------------------------------------------------------------------

_MOST_LINKS = 50


def in_words(outcome: Outcome, *, dry_run: bool) -> Iterator[str]:
    """What came of it, the counts first."""
    went_on = f" (and {outcome.before} before it was stopped)" if outcome.before else ""
    yield f"{number_of(outcome.read, 'mail')} read again{went_on}, {outcome.changed} of them changed."
    if outcome.not_whole:
        yield f"{outcome.not_whole} left as they are: of them too little is kept (`raw` of genjin.yaml)."
    yield from (f"  kind: {count} {old} → {new}" for (old, new), count in sorted(outcome.kinds.items()))
    yield from (f"  tag {name}: {words}" for name, words in sorted(_tags(outcome).items()))
    if outcome.opened or outcome.ended:
        yield f"  follow-ups: {outcome.opened} opened, {outcome.ended} ended"
    yield from (f"  {line}" for line in outcome.links[:_MOST_LINKS])
    if len(outcome.links) > _MOST_LINKS:
        yield f"  and {len(outcome.links) - _MOST_LINKS} more mails with another customer"
    yield from (f"  left as it was, {line}" for line in outcome.failed)
    if dry_run:
        yield "Nothing was changed (--dry-run)."
    elif outcome.stopped:
        yield "Stopped; the same command goes on from here."


def _tags(outcome: Outcome) -> dict[str, str]:
    names = sorted({*outcome.added, *outcome.removed})
    return {name: f"+{outcome.added[name]} -{outcome.removed[name]}" for name in names}
