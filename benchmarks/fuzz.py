"""Does any mail in the world break the reading? Mails made by chance, a million if need be.

    ./genjin bench fuzz [--cases 20000] [--seed 7] [--from 0] [--processes 2] [--keep FOLDER]
                        [--more FOLDER ...]
    ./genjin bench fuzz --case 4711 [--seed 7] [--keep FOLDER]
    ./genjin bench fuzz --minimise FILE [--keep FOLDER]

    corpus, MIME trees, texts of the trade | damage | open, read, save, load, show | what must hold

A case hangs on seed and number alone (and the folders of mails that --more adds to the corpus), so that every
finding can be had again. What must hold: nothing raises;
no NUL or lone surrogate anywhere; own words are blank only where the body is; the same bytes read the same;
the caps keep; the book gives back what it was given; no mail takes longer than a second. --keep writes the
mails that break one of these; --minimise cuts such a mail down to what still breaks it the same way.
"""

from __future__ import annotations

import argparse
import base64
import io
import json
import quopri
import random
import re
import signal
import sys
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from multiprocessing import Pool
from pathlib import Path
from types import FrameType

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import parsers
from model import Mail, Opening, Ours, Place, RawMail, Reading
from parsers.opening import bodies, mime
from parsers.text import html
from store import codec
from worker import portals, reading_words

ROOT = Path(__file__).resolve().parents[1]
ARRIVED = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
OURS = Ours(
    domains=frozenset({"firma.example"}),
    service_domains=frozenset({"cargo.example"}),
    mail_hosts=frozenset({"mx.firma.example"}),
)
LANGUAGES = ("zh", "zh-TW", "ja", "ko", "ru", "ar", "tr", "de")
OPENING = Opening(dict(zip(LANGUAGES, LANGUAGES, strict=True)), frozenset({"docx", "xlsx", "pdf"}))
SLOW = 1.0
STUCK = 30
"""Seconds after which a case is given up."""
_CHUNK = 500

Dice = random.Random

# -- words ---------------------------------------------------------------------------------------------------

HOSTILE = (
    b"\x00", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xed\xb0\x80",
    b"\xf4\x90\x80\x80",
    b"\xe2\x80\xae", b"\xe2\x80\x8b", b"\xc2\xa0", b"\xe3\x80\x80", b"\x1b$B", b"\x1b(B", b"~{", b"~}",
    b"+AGE-", b"+2D0-", b"\x85", b"\xe2\x80\xa8", b"\x0b", b"\x0c", b"\x1c", b"\r", b"\n", b"\r\n",
    b"\r\r\n",
    b"\r\n\r\n", b"\n\n", b"\r\n ", b"\r\n\t", b"\t", b"=", b"=\r\n", b"=3D", b"=00", b"=0", b"==",
    b"=?", b"?=",
    b"=?utf-8?B?", b"=?gb2312?Q?", b"=?utf-8?B?2D0=?=", b"=?utf-7?Q?+2D0-?=", b"=?x?B?A?=",
    b"=?utf-8?Q?=00?=",
    b"=?utf-16?B?2AA=?=", b"--", b"-- \r\n", b"--b\r\n", b"--b--\r\n", b"<", b">", b"<>", b"< ", b"@",
    b"@@",
    b",", b";", b":", b"\"", b"\\", b"'", b"(", b")", b"((((", b"[", b"]", b"*", b"_", b"%", b"%00",
    b"%ED%A0%80",
    b"&#0;", b"&#xD800;", b"&#55296;", b"&#x110000;", b"&amp;", b"&nbsp;", b"<!--", b"-->", b"<![CDATA[",
    b"<blockquote>", b"</blockquote>", b"<div class=gmail_quote>", b"<table><tr><td>", b"</td>",
    b"<br>", b"<p>",
    b"<style>", b"<script>", b"<span style=\"color:red\">", b"<hr>", b"<a href=\"mailto:", b"<o:p>",
    b"</html>",
    b"> ", b">", b">>>>", b"| ", b"From ", b">From ", b"begin 644 a.txt\r\n", b"end\r\n", b"M" + b"'" * 60,
    b"0", b"00", b"9" * 30, b"-1", b"1e9", b"\xd9\xa3\xd9\xa1", b"\xef\xbc\x91\xef\xbc\x92",
    b"\xc2\xb2", b"\xe2\x85\xa7",
    b"\xf0\x9f\x98\x80", b"31.02.2026", b"0000-00-00", b"9999-12-31", b"24:60:61", b"+9999", b"-2400",
)  # fmt: skip
"""What readers stumble over: of charsets, lines, encodings, HTML, numbers and days."""

PLAIN = """\
On Mon, Mar 2, 2026 at 9:00 AM Anna Schmidt <anna@nord.example> wrote:
Am 02.03.2026 um 09:00 schrieb Anna Schmidt <anna@nord.example>:
Le lun. 2 mars 2026 à 09:00, Anna <anna@nord.example> a écrit :
El lun, 2 mar 2026 a las 9:00, Anna (<anna@nord.example>) escribió:
Em seg., 2 de mar. de 2026 às 09:00, Anna <anna@nord.example> escreveu:
пн, 2 мар. 2026 г. в 09:00, Anna <anna@nord.example>:
2 Mar 2026 Pzt 09:00 tarihinde Anna <anna@nord.example> şunu yazdı:
在 2026年3月2日，09:00，王伟 <wang@firma.example> 写道：
於 2026年3月2日 週一 上午9:00 寫道：
2026年3月2日(月) 9:00 田中 <tanaka@nihon.example>:
في الاثنين، 2 مارس 2026 في 9:00 ص كتب Anna <anna@nord.example>:
-----Original Message-----
-----Ursprüngliche Nachricht-----
------------------ 原始邮件 ------------------
---------- Forwarded message ---------
Begin forwarded message:
发件人: 王伟 <wang@firma.example>
寄件者: 王偉
From: Anna Schmidt <anna@nord.example>
Von: Anna Schmidt
De : Anna
От: Анна
差出人: 田中
Sent: Monday, March 2, 2026 9:00 AM
发送时间: 2026-03-02 09:00:00
To: wang@firma.example
Subject: Re: Inquiry
主题: 询价
________________________________
> We need 500 pcs.
>> older still
--
-- \nAnna Schmidt
Best regards,
Mit freundlichen Grüßen
此致 敬礼
С уважением,
Sent from my iPhone
发自我的华为手机
This e-mail and any attachments are confidential.
Anna Schmidt | Purchasing Manager | Nord Pumpen GmbH
采购经理 王伟  宁波北方泵业有限公司
Tel: +49 (0)40 123456-78
Mobile: 0086-574-8765 4321 ext. 12
Fax. +1 (212) 555-0100
WhatsApp: +55 11 91234-5678
WeChat: wang_wei88
微信：wang_wei88
Skype: live:.cid.1234567890abcdef
www.nord.example
USt-IdNr.: DE136695976
统一社会信用代码：91330200717204165K
CNPJ: 11.444.777/0001-61
IBAN: DE89 3704 0044 0532 0130 00
SWIFT: COBADEFF
Our bank details have changed.
Please pay to the new account
No. 88 Zhongshan Road, Haishu District, Ningbo 315000, China
Total: USD 12,345.67
EUR 1.234,56
US$ 4.20/pc FOB Ningbo
人民币 壹万贰仟元整
¥120,000
CIF Hamburg Incoterms 2020
Valid until 31 March 2026
报价有效期：30天
I am out of the office until March 9, 2026.
Ich bin bis zum 9. März abwesend. Meine Vertretung: bob@nord.example
本人已离职，请联系李娜 li@firma.example
She no longer works here, please contact bob@nord.example
我将于3月9日返回
Final-Recipient: rfc822; nobody@nord.example
Original-Recipient: rfc822;nobody@nord.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <nobody@nord.example>: User unknown
<nobody@nord.example>: host mx.nord.example said: 550 5.1.1 no such user
The following addresses had permanent fatal errors
   ----- Transcript of session follows -----
收件人邮箱不存在
Feedback-Type: abuse
Original-Rcpt-To: anna@nord.example
Product: Brass Ball Valve 1/2"
Quantity: 500 Piece/Pieces
Country: Germany
Company: Nord Pumpen GmbH
Your Name: Anna
[your-message]
Message: Please send me your catalogue
产品名称：球阀
采购数量：500
国家/地区：德国
See my answers in red below.
1. yes
next Friday
下周五之前
Mañana a las 10
в следующем месяце
PI No. 2026-031
PO#4500012345
View this email in your browser
To unsubscribe, click here
List-Unsubscribe: <mailto:u@list.example>""".splitlines()
"""What stands in the mail of the trade, one thing a line."""

KINDS = (
    "text/plain", "text/plain", "text/html", "multipart/mixed", "multipart/alternative",
    "multipart/related",
    "multipart/report; report-type=delivery-status", "message/rfc822", "message/delivery-status",
    "text/rfc822-headers",
    "message/feedback-report", "message/partial", "application/pdf", "application/octet-stream",
    "application/ms-tnef",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "image/png",
    "text/calendar", "text",
    "", "/", "text/enriched", "multipart/", "multipart/digest", "multipart/signed", "application/zip",
    "text/plain; format=flowed; delsp=yes",
)  # fmt: skip
CHARSETS = (
    "utf-8", "gb2312", "gbk", "gb18030", "big5", "iso-2022-jp", "shift_jis", "euc-jp", "euc-kr",
    "koi8-r", "utf-7",
    "windows-1251", "windows-1252", "iso-8859-1", "iso-8859-6", "iso-8859-8-i", "utf-16", "utf-16le",
    "utf-32", "hz-gb-2312", "us-ascii",
    "x-unknown", "", "idna", "punycode", "base64", "rot13", "unicode_escape", "raw_unicode_escape",
    "undefined", "mbcs", "iso-2022-kr", "cp65001", "\x00", "8bit",
)  # fmt: skip
ENCODINGS = (
    "7bit",
    "8bit",
    "base64",
    "quoted-printable",
    "binary",
    "x-uuencode",
    "",
    "base64 ",
    "BASE64;",
    "gzip",
)
NAMES = (
    "From", "To", "Cc", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Reply-To",
    "Sender", "Received",
    "Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "MIME-Version", "Return-Path",
    "Auto-Submitted",
    "X-Autoreply", "Precedence", "List-Id", "List-Unsubscribe", "Authentication-Results",
    "X-Failed-Recipients", "X-Mailer",
    "Delivered-To", "X-Auto-Response-Suppress", "DKIM-Signature", "X-Original-To", "Thread-Topic",
    "Content-Language", "X-Genjin-Left-Out",
)  # fmt: skip


@cache
def seeds() -> tuple[bytes, ...]:
    """The mails of the corpus, and the fixtures of the shipped portals."""
    corpus = [path.read_bytes() for path in sorted((ROOT / "tests" / "corpus").glob("*.eml"))]
    fixtures = [f.mail.encode() for portal in portals.shipped().all for f in portal.described.fixtures]
    return tuple(content for content in (*corpus, *fixtures, *more_seeds()) if content)


MORE: list[Path] = []


def more_seeds() -> Iterator[bytes]:
    """Mails of 60 kB at most out of the folders that were asked for."""
    for path in sorted(path for folder in MORE for path in folder.rglob("*") if path.is_file()):
        if path.stat().st_size <= 60_000 and path.suffix not in (".jsonl", ".json"):
            yield path.read_bytes()


@cache
def said() -> tuple[str, ...]:
    """Lines that people and machines wrote, of every language there is in the corpus."""
    lines: dict[str, None] = dict.fromkeys(PLAIN)
    for content in seeds():
        lines.update(dict.fromkeys(parsers.open_mail(RawMail(content, ARRIVED)).text.split("\n")))
    return tuple(lines)


# -- a text of the trade -------------------------------------------------------------------------------------


def line(dice: Dice) -> str:
    """As it is, nearly always; else marked, mixed, renumbered, shouted, hurt."""
    one = dice.choice(PLAIN) if dice.random() < 0.4 else dice.choice(said())
    return one if dice.random() < 0.7 else dice.choice(_WAYS)(dice, one)


def _hurt(dice: Dice, one: str) -> str:
    at = dice.randrange(len(one) + 1)
    return one[:at] + dice.choice(HOSTILE).decode("utf-8", "replace") + one[at:]


_MARKS = (">", "> ", ">> ", " ", "\t", "| ", "* ", "　")
_WAYS: tuple[Callable[[Dice, str], str], ...] = (
    lambda dice, one: dice.choice(_MARKS) + one,
    lambda dice, one: one[: dice.randrange(len(one) + 1)] + dice.choice(said()),
    lambda dice, one: re.sub(r"\d", lambda _: str(dice.randrange(10)), one),
    lambda _, one: one.swapcase(),
    _hurt,
    lambda dice, _: "".join(dice.choice(PLAIN)[:20] for _ in range(dice.randrange(1, 12))),
)


def text(dice: Dice) -> str:
    lines = [line(dice) for _ in range(dice.choice((0, 1, 2, 3, 5, 8, 13, 21, 40)))]
    return dice.choice(("\n", "\n", "\r\n", "\n\n")).join(lines)


def rich(dice: Dice) -> str:
    """HTML as programs write it, and as nobody should."""
    opened = ("<div>", "<p>", "<blockquote type=cite>", "<div class=\"gmail_quote\">",
    "<table><tr><td>", "<font color=red>",
              "<div id=\"divRplyFwdMsg\">",
              "<div style=\"border:none;border-top:solid #E1E1E1 1.0pt\">", "<hr>", "<includetail>",
              "<b>", "<pre>")  # fmt: skip
    pieces = ["<html><body>"]
    for one in text(dice).split("\n"):
        pieces += [
            dice.choice(opened),
            one,
            dice.choice(("</div>", "<br>", "</p>", "", "</blockquote>", "</td></tr></table>")),
        ]
    return "".join(pieces)


# -- a tree --------------------------------------------------------------------------------------------------


def words(dice: Dice) -> bytes:
    """The value of a header."""
    sort, one = dice.random(), line(dice).replace("\n", " ")
    if sort < 0.4:
        return one.encode("utf-8", "replace")
    charset = dice.choice(CHARSETS)
    raw = encoded(one, charset)
    if sort < 0.6:
        return b"=?" + charset.encode() + b"?B?" + base64.b64encode(raw) + b"?="
    if sort < 0.75:
        return (
            b"=?"
            + charset.encode()
            + b"?Q?"
            + quopri.encodestring(raw, header=True).replace(b"\n", b"")
            + b"?="
        )
    if sort < 0.85:
        return raw
    return (
        one.encode("utf-8", "replace")
        + b" <"
        + dice.choice((b"anna@nord.example", b"a@b", b"", b"x@firma.example", b"@"))
        + b">"
    )


def encoded(one: str, charset: str) -> bytes:
    try:
        return one.encode(charset, "replace")
    except (LookupError, UnicodeError, ValueError, TypeError):
        return one.encode("utf-8", "replace")


def day(dice: Dice) -> bytes:
    zone = dice.choice((b"+0000", b"+0800", b"-1200", b"+9999", b"GMT", b"(CST)", b"", b"-0000"))
    year = dice.choice((2026, 2026, 26, 1970, 1, 9999, 10000, 2038, 0))
    return b"%s, %d %s %d %02d:%02d:%02d %s" % (
        dice.choice((b"Mon", b"Xyz", b"")), dice.randrange(0, 33), dice.choice((b"Mar", b"Feb",
        b"mars", b"13")),
        year, dice.randrange(26), dice.randrange(62), dice.randrange(62), zone,
    )  # fmt: skip


def head(dice: Dice) -> bytes:
    fields = [
        b"From: "
        + dice.choice(
            (
                b"anna@nord.example",
                b'"Anna" <anna@nord.example>',
                b"MAILER-DAEMON@mx.nord.example",
                words(dice),
            )
        ),
        b"To: " + dice.choice((b"wang@firma.example", words(dice))),
        b"Subject: " + words(dice),
        b"Date: " + day(dice),
        b"Message-ID: <%d@nord.example>" % dice.randrange(10**6),
    ]
    fields += [dice.choice(NAMES).encode() + b": " + words(dice) for _ in range(dice.choice((0, 0, 1, 3, 8)))]
    dice.shuffle(fields)
    return b"\r\n".join(fields) + b"\r\n"


def tree(dice: Dice, depth: int = 0) -> bytes:
    """A part with its own fields, and below it others."""
    kind = dice.choice(KINDS[3:7]) if depth == 0 and dice.random() < 0.6 else dice.choice(KINDS)
    if kind.startswith("multipart") and depth < 6:
        return knot(dice, kind, depth)
    if kind == "message/rfc822" and depth < 6:
        return b"Content-Type: message/rfc822\r\n\r\n" + head(dice) + tree(dice, depth + 1)
    return leaf(dice, kind)


def knot(dice: Dice, kind: str, depth: int) -> bytes:
    mark = dice.choice((b"b", b"=_x", b"b b", b"", b"--", b"b" * 75)) + b"%d" % dice.randrange(3)
    parts = [tree(dice, depth + 1) for _ in range(dice.choice((0, 1, 2, 2, 3)))]
    shown = dice.choice((mark, mark, mark, b'"' + mark + b'"', b"wrong"))
    end = dice.choice((b"--" + mark + b"--\r\n", b"", b"--" + mark + b"-- "))
    body = b"".join(b"--" + mark + b"\r\n" + part + b"\r\n" for part in parts)
    return b"Content-Type: " + kind.encode() + b"; boundary=" + shown + b"\r\n\r\n" + body + end


def pdf(dice: Dice) -> bytes:
    """One page, with loops and numbers that are not what they should be."""
    odd = dice.choice(
        (b"", b"", b"/Parent 3 0 R", b"/Kids[2 0 R 3 0 R]", b"/Contents[4 0 R 9 0 R]", b"/Rotate 1e9")
    )
    coding = dice.choice((b"/WinAnsiEncoding", b"5 0 R", b"null"))
    end = dice.choice((b"ET", b"q " * 5000, b"/X Do", b""))
    stream = b"BT /F1 12 Tf 72 720 Td (" + line(dice).encode("latin-1", "replace") + b") Tj " + end + b"\n"
    length = dice.choice((len(stream), len(stream), -1, 10**12))
    things = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + dice.choice((b"3 0 R", b"2 0 R", b"3 0 R " * 3000)) + b"]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</X 4 0 R>>>>%s>>"
        % odd,
        b"<</Length %d>>stream\n" % length + stream + b"endstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding %s>>" % coding,
    )
    body = b"".join(b"%d 0 obj %s endobj\n" % pair for pair in enumerate(things, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R/Size 6>>\nstartxref\n0\n%%EOF\n"


def leaf(dice: Dice, kind: str) -> bytes:
    charset, encoding = dice.choice(CHARSETS), dice.choice(ENCODINGS)
    raw = encoded(rich(dice) if "html" in kind else text(dice), charset)
    if "pdf" in kind:
        raw = pdf(dice)
    elif "application" in kind and dice.random() < 0.5:
        raw = dice.choice((b"%PDF-1.4\n", b"PK\x03\x04", b"\x89PNG", b"\xd0\xcf\x11\xe0")) + raw
    coded = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}.get(encoding, bytes)(raw)
    fields = [
        f"Content-Type: {kind}; charset={charset}".encode(),
        f"Content-Transfer-Encoding: {encoding}".encode(),
    ]
    if dice.random() < 0.3:
        name = dice.choice((b"PI-2026.pdf", b"\xb1\xa8\xbc\xdb.xlsx", b"=?gbk?B?sai82w==?=.doc", words(dice)))
        how = dice.choice(
            (b"attachment; filename=", b"inline; filename*0*=utf-8''", b"attachment; filename*=")
        )
        fields.append(b"Content-Disposition: " + how + b'"' + name + b'"')
    return b"\r\n".join(fields) + b"\r\n\r\n" + coded


# -- damage --------------------------------------------------------------------------------------------------


def _flip(dice: Dice, content: bytearray) -> None:
    for _ in range(dice.choice((1, 2, 5, 30))):
        if content:
            content[dice.randrange(len(content))] = dice.randrange(256)


def _token(dice: Dice, content: bytearray) -> None:
    at = dice.randrange(len(content) + 1)
    content[at : at + dice.choice((0, 0, 1, 5))] = dice.choice(HOSTILE) * dice.choice((1, 1, 1, 2, 30))


def _cut(dice: Dice, content: bytearray) -> None:
    at = dice.randrange(len(content) + 1)
    del content[at : at + dice.choice((1, 4, 40, 400, len(content)))]


def _again(dice: Dice, content: bytearray) -> None:
    at = dice.randrange(len(content) + 1)
    piece = bytes(content[at : at + dice.choice((3, 20, 100, 1000))])
    where = dice.choice((at, dice.randrange(len(content) + 1)))
    content[where:where] = piece * dice.choice((1, 2, 10))


def _ends(dice: Dice, content: bytearray) -> None:
    content[:] = (
        bytes(content)
        .replace(b"\r\n", b"\n")
        .replace(b"\n", dice.choice((b"\r\n", b"\n", b"\r", b"\r\r\n", b"\n\r")))
    )


def _field(dice: Dice, content: bytearray) -> None:
    """A field of its own before a line of the header, which may stand in the middle of another."""
    at = content.find(b"\n", dice.randrange(min(len(content), 1500) + 1)) + 1
    value = dice.choice(
        (
            words(dice),
            dice.choice(KINDS).encode() + b"; charset=" + dice.choice(CHARSETS).encode(),
            dice.choice(ENCODINGS).encode(),
        )
    )
    content[at:at] = dice.choice(NAMES).encode() + b": " + value + b"\r\n"


def _label(dice: Dice, content: bytearray) -> None:
    """Another charset, boundary or encoding than the part has."""
    pattern, others = dice.choice(_LABELS)
    found = list(pattern.finditer(content))
    if found:
        start, end = dice.choice(found).span(1)
        content[start:end] = dice.choice(others).encode()


_LABELS: tuple[tuple[re.Pattern[bytes], Sequence[str]], ...] = (
    (re.compile(rb"charset=\"?([^\s;\"]+)"), CHARSETS),
    (re.compile(rb"boundary=\"?([^\r\n;\"]+)"), ("b", "", "x" * 80, "--", "(b)")),
    (re.compile(rb"Transfer-Encoding: *([^\r\n]+)", re.IGNORECASE), ENCODINGS),
    (re.compile(rb"Content-Type: *([^\s;]+)", re.IGNORECASE), KINDS),
    (re.compile(rb"=\?([^?\s]+)\?"), CHARSETS),
    (re.compile(rb"=\?[^?\s]+\?([bBqQ])\?"), ("b", "q", "x", "")),
)  # fmt: skip


def _mixed(dice: Dice, content: bytearray) -> None:
    other = dice.choice(seeds())
    at, start = dice.randrange(len(content) + 1), dice.randrange(len(other))
    content[at : at + dice.choice((0, 100, len(content)))] = other[
        start : start + dice.choice((50, 500, len(other)))
    ]


def _nested(dice: Dice, content: bytearray) -> None:
    for _ in range(dice.choice((1, 2, 5, 60))):
        content[:0] = dice.choice((
            b"From: a@n.example\r\nContent-Type: message/rfc822\r\n\r\n",
            b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n",
            b"Subject: Fwd: x\r\n\r\n---------- Forwarded message ---------\r\n", b"> ", b"<div>",
        ))  # fmt: skip


def _said(dice: Dice, content: bytearray) -> None:
    """Lines of the trade, somewhere in the text."""
    at = dice.choice(
        (dice.randrange(len(content) + 1), content.find(b"\n", dice.randrange(len(content) + 1)) + 1)
    )
    content[at:at] = text(dice).encode(dice.choice(("utf-8", "gb18030", "utf-8")), "replace") + b"\r\n"


def _inside(dice: Dice, content: bytearray) -> None:
    """Damage within a file that hangs on: behind its base64, and in a zip within one of its files."""
    found = list(_CODED.finditer(content))
    if not found:
        return
    start, end = dice.choice(found).span()
    coded = b"".join(bytes(content[start:end]).split())
    payload = base64.b64decode(coded[: len(coded) // 4 * 4])
    content[start:end] = base64.encodebytes(_rezipped(dice, payload) or _hurt_bytes(dice, payload))


_CODED = re.compile(rb"(?:^[A-Za-z0-9+/]{60,76}\r?\n)++(?:[A-Za-z0-9+/]{4})*+", re.MULTILINE)


def _hurt_bytes(dice: Dice, payload: bytes) -> bytes:
    hurt = bytearray(payload)
    for _ in range(dice.choice((1, 1, 3, 10))):
        dice.choice((_flip, _token, _cut, _again))(dice, hurt)
    return bytes(hurt)


def _rezipped(dice: Dice, payload: bytes) -> bytes:
    """The same archive with one of its files hurt; nothing where it is none, or is broken already."""
    try:
        with zipfile.ZipFile(io.BytesIO(payload)) as old:
            files = {name: old.read(name) for name in old.namelist()}
    except Exception:  # noqa: BLE001 - a broken archive raises whatever its reader falls over
        return b""
    chosen = dice.choice([*files, ""])
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as new:
        for name, inside in files.items():
            undated = zipfile.ZipInfo(name)  # of 1980: the day of writing would make another file each day
            new.writestr(undated, _hurt_bytes(dice, inside) if name == chosen else inside)
    return made.getvalue()


def _long(dice: Dice, content: bytearray) -> None:
    """The same over and over: what costs more than its length shows here."""
    piece = dice.choice((
        dice.choice(HOSTILE), dice.choice(HOSTILE) + dice.choice(HOSTILE), line(dice).encode("utf-8",
        "replace"),
        line(dice).encode("utf-8", "replace") + b"\r\n",
        dice.choice(b"a1 .-+(:/@<>&#_*|,".decode()).encode(), b"a@b.c, ", b"1 ",
    ))  # fmt: skip
    most = dice.choice((500, 5_000, 5_000, 60_000, 300_000))
    at = dice.randrange(len(content) + 1)
    content[at:at] = piece * max(1, most // max(1, len(piece)))


DAMAGE: tuple[tuple[Callable[[Dice, bytearray], None], float], ...] = (
    (_flip, 15), (_token, 25), (_cut, 10), (_again, 10), (_ends, 4), (_field, 10), (_label, 14),
    (_mixed, 8), (_nested, 3), (_said, 8), (_inside, 12), (_long, 0.4),
)  # fmt: skip


def mail(seed: int, number: int) -> RawMail:
    """The case of that number."""
    dice = random.Random(f"{seed}:{number}")
    sort = dice.random()
    if sort < 0.5:
        content = bytearray(dice.choice(seeds()))
    elif sort < 0.75:
        content = bytearray(head(dice) + tree(dice))
    else:
        content = bytearray(
            head(dice)
            + b"Content-Type: text/plain; charset=utf-8\r\n\r\n"
            + text(dice).encode("utf-8", "replace")
        )
    ways, weights = zip(*DAMAGE, strict=True)
    for way in dice.choices(ways, weights, k=dice.choice((0, 1, 1, 2, 3, 6))):
        way(dice, content)
    place = Place(dice.choice(LANGUAGES), "INBOX", 1, 1) if dice.random() < 0.3 else None
    return RawMail(bytes(content), ARRIVED, place, dice.random() < 0.95)


# -- what must hold ------------------------------------------------------------------------------------------


class Broken(Exception):  # noqa: N818 - what does not hold, by its name
    """One of the promises."""


class Stuck(BaseException):
    """Nothing that catches every Exception may catch this one."""


def read(raw: RawMail) -> tuple[Mail, Reading]:
    opened = parsers.open_mail(raw, OPENING)
    return opened, parsers.read(opened, OURS, portals.shipped().parsers)


def check(raw: RawMail, *, again: bool = True) -> float:
    """Seconds that reading took. Raises what it raises, or Broken."""
    begun = time.process_time()
    opened, reading = read(raw)
    took = time.process_time() - begun
    must_hold(opened, reading)
    if again:
        _is_the_same(raw, opened, reading)
    return took


def must_hold(opened: Mail, reading: Reading) -> None:
    """Every promise that shows in one reading; Broken names the one that is not kept."""
    _is_clean(opened, reading)
    _says_something(opened, reading)
    _keeps_caps(opened, reading)
    _comes_back(opened, reading)


def _is_the_same(raw: RawMail, opened: Mail, reading: Reading) -> None:
    if read(raw) != (opened, reading):
        raise Broken("read twice, and not the same")
    for told in reading_words.in_words(opened, reading):
        told.encode("utf-8")


def _is_clean(opened: Mail, reading: Reading) -> None:
    values = reading_words.as_values(opened, reading)
    reading_words.as_line(values)
    shown = json.dumps(values, ensure_ascii=False)
    more = (opened.html, opened.report, *opened.defects, *(part for pair in opened.headers for part in pair))
    for told in (shown, *more):
        told.encode("utf-8")
        if "\x00" in told or ("\\u0000" in told and _has_nul(values)):
            raise Broken("NUL in a text")


def _has_nul(value: object) -> bool:
    if isinstance(value, str):
        return "\x00" in value
    return (
        any(map(_has_nul, value.values() if isinstance(value, dict) else value))
        if isinstance(value, (dict, list))
        else False
    )


def _says_something(opened: Mail, reading: Reading) -> None:
    if reading.parser == "reply" and not reading.own_words.strip() and opened.text.strip():
        raise Broken("own words are blank, and the body is not")


def _keeps_caps(opened: Mail, reading: Reading) -> None:
    most = {
        "text": (opened.text, bodies.MOST_TEXT), "html": (opened.html, html.MOST_HTML),
        "report": (opened.report, bodies.MOST_TEXT),
        "attachments": (opened.attachments, mime.MOST_PARTS + 1000), "parties": (reading.parties,
        20_000), "failed": (reading.failed, 200),
        "alarms": (reading.alarms, 50), "amounts": (reading.terms.amounts, 1500),
        "prints": (reading.prints, 1000), "parents": (opened.parents, 100),
        "own words": (reading.own_words, bodies.MOST_TEXT + 10), "fields": (reading.fields, 1000),
        "subject": (opened.subject, 200_000),
    }  # fmt: skip
    for name, (value, limit) in most.items():
        if len(value) > limit:
            raise Broken(f"{name} beyond the limit")
    if any(len(party.details) > 200 for party in reading.parties):
        raise Broken("details beyond the limit")
    if any(not 0 <= detail.confidence <= 1 for party in reading.parties for detail in party.details):
        raise Broken("a confidence beyond 0 to 1")


def _comes_back(opened: Mail, reading: Reading) -> None:
    """What the book keeps of a reading, as it was; of a quotation it keeps only the length."""
    row = {
        "reading": codec.reading_text(reading, opened), "parser": reading.parser,
        "kind": reading.kind.value,
        "direction": reading.direction.value, "subject": reading.subject, "own_words": reading.own_words,
    }  # fmt: skip
    kept = replace(reading, quoted="", prints=(), quoted_prints=())
    back = codec.reading_from(row, reading.parents)
    if replace(back, quoted="", prints=(), quoted_prints=()) != kept:
        wrong = [
            name
            for name in Reading.__slots__
            if name not in _NOT_KEPT and getattr(back, name) != getattr(reading, name)
        ]
        raise Broken(f"came back from the book otherwise: {', '.join(wrong)}")


_NOT_KEPT = ("quoted", "prints", "quoted_prints")


# -- running -------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Finding:
    number: int
    sign: str
    """What broke and where, the same for all mails that break alike."""
    told: str = ""


@dataclass(slots=True)
class Round:
    """What became of some cases."""

    cases: int = 0
    bytes: int = 0
    slowest: float = 0.0
    slowest_number: int = -1
    findings: list[Finding] = field(default_factory=list)


def sign_of(fault: BaseException) -> str:
    frames = [f for f in traceback.extract_tb(fault.__traceback__) if "/benchmarks/" not in f.filename]
    where = f"{Path(frames[-1].filename).name}:{frames[-1].name}" if frames else ""
    return f"{type(fault).__name__} {fault if isinstance(fault, Broken) else ''} {where}".strip()


def tried(raw: RawMail, *, again: bool = True) -> tuple[float, str, str]:
    """Seconds, and where something broke its sign and story."""
    signal.signal(signal.SIGALRM, _give_up)
    signal.alarm(STUCK)
    try:
        took = check(raw, again=again)
    except (Exception, Stuck) as fault:  # noqa: BLE001 - to catch what breaks is its purpose
        return 0.0, sign_of(fault), traceback.format_exc()
    finally:
        signal.alarm(0)
    return took, *(("Broken slow", f"{took:.1f} s\n") if took > SLOW else ("", ""))


def _give_up(_number: int, _frame: FrameType | None) -> None:
    raise Stuck


def run(asked: tuple[int, int, int]) -> Round:
    seed, start, end = asked
    done = Round()
    for number in range(start, end):
        raw = mail(seed, number)
        took, sign, told = tried(raw, again=number % 10 == 0)
        done.cases += 1
        done.bytes += len(raw.content)
        if took > done.slowest:
            done.slowest, done.slowest_number = took, number
        if sign:
            done.findings.append(Finding(number, sign, told))
    return done


def chunks(seed: int, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    for number in range(start, end, _CHUNK):
        yield seed, number, min(number + _CHUNK, end)


def fuzz(seed: int, start: int, end: int, processes: int, keep: Path | None) -> int:
    seeds(), said(), portals.shipped()
    begun, total = time.monotonic(), Round()
    seen: dict[str, int] = {}
    with Pool(processes, maxtasksperchild=200) as pool:
        for done in pool.imap_unordered(run, chunks(seed, start, end)):
            total.cases, total.bytes = total.cases + done.cases, total.bytes + done.bytes
            if done.slowest > total.slowest:
                total.slowest, total.slowest_number = done.slowest, done.slowest_number
            for finding in done.findings:
                _note(finding, seen, seed, keep)
            if total.cases % 20_000 < _CHUNK:
                print(f"... {total.cases:,}", file=sys.stderr, flush=True)
    took = time.monotonic() - begun
    size, rate = total.bytes / total.cases / 1000, total.cases / took
    print(f"{total.cases:,} cases, {size:.1f} kB on average, {rate:,.0f} a second")
    print(f"slowest: case {total.slowest_number}, {total.slowest:.2f} s")
    for sign, many in sorted(seen.items(), key=lambda pair: -pair[1]):
        print(f"{many:8,}  {sign}")
    print("nothing broke" if not seen else f"{sum(seen.values()):,} mails broke, in {len(seen)} ways")
    return 1 if seen else 0


def _note(finding: Finding, seen: dict[str, int], seed: int, keep: Path | None) -> None:
    seen[finding.sign] = seen.get(finding.sign, 0) + 1
    if seen[finding.sign] == 1:
        print(f"case {finding.number}: {finding.sign}\n{finding.told}", flush=True)
    if keep is not None and seen[finding.sign] <= 5:
        name = re.sub(r"\W+", "_", finding.sign)[:60]
        (keep / f"{name}-{seed}-{finding.number}.eml").write_bytes(mail(seed, finding.number).content)


# -- smaller -------------------------------------------------------------------------------------------------


def minimised(content: bytes, sign: str) -> bytes:
    """Lines, then bytes left out as long as it breaks the same way (delta debugging)."""
    for pattern in (rb"[^\n]*\n|[^\n]+", rb"[ -~]{1,8}|.", rb"."):
        pieces = re.findall(pattern, content, re.DOTALL)
        if len(pieces) < 20_000:
            content = b"".join(_less(pieces, sign))
    return content


def _less(pieces: list[bytes], sign: str) -> list[bytes]:
    size = max(1, len(pieces) // 2)
    while True:
        at, before = 0, len(pieces)
        while at < len(pieces):
            fewer = pieces[:at] + pieces[at + size :]
            if _breaks(b"".join(fewer), sign):
                pieces = fewer
            else:
                at += size
        if size == 1 and len(pieces) == before:
            return pieces
        size = max(1, size // 2)


def _breaks(content: bytes, sign: str) -> bool:
    return tried(RawMail(content, ARRIVED))[1] == sign


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--cases", type=int, default=20_000)
    asked.add_argument("--seed", type=int, default=7)
    asked.add_argument("--from", type=int, default=0, dest="start")
    asked.add_argument("--processes", type=int, default=2)
    asked.add_argument("--keep", type=Path)
    asked.add_argument("--more", type=Path, nargs="+", default=[])
    asked.add_argument("--case", type=int)
    asked.add_argument("--minimise", type=Path, nargs="+")
    wanted = asked.parse_args()
    MORE.extend(wanted.more)
    if wanted.keep:
        wanted.keep.mkdir(parents=True, exist_ok=True)
    if wanted.minimise:
        return _minimise(wanted.minimise, wanted.keep)
    start = wanted.start if wanted.case is None else wanted.case
    count = wanted.cases if wanted.case is None else 1
    return fuzz(wanted.seed, start, start + count, wanted.processes, wanted.keep)


def _minimise(paths: Sequence[Path], keep: Path | None) -> int:
    for path in paths:
        content = path.read_bytes()
        sign = tried(RawMail(content, ARRIVED))[1]
        small = minimised(content, sign) if sign else content
        print(f"{path.name}: {sign or 'nothing breaks'}; {len(content):,} bytes, now {len(small):,}")
        print(small[:1500])
        if keep:
            (keep / path.name).write_bytes(small)
    return 0


if __name__ == "__main__":
    sys.exit(main())
