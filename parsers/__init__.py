"""What does a mail say, and who says it?

bytes | envelope.open_mail | Mail | read | Reading
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from model import Direction, Mail, Nature, Ours, Reading
from parsers import reply
from parsers.completion import completed
from parsers.kinds import automatic
from parsers.kinds.recipients import direction_of
from parsers.opening.envelope import open_mail
from parsers.portals.forwarded import Forwarded

__all__ = ["PARSERS", "Parser", "direction_of", "in_order", "open_mail", "read"]


class Parser(Protocol):
    """One source of mail. It is handed to other processes, so it is a value and no module."""

    @property
    def NAME(self) -> str: ...  # noqa: N802 - the name in the book, never to change

    def recognises(self, mail: Mail, ours: Ours) -> bool: ...

    def read(self, mail: Mail, ours: Ours, nature: Nature, direction: Direction) -> Reading: ...


def in_order(portals: Sequence[Parser] = ()) -> tuple[Parser, ...]:
    """Who is asked, in order: the first that recognises a mail reads it. What a colleague passes on is looked
    through first; portals are YAML, which worker/portals.py loads; what nobody recognises is read by `reply`.
    """
    return (Forwarded(tuple(portals)), *portals)


PARSERS = in_order()
"""Those that need no description."""


def read(mail: Mail, ours: Ours, parsers: Sequence[Parser] = PARSERS) -> Reading:
    direction = direction_of(mail, ours)
    nature = automatic.nature_of(mail, ours, direction)
    parser = next((parser for parser in parsers if parser.recognises(mail, ours)), reply)
    return completed(parser.read(mail, ours, nature, direction), mail, ours)
