"""Which of the own lines are the words, and which are signature, disclaimer or footer?"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONG = 400
"""Longer lines are looked at by their beginning only."""

_DASHES = re.compile(r"(?:--|—|–-|__)\s*$|-- $")
_CLOSINGS = re.compile(
    r"\s*(?:(?:with |many )?(?:(?:best|kind|warm|kindest|warmest) )+(?:regards|wishes)|"
    r"(?:with )?(?:regards|rgds|brgds|b\.?rgds|br)|best|cheers|"
    r"(?:yours |very )?(?:sincerely|faithfully|truly)(?: yours)?|yours|many thanks|thanks(?: (?:a lot|"
    r"again|in advance|and (?:best|kind) regards|"
    r"& (?:best )?regards|so much))?|thank you(?: (?:in advance|very much|so much|and (?:best|"
    r"kind) regards))?|"
    r"(?:thanks|thank you)? ?(?:&|and) ?(?:best |kind )?regards|"
    r"mit (?:freundlichen|besten|herzlichen|freundlichem) gr(?:ü|ue)(?:ß|ss)(?:en)?|(?:viele|beste|"
    r"freundliche|liebe|schöne|herzliche) gr(?:ü|ue)(?:ß|ss)e|"
    r"mfg|lg|vg|"
    r"(?:un |con un )?(?:cordial(?:es)? )?saludos?(?: cordial(?:es)?)?|atentamente|muchas gracias|"
    r"gracias(?: y saludos)?|un saludo|"
    r"(?:bien )?cordialement|(?:bien |très )?(?:cordialement|sincèrement)(?: vôtre)?|"
    r"salutations(?: distinguées)?|merci(?: d'avance)?|bien à vous|"
    r"atenciosamente|att\.?|cumprimentos|(?:com os )?(?:melhores|meus) cumprimentos|abraços?|obrigad[oa]|"
    r"(?:cordiali|distinti) saluti|"
    r"с (?:наилучшими пожеланиями|уважением)|всего (?:доброго|хорошего)|спасибо|"
    r"祝商祺|顺祝商祺|順祝商祺|順頌商祺|顺颂商祺|商祺|此致|此致敬礼|敬礼|敬禮|祝好|祝您?工作(?:愉快|"
    r"顺利)|谢谢|謝謝|多谢|顺祝?|顺颂时祺|顺颂|敬上|敬祝商祺|此致 ?敬礼|祝生意兴隆|best|"
    r"(?:以上、?)?(?:何卒)?(?:宜しく|よろしく)お願い(?:いた|致)?し(?:ます|申し上げます)|以上|敬具|"
    r"مع (?:أطيب|خالص|فائق) (?:التحيات|التحية|الاحترام|التقدير|الشكر)(?: والتقدير)?|تحياتي|"
    r"وتفضلوا بقبول فائق الاحترام|شكرا|شكراً|"
    r"saygılarım(?:ız)?la|iyi çalışmalar|selamlar|teşekkürler)"
    r"\s*[,，、.。!！:;~]{0,3}\s*(.{0,40})$",
    re.IGNORECASE,
)
_DEVICE = re.compile(
    r"\s*(?:sent (?:from|via|with) (?:my |outlook|yahoo|mail|iphone|huawei|samsung|a )|发自我的|"
    r"發自我的|从我的|来自我的|获取 ?outlook|get outlook for|"
    r"von meinem .{2,30} gesendet|gesendet (?:von|mit)|enviado desde (?:mi|el)|enviado do meu|"
    r"envoyé (?:de|depuis) mon|inviato da|"
    r"отправлено (?:с|из)|iphoneから送信|から送信|أرسلت من|iphone'umdan gönderildi|tarafından gönderildi)",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    r"[\s*_-]{0,6}(?:disclaimer|confidential(?:ity)?(?: notice| note|:)|privileged|"
    r"(?:this|the) (?:e-?mail|message|communication|electronic)(?: message| mail)?[^.]{0,80}"
    r"(?:confidential|intended|privileged|may contain|attachments)|the information (?:contained )?in this|"
    r"please consider the environment|think before you print|before printing|diese e-?mail (?:und|"
    r"enth|ist)[^.]{0,60}|der inhalt dieser|vertraulich|"
    r"este (?:mensaje|correo|e-?mail)[^.]{0,80}confidencial|aviso (?:legal|de confidencialidad)|"
    r"esta mensagem[^.]{0,80}|"
    r"ce (?:message|courriel|mail)[^.]{0,80}(?:confidentiel|destin)|本邮件(?:及其附件|含有|包含|所|"
    r"中)|此邮件|免责声明|保密声明|本電子郵件|このメールは|本メール(?:には|は)|"
    r"настоящее (?:сообщение|письмо)|это (?:сообщение|письмо)[^.]{0,60}конфиденц|bu e-?posta|"
    r"virus-free|avast|this e-?mail has been (?:checked|scanned))",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?P<phone>(?:\+|00)\d[\d\s().-]{7,}|\b(?:tel|phone|mob|fax|mobile|cell|whatsapp|wechat|skype|"
    r"telefon|teléfono|тел|电话|手机|微信|電話|传真)\b\s{0,3}[.:：+]|"
    r"(?:tel|电话|手机|微信|電話|传真|m|t|p)\s?[:：])|(?P<mail>[\w.+-]{1,64}@[\w-]{1,63}\.\w)|"
    r"(?P<web>www\.|https?://)|"
    r"(?P<firm>\b(?:co\.,? ?ltd|ltd|gmbh|llc|inc|s\.?r\.?l|s\.?a|corp|ltda|sarl|fze|pvt|ооо)\b\.?|"
    r"有限公司|株式会社|集团|"
    r"شركة)|(?P<post>\b(?:manager|director|ceo|engineer|buyer|purchasing|einkauf)\b|经理|总监)",
    re.IGNORECASE,
)
_MOST_SIGNATURE = 30


@dataclass(frozen=True, slots=True)
class Parted:
    own: list[str]
    signature: list[str]
    footer: list[str]
    """Disclaimers, footers of lists, "sent from my phone": nobody's words."""


def parted(lines: list[str]) -> Parted:
    """Own lines, signature and footer. The disclaimer goes first, it stands below; then the earliest sign
    wins. Where nothing of the words would be left everything is own.
    """
    tail = _tail(lines)
    cut = min(look(lines, tail) for look in (_disclaimer, _delimiter, _closing, _device))
    if cut == len(lines):
        cut = _contact_block(lines)
    if not any(says_something(line) for line in lines[:cut]):
        return Parted(lines, [], [])
    return Parted(lines[:cut], lines[cut:], [])


def says_something(line: str) -> bool:
    return any(char.isalnum() for char in line)


def _tail(lines: list[str]) -> range:
    """Numbers of the last lines that say something, where a signature can begin."""
    filled = [n for n, line in enumerate(lines) if line.strip()][-_MOST_SIGNATURE:]
    return range(filled[0], len(lines)) if filled else range(0)


def _delimiter(lines: list[str], tail: range) -> int:
    return next((n for n in tail if _DASHES.match(lines[n][:20]) and _above(lines, n)), len(lines))


def _above(lines: list[str], number: int) -> bool:
    return any(says_something(line) for line in lines[max(0, number - _MOST_SIGNATURE) : number])


def _closing(lines: list[str], tail: range) -> int:
    """The last closing phrase with nothing but short lines below, and further ones right above it."""
    cut = len(lines)
    for number in reversed(tail):
        line = lines[number]
        if len(line) > 160 or (len(line) > 60 and _is_prose(line)):
            break
        if _is_closing(line) and _above(lines, number):
            if any(says_something(between) for between in lines[number + 1 : cut]) and cut < len(lines):
                break
            cut = number
    return cut


def _is_closing(line: str) -> bool:
    found = _CLOSINGS.match(line) if len(line) < 90 else None
    if found is None:
        return False
    rest = found[1].strip()
    # "Best regards, Anna Schmidt" closes; "Thanks for the sample, it arrived" and "Best price" do not.
    after = line[found.start(1) - 2 : found.start(1)]
    return not rest or (
        any(c in ",，、.。!！-" for c in after)
        and len(rest.split()) <= 4
        and not re.search(r"[.?!。？！]\s*$", rest)
    )


def _is_prose(line: str) -> bool:
    return re.search(r"[.?!。？！]\s*$", line) is not None and _CONTACT.search(line) is None


def _device(lines: list[str], tail: range) -> int:
    return next((n for n in tail if _DEVICE.match(lines[n][:120]) and _above(lines, n)), len(lines))


def _disclaimer(lines: list[str], tail: range) -> int:
    return next((n for n in tail if _DISCLAIMER.match(lines[n][:300]) and _above(lines, n)), len(lines))


def _contact_block(lines: list[str]) -> int:
    """No closing phrase: a last block of short lines that holds two sorts of contact data."""
    filled = [n for n, line in enumerate(lines) if line.strip()]
    cut, sorts = len(lines), set[str]()
    for number in reversed(filled[-12:]):
        line = lines[number]
        if len(line) > 100 or _is_prose(line) or line.rstrip().endswith(("?", "？", ":", "：")):
            break
        sorts |= {
            name for found in _CONTACT.finditer(line) for name, value in found.groupdict().items() if value
        }
        if number == 0 or not lines[number - 1].strip():
            cut = number if len(sorts) >= 2 else cut
            if len(sorts) < 2 and len(lines) - number > 6:
                break
    return cut
