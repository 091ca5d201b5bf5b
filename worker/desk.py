"""What does a person do at the desk? One function each: on one page, as one change that can be taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

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

    def __str__(self) -> str:
        return f"{self.duty.value.replace('_', ' ')} {self.number}"


TOUCHES = (Duty.CADENCE, Duty.FIRST_TOUCH, Duty.SEQUENCE)
"""Where a touch is what is owed, saying done is saying that there was one: else the duty would end for ever,
and with it the customer's place on the list.
"""
DONE, KEPT, DROPPED = "done", "kept", "dropped"
"""How a person ended a follow-up; with its number it is the cause of what stands in the history."""


def complete(sitting: Sitting, number: FollowUpId, actor: Actor, note: str = "", content: str = "") -> None:
    """A follow-up is done, whatever the mail shows."""
    complete_all(sitting, [number], actor, note, content)


def complete_all(
    sitting: Sitting, numbers: Sequence[FollowUpId], actor: Actor, note: str = "", content: str = ""
) -> None:
    """All of these, or none of them."""
    check_content(sitting.page, content)
    every = _open_ones(sitting.page, numbers)
    with _recorded(sitting.page, actor, "done", every, note):
        for each in every:
            kind = InteractionKind.OTHER if each.duty in TOUCHES or content else InteractionKind.NOTE
            _end(sitting.page, each, actor, (kind, DONE, note, content))
        sitting.owe(_customers(every))


def keep(sitting: Sitting, number: FollowUpId, actor: Actor, note: str = "") -> None:
    """What was promised has been done, whatever the mail shows."""
    _end_promise(sitting, number, actor, KEPT, note)


def drop(sitting: Sitting, number: FollowUpId, actor: Actor, why: str) -> None:
    """What was promised will not be done. It counts as a promise that was not kept."""
    _end_promise(sitting, number, actor, DROPPED, why)


def _end_promise(sitting: Sitting, number: FollowUpId, actor: Actor, how: str, note: str) -> None:
    every = _open_ones(sitting.page, [number])
    if every[0].duty is not Duty.PROMISE:
        raise DeskError(
            f"Follow-up {number} is no promise but {every[0].duty.value}: genjin done {number}. "
            "`genjin promise list` shows the promises."
        )
    with _recorded(sitting.page, actor, f"promise {how}", every, note):
        _end(sitting.page, every[0], actor, (InteractionKind.NOTE, how, note, ""))
        sitting.owe(_customers(every))


def reopen(sitting: Sitting, number: FollowUpId, actor: Actor) -> None:
    """Undo `complete`, `keep`, `drop` or `snooze`; what is owed is worked out anew."""
    reopen_all(sitting, [number], actor)


def reopen_all(sitting: Sitting, numbers: Sequence[FollowUpId], actor: Actor) -> None:
    every = _known_ones(sitting.page, numbers, want_open=False)
    with _recorded(sitting.page, actor, "reopen", every, ""):
        for each in every:
            sitting.page.followups.reopen(each.number)
            for how in (DONE, KEPT, DROPPED):
                sitting.page.followups.unlog(each.customer, f"{how}:{each.number}")
        sitting.owe(_customers(every))


def snooze(page: Page, number: FollowUpId, until: datetime, actor: Actor, why: str) -> None:
    """Leave a follow-up alone until then. How late it is goes on being counted."""
    snooze_all(page, [number], until, actor, why)


def snooze_all(page: Page, numbers: Sequence[FollowUpId], until: datetime, actor: Actor, why: str) -> None:
    every = _open_ones(page, numbers)
    said = f"until {until.astimezone(zone(page.fact('zone'))):%Y-%m-%d}: {why}"
    with _recorded(page, actor, "snooze", every, said):
        for each in every:
            page.followups.snooze(each.number, until, why)


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
    cause = f"{ending}:{one.number}"
    page.followups.log(one.customer, actor.now, kind, RepId(actor.name), words, cause, content=content)


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


def _open_ones(page: Page, numbers: Sequence[FollowUpId]) -> list[Owed]:
    return _known_ones(page, numbers, want_open=True)


def _known_ones(page: Page, numbers: Sequence[FollowUpId], *, want_open: bool) -> list[Owed]:
    """All of these; what is wrong with some of them is told of all at once, before anything is done."""
    found: list[Owed] = []
    wrong: list[str] = []
    for number in numbers:
        standing = page.followups.standing_of(number)
        if standing is None:
            wrong.append(f"There is no follow-up {number}. `genjin due` shows the numbers.")
        elif want_open and standing.state != "open":
            wrong.append(
                f"Follow-up {number} is already {standing.state}. `genjin reopen {number}` takes that back."
            )
        else:
            found.append(Owed(number, standing.customer, standing.duty))
    if wrong:
        rest = f"\n{len(wrong) - 20} more." if len(wrong) > 20 else ""
        nothing = "\nNothing was done." if len(numbers) > 1 else ""
        raise DeskError("\n".join(wrong[:20]) + rest + nothing)
    return found
