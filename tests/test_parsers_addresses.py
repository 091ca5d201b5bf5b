"""Are the plain forms of addresses and dates read as mail-parser reads them?"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import Address, RawMail
from parsers.opening import addresses, sent
from parsers.opening.addresses import _by_mail_parser, _found, _plain
from parsers.opening.envelope import open_mail
from parsers.opening.sent import _by_others
from parsers.opening.sent import _plain as _plain_date

ARRIVED = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

PLAIN = (
    "anna@nordlicht.example",
    "<anna@nordlicht.example>",
    "Anna <Anna@Nordlicht.example>",
    "Anna<anna@nordlicht.example>",
    "Dr. Anna M. O'Brien-Li  <anna.li+shop@mail.nordlicht.example>",
    '"Schmidt, Anna" <anna@nordlicht.example>',
    '"anna@nordlicht.example" <anna@nordlicht.example>',
    "=?utf-8?B?546L6Iqz?= <wang@a.example>",
    "王芳 <wang@a.example>",
    "Jörg Müller <j@m.example>, b@c.example,Li <li@firma.example>",
)
ODD = (
    "'Anna' <anna@nordlicht.example>",
    '"=?utf-8?B?546L6Iqz?=" <wang@a.example>',
    "anna@nordlicht.example (Anna)",
    "Anna <anna@nordlicht.example",
    "Anna <anna@nordlicht.example> (home)",
    'Anna "the boss" <anna@nordlicht.example>',
    '"Anna \\"A\\"" <anna@nordlicht.example>',
    "Team: a@b.example, c@d.example;",
    "Schmidt, Anna <anna@nordlicht.example>",
    "a@b@c.example",
    "Anna <>",
    "Anna <a@b>",
    "Anna <a@b.example> Bob <b@c.example>",
    "Anna <@relay.example:a@b.example>",
    "a@b.example,",
    "a@b.example; c@d.example",
    "undisclosed-recipients:;",
    "",
)
FIELDS = st.lists(st.sampled_from([*PLAIN, *ODD, ",", " ", "<", ">", '"', "@", ".", "a"]), max_size=4)


@pytest.mark.parametrize("value", PLAIN)
def test_a_plain_form_is_read_as_mail_parser_reads_it(value: str) -> None:
    assert _plain(value)

    assert _found(value) == _by_mail_parser(value)


@pytest.mark.parametrize("value", ODD)
def test_an_odd_form_is_left_to_mail_parser(value: str) -> None:
    assert not _plain(value)


@given(FIELDS)
def test_any_field_is_read_as_mail_parser_reads_it(pieces: list[str]) -> None:
    value = "".join(pieces).strip()

    assert _found(value) == _by_mail_parser(value)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("Müller, Hans <h@b.example>", [("h@b.example", "Müller, Hans")]),
        ("Müller, Hans, Dr. <h@b.example>", [("h@b.example", "Müller, Hans, Dr.")]),
        (
            "a@b.example, Müller, Hans <h@b.example>, Li, Wei <l@b.example>, c@d.example",
            [
                ("a@b.example", ""),
                ("h@b.example", "Müller, Hans"),
                ("l@b.example", "Li, Wei"),
                ("c@d.example", ""),
            ],
        ),
        (
            '"x, y, Foo" <a@b.example>, Schmidt, A <s@b.example>',
            [("a@b.example", "x, y, Foo"), ("s@b.example", "Schmidt, A")],
        ),
        ("Hans [mailto:h@b.example]", [("h@b.example", "Hans")]),
        ("Hans <mailto:h@b.example>", [("h@b.example", "Hans")]),
        ("Hans <h@b.example> [mailto:h@b.example]", [("h@b.example", "Hans")]),
        ("mailto:h@b.example", [("h@b.example", "")]),
        ("MAILTO:h@b.example, k@b.example", [("h@b.example", ""), ("k@b.example", "")]),
    ],
)
def test_commas_and_links_of_broken_programs_are_read_as_meant(
    value: str, found: list[tuple[str, str]]
) -> None:
    assert [(each.email, each.name) for each in addresses.read(value).addresses] == found


def test_an_encoded_word_inside_a_domain_is_read() -> None:
    """RFC 2047 forbids it, and yet it comes; taken as letters it is nobody's domain."""
    content = b"From: Piet <piet@=?utf-8?q?n=C3=B6rd?=.example>\r\n\r\nHello"

    mail = open_mail(RawMail(content, ARRIVED))

    assert mail.sender == Address("piet@nörd.example", "Piet")


def test_what_is_remembered_is_what_is_read() -> None:
    first, again = addresses.read(PLAIN[5]), addresses.read(PLAIN[5])

    assert first == again == _found(PLAIN[5])


def test_a_mail_sent_on_behalf_of_somebody_is_hers() -> None:
    content = b"From: Anna <anna@nordlicht.example>\r\nSender: list@lists.example\r\n\r\nHi"

    assert open_mail(RawMail(content, ARRIVED)).sender == Address("anna@nordlicht.example", "Anna")


def test_without_a_from_the_sender_field_names_the_writer() -> None:
    content = b"Sender: Anna <anna@nordlicht.example>\r\n\r\nHi"

    assert open_mail(RawMail(content, ARRIVED)).sender == Address("anna@nordlicht.example", "Anna")


def test_a_sender_field_that_cannot_be_read_is_noted() -> None:
    content = b"From: anna@nordlicht.example\r\nSender: a@b@c\r\n\r\nHi"

    defects = open_mail(RawMail(content, ARRIVED)).defects

    assert any(defect.startswith("sender: address unreadable") for defect in defects)


@pytest.mark.parametrize(
    "said",
    [
        "Mon, 02 Mar 2026 09:00:00 +0800",
        "2 Mar 2026 23:59:59 -0330",
        "Tue, 02 Mar 2026 09:00:00 +0000 (UTC)",
        "Sat, 29 Feb 2020 00:00:00 +1400",
    ],
)
def test_a_plain_date_is_the_instant_that_mail_parser_reads(said: str) -> None:
    plain = _plain_date(said)

    assert plain is not None
    assert plain.astimezone(UTC) == next(_by_others(said))


@pytest.mark.parametrize(
    "said",
    [
        "Mon, 30 Feb 2026 09:00:00 +0800",
        "Mon, 02 Mar 2026 24:00:00 +0800",
        "Mon, 02 Mar 2026 09:00:60 +0000",
        "Mon, 02 Mar 2026 09:00:00 -0000",
        "Mon, 02 Mar 2026 09:00:00 +0860",
        "Mon, 02 Mar 2026 09:00:00",
        "Mon, 02 Mar 26 09:00:00 EST",
    ],
)
def test_an_odd_date_is_left_to_others(said: str) -> None:
    assert _plain_date(said) is None


def test_the_day_is_the_senders_and_unknown_without_a_zone() -> None:
    assert sent.day_of("Tue, 03 Mar 2026 07:30:00 +0800") == date(2026, 3, 3)
    assert sent.day_of("Tue, 03 Mar 2026 07:30:00 -0000") is None


@pytest.mark.parametrize(
    ("said", "instant"),
    [
        ("Mon, 2 Mar 26 09:00:00 +0800", datetime(2026, 3, 2, 1, tzinfo=UTC)),
        ("Mon, 02 Mar 2026 24:00:00 +0000", datetime(2026, 3, 3, 0, tzinfo=UTC)),
        ("Mon, 02 Mar 2026 09:00:00 GMT+8", datetime(2026, 3, 2, 1, tzinfo=UTC)),
        ("Mon, 02 Mar 2026 09:00:00 GMT+08:00", datetime(2026, 3, 2, 1, tzinfo=UTC)),
        ("Mon, 02 Mar 2026 09:00:00 UTC", datetime(2026, 3, 2, 9, tzinfo=UTC)),
        ("Mon, 02 Mar 2026 09:00:00 EST", datetime(2026, 3, 2, 14, tzinfo=UTC)),
        ("Mon Mar  2 09:00:00 2026", datetime(2026, 3, 2, 9, tzinfo=UTC)),
        ("Mon Mar 02 09:00:00 MEZ 2026", datetime(2026, 3, 2, 8, tzinfo=UTC)),
        ("2026-03-02 09:00:00", datetime(2026, 3, 2, 9, tzinfo=UTC)),
        ("2026-03-02T09:00:00Z", datetime(2026, 3, 2, 9, tzinfo=UTC)),
        ("2026-03-02T09:00:00.123+08:00", datetime(2026, 3, 2, 1, tzinfo=UTC)),
        ("2026/3/2 09:00", datetime(2026, 3, 2, 9, tzinfo=UTC)),
        ("2026年3月2日 下午4:30 +0800", datetime(2026, 3, 2, 8, 30, tzinfo=UTC)),
        ("2.3.2026 09:05", datetime(2026, 3, 2, 9, 5, tzinfo=UTC)),
        ("Mo, 2 Mrz 2026 09:00:00 +0100", datetime(2026, 3, 2, 8, tzinfo=UTC)),
        ("lun., 2 mars 2026 09:00:00 +0100", datetime(2026, 3, 2, 8, tzinfo=UTC)),
        ("lunes, 2 de marzo de 2026 09:00", datetime(2026, 3, 2, 9, tzinfo=UTC)),
        ("Пн, 02 мар 2026 12:00:00 +0300", datetime(2026, 3, 2, 9, tzinfo=UTC)),
        ("星期二, 03 三月 2026 10:00:00 +0800", datetime(2026, 3, 3, 2, tzinfo=UTC)),
        ("周二, 3 十二月 2024 10:00:00 +0800", datetime(2024, 12, 3, 2, tzinfo=UTC)),
        ("02 Mart 2026 12:00 +0300", datetime(2026, 3, 2, 9, tzinfo=UTC)),
        ("March 2, 2026 3:00 PM +0800", datetime(2026, 3, 2, 7, tzinfo=UTC)),
        ("Mon, 02 Mar 2026 09:00:00-0500", datetime(2026, 3, 2, 14, tzinfo=UTC)),
        ("Monday, 02-Mar-26 09:00:00 GMT", datetime(2026, 3, 2, 9, tzinfo=UTC)),
        ("Mon, 02 Mar 2026 09.00.00 +0000", datetime(2026, 3, 2, 9, tzinfo=UTC)),
    ],
)
def test_dates_are_read_in_every_form_that_programs_write(said: str, instant: datetime) -> None:
    when, defects = sent.believed(said, datetime(2026, 3, 4, tzinfo=UTC))

    assert (when, defects) == (instant, ())


@pytest.mark.parametrize(
    ("received", "instant"),
    [
        (datetime(2026, 3, 2, 1, 1, tzinfo=UTC), datetime(2026, 3, 2, 1, tzinfo=UTC)),
        (datetime(2026, 3, 2, 15, 1, tzinfo=UTC), datetime(2026, 3, 2, 15, tzinfo=UTC)),
    ],
)
def test_cst_is_the_time_of_china_or_of_chicago_by_the_arrival(received: datetime, instant: datetime) -> None:
    assert sent.believed("Mon, 02 Mar 2026 09:00:00 CST", received) == (instant, ())


@pytest.mark.parametrize(
    "said", ["02/03/2026 09:00", "yesterday", "32 Mar 2026 09:00", "2026-13-40 09:00", "9:99"]
)
def test_a_date_that_could_mean_two_days_or_none_is_not_read(said: str) -> None:
    assert sent.believed(said, ARRIVED)[1]


@given(st.text(max_size=80) | st.text("0123456789:-+/. MarGTCSZ年月日", max_size=60))
def test_no_date_breaks_the_reading(said: str) -> None:
    when, _ = sent.believed(said, ARRIVED)

    assert when.tzinfo is UTC
    sent.day_of(said, ARRIVED)


def test_a_long_field_in_an_odd_form_loses_nobody() -> None:
    value = ", ".join(f"\"Schmidt, 'A' {n}\" (home) <a{n}@n.example>" for n in range(1000))

    found = addresses.read(value).addresses

    assert [each.email for each in found] == [f"a{n}@n.example" for n in range(1000)]
