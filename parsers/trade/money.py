"""Which amounts of money does a text name, and which of them is the total?

Numbers are found first, then what stands beside them: a number is money by the currency next to it, or by the
look of a price behind the word "total". Quantities, days, phones and percentages have neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from model import Amount
from parsers.late import late
from parsers.wordlists import listed

Headed = Mapping[int, str]
"""Where a bare number begins, and the sign of its currency."""
NO_HEADED: Headed = {}
MOST_AMOUNTS = 50
_MOST_NUMBERS = 1_500


def amounts_of(text: str, lowered: str, headed: Headed = NO_HEADED) -> tuple[tuple[Amount, ...], bool]:
    """The total first, then in the order of the text, and whether a total is named. `lowered` is the text in
    lower case.

    headed: the bare numbers of a paper that are money because a heading says so.
    """
    numbers = list(_numbers(text, lowered, headed)) if _may_name_money(text, lowered) else []
    if not numbers:
        return (), False
    found = list(islice(_priced(numbers, text, lowered, headed), MOST_AMOUNTS))
    total = max((one for one in found if one.rank), key=_standing, default=None)
    ordered = ([total] if total else []) + [one for one in found if one is not total]
    return tuple(Amount(one.value, one.currency, one.words) for one in ordered), total is not None


@dataclass(frozen=True, slots=True)
class _Priced:
    value: Decimal
    currency: str
    words: str
    rank: int
    """How clearly it is called the total: 0 not at all, 3 grand total."""


def _standing(one: _Priced) -> tuple[int, bool, Decimal]:
    return one.rank, bool(one.currency), one.value


# -- currencies --------------------------------------------------------------------------------------

_DOLLAR, _YEN, _YUAN, _RUPEE = "$", "¥", "元", "rs"
"""Signs of several countries; what else the text says decides."""

_CURRENCIES = {
    "USD": "usd|us$|u.s.$|u.s. $|us $|usd$|$us|u$s|u$d|us dollars|us dollar|us-dollar|us-dollars|u.s. "
    "dollars|dollars us|"
    "american dollars|dólares americanos|dólares estadounidenses|dólares|dolares|dólar|美元|美金|美圓|"
    "米ドル|ドル|usドル|"
    "долларов сша|доллара сша|доллар сша|долл. сша|дол. сша|долларов|доллара|доллар|долл.|долл|"
    "amerikan doları|"
    "abd doları|dolar|دولار أمريكي|دولار امريكي|دولارا|دولار",
    _DOLLAR: "$|＄|dollars|dollar",
    "EUR": "€|eur|euro|euros|евро|欧元|歐元|ユーロ|يورو|avro",
    "GBP": "£|gbp|pounds sterling|pound sterling|英镑|英鎊|ポンド|фунтов стерлингов|جنيه إسترليني",
    "CNY": "cny|rmb|cnh|rmb¥|rmb￥|cn¥|人民币|人民幣|人民币¥|人民币￥|yuan|renminbi|юаней|юаня|юань|"
    "人民元|يوان",
    _YEN: "¥|￥",
    _YUAN: "元|圆|圓",
    "JPY": "jpy|jp¥|yen|円|日元|日圆|日圓|日币|日幣|иен|ين ياباني",
    "HKD": "hkd|hk$|港币|港幣|港元",
    "TWD": "twd|ntd|nt$|新台币|新台幣|台币|台幣|新臺幣|臺幣",
    "KRW": "krw|₩|韩元|韓元|ウォン",
    "RUB": "rub|rur|₽|руб.|руб|рублей|рубля|рубль|卢布|盧布|روبل",
    "TRY": "try|tl|₺|türk lirası|lira|лир|ليرة تركية",
    "INR": "inr|₹|卢比|indian rupees",
    "BRL": "brl|r$|reais",
    "MXN": "mxn|mx$|pesos mexicanos",
    "CAD": "cad|ca$|c$|cdn$|加元",
    "AUD": "aud|au$|a$|澳元",
    "NZD": "nzd|nz$",
    "SGD": "sgd|s$|新加坡元|新币",
    "CHF": "chf|sfr.|sfr|瑞士法郎|швейцарских франков",
    "AED": "aed|dhs|dirhams|درهم إماراتي|درهم",
    "SAR": "sar|ريال سعودي",
    "QAR": "qar|ريال قطري",
    "KWD": "kwd|دينار كويتي",
    "EGP": "egp|جنيه مصري",
    "MAD": "mad|درهم مغربي",
    "PLN": "pln|zł",
    "CZK": "czk|kč",
    "HUF": "huf",
    "RON": "ron",
    "SEK": "sek",
    "NOK": "nok",
    "DKK": "dkk",
    "UAH": "uah|грн.|грн",
    "KZT": "kzt|тенге|₸",
    "THB": "thb|฿|泰铢",
    "VND": "vnd|₫|越南盾",
    "IDR": "idr",
    "MYR": "myr",
    "PHP": "php|₱",
    "PKR": "pkr",
    "ZAR": "zar",
    "NGN": "ngn|₦",
    "ILS": "ils|₪",
    "CLP": "clp",
    "COP": "cop",
    "ARS": "ars|ar$",
    "PEN": "s/.",
    _RUPEE: "rs.|rs|rupees",
    "": "pesos|جنيه|ريال|دينار|ليرة",
}
_TOKENS = {token: currency for currency, row in _CURRENCIES.items() for token in listed(row, "|")}
_UPPER_ONLY = frozenset({"try", "tl", "cad", "sar", "mad", "cop", "ron", "ars", "all", "php", "ils", "sek"})
"""English, Spanish and program words in lower case."""
_WEAK = frozenset({"cad", "mad", "cop", "php"})
"""CAD 3 is a drawing, PHP 8 a language: money only where the number looks like a price."""
_NO_CURRENCY_AFTER = {
    "元": "器件素旦月老年宵", "円": "形筒周盤柱滑", "圆": "形筒柱盘角管钢", "圓": "形筒柱盤角管鋼"
}  # fmt: skip
_SUFFIXES = "元円圆圓₽₺рд€"
"""Signs that stand behind their number by custom."""


def _by(tokens: Iterable[str], place: int) -> dict[str, tuple[str, ...]]:
    """Tokens by their first or last character, longest first."""
    found: dict[str, list[str]] = {}
    for token in sorted(tokens, key=len, reverse=True):
        found.setdefault(token[place], []).append(token)
    return {character: tuple(there) for character, there in found.items()}


_BY_FIRST = _by(_TOKENS, 0)
_BY_LAST = _by(_TOKENS, -1)

# -- is there any money ------------------------------------------------------------------------------

_SIGNS = "$€£¥￥₽₺₹₩₫฿₪₱₦₸＄元円圆圓镑鎊"
_SIGN = late(
    rf"[{_SIGNS}A-Z](?:(?<=[{_SIGNS}])|(?:(?<=U)SD|(?<=E)URO?|(?<=C)(?:NY|NH|HF|AD|ZK|LP|OP)|"
    rf"(?<=R)(?:MB|UB|ON)|(?<=G)BP|"
    r"(?<=R)[sS]\.?(?=[ \u00a0]?\d)|(?<=J)PY|(?<=T)(?:RY|L|WD|HB)|(?<=A)(?:ED|UD|RS)|"
    r"(?<=S)(?:AR|GD|EK)|(?<=I)(?:NR|DR|LS)|(?<=B)RL|"
    r"(?<=M)(?:XN|YR|AD)|(?<=N)(?:ZD|TD|OK|GN)|(?<=H)(?:KD|UF)|(?<=K)(?:RW|ZT|WD)|(?<=P)(?:LN|HP|KR)|"
    r"(?<=D)(?:KK|HS|hs)|"
    r"(?<=U)AH|(?<=V)ND|(?<=Z)AR|(?<=Q)AR|(?<=E)GP)(?![A-Za-z]))"
)
"""One set of first characters, so that the rest of a text is passed over fast."""
_ASCII_WORDS = listed("usd rmb yen dollar total gesamt summe toplam yuan reais dirham lira rupee /-")
_OTHER_WORDS = listed(
    "руб|долл|дол.|евро|юан|итог|всего|сумм|美金|港币|港幣|台币|台幣|人民|合计|合計|总|總|金额|金額|"
    "ドル|ユーロ|دولار|يورو|ريال|درهم|جمالي|"
    "المجموع|المبلغ|ليرة|جنيه|dólar|zł|kč|грн|тенге",
    "|",
)


def _may_name_money(text: str, lowered: str) -> bool:
    """To look for a few words one by one is many times cheaper than one pattern of all."""
    if any(word in lowered for word in _ASCII_WORDS) or _SIGN.search(text):
        return True
    if "euro" in lowered and lowered.count("euro") > lowered.count("europ"):
        return True
    return not lowered.isascii() and any(word in lowered for word in _OTHER_WORDS)


# -- what the text's signs mean ----------------------------------------------------------------------

_OTHER_DOLLARS = listed("hk$ nt$ a$ au$ c$ ca$ s$ nz$ mx$ hkd ntd twd cad aud sgd nzd mxn pesos r$")
_US_DOLLARS = ("usd", "us$", "u.s. dollar", "us dollar", "美元", "美金", "米ドル", "долл")
_KANA = late(r"[\u3041-\u30fa]")
_HAN = late(r"[\u4e00-\u9fff]")
_COMMA = late(r"\d,\d{1,2}(?![\d,])")
_POINT = late(r"\d\.\d{1,2}(?![\d.])|\d,\d{3}\.\d")


@dataclass(frozen=True, slots=True)
class _Habits:
    """How this text writes money."""

    dollar: str
    yen: str
    yuan: str
    rupee: str
    points: bool
    """Decimals stand behind a point, and none behind a comma."""

    @classmethod
    def of(cls, text: str, lowered: str) -> _Habits:
        return cls(
            _dollar(lowered),
            _yen(lowered),
            "TWD"
            if any(sign in lowered for sign in ("台幣", "臺幣", "nt$", "ntd", "twd", "台币"))
            else "CNY",
            _rupee(text, lowered),
            _POINT.search(text) is not None and _COMMA.search(text) is None,
        )

    def currency(self, sign: str) -> str:
        open_ = {_DOLLAR: self.dollar, _YEN: self.yen, _YUAN: self.yuan, _RUPEE: self.rupee}
        return open_.get(sign, sign)


def _dollar(lowered: str) -> str:
    """A plain $ is the American one where the text names that, and no other."""
    if "$" not in lowered and "＄" not in lowered and "dollar" not in lowered:
        return ""
    ours = any(sign in lowered for sign in _US_DOLLARS)
    return "USD" if ours and not any(_stands(sign, lowered) for sign in _OTHER_DOLLARS) else ""


_INDIAN = late(r"\d{1,3}(?:,\d{2}){1,4},\d{3}(?!\d)|\d/-")
"""2,50,000 and 450/-"""
_INDIA = listed("inr ₹ india lakh crore gst")
_OTHER_RUPEES = listed("pkr lkr npr mur pakistan lanka nepal mauriti seychell indonesia")


def _rupee(text: str, lowered: str) -> str:
    """India's, unless the text names one of the other countries that count like her."""
    if "rs" not in lowered and "rupee" not in lowered:
        return ""
    ours = any(sign in lowered for sign in _INDIA) or _INDIAN.search(text) is not None
    return "INR" if ours and not any(sign in lowered for sign in _OTHER_RUPEES) else ""


def _stands(sign: str, lowered: str) -> bool:
    """As a word of its own: `us$` holds `s$`."""
    at = lowered.find(sign)
    while at >= 0:
        if not (at and lowered[at - 1].isalpha()):
            return True
        at = lowered.find(sign, at + 1)
    return False


_JAPANESE = ("jpy", "yen", "円", "日元", "日圓", "税込", "税抜", "単価", "御見積", "小計")


def _yen(lowered: str) -> str:
    if "¥" not in lowered and "￥" not in lowered:
        return ""
    chinese = any(sign in lowered for sign in ("rmb", "cny", "人民", "yuan"))
    japanese = any(sign in lowered for sign in _JAPANESE) or _KANA.search(lowered)
    if chinese or japanese:
        return "" if chinese and japanese else "CNY" if chinese else "JPY"
    return "CNY" if _HAN.search(lowered) else ""


# -- numbers -----------------------------------------------------------------------------------------

_NUMBER = late(
    r"\d{1,3}(?!\d)(?:[ \u00a0\u202f\u2009'’]\d{3}(?!\d))++(?:[.,]\d{1,2}(?!\d))?+(?:,-{1,2})?+"
    r"|\d++(?:[.,]\d++){0,6}+(?:[.,]-{1,2})?+"
)
_GAP = " \t\u00a0\u202f\u3000"
_MULTIPLIERS = {
    "万": 4, "萬": 4, "亿": 8, "億": 8, "千": 3, "百万": 6, "百萬": 6,
    "k": 3, "mio.": 6, "mio": 6, "mln": 6, "million": 6, "millions": 6, "millionen": 6, "millones": 6,
    "millón": 6,
    "milhões": 6, "milhão": 6, "milyon": 6, "млн.": 6, "млн": 6, "тыс.": 3, "тыс": 3, "тысяч": 3, "mil": 3,
    "lakhs": 5, "lakh": 5, "lacs": 5, "crores": 7, "crore": 7,
    "bin": 3, "thousand": 3, "tausend": 3, "mille": 3, "مليون": 6, "ألف": 3, "الف": 3, "آلاف": 3,
}  # fmt: skip
_MULTIPLIED = _by(_MULTIPLIERS, 0)


def _numbers(text: str, lowered: str, headed: Headed) -> Iterator[re.Match[str]]:
    """Those beside which something like a sign stands, or that look like a price in a text with a total."""
    has_total = any(word in lowered for word in _TOTALS)
    for found in islice(_NUMBER.finditer(text), _MOST_NUMBERS):
        start, end = found.span()
        behind = lowered[end : end + 3].lstrip(_GAP)
        if (
            start in headed
            or (
                behind[:1] in _FIRST
                or behind[:2] in _FIRST
                or _ends_like_sign(lowered[max(0, start - 6) : start])
            )
            or (has_total and _LOOKS_LIKE_PRICE.fullmatch(found[0]))
        ):
            yield found


def _ends_like_sign(lead: str) -> bool:
    lead = lead.rstrip(_LEADING)
    return lead[-1:] in _LAST or lead[-2:] in _LAST


_TOTALS = listed("total gesamt sum betrag amount importe montant toplam tutar") + listed(
    "итог всего сумм 合计 合計 共计 共計 总 總 金额 金額 جمالي المجموع المبلغ"
)
_LEADING = _GAP + ":：)）"
_FIRST = frozenset(token[:2] for token in (*_TOKENS, *_MULTIPLIERS) if token) | {"de", "k"}
_LAST = frozenset(token[-2:] for token in _TOKENS)


def _priced(numbers: Iterable[re.Match[str]], text: str, lowered: str, headed: Headed) -> Iterator[_Priced]:
    habits, taken = _Habits.of(text, lowered), 0
    for found in numbers:
        one, taken = _look(found, text, lowered, habits, taken)
        if found.start() in headed and not (one and one.currency):
            one = _below_heading(found, lowered, habits, headed[found.start()])
        if one is not None:
            yield one


def _below_heading(found: re.Match[str], lowered: str, habits: _Habits, sign: str) -> _Priced | None:
    """`7900` under `Amount (USD)`."""
    value, currency = _value(found[0], habits, per_unit=False), habits.currency(_TOKENS[sign])
    return _Priced(value, currency, found[0], _rank(lowered, found.start())) if value else None


def currency_in(words: str) -> str:
    """The sign of a currency among the words of a heading, the longest there is; else empty."""
    lowered = words.lower()
    return next((token for token in _BY_LENGTH if _names(token, words, lowered)), "")


def is_currency(words: str) -> bool:
    """Nothing but the sign or the name of one."""
    lowered = words.lower()
    return lowered in _TOKENS and _is_word(lowered, words, 0, len(words), to_number=False)


def _names(token: str, words: str, lowered: str) -> bool:
    at = lowered.find(token)
    return at >= 0 and _is_word(token, words, at, at + len(token), to_number=False)


_BY_LENGTH = sorted((token for token in _TOKENS if token not in ("s/.", "rs")), key=len, reverse=True)


def is_total(lowered: str, begin: int) -> bool:
    """Does a word such as "total" stand before that place, on its line?"""
    return _rank(lowered, begin) > 0


def _look(
    found: re.Match[str], text: str, lowered: str, habits: _Habits, taken: int
) -> tuple[_Priced | None, int]:
    """One number and its neighbours. A sign belongs to one number; `taken` is where the last one's ends."""
    start, end = found.span()
    power, behind = _multiplier(text, lowered, end)
    sign, begin = _before(text, lowered, start, taken)
    if sign in _OPEN_SIGNS:  # $ 5 CAD
        sign, behind = _nearer(sign, text, lowered, behind)
    if sign is None:
        sign, behind = _after(text, lowered, start, behind, begin=end)
        begin = start
    if sign is None:
        return _bare_total(found, text, lowered, habits), taken
    per_unit = _is_per_unit(lowered, behind)
    value = _plain(_value(found[0], habits, per_unit=per_unit).scaleb(power))
    if not value or _is_no_price(sign, found[0], text, start, end):
        return None, taken
    words = text[begin:behind].strip()
    currency = habits.currency(_TOKENS[sign])
    return _Priced(value, currency, words, 0 if per_unit else _rank(lowered, begin)), max(behind, end)


_OPEN_SIGNS = frozenset({"$", "¥", "￥"})


def _nearer(sign: str, text: str, lowered: str, end: int) -> tuple[str, int]:
    """The code behind the number where the sign before it leaves open which dollar or yuan it is."""
    code, behind = _after(text, lowered, 0, end, begin=end)
    return (code, behind) if code and _TOKENS[code] not in ("", _DOLLAR, _YEN) else (sign, end)


def _plain(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value.as_tuple().exponent not in range(-15, 1) else value


def _multiplier(text: str, lowered: str, end: int) -> tuple[int, int]:
    """Powers of ten, and where they end: 1.2万, 20k, 3 Mio. A capital M is millions, a small one metres."""
    if text[end : end + 1] == "M" and not text[end + 1 : end + 2].isalnum():
        return 6, end + 1
    at = end + 1 if lowered[end : end + 1] in (" ", "\u00a0") else end
    for word in _MULTIPLIED.get(lowered[at : at + 1], ()):
        stop = at + len(word)
        if lowered.startswith(word, at) and not (word[-1] < "\u3000" and lowered[stop : stop + 1].isalpha()):
            return _MULTIPLIERS[word], stop
    return 0, end


def _before(text: str, lowered: str, start: int, taken: int) -> tuple[str | None, int]:
    """The currency right before a number, and where it begins: `USD 5`, `US$5`, `(EUR): 5`."""
    lead = lowered[max(taken, start - 32) : start].rstrip(_GAP)
    if lead[-1:] in (":", "：", ")", "）"):
        if lead[-1:] in (")", "）") and _QUANTITY.match(lowered, start):  # a heading: `Total (USD) 1200 pcs`
            return None, start
        lead = lead.rstrip("): ：）\t")
    for token in _BY_LAST.get(lead[-1:], ()):
        begin = max(taken, start - 32) + len(lead) - len(token)
        if lead.endswith(token) and _is_word(token, text, begin, begin + len(token), to_number=True):
            return token, begin
    return None, start


_QUANTITY = late(
    r"[\d.,]{1,12}\s{0,2}(?:pcs|pc|pieces|sets?|units?|ctns?|cartons|kgs?|tons?|mt|cbm|件|个|個|台|套|箱)"
)


def _after(text: str, lowered: str, start: int, at: int, begin: int) -> tuple[str | None, int]:
    """The currency right behind a number, and where it ends. Codes before another number belong to that."""
    if start and (text[start - 1].isascii() and text[start - 1].isalpha()):
        return None, at
    while at < begin + 24 and lowered[at : at + 1] and lowered[at] in _GAP[:1] + _GAP[2:]:
        at += 1
    at += 3 if lowered.startswith("de ", at) else 0
    for token in _BY_FIRST.get(lowered[at : at + 1], ()):
        end = at + len(token)
        if lowered.startswith(token, at) and _is_word(token, text, at, end, to_number=False):
            return (None, at) if _is_for_next(token, text, end) else (token, end)
    return None, at


def _is_for_next(token: str, text: str, end: int) -> bool:
    """`500 pcs 2 USD 5`: the code between two numbers stands before the second."""
    at = end + (text[end : end + 1] in (" ", ":"))
    is_number = text[at : at + 1].isdigit() and token[0] not in _SUFFIXES
    return is_number and _QUANTITY.match(text, at) is None


def _is_word(token: str, text: str, begin: int, end: int, *, to_number: bool) -> bool:
    """No part of a longer word; in Chinese and Japanese words touch."""
    written, before, behind = text[begin:end], text[begin - 1 : begin], text[end : end + 1]
    if token in _UPPER_ONLY and not written.isupper():
        return False
    if token[0].isalpha() and token[0] < "\u3000" and before.isalpha() and before < "\u3000":
        return False
    if token[0] == "$" and before.isalpha() and before.isascii():
        return False  # a dollar of some country that is not in the table
    if to_number:
        return True
    if token[-1].isalpha() and token[-1] < "\u3000" and behind.isalpha() and behind < "\u3000":
        return False
    return not behind or behind not in _NO_CURRENCY_AFTER.get(token, "")


_PER_UNIT = late(r"\s{0,2}(?:/|per\b|each\b|pro\b|por\b|par\b|за\b|je\b)")


def _is_per_unit(lowered: str, end: int) -> bool:
    return _PER_UNIT.match(lowered, end) is not None


_CERTIFICATE = late(r"eur(?:o|os)?[ .\-]?[1-7](?![\d.,])")


def _is_no_price(sign: str, number: str, text: str, start: int, end: int) -> bool:
    """EUR.1 is a certificate of origin, Euro 6 an emission standard, EUR pallets are wood."""
    behind = text[end : end + 4].lower()
    if behind[:2].lstrip().startswith("%"):
        return True
    if sign in ("eur", "euro"):
        written = text[max(0, start - len(sign) - 1) : end + 2].lower()
        return _CERTIFICATE.match(written) is not None or behind.startswith(("-pal", " pal"))
    if sign == _RUPEE:  # RS 232 is a plug
        return not ("Rs" in text[max(0, start - 4) : end + 4] or behind.startswith("/-") or "," in number)
    return sign in _WEAK and not _LOOKS_LIKE_PRICE.fullmatch(number)


def _value(number: str, habits: _Habits, *, per_unit: bool) -> Decimal:
    digits = number.translate(_NO_SPACES).rstrip("-").rstrip(",.")  # 1.500,- as Germans write
    if sum(map(str.isdigit, digits)) > 15:
        return Decimal(0)
    return Decimal(_with_point(digits, habits, per_unit=per_unit))


_NO_SPACES = {ord(character): None for character in " \u00a0\u202f\u2009'’"}


def _with_point(digits: str, habits: _Habits, *, per_unit: bool) -> str:
    """The last of two different marks is the decimal one; one mark before three digits groups thousands."""
    point, comma = digits.rfind("."), digits.rfind(",")
    if point < 0 and comma < 0:
        return digits
    mark, other = (".", ",") if point > comma else (",", ".")
    if other in digits:
        return digits.replace(other, "").replace(mark, ".") if digits.count(mark) == 1 else _grouped(digits)
    whole, _, rest = digits.rpartition(mark)
    if digits.count(mark) > 1:
        return _grouped(digits)
    is_thousands = len(rest) == 3 and whole.lstrip("0") == whole and len(whole) <= 3
    if is_thousands and mark == "." and (habits.points or per_unit):
        is_thousands = False
    return whole + rest if is_thousands else f"{whole}.{rest}"


def _grouped(digits: str) -> str:
    return digits.replace(".", "").replace(",", "")


# -- totals ------------------------------------------------------------------------------------------

_LABELS = late(
    r"(?P<grand>grand total|total (?:amount )?(?:due|payable)|amount due|gesamtbetrag|endbetrag|"
    r"rechnungsbetrag|"
    r"total general|importe total|valor total|total geral|total a pagar|montant total|total ttc|net à "
    r"payer|"
    r"итого к оплате|всего к оплате|общая сумма|genel toplam|toplam tutar|总计|總計|总金额|總金額|总值|"
    r"總值|合计金额|"
    r"合計金額|价税合计|請求金額|見積金額|税込合計|المبلغ الإجمالي|المبلغ الاجمالي|المجموع الكلي|"
    r"الإجمالي|الاجمالي)"
    r"|(?P<total>(?<![a-zà-ÿ-])(?<!sub )total(?:s)?(?![a-z])(?! (?:q|weight|volume|cbm|cartons|"
    r"packages|gross|net w))"
    r"(?: (?:contract |order |invoice )?(?:price|amount|value|sum|cost|fob|cif|cfr|exw|ddp)){0,2}|"
    r"gesamtsumme|gesamtpreis|gesamt(?![a-z])|(?<![a-z])summe|合计|合計|共计|共計|总价|總價|总额|總額|"
    r"总货款|итого|всего|"
    r"(?<![a-zçğışöü])toplam|المجموع|إجمالي|اجمالي)"
    r"|(?P<amount>(?<![a-z])amount|(?<![a-z])betrag|montant|importe|(?<![a-z])sum(?![a-z])|(?<![а-я])сумма|tutar|金额|金額|المبلغ)"
)
_RANKS = {"grand": 3, "total": 2, "amount": 1}
_PRICE_BETWEEN = late(
    r"price|each|@|单价|單價|単価|preis|precio|preço|prix|цена|fiyat|السعر|deposit|定金|订金|anzahlung|"
    r"[.;!?。；！？]\s"
)
_REACH = 70


def _label(lowered: str, begin: int) -> tuple[int, str]:
    """How clearly what stands before is called a total, and what stands between."""
    lead = lowered[max(0, begin - _REACH) : begin]
    line = lead[lead.rfind("\n", 0, len(lead.rstrip())) + 1 :]
    if not any(word in line for word in _TOTALS):
        return 0, ""
    last = None
    for last in _LABELS.finditer(line):  # noqa: B007 - the nearest counts
        pass
    if last is None:
        return 0, ""
    between = line[last.end() :]
    is_broken = _PRICE_BETWEEN.search(between) is not None
    return (0 if is_broken else _RANKS[last.lastgroup or "amount"]), between


def _rank(lowered: str, begin: int) -> int:
    return _label(lowered, begin)[0]


_LOOKS_LIKE_PRICE = late(r"\d{1,12}[.,]\d{2}|\d{1,3}(?:[.,' \u00a0\u202f’]\d{3}){1,4}(?:[.,]\d{1,2})?")
_CODE_BETWEEN = late(r"(?<![a-z])(usd|eur|gbp|cny|rmb|jpy|chf|hkd|aud|cad|rub|aed|inr|brl)(?![a-z])|us\$|€|£")
_UNIT_BEHIND = late(r"\s{0,2}(?:[a-zа-я%㎡°]|[个個件台箱套只支吨噸日月年])")


def _bare_total(found: re.Match[str], text: str, lowered: str, habits: _Habits) -> _Priced | None:
    """`Total: 12,345.00`: money without a currency, or with one on the label."""
    start, end = found.span()
    if not _LOOKS_LIKE_PRICE.fullmatch(found[0]) or _UNIT_BEHIND.match(lowered, end):
        return None
    rank, between = _label(lowered, start)
    if not rank or text[start - 1 : start].isalnum():
        return None
    code = _CODE_BETWEEN.search(between)
    if code is None and (rank < 2 or len(between) > 24 or any(map(str.isdigit, between))):
        return None
    value = _value(found[0], habits, per_unit=False)
    currency = _TOKENS.get(code[0], "") if code else ""
    return _Priced(value, currency, found[0], rank) if value else None
