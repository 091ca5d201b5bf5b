"""What lies in the mailbox of an export team after some years? Any number of mails, the same for a seed.

    ./genjin bench corpus MAILDIR [--mails 20000] [--seed 7]

Inquiries, long threads with quoted history, automatic replies, bounces and newsletters in eight languages, in
the charsets and shapes of the clients that buyers use, 15 % with attachments of 20 to 200 kB: about 26 kB a
mail. Written straight into `cur/` with S= and W= in the names, as Dovecot likes it: no APPEND, no waiting.
Every fifth mail is ours, in the same folder, as in Gmail's All Mail: so every peer reads the same.
"""

from __future__ import annotations

import argparse
import base64
import html
import quopri
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import quote as percent

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # else `rules` is the file beside this one

from mailings import REP, customers

START = datetime(2025, 1, 6, 8, 0, tzinfo=UTC)
PERSONS = 1500
KNOWN = 0.6
"""How many of the writers belong to customers that the book has."""
RECENT = 400
"""A reply belongs to one of so many threads."""


@dataclass(frozen=True, slots=True)
class Language:
    weight: int
    offset: int
    """Hours from UTC."""
    charsets: tuple[str, ...]
    clients: tuple[str, ...]
    names: tuple[str, ...]
    hello: str
    goodbye: str
    reply: str
    subject: str
    drawing: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    email: str
    company: str
    language: str


@dataclass(frozen=True, slots=True)
class Said:
    """A mail as an answer needs to know it."""

    person: Person
    base: str
    subject: str
    ids: tuple[str, ...]
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Made:
    content: bytes
    at: datetime


def fill(maildir: Path, count: int, seed: int = 7) -> int:
    """Write so many mails; how many bytes they are on the wire."""
    for name in ("cur", "new", "tmp"):
        (maildir / name).mkdir(parents=True, exist_ok=True)
    return sum(_write(maildir, number, made) for number, made in enumerate(mails(count, seed)))


def small(maildir: Path, count: int) -> None:
    """So many mails of a few lines each, for what hangs on the number of mails only."""
    for name in ("cur", "new", "tmp"):
        (maildir / name).mkdir(parents=True, exist_ok=True)
    for number in range(count):
        head = f"From: b{number % 997}@buyer{number % 97}.example\nTo: {REP}\nSubject: Order {number}\n"
        at = START + timedelta(minutes=number)
        more = f"Date: {format_datetime(at)}\nMessage-ID: <{number}@small.example>\n\nPlease ship {number}.\n"
        _write(maildir, number, Made((head + more).encode(), at))


def mails(count: int, seed: int = 7) -> Iterator[Made]:
    """Oldest first, a quarter of an hour apart."""
    writer = _Writer(seed)
    for number in range(count):
        yield writer.mail(number)


def _write(maildir: Path, number: int, made: Made) -> int:
    size, lines = len(made.content), made.content.count(b"\n")
    second = int(made.at.timestamp())
    name = f"{second}.M{number:06}P{number}.bench,S={size},W={size + lines}:2,{'S' if number % 3 else ''}"
    path = maildir / "cur" / name
    path.write_bytes(made.content)
    return size + lines


class _Writer:
    def __init__(self, seed: int) -> None:
        self._dice = random.Random(f"corpus {seed}")
        self._persons = list(_persons(self._dice))
        self._threads: list[Said] = []
        self._bytes = base64.encodebytes(self._dice.randbytes(600_000))
        """Attachments are cut from it, at ever other lines."""

    def mail(self, number: int) -> Made:
        at = START + timedelta(minutes=number * 15 + self._dice.randrange(15))
        kinds = ("inquiry", "reply", "ours", "auto", "bounce", "news")
        kind = self._dice.choices(kinds, (24, 42, 20, 5, 4, 5))[0] if self._threads else "inquiry"
        known = self._dice.choice(self._threads[-RECENT:]) if kind in ("reply", "ours", "auto") else None
        person = known.person if known else self._dice.choice(self._persons)
        return Made(self._written(number, at, kind, person, known), at)

    def _written(self, number: int, at: datetime, kind: str, person: Person, known: Said | None) -> bytes:
        language, dice = LANGUAGES[person.language], self._dice
        charset, client = dice.choice(language.charsets), dice.choice(language.clients)
        base = known.base if known else f"{language.subject} PO-{dice.randint(1000, 9999)}"
        subject = _subject(kind, base, language)
        words = self._words(kind, person)
        text = words + _quoted(known, client) if known and kind != "auto" else words
        here = f"<{dice.getrandbits(64):x}.{number}@{person.email.partition('@')[2]}>"
        head = [*self._trace(person, at), *_who(kind, person, charset)]
        head += [f"Subject: {_encoded(subject, charset)}", f"Date: {_date(at, language)}"]
        head += [f"Message-ID: {here}", *_thread(known), *_EXTRA.get(kind, ()), *_MAILER[client]]
        body = _report(number) if kind == "bounce" else self._body(text, charset, client, person, kind)
        if kind in ("inquiry", "reply", "ours"):
            ids = (*known.ids, here)[-12:] if known else (here,)
            self._threads.append(Said(person, base, subject, ids, at, text[:9000]))
        return "\n".join([*head, "MIME-Version: 1.0\n"]).encode("utf-8") + body

    def _words(self, kind: str, person: Person) -> str:
        language, dice = LANGUAGES[person.language], self._dice
        paragraphs = [
            " ".join(dice.choices(language.sentences, k=dice.randint(1, 4)))
            for _ in range(dice.randint(1, 4))
        ]
        if kind == "news":
            paragraphs *= 4
        name, company, email = person.name, person.company, person.email
        if kind == "ours":
            name, company, email = "Anna", "Factory Co., Ltd.", REP
        tail = f"{language.goodbye}\n{name}\n{company}\nTel: +49 40 {dice.randint(10**6, 10**7)}\n{email}"
        return "\n\n".join([language.hello, *paragraphs, tail]) + "\n"

    def _trace(self, person: Person, at: datetime) -> list[str]:
        """What the servers on the way leave behind: a third of a short mail."""
        dice, domain = self._dice, person.email.partition("@")[2]
        hops = [
            f"Received: from mx{hop}.{domain} (mx{hop}.{domain} [10.{dice.randrange(256)}.{hop}.7])\n"
            f"\tby in{hop}.mail.example (Postfix) with ESMTPS id {dice.getrandbits(40):X}\n"
            f"\tfor <{REP}>; {format_datetime(at)}"
            for hop in range(dice.randint(2, 5))
        ]
        signed = base64.b64encode(dice.randbytes(256)).decode()
        lines = "\n\t ".join(signed[at : at + 70] for at in range(0, len(signed), 70))
        key = f"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d={domain}; s=s1;\n\tb={lines}"
        checked = f"Authentication-Results: in0.mail.example;\n\tdkim=pass header.d={domain}; spf=pass"
        return [f"Return-Path: <{person.email}>", *hops, key, checked]

    def _body(self, text: str, charset: str, client: str, person: Person, kind: str) -> bytes:
        dice = self._dice
        shape = dice.choices(("both", "html", "plain"), (62, 16, 22))[0]
        parts = [_part("text/plain", text, charset, client)] if shape != "html" else []
        if shape != "plain":
            parts.append(_part("text/html", _html(text, client, person.company, dice), charset, client))
        core = _multipart("alternative", parts, dice) if len(parts) > 1 else parts[0]
        if kind in ("auto", "news") or dice.random() > 0.15:
            return core
        count = 1 if dice.random() < 0.8 else 2
        return _multipart("mixed", [core, *(self._attached(person, client) for _ in range(count))], dice)

    def _attached(self, person: Person, client: str) -> bytes:
        """Names as clients write them: encoded words inside quotes, or RFC 2231."""
        dice, drawing = self._dice, LANGUAGES[person.language].drawing
        name = f"{drawing} {dice.randint(1, 99)}.{dice.choice(('pdf', 'xlsx', 'jpg'))}"
        size = int(20_000 * 10 ** dice.random())
        start = dice.randrange(max(1, len(self._bytes) - size * 4 // 3)) // 77 * 77
        named = (
            f'filename="{_encoded(name, "utf-8")}"'
            if client in _EAST
            else f"filename*=UTF-8''{percent(name)}"
        )
        head = f"Content-Type: application/octet-stream\nContent-Disposition: attachment;\n\t{named}\n"
        return (
            f"{head}Content-Transfer-Encoding: base64\n\n".encode()
            + self._bytes[start : start + size * 4 // 3]
        )


def _persons(dice: random.Random) -> Iterator[Person]:
    """Those of known customers first; `mailings` knows the same ones."""
    weights = [language.weight for language in LANGUAGES.values()]
    firms = [(each.name, each.domains[0]) for each in customers(int(PERSONS * KNOWN))]
    firms += [(f"Newcomer {number} Trading", f"newcomer{number}.example") for number in range(PERSONS)]
    for number, (company, domain) in enumerate(firms[:PERSONS]):
        language = dice.choices(list(LANGUAGES), weights)[0]
        name = f"{dice.choice(LANGUAGES[language].names)}"
        yield Person(name, f"p{number}@{domain}", company, language)


def _subject(kind: str, base: str, language: Language) -> str:
    if kind == "bounce":
        return "Undelivered Mail Returned to Sender"
    return {"auto": f"Automatic reply: {base}", "inquiry": base, "news": base}.get(
        kind, language.reply + base
    )


def _who(kind: str, person: Person, charset: str) -> list[str]:
    theirs = f"{_encoded(person.name, charset)} <{person.email}>"
    ours = f'"Anna" <{REP}>'
    if kind == "ours":
        return [f"From: {ours}", f"To: {theirs}"]
    if kind == "bounce":
        return ["From: Mail Delivery System <MAILER-DAEMON@mail.example>", f"To: {ours}"]
    return [f"From: {theirs}", f"To: {ours}"]


def _date(at: datetime, language: Language) -> str:
    return format_datetime(at.astimezone(timezone(timedelta(hours=language.offset))))


def _thread(known: Said | None) -> list[str]:
    return [f"In-Reply-To: {known.ids[-1]}", "References: " + "\n ".join(known.ids)] if known else []


def _quoted(known: Said, client: str) -> str:
    """The reply header and the text before it, in the client's habit."""
    name, email, at = known.person.name, known.person.email, known.at
    marked = "\n".join("> " + line for line in known.text.split("\n"))
    if client in ("foxmail", "outlook_zh"):
        head = f"发件人： {name} <{email}>\n发送时间： {at:%Y-%m-%d %H:%M}"
        return f"\n\n{head}\n收件人： sales\n主题： {known.subject}\n\n{known.text}"
    if client == "qq":
        head = f'发件人: "{name}" <{email}>;\n发送时间: {at:%Y年%m月%d日 %H:%M}\n主题: {known.subject}'
        return f"\n\n------------------ 原始邮件 ------------------\n{head}\n\n{known.text}"
    if client == "netease":
        return f'\n\n在 {at:%Y-%m-%d %H:%M:%S}，"{name}" <{email}> 写道：\n{marked}'
    if client == "outlook":
        head = f"From: {name} <{email}>\nSent: {at:%d %B %Y %H:%M}\nTo: sales\nSubject: {known.subject}"
        return f"\n\n-----Original Message-----\n{head}\n\n{known.text}"
    return f"\n\nOn {at:%a, %b %d, %Y at %H:%M} {name} <{email}> wrote:\n\n{marked}"


def _encoded(words: str, charset: str) -> str:
    """RFC 2047 as common clients do it: B, in short pieces."""
    if words.isascii():
        return words
    charset = "utf-8" if charset == "us-ascii" else charset
    pieces = (words[at : at + 14] for at in range(0, len(words), 14))
    lines = (f"=?{charset}?B?{base64.b64encode(_bytes(piece, charset)).decode()}?=" for piece in pieces)
    return "\n ".join(lines)


def _bytes(words: str, charset: str) -> bytes:
    return words.encode(_PYTHON.get(charset, charset), "replace")


def _part(kind: str, text: str, charset: str, client: str) -> bytes:
    raw = _bytes(text, charset)
    if raw.isascii() and max(map(len, raw.split(b"\n"))) < 990:
        coding = "7bit"
    elif client in _EAST:
        coding, raw = "base64", base64.encodebytes(raw)
    else:
        coding, raw = "quoted-printable", quopri.encodestring(raw)
    head = f'Content-Type: {kind};\n\tcharset="{charset}"\nContent-Transfer-Encoding: {coding}\n\n'
    return head.encode() + raw + (b"" if raw.endswith(b"\n") else b"\n")


def _multipart(kind: str, parts: Sequence[bytes], dice: random.Random) -> bytes:
    boundary = f"----=_NextPart_{dice.getrandbits(64):X}"
    inside = b"".join(b"\n--%s\n%s" % (boundary.encode(), part) for part in parts)
    head = f'Content-Type: multipart/{kind};\n\tboundary="{boundary}"\n\n'
    return head.encode() + inside + b"\n--%s--\n" % boundary.encode()


def _html(text: str, client: str, company: str, dice: random.Random) -> str:
    style, line = "", '<div dir="ltr">{}</div>'
    if client.startswith("outlook"):
        rule = 'p.Mso{} {{margin:0cm;margin-bottom:.0001pt;font-size:10.5pt;font-family:"Calibri"}}\n'
        style = "<style><!--\n" + "".join(map(rule.format, range(dice.randint(2, 60)))) + "--></style>"
        line = "<p class=MsoNormal><span lang=EN-US style='font-size:10.5pt'>{}<o:p></o:p></span></p>"
    elif client in _EAST:
        line = '<div><font face="Microsoft YaHei" size="2" style="line-height: 21px;">{}</font></div>'
    lines = "\n".join(line.format(html.escape(each) or "&nbsp;") for each in text.split("\n"))
    return f"<html><head>{style}</head><body>{lines}<hr><b>{html.escape(company)}</b></body></html>\n"


def _report(number: int) -> bytes:
    gone = f"x{number}@gone.example"
    parts = [
        f"Content-Type: text/plain\n\nThis is the mail system.\n\n<{gone}>: 550 5.1.1 User unknown\n",
        (
            f"Content-Type: message/delivery-status\n\nFinal-Recipient: rfc822; {gone}\n"
            "Action: failed\nStatus: 5.1.1\n"
        ),
        f"Content-Type: message/rfc822\n\nFrom: {REP}\nTo: {gone}\nSubject: Offer\n\nhello\n",
    ]
    inside = "".join(f"\n--bounce{number}\n{part}" for part in parts)
    kind = f'multipart/report; report-type=delivery-status;\n\tboundary="bounce{number}"'
    return f"Content-Type: {kind}\n\n{inside}\n--bounce{number}--\n".encode()


_EAST = ("foxmail", "qq", "netease", "outlook_zh", "outlook_ja")
_WEST = ("outlook", "gmail", "apple", "thunderbird")
_PYTHON = {
    "us-ascii": "ascii",
    "windows-1251": "cp1251",
    "shift_jis": "cp932",
    "big5": "cp950",
    "gb2312": "gbk",
    "iso-8859-1": "cp1252",
}
_MAILER = {
    "foxmail": ("X-Mailer: Foxmail 7.2.25.179[cn]",),
    "qq": ("X-Mailer: QQMail 2.x",),
    "netease": ("X-Mailer: Coremail Webmail Server Version XT5.0.13",),
    "outlook": ("X-Mailer: Microsoft Outlook 16.0",),
    "outlook_zh": ("X-Mailer: Microsoft Outlook 16.0", "Content-Language: zh-cn"),
    "outlook_ja": ("X-Mailer: Microsoft Outlook 16.0", "Content-Language: ja"),
    "gmail": (),
    "apple": ("X-Mailer: Apple Mail (2.3774.600.62)",),
    "thunderbird": ("User-Agent: Mozilla Thunderbird",),
}
_EXTRA = {
    "auto": ("Auto-Submitted: auto-replied", "X-Auto-Response-Suppress: All"),
    "news": ("List-Unsubscribe: <mailto:off@news.example>", "Precedence: bulk", "List-Id: <news.example>"),
}
LANGUAGES = {
    "en": Language(
        *(38, -5, ("us-ascii", "utf-8", "iso-8859-1"), _WEST, ("Tom Baker", "Mary O’Neil", "Kofi Mensah")),
        *("Dear Li,", "Best regards,", "Re: ", "Inquiry ball valve", "drawing rev"),
        (
            "We are interested in your ball valve and would like a quotation for 500 pcs.",
            "Could you confirm the lead time to Rotterdam?",
            "Our target price is USD 4.50 per piece, FOB Shanghai.",
            "We have not received any answer to our last message, please advise.",
            "Another supplier from Shanghai offers a lower price.",
            "Please find attached the drawing, revision 3.",
            "The samples arrived yesterday and the surface finish looks good.",
        ),
    ),
    "zh": Language(
        *(26, 8, ("gb2312", "gbk", "gb18030", "utf-8"), _EAST[:4], ("王伟", "李娜", "陈建国")),
        *("李小姐 您好：", "祝商祺！", "回复: ", "询价：球阀 订单", "球阀图纸"),
        (
            "我们对贵司的球阀很感兴趣，请报500件的价格。",
            "请问发到宁波的交货期是多久？",
            "我们的目标价是每件30元，含税含运费。",
            "上封邮件还没有收到您的回复，麻烦尽快确认。",
            "样品昨天收到了，表面处理不错。",
            "你们的价格太高了，别家便宜一成。",
        ),
    ),
    "tw": Language(
        *(5, 8, ("big5", "utf-8"), ("outlook_zh", "gmail"), ("林志明", "黃美玲")),
        *("李小姐 您好，", "順頌商祺", "回覆: ", "詢價：球閥 訂單", "球閥圖面"),
        (
            "我們對貴公司的球閥很有興趣，請報500件的價格。",
            "請問送到高雄的交期是多久？",
            "上封信還沒有收到您的回覆，麻煩儘快確認。",
        ),
    ),
    "ja": Language(
        *(5, 9, ("shift_jis", "iso-2022-jp", "utf-8"), ("outlook_ja", "thunderbird"), ("佐藤健", "鈴木花子")),
        *("李様", "よろしくお願いいたします。", "Re: ", "お見積り依頼：ボールバルブ", "図面"),
        (
            "貴社のボールバルブに興味があり、500個の見積もりをお願いいたします。",
            "横浜までの納期をご教示ください。",
            "サンプルは昨日到着し、表面仕上げは良好でした。",
        ),
    ),
    "de": Language(
        *(8, 1, ("iso-8859-1", "utf-8"), _WEST, ("Jörg Müller", "Anke Weiß")),
        *(
            "Sehr geehrte Frau Li,",
            "Mit freundlichen Grüßen",
            "AW: ",
            "Anfrage für Kugelhähne –",
            "Zeichnung",
        ),
        (
            "wir interessieren uns für Ihre Kugelhähne und bitten um ein Angebot über 500 Stück.",
            "Können Sie die Lieferzeit nach Hamburg bestätigen?",
            "Unser Zielpreis beträgt 4,50 € pro Stück.",
            "Leider haben wir noch keine Rückmeldung erhalten.",
        ),
    ),
    "es": Language(
        *(8, 1, ("iso-8859-1", "utf-8"), _WEST, ("José Muñoz", "Lucía Peña")),
        *("Estimada Li:", "Saludos cordiales,", "RE: ", "Solicitud de cotización: válvula", "Plano revisión"),
        (
            "Estamos interesados en su válvula de bola y quisiéramos una cotización por 500 piezas.",
            "¿Podría confirmar el plazo de entrega a Valencia?",
            "Aún no hemos recibido respuesta a nuestro último correo.",
        ),
    ),
    "fr": Language(
        *(4, 1, ("iso-8859-1", "utf-8"), _WEST, ("Zoé Lefèvre", "François Béranger")),
        *("Bonjour Li,", "Cordialement,", "RE : ", "Demande de devis : vanne à boule", "Plan révision"),
        (
            "Nous sommes intéressés par votre vanne à boule et souhaitons un devis pour 500 pièces.",
            "Pouvez-vous confirmer le délai de livraison au Havre ?",
            "Nous n'avons pas encore reçu de réponse à notre dernier message.",
        ),
    ),
    "ru": Language(
        *(6, 3, ("koi8-r", "windows-1251", "utf-8"), _WEST, ("Ольга Иванова", "Пётр Смирнов")),
        *("Здравствуйте, Ли!", "С уважением,", "Re: ", "Запрос цены: шаровой кран", "Чертёж редакция"),
        (
            "Нас интересует шаровой кран, просим прислать предложение на 500 шт.",
            "Подтвердите, пожалуйста, срок поставки во Владивосток.",
            "Мы до сих пор не получили ответа на последнее письмо.",
        ),
    ),
}


def main() -> None:
    asked = argparse.ArgumentParser(description="Write a mailbox of made-up mails.")
    asked.add_argument("maildir", type=Path)
    asked.add_argument("--mails", type=int, default=20_000)
    asked.add_argument("--seed", type=int, default=7)
    options = asked.parse_args()
    size = fill(options.maildir, options.mails, options.seed)
    print(f"{options.mails:,} mails, {size / 1e6:,.0f} MB, {size / options.mails / 1000:.1f} kB on average")


if __name__ == "__main__":
    main()
