"""Which account does a text ask to pay to?

An IBAN proves itself by its check digits (ISO 13616). Any other number is one only where the words
around it
speak of a bank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from model import Detail, DetailSort
from parsers.late import late

_LOOKED_AT = 12_000
_MOST = 6
_MAY = late(r"\d{4}[ -]?\d{3}")
_IBAN = late(r"(?<![A-Z0-9])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{2,4}){3,8}(?![A-Za-z0-9])")
_BANK = late(
    r"bank|beneficiar|swift|\bbic\b|\biban\b|remit|wire transfer|sort code|routing|开户行|開戶行|"
    r"开户银行|收款|"
    r"银行|銀行|汇款|匯款|户名|戶名|振込|口座|banco|beneficiario|banque|bénéficiaire|kontoinhaber|"
    r"bankverbindung|"
    r"банк|получател|мфо|бик|مصرف|بنك|البنك|المستفيد|banka|alıcı|hesap",
    re.IGNORECASE,
)
_ACCOUNT = late(
    r"(?:(?:beneficiary(?:'s)? |bank )?(?:account|acct?|a/c|ac)[ .]{0,2}(?:number|num|no|nr|#)?|"
    r"(?:usd|eur|cny|rmb|gbp|hkd) (?:account|a/c)|账号|帐号|賬號|帳號|银行账户|银行卡号|账户|口座番号|"
    r"(?:普通|当座)(?:預金)?|(?:número|no\.?|nº) (?:de )?(?:cuenta|conta)|cuenta|conta(?: corrente)?|c/c|"
    r"clabe|cbu|"
    r"compte(?: n[°o])?|kontonummer|konto-?nr|kto|(?:расч[её]тный )?сч[её]т|р/с|hesap (?:no|numarası)|"
    r"رقم الحساب|الحساب)"
    r"\s{0,3}[.:：#№°)-]{0,3}\s{0,3}(?:\([A-Za-z]{3}\)\s?)?[:：]?\s{0,2}"
    r"(?P<number>(?:[A-Z]{3}[ -])?\d(?:[ -]?\d){6,24}(?!\d))",
    re.IGNORECASE,
)
_AROUND = 400


def accounts(text: str, where: str) -> Iterator[Detail]:
    """Accounts named in a text, in its order."""
    text = text[:_LOOKED_AT]
    if _MAY.search(text) is None:
        return
    ibans = [found for found in _IBAN.finditer(text) if _is_iban(found[0])][:_MOST]
    ibans = [found for found in ibans if not _is_yours(text, found.start())]
    for found in ibans:
        yield _detail(_bare(found[0]), found[0], where, 0.97)
    if _BANK.search(text) is not None:
        yield from _numbered(text, where, " ".join(_bare(found[0]) for found in ibans))


def _numbered(text: str, where: str, ibans: str) -> Iterator[Detail]:
    """Numbers that are not the tail of an IBAN said before, as Spanish and German firms write both."""
    for found, _ in zip(_ACCOUNT.finditer(text), range(_MOST), strict=False):
        around = text[max(0, found.start() - _AROUND) : found.end() + _AROUND]
        number = re.sub(r"\D", "", found["number"])
        if number not in ibans and not _is_yours(text, found.start()) and _BANK.search(around) is not None:
            yield _detail(number, found["number"], where, 0.85)


_YOURS = late(
    r"(?<![^\W_])(?:your|ihr\w{0,2}|euer\w?|votre|vos|seu|sua|vuestra|ваш\w{0,2})\s[^\n.;]{0,30}$|"
    r"(?:贵司|贵公司|貴司|貴社|御社|您的?|你们的?|你的?)[^\n。；]{0,12}$",
    re.IGNORECASE,
)


def _is_yours(text: str, at: int) -> bool:
    """`We paid to your account …`: ours, and not one that she asks to pay to."""
    return _YOURS.search(text, max(0, at - 50), at) is not None


def _detail(value: str, words: str, where: str, confidence: float) -> Detail:
    return Detail(DetailSort.BANK_ACCOUNT, value, words, where, confidence)


def _bare(words: str) -> str:
    return re.sub(r"[ -]", "", words)


def _is_iban(words: str) -> bool:
    from stdnum import iban  # only where a text has its shape: the registry is read from a file

    return bool(iban.is_valid(_bare(words), check_country=False))
