"""All rules in force, their lists filled in and their phrases parsed: compiled once, asked for every mail."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby

from model import Kind, Source
from rules.coded import CODED, CodedRule
from rules.finder import PieceFinder
from rules.hits import Listed, Nearby, WordList, listed
from rules.phrases import Phrase
from rules.rule import Module, Rule, Status, problems

IN_FORCE = (Status.LIVE, Status.TRIAL)
"""Rules on trial are looked for as well, and nothing follows from them."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A rule with its lists filled in and its phrases parsed."""

    rule: Rule
    any_: tuple[WordList, ...]
    nearby: tuple[Nearby, ...]
    unless: tuple[WordList, ...]
    coded: CodedRule | None = None

    def openers(self) -> Iterator[WordList]:
        """Lists of which one must stand in the text before the rule is looked at."""
        near = chain.from_iterable(nearby.rarest for nearby in self.nearby)
        return chain(self.any_, near)

    def lists(self) -> Iterator[WordList]:
        near = chain.from_iterable(lists for nearby in self.nearby for lists in nearby.lists)
        return chain(self.any_, self.unless, near)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All rules in force, compiled once."""

    rules: tuple[Rule, ...]
    compiled: tuple[Compiled, ...]
    finder: PieceFinder
    listed: Mapping[str, Sequence[Listed]]
    """The phrases of all lists, by their rarest piece."""
    opened_by: Mapping[WordList, frozenset[int]]
    """The numbers of the rules that are looked at where a phrase of the list stands."""
    meant_for: Mapping[tuple[Kind, bool], frozenset[int]]
    """By kind of mail, and by whether it is from us, the rules that look at such mail at all."""
    wheres: frozenset[str]
    """Every `where` of a rule in force."""
    wordless: frozenset[int] = frozenset()
    """Rules that no words open: coded ones, and those that ask for an attachment only."""
    edition: str = ""
    """The beginning of a hash over all that is in force: the same edition tags the same."""
    by_hand: tuple[Rule, ...] = ()
    """Tags that only people give."""

    @classmethod
    def of(
        cls,
        modules: Iterable[Module],
        statuses: Sequence[Status] = IN_FORCE,
        coded: Sequence[CodedRule] = CODED,
        *,
        checked: bool = False,
    ) -> RuleSet:
        """Raises ValueError with the first problem; ask `problems` before for all of them.

        checked: somebody has, which for thousands of phrases takes a while.
        """
        modules = tuple(modules)
        if not checked:
            _refuse(modules)
        wanted = [(rule, module) for module in modules for rule in module.rules if rule.status in statuses]
        shared = {id(module): _lists_of(module) for module in modules}
        compiled = (
            *(_compile(rule, shared[id(module)]) for rule, module in wanted),
            *(Compiled(each.RULE, (), (), (), each) for each in coded if each.RULE.status in statuses),
        )
        lists = dict.fromkeys(chain.from_iterable(one.lists() for one in compiled))
        pieces = (piece for one in lists for phrase in one.phrases for piece in phrase.pieces)
        rules = tuple(one.rule for one in compiled)
        return cls(
            rules,
            compiled,
            PieceFinder(pieces),
            listed(lists),
            _openers(compiled),
            _meant_for(rules),
            wheres=frozenset(rule.where for rule in rules),
            wordless=frozenset(at for at, rule in enumerate(rules) if not rule.looks_for_words),
            edition=_edition(modules, rules),
            by_hand=tuple(
                rule for module in modules for rule in module.rules if rule.status is Status.BY_HAND
            ),
        )


def _edition(modules: Iterable[Module], rules: Sequence[Rule]) -> str:
    """Lists, rules and the table of characters make it; where a rule stands in its file does not."""
    said = [(module.module, repr(sorted(module.lists.items()))) for module in modules]
    said.extend((rule.id, repr(replace(rule, source=Source("", 0), tests=()))) for rule in rules)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:8]


def _refuse(modules: Sequence[Module]) -> None:
    for number, module in enumerate(modules):
        for source, sentence in problems(module, modules[:number]):
            raise ValueError(f"{source}: {sentence}")


def _lists_of(module: Module) -> Mapping[str, WordList]:
    return {f"@{name}": _list_of(texts) for name, texts in module.lists.items()}


def _list_of(texts: Iterable[str]) -> WordList:
    return WordList(tuple(Phrase.parse(text) for text in texts))


def _compile(rule: Rule, shared: Mapping[str, WordList]) -> Compiled:
    nearby = tuple(
        Nearby(tuple(_lists([entry], shared) for entry in line), rule.within) for line in rule.near
    )
    return Compiled(rule, _lists(rule.any_, shared), nearby, _lists(rule.unless, shared))


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


def _openers(compiled: Sequence[Compiled]) -> Mapping[WordList, frozenset[int]]:
    opened: dict[WordList, set[int]] = {}
    for number, one in enumerate(compiled):
        for words in one.openers():
            opened.setdefault(words, set()).add(number)
    return {words: frozenset(numbers) for words, numbers in opened.items()}
