"""What do texts in ten languages say of price, validity and delivery terms?"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import Terms
from parsers.trade.terms import terms_of

FRIDAY = date(2026, 4, 10)

AMOUNTS = [
    ("Our price is USD 1,234.50 net", "1234.50 USD"),
    ("$12.5/pc", "12.5 -"),
    ("$12.5/pc, all prices in US dollars", "12.5 USD"),
    ("$12.5/pc and HK$ 90 for the mould; USD is fine too", "12.5 -, 90 HKD"),
    ("US$12.50 per piece", "12.50 USD"),
    ("12.345,67 EUR ab Werk", "12345.67 EUR"),
    ("€1.250,00 zzgl. MwSt.", "1250.00 EUR"),
    ("Der Preis beträgt 3,50 € je Stück", "3.50 EUR"),
    ("3 Mio. EUR Umsatz", "3000000 EUR"),
    ("CHF 1'234.50", "1234.50 CHF"),
    ("£2,000 ex VAT", "2000 GBP"),
    ("Цена 1 234,56 ₽ с НДС", "1234.56 RUB"),
    ("стоимость 10 000 долларов США", "10000 USD"),
    ("5000 руб.", "5000 RUB"),
    ("单价 1.2万元", "12000 CNY"),
    ("单价：¥35.8/套，人民币含税", "35.8 CNY"),
    ("单价3.5美元", "3.5 USD"),
    ("RMB 3500/吨", "3500 CNY"),
    ("訂金 NT$ 3,000", "3000 TWD"),
    ("港币 5000 元", "5000 HKD"),
    ("単価 ¥1,200です", "1200 JPY"),
    ("合計 12,345円(税込)", "12345 JPY"),
    ("precio unitario: 2,75 USD", "2.75 USD"),
    ("U$S 450 la unidad", "450 USD"),
    ("2 millones de dólares", "2000000 USD"),
    ("valor: R$ 1.500,00", "1500.00 BRL"),
    ("Prix : 1 250,00 € HT", "1250.00 EUR"),
    ("birim fiyat 125.000 TL + KDV", "125000 TRY"),
    ("12,50 ₺/adet", "12.50 TRY"),
    ("السعر ٥٠٠ دولار للطن", "500 USD"),
    ("السعر 1,250.50 دولار أمريكي", "1250.50 USD"),
    ("1,23,456.00 INR", "123456.00 INR"),
    ("AED 4,500", "4500 AED"),
    ("bitte 1.500,- EUR überweisen", "1500 EUR"),
    ("EUR 1.500,-- netto", "1500 EUR"),
    ("150,000 yen", "150000 JPY"),
    ("USD 1.2M a year", "1200000 USD"),
    ("20 EUR 30 pcs", "20 EUR"),
    ("USD 20k budget", "20000 USD"),
    ("USD 1.125/kg", "1.125 USD"),
    ("EUR 1.125 im Jahr", "1125 EUR"),
    ("USD 1,250.00 and freight 1.250 USD", "1250.00 USD, 1.250 USD"),
    ("ＵＳＤ １２．５０".replace("ＵＳＤ", "USD"), "12.50 USD"),
    ("500 pcs 2 USD 5", "5 USD"),
    ("$ 5.00 CAD", "5.00 CAD"),
    ("Amount (USD): 12,345.00", "12345.00 USD"),
    ("Rs. 2,50,000/-", "250000 INR"),
    ("Rs 450/- per piece", "450 INR"),
    ("rs. 450/- each", "450 INR"),
    ("RS 1,20,000 only", "120000 INR"),
    ("Rs. 500 plus GST", "500 INR"),
    ("Rs 2.5 lakh", "250000 INR"),
    ("₹ 450 or INR 400", "450 INR, 400 INR"),
    ("Rs. 2,50,000/- ex Karachi, Pakistan", "250000 -"),
    ("Rs. 500", "500 -"),
]

NO_AMOUNTS = [
    "We need 500 pcs by 30 April 2026",
    "30% deposit, 70% before shipment",
    "Tel: +86 574 8765 4321, mobile 138 0000 1234",
    "please send the EUR.1 certificate and EUR 1 form",
    "our trucks are Euro 6",
    "packed on EUR-pallets, 80 x 120 cm",
    "100 元器件 and 20 圆管",
    "please try 3 samples",
    "the CAD 3 drawing",
    "sales in Europe grew by 12.5 in 2025",
    "Total: 5 pcs in 12 cartons",
    "model USD-12, article EURO-7",
    "PI-2026-031 of 2026-04-01",
    "$",
    "USD",
    "total quantity 1,200 pcs",
    "订单总数1200个",
    "an RS 232 plug and two RS485 lines, for years 5 of them",
    "Amount (USD)\nTotal\t7900",
    "All prices in EUR\nTotal\t7900",
]

TOTALS = [
    ("Unit price USD 2.5, qty 500 pcs, total USD 1,250.00", "1250.00 USD"),
    ("USD 5\nUSD 7\nGrand total:\tUSD 12", "12 USD"),
    ("subtotal USD 5, shipping USD 7, grand total USD 12", "12 USD"),
    ("Unit\tUSD 2.50\nTOTAL\t1200 PCS\tUSD 3,000.00", "3000.00 USD"),
    ("单价2.5美元，合计：1250美元", "1250 USD"),
    ("小計 ¥1,200、合計金額 ¥12,345", "12345 JPY"),
    ("Preis 5 €\nGesamtbetrag: 1.234,56 €", "1234.56 EUR"),
    ("Цена 5 руб.\nИтого: 12 500,00 руб.", "12500.00 RUB"),
    ("Fiyat 5 TL\nGenel Toplam: 1.250,00 TL", "1250.00 TRY"),
    ("precio 5 USD\nImporte total: USD 990", "990 USD"),
    ("prix 5 €\nMontant total : 990,50 €", "990.50 EUR"),
    ("preço R$ 5\nValor total: R$ 990,00", "990.00 BRL"),
    ("السعر 5 دولار\nالإجمالي: 500 دولار", "500 USD"),
    ("Price USD 9\nTotal: 12,345.00", "12345.00 -"),
    ("Total Amount (USD)\t1200 pcs\t12,345.00", "12345.00 USD"),
]

VALID = [
    ("This offer is valid until 30 April 2026.", "2026-04-30"),
    ("Valid till April 30th, 2026", "2026-04-30"),
    ("The offer is valid till 04/30/2026.", "2026-04-30"),
    ("valid through 30-Apr-2026", "2026-04-30"),
    ("valid until 05/06/2026", "2026-06-05"),
    ("Validity: 15 days", "2026-04-25"),
    ("Validity\n30 days", "2026-05-10"),
    ("Price validity: thirty (30) days from today", "2026-05-10"),
    ("Offer valid for two weeks", "2026-04-24"),
    ("prices valid for 5 working days", "2026-04-17"),
    ("This quotation expires on 1 May", "2026-05-01"),
    ("We can hold the price until end of May.", "2026-05-31"),
    ("Our prices are valid until 1 March", "2027-03-01"),
    ("valid until the end of this month", "2026-04-30"),
    ("有效期至2026年4月30日", "2026-04-30"),
    ("报价有效期15天", "2026-04-25"),
    ("本报价15天内有效。", "2026-04-25"),
    ("价格有效期到月底", "2026-04-30"),
    ("報價有效期：一個月", "2026-05-10"),
    ("有效期限：2026-05-31", "2026-05-31"),
    ("見積有効期限：2026年4月30日", "2026-04-30"),
    ("見積有効期間：30日間", "2026-05-10"),
    ("本見積は2026年5月末まで有効です", "2026-05-31"),
    ("Gültig bis 30.04.2026", "2026-04-30"),
    ("Das Angebot ist bis zum 30. April 2026 gültig.", "2026-04-30"),
    ("An dieses Angebot halten wir uns 14 Tage gebunden.", "2026-04-24"),
    ("Oferta válida hasta el 30 de abril de 2026", "2026-04-30"),
    ("Validez de la oferta: 30 días", "2026-05-10"),
    ("Proposta válida até 30/04/2026", "2026-04-30"),
    ("Validade da proposta: 10 dias úteis", "2026-04-24"),
    ("Offre valable jusqu'au 30 avril 2026", "2026-04-30"),
    ("Validité de l'offre : 2 mois", "2026-06-10"),
    ("Предложение действительно до 30.04.2026 г.", "2026-04-30"),
    ("Срок действия предложения: 15 дней", "2026-04-25"),
    ("Цены действительны до 30 апреля", "2026-04-30"),
    ("العرض صالح حتى 30 أبريل 2026", "2026-04-30"),
    ("مدة صلاحية العرض ١٥ يوما", "2026-04-25"),
    ("Teklifimiz 30 Nisan 2026 tarihine kadar geçerlidir.", "2026-04-30"),
    ("Teklif 15 gün geçerlidir", "2026-04-25"),
    ("Geçerlilik süresi: 1 ay", "2026-05-10"),
]

NO_VALIDITY = [
    "Our CE certificate is valid until 30 April 2027",
    "our ISO 9001 证书有效期至2027年4月30日",
    "please give us a valid address",
    "that is a valid point; see you on 30 April",
    "the L/C is valid for 21 days",
    "warranty valid for 12 months",
    "invalid offer of 30 April",
    "the passport is valid until 30 April 2030",
    "valid until 45 Smarch 2026",
    "shipment within 30 days",
    "Der Vertrag ist gültig bis 30.04.2027",
]

INCOTERMS = [
    ("USD 5 FOB Ningbo", "FOB Ningbo"),
    ("CIF Hamburg, Incoterms 2020", "CIF Hamburg"),
    ("FOB宁波港", "FOB 宁波港"),
    ("价格条款：FOB 深圳", "FOB 深圳"),
    ("FOB价", "FOB"),
    ("C&F Jebel Ali", "CFR Jebel Ali"),
    ("CNF Chittagong", "CFR Chittagong"),
    ("F.O.B. Shanghai Port", "FOB Shanghai Port"),
    ("please quote fob ningbo", "FOB ningbo"),
    ("price cif Hamburg please", "CIF Hamburg"),
    ("DDP Los Angeles, USA", "DDP Los Angeles"),
    ("CIF Port of Santos", "CIF Santos"),
    ("EXW our factory", "EXW"),
    ("FCA Frankfurt am Main", "FCA Frankfurt am Main"),
    ("price FOB: USD 3.5", "FOB"),
    ("Lieferung DAP Hamburg", "DAP Hamburg"),
    ("FOB or CIF Rotterdam?", "CIF Rotterdam"),
    ("Delivery terms: DAP", "DAP"),
    ("CPT Москва", "CPT Москва"),
    ("CIF جدة", "CIF جدة"),
    ("CIF 名古屋", "CIF 名古屋"),
    ("CIF İstanbul", "CIF İstanbul"),
    ("CFR São Paulo", "CFR São Paulo"),
    ("FOB Price: USD 5", "FOB"),
]

NO_INCOTERMS = [
    "please adapt the drawing to the specification of our principal",
    "we want to discuss fob or cif later",
    "DAP fertilizer 18-46-0",
    "a CIP system for tanks",
    "CIF: B-12345678, Madrid",
    "the CPT code",
    "my key fob is lost",
    "fast, soft, exworkers",
    "user@fob.example",
    "FOBOS and CIFAL are companies",
]


def said(terms: Terms) -> str:
    return ", ".join(f"{amount.value} {amount.currency or '-'}" for amount in terms.amounts)


@pytest.mark.parametrize(("text", "amounts"), AMOUNTS)
def test_money_is_read_as_every_country_writes_it(text: str, amounts: str) -> None:
    assert said(terms_of(text, FRIDAY)) == amounts


@pytest.mark.parametrize("text", NO_AMOUNTS)
def test_quantities_dates_phones_and_percentages_are_no_money(text: str) -> None:
    assert terms_of(text, FRIDAY).amounts == ()


@pytest.mark.parametrize(("text", "total"), TOTALS)
def test_the_total_comes_first_where_one_is_named(text: str, total: str) -> None:
    assert said(terms_of(text, FRIDAY)).partition(", ")[0] == total


def test_an_amount_carries_the_words_it_was_read_from() -> None:
    found = terms_of("Price: ٥٠٠ دولار, or USD 1,234.50/pc", FRIDAY)

    assert [amount.words for amount in found.amounts] == ["500 دولار", "USD 1,234.50"]
    assert found.amounts[1].value == Decimal("1234.50")


PAPERS = [
    ("Item\tQty\tAmount (USD)\nValve\t100\t7900\nTotal\t7900", "7900 USD, 7900 USD"),
    ("Item\tUnit price (USD)\tWeight\nValve\t79\t5\nTotal\t7900\t500", "7900 USD, 79 USD"),
    ("Item\tUSD/pc price\tCNY price\nValve\t79\t560", "79 USD, 560 CNY"),
    ("Item\tQty\tRate (INR)\nValve\t5\t2,50,000", "250000 INR"),
    ("Currency: USD\nItem\tQty\tAmount\nValve\t5\t90", "90 USD"),
    ("Currency\tEUR\nItem\tQty\tTotal\nValve\t5\t90\nGrand total\t95", "95 EUR, 90 EUR"),
    ("单位：美元\n合计\t7900", "7900 USD"),
    ("All prices in EUR\nTotal 7.900", "7900 EUR"),
    ("品名\t数量\t金额(USD)\n阀门\t100\t7900\n合计\t100\t8000", "8000 USD, 7900 USD"),
    ("Pos.\tMenge\tBetrag in EUR\n1\t5\t1.250,50\nGesamtbetrag\t1.250,50", "1250.50 EUR, 1250.50 EUR"),
    ("Товар\tКол-во\tСумма, руб.\nКран\t5\t12 500,00\nИтого\t12 500,00", "12500.00 RUB, 12500.00 RUB"),
    ("Item Qty Price (USD) Amount (USD)\nValve 5 10 50\nTotal 12,345", "12345 USD"),
    ("Item\tAmount (USD)\nValve\tEUR 90\nTotal\tEUR 95", "95 EUR, 90 EUR"),
]
NO_HEADED = [
    "Item\tQty\tAmount (USD)\nTotal quantity\t500",
    "Currency: USD\nTotal weight\t500\nTotal 500 pcs\nDeposit\t30%",
    "Currency: USD\nDelivery\t30\nPort\t7",
    "Item\tAmount (USD)\nCarton\tSize\nA\t40",
    "Total\t7900",
    "Total price\t7900",
]


@pytest.mark.parametrize(("text", "amounts"), PAPERS)
def test_in_a_paper_a_heading_says_of_what_currency_its_numbers_are(text: str, amounts: str) -> None:
    assert said(terms_of(text, FRIDAY, is_paper=True)) == amounts


@pytest.mark.parametrize("text", NO_HEADED)
def test_other_numbers_below_a_heading_are_no_money(text: str) -> None:
    assert terms_of(text, FRIDAY, is_paper=True).amounts == ()


@given(st.text(st.sampled_from("Total 合计金额(USD)\t\n19.,元 Currency:%")))
def test_no_sheet_in_the_world_raises(text: str) -> None:
    for amount in terms_of(text, FRIDAY, is_paper=True).amounts:
        assert amount.words in text


@pytest.mark.parametrize(("text", "day"), VALID)
def test_validity_is_read_as_a_day(text: str, day: str) -> None:
    found = terms_of(text, FRIDAY)

    assert found.valid_until is not None
    assert found.valid_until.isoformat() == day
    assert found.validity
    assert found.validity in text.replace("١٥", "15")


@pytest.mark.parametrize("text", NO_VALIDITY)
def test_what_is_valid_but_no_offer_is_left_alone(text: str) -> None:
    assert terms_of(text, FRIDAY).validity == ""


def test_without_a_day_only_a_full_date_becomes_one() -> None:
    full = terms_of("valid until 30 April 2026", None)
    length = terms_of("valid for 15 days", None)

    assert full.valid_until == date(2026, 4, 30)
    assert (length.valid_until, length.validity) == (None, "valid for 15 days")


@pytest.mark.parametrize(("text", "incoterm"), INCOTERMS)
def test_the_delivery_rule_is_read_with_its_place(text: str, incoterm: str) -> None:
    assert terms_of(text, FRIDAY).incoterm == incoterm


@pytest.mark.parametrize("text", NO_INCOTERMS)
def test_letters_that_mean_something_else_are_no_delivery_rule(text: str) -> None:
    assert terms_of(text, FRIDAY).incoterm == ""


def test_a_text_without_terms_says_nothing() -> None:
    assert not terms_of("Thank you, we will come back to you.", FRIDAY)


PIECES = [
    "USD",
    "$",
    "1,234.50",
    "٥٠٠",
    "万",
    "total",
    "合计",
    "valid until",
    "30",
    "April",
    "99/99/2026",
    "CIF",
    "İ",
    " ",
    "\n",
    "days",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=60).map("".join))
def test_no_text_in_the_world_raises(text: str) -> None:
    for day in (FRIDAY, None, date(9999, 12, 31), date(1, 1, 1)):
        for amount in terms_of(text, day).amounts:
            assert amount.value > 0


@pytest.mark.parametrize(
    "piece", ["1 ", "1.", "1,", "USD ", "USD 1 ", "valid ", "valid 1 ", "FOB ", "fob", "total 1,00 ", "١"]
)
def test_endless_rows_of_the_same_come_to_an_end(piece: str) -> None:
    terms_of(piece * 100_000, FRIDAY)
