"""Which words of a text speak of days? Each becomes a letter, so that one grammar reads all languages.

`after the 3rd week of June` has the shape `ppVupM`; what a letter stands for says `LETTERS`.
"""

# ruff: noqa: E501 - a list of words, and a pattern, is read as one line
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from dates.feasts import FEASTS, Feast
from dates.fold import fold
from dates.words import Words, ar, de, en, es, fr, pt, ru, tr, zh
from late import dataclass, late

LETTERS: tuple[tuple[str, str], ...] = (
    ("F", "feasts"), ("B", "month_weeks"), ("R", "near"), ("W", "weekdays"), ("M", "months"), ("Q", "spans"), ("H", "halves"),
    ("Z", "quarters"), ("G", "period_ends"), ("w", "loose_weekdays"), ("m", "loose_months"), ("E", "seasons"),
    ("u", "units"), ("P", "parts"), ("X", "next"), ("C", "coming"), ("L", "past"), ("T", "this"), ("O", "ordinals"), ("n", "numbers"),
    ("g", "ago"), ("J", "later"), ("r", "to"), ("r", "until"), ("r", "also"),
    ("p", "ahead"), ("p", "of"), ("p", "the"), ("p", "day"), ("p", "after"), ("p", "by"), ("p", "before"), ("p", "since"), ("p", "on"), ("p", "never_before"),
    ("b", "after_behind"), ("b", "by_behind"), ("b", "since_behind"), ("b", "until_behind"),
    ("k", "back"), ("v", "away"),
)  # fmt: skip
"""A word that is several things shows the first of these letters; its other roles are kept beside it.

Also: D a date in figures, S one without its year, N a number, V one with an ending (`3rd`), Y a year, t a time of
day, o d y the signs 月 日 年, j a full stop, c a comma, l a dash, i another sign that ends nothing, ! the end of a
clause, x any other word.
"""

Value = int | str | tuple[int, ...] | tuple[int, str] | Feast | None


@dataclass(frozen=True, slots=True)
class Meaning:
    """A word's letter, what it stands for in each of its roles."""

    letter: str
    roles: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the text at start:end."""

    letter: str
    roles: Mapping[str, Value]
    text: str
    start: int
    end: int

    @property
    def value(self) -> Value:
        return next(iter(self.roles.values()), None)


LANGUAGES: tuple[Words, ...] = (
    en.WORDS, zh.WORDS, es.WORDS, pt.WORDS, fr.WORDS, de.WORDS, ru.WORDS, ar.WORDS, tr.WORDS,
)  # fmt: skip
_HAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_LETTER = rf"[^\W\d_{_HAN}]"
_NUMERALS = dict(zip("零一二三四五六七八九两", (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2), strict=True))
_ORDER = {role: at for at, (_, role) in enumerate(LETTERS)}
_LETTER_OF = {role: letter for letter, role in LETTERS}
_SIGNS = {
    "月": "o",
    "月份": "o",
    "日": "d",
    "号": "d",
    "年": "y",
    ".": "j",
    ",": "c",
    "،": "c",
    "、": "c",
    "-": "l",
    "~": "l",
    "'": "",
    "(": "",
    ")": "",
    "个": "",
    "的": "i",
    "度": "",
}


# -- the lexicon -------------------------------------------------------------------------------------


class Lexicon:
    """All words of all languages: whole words, phrases by their first word, stems, and Han words by length."""

    def __init__(self) -> None:
        self.words: dict[str, dict[str, Value]] = {}
        self.stems: dict[str, dict[str, Value]] = {}
        self.phrases: dict[str, list[tuple[str, ...]]] = {}
        for spelling, role, value in _entries():
            self._add(spelling, role, value)
        for others in self.phrases.values():
            others.sort(key=len, reverse=True)
        han = sorted((word for word in self.words if _IS_HAN.search(word)), key=len, reverse=True)
        self.token = _token_pattern(han)

    def _add(self, spelling: str, role: str, value: Value) -> None:
        words = tuple(_WORD.findall(spelling)) if not _IS_HAN.search(spelling) else (spelling,)
        key = " ".join(words)
        if len(words) > 1:
            known = self.phrases.setdefault(words[0], [])
            known.extend([words] if words not in known else [])
        kept = self.stems if spelling.endswith("*") else self.words
        kept.setdefault(key, {}).setdefault(role, value)


def _entries() -> Iterator[tuple[str, str, Value]]:
    for language in LANGUAGES:
        for role, value, spellings in _rows(language):
            yield from ((fold(word), role, value) for word in spellings.split("|") if word)
    for spellings, feast in FEASTS:
        yield from ((fold(word), "feasts", feast) for word in spellings.split("|"))
    yield from ((word, "weeks", None) for word in ("kw", "kalenderwoche", "cw"))


def _rows(words: Words) -> Iterator[tuple[str, Value, str]]:
    yield from (("months", at, names) for at, names in enumerate(words.months, 1))
    yield from (("weekdays", at, names) for at, names in enumerate(words.weekdays))
    yield from (("parts", part, getattr(words, part)) for part in ("begin", "middle", "end"))
    for _, role in LETTERS:
        said = getattr(words, role, None)
        if isinstance(said, str):
            yield role, None, said
        elif isinstance(said, Mapping):
            yield from ((role, value, names) for names, value in said.items())


_WORD = late(r"[^\W_]+")
_IS_HAN = late(rf"[{_HAN}]")


def _token_pattern(han: list[str]) -> re.Pattern[str]:
    words = "|".join(map(re.escape, han))
    return re.compile(
        r"(?P<iso>(?<![\d.,/-])20\d\d ?[-/.] ?\d{1,2} ?[-/.] ?\d{1,2}(?![\d/-]|[.,]\d))"
        r"|(?P<dmy>(?<![\d/])(?<!\d[.,])\d{1,2}(?P<sep>[./-])\d{1,2}(?P=sep)(?:20\d\d|\d\d)(?!\d|[.,/]\d))"
        rf"|(?P<time>\d{{1,2}}(?:[:.]\d\d)? ?(?:uhr|h|am|pm|hrs|hours?|часов|ч)(?![^\W_{_HAN}])|\d{{1,2}}:\d\d|\d{{1,2}}h\d\d)"
        r"|(?P<dots>(?<![\d/])(?<!\d[.,])\d{1,2}\.\d{1,2}\.(?!\d))"
        r"|(?P<short>(?<![\d/])(?<!\d[.,])\d{1,2}[./]\d{1,2}(?![\d%/]|[.,]\d))"
        rf"|(?P<ordinal>(?<![\d.,])\d{{1,2}}(?:st|nd|rd|th|er|eme|e|o|a|-?го|-?е|-?ое|-?му)(?![^\W_{_HAN}]))"
        r"|(?P<decimal>\d+(?:[.,]\d+)+)"
        rf"|(?P<code>\d+{_LETTER}[\w-]*|{_LETTER}+\d[\w]*)"
        r"|(?P<year>(?<!\d)20\d\d(?!\d))|(?P<number>\d+)"
        rf"|(?P<numeral>[一二三四五六七八九十两]{{1,3}}(?=个?(?:[月日号天周年季]|星期|礼拜|工作))(?!一(?:长假|假期|放假)))|(?P<han>{words})|(?P<char>[{_HAN}])"
        rf"|(?P<word>{_LETTER}+)|(?P<sign>\S)"
    )


@cache
def lexicon() -> Lexicon:
    return Lexicon()


@lru_cache(maxsize=20_000)
def _meaning(word: str) -> Meaning | None:
    known = lexicon()
    roles = known.words.get(word) or _by_stem(known, word)
    if roles is None and word[:1] in _GROWN_ON:
        roles = next(
            (
                found
                for short in _without_clitics(word)
                if (found := known.words.get(short) or _by_stem(known, short))
            ),
            None,
        )
    if not roles:
        return None
    order = sorted(roles, key=lambda role: _ORDER.get(role, -1))
    letter = "K" if order[0] == "weeks" else _LETTER_OF[order[0]]
    return Meaning(letter, {role: roles[role] for role in order})


def _by_stem(known: Lexicon, word: str) -> dict[str, Value] | None:
    ends = range(len(word), max(1, len(word) - 8), -1)
    return next((known.stems[word[:end]] for end in ends if word[:end] in known.stems), None)


_GROWN_ON = frozenset("وفبلكاهع")


def _without_clitics(word: str) -> Iterator[str]:
    """بالربع is in + the + quarter, للخميس for + the + Thursday, هالاسبوع this + week."""
    bare = word[1:] if word[0] in "وفبكلهع" and len(word) > 3 else word
    if word.startswith("لل"):
        bare = "ال" + word[2:]
    if bare != word:
        yield bare
    if bare.startswith("ال") and len(bare) > 4:
        yield bare[2:]


# -- the text ----------------------------------------------------------------------------------------


def tokens_of(text: str) -> list[Token]:
    """Of folded text; words of several pieces become one."""
    plain = [token for match in lexicon().token.finditer(text) for token in _token(match)]
    return list(_joined(plain))


def _token(match: re.Match[str]) -> Iterator[Token]:
    kind, said = match.lastgroup or "", match[0]
    if kind == "sep":
        kind = "dmy"
    letter, roles = _read(kind, said)
    if letter:
        yield Token(letter, roles, said, match.start(), match.end())


_NO_ROLES: Mapping[str, Value] = {}


def _read(kind: str, said: str) -> tuple[str, Mapping[str, Value]]:
    if kind in ("word", "han", "code"):
        if said in _SIGNS:
            return _SIGNS[said], _NO_ROLES
        meaning = _meaning(said)
        return (meaning.letter, meaning.roles) if meaning else ("x", _NO_ROLES)
    if kind in ("sign", "char"):
        return _SIGNS.get(said, "x" if kind == "char" else _sign(said)), _NO_ROLES
    return _figures(kind, said)


def _sign(said: str) -> str:
    return "!" if said in ";:!?。;:؟؛\n" else "i"


def _figures(kind: str, said: str) -> tuple[str, Mapping[str, Value]]:
    if kind == "numeral":
        return "N", {"number": _numeral(said)}
    numbers = tuple(int(one) for one in re.findall(r"\d+", said))
    if kind == "iso":
        return "D", {"date": numbers}
    if kind == "dmy":
        year = numbers[2] if numbers[2] > 99 else 2000 + numbers[2]
        return "D", {"date": (year, numbers[1], numbers[0])}
    if kind in ("dots", "short"):
        return "S", {"date": numbers}
    letter = {"year": "Y", "time": "t", "ordinal": "V"}.get(kind, "x")
    if kind == "number" and len(said) <= 3:
        letter = "N"
    return letter, {"number": numbers[0]}


def _numeral(said: str) -> int:
    """十二, 二十, 二十五."""
    tens, ten, ones = said.rpartition("十")
    if not ten:
        return _NUMERALS[said] if len(said) == 1 else 0
    return (_NUMERALS.get(tens, 0) if tens else 1) * 10 + (_NUMERALS.get(ones, 0) if ones else 0)


def _joined(tokens: list[Token]) -> Iterator[Token]:
    known = lexicon().phrases
    at = 0
    while at < len(tokens):
        size = _phrase(tokens, at, known.get(tokens[at].text, ())) or 1
        yield _one(tokens[at : at + size]) if size > 1 else tokens[at]
        at += size


def _phrase(tokens: list[Token], at: int, phrases: list[tuple[str, ...]] | tuple[()]) -> int:
    """How many tokens from here are one phrase: `day-after-tomorrow`, `segunda feira`."""
    return next((size for words in phrases if (size := _fits(tokens, at, words))), 0)


def _fits(tokens: list[Token], at: int, words: tuple[str, ...]) -> int:
    start = at
    for word in words:
        if (
            at > start
            and at < len(tokens)
            and tokens[at].letter == "l"
            and tokens[at].start == tokens[at - 1].end
        ):
            at += 1
        if at >= len(tokens) or tokens[at].text != word:
            return 0
        at += 1
    return at - start


def _one(tokens: list[Token]) -> Token:
    said = " ".join(token.text for token in tokens if token.letter != "l")
    meaning = _meaning(said)
    assert meaning is not None
    return Token(meaning.letter, meaning.roles, said, tokens[0].start, tokens[-1].end)
