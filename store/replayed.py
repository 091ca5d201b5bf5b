"""What does the book hold of its mail, for who judges it once more without changing anything?

Mail comes in lots by number, so that a book of any size takes the same memory.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from late import dataclass
from model import (
    CustomerId,
    Footing,
    InteractionKind,
    Kind,
    Known,
    MailId,
    Reading,
    Tag,
    utc,
)
from store import codec
from store.happened import Happened
from store.histories import Histories
from store.opened import Opened

LOT = 500


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored mail, as it was read when it came. Of what it quoted the book has only the length."""

    id: MailId
    subject: str
    date: datetime
    reading: Reading
    tags: tuple[Tag, ...]
    customers: tuple[CustomerId, ...]
    match: str
    """The verdict, as store.codec has it."""


def count(book: Opened, since: datetime, customer: CustomerId | None = None) -> int:
    """How many mails `mails` gives."""
    return int(book.ask(_whose(_COUNT, customer), _values(since, customer))[0]["n"])


def mails(book: Opened, since: datetime, customer: CustomerId | None = None) -> Iterator[Kept]:
    """Mail from then on, in the order in which it came into the book."""
    after, sql = 0, _whose(_MAILS, customer)
    while rows := book.ask(sql, _values(since, customer) | {"after": after, "most": LOT}):
        numbers = [row["id"] for row in rows]
        tags, linked = _tags(book, numbers), _customers_of(book, numbers)
        for row in rows:
            yield _kept(row, tags[row["id"]], linked[row["id"]])
        after = numbers[-1]


def happened(book: Opened, customer: CustomerId) -> Happened | None:
    """All that the book goes by when it says what is owed to a customer."""
    return next(Histories(book).happened([customer]), None)


def footing(book: Opened, mail: Kept) -> Footing:
    """How the customer stood when the mail came, as the intake asks; nobody known stands nowhere."""
    match = codec.match_from(mail.match)
    if not isinstance(match, Known):
        return Footing()
    values = {"id": match.winner.customer, "at": int(mail.date.timestamp())}
    rows = book.ask(_STANDS, values)
    if not rows:
        return Footing()
    last = book.ask(_TOUCHED, values)[0]["last"]
    return Footing(rows[0]["volume_class"], rows[0]["close_grade"], None if last is None else utc(last))


# -- what rules did ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Deed:
    """How often a rule found something, and what reps said of it."""

    rule: str
    hits: int = 0
    customers: int = 0
    last: datetime | None = None
    right: int = 0
    wrong: int = 0
    given: int = 0
    """How often people gave its tag by hand."""
    tag: str = ""
    """As mails or marks have it, for a rule that stands in no file any more."""


def deeds(book: Opened, since: datetime) -> list[Deed]:
    """By rule, of mail from then on; marks count from then on too."""
    values = {"since": int(since.timestamp())}
    hits = {row["rule"]: row for row in book.ask(_HITS, values)}
    given = {row["rule"]: row for row in book.ask(_GIVEN, values)}
    said: dict[str, dict[str, int]] = defaultdict(dict)
    for row in book.ask(_SAID, values):
        said[row["rule"]][row["verdict"]] = int(row["n"])
    return [
        Deed(
            rule,
            *_hits(hits.get(rule)),
            said[rule].get("right", 0),
            said[rule].get("wrong", 0),
            int(given[rule]["n"]) if rule in given else 0,
            next((str(row["tag"]) for row in (hits.get(rule), given.get(rule)) if row), ""),
        )
        for rule in sorted({*hits, *said, *given})
    ]


def _hits(row: Any) -> tuple[int, int, datetime | None]:
    return (int(row["hits"]), int(row["customers"]), utc(row["last"])) if row else (0, 0, None)


# -- rows ----------------------------------------------------------------------------------------------------


def _values(since: datetime, customer: CustomerId | None) -> dict[str, Any]:
    return {"since": int(since.timestamp()), "customer": customer or 0}


def _whose(sql: str, customer: CustomerId | None) -> str:
    return sql.format(whose=_OF_ONE if customer else _OF_ALL)


def _kept(row: Any, tags: Sequence[Tag], customers: Sequence[CustomerId]) -> Kept:
    return Kept(
        MailId(row["id"]),
        row["subject"],
        utc(row["date"]),
        codec.reading_from(row, ()),
        tuple(tags),
        tuple(customers),
        row["match"],
    )


def _tags(book: Opened, numbers: Sequence[int]) -> dict[int, list[Tag]]:
    found: dict[int, list[Tag]] = defaultdict(list)
    for row in _asked(book, _TAGS, numbers):
        found[row["mail_id"]].append(codec.tag_from(row))
    return found


def _customers_of(book: Opened, numbers: Sequence[int]) -> dict[int, list[CustomerId]]:
    found: dict[int, list[CustomerId]] = defaultdict(list)
    for row in _asked(book, _LINKED, numbers):
        found[row["mail_id"]].append(CustomerId(row["customer_id"]))
    return found


def _asked(book: Opened, sql: str, numbers: Sequence[int]) -> list[Any]:
    wanted = {f"m{at}": number for at, number in enumerate(numbers)}
    return book.ask(sql.format(names=", ".join(f":{name}" for name in wanted)), wanted)


def _listed(words: Iterable[str]) -> str:
    """Values of our own, as SQL has them."""
    return ", ".join(f"'{word}'" for word in words)


# Two questions: a book asked for one customer's mail must not look through everybody's.
_OF_ALL = "FROM mail m WHERE m.date >= :since AND :customer = 0"
_OF_ONE = """
FROM mail m WHERE m.date >= :since
  AND m.id IN (SELECT i.mail_id FROM interaction i WHERE i.customer_id = :customer)
"""
_COUNT = "SELECT count(*) AS n {whose}"
_MAILS = "SELECT m.* {whose} AND m.id > :after ORDER BY m.id LIMIT :most"
_TAGS = "SELECT * FROM tag WHERE mail_id IN ({names}) ORDER BY mail_id, start, id"
_LINKED = """
SELECT mail_id, customer_id FROM interaction WHERE mail_id IN ({names}) ORDER BY mail_id, customer_id
"""
_STANDS = "SELECT volume_class, close_grade FROM customer WHERE id = :id"
_TOUCHED = f"""
SELECT max(at) AS last FROM interaction WHERE customer_id = :id AND at < :at
  AND kind IN ({_listed(kind.value for kind in InteractionKind if kind.is_touch)})
  AND (mail_kind IS NULL OR mail_kind IN ({_listed(kind.value for kind in Kind if kind.moves_clocks)}))
"""  # noqa: S608 - words of our own
_HITS = """
SELECT t.rule, count(DISTINCT t.mail_id) AS hits, count(DISTINCT i.customer_id) AS customers,
       max(m.date) AS last, max(t.name) AS tag
FROM tag t JOIN mail m ON m.id = t.mail_id LEFT JOIN interaction i ON i.mail_id = t.mail_id
WHERE m.date >= :since GROUP BY t.rule
"""
_GIVEN = """
SELECT k.rule, count(*) AS n, max(k.tag) AS tag FROM mark k
WHERE k.at >= :since AND k.rule <> '' AND k.verdict = 'add'
  AND NOT EXISTS (SELECT 1 FROM mark u WHERE u.undoes = k.id AND u.verdict = 'undo')
GROUP BY k.rule
"""
_SAID = """
SELECT k.rule, k.verdict, count(*) AS n FROM mark k
WHERE k.at >= :since AND k.rule <> '' AND k.verdict IN ('right', 'wrong')
  AND NOT EXISTS (SELECT 1 FROM mark u WHERE u.undoes = k.id AND u.verdict = 'undo')
GROUP BY k.rule, k.verdict
"""
