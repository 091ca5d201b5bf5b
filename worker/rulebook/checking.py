"""Are the rules good? Every mistake of every file, then every sample of every rule.

`genjin rules check` says it, and which rules stay in force where they are not.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rules import RuleSet, trial
from rules.rule import Rule
from worker import config
from worker.home import Home
from worker.render import number_of
from worker.rulebook import modules
from worker.rulebook.modules import Loaded
from worker.shape import ConfigError, Problem


def checked(home: Home, folder: str | None = None, in_force: str = "") -> Iterator[str]:
    """What `rules check` says. Raises ConfigError with all mistakes, or with all samples that fail.

    Without a folder it is the one of genjin.yaml, and what is wrong there and in the policy is told as well.
    in_force: the rules that the book goes by, in words.
    """
    stays = staying(in_force)
    found = loaded(home, folder, stays)
    rules = RuleSet.of(found.modules, trial.IN_TRIAL, found.coded)
    spots = _failing(rules)
    if spots:
        raise ConfigError(spots, stays)
    yield from _told(found)


def staying(in_force: str) -> str:
    if not in_force:
        return "The rules in force before stay in force."
    return f"The rules that were in force before stay in force ({in_force})."


def loaded(home: Home, folder: str | None, consequence: str) -> Loaded:
    """The rules of a folder, or of the one in force; raises ConfigError with all that is wrong."""
    if home.is_named and not home.folder.is_dir():
        raise config.missing(home)
    found = _of(home, folder, consequence)
    if found.problems:
        raise ConfigError(list(found.problems), consequence)
    return found


def _of(home: Home, folder: str | None, consequence: str) -> Loaded:
    if folder is None:
        return modules.loaded(home, folder_in_force(home, consequence))
    anywhere = Path(folder).expanduser()
    if (home.folder / folder).is_dir() or not anywhere.is_dir():
        return modules.loaded(home, folder)
    return modules.of_folder(anywhere, folder.rstrip("/"))


def folder_in_force(home: Home, consequence: str) -> str:
    """Of genjin.yaml. The shipped rules are meant only where nobody named a place."""
    if home.settings.exists():
        try:
            return config.load_all(home)[0].rules
        except ConfigError as error:
            raise ConfigError(error.problems, consequence) from None
    if home.is_named and not (home.folder / "rules").is_dir():
        raise config.missing(home)
    return "rules"


def _failing(rules: RuleSet) -> list[Problem]:
    return [
        Problem(each.source.path, each.source.line, each.source.column, each.sentence)
        for each in trial.failures(rules)
    ]


def _told(found: Loaded) -> Iterator[str]:
    for module in found.modules:
        yield _line(module.module, module.rules)
    if found.coded:
        yield _line("in Python", tuple(each.RULE for each in found.coded))
    count = sum(len(module.rules) for module in found.modules) + len(found.coded)
    yield f"{number_of(count, 'rule')} in {number_of(len(found.modules), 'file')}. Everything holds."


def _line(name: str, rules: tuple[Rule, ...]) -> str:
    samples = number_of(sum(len(rule.tests) for rule in rules), "sample")
    tags = ", ".join(dict.fromkeys(rule.tag for rule in rules))
    return f"{name}: {number_of(len(rules), 'rule')}, {samples}, all as expected ({tags})"
