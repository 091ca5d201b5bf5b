"""Is this company somebody's already? Any rep may ask, and hears name and owner, nothing else of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from worker.commands.common import NEEDS_A_PERSON, Desk, pass_desk

if TYPE_CHECKING:
    from matching.directory import Directory
    from model import Customer
    from store.opened import Opened
    from worker.alike import Twin

_DOMAIN = re.compile(r"(?i)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})*\.[a-z]{2,24}")
_FEWEST_DIGITS = 6
"""Of a telephone number."""
_MAILBOX = re.compile(r"[^\s@]{1,64}@[^\s@]{3,190}")
_MOST = 5
_LOOKED_AT = 60
"""One question may take a little longer than each of a file."""


@click.command()
@click.argument("name", default="")
@click.option("--domain", "domains", multiple=True, help="Its mail domain or web site.")
@click.option("--code", "codes", multiple=True, help="Its registration number (credit code, VAT ...).")
@click.option("--phone", "phones", multiple=True, help="Its telephone number.")
@click.option("--address", "emails", multiple=True, help="A mail address of somebody there.")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True)
@pass_desk
def check(desk: Desk, /, name: str, shape: str, **signs: tuple[str, ...]) -> None:
    """Is a company taken? Says whose it is, what is like it, or whose domain looks like its; only names and
    owners. Exit 0: free, 3: not.

    NAME may be in any script, or a domain or mail address. Example: genjin check "上海华为技术有限公司"
    --domain huawei.com
    """
    name = name.strip()
    asked = _asked(name, **_sound(name, **signs))
    with desk.opened() as reader:
        directory = _directory(desk, reader)
        found = [*_found(asked, directory, reader)][:_MOST]
        at_work = _at_work(reader, found)
    verdict = found[0][0] if found and found[0][0] != _NEAREST else "free"
    what = name or ", ".join(value for given in signs.values() for value in given)
    said = _as_json(name, verdict, found, at_work) if shape == "json" else _in_words(what, verdict, found)
    said += "".join(f"two reps: {_shown_whole(each)}\n" for each in at_work if shape != "json")
    click.echo(said, nl=False)
    if verdict != "free":
        raise SystemExit(NEEDS_A_PERSON)


def _asked(
    name: str,
    domains: tuple[str, ...],
    codes: tuple[str, ...],
    phones: tuple[str, ...],
    emails: tuple[str, ...],
) -> Customer:
    """Somebody who is not in the book. A domain or an address in place of the name is one."""
    from model import Customer, utc
    from worker.alike import NOBODY
    from worker.hosts import host_of

    if _MAILBOX.fullmatch(name):
        name, emails = "", (*emails, name.lower())
    elif _DOMAIN.fullmatch(name):
        name, domains = "", (*domains, name)
    own = tuple(map(host_of, domains))
    return Customer(NOBODY, name, utc(0), (), own, emails, codes=codes, phones=phones, websites=domains)


# -- what can be asked ---------------------------------------------------------------------------------------


def _sound(
    name: str,
    domains: tuple[str, ...],
    codes: tuple[str, ...],
    phones: tuple[str, ...],
    emails: tuple[str, ...],
) -> dict[str, tuple[str, ...]]:
    """The signs as they are looked up. What nobody can have must not be called free."""
    if (name or not (domains or codes or phones or emails)) and sum(map(str.isalnum, name)) < 2:
        raise click.UsageError(
            f"`{_shown(name)}` is no name. Give two letters of it at least, or --domain, --code, --phone or "
            "--address."
        )
    for phone in phones:
        if sum(map(str.isdigit, phone)) < _FEWEST_DIGITS:
            raise click.UsageError(f"`{_shown(phone)}` is no telephone number. Give it as +49 40 1234567.")
    for email in emails:
        if not _MAILBOX.fullmatch(email.strip()):
            raise click.UsageError(
                f"`{_shown(email)}` is no mail address. Give it as anna@nordlicht.example."
            )
    for domain in domains:
        _must_be_a_firms(domain)
    return {
        "domains": domains,
        "codes": tuple(map(_code, codes)),
        "phones": phones,
        "emails": tuple(email.strip().lower() for email in emails),
    }


def _must_be_a_firms(domain: str) -> None:
    from worker.hosts import host_of

    if not host_of(domain):
        raise click.UsageError(
            f"`{_shown(domain)}` is no domain. Give it as nordlicht.example or https://www.nordlicht.example"
        )


def _code(written: str) -> str:
    """As the book writes it: one with a wrong check digit is never looked up, so it proves nothing."""
    from parsers.sender import codes

    value, wrong = codes.read(written)
    if not any(map(str.isdigit, value)):
        wrong = "it has no digits"
    if wrong:
        raise click.UsageError(
            f"`{_shown(written)}` is no registration number: {wrong}. Give it as it is registered, its "
            "country or kind before it: DE136695976."
        )
    return value


def _shown(words: str) -> str:
    from worker.render import clean

    return clean(words[:80])


# -- the directory -------------------------------------------------------------------------------------------


def _directory(desk: Desk, reader: Opened) -> Directory:
    """The one beside the book. Where there is none it is made, once: the next check finds it."""
    from worker import shelf

    found = shelf.on_file(reader, desk.gist.location)
    if found is not None:
        return found
    customers = int(reader.ask("SELECT count(*) AS n FROM customer", {})[0]["n"])
    if shelf.are_worth_a_file(customers) and shelf.place_of(desk.gist.location) is not None:
        _make(desk, customers)
    return shelf.looked_up(reader, desk.gist.location)


def _make(desk: Desk, customers: int) -> None:
    """Whoever may not write to the book waits each time; an error says nothing that she needs to know."""
    from model import GenjinError

    click.echo(f"Reading {customers} customers for the first time ...", err=True)
    try:
        with desk.sitting() as sitting:
            sitting.know_customers()
    except (GenjinError, OSError):
        click.echo("This is not kept, because the book cannot be written from here.", err=True)


# -- who is like it ------------------------------------------------------------------------------------------

_NEAREST = "nearest"
_VERDICTS = {
    "same_customer": "taken",
    "similar_customer": "similar",
    "same_group_other_owner": "same group",
    "nearest": _NEAREST,
}
_BEWARE = "beware"
_ORDER = ("taken", _BEWARE, "similar", "same group", _NEAREST)
Found = tuple[str, "Twin"]


def _found(asked: Customer, directory: Directory, reader: Opened) -> Iterator[Found]:
    """The same first, then whose domain it imitates, the like, and companies of its group; each once. Who is
    imitated is told also where she is the same: that is the trick.
    """
    from worker.alike import nearest

    alike = [(_VERDICTS[twin.sort.value], twin) for twin in nearest(asked, directory, _LOOKED_AT)]
    kin = [("same group", twin) for twin in (*_sisters(asked, directory), *_named(asked, reader))]
    imitated = [(_BEWARE, twin) for twin in _imitated(asked, directory)]
    seen: set[tuple[int, bool]] = set()
    for verdict, twin in sorted([*alike, *kin, *imitated], key=lambda each: _ORDER.index(each[0])):
        if (twin.customer, verdict == _BEWARE) not in seen:
            seen.update({(twin.customer, verdict == _BEWARE), (twin.customer, False)})
            yield verdict, twin


def _imitated(asked: Customer, directory: Directory) -> Iterator[Twin]:
    from matching.domains import own_domain, work_domain
    from worker.alike import imitated

    domains = (*map(own_domain, asked.domains), *map(work_domain, asked.emails))
    for domain in filter(None, dict.fromkeys(domains)):
        yield from imitated(domain, directory)


def _sisters(asked: Customer, directory: Directory) -> Iterator[Twin]:
    """Customers at the same name under another ending: vodafone.it beside vodafone.com."""
    from matching.domains import own_domain
    from worker.alike import ConflictSort, Twin

    for domain in filter(None, map(own_domain, asked.domains)):
        for sister in [*directory.sisters(domain)][:_MOST]:
            for card in directory.by_domain(sister):
                whose = (card.owner, card.group, card.group_name)
                yield Twin(ConflictSort.GROUP, card.id, card.name, *whose, (f"its domain is {sister}",))


def _named(asked: Customer, reader: Opened) -> Iterator[Twin]:
    """Companies of a group that is called so, or whose name it begins with."""
    from model import CustomerId, RepId
    from worker.alike import ConflictSort, Twin

    for row in reader.ask(_OF_GROUP, {"name": asked.name.strip().lower()[:200]}):
        owner = RepId(row["owner"]) if row["owner"] else None
        because = (f"of the group {row['called']}",)
        yield Twin(
            ConflictSort.GROUP, CustomerId(row["id"]), row["name"], owner, None, row["called"], because
        )


_OF_GROUP = """
SELECT c.id, c.name, c.owner, g.name AS called FROM company_group g JOIN customer c ON c.group_id = g.id
WHERE :name = lower(g.name) OR :name LIKE lower(g.name) || ' %' ORDER BY g.id, c.id LIMIT 5
"""


def _at_work(reader: Opened, found: list[Found]) -> list[str]:
    """That two reps are at one inquiry or in one group with those it is or may be: both had better know."""
    from store.colliding import about

    meant = [twin.customer for verdict, twin in found if verdict in ("taken", "similar", "same group")]
    return list(dict.fromkeys(each.said for each in about(reader, meant)))[:_MOST]


def _shown_whole(words: str) -> str:
    from worker.render import one_line

    return one_line(words)


# -- what is said --------------------------------------------------------------------------------------------


def _in_words(name: str, verdict: str, found: list[Found]) -> str:
    from worker.render import clean

    like = "" if found else ", nor anything much like it"
    free = [f"free: nobody has {name[:200]}{like}."] if verdict == "free" else []
    lines = (_line(verdict, twin) for verdict, twin in found)
    return "".join(f"{clean(line)}\n" for line in (*free, *lines))


def _line(verdict: str, twin: Twin) -> str:
    whose = f"{twin.name} - {twin.owner or 'public pool'}"
    if verdict == _BEWARE:
        return f"{verdict}: {twin.because[0]} of {whose}, which is taken"
    return f"{verdict}: {whose} ({'; '.join(twin.because[:2])})"


def _as_json(name: str, verdict: str, found: list[Found], at_work: list[str]) -> str:
    import json

    rows = [
        {
            "verdict": verdict,
            "name": twin.name,
            "owner": twin.owner,
            "public_pool": twin.owner is None,
            "because": list(twin.because),
        }
        for verdict, twin in found
    ]
    told = {"asked": name, "verdict": verdict, "found": rows, "two_reps": at_work}
    return json.dumps(told, ensure_ascii=False) + "\n"
