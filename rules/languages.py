"""In which of our eight languages is a text? By its letters, and where those are shared by its small words.

Only for rules that ask for a language: rules of all languages look at every mail, for mails mix them. A library (py3langid) was measured as good and takes 97 MB of memory.
"""

# ruff: noqa: E501 - the words of a language are one line
from __future__ import annotations

import re
from collections import Counter
from typing import get_args

from rules.rule import Language

_LONGEST = 2_000
_WORD = re.compile(r"[^\W\d_]+")
_HAN = re.compile("[\u3400-\u9fff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_ARABIC = re.compile("[\u0600-\u06ff]")

_SMALL_WORDS: dict[Language, str] = {
    "en": "the and to of you your we our is are for please with can have this that it in on if not any will be would from",
    "es": "el la los las de y que en un una por para con su sus no es son nos le les del al como más pero si gracias favor usted ustedes qué hola buenos días está están",
    "pt": "o a os as de e que em um uma por para com seu sua não é são nos no na dos das ao como mais mas se obrigado obrigada você vocês favor bom dia está estão prezados",
    "fr": "le la les des de et que en un une pour avec votre vos nous vous est sont ne pas sur dans du au aux ce cette merci bonjour je il si mais plus notre nos",
    "de": "der die das und zu den dem ein eine für mit ihr ihre ihren wir sie ist sind nicht auf im von bitte uns können haben es ich wenn aber noch bei auch unser unsere",
}
_NAMES = {word: frozenset(words.split()) for word, words in _SMALL_WORDS.items()}


def language_of(text: str) -> Language | None:
    """The language most of the text is in; None where nothing tells."""
    start = text[:_LONGEST]
    scripts = {
        "zh": 2 * len(_HAN.findall(start)),
        "ru": len(_CYRILLIC.findall(start)),
        "ar": len(_ARABIC.findall(start)),
    }
    script = max(scripts, key=lambda name: scripts[name])
    letters = sum(map(str.isalpha, start))
    if letters and scripts[script] * 2 >= letters:
        return next(each for each in get_args(Language) if each == script)
    return _by_small_words(start)


def _by_small_words(text: str) -> Language | None:
    counts = Counter(word.lower() for word in _WORD.findall(text))
    scores = {name: sum(counts[word] for word in words) for name, words in _NAMES.items()}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] else None
