"""How is a command that hardly ever tags a mail spared the reading of rules? They wait to be asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from rules import RuleSet


class LateRules:
    """Stands for the rules until somebody asks them anything; then they are read, and their mistakes told."""

    __slots__ = ("_load", "_rules")

    def __init__(self, load: Callable[[], RuleSet]) -> None:
        self._load = load
        self._rules: RuleSet | None = None

    @classmethod
    def of(cls, load: Callable[[], RuleSet]) -> RuleSet:
        return cast("RuleSet", cls(load))

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._loaded(), name)

    def __reduce__(self) -> tuple[Callable[[RuleSet], RuleSet], tuple[RuleSet]]:
        """Reading processes get the rules themselves."""
        return _itself, (self._loaded(),)

    def _loaded(self) -> RuleSet:
        if self._rules is None:
            self._rules = self._load()
        return self._rules


def _itself(rules: RuleSet) -> RuleSet:
    return rules
