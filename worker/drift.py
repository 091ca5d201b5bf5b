"""Has a portal changed its template? Then its inquiries lack what they always had."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

PortalMail = tuple[str, datetime, Sequence[str]]
"""Who read an inquiry, its date, and the meanings that were missing."""

LATELY = timedelta(days=90)
"""So far back inquiries are looked at."""


@dataclass(frozen=True, slots=True)
class Drift:
    """A portal whose form was not found as it used to be."""

    portal: str
    mails: int
    of: int
    """All inquiries it sent meanwhile."""
    newest: datetime
    missing: tuple[str, ...]
    """The meanings that were missing, the commonest first."""

    @property
    def words(self) -> str:
        return (
            f"{self.portal}: {self.mails} of {self.of} mails without {', '.join(self.missing)}, the newest "
            f"of {self.newest:%Y-%m-%d}. Its template may have changed: copy such a mail into a fixture of "
            f"portals/{self.portal.replace(' ', '-')}.yaml and name its labels there."
        )


def drift(readings: Iterable[PortalMail]) -> list[Drift]:
    """Portals that changed, the worst first. readings: of each portal mail its parser, date and `missing`."""
    dates: dict[str, list[datetime]] = {}
    missing: dict[str, Counter[str]] = {}
    total: Counter[str] = Counter()
    for name, when, lacking in readings:
        total[name] += 1
        if lacking:
            dates.setdefault(name, []).append(when)
            missing.setdefault(name, Counter()).update(lacking)
    found = [
        Drift(name, len(when), total[name], max(when), tuple(each for each, _ in missing[name].most_common()))
        for name, when in dates.items()
    ]
    return sorted(found, key=lambda each: (-each.mails, each.portal))
