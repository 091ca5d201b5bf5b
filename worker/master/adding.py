"""How does a rep put a new customer into the book?"""

from __future__ import annotations

from dataclasses import dataclass

from model import Customer
from store.customers import NewCustomer
from worker.conflicts import at_creation, blocking, keep, refusal
from worker.desk import Actor, DeskError
from worker.intake import Sitting
from worker.master.checks import must_be_possible
from worker.master.details import tidied
from worker.render import number_of


@dataclass(frozen=True, slots=True)
class Added:
    """What was added, and what there is to say of it."""

    customer: Customer
    said: tuple[str, ...]
    change: int


def add(sitting: Sitting, given: NewCustomer, actor: Actor, *, even_so: bool = False) -> Added:
    """Write a new customer down, and link stored mail that turns out to be its.

    even_so: also where the policy says that it collides with another.
    """
    must_be_possible(given)
    new, warnings = tidied(given)
    _must_be_new(sitting, new)
    conflicts = at_creation(sitting, new, new.owner)
    if blocking(conflicts) and not even_so:
        raise DeskError(refusal(conflicts, "Add it all the same with --even-so."))
    page = sitting.page
    with page.changes.recording(actor.now, actor.name, "add", None, f"added {new.name}") as change:
        customer = page.customers.add(new)
        change.words = f"added {customer.name} (customer {customer.id})"
        sitting.welcome(customer, customer.emails, customer.domains)
        sitting.settle()
        keep(page, customer.id, conflicts, actor.now)
        linked = len(page.moves.mails_of(customer.id))
    page.journal(actor.now, actor.name, "customers add", f"customer {customer.id}", customer.name)
    told = [f"{number_of(linked, 'stored mail')} linked to it"] if linked else []
    return Added(customer, (*warnings, *(each.words for each in conflicts), *told), change.number)


def _must_be_new(sitting: Sitting, new: NewCustomer) -> None:
    if not new.name.strip():
        raise DeskError("A customer needs a name.")
    number = sitting.page.customers.with_external_id(new.external_id) if new.external_id else None
    if number is not None:
        (known,) = sitting.page.customers.these([number])
        raise DeskError(
            f"The number {new.external_id} is that of {known.name} (customer {number}). "
            f"To change it: genjin customers edit {number}"
        )
