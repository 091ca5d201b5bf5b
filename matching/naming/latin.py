"""How does a whole name read in Latin letters, the words of the trade in English?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from matching.naming import hangul, hanja, kana, kanji, tables, thai
from matching.scripts import is_east_asian, runs
from matching.vocabulary import SMALL, Lexicon, lexicon


class Piece(NamedTuple):
    """A part of an unspaced run: a word of the trade, a place, or what lies between them."""

    text: str
    is_known: bool


_WORDS = re.compile("[a-z0-9]+")
_LONGEST_PHRASE = 3


def latin(plain: str, tongue: str = "") -> str:
    """The Latin key of a normalised name. Han characters are read in the tongue of JP, KR, else of China."""
    known = lexicon()
    if plain.isascii():
        words = _telling(plain.replace("(", " ").replace(")", " ").split())
        words = _in_english(_without_article(words, known) if "al" in plain else words, known)
    else:
        words = list(_romanised(plain, known, tongue))
    return " ".join(_letters_together(_telling([word for word in words if word])))


def _telling(words: list[str]) -> list[str]:
    """Without small words, unless there are no others."""
    return [word for word in words if word not in SMALL] or words


def _without_article(words: list[str], known: Lexicon) -> list[str]:
    """Without the Arabic article, as it is taken off in Arabic letters too: Al Rajhi, but AL Trading."""
    following = (*words[1:], "")
    kept = [
        word
        for word, name in zip(words, following, strict=True)
        if word != "al" or not name or name in known.trade or name in known.places
    ]
    return [word if word in known.places else _GLUED_ARTICLE.sub("", word) for word in kept]


_GLUED_ARTICLE = re.compile("^al(?!ways|ready)(?=(?:[dgks]h|[hjqrwyz])[a-z]{3})")
"""Alrajhi, Alkhobar; but not Alba, Almond: only before what hardly follows in Europe."""


def _letters_together(words: list[str]) -> Iterator[str]:
    """Letters that stand alone are one word: L & F is lf."""
    if all(len(word) > 1 for word in words):
        yield from words
        return
    for single, group in groupby(words, key=_is_letter):
        those = list(group)
        yield from ["".join(those)] if single else those


def _is_letter(word: str) -> bool:
    return len(word) == 1 and word.isalpha()


def _in_english(words: list[str], known: Lexicon) -> list[str]:
    if known.openings.isdisjoint(words):
        return [known.english.get(word, word) for word in words]
    return list(_phrases(words, known))


def _phrases(words: list[str], known: Lexicon) -> Iterator[str]:
    at = 0
    while at < len(words):
        size = _phrase(words, at, known)
        phrase = " ".join(words[at : at + size])
        yield known.english.get(phrase, phrase)
        at += size


def _phrase(words: list[str], at: int, known: Lexicon) -> int:
    if words[at] in known.openings:
        for size in range(min(_LONGEST_PHRASE, len(words) - at), 1, -1):
            if " ".join(words[at : at + size]) in known.english:
                return size
    return 1


def _romanised(plain: str, known: Lexicon, tongue: str) -> Iterator[str]:
    """Words in Latin letters, those of the trade already in English."""
    for run in runs(plain):
        if is_east_asian(run):
            yield from _eastern(parted(run), known, tongue)
        else:
            yield from _foreign(run, known)


def _foreign(run: str, known: Lexicon) -> list[str]:
    """A word of another script with spaces."""
    if run.isascii():
        return _in_english([run], known)
    if english := next((known.english[form] for form in _arabic_forms(run) if form in known.english), ""):
        return [english]
    singles = tables.letters("letters")
    bare = _FINAL_YA.sub("\u0650", thai.in_reading_order(_arabic_forms(run)[-1]))
    return _WORDS.findall("".join(letter if letter.isascii() else singles.reading(letter) for letter in bare))


_FINAL_YA = re.compile("(?<=\\w\\w)ي$")
"""A vowel, as the sign for i is: Rajhi."""
_ARTICLE = re.compile("^(?:وال|لل|بال|ال|و)(?=\\w{3})")


def _arabic_forms(word: str) -> tuple[str, ...]:
    """As it is, and without the article and what is written together with it."""
    bare = _ARTICLE.sub("", word)
    return (word, bare) if bare != word else (word,)


@lru_cache(maxsize=4096)
def parted(run: str) -> tuple[Piece, ...]:
    """An unspaced run, cut before and behind each word of the trade and each place."""
    known = lexicon()
    size = _place_size(run, known)
    if not size:
        return tuple(_mended(_parted_from_behind(run, known)))
    rest = run[size:]
    if rest[:1] in _CITY:
        rest = rest[1:]
    return Piece(run[:size], is_known=True), *_mended(_parted_from_behind(rest, known))


_LONGEST_PLACE, _SHORTEST_PLACE = 4, 2
_CITY = frozenset("省市县区")


def _place_size(run: str, known: Lexicon) -> int:
    """The place a name begins with, as most do in China: 广东海大 is 广东 and 海大, not 东海."""
    for size in range(min(_LONGEST_PLACE, len(run)), _SHORTEST_PLACE - 1, -1):
        if run[:size] in known.places:
            return size
    return 0


def _parted_from_behind(run: str, known: Lexicon) -> list[Piece]:
    """From behind, because the head of a compound stands there: 油化工业 is 油化 and 工业, not 化工."""
    pieces: list[Piece] = []
    end = at = len(run)
    while at:
        size = _known_size(run, at, known)
        if size:
            pieces += _between(run[at:end], run[at - size : at], known)
            end = at = at - size
        else:
            at -= 1
    if end:
        pieces.append(Piece(run[:end], is_known=False))
    return pieces[::-1]


def _known_size(run: str, at: int, known: Lexicon) -> int:
    for size in known.sizes.get(run[at - 1], ()):
        if size <= at:
            word = run[at - size : at]
            if word in known.trade or word in known.places:  # so has everything an English word
                return size
    return 0


def _between(behind: str, word: str, known: Lexicon) -> Iterator[Piece]:
    """What lies behind a known word, and the word: in reverse, as they are found."""
    if word in known.places and behind[:1] in _CITY:
        behind = behind[1:]
    if behind:
        yield Piece(behind, is_known=False)
    yield Piece(word, is_known=True)


def _mended(pieces: list[Piece]) -> list[Piece]:
    """A single syllable of Hangul before a short word is no name: 양지사 is not 양 and 지사."""
    if len(pieces) > 1 and _is_syllable(pieces[0]) and len(pieces[1].text) < 3:
        return [Piece(pieces[0].text + pieces[1].text, is_known=False), *pieces[2:]]
    return pieces


def _is_syllable(piece: Piece) -> bool:
    return len(piece.text) == 1 and not piece.is_known and "가" <= piece.text <= "힣"


_ENDINGS = tables.cells(
    """
    텍 tec 테크 tech 테크 tech テック tec テク tech ネット net 넷 net 네트 net ラボ lab 랩 lab 랩스 labs
    소프트 soft ソフト soft 뱅크 bank 켐 chem 팜 pharm 로보 robo 텔레콤 telecom 컴텍 comtec
    """
)
"""Written together with the name before them in Latin letters too: 잉크테크 is INKTEC."""


def _eastern(pieces: tuple[Piece, ...], known: Lexicon, tongue: str) -> list[str]:
    words: list[str] = []
    for piece, before in zip(pieces, (None, *pieces), strict=False):
        if piece.text in _ENDINGS and before and not before.is_known:
            words[-1] += _ENDINGS[piece.text]
        elif piece.is_known and piece.text in known.english:
            words.append(known.english[piece.text])
        else:
            words += _read(piece, tongue)
    return words


def _read(piece: Piece, tongue: str) -> Iterator[str]:
    for kind, run in _of_a_kind(piece.text):
        if kind == "hangul":
            yield from hangul.latin(run)
        elif kind == "katakana":
            yield from _katakana(run)
        elif kind == "hiragana":
            yield kana.latin(run)
        elif kind == "other":
            yield from _foreign(run, lexicon())
        elif tongue == "JP":
            yield kanji.latin(run)
        elif tongue == "KR" and (sounds := hanja.hangul(run)):
            yield hangul.romanised(sounds)
        else:
            yield from _pinyin(run, is_known=piece.is_known)


def _of_a_kind(text: str) -> Iterator[tuple[str, str]]:
    """Runs of one way of writing; nearly always it is one."""
    if min(text) > "\u30ff" and max(text) < "\ua000":
        yield "han", text
        return
    for kind, letters in groupby(text, key=_kind):
        yield kind, "".join(letters)


def _kind(letter: str) -> str:
    if letter >= "\ua000":
        return "hangul" if letter >= "\uac00" else "other"
    if "\u3041" <= letter <= "\u309f":
        return "hiragana"
    return "katakana" if "\u30a0" <= letter <= "\u30ff" else "han"


def _pinyin(run: str, *, is_known: bool) -> Iterator[str]:
    """Two and two where there are four: most names of firms have two characters."""
    for piece in (run[:2], run[2:]) if len(run) == 4 and not is_known else (run,):
        yield tables.spelled(piece, tables.letters("pinyin"), tables.words("phrases"))


_SHORTEST_LOAN, _LONGEST_LOAN, _LONGEST_RUN = 3, 12, 24


@lru_cache(maxsize=4096)
def _katakana(run: str) -> tuple[str, ...]:
    """As loanwords where they make up the whole run, else letter by letter."""
    if spelled := kana.letters(run):
        return (spelled,)
    return (_covered(run) if len(run) <= _LONGEST_RUN else ()) or (kana.latin(run),)


def _covered(run: str) -> tuple[str, ...]:
    """The loanwords a run consists of, the fewest there can be; none where something is left over."""
    best: list[tuple[str, ...] | None] = [()] + [None] * len(run)
    for at in range(len(run)):
        before = best[at]
        if before is None:
            continue
        for size, word in _loanwords(run, at):
            there = best[at + size]
            if there is None or len(there) > len(before) + 1:
                best[at + size] = (*before, word)
    return best[-1] or ()


def _loanwords(run: str, at: int) -> Iterator[tuple[int, str]]:
    rest = tables.words("loanwords").beginning_with(run[at])
    for size in range(_SHORTEST_LOAN, min(_LONGEST_LOAN, len(run) - at) + 1):
        word = run[at + 1 : at + size]
        if (foreign := rest.get(word) or rest.get(word.rstrip("ー"))) is not None:
            yield size, foreign
