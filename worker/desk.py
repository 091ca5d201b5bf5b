"""What does a person do at the desk? One function each: on one page, as one change that can be taken back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from followups import past
from model import (
    Customer,
    CustomerId,
    Duty,
    FollowUpId,
    GenjinError,
    InteractionKind,
    RepId,
)
from store.book import Page
from worker.intake import Sitting
from worker.render import zone


class DeskError(GenjinError):
    """What was asked cannot be done: says what is in the way."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does it, and when."""

    name: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Owed:
    """An open follow-up that somebody does something about."""

    number: FollowUpId
    customer: CustomerId
    duty: Duty
    cause: str

    def __str__(self) -> str:
        return f"{self.duty.value.replace('_', ' ')} {self.number}"


DONE, KEPT, DROPPED = "done", "kept", "dropped"
"""How a person ended a follow-up; with its number it is in the cause of what stands in the history."""


def complete(sitting: Sitting, number: FollowUpId, actor: Actor, note: str = "", content: str = "") -> None:
    """A follow-up is done, whatever the mail shows."""
    complete_all(sitting, [number], actor, note, content)


def complete_all(
    sitting: Sitting, numbers: Sequence[FollowUpId], actor: Actor, note: str = "", content: str = ""
) -> None:
    """All of these, or none of them. It stands in the history as a touch: what is owed follows from that, and
    a row that is done hides nothing that comes later. Only a promise is no touch, and no tick keeps a
    customer from the pool.
    """
    check_content(sitting.page, content)
    every = _open_ones(sitting.page, numbers, refused=_POOL)
    with _recorded(sitting.page, actor, "done", every, note):
        for each in every:
            is_touch = each.duty is not Duty.PROMISE or content
            kind = InteractionKind.OTHER if is_touch else InteractionKind.NOTE
            _end(sitting.page, each, actor, (kind, DONE, note, content))
        sitting.owe(_customers(every))


def keep(sitting: Sitting, number: FollowUpId, actor: Actor, note: str = "") -> None:
    """What was promised has been done, whatever the mail shows."""
    keep_all(sitting, [number], actor, note)


def keep_all(sitting: Sitting, numbers: Sequence[FollowUpId], actor: Actor, note: str = "") -> None:
    _end_promises(sitting, numbers, actor, KEPT, note)


def drop(sitting: Sitting, number: FollowUpId, actor: Actor, why: str) -> None:
    """What was promised will not be done. It counts as a promise that was not kept."""
    drop_all(sitting, [number], actor, why)


def drop_all(sitting: Sitting, numbers: Sequence[FollowUpId], actor: Actor, why: str) -> None:
    _end_promises(sitting, numbers, actor, DROPPED, why)


def _end_promises(sitting: Sitting, numbers: Sequence[FollowUpId], actor: Actor, how: str, note: str) -> None:
    every = _open_ones(sitting.page, numbers, refused=_NO_PROMISE)
    with _recorded(sitting.page, actor, f"promise {how}", every, note):
        for each in every:
            _end(sitting.page, each, actor, (InteractionKind.NOTE, how, note, ""))
        sitting.owe(_customers(every))


def reopen(sitting: Sitting, number: FollowUpId, actor: Actor) -> None:
    """Undo `complete`, `keep`, `drop` or `snooze`; what is owed is worked out anew."""
    reopen_all(sitting, [number], actor)


def reopen_all(sitting: Sitting, numbers: Sequence[FollowUpId], actor: Actor) -> None:
    every = _known_ones(sitting.page, numbers)
    with _recorded(sitting.page, actor, "reopen", every, ""):
        for each in every:
            sitting.page.followups.reopen(each.number)
            for cause in (_cause(each, DONE), *(f"{how}:{each.number}" for how in (DONE, KEPT, DROPPED))):
                sitting.page.followups.unlog(each.customer, cause)
        sitting.owe(_customers(every))


def snooze(page: Page, number: FollowUpId, until: datetime, actor: Actor, why: str) -> None:
    """Leave a follow-up alone until then. How late it is goes on being counted."""
    snooze_all(page, [number], until, actor, why)


def snooze_all(page: Page, numbers: Sequence[FollowUpId], until: datetime, actor: Actor, why: str) -> None:
    every = _open_ones(page, numbers)
    said = f"until {until.astimezone(zone(page.fact('zone'))):%Y-%m-%d}: {why}"
    with _recorded(page, actor, "snooze", every, said):
        for each in every:
            page.followups.snooze(each.number, until, why, actor.now)


@dataclass(frozen=True, slots=True)
class Happening:
    """Something outside the mail."""

    kind: InteractionKind
    words: str
    at: datetime | None = None
    """None: now."""
    content: str = ""


def log(sitting: Sitting, customer: CustomerId, kind: InteractionKind, actor: Actor, words: str) -> str:
    """Something happened outside the mail; what is owed follows from it as from a mail. Answers with whom."""
    enter(sitting, customer, Happening(kind, words), actor)
    return known(sitting, customer).name


def enter(sitting: Sitting, customer: CustomerId, what: Happening, actor: Actor) -> str:
    """The same, with all that a rep can say of it. Answers its cause."""
    page, kind, name = sitting.page, what.kind.value, known(sitting, customer).name
    check_content(page, what.content)
    with page.changes.recording(actor.now, actor.name, f"log {kind}", customer, in_words(what, name)):
        page.changes.watch_history(customer)
        at, rep = what.at or actor.now, RepId(actor.name)
        cause = page.followups.log(customer, at, what.kind, rep, what.words, content=what.content)
        sitting.owe([customer])
    page.journal(actor.now, actor.name, f"log {kind}", f"customer {customer}", what.words)
    return cause


def in_words(what: Happening, name: str) -> str:
    """`call with Nordlicht GmbH: agreed on 3 pallets`"""
    return f"{what.kind.value} with {name}{f': {what.words}' if what.words else ''}"


def check_content(page: Page, content: str) -> None:
    """Is it a kind of content of the policy? A book that no policy was noted in yet takes any."""
    known = json.loads(page.fact("contents") or "{}") if content else {}
    if known and content not in known:
        raise DeskError(f"`{content}` is no kind of content; there are {', '.join(known)}.")


# -- the parts -----------------------------------------------------------------------------------------------


def _end(page: Page, one: Owed, actor: Actor, how: tuple[InteractionKind, str, str, str]) -> None:
    kind, ending, note, content = how
    page.followups.complete(one.number, note)
    words = f"{one.duty.value} {ending}{f': {note}' if note else ''}"
    page.followups.log(
        one.customer, actor.now, kind, RepId(actor.name), words, _cause(one, ending), content=content
    )


def _cause(one: Owed, ending: str) -> str:
    return past.done(one.number, one.duty, one.cause) if ending == DONE else f"{ending}:{one.number}"


@contextmanager
def _recorded(page: Page, actor: Actor, action: str, every: Sequence[Owed], said: str) -> Iterator[None]:
    """One change, however many follow-ups it is about, and a line of the journal for each."""
    customers = _customers(every)
    words = _words_of(page, action, every, said)
    with page.changes.recording(actor.now, actor.name, action, customers[0], words) as change:
        change.about(*customers)
        for customer in customers:
            page.changes.watch_history(customer)
        yield
    for each in every:
        page.journal(actor.now, actor.name, action, f"follow-up {each.number}", said)


_MOST_NAMED = 5


def _words_of(page: Page, action: str, every: Sequence[Owed], said: str) -> str:
    names = {one.id: one.name for one in page.customers.these(_customers(every[:_MOST_NAMED]))}
    listed = [f"{each} of {names.get(each.customer, each.customer)}" for each in every[:_MOST_NAMED]]
    more = [f"{len(every) - _MOST_NAMED} more"] if len(every) > _MOST_NAMED else []
    return f"{action} {', '.join((*listed, *more))}{f' ({said})' if said else ''}"


def _customers(every: Sequence[Owed]) -> list[CustomerId]:
    return list(dict.fromkeys(each.customer for each in every))


def known(sitting: Sitting, number: CustomerId) -> Customer:
    customer = sitting.page.customers.one(number)
    if customer is None:
        raise DeskError(f"There is no customer {number}. `genjin show NAME` finds the number.")
    return customer


_POOL: Mapping[Duty, str] = {
    Duty.POOL_RETURN: "Follow-up {number} warns that the customer goes to the pool again; no tick keeps it. "
    "A mail, a call, a visit or a chat does: genjin log {customer} call TEXT"
}
_NO_PROMISE: Mapping[Duty, str] = {
    duty: f"Follow-up {{number}} is no promise but {duty.value}: genjin done {{number}}. "
    "`genjin promise list` shows the promises."
    for duty in Duty
    if duty is not Duty.PROMISE
}
"""What is said where a duty cannot be ended so."""


def _open_ones(page: Page, numbers: Sequence[FollowUpId], refused: Mapping[Duty, str] = {}) -> list[Owed]:
    return _known_ones(page, numbers, lambda one, state: _why_not(one, state, refused))


def _why_not(one: Owed, state: str, refused: Mapping[Duty, str]) -> str:
    if state != "open":
        return f"Follow-up {one.number} is already {state}. `genjin reopen {one.number}` takes that back."
    return refused.get(one.duty, "").format(number=one.number, customer=one.customer)


def _known_ones(
    page: Page, numbers: Sequence[FollowUpId], why_not: Callable[[Owed, str], str] = lambda *_: ""
) -> list[Owed]:
    """Each once; what is wrong with some of them is told of all at once, before anything is done."""
    found: list[Owed] = []
    wrong: list[str] = []
    for number in dict.fromkeys(numbers):
        standing = page.followups.standing_of(number)
        if standing is None:
            wrong.append(f"There is no follow-up {number}. `genjin due` shows the numbers.")
            continue
        one = Owed(number, standing.customer, standing.duty, standing.cause)
        if words := why_not(one, standing.state):
            wrong.append(words)
        found.append(one)
    if wrong:
        rest = f"\n{len(wrong) - 20} more." if len(wrong) > 20 else ""
        nothing = "\nNothing was done." if len(numbers) > 1 else ""
        raise DeskError("\n".join(wrong[:20]) + rest + nothing)
    return found
