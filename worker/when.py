"""Which day does a person mean by `tomorrow`, `+3d`, `2026-03-15`, `明天`?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from model import GenjinError

_WORDS: Mapping[str, int] = {"today": 0, "今天": 0, "tomorrow": 1, "明天": 1, "后天": 2}
_UNITS: Mapping[str, int] = {"d": 1, "w": 7, "天": 1, "周": 7}
_FURTHEST = timedelta(days=100 * 365)


def day(words: str, now: datetime, here: tzinfo) -> date:
    """The day meant, counted from today in the zone `here`."""
    today = now.astimezone(here).date()
    text = words.strip().lower()
    if text in _WORDS:
        return today + timedelta(days=_WORDS[text])
    ahead = re.fullmatch(r"[+＋]([0-9]{1,4})([dw天周])", text)
    if ahead:
        return _near(today + timedelta(days=int(ahead[1]) * _UNITS[ahead[2]]), today, words)
    try:
        return _near(date.fromisoformat(text), today, words)
    except ValueError:
        raise GenjinError(f"`{words}` is no day. Write 2026-03-15, today, tomorrow, +3d or +2w.") from None


def _near(meant: date, today: date, words: str) -> date:
    """A day further off is a slip of the pen, and the calendar ends at the year 9999."""
    if abs(meant - today) > _FURTHEST:
        raise GenjinError(f"`{words}` is more than {_FURTHEST.days // 365} years away. Write a nearer day.")
    return meant


def start_of(when: date, here: tzinfo) -> datetime:
    return datetime.combine(when, time.min, here).astimezone(UTC)


def end_of(when: date, here: tzinfo) -> datetime:
    return start_of(when + timedelta(days=1), here) - timedelta(seconds=1)


def future_day(words: str, now: datetime, here: tzinfo) -> date:
    """A day to come, as `snooze` needs it."""
    wanted = day(words, now, here)
    if wanted <= now.astimezone(here).date():
        raise GenjinError(f"{wanted} is not in the future; a follow-up can only be put off.")
    return wanted
