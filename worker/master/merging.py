"""Two customers are one: whose is what afterwards?"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from model import Customer, CustomerId, RepId
from worker.desk import Actor, DeskError
from worker.intake import Sitting
from worker.master.editing import known, must_be_claimed
from worker.master.words import ONE_OF, shown


def merge(
    sitting: Sitting,
    source: CustomerId,
    target: CustomerId,
    actor: Actor,
    owner: RepId | None = None,
    *,
    without: Collection[str] = (),
) -> list[str]:
    """Everything of `source` becomes `target`'s, which survives. Answers what there is to know of it.

    without: what of `source` does not become its, though it has none.
    """
    if source == target:
        raise DeskError("A customer cannot be merged into itself; name two of them.")
    page, gone, stays = sitting.page, known(sitting, source), known(sitting, target)
    if gone.owner is None:
        must_be_claimed(stays, owner, actor)
    words = f"merged {gone.name} (customer {source}) into {stays.name} (customer {target})"
    with page.changes.recording(actor.now, actor.name, "merge", target, words) as change:
        change.about(source)
        change.detail["from"] = source
        lines = [*_differing(gone, stays, owner), *_moved(sitting, gone), *_agree(sitting, gone, stays)]
        _move(sitting, gone, stays)
        merged = page.customers.set(target, _filled(gone, stays, owner, without))
        _remember_number(sitting, gone, stays)
        sitting.welcome(merged, merged.emails, merged.domains)
        sitting.look_again(page.moves.open_questions(target))
        sitting.touch([target])
        sitting.settle()
    page.journal(actor.now, actor.name, "customers merge", f"customer {target}", words)
    return [f"{words[0].upper()}{words[1:]}.", *lines]


def _move(sitting: Sitting, gone: Customer, stays: Customer) -> None:
    moves = sitting.page.moves
    moves.everything(gone.id, stays.id)
    for mail in moves.naming(gone.id):
        moves.rename(mail, gone.id, stays)
    sitting.withdraw(gone.id)


def _filled(gone: Customer, stays: Customer, owner: RepId | None, without: Collection[str]) -> dict[str, Any]:
    """What the one that stays does not say and the other does."""
    both = {name: (getattr(stays, name), getattr(gone, name)) for name in ONE_OF if name not in without}
    both["group"] = both.pop("group_name")
    values = {name: theirs for name, (own, theirs) in both.items() if own in ("", None) and theirs}
    if gone.created < stays.created:
        values["created"] = gone.created
    if owner is not None and owner != stays.owner:
        values["owner"] = owner
    return values


def _remember_number(sitting: Sitting, gone: Customer, stays: Customer) -> None:
    """Importing the old list again must not bring the customer back."""
    if gone.external_id and stays.external_id:
        sitting.page.moves.remember_number(stays.id, gone.external_id)


def _differing(gone: Customer, stays: Customer, owner: RepId | None) -> Iterator[str]:
    for field, called in ONE_OF.items():
        own, theirs = getattr(stays, field), getattr(gone, field)
        if field == "name" or own in ("", None) or theirs in ("", None) or own == theirs:
            continue
        if field == "owner":
            yield _owners(gone, stays, owner)
        elif field == "external_id":
            yield f"number: {shown(own)} stays; {shown(theirs)} leads to it from now on"
        else:
            yield f"{called}: {shown(own)} stays, not {shown(theirs)}"
    if owner is not None and stays.owner is None:
        yield f"owner: {owner}"


def _owners(gone: Customer, stays: Customer, owner: RepId | None) -> str:
    said = f"owner: {stays.owner}'s and {gone.owner}'s until now"
    if owner is not None:
        return f"{said}; {owner}'s from now on"
    return f"{said}; it stays {stays.owner}'s. To give it to the other: --owner {gone.owner}"


def _moved(sitting: Sitting, gone: Customer) -> Iterator[str]:
    moves = sitting.page.moves
    counts = (
        (len(gone.titles), "title"),
        (len(gone.domains), "domain"),
        (len(gone.emails), "address"),
        (len(moves.mails_of(gone.id)), "mail"),
        (moves.logged(gone.id), "call, visit or note"),
    )
    said = [f"{count} x {what}" for count, what in counts if count]
    if said:
        yield f"moved: {', '.join(said)}"


def _agree(sitting: Sitting, gone: Customer, stays: Customer) -> Iterator[str]:
    """What was denied of the one and is the other's is denied no more: both are one."""
    for denies, has in ((stays, gone), (gone, stays)):
        held = {("email", each) for each in has.emails} | {("domain", each) for each in has.domains}
        held |= {("title", each) for each in has.titles}
        for denial in denies.denials:
            if (denial.sort, denial.value) in held:
                sitting.page.customers.allow(denies.id, denial)
                yield f"no longer denied: {denial.sort} {denial.value}"
