"""Makes followups/zone_table.py: the time zones of countries, their towns and their telephone area codes.

    python benchmarks/zone_tables.py            # or with the path of another zone.tab

Sources: zone.tab of the IANA time zone database (public domain), and the time zones of numbers in the package
phonenumbers (Apache License 2.0). Which zone is a country's main one, and which states lie where, is written
here by hand: the zone that most of its companies live by.
"""

# ruff: noqa: E501 - a list of words is read as one line
from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "followups" / "zone_table.py"
ZONE_TAB = Path("/usr/share/zoneinfo/zone.tab")
LONGEST_CODE = 4
"""Figures of an area code behind that of the country."""

MAIN = {
    "AQ": "Antarctica/McMurdo", "AR": "America/Argentina/Buenos_Aires", "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo", "CA": "America/Toronto", "CD": "Africa/Kinshasa", "CL": "America/Santiago",
    "CN": "Asia/Shanghai", "CY": "Asia/Nicosia", "DE": "Europe/Berlin", "EC": "America/Guayaquil",
    "ES": "Europe/Madrid", "FM": "Pacific/Pohnpei", "GL": "America/Nuuk", "ID": "Asia/Jakarta",
    "KI": "Pacific/Tarawa", "KZ": "Asia/Almaty", "MH": "Pacific/Majuro", "MN": "Asia/Ulaanbaatar",
    "MX": "America/Mexico_City", "MY": "Asia/Kuala_Lumpur", "NZ": "Pacific/Auckland", "PF": "Pacific/Tahiti",
    "PG": "Pacific/Port_Moresby", "PS": "Asia/Gaza", "PT": "Europe/Lisbon", "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv", "UM": "Pacific/Wake", "US": "America/New_York", "UZ": "Asia/Tashkent",
    "VN": "Asia/Ho_Chi_Minh",
}  # fmt: skip

CALLING = {
    "US": "1",
    "CA": "1",
    "RU": "7",
    "KZ": "7",
    "BR": "55",
    "AU": "61",
    "MX": "52",
    "ID": "62",
    "MN": "976",
}
"""Countries whose area codes tell the zone."""

STATES = {
    "US": {
        "America/New_York": "New York NY|New Jersey NJ|Massachusetts MA|Florida FL|Georgia GA|Pennsylvania PA|Ohio OH|Michigan MI|Indiana IN|Virginia VA|North Carolina NC|South Carolina SC|Maryland MD|Connecticut CT|Maine ME|Vermont VT|New Hampshire NH|Rhode Island RI|Delaware DE|West Virginia WV|Kentucky KY|DC|Miami|Boston|Atlanta|Philadelphia|Charlotte",
        "America/Chicago": "Alabama AL|Arkansas AR|Illinois IL|Iowa IA|Kansas KS|Louisiana LA|Minnesota MN|Mississippi MS|Missouri MO|Nebraska NE|North Dakota ND|Oklahoma OK|South Dakota SD|Tennessee TN|Texas TX|Wisconsin WI|Houston|Dallas|Austin|San Antonio|Minneapolis|St. Louis|Milwaukee|Nashville|Kansas City|New Orleans|Memphis",
        "America/Denver": "Colorado CO|Montana MT|New Mexico NM|Utah UT|Wyoming WY|Idaho ID|Salt Lake City|Albuquerque|El Paso",
        "America/Phoenix": "Arizona AZ|Tucson",
        "America/Los_Angeles": "California CA|Nevada NV|Oregon OR|Washington State WA|San Francisco|San Diego|San Jose|Seattle|Las Vegas|Sacramento",
        "America/Anchorage": "Alaska AK",
        "Pacific/Honolulu": "Hawaii HI",
    },
    "CA": {
        "America/Toronto": "Ontario ON|Quebec QC|Québec|Montreal|Montréal|Ottawa|Mississauga",
        "America/Vancouver": "British Columbia BC|Victoria BC|Surrey|Burnaby",
        "America/Edmonton": "Alberta AB|Calgary",
        "America/Regina": "Saskatchewan SK|Saskatoon",
        "America/Winnipeg": "Manitoba MB",
        "America/Halifax": "Nova Scotia NS|New Brunswick NB|Prince Edward Island PE",
        "America/St_Johns": "Newfoundland NL|St. John's",
        "America/Whitehorse": "Yukon YT",
    },
    "BR": {
        "America/Manaus": "Amazonas AM|Roraima RR|Rondônia RO|Rondonia",
        "America/Cuiaba": "Mato Grosso MT",
        "America/Campo_Grande": "Mato Grosso do Sul MS",
        "America/Rio_Branco": "Acre AC",
    },
    "AU": {
        "Australia/Perth": "Western Australia WA",
        "Australia/Adelaide": "South Australia SA",
        "Australia/Darwin": "Northern Territory NT",
        "Australia/Brisbane": "Queensland QLD|Gold Coast|Cairns",
        "Australia/Hobart": "Tasmania TAS",
        "Australia/Sydney": "New South Wales NSW|ACT|Canberra",
        "Australia/Melbourne": "Victoria VIC",
    },
    "RU": {
        "Europe/Kaliningrad": "Калининград",
        "Europe/Samara": "Самара|Тольятти|Togliatti|Tolyatti|Ижевск|Izhevsk",
        "Asia/Yekaterinburg": "Екатеринбург|Ekaterinburg|Челябинск|Chelyabinsk|Уфа|Ufa|Пермь|Perm|Тюмень|Tyumen|Сургут|Surgut|Оренбург|Orenburg",
        "Asia/Omsk": "Омск",
        "Asia/Novosibirsk": "Новосибирск",
        "Asia/Barnaul": "Барнаул",
        "Asia/Tomsk": "Томск",
        "Asia/Krasnoyarsk": "Красноярск|Кемерово|Kemerovo",
        "Asia/Irkutsk": "Иркутск|Улан-Удэ|Ulan-Ude",
        "Asia/Yakutsk": "Якутск|Благовещенск|Blagoveshchensk",
        "Asia/Chita": "Чита",
        "Asia/Vladivostok": "Владивосток|Хабаровск|Khabarovsk|Находка|Nakhodka",
        "Asia/Sakhalin": "Сахалин|Южно-Сахалинск|Yuzhno-Sakhalinsk",
        "Asia/Magadan": "Магадан",
        "Asia/Kamchatka": "Камчатка|Петропавловск-Камчатский|Petropavlovsk-Kamchatsky",
    },
    "MX": {
        "America/Tijuana": "Baja California|Mexicali|Ensenada",
        "America/Hermosillo": "Sonora",
        "America/Mazatlan": "Sinaloa|Nayarit|Baja California Sur|Culiacán|Culiacan|La Paz",
        "America/Cancun": "Quintana Roo|Cancún|Playa del Carmen",
        "America/Ciudad_Juarez": "Ciudad Juárez",
    },
    "ID": {
        "Asia/Makassar": "Bali|Denpasar|Sulawesi|Balikpapan|Samarinda|Banjarmasin|Lombok|Manado|Kupang",
        "Asia/Jayapura": "Papua|Ambon|Maluku|Sorong",
    },
    "ES": {"Atlantic/Canary": "Canarias|Canary Islands|Las Palmas|Tenerife"},
    "PT": {"Atlantic/Azores": "Açores|Ponta Delgada", "Atlantic/Madeira": "Funchal"},
    "MN": {"Asia/Hovd": "Khovd"},
    "CL": {"Pacific/Easter": "Isla de Pascua"},
    "EC": {"Pacific/Galapagos": "Galápagos"},
    "CD": {"Africa/Lubumbashi": "Katanga|Kolwezi|Likasi|Goma|Bukavu|Kisangani|Mbuji-Mayi"},
}  # fmt: skip
"""Words of an address: states, then towns that no zone is named after. A state's short form stands behind it."""


def zones(path: Path) -> dict[str, list[str]]:
    known: dict[str, list[str]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            country, _, zone = line.split("\t")[:3]
            known[country].append(zone)
    return known


HAMLETS = ("America/Indiana/", "America/Kentucky/", "America/North_Dakota/", "Antarctica/")
"""Of these only the large towns are words of an address: `Center` and `Knox` are streets, too."""
LARGE = ("Indianapolis", "Louisville")


def is_town(zone: str) -> bool:
    return not zone.startswith(HAMLETS) or town(zone) in LARGE


def town(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


def places(country: str, every: list[str]) -> Iterator[tuple[str, str]]:
    """Words of addresses and their zones."""
    yield from ((town(zone).lower(), zone) for zone in every if is_town(zone))
    for zone, words in STATES.get(country, {}).items():
        for word in words.split("|"):
            short = re.fullmatch(r"(.+) ([A-Z]{2,3})", word)
            yield from ((each, zone) for each in _forms(word, short))


def _forms(word: str, short: re.Match[str] | None) -> tuple[str, ...]:
    """Names in small letters, short forms in capital ones."""
    if word.isupper():
        return (word,)
    return (short[1].lower(), short[2]) if short else (word.lower(),)


def areas(country: str, every: list[str]) -> Iterator[tuple[str, str]]:
    """Area codes that tell one zone, and not what a shorter one tells already."""
    from phonenumbers.tzdata import TIMEZONE_DATA

    calling = CALLING[country]
    told: dict[str, str] = {}
    for prefix, known in sorted(TIMEZONE_DATA.items(), key=lambda each: len(each[0])):
        code = prefix[len(calling) :]
        ours = [zone for zone in known if zone in every]
        if not prefix.startswith(calling) or not 0 < len(code) <= LONGEST_CODE or len(known) > 1:
            continue
        shorter = next((told[code[:cut]] for cut in range(len(code) - 1, 0, -1) if code[:cut] in told), None)
        if ours and ours[0] != shorter:
            told[code] = ours[0]
    yield from told.items()


def by_zone(pairs: Iterator[tuple[str, str]], glue: str) -> dict[str, str]:
    found: dict[str, list[str]] = defaultdict(list)
    for word, zone in pairs:
        if word not in found[zone]:
            found[zone].append(word)
    return {zone: glue.join(words) for zone, words in found.items() if words}


def table(path: Path) -> str:
    known = zones(path)
    several = {
        country: every for country, every in sorted(known.items()) if len(every) > 1 and country != "CN"
    }
    known |= {"XK": ["Europe/Belgrade"]}  # Kosovo has no code in ISO 3166, and this one everywhere else
    main = {country: MAIN.get(country, every[0]) for country, every in sorted(known.items())}
    missing = sorted(set(several) - set(MAIN))
    if missing:
        raise SystemExit(f"Which zone is the main one of {', '.join(missing)}? Write it into MAIN.")
    words = {country: by_zone(places(country, every), "|") for country, every in several.items()}
    words = {country: each for country, each in words.items() if each}
    codes = {country: by_zone(areas(country, several[country]), " ") for country in CALLING}
    return "\n".join(
        [
            '"""Which time zone has a country, a town, an area code? Made by benchmarks/zone_tables.py, not by hand.',
            "",
            "From zone.tab of the IANA time zone database (public domain) and the time zones of numbers in the package",
            'phonenumbers (Apache License 2.0); states and main zones by hand.\n"""',
            "",
            "# ruff: noqa: E501 - a list of words is read as one line",
            "from __future__ import annotations",
            "",
            "MAIN: dict[str, str] = {",
            *(f'    "{country}": "{zone}",' for country, zone in main.items()),
            "}",
            '"""The zone that most companies of a country live by."""',
            "",
            *_nested(
                "PLACES",
                words,
                "Words of addresses in countries with several zones; short forms in capital letters.",
            ),
            "",
            *_nested(
                "AREAS",
                {country: each for country, each in codes.items() if each},
                "Area codes, behind that of the country.",
            ),
            "",
        ]
    )


def _nested(name: str, every: dict[str, dict[str, str]], said: str) -> Iterator[str]:
    yield f"{name}: dict[str, dict[str, str]] = {{"
    for country, by_place in every.items():
        yield f'    "{country}": {{'
        yield from (f'        "{zone}": "{words}",' for zone, words in by_place.items())
        yield "    },"
    yield "}"
    yield f'"""{said}"""'


if __name__ == "__main__":
    TABLE.write_text(table(Path(sys.argv[1]) if sys.argv[1:] else ZONE_TAB), "utf-8")
    print(f"{TABLE.relative_to(ROOT)}: {TABLE.stat().st_size:,} bytes")
