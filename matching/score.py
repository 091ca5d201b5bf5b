"""What speaks for one customer, and what against?

Each piece of evidence is weighed by itself and says in words what it saw. Reasons in favour are put
together as independent ones are: each takes its share of the doubt that is left, so two good ones are
better than one and none goes past 100. Reasons against are taken off. All weights stand in the tables at
the top.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import prod

from rapidfuzz import fuzz

from matching import domains, names
from matching.card import Card
from matching.directory import Directory
from matching.likeness import NOTHING, Likeness, likeness
from model import Candidate, CustomerId, Evidence, GroupId, Lineage, Party

THREAD = 97.0
GROUP_THREAD = 88.0
CIRCULAR = 60.0
OLDER_THREAD = 45.0
ADDRESS = 97.0
SHARED_ADDRESS = 88.0
DOMAIN = 93.0
GROUP_DOMAIN = 88.0
UNRELATED_DOMAIN = 45.0
COLLEAGUE = 75.0
WEBSITE = 75.0
SISTER = 50.0
LOOKALIKE = 60.0
SAME_COUNTRY = 12.0
DOMAIN_FITS = 20.0
OTHER_DOMAIN = -35.0
OTHER_WEBSITE = -30.0
OTHER_COUNTRY = -30.0
OTHER_COUNTRY_BY_ENDING = -15.0
BESIDE_PROOF = -2.0
"""What a contradiction still weighs where an address, thread or domain has proved who it is."""
TITLE_WEIGHTS = (
    (62.0, 0.0),
    (70.0, 25.0),
    (80.0, 50.0),
    (88.0, 68.0),
    (94.0, 84.0),
    (98.0, 90.0),
    (100.0, 93.0),
)
"""How much a title weighs that is so many percent alike."""
DISTINCT = 0.75
"""So much must the words in common tell for the title to weigh its full."""
PROOF = ("thread", "address", "domain")
"""Sorts of evidence that an outsider cannot just write into a mail, and that say which customer it is."""
WEAK_THREAD = "weak thread"
"""Somebody's answer to us for sure, but not surely this customer's. It proves nothing by itself."""

_FURTHEST = 20
"""Ancestors beyond which a thread says nothing any more."""
_MOST_NAMED = 60
_SAID_BY = {"portal": "the portal", "signature": "the signature", "display name": "the sender's name"}


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


Resemblance = tuple[str, Likeness]
"""A title, and how like the asked name it is."""


@dataclass(frozen=True, slots=True)
class Holders:
    """The customers that have an address or a domain."""

    cards: tuple[Card, ...]
    ids: frozenset[CustomerId]

    @classmethod
    def of(cls, cards: tuple[Card, ...]) -> Holders:
        return cls(cards, frozenset(card.id for card in cards))


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked about, looked up once for all candidates."""

    party: Party
    thread: Thread
    directory: Directory
    email: str
    company: str
    """The company's name as the mail gives it, normalised."""
    domain: str
    website: str
    addressed: Holders
    at_home: Holders
    """Whose the domain is."""
    colleagues: Holders
    """Who has another address at the domain."""
    sisters: tuple[str, ...]
    imitated: str
    telling: Callable[[str], float]

    @classmethod
    def of(cls, party: Party, lineage: Lineage, directory: Directory) -> Asked:
        email, domain = party.email.strip().lower(), domains.work_domain(party.email)
        return cls(
            party,
            Thread.of(lineage, directory),
            directory,
            email,
            names.normalise(called(party)),
            domain,
            domains.website_domain(party.website),
            Holders.of(directory.by_email(email)),
            Holders.of(directory.by_domain(domain)),
            Holders.of(directory.by_colleague(domain)),
            tuple(directory.sisters(domain)),
            directory.imitated(domain),
            cache(directory.telling),
        )


def called(party: Party) -> str:
    """The company's name as the mail gives it; a person's own name only where it carries a legal form."""
    return party.company or (party.name if names.has_legal_form(party.name) else "")


def weighed(asked: Asked, customer: Card) -> Candidate:
    """One customer against what is asked: 0 to 100, with the reasons."""
    found = tuple(item for look in LOOKS for item in look(asked, customer))
    if any(item.weight > 0 and item.sort in (*PROOF, WEAK_THREAD) for item in found):
        found = tuple(_beside_proof(item) for item in found)
    return Candidate(customer.id, customer.name, _together(found), found, customer.group)


def _together(evidence: Sequence[Evidence]) -> float:
    if not any(item.weight > 0 and item.sort != "country" for item in evidence):
        return 0.0  # half the book is in the same country
    doubt = prod(1 - item.weight / 100 for item in evidence if item.weight > 0)
    against = sum(item.weight for item in evidence if item.weight < 0)
    return round(min(100.0, max(0.0, 100 * (1 - doubt) + against)), 1)


def _beside_proof(item: Evidence) -> Evidence:
    return item if item.weight >= 0 else Evidence(item.sort, BESIDE_PROOF, item.words)


# -- where to look, strongest first --------------------------------------------------------------------


def _thread(asked: Asked, customer: Card) -> Iterator[Evidence]:
    thread = asked.thread
    if customer.id in thread.nearest:
        yield _answered(asked, customer)
    elif customer.id in thread.older:
        yield Evidence(WEAK_THREAD, OLDER_THREAD, f"thread: an older mail in it was with {customer.name}")


def _from_elsewhere(asked: Asked, customer: Card) -> bool:
    """A work domain that is not the customer's, who has one: a forwarder, a supplier, a third party."""
    own = customer.domains
    known = customer.id in asked.at_home.ids | asked.colleagues.ids | asked.addressed.ids
    return bool(asked.domain and own) and not known


def _answered(asked: Asked, customer: Card) -> Evidence:
    """An answer to a mail of several customers may come from any of them, or from whom one of them asked."""
    thread = asked.thread
    if len(thread.nearest) == 1 and _from_elsewhere(asked, customer):
        words = f"thread: {thread.sign} to {customer.name}, but writes from {asked.domain}"
        return Evidence(WEAK_THREAD, CIRCULAR, words)
    if len(thread.nearest) == 1:
        return Evidence("thread", THREAD, f"thread: {thread.sign} to {customer.name}")
    words = f"thread: {thread.sign} that went to {len(thread.nearest)} customers"
    if thread.group is not None:
        return Evidence(
            "thread", GROUP_THREAD, f"{words} of the group {customer.group_name or customer.name}"
        )
    return Evidence(WEAK_THREAD, CIRCULAR, words)


def _address(asked: Asked, customer: Card) -> Iterator[Evidence]:
    if customer.id not in asked.addressed.ids:
        return
    words, others = f"{asked.email} is a stored address of {customer.name}", len(asked.addressed.ids) - 1
    if others:
        yield Evidence("address", SHARED_ADDRESS, f"{words}, and of {_others(others)}")
    else:
        yield Evidence("address", ADDRESS, words)


def _domain(asked: Asked, customer: Card) -> Iterator[Evidence]:
    if customer.id in asked.at_home.ids:
        yield _held_domain(asked.domain, customer, asked.at_home.cards)
    elif customer.id in asked.colleagues.ids:
        yield Evidence("domain", COLLEAGUE, f"{customer.name} has another address at {asked.domain}")
    elif asked.domain:
        yield from _foreign_domain(asked, customer)


def _held_domain(domain: str, customer: Card, holders: Sequence[Card]) -> Evidence:
    if len(holders) == 1:
        return Evidence("domain", DOMAIN, f"work domain {domain} belongs to {customer.name}")
    if customer.group is not None and {holder.group for holder in holders} == {customer.group}:
        group = f"{len(holders)} customers of the group {customer.group_name or customer.name}"
        return Evidence("domain", GROUP_DOMAIN, f"work domain {domain}, used by {group}")
    words = f"work domain {domain} is used by {len(holders)} customers that do not belong together"
    return Evidence("shared domain", UNRELATED_DOMAIN, words)


def _foreign_domain(asked: Asked, customer: Card) -> Iterator[Evidence]:
    known = customer.domains
    if asked.imitated in known:
        words = f"{asked.domain} looks like {asked.imitated} of {customer.name} but is not: beware of fraud"
        yield Evidence("look-alike", LOOKALIKE, words)
    elif sister := next((domain for domain in asked.sisters if domain in known), ""):
        words = f"{asked.domain} has the same name as {sister} of {customer.name}, under another ending"
        yield Evidence("sister", SISTER, words)
    elif known:
        words = f"writes from {asked.domain}, but {customer.name} is known under {_listed(known)}"
        yield Evidence("domain", OTHER_DOMAIN, words)


def _website(asked: Asked, customer: Card) -> Iterator[Evidence]:
    known, site = customer.domains, asked.website
    if not site or site == asked.domain or not known:
        return
    if site in known:
        yield Evidence("website", WEBSITE, f"gives {site} as web site, the domain of {customer.name}")
    else:
        yield Evidence(
            "website", OTHER_WEBSITE, f"gives {site} as web site, {customer.name} has {_listed(known)}"
        )


def _title(asked: Asked, customer: Card) -> Iterator[Evidence]:
    title, alike = _best_title(asked, customer)
    weight = _title_weight(alike)
    if weight <= 0:
        return
    teller = _SAID_BY.get(asked.party.company_from, "the mail")
    sort = "portal" if asked.party.company_from == "portal" else "title"
    words = f"{teller} says {called(asked.party)[:80]}, {alike.percent:.0f} % like title {title[:80]}"
    yield Evidence(sort, weight, words)
    if asked.domain and not customer.domains and _fits(asked.domain, title):
        yield Evidence("domain name", DOMAIN_FITS, f"the domain {asked.domain} fits the title {title[:80]}")


def _country(asked: Asked, customer: Card) -> Iterator[Evidence]:
    theirs = customer.country.upper()
    said, by_ending = asked.party.country.upper(), domains.country(asked.domain)
    if not theirs or not (said or by_ending):
        return
    if said and said == theirs:
        yield Evidence("country", SAME_COUNTRY, f"country agrees: {theirs}")
    elif said:
        yield Evidence(
            "country", OTHER_COUNTRY, f"country differs: mail says {said}, {customer.name} is in {theirs}"
        )
    elif by_ending != theirs:
        words = f"country differs: {asked.domain} is of {by_ending}, {customer.name} is in {theirs}"
        yield Evidence("country", OTHER_COUNTRY_BY_ENDING, words)


LOOKS: tuple[Callable[[Asked, Card], Iterator[Evidence]], ...] = (
    _thread,
    _address,
    _domain,
    _website,
    _title,
    _country,
)


# -- names ---------------------------------------------------------------------------------------------


def resembling(asked: Asked) -> Mapping[CustomerId, Resemblance]:
    """Who has a title like the company's name. A mailbox asks for the same few companies again and again, so
    it is remembered as long as no title changes.
    """
    if not asked.company:
        return {}
    remembered = asked.directory.resemblances
    found = remembered.get(asked.company)
    if found is None:
        each = ((card.id, _compared(asked, card)) for card in asked.directory.likely(asked.company))
        found = {number: title for number, title in each if _title_weight(title[1]) > 0}
        remembered.put(asked.company, found)
    return found


def _best_title(asked: Asked, customer: Card) -> Resemblance:
    return resembling(asked).get(customer.id) or _compared(asked, customer)


def _compared(asked: Asked, customer: Card) -> Resemblance:
    if not asked.company:
        return "", NOTHING
    compared = ((likeness(asked.company, normal, asked.telling), title) for title, normal in customer.titles)
    best = max(compared, key=lambda found: (found[0].percent, found[1]), default=(NOTHING, ""))
    return best[1], best[0]


def _title_weight(alike: Likeness) -> float:
    full = _between(alike.percent, TITLE_WEIGHTS)
    return round(full * min(1.0, alike.shared / DISTINCT), 1)


def _between(value: float, points: Sequence[tuple[float, float]]) -> float:
    """The straight line through the points; flat beyond the last."""
    for (low, least), (high, most) in pairwise(points):
        if value < low:
            return least
        if value <= high:
            return least + (most - least) * (value - low) / (high - low)
    return points[-1][1]


def _fits(domain: str, title: str) -> bool:
    name, joined = domains.label(domain).replace("-", ""), names.normalise(title).replace(" ", "")
    return len(name) >= 4 and (joined.startswith(name) or fuzz.ratio(name, joined) >= 85)


def _others(count: int) -> str:
    return "1 other customer" if count == 1 else f"{count} other customers"


def _listed(known: Sequence[str]) -> str:
    return ", ".join(sorted(known)[:3])
