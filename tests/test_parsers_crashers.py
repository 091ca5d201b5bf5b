"""Do mails that once broke the reading still break it, and do the first cases of the fuzzer hold?

tests/crashers holds what benchmarks/fuzz.py found, cut down, by what is wrong with it. The second half is
what other parsers read better than we did when they were compared (benchmarks/parsers.py).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from benchmarks import fuzz
from model import FailedRecipient, Mail, RawMail, Terms
from parsers.opening.envelope import open_mail

ARRIVED = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CRASHERS = sorted((Path(__file__).parent / "crashers").glob("*.eml"))


def opened(content: bytes) -> Mail:
    return open_mail(RawMail(content, ARRIVED))


@pytest.mark.parametrize("path", CRASHERS, ids=lambda path: path.stem)
def test_a_mail_that_broke_the_reading_breaks_it_no_more(path: Path) -> None:
    fuzz.check(RawMail(path.read_bytes(), ARRIVED))


def test_there_are_crashers() -> None:
    assert CRASHERS


@pytest.mark.parametrize("start", range(0, 400, 100))
def test_the_first_cases_of_the_fuzzer_hold(start: int) -> None:
    for number in range(start, start + 100):
        fuzz.check(fuzz.mail(7, number))


def test_a_case_is_the_same_each_time() -> None:
    assert [fuzz.mail(7, number) for number in range(20)] == [fuzz.mail(7, number) for number in range(20)]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"own_words": " "}, "own words are blank"),
        ({"signature": "\x00"}, "NUL"),
        ({"failed": (FailedRecipient("a@n.example", True, ""),) * 201}, "failed beyond"),
        ({"terms": Terms(valid_until=date(2026, 3, 2))}, "came back from the book otherwise: terms"),
    ],
)
def test_a_promise_that_is_not_kept_is_noticed(wrong: dict[str, Any], said: str) -> None:
    mail, reading = fuzz.read(RawMail(b"From: a@n.example\n\nWe need 500 pcs.", ARRIVED))

    with pytest.raises(fuzz.Broken, match=said):
        fuzz.must_hold(mail, replace(reading, **wrong))


# -- what other parsers read better --------------------------------------------------------------------------


def test_words_behind_ten_thousands_of_empty_lines_are_own_words() -> None:
    raw = RawMail(
        (Path(__file__).parent / "crashers" / "empty_lines_before_the_words.eml").read_bytes(), ARRIVED
    )

    assert fuzz.read(raw)[1].own_words == "We need 500 pcs."


def test_a_byte_order_mark_before_the_first_field_hides_nothing() -> None:
    mail = opened(b"\xef\xbb\xbfSubject: Invoice 548\nFrom: anna@nord.example\n\nDetails as follows.")

    assert (mail.subject, mail.sender.email, mail.text) == (
        "Invoice 548",
        "anna@nord.example",
        "Details as follows.",
    )


def test_a_field_that_lost_its_name_does_not_end_the_header() -> None:
    mail = opened(b"From: anna@nord.example\n: Crash\nSubject: offer\n\nwords")

    assert (mail.subject, mail.text) == ("offer", "words")


def test_a_mail_that_is_one_text_with_a_file_name_is_read() -> None:
    mail = opened(b"From: a@n.example\nContent-Type: text/plain; name=offer.txt\n\nWe need 500 pcs.")

    assert (mail.text, mail.attachments) == ("We need 500 pcs.", ())


def test_the_plain_form_of_the_words_may_have_a_file_name() -> None:
    mail = opened(
        b"From: a@n.example\nContent-Type: multipart/alternative; boundary=b\n\n"
        b"--b\nContent-Type: text/plain; name=plain.txt\n\nplain\n"
        b"--b\nContent-Type: text/html\n\n<p>rich</p>\n--b--\n"
    )

    assert (mail.text.strip(), mail.attachments) == ("plain", ())


def test_a_text_that_hangs_on_is_read_where_there_is_no_other() -> None:
    mail = opened(
        b"From: a@n.example\nContent-Type: multipart/mixed; boundary=b\n\n"
        b"--b\nContent-Type: text/plain; name=letter.txt\n\nWe need 500 pcs.\n"
        b"--b\nContent-Type: image/png; name=a.png\n\nx\n--b--\n"
    )

    assert mail.text == "We need 500 pcs."
    assert [each.name for each in mail.attachments] == ["letter.txt", "a.png"]


def test_files_behind_the_end_of_an_inner_part_with_the_same_boundary_are_found() -> None:
    mail = opened(
        b"From: a@n.example\nContent-Type: multipart/mixed; boundary=b\n\n"
        b"--b\nContent-Type: multipart/alternative; boundary=b\n\n"
        b"--b\nContent-Type: text/plain\n\nSent from my iPhone\n"
        b"--b\nContent-Type: text/html\n\n<p>Sent from my iPhone</p>\n--b--\n\n"
        b"--b\nContent-Type: application/zip; name=photo.zip\n\nx\n--b--\n"
    )

    assert mail.text.strip() == "Sent from my iPhone"
    assert [each.name for each in mail.attachments] == ["photo.zip"]


def test_two_plain_forms_are_both_read_where_there_is_no_html() -> None:
    mail = opened(
        b"From: a@n.example\nContent-Type: multipart/alternative; boundary=b\n\n"
        b"--b\n\nA text section\n--b\n\nAn HTML section\n--b--\n"
    )

    assert mail.text.split("\n") == ["A text section", "An HTML section"]


def test_the_checksum_of_an_openpgp_signature_is_no_quoted_printable() -> None:
    signature = (
        b"-----BEGIN PGP SIGNATURE-----\n\nmQo4oXIqu+kIZ0ExWyiUENs=\n=3ABp\n-----END PGP SIGNATURE-----\n"
    )

    assert "=3ABp" in opened(b"From: a@n.example\n\nwords\n" + signature).text


def test_a_sender_with_half_of_the_brackets_is_read() -> None:
    assert opened(b"From: anna@nord>\n\nx").sender.email == "anna@nord"
