"""Builders for the tests of followups: the shipped policy, days with names, events in one word."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import settings

from followups.calendar import CalendarPolicy, OfficeHours
from followups.policy import Policy
from model import (
    BusinessFact,
    Customer,
    CustomerId,
    DueEffect,
    DueKind,
    Duty,
    Enrolment,
    EnrolmentId,
    FactSort,
    History,
    Interaction,
    InteractionKind,
    Kind,
    Label,
    Obligation,
    RepId,
    Source,
    Tag,
)
from worker import shape

SHIPPED = Path(__file__).parent.parent / "followups" / "policy.yaml"
SHANGHAI = ZoneInfo("Asia/Shanghai")
NO_ADVICE = Label("", "")

# 2025-11-10 is a Monday; November 2025 has no Chinese holiday.
MONDAY = datetime(2025, 11, 10, 10, 0, tzinfo=SHANGHAI).astimezone(UTC)
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (MONDAY + timedelta(days=days) for days in (1, 2, 3, 4))
SATURDAY, SUNDAY = (MONDAY + timedelta(days=days) for days in (5, 6))


def shipped() -> Policy:
    policy, mistakes = shape.load(SHIPPED, Policy)
    assert policy is not None, [str(each) for each in mistakes]
    return policy


POLICY = shipped()


def at(day: str, clock: str = "10:00") -> datetime:
    """A time on the wall clock in Shanghai."""
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=SHANGHAI).astimezone(UTC)


def closing_time(day: str) -> datetime:
    return at(day, "18:00")


def week(country: str, zone: str, *weekend: Any) -> CalendarPolicy:
    return CalendarPolicy(zone, country, OfficeHours.parse("09:00-18:00"), weekend)


def customer(**fields: Any) -> Customer:
    known: dict[str, Any] = {
        "id": CustomerId(1),
        "name": "Muster Pumpen GmbH",
        "created": at("2025-01-06"),
        "owner": RepId("lin"),
    }
    return Customer(**(known | fields))


def they_wrote(
    when: datetime, *effects: DueEffect, kind: Kind | None = Kind.HUMAN, cause: str = ""
) -> Interaction:
    tags = tuple(tag(effect) for effect in effects)
    return Interaction(
        when, InteractionKind.MAIL_IN, cause or f"in {when.isoformat()}", mail_kind=kind, tags=tags
    )


def we_wrote(when: datetime, kind: Kind | None = Kind.HUMAN, cause: str = "") -> Interaction:
    return Interaction(when, InteractionKind.MAIL_OUT, cause or f"out {when.isoformat()}", mail_kind=kind)


def logged(kind: InteractionKind, when: datetime) -> Interaction:
    return Interaction(when, kind, f"log:{kind} {when.isoformat()}")


def tagged(when: datetime, *tags: Tag, kind: Kind | None = Kind.HUMAN) -> Interaction:
    """A mail of theirs with these tags."""
    return replace(they_wrote(when, kind=kind), tags=tags)


def tag(
    effect: DueEffect | None = None, suggest: Label = NO_ADVICE, *, name: str = "some_tag", quote: str = ""
) -> Tag:
    """Unless told, what fired the rule are the words that name the day."""
    words = quote or (effect.words if effect else "some words")
    source = Source("rules.yaml", 1)
    return Tag(name, Label("Some", "某"), "r1", source, words, 0, len(words), suggest, effect)


def not_before(day: str, words: str = "after that day", *, is_counted: bool = False) -> DueEffect:
    return DueEffect(DueKind.NOT_BEFORE, date.fromisoformat(day), words, is_counted)


def by(day: str, words: str = "by that day", *, is_counted: bool = False) -> DueEffect:
    return DueEffect(DueKind.BY, date.fromisoformat(day), words, is_counted)


# The first example pays for loading the calendars, which says nothing about the rest.
unhurried = settings(deadline=None)

STOP = DueEffect(DueKind.STOP, None, "please remove us from your list")


def history(*events: Interaction, **fields: Any) -> History:
    return History(customer(**fields), tuple(events))


def only(obligations: tuple[Obligation, ...], duty: Duty) -> Obligation:
    """The one obligation of this duty."""
    (one,) = (obligation for obligation in obligations if obligation.duty is duty)
    return one


def duties(obligations: tuple[Obligation, ...]) -> set[Duty]:
    """All but the return to the pool, which every owned customer has."""
    return {obligation.duty for obligation in obligations} - {Duty.POOL_RETURN}


def fact(sort: FactSort, when: datetime, number: str = "", valid_until: str = "") -> BusinessFact:
    day = date.fromisoformat(valid_until) if valid_until else None
    return BusinessFact(sort, when, f"{sort} {when.isoformat()}", number, valid_until=day)


def enrolled(started: datetime, sequence: str = "fair", number: int = 1, event: str = "") -> Enrolment:
    return Enrolment(EnrolmentId(number), sequence, started, event)
