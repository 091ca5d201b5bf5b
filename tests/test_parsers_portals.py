"""Are forms read, however their template is laid out, and never where a person writes?"""

from __future__ import annotations

# ruff: noqa: E501 (a row a template)
from dataclasses import replace
from datetime import UTC, datetime

import pytest

import parsers
from model import Address, DetailSort, Direction, Kind, Mail, Ours, RawMail, Reading
from parsers.portals import fields
from parsers.portals.buyer_names import may_be_name
from worker import portals

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
OURS = Ours(frozenset({"firma.example"}))
SALES = Address("sales@firma.example")
SHIPPED = portals.shipped().parsers
FORM = "Buyer: John Otieno\nCompany: Nairobi Tools Ltd\nCountry: Kenya\nMessage:\nPlease quote 500 valves."
INQUIRY = Mail(
    "k",
    Address("feedback@service.alibaba.com"),
    NOON,
    NOON,
    subject="Inquiry from John Otieno",
    to=(SALES,),
    text=FORM,
)
WEB = replace(
    INQUIRY,
    sender=Address("wordpress@firma.example"),
    subject="Contact",
    text="Name: Tom\nEmail: tom@guest.example\nMessage: Price?",
)


def read(mail: Mail) -> Reading:
    return parsers.read(mail, OURS, SHIPPED)


def rich(body: str, sender: str = "feedback@service.alibaba.com") -> Reading:
    head = (
        f"From: {sender}\nTo: sales@firma.example\nSubject: Inquiry\nContent-Type: text/html; charset=utf-8"
    )
    return read(parsers.open_mail(RawMail(f"{head}\n\n{body}".encode(), NOON)))


@pytest.mark.parametrize(
    "sender",
    [
        "feedback@alibaba.com.evil.example",
        "feedback@myalibaba.com",
        "feedback@alibaba.co",
        "alibaba.com@evil.example",
        "x@made-in-china.com.example",
        "x@globalsources.example",
        "mailer@shopify.com.example",
    ],
)
def test_a_look_alike_sender_is_never_the_portal(sender: str) -> None:
    mail = replace(INQUIRY, sender=Address(sender, "Alibaba.com"))

    assert read(mail).parser == "reply"


@pytest.mark.parametrize("sender", ["feedback@service.alibaba.com", "x@alibaba.com", "x@a.b.alibaba.com"])
def test_a_portal_is_known_by_its_domain_and_what_is_below(sender: str) -> None:
    assert read(replace(INQUIRY, sender=Address(sender))).parser == "alibaba"


@pytest.mark.parametrize(
    "line",
    [
        "Name: Anna Schmidt",
        "Name：Anna Schmidt",
        "NAME : Anna Schmidt",
        "*Name:* Anna Schmidt",
        "*Name* Anna Schmidt",
        "**Name**: Anna Schmidt",
        "• Name:\u00a0Anna Schmidt",
        "Na\u200bme:\ufeff Anna Schmidt",
        "1. Name: Anna Schmidt",
        "Name\tAnna Schmidt",
        "Name    Anna Schmidt",
        "Name\n\nAnna Schmidt",
        "Name:\nAnna Schmidt",
        "Name (required): Anna Schmidt",
        "Your Name: Anna Schmidt",
        "your-name: Anna Schmidt",
        "【Name】Anna Schmidt",
        "Name | Anna Schmidt",
        "> Name: Anna Schmidt",
        "First Name: Anna\nLast Name: Schmidt",
        "姓名：Anna Schmidt",
        "Vor- und Nachname: Anna Schmidt",
        "Nombre y apellidos: Anna Schmidt",
        "Nome completo: Anna Schmidt",
        "Nom et prénom : Anna Schmidt",
        "ФИО: Anna Schmidt",
        "الاسم: Anna Schmidt",
        "ADINIZ SOYADINIZ: Anna Schmidt",
        "お名前：Anna Schmidt",
        "姓名 Name: Anna Schmidt",
        "Name 姓名：Anna Schmidt",
        "Name / Nom: Anna Schmidt",
        "联系人(Contact)：Anna Schmidt",
    ],
)
def test_a_label_is_read_however_it_is_written(line: str) -> None:
    mail = replace(
        INQUIRY, subject="Inquiry", text=f"Hello\n{line}\nEmail: a@nordlicht.example\nMessage: Hi\n"
    )

    assert read(mail).parties[0].name == "Anna Schmidt"


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><td>Name</td><td>Anna</td></tr><tr><td>Message</td><td>Hi <b>you</b>, all</td></tr></table>",
        "<table><tr><th>Name</th><td><span>Anna</span></td></tr><tr><th>Message</th><td>Hi you, all</td></tr></table>",
        "<b>Name</b><br>Anna<br><b>Message</b><br>Hi you, all",
        "<p><strong>Name</strong> Anna</p><p><strong>Message</strong> Hi you, all</p>",
        "<dl><dt>Name</dt><dd>Anna</dd><dt>Message</dt><dd>Hi you, all</dd></dl>",
        "<table><tr><td><table><tr><td>Name:</td></tr></table></td><td>Anna</td></tr></table><div>Message:<br>Hi you, all</div>",
        "<ul><li>Name: Anna</li><li>Message: Hi you, all</li></ul>",
    ],
)
def test_a_form_in_html_is_read_by_its_cells_and_bold_words(body: str) -> None:
    reading = rich(body)

    assert reading.parties[0].name == "Anna"
    assert reading.own_words == "Hi you, all"


def test_what_a_buyer_writes_like_a_field_stays_in_her_words() -> None:
    words = "Hello,\nName: valve X\nQuantity: 40\nSpecification: DN50\nThanks"
    mail = replace(
        INQUIRY, text=f"Buyer: Ann\nMessage:\n{words}\n\nCountry: Kenya\nTel: +254 20 123456\n\nReply now"
    )

    reading = read(mail)

    assert reading.own_words == words
    assert dict(reading.fields) | {"message": ""} == {
        "name": "Ann",
        "country": "Kenya",
        "phone": "+254 20 123456",
        "message": "",
    }


def test_how_to_answer_the_buyer_is_told_by_the_platform_and_not_by_her() -> None:
    words = "Please quote 500 valves by replying to this mail.\nI need them soon."
    told = f"{FORM.rpartition('Please')[0]}{words}\n\nReply soon. Replying to this mail answers the buyer."

    assert read(replace(INQUIRY, text=told)).own_words == words


def test_the_buyers_data_are_given_with_the_words_they_came_from() -> None:
    text = f"{FORM}\n\nTel: 020 123456\nWeb site: HTTP://www.Nairobi.example/a\nEmail: JOHN@nairobi.example"

    party = read(replace(INQUIRY, text=text)).parties[0]

    assert (party.email, party.country, party.company_from) == ("john@nairobi.example", "KE", "portal")
    assert {each.sort: (each.value, each.words) for each in party.details} == {
        DetailSort.PERSON: ("John Otieno", "John Otieno"),
        DetailSort.COMPANY: ("Nairobi Tools Ltd", "Nairobi Tools Ltd"),
        DetailSort.EMAIL: ("john@nairobi.example", "JOHN@nairobi.example"),
        DetailSort.COUNTRY: ("KE", "Kenya"),
        DetailSort.PHONE: ("+25420123456", "020 123456"),
        DetailSort.WEBSITE: ("www.nairobi.example", "HTTP://www.Nairobi.example/a"),
    }


@pytest.mark.parametrize(
    ("subject", "name", "country"),
    [
        ("Inquiry from John Otieno", "John Otieno", ""),
        ("[Alibaba.com] New inquiry from John B. Otieno - valves", "John B. Otieno", ""),
        ("Inquiry from Mr. Bilal Khan - Towels", "Mr. Bilal Khan", ""),
        ("John Otieno has sent you an inquiry", "John Otieno", ""),
        ("Urgent! wang has sent you a message", "wang", ""),
        ("Bill, you have a message from Ahmed Hassan", "Ahmed Hassan", ""),
        ("来自肯尼亚买家John的询盘", "John", "KE"),
        ("您收到一封新的询盘", "", ""),
        ("收到买家Ivan的留言", "Ivan", ""),
        ("Consulta de Ana López", "Ana López", ""),
        ("Запрос от Ивана Петрова", "Ивана Петрова", ""),
        ("You have received an inquiry from Alibaba.com", "", ""),
        ("New inquiry from Kenya", "", "KE"),
        ("New message from a customer", "", ""),
        ("[John Miller] has sent you an inquiry", "John Miller", ""),
        ("【John Miller】 sent you a message", "John Miller", ""),
        ("[Alibaba.com] [John Miller] has sent you an inquiry", "John Miller", ""),
        ("Inquiry from [John Miller]", "John Miller", ""),
        ("has sent you an inquiry", "", ""),
        ("New inquiry from KE", "", "KE"),
        ("Grace W. wants to talk", "Grace W.", ""),
        ("Your buyer wants to talk!", "", ""),
        ("Jack You has sent you an inquiry", "Jack You", ""),
    ],
)
def test_the_subject_may_name_the_buyer(subject: str, name: str, country: str) -> None:
    party = read(replace(INQUIRY, subject=subject, text="Message: Please quote.")).parties[0]

    assert (party.name, party.country) == (name, country)


@pytest.mark.parametrize(
    "name",
    ["wang", "mike_ny88", "Jack You", "Jordan Lee", "Grace W.", "Mehmet Has", "nguyen thi my", "Maria da Silva", "张伟",
     "Ольга Новая", "Nairobi Tools Ltd", "J", "John Miller, USA", "Mr. Li"],
)  # fmt: skip
def test_what_people_are_called_may_be_a_name(name: str) -> None:
    assert may_be_name(name)


@pytest.mark.parametrize(
    "words",
    ["has", "Has sent", "New message", "sent you", "John wants to buy", "your inquiry", "KE", "Kenya", "肯尼亚", "买家",
     "新的询盘", "une demande", "neue Anfrage", "вам запрос", "yeni mesaj", "رسالة جديدة", "12345", "a@b.example", "", "...",
     "Nairobi, Kenya", "お問い合わせ"],
)  # fmt: skip
def test_words_of_a_sentence_a_country_and_an_address_are_no_name(words: str) -> None:
    assert not may_be_name(words)


def test_a_country_where_the_name_should_stand_is_the_country_and_the_name_is_missing() -> None:
    reading = read(replace(INQUIRY, subject="Inquiry", text="Buyer: KE\nMessage: Need 200 pcs."))

    assert (reading.parties[0].name, reading.parties[0].country) == ("", "KE")
    assert (reading.nature.sure, reading.missing) == (False, ("name",))


def test_a_form_of_our_site_that_has_no_name_in_the_names_place_is_unsure() -> None:
    form = "Name: New message\nEmail: tom@guest.example\nMessage: Price?"

    reading = read(replace(WEB, sender=Address("wordpress@firma.example"), text=form))

    assert (reading.parties[0].name, reading.parties[0].email) == ("", "tom@guest.example")
    assert (reading.nature.sure, reading.missing) == (False, ("name",))


def test_what_the_platform_hides_and_the_buyer_writes_is_read() -> None:
    words = "Message:\nPlease quote.\nmy email john@miller.example, whatsapp +1 312 555 0188"

    party = read(replace(INQUIRY, text=words)).parties[0]

    assert (party.email, party.phone) == ("john@miller.example", "+1 312 555 0188")
    assert (DetailSort.WHATSAPP, "+13125550188") in {(each.sort, each.value) for each in party.details}


def test_of_several_addresses_in_the_message_none_is_the_buyers() -> None:
    words = "Message: ask a@one.example or b@two.example"

    assert read(replace(INQUIRY, text=words)).parties[0].email == ""


@pytest.mark.parametrize(
    "line",
    ["From: Sophie Laurent sophie@valveo.example", "From: Sophie Laurent <sophie@valveo.example>",
     "From: Sophie Laurent (sophie@valveo.example)", "From: sophie@valveo.example Sophie Laurent",
     "From: [Sophie Laurent] [sophie@valveo.example]", 'From: "Sophie Laurent" <mailto:sophie@valveo.example>'],
)  # fmt: skip
def test_name_and_address_in_one_line_are_told_apart(line: str) -> None:
    party = read(replace(WEB, text=f"{line}\nSubject: valves\n\nMessage Body:\nBonjour")).parties[0]

    assert (party.name, party.email) == ("Sophie Laurent", "sophie@valveo.example")
    assert [each.value for each in party.details] == ["Sophie Laurent", "sophie@valveo.example"]


def test_an_address_alone_in_the_names_place_leaves_no_empty_detail() -> None:
    reading = read(replace(WEB, text="From: sophie@valveo.example\n\nMessage Body:\nBonjour"))

    assert [each.value for each in reading.parties[0].details] == ["sophie@valveo.example"]
    assert reading.nature.sure


FIELDS = "Product: Ball valve\nOrder quantity: 500 Pieces\n{}Country/Region: United States\nEmail: john@miller.example"


@pytest.mark.parametrize("between", ["", "John Miller\n", "\nJohn Miller\n\n"])
@pytest.mark.parametrize("behind", ["", "\nReply", "\n\nThanks\nJohn"])
@pytest.mark.parametrize(
    "first", ["John Otieno has sent you a message:\n", "John Otieno has sent you a message: ", "Message:\n"]
)
def test_fields_below_the_message_end_it(first: str, between: str, behind: str) -> None:
    text = f"{first}Hello, please send price.\n{FIELDS.format(between)}{behind}"

    reading = read(replace(INQUIRY, text=text))

    said = dict(reading.fields)
    assert reading.own_words == "Hello, please send price."
    assert (said["product"], said["quantity"]) == ("Ball valve", "500 Pieces")
    assert (reading.parties[0].email, reading.parties[0].country) == ("john@miller.example", "US")
    assert (reading.nature.sure, reading.missing) == (True, ())


def test_fields_with_more_of_the_message_below_stay_in_it_and_are_unsure() -> None:
    more = "We need them in Mombasa in June at the latest, please say whether you can."
    text = f"Message:\nHello, please send price.\n{FIELDS.format('')}\n{more}"

    reading = read(replace(INQUIRY, text=text))

    assert reading.own_words.endswith(more)
    assert not reading.nature.sure
    assert reading.nature.because[-1].startswith("fields stand within the message: product, quantity")


def test_a_quotation_with_a_name_below_is_guessed_and_stays_told_as_a_change() -> None:
    text = "Good news!\nA buyer wants to chat.\n“Need 200 pcs?”\n— Grace W.\nOpen in TradeManager"

    reading = read(replace(INQUIRY, subject="Your buyer wants to talk!", text=text))

    assert (reading.parties[0].name, reading.own_words) == ("Grace W.", "Need 200 pcs?")
    assert (reading.nature.sure, reading.missing) == (False, ("name", "message"))


def test_a_relay_of_the_platform_is_nobodys_address() -> None:
    mail = replace(INQUIRY, reply_to=(Address("x7@reply.alibaba.com"), Address("john@nairobi.example", "J")))

    assert read(mail).parties[0].email == "john@nairobi.example"
    assert read(replace(mail, reply_to=mail.reply_to[:1])).parties[0].email == ""


def test_a_form_that_has_changed_is_unsure_and_says_what_is_missing() -> None:
    mail = replace(INQUIRY, text="Purchaser\nJohn wants our valves, 500 of them.")

    reading = read(mail)

    assert (reading.kind, reading.nature.sure, reading.missing) == (Kind.PORTAL, False, ("message",))
    assert reading.own_words == mail.text
    assert "its template may have changed" in reading.nature.because[-1]


def test_an_unknown_mail_of_the_address_that_sends_inquiries_is_looked_at_by_a_person() -> None:
    mail = replace(INQUIRY, subject="Hi", text="All is new here.")

    assert (read(mail).kind, read(mail).nature.sure) == (Kind.PORTAL, False)
    assert read(replace(mail, sender=Address("x@alibaba.com"))).kind is Kind.SERVICE


@pytest.mark.parametrize(
    "subject",
    [
        "Your login verification code",
        "Payment received",
        "Your membership will expire soon",
        "3 new RFQs match your products",
        "Join our webinar",
        "您的会员即将到期",
        "登录验证码",
        "为您推荐5个采购需求",
        "付款成功通知",
    ],
)
def test_a_notice_of_the_platform_is_service(subject: str) -> None:
    mail = replace(INQUIRY, subject=subject, text="Dear member,\nsee your account.")

    assert (read(mail).kind, read(mail).nature.sure) == (Kind.SERVICE, True)


def test_a_list_of_several_buyers_is_no_inquiry() -> None:
    rows = "\n".join(f"Buyer: Buyer {n}\nProduct: valve\nDetails: quote" for n in range(4))

    assert read(replace(INQUIRY, subject="News", text=rows)).kind is Kind.SERVICE


# -- forms of our own site ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sender",
    ["wordpress@firma.example", "sales@firma.example", "wordpress@www.firma.example", "no-reply@host.example",
     "forms@host.example"],
)  # fmt: skip
def test_a_form_of_our_site_is_an_inquiry_from_the_buyer_in_it(sender: str) -> None:
    reading = read(replace(WEB, sender=Address(sender)))

    assert (reading.parser, reading.kind, reading.direction) == ("web form", Kind.PORTAL, Direction.IN)
    assert reading.parties[0].email == "tom@guest.example"


@pytest.mark.parametrize(
    "mail",
    [
        replace(WEB, sender=Address("anna@nordlicht.example")),
        replace(WEB, to=(Address("tom@guest.example"),)),
        replace(WEB, parents=("a@b",)),
        replace(WEB, text="Name: Tom\nWe need a price."),
        replace(WEB, text="We need a quotation.", reply_to=(Address("tom@guest.example"),)),
    ],
    ids=["a person writes", "the copy for the buyer", "an answer among us", "too few labels", "no form"],
)
def test_what_is_no_form_is_never_read_as_one(mail: Mail) -> None:
    assert read(mail).parser == "reply"


@pytest.mark.parametrize("sender", ["billing@shopify.com", "news@wix.com", "no-reply@squarespace.com"])
def test_other_mail_of_who_makes_forms_is_no_inquiry(sender: str) -> None:
    mail = replace(
        WEB, sender=Address(sender), subject="Your bill", text="Dear Li,\nyour plan costs: USD 29."
    )

    assert read(mail).parser == "reply"


def test_a_form_with_nobodys_address_but_ours_is_none() -> None:
    own = replace(WEB, text=WEB.text.replace("tom@guest.example", "anna@firma.example"))

    assert read(own).kind is Kind.INTERNAL


@pytest.mark.parametrize(
    "words",
    [
        "Hi, I found your site and we can rank you first on Google.",
        "Get your website on the first page of Google!",
        "We sell high quality backlinks, DA 50+.",
        "Do you accept guest posts on your blog?",
        "We offer web design services at low prices.",
        "I noticed errors on your website and can redesign your website.",
        "Our SEO services bring more organic traffic to your site.",
        "Play in our online casino, 100 free spins",
        "We provide unsecured business loans up to 5 million",
        "我们提供谷歌优化服务，让您的网站排名第一",
        "Ofrecemos posicionamiento SEO para su web",
        "Nous proposons le référencement naturel de votre site",
        "Wir bieten Suchmaschinenoptimierung für Ihre Webseite",
        "Предлагаем продвижение сайта в топ-10",
        "SEO対策のご提案です",
        "نقدم خدمات تحسين محركات البحث",
        "Google'da ilk sayfada yer alın",
    ],
)
def test_who_sells_to_us_through_the_form_is_looked_at_by_a_person(words: str) -> None:
    reading = read(replace(WEB, text=f"Name: Eric Jones\nEmail: eric@rank.example\nMessage: {words}"))

    assert (reading.kind, reading.nature.sure, reading.missing) == (Kind.PORTAL, False, ())
    assert "its message reads like an offer to us" in reading.nature.because[-1]
    assert reading.own_words == words


@pytest.mark.parametrize(
    "words",
    [
        "We found you on Google and need 500 valves.",
        "We run a casino and need 200 poker tables and 5,000 chips.",
        "Please quote bicycle chain links and a link to your catalogue.",
        "We are a web design agency and need 50 chairs for our office.",
        "Mr. Seo Min-jun of Hansung wants a price list by post.",
        "Can you match our design and post samples to our business in Lagos?",
        "Which certificates rank your steel, and what is your first price?",
        "We need marketing brochures for your pumps and video of the factory.",
        "请问你们网站上的水泵价格多少？",
    ],
)
def test_a_buyer_who_names_the_same_things_is_none_of_them(words: str) -> None:
    reading = read(replace(WEB, text=f"Name: Tom\nEmail: tom@guest.example\nMessage: {words}"))

    assert reading.nature.sure, reading.nature.because


def test_a_form_of_thousands_of_lines_is_read_to_its_cap_and_no_further() -> None:
    form = fields.read(
        "Name: x\n" * 100_000 + "Message: y", fields.Layout({"name": "name", "message": "message"})
    )

    assert form.values == {"name": "x"}
    assert form.message == ""


ALONE = "Name\nJuan Perez\n\nEmail\njuan@comercial.example\n\nComment or Message\nplease quote 500"


@pytest.mark.parametrize(
    "sender",
    ["noreply@firma.example", "wordpress@www.firma.example", "site@firma.example", "info@firma.example"],
)
@pytest.mark.parametrize(
    "form",
    [
        ALONE,
        ALONE.replace("\n\n", "\n"),
        "Nombre\nJuan Perez\n\nCorreo electrónico\njuan@comercial.example\n\nMensaje\nplease quote 500",
        "Ваше имя\nJuan Perez\n\nE-mail\njuan@comercial.example\n\nСообщение\nplease quote 500",
        "姓名\nJuan Perez\n\n邮箱\njuan@comercial.example\n\n留言\nplease quote 500",
        "お名前\nJuan Perez\n\nメールアドレス\njuan@comercial.example\n\nお問い合わせ内容\nplease quote 500",
        "Full Name\tJuan Perez\nE-mail\tjuan@comercial.example\nMessage\tplease quote 500",
    ],
)
def test_a_form_without_any_colon_from_our_own_site_is_an_inquiry(sender: str, form: str) -> None:
    reading = read(replace(WEB, sender=Address(sender), subject="New contact", text=form))

    assert (reading.kind, reading.nature.sure) == (Kind.PORTAL, True), reading.nature.because
    assert [(each.name, each.email) for each in reading.parties] == [("Juan Perez", "juan@comercial.example")]
    assert reading.own_words == "please quote 500"


@pytest.mark.parametrize(
    "text",
    [
        f"Hello Li, from the fair:\n\n{ALONE}\n\nCan you call? Anna",
        "你好，展会上的客户：\n\n姓名：Juan\n邮箱：juan@comercial.example\n留言：please quote 500",
        "Email: juan@comercial.example\nMessage: please quote 500",
    ],
)
def test_what_a_colleague_may_have_typed_is_neither_lost_nor_sure(text: str) -> None:
    reading = read(replace(WEB, sender=Address("anna@firma.example"), subject="Lead", text=text))

    assert (reading.kind, reading.nature.sure) == (Kind.PORTAL, False)
    assert reading.parties[0].email == "juan@comercial.example"


def test_a_colleague_who_names_an_address_in_prose_stays_among_us() -> None:
    text = "Li, can you call juan@comercial.example about the fair?"

    reading = read(replace(WEB, sender=Address("anna@firma.example"), subject="Call", text=text))

    assert (reading.kind, reading.nature.sure) == (Kind.INTERNAL, True)


LEAD = "Name: Juan Perez\nCountry: Mexico\nEmail: juan@comercial.example\nMessage: please quote 500"


@pytest.mark.parametrize(
    "sender", ["inquiry", "buylead", "buy-leads", "response", "rfq", "tradeleads", "requests2"]
)
def test_an_unknown_platform_is_known_by_its_address_and_its_form(sender: str) -> None:
    mail = replace(WEB, sender=Address(f"{sender}@tradex.example"), subject="Valves", text=LEAD)

    reading = read(mail)

    assert (reading.parser, reading.kind, reading.nature.sure) == ("inquiry address", Kind.PORTAL, True)
    assert reading.parties[0].email == "juan@comercial.example"


@pytest.mark.parametrize(
    "text",
    [
        "Hello, we would like to buy 500 valves. Juan",
        "Please quote.\n\nName: Juan\nCompany: Big Buyer\nEmail: inquiry@tradex.example\nPhone: +52 55 1234 5678",
    ],
)
def test_an_address_for_inquiries_without_a_form_is_an_unsure_person(text: str) -> None:
    reading = read(replace(WEB, sender=Address("inquiry@tradex.example"), subject="Valves", text=text))

    assert (reading.parser, reading.kind, reading.nature.sure) == ("reply", Kind.HUMAN, False)


def test_an_unknown_platform_that_hides_how_to_reach_the_buyer_is_unsure() -> None:
    text = "Name: Juan Perez\nCountry: Mexico\nMessage: please quote 500"

    reading = read(replace(WEB, sender=Address("leads@tradex.example"), subject="Valves", text=text))

    assert (reading.kind, reading.nature.sure) == (Kind.PORTAL, False)
    assert "nothing in it says how to reach the buyer" in reading.nature.because


def test_an_answer_from_such_an_address_is_a_persons() -> None:
    mail = replace(
        WEB, sender=Address("rfq@tradex.example"), parents=("a@firma.example",), text="Thanks, fine."
    )

    assert read(mail).nature.sure


@pytest.mark.parametrize(
    ("sender", "form"),
    [
        ("noreply@jotform.com", LEAD.replace(": ", "\t")),
        ("forms-receipts-noreply@google.com", LEAD.replace(": ", "\t")),
        ("notifications@typeform.com", LEAD.replace(": ", "\n")),
        ("submissions@formsubmit.co", LEAD),
        ("formresponses@netlify.com", LEAD.replace(": ", " | ")),
        ("noreply@hubspot.com", LEAD.replace(": ", "\n").replace("\n", "\n\n")),
    ],
)
def test_the_buyer_of_a_service_of_forms_is_the_one_in_the_body(sender: str, form: str) -> None:
    reading = read(replace(WEB, sender=Address(sender), subject="New response", text=form))

    assert (reading.parser, reading.kind) == ("form service", Kind.PORTAL)
    assert [(each.name, each.email) for each in reading.parties] == [("Juan Perez", "juan@comercial.example")]
    assert reading.own_words == "please quote 500"


@pytest.mark.parametrize(
    "head",
    ["Buyer juan123 left you a message:", "Buyer juan123 sent you a message:", "Buyer juan123 sent a message:\n",
     "买家juan123给您留言：", "买家juan给您留言："],
)  # fmt: skip
def test_a_sentence_that_tells_who_wrote_stands_above_her_words(head: str) -> None:
    mail = replace(
        WEB, sender=Address("noreply@dhgate.com"), subject="New message", text=f"{head}\nplease quote 500"
    )

    reading = read(mail)

    assert reading.own_words == "please quote 500"
    assert reading.parties[0].name.startswith("juan")
