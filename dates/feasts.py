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
    side: str = ""
    """Its own word says `after` (节后) or `before` (节前) it."""
    among: tuple[Feast, ...] = ()
    """Any of these, whichever comes next: `the holidays`."""
    soon: tuple[Feast, ...] = ()
    """Meant as well where one begins within days and none of the others within weeks."""
    within: int = 366
    """Days: one further off is not what somebody means who names no feast."""


_EASTER_EUROPE = Feast("DE", "Good Friday", "Easter Monday")
_EASTER_AMERICA = Feast("BR", "Good Friday", "")
_CARNIVAL = Feast("", "carnival")
_SPRING = Feast("CN", "Spring Festival")
_GREAT = (_SPRING, Feast("CN", "Labour Day"), Feast("CN", "National Day"))
_SMALL = tuple(
    Feast("CN", name)
    for name in ("New Year's Day", "Tomb-sweeping Day", "Dragon Boat Festival", "Mid-autumn Festival")
)
_EID = Feast("AE", "Eid al-Fitr", by_moon=True)
_EID_AL_ADHA = Feast("AE", "Eid al-Adha", by_moon=True)
_CHRISTMAS = Feast("", "christmastide")
_WHITSUN = Feast("DE", "Whit Monday")
_THANKSGIVING = Feast("US", "Thanksgiving")
_RUSSIAN = (
    Feast("RU", "New Year Holidays", "New Year Holidays"),
    *(Feast("RU", name) for name in ("Defender of the Fatherland", "International Women's Day")),
    Feast("RU", "Holiday of Spring and Labor", "Victory Day"),
    *(Feast("RU", name) for name in ("Russia Day", "Unity Day")),
)
_NEAR = 60


def _behind(*feasts: Feast) -> Feast:
    return Feast("", "", side="after", among=feasts, within=_NEAR)


FEASTS: tuple[tuple[str, Feast], ...] = (
    ("节后|节假日后|假期后|假期过后|假期结束后|放假后|放假回来|放完假|长假后|长假过后|过完节|过节后|过了节", Feast("CN", "", side="after", among=_GREAT, soon=_SMALL)),
    ("节前|节假日前|假期前|放假前|长假前|过节前", Feast("CN", "", side="before", among=_GREAT, soon=_SMALL)),
    ("after the holidays|after holidays|after our holidays|after the holiday season|after the festive season", _behind(_CHRISTMAS, _EASTER_EUROPE, _THANKSGIVING)),
    ("после праздников|после праздничных дней|после выходных и праздников|после каникул", _behind(*_RUSSIAN)),
    ("بعد العطلة|بعد العطله|بعد الإجازة|بعد الاجازة|بعد الأعياد|بعد الاعياد", _behind(_EID, _EID_AL_ADHA, _CHRISTMAS)),
    ("eid|العيد|bayram*|байрам*", Feast("", "", among=(_EID, _EID_AL_ADHA))),
    ("feiertage|feiertagen", Feast("", "", among=(_CHRISTMAS, _EASTER_EUROPE, _WHITSUN))),
    ("fêtes|fiestas|festas", Feast("", "", among=(_CHRISTMAS, _EASTER_EUROPE))),
    ("chinese new year|chinese new year's|lunar new year|spring festival|cny|chinese holiday|chinese holidays|年后|春节|过年|过完年|农历新年|旧正月|chinesisches neujahr|chinesischen neujahr|chinesische neujahr|chinesischem neujahr|chinesischen neujahrsfest|año nuevo chino|ano novo chinês|nouvel an chinois|китайский новый год|китайского нового года|китайским новым годом|китайских праздников|китайские праздники|рأس السنة الصينية|رأس السنة الصينية|السنة الصينية|السنة الصينية الجديدة|العام الصيني الجديد|عيد الربيع", Feast("CN", "Spring Festival")),
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
    ("holiday season|festive season|fêtes de fin d'année", Feast("DE", "New Year's Day")),
    ("майские|майских|майских праздников|майскими", Feast("RU", "Holiday of Spring and Labor", "Victory Day")),
    ("ramadan|eid al fitr|eid ul fitr|eid el fitr|رمضان|عيد الفطر|рамадан*|рамазан*|ураза|ramadán|ramadã|开斋节|斋月", _EID),
    ("eid al adha|eid ul adha|عيد الأضحى|عيد الاضحى|курбан|kurban|宰牲节|古尔邦", _EID_AL_ADHA),
    ("nowruz|norooz|nouruz|newroz|навруз*|наурыз*|النوروز|نوروز|诺鲁孜", Feast("IR", "Nowruz", "Nature's Day")),
    ("diwali|deepavali|排灯节|дивали|ديوالي", Feast("SG", "Diwali", by_moon=True)),
    ("thanksgiving|感恩节|acción de gracias", Feast("US", "Thanksgiving")),
    ("ferragosto", Feast("IT", "Assumption")),
    ("all saints|allerheiligen|toussaint|todos los santos|todos os santos", Feast("PL", "All Saints")),
)  # fmt: skip
"""How a feast is written, and what it is; `fiestas` are those that end with the year."""


def feast_after(feast: Feast, sent: date) -> tuple[Days, bool] | None:
    """The next such feast that does not end before the mail, as its days off; and whether that is an estimate."""
    if feast.among:
        return _next_among(feast, sent)
    for year in (sent.year - 1, sent.year, sent.year + 1):
        days = _until_work(_days_of(feast, year))
        if days is not None and days.last >= sent:
            return days, feast.by_moon or (feast.country == "CN" and not _is_published(days.first.year))
    return None


def _next_among(feast: Feast, sent: date) -> tuple[Days, bool] | None:
    """Of a great feast and a small one the great, unless only the small one is near: 元旦 on 28 December."""
    great, small = (_first_of(feasts, sent) for feasts in (feast.among, feast.soon))
    if small and (great is None or _ahead(great, sent) > _GREAT_IS_NEAR) and 0 < _ahead(small, sent) <= _SOON:
        return small
    return great if great and _ahead(great, sent) <= feast.within else None


_SOON = 7
_GREAT_IS_NEAR = 21


def _first_of(feasts: tuple[Feast, ...], sent: date) -> tuple[Days, bool] | None:
    found = [days for days in (feast_after(feast, sent) for feast in feasts) if days]
    return min(found, key=lambda one: one[0].first, default=None)


def _ahead(found: tuple[Days, bool], sent: date) -> int:
    return (found[0].first - sent).days


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
    if feast is _CHRISTMAS:
        return [date(year, 12, 25), date(year + 1, 1, 1)]
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
