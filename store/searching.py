"""How do the words of what is written come into the index of the search?

Triggers note every row that is written (migration 0007), whoever writes it: intake, a rep, an undo. At the
end of its transaction a page reads what was noted and enters the words. So nothing has to remember to do it,
and the index is never behind by more than what was noted.

An index without contents cannot let go of a text that it no longer has. A text that changed is entered anew
under another number, and the old number means nothing any more; what is found is looked up where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from store.searched import Sort, attachments_of, spot_of
from store.tables import (
    BusinessFactRow,
    CustomerRow,
    InteractionRow,
    MailRow,
    SearchTextRow,
    SearchTodoRow,
    TitleRow,
)
from store.words import words_of
from store.writing import Prepared, among, table_of

A_PAGE = 500
"""Texts read with a page that has written others: those of a book that was made before there was a search."""

Noted = tuple[Sort, int]


class Searching:
    """The shelf of words."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._is_sqlite = connection.dialect.name == "sqlite"

    def catch_up(self, most: int = A_PAGE) -> int:
        """Enter what was noted, the newest first. Answers how many texts."""
        rows = _NOTED.rows(self._connection, {"most": most})
        if not rows:
            return 0
        numbers: dict[Sort, dict[int, int]] = {}
        for _, sort, number in rows:
            numbers.setdefault(Sort(sort), {})[number] = 0
        texts = [text for sort in numbers for text in self._texts(sort, list(numbers[sort]))]
        self._forget([(sort, number) for sort, of_sort in numbers.items() for number in of_sort])
        self._enter(sorted((spot_of(sort, at), sort, number, words) for sort, number, at, words in texts))
        _DONE.run(self._connection, {"ids": [row[0] for row in rows]})
        return len(rows)

    def waiting(self) -> int:
        """How many texts are noted and not yet entered."""
        return int(self._connection.scalar(select(func.count()).select_from(SearchTodoRow)) or 0)

    def rebuild(self) -> int:
        """Forget all words and note every text anew. Answers how many are to be entered."""
        for row in (SearchTextRow, SearchTodoRow):
            self._connection.execute(delete(row))
        self._connection.exec_driver_sql(_EMPTIED["sqlite" if self._is_sqlite else "postgresql"])
        for sort, numbers in _ALL:
            source = select(bindparam("sort", sort.value), numbers.subquery().c.id)
            self._connection.execute(insert(SearchTodoRow).from_select(["sort", "number"], source))
        return self.waiting()

    def _texts(self, sort: Sort, numbers: Sequence[int]) -> Iterator[tuple[Sort, int, int, list[str]]]:
        """(sort, number, time, words) of those that are still there."""
        for number, at, *words in _TEXTS[sort](self._connection, numbers):
            yield sort, number, at, words_of("\n".join(filter(None, words)))

    def _forget(self, texts: Iterable[Noted]) -> None:
        values = [{"sort": sort.value, "wanted": number, "number": None} for sort, number in texts]
        _FORGOTTEN.run_all(self._connection, values)

    def _enter(self, texts: Iterable[tuple[int, Sort, int, list[str]]]) -> None:
        """In the order of their numbers: FTS5 writes a piece of its own for each that goes back."""
        taken, entered = -1, list[dict[str, Any]]()
        for spot, sort, number, words in texts:
            taken = self._free(max(spot, taken + 1))
            _PUT.run(self._connection, {"id": taken, "sort": sort.value, "number": number})
            if words:
                entered.append({"id": taken, "words": " ".join(words) if self._is_sqlite else words})
        if entered:
            sql = _WORDS["sqlite" if self._is_sqlite else "postgresql"]
            self._connection.exec_driver_sql(sql, entered)

    def _free(self, spot: int) -> int:
        while _TAKEN.row(self._connection, {"id": spot}) is not None:
            spot += 1
        return spot


# -- texts ---------------------------------------------------------------------------------------------------


def _mails(connection: Connection, numbers: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    for number, at, subject, own_words, reading in _MAILS.rows(connection, {"ids": numbers}):
        yield number, at, subject, own_words, *attachments_of(reading)


def _notes(connection: Connection, numbers: Sequence[int]) -> list[Any]:
    return _NOTES.rows(connection, {"ids": numbers})


def _facts(connection: Connection, numbers: Sequence[int]) -> list[Any]:
    return _FACTS.rows(connection, {"ids": numbers})


def _customers(connection: Connection, numbers: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    titles: dict[int, list[str]] = {}
    for number, words in _TITLES.rows(connection, {"ids": numbers}):
        titles.setdefault(number, []).append(words)
    for number, at, name in _CUSTOMERS.rows(connection, {"ids": numbers}):
        yield number, at, name, *titles.get(number, ())


_TEXTS: Mapping[Sort, Callable[[Connection, Sequence[int]], Iterable[Sequence[Any]]]] = {
    Sort.MAIL: _mails,
    Sort.NOTE: _notes,
    Sort.CUSTOMER: _customers,
    Sort.FACT: _facts,
}
_ALL = (
    (Sort.CUSTOMER, select(CustomerRow.id).order_by(CustomerRow.id)),
    (Sort.FACT, select(BusinessFactRow.id).order_by(BusinessFactRow.id)),
    (
        Sort.NOTE,
        select(InteractionRow.id).where(InteractionRow.mail_id.is_(None)).order_by(InteractionRow.id),
    ),
    (Sort.MAIL, select(MailRow.id).order_by(MailRow.id)),
)
"""What is entered last first."""

_NOTED = Prepared(
    select(SearchTodoRow.id, SearchTodoRow.sort, SearchTodoRow.number)
    .order_by(SearchTodoRow.id.desc())
    .limit(bindparam("most"))
)
_DONE = Prepared(delete(table_of(SearchTodoRow)).where(among(SearchTodoRow.id, "ids")))
_MAILS = Prepared(
    select(MailRow.id, MailRow.date, MailRow.subject, MailRow.own_words, MailRow.reading).where(
        among(MailRow.id, "ids")
    )
)
_NOTES = Prepared(
    select(InteractionRow.id, InteractionRow.at, InteractionRow.summary).where(
        among(InteractionRow.id, "ids")
    )
)
_FACTS = Prepared(
    select(BusinessFactRow.id, BusinessFactRow.at, BusinessFactRow.number, BusinessFactRow.words).where(
        among(BusinessFactRow.id, "ids")
    )
)
_CUSTOMERS = Prepared(
    select(CustomerRow.id, CustomerRow.created, CustomerRow.name).where(among(CustomerRow.id, "ids"))
)
_TITLES = Prepared(select(TitleRow.customer_id, TitleRow.words).where(among(TitleRow.customer_id, "ids")))
_FORGOTTEN = Prepared(
    update(table_of(SearchTextRow)).where(
        SearchTextRow.sort == bindparam("sort"), SearchTextRow.number == bindparam("wanted")
    ),
    ("number",),
)
_TAKEN = Prepared(select(SearchTextRow.id).where(SearchTextRow.id == bindparam("id")))
_PUT = Prepared(insert(table_of(SearchTextRow)).inline(), ("id", "sort", "number"))
_WORDS = {
    "sqlite": "INSERT INTO search_word (rowid, words) VALUES (:id, :words)",
    "postgresql": "INSERT INTO search_word (id, words) VALUES (%(id)s, array_to_tsvector(%(words)s))",
}
"""array_to_tsvector, not to_tsvector: that one asks the locale of the server what a letter is."""
_EMPTIED = {
    "sqlite": "INSERT INTO search_word (search_word) VALUES ('delete-all')",
    "postgresql": "DELETE FROM search_word",
}
