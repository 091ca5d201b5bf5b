"""What does each shape of words mean in days? One reading for each row of the grammar."""

from __future__ import annotations

from datetime import date, timedelta

from dates import calendar
from dates.calendar import one, soon
from dates.days import Days
from dates.feasts import Feast, feast_after
from dates.found import Found, NotHereError, Spot
from dates.tokens import Token
from late import late

_PAST = 150
"""A day without a year that lies further back is next year's."""


# -- days of months ----------------------------------------------------------------------------------


def _dated(sent: date, year: int | None, month: int, day: int) -> Days:
    """Without its year: this year's, or next year's where that lies far behind."""
    if year is not None:
        return one(date(year, month, day))
    years = (sent.year - 1, sent.year, sent.year + 1, sent.year + 2)
    near = (_made(one_year, month, day) for one_year in years)
    found = next((day for day in near if day and (day - sent).days >= -_PAST), None)
    if found is None:
        raise ValueError(day)
    return Days(found, found, has_year=False)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _range(first: Days, last: Days) -> Days:
    """Both ends of one stretch: the end is the next such day after the beginning."""
    start, end = first.first, last.last
    if end < start and not last.has_year:
        end = _made(end.year + 1, end.month, end.day) or end
    if not 0 <= (end - start).days < 366:
        raise ValueError(start)
    return Days(start, end, has_year=last.has_year)


def _month_of(found: Found, group: str) -> int:
    return found.int_of(group, "months", "loose_months", "month_weeks")


def read_day_and_month(found: Found) -> Days:
    day, month = found.number("d"), _month_of(found, "m")
    if found.token("m").letter == "m" and found.token("d").letter == "N" and _is_goods(found):
        raise NotHereError
    return _dated(found.sent, found.year(), month, day)


_GOODS = frozenset(
    [
        "pcs",
        "pieces",
        "sets",
        "units",
        "pc",
        "kg",
        "tons",
        "cartons",
        "boxes",
        "stk",
        "stück",
        "uds",
        "pzs",
        "pçs",
        "шт",
    ]
)


def _is_goods(found: Found) -> bool:
    """`may 500 pcs`, `march 20 sets`."""
    after = found.after()
    return after is not None and after.text in _GOODS


def read_days_of_month(found: Found) -> Days:
    """16 to 20 March."""
    month = _month_of(found, "m")
    last = _dated(found.sent, found.year(), month, found.number("d2"))
    return _range(one(last.last.replace(day=found.number("d"))), last)


def read_month_to_month(found: Found) -> Days:
    """16 March to 2 April."""
    year = found.year()
    last = _dated(found.sent, year, _month_of(found, "m2"), found.number("d2"))
    first = found.year("y1")
    return _range(_dated(found.sent, first or year, _month_of(found, "m"), found.number("d")), last)


def read_full(found: Found) -> Days:
    return one(_in_figures(found, "a"))


def read_figures_range(found: Found) -> Days:
    after = found.after()
    if after is not None and after.text in _MEASURES:
        raise NotHereError
    last = _in_figures(found, "b")
    first = _in_figures(found, "a", last if found.token("b").letter == "D" else None)
    return _range(one(first), Days(last, last, has_year=found.token("b").letter == "D"))


def read_days_to_figures(found: Found) -> Days:
    """16.-20.3."""
    last = _in_figures(found, "b")
    return _range(one(last.replace(day=found.number("d"))), one(last))


def _in_figures(found: Found, group: str, other: date | None = None) -> date:
    said = found.token(group).roles["date"]
    if not isinstance(said, tuple):
        raise TypeError(said)
    numbers = [int(number) for number in said]
    year = numbers.pop(0) if len(numbers) == 3 else other.year if other else None
    month, day = numbers if len(said) == 3 else numbers[::-1]
    if len(said) == 2 and _is_chinese(found) and "." not in found.token(group).text:
        month, day = day, month
    if month > 12 >= day:  # 03/15: the American order
        month, day = day, month
    return _dated(found.sent, year, month, day).first


def _is_chinese(found: Found) -> bool:
    """Beside Chinese characters 3/12 is the twelfth of March."""
    return _HAN.search(found.text.plain) is not None


_HAN = late("[\u3040-\u30ff\u4e00-\u9fff]")
_MEASURES = frozenset(
    [
        "inch",
        "inches",
        "zoll",
        "in",
        "kg",
        "mm",
        "cm",
        "usd",
        "eur",
        "pulgadas",
        "polegadas",
        "pouces",
        "дюйм*",
        "bsp",
        "npt",
        "full",
        "half",
        "of",
    ]
)


_SERVICE = "24/7"


def read_short(found: Found) -> Days:
    """12/03 or 12.03. needs a word before it that leads to a day: 3/4 inch and 4.50 are none."""
    after, before = found.after(), found.before(1)
    token = found.token("a")
    if token.text == _SERVICE or (after is not None and after.text in _MEASURES and after.text != "in"):
        raise NotHereError
    leads = (
        not before
        or before[0].letter in "prgWwTRkJbdv!cji"
        or "day" in before[0].roles
        or _is_han(before[0].text)
    )
    plain_dots = token.text.endswith(".") and len(token.text) == 6
    is_deadline = after is not None and "by_behind" in after.roles and _is_chinese(found)  # 3.15前
    if (
        (not leads and not plain_dots)
        or (_is_a_figure(token.text) and not is_deadline)
        or (before and before[0].text in ("at", "@"))
    ):
        raise NotHereError
    day = _in_figures(found, "a")
    return Days(day, day, has_year=False)


def _is_a_figure(said: str) -> bool:
    """2.5 and 1.20, while 16.3. and 12.03 are days."""
    day, dot, month = said.rstrip(".").partition(".")
    return bool(dot) and (int(month) > 12 or (len(month) == 1 and not said.endswith(".") and len(day) == 1))


def _is_han(word: str) -> bool:
    return _HAN.search(word) is not None


def read_bare_day(found: Found) -> Days:
    """The 20th, el día 5, le 24, zum 13., до пятнадцатого: the next such day, the 31st within two months."""
    before = found.before(2)
    token = found.token("d")
    if token.letter == "N" and not _leads_to_day(found, before):
        raise NotHereError
    if token.letter == "O" and not (token.text in _RUSSIAN_DAYS and before and before[0].letter in "rp"):
        raise NotHereError
    if token.letter == "V" and not _leads_to_ordinal(found, before):
        raise NotHereError
    after = found.after()
    if after is not None and ((after.letter in "unNx%" and after.text in _COUNTED) or after.letter in "u%"):
        raise NotHereError
    return soon(_coming(found.sent, found.number("d")))


_RUSSIAN_DAYS = frozenset(["пятого", "десятого", "пятнадцатого", "двадцатого"])
_COUNTED = frozenset(
    [
        "edition",
        "floor",
        "time",
        "grade",
        "class",
        "generation",
        "percent",
        "%",
        "usd",
        "eur",
        "rmb",
        "order",
        "batch",
        "hall",
        "row",
        "lot",
        "uhr",
        "pcs",
        "pieces",
        "party",
        "avenue",
        "street",
        "pieds",
        "pouces",
        "fois",
        "pour",
        "cent",
    ]
)


def _leads_to_ordinal(found: Found, before: tuple[Token, ...]) -> bool:
    after = found.after()
    return bool(before and before[0].letter in "prgTWwc") or (after is not None and after.text[:4] == "числ")


def _leads_to_day(found: Found, before: tuple[Token, ...]) -> bool:
    after = found.after()
    if not before:
        return False
    if ("day" in before[0].roles and before[0].text != "day") or (
        after is not None and after.letter == "p" and "day" in after.roles and after.text[:3] == "чис"
    ):
        return True
    if before[0].text.split()[-1] in ("au", "le"):
        return after is None or before[0].text == "le" or after.letter in "jc!kvpbi"
    if before[0].text == "el":
        return after is None or after.letter in "jc!kvpbi"
    is_german = before[0].text in ("zum", "am", "dem", "bis zum", "ab dem", "vom", "den")
    return (
        is_german
        and after is not None
        and after.letter == "j"
        and found.text.plain[after.start - 1].isdigit()
    )


def _coming(sent: date, number: int) -> date:
    months = (
        (sent.year + (sent.month + ahead - 1) // 12, (sent.month + ahead - 1) % 12 + 1) for ahead in range(3)
    )
    days = (_made(year, month, number) for year, month in months)
    found = next((day for day in days if day and day >= sent), None)
    if found is None:
        raise ValueError(number)
    return found


# -- months, weeks and parts of them -----------------------------------------------------------------


def _named_month(sent: date, number: int, year: int | None) -> Days:
    """A month that began stays this year's."""
    whole = calendar.month(year or sent.year + (number < sent.month), number)
    return Days(whole.first, whole.last, is_period=True, has_year=year is not None)


_LATELY = 4
"""A month that ended as few months ago as this, and to which nothing leads, is spoken of as past."""


def read_bare_month(found: Found) -> Days | None:
    month, year = _month_of(found, "m"), found.year() or _relative_year(found)
    if found.token("m").letter == "m" and not _leads_to_month(found):
        raise NotHereError
    days = _named_month(found.sent, month, year)
    gone = (found.sent.month - month) % 12
    if year is None and 0 < gone <= _LATELY and not _leads_ahead(found):
        return None  # the August order, spoken of in October
    return days


def _relative_year(found: Found) -> int | None:
    if found.has("x"):
        return found.sent.year + (1 if found.token("x").letter in "XC" else 0)
    return None


def read_month_next_year(found: Found) -> Days:
    return calendar.month(found.sent.year + 1, _month_of(found, "m"))


def _leads_to_month(found: Found) -> bool:
    before = found.before(1)
    return bool(before) and (before[0].text in _BEFORE_MONTH or bool(before[0].roles.keys() & _RELATIONS))


_RELATIONS = frozenset({"until", "after", "by", "since", "never_before", "parts", "next"})
_BEFORE_MONTH = frozenset(
    [
        "in",
        "by",
        "until",
        "till",
        "after",
        "from",
        "before",
        "next",
        "since",
        "en",
        "em",
        "de",
        "mid",
        "bis",
        "ab",
        "im",
        "nach",
        "vor",
        "hasta",
        "desde",
        "fin",
        "début",
        "mi",
    ]
)
_AHEAD = _RELATIONS | {"ahead", "on", "coming"}


def _leads_ahead(found: Found) -> bool:
    return any(token.roles.keys() & _AHEAD for token in found.before(2)) or _is_chinese(found)


def read_week_of_month(found: Found) -> Days:
    """The Monday of it: the week of the first of the month is its first where it holds more than half."""
    unit = next((group for group in ("u", "u2") if found.has(group)), "")
    if unit and found.role(unit, "units") != "week":
        raise NotHereError
    order = "o" if found.has("o") else "o2"
    number = found.int_of(order, "ordinals") if "ordinals" in found.token(order).roles else 5
    if found.token(order).letter in "VN":
        number = found.number(order)
    if found.has("x"):
        whole = calendar.month(found.sent.year, found.sent.month + 1)
    else:
        whole = _named_month(found.sent, _month_of(found, "m"), found.year())
    return _week_in(whole, number)


def read_zh_week(found: Found) -> Days:
    """六月第二周, 6月份的第2个星期, 下个月最后一周."""
    between = "".join(token.text for token in found.text.tokens[slice(*found.match.span("g"))])
    counted = found.token("o").letter == "O" or between.endswith("第")
    if found.role("u", "units") != "week" or not counted or between.strip("份的第"):
        raise NotHereError
    if found.has("x"):
        whole = calendar.month(found.sent.year, found.sent.month + _ahead(found, "x"))
    else:
        year = found.year() or (found.sent.year + _ahead(found, "z") if found.has("z") else None)
        whole = _named_month(found.sent, found.number("m"), year)
    return _week_in(whole, found.number("o"))


def _week_in(whole: Days, number: int) -> Days:
    if number >= 5:
        first = whole.last - timedelta(days=whole.last.weekday())
    else:
        first = _first_week(whole.first) + timedelta(days=7 * (number - 1))
    return Days(first, first + timedelta(days=6), is_period=True)


def _first_week(first: date) -> date:
    """The first Monday on or after the first: 8 June 2026 begins the second week of June."""
    return first + timedelta(days=-first.weekday() % 7)


def read_part_of_month(found: Found) -> Days | None:
    number = _month_of(found, "m")
    which, year = found.word("p", "parts"), found.year() or _relative_year(found)
    if year is None and 0 < (found.sent.month - number) % 12 <= _LATELY:
        return None
    day = calendar.part(_named_month(found.sent, number, year), which)
    if year is None and which != "end" and day < found.sent:
        day = day if (found.sent - day).days < 20 else day.replace(year=day.year + 1)
    return Days(day, day, has_year=year is not None, is_weekday=True)


def read_part_of_period(found: Found) -> Days | None:
    ahead = _ahead(found, "x") if found.has("x") else 0
    unit = found.word("u", "units" if "units" in found.token("u").roles else "period_ends")
    which = found.word("p", "parts") if found.has("p") else "end"
    if unit in ("hour", "day") or any(token.letter in "Nn" for token in found.before(1)):  # two months late
        raise NotHereError
    return soon(calendar.part(calendar.period(found.sent, unit, ahead), which))


def _ahead(found: Found, group: str) -> int:
    """This is 0, next 1, 下下 2."""
    token = found.token(group)
    return 0 if token.letter == "T" else max(1, token.text.count("下"))


def read_period(found: Found) -> Days | None:
    unit = found.word("u", "units")
    if unit in ("hour", "day"):
        raise NotHereError
    if found.token("x").letter != "T":
        return calendar.period(found.sent, unit, _ahead(found, "x") + _after_next(found))
    if unit == "week":  # its Friday
        return _this_week(found.sent)
    return None


def _this_week(sent: date) -> Days:
    friday = calendar.monday(sent, 0) + timedelta(days=4)
    sunday = friday + timedelta(days=2)
    return Days(max(friday, sent), sunday, is_weekday=True)


def _after_next(found: Found) -> int:
    """The week after next."""
    before = found.before(2)
    return int(len(before) == 2 and before[0].text == "after" and before[1].letter == "u")


def read_calendar_week(found: Found) -> Days:
    first = date.fromisocalendar(found.sent.year, found.number("n"), 1)
    if first + timedelta(days=6) < found.sent - timedelta(days=_PAST):
        first = date.fromisocalendar(found.sent.year + 1, found.number("n"), 1)
    return Days(first, first + timedelta(days=6), is_period=True)


def read_quarter(found: Found) -> Days:
    number = found.int_of("q", "quarters", "ordinals", "number")
    if not 1 <= number <= 4:
        raise NotHereError
    unit = found.word("u", "units") if found.has("u") else "quarter"
    if unit == "half":
        return _halves(found, number)
    if unit != "quarter":
        raise NotHereError
    year = found.year() or _relative_year(found)
    return calendar.quarter(year or found.sent.year + (number < (found.sent.month - 1) // 3 + 1), number)


def read_half(found: Found) -> Days:
    return _halves(found, found.int_of("h", "halves"))


def _halves(found: Found, number: int) -> Days:
    year = found.year() or _relative_year(found) or found.sent.year + (number == 1)
    return calendar.half(year, number)


def read_season(found: Found) -> Days:
    before = found.before(1)
    token = found.token("e")
    led = (
        found.has("x")
        or found.match.start() < found.match.start("e")
        or (before and before[0].letter in "prgPu")
        or token.text[-1] in "天季春"
        or token.text.endswith(("ой", "ью", "ом"))
    )
    if not led or (token.text == "ete" and not _is_summer(found)):  # and not `has been`
        raise NotHereError
    first = found.int_of("e", "seasons")
    if found.has("y"):
        return calendar.season(found.sent, first, found.sent.year + (found.token("x").letter in "XC"))
    return calendar.season(found.sent, first, found.year("z"))


def _is_summer(found: Found) -> bool:
    at = found.match.start("e")
    return at > 0 and found.text.tokens[at - 1].text in (
        "l",
        "d",
        "en",
        "cet",
        "fin",
        "mi",
        "debut",
        "prochain",
    )


def read_year(found: Found) -> Days | None:
    if found.has("p"):
        ahead = _ahead(found, "x") if found.has("x") else 0
        return soon(calendar.part(calendar.period(found.sent, "year", ahead), found.word("p", "parts")))
    return calendar.period(found.sent, "year", 1) if found.token("x").letter in "XC" else None


def read_plain_year(found: Found) -> Days:
    """Until 2027."""
    before = found.before(1)
    if not before or not before[0].roles.keys() & (_RELATIONS | {"ahead"}):
        raise NotHereError
    return calendar.period(date(found.number("y"), 1, 1), "year", 0)


# -- days counted from the mail ----------------------------------------------------------------------


def read_near(found: Found) -> Days | None:
    ahead = found.int_of("r", "near")
    if ahead < 0 or (found.token("r").text in _ENDS_OF_DAY and _is_beside_day(found)):
        return None
    return soon(found.sent + timedelta(days=ahead))


_ENDS_OF_DAY = frozenset(
    ["end of the day", "end of day", "end of business", "close of business", "eod", "cob", "eob", "下班前"]
)


def _is_beside_day(found: Found) -> bool:
    """Friday EOD, 周五下班前: the hour of another day, not today's."""
    after = found.text.tokens[found.match.end() : found.match.end() + 2]
    beside = [*found.before(1), *after[:1], *(after[1:] if after and after[0].letter in "pc" else ())]
    return any(token.letter in "WDSdV" or token.roles.get("near") for token in beside)


def read_weekday(found: Found) -> Days | None:
    """A bare weekday is the next such day; `next Friday` is the one of next week, as 下周五 is."""
    if found.token("w").letter == "w" and not _is_loose_weekday(found):
        raise NotHereError
    number = found.int_of("w", "weekdays", "loose_weekdays")
    if any(token.text in _SINCE for token in found.before(1)):
        return None
    if found.has("x") and found.token("x").letter == "X" and not _is_romance(found):
        return soon(calendar.monday(found.sent, _ahead(found, "x")) + timedelta(days=number))
    if found.has("x") and found.token("x").letter == "T" and _is_chinese(found):
        return soon(calendar.monday(found.sent, 0) + timedelta(days=number))
    return soon(found.sent + timedelta(days=(number - found.sent.weekday() - 1) % 7 + 1))


def read_weekday_of_month(found: Found) -> Days:
    """Lunes 16, where the next sixteenth is a Monday."""
    day = _coming(found.sent, found.number("d"))
    if day.weekday() != found.int_of("w", "weekdays"):
        raise NotHereError
    return soon(day)


def _is_romance(found: Found) -> bool:
    """Behind its weekday, `prochain` or القادم means the nearest."""
    return found.match.start("x") > found.match.start("w")


def _is_loose_weekday(found: Found) -> bool:
    before, after = found.before(1), found.after()
    word = found.token("w").text
    if word in _PORTUGUESE:
        led = not before or before[0].text in _BEFORE_FEIRA or before[0].letter in "XCT!j"
        counts = after is not None and (after.letter in "uMPoQH" or after.text in _NOT_A_FEIRA)
        return led and not counts and not (not before and word in ("segunda", "quarta"))
    if after is not None and after.letter == "t":
        return True
    if before and (
        before[0].letter in "XCT"
        or before[0].text in ("on", "by", "until", "till", "before", "after", "from", "this", "next")
    ):
        return word not in ("sat", "sun") or after is None or after.letter in "cj!tpr"
    return False


_PORTUGUESE = frozenset(["segunda", "terca", "quarta", "quinta"])
_BEFORE_FEIRA = frozenset(
    [
        "na",
        "ate",
        "nesta",
        "esta",
        "proxima",
        "pra",
        "para",
        "ate",
        "a",
        "ate",
        "de",
        "desta",
        "da",
        "e",
        "no",
        "a",
        "sexta",
        "quinta",
        "cedo",
    ]
)
_NOT_A_FEIRA = frozenset(
    [
        "parcela",
        "via",
        "vez",
        "parte",
        "opcao",
        "remessa",
        "metade",
        "fase",
        "amostra",
        "proposta",
        "pessoa",
        "rodada",
        "categoria",
        "linha",
        "mao",
        "quinzena",
    ]
)


_SINCE = frozenset(["since", "depuis", "seit", "منذ"])


def read_weekdays(found: Found) -> Days | None:
    """周三到周五, Monday to Wednesday."""
    if found.int_of("w", "weekdays") == 0 and found.int_of("w2", "weekdays") >= 4:
        return None  # hours of opening
    shift = 7 * _ahead(found, "x") if found.has("x") and found.token("x").letter == "X" else 0
    number, last = found.int_of("w", "weekdays"), found.int_of("w2", "weekdays")
    if found.has("x"):
        first = calendar.monday(found.sent, 0) + timedelta(days=shift + number)
    else:
        first = found.sent + timedelta(days=(number - found.sent.weekday() - 1) % 7 + 1)
    return Days(first, first + timedelta(days=(last - number) % 7), is_weekday=True)


def read_in_time(found: Found) -> Days | None:
    """In three weeks, within 2 days, in a fortnight, 两周后, через неделю, خلال أسبوعين."""
    before = found.before(2)
    if not found.has("i") and not found.has("j"):
        raise NotHereError
    if found.has("i") and not any(
        token.roles.keys() & {"ahead", "after", "until", "by"} for token in _lead(found)
    ):
        raise NotHereError
    if before and before[0].letter == "g":
        return None
    count, unit = _count_of(found)
    if (
        not found.has("n")
        and not found.has("q")
        and not found.has("j")
        and _lead(found)[-1].text not in _LEADS_TO_ONE
    ):
        raise NotHereError
    if found.has("i") and not found.has("j") and _is_how_long(found, unit):
        raise NotHereError
    return soon(calendar.moved(found.sent, count, unit))


def _lead(found: Found) -> tuple[Token, ...]:
    return found.text.tokens[found.match.start("i") : found.match.end("i")]


_LEADS_TO_ONE = frozenset(["через", "спустя", "بعد", "خلال", "كمان"])
"""Before a unit without a number these mean one of it; `im Jahr`, `в день`, `al mes` say how often."""
_HOW_LONG = frozenset(["for", "за", "من", "para", "por", "на", "по", "auf", "für", "pour"])


def _is_how_long(found: Found, unit: str) -> bool:
    """`for 3 years`, `за 30 дней`: how long, not when."""
    return unit != "week" and any(token.text in _HOW_LONG for token in _lead(found))


def _count_of(found: Found) -> tuple[int, str]:
    if found.has("q"):
        span = found.role("q", "spans")
        if isinstance(span, tuple):
            return int(span[0]), str(span[1])
    count = found.number("n") if found.has("n") else 1
    return count, found.word("u", "units") if found.token("u").letter == "u" else "month"


def read_gone(found: Found) -> Days | None:
    """Three days ago, last week, 上周五: no day to come. 周五前 and 下周前 are days to be done by."""
    end = found.text.tokens[found.match.end() - 1]
    if "by_behind" in end.roles and (found.match[0][0] in "Ww" or _is_told_apart(found)):
        raise NotHereError
    return None


def _is_told_apart(found: Found) -> bool:
    """This week, next week: while three weeks 前 are gone."""
    before = found.before(1)
    return bool(before) and before[0].letter in "XT"


def read_feast(_: Found) -> Days | None:
    raise NotHereError


def feast_spot(found: Found) -> Spot | None:
    feast = found.role("f", "feasts")
    assert isinstance(feast, Feast)
    read = feast_after(feast, found.sent)
    start, end = found.match.span()
    return Spot(read[0], start, end - 1, is_feast=True, is_estimate=read[1]) if read else None


# -- months of numbers: Chinese ----------------------------------------------------------------------


def _zh_year(found: Found) -> int | None:
    return found.year("y") if found.has("y") else _relative_year(found)


def read_zh_day(found: Found) -> Days:
    day = _dated(found.sent, _zh_year(found), found.number("m"), found.number("d"))
    if not found.has("d2"):
        return day
    month = found.number("m2") if found.has("m2") else found.number("m")
    return _range(day, _dated(found.sent, found.year("y2") or _zh_year(found), month, found.number("d2")))


def read_zh_month(found: Found) -> Days:
    whole = _named_month(found.sent, found.number("m"), _zh_year(found))
    return soon(calendar.part(whole, found.word("p", "parts"))) if found.has("p") else whole


def read_zh_next_month(found: Found) -> Days | None:
    if found.has("l"):
        return None
    whole = calendar.month(found.sent.year, found.sent.month + (_ahead(found, "x") if found.has("x") else 0))
    if found.has("d"):
        return one(whole.first.replace(day=found.number("d")))
    if found.has("p"):
        return soon(calendar.part(whole, found.word("p", "parts")))
    if not found.has("x") or found.token("x").letter == "T":
        raise NotHereError
    return whole


def read_zh_bare_day(found: Found) -> Days:
    after = found.after()
    if after is not None and (after.text[0] in "线机楼门店仓柜款车码公间目" or after.letter == "u"):
        raise NotHereError
    return soon(_coming(found.sent, found.number("d")))
