"""Why is it due then? Reason, policy, days passed over, the words that steer it, the content to send."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from followups import calendar, contents, escalation, promise
from followups.policy import Policy
from model import Duty, FollowUp, History, Label, Obligation, Tag
from worker.explain_policy import numbers
from worker.labels import by_rule
from worker.render import at, iso, one_line


@dataclass(frozen=True, slots=True)
class Around:
    """What there is to know around a follow-up."""

    state: str
    """open, done or met."""
    policy: Policy
    """By the calendar of the owner."""
    history: History
    now: datetime
    here: tzinfo
    sending: str = ""
    """When mail is read best at the customer's, in words."""


_ENDED_BY = ("done", "kept", "dropped")
"""What begins the cause, before its number, of what stands in the history when a person has ended it."""
_MOST_SKIPPED = 15


def explain(follow_up: FollowUp, around: Around) -> list[str]:
    return [one_line(line) for line in _told(follow_up, around)]


def _told(follow_up: FollowUp, around: Around) -> Iterator[str]:
    one, here = follow_up.obligation, around.here
    due = f"due {at(one.due, here)} (follow-up {follow_up.id})"
    yield f"Owed to {follow_up.customer_name}: {one.duty.value.replace('_', ' ')}, {due}"
    if around.state != "open":
        yield f"  {_ended(follow_up, around)}"
    yield f"  {one.because}"
    if one.suggest.en:
        yield f"  next step: {one.suggest.en} · {one.suggest.zh}"
    yield from (f"  {line}" for line in _content(one, around))
    for section, words in numbers(one.duty, around.policy):
        yield f"  policy, section {section}: {words}"
    yield from (f"  {line}" for line in _passed_over(one, around))
    for tag in steering(follow_up, around.history):
        yield f"  steered by “{' '.join(tag.quote.split())}”: {by_rule(tag)}"
    yield from (f"  {line}" for line in _standing(follow_up, around))


def _ended(follow_up: FollowUp, around: Around) -> str:
    for event in reversed(around.history.interactions):
        how, _, whose = event.cause.partition(":")
        if how in _ENDED_BY and whose.partition(":")[0] == str(follow_up.id):
            said = f"{event.rep or 'somebody'} on {at(event.at, around.here)[:10]}"
            return f"no longer open: {how}, says {said} ({event.summary})"
    return f"no longer open ({around.state}): what happened since has settled it"


def _content(one: Obligation, around: Around) -> Iterator[str]:
    """Which kind to send; the reason is that of today, and only told where it still names this kind."""
    if not one.content:
        return
    title = around.policy.contents.get(one.content, Label(one.content, ""))
    kind, why = contents.next_content(around.history, around.policy)
    because = f" (because {why})" if kind == one.content and why else ""
    yield f"send: {title.en} {title.zh}{because}"


def _passed_over(one: Obligation, around: Around) -> Iterator[str]:
    week = around.policy.calendar
    first, last = week.day_of(one.opened), week.day_of(one.due)
    days = calendar.skipped(first, last, week) if first < last else ()
    if one.duty is Duty.REPLY or not days:
        return
    shown = ", ".join(f"{day} ({reason})" for day, reason in days[:_MOST_SKIPPED])
    more = f" and {len(days) - _MOST_SKIPPED} more" if len(days) > _MOST_SKIPPED else ""
    yield f"days off from {first} to {last}: {shown}{more}"


def steering(follow_up: FollowUp, history: History) -> list[Tag]:
    """What was said in its mail that has to do with dates, promises or stopping."""
    one = follow_up.obligation
    cause = promise.key_of(one.cause) if one.duty is Duty.PROMISE else one.cause
    causes = (each for each in history.interactions if each.cause == cause)
    tags = (tag for event in causes for tag in event.tags if tag.due is not None or tag.about)
    return list(dict.fromkeys(tags))


def _standing(follow_up: FollowUp, around: Around) -> Iterator[str]:
    one, here = follow_up.obligation, around.here
    if one.shows and one.shows < one.due:
        yield f"listed from {at(one.shows, here)} on, as a warning"
    if one.lapses:
        yield f"of no use any more from {at(one.lapses, here)} on"
    if level := _level(one, around):
        counted = f", counted from {at(one.since, here)}" if one.since else ""
        yield f"escalated to {level.replace('_', ' ')}{counted}; only a touch of ours starts it anew"
    if follow_up.snoozed_until:
        yield f"snoozed until {at(follow_up.snoozed_until, here)}: {follow_up.note}"
    elif follow_up.note:
        yield f"note: {follow_up.note}"
    if around.sending:
        yield f"best sent {around.sending}"


def _level(one: Obligation, around: Around) -> str:
    rungs = escalation.rungs_from(escalation.rungs_text(around.policy.escalation))
    return escalation.standing(one.due, one.since, rungs, around.now) if around.state == "open" else ""


def as_values(follow_up: FollowUp, around: Around) -> dict[str, Any]:
    """The same for programs."""
    one, here, week = follow_up.obligation, around.here, around.policy.calendar
    days: Sequence[Any] = calendar.skipped(week.day_of(one.opened), week.day_of(one.due), week)
    return {
        "follow_up": follow_up.id,
        "state": around.state,
        "customer": follow_up.customer_name,
        "customer_id": follow_up.customer,
        "owner": follow_up.owner,
        "duty": one.duty.value,
        "due": iso(one.due, here),
        "opened": iso(one.opened, here),
        "because": one.because,
        "next_step": {"en": one.suggest.en, "zh": one.suggest.zh},
        "content": one.content,
        "content_because": contents.next_content(around.history, around.policy)[1] if one.content else "",
        "policy": dict(numbers(one.duty, around.policy)),
        "days_off": [{"day": day.isoformat(), "because": reason} for day, reason in days],
        "steered_by": [
            {"quote": tag.quote, "rule": tag.rule, "source": str(tag.source)}
            for tag in steering(follow_up, around.history)
        ],
        "shows": iso(one.shows, here),
        "lapses": iso(one.lapses, here),
        "since": iso(one.since, here),
        "escalation": _level(one, around),
        "snoozed_until": iso(follow_up.snoozed_until, here),
        "note": follow_up.note,
        "sending": around.sending,
        "mail": follow_up.mail,
    }
