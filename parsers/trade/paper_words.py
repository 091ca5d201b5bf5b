"""How are the papers of the trade called, in ten languages?

About a row a language. `PATTERN` finds the longest; a word that is listed under None is surely no paper
(asking for a quotation is not quoting). `*` before a word: it may end a longer one, as German words do.
"""

from __future__ import annotations

import re

from model import PaperKind
from parsers.late import late

_NAMES: tuple[tuple[PaperKind | None, str], ...] = (
    (
        None,
        """
        request for quotation | request for quote | quotation request | quote request | rfq |
        request for proposal | inquiry | enquiry
        询价 | 询盘 | 詢價 | 報價請求 | 报价请求 | 求购
        見積依頼 | 見積り依頼 | お見積依頼 | 引合
        angebotsanfrage | preisanfrage | *anfrage
        solicitud de cotización | solicitud de cotizacion | solicitud de presupuesto |
        pedido de cotización
        solicitação de orçamento | pedido de orçamento | solicitação de cotação | pedido de cotação
        demande de devis | demande de prix | appel d'offres
        запрос котировок | запрос цены | запрос цен | запрос кп | запрос
        طلب عرض سعر | طلب عرض أسعار | طلب تسعير
        teklif talebi | teklif isteği | fiyat talebi
        non disclosure agreement | nda | 保密协议 | invoice template | packing method |
        packing instruction | packing instructions | packing photo | packing photos | packing pictures |
        packing design | birth certificate | catalogue | catalog | brochure |
        user manual | manual | presentation | guidelines | datasheet | data sheet
        """,
    ),
    (
        PaperKind.PROFORMA_INVOICE,
        """
        proforma invoice | pro forma invoice | pro-forma invoice | performa invoice | perfoma invoice |
        preforma invoice | profoma invoice | pro forma | pro-forma | proforma | performa |
        invoice proforma | p invoice
        形式发票 | 形式發票 | 預開發票 | 预开发票 | 备考发票 | プロフォーマインボイス | プロフォーマ |
        仮送り状
        proformarechnung | proforma-rechnung | proforma rechnung | pro-forma-rechnung | pro forma rechnung
        factura proforma | factura pro forma | fatura proforma | fatura pró-forma | fatura pró forma |
        fatura pro forma | facture proforma | facture pro forma | facture pro-forma | proforma fatura |
        pro forma fatura
        проформа инвойс | проформа-инвойс | инвойс проформа | проформа | счет проформа | счёт проформа |
        счет-проформа | счёт-проформа | предварительный инвойс
        فاتورة مبدئية | فاتورة أولية | فاتورة اولية | فاتورة شكلية | فاتورة بروفورما | بروفورما
        """,
    ),
    (
        PaperKind.QUOTATION,
        """
        quotation sheet | price quotation | quotation | quotations | quotaion | quotion | quote |
        offer sheet | price offer | commercial offer | firm offer | offer | price list | pricelist |
        price sheet | cost estimate | estimate | best price | fob price
        报价单 | 报价表 | 报价 | 報價單 | 報價表 | 報價 | 估价单 | 估價單 | 价格表 | 價格表 | 价目表 |
        價目表
        御見積書 | お見積書 | 見積書 | 御見積 | お見積り | お見積 | 見積り | 見積 | オファーシート
        *angebot | *angebote | kostenvoranschlag | *offerte | *preisliste
        cotización | cotizacion | presupuesto | oferta comercial | oferta | lista de precios |
        proposta comercial | proposta | orçamento | orcamento | cotação | cotacao | lista de preços |
        tabela de preços
        devis | offre de prix | offre commerciale | offre | tarif | liste de prix | cotation
        коммерческое предложение | ком предложение | комм предложение | кп | котировка | прайс-лист |
        прайс лист | прайс | ценовое предложение | предложение цены | расчет стоимости
        عرض سعر | عرض السعر | عرض أسعار | عرض اسعار | عرض الأسعار | تسعيرة | قائمة الأسعار | قائمة أسعار
        fiyat teklifi | teklif formu | teklifimiz | teklif | fiyat listesi
        """,
    ),
    (
        PaperKind.PURCHASE_ORDER,
        """
        purchase order | purchase orders | purchasing order | order sheet | order form | buying order |
        p order
        采购订单 | 采购单 | 採購單 | 採購訂單 | 订购单 | 訂購單 | 订货单 | 訂貨單 | 订单 | 訂單 |
        采购合同订单
        注文書 | 発注書 | 注文票 | ご注文書 | 発注
        bestellung | *bestellung | *bestellschein | auftrag
        orden de compra | orden compra | pedido de compra | pedido | ordem de compra | ordem compra |
        nota de pedido
        bon de commande | commande d'achat | commande
        заказ на поставку | заказ поставщику | заказ на закупку | заказ | заявка на поставку
        أمر شراء | امر شراء | طلب شراء | طلبية | أمر الشراء
        satın alma siparişi | satınalma siparişi | satin alma siparisi | sipariş formu | siparis formu |
        sipariş emri | sipariş | siparis
        """,
    ),
    (
        PaperKind.CONTRACT,
        """
        sales contract | sale contract | purchase contract | supply contract | sales confirmation |
        order confirmation | order acknowledgement | order acknowledgment | sales agreement |
        purchase agreement | supply agreement | distribution agreement | agency agreement | contract |
        contracts
        销售合同 | 购销合同 | 采购合同 | 外销合同 | 買賣合同 | 买卖合同 | 销售确认书 | 銷售確認書 |
        订单确认书 | 合同 | 合約 | 合约 | 售货确认书 | 协议书 | 協議書
        売買契約書 | 契約書 | 注文請書 | 注文請け書 | 取引契約
        auftragsbestätigung | auftragsbestaetigung | bestellbestätigung | *kaufvertrag | *liefervertrag |
        *vertrag
        contrato de compraventa | contrato | confirmación de pedido | confirmacion de pedido |
        confirmação de pedido | confirmação do pedido
        contrat de vente | contrat | confirmation de commande | accusé de réception de commande
        договор поставки | договор | контракт | подтверждение заказа | спецификация к договору
        عقد بيع | عقد توريد | عقد شراء | عقد | تأكيد الطلب
        satış sözleşmesi | alım satım sözleşmesi | sözleşme | sözleşmesi | sozlesme | kontrat |
        sipariş onayı | sipariş teyidi
        """,
    ),
    (
        PaperKind.PACKING_LIST,
        """
        packing list | packing lists | packinglist | packing slip | weight list | weight and packing list |
        delivery note | paking list
        装箱单 | 裝箱單 | 箱单 | 箱單 | 装箱清单 | 裝箱清單 | 包装单 | 包裝單 | 装箱明细
        パッキングリスト | 梱包明細書 | 梱包明細 | 包装明細書 | 納品書
        packliste | *packliste | lieferschein | *lieferschein
        lista de empaque | lista de embalaje | lista de bultos | romaneio de carga | romaneio |
        lista de embalagem | packing de carga
        liste de colisage | bordereau de colisage | note de colisage | bon de livraison
        упаковочный лист | пакинг лист | пакинг-лист | товарная накладная
        قائمة التعبئة | قائمة تعبئة | بيان التعبئة | بيان تعبئة | كشف التعبئة
        çeki listesi | ceki listesi | paketleme listesi | ambalaj listesi | koli listesi | irsaliye
        """,
    ),
    (
        PaperKind.BILL_OF_LADING,
        """
        bill of lading | bills of lading | ocean bill | sea waybill | seaway bill | air waybill |
        airwaybill | waybill | telex release | draft bl | bl draft | bl copy | house bl | master bl |
        surrendered bl
        提单 | 提單 | 海运单 | 空运单 | 空運單 | 运单 | 電放 | 电放 | 提单确认件 | 船荷証券 | 海上運送状 |
        航空貨物運送状
        konnossement | *frachtbrief | seefrachtbrief
        conocimiento de embarque | guía aérea | conhecimento de embarque | conhecimento de transporte
        connaissement | lettre de transport aérien | lettre de voiture
        коносамент | авианакладная | транспортная накладная | накладная cmr | cmr
        بوليصة الشحن | بوليصة شحن | بوليصة | سند الشحن | سند شحن
        konşimento | konsimento | konişmento | navlun konşimentosu | hava konşimentosu
        """,
    ),
    (
        PaperKind.INSPECTION_REPORT,
        """
        inspection report | inspection reports | pre-shipment inspection | pre shipment inspection |
        preshipment inspection | inspection certificate | certificate of inspection | test report |
        test reports | testing report | quality report | qc report | qa report | lab report | sgs report |
        audit report | factory audit | inspection
        验货报告 | 驗貨報告 | 检验报告 | 檢驗報告 | 检测报告 | 檢測報告 | 质检报告 | 質檢報告 | 测试报告 |
        測試報告 | 品检报告 | 验厂报告 | 商检报告 | 验货
        検査報告書 | 検査成績書 | 検査成績表 | 試験報告書 | 試験成績書 | 検品報告
        prüfbericht | *prüfbericht | pruefbericht | inspektionsbericht | prüfprotokoll | abnahmeprotokoll |
        testbericht | qualitätsbericht
        informe de inspección | informe de inspeccion | reporte de inspección | reporte de inspeccion |
        informe de ensayo | informe de calidad | relatório de inspeção | relatorio de inspecao |
        relatório de ensaio | laudo
        rapport d'inspection | rapport d inspection | rapport de contrôle | rapport d'essai |
        rapport d essai | procès-verbal de réception
        отчет об инспекции | отчёт об инспекции | отчет о проверке | акт осмотра | акт инспекции |
        протокол испытаний | отчет о качестве | акт приемки
        تقرير الفحص | تقرير فحص | تقرير التفتيش | تقرير تفتيش | تقرير المعاينة | تقرير اختبار | شهادة فحص |
        شهادة الفحص
        muayene raporu | gözetim raporu | denetim raporu | test raporu | kalite raporu |
        inspeksiyon raporu | kontrol raporu
        """,
    ),
    (
        PaperKind.CERTIFICATE,
        """
        certificate of origin | certificate of conformity | certificate of analysis |
        mill test certificate | mill certificate | material certificate | health certificate |
        phytosanitary certificate | fumigation certificate | insurance certificate |
        declaration of conformity | ce certificate | iso certificate | certificate | certificates |
        certification | ce cert | cert | form a | form e | form f | eur 1 | rohs | iso 9001 | iso9001 |
        iso14001 | iso 14001
        原产地证书 | 原产地证 | 產地證 | 产地证 | 原産地證明 | 合格证 | 质量证明书 | 材质证明 | 材质书 |
        植检证 | 熏蒸证书 | 熏蒸证 | 商检证书 | 证书 | 證書 | 认证证书
        原産地証明書 | 原産地証明 | 証明書 | 適合証明書 | ミルシート | 認証書
        ursprungszeugnis | *zeugnis | *zertifikat | *zertifikate | werkszeugnis | konformitätserklärung |
        *bescheinigung
        certificado de origen | certificado de origem | certificado de calidad | certificado |
        certificados
        certificat d'origine | certificat d origine | certificat de conformité | certificat |
        attestation de conformité
        сертификат происхождения | сертификат соответствия | сертификат | сертификаты |
        декларация о соответствии | паспорт качества
        شهادة المنشأ | شهادة منشأ | شهادة المطابقة | شهادة الجودة | شهادة | شهادات
        menşe şahadetnamesi | mense sahadetnamesi | menşei şahadetnamesi | uygunluk belgesi | sertifika |
        sertifikası | a.tr | atr belgesi
        """,
    ),
    (
        PaperKind.BANK_SLIP,
        """
        bank slip | bank slips | bank receipt | payment slip | payment receipt | payment copy |
        payment confirmation | payment advice | remittance advice | remittance slip | remittance copy |
        remittance | transfer slip | transfer copy | transfer receipt | wire transfer | tt copy | tt slip |
        t t copy | t/t copy | tt receipt | swift copy | swift message | swift confirmation | swift |
        deposit slip | proof of payment | bank transfer | telegraphic transfer | payment proof
        银行水单 | 水单 | 水單 | 付款凭证 | 付款水单 | 汇款凭证 | 匯款憑證 | 汇款单 | 匯款單 | 汇款水单 |
        银行回单 | 付款回单 | 電匯單 | 电汇底单 | 底单 | 付款证明 | 转账凭证 | 电汇凭证
        送金明細 | 送金控え | 振込明細 | 振込明細書 | 振込控え | 送金依頼書 | 送金通知
        zahlungsbeleg | *zahlungsbeleg | überweisungsbeleg | ueberweisungsbeleg | zahlungsbestätigung |
        zahlungsavis | bankbeleg | swift-kopie
        comprobante de pago | comprobante de transferencia | comprobante bancario | comprobante |
        justificante de pago | comprovante de pagamento | comprovante de transferência |
        comprovante de transferencia | comprovante
        preuve de paiement | avis de virement | ordre de virement | confirmation de virement |
        justificatif de paiement | avis de paiement
        платежное поручение | платёжное поручение | платежка | платёжка | подтверждение оплаты | свифт |
        квитанция об оплате | квитанция
        إيصال تحويل | ايصال تحويل | إيصال الدفع | إشعار تحويل | اشعار تحويل | حوالة بنكية | حوالة | سويفت |
        إيصال بنكي | إثبات الدفع
        dekont | dekontu | banka dekontu | ödeme dekontu | odeme dekontu | havale dekontu | swift dekontu
        """,
    ),
    (
        PaperKind.LETTER_OF_CREDIT,
        """
        letter of credit | letters of credit | documentary credit | lc draft | draft lc | lc copy |
        lc amendment | l/c
        信用证 | 信用證 | 信用狀 | 信用状 | 信用証
        akkreditiv | *akkreditiv
        carta de crédito | carta de credito | crédito documentario | crédito documentário
        lettre de crédit | lettre de credit | crédit documentaire | accréditif
        аккредитив
        اعتماد مستندي | الاعتماد المستندي | خطاب اعتماد | خطاب الاعتماد
        akreditif | akreditif mektubu
        """,
    ),
    (
        PaperKind.COMMERCIAL_INVOICE,
        """
        commercial invoice | tax invoice | invoice | invoices | commercial inv | inv
        商业发票 | 商業發票 | 发票 | 發票 | 商業送り状 | コマーシャルインボイス | インボイス | 請求書 |
        送り状
        handelsrechnung | *rechnung
        factura comercial | factura | fatura comercial | fatura | nota fiscal | facture commerciale |
        facture
        коммерческий инвойс | инвойс | счет-фактура | счёт-фактура | счет фактура | счёт фактура |
        счет на оплату | счёт на оплату | счет | счёт
        فاتورة تجارية | الفاتورة التجارية | فاتورة | الفاتورة
        ticari fatura | e-fatura | satış faturası | fatura | faturası
        """,
    ),
)

LETTERS = {
    "PI": PaperKind.PROFORMA_INVOICE, "PFI": PaperKind.PROFORMA_INVOICE,
    "PO": PaperKind.PURCHASE_ORDER, "ORDER": PaperKind.PURCHASE_ORDER,
    "CI": PaperKind.COMMERCIAL_INVOICE, "PL": PaperKind.PACKING_LIST,
    "BL": PaperKind.BILL_OF_LADING, "HBL": PaperKind.BILL_OF_LADING, "MBL": PaperKind.BILL_OF_LADING,
    "OBL": PaperKind.BILL_OF_LADING, "AWB": PaperKind.BILL_OF_LADING, "LC": PaperKind.LETTER_OF_CREDIT,
    "MT700": PaperKind.LETTER_OF_CREDIT, "MT103": PaperKind.BANK_SLIP, "TT": PaperKind.BANK_SLIP,
    "SC": PaperKind.CONTRACT, "OC": PaperKind.CONTRACT, "QT": PaperKind.QUOTATION,
    "QTN": PaperKind.QUOTATION, "QUO": PaperKind.QUOTATION, "KP": PaperKind.QUOTATION,
    "COO": PaperKind.CERTIFICATE, "CO": PaperKind.CERTIFICATE, "COA": PaperKind.CERTIFICATE,
    "COC": PaperKind.CERTIFICATE, "MTC": PaperKind.CERTIFICATE, "PSI": PaperKind.INSPECTION_REPORT,
}  # fmt: skip
SPELLED = (*LETTERS, "P/I", "P/O", "C/I", "P/L", "B/L", "L/C", "T/T", "S/C", "C/O")
"""As they are written; file names cannot hold the slash, mail's file names can."""


_BETWEEN = late(r" *[|\n]\s*")


def _alternatives() -> dict[str, PaperKind | None]:
    """A word stands once: the first kind that names it."""
    found: dict[str, PaperKind | None] = {}
    for kind, rows in _NAMES:
        for word in filter(None, _BETWEEN.split(rows.strip())):
            found.setdefault(word, kind)
    return found


def _pattern(words: dict[str, PaperKind | None]) -> re.Pattern[str]:
    """Chinese, Japanese and Arabic words may stand beside anything. The edge is tested once for all words of
    a sort, not by each of them: that is ten times faster.
    """
    plain = [word for word in words if word[0] != "*" and word[0] < "\u0600"]
    ends = [word[1:] for word in words if word[0] == "*"]
    touching = [word for word in words if word[0] >= "\u0600"]
    edge = r"(?![a-zà-ÿğışа-яё])"
    return late(rf"(?<![^\W\d_]){_any(plain)}{edge}|{_any(ends)}{edge}|{_any(touching)}")


def _any(words: list[str]) -> str:
    """One of the words, the longest first; branches by first character, which are few at any place."""
    first: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        first.setdefault(word[0], []).append(re.escape(word[1:]))
    return "(?:" + "|".join(f"{re.escape(one)}(?:{'|'.join(rest)})" for one, rest in first.items()) + ")"


_WORDS = _alternatives()
KINDS: dict[str, PaperKind | None] = {word.lstrip("*"): kind for word, kind in reversed(_WORDS.items())}
PATTERN = _pattern(_WORDS)
"""Over lower-case text in NFKC with its separators as spaces."""
