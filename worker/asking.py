"""Who is it that a few fields name? A query as the matcher understands it, its answer, and many of them.

fields | a party as a signature would name it | matching.find | link, review or none
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import os
import re
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, fields
from typing import Any

import matching
from matching import DEFAULT, Directory, Thresholds
from model import NO_THREAD, Candidate, Detail, DetailSort, Kin, Known, Match, Party, Unknown, Unsure
from parsers.sender.countries import code_of
from worker.hosts import host_of

LONGEST = 2_000
"""Letters of a field; whatever is longer is none of it."""
_WORTH_IT = 400
"""Queries below which other processes cost more time than they save."""
_LOT = 100
"""Queries that a process is given at once: few, so that none waits long for the last one."""
MOST_PROCESSES = 4


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: any of these fields."""

    id: str = ""
    name: str = ""
    country: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    credit_code: str = ""

    @property
    def party(self) -> Party:
        """The same as a mail with all this in it would say it."""
        email, name, website = (each[:LONGEST].strip() for each in (self.email, self.name, self.website))
        country = tidy_country(self.country)
        phone, code = tidy_phone(self.phone, country), tidy_code(self.credit_code)
        return Party(
            email=email.rpartition("<")[2].strip("> ").lower(),
            company=name,
            company_from="query",
            country=country,
            phone=phone,
            website=website,
            details=tuple(_details(phone, website, code)),
        )


def _details(phone: str, website: str, code: str) -> Iterator[Detail]:
    said = ((DetailSort.PHONE, phone), (DetailSort.WEBSITE, website), (DetailSort.CODE, code))
    return (Detail(sort, value, value, "signature", 0.95) for sort, value in said if value)


def tidy_country(words: str) -> str:
    """ISO 3166 alpha-2, of a code in any case or a name in any language."""
    words = words[:LONGEST].strip()
    return code_of(words) or (code_of(words.upper()) if len(words) < 4 else "")


def tidy_phone(number: str, country: str) -> str:
    """In E.164 where that can be told, else the digits as they are given."""
    from parsers.sender import phones

    bare = _bare_number(number[:LONGEST])
    found = phones.read(bare, (country,) if country else (), labelled=True) if bare else None
    return found.number if found else "".join(each for each in bare if each.isdigit() or each == "+")


def _bare_number(words: str) -> str:
    """`Tel: +86-21-5012 (Anna)`: from the first figure to the last, a plus or bracket before it included."""
    figures = [at for at, each in enumerate(words) if each.isdigit()]
    if not figures:
        return ""
    first, last = figures[0], figures[-1]
    while first and words[first - 1] in "+(＋":
        first -= 1
    return words[first : last + 1].replace("＋", "+")


def tidy_code(code: str) -> str:
    """Letters and figures of a registration number."""
    return "".join(each for each in code[:LONGEST].upper() if each.isalnum())


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said to one query, in the plainest form: it passes between processes by the thousand."""

    customer: int | None
    """Number of the best customer, where there is one."""
    score: float
    decision: str
    """link, review or none."""


def answer(query: Query, directory: Directory, thresholds: Thresholds = DEFAULT) -> Answer:
    return _in_short(find(query, directory, thresholds))


def find(query: Query, directory: Directory, thresholds: Thresholds = DEFAULT) -> Match:
    return matching.find(query.party, NO_THREAD, directory, thresholds)


def _in_short(match: Match) -> Answer:
    if not match.candidates:
        return Answer(None, 0.0, DECISIONS[type(match)])
    best = match.candidates[0]
    return Answer(best.customer, best.score, DECISIONS[type(match)])


DECISIONS: dict[type[Match], str] = {Known: "link", Kin: "link", Unsure: "review", Unknown: "none"}
"""Kin links to the group; its first candidate is the likeliest company in it."""


# -- in full, for programs -----------------------------------------------------------------------------------

LONGEST_LINE = 1_000_000
_QUOTED = 80
_MAILBOX = re.compile(r"[^\s@]{1,64}@[^\s@.]{1,63}(?:\.[^\s@.]{1,63}){1,8}")
VERDICTS: dict[type[Match], str] = {Known: "known", Kin: "kin", Unsure: "unsure", Unknown: "unknown"}
_FIELDS = tuple(field.name for field in fields(Query) if field.name != "id")


@dataclass(frozen=True, slots=True)
class Finder:
    """Whom the book knows, and how sure it must be."""

    directory: Directory
    thresholds: Thresholds = DEFAULT


def told(number: int, line: bytes, finder: Finder) -> dict[str, Any]:
    """The answer to a line of JSON, or what is wrong with it."""
    try:
        said = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return {"line": number, "error": f"This line is no JSON object: {error}."}
    if not isinstance(said, dict):
        return {"line": number, "error": 'This line is no JSON object such as {"name": "Nordlicht GmbH"}.'}
    echoed = {name: said[name] for name in ("id", "query_id") if name in said}
    odd = [name for name in _FIELDS if not isinstance(said.get(name) or "", str | int)]
    if odd:
        return echoed | {"line": number, "error": f'`{odd[0]}` is text, as in {{"{odd[0]}": "..."}}.'}
    query = Query("", *(str(said.get(name) or "") for name in _FIELDS))
    unused = sorted(set(said) - set(_FIELDS) - set(echoed))
    values = echoed | in_full(find(query, finder.directory, finder.thresholds), finder.directory)
    other = (f"`{each}` is not used; these are: {', '.join(_FIELDS)}" for each in unused)
    warnings = [*in_vain(query), *other]
    return values | ({"unused": unused} if unused else {}) | ({"warnings": warnings} if warnings else {})


def in_vain(query: Query) -> Iterator[str]:
    """What of a query finds nobody whoever is in the book, a sentence each."""
    party = query.party
    if not any(getattr(query, name).strip() for name in _FIELDS):
        yield f"nothing is asked: give any of {', '.join(_FIELDS)}"
    if query.email.strip() and not _MAILBOX.fullmatch(party.email):
        yield _ignored("email", query.email, "no mail address")
    if query.website.strip() and not host_of(query.website):
        yield _ignored("website", query.website, "no web address")
    if query.country.strip() and not party.country:
        yield _ignored("country", query.country, "no country's name or code")
    if query.phone.strip() and not party.phone:
        yield _ignored("phone", query.phone, "no telephone number")
    if query.name.strip() and not any(map(str.isalnum, query.name)):
        yield _ignored("name", query.name, "no name")
    yield from _unproved(query.credit_code, party.country)


def _unproved(code: str, country: str) -> Iterator[str]:
    from parsers.sender import codes

    if code.strip() and not any(map(str.isalnum, code)):
        yield _ignored("credit_code", code, "no registration number")
    elif code.strip() and (why := codes.read(code, country)[1]):
        yield f"credit_code `{code.strip()[:_QUOTED]}` proves nothing: {why}"


def _ignored(name: str, said: str, why: str) -> str:
    return f"{name} `{said.strip()[:_QUOTED]}` is {why} and was ignored"


def in_full(match: Match, directory: Directory) -> dict[str, Any]:
    """A verdict with all its reasons. `customer` is whom mail would be linked to; null where it would not."""
    candidates = [_candidate(each, directory) for each in match.candidates]
    best = candidates[0] if candidates else None
    group = match.group if isinstance(match, Kin) else None
    return {
        "verdict": VERDICTS[type(match)],
        "customer": best["customer"] if best and isinstance(match, Known) else None,
        "group": best["group"] if best and (isinstance(match, Known) or group is not None) else None,
        "score": best["score"] if best else 0.0,
        "because": match.because,
        "evidence": best["evidence"] if best else [],
        "candidates": candidates,
    }


def _candidate(candidate: Candidate, directory: Directory) -> dict[str, Any]:
    customer = directory.customer(candidate.customer)
    external = customer.external_id if customer else ""
    group_name = customer.group_name if customer else ""
    return {
        "customer": {"id": candidate.customer, "name": candidate.name, "external_id": external},
        "group": None if candidate.group is None else {"id": candidate.group, "name": group_name},
        "score": round(candidate.score, 3),
        "evidence": [
            {"sort": each.sort, "weight": round(each.weight, 3), "words": each.words}
            for each in candidate.evidence
        ],
    }


# -- many of them --------------------------------------------------------------------------------------------


def processes_here() -> int:
    """How many cores this process may use, at most four."""
    allowed = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    return min(MOST_PROCESSES, len(allowed))


def answers(
    queries: Sequence[Query], directory: Directory, thresholds: Thresholds, processes: int
) -> Iterator[Answer]:
    """One answer for each query, in their order."""
    lots = [queries[at : at + _LOT] for at in range(0, len(queries), _LOT)]
    if processes < 2 or len(queries) < _WORTH_IT or not _may_fork():
        yield from (answer(query, directory, thresholds) for query in queries)
        return
    told = 0
    with suppress(BrokenProcessPool):  # killed, by whoever was short of memory: the rest is answered here
        for each in _by_others(lots, directory, thresholds, processes):
            told += 1
            yield each
    yield from (answer(query, directory, thresholds) for query in queries[told:])


def _may_fork() -> bool:
    """A fork has the directory without copying it; but it copies the locks of other threads as they are."""
    return "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1


def _by_others(
    lots: Sequence[Sequence[Query]], directory: Directory, thresholds: Thresholds, processes: int
) -> Iterator[Answer]:
    _asked[:] = [(directory, thresholds)]
    gc.collect()
    gc.freeze()  # what the forks share would be copied page by page as their collectors mark it
    try:
        with ProcessPoolExecutor(processes, multiprocessing.get_context("fork")) as pool:
            for lot in pool.map(_lot, lots):
                yield from lot
    finally:
        gc.unfreeze()
        _asked.clear()


_asked: list[tuple[Directory, Thresholds]] = []
"""What the forked processes find in their memory: handing it over would copy it."""


def _lot(queries: Sequence[Query]) -> list[Answer]:
    directory, thresholds = _asked[0]
    return [answer(query, directory, thresholds) for query in queries]
