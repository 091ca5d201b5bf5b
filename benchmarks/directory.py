"""Who comes into question: how surely, how soon, and in how much memory?

    python benchmarks/directory.py --master M.tsv [--master D.tsv ...] --queries Q.tsv --gold G.tsv [--file F]

Builds the directory of all masters together (benchmarks/grow.py makes large ones), and prints what building
costs, what one change costs, how long who is near a name takes to be told, and by kind of query how often the
right customer is among the first 40 and 100: by the name alone, and with all other signs. --file: the
directory is written there, mapped again, and asked there. Times of questions are of the processor alone:
others may be using the machine.
"""

from __future__ import annotations

import argparse
import csv
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import quantiles

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from matching import Directory, names, work_domain
from matching.domains import website_domain
from model import Customer, CustomerId, GroupId, utc
from worker import snapshot

Row = Mapping[str, str]
_SHOWN = (40, 100)


def rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def customers(paths: Sequence[Path]) -> Iterator[Customer]:
    groups: dict[str, int] = {}
    for number, row in enumerate(row for path in paths for row in rows(path)):
        yield Customer(
            CustomerId(number),
            row["name"],
            utc(0),
            titles=tuple(filter(None, (row["name"], row["name_alt"]))),
            domains=tuple(filter(None, (row["domain"],))),
            group=GroupId(groups.setdefault(row["group_id"], len(groups))),
            country=row["country"],
            codes=tuple(filter(None, (row["credit_code"],))),
            phones=tuple(filter(None, (row["phone"],))),
        )


def by_signs(directory: Directory, query: Row) -> set[int]:
    """Who has the address, domain, web site, phone or code of a query."""
    domain, site = work_domain(query["email"]), website_domain(query["website"])
    near = (domain, site, *directory.sisters(domain), directory.imitated(domain))
    found = [card for each in near if each for card in directory.by_domain(each)]
    found += directory.by_email(query["email"].lower())
    for sign in (directory.by_phone, directory.by_switchboard):
        found += sign(query["phone"])
    return {card.id for card in (*found, *directory.by_code(query["credit_code"]))}


def wanted(master: Path, gold: Path) -> dict[str, tuple[str, set[int]]]:
    """What the right answers to a query are: its kind, and the customers that would do."""
    number, members = {}, defaultdict[str, set[int]](set)
    for at, row in enumerate(rows(master)):
        number[row["customer_id"]] = at
        members[row["group_id"]].add(at)
    return {
        row["query_id"]: (
            row["category"],
            {number[row["gold_id"]]} if row["gold_id"] else members[row["gold_group"]],
        )
        for row in rows(gold)
        if row["gold_group"]
    }


def recall(directory: Directory, queries: Iterable[Row], right: Mapping[str, tuple[str, set[int]]]) -> None:
    hits, asked = defaultdict[str, Counter[str]](Counter), Counter[str]()
    for query in queries:
        if query["query_id"] not in right:
            continue
        kind, answers = right[query["query_id"]]
        found = [card.id for card in directory.likely(names.read(query["name"]), max(_SHOWN))]
        marks = [f"@{most}" for most in _SHOWN if answers & set(found[:most])]
        if answers & (set(found) | by_signs(directory, query)):
            marks.append("all")
        for each in (kind, "every kind"):
            hits[each].update(marks)
            asked[each] += 1
    for kind in sorted(asked, key=lambda each: (each == "every kind", each)):
        of = [f"{hits[kind][mark] / asked[kind]:.3f}" for mark in ("@40", "@100", "all")]
        print(f"  {kind:24}{asked[kind]:5}  name alone @40 {of[0]}  @100 {of[1]}   with all signs {of[2]}")


def told(what: str, times: Sequence[float]) -> None:
    cuts = quantiles(times, n=100)
    print(f"{what:40} p50 {cuts[49]:.2f} ms  p99 {cuts[98]:.2f} ms")


def timed(directory: Directory, queries: Sequence[Row]) -> None:
    times = defaultdict[int, list[float]](list)
    for query in queries:
        name = names.read(query["name"])
        for most in _SHOWN:
            start = time.thread_time()
            directory.nearest(name, most)
            times[most].append(1000 * (time.thread_time() - start))
    for most in _SHOWN:
        told(f"the {most} nearest to a name", times[most])


def changed(directory: Directory, some: Sequence[Customer]) -> None:
    times = []
    for customer in some:
        start = time.thread_time()
        directory.put(customer)
        times.append(1000 * (time.thread_time() - start))
    told("one customer changed", times)


def through_a_file(directory: Directory, path: Path) -> Directory:
    start = time.perf_counter()
    assert snapshot.save(directory, snapshot.Label("benchmark", 0), path)
    print(f"written in {time.perf_counter() - start:.2f} s, {path.stat().st_size / 1e6:.0f} MB", end=", ")
    start = time.perf_counter()
    found = snapshot.opened(path, "benchmark")
    assert found is not None
    print(f"mapped in {1000 * (time.perf_counter() - start):.1f} ms")
    return found[0]


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--master", type=Path, action="append", required=True, help="the first has the answers"
    )
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--file", type=Path)
    return parser.parse_args()


def main() -> None:
    chosen = options()
    start, used = time.perf_counter(), time.process_time()
    directory = Directory.of(customers(chosen.master))
    took = f"{time.perf_counter() - start:.1f} s ({time.process_time() - used:.1f} s of one core)"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)
    print(f"{len(directory)} customers built in {took}, peak {peak:.0f} MB")
    if chosen.file:
        directory = through_a_file(directory, chosen.file)
    queries = list(rows(chosen.queries))
    for _ in range(2):  # the first time fills the caches of tables and pages
        timed(directory, queries)
    recall(directory, queries, wanted(chosen.master[0], chosen.gold))
    changed(directory, [customer for customer, _ in zip(customers(chosen.master), range(500), strict=False)])


if __name__ == "__main__":
    main()
