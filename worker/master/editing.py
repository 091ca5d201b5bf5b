"""What does a rep change about one customer?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from model import Customer, CustomerId, Denial, Group
from store.customers import NewCustomer, Signs
from worker import again
from worker.desk import Actor, DeskError
from worker.intake import Sitting
from worker.master.checks import must_be_possible
from worker.master.details import domain_of, tidied
from worker.master.telling import owners, sharers
from worker.master.words import SEVERAL, differences, lost

_LONGEST = 400
"""Characters of a sign that are looked at."""


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
    must_be_claimed(before, wanted.values.get("owner"), actor)
    must_be_possible(wanted.values)
    must_be_possible(replace(wanted.gain, name=before.name))
    gain, warnings = tidied(replace(wanted.gain, name=before.name, country=country))
    lose = held(sitting, before, wanted.lose)
    _must_be_free(sitting, before, wanted.values.get("external_id"))
    page, learned = sitting.page, sitting.page.customers.learned(number)
    doubted = frozenset(value for value, _ in page.customers.doubted(number))
    with page.changes.recording(actor.now, actor.name, "edit", number, "") as change:
        if wanted.values:
            page.customers.set(number, wanted.values)
        page.customers.gain(number, gain)
        after = page.customers.lose(number, lose)
        lines = [*differences(before, after), *_doubts(gain, doubted), *_allow(sitting, after, gain)]
        lines += _confirmed(learned - page.customers.learned(number), gain)
        change.words = f"{after.name}: {'; '.join(lines)}"
        moved = follow(sitting, before)
        warnings = (*warnings, *_claims(sitting, before, after, actor))
    if not lines:
        return [*warnings, f"{before.name} is so already; nothing was changed."]
    page.journal(actor.now, actor.name, "customers edit", f"customer {number}", "; ".join(lines))
    return [*warnings, *lines, *moved]


def known(sitting: Sitting, number: CustomerId) -> Customer:
    customer = sitting.page.customers.one(number)
    if customer is None:
        raise DeskError(f"There is no customer {number}. `genjin show NAME` finds the number.")
    return customer


def must_be_claimed(customer: Customer, owner: object, actor: Actor) -> None:
    """A limit that an edit could pass would be none. To give it to another rep is a decision about others."""
    if customer.owner is None and owner == actor.name:
        raise DeskError(
            f"{customer.name} lies in a pool; for yourself, claim it: genjin pool claim {customer.id}"
        )


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


def _claims(sitting: Sitting, before: Customer, after: Customer, actor: Actor) -> Iterator[str]:
    """Who else has to do with the group or the domains that it has now."""
    if after.group is not None and (after.group, after.owner) != (before.group, before.owner):
        yield from owners(sitting, Group(after.group, after.group_name), [after.id], actor)
    gained = [each for each in after.domains if each not in before.domains]
    yield from sharers(sitting, after, gained, actor)


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


def held(sitting: Sitting, customer: Customer, lose: Signs) -> Signs:
    """The signs as the customer has them, however they were written. What it does not have is an error."""
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
    wanted = {_bare(field, each) for each in _written(customer, field, words)}
    matching = [each for each in has if _bare(field, each) in wanted]
    if not matching:
        listed = ", ".join(has) or "none"
        raise DeskError(f"{customer.name} has no {SEVERAL[field]} `{words}`. It has: {listed}.")
    return matching[0]


def _written(customer: Customer, field: str, words: str) -> Iterator[str]:
    """What was given, and what the book makes of it: `040/123456` of a German is +4940123456."""
    yield words.strip()[:_LONGEST]
    if field == "domains":
        yield domain_of(words)
    elif field in ("codes", "phones", "websites"):
        given = {field: (words[:_LONGEST],)}
        tidy, _ = tidied(NewCustomer("", customer.created, country=customer.country, **given))  # type: ignore[arg-type]
        yield from getattr(tidy, field)


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


def _allow(sitting: Sitting, customer: Customer, gain: NewCustomer) -> Iterator[str]:
    """What a person says now outweighs that the same was denied before."""
    said = {("title", each) for each in gain.titles} | {("domain", each) for each in gain.domains}
    said |= {("email", email) for email, _ in gain.contacts}
    for denial in customer.denials:
        if (denial.sort, denial.value) in said:
            sitting.page.customers.allow(customer.id, Denial(denial.sort, denial.value))
            yield f"no longer denied: {denial.sort} {denial.value}"


def _confirmed(told: Collection[tuple[str, str]], gain: NewCustomer) -> list[str]:
    """What mail had taught, and a person now says too."""
    given = {*gain.titles, *gain.domains, *gain.codes, *gain.phones, *gain.websites}
    called = {"website": "web site"}
    return [f"{called.get(sort, sort)}: {value} confirmed" for sort, value in sorted(told) if value in given]


def _doubts(gain: NewCustomer, doubted: Collection[str]) -> list[str]:
    """What was added and proves nothing does not stand among the customer's signs."""
    return [f"noted, proving nothing: + {value}" for value, _ in gain.doubts if value not in doubted]
