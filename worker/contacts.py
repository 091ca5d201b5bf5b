"""What does a person make of news about a contact? Taken over, refused, or taken back; all in the journal."""

from __future__ import annotations

from model import Detail, DetailSort
from store.contacts import BETWEEN, Contact, Proposal
from worker.desk import Actor, DeskError
from worker.intake import Sitting
from worker.news import SINGLE


def accept(sitting: Sitting, number: int, actor: Actor) -> str:
    """Do what is proposed. Answers it in words."""
    proposal = _waiting(sitting, number, "open")
    _ACCEPTED.get(proposal.sort, _take_detail)(sitting, proposal, actor)
    return _decided(sitting, proposal, actor, "accepted")


def refuse(sitting: Sitting, number: int, actor: Actor) -> str:
    """It is not so, and is not to be asked again."""
    return _decided(sitting, _waiting(sitting, number, "open"), actor, "refused")


def undo(sitting: Sitting, number: int, actor: Actor) -> str:
    """Take an answer back: the proposal is open again, and the contact as it was."""
    proposal = _there(sitting, number)
    if proposal.state == "accepted":
        _UNDONE.get(proposal.sort, _put_detail_back)(sitting, proposal)
    elif proposal.state == "open":
        raise DeskError(f"Proposal {number} has not been answered, so there is nothing to take back.")
    return _decided(sitting, proposal, actor, "open")


def _there(sitting: Sitting, number: int) -> Proposal:
    proposal = sitting.page.contacts.proposal(number)
    if proposal is None:
        raise DeskError(f"There is no proposal {number}. `genjin proposals` shows the numbers.")
    return proposal


def _waiting(sitting: Sitting, number: int, state: str) -> Proposal:
    proposal = _there(sitting, number)
    if proposal.state != state:
        raise DeskError(
            f"Proposal {number} was {proposal.state} already. To open it: genjin proposals undo {number}"
        )
    return proposal


def _decided(sitting: Sitting, proposal: Proposal, actor: Actor, state: str) -> str:
    sitting.page.contacts.decide(proposal.id, state)
    words = f"{proposal.email}: {proposal.sort.replace('_', ' ')} {proposal.value}"
    subject, detail = f"customer {proposal.customer}", f"proposal {proposal.id}, {words}"
    sitting.page.journal(actor.now, actor.name, f"proposals {state}", subject, detail)
    return words


def _take_detail(sitting: Sitting, proposal: Proposal, actor: Actor) -> None:
    contact = _contact(sitting, proposal)
    sort = DetailSort(proposal.sort)
    if sort in SINGLE:
        sitting.page.contacts.replace(contact.id, proposal.sort, proposal.before.split(BETWEEN))
    detail = Detail(sort, proposal.value, proposal.words, "proposal", 1.0)
    sitting.page.contacts.note(contact.id, [detail], proposal.mail, actor.now)


def _put_detail_back(sitting: Sitting, proposal: Proposal) -> None:
    contact = _contact(sitting, proposal)
    sitting.page.contacts.forget(contact.id, proposal.sort, proposal.value)
    sitting.page.contacts.put_back(contact.id, proposal.sort, proposal.before.split(BETWEEN))


def _take_address(sitting: Sitting, proposal: Proposal, actor: Actor) -> None:  # noqa: ARG001
    """Her new address: mails from it, also those that came already, are the customer's."""
    contact = _contact(sitting, proposal)
    sitting.page.contacts.write_from(contact.id, proposal.value)
    customer = sitting.page.customers.learn(proposal.customer, proposal.value, contact.name)
    sitting.welcome(customer, [proposal.value], [])
    sitting.settle()


def _drop_address(sitting: Sitting, proposal: Proposal) -> None:
    sitting.page.contacts.write_no_more_from(_contact(sitting, proposal).id, proposal.value)
    sitting.page.customers.touch()


def _take_colleague(sitting: Sitting, proposal: Proposal, actor: Actor) -> None:  # noqa: ARG001
    name = "" if proposal.value == proposal.email else proposal.value
    customer = sitting.page.customers.learn(proposal.customer, proposal.email, name)
    sitting.welcome(customer, [proposal.email], [])
    sitting.settle()


def _drop_colleague(sitting: Sitting, proposal: Proposal) -> None:
    sitting.page.contacts.write_no_more_from(_contact(sitting, proposal).id, proposal.email)
    sitting.page.customers.touch()


_ACCEPTED = {"new_email": _take_address, "colleague": _take_colleague}
_UNDONE = {"new_email": _drop_address, "colleague": _drop_colleague}


def _contact(sitting: Sitting, proposal: Proposal) -> Contact:
    contact = sitting.page.contacts.at(proposal.email)
    if contact is None:
        raise DeskError(
            f"{proposal.email} is no contact of any customer any more; refuse the proposal instead."
        )
    return contact
