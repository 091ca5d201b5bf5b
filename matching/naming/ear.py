"""What is left of a Latin key for the ear?

The consonants of each word, those that languages confuse as one, so that a brand is the same whether it is
written rojitekku or logitech, robotijeu or robotis. Which are confused was measured on pairs of names in
two scripts: l and r, b f v w and p, c g k q, d and t, n and m, and all that hisses, as j, ch and a soft g do.
An r before a consonant is silent (スター and 스타 are star), th hisses (パス is path), h is kept at the
beginning. What Taiwan spells as Wade and Giles did meets pinyin: Hsin is xin, Ching is qing, Hwa is hua.
"""

from __future__ import annotations

import re
from functools import lru_cache

_SOUNDS = (
    (re.compile(r"(?<=[aeiouy])r+(?![aeiouyrh])"), ""),
    (re.compile("x(?=i[aenou])|^xu|^hs|q(?=i[aenou])|hs(?=[iu])"), "s"),
    (re.compile("(?<=h)w"), ""),
    (re.compile("sch|tch|sh|ch(?=[aeiouy])|th|ts|tz|zh|dz|cz|sz|[cg](?=[eiy])"), "s"),
    (re.compile("ck|ch|kh|qu|q"), "k"),
    (re.compile("ng"), "n"),
    (re.compile("ph"), "p"),
    (re.compile("x"), "ks"),
)
_SAME = str.maketrans("bfvwcgdrmjz", "ppppkktlnss")
_VOWELS = re.compile("[aeiouyh]+")
_DOUBLED = re.compile(r"(.)\1+")
_VOWEL = frozenset("aeiouy")


def sound(latin: str) -> str:
    """The consonant skeleton of each word, with `a` for any vowel it begins with."""
    return " ".join(filter(None, map(of_word, latin.split())))


@lru_cache(maxsize=65536)
def of_word(word: str) -> str:
    if word.isdigit():
        return word
    opening = "a" if word[0] in _VOWEL else "h" if word[0] == "h" and word[1:2] != "s" else ""
    for pattern, letter in _SOUNDS:
        word = pattern.sub(letter, word)
    return opening + _DOUBLED.sub(r"\1", _VOWELS.sub("", word.translate(_SAME)))
