"""Which day does a person mean by `tomorrow`, `+3d`, `2026-03-15`, `下周一`, `end of March`?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from model import GenjinError

_UNITS: Mapping[str, int] = {"d": 1, "w": 7, "天": 1, "周": 7}
_BESIDE_TODAY: Mapping[str, int] = {
    "today": 0,
    "今天": 0,
    "tomorrow": 1,
    "明天": 1,
    "后天": 2,
    "yesterday": -1,
    "昨天": -1,
    "前天": -2,
}
"""What is said most, without the words of all languages, which take 25 ms to load."""
_SAYS_MORE_THAN_FIGURES = re.compile(r"[^\W\d_]{2}|[\u4e00-\u9fff]")
_FURTHEST = timedelta(days=100 * 365)


def day(words: str, now: datetime, here: tzinfo) -> date:
    """The day meant, counted from today in the zone `here`."""
    today = now.astimezone(here).date()
    text = words.strip().lower()
    ahead = re.fullmatch(r"[+＋]([0-9]{1,4})([dw天周])", text)
    if ahead:
        return _near(today + timedelta(days=int(ahead[1]) * _UNITS[ahead[2]]), today, words)
    if text in _BESIDE_TODAY:
        return today + timedelta(days=_BESIDE_TODAY[text])
    said = _in_words(text, today)
    if said:
        return _near(said, today, words)
    try:
        return _near(date.fromisoformat(text), today, words)
    except ValueError:
        raise GenjinError(f"`{words}` is no day. Write 2026-03-15, today, tomorrow, +3d or +2w.") from None


def _in_words(text: str, today: date) -> date | None:
    """As a mail would say it, and nothing beside it; figures alone are too easily read another way."""
    if not _SAYS_MORE_THAN_FIGURES.search(text):
        return None
    from dates import named_days  # a command that names no day should not pay for the words of all languages

    named = named_days(text, today)
    is_all = len(named) == 1 and (named[0].start, named[0].end) == (0, len(text))
    return named[0].days.first if is_all else None


def _near(meant: date, today: date, words: str) -> date:
    """A day further off is a slip of the pen, and the calendar ends at the year 9999."""
    if abs(meant - today) > _FURTHEST:
        raise GenjinError(f"`{words}` is more than {_FURTHEST.days // 365} years away. Write a nearer day.")
    return meant


def start_of(when: date, here: tzinfo) -> datetime:
    return datetime.combine(when, time.min, here).astimezone(UTC)


def end_of(when: date, here: tzinfo) -> datetime:
    return start_of(when + timedelta(days=1), here) - timedelta(seconds=1)


def past_noon(words: str, now: datetime, here: tzinfo) -> datetime | None:
    """When something happened on that day, if nobody says at what hour; None: it is today, so now will do."""
    meant, today = day(words, now, here), now.astimezone(here).date()
    if meant > today:
        raise GenjinError(f"{meant} is still to come; only what has happened can be noted.")
    return None if meant == today else datetime.combine(meant, time(12), here).astimezone(UTC)


def future_day(words: str, now: datetime, here: tzinfo) -> date:
    """A day to come, as `snooze` needs it."""
    wanted = day(words, now, here)
    if wanted <= now.astimezone(here).date():
        raise GenjinError(f"{wanted} is not in the future; a follow-up can only be put off.")
    return wanted
