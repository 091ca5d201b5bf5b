"""A known contact's name on an address that is not hers: an alarm and a question, never a link."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from fakes import MONDAY, Office, mail, sent
from model import CustomerId, Known, MailId, Unsure
from store.customers import NewCustomer
from worker import alarms as act
from worker.desk import Actor
from worker.namesakes import spellings
from worker.pipeline import Report

BEFORE = MONDAY - timedelta(days=30)
ACTOR = Actor("anna", MONDAY)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office.at(tmp_path / "book.db")
    with office.book.begin() as page:
        page.customers.add(firm("Nordlicht GmbH", "nordlicht.example", "Annegret Berghoff", "David Wang"))
        page.customers.add(firm("Windmolen B.V.", "windmolen.example", "Piet de Vries"))
    yield office
    office.book.close()


def firm(name: str, domain: str, *people: str) -> NewCustomer:
    contacts = tuple((f"{person.split()[0].lower()}@{domain}", person) for person in people)
    return NewCustomer(name, BEFORE, domains=(domain,), contacts=contacts, source="import")


def strange(office: Office) -> list[str]:
    with office.reader() as reader:
        return [each.words for each in reader.alarms(every=True) if each.sort == "strange_address"]


def found(office: Office, number: int = 1) -> Any:
    with office.reader() as reader:
        return reader.mail(MailId(number))


@pytest.mark.parametrize(
    "sender",
    [
        "Annegret Berghoff <annegret.berghoff@gmail.com>",
        "Annegret Berghoff <office@quiet-harbour.example>",
        "Berghoff, Annegret <a.b@outlook.com>",
        "ANNEGRET BERGHOFF <a.b@outlook.com>",
        "Berghoff Annegret <a.b@outlook.com>",
        '"Annegret Berghoff (Nordlicht)" <a.b@outlook.com>',
        "David Wang <david.nordlicht@gmail.com>",
        "David Wang <david@nordlicht-sales.quiet.example>",
        "David Wang <david@mynordlicht.example>",
    ],
)
def test_a_contacts_name_on_a_strange_address_is_an_alarm_and_no_link(office: Office, sender: str) -> None:
    report = office.gets(mail("Please pay today.", sender=sender))

    assert (report.linked, report.leads, report.review) == (0, 0, 1)
    (words,) = strange(office)
    assert "Nordlicht GmbH" in words
    assert "@nordlicht.example" in words


@pytest.mark.parametrize(
    ("sender", "why"),
    [
        ("Annegret Berghoff <annegret@nordlicht.example>", "her own address"),
        ("Annegret Berghoff <a.berghoff@sales.nordlicht.example>", "the customer's domain"),
        ("Annegret Berghoff <annegret@windmolen.example>", "another customer's domain"),
        ("Annegret <annegret@gmail.com>", "one word is no full name"),
        ("David Wang <david.wang@quiet-harbour.example>", "thousands are called so"),
        ("David Wang <david.wang@gmail.com>", "thousands are called so"),
        ("Sales Department <sales@quiet-harbour.example>", "nobody's name"),
        ("Annegret Berghof <annegret@quiet-harbour.example>", "another name"),
        ("1 2 3 <x@quiet-harbour.example>", "no name"),
    ],
)
def test_what_is_hers_or_could_be_anybodys_is_no_alarm(office: Office, sender: str, why: str) -> None:
    office.gets(mail("Please quote 20 pieces.", sender=sender))

    assert strange(office) == [], why


def test_a_namesake_who_signs_with_the_firm_of_her_domain_is_no_alarm(office: Office) -> None:
    signed = "Please quote 20 pieces.\n\nBest regards\nAnnegret Berghoff\nQuiet Harbour Ltd.\n"

    office.gets(mail(signed, sender="Annegret Berghoff <annegret@quietharbour.example>"))

    assert strange(office) == []


def test_a_name_that_two_customers_have_tells_nothing(office: Office) -> None:
    with office.book.begin() as page:
        page.customers.add(firm("Kranich AG", "kranich.example", "Annegret Berghoff"))

    office.gets(mail("Please quote.", sender="Annegret Berghoff <ab@quiet-harbour.example>"))

    assert strange(office) == []


def test_an_answer_to_our_own_mail_to_her_is_no_alarm(office: Office) -> None:
    office.writes(sent(id="q", to="annegret@nordlicht.example"))

    office.gets(mail("Yes, please.", sender="Annegret Berghoff <ab@gmail.com>", day=1, answers="q"))

    assert strange(office) == []


def test_an_alarm_that_a_person_dismissed_stays_dismissed(office: Office) -> None:
    office.gets(mail("First.", sender="Annegret Berghoff <ab@gmail.com>"))

    with office.intake.sitting(Report()) as sitting:
        act.dismiss(sitting, MailId(1), ACTOR)
        case = sitting.found_again(MailId(1))

    assert case.reading.alarms == ()
    assert len(strange(office)) == 1


def test_an_address_that_a_person_confirmed_is_hers(office: Office) -> None:
    office.gets(mail("First.", sender="Annegret Berghoff <ab@gmail.com>"))

    with office.book.begin() as page:
        page.customers.learn(CustomerId(1), "ab@gmail.com", "Annegret Berghoff")
        page.journal(MONDAY, "anna", "review accept", "mail 1")
    office.gets(mail("Second.", sender="Annegret Berghoff <ab@gmail.com>", day=1, id="second"))

    assert len(strange(office)) == 1
    assert isinstance(found(office, 2).match, Known)


def test_a_customers_name_before_the_domain_of_another_firm_is_an_alarm(office: Office) -> None:
    office.gets(mail("Our new account.", sender="Nordlicht GmbH <info@quiet-harbour.example>"))

    (words,) = strange(office)
    assert "nordlicht.example" in words
    assert not isinstance(found(office).match, Known)


@pytest.mark.parametrize("name", ["", "Anna", "王伟", "info@firm.example", "A" * 500, " , ", "(Anna Berg)"])
def test_what_is_no_full_name_is_not_looked_for(name: str) -> None:
    assert spellings(name) == ()


def test_a_full_name_is_looked_for_in_every_order_and_case() -> None:
    assert {"Annegret Berghoff", "Berghoff Annegret", "Berghoff, Annegret"} <= set(
        spellings("Annegret Berghoff")
    )
    assert "Annegret Berghoff" in spellings("BERGHOFF, ANNEGRET")
    assert spellings("欧阳小明") == ("欧阳小明",)


@pytest.mark.parametrize(
    "sender",
    [
        '"annegret@nordlicht.example" <x@evil3.example>',
        '"Nordlicht GmbH annegret@nordlicht.example" <x@evil3.example>',
        '"Nordlicht GmbH (Annegret@Nordlicht.example)" <x@gmail.com>',
        '"somebody@nordlicht.example" <x@evil3.example>',
        '"www.nordlicht.example" <x@evil3.example>',
        f'"{"A" * 90} annegret@nordlicht.example" <x@evil3.example>',
    ],
)
def test_a_customers_address_as_the_name_of_a_stranger_is_an_alarm_and_no_lead(
    office: Office, sender: str
) -> None:
    report = office.gets(mail("Please quote 20 pieces.", sender=sender))

    assert (report.linked, report.leads, report.review) == (0, 0, 1)
    (words,) = strange(office)
    assert "Nordlicht GmbH" in words
    assert isinstance(match := found(office).match, Unsure)
    assert "Nordlicht GmbH" in [each.name for each in match.candidates]
    assert match.because.startswith(f"beware of fraud: {words}")


@pytest.mark.parametrize(
    "sender",
    [
        '"annegret@nordlicht.example" <annegret@nordlicht.example>',
        '"annegret@nordlicht.example" <scanner@office.nordlicht.example>',
        '"eva@kranich.example" <x@kranich-italia.example>',
        '"info@quiet-harbour.example" <x@evil3.example>',
        '"x.y" <x@evil3.example>',
    ],
)
def test_an_address_of_ones_own_firm_or_group_or_nobodys_is_a_name_as_any(
    office: Office, sender: str
) -> None:
    with office.book.begin() as page:
        for each in (firm("Kranich AG", "kranich.example"), firm("Kranich S.r.l.", "kranich-italia.example")):
            page.customers.add(replace(each, group="Kranich"))

    office.gets(mail("Please quote 20 pieces.", sender=sender))

    assert strange(office) == []


@pytest.mark.parametrize(
    ("stored", "written"),
    [
        ("Jana Krüger", "Jana Krueger"),
        ("Jana Krueger", "Jana Krüger"),
        ("Jana Kruger", "Jana Krüger"),
        ("Jörg Strauß", "Joerg Strauss"),
        ("Jörg Strauss", "Joerg Strauss"),
        ("Joerg Strauß", "STRAUSS, JOERG"),
        ("Manuel Höß", "Manuel Hoess"),
        ("Jana Krüger", "Jana Krueger via Docs"),
        ("Jana Krüger", "'Jana Krueger' via Docs"),
        ("Jana Krüger", "Jana Krueger (Docs)"),
        ("Jana Krüger", "“Jana Krueger”"),
    ],
)
def test_a_name_is_the_same_however_its_umlauts_are_written(
    office: Office, stored: str, written: str
) -> None:
    with office.book.begin() as page:
        page.customers.add(firm("Kranich AG", "kranich.example", stored))

    office.gets(mail("Please quote 20 pieces.", sender=f'"{written}" <x@evil3.example>'))

    (words,) = strange(office)
    assert "Kranich AG" in words


def test_a_customers_address_as_the_name_of_another_customer_is_asked_about(office: Office) -> None:
    sender = '"annegret@nordlicht.example" <piet@windmolen.example>'

    report = office.gets(mail("Please quote 20 pieces.", sender=sender))

    assert (report.linked, report.leads, report.review) == (0, 0, 1)
    assert len(strange(office)) == 1


def test_a_lead_that_nobody_has_answered_makes_nobody_a_stranger(office: Office) -> None:
    office.gets(mail("Please quote.", sender="Gus Ols <gusols@gmail.com>", id="first"))

    office.gets(mail("Please quote.", sender="Gus Ols <gus@quiet-harbour.example>", day=1, id="second"))

    assert strange(office) == []


def test_a_lead_that_we_answered_is_known_by_name(office: Office) -> None:
    office.gets(mail("Please quote.", sender="Gus Ols <gusols@gmail.com>", id="first"))
    office.writes(sent(id="offer", to="gusols@gmail.com", day=1, answers="first"))

    office.gets(mail("Please quote.", sender="Gus Ols <gus@quiet-harbour.example>", day=2, id="second"))

    assert len(strange(office)) == 1


def test_a_throw_away_address_that_signs_with_a_customers_name_is_asked_about(office: Office) -> None:
    signed = "Please quote 20 pieces.\n\nBest regards\nPiet Holl\nNordlicht GmbH\n"

    report = office.gets(mail(signed, sender="Piet Holl <piet.holl@mailinator.com>"))

    assert (report.linked, report.review) == (0, 1)
    assert "throw-away address" in found(office).match.because
