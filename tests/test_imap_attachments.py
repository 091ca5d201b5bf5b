"""Are large attachments left on the server, and the mail whole in all that matters?"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from email.message import EmailMessage

import pytest

from fakes import NoMemory, mail
from model import RawMail
from parsers.opening.envelope import open_mail
from post import USERS, Post
from servers import Dovecot, dovecot_missing
from store.folders import Cursor
from worker.imap import structure

DRAWING = b"%PDF-1.7\n" + bytes(range(256)) * 8_000
"""2 MB."""
_users = itertools.cycle(USERS)


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    missing = dovecot_missing()
    if missing:
        pytest.skip(missing)
    with Dovecot(users=USERS) as server:
        yield server


@pytest.fixture
def post(dovecot: Dovecot) -> Post:
    return Post(dovecot, next(_users))


def quotation(*attachments: tuple[str, bytes]) -> bytes:
    """Plain and HTML text, a picture inside the HTML, and attachments: three levels."""
    built = EmailMessage()
    built["From"], built["To"] = "Jana <jana@nordlicht.example>", "anna@factory.example"
    built["Subject"], built["Message-ID"] = "Zeichnung 图纸", "<drawing@test.example>"
    built["Date"] = "Mon, 02 Mar 2026 09:00:00 +0000"
    built.set_content("Please quote as per drawing. 请按图纸报价。")
    built.add_alternative("<p>Please quote as per drawing. <img src='cid:logo'></p>", subtype="html")
    html = built.get_payload()[1]  # type: ignore[index]
    html.add_related(b"GIF89a" + b"logo" * 50, "image", "gif", cid="logo")  # type: ignore[union-attr]
    for name, content in attachments:
        built.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    return built.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def fetched(post: Post, **more: float) -> list[RawMail]:
    with post.mailbox(**more) as source:
        batches = list(source.new_mail(Cursor("anna", "INBOX", "inbox"), NoMemory()))
    return [raw for batch in batches for raw in batch.mails]


def test_a_large_attachment_is_described_and_not_downloaded(post: Post) -> None:
    post.deliver("INBOX", quotation(("图纸 rev3.pdf", DRAWING), ("terms.pdf", b"%PDF small")))

    (raw,) = fetched(post, attachment_mb=0.5)

    opened = open_mail(raw)
    drawing, terms = (each for each in opened.attachments if each.name.endswith("pdf"))
    assert len(raw.content) < 10_000
    assert "请按图纸报价" in opened.text
    assert (drawing.name, drawing.type, drawing.sha256) == ("图纸 rev3.pdf", "application/pdf", "")
    assert abs(drawing.size - len(DRAWING)) < len(DRAWING) * 0.02
    assert (terms.name, terms.size) == ("terms.pdf", 10)


def test_what_is_read_of_it_is_what_is_read_of_the_whole(post: Post) -> None:
    content = quotation(("图纸 rev3.pdf", DRAWING), ("terms.pdf", b"%PDF small"))
    post.deliver("INBOX", content)

    (cut,) = fetched(post, attachment_mb=0.5)
    (whole,) = fetched(post)

    one, other = open_mail(cut), open_mail(whole)
    assert (one.key, one.text, one.html, one.subject) == (other.key, other.text, other.html, other.subject)
    assert [each.name for each in one.attachments] == [each.name for each in other.attachments]
    assert whole.content == content


def test_a_mail_below_the_limit_comes_byte_for_byte(post: Post) -> None:
    content = quotation(("small.pdf", b"%PDF small"))
    post.deliver("INBOX", content)

    (raw,) = fetched(post, attachment_mb=0.5)

    assert raw.content == content


def test_a_large_mail_of_text_only_comes_whole(post: Post) -> None:
    content = mail("word " * 200_000).content.replace(b"\n", b"\r\n")
    post.deliver("INBOX", content)

    (raw,) = fetched(post, attachment_mb=0.5)

    assert (raw.content, raw.complete) == (content, True)


def test_a_forwarded_mail_with_a_large_attachment_is_left_out_as_one(post: Post) -> None:
    outer = EmailMessage()
    outer["From"], outer["Subject"] = "Jana <jana@nordlicht.example>", "Fwd"
    outer.set_content("See below.")
    inner = EmailMessage()
    inner["Subject"] = "the old offer"
    inner.set_content("Offer")
    inner.add_attachment(DRAWING, maintype="application", subtype="pdf", filename="old.pdf")
    outer.add_attachment(inner)
    post.deliver("INBOX", outer.as_bytes().replace(b"\n", b"\r\n"))

    (raw,) = fetched(post, attachment_mb=0.5)

    opened = open_mail(raw)
    assert "See below." in opened.text
    assert [each.size > 2_000_000 for each in opened.attachments] == [True]


NIL = None
LEAF = (b"text", b"plain", (b"charset", b"utf-8"), NIL, NIL, b"7bit", 1000, 20)
LARGE = (b"application", b"pdf", (b"name", b"a.pdf"), NIL, NIL, b"base64", 900_000)


@pytest.mark.parametrize(
    "answer",
    [
        NIL,
        (),
        LEAF,  # no multipart: there is nothing to leave out
        ([LEAF, NIL], b"mixed", (b"boundary", b"x")),
        ([LEAF, LARGE], b"mixed", NIL),
        ([LEAF, LARGE], b"mixed", (b"boundary",)),
        ([], b"mixed", (b"boundary", b"x")),
        ([LEAF, (b"application", b"pdf", NIL, NIL, NIL, b"base64", -1)], b"mixed", (b"boundary", b"x")),
        ([LEAF, (b"application", NIL, NIL, NIL, NIL, b"base64", 9)], b"mixed", (b"boundary", b"x")),
        ([LEAF, LARGE, LARGE], b"mixed", (b"boundary", b"x")),
        ([LEAF], b"mixed", (b"boundary", b"x")),
    ],
)
def test_a_structure_that_does_not_hold_together_is_not_used(answer: object) -> None:
    assert structure.pieces(answer, 910_000) is None


def test_a_sound_structure_is_numbered_as_the_rfc_says() -> None:
    inner = ([LEAF, LEAF], b"alternative", (b"boundary", b"in"), NIL, NIL)

    root = structure.pieces(([inner, LARGE], b"MIXED", (b"Boundary", b"out"), NIL, NIL), 910_000)

    assert root is not None
    assert [(each.number, each.type) for each in root.walk()] == [
        ("", "multipart/mixed"),
        ("1", "multipart/alternative"),
        ("1.1", "text/plain"),
        ("1.2", "text/plain"),
        ("2", "application/pdf"),
    ]
