"""Which days do the words of a text name? One grammar over letters of words (see `dates.tokens`), for all languages.

A visible tuple of (shape, reading); where two shapes claim the same words the earlier wins. A reading may say
that it names no day to come, and still claims its words: `last Friday` is not `Friday`.
"""

# ruff: noqa: E501 - a list of words, and a pattern, is read as one line
from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from dates import readings
from dates.days import Days, Named
from dates.found import Found, NotHereError, Spot, Text
from late import late

Reading = Callable[[Found], Days | None]


def spots(text: Text, sent: date) -> list[Spot]:
    """All days named, in order, none upon another."""
    if not _SPEAKS_OF_DAYS.search(text.shape):
        return []
    claimed = bytearray(len(text.tokens))
    found: list[Spot] = []
    for pattern, reading in _GRAMMAR:
        for match in pattern.finditer(text.shape):
            if any(claimed[match.start() : match.end()]):
                continue
            spot = _read(reading, Found(text, match, sent))
            if spot is _FREE:
                continue
            claimed[match.start() : match.end()] = b"\1" * (match.end() - match.start())
            found.extend([spot] if spot else [])
    return sorted(found, key=lambda spot: spot.first)


_SPEAKS_OF_DAYS = late("[FBRWMwmDSVQHZGEuPOoydNKY]")
_FREE = Spot(Days(date.min, date.min), 0, 0)


def _read(reading: Reading, found: Found) -> Spot | None:
    start, end = found.match.span()
    try:
        if reading is readings.read_feast:
            return readings.feast_spot(found)
        days = reading(found)
    except NotHereError:
        return _FREE
    except (ValueError, OverflowError, KeyError):  # 31 February, the year 9999: no date, not a fault
        return None
    return Spot(days, start, end - 1) if days else None


def named_days(text: str, sent: date) -> list[Named]:
    """All days that a text names, in order; start and end count in the text as it was given."""
    seen = Text.of(text)
    return [named(seen, spot) for spot in spots(seen, sent)]


def named(text: Text, spot: Spot) -> Named:
    start, end = text.tokens[spot.first].start, text.tokens[spot.last].end
    return Named(spot.days, text.offsets[start], text.offsets[end - 1] + 1, spot.is_feast, spot.is_estimate)


# -- the grammar ------------------------------------------------------------------------------------

_OF = "[pr]{0,2}"
_Y = "(?:c?[pr]{0,2}(?P<y>Y))?"
_X = "(?:[pr]{0,2}(?:y|u)?[pr]?(?P<x>[XT])u?)?"
_TO = "[lr][prWcj]{0,3}"
_GRAMMAR: tuple[tuple[re.Pattern[str], Reading], ...] = tuple(
    (late(shape), reading)
    for shape, reading in (
        # 12.03.2026 - 16.03.2026, 16.-20.3., 2026-03-12
        (f"(?P<a>[DS])W?{_TO}(?P<b>[DS])", readings.read_figures_range),
        ("(?P<d>[NV])j?[lr][pr]{0,2}(?P<b>[DS])", readings.read_days_to_figures),
        ("(?P<a>D)", readings.read_full),
        # 3月12日, 5月6日至12日, 明年三月, 九月中旬, 下个月底, 月底
        ("(?:(?P<y>Y)y|(?P<x>[XT])y)?(?P<m>[N])o(?P<d>N)d?[WRo]?[lr](?:(?P<y2>Y)y)?(?:(?P<m2>N)o)?(?P<d2>N)d?", readings.read_zh_day),
        ("(?:(?P<y>Y)y|(?P<x>[XT])y)?(?P<m>N)o(?P<d>N)d?", readings.read_zh_day),
        ("(?:(?P<y>Y)y|(?P<z>[XT])y)?(?:(?P<m>N)|(?P<x>[XT]))o(?P<g>x?i?x?)(?P<o>[ON])(?P<u>u)", readings.read_zh_week),
        ("(?:(?P<y>Y)y|(?P<x>[XT])y)?(?P<m>N)oi?(?P<p>P)?", readings.read_zh_month),
        ("(?:(?P<x>[XT])|(?P<l>L))o(?:(?P<d>N)d|(?P<p>P))?", readings.read_zh_next_month),
        ("o(?P<p>P)", readings.read_zh_next_month),
        ("(?P<x>[XT])(?P<y>y)(?P<e>E)", readings.read_season),
        ("(?P<x>[XT])y[lrp]?(?P<q>[ONZ])(?P<u>u)", readings.read_quarter),
        ("(?P<x>[XT])y(?P<h>H)", readings.read_half),
        ("(?P<x>[XTC])y(?P<p>P)?", readings.read_year),
        ("y(?P<p>P)", readings.read_year),
        ("[LX]?Ly|Ly", readings.read_gone),
        # 16 March to 2 April, March 16 to April 2, 16-20 March, 15 March 2026, March 15th
        (f"(?P<d>[NVO])j?{_OF}(?P<m>[Mm])j?(?:c?p?(?P<y1>Y))?{_TO}(?P<d2>[NV])j?{_OF}(?P<m2>[Mm])j?{_Y}", readings.read_month_to_month),
        (f"(?P<d>[NVO])j?{_TO}(?P<d2>[NVO])j?{_OF}(?P<m>[Mm])j?{_Y}", readings.read_days_of_month),
        (f"(?P<m>[Mm])j?p?(?P<d>[NV])j?(?:c?(?P<y1>Y))?{_TO}(?P<m2>[Mm])j?(?P<d2>[NV]){_Y}", readings.read_month_to_month),
        (f"(?P<m>[Mm])j?(?P<d>[NV])[lr]p?(?P<d2>[NV]){_Y}", readings.read_days_of_month),
        (f"(?P<o>[OVLnw])(?P<u>u){_OF}(?:(?P<m>[Mm]){_Y}|(?P<x>X)u|u(?P<x2>X))", readings.read_week_of_month),
        (f"(?P<u>u)(?P<o>O){_OF}(?P<m>[Mm]){_Y}", readings.read_week_of_month),
        # الأسبوع الثاني من شهر يونيو, in der 2. Juniwoche
        (f"(?:(?P<u>u)(?P<o>O)|(?P<o2>O)(?P<u2>u))[prg]u?(?P<m>M){_Y}", readings.read_week_of_month),
        (f"(?P<o>[OVLN])j?(?P<m>B){_Y}", readings.read_week_of_month),
        (f"(?P<d>[NV])j?{_OF}(?P<m>[Mm])j?{_Y}(?!u)", readings.read_day_and_month),
        (f"(?P<m>[Mm])j?p?(?P<d>[NV])(?![u%])j?{_Y}", readings.read_day_and_month),
        # end of March, fin du mois prochain, Monatsende
        (f"p?(?P<p>P)[lprxu]{{0,2}}(?<![x])(?P<m>[Mm])j?{_Y}", readings.read_part_of_month),
        ("(?P<m>[M])(?P<p>P)", readings.read_part_of_month),
        ("p?(?P<p>P)[pr]{0,3}(?P<x>[XT])[pr]?(?P<u>u)", readings.read_part_of_period),
        ("p?(?P<p>P)[pr]{0,3}(?P<u>u)[pr]?(?P<x>[XTC])", readings.read_part_of_period),
        ("p?(?P<p>P)[pr]{0,3}(?P<u>u)", readings.read_part_of_period),
        ("(?P<u>u)l?(?P<p>P)", readings.read_part_of_period),
        ("(?P<u>G)", readings.read_part_of_period),
        # last Friday, three days ago
        ("[lL]p?[Ww]|[Ww][pr]?L", readings.read_gone),
        ("L[pr]?(?P<u>u)|(?P<u2>u)L", readings.read_gone),
        ("[LO]?[pr]?L[Mm]|[Mm][pr]?L", readings.read_gone),
        ("g[pr]{0,2}[Nn]?[uQ]", readings.read_gone),
        ("[Nn][uQ]g(?!.*b$)", readings.read_gone),
        # tomorrow, Friday, next Friday, viernes que viene
        ("(?P<r>R)", readings.read_near),
        ("(?P<x>[XT])?(?P<w>W)[lr][prXT]{0,2}(?P<w2>W)", readings.read_weekdays),
        ("(?P<x>[XTC])p?(?P<w>[Ww])", readings.read_weekday),
        ("(?P<w>[Ww])p?(?P<x>[XC])", readings.read_weekday),
        ("(?P<w>W)c?p{0,2}(?P<d>N)(?![uN%])", readings.read_weekday_of_month),
        ("(?P<w>[Ww])", readings.read_weekday),
        # in three weeks, two weeks from now
        ("(?P<i>[prJ]{1,3})?(?:(?P<n>[NnV])(?:[lr][Nn])?(?P<u>u)|(?P<q>Q))(?P<j>[Jb])", readings.read_in_time),
        ("(?P<i>[prJ]{1,3})[Nn][lr](?P<n>[Nn])(?P<u>u)", readings.read_in_time),
        ("(?P<i>[nprJ]{1,3})(?:(?P<n>[Nn])x?(?P<u>u)|(?P<q>Q))(?!g)(?P<j>)", readings.read_in_time),
        # March next year, next week, this week
        ("(?P<m>[Mm])[pr]{0,2}(?:u[pr]?(?P<x>[XC])|X[pr]?u)(?P<y>)", readings.read_month_next_year),
        ("(?P<x>[XC])[pr]?(?P<u>u)", readings.read_period),
        ("(?P<u>u)[pr]?(?P<x>[XC])", readings.read_period),
        ("(?P<x>T)[pr]?(?P<u>u)|(?P<u2>u)(?P<x2>T)", readings.read_period),
        # third quarter, Q3, second half of the year
        (f"(?P<q>Z){_OF}(?P<y>Y)?", readings.read_quarter),
        (f"(?P<q>[ONV])j?(?P<u>u)(?:{_OF}(?P<y>Y))?", readings.read_quarter),
        (f"(?P<u>u)(?P<q>[O])(?:{_OF}(?P<y>Y))?", readings.read_quarter),
        (f"(?P<h>H)(?:{_OF}(?P<y>Y))?", readings.read_half),
        ("(?P<i>[pr]{1,2})(?P<u>u)(?P<n>)(?P<q>)(?P<j>J?)", readings.read_in_time),
        ("K[j]?(?P<n>N)", readings.read_calendar_week),
        # March, in March next year, in autumn
        ("(?P<m>[Mm])j?(?:[pr]?(?P<y>Y)|[pr]{0,2}u?[pr]?(?P<x>[XC])u?)?", readings.read_bare_month),
        ("p?(?P<x>[XT])?(?P<e>E)(?:[pr]?(?P<z>Y))?", readings.read_season),
        ("(?P<f>F)", readings.read_feast),
        # the 20th, el día 5, 13号
        ("(?P<d>N)d", readings.read_zh_bare_day),
        ("(?P<d>[NVO])(?!o)", readings.read_bare_day),
        ("(?P<a>S)", readings.read_short),
        ("(?P<y>Y)", readings.read_plain_year),
    )
)  # fmt: skip
