"""What may a rule file say? The dataclasses that the YAML modules become, and what can be wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from itertools import chain
from typing import ClassVar, Literal, Self

from model import Demand, DueKind, Kind, Label, PaperKind, Silence, Source, TagSort
from rules.everywhere import refuse_alone, refuse_in_unless
from rules.phrases import Phrase
from rules.scope import Against

Problem = tuple[Source, str]
Language = Literal["en", "zh", "es", "pt", "fr", "de", "ru", "ar"]
Heading = Literal["", "needs", "payment terms", "competitor", "reason lost", "state"]
"""Headings of the customer's profile; empty: the tag stands under none."""

_NOWHERE = Source("", 0)
"""Where a value stands that no file holds."""

_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_WITHIN = re.compile(r"within (\d{1,3}) (?:working )?days?")
_WITH_DATE = {"not before": DueKind.NOT_BEFORE, "by": DueKind.BY, "on": DueKind.ON}
_DUE_HELP = (
    "Write `not before {date}`, `by {date}` or `on {date}`, `within 2 days`, `stop`, "
    "or two of them as `by {date}, else within 1 day`."
)


class Status(StrEnum):
    """How far a rule is trusted. On trial it is shown to admins and changes nothing."""

    DRAFT = "draft"
    TRIAL = "trial"
    LIVE = "live"
    BY_HAND = "by hand"
    """Looks for nothing: a tag that only people give."""
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Due:
    """What a rule does to the date of our next contact: a date of the sentence, or days from the mail.

    Days are calendar days, also where the file says working days: days off are for followups to know.
    """

    kind: DueKind
    reads_date: bool = False
    days: int | None = None

    @classmethod
    def parse(cls, text: str) -> Due:
        """`not before {date}`, `by {date}, else within 1 day`, `within 2 days`, `stop`."""
        first, _, other = (part.strip() for part in text.partition(", else "))
        kind = _WITH_DATE.get(first.removesuffix("{date}").strip()) if first.endswith("{date}") else None
        if first == "stop" and not other:
            return cls(DueKind.STOP)
        if kind is None and not other:
            return cls(DueKind.BY, days=_days(first, text))
        if kind is None:
            raise ValueError(f"`{text}` is no due date. {_DUE_HELP}")
        return cls(kind, reads_date=True, days=_days(other, text) if other else None)


def _days(part: str, text: str) -> int:
    found = _WITHIN.fullmatch(part)
    if found is None:
        raise ValueError(f"`{text}` is no due date. {_DUE_HELP}")
    return int(found[1])


@dataclass(frozen=True, slots=True)
class Effect:
    due: Due | None = None
    grade: Literal["keep", "up", "down"] = "keep"
    """One step on the scale of close grades, to be proposed to the rep."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A mail in small that the rule must find (`hit`) or must leave alone (`miss`)."""

    hit: str | None = None
    miss: str | None = None
    because: str | None = None
    """Words that the quote of a hit must contain."""
    due: date | None = None
    """The date that a hit must give, when the mail is of the day `sent`."""
    sent: date | None = None
    attachments: tuple[str, ...] = ()
    """Files that come with the mail."""
    papers: tuple[PaperKind, ...] = ()
    """What these files are, for a rule that asks for it."""
    source: Source = _NOWHERE

    def __post_init__(self) -> None:
        if (self.hit is None) == (self.miss is None):
            raise ValueError("A test has either `hit` or `miss`, not both and not none.")
        if self.miss is not None and (self.because or self.due):
            raise ValueError("`because` and `due` belong to a `hit`: a `miss` has no quote and no date.")
        if self.due is not None and self.sent is None:
            raise ValueError("A test with `due` also needs `sent`, the day of the mail.")

    @property
    def text(self) -> str:
        return self.hit or self.miss or ""


class Entry(str):
    """A phrase, or the name of a list behind `@`; the text that was written, checked."""

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises ValueError with a sentence for the admin."""
        if text.startswith("＠"):
            raise ValueError(f'The `＠` here is full-width. Write "@{text[1:]}" in straight quotes.')
        if not text.startswith("@"):
            cls._check(text)
        return cls(text)

    @classmethod
    def _check(cls, text: str) -> None:
        Phrase.parse(text)


class LoneEntry(Entry):
    """One that is looked for by itself, so it must not stand in every mail."""

    __slots__ = ()

    @classmethod
    def _check(cls, text: str) -> None:
        refuse_alone(text)


class UnlessEntry(Entry):
    """One whose sentence gives no tag, so it must not stand in every sentence."""

    __slots__ = ()

    @classmethod
    def _check(cls, text: str) -> None:
        refuse_in_unless(text)


class Word(Entry):
    """An entry of a list: a phrase only."""

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        if text.startswith("@"):
            raise ValueError(f"A list names the list `{text}`. Lists hold words only; name both in `near`.")
        return super().parse(text)


@dataclass(frozen=True, slots=True)
class Rule:
    id: str
    tag: str
    title: Label
    suggest: Label
    tests: tuple[Sample, ...] = ()
    source: Source = _NOWHERE
    status: Status = Status.LIVE
    from_: Literal["customer", "us", "anyone"] = "customer"
    where: Literal["new text", "subject", "everything"] = "new text"
    near: tuple[tuple[Entry, ...], ...] = ()
    """Each line: phrases or `@lists` that all stand in one sentence, at most `within` characters apart."""
    within: int = 60
    quotes: Literal["words", "sentence"] = "words"
    """What of the mail proves the tag: the words that were found, or their sentence (its 160 characters that
    hold them), where the words alone do not say what it is about: "I will book".
    """
    any_: tuple[LoneEntry, ...] = ()
    unless: tuple[UnlessEntry, ...] = ()
    """Phrases or `@lists`; one of them in the same sentence, and there is no tag."""
    negated: Literal["skip", "keep"] = "skip"
    conditional: Literal["skip", "keep"] | None = None
    """Where somebody else must act first: no promise and no order, and still a push on the price.
    Not said: skipped in what we write, kept in what customers write.
    """
    asked: Literal["skip", "keep"] = "keep"
    """A yes-or-no question states no damage, but most wishes are questions."""
    by_others: Literal["skip", "keep"] = "keep"
    """What forwarders, customs or the sender's own people did is no complaint about us."""
    kinds: tuple[Kind, ...] = (Kind.HUMAN, Kind.PORTAL)
    languages: tuple[Language, ...] = ()
    """Only mail in one of these; empty: in any language, which is nearly always right."""
    attachments: tuple[str, ...] = ()
    """Patterns of file names such as `PI*` or `*.dwg`; one file that fits is enough."""
    papers: tuple[PaperKind, ...] = ()
    """Kinds of papers of the trade; one attached is enough."""
    classes: tuple[Literal["A", "B", "C"], ...] = ()
    """Only customers of these volume classes."""
    grades: tuple[Literal["a", "b", "c", "d", "e"], ...] = ()
    """Only customers of these close grades."""
    last_touch: Silence | None = None
    """Only where our last touch is longer ago than that, or not so long."""
    effect: Effect | None = None
    gives: TagSort = TagSort.SIGNAL
    about: str = ""
    """The thing meant. A promise is kept by a later mail of ours with a fact about the same thing."""
    profile: Heading = ""
    expires: int | None = None
    """Days after which the tag no longer describes the customer."""
    withdrawn_by: tuple[str, ...] = ()
    """Tags whose coming ends this one."""
    OTHER_NAMES: ClassVar[Mapping[str, str]] = {
        "name": "id",
        "description": "title",
        "advice": "suggest",
        "examples": "tests",
        "samples": "tests",
        "enabled": "status",
        "phrases": "any",
        "words": "any",
        "keywords": "any",
        "patterns": "any",
        "match": "any",
        "except": "unless",
        "not": "unless",
        "direction": "from",
    }
    """What people write who know other programs."""
    is_coded: ClassVar[bool] = False
    """Python says what it looks for (rules/coded)."""

    def __post_init__(self) -> None:
        """Raises ValueError with a sentence for each thing that is wrong."""
        wrong = (*self._misnamed(), *self._lost(), *self._out_of_range(), *self._unreadable())
        if wrong:
            raise ValueError(*wrong)

    def _misnamed(self) -> Iterator[str]:
        if not _ID.fullmatch(self.id):
            yield f"The `id` `{self.id}` may hold small letters, digits, - and _ only."
        if not _ID.fullmatch(self.tag):
            yield f"The `tag` `{self.tag}` may hold small letters, digits, - and _ only."
        if self.about and not _ID.fullmatch(self.about):
            yield f"`about: {self.about}` may hold small letters, digits, - and _ only."

    def _out_of_range(self) -> Iterator[str]:
        if any(len(line) < 2 for line in self.near):
            yield f"Rule `{self.id}`: a line of `near` needs two or more lists; else use `any`."
        if not 1 <= self.within <= 300:
            yield f"Rule `{self.id}`: `within` is {self.within}; it goes from 1 to 300 characters."
        if self.expires is not None and not 1 <= self.expires <= 3650:
            yield f"Rule `{self.id}`: `expires` is {self.expires}; it goes from 1 to 3650 days."

    def _unreadable(self) -> Iterator[str]:
        """Phrases of a rule that Python made; in a file each was checked where it stands."""
        kinds = ((self.any_, LoneEntry), (self.unless, UnlessEntry), (chain(*self.near), Entry))
        for entries, kind in kinds:
            yield from _objections(kind, entries)

    def _lost(self) -> Iterator[str]:
        """A rule that looks for nothing, or for something though people give its tag."""
        if self.status is Status.BY_HAND:
            if self.looks_for_words:
                yield f"Rule `{self.id}` is given by hand and yet looks for words. Take one of them out."
        elif not (self.is_coded or self.looks_for_words or self.attachments or self.papers):
            yield f"Rule `id: {self.id}` looks for nothing. Give it `any`, `near`, `attachments` or `papers`."

    @property
    def looks_for_words(self) -> bool:
        return bool(self.near or self.any_)

    @property
    def demand(self) -> Demand | None:
        """What only the book can say of the customer."""
        asks = self.classes or self.grades or self.last_touch
        return Demand(self.classes, self.grades, self.last_touch) if asks else None

    @property
    def heeded(self) -> frozenset[Against]:
        """What speaks against its words, if it stands in their sentence."""
        conditional = self.conditional or ("skip" if self.from_ == "us" else "keep")
        said = {
            Against.DENIED: self.negated,
            Against.CONDITIONAL: conditional,
            Against.ASKED: self.asked,
            Against.BY_OTHERS: self.by_others,
            Against.OF_NOTHING: self.negated if self.from_ == "us" else "keep",
            Against.TO_COME: "skip" if self.gives is TagSort.FACT else "keep",
        }
        return frozenset(each for each in Against if said.get(each, "skip") == "skip")

    def list_names(self) -> Iterator[str]:
        return (entry[1:] for entry in self._entries() if entry.startswith("@"))

    def _entries(self) -> Iterator[str]:
        yield from self.any_
        yield from self.unless
        for line in self.near:
            yield from line


def _objections(kind: type[Entry], texts: Iterable[str]) -> Iterator[str]:
    """Of those that are still to be checked."""
    unchecked = (text for text in texts if not isinstance(text, Entry))
    return chain.from_iterable(_objection(kind, text) for text in unchecked)


def _objection(kind: type[Entry], text: str) -> Iterator[str]:
    try:
        kind.parse(text)
    except ValueError as error:
        yield str(error)


@dataclass(frozen=True, slots=True)
class CodedHead(Rule):
    """What a rule written in Python says of itself; what it looks for is its code."""

    is_coded: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class Module:
    """A rule file: one theme, its word lists, its rules."""

    module: str
    rules: tuple[Rule, ...]
    lists: Mapping[str, tuple[Word, ...]] = field(default_factory=dict)
    source: Source = _NOWHERE

    def __post_init__(self) -> None:
        wrong = [f"The list `{name}` is empty." for name, words in self.lists.items() if not words]
        wrong += _objections(Word, chain(*self.lists.values()))
        if wrong:
            raise ValueError(*wrong)


def problems(module: Module, others: Iterable[Module] = ()) -> list[Problem]:
    """What keeps a module from being used, beyond what building it refused. Empty is good."""
    taken = {rule.id: rule.source for other in others for rule in other.rules}
    found: list[Problem] = []
    for rule in module.rules:
        found.extend((rule.source, sentence) for sentence in _rule_problems(rule, module, taken))
        taken.setdefault(rule.id, rule.source)
    found.extend((module.source, sentence) for sentence in _too_common(module))
    return found


def _rule_problems(rule: Rule, module: Module, taken: Mapping[str, Source]) -> Iterator[str]:
    if rule.id in taken:
        yield f"The id `{rule.id}` is already taken in {taken[rule.id]}. Every rule has its own."
    if rule.status in (Status.LIVE, Status.TRIAL):
        yield from _lacking_samples(rule)
    for name in dict.fromkeys(rule.list_names()):
        if name not in module.lists:
            yield _unknown_list(name, module)


def _too_common(module: Module) -> Iterator[str]:
    """Words of lists that a rule looks for alone. Others may use the list in `near`, so the rule is named."""
    for rule in module.rules:
        for kind, entries in ((LoneEntry, rule.any_), (UnlessEntry, rule.unless)):
            for name in (entry[1:] for entry in entries if entry.startswith("@")):
                for what in chain(*(_objection(kind, word) for word in module.lists.get(name, ()))):
                    yield f"{what} It is in `lists: {name}`, which rule `{rule.id}` looks for alone."


def _lacking_samples(rule: Rule) -> Iterator[str]:
    """One sentence, whichever is missing."""
    has = {"hit": any(each.hit for each in rule.tests), "miss": any(each.miss for each in rule.tests)}
    said = {"hit": "a sentence that it must find", "miss": "a sentence to leave alone"}
    missing = [name for name in said if not has[name]]
    if not missing:
        return
    what = " and no ".join(f"`{name}`" for name in missing)
    add = " and ".join(said[name] for name in missing)
    where = f"Rule `{rule.id}`" if rule.tests else f"Rule `id: {rule.id}`"
    advice = f"Add {add}, or keep the rule at `status: draft` till then."
    yield f"{where} has no {what} among its `tests`. {advice}"


def _unknown_list(name: str, module: Module) -> str:
    near = get_close_matches(name, module.lists, n=1, cutoff=0.5)
    advice = (
        f"Did you mean `@{near[0]}`?" if near else f"This file has {', '.join(module.lists) or 'no lists'}."
    )
    return f"There is no list `@{name}`. {advice}"
