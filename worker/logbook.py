"""What does a rep note of something outside the mail, where it is business too?"""

from __future__ import annotations

from dataclasses import replace

from model import CustomerId
from worker import business
from worker.desk import Actor, DeskError, Happening, enter, in_words, known
from worker.intake import Sitting


def note(
    sitting: Sitting,
    customer: CustomerId,
    what: Happening,
    actor: Actor,
    said: business.Said = business.NOTHING,
) -> None:
    """What happened, and the quotation, sample, order or payment that it was: one change."""
    sort = business.FACT_OF.get(what.kind)
    if sort is None and said != business.NOTHING:
        raise DeskError(
            f"A {what.kind.value} has no number, amount or validity; those belong to "
            f"{', '.join(kind.value for kind in business.FACT_OF)}."
        )
    words = in_words(what, known(sitting, customer).name)
    with sitting.page.changes.recording(actor.now, actor.name, f"log {what.kind.value}", customer, words):
        cause = enter(sitting, customer, what, actor)
        if sort is not None:
            fact = replace(said, words=what.words, at=what.at)
            business.note(sitting, customer, sort, cause, actor, fact)
            sitting.owe([customer])
