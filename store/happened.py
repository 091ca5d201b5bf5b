"""What happened with a customer, once what reps said of its tags is heard? For who writes and for who looks.

No SQLAlchemy here: `genjin rules replay` only looks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from late import dataclass
from model import (
    BusinessFact,
    Customer,
    Enrolment,
    History,
    Interaction,
    InteractionKind,
    MailId,
    Marks,
    RepId,
    Tag,
    Tagging,
)


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened with a customer, with every tag that rules gave, and what reps said of them."""

    customer: Customer
    events: tuple[Interaction, ...]
    marks: Marks = Marks()
    kin: tuple[Interaction, ...] = ()
    facts: tuple[BusinessFact, ...] = ()
    enrolments: tuple[Enrolment, ...] = ()
    contact: str = ""

    def tagged_anew(self, tags: Mapping[MailId, tuple[Tag, ...]]) -> Happened:
        """With other tags on these mails; what reps said stays."""
        events = (
            event if event.mail is None else replace(event, tags=tags.get(event.mail, event.tags))
            for event in self.events
        )
        return replace(self, events=tuple(events))

    def history(self) -> History:
        """Without the tags that reps took away, and with those that they gave: as notes."""
        return History(self.customer, self._heard(), self.kin, self.facts, self.enrolments, self.contact)

    def _heard(self) -> tuple[Interaction, ...]:
        if not self.marks.standing:
            return self.events
        kept = [_kept(event, self.marks) for event in self.events]
        noted = [_noted(given) for given in self.marks.by_hand() if self.marks.lets_stand(given)]
        return tuple(sorted([*kept, *noted], key=lambda event: (event.at, event.cause)))


def _kept(event: Interaction, marks: Marks) -> Interaction:
    stand = [tag for tag in event.tags if marks.lets_stand(Tagging(tag, event.at, event.mail))]
    return event if len(stand) == len(event.tags) else replace(event, tags=tuple(stand))


def _noted(given: Tagging) -> Interaction:
    return Interaction(
        at=given.at,
        kind=InteractionKind.NOTE,
        cause=f"mark:{given.mark}",
        summary=given.tag.name,
        rep=RepId(given.by),
        tags=(given.tag,),
    )
