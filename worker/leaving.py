"""How do all customers of a rep pass to another one, or into the pool, in one change?"""

from __future__ import annotations

from collections.abc import Sequence

from model import CustomerId, Passing, RepId
from worker import pool, rotating
from worker.desk import Actor, DeskError
from worker.intake import Sitting


def pass_all(
    sitting: Sitting, customers: Sequence[CustomerId], rep: str, to: RepId | None, actor: Actor, why: str
) -> tuple[int, bool]:
    """With everything open; answers the number of the change, and whether the rep still has turns in the
    rotation. to None: into the pools that the rules name.
    """
    page, whom = sitting.page, to or "the pool"
    moved = [each for each in page.customers.these(customers) if each.owner == rep]
    if not moved:
        raise DeskError(f"{rep} owns no customer any more; somebody was faster.")
    words = f"handed {len(moved)} customers of {rep} over to {whom}: {why}"
    with page.changes.recording(actor.now, actor.name, "handover", None, words) as change:
        change.about(*(each.id for each in moved))
        for each in moved:
            passing = Passing.RELEASE if to is None else Passing.HANDOVER
            pool.hand_on(sitting, each.id, to, passing, actor, f"{rep} hands over: {why}")
        sitting.owe([each.id for each in moved])
    page.journal(actor.now, actor.name, "handover", f"rep {rep}", words)
    return change.number, rotating.note_left(page, sitting.playbook.policy, rep)
