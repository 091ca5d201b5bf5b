"""Is this customer in the book already?

Asked at import, at creation and by `check`: who has the same code, domain, address, phone or web site, and
whose title is the same or nearly so. Each title is asked for as the name of a mail would be, by the same
points. Here a person decides: everybody with something in common is shown, the likeliest first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, zip_longest
from math import prod

from rapidfuzz import fuzz

from matching import points
from matching.asking import Asked
from matching.card import Card, same_code, same_phone
from matching.directory import Directory
from matching.marks import Held, held
from model import NO_THREAD, Candidate, Customer, Evidence, Party

_CERTAIN: Mapping[str, float] = {"code": 0.97, "address": 0.9, "domain": 0.9, "website": 0.85, "phone": 0.8}
"""How likely two customers are one that have this in common; by hand."""
_SAME_TITLE = 0.93
_SIMILAR = 0.05
"""Titles less likely the same are worth a glance of who asks, and no conflict."""
LOOKED_AT = 60
_WITHIN = 0.85
"""What a name that is part of another is worth, for the cheap look."""
_MOST_TITLES = 5
_MOST_LISTED = 3
DISTANT = "distant title"
"""Evidence of those who only fill the list for a person's eye; it is no conflict."""


def similar(
    customer: Customer,
    directory: Directory,
    most: int = 5,
    looked_at: int = LOOKED_AT,
    *,
    kept: int | None = None,
    distant: bool = True,
) -> tuple[Candidate, ...]:
    """Who could be the same customer, the likeliest first; the customer itself is never among them. Of those
    with a similar title so many are looked at.

    kept: so many of these are weighed in full, those that a cheap look puts first; all, where it is not said.
    distant: who is hardly alike fills the list, for a person's eye.
    """
    own = Card.of(customer)
    titles = [_asked(own, title.written, directory) for title in own.titles[:_MOST_TITLES]]
    asked_for = _in_question(own, titles, directory, (looked_at, looked_at if kept is None else kept))
    found = (_compared(own, card, titles) for card in asked_for)
    likely = sorted((each for each in found if each.evidence), key=lambda each: (-each.score, each.customer))
    alike = [each for each in likely if any(item.sort != DISTANT for item in each.evidence)]
    others = _others(likely, titles) if distant and len(alike) < most else ()
    return tuple([*alike, *others][: max(most, 0)])


def _others(likely: list[Candidate], titles: list[Asked]) -> Iterator[Candidate]:
    """Of those hardly alike in turn the one that shares most letters and the likeliest: where a name is
    garbled beyond the words, one of the two looks may still see whose it is.
    """
    distant = {each.customer: each for each in likely if all(item.sort == DISTANT for item in each.evidence)}
    near = [card.id for asked in titles if asked.name for card in asked.directory.likely(asked.name)]
    turns = chain.from_iterable(zip_longest((each for each in near if each in distant), list(distant)))
    return (distant[each] for each in dict.fromkeys(turns) if each is not None)


def _asked(own: Card, title: str, directory: Directory) -> Asked:
    return Asked.of(Party(company=title, country=own.country), NO_THREAD, directory)


def _in_question(
    own: Card, titles: Iterable[Asked], directory: Directory, looked_at: tuple[int, int]
) -> Iterable[Card]:
    found = {card.id: card for card in _sharing(own, directory)}
    for asked in titles:
        found |= {card.id: card for card in _like_it(asked, *looked_at)}
    found.pop(own.id, None)
    return found.values()


def _like_it(asked: Asked, looked_at: int, kept: int) -> Iterator[Card]:
    """Who has a title like it: those near to it, and of these the first by a cheap look."""
    if asked.name is None or asked.said is None:
        return
    near = asked.directory.nearest(asked.name, looked_at)
    if len(near) > kept:
        joined, most = asked.said.joined, near[0][1]
        near.sort(key=lambda pair: (-pair[1] / most - _at_a_glance(joined, pair[0]), pair[0].id))
    yield from (card for card, _ in near[:kept])


def _at_a_glance(joined: str, card: Card) -> float:
    return max((_glance(joined, title.latin.replace(" ", "")) for title in card.titles), default=0.0) / 100


def _glance(one: str, other: str) -> float:
    return max(fuzz.ratio(one, other), _WITHIN * fuzz.partial_ratio(one, other) if one and other else 0.0)


def _sharing(own: Card, directory: Directory) -> Iterator[Card]:
    for domain in {*own.domains, *own.sites}:
        yield from directory.by_domain(domain)
        yield from directory.by_colleague(domain)
        yield from directory.by_site(domain)
    for email in own.emails:
        yield from directory.by_email(email)
    for sort, value in own.codes:
        yield from directory.by_code(f"{sort} {value}".strip())
    for phone in own.phones:
        yield from directory.by_phone(phone)


def _compared(own: Card, other: Card, titles: Iterable[Asked]) -> Candidate:
    found = sorted((*_common(own, other), *_alike(other, titles)), key=lambda item: -item.weight)
    chance = 1 - prod(1 - item.weight / 100 for item in found)
    return Candidate(other.id, other.name, round(100 * chance, 4), tuple(found), other.group)


def _common(own: Card, other: Card) -> Iterator[Evidence]:
    yield from _shared("code", _codes(own, other))
    yield from _shared("address", sorted({*own.emails} & {*other.emails}))
    yield from _shared("domain", sorted({*own.domains} & {*other.domains}))
    sites = {*own.sites, *own.domains} & {*other.sites, *other.domains} - ({*own.domains} & {*other.domains})
    yield from _shared("website", sorted(sites))
    yield from _shared("phone", _phones(own, other))


def _codes(own: Card, other: Card) -> list[str]:
    return sorted(code[1] for code in own.codes if any(same_code(code, theirs) for theirs in other.codes))


def _phones(own: Card, other: Card) -> list[str]:
    return sorted(phone for phone in own.phones if any(same_phone(phone, theirs) for theirs in other.phones))


def _shared(sort: str, both: list[str]) -> Iterator[Evidence]:
    if both:
        yield Evidence(sort, 100 * _CERTAIN[sort], f"same {sort} {', '.join(both[:_MOST_LISTED])}")


def _alike(other: Card, titles: Iterable[Asked]) -> Iterator[Evidence]:
    """The title that is most like any of ours."""
    each = [held(asked, other) for asked in titles if asked.said]
    if not each:
        return
    best = max(each, key=_chance)
    if best.percent == 100 and best.title is not None:
        yield Evidence(
            "title", 100 * max(_SAME_TITLE, _chance(best)), f"same title {best.title.written[:80]}"
        )
    elif best.title is not None:
        words = f"title {best.title.written[:80]}, {best.percent} % alike"
        sort = "similar title" if _chance(best) >= _SIMILAR else DISTANT
        yield Evidence(sort, round(100 * min(_SAME_TITLE, _chance(best)), 4), words)


def _chance(one: Held) -> float:
    """By the names and countries alone."""
    return points.chance(points.named(one.marks, one.across))
