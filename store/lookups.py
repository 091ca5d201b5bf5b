"""What does the book say of master data: whose it is, where it came from, who changed it?

Questions of the command line, asked through a Reader; plain SQL as in store/queries.py.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from model import CustomerId, Group, GroupId, utc
from store.queries import Reader


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing a customer is known by."""

    sort: str
    """title, domain, code, phone, website, number."""
    value: str
    origin: str
    """Empty: a person or a file said so; review: an answer; mail: a mail taught it."""
    doubt: str = ""
    """Why it proves nothing."""


@dataclass(frozen=True, slots=True)
class Member:
    """A company of a group."""

    customer: CustomerId
    name: str
    owner: str
    country: str
    titles: tuple[str, ...]
    domains: tuple[str, ...]
    last: datetime | None
    """When anything happened with it last."""
    because: str
    """What was said when it joined."""


@dataclass(frozen=True, slots=True)
class GroupFound:
    group: Group
    members: int
    owners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeFound:
    """A change as the log shows it."""

    number: int
    at: datetime
    actor: str
    action: str
    customer: CustomerId | None
    customer_name: str
    words: str
    undoes: int | None
    undone_by: int | None


@dataclass(frozen=True, slots=True)
class CustomerFound:
    """A customer with everything that stands in a list of customers."""

    id: CustomerId
    external_id: str
    name: str
    group: str
    country: str
    volume_class: str
    close_grade: str
    owner: str
    source: str
    every_days: int | None
    created: datetime
    signs: tuple[Sign, ...]
    people: tuple[tuple[int, str, str], ...]
    """(person's number, her name, an address of hers)."""

    def values(self, sort: str) -> tuple[str, ...]:
        return tuple(sign.value for sign in self.signs if sign.sort == sort)


@dataclass(frozen=True, slots=True)
class PersonFound:
    """A person, for whom she buys, and what is known of her."""

    id: int
    name: str
    emails: tuple[str, ...]
    customers: tuple[tuple[CustomerId, str], ...]
    details: tuple[tuple[str, str], ...]


# -- one customer ----------------------------------------------------------------------------------------


def signs(reader: Reader, customer: CustomerId) -> tuple[Sign, ...]:
    """Everything it is known by, with where that came from."""
    return tuple(_sign(row) for row in reader.ask(f"{_SIGNS_OF_ONE} ORDER BY 2, 6, 3", {"id": customer}))


def denials(reader: Reader, customer: CustomerId) -> list[tuple[str, str, str, datetime]]:
    """What is not its: (sort, value, who said so, when)."""
    rows = reader.ask(_DENIALS, {"id": customer})
    return [(row["sort"], row["value"], row["actor"], utc(row["at"])) for row in rows]


# -- groups ----------------------------------------------------------------------------------------------


def groups(reader: Reader) -> list[GroupFound]:
    """All of them, by name."""
    found: dict[int, tuple[Group, int, dict[str, None]]] = {}
    for row in reader.ask(_GROUPS, {}):
        group = Group(GroupId(row["id"]), row["name"])
        _, members, owners = found.get(row["id"], (group, 0, {}))
        owners |= {row["owner"]: None} if row["owner"] else {}
        found[row["id"]] = (group, members + row["members"], owners)
    return [GroupFound(group, members, tuple(owners)) for group, members, owners in found.values()]


def groups_named(reader: Reader, words: str) -> list[Group]:
    """By number, exact name, or a part of one; an exact one wins alone."""
    every = [each.group for each in groups(reader)]
    by_number = [each for each in every if words.isascii() and str(each.id) == words.lstrip("0")]
    exact = [each for each in every if each.name.casefold() == words.casefold()]
    return by_number or exact or [each for each in every if words.casefold() in each.name.casefold()]


def contact_of(reader: Reader, group: GroupId) -> str:
    """What counts as contact in this group; empty: as the policy says."""
    rows = reader.ask("SELECT contact FROM company_group WHERE id = :group", {"group": group})
    return rows[0]["contact"] if rows else ""


def members(reader: Reader, group: GroupId) -> list[Member]:
    """The companies of a group, by name."""
    return [_member(reader, row) for row in reader.ask(_MEMBERS, {"group": group})]


def _member(reader: Reader, row: Mapping[str, Any]) -> Member:
    known = signs(reader, row["id"])
    last = row["last_at"]
    return Member(
        CustomerId(row["id"]),
        row["name"],
        row["owner"] or "",
        row["country"],
        tuple(sign.value for sign in known if sign.sort == "title"),
        tuple(sign.value for sign in known if sign.sort == "domain"),
        None if last is None else utc(last),
        _because(reader, row["id"]),
    )


def _because(reader: Reader, customer: int) -> str:
    rows = reader.ask(_JOINED, {"id": customer})
    told = (json.loads(row["detail"] or "{}").get("because", "") for row in rows)
    return next(filter(None, told), "")


# -- changes ---------------------------------------------------------------------------------------------


def changes(reader: Reader, customer: CustomerId | None, most: int) -> list[ChangeFound]:
    """The log, newest first; that of a customer also tells of those that were merged into it."""
    undone = taken_back(reader)
    if customer is None:
        rows = reader.ask(_CHANGES, {"most": most})
    else:
        whom = sorted(_with_merged(reader, customer, undone))
        named = {f"c{at}": number for at, number in enumerate(whom)}
        sql = _CHANGES_OF.format(names=", ".join(f":{name}" for name in named))
        rows = reader.ask(sql, named | {"most": most})
    return [_change(row, undone.get(row["id"])) for row in rows]


def changes_by(reader: Reader, actor: str, most: int) -> list[ChangeFound]:
    """The newest changes of a person; empty: of everybody."""
    undone = taken_back(reader)
    sql = _CHANGES_BY if actor else _CHANGES
    return [_change(row, undone.get(row["id"])) for row in reader.ask(sql, {"actor": actor, "most": most})]


def taken_back(reader: Reader) -> dict[int, int]:
    """What was taken back, and by which change; a later one may have taken that back in its turn."""
    standing: dict[int, int] = {}
    for row in reader.ask(_UNDONE, {}):
        if row["id"] not in standing:
            standing.setdefault(row["undoes"], row["id"])
    return standing


def _with_merged(reader: Reader, customer: CustomerId, undone: Mapping[int, int]) -> set[int]:
    found, new = {int(customer)}, [int(customer)]
    while new:
        rows = reader.ask(_MERGES, {"id": new.pop()})
        gone = {json.loads(row["detail"])["from"] for row in rows if row["id"] not in undone} - found
        found |= gone
        new += gone
    return found


def _change(row: Mapping[str, Any], undone_by: int | None) -> ChangeFound:
    return ChangeFound(
        row["id"],
        utc(row["at"]),
        row["actor"],
        row["action"],
        None if row["customer_id"] is None else CustomerId(row["customer_id"]),
        row["name"] or "",
        row["words"],
        row["undoes"],
        undone_by,
    )


# -- all of them -----------------------------------------------------------------------------------------


def customers(reader: Reader) -> Iterator[CustomerFound]:
    """Everybody, by number, a lot at a time."""
    after = 0
    while rows := reader.ask(_CUSTOMERS, {"after": after, "most": _LOT}):
        span = {"first": rows[0]["id"], "last": rows[-1]["id"]}
        known = _by_customer(reader.ask(f"{_SIGNS_OF_MANY} ORDER BY 1, 2, 6, 3", span))
        people = _by_customer(reader.ask(_PEOPLE, span))
        yield from (_customer(row, known, people) for row in rows)
        after = rows[-1]["id"]


def people(reader: Reader) -> Iterator[PersonFound]:
    """Everybody who has an address, by number, a lot at a time."""
    after = 0
    while rows := reader.ask(_PERSONS, {"after": after, "most": _LOT}):
        span = {"first": rows[0]["id"], "last": rows[-1]["id"]}
        parts = [_by(reader.ask(sql, span), "contact_id") for sql in (_EMAILS, _BUYS_FOR, _DETAILS)]
        for row in rows:
            emails, buys_for, details = (part.get(row["id"], []) for part in parts)
            yield PersonFound(
                row["id"],
                row["name"],
                tuple(each["email"] for each in emails),
                tuple((CustomerId(each["id"]), each["name"]) for each in buys_for),
                tuple((each["sort"], each["value"]) for each in details),
            )
        after = rows[-1]["id"]


def _by_customer(rows: list[Any]) -> dict[int, list[Any]]:
    return _by(rows, "customer_id")


def _by(rows: list[Any], column: str) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row[column], []).append(row)
    return found


def _customer(
    row: Mapping[str, Any], known: Mapping[int, list[Any]], people_of: Mapping[int, list[Any]]
) -> CustomerFound:
    number = row["id"]
    return CustomerFound(
        id=CustomerId(number),
        external_id=row["external_id"] or "",
        name=row["name"],
        group=row["group_name"] or "",
        country=row["country"],
        volume_class=row["volume_class"],
        close_grade=row["close_grade"],
        owner=row["owner"] or "",
        source=row["source"],
        every_days=row["every_days"],
        created=utc(row["created"]),
        signs=tuple(_sign(each) for each in known.get(number, ())),
        people=tuple((each["id"], each["name"], each["email"]) for each in people_of.get(number, ())),
    )


def _sign(row: Mapping[str, Any]) -> Sign:
    return Sign(row["sort"], row["value"], row["origin"], row["doubt"])


_LOT = 500
_SIGNS = """
SELECT customer_id, 'title' AS sort, words AS value, origin, '' AS doubt, position AS place FROM title
WHERE {where}
UNION ALL SELECT customer_id, 'domain', domain, origin, '', 0 FROM domain WHERE {where}
UNION ALL SELECT customer_id, sort, value, origin, doubt, 0 FROM customer_detail WHERE {where}
"""
_SIGNS_OF_ONE = _SIGNS.format(where="customer_id = :id")
_SIGNS_OF_MANY = _SIGNS.format(where="customer_id BETWEEN :first AND :last")
_DENIALS = "SELECT sort, value, actor, at FROM denial WHERE customer_id = :id ORDER BY sort, value"
_GROUPS = """
SELECT g.id, g.name, c.owner, count(c.id) AS members FROM company_group g
LEFT JOIN customer c ON c.group_id = g.id
GROUP BY g.id, g.name, c.owner ORDER BY g.name, g.id, c.owner
"""
_MEMBERS = """
SELECT c.id, c.name, c.owner, c.country,
       (SELECT max(i.at) FROM interaction i WHERE i.customer_id = c.id AND i.kind <> 'note') AS last_at
FROM customer c WHERE c.group_id = :group ORDER BY c.name, c.id
"""
_JOINED = """
SELECT h.detail FROM change h JOIN change_customer m ON m.change_id = h.id
WHERE m.customer_id = :id AND h.action IN ('join', 'group') ORDER BY h.id DESC
"""
_COLUMNS = "h.id, h.at, h.actor, h.action, h.customer_id, c.name, h.words, h.undoes"
_CHANGES = f"""
SELECT {_COLUMNS} FROM change h LEFT JOIN customer c ON c.id = h.customer_id ORDER BY h.id DESC LIMIT :most
"""  # noqa: S608  # our own columns
_CHANGES_OF = f"""
SELECT {_COLUMNS} FROM change h LEFT JOIN customer c ON c.id = h.customer_id
WHERE h.id IN (SELECT change_id FROM change_customer WHERE customer_id IN ({{names}}))
ORDER BY h.id DESC LIMIT :most
"""  # noqa: S608  # our own columns
_CHANGES_BY = f"""
SELECT {_COLUMNS} FROM change h LEFT JOIN customer c ON c.id = h.customer_id WHERE h.actor = :actor
ORDER BY h.id DESC LIMIT :most
"""  # noqa: S608  # our own columns
_UNDONE = "SELECT id, undoes FROM change WHERE undoes IS NOT NULL ORDER BY id DESC"
_MERGES = "SELECT id, detail FROM change WHERE action = 'merge' AND customer_id = :id"
_CUSTOMERS = """
SELECT c.*, g.name AS group_name FROM customer c LEFT JOIN company_group g ON g.id = c.group_id
WHERE c.id > :after ORDER BY c.id LIMIT :most
"""
_PEOPLE = """
SELECT b.customer_id, p.id, p.name, a.email FROM contact_customer b
JOIN contact p ON p.id = b.contact_id JOIN contact_address a ON a.contact_id = p.id
WHERE b.customer_id BETWEEN :first AND :last ORDER BY b.customer_id, p.id, a.email
"""
_PERSONS = """
SELECT id, name FROM contact p WHERE id > :after
  AND EXISTS (SELECT 1 FROM contact_address a WHERE a.contact_id = p.id) ORDER BY id LIMIT :most
"""
_EMAILS = """
SELECT contact_id, email FROM contact_address WHERE contact_id BETWEEN :first AND :last
ORDER BY contact_id, email
"""
_BUYS_FOR = """
SELECT b.contact_id, c.id, c.name FROM contact_customer b JOIN customer c ON c.id = b.customer_id
WHERE b.contact_id BETWEEN :first AND :last ORDER BY b.contact_id, c.id
"""
_DETAILS = """
SELECT contact_id, sort, value FROM contact_detail
WHERE contact_id BETWEEN :first AND :last AND NOT replaced ORDER BY contact_id, sort, value
"""
