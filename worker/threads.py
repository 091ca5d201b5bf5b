"""Does this mail belong to that conversation? A person says so; the mail and its answers are linked anew.

split: the mail begins a thread of its own. join: it continues another. Both can be taken back.
"""

from __future__ import annotations

from dataclasses import replace

from matching.domains import work_domain
from model import Candidate, Case, Evidence, Known, MailId
from worker.again import thought_again
from worker.desk import Actor, DeskError
from worker.intake import Sitting


def split(sitting: Sitting, mail: MailId, actor: Actor) -> list[str]:
    """The mail begins a thread of its own. Answers what changed, a line each."""
    _must_be_there(sitting, mail)
    sitting.page.threads.change(mail, "split", None, actor.now, actor.name)
    _unlearn(sitting, mail)
    return _told(sitting, mail, actor, "thread split", "")


def join(sitting: Sitting, mail: MailId, other: MailId, actor: Actor) -> list[str]:
    """The mail continues another one's thread."""
    for number in (mail, other):
        _must_be_there(sitting, number)
    if mail == other:
        raise DeskError(f"Mail {mail} cannot be joined to itself. Name the mail that it continues.")
    if mail in sitting.page.threads.ancestors(other):
        raise DeskError(
            f"Mail {other} stands below mail {mail} already. Join the later one to the earlier one, "
            f"`genjin thread join {other} {mail}`, or split it off first."
        )
    sitting.page.threads.change(mail, "join", other, actor.now, actor.name)
    _withdraw_lead(sitting, mail)
    return _told(sitting, mail, actor, "thread join", f"to mail {other}")


def undo(sitting: Sitting, mail: MailId, actor: Actor) -> list[str]:
    """Take back what was said last of the mail's thread."""
    standing = sitting.page.threads.standing(mail)
    if standing is None:
        raise DeskError(f"Nobody has split or joined mail {mail}, so there is nothing to take back.")
    sitting.page.threads.take_back(standing)
    if standing.action == "join":
        _unlearn(sitting, mail)
    _withdraw_lead(sitting, mail)
    return _told(sitting, mail, actor, "thread undo", f"{standing.action} by {standing.actor}")


def _unlearn(sitting: Sitting, mail: MailId) -> None:
    """A private address that only this part of the thread wrote from was learned from the thread: without it
    the address says nothing.
    """
    party = next(iter(sitting.page.mails.remembered(mail).reading.parties), None)
    if party is None or not party.email or work_domain(party.email):
        return
    part = {mail, *sitting.page.threads.answers_of(mail)}
    if not set(sitting.page.mails.naming(party.email)) <= part:
        return
    for customer in sorted(sitting.page.rereading.stored(mail).customers):
        sitting.welcome(sitting.page.customers.unlearn(customer, party.email), [], [])


def _withdraw_lead(sitting: Sitting, mail: MailId) -> None:
    """Split off, the mail may have opened a lead; where nothing else happened with it, it goes again."""
    match = sitting.page.rereading.stored(mail).match
    if not isinstance(match, Known) or match.winner.evidence[0].sort != "lead":
        return
    lead = match.winner.customer
    part = (mail, *sitting.page.threads.answers_of(mail))
    if sitting.page.customers.has_only(lead, part):
        sitting.withdraw(lead)


def _must_be_there(sitting: Sitting, mail: MailId) -> None:
    if not sitting.page.mails.exists(mail):
        raise DeskError(f"There is no mail {mail}. `genjin show CUSTOMER` shows the numbers of its mails.")


def _told(sitting: Sitting, mail: MailId, actor: Actor, action: str, detail: str) -> list[str]:
    part = (mail, *sitting.page.threads.answers_of(mail))
    lines = [thought_again(sitting, number, _joined(sitting, number, actor)) for number in part]
    sitting.settle()
    sitting.page.journal(actor.now, actor.name, action, f"mail {mail}", detail)
    return [line for line in lines if line]


def _joined(sitting: Sitting, number: MailId, actor: Actor) -> Case | None:
    """The case of a mail that a person joined to one whose customer is known."""
    standing = sitting.page.threads.standing(number)
    if standing is None or standing.other is None:
        return None
    whose = sitting.page.rereading.stored(standing.other).customers
    if len(whose) != 1:
        return None
    (customer,) = sitting.page.customers.these(sorted(whose))
    because = f"{actor.name} joined it to mail {standing.other} on {standing.at:%Y-%m-%d}."
    winner = Candidate(
        customer.id, customer.name, 100.0, (Evidence("thread", 100.0, because),), customer.group
    )
    case = sitting.found_again(number)
    others = tuple(each for each in case.match.candidates if each.customer != customer.id)
    return replace(case, match=Known((winner, *others), because))
