"""What does a rep write down of business with a customer, and how is that put right?

Facts that were read in a mail are put right in place; what the mail never said is refused, and stays refused
however often the mail is read again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from model import BusinessFact, CustomerId, FactId, FactSort, GenjinError, InteractionKind
from worker.desk import Actor, DeskError
from worker.intake import Sitting

FACT_OF: Mapping[InteractionKind, FactSort] = MappingProxyType(
    {
        InteractionKind.QUOTE: FactSort.QUOTATION,
        InteractionKind.SAMPLE: FactSort.SAMPLE,
        InteractionKind.ORDER: FactSort.ORDER,
        InteractionKind.PAYMENT: FactSort.PAYMENT,
    }
)
"""What `log` notes beside the event itself."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a rep says of a fact; None: nothing of that."""

    number: str | None = None
    amount: Decimal | None = None
    currency: str | None = None
    valid_until: date | None = None
    words: str | None = None
    at: datetime | None = None
    is_endless: bool = False
    """It has no validity after all."""

    def over(self, fact: BusinessFact, by: str) -> BusinessFact:
        """The fact as she says it is."""
        given: dict[str, Any] = {
            "number": self.number,
            "amount": self.amount,
            "currency": self.currency,
            "valid_until": self.valid_until,
            "words": self.words,
            "at": self.at,
        }
        told = {name: value for name, value in given.items() if value is not None}
        return replace(fact, by=by, **(told | ({"valid_until": None} if self.is_endless else {})))


NOTHING = Said()


def note(
    sitting: Sitting, customer: CustomerId, sort: FactSort, cause: str, actor: Actor, said: Said = NOTHING
) -> BusinessFact:
    """Write a fact down, as part of what the caller records. cause: that of the interaction that was logged;
    empty: it is its own. What is owed is for the caller to work out anew.
    """
    fact = said.over(BusinessFact(sort, actor.now, cause), actor.name)
    _must_be_whole(fact)
    return replace(fact, id=sitting.page.business.add(customer, fact))


# -- what was typed ------------------------------------------------------------------------------------------

_PLAIN = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,4})?")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){1,3}(?:\.[0-9]{1,4})?")
_CURRENCY = re.compile(r"[A-Z]{3}")
_LONGEST = 100


def amount_of(words: str) -> Decimal:
    """`12000`, `12000.50` or `12,000.50`; whatever could be read in two ways is refused."""
    text = words.strip()
    if not (_PLAIN.fullmatch(text) or _GROUPED.fullmatch(text)):
        raise GenjinError(
            f"`{words[:_LONGEST]}` is no amount. Write 12000, 12000.50 or 12,000.50, and the currency apart: "
            "--currency USD."
        )
    return Decimal(text.replace(",", ""))


def currency_of(words: str) -> str:
    """ISO 4217: three letters."""
    text = words.strip().upper()
    if text and not _CURRENCY.fullmatch(text):
        raise GenjinError(
            f"`{words[:_LONGEST]}` is no currency. Write its three letters: USD, EUR, CNY, GBP ..."
        )
    return text


def number_of_paper(words: str) -> str:
    """On one line, and no longer than a number is."""
    text = " ".join(words.split())
    if len(text) > _LONGEST:
        raise GenjinError(f"A number of {len(text)} characters is too long; {_LONGEST} are the most.")
    return text


def said_of(given: Mapping[str, str | None], valid_until: date | None = None) -> Said:
    """The options --number, --amount and --currency as they were typed; None: not given."""
    number, amount, currency = (given.get(name) for name in ("number", "amount", "currency"))
    return Said(
        None if number is None else number_of_paper(number),
        None if amount is None else amount_of(amount),
        None if currency is None else currency_of(currency),
        valid_until,
    )


def _must_be_whole(fact: BusinessFact) -> None:
    """An amount without its currency cannot be added up, and is guessed at by whoever reads it."""
    if fact.amount is not None and not fact.currency:
        raise GenjinError("An amount needs its currency: --currency USD.")


# -- acts ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Done:
    """What was done: with whose fact, and in words."""

    customer: CustomerId
    words: str


def add(sitting: Sitting, customer: CustomerId, sort: FactSort, actor: Actor, said: Said) -> Done:
    """A fact that no mail shows."""
    page, name = sitting.page, _name(sitting, customer)
    with page.changes.recording(actor.now, actor.name, "facts add", customer) as change:
        fact = note(sitting, customer, sort, "", actor, said)
        change.words = f"{name}: {in_words(fact)}"
        sitting.owe([customer])
    page.journal(actor.now, actor.name, "facts add", f"customer {customer}", change.words)
    return Done(customer, f"Noted as fact {fact.id}, {change.words}.")


def edit(sitting: Sitting, number: FactId, actor: Actor, said: Said) -> Done:
    """Put a fact right."""
    page, (customer, before) = sitting.page, _known(sitting, number)
    after = said.over(before, actor.name)
    if replace(after, by=before.by) == before:
        return Done(customer, f"Fact {number} is so already; nothing was changed.")
    _must_be_whole(after)
    with page.changes.recording(actor.now, actor.name, "facts edit", customer) as change:
        change.words = f"{_name(sitting, customer)}: {in_words(before)} → {in_words(after)}"
        kept = _kept(sitting, customer, before, after, actor)
        sitting.owe([customer])
    page.journal(actor.now, actor.name, "facts edit", f"fact {number}", change.words)
    moved = "" if kept == number else f" It is fact {kept} now."
    return Done(customer, f"Fact {number}, {change.words}.{moved}")


def _kept(
    sitting: Sitting, customer: CustomerId, before: BusinessFact, after: BusinessFact, actor: Actor
) -> FactId:
    """By its number reading knows a fact again. So one that was read under another number is refused, and
    the right one stands beside it; that may be one that was refused before.
    """
    shelf = sitting.page.business
    assert before.id is not None
    if before.number == after.number:
        shelf.renew(customer, after)
        return before.id
    twin = shelf.twin(customer, after.sort, after.cause, after.number)
    if twin is not None and not twin.is_refused:
        raise DeskError(f"There is such a fact with the number {after.number or '(none)'} already.")
    if twin is None and before.mail is None:
        shelf.renew(customer, after)
        return before.id
    _give_up(sitting, customer, before, actor)
    if twin is None:
        return shelf.add(customer, replace(after, id=None))
    shelf.renew(customer, replace(after, id=twin.id))
    return twin.id


def _give_up(sitting: Sitting, customer: CustomerId, fact: BusinessFact, actor: Actor) -> None:
    """What a mail seemed to say is refused for ever, what was written by hand goes."""
    assert fact.id is not None
    if fact.mail is None:
        sitting.page.business.remove(customer, fact.id)
    else:
        sitting.page.business.refuse(customer, fact.id, actor.name)


def remove(sitting: Sitting, number: FactId, actor: Actor, why: str) -> Done:
    """It is not so."""
    page, (customer, fact) = sitting.page, _known(sitting, number)
    with page.changes.recording(actor.now, actor.name, "facts remove", customer) as change:
        because = f": {why}" if why else ""
        change.words = f"{_name(sitting, customer)}: not so, {in_words(fact)}{because}"
        _give_up(sitting, customer, fact, actor)
        sitting.owe([customer])
    page.journal(actor.now, actor.name, "facts remove", f"fact {number}", change.words)
    return Done(customer, f"Fact {number}, {change.words}.")


def in_words(fact: BusinessFact) -> str:
    """`quotation Q-7 of 2026-03-03, USD 12500, valid until 2026-03-31`."""
    amount = f"{fact.currency} {fact.amount:f}".strip() if fact.amount is not None else ""
    until = f"valid until {fact.valid_until}" if fact.valid_until else ""
    named = " ".join(filter(None, (fact.sort.replace("_", " "), fact.number)))
    return ", ".join(filter(None, (f"{named} of {fact.at:%Y-%m-%d}", amount, until)))


def _known(sitting: Sitting, number: FactId) -> tuple[CustomerId, BusinessFact]:
    found = sitting.page.business.one(number)
    if found is None:
        raise DeskError(f"There is no fact {number}. `genjin facts CUSTOMER` shows the numbers.")
    return found


def _name(sitting: Sitting, number: CustomerId) -> str:
    customer = sitting.page.customers.one(number)
    if customer is None:
        raise DeskError(f"There is no customer {number}. `genjin show NAME` finds the number.")
    return customer.name
