"""Which rows does an export have? Customers in the columns that `import customers` reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from store import dealt, lookups
from store.lookups import CustomerFound, PersonFound
from store.queries import Reader

Value = str | list[str] | int | None
Line = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Table:
    """What to write: a list stays one in JSON, and is parted by `; ` in a cell."""

    headings: tuple[str, ...]
    lines: Iterable[Line]


_CUSTOMERS = (
    "id",
    "name",
    "titles",
    "group",
    "country",
    "class",
    "grade",
    "owner",
    "source",
    "every_days",
    "domains",
    "websites",
    "codes",
    "phones",
    "contacts",
    "genjin",
)
_CONTACTS = ("name", "emails", "customers", "position", "phones", "other")
_FACTS = (
    "id",
    "customer_id",
    "customer",
    "sort",
    "at",
    "number",
    "amount",
    "currency",
    "valid_until",
    "words",
    "mail",
    "by",
)
_CHANGES = ("id", "at", "who", "what", "customer_id", "customer", "words", "undoes", "undone_by")
_REACHED_BY = ("phone", "whatsapp", "fax")
_EVERY = 10_000_000


def customers(reader: Reader) -> Table:
    return Table(_CUSTOMERS, map(_customer, lookups.customers(reader)))


def contacts(reader: Reader) -> Table:
    return Table(_CONTACTS, map(_person, lookups.people(reader)))


def changes(reader: Reader) -> Table:
    return Table(_CHANGES, _changes(reader))


def facts(reader: Reader) -> Table:
    return Table(_FACTS, map(_fact, dealt.facts(reader)))


def _fact(found: dealt.FactFound) -> Line:
    return {
        "id": found.id,
        "customer_id": found.customer,
        "customer": found.customer_name,
        "sort": found.sort,
        "at": found.at.astimezone(UTC).isoformat(timespec="seconds"),
        "number": found.number,
        "amount": found.amount,
        "currency": found.currency,
        "valid_until": found.valid_until,
        "words": found.words,
        "mail": found.mail,
        "by": found.by,
    }


def _customer(found: CustomerFound) -> Line:
    return {
        "id": found.external_id,
        "genjin": None if found.external_id else found.id,
        "name": found.name,
        "titles": [title for title in found.values("title") if title != found.name],
        "group": found.group,
        "country": found.country,
        "class": found.volume_class,
        "grade": found.close_grade,
        "owner": found.owner,
        "source": found.source,
        "every_days": found.every_days,
        "domains": [*found.values("domain")],
        "websites": [*found.values("website")],
        "codes": [*found.values("code")],
        "phones": [*found.values("phone")],
        "contacts": [_addressed(name, email) for _, name, email in found.people],
    }


def _addressed(name: str, email: str) -> str:
    """`Jana Krueger <jana@nordlicht.example>`; the signs that part entries cannot stand in a name."""
    plain = name.translate(_PARTING).strip()
    return f"{plain} <{email}>" if plain else f"<{email}>"


_PARTING = str.maketrans({";": ",", "；": ",", "|": ",", "\n": " ", "\r": " ", "<": "(", ">": ")"})


def _person(found: PersonFound) -> Line:
    return {
        "name": found.name,
        "emails": [*found.emails],
        "customers": [name for _, name in found.customers],
        "position": ", ".join(value for sort, value in found.details if sort == "position"),
        "phones": [value for sort, value in found.details if sort in _REACHED_BY],
        "other": [
            f"{sort.replace('_', ' ')} {value}"
            for sort, value in found.details
            if sort not in (*_REACHED_BY, "position")
        ],
    }


def _changes(reader: Reader) -> Iterator[Line]:
    for found in lookups.changes(reader, None, _EVERY):
        told: dict[str, Any] = {
            "id": found.number,
            "at": found.at.astimezone(UTC).isoformat(timespec="seconds"),
            "who": found.actor,
            "what": found.action,
            "customer_id": found.customer,
            "customer": found.customer_name,
            "words": found.words,
            "undoes": found.undoes,
            "undone_by": found.undone_by,
        }
        yield told
