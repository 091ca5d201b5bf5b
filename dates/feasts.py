"""Which days off does a feast's name mean? Chinese official days first, then the holidays of the world."""

# ruff: noqa: E501 - a list of words, and a pattern, is read as one line
from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from dates.days import Days
from late import dataclass


@dataclass(frozen=True, slots=True)
class Feast:
    """A feast with a country whose calendar has it, and its first day's and last day's name there."""

    country: str
    first: str
    last: str = ""
    by_moon: bool = False
    """Seen in the sky, so that every calendar only estimates it."""


_EASTER_EUROPE = Feast("DE", "Good Friday", "Easter Monday")
_EASTER_AMERICA = Feast("BR", "Good Friday", "")
_CARNIVAL = Feast("", "carnival")
FEASTS: tuple[tuple[str, Feast], ...] = (
    ("chinese new year|chinese new year's|lunar new year|spring festival|cny|chinese holiday|chinese holidays|节后|年后|春节|过年|过完年|农历新年|旧正月|chinesisches neujahr|chinesischen neujahr|chinesische neujahr|chinesischem neujahr|chinesischen neujahrsfest|año nuevo chino|ano novo chinês|nouvel an chinois|китайский новый год|китайского нового года|китайским новым годом|китайских праздников|китайские праздники|рأس السنة الصينية|رأس السنة الصينية|السنة الصينية|السنة الصينية الجديدة|العام الصيني الجديد|عيد الربيع", Feast("CN", "Spring Festival")),
    ("chinese national day|national day|golden week|october holiday|国庆|十一长假|十一假期|十一放假|十一后|双节|chinesischer nationalfeiertag|nationalfeiertag|fiesta nacional china|día nacional de china|semana dorada|semana de ouro|dia nacional da china|fête nationale chinoise|semaine d'or|золотой недели|золотая неделя|дня образования кнр|عيدكم الوطني|العيد الوطني|اليوم الوطني|الأسبوع الذهبي", Feast("CN", "National Day")),
    ("labour day|labor day|may day|五一|劳动节|tag der arbeit|día del trabajo|dia do trabalho|fête du travail|عيد العمال", Feast("CN", "Labour Day")),
    ("清明|qingming|tomb sweeping", Feast("CN", "Tomb-sweeping Day")),
    ("端午|dragon boat", Feast("CN", "Dragon Boat Festival")),
    ("中秋|mid autumn|mid autumn festival", Feast("CN", "Mid-autumn Festival")),
    ("元旦", Feast("CN", "New Year's Day")),
    ("easter|ostern|osterferien|osterfeiertag*|pascua|pâques|复活节", _EASTER_EUROPE),
    ("пасха|пасхи|пасхой|пасху", Feast("UA", "Easter Sunday")),
    ("semana santa|páscoa", _EASTER_AMERICA),
    ("carnival|karneval|fasching|carnaval|carnavales|карнавала|كرنفال|狂欢节", _CARNIVAL),
    ("pfingsten|whitsun|pentecost|pentecôte|pentecostés", Feast("DE", "Whit Monday")),
    ("christmas|xmas|x mas|weihnacht*|navidad|navidades|natal|noël|рождеств*|عيد الميلاد|الكريسماس|كريسماس|圣诞|圣诞节", Feast("DE", "Christmas Day", "Second Day of Christmas")),
    ("new year|new year's|new years|año nuevo|neujahr|nouvel an|ano novo|fin de año|رأس السنة", Feast("DE", "New Year's Day")),
    ("новогодн*|новый год|нового года|новым годом|новогодних праздников|январские праздники|январских праздников|新年", Feast("RU", "New Year Holidays", "New Year Holidays")),
    ("fiestas|festas|fêtes|feiertage|feiertagen|holiday season|festive season|fêtes de fin d'année", Feast("DE", "New Year's Day")),
    ("майские|майских|майских праздников|майскими", Feast("RU", "Holiday of Spring and Labor", "Victory Day")),
    ("ramadan|eid|eid al fitr|eid ul fitr|eid el fitr|رمضان|عيد الفطر|العيد|рамадан*|рамазан*|ураза|ramadán|ramadã|开斋节|斋月|bayram*", Feast("AE", "Eid al-Fitr", by_moon=True)),
    ("eid al adha|eid ul adha|عيد الأضحى|عيد الاضحى|курбан|kurban|宰牲节|古尔邦", Feast("AE", "Eid al-Adha", by_moon=True)),
    ("nowruz|norooz|nouruz|newroz|навруз*|наурыз*|النوروز|نوروز|诺鲁孜", Feast("IR", "Nowruz", "Nature's Day")),
    ("diwali|deepavali|排灯节|дивали|ديوالي", Feast("SG", "Diwali", by_moon=True)),
    ("thanksgiving|感恩节|acción de gracias", Feast("US", "Thanksgiving")),
    ("ferragosto", Feast("IT", "Assumption")),
    ("all saints|allerheiligen|toussaint|todos los santos|todos os santos", Feast("PL", "All Saints")),
)  # fmt: skip
"""How a feast is written, and what it is; `fiestas` are those that end with the year."""


def feast_after(feast: Feast, sent: date) -> tuple[Days, bool] | None:
    """The next such feast that does not end before the mail, as its days off; and whether that is an estimate."""
    for year in (sent.year, sent.year + 1):
        days = _until_work(_days_of(feast, year))
        if days is not None and days.last >= sent:
            return days, feast.by_moon or (feast.country == "CN" and not _is_published(year))
    return None


def _until_work(days: list[date]) -> Days | None:
    """The days off, lengthened over a weekend that follows: work begins on a working day."""
    if not days:
        return None
    last = days[-1]
    while (last + timedelta(days=1)).weekday() >= 5:
        last += timedelta(days=1)
    return Days(days[0], last)


_WORLD = 1900, 2100
"""Years that the calendars of `holidays` are fit for."""


@cache
def _days_of(feast: Feast, year: int) -> list[date]:
    if not _WORLD[0] <= year <= _WORLD[1]:
        return []
    if feast is _CARNIVAL:
        return _carnival(year)
    if feast is _EASTER_AMERICA:
        friday = _days_abroad("BR", "Good Friday", year)
        return [day + timedelta(days=ahead) for day in friday for ahead in (0, 2)]
    if feast.country == "CN":
        return _chinese_days(feast.first, year)
    firsts = _days_abroad(feast.country, feast.first, year)
    lasts = _days_abroad(feast.country, feast.last, year) if feast.last else []
    return sorted([*firsts, *lasts])


def _carnival(year: int) -> list[date]:
    """From Saturday to Ash Wednesday, half of which is still free."""
    friday = _days_abroad("BR", "Good Friday", year)
    return [day - timedelta(days=ahead) for day in friday for ahead in (48, 44)]


@cache
def _is_published(year: int) -> bool:
    # here, not above: only a mail that names a feast should pay for the import
    import chinese_calendar  # type: ignore[import-untyped]

    try:
        chinese_calendar.get_holidays(date(year, 1, 1), date(year, 1, 2))
    except NotImplementedError:  # the list of a year comes out in the November before
        return False
    return True


def _chinese_days(official: str, year: int) -> list[date]:
    """Swapped working days count as work: the State Council's list knows them, for the years it has."""
    import chinese_calendar

    abroad: Callable[[], list[date]] = lambda: _days_abroad("CN", official.replace("Labour", "Labor"), year)  # noqa: E731
    if not _is_published(year):
        return abroad()
    days = chinese_calendar.get_holidays(date(year, 1, 1), date(year, 12, 31))
    named = [day for day in days if chinese_calendar.get_holiday_detail(day) == (True, official)]
    return sorted(named) or abroad()


@cache
def _days_abroad(country: str, feast: str, year: int) -> list[date]:
    import holidays

    known = holidays.country_holidays(country, years=year, language="en_US")
    wanted = feast.casefold()
    return sorted(day for day, name in known.items() if wanted in name.casefold())
