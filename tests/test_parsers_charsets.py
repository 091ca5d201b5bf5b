"""Does text come back as it was written, whatever its charset is called?"""

from __future__ import annotations

import base64
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import Mail, Opening, Place, RawMail
from parsers.opening import charsets, guesses, words
from parsers.opening.charsets import Hints
from parsers.opening.envelope import open_mail
from parsers.opening.labels import codecs_of

ARRIVED = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def opened(content: bytes, language: str = "") -> Mail:
    opening = Opening({"anna": language} if language else {})
    return open_mail(RawMail(content, ARRIVED, Place("anna", "INBOX", 1, 1)), opening)


def is_doubtful(mail: Mail) -> bool:
    return any(defect.startswith("decode doubtful:") for defect in mail.defects)


# -- labels ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("GB2312", "gb18030"),
        ("gb_2312-80", "gb18030"),
        ("x-gbk", "gb18030"),
        ("Shift_JIS", "cp932"),
        ("big5-hkscs", "big5hkscs"),
        ("ks_c_5601-1987", "cp949"),
        ("iso-8859-1", "cp1252"),
        ("ISO_8859-1:1987", "cp1252"),
        ("iso-8859-9", "cp1254"),
        ("iso-8859-8-i", "iso8859-8"),
        ("tis-620", "cp874"),
        ("unicode-1-1-utf-7", "utf-7"),
        ("utf-8-sig", "utf-8"),
        ('"utf-8"', "utf-8"),
        ("utf-8 (Unicode)", "utf-8"),
        ("utf8; format=flowed", "utf-8"),
        ("cp-850", "cp850"),
        ("IBM866", "cp866"),
        ("win-1251", "cp1251"),
        ("x-cp1252", "cp1252"),
        ("us-ascii*en", ""),
        ("ansi_x3.4-1968", ""),
        ("x-unknown", ""),
        ("default", ""),
        ("unicode_escape", ""),
        ("zlib", ""),
        ("rot13", ""),
        ("", ""),
    ],
)
def test_a_label_stands_for_what_browsers_take_it_for(label: str, codec: str) -> None:
    assert next(iter(codecs_of(label)), "") == codec


@settings(deadline=None)
@given(st.text(max_size=60), st.binary(max_size=60))
def test_no_label_breaks_anything(label: str, raw: bytes) -> None:
    decoded = charsets.decode(raw, label)

    assert decoded.text.encode("utf-8") is not None
    assert "\x00" not in decoded.text


# -- seven bits --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("納期の件、ご確認ください。", "iso2022_jp"),
        ("견적서 부탁드립니다", "iso2022_kr"),
        ("报价单，请查收。", "hz"),
        ("报价单", "utf-7"),
        ("Grüße aus Köln", "utf-7"),
    ],
)
@pytest.mark.parametrize("label", ["right", "us-ascii", "utf-8", ""])
def test_charsets_of_seven_bits_show_themselves(text: str, codec: str, label: str) -> None:
    name = {"iso2022_jp": "iso-2022-jp", "iso2022_kr": "iso-2022-kr", "hz": "hz-gb-2312", "utf-7": "utf-7"}[
        codec
    ]

    decoded = charsets.decode(text.encode(codec), name if label == "right" else label)

    assert decoded.text == text


def test_japanese_signs_of_nec_are_read_between_escapes() -> None:
    raw = b"\x1b$B" + bytes((0x2D, 0x21)) + "見積".encode("iso2022_jp")[3:]

    assert charsets.decode(raw, "iso-2022-jp").text == "①見積"


def test_chinese_between_shifts_is_read_though_python_has_no_codec_for_it() -> None:
    raw = b"\x1b$)A\x0e" + bytes(byte & 0x7F for byte in "报价".encode("gb2312")) + b"\x0f 500 pcs"

    assert charsets.decode(raw, "iso-2022-cn").text == "报价 500 pcs"


@pytest.mark.parametrize(
    "plain",
    [
        b"Tel +8613812345678- ext 9",
        b"+49-30-1234567-89",
        b"a+b-c, 1+1-2",
        b"~{this is no HZ~}",
        b"key AB+CDEFGHIJKLMNOP- end",
    ],
)
def test_plain_text_is_not_taken_for_one_of_them(plain: bytes) -> None:
    assert charsets.decode(plain).text == plain.decode()


# -- wrong and missing labels ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "codec", "label"),
    [
        ("Preis: 4,20 €", "utf-8", "iso-8859-1"),
        ("请报价，谢谢。", "utf-8", "gb2312"),
        ("请报价，谢谢。", "gbk", "utf-8"),
        ("We haven’t found a defect.", "cp1252", "gb2312"),
        ("请报价，谢谢。附件是询盘。", "gbk", "iso-8859-1"),
        ("請報價，謝謝您。附件是詢價單。", "big5", "gb2312"),
        ("Здравствуйте! Просим цену.", "cp1251", "iso-8859-1"),
        ("Здравствуйте! Просим цену.", "koi8-r", "windows-1251"),
        ("Fiyatınız bütçemizin üstünde.", "cp1254", "iso-8859-1"),
        ("Dzień dobry, proszę o ofertę na łożyska", "cp1250", "iso-8859-1"),
    ],
)
def test_a_label_that_cannot_be_true_is_not_believed(text: str, codec: str, label: str) -> None:
    assert charsets.decode(text.encode(codec), label).text == text


@pytest.mark.parametrize(
    ("text", "codec", "label"),
    [
        ("镕喆", "gbk", "gbk"),
        ("äöüßÄÖÜ€", "iso8859-15", "iso-8859-15"),
        ("ЗАПРОС", "koi8-r", "koi8-r"),
        ("Þetta er íslenska, góðan daginn", "cp1252", "iso-8859-1"),
        ("25 °C ± 2 · 3 × 4 ²", "cp1252", "windows-1252"),
        ("à la carte", "cp1252", "iso-8859-1"),
        ("Some Turkish letters are shown here (şğüıçö) and no more.", "cp1254", "iso-8859-9"),
        ("Please check that these letters are right: äöüÄÖÜß", "cp1252", "iso-8859-1"),
    ],
)
def test_a_label_that_can_be_true_is_believed(text: str, codec: str, label: str) -> None:
    decoded = charsets.decode(text.encode(codec), label)

    assert (decoded.text, decoded.doubt) == (text, "")


@pytest.mark.parametrize(
    ("text", "codec", "language"),
    [
        ("王芳", "gbk", "zh"),
        ("詢價", "big5", "zh-TW"),
        ("見積", "cp932", "ja"),
        ("見積", "euc_jp", "ja"),
        ("견적", "cp949", "ko"),
        ("Цена", "koi8-r", "ru"),
        ("Цена", "cp1251", "ru"),
        ("Тимаʼ", "cp1251", "uk"),
        ("Ayşe", "cp1254", "tr"),
        ("سعر", "cp1256", "ar"),
        ("José", "cp1252", "es"),
    ],
)
def test_the_language_of_the_account_decides_a_single_word(text: str, codec: str, language: str) -> None:
    raw = text.encode(codec, "ignore")

    mail = opened(b"Subject: " + raw + b"\r\n\r\nx", language)

    assert mail.subject == raw.decode(codec)


@pytest.mark.parametrize(
    ("text", "codec", "language"),
    [
        ("Здравствуйте, Иван Петров", "cp1251", "zh"),
        ("Müller GmbH, Köln", "cp1252", "zh"),
        ("请报价，谢谢。", "gbk", "ru"),
        ("견적서를 보내 주시기 바랍니다.", "cp949", "zh"),
    ],
)
def test_mail_in_another_language_than_the_accounts_is_read_too(text: str, codec: str, language: str) -> None:
    mail = opened(b"Content-Type: text/plain\r\n\r\n" + text.encode(codec), language)

    assert mail.text == text
    assert is_doubtful(mail)


@pytest.mark.parametrize(
    ("subject", "codec"),
    [
        ("询盘：请报价", "gbk"),
        ("詢價單", "big5"),
        ("お見積りのお願い", "cp932"),
        ("견적서 부탁드립니다", "cp949"),
        ("Запрос цены", "koi8-r"),
        ("Запрос цены", "cp1251"),
        ("Cotización y envío", "latin-1"),
        ("Fiyat sorgusu için teşekkürler", "cp1254"),
    ],
)
def test_raw_subjects_go_by_the_charset_of_the_body(subject: str, codec: str) -> None:
    label = {"cp932": "shift_jis", "cp949": "euc-kr", "cp1251": "windows-1251", "cp1254": "iso-8859-9"}.get(
        codec, codec
    )
    raw = subject.encode(codec)

    mail = opened(
        b"Subject: " + raw + b"\r\nContent-Type: text/plain; charset=" + label.encode() + b"\r\n\r\nx"
    )

    assert mail.subject == subject


def test_raw_headers_go_by_the_charset_that_another_header_names() -> None:
    mail = opened(
        b"From: =?koi8-r?B?6dfBzg==?= <i@p.example>\r\nSubject: " + "Цена".encode("koi8-r") + b"\r\n\r\nx"
    )

    assert (mail.sender.name, mail.subject) == ("Иван", "Цена")


def test_raw_headers_without_any_charset_are_judged_together() -> None:
    head = "From: 김 <k@p.example>\r\nSubject: 견적\r\n\r\n"
    raw = (head + "견적서를 보내 주시기 바랍니다. 감사합니다.\r\n").encode("cp949")

    mail = opened(raw)

    assert (mail.sender.name, mail.subject) == ("김", "견적")


def test_a_guessed_header_is_marked_as_doubtful() -> None:
    raw, coded = "Запрос цены".encode("cp1251"), base64.b64encode("Запрос цены".encode("cp1251"))

    for header in (raw, b"=?utf-8?B?" + coded + b"?="):
        mail = opened(b"Subject: " + header + b"\r\n\r\nx")

        assert mail.subject == "Запрос цены"
        assert any(defect.startswith("decode doubtful:") and "(subject)" in defect for defect in mail.defects)


def test_a_word_that_is_utf8_by_chance_is_read_in_the_language_of_the_account() -> None:
    assert opened(b"Subject: " + "谢谢".encode("gbk") + b"\r\n\r\nx", "zh").subject == "谢谢"


def test_html_names_its_charset_where_the_mail_does_not() -> None:
    page = '<html><head><meta charset="koi8-r"></head><body>Цена</body></html>'.encode("koi8-r")

    assert "Цена" in opened(b"Content-Type: text/html\r\n\r\n" + page).text


def test_a_byte_order_mark_needs_no_label() -> None:
    coded = base64.encodebytes("报价".encode("utf-16"))

    mail = opened(b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n" + coded)

    assert mail.text == "报价"


def test_text_with_a_few_broken_bytes_keeps_its_charset() -> None:
    raw = ("请报价，谢谢。" * 20).encode()[:-2]

    decoded = charsets.decode(raw, "utf-8")

    assert decoded.text.startswith("请报价，谢谢。" * 19)
    assert decoded.doubt


def test_a_footer_in_another_charset_is_read_by_itself() -> None:
    raw = ("请报价，谢谢。\n" * 20).encode() + "Diese Nachricht ist für Müller\n".encode("latin-1")

    assert charsets.decode(raw, "utf-8").text.endswith("谢谢。\nDiese Nachricht ist für Müller\n")


@pytest.mark.parametrize(
    ("raw", "label", "text"),
    [
        ("你好，谢".encode()[:-1], "utf-8", "你好，\ufffd"),
        ("你好".encode()[:-1], "utf-8", "你\ufffd"),
        ("你好".encode()[:-1], "", "你\ufffd"),
        ("报价单".encode()[:-1], "gb2312", "报价\ufffd"),
        ("Привет".encode()[:-1], "utf-8", "Приве\ufffd"),
        ("مرحبا بكم".encode()[:-1], "utf-8", "مرحبا بك\ufffd"),
        ("你好".encode("gbk") + b"\xff\xff \x81", "gb2312", "你好\ufffd\ufffd \ufffd"),
        ("報價單，請".encode("cp950")[:-1], "big5", "報價單，\ufffd"),
        ("見積書をお".encode("euc_jp")[:-1], "euc-jp", "見積書を\ufffd"),
        ("견적서를".encode("cp949")[:-1], "euc-kr", "견적서\ufffd"),
        (b"\xff\xff\xff\xff", "utf-8", "\ufffd" * 4),
        (b"\xff\xff\xff\xff", "iso-2022-cn", "\ufffd" * 4),
    ],
)
def test_a_short_text_that_was_cut_or_broken_stays_in_its_charset(raw: bytes, label: str, text: str) -> None:
    decoded = charsets.decode(raw, label)

    assert decoded.text == text
    assert decoded.doubt.startswith("decode doubtful:")


def test_an_encoded_word_of_rubbish_is_no_word_of_another_alphabet() -> None:
    assert words.read("=?utf-8?B?/////w==?=").text == "\ufffd" * 4


@pytest.mark.parametrize(
    "text", ["Привет", "прошу подтвердить", "Просим прислать предложение", "Запрос цены"]
)
@pytest.mark.parametrize(("codec", "label"), [("cp1251", "koi8-r"), ("koi8-r", "windows-1251")])
def test_small_letters_that_the_label_makes_capitals_are_turned_back(
    text: str, codec: str, label: str
) -> None:
    decoded = charsets.decode(text.encode(codec), label)

    assert decoded.text == text
    assert decoded.doubt


@pytest.mark.parametrize("text", ["ТЕСТ", "ООО", "ПРАЙС-ЛИСТ", "СЧЕТ НА ОПЛАТУ", "Привет", "НДС"])
@pytest.mark.parametrize(("codec", "label"), [("cp1251", "windows-1251"), ("koi8-r", "koi8-r")])
def test_capitals_under_a_true_label_stay(text: str, codec: str, label: str) -> None:
    assert charsets.decode(text.encode(codec), label) == (text, "")


@pytest.mark.parametrize("label", ["", "utf-8", "iso-8859-1"])
@pytest.mark.parametrize("text", ["ТЕСТ", "ПРАЙС-ЛИСТ", "СЧЕТ НА ОПЛАТУ", "СРОЧНО"])
def test_russian_capitals_are_no_greek(text: str, label: str) -> None:
    assert charsets.decode(text.encode("koi8-r"), label).text == text


@pytest.mark.parametrize("label", ["", "iso-8859-1", "windows-1252"])
def test_a_line_of_one_sign_is_no_word(label: str) -> None:
    assert charsets.decode(b"Total\n" + b"\xaf" * 12, label).text == "Total\n" + "¯" * 12


def test_a_guess_far_behind_plain_ascii_is_made_too() -> None:
    raw = b"> history\r\n" * 2000 + "Здравствуйте, цена".encode("cp1251")

    assert charsets.decode(raw).text.endswith("Здравствуйте, цена")


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["", "zh", "ja", "ko", "ru", "tr", "xx"]))
def test_a_guess_is_a_codec_that_fits(raw: bytes, language: str) -> None:
    codec = guesses.guess(raw, (), language)

    assert not codec or raw[:4000].decode(codec, "replace") is not None


# -- encoded words -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "text"),
    [
        ("=?UTF-8?b?5oql5Lu3?=", "报价"),
        ("=?utf-8?B?5oql5Lu3?= =?UTF-8?B?5Y2V?=", "报价单"),
        ("=?utf-8?B?5oql5L?= =?utf-8?B?u3?=", "报价"),
        ("=?utf-8?Q?=E6=8A?= =?utf-8?Q?=A5=E4=BB=B7?=", "报价"),
        ("=?gb2312?Q?=B1=A8 =BC=DB?=", "报 价"),
        ("=?gb2312?B?6Epjzg?=", charsets.decode(base64.b64decode("6Epjzg=="), "gb2312").text),
        ("=?utf-8*zh?B?5oql5Lu3?=", "报价"),
        ("Re: =?utf-8?B?5oql5Lu3?=(2)", "Re: 报价(2)"),
        ('"=?utf-8?B?5oql5Lu3?="', '"报价"'),
        ("=?utf-8?Q?Price??=", "Price?"),
        ("=?utf-8?Q?Really?=20now?=", "Really? now"),
        ("=?utf-8?B?5oql5Lu3", "报价"),
        ("=?utf-8?B?5oql5Lu3?", "报价"),
        ("=?gbk?Q?报价?=", "报价"),
        ("=?x-unknown?B?5oql5Lu3?=", "报价"),
        ("=?utf-8?B?PT91dGYtOD9CPzVvcWw1THUzPz0=?=", "报价"),
        ("=?iso-8859-1?Q?Jos=E9_?= =?iso-8859-1?Q?Pe=F1a?=", "José Peña"),
        ("=?us-ascii?Q?Hello_?= =?utf-8?Q?Welt?=", "Hello Welt"),
        ("a =?= b =?x? c", "a =?= b =?x? c"),
        ("=?iso-2022-jp?B?GyRCRzs0fBsoQg==?=", "濃期"),
    ],
)
def test_encoded_words_are_read_in_every_form_that_programs_write(header: str, text: str) -> None:
    assert words.decode(header) == text


@settings(deadline=None)
@given(st.text("=?utf8BQbq_-?gk1 \t5oql", max_size=80))
def test_nothing_like_an_encoded_word_breaks_the_reading(header: str) -> None:
    assert isinstance(words.decode(header), str)
    assert isinstance(words.recode(header), str)


@settings(deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=40),
    st.integers(1, 20),
)
def test_words_cut_anywhere_inside_a_character_are_joined(text: str, size: int) -> None:
    raw = text.encode()
    pieces = [raw[at : at + size] for at in range(0, len(raw), size)]
    header = " ".join(f"=?utf-8?B?{base64.b64encode(piece).decode()}?=" for piece in pieces)

    assert words.decode(header, Hints()) == text.removeprefix("\ufeff") or "=?" in text
