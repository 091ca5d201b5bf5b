"""Are the rules good? Every mistake of every file, then every sample of every rule."""

from __future__ import annotations

from collections.abc import Iterator

from rules import trial
from worker import config
from worker.config import Home
from worker.shape import ConfigError, Problem

_STAYS = "The rules in force before stay in force."


def checked(home: Home, folder: str) -> Iterator[str]:
    """What `rules check` says. Raises ConfigError with all mistakes, or with all samples that fail."""
    modules, problems = config.load_modules(home, folder)
    if problems:
        raise ConfigError(problems, _STAYS)
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
