"""Is everything that a mail says of its sender found, and nothing that it does not say?"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import Address, Detail, DetailSort, Ours, Party, RawMail
from parsers import open_mail, read
from parsers.opening import addresses
from parsers.sender import bank, codes, companies, people, phones, places, positions, whose
from parsers.text import quotes

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "people-own.jsonl").read_text("utf-8").splitlines()
]
SORTS = {"form": DetailSort.LEGAL_FORM, "bank": DetailSort.BANK_ACCOUNT}
ANNA = Address("anna@nordlicht.example", "Anna Schmidt")
LEAST = 0.5


def details(text: str, address: Address = ANNA) -> tuple[Detail, ...]:
    return people.details_of(address, quotes.split(text))


def values(text: str, sort: DetailSort, address: Address = ANNA) -> list[str]:
    return [detail.value for detail in details(text, address) if detail.sort is sort]


def facts(case: dict[str, Any]) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Expected and found (sort, value) pairs; of country and power only the surest is a fact."""
    sender = addresses.read(case["sender"]).addresses[0]
    found: dict[str, list[str]] = {}
    for detail in details(case["text"], sender):
        if detail.confidence >= LEAST:
            found.setdefault(detail.sort.value, []).append(detail.value)
    for sort in ("country", "power"):
        found[sort] = found.get(sort, [])[:1]
    expected = {SORTS.get(sort, sort): values for sort, values in case["expect"].items()}
    return (
        {(sort, value.casefold().strip(" .")) for sort, values in expected.items() for value in values},
        {(sort, value.casefold().strip(" .")) for sort, values in found.items() for value in values},
    )


def test_signatures_of_the_trade_are_read_nearly_all_and_nearly_all_right() -> None:
    pairs = [facts(case) for case in CASES]

    expected = sum(len(told) for told, _ in pairs)
    right = sum(len(told & found) for told, found in pairs)
    found = sum(len(found) for _, found in pairs)
    assert len(CASES) >= 150
    assert right / expected >= 0.98
    assert right / found >= 0.98


def test_every_detail_says_where_it_was_read_and_by_which_words() -> None:
    found = [
        detail
        for case in CASES
        for detail in details(case["text"], addresses.read(case["sender"]).addresses[0])
    ]

    assert all(detail.words and 0 < detail.confidence <= 1 for detail in found)
    assert {detail.where for detail in found} <= {"signature", "display name", "own words", "address"}


@pytest.mark.parametrize(
    "line",
    [
        "PO 4500123456 dated 2026-03-02, HS code 8413.70.99",
        "IBAN: DE89 3704 0044 0532 0130 00",
        "VAT No: GB 980 7806 84",
        "Invoice 2026-0301-7788, total 1.250.000,00 EUR",
        "Container MSKU1234565, seal 0098765, tracking 123456789012",
        "On 02.03.2026 10:15:00 we wrote",
        "model 138-1234-5678",
        "ref 0012-3344-5566",
        "QQ: 123456789",
        "邮编：321000 订单：13812345678901",
    ],
)
def test_other_numbers_are_no_telephones(line: str) -> None:
    found = details(f"Hello,\nplease look: {line}\n\nBest regards\nAnna\n{line}")

    assert not [
        detail for detail in found if detail.sort in (DetailSort.PHONE, DetailSort.FAX, DetailSort.WHATSAPP)
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Tel: +49 (0)40 23456789", {"phone": ["+494023456789"]}),
        ("Tel/Fax: (84-28) 3822 1234", {"phone": ["+842838221234"], "fax": ["+842838221234"]}),
        ("手机/微信：+86 138 1234 5678", {"phone": ["+8613812345678"], "wechat": ["+8613812345678"]}),
        ("Mobile: +86 139 2345 6789 (WeChat/WhatsApp)",
         {"phone": ["+8613923456789"], "wechat": ["+8613923456789"], "whatsapp": ["+8613923456789"]}),
        ("T：+86 20 3456 7890-808", {"phone": ["+862034567890"]}),
        ("电话：+86-574-87654321/22", {"phone": ["+8657487654321", "+8657487654322"]}),
        ("Ｔｅｌ：＋８１－４５－２２２－１２３４", {"phone": ["+81452221234"]}),
        ("WhatsApp: https://wa.me/254722123456", {"whatsapp": ["+254722123456"]}),
    ],
)  # fmt: skip
def test_labels_say_what_a_number_is(line: str, expected: dict[str, list[str]]) -> None:
    found = details(f"We order.\n\nBest regards\nAnna Schmidt\n{line}")

    numbers = {
        sort: [d.value for d in found if d.sort.value == sort]
        for sort in ("phone", "fax", "whatsapp", "wechat")
    }
    assert {sort: values for sort, values in numbers.items() if values} == expected


def test_the_country_of_the_address_reads_national_numbers() -> None:
    body = "We order.\n\nBest regards\nAnna\nC/ Colón 45, 46004 Valencia, España\nTlf: 963 123 456"

    assert values(body, DetailSort.PHONE) == ["+34963123456"]


def test_two_signs_of_a_country_are_surer_than_one_and_com_is_none() -> None:
    body = "We order.\n\nBest regards\nAnna\nTel: +49 40 23456789"
    both = f"{body}\nHafenstraße 12, 20457 Hamburg, Germany"

    def sure(text: str) -> float:
        return next(detail.confidence for detail in details(text) if detail.sort is DetailSort.COUNTRY)

    assert values(body, DetailSort.COUNTRY) == values(both, DetailSort.COUNTRY) == ["DE"]
    assert sure(both) > sure(body)
    assert values("We order.", DetailSort.COUNTRY, Address("anna@gmail.com", "Anna")) == []


@pytest.mark.parametrize(
    ("title", "power"),
    [
        ("Owner", "decides"), ("CEO", "decides"), ("General Manager", "decides"),
        ("Purchasing Director", "decides"),
        ("总经理", "decides"), ("社長", "decides"), ("Geschäftsführer", "decides"),
        ("Directeur Achats", "decides"),
        ("Генеральный директор", "decides"), ("المدير العام", "decides"), ("Genel Müdür", "decides"),
        ("Buyer", "recommends"), ("采购经理", "recommends"), ("Gerente de Compras", "recommends"),
        ("закупщик", "recommends"),
        ("مدير المشتريات", "recommends"), ("Satın Alma Müdürü", "recommends"),
        ("Einkäufer", "recommends"), ("購買部 課長", "recommends"), ("Comprador", "recommends"),
        ("Technical Engineer", "uses"), ("Import Assistant", "uses"), ("业务员", "uses"),
        ("总经理助理", "uses"),
        ("Assistentin der Geschäftsführung", "uses"), ("Assistant to the CEO", "uses"), ("инженер", "uses"),
        ("Hamburg", ""), ("We need your price", ""), ("Sales Department", ""),
    ],
)  # fmt: skip
def test_a_title_says_how_much_she_decides(title: str, power: str) -> None:
    assert positions.power_of(title) == power


@pytest.mark.parametrize(
    ("line", "name", "form"),
    [
        ("Owner, Brightfix LLC", "Brightfix LLC", "LLC"),
        ("FERREMAX DE OCCIDENTE, S.A. DE C.V.", "FERREMAX DE OCCIDENTE, S.A. DE C.V.", "S.A. de C.V."),
        ("Alpenstahl Ges.m.b.H., Mariahilfer Straße 100, A-1060 Wien", "Alpenstahl Ges.m.b.H.", "GmbH"),
        ("EGE MAKİNA SAN. VE TİC. LTD. ŞTİ.", "EGE MAKİNA SAN. VE TİC. LTD. ŞTİ.", "Ltd. Şti."),
        ("شركة النجم للتجارة ذ.م.م", "شركة النجم للتجارة ذ.م.م", "ذ.م.م"),
        ("日光電機株式会社 代表取締役社長 佐藤 健", "日光電機株式会社", "株式会社"),
        ("BUDMAX Sp. z o.o.", "BUDMAX Sp. z o.o.", "Sp. z o.o."),
        ("PT. Sinar Jaya Abadi", "PT. Sinar Jaya Abadi", "PT"),
        ("대한산업 주식회사", "대한산업 주식회사", "주식회사"),
    ],
)
def test_a_company_is_known_by_its_legal_form(line: str, name: str, form: str) -> None:
    found = companies.company_in(line)

    assert found is not None
    assert (found.name, found.form) == (name, form)


@pytest.mark.parametrize(
    "line",
    [
        "Hi, we bought from Bright Tools Co., Ltd. last year",
        "贵公司的产品很好",
        "Kerkstraat 10, 3511 AB Utrecht",
        "Denver, CO 80202",
        "Fri Nov 30 14:38:38 EST",
        "Let us know a.s.a.p.",
        "Thanks for the info",
    ],
)
def test_sentences_and_places_are_no_companies(line: str) -> None:
    assert companies.companies_in(line) == ()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("统一社会信用代码：91110000600037341L", "CN-USCC 91110000600037341L"),
        ("USt-IdNr.: DE136695976", "EU-VAT DE136695976"),
        ("P.IVA 00743110157", "EU-VAT IT00743110157"),
        ("CNPJ: 16.727.230/0001-97", "BR-CNPJ 16727230000197"),
        ("ИНН 7707083893", "RU-INN 7707083893"),
        ("Vergi No: 4540536920", "TR-VKN 4540536920"),
        ("GSTIN: 24AAACC1206D1ZM", "IN-GSTIN 24AAACC1206D1ZM"),
        ("RFC: GODE561231GR8", "MX-RFC GODE561231GR8"),
        ("CUIT 20-05536168-2", "AR-CUIT 20055361682"),
        ("統一編號：00501503", "TW-UBN 00501503"),
        ("D-U-N-S: 15-048-3782", "DUNS 150483782"),
    ],
)
def test_a_registration_number_is_read_with_its_sort(line: str, code: str) -> None:
    assert [detail.value for detail in codes.codes(line, "signature")] == [code]


@pytest.mark.parametrize(
    "line", ["DE136695976", "USt-IdNr.: DE136695977", "ИНН 7707083894", "order 7707083893"]
)
def test_a_number_without_label_or_with_a_wrong_digit_is_no_code(line: str) -> None:
    assert list(codes.codes(line, "signature")) == []


def test_accounts_are_read_where_the_words_speak_of_a_bank() -> None:
    iban = "IBAN GB29 NWBK 6016 1331 9268 19"
    account = "开户行：中国银行宁波分行\n账号：3659 5830 1234 5678 901"

    found = [detail.value for detail in bank.accounts(f"{iban}\n{account}", "own words")]

    assert found == ["GB29NWBK60161331926819", "3659583012345678901"]
    assert (
        list(bank.accounts("IBAN GB29 NWBK 6016 1331 9268 18, order 3659583012345678901", "own words")) == []
    )


@pytest.mark.parametrize(
    ("words", "email"),
    [
        ("My new e-mail address is anna@kranich.example.", "anna@kranich.example"),
        (
            "Please note that my email has changed from a@old.example to anna@kranich.example",
            "anna@kranich.example",
        ),
        ("我的新邮箱是 anna@kranich.example，请更新。", "anna@kranich.example"),
        ("新しいメールアドレスは anna@kranich.example です。", "anna@kranich.example"),
        ("Meine neue E-Mail-Adresse lautet anna@kranich.example", "anna@kranich.example"),
        ("Ma nouvelle adresse e-mail : anna@kranich.example", "anna@kranich.example"),
        ("Mi nuevo correo es anna@kranich.example", "anna@kranich.example"),
        ("Meu novo e-mail é anna@kranich.example", "anna@kranich.example"),
        ("Мой новый адрес электронной почты: anna@kranich.example", "anna@kranich.example"),
        (
            "بريدي الإلكتروني الجديد هو anna@kranich.example، وهو بريد جديد: anna@kranich.example",
            "anna@kranich.example",
        ),
        ("Yeni e-posta adresim anna@kranich.example", "anna@kranich.example"),
        ("Send the new catalogue to anna@kranich.example", ""),
        ("My colleague Ann has a new email: ann@kranich.example.", ""),
        ("Ann has a new email: ann@kranich.example", ""),
        ("Ann's new email is ann@kranich.example", ""),
        ("The new email of my boss: ben@kranich.example", ""),
        ("Mein Kollege Jan hat eine neue E-Mail: jan@kranich.example", ""),
        ("我同事王芳换了新邮箱：wf@kranich.example", ""),
        ("My colleague Ann left. My new email is anna@kranich.example", "anna@kranich.example"),
        ("My colleague wrote to you, my new email is anna@kranich.example", "anna@kranich.example"),
    ],
)
def test_a_new_address_is_announced_in_ten_languages(words: str, email: str) -> None:
    assert values(words, DetailSort.NEW_EMAIL) == ([email] if email else [])


@pytest.mark.parametrize(
    ("words", "company"),
    [
        ("I have joined Brisk Supplies Inc. as buyer.", "Brisk Supplies Inc."),
        ("我已加入天津渤海机械有限公司。", "天津渤海机械有限公司"),
        ("Ab sofort bin ich bei der Helvetic Parts AG tätig.", "Helvetic Parts AG"),
        ("J'ai rejoint la société Mécanor SAS.", "Mécanor SAS"),
        ("Ahora trabajo en Suministros Ebro S.A.", "Suministros Ebro S.A."),
        ("Agora estou na Metalúrgica Sul Ltda.", "Metalúrgica Sul Ltda."),
        ("Теперь я работаю в компании ООО «Север».", "ООО «Север»"),
        ("We have joined the fair.", ""),
        ("我在上海出差。", ""),
    ],
)
def test_a_new_employer_is_announced(words: str, company: str) -> None:
    found = [value.rstrip(".") for value in values(words, DetailSort.NEW_COMPANY)]

    assert found == ([company.rstrip(".")] if company else [])


def test_networks_free_mail_and_links_that_follow_clicks_are_no_web_site() -> None:
    links = "www.linkedin.com/in/x https://facebook.com/x https://mail.163.com https://bit.ly/x https://nordlicht.example/de"

    assert values(f"We order.\n\nBest regards\nAnna\n{links}", DetailSort.WEBSITE) == ["nordlicht.example"]


def test_a_name_in_both_scripts_is_two_and_a_part_of_a_name_none() -> None:
    body = "Noted.\n\nBest regards\nAmy Zhou 周敏\nSales Manager"

    assert values(body, DetailSort.PERSON, Address("amy@sunrise.example", "Amy")) == ["Amy Zhou", "周敏"]


def test_the_fields_of_a_form_become_details_too() -> None:
    said = {
        "name": "John Otieno",
        "company": "Nairobi Tools Ltd",
        "country": "[KE] Kenya",
        "phone": "0722 123456",
    }

    found = {detail.sort.value: detail.value for detail in people.of_form(said)}

    assert found == {
        "person": "John Otieno",
        "company": "Nairobi Tools Ltd",
        "legal_form": "Ltd",
        "country": "KE",
        "phone": "+254722123456",
    }


def test_a_recipient_is_known_by_her_display_name_alone() -> None:
    found = people.shown_by(Address("anna@nordlicht.example", "Anna Schmidt - Nordlicht GmbH"))

    assert [(detail.sort.value, detail.value, detail.where) for detail in found] == [
        ("person", "Anna Schmidt", "display name"),
        ("company", "Nordlicht GmbH", "display name"),
        ("legal_form", "GmbH", "display name"),
    ]


def test_what_is_said_to_the_sender_is_no_detail_of_her() -> None:
    words = (
        "Our CEO will visit you. We compare with Siemens AG and ABB Ltd, their prices are lower.\nAny chance?"
    )

    found = {detail.sort for detail in details(words, Address("info@gmail.com"))}

    assert found == set()


@given(st.text(max_size=300), st.text(max_size=40))
@settings(max_examples=200)
def test_no_text_breaks_the_reading_of_people(text: str, name: str) -> None:
    sender = Address("a@b.example", name)
    signed, unsigned = (quotes.split(f"Hello.\n{mark}\n{text}") for mark in ("\n-- ", "x"))
    found = people.details_of(sender, signed, US), people.details_of(sender, unsigned, US)

    assert all(detail.value for details in found for detail in details)


@pytest.mark.parametrize(
    "piece", ["+1 ", "Tel: 1-", "a@b", "有限公司", "S.A. ", "www.", "Co., ", "account no ", "12 "]
)
def test_endless_lines_are_bounded(piece: str) -> None:
    assert len(details("Hello.\n\nBest regards\n" + piece * 20_000)) < 60


def test_the_fast_commands_do_not_pay_for_telephone_numbers() -> None:
    asked = "import sys, parsers; print({'phonenumbers', 'stdnum'} & set(sys.modules))"

    root = Path(__file__).resolve().parent.parent
    answer = subprocess.run(
        [sys.executable, "-c", asked], cwd=root, capture_output=True, text=True, check=True
    )

    assert answer.stdout.strip() == "set()"


def test_candidates_are_cheap_and_phones_are_valid() -> None:
    found = [number for candidate in phones.candidates("Tel: 12345, +49 40 1, 0000000000")
             for number in phones.phones_of(candidate, ("DE",), signed=True)]  # fmt: skip

    assert found == []


def test_whom_a_mail_greets_is_not_who_signs_it() -> None:
    split = quotes.split("王经理：\n\n价格偏高，请再报一次。\n\n何佩珊")

    said = people.details_of(Address("he@hongda.example", "何佩珊"), split)

    assert [detail.value for detail in said if detail.sort is DetailSort.POSITION] == []


# -- whose data it is ----------------------------------------------------------------------------------

RITA = Address("rita@acme.example", "Rita Moll")
US = whose.OurSide(frozenset({"ourfactory.example"}), frozenset(), frozenset({frozenset({"anna", "chen"})}))
PERSONAL = (
    DetailSort.POSITION, DetailSort.COMPANY, DetailSort.PHONE, DetailSort.WHATSAPP, DetailSort.WECHAT,
    DetailSort.WEBSITE, DetailSort.CODE, DetailSort.ADDRESS,
)  # fmt: skip


def kept(text: str, *, automatic: bool = False, address: Address = RITA) -> list[str]:
    """What the book would hear of: of the sender, and sure enough."""
    found = people.details_of(address, quotes.split(text), US, automatic=automatic)
    return [detail.value for detail in found if detail.sort in PERSONAL and detail.confidence >= 0.6]


@pytest.mark.parametrize(
    "words",
    [
        "We agree.\nMy boss John Hill (CEO, +1 212 555 0100)",
        "We agree.\nMy boss:\nJohn Hill\nCEO\n+1 212 555 0100",
        "We agree.\n\nJohn Hill\nCEO\n+1 212 555 0100",
        "We agree. My boss John Hill, CEO, WhatsApp +1 212 555 0100, will call.",
        "Please ship.\nOur forwarder: Maersk Line GmbH, Tel +49 40 1112222",
        "Please ship.\nOur forwarder is:\n\nMaersk Line GmbH\nTel +49 40 1112222\nwww.maersk.example",
        "Notify party\n\nBeck Logistics GmbH\nHafenstraße 12, 20457 Hamburg, Germany\nTel +49 40 1112222",
        "Contacte con Luis Vega, luis@acme.example, tel. +34 600 111 222",
        "Hola,\nContacte con Luis Vega, luis@acme.example, tel. +34 600 111 222",
        "Bitte wenden Sie sich an\nUwe Beck\nEinkaufsleiter\nTel. +49 40 1112222",
        "Bonjour,\nnotre transitaire: Dupont SARL, tél. +33 1 23 45 67 89\nCordialement\nRita",
        "你好，\n我们老板：陈总 13812345678",
        "你好，\n请联系我们的货代王芳，电话 +86 13812345678，谢谢。\n\n祝好\nRita",
        "The driver is coming:\nAli\n+90 532 123 45 67",
    ],
)
def test_another_persons_or_firms_data_is_never_the_senders(words: str) -> None:
    assert kept(words) == []


@pytest.mark.parametrize(
    "words",
    [
        "Hi,\nis this right? Anna Chen, Sales Manager, Our Factory Co., Ltd., WeChat: annachen88",
        "Hi,\nAnna Chen, Sales Manager, Our Factory Co., Ltd., WeChat: annachen88, Tel +86 574 87654321",
        "Hi,\nis this still right?\n\nAnna Chen\nSales Manager\nOur Factory Co., Ltd.\nWeChat: annachen88",
        "Hi,\nok.\n\nBest regards\nAnna Chen\nSales Manager\nOur Factory Co., Ltd.\nTel +86 574 87654321",
        "Hi,\nok.\n\nSales Manager\nsales@ourfactory.example\nTel +86 574 87654321",
    ],
)
def test_our_own_signature_in_a_mail_is_not_the_customers(words: str) -> None:
    assert kept(words) == []


def test_ours_below_her_signature_is_taken_out_and_hers_stays() -> None:
    words = "Ok.\n\nBest regards\nRita Moll\nTel +49 40 23456789\n\nAnna Chen\nTel +86 574 87654321"

    assert kept(words) == ["+494023456789"]


def test_a_notice_of_a_machine_tells_nothing_of_its_sender_but_by_her_signature() -> None:
    deputy = "I am out.\n\nIn urgent cases:\n\nLuis Vega\nSales Manager\nluis@acme.example\n+34 600 111 222"
    signed = f"{deputy}\n\nBest regards\nRita Moll\nBuyer\nTel +49 40 23456789"

    assert kept(deputy, automatic=True) == []
    assert kept("Call me on +49 40 23456789.\n\nRita Moll", automatic=True) == []
    assert kept(signed, automatic=True) == ["Buyer", "+494023456789"]


def test_a_block_with_her_name_is_hers_though_nothing_marks_it() -> None:
    assert kept("Noted.\n\nRita Moll\nBuyer\nTel +49 40 23456789") == ["Buyer", "+494023456789"]
    assert kept("Ok confirmed, thanks. Rita Moll - Acme Tools Ltd - Tel +49 40 23456789") == [
        "Acme Tools Ltd",
        "+494023456789",
    ]


def test_a_number_she_calls_her_own_is_a_guess_and_the_next_one_is_not_hers() -> None:
    words = "Call me on +44 7911 123456 or John at +44 7911 123457. My wechat is rita_moll."

    found = people.details_of(RITA, quotes.split(words))

    assert {detail.value for detail in found if detail.where == "own words"} == {"+447911123456", "rita_moll"}
    assert all(detail.confidence < 0.6 for detail in found if detail.where == "own words")


def test_what_is_only_a_guess_is_no_field_of_the_party() -> None:
    words = "Ship to\n\nBeck Logistics GmbH\nHafenstraße 12, 20457 Hamburg, Germany\nTel +49 40 1112222"

    party = people.party_of(RITA, people.details_of(RITA, quotes.split(words)))

    assert (party.phone, party.company, party.position) == ("", "", "")


def test_an_account_of_ours_that_she_names_is_none_to_pay_her_to() -> None:
    ours = "We paid to your account IBAN GB29 NWBK 6016 1331 9268 19 at the bank."

    assert list(bank.accounts(ours, "own words")) == []
    assert list(bank.accounts("我们已汇到贵司账户 账号：3659583012345678901，中国银行", "own words")) == []


# -- values ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("blank", [" ", "\u3000"])
def test_title_and_name_on_one_line_are_parted(blank: str) -> None:
    body = f"見積もりをお願いします。\n\n以上、よろしくお願いします。\n\n株式会社山本\n課長{blank}田中 一郎"
    yamamoto = Address("t@yamamoto.example", "田中")

    assert values(body, DetailSort.POSITION, yamamoto) == ["課長"]
    assert values(body, DetailSort.PERSON, yamamoto) == ["田中 一郎"]


def test_the_city_in_a_firms_brackets_is_nobodys_name() -> None:
    body = "好的。\n\n祝好\n李强\n强盛阀门（苏州）有限公司\n电话：0512-66668888-802"
    li = Address("li@qiangsheng.example", "李强")

    assert values(body, DetailSort.PERSON, li) == ["李强"]
    assert values(body, DetailSort.COMPANY, li) == ["强盛阀门(苏州)有限公司"]


def test_an_extension_does_not_hide_a_telephone() -> None:
    body = "好的。\n\n祝好\n李强\n强盛阀门（苏州）有限公司\n电话：0512-66668888-802"

    assert values(body, DetailSort.PHONE) == ["+8651266668888"]


def test_of_a_sentence_that_tells_a_new_address_only_the_address_is_read() -> None:
    line = "公司搬家了,新地址:佛山市南海区桂城街道海八路12号。"

    assert [detail.value for detail in places.addresses([line], "signature")] == [
        "佛山市南海区桂城街道海八路12号"
    ]


def test_a_legal_form_of_several_countries_speaks_for_none_unless_another_sign_agrees() -> None:
    def countries(domain: str, below: str) -> list[str]:
        body = f"Ok.\n\nSaludos\nJuan Perez\nMinera Sur SpA{below}"
        return values(body, DetailSort.COUNTRY, Address(f"juan@{domain}", "Juan Perez"))

    assert countries("minera.cl", "\nTel +56 2 2345 6789") == ["CL"]
    assert countries("minera.example", "") == []
    assert countries("minera.it", "") == ["IT"]


@pytest.mark.parametrize(
    "line", ["QQ: 123456789", "QQ号：123456789", "微信/QQ：123456789", "QQ/微信: 123456789"]
)
def test_a_number_of_qq_is_a_messenger(line: str) -> None:
    assert values(f"好的。\n\n祝好\n李强\n{line}", DetailSort.QQ) == ["123456789"]
    assert values(f"好的。\n\n祝好\n李强\n{line}", DetailSort.PHONE) == []


def test_an_address_at_qq_is_no_number_of_qq() -> None:
    assert values("好的。\n\n祝好\n李强\n邮箱 123456789@qq.com", DetailSort.QQ) == []


@pytest.mark.parametrize(
    "words",
    ["export ABC=1", "export PATH", "import os", "import pandas as pd", "sales@", "Sales are low",
     "manager will call", "Manager called yesterday", "Export data file"],
)  # fmt: skip
def test_words_of_a_field_or_a_sentence_are_no_title(words: str) -> None:
    assert positions.power_of(words) == ""


@pytest.mark.parametrize("title", ["Sales", "Export", "Export Sales", "Sales & Marketing", "export manager"])
def test_a_field_alone_is_a_title_as_people_sign(title: str) -> None:
    assert positions.power_of(title) != ""


def party_read(letter: str, words: str) -> Party:
    ours = Ours(domains=frozenset({"ourfactory.example"}))
    heads = f"From: Rita Moll <rita@acme.example>\nTo: Anna Chen <anna@ourfactory.example>\n{letter}"
    raw = f"{heads}\nContent-Type: text/plain; charset=utf-8\n\n{words}".encode()
    (party,) = read(open_mail(RawMail(raw, datetime(2026, 3, 2, tzinfo=UTC))), ours).parties
    return party


def test_reading_a_mail_knows_whom_of_us_it_is_to_and_whether_a_machine_wrote_it() -> None:
    anna = "Is this still right?\n\nAnna Chen\nSales Manager\nTel +86 574 87654321\n"
    hers = "Noted.\n\nRita Moll\nBuyer\nTel +49 40 23456789\n"

    assert party_read("Subject: contact", anna).phone == ""
    assert party_read("Subject: order", hers).phone == "+49 40 23456789"
    assert party_read("Subject: Out of office\nAuto-Submitted: auto-replied", hers).position == ""
