"""What would the rules make of this mail? Every tag with its words, and every rule that was nearly it.

Pure: nothing is asked of the book, nothing is saved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import rules
from model import Demand, Reading, Tag, TagSort
from rules import Cancelled, Rule, RuleSet, Status
from rules.characters import folded
from rules.combined import Combined, combined
from rules.finder import PieceFinder
from rules.hits import Text as RuleText
from rules.languages import language_of
from rules.phrases import Phrase
from rules.sentences import sentence_at, sentences
from worker.rulebook.given import Given

MARKS = ("«", "»")
"""Round the words that count; Chinese quotation marks would look like the sender's."""
_LONGEST_PHRASE = 80
"""Characters of a rule's phrase that are shown; some hold a hundred words."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A mail and what the rules make of it."""

    mail: Given
    tags: tuple[Tag, ...]
    cancelled: tuple[Cancelled, ...]
    rules: RuleSet

    @property
    def reading(self) -> Reading:
        return self.mail.reading

    @property
    def combined(self) -> Combined:
        """What the tags come to together; a fact is no news to whom the mail goes, and drafts have no say."""
        signals = [tag for tag in self.tags if tag.sort is TagSort.SIGNAL and not self.is_draft(tag)]
        return combined(signals)

    def is_draft(self, tag: Tag) -> bool:
        return self.rule(tag.rule).status is Status.DRAFT

    def rule(self, name: str) -> Rule:
        return next(rule for rule in self.rules.rules if rule.id == name)


def tried(mail: Given, every: RuleSet) -> Trial:
    """One mail, judged by all rules, drafts among them if they are in the set."""
    verdicts = rules.weighed(mail.reading, every, mail.day)
    tags = tuple(one for one in verdicts if isinstance(one, Tag))
    given = {one.name for one in tags}
    tag_of = {rule.id: rule.tag for rule in every.rules}
    gone = (one for one in verdicts if isinstance(one, Cancelled))
    return Trial(
        mail, tags, tuple(one for one in gone if one.is_broken or tag_of[one.rule] not in given), every
    )


# -- for people ----------------------------------------------------------------------------------------------


def in_words(trial: Trial) -> Iterator[str]:
    """A line each; indented ones belong to the line above."""
    yield from _mail(trial)
    for tag in trial.tags:
        yield from _tag(tag, trial)
    if not trial.tags:
        yield "Tags: none"
    yield from _together(trial.combined)
    for gone in trial.cancelled:
        yield from _gone(gone, trial)


def _mail(trial: Trial) -> Iterator[str]:
    reading = trial.reading
    yield f"Kind: {reading.kind.value}, {reading.direction.value}, read as of {trial.mail.day}"
    yield from (f"  because {because}" for because in reading.nature.because)
    yield f"Language: {language_of(reading.own_words) or 'not sure'}"
    if not reading.own_words.strip():
        yield "Of its own the mail says nothing: all of it is quoted, signature or footer."


def _tag(tag: Tag, trial: Trial) -> Iterator[str]:
    yield f"Tag {tag.name} ({tag.title.en} · {tag.title.zh}){_standing(tag, trial)}"
    yield f"  says: {marked(trial.reading, tag.quote, tag.start)}"
    yield f"  rule {tag.rule}, {tag.source}"
    if tag.because:
        yield f"  matched: {matched(tag)}"
    if tag.due is not None:
        yield f"  date: {_reading(tag)}"
    if tag.grade:
        yield f"  grade: one step {tag.grade}"
    if tag.demand is not None:
        yield f"  only if the customer {_demanded(tag.demand)}"
    if tag.suggest.en or tag.suggest.zh:
        yield f"  advice: {tag.suggest.en} · {tag.suggest.zh}"


def _standing(tag: Tag, trial: Trial) -> str:
    notes = ["fact"] * (tag.sort is TagSort.FACT) + ["on trial: nothing follows"] * tag.is_trial
    notes += ["draft: only tried"] * trial.is_draft(tag)
    return f" ({', '.join(notes)})" if notes else ""


def _reading(tag: Tag) -> str:
    from dates import reading

    assert tag.due is not None
    return reading(tag.due)


def _demanded(demand: Demand) -> str:
    said = [f"is of class {' or '.join(demand.classes)}"] * bool(demand.classes)
    said += [f"has grade {' or '.join(demand.grades)}"] * bool(demand.grades)
    touch = demand.last_touch
    if touch is not None:
        said.append(f"was last touched {'over' if touch.over else 'within'} {touch.days} days")
    return " and ".join(said)


def _together(found: Combined) -> Iterator[str]:
    from dates import reading

    if found.due is not None:
        yield f"Together: {reading(found.due)}"
    if found.grade:
        yield f"Together: the grade goes one step {found.grade}"
    if found.note:
        yield f"Note: {found.note}"


def matched(tag: Tag) -> str:
    """The words that hit, and the phrases of the rule they belong to: `prices` (price*) + `too high`."""
    return " + ".join(_hit(phrase, tag.quote) for phrase in tag.because.split(" + "))


def _hit(phrase: str, quote: str) -> str:
    """The phrase alone where it is the very words, or nothing that stands in the quote (a file, a day)."""
    words = _words_of(phrase, quote)
    short = phrase if len(phrase) <= _LONGEST_PHRASE else f"{phrase[:_LONGEST_PHRASE]}…"
    return short if words in ("", phrase) else f"`{words}` ({short})"


def _words_of(phrase: str, quote: str) -> str:
    """What of a quote a phrase found."""
    try:
        parsed = Phrase.parse(phrase)
    except ValueError:
        return ""
    plain = folded(quote)
    alone = RuleText(PieceFinder(parsed.pieces).look(plain.text), {})
    found = next(iter(alone.standing(parsed)), ())
    spans = (plain.span(*span) for span in found)
    return " … ".join(quote[start:end] for start, end in spans)


def _gone(gone: Cancelled, trial: Trial) -> Iterator[str]:
    rule = trial.rule(gone.rule)
    yield f"No tag {rule.tag}: {gone.reason}"
    if not gone.is_broken:
        yield f"  says: {marked(trial.reading, gone.quote, gone.start)}"
    yield f"  rule {gone.rule}, {rule.source}"


def marked(reading: Reading, quote: str, start: int) -> str:
    """The sentence of a quote, with marks round it; the quote alone where it is not of the own words."""
    own, end = reading.own_words, start + len(quote)
    if not quote or own[start:end] != quote:
        return MARKS[0] + quote + MARKS[1]
    return mark(own, start, end)


def mark(text: str, start: int, end: int) -> str:
    """The sentence that a span of a text begins in, with marks round the span."""
    spans = sentences(text)
    first, last = spans[sentence_at(spans, start)]
    last = max(last, end)
    return f"{text[first:start]}{MARKS[0]}{text[start:end]}{MARKS[1]}{text[end:last]}".strip()


# -- for programs --------------------------------------------------------------------------------------------


def as_values(trial: Trial) -> dict[str, Any]:
    """Every key is always there."""
    due = trial.combined.due
    return {
        "kind": trial.reading.kind.value,
        "direction": trial.reading.direction.value,
        "language": language_of(trial.reading.own_words) or "",
        "tags": [_tag_values(tag, trial) for tag in trial.tags],
        "due": due
        and {"kind": due.kind.value, "date": due.date and due.date.isoformat(), "words": due.words},
        "grade": trial.combined.grade,
        "note": trial.combined.note,
        "cancelled": _gone_values(trial.cancelled, trial),
    }


def _tag_values(tag: Tag, trial: Trial) -> dict[str, Any]:
    due = tag.due
    return {
        "tag": tag.name,
        "sort": tag.sort.value,
        "is_trial": tag.is_trial,
        "is_draft": trial.is_draft(tag),
        "quote": tag.quote,
        "start": tag.start,
        "end": tag.end,
        "rule": tag.rule,
        "source": str(tag.source),
        "because": tag.because,
        "due": due
        and {"kind": due.kind.value, "date": due.date and due.date.isoformat(), "words": due.words},
        "grade": tag.grade,
    }


def _gone_values(gone: Sequence[Cancelled], trial: Trial) -> list[dict[str, Any]]:
    return [
        {
            "tag": trial.rule(each.rule).tag,
            "rule": each.rule,
            "source": str(trial.rule(each.rule).source),
            "quote": each.quote,
            "start": each.start,
            "reason": each.reason,
        }
        for each in gone
    ]
