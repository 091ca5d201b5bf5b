"""What does an archive hold, and what came of taking it in? For `sync --from`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from model import RawMail
from parsers.opening.envelope import open_mail
from store.book import Book, Page
from store.folders import Cursor
from worker import progress
from worker.archive.box import BATCH_BYTES, BATCH_MAILS, Archive, batches
from worker.archive.drawers import UNREADABLE, Drawer, reason
from worker.archive.mbox import head_of
from worker.batch import Batch
from worker.intake import Intake, by_content, is_same_mail
from worker.pipeline import sync
from worker.render import number_of
from worker.rounds import Progress, Result
from worker.settings import Account


@dataclass(slots=True)
class Count:
    """One folder of an archive, counted without taking anything in."""

    folder: str
    role: str
    mails: int = 0
    bytes: int = 0
    oldest: datetime | None = None
    newest: datetime | None = None
    known: int = 0
    """Mails that the book has already."""
    left_out: int = 0
    unreadable: int = 0
    troubles: list[str] = field(default_factory=list)


def bring_in(archive: Archive, intake: Intake, clock: Callable[[], datetime], shown: Progress) -> Result:
    """Everything that is new in it, by the same way as mail from a server."""
    return Result(archive.account, sync(archive, intake, clock, shown))


def counted(archive: Archive, book: Book) -> Iterator[Count]:
    """What taking it in would bring, folder by folder. Nothing is written."""
    for drawer in archive.drawers:
        count = Count(drawer.folder.name, drawer.folder.role)
        try:
            for batch in _batches(drawer):
                with book.begin() as page:
                    _add(count, batch, page)
        except UNREADABLE as error:
            count.troubles.append(f"{count.folder}: {reason(error)}; read up to mail {count.mails}")
        yield count


def _batches(drawer: Drawer) -> Iterator[Batch]:
    cursor = Cursor("", drawer.folder.name, drawer.folder.role)
    return batches(drawer.items(drawer.renewed(cursor)), BATCH_MAILS, BATCH_BYTES)


def _add(count: Count, batch: Batch, page: Page) -> None:
    count.unreadable += len(batch.refused)
    count.left_out += len(batch.gone)
    for raw in batch.mails:
        _add_mail(count, raw, page)


def _add_mail(count: Count, raw: RawMail, page: Page) -> None:
    head = open_mail(replace(raw, content=head_of(raw.content)))
    mail = head if head.message_id else open_mail(raw)
    stored = page.mails.under(mail.key)
    known = is_same_mail(stored, mail) or page.mails.under(by_content(raw)) is not None
    count.mails += 1
    count.bytes += len(raw.content)
    count.oldest = min(count.oldest or mail.date, mail.date)
    count.newest = max(count.newest or mail.date, mail.date)
    count.known += known


# -- the command ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Told:
    lines: list[str]
    troubled: bool
    """Something could not be read."""


def opened(path: Path, owner: Account | None, role: str) -> Archive:
    """The archive, as mail of this account; its limit counts then."""
    if owner is None:
        return Archive(path, role=role)
    return Archive(path, owner.name, role, owner.max_mb * 1_000_000)


def told(archive: Archive, intake: Intake, shown: Progress, *, dry_run: bool) -> Told:
    """Count or take in, and what to say of it."""
    if dry_run:
        counts = list(counted(archive, intake.book))
        lines = list(counts_in_words(counts, archive))
        return Told(lines, bool(archive.troubles) or any(count.troubles for count in counts))
    result = bring_in(archive, intake, lambda: datetime.now(UTC), shown)
    return Told(list(in_words(result, archive)), bool(archive.troubles))


# -- in words ------------------------------------------------------------------------------------------------


def in_words(result: Result, archive: Archive) -> Iterator[str]:
    """What came of it, in a line, and below it what could not be read."""
    report = replace(result.report, gone=0)
    if result.report.gone and not (report.new or report.again or report.set_aside):
        yield f"{result.account}: nothing new."
    else:
        yield progress.in_words(replace(result, report=report))
    if result.report.gone:
        yield f"  Left out: {result.report.gone} deleted, drafts, spam or no longer there."
    yield from _left_alone(archive)


def counts_in_words(counts: Sequence[Count], archive: Archive) -> Iterator[str]:
    """One line a folder, and the sum where there are several."""
    for count in counts:
        if count.mails or count.unreadable or count.left_out:
            yield f"{count.folder} ({count.role}): {_told(count)}."
    total = _sum(counts)
    if len(counts) > 1:
        yield f"Together: {_told(total)}."
    if not total.mails:
        yield f"{archive.account} holds no mail."
    yield from (f"  {trouble}." for count in counts for trouble in count.troubles)
    yield from _left_alone(archive)
    yield "Nothing was taken in (--dry-run)."


def _told(count: Count) -> str:
    span = f", from {count.oldest:%Y-%m-%d} to {count.newest:%Y-%m-%d}" if count.oldest else ""
    left = f", {count.left_out} left out (deleted, drafts, spam)" if count.left_out else ""
    unreadable = f", {count.unreadable} cannot be read" if count.unreadable else ""
    return (
        f"{number_of(count.mails, 'mail')}, {_size(count.bytes)}{span}, {count.known} of them in the book "
        f"already{left}{unreadable}"
    )


def _size(count: int) -> str:
    return f"{count / 1_000_000:,.1f} MB" if count >= 100_000 else f"{count / 1000:,.1f} kB"


def _sum(counts: Sequence[Count]) -> Count:
    total = Count("", "")
    for name in ("mails", "bytes", "known", "left_out", "unreadable"):
        setattr(total, name, sum(getattr(count, name) for count in counts))
    total.oldest = min((count.oldest for count in counts if count.oldest), default=None)
    total.newest = max((count.newest for count in counts if count.newest), default=None)
    return total


_SHOWN = 5


def _left_alone(archive: Archive) -> Iterator[str]:
    yield from (f"  Cannot be read: {trouble}" for trouble in archive.troubles)
    if archive.left_out:
        yield f"  Left out (drafts, spam, rubbish): {_some(archive.left_out)}."
    if archive.strangers:
        yield f"  No mail, left alone: {_some(archive.strangers)}."


def _some(names: Sequence[str]) -> str:
    rest = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + rest
