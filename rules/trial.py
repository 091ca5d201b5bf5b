"""Do the rules keep what their own samples promise?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from model import Direction, Nature, Paper, Reading, Source, Tag
from rules import Cancelled, RuleSet, weighed
from rules.coded import CODED, CodedRule
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
    return [
        Failure(
            each.rule.id,
            each.sample.source if each.sample.source.line else each.rule.source,
            each.sample,
            why,
        )
        for each in outcomes(rules)
        for why in _disappointments(each)
    ]


def outcomes(rules: RuleSet) -> Iterator[Outcome]:
    """Every sample of every rule, judged by all of them."""
    for rule in rules.rules:
        for sample in rule.tests:
            day = sample.sent or SOME_DAY
            yield Outcome(rule, sample, tuple(weighed(mail_of(rule, sample), rules, day)))


def _disappointments(outcome: Outcome) -> Iterator[str]:
    sample, tag = outcome.sample, outcome.tag
    if sample.miss is not None and tag is not None:
        yield f"`{sample.miss}` was to be left alone, but `{tag.quote}` gave the tag {tag.name}."
    if sample.hit is not None and tag is None:
        gone = outcome.cancelled
        found = (
            f"`{gone.quote}` was found and cancelled ({gone.reason})"
            if gone
            else "none of its words were found"
        )
        yield f"`{sample.hit}` was to give the tag {outcome.rule.tag}, but {found}."
    if tag is not None and sample.hit is not None:
        yield from _poor_hit(sample, tag)


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
