"""What speaks for one customer, and what against?

Each piece of evidence is weighed by itself and says in words what it saw. Reasons in favour are put
together as independent ones are: each takes its share of the doubt that is left, so two good ones are
better than one and none goes past 100. Reasons against are taken off. All weights stand in the tables at
the top.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import prod

from rapidfuzz import fuzz

from matching import domains, names
from matching.directory import Directory
from matching.likeness import Likeness, likeness
from model import Candidate, Customer, CustomerId, Evidence, Party

THREAD = 97.0
OLDER_THREAD = 60.0
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
"""Sorts of evidence that an outsider cannot just write into a mail."""

_SAID_BY = {"portal": "the portal", "signature": "the signature", "display name": "the sender's name"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked about, looked up once for all candidates."""

    party: Party
    parents: tuple[CustomerId, ...]
    directory: Directory
    company: str
    domain: str
    website: str
    imitated: str

    @classmethod
    def of(cls, party: Party, parents: Sequence[CustomerId], directory: Directory) -> Asked:
        domain = directory.work_domain(party.email)
        website = directory.website_domain(party.website)
        known = tuple(parent for parent in dict.fromkeys(parents) if parent in directory)
        return cls(party, known, directory, called(party), domain, website, directory.imitated(domain))


def called(party: Party) -> str:
    """The company's name as the mail gives it; a person's own name only where it carries a legal form."""
    return party.company or (party.name if names.has_legal_form(party.name) else "")


def weigh(party: Party, parents: Sequence[CustomerId], customer: Customer, directory: Directory) -> Candidate:
    """One customer against one party: 0 to 100, with the reasons."""
    return weighed(Asked.of(party, parents, directory), customer)


def weighed(asked: Asked, customer: Customer) -> Candidate:
    found = tuple(item for look in LOOKS for item in look(asked, customer))
    if any(item.weight > 0 and item.sort in PROOF for item in found):
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


def _thread(asked: Asked, customer: Customer) -> Iterator[Evidence]:
    if customer.id not in asked.parents:
        return
    if customer.id == asked.parents[0]:
        yield Evidence("thread", THREAD, f"thread: answers our mail to {customer.name}")
    else:
        yield Evidence("thread", OLDER_THREAD, f"thread: an older mail in it was with {customer.name}")


def _address(asked: Asked, customer: Customer) -> Iterator[Evidence]:
    email = asked.party.email.strip().lower()
    holders = asked.directory.by_email(email) if email else ()
    if customer.id not in {holder.id for holder in holders}:
        return
    if len(holders) == 1:
        yield Evidence("address", ADDRESS, f"{email} is a stored address of {customer.name}")
    else:
        words = f"{email} is a stored address of {customer.name}, and of {_others(len(holders) - 1)}"
        yield Evidence("address", SHARED_ADDRESS, words)


def _domain(asked: Asked, customer: Customer) -> Iterator[Evidence]:
    domain = asked.domain
    holders = asked.directory.by_domain(domain) if domain else ()
    if customer.id in {holder.id for holder in holders}:
        yield _held_domain(domain, customer, holders)
    elif customer.id in {holder.id for holder in asked.directory.by_colleague(domain)}:
        yield Evidence("domain", COLLEAGUE, f"{customer.name} has another address at {domain}")
    elif domain:
        yield from _foreign_domain(asked, customer)


def _held_domain(domain: str, customer: Customer, holders: Sequence[Customer]) -> Evidence:
    if len(holders) == 1:
        return Evidence("domain", DOMAIN, f"work domain {domain} belongs to {customer.name}")
    if customer.group is not None and {holder.group for holder in holders} == {customer.group}:
        group = f"{len(holders)} customers of the group {customer.group_name or customer.name}"
        return Evidence(
            "domain",
            GROUP_DOMAIN,
            f"work domain {domain}, used by {group}",
        )
    words = f"work domain {domain} is used by {len(holders)} customers that do not belong together"
    return Evidence("shared domain", UNRELATED_DOMAIN, words)


def _foreign_domain(asked: Asked, customer: Customer) -> Iterator[Evidence]:
    known = asked.directory.domains(customer.id)
    if asked.imitated in known:
        words = f"{asked.domain} looks like {asked.imitated} of {customer.name} but is not: beware of fraud"
        yield Evidence("look-alike", LOOKALIKE, words)
    elif sister := next((domain for domain in asked.directory.sisters(asked.domain) if domain in known), ""):
        words = f"{asked.domain} has the same name as {sister} of {customer.name}, under another ending"
        yield Evidence("sister", SISTER, words)
    elif known:
        words = f"writes from {asked.domain}, but {customer.name} is known under {_listed(known)}"
        yield Evidence("domain", OTHER_DOMAIN, words)


def _website(asked: Asked, customer: Customer) -> Iterator[Evidence]:
    known, site = asked.directory.domains(customer.id), asked.website
    if not site or site == asked.domain or not known:
        return
    if site in known:
        yield Evidence("website", WEBSITE, f"gives {site} as web site, the domain of {customer.name}")
    else:
        yield Evidence(
            "website", OTHER_WEBSITE, f"gives {site} as web site, {customer.name} has {_listed(known)}"
        )


def _title(asked: Asked, customer: Customer) -> Iterator[Evidence]:
    said = names.normalise(asked.company)
    title, alike = _best_title(said, asked.directory, customer.id)
    weight = _title_weight(alike)
    if weight <= 0:
        return
    teller = _SAID_BY.get(asked.party.company_from, "the mail")
    sort = "portal" if asked.party.company_from == "portal" else "title"
    words = f"{teller} says {asked.company[:80]}, {alike.percent:.0f} % like title {title[:80]}"
    yield Evidence(sort, weight, words)
    if (
        asked.domain
        and not asked.directory.domains(customer.id)
        and _fits(asked.domain, names.normalise(title))
    ):
        yield Evidence("domain name", DOMAIN_FITS, f"the domain {asked.domain} fits the title {title[:80]}")


def _country(asked: Asked, customer: Customer) -> Iterator[Evidence]:
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


LOOKS: tuple[Callable[[Asked, Customer], Iterator[Evidence]], ...] = (
    _thread,
    _address,
    _domain,
    _website,
    _title,
    _country,
)


# -- names ---------------------------------------------------------------------------------------------


def _best_title(said: str, directory: Directory, customer: CustomerId) -> tuple[str, Likeness]:
    compared = (
        (likeness(said, normal, directory.telling), title) for title, normal in directory.titles(customer)
    )
    best = max(compared, key=lambda found: (found[0].percent, found[1]), default=(Likeness(0, 0), ""))
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
    name, joined = domains.label(domain).replace("-", ""), title.replace(" ", "")
    return len(name) >= 4 and (joined.startswith(name) or fuzz.ratio(name, joined) >= 85)


def _others(count: int) -> str:
    return "1 other customer" if count == 1 else f"{count} other customers"


def _listed(known: frozenset[str]) -> str:
    return ", ".join(sorted(known)[:3])
