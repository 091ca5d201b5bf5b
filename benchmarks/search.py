"""How fast is the search, what does it cost when mail comes in, and how large is its index?

    ./genjin bench search [--mails 200000] [--rounds 5]

Made-up mails, a third of them Chinese. The floor is the same question as LIKE over subject and own words, in
the same run. Intake: what a page of 50 mails costs more with the words than without.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from store import words
from store.book import Book
from store.location import Location
from store.opened import Opened
from store.searched import Sort, Wanted, find, waiting

ASKED = ("质量", "质量问题", "valve", "val", "quotation delivery", '"net weight"', "zirconium", "无此词语")
_LATIN = """
dear sir please send us your best quotation for the valve with delivery to hamburg thank you net weight gross
price sample certificate inspection order payment deposit container pallet steel gasket flange drawing
""".split()  # noqa: SIM905  # reads best in a row
_HAN = (
    "请您尽快提供报价质量问题样品检验证书交货期付款方式集装箱阀门法兰图纸订单价格优惠数量包装运输港口客户联系"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--mails", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.db"
        book = Book(Location(path=path), checkpointer=True)
        book.prepare()
        _fill(path, 0, asked.mails)
        before = _size(path)
        _entered(book, path, asked.mails)
        print(f"index: {(_size(path) - before) / 2**20:.0f} MB beside a book of {before / 2**20:.0f} MB")
        _searched(book, path, asked.rounds)
        book.close()


def _fill(path: Path, first: int, count: int) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany(_MAIL, _mails(first, count))


_MAIL = """
INSERT INTO mail (key, message_id, subject, own_words, date, received, direction, kind, verdict, reading)
VALUES (?, ?, ?, ?, ?, ?, 'in', 'human', 'known', '{"attachments":[]}')
"""


def _mails(first: int, count: int) -> Iterator[tuple[object, ...]]:
    chance = random.Random(first)
    for number in range(first, first + count):
        said = _said(chance, number)
        at = 1_700_000_000 + number * 300
        yield f"<{number}@bench.example>", f"<{number}@bench.example>", said[:40], said, at, at


def _said(chance: random.Random, number: int) -> str:
    if number % 3 == 0:
        return "。".join("".join(chance.choices(_HAN, k=12)) for _ in range(15)) + f" PI-{number}"
    rare = " zirconium" if number % 20_000 == 1 else ""
    return " ".join(chance.choices(_LATIN, k=110)) + f" PI-{number}{rare}"


def _entered(book: Book, path: Path, count: int) -> None:
    begun = time.perf_counter()
    left = count
    while left:
        with book.begin() as page:
            page.search.catch_up(2_000)
            left = page.search.waiting()
    print(f"a book that was there: {(time.perf_counter() - begun) / count * 1000:.3f} ms a mail")
    taken = []
    for at in range(40):
        _fill(path, count + 50 * at, 50)
        with_words, without = _page(book), _page(book)
        taken.append((with_words - without) / 50)
    print(f"a page of 50 mails: {statistics.median(taken):.3f} ms a mail more than an empty page")


def _page(book: Book) -> float:
    begun = time.perf_counter()
    with book.begin():
        pass
    return (time.perf_counter() - begun) * 1000


def _size(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        pages, free, size = (
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "freelist_count", "page_size")
        )
    return int((pages - free) * size)


def _searched(book: Book, path: Path, rounds: int) -> None:
    with Opened(book.location) as reader, closing(sqlite3.connect(path)) as floor:
        assert waiting(reader) == 0
        print(f"{'asked':<24}{'hits of 20':>11}{'search ms':>11}{'LIKE ms':>11}")
        for typed in ASKED:
            wanted = Wanted(words.asked(typed.split() if '"' not in typed else [typed]), sort=Sort.MAIL)
            hits = len(find(reader, wanted))
            ours = _median(rounds, lambda wanted=wanted: find(reader, wanted))
            like = _median(rounds, lambda typed=typed: _liked(floor, typed))
            print(f"{typed:<24}{hits:>11}{ours:>11.1f}{like:>11.1f}")


def _liked(connection: sqlite3.Connection, typed: str) -> list[tuple[object, ...]]:
    parts = [typed.strip('"')] if '"' in typed else typed.split()
    where = " AND ".join("(subject LIKE ? OR own_words LIKE ?)" for _ in parts)
    values = [f"%{part}%" for part in parts for _ in range(2)]
    return connection.execute(
        f"SELECT id, subject FROM mail WHERE {where} ORDER BY date DESC LIMIT 20", values
    ).fetchall()


def _median(rounds: int, step: Callable[[], object]) -> float:
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        step()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
