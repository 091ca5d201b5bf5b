"""How long may things wait? The team's numbers, as policy.yaml gives them; not one of them stands in code."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import Literal

from followups import calendar
from followups.calendar import CalendarPolicy, OfficeHours, RepCalendar
from followups.pace import Pace
from followups.pool import Pools
from followups.rotation import Rotation
from followups.span import Span
from followups.whom import CLOSE_GRADES, EVERYBODY, VOLUME_CLASSES, Whom
from model import Label

Preset = Literal["volume", "closing", "quadrant"]
PRESETS: tuple[Preset, ...] = ("volume", "closing", "quadrant")

_UNNAMED = Label("", "")
_A_WEEK, _A_MONTH = Span(7, "days"), Span(30, "days")
_MOST_MAILINGS = 200
"""A plan with more of them was meant otherwise."""
_COMMON_FEASTS = ("Christmas Day", "New Year's Day", "Lunar New Year", "Eid al-Fitr", "Eid al-Adha")

_DAY = re.compile(r"(?:([0-9]{4})-)?([0-9]{2})-([0-9]{2})")
_LEAP_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Reply:
    """Their mail waits for an answer."""

    within: Span
    soonest: Span | None = None
    """No wish of theirs makes it due sooner than that after their mail; None: it may."""

    def __post_init__(self) -> None:
        if self.soonest is not None and self.soonest.nominal_days > self.within.nominal_days:
            raise ValueError(
                f"`soonest` ({self.soonest}) is longer than `within` ({self.within}): no wish would count."
            )


@dataclass(frozen=True, slots=True)
class FirstTouch:
    """A new customer came without mail."""

    within: Span

    def __post_init__(self) -> None:
        _only_days(self.within)


@dataclass(frozen=True, slots=True)
class Chase:
    """We wrote and nobody answers: how long after our first, second, third unanswered mail."""

    ladder: tuple[Span, ...]

    def __post_init__(self) -> None:
        if not self.ladder:
            raise ValueError("The chase ladder is empty; give at least one step, such as 7 days.")
        _only_days(*self.ladder)


@dataclass(frozen=True, slots=True)
class Cadence:
    """Longest silence by class; with several presets on, the earliest wins."""

    presets: tuple[Preset, ...]
    volume: Mapping[str, Pace]
    closing: Mapping[str, Pace]
    unclassed: Pace
    quadrant: Quadrant | None = None
    """Needed by the preset `quadrant` only."""

    def __post_init__(self) -> None:
        if not self.presets:
            raise ValueError("No cadence preset is on; name volume, closing or both.")
        for preset in self.presets:
            _known("preset", preset, PRESETS)
        _complete("volume class", "volume", self.volume, VOLUME_CLASSES)
        _complete("close grade", "closing", self.closing, CLOSE_GRADES)
        if "quadrant" in self.presets and self.quadrant is None:
            raise ValueError("The preset `quadrant` needs its four factors under `quadrant`.")


@dataclass(frozen=True, slots=True)
class Quadrant:
    """Intent (high, low) by worth (high, low): by how much the gap of class and grade is stretched."""

    EXAMPLE = "{high_high: 0.5, high_low: 1, low_high: 1, low_low: 2}"

    high_high: float = 1.0
    high_low: float = 1.0
    low_high: float = 1.0
    low_low: float = 1.0

    def __post_init__(self) -> None:
        for name in ("high_high", "high_low", "low_high", "low_low"):
            if not 0.1 <= getattr(self, name) <= 10:
                raise ValueError(f"`{name}` is a factor from 0.1 to 10.")

    def factor(self, intent: str, worth: str) -> float:
        """1 where either is not known."""
        return getattr(self, f"{intent}_{worth}") if intent and worth else 1.0


@dataclass(frozen=True, slots=True)
class Resume:
    """They asked for later or are away. A date further off than `horizon` is taken for a misprint."""

    margin: Span
    horizon: Span

    def __post_init__(self) -> None:
        _only_days(self.margin, self.horizon)


@dataclass(frozen=True, slots=True)
class Promise:
    """We promised something and named no day."""

    within: Span

    def __post_init__(self) -> None:
        _only_days(self.within)


@dataclass(frozen=True, slots=True)
class ContractWatch:
    """Contract or PI agreed, and neither deposit nor letter of credit seen."""

    within: Span
    lapses: Span | None = None
    """So long after the paper it is asked no more: much money is seen by the bank and by no mail. None: for
    ever.
    """

    def __post_init__(self) -> None:
        _only_days(self.within, *([self.lapses] if self.lapses else []))


@dataclass(frozen=True, slots=True)
class QuoteExpiry:
    """The validity of a quotation ends."""

    before: Span
    lapses: Span
    """So long after its end it is no more worth asking; the chase and the cadence go on."""

    def __post_init__(self) -> None:
        _only_days(self.before, self.lapses)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a sequence, counted from its start."""

    EXAMPLE = "{after: 14 days, content: new_product}"

    after: Span
    content: str = ""
    """A key of `contents`; empty: whatever this customer has not had yet."""

    def __post_init__(self) -> None:
        _only_days(self.after)


@dataclass(frozen=True, slots=True)
class Afterwards:
    """How a sequence goes on behind its last step, and when it ends: no sequence goes on for ever."""

    EXAMPLE = "{every: 91 days, until: 730 days}"

    every: Span
    until: Span

    def __post_init__(self) -> None:
        _only_days(self.every, self.until)
        if self.every.nominal_days > self.until.nominal_days:
            raise ValueError(
                f"`every` ({self.every}) is longer than `until` ({self.until}): nothing would ever follow. "
                "Leave `then` out if nothing shall."
            )
        if self.until.nominal_days / self.every.nominal_days > _MOST_MAILINGS:
            raise ValueError(
                f"`every` ({self.every}) until {self.until} makes more than {_MOST_MAILINGS} mailings; that "
                "is surely a slip of the pen."
            )


@dataclass(frozen=True, slots=True)
class Sequence:
    """A plan of mailings for leads of a fair or a campaign."""

    EXAMPLE = "{steps: [{after: 1 day, content: thank_you}]}"

    steps: tuple[Step, ...]
    then: Afterwards | None = None
    title: Label = _UNNAMED

    def __post_init__(self) -> None:
        days = [step.after.nominal_days for step in self.steps]
        if not days:
            raise ValueError("`steps` is empty; give at least one, such as {after: 1 day}.")
        late = next((at for at in range(1, len(days)) if days[at] <= days[at - 1]), None)
        if late is not None:
            after = self.steps[late].after
            raise ValueError(
                f"`steps`: '{after}' does not come after {self.steps[late - 1].after}; every step counts "
                "from the start of the sequence, so each must be later than the one before."
            )
        if self.then is not None and self.then.until.nominal_days <= days[-1]:
            raise ValueError(
                f"`then`: '{self.then.until}' must come after the last step ({self.steps[-1].after})."
            )


@dataclass(frozen=True, slots=True)
class Occasion:
    """A good moment to write to many: a feast of theirs, a new product. Each year, or once."""

    EXAMPLE = "{name: christmas, holiday: Christmas Day, before: 5 days, content: greeting}"

    name: str
    on: str = ""
    """A day: 2026-12-18 once, 12-18 every year."""
    holiday: str = ""
    """Instead of a day: a public holiday of the customer's country, by its English name or a part of it."""
    before: Span | None = None
    """So long before that day."""
    lapses: Span = _A_WEEK
    """So long after its day it is of no use any more."""
    near: Span = _A_WEEK
    """A touch of ours so long before that day, or later, is the greeting already."""
    content: str = ""
    whom: Whom = EVERYBODY
    region: str = ""
    """Whose holidays, where not those of the customer's country: ISO 3166 alpha-2."""

    def __post_init__(self) -> None:
        _only_days(*(span for span in (self.before, self.lapses, self.near) if span))
        if wrong := [*self._mistakes()]:
            raise ValueError(*wrong)

    def _mistakes(self) -> Iterator[str]:
        if not self.name.strip():
            yield "`name` is empty; every occasion needs one."
        if bool(self.on) == bool(self.holiday):
            yield f"The occasion {self.name} needs either a day (`on`) or a `holiday`."
        if self.on:
            yield from _said_of_day(self.on)
        if self.region and not calendar.is_known(self.region):
            yield (
                f"`region`: no holidays are known of '{self.region}'; write the two capital letters of a "
                "country, such as DE or VN."
            )
        elif self.holiday:
            yield from self._nobody_knows_it()

    def _nobody_knows_it(self) -> Iterator[str]:
        """Without region and countries it is enough that some country has it."""
        regions = (self.region,) if self.region else self.whom.countries
        without = [country for country in regions if not calendar.feast_in(self.holiday, (country,))]
        if without or not calendar.feast_in(self.holiday, regions):
            whose = f"of {', '.join(without)}" if without else "anywhere"
            names = [name for country in regions for name in calendar.feasts_of(country)]
            hint = _meant(self.holiday, names or _COMMON_FEASTS)
            yield (
                f"`holiday`: '{self.holiday}' is no public holiday {whose}.{hint} Its English name or a "
                "part of it is enough."
            )


def _said_of_day(text: str) -> Iterator[str]:
    try:
        parsed_day(text)
    except ValueError as error:
        yield f"`on`: {error}"


def parsed_day(text: str) -> tuple[int | None, int, int]:
    """Year, month and day; no year: every year, and 02-29 every leap year."""
    parts = _DAY.fullmatch(text)
    try:
        # Any leap year does, to have the 29th of February.
        day = date(int(parts[1] or _LEAP_YEAR), int(parts[2]), int(parts[3])) if parts else None
    except ValueError:
        day = None
    if parts is None or day is None:
        raise ValueError(f"'{text}' is no day; write 12-18 for every year, or 2026-12-18 for once.")
    return day.year if parts[1] else None, day.month, day.day


@dataclass(frozen=True, slots=True)
class Content(Label):
    """A kind of useful content."""

    EXAMPLE = "{en: new product, zh: 新品}"

    ladder: bool = True
    """Does a chase name it by itself? A thank-you or a greeting stands in plans and occasions only."""


@dataclass(frozen=True, slots=True)
class Fatigue:
    """No more than so many mails of ours within that time, over all reps and all companies of the group: what
    can wait then waits. Replies and promises never wait.
    """

    mails: int
    within: Span

    def __post_init__(self) -> None:
        _only_days(self.within)
        if not 1 <= self.mails <= 100:
            raise ValueError("`mails` is from 1 to 100.")


Level = Literal["rep", "manager", "high_risk"]


@dataclass(frozen=True, slots=True)
class Rung:
    """From so long after the due time on, it is somebody's matter."""

    EXAMPLE = "{after: 5 days, to: manager}"

    after: Span
    to: Level

    def __post_init__(self) -> None:
        if self.after.unit not in ("days", "weeks"):
            raise ValueError(f"{self.after}: the ladder of escalation counts days or weeks.")


Contact = Literal["apart", "answers", "touches"]
"""apart: every company by itself; answers: an answer of one ends the chase of the others; touches: also, a
touch of one counts for the cadence of the others.
"""


@dataclass(frozen=True, slots=True)
class GroupContact:
    """What counts as contact in a group, where `groups edit` says nothing else of it."""

    contact: Contact = "apart"
    two_reps_within: Span = _A_MONTH
    """Two reps who wrote with companies of one group within that time had better know of each other."""


@dataclass(frozen=True, slots=True)
class Sending:
    """When mail is read best, on the buyer's clock: a share of his working day."""

    hours: OfficeHours


@dataclass(frozen=True, slots=True)
class VolumeClasses:
    """From which sum of orders on a customer is A or B; shown as a proposal."""

    period: Span
    currency: str
    A: float
    B: float
    rates: Mapping[str, float] | None = None
    """What one unit of another currency is worth."""

    def __post_init__(self) -> None:
        _only_days(self.period)
        if wrong := [*self._mistakes()]:
            raise ValueError(*wrong)

    def _mistakes(self) -> Iterator[str]:
        if not 0 < self.B < self.A:
            yield "`A` must be above `B`, and `B` above 0."
        if not _is_currency(self.currency):
            yield f"`currency`: '{self.currency}' is no currency; write three capital letters, such as USD."
        for code, rate in (self.rates or {}).items():
            if not _is_currency(code):
                yield f"`rates`: '{code}' is no currency; write its three capital letters, such as EUR."
            if not 0 < rate < math.inf:
                yield f"`rates`: one '{code}' is worth more than 0."


@dataclass(frozen=True, slots=True)
class Policy:
    """Everything the team decides about time and hands."""

    calendar: CalendarPolicy
    reply: Reply
    first_touch: FirstTouch
    chase: Chase
    cadence: Cadence
    resume: Resume
    promise: Promise
    contract_watch: ContractWatch
    quote_expiry: QuoteExpiry
    sequences: Mapping[str, Sequence]
    occasions: tuple[Occasion, ...]
    fatigue: Fatigue
    escalation: tuple[Rung, ...]
    contents: Mapping[str, Content]
    """Kinds of useful content, in the order in which a chase names them."""
    sending: Sending
    volume_classes: VolumeClasses
    pool: Pools
    rotation: Rotation
    groups: GroupContact = GroupContact()
    calendars: Mapping[str, RepCalendar] = field(default_factory=dict)
    """By rep, where somebody works elsewhere or is away."""

    def __post_init__(self) -> None:
        if wrong := [*_escalates(self.escalation), *self._contents_unknown(), *self._named_twice()]:
            raise ValueError(*wrong)

    def _contents_unknown(self) -> Iterator[str]:
        """A step or an occasion that names a kind of content which does not stand under `contents`."""
        steps = [("sequences", step.content) for plan in self.sequences.values() for step in plan.steps]
        named = [*steps, *(("occasions", occasion.content) for occasion in self.occasions)]
        for section, kind in dict.fromkeys(named):
            if kind and kind not in self.contents:
                hint = _meant(kind, self.contents) or f" There are {', '.join(self.contents)}."
                yield f"`{section}`: '{kind}' is not among `contents`.{hint}"

    def _named_twice(self) -> Iterator[str]:
        names = [occasion.name for occasion in self.occasions]
        for name in dict.fromkeys(name for name in names if names.count(name) > 1):
            yield f"`occasions`: two are called '{name}'; each needs a name of its own."

    def of(self, rep: str | None) -> Policy:
        """The same, by the calendar of this rep."""
        own = self.calendars.get(rep) if rep else None
        return self if own is None else replace(self, calendar=own.over(self.calendar))


LATER = (
    "promise",
    "contract_watch",
    "quote_expiry",
    "sequences",
    "occasions",
    "fatigue",
    "escalation",
    "contents",
    "sending",
    "volume_classes",
    "pool",
    "rotation",
)
"""Sections that files of an older version lack: the worker takes the shipped ones."""


def _escalates(ladder: tuple[Rung, ...]) -> Iterator[str]:
    """Each rung is later than the one before, and nobody stands on two."""
    for lower, upper in pairwise(ladder):
        if upper.after.nominal_days <= lower.after.nominal_days:
            yield (
                f"`escalation`: '{upper.after}' does not come after {lower.after}; each rung must be later "
                "than the one before."
            )
    seats = [rung.to for rung in ladder]
    for to in dict.fromkeys(to for to in seats if seats.count(to) > 1):
        yield f"`escalation`: two rungs lead to '{to}'; keep one."


def _is_currency(code: str) -> bool:
    return re.fullmatch("[A-Z]{3}", code) is not None


def _meant(word: str, words: Iterable[str]) -> str:
    """` Did you mean ...?` for a slip of the finger, else nothing."""
    near = difflib.get_close_matches(word, list(words), 1)
    return f" Did you mean `{near[0]}`?" if near else ""


def _only_days(*spans: Span) -> None:
    """Only a reply is owed by the hour; everything else is due at the end of a working day."""
    hours = next((span for span in spans if span.unit == "hours"), None)
    if hours is not None:
        raise ValueError(f"{hours}: only a reply is counted in hours; write days, working days or weeks.")


def _known(what: str, word: str, words: Iterable[str]) -> None:
    if word not in words:
        raise ValueError(
            f"{word!r} is no {what}; there are {', '.join(words)} (mind capital and small letters)."
        )


def _complete(what: str, section: str, given: Mapping[str, Pace], words: tuple[str, ...]) -> None:
    for word in given:
        _known(what, word, words)
    missing = [word for word in words if word not in given]
    if missing:
        raise ValueError(
            f"The {what} {missing[0]} has no span; every {what} in `{section}` needs one: {', '.join(words)}."
        )
