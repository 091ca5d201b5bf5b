"""What does a person make of news about a contact? Taken over, refused, or taken back; all in the journal."""

from __future__ import annotations

from collections.abc import Sequence

from model import Detail, DetailSort
from store.contacts import Contact, Proposal
from worker.again import Signs, thought_without
from worker.desk import Actor, DeskError
from worker.intake import Sitting
from worker.news import SINGLE


def accept(sitting: Sitting, number: int, actor: Actor) -> str:
    """Do what is proposed. Answers it in words."""
    proposal = _waiting(sitting, number, "open")
    undo = _ACCEPTED.get(proposal.sort, _take_detail)(sitting, proposal, actor)
    return _decided(sitting, proposal, actor, "accepted", undo)


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


def _decided(sitting: Sitting, proposal: Proposal, actor: Actor, state: str, undo: Sequence[str] = ()) -> str:
    sitting.page.contacts.decide(proposal.id, state, undo)
    words = f"{proposal.email}: {proposal.sort.replace('_', ' ')} {proposal.value}"
    subject, detail = f"customer {proposal.customer}", f"proposal {proposal.id}, {words}"
    sitting.page.journal(actor.now, actor.name, f"proposals {state}", subject, detail)
    return words


def _take_detail(sitting: Sitting, proposal: Proposal, actor: Actor) -> list[str]:
    """Answers the values that it replaced."""
    contact, sort = _contact(sitting, proposal), DetailSort(proposal.sort)
    replaced = [each.value for each in contact.known(proposal.sort)] if sort in SINGLE else []
    sitting.page.contacts.replace(contact.id, proposal.sort, replaced)
    detail = Detail(sort, proposal.value, proposal.words, "proposal", 1.0)
    sitting.page.contacts.take(contact.id, detail, proposal.mail, actor.now)
    return replaced


def _put_detail_back(sitting: Sitting, proposal: Proposal) -> None:
    contact = _contact(sitting, proposal)
    sitting.page.contacts.forget(contact.id, proposal.sort, proposal.value)
    sitting.page.contacts.put_back(contact.id, proposal.sort, proposal.undo)


_THERE = "there"
"""The customer had this address already, so accepting changed nothing."""
_KNOWN = "known"
"""The person was known, for another customer."""


def _take_address(sitting: Sitting, proposal: Proposal, actor: Actor) -> list[str]:  # noqa: ARG001
    """Her new address: mails from it, also those that came already, are the customer's."""
    contact, other = _contact(sitting, proposal), sitting.page.contacts.at(proposal.value)
    if other is not None and other.id != contact.id:
        raise DeskError(
            f"{proposal.value} is {other.name or 'another contact'}'s already; refuse the proposal."
        )
    sitting.page.contacts.write_from(contact.id, proposal.value)
    return _learned(sitting, proposal, proposal.value, contact.name, [_THERE] if other else [])


def _take_colleague(sitting: Sitting, proposal: Proposal, actor: Actor) -> list[str]:  # noqa: ARG001
    name = "" if proposal.value == proposal.email else proposal.value
    customer = sitting.page.customers.one(proposal.customer)
    was = sitting.page.contacts.at(proposal.email)
    is_there = customer is not None and proposal.email in customer.emails
    return _learned(
        sitting, proposal, proposal.email, name, [_THERE] if is_there else [_KNOWN] if was else []
    )


def _learned(sitting: Sitting, proposal: Proposal, email: str, name: str, undo: list[str]) -> list[str]:
    customer = sitting.page.customers.learn(proposal.customer, email, name)
    sitting.welcome(customer, [email], [])
    sitting.settle()
    return undo


def _drop_address(sitting: Sitting, proposal: Proposal) -> None:
    """The address is not hers after all; mails that were linked by it are linked anew."""
    if _THERE not in proposal.undo:
        sitting.page.contacts.write_no_more_from(_contact(sitting, proposal).id, proposal.value)
        _unlearned(sitting, proposal, proposal.value)


def _drop_colleague(sitting: Sitting, proposal: Proposal) -> None:
    if _THERE in proposal.undo:
        return
    contact = _contact(sitting, proposal)
    if _KNOWN in proposal.undo:
        sitting.page.customers.unlearn(proposal.customer, proposal.email)
    else:
        sitting.page.contacts.write_no_more_from(contact.id, proposal.email)
    _unlearned(sitting, proposal, proposal.email)


def _unlearned(sitting: Sitting, proposal: Proposal, email: str) -> None:
    sitting.page.customers.touch(proposal.customer)
    customer = sitting.page.customers.one(proposal.customer)
    if customer is not None:
        sitting.welcome(customer, [], [])
        thought_without(sitting, customer.id, Signs(emails=(email,)))
        sitting.settle()


_ACCEPTED = {"new_email": _take_address, "colleague": _take_colleague}
_UNDONE = {"new_email": _drop_address, "colleague": _drop_colleague}


def _contact(sitting: Sitting, proposal: Proposal) -> Contact:
    contact = sitting.page.contacts.at(proposal.email)
    if contact is None:
        raise DeskError(
            f"{proposal.email} is no contact of any customer any more; refuse the proposal instead."
        )
    return contact
