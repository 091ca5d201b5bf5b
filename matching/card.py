"""What does the directory keep of a customer? A card, packed into some three hundred bytes.

The card has what finding asks for, worked out once: titles are read when they are filed, numbers and domains
are brought into the form they are compared in. What a customer is filed under is worked out from its card
again whenever it is needed: when it comes and when it goes.
"""

from __future__ import annotations

import marshal
import re
from collections.abc import Callable, Collection
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from typing import Any, NamedTuple

from matching import names
from matching.domains import own_domain, website_domain, work_domain
from matching.names import Name
from model import Customer, CustomerId, Denial, GroupId, RepId

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_ON_CARD = ("id", "name", "owner", "group", "group_name", "country")
_FIELDS = tuple(field.name for field in fields(Customer) if field.name not in _ON_CARD)
_TIMES = ("created", "pooled", "owned_since")
_TITLES, _DENIALS, *_TIMED = map(_FIELDS.index, ("titles", "denials", *_TIMES))
_rest_of = attrgetter(*_FIELDS)
_LONGEST = 60
"""Letters of a code or phone number; what is longer is none."""
_NO_CODE = re.compile(r"[\W_]+")
_NO_DIGIT = re.compile(r"\D+")
_EXTENSION = re.compile(r"(?i)(?:ext|x|内線|分機|分机|轉|转|#).*", re.DOTALL)
_FEWEST_DIGITS = 8
"""National digits that two numbers must have in common, where one does not say its country."""
_FEWEST_BEFORE = 6
"""Digits before the last three, by which a switchboard is known."""


class Card(NamedTuple):
    """A customer as finding sees it. A plain tuple inside, because that is what packs and unpacks fastest."""

    id: CustomerId
    name: str
    owner: RepId | None
    group: GroupId | None
    group_name: str
    country: str
    titles: tuple[Name, ...]
    """Its name and titles, as they were read."""
    own_domains: tuple[str, ...]
    domains: tuple[str, ...]
    """Its work domains, those of its stored addresses among them."""
    sites: tuple[str, ...]
    """Domains of its web sites."""
    emails: tuple[str, ...]
    codes: tuple[tuple[str, str], ...]
    """Registration numbers as (sort or nothing, bare value)."""
    phones: tuple[str, ...]
    """`+` and digits where the country is known, else digits."""
    denials: tuple[tuple[str, str], ...]
    rest: bytes
    """The customer's other fields, packed once more: finding does not ask for them."""

    @classmethod
    def of(cls, customer: Customer, before: Card | None = None) -> Card:
        """before: its card until now; titles that stand there are not read again."""
        was_read = before.titles if before and before.country == customer.country else ()
        known = {title.written: title for title in was_read}
        own = _each(own_domain, customer.domains)
        mailboxes = tuple(email.strip().lower() for email in customer.emails if "@" in email)
        written = dict.fromkeys(filter(None, (customer.name, *customer.titles)))
        return cls(
            customer.id,
            customer.name,
            customer.owner,
            customer.group,
            customer.group_name,
            customer.country,
            tuple(known.get(title) or names.read(title, customer.country) for title in written),
            own,
            tuple(dict.fromkeys(own + _each(work_domain, mailboxes))) if mailboxes else own,
            _each(website_domain, customer.websites),
            _each(str, mailboxes),
            tuple(filter(_has_value, map(bare_code, customer.codes))),
            _each(bare_phone, customer.phones),
            tuple((denial.sort, denial.value) for denial in customer.denials),
            _packed_rest(customer, tuple(written)),
        )

    @classmethod
    def unpacked(cls, packed: bytes | memoryview) -> Card:
        card = cls._make(marshal.loads(packed))  # noqa: S302  # of our own making, and checked
        return card._replace(titles=tuple(map(Name._make, card.titles)))

    def packed(self) -> bytes:
        """As bytes. marshal is a format of one Python only, and so is whatever keeps these; nothing in Python
        is smaller or faster for plain values.
        """
        return marshal.dumps((*self[:6], tuple(map(tuple, self.titles)), *self[7:]))

    @property
    def customer(self) -> Customer:
        values: dict[str, Any] = dict(zip(_FIELDS, marshal.loads(self.rest), strict=True))  # noqa: S302
        values.update(zip(_ON_CARD, self, strict=False))
        for name in _TIMES:
            values[name] = None if values[name] is None else _EPOCH + values[name] * _MICROSECOND
        values["denials"] = tuple(Denial(*said) for said in self.denials)
        if values["titles"] is None:
            values["titles"] = tuple(title.written for title in self.titles)
        return Customer(**values)

    @property
    def colleagues(self) -> frozenset[str]:
        """Work domains of its stored addresses only; an agent's may be among them."""
        return frozenset(self.domains).difference(self.own_domains)


def bare_code(code: str) -> tuple[str, str]:
    """A registration number as its sort, where one stands before it, and its letters and digits."""
    code = code.strip()[:_LONGEST].upper()
    sort, gap, value = code.partition(" ")
    if gap and "-" in sort and not any(map(str.isdigit, sort)):
        return sort, _NO_CODE.sub("", value)
    return "", _NO_CODE.sub("", code)


def same_code(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Equal values, unless both say of what sort they are and differ in it."""
    return one[1] == other[1] and (one[0] == other[0] or not one[0] or not other[0])


def bare_phone(phone: str) -> str:
    """The digits of a phone number, behind a `+` where it begins with its country; without an extension."""
    phone = _EXTENSION.sub("", phone.strip()[:_LONGEST])
    digits = _NO_DIGIT.sub("", phone)
    if digits.startswith("00"):
        return f"+{digits[2:]}" if digits[2:] else ""
    is_whole = phone[: phone.find(digits[0]) + 1].count("+") if digits else 0
    return f"+{digits}" if is_whole else digits


def national(phone: str) -> str:
    """A bare number without what is dialled before it within its country."""
    return phone[1:] if phone.startswith("+") else phone.lstrip("0")


def same_phone(one: str, other: str) -> bool:
    """Equal, where both or neither say their country; else equal in the digits that both have."""
    if one.startswith("+") == other.startswith("+"):
        return bool(one) and national(one) == national(other)
    return _ends_alike(national(one), national(other), _FEWEST_DIGITS)


def same_switchboard(one: str, other: str) -> bool:
    """Two numbers that differ in their last two or three digits only."""
    mine, theirs = national(one), national(other)
    if mine[-_FEWEST_DIGITS:] == theirs[-_FEWEST_DIGITS:]:
        return False
    if one.startswith("+") == other.startswith("+") and len(mine) != len(theirs):
        return False
    return _ends_alike(mine[:-3], theirs[:-3], _FEWEST_BEFORE)


def phone_keys(phone: str) -> tuple[str, ...]:
    """What a phone is filed under: its own end, and that of its switchboard."""
    digits = national(phone)
    if len(digits) < _FEWEST_DIGITS:
        return (digits,) if digits else ()
    if len(digits) < _FEWEST_BEFORE + 3:
        return (digits[-_FEWEST_DIGITS:],)
    return digits[-_FEWEST_DIGITS:], f"/{digits[:-3][-_FEWEST_BEFORE:]}"


def _ends_alike(one: str, other: str, least: int) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= least and long.endswith(short)


def _packed_rest(customer: Customer, written: tuple[str, ...]) -> bytes:
    values: list[Any] = list(_rest_of(customer))
    for at in _TIMED:
        values[at] = None if values[at] is None else (values[at] - _EPOCH) // _MICROSECOND
    values[_TITLES] = None if customer.titles == written else customer.titles
    values[_DENIALS] = ()
    return marshal.dumps(tuple(values))


def _has_value(code: tuple[str, str]) -> bool:
    return bool(code[1])


def _each(read: Callable[[str], str], found: Collection[str]) -> tuple[str, ...]:
    """What each of them says, once."""
    return tuple(dict.fromkeys(filter(None, map(read, found)))) if found else ()
