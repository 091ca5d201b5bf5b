"""Which words of dates does a language have? One file for each, with the same names inside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Values = Mapping[str, int]
"""Spellings parted by `|`, a star for any ending, and what they stand for."""


@dataclass(frozen=True, slots=True)
class Words:
    """`|` parts spellings, a star at the end stands for any ending; accents and case do not matter."""

    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    """Monday first."""
    loose_months: Values = field(default_factory=dict)
    """Also other words (`may`, `march`): a month only beside a day or behind `in`, `until` and the like."""
    loose_weekdays: Values = field(default_factory=dict)
    """Also other words (`sat`, `segunda`): a weekday only behind `on`, `by`, or before an hour."""
    near: Values = field(default_factory=dict)
    """Today is 0, tomorrow 1."""
    numbers: Values = field(default_factory=dict)
    ordinals: Values = field(default_factory=dict)
    month_weeks: Values = field(default_factory=dict)
    """A word that is week and month at once: Juniwoche."""
    seasons: Values = field(default_factory=dict)
    """The month in which it begins."""
    halves: Values = field(default_factory=dict)
    """Of the year."""
    quarters: Values = field(default_factory=dict)
    spans: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    """A word that is number and unit at once: a fortnight."""
    units: Mapping[str, str] = field(default_factory=dict)
    """hour, day, week, month, quarter, half, year."""
    begin: str = ""
    middle: str = ""
    end: str = ""
    period_ends: Mapping[str, str] = field(default_factory=dict)
    """A word that is end and unit at once: Monatsende."""
    this: str = ""
    next: str = ""
    coming: str = ""
    """Of a weekday the next one, not that of next week; else as `next`."""
    past: str = ""
    """Last, previous: claims what it stands with, and names no day to come."""
    ago: str = ""
    ahead: str = ""
    """In, within: before a number of days; also before a month."""
    later: str = ""
    """Behind a number of days."""
    of: str = ""
    the: str = ""
    """Articles and other words that may stand between a relation and its day."""
    day: str = ""
    """Before or behind the number of a day: `el día 5`, `15-го числа`."""
    to: str = ""
    also: str = ""
    """And: it joins the days of a range only right between them."""
    until: str = ""
    after: str = ""
    by: str = ""
    before: str = ""
    """Those of `by` that leave out a day of the month: `before 24 November` ends with the 23rd."""
    since: str = ""
    """From, starting."""
    on: str = ""
    back: str = ""
    away: str = ""
    never_before: str = ""
    """Not before, not until: the day itself."""
    after_behind: str = ""
    """The same relations where they stand behind the day."""
    by_behind: str = ""
    since_behind: str = ""
    until_behind: str = ""
