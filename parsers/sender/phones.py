"""Which numbers of a text are telephones, and whose: phone, fax or WhatsApp?

A cheap pattern proves a candidate, the label before it says what it is, and `phonenumbers` has the last
word:
an order number, a date, an IBAN or a VAT number is no valid telephone number of any country.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from model import DetailSort
from parsers.late import late

MOST = 8
"""Numbers of one mail that are looked at closely."""
_LONG = 300
_NUMBER = late(
    r"(?<![\w@./=#+-])(?:(?:\+|00)[ ]?\d|\(\+?\d|\d)(?:[ ]?[\d()./–-]){5,24}(?<=\d)"
    r"(?:[ ]?(?:ext\.?|extn\.?|x|#|转|轉|分机|分機|内線|доб\.?|dahili)[ :.]?[ ]?\d{1,5})?(?![\w@])",
    re.IGNORECASE,
)
_FULL_WIDTH = {ord("０") + n: str(n) for n in range(10)} | {
    ord("＋"): "+", ord("－"): "-", ord("（"): "(", ord("）"): ")", ord("："): ":", ord("\u00a0"): " ",
    ord("‐"): "-", ord("‑"): "-", ord("—"): "-", ord("\u2002"): " ", ord("／"): "/", ord("＃"): "#",
    ord("\t"): " ", ord("\u3000"): " ",
}  # fmt: skip
# Which label says what. The one nearest before a number counts; `none` says that it is no telephone.
_LABELS = {
    "fax": r"t?ele?fax|fax|faks|f|факс|传真|傳真|ファックス|ファクス|فاكس",
    "whatsapp": r"whats?[ -]?app|wa|واتساب|واتس اب|воцап|ватсап",
    "wechat": r"we[ -]?chat|weixin|微信|微信号|wx",
    "phone": r"tele?phone?s?|tel|tels|tlf|telf|tfno|tél|tfn|t|phones?|ph|p|mobile?s?|mobil|móvil|mob|mb|"
    "m|cell|"
    r"cellphone|celular|cel|cellulare|gsm|cep|handy|hp|hand ?phone|c|call|direct|direct line|did|dir|d|"
    r"office|"
    r"off|o|main|desk|hotline|landline|teléfonos?|telefone?s?|telemóvel|tlm|port|portable|téléphones?|fixe|"
    r"standard|durchwahl|telefono|cell?ulare|телефоны?|тел|моб|мобильный|сот|т|电话|電話|手机|手機|"
    r"手机号|座机|"
    r"座機|热线|联系电话|联系方式|聯絡電話|电|携帯|携帯電話|代表|直通|هاتف|جوال|موبايل|تلفون|تليفون|الهاتف|"
    r"محمول|ت|telefon|c\.p|h\.p|viber|telegram|line|number is|reach me (?:on|at)|call me (?:on|at)|전화|"
    r"휴대폰|"
    r"핸드폰",
    "none": r"iban|account|acct|a/c|ac|swift|bic|vat|vat id|vat no|tva|iva|ust-?id(?:nr)?|tax id|tax|ein|"
    "nif|cif|"
    r"rfc|cuit|cnpj|cpf|inn|инн|огрн|кпп|р/с|бик|vkn|vergi no|gstin|gst|pan|nit|ruc|rut|siret|siren|rcs|"
    r"hrb|"
    r"order|orders|invoice|inv|po|p\.o|pi|no|nr|n°|nº|№|ref|code|part|model|art|item|sku|hs|lot|batch|"
    r"serial|"
    r"s/n|container|b/l|bl|l/c|seal|tracking|awb|qq|zip|plz|cep code|p\.?o\.? ?box|box|cp|id|date|duns|abn|"
    r"acn|reg|licen[cs]e|mersis|konto|kto|blz|cuenta|conta|compte|hesap|счет|счёт|账号|帐号|賬號|税号|稅號|"
    r"邮编|郵編|邮政编码|編號|编号|单号|订单|發票|发票|合同|型号|统一编号|統一編號|法人番号|口座|〒|usd|"
    r"eur|"
    r"cny|rmb|gbp|fob|cif|\$|€|£|¥|pcs|kg|qty|quantity|amount|total",
}
_LABEL = late(
    r"(?<![^\W_])(?:"
    + "|"
    r"".join(f"(?P<{kind}>{words})" for kind, words in _LABELS.items())
    + r")(?![^\W_])",
    re.IGNORECASE,
)
_BETWEEN = late(
    r"[\s.:/&,+()\-–|*'’]*(?:(?:no|nr|number|num|id|号|號|is|line|me (?:at|on)|us (?:at|on)|at|"
    r"on)\b[\s.:]*)?"
)
_AFTER = late(r"\s?[(（\[]([^()（）\]]{2,40})[)）\]]")
_DATE = late(
    r"(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}(?!\d)|\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d(?!\d)|\d{5}-\d{3}$"
)
_MONEY = late(r"\d{1,3}(?:[., ]\d{3})+(?:[.,]\d{2})?$")
_SORTS = {
    "phone": DetailSort.PHONE,
    "fax": DetailSort.FAX,
    "whatsapp": DetailSort.WHATSAPP,
    "wechat": DetailSort.WECHAT,
}


@dataclass(frozen=True, slots=True)
class Phone:
    sort: DetailSort
    number: str
    """E.164."""
    words: str
    country: str
    """ISO 3166 alpha-2 by the number, or empty."""
    confidence: float
    international: bool
    """Was it written with its country's prefix?"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Digits that may be a telephone number. `kinds` are what the labels call it."""

    words: str
    kinds: tuple[str, ...]
    alone: bool
    """Does nothing else stand in its piece of the line?"""
    before: str = ""
    """What stands before it in the line."""


def candidates(line: str) -> Iterator[Candidate]:
    """Runs of digits of one line with the labels that stand before them."""
    line = line[:_LONG].translate(_FULL_WIDTH)
    last_end = 0
    kinds: tuple[str, ...] = ("",)
    for found in _NUMBER.finditer(line):
        before = line[last_end : found.start()]
        own = _kinds(before)
        # "Tel: 86-574-87654321 / 87654322": the second is called as the first.
        kinds = own or (kinds if last_end and re.fullmatch(r"\s*[/,;、&]\s*", before) else ("",))
        after = _AFTER.match(line, found.end())
        behind = _kinds_in(after[1]) if after else ()
        alone = not before.strip(" |·•-/,;:*") and not line[found.end() :].split("|")[0].strip(" .,;*/)-")
        last_end = found.end()
        yield Candidate(
            found[0].strip(), tuple(dict.fromkeys((*kinds, *behind))), alone, line[: found.start()]
        )


def _kinds(before: str) -> tuple[str, ...]:
    """What the last labels before a number call it: `Mobile/WhatsApp: ` are two."""
    found = [*_LABEL.finditer(before[-40:])]
    text, at, kinds = before[-40:], len(before[-40:]), list[str]()
    for label in reversed(found):
        if not _BETWEEN.fullmatch(text, label.end(), at):
            break
        kinds.append(str(label.lastgroup))
        at = label.start()
    return tuple(reversed(kinds))


def _kinds_in(words: str) -> tuple[str, ...]:
    return tuple(str(found.lastgroup) for found in _LABEL.finditer(words) if found.lastgroup in _SORTS)


def phones_of(candidate: Candidate, hints: tuple[str, ...], *, signed: bool) -> Iterator[Phone]:
    """hints: regions its country may be, the likeliest first. signed: does it stand in a signature?"""
    if not _may_be_one(candidate, signed=signed):
        return
    for number in _split(candidate.words):
        known = read(number, hints, labelled=any(candidate.kinds))
        if known is not None:
            yield from _as_called(known, candidate)


def _may_be_one(candidate: Candidate, *, signed: bool) -> bool:
    words, digits = candidate.words, sum(map(str.isdigit, candidate.words))
    if not 7 <= digits <= 19 or "none" in candidate.kinds or _DATE.match(words):
        return False
    if any(kind in _SORTS for kind in candidate.kinds):
        return True
    if _MONEY.fullmatch(words):
        return False
    return words.startswith(("+", "00", "(+")) or (signed and (candidate.alone or _is_grouped(words)))


def _is_grouped(words: str) -> bool:
    return len(re.findall(r"\d+", words)) >= 3 or words.startswith("(")


def _split(words: str) -> tuple[str, ...]:
    """`0574-87654321/22` are two, the second by its last digits; `040/123456` is one."""
    head, slash, tail = words.partition("/")
    digits = sum(map(str.isdigit, head))
    if not slash or digits < 7 or "/" in tail:
        return (words,)
    short = tail.strip()
    if short.isdigit() and len(short) < 7:
        return (head.strip(), head.strip()[: -len(short)] + short)
    return (head.strip(), short)


def _as_called(known: Phone, candidate: Candidate) -> Iterator[Phone]:
    kinds = [kind for kind in candidate.kinds if kind in _SORTS]
    bonus = 0.05 if kinds else (-0.1 if not candidate.alone else 0.0)
    for kind in kinds or ["phone"]:
        yield replace(known, sort=_SORTS[kind], confidence=round(known.confidence + bonus, 2))


@lru_cache(4096)
def read(number: str, hints: tuple[str, ...], *, labelled: bool) -> Phone | None:
    """A number that is valid in the country it names, else in the first hinted one where it is."""
    plain = re.sub(r"^\(?\+\)?|^00 ?(?=[1-9])|^\(00", "+", number).replace("+(", "+")
    if plain.startswith("+"):
        found = _valid(plain, number, None, 0.9) or _valid(_EXTENSION.sub("", plain), number, None, 0.85)
        # Number plans grow faster than any table of them.
        return found or (_valid(plain, number, None, 0.55, strict=False) if labelled else None)
    for written, sure in ((plain, 0.8), (_INSIDE.sub("", plain), 0.75)):
        for at, region in enumerate(hints[:3]):
            found = _valid(written, number, region, sure - 0.1 * at)
            if found is not None:
                return found
        if _INSIDE.search(plain) is None:
            break
    # `86-755-27812345`, `(852) 2345 6789`: Chinese firms leave out the plus.
    return _valid("+" + plain, number, None, 0.7) if labelled and _PREFIXED.match(plain) else None


_EXTENSION = late(r"[ -]{1,3}\d{1,4}$")
_INSIDE = late(r"(?<=\d{5})[ -]{1,3}\d{1,4}$")
"""`0512-66668888-802`: the extension behind a national number."""
_PREFIXED = late(r"\(?(?:86|852|853|886|81|82|84|91|65|60|66|62|971|966|90|44|49|39|34|33|7)\)?[ -]")


def _valid(
    plain: str, words: str, region: str | None, confidence: float, *, strict: bool = True
) -> Phone | None:
    """strict: by the ranges that are given out; else any of a country that there is."""
    import phonenumbers  # 30 ms, and most commands read no mail

    try:
        number = phonenumbers.parse(plain, region)
    except phonenumbers.NumberParseException:
        return None
    if strict and not phonenumbers.is_valid_number(number):
        return None
    tidy = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if not 9 <= len(tidy) <= 16:  # E.164: at most 15 digits
        return None
    country = phonenumbers.region_code_for_number(number) or ""
    return Phone(
        DetailSort.PHONE, tidy, words, country if len(country) == 2 else "", confidence, region is None
    )
