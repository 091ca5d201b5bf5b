"""How is it with one account? Written by its thread, read by the supervisor, the metrics and the health."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field

from worker.pipeline import Report


@dataclass(frozen=True, slots=True)
class Step:
    """What a thread does at present, and when it has to be through with it (on the steady clock)."""

    doing: str
    until: float = math.inf


@dataclass(slots=True)
class Standing:
    """Single values, each replaced whole: whoever reads meanwhile sees the old one or the new one."""

    account: str
    since: float
    """When it was taken up, on the steady clock; so is `passed`."""
    step: Step = Step("starting")
    connected: bool = False
    refused: bool = False
    """Its login was refused: nothing is tried until somebody changes something, or for a long while."""
    trouble: str = ""
    """Why it cannot be read just now."""
    failures: int = 0
    """In a row."""
    waiting: int = 0
    """Mails still to come in the folder being read."""
    passed: float | None = None
    """When the last whole pass ended."""
    passed_at: float | None = None
    """The same in seconds since 1970."""
    counts: Counter[str] = field(default_factory=Counter)
    """passes, hints, connects, new, again, set_aside, gone."""
    kinds: Counter[str] = field(default_factory=Counter)
    """Mails taken in, by kind."""
    errors: Counter[str] = field(default_factory=Counter)
    """By sort: line, asked, login, book, bug, silent."""

    def busy(self, doing: str, until: float = math.inf) -> None:
        self.step = Step(doing, until)

    def count(self, report: Report) -> None:
        """What a pass, or what came of it, brought."""
        self.counts.update(new=report.new, again=report.again, set_aside=report.set_aside, gone=report.gone)
        self.kinds.update(report.kinds)

    def success(self, steady: float, wall: float) -> None:
        """A whole pass: all that was on the server is accounted for."""
        self.passed, self.passed_at = steady, wall
        self.failures, self.trouble, self.refused, self.waiting = 0, "", False, 0
        self.counts["passes"] += 1

    def fail(self, sort: str, words: str) -> None:
        self.failures += 1
        self.trouble = words
        self.errors[sort] += 1

    def silent_for(self, now: float) -> float:
        """Seconds without a whole pass."""
        return now - (self.since if self.passed is None else self.passed)

    def wrong(self, now: float, stale_after: float) -> str:
        """Why this account needs somebody's look, or nothing. stale_after 0: silence is no reason."""
        if self.refused:
            return f"stopped: {self.trouble}"
        silent = self.silent_for(now)
        if not stale_after or silent <= stale_after:
            return ""
        reason = f" ({self.trouble})" if self.trouble else ""
        return f"stale: no whole pass for {int(silent)} s{reason}"
