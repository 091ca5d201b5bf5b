"""Did somebody change a rule file or the policy? Looked at every few seconds, told once it is quiet.

An editor writes a file in several steps, and an admin saves several files: what is read in between is half of
what was meant.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from worker.home import Home
from worker.rulebook.modules import Sign, rule_files, sign_of

QUIET = 2.0
"""Seconds without another change before the files are read."""

State = Mapping[str, Sign | None]


class RuleFiles:
    """The files as they were when they were read last, and as they were seen last."""

    def __init__(self, home: Home, steady: Callable[[], float]) -> None:
        self._home, self._steady = home, steady
        self._read: State | None = None
        self._seen: State | None = None
        self._since = 0.0

    def noted(self, rules: str, policy: str) -> None:
        """These have just been read, whatever came of it: the same state is not read twice."""
        self._read = self._seen = self._state(rules, policy)

    def changed(self, rules: str, policy: str) -> bool:
        """Are they others than those that were read, and has nobody touched them for a while?"""
        state, now = self._state(rules, policy), self._steady()
        if self._read is None:
            self.noted(rules, policy)
        if state != self._seen:
            self._seen, self._since = state, now
        return state != self._read and now - self._since >= QUIET

    def _state(self, rules: str, policy: str) -> State:
        folder, file = self._home.folder / rules, self._home.folder / policy
        return {str(path): sign_of(path) for path in (folder, file, *_files(folder))}


def _files(folder: Path) -> list[Path]:
    try:
        return rule_files(folder)
    except OSError:
        return []
