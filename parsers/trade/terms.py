"""What does a text say of price and delivery?

text | money, validity, incoterm | Terms
"""

from __future__ import annotations

from datetime import date

from model import Terms
from parsers.late import late
from parsers.trade import headings, incoterms, money, validity

MOST_TEXT = 20_000
NO_TERMS = Terms()


def terms_of(text: str, day: date | None, *, is_paper: bool = False) -> Terms:
    """Total over any text. `day` is the sender's, from which "15 days" and dates without a year count.

    is_paper: headings say what the numbers below them are; in a letter they do not.
    """
    text = text[:MOST_TEXT]
    plain = _with_plain_digits(text)
    lowered = _lowered(plain)
    headed = headings.money_below(plain, lowered) if is_paper else money.NO_HEADED
    amounts, has_total = money.amounts_of(plain, lowered, headed)
    until, words = validity.validity_of(plain, lowered, day)
    incoterm = incoterms.incoterm_of(plain, lowered)
    if not (amounts or words or incoterm):
        return NO_TERMS
    return Terms(amounts, until, words, incoterm, has_total)


_STRANGE_DIGITS = late(r"[٠-٩۰-۹०-९٫٬０-９]")
_PLAIN = str.maketrans(
    "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९０１２３４５６７８９٫٬．，／－％：", "0123456789" * 4 + ".,.,/-%:"
)


def _with_plain_digits(text: str) -> str:
    """Arabic, Persian, Hindi and full-width digits as plain ones; places in the text stay the same."""
    return text if text.isascii() or not _STRANGE_DIGITS.search(text) else text.translate(_PLAIN)


def _lowered(text: str) -> str:
    """In lower case, as long as before: İ would become two characters."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text.replace("İ", "i").lower()
