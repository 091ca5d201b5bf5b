"""Does she say that she writes from another address now, or works for another firm?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from model import Detail, DetailSort
from parsers.late import late
from parsers.sender import companies
from parsers.sender.messengers import MAIL

_LOOKED_AT = 6000
_MOST = 4
_NEAR = 160
"""Characters between `my new address is` and the address."""
_MAIL_WORD = (
    r"(?:e-?mails?|mail)(?:[ -]?(?:address|adresse|id|account))?|correo(?: electr[oó]nico)?|courriel|"
    r"(?:adresse|dirección|endereço) (?:de |e-?)?(?:mail|correo|e-?mail|messagerie)|mailadresse|"
    r"邮箱(?:地址)?|郵箱|電子郵件|信箱|"
    r"メールアドレス|アドレス|(?:адрес(?: электронной почты)?|почт[аыу]|email|имейл)|"
    r"e-?posta(?: adresi\w*)?|"
    r"(?:ال)?بريد(?:ي)?(?: ال[إا]لكتروني)?"
)
_NEW = (
    r"(?:new|neue?[nr]?|nuev[ao]|nov[ao]|nouvelle?|nouveau|nuovo|新的?|新しい|нов(?:ый|ая|ую|ого)|yeni|"
    r"جديدة?|الجديدة?)"
)
_NEW_MAIL = late(
    rf"{_NEW}\s?(?:\w{{1,12}}\s){{0,2}}?(?:{_MAIL_WORD})|"
    rf"(?:{_MAIL_WORD})\s?(?:\w{{1,8}}\s){{0,2}}?(?:has changed|changed to|"
    rf"{_NEW}|ha cambiado|a changé|mudou|wurde geändert|изменил\w+|变更|更换|改为|改成|變更|変更|değişti|"
    rf"تغير)|"
    r"(?:use|write to|contact me (?:at|on)|reach me (?:at|on)|send (?:all )?(?:e-?mails?|"
    r"mails?) to) (?:me at )?(?:this|my new)|"
    r"(?:from now on|ab sofort|a partir de ahora|dorénavant|desde ahora|今后|以后|今後|теперь|artık|"
    r"bundan sonra)[^.。\n]{0,40}"
    rf"(?:{_MAIL_WORD})",
    re.IGNORECASE,
)
_SIGNS_OF_MAIL = tuple(
    """
    new neu nuev nova novo nouve nuovo 新 нов yeni جديد chang geänder cambi mudou измен 变更 更换 改 變更
    変更 değiş from@now
    sofort a@partir dorénavant desde@ahora 今后 以后 今後 теперь artık bundan use@ write@to me@at me@on
    send@ تغير
    """.split()  # noqa: SIM905 - a table of words
)
_JOINED = late(
    r"(?:"
    r"i(?:['’ ]ve| have)? (?:recently |just |now )?(?:joined|moved to|started (?:working )?(?:at|for|"
    r"with)|changed (?:jobs )?to)|"
    r"i(?:['’]m| am)? now (?:work(?:ing)? (?:for|at|with)|with|at)|i (?:now )?work now (?:for|at)|"
    r"my new (?:company|employer) is|"
    r"i have a new job (?:at|with)|since \w+(?: \d{4})?,? i(?:['’ ]ve|"
    r" have)? (?:been )?work(?:ing)? (?:for|at|with)|i(?:['’]m| am) (?:working|employed) now (?:at|for|"
    r"with)|"
    r"(?:ab sofort|jetzt|nun|inzwischen|seit \w+(?: \d{4})?) (?:bin ich|arbeite ich) (?:jetzt |"
    r"nun )?(?:bei|für)(?: der| dem)?|"
    r"ich (?:bin|arbeite) (?:jetzt|nun|ab sofort|inzwischen|seit \w+(?: \d{4})?) (?:bei|für)(?: der|"
    r" dem)?|ich habe zu(?:r|m)?|"
    r"(?:me he (?:incorporado|unido) a|ahora (?:trabajo|estoy) (?:en|para|con)|"
    r"he empezado (?:a trabajar )?en|"
    r"me incorporé a|me uní a|mi nueva empresa es)(?: la empresa| la compañía)?|"
    r"(?:agora (?:trabalho|estou) (?:na|no|em|para)|passei a trabalhar (?:na|no)|entrei (?:na|no)|"
    r"ingressei (?:na|no)|"
    r"minha nova empresa é)(?: empresa)?|"
    r"(?:j['’]ai rejoint|je travaille (?:maintenant|désormais|dorénavant) (?:chez|pour|à)|j['’]ai intégré|"
    r"je suis (?:maintenant|désormais) chez)(?: la société| l['’]entreprise)?|"
    r"(?:теперь я работаю|я теперь работаю|сейчас я работаю|я перешл?[ёеа]\w*|я перешел|я устроил(?:ся|"
    r"ась)) (?:в|на)"
    r"(?: компани[июя]\w*| фирм\w+)?|"
    r"我(?:已经|已|现在|現在|目前|刚|最近|现)?(?:加入了?|跳槽到了?|入职了?|转到了?|就职于|就職於|在职于|"
    r"换到了?|任职于)|"
    r"我(?:现在|現在|目前)在|我的新公司是|(?:已|现已|現已)(?:加入|入职|就职于)|"
    r"(?:انضممت (?:مؤخرا )?إلى|أعمل الآن (?:في|لدى)|انتقلت إلى|التحقت ب)(?: شركة)?"
    r")\s{0,2}[:：]?\s{0,2}",
    re.IGNORECASE,
)
_JOINED_BEHIND = late(
    r"(?P<ja>[^\s。、,]{2,40})に(?:入社|転職|移籍|転籍)(?:し|いた|致)|"
    r"(?P<tr>[A-ZÇĞİÖŞÜ][^.,;\n]{2,60}?)(?:['’]?(?:da|de|ta|te|na|ne|nda|nde)| (?:şirketinde|firmasında|"
    r"bünyesinde|şirketine|"
    r"firmasına))\s+(?:çalış(?:maya başladım|ıyorum)|göreve başladım|işe başladım|geçtim|katıldım)"
)
_SIGNS_OF_JOINING = tuple(
    """
    joined moved@to i@started i@have@started i've@started changed@to changed@jobs i@now i'm@now i’m@now
    i@am@now
    since@ new@company new@employer new@job working@now employed@now jetzt nun@ sofort inzwischen
    ich@bin@seit
    ich@arbeite
    ich@habe@zu incorpor ahora@ empezado me@uní nueva@empresa agora@ entrei@n ingressei nova@empresa
    passei@a rejoint
    intégré travaille@ désormais@chez maintenant@chez теперь сейчас@я переш устроил 加入 入职 跳槽 转到
    就职 就職 任职 我现在在
    我現在在 我目前在 在职于 新公司 换到 入社 転職 移籍 転籍 انضممت أعمل@الآن انتقلت التحقت başladım
    çalışıyorum geçtim katıldım
    """.split()  # noqa: SIM905 - a table of words
)
_SIGNS_OF_MAIL, _SIGNS_OF_JOINING = (
    tuple(sign.replace("@", " ") for sign in signs) for signs in (_SIGNS_OF_MAIL, _SIGNS_OF_JOINING)
)
"""One is in every announcement; `@` stands for a blank. Looking for them costs a tenth of the patterns."""
_AFTER_NAME = late(
    r"\s(?:as|since|from|in my|and|where|als|seit|und|como|desde|y|e|en tant|comme|depuis|et|в качестве|"
    r"с |и|olarak)\s|[,，。;；!！\n]|"
    r"(?<!\bco)(?<!\bltd)(?<!\binc)(?<!\b[a-z])\.\s|担任|做|负责|工作|上班|了|\s(?:теперь|сейчас)\s",
    re.IGNORECASE,
)


def moves(own: str, email: str) -> Iterator[Detail]:
    """Announced addresses and employers. own: her own words; email: what she writes from."""
    text = own[:_LOOKED_AT]
    lowered = text.lower()
    if "@" in text and any(map(lowered.__contains__, _SIGNS_OF_MAIL)):
        yield from _new_mails(text, email)
    if any(map(lowered.__contains__, _SIGNS_OF_JOINING)):
        yield from _new_companies(text)


def _new_mails(text: str, email: str) -> Iterator[Detail]:
    """The address behind `my new address`, within the sentence; of `from old@ to new@` the last."""
    for address, _ in zip(MAIL.finditer(text), range(_MOST), strict=False):
        above = max(0, address.start() - _NEAR)
        found = _NEW_MAIL.search(text, above, address.start())
        if found is not None:
            if address[0].lower().strip(".") != email and _is_of_another(text, found, address.start()):
                continue
            below = text[found.start() : address.end() + _NEAR]
            chosen = _chosen([each.lower().strip(".") for each in MAIL.findall(below)], below)
            confidence = 0.95 if chosen == email else 0.9
            yield Detail(DetailSort.NEW_EMAIL, chosen, " ".join(below.split())[:160], "own words", confidence)
            return


_THEIRS = late(
    r"\b(?:he|she|they|his|her|their|its|colleagues?|co-?workers?|boss|assistant|suppliers?|customers?|clients?|"
    r"forwarders?|agents?|accountants?|partners?|friends?|accounting|departments?|kolleg\w+|chef\w*|lieferant\w*|"
    r"kunden?|spediteur\w*|colegas?|compañer\w+|jef[ea]|proveedor\w*|clientes?|fornecedor\w*|collègues?|"
    r"fournisseurs?|patron\w*|коллег\w*|начальник\w*|поставщик\w*|клиент\w*|его|её|meslektaş\w*|müdürüm\w*|"
    r"tedarikçi\w*|müşteri\w*)\b|['’]s\s+new\b|同事|老板|老闆|客户|客戶|供应商|供應商|货代|他|她|同僚|上司|زميل|مدير|عميل",
    re.IGNORECASE,
)
"""Somebody else, whose address it is."""
_NAMED_HAS = late(r"(?:^|[.!?;,:\n]\s*)(?:[A-ZÀ-ÞА-Я][\w'’-]+\s){1,3}(?:has|got|hat|tiene|tem)\s\w{0,6}\s?$")
_MINE = late(
    r"(?:\b(?:my|mine?|meine[rn]?|mi|minha|meu|mon|ma|мой|моя|benim)|我的?|私の?)\s*$", re.IGNORECASE
)
_SENTENCE_ENDS = late(r"[.!?](?=\s)|[。！？\n]")


def _is_of_another(text: str, found: re.Match[str], until: int) -> bool:
    """`My colleague Ann has a new email: ann@x` in the sentence of the phrase; `my new email` is her own."""
    above = text[max(0, found.start() - _NEAR) : found.start()]
    before = _SENTENCE_ENDS.split(above)[-1]
    if _MINE.search(before):
        return False
    return (
        _THEIRS.search(before + text[found.start() : until]) is not None
        or _NAMED_HAS.search(before) is not None
    )


_FROM_TO = late(r"\b(?:from|instead of|old|alte?n?|antiguo|ancien\w*|стар\w+)\b|旧|原|舊", re.IGNORECASE)


def _chosen(named: list[str], below: str) -> str:
    if not named:
        return ""
    first = below.lower().find(named[0])
    return named[1] if len(named) > 1 and _FROM_TO.search(below[:first]) else named[0]


def _new_companies(text: str) -> Iterator[Detail]:
    for said, words in _named_companies(text):
        known = companies.company_in(said.strip(" :：\"“”'*"))
        name = said.strip(" .:：\"“”'*")
        if known is not None or _may_be_firm(name):
            value, confidence = (known.name, 0.9) if known else (name, 0.6)
            yield Detail(DetailSort.NEW_COMPANY, value, words, "own words", confidence)
            return


def _may_be_firm(name: str) -> bool:
    is_short = 2 <= len(name) <= 60 and len(name.split()) <= 6
    return is_short and (name[0].isupper() or not name.isascii()) and not _NO_FIRM.match(name)


_NO_FIRM = late(
    r"(?:the |your |our |this |wechat|whatsapp|skype|china|shanghai|office|home|monday|i |my )|"
    r".{0,3}(?:会议|微信|群|出差|外面|公司$|上海|北京|"
    r"路上|家|办公室|展会|你|您|贵)",
    re.IGNORECASE,
)


def _named_companies(text: str) -> Iterator[tuple[str, str]]:
    for found in _JOINED.finditer(text):
        rest = text[found.end() : found.end() + 120]
        end = _AFTER_NAME.search(rest)
        name = rest[: end.start()] if end else rest
        company = _with_form(rest)
        yield company or name, f"{found[0]}{company or name}".strip()
    for found in _JOINED_BEHIND.finditer(text):
        yield found["ja"] or found["tr"], found[0]


def _with_form(rest: str) -> str:
    """`Brisk Supplies Inc. as purchasing director`: up to its legal form, beyond the dot of it."""
    line = rest.split("\n", 1)[0]
    words = re.split(r"(?<=[\s])", line)
    for size in range(1, min(len(words), 9) + 1):
        piece = "".join(words[:size]).strip(" ,")
        known = companies.company_in(piece)
        if known is not None and piece.startswith(known.name[:3]) and not _longer(words, size, known.name):
            return known.name
    return ""


def _longer(words: list[str], size: int, name: str) -> bool:
    """Does one more word make a longer name of the same, as `Co.` and `Co., Ltd.`?"""
    more = companies.company_in("".join(words[: size + 1]).strip(" ,")) if size < len(words) else None
    return more is not None and len(more.name) > len(name) and more.form != ""
