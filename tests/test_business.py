"""Which business does mail show, and does it stay what a rep made of it, wherever the mail goes?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from fakes import MONDAY, Office, mail, sent
from model import (
    BusinessFact,
    CustomerId,
    FactId,
    FactSort,
    GenjinError,
    MailId,
    RawMail,
)
from store.customers import NewCustomer, Signs
from store.rereading import Wanted
from worker import business
from worker.business import Said, amount_of, currency_of
from worker.desk import Actor, DeskError
from worker.facts import waybills
from worker.intake import Intake
from worker.master import merging, splitting
from worker.master.undo import undo
from worker.pipeline import Report
from worker.reread import reread

NOW = MONDAY + timedelta(days=30)
ANNA = Actor("anna", NOW)
INQUIRY = "Please quote 500 pieces."


@pytest.fixture
def desk(location: object) -> Iterator[Office]:
    """An office on every database there is."""
    office = Office.at(location)  # type: ignore[arg-type]
    yield office
    office.book.close()


def facts(office: Office, customer: int = 1) -> list[BusinessFact]:
    with office.book.begin() as page:
        return page.business.of([CustomerId(customer)]).get(CustomerId(customer), [])


def told(office: Office, customer: int = 1) -> list[tuple[str, str, str]]:
    """Sort, number, and amount with its currency."""
    return [
        (fact.sort.value, fact.number, f"{fact.currency} {fact.amount:f}" if fact.amount else "")
        for fact in facts(office, customer)
    ]


def with_file(raw: RawMail, name: str, content: bytes = b"%PDF-1.4") -> RawMail:
    """The same mail with a file."""
    built = message_from_bytes(raw.content, _class=EmailMessage, policy=policy.default)
    built.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    return RawMail(built.as_bytes(), raw.received)


OURS = (
    (
        "Please find our quotation: total USD 12,500.00, valid until 31 March 2026.",
        ("quotation", "USD 12500.00"),
    ),
    ("附件是报价单,总价12,500美元,请查收。", ("quotation", "USD 12500")),
    ("Please find the proforma invoice attached, total USD 9,000.", ("proforma", "USD 9000")),
    ("Anbei unser Angebot über 4.000 EUR.", ("quotation", "EUR 4000")),
)
THEIRS = (
    ("We confirm the order: 500 pcs at USD 25.00, total USD 12,500.00.", ("order", "USD 12500.00")),
    ("我们正式下单,共5000件,总额12500美元。", ("order", "USD 12500")),
    ("The deposit of USD 3,750 was paid today; the total is USD 12,500.", ("deposit", "USD 3750")),
    ("定金3750美元已付,水单稍后发。", ("deposit", "USD 3750")),
    ("We transferred the balance of EUR 8,750 this morning.", ("payment", "EUR 8750")),
    ("尾款已付,请查收。", ("payment", "")),
    ("Our bank has issued the letter of credit.", ("letter_of_credit", "")),
    ("信用证已开出。", ("letter_of_credit", "")),
)
NOTHING = (
    "If you lower the price we place an order.",
    "We will pay the deposit tomorrow.",
    "Can you confirm the order?",
    "定金下周付。",
    "请问订单什么时候发货?",
    "Please send us your quotation.",
)


class TestWhatMailShows:
    def test_our_mail_brings_quotations_and_proformas_with_amount_and_validity(self, office: Office) -> None:
        office.gets(mail(INQUIRY))
        for day, (words, _) in enumerate(OURS, 1):
            office.writes(sent(words, day=day, subject=f"Offer {day}"))

        assert [(sort, amount) for sort, _, amount in told(office)] == [wanted for _, wanted in OURS]
        assert facts(office)[0].valid_until == date(2026, 3, 31)
        assert [fact.valid_until for fact in facts(office)[1:]] == [None, None, None]

    def test_their_mail_brings_orders_deposits_payments_and_letters_of_credit(self, office: Office) -> None:
        for day, (words, _) in enumerate(THEIRS):
            office.gets(mail(words, day=day, subject=f"Letter {day}"))

        assert [(sort, amount) for sort, _, amount in told(office)] == [wanted for _, wanted in THEIRS]

    @pytest.mark.parametrize("words", NOTHING)
    def test_what_is_to_come_or_asked_for_is_no_business(self, office: Office, words: str) -> None:
        office.gets(mail(words))

        assert told(office) == []

    def test_direction_decides_whose_a_paper_is(self, office: Office) -> None:
        theirs = mail("Please see the file.", subject="File")
        ours = sent("Please see the file.", day=1, subject="File")
        office.gets(with_file(theirs, "Purchase Order PO-7781.pdf"), with_file(theirs, "Quotation.pdf"))
        office.writes(
            with_file(ours, "Purchase Order PO-7781.pdf"),
            with_file(sent("Please see it.", day=2), "PI-2026-031.pdf"),
        )

        assert told(office) == [("order", "PO-7781", ""), ("proforma", "PI-2026-031", "")]

    def test_words_beside_a_paper_make_no_second_fact_but_tell_its_price(self, office: Office) -> None:
        office.gets(mail(INQUIRY))
        words = "Please find our quotation attached, total USD 12,500, valid until 31 March 2026."
        office.writes(with_file(sent(words, day=1), "Quotation Q-77.pdf"))

        (fact,) = facts(office)

        assert (fact.sort, fact.amount, fact.currency) == (FactSort.QUOTATION, Decimal(12500), "USD")
        assert (fact.valid_until, fact.words) == (date(2026, 3, 31), "Quotation Q-77.pdf")

    @pytest.mark.parametrize(
        ("words", "amount"),
        [
            ("Please find our quotation attached: USD 28.40/pc FOB Ningbo.", ""),
            ("Please find our quotation attached. Our price is USD 28.40 per piece.", ""),
            ("Our quotation is attached; the unit price of USD 28.40 holds for 500 pcs.", ""),
            ("Please find our quotation attached. A colour of your own adds a surcharge of USD 120.", ""),
            ("附件是报价单,镀锌每只加 12 元。", ""),
            ("附件是报价单,单价28.4美元/只。", ""),
            ("附件是报价单,单价28.4美元/只,合计14200美元。", "USD 14200"),
            ("附件是报价单,总计:USD 14,200。", "USD 14200"),
            ("Our quotation is attached: 500 pcs at USD 28.40/pc, amount USD 14,200.", "USD 14200"),
            ("Our quotation is attached, 500 pcs in sum USD 14,200.", "USD 14200"),
        ],
    )
    def test_a_quotation_is_worth_its_total_and_no_unit_price(
        self, office: Office, words: str, amount: str
    ) -> None:
        office.gets(mail(INQUIRY))
        office.writes(with_file(sent(words, day=1), "Quotation Q-77.pdf"))

        assert [(sort, worth) for sort, _, worth in told(office)] == [("quotation", amount)]

    @pytest.mark.parametrize(
        ("words", "amount"),
        [
            ("We confirm the order: 500 pcs at USD 28.40.", ""),
            ("We confirm the order of 500 pcs, USD 28.40/pc.", ""),
            ("We confirm the order of USD 14,200, plus USD 300 for freight.", "USD 14200"),
        ],
    )
    def test_an_order_is_worth_what_is_no_price_of_a_piece(
        self, office: Office, words: str, amount: str
    ) -> None:
        office.gets(mail(words))

        assert told(office) == [("order", "", amount)]

    def test_samples_come_with_the_numbers_of_their_parcels(self, office: Office) -> None:
        office.gets(mail(INQUIRY))
        office.writes(sent("The samples were sent by DHL, tracking 4471 2290 13.", day=1, subject="One"))
        office.writes(sent("样品已寄出,顺丰单号 SF1440021。", day=2, subject="Two"))
        office.writes(sent("Die Muster sind unterwegs.", day=3, subject="Three"))

        assert told(office) == [
            ("sample", "DHL 4471229013", ""),
            ("sample", "SF1440021", ""),
            ("sample", "", ""),
        ]

    def test_automatic_mail_is_no_business(self, office: Office) -> None:
        office.gets(mail(INQUIRY))
        auto = (("Auto-Submitted", "auto-replied"),)
        office.gets(mail("We confirm the order of USD 12,500.", day=1, headers=auto))

        assert told(office) == []

    def test_a_circular_of_ours_is_a_quotation_to_each_of_them(self, office: Office) -> None:
        office.gets(mail(INQUIRY), mail(INQUIRY, sender="piet@windmolen.example", subject="Mills"))
        both = "jana@nordlicht.example, piet@windmolen.example"
        office.writes(sent("Please find our quotation of USD 900.", to=both, day=1))

        assert told(office, 1) == told(office, 2) == [("quotation", "", "USD 900")]


WAYBILLS = (
    ("DHL 1234567890", ("DHL 1234567890",)),
    ("by FedEx, no. 7712 3456 7890, today", ("FedEx 771234567890",)),
    ("UPS 1Z999AA10123456784", ("UPS 1Z999AA10123456784",)),
    ("EMS EA123456789CN", ("EA123456789CN",)),
    ("单号:773123456789", ("773123456789",)),
    ("顺丰 SF1440021000123", ("SF1440021000123",)),
    ("500 pcs at USD 25, call +86 21 5555 6666", ()),
    ("tracking 12", ()),
)


@pytest.mark.parametrize(("text", "wanted"), WAYBILLS)
def test_waybills_are_read_with_their_courier(text: str, wanted: tuple[str, ...]) -> None:
    assert waybills(text) == wanted


def test_looking_for_waybills_ends_soon_whatever_the_text() -> None:
    assert waybills("DHL " * 20_000 + "tracking " * 20_000) == ()


# -- in the book ---------------------------------------------------------------------------------------------

ORDER = "We confirm the order: total USD 12,500.00."


def again(office: Office) -> None:
    """Read all mail again."""
    reread(Intake(office.book, office.intake.playbook), Wanted())


def act(office: Office, step: object) -> object:
    with office.intake.sitting(Report()) as sitting:
        return step(sitting)  # type: ignore[operator]


class TestWhatRepsSay:
    def test_reading_again_changes_nothing_and_keeps_numbers(self, desk: Office) -> None:
        desk.gets(mail(ORDER))
        before = facts(desk)

        again(desk)

        assert facts(desk) == before != []

    def test_what_was_put_right_stays_so_when_the_mail_is_read_again(self, desk: Office) -> None:
        desk.gets(mail(ORDER))
        (fact,) = facts(desk)

        act(
            desk,
            lambda one: business.edit(one, fact.id, ANNA, Said(amount=Decimal("13000.5"), currency="EUR")),
        )
        again(desk)

        assert told(desk) == [("order", "", "EUR 13000.5")]
        assert facts(desk)[0].by == "anna"

    def test_what_was_refused_does_not_come_back(self, desk: Office) -> None:
        desk.gets(mail(ORDER))
        (fact,) = facts(desk)

        act(desk, lambda one: business.remove(one, fact.id, ANNA, "a draft"))
        again(desk)

        assert facts(desk) == []
        with pytest.raises(DeskError, match="no fact"):
            act(desk, lambda one: business.edit(one, fact.id, ANNA, Said(number="7")))

    def test_another_number_stands_beside_what_the_mail_says(self, desk: Office) -> None:
        desk.gets(mail(ORDER))
        (fact,) = facts(desk)

        act(desk, lambda one: business.edit(one, fact.id, ANNA, Said(number="PO-9")))
        again(desk)

        assert told(desk) == [("order", "PO-9", "USD 12500.00")]

    def test_a_number_can_be_set_back_to_what_the_mail_says(self, desk: Office) -> None:
        desk.gets(mail(ORDER))
        (read,) = facts(desk)
        act(desk, lambda one: business.edit(one, read.id, ANNA, Said(number="PO-9")))
        (other,) = facts(desk)

        act(desk, lambda one: business.edit(one, other.id, ANNA, Said(number="")))
        again(desk)

        assert told(desk) == [("order", "", "USD 12500.00")]

    def test_a_fact_written_by_hand_has_a_cause_of_its_own_and_can_go(self, desk: Office) -> None:
        desk.gets(mail(INQUIRY))
        said = Said(number="PO-1", amount=Decimal(100), currency="USD", words="by phone")
        for _ in range(2):
            act(desk, lambda one: business.add(one, CustomerId(1), FactSort.ORDER, ANNA, said))
        first, second = facts(desk)

        act(desk, lambda one: business.remove(one, second.id, ANNA, ""))

        assert facts(desk) == [first]
        assert (first.cause, first.by, first.at, first.words) == (f"fact:{first.id}", "anna", NOW, "by phone")

    def test_an_amount_needs_a_currency(self, desk: Office) -> None:
        desk.gets(mail(INQUIRY))

        with pytest.raises(GenjinError, match="currency"):
            act(
                desk,
                lambda one: business.add(one, CustomerId(1), FactSort.ORDER, ANNA, Said(amount=Decimal(5))),
            )

    @pytest.mark.parametrize("step", ["add", "edit", "remove"])
    def test_every_act_can_be_taken_back(self, desk: Office, step: str) -> None:
        desk.gets(mail(ORDER))
        before = facts(desk)
        number = before[0].id or FactId(0)
        acts = {
            "add": lambda one: business.add(one, CustomerId(1), FactSort.DEPOSIT, ANNA, Said(number="7")),
            "edit": lambda one: business.edit(one, number, ANNA, Said(number="PO-9")),
            "remove": lambda one: business.remove(one, number, ANNA, ""),
        }
        act(desk, acts[step])
        assert facts(desk) != before
        with desk.book.begin() as page:
            last = page.changes.last_of("anna")
        assert last is not None

        act(desk, lambda one: undo(one, last.number, ANNA))

        assert facts(desk) == before


def link_to_another(office: Office) -> CustomerId:
    """The first mail is somebody else's; answers whose."""
    with office.book.begin() as page:
        other = page.customers.add(NewCustomer("Other", MONDAY))
    with office.intake.sitting(Report()) as sitting:
        number = MailId(1)
        case = sitting.page.mails.remembered(number)
        sitting.page.rereading.unlink(number, CustomerId(1))
        moved = replace(case.match.candidates[0], customer=other.id, name=other.name)
        case = replace(case, match=replace(case.match, candidates=(moved,)))
        sitting.link_by_hand(number, case, "accepted")
    return other.id


class TestWhereMailGoes:
    def test_facts_of_both_are_the_ones_that_stay_after_a_merge(self, desk: Office) -> None:
        desk.gets(mail(ORDER), mail(ORDER, sender="piet@windmolen.example", subject="Mills"))
        act(desk, lambda one: merging.merge(one, CustomerId(2), CustomerId(1), ANNA))
        assert [sort for sort, _, _ in told(desk)] == ["order", "order"]
        with desk.book.begin() as page:
            last = page.changes.last_of("anna")
        assert last is not None

        act(desk, lambda one: undo(one, last.number, ANNA))

        assert told(desk, 1) == told(desk, 2) == [("order", "", "USD 12500.00")]

    def test_facts_move_out_with_their_mail(self, desk: Office) -> None:
        desk.gets(mail(ORDER))
        with desk.book.begin() as page:
            page.customers.learn(CustomerId(1), "piet@polska.example", "Piet")
        desk.gets(mail(ORDER, sender="Piet <piet@polska.example>", subject="Polska"))
        assert len(facts(desk)) == 2
        second = splitting.Second("Nordlicht Polska", Signs(emails=("piet@polska.example",)))

        act(desk, lambda one: splitting.split(one, CustomerId(1), second, ANNA))

        assert [len(facts(desk, each)) for each in (1, 2)] == [1, 1]

    def test_a_correction_goes_with_the_mail_to_whom_it_is_linked(self, desk: Office) -> None:
        desk.gets(mail(ORDER))
        (fact,) = facts(desk)
        act(desk, lambda one: business.edit(one, fact.id, ANNA, Said(amount=Decimal(7), currency="EUR")))

        other = link_to_another(desk)

        assert told(desk, 1) == []
        assert told(desk, other) == [("order", "", "EUR 7")]

    def test_of_two_corrections_that_go_with_it_one_stays(self, desk: Office) -> None:
        desk.gets(mail(ORDER))
        (fact,) = facts(desk)
        act(desk, lambda one: business.edit(one, fact.id, ANNA, Said(amount=Decimal(7), currency="EUR")))
        with desk.book.begin() as page:
            third = page.customers.add(NewCustomer("Third", MONDAY))
            page.business.add(third.id, replace(fact, id=None, by="wang"))

        other = link_to_another(desk)

        assert told(desk, 1) == told(desk, third.id) == []
        assert told(desk, other) == [("order", "", "EUR 7")]


def test_the_length_of_a_mail_counts_han_twice_and_files_generously(office: Office) -> None:
    office.gets(mail("Hello you."), mail("你好!", subject="Zwei"))
    office.writes(with_file(sent("See it.", day=1), "Quotation.pdf"))

    with office.book.begin() as page:
        (history,) = page.histories.of([CustomerId(1)])
        lengths = [event.length for event in history.interactions]

    assert lengths == [8, 4, 205]


# -- what was typed ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("12000", "12000"), ("12000.50", "12000.50"), ("12,000.50", "12000.50"), (" 7 ", "7")],
)
def test_an_amount_is_read_strictly(typed: str, meant: str) -> None:
    assert amount_of(typed) == Decimal(meant)


@pytest.mark.parametrize(
    "typed", ["", "12k", "USD 12000", "12.000,50", "12,00", "-5", "1e5", "１２", "9" * 40]
)
def test_what_could_be_read_in_two_ways_is_no_amount(typed: str) -> None:
    with pytest.raises(GenjinError, match="no amount"):
        amount_of(typed)


def test_a_currency_is_three_letters() -> None:
    assert currency_of(" usd ") == "USD"
    with pytest.raises(GenjinError, match="no currency"):
        currency_of("$")
