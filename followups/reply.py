"""Do we owe an answer?

By elapsed hours from their first unanswered mail, weekends or not. A date they ask for can only shorten that,
yet never to less than the team's `soonest`; days that a rule gives are counted by the clock, too. No "not
before" of theirs holds it up: a complaint or an urgent need is answered while they are away, too. A mere
courtesy waits for no answer, and a meeting at a fair gives none.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from followups import past, wording
from followups.calendar import CalendarPolicy
from followups.policy import Policy
from followups.span import Span
from model import DueKind, Duty, History, Interaction, Label, Obligation, Tag

ANSWER = Label(
    "Answer; if you cannot yet, say how far you are and when they will hear.",
    "先回复;暂时无法解决的,告知进展和答复时间。",
)


def owes(history: History, policy: Policy) -> Iterator[Obligation]:
    """One reply for all their unanswered mails: a second mail of theirs does not win us time."""
    waiting = past.unanswered(history)
    if waiting:
        stop = next((stop for stop in past.stops(history) if stop[0] in waiting), None)
        yield _reply(waiting, stop, policy)


def _reply(
    waiting: tuple[Interaction, ...], stop: tuple[Interaction, Tag] | None, policy: Policy
) -> Obligation:
    first, week = waiting[0], policy.calendar
    due = week.after(first.at, policy.reply.within)
    words = _because(first, stop, policy)
    wish = min(_wishes(waiting, due, policy), default=None)
    if wish is not None and wish[0] < due:
        due, words = wish[0], f"{words}; {wish[1]}"
    advice = _advice(waiting) if stop is None else _told(stop[1])
    newest = waiting[-1].at
    return Obligation(Duty.REPLY, first.cause, first.at, due, f"{words}.", advice, wakes=newest)


def _because(first: Interaction, stop: tuple[Interaction, Tag] | None, policy: Policy) -> str:
    """Who wants no more mail waits for one line, and not for an answer."""
    week, within = policy.calendar, policy.reply.within
    if stop is None:
        return f"Their mail of {week.day_of(first.at)} waits for an answer within {within}"
    mail, tag = stop
    proof = wording.quoted(tag)
    asked = f"They asked for no more mail (mail of {week.day_of(mail.at)})"
    return f"{asked}{proof and f': {proof}'}; confirm once, within {within}"


def _wishes(
    waiting: tuple[Interaction, ...], due: datetime, policy: Policy
) -> Iterator[tuple[datetime, str]]:
    """By when they asked to hear, and how that was counted; not sooner than the team allows."""
    week, soonest = policy.calendar, policy.reply.soonest
    for event, asked in _asked(waiting):
        end, words = _end(asked, event, due, week)
        first = week.after(event.at, soonest) if soonest else event.at
        if end is not None:
            least = f", and no sooner than {soonest} after their mail" if end < first else ""
            yield max(end, first), f"{wording.proof(asked)}{words}{least}"


def _end(
    asked: past.Dated, event: Interaction, due: datetime, week: CalendarPolicy
) -> tuple[datetime | None, str]:
    """The end of the day they named. Their evening may be our night, when that day is over: then the end of
    our day counts, if it is still to come, else the usual hours. What a rule gives ends by the clock.
    """
    hours = _given_hours(asked)
    if hours is not None:
        return week.after(event.at, hours), f", so within {hours} of that mail"
    ends = (week.end_of(day) for day in (asked.day, week.day_of(event.at)))
    end = next((end for end in ends if end > event.at), None)
    if end is None or not _believable(asked.day, event, due, week):
        return None, ""
    return end, f", so by {week.day_of(end)}"


def _given_hours(asked: past.Dated) -> Span | None:
    """How long the rule gives, by the clock; None: they named a day, or it is to be the same day."""
    try:
        return Span.parse(asked.given).by_the_clock if asked.given else None
    except ValueError:
        return None


def _asked(waiting: tuple[Interaction, ...]) -> Iterator[tuple[Interaction, past.Dated]]:
    return ((event, asked) for event in waiting for asked in past.dated(event, DueKind.BY))


def _believable(day: date, event: Interaction, due: datetime, week: CalendarPolicy) -> bool:
    """Their today may be our yesterday; a day before that is misread, and one after `due` changes nothing."""
    return week.day_of(event.at) - timedelta(days=1) <= day <= week.day_of(due)


def _advice(waiting: tuple[Interaction, ...]) -> Label:
    """What a rule advises on their newest words, else the general advice.

    An absence advises to wait, which is no answer, and it may name no day. What puts us off otherwise is
    heard where nothing else speaks.
    """
    tags = [tag for event in reversed(waiting) for tag in event.tags if tag.name != past.AWAY]
    advising = [tag for tag in tags if tag.suggest.en or tag.suggest.zh]
    return _told(min(advising, key=_puts_off)) if advising else ANSWER


def _puts_off(tag: Tag) -> bool:
    return past.asks_for(tag, DueKind.NOT_BEFORE)


def _told(tag: Tag) -> Label:
    return tag.suggest if tag.suggest.en or tag.suggest.zh else ANSWER
