"""Which days do words name? A small grammar of dates in English and Chinese, with the basics of German and Spanish.

Works on folded text. A visible tuple of (pattern, reading); where two patterns claim the same words the earlier wins.
"""

# ruff: noqa: E501 - a pattern is read as one line
from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from rules.days import Days
from rules.feasts import FEAST_NAMES, feast_after

_MONTHS = (
    "january jan januar janner enero ene", "february feb februar febrero", "march mar marz marzo", "april apr abril abr",
    "may mai mayo", "june jun juni junio", "july jul juli julio", "august aug agosto ago",
    "september sep sept septiembre", "october oct oktober okt octubre", "november nov noviembre",
    "december dec dezember dez diciembre dic",
)  # fmt: skip
_MONTH = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
_WEEKDAYS = (
    "monday montag lunes", "tuesday tue tues dienstag martes", "wednesday mittwoch miercoles",
    "thursday thu thurs donnerstag jueves", "friday fri freitag viernes", "saturday samstag sonnabend sabado",
    "sunday sonntag domingo",
)  # fmt: skip
_WEEKDAY = {word: number for number, words in enumerate(_WEEKDAYS) for word in words.split()}
_WEEKDAY |= dict(zip("一二三四五六日天", (0, 1, 2, 3, 4, 5, 6, 6), strict=True))
_SMALL = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "couple of": 2, "a couple of": 2, "another": 1, "the next": 1,
    "einem": 1, "einer": 1, "zwei": 2, "drei": 3, "vier": 4, "sechs": 6, "un": 1, "una": 1, "dos": 2, "tres": 3,
    "cuatro": 4, "seis": 6,
}  # fmt: skip
_DIGITS = dict(zip("零一二三四五六七八九两", (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2), strict=True))
_ORDINALS = {
    word: number
    for number, words in enumerate(
        (
            "first 1st erste ersten primer primera",
            "second 2nd zweite zweiten segundo segunda",
            "third 3rd dritte dritten tercer tercera",
            "fourth 4th last vierte vierten cuarto cuarta",
        ),
        1,
    )
    for word in words.split()
}
_SEASON = {
    "spring": 3,
    "summer": 6,
    "autumn": 9,
    "fall": 9,
    "winter": 12,
    "春": 3,
    "夏": 6,
    "秋": 9,
    "冬": 12,
}
_UNIT = {
    "day": 1,
    "tag": 1,
    "dia": 1,
    "天": 1,
    "日": 1,
    "week": 7,
    "woche": 7,
    "semana": 7,
    "周": 7,
    "星期": 7,
    "礼拜": 7,
}

_M = "(?:" + "|".join(sorted(_MONTH, key=len, reverse=True)) + r")\b\.?"
_LONG_M = (
    "(?:"
    + "|".join(word for word in _MONTH if len(word) > 4 or word in ("june", "july", "juni", "juli"))
    + r")\b"
)
_W = "(?:" + "|".join(sorted((word for word in _WEEKDAY if word.isascii()), key=len, reverse=True)) + r")\b"
_N = r"(?:\d{1,3}|" + "|".join(sorted((re.escape(word) for word in _SMALL), key=len, reverse=True)) + ")"
_C = r"[一二三四五六七八九十两]{1,3}|\d{1,3}"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th|\.)?"
_YEAR = r"(?:,? ?(?P<y>20\d\d))?"
_ZW = r"(?:周|星期|礼拜)"


@dataclass(frozen=True, slots=True)
class Named:
    """Days, and where in the sentence they are named."""

    days: Days
    start: int
    end: int


Reading = Callable[[re.Match[str], date], Days | None]


def named_days(sentence: str, sent: date) -> list[Named]:
    """All days that a folded sentence names, in order, none upon another."""
    found: list[Named] = []
    claimed: list[re.Match[str]] = []
    for match, reading in _matches(sentence):
        if not any(match.start() < other.end() and other.start() < match.end() for other in claimed):
            claimed.append(match)
            found.extend(_named(match, reading, sent))
    return sorted(found, key=lambda one: one.start)


def _matches(sentence: str) -> Iterator[tuple[re.Match[str], Reading]]:
    return ((match, reading) for pattern, reading in _GRAMMAR for match in pattern.finditer(sentence))


def _named(match: re.Match[str], reading: Reading, sent: date) -> Iterator[Named]:
    try:
        days = reading(match, sent)
    except (ValueError, OverflowError, KeyError):  # 31 February, 十十月, the year 9999: no date, not a fault
        return
    if days is not None:
        yield Named(days, match.start(), match.end())


# -- readings ----------------------------------------------------------------------------------------


def _one(day: date) -> Days:
    return Days(day, day)


def _number(text: str) -> int:
    """Digits, an English word or a Chinese number up to 99."""
    if text.isdigit():
        return int(text)
    if text in _SMALL:
        return _SMALL[text]
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS[ones]
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def _next_date(sent: date, month: int, day: int, year: str | None = None) -> date:
    """This year's, or next year's where it lies behind us; a month that began stays this year's."""
    if year:
        return date(int(year), month, day)
    near = date(sent.year, month, day)
    return near if near >= sent else date(sent.year + 1, month, day)


def _month(year: int, month: int) -> Days:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _named_month(sent: date, month: int, year: str | None = None) -> Days:
    return _month(int(year) if year else sent.year + (month < sent.month), month)


def _month_of(text: str) -> int:
    return _MONTH[text.rstrip(".")]


def _iso(match: re.Match[str], _: date) -> Days:
    return _one(date(int(match["y"]), int(match["m"]), int(match["d"])))


def _day_first(match: re.Match[str], sent: date) -> Days:
    day, month, year = int(match["d"]), int(match["m"]), match["y"]
    if month > 12 >= day:
        day, month = month, day
    return _one(_next_date(sent, month, day, "20" + year if year and len(year) == 2 else year))


def _day_and_month(match: re.Match[str], sent: date) -> Days:
    return _one(_next_date(sent, _month_of(match["m"]), int(match["d"]), match["y"]))


def _range_of_days(match: re.Match[str], sent: date) -> Days:
    last = _next_date(sent, _month_of(match["m"]), int(match["d2"]), match["y"])
    return Days(last.replace(day=int(match["d"])), last)


def _part(whole: Days, part: str) -> Days:
    """Beginning: its first day. Middle: the 15th. End: its last day."""
    if part.startswith(("mid", "中", "mitte", "mediados")):
        return _one(whole.first.replace(day=15))
    if part.startswith(("end", "late", "底", "末", "ende", "fin", "下旬", "尾")):
        return _one(whole.last)
    return _one(whole.first)


def _part_of_month(match: re.Match[str], sent: date) -> Days:
    return _part(_named_month(sent, _month_of(match["m"]), match["y"]), match["p"])


def _part_of_period(match: re.Match[str], sent: date) -> Days:
    which, unit = match["w"] or "this", match["u"]
    ahead = int(which.startswith(("next", "nach", "komm", "prox")))
    if unit == "week":
        return _one(_monday(sent, ahead) + timedelta(days=4 if match["p"].startswith("end") else 2))
    if unit == "quarter":
        return _part(_quarter(sent, (sent.month - 1) // 3 + 1 + ahead), match["p"])
    if unit == "year":
        return _part(Days(date(sent.year + ahead, 1, 1), date(sent.year + ahead, 12, 31)), match["p"])
    return _part(_month(sent.year, sent.month + ahead), match["p"])


def _bare_month(match: re.Match[str], sent: date) -> Days:
    return _named_month(sent, _month_of(match["m"]), match["y"])


def _week_of_month(match: re.Match[str], sent: date) -> Days:
    first = _named_month(sent, _month_of(match["m"])).first
    monday = first + timedelta(days=-first.weekday() % 7 + 7 * (_ORDINALS[match["o"]] - 1))
    return Days(monday, monday + timedelta(days=6))


def _calendar_week(match: re.Match[str], sent: date) -> Days:
    monday = date.fromisocalendar(sent.year, int(match["n"]), 1)
    if monday < sent - timedelta(days=6):
        monday = date.fromisocalendar(sent.year + 1, int(match["n"]), 1)
    return Days(monday, monday + timedelta(days=6))


def _monday(sent: date, ahead: int) -> date:
    return sent + timedelta(days=7 * ahead - sent.weekday())


def _week(sent: date, ahead: int) -> Days:
    monday = _monday(sent, ahead)
    return Days(monday, monday + timedelta(days=6))


def _quarter(sent: date, quarter: int, year: int | None = None) -> Days:
    year = (year or sent.year) + (quarter - 1) // 4
    quarter = (quarter - 1) % 4 + 1
    return Days(_month(year, 3 * quarter - 2).first, _month(year, 3 * quarter).last)


def _period(match: re.Match[str], sent: date) -> Days:
    ahead, unit = 2 if match.group().startswith("the week after") else 1, match["u"]
    if unit.startswith(("week", "woche", "semana")):
        return _week(sent, ahead)
    if unit.startswith(("month", "monat", "mes")):
        return _month(sent.year, sent.month + ahead)
    if unit.startswith("quarter"):
        return _quarter(sent, (sent.month - 1) // 3 + 2)
    if unit in _SEASON:
        return _season(unit, sent)
    return Days(date(sent.year + 1, 1, 1), date(sent.year + 1, 12, 31))


def _season(name: str, sent: date) -> Days:
    month = _SEASON[name]
    year = sent.year + (month <= sent.month)
    return Days(date(year, month, 1), _month(year, month + 2).last)


def _in_time(match: re.Match[str], sent: date) -> Days:
    return _one(_moved(sent, _number(match["n"]), match["u"]))


def _moved(sent: date, count: int, unit: str) -> date:
    if unit.startswith(("hour", "stunde", "hora", "小时")):
        return sent + timedelta(days=count // 24)
    if unit.startswith(("month", "monat", "mes", "个月", "月")):
        days = _month(sent.year, sent.month + count)
        return days.first.replace(day=min(sent.day, days.last.day))
    if unit.startswith(("year", "jahr", "ano", "年")):
        return _month(sent.year + count, sent.month).first.replace(day=min(sent.day, 28))
    step = next(days for stem, days in _UNIT.items() if unit.startswith(stem))
    return sent + timedelta(days=count * step)


def _half_month(_: re.Match[str], sent: date) -> Days:
    return _one(sent + timedelta(days=15))


def _weekday(match: re.Match[str], sent: date) -> Days:
    """A bare weekday is the next such day; `next Friday` is the one of next week, as 下周五 is."""
    number = _WEEKDAY[match["w"].rstrip(".")]
    if match["a"]:
        ahead = match["a"].count("下") or 1
        return _one(_monday(sent, ahead) + timedelta(days=number))
    return _one(sent + timedelta(days=(number - sent.weekday() - 1) % 7 + 1))


def _weekdays_zh(match: re.Match[str], sent: date) -> Days:
    monday = _monday(sent, match["a"].count("下"))
    first, last = (monday + timedelta(days=_WEEKDAY[match[group]]) for group in ("w", "w2"))
    return Days(first, max(first, last))


def _this_weekday_zh(match: re.Match[str], sent: date) -> Days:
    return _one(_monday(sent, 0) + timedelta(days=_WEEKDAY[match["w"]]))


def _after_days(count: int) -> Reading:
    return lambda _, sent: _one(sent + timedelta(days=count))


def _this_week(_: re.Match[str], sent: date) -> Days:
    return _one(_monday(sent, 0) + timedelta(days=4))


def _quarter_named(match: re.Match[str], sent: date) -> Days:
    text = match["q"]
    quarter = int(text) if text.isdigit() else _ORDINALS.get(text) or _number(text)
    if match["y"]:
        return _quarter(sent, quarter, int(match["y"]))
    return _quarter(sent, quarter, sent.year + (quarter < (sent.month - 1) // 3 + 1))


def _half_year(match: re.Match[str], sent: date) -> Days:
    second = match.group().startswith(("second", "下"))
    month = 7 if second else 1
    year = sent.year + (not second)
    return Days(date(year, month, 1), _month(year, month + 5).last)


def _bare_season(match: re.Match[str], sent: date) -> Days:
    return _season(match["s"], sent)


def _zh_date(match: re.Match[str], sent: date) -> Days:
    year = str(sent.year + 1) if match["y"] == "明" else str(sent.year) if match["y"] == "今" else match["y"]
    month, day = _number(match["m"]), _number(match["d"])
    if not match["d2"]:
        return _one(_next_date(sent, month, day, year))
    last_month = _number(match["m2"] or match["m"])
    last = _next_date(sent, last_month, _number(match["d2"]), year)
    return Days(date(last.year - (month > last_month), month, day), last)


def _zh_month(match: re.Match[str], sent: date) -> Days:
    year = str(sent.year + 1) if match["y"] == "明" else str(sent.year) if match["y"] == "今" else match["y"]
    whole = _named_month(sent, _number(match["m"]), year)
    return _part(whole, match["p"]) if match["p"] else whole


def _zh_period(match: re.Match[str], sent: date) -> Days:
    ahead = match["a"].count("下")
    if "周" in match["u"] or "星期" in match["u"] or "礼拜" in match["u"]:
        return _week(sent, ahead)
    whole = _month(sent.year, sent.month + ahead)
    if match["d"]:
        return _one(whole.first.replace(day=_number(match["d"])))
    return _part(whole, match["p"]) if match["p"] else whole


def _zh_month_end(match: re.Match[str], sent: date) -> Days:
    return _part(_month(sent.year, sent.month), match["p"])


def _zh_year(match: re.Match[str], sent: date) -> Days:
    year = sent.year + (match["y"] in ("明", "来"))
    whole = Days(date(year, 1, 1), date(year, 12, 31))
    return _part(whole, match["p"]) if match["p"] else whole


def _zh_bare_day(match: re.Match[str], sent: date) -> Days:
    day = _number(match["d"])
    ahead = int(day <= sent.day)
    return _one(_month(sent.year, sent.month + ahead).first.replace(day=day))


def _feast(match: re.Match[str], sent: date) -> Days | None:
    return feast_after(match["f"], sent)


def _new_year_off(_: re.Match[str], sent: date) -> Days | None:
    return feast_after("春节", sent)


def _short(match: re.Match[str], sent: date) -> Days:
    day, month = int(match["d"]), int(match["m"] or match["m2"])
    if month > 12 >= day:
        day, month = month, day
    return _one(_next_date(sent, month, day))


def _year(match: re.Match[str], sent: date) -> Days | None:
    if match["p2"]:
        return _one(date(sent.year, 12, 31))
    return None if match["y"] == "今" and not match["p"] else _zh_year(match, sent)


_PARTS = r"(?P<p>(?:the )?(?:end|middle|mid|beginning|start|early|late|ende|mitte|anfang|fin(?:es|ales)?|mediados|principios))"
_GRAMMAR: tuple[tuple[re.Pattern[str], Reading], ...] = tuple(
    (re.compile(pattern.replace("(?P<p>(?:the )?", "(?:the )?(?P<p>")), reading)
    for pattern, reading in (
        (r"(?<!\d)(?P<y>20\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)", _iso),
        (r"(?<![\d.])(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>20\d\d|\d\d)(?!\d)", _day_first),
        (r"(?<=[a-z] )(?P<d>\d{1,2})(?:/(?P<m>\d{1,2})(?![\d/%])|\.(?P<m2>\d{1,2})\.(?!\d))(?P<y>)", _short),
        (rf"\b(?P<d>\d{{1,2}})\.?(?:st|nd|rd|th)? ?(?:-|to|bis|and|al?) ?(?:the |zum )?(?P<d2>\d{{1,2}})(?:st|nd|rd|th|\.)?(?: of| de)? ?(?P<m>{_M}){_YEAR}", _range_of_days),
        (rf"\b{_DAY}(?: of| de)? ?(?P<m>{_M}){_YEAR}", _day_and_month),
        (rf"\b(?P<m>{_M}) ?(?P<d>\d{{1,2}}) ?(?:-|to) ?(?P<d2>\d{{1,2}})\b{_YEAR}", _range_of_days),
        (rf"\b(?P<m>{_M}) (?:the )?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?! ?(?:pcs|pieces|sets|%)){_YEAR}", _day_and_month),
        (rf"\b(?P<o>{'|'.join(_ORDINALS)}) (?:week|woche|semana) (?:of|in|im|de) (?P<m>{_M})", _week_of_month),
        (rf"\b{_PARTS}[ -]+(?:of |de |in )?(?P<m>{_M}){_YEAR}", _part_of_month),
        (rf"\b{_PARTS} (?:of )?(?:the |this |current )?(?P<w>next |coming |following )?(?P<u>month|week|year|quarter)\b", _part_of_period),
        (r"\b(?P<u>month|week|year|quarter)[ -](?P<p>end)\b(?P<w>)", _part_of_period),
        (r"\b(?:week|kw|wk)\.? ?(?P<n>\d{1,2})\b(?!\s*(?:days|weeks))", _calendar_week),
        (r"\bthe day after tomorrow\b|\bubermorgen\b|\bpasado manana\b|后天", _after_days(2)),
        (r"大后天", _after_days(3)),
        (r"\btomorrow\b|\bmorgen\b|明天|明日", _after_days(1)),
        (r"\btoday\b|\btonight\b|\bthis (?:morning|afternoon|evening)\b|\bheute\b|\bhoy\b|今天|今日|今晚|\b(?:in|within) the next hours?\b", _after_days(0)),
        (rf"\b(?P<a>next |nachsten |kommenden |proximo )(?P<w>{_W})", _weekday),
        (rf"\b(?:this |coming |on |diesen |este )?(?P<a>)(?P<w>{_W})", _weekday),
        (r"\b(?:next|the following|the coming|nachste[nr]?|kommende[nr]?|la proxima|proxim[oa]|the week after next) ?(?P<u>week|month|quarter|year|spring|summer|autumn|fall|winter|woche|monat|jahr|semana|mes|ano)\b", _period),
        (r"\bthis week\b|\bdiese woche\b|\besta semana\b|(?:本|这个?)(?:周|星期|礼拜)(?![一二三四五六日天])", _this_week),
        (rf"\b(?:in|within|for|after|innerhalb von|en|dentro de) (?:about |around |another |the next )?(?P<n>{_N}) (?:more |working |business )?(?P<u>hours?|days?|weeks?|months?|years?|stunden?|tage?n?|wochen?|monate?n?|horas?|dias?|semanas?|mes(?:es)?)\b", _in_time),
        (rf"\b(?P<n>{_N}) (?P<u>days?|weeks?|months?) (?:from now|later)\b", _in_time),
        (r"\b(?P<q>first|second|third|fourth|1st|2nd|3rd|4th) quarter\b(?: of)? ?(?P<y>20\d\d)?", _quarter_named),
        (r"\bq(?P<q>[1-4])\b ?(?P<y>20\d\d)?", _quarter_named),
        (r"\b(?:second|first) half(?: of (?:the|next) year)?\b|下半年|明年上半年", _half_year),
        (rf"\b(?P<m>{_LONG_M}){_YEAR}", _bare_month),
        (rf"(?:(?<=\bin )|(?<=\bim )|(?<=\bby )|(?<=\bto )|(?<=\ben )|(?<=\btill )|(?<=\buntil )|(?<=\bafter )|(?<=\bfrom )|(?<=\bbefore )|(?<=\bnext ))(?P<m>{_M}){_YEAR}", _bare_month),
        (r"\b(?:(?:in|next|this|the|until|till|after|before|by) )(?:the )?(?P<s>spring|summer|autumn|fall|winter)\b", _bare_season),
        (r"(?P<s>[春夏秋冬])(?:季|天)", _bare_season),
        (rf"(?:(?P<y>20\d\d|明|今)年)?(?P<m>{_C})月(?P<d>{_C})(?:日|号)?(?: ?(?:-|~|到|至) ?(?:(?P<m2>{_C})月)?(?P<d2>{_C})(?:日|号))?", _zh_date),
        (rf"(?:(?P<y>20\d\d|明|今)年)?(?<![个\d])(?P<m>{_C})月份?(?P<p>底|末|初|中旬?|上旬|下旬)?", _zh_month),
        (rf"(?P<a>下*|本|这)个?{_ZW}(?P<w>[一二三四五六日天]) ?(?:到|至|-|~) ?(?:下?{_ZW})?(?P<w2>[一二三四五六日天])", _weekdays_zh),
        (rf"(?P<a>下+)个?{_ZW}(?P<w>[一二三四五六日天])", _weekday),
        (rf"(?:本|这个?){_ZW}(?P<w>[一二三四五六日天])", _this_weekday_zh),
        (rf"(?P<a>){_ZW}(?P<w>[一二三四五六日天])", _weekday),
        (r"(?P<a>下+)个?(?P<u>周|星期|礼拜)(?P<d>)(?P<p>)", _zh_period),
        (rf"(?P<a>下+)个?(?P<u>月)(?:(?P<d>{_C})[日号])?(?P<p>底|末|初|中旬?|上旬|下旬)?", _zh_period),
        (r"本?这?个?(?<!\d)月(?P<p>底|末|中|初)", _zh_month_end),
        (rf"(?P<n>{_C})个?(?P<u>小时|天|周|星期|礼拜|个月|月)(?:以?之?后|以?之?内|左右|再)", _in_time),
        (r"半个月(?:以?之?后|以?之?内|左右|再)", _half_month),
        (r"(?P<y>[明来今])年(?P<p>底|末|初|中)?|(?<![明来今每去\d])(?P<y2>)年(?P<p2>底|末)", _year),
        (r"(?:第)?(?P<q>[一二三四1-4])季度(?P<y>)", _quarter_named),
        (r"年后|过完年|(?<![春中清端])节后", _new_year_off),
        (rf"(?:过完|过了)?(?:the )?(?P<f>{FEAST_NAMES})(?:节|假期|长假| holidays?| break| festival)?", _feast),
        (rf"(?<![\d月])(?P<d>{_C})[号日](?!线|机|楼|门|店|仓|柜|款|车|码|公)", _zh_bare_day),
    )
)  # fmt: skip
