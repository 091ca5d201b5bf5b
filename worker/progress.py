"""What does a pass look like while it runs, and what is said of it afterwards?"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

from worker.batch import Size
from worker.pipeline import Report
from worker.render import clean, number_of
from worker.rounds import Progress, Result

EVERY = 30.0
"""Seconds between two lines where there is no terminal to draw a bar on."""


@contextmanager
def shown(account: str) -> Iterator[Progress]:
    """A bar with rate and remaining time on a terminal; a line now and then in a log."""
    if not sys.stderr.isatty():
        yield _Lines(account)
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    rate = TextColumn("{task.fields[rate]}")
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        rate,
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(escape(account), total=None, rate="")

        def progress(folder: str, report: Report) -> None:
            read = _read(report)
            # a folder's name comes from the server: no markup of its own
            words = escape(f"{account} {folder}")
            speed = bar.tasks[0].speed
            rate = f"{speed:.0f} mails/s" if speed else ""
            bar.update(task, description=words, completed=read, total=read + report.waiting, rate=rate)

        yield progress


@contextmanager
def counted(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """How many customers of all it has been: a bar on a terminal, a line now and then in a log."""
    if not sys.stderr.isatty():
        yield _counting(what, total)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    text = TextColumn("{task.description}")
    with Bar(
        text,
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task(what, total=total)
        yield lambda done: bar.update(task, completed=done)


def _counting(what: str, total: int) -> Callable[[int], None]:
    began = time.monotonic()
    told = began

    def tell(done: int) -> None:
        nonlocal told
        now = time.monotonic()
        if now - told >= EVERY:
            told, rate = now, done / (now - began)
            words = f"{done:,} of {total:,} customers, {rate:.0f} customers/s"
            print(f"{what}: {words}", file=sys.stderr, flush=True)  # noqa: T201

    return tell


class _Lines:
    """How far it is, for a log: after a while, and then every while."""

    def __init__(self, account: str) -> None:
        self._account = account
        self._began = self._told = time.monotonic()

    def __call__(self, folder: str, report: Report) -> None:
        now = time.monotonic()
        if now - self._told < EVERY or not report.waiting:
            return
        self._told = now
        rate = _read(report) / (now - self._began)
        left = timedelta(seconds=int(report.waiting / rate)) if rate else "?"
        words = f"{_read(report):,} read, {report.waiting:,} to come, {rate:.0f} mails/s, {left} to go"
        print(f"{self._account} {clean(folder)}: {words}", file=sys.stderr, flush=True)  # noqa: T201


def _read(report: Report) -> int:
    return report.new + report.again + report.set_aside + report.gone


def measured(account: str, sizes: Sequence[Size]) -> list[str]:
    """What a sync would fetch: a line for every folder, and one for all of them."""
    lines = [
        f"{account} {size.folder.name}: {number_of(size.mails, 'mail')} to read, {_megabytes(size.bytes)}; "
        f"{size.known:,} in the book already, {size.older:,} older than the window"
        for size in sizes
    ]
    total = sum(size.bytes for size in sizes)
    mails = sum(size.mails for size in sizes)
    large = "; large attachments will stay on the server" if any(size.bytes for size in sizes) else ""
    told = f"{account}: {number_of(mails, 'mail')}, {_megabytes(total)}{large}. Nothing was read or written."
    return [*lines, told]


def _megabytes(count: int) -> str:
    return f"{count / 1e6:,.1f} MB"


def in_words(result: Result) -> str:
    """One line for one account."""
    if result.error:
        return f"genjin: {result.error}"
    report = result.report
    if not (report.new or report.again or report.set_aside or report.gone):
        return f"{result.account}: nothing new."
    counts = (
        (report.new, f"{report.new} new"),
        (report.again, f"{report.again} known already"),
        (report.linked, f"{report.linked} linked to customers"),
        (report.leads, number_of(report.leads, "new lead")),
        (report.tags, number_of(report.tags, "tag")),
        (report.review, f"{report.review} to review"),
        (report.set_aside, f"{report.set_aside} set aside"),
        (report.gone, f"{report.gone} gone meanwhile"),
    )
    kinds = ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in sorted(report.kinds.items()))
    said = ", ".join(words for count, words in counts if count)
    return f"{result.account}: {said}{f' ({kinds})' if kinds else ''}."


def retried(report: Report) -> str:
    if not report.new and not report.again and not report.set_aside:
        return "Nothing was set aside."
    still = f", {report.set_aside} still fail (see `genjin status`)" if report.set_aside else ""
    return f"{report.new + report.again} taken in{still}."
