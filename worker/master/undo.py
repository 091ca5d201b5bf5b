"""How does a person take back what she did, whatever it was?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from model import Customer, CustomerId, Known, MailId
from store.changes import Change
from store.undoing import Obstacle
from worker.again import thought_again
from worker.desk import Actor, DeskError
from worker.intake import Sitting
from worker.master.editing import without
from worker.master.handing_back import Back
from worker.master.words import differences, lost


def undo(sitting: Sitting, number: int, actor: Actor, *, dry_run: bool = False) -> list[str]:
    """Put the rows of a change back as they were, and think anew about what has gone on since.

    It is a change too, and undoing it does the first again. dry_run: it is said as what would be done.
    """
    page, change = sitting.page, _to_undo(sitting, number)
    if obstacles := page.undoing.obstacles(number):
        raise DeskError(_in_the_way(sitting, change, obstacles))
    words = f"took back change {number}: {change.words}"
    if change.undoes is not None:
        words = f"did change {change.undoes} again, that change {number} had taken back"
    whom = page.changes.whom(number)
    before = {customer.id: customer for customer in page.customers.these(whom)}
    with page.changes.recording(
        actor.now, actor.name, "undo", change.customer, words, undoes=number
    ) as taken:
        taken.about(*whom)
        lines = _taken_back(sitting, Back.of(sitting, change, actor), whom, before)
    page.journal(actor.now, actor.name, "undo", f"change {number}", change.words)
    if dry_run:
        return [_would_be(change), *lines]
    again = f"To take that back: genjin undo {taken.number}"
    return [f"{words[0].upper()}{words[1:]}", *lines, again]


def _would_be(change: Change) -> str:
    if change.undoes is not None:
        return f"Change {change.undoes} would be done again, that change {change.number} had taken back"
    return f"Change {change.number} would be taken back: {change.words}"


def last(sitting: Sitting, actor: Actor) -> int:
    """The number of the actor's newest change that stands."""
    change = sitting.page.changes.last_of(actor.name)
    if change is None:
        raise DeskError(
            f"{actor.name} has changed nothing that could be taken back. "
            "`genjin undo --list --everybody` shows all changes."
        )
    return change.number


def _to_undo(sitting: Sitting, number: int) -> Change:
    change = sitting.page.changes.one(number)
    if change is None:
        raise DeskError(f"There is no change {number}. `genjin undo --list` shows the numbers.")
    if change.undone_by is not None:
        raise DeskError(
            f"Change {number} was taken back already, by change {change.undone_by}. "
            f"To do it again: genjin undo {change.undone_by}"
        )
    return change


def _in_the_way(sitting: Sitting, change: Change, obstacles: Sequence[Obstacle]) -> str:
    obstacle = max(obstacles, key=lambda each: (each.later or 0, bool(each.because)))
    if later := obstacle.later:
        found = sitting.page.changes.one(later)
        said = f" ({found.words})" if found else ""
        because = f": {obstacle.because}" if obstacle.because else " and touches the same"
        return (
            f"Change {later}{said} came after change {change.number}{because}. "
            f"Take that back first: genjin undo {later}"
        )
    if obstacle.because:
        return f"Change {change.number} cannot be taken back: {obstacle.because}. Put it right by hand"
    image = obstacle.image
    where = image.row.__tablename__.replace("_", " ")
    return (
        f"Change {change.number} cannot be taken back: a {where} ({', '.join(map(str, image.key))}) is no "
        "longer as it left it. Put it right by hand"
    )


def _taken_back(
    sitting: Sitting, back: Back, whom: Sequence[CustomerId], before: Mapping[CustomerId, Customer]
) -> list[str]:
    page = sitting.page
    orphans: list[MailId] = []
    moved_on = page.undoing.take_back(
        back.change.number, lambda customer: orphans.extend(_gone(sitting, customer)), back.passes
    )
    now = {customer.id: customer for customer in page.customers.these(whom)}
    for one in now:
        page.customers.touch(one)
    lines = list(_told(before, now))
    for customer in page.customers.these(whom):
        sitting.welcome(customer, customer.emails, customer.domains)
    for mail in orphans:
        _found_home(sitting, mail)
    lines += _linked_anew(sitting, moved_on, before, now)
    sitting.touch(now)
    sitting.settle()
    return lines


def _gone(sitting: Sitting, number: CustomerId) -> list[MailId]:
    """A customer that the change had made goes again. Answers the mails that came to it since."""
    page = sitting.page
    if logged := page.moves.logged(number):
        (customer,) = page.customers.these([number])
        raise DeskError(
            f"{customer.name} (customer {number}) has {logged} calls, visits or notes since, which would be "
            f"lost. Merge it instead: genjin customers merge {number} INTO"
        )
    mails = page.moves.mails_of(number)
    sitting.withdraw(number)
    return mails


def _found_home(sitting: Sitting, number: MailId) -> None:
    """Whose is a mail whose customer is not there any more? As if it came now: it may open a lead."""
    case = sitting.announced(sitting.found_again(number), sitting.page.mails.rep(number))
    if isinstance(case.match, Known):
        sitting.link_by_hand(number, case, "found")
    else:
        sitting.ask_again(number, replace(case, also=()))


def _linked_anew(
    sitting: Sitting,
    moved_on: Sequence[MailId],
    before: Mapping[CustomerId, Customer],
    now: Mapping[CustomerId, Customer],
) -> list[str]:
    """Mails that went on since, and those that came by signs that are no longer there."""
    lines = [thought_again(sitting, mail) for mail in moved_on]
    for customer, known in now.items():
        if customer in before:
            lines += without(sitting, customer, lost(before[customer], known))
    return [line for line in lines if line]


def _told(before: Mapping[CustomerId, Customer], now: Mapping[CustomerId, Customer]) -> Iterator[str]:
    for number in sorted({*before, *now}):
        was, is_ = before.get(number), now.get(number)
        if was and is_:
            yield from (f"{is_.name}: {line}" for line in differences(was, is_))
        elif is_:
            yield f"{is_.name} (customer {number}) is back"
        elif was:
            yield f"{was.name} (customer {number}) is gone"
