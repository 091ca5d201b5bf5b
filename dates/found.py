"""What does the grammar see of a text: its words as letters, and a shape that was found in them?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from dates.days import Days
from dates.fold import folded
from dates.tokens import Token, Value, tokens_of
from late import dataclass

LONGEST = 600


@dataclass(frozen=True, slots=True)
class Text:
    """A text as the grammar sees it."""

    tokens: tuple[Token, ...]
    shape: str
    plain: str
    offsets: Sequence[int]

    @classmethod
    def of(cls, text: str) -> Text:
        plain, offsets = folded(text[:LONGEST])
        tokens = tuple(tokens_of(plain))
        return cls(tokens, "".join(token.letter for token in tokens), plain, offsets)


@dataclass(frozen=True, slots=True)
class Found:
    """A shape that was found, and the day of the mail."""

    text: Text
    match: re.Match[str]
    sent: date

    def has(self, group: str) -> bool:
        return bool(self.match.groupdict().get(group))

    def token(self, group: str) -> Token:
        return self.text.tokens[self.match.start(group)]

    def role(self, group: str, role: str) -> Value:
        return self.token(group).roles.get(role)

    def number(self, group: str) -> int:
        """Of figures, a word or an ordinal."""
        roles = self.token(group).roles
        found = next((roles[role] for role in ("number", "numbers", "ordinals") if role in roles), None)
        if not isinstance(found, int):
            raise ValueError(group)  # noqa: TRY004 - no fault of ours: the words give no number
        return found

    def int_of(self, group: str, *roles: str) -> int:
        found = next((self.role(group, role) for role in roles if role in self.token(group).roles), None)
        if not isinstance(found, int):
            raise ValueError(group)  # noqa: TRY004 - as above
        return found

    def word(self, group: str, role: str) -> str:
        return str(self.role(group, role))

    def year(self, group: str = "y") -> int | None:
        return self.number(group) if self.has(group) else None

    def before(self, count: int = 3) -> tuple[Token, ...]:
        """The words right before, nearest first."""
        start = self.match.start()
        return self.text.tokens[max(0, start - count) : start][::-1]

    def after(self) -> Token | None:
        end = self.match.end()
        return self.text.tokens[end] if end < len(self.text.tokens) else None


@dataclass(frozen=True, slots=True)
class Spot:
    """Days, and the tokens that name them."""

    days: Days
    first: int
    last: int
    is_feast: bool = False
    is_estimate: bool = False

    @property
    def is_range(self) -> bool:
        """From one day to another, and no week or month by its name."""
        days = self.days
        return days.last > days.first and not days.is_period and not days.is_weekday


class NotHereError(ValueError):
    """The words are no date, and free for another shape."""
