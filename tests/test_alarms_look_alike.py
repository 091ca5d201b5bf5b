"""Mail from a domain that passes itself off as a customer's: an alarm and a question, never a link."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from fakes import MONDAY, Office, mail, sent
from model import MailId, Unsure
from store.customers import NewCustomer


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office.at(tmp_path / "book.db")
    with office.book.begin() as page:
        page.customers.add(
            NewCustomer(
                "Windmolen B.V.",
                MONDAY - timedelta(days=30),
                domains=("windmolen.example",),
                contacts=(("piet@windmolen.example", "Piet"),),
                source="import",
            )
        )
    yield office
    office.book.close()


def alarms(office: Office) -> list[tuple[str, str]]:
    with office.reader() as reader:
        return [(each.sort, each.words) for each in reader.alarms(every=True)]


@pytest.mark.parametrize(
    "domain",
    [
        "w1ndmolen.example",
        "windrnolen.example",
        "xn--windmlen-r4a.example",
        "wіndmolen.example",
        "windmollen.example",
        "wnidmolen.example",
        "windmolen-group.example",
        "trade-windmolen.example",
        "windmolencn.example",
    ],
)
def test_a_look_alike_is_an_alarm_and_no_link_whatever_it_says(office: Office, domain: str) -> None:
    raw = mail("Please pay.\n\nPiet\nWindmolen B.V.", sender="Piet <piet@DOMAIN>")
    written = replace(raw, content=raw.content.replace(b"DOMAIN", domain.encode()))

    report = office.gets(written)

    assert (report.linked, report.leads, report.review) == (0, 0, 1)
    ((sort, words),) = alarms(office)
    assert sort == "look_alike"
    assert "windmolen.example" in words


def test_a_look_alike_in_a_thread_of_ours_is_an_alarm_too(office: Office) -> None:
    office.writes(sent(id="q", to="piet@windmolen.example"))

    report = office.gets(
        mail("We changed banks.", sender="Piet <piet@windmo1en.example>", day=1, answers="q")
    )

    assert (report.linked, report.review) == (0, 1)
    assert [sort for sort, _ in alarms(office)] == ["look_alike"]


@pytest.mark.parametrize("domain", ["windmolen.example", "cn.windmolen.example", "quiet-harbour.example"])
def test_the_customers_own_domain_and_quite_another_are_none(office: Office, domain: str) -> None:
    office.gets(mail("Please quote.", sender=f"Eva <eva@{domain}>"))

    assert alarms(office) == []


@pytest.mark.parametrize(
    "sender",
    [
        "Piet <piet@windmolen.example.evil5.com>",
        "Piet <piet@mail.windmolen.example.evil5.com>",
        "Piet <piet@windmolen.example-mail.com>",
        "Piet <windmolen.example@gmail.com>",
        "Piet <piet=windmolen.example@evil5.com>",
        "Piet <piet@windmolen-boston.example>",
    ],
)
def test_a_customers_whole_domain_within_a_strange_address_is_an_alarm(office: Office, sender: str) -> None:
    report = office.gets(mail("Please quote 20 pieces.", sender=sender))

    assert (report.linked, report.leads, report.review) == (0, 0, 1)
    ((sort, words),) = alarms(office)
    assert sort == "look_alike"
    assert "windmolen.example of Windmolen B.V." in words


@pytest.mark.parametrize(
    "sender",
    [
        "Piet <windmolen.example@windmolen.example>",
        "Piet <piet@windmolen.example.windmolen.example>",
        "Piet <piet@quiet.example.harbour.com>",
        "Piet <windmolen@gmail.com>",
    ],
)
def test_a_domain_within_the_customers_own_address_and_a_bare_name_are_none(
    office: Office, sender: str
) -> None:
    office.gets(mail("Please quote 20 pieces.", sender=sender))

    assert alarms(office) == []


def test_the_question_names_the_customer_whose_domain_is_worn(office: Office) -> None:
    office.gets(mail("Please quote.", sender="P <p@windmolen.example.evil5.com>"))

    with office.reader() as reader:
        match = reader.mail(MailId(1)).match

    assert isinstance(match, Unsure)
    assert [each.name for each in match.candidates] == ["Windmolen B.V."]
    assert match.because.startswith("beware of fraud")
