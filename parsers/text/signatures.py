"""Which of the own lines are the words, which are signature, and which are nobody's: disclaimer or footer?

    lines | banner above | footers below | signature | P.S. back again

Losing words of the sender is worse than leaving a signature among them: what might be a sentence stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from parsers.late import late, late_small
from parsers.text import closings, footers

LONG = 400
"""Longer lines are looked at by their beginning only."""
_MOST_SIGNATURE = 30
_MOST_FOOTER = 60
_SHORTEST_OPENED = 20


@dataclass(frozen=True, slots=True)
class Parted:
    own: list[str]
    signature: list[str]
    footer: list[str]
    """Disclaimers, footers of lists, "sent from my phone", banners of gateways: nobody's words."""


def parted(lines: list[str]) -> Parted:
    """Own lines, signature and footer. Where nothing of the words would be left, less is taken away."""
    lines = _opened(lines)
    footer = _footer_lines(lines)
    rest = [n for n in range(len(lines)) if n not in footer]
    if not _says_any(lines, rest):
        return Parted(lines, [], [])
    signature = _signature_lines(lines, rest)
    if not _says_any(lines, [n for n in rest if n not in signature]):
        signature = frozenset()
    return Parted(
        [lines[n] for n in rest if n not in signature],
        [lines[n] for n in rest if n in signature],
        [lines[n] for n in sorted(footer)],
    )


def says_something(line: str) -> bool:
    return any(char.isalnum() for char in line)


def _says_any(lines: list[str], numbers: list[int]) -> bool:
    return any(says_something(lines[n]) for n in numbers)


def _tail(lines: list[str], numbers: Sequence[int], most: int) -> list[int]:
    """The last lines that say something."""
    return [*islice((number for number in reversed(numbers) if lines[number].strip()), most)][::-1]


def _opened(lines: list[str]) -> list[str]:
    """`Please send the PI. Best regards, Anna` as two lines, where it stands near the end."""
    last = _tail(lines, range(len(lines)), _MOST_SIGNATURE)
    tail = [number for number in last if len(lines[number]) > _SHORTEST_OPENED]
    if not closings.may_stand_in("\n".join(lines[number][-closings.LAST :] for number in tail).lower()):
        return lines
    for number in tail:
        cut = closings.inside(lines[number])
        if cut and _is_short_from(lines, number + 1):
            line = lines[number]
            return [*lines[:number], line[:cut].rstrip(), line[cut:], *lines[number + 1 :]]
    return lines


def _is_short_from(lines: list[str], number: int) -> bool:
    return not any(_is_prose(line) for line in lines[number : number + _MOST_SIGNATURE])


# -- nobody's words ------------------------------------------------------------------------------------


def _footer_lines(lines: list[str]) -> frozenset[int]:
    found = {*_banner(lines), *_list_footer(lines)}
    tail = _tail(lines, [n for n in range(len(lines)) if n not in found], _MOST_FOOTER)
    for number in tail:
        if number not in found:
            found.update(_nobodys(lines, number, found))
    return frozenset(found)


def _nobodys(lines: list[str], number: int, found: set[int]) -> Sequence[int]:
    """The lines of a footer that begins here, below words."""
    line = lines[number][:LONG]
    if footers.is_device(line):
        return (number,) if _above(lines, number) or _ends_paragraph(lines, number) else ()
    if _is_device_link(lines, number, found) or (_is_alone(lines, number) and footers.may_be_device(line)):
        return (number,) if _above(lines, number) else ()
    return tuple(_disclaimer(lines, number)) if footers.is_disclaimer(line) and _above(lines, number) else ()


def _ends_paragraph(lines: list[str], number: int) -> bool:
    return number + 1 == len(lines) or not lines[number + 1].strip()


def _is_alone(lines: list[str], number: int) -> bool:
    return (not number or not lines[number - 1].strip()) and _ends_paragraph(lines, number)


def _above(lines: list[str], number: int) -> bool:
    return any(says_something(line) for line in lines[max(0, number - _MOST_FOOTER) : number])


def _is_device_link(lines: list[str], number: int, found: set[int]) -> bool:
    """The bare link below `Get Outlook for iOS`."""
    return number - 1 in found and re.fullmatch(r"\s*<?https?://\S+>?\s*", lines[number][:LONG]) is not None


def _banner(lines: list[str]) -> Iterator[int]:
    """What a gateway put on top, to the end of its paragraph; only where words follow it."""
    first = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    number = first
    while number < min(first + 8, len(lines)):
        if lines[number].strip() and not footers.is_banner(lines[number]):
            break
        number = _paragraph_end(lines, number) if lines[number].strip() else number + 1
    if number > first and any(says_something(line) for line in lines[number:]):
        yield from range(first, number)


def _paragraph_end(lines: list[str], number: int) -> int:
    """Behind the paragraph of a banner: it is wrapped, or one long line; a greeting ends it."""
    end = number + 1
    while end < min(number + 5, len(lines)) and lines[end].strip():
        if len(lines[end - 1]) < 50 and not footers.is_banner(lines[end]):
            break
        end += 1
    return end


def _list_footer(lines: list[str]) -> Iterator[int]:
    """From the ruled line above the address of a mailing list to the end."""
    for number in _tail(lines, range(len(lines)), 16):
        if lines[number].lstrip()[0] not in "_-=~" or not footers.LIST_RULE.match(lines[number][:LONG]):
            continue
        below = "\n".join(line[:LONG] for line in lines[number + 1 : number + 5])
        if footers.LIST_WORDS.search(below) and _above(lines, number):
            yield from range(number, len(lines))
            return


def _disclaimer(lines: list[str], number: int) -> Iterator[int]:
    """Its paragraph, and the paragraphs of law that follow; a P.S. and other words stay."""
    yield from _paragraph(lines, number)
    begin = _next_paragraph(lines, number)
    while begin < len(lines):
        paragraph = [*_paragraph(lines, begin)]
        text = " ".join(lines[n][:LONG] for n in paragraph)
        if _POSTSCRIPT.match(text) or not footers.LEGAL_WORDS.search(text):
            return
        yield from paragraph
        begin = _next_paragraph(lines, begin)


def _paragraph(lines: list[str], number: int) -> range:
    end = number
    while end < len(lines) and lines[end].strip():
        end += 1
    return range(number, end)


def _next_paragraph(lines: list[str], number: int) -> int:
    end = _paragraph(lines, number).stop
    while end < len(lines) and not lines[end].strip():
        end += 1
    return end


# -- signature -----------------------------------------------------------------------------------------

_DASHES = late(r"\s{0,2}(?:--|—|–-|__)\s*$|-- $")
_POSTSCRIPT = late(
    r"\s*(?:p\.?\s?s\.?|p\.d\.?|n\.?b\.?|附言?|又及|追伸|追記|постскриптум|not|ملاحظة)\s?[.:：;)-]\s?\S",
    re.IGNORECASE,
)
_CONTACT = late_small(
    r"(?P<phone>(?:\+|00)\d[\d\s().-]{7,}|(?<![^\W_])(?:tel|phone|mob|fax|mobile|cell|whatsapp|wechat|"
    r"skype|"
    r"telefon|telefax|teléfono|tél|gsm|тел|моб|هاتف|جوال)\b\s{0,3}[.:：+]|"
    r"(?:tel|电话|手机|微信|電話|传真|傳真|携帯|m|t|p)\s?[:：])|(?P<mail>[\w.+-]{1,64}@[\w-]{1,63}\.\w)|"
    r"(?P<web>www\.|https?://)|"
    r"(?P<firm>\b(?:co\.,? ?ltd|ltd|gmbh|llc|inc|s\.?r\.?l|s\.?a\.?s?|corp|ltda|lda|sarl|fze|pvt|s\.?l|"
    r"a\.?ş|ооо|ag|"
    r"kg|ab|bv|sp\. ?z ?o\.? ?o)\b\.?|有限公司|株式会社|集团|شركة)|"
    r"(?P<post>\b(?:manager|director|ceo|engineer|buyer|purchasing|einkauf|gerente|compras|achats|"
    r"müdürü?)\b|经理|总监|部長|"
    r"課長|経理|總經理|مدير|директор|менеджер)|"
    r"(?P<place>\b\d{4,6}\b.{0,40}\b[a-z]|(?:street|straße|strasse|road|avenue|rue|calle|ул\.|路\d|号|"
    r"丁目|cad\.|mah\.)|〒|(?:地址|住所|所在地|邮编)\s?[:：])"
)  # fmt: skip
_RULE = late(r"\s*(?:[-=_*~#+＝─━—–☆★*◆◇■□・.·|]\s?){5,}\s*$")
_DATE_LINE = late(
    r"\s*(?:(?:19|20)\d\d[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}日?|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d)"
    r"(?:\s?\d{1,2}:\d\d(?::\d\d)?)?\s*$"
)
_ENDS = frozenset(".?!。？！؟")
_ASKS = late(r"[?？؟]")
_NAME = late(r"\s*[-—–~/]{0,2}\s*(?:[^\W\d_][\w'’.-]{0,20}\s?){1,4}$")
_PRICE = late_small(
    r"(?:usd|eur|rmb|cny|gbp|us\$|\$|€|£|¥|￥)\s?\d|\d\s?(?:usd|eur|rmb|pcs|sets|units|元|美元|%)"
)


def _signature_lines(lines: list[str], rest: list[int]) -> frozenset[int]:
    """From the earliest sign on, except what is a P.S. or other words again."""
    tail = _tail(lines, rest, _MOST_SIGNATURE)
    signs = (_delimiter, _closing, _ruled_block, _dated_name, _farewell, _by_order)
    cut = min((sign(lines, tail) for sign in signs), default=len(lines))
    if cut == len(lines):
        cut = _contact_block(lines, rest)
    if cut == len(lines):
        cut = _name_alone(lines, tail)
    below = [n for n in rest if n >= cut]
    return frozenset(below) - _postscript(lines, below)


def _postscript(lines: list[str], below: list[int]) -> frozenset[int]:
    begin = next((n for n in below if _POSTSCRIPT.match(lines[n][:LONG])), None)
    return frozenset() if begin is None else frozenset(_paragraph(lines, begin))


def _delimiter(lines: list[str], tail: list[int]) -> int:
    """RFC 3676 4.3: what stands below `-- ` is signature, whatever it says; below `---` if it looks so."""
    sure = next((n for n in tail if _DASHES.match(lines[n][:20]) and _above(lines, n)), len(lines))
    return min(sure, _loose_delimiter(lines, tail))


def _loose_delimiter(lines: list[str], tail: list[int]) -> int:
    """One rule, a name below it and nothing that is words; two rules part paragraphs or frame a table."""
    rules = [n for n in tail if lines[n].lstrip()[:1] in _LOOSE_CHARS and _LOOSE.match(lines[n][:50])]
    if len(rules) != 1 or not _above(lines, rules[0]):
        return len(lines)
    said = [lines[n] for n in tail if n > rules[0]]
    if not 0 < len(said) <= _MOST_SIGNED or any(is_words(line) or line[-1:] in _COLONS for line in said):
        return len(lines)
    return rules[0] if _is_short_name(said[0]) and not is_answer(said[0]) else len(lines)


_LOOSE_CHARS = frozenset("-_=+#*~—–")
_LOOSE = late(r"\s{0,2}([-_=+#*~—–])\1{1,39}\s*$")
_MOST_SIGNED = 10
_COLONS = (":", "：")


def is_answer(line: str) -> bool:
    """Is a short line an answer, `ok thanks`, and no name?"""
    return not _ANSWERS.isdisjoint(line.casefold().strip(" -—–~/.!,").split())


def _farewell(lines: list[str], tail: list[int]) -> int:
    """`See you in Hamburg,` and a name, the last two lines, below a gap: a closing that no list knows."""
    if len(tail) < 3 or tail[-1] != tail[-2] + 1 or lines[tail[-2] - 1].strip():
        return len(lines)
    said, name = lines[tail[-2]].rstrip(), lines[tail[-1]].strip()
    if not said.endswith((",", "，", "!")) or len(said) > _FAREWELL or len(said.split()) > _FEW_WORDS:
        return len(lines)
    is_name = len(name) < 40 and _NAMED.match(name) is not None and not is_answer(name)
    return tail[-2] if is_name and _is_more_than_greeting(lines[: tail[-2]]) else len(lines)


_FAREWELL, _FEW_WORDS = 45, 6
_NAMED = late(r"[A-ZÀ-ÖØ-ÞĀ-ŽА-Я][\w'’.-]{1,20}(?:\s[A-ZÀ-ÖØ-ÞĀ-ŽА-Я][\w'’.-]{0,20}){0,2}$")


def _by_order(lines: list[str], tail: list[int]) -> int:
    """`i.A. Eva Klein`, her office below it: so sign those who may sign for a German firm."""
    for number in tail[-_MOST_SIGNED:]:
        if lines[number].lstrip()[:1] not in _ORDER_CHARS or not _BY_ORDER.match(lines[number][:LONG]):
            continue
        below = [lines[n] for n in tail if n > number]
        if _above(lines, number) and not any(map(is_words, below)):
            return number
    return len(lines)


_ORDER_CHARS = frozenset("iIp")
_BY_ORDER = late(
    r"\s*(?:[iI]\.? ?[AV]\.|ppa\.?|p\. ?p\.)\s{0,3}(?:[A-ZÄÖÜ][\w.-]{0,20}\s){0,3}[A-ZÄÖÜ][\w-]{1,20}\s*"
    r"(?:[,(|][^\n]{0,60})?$"
)


def _closing(lines: list[str], tail: list[int]) -> int:
    """The last closing phrase with nothing but short lines below, and further ones right above it."""
    cut = len(lines)
    for number in reversed(tail):
        line = lines[number]
        closes = closings.rest_of(line) is not None
        if not closes and _says_more(line) and not _POSTSCRIPT.match(line[:LONG]):
            break
        if closes and _above(lines, number):
            if cut < len(lines) and any(says_something(between) for between in lines[number + 1 : cut]):
                break
            cut = number
    return cut


def is_words(line: str) -> bool:
    """A sentence, a question or a price is no line of a signature."""
    return closings.rest_of(line) is None and _says_more(line)


def _says_more(line: str) -> bool:
    if len(line) > 200 or _is_prose(line):
        return True
    return (_ASKS.search(line) or _PRICE.search(line)) is not None and _CONTACT.search(line[:LONG]) is None


def _is_ended(line: str) -> bool:
    return line.rstrip()[-1:] in _ENDS


def _is_prose(line: str) -> bool:
    line = line.rstrip()
    if line[-1:] not in _ENDS:
        return False
    if sum(word[0].islower() for word in line.split()) > 3:
        return True
    if len(line) <= 100 and _CONTACT.search(line) is not None:
        return False
    return (
        len(line) > 60 or line.endswith(("?", "？", "؟")) or len(line.split()) > 5 or _is_han_sentence(line)
    )


def _is_han_sentence(line: str) -> bool:
    return len(line) > 8 and " " not in line.strip() and line.rstrip().endswith(("。", "！", "？"))


def _sorts(line: str) -> set[str]:
    return {
        name for found in _CONTACT.finditer(line[:LONG]) for name, value in found.groupdict().items() if value
    }


def _ruled_block(lines: list[str], tail: list[int]) -> int:
    """A block of contact data below a ruled line, as Japanese firms sign."""
    for number in tail:
        below = [n for n in tail if n > number]
        if not (_RULE.match(lines[number][:LONG]) and below and _above(lines, number)):
            continue
        said = [lines[n] for n in below]
        if len(said) <= 20 and not any(map(is_words, said)) and len(set().union(*map(_sorts, said))) >= 2:
            return number
    return len(lines)


def _dated_name(lines: list[str], tail: list[int]) -> int:
    """Foxmail signs with a name and the day, in either order, both alone on their lines."""
    last = tail[-2:]
    if len(last) < 2 or len(tail) < 3:
        return len(lines)
    dated = [n for n in last if _DATE_LINE.match(lines[n][:60])]
    other = [n for n in last if n not in dated]
    if len(dated) != 1 or not (lines[other[0]].strip() and _is_short_name(lines[other[0]])):
        return len(lines)
    return last[0]


def _is_short_name(line: str) -> bool:
    return len(line.strip()) <= 40 and (_NAME.match(line) is not None or "@" in line) and not _is_ended(line)


def _contact_block(lines: list[str], rest: list[int]) -> int:
    """No closing phrase: a last block of short lines that holds two sorts of contact data."""
    cut, sorts, may_join = len(lines), set[str](), True
    for number in reversed(_tail(lines, rest, 14)):
        line = lines[number]
        if len(line) > 140 or is_words(line) or line.rstrip().endswith((":", "：", ",", "，")):
            break
        if _is_short_sentence(line):
            break
        found = _sorts(line)
        if _TWO_NAMES.match(line) and number and not lines[number - 1].strip():
            found.add("name")
        sorts |= found
        may_join = may_join and (bool(found) or _may_sign(line, number))
        if number == 0 or not lines[number - 1].strip():
            if cut < len(lines) and not may_join:
                break
            cut, may_join = number if len(sorts) >= 2 else cut, True
            if len(sorts) < 2 and len(lines) - number > 6:
                break
    return cut if cut < len(lines) and _is_more_than_greeting(lines[:cut]) else len(lines)


def _is_short_sentence(line: str) -> bool:
    """`Please see the file.` or `请报价。` above a block of contact data."""
    if line.rstrip().endswith(_HAN_ENDS):
        return _CONTACT.search(line[:LONG]) is None
    said = sum(word[0].islower() for word in line.split()) if line.rstrip()[-1:] in _ENDS else 0
    return said >= _FEW_SMALL and _CONTACT.search(line[:LONG]) is None


_FEW_SMALL = 2
_HAN_ENDS = ("。", "！", "？")
_HAN_WORDS = late(
    r"\s*(?:[请請谢謝好收已麻需急盼同可不确確是要我你您这這]|[^\u4e00-\u9fff]*+[\u4e00-\u9fff]{5})"
)
_HEADING = late(r"[^:：]{1,20}[人方址位][:：]?\s*$")


def _may_sign(line: str, number: int) -> bool:
    """May a line without contact data, in a paragraph above the block, be the name in it or, as `收货人`,
    its heading? A sentence is not, if it is all that she says.
    """
    if number == 0 and _is_ended(line) and len(line.split()) > _FEW_SMALL:
        return False
    return _HAN_WORDS.match(line[:40]) is None or _HEADING.match(line[:40]) is not None


_GREETS = (",", "，", "、", ":", "：", "!", "！", "،")


def _is_more_than_greeting(lines: list[str]) -> bool:
    """`Merhaba,` alone is no mail: what stands below it is what she says."""
    said = [line.rstrip() for line in lines if says_something(line)]
    return len(said) > 1 or (len(said) == 1 and not said[0].endswith(_GREETS))


# Short lines that are an answer and not a name.
_ANSWERS = frozenset(
    """
    yes no ok okay sure thanks thank please agreed confirmed noted done received regards hi hello dear
    best good great fine
    perfect approved accepted rejected cancelled canceled urgent call sorry welcome ja nein danke gut
    super passt
    einverstanden oui non merci sí si gracias bueno listo confirmado vale sim não obrigado obrigada да
    нет спасибо хорошо
    согласен ок evet hayır tamam teşekkürler olur 好的 可以 收到 同意 谢谢 是的 不行 没有 确认 はい
    いいえ 了解 承知 نعم لا شكرا
    fob cif exw attached attachment urgent important red blue black white green grey gray yes! monday
    tuesday wednesday
    thursday friday saturday sunday january february march april may june july august september october
    november december
    tomorrow today shanghai ningbo shenzhen hamburg order price quantity sample samples waiting pending
    """.split()  # noqa: SIM905 - a table of words
)
_TWO_NAMES = late(
    r"\s*[A-ZÀ-ÖØ-ÞĀ-ŽА-Я][\w'’-]+(?:\s(?:de|da|van|von|bin|al|el|der|"
    r"di)\b)?(?:\s[A-ZÀ-ÖØ-ÞĀ-ŽА-Я][\w'’.-]*){1,2}\s*$"
)
_DASHED = late(r"\s*(?:-{1,2}|—|–|~|/)\s?[^\W\d_][\w'’.-]{1,20}(?:\s[^\W\d_][\w'’.-]{1,20})?\s*$")


_INITIALED = late(r"\s*[-—–~][^\W\d_]{2,15}\s*$")
"""`-roman`, right below the words."""


def _name_alone(lines: list[str], tail: list[int]) -> int:
    """A last line that is nothing but first and last name, in a paragraph of its own below a sentence."""
    if len(tail) < 2 or not _is_ended(lines[tail[-2]]):
        return len(lines)
    if lines[tail[-1] - 1].strip() and not _INITIALED.match(lines[tail[-1]][:30]):
        return len(lines)
    line = lines[tail[-1]]
    named = _TWO_NAMES.match(line) if len(line) < 40 else None
    dashed = _DASHED.match(line) if len(line) < 40 else None
    words = line.casefold().strip(" -—–~/").split()
    return tail[-1] if (named or dashed) and not _ANSWERS.intersection(words) else len(lines)
