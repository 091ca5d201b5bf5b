"""What does the directory keep of a customer? A card, packed into some two hundred bytes.

The card has what finding asks for, worked out once. What a customer is filed under is worked out from its
card again whenever it is needed: when it comes and when it goes.
"""

from __future__ import annotations

import marshal
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from typing import Any, NamedTuple

from matching import names
from matching.domains import own_domain, work_domain
from matching.scripts import EAST_ASIAN
from model import Customer, CustomerId, Denial, GroupId

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_FIELDS = tuple(field.name for field in fields(Customer))
_CREATED, _EMAILS, _DENIALS = map(_FIELDS.index, ("created", "emails", "denials"))
_values_of = attrgetter(*_FIELDS)


class Card(NamedTuple):
    """A customer as finding sees it. A plain tuple inside, because that is what packs and unpacks fastest."""

    id: CustomerId
    name: str
    group: GroupId | None
    group_name: str
    country: str
    titles: tuple[tuple[str, str], ...]
    """Each title as it is written, and normalised."""
    own_domains: tuple[str, ...]
    domains: tuple[str, ...]
    """Its work domains, those of its stored addresses among them."""
    values: tuple[Any, ...]
    """All fields of the customer, the time as a number."""

    @classmethod
    def of(cls, customer: Customer) -> Card:
        own = tuple(dict.fromkeys(filter(None, map(own_domain, customer.domains))))
        domains = dict.fromkeys((*own, *filter(None, map(work_domain, customer.emails))))
        written = dict.fromkeys(filter(None, (customer.name, *customer.titles)))
        titles = tuple((title, names.normalise(title)) for title in written)
        values = list(_values_of(customer))
        values[_CREATED] = (customer.created - _EPOCH) // _MICROSECOND
        values[_DENIALS] = tuple((denial.sort, denial.value) for denial in customer.denials)
        of_group = (customer.group, customer.group_name)
        who = (customer.id, customer.name, *of_group, customer.country)
        return cls(*who, titles, own, tuple(domains), tuple(values))

    @classmethod
    def unpacked(cls, packed: bytes) -> Card:
        return cls._make(marshal.loads(packed))  # noqa: S302  # of this process's own making

    def packed(self) -> bytes:
        """As bytes. marshal is no format for files, but these never leave the process, and nothing in Python
        is smaller or faster for plain values.
        """
        return bytes(memoryview(marshal.dumps(tuple(self))))  # copied: the original sits in a hole of 1 kB

    @property
    def customer(self) -> Customer:
        values = list(self.values)
        values[_CREATED] = _EPOCH + values[_CREATED] * _MICROSECOND
        values[_DENIALS] = tuple(Denial(*said) for said in values[_DENIALS])
        return Customer(*values)

    @property
    def emails(self) -> frozenset[str]:
        return frozenset(email.strip().lower() for email in self.values[_EMAILS] if "@" in email)

    @property
    def colleagues(self) -> frozenset[str]:
        """Work domains of its stored addresses only; an agent's may be among them."""
        return frozenset(self.domains).difference(self.own_domains)

    @property
    def words(self) -> frozenset[str]:
        return frozenset(word for _, title in self.titles for word in names.words(title))

    @property
    def grams(self) -> frozenset[str]:
        return frozenset().union(*(grams(title) for _, title in self.titles))


def grams(name: str) -> frozenset[str]:
    """Pairs of Han, kana and Hangul, threes of everything else, and the beginning as such."""
    size = 2 if EAST_ASIAN.search(name) else 3
    joined = f"^{name.replace(' ', '')}"
    return frozenset([joined[at : at + size] for at in range(max(1, len(joined) - size + 1))])
