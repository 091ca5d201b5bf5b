"""What does a mail say, and who says it?

bytes | envelope.open_mail | Mail | read | Reading
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from model import Direction, Mail, Nature, Ours, Reading
from parsers import alibaba, automatic, reply
from parsers.envelope import open_mail
from parsers.recipients import direction_of

__all__ = ["PARSERS", "Parser", "direction_of", "open_mail", "read"]


class Parser(Protocol):
    """One source of mail. A module with these three names is a Parser."""

    @property
    def NAME(self) -> str: ...  # noqa: N802 - a property, so that a module fits

    def recognises(self, mail: Mail, ours: Ours) -> bool: ...

    def read(self, mail: Mail, ours: Ours, nature: Nature, direction: Direction) -> Reading: ...


# The first that recognises a mail reads it; `reply` recognises everything and stays last.
PARSERS: tuple[Parser, ...] = (alibaba, reply)


def read(mail: Mail, ours: Ours, parsers: Sequence[Parser] = PARSERS) -> Reading:
    direction = direction_of(mail, ours)
    nature = automatic.nature_of(mail, ours, direction)
    parser = next((parser for parser in parsers if parser.recognises(mail, ours)), reply)
    return parser.read(mail, ours, nature, direction)
