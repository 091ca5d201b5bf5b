"""Is a payment past its day? "The deposit was due on 3 March", written on the 10th.

YAML can ask for words and read a date, but it cannot compare the date with the day of the mail. Here the day
must be said to be the agreed one, lie before the mail's, and the sentence must not say that the money came.
"""

# ruff: noqa: E501 - the words of a language are one line
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from model import DueEffect, DueKind, Label, Reading, Source
from rules.characters import fold, folded, is_han
from rules.coded.protocol import Proof
from rules.rule import CodedHead, Sample
from rules.scope import ALWAYS, Found, cancelled
from rules.sentences import sentences

_PAYMENT = (
    "deposit|deposits|down payment|advance payment|prepayment|balance|balance payment|payment|l/c|lc|letter of credit|tt|t/t|instalment",
    "定金|订金|尾款|余款|货款|预付款|信用证|首付款|款项",
    "anticipo|depósito|saldo|pago|carta de crédito|seña",
    "sinal|adiantamento|depósito|saldo|pagamento|carta de crédito",
    "acompte|solde|paiement|règlement|lettre de crédit|arrhes",
    "anzahlung|restzahlung|zahlung|akkreditiv|vorkasse|schlusszahlung",
    "предоплата|предоплату|предоплаты|аванс|остаток|оплата|оплату|платеж|аккредитив|доплата|доплату",
    "دفعة|الدفعة|عربون|العربون|رصيد|الرصيد|المتبقي|الاعتماد|اعتماد مستندي|السداد|الدفع",
)
_AGREED = (
    "was due|were due|fell due|became due|due date was|due on|due by|should have|was to be|was agreed for|were supposed to|was supposed to|was scheduled for|was promised for|had to be|as agreed by|agreed to pay",
    "应于|应在|本应|本该|该在|应当在|约定|说好|到期日是|到期日为|到期|答应",
    "vencía|venció|debía|debió|tenía que|estaba acordado|estaba pactado|quedamos en|debería haber|vencimiento era",
    "vencia|venceu|devia|deveria|tinha que|estava combinado|ficou combinado|combinamos|vencimento era",
    "était dû|était due|devait|aurait dû|était prévu|était prévue|était attendu|était attendue|échéance était|arrivait à échéance",
    "war fällig|waren fällig|hätte|sollte|war vereinbart|war zugesagt|fällig war|fällig am|fälligkeit war",
    "должен был|должна была|должно было|должны были|срок был|срок оплаты был|договорились|срок истек|надо было",
    "كان مستحقا|كانت مستحقة|كان من المفترض|كان يجب|كان المفروض|المتفق عليه|كان موعد|استحق|استحقت",
)
_SETTLED = (
    "paid|received|transferred|arrived|came in|credited|settled|sent on|wired on|thank you for|thanks for|will be due|is not due|not yet due|ahead of|early",
    "已付|已收|收到|已汇|已到账|已经付|已经汇|已经收|付清|结清|按时|如期|谢谢|感谢|付了|汇了",
    "pagamos|pagado|pagué|recibido|recibimos|transferido|transferimos|llegó|acreditado|gracias por|a tiempo",
    "pagamos|pago em|foi pago|recebido|recebemos|transferido|transferimos|chegou|creditado|obrigado pelo|em dia",
    "payé|payée|réglé|réglée|reçu|reçue|viré|virée|encaissé|arrivé|merci pour|à temps",
    "bezahlt wurde|wurde bezahlt|ist eingegangen|eingegangen ist|erhalten|überwiesen haben|gutgeschrieben|danke für|pünktlich|beglichen",
    "оплатили|оплачен|оплачена|получили|получен|получена|перевели|поступил|поступила|пришла|спасибо за|вовремя",
    "تم الدفع|تم السداد|استلمنا|وصلت|وصل|دفعنا|حولنا|سددنا|شكرا على|في الموعد",
)
_NOT_HERE = (
    "not received|not yet received|have not received|haven't received|nothing received|not paid|not been paid|unpaid|not arrived|has not arrived|not come in|should have been|was to be paid|had to be paid|to have been paid",
    "没收到|未收到|还没收到|没有收到|没付|未付|没到账|未到账|没到|未到",
    "no recibimos|no hemos recibido|no llegó|no ha llegado|no fue pagado|no se ha pagado|sin pagar|no está pagado|debería haber sido|debía ser pagado|debió pagarse",
    "não recebemos|não chegou|não foi pago|não foi paga|não caiu|em aberto|deveria ter sido|devia ter sido",
    "pas reçu|pas encore reçu|pas arrivé|pas payé|pas réglé|pas viré|impayé|devait être payé|devait être réglé|aurait dû être",
    "nicht erhalten|nicht eingegangen|nicht bezahlt|noch nicht bezahlt|nichts erhalten|nichts eingegangen|hätte bezahlt|hätte eingegangen|hätte überwiesen",
    "не получили|не получен|не получена|не поступил|не поступила|не пришла|не пришел|не оплачен|не оплачена|не оплатили",
    "لم يصل|لم تصل|لم نستلم|ما وصل|ما وصلت|لم يتم|لم تدفع|غير مدفوع",
)
"""Says that the money is missing, though a word of _SETTLED stands in it."""


def _any_of(lists: Iterable[str]) -> re.Pattern[str]:
    """Whole words, but for Han characters, which stand in no words; longer ones first."""
    words = sorted({fold(word) for words in lists for word in words.split("|")}, key=len, reverse=True)
    han = [re.escape(word) for word in words if is_han(word[0])]
    others = [re.escape(word) for word in words if not is_han(word[0])]
    return re.compile(rf"(?<!\w)(?:[وفبكل]?(?:{'|'.join(others)}))(?!\w)|{'|'.join(han)}")


def _stems_of(lists: Iterable[str]) -> tuple[str, ...]:
    """The shortest pieces of which each word holds one."""
    words = sorted({fold(word) for words in lists for word in words.split("|")}, key=len)
    stems: list[str] = []
    for word in words:
        if not any(stem in word for stem in stems):
            stems.append(word)
    return tuple(stems)


def _may_stand(stems: tuple[str, ...], text: str) -> bool:
    """Asked of every mail: a tenth of the price of the patterns."""
    return any(stem in text for stem in stems)


_PAY_STEMS, _AGREED_STEMS = _stems_of(_PAYMENT), _stems_of(_AGREED)
_PAYS, _IS_AGREED, _CAME, _MISSING = (_any_of(lists) for lists in (_PAYMENT, _AGREED, _SETTLED, _NOT_HERE))

_LONGEST = 8_000
"""Characters that are read, as the engine does (rules/tagging)."""
_SOME_DAY = date(2026, 3, 10)


def _hit(text: str) -> Sample:
    return Sample(hit=text, sent=_SOME_DAY, source=_SOURCE)


def _miss(text: str) -> Sample:
    return Sample(miss=text, sent=_SOME_DAY, source=_SOURCE)


_SOURCE = Source("rules/coded/overdue.py", 0)

RULE = CodedHead(
    id="overdue",
    tag="late_payment",
    title=Label("Payment or letter of credit overdue", "款项或信用证逾期"),
    suggest=Label(
        "Name amount, due day and days gone by in the first line; ask for the bank slip and one firm date, and "
        "hold the next step (production, documents, release) until it is there.",
        "第一行写明金额、约定日期和已逾期天数;要水单和一个确定日期,款到之前先扣住下一步(排产、交单、放货)。",
    ),
    from_="anyone",
    profile="payment terms",
    expires=120,
    source=Source("rules/coded/overdue.py", 1),
    tests=(
        _hit("The deposit was due on 3 March."),
        _hit("Our records say the balance should have been here by 27 February, it is not received."),
        _hit("定金应于3月1日付出。"),
        _hit("El anticipo vencía el 2 de marzo."),
        _hit("O sinal deveria ter sido pago em 5 de março."),
        _hit("L'acompte devait être versé le 4 mars."),
        _hit("Die Anzahlung war am 2. März fällig, sie war fällig und fehlt."),
        _hit("Предоплата должна была прийти 3 марта."),
        _hit("كان من المفترض أن تصل الدفعة في 3 مارس."),
        _miss("The deposit was due on 3 March and was received on time."),
        _miss("The balance is due on 20 March."),
        _miss("The samples should have arrived on 3 March."),
        _miss("The deposit was due on 20 March."),
        _miss("定金应于3月1日付,已收到,谢谢。"),
        _miss("El anticipo vence el 20 de marzo."),
        _miss("L'acompte devait être versé le 4 mars, il est réglé, merci."),
        _miss("Die Zahlung war am 2. März fällig und ist eingegangen."),
        _miss("Предоплата должна была прийти 3 марта, и вовремя поступила."),
    ),
)


def look(reading: Reading, sent: date) -> Iterator[Proof]:
    """The first sentence that names a day gone by on which money was to be there."""
    from dates import named_days  # only a mail that speaks of money pays for the words of all languages

    plain = folded(reading.own_words[:_LONGEST])
    if not (_may_stand(_PAY_STEMS, plain.text) and _may_stand(_AGREED_STEMS, plain.text)):
        return
    for start, end in sentences(plain.text):
        found = _found(plain.text[start:end])
        if found is None:
            continue
        first, last = plain.span(start, end)
        named = named_days(reading.own_words[first:last], sent)
        if any(one.days.last < sent for one in named) and not any(one.days.last >= sent for one in named):
            place = plain.span(start + found.start, start + found.end)
            yield Proof(*place, found.because, DueEffect.counted(DueKind.BY, sent, 1))


def _found(sentence: str) -> Found | None:
    """The words in a sentence, unless it says that all is well, or speaks of something imagined."""
    money, agreed = _PAYS.search(sentence), _IS_AGREED.search(sentence)
    if money is None or agreed is None:
        return None
    if _CAME.search(sentence) and not _MISSING.search(sentence):
        return None
    spans = tuple(sorted((money.span(), agreed.span())))
    because = f"{money[0]} + {agreed[0]} + a day gone by"
    found = Found(min(span[0] for span in spans), max(span[1] for span in spans), spans, because)
    return None if cancelled(sentence, found, _HEEDED) else found


_HEEDED = frozenset(each for each in ALWAYS if each.name not in ("CLOSED", "DENIED"))
"""The day is past by its nature, and "has not arrived" denies the money, not that it is late."""
