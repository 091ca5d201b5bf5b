"""Until when does an offer hold, by its own words?

A word for validity is looked for first; then a date, or a number of days, in the same sentence. What is valid
must be an offer: certificates, passports, letters of credit and warranties are valid too.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

from parsers.late import late
from parsers.wordlists import listed

_MOST_WORDS = 30


def validity_of(text: str, lowered: str, day: date | None) -> tuple[date | None, str]:
    """The last day and the words it was read from; nothing where the text names neither a date nor a time."""
    if not any(word in lowered for word in _HINTS):
        return None, ""
    for number, found in enumerate(_ANCHORS.finditer(lowered)):
        if number >= _MOST_WORDS:
            break
        start, end = _sentence(lowered, found)
        if _OTHER_THINGS.search(lowered, start, end):
            continue
        until, first, last = _until(lowered, found, start, end, day)
        if last:
            return until, text[first:last].strip()
    return None, ""


_HINTS = listed(
    "valid válid gültig gueltig valab validez expir geçerli gecerli hold gebunden действ срок vencim "
    "bindend "
    "有效 有効 صالح صلاحي ساري سارية 期限"
)
_ANCHORS = late(
    r"(?<![a-z])hold (?:the|this|these|our) (?:price|offer|quot)|"
    r"(?<![a-z])(?:valid(?:ity)?(?![a-z])|valid (?:until|till|for)|expir(?:es?|y|ation)(?![a-z])|"
    r"(?:offers?|quotations?|quotes?|prices?) (?:will |is |are |can )?(?:be )?(?:hold|holds|held|"
    r"open)(?![a-z]))|"
    r"(?<![a-zà-ÿ])(?:v[aá]lid[ao]s?|validez|validade|validité|valables?|vigencia|vencimiento|vence|"
    r"expire|expirera)(?![a-z])|"
    r"gültig(?:keit)?(?:sdauer)?(?![a-z])|gueltig|bindefrist|gebunden|"
    r"ge[çc]erli(?:dir|lik|liği|lik süresi)?(?![a-z])|"
    r"действител\w{1,6}|действу[ею]т|срок действия|"
    r"有效期?限?至?|有効期?[限間]?|期限|"
    r"صالحة?|صلاحي[ةه]|ساري[ةه]?"
)
_OTHER_THINGS = late(
    r"certificat|zertifikat|сертификат|sertifika|证书|證書|証明書|شهادة|licen[cs]|lizenz|passport|"
    r"visa(?![a-z])|"
    r"reisepass|warranty|guarantee(?!d)|garantie|garant[ií]a|гаранти|garanti(?![a-z])|保修|质保|保証|"
    r"الضمان|"
    r"letter of credit|(?<![a-z])l/?c(?![a-z])|信用证|信用狀|(?<![a-z])iso ?\d|coupon|password|"
    r"(?<![a-z])link|"
    r"card|payment terms|credit card|shelf|best before|expiry of|id valid|保质期|賞味期限|срок годности|"
    r"договор|contract is|vertrag|agreement|(?<![a-z])e-?mail address|account|membership|subscription"
)
_ENDS = late(r"[.!?;。；！？]\s|[。；！？؟]|\n")
_BACK, _AHEAD = 90, 90


def _sentence(lowered: str, found: re.Match[str]) -> tuple[int, int]:
    """About the sentence around a word; of a label at a line's end, the next line is the answer."""
    start, end = found.start(), found.end()
    low = max(0, start - _BACK)
    for stop in _ENDS.finditer(lowered, low, start):
        low = low if _DOT_IN_DATE.search(lowered, max(0, stop.start() - 3), stop.end() + 2) else stop.end()
    high = min(len(lowered), end + _AHEAD)
    label = _LABEL_END.match(lowered, end)
    for stop in _ENDS.finditer(lowered, label.end() if label else end, high):
        if not _ABBREVIATED.search(lowered, max(0, stop.start() - 6), stop.start() + 1):
            return low, stop.start()
    return low, high


_DOT_IN_DATE = late(r"\d\. ?[a-zäа-я]")
_LABEL_END = late(r"(?: (?:period|of (?:the )?(?:offer|quotation|price)|date))?[\s:：]{0,6}")
_ABBREVIATED = late(r"\d\.$|(?:jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|г|no|approx|ca)\.$")

# -- a date or a time in the sentence ----------------------------------------------------------------

_Until = tuple[date | None, int, int]


def _until(lowered: str, found: re.Match[str], start: int, end: int, day: date | None) -> _Until:
    """Behind the word first; before it for Turkish, Chinese, Japanese and German."""
    for low, high in ((found.end(), end), (start, found.start())):
        if low == start and not _BEFORE_TOO.match(found[0]):
            continue
        date_found = next(_dates(lowered, low, high, day), None)
        time_found = _TIME.search(lowered, low, high)
        if date_found and not (time_found and time_found.start() < date_found[1] and low != start):
            return date_found[0], min(found.start(), date_found[1]), max(found.end(), date_found[2])
        if time_found:
            until = _after_time(time_found, day)
            return until, min(found.start(), time_found.start()), max(found.end(), time_found.end())
    return None, 0, 0


_BEFORE_TOO = late(
    r"g[üu]e?ltig|gebunden|ge[çc]erli|有|期限|valid|v[aá]lid|valable|действ|ساري|صالح|off|quot|price"
)

_MONTHS = (
    "jan ene янв oca يناير", "feb fév fev févr фев şub sub فبراير", "mar mär mrz мар märz مارس",
    "apr abr avr апр nis أبريل ابريل إبريل", "may mai май мая мае mayıs مايو", "jun juin июн haz يونيو",
    "jul juil июл tem يوليو", "aug ago août aou авг ağu أغسطس اغسطس", "sep set сен eyl سبتمبر",
    "oct okt out окт eki أكتوبر اكتوبر", "nov ноя kas نوفمبر", "dec dez dic déc дек ara ديسمبر",
)  # fmt: skip
_MONTH_OF = {stem: number for number, stems in enumerate(_MONTHS, 1) for stem in stems.split()}
_STEMS = "|".join(sorted(_MONTH_OF, key=len, reverse=True))


def _word(name: str) -> str:
    return rf"(?P<{name}>(?:{_STEMS})[a-zà-ÿğışа-я\u0621-\u064a]{{0,9}})\.?"


_DATE = late(
    r"(?P<y1>20\d\d)\s?[-/.年]\s?(?P<m1>\d{1,2})\s?[-/.月]\s?(?P<d1>\d{1,2}|末|底)日?"
    r"|(?<![\d.])(?P<m2>\d{1,2})\s?月\s?(?P<d2>\d{1,2}|末|底)日?"
    r"|(?<![\d.])(?P<a3>\d{1,2})\s?[./-]\s?(?P<b3>\d{1,2})\s?[./-]\s?(?P<y3>20\d\d|\d\d)(?!\d)"
    r"|(?<![\d.])(?P<d4>\d{1,2})(?:st|nd|rd|th|er|º|\.)?[ \-]?(?:of |de |d')?[ \-]?"
    + _word("w4")
    + r"(?:[ ,\-]{1,2}(?:de |del )?(?P<y4>20\d\d|\d\d(?![\d:])))?"
    r"|(?<![a-zà-ÿа-я])" + _word("w5")
    + r" ?(?P<d5>\d{1,2})(?:st|nd|rd|th)?(?!\d)(?:,? {0,2}(?P<y5>20\d\d))?"
    r"|(?<![\d.,])(?P<a6>\d{1,2})[./](?P<b6>\d{1,2})(?![\d%])"
    r"|(?P<end>end of|ende|fin de|fim de|fin|конца|по конец)(?: the| des?| d')? ?"
    + _word("w7")
    + r"(?: (?:de )?(?P<y7>20\d\d))?"
    r"|(?P<w8>" + "(?:" + _STEMS + r")[a-zğış]{0,6})(?: ayı)? sonu"
    r"|(?P<month>end of (?:this|the) month|month end|月底|月末|本月底|本月内|monatsende|ende des "
    r"monats|fin de mes|fin du mois|"
    r"fim do mês|конца месяца|ay sonu|نهاية الشهر)"
    r"|(?P<year>end of (?:this|the) year|year end|年底|年末|jahresende|fin de año|fin d'année|fim do "
    r"ano|конца года|yıl sonu|"
    r"نهاية العام)"
)  # fmt: skip


def _dates(lowered: str, start: int, end: int, day: date | None) -> Iterator[tuple[date, int, int]]:
    for found in _DATE.finditer(lowered, start, end):
        when = _date_of(found, day)
        if when is not None:
            yield when, *found.span()


def _date_of(found: re.Match[str], day: date | None) -> date | None:
    part = found.groupdict()
    if part["y1"]:
        return _made(int(part["y1"]), int(part["m1"]), part["d1"])
    if part["y3"]:
        return _either(int(part["a3"]), int(part["b3"]), _year(part["y3"]), day)
    if part["w4"] or part["w5"]:
        word, digits, year = (part[f"{name}{4 if part['w4'] else 5}"] for name in "wdy")
        return _named(word, digits, year, day)
    if part["w7"] or part["w8"]:
        return _named(part["w7"] or part["w8"], "末", part["y7"], day)
    return _without_year(part, day) if day else None


def _without_year(part: dict[str, str | None], day: date) -> date | None:
    if part["month"]:
        return _made(day.year, day.month, "末")
    if part["year"]:
        return date(day.year, 12, 31)
    if part["m2"]:
        return _next(int(part["m2"]), part["d2"], day)
    first, second = int(part["a6"] or 0), int(part["b6"] or 0)
    return _next(second, str(first), day) or _next(first, str(second), day)


def _made(year: int, month: int, digits: str | None) -> date | None:
    """A day that exists, or none; 末 and 底 are the month's end."""
    if not 1 <= month <= 12 or not 2000 <= year <= 2100:
        return None
    last = calendar.monthrange(year, month)[1]
    number = int(digits) if digits and digits.isdecimal() else last
    return date(year, month, number) if 1 <= number <= last else None


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _either(first: int, second: int, year: int, day: date | None) -> date | None:
    """Day before month, as most write; the American way where only that is possible, or to come."""
    usual, american = _made(year, second, str(first)), _made(year, first, str(second))
    if usual and american and day and usual < day <= american:
        return american
    return usual or american


def _named(word: str | None, digits: str | None, year: str | None, day: date | None) -> date | None:
    stem = next((stem for stem in _BY_LENGTH if word and word.startswith(stem)), "")
    if not stem:
        return None
    if year:
        return _made(_year(year), _MONTH_OF[stem], digits)
    return _next(_MONTH_OF[stem], digits, day) if day else None


_BY_LENGTH = sorted(_MONTH_OF, key=len, reverse=True)


def _next(month: int, digits: str | None, day: date) -> date | None:
    """The first such day that is not past."""
    this = _made(day.year, month, digits)
    return this if this and this >= day else _made(day.year + 1, month, digits)


# -- a length of time --------------------------------------------------------------------------------

_SMALL = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "six": 6, "ein": 1, "einen": 1, "eine": 1, "zwei": 2,
    "drei": 3, "vier": 4, "un": 1, "une": 1, "deux": 2, "trois": 3, "una": 1, "dos": 2, "tres": 3, "um": 1,
    "uma": 1, "dois": 2, "duas": 2, "bir": 1, "iki": 2, "üç": 3, "seven": 7, "ten": 10, "fifteen": 15,
    "thirty": 30, "sixty": 60, "ninety": 90, "一": 1, "两": 2, "兩": 2, "二": 2, "三": 3, "七": 7, "十": 10,
    "十五": 15, "三十": 30, "quince": 15, "treinta": 30, "dreißig": 30, "zwölf": 12, "半": 0,
}  # fmt: skip
_TIME = late(
    r"(?<![\d.,/])(?:(?P<digits>\d{1,3})|(?P<word>(?<![a-zà-ÿğış])(?:"
    + "|".join(sorted(_SMALL, key=len, reverse=True))
    + r")))"
    r"(?:\s?[(（]\s?(?P<again>\d{1,3})\s?[)）])?[)）]?[\s\-]{0,2}(?P<kind>calendar|working|business|"
    r"werk|arbeits|kalender|"
    r"个?工作|営業|календарн\w{1,3}|рабочи\w|банковски\w|个自然|自然|iş|takvim)?\s?"
    r"(?:(?P<d>days?|tagen?|jours?|d[ií]as?|дн(?:ей|я)|день|gün|天|日|يوما?ً?|أيام|ايام)(?P<late> "
    r"(?:h[aá]biles|[uú]teis|ouvr\w{1,4}))?"
    r"|(?P<w>weeks?|wochen?|semaines?|semanas?|недел\w|hafta|周|週|星期|个星期|أسابيع|أسبوع|اسبوع)"
    r"|(?P<m>months?|monate?n?|mois|mes(?:es)?|m[eê]s|месяц\w{0,2}|ay(?![a-zıiğş])|个月|個月|か月|ヶ月|"
    r"カ月|ケ月|月(?!\d)|شهر|أشهر))"
)
_WORKING = ("working", "business", "werk", "arbeits", "工作", "営業", "рабочи", "iş", "банковски")


def _after_time(found: re.Match[str], day: date | None) -> date | None:
    if day is None or day.year > 9_900:
        return None
    part = found.groupdict()
    number = int(part["again"] or part["digits"] or _SMALL.get(part["word"] or "", 0))
    if part["m"]:
        return _months_on(day, number) if number else day + timedelta(days=15)
    if part["w"]:
        return day + timedelta(weeks=number)
    is_working = any(word in (part["kind"] or "") for word in _WORKING) or bool(part["late"])
    return _weekdays_on(day, number) if is_working else day + timedelta(days=number)


def _months_on(day: date, number: int) -> date | None:
    months = day.month - 1 + min(number, 120)
    year, month = day.year + months // 12, months % 12 + 1
    return _made(year, month, str(min(day.day, calendar.monthrange(min(year, 9998), month)[1])))


def _weekdays_on(day: date, number: int) -> date:
    """Monday to Friday; feasts are the calendar's matter, not the sentence's."""
    weeks, rest = divmod(number, 5)
    until = day + timedelta(weeks=weeks)
    while rest:
        until += timedelta(days=1)
        rest -= until.weekday() < 5
    return until
