"""What is notable about this mail? Tags with the words that prove them, by the rules in YAML.

One RE2 filter finds all words of all rules at once; sentences, nearness, `unless` and scope are then
looked at on the few hits only. The same mail and the same rules always give the same tags.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, groupby

from model import Direction, DueEffect, Kind, Reading, Tag
from rules.characters import Folded, folded
from rules.effects import effect_in
from rules.hits import Nearby, Text, WordList
from rules.phrases import Phrase, PieceFinder
from rules.rule import Due, Effect, Module, Problem, Rule, Sample, Status, problems
from rules.scope import Found, cancelled
from rules.sentences import Span

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
    any_: tuple[WordList, ...]
    nearby: tuple[Nearby, ...]
    unless: tuple[WordList, ...]

    def openers(self) -> Iterator[Phrase]:
        """Phrases of which one must stand in the text before the rule is looked at."""
        near = chain.from_iterable(nearby.rarest for nearby in self.nearby)
        return chain.from_iterable(one.phrases for one in (*self.any_, *near))

    def phrases(self) -> Iterator[Phrase]:
        near = chain.from_iterable(lists for nearby in self.nearby for lists in nearby.lists)
        return chain.from_iterable(one.phrases for one in (*self.any_, *self.unless, *near))


Opener = tuple[Phrase, frozenset[int]]
"""A phrase, and the numbers of the rules that are looked at where it stands."""


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All rules in force, compiled once."""

    rules: tuple[Rule, ...]
    compiled: tuple[_Compiled, ...]
    finder: PieceFinder
    opened_by: Mapping[str, tuple[Opener, ...]]
    """By the rarest piece of the phrase."""
    meant_for: Mapping[tuple[Kind, bool], frozenset[int]]
    """By kind of mail, and by whether it is from us, the rules that look at such mail at all."""
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
        shared = {id(module): _lists_of(module) for module in modules}
        compiled = tuple(_compile(rule, shared[id(module)]) for rule, module in wanted)
        pieces = (piece for one in compiled for phrase in one.phrases() for piece in phrase.pieces)
        rules = tuple(rule for rule, _ in wanted)
        wheres = frozenset(rule.where for rule in rules)
        return cls(rules, compiled, PieceFinder(pieces), _openers(compiled), _meant_for(rules), wheres)


def _lists_of(module: Module) -> Mapping[str, WordList]:
    return {f"@{name}": _list_of(texts) for name, texts in module.lists.items()}


def _list_of(texts: Iterable[str]) -> WordList:
    return WordList(tuple(Phrase.parse(text) for text in texts))


def _compile(rule: Rule, shared: Mapping[str, WordList]) -> _Compiled:
    nearby = tuple(
        Nearby(tuple(_lists([entry], shared) for entry in line), rule.within) for line in rule.near
    )
    return _Compiled(rule, _lists(rule.any_, shared), nearby, _lists(rule.unless, shared))


def _lists(entries: Iterable[str], shared: Mapping[str, WordList]) -> tuple[WordList, ...]:
    """The lists that are named, as they are; phrases between them as lists of the rule's own."""
    found: list[WordList] = []
    for named, some in groupby(entries, key=lambda entry: entry.startswith("@")):
        alike = tuple(some)
        found.extend([shared[name] for name in alike] if named else [_list_of(alike)])
    return tuple(found)


def _meant_for(rules: Sequence[Rule]) -> Mapping[tuple[Kind, bool], frozenset[int]]:
    return {
        (kind, ours): frozenset(
            number
            for number, rule in enumerate(rules)
            if kind in rule.kinds and (rule.from_ == "anyone" or (rule.from_ == "us") == ours)
        )
        for kind in Kind
        for ours in (False, True)
    }


def _openers(compiled: Sequence[_Compiled]) -> Mapping[str, tuple[Opener, ...]]:
    opened: dict[Phrase, set[int]] = {}
    for phrase, number in _numbered(compiled):
        opened.setdefault(phrase, set()).add(number)
    rows: dict[str, list[Opener]] = {}
    for phrase, numbers in opened.items():
        rows.setdefault(phrase.rarest, []).append((phrase, frozenset(numbers)))
    return {piece: tuple(openers) for piece, openers in rows.items()}


def _numbered(compiled: Sequence[_Compiled]) -> Iterator[tuple[Phrase, int]]:
    return ((phrase, number) for number, one in enumerate(compiled) for phrase in one.openers())


@dataclass(frozen=True, slots=True)
class _Text:
    """A text ready for looking, and the way back from what is found to what was written."""

    original: str
    own: bool
    """Is it `Reading.own_words`, the text that offsets of a tag count in?"""
    folded: Folded
    words: Text


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
    meant = rules.meant_for[reading.kind, reading.direction is not Direction.IN]
    if not meant:
        return ()
    texts = _Texts(reading, rules)
    opened = (rules.compiled[number] for number in sorted(_opened(texts.all(), rules, meant)))
    verdicts = [_verdict(one, texts.where(one.rule.where), sent) for one in opened]
    return tuple(sorted((one for one in verdicts if one is not None), key=lambda one: one.start))


def _opened(texts: Iterable[_Text], rules: RuleSet, meant: frozenset[int]) -> set[int]:
    """Rules that are meant for the mail and of whose openers one stands in it."""
    opened: set[int] = set()
    for text in texts:
        openers = (rules.opened_by[piece] for piece in text.words.candidates if piece in rules.opened_by)
        for phrase, numbers in chain.from_iterable(openers):
            wanted = numbers & meant
            if not wanted <= opened and text.words.standing(phrase):
                opened |= wanted
    return opened


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
    return _Text(original, own, plain, Text(plain.text, finder.look(plain.text)))


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
        reason = against.get(text.words.sentence_of(found.start)) or _reason(compiled.rule, text, found)
        yield (
            _cancelled(compiled.rule, text, found, reason)
            if reason
            else _tag(compiled.rule, text, found, sent)
        )


def _against(compiled: _Compiled, text: _Text) -> Mapping[Span, str]:
    """Sentences that hold a phrase of `unless`, and which."""
    found = text.words.of(compiled.unless)
    return {text.words.sentence_of(one.start): f"unless: {one.because}" for one in found}


def _is_dated(one: Tag, texts: Sequence[_Text]) -> bool:
    """Was its date read from the mail, not counted from the mail's day?"""
    return one.due is not None and any(one.due.words in text.original for text in texts)


def _hits(compiled: _Compiled, text: _Text) -> list[Found]:
    found = list(text.words.of(compiled.any_))
    for nearby in compiled.nearby:
        found.extend(text.words.of_nearby(nearby))
    return sorted(found, key=lambda one: (one.start, one.end))


def _reason(rule: Rule, text: _Text, found: Found) -> str:
    """What of its sentence speaks against the hit, in words for the admin, or empty."""
    start, end = text.words.sentence_of(found.start)
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
    start, end = text.folded.span(*text.words.sentence_of(found.start))
    return effect_in(rule.effect.due, text.original[start:end], sent)
