"""How well, and how fast, does matching find the customer? Side by side with what one would use otherwise.

    python benchmarks/matching.py --data DIR [--customers 25000] [--speed 25000 1000000] [--wrong]

DIR holds master.tsv, queries.tsv, gold.tsv and perhaps distractors.tsv, further customers. Tables are
tab-separated with a header. Master: customer_id, group_id, name, name_alt, country, domain, phone,
credit_code. Queries: query_id, name, country, email, phone, website, credit_code. Gold: query_id, gold_id,
gold_group, category; no group means a true stranger. The master is grown to --customers with made-up ones
(benchmarks/made_up.py, needs pypinyin). Each method answers every query with its best customer and a score:
as the scorer of that set has it, a link is right when it is the gold customer, or any of the gold group where
the gold names only that. F1 is the best over all thresholds. TF-IDF is our own, with numpy and scipy.
"""

from __future__ import annotations

import argparse
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import quantiles

from rapidfuzz import fuzz, process

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from made_up import grown_by, rows
from tables import customers, names_only, party

from matching import Directory, find, work_domain
from matching.domains import own_domain, website_domain
from matching.duplicates import similar
from matching.names import normalise, read
from model import NO_THREAD, Customer, CustomerId, Kin, Known, Match, Party, Unknown, Unsure, utc

Row = Mapping[str, str]
NOT_BY_NAME = {"cross_script", "former_name", "acronym", "subsidiary_hidden", "homonym_other_country"}
LEARNED = ("former_name", "acronym", "alias", "cross_script")
"""Names that cannot be found by comparing them: a rep must have said once whose they are."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a method says of one query: which row of the master, how sure, and what it would do."""

    place: int = -1
    score: float = 0.0
    decision: str = "link"


@dataclass(frozen=True, slots=True)
class Trial:
    """A question and what is right."""

    query: Row
    gold: Row
    master: Sequence[Row]

    @property
    def is_known(self) -> bool:
        return bool(self.gold["gold_group"])

    @property
    def by_name(self) -> bool:
        return self.gold["category"] not in NOT_BY_NAME

    def right(self, answer: Answer, *, group: bool = False) -> bool:
        if not self.is_known or answer.place < 0:
            return False
        row = self.master[answer.place]
        if group or not self.gold["gold_id"]:
            return row["group_id"] == self.gold["gold_group"]
        return row["customer_id"] == self.gold["gold_id"]


# -- the methods -----------------------------------------------------------------------------------------

Method = Callable[[Sequence[Row], Sequence[Row]], Iterable[Answer]]


def ours(master: Sequence[Row], queries: Sequence[Row]) -> Iterator[Answer]:
    directory = Directory.of(customers(master))
    yield from (answer_of(find(party(query), NO_THREAD, directory)) for query in queries)


def answer_of(match: Match) -> Answer:
    decision = "link" if isinstance(match, Known | Kin) else "review" if isinstance(match, Unsure) else "none"
    if not match.candidates:
        return Answer(decision=decision)
    return Answer(match.candidates[0].customer, match.candidates[0].score, decision)


def named(master: Sequence[Row]) -> tuple[list[str], list[int]]:
    """All normalised names, and whose each is."""
    both = [
        (normalise(row[key]), place)
        for place, row in enumerate(master)
        for key in ("name", "name_alt")
        if row[key]
    ]
    return [name for name, _ in both], [place for _, place in both]


def by_rapidfuzz(scorer: Callable[..., float]) -> Method:
    def method(master: Sequence[Row], queries: Sequence[Row]) -> Iterator[Answer]:
        names, places = named(master)
        for query in queries:
            found = process.extractOne(normalise(query["name"]), names, scorer=scorer)
            yield Answer(places[found[2]], found[1]) if found else Answer()

    return method


def by_tfidf(master: Sequence[Row], queries: Sequence[Row]) -> Iterator[Answer]:
    """Cosine of 2- to 4-grams, weighed by how rare they are, of the Latin keys."""
    import numpy as np
    from scipy import sparse

    titles = [
        (read(row[key]).latin, place)
        for place, row in enumerate(master)
        for key in ("name", "name_alt")
        if row[key]
    ]
    known: dict[str, int] = {}
    matrix = _counted([latin for latin, _ in titles], known, grow=True)
    rarity = np.log((1 + matrix.shape[0]) / (1 + np.bincount(matrix.indices, minlength=len(known)))) + 1
    table = _unit(matrix @ sparse.diags(rarity)).T.tocsc()
    asked = _unit(
        _counted([read(query["name"]).latin for query in queries], known, grow=False) @ sparse.diags(rarity)
    )
    for row in asked:
        scores = (row @ table).toarray()[0]
        best = int(scores.argmax())
        yield Answer(titles[best][1], float(scores[best]))


def _counted(texts: Sequence[str], known: dict[str, int], *, grow: bool):  # type: ignore[no-untyped-def]
    from scipy import sparse

    row, column = [], []
    for place, text in enumerate(texts):
        for size in (2, 3, 4):
            for at in range(len(text) - size + 3):
                gram = f" {text} "[at : at + size]
                if (number := known.setdefault(gram, len(known)) if grow else known.get(gram)) is not None:
                    row.append(place)
                    column.append(number)
    return sparse.csr_matrix(([1.0] * len(row), (row, column)), shape=(len(texts), len(known)))


def _unit(matrix):  # type: ignore[no-untyped-def]
    import numpy as np
    from scipy import sparse

    length = np.sqrt(matrix.multiply(matrix).sum(axis=1)).A1
    return (sparse.diags(1 / np.maximum(length, 1e-9)) @ matrix).tocsr()


def by_rules(master: Sequence[Row], queries: Sequence[Row]) -> Iterator[Answer]:
    """Same code, domain, web site or phone, else same name; only where one customer has it."""
    held = _holders(master)
    for query in queries:
        found = (held.get(sign, set()) for sign in _signs_of_query(query))
        sole = next((places for places in found if len(places) == 1), None)
        yield Answer(next(iter(sole)), 100.0) if sole else Answer()


def _holders(master: Sequence[Row]) -> dict[tuple[str, str], set[int]]:
    held: dict[tuple[str, str], set[int]] = {}
    for place, row in enumerate(master):
        signs = [
            ("code", row["credit_code"]),
            ("domain", own_domain(row["domain"])),
            ("phone", _digits(row["phone"])),
        ]
        signs += [("name", normalise(row[key])) for key in ("name", "name_alt")]
        for sign in signs:
            if sign[1]:
                held.setdefault(sign, set()).add(place)
    return held


def _signs_of_query(query: Row) -> Iterator[tuple[str, str]]:
    yield "code", query["credit_code"]
    yield "domain", work_domain(query["email"])
    yield "domain", website_domain(query["website"])
    yield "phone", _digits(query["phone"])
    yield "name", normalise(query["name"])


def _digits(phone: str) -> str:
    return re.sub(r"\D", "", phone.split("ext", maxsplit=1)[0])[-8:]


METHODS: Mapping[str, Method] = {
    "matching.find": ours,
    "rapidfuzz token_sort over all": by_rapidfuzz(fuzz.token_sort_ratio),
    "rapidfuzz WRatio over all": by_rapidfuzz(fuzz.WRatio),
    "TF-IDF n-grams, Latin": by_tfidf,
    "plain rules": by_rules,
}


# -- scoring ---------------------------------------------------------------------------------------------


def swept(trials: Sequence[Trial], answers: Sequence[Answer], *, group: bool = False) -> dict[str, float]:
    """Best F1 over all thresholds, and what goes with it."""
    known = sum(trial.is_known for trial in trials)
    both = [(trial, answer) for trial, answer in zip(trials, answers, strict=True) if answer.place >= 0]
    both.sort(key=lambda pair: -pair[1].score)
    right = links = strangers = 0
    best = {"F1": 0.0}
    for at, (trial, answer) in enumerate(both):
        right += trial.right(answer, group=group)
        links, strangers = links + 1, strangers + (not trial.is_known)
        if at + 1 < len(both) and both[at + 1][1].score == answer.score:
            continue
        f1 = 2 * right / (links + known)
        if f1 > best["F1"]:
            best = {"F1": f1, "precision": right / links, "recall": right / known,
                    "strangers linked": strangers / max(1, len(trials) - known)}  # fmt: skip
    return {"recall@1": right / max(1, known), **best}


def decided(trials: Sequence[Trial], answers: Sequence[Answer]) -> dict[str, float]:
    """What is linked by itself, asked about, and lost."""
    both = list(zip(trials, answers, strict=True))
    links = [(trial, answer) for trial, answer in both if answer.decision == "link" and answer.place >= 0]
    right = sum(trial.right(answer) for trial, answer in links)
    known = sum(trial.is_known for trial in trials)
    strangers = sum(not trial.is_known for trial, _ in links)
    lost = sum(trial.is_known and answer.decision == "none" for trial, answer in both)
    return {
        "precision": right / max(1, len(links)), "recall": right / known,
        "strangers linked": strangers / max(1, len(trials) - known),
        "review": sum(answer.decision == "review" for answer in answers) / len(trials), "lost": lost / known,
    }  # fmt: skip


def line(name: str, figures: Mapping[str, float]) -> str:
    return f"{name:34} " + "  ".join(f"{key} {value:.3f}" for key, value in figures.items())


def by_category(trials: Sequence[Trial], answers: Sequence[Answer]) -> Iterator[str]:
    for category in sorted({trial.gold["category"] for trial in trials}):
        those = [pair for pair in zip(trials, answers, strict=True) if pair[0].gold["category"] == category]
        fates = Counter(_fate(trial, answer) for trial, answer in those)
        first = sum(trial.right(answer) for trial, answer in those) / len(those)
        yield f"  {category:24} {len(those):5}  first {first:.2f}  " + "  ".join(
            f"{fate} {count}" for fate, count in sorted(fates.items())
        )


def _fate(trial: Trial, answer: Answer) -> str:
    if answer.decision != "link":
        return answer.decision
    return "linked" if trial.right(answer) else "LINKED WRONG"


# -- what else is promised -------------------------------------------------------------------------------


def duplicates_shown(trials: Sequence[Trial], directory: Directory, most: int = 5) -> float:
    """Of known names: how often is the true duplicate among the first shown?"""
    known = [trial for trial in trials if trial.is_known and trial.by_name]
    shown = 0
    for trial in known:
        name = trial.query["name"]
        new = Customer(CustomerId(-1), name, utc(0), (name,))
        shown += any(trial.right(Answer(each.customer), group=True) for each in similar(new, directory, most))
    return shown / len(known)


def learned(trials: Sequence[Trial], directory: Directory) -> tuple[int, int, int]:
    """Names of which one mail was confirmed: how many there are, known before, known in a later mail."""
    place = {row["customer_id"]: number for number, row in enumerate(trials[0].master)}
    asked = [trial for trial in trials if trial.gold["gold_id"] and trial.gold["category"] in LEARNED]
    before = after = 0
    for trial in asked:
        customer = directory.customer(CustomerId(place[trial.gold["gold_id"]]))
        assert customer is not None
        later = Party("somebody.else@gmail.com", company=trial.query["name"], company_from="signature")
        before += _is(find(later, NO_THREAD, directory), customer)
        directory.put(replace(customer, titles=(*customer.titles, trial.query["name"])))
        after += _is(find(later, NO_THREAD, directory), customer)
        directory.put(customer)
    return len(asked), before, after


def _is(match: Match, customer: Customer) -> bool:
    return isinstance(match, Known) and match.winner.customer == customer.id


def speed(companies: Sequence[Row], master: Sequence[Row], queries: Sequence[Row], size: int) -> str:
    start = time.perf_counter()
    directory = Directory.of(customers(grown_by(companies, master, size)))
    built = time.perf_counter() - start
    for query in queries[:100]:
        find(party(query), NO_THREAD, directory)
    times = []
    for query in queries:
        start = time.perf_counter()
        find(party(query), NO_THREAD, directory)
        times.append(1000 * (time.perf_counter() - start))
    cuts = quantiles(times, n=100)
    asked = f"p50 {cuts[49]:.2f} ms, p99 {cuts[98]:.2f} ms a query"
    return f"{size:9} customers: {asked}; built in {built:.0f} s, peak {peak():.0f} MB"


def peak() -> float:
    """The most memory this process has had, in MB; Linux counts it in kB, macOS in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)


# -- everything in order ---------------------------------------------------------------------------------


def side_by_side(trials: Sequence[Trial], methods: Mapping[str, Method]) -> dict[str, list[Answer]]:
    master, queries = trials[0].master, [trial.query for trial in trials]
    answers = {}
    for name, method in methods.items():
        start = time.perf_counter()
        answers[name] = list(method(master, queries))
        spent = 1000 * (time.perf_counter() - start) / len(queries)
        print(line(name, swept(trials, answers[name])) + f"  ({spent:.1f} ms a query, building included)")
    return answers


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--customers", type=int, default=25_000)
    parser.add_argument("--speed", type=int, nargs="*", default=[25_000], help="sizes of books")
    parser.add_argument("--wrong", action="store_true", help="show each wrong link")
    parser.add_argument("--only-ours", action="store_true")
    chosen = parser.parse_args()
    master, queries, gold = (rows(chosen.data / f"{name}.tsv") for name in ("master", "queries", "gold"))
    more = chosen.data / "distractors.tsv"
    companies = [*master, *(rows(more) if more.exists() else [])]
    book = grown_by(companies, master, chosen.customers)
    of = {row["query_id"]: row for row in gold}
    trials = [Trial(query, of[query["query_id"]], book) for query in queries]
    bare = [Trial(query, of[query["query_id"]], book) for query in names_only(queries)]
    methods = {name: method for name, method in METHODS.items() if method is ours or not chosen.only_ours}

    print(f"{len(book)} customers, {len(queries)} queries. All fields, all queries:")
    answers = side_by_side(trials, methods)["matching.find"]
    print(line("  decided by itself", decided(trials, answers)))
    named_ = [at for at, trial in enumerate(trials) if trial.by_name]
    print(line("  set name", swept([trials[at] for at in named_], [answers[at] for at in named_])))
    print("\n".join(by_category(trials, answers)))
    print("Names only, group level, set name:")
    alone = [bare[at] for at in named_]
    for name, method in methods.items():
        if method is not by_rules:
            print(line(name, swept(alone, list(method(book, [trial.query for trial in alone])), group=True)))
    crossing = [trial for trial in bare if trial.gold["category"] == "cross_script"]
    print(line("  other script", swept(crossing, list(ours(book, [trial.query for trial in crossing])))))
    directory = Directory.of(customers(book))
    print(f"Duplicate check, names: true one among the first five {duplicates_shown(trials, directory):.3f}")
    count, before, after = learned(trials, directory)
    print(f"Learning: {count} names that say little; known before {before}, in a later mail {after}")
    if chosen.wrong:
        show_wrong(trials, directory)
    for size in chosen.speed:
        print(speed(companies, master, queries, size))


def show_wrong(trials: Sequence[Trial], directory: Directory) -> None:
    for trial in trials:
        match = find(party(trial.query), NO_THREAD, directory)
        answer = answer_of(match)
        wrong = answer.decision == "link" and not trial.right(answer)
        if wrong or (isinstance(match, Unknown) and trial.is_known):
            print(f"{_fate(trial, answer)} {trial.gold['category']}: " + " | ".join(trial.query.values()))
            print(f"    {match.because}" + (f" -> {match.candidates[0].name}" if match.candidates else ""))


if __name__ == "__main__":
    main()
