"""Which attachments are papers of the trade, by name and first page, and which number do they bear?"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import Attachment, Paper
from parsers.trade.papers import papers_of

DAY = date(2026, 4, 10)

PAPERS = """
PI-2026-031.pdf > proforma_invoice > PI-2026-031
pi20260401.xlsx > proforma_invoice > pi20260401
PI 2026-031 signed.pdf > proforma_invoice > PI-2026-031
P/I No. 2026031.pdf > proforma_invoice > 2026031
Proforma Invoice NB-7781.pdf > proforma_invoice > NB-7781
ProformaInvoice_2026-031.xlsx > proforma_invoice > 2026-031
形式发票 PI2026031.xls > proforma_invoice > PI2026031
形式發票.pdf > proforma_invoice >
Proformarechnung 4711-A.pdf > proforma_invoice > 4711-A
factura proforma 00123.pdf > proforma_invoice > 00123
Fatura Pró-Forma 2026_14.pdf > proforma_invoice > 2026_14
facture proforma.pdf > proforma_invoice >
Проформа-инвойс №12345.pdf > proforma_invoice > 12345
فاتورة مبدئية 2026-15.pdf > proforma_invoice > 2026-15
Proforma Fatura.pdf > proforma_invoice >
プロフォーマインボイス.pdf > proforma_invoice >
报价单.xlsx > quotation >
报价单-20260312.xlsx > quotation >
報價單_ABC公司.pdf > quotation >
Quotation Q-20260312 rev2.pdf > quotation > Q-20260312
quotation for hinges.docx > quotation >
QTN-2026-118.pdf > quotation > QTN-2026-118
Our best offer.docx > quotation >
価格見積書.pdf > quotation >
御見積書_2026-0415.pdf > quotation > 2026-0415
Angebot 2026-1234.pdf > quotation > 2026-1234
AN_Angebot_Scharniere.pdf > quotation >
Kostenvoranschlag.pdf > quotation >
Cotización HR-2293.pdf > quotation > HR-2293
cotizacion.pdf > quotation >
orçamento_332-2026.pdf > quotation > 332-2026
Devis n°2026-118.pdf > quotation > 2026-118
коммерческое предложение.docx > quotation >
КП для ООО Ромашка.pdf > quotation >
عرض سعر.pdf > quotation >
Fiyat Teklifi 2026-77.pdf > quotation > 2026-77
teklif.xlsx > quotation >
Price list 2026.xlsx > quotation >
PO 4500012345.pdf > purchase_order > PO-4500012345
po-88121.pdf > purchase_order > po-88121
PO.pdf > purchase_order >
Purchase Order #88121.pdf > purchase_order > 88121
PurchaseOrder88121.pdf > purchase_order >
采购订单.xlsx > purchase_order >
採購單20260312A.pdf > purchase_order > 20260312A
注文書.pdf > purchase_order >
発注書 No.123456.pdf > purchase_order > 123456
Bestellung 4500098765.pdf > purchase_order > 4500098765
Orden de compra OC-5512.pdf > purchase_order > OC-5512
Pedido de compra 0099.pdf > purchase_order > 0099
Bon de commande BC2026-9.pdf > purchase_order > BC2026-9
Заказ поставщику 771.pdf > purchase_order > 771
أمر شراء 2026.pdf > purchase_order >
Sipariş formu.xlsx > purchase_order >
Sales contract SC-2026-01.pdf > contract > SC-2026-01
Auftragsbestätigung 99121.pdf > contract > 99121
销售合同.docx > contract >
契約書.pdf > contract >
Kaufvertrag.pdf > contract >
contrato firmado.pdf > contract >
Договор поставки.pdf > contract >
Satış Sözleşmesi.docx > contract >
عقد بيع.pdf > contract >
Order confirmation 55121.pdf > contract > 55121
CI-2026-031.pdf > commercial_invoice > CI-2026-031
CI&PL-2026-031.xlsx > commercial_invoice > PL-2026-031
Commercial Invoice & Packing List.xlsx > commercial_invoice >
Invoice 10023.pdf > commercial_invoice > 10023
INV-10023.pdf > commercial_invoice > INV-10023
商业发票.pdf > commercial_invoice >
Handelsrechnung 2211.pdf > commercial_invoice > 2211
Rechnung_2026-1177.pdf > commercial_invoice > 2026-1177
factura A-0001-00001234.pdf > commercial_invoice > A-0001-00001234
Facture FA-2209.pdf > commercial_invoice > FA-2209
счёт на оплату 15.pdf > commercial_invoice >
Инвойс 2026-12.pdf > commercial_invoice > 2026-12
فاتورة تجارية.pdf > commercial_invoice >
Ticari Fatura.pdf > commercial_invoice >
請求書.pdf > commercial_invoice >
PL-2026-031.xls > packing_list > PL-2026-031
Packing list for invoice 10023.xlsx > packing_list > 10023
PackingList.xlsx > packing_list >
装箱单.xls > packing_list >
箱单发票.xls > commercial_invoice >
裝箱單 20260312.pdf > packing_list >
パッキングリスト.xlsx > packing_list >
Packliste.pdf > packing_list >
lista de empaque.xlsx > packing_list >
romaneio.pdf > packing_list >
liste de colisage.pdf > packing_list >
Упаковочный лист.xlsx > packing_list >
قائمة التعبئة.pdf > packing_list >
çeki listesi.xlsx > packing_list >
BL-OOLU2681234560.pdf > bill_of_lading > BL-OOLU2681234560
B/L draft.pdf > bill_of_lading >
Bill of Lading COSU6281.pdf > bill_of_lading > COSU6281
提单.pdf > bill_of_lading >
電放提單.pdf > bill_of_lading >
船荷証券.pdf > bill_of_lading >
Konnossement.pdf > bill_of_lading >
conocimiento de embarque.pdf > bill_of_lading >
connaissement.pdf > bill_of_lading >
коносамент.pdf > bill_of_lading >
بوليصة الشحن.pdf > bill_of_lading >
konşimento.pdf > bill_of_lading >
AWB 172-55512345.pdf > bill_of_lading > AWB-172-55512345
验货报告.pdf > inspection_report >
订单验货报告.pdf > inspection_report >
SGS report.pdf > inspection_report >
PO12345 inspection report.pdf > inspection_report > PO12345
検査報告書.pdf > inspection_report >
Prüfbericht 12.pdf > inspection_report >
informe de inspección.pdf > inspection_report >
rapport d'inspection.pdf > inspection_report >
Акт осмотра.pdf > inspection_report >
تقرير الفحص.pdf > inspection_report >
Gözetim raporu.pdf > inspection_report >
Test report EN1935.pdf > inspection_report > EN1935
CE certificate.pdf > certificate >
ISO9001.pdf > certificate > ISO9001
原产地证.pdf > certificate >
Form E.pdf > certificate >
Ursprungszeugnis.pdf > certificate >
Werkszeugnis 3.1.pdf > certificate >
certificado de origen.pdf > certificate >
certificat d'origine.pdf > certificate >
Сертификат соответствия.pdf > certificate >
شهادة المنشأ.pdf > certificate >
Menşe Şahadetnamesi.pdf > certificate >
水单.jpg > bank_slip >
PI2026031水单.jpg > bank_slip > PI2026031
TT copy.pdf > bank_slip >
T/T 30% deposit.jpg > bank_slip >
swift_MT103.pdf > bank_slip >
PI-2026-031 bank slip.pdf > bank_slip > PI-2026-031
付款凭证.png > bank_slip >
Überweisungsbeleg.pdf > bank_slip >
comprobante de pago.pdf > bank_slip >
comprovante.pdf > bank_slip >
avis de virement.pdf > bank_slip >
Платежное поручение 55.pdf > bank_slip >
حوالة بنكية.pdf > bank_slip >
dekont.pdf > bank_slip >
送金明細.pdf > bank_slip >
LC draft.pdf > letter_of_credit >
L/C 0012LC26.pdf > letter_of_credit > 0012LC26
信用证.pdf > letter_of_credit >
Akkreditiv.pdf > letter_of_credit >
carta de crédito.pdf > letter_of_credit >
аккредитив.pdf > letter_of_credit >
اعتماد مستندي.pdf > letter_of_credit >
akreditif.pdf > letter_of_credit >
报价单-询价2026.xlsx > quotation >
Quotation RFQ-2026-11.pdf > quotation > RFQ-2026-11
Quotation & catalogue.pdf > quotation >
Angebot zu Ihrer Anfrage vom März.pdf > quotation >
Inspection report of PO 4500012345.pdf > inspection_report > PO-4500012345
Vertrag über Lieferung.pdf > contract >
Bestellung_4500098765_Rev2.pdf > purchase_order > 4500098765
PurchaseOrder_4500123456_20260401.pdf > purchase_order > 4500123456
Order 4500123456.PDF > purchase_order > 4500123456
PI for Nordlicht 2026-04-01.pdf > proforma_invoice >
"""

NO_PAPERS = """
IMG_1234.jpg
image001.png
logo.png
Company Logo PI.png
DSC_0031.JPG
微信图片_20260312.jpg
photo.jpg
drawing rev3.pdf
图纸 rev3.pdf
HX-200 specification.pdf
catalogue 2026.pdf
API-2026-031.pdf
Pilot run 2026.pdf
pi.txt
polo shirts.pdf
Policy.pdf
Blue samples.jpg
RFQ 2026-031.pdf
Request for quotation.docx
询价单.xlsx
Anfrage 2026-11.pdf
demande de devis.pdf
Запрос цены.docx
طلب عرض سعر.pdf
Teklif talebi.pdf
見積依頼.xlsx
NDA.pdf
PO Box address.txt
Raspberry Pi setup.pdf
LC-MS results of compound.pdf
Poland list.xlsx
smime.p7s
invite.ics
Invoicing process.pptx
Customer list.xlsx
packing photos.zip
contractor list.xlsx
CI Guidelines and brand colours.pdf
color card.pdf
po polsku.txt
report.html
Quotation request.docx
Solicitação de orçamento.pdf
IMG-20260312-WA0003.jpg
Scan0001.pdf
WhatsApp Image 2026-03-12 at 10.11.12.jpeg
PL.mp4
quotation.ics
Screenshot 2026-03-12.png
"""


def paper(name: str, text: str = "", sort: str = "application/pdf") -> Paper | None:
    found = papers_of([Attachment(name, sort, 10, "", text)], DAY)
    return found[0] if found else None


def rows(table: str) -> list[str]:
    return table.strip().split("\n")


@pytest.mark.parametrize("row", rows(PAPERS))
def test_a_paper_is_known_by_its_name(row: str) -> None:
    name, kind, number = (piece.strip() for piece in f"{row} ".split(" >"))

    found = paper(name)

    assert found is not None
    assert (found.kind.value, found.number) == (kind, number)
    assert found.because.startswith("name: ")


@pytest.mark.parametrize("name", rows(NO_PAPERS))
def test_other_files_are_no_papers(name: str) -> None:
    assert paper(name) is None


TITLES = [
    ("PROFORMA INVOICE\nNo.: PI-2026-031\nTo: Buyer", "proforma_invoice", "PI-2026-031"),
    ("Ningbo Hinge Co., Ltd.\nNo. 12 Hinge Road\nQUOTATION\nQuotation No.: Q-118", "quotation", "Q-118"),
    ("形式发票 PROFORMA INVOICE\n编号：PI-9901", "proforma_invoice", "PI-9901"),
    ("报 价 单\n客户：Nordlicht", "quotation", ""),
    ("御 見 積 書\n見積番号：2026-0415", "quotation", "2026-0415"),
    ("Angebot Nr. 2026-1234\nSehr geehrte Frau Wang", "quotation", "2026-1234"),
    ("Factura proforma\nFactura N° 0001-22", "proforma_invoice", "0001-22"),
    ("Devis n° 2026-118\nDate : 3 avril", "quotation", "2026-118"),
    ("Коммерческое предложение\n№ 2026-77", "quotation", "2026-77"),
    ("عرض سعر\nالتاريخ", "quotation", ""),
    ("SİPARİŞ FORMU\nSipariş No: 88121".replace("İ", "i"), "purchase_order", "88121"),
    ("Seller\tBuyer\nPACKING LIST\tInvoice No: 55612", "packing_list", "55612"),
    ("Purchase order no.: 12345\nCOMMERCIAL INVOICE\nInvoice No.: CI-778", "commercial_invoice", "CI-778"),
    ("SALES CONTRACT\nContract No.: SC26-01", "contract", "SC26-01"),
]


@pytest.mark.parametrize(("text", "kind", "number"), TITLES)
def test_a_paper_is_known_by_the_title_on_its_first_page(text: str, kind: str, number: str) -> None:
    found = paper("document1.docx", text)

    assert found is not None
    assert (found.kind.value, found.number) == (kind, number)
    assert found.because.startswith("first page: ")


@pytest.mark.parametrize(
    "text",
    [
        "Dear Mr Li,\nplease find our quotation attached.\nBest regards",
        "Technical specification\nInspection\nHinge HX-200",
        "REQUEST FOR QUOTATION\nHinge HX-200",
        "Purchase order no. 12345 is the one that we mean here",
        "",
        "\n" * 5_000,
    ],
)
def test_sentences_that_name_papers_are_no_titles(text: str) -> None:
    assert paper("document1.docx", text) is None


def test_the_title_is_believed_before_the_name() -> None:
    found = paper("PO 88121.xlsx", "PROFORMA INVOICE\nInvoice No.: PI-7781")

    assert found is not None
    assert (found.kind.value, found.number) == ("proforma_invoice", "PI-7781")
    assert "though name: PO" in found.because


def test_name_and_title_together_leave_little_doubt() -> None:
    by_name = paper("PI-2026-031.docx")
    both = paper("PI-2026-031.docx", "PROFORMA INVOICE")

    assert by_name is not None
    assert both is not None
    assert both.confidence > 0.95 > by_name.confidence


def test_a_name_of_words_is_surer_than_letters_and_a_photo_less_sure_than_a_file() -> None:
    words, letters = paper("报价单.xlsx"), paper("PO.pdf")
    photo = paper("水单.jpg", sort="image/jpeg")

    assert words is not None
    assert letters is not None
    assert photo is not None
    assert words.confidence > photo.confidence > letters.confidence


def test_terms_are_read_from_the_first_page() -> None:
    text = "PROFORMA INVOICE\nHinge\t500 pcs\tUSD 2.50\nTotal FOB Ningbo:\tUSD 1,250.00\nValidity: 15 days"

    found = paper("PI-2026-031.docx", text)

    assert found is not None
    assert str(found.terms.amounts[0].value) == "1250.00"
    assert found.terms.valid_until == date(2026, 4, 25)
    assert found.terms.incoterm == "FOB Ningbo"


def test_papers_keep_the_order_of_the_mail() -> None:
    names = ("logo.png", "CI-2026-031.pdf", "drawing.dwg", "PL-2026-031.pdf")

    found = papers_of([Attachment(name, "application/pdf", 1, "") for name in names], DAY)

    assert [paper.name for paper in found] == ["CI-2026-031.pdf", "PL-2026-031.pdf"]


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_name_and_no_page_in_the_world_raises(name: str, text: str) -> None:
    papers_of([Attachment(name, "application/pdf", 1, "", text)], None)
