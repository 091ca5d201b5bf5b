"""What is a rule in Python? A head as a YAML rule would have it, and a function that looks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib import import_module
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


@dataclass(frozen=True, slots=True)
class InModule:
    """A rule that is a module. Rules are handed to other processes, where it goes by its name."""

    name: str

    @property
    def RULE(self) -> CodedHead:  # noqa: N802 - as in the module
        head: CodedHead = import_module(self.name).RULE
        return head

    def look(self, reading: Reading, sent: date) -> Iterator[Proof]:
        yield from import_module(self.name).look(reading, sent)
