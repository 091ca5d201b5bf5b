"""What is found by these words? For who only looks: no SQLAlchemy here.

The index narrows; whether the words stand there is seen where they stand, so an index that is behind costs
time and tells nothing wrong. Newest first: the number of a text in the index begins with its time.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from late import dataclass
from model import CustomerId, MailId, utc
from store import words
from store.opened import Opened
from store.words import Asked


class Sort(StrEnum):
    """What can be found."""

    CUSTOMER = "customer"
    FACT = "fact"
    MAIL = "mail"
    NOTE = "note"


PLURAL: Mapping[str, Sort] = {
    "mail": Sort.MAIL,
    "notes": Sort.NOTE,
    "customers": Sort.CUSTOMER,
    "facts": Sort.FACT,
}
"""As `--in` names them."""

_RANKS: Mapping[Sort, int] = {Sort.CUSTOMER: 3, Sort.FACT: 2, Sort.MAIL: 1, Sort.NOTE: 1}
_A_FEW = 5
"""Customers and papers that are told before the mail, unless only they are asked for."""
_RANK, _TIME = 54, 20
_FIRST_LOT, _LOT, _MOST_LOOKED_AT = 40, 200, 20_000
"""Most of what the index gives is right, so the first lot is hardly more than what is shown."""
_AROUND = 60


def spot_of(sort: Sort, at: int) -> int:
    """From where on a text of that time stands in the index: by what it is, then by its time."""
    return (_RANKS[sort] << _RANK) + (min(max(at, 0), (1 << (_RANK - _TIME)) - 1) << _TIME)


def attachments_of(reading: str) -> list[str]:
    """The names of the attachments that a reading tells of."""
    if not reading or _NO_ATTACHMENTS in reading:
        return []
    return [str(name) for name in json.loads(reading).get("attachments", ())]


_NO_ATTACHMENTS = '"attachments":[]'


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, and where."""

    asked: Asked
    customer: CustomerId | None = None
    since: datetime | None = None
    sort: Sort | None = None
    most: int = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """A text in which all of the words stand."""

    sort: Sort
    at: datetime
    kind: str
    """Of a mail in or out, of a note the kind of interaction, of a paper which one."""
    who: str
    """Who wrote it."""
    context: str
    """What stands around, the words between MARKS."""
    customers: tuple[tuple[CustomerId, str], ...]
    mail: MailId | None = None


MARKS = ("«", "»")


def waiting(reader: Opened) -> int:
    """How many texts are not in the index yet."""
    return int(reader.ask("SELECT count(*) AS count FROM search_todo", {})[0]["count"])


def find(reader: Opened, wanted: Wanted) -> list[Hit]:
    """Customers and papers first, then mail and notes, the newest first."""
    if not wanted.asked.phrases:
        return []
    found: list[Hit] = []
    for sorts in ((Sort.CUSTOMER,), (Sort.FACT,), (Sort.MAIL, Sort.NOTE)):
        if wanted.sort is None or wanted.sort in sorts:
            few = _A_FEW if wanted.sort is None and Sort.MAIL not in sorts else wanted.most
            hits = _hits(reader, wanted, sorts)
            found += [hit for _, hit in zip(range(min(few, wanted.most - len(found))), hits, strict=False)]
    return found


def _hits(reader: Opened, wanted: Wanted, sorts: Sequence[Sort]) -> Iterator[Hit]:
    patterns = wanted.asked.patterns()
    for lot in _lots(reader, wanted, sorts):
        texts = {key: text for sort in sorts for key, text in _texts(reader, sort, lot)}
        for text in (texts[key] for key in lot if key in texts):
            places = words.places(text.words, patterns)
            if places is not None:
                yield _hit(reader, text, places)


_Key = tuple[str, int]


def _lots(reader: Opened, wanted: Wanted, sorts: Sequence[Sort]) -> Iterator[list[_Key]]:
    """Texts that may have the words, lot by lot, the newest first."""
    since = int(wanted.since.timestamp()) if wanted.since else 0
    low, high = spot_of(sorts[0], since), spot_of(sorts[0], 1 << 62) + (1 << _TIME)
    sql, values = _question(reader, wanted), {"sort": wanted.sort or "", "customer": wanted.customer}
    values |= _asked(reader, wanted.asked)
    for size in (_FIRST_LOT, *[_LOT] * (_MOST_LOOKED_AT // _LOT)):
        rows = reader.ask(sql, values | {"low": low, "high": high, "most": size})
        yield [(row["sort"], row["number"]) for row in rows]
        if len(rows) < size:
            return
        high = rows[-1]["id"] - 1


def _question(reader: Opened, wanted: Wanted) -> str:
    of_sort = "AND t.sort = :sort " if wanted.sort else ""
    of_customer = f"AND ({_OF_CUSTOMER}) " if wanted.customer else ""
    return (_ON_POSTGRESQL if reader.is_postgresql else _ON_SQLITE).format(only=of_sort + of_customer)


def _asked(reader: Opened, asked: Asked) -> dict[str, str]:
    """The words as the database takes them; they are letters and figures only, and stand in quotes."""
    signs = dict.fromkeys(asked.signs())
    if reader.is_postgresql:
        return {"asked": " & ".join(f"'{sign}'{':*' if is_begun else ''}" for sign, is_begun in signs)}
    return {"asked": " AND ".join(f'"{sign}"{"*" if is_begun else ""}' for sign, is_begun in signs)}


_OF_CUSTOMER = """
(t.sort = 'mail' AND EXISTS
    (SELECT 1 FROM interaction i WHERE i.mail_id = t.number AND i.customer_id = :customer))
OR (t.sort = 'note' AND EXISTS
    (SELECT 1 FROM interaction i WHERE i.id = t.number AND i.customer_id = :customer))
OR (t.sort = 'fact' AND EXISTS
    (SELECT 1 FROM business_fact b WHERE b.id = t.number AND b.customer_id = :customer))
OR (t.sort = 'customer' AND t.number = :customer)
"""
_ON_SQLITE = """
SELECT t.id, t.sort, t.number FROM search_word w CROSS JOIN search_text t ON t.id = w.rowid
WHERE search_word MATCH :asked AND w.rowid BETWEEN :low AND :high AND t.number IS NOT NULL {only}
ORDER BY w.rowid DESC LIMIT :most
"""
_ON_POSTGRESQL = """
SELECT t.id, t.sort, t.number FROM search_word w JOIN search_text t ON t.id = w.id
WHERE w.words @@ CAST(:asked AS tsquery) AND w.id BETWEEN :low AND :high AND t.number IS NOT NULL {only}
ORDER BY w.id DESC LIMIT :most
"""


# -- where it stands -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Text:
    sort: Sort
    number: int
    at: int
    kind: str
    who: str
    words: str
    customer: int | None = None


def _texts(reader: Opened, sort: Sort, lot: Sequence[_Key]) -> Iterator[tuple[_Key, _Text]]:
    """What stands in the book now."""
    numbers = [number for of, number in lot if of == sort]
    if not numbers:
        return
    these = ", ".join(map(str, map(int, numbers)))
    joined = "string_agg(t.words, chr(10))" if reader.is_postgresql else "group_concat(t.words, char(10))"
    for row in reader.ask(_STANDING[sort].format(these=these, joined=joined), {}):
        parts = filter(None, (row["words"], row["more"], *attachments_of(row["reading"])))
        told = unicodedata.normalize("NFC", "\n".join(parts))
        text = _Text(sort, row["id"], row["at"], row["kind"], row["who"] or "", told, row["customer"])
        yield (sort.value, row["id"]), text


_STANDING: Mapping[Sort, str] = {
    Sort.MAIL: """
SELECT id, date AS at, direction AS kind, sender AS who, subject AS words, own_words AS more, reading,
       NULL AS customer FROM mail WHERE id IN ({these})""",
    Sort.NOTE: """
SELECT id, at, kind, rep AS who, summary AS words, '' AS more, '' AS reading, customer_id AS customer
FROM interaction WHERE id IN ({these}) AND mail_id IS NULL""",
    Sort.FACT: """
SELECT id, at, sort AS kind, "by" AS who, number AS words, words AS more, '' AS reading,
       customer_id AS customer FROM business_fact WHERE id IN ({these}) AND NOT is_refused""",
    Sort.CUSTOMER: """
SELECT c.id, c.created AS at, '' AS kind, c.owner AS who, c.name AS words,
       (SELECT {joined} FROM title t WHERE t.customer_id = c.id) AS more, '' AS reading, c.id AS customer
FROM customer c WHERE c.id IN ({these})""",
}


def _hit(reader: Opened, text: _Text, places: Sequence[tuple[int, int]]) -> Hit:
    mail = MailId(text.number) if text.sort is Sort.MAIL else None
    asked = (_OF_MAIL, {"id": text.number}) if mail else (_NAMED, {"id": text.customer})
    customers = tuple((CustomerId(row["id"]), row["name"]) for row in reader.ask(*asked))
    return Hit(text.sort, utc(text.at), text.kind, text.who, _context(text.words, places), customers, mail)


_OF_MAIL = """
SELECT c.id, c.name FROM customer c WHERE c.id IN (SELECT customer_id FROM interaction WHERE mail_id = :id)
ORDER BY c.id LIMIT 5
"""
_NAMED = "SELECT id, name FROM customer WHERE id = :id"


def _context(text: str, places: Sequence[tuple[int, int]]) -> str:
    """The first of the words with what stands around it, and the others that stand there too, in one line."""
    start, end = places[0]
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    pieces, at = [], first
    for begin, stop in sorted({place for place in places if place[0] >= first and place[1] <= last}):
        if begin >= at:
            pieces += [text[at:begin], MARKS[0], text[begin:stop], MARKS[1]]
            at = stop
    shown = " ".join("".join((*pieces, text[at:last])).split())
    return f"{'…' if first else ''}{shown}{'…' if last < len(text) else ''}"
