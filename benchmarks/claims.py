"""Does exactly one of two processes get each customer, and how fast?

    python benchmarks/claims.py [CUSTOMERS]

Two processes claim the same customers in the same order, each claim a transaction of its own. Beside it the
floor: the same race with nothing but the conditional update. On SQLite always; on PostgreSQL where its
programs are installed, on a server that is started for it as the tests do.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from sqlalchemy import create_engine, text  # noqa: E402

from fakes import playbook_of  # noqa: E402
from followups.pool import Pool  # noqa: E402
from model import CustomerId, LedgerEntry, Passing, RepId  # noqa: E402
from servers import Postgres, postgres_missing  # noqa: E402
from store.book import Book  # noqa: E402
from store.customers import NewCustomer  # noqa: E402
from store.location import Location  # noqa: E402
from worker import pool  # noqa: E402
from worker.desk import Actor, DeskError  # noqa: E402
from worker.intake import Intake  # noqa: E402
from worker.pipeline import Playbook, Report  # noqa: E402

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
REPS = ("anna", "bo")


def whole_claim(place: Location, rep: str) -> Callable[[int], bool]:
    """As `genjin pool claim` does it: limits, audit, ledger, journal, and what is owed worked out anew."""
    intake = Intake(Book(place), unlimited())

    def claim(number: int) -> bool:
        with suppress(DeskError), intake.sitting(Report()) as sitting:
            pool.claim(sitting, CustomerId(number), Actor(rep, NOON))
            return True
        return False

    return claim


def bare_door(place: Location, rep: str) -> Callable[[int], bool]:
    """`Customers.pass_on` alone: the conditional update and the line of the ledger."""
    book = Book(place)

    def claim(number: int) -> bool:
        with book.begin() as page:
            return page.customers.pass_on(
                LedgerEntry(NOON, CustomerId(number), Passing.CLAIM, RepId(rep), "public", "", rep)
            )

    return claim


def floor(place: Location, rep: str) -> Callable[[int], bool]:
    """The conditional update by itself. On PostgreSQL without the lock that keeps pages apart: nothing but
    the update decides who wins.
    """
    engine = create_engine(place.sqlalchemy_url, connect_args={"timeout": 30} if place.path else {})
    connection = engine.connect()
    for pragma in ("synchronous=NORMAL", "wal_autocheckpoint=0") if place.path else ():  # as the book has it
        connection.exec_driver_sql(f"PRAGMA {pragma}")
    connection.commit()
    update = text("UPDATE customer SET owner = :rep WHERE id = :id AND owner IS NULL")

    def claim(number: int) -> bool:
        with connection.begin():
            return bool(connection.execute(update, {"rep": rep, "id": number}).rowcount)

    return claim


WAYS: tuple[Callable[[Location, str], Callable[[int], bool]], ...] = (whole_claim, bare_door, floor)


def unlimited() -> Playbook:
    shipped = playbook_of()
    pools = replace(shipped.policy.pool, pools=(Pool("public"),))
    return replace(shipped, policy=replace(shipped.policy, pool=pools))


def racer(way: int, place: Location, rep: str, numbers: range, barrier: Any, won: Any) -> None:
    claim = WAYS[way](place, rep)
    barrier.wait()
    begun = time.perf_counter()
    got = [number for number in numbers if claim(number)]
    won.put((got, time.perf_counter() - begun))


def race(way: int, place: Location, numbers: range) -> tuple[list[int], float]:
    """Who was got, by either, and how long it took."""
    context = multiprocessing.get_context("spawn")
    barrier, won = context.Barrier(len(REPS)), context.Queue()
    racers = [context.Process(target=racer, args=(way, place, rep, numbers, barrier, won)) for rep in REPS]
    for each in racers:
        each.start()
    answers = [won.get() for _ in racers]
    for each in racers:
        each.join()
    return [number for got, _ in answers for number in got], max(seconds for _, seconds in answers)


def filled(place: Location, count: int) -> range:
    book = Book(place)
    book.prepare()
    with book.begin() as page:
        numbers = [page.customers.enter(NewCustomer(f"C{each}", NOON)) for each in range(count)]
    book.close()
    return range(numbers[0], numbers[-1] + 1)


def measured(name: str, places: Iterator[Location], count: int) -> bool:
    fine = True
    for at, way in enumerate(WAYS):
        place = next(places)
        numbers = filled(place, count)
        got, seconds = race(at, place, numbers)
        times = Counter(got)
        double = sum(each > 1 for each in times.values())
        nobody = len(numbers) - len(times)
        tries = len(numbers) * len(REPS) / seconds
        print(
            f"{name:<10} {way.__name__:<12} {len(numbers):>6} customers, {double} got twice, {nobody} by "
            f"nobody, {seconds:6.1f} s, {tries:7.0f} tries/s",
            flush=True,
        )
        fine = fine and not double and not nobody
    return fine


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("customers", nargs="?", type=int, default=10_000)
    count = parser.parse_args().customers
    with tempfile.TemporaryDirectory() as folder:
        fine = measured("sqlite", (Location(path=Path(folder) / f"{at}.db") for at in range(9)), count)
    if missing := postgres_missing():
        print(f"postgresql {missing}")
    else:
        with Postgres() as server:
            fine &= measured("postgresql", (Location.of(server.fresh(), ROOT) for _ in WAYS), count)
    raise SystemExit(0 if fine else 1)


if __name__ == "__main__":
    main()
