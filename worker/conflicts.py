"""Does somebody have this customer already (查重), or another company of its group (撞单)?

Asked when a customer is written down, when a file brings it, and when its first mail comes. Who collides with
whom is found out in worker/alike.py; what follows is the policy's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from matching import Directory
from model import Customer, CustomerId, Direction, GroupId, Known, MailId, RepId
from store.conflicts import Collision
from store.customers import NewCustomer
from worker.alike import MOST, NOBODY, ConflictSort, Twin, in_group, twins
from worker.policy import Level, Occasion

if TYPE_CHECKING:
    from model import Case
    from store.book import Page
    from worker.intake import Sitting

__all__ = [
    "Conflict",
    "ConflictSort",
    "at_creation",
    "at_first_mail",
    "blocking",
    "keep",
    "refusal",
]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A customer of the book that one which comes collides with, and what the policy makes of it."""

    level: Level
    twin: Twin

    @property
    def sort(self) -> ConflictSort:
        return self.twin.sort

    @property
    def customer(self) -> CustomerId:
        return self.twin.customer

    @property
    def name(self) -> str:
        return self.twin.name

    @property
    def owner(self) -> RepId | None:
        return self.twin.owner

    @property
    def group(self) -> GroupId | None:
        return self.twin.group

    @property
    def group_name(self) -> str:
        return self.twin.group_name

    @property
    def because(self) -> tuple[str, ...]:
        return self.twin.because

    @property
    def words(self) -> str:
        whose = f"{self.owner}'s" if self.owner else "in the public pool"
        return f"{_SAID[self.sort]} {self.customer} {self.name} ({whose}): {_reasons(self)}"


_SAID = {
    ConflictSort.SAME: "the same as",
    ConflictSort.SIMILAR: "perhaps the same as",
    ConflictSort.GROUP: "of one group with",
    ConflictSort.NEAREST: "near",
}


# -- when -------------------------------------------------------------------------------------------------


def at_creation(sitting: Sitting, new: NewCustomer, owner: RepId | None = None) -> tuple[Conflict, ...]:
    """What stands in the way of a customer that somebody writes down by hand, the gravest first."""
    kin = members(sitting.page, new.group)
    asked = probe(new if new.owner else replace(new, owner=owner), kin)
    return judged(asked, sitting.directory, kin, sitting.playbook.conflicts.creation)


def at_first_mail(sitting: Sitting, number: CustomerId, mail: MailId) -> tuple[Conflict, ...]:
    """A mail has made somebody a lead. Who is like it or of its group, and another rep's, is noted."""
    lead = sitting.page.customers.one(number)
    if lead is None:
        return ()
    kin = [*_of_group(sitting.page, lead.group)] if lead.group is not None else []
    found = judged(lead, sitting.directory, kin, sitting.playbook.conflicts.first_mail)
    others = tuple(each for each in found if each.owner is not None and each.owner != lead.owner)
    keep(sitting.page, lead.id, others, lead.created, mail)
    for each in others:
        words = f"{lead.name}: {each.words}"
        sitting.page.journal(lead.created, "genjin", "conflict", f"customer {number}", words)
    return others


def at_our_mail(sitting: Sitting, case: Case, mail: MailId, writer: RepId | None) -> None:
    """We wrote to a company whose group has another owner: two of us sell to one group."""
    known, level = case.match, sitting.playbook.conflicts.first_mail.same_group_other_owner
    if case.reading.direction is not Direction.OUT or writer is None or level is Level.IGNORE:
        return
    if not isinstance(known, Known) or known.winner.group is None:
        return
    customer = sitting.page.customers.one(known.winner.customer)
    if customer is None or customer.owner not in (None, writer):
        return  # she stands in for its owner
    because = (f"{writer} wrote to {customer.name}, mail {mail}",)
    found = in_group(replace(customer, owner=writer), _of_group(sitting.page, known.winner.group))
    taken = [Conflict(level, replace(each, because=because)) for each in found]
    keep(sitting.page, customer.id, taken, case.mail.date, mail)


def blocking(conflicts: Iterable[Conflict]) -> tuple[Conflict, ...]:
    return tuple(each for each in conflicts if each.level is Level.BLOCK)


def refusal(conflicts: Sequence[Conflict], way_on: str) -> str:
    """Why it is not done, in one sentence for each, and how it is done all the same."""
    lines = [f"It is {each.words}." for each in blocking(conflicts)]
    return "\n".join([*lines, f"Nothing was written. {way_on}".rstrip()])


# -- who --------------------------------------------------------------------------------------------------


def probe(new: NewCustomer, kin: Sequence[Customer] = ()) -> Customer:
    """Somebody who is not in the book, as a customer to be compared. kin: who is in its group already."""
    doubted = frozenset(value for value, _ in new.doubts)
    return Customer(
        id=NOBODY,
        name=new.name,
        created=new.created,
        titles=(new.name, *new.titles),
        domains=new.domains,
        emails=tuple(email for email, _ in new.contacts),
        group=kin[0].group if kin else None,
        group_name=new.group,
        country=new.country,
        owner=new.owner,
        codes=tuple(code for code in new.codes if code not in doubted),
        phones=tuple(phone for phone in new.phones if phone not in doubted),
        websites=new.websites,
    )


def judged(
    asked: Customer, directory: Directory, kin: Iterable[Customer], policy: Occasion
) -> tuple[Conflict, ...]:
    """Everything that an occasion's policy does not ignore, the gravest first."""
    return levelled((*twins(asked, directory), *in_group(asked, kin)), policy)


def levelled(found: Iterable[Twin], policy: Occasion) -> tuple[Conflict, ...]:
    """What an occasion's policy makes of them."""
    conflicts: dict[CustomerId, Conflict] = {}
    for twin in found:
        level: Level = getattr(policy, twin.sort.value)
        if level is not Level.IGNORE:
            conflicts.setdefault(twin.customer, Conflict(level, twin))
    ranks = list(Level)
    return tuple(sorted(conflicts.values(), key=lambda each: ranks.index(each.level))[:MOST])


def _reasons(conflict: Conflict) -> str:
    return "; ".join(conflict.because[:3])


def members(page: Page, group: str) -> list[Customer]:
    """Who is in the group of this name already."""
    found = page.groups.called(group) if group else []
    return [*_of_group(page, found[0].id)] if found else []


def _of_group(page: Page, group: GroupId) -> Iterator[Customer]:
    yield from page.customers.these(page.groups.members(group))


def keep(
    page: Page,
    customer: CustomerId,
    conflicts: Sequence[Conflict],
    at: datetime,
    mail: MailId | None = None,
) -> None:
    """Put them on the list of `genjin conflicts`, once for two customers whoever came first."""
    collisions = [
        Collision(customer, each.customer, each.sort.value, each.level.value, _reasons(each), mail)
        for each in conflicts
        if each.customer != customer and not page.conflicts.known(each.customer, customer)
    ]
    page.conflicts.note(collisions, at)
