"""Is a person told from a machine? Automatic answers in ten languages, lists, services, people who sound alike."""

# ruff: noqa: E501 - a text is read as one line
from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from importlib import import_module

import pytest

import parsers
from model import Address, Direction, Kind, Mail, Nature, Ours, RawMail
from parsers.grammar import Grammar, small
from parsers.kinds import automatic

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
OURS = Ours(frozenset({"firma.example"}))


def mail(
    text: str, subject: str = "Re: Offer", sender: str = "Anna <anna@kunde.example>", *headers: str
) -> Mail:
    head = "\n".join((f"From: {sender}", "To: li@firma.example", f"Subject: {subject}", *headers))
    content = f"{head}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}"
    return parsers.open_mail(RawMail(content.encode(), NOON))


def nature(read: Mail, ours: Ours = OURS) -> Nature:
    return automatic.nature_of(read, ours, Direction.IN)


SUBJECTS = [
    "Automatic reply: Offer", "Automatic Reply: 报价", "Auto Reply: Offer", "Auto-Reply: x", "AutoReply: x", "Auto: Offer", "Automated response: x",
    "Out of Office: Offer", "Out of office", "OOO: back on Monday", "Out of Office AutoReply: Offer", "Vacation reply", "[External] Automatic reply: Offer",
    "*EXTERNAL* Automatic reply: x", "EXT: Automatic reply: x", "自动回复: 报价", "自动回复:报价", "【自动回复】报价", "自動回覆: 報價", "自動回覆：報價",
    "自動応答: 見積", "自動返信：お見積", "不在通知: 見積", "不在のお知らせ", "Automatische Antwort: Angebot", "Abwesenheitsnotiz", "Abwesenheitsnotiz: Angebot",
    "Automatische Nachricht: x", "Respuesta automática: Oferta", "Fuera de la oficina: Oferta", "Resposta automática: Oferta", "Ausência temporária: x",
    "Réponse automatique : Devis", "Absence du bureau : x", "Автоматический ответ: Цена", "Автоответ: Цена", "Otomatik yanıt: Teklif", "Otomatik cevap: x",
    "رد تلقائي: عرض", "الرد التلقائي: عرض", "Risposta automatica: x",
]  # fmt: skip


@pytest.mark.parametrize("subject", SUBJECTS)
def test_such_a_subject_over_a_notice_proves_an_automatic_answer(subject: str) -> None:
    found = nature(mail("I am away from the office until Monday.", subject))

    assert (found.kind, found.sure) == (Kind.AUTO_REPLY, True), found


@pytest.mark.parametrize(
    "subject",
    ["Automatic reply: Offer", "[External] Automatic reply: x", "[Auto-Reply] Offer", "Out of Office AutoReply: Offer", "自动回复: 报价", "【自动回复】报价",
     "自動応答: 見積", "Automatische Antwort: Angebot", "Abwesenheitsnotiz: Angebot", "Respuesta automática: Oferta", "Resposta automática: Oferta",
     "Réponse automatique : Devis", "Автоответ: Цена", "Otomatik yanıt: Teklif", "رد تلقائي: عرض"],
)  # fmt: skip
def test_what_a_mail_program_puts_before_our_subject_proves_it_alone(subject: str) -> None:
    found = nature(mail("See you.", subject))

    assert (found.kind, found.sure) == (Kind.AUTO_REPLY, True), found


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("张三的自动回复", "您好，您的邮件我已收到，会尽快回复。"),
        ("来自张三的自动回复", "您好，我最近正在休假中，无法亲自回复你的邮件。"),
        ("[Auto-Reply] Offer", "I am on leave until Monday."),
        ("Abwesend", "Bin am 16.03. zurück"),
        ("不在通知", "16日から出社します"),
        ("OOO", "Out till the 16th"),
        ("Vacation: Offer", "I am on vacation until 16 March."),
        ("Not in office Re: Offer", "I am not in the office until Monday."),
        ("Out of Office", "I'm out of the office till 16/03. Contact Ann ann@kunde.example"),
    ],
)
def test_a_subject_that_people_write_too_needs_the_text_of_a_notice(subject: str, text: str) -> None:
    found = nature(mail(text, subject))

    assert (found.kind, found.sure) == (Kind.AUTO_REPLY, True), found


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Out of office", "Please send the PI to Ann instead.\n\nTom"),
        ("Out of office", "We need the PI while I am out of the office.\n\nTom"),
        ("Holiday notice", "Please send the PI to Ann instead.\n\nTom"),
        ("休假", "请把PI发给小王。"),
        ("放假通知", "请问贵司什么时候放假?"),
        ("Auto-reply to your offer", "Thanks, fine.\nTom"),
        ("Automatic response valve", "Please quote."),
        ("Auto: gearbox", "please quote"),
        ("Autoresponder quotation", "Hello, send it."),
        ("Absence of CE mark", "The CE mark is missing.\nTom"),
        ("自动回复阀询价", "请报价"),
        ("Automatische Antwort auf Ihre Frage", "Ja, gerne.\nTom"),
        ("Offer", "This is not an automatic reply :) We need 500 automatic filling machines."),
        (
            "Automatic reply: Offer",
            "This is not an automatic reply :) We need 500 automatic filling machines.",
        ),
        ("Angebot", "Das ist keine automatische Antwort, ich lese wirklich alles."),
        ("报价", "这不是自动回复，我在看您的报价。"),
        ("Respuesta automática de válvulas", "Quiero saber más."),
    ],
)
def test_a_subject_alone_makes_no_machine(subject: str, text: str) -> None:
    assert nature(mail(text, subject)).kind is Kind.HUMAN


WRITTEN_BY_RULE = [
    "您好，您的邮件我已收到，会尽快回复。谢谢！",
    "您好！你的邮件已收到，我会尽快回复您。",
    "您的来信已经收到，我们会尽快处理。",
    "这是一封自动回复邮件。您的来信我已收到，我会尽快回复您。",
    "此邮件为系统自动回复，请勿回复。",
    "本郵件為系統自動發送，請勿直接回覆。",
    "感谢您的来信，我正在休假，回来后会尽快回复您。",
    "このメールは自動返信です。お問い合わせありがとうございます。",
    "メールありがとうございます。休暇中のため、3月16日以降に返信いたします。",
    "This is an automatic reply. I am away.",
    "This is an automated response. We have received your message.",
    "Thank you for your email. I am out of the office until 15 March and will reply when I return.",
    "Thank you for your message. I'm on annual leave. For urgent matters please contact tom@kunde.example.",
    "Thank you for contacting us. Your request has been received. Ticket #4711 has been created; we will reply within 24 hours.",
    "Your message\n\n   To: Anna\n   Subject: Offer\n\nwas read on Monday.",
    "Please confirm that you are a human so that your message is delivered: click the link.",
    "Vielen Dank für Ihre Nachricht. Ich bin bis 15. März nicht im Büro. Ihre E-Mail wird nicht weitergeleitet.",
    "Dies ist eine automatische Antwort. Ich bin im Urlaub.",
    "Vielen Dank für Ihre E-Mail. Ich bin im Urlaub. Bitte wenden Sie sich an eva@kunde.example.",
    "Este es un mensaje automático. Estoy de vacaciones.",
    "Gracias por su mensaje. Estoy fuera de la oficina hasta el 15 de marzo y responderé a mi regreso.",
    "Obrigado pela sua mensagem. Estou de férias e responderei assim que retornar.",
    "Esta é uma mensagem automática: a resposta automática do sistema. Obrigada pelo contato.",
    "Merci pour votre message. Je suis absent jusqu'au 15 mars et vous répondrai à mon retour.",
    "Ceci est une réponse automatique. Votre message est automatique.",
    "Спасибо за ваше письмо. Я в отпуске до 15 марта и отвечу после возвращения.",
    "Это автоматический ответ. Я в отпуске.",
    "Bu otomatik bir yanıttır: otomatik yanıt. İzindeyim.",
    "Mesajınız için teşekkür ederim. Yıllık izindeyim, en kısa sürede dönüş yapacağım.",
    "شكرا لرسالتك. أنا في إجازة وسأعود قريبا، سأرد عند عودتي.",
    "هذا رد تلقائي. أنا في إجازة.",
]


@pytest.mark.parametrize("text", WRITTEN_BY_RULE)
def test_a_text_that_is_a_notice_and_nothing_else_was_sent_by_a_rule(text: str) -> None:
    found = nature(mail(text))

    assert (found.kind, found.sure) == (Kind.AUTO_REPLY, True), found


# subject, text, and the first day back, told to mail of 4 March 2026
WHOLE: list[tuple[str, str, str | None]] = [
    (
        "Re: PI",
        "Dear Sender,\n\nThank you for your e-mail. I am currently out of the office with no access to e-mail. I will be returning on Tuesday, 17 March 2026.\nIf you need immediate assistance, please contact Jane Roe at jane.roe@x.example.\n\nKind regards\nAnna",
        "2026-03-17",
    ),
    (
        "Re: PI",
        "Thanks for your message! I'm on parental leave until June 2026. Please contact sales@x.example instead.",
        None,
    ),
    (
        "Re: PI",
        "Thank you for contacting XYZ Ltd. We have received your enquiry and one of our team will respond within 1-2 business days.",
        None,
    ),
    (
        "RE: PI",
        "We are closed for the Christmas holidays from 24th December 2025 to 2nd January 2026. We will respond to your email on our return. Thank you for your email.",
        None,
    ),
    (
        "AW: PI",
        "Sehr geehrte Damen und Herren,\n\nvielen Dank für Ihre E-Mail. Ich bin am 16. März 2026 wieder im Büro. In dringenden Fällen wenden Sie sich bitte an meine Kollegin Eva Lang (eva@x.example, Tel. +49 40 12).\n\nMit freundlichen Grüßen",
        "2026-03-16",
    ),
    (
        "AW: PI",
        "Guten Tag,\nich bin im Zeitraum vom 5. bis 13. März 2026 nicht im Büro. Ihre Nachricht wird nicht automatisch weitergeleitet.\nViele Grüße",
        "2026-03-14",
    ),
    (
        "AW: PI",
        "Vielen Dank für Ihre Nachricht. Ich bin bis zum 13.03. in Elternzeit und beantworte Ihre Nachricht nach meiner Rückkehr.",
        "2026-03-14",
    ),
    (
        "Re: PI",
        "Bonjour,\n\nJe suis actuellement en congés jusqu'au vendredi 13 mars 2026 inclus. Je traiterai votre message à mon retour.\nEn cas d'urgence, vous pouvez contacter Paul Martin : paul@x.example\n\nCordialement",
        "2026-03-14",
    ),
    (
        "Re: PI",
        "Merci pour votre message. Je suis absente du bureau et je serai de retour lundi 16 mars.",
        "2026-03-16",
    ),
    (
        "Re: PI",
        "Estimado/a,\n\nGracias por su correo. Me encuentro fuera de la oficina por vacaciones, regresando el día 16 de marzo. Para temas urgentes favor de contactar a Luis Gómez luis@x.example.\nSaludos",
        "2026-03-16",
    ),
    (
        "Re: PI",
        "Buenos días, estaré ausente desde el 5 hasta el 12 de marzo. Responderé su mensaje a mi regreso. Gracias por su comprensión y gracias por su mensaje",
        "2026-03-13",
    ),
    (
        "Re: PI",
        "Prezado(a),\n\nObrigada pelo seu e-mail. Estou de férias no período de 02/03/2026 a 13/03/2026. Em caso de urgência, favor contatar Carlos Souza (carlos@x.example).",
        "2026-03-14",
    ),
    (
        "Re: PI",
        "Olá! Estou fora do escritório até dia 12 de março. Responderei assim que possível. Obrigado pelo contato",
        "2026-03-13",
    ),
    (
        "Re: PI",
        "Здравствуйте!\n\nСпасибо за Ваше письмо. Я нахожусь в отпуске с 02.03.2026 по 15.03.2026. По всем вопросам обращайтесь к Ольге Ивановой olga@x.example.",
        "2026-03-16",
    ),
    (
        "Re: PI",
        "Добрый день! Буду отсутствовать на рабочем месте до 12 марта включительно. Отвечу на Ваше письмо после возвращения. Спасибо за письмо",
        "2026-03-13",
    ),
    (
        "YNT: PI",
        "Merhaba,\n\nMesajınız için teşekkürler. 2 Mart - 13 Mart tarihleri arasında yıllık izindeyim. Acil durumlar için Ali Veli (ali@x.example) ile iletişime geçebilirsiniz.",
        "2026-03-14",
    ),
    (
        "YNT: PI",
        "Mailiniz için teşekkür ederim, 16.03.2026 tarihinde ofiste olacağım. Şu an ofis dışındayım; acil konularda ayse@x.example adresine yazabilirsiniz.",
        "2026-03-16",
    ),
    (
        "رد: عرض",
        "شكراً على رسالتكم. أنا حالياً خارج المكتب وسأعود إلى العمل يوم 16 مارس 2026. للأمور العاجلة يرجى التواصل مع زميلي أحمد ahmed@x.example",
        "2026-03-16",
    ),
    (
        "رد: عرض",
        "شكرا لتواصلكم معنا. أنا في إجازة سنوية من 5 مارس إلى 12 مارس وسأرد عند عودتي.",
        "2026-03-13",
    ),
    (
        "回复: PI",
        "您好！感谢您的来信。本人3月5日至3月12日休年假，邮件不能及时回复，敬请谅解。紧急事宜请联系我的同事李明 13800000000，邮箱 liming@x.example。",
        "2026-03-13",
    ),
    (
        "回复：报价",
        "您好，来信已收到。我目前正在外地出差，预计3月10日返回公司，届时会尽快给您回复。",
        "2026-03-10",
    ),
    (
        "回覆: 報價",
        "您好：感謝您的來信，我目前休假中（3/5~3/10），回來後將儘快回覆您。急事請聯絡王小明 wang@x.example",
        "2026-03-11",
    ),
    (
        "回复: PI",
        "尊敬的客户：我司春节放假时间为2026年2月14日至2月23日，2月24日正常上班。放假期间邮件回复可能不及时，感谢您的来信，节后会尽快回复。",
        None,
    ),
    (
        "Re: 見積",
        "お世話になっております。\nメールをいただきありがとうございます。\n誠に申し訳ございませんが、3月5日（木）～3月10日（火）まで休暇をいただいております。\nお急ぎの方は、営業部 佐藤（sato@x.example）までご連絡ください。",
        "2026-03-11",
    ),
    (
        "Re: 見積",
        "お問い合わせありがとうございます。本メールは自動送信されています。担当者より2営業日以内にご連絡いたします。",
        None,
    ),
    (
        "Re: 見積",
        "現在出張中のため、メールの確認が遅れる場合がございます。3月12日以降順次返信いたします。メールありがとうございます。",
        "2026-03-12",
    ),
    (
        "Re: PI",
        "Hello,\nI'm OOO until Monday 16th March. I will have limited access to emails. For urgent issues please call me.",
        "2026-03-17",
    ),
]


@pytest.mark.parametrize(("subject", "text", "back"), WHOLE)
def test_whole_notices_are_known_and_understood(subject: str, text: str, back: str | None) -> None:
    read = mail(text, subject)

    found = nature(read)
    absence = automatic.absence_of(read, text, date(2026, 3, 4))

    assert (found.kind, found.sure) == (Kind.AUTO_REPLY, True), found
    assert (absence.back.isoformat() if absence and absence.back else None) == back


@pytest.mark.parametrize(
    "header",
    ["Auto-Submitted: auto-replied", "Auto-Submitted: auto-generated (rule)", "X-Autoreply: yes", "X-Autorespond: Offer", "Precedence: auto_reply",
     "X-Autogenerated: Reply", "X-Mail-Autoreply: 1", "Auto-submitted: auto-notified"],
)  # fmt: skip
def test_a_header_proves_an_automatic_answer(header: str) -> None:
    found = nature(mail("We order 5 pcs.", "Re: Offer", "Anna <anna@kunde.example>", header))

    assert (found.kind, found.sure) == (Kind.AUTO_REPLY, True)


@pytest.mark.parametrize(
    "header",
    [
        "Auto-Submitted: no",
        "X-Auto-Response-Suppress: All",
        "X-Autoreply: no",
        "Precedence: normal",
        "X-Loop: anna",
    ],
)
def test_a_header_that_people_have_too_proves_nothing(header: str) -> None:
    found = nature(mail("We order 5 pcs.", "Offer", "Anna <anna@kunde.example>", header))

    assert (found.kind, found.sure) == (Kind.HUMAN, True), found


def test_a_read_receipt_is_an_automatic_answer() -> None:
    content = (
        b"From: anna@kunde.example\nTo: li@firma.example\nSubject: Read: Offer\nMIME-Version: 1.0\n"
        b"Content-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n--b\n\nYour mail was read.\n"
        b"--b\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; anna@kunde.example\n"
        b"Disposition: manual-action/MDN-sent-manually; displayed\n\n--b--\n"
    )

    found = nature(parsers.open_mail(RawMail(content, NOON)))

    assert found.kind is Kind.AUTO_REPLY
    assert "it is a read receipt" in found.because


SURE_PEOPLE: list[tuple[str, str]] = [
    ("Re: Automatic reply: Offer", "You are back now, so please answer."),
    ("Re: Out of office", "Did you have a good holiday? Please send the PI."),
    ("AW: Automatische Antwort: Angebot", "Danke, dann warten wir."),
    ("回复: 自动回复: 报价", "王经理回来了吗？请发报价。"),
    ("Automatic door", "Please quote 20 automatic doors."),
    ("Auto parts inquiry", "We need auto parts, see the list."),
    ("Automatic machine for bottles", "Please quote one automatic machine."),
    ("自动包装机", "请报价自动包装机。"),
    ("自动门询价", "需要自动门20套，请报FOB价。"),
    ("Vacation rental furniture", "We furnish vacation rentals and need chairs."),
    ("Office chairs", "Our office needs 50 chairs. Price?"),
    ("Outdoor office pods", "We would like a quotation of office pods."),
    ("Holiday season order", "We order for the holiday season: 500 pcs."),
    ("Order", "We order 500 pcs."),
    ("Read this first", "Please see the attached drawing."),
    ("Ticket printers", "Please quote 10 ticket printers."),
    ("Re: Offer", "Thank you, I will come back to you next week."),
    ("Re: Offer", "Thanks for your email. The price is too high."),
    ("Re: Offer", "We have received your samples, they are fine."),
    ("Re: 报价", "收到，谢谢！"),
    ("Re: 报价", "样品已收到，质量不错，请尽快安排大货。"),
    ("Re: 见积", "見積ありがとうございます。検討します。"),
    ("Re: Angebot", "Vielen Dank für Ihr Angebot. Wir melden uns."),
    ("Re: Oferta", "Gracias por la oferta. ¿Puede mejorar el precio?"),
    ("Re: Devis", "Merci pour votre devis, nous le validons."),
    ("Re: Цена", "Спасибо за предложение, цена нам подходит."),
    ("Re: Teklif", "Teklifiniz için teşekkürler, fiyat uygun."),
    ("Re: عرض", "شكرا على العرض، السعر مناسب."),
    ("Newsletter stand", "Please quote newspaper and newsletter stands."),
    ("Bounce house", "We want to import bounce houses."),
    ("Mail boxes", "Please quote 100 mail boxes, type 550."),
    ("Delivery time", "What is your delivery time?"),
    ("Failure of part 7", "The part failed after a week."),
    ("Notification of defects", "Two pieces are broken."),
    ("Absorber", "Bitte um Angebot für Absorber."),
    ("Urlaubskalender 2027", "Bitte Angebot für 500 Kalender."),
]  # fmt: skip


@pytest.mark.parametrize(("subject", "text"), SURE_PEOPLE)
def test_who_writes_of_such_things_is_a_person_for_sure(subject: str, text: str) -> None:
    found = nature(mail(text, subject))

    assert (found.kind, found.sure) == (Kind.HUMAN, True), found


PEOPLE: list[tuple[str, str]] = [
    ("Re: Offer", "I am on vacation until 15 March, but please send the PI for 500 pcs now."),
    ("Order", "We will be closed for Chinese New Year? Please tell us your holidays."),
    ("Travel", "I am travelling to Shenzhen next week, can we meet?"),
    ("Re: Offer", "I got an automatic reply from Tom. Who takes care of our order now?"),
    (
        "Re: Offer",
        "Thank you for your email. I am out of the office, but the samples were fine, please quote 300 pcs.",
    ),
    ("出差", "我下周出差去广州，可以见面吗？"),
    ("Re: 报价", "我正在出差，回来后确认样品和付款。"),
    ("Re: Angebot", "Ich bin gerade auf Dienstreise, die Bestellung kommt am Montag."),
    ("Re: Oferta", "Estoy de viaje, el lunes le mando el pedido."),
    ("Re: Devis", "Je suis en déplacement, la commande part lundi."),
    ("Re: Цена", "Я в командировке, заказ отправлю в понедельник."),
    ("Re: Teklif", "Seyahatteyim, sipariş pazartesi gelecek."),
    ("Absence of markings", "The cartons came without marks. Is that on purpose?"),
]


@pytest.mark.parametrize(("subject", "text"), PEOPLE)
def test_a_person_who_is_away_and_speaks_of_business_is_a_person(subject: str, text: str) -> None:
    assert nature(mail(text, subject)).kind is Kind.HUMAN


def test_forty_people_are_written_down_who_sound_like_machines() -> None:
    assert len(SURE_PEOPLE) + len(PEOPLE) >= 40


def test_a_notice_in_what_is_quoted_is_not_what_is_said() -> None:
    text = "Welcome back! Please send the PI.\n\n> Thank you for your email. I am out of the office until 15 March.\n> I will reply then."

    assert nature(mail(text)) == nature(mail("Welcome back! Please send the PI."))


# -- lists and campaigns -----------------------------------------------------------------------------

_MAILMAN = (
    "List-Id: <talk.lists.example>",
    "List-Unsubscribe: <mailto:x@lists.example>",
    "List-Post: <mailto:talk@lists.example>",
    "Precedence: list",
)
_CAMPAIGN = (
    "List-Unsubscribe: <mailto:x@mail.example>",
    "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
    "Feedback-ID: 1:2:3:x",
)


@pytest.mark.parametrize(
    "headers",
    [
        _MAILMAN,
        ("Precedence: bulk", "Sender: owner-talk@lists.example", "X-Mailing-List: talk"),
        (
            "Mailing-List: contact talk-help@lists.example; run by ezmlm",
            "Precedence: bulk",
            "List-Unsubscribe: <mailto:x@lists.example>",
        ),
        ("List-Id: <talk.x.example>", "List-Unsubscribe: <mailto:x@x.example>", "In-Reply-To: <1@x.example>"),
        (
            "List-Id: <talk.x.example>",
            "List-Unsubscribe: <mailto:x@x.example>",
            "User-Agent: Mozilla Thunderbird",
        ),
        ("Precedence: bulk",),
        ("List-Unsubscribe: <mailto:x@x.example>",),
    ],
)
def test_what_a_person_writes_through_a_list_is_hers(headers: tuple[str, ...]) -> None:
    found = nature(
        mail("I think the second way is better.", "[talk] Which way", "Anna <anna@kunde.example>", *headers)
    )

    assert (found.kind, found.sure) == (Kind.HUMAN, False), found


@pytest.mark.parametrize(
    ("sender", "headers"),
    [
        (
            "Shop <newsletter@shop.example>",
            ("List-Id: <n.shop.example>", "List-Unsubscribe: <mailto:x@shop.example>"),
        ),
        ("Shop <hello@shop.example>", _CAMPAIGN),
        ("Shop <noreply@shop.example>", ("List-Unsubscribe: <https://shop.example/u>",)),
        ("Shop <sales@shop.example>", ("Precedence: bulk", "X-Mailer: MailChimp Mailer")),
        ("News <news@paper.example>", _MAILMAN),
        ("Forum <talk-request@lists.example>", _MAILMAN),
    ],
)
def test_a_newsletter_is_bulk(sender: str, headers: tuple[str, ...]) -> None:
    found = nature(mail("Ten per cent off in March.", "March news", sender, *headers))

    assert (found.kind, found.sure) == (Kind.BULK, True), found


def test_an_autoresponder_may_call_itself_bulk() -> None:
    found = nature(
        mail("I am away.", "Re: Offer", "Anna <anna@kunde.example>", "Precedence: bulk", "Return-Path: <>")
    )

    assert (found.kind, found.sure) == (Kind.AUTO_REPLY, True)


# -- services and partners ---------------------------------------------------------------------------

LISTED = Ours(
    frozenset({"firma.example"}),
    service_domains=frozenset({"cargo.example"}),
    services=frozenset({"advice@bank.example", "line.example"}),
    notices=frozenset({"courier.example"}),
    not_services=frozenset({"anna@cargo.example", "shop.line.example"}),
    internal=frozenset({"agency.example", "tom@gmail.example"}),
)


@pytest.mark.parametrize(
    ("sender", "kind"),
    [
        ("x@cargo.example", Kind.SERVICE),
        ("x@mail.cargo.example", Kind.SERVICE),
        ("anna@cargo.example", Kind.HUMAN),
        ("x@mycargo.example", Kind.HUMAN),
        ("advice@bank.example", Kind.SERVICE),
        ("manager@bank.example", Kind.HUMAN),
        ("x@line.example", Kind.SERVICE),
        ("x@shop.line.example", Kind.HUMAN),
        ("noreply@courier.example", Kind.SERVICE),
        ("tracking@mail.courier.example", Kind.SERVICE),
        ("anna.schmidt@courier.example", Kind.HUMAN),
        ("x@agency.example", Kind.INTERNAL),
        ("tom@gmail.example", Kind.INTERNAL),
        ("tim@gmail.example", Kind.HUMAN),
    ],
)
def test_the_lists_of_the_admin_decide_by_the_nearest_entry(sender: str, kind: Kind) -> None:
    found = nature(mail("The container is on its way.", "Container", sender), LISTED)

    assert found.kind is kind, found


def test_mail_to_partners_alone_is_internal() -> None:
    read = Mail("k", Address("li@firma.example"), NOON, NOON, to=(Address("x@agency.example"),), text="Hi")
    both = Mail(
        "k",
        Address("li@firma.example"),
        NOON,
        NOON,
        to=(Address("x@agency.example"), Address("a@kunde.example")),
        text="Hi",
    )

    assert automatic.nature_of(read, LISTED, Direction.OUT).kind is Kind.INTERNAL
    assert automatic.nature_of(both, LISTED, Direction.OUT).kind is Kind.HUMAN


def test_an_absent_partner_or_service_is_an_automatic_answer_first() -> None:
    read = mail("I am away.", "Automatic reply: x", "x@agency.example")

    assert nature(read, LISTED).kind is Kind.AUTO_REPLY


# -- the words ---------------------------------------------------------------------------------------


def _grammars() -> list[tuple[str, Grammar]]:
    modules = [
        import_module(f"parsers.kinds.{name}") for name in ("absence_words", "autoreplies", "bounce_words")
    ]
    return [
        (f"{module.__name__}.{name}", one)
        for module in modules
        for name, one in vars(module).items()
        if isinstance(one, Grammar)
    ]


@pytest.mark.parametrize(("name", "grammar"), _grammars(), ids=[name for name, _ in _grammars()])
def test_whatever_a_grammar_finds_holds_one_of_its_stems(name: str, grammar: Grammar) -> None:
    texts = [
        *WRITTEN_BY_RULE,
        *SUBJECTS,
        *(" ".join(pair) for pair in (*SURE_PEOPLE, *PEOPLE)),
        *_from_other_tests(),
    ]

    missed = [text for text in map(small, texts) if grammar.pattern.search(text) and not grammar.finds(text)]

    assert missed == [], name


def _from_other_tests() -> list[str]:
    from test_parsers_absence import NOTICES
    from test_parsers_bounces import WRITTEN

    return [*(row[0] for row in NOTICES), *(row[2] for row in WRITTEN), *(row[3] for row in WRITTEN)]


def test_small_letters_keep_their_places() -> None:
    text = "İZİN ẞ Ǆ “x” Ｘ ’ ‑"

    assert len(small(text)) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "我" * 3000,
        "a " * 1500,
        "[" * 3000,
        "re: " * 700,
        "thank you for " * 300,
        "\n>" * 1500,
        "is " * 1500,
        "message " * 400,
        "ich bin " * 400,
        "\x00",
    ],
)
def test_no_text_is_too_strange(text: str) -> None:
    read = Mail(
        "k",
        Address("x@y.example"),
        NOON,
        NOON,
        subject=text[:500],
        to=(Address("li@firma.example"),),
        text=text,
    )

    assert nature(read).because


def test_a_newsletter_that_a_persons_program_sends_is_bulk_all_the_same() -> None:
    heads = (("list-id", "<news.shop.example>"), ("list-unsubscribe", "<mailto:u@shop.example>"))
    program = (("precedence", "bulk"), ("x-mailer", "Microsoft Outlook 16.0"))
    day = datetime(2026, 3, 2, 9, tzinfo=UTC)
    mail = Mail("k", Address("shop@shop.example"), day, day, text="Our offers.", headers=heads + program)

    nature = automatic.nature_of(mail, Ours(frozenset({"firma.example"})), Direction.IN)
    posted = replace(mail, headers=(*mail.headers, ("list-post", "<mailto:list@shop.example>")))

    assert (nature.kind, nature.sure) == (Kind.BULK, True)
    assert automatic.nature_of(posted, Ours(), Direction.IN).kind is Kind.HUMAN
