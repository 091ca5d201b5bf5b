"""What does a rule look for, in words? And which rules are there?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from model import DueKind, GenjinError, TagSort
from rules import Due, Module, Rule
from worker.render import Cells, Column
from worker.rulebook.modules import Loaded
from worker.shape import nearest

COLUMNS = (
    Column("rule", "rule", "bold", leads=True),
    Column("tag", "tag", leads=True),
    Column("title", "title"),
    Column("title_zh", "名称"),
    Column("status", "status"),
    Column("from", "from"),
    Column("effect", "effect"),
    Column("samples", "samples", stays=True, right=True),
    Column("source", "where"),
)
_WORDS = 12
"""Of a list that are shown; the file has all."""
_LONGEST = 80
"""Characters of a phrase; some hold a hundred words."""
_SAMPLES = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule, and the lists of its file; a rule in Python has none."""

    rule: Rule
    module: Module | None


class NoRuleError(GenjinError):
    """There is no rule or tag of that name."""


def entries(found: Loaded) -> list[Entry]:
    """Every rule there is, whatever its status."""
    of_files = [Entry(rule, module) for module in found.modules for rule in module.rules]
    return of_files + [Entry(each.RULE, None) for each in found.coded]


def rows(shown: Sequence[Entry]) -> list[Cells]:
    return [
        {
            "rule": each.rule.id,
            "tag": each.rule.tag,
            "title": each.rule.title.en,
            "title_zh": each.rule.title.zh,
            "status": each.rule.status.value,
            "from": each.rule.from_,
            "effect": "; ".join(_effect(each.rule)),
            "samples": len(each.rule.tests),
            "source": str(each.rule.source),
            "style": "" if each.rule.status.value == "live" else "dim",
        }
        for each in shown
    ]


def named(name: str, every: Sequence[Entry]) -> list[Entry]:
    """The rule of that id, or all rules of that tag."""
    of_id = [each for each in every if each.rule.id == name]
    found = of_id or [
        each for each in every if name in (each.rule.tag, each.rule.title.en, each.rule.title.zh)
    ]
    if not found:
        known = list(dict.fromkeys([each.rule.id for each in every] + [each.rule.tag for each in every]))
        hint = nearest(name, known) or " `genjin rules list` shows them all."
        raise NoRuleError(f"There is no rule or tag `{name}`.{hint}")
    return found


def of_tag(name: str, every: Sequence[Entry]) -> list[Entry]:
    """The rules of a tag; a slip of the finger is answered."""
    found = [each for each in every if each.rule.tag == name]
    if not found:
        hint = nearest(name, sorted({each.rule.tag for each in every}))
        raise NoRuleError(f"No rule gives the tag `{name}`.{hint}")
    return found


def in_words(entry: Entry) -> Iterator[str]:
    """A line each; indented ones belong to the line above."""
    rule = entry.rule
    yield f"{rule.id}: {rule.title.en} · {rule.title.zh}"
    yield f"  gives the {_sort(rule)} {rule.tag}, {rule.status.value}, {rule.source}"
    yield f"  in mail from {rule.from_} ({', '.join(rule.kinds)}), {_where(rule)}{_in_languages(rule)}"
    yield from _looks_for(entry)
    yield from _conditions(rule)
    yield from (f"  then {said}" for said in _effect(rule))
    yield from _of_profile(rule)
    if rule.suggest.en or rule.suggest.zh:
        yield "Advice:"
        yield from (f"  {advice}" for advice in (rule.suggest.en, rule.suggest.zh) if advice)
    yield from _samples(rule)


def _sort(rule: Rule) -> str:
    return "fact" if rule.gives is TagSort.FACT else "tag"


def _where(rule: Rule) -> str:
    return {
        "new text": "the sender's new words",
        "subject": "the subject",
        "everything": "new words, subject and quotation",
    }[rule.where]


def _in_languages(rule: Rule) -> str:
    return f", written in {', '.join(rule.languages)}" if rule.languages else ""


# -- words ---------------------------------------------------------------------------------------------------


def _looks_for(entry: Entry) -> Iterator[str]:
    rule = entry.rule
    if rule.is_coded:
        yield "Looks for what its Python code says."
    if rule.any_:
        yield "Looks for one of:"
        yield from _lines(rule.any_, entry)
    for line in rule.near:
        begun = "Or" if rule.any_ else "Looks for"
        yield f"{begun} one word of each, in one sentence, at most {rule.within} characters apart:"
        yield from _lines(line, entry)
    if rule.unless:
        yield "Not if one of these stands in the same sentence:"
        yield from _lines(rule.unless, entry)
    if rule.quotes == "sentence":
        yield "Quotes the whole sentence, at most 160 characters of it."
    if rule.looks_for_words:
        yield from _scope(rule)


def _scope(rule: Rule) -> Iterator[str]:
    denied = "counts as well" if rule.negated == "keep" else "does not count"
    yield f"What is denied {denied}."
    if rule.asked == "skip":
        yield "What is only asked does not count."
    if rule.by_others == "skip":
        yield "What others did does not count."
    if rule.conditional == "skip":
        yield "What hangs on a condition does not count."


def _lines(phrases: Sequence[str], entry: Entry) -> Iterator[str]:
    """Lists by name with some of their words; phrases together."""
    own = [phrase for phrase in phrases if not phrase.startswith("@")]
    if own:
        yield f"  {_shortened(own)}"
    for phrase in phrases:
        if phrase.startswith("@") and entry.module is not None:
            yield f"  {phrase}: {_shortened(entry.module.lists.get(phrase[1:], ()))}"


def _shortened(words: Sequence[str]) -> str:
    more = f" … and {len(words) - _WORDS} more" if len(words) > _WORDS else ""
    return ", ".join(map(_cut, words[:_WORDS])) + more


def _cut(phrase: str) -> str:
    return phrase if len(phrase) <= _LONGEST else f"{phrase[:_LONGEST]}…"


# -- the rest ------------------------------------------------------------------------------------------------


def _conditions(rule: Rule) -> Iterator[str]:
    if rule.attachments:
        yield f"Only with an attachment called {' or '.join(rule.attachments)}"
    if rule.papers:
        yield f"Only with a {' or '.join(each.value.replace('_', ' ') for each in rule.papers)} attached"
    if rule.classes:
        yield f"Only for customers of class {' or '.join(rule.classes)}"
    if rule.grades:
        yield f"Only for customers of grade {' or '.join(rule.grades)}"
    if rule.last_touch is not None:
        said = "over {} days ago" if rule.last_touch.over else "within {} days"
        yield f"Only where our last touch was {said.format(rule.last_touch.days)}"


def _effect(rule: Rule) -> Iterator[str]:
    if rule.effect is None:
        return
    if rule.effect.due is not None:
        yield _due(rule.effect.due)
    if rule.effect.grade != "keep":
        yield f"the grade goes one step {rule.effect.grade}"


def _due(due: Due) -> str:
    if due.kind is DueKind.STOP:
        return "no more follow-ups"
    within = f"within {due.days} day{'s' * (due.days != 1)}" if due.days is not None else ""
    if not due.reads_date:
        return f"due {within}"
    dated = f"due {due.kind.value.replace('_', ' ')} the date in the sentence"
    return f"{dated}, else {within}" if within else dated


def _of_profile(rule: Rule) -> Iterator[str]:
    if rule.profile:
        yield f"  stands in the profile under {rule.profile}"
    if rule.expires is not None:
        yield f"  expires after {rule.expires} days"
    if rule.withdrawn_by:
        yield f"  ends when one of these comes: {', '.join(rule.withdrawn_by)}"


def _samples(rule: Rule) -> Iterator[str]:
    for name, texts in (
        ("Must find", [each.hit for each in rule.tests if each.hit is not None]),
        ("Must leave alone", [each.miss for each in rule.tests if each.miss is not None]),
    ):
        if texts:
            yield f"{name} ({len(texts)}):"
            yield from (f"  {' '.join(text.split())}" for text in texts[:_SAMPLES])
        if len(texts) > _SAMPLES:
            yield f"  … and {len(texts) - _SAMPLES} more"
