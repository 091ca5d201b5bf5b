"""What does a rep say of a customer's tags? Given by hand, no longer so, wrong, right; or that taken back.

What was called wrong stays in the book as evidence against the rule. What is owed is worked out anew at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher, get_close_matches

import rules
from model import CustomerId, DueKind, Label, MailId, Mark, MarkId, Tagging, TagSort, Verdict
from rules.profile import judged
from rules.rule import Rule, Status
from store.marks import Word
from worker.desk import Actor, DeskError
from worker.home import Home
from worker.intake import Sitting
from worker.render import zone
from worker.rulebook import last_good


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of which tag. `mail`: of that one only; `every`: of all mails in which it holds."""

    verdict: Verdict
    tag: str
    """As the rep wrote it: its name, or its title in English or Chinese."""
    mail: MailId | None = None
    every: bool = False
    note: str = ""


# -- what a person does --------------------------------------------------------------------------------------


def give(sitting: Sitting, customer: CustomerId, rule: Rule, actor: Actor, note: str = "") -> list[str]:
    """A tag by hand, with all that its rule says of it."""
    name, edition = _name(sitting, customer), sitting.playbook.rules.edition
    tag = rules.by_hand(rule, _today(sitting, actor), edition, note)
    number = sitting.page.remarks.give(_word(customer, actor, note), tag)
    sitting.owe([customer])
    _journal(sitting, customer, actor, Remark(Verdict.ADD, tag.name, note=note), [number])
    return [f"{name}: {tag.name} ({tag.title.en} · {tag.title.zh}) added by hand (mark {number})."]


def say(sitting: Sitting, customer: CustomerId, remark: Remark, actor: Actor) -> list[str]:
    """Wrong, right or no longer so. Answers what was marked."""
    had, name = _Had.of(sitting, customer, _today(sitting, actor)), _name(sitting, customer)
    remark = replace(remark, tag=meant(remark.tag, had.titles(), f"{name} has no tag `{{}}`."))
    about, shelf = _chosen(had, remark), sitting.page.remarks
    word = _word(customer, actor, remark.note)
    if remark.verdict is Verdict.REMOVE and remark.mail is None:
        numbers = [shelf.end(word, remark.tag)]
    else:
        numbers = [shelf.say(word, remark.verdict, each) for each in about]
    sitting.owe(_concerned(sitting, customer, (each.mail for each in about)))
    _journal(sitting, customer, actor, remark, numbers)
    return [f"{name}: {_SAID[remark.verdict].format(tag=remark.tag)}", *map(_in_words, about)]


def undo(sitting: Sitting, customer: CustomerId, actor: Actor, number: MarkId | None = None) -> list[str]:
    """Take back what was said of this customer last, or the mark of that number and what was said with it."""
    standing = sitting.page.remarks.of(customer).standing
    first = _to_undo(standing, customer, number)
    same = [mark for mark in standing if _act(mark) == _act(first)]
    if number is not None:
        same = [mark for mark in same if mark.mail == first.mail]
    for mark in same:
        sitting.page.remarks.take_back(_word(mark.customer, actor), mark)
    sitting.owe(_concerned(sitting, customer, (mark.mail for mark in same), first.customer))
    remark = Remark(Verdict.UNDO, first.tag, note=f"{first.verdict.value} of {first.at:%Y-%m-%d}")
    _journal(sitting, customer, actor, remark, [mark.id for mark in same])
    mails = sorted({mark.mail for mark in same if mark.mail is not None})
    where = f", mail {', '.join(map(str, mails))}" if mails else ""
    return [
        f"Taken back: {first.tag} {first.verdict.value}, said by {first.rep} on {first.at:%Y-%m-%d}{where}."
    ]


_SAID: Mapping[Verdict, str] = {
    Verdict.WRONG: "{tag} was wrong; this is kept as evidence against the rule:",
    Verdict.RIGHT: "{tag} is right:",
    Verdict.REMOVE: "{tag} is no longer so:",
}


# -- which tag -----------------------------------------------------------------------------------------------


def meant(words: str, known: Mapping[str, Sequence[Label]], unknown: str, offered: str = "") -> str:
    """The name of the tag that is called so: by its name or a title of it in either language, or by what only
    one of them comes near to.

    unknown: what to say of any other, `{}` for the words; offered: which there are, in more than names.
    """
    called = {_plain(each): name for name, titles in known.items() for each in _called(name, titles)}
    if (plain := _plain(words[:_LONGEST])) in called:
        return called[plain]
    near = {called[each] for each in called if _is_loosely(plain, each)}
    if len(near) == 1:
        return near.pop()
    alike = sorted(near) or [called[each] for each in get_close_matches(plain, called, 1, 0.6)]
    raise DeskError(f"{unknown.format(words[:_LONGEST])} {_advice(alike, known, offered)}".strip())


_LONGEST = 80


def _is_loosely(plain: str, title: str) -> bool:
    """A part of the title; or in Han, where a word says much, most of its signs and no other denial.

    A slip in Latin letters is asked about: `paid` is no slip of `unpaid`.
    """
    if not any("\u3400" <= each <= "\u9fff" for each in plain):
        return len(plain) >= 4 and f" {plain} " in f" {title} "
    if len(plain) < 2 or set(plain) & _DENIALS != set(title) & _DENIALS:
        return False
    return plain in title or SequenceMatcher(None, plain, title, autojunk=False).ratio() >= 0.7


_DENIALS = frozenset("不没無无未非别勿")


def _called(name: str, titles: Sequence[Label]) -> Iterator[str]:
    yield from (words for title in titles for words in (title.en, title.zh) if words)
    yield name


def _advice(near: Sequence[str], known: Mapping[str, Sequence[Label]], offered: str) -> str:
    if near:
        return f"Did you mean {' or '.join(f'`{each}`' for each in near[:3])}?"
    return (offered or f"There are: {', '.join(sorted(known))}.") if known else "It has none at all."


def _plain(words: str) -> str:
    return " ".join(words.casefold().replace("_", " ").replace("-", " ").split())


def rules_of(home: Home, name: str) -> list[Rule]:
    """Every rule that the team's folder or Python has, also drafts."""
    found = last_good.loaded(home, name)
    return [
        *(rule for module in found.modules for rule in module.rules),
        *(each.RULE for each in found.coded),
    ]


def rule_for(words: str, rules: Iterable[Rule]) -> Rule:
    """The rule whose tag a person gives by that name: one made for it first, then those in force."""
    giving: dict[str, list[Rule]] = {}
    for rule in rules:
        if rule.status is not Status.OFF:
            giving.setdefault(rule.tag, []).append(rule)
    titles = {tag: [rule.title for rule in each] for tag, each in giving.items()}
    name = meant(words, titles, "No rule gives a tag `{}`.", _offer(giving))
    rule = min(giving[name], key=_rank)
    if rule.gives is TagSort.FACT:
        raise DeskError(f"`{name}` is a fact that only a mail can show. To note what happened: genjin log")
    return rule


def _offer(giving: Mapping[str, Sequence[Rule]]) -> str:
    """What may be given by hand, with a title each: first what is made for it."""
    best = (min(rules, key=_rank) for rules in giving.values())
    offered = sorted(filter(_is_offered, best), key=_made_for_it_first)
    lines = (f"\n  {rule.tag}: {rule.title.en} · {rule.title.zh}" for rule in offered)
    return f"There are:{''.join(lines)}" if offered else ""


def _made_for_it_first(rule: Rule) -> tuple[bool, str]:
    return rule.status is not Status.BY_HAND, rule.tag


def _is_offered(rule: Rule) -> bool:
    """In force, and something that a customer says: no fact, and no word of ours."""
    is_theirs = rule.gives is TagSort.SIGNAL and rule.from_ != "us"
    return is_theirs and rule.status in (Status.BY_HAND, Status.LIVE)


def _rank(rule: Rule) -> tuple[bool, bool, int]:
    stops = rule.effect is not None and rule.effect.due is not None and rule.effect.due.kind is DueKind.STOP
    return rule.gives is TagSort.FACT, not stops, _TRUST.index(rule.status)


_TRUST = (Status.BY_HAND, Status.LIVE, Status.TRIAL, Status.DRAFT)


# -- of which mails ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Had:
    """The tags a customer ever had: signals that hold, and all the rest, the newest first each."""

    holding: tuple[Tagging, ...]
    others: tuple[Tagging, ...]

    @classmethod
    def of(cls, sitting: Sitting, customer: CustomerId, day: date) -> _Had:
        remarks = sitting.page.remarks
        taggings, marks = remarks.taggings(customer), remarks.of(customer)
        every = judged(taggings, marks, day)
        facts = tuple(each for each in reversed(taggings) if each.tag.sort is TagSort.FACT)
        holding = tuple(each.tagging for each in every if each.holds)
        return cls(holding, (*(each.tagging for each in every if not each.holds), *facts))

    def titles(self) -> dict[str, list[Label]]:
        named: dict[str, list[Label]] = {}
        for each in (*self.holding, *self.others):
            named.setdefault(each.tag.name, []).append(each.tag.title)
        return named


def _chosen(had: _Had, remark: Remark) -> list[Tagging]:
    """Which taggings are meant; those that one mail got from several rules belong together."""
    holding, others = (
        [each for each in some if each.tag.name == remark.tag] for some in (had.holding, had.others)
    )
    if remark.mail is not None:
        return _in_mail([*holding, *others], remark)
    if remark.verdict is Verdict.REMOVE:
        return holding or _refuse(f"`{remark.tag}` does not hold any more; there is nothing to remove.")
    read = [each for each in holding or others if each.mail is not None]
    if not read:
        return _refuse(
            f"`{remark.tag}` was given by hand, so no rule is right or wrong. Take it away with `remove`, "
            "or with `undo` if it was a slip."
        )
    return read if remark.every else [each for each in read if each.mail == read[0].mail]


def _in_mail(every: Sequence[Tagging], remark: Remark) -> list[Tagging]:
    found = [each for each in every if each.mail == remark.mail]
    if found:
        return found
    mails = sorted({each.mail for each in every if each.mail is not None})
    said = f" It stands in mail {', '.join(map(str, mails[:10]))}." if mails else ""
    return _refuse(f"Mail {remark.mail} of this customer has no tag `{remark.tag}`.{said}")


def _refuse(words: str) -> list[Tagging]:
    raise DeskError(words)


def _to_undo(standing: Sequence[Mark], customer: CustomerId, number: MarkId | None) -> Mark:
    if number is None:
        own = (mark for mark in reversed(standing) if mark.customer == customer)
        last = next(own, None)
        if last is None:
            raise DeskError("Nothing was said of this customer's tags that could be taken back.")
        return last
    found = next((mark for mark in standing if mark.id == number), None)
    if found is None:
        raise DeskError(f"Of this customer no mark {number} stands. `genjin tag CUSTOMER` shows the numbers.")
    return found


def _act(mark: Mark) -> tuple[object, ...]:
    """What was said at one stroke."""
    return mark.customer, mark.at, mark.rep, mark.verdict, mark.tag


# -- what follows --------------------------------------------------------------------------------------------


def _today(sitting: Sitting, actor: Actor) -> date:
    """The day it is for the team."""
    return actor.now.astimezone(zone(sitting.page.fact("zone"))).date()


def _word(customer: CustomerId, actor: Actor, note: str = "") -> Word:
    return Word(customer, actor.now, actor.name, note)


def _journal(
    sitting: Sitting, customer: CustomerId, actor: Actor, remark: Remark, numbers: Sequence[MarkId]
) -> None:
    what = f"{remark.tag}, mark {', '.join(map(str, numbers))}{f': {remark.note}' if remark.note else ''}"
    sitting.page.journal(actor.now, actor.name, f"tag {remark.verdict.value}", f"customer {customer}", what)


def _concerned(
    sitting: Sitting, customer: CustomerId, mails: Iterable[MailId | None], *others: CustomerId
) -> list[CustomerId]:
    """What a mail says wrongly it says wrongly in everybody's history."""
    of_mails = (sitting.page.reviews.customers_of(mail) for mail in {*mails} if mail is not None)
    return sorted({customer, *others}.union(*of_mails))


def _name(sitting: Sitting, customer: CustomerId) -> str:
    known = sitting.page.customers.one(customer)
    if known is None:
        raise DeskError(f"There is no customer {customer}. `genjin show NAME` finds the number.")
    return known.name


def _in_words(tagging: Tagging) -> str:
    """A line below what is said of it."""
    day = f"{tagging.at:%Y-%m-%d}"
    if tagging.mail is None:
        note = " ".join(tagging.tag.quote.split())
        return f"  given by hand by {tagging.by}, {day}{f': {note}' if note else ''}"
    return f"  mail {tagging.mail}, {day}: “{' '.join(tagging.tag.quote.split())}” (rule {tagging.tag.rule})"
