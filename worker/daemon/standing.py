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
    patience: float = 0.0
    """Seconds without a sign of life after which it is stale, the same that `status` has; 0: never."""
    stuck: bool = False
    """It hangs, and cutting its line did not help."""
    passed: float | None = None
    """When the last whole pass ended."""
    got_on: float | None = None
    """When a batch last brought something: an import of hours is no silence."""
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
        self.stuck = False

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

    def wrong(self, now: float) -> str:
        """Why this account needs somebody's look, or nothing."""
        if self.refused:
            return f"stopped: {self.trouble}"
        if self.stuck:
            return f"hangs: {self.step.doing}, and cutting its line does not help"
        if not self.patience or self._idle_for(now) <= self.patience:
            return ""
        reason = f" ({self.trouble})" if self.trouble else ""
        return f"stale: no whole pass for {int(self.silent_for(now))} s{reason}"

    def _idle_for(self, now: float) -> float:
        """Seconds without a whole pass and without a batch that brought something."""
        silent = self.silent_for(now)
        return silent if self.got_on is None else min(silent, now - self.got_on)
