"""How do the rules on the disk judge a mail that the book holds? As they would if it came today."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo

import rules
from followups import Policy
from model import GenjinError, Tag
from rules import Rule, RuleSet, Status
from store.replayed import Kept
from worker import when
from worker.rulebook.modules import Loaded

_AGO = re.compile(r"(\d{1,4}) ?([dwm天周月])[a-z]*")
_DAYS = {"d": 1, "w": 7, "m": 30, "天": 1, "周": 7, "月": 30}


def since(words: str, now: datetime, here: tzinfo) -> datetime:
    """`90d`, `12w`, `6m`, or a day such as 2026-01-01."""
    ago = _AGO.fullmatch(words.strip().lower())
    if ago is None:
        return _from(words, now, here)
    first = now.astimezone(here).date() - timedelta(days=int(ago[1]) * _DAYS[ago[2]])
    return when.start_of(first, here)


def _from(words: str, now: datetime, here: tzinfo) -> datetime:
    try:
        first = when.start_of(when.day(words, now, here), here)
    except GenjinError:
        raise GenjinError(f"`{words}` is no time. Write 90d, 12w, 6m, or a day: 2026-01-01.") from None
    if first > now:
        raise GenjinError(f"`{words}` is still to come, and no mail is stored since. Write a day gone by.")
    return first


@dataclass(frozen=True, slots=True)
class Bench:
    """What stored mail is judged by."""

    rules: RuleSet
    policy: Policy

    def tags(self, mail: Kept) -> tuple[Tag, ...]:
        """Also those that only some customers get: `rules.settled` asks about them."""
        return rules.tag(mail.reading, self.rules, self.policy.calendar.day_of(mail.date))


def rules_of(found: Loaded, *, with_trial: bool = False) -> RuleSet:
    """The rules of a folder; with_trial: those on trial, and drafts, as if they were live."""
    if not with_trial:
        return RuleSet.of(found.modules, coded=found.coded)
    modules = [replace(module, rules=tuple(_live(rule) for rule in module.rules)) for module in found.modules]
    return RuleSet.of(modules, coded=found.coded)


def _live(rule: Rule) -> Rule:
    return replace(rule, status=Status.LIVE) if rule.status in (Status.TRIAL, Status.DRAFT) else rule
