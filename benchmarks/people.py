"""How many details of people and companies are read, and how many of those are right? By sort.

    python benchmarks/people.py [--misses] [--written before|after] [--ham FOLDER]

The cases are tests/data/people-own.jsonl, signatures as people of the trade write them. They have the same
author as the parser: those marked `before` were written before it, those marked `after` when it stood, and
both were then looked at; the figures of the first look stand in docs/decisions.md. --ham shows what is
found in
a folder of mails, to be looked at by eye.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from model import Address, Detail, DetailSort, RawMail  # noqa: E402 - the rooms lie one folder up
from parsers.opening import addresses  # noqa: E402
from parsers.opening.envelope import open_mail  # noqa: E402
from parsers.sender import people  # noqa: E402
from parsers.text import quotes  # noqa: E402

CASES = ROOT / "tests" / "data" / "people-own.jsonl"
SORTS = {"form": DetailSort.LEGAL_FORM, "bank": DetailSort.BANK_ACCOUNT}
"""Short names in the file of cases, where they differ."""
BEST_ONLY = (DetailSort.COUNTRY, DetailSort.POWER)
"""Sorts of which one is true; of the others every value counts."""
LEAST = 0.5
"""Details below this confidence are guesses and count neither way."""


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--misses", action="store_true")
    options.add_argument("--written", choices=("before", "after"))
    options.add_argument("--ham", type=Path)
    chosen = options.parse_args()
    if chosen.ham:
        show_ham(chosen.ham)
        return
    cases = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
    cases = [case for case in cases if chosen.written in (None, case["written"])]
    show(cases, misses=chosen.misses)


def show(cases: list[dict[str, Any]], *, misses: bool) -> None:
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    for case in cases:
        for sort, (expected, found) in compared(case).items():
            right[sort] += len(expected & found)
            wrong[sort] += len(found - expected)
            missed[sort] += len(expected - found)
            if misses and expected != found:
                print(f"{case['id']:9} {sort:13} missed {expected - found or '-'}", end=" ")
                print(f"wrong {found - expected or '-'}")
    print(f"{len(cases)} signatures")
    print(f"{'sort':14}{'right':>7}{'wrong':>7}{'missed':>8}{'precision':>11}{'recall':>9}")
    for sort in (*DetailSort, "all"):
        rows = [sum(each.values()) if sort == "all" else each[sort] for each in (right, wrong, missed)]
        if any(rows):
            print(f"{sort:14}{rows[0]:7}{rows[1]:7}{rows[2]:8}", end="")
            print(f"{share(*rows[:2]):>11}{share(rows[0], rows[2]):>9}")


def share(right: int, other: int) -> str:
    return f"{right / (right + other):.1%}" if right + other else "-"


def compared(case: dict[str, Any]) -> dict[str, tuple[set[str], set[str]]]:
    """Expected and found values, by sort."""
    found = details(case)
    expected = {SORTS.get(sort, sort): values for sort, values in case["expect"].items()}
    return {
        sort.value: ({folded(sort, value) for value in expected.get(sort, ())}, set(values(sort, found)))
        for sort in DetailSort
    }


def details(case: dict[str, Any]) -> tuple[Detail, ...]:
    sender = addresses.read(case["sender"]).addresses
    return people.details_of(sender[0] if sender else Address(), quotes.split(case["text"]))


def values(sort: DetailSort, found: tuple[Detail, ...]) -> Iterator[str]:
    of_sort = [folded(sort, each.value) for each in found if each.sort is sort and each.confidence >= LEAST]
    yield from of_sort[:1] if sort in BEST_ONLY else of_sort


def folded(sort: DetailSort, value: str) -> str:
    return value.casefold().strip(" .") if sort is not DetailSort.CODE else value


def show_ham(folder: Path) -> None:
    """Every phone, company, code and account in mails that mostly have none; and what reading them cost."""
    counts, spent, mails = Counter[str](), 0.0, 0
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        mail = open_mail(RawMail(path.read_bytes(), datetime(2026, 3, 2, tzinfo=UTC)))
        split = quotes.words_of(mail)
        begun = time.perf_counter()
        found = people.details_of(mail.sender, split)
        spent, mails = spent + time.perf_counter() - begun, mails + 1
        for detail in found:
            if detail.confidence >= LEAST and detail.where != people.DISPLAY_NAME:
                counts[detail.sort] += 1
                print(f"{path.name[:24]:25}{detail.sort:13}{detail.confidence:5} {detail.words[:80]!r}")
    print(f"{mails} mails, {1e6 * spent / max(mails, 1):.0f} us each;", dict(counts))


if __name__ == "__main__":
    main()
