"""Which rules does the book go by, and since when? A fact of the book, noted by who takes mail in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from model import utc
from worker.render import at, number_of

if TYPE_CHECKING:
    from rules import RuleSet
    from store.book import Page

FACT = "rules"
REFUSED = "rules_refused"
"""Why the files on the disk are not in force, as the daemon was told; empty if they are."""


@dataclass(frozen=True, slots=True)
class InForce:
    """What the fact says."""

    edition: str
    rules: int
    since: datetime

    def words(self, here: tzinfo) -> str:
        return f"{self.edition}, {number_of(self.rules, 'rule')}, loaded {at(self.since, here)}"


def note(page: Page, rules: RuleSet, now: datetime) -> None:
    """Rules that were in force already keep their time."""
    before = known(page.fact(FACT))
    if before is None or before.edition != rules.edition:
        page.note_fact(FACT, f"{rules.edition} {len(rules.rules)} {int(now.timestamp())}")
    if page.fact(REFUSED):
        page.note_fact(REFUSED, "")


def refuse(page: Page, words: str) -> None:
    """The daemon could not take the files over."""
    page.note_fact(REFUSED, words)


def known(fact: str) -> InForce | None:
    """What was noted, if anything was that can be read."""
    words = fact.split()
    if len(words) != 3 or not all(each.isdecimal() for each in words[1:]):
        return None
    return InForce(words[0], int(words[1]), utc(int(words[2])))
