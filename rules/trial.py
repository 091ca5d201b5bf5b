"""Do the rules keep what their own samples promise?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from model import Direction, Nature, Paper, Reading, Source, Tag
from rules import RuleSet, weighed
from rules.rule import Module, Rule, Sample, Status

_SOME_DAY = date(2026, 3, 10)
"""The day of a sample that names none."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A sample that a rule does not keep; the sentence says what was expected and what happened."""

    rule: str
    source: Source
    sample: Sample
    sentence: str


def failures(modules: Iterable[Module] | RuleSet) -> list[Failure]:
    """Runs every sample of every rule that is not off against the whole set."""
    rules = (
        modules
        if isinstance(modules, RuleSet)
        else RuleSet.of(modules, (Status.LIVE, Status.TRIAL, Status.DRAFT))
    )
    return [
        Failure(rule.id, sample.source if sample.source.line else rule.source, sample, sentence)
        for rule in rules.rules
        for sample in rule.tests
        for sentence in _disappointments(rule, sample, rules)
    ]


def _disappointments(rule: Rule, sample: Sample, rules: RuleSet) -> Iterator[str]:
    verdicts = [
        one for one in weighed(_mail(rule, sample), rules, sample.sent or _SOME_DAY) if one.rule == rule.id
    ]
    tag = next((one for one in verdicts if isinstance(one, Tag)), None)
    if sample.miss is not None and tag is not None:
        yield f"`{sample.miss}` was to be left alone, but `{tag.quote}` gave the tag {tag.name}."
    if sample.hit is not None and tag is None:
        reasons = [
            f"`{one.quote}` was found and cancelled ({one.reason})"
            for one in verdicts
            if not isinstance(one, Tag)
        ]
        happened = next(iter(reasons), "none of its words were found")
        yield f"`{sample.hit}` was to give the tag {rule.tag}, but {happened}."
    if tag is not None and sample.hit is not None:
        yield from _poor_hit(sample, tag)


def _poor_hit(sample: Sample, tag: Tag) -> Iterator[str]:
    if sample.because is not None and sample.because not in tag.quote:
        yield f"`{sample.hit}` was to be tagged because of `{sample.because}`, but it quotes `{tag.quote}`."
    day = tag.due.date if tag.due else None
    if sample.due is not None and day != sample.due:
        yield f"`{sample.hit}` was to give the date {sample.due}, but it gave {day or 'none'}."


def _mail(rule: Rule, sample: Sample) -> Reading:
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
