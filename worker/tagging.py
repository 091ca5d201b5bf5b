"""What does a rep say of a customer's tags? Given by hand, no longer so, wrong, right; or that taken back.

What was called wrong stays in the book as evidence against the rule. What is owed is worked out anew at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import get_close_matches

from model import CustomerId, DueEffect, DueKind, Label, MailId, Mark, MarkId, Tag, Tagging, TagSort, Verdict
from rules.effects import effect_in
from rules.profile import judged
from rules.rule import Rule, Status
from store.marks import Word
from worker.desk import Actor, DeskError
from worker.home import Home
from worker.intake import Sitting
from worker.render import zone
from worker.rulebook import modules


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
    name, tag = _name(sitting, customer), _by_hand(rule, _today(sitting, actor), note)
    tag = replace(tag, edition=sitting.playbook.rules.edition)
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


def meant(words: str, known: Mapping[str, Sequence[Label]], unknown: str) -> str:
    """The name of the tag that is called so: by its name, or a title of it in either language.

    unknown: what to say of any other, `{}` for the words.
    """
    called = {_plain(each): name for name, titles in known.items() for each in _called(name, titles)}
    if (plain := _plain(words)) in called:
        return called[plain]
    near = (
        get_close_matches(plain, called, 1, 0.6) or [each for each in called if plain and plain in each][:1]
    )
    raise DeskError(f"{unknown.format(words[:80])} {_advice([called[each] for each in near], known)}".strip())


def _called(name: str, titles: Sequence[Label]) -> Iterator[str]:
    yield from (words for title in titles for words in (title.en, title.zh) if words)
    yield name


def _advice(near: Sequence[str], known: Mapping[str, Sequence[Label]]) -> str:
    if near:
        return f"Did you mean `{near[0]}`?"
    return f"There are: {', '.join(sorted(known))}." if known else "It has none at all."


def _plain(words: str) -> str:
    return " ".join(words.casefold().replace("_", " ").replace("-", " ").split())


def rules_of(home: Home, name: str) -> list[Rule]:
    """Every rule that the team's folder or Python has, also drafts."""
    found = modules.loaded(home, name)
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
    name = meant(words, titles, "No rule gives a tag `{}`.")
    rule = min(giving[name], key=_rank)
    if rule.gives is TagSort.FACT:
        raise DeskError(f"`{name}` is a fact that only a mail can show. To note what happened: genjin log")
    return rule


def _rank(rule: Rule) -> tuple[bool, bool, int]:
    stops = rule.effect is not None and rule.effect.due is not None and rule.effect.due.kind is DueKind.STOP
    return rule.gives is TagSort.FACT, not stops, _TRUST.index(rule.status)


_TRUST = (Status.BY_HAND, Status.LIVE, Status.TRIAL, Status.DRAFT)


def _by_hand(rule: Rule, day: date, note: str) -> Tag:
    step = rule.effect.grade if rule.effect else "keep"
    return Tag(
        rule.tag,
        rule.title,
        rule.id,
        rule.source,
        note,
        0,
        0,
        rule.suggest,
        due=_effect(rule, day),
        about=rule.about,
        profile=rule.profile,
        grade="" if step == "keep" else step,
        expires=_expiry(rule, day),
        withdrawn_by=rule.withdrawn_by,
    )


def _effect(rule: Rule, day: date) -> DueEffect | None:
    return effect_in(rule.effect.due, "", day) if rule.effect and rule.effect.due else None


def _expiry(rule: Rule, day: date) -> date | None:
    if rule.expires is None or (date.max - day).days < rule.expires:
        return None
    return day + timedelta(days=rule.expires)


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
        return f"  given by hand by {tagging.by}, {day}"
    return f"  mail {tagging.mail}, {day}: “{' '.join(tagging.tag.quote.split())}” (rule {tagging.tag.rule})"
