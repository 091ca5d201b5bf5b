"""Is a large mail read without being carried around, and never in the way of the others?"""

from __future__ import annotations

import tracemalloc
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from fakes import Office
from mailroom import letters, network, numbers, reads, rows, through
from post import Post
from worker.imap import lots

MB = 1_000_000
DRAWING = bytes(range(256)) * (27 * MB // 256)
"""27 MB, 36 in base64."""


def with_drawing() -> bytes:
    built = EmailMessage(policy=SMTP)
    built["From"], built["To"] = "Jana <jana@nordlicht.example>", "anna@factory.example"
    built["Subject"], built["Message-ID"] = "drawing 36", "<drawing@test.example>"
    built["Date"] = "Mon, 02 Mar 2026 09:00:00 +0000"
    built.set_content("Please quote as per drawing, 500 pieces.")
    built.add_attachment(DRAWING, maintype="application", subtype="pdf", filename="drawing.pdf")
    return built.as_bytes()


def long_text() -> bytes:
    head = b"From: jana@nordlicht.example\r\nSubject: log 7\r\nMessage-ID: <log@test.example>\r\n\r\n"
    return head + b"Please quote.\r\n" + (b"0123456789" * 7 + b"\r\n") * (36 * MB // 72)


@pytest.fixture(scope="module")
def drawing() -> bytes:
    return with_drawing()


def test_a_mail_of_36_mb_is_read_by_its_text_and_its_drawing_stays_on_the_server(
    box: Post, office: Office, drawing: bytes
) -> None:
    box.deliver("INBOX", *letters(2), drawing, *letters(2, 3))

    with network(box) as proxy:
        report = reads(office, through(proxy, box))

    assert len(drawing) > 36 * MB
    assert proxy.answered < 100_000
    assert (report.new, report.set_aside) == (5, 0)
    assert _told(office, "drawing 36") == (1, "Please quote as per drawing, 500 pieces.")


def test_it_comes_whole_where_that_is_wanted(box: Post, office: Office, drawing: bytes) -> None:
    box.deliver("INBOX", drawing)

    with network(box) as proxy:
        report = reads(office, through(proxy, box, attachment_mb=0, max_mb=50))

    assert (report.new, report.set_aside) == (1, 0)
    assert proxy.answered > 36 * MB


def test_a_text_of_36_mb_comes_with_its_beginning_and_is_marked(box: Post, office: Office) -> None:
    box.deliver("INBOX", long_text(), *letters(1))

    with network(box) as proxy:
        report = reads(office, through(proxy, box))

    assert report.new == 2
    assert proxy.answered < lots.HEAD_BYTES + 100_000
    assert _told(office, "log 7")[0] == 0


def test_many_that_are_just_below_the_limit_are_fetched_a_few_at_a_time(box: Post, office: Office) -> None:
    size = 3 * MB
    box.deliver("INBOX", *(letter + b"x" * 998 + b"\r\n" + b"y" * size for letter in letters(20)))
    tracemalloc.start()

    try:
        reads(office, box.mailbox())
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert sorted(numbers(office)) == list(range(1, 21))
    assert peak < 16 * size


def _told(office: Office, subject: str) -> tuple[bool, str]:
    """Whether the mail came whole, and what it says."""
    sql = "SELECT complete, own_words FROM mail JOIN mail_source ON mail_id = mail.id WHERE subject = "
    ((complete, words),) = rows(office, f"{sql}'{subject}'")
    return complete, words
