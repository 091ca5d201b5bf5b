"""An answer is taken back: what it taught, the mails that it moved, and those that came since by what it
taught.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from model import CustomerId, MailId
from store.changes import Change
from worker.again import Signs, thought_without
from worker.desk import Actor, DeskError
from worker.intake import Sitting
from worker.master.undo import undo as take_back
from worker.reviewing.answering import Done
from worker.reviewing.moves import moves

PREFIX = "review "
"""How the actions of answers begin in the change log."""
_MOST = 500


def undo(sitting: Sitting, number: int | None, actor: Actor) -> Done:
    """Put everything back where it was before the answer; None: before my last one.

    A mail that something else shows to be the customer's by now stays there, and that is said.
    """
    change = _meant(sitting, number, actor)
    before = sitting.watch()
    looked_at = [MailId(each) for each in change.detail.get("looked_at", ())]
    for mail in looked_at:
        sitting.note(mail)
    take_back(sitting, change.number, actor)
    sitting.__dict__.pop("nobodies", None)
    for taught in change.detail.get("taught", ()):
        _think_without(sitting, taught)
    moved = [MailId(each) for each in change.detail.get("moved_mails", ())]
    sitting.look_again(moved)  # something else may prove by now whose they are
    sitting.settle()
    for mail in change.detail.get("mails", ()):
        sitting.page.journal(actor.now, actor.name, "review undo", f"mail {mail}", f"change {change.number}")
    stayed = tuple(_stayed(sitting, moved, before))
    asked = tuple(MailId(each) for each in change.detail.get("mails", ()))
    taken = sitting.page.changes.one(change.number)
    number = taken.undone_by if taken is not None and taken.undone_by is not None else 0
    words, moved_back = f"taken back: {change.words}", tuple(moves(sitting, before))
    return Done(words, stayed, moved_back, number, asked, is_undone=True)


def _meant(sitting: Sitting, number: int | None, actor: Actor) -> Change:
    change = _last(sitting, actor) if number is None else sitting.page.changes.one(number)
    if change is None:
        what = (
            "There is no answer of yours to take back" if number is None else f"There is no change {number}"
        )
        raise DeskError(f"{what}. `genjin customers log` shows what was changed.")
    if not change.action.startswith(PREFIX):
        raise DeskError(
            f"Change {change.number} is no answer of the review queue but `{change.action}`. To take that "
            f"back: genjin undo {change.number}"
        )
    if change.undone_by is not None:
        raise DeskError(f"Change {change.number} was taken back already, by change {change.undone_by}.")
    return change


def _last(sitting: Sitting, actor: Actor) -> Change | None:
    changes = sitting.page.changes.of(None, _MOST)
    mine = (each for each in changes if each.actor == actor.name and each.action.startswith(PREFIX))
    return next((each for each in mine if each.undoes is None and each.undone_by is None), None)


def _think_without(sitting: Sitting, taught: Mapping[str, Any]) -> None:
    """Mail that came since, by what is forgotten now."""
    signs = Signs(*(tuple(filter(None, [taught[name]])) for name in ("email", "domain", "title")))
    thought_without(sitting, CustomerId(taught["customer"]), signs, frozenset(taught["emails_before"]))


def _stayed(
    sitting: Sitting, moved: list[MailId], before: Mapping[MailId, frozenset[CustomerId]]
) -> Iterator[str]:
    for mail in moved:
        whose = sitting.page.reviews.customers_of(mail)
        if whose and whose == before[mail]:
            because = sitting.page.rereading.stored(mail).match.because
            names = ", ".join(customer.name for customer in sitting.page.customers.these(whose))
            yield f"mail {mail} stays with {names}: {because}"
