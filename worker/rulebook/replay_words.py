"""A replay in words, and in values for programs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import Any

from worker.render import at, iso, number_of
from worker.rulebook.replaying import DateChange, Difference, Example, OfRule

_EXAMPLES = 5
_DATES = 50


def in_words(found: Difference, here: tzinfo) -> Iterator[str]:
    """The counts first, then the sentences, rule by rule."""
    since = f" since {found.since.astimezone(here).date()}" if found.since else ""
    yield f"{number_of(found.mails, 'mail')}{since}, judged by the rules of edition {found.edition}."
    yield from found.notes
    for rule in found.rules:
        yield f"Rule {rule.rule} ({rule.tag}): {rule.new} new, {rule.lost} lost"
    for rule in found.rules:
        yield from _of_rule(rule, here)
    yield from _dates(found, here)
    if not found.rules and not found.dates:
        yield "Nothing would change."
    elif found.with_trial:
        yield "Nothing is saved. Give a rule `status: live`, then `genjin reread` makes the book say so."
    else:
        yield "Nothing is saved. `genjin reread` makes the book say so."


def _of_rule(rule: OfRule, here: tzinfo) -> Iterator[str]:
    yield f"Rule {rule.rule}:"
    for example in rule.examples[:_EXAMPLES]:
        yield f"  {_told(example, here)}"
    left = rule.new + rule.lost - min(len(rule.examples), _EXAMPLES)
    if left:
        yield f"  and {left} more"


def _told(one: Example, here: tzinfo) -> str:
    sign = "+" if one.is_new else "-"
    return f"{sign} {one.tag}, mail {one.mail} of {at(one.at, here)}, {one.customer}: {one.sentence}"


def _dates(found: Difference, here: tzinfo) -> Iterator[str]:
    if not found.counts:
        return
    said = ", ".join(
        f"{found.counts[sort]} {sort}" for sort in ("moved", "opened", "ended") if sort in found.counts
    )
    yield f"Dates: {said}, of {number_of(found.customers, 'customer')}"
    for change in found.dates[:_DATES]:
        yield f"  {change.name}: {change.duty} {_day(change.before, here)} → {_day(change.after, here)}"
        yield f"    {change.because}"
        yield from (f"    {reason}" for reason in change.rules)
    if len(found.dates) > _DATES:
        yield f"  and {sum(found.counts.values()) - _DATES} more"


def _day(moment: datetime | None, here: tzinfo) -> str:
    return at(moment, here) if moment else "nothing"


def as_values(found: Difference, here: tzinfo) -> dict[str, Any]:
    """Every key is always there."""
    return {
        "since": iso(found.since, here),
        "mails": found.mails,
        "edition": found.edition,
        "notes": found.notes,
        "rules": [_rule_values(rule, here) for rule in found.rules],
        "dates": {sort: found.counts.get(sort, 0) for sort in ("moved", "opened", "ended")},
        "changes": [_date_values(change, here) for change in found.dates],
    }


def _rule_values(rule: OfRule, here: tzinfo) -> dict[str, Any]:
    return {
        "rule": rule.rule,
        "tag": rule.tag,
        "new": rule.new,
        "lost": rule.lost,
        "examples": [
            {
                "mail": each.mail,
                "date": iso(each.at, here),
                "customer": each.customer,
                "tag": each.tag,
                "change": "new" if each.is_new else "lost",
                "quote": each.quote,
                "sentence": each.sentence,
            }
            for each in rule.examples
        ],
    }


def _date_values(change: DateChange, here: tzinfo) -> dict[str, Any]:
    return {
        "customer_id": change.customer,
        "customer": change.name,
        "duty": change.duty,
        "change": change.sort,
        "before": iso(change.before, here),
        "after": iso(change.after, here),
        "because": change.because,
        "rules": change.rules,
    }
