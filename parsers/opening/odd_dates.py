"""Which time do Date headers mean that no RFC knows: `2 Mrz 26 9:05 MEZ`, `2026年3月2日 下午4:30`?"""

from __future__ import annotations

# ruff: noqa: E501 (tables of words read best in a row)
import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

from parsers.late import late

_LONGEST = 200


def read(said: str) -> datetime | None:
    """The clock and calendar it shows, without zone; nothing where a part is missing or two could be meant."""
    text = said[:_LONGEST].lower()
    clock = _clock(text)
    day = _day(text, clock[0] if clock else "")
    if day is None or clock is None:
        return None
    _, hour, minute, second = clock
    try:
        return datetime(*day) + timedelta(  # noqa: DTZ001 - the zone is asked for by itself
            hours=hour, minutes=minute, seconds=min(second, 59)
        )
    except (ValueError, OverflowError):
        return None


def zones(said: str) -> list[tzinfo]:
    """Every zone the words may mean, the likeliest first; none where no zone is named."""
    text = said[:_LONGEST].lower()
    found = _OFFSET.search(text, _after_time(text))
    if found:
        return _offset(found)
    if re.search(r"\d\s?z(?![a-z])", text):
        return [UTC]
    names = (_zones_named().get(word) for word in re.findall(r"\b[a-z]{2,4}\b", text[_after_time(text) :]))
    return next((zones for zones in names if zones), [])


# -- clock -------------------------------------------------------------------------------------------

_TIME = late(
    r"(?<![\d:+-])(上午|下午|午前|午後|오전|오후)?\s?([012]?\d)\s?[:：.h时時시点點]\s?([0-5]\d)(?:\s?[:：.分분m]\s?([0-6]\d))?"
    r"(?!\d|/)(?:[.,]\d{3,9})?(?!\.\d)\s?([ap]\.?\s?m\b)?"
)
_LATER = ("下午", "午後", "오후")


def _clock(text: str) -> tuple[str, int, int, int] | None:
    """The words of the time, hour, minute, second. A colon tells it surely, a point only without one."""
    found = _TIME.search(text, _colon(text))
    if found is None:
        return None
    hour = int(found[2])
    half = (found[5] or "")[:1]
    if (half == "p" or found[1] in _LATER) and hour < 12:
        hour += 12
    elif (half == "a" or found[1] in ("上午", "午前", "오전")) and hour == 12:
        hour = 0
    return (found[0], hour, int(found[3]), int(found[4] or 0)) if hour <= 24 else None


def _colon(text: str) -> int:
    colon = text.find(":")
    return max(0, colon - 6) if colon > 0 else 0


def _after_time(text: str) -> int:
    found = _TIME.search(text, _colon(text))
    return found.end() if found else len(text)


# -- calendar ----------------------------------------------------------------------------------------

_YEAR_FIRST = late(r"(?<!\d)((?:19|20)\d\d)\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?!\d)")
_DAY_FIRST = late(r"(?<!\d)(\d{1,2})\s?([./-])\s?(\d{1,2})\s?[./-]\s?((?:19|20)?\d\d)(?!\d)")
_NAMED = late(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|ª)?[\s.,-]{1,3}(?:de\s|of\s)?\s?([^\W\d]{3,12})[.,]?[\s-]{0,3}(?:de[l]?\s)?"
    r"\s?((?:19|20)\d\d|\d\d)(?![\d:])"
)
_MONTH_FIRST = late(r"([^\W\d]{3,12})\.?\s{1,3}(\d{1,2})(?:st|nd|rd|th)?,?(?:\s|$)")
_ONLY_YEAR = late(r"(?<![\d:+-])((?:19|20)\d\d)(?![\d:])")


def _day(text: str, time: str) -> tuple[int, int, int] | None:
    rest = text.replace(time, " ", 1) if time else text
    found = _YEAR_FIRST.search(rest)
    if found:
        return int(found[1]), int(found[2]), int(found[3])
    for named in _NAMED.finditer(rest):
        if named[2] in _months():
            return _full(named[3]), _months()[named[2]], int(named[1])
    return _in_chinese_words(rest) or _month_first(rest) or _by_numbers(rest)


def _in_chinese_words(text: str) -> tuple[int, int, int] | None:
    """`星期二, 03 三月 2026`: the form of RFC 5322 with a Chinese name of the month."""
    found = _CHINESE_MONTH.search(text)
    if found is None:
        return None
    return int(found[3]), _NUMERALS.index(found[2]) + 1, int(found[1])


_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_CHINESE_MONTH = late(
    r"(?<!\d)(\d{1,2})[\s-]{0,3}(十[一二]?|[一二三四五六七八九])月,?[\s-]{0,3}((?:19|20)\d\d)(?![\d:])"
)


def _month_first(text: str) -> tuple[int, int, int] | None:
    """`Mon Mar  2 09:00:00 2026`, `March 2, 2026`."""
    year = _ONLY_YEAR.search(text)
    for found in _MONTH_FIRST.finditer(text) if year else ():
        if found[1] in _months() and year:
            return int(year[1]), _months()[found[1]], int(found[2])
    return None


def _by_numbers(text: str) -> tuple[int, int, int] | None:
    """Points are European; with slashes only a number above 12 tells day from month."""
    found = _DAY_FIRST.search(text)
    if found is None:
        return None
    first, second = int(found[1]), int(found[3])
    if found[2] == "." or first > 12 or first == second:
        return _full(found[4]), second, first
    return (_full(found[4]), first, second) if second > 12 else None


def _full(year: str) -> int:
    """RFC 5322 4.3, for mail of our days."""
    number = int(year)
    return number if number > 99 else number + (2000 if number < 70 else 1900)


@lru_cache(1)
def _months() -> dict[str, int]:
    return {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}


_MONTHS = (
    "jan january januar jän jänner ene enero janeiro janv janvier янв января январь ocak oca يناير gennaio gen",
    "feb february februar febrero fev fevereiro fév févr février фев февр февраля февраль şubat şub subat فبراير",
    "mar march mrz märz mär maerz marzo março marco mars мар марта март mart مارس",
    "apr april abr abril avr avril апр апреля апрель nis nisan أبريل ابريل",
    "may mai mayo maio май мая mayıs mayis مايو",
    "jun june juni junio junho juin июн июня июнь haz haziran يونيو",
    "jul july juli julio julho juil juillet июл июля июль tem temmuz يوليو",
    "aug august ago agosto août aout авг августа август ağu ağustos agustos أغسطس اغسطس",
    "sep sept september septiembre setiembre set setembro septembre сен сент сентября сентябрь eyl eylül eylul سبتمبر",
    "oct october okt oktober octubre out outubro octobre окт октября октябрь eki ekim أكتوبر اكتوبر",
    "nov november noviembre novembro novembre ноя нояб ноября ноябрь kas kasım kasim نوفمبر",
    "dec december dez dezember dic diciembre dezembro déc décembre дек декабря декабрь ara aralık aralik ديسمبر",
)


# -- zone --------------------------------------------------------------------------------------------

_OFFSET = late(r"(?<=[\d\s)tcmz])([+-])\s?([01]?\d)(?::?([0-5]\d))?(?=[\s()a-z]|$)")


def _offset(found: re.Match[str]) -> list[tzinfo]:
    hours, minutes = int(found[2]), int(found[3] or 0)
    if hours > 14 or (found[1] == "-" and not hours and not minutes):  # -0000 names none, RFC 5322 3.3
        return []
    offset = timedelta(hours=hours, minutes=minutes)
    return [timezone(-offset if found[1] == "-" else offset)]


@lru_cache(1)
def _zones_named() -> dict[str, list[tzinfo]]:
    return {name: [timezone(timedelta(hours=hour)) for hour in hours] for name, *hours in _ZONES}


_ZONES: tuple[tuple[str, *tuple[float, ...]], ...] = (
    ("utc", 0), ("gmt", 0), ("ut", 0), ("wet", 0), ("west", 1),
    ("cst", -6, 8), ("cdt", -5), ("est", -5), ("edt", -4), ("mst", -7), ("mdt", -6), ("pst", -8), ("pdt", -7),
    ("ast", -4, 3), ("brt", -3), ("art", -3), ("clt", -4), ("clst", -3), ("cot", -5), ("pet", -5),
    ("bst", 1, 6), ("cet", 1), ("cest", 2), ("mez", 1), ("mesz", 2), ("eet", 2), ("eest", 3), ("msk", 3), ("trt", 3),
    ("gst", 4), ("pkt", 5), ("ist", 5.5, 2), ("ict", 7), ("wib", 7), ("hkt", 8), ("sgt", 8), ("myt", 8), ("pht", 8),
    ("jst", 9), ("kst", 9), ("aest", 10), ("aedt", 11), ("nzst", 12), ("nzdt", 13), ("cat", 2), ("sast", 2), ("eat", 3),
)  # fmt: skip
"""Zones by name, in hours from UTC; two where the name is used twice."""
