"""Is the real buyer found in what a colleague passes on, and nobody else's mail taken for it?"""

from __future__ import annotations

# ruff: noqa: E501, ISC004 (a row a mail program)
from dataclasses import replace
from datetime import UTC, datetime

import pytest

import parsers
from model import Address, Attachment, Direction, Kind, Mail, Ours, RawMail, Reading
from parsers.opening import nested
from worker import portals

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
OURS = Ours(frozenset({"firma.example"}))
ANNA, LI = Address("anna@firma.example", "Anna"), Address("li@firma.example", "Li")
JOHN = "John Otieno <john@nairobi.example>"
BLOCK = f"From: {JOHN}\nSent: Monday, March 2, 2026 9:00 AM\nTo: Sales <sales@firma.example>\nSubject: Valves"
GMAIL = "---------- Forwarded message ---------\n" + BLOCK.replace("Sent", "Date")
MAIL = Mail(
    "k", ANNA, NOON, NOON, subject="Fwd: Valves", to=(LI,), text=f"Yours, Li.\n\n{GMAIL}\n\nPlease quote."
)


def read(mail: Mail) -> Reading:
    return parsers.read(mail, OURS, portals.shipped().parsers)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Fwd: Valves", f"Yours.\n\n{GMAIL}\n\n\nPlease quote."),
        ("FW: Valves", f"Yours.\n\n{BLOCK}\n\nPlease quote."),
        ("Valves", f"Yours.\n\n{BLOCK}\n\nPlease quote."),
        ("FW: Valves", f"Yours.\n\n{BLOCK.replace('<john', '[mailto:john').replace('example>', 'example]')}\n\nPlease quote."),
        ("Fwd: Valves", f"Yours.\n\nBegin forwarded message:\n\n> From: {JOHN}\n> Subject: Valves\n> Date: 2 March 2026\n"
         "> To: sales@firma.example\n> \n> Please quote."),
        ("Fwd: Valves", f"Yours.\n-------- Forwarded Message --------\nSubject: \tValves\nDate: \tMon, 2 Mar 2026\nFrom: \t{JOHN}\n"
         "To: \tsales@firma.example\n\nPlease quote."),
        ("转发：阀门", "Yours.\n\n------------------ 原始邮件 ------------------\n发件人: \"John Otieno\"<john@nairobi.example>;\n"
         "发送时间: 2026年3月2日(星期一) 上午9:00\n收件人: \"sales\"<sales@firma.example>;\n主题: Valves\n\nPlease quote."),
        ("转发:阀门", f"Yours.\n-------- 转发邮件信息 --------\n发件人：{JOHN}\n发送日期：2026-03-02 09:00\n"
         "收件人：sales@firma.example\n主题：Valves\n\nPlease quote."),
        ("轉寄: 閥門", f"Yours.\n\n寄件者: {JOHN}\n寄件日期: 2026年3月2日\n收件者: sales@firma.example\n主旨: Valves\n\nPlease quote."),
        ("転送: バルブ", f"Yours.\n\n差出人: {JOHN}\n送信日時: 2026年3月2日\n宛先: sales@firma.example\n件名: Valves\n\nPlease quote."),
        ("RV: Válvulas", f"Yours.\n\nDe: {JOHN}\nEnviado el: lunes, 2 de marzo\nPara: sales@firma.example\nAsunto: Valves\n\nPlease quote."),
        ("ENC: Válvulas", f"Yours.\n\nDe: {JOHN}\nEnviada em: segunda-feira\nPara: sales@firma.example\nAssunto: Valves\n\nPlease quote."),
        ("TR : Vannes", f"Yours.\n\nDe : {JOHN}\nEnvoyé : lundi 2 mars\nÀ : sales@firma.example\nObjet : Valves\n\nPlease quote."),
        ("WG: Ventile", f"Yours.\n\nVon: {JOHN}\nGesendet: Montag, 2. März\nAn: sales@firma.example\nBetreff: Valves\n\nPlease quote."),
        ("Fwd: Клапаны", f"Yours.\n-------- Пересылаемое сообщение --------\nОт: {JOHN}\nКому: sales@firma.example\n"
         "Дата: 2 марта\nТема: Valves\n\nPlease quote."),
        ("Fwd: Клапаны", "Yours.\n-------- Пересылаемое сообщение --------\n02.03.2026, 09:00, \"John Otieno\" <john@nairobi.example>:\n\nPlease quote."),
        ("Fwd: صمامات", f"Yours.\n---------- Forwarded message ---------\nمن: {JOHN}\nالتاريخ: 2 مارس\nالموضوع: Valves\nإلى: sales@firma.example\n\nPlease quote."),
        ("İLT: Vana", f"Yours.\n\nKimden: {JOHN}\nGönderildi: 2 Mart\nKime: sales@firma.example\nKonu: Valves\n\nPlease quote."),
    ],
)  # fmt: skip
def test_the_buyer_of_a_forwarded_mail_is_its_topmost_sender(subject: str, text: str) -> None:
    reading = read(replace(MAIL, subject=subject, text=text))

    assert (reading.parser, reading.kind, reading.direction) == ("forwarded", Kind.HUMAN, Direction.IN)
    assert (reading.parties[0].email, reading.parties[0].name) == ("john@nairobi.example", "John Otieno")
    assert reading.own_words == "Please quote."
    assert dict(reading.fields)["note"] == "Yours."
    assert reading.nature.because[0] == "forwarded by anna@firma.example"


@pytest.mark.parametrize(
    "mail",
    [
        replace(MAIL, sender=Address("tom@agent.example")),
        replace(MAIL, to=(LI, Address("maker@steel.example"))),
        replace(MAIL, subject="RE: Valves", text=f"What do you think?\n\n{BLOCK}\n\nPlease quote."),
        replace(MAIL, text=MAIL.text.replace("john@nairobi.example", "bo@firma.example")),
        replace(MAIL, text="From: now on list B counts.\nDate: today."),
    ],
    ids=[
        "by somebody outside",
        "to somebody outside",
        "an answer among us",
        "a colleague's mail",
        "no header",
    ],
)
def test_every_other_mail_stays_its_senders(mail: Mail) -> None:
    assert read(mail).parser == "reply"


def test_a_header_without_an_address_is_looked_at_by_a_person() -> None:
    reading = read(replace(MAIL, text=MAIL.text.replace(" <john@nairobi.example>", "")))

    assert (reading.kind, reading.nature.sure, reading.parties) == (Kind.HUMAN, False, ())
    assert reading.direction is Direction.IN
    assert reading.own_words == "Please quote."


def test_an_address_in_the_words_helps_the_person_but_is_never_sure() -> None:
    text = MAIL.text.replace(" <john@nairobi.example>", "") + " My mail: john@nairobi.example"

    reading = read(replace(MAIL, text=text))

    assert ([party.email for party in reading.parties], reading.nature.sure) == (
        ["john@nairobi.example"],
        False,
    )
    assert read(replace(MAIL, text=f"{text}, or x@y.example")).parties == ()


def test_a_name_that_is_a_colleagues_on_this_mail_stays_among_us() -> None:
    mail = replace(MAIL, text=MAIL.text.replace(JOHN, "Li"))

    assert read(mail).kind is Kind.INTERNAL


def test_a_forwarded_inquiry_of_a_portal_is_read_by_the_portal() -> None:
    text = MAIL.text.replace(JOHN, "Alibaba.com <feedback@service.alibaba.com>").replace(
        "Please quote.", "Buyer: Omar\nCountry: Egypt\nMessage:\nHow much?\n\nReply now"
    )

    reading = read(replace(MAIL, text=text))

    assert (reading.parser, reading.kind, reading.own_words) == ("forwarded", Kind.PORTAL, "How much?")
    assert (reading.parties[0].name, reading.parties[0].country) == ("Omar", "EG")
    assert dict(reading.fields)["portal"] == "alibaba"


def test_what_went_through_two_hands_of_ours_is_the_buyers_still() -> None:
    outer = GMAIL.replace(JOHN, "Bo <bo@firma.example>").replace("Valves", "Fwd: Valves")

    reading = read(replace(MAIL, text=f"For you.\n{outer}\n\nFrom the fair.\n{GMAIL}\n\nPlease quote."))

    assert [party.email for party in reading.parties] == ["john@nairobi.example"]
    assert dict(reading.fields)["note"] == "For you.\n\nFrom the fair."


def test_a_mail_forwarded_as_an_attachment_is_read() -> None:
    inner = (
        "From: =?utf-8?Q?Jos=C3=A9?= <jose@lima.example>\nTo: sales@firma.example\nSubject: Bombas\n"
        "Date: Mon, 2 Mar 2026 07:30:00 +0000\nContent-Type: text/html; charset=utf-8\n\n<p>Necesito 20 <b>bombas</b>.</p>"
    )
    whole = (
        "From: anna@firma.example\nTo: li@firma.example\nSubject: Fw: Bombas\nMIME-Version: 1.0\n"
        f"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nYours.\n--b\nContent-Type: message/rfc822\n\n{inner}\n--b--\n"
    )

    reading = read(parsers.open_mail(RawMail(whole.encode(), NOON)))

    assert [(party.email, party.name) for party in reading.parties] == [("jose@lima.example", "José")]
    assert reading.own_words == "Necesito 20 bombas."
    assert dict(reading.fields) == {"note": "Yours."}


def test_two_attached_mails_are_no_forwarded_inquiry() -> None:
    page = f"{BLOCK.replace('Sent', 'Date')}\n\nPlease quote."
    attached = Attachment("a.eml", "message/rfc822", 10, "", page)

    assert read(replace(MAIL, text="See both.", attachments=(attached,))).parser == "forwarded"
    assert read(replace(MAIL, text="See both.", attachments=(attached, attached))).parser == "reply"


def test_the_page_of_an_attached_mail_is_bounded_and_total() -> None:
    assert nested.first_page(b"\xff\x00 no mail at all") == ""
    assert len(nested.first_page(b"From: a@b.example\n\n" + b"word " * 500_000)) <= 20_000


TABLE = (
    "---- 转发的邮件 ----\n| 发件人 | John Otieno<john@nairobi.example> |\n| 日期 | 2026年03月02日 12:00 |\n"
    "| 收件人 | sales@firma.example |\n| 主题 | Valves |"
)
ENGLISH = (
    (TABLE.replace("转发的邮件", "Forwarded Message").replace("发件人", "From").replace("日期", "Date"))
    .replace("收件人", "To")
    .replace("主题", "Subject")
)


@pytest.mark.parametrize(
    "block",
    [
        TABLE,
        ENGLISH,
        TABLE.replace(" ----\n", " ----\n| | |\n| --- | --- |\n"),
        TABLE.replace("example> |\n| 日期", "example> |\n| :--- | :--- |\n| 日期"),
        TABLE.replace("| ", "|").replace(" |", "|"),
    ],
)
@pytest.mark.parametrize("subject", ["转发：Valves", "Valves"])
def test_the_table_that_neteases_app_puts_above_a_forward_is_its_header(block: str, subject: str) -> None:
    reading = read(replace(MAIL, subject=subject, text=f"请跟进\n\n{block}\n\nPlease quote."))

    assert (reading.parser, reading.kind, reading.direction) == ("forwarded", Kind.HUMAN, Direction.IN)
    assert [(each.email, each.name) for each in reading.parties] == [("john@nairobi.example", "John Otieno")]
    assert (reading.own_words, dict(reading.fields)) == ("Please quote.", {"note": "请跟进"})


def test_a_table_among_us_is_no_forward() -> None:
    text = "Li, the plan:\n\n| Date | Subject | To |\n| --- | --- | --- |\n| Monday | Valves | john@nairobi.example |"

    assert read(replace(MAIL, subject="Plan", text=text)).kind is Kind.INTERNAL
