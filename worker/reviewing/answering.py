"""What is every answer, whatever it says: one change in the book, checked before and told afterwards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import matching
from matching.names import normalise
from model import Case, Customer, CustomerId, Denial, MailId
from worker.desk import Actor, DeskError
from worker.intake import Sitting
from worker.refused import refusal
from worker.reread import BY_HAND
from worker.reviewing.lessons import Lesson, signs_of
from worker.reviewing.moves import Move, moves


@dataclass(frozen=True, slots=True)
class Done:
    """What an answer did, for people."""

    words: str
    learned: tuple[str, ...] = ()
    moved: tuple[Move, ...] = ()
    change: int = 0
    mails: tuple[MailId, ...] = ()
    """What it was about."""
    is_undone: bool = False
    """It took an answer back."""


class Answer:
    """One answer while it is given: what it says, teaches and is about."""

    def __init__(self, sitting: Sitting, actor: Actor, mails: Sequence[MailId]) -> None:
        self.sitting, self.actor, self.mails = sitting, actor, tuple(mails)
        self.words = ""
        self.learned: list[str] = []
        self.taught: list[dict[str, Any]] = []
        """For whoever takes it back: which signs, and which addresses were there before."""
        self.done = Done("")

    @cached_property
    def _companies(self) -> dict[str, list[MailId]]:
        """The mails in the queue by the plain name of the company that they name. Asked for once: an answer
        to a thousand mails may teach a thousand names.
        """
        found: dict[str, list[MailId]] = defaultdict(list)
        for mail, company in self.sitting.page.reviews.companies():
            found[normalise(company)].append(mail)
        return found

    def learn(self, customer: Customer, lesson: Lesson) -> None:
        """Remember the signs of a lesson, and look at every mail that has one of them."""
        sitting, signs = self.sitting, {name: getattr(lesson, name) for name in ("email", "domain", "title")}
        if not any(signs.values()):
            return
        taught = sitting.page.customers.learn(customer.id, **signs, person=lesson.person, origin="review")
        emails, domains = ([each] if each else [] for each in (lesson.email, lesson.domain))
        sitting.welcome(taught, emails, domains)
        self.look_at_names([lesson.title] if lesson.title else [])
        self.learned.append(f"{taught.name}: {lesson.words}")
        self.taught.append({"customer": customer.id, "emails_before": list(customer.emails)} | signs)

    def look_at_names(self, titles: Sequence[str]) -> None:
        """The mails in the queue that name one of these may be findable now."""
        for title in titles:
            self.sitting.look_again(self._companies.get(normalise(title), []))

    def allow(self, customer: Customer, mail: MailId, case: Case) -> None:
        """What a person says now outweighs that the same was denied before."""
        said = signs_of(case) | {refusal(mail)}
        denied = [each for each in customer.denials if each in said]
        for denial in denied:
            self.sitting.page.customers.allow(customer.id, denial)
            self.learned.append(f"{denial.sort} {denial.value} may be {customer.name}'s again")
        if denied and (told := self.sitting.page.customers.one(customer.id)) is not None:
            self.sitting.welcome(told, [], [])

    def deny(self, customer: Customer | None, denial: Denial) -> None:
        """Remember that this sign is not that customer's, or nobody's."""
        sitting = self.sitting
        number = None if customer is None else customer.id
        sitting.page.customers.deny(number, denial, self.actor.now, self.actor.name)
        whose = "no customer" if customer is None else f"not {customer.name}'s"
        self.learned.append(f"{denial.sort} {denial.value} is {whose}")
        if number is None:
            sitting.__dict__.pop("nobodies", None)
        elif (told := sitting.page.customers.one(number)) is not None:
            sitting.welcome(told, [], [])


@contextmanager
def answering(
    sitting: Sitting, actor: Actor, action: str, mails: Sequence[MailId], customer: CustomerId | None = None
) -> Iterator[Answer]:
    """One change: everything written meanwhile belongs to it, and can be taken back with it."""
    answer, before = Answer(sitting, actor, mails), sitting.watch()
    with sitting.page.changes.recording(actor.now, actor.name, action, customer, action) as change:
        yield answer
        sitting.settle()
        moved = moves(sitting, before)
        about = f"{action}, {_mails(mails)}" if mails else action
        change.words = f"{about}: {answer.words}"
        change.detail["mails"] = list(mails)
        change.detail["learned"] = answer.learned
        change.detail["taught"] = answer.taught
        change.detail["moved"] = [move.words for move in moved]
        change.detail["moved_mails"] = [move.mail for move in moved]
        change.detail["looked_at"] = sorted(before)
    for mail in mails:
        detail = f"{answer.words} (change {change.number})"
        sitting.page.journal(actor.now, actor.name, action, f"mail {mail}", detail)
    answer.done = Done(answer.words, tuple(answer.learned), tuple(moved), change.number, answer.mails)


def _mails(mails: Sequence[MailId]) -> str:
    shown = ", ".join(map(str, mails[:5]))
    more = f" and {len(mails) - 5} more" if len(mails) > 5 else ""
    return f"{'mail' if len(mails) == 1 else 'mails'} {shown}{more}"


def take_out(sitting: Sitting, mail: MailId, keep: CustomerId | None = None) -> None:
    """Out of every history but that one."""
    for customer in sorted(sitting.page.reviews.customers_of(mail)):
        if customer != keep:
            sitting.page.rereading.unlink(mail, customer)
            sitting.touch([customer])


# -- what must be so ---------------------------------------------------------------------------------


def known(sitting: Sitting, number: CustomerId) -> Customer:
    customer = sitting.page.customers.one(number)
    if customer is None:
        raise DeskError(f"There is no customer {number}. `genjin show NAME` finds the number.")
    return customer


def must_be_safe(sitting: Sitting, mail: MailId) -> None:
    if signs := sitting.page.alarms.open_of(mail):
        raise DeskError(
            f"Mail {mail} shows a sign of fraud: {signs[0]}. Ask the customer by telephone; if it is "
            f"genuine, `genjin alarms dismiss {mail}`, then accept it."
        )


def must_wait(sitting: Sitting, mails: Sequence[MailId]) -> None:
    for mail in mails:
        if not sitting.page.mails.is_asked(mail):
            raise DeskError(_why_not(sitting, mail))


def must_be_free(sitting: Sitting, mail: MailId) -> None:
    """It waits for an answer, or was linked without one: then it can be put right."""
    if not sitting.page.mails.exists(mail) or sitting.page.reviews.state_of(mail) in BY_HAND:
        raise DeskError(_why_not(sitting, mail))


def _why_not(sitting: Sitting, mail: MailId) -> str:
    """Why a mail cannot be answered, who has answered it, and the way back."""
    if not sitting.page.mails.exists(mail):
        return f"There is no mail {mail}. `genjin review` shows those that wait for an answer."
    said = sitting.page.reviews.last_said(mail)
    if said is not None and sitting.page.reviews.state_of(mail) in BY_HAND:
        number = said.detail.rpartition("(change ")[2].rstrip(")")
        told = said.detail.rpartition(" (change ")[0]
        return (
            f"Mail {mail} was answered already: {said.actor} said on {said.at:%Y-%m-%d} that it is {told}. "
            f"To take that back: genjin review undo {number}"
        )
    whose = [each.name for each in sitting.page.customers.these(sitting.page.reviews.customers_of(mail))]
    if whose:
        return (
            f"Mail {mail} is not in the review queue: it was found to be from {', '.join(whose)} "
            f"({sitting.page.rereading.stored(mail).match.because}). If that is wrong: "
            f"genjin review other {mail} CUSTOMER, or genjin review no {mail} CUSTOMER"
        )
    return f"Mail {mail} is not in the review queue. `genjin review` shows what is."


# -- several at once ---------------------------------------------------------------------------------


def asked_from(sitting: Sitting, domain: str) -> list[MailId]:
    mails = sitting.page.reviews.bearing([], [domain])
    return [mail for mail in mails if sitting.page.mails.is_asked(mail)]


def work_domain(words: str) -> str:
    domain = matching.work_domain(words if "@" in words else f"x@{words}")
    if not domain:
        raise DeskError(
            f"{words.rpartition('@')[2]} is no firm's own domain: strangers share it, so nothing holds for "
            "everybody there. Answer each mail by its number, without --domain."
        )
    return domain
