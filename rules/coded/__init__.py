"""Rules that YAML cannot say: Python modules with a `RULE` and a `look`, in a list that anyone can see.

A module is a rule. `RULE` is what a YAML rule would be without its words; `look` answers with what it found
in the sender's new words. Other distributions register theirs as entry points in the group `genjin.rules`;
the worker appends them. Everything else (kinds, direction, conditions, samples, tags) is the same as for YAML.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from model import DueEffect, Reading
from rules.rule import CodedHead


@dataclass(frozen=True, slots=True)
class Proof:
    """Half-open span in `Reading.own_words`, why it counts in words, and what it does to the date."""

    start: int
    end: int
    because: str
    due: DueEffect | None = None


class CodedRule(Protocol):
    """What such a module holds; a module is one."""

    @property
    def RULE(self) -> CodedHead: ...  # noqa: N802 - a constant of a module

    def look(self, reading: Reading, sent: date) -> Iterator[Proof]: ...


CODED: tuple[CodedRule, ...] = ()
"""The shipped ones, in any order: each is asked for itself."""
