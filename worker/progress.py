"""What does a pass look like while it runs, and what is said of it afterwards?"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from worker.pipeline import Report
from worker.rounds import Progress, Result


@contextmanager
def shown(account: str) -> Iterator[Progress]:
    """A bar on a terminal, nothing in a log."""
    if not sys.stderr.isatty():
        yield lambda _folder, _report: None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(escape(account), total=None)

        def progress(folder: str, report: Report) -> None:
            read = report.new + report.again + report.set_aside + report.gone
            # a folder's name comes from the server: no markup of its own
            words = escape(f"{account} {folder}")
            bar.update(task, description=words, completed=read, total=read + report.waiting)

        yield progress


def in_words(result: Result) -> str:
    """One line for one account."""
    if result.error:
        return f"genjin: {result.error}"
    report = result.report
    if not (report.new or report.again or report.set_aside or report.gone):
        return f"{result.account}: nothing new."
    counts = (
        (report.new, "new"),
        (report.again, "known already"),
        (report.linked, "linked to customers"),
        (report.leads, "new leads"),
        (report.tags, "tags"),
        (report.review, "to review"),
        (report.set_aside, "set aside"),
        (report.gone, "gone meanwhile"),
    )
    kinds = ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in sorted(report.kinds.items()))
    said = ", ".join(f"{count} {what}" for count, what in counts if count)
    return f"{result.account}: {said}{f' ({kinds})' if kinds else ''}."


def retried(report: Report) -> str:
    if not report.new and not report.again and not report.set_aside:
        return "Nothing was set aside."
    still = f", {report.set_aside} still fail (see `genjin status`)" if report.set_aside else ""
    return f"{report.new + report.again} taken in{still}."
