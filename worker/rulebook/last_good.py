"""Which rules were the last without a mistake? A copy of them stays beside genjin.yaml, and is gone back to.

Whoever took a good set in force keeps it here. A slip in one file then stops nobody: mail is tagged by the
copy, with a warning, until the files are mended.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from model import utc
from worker import config
from worker.home import Home
from worker.render import at_in, number_of
from worker.rulebook import modules
from worker.rulebook.in_force import InForce
from worker.rulebook.modules import Loaded
from worker.shape import ConfigError, Problem

if TYPE_CHECKING:
    from rules import RuleSet

FILE = ".rules-in-force.json"
"""One file, so that it is replaced as a whole."""


@dataclass(frozen=True, slots=True)
class LastGood:
    """The rules that were kept, and what is known of them."""

    found: Loaded
    since: InForce

    def warning(self, problems: Sequence[Problem]) -> str:
        """The mistakes, and what goes on in spite of them."""
        known = f"edition {self.since.edition}, {number_of(self.since.rules, 'rule')}"
        stays = (
            f"The last good rules stay in force till then: {known}, loaded {at_in(self.since.since, None)}."
        )
        return str(ConfigError(list(problems), stays))


def keep(home: Home, name: str, rules: RuleSet, now: datetime) -> None:
    """These rules were just read from the files and are in force. A full disk keeps the copy before."""
    folder, shown = config.rules_folder(home, name)
    with suppress(OSError, ValueError):
        if not home.settings.exists():
            return
        files = {path.name: path.read_text("utf-8-sig") for path in modules.rule_files(folder)}
        before = _read(home)
        if before.get("files") != files or before.get("edition") != rules.edition:
            said = {"edition": rules.edition, "rules": len(rules.rules), "since": int(now.timestamp())}
            _write(home.folder / FILE, {**said, "shown": shown, "files": files})


def known(home: Home) -> LastGood | None:
    """What was kept; None if nothing was, or if this program would refuse it."""
    said = _read(home)
    try:
        files, shown = dict(said["files"]), str(said["shown"])
        since = InForce(str(said["edition"]), int(said["rules"]), utc(int(said["since"])))
        found = _loaded(files, shown, home.folder / shown)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError):
        return None
    return None if found.problems else LastGood(found, since)


def loaded(home: Home, name: str) -> Loaded:
    """The rules of the files where they are good, else the copy; else what can be had of the files."""
    found = modules.loaded(home, name)
    kept = known(home) if may_go_back(found.problems) else None
    return kept.found if kept else found


def may_go_back(problems: Sequence[Problem]) -> bool:
    """Not where genjin.yaml itself is wrong: nobody knows then which rules are meant."""
    return bool(problems) and all(each.path != config.SETTINGS for each in problems)


def _loaded(files: Mapping[str, str], shown: str, of: Path) -> Loaded:
    with TemporaryDirectory(prefix="genjin-rules-") as folder:
        for name, text in files.items():
            (Path(folder) / Path(name).name).write_text(text, "utf-8")
        return modules.of_folder(Path(folder), shown, of)


def _read(home: Home) -> Mapping[str, Any]:
    try:
        said = json.loads((home.folder / FILE).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _write(place: Path, said: Mapping[str, object]) -> None:
    """Whole or not at all."""
    beside = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        beside.write_text(json.dumps(said, ensure_ascii=False), "utf-8")
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)
