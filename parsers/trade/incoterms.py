"""On what delivery terms, by the Incoterms rule that a text names?

Rule and place, `FOB Ningbo`. The old C&F and CNF are CFR; DDU is out of the rules since 2010 and still the
trade's daily word.
"""

from __future__ import annotations

import re

from parsers.late import late
from parsers.wordlists import listed

_RULES = (
    "exw",
    "fca",
    "fas",
    "fob",
    "cfr",
    "cif",
    "cpt",
    "cip",
    "dap",
    "dpu",
    "ddp",
    "ddu",
    "c&f",
    "cnf",
    "c+f",
)
_OLD = {"C&F": "CFR", "CNF": "CFR", "C+F": "CFR", "CANDF": "CFR"}
_ALONE = frozenset({"EXW", "FOB", "CIF", "CFR", "DDP", "DDU", "FCA"})
"""Sure without a place too. DAP is a fertiliser, CIP cleans tanks, CPT and FAS are others' letters."""
_DOTTED = late(r"(?<![A-Za-z.])(?:F\.O\.B|C\.I\.F|C\.F\.R|D\.D\.P|E\.X\.W)\.?(?![A-Za-z])", re.IGNORECASE)


def incoterm_of(text: str, lowered: str) -> str:
    """The first with a place, else the first."""
    first = ""
    for rule, at, end in _named(text, lowered):
        place = _place(text, lowered, end)
        is_upper = text[at:end].replace(".", "").isupper()
        if not is_upper and not place:
            continue
        if place and not _is_tax_code(lowered, rule, end):
            return f"{_OLD.get(rule, rule)} {place}"
        if not first and is_upper and _is_meant(rule, lowered, at, end):
            first = _OLD.get(rule, rule)
    return first


def _named(text: str, lowered: str) -> list[tuple[str, int, int]]:
    """Rules standing as words, in the order of the text."""
    there = [place for rule in _RULES if rule in lowered for place in _words(rule, lowered)]
    if ".o.b" in lowered or ".i.f" in lowered or ".f.r" in lowered or ".d.p" in lowered or ".x.w" in lowered:
        there += [(found[0].replace(".", "").upper(), *found.span()) for found in _DOTTED.finditer(text)]
    return sorted(there, key=lambda one: one[1])[:40]


def _words(rule: str, lowered: str) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    at = lowered.find(rule)
    while at >= 0 and len(found) < 20:
        end = at + len(rule)
        if not _joins(lowered[at - 1 : at]) and not _joins(lowered[end : end + 1]):
            found.append((rule.upper(), at, end))
        at = lowered.find(rule, end)
    return found


def _joins(character: str) -> bool:
    """Part of a longer word; Han characters and kana stand right beside."""
    return (character.isalnum() and character < "\u3000") or character in ("_", "@")


# -- the place ---------------------------------------------------------------------------------------

_LEAD = late(
    r"[ \t]{0,2}(?:[:：(（\-,，–][ \t]{0,2})?(?:incoterms?®? ?(?:20[012]0)?[ ,]{0,2})?"
    r"(?:(?:the |named )?(?:port|place|airport|seaport) (?:of )?(?!of)|to |at |ab |nach |port de |"
    r"puerto de |porto de |"
    r"порт |в |из |ميناء )?",
    re.IGNORECASE,
)
_CAPITAL = late(r"[^\W\d_a-zà-öø-ÿа-яё][^\W\d_]{1,24}(?:['’\-][^\W\d_]{1,20})?")
_NEXT = late(r" (?:(?:de |do |da |am |an der |ad )?[A-ZÀ-ÞА-Я][^\W\d_]{1,20}(?:['’\-][^\W\d_]{1,20})?)")
_HAN = late(
    r"[\u4e00-\u9fff]{2,8}?(?=港|[^\u4e00-\u9fff]|$|价|價|单价|条款|的|交)|[\u30a1-\u30fa\u30fc]{2,10}"
)
_ARABIC = late(r"[\u0621-\u064a]{3,15}")
_NO_PLACES = frozenset(
    listed(
        "price prices term terms value values incoterms incoterm delivery payment usd us eur rmb cny total "
        "cost costs unit "
        "quotation quote please and or we best thanks thank regards basis based condition conditions "
        "charges with is in "
        "for no nr moq qty lead time date shipping shipment preis preise precio precios prix preço fiyat "
        "fiyatı fiyati цена "
        "цены condición condiciones system systems cleaning tank unit station station port ports only not "
        "if can could our "
        "your the this then per each fob cif cfr exw ddp ddu dap cip cpt fca fas dpu validity valid origin "
        "country hs code "
        "packing model item product products description fertilizer fertiliser reports report key kindly "
        "let also moreover "
        "dear hi hello lcl fcl sea air express tt lc bl pi po amount freight insurance и или цен und oder "
        "et ou ve veya "
        "lieferung lieferbedingungen incl including plus free ex from as exworks works number vat nif tax "
        "of to at it me my "
        "value duty duties paid terminal door"
    )
)
_NO_HAN = (
    "价",
    "價",
    "条",
    "條",
    "的",
    "交",
    "报",
    "報",
    "還",
    "还",
    "是",
    "和",
    "或",
    "单",
    "單",
    "术",
    "贸",
    "总",
    "與",
    "与",
    "美",
    "人民",
)
_PORTS = frozenset(
    listed(
        "ningbo shanghai shenzhen yantian shekou guangzhou nansha huangpu qingdao tianjin xingang xiamen "
        "dalian fuzhou "
        "lianyungang yantai zhuhai foshan zhongshan taicang wuhan nanjing hongkong kaohsiung keelung busan "
        "incheon tokyo "
        "yokohama osaka kobe nagoya singapore haiphong bangkok jakarta manila mumbai chennai mundra "
        "karachi colombo dubai "
        "jeddah dammam riyadh doha alexandria istanbul mersin izmir ambarli novorossiysk vladivostok "
        "moscow odessa gdansk "
        "gdynia hamburg bremen bremerhaven rotterdam antwerp felixstowe southampton london lehavre "
        "barcelona valencia "
        "algeciras bilbao genoa piraeus lisbon leixoes lagos durban mombasa casablanca santos paranagua "
        "itajai navegantes "
        "buenosaires callao valparaiso manzanillo veracruz cartagena houston miami savannah charleston "
        "oakland seattle "
        "vancouver montreal toronto melbourne sydney brisbane auckland chittagong tema apapa berlin paris "
        "madrid"
    )
)


def _place(text: str, lowered: str, end: int) -> str:
    lead = _LEAD.match(text, end)
    at = lead.end() if lead else end
    han = _HAN.match(text, at)
    if han:
        return (
            ""
            if han[0].startswith(_NO_HAN)
            else han[0] + ("港" if text[han.end() : han.end() + 1] == "港" else "")
        )
    arabic = _ARABIC.match(text, at)
    if arabic:
        return arabic[0]
    return _latin_place(text, lowered, at)


def _latin_place(text: str, lowered: str, at: int) -> str:
    first = _CAPITAL.match(text, at)
    if first is None:
        word = _SMALL.match(lowered, at)
        return text[at : word.end()] if word and word[0] in _PORTS else ""
    if first[0].lower() in _NO_PLACES or (first[0].isupper() and len(first[0]) < 3):
        return ""
    place, end = first[0], first.end()
    for _ in range(2):
        more = _NEXT.match(text, end)
        if more is None or more[0].strip().lower() in _NO_PLACES - {"port"}:
            break
        place, end = place + more[0], more.end()
    return place


_SMALL = late(r"[a-z]{3,14}")

# -- doubts ------------------------------------------------------------------------------------------

_TAX_CODE = late(r"[ .:ºn°o]{0,6}[a-z]?-?\d{7,8}|[ .:]{0,3}(?:n[º°o.]|nif)")
_TRADE = late(
    r"incoterm|price|terms|deliver|usd|eur|\$|€|preis|liefer|precio|entrega|prix|livraison|preço|цен|"
    r"постав|fiyat|teslim|"
    r"价|價|條|条|السعر|تسليم"
)


def _is_tax_code(lowered: str, rule: str, end: int) -> bool:
    """CIF is also the number of a Spanish company: CIF: B-12345678."""
    return rule == "CIF" and _TAX_CODE.match(lowered, end) is not None


def _is_meant(rule: str, lowered: str, at: int, end: int) -> bool:
    if _is_tax_code(lowered, rule, end):
        return False
    return rule in _ALONE or rule in _OLD or _TRADE.search(lowered, max(0, at - 40), end + 40) is not None
