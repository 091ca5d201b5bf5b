"""Do any bytes become a sane Mail?"""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import Mail, RawMail
from parsers import charsets
from parsers.envelope import MOST_TEXT, open_mail

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
def test_random_bytes_become_a_mail(content: bytes) -> None:
    mail = opened(content)

    assert is_sane(mail)
    assert mail.key
    assert mail.date.tzinfo is UTC


@given(st.lists(PIECES | st.binary(max_size=8), max_size=40).map(b"".join))
@settings(max_examples=300)
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
