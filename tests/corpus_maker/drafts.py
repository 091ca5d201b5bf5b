"""What stands in a mail before a program sends it, and how a moment is written in its language?"""

from __future__ import annotations

from dataclasses import dataclass

from corpus_maker.letters import Language, Person
from corpus_maker.tongues import HALVES, MONTHS, WEEKDAYS


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier mail, as it is quoted. All of them were written in February 2026."""

    sender: Person
    to: Person
    day: int
    hour: int
    minute: int
    subject: str
    text: str

    @property
    def stamp(self) -> str:
        return f"2026-02-{self.day} {self.hour:02}:{self.minute:02}"


@dataclass(frozen=True, slots=True)
class Draft:
    number: int
    language: Language
    writer: Person
    to: Person
    subject: str
    shape: str
    """new, top, bottom, inline, forward, bare."""
    own: str
    signature: str = ""
    footer: str = ""
    disclaimer: str = ""
    past: tuple[Past, ...] = ()
    """The nearest first."""
    charset: str = "utf-8"

    @property
    def forwards(self) -> bool:
        return self.shape in ("forward", "bare")

    @property
    def has_pieces(self) -> bool:
        return self.shape == "inline"


def told(template: str, past: Past, code: str) -> str:
    short, long = WEEKDAYS[code][past.day]
    month, full_month = MONTHS[code]
    hour = past.hour % 12 or 12
    clock = f"{past.hour}:{past.minute:02}"
    halves = HALVES.get(code)
    half = halves[past.hour >= 12].format(t=f"{hour}:{past.minute:02}") if halves else clock
    return template.format(
        name=past.sender.name,
        mail=past.sender.mail,
        d=past.day,
        wd=short,
        Wd=long,
        mon=month,
        Mon=full_month,
        t=clock,
        tt=f"{past.hour:02}:{past.minute:02}",
        t12=half,
    )
