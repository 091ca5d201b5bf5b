"""How well do the samples cover a rule, and where do rules get into each other's way?

The table that Snorkel has for its labelling functions: coverage, overlaps, conflicts; with labelled mail also
precision and recall, with stored mail also how often a rule finds something.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

import rules
from model import DueKind, Tag, TagSort
from parsers import PARSERS
from rules import Module, Rule, RuleSet, Status, trial
from rules.languages import language_of
from rules.rule import LoneEntry
from rules.sentences import sentence_at, sentences
from rules.trial import Outcome
from worker.render import Cells, Column
from worker.rulebook import lines
from worker.rulebook.modules import Loaded


@dataclass(slots=True)
class Report:
    """What was found out about one rule."""

    rule: Rule
    hit_in: Counter[str] = field(default_factory=Counter)
    """Samples by language; a language that cannot be told counts as `?`."""
    miss_in: Counter[str] = field(default_factory=Counter)
    phrases: int = 0
    used: int = 0
    """Phrases that stand in a sample."""
    overlaps: Counter[str] = field(default_factory=Counter)
    """Other rules on whose hits it fires as well."""
    conflicts: dict[str, str] = field(default_factory=dict)
    """Other rules, and why both cannot be right."""
    fired: int = 0
    """Mails, labelled or stored, in which it found something."""
    right: int = 0
    wanted: int = 0
    """Labelled mails that have its tag."""

    @property
    def coverage(self) -> float | None:
        return self.used / self.phrases if self.phrases else None

    @property
    def precision(self) -> float | None:
        return self.right / self.fired if self.fired else None

    @property
    def recall(self) -> float | None:
        return self.right / self.wanted if self.wanted else None


Reports = Mapping[str, Report]


def tested(found: Loaded) -> tuple[Reports, RuleSet]:
    """Every rule that is not off, by its samples; and the rules to judge mail with."""
    in_trial = RuleSet.of(found.modules, trial.IN_TRIAL, found.coded, checked=True)
    reports = {rule.id: Report(rule) for rule in in_trial.rules}
    for outcome in trial.outcomes(in_trial):
        _count(outcome, reports)
    _cover(reports, found.modules)
    return reports, in_trial


def _count(outcome: Outcome, reports: Reports) -> None:
    own, sample = reports[outcome.rule.id], outcome.sample
    languages = own.hit_in if sample.hit is not None else own.miss_in
    languages[language_of(sample.text) or "?"] += 1
    tags = [one for one in outcome.verdicts if isinstance(one, Tag)]
    note_conflicts(tags, sample.text, reports)
    for tag in tags:
        if tag.rule == outcome.rule.id:
            continue
        if sample.hit is not None:
            reports[tag.rule].overlaps[outcome.rule.id] += 1
        elif tag.name == outcome.rule.tag:
            why = f"finds what is a miss there: {sample.text}"
            reports[tag.rule].conflicts.setdefault(outcome.rule.id, why)


def note_conflicts(tags: Sequence[Tag], text: str, reports: Reports) -> None:
    """Two rules that want opposite things because of one sentence."""
    spans = sentences(text)
    by_sentence: dict[int, list[Tag]] = defaultdict(list)
    for tag in tags:
        if spans and tag.start < tag.end <= len(text):  # none: the subject or a file is the proof
            by_sentence[sentence_at(spans, tag.start)].append(tag)
    for together in by_sentence.values():
        for one, other in combinations(together, 2):
            why = _against(one, other)
            if why:
                reports[one.rule].conflicts.setdefault(other.rule, f"{why}: {text[:200]}")
                reports[other.rule].conflicts.setdefault(one.rule, f"{why}: {text[:200]}")


def _against(one: Tag, other: Tag) -> str:
    if {one.grade, other.grade} == {"up", "down"}:
        return "one raises the grade, the other lowers it"
    kinds = {tag.due.kind for tag in (one, other) if tag.due}
    if kinds == {DueKind.NOT_BEFORE, DueKind.BY}:
        return "one waits, the other presses"
    return ""


# -- which phrases the samples use ---------------------------------------------------------------------------


def _cover(reports: Reports, modules: Iterable[Module]) -> None:
    """Each phrase as a rule of its own, asked about all samples of its rule."""
    for module in modules:
        for rule in module.rules:
            report = reports.get(rule.id)
            if report is not None and rule.looks_for_words:
                _cover_one(report, module)


def _cover_one(report: Report, module: Module) -> None:
    phrases = list(dict.fromkeys(_phrases(report.rule, module)))
    alone = RuleSet.of([Module("alone", tuple(_alone(report.rule, phrases)))], (Status.DRAFT,), ())
    used = {
        one.rule
        for sample in report.rule.tests
        for one in rules.weighed(trial.mail_of(report.rule, sample), alone, trial.SOME_DAY)
    }
    report.phrases, report.used = len(phrases), len(used)


def _phrases(rule: Rule, module: Module) -> Iterator[str]:
    entries = [*rule.any_, *(entry for line in rule.near for entry in line)]
    for entry in entries:
        yield from module.lists[entry[1:]] if entry.startswith("@") else (entry,)


def _alone(rule: Rule, phrases: Iterable[str]) -> Iterator[Rule]:
    """Also for words of `near` that a file may not look for alone."""
    for number, phrase in enumerate(phrases):
        yield Rule(
            f"p{number}",
            "p",
            rule.title,
            rule.suggest,
            status=Status.DRAFT,
            from_="anyone",
            where=rule.where,
            any_=(LoneEntry(phrase),),
            negated="keep",
            kinds=rule.kinds,
        )


# -- labelled mail, stored mail ------------------------------------------------------------------------------


@dataclass(slots=True)
class OfTag:
    """How right a tag is, whichever of its rules gives it."""

    tag: str
    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float | None:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> float | None:
        return self.right / (self.right + self.missed) if self.right + self.missed else None


def counter(in_trial: RuleSet, reports: Reports, by_tag: dict[str, OfTag]) -> Callable[[bytes, date], str]:
    """Counts one labelled line; answers with what is wrong with it, or nothing."""

    def count(line: bytes, today: date) -> str:
        try:
            tags, gold = lines.labelled(line, lines.Judge(in_trial, PARSERS, today))
        except lines.LineError as error:
            return str(error)
        labelled(tags, gold, reports, by_tag)
        return ""

    return count


def labelled(tags: Sequence[Tag], gold: frozenset[str], reports: Reports, by_tag: dict[str, OfTag]) -> None:
    """Count one labelled mail."""
    live = (tag for tag in tags if reports[tag.rule].rule.status is Status.LIVE)
    given = {tag.name for tag in live if tag.sort is TagSort.SIGNAL}
    for name in given | gold:
        one = by_tag.setdefault(name, OfTag(name))
        one.right += name in given and name in gold
        one.wrong += name in given and name not in gold
        one.missed += name not in given
    for rule in {tag.rule for tag in tags}:
        reports[rule].fired += 1
        reports[rule].right += reports[rule].rule.tag in gold
    for report in reports.values():
        report.wanted += report.rule.tag in gold


def stored(tags: Sequence[Tag], text: str, reports: Reports) -> None:
    """Count one mail of the book, which nobody has labelled."""
    note_conflicts(tags, text, reports)
    for rule in {tag.rule for tag in tags}:
        reports[rule].fired += 1


# -- as a list -----------------------------------------------------------------------------------------------

COLUMNS = (
    Column("rule", "rule", "bold", leads=True),
    Column("tag", "tag", leads=True),
    Column("status", "status"),
    Column("hit", "hit", stays=True, right=True),
    Column("miss", "miss", stays=True, right=True),
    Column("languages", "languages"),
    Column("phrases", "phrases", stays=True, right=True),
    Column("coverage", "used", stays=True, right=True),
    Column("overlaps", "also fires on"),
    Column("conflicts", "conflicts"),
    Column("source"),
)
LABELLED = (
    Column("mails", "mails", stays=True, right=True),
    Column("precision", "precision", stays=True, right=True),
    Column("recall", "recall", stays=True, right=True),
)
STORED = LABELLED[:1]
TAGS = (
    Column("tag", "tag", "bold", leads=True),
    Column("right", "right", stays=True, right=True),
    Column("wrong", "wrong", stays=True, right=True),
    Column("missed", "missed", stays=True, right=True),
    Column("precision", "precision", stays=True, right=True),
    Column("recall", "recall", stays=True, right=True),
)


def rows(reports: Reports) -> list[Cells]:
    return [_row(report) for report in reports.values()]


def _row(report: Report) -> Cells:
    rule = report.rule
    return {
        "rule": rule.id,
        "tag": rule.tag,
        "status": rule.status.value,
        "hit": sum(report.hit_in.values()),
        "miss": sum(report.miss_in.values()),
        "languages": sorted({*report.hit_in, *report.miss_in} - {"?"}),
        "phrases": report.phrases,
        "coverage": _share(report.coverage),
        "overlaps": [f"{name} ({count})" for name, count in report.overlaps.most_common()],
        "conflicts": [f"{name}: {why}" for name, why in sorted(report.conflicts.items())],
        "source": str(rule.source),
        "mails": report.fired,
        "precision": _share(report.precision),
        "recall": _share(report.recall),
        "style": "red" if report.conflicts else "",
    }


def tag_rows(by_tag: Mapping[str, OfTag]) -> list[Cells]:
    every = OfTag("all")
    for one in by_tag.values():
        every.right, every.wrong, every.missed = (
            every.right + one.right,
            every.wrong + one.wrong,
            every.missed + one.missed,
        )
    return [
        {
            "tag": one.tag,
            "right": one.right,
            "wrong": one.wrong,
            "missed": one.missed,
            "precision": _share(one.precision),
            "recall": _share(one.recall),
        }
        for one in (*sorted(by_tag.values(), key=lambda each: each.tag), every)
    ]


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"
