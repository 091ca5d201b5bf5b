"""Does somebody have this customer already (查重), or another company of its group (撞单)?

Asked when a customer is written down, when a file brings it, when its first mail comes, and when one of us
writes with a company of a group. Who collides with
whom is found out in worker/alike.py; what follows is the policy's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from matching import Directory
from model import Customer, CustomerId, Direction, GroupId, Known, MailId, RepId
from store.conflicts import Collision
from store.customers import NewCustomer
from store.ledger import TO_REP
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
    "in_one_group",
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


def in_one_group(sitting: Sitting, case: Case, mail: MailId, rep: RepId | None) -> None:
    """A mail from or to a customer, or ours to several: does another of us write with it too, or is one in
    touch with another company of its group, or the owner of one?
    """
    if rep is None or not isinstance(case.match, Known) or not case.reading.kind.moves_clocks:
        return
    if sitting.playbook.conflicts.first_mail.two_reps_one_group is Level.IGNORE:
        return
    at, is_ours = case.mail.date, case.reading.direction is Direction.OUT
    did = "wrote to" if is_ours else "had mail from"
    numbers = dict.fromkeys(each.winner.customer for each in (case.match, *case.also))
    for customer in sitting.page.customers.these(numbers):
        for other, words in _two_at_work(sitting, customer, at, rep, is_ours=is_ours):
            said = f"{rep} {did} {customer.name} on {_day(sitting, at)}, {words}"
            _once_while_open(sitting, customer.id, other, said, mail, at)


def _two_at_work(
    sitting: Sitting, customer: Customer, at: datetime, rep: RepId, *, is_ours: bool
) -> Iterator[tuple[CustomerId, str]]:
    if is_ours:
        yield from _others_who_write(sitting, customer, at, rep)
    if customer.group is not None:
        yield from _others_at_work(sitting, customer, at, rep)


def _once_while_open(
    sitting: Sitting, one: CustomerId, other: CustomerId, words: str, mail: MailId, at: datetime
) -> None:
    """Two that were looked at, or noted, within the time of the policy are known; longer ago is another
    matter. It is one for the two, whichever mail came first.
    """
    noted, sort = sitting.page.conflicts, ConflictSort.TWO_REPS.value
    level = sitting.playbook.conflicts.first_mail.two_reps_one_group
    collision = Collision(one, other, sort, level.value, words, mail)
    before = noted.last_noted(sort, one, other)
    if before is None:
        noted.note([collision], at)
    elif at - before > _window(sitting):
        noted.raise_again(collision, at)


def _others_who_write(
    sitting: Sitting, customer: Customer, at: datetime, rep: RepId
) -> Iterator[tuple[CustomerId, str]]:
    """Who else wrote to this very customer since it changed hands last, and stood in for nobody."""
    window = _window(sitting)
    found = sitting.page.conflicts.wrote_to(customer.id, at - window, at + window)
    others = [(who, last) for who, last in found if who != rep]
    if not others or _stands_in(sitting, customer, rep, at):
        return
    since = _passed(sitting, customer.id)
    for who, last in others:
        is_handed_on = since is not None and min(at, last) < since
        if not is_handed_on and not _stands_in(sitting, customer, who, last):
            yield customer.id, f"{who} wrote to it on {_day(sitting, last)}"
            return


def _stands_in(sitting: Sitting, customer: Customer, rep: RepId, at: datetime) -> bool:
    """Does a rep write for an owner who is away that day?"""
    if customer.owner in (None, rep):
        return False
    own = sitting.playbook.policy.of(customer.owner).calendar
    return any(own.day_of(at) in days for days in own.away)


def _passed(sitting: Sitting, customer: CustomerId) -> datetime | None:
    """When it passed from one of us to another one; None: never."""
    given = [each for each in sitting.page.ledger.of(customer) if each.passing in TO_REP]
    later = [each.at for before, each in pairwise(given) if before.rep != each.rep]
    return max(later, default=None)


def _window(sitting: Sitting) -> timedelta:
    return timedelta(days=sitting.playbook.policy.groups.two_reps_within.nominal_days)


def _others_at_work(
    sitting: Sitting, customer: Customer, at: datetime, rep: RepId
) -> Iterator[tuple[CustomerId, str]]:
    """Other companies of its group with which somebody else is at work, each with who and what. Who stands in
    for its owner acts for him.
    """
    assert customer.group is not None
    kin = {each.id: each for each in _of_group(sitting.page, customer.group) if each.id != customer.id}
    window = _window(sitting)
    acting = {rep, customer.owner}
    written: dict[CustomerId, str] = {}
    for other, who, last in sitting.page.conflicts.writers(
        customer.group, customer.id, at - window, at + window
    ):
        if who not in acting:
            written.setdefault(other, f"{who} was in touch with {kin[other].name} on {_day(sitting, last)}")
    for number, other_one in kin.items():
        if number in written:
            yield number, written[number]
        elif other_one.owner not in (None, *acting):
            yield number, f"{other_one.owner} owns {other_one.name}"


def _day(sitting: Sitting, at: datetime) -> date:
    return sitting.playbook.policy.calendar.day_of(at)


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
