"""Which tags are in force with whom? For a manager: a count of each tag, or the customers of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, tzinfo
from typing import TYPE_CHECKING

from late import dataclass
from model import CustomerId, GenjinError
from rules.profile import Judged, profile
from worker.render import Cells, Column, at, iso

if TYPE_CHECKING:
    from store.queries import Reader

COUNTED = (
    Column("tag", "tag", "bold", leads=True),
    Column("title", "title"),
    Column("title_zh", "名称"),
    Column("customers", "customers", stays=True, right=True),
    Column("by_hand", "by hand", stays=True, right=True),
    Column("last", "newest", stays=True),
    Column("date"),
)
HAVING = (
    Column("customer_id", "no.", stays=True, right=True),
    Column("customer", "customer", "bold", leads=True),
    Column("owner", "owner", stays=True),
    Column("since", "since", stays=True),
    Column("date"),
    Column("words", "words"),
    Column("by", "rule or rep"),
)


class NoTagError(GenjinError):
    """No customer has such a tag."""


@dataclass(frozen=True, slots=True)
class Held:
    """A tag in force, and whose it is."""

    customer: CustomerId
    name: str
    owner: str
    tag: Judged


def held(reader: Reader, day: date) -> list[Held]:
    """All tags in force on a day, customer by customer."""
    return [one for row in reader.ask(_TAGGED, {}) for one in _of(reader, row, day)]


_TAGGED = """
SELECT c.id, c.name, c.owner FROM customer c
WHERE c.id IN (SELECT i.customer_id FROM interaction i JOIN tag t ON t.mail_id = i.mail_id)
   OR c.id IN (SELECT m.customer_id FROM mark m WHERE m.verdict = 'add')
ORDER BY c.name, c.id
"""


def _of(reader: Reader, row: Cells, day: date) -> Iterator[Held]:
    number = CustomerId(row["id"])
    for one in profile(reader.taggings(number), reader.marks(number), day).in_force:
        yield Held(number, row["name"], row["owner"] or "", one)


def counted(every: Sequence[Held], here: tzinfo) -> list[Cells]:
    """The commonest first."""
    by_name: dict[str, list[Held]] = {}
    for one in every:
        by_name.setdefault(one.tag.name, []).append(one)
    return [
        _count(some, here) for _, some in sorted(by_name.items(), key=lambda each: (-len(each[1]), each[0]))
    ]


def _count(some: Sequence[Held], here: tzinfo) -> Cells:
    newest = max((one.tag.tagging for one in some), key=lambda tagging: tagging.at)
    return {
        "tag": newest.tag.name,
        "title": newest.tag.title.en,
        "title_zh": newest.tag.title.zh,
        "customers": len(some),
        "by_hand": sum(one.tag.tagging.mail is None for one in some),
        "last": at(newest.at, here),
        "date": iso(newest.at, here),
    }


def having(words: str, every: Sequence[Held], here: tzinfo) -> list[Cells]:
    """The customers with a tag, who got it last first. Raises NoTagError."""
    wanted = _plain(words)
    found = [one for one in every if wanted in _called(one)]
    if not found:
        raise NoTagError(f"No customer has a tag `{words[:80]}` in force.{_hint(wanted, every)}")
    found.sort(key=lambda one: one.tag.tagging.at, reverse=True)
    return [_row(one, here) for one in found]


def _row(one: Held, here: tzinfo) -> Cells:
    tagging = one.tag.tagging
    return {
        "customer_id": one.customer,
        "customer": one.name,
        "owner": one.owner,
        "since": at(tagging.at, here),
        "date": iso(tagging.at, here),
        "words": " ".join(tagging.tag.quote.split()),
        "by": tagging.tag.rule if tagging.mail is not None else tagging.by,
    }


def _called(one: Held) -> tuple[str, ...]:
    title = one.tag.tagging.tag.title
    return tuple(_plain(each) for each in (one.tag.name, title.en, title.zh) if each)


def _plain(words: str) -> str:
    return " ".join(words.casefold().replace("_", " ").replace("-", " ").split())


def _hint(wanted: str, every: Sequence[Held]) -> str:
    from difflib import get_close_matches

    names = {each: one.tag.name for one in every for each in _called(one)}
    near = get_close_matches(wanted[:80], names, 1, 0.6)
    return f" Did you mean `{names[near[0]]}`?" if near else " `genjin tags` shows those there are."
