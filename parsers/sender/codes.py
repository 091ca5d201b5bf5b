"""Which registration numbers of a company does a text name?

python-stdnum checks the digits; a label, or a form that nothing else has, must say which number it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module

from model import Detail, DetailSort
from parsers.late import late, late_small

_LOOKED_AT = 6000
_MOST = 12
_MAY = late(r"\d{4}|\d{2}[.-]?\d{3}")


@dataclass(frozen=True, slots=True)
class Sort:
    """One number of one country. `module` is its check in python-stdnum; empty: it has no check digit."""

    name: str
    country: str
    module: str
    label: str
    """Words that must stand before it; empty for a form that nothing else has."""
    shape: str


_VAT = (
    r"(?:vat|ust\.?-?id\.?(?:-?nr\.?)?|ust-?idnr|mwst(?:-?nr)?|uid(?:-?nr)?|tva(?: intra\w*)?|n° ?tva|"
    r"iva|btw|moms|"
    r"p\.? ?iva|partita iva|dič|dic|ič dph|oib|afm|nip|nif|cif|nipc|cvr|alv|km\w*|pvn|pvm|ddv|cui|id tva|"
    r"eik|еик|"
    r"ддс|tax(?: id| no| number)?|steuernummer|eu vat)"
)
SORTS = (
    Sort("CN-USCC", "CN", "cn.uscc", "", r"[159ANY][1-9]\d{6}[0-9A-HJ-NPQRTUWXY]{10}"),
    Sort("IN-GSTIN", "IN", "in_.gstin", "", r"[0-3]\d[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]"),
    Sort("BR-CNPJ", "BR", "br.cnpj", "", r"\d{2}\.\d{3}\.\d{3}/\d{4}-\d{2}"),
    Sort("BR-CNPJ", "BR", "br.cnpj", r"cnpj(?:/mf)?", r"\d{2}[. ]?\d{3}[. ]?\d{3}[/ ]?\d{4}[- ]?\d{2}"),
    Sort("CH-UID", "CH", "ch.uid", "", r"CHE[- ]?\d{3}[. ]?\d{3}[. ]?\d{3}"),
    Sort("GB-VAT", "GB", "gb.vat", _VAT, r"GB ?\d{3} ?\d{4} ?\d{2}"),
    Sort(
        "EU-VAT",
        "",
        "eu.vat",
        _VAT,
        r"(?:AT ?U|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|"
        r"PT|RO|SE|SI|SK)[ -]?[0-9A-Z](?:[ .-]?[0-9A-Z]){6,12}",
    ),
    Sort("EU-VAT AT", "AT", "at.uid", "", r"ATU ?\d{8}"),
    Sort(
        "EU-VAT IT", "IT", "it.iva", r"(?:p(?:art)?\.? ?iva|partita iva|c\.?f\.?(?: e p\.? ?iva)?)", r"\d{11}"
    ),
    Sort(
        "EU-VAT ES",
        "ES",
        "es.nif",
        r"(?:c\.?i\.?f\.?|n\.?i\.?f\.?)",
        r"[A-Z][ -]?\d{2}[. ]?\d{3}[. ]?\d{2}[\dA-Z]",
    ),
    Sort(
        "EU-VAT PT", "PT", "pt.nif", r"(?:nif|nipc|contribuinte|nº contribuinte)", r"[1-9]\d{2} ?\d{3} ?\d{3}"
    ),
    Sort("EU-VAT PL", "PL", "pl.nip", r"nip", r"\d{3}[- ]?\d{3}[- ]?\d{2}[- ]?\d{2}|\d{3}-\d{2}-\d{2}-\d{3}"),
    Sort("EU-VAT DE", "DE", "de.vat", r"ust\.?-?id\.?(?:-?nr\.?)?", r"\d{3} ?\d{3} ?\d{3}"),
    Sort("EU-VAT NL", "NL", "nl.btw", r"btw(?:-?nr)?", r"\d{9}B\d{2}"),
    Sort("EU-VAT RO", "RO", "ro.cui", r"(?:cui|cif)", r"\d{6,10}"),
    Sort("FR-SIRET", "FR", "fr.siret", r"siret", r"\d{3} ?\d{3} ?\d{3} ?\d{5}"),
    Sort("FR-SIREN", "FR", "fr.siren", r"(?:siren|rcs(?: [\w-]{2,20})?)", r"\d{3} ?\d{3} ?\d{3}"),
    Sort("RU-INN", "RU", "ru.inn", r"(?:инн(?:/кпп)?|inn)", r"\d{12}|\d{10}"),
    Sort("RU-OGRN", "RU", "ru.ogrn", r"(?:огрн(?:ип)?|ogrn)", r"\d{15}|\d{13}"),
    Sort(
        "TR-VKN",
        "TR",
        "tr.vkn",
        r"(?:vergi(?: kimlik| dairesi)?(?: no| numarası)?|v\.?k\.?n\.?|vd ?no|tax (?:no|id))",
        r"\d{10}|\d{3} ?\d{3} ?\d{4}",
    ),
    Sort("MX-RFC", "MX", "mx.rfc", r"r\.?f\.?c\.?", r"[A-ZÑ&]{3,4}[ -]?\d{6}[ -]?[A-Z0-9]{3}"),
    Sort("AR-CUIT", "AR", "ar.cuit", r"c\.?u\.?i\.?[tl]\.?", r"\d{2}[- ]?\d{8}[- ]?\d"),
    Sort("CL-RUT", "CL", "cl.rut", r"r\.?u\.?t\.?", r"\d{1,2}\.?\d{3}\.?\d{3}-?[\dK]"),
    Sort("PE-RUC", "PE", "pe.ruc", r"r\.?u\.?c\.?", r"(?:10|15|17|20)\d{9}"),
    Sort("EC-RUC", "EC", "ec.ruc", r"r\.?u\.?c\.?", r"\d{10}001"),
    Sort("CO-NIT", "CO", "co.nit", r"n\.?i\.?t\.?", r"\d{3}\.?\d{3}\.?\d{3}[- ]?\d"),
    Sort("US-EIN", "US", "us.ein", r"(?:f?ein|tax id|irs|employer id\w*)", r"\d{2}-\d{7}"),
    Sort("IN-PAN", "IN", "in_.pan", r"pan", r"[A-Z]{5}\d{4}[A-Z]"),
    Sort("JP-CN", "JP", "jp.cn", r"(?:法人番号|corporate number)", r"[1-9]\d{12}|[1-9]-\d{4}-\d{4}-\d{4}"),
    Sort(
        "KR-BRN",
        "KR",
        "kr.brn",
        r"(?:사업자\s?등록\s?번호|사업자번호|business (?:registration|license) no)",
        r"\d{3}-?\d{2}-?\d{5}",
    ),
    Sort("TW-UBN", "TW", "tw.ubn", r"(?:統一編號|统一编号|統編|ubn|vat)", r"\d{8}"),
    Sort("AU-ABN", "AU", "au.abn", r"a\.?b\.?n\.?", r"\d{2} ?\d{3} ?\d{3} ?\d{3}"),
    Sort("AU-ACN", "AU", "au.acn", r"a\.?c\.?n\.?", r"\d{3} ?\d{3} ?\d{3}"),
    Sort("ZA-TIN", "ZA", "za.tin", r"(?:sars|income tax)(?: no| number)?", r"\d{10}"),
    Sort("UA-EDRPOU", "UA", "ua.edrpou", r"(?:єдрпоу|едрпоу|edrpou)", r"\d{8}"),
    Sort("BY-UNP", "BY", "by.unp", r"(?:унп|unp)", r"\d{9}"),
    Sort("ID-NPWP", "ID", "id.npwp", r"npwp", r"\d{2}\.?\d{3}\.?\d{3}\.?\d-?\d{3}\.?\d{3}"),
    Sort("VN-MST", "VN", "vn.mst", r"(?:mst|mã số thuế|tax code)", r"\d{10}(?:-\d{3})?"),
    Sort("TH-TIN", "TH", "th.tin", r"(?:tax id|tax no|เลขประจำตัวผู้เสียภาษี)", r"\d{13}"),
    Sort("NO-ORG", "NO", "no.orgnr", r"org\.? ?(?:nr|no)", r"\d{3} ?\d{3} ?\d{3}"),
    Sort("SE-ORG", "SE", "se.orgnr", r"(?:org\.? ?(?:nr|no)|organisationsnummer)", r"\d{6}-?\d{4}"),
    Sort("DK-CVR", "DK", "dk.cvr", r"cvr(?:-?nr)?", r"\d{8}"),
    Sort("LEI", "", "lei", r"lei(?: code)?", r"[0-9A-Z]{18}\d{2}"),
    # No check digit; the label is all the proof there is.
    Sort("DUNS", "", "", r"d-?u-?n-?s(?: ?(?:no|nr|number|®))?", r"\d{2}-?\d{3}-?\d{4}"),
)
_GAP = r"(?: ?(?:no|nr|n°|nº|number|code|id|num))?[\s.:：#№()º°/-]{0,5}"


def _pattern(sort: Sort) -> re.Pattern[str]:
    label = rf"(?<![^\W_])(?i:{sort.label})(?i:{_GAP})" if sort.label else r"(?<![0-9A-Za-z])"
    return late(rf"{label}(?P<code>{sort.shape})(?![0-9A-Za-z])")


_PATTERNS = tuple((sort, _pattern(sort)) for sort in SORTS)
_FORMS = tuple((sort, pattern) for sort, pattern in _PATTERNS if not sort.label)
_LABELLED = tuple((sort, pattern) for sort, pattern in _PATTERNS if sort.label)
_ANY_LABEL = late_small(
    r"(?<![^\W_])(?:"
    + "|"
    r"".join(dict.fromkeys(sort.label for sort in SORTS if sort.label))
    + r")(?![^\W_])",
)
_ANY_FORM = late(r"\d[A-Z]{1,5}\d|\d{2}\.\d{3}\.\d{3}/|\d{15}|CHE|ATU")


def codes(text: str, where: str) -> Iterator[Detail]:
    """Every number once, under the first sort of the table that it is."""
    text = text[:_LOOKED_AT]
    if _MAY.search(text) is None:
        return
    seen = set[str]()
    for sort, words in _found(text):
        value = _checked(sort, words)
        bare = re.sub(r"[^0-9A-Za-z]", "", words)
        if value and not any(bare.endswith(other) or other.endswith(bare) for other in seen):
            seen.add(bare)
            confidence = 0.95 if sort.module else 0.75
            yield Detail(DetailSort.CODE, value, words, where, confidence)


def _found(text: str) -> Iterator[tuple[Sort, str]]:
    patterns = (*(_FORMS if _ANY_FORM.search(text) else ()), *(_LABELLED if _ANY_LABEL.search(text) else ()))
    for sort, pattern in patterns:
        for found, _ in zip(pattern.finditer(text), range(_MOST), strict=False):
            yield sort, found["code"]


def read(words: str, country: str = "") -> tuple[str, str]:
    """A number that somebody gives as a company's, as it is written here, and what is wrong with it.

    It may be called by its sort (`CN-USCC 9131...`), by a label (`VAT DE...`), or stand alone; then its form
    and the country say what it is.
    """
    words = " ".join(words[:_LONGEST].split())
    bare = re.sub(r"[^0-9A-Za-z]", "", words).upper()
    for sort in _meant(words, country):
        number = words.removeprefix(sort.name.partition(" ")[0]).strip() if " " in words else words
        if value := _checked(sort, number):
            return value, PLACEHOLDER if is_placeholder(number) else ""
    labelled = next(codes(_PARTED.sub("", words), ""), None)
    if labelled is not None:
        return labelled.value, ""
    if is_placeholder(bare):
        return words, PLACEHOLDER
    wrong = next((sort.name for sort in _meant(words, country) if sort.module), "")
    return words, f"its check digit is wrong for a number of the sort {wrong}" if wrong else ""


PLACEHOLDER = "it is a placeholder that many firms share"
_LONGEST = 60
_COUNTING = "0123456789" * 3
_NO_NUMBER = frozenset(("NA", "NONE", "NULL", "TEST", "UNKNOWN", "XXX", "TBD", "NIL", "NO"))


def is_placeholder(words: str) -> bool:
    """00000000, 99999999, 123456789, N/A: what people type where they have no number."""
    bare = re.sub(r"[^0-9A-Za-z]", "", words).upper()
    digits = re.sub(r"[^0-9]", "", bare)
    if not digits:
        return bare in _NO_NUMBER or len(set(bare)) < 2
    counted = digits in _COUNTING or digits in _COUNTING[::-1]
    return len(digits) > 3 and len(digits) >= len(bare) - 2 and (len(set(digits)) == 1 or counted)


def _meant(words: str, country: str) -> list[Sort]:
    """The sorts that a number may be of: that it names, else those of its form, its country's first."""
    named = [sort for sort in SORTS if words.startswith(f"{sort.name.partition(' ')[0]} ")]
    if named:
        return named
    shaped = [sort for sort, shape in _SHAPES if shape.fullmatch(words.upper())]
    sure = [
        sort
        for sort in shaped
        if not sort.label or sort.name in _OWN_FORM or sort.country == (country or None)
    ]
    return sorted(sure, key=lambda sort: sort.country != country)


_OWN_FORM = ("EU-VAT", "GB-VAT", "LEI")
"""These begin with letters, or are as long, as nothing else has."""
_PARTED = late(r"(?<=[0-9])[ .-](?=[0-9])")
_SHAPES = tuple((sort, late(sort.shape)) for sort in SORTS)


def country_of(code: str) -> str:
    """`CN-USCC 9131...` is of CN, `EU-VAT DE...` of DE; a LEI or D-U-N-S number of no country."""
    name, _, number = code.partition(" ")
    if name == "EU-VAT":
        return "GR" if number[:2] == "EL" else number[:2]
    return next((sort.country for sort in SORTS if sort.name == name), "")


@lru_cache(2048)
def _checked(sort: Sort, words: str) -> str:
    """The number as it is written here, or nothing where its digits do not check."""
    bare = re.sub(r"[^0-9A-Za-zÑ&]", "", words).upper()
    if sort.module and not _check(sort.module)(bare):
        return ""
    name, _, prefix = sort.name.partition(" ")
    return f"{name} {'' if bare.startswith(prefix) else prefix}{bare}"


@lru_cache(64)
def _check(module: str) -> Callable[[str], bool]:
    """Read only where a text has the shape of the number: the registries cost time and memory."""
    found: Callable[[str], bool] = import_module(f"stdnum.{module}").is_valid
    return found
