"""Which days does a sentence of a notice name, in the ten languages, counted from the day of the mail?

Small on purpose: days and ranges of days as notices of absence write them. What a day is to the absence
(`until`, `back on`) is for `absence`. Text is in small letters with plain figures.
"""

# ruff: noqa: E501 - a pattern is read as one line
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from parsers.late import late

_MONTHS: tuple[str, ...] = (
    "january|jan|januar|jänner|enero|ene|janeiro|janvier|janv|января|январь|янв|ocak|يناير|كانون الثاني",
    "february|feb|februar|febrero|fevereiro|fev|février|févr|fevrier|февраля|февраль|фев|şubat|فبراير|شباط",
    "march|mar|märz|maerz|mrz|marzo|março|marco|mars|марта|март|mart|مارس|آذار",
    "april|apr|abril|abr|avril|avr|апреля|апрель|апр|nisan|أبريل|ابريل|نيسان",
    "may|mai|mayo|maio|мая|май|mayıs|مايو|أيار",
    "june|jun|juni|junio|junho|juin|июня|июнь|июн|haziran|يونيو|حزيران",
    "july|jul|juli|julio|julho|juillet|juil|июля|июль|июл|temmuz|يوليو|تموز",
    "august|aug|agosto|ago|août|aout|августа|август|авг|ağustos|أغسطس|اغسطس|آب",
    "september|sept|sep|septiembre|setiembre|setembro|set|septembre|сентября|сентябрь|сен|сент|eylül|سبتمبر|أيلول",
    "october|oct|oktober|okt|octubre|outubro|out|octobre|октября|октябрь|окт|ekim|أكتوبر|اكتوبر|تشرين الأول",
    "november|nov|noviembre|novembro|novembre|ноября|ноябрь|ноя|kasım|نوفمبر|تشرين الثاني",
    (
        "december|dec|dezember|dez|diciembre|dic|dezembro|décembre|déc|decembre|декабря|декабрь|дек|aralık|ديسمبر|"
        "كانون الأول"
    ),
)
_NUMBER = {name: month for month, names in enumerate(_MONTHS, 1) for name in names.split("|")}
_WEEKDAYS: tuple[str, ...] = (
    "monday|mon|montag|lunes|segunda-feira|segunda feira|lundi|понедельник\\w?|pazartesi|الاثنين|الإثنين|月曜日?",
    "tuesday|tue|dienstag|martes|terça-feira|terça feira|mardi|вторник\\w?|salı|الثلاثاء|火曜日?",
    "wednesday|wed|mittwoch|miércoles|quarta-feira|quarta feira|mercredi|сред[уыа]|çarşamba|الأربعاء|水曜日?",
    "thursday|thu|donnerstag|jueves|quinta-feira|quinta feira|jeudi|четверг\\w?|perşembe|الخميس|木曜日?",
    "friday|fri|freitag|viernes|sexta-feira|sexta feira|vendredi|пятниц[уыа]|cuma(?!rtesi)|الجمعة|金曜日?",
    "saturday|sat|samstag|sonnabend|sábado|samedi|суббот[уыа]|cumartesi|السبت|土曜日?",
    "sunday|sun|sonntag|domingo|dimanche|воскресень[ея]|pazar(?!tesi)|الأحد|日曜日?",
)
_WEEK_CHINESE = "一二三四五六日天"
_PLAIN = str.maketrans("０１２３４５６７８９／－．～〜–—−٠١٢٣٤٥٦٧٨٩號", "0123456789/-.~~---0123456789号")


@dataclass(frozen=True, slots=True)
class Days:
    """Days that the text names at start:end; the same day twice where it is one."""

    first: date
    last: date
    start: int
    end: int
    is_weekday: bool = False


def plain(text: str) -> str:
    """With plain figures and dashes, character for character."""
    return text.translate(_PLAIN)


_NAMES = "|".join(sorted(_NUMBER, key=len, reverse=True))
_TH = r"(?:st|nd|rd|th|er|º|°|ª|\.)?"
_OF = r"(?:\s{0,2}(?:of|de|del|den|د|من|شهر)\b)?\s{0,2}"
_TO = (
    r"\s{0,2}(?:-{1,2}|~|to|till|until|through|thru|and|bis(?:\s(?:zum|einschließlich|einschl\.?))?|al?|até(?:\so)?|au|hasta(?:\sel)?|"
    r"e|y|по|до|ile|إلى|الى|حتى|и|und|to\sthe|ve)\s{0,2}(?:the\s|el\s|o\s|dem\s|den\s|dia\s)?"
)
_DOW = (
    r"(?:(?:"
    + "|".join(
        day for days in _WEEKDAYS for day in days.split("|") if day.isascii() or "-" in day or len(day) > 3
    )
    + r")\.?,?\s)?"
)


def _p(*pieces: str) -> re.Pattern[str]:
    return late("".join(pieces))


def _d(n: int, before: str = r"(?<![\d.:/])") -> str:
    return rf"{before}(?P<d{n}>0?[1-9]|[12]\d|3[01])"


def _m(n: int) -> str:
    return rf"(?P<m{n}>{_NAMES})(?!\w)\.?"


def _y(n: int) -> str:
    return rf"(?:,?\s{{0,2}}(?:de\s|del\s|of\s)?(?P<y{n}>20\d\d)(?!\d))?"


def _num(n: int) -> str:
    return rf"(?P<m{n}>0?[1-9]|1[0-2])"


_CJK_DAY = r"(?:(?P<y{n}>20\d\d|今|明)\s?年\s?)?(?P<m{n}>0?[1-9]|1[0-2])\s?月\s?(?P<d{n}>[12]\d|3[01]|0?[1-9])\s?(?:日|号)?"
_IN_BRACKETS = r"(?:\s?[(（][^)）\d]{1,8}[)）])?"
_CJK_TO = r"\s?(?:-{1,2}|~|到|至|から|より|及|和|直至|起至)\s?"

_Patterns = tuple[re.Pattern[str], ...]
_CHINESE: _Patterns = (
    # 2026年3月10日(火)から3月15日 | 3月16日至20日
    _p(_CJK_DAY.format(n=1), _IN_BRACKETS, _CJK_TO, _CJK_DAY.format(n=2)),
    _p(_CJK_DAY.format(n=1), _IN_BRACKETS, _CJK_TO, r"(?P<d2>[12]\d|3[01]|0?[1-9])\s?(?:日|号)"),
    _p(_CJK_DAY.format(n=1)),
)
_BY_NAME: _Patterns = (
    # 16 to 20 March 2026 | 16 March - 20 April 2026
    _p(_d(1), _TH, _OF, _m(1), _y(1), _TO, _DOW, _d(2, r"(?<!\d)"), _TH, _OF, _m(2), _y(2)),
    _p(_d(1), _TH, _TO, _DOW, _d(2, r"(?<!\d)"), _TH, _OF, _m(2), _y(2)),
    # March 16 to 20, 2026 | March 16 to April 2
    _p(
        _m(1),
        r"\s{0,2}",
        _d(1),
        _TH,
        _y(1),
        _TO,
        _DOW,
        _m(2),
        r"\s{0,2}",
        _d(2, r"(?<!\d)"),
        _TH,
        r"(?![\d:])",
        _y(2),
    ),
    _p(_m(1), r"\s{0,2}", _d(1), _TH, _TO, _d(2, r"(?<!\d)"), _TH, r"(?![\d:])", _y(2)),
    # 16.-20. März
    _p(_d(1), r"\.\s{0,2}(?:-|bis|bis zum)\s{0,2}", _d(2, r"(?<!\d)"), r"\.\s{0,2}", _m(2), _y(2)),
    # 15 March 2026 | March 15th
    _p(_d(1), _TH, _OF, _m(1), _y(1)),
    _p(_m(1), r"\s{0,2}(?:the\s)?", _d(1, ""), r"(?![\d:])", _TH, r"(?!\w)", _y(1)),
)
_ISO_DAY = r"(?<![\d.])(?P<y{0}>20\d\d)\s?[-/.]\s?(?P<m{0}>0?[1-9]|1[0-2])\s?[-/.]\s?(?P<d{0}>0?[1-9]|[12]\d|3[01])(?!\d)"
_YEAR_FIRST: _Patterns = (
    # 2026-03-15, 2026/3/15, and to another
    _p(_ISO_DAY.format(1), _IN_BRACKETS, r"(?:", _TO, r"|", _CJK_TO, r")", _ISO_DAY.format(2)),
    _p(_ISO_DAY.format(1), _IN_BRACKETS, _CJK_TO, r"(?P<m2>1[0-2]|0?[1-9])[-/.]", _d(2, ""), r"(?!\d)"),
    _p(_ISO_DAY.format(1)),
)
_DAY_FIRST: _Patterns = (
    # 16.3. - 20.3.2026 | 16.-20.3.
    _p(
        _d(1),
        r"[./]",
        _num(1),
        r"(?:[./](?P<y1>(?:20)?\d\d)(?!\d))?\.?",
        _TO,
        _DOW,
        _d(2, r"(?<!\d)"),
        r"[./]",
        _num(2),
        r"(?!\d)(?:[./](?P<y2>(?:20)?\d\d)(?!\d))?",
    ),
    _p(
        _d(1),
        r"\.\s{0,2}(?:-|bis|und|bis zum)\s{0,2}",
        _d(2, r"(?<!\d)"),
        r"\.\s{0,1}",
        _num(2),
        r"(?!\d)(?:\.(?P<y2>(?:20)?\d\d)(?!\d))?",
    ),
    # 15.03.2026, 15/03/26, 15-03-2026, 15.3.
    _p(
        _d(1),
        r"(?P<sep>[./-])",
        r"(?P<m1>0?[1-9]|[12]\d|3[01])",
        r"(?P=sep)",
        r"(?P<y1>20\d\d|\d\d)(?![\d.]\d|\d)",
    ),
    _p(_d(1), r"\.", _num(1), r"\.(?!\d)"),
    _p(_d(1), r"[./]", r"(?P<m1>0?[1-9]|[12]\d|3[01])", r"(?![\d/:%]|[.,]\d|\s?(?:kg|mm|cm|usd|eur|pcs))"),
)
_MONTH_FIRST: _Patterns = (
    # 3/10~3/15
    _p(r"(?<![\d/.])(?P<m1>1[0-2]|0?[1-9])[/.]", _d(1, ""), r"(?!\d)", _IN_BRACKETS, _CJK_TO, r"(?P<m2>1[0-2]|0?[1-9])[/.]", _d(2, ""), r"(?!\d)"),
    _p(r"(?<![\d/.])(?P<m1>1[0-2]|0?[1-9])[/.]", _d(1, ""), r"(?![\d/.:%])"),
)  # fmt: skip
_WESTERN = (*_BY_NAME, *_YEAR_FIRST, *_DAY_FIRST)
_EASTERN = (*_CHINESE, *_YEAR_FIRST, *_MONTH_FIRST, *_BY_NAME)
"""Beside Chinese characters 3/5 is the fifth of March."""
_HAN = late(r"[\u3040-\u30ff\u4e00-\u9fff]")
_MARKS = late(r"\d")
_LONGEST = 600


def days_in(text: str, sent: date) -> list[Days]:
    """Every day or range of days, in the order of the text. `text` is small and `plain`."""
    said = text[:_LONGEST]
    found = [*_dated(said, sent)] if _MARKS.search(said) else []
    return sorted([*found, *_relative(said, sent, found)], key=lambda days: days.start)


def _dated(text: str, sent: date) -> Iterator[Days]:
    taken: list[tuple[int, int]] = []
    for pattern in _EASTERN if _HAN.search(text) else _WESTERN:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            days = _days(match, sent)
            if days is not None:
                taken.append(match.span())
                yield days


def _days(match: re.Match[str], sent: date) -> Days | None:
    said = match.groupdict()
    last = _day(said, "2", sent) if said.get("d2") else None
    first = _day(
        {**said, "m1": said.get("m1") or said.get("m2"), "y1": said.get("y1") or (said.get("y2"))}, "1", sent
    )
    if last is None and first is not None and not said.get("d2"):
        last = first
    if first is None or last is None:
        return None
    if last < first and (last - first).days > -_YEAR_DAYS:
        last = _next_year(last)
    return Days(first, last, *match.span()) if 0 <= (last - first).days < _YEAR_DAYS else None


_YEAR_DAYS = 366


def _day(said: dict[str, str | None], number: str, sent: date) -> date | None:
    month = _month(said.get(f"m{number}") or said.get("m1") or "")
    day = int(said[f"d{number}"] or 0)
    if month > _MOST_MONTH and day <= _MOST_MONTH:  # 03/15: the American order
        month, day = day, month
    year = said.get(f"y{number}") or (said.get("y1") if number == "2" else None)
    if year:
        return _made(_year(year, sent), month, day)
    candidates = (_made(sent.year + shift, month, day) for shift in (-1, 0, 1))
    return next((one for one in candidates if one and (one - sent).days >= -_PAST), None)


_MOST_MONTH = 12
_PAST = 150
"""A day without a year that lies further back is next year's."""


def _month(word: str) -> int:
    return int(word) if word.isdecimal() else _NUMBER.get(word, 0)


def _year(word: str, sent: date) -> int:
    if not word.isdecimal():
        return sent.year + (word == "明")
    return int(word) + (2000 if len(word) == 2 else 0)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _next_year(day: date) -> date:
    """The same day a year on; a 29 February becomes the 28th, and the last year there is stays."""
    return _made(day.year + 1, day.month, day.day) or _made(day.year + 1, day.month, day.day - 1) or day


# -- next Monday, tomorrow, 下周一 --------------------------------------------------------------------

_WEEKDAY = late("|".join(rf"(?<!\w)(?P<w{n}>{names})(?!\w)" for n, names in enumerate(_WEEKDAYS)))
_CHINESE_WEEKDAY = late(
    r"(?P<next>下+|本|这|這)?(?:个|個)?(?:周|週|星期|礼拜|禮拜)(?P<day>[一二三四五六日天])"
)
_OF_MONTH = late(
    r",? (?:the |el |dem |den |le |dia |día )?([12]\d|3[01]|0?[1-9])(?![\d:/]| ?(?:uhr|h\b|am\b|pm\b|a\.m|p\.m))"
)
_JAPANESE_WEEK = late(r"来週の?\s?$")
_FROM_TODAY: tuple[tuple[re.Pattern[str], int], ...] = (
    (late(r"day after tomorrow|übermorgen|pasado mañana|depois de amanhã|après-demain|послезавтра|后天|後天|明後日|"
                r"öbür gün|بعد غد"), 2),
    (late(r"\btomorrow\b|(?<!guten )(?<!\w)morgen(?!\w)(?=[ ,.]*(?:wieder|nicht|abwesend|außer|im|erreich|zurück))|"
                r"(?<!de la )(?<!por la )mañana(?= (?:no|estar|vuelv|regres))|amanhã|demain|завтра|明天|明日|yarın|غدا"), 1),
)  # fmt: skip


def _relative(text: str, sent: date, dated: list[Days]) -> Iterator[Days]:
    if dated:  # `back on Monday, 16 March` names one day, not two
        return
    for match in _WEEKDAY.finditer(text):
        number = int(str(match.lastgroup)[1:])
        named = _OF_MONTH.match(text, match.end())
        coming = _coming(int(named[1]), sent) if named else None
        if coming is not None and coming.weekday() == number:  # lunes 16
            yield Days(coming, coming, *match.span(), is_weekday=True)
            continue
        shift = (number - sent.weekday() - 1) % 7 + 1
        if _JAPANESE_WEEK.search(text[: match.start()][-5:]):
            shift = 7 - sent.weekday() + number
        yield _after(sent, shift, match, is_weekday=True)
    for match in _CHINESE_WEEKDAY.finditer(text):
        number = _WEEK_CHINESE.index(match["day"]) % 7 if match["day"] != "天" else 6
        weeks = (match["next"] or "").count("下")
        shift = (
            number - sent.weekday() + 7 * weeks if match["next"] else (number - sent.weekday() - 1) % 7 + 1
        )
        yield _after(sent, shift, match, is_weekday=True)
    for pattern, shift in _FROM_TODAY:
        found = pattern.search(text)
        if found:
            yield _after(sent, shift, found, is_weekday=True)
            return
    yield from _periods(text, sent)


# -- the end of the month, this week, the 13th --------------------------------------------------------

_MONTH_END = late(
    r"(?:end of(?: the| this)?|ende(?: des| dieses)?|fin(?:al(?:es)?)?(?: de| del| do| d')?(?: este| mes de| mês de)?|fim d[eo]|fin(?: du| de)?|"
    r"конца|конец|نهاية)(?: (?:the|شهر|mois de))?\s(?P<m1>month\w?|monats?|mes|mês|mois|(?:этого )?месяца|(?:هذا )?(?:ال)?شهر|(?:"
    + _NAMES
    + r"))(?!\w)"
    r"|(?P<m2>(?:" + _NAMES + r")|(?<!\w)ay) sonu\w{0,3}"
    r"|(?:(?P<m3>1[0-2]|0?[1-9])月|(?:本|这个|這個|今)?月)(?:底|末)(?!の?\d)"
)
_THIS_WEEK = late(
    r"(?:end of (?:the|this)|this|all|rest of the|dieser|diese|ende der|esta|final de la|cette|fin de (?:la|cette)|этой|конца|bu) "
    r"(?:week|woche|semana|semaine|недел[еи]|hafta)(?!\w)|hafta sonu\w{0,3}|(?:هذا|نهاية) (?:ال)?[أا]سبوع|本周|这周|這週|本週|今週(?!中)|周末前"
)
_NEXT_WEEK = late(
    r"(?:next week|(?:nächste|kommende)[nr]? woche|la (?:próxima semana|semana que viene)|(?:na )?(?:próxima semana|semana que vem)|la semaine prochaine|"
    r"следующей неделе|(?:gelecek|önümüzdeki|haftaya) ?(?:hafta)?|الأسبوع (?:القادم|المقبل)|下周(?![一二三四五六日天末])|下週(?![一二三四五六日天末])|来週(?!の))"
)
_ONLY_DAY = late(
    r"(?:\bthe (?P<d1>\d{1,2})(?:st|nd|rd|th)\b|\bd[ií]a (?P<d2>\d{1,2})\b(?! de)|\b(?:au|le) (?P<d3>\d{1,2})(?=[ .,;]|$)(?! ?h)|"
    r"\b(?:zum|am|dem) (?P<d4>\d{1,2})\.(?!\d)|(?<!\d)(?P<d5>\d{1,2})(?:-го)? числа|(?<![\d月])(?P<d6>\d{1,2})(?:号|號|日)(?![间間内內後后天目])|"
    r"ayın (?P<d7>\d{1,2}))"
)


def _periods(text: str, sent: date) -> Iterator[Days]:
    """Of a month the last day, of a week all of it."""
    for match in _MONTH_END.finditer(text):
        month = _month(match["m1"] or match["m2"] or match["m3"] or "") or sent.month
        year = sent.year + (month < sent.month - _PAST // 30)
        day = _made(year + month // 12, month % 12 + 1, 1)
        if day is not None:
            last = date.fromordinal(day.toordinal() - 1)
            yield Days(last, last, *match.span(), is_weekday=True)
    for pattern, weeks in ((_THIS_WEEK, 0), (_NEXT_WEEK, 1)):
        found = pattern.search(text)
        monday = sent.toordinal() - sent.weekday() + 7 * weeks
        if found and 1 <= monday <= date.max.toordinal() - 7:
            first = max(date.fromordinal(monday), sent)
            yield Days(first, date.fromordinal(monday + 6), *found.span(), is_weekday=True)
    for match in _ONLY_DAY.finditer(text) if _MARKS.search(text) else ():
        coming = _coming(int(match[match.lastgroup or 0]), sent)
        if coming is not None:
            yield Days(coming, coming, *match.span(), is_weekday=True)


def _coming(number: int, sent: date) -> date | None:
    """The next day of this number; the 31st comes within two months."""
    months = (
        (sent.year + (sent.month + ahead - 1) // 12, (sent.month + ahead - 1) % 12 + 1) for ahead in range(3)
    )
    days = (_made(year, month, number) for year, month in months)
    return next((day for day in days if day and day >= sent), None)


def _after(sent: date, shift: int, match: re.Match[str], *, is_weekday: bool) -> Days:
    day = date.fromordinal(min(max(1, sent.toordinal() + shift), date.max.toordinal()))
    return Days(day, day, *match.span(), is_weekday)
