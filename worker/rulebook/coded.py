"""Which rules are written in Python: the shipped ones, and those of other distributions?

A distribution registers a module (or anything else that has `RULE` and `look`) as an entry point in the group
`genjin.rules`. One that is broken is refused by its name, as a broken file is.
"""

from __future__ import annotations

import logging
import pickle
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType

from model import Reading
from rules.coded import CODED, CodedRule, InModule, Proof
from rules.rule import CodedHead, Rule, Status
from worker.shape import Problem

log = logging.getLogger("genjin.rules")

GROUP = "genjin.rules"


@dataclass(frozen=True, slots=True)
class Coded:
    """The rules in Python that could be had, and what is wrong with the others."""

    rules: tuple[CodedRule, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A rule of other people. Where its code fails the log says so once; the engine goes on without it."""

    rule: CodedRule
    distribution: str

    @property
    def RULE(self) -> CodedHead:  # noqa: N802 - as in the rule
        return self.rule.RULE

    def look(self, reading: Reading, sent: date) -> Iterator[Proof]:
        try:
            yield from self.rule.look(reading, sent)
        except Exception as error:
            if self not in _TOLD:
                _TOLD.append(self)
                said = self.distribution, self.RULE.id, type(error).__name__, error
                log.log(logging.ERROR, _FAILED, *said, exc_info=log.isEnabledFor(logging.DEBUG))
            raise


_TOLD: list[Told] = []
"""Whose failing was logged by this process."""
_FAILED = (
    "%s: its rule `%s` failed on a mail (%s: %s). It gets its other tags. Mend that package, or take it out."
)


@cache
def installed() -> Coded:
    """The shipped ones and those of other distributions. What is installed does not change while we run."""
    return gathered(entry_points(group=GROUP))


def gathered(points: Iterable[EntryPoint]) -> Coded:
    """By name, so that the order does not hang on how the distributions were installed."""
    found: list[CodedRule] = list(CODED)
    problems: list[Problem] = []
    for point in sorted(points, key=lambda each: (each.name, each.value)):
        rule, said = _asked(point)
        if rule is None:
            problems.append(Problem(_distribution(point), 1, 1, f"{said} Mend it, or take it out."))
        else:
            found.append(rule)
    return Coded(tuple(found), tuple(problems))


def clashes(coded: Iterable[CodedRule], others: Iterable[Rule]) -> list[Problem]:
    """An id stands for one rule, whoever wrote it."""
    taken = {rule.id: str(rule.source) for rule in others}
    found: list[Problem] = []
    for each in coded:
        head, place = each.RULE, str(each.RULE.source)
        if head.id in taken:
            said = f"The id `{head.id}` is already taken in {taken[head.id]}. Every rule has its own."
            found.append(Problem(head.source.path or place, head.source.line or 1, 1, said))
        found += [Problem(head.source.path, head.source.line or 1, 1, what) for what in _lacking(head)]
        taken.setdefault(head.id, place)
    return found


def _asked(point: EntryPoint) -> tuple[CodedRule | None, str]:
    where = f"The entry point `{point.name} = {point.value}` ({GROUP})"
    try:
        rule = point.load()
    except Exception as error:  # noqa: BLE001 - other people's code; the mistake is told with its name
        return None, f"{where} cannot be loaded: {type(error).__name__}: {error}."
    if not isinstance(getattr(rule, "RULE", None), CodedHead):
        return None, f"{where} has no `RULE`, which is a rules.rule.CodedHead."
    if not callable(getattr(rule, "look", None)):
        return None, f"{where} has no function `look(reading, sent)`."
    for name in _unasked(rule.RULE):
        return None, f"{where} has `{name}` in its `RULE`, which only YAML rules are asked: ask it in `look`."
    found = InModule(rule.__name__) if isinstance(rule, ModuleType) else rule
    if not _can_travel(found):
        return None, f"{where} cannot go to other processes (pickle): make it a module, or a class in one."
    return Told(found, _distribution(point)), ""


def _unasked(head: CodedHead) -> list[str]:
    """What it says of words: those it looks for itself."""
    said = {"any": head.any_, "near": head.near, "unless": head.unless, "where": head.where != "new text"}
    return [name for name, value in said.items() if value]


def _can_travel(rule: CodedRule) -> bool:
    try:
        pickle.dumps(rule)
    except Exception:  # noqa: BLE001 - other people's code may fail in any way
        return False
    return True


def _distribution(point: EntryPoint) -> str:
    return f"{point.dist.name} {point.dist.version}" if point.dist else point.module


def _lacking(rule: CodedHead) -> list[str]:
    if rule.status not in (Status.LIVE, Status.TRIAL):
        return []
    said = {"hit": any(each.hit for each in rule.tests), "miss": any(each.miss for each in rule.tests)}
    return [f"Rule `{rule.id}` has no `{name}` among its tests." for name, has in said.items() if not has]
