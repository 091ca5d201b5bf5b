"""What does a person do at the desk? One function, one page each, all written in the journal."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from matching.domains import work_domain
from model import (
    Candidate,
    Case,
    Customer,
    CustomerId,
    Duty,
    Evidence,
    FollowUpId,
    GenjinError,
    InteractionKind,
    Known,
    MailId,
    RepId,
)
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


def complete(sitting: Sitting, number: FollowUpId, actor: Actor, note: str = "") -> None:
    """A follow-up is done, whatever the mail shows.

    Where a touch is what is owed, saying done is saying that there was one: else the duty would end for ever,
    and with it the customer's place on the list.
    """
    customer, duty = _open(sitting.page, number)
    sitting.page.followups.complete(number, note)
    kind = InteractionKind.OTHER if duty in TOUCHES else InteractionKind.NOTE
    words = f"{duty.value} done{f': {note}' if note else ''}"
    sitting.page.followups.log(customer, actor.now, kind, RepId(actor.name), words, _cause(number))
    sitting.owe([customer])
    sitting.page.journal(actor.now, actor.name, "done", f"follow-up {number}", note)


TOUCHES = (Duty.CADENCE, Duty.FIRST_TOUCH)


def _cause(number: FollowUpId) -> str:
    return f"done:{number}"


def reopen(sitting: Sitting, number: FollowUpId, actor: Actor) -> None:
    """Undo `complete` or `snooze`; what is owed is worked out anew."""
    found = sitting.page.followups.standing_of(number)
    if found is None:
        raise DeskError(f"There is no follow-up {number}. `genjin due` shows the numbers.")
    sitting.page.followups.reopen(number)
    sitting.page.followups.unlog(found.customer, _cause(number))
    sitting.owe([found.customer])
    sitting.page.journal(actor.now, actor.name, "reopen", f"follow-up {number}")


def snooze(page: Page, number: FollowUpId, until: datetime, actor: Actor, why: str) -> None:
    """Leave a follow-up alone until then."""
    _open(page, number)
    page.followups.snooze(number, until, why)
    page.journal(actor.now, actor.name, "snooze", f"follow-up {number}", f"until {until:%Y-%m-%d}: {why}")


def log(sitting: Sitting, customer: CustomerId, kind: InteractionKind, actor: Actor, words: str) -> str:
    """Something happened outside the mail; what is owed follows from it as from a mail. Answers with whom."""
    sitting.page.followups.log(customer, actor.now, kind, RepId(actor.name), words)
    sitting.page.journal(actor.now, actor.name, f"log {kind.value}", f"customer {customer}", words)
    sitting.owe([customer])
    return _known(sitting, customer).name


def accept(sitting: Sitting, mail: MailId, customer: CustomerId, actor: Actor) -> str:
    """This mail is from that customer: link it, remember the address, link older mail of the same address.

    Answers the customer's name.
    """
    if signs := sitting.page.alarms.open_of(mail):
        raise DeskError(
            f"Mail {mail} shows a sign of fraud: {signs[0]}. Ask the customer by telephone; if it is "
            f"genuine, `genjin alarms dismiss {mail}`, then accept it."
        )
    return _accepted(sitting, mail, customer, actor)


def _accepted(sitting: Sitting, mail: MailId, customer: CustomerId, actor: Actor) -> str:
    known = _known(sitting, customer)
    case = _questioned(sitting, mail)
    because = f"{actor.name} said so on {actor.now:%Y-%m-%d}."
    evidence = Evidence("review", 100.0, f"accepted by {actor.name}")
    candidate = Candidate(customer, known.name, 100.0, (evidence,), known.group)
    others = tuple(each for each in case.match.candidates if each.customer != customer)
    sitting.link_by_hand(mail, replace(case, match=Known((candidate, *others), because)), "accepted")
    _remember(sitting, case, customer)
    sitting.settle()
    sitting.page.journal(actor.now, actor.name, "review accept", f"mail {mail}", f"customer {customer}")
    return known.name


def open_lead(sitting: Sitting, mail: MailId, actor: Actor, owner: RepId | None) -> str:
    """This mail is from somebody new: make a lead of it, the mailbox's rep's if nobody else is named.

    Answers the lead's name.
    """
    case = _questioned(sitting, mail)
    lead = lead_from(case, owner or sitting.page.mails.rep(mail))
    if lead is None:
        raise DeskError(f"Mail {mail} names neither an address nor a person to make a lead of.")
    customer = sitting.page.customers.add(lead)
    sitting.welcome(customer, (), ())
    return _accepted(sitting, mail, customer.id, actor)


def _known(sitting: Sitting, number: CustomerId) -> Customer:
    customer = sitting.page.customers.one(number)
    if customer is None:
        raise DeskError(f"There is no customer {number}. `genjin show NAME` finds the number.")
    return customer


def skip(page: Page, mail: MailId, actor: Actor) -> None:
    """Nobody has to be found for this mail."""
    if not page.mails.is_asked(mail):
        raise DeskError(f"Mail {mail} is not in the review queue. `genjin review` shows what is.")
    page.mails.answered(mail, "skipped")
    page.journal(actor.now, actor.name, "review skip", f"mail {mail}")


def _open(page: Page, number: FollowUpId) -> tuple[CustomerId, Duty]:
    found = page.followups.standing_of(number)
    if found is None:
        raise DeskError(f"There is no follow-up {number}. `genjin due` shows the numbers.")
    if found.state != "open":
        raise DeskError(
            f"Follow-up {number} is already {found.state}. `genjin reopen {number}` takes that back."
        )
    return found.customer, found.duty


def _questioned(sitting: Sitting, mail: MailId) -> Case:
    if not sitting.page.mails.is_asked(mail):
        raise DeskError(f"Mail {mail} is not in the review queue. `genjin review` shows what is.")
    return sitting.found_again(mail)


def _remember(sitting: Sitting, case: Case, customer: CustomerId) -> None:
    """The answer is learned: next time the address (and its work domain) speaks for itself."""
    party = case.reading.parties[0] if case.reading.parties else None
    if party is None or not party.email:
        return
    own = _own_domain(case, customer, work_domain(party.email))
    taught = sitting.page.customers.learn(customer, party.email, party.name, own)
    sitting.welcome(taught, [party.email], [own] if own else [])


def _own_domain(case: Case, customer: CustomerId, domain: str) -> str:
    """The domain, unless it speaks for another customer already, or only looks like one that we know: of such
    a one a person may vouch for the address, not for everybody who will ever write from it.
    """
    evidence = [(each.customer, proof) for each in case.match.candidates for proof in each.evidence]
    imitated = any(proof.sort == "look-alike" for _, proof in evidence)
    taken = any(
        whose != customer and proof.sort == "domain" and proof.weight > 0 for whose, proof in evidence
    )
    return "" if imitated or taken else domain
