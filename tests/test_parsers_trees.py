"""Does every text of any MIME tree come back, and does no damage to it break anything?"""

from __future__ import annotations

import base64
import quopri
from dataclasses import dataclass
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from model import Mail, RawMail
from parsers.opening import mime
from parsers.opening.bodies import MOST_TEXT
from parsers.opening.envelope import open_mail

ARRIVED = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
WORDS = (
    ("请报价，谢谢。附件是询盘清单。", ("utf-8", "gb2312", "gbk", "gb18030")),
    ("請報價，謝謝您。附件是詢價單。", ("utf-8", "big5")),
    ("見積書をお送りください。", ("utf-8", "shift_jis", "euc-jp", "iso-2022-jp")),
    ("견적서를 보내 주시기 바랍니다.", ("utf-8", "euc-kr", "ks_c_5601-1987")),
    ("Пришлите, пожалуйста, вашу цену.", ("utf-8", "koi8-r", "windows-1251", "iso-8859-5")),
    ("Könnten Sie uns bitte ein Angebot schicken?", ("utf-8", "iso-8859-1", "windows-1252", "iso-8859-15")),
    ("Fiyat teklifinizi gönderir misiniz, çok acil", ("utf-8", "iso-8859-9")),
    ("نرجو إرسال عرض السعر في أقرب وقت", ("utf-8", "windows-1256")),
    ("¿Podría enviarnos una cotización?", ("utf-8", "iso-8859-1")),
    ("Please quote 500 pcs FOB Ningbo.", ("utf-8", "us-ascii", "iso-8859-1", "gb2312")),
)
CODECS = {"gb2312": "gb18030", "gbk": "gb18030", "ks_c_5601-1987": "cp949", "shift_jis": "cp932"}


@dataclass(frozen=True)
class Tree:
    """A part as bytes, and what is in it."""

    content: bytes
    own: tuple[str, ...] = ()
    nested: tuple[str, ...] = ()
    files: int = 0


@st.composite
def leaves(draw: st.DrawFn) -> Tree:
    text, labels = draw(st.sampled_from(WORDS))
    label = draw(st.sampled_from(labels))
    mark = f"{text} #{draw(st.integers(0, 10**9)):010d}"
    raw = mark.encode(CODECS.get(label, label))
    encoding = draw(st.sampled_from(["base64", "quoted-printable", "8bit", "Base64", "QUOTED-PRINTABLE"]))
    kind = draw(st.sampled_from(["plain", "plain", "nested", "file"]))
    part = _headed(f"text/plain; charset={label}", encoding, raw)
    if kind == "nested":
        return Tree(b"Content-Type: message/rfc822\r\n\r\nSubject: n\r\n" + part, nested=(mark,), files=1)
    if kind == "file":
        return Tree(b"Content-Disposition: attachment; filename=a.txt\r\n" + part, nested=(mark,), files=1)
    return Tree(part, own=(mark,))


def _headed(kind: str, encoding: str, raw: bytes) -> bytes:
    coded = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}.get(
        encoding.lower(), bytes
    )(raw)
    return f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode() + coded


@st.composite
def knots(draw: st.DrawFn, inner: st.SearchStrategy[Tree]) -> Tree:
    children = draw(st.lists(inner, min_size=1, max_size=4))
    boundary = draw(st.sampled_from(["b", "=_x", "----=_NextPart_000", "a b", "'q'"])) + str(
        sum(len(child.content) for child in children)
    )
    kind = draw(st.sampled_from(["mixed", "related", "signed", "x-unheard-of"]))
    mark = b"--" + boundary.encode()
    body = b"".join(mark + b"\r\n" + child.content + b"\r\n" for child in children) + mark + b"--\r\n"
    return Tree(
        f'Content-Type: multipart/{kind}; boundary="{boundary}"\r\n\r\npreamble\r\n'.encode()
        + body
        + b"epilogue",
        tuple(text for child in children for text in child.own),
        tuple(text for child in children for text in child.nested),
        sum(child.files for child in children),
    )


TREES = st.recursive(leaves(), knots, max_leaves=12)


def opened(content: bytes) -> Mail:
    return open_mail(RawMail(b"From: a@n.example\r\nMIME-Version: 1.0\r\n" + content, ARRIVED))


def is_sane(mail: Mail) -> bool:
    texts = [mail.subject, mail.text, mail.html, mail.report, *mail.defects]
    texts += [value for _, value in mail.headers] + [attachment.name for attachment in mail.attachments]
    return all("\x00" not in text and text.encode("utf-8") is not None for text in texts)


@given(TREES)
@settings(max_examples=200, deadline=None)
def test_every_own_text_comes_back_exactly_and_in_order(tree: Tree) -> None:
    mail = opened(tree.content)

    assert [line for line in mail.text.split("\n") if line] == list(tree.own)


@given(TREES)
@settings(deadline=None)
def test_words_of_nested_mails_and_files_are_nobodys_own(tree: Tree) -> None:
    mail = opened(tree.content)

    assert not [text for text in tree.nested if text not in tree.own and text in mail.text + mail.html]
    assert len(mail.attachments) == tree.files


@given(TREES, st.data())
@settings(max_examples=300, deadline=None)
def test_a_damaged_tree_is_still_a_mail(tree: Tree, data: st.DataObject) -> None:
    content = bytearray(tree.content)
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(content)))
        many = data.draw(st.integers(0, 40))
        content[at : at + many] = data.draw(
            st.binary(max_size=20) | st.sampled_from([b"\r\n", b"--", b"\x00", b"=", b"\n\n"])
        )

    mail = opened(bytes(content))

    assert is_sane(mail)
    assert len(mail.text) <= MOST_TEXT
    assert len(mail.attachments) <= mime.MOST_PARTS


@given(TREES)
@settings(deadline=None)
def test_the_same_bytes_are_the_same_mail(tree: Tree) -> None:
    assert opened(tree.content) == opened(tree.content)


@given(TREES, st.integers(0, 2000))
@settings(deadline=None)
def test_a_tree_cut_anywhere_loses_only_its_end(tree: Tree, cut: int) -> None:
    whole, part = opened(tree.content), opened(tree.content[: len(tree.content) - cut])

    assert is_sane(part)
    assert len(part.attachments) <= len(whole.attachments) + 1


@given(st.lists(leaves(), min_size=1, max_size=3))
@settings(deadline=None)
def test_text_behind_a_missing_end_and_a_wrong_boundary_is_found(children: list[Tree]) -> None:
    body = b"".join(b"--real\r\n" + child.content + b"\r\n" for child in children)

    mail = opened(b"Content-Type: multipart/mixed; boundary=wrong\r\n\r\n" + body)

    assert [text for child in children for text in child.own if text not in mail.text] == []
    assert any("boundary" in defect for defect in mail.defects)
