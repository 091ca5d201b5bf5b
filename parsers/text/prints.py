"""By what is a mail's text known again where another one quotes it? Fingerprints of its first sentences.

A quotation is wrapped anew, marked with `>`, given other blanks and dashes; its letters and digits stay. So
a sentence is known by those alone, and by nothing where it is so short that many mails hold it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b
from itertools import islice

from parsers.late import late

OF_A_MAIL = 6
"""Sentences of a mail that are kept."""
OF_A_QUOTATION = 8
"""Sentences of a quotation that are asked about: the newest stand on top, a header or two among them."""
_SHORTEST = 30
_FEW = 4
"""Three characters are nine letters in small at most, too few for a fingerprint."""
_LONG = 70
_MOST_CHARACTERS = 12_000
_MOST_PIECES = 300

# A stop with a blank behind it ends a sentence, and so do an empty line and a line that ends a greeting.
_ENDS = late(r"[.!?…][\s\"')\]]|[。！？；]|[,:，：、]\n|\n\s{0,20}\n")
_QUOTED = late(r"^[ \t]{0,4}(?:[>＞|]\s?){1,20}", re.MULTILINE)
_LETTERS = late(r"[^\W_]+")
_WIDE = late(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")


def of_words(own_words: str) -> tuple[str, ...]:
    """Fingerprints of what somebody wrote."""
    return tuple(islice(_prints(own_words), OF_A_MAIL))


def of_quotation(quoted: str) -> tuple[str, ...]:
    """Fingerprints of what somebody quotes, the nearest first."""
    bare = _QUOTED.sub("", quoted[:_MOST_CHARACTERS]) if ">" in quoted or "|" in quoted else quoted
    return tuple(islice(_prints(bare), OF_A_QUOTATION))


def _prints(text: str) -> Iterator[str]:
    """Each once, in the order of the text; a long sentence's begins with `+`."""
    seen: set[str] = set()
    for sentence in islice(_sentences(text[:_MOST_CHARACTERS]), _MOST_PIECES):
        letters = "".join(_LETTERS.findall(sentence.casefold())) if len(sentence) >= _FEW else ""
        weight = _weight(letters) if len(letters) >= _SHORTEST // 3 else 0
        if weight < _SHORTEST or letters in seen:
            continue
        seen.add(letters)
        yield ("+" if weight >= _LONG else "-") + blake2b(letters.encode(), digest_size=9).hexdigest()


def _sentences(text: str) -> Iterator[str]:
    """One by one: seldom more than the first few are asked for."""
    start = 0
    for end in _ENDS.finditer(text):
        yield text[start : end.start()]
        start = end.end()
    yield text[start:]


def _weight(letters: str) -> int:
    """A Han character says as much as three letters."""
    return len(letters) if letters.isascii() else len(letters) + 2 * len(_WIDE.findall(letters))
