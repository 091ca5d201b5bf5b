"""How is Genjin? Everything that `status` shows and `due` warns of, asked from the book in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from model import GenjinError
from store.queries import Reader, SetAsideRow
from worker.coverage import Coverage, coverage, patience, sentences, summary
from worker.drift import LATELY, Drift, drift
from worker.missing_sent import MissingSent, missing_sent, since
from worker.rulebook import in_force
from worker.rulebook.in_force import InForce
from worker.settings import Settings


@dataclass(frozen=True, slots=True)
class Health:
    """What needs a person, and the numbers that prove the rest."""

    rows: tuple[Coverage, ...]
    now: datetime
    set_aside: Sequence[SetAsideRow] = ()
    missing: tuple[MissingSent, ...] = ()
    changed: tuple[Drift, ...] = ()
    """Portals whose template seems to have changed."""
    left_out: str = ""
    """Descriptions of portals that are not read for their mistakes, in words."""
    rules: InForce | None = None
    """Which rules the book goes by; None: no daemon and no sync has noted it yet."""
    refused: str = ""
    """Why the rule files on the disk are not in force; empty if they are."""
    totals: Mapping[str, int] | None = None
    """None where one account was asked for: they are of the whole book."""

    @property
    def problems(self) -> list[str]:
        """Folders that are not read as they should be, in words."""
        return sentences(self.rows, self.now)

    @property
    def summary(self) -> str:
        return summary(self.rows)

    @property
    def needs_a_person(self) -> bool:
        waits = bool(self.totals and self.totals["in_review"])
        return bool(waits or self.set_aside or self.missing or any(row.problems for row in self.rows))

    def of(self, account: str) -> Health:
        """The part about one account, whether it is still read or not."""
        rows = tuple(row for row in self.rows if row.account == account)
        if not rows:
            names = ", ".join(dict.fromkeys(row.account for row in self.rows))
            raise GenjinError(
                f"There is no account `{account}` in genjin.yaml or the book. There are {names}."
            )
        aside = [row for row in self.set_aside if row.place.startswith(f"{account}/")]
        missing = tuple(each for each in self.missing if account in each.accounts)
        parts = replace(self, rows=rows, set_aside=aside, missing=missing)
        return replace(parts, changed=(), left_out="", rules=None, refused="", totals=None)

    def only_problems(self) -> Health:
        """What needs a person, without the folders that are well."""
        return replace(self, rows=tuple(row for row in self.rows if row.problems))


def lateness(reader: Reader, settings: Settings, now: datetime) -> list[str]:
    """What `due` warns of, because its list may be short: mailboxes that are not read. Counts nothing."""
    folders, limit = reader.folders_uncounted(), patience(settings)
    return sentences(coverage(folders, settings.accounts, now, limit, reader.troubles()), now)


def examined(reader: Reader, settings: Settings, now: datetime, left_out: str = "") -> Health:
    """All of it, counted. left_out: what portals.left_out says of the team's files."""
    limit = patience(settings)
    rows = coverage(reader.folders(), settings.accounts, now, limit, reader.troubles())
    answers, ours = since(now)
    unheld = reader.unheld(answers)
    unanswered = reader.unanswered(ours) if unheld else []
    missing = missing_sent(unheld, unanswered, rows, settings, now)
    changed = tuple(drift(reader.portal_mails(now - LATELY)))
    known, refused = in_force.known(reader.fact(in_force.FACT)), reader.fact(in_force.REFUSED)
    aside, totals = reader.set_aside(), reader.totals()
    return Health(rows, now, aside, missing, changed, left_out, known, refused, totals)
