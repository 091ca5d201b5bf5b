"""What have the rules found in the book, and what did reps say of it? Rules that never find anything, too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import tzinfo

from rules import Rule, Status
from store.replayed import Deed
from worker.render import Cells, Column, at, iso

COLUMNS = (
    Column("rule", "rule", "bold", leads=True),
    Column("tag", "tag", leads=True),
    Column("status", "status"),
    Column("hits", "mails", stays=True, right=True),
    Column("customers", "customers", stays=True, right=True),
    Column("by_hand", "by hand", stays=True, right=True),
    Column("last", "last", stays=True),
    Column("date"),
    Column("right", "right", stays=True, right=True),
    Column("wrong", "wrong", stays=True, right=True),
    Column("share", "share right", stays=True, right=True),
    Column("source"),
)


def rows(rules: Sequence[Rule], deeds: Sequence[Deed], here: tzinfo) -> list[Cells]:
    """Those that reps call wrong most come first, then by hits; a rule without any is shown, too. Rules that
    are at work no more, and those that are in no file, come last.
    """
    by_rule = {deed.rule: deed for deed in deeds}
    known = {rule.id: rule for rule in rules}
    at_work = [rule.id for rule in rules if rule.status not in (Status.OFF, Status.DRAFT)]
    every = [by_rule.get(name, Deed(name)) for name in dict.fromkeys([*at_work, *by_rule])]
    every.sort(key=lambda deed: (deed.rule not in at_work, -deed.wrong, -deed.hits, deed.rule))
    return [_row(deed, known, here) for deed in every]


def never(rules: Sequence[Rule], deeds: Sequence[Deed]) -> list[str]:
    """Rules in force that have found nothing."""
    hit = {deed.rule for deed in deeds if deed.hits}
    in_force = (Status.LIVE, Status.TRIAL)
    return [rule.id for rule in rules if rule.status in in_force and rule.id not in hit]


def _row(deed: Deed, known: Mapping[str, Rule], here: tzinfo) -> Cells:
    rule, said = known.get(deed.rule), deed.right + deed.wrong
    return {
        "rule": deed.rule,
        "tag": rule.tag if rule else deed.tag,
        "status": rule.status.value if rule else "not in the files",
        "hits": deed.hits,
        "customers": deed.customers,
        "by_hand": deed.given,
        "last": at(deed.last, here) if deed.last else "never",
        "date": iso(deed.last, here),
        "right": deed.right,
        "wrong": deed.wrong,
        "share": round(deed.right / said, 2) if said else None,
        "source": str(rule.source) if rule else "",
        "style": "red" if deed.wrong > deed.right else "" if deed.hits or deed.given else "dim",
    }
