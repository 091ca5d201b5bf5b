"""What is asked about, looked up once for all candidates?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from matching import domains, names
from matching.card import Card, bare_code, bare_phone
from matching.directory import Directory
from matching.likeness import Said, said
from matching.names import Name
from model import CustomerId, DetailSort, GroupId, Lineage, Party

_FURTHEST = 20
"""Ancestors beyond which a thread says nothing any more."""
_MOST_NAMED = 60
_MOST_DETAILS = 5


@dataclass(frozen=True, slots=True)
class Thread:
    """Whose the earlier mails of a thread are: the one that is answered, and those before it."""

    nearest: frozenset[CustomerId] = frozenset()
    older: frozenset[CustomerId] = frozenset()
    group: GroupId | None = None
    """The group that all the nearest ones belong to."""
    sign: str = "answers our mail"

    @classmethod
    def of(cls, lineage: Lineage, directory: Directory) -> Thread:
        """An answered mail that is nobody's leaves only the weak support of older ones."""
        nearest, *older = lineage.customers[:_FURTHEST] or (frozenset(),)
        sign = "quotes a mail" if lineage.is_quoted else "answers our mail"
        return cls(nearest, frozenset().union(*older), directory.group_of(nearest), sign)

    @property
    def named(self) -> Iterator[CustomerId]:
        """Some of them, the nearest first: a circular to the whole book is not asked about one by one."""
        yield from sorted(self.nearest)[:_MOST_NAMED]
        yield from sorted(self.older - self.nearest)[:_MOST_NAMED]


@dataclass(frozen=True, slots=True)
class Holders:
    """The customers that have an address or a domain."""

    cards: tuple[Card, ...] = ()
    ids: frozenset[CustomerId] = frozenset()

    @classmethod
    def of(cls, cards: tuple[Card, ...]) -> Holders:
        return cls(cards, frozenset(card.id for card in cards)) if cards else NONE


NONE = Holders()


@dataclass(frozen=True)
class Asked:
    """A party and its thread, and what of it the directory knows."""

    party: Party
    thread: Thread
    directory: Directory
    email: str
    name: Name | None
    """The company's name as the mail gives it, read."""
    said: Said | None
    """The same, taken apart for comparing."""
    domain: str
    label: str
    """The name in the domain, its letters only."""
    website: str
    country: str
    """As the mail says it: ISO 3166 alpha-2, upper case, or empty."""
    phones: tuple[str, ...]
    codes: tuple[tuple[str, str], ...]
    addressed: Holders
    at_home: Holders
    """Whose the domain is."""
    colleagues: Holders
    """Who has another address at the domain."""
    weigh: Callable[[str], float]

    @classmethod
    def of(cls, party: Party, lineage: Lineage, directory: Directory) -> Asked:
        email, domain = party.email.strip().lower(), domains.work_domain(party.email)
        name = _name(party, directory)
        name = name if name and name.plain else None
        return cls(
            party,
            Thread.of(lineage, directory),
            directory,
            email,
            name,
            said(name, directory.telling) if name else None,
            domain,
            domains.label(domain).replace("-", ""),
            domains.website_domain(party.website),
            party.country.strip().upper(),
            tuple(_phones(party)),
            tuple(_codes(party)),
            Holders.of(directory.by_email(email)),
            Holders.of(directory.by_domain(domain)),
            Holders.of(directory.by_colleague(domain)),
            directory.telling,
        )

    @cached_property
    def sisters(self) -> frozenset[str]:
        """Known domains of the same name under another ending."""
        return frozenset(self.directory.sisters(self.domain)) if self.domain else frozenset()

    @cached_property
    def imitated(self) -> str:
        return self.directory.imitated(self.domain) if self.domain else ""


def called(party: Party) -> str:
    """The company's name as the mail gives it, else what the sender calls himself."""
    return party.company or party.name


def _name(party: Party, directory: Directory) -> Name | None:
    """A person's own name counts only where it carries a legal form, or is the title of a customer."""
    name = names.read(called(party)[: names.LONGEST], party.country.strip().upper())
    if party.company or names.has_legal_form(party.name) or directory.is_title(name):
        return name
    return None


def _details(party: Party, sort: DetailSort) -> Iterator[str]:
    found = (detail.value for detail in party.details if detail.sort is sort)
    yield from (value for _, value in zip(range(_MOST_DETAILS), found, strict=False))


def _phones(party: Party) -> Iterator[str]:
    said = (party.phone, *_details(party, DetailSort.PHONE), *_details(party, DetailSort.FAX))
    yield from dict.fromkeys(filter(None, map(bare_phone, said)))


def _codes(party: Party) -> Iterator[tuple[str, str]]:
    """Without placeholders such as 00000000."""
    found = map(bare_code, _details(party, DetailSort.CODE))
    yield from dict.fromkeys(code for code in found if len(set(code[1])) > 2)
