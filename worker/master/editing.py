"""What does a rep change about one customer?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from model import Customer, CustomerId, Denial, Group
from store.customers import NewCustomer, Signs
from worker import again
from worker.desk import Actor, DeskError
from worker.intake import Sitting
from worker.master.details import domain_of, tidied
from worker.master.words import SEVERAL, differences, lost


@dataclass(frozen=True, slots=True)
class Edit:
    """What is to be different. values: as `Customers.set` takes them. gain: signs to be added, whatever its
    other fields say.
    """

    values: Mapping[str, Any]
    gain: NewCustomer
    lose: Signs


def edit(sitting: Sitting, number: CustomerId, wanted: Edit, actor: Actor) -> list[str]:
    """Do it. Answers what is different now, with the mails that are linked otherwise because of it."""
    before = known(sitting, number)
    country = wanted.values.get("country") or before.country
    gain, warnings = tidied(replace(wanted.gain, name=before.name, country=country))
    lose = _held(sitting, before, wanted.lose)
    _must_be_free(sitting, before, wanted.values.get("external_id"))
    page = sitting.page
    with page.changes.recording(actor.now, actor.name, "edit", number, "") as change:
        if wanted.values:
            page.customers.set(number, wanted.values)
        page.customers.gain(number, gain)
        after = page.customers.lose(number, lose)
        _allow(sitting, after, gain)
        lines = [*differences(before, after), *_doubts(gain, before)]
        change.words = f"{after.name}: {'; '.join(lines)}"
        moved = follow(sitting, before)
    if "group" in wanted.values and after.group is not None:
        warnings = (*warnings, *owners(sitting, Group(after.group, after.group_name)))
    if not lines:
        return [*warnings, f"{before.name} is so already; nothing was changed."]
    page.journal(actor.now, actor.name, "customers edit", f"customer {number}", "; ".join(lines))
    return [*warnings, *lines, *moved]


def known(sitting: Sitting, number: CustomerId) -> Customer:
    customer = sitting.page.customers.one(number)
    if customer is None:
        raise DeskError(f"There is no customer {number}. `genjin show NAME` finds the number.")
    return customer


def follow(sitting: Sitting, before: Customer) -> list[str]:
    """A customer has changed: tell the directory, look at mail that is its now, and at what was linked by
    signs that it lost. Answers which mails moved.
    """
    after = known(sitting, before.id)
    gained = lost(after, before)
    sitting.welcome(after, gained.emails, gained.domains)
    lines = without(sitting, before.id, lost(before, after))
    sitting.touch([before.id])
    sitting.settle()
    return lines


def owners(sitting: Sitting, group: Group) -> Iterator[str]:
    """Two reps who work one group had better know of each other."""
    members = sitting.page.customers.these(sitting.page.groups.members(group.id))
    found = {each.owner for each in members if each.owner}
    if len(found) > 1:
        said = ", ".join(f"{each.name} ({each.owner})" for each in members if each.owner)
        yield f"Several reps own companies of {group.name}: {said}. Agree on who quotes."


def without(sitting: Sitting, number: CustomerId, gone: Signs) -> list[str]:
    """A customer is not known by these signs any more: its mails are linked anew, and the addresses that a
    domain of them had taught go too. Answers which mails moved.
    """
    if not (gone.emails or gone.domains or gone.titles):
        return []
    emails = known(sitting, number).emails
    others = frozenset(email for email in emails if email.rpartition("@")[2] not in gone.domains)
    signs = again.Signs(gone.emails, gone.domains, gone.titles)
    return again.thought_without(sitting, number, signs, others)


def _held(sitting: Sitting, customer: Customer, lose: Signs) -> Signs:
    """The signs as the customer has them: titles by their letters, domains by themselves."""
    doubted = tuple(value for value, _ in sitting.page.customers.doubted(customer.id))
    found = {
        name: tuple(_one_held(customer, name, each, doubted) for each in getattr(lose, name))
        for name in SEVERAL
    }
    if customer.name in found["titles"]:
        raise DeskError(
            f"{customer.name} is its name, not only a title. Give it another one first: "
            f"genjin customers edit {customer.id} --name NAME"
        )
    return Signs(**found)


def _one_held(customer: Customer, field: str, words: str, doubted: tuple[str, ...]) -> str:
    has: tuple[str, ...] = getattr(customer, field) + (
        doubted if field in ("codes", "phones", "websites") else ()
    )
    wanted = domain_of(words) if field == "domains" else words.strip()
    matching = [each for each in has if _bare(field, each) == _bare(field, wanted)]
    if not matching:
        listed = ", ".join(has) or "none"
        raise DeskError(f"{customer.name} has no {SEVERAL[field]} `{words}`. It has: {listed}.")
    return matching[0]


def _bare(field: str, words: str) -> str:
    """Codes and phones are the same with and without their sort, blanks and strokes."""
    if field == "codes":
        words = words.rpartition(" ")[2]
    if field in ("codes", "phones"):
        return "".join(filter(str.isalnum, words)).casefold()
    return " ".join(words.split()).casefold()


def _must_be_free(sitting: Sitting, customer: Customer, external_id: str | None) -> None:
    if not external_id:
        return
    number = sitting.page.customers.with_external_id(external_id)
    if number not in (None, customer.id):
        (other,) = sitting.page.customers.these([CustomerId(number or 0)])
        raise DeskError(f"The number {external_id} is that of {other.name} (customer {number}).")


def _allow(sitting: Sitting, customer: Customer, gain: NewCustomer) -> None:
    """What a person says now outweighs that the same was denied before."""
    said = {("title", each) for each in gain.titles} | {("domain", each) for each in gain.domains}
    said |= {("email", email) for email, _ in gain.contacts}
    for denial in customer.denials:
        if (denial.sort, denial.value) in said:
            sitting.page.customers.allow(customer.id, Denial(denial.sort, denial.value))


def _doubts(gain: NewCustomer, before: Customer) -> list[str]:
    """What was added and proves nothing does not stand among the customer's signs."""
    return [f"noted, proving nothing: + {value}" for value, _ in gain.doubts if value not in before.codes]
