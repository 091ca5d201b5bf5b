"""Do any bytes become a sane Mail?"""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import Mail, RawMail
from parsers.opening import charsets
from parsers.opening.envelope import MOST_TEXT, open_mail

ARRIVED = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TO = b"To: sales@firma.example\r\n"


def opened(content: bytes, complete: bool = True) -> Mail:
    return open_mail(RawMail(content, ARRIVED, complete=complete))


def is_sane(mail: Mail) -> bool:
    texts = (mail.key, mail.subject, mail.text, mail.html, mail.report, mail.sender.name, *mail.defects)
    texts += tuple(value for _, value in mail.headers)
    return all("\x00" not in text and text.encode("utf-8") is not None for text in texts)


PIECES = st.sampled_from(
    [
        b"From: ",
        b"Subject: ",
        b"Date: ",
        b"\r\n",
        b"\r\n\r\n",
        b"\n",
        b"=?utf-8?B?",
        b"?=",
        b"=?gbk?Q?",
        b"<a@b.example>",
        b"Content-Type: multipart/mixed; boundary=q\r\n",
        b"--q\r\n",
        b"--q--\r\n",
        b"Content-Type: text/html\r\n",
        b"Content-Transfer-Encoding: base64\r\n",
        b"Content-Type: message/rfc822\r\n",
        b"\x00",
        b"\xff\xfe",
        b"\x1b$B",
        b"(",
        b'"',
        b"Content-Type: text/plain; charset=utf-7\r\n",
        b"filename*0*=x''%",
        b";",
        b"<div>",
        b"In-Reply-To: ",
        b"Sender: ",
        b",",
        b"@",
        b"99999",
    ]
)


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_random_bytes_become_a_mail(content: bytes) -> None:
    mail = opened(content)

    assert is_sane(mail)
    assert mail.key
    assert mail.date.tzinfo is UTC


@given(st.lists(PIECES | st.binary(max_size=8), max_size=40).map(b"".join))
@settings(max_examples=300, deadline=None)
def test_bytes_that_look_like_mail_become_a_mail(content: bytes) -> None:
    mail = opened(content)

    assert is_sane(mail)
    assert all(address.email.count("@") == 1 for address in (*mail.to, *mail.cc, *mail.reply_to))


def _part(kind: str, children: list[bytes]) -> bytes:
    boundary = f"b{sum(map(len, children))}".encode()
    inner = b"".join(b"--" + boundary + b"\r\n" + child + b"\r\n" for child in children)
    return (
        b"Content-Type: "
        + kind.encode()
        + b"; boundary="
        + boundary
        + b"\r\n\r\n"
        + inner
        + b"--"
        + boundary
        + b"--"
    )


LEAVES = st.sampled_from(
    [
        b"Content-Type: text/plain\r\n\r\nwords",
        b"Content-Type: text/html\r\n\r\n<p>rich</p>",
        b"Content-Type: application/pdf; name=a.pdf\r\n\r\n%PDF",
        b"Content-Type: message/rfc822\r\n\r\nSubject: n\r\n\r\nnested words",
    ]
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.builds(
        _part,
        st.sampled_from(["multipart/mixed", "multipart/alternative", "multipart/related"]),
        st.lists(inner, min_size=1, max_size=4),
    ),
    max_leaves=20,
)


@given(TREES)
def test_every_leaf_of_any_tree_is_a_body_or_an_attachment(tree: bytes) -> None:
    mail = opened(TO + tree)

    assert len(mail.attachments) == tree.count(b"%PDF") + tree.count(b"nested words")
    assert "nested words" not in mail.text + mail.html
    assert mail.html.count("rich") == tree.count(b"rich")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_text_in_utf8_comes_back_as_it_was(words: str) -> None:
    body = base64.encodebytes(words.encode())

    mail = opened(
        TO + b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + body
    )

    assert mail.text == words.removeprefix("\ufeff")


@pytest.mark.parametrize(
    ("label", "codec", "words"),
    [
        ("gb2312", "gbk", "镕基朱 價格"),
        ("x-gbk", "gb18030", "㐀报价"),
        ("shift_jis", "cp932", "①㈱髙橋"),
        ("big5", "cp950", "報價€"),
        ("iso-8859-1", "cp1252", "12 € – “ok”"),
        ("us-ascii", "utf-8", "Grüße"),
        ("ks_c_5601-1987", "cp949", "견적서 똠"),
        ("koi8-r", "koi8-r", "Цена"),
        ("iso-2022-jp", "iso2022_jp", "納期"),
        ("no-such-charset", "utf-8", "报价"),
    ],
)
def test_labels_are_read_as_browsers_read_them(label: str, codec: str, words: str) -> None:
    decoded = charsets.decode(words.encode(codec), label)

    assert decoded.text == words
    assert not decoded.doubt


def test_what_no_codec_fits_is_replaced_and_noted() -> None:
    mail = opened(b"Content-Type: text/plain; charset=gbk\r\n\r\nprice \xff\xff 5\r\n")

    assert mail.text.startswith("price ")
    assert any(defect.startswith("decode doubtful:") for defect in mail.defects)


def test_codecs_that_are_no_charsets_are_never_used() -> None:
    assert charsets.decode(b"\\x41", "unicode_escape").text == "\\x41"


@pytest.mark.parametrize(
    ("header", "email", "name"),
    [
        (b"Anna <Anna@Nordlicht.Example>", "anna@nordlicht.example", "Anna"),
        (b"boss@x <anna@nordlicht.example>", "anna@nordlicht.example", "boss@x"),
        (b'"=?gbk?B?zfW3vA==?=" <w@h.example>', "w@h.example", "王芳"),
        (b"=?gbk?B?zfW3vA==?=<w@h.example>", "w@h.example", "王芳"),
        (b"=?utf-8?Q?M=C3=BCller=2C_Anna?= <a@n.example>", "a@n.example", "Müller, Anna"),
        ("王芳".encode("gbk") + b" <w@h.example>", "w@h.example", "王芳"),
        (b"MAILER-DAEMON", "", "MAILER-DAEMON"),
        (b"<>", "", ""),
        (b"a@n.example, b@n.example", "a@n.example", ""),
    ],
)
def test_the_sender_is_found_in_odd_headers(header: bytes, email: str, name: str) -> None:
    mail = opened(b"From: " + header + b"\r\nContent-Type: text/plain; charset=gbk\r\n\r\nx")

    assert (mail.sender.email, mail.sender.name) == (email, name)


def test_recipients_without_an_address_are_left_out() -> None:
    mail = opened(
        b"To: undisclosed-recipients:;, Anna <anna@n.example>, nobody\r\nTo: tom@n.example\r\n\r\nx"
    )

    assert [address.email for address in mail.to] == ["anna@n.example", "tom@n.example"]


@pytest.mark.parametrize(
    ("said", "believed"),
    [
        ("Mon, 02 Mar 2026 16:30:00 +0800", datetime(2026, 3, 2, 8, 30, tzinfo=UTC)),
        ("Mon, 02 Mar 2026 09:09:00 +0000", datetime(2026, 3, 2, 9, 9, tzinfo=UTC)),
        ("2026-03-01T08:00:00", datetime(2026, 3, 1, 8, 0, tzinfo=UTC)),
        ("Mon, 02 Mar 2026 09:11:00 +0000", ARRIVED),
        ("Thu, 01 Jan 1970 00:00:00 +0000", ARRIVED),
        ("Mon, 99 Foo 99999 99:99:99 +9999", ARRIVED),
        ("", ARRIVED),
    ],
)
def test_the_date_is_believed_where_it_can_be_true(said: str, believed: datetime) -> None:
    mail = opened(f"Date: {said}\r\n\r\nx".encode())

    assert mail.date == believed
    assert (mail.date == ARRIVED) == any(defect.startswith("date:") for defect in mail.defects)


def test_the_copy_in_the_sent_folder_has_the_same_key_and_date() -> None:
    content = b"Message-ID: < a1@firma.example >\r\nDate: Mon, 02 Mar 2026 08:30:00 +0000\r\n\r\nx"

    sent = open_mail(RawMail(content, ARRIVED - timedelta(minutes=29)))
    received = open_mail(RawMail(b"Received: by mx\r\n" + content, ARRIVED + timedelta(hours=5)))

    assert (
        (sent.key, sent.date)
        == (received.key, received.date)
        == ("a1@firma.example", ARRIVED - timedelta(minutes=30))
    )


def test_without_message_id_the_content_is_the_identity() -> None:
    one, other = opened(b"Subject: a\r\n\r\nx"), opened(b"Subject: a\r\n\r\ny")

    assert one.key.startswith("sha256:")
    assert one.key != other.key
    assert not one.message_id


def test_parents_stand_nearest_first() -> None:
    mail = opened(b"In-Reply-To: <c@x>\r\nReferences: <a@x>\r\n <b@x> <c@x>\r\n\r\nx")

    assert mail.parents == ("c@x", "b@x", "a@x")


def test_a_mail_cut_at_the_size_limit_is_read_as_far_as_it_goes() -> None:
    content = TO + _part(
        "multipart/mixed", [b"Content-Type: text/plain\r\n\r\nwords", b"Content-Type: image/png\r\n\r\nPNG"]
    )

    mail = opened(content[:-20], complete=False)

    assert mail.text == "words"
    assert any("size limit" in defect for defect in mail.defects)


@pytest.mark.parametrize(
    ("content", "defect"),
    [
        (TO + b"Subject: " + b"A" * 10_000_000 + b"\r\nFrom: a@n.example\r\n\r\nwords", "longer than 64 kB"),
        (
            TO
            + b"From: a@n.example\r\n"
            + b"".join(b"X-%d: y\r\n" % n for n in range(50_000))
            + b"\r\nwords",
            "more than the limit",
        ),
        (
            TO
            + b"From: a@n.example\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\n"
            + b"--q\r\n\r\nwords\r\n" * 20_000,
            "more than 1000 parts",
        ),
        (
            b"From: a@n.example\r\nTo: "
            + b", ".join(b"u%d@d.example" % n for n in range(50_000))
            + b"\r\n\r\nwords",
            "longer than 64 kB",
        ),
        (TO + b"From: a@n.example\r\n\r\n" + b"words\r\n" * 400_000, "text: longer"),
    ],
    ids=["endless subject", "endless headers", "endless parts", "endless recipients", "endless text"],
)
def test_beyond_a_cap_a_mail_is_cut_and_says_so(content: bytes, defect: str) -> None:
    mail = opened(content)

    assert any(defect in found for found in mail.defects)
    assert mail.sender.email == "a@n.example"
    assert mail.text.startswith("words")
    assert len(mail.text) <= MOST_TEXT


@pytest.mark.parametrize(
    "content",
    [
        TO + b"Content-Type: text/html\r\n\r\n" + b"<div>" * 1_000_000 + b"words",
        TO
        + b"Content-Type: text/html\r\n\r\nwords<p "
        + b" ".join(b"a%d" % n for n in range(200_000))
        + b">",
        b"Subject: " + b"=?utf-8?B?5oql5Lu3?= " * 50_000 + b"\r\n\r\nwords",
        b"To: " + b"(" * 60_000 + b"\r\n\r\nwords",
        b"From: " + b"<" * 60_000 + b"\r\n\r\nwords",
        b"Content-Type: application/pdf;" + b";".join(b" name*%d=a" % n for n in range(5000)) + b"\r\n\r\nx",
        b"Content-Type: message/rfc822\r\n\r\n" * 1000 + b"Subject: x\r\n\r\nhi\r\n",
    ],
    ids=["deep html", "attributes", "encoded words", "parentheses", "angles", "name pieces", "mail in mail"],
)
def test_bombs_do_not_go_off(content: bytes) -> None:
    mail = opened(content)

    assert is_sane(mail)
    assert len(mail.text) <= MOST_TEXT


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("Jürgen Müller", "latin-1"),
        ("José Peña", "cp1252"),
        ("张伟", "gb18030"),
        ("陳大文", "big5"),
        ("山田太郎", "cp932"),
        ("Иван Петров", "cp1251"),
    ],
)
@pytest.mark.parametrize("body", ["", "Content-Type: text/plain; charset=utf-8\r\n"])
def test_raw_names_and_subjects_in_no_named_charset_are_read_by_the_look_of_their_bytes(
    name: str, codec: str, body: str
) -> None:
    raw = (
        f"From: {name} <x@buyer.example>\r\nSubject: {name}\r\n".encode(codec)
        + body.encode()
        + b"\r\nHello\r\n"
    )

    mail = open_mail(RawMail(raw, ARRIVED))

    assert (mail.sender.name, mail.subject) == (name, name)


# -- shapes ------------------------------------------------------------------------------------------


def test_a_text_that_flows_is_unwrapped_and_its_quotes_stay_apart() -> None:
    body = b"> You wrote \r\n> this.\r\nOur answer goes \r\non here.\r\n\r\n From here.\r\n-- \r\nAnna\r\n"

    mail = opened(TO + b"Content-Type: text/plain; charset=utf-8; format=flowed\r\n\r\n" + body)

    assert mail.text == "> You wrote this.\nOur answer goes on here.\n\nFrom here.\n-- \nAnna\n"


def test_delsp_takes_the_space_of_a_flow_away() -> None:
    body = "请报 \r\n价。\r\n".encode()

    mail = opened(TO + b"Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\r\n\r\n" + body)

    assert mail.text == "请报价。\n"


@pytest.mark.parametrize(
    ("encoding", "content", "text"),
    [
        ("base64", b"Dear Anna, please quote.\r\n", "Dear Anna, please quote.\n"),
        ("base64", b"UGxlYXNlIHF1b3Rl\r\n\r\n____\r\nlist footer, unsubscribe\r\n", "Please quote"),
        ("base64", b"UGxlYXNl\r\nIHF1b3R", "Please quot"),
        ("base64", b"UGxlYXNlIA==\r\ncXVvdGU=\r\n", "Please quote"),
        ("base64", b"UGxlYXNl!!!IHF1\r\n*b3Rl\r\nLg", "Please quote."),
        ("base64", b"UGxl YXNl IHF1 b3Rl Lg==", "Please quote."),
        ("base64", b"Thanks\r\nfor the quick answer.\r\n", "Thanks\nfor the quick answer.\n"),
        ("base64", b"agreed.thanks.bye", "agreed.thanks.bye"),
        ("BASE64 ", b"UGxlYXNl", "Please"),
        ("base-64", b"UGxlYXNl", "Please"),
        ("7bit", b"Gr=C3=BC=C3=9Fe aus K=C3=B6ln", "Grüße aus Köln"),
        (
            "8bit",
            base64.encodebytes(b"Please quote 500 pcs for us, thank you very much."),
            "Please quote 500 pcs for us, thank you very much.",
        ),
        ("7bit", b"price=20 or a=3, b =4", "price=20 or a=3, b =4"),
        ("7bit", b"2Ab4Cd6Ef8Gh", "2Ab4Cd6Ef8Gh"),
        ("quoted-printable", b"A soft = \r\nbreak", "A soft break"),
        ("quoted-printable", b"50% = half, =zz", "50% = half, =zz"),
        ("x-unheard-of", b"as it is", "as it is"),
    ],
)
def test_a_text_is_decoded_by_what_it_is(encoding: str, content: bytes, text: str) -> None:
    head = (
        TO
        + f"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode()
    )

    assert opened(head + content).text == text


def test_files_uuencoded_into_a_text_hang_on_the_mail() -> None:
    body = b"See the file.\r\nbegin 644 price.txt\r\n#0V%T\r\n`\r\nend\r\nRegards\r\n"

    mail = opened(TO + b"\r\n" + body)

    assert [(each.name, each.size) for each in mail.attachments] == [("price.txt", 3)]
    assert mail.text == "See the file.\nRegards\n"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (b"multipart/mixed", b"--x\r\nContent-Type: text/plain\r\n\r\nwords\r\n--x--\r\n"),
        (b"multipart/mixed; boundary=y", b"--x\r\nContent-Type: text/plain\r\n\r\nwords\r\n--x--\r\n"),
        (b"multipart/mixed; boundary=x", b"--x\r\nContent-Type: text/plain\r\n\r\nwords"),
        (b"multipart/mixed; boundary=x", b"words"),
        (b"multipart/mixed; boundary=x", b"words\r\n--x--\r\n"),
        (b"multipart/mixed; boundary=x y", b"--x y\r\n\r\nwords\r\n--x y--\r\n"),
        (b"text/plain charset=utf-8", b"words"),
        (b"text", b"words"),
        (b"", b"words"),
    ],
)
def test_words_are_found_in_broken_shapes(head: bytes, body: bytes) -> None:
    mail = opened(TO + b"Content-Type: " + head + b"\r\n\r\n" + body)

    assert mail.text.strip() == "words"


def test_a_multipart_encoded_as_a_whole_is_unpacked() -> None:
    inner = base64.encodebytes(b"--x\r\nContent-Type: text/plain\r\n\r\nwords\r\n--x--\r\n")

    mail = opened(
        TO + b"Content-Type: multipart/mixed; boundary=x\r\nContent-Transfer-Encoding: base64\r\n\r\n" + inner
    )

    assert mail.text == "words"


@pytest.mark.parametrize(
    "kind",
    ["message/rfc822", "message/global", "text/rfc822-headers"],
)
@pytest.mark.parametrize("around", ["", "multipart/mixed", "multipart/digest", "multipart/report"])
def test_nested_mail_is_never_the_senders_own_words(kind: str, around: str) -> None:
    nested = f"Content-Type: {kind}\r\n\r\nSubject: n\r\n\r\nnested words".encode()
    tree = _part(around, [nested]) if around else nested

    mail = opened(TO + b"Subject: own\r\n" + tree)

    assert "nested" not in mail.text
    assert mail.subject == "own"


def test_a_forwarded_mail_encoded_as_a_whole_goes_by_its_subject() -> None:
    nested = base64.encodebytes(b"Subject: Offer 7\r\n\r\nnested words")

    mail = opened(TO + b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n" + nested)

    assert [each.name for each in mail.attachments] == ["Offer 7.eml"]


@pytest.mark.parametrize(
    ("head", "defect"),
    [
        (b"application/ms-tnef; name=winmail.dat", "TNEF"),
        (b"application/pkcs7-mime; smime-type=signed-data; name=smime.p7m", "S/MIME: signed"),
        (b"application/pkcs7-mime; name=smime.p7m", "S/MIME: encrypted"),
    ],
)
def test_what_is_shut_up_is_noted(head: bytes, defect: str) -> None:
    mail = opened(TO + b"Content-Type: " + head + b"\r\n\r\nx")

    assert any(defect in each for each in mail.defects)


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (b"attachment; filename=a.pdf", "a.pdf"),
        (b"attachment; filename*=utf-8''%E6%8A%A5%E4%BB%B7.pdf", "报价.pdf"),
        (b"attachment; filename*=\"UTF-8''%E6%8A%A5%E4%BB%B7.pdf\"", "报价.pdf"),
        (b"attachment; filename*=UTF-8'%E6%8A%A5%E4%BB%B7.pdf", "报价.pdf"),
        (b"attachment; filename*=%E6%8A%A5%E4%BB%B7.pdf", "报价.pdf"),
        (b"attachment; filename=\"utf-8''%E6%8A%A5%E4%BB%B7.pdf\"", "报价.pdf"),
        (b"attachment; filename=%E6%8A%A5%E4%BB%B7.pdf", "报价.pdf"),
        (b"attachment; filename=100%25.pdf", "100%25.pdf"),
        (b"attachment; filename*1*=%BB%B7.pdf; filename*0*=gbk''%B1%A8%BC%DB; filename*2=x", "报价环.pdfx"),
        (b"attachment; filename*1=b.pdf; filename*2=c", "b.pdfc"),
        (b'attachment; filename="=?UTF-8?B?5oql5Lu3LnBkZg==?="', "报价.pdf"),
        (b"attachment; filename==?UTF-8?B?5oql5Lu3LnBkZg==?=", "报价.pdf"),
        (b'attachment; filename="=?gb2312?B?sai8?=\r\n =?gb2312?B?2y5wZGY=?="', "报价.pdf"),
        (b'attachment; filename="' + "报价.pdf".encode("gbk") + b'"', "报价.pdf"),
        (b'attachment; filename="' + "报价.pdf".encode() + b'"', "报价.pdf"),
        (b'attachment; filename="Say "hi".pdf"', 'Say "hi".pdf'),
        (b'attachment; filename="C:\\orders\\a.pdf"', "a.pdf"),
        (b'attachment; filename="C:\\my orders\\offer a.pdf"', "offer a.pdf"),
        (b'attachment; filename="../../etc/passwd"', "passwd"),
        (b'attachment; filename="my docs/../a.pdf"', "a.pdf"),
        (b'attachment; filename="PI 3/4.pdf"', "PI 3_4.pdf"),
        (b'attachment; filename="a \\"b\\".pdf"', 'a "b".pdf'),
        (b'attachment; filename="a;b.pdf"; size=5', "a;b.pdf"),
        (b"attachment; filename=my offer 2026.pdf", "my offer 2026.pdf"),
        (b'attachment; filename="open.pdf', "open.pdf"),
        (b"attachment;filename = a.pdf ; x=y", "a.pdf"),
    ],
)
def test_file_names_are_read_in_every_form_that_programs_write(header: bytes, name: str) -> None:
    content = (
        TO
        + b"Content-Type: application/octet-stream; charset=gbk\r\nContent-Disposition: "
        + header
        + b"\r\n\r\nx"
    )

    assert [each.name for each in opened(content).attachments] == [name]


def test_a_name_that_can_be_read_is_taken_before_one_of_question_marks() -> None:
    head = b'Content-Type: application/pdf; name="=?utf-8?B?5oql5Lu3LnBkZg==?="\r\n'

    lost = opened(TO + head + b'Content-Disposition: attachment; filename="????.pdf"\r\n\r\nx')
    kept = opened(TO + head + b'Content-Disposition: attachment; filename="a.pdf"\r\n\r\nx')

    assert [each.name for each in lost.attachments] == ["报价.pdf"]
    assert [each.name for each in kept.attachments] == ["a.pdf"]


@pytest.mark.parametrize(
    "head",
    [
        b'Content-Type: %22%22"application%22/pdf; name\\"N.pdf""; name="N.pdf"\r\n',
        b"Content-Type: pdf; name=N.pdf\r\n",
        b"Content-Type: ?\r\nContent-Disposition: attachment; filename=N.pdf\r\n",
    ],
)
def test_a_file_whose_type_is_none_hangs_on_the_mail(head: bytes) -> None:
    mail = opened(TO + head + b"\r\n%PDF-1.4")

    assert mail.text == ""
    assert [each.name for each in mail.attachments] == ["N.pdf"]


@pytest.mark.parametrize("head", [b"Content-Type: text\r\n", b"Content-Type: ?\r\n"])
def test_words_whose_type_is_none_are_words(head: bytes) -> None:
    assert opened(TO + head + b"\r\nHello").text == "Hello"


def test_a_header_that_stands_twice_is_noted_and_the_first_is_taken() -> None:
    mail = opened(
        b"From: a@n.example\r\nFrom: Boss <b@evil.example>\r\nSubject: one\r\nSubject: two\r\n"
        b"Message-ID: <1@n.example>\r\nMessage-ID: <2@n.example>\r\nMessage-ID: <3@n.example>\r\n\r\nx"
    )

    assert (mail.sender.email, mail.subject, mail.message_id) == ("a@n.example", "one", "1@n.example")
    assert {
        "headers: From stands twice, the first was taken",
        "headers: From names different addresses (a@n.example, b@evil.example)",
        "headers: Subject stands twice, the first was taken",
        "headers: Message-ID stands 3 times, the first was taken",
    } <= set(mail.defects)


def test_headers_that_may_stand_twice_are_not_noted() -> None:
    mail = opened(
        b"From: a@n.example\r\nReceived: x\r\nReceived: y\r\nTo: a@b.example\r\nTo: c@b.example\r\n\r\nx"
    )

    assert not [defect for defect in mail.defects if defect.startswith("headers:")]


def test_lines_that_end_in_cr_alone_are_lines() -> None:
    mail = opened(b"Subject: a\rFrom: a@n.example\r\rwords\rmore")

    assert (mail.subject, mail.sender.email, mail.text) == ("a", "a@n.example", "words\nmore")


def test_a_large_file_has_the_hash_and_size_of_its_content() -> None:
    payload = bytes(range(256)) * 40_000
    content = (
        TO
        + b"Content-Type: application/x-data\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(payload)
    )

    (attachment,) = opened(content).attachments

    assert (attachment.size, attachment.sha256) == (len(payload), hashlib.sha256(payload).hexdigest())
