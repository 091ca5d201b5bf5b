"""Do the rules keep what their own samples promise?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from model import Direction, Nature, Paper, Reading, Source, Tag
from rules import Cancelled, RuleSet, weighed
from rules.characters import folded
from rules.coded import CODED, CodedRule
from rules.hits import Text, WordList
from rules.rule import Module, Rule, Sample, Status

SOME_DAY = date(2026, 3, 10)
"""The day of a sample that names none."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A sample that a rule does not keep; the sentence says what was expected and what happened."""

    rule: str
    source: Source
    sample: Sample
    sentence: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What all rules made of one sample of one of them."""

    rule: Rule
    sample: Sample
    verdicts: tuple[Tag | Cancelled, ...]

    @property
    def tag(self) -> Tag | None:
        """Of its own rule."""
        return next((one for one in self._own if isinstance(one, Tag)), None)

    @property
    def cancelled(self) -> Cancelled | None:
        return next((one for one in self._own if isinstance(one, Cancelled)), None)

    @property
    def _own(self) -> Iterator[Tag | Cancelled]:
        return (one for one in self.verdicts if one.rule == self.rule.id)


IN_TRIAL = (Status.LIVE, Status.TRIAL, Status.DRAFT)
"""What is not yet in force is tried as well."""


def failures(modules: Iterable[Module] | RuleSet, coded: Sequence[CodedRule] = CODED) -> list[Failure]:
    """Runs every sample of every rule that is not off against the whole set."""
    rules = modules if isinstance(modules, RuleSet) else RuleSet.of(modules, IN_TRIAL, coded)
    return failures_among(outcomes(rules), rules)


def failures_among(outcomes: Iterable[Outcome], rules: RuleSet) -> list[Failure]:
    return [
        Failure(
            each.rule.id,
            each.sample.source if each.sample.source.line else each.rule.source,
            each.sample,
            why,
        )
        for each in outcomes
        for why in _disappointments(each, rules)
    ]


def outcomes(rules: RuleSet) -> Iterator[Outcome]:
    """Every sample of every rule, judged by all of them."""
    for rule in rules.rules:
        for sample in rule.tests:
            day = sample.sent or SOME_DAY
            yield Outcome(rule, sample, tuple(weighed(mail_of(rule, sample), rules, day)))


def _disappointments(outcome: Outcome, rules: RuleSet) -> Iterator[str]:
    sample, tag = outcome.sample, outcome.tag
    if sample.miss is not None and tag is not None:
        yield f"`{sample.miss}` was to be left alone, but `{tag.quote}` gave the tag {tag.name}."
    if sample.hit is not None and tag is None:
        gone = outcome.cancelled
        found = (
            f"`{gone.quote}` was found and cancelled ({gone.reason})"
            if gone
            else _found_instead(outcome, rules)
        )
        yield f"`{sample.hit}` was to give the tag {outcome.rule.tag}, but {found}."
    if tag is not None and sample.hit is not None:
        yield from _poor_hit(sample, tag)


def _found_instead(outcome: Outcome, rules: RuleSet) -> str:
    """Of the line of `near` that came nearest: what was found, and what was not."""
    one = next(each for each in rules.compiled if each.rule.id == outcome.rule.id)
    if not one.nearby:
        return "none of its words were found"
    words = Text(rules.finder.look(folded(outcome.sample.text).text), rules.listed)
    lines = [
        [(entry, _first(words, lists)) for entry, lists in zip(line, nearby.lists, strict=True)]
        for line, nearby in zip(one.rule.near, one.nearby, strict=True)
    ]
    best = max(lines, key=lambda line: sum(bool(found) for _, found in line))
    there = [f"`{found}` of {entry}" if entry[0] == "@" else f"`{found}`" for entry, found in best if found]
    missing = [entry if entry[0] == "@" else f"`{entry}`" for entry, found in best if not found]
    if not there:
        return "none of its words were found"
    if missing:
        return f"{' and '.join(there)} found, and nothing of {' or '.join(missing)}"
    within = one.rule.within
    return f"{' and '.join(there)} do not stand in one sentence, at most {within} characters apart"


def _first(words: Text, lists: Iterable[WordList]) -> str:
    """The phrase of these lists that stands first in the text, as the admin wrote it."""
    return min(words.of(lists), default=(0, 0, (), ""))[3]


TOO_OFTEN = 1 / 3
FEW_SAMPLES = 30
"""Below that a share says nothing."""


def everywhere(outcomes: Sequence[Outcome]) -> Iterator[tuple[Rule, str, float]]:
    """Rules with the phrase that finds more than a third of what other rules have as samples, and its share.

    Only samples that the rule looks at count: a rule for our mail sees no customer's.
    """
    of_rule = {each.rule.id: each.rule for each in outcomes}
    found = Counter(
        (tag.rule, tag.because)
        for each in outcomes
        for tag in each.verdicts
        if isinstance(tag, Tag) and tag.rule != each.rule.id and tag.rule in of_rule
    )
    written = Counter(each.rule.from_ for each in outcomes)
    for (name, phrase), count in found.items():
        rule = of_rule[name]
        seen = sum(written.values()) if rule.from_ == "anyone" else written[rule.from_] + written["anyone"]
        others = seen - len(rule.tests)
        if others >= FEW_SAMPLES and count > others * TOO_OFTEN:
            yield rule, phrase, count / others


def _poor_hit(sample: Sample, tag: Tag) -> Iterator[str]:
    if sample.because is not None and sample.because.casefold() not in tag.quote.casefold():
        yield f"`{sample.hit}` was to be tagged because of `{sample.because}`, but it quotes `{tag.quote}`."
    day = tag.due.date if tag.due else None
    if sample.due is not None and day != sample.due:
        yield f"`{sample.hit}` was to give the date {sample.due}, but it gave {day or 'none'}."


def mail_of(rule: Rule, sample: Sample) -> Reading:
    """A sample as a mail such as the rule looks at."""
    direction = Direction.OUT if rule.from_ == "us" else Direction.IN
    in_subject = rule.where == "subject"
    return Reading(
        "sample",
        Nature(rule.kinds[0], sure=True, because=()),
        direction,
        subject=sample.text if in_subject else "",
        own_words="" if in_subject else sample.text,
        attachments=sample.attachments,
        papers=tuple(Paper(kind.value, kind, "", "", 1.0) for kind in sample.papers),
    )
