"""Who else has a claim on a customer that a person has just changed? It is said, and kept for a manager."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from model import Customer, CustomerId, Group
from worker import conflicts
from worker.alike import ConflictSort, Twin, in_group
from worker.desk import Actor
from worker.intake import Sitting


def owners(sitting: Sitting, group: Group, joined: Sequence[CustomerId], actor: Actor) -> Iterator[str]:
    """Two reps who work one group had better know of each other."""
    page = sitting.page
    members = page.customers.these(page.groups.members(group.id))
    for customer in members:
        if customer.id in joined:
            _keep(sitting, customer, [*in_group(customer, members)], actor)
    if len({each.owner for each in members if each.owner}) > 1:
        said = ", ".join(f"{each.name} ({each.owner})" for each in members if each.owner)
        yield f"Several reps own companies of {group.name}: {said}. Agree on who quotes."


def sharers(sitting: Sitting, customer: Customer, domains: Sequence[str], actor: Actor) -> Iterator[str]:
    """Sisters of one group share a domain; with a stranger it needs a word."""
    for domain in domains:
        found = sitting.page.customers.these(sitting.page.customers.at_domain(domain))
        others = [each for each in found if each.id != customer.id and not _are_sisters(each, customer)]
        because = (f"both have the domain {domain}",)
        others_own = [each for each in others if each.owner is not None and each.owner != customer.owner]
        _keep(sitting, customer, [_twin(each, because) for each in others_own], actor)
        if others:
            said = ", ".join(f"{each.name} (customer {each.id}, {_whose(each)})" for each in others)
            yield f"{domain} is also the domain of {said}: mail from there may be from either."


def _keep(sitting: Sitting, customer: Customer, twins: Sequence[Twin], actor: Actor) -> None:
    found = conflicts.levelled(twins, sitting.playbook.conflicts.creation)
    conflicts.keep(sitting.page, customer.id, found, actor.now)


def _twin(other: Customer, because: tuple[str, ...]) -> Twin:
    return Twin(
        ConflictSort.SIMILAR, other.id, other.name, other.owner, other.group, other.group_name, because
    )


def _are_sisters(one: Customer, other: Customer) -> bool:
    return one.group is not None and one.group == other.group


def _whose(customer: Customer) -> str:
    return f"{customer.owner}'s" if customer.owner else "in the public pool"
