"""Are the sender's own new words found, and never lost?"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.text import html, quotes

LINES = st.sampled_from(
    [
        "We need 500 pcs.",
        "",
        "> old",
        ">> older",
        "Best regards",
        "Anna",
        "Nordlicht GmbH",
        "Tel: +49 40 123456",
        "On Fri, Feb 27, 2026 at 9:12 AM Li <li@firma.example> wrote:",
        "From: Li <li@firma.example>",
        "Sent: Friday 2026",
        "To: Anna",
        "Subject: Offer",
        "-----Original Message-----",
        "------------------ 原始邮件 ------------------",
        "发件人：李",
        "发送时间：2026-02-27",
        "收件人：王",
        "主题：报价",
        "-- ",
        "发自我的iPhone",
        "此致",
        "This e-mail is confidential",
        "?",
        "---",
        "CAUTION: This email originated from outside.",
        "在 2026-02-27，李 写道：",
        "_" * 32,
    ]
)
BODIES = st.lists(LINES | st.text(max_size=30), max_size=25).map("\n".join)


@given(BODIES)
@settings(max_examples=300)
def test_own_words_are_never_empty_where_the_body_is_not(body: str) -> None:
    split = quotes.split(body)

    assert bool(split.own.strip()) == bool(body.strip())


@given(BODIES)
@settings(max_examples=300)
def test_own_words_are_lines_of_the_body_in_their_order(body: str) -> None:
    split = quotes.split(body)

    rest = iter([line.rstrip() for line in body.replace("\xa0", " ").split("\n")])
    assert all(line in rest for line in split.own.split("\n") if line)


@given(st.lists(st.sampled_from(["Which port?", "We agree.", "Blue please."]), min_size=1, max_size=5))
def test_answers_between_quoted_lines_are_own_words(answers: list[str]) -> None:
    body = "On 27 Feb 2026, at 09:12, Li wrote:\n\n" + "\n".join(
        f"> question\n\n{answer}\n" for answer in answers
    )

    assert [line for line in quotes.split(body).own.split("\n") if line] == answers


@pytest.mark.parametrize(
    "header",
    [
        "From: Li\nSent: Friday, February 27, 2026 9:12 AM\nTo: Anna\nSubject: Offer",
        "*From:* Li\n*Sent:* Friday\n*To:* Anna\n*Subject:* Offer",
        "________________________________\nFrom: Li\nSent: Friday\nTo: Anna\nSubject: Offer",
        "Von: Li\nGesendet: Freitag, 27. Februar 2026 09:12\nAn: Anna\nBetreff: Angebot",
        "De : Li\nEnvoyé : vendredi 27 février 2026 09:12\nÀ : Anna\nObjet : Devis",
        "De: Li\nEnviado el: viernes, 27 de febrero de 2026 9:12\nPara: Anna\nAsunto: Oferta",
        "От: Li\nОтправлено: 27 февраля 2026 г. 9:12\nКому: Anna\nТема: Цена",
        "Kimden: Li\nGönderildi: 27 Şubat 2026\nKime: Anna\nKonu: Teklif",
        "من: Li\nتاريخ الإرسال: 27 فبراير 2026\nإلى: Anna\nالموضوع: عرض",
        "差出人: Li\n送信日時: 2026年2月27日 9:12\n宛先: Anna\n件名: 見積",
        "发件人： Li\n发送时间： 2026-02-27 09:12\n收件人： Anna\n抄送： Tom\n主题： 报价",
        "寄件者: Li\n寄件日期: 2026年2月27日\n收件者: Anna\n主旨: 報價\n主題: 報價",
        '------------------ 原始邮件 ------------------\n发件人: "li" <li@firma.example>;',
        "-------- 转发邮件信息 --------\n发件人：Li",
        "-----Ursprüngliche Nachricht-----\nVon: Li",
        "On Fri, Feb 27, 2026 at 9:12 AM Li Wei\n<li@firma.example>\nwrote:",
        "El vie, 27 feb 2026 a las 9:12, Li (<li@firma.example>) escribió:",
        "Em sex., 27 de fev. de 2026 às 09:12, Li <li@firma.example> escreveu:",
        "Le ven. 27 févr. 2026 à 09:12, Li <li@firma.example> a écrit :",
        "Am Fr., 27. Feb. 2026 um 09:12 Uhr schrieb Li <li@firma.example>:",
        "пт, 27 февр. 2026 г. в 09:12, Li <li@firma.example>:",
        "27.02.2026 09:12, Li пишет:",
        "2026年2月27日(金) 9:12 Li <li@firma.example>のメール:",
        '在 2026-02-27 09:12:33，"Li" <li@firma.example> 写道：',
        'At 2026-02-27 09:12:33, "Li" <li@firma.example> wrote:',
    ],
)
def test_history_below_a_reply_header_is_cut_in_many_languages(header: str) -> None:
    split = quotes.split(f"We take 300 pcs.\n\n{header}\n\nDear Anna,\nour offer.\n")

    assert split.own == "We take 300 pcs."
    assert "our offer." in split.quoted


@pytest.mark.parametrize(
    "body",
    [
        "From: now on we need\nTo: be faster.",
        "My boss wrote:\nthe goods are damaged.",
        "The label says: Subject: to change\nand more words.",
        "Prices from 5 to 9:\n10 pcs\n20 pcs",
        "Thanks for the sample, it arrived.",
    ],
)
def test_words_that_only_resemble_a_header_stay(body: str) -> None:
    assert quotes.split(body).own == body


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nAnna",
        "Best regards,\nAnna Schmidt\nNordlicht GmbH",
        "Thanks & best regards\nAnna",
        "Kind regards, Anna",
        "Mit freundlichen Grüßen\nAnna",
        "Saludos cordiales,\nAnna",
        "此致\n敬礼\n王芳",
        "祝商祺！\n王芳",
        "よろしくお願いいたします。\n田中",
        "С уважением,\nИван",
        "مع أطيب التحيات\nأحمد",
        "Saygılarımla\nMehmet",
        "Sent from my iPhone",
        "发自我的iPhone",
        "Anna Schmidt\nNordlicht GmbH\nTel: +49 40 123456\nanna@nordlicht.example",
        "This e-mail and any attachments are confidential.",
    ],
)
def test_the_signature_is_no_own_word(signature: str) -> None:
    split = quotes.split(f"We take 300 pcs.\n\n{signature}\n")

    assert (split.own, split.signature or split.footer) == (
        "We take 300 pcs.",
        signature.replace("-- ", "--"),
    )


@pytest.mark.parametrize(
    ("mark", "quoted"),
    [
        (
            '<div class="gmail_quote"><p class="gmail_attr">On x:</p><blockquote>old</blockquote></div>',
            "On x:\nold",
        ),
        ('<blockquote type="cite">old</blockquote>', "old"),
        (
            '<div class="moz-cite-prefix">Am 1. schrieb Li:</div><blockquote type="cite">old</blockquote>',
            "Am 1. schrieb Li:\nold",
        ),
        (
            '<div id="appendonsend"></div><hr><div id="divRplyFwdMsg">Von: Li</div><div>old</div>',
            "Von: Li\nold",
        ),
        (
            '<div style="border:none;border-top:solid #B5C4DF 1.0pt"><p>From: Li</p></div><p>old</p>',
            "From: Li\nold",
        ),
        (
            '<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p>From: Li</p></div><p>old</p>',
            "From: Li\nold",
        ),
        (
            '<div style="background:#efefef;"><div>发件人: Li</div></div><div>old</div>',
            "发件人: Li\nold",
        ),
        ('<div class="yahoo_quoted">old</div>', "old"),
        ('<div id="isReplyContent">old</div>', "old"),
        ("<includetail><div>old</div></includetail>", "old"),
        ('<div class="FoxDiv20260227091233">old</div>', "old"),
    ],
)
def test_mail_programs_mark_their_history_in_html(mark: str, quoted: str) -> None:
    split = html.split(f"<html><body><div>New <b>words</b></div>{mark}</body></html>")

    assert (split.own, split.quoted) == ("New words", quoted)
    assert html.marked(mark)


def test_html_reads_as_the_lines_a_reader_sees() -> None:
    table = "<table><tr><td>a</td><td>b</td></tr></table><ul><li>x<li>y</ul>"
    body = f"<head><style>p{{}}</style></head><p>one<br>two</p>{table}<script>no()</script>"

    assert html.to_text(body) == "one\ntwo\na b\nx\ny"


@given(st.text(st.sampled_from("<>/\"'= abdivp!-b\n"), max_size=120))
def test_any_html_becomes_text(body: str) -> None:
    assert isinstance(html.to_text(body), str)
    assert isinstance(html.split(body), html.HtmlSplit)


@pytest.mark.parametrize(
    "header",
    [
        "man. 15. jan. 2024 kl. 14:30\nskrev Ola <ola@nordlicht.example>:",
        "Στις Δευ, 15 Ιαν 2024 στις 2:30 μ.μ. ο χρήστης Li <\nli@firma.example> έγραψε:",
        "po 15. 1. 2024 v 14:30 odesílatel Li Wei - Acme <\nli@firma.example> napsal:",
        "Op ma 15 jan. 2024 om 14:30 schreef Jan <jan@firma.example>",
        "2024年1月15日(月) 14:30 Li <li@firma.example<mailto:li@firma.example>>:",
        "Šalje: Li <li@firma.example>\nPoslano: 15. siječnja 2024. 14:30\nPrima: Anna\nPredmet: Ponuda",
        "From: Li <li@firma.example>\nTo: anna@nordlicht.example",
    ],
)
def test_a_header_is_known_by_its_shape_where_its_language_or_its_breaks_are_not(header: str) -> None:
    split = quotes.split(f"Wir nehmen 500.\n\n{header}\n\nHow many?")

    assert split.own == "Wir nehmen 500."


def test_a_form_with_a_name_and_no_day_is_no_header_of_an_unknown_language() -> None:
    body = "Our data:\n\nContact: Anna <anna@nordlicht.example>\nPlace: Hamburg\nCargo: 5 t\nUnit: kg"

    assert quotes.split(body).own == body


@pytest.mark.parametrize(
    "words",
    ["样品昨天已发送", "Numuneler dün gönderildi.", "Sent by DHL yesterday", "Sent from Hamburg with DHL"],
)
def test_goods_that_were_sent_are_no_line_of_a_telephone(words: str) -> None:
    assert words in quotes.split(f"Hello Li,\n\nplease look at it.\n\n{words}").own


@pytest.mark.parametrize("rule", ["<hr>", "<hr size=2 width='100%'>", "<div><hr></div>"])
def test_below_a_ruled_line_that_leads_to_a_header_everything_is_history(rule: str) -> None:
    body = f"<p>We agree</p>{rule}<div><b>From:</b> Li &lt;li@firma.example&gt;<br>Subject: x</div><p>old</p>"

    split = html.split(body)

    assert (html.marked(body), split.own.strip()) == (True, "We agree")


def test_a_ruled_line_between_words_parts_nothing() -> None:
    assert "Second" in html.split("<p>First</p><hr><p>Second: 500 pcs</p>").own


def test_numbered_questions_that_are_quoted_without_a_header_are_ours() -> None:
    split = quotes.split("Dear Anna,\n\n> 1. Voltage?\n220V\n\n> 2. Do you need CE?\nYes, CE and SASO\n")

    assert "CE and SASO" in split.own
    assert "Do you need" not in split.own
