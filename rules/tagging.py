"""Which rules does this mail meet, and with which words?

reading | meant for it | words found | conditions | unless, scope | tag, or why there is none
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from operator import itemgetter

from model import Direction, DueEffect, Footing, Reading, Tag
from rules.characters import Folded, columns, folded
from rules.coded import CodedRule
from rules.compiled import Compiled, RuleSet
from rules.conditions import Conditions
from rules.effects import effect_in, last_day
from rules.finder import PieceFinder, Places
from rules.hits import Hit, Text
from rules.rule import Due, Rule, Status
from rules.scope import Found, cancelled
from rules.sentences import Span

_LONGEST_TEXT = 8_000
"""Characters of a part of a mail that are read, four pages: what follows is a pasted table or an attack.
Chinese says as much in half of them.
"""
_MOST_HITS = 30
"""Of a rule in one text that are judged: a rule that was denied so often is not meant."""


_BLANK = re.compile(r"\s+")
_LONGEST_QUOTE = 160
"""Characters of a sentence that a rule with `quotes: sentence` shows."""

_PLACE = itemgetter(0, 1)


@dataclass(frozen=True, slots=True)
class _Text:
    """A text ready for looking, and the way back from what is found to what was written."""

    original: str
    own: bool
    """Is it `Reading.own_words`, the text that offsets of a tag count in?"""
    folded: Folded
    words: Text
    dues: dict[tuple[Due, Span], DueEffect | None] = field(default_factory=dict)
    """What its sentences were read as: several rules ask the same."""


_NOTHING = _Text("", False, folded(""), Text(Places("", PieceFinder(())), {}))


@dataclass(frozen=True, slots=True)
class Cancelled:
    """A rule found its words, and something spoke against a tag: for the admin who asks why."""

    rule: str
    quote: str
    start: int
    reason: str
    is_broken: bool = False
    """The rule is Python, and its code failed."""


def tag(reading: Reading, rules: RuleSet, sent: date) -> tuple[Tag, ...]:
    """Each tag once, in the order of the words that prove them. `sent` is the mail's day.

    A tag with a demand counts only once `settled` has asked the customer's footing.
    """
    return chosen(weighed(reading, rules, sent))


def chosen(verdicts: Iterable[Tag | Cancelled]) -> tuple[Tag, ...]:
    """Of what was weighed each tag once."""
    return _one_each(one for one in verdicts if isinstance(one, Tag))


def _one_each(tags: Iterable[Tag]) -> tuple[Tag, ...]:
    """Several rules may give one tag: then that which read a date speaks for all, else the first."""
    best: dict[tuple[object, ...], Tag] = {}
    for one in tags:
        key = (one.name, one.about, one.is_trial, one.demand)
        if key not in best or (_reads_date(one) and not _reads_date(best[key])):
            best[key] = one
    return tuple(sorted(best.values(), key=lambda one: one.start))


def _reads_date(one: Tag) -> bool:
    return one.due is not None and one.due.is_read


def settled(tags: Iterable[Tag], footing: Footing, at: datetime) -> tuple[Tag, ...]:
    """The tags that hold for a customer who stood so when the mail came, each once."""
    holding = (one for one in tags if one.demand is None or one.demand.holds(footing, at))
    return _one_each(replace(one, demand=None) if one.demand else one for one in holding)


def by_hand(rule: Rule, day: date, edition: str, note: str) -> Tag:
    """The tag of a rule as a person gives it, with all that the rule says of it: he knows the customer."""
    due = effect_in(rule.effect.due, "", day) if rule.effect and rule.effect.due else None
    given = _made(rule, note, "", _Moment(day, edition), due=due)
    return replace(given, is_trial=False, demand=None)


def weighed(reading: Reading, rules: RuleSet, sent: date) -> tuple[Tag | Cancelled, ...]:
    """The tags, and for rules without one what cancelled their words."""
    meant = rules.meant_for[reading.kind, reading.direction is not Direction.IN]
    if not meant:
        return ()
    texts, conditions = _Texts(reading, rules), Conditions(reading)
    opened = _opened(texts.all(), rules, meant) | (rules.wordless & meant)
    verdicts = [
        _judged(rules.compiled[number], texts, conditions, _Moment(sent, rules.edition))
        for number in sorted(opened)
    ]
    return tuple(sorted((one for one in verdicts if one is not None), key=lambda one: one.start))


@dataclass(frozen=True, slots=True)
class _Moment:
    """What every tag of a mail shares."""

    sent: date
    edition: str


def _judged(one: Compiled, texts: _Texts, conditions: Conditions, moment: _Moment) -> Tag | Cancelled | None:
    if one.coded is None and one.rule.looks_for_words:
        verdict = _verdict(one, texts.where(one.rule.where), moment)
        against = conditions.against(one.rule) if isinstance(verdict, Tag) else ""
        return (
            Cancelled(one.rule.id, verdict.quote, verdict.start, against) if verdict and against else verdict
        )
    if conditions.against(one.rule):
        return None
    if one.coded is None:
        return _attached(one.rule, conditions, moment)
    return _coded(one.coded, conditions.reading, moment)


def _coded(rule: CodedRule, reading: Reading, moment: _Moment) -> Tag | Cancelled | None:
    """Code of other people that fails costs its own tag, and no mail."""
    try:
        return _proved(rule, reading, moment)
    except Exception as error:  # noqa: BLE001 - other people's code
        words = " ".join(str(error).split())[:200]
        reason = f"its Python code failed ({type(error).__name__}: {words})"
        return Cancelled(rule.RULE.id, "", 0, reason, is_broken=True)


def _proved(rule: CodedRule, reading: Reading, moment: _Moment) -> Tag | None:
    proof = next(iter(rule.look(reading, moment.sent)), None)
    if proof is None:
        return None
    if not 0 <= proof.start <= proof.end <= len(reading.own_words):
        raise ValueError(f"its proof from {proof.start} to {proof.end} lies outside the mail's new words")
    place = proof.start, proof.end
    return _made(rule.RULE, reading.own_words[slice(*place)], proof.because, moment, place, proof.due)


def _attached(rule: Rule, conditions: Conditions, moment: _Moment) -> Tag:
    """The file is the proof."""
    name = conditions.attachment(rule) if rule.attachments else conditions.paper(rule)
    due = effect_in(rule.effect.due, "", moment.sent) if rule.effect and rule.effect.due else None
    return _made(rule, name, f"attached: {name}", moment, due=due)


def _made(
    rule: Rule,
    quote: str,
    because: str,
    moment: _Moment,
    place: Span = (0, 0),
    due: DueEffect | None = None,
) -> Tag:
    step = rule.effect.grade if rule.effect else "keep"
    return Tag(
        rule.tag,
        rule.title,
        rule.id,
        rule.source,
        quote,
        *place,
        rule.suggest,
        due,
        sort=rule.gives,
        is_trial=rule.status is Status.TRIAL,
        because=because,
        about=rule.about,
        profile=rule.profile,
        grade="" if step == "keep" else step,
        expires=last_day(rule, due, moment.sent),
        withdrawn_by=rule.withdrawn_by,
        edition=moment.edition,
        demand=rule.demand,
    )


def _opened(texts: Iterable[_Text], rules: RuleSet, meant: frozenset[int]) -> frozenset[int]:
    """Rules that are meant for the mail and of whose lists one may stand in it."""
    lists = (one for text in texts for one in text.words.lists if one in rules.opened_by)
    return frozenset().union(*(rules.opened_by[one] for one in lists)) & meant


class _Texts:
    """The parts of a mail that some rule looks at; the others stay unread."""

    __slots__ = ("own", "quoted", "subject")

    def __init__(self, reading: Reading, rules: RuleSet) -> None:
        looked_at = {part for where in rules.wheres for part in _PARTS[where]}
        self.own = _text(reading.own_words if "own" in looked_at else "", rules, own=True)
        self.subject = _text(reading.subject if "subject" in looked_at else "", rules)
        self.quoted = _text(reading.quoted if "quoted" in looked_at else "", rules)

    def all(self) -> tuple[_Text, ...]:
        return self.own, self.subject, self.quoted

    def where(self, where: str) -> tuple[_Text, ...]:
        return tuple(getattr(self, part) for part in _PARTS[where])


_PARTS = {"new text": ("own",), "subject": ("subject",), "everything": ("own", "subject", "quoted")}
"""What the word after `where` means."""


def _text(original: str, rules: RuleSet, own: bool = False) -> _Text:
    if not original:
        return _NOTHING
    plain = folded(original[: _read_of(original)])
    return _Text(original, own, plain, Text(rules.finder.look(plain.text), rules.listed))


def _read_of(text: str) -> int:
    """How many of its characters are read."""
    if len(text) <= _LONGEST_TEXT // 2 or text.isascii():
        return _LONGEST_TEXT
    start = text[:_LONGEST_TEXT]
    return _LONGEST_TEXT * len(start) // columns(start)


def _verdict(compiled: Compiled, texts: Sequence[_Text], moment: _Moment) -> Tag | Cancelled | None:
    """One tag: the first hit, but the first with a date where dates matter. Else why there is none."""
    kept: Tag | None = None
    gone: Cancelled | None = None
    for verdict in (verdict for text in texts for verdict in _verdicts(compiled, text, moment)):
        if isinstance(verdict, Cancelled):
            gone = gone or verdict
        elif compiled.rule.effect is None or _reads_date(verdict):
            return verdict
        else:
            kept = kept or verdict
    return kept or gone


def _verdicts(compiled: Compiled, text: _Text, moment: _Moment) -> Iterator[Tag | Cancelled]:
    hits = _hits(compiled, text)
    against = text.words.told_in(compiled.unless) if hits else {}
    for found in (Found(*hit) for hit in hits[:_MOST_HITS]):
        said = against.get(text.words.sentence_of(found.start))
        reason = f"unless: {said}" if said else _reason(compiled.rule, text, found)
        yield (
            _cancelled(compiled.rule, text, found, reason)
            if reason
            else _tag(compiled.rule, text, found, moment)
        )


def _hits(compiled: Compiled, text: _Text) -> list[Hit]:
    found = list(text.words.of(compiled.any_))
    for nearby in compiled.nearby:
        found.extend(text.words.of_nearby(nearby))
    return sorted(found, key=_PLACE)


def _reason(rule: Rule, text: _Text, found: Found) -> str:
    """What of its sentence speaks against the hit, in words for the admin, or empty."""
    start, end = text.words.sentence_of(found.start)
    return cancelled(text.folded.text[start:end], _moved(found, -start), rule.heeded)


def _moved(found: Found, by: int) -> Found:
    words = tuple((start + by, end + by) for start, end in found.words)
    return replace(found, start=found.start + by, end=found.end + by, words=words)


def _cancelled(rule: Rule, text: _Text, found: Found, reason: str) -> Cancelled:
    start, end = text.folded.span(found.start, found.end)
    return Cancelled(rule.id, text.original[start:end], start, reason)


def _tag(rule: Rule, text: _Text, found: Found, moment: _Moment) -> Tag:
    start, end = _quoted(rule, text, found)
    place = (start, end) if text.own else (0, 0)  # offsets count in own_words; the subject has none there
    due = _due(rule, text, found, moment.sent)
    return _made(rule, text.original[start:end], found.because, moment, place, due)


def _quoted(rule: Rule, text: _Text, found: Found) -> Span:
    """What proves the tag, in the text as it was written."""
    words = text.folded.span(found.start, found.end)
    if rule.quotes == "words":
        return words
    start, end = text.folded.span(*text.words.sentence_of(found.start))
    said = text.original[start:end]
    start, end = start + len(said) - len(said.lstrip()), start + len(said.rstrip())
    return _shortened(text.original, (start, max(end, words[1])), words[0])


def _shortened(text: str, whole: Span, words: int) -> Span:
    """At most so much of a sentence, from its end where that holds the words, else from the words on."""
    start, end = whole
    if end - start <= _LONGEST_QUOTE:
        return whole
    start = _next_word(text, max(start, min(words, end - _LONGEST_QUOTE)), words)
    if end - start <= _LONGEST_QUOTE:
        return start, end
    end = start + _LONGEST_QUOTE
    return start, end if text[end].isspace() else _last_word(text, start, end)


def _next_word(text: str, start: int, words: int) -> int:
    """The beginning of a word, not behind the words that were found."""
    if start in (0, words) or text[start - 1].isspace():
        return start
    blank = _BLANK.search(text, start, words)
    return blank.end() if blank else words


def _last_word(text: str, start: int, end: int) -> int:
    """The end of a word, where one is near: Chinese has none."""
    blank = max(text.rfind(" ", end - 40, end), text.rfind("\n", end - 40, end))
    return blank if blank > start else end


def _due(rule: Rule, text: _Text, found: Found, sent: date) -> DueEffect | None:
    if rule.effect is None or rule.effect.due is None:
        return None
    key = rule.effect.due, text.words.sentence_of(found.start)
    if key not in text.dues:
        start, end = text.folded.span(*key[1])
        text.dues[key] = effect_in(key[0], text.original[start:end], sent)
    return text.dues[key]
