"""What is given of a customer, made tidy; what of it proves nothing?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from matching.domains import registrable, work_domain
from parsers.sender import codes, phones
from store.customers import NewCustomer

_LONGEST = 400
_SCHEME = re.compile(r"^(?:[a-z]{2,10}:/{0,2})?(?:www\.)?")
_FEWEST = 6
"""Digits that a telephone number has at least."""


def tidied(new: NewCustomer) -> tuple[NewCustomer, tuple[str, ...]]:
    """The customer as the book keeps it, and what to warn of, a sentence each.

    A code with a wrong check digit and a placeholder are kept as they were given, and prove nothing.
    """
    codes_of, bad_codes = _each(codes.read(each, new.country) for each in new.codes)
    phones_of, bad_phones = _each(_phone(each, new.country) for each in new.phones)
    domains = tuple(dict.fromkeys(filter(None, map(domain_of, new.domains))))
    shared = [each for each in domains if not work_domain(f"x@{each}")]
    doubts = dict(new.doubts) | bad_codes | bad_phones
    tidy = replace(
        new,
        codes=codes_of,
        phones=phones_of,
        websites=tuple(dict.fromkeys(filter(None, map(website_of, new.websites)))),
        domains=tuple(each for each in domains if each not in shared),
        contacts=tuple((email.strip().lower(), " ".join(person.split())) for email, person in new.contacts),
        doubts=tuple(doubts.items()),
    )
    return tidy, tuple(_warnings(new.name, bad_codes, bad_phones, shared))


def domain_of(text: str) -> str:
    """`https://www.example.com/shop` is the domain example.com."""
    return _SCHEME.sub("", text.strip().lower()[:_LONGEST]).split("/")[0].partition(":")[0].strip(".")


def website_of(text: str) -> str:
    """A web address without what every one has. The path counts where the host is everybody's."""
    bare = _SCHEME.sub("", text.strip().lower()[:_LONGEST]).rstrip("/")
    host = bare.split("/")[0]
    return host if registrable(host) and work_domain(f"x@{host}") else bare


def _each(
    read: Iterator[tuple[str, str]] | Sequence[tuple[str, str]],
) -> tuple[tuple[str, ...], dict[str, str]]:
    """The values, once each, and what is wrong with those that something is wrong with."""
    found = {value: why for value, why in read if value}
    return tuple(found), {value: why for value, why in found.items() if why}


def _phone(words: str, country: str) -> tuple[str, str]:
    """In E.164 where the country is known, else the digits as they were given."""
    given = " ".join(words[:_LONGEST].split())
    digits = re.sub(r"[^0-9]", "", given)
    if codes.is_placeholder(given):
        return given, codes.PLACEHOLDER
    known = phones.read(given, (country,) if country else (), labelled=True)
    if known is not None:
        return known.number, ""
    if len(digits) < _FEWEST:
        return given, "it is too short for a telephone number"
    return given, f"no number of {country} is like it" if country else ""


def _warnings(
    name: str, codes_of: dict[str, str], phones_of: dict[str, str], shared: Sequence[str]
) -> Iterator[str]:
    for what, doubts in (("code", codes_of), ("telephone number", phones_of)):
        for value, why in doubts.items():
            yield f"{name}: the {what} {value} is kept but proves nothing: {why}."
    for domain in shared:
        yield f"{name}: the domain {domain} is everybody's and was left out."
