"""Which clock does a buyer live by? From the country; where that has several, from the address or the phone.

The address tells more than the phone: who moves keeps the number. Where neither tells, most companies of the
country decide. An unknown country has no clock.
"""

from __future__ import annotations

import re
from functools import lru_cache

from followups.zone_table import AREAS, MAIN, PLACES

CALLING = {
    "US": "+1",
    "CA": "+1",
    "RU": "+7",
    "KZ": "+7",
    "BR": "+55",
    "AU": "+61",
    "MX": "+52",
    "ID": "+62",
    "MN": "+976",
}
"""Countries whose area codes tell the zone."""

_LONGEST_CODE = 4
_LONGEST_ADDRESS = 500


def zone_of(country: str, address: str = "", phone: str = "") -> str | None:
    """The name of the zone. country: ISO 3166 alpha-2; address: its words, or a city; phone: in E.164."""
    code = country.strip().upper()
    if code not in PLACES:
        return MAIN.get(code)
    return _by_address(code, address[-_LONGEST_ADDRESS:]) or _by_phone(code, phone) or MAIN[code]


def town_of(zone: str) -> str:
    """The town a zone is named after: `New York`."""
    return zone.rpartition("/")[2].replace("_", " ")


def _by_address(country: str, address: str) -> str | None:
    """The last place named: the state stands behind the town, and both behind the street."""
    if not address.strip():
        return None
    names, shorts = _patterns(country)
    found = [(match.end(), match[0].casefold()) for match in names.finditer(address.casefold())]
    found += [(match.end(1), match[1]) for match in shorts.finditer(address)]
    return _places(country)[max(found)[1]] if found else None


def _by_phone(country: str, phone: str) -> str | None:
    calling = CALLING.get(country, "")
    digits = re.sub(r"[^0-9+]", "", phone[:40])
    if not calling or not digits.startswith(calling):
        return None
    code = digits.removeprefix(calling)
    known = _codes(country)
    return next((known[code[:cut]] for cut in range(_LONGEST_CODE, 0, -1) if code[:cut] in known), None)


@lru_cache(maxsize=100)
def _places(country: str) -> dict[str, str]:
    return {word: zone for zone, words in PLACES[country].items() for word in words.split("|")}


@lru_cache(maxsize=100)
def _patterns(country: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Names as whole words, the longest first; short forms at the end or before a comma or the postcode."""
    words = sorted(_places(country), key=len, reverse=True)
    names = "|".join(re.escape(word) for word in words if not word.isupper())
    shorts = "|".join(word for word in words if word.isupper())
    return (
        re.compile(rf"(?<!\w)(?:{names})(?!\w)"),
        re.compile(
            rf"(?<!\w)({shorts or '(?!)'})(?=[\s.]*(?:[0-9,;/\n]|$|USA?\b|Canada\b|Australia\b|Bra[sz]il\b))"
        ),
    )


@lru_cache(maxsize=100)
def _codes(country: str) -> dict[str, str]:
    return {code: zone for zone, codes in AREAS.get(country, {}).items() for code in codes.split()}
