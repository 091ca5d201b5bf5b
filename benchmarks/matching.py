"""How well, and how fast, does matching find the customer?

    python benchmarks/matching.py --master M.tsv --queries Q.tsv --gold G.tsv [--distractors D.tsv]

Tables are tab-separated with a header. Master: customer_id, group_id, name, name_alt, country, domain.
Queries: query_id, name, country, email, website. Gold: query_id, gold_id, gold_group, category; no group
means a true stranger. The halves are cut by a hash of the query id: numbers are chosen on one and believed on
the other.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from rapidfuzz import fuzz, process

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from matching import DEFAULT, Directory, Thresholds, find, work_domain
from matching.domains import own_domain
from matching.names import normalise
from model import NO_THREAD, Customer, CustomerId, GroupId, Kin, Known, Match, Party, Unsure, utc

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a method says of one query: whom, how sure, and what it would do."""

    customer: str = ""
    group: str = ""
    score: float = 0.0
    linked: bool = False
    review: bool = False


@dataclass(frozen=True, slots=True)
class Ids:
    """The table's ids in the order of its rows, and the other way round."""

    customers: tuple[str, ...]
    groups: Mapping[str, str]
    group_names: tuple[str, ...]

    def group_of(self, customer: str) -> str:
        return self.groups.get(customer, "")


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def ids_of(master: Sequence[Row]) -> Ids:
    groups = {row["customer_id"]: row["group_id"] for row in master}
    return Ids(tuple(groups), groups, tuple(dict.fromkeys(groups.values())))


def customers_of(master: Sequence[Row], ids: Ids) -> Iterator[Customer]:
    number = {name: place for place, name in enumerate(ids.group_names)}
    for place, row in enumerate(master):
        titles = tuple(filter(None, (row["name"], row["name_alt"])))
        domains = (row["domain"],) if row["domain"] else ()
        group = GroupId(number[row["group_id"]])
        yield Customer(
            CustomerId(place), titles[0], utc(0), titles, domains, group=group, country=row["country"]
        )


def party_of(query: Row) -> Party:
    return Party(
        email=query["email"].lower(),
        company=query["name"],
        company_from="signature",
        country=query["country"],
        website=query["website"],
    )


def answer_of(match: Match, ids: Ids) -> Answer:
    best = match.candidates[0] if match.candidates else None
    if best is None:
        return Answer()
    group = ids.group_names[match.group] if isinstance(match, Kin) else ""
    customer = "" if group else ids.customers[best.customer]
    linked = isinstance(match, Known | Kin)
    return Answer(customer, group, best.score, linked, isinstance(match, Unsure))


# -- plain baselines -----------------------------------------------------------------------------------


def by_token_sort(master: Sequence[Row], queries: Sequence[Row], sure: float = 90.0) -> Iterator[Answer]:
    """The best token_sort_ratio over all normalised names."""
    named = [
        (normalise(name), row["customer_id"])
        for row in master
        for name in (row["name"], row["name_alt"])
        if name
    ]
    choices = [name for name, _ in named]
    for query in queries:
        found = process.extractOne(normalise(query["name"]), choices, scorer=fuzz.token_sort_ratio)
        yield Answer(named[found[2]][1], "", found[1], found[1] >= sure) if found else Answer()


def by_exact(master: Sequence[Row], queries: Sequence[Row]) -> Iterator[Answer]:
    """Equal work domain, else equal normalised name; only where one customer has it."""
    domains, titles = _holders(master)
    for query in queries:
        domain = domains.get(work_domain(query["email"]), ())
        found = domain if len(domain) == 1 else titles.get(normalise(query["name"]), ())
        yield Answer(found[0], "", 100.0, linked=True) if len(found) == 1 else Answer()


def _holders(master: Sequence[Row]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    domains: dict[str, list[str]] = {}
    titles: dict[str, list[str]] = {}
    for row in master:
        domains.setdefault(own_domain(row["domain"]), []).append(row["customer_id"])
        for title in {normalise(row[key]) for key in ("name", "name_alt") if row[key]}:
            titles.setdefault(title, []).append(row["customer_id"])
    domains.pop("", None)
    return domains, titles


# -- scoring -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Result:
    query: Row
    gold: Row
    answer: Answer
    right: bool


def judged(
    queries: Sequence[Row], gold: Mapping[str, Row], answers: Iterable[Answer], ids: Ids
) -> list[Result]:
    pairs = zip(queries, answers, strict=True)
    return [
        Result(query, gold[query["query_id"]], answer, _right(gold[query["query_id"]], answer, ids))
        for query, answer in pairs
    ]


def _right(gold: Row, answer: Answer, ids: Ids) -> bool:
    if not gold["gold_group"]:
        return False
    if not gold["gold_id"]:
        return gold["gold_group"] in (answer.group, ids.group_of(answer.customer))
    sole = [name for name, group in ids.groups.items() if group == answer.group] if answer.group else []
    return gold["gold_id"] == answer.customer or sole == [gold["gold_id"]]


def report(name: str, results: Sequence[Result]) -> None:
    known = [result for result in results if result.gold["gold_group"]]
    strangers = [result for result in results if not result.gold["gold_group"]]
    links = [result for result in results if result.answer.linked]
    right = sum(result.right for result in links)
    precision, recall = right / max(1, len(links)), right / max(1, len(known))
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    first = sum(result.right for result in known) / max(1, len(known))
    linked = sum(result.answer.linked for result in strangers) / max(1, len(strangers))
    review = sum(result.answer.review for result in results) / max(1, len(results))
    lost = sum(not (result.answer.linked or result.answer.review) for result in known) / max(1, len(known))
    print(
        f"{name:32} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  recall@1 {first:.3f}  "
        f"strangers linked {linked:.3f}  review {review:.3f}  lost {lost:.3f}"
    )


def by_category(results: Sequence[Result]) -> None:
    for category in sorted({result.gold["category"] for result in results}):
        those = [result for result in results if result.gold["category"] == category]
        count = Counter(_fate(result) for result in those)
        print(
            f"  {category:24} {len(those):4}  " + "  ".join(f"{fate} {count[fate]}" for fate in sorted(count))
        )


def _fate(result: Result) -> str:
    if result.answer.linked:
        return "linked" if result.right else "LINKED WRONG"
    return "review" if result.answer.review else "unknown"


def half_of(query: Row) -> str:
    return "tune" if hashlib.sha256(query["query_id"].encode()).digest()[0] % 2 else "held"


def timed(ask: Callable[[Row], Match], queries: Sequence[Row]) -> tuple[list[Match], list[float]]:
    matches, times = [], []
    for query in queries:
        start = time.perf_counter()
        matches.append(ask(query))
        times.append(1000 * (time.perf_counter() - start))
    return matches, times


def peak() -> float:
    """The most memory this process has had, in MB; Linux counts it in kB, macOS in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("--master", "--queries", "--gold"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--distractors", type=Path, help="further customers, appended to the master")
    parser.add_argument("--half", choices=("tune", "held"))
    parser.add_argument("--predictions", type=Path, help="write query_id, predicted_id, score, decision")
    parser.add_argument("--wrong", action="store_true", help="show each wrong link and what was lost")
    parser.add_argument("--no-baselines", action="store_true")
    for name in ("sure", "clear_by", "review"):
        parser.add_argument(f"--{name.replace('_', '-')}", type=float, default=getattr(DEFAULT, name))
    return parser.parse_args()


def main() -> None:
    chosen = options()
    master = rows(chosen.master) + (rows(chosen.distractors) if chosen.distractors else [])
    queries = [query for query in rows(chosen.queries) if chosen.half in (None, half_of(query))]
    gold = {row["query_id"]: row for row in rows(chosen.gold)}
    ids = ids_of(master)
    before, start = peak(), time.perf_counter()
    directory = Directory.of(customers_of(master, ids))
    built, grown = time.perf_counter() - start, peak() - before
    thresholds = Thresholds(chosen.sure, chosen.clear_by, chosen.review)
    matches, times = timed(lambda query: find(party_of(query), NO_THREAD, directory, thresholds), queries)
    results = judged(queries, gold, (answer_of(match, ids) for match in matches), ids)

    print(
        f"{len(master)} customers (built in {built:.1f} s, {grown:.0f} MB), "
        f"{len(queries)} queries ({chosen.half or 'all'})"
    )
    report("matching.find", results)
    cuts = quantiles(times, n=100)
    print(f"{'':32} {cuts[49]:.2f} ms p50, {cuts[98]:.2f} ms p99 a query")
    if not chosen.no_baselines:
        report("token_sort_ratio over everything", judged(queries, gold, by_token_sort(master, queries), ids))
        report("equal domain or name", judged(queries, gold, by_exact(master, queries), ids))
    by_category(results)
    if chosen.wrong:
        show_wrong(results, matches)
    if chosen.predictions:
        write_predictions(chosen.predictions, results)


def show_wrong(results: Sequence[Result], matches: Sequence[Match]) -> None:
    for result, match in zip(results, matches, strict=True):
        fate = _fate(result)
        if fate == "LINKED WRONG" or (fate == "unknown" and result.gold["gold_group"]):
            query = result.query
            asked = " | ".join(query[key] for key in ("name", "country", "email", "website"))
            print(f"{fate} {result.gold['category']}: {asked}")
            print(f"    {match.because}" + (f" -> {match.candidates[0].name}" if match.candidates else ""))


def write_predictions(path: Path, results: Sequence[Result]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write("query_id\tpredicted_id\tscore\tdecision\n")
        for result in results:
            answer = result.answer
            decision = "link" if answer.linked else "review" if answer.review else "none"
            file.write(
                f"{result.query['query_id']}\t{answer.customer or answer.group}\t{answer.score}\t{decision}\n"
            )


if __name__ == "__main__":
    main()
