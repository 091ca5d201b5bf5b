"""What was written, by whom and how long ago? The letters of the demo, kept as data in `mails/*.toml`.

`at` counts back from the anchor:
`12d 10:24` is that clock time, where the writer sits, on the office's day 12 days before;
`23h30m` is exactly so long before, for the last two days, where hours decide what is overdue;
`+1m` is a minute after the mail answered, for machines.
`{+25 de}` in a text is the day 25 days after the anchor, as a German writes it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("mails")


def names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


MONTHS: Mapping[str, tuple[str, ...]] = {
    "en": names("January February March April May June July August September October November December"),
    "de": names("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
    "fr": names("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
    "es": names("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
    "pt": names("janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"),
    "ru": names("января февраля марта апреля мая июня июля августа сентября октября ноября декабря"),
    "zh": tuple(f"{number}月" for number in range(1, 13)),
}
_DAY: Mapping[str, str] = {
    "en": "{day} {month}",
    "de": "{day}. {month}",
    "fr": "{day} {month}",
    "es": "{day} de {month}",
    "pt": "{day} de {month}",
    "ru": "{day} {month}",
    "zh": "{month}{day}日",
}

OFFICE = timezone(timedelta(hours=8))
"""Days are counted in Ningbo, so that the order of a thread is the same for every anchor."""

_SPAN = re.compile(r"(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?")
_LATER = re.compile(r"\{([+-]\d+) (\w\w)\}")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who writes: `zone` in hours from UTC, `sign` is what stands below each mail."""

    name: str
    email: str
    zone: float = 8
    mailer: str = ""
    sign: str = ""

    @property
    def domain(self) -> str:
        return self.email.rpartition("@")[2]

    @property
    def clock(self) -> timezone:
        return timezone(timedelta(hours=self.zone))


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail before it is bytes. Without a `box` it is older history that lives on in quotations only."""

    id: str
    at: str
    sender: str
    to: tuple[str, ...]
    subject: str
    text: str
    box: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    re: str = ""
    shape: str = "plain utf-8 quoted-printable"
    """Kind (plain, html, both), charset as labelled, transfer encoding."""
    quote: str = ""
    """How the writer's program shows the mail answered; a style of `quoting`."""
    attach: tuple[str, ...] = ()
    signed: bool = True
    failed: str = ""
    """The address that a bounce complains about."""
    headers: Mapping[str, str] = field(default_factory=dict)

    def written(self, anchor: datetime) -> datetime:
        """When, on the writer's clock."""
        clock = PEOPLE[self.sender].clock
        if self.at.startswith("+"):
            return LETTERS[self.re].written(anchor).astimezone(clock) + span(self.at[1:])
        return ago(self.at, anchor, clock)

    def words(self, anchor: datetime) -> str:
        """The writer's own words with the signature, days filled in."""
        sign = PEOPLE[self.sender].sign.strip() if self.signed else ""
        own = self.text.strip("\n")
        return with_days(f"{own}\n\n{sign}\n" if sign else f"{own}\n", anchor)


def ago(text: str, anchor: datetime, clock: timezone) -> datetime:
    """`12d 10:24` or `1d6h` or `65m` before the anchor."""
    before, _, time = text.partition(" ")
    moment = anchor - span(before)
    if not time:
        return moment.astimezone(clock)
    hour, _, minute = time.partition(":")
    return moment.astimezone(OFFICE).replace(hour=int(hour), minute=int(minute), second=0, tzinfo=clock)


def span(text: str) -> timedelta:
    found = _SPAN.fullmatch(text)
    if not text or found is None:
        raise ValueError(f"{text!r} is no time such as 12d or 1d6h or 65m")
    days, hours, minutes = (int(part or 0) for part in found.groups())
    return timedelta(days=days, hours=hours, minutes=minutes)


def with_days(text: str, anchor: datetime) -> str:
    anchor = anchor.astimezone(OFFICE)
    return _LATER.sub(lambda found: day_in_words(anchor + timedelta(days=int(found[1])), found[2]), text)


def day_in_words(day: datetime, language: str) -> str:
    return _DAY[language].format(day=day.day, month=MONTHS[language][day.month - 1])


def _people(path: Path) -> dict[str, Person]:
    return {key: Person(**row) for key, row in tomllib.loads(path.read_text("utf-8")).items()}


def _letter(row: Mapping[str, Any]) -> Letter:
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in row.items()
    }
    return Letter(**values)


def _letters(paths: list[Path]) -> dict[str, Letter]:
    rows = [row for path in paths for row in tomllib.loads(path.read_text("utf-8"))["mail"]]
    return {row["id"]: _letter(row) for row in rows}


PEOPLE: Mapping[str, Person] = _people(FOLDER / "people.toml")
LETTERS: Mapping[str, Letter] = _letters(sorted(FOLDER.glob("thread-*.toml")))
