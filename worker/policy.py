"""What does policy.yaml say beside how long things may wait? When a link is sure, and what a conflict does.

The follow-ups' numbers stand in the room of the follow-ups; that room knows nothing of finding customers, so
the whole file is put together here.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

import matching
from followups import Policy


@dataclass(frozen=True, slots=True)
class Calibrated:
    """With how much the thresholds were found: they drift with the size of the book."""

    on: date
    customers: int
    answers: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """When a mail is linked by itself, and when a person is asked. None: as shipped."""

    sure: float | None = None
    clear_by: float | None = None
    review: float | None = None
    calibrated: Calibrated | None = None

    def __post_init__(self) -> None:
        wrong = [
            f"`{name}` is a number from 0 to 100." for name, value in self._said() if not 0 <= value <= 100
        ]
        whole = self._whole()
        if not wrong and whole["review"] > whole["sure"]:
            wrong = [f"`review` ({whole['review']:g}) must not be above `sure` ({whole['sure']:g})."]
        if wrong:
            raise ValueError(*wrong)

    @property
    def thresholds(self) -> matching.Thresholds:
        return matching.Thresholds(**dict(self._said()))

    def _said(self) -> list[tuple[str, float]]:
        values = ((name, getattr(self, name)) for name in ("sure", "clear_by", "review"))
        return [(name, value) for name, value in values if value is not None]

    def _whole(self) -> dict[str, float]:
        usual = {each.name: getattr(matching.DEFAULT, each.name) for each in fields(matching.DEFAULT)}
        return usual | dict(self._said())


class Level(StrEnum):
    """What a conflict does, gravest first."""

    BLOCK = "block"
    WARN = "warn"
    NOTE = "note"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class AtCreation:
    """Somebody writes a customer down by hand."""

    same_customer: Level = Level.BLOCK
    similar_customer: Level = Level.WARN
    same_group_other_owner: Level = Level.WARN


@dataclass(frozen=True, slots=True)
class AtImport:
    """A row of a file."""

    same_customer: Level = Level.BLOCK
    similar_customer: Level = Level.WARN
    same_group_other_owner: Level = Level.WARN


@dataclass(frozen=True, slots=True)
class AtFirstMail:
    """A mail opens a lead, or shows that two reps are at work on one inquiry or in one group."""

    same_customer: Level = Level.WARN
    similar_customer: Level = Level.NOTE
    same_group_other_owner: Level = Level.NOTE
    same_inquiry: Level = Level.WARN
    two_reps_one_group: Level = Level.WARN

    def __post_init__(self) -> None:
        blocked = (each.name for each in fields(self) if getattr(self, each.name) is Level.BLOCK)
        said = [f"`{name}: block` cannot be: the mail is there already. Write `warn`." for name in blocked]
        if said:
            raise ValueError(*said)


Occasion = AtCreation | AtImport | AtFirstMail


@dataclass(frozen=True, slots=True)
class Conflicts:
    """What happens when two customers look like one, or one group has two owners (查重)."""

    creation: AtCreation = AtCreation()
    import_: AtImport = AtImport()
    first_mail: AtFirstMail = AtFirstMail()


def edition_of(policy: Policy) -> str:
    """Another one for every other policy: by it the book knows under which its plan was made."""
    return hashlib.sha256(repr(policy).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class TeamPolicy(Policy):
    """The whole of policy.yaml."""

    finding: Finding = Finding()
    conflicts: Conflicts = Conflicts()

    @property
    def follow_ups(self) -> Policy:
        """What the follow-ups are worked out from: their due dates do not move when a threshold does."""
        return Policy(**{each.name: getattr(self, each.name) for each in fields(Policy)})
