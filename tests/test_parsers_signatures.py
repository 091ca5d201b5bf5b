"""Are signature and footer told from the words, and are the words never lost?"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.text import closings
from parsers.text.signatures import parted

WORDS = "We take 300 pcs."


def said(body: str) -> tuple[str, str, str]:
    found = parted(body.split("\n"))
    own, signature, footer = (
        "\n".join(lines).strip("\n") for lines in (found.own, found.signature, found.footer)
    )
    return own, signature, footer


@pytest.mark.parametrize(
    "closing",
    [
        "Best regards,",
        "Kind regards",
        "Thanks & Regards",
        "Thank you and best regards",
        "With warm regards,",
        "Yours sincerely,",
        "B.rgds",
        "Cheers",
        "Mit freundlichen Grüßen",
        "Viele Grüße aus Hamburg",
        "MfG",
        "Freundliche Grüsse",
        "Cordialement,",
        "Bien à vous",
        "Meilleures salutations",
        "Saludos cordiales",
        "Atentamente,",
        "Un cordial saludo",
        "Atenciosamente,",
        "Com os melhores cumprimentos",
        "Att,",
        "С уважением,",
        "С наилучшими пожеланиями",
        "Спасибо!",
        "祝商祺！",
        "此致",
        "顺颂商祺",
        "順頌商祺",
        "谢谢！",
        "よろしくお願いいたします。",
        "以上、よろしくお願い申し上げます。",
        "مع أطيب التحيات،",
        "وتفضلوا بقبول فائق الاحترام",
        "Saygılarımızla,",
        "İyi çalışmalar",
        "Cordiali saluti",
        "Best Regards / S pozdravem",
    ],
)
def test_a_closing_phrase_opens_the_signature(closing: str) -> None:
    own, signature, footer = said(f"{WORDS}\n\n{closing}\nAnna Schmidt\nNordlicht GmbH")

    assert (own, footer) == (WORDS, "")
    assert signature.startswith(closing)


@pytest.mark.parametrize(
    "line",
    [
        "Thanks for the sample, it arrived.",
        "Best price please",
        "Regards the colour, we want blue.",
        "Danke für das Angebot, wir melden uns.",
        "谢谢您的报价，请再便宜一点。",
        "Thanks, what is the price for 500 pcs?",
        "Merci de nous envoyer le catalogue.",
    ],
)
def test_words_that_begin_like_a_closing_stay(line: str) -> None:
    assert said(f"{WORDS}\n\n{line}")[0] == f"{WORDS}\n\n{line}"


@pytest.mark.parametrize(
    "more",
    ["What is the lead time?", "USD 5.20 per piece is our limit", "请问交货期多久？", "Quel est le délai ?"],
)
def test_a_question_or_price_after_thanks_stays(more: str) -> None:
    assert more in said(f"{WORDS}\n\nThanks\n{more}")[0]


def test_a_closing_at_the_end_of_a_line_of_words_is_parted_from_them() -> None:
    assert said("Please send the PI. Best regards, Anna") == ("Please send the PI.", "Best regards, Anna", "")


@pytest.mark.parametrize(
    "mark", ["P.S. We need 5 more.", "PS: call me", "附：价格表已更新", "追伸：納期は来週です。"]
)
def test_a_postscript_below_the_signature_is_words(mark: str) -> None:
    own, signature, _ = said(f"{WORDS}\n\nBest regards\nAnna\n\n{mark}")

    assert own == f"{WORDS}\n\n{mark}"
    assert signature == "Best regards\nAnna"


@pytest.mark.parametrize(
    "line",
    [
        "Sent from my iPhone",
        "Sent from Outlook for Android",
        "Get Outlook for iOS",
        "发自我的华为手机",
        "發自我的 iPhone",
        "从我的iPhone发送",
        "Von meinem iPhone gesendet",
        "Gesendet von Mail für Windows",
        "Enviado desde mi iPhone",
        "Enviado do meu iPhone",
        "Envoyé de mon iPhone",
        "Отправлено из мобильной Почты Mail.ru",
        "Отправлено с iPhone",
        "iPhoneから送信",
        "أرسلت من الآيفون",
        "iPhone'umdan gönderildi",
    ],
)
def test_what_a_phone_adds_is_nobodys_word(line: str) -> None:
    assert said(f"{WORDS}\n\n{line}") == (WORDS, "", line)


@pytest.mark.parametrize(
    "line",
    [
        "This e-mail and any attachments are confidential and intended solely for the addressee.",
        "Disclaimer: the contents may not be shared.",
        "Please consider the environment before printing this e-mail",
        "Diese E-Mail enthält vertrauliche Informationen.",
        "Este mensaje es confidencial y va dirigido a su destinatario.",
        "Esta mensagem é confidencial.",
        "Ce message est confidentiel et destiné à son destinataire.",
        "Настоящее сообщение содержит конфиденциальную информацию.",
        "本邮件及其附件含有保密信息。",
        "本電子郵件僅供收件人使用。",
        "このメールは受信者限りの情報を含みます。",
        "هذه الرسالة سرية وموجهة للمرسل إليه فقط.",
        "Bu e-posta gizli bilgiler içerebilir.",
        "Virus-free. www.avast.com",
        "To unsubscribe click here",
    ],
)
def test_a_disclaimer_is_a_footer_below_the_signature(line: str) -> None:
    own, signature, footer = said(f"{WORDS}\n\nBest regards\nAnna\n\n{line}")

    assert (own, signature.strip(), footer) == (WORDS, "Best regards\nAnna", line)


def test_further_paragraphs_of_law_belong_to_the_disclaimer_and_words_do_not() -> None:
    law = (
        "This e-mail is confidential and intended for you.\n\nPlease delete it if you are no recipient of it."
    )

    own, _, footer = said(f"{WORDS}\n\n{law}\n\nSee you at the fair in May.")

    assert "See you at the fair in May." in own
    assert footer == law.replace("\n\n", "\n")


@pytest.mark.parametrize(
    "banner",
    [
        "CAUTION: This email originated from outside of the organization.",
        "[EXTERNAL]",
        "You don't often get email from anna@nordlicht.example. Learn why this is important",
        "ACHTUNG: Diese E-Mail kommt von extern.",
        "注意：此邮件来自外部，请勿点击链接。",
        "ВНИМАНИЕ! Внешнее письмо: оно пришло извне.",
    ],
)
def test_the_banner_of_a_gateway_is_a_footer_above(banner: str) -> None:
    own, _, footer = said(f"{banner}\n\nDear Li,\n{WORDS}")

    assert (own, footer) == (f"Dear Li,\n{WORDS}", banner)


def test_the_footer_of_a_mailing_list_goes_from_its_rule_to_the_end() -> None:
    footer = "_______________________________\ntrade mailing list\ntrade@lists.example"

    assert said(f"{WORDS}\n\n{footer}") == (WORDS, "", footer)


@pytest.mark.parametrize(
    "tail", ["张三\n\n2026-03-02 ", "2026-03-02\n\n张三", "anna@nordlicht.example\n2026-03-02 10:15"]
)
def test_foxmail_signs_with_name_and_day(tail: str) -> None:
    assert said(f"收到，请报价。\n\n{tail}")[:2] == ("收到，请报价。", tail)


def test_a_block_of_contact_data_needs_no_closing() -> None:
    block = "Anna Schmidt\nNordlicht GmbH\nTel: +49 40 123456"

    assert said(f"{WORDS}\n\n{block}")[:2] == (WORDS, block)


def test_a_ruled_block_is_a_signature_as_japanese_firms_write_it() -> None:
    block = "==========\n株式会社横浜商事\nTEL: 045-222-1234\n=========="

    assert said(f"サンプルを送ってください。\n\n{block}")[1] == block


@pytest.mark.parametrize(
    ("line", "is_signature"),
    [
        ("Peter Novak", True),
        ("- Anna", True),
        ("Approved", False),
        ("Blue Hamburg Price", False),
        ("Yes", False),
    ],
)
def test_a_last_line_that_is_only_a_name_is_a_signature(line: str, is_signature: bool) -> None:
    assert (said(f"{WORDS}\n\n{line}")[1] == line) is is_signature


@pytest.mark.parametrize(
    "body", ["Best regards\nAnna", "Sent from my iPhone", "-- \nAnna", "[EXTERNAL]", "张三\n\n2026-03-02"]
)
def test_a_body_that_is_only_a_signature_is_never_cut_to_nothing(body: str) -> None:
    assert said(body) == (body, "", "")


@given(
    st.lists(
        st.sampled_from(
            [
                WORDS,
                "",
                "Best regards",
                "Anna",
                "-- ",
                "Sent from my iPhone",
                "P.S. five",
                "This e-mail is confidential",
                "____________________",
                "unsubscribe",
                "[EXTERNAL]",
                "Tel: +49 40 123456",
                "2026-03-02",
                "张三",
                "Thanks",
            ]
        )
        | st.text(max_size=40),
        max_size=20,
    )
)
@settings(max_examples=300)
def test_every_line_goes_to_exactly_one_part(lines: list[str]) -> None:
    found = parted(lines)

    whole = [*found.own, *found.signature, *found.footer]
    assert sorted("".join("".join(whole).split())) == sorted("".join("".join(lines).split()))
    assert any(map(str.strip, found.own)) or not any(any(map(str.isalnum, line)) for line in lines)


@pytest.mark.parametrize(
    "line", ["Thanks " * 5000, "best " * 5000, "-" * 50_000, "+1 " * 20_000, "a@" * 20_000]
)
def test_long_lines_are_looked_at_by_their_beginning(line: str) -> None:
    assert parted([WORDS, "", line]).own[0] == WORDS


def test_what_stands_behind_a_closing_is_a_name() -> None:
    said = [
        closings.rest_of(line) for line in ("Best regards, Anna Schmidt", "Gruß Kai", "Best price", "Thanks")
    ]

    assert said == ["Anna Schmidt", "Kai", None, ""]


@pytest.mark.parametrize(
    ("words", "signature"),
    [
        (
            "请报价。",
            "张三 采购总监\n上海华鑫机械有限公司\n地址：上海市浦东新区张江路88号\n电话：021-5888 8888",
        ),
        ("李总\n\n请报价", "张三 采购总监\n上海华鑫机械有限公司\n电话：021-5888 8888"),
        ("收到", "李四\n销售经理\n宁波某某进出口有限公司\n手机：13800138000"),
        ("Bitte senden Sie 500 Stück.", "i.A. Eva Klein\nSekretariat"),
        ("Bitte senden Sie 500 Stück.", "Mit freundlichen Grüßen\n\ni. V. Eva Klein\nSekretariat"),
        (
            "Merci de coter 500 pièces.",
            "Dans l'attente, je vous prie d'agréer l'expression de mes salutations distinguées.\n\nJean",
        ),
        (
            "Merci de coter 500 pièces.",
            "Je vous prie d'agréer, Madame,\nl'expression de mes salutations distinguées.\n\nJean Dupont",
        ),
        ("Cotizar 500 piezas.\n\nQuedo a la espera de sus comentarios.", "Saludos cordiales,\nMaría López"),
        ("Bitte 500 Stück.", "Viele Grüße aus dem sonnigen Hamburg\nEva"),
    ],
)
def test_how_firms_sign_in_other_languages(words: str, signature: str) -> None:
    found = parted(f"{words}\n\n{signature}".split("\n"))

    assert "\n".join(found.own).strip() == words
    assert "\n".join(found.signature).strip() == signature


@pytest.mark.parametrize(
    "line",
    [
        "Quedo a la espera de sus comentarios.",
        "Veuillez recevoir ci-joint notre commande,",
        "Nos conditions ont changé.",
        "i.A. bitte an Eva senden.",
    ],
)
def test_a_sentence_that_begins_like_a_closing_is_words(line: str) -> None:
    assert line in parted([WORDS, "", line, "", "Best regards", "Anna"]).own
