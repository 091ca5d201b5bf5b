"""Is the demo's mail what a sales inbox holds, and does the demo's server give it back unharmed?"""

from __future__ import annotations

import csv
import email
import email.policy
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from imapclient import IMAPClient
from imapclient.exceptions import LoginError

from worker.demo.corpus import BOXES, CUSTOMERS, LINA, WANGWEI, DemoMail, mails
from worker.demo.letters import LETTERS, day_in_words, span
from worker.demo.server import ImapServer

ANCHOR = datetime(2026, 3, 18, 8, 30, tzinfo=UTC)
MAILS = mails(ANCHOR)
SAFE = {"gb2312": "gb18030", "iso-8859-1": "cp1252"}

LANGUAGES = {
    "English": "how many weeks the mould takes",
    "German": "Ehrlich gesagt ist euer Preis zu hoch",
    "French": "Pas de besoin pour l'instant",
    "Spanish": "Las juntas gotean",
    "Portuguese": "com a nossa marca",
    "Russian": "два образца",
    "Chinese, simplified": "上海一家供应商的报价",
    "Chinese, traditional": "我們決定下單",
}
CHARSETS = {"gb2312", "big5", "koi8-r", "iso-8859-1", "utf-8", "us-ascii"}
ANCHORS = st.integers(0, 500_000_000).map(lambda seconds: ANCHOR + timedelta(seconds=seconds))


def opened(mail: DemoMail) -> Any:
    return email.message_from_bytes(mail.content, policy=email.policy.default)


def words(mail: DemoMail) -> str:
    """Every text part, decoded as its writer meant it."""
    parts = (part for part in opened(mail).walk() if part.get_content_maintype() == "text")
    return "\n".join(_decoded(part) for part in parts)


def _decoded(part: EmailMessage) -> str:
    charset = str(part.get_content_charset("us-ascii"))
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content.decode(SAFE.get(charset, charset))


def by_subject(start: str) -> DemoMail:
    return next(mail for mail in MAILS if str(opened(mail)["subject"]).startswith(start))


# -- the corpus --------------------------------------------------------------------------------------


def test_the_demo_holds_more_than_sixty_six_mails_in_all_four_folders_of_two_reps() -> None:
    folders = Counter((mail.user, mail.folder) for mail in MAILS)

    assert len(MAILS) >= 66
    assert set(folders) == set(BOXES.values())
    assert min(folders.values()) >= 10
    assert (WANGWEI, "已发送") in folders


@pytest.mark.parametrize("phrase", LANGUAGES.values(), ids=LANGUAGES)
def test_people_write_in_their_own_language(phrase: str) -> None:
    assert any(phrase in words(mail) for mail in MAILS)


def test_charsets_are_those_of_the_real_world() -> None:
    found = {str(part.get_content_charset()) for mail in MAILS for part in opened(mail).walk()} - {"None"}

    assert found == CHARSETS


def test_a_charset_may_lie_about_itself() -> None:
    lying = by_subject("询价：不锈钢截止阀")

    assert "很囧" in words(lying)
    with pytest.raises(UnicodeDecodeError):
        opened(lying).get_payload(decode=True).decode("gb2312")


def test_every_mail_is_well_formed_and_has_what_every_mail_has() -> None:
    for mail in MAILS:
        message = opened(mail)

        assert not [defect for part in message.walk() for defect in part.defects]
        assert all(message[name] for name in ("From", "To", "Subject", "Date", "Message-ID"))
        assert b"\n" not in mail.content.replace(b"\r\n", b"")
        assert max(map(len, mail.content.split(b"\r\n"))) <= 998  # RFC 5322 section 2.1.1


def test_nothing_is_left_to_fill_in() -> None:
    assert not [mail for mail in MAILS if "{+" in words(mail) or "{-" in words(mail)]


def test_one_mail_lies_in_two_places_and_no_other_shares_its_message_id() -> None:
    places = Counter(opened(mail)["message-id"] for mail in MAILS)

    twice = [key for key, count in places.items() if count > 1]

    assert len(twice) == 1
    assert {mail.user for mail in MAILS if opened(mail)["message-id"] == twice[0]} == {LINA, WANGWEI}
    assert len({mail.content for mail in MAILS if opened(mail)["message-id"] == twice[0]}) == 1


def test_threads_name_the_mail_they_answer() -> None:
    known = {opened(mail)["message-id"] for mail in MAILS}
    answers = [opened(mail) for mail in MAILS if opened(mail)["in-reply-to"]]

    assert len(answers) >= 30
    assert all(answer["references"].split()[-1] == answer["in-reply-to"] for answer in answers)
    assert (
        sum(answer["in-reply-to"] in known for answer in answers) == len(answers) - 1
    )  # one is older history


def test_the_old_panic_is_only_ever_quoted() -> None:
    """What was urgent two months ago must not be urgent now: the newest mail still carries it at its foot."""
    newest = words(by_subject("AW: AW: AW:"))

    assert "Angebot eines Lieferanten aus Shanghai" in newest
    assert newest.index("Shanghai") < newest.index("Gesendet:") < newest.index("DRINGEND!!!")
    assert not [mail for mail in MAILS if opened(mail)["subject"].startswith("DRINGEND")]


def test_every_kind_of_mail_is_there() -> None:
    automatic = [opened(mail)["auto-submitted"] for mail in MAILS]
    types = [opened(mail).get_content_type() for mail in MAILS]
    senders = " ".join(str(opened(mail)["from"]) for mail in MAILS)

    assert automatic.count("auto-replied") == 4  # two absences, one who left, one bounce
    assert types.count("multipart/report") == 1
    assert types.count("text/html") >= 4
    assert sum(opened(mail)["list-unsubscribe"] is not None for mail in MAILS) == 2
    assert all(
        name in senders for name in ("feedback@service.alibaba.com", "nord1icht.example", "@gmail.com")
    )


def test_a_bounce_says_in_fields_who_was_not_reached() -> None:
    report = opened(by_subject("Undelivered"))

    fields = next(part for part in report.walk() if part.get_content_type() == "message/delivery-status")

    assert "procurement@alnoor-kenya.example" in fields.as_string()
    assert "Status: 5.1.1" in fields.as_string()


def test_days_named_in_a_mail_follow_the_anchor() -> None:
    away = words(by_subject("Automatische Antwort"))

    assert "ab dem 24. März wieder" in away
    assert day_in_words(ANCHOR, "zh") == "3月18日"


# -- the calendar ------------------------------------------------------------------------------------


def test_the_newest_mail_is_about_an_hour_old_and_the_oldest_three_weeks() -> None:
    assert timedelta(minutes=50) < ANCHOR - MAILS[-1].received < timedelta(minutes=70)
    assert timedelta(days=19) < ANCHOR - MAILS[0].received < timedelta(days=21, hours=12)


def test_the_same_anchor_gives_the_same_bytes() -> None:
    assert mails(ANCHOR) == MAILS


def test_another_anchor_moves_the_dates_and_keeps_the_message_ids() -> None:
    later = mails(ANCHOR + timedelta(days=100))

    assert {opened(mail)["message-id"] for mail in later} == {opened(mail)["message-id"] for mail in MAILS}
    assert later[-1].received - MAILS[-1].received == timedelta(days=100)


def test_an_anchor_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        mails(datetime(2026, 3, 18, 8, 30))  # noqa: DTZ001 - a naive time is the case


@given(ANCHORS)
@settings(max_examples=50, deadline=None)
def test_whatever_the_anchor_nobody_answers_before_being_asked(anchor: datetime) -> None:
    for letter in LETTERS.values():
        assert letter.written(anchor) < anchor
        assert not letter.re or LETTERS[letter.re].written(anchor) < letter.written(anchor)


@pytest.mark.parametrize("text", ["", "tomorrow", "3 days", "-2d"])
def test_a_span_that_is_none_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="no time such as 12d"):
        span(text)


# -- the customers -----------------------------------------------------------------------------------


def customers() -> list[dict[str, str]]:
    with CUSTOMERS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_customer_list_is_complete_and_every_owner_is_a_rep() -> None:
    rows = customers()

    assert len({row["id"] for row in rows}) == len(rows) >= 14
    assert all(row["name"] in row["titles"].split("|") for row in rows)
    assert {row["owner"] for row in rows} == {"lina", "wangwei"}
    assert {row["class"] for row in rows} <= set("ABC")
    assert {row["grade"] for row in rows} <= set("abcde")
    assert None not in {value for row in rows for value in row.values()}


def test_two_groups_hold_companies_of_several_countries() -> None:
    countries: dict[str, set[str]] = {}
    for row in customers():
        countries.setdefault(row["group"], set()).add(row["country"])

    assert countries["Nordlicht Gruppe"] == {"DE", "PL", "CH"}
    assert countries["Al Noor Group"] == {"AE", "KE"}


def test_of_two_contacts_from_the_fair_one_was_thanked_and_one_forgotten() -> None:
    fair = {row["emails"] for row in customers() if row["source"] == "fair"}
    written = {address.addr_spec for mail in MAILS for address in opened(mail)["to"].addresses}

    assert len(fair) == 2
    assert len(fair & written) == 1


def test_newcomers_are_in_nobodys_list() -> None:
    domains = {domain for row in customers() for domain in row["domains"].split("|")}

    assert not domains & {"deccanflow.example", "tasman-dairy.example", "nord1icht.example", "gmail.com"}


# -- the server --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def server() -> Iterator[ImapServer]:
    with ImapServer({LINA: "tea", WANGWEI: "noodles"}) as running:
        for user, folder in BOXES.values():
            items = [
                (mail.content, mail.received) for mail in MAILS if (mail.user, mail.folder) == (user, folder)
            ]
            running.deliver(user, folder, items)
        yield running


@pytest.fixture
def client(server: ImapServer) -> Iterator[Any]:
    with IMAPClient(server.host, server.port, ssl=False, timeout=20) as client:
        client.normalise_times = False
        client.login(WANGWEI, "noodles")
        yield client


def test_the_server_gives_back_the_very_bytes_and_dates_of_every_mail(client: Any) -> None:
    for folder in ("INBOX", "已发送"):
        client.select_folder(folder, readonly=True)
        answer = client.fetch(client.search(), ["BODY.PEEK[]", "INTERNALDATE", "RFC822.SIZE"])
        got = [(row[b"BODY[]"], row[b"INTERNALDATE"], row[b"RFC822.SIZE"]) for row in answer.values()]

        expected = [mail for mail in MAILS if (mail.user, mail.folder) == (WANGWEI, folder)]

        assert got == [(mail.content, mail.received, len(mail.content)) for mail in expected]


def test_reading_changes_no_flag(server: ImapServer, client: Any) -> None:
    flagged = server.deliver(WANGWEI, "归档", [(MAILS[0].content, MAILS[0].received)], [r"\Flagged"])
    client.select_folder("归档", readonly=True)

    client.fetch(flagged, ["BODY.PEEK[]", "ENVELOPE", "BODYSTRUCTURE"])

    assert client.fetch(flagged, ["FLAGS"])[flagged[0]][b"FLAGS"] == (rb"\Flagged",)


def test_chinese_folders_are_listed_by_their_names(client: Any) -> None:
    names = {name for _, _, name in client.list_folders()}

    assert {"INBOX", "已发送"} <= names
    assert "Sent" not in names


def test_new_mail_gets_the_next_uid_and_is_found_by_it(server: ImapServer, client: Any) -> None:
    first = server.deliver(WANGWEI, "新邮件", [(MAILS[0].content, MAILS[0].received)])
    second = server.deliver(WANGWEI, "新邮件", [(MAILS[1].content, MAILS[1].received)] * 2)

    client.select_folder("新邮件", readonly=True)

    assert second[0] == first[0] + 1
    assert client.search(["UID", f"{second[0]}:*"]) == list(second)


def test_an_empty_delivery_makes_an_empty_folder(server: ImapServer, client: Any) -> None:
    assert server.deliver(WANGWEI, "草稿箱", []) == ()
    assert client.select_folder("草稿箱", readonly=True)[b"EXISTS"] == 0


def test_a_rep_does_not_see_another_reps_mail(server: ImapServer) -> None:
    server.deliver(LINA, "Only Lina", [])

    with IMAPClient(server.host, server.port, ssl=False, timeout=20) as other:
        other.login(WANGWEI, "noodles")

        assert not other.folder_exists("Only Lina")


def test_a_wrong_password_is_refused(server: ImapServer) -> None:
    with IMAPClient(server.host, server.port, ssl=False, timeout=20) as stranger, pytest.raises(LoginError):
        stranger.login(WANGWEI, "tea")


def test_a_server_that_goes_hangs_up_on_its_clients_and_leaves_the_process_as_it_was() -> None:
    limit = sys.getrecursionlimit()
    with ImapServer({LINA: "tea"}) as short:
        client = IMAPClient(short.host, short.port, ssl=False, timeout=20)
        client.login(LINA, "tea")
        client.select_folder("INBOX")
        client.idle()

    with pytest.raises((OSError, IMAPClient.Error)):
        client.idle_done()

    client.shutdown()
    assert sys.getrecursionlimit() == limit


def test_a_server_that_cannot_start_says_so_at_once() -> None:
    elsewhere = ImapServer({LINA: "tea"})
    elsewhere.host = "192.0.2.1"  # RFC 5737: no machine's address

    with pytest.raises(OSError, match=r"192\.0\.2\.1"):
        elsewhere.__enter__()
