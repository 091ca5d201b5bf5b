"""Until when is somebody away, whom does she name instead, and will she come back at all?

Read sentence by sentence from the own words of any mail, by hand or by machine. A day counts only where the
sentence says what it is: the last one away (`until 15 March`: back on the 16th), the first one back (`back on
15 March`), or one of the days away.
"""

# ruff: noqa: E501 - a pattern is read as one line
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from typing import TYPE_CHECKING

from model import Absence, Address, Mail
from parsers.grammar import small
from parsers.kinds import autoreplies
from parsers.kinds.absence_words import ABSENT, AWAY_PLAINLY, CONTACT, FEAST, HAS_LEFT, LEFT_NOTICE
from parsers.late import late

if TYPE_CHECKING:
    from dates import Named

_HEAD = 2500
_SENTENCES = 40
_SHORT = 900
"""What a machine says at greater length without a plain word of absence is no notice of it."""


def absence_of(mail: Mail, own_words: str, day: date) -> Absence | None:
    """What these words of a mail of this day say of their writer's absence, or None if they speak of none.

    Of a person who says no more than that she travels, nothing is known. The days of a subject count where the words name none: `Out of office until 15 March`.
    """
    words = own_words[:_HEAD]
    said = small(words)
    if not _may_speak(mail, said):
        return None
    subject = _of_subject(mail.subject)
    left = _left(mail, words, subject)
    away = bool(left) or _is_away(said, small(subject))
    if not away and len(words) > _SHORT:
        return None
    by_machine = autoreplies.is_automatic(mail, said)
    if not away and (not by_machine or autoreplies.is_about_a_ticket(said)):
        return None
    deputies = tuple(_deputies(words, mail, by_machine=by_machine))
    if left:
        return Absence(None, left, deputies, has_left=True)
    back = _back(words, day, by_machine=by_machine) or _back(subject, day, by_machine=by_machine)
    if back:
        return Absence(back.day, back.words, deputies)
    feast = _feast(words)
    return Absence(None, feast, deputies) if feast or deputies or (away and by_machine) else None


def _may_speak(mail: Mail, words: str) -> bool:
    """The cheap first look, at words and subject together: it spares nearly every mail all others."""
    subject = small(mail.subject[:300])
    said = f"{words}\n{subject}"
    return (
        ABSENT.may_find(said)
        or HAS_LEFT.may_find(said)
        or _NAMED.search(subject) is not None
        or autoreplies.is_automatic(mail, words)
    )


def _left(mail: Mail, words: str, subject: str) -> str:
    """The words that say she works there no more, or nothing."""
    said = small(words)
    found = HAS_LEFT.search(said)
    if found is None and autoreplies.is_marked(mail):
        found = LEFT_NOTICE.search(said)
    if found:
        return " ".join(words[found.start() : found.end()].split())
    return subject if HAS_LEFT.finds(small(subject)) else ""


def _is_away(words: str, subject: str) -> bool:
    return ABSENT.finds(words) or ABSENT.finds(subject) or _NAMED.search(subject) is not None


_NAMED = late(
    r"abwesen|absen|ausen|fuera de|fora do|отсутств|不在|休|外出|出差|放假|ofis dışı|izin|خارج المكتب|إجازة"
)


def _of_subject(subject: str) -> str:
    """The pieces that speak of absence: behind the colon of an automatic answer stands our own subject."""
    pieces = re.split(r"[:：]", subject[:300])
    away = [piece for piece in pieces if ABSENT.finds(small(piece)) or _NAMED.search(small(piece))]
    return ". ".join(away if len(pieces) > 1 else pieces)


def _feast(words: str) -> str:
    """A feast in a sentence that speaks of absence; good wishes do not."""
    for sentence in _sentences(words):
        said = small(sentence)
        found = FEAST.search(said) if ABSENT.finds(said) else None
        if found:
            return sentence[found.start() : found.end()]
    return ""


# -- the day she is back -----------------------------------------------------------------------------


class _Says(IntEnum):
    """What a day is to the absence; the higher one tells more of the return."""

    DURING = 1
    UNTIL = 2
    AFTER = 3
    BACK = 4


@dataclass(frozen=True, slots=True)
class _Back:
    day: date
    says: _Says
    words: str
    is_weekday: bool


_BACK_BEFORE = late(
    r"(?:\b(?:back|return(?:ing|s|ed)?|reply|respond|answer|resum\w{1,4}|reopen\w{0,3}|available(?! until)|at work|start again|working again|"
    r"in (?:the|my) office again)\b"
    r"|zurück|wieder (?:\S{1,14} ){0,4}(?:ab|am|zum|da|im|in)|wieder|ab dem|(?<!\w)ab(?!\w)|"
    r"(?:regres|vuelv|volv|retorn|reincorp|reanud|atender|incorpor|retom|volt|reabr|reabert)\w{0,7}|de retour|retour|reprend\w{0,5}|réouvert\w{0,3}|rouvr\w{1,5}|réouvr\w{1,5}|reprise|rentr\w{1,4}|"
    r"revien\w{1,3}|帰社|reachable|in (?:the |my )?office again|"
    r"выйд\w{1,3}|выхож\w{1,3}|верн\w{1,5}|возвра\w{1,6}|на работе|снова|приступ\w{1,4}|возобнов\w{1,5}|"
    r"(?<!\w)буд(?:у|ем|ет)(?! (?:\w{1,14} ){0,2}(?:отсутств|отпуск|командиров|недоступ|вне|занят|закрыт))|"
    r"dön\w{0,8}|iş ?başı|العودة|أعود|سأعود|عودتي|نعود|يعود|تعود|سنعود|استئناف|"
    r"(?:返回|回来|回來|回到|恢复|恢復|复工|復工|上班|返岗|开工|開工|回公司|回办公室|收假|回国|将于|將於|営業(?:を)?(?:再開|開始)|出社|復帰|戻)"
    r"(?:时间|日期|日|時間)?(?:为|是|:|：|は|於|于|在)?)[^,;，；。]{0,34}$"
)
_BACK_AFTER = late(
    r"\s?(?:[(（][^)）]{1,6}[)）])?\s?(?:[^,;。，]{0,6})?(?:恢复|恢復|回来|回來|返回|回到|返岗|返工|上班|复工|復工|开工|開工|回公司|回办公室|回辦公室|"
    r"正式|正常|收假|営業(?:を)?(?:再開|開始)|通常営業|出社|帰社|復帰|戻|から(?:通常|営業|出社|業務|平常)|より(?:通常|営業|出社|業務|平常))"
    r"|\s?以降|\s?から(?=\s?(?:です|$|。|、|出|営|通|業|平|対応|順次))"
    r"|(?:[^,;:.]{0,20})(?:\bwieder (?:im|erreich|da|für|zur|in|zu)|zurück|\bwieder\b|\b(?:i am|i'm|i will be|we are|we will be|be) back)"
    r"|\s?(?:tarihinde|günü|itibar\w{0,6}|['’]?\w{0,4})\s?(?:[^,;.]{0,16})(?:dön\w{2,8}|ofiste ol|ofisteyim|işe başla|iş ?başı|mesai|geri)"
)
_UNTIL_BEFORE = late(
    r"(?:\b(?:until|till|til|through|thru|up to(?: and including)?|ending|ends)(?: (?:and including|the end of))?|\bbis(?: (?:zum|einschließlich|inkl\.?|"
    r"einschl\.?|und mit|zu))?|\bhasta(?: el| la)?(?: día)?|\baté(?: o| a| ao)?(?: dia)?|\bjusqu'(?:au|à|a|en)(?: la fin)?|"
    r"(?<!\w)(?:по|до)|"
    r"حتى|إلى|لغاية|الى|直到|持续到|延续到|截止到|截至|到|至|直至)(?: (?:on|inclusive|einschließlich|the|el|le|dem|o|dia|день|يوم|about|around|"
    r"next|next week|this|el día|próximo|kommenden|nächsten))?\s*(?:[^\W\d]{3,14}\.?,?\s)?(?:the\s|den\s|dem\s|dia\s|nächsten\s|kommenden\s)?$"
)
_NOT_UNTIL_BEFORE = late(
    r"(?:\b(?:not|won't|can't|cannot|unable|isn't|aren't|never)\b[^.;:]{0,60} (?:until|till|before)|\bnicht (?:\S{1,14} ){0,3}vor(?: dem)?|\berst (?:wieder )?(?:ab|am|zum)(?: dem)?|"
    r"\bno\b[^.;:,]{0,60} (?:hasta|antes de)l?(?: el| la)?(?: día)?|\bsó\b[^.;:,]{0,50} (?:a|em|no|dia)|\bnão\b[^.;:,]{0,60} antes d[eo]|"
    r"(?:\bn'|\bne )[^.;:,]{0,60} (?:avant|qu'à partir du|que)(?: le)?|не (?:\S{1,14} ){0,3}(?:раньше|ранее|до того)|только|لن [^.،]{0,40}(?:قبل|حتى)|"
    r"(?:直到|要到|须到|最早))(?: (?:on|the|el|le|dem|o|dia|يوم|about|around|next))?\s*(?:[^\W\d]{3,14}\.?,?\s)?(?:the\s|den\s|dem\s|dia\s)?$"
)
"""Who does not come until the 17th is there on the 17th; who is away until the 17th is not."""
_UNTIL_AFTER = late(
    r"\s?(?:[(（][^)）]{1,6}[)）])?\s?(?:まで|迄|(?:tarihine|['’]?\w{0,3}|gününe|akşamına)\s?(?:\w{0,10}\s)?kadar|inclusive|einschließlich|"
    r"inklusive|inclus(?:ive)?\b|включительно|\(inclusive\)|داخل)"
)
_AFTER_BEFORE = late(
    r"(?:\b(?:after|past|nach(?: dem)?|después del?|a partir del? fin|depois d[eo]|après(?: le)?|après)|(?<!\w)после|بعد)"
    r"(?: (?:the|dem|den|el|le|o|dia|يوم))?\s*$"
)
_AFTER_AFTER = late(r"\s?(?:以后|之后|过后|以後|之後|(?:['’]?\w{0,4}\s)?sonra)")
_FROM_BEFORE = late(
    r"(?:\b(?:from|starting|since|as of|vom|seit|desde(?: el)?|a partir d[eo](?:l)?|depuis(?: le)?|à partir du|du|del|de|beginning)|(?<!\w)с|(?<!\w)со|"
    r"من|ابتداء|从|自|從)(?: (?:the|el|le|o|dia|dem|den|يوم))?\s*(?:[^\W\d]{3,12},?\s)?$"
)
_FROM_AFTER = late(
    r"\s?(?:[(（][^)）]{1,6}[)）])?\s?(?:起(?!至)|开始|開始|(?:から|より)(?=[^。]{0,12}(?:休|出張|不在|外出)))"
)
_STARTS_BEFORE = late(r"(?<!\w)(?:ab|seit|von)(?: (?:dem|kommendem|nächstem))?\s*$")
_STARTS_AFTER = late(
    r"[\s,.]{0,3}(?:(?!wieder)\S{1,14} ){0,5}(?:(?:im|in) (?:\S{1,14} )?(?:urlaub|elternzeit|mutterschutz|ferien)|abwesend|nicht |auf \S{0,20}reise|"
    r"außer haus|ausser haus|krank|geschlossen|unterwegs|weg\b)"
)
"""`ab Montag im Urlaub` is where it begins; `ab Montag wieder da` where it ends."""
_LATER = late(
    r"\b(?:back|return|resum|reopen|until|in the office again|available|at work)|zurück|wieder|regres|vuelv|volv|volt|retorn|retom|reincorp|reabr|atend|"
    r"de retour|reprend|réouv|rouv|rentr|выйд|верн|возвра|возобн|приступ|буд[уе]|снова|dön|iş ?başı|ofiste|işe başla|mesai|以降|عود|استئناف|恢复|恢復|回|上班|复工|復工|"
    r"返|出社|復帰|戻|営業|再開|開始|开工|開工|ab dem|\bab\b|\berst\b|a partir|à partir|с(?= \d)|itibar"
)


_LONGEST = 800
"""Days that an absence lasts at most; a date further off speaks of something else."""


def _back(words: str, day: date, *, by_machine: bool) -> _Back | None:
    """The clearest word on the return; of equals the later for last days away, the first for days back."""
    found = [
        one for sentence in _sentences(words) for one in _in_sentence(sentence, day, by_machine=by_machine)
    ]
    found = [one for one in found if 0 < (one.day - day).days <= _LONGEST]
    if not found:
        return None
    best = max(one.says for one in found)
    of_best = [one for one in found if one.says is best]
    plainly = [one for one in of_best if not one.is_weekday] or of_best
    return plainly[0] if best is _Says.BACK else max(plainly, key=lambda one: one.day)


_END = late(r"(?<=[。！？!?;；])|(?<=[^\d\s][.])\s(?=\D)|(?<=\d\d\d\d\.)\s|\n\s*\n|\n(?=\s*[-*•])")


def _sentences(words: str) -> list[str]:
    """Also over line ends, which fall inside of a sentence; full stops of dates and abbreviations are none."""
    pieces = [" ".join(piece.split()) for piece in _END.split(words) if piece]
    return [piece for piece in pieces if piece][:_SENTENCES]


def _in_sentence(sentence: str, day: date, *, by_machine: bool) -> Iterator[_Back]:
    said = small(sentence)
    away = ABSENT.finds(said) or _NAMED.search(said) is not None or FEAST.search(said) is not None
    away = away or (by_machine and _speaks_of_it(said))
    clue = away or _LATER.search(said) is not None
    for named in _exact(said, day) if clue else ():
        says = _relation(said, named, away=away)
        first = _first_day(says, named) if says else None
        if says and first:
            yield _Back(first, says, sentence[named.start : named.end].strip(" ,."), named.days.is_weekday)


_WEEK = timedelta(days=7)


def _exact(said: str, day: date) -> list[Named]:
    """Days and weeks: a month or a feast says too little of the day back."""
    from dates import named_days  # only a notice pays for the words of all languages

    found = [named for named in named_days(said, day) if not named.is_feast]
    exact = [
        named for named in found if not (named.days.is_period and named.days.last - named.days.first >= _WEEK)
    ]
    plainly = [named for named in exact if not named.days.is_weekday]
    return plainly or exact


def _speaks_of_it(said: str) -> bool:
    """What a machine sends in somebody's stead need not say more than `back on Monday`, or the days alone."""
    return _DAYS_ALONE.match(said) is not None or AWAY_PLAINLY.search(said) is not None


_DAYS_ALONE = late(
    r"(?:(?:from|vom|du|del|de|da|с|من|从|自|until|till|bis(?: zum)?|hasta(?: el)?|até|до)\s?)?\d.{2,50}$"
)


def _first_day(says: _Says, named: Named) -> date | None:
    if says is _Says.BACK:
        return named.days.first
    return named.days.next if named.days.last < date.max else None


_WEEKDAY_BEFORE = late(r"(?<![^\W\d])[^\W\d]{2,13}\.?,\s(?:den |dem |the |le |el |o |dia )?$")
"""`on Tuesday, 17 March`: the comma ends nothing."""
_WEEKDAY_AFTER = late(r"^,? ?[(（]?(?:pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar)[)）]?(?= )")


def _relation(said: str, named: Named, *, away: bool) -> _Says | None:
    before, after = (
        _WEEKDAY_BEFORE.sub("", said[max(0, named.start - 90) : named.start]),
        _WEEKDAY_AFTER.sub("", said[named.end : named.end + 50]),
    )
    days = named.days
    if _UNTIL_BEFORE.search(before) or _UNTIL_AFTER.match(after) or _NOT_UNTIL_BEFORE.search(before):
        is_first = days.last == days.first and _NOT_UNTIL_BEFORE.search(before)
        meant = _Says.BACK if is_first else _Says.UNTIL
        return meant if away or not _ONLY_SHOP.search(said) else None
    if _AFTER_BEFORE.search(before) or _AFTER_AFTER.match(after):
        return _Says.AFTER
    if days.last > days.first and not days.is_weekday:
        return _Says.UNTIL if away else None
    starts = _STARTS_BEFORE.search(before) and _STARTS_AFTER.match(after)
    if not starts and (_BACK_BEFORE.search(before) or _BACK_AFTER.match(after)):
        return _Says.BACK
    if starts or _FROM_BEFORE.search(before) or _FROM_AFTER.match(after):
        return None
    return _Says.DURING if away else None


_ONLY_SHOP = late(
    r"\b(?:valid|offer|price|ship|deliver|payment|pay|order)|报价|有效|交货|gültig|válid|valable|действ|geçerli|صالح"
)


# -- whom to ask instead -----------------------------------------------------------------------------

_ADDRESS = late(r"[\w.+'&%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}", re.ASCII)
"""Of plain letters: Chinese and Japanese stand right before and behind an address."""
_MOST = 5
_NAME_BEFORE = late(
    r"(?:^|[\s:：,，(（])((?:(?:[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁİŞĞÇÖÜ][\w'’.-]{0,25}|von|van|de|da|dos|del|der|den|di|bin|al)[ \t]){0,3}"
    r"[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁİŞĞÇÖÜ][\w'’-]{1,25})"
    r"(?:\s?\([^)@]{1,60}\))?[\s,:(<\[（【\"'–-]{0,4}"
    r"(?:(?:at|on|under|unter|via|by|mail|e-?mail|email|correo|mailadresse|по|адресу|à|em|en|no|al|через|e-posta|à l'adresse|"
    r"(?:mail|e-?mail)\s?(?:id|address|adresse)?\s?[:：]|mailto:|tel[^@\n]{3,30}|,?\s?\+[\d\s()-]{6,20})[\s,:：<(]{0,3}){0,3}$"
)
_HAN_BEFORE = late(
    r"(?:联系|聯繫|聯絡|联络|找|同事|同仁|负责人|負責人|由|经理|經理|:|：|,|，|、|^|は|後任の|担当の|代理の|弊社|部|課|の)\s?(?:我的|我司|我们|我們|的|本公司)?(?:同事|同仁|经理|經理|助理)?\s?[:：]?\s?"
    r"([\u4e00-\u9fff]{2,4}?)\s?(?:先生|女士|小姐|经理|經理|さん|様|氏|总|總)?\s?(?:宛|まで)?"
    r"(?:[\s,，:：(（<\[]{1,3}|邮箱|郵箱|邮件|電子郵件|电子邮件|メール|e-?mail|mail|电话|電話|手机|手機|tel|接手|接替|负责|[+\d][\d-]{4,20}){0,8}$",
    re.IGNORECASE,
)
_NO_HAN = late(
    r"邮[箱件]|郵[箱件]|[电電][话話子]|手[机機]|[联聯][系繫絡络]|同[事仁]|[经經]理|地址|信箱|[急紧緊][事急]|[请請][联聯]|[营營営][业業]部?|以下|下列|其他"
)


_NO_NAME = late(
    r"^(?:please|kindly|contact|ask|see|call|write|try|dear|my|our|the|for|in|if|and|or|at|urgent|mail|e-?mail|email|your|you|colleague|team|office|"
    r"sales|regards|best|thank|thanks|hello|hi|bitte|ihre|unsere|meine|herrn?|frau|mr|mrs|ms|miss|sr|sra|mme|m|dr|por|para|"
    r"favor|monsieur|madame|cordialement|sehr|gruß|sincerely|cc|you may|tel|phone|пожалуйста|уважаемые|по|lütfen|bay|bayan|sayın|"
    r"urgente?|acil|dringend\w*|kollege|kollegin|kollegen)\.?$",
    re.IGNORECASE,
)  # fmt: skip
_BARE_NAME = late(
    r"(?:contact|reach out to|get in touch with|refer to|wenden sie sich (?:bitte )?an|an|contacter|contactar (?:a|con)|с|к|with|joindre|"
    r"adresser à|replaced by|successor is|nachfolger(?:in)? ist|with)\s(?:my |our |meine[nr]? |unsere[nr]? |mon |ma |mi |meu |minha |mit )?"
    r"(?:\w{0,14}(?:colleague|kolleg\w{1,3}|collègue|colega|manager|assistant|successor)\w{0,3},? )?(?:(?:mr|mrs|ms|herrn?|frau|sr|sra|mme|m|dr)\.?a? )?"
    r"((?-i:[A-ZÀ-ÖØ-ÞА-ЯЁİŞĞÇÖÜ][\w'’-]{1,25}(?: [A-ZÀ-ÖØ-ÞА-ЯЁİŞĞÇÖÜ][\w'’-]{1,25}){1,2}))",
    re.IGNORECASE,
)
_HAN_NAME = late(
    r"(?:联系|聯繫|聯絡|联络|找)(?:我的?|我司|我们的?)?(?:同事|同仁|经理|助理)?\s?[:：]?\s?([\u4e00-\u9fff]{2,3})(?=[,，。(（\s:：]|先生|女士|小姐|经理|$|\d|电话|手机|处理|跟进)"
)


_CLOSING = late(
    r"^[ \t]*(?:(?:best|kind|warm|with) (?:\w+ )?regards|regards|sincerely|yours|best wishes|(?:mit )?\w{0,12} ?(?:freundlichen|besten|viele) grü|gruß|"
    r"(?:un |reciba un )?cordial|saludos|atenciosamente|cumprimentos|com os melhores|cordialement|bien à vous|с уважением|saygılar|iyi çalışmalar|"
    r"مع (?:أطيب )?(?:ال)?تحي|祝好|此致|敬上|顺祝|順祝|以上)",
    re.IGNORECASE | re.MULTILINE,
)
"""Below it stands a signature, with addresses of the writer's own."""


def _deputies(words: str, mail: Mail, *, by_machine: bool) -> Iterator[Address]:
    """Addresses with the name before each; else a name alone. Of a person's mail only behind a word of contact."""
    not_it = {mail.sender.email, *(address.email for address in (*mail.to, *mail.cc, *mail.reply_to))}
    closing = _CLOSING.search(words)
    said = words[: closing.start()] if closing else words
    found = CONTACT.search(small(said))
    if found is None and not by_machine:
        return
    tail = said if by_machine or not found else said[max(0, found.start() - 80) : found.start() + 1500]
    named = [*_addressed(tail, not_it)][:_MOST]
    if named:
        yield from named
        return
    bare = _BARE_NAME.search(tail) or _HAN_NAME.search(tail)
    if bare and not _NO_NAME.match(bare[1].split()[0]):
        yield Address("", bare[1])


_NOBODY = late(r"(?:no|do[-_.]?not)[-_.]?reply|unsubscribe|abuse@|mailer-daemon|postmaster@")


def _addressed(tail: str, not_it: set[str]) -> Iterator[Address]:
    start = 0
    seen = set(not_it)
    for match in _ADDRESS.finditer(tail):
        email = match[0].lower().strip(".-'&%")
        if email not in seen and not _NOBODY.match(email):
            seen.add(email)
            yield Address(email, _name_before(tail[max(start, match.start() - 120) : match.start()]))
        start = match.end()


def _name_before(text: str) -> str:
    line = " ".join(text.rstrip().rsplit("\n\n", 1)[-1].split())
    found = _NAME_BEFORE.search(line)
    if found:
        words = found[1].split()
        while words and _NO_NAME.match(words[0]):
            words.pop(0)
        return " ".join(words)
    han = _HAN_BEFORE.search(line)
    return han[1] if han and not _NO_HAN.match(han[1]) else ""
