"""Who of the book is the same as somebody, or like it, or of its group and another's, and why?

The part of the conflict check that asks the directory only: `genjin check` must answer at once, without what
writes to the book.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum

from late import dataclass
from matching import names
from matching.asking import Asked
from matching.card import Card
from matching.directory import Directory
from matching.duplicates import similar
from matching.marks import held
from model import NO_THREAD, Candidate, Customer, CustomerId, GroupId, Party, RepId

MOST = 5
_ALIKE = 30.0
"""From so much of 100 on two customers may be one: of true ones with another name 0.73 are, of strangers with
a name like it 0.35 (matching-dev, names and countries only).
"""
_ALIKE_FOR_A_PERSON = 70
"""Per cent of letters and words, from which on who asks about one name should look herself: 0.79 of those in
the book are seen so (0.71 without), and 0.43 of strangers (0.26; matching-dev, names only). A file of
thousands would drown in such pairs.
"""
_SHOWN = 12
"""So many are told to who asks about one name: the likeliest are not always those that hold her words."""
_LOOKED_AT, _KEPT = 25, 12
"""So many names are looked at, and so many compared in full. With 300 it takes seven times as long and finds
no more true ones; with all 25 in full twice, and it finds 1 in 100 of the similar ones more.
"""
_PROOF = frozenset(("code", "address", "domain", "website", "title"))
"""Evidence that says the same, not only the like."""
_OF_A_FIRM = frozenset(("code", "title"))
"""Of these, what two companies of one group do not share."""
NOBODY = CustomerId(0)
"""Who is not in the book yet; numbers begin with 1."""


class ConflictSort(StrEnum):
    SAME = "same_customer"
    SIMILAR = "similar_customer"
    GROUP = "same_group_other_owner"
    INQUIRY = "same_inquiry"
    """One inquiry came to several reps."""
    TWO_REPS = "two_reps_one_group"
    """Two reps write with companies of one group."""
    NEAREST = "nearest"
    """No conflict: only the nearest there is."""


@dataclass(frozen=True, slots=True)
class Twin:
    """A customer of the book that somebody could be."""

    sort: ConflictSort
    customer: CustomerId
    name: str
    owner: RepId | None
    """None: it is in the public pool."""
    group: GroupId | None
    group_name: str
    because: tuple[str, ...]
    """In words, the strongest first."""


def twins(asked: Customer, directory: Directory) -> Iterator[Twin]:
    """Who is like it by name, code, domain, address or phone; the likeliest first."""
    found = similar(asked, directory, MOST, _LOOKED_AT, kept=_KEPT, distant=False)
    for twin in _told(asked, directory, found):
        if twin.sort is not ConflictSort.NEAREST:
            yield twin


def nearest(asked: Customer, directory: Directory, looked_at: int = _LOOKED_AT) -> Iterator[Twin]:
    """The same for a person's eye: also who has a name like it or that holds it, and who is nearest of all
    others.
    """
    titles = _titles(asked, directory)
    for twin in _told(asked, directory, similar(asked, directory, _SHOWN, looked_at)):
        card = directory.card(twin.customer)
        if twin.sort is ConflictSort.NEAREST and card and any(_is_alike(title, card) for title in titles):
            yield replace(twin, sort=ConflictSort.SIMILAR)
        else:
            yield twin


def imitated(domain: str, directory: Directory) -> Iterator[Twin]:
    """Whose domain a strange one could be taken for: a known trick."""
    known = directory.imitated(domain) if domain else ""
    for card in (*directory.by_domain(known), *directory.by_colleague(known)) if known else ():
        because = (f"{domain} looks like {known}",)
        yield Twin(ConflictSort.SIMILAR, card.id, card.name, card.owner, card.group, card.group_name, because)


def _titles(asked: Customer, directory: Directory) -> list[Asked]:
    written = [title.written for title in Card.of(asked).titles]
    return [Asked.of(Party(company=each, country=asked.country), NO_THREAD, directory) for each in written]


def _is_alike(asked: Asked, card: Card) -> bool:
    """Nearly the same letters and words; or every word that tells something is in one of its titles."""
    if asked.name is None:
        return False
    if held(asked, card).percent >= _ALIKE_FOR_A_PERSON:
        return True
    words = set(asked.name.latin.split())
    telling = {word for word in words if not names.is_common(word)}
    return bool(telling) and any(telling <= set(title.latin.split()) for title in card.titles)


def _told(asked: Customer, directory: Directory, found: Iterable[Candidate]) -> Iterator[Twin]:
    for candidate in found:
        other = directory.card(candidate.customer)
        if other is not None and other.id != asked.id:
            sort = _sort_of(asked, other.group, other.owner, candidate)
            whose = (other.owner, other.group, other.group_name)
            yield Twin(sort, other.id, other.name, *whose, _because(sort, candidate))


def in_group(asked: Customer, kin: Iterable[Customer]) -> Iterator[Twin]:
    """Companies of its group that are another's. kin: who is in the group."""
    for other in kin:
        if other.id != asked.id and _is_anothers(other.owner, asked.owner):
            whose = (other.owner, other.group, other.group_name)
            because = (f"both of the group {other.group_name}",)
            yield Twin(ConflictSort.GROUP, other.id, other.name, *whose, because)


def _sort_of(
    asked: Customer, group: GroupId | None, owner: RepId | None, candidate: Candidate
) -> ConflictSort:
    """Same, like, or only of the same group? Sisters share a domain, but no code and no name."""
    proved = {item.sort for item in candidate.evidence if item.weight > 0} & _PROOF
    if asked.group is not None and asked.group == group and not proved & _OF_A_FIRM:
        return ConflictSort.GROUP if _is_anothers(owner, asked.owner) else ConflictSort.NEAREST
    if proved - {"title"} or (proved and not _speaks_against(candidate)):
        return ConflictSort.SAME
    return ConflictSort.SIMILAR if proved or candidate.score >= _ALIKE else ConflictSort.NEAREST


def _speaks_against(candidate: Candidate) -> bool:
    """One name in two countries: there is a Pacific Trading everywhere."""
    return any(item.weight < 0 for item in candidate.evidence)


def _is_anothers(owner: RepId | None, asking: RepId | None) -> bool:
    return owner is not None and owner != asking


def _because(sort: ConflictSort, candidate: Candidate) -> tuple[str, ...]:
    """Of strong reasons the weak ones are not worth saying."""
    evidence = sorted(candidate.evidence, key=lambda item: -item.weight)
    words = [item.words for item in evidence if item.weight >= _WEAK or item is evidence[0]]
    return tuple(words) if sort is not ConflictSort.GROUP else ("both of one group", *words)


_WEAK = 20.0
