"""What tells two customers of one name apart? Without a number the name alone proves little."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Protocol


class Told(Protocol):
    """A customer of the book or of a file."""

    @property
    def country(self) -> str: ...

    @property
    def codes(self) -> Sequence[str]: ...


def contradiction(one: Told, other: Told, doubted: Collection[str] = ()) -> str:
    """Why they are two, or nothing. doubted: codes that prove nothing."""
    if one.country and other.country and one.country != other.country:
        return f"other country ({other.country})"
    known = dict(_by_sort(one.codes, doubted))
    for sort, code in _by_sort(other.codes, doubted):
        if known.get(sort, code) != code and code not in one.codes:
            return f"another code ({code})"
    return ""


def agrees(one: Told, other: Told, doubted: Collection[str] = ()) -> bool:
    """Does more than the name say that they are one?"""
    is_there = bool(one.country) and one.country == other.country
    return is_there or bool(set(one.codes) & set(other.codes) - set(doubted))


def _by_sort(codes: Sequence[str], doubted: Collection[str]) -> Iterator[tuple[str, str]]:
    """Of one sort a company has one; of EU-VAT one a country."""
    for code in codes:
        sort, gap, value = code.partition(" ")
        if gap and code not in doubted:
            yield (f"{sort} {value[:2]}" if sort == "EU-VAT" else sort), code
