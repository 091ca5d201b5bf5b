"""Where is she? Address lines, and the country they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from model import Detail, DetailSort
from parsers.late import late, late_small
from parsers.sender import companies, countries

_LABEL = late(
    r"\s*[*•]?\s*(?:(?:company |office |mailing |postal |registered |head ?office |factory |"
    r"shop )?(?:address|addr?|add)|"
    r"adres+e?|anschrift|dirección|dir|domicilio|endereço|end|adresse|indirizzo|адрес|地址|公司地址|"
    r"工厂地址|住所|所在地|عنوان|العنوان|"
    r"adresi?|주소)(?:\s?(?:地址|住所|المكتب))?\s?[.:：]{1,2}\s*",
    re.IGNORECASE,
)
_INSIDE = late(
    r"(?:新|公司|工厂|办公)?(?:地址|住所)(?:变更为|改为|为|是|：|:)\s{0,3}|"
    r"\b(?:new )?address(?: is)?\s?:\s{0,3}",
    re.IGNORECASE,
)
"""Of `公司搬家了,新地址:佛山市…` the address begins behind the label."""
_STREET = late_small(
    r"(?<!\w)(?:street|st\.|road|rd\.?|avenue|ave\.?|boulevard|blvd\.?|lane|ln\.|drive|dr\.(?= |,)|"
    r"highway|hwy|suite|ste\.|"
    r"floor|building|bldg\.?|tower|plaza|house|unit \d|room \d|rm\.? ?\d|flat \d|plot|p\.? ?o\.? ?box|"
    r"postfach|box \d|"
    r"industrial (?:estate|zone|park|area)|free zone|business park|district|township|sector|phase|"
    r"platz|weg|allee|ring|gasse|str\.|calle|c/|av\.|avda?\.?|avenida|carrera|cra\.?|paseo|plaza|"
    r"polígono|pol\. ?ind|colonia|"
    r"col\.|km\.? ?\d|apartado|rua|r\.|praça|travessa|alameda|rodovia|zona industrial|bairro|andar|"
    r"rue|chemin|place|allée|quai|impasse|route|z\.?i\.?|zone industrielle|b\.?p\.? ?\d|cedex|via|viale|"
    r"corso|piazza|ul\.|"
    r"aleja|al\.|ул\.?|улица|пр(?:осп)?\.?|проспект|пер\.|наб\.|ш\.|шоссе|д\.|стр\.|корп\.|офис|оф\.|г\.|"
    r"cad(?:desi|\.)|cd\.|sok(?:ak|\.)?|sk\.|mah(?:allesi|\.)?|bulvarı|blv\.|osb|organize sanayi|kat:|"
    r"شارع|طريق|حي|ص\.? ?ب|مبنى|برج|منطقة|المنطقة|الشارع)(?!\w)|\w{3,}-(?:ro|gu|dong|daero|gil|ku|cho|"
    r"chome|shi|ken)(?!\w)|"
    r"\w{3,}(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|damm|ufer|straat|laan|gatan|park|hof|"
    r"vägen|vej|gade|katu|tie|ova|ská)(?!\w)",
)
_ASIAN = late(
    r"〒\s?\d{3}|[\u4e00-\u9fff]{1,8}(?:省|市|区|區|县|縣|镇|鎮|街道|开发区|工业园|"
    r"工業區)[\u4e00-\u9fff\d]{1,20}(?:路|街|道|巷|号|號|村|园|楼|丁目|"
    r"大道|大厦|\d-\d)|[都道府県市区町村]\S{1,20}\d+(?:丁目|-\d+)|[\u4e00-\u9fff]{1,10}(?:路|街|道|"
    r"大道)\s?\d+\s?[号號]"
)
_POSTCODE = late(
    r"(?<![\w.+/-])(?:[A-Z]{1,2}-)?(?:\d{4,6}(?:-\d{3,4})?|\d{3} ?\d{2}|"
    r"\d{2}-\d{3})[ ,]{1,2}[A-ZÀ-ÞĀ-ŽА-Я][\w.-]{2,}|"
    r"[A-ZÀ-Þ][\w.-]{2,}[ ,-]{1,3}\d{5,6}(?![\d/])|\b[A-Z]{2} \d{5}(?:-\d{4})?\b|"
    r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|"
    r"\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b"
)
_NUMBER = late(r"\d")
_MAY = late(r"[\d,]")
_NO_ADDRESS = late_small(
    r"@|www\.|https?:|(?<!\w)(?:tel|telefon|phone|fax|mobile?|mob|cell|gsm|whatsapp|wechat|skype|iban|"
    r"swift|vat|ust|tva|"
    r"hrb|e-?mail|invoice|order|电话|手机|传真|電話)(?!\w)\s?[.:：+]|[?？!！]|\b(?:we|you|please|our|"
    r"your|will|is|are)\b",
)
_LONGEST = 200


def addresses(lines: Sequence[str], where: str) -> Iterator[Detail]:
    """Postal addresses; the line with postcode and city below a street belongs to it."""
    last = -2
    for at, line in enumerate(lines):
        if at <= last:
            continue
        found = _address(line)
        if not found:
            continue
        words, confidence = found
        last = at
        for below in lines[at + 1 : at + 4]:
            piece = _continued(below)
            if not piece or words.count(",") > 6:
                break
            words, last = f"{words.rstrip(' ,')}, {piece}", last + 1
        yield Detail(DetailSort.ADDRESS, words, words, where, confidence)


def _address(line: str) -> tuple[str, float] | None:
    if line.isascii() and not _MAY.search(line):
        return None
    label = _LABEL.match(line[:80]) or _INSIDE.search(line[:80])
    words = (line[label.end() :] if label else line).strip(" ,*|")
    words = _cut(words).rstrip("。")
    if not 6 <= len(words) <= _LONGEST or (words.isascii() and not _MAY.search(words)):
        return None
    confidence = 0.9 if label and len(words) > 8 else _sureness(words)
    return (words, confidence) if confidence else None


def _sureness(words: str) -> float:
    """How surely words without a label are an address: by street, postcode, house number and comma."""
    if _NO_ADDRESS.search(words):
        return 0.0
    street, postcode = _STREET.search(words) is not None, _POSTCODE.search(words) is not None
    number, comma = _NUMBER.search(words) is not None, "," in words or "،" in words
    signs = postcode + number + comma
    table = (
        (0.85, _ASIAN.search(words) is not None),
        (0.8, street and signs >= 2),
        (
            0.65,
            street and signs == 1 and len(words.split()) <= 14 and (postcode or bool(country_at_end(words))),
        ),
        (0.65, street and signs == 1 and len(words.split()) <= 14 and number),
        (0.7, postcode and comma),
    )
    return next((confidence for confidence, holds in table if holds), 0.0)


_ENDS = late_small(
    r"\s{2,}(?:邮编|郵編|tel|phone|电话|電話|fax)|\s?(?:[|;；]|\s[-–•]\s)\s?(?=\S{0,12}(?:tel|phone|fax|"
    r"mob|\+\d|电话))|[,，]?\s?(?:邮编|郵編|邮政编码)|"
    r"\s(?:tel|phone|ph|fax|mob|mobile)\b\s?[.:：+]",
)


def _cut(words: str) -> str:
    end = _ENDS.search(words)
    return words[: end.start()].strip(" ,;") if end else words


def _continued(line: str) -> str:
    """`20457 Hamburg, Germany` or `Kenya` below the street."""
    line = line.strip(" ,*")
    if (
        not 2 <= len(line) <= 70
        or _NO_ADDRESS.search(line)
        or companies.companies_in(line)
        or _LABEL.match(line)
    ):
        return ""
    return line if _POSTCODE.search(line) or country_of(line) else ""


@lru_cache(4096)
def country_of(text: str) -> str:
    """Only where the whole piece names it: a code of two letters is more often a word."""
    text = text.strip(" .,;:()[]|-")
    return countries.code_of(text) if 3 < len(text) <= 40 or text in _SHORT else ""


_POSTAL = late(
    r"(?<!\w)(?P<letter>A|AT|B|BE|CH|CZ|D|DE|DK|E|ES|F|FI|FR|H|HU|I|IT|L|LU|NL|NO|P|PL|PT|RO|S|SE|SI|"
    r"SK)-(?:\d{4,5}|\d{3} \d\d)"
    r"(?:-\d{3})?\s[A-ZÀ-Þ]|(?P<gb>\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b)|(?P<pt>\b\d{4}-\d{3} [A-Z])|"
    r"(?P<nl>\b[1-9]\d{3} [A-Z]{2} +[A-Z][a-z])|(?P<us>\b[A-Z]{2} \d{5}(?:-\d{4})?\b)|"
    r"(?P<ca>\b[A-Z]\d[A-Z] \d[A-Z]\d\b)"
)
_OF_LETTER = {
    "A": "AT",
    "B": "BE",
    "D": "DE",
    "E": "ES",
    "F": "FR",
    "H": "HU",
    "I": "IT",
    "L": "LU",
    "P": "PT",
    "S": "SE",
}


def _by_postcode(address: str) -> str:
    """By the form of the postcode, where no country is named."""
    found = _POSTAL.search(address)
    if found is None:
        return ""
    if found["letter"]:
        return _OF_LETTER.get(found["letter"], found["letter"])
    return str(found.lastgroup).upper()


_SHORT = frozenset(
    {
        "USA",
        "UAE",
        "UK",
        "U.K.",
        "KSA",
        "PRC",
        "中国",
        "日本",
        "台湾",
        "台灣",
        "香港",
        "美国",
        "韩国",
        "韓國",
        "德国",
    }
)
_CITY = late(r"\b(?:new|south|north|port|san|st)$", re.IGNORECASE)


@lru_cache(4096)
def country_at_end(address: str) -> str:
    """The country an address ends with: `Ipswich IP3 0BF, United Kingdom`, `Tokyo 101-0047 JAPAN`."""
    piece = re.split(r"[,，،/|;()-]\s*", address.strip(" .,;()"))[-1].strip(" .")
    piece = re.sub(r"^\(?\d[\d -]*\)?|\(?\d[\d -]*\)?$", "", piece).strip(" .")
    found = country_of(piece)
    if found:
        return found
    words = piece.split()
    for size in (3, 2, 1):
        if len(words) > size and (country := country_of(" ".join(words[-size:]))):
            return "" if _CITY.search(" ".join(words[:-size])) else country
    return _asian_start(address)


_START = late(r"(中国|中國|台湾|台灣|香港|日本|美国|大韩民国|韩国)")
_PROVINCE = late(
    r"(?:北京|上海|天津|重庆)市|(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|"
    r"湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海)省|"
    r"(?:广西|内蒙古|宁夏|新疆|西藏)"
)


def _asian_start(address: str) -> str:
    found = _START.match(address)
    if found:
        return country_of(found[0])
    if _PROVINCE.match(address):
        return "CN"
    return "JP" if "〒" in address or re.match(r"(?:東京都|大阪府|京都府|北海道|\S{2,3}県)", address) else ""


def countries_in(lines: Sequence[str], found: Sequence[Detail], where: str) -> Iterator[Detail]:
    """By the addresses, then by lines that name a city and a country or nothing else."""
    for address in found:
        country = country_at_end(address.value)
        if country:
            yield Detail(DetailSort.COUNTRY, country, address.words, where, 0.9)
        elif country := _by_postcode(address.value):
            yield Detail(DetailSort.COUNTRY, country, address.words, where, 0.7)
    for line in lines:
        country = _of_line(line) if len(line) <= 70 else ""
        if country:
            yield Detail(DetailSort.COUNTRY, country, line.strip(), where, 0.8)


_PLACE = late(r"[^\W\d_][^\d@:：?!]{1,60}$")


def _of_line(line: str) -> str:
    line = line.strip(" .*|")
    if not _PLACE.match(line) or companies.companies_in(line):
        return ""
    pieces = [piece.strip() for piece in re.split(r"[,،/|]|\s-\s|，", line)]
    if len(pieces) > 4 or any(len(piece.split()) > 4 for piece in pieces):
        return ""
    return country_of(pieces[-1])
