"""Which companies does a rep say belong together? Groups are flat: they hold customers, never groups."""

from __future__ import annotations

from collections.abc import Sequence

from model import Customer, CustomerId, Group
from worker.desk import Actor, DeskError
from worker.intake import Sitting
from worker.master.checks import must_be_possible
from worker.master.editing import follow, known
from worker.master.telling import owners


def add(sitting: Sitting, name: str, customers: Sequence[CustomerId], actor: Actor, why: str) -> list[str]:
    """Make a group, with its first members."""
    if not name.strip():
        raise DeskError("A group needs a name.")
    must_be_possible({"group": name})
    if found := sitting.page.groups.called(name):
        raise DeskError(
            f"There is a group {found[0].name} already. To put a customer into it: "
            f"genjin groups join {found[0].id} CUSTOMER"
        )
    with sitting.page.changes.recording(
        actor.now, actor.name, "group", None, f"made the group {name}"
    ) as change:
        group = sitting.page.groups.add(name)
        change.detail["group"] = group.id
        lines = [f"Group {name} ({group.id})."]
        if customers:
            lines += join(sitting, group, customers, actor, why)
            change.words += f" with {_names(sitting, customers)}"
    return lines


def join(
    sitting: Sitting, group: Group, customers: Sequence[CustomerId], actor: Actor, why: str
) -> list[str]:
    """These customers belong to the group from now on, whatever group they were in."""
    words = f"{_names(sitting, customers)} joined the group {group.name}"
    return _moved(sitting, group, customers, actor, ("join", words, why))


def leave(sitting: Sitting, customers: Sequence[CustomerId], actor: Actor, why: str) -> list[str]:
    """These customers belong to no group from now on. A group that nobody is left in goes."""
    alone = [each for each in customers if known(sitting, each).group is None]
    if alone:
        raise DeskError(f"{_names(sitting, alone)}: in no group, so there is none to leave.")
    words = f"{_names(sitting, customers)} left the group"
    return _moved(sitting, None, customers, actor, ("leave", words, why))


def count_contact(sitting: Sitting, group: Group, contact: str, actor: Actor, why: str) -> list[str]:
    """What counts as contact among the companies of a group from now on; empty: as the policy says."""
    page, usual = sitting.page, sitting.playbook.policy.groups.contact
    before = page.groups.contact(group.id)
    if before == contact:
        raise DeskError(f"{group.name}: contact is {_contact(contact, usual)} already.")
    members = page.groups.members(group.id)
    told = f"{group.name}: contact {_contact(before, usual)} → {_contact(contact, usual)}"
    words = f"{told}: {why}" if why else told
    with page.changes.recording(actor.now, actor.name, "edit group", None, words) as change:
        change.about(*members)
        page.groups.set_contact(group.id, contact)
        sitting.owe(members)
    page.journal(actor.now, actor.name, "groups edit", f"group {group.id}", words)
    return [told, _MEANING[contact or usual], f"To take that back: genjin undo {change.number}"]


_MEANING = {
    "apart": "Every company of it is owed by itself.",
    "answers": "An answer of one of its companies ends the chase of the others.",
    "touches": "An answer or a touch of one of its companies counts for the others.",
}


def _contact(contact: str, usual: str) -> str:
    return contact or f"as usual ({usual})"


def _moved(
    sitting: Sitting,
    group: Group | None,
    customers: Sequence[CustomerId],
    actor: Actor,
    told: tuple[str, str, str],
) -> list[str]:
    action, words, why = told
    page, words = sitting.page, f"{words}: {why}" if why else words
    with page.changes.recording(actor.now, actor.name, action, customers[0], words) as change:
        change.about(*customers)
        if why:
            change.detail["because"] = why
        before, kin = [known(sitting, number) for number in customers], page.histories.kin_of(customers)
        for customer in before:
            page.customers.set(customer.id, {"group": group.name if group else ""})
            follow(sitting, customer)
        sitting.owe(kin)  # those whom they leave
        lines = [_step(customer, group) for customer in before]
        left = {each.group: each.group_name for each in before if each.group and not _is(each, group)}
        for empty in page.groups.empty(list(left)):
            page.groups.remove(empty)
            lines.append(f"Nobody is left in the group {left[empty]}, so it is gone.")
        warnings = [*owners(sitting, group, customers, actor)] if group else []
    page.journal(actor.now, actor.name, f"groups {action}", f"customer {customers[0]}", words)
    return [*lines, *warnings]


def _is(customer: Customer, group: Group | None) -> bool:
    return group is not None and customer.group == group.id


def _step(customer: Customer, group: Group | None) -> str:
    was = customer.group_name or "no group"
    if _is(customer, group):
        return f"{customer.name}: in the group {was} already"
    return f"{customer.name}: {was} → {group.name if group else 'no group'}"


def _names(sitting: Sitting, customers: Sequence[CustomerId]) -> str:
    return ", ".join(known(sitting, number).name for number in customers)
