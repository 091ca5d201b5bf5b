"""What was seen, in words a rep can check, and how many points is it worth?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from matching import domains, points
from matching.asking import Asked, called
from matching.card import Card, same_code, same_phone, same_switchboard
from matching.marks import FIELD_CASES, Held
from model import Evidence, Party

THREAD = 14.0
GROUP_THREAD = 12.0
CIRCULAR = 3.5
OLDER_THREAD = 1.2
OTHER_NAME = -3.0
ADDRESS = 15.0
SHARED_ADDRESS = 12.0
"""By hand, for no labelled query has a thread: what an outsider cannot write outweighs any name he can."""

PROOF = ("thread", "address", "domain")
"""Sorts of evidence that an outsider cannot just write into a mail, and that say which customer it is."""
DOUBTS = (
    "other code",
    "sister",
    "disposable",
    "other domain",
    "other website",
    "other country",
    "display name",
    "short name",
)
"""Sorts that speak against a customer, gravest first."""
BACKING = ("phone", "code", "website")
"""Sorts beside the name that only the customer itself is likely to give."""
WEAK_THREAD = "weak thread"
"""Somebody's answer to us for sure, but not surely this customer's. It proves nothing by itself."""

_SAID_BY = {
    "portal": "the portal",
    "signature": "the signature",
    "display name": "the sender's name",
    "query": "the query",
}
_LONGEST = 80
_FEWEST_LETTERS = 2


# -- what only a mailbox shows ---------------------------------------------------------------------------


def from_mailbox(asked: Asked, card: Card) -> Iterator[Evidence]:
    yield from _thread(asked, card)
    yield from _address(asked, card)


def _thread(asked: Asked, card: Card) -> Iterator[Evidence]:
    thread = asked.thread
    if card.id in thread.nearest:
        yield _answered(asked, card)
    elif card.id in thread.older:
        yield Evidence(WEAK_THREAD, OLDER_THREAD, f"thread: an older mail in it was with {card.name}")


def _answered(asked: Asked, card: Card) -> Evidence:
    """An answer to a mail of several customers may come from any of them, or from whom one of them asked."""
    thread = asked.thread
    if len(thread.nearest) == 1 and _from_elsewhere(asked, card):
        words = f"thread: {thread.sign} to {card.name}, but writes from {asked.domain}"
        return Evidence(WEAK_THREAD, CIRCULAR, words)
    if len(thread.nearest) == 1:
        return Evidence("thread", THREAD, f"thread: {thread.sign} to {card.name}")
    words = f"thread: {thread.sign} that went to {len(thread.nearest)} customers"
    if thread.group is not None:
        return Evidence("thread", GROUP_THREAD, f"{words} of the group {card.group_name or card.name}")
    return Evidence(WEAK_THREAD, CIRCULAR, words)


def _from_elsewhere(asked: Asked, card: Card) -> bool:
    """A work domain that is not the customer's, who has one: a forwarder, a supplier, a third party."""
    known = card.id in asked.at_home.ids | asked.colleagues.ids | asked.addressed.ids
    return bool(asked.domain and card.domains) and not known


def _address(asked: Asked, card: Card) -> Iterator[Evidence]:
    if card.id not in asked.addressed.ids:
        return
    words, others = f"{asked.email} is a stored address of {card.name}", len(asked.addressed.ids) - 1
    if others:
        yield Evidence("address", SHARED_ADDRESS, f"{words}, and of {_others(others)}")
    else:
        yield Evidence("address", ADDRESS, words)


# -- what any question shows -----------------------------------------------------------------------------


def from_marks(asked: Asked, held: Held) -> Iterator[Evidence]:
    for look in (_domain, _website, _code, _phone, _title, _country):
        yield from look(asked, held)


def _domain(asked: Asked, held: Held) -> Iterator[Evidence]:
    case = _case("domain", held)
    if case == "none":
        return
    sort, words = _DOMAINS[case](asked, held.card)
    if case == "other" and held.has_kindred_domain:
        sort, words = "kindred domain", f"{words}; the new one fits its title"
    yield Evidence(sort, _worth("domain", held), words)


def _sole(asked: Asked, card: Card) -> tuple[str, str]:
    return "domain", f"work domain {asked.domain} belongs to {card.name}"


def _of_group(asked: Asked, card: Card) -> tuple[str, str]:
    group = f"{len(asked.at_home.cards)} customers of the group {card.group_name or card.name}"
    return "domain", f"work domain {asked.domain}, used by {group}"


def _of_strangers(asked: Asked, _: Card) -> tuple[str, str]:
    count = len(asked.at_home.cards)
    return (
        "shared domain",
        f"work domain {asked.domain} is used by {count} customers that do not belong together",
    )


def _of_colleague(asked: Asked, card: Card) -> tuple[str, str]:
    return "domain", f"{card.name} has another address at {asked.domain}"


def _sister(asked: Asked, card: Card) -> tuple[str, str]:
    sister = next(domain for domain in card.domains if domain in asked.sisters)
    return "sister", f"{asked.domain} has the same name as {sister} of {card.name}, under another ending"


def _look_alike(asked: Asked, card: Card) -> tuple[str, str]:
    return (
        "look-alike",
        f"{asked.domain} looks like {asked.imitated} of {card.name} but is not: beware of fraud",
    )


def _other_domain(asked: Asked, card: Card) -> tuple[str, str]:
    return (
        "other domain",
        f"writes from {asked.domain}, but {card.name} is known under {_listed(card.domains)}",
    )


def _first_domain(asked: Asked, card: Card) -> tuple[str, str]:
    return "new domain", f"writes from {asked.domain}; of {card.name} no domain is known"


_DOMAINS: dict[str, Callable[[Asked, Card], tuple[str, str]]] = {
    "same": _sole,
    "same, of its group": _of_group,
    "same, of strangers too": _of_strangers,
    "a colleague's": _of_colleague,
    "same name, other ending": _sister,
    "look-alike": _look_alike,
    "other": _other_domain,
    "theirs not known": _first_domain,
}


def _website(asked: Asked, held: Held) -> Iterator[Evidence]:
    case, card, site = _case("website", held), held.card, asked.website
    if case == "same" and site != asked.domain:
        yield Evidence(
            "website", _worth("website", held), f"gives {site} as web site, the domain of {card.name}"
        )
    elif case == "other" and site != asked.domain:
        has = _listed((*card.domains, *card.sites))
        yield Evidence(
            "other website", _worth("website", held), f"gives {site} as web site, {card.name} has {has}"
        )


def _code(asked: Asked, held: Held) -> Iterator[Evidence]:
    case, card = _case("code", held), held.card
    ours, theirs = (", ".join(value for _, value in codes[:2]) for codes in (asked.codes, card.codes))
    if case == "same":
        same = next(code for code in asked.codes for own in card.codes if same_code(code, own))
        yield Evidence("code", _worth("code", held), f"registration number {same[1]} is that of {card.name}")
    elif case == "shared":
        yield Evidence("shared code", 0.0, f"registration number {ours}, which several customers have")
    elif case == "other":
        words = f"registration number {ours}, but {card.name} has {theirs}"
        yield Evidence("other code", _worth("code", held), words)


def _phone(asked: Asked, held: Held) -> Iterator[Evidence]:
    case, card, worth = _case("phone", held), held.card, _worth("phone", held)
    pairs = [(ours, theirs) for ours in asked.phones for theirs in card.phones]
    if case == "same":
        same = next(theirs for ours, theirs in pairs if same_phone(ours, theirs))
        yield Evidence("phone", worth, f"phone {same} is that of {card.name}")
    elif case == "switchboard":
        ours, theirs = next(pair for pair in pairs if same_switchboard(*pair))
        yield Evidence("phone", worth, f"phone {ours} and {theirs} of {card.name} differ at the end only")
    elif case == "other" and worth:
        words = f"gives phone {asked.phones[0]}, {card.name} has {_listed(card.phones)}"
        yield Evidence("other phone", worth, words)


def _title(asked: Asked, held: Held) -> Iterator[Evidence]:
    if held.title is None:
        return
    teller = _SAID_BY.get(asked.party.company_from, "the mail")
    sort = "portal" if asked.party.company_from == "portal" else "title"
    like = f"{held.percent} % like title {held.title.written[:_LONGEST]}"
    words = f"{teller} says {called(asked.party)[:_LONGEST]}, {like}"
    yield Evidence(sort, round(points.of_name(held.marks, held.across), 2), words)
    if len(held.title.plain.replace(" ", "")) < _FEWEST_LETTERS:
        yield Evidence("short name", 0.0, f"{words}, but one letter names nobody")
    if asked.email and domains.in_force().sort(asked.email.rpartition("@")[2]) == "disposable":
        yield Evidence("disposable", 0.0, f"{words}, but from a throw-away address, {asked.email}")
    if _is_self_called(asked.party) and asked.email and not asked.domain:
        host = asked.email.rpartition("@")[2]
        words = f"{words}, but from {host}, where anybody can have an address under any name"
        yield Evidence("display name", 0.0, words)


def _is_self_called(party: Party) -> bool:
    """Only the sender's own name says which company it is: the cheapest trick there is."""
    return party.company_from == "display name" or not party.company


def _country(asked: Asked, held: Held) -> Iterator[Evidence]:
    case, card = _case("country", held), held.card
    theirs, worth = card.country.upper(), _worth("country", held)
    if case == "same":
        yield Evidence("country", worth, f"country agrees: {theirs}")
    elif case == "other" and held.is_branch:
        beside = f"with a place beside it: a company of its group in {asked.country}?"
        words = f"the name is that of {card.name} in {theirs} {beside}"
        yield Evidence("branch", worth, words)
    elif case == "other":
        teller = "the query" if asked.party.company_from == "query" else "mail"
        words = f"country differs: {teller} says {asked.country}, {card.name} is in {theirs}"
        yield Evidence("other country", worth, words)
    elif case == "other by domain":
        ours = f"{asked.domain} is of {domains.country(asked.domain)}"
        words = f"country differs: {ours}, {card.name} is in {theirs}"
        yield Evidence("other country", worth, words)


def _case(field: str, held: Held) -> str:
    return FIELD_CASES[field][held.fields[list(FIELD_CASES).index(field)]]


def _worth(field: str, held: Held) -> float:
    return round(points.of_field(field, held.marks, is_named=held.title is not None), 2)


def _others(count: int) -> str:
    return "1 other customer" if count == 1 else f"{count} other customers"


def _listed(known: Sequence[str]) -> str:
    return ", ".join(sorted(known)[:3])
