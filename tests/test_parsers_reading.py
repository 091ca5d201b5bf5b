"""Are kind, direction, party and form fields read as the words of the mail allow?"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

import parsers
from model import Address, Direction, Kind, Mail, Ours
from parsers.kinds import automatic
from parsers.portals import fields
from parsers.sender import countries

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ANNA = Address("anna@nordlicht.example", "Anna")
LI = Address("li@firma.example", "Li")
OURS = Ours(frozenset({"firma.example"}), frozenset({"firma77@gmail.com"}), frozenset({"cargo.example"}))
MAIL = Mail("k", ANNA, NOON, NOON, subject="Order", to=(LI,), text="We order.")


@pytest.mark.parametrize(
    ("sender", "to", "direction"),
    [
        (ANNA, (LI,), Direction.IN),
        (LI, (ANNA,), Direction.OUT),
        (LI, (LI, ANNA), Direction.OUT),
        (LI, (Address("boss@firma.example"),), Direction.INTERNAL),
        (Address("firma77@gmail.com"), (ANNA,), Direction.OUT),
        (Address("x@notfirma.example"), (LI,), Direction.IN),
        (Address("mailer-daemon@firma.example"), (LI,), Direction.IN),
    ],
)
def test_direction_comes_from_our_own_addresses(
    sender: Address, to: tuple[Address, ...], direction: Direction
) -> None:
    mail = replace(MAIL, sender=sender, to=to)

    assert parsers.direction_of(mail, OURS) is direction


def test_a_bcc_in_the_sent_copy_makes_the_mail_outgoing() -> None:
    mail = replace(MAIL, sender=LI, to=(), headers=(("bcc", "Anna <anna@nordlicht.example>"),))

    reading = parsers.read(mail, OURS)

    assert reading.direction is Direction.OUT
    assert [party.email for party in reading.parties] == ["anna@nordlicht.example"]


@pytest.mark.parametrize(
    ("headers", "kind", "sure"),
    [
        ((), Kind.HUMAN, True),
        ((("auto-submitted", "no"),), Kind.HUMAN, True),
        ((("auto-submitted", "auto-generated; owner=x"),), Kind.AUTO_REPLY, True),
        ((("x-auto-response-suppress", "All"),), Kind.HUMAN, True),
        ((("x-autoreply", "yes"),), Kind.AUTO_REPLY, True),
        ((("precedence", "auto_reply"),), Kind.AUTO_REPLY, True),
        ((("list-unsubscribe", "<mailto:u@x>"),), Kind.HUMAN, False),
        ((("precedence", "bulk"),), Kind.HUMAN, False),
        ((("list-id", "<n.x>"), ("list-unsubscribe", "<mailto:u@x>")), Kind.BULK, True),
        ((("return-path", "<>"),), Kind.HUMAN, False),
    ],
)
def test_headers_weigh_as_much_as_they_prove(
    headers: tuple[tuple[str, str], ...], kind: Kind, sure: bool
) -> None:
    nature = automatic.nature_of(replace(MAIL, headers=headers), OURS, Direction.IN)

    assert (nature.kind, nature.sure) == (kind, sure)
    assert nature.because


@pytest.mark.parametrize(
    "subject",
    [
        "Automatic reply: Offer",
        "自动回复：报价",
        "自動回覆: 報價",
        "Automatische Antwort: Angebot",
        "Respuesta automática: Oferta",
        "Réponse automatique : Devis",
        "Resposta automática: x",
        "Автоответ: Цена",
        "自動応答: 見積",
        "Otomatik yanıt: Teklif",
        "رد تلقائي: عرض",
        "[EXTERNAL] Automatic reply: Offer",
    ],
)
def test_automatic_replies_are_known_by_their_subject(subject: str) -> None:
    mail = replace(MAIL, subject=subject)

    assert parsers.read(mail, OURS).kind is Kind.AUTO_REPLY


def test_an_answer_through_a_list_is_a_person_unsure() -> None:
    headers = (("list-id", "<n.x>"), ("list-unsubscribe", "<mailto:u@x>"))

    nature = automatic.nature_of(
        replace(MAIL, headers=headers, parents=("o1@firma.example",)), OURS, Direction.IN
    )

    assert (nature.kind, nature.sure) == (Kind.HUMAN, False)


def test_our_own_outgoing_mail_is_a_persons_unless_it_says_otherwise() -> None:
    ours = replace(MAIL, sender=LI, to=(ANNA,), subject="Undeliverable goods")
    automatic_answer = replace(ours, headers=(("auto-submitted", "auto-replied"),))

    assert parsers.read(ours, OURS).kind is Kind.HUMAN
    assert parsers.read(automatic_answer, OURS).kind is Kind.AUTO_REPLY


@pytest.mark.parametrize(
    "text",
    [
        "İzindeyim, 9 Mart'ta dönüyorum.",
        "I AM OUT OF THE OFFICE until 9 March.",
        "Ich bin derzeit IM URLAUB.",
    ],
)
def test_a_notice_of_absence_is_seen_in_small_and_capital_letters(text: str) -> None:
    reading = parsers.read(replace(MAIL, text=text), OURS)

    assert not reading.nature.sure
    assert "the text reads like a notice of absence or an automatic mail" in reading.nature.because


def test_a_service_is_known_by_its_domain_and_sub_domains_only() -> None:
    inside, alike = Address("a@mail.cargo.example"), Address("a@mycargo.example")

    assert parsers.read(replace(MAIL, sender=inside), OURS).kind is Kind.SERVICE
    assert parsers.read(replace(MAIL, sender=alike), OURS).kind is Kind.HUMAN


def test_a_report_names_each_failed_recipient_hard_or_soft() -> None:
    report = (
        "Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; a@x.example\nAction: failed\nStatus: 5.1.1\n\n"
        "Final-Recipient: rfc822; b@x.example\nAction: failed\nStatus: 4.2.2\n"
        "Diagnostic-Code: smtp; 452 mailbox\n full\n\n"
        "Final-Recipient: rfc822; c@x.example\nAction: delivered\nStatus: 2.0.0\n"
    )

    failed = automatic.failed_recipients(replace(MAIL, report=report))

    assert [(found.email, found.hard) for found in failed] == [("a@x.example", True), ("b@x.example", False)]
    assert failed[1].reason == "452 mailbox full"


@pytest.mark.parametrize(
    ("line", "company"),
    [
        ("Nordlicht GmbH & Co. KG", "Nordlicht GmbH & Co. KG"),
        ("Shenzhen Bright Co., Ltd.", "Shenzhen Bright Co., Ltd."),
        ("Company: Bright Tools LLC", "Bright Tools LLC"),
        ("ООО Восток", "ООО Восток"),
        ("株式会社横浜商事", "株式会社横浜商事"),
        ("深圳市明亮科技有限公司", "深圳市明亮科技有限公司"),
        ("Anna Schmidt | Nordlicht AG", "Nordlicht AG"),
        ("Mario Rossi S.r.l.", "Mario Rossi S.r.l."),
        ("Casa", ""),
        ("We as a team", ""),
    ],
)
def test_the_company_is_the_signature_line_with_a_legal_form(line: str, company: str) -> None:
    reading = parsers.read(
        replace(MAIL, text=f"We order 5 pcs.\n\nBest regards\nAnna Schmidt\n{line}\n"), OURS
    )

    assert reading.parties[0].company == company
    assert reading.parties[0].company_from == ("signature" if company else "")


@pytest.mark.parametrize(
    ("shown", "name", "company"),
    [
        ("Anna Schmidt - Nordlicht GmbH", "Anna Schmidt", "Nordlicht GmbH"),
        ("Nordlicht GmbH | Anna", "Anna", "Nordlicht GmbH"),
        ("Anna (Nordlicht GmbH)", "Anna", "Nordlicht GmbH"),
        ("Nordlicht GmbH", "", "Nordlicht GmbH"),
        ("Bright Tools Co., Ltd.", "", "Bright Tools Co., Ltd."),
        ("Anna Schmidt", "Anna Schmidt", ""),
    ],
)
def test_a_display_name_may_hold_person_and_company(shown: str, name: str, company: str) -> None:
    party = parsers.read(replace(MAIL, sender=Address(ANNA.email, shown)), OURS).parties[0]

    assert (party.name, party.company) == (name, company)
    assert party.company_from == ("display name" if company else "")


def test_labels_are_read_in_both_scripts_and_over_two_lines() -> None:
    meaning = {"name": "who", "公司名称": "firm", "country": "where"}
    body = "Name : Anna\n* 公司名称：北光\nCountry\n\nKenya\nName: Second\nOther: x"

    assert fields.labelled(body, meaning) == {"who": "Anna", "firm": "北光", "where": "Kenya"}


def test_a_country_is_read_from_what_forms_say() -> None:
    said = ["Kenya", "肯尼亚", "[KE] Kenya", "Nairobi, Kenya", "KE", "Atlantis", ""]

    assert [countries.code_of(text) for text in said] == ["KE", "KE", "KE", "KE", "KE", "", ""]


def test_every_parser_is_asked_in_order_and_reply_is_last() -> None:
    assert [parser.NAME for parser in parsers.PARSERS] == ["forwarded"]
    assert parsers.read(MAIL, OURS).parser == "reply"
