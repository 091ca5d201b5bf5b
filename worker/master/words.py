"""What is different about a customer now, in words?"""

from __future__ import annotations

from collections.abc import Iterator

from model import Customer
from store.customers import Signs

ONE_OF = {
    "name": "name",
    "group_name": "group",
    "country": "country",
    "owner": "owner",
    "volume_class": "class",
    "close_grade": "grade",
    "intent": "intent",
    "worth": "worth",
    "urgency": "urgency",
    "need": "need",
    "stage": "stage",
    "source": "source",
    "every_days": "interval",
    "external_id": "number",
}
"""What a customer has one of, and what it is called."""
SEVERAL = {
    "titles": "title",
    "domains": "domain",
    "emails": "address",
    "codes": "code",
    "phones": "phone",
    "websites": "web site",
}


def differences(before: Customer, after: Customer) -> list[str]:
    """Each as `owner: anna → bo`, `domain: + nordlicht.example`."""
    return [*_of_one(before, after), *_of_several(before, after)]


def _of_one(before: Customer, after: Customer) -> Iterator[str]:
    for field, called in ONE_OF.items():
        was, now = getattr(before, field), getattr(after, field)
        if was != now:
            yield f"{called}: {shown(was)} → {shown(now)}"


def _of_several(before: Customer, after: Customer) -> Iterator[str]:
    for field, called in SEVERAL.items():
        was, now = getattr(before, field), getattr(after, field)
        yield from (f"{called}: + {each}" for each in now if each not in was)
        yield from (f"{called}: - {each}" for each in was if each not in now)


def lost(before: Customer, after: Customer | None) -> Signs:
    """The titles, domains and addresses that a customer had."""
    kept = {name: getattr(after, name) if after else () for name in ("titles", "domains", "emails")}
    gone = {name: tuple(each for each in getattr(before, name) if each not in kept[name]) for name in kept}
    return Signs(**gone)


def shown(value: object) -> str:
    return str(value) if value not in (None, "") else "(none)"
