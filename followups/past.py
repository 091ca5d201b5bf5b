"""What happened with this customer? The facts the duties ask for, from a history in order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, partial
from itertools import pairwise
from operator import attrgetter

from model import (
    BusinessFact,
    DueKind,
    Duty,
    Enrolment,
    FactSort,
    History,
    Interaction,
    InteractionKind,
    Kind,
    Passing,
    Tag,
    TagSort,
)

CREATED = "created"
"""The cause of what is owed since the customer exists, and not since anything happened."""

AWAY = "out_of_office"
"""The tag of an absence or a closed company."""

PROMISED = "our_promise"
"""The tag of a promise of ours."""

COURTESY = "courtesy"
"""The fact that a mail is a mere courtesy ("Thanks, got it.") and waits for no answer."""

SENT_ON = "wrong_person"
"""The tag of who is not, or no more, the one to write to; its advice says what to do about the right one."""

OURS = "our_content"
"""The tag of a mail of ours that brings useful content; what it is about names the kind."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A day that a tag of a mail asks for; `words` as in DueEffect."""

    day: date
    words: str
    tag: Tag

    @property
    def given(self) -> str:
        """How long the rule itself gives, such as "1 day"; empty where the day was read from the mail."""
        due = self.tag.due
        return self.words.removeprefix("within ") if due is not None and due.is_counted else ""


@dataclass(frozen=True, slots=True)
class Steering:
    """Of thousands of events the few whose tags or content say more than that they happened."""

    asking: tuple[Interaction, ...] = ()
    """With a tag that says something of the date of our next contact."""
    promising: tuple[Interaction, ...] = ()
    """With a promise of ours."""
    bringing: tuple[Interaction, ...] = ()
    """Where it is known which kind of content they brought."""


@dataclass(frozen=True, slots=True)
class Known(History):
    """A history in order, and which of its events steer: most duties ask for them again and again."""

    steering: Steering = Steering()
    found: dict[Callable[[Interaction], bool], Interaction | None] = field(
        default_factory=dict, compare=False, repr=False
    )
    """What was asked for already: the last event of a sort. A silent customer is gone through once."""


def in_order(history: History) -> Known:
    """Oldest first, each event, fact and enrolment once.

    At the same second their mail counts as the later one: a reply too many is better than an unanswered mail.
    """
    events = _told_once(history.interactions)
    return Known(
        history.customer,
        events,
        _told_once(history.kin),
        tuple({_fact_key(fact): fact for fact in sorted(history.facts, key=_fact_place)}.values()),
        tuple({each.id: each for each in sorted(history.enrolments, key=_begins)}.values()),
        history.contact,
        _steering(events),
    )


def steering(history: History) -> Steering:
    return history.steering if isinstance(history, Known) else _steering(history.interactions)


def before(history: History, end: int) -> Known:
    """What was known before the event at that place."""
    events, moment, known = history.interactions[:end], history.interactions[end].at, steering(history)
    kept = {id(event) for event in events}
    return Known(
        history.customer,
        events,
        tuple(event for event in history.kin if event.at < moment),
        tuple(fact for fact in history.facts if fact.at < moment),
        tuple(each for each in history.enrolments if each.started < moment),
        history.contact,
        Steering(
            *(
                tuple(event for event in sort if id(event) in kept)
                for sort in (known.asking, known.promising, known.bringing)
            )
        ),
    )


def is_theirs(event: Interaction) -> bool:
    return event.kind is InteractionKind.MAIL_IN


def wrote(event: Interaction) -> bool:
    """They wrote, themselves: neither their machines nor their newsletter did."""
    return is_theirs(event) and event.moves_clocks


def touched(event: Interaction) -> bool:
    """We reached out: a mail of our own hand, a call, a visit, a chat, a fair, a follow-up marked as done."""
    return event.kind.is_touch and event.moves_clocks


def reached(event: Interaction) -> bool:
    """We got in touch with them after we knew them: to meet at a fair is how they came, no follow-up, and it
    answers no mail.
    """
    return touched(event) and event.kind is not InteractionKind.FAIR


def waits(event: Interaction) -> bool:
    """Their mail wants an answer: it is more than a courtesy, or a rule found something in it besides."""
    return wrote(event) and not (
        any(tag.name == COURTESY and tag.sort is TagSort.FACT for tag in event.tags)
        and not any(tag.is_signal for tag in event.tags)
    )


def unanswered(history: History) -> tuple[Interaction, ...]:
    """Their mails that wait for an answer of ours."""
    return tuple(filter(waits, after_last(history, reached)))


def acted(event: Interaction) -> bool:
    """They themselves did something: they wrote, ordered or paid."""
    return event.kind in _DEEDS and event.moves_clocks


def mailed(event: Interaction) -> bool:
    return event.kind is InteractionKind.MAIL_OUT and event.moves_clocks


def done(number: int, duty: Duty, cause: str) -> str:
    """The cause of the touch that stands in the history where a rep said that a follow-up is done."""
    return f"{_DONE}{number}:{duty.value}:{cause}"


def is_done(event: Interaction) -> bool:
    return event.kind is InteractionKind.OTHER and event.cause.startswith(_DONE)


def says_done(event: Interaction, duty: Duty, cause: str) -> bool:
    """Did a rep say that of just this follow-up?"""
    return is_done(event) and what_is_done(event) == f"{duty.value}:{cause}"


def what_is_done(event: Interaction) -> str:
    """Duty and cause of the follow-up that a rep ticked off."""
    _, _, told = event.cause.removeprefix(_DONE).partition(":")
    return told


def answered(event: Interaction) -> bool:
    """They gave an answer: they did something, or we talked with them. To hand over a quotation or a sample
    is no talk; it waits for an answer as a mail does.
    """
    return event.kind in _ANSWERS and event.moves_clocks


def last_of(history: History, kind: InteractionKind) -> Interaction | None:
    return last(history, _of_kind(kind))


@cache
def _of_kind(kind: InteractionKind) -> Callable[[Interaction], bool]:
    """One function for all who ask for that kind: what it finds is kept under it."""
    return partial(_is_of, kind=kind)


def _is_of(event: Interaction, kind: InteractionKind) -> bool:
    return event.kind is kind and event.moves_clocks


def last(history: History, wanted: Callable[[Interaction], bool]) -> Interaction | None:
    found = history.found if isinstance(history, Known) else {}
    if wanted not in found:
        found[wanted] = next((event for event in reversed(history.interactions) if wanted(event)), None)
    return found[wanted]


def after_last(history: History, ended: Callable[[Interaction], bool]) -> tuple[Interaction, ...]:
    """All that happened after the last event of a sort, which is everything if there was none."""
    end = last(history, ended)
    return history.interactions if end is None else from_event(history, end)[1:]


def from_event(history: History, first: Interaction) -> tuple[Interaction, ...]:
    """This event, which is one of the history, and all that happened after it."""
    events = history.interactions
    return events[next(at for at in range(len(events) - 1, -1, -1) if events[at] is first) :]


def since(history: History, moment: datetime) -> tuple[Interaction, ...]:
    """All that happened after that time."""
    return history.interactions[bisect_right(history.interactions, moment, key=_AT) :]


def sent_on(history: History) -> tuple[Interaction, Tag] | None:
    """The newest that says whom we wrote to is gone or not in charge; None: a person wrote since, or nobody
    says so.
    """
    answer = last(history, wrote)
    events = history.interactions if answer is None else from_event(history, answer)
    said = (
        (event, tag)
        for event in reversed(events)
        if _is_word(event) or _is_notice(event)
        for tag in event.tags
        if tag.name == SENT_ON and (tag.suggest.en or tag.suggest.zh)
    )
    return next(said, None)


def newest(facts: Iterable[BusinessFact], sorts: frozenset[FactSort]) -> BusinessFact | None:
    return max((fact for fact in facts if fact.sort in sorts), key=_fact_place, default=None)


def taken(history: History) -> datetime | None:
    """When the owner took it from a pool, or got it out of one in turn; None: it was not so."""
    customer = history.customer
    from_pool = customer.came_by in (Passing.CLAIM, Passing.HAND_OUT)
    return customer.owned_since if from_pool and customer.owner is not None else None


def claim(at: datetime) -> str:
    """The cause of what is owed since the owner took it from a pool."""
    return f"claim:{epoch(at)}"


def epoch(at: datetime) -> int:
    """A time as part of a cause."""
    return int(at.timestamp())


def stopped(history: History) -> bool:
    """Did they ask us to stop, and take it back by nothing they wrote since?"""
    return any(True for _ in stops(history))


def stops(history: History) -> Iterator[tuple[Interaction, Tag]]:
    """Where they asked us to stop, newest first, as far as it stands. Only their own words count, every
    newsletter has "unsubscribe" in it; or the word of a rep who gave the tag by hand.

    Who names a day to come back on wants no mail till then. What withdraws the tag in the customer's profile
    withdraws it here.
    """
    asked = [event for event in steering(history).asking if _says_stop(event)]
    said = _names_said_after(asked[0], history) if asked else {}
    for event in reversed(asked):
        later = said[event.kind, event.cause]
        if not _names_day(event):
            wishes = (tag for tag in event.tags if asks_for(tag, DueKind.STOP))
            yield from ((event, tag) for tag in wishes if later.isdisjoint(tag.withdrawn_by))


def _says_stop(event: Interaction) -> bool:
    return _is_word(event) and any(asks_for(tag, DueKind.STOP) for tag in event.tags)


def _names_said_after(first: Interaction, history: History) -> dict[tuple[str, str], frozenset[str]]:
    """For each event from this one on: the names of all tags that they or reps gave later."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    said: frozenset[str] = frozenset()
    for event in reversed(from_event(history, first)):
        found[event.kind, event.cause] = said
        if event.tags and _is_word(event):
            said = said.union(tag.name for tag in event.tags)
    return found


def _names_day(event: Interaction) -> bool:
    """Does it say from which day on we may write? When they are away says nothing of that."""
    return any(
        asked.tag.name != AWAY and not asked.given and asked.day >= event.at.date()
        for asked in dated(event, DueKind.NOT_BEFORE)
    )


def _is_word(event: Interaction) -> bool:
    """Their own, or that of a rep."""
    return wrote(event) or (event.kind is InteractionKind.NOTE and event.moves_clocks)


def _is_notice(event: Interaction) -> bool:
    """A machine answers for who is away or gone."""
    return is_theirs(event) and event.mail_kind is Kind.AUTO_REPLY


def asks_for(tag: Tag, kind: DueKind) -> bool:
    return tag.due is not None and tag.due.kind is kind


def dated(event: Interaction, kind: DueKind) -> Iterator[Dated]:
    """The days of this kind that one mail asks for."""
    for tag in event.tags:
        if tag.due is not None and tag.due.kind is kind and tag.due.date is not None:
            yield Dated(tag.due.date, tag.due.words, tag)


_DEEDS = frozenset({InteractionKind.MAIL_IN, *(kind for kind in InteractionKind if kind.is_answer)})
_ANSWERS = _DEEDS | {
    InteractionKind.CALL,
    InteractionKind.VISIT,
    InteractionKind.CHAT,
    InteractionKind.FAIR,
    InteractionKind.OTHER,
}
_NAMED = frozenset({PROMISED, OURS})
_DONE = "done:"
_AT = attrgetter("at")


def _told_once(events: tuple[Interaction, ...]) -> tuple[Interaction, ...]:
    ordered = sorted(events, key=_AT)
    if any(one.at == other.at for one, other in pairwise(ordered)):
        ordered.sort(key=_place)
    if len({event.cause for event in ordered}) == len(ordered):
        return tuple(ordered)
    once: dict[tuple[str, str], Interaction] = {}
    for event in ordered:
        once.setdefault((event.kind, event.cause), event)
    return tuple(once.values())


def _steering(events: tuple[Interaction, ...]) -> Steering:
    """One pass, for it is asked of thousands of events."""
    asking, named, bringing = [], [], []
    for event in events:
        if event.content:
            bringing.append(event)
        for tag in event.tags:
            if tag.due is not None:
                asking.append(event)
            if tag.name in _NAMED:
                named.append((tag.name, event))
    promising = [event for name, event in named if name == PROMISED]
    bringing += [event for name, event in named if name == OURS]
    return Steering(_each_once(asking), _each_once(promising), _each_once(sorted(bringing, key=_AT)))


def _each_once(events: list[Interaction]) -> tuple[Interaction, ...]:
    """One after another: an event with two such tags stands there twice."""
    return tuple([event for at, event in enumerate(events) if at == 0 or events[at - 1] is not event])


def _place(event: Interaction) -> tuple[datetime, bool, str, str]:
    return event.at, is_theirs(event), event.kind, event.cause


def _fact_key(fact: BusinessFact) -> tuple[str, str, str]:
    return fact.sort, fact.cause, fact.number


def _fact_place(fact: BusinessFact) -> tuple[datetime, str, str, str]:
    return fact.at, *_fact_key(fact)


def _begins(enrolment: Enrolment) -> tuple[datetime, int]:
    return enrolment.started, enrolment.id
