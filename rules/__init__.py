"""What is notable about this mail? Tags with the words that prove them, by the rules in YAML.

One RE2 filter finds all words of all rules at once; sentences, nearness, `unless` and scope are then
looked at on the few hits only. The same mail and the same rules always give the same tags.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from model import Direction, DueEffect, Reading, Tag
from rules.characters import Folded, folded
from rules.effects import effect_in
from rules.hits import Nearby, of_nearby, of_phrases
from rules.phrases import Phrase, PieceFinder, Places
from rules.rule import Due, Effect, Module, Problem, Rule, Sample, Status, problems
from rules.scope import Found, cancelled
from rules.sentences import Span, sentence_at, sentences

__all__ = [
    "Cancelled",
    "Due",
    "Effect",
    "Module",
    "Problem",
    "Rule",
    "RuleSet",
    "Sample",
    "Status",
    "problems",
    "tag",
    "weighed",
]

_LONGEST_TEXT = 50_000
"""Nobody writes more herself; what follows is a pasted table or an attack."""


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A rule with its lists filled in and its phrases parsed."""

    rule: Rule
    phrases: tuple[Phrase, ...]
    nearby: tuple[Nearby, ...]
    unless: tuple[Phrase, ...]

    def openers(self) -> Iterator[str]:
        """Pieces of which one must stand in the text before the rule is looked at."""
        for phrase in self.phrases:
            yield phrase.rarest
        for nearby in self.nearby:
            yield from (phrase.rarest for phrase in nearby.rarest)

    def pieces(self) -> Iterator[str]:
        lists = (one for nearby in self.nearby for one in nearby.lists)
        for phrases in (self.phrases, self.unless, *lists):
            for phrase in phrases:
                yield from phrase.pieces


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All rules in force, compiled once."""

    rules: tuple[Rule, ...]
    compiled: tuple[_Compiled, ...]
    finder: PieceFinder
    opened_by: Mapping[str, tuple[int, ...]]
    wheres: frozenset[str]
    """Every `where` of a rule in force."""

    @classmethod
    def of(cls, modules: Iterable[Module], statuses: Sequence[Status] = (Status.LIVE,)) -> RuleSet:
        """Raises ValueError with the first problem; ask `problems` before for all of them."""
        modules = tuple(modules)
        for number, module in enumerate(modules):
            for source, sentence in problems(module, modules[:number]):
                raise ValueError(f"{source}: {sentence}")
        wanted = [(rule, module) for module in modules for rule in module.rules if rule.status in statuses]
        compiled = tuple(_compile(rule, module) for rule, module in wanted)
        finder = PieceFinder(piece for one in compiled for piece in one.pieces())
        rules = tuple(rule for rule, _ in wanted)
        return cls(rules, compiled, finder, _openers(compiled), frozenset(rule.where for rule in rules))


def _compile(rule: Rule, module: Module) -> _Compiled:
    nearby = tuple(
        Nearby(tuple(_phrases([entry], module) for entry in line), rule.within) for line in rule.near
    )
    return _Compiled(rule, _phrases(rule.any_, module), nearby, _phrases(rule.unless, module))


def _phrases(entries: Iterable[str], module: Module) -> tuple[Phrase, ...]:
    lines = (module.lists[entry[1:]] if entry.startswith("@") else (entry,) for entry in entries)
    return tuple(Phrase.parse(text) for line in lines for text in line)


def _openers(compiled: Sequence[_Compiled]) -> Mapping[str, tuple[int, ...]]:
    opened: dict[str, list[int]] = {}
    for number, one in enumerate(compiled):
        for piece in dict.fromkeys(one.openers()):
            opened.setdefault(piece, []).append(number)
    return {piece: tuple(numbers) for piece, numbers in opened.items()}


@dataclass(frozen=True, slots=True)
class _Text:
    """A text ready for looking: folded, cut into sentences, with the pieces found in it."""

    original: str
    own: bool
    """Is it `Reading.own_words`, the text that offsets of a tag count in?"""
    folded: Folded
    sentences: Sequence[Span]
    places: Places

    def sentence_of(self, found: Found) -> Span:
        return self.sentences[sentence_at(self.sentences, found.start)]


@dataclass(frozen=True, slots=True)
class Cancelled:
    """A rule found its words, and something spoke against a tag: for the admin who asks why."""

    rule: str
    quote: str
    start: int
    reason: str


def tag(reading: Reading, rules: RuleSet, sent: date) -> tuple[Tag, ...]:
    """At most one tag a rule, in the order of the words that prove them. `sent` is the mail's day."""
    return tuple(one for one in weighed(reading, rules, sent) if isinstance(one, Tag))


def weighed(reading: Reading, rules: RuleSet, sent: date) -> tuple[Tag | Cancelled, ...]:
    """The tags, and for rules without one what cancelled their words."""
    texts = _Texts(reading, rules)
    looked_at = sorted({number for text in texts.all() for number in _opened(text, rules)})
    compiled = [rules.compiled[number] for number in looked_at]
    verdicts = [
        _verdict(one, texts.where(one.rule.where), sent) for one in compiled if _applies(one.rule, reading)
    ]
    return tuple(sorted((one for one in verdicts if one is not None), key=lambda one: one.start))


def _opened(text: _Text, rules: RuleSet) -> Iterator[int]:
    pieces = (piece for piece in text.places.candidates if piece in rules.opened_by)
    return (number for piece in pieces if text.places.of(piece) for number in rules.opened_by[piece])


def _applies(rule: Rule, reading: Reading) -> bool:
    ours = reading.direction is not Direction.IN
    return reading.kind in rule.kinds and (rule.from_ == "anyone" or (rule.from_ == "us") == ours)


class _Texts:
    """The parts of a mail that some rule looks at; the others stay unread."""

    __slots__ = ("own", "quoted", "subject")

    def __init__(self, reading: Reading, rules: RuleSet) -> None:
        looked_at = {part for where in rules.wheres for part in _PARTS[where]}
        self.own = _text(reading.own_words if "own" in looked_at else "", rules.finder, own=True)
        self.subject = _text(reading.subject if "subject" in looked_at else "", rules.finder)
        self.quoted = _text(reading.quoted if "quoted" in looked_at else "", rules.finder)

    def all(self) -> tuple[_Text, ...]:
        return self.own, self.subject, self.quoted

    def where(self, where: str) -> tuple[_Text, ...]:
        return tuple(getattr(self, part) for part in _PARTS[where])


_PARTS = {"new text": ("own",), "subject": ("subject",), "everything": ("own", "subject", "quoted")}
"""What the word after `where` means."""


def _text(original: str, finder: PieceFinder, own: bool = False) -> _Text:
    plain = folded(original[:_LONGEST_TEXT])
    return _Text(original, own, plain, sentences(plain.text), finder.look(plain.text))


def _verdict(compiled: _Compiled, texts: Sequence[_Text], sent: date) -> Tag | Cancelled | None:
    """One tag: the first hit, but the first with a date where dates matter. Else why there is none."""
    kept: Tag | None = None
    gone: Cancelled | None = None
    for verdict in (verdict for text in texts for verdict in _verdicts(compiled, text, sent)):
        if isinstance(verdict, Cancelled):
            gone = gone or verdict
        elif compiled.rule.effect is None or _is_dated(verdict, texts):
            return verdict
        else:
            kept = kept or verdict
    return kept or gone


def _verdicts(compiled: _Compiled, text: _Text, sent: date) -> Iterator[Tag | Cancelled]:
    hits = _hits(compiled, text)
    against = _against(compiled, text) if hits else {}
    for found in hits:
        reason = against.get(text.sentence_of(found)) or _reason(compiled.rule, text, found)
        yield (
            _cancelled(compiled.rule, text, found, reason)
            if reason
            else _tag(compiled.rule, text, found, sent)
        )


def _against(compiled: _Compiled, text: _Text) -> Mapping[Span, str]:
    """Sentences that hold a phrase of `unless`, and which."""
    found = of_phrases(compiled.unless, text.places, text.sentences)
    return {text.sentence_of(one): f"unless: {one.because}" for one in found}


def _is_dated(one: Tag, texts: Sequence[_Text]) -> bool:
    """Was its date read from the mail, not counted from the mail's day?"""
    return one.due is not None and any(one.due.words in text.original for text in texts)


def _hits(compiled: _Compiled, text: _Text) -> list[Found]:
    found = list(of_phrases(compiled.phrases, text.places, text.sentences))
    for nearby in compiled.nearby:
        found.extend(of_nearby(nearby, text.places, text.sentences))
    return sorted(found, key=lambda one: (one.start, one.end))


def _reason(rule: Rule, text: _Text, found: Found) -> str:
    """What of its sentence speaks against the hit, in words for the admin, or empty."""
    start, end = text.sentence_of(found)
    reason = cancelled(text.folded.text[start:end], _moved(found, -start))
    return "" if reason == "denied" and rule.negated == "keep" else reason


def _moved(found: Found, by: int) -> Found:
    words = tuple((start + by, end + by) for start, end in found.words)
    return replace(found, start=found.start + by, end=found.end + by, words=words)


def _cancelled(rule: Rule, text: _Text, found: Found, reason: str) -> Cancelled:
    start, end = text.folded.span(found.start, found.end)
    return Cancelled(rule.id, text.original[start:end], start, reason)


def _tag(rule: Rule, text: _Text, found: Found, sent: date) -> Tag:
    start, end = text.folded.span(found.start, found.end)
    place = (start, end) if text.own else (0, 0)  # offsets count in own_words; the subject has none there
    due = _due(rule, text, found, sent)
    return Tag(
        rule.tag, rule.title, rule.id, rule.source, text.original[start:end], *place, rule.suggest, due
    )


def _due(rule: Rule, text: _Text, found: Found, sent: date) -> DueEffect | None:
    if rule.effect is None or rule.effect.due is None:
        return None
    start, end = text.folded.span(*text.sentence_of(found))
    return effect_in(rule.effect.due, text.original[start:end], sent)
