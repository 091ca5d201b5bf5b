"""Which words do mail programs put above the mail that they quote? Labels, rules and "wrote", by language.

The tables are data, the few functions below them only look them up. What a find means for the lines around it
is decided in `quotes`, and in `quoted` for what the header says.
"""

from __future__ import annotations

import re
import unicodedata

from parsers.late import late, late_small

LONG = 400
"""Longer lines are looked at by their beginning only."""

# -- labels of a header block --------------------------------------------------------------------------------
# Outlook, Windows Mail, Apple (forwards), Foxmail, QQ, NetEase, Aliyun, Lark, Lotus, phones; in this order:
# zh | zh-TW | ja | en de nl | es pt fr it | ru uk pl cs | tr ar fa he | ko vi id th | sv da fi hu ro el
_LABELS = {
    "from": "由|发件人|发件者|发信人|发送人|发送者|来自|寄件者|寄件人|寄件人員|寄信人|發件人|發信人|發送人|"
    "差出人|送信者|送信元|発信者|from|sender|von|absender|van|afzender|de|remitente|remetente|expéditeur|"
    "expediteur|da|mittente|от|от кого|отправитель|від|od|nadawca|odesílatel|kimden|gönderen|من|المرسل|"
    "مُرسل|از|فرستنده|מאת|보낸 사람|보낸사람|보낸이|từ|người gửi|dari|pengirim|จาก|från|avsändare|fra|"
    "lähettäjä|feladó|de la|expeditor|από",
    "date": "发送时间|发送日期|日期|时间|发件日期|发件时间|寄件日期|傳送時間|發送時間|發送日期|傳送日期|"
    "日期時間|時間|送信日時|送信日|日付|日時|sent|date|sent on|date sent|gesendet|gesendet am|datum|"
    "verzonden|"
    "enviado|enviado el|enviado em|enviada em|enviada|fecha|fecha de envío|data|envoyé|envoyé le|"
    "date d'envoi|inviato|отправлено|дата|когда|дата отправки|надіслано|wysłano|wysłane|odesláno|gönderildi|"
    "gönderme tarihi|gönderilme tarihi|gönderim tarihi|gönderilen|tarih|التاريخ|تاريخ|تاريخ الإرسال|"
    "تم الإرسال|أرسلت|أُرسلت|أرسل|مرسل|تاریخ|نشر|נשלח|תאריך|보낸 날짜|보낸날짜|날짜|đã gửi|ngày|ngày gửi|"
    "dikirim|tanggal|ส่ง|วันที่|skickat|sendt|dato|lähetetty|päivä|päiväys|päivämäärä|elküldve|dátum|"
    "trimis|στάλθηκε|ημερομηνία",
    "to": "至|收件人|收件者|收信人|接收人|宛先|送信先|to|an|empfänger|aan|para|destinatario|destinatário|à|a|"
    "pour|destinataire|кому|получатель|получатели|komu|do|kime|alıcı|إلى|الى|المستلم|به|גאל|אל|받는 사람|"
    "받는사람|tới|đến|kepada|ke|untuk|ถึง|till|til|vastaanottaja|címzett|către|προς",
    "cc": "抄送|抄送人|抄送者|副本|副本抄送|密送|密件副本|cc|bcc|kopie|kopie an|копия|копії|dw|udw|kopia|"
    "kopi|"
    "نسخة|نسخة إلى|نسخة كربونية|bilgi|참조|kópia|másolatot kap|con copia|cópia|copie à|copie|dołącz",
    "subject": "主题|标题|主題|主旨|標題|件名|題名|subject|re|betreff|betr|onderwerp|asunto|assunto|objet|"
    "sujet|oggetto|тема|тема письма|temat|předmět|predmet|konu|الموضوع|موضوع|נושא|제목|chủ đề|tiêu đề|"
    "perihal|subjek|judul|เรื่อง|ämne|emne|aihe|tárgy|subiect|θέμα",
    "reply-to": "回复|答复|回复地址|reply-to|antwort an|responder a|répondre à|ответить",
    "other": "附件|附加檔案|重要性|优先级|優先順序|添付ファイル|重要度|attachments|attachment|attach|"
    "importance|priority|anlagen|anlage|anhänge|wichtigkeit|priorität|datos adjuntos|adjuntos|importancia|"
    "anexos|anexo|importância|prioridade|pièces jointes|pièce jointe|importance|allegati|вложения|важность|"
    "message-id|mailing-list|organization|organisation|in-reply-to|resent-from|resent-to|ekler|ek|önem|"
    "المرفقات|مرفقات|الأهمية|załączniki|ważność|bijlagen|urgentie|list|size|大小",
}  # fmt: skip
LABEL_OF = {word.replace(" ", ""): kind for kind, words in _LABELS.items() for word in words.split("|")}
LONGEST_LABEL = 24

# Alibaba mail pads short labels (主 题), Foxmail and QQ use the full-width colon, some Outlooks bold stars,
# NetEase's app a table.
_HEADER = late(r"[\s>*_|]{0,8}([^\W\d_][^:：︰|*\n]{0,30}?)[\s*_]{0,4}(?:[:：︰]|\|)[\s*_|]{0,6}(.{0,400})")
_INNER_LABEL = late(r"(?<!\w)([^\W\d_][^\W\d_]{1,12}(?: [^\W\d_]{1,8})?)\*?\s?[:：]")


def label(line: str) -> tuple[str, str]:
    """Kind and value of a line of a header block: `from`, `date`, `to`, `cc`, `subject`, `other` or none."""
    found = _HEADER.match(line[:LONG])
    if found is None:
        return "", ""
    word = "".join(found[1].split()).lower()
    if len(word) > LONGEST_LABEL:
        return "", ""
    if not word.isascii():
        word = unicodedata.normalize("NFC", word)
    return LABEL_OF.get(word, ""), found[2].strip(" \t|*")


def bare_label(line: str) -> str:
    """Kind of a label that stands alone in its line without colon, as Lotus Notes writes `To`."""
    word = "".join(line[: LONGEST_LABEL + 8].split()).lower().rstrip(":：")
    return LABEL_OF.get(word, "")


def inner_labels(value: str) -> set[str]:
    """Kinds of the labels within a line: some programs write the whole block into one."""
    words = (found[1].lower() for found in _INNER_LABEL.finditer(value[:LONG]))
    kinds = {LABEL_OF.get("".join(word.split()), "") or LABEL_OF.get(word.split()[-1], "") for word in words}
    return kinds - {""}


# -- rules: `-----Original Message-----` ---------------------------------------------------------------------

_RULE_CHARS = r"-_=—–─━‐‑‒−*~#+·"
_RULE = late(rf"[\s>|]{{0,5}}([{_RULE_CHARS}<][{_RULE_CHARS}\s<]{{1,200}})([^\n]{{1,200}})$")
_CLOSING_RULE = late(rf"[{_RULE_CHARS}>|\s]{{2,200}}$")
_LONG_RULE = late(rf"\s{{0,3}}[{_RULE_CHARS}]{{4,}}")
_ORIGINAL = (
    r"original(?:\s+(?:message|mail|e-?mail|appointment|text))?|replied\s+(?:message|mail)|reply\s+message|"
    r"messages? in reply|quoted (?:message|text)|原始邮件|原邮件|邮件原文|原始信息|原始消息|原文|原始内容|"
    r"回复的原邮件|回复的邮件|原信|原始郵件|原始信件|原始訊息|原郵件|郵件原文|元のメッセージ|元のメール|"
    r"元メール|"
    r"オリジナルメッセージ|オリジナル メッセージ|original\s?message|urspr(?:ü|ue)ngliche\s+(?:nachricht|"
    r"e-?mail|mail)|"
    r"original-?nachricht|mensaje\s+original|correo\s+original|mensagem\s+original|e-?mail\s+original|"
    r"message\s+d['’]origine|message\s+original|message\s+initial|courriel\s+original|messaggio\s+originale|"
    r"исходное\s+(?:сообщение|письмо)|оригинальное\s+(?:сообщение|письмо)|первоначальное\s+сообщение|"
    r"original\s+meddelande|ursprungligt\s+meddelande|oorspronkelijk\s+bericht|oprindelig\s+meddelelse|"
    r"opprinnelig\s+melding|alkuperäinen\s+viesti|oryginalna\s+wiadomość|wiadomość\s+oryginalna|"
    r"původní\s+zpráva|eredeti\s+üzenet|mesaj\s+original|(?:ال)?رسالة\s+(?:ال)?أصلية|الرسالة\s+الأصلية|"
    r"orijinal\s+(?:mesaj|ileti|e-?posta)|özgün\s+(?:ileti|mesaj)|원본\s*메시지|원본\s*메일|"
    r"thư\s+gốc|tin nhắn gốc|pesan\s+asli|ข้อความต้นฉบับ|αρχικό\s+μήνυμα"
)
_FORWARDED = (
    r"forward(?:ed|ing)\s+(?:messages?|mail|by|e-?mail|from|letter)|begin forwarded message|"
    r"转发邮件(?:信息)?|转发的邮件|转发信息|转发消息|轉寄郵件|轉寄的郵件|轉寄訊息|轉發郵件|轉寄信件|"
    r"転送メッセージ|転送されたメッセージ|転送メール|転送されたメール|weitergeleitete\s+(?:nachricht|"
    r"e-?mail|mail)|"
    r"weitergeleitet\s+von|mensaje\s+reenviado|reenviado\s+por|correo\s+reenviado|"
    r"mensagem\s+(?:encaminhada|reencaminhada)|encaminhado\s+por|message\s+(?:transféré|réexpédié|transmis)|"
    r"transféré\s+par|réacheminé\s+par|messaggio\s+inoltrato|inoltrato\s+da|пересылаемое\s+(?:сообщение|"
    r"письмо)|"
    r"пересланное\s+(?:сообщение|письмо)|перенаправленное\s+сообщение|конец пересылаемого|"
    r"vidarebefordrat\s+meddelande|doorgestuurd\s+bericht|videresendt\s+(?:meddelelse|melding)|"
    r"przekazana\s+wiadomość|wiadomość\s+przekazana|przeposlaná\s+zpráva|přeposlaná\s+zpráva|"
    r"továbbított\s+üzenet|mesaj\s+redirecționat|(?:ال)?رسالة\s+(?:ال)?(?:مُ?عاد\s+توجيهها|محوَّ?لة)|"
    r"رسالة مُعاد توجيهها|(?:iletilen|yönlendirilen|yönlendirilmiş)\s+(?:mesaj|ileti|e-?posta)|"
    r"전달된\s*메시지|"
    r"thư\s+(?:được\s+)?chuyển\s+tiếp|pesan\s+(?:terusan|yang diteruskan)|προωθημένο\s+μήνυμα"
)
_SEPARATOR_WORDS = late(rf"(?:{_ORIGINAL}|{_FORWARDED})", re.IGNORECASE)
_FORWARD_WORDS = late(rf"(?:{_FORWARDED})", re.IGNORECASE)
# In any language: `-----Antwort Nachricht-----`, `-------- Oprindelig besked --------`
_MAIL_NOUN = late(
    r"nachricht|message|mail|bericht|mensaje|mensagem|messaggio|邮件|郵件|信件|メール|メッセージ|сообщени|"
    r"письм|ileti|"
    r"mesaj|رسالة|besked|meddelelse|melding|meddelande|viesti|wiadomość|zpráva|správa|üzenet|메시지|메일|"
    r"thư|pesan|poruka",
    re.IGNORECASE,
)
_WROTE_IN_RULE = late(
    r"(?:wrote|撰写了?|写道|寫道|escribió|escreveu|a écrit|schrieb|написал|yazdı|كتب|ha scritto|"
    r"さんは)\s{0,3}[:：]?\s*$",
    re.IGNORECASE,
)
_ABOVE_LINE = late(
    r"[^\w\n]{0,12}(?:please )?(?:type your reply|write a reply|reply|respond)\s+above\s+this\s+line|"
    r"[^\w\n]{0,12}(?:请|請)在(?:此|该)(?:行|線|线)(?:上方|以上|之上)(?:回复|回覆)|"
    r"[^\w\n]{0,12}bitte (?:antworten sie )?oberhalb dieser (?:zeile|linie)",
    re.IGNORECASE,
)
# Lotus Notes: `Li Wei ---02/27/2026 09:12:00 AM---Dear Anna`
_LOTUS = late(r"[^\n-]{2,60}-{3,5}\d{1,4}[./-]\d{1,2}[./-]\d{2,4}[ ,][^\n-]{4,20}-{3}")
# GroupWise: `>>> Li Wei <li@firma.example> 27/02/2026 09:12 >>>`
_GROUPWISE = late(r"(?:>>>|<<<)\s[^\n@]{0,90}@[^\n]{1,120}\d{1,2}:\d{2}[^\n]{0,10}>>>$")
# Apple's programs, in words alone.
_FORWARD_LINE = late(
    r"\s*>?\s?(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-?mail)|"
    r"début du (?:message|courriel|e-mail) (?:réexpédié|transféré)|inicio del (?:mensaje|correo) reenviado|"
    r"inizio (?:del )?messaggio inoltrato|in[íi]cio da mensagem (?:encaminhada|reencaminhada)|"
    r"下面是被转发的邮件|以下是(?:被)?转发(?:的)?邮件|开始转发的邮件|開始轉寄郵件|以下是轉寄的郵件|"
    r"以下為轉寄郵件|"
    r"転送されたメッセージ|転送されたメール|начало (?:переадресованного|пересылаемого|"
    r"перенаправленного) сообщения|"
    r"bắt đầu thư được chuyển tiếp|iletilen ileti(?:nin)? başlangıcı|iletilmiş iletinin başlangıcı|"
    r"بداية الرسالة (?:المُ?عاد توجيهها|المحوَّ?لة)|بدء الرسالة المُ?عاد توجيهها|begin doorgestuurd bericht|"
    r"vidarebefordrat (?:brev|mejl)|videresendt (?:besked|melding)|start på videresendt besked|"
    r"początek przekazanej wiadomości|początek przekazywanej wiadomości|전달된 메시지 시작|전달된 메시지|"
    r"välitetty viesti alkaa|začátek přeposílané zprávy)\s*[:：]?\s*",
    re.IGNORECASE,
)  # fmt: skip


def is_separator(line: str) -> bool:
    """Is it the line that a program draws between the new words and the old mail?"""
    if len(line) > 220:
        return False
    found = _RULE.match(line)
    if found is not None and _is_ruled(found[1], found[2]):
        return True
    if ("---" in line and _LOTUS.match(line)) or (line.endswith(">>>") and _GROUPWISE.match(line)):
        return True
    return is_forward_line(line) or ("above" in line and _ABOVE_LINE.match(line) is not None)


def _is_ruled(rule: str, rest: str) -> bool:
    """`-- Original B/L 3/3` is an item of a list: the rule is on both sides, or nothing follows the words."""
    words = _SEPARATOR_WORDS.search(rest)
    closing = _CLOSING_RULE.search(rest)
    inner = rest[: closing.start()] if closing else rest
    width = len(closing[0].strip()) if closing else 0
    if words is None:
        return width >= _MARGIN and _is_unknown_separator(inner, min(len(rule.strip()), width))
    if words.start() == 0 and _LONG_RULE.match(rest, words.end()):
        return True  # `-----Original Message----- From: Li Wei`
    if width >= _MARGIN:
        return words.end() <= len(inner) and len(inner) - (words.end() - words.start()) < _SHORT
    if len(rule.strip()) < _MARGIN or words.start():
        return False
    is_long_forward = len(rule.strip()) >= _LONG and _FORWARD_WORDS.match(rest) is not None
    return is_long_forward or not rest[words.end() :].strip(" *:：|\u3000")


_MARGIN, _LONG = 2, 5
"""Characters that make a rule, and a rule that nobody types by hand."""


def _is_unknown_separator(inner: str, width: int) -> bool:
    """`======= 2026-02-27 您在来信中写道：=======`; few words on mail in any language between long rules."""
    if _WROTE_IN_RULE.search(inner):
        return True
    return width >= _LONG and len(inner.split()) <= _FEW and _MAIL_NOUN.search(inner) is not None


_FEW = 3


def is_words_of_separator(line: str) -> bool:
    """`Original Message` or `原始邮件` alone, without its rule."""
    bare = line.strip(" \t*_:：-=|<>\u3000")
    return len(bare) < 40 and _SEPARATOR_WORDS.fullmatch(bare) is not None


def is_forward_line(line: str) -> bool:
    return len(line) < 90 and _FORWARD_LINE.fullmatch(line) is not None


def is_forward_rule(line: str) -> bool:
    """Does a separator say that the mail below was forwarded, not answered?"""
    return len(line) < 220 and _FORWARD_WORDS.search(line) is not None


# -- `On Monday, Anna wrote:` --------------------------------------------------------------------------------

_VERBS = (
    r"\bwrote|\bwrites|写道|寫道|写到|寫到|写了?|寫了?|来信|撰写|のメール|のメッセージ|書きました|書いた|"
    r"schrieb|geschrieben|a écrit|écrit|escribi(?:ó|o|ste)|escreveu|ha scritto|scrive(?:va)?|пишет|пише|"
    r"pisze|piše|пис(?:ал|али|ала)"
    r"(?:\(а\))?|написал(?:а|и|\(а\))?|كتبت?|كَتَب|تمت كتابة|كتابة ما يلي|yazdı|yazmış|yazıyor|schreef|"
    r"geschreven|skrev|skrifaði|kirjoitti|napisał(?:\(a\)|a)?|napisana przez|님이 작성|작성함|작성|"
    r"napsal(?:\(a\)|a)?|"
    r"napísal(?:a)?|ezt írta|írta|a scris|έγραψε|напис(?:ав|ала)|написа|כתבה?|נכתב|نوشت|đã viết|viết|menulis|"
    r"เขียนว่า|เขียน|va escriure"
)
_WROTE = late_small(rf"(?:{_VERBS})(?P<tail>.{{0,160}}?)\s{{0,3}}[:：]{{1,2}}[\s*\"_]{{0,4}}$")
# "He wrote on 5 May that the price:" is a sentence.
_SENTENCE = late(
    r"\b(?:that|to|us|me|you|please|the(?! following)|dass|daß|uns|mir|ihnen|bitte|que|nos|me|что|чтобы|"
    r"нам|dat|"
    r"att|about|in the|if|ob|за|при)\b",
    re.IGNORECASE,
)
_QUOTING = late(
    r"\s*(?:quoting|zitat von|zitiere|citando(?: a)?|citation de|citat från|cito|цитирую|"
    r"quoted? from)\s.{1,90}[:：]\s*$",
    re.IGNORECASE,
)
_TIME = late(r"\d{1,2}\s?[:.h時时点點시٫]\s?\d{2}")
_DATE = late(r"(?<!\d)\d{4}(?!\d)|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d\s?[年月년월]")
_ADDRESS = late(r"[\w.+=&'/-]{1,64}@[\w-]{1,63}\.\w")
# Yandex, mail.ru, Gmail in Russian and Japanese: a day or time, then the address, then the colon.
_DATE_ADDRESS = late(
    r"[^<>]{0,120}(?:\d{1,4}[./年-]\s?\d{1,2}|\d{1,2}:\d{2})[^<>]{0,120}"
    r"[<(\[]\s?(?:mailto:)?[^<>@\s]{1,64}@[^<>\s]{1,190}(?:<mailto:[^<>\s]{1,190})?[>)\]]{1,3}\s{0,3}[:：][\s*]{0,3}$"
)
# Tutanota: `25 Jan 2024, 12:00 by li@firma.example:`
_BY_ADDRESS = late(
    r"[^<>@]{0,60}\d{1,2}:\d{2}[^<>@]{0,20}\s(?:by|von|de|por|par|da|от|"
    r"by:)\s<?[^\s<>@]{1,64}@[^\s<>@]{1,190}\s?[:：][\s*]*$"
)
# Gmail until 2013: `2012/1/25 Li Wei <li@firma.example>` and nothing else
_BARE_DATE_ADDRESS = late(r"\d{4}[/.-]\d{1,2}[/.-]\d{1,2}\s[^<>]{0,80}<[^<>@\s]{1,64}@[^<>\s]{1,190}>\s*$")
_DAY_WORDS = (
    r"mon|tue|wed|thu|fri|sat|sun|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lun|mar|mer|"
    r"mié|mie|jue|"
    r"jeu|vie|ven|sáb|sab|sam|dom|dim|seg|ter|qua|qui|sex|пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|сред|"
    r"четверг|"
    r"пятниц|суббот|воскресенье|pzt|sal|çar|per|cum|cmt|paz|周|週|星期|الاثنين|الثلاثاء|الأربعاء|الخميس|"
    r"الجمعة|السبت|الأحد"
)
_OPENERS = (
    r"on|at|in|am|le|el|em|il|il giorno|op|den|dne|dnia|w dniu|no dia|na|a|в|во|vào|vào lúc|pada|tir|kl|ti|"
    r"die|le jour"
)
_STRICT = late(
    rf"[\s*\"_>|(\[]{{0,4}}(?:(?:{_OPENERS})\s.{{0,40}}?\d|[在於于]\s?.{{0,12}}?\d{{1,4}}\s?[年/.-]|"
    rf"في\s.{{0,40}}?\d|"
    rf"\d{{4}}\s?[./年년-]\s?\d{{1,2}}|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|"
    rf"(?:[^\W\d_]{{2,12}}\.?,?\s(?:den\s)?)?\d{{1,2}}\.?\s(?:de\s)?[^\W\d_]{{3,12}}\.?,?\s(?:de\s)?\d{{4}}|"
    rf"(?:{_DAY_WORDS})[\w-]{{0,12}}\.?,?\s.{{0,20}}?\d|---+\s?on\s)",
    re.IGNORECASE,
)
_LONGEST_WROTE = 400
_SHORT = 90
"""A longer line with a time but without address and day in front is a sentence."""


def opens_wrote(line: str) -> bool:
    """Can a reply header begin with this line? It names a day first."""
    return _STRICT.match(line[:LONG]) is not None


def names_day(line: str, below: str) -> bool:
    """Does a line say the day or the time that the header below it lacks?"""
    lacks_day = _DATE.search(below) is None and _DATE.search(line) is not None
    return lacks_day or (_TIME.search(below) is None and _TIME.search(line) is not None)


def is_wrote(line: str) -> bool:
    """Is it, joined to one line, a whole reply header that names a time, a day or an address?"""
    if len(line) > _LONGEST_WROTE:
        return False
    if _DATE_ADDRESS.match(line) or _BY_ADDRESS.match(line) or (_QUOTING.match(line) and "@" in line):
        return True
    found = _WROTE.search(line)
    if found is None or _SENTENCE.search(found["tail"]):
        return False
    if _ADDRESS.search(line) or _TIME.search(line[:-1]):
        return opens_wrote(line) or "@" in line or len(line) < _SHORT
    return _DATE.search(line) is not None and opens_wrote(line)


def is_weak_wrote(line: str) -> bool:
    """`Anna wrote:` says nothing alone; above quoted lines it is their header. So is any line in a language
    that we do not know, if it ends in a colon and names an address or a time with a day.
    """
    bare = line.strip()
    if len(bare) > _LONGEST_WROTE:
        return False
    if _BARE_DATE_ADDRESS.match(bare) or _QUOTING.match(bare):
        return True
    if bare.rstrip('*"_ ')[-1:] not in (":", "："):
        return _is_whole_without_colon(bare)
    is_short = len(bare) < _SHORT_HEADER or _TIME.search(bare[:-1]) is not None
    if is_short and (_DATE.search(bare) or _ADDRESS.search(bare)):
        return True
    found = _WROTE.search(bare) or _SAID.search(bare)
    if found is None:
        return False
    return len(bare) < 60 and len(bare.split()) <= 6 and not _SENTENCE.search(found["tail"])


_SHORT_HEADER = 70
"""`[Li Wei, 27 Feb 2026]:`, `In reply to Li's mail of 27/02/2026:`"""
_SAID = late_small(
    r"\b(?:said|asked|sent|sagte|fragte|meinte|dijo|disse|a dit|сказала?|спросила?|dedi)"
    r"(?P<tail>)\s?[:：]\s*$"
)


def _is_whole_without_colon(line: str) -> bool:
    if not opens_wrote(line) or not _TIME.search(line):
        return False
    found = _WROTE.search(f"{line}:")
    return found is not None and not found["tail"].strip()


def is_sure_without_colon(line: str) -> bool:
    """`On Wed, 14 Nov 2018 08:14 Anna <anna@x> wrote` has all but its colon; Yahoo's app goes on."""
    bare = line.strip()
    if not opens_wrote(bare):
        return False
    if len(bare) < _LONGEST_WROTE and _is_whole_without_colon(bare):
        return True
    if (
        bare.endswith((">", ")"))
        and len(bare) < _LONGEST_WROTE
        and _TIME.search(bare)
        and is_wrote(f"{bare}:")
    ):
        return True  # `Op ma 15 jan. 2024 om 14:30 schreef Jan <jan@x>`
    inside = _WROTE_INSIDE.match(bare[:LONG])
    return inside is not None and is_wrote(inside[1])


_WROTE_INSIDE = late(rf"([^\n]{{10,250}}@[^\s<>]{{1,190}}>\s?(?:{_VERBS})\s?[:：])\s", re.IGNORECASE)


def is_end_of_wrote(line: str) -> bool:
    """`> wrote:`, where the bracket of an address stands in a line of its own."""
    return len(line) < 40 and _END_OF_WROTE.fullmatch(line) is not None


_END_OF_WROTE = late(rf"\s*>{{1,2}}\)?\s*(?:{_VERBS})\s{{0,3}}[:：]\s*", re.IGNORECASE)
