"""What does a person do at the desk? One function, one page each, all written in the journal."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from matching.domains import work_domain
from model import (
    Candidate,
    Case,
    CustomerId,
    Evidence,
    FollowUpId,
    GenjinError,
    InteractionKind,
    Known,
    MailId,
    RepId,
)
from parsers.envelope import open_mail
from store.book import Page
from worker.consequences import lead_from
from worker.intake import Sitting


class DeskError(GenjinError):
    """What was asked cannot be done: says what is in the way."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does it, and when."""

    name: str
    now: datetime


def complete(page: Page, number: FollowUpId, actor: Actor, note: str = "") -> None:
    """A follow-up is done, whatever the mail shows."""
    _open(page, number)
    page.followups.complete(number, note)
    page.journal(actor.now, actor.name, "done", f"follow-up {number}", note)


def reopen(page: Page, number: FollowUpId, actor: Actor) -> None:
    """Undo `complete` or `snooze`."""
    found = page.followups.owner_of(number)
    if found is None:
        raise DeskError(f"There is no follow-up {number}. `genjin due` shows the numbers.")
    page.followups.reopen(number)
    page.journal(actor.now, actor.name, "reopen", f"follow-up {number}")


def snooze(page: Page, number: FollowUpId, until: datetime, actor: Actor, why: str) -> None:
    """Leave a follow-up alone until then."""
    if until <= actor.now:
        raise DeskError(f"{until:%Y-%m-%d} is not in the future; a follow-up can only be put off.")
    _open(page, number)
    page.followups.snooze(number, until, why)
    page.journal(actor.now, actor.name, "snooze", f"follow-up {number}", f"until {until:%Y-%m-%d}: {why}")


def log(sitting: Sitting, customer: CustomerId, kind: InteractionKind, actor: Actor, words: str) -> None:
    """Something happened outside the mail; what is owed follows from it as from a mail."""
    sitting.page.followups.log(customer, actor.now, kind, RepId(actor.name), words)
    sitting.page.journal(actor.now, actor.name, f"log {kind.value}", f"customer {customer}", words)
    sitting.owe([customer])


def accept(sitting: Sitting, mail: MailId, customer: CustomerId, actor: Actor) -> None:
    """This mail is from that customer: link it, remember the address, and link older mail of the same
    address.
    """
    known = sitting.page.customers.one(customer)
    if known is None:
        raise DeskError(f"There is no customer {customer}. `genjin show NAME` finds the number.")
    case = _questioned(sitting, mail)
    because = f"{actor.name} said so on {actor.now:%Y-%m-%d}."
    evidence = Evidence("review", 100.0, f"accepted by {actor.name}")
    candidate = Candidate(customer, known.name, 100.0, (evidence,), known.group)
    others = tuple(each for each in case.match.candidates if each.customer != customer)
    sitting.link_by_hand(mail, replace(case, match=Known((candidate, *others), because)), "accepted")
    _remember(sitting, case, customer)
    sitting.settle()
    sitting.page.journal(actor.now, actor.name, "review accept", f"mail {mail}", f"customer {customer}")


def open_lead(sitting: Sitting, mail: MailId, actor: Actor, owner: RepId | None) -> CustomerId:
    """This mail is from somebody new: make a lead of it."""
    case = _questioned(sitting, mail)
    lead = lead_from(case, owner)
    if lead is None:
        raise DeskError(
            f"Mail {mail} names nobody: there is neither an address nor a name in it to make a lead of."
        )
    customer = sitting.page.customers.add(lead)
    accept(sitting, mail, customer.id, actor)
    return customer.id


def skip(page: Page, mail: MailId, actor: Actor) -> None:
    """Nobody has to be found for this mail."""
    if not page.mails.is_asked(mail):
        raise DeskError(f"Mail {mail} is not in the review queue. `genjin review` shows what is.")
    page.mails.answered(mail, "skipped")
    page.journal(actor.now, actor.name, "review skip", f"mail {mail}")


def _open(page: Page, number: FollowUpId) -> None:
    found = page.followups.owner_of(number)
    if found is None:
        raise DeskError(f"There is no follow-up {number}. `genjin due` shows the numbers.")
    if found[1] != "open":
        raise DeskError(
            f"Follow-up {number} is already {found[1]}. `genjin reopen {number}` takes that back."
        )


def _questioned(sitting: Sitting, mail: MailId) -> Case:
    if not sitting.page.mails.is_asked(mail):
        raise DeskError(f"Mail {mail} is not in the review queue. `genjin review` shows what is.")
    raw, _ = sitting.page.mails.source(mail)
    return sitting.understood(open_mail(raw))


def _remember(sitting: Sitting, case: Case, customer: CustomerId) -> None:
    """The answer is learned: next time the address (and its work domain) speaks for itself."""
    party = case.reading.parties[0] if case.reading.parties else None
    if party is None or not party.email:
        return
    domain = work_domain(party.email)
    theirs = {
        each.customer for each in case.match.candidates if any(e.sort == "domain" for e in each.evidence)
    }
    shared = bool(theirs - {customer})
    sitting.welcome(sitting.page.customers.learn(customer, party.email, party.name, "" if shared else domain))
