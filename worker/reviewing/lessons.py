"""What does an answer teach? Signs of the customer, signs that are not its, and who is none at all. Pure.

A person vouches for the mail before her. What is learned from it must not reach further than she sees: not to
everybody at a domain that is another customer's or only looks like one, not to a name that is another's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from matching import Directory, work_domain
from matching.domains import own_domain
from matching.names import has_legal_form, normalise, telling, words
from model import Case, Customer, Denial, Party

_TELLS = 0.9
"""A word that tells at least so much makes a name: `Trading` or 科技 alone names nobody."""
_SAYS_A_COMPANY = ("signature", "portal")
"""Where a company's name stands as such; a display name may be a person's or a department's."""
_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Lesson:
    """Signs by which the customer is known from now on; empty ones teach nothing."""

    email: str = ""
    person: str = ""
    domain: str = ""
    title: str = ""

    @property
    def words(self) -> str:
        named = (("address", self.email), ("domain", self.domain), ("title", self.title))
        return ", ".join(f"{sort} {value}" for sort, value in named if value)


def writer(case: Case) -> Party:
    return case.reading.parties[0] if case.reading.parties else Party()


def lesson_of(case: Case, customer: Customer, directory: Directory) -> Lesson:
    """What a mail teaches about the customer that a person says it is from."""
    party = writer(case)
    email = "" if party.email in customer.emails else party.email
    domain = _own_domain(case, customer, work_domain(party.email), directory)
    return Lesson(email, party.name, domain, _title(party, customer, directory))


def _own_domain(case: Case, customer: Customer, domain: str, directory: Directory) -> str:
    """The domain, unless the customer has it, it speaks for another one, or it only looks like one that we
    know: of such a one a person may vouch for the address, not for everybody who will ever write from it.
    """
    if not domain or domain in map(own_domain, customer.domains):
        return ""
    evidence = (proof for each in case.match.candidates for proof in each.evidence)
    imitated = any(proof.sort == "look-alike" for proof in evidence)
    taken = any(card.id != customer.id for card in directory.by_domain(domain))
    return "" if imitated or taken else domain


def _title(party: Party, customer: Customer, directory: Directory) -> str:
    """The company's name as the mail writes it, where it names a company and no other customer."""
    name = " ".join(party.company.split())
    if not name or len(name) > _LONGEST_TITLE or not _names_a_company(party, name):
        return ""
    plain = normalise(name)
    if plain in {normalise(title) for title in (customer.name, *customer.titles)}:
        return ""
    return "" if _is_anothers(plain, customer, directory) else name


def _names_a_company(party: Party, name: str) -> bool:
    said = party.company_from in _SAYS_A_COMPANY or has_legal_form(name)
    return said and any(telling(word) >= _TELLS for word in words(normalise(name)))


def _is_anothers(plain: str, customer: Customer, directory: Directory) -> bool:
    others = (card.customer for card in directory.likely(plain) if card.id != customer.id)
    return any(plain == normalise(title) for other in others for title in (other.name, *other.titles))


def signs_of(case: Case) -> frozenset[Denial]:
    """All by which the writer could have been ruled out before."""
    party = writer(case)
    said = (("domain", work_domain(party.email)), ("email", party.email), ("title", party.company))
    return frozenset(Denial(sort, value) for sort, value in said if value)


def denials_of(case: Case, customer: Customer) -> tuple[Denial, ...]:
    """What is not this customer's, when a person says that the mail is not from it.

    The work domain where it is not the customer's, so that a colleague is not asked about again; else the
    address. The name only where the customer bears another: a namesake leaves it its own.
    """
    return tuple(_negatives(writer(case), customer))


def _negatives(party: Party, customer: Customer) -> Iterator[Denial]:
    domain = work_domain(party.email)
    if domain and domain not in map(own_domain, customer.domains):
        yield Denial("domain", domain)
    if party.email:
        yield Denial("email", party.email)
    plain = normalise(party.company)
    if plain and plain not in {normalise(title) for title in (customer.name, *customer.titles)}:
        yield Denial("title", party.company)
