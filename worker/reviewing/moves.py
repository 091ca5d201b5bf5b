"""Which mails did an answer move, from whom to whom?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from model import CustomerId, MailId
from worker.intake import Sitting

NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Move:
    """A mail, in whose history it stood and stands."""

    mail: MailId
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def words(self) -> str:
        return f"mail {self.mail}: {_named(self.before)} → {_named(self.after)}"


def moves(sitting: Sitting, before: Mapping[MailId, frozenset[CustomerId]]) -> list[Move]:
    """What has become of the watched mails; those that are where they were are left out."""
    after = {number: sitting.page.reviews.customers_of(number) for number in before}
    moved = [number for number in sorted(before) if before[number] != after[number]]
    names = _names(sitting, {each for number in moved for each in (*before[number], *after[number])})
    return [Move(number, _of(before[number], names), _of(after[number], names)) for number in moved]


def _names(sitting: Sitting, customers: set[CustomerId]) -> dict[CustomerId, str]:
    return {customer.id: customer.name for customer in sitting.page.customers.these(customers)}


def _of(customers: frozenset[CustomerId], names: Mapping[CustomerId, str]) -> tuple[str, ...]:
    """One that is gone now was a lead that only these mails had opened."""
    return tuple(names.get(each, f"a lead that is gone ({each})") for each in sorted(customers))


def _named(names: tuple[str, ...]) -> str:
    return ", ".join(names) or NOBODY


_MOST = 30


def in_words(moved: Sequence[Move]) -> Iterator[str]:
    """The list for people."""
    yield from (move.words for move in moved[:_MOST])
    if len(moved) > _MOST:
        yield f"and {len(moved) - _MOST} more mails: genjin customers log"
