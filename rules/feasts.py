"""Which days off does a feast's name mean? Chinese official days first, then the holidays of the world."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import cache

from rules.days import Days

_CHINESE: tuple[tuple[str, str], ...] = (
    (r"春节|过年|新年|年(?=后)|chinese new year|lunar new year|spring festival|\bcny\b", "Spring Festival"),
    (
        r"国庆|十一(?=后|之后|以后|长假|假期|放假)|chinese national day|national day|golden week",
        "National Day",
    ),
    (r"五一|劳动节|labou?r day|may day", "Labour Day"),
    (r"清明", "Tomb-sweeping Day"),
    (r"端午|dragon boat", "Dragon Boat Festival"),
    (r"中秋|mid autumn", "Mid-autumn Festival"),
    (r"元旦", "New Year's Day"),
)
"""How the feast is written, and its name in chinesecalendar and (but for case) in `holidays`."""

_ELSEWHERE: tuple[tuple[str, str, str], ...] = (
    (r"\beaster\b|\bostern\b|semana santa|\bpascua\b|复活节", "DE", "Easter Monday"),
    (r"\bchristmas\b|\bx-?mas\b|weihnachten|navidad(?:es)?|圣诞节?", "DE", "Second Day of Christmas"),
    (r"\bnew year(?:'s)?(?: day| holidays?| break)?\b|ano nuevo|neujahr", "DE", "New Year's Day"),
    (r"\bramadan\b|\beid(?: al[- ]fitr)?\b|开斋节|斋月", "AE", "Eid al-Fitr"),
    (r"\bdiwali\b|\bdeepavali\b|排灯节", "SG", "Diwali"),
    (r"\bthanksgiving\b|感恩节", "US", "Thanksgiving"),
)


def feast_after(name: str, sent: date) -> Days | None:
    """The next such feast that does not end before the mail, as its days off."""
    chinese = _named(name, ((pattern, (official,)) for pattern, official in _CHINESE))
    if chinese is not None:
        return _first_open(lambda year: _chinese_days(chinese[0], year), sent)
    abroad = _named(name, ((pattern, (country, feast)) for pattern, country, feast in _ELSEWHERE))
    if abroad is not None:
        return _first_open(lambda year: _days_abroad(abroad[0], abroad[1], year), sent)
    return None


FEAST_NAMES = "|".join(row[0] for row in (*_CHINESE, *_ELSEWHERE))


def _named(name: str, rows: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[str, ...] | None:
    return next((meaning for pattern, meaning in rows if re.fullmatch(_bare(pattern), name)), None)


def _bare(pattern: str) -> str:
    """Without the look-ahead at what follows the name: here the name stands alone."""
    return re.sub(r"\(\?=[^)]*\)", "", pattern)


def _first_open(days_of: Callable[[int], list[date]], sent: date) -> Days | None:
    years = (days_of(year) for year in (sent.year, sent.year + 1))
    days = next((days for days in years if days and days[-1] >= sent), None)
    return _until_work(days) if days else None


def _until_work(days: list[date]) -> Days:
    """The days off, lengthened over a weekend that follows: work begins on a working day."""
    last = days[-1]
    while (last + timedelta(days=1)).weekday() >= 5:
        last += timedelta(days=1)
    return Days(days[0], last)


@cache
def _chinese_days(official: str, year: int) -> list[date]:
    """Swapped working days count as work: the State Council's list knows them, for the years it has."""
    # here, not above: only a mail that names a feast should pay for the import
    import chinese_calendar  # type: ignore[import-untyped]

    try:
        days = chinese_calendar.get_holidays(date(year, 1, 1), date(year, 12, 31))
        named = [day for day in days if chinese_calendar.get_holiday_detail(day) == (True, official)]
    except NotImplementedError:  # the list of a year comes out in the November before
        return _days_abroad("CN", official.replace("Labour", "Labor"), year)
    return sorted(named) or _days_abroad("CN", official.replace("Labour", "Labor"), year)


@cache
def _days_abroad(country: str, feast: str, year: int) -> list[date]:
    import holidays

    known = holidays.country_holidays(country, years=year, language="en_US")
    wanted = feast.casefold()
    return sorted(day for day, name in known.items() if wanted in name.casefold())
