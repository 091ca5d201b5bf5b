"""Whose mail is a service's without anybody saying so? Read from services.yaml, never listed in code."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from model import Label, Source
from worker import shape
from worker.shape import ConfigError

FILE = Path(__file__).with_name("services.yaml")


@dataclass(frozen=True, slots=True)
class Services:
    """Senders of one trade."""

    name: str
    title: Label
    source: Source
    notices: tuple[str, ...] = ()
    """Domains of which only what machines send counts."""
    all: tuple[str, ...] = ()
    """Domains and addresses of which every mail counts."""


@dataclass(frozen=True, slots=True)
class _File:
    services: tuple[Services, ...]


@cache
def shipped() -> tuple[Services, ...]:
    read, problems = shape.load(FILE, _File, FILE.name)
    if read is None:
        raise ConfigError(problems)
    return read.services


@cache
def senders() -> frozenset[str]:
    """Domains and addresses whose every mail is a service's."""
    return frozenset(each for one in shipped() for each in one.all)


@cache
def notices() -> frozenset[str]:
    """Domains of which what machines send is a service's."""
    return frozenset(each for one in shipped() for each in one.notices)
