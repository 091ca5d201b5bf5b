"""What was done in business, as a mail shows it: quotations, samples, orders, payments? Pure.

    papers (what is attached) | tags (what the rules found said) | one of each sort and number

Direction decides: a quotation and a proforma invoice are ours, an order and a payment theirs. A paper tells
more than words, so words make a fact only where no paper of the same sort came with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from model import (
    Amount,
    BusinessFact,
    Case,
    Direction,
    FactSort,
    Paper,
    PaperKind,
    Reading,
    Tag,
    Terms,
)

_PAPERS: Mapping[Direction, Mapping[PaperKind, FactSort]] = MappingProxyType(
    {
        Direction.OUT: {
            PaperKind.QUOTATION: FactSort.QUOTATION,
            PaperKind.PROFORMA_INVOICE: FactSort.PROFORMA,
            PaperKind.CONTRACT: FactSort.CONTRACT,
        },
        Direction.IN: {
            PaperKind.PURCHASE_ORDER: FactSort.ORDER,
            PaperKind.PROFORMA_INVOICE: FactSort.CONTRACT,  # ours, come back signed
            PaperKind.CONTRACT: FactSort.CONTRACT,
            PaperKind.BANK_SLIP: FactSort.PAYMENT,
            PaperKind.LETTER_OF_CREDIT: FactSort.LETTER_OF_CREDIT,
        },
    }
)
_TAGS: Mapping[Direction, Mapping[str, FactSort]] = MappingProxyType(
    {
        Direction.OUT: {
            "sent_quotation": FactSort.QUOTATION,
            "sent_proforma": FactSort.PROFORMA,
            "sent_sample": FactSort.SAMPLE,
        },
        Direction.IN: {
            "placed_order": FactSort.ORDER,
            "paid_deposit": FactSort.DEPOSIT,
            "paid": FactSort.PAYMENT,
            "opened_lc": FactSort.LETTER_OF_CREDIT,
        },
    }
)
"""Tags of rules/sent.yaml and rules/done.yaml. `sent_payment` is our refund, and no payment of theirs."""
_SAME: Mapping[FactSort, frozenset[FactSort]] = MappingProxyType(
    {
        FactSort.PROFORMA: frozenset({FactSort.CONTRACT}),  # one rule is for both
        FactSort.PAYMENT: frozenset({FactSort.DEPOSIT}),
    }
)
"""What also speaks of it: then words alone make no second fact."""
_DATED = (FactSort.QUOTATION, FactSort.PROFORMA)
"""What has a validity."""

_MOST_TEXT = 20_000
_MOST_WORDS = 200
_MOST_FACTS = 20


def facts_of(case: Case) -> tuple[BusinessFact, ...]:
    """Only what people write counts; each sort and number once."""
    reading = case.reading
    if not reading.kind.moves_clocks or reading.direction not in _PAPERS:
        return ()
    found: dict[tuple[FactSort, str], BusinessFact] = {}
    for fact in (*_of_papers(case), *_of_tags(case)):
        found.setdefault((fact.sort, fact.number), fact)
    return tuple(found.values())[:_MOST_FACTS]


# -- papers --------------------------------------------------------------------------------------------------


def _of_papers(case: Case) -> Iterator[BusinessFact]:
    sorts = _PAPERS[case.reading.direction]
    says_deposit = any(tag.name == "paid_deposit" and not tag.is_trial for tag in case.tags)
    for paper in case.reading.papers:
        sort = sorts.get(paper.kind)
        if sort is FactSort.PAYMENT and says_deposit:
            sort = FactSort.DEPOSIT
        if sort is not None:
            yield _of_paper(case, paper, sort)


def _of_paper(case: Case, paper: Paper, sort: FactSort) -> BusinessFact:
    """Where the paper could not be read, what the letter says of price and validity."""
    said = case.reading.terms
    amount = _worth(paper.terms, sort) or _said_worth(case.reading, sort)
    until = paper.terms.valid_until or said.valid_until
    return BusinessFact(
        sort=sort,
        at=case.mail.date,
        cause=case.mail.key,
        number=_tidy(paper.number, 100),
        amount=amount.value if amount else None,
        currency=amount.currency if amount else "",
        valid_until=until if sort in _DATED else None,
        words=_tidy(paper.name, _MOST_WORDS),
    )


def _worth(terms: Terms, sort: FactSort) -> Amount | None:
    """The total, where one is named as such. A quotation may hold prices only; all other papers come to a
    sum, and nothing on them is larger.
    """
    if terms.has_total:
        return terms.amounts[0]
    if sort is FactSort.QUOTATION:
        return None
    return _largest(terms.amounts)


def _largest(amounts: Iterable[Amount]) -> Amount | None:
    return max((each for each in amounts if each.currency), key=lambda each: each.value, default=None)


# -- words ---------------------------------------------------------------------------------------------------


def _of_tags(case: Case) -> Iterator[BusinessFact]:
    sorts = _TAGS[case.reading.direction]
    papers = {fact.sort for fact in _of_papers(case)}
    said = {sorts[tag.name]: tag for tag in reversed(case.tags) if tag.name in sorts and not tag.is_trial}
    for sort, tag in said.items():
        known = papers | (said.keys() - {sort})
        if sort in papers or not known.isdisjoint(_SAME.get(sort, frozenset())):
            continue
        yield from _samples(case, tag) if sort is FactSort.SAMPLE else [_of_tag(case, tag, sort)]


def _of_tag(case: Case, tag: Tag, sort: FactSort) -> BusinessFact:
    reading = case.reading
    amount = _meant(reading, tag, sort)
    return BusinessFact(
        sort=sort,
        at=case.mail.date,
        cause=case.mail.key,
        amount=amount.value if amount else None,
        currency=amount.currency if amount else "",
        valid_until=reading.terms.valid_until if sort in _DATED else None,
        words=_tidy(tag.quote, _MOST_WORDS),
    )


def _meant(reading: Reading, tag: Tag, sort: FactSort) -> Amount | None:
    """Of a deposit the amount that stands next to its words is meant, and not the total it is a part of."""
    if sort not in _PAID:
        return _said_worth(reading, sort)
    amounts = [each for each in _sums(reading) if each.currency]
    return min(amounts, key=lambda each: _apart(reading.own_words, each, tag), default=None)


_PAID = (FactSort.DEPOSIT, FactSort.PAYMENT, FactSort.LETTER_OF_CREDIT)


def _said_worth(reading: Reading, sort: FactSort) -> Amount | None:
    """What a letter says a business is worth: the total, or what it calls the sum of the paper. An order is
    worth the largest amount named beside it.
    """
    if reading.terms.has_total:
        return reading.terms.amounts[0]
    if sort in (FactSort.QUOTATION, FactSort.PROFORMA):
        return next((each for each in _sums(reading) if _OF_PAPER.search(_lead(reading, each))), None)
    return _largest(_sums(reading))


def _sums(reading: Reading) -> list[Amount]:
    """What is said to be no price of a piece, and no surcharge."""
    return [each for each in reading.terms.amounts if not _is_part(reading, each)]


def _is_part(reading: Reading, amount: Amount) -> bool:
    text = reading.own_words
    at = text.find(amount.words)
    behind = text[at + len(amount.words) :][:_BESIDE] if at >= 0 else ""
    return bool(_PER_PIECE.match(behind) or _PRICE_BEFORE.search(_lead(reading, amount)))


def _lead(reading: Reading, amount: Amount) -> str:
    """What stands right before it."""
    at = reading.own_words.find(amount.words)
    return reading.own_words[max(0, at - _BESIDE) : max(0, at)]


_BESIDE = 40
_PER_PIECE = re.compile(
    r"\s{0,2}(?:/|(?:per|each|apiece|a piece|pro|je|por|par|за|extra|more|surcharge)\b|[一每])", re.IGNORECASE
)
_PRICE_BEFORE = re.compile(
    r"(?:\b(?:at|each|per [a-z]{1,10}|prices?|plus|add|adds|additional|extra|surcharge|freight|je|zzgl|a)"
    r"|@|\+|[单單]价|價格|价格|每[^\s。,,]{0,4}|[另再多]?加[收价]?|附加费|运费)"
    r"(?:\s(?:of|is|was|von|charge of))?[\s::]{0,3}$",
    re.IGNORECASE,
)
"""`500 pcs at USD 25`, `price: USD 25`, `每只加 12 元`."""
_OF_PAPER = re.compile(
    r"(?:quotation|quote|offer|invoice|proforma|angebot|rechnung|oferta|cotización|offre|devis|предложение"
    r"|报价单?|发票)[^\n.;。;]{0,20}?\s?(?:\b(?:of|over|for|worth|über|por|de)|на|为)\s{0,2}$",
    re.IGNORECASE,
)
"""`our quotation of USD 900`, `Angebot über 4.000 EUR`."""


def _apart(text: str, amount: Amount, tag: Tag) -> int:
    at = text.find(amount.words)
    return len(text) if at < 0 else max(tag.start - at, at - tag.end, 0)


# -- samples -------------------------------------------------------------------------------------------------

_CARRIERS = ("DHL", "FedEx", "UPS", "TNT", "Aramex", "EMS", "SF")
_CALLED = {"顺丰": "SF", "敦豪": "DHL", "联邦": "FedEx", "sf express": "SF"}
_BETWEEN = r"[^\n0-9]{0,40}?"
"""`DHL, tracking no. 4471`: no figure stands between the courier and its number."""
_FIGURES = r"[0-9](?:[ -]?[0-9]){5,21}"
_COURIERS = r"\b(?:sf express|dhl|fedex|ups|tnt|aramex|ems)\b|顺丰|敦豪|联邦"
_LABELS = r"tracking|waybill|awb|单号|运单|sendungsnummer|guía|rastreo|rastreio|suivi|трек|накладная"
_WAYBILL = re.compile(
    r"(?P<ups>\b1Z[0-9A-Z]{16}\b)"
    r"|(?P<post>\b[A-Z]{2}[0-9]{9}[A-Z]{2}\b)"
    r"|(?P<sf>\bSF ?[0-9]{7,15}(?![0-9]))"
    rf"|(?P<carrier>{_COURIERS}){_BETWEEN}(?<![0-9A-Za-z])(?P<number>{_FIGURES})(?![0-9])"
    rf"|(?:{_LABELS}){_BETWEEN}(?<![0-9A-Za-z])(?P<bare>[A-Z]{{0,4}}{_FIGURES}[A-Z]{{0,2}})(?![0-9A-Za-z])",
    re.IGNORECASE,
)


def _samples(case: Case, tag: Tag) -> Iterator[BusinessFact]:
    """One for every waybill, or one without."""
    mail, words = case.mail, _tidy(tag.quote, _MOST_WORDS)
    for number in waybills(case.reading.own_words) or ("",):
        yield BusinessFact(FactSort.SAMPLE, mail.date, mail.key, number=number, words=words)


def waybills(text: str) -> tuple[str, ...]:
    """The numbers of parcels, each with its courier where that is named: `DHL 4471229013`."""
    found = (_waybill(each) for each in _WAYBILL.finditer(text[:_MOST_TEXT]))
    return tuple(dict.fromkeys(found))


def _waybill(found: re.Match[str]) -> str:
    if found["ups"]:
        return f"UPS {found['ups'].upper()}"
    if found["post"]:
        return found["post"].upper()
    if found["sf"]:
        return "SF" + _digits(found["sf"])
    if found["bare"]:
        return re.sub(r"[ -]", "", found["bare"]).upper()
    carrier, number = _carrier(found["carrier"]), _digits(found["number"])
    return f"{carrier}{'' if carrier == 'SF' else ' '}{number}"


def _carrier(words: str) -> str:
    plain = words.lower()
    return _CALLED.get(plain) or next(each for each in _CARRIERS if each.lower() == plain)


def _digits(words: str) -> str:
    return "".join(each for each in words if each.isascii() and each.isdigit())


def _tidy(words: str, most: int) -> str:
    return " ".join(words[: 4 * most].split())[:most]
