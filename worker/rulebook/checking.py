"""Are the rules good? Every mistake of every file, then every sample of every rule."""

from __future__ import annotations

from collections.abc import Iterator

from rules import Module, trial
from worker import config
from worker.config import Home
from worker.shape import ConfigError, Problem

_STAYS = "The rules in force before stay in force."


def checked(home: Home, folder: str | None = None) -> Iterator[str]:
    """What `rules check` says. Raises ConfigError with all mistakes, or with all samples that fail.

    Without a folder it is the one of genjin.yaml, and what is wrong there and in the policy is told as well.
    """
    if home.is_named and not home.folder.is_dir():
        raise config.missing(home)
    modules = _modules(home, _folder(home) if folder is None else folder)
    failures = trial.failures(modules)
    if failures:
        spots = [
            Problem(each.source.path, each.source.line, each.source.column, each.sentence)
            for each in failures
        ]
        raise ConfigError(spots, _STAYS)
    for module in modules:
        samples = sum(len(rule.tests) for rule in module.rules)
        tags = ", ".join(dict.fromkeys(rule.tag for rule in module.rules))
        yield f"{module.module}: {len(module.rules)} rules, {samples} samples, all as expected ({tags})"
    yield f"{sum(len(module.rules) for module in modules)} rules in {len(modules)} files. Everything holds."


def _folder(home: Home) -> str:
    """The folder of rules in force. The shipped ones are checked only where nobody named a place."""
    if home.settings.exists():
        try:
            return config.load_all(home)[0].rules
        except ConfigError as error:
            raise ConfigError(error.problems, _STAYS) from None
    if home.is_named and not (home.folder / "rules").is_dir():
        raise config.missing(home)
    return "rules"


def _modules(home: Home, folder: str) -> list[Module]:
    modules, problems = config.load_modules(home, folder)
    if problems:
        raise ConfigError(problems, _STAYS)
    return modules
