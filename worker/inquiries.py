"""Did one inquiry come to several of us? Then one has it, and the others are told.

The same mail in several mailboxes, or the same words from the same sender, work domain or portal buyer to
several reps. Of strangers with the same words it is only told: they are two, until a person says otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from model import Case, Customer, CustomerId, Direction, LedgerEntry, Mail, MailId, Passing, RepId
from store.conflicts import Collision, Copy
from worker.alike import ConflictSort
from worker.consequences import LEAD_SOURCES
from worker.coverage import ARCHIVE
from worker.policy import Level

if TYPE_CHECKING:
    from worker.intake import Sitting

_ENOUGH = 0.7
"""So much of what either mail is known by must be in both: a greeting may differ, the matter not."""
_MACHINE = "genjin"


def at_mail(sitting: Sitting, case: Case, number: MailId, rep: RepId | None) -> None:
    """A mail has come: does another of us have it, or its words?"""
    if case.reading.direction is not Direction.IN or not case.reading.kind.moves_clocks:
        return
    to_several(sitting, case.mail, number)
    if rep is None or _is_answer(case):
        return
    prints, at = case.reading.prints, case.mail.date
    window = timedelta(days=sitting.playbook.policy.groups.two_reps_within.nominal_days)
    own = Copy(number, rep, at, len(prints), len(prints))
    found = sitting.page.conflicts.copies(number, prints, at - window, at + window)
    alike = [each for each in found if each.rep is not None and _says_the_same(each, len(prints))]
    same = [each for each in alike if _have_one_sender(sitting, own, each)]
    _one_inquiry(sitting, sorted((own, *same), key=lambda each: (each.date, each.mail)))
    for copy in alike:
        if copy not in same and copy.rep != rep:
            _other_senders(sitting, copy, own)


def to_several(sitting: Sitting, mail: Mail, number: MailId) -> None:
    """A mail that opened a lead and that several of us got. Asked again when another mailbox has it."""
    reps = _receivers(sitting, mail, number)
    if len(reps) < 2:
        return
    for customer in sitting.page.conflicts.opened_by(number, LEAD_SOURCES):
        lead = sitting.page.customers.one(customer)
        has = f"{lead.owner} has it" if lead and lead.owner else "it is nobody's yet"
        words = f"one inquiry to {_listed(reps)}: {has}"
        _note(sitting, customer, customer, words, number, mail.date)


def _receivers(sitting: Sitting, mail: Mail, number: MailId) -> list[RepId]:
    """Whom of us it names, and in whose mailboxes it lies."""
    writers, mailboxes = sitting.playbook.writers, sitting.playbook.mailboxes
    if not writers and not mailboxes:
        return []
    named = [writers[each.email] for each in (*mail.to, *mail.cc) if each.email in writers]
    places = [each.removeprefix(ARCHIVE) for each in sitting.page.conflicts.accounts(number)]
    return [*dict.fromkeys((*named, *(mailboxes[each] for each in sorted(places) if each in mailboxes)))]


def _is_answer(case: Case) -> bool:
    """Who answers us, or goes on with a thread, does not ask around."""
    return bool(case.mail.parents) and not case.lineage.is_orphan


def _says_the_same(copy: Copy, prints: int) -> bool:
    return copy.shared >= _ENOUGH * max(prints, copy.has)


# -- the same words ------------------------------------------------------------------------------------------


def _have_one_sender(sitting: Sitting, one: Copy, other: Copy) -> bool:
    """By address, by the firm's own domain, by the customer, or by the name a portal shows."""
    conflicts = sitting.page.conflicts
    if conflicts.signs_of(one.mail) & conflicts.signs_of(other.mail):
        return True
    ours, theirs = _customers(sitting, [one]), _customers(sitting, [other])
    return any(_is_one_buyer(mine, his) for mine in ours for his in theirs)


def _is_one_buyer(mine: Customer, his: Customer) -> bool:
    are_portals = mine.source == his.source == "portal" and mine.country == his.country
    return mine.id == his.id or (are_portals and bool({*mine.titles} & {*his.titles}))


def _customers(sitting: Sitting, copies: Sequence[Copy]) -> list[Customer]:
    page = sitting.page
    return page.customers.these(each for copy in copies for each in page.conflicts.whose(copy.mail))


def _one_inquiry(sitting: Sitting, copies: Sequence[Copy]) -> None:
    """Mails of one sender with the same words, in the order in which they were written."""
    first_to = {each.rep: each for each in reversed(copies)}
    told = [each for each in copies if first_to[each.rep] is each]
    if len(told) < 2:
        return
    customers = _customers(sitting, copies)
    if not customers:
        return  # nobody's yet: a person is asked about each of them
    owner = _one_owner(sitting, copies, customers)
    words = f"one inquiry to {_listed([f'{each.rep} (mail {each.mail})' for each in told])}: {owner} has it"
    _note(sitting, customers[-1].id, customers[0].id, words, copies[-1].mail, copies[-1].date)


def _other_senders(sitting: Sitting, first: Copy, later: Copy) -> None:
    """Somebody else has written the same to another of us. They stay two."""
    ours = [_customers(sitting, [each]) for each in (later, first)]
    if all(ours):
        reps = f"to {first.rep} (mail {first.mail}) and to {later.rep} (mail {later.mail})"
        words = f"the same words {reps}, from two senders"
        _note(sitting, ours[0][0].id, ours[1][0].id, words, later.mail, later.date)


def _one_owner(sitting: Sitting, copies: Sequence[Copy], customers: Sequence[Customer]) -> RepId:
    """Whose it is: an owner that was there before these mails, else whoever got the first. Leads that these
    mails opened follow.
    """
    opened = {each for copy in copies for each in sitting.page.conflicts.opened_by(copy.mail, LEAD_SOURCES)}
    before = [each.owner for each in customers if each.owner and each.id not in opened]
    owner = before[0] if before else _groups_owner(sitting, customers) or copies[0].rep
    assert owner is not None
    for lead in customers:
        if lead.id in opened and lead.owner != owner:
            _pass_to(sitting, owner, lead, copies[-1])
    return owner


def _groups_owner(sitting: Sitting, customers: Sequence[Customer]) -> RepId | None:
    """The owner of another company of their group."""
    own = {each.id for each in customers}
    groups = [each.group for each in customers if each.group is not None]
    kin = {member for group in groups for member in sitting.page.groups.members(group)} - own
    return next((each.owner for each in sitting.page.customers.these(kin) if each.owner), None)


def _pass_to(sitting: Sitting, owner: RepId, lead: Customer, copy: Copy) -> None:
    """A lead of the same inquiry, unless somebody works on it by now or a person has decided."""
    is_of_old = lead.owner is not None and lead.owned_since is None
    is_new = not is_of_old and lead.came_by in ("", Passing.ENTER.value, Passing.ASSIGN.value)
    if is_new and not sitting.page.customers.is_answered(lead.id):
        why = f"one inquiry, mail {copy.mail}"
        entry = LedgerEntry(
            copy.date, lead.id, Passing.ASSIGN, owner, why=why, actor=_MACHINE, group=lead.group
        )
        sitting.page.customers.pass_on(entry)
        sitting.touch([lead.id])


def _note(
    sitting: Sitting, customer: CustomerId, other: CustomerId, words: str, mail: MailId, at: datetime
) -> None:
    level = sitting.playbook.conflicts.first_mail.same_inquiry
    if level is Level.IGNORE:
        return
    sort, conflicts = ConflictSort.INQUIRY.value, sitting.page.conflicts
    collision = Collision(customer, other, sort, level.value, words, mail)
    if not conflicts.is_noted(sort, customer, other):
        conflicts.note([collision], at)
    else:
        conflicts.renew(collision)


def _listed(reps: Sequence[str]) -> str:
    return f"{', '.join(reps[:-1])} and {reps[-1]}"
