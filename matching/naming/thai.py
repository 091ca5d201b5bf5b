"""In which order are the letters of a Thai word read?

Some vowels are written before the consonant that they follow, and the letter for no consonant carries vowels.
What is silent stays: it is written in Latin letters too, Pokphand, and ends loanwords, computer.
"""

from __future__ import annotations

import re
from functools import cache


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A vowel before its consonant, or two that are one sound; the letter that carries a vowel; the sign for
    am as it is left when it is taken apart. Compiled when the first Thai word comes.
    """
    leading = "([เแโใไ])([กขคตปผพ][รล](?=[ก-๎])|[ก-ฮ])"
    carrier, am = "อ(?=[ะ-ฺเ-ไ็])", "ํ([่-๋]?)า"
    return re.compile(leading), re.compile(carrier), re.compile(am)


def in_reading_order(word: str) -> str:
    if not any("ก" <= letter <= "๎" for letter in word):
        return word
    leading, carrier, am = _patterns()
    return am.sub(r"\1าม", carrier.sub("", leading.sub(r"\2\1", word)))
