"""Learn what each mark of a candidate is worth, and write matching/weights.py.

    python benchmarks/train_matching.py --data DIR [--write]

Needs numpy, scipy and pypinyin beside the package. DIR holds master.tsv, distractors.tsv, queries.tsv and
gold.tsv, as benchmarks/matching.py reads them.

The model is a choice among the candidates and "nobody": every candidate gets the sum of the points of its
marks, nobody gets 0, and the chances are as the exponentials. Of a likeness the points are straight lines
between a few knots and may only rise with it (only fall with what is missing); what speaks for somebody may
not cost points, what speaks against nobody may not give any: so the table stays one that can be read.

It is learned from made-up queries (benchmarks/made_up.py) and from the labelled ones, and judged by the
labelled ones in folds, each by a table that has not seen it. Thresholds are read off the same held-out
chances. With --write the table is learned once more from everything and written.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
from made_up import grown_by, make, rows
from scipy import sparse
from scipy.optimize import minimize
from tables import customers, names_only, party

from matching import marks, weights
from matching.asking import Asked
from matching.candidates import in_question
from matching.directory import Directory
from matching.marks import held
from model import NO_THREAD

Row = Mapping[str, str]
NOT_BY_NAME = {"cross_script", "former_name", "acronym", "subsidiary_hidden", "homonym_other_country"}

FINE = (0, 30, 50, 60, 70, 80, 88, 94, 100)
COARSE = (0, 15, 30, 45, 60, 80, 100)
KNOTS = {
    **dict.fromkeys(marks.LIKENESSES, FINE),
    **dict.fromkeys(("ours missing", "theirs missing", "shared"), COARSE),
    "domain like title": FINE,
    "domain rather like title": COARSE,
    "domain like domain": FINE,
}
FALLING = {"ours missing", "theirs missing"}
CASES = {**marks.NAME_CASES, **marks.FIELD_CASES, "together": marks.TOGETHER}
OF_NAMES = {*marks.LIKENESSES, *marks.NAME_CASES}
"""These are learned twice: for names in one script, and across two."""
FOR = {
    "form": {"same"}, "website": {"same"}, "phone": {"same", "switchboard"}, "code": {"same"},
    "domain": {"same"}, "country": {"same", "same by domain"}, "equal": {"letters", "words", "joined"},
    "initials": {"ours are theirs", "theirs are ours", "ours shorten theirs"},
}  # fmt: skip
AGAINST = {
    "form": {"other", "one only"}, "website": {"other"}, "phone": {"other"}, "code": {"other"},
    "country": {"other", "other by domain"}, "numbers": {"differ"},
    "domain": {"other", "theirs not known", "look-alike"},
}  # fmt: skip
HARDLY = dict.fromkeys(("website", "phone", "code"), "theirs not known")
LEAST = -0.7
"""That a card lacks what the mail gives may at most halve the odds. The queries are simulated, and whoever is
in their master never gives a phone or web site that the master lacks (that would be worth 5 points against,
and 0.006 of F1 there); in life a card simply lacks them.
"""
SAYS_NOTHING = {"code": {"shared"}}
_SETTLED = {
    name
    for name in marks.TOGETHER
    if "same domain" in name or name.endswith("silent domain, unknown country")
}
"""Not learned either: the customer's own domain is worth the same beside any name, so that the name is left
to tell the companies of a group apart; and where nothing is said, nothing contradicts.
"""
SAYS_NOTHING["together"] = _SETTLED
AS = {
    "domain": {"same, of its group": "same", "same, of strangers too": "same", "a colleague's": "same"},
    "equal": {"written": "words", "letters": "words"},
}
"""Too few are labelled: learned as the other."""
BESIDE = {
    "domain": {"same, of strangers too": -2.0, "a colleague's": -2.5},
    "equal": {"letters": 0.5, "written": 1.0},
    "numbers": {"differ": -4.0},
}
"""By hand, beside what is learned. A name written letter for letter as a title is worth more than one that
differs in a plural: reps teach such titles, and those may be of common words only. Numbers tell funds and
plants of one name apart.
"""
RIDGE = 0.3
_SHARE_OF_LABELLED = 3.0
"""A labelled query counts as so many made-up ones."""


# -- queries to marks ------------------------------------------------------------------------------------


@dataclass
class Table:
    """Marks of all candidates of all queries."""

    marks: np.ndarray
    across: np.ndarray
    right: np.ndarray
    query: np.ndarray
    customer: np.ndarray
    known: np.ndarray
    """Of each query: does it have an answer?"""
    category: np.ndarray

    @property
    def count(self) -> int:
        return len(self.known)


def seen(master: Sequence[Row], queries: Sequence[Row], gold: Sequence[Row]) -> Table:
    directory = Directory.of(customers(master))
    answers = {row["query_id"]: row for row in gold}
    found = []
    for place, query in enumerate(queries):
        answer = answers[query["query_id"]]
        asked = Asked.of(party(query), NO_THREAD, directory)
        for card in in_question(asked):
            one = held(asked, card)
            found.append((one.marks, one.across, _is_right(master[card.id], answer), place, card.id))
    seen_marks, across, right, of_query, customer = zip(*found, strict=True)
    of = [answers[query["query_id"]] for query in queries]
    return Table(
        np.array(seen_marks, dtype=np.int16),
        np.array(across),
        np.array(right),
        np.array(of_query),
        np.array(customer),
        np.array([bool(row["gold_group"]) for row in of]),
        np.array([row["category"] for row in of]),
    )


def _is_right(row: Row, gold: Row) -> bool:
    if not gold["gold_group"]:
        return False
    return row["customer_id"] == gold["gold_id"] if gold["gold_id"] else row["group_id"] == gold["gold_group"]


def together(tables: Sequence[Table]) -> Table:
    starts = np.cumsum([0, *(table.count for table in tables)])
    parts = {name: [getattr(table, name) for table in tables] for name in Table.__dataclass_fields__}
    parts["query"] = [table.query + start for table, start in zip(tables, starts[:-1], strict=True)]
    return Table(**{name: np.concatenate(values) for name, values in parts.items()})


# -- the model -------------------------------------------------------------------------------------------


class Model:
    """What can be learned: a step of points for every knot and every case."""

    def __init__(self) -> None:
        self.place: dict[tuple[str, int, object], int] = {}
        self.bounds: list[tuple[float | None, float | None]] = []
        for name in marks.NAMES:
            for across in (0, 1) if name in OF_NAMES else (0,):
                self._add_mark(name, across)
        for across in (0, 1):
            self._add(("base", across, ""), (None, None))

    def _add(self, key: tuple[str, int, object], bounds: tuple[float | None, float | None]) -> None:
        self.place[key] = len(self.bounds)
        self.bounds.append(bounds)

    def _add_mark(self, name: str, across: int) -> None:
        if name in KNOTS:
            bounds = (None, 0.0) if name in FALLING else (0.0, None)
            for knot in KNOTS[name][1:]:
                self._add((name, across, knot), bounds)
            if name in marks.FITS or name in ("letters", "spelling"):
                self._add((name, across, 0), (None, None))
            return
        for case in CASES[name] if name == "together" else CASES[name][1:]:
            if case not in SAYS_NOTHING.get(name, ()) and case not in AS.get(name, ()):
                self._add((name, across, case), _bounds(name, case))

    def matrix(self, table: Table) -> sparse.csr_matrix:
        cells: list[tuple[np.ndarray, int, np.ndarray]] = []
        for at, name in enumerate(marks.NAMES):
            for across in (0, 1) if name in OF_NAMES else (0,):
                those = table.across == bool(across) if name in OF_NAMES else np.ones(len(table.across), bool)
                cells += self._cells(name, across, table.marks[:, at].astype(float), those)
        for across in (0, 1):
            those = np.flatnonzero(table.across == bool(across))
            cells.append((those, self.place["base", across, ""], np.ones(len(those))))
        row, value = (np.concatenate([cell[part] for cell in cells]) for part in (0, 2))
        column = np.concatenate([np.full(len(cell[0]), cell[1]) for cell in cells])
        return sparse.csr_matrix((value, (row, column)), shape=(len(table.marks), len(self.bounds)))

    def _cells(self, name: str, across: int, values: np.ndarray, those: np.ndarray) -> Iterator[tuple]:
        if name not in KNOTS:
            for code, case in enumerate(CASES[name]):
                place = self.place.get((name, across, AS.get(name, {}).get(case, case)))
                if place is not None:
                    rows_ = np.flatnonzero(those & (values == code))
                    yield rows_, place, np.ones(len(rows_))
            return
        said = those & (values <= 100)
        for low, high in zip(KNOTS[name], KNOTS[name][1:], strict=False):
            rows_ = np.flatnonzero(said & (values > low))
            yield rows_, self.place[name, across, high], np.clip((values[rows_] - low) / (high - low), 0, 1)
        if (name, across, 0) in self.place:
            yield np.flatnonzero(said), self.place[name, across, 0], np.ones(int(said.sum()))

    def learned(self, table: Table, weight: np.ndarray, rounds: int = 400) -> np.ndarray:
        cells = self.matrix(table)
        turned = cells.T.tocsr()
        answered = np.bincount(table.query, table.right, table.count) > 0
        ridge = np.full(len(self.bounds), RIDGE)
        ridge[-2:] = 0.01

        def loss(points: np.ndarray) -> tuple[float, np.ndarray]:
            chance, nobody = chances(cells @ points, table)
            right = np.bincount(table.query, chance * table.right, table.count)
            hit = np.clip(np.where(answered, right, nobody), 1e-12, 1)
            pull = chance - np.where(answered[table.query], table.right * chance / hit[table.query], 0)
            slope = turned @ (pull * weight[table.query]) + ridge * points
            return float(-(weight * np.log(hit)).sum() + (ridge * points * points).sum() / 2), slope

        start = np.zeros(len(self.bounds))
        found = minimize(
            loss, start, jac=True, method="L-BFGS-B", bounds=self.bounds, options={"maxiter": rounds}
        )
        return np.asarray(found.x)


def _bounds(name: str, case: str) -> tuple[float | None, float | None]:
    if HARDLY.get(name) == case:
        return LEAST, 0.0
    return 0.0 if case in FOR.get(name, ()) else None, 0.0 if case in AGAINST.get(name, ()) else None


def chances(points: np.ndarray, table: Table) -> tuple[np.ndarray, np.ndarray]:
    """Of each candidate, and of nobody in each query."""
    most = np.zeros(table.count)
    np.maximum.at(most, table.query, points)
    odds = np.exp(points - most[table.query])
    whole = np.bincount(table.query, odds, table.count) + np.exp(-most)
    return odds / whole[table.query], np.exp(-most) / whole


# -- judging ---------------------------------------------------------------------------------------------


@dataclass
class Answers:
    """Of each query: the best chance, whether that one is right, and what all candidates have together."""

    best: np.ndarray
    right: np.ndarray
    mass: np.ndarray

    @classmethod
    def of(cls, table: Table, points: np.ndarray) -> Answers:
        chance, nobody = chances(points, table)
        order = np.lexsort((table.customer, -chance, table.query))
        first = order[np.flatnonzero(np.diff(table.query[order], prepend=-1))]
        best, right = np.zeros(table.count), np.zeros(table.count, bool)
        best[table.query[first]], right[table.query[first]] = chance[first], table.right[first]
        return cls(best, right, 1 - nobody)


def summary(answers: Answers, known: np.ndarray) -> dict[str, float]:
    """As the scorer of the development set has them."""
    order = np.argsort(-answers.best, kind="stable")
    right, links = np.cumsum(answers.right[order]), np.arange(1, len(order) + 1)
    recall, precision = right / known.sum(), right / links
    f1 = 2 * recall * precision / np.maximum(recall + precision, 1e-9)
    best = int(f1.argmax())
    strangers = np.cumsum(~known[order]) / max(1, (~known).sum())
    return {
        "recall@1": answers.right.sum() / known.sum(), "F1": f1[best], "precision": precision[best],
        "recall": recall[best], "strangers": strangers[best],
        "recall at precision 0.98": recall[precision >= 0.98].max(initial=0.0),
    }  # fmt: skip


def zones(answers: Answers, known: np.ndarray, sure: float, review: float) -> dict[str, float]:
    link = answers.best >= sure
    queued = ~link & (answers.mass >= review)
    return {
        "precision": (answers.right & link).sum() / max(1, link.sum()),
        "recall": (answers.right & link).sum() / known.sum(),
        "strangers linked": (link & ~known).sum() / max(1, (~known).sum()), "review": queued.mean(),
        "lost": (known & ~link & ~queued).sum() / known.sum(),
    }  # fmt: skip


def held_out(
    model: Model, made: Table, labelled: Table, judged: Sequence[Table], folds: int
) -> list[Answers]:
    """Each fold of the labelled queries by a table learned without it. `judged` are the same queries, perhaps
    in other books.
    """
    fold = np.random.default_rng(7).permutation(labelled.count) % folds
    parts = [
        Answers(np.zeros(table.count), np.zeros(table.count, bool), np.zeros(table.count)) for table in judged
    ]
    for at in range(folds):
        weight = np.concatenate([np.ones(made.count), np.where(fold == at, 0.0, _SHARE_OF_LABELLED)])
        points = model.learned(together([made, labelled]), weight, rounds=150)
        for table, part in zip(judged, parts, strict=True):
            answers = Answers.of(table, model.matrix(table) @ points)
            for name in ("best", "right", "mass"):
                getattr(part, name)[fold == at] = getattr(answers, name)[fold == at]
    return parts


def told(label: str, answers: Answers, table: Table) -> str:
    by_name = ~np.isin(table.category, sorted(NOT_BY_NAME))
    named = Answers(answers.best[by_name], answers.right[by_name], answers.mass[by_name])
    figures = {**summary(answers, table.known), "F1 by name": summary(named, table.known[by_name])["F1"]}
    return f"{label}: " + ", ".join(f"{name} {value:.3f}" for name, value in figures.items())


def by_category(answers: Answers, table: Table, sure: float, review: float) -> Iterator[str]:
    link = answers.best >= sure
    queued = ~link & (answers.mass >= review)
    for category in sorted(set(table.category)):
        those = table.category == category
        shares = {
            "first": answers.right, "linked right": link & answers.right,
            "linked wrong": link & ~answers.right, "review": queued,
        }  # fmt: skip
        told_ = "  ".join(f"{name} {share[those].mean():.2f}" for name, share in shares.items())
        yield f"  {category:24} {those.sum():5}  {told_}"


# -- the table -------------------------------------------------------------------------------------------


def as_table(model: Model, points: np.ndarray) -> dict[str, object]:
    """The points by name, as matching/weights.py has them."""

    def line(name: str, across: int) -> dict[int, float]:
        start = float(points[model.place[name, across, 0]]) if (name, across, 0) in model.place else 0.0
        steps = [start, *(points[model.place[name, across, knot]] for knot in KNOTS[name][1:])]
        return {knot: round(float(sum(steps[: at + 1])), 2) + 0.0 for at, knot in enumerate(KNOTS[name])}

    def cases(name: str, across: int) -> dict[str, float]:
        return {case: round(_of_case(name, across, case), 2) + 0.0 for case in CASES[name]}

    def _of_case(name: str, across: int, case: str) -> float:
        place = model.place.get((name, across, AS.get(name, {}).get(case, case)))
        return float(points[place] if place is not None else 0.0) + BESIDE.get(name, {}).get(case, 0.0)

    return {
        "BASE": tuple(round(float(points[model.place["base", across, ""]]), 2) for across in (0, 1)),
        "LIKENESSES": {name: line(name, 0) for name in marks.LIKENESSES},
        "LIKENESSES_ACROSS": {name: line(name, 1) for name in marks.LIKENESSES},
        "NAME_CASES": {name: cases(name, 0) for name in marks.NAME_CASES},
        "NAME_CASES_ACROSS": {name: cases(name, 1) for name in marks.NAME_CASES},
        "FIELDS": {name: cases(name, 0) for name in marks.FIELD_CASES},
        "FITS": {name: line(name, 0) for name in marks.FITS},
        "TOGETHER": cases("together", 0),
    }


_KINDS = {
    "BASE": ("tuple[float, float]", "What everybody starts with: names in one script, and across two."),
    "LIKENESSES": (
        "Mapping[str, Mapping[int, float]]",
        "Points at so many per cent; straight lines between.",
    ),
    "LIKENESSES_ACROSS": (
        "Mapping[str, Mapping[int, float]]",
        "The same where name and title are in two scripts.",
    ),
    "NAME_CASES": ("Mapping[str, Mapping[str, float]]", ""),
    "NAME_CASES_ACROSS": ("Mapping[str, Mapping[str, float]]", ""),
    "FIELDS": ("Mapping[str, Mapping[str, float]]", ""),
    "FITS": ("Mapping[str, Mapping[int, float]]", "Of a domain that is not the customer's."),
    "TOGETHER": ("Mapping[str, float]", "What name, domain and country are worth beside each for itself."),
}


def written(table: Mapping[str, object], header: str) -> str:
    lines = [
        f'"""{header}"""', "", "from __future__ import annotations", "", "# fmt: off",
        "from collections.abc import Mapping", "from typing import Final", "",
    ]  # fmt: skip
    for name, (kind, words) in _KINDS.items():
        value = table[name]
        if not isinstance(value, dict):
            lines.append(f"{name}: Final[{kind}] = {value}")
        else:
            lines += [f"{name}: Final[{kind}] = {{", *chain.from_iterable(map(_entry, value.items())), "}"]
        lines += [f'"""{words}"""'] if words else []
    return "\n".join(lines) + "\n"


def _entry(pair: tuple[str, object]) -> list[str]:
    """A line of the table, or several."""
    name, value = pair
    if not isinstance(value, dict):
        return [f'    "{name}": {value},']
    quoted = ((f'"{key}"' if isinstance(key, str) else key, points) for key, points in value.items())
    cells = [f"{key}: {points}" for key, points in quoted]
    whole = f'    "{name}": {{{", ".join(cells)}}},'
    if len(whole) <= _WIDEST:
        return [whole]
    parts = (cells[at : at + _CELLS] for at in range(0, len(cells), _CELLS))
    return [f'    "{name}": {{', *(f"        {', '.join(part)}," for part in parts), "    },"]


_WIDEST, _CELLS = 108, 4


# -- everything in order ---------------------------------------------------------------------------------


def _seen(job: tuple[Sequence[Row], Sequence[Row], Sequence[Row]]) -> Table:
    return seen(*job)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--queries", type=int, default=12_000, help="made-up ones")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--write", action="store_true", help="write matching/weights.py")
    chosen = parser.parse_args()
    master, distractors, queries, gold = (
        rows(chosen.data / f"{name}.tsv") for name in ("master", "distractors", "queries", "gold")
    )
    companies = master + distractors
    start = time.perf_counter()
    big, small = (
        make(companies, 25_000, chosen.queries, seed=5),
        make(companies, 6_000, chosen.queries // 3, seed=6),
    )
    alone = names_only(big[1])  # asked once more by the name alone
    sizes = (2_000, 7_000, 25_000, 100_000)
    books = {size: grown_by(companies, master, size) for size in sizes}
    jobs = [big, small, (big[0], alone, big[2])]
    jobs += [(book, queries, gold) for book in books.values()] + [(books[25_000], names_only(queries), gold)]
    with ProcessPoolExecutor(chosen.jobs) as pool:
        tables = list(pool.map(_seen, jobs))
    made, judged, bare = together(tables[:3]), dict(zip(sizes, tables[3:7], strict=True)), tables[7]
    labelled = judged[25_000]
    print(
        f"{made.count} made-up and {labelled.count} labelled queries seen "
        f"in {time.perf_counter() - start:.0f} s"
    )

    model = Model()
    answers = held_out(model, made, labelled, [*judged.values(), bare], chosen.folds)
    by_size = dict(zip(sizes, answers, strict=False))
    main_ = by_size[25_000]
    for size in sizes:
        print(told(f"held out, {size} customers", by_size[size], judged[size]))
    print(told("held out, names only", answers[-1], bare))
    crossing = bare.category == "cross_script"
    print(f"names only, other script: recall@1 {answers[-1].right[crossing].mean():.3f}")
    for sure in (0.6, 0.7, 0.75, 0.8, 0.85, 0.9):
        for size in sizes:
            each = zones(by_size[size], judged[size].known, sure, 0.04)
            print(
                f"  sure {sure} at {size:7}: "
                + ", ".join(f"{name} {value:.3f}" for name, value in each.items())
            )
    for review in (0.02, 0.03, 0.04, 0.05, 0.08):
        each = zones(main_, labelled.known, 0.8, review)
        print(f"  review {review}: review {each['review']:.3f} lost {each['lost']:.3f}")
    print("\n".join(by_category(main_, labelled, 0.8, 0.04)))
    if chosen.write:
        everything = together([made, labelled])
        weight = np.concatenate([np.ones(made.count), np.full(labelled.count, _SHARE_OF_LABELLED)])
        points = model.learned(everything, weight)
        header = _header(made, labelled, main_, answers[-1], bare)
        Path(weights.__file__).write_text(written(as_table(model, points), header), encoding="utf-8")
    print(f"{time.perf_counter() - start:.0f} s in all")


def _header(made: Table, labelled: Table, answers: Answers, alone: Answers, bare: Table) -> str:
    figures, names = summary(answers, labelled.known), summary(alone, bare.known)
    fields, name = (f"recall@1 {each['recall@1']:.3f}, F1 {each['F1']:.3f}" for each in (figures, names))
    return f"""How many points is each mark worth? Learned, not written by hand: benchmarks/train_matching.py.

On {datetime.now(UTC):%Y-%m-%d}, of {made.count:,} made-up and {labelled.count:,} labelled queries,
in books of 6,000 and 25,000 customers. On labelled queries that were held out, in a book of 25,000:
{fields}; by the name alone: {name}.

Points are logarithms of odds: 0.7 doubles the odds, -0.7 halves them.
"""


if __name__ == "__main__":
    main()
