"""How much text in old, wrong and missing charsets comes back exactly, and how much do others recover?

    ./genjin bench charsets [--show] [--seed 7]

Sentences of the trade in 17 languages, in every charset their mail is written in, 12 to 800 characters long:
with the right label, with the wrong labels that programs write, without one but from an account whose
language is known, and without anything. Each once as a body and once as a subject. A row is the share that
comes back without one wrong character; chardet and charset-normalizer are asked for the charset of the same
bytes, mail-parser reads the same mail.
"""

from __future__ import annotations

# ruff: noqa: E501 (sentences stand in one line)
import argparse
import base64
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import mailparser

from model import Opening, Place, RawMail
from parsers.opening.envelope import open_mail

ARRIVED = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LENGTHS = (12, 40, 200, 800)
ROUNDS = 6

CHARSETS: dict[str, tuple[tuple[str, str], ...]] = {
    "zh": (("gb2312", "gb18030"), ("gbk", "gb18030"), ("hz-gb-2312", "hz")),
    "zh-TW": (("big5", "cp950"),),
    "ja": (("shift_jis", "cp932"), ("euc-jp", "euc_jp"), ("iso-2022-jp", "iso2022_jp")),
    "ko": (("euc-kr", "cp949"), ("ks_c_5601-1987", "cp949"), ("iso-2022-kr", "iso2022_kr")),
    "en": (("windows-1252", "cp1252"),),
    **dict.fromkeys(("es", "pt", "fr", "de"), (("iso-8859-1", "cp1252"), ("windows-1252", "cp1252"), ("iso-8859-15", "iso8859-15"))),
    "ru": (("windows-1251", "cp1251"), ("koi8-r", "koi8-r"), ("iso-8859-5", "iso8859-5"), ("cp866", "cp866")),
    "uk": (("windows-1251", "cp1251"), ("koi8-u", "koi8-u")),
    "tr": (("iso-8859-9", "cp1254"), ("windows-1254", "cp1254")),
    "ar": (("windows-1256", "cp1256"), ("iso-8859-6", "iso8859-6")),
    "el": (("windows-1253", "cp1253"), ("iso-8859-7", "iso8859-7")),
    "he": (("windows-1255", "cp1255"), ("iso-8859-8", "iso8859-8")),
    "th": (("tis-620", "cp874"), ("windows-874", "cp874")),
    "pl": (("windows-1250", "cp1250"), ("iso-8859-2", "iso8859-2")),
}  # fmt: skip
"""Label and codec of what mail in a language comes in; UTF-8 besides."""

WRONG = ("utf-8", "us-ascii", "x-unknown", "iso-8859-1")
"""What programs write that do not know better."""

SENTENCES = {
    "zh": (
        "您好，请报价。", "附件是我们的询盘清单，请尽快回复。", "这个价格太高了，我们正在比较上海另一家供应商的报价。",
        "样品已经收到，质量不错，客户很满意。", "请问最小起订量是多少？交货期要多久？", "付款方式可以接受三成定金，余款见提单副本。",
        "王经理，麻烦您确认一下合同和装箱单。", "我们春节放假到二月底，之后再联系。", "宁波港到汉堡的运费涨了很多。",
        "关于镕基公司的订单，㎡ 单价以及喆先生的地址需要更正。",
    ),
    "zh-TW": (
        "您好，請報價。", "附件是我們的詢價單，請盡快回覆。", "這個價格太高了，我們正在比較另一家供應商的報價。",
        "樣品已經收到，品質很好，客戶很滿意。", "請問最小訂購量是多少？交貨期要多久？", "付款條件可以接受三成訂金，餘款見提單副本。",
        "陳經理，麻煩您確認一下合約與裝箱單。", "我們農曆年放假到二月底，之後再聯絡。", "高雄港到漢堡的運費漲了很多。",
    ),
    "ja": (
        "いつもお世話になっております。", "見積書をお送りください。", "納期はいつ頃になりますでしょうか。",
        "添付の注文書をご確認いただけますか。", "サンプルを受け取りました。品質は良好です。", "他社の価格と比較しておりますので、少々お待ちください。",
        "お支払い条件についてご相談させてください。", "株式会社山田製作所の田中と申します。", "①型番　②数量　③単価をご記入ください。",
    ),
    "ko": (
        "안녕하세요.", "견적서를 보내 주시기 바랍니다.", "납기가 얼마나 걸리는지 알려 주세요.", "첨부한 발주서를 확인해 주십시오.",
        "샘플은 잘 받았습니다. 품질이 좋습니다.", "다른 업체의 가격과 비교하고 있습니다.", "결제 조건은 선금 삼십 퍼센트입니다.",
        "김 부장님, 계약서 검토 부탁드립니다.", "다음 달에 다시 연락드리겠습니다.",
    ),
    "en": (
        "We’re comparing your offer – the price isn’t the issue.", "Please quote 500 pcs at €4.20 each…",
        "The “sample” arrived on Monday, thanks!", "Our buyer’s target is £3 – can you meet it?",
    ),
    "es": (
        "Estimado señor Peña:", "¿Podría enviarnos una cotización?", "El próximo año compraremos más máquinas.",
        "Adjunto la orden de compra número 118.", "¡Gracias por su atención!", "La garantía y el envío están incluidos según acordó José.",
        "Necesitamos el catálogo en español mañana.",
    ),
    "pt": (
        "Prezados senhores,", "Poderiam enviar a cotação e as condições de pagamento?", "Não recebemos a amostra até agora.",
        "O preço está acima do orçamento.", "Atenciosamente, João Conceição", "A embalagem não é adequada às nossas máquinas.",
    ),
    "fr": (
        "Bonjour Madame Lefèvre,", "Pourriez-vous nous envoyer votre devis ?", "Les échantillons ont été reçus, la qualité est très bonne.",
        "Le délai de livraison est trop long.", "Nous étudions déjà l’offre d’un autre fournisseur.", "Votre société a été recommandée à la foire.",
    ),
    "de": (
        "Sehr geehrte Frau Müller,", "könnten Sie uns bitte ein Angebot für 500 Stück schicken?", "Die Muster sind angekommen, die Qualität ist sehr gut.",
        "Der Preis ist höher als üblich.", "Mit freundlichen Grüßen, Jörg Weiß", "Wir möchten nächste Woche über die Lieferung sprechen.",
    ),
    "ru": (
        "Здравствуйте!", "Просим прислать коммерческое предложение.", "Образцы получили, качество хорошее.", "Цена слишком высокая для нашего рынка.",
        "Каковы сроки поставки и условия оплаты?", "С уважением, Иван Петров", "Мы сравниваем ваше предложение с другими поставщиками.",
        "В следующем месяце будем готовы подписать договор.",
    ),
    "uk": (
        "Добрий день!", "Просимо надіслати комерційну пропозицію.", "Зразки отримали, якість дуже добра.", "Ціна зависока для нашого ринку.",
        "Які терміни поставки та умови оплати?", "З повагою, Іван Шевченко", "Ми порівнюємо вашу пропозицію з іншими постачальниками.",
    ),
    "tr": (
        "Merhaba, iyi çalışmalar.", "Fiyat teklifinizi gönderir misiniz?", "Numuneler elimize ulaştı, kalitesi çok iyi.", "Fiyatınız bütçemizin üstünde.",
        "Teslim süresi ve ödeme şartları nedir?", "Saygılarımla, Ayşe Yıldız", "Önümüzdeki ay sipariş vereceğiz.",
    ),
    "ar": (
        "السلام عليكم ورحمة الله", "نرجو إرسال عرض السعر في أقرب وقت.", "وصلت العينات والجودة ممتازة.", "السعر أعلى من ميزانيتنا.",
        "ما هي شروط الدفع ومدة التسليم؟", "مع أطيب التحيات، محمد أحمد", "سنتواصل معكم بعد شهر رمضان إن شاء الله.",
    ),
    "el": (
        "Καλημέρα σας,", "Παρακαλώ στείλτε μας προσφορά.", "Τα δείγματα παραλήφθηκαν, η ποιότητα είναι πολύ καλή.", "Η τιμή είναι υψηλή για την αγορά μας.",
        "Ποιος είναι ο χρόνος παράδοσης;", "Με εκτίμηση, Γιώργος Παπαδόπουλος",
    ),
    "he": ("שלום רב,", "אנא שלחו לנו הצעת מחיר.", "הדוגמאות התקבלו והאיכות טובה מאוד.", "המחיר גבוה מדי עבורנו.", "מה זמן האספקה ותנאי התשלום?", "בברכה, דוד כהן"),
    "th": ("สวัสดีครับ", "กรุณาส่งใบเสนอราคาให้เราด้วย", "ได้รับตัวอย่างแล้ว คุณภาพดีมาก", "ราคาสูงเกินไปสำหรับตลาดของเรา", "ระยะเวลาส่งมอบและเงื่อนไขการชำระเงินเป็นอย่างไร", "ขอแสดงความนับถือ สมชาย"),
    "pl": ("Dzień dobry,", "proszę o przesłanie oferty cenowej.", "Próbki dotarły, jakość jest bardzo dobra.", "Cena jest zbyt wysoka, porównujemy ją z innymi.", "Z poważaniem, Łukasz Wójcik", "Jaki jest termin dostawy i warunki płatności?"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    sort: str
    text: str
    codec: str
    label: str
    language: str
    known: str
    """Language of the account, or nothing."""

    @property
    def raw(self) -> bytes:
        return self.text.encode(self.codec)


def cases(dice: random.Random) -> Iterator[Case]:
    for language, charsets in CHARSETS.items():
        for label, codec in (*charsets, ("utf-8", "utf-8")):
            for length in LENGTHS:
                for _ in range(ROUNDS):
                    yield from _of(dice, language, label, codec, length)


def _of(dice: random.Random, language: str, label: str, codec: str, length: int) -> Iterator[Case]:
    text = _text(dice, language, codec, length)
    if text.isascii():
        return
    yield Case("labelled", text, codec, label, language, "")
    if codec == "utf-8":
        yield Case("wrong label", text, codec, CHARSETS[language][0][0], language, "")
    yield Case("wrong label, language known", text, codec, dice.choice(WRONG), language, language)
    yield Case("wrong label", text, codec, dice.choice(WRONG), language, "")
    yield Case("no label, language known", text, codec, "", language, language)
    yield Case("no label", text, codec, "", language, "")


def _text(dice: random.Random, language: str, codec: str, length: int) -> str:
    """Whole sentences up to a length, begun anywhere, without what the charset has no letter for."""
    chosen = list(SENTENCES[language])
    text = ""
    while len(text) < length:
        dice.shuffle(chosen)
        text += (
            ("" if language in ("zh", "zh-TW", "ja") else " " * bool(text)).join(["", *chosen])
            if text
            else chosen[0]
        )
    tidy = text.encode(codec, "ignore").decode(codec)[:length].strip()
    while not _lasts(tidy, codec):
        tidy = tidy[:-1]
    return " ".join(tidy.split())


def _lasts(text: str, codec: str) -> bool:
    with suppress(UnicodeError):
        return text.encode(codec).decode(codec) == text
    return False


# -- who reads ---------------------------------------------------------------------------------------


def body_of(case: Case) -> bytes:
    charset = f"; charset={case.label}" if case.label else ""
    return (
        b"From: a@n.example\r\nSubject: x\r\nContent-Type: text/plain" + charset.encode()
        + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(case.raw)
    )  # fmt: skip


def subject_of(case: Case) -> bytes:
    coded = f"=?{case.label}?B?".encode() + base64.b64encode(case.raw) + b"?="
    said = coded if case.label else case.raw
    return b"From: a@n.example\r\nSubject: " + said + b"\r\n\r\nx"


def ours(content: bytes, case: Case) -> tuple[str, str]:
    opening = Opening({"anna": case.known} if case.known else {})
    mail = open_mail(RawMail(content, ARRIVED, Place("anna", "INBOX", 1, 1)), opening)
    return mail.text, mail.subject


def theirs(content: bytes, _: Case) -> tuple[str, str]:
    try:
        mail = mailparser.parse_from_bytes(content)
        return "\n".join(mail.text_plain), str(mail.subject)
    except Exception:  # noqa: BLE001 - a crash is a text not recovered
        return "", ""


def by_chardet(_: bytes, case: Case) -> tuple[str, str]:
    import chardet

    return (_read(case.raw, chardet.detect(case.raw)["encoding"]),) * 2


def by_normalizer(_: bytes, case: Case) -> tuple[str, str]:
    import charset_normalizer

    best = charset_normalizer.from_bytes(case.raw).best()
    return (str(best) if best else "",) * 2


def _read(raw: bytes, codec: str | None) -> str:
    try:
        return raw.decode(codec or "ascii")
    except (UnicodeError, LookupError):
        return ""


READERS: dict[str, Callable[[bytes, Case], tuple[str, str]]] = {
    "genjin": ours,
    "mail-parser": theirs,
    **({"chardet": by_chardet} if find_spec("chardet") else {}),
    **({"charset-normalizer": by_normalizer} if find_spec("charset_normalizer") else {}),
}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--seed", type=int, default=7)
    asked.add_argument("--show", action="store_true", help="every text of ours that came back wrong")
    asked.add_argument("--alone", action="store_true", help="without the others")
    wanted = asked.parse_args()
    right: dict[tuple[str, str, str], int] = defaultdict(int)
    count: dict[tuple[str, str], int] = defaultdict(int)
    readers = {"genjin": ours} if wanted.alone else READERS
    for case in cases(random.Random(wanted.seed)):
        for place, content in (("body", body_of(case)), ("subject", subject_of(case))):
            count[case.sort, place] += 1
            for name, reader in readers.items():
                found = reader(content, case)[place == "subject"].strip()
                right[case.sort, place, name] += found == case.text
                if wanted.show and name == "genjin" and found != case.text:
                    print(
                        f"{case.sort:28} {place:8} {case.language:6} {case.codec:10} as {case.label or '-':10} {case.text[:40]!r} -> {found[:40]!r}"
                    )
    _table(right, count, list(readers))


def _table(
    right: dict[tuple[str, str, str], int], count: dict[tuple[str, str], int], names: list[str]
) -> None:
    print(f"{'':28} {'':8} {'texts':>6}", *(f"{name:>18}" for name in names))
    for (sort, place), many in sorted(count.items()):
        print(
            f"{sort:28} {place:8} {many:6}",
            *(f"{100 * right[sort, place, name] / many:17.2f}%" for name in names),
        )


if __name__ == "__main__":
    main()
