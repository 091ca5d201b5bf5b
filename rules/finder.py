"""Where do pieces of phrases stand in a text? All phrases at once, at a cost that hardly grows with them.

The words of the text are looked up in one table of the words that phrases begin with (their clues); what is
no candidate then is never touched. A piece of several words is looked up by its first two, side by side: that
nearly always decides, and the rest is followed word by word from there: no backtracking, no pattern compiled.
Everything is bounded by the length of the text and the constants here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, islice

from rules.characters import is_han, is_word
from rules.patterns import Pattern, PatternFinder, Span
from rules.phrases import NUMBER, Option, Part, Piece, Slot, Word, is_its_clue, spellings
from rules.sentences import sentences

_MOST_HITS = 100
"""Of one piece in one text: nobody repeats herself that often, and work stays bounded."""
_MOST_STARTS = 300
"""Places of one sign, and of numbers."""
_MOST_TRIED = 6_000
"""Pieces of several words that are followed in one text: honest mails need a few hundred."""
_MOST_KNOWN = 100_000
"""Words of mails whose clues are remembered, from mail to mail."""
_LONGEST_STEM = 24
_LONGEST_WORD = 100
"""Letters of a word of a mail that are looked at."""
_WORDS = re.compile("([^\\W_\u3400-\u4dbf\u4e00-\u9fff]+)")
_WORD = re.compile("[^\\W_\u3400-\u4dbf\u4e00-\u9fff]+")
_ENDING = re.compile("[^\\W_\u3400-\u4dbf\u4e00-\u9fff]*")
_HAN_RUN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
_NUMBERS = re.compile(r"[0-9][0-9.,]{0,19}|[一二三四五六七八九十两百千万几半]{1,12}")
_DIGITS = frozenset("0123456789")
_SPACES = re.compile(r"[\s\-]*")

Clues = tuple[str, ...]
_ANYTHING = ""
"""In the place of a second clue: the first word decides alone."""

_NO_CLUES = (_ANYTHING,)
_SIGN = "\n"
"""With a character behind it: in the place of a second clue, where no space comes before the rest."""

Followers = Mapping[str, tuple[Piece, ...]]
"""Pieces that begin with one clue, by the clue of the word behind it."""
Heads = tuple[Clues, tuple[Followers, ...]]
"""What begins with a word: the clues that alone make a piece, and pieces of several words."""


class PieceFinder:
    """All pieces of all phrases, indexed once. `look` is its only question."""

    __slots__ = (
        "_alone",
        "_exact",
        "_followers",
        "_han",
        "_heads",
        "_known",
        "_lengths",
        "_patterns",
        "_plain",
        "_signs",
        "_stems",
        "pieces",
    )

    def __init__(self, pieces: Iterable[Part]) -> None:
        self.pieces: dict[str, Part] = {piece.text: piece for piece in pieces}
        self._patterns = PatternFinder(one for one in self.pieces.values() if isinstance(one, Pattern))
        self._plain: dict[str, tuple[str, ...]] = {}
        """Names of pieces that a clue alone makes."""
        self._followers: dict[str, dict[str, tuple[Piece, ...]]] = {}
        self._exact: dict[str, Clues] = {}
        self._stems: dict[str, Clues] = {}
        self._han: dict[str, Clues] = {}
        """By the first two characters of a run, or the only one."""
        self._signs: list[str] = []
        self._known: dict[str, Clues] = {}
        self._heads: dict[str, Heads] = {}
        """Of the words that are known, those that begin pieces."""
        self._alone: dict[str, Heads] = {}
        plain = [piece for piece in self.pieces.values() if isinstance(piece, Piece)]
        for piece in plain:
            self._index(piece)
        known = dict.fromkeys(clue for piece in plain for clues in piece.clues for clue in clues)
        for clue in known:
            self._enter(clue)
        seconds = chain.from_iterable(self._followers.values())
        for clue in dict.fromkeys(seconds).keys() - known:
            if clue and clue[0] != _SIGN:
                self._enter(clue)
        self._lengths = sorted({*map(len, self._stems)})

    def __reduce__(self) -> tuple[type[PieceFinder], tuple[tuple[Part, ...]]]:
        """The index goes to no other process; there it is made again."""
        return PieceFinder, (tuple(self.pieces.values()),)

    def _index(self, piece: Piece) -> None:
        if piece.is_plain:
            for clue in piece.slots[0]:
                self._plain[clue] = (*self._plain.get(clue, ()), piece.text)
            return
        for clue, seconds in _beginnings(piece).items():
            row = self._followers.setdefault(clue, {})
            for second in seconds:
                row[second] = (*row.get(second, ()), piece)

    def _enter(self, clue: str) -> None:
        if clue == NUMBER:
            return
        if is_han(clue[0]):
            self._han[clue[:2]] = (*self._han.get(clue[:2], ()), clue)
        elif not is_word(clue[0]):
            self._signs.append(clue)
        elif clue.endswith("*"):
            for spelt in spellings(clue[:-1]):
                short = spelt[:_LONGEST_STEM]
                self._stems[short] = (*self._stems.get(short, ()), clue)
        else:
            for spelt in spellings(clue):
                self._exact[spelt] = (*self._exact.get(spelt, ()), clue)

    def look(self, text: str) -> Places:
        """What stands in a folded text."""
        places = Places(text, self)
        if self.pieces and text:
            places.read()
        return places

    def know(self, words: Iterable[str]) -> tuple[Mapping[str, Clues], Mapping[str, Heads]]:
        """The clues that these words are, and those of them that begin pieces."""
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
            self._heads.clear()
        for word in set(words).difference(self._known):
            self._learn(word)
        return self._known, self._heads

    def _learn(self, word: str) -> Clues:
        clues = (*self._exact.get(word, ()), *self._stems_of(word))
        heads = self._heads_of(clues)
        if any(heads):
            self._heads[word] = heads
        number = (NUMBER,) if word[0] in _DIGITS else ()
        self._known[word] = (_ANYTHING, *clues, *number) if clues or number else _NO_CLUES
        return self._known[word]

    def _stems_of(self, word: str) -> Iterator[str]:
        begun = dict.fromkeys([word[:length] for length in self._lengths])
        if self._stems.keys().isdisjoint(begun):  # mostly the end
            return
        for stem in begun:
            yield from (clue for clue in self._stems.get(stem, ()) if _begins(word, clue))

    def _heads_of(self, clues: Iterable[str]) -> Heads:
        clues = tuple(clues)
        return (
            tuple(clue for clue in clues if clue in self._plain),
            tuple(self._followers[clue] for clue in clues if clue in self._followers),
        )

    def other_heads(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Where runs of Han characters, signs and numbers stand that may begin a piece."""
        for sign in self._signs:
            yield from ((sign, at, at + 1) for at in _all_of(sign, text))
        if NUMBER in self._plain or NUMBER in self._followers:
            found = (hit.span() for hit in _NUMBERS.finditer(text))
            yield from islice(
                ((NUMBER, *span) for span in found if _is_left_edge(text, span[0])), _MOST_STARTS
            )
        if self._han and not text.isascii():
            for run in _HAN_RUN.finditer(text):
                yield from self._han_heads(run[0], run.start())

    def _han_heads(self, run: str, start: int) -> Iterator[tuple[str, int, int]]:
        keys = chain(enumerate(run), enumerate(map(str.__add__, run, run[1:])))
        for at, key in [(at, key) for at, key in keys if key in self._han]:
            for clue in self._han[key]:
                if len(clue) < 3 or run.startswith(clue, at):
                    yield clue, start + at, start + at + len(clue)

    def heads_of(self, clue: str) -> Heads:
        if clue not in self._alone:
            self._alone[clue] = self._heads_of((clue,))
        return self._alone[clue]

    def clues_at(self, text: str, at: int) -> Iterator[tuple[str, int]]:
        """The clues that stand at a place where a word may begin, and where each of them ends."""
        word = _WORD.match(text, at)
        number = _NUMBERS.match(text, at)
        if number:
            yield NUMBER, number.end()
        if word:
            letters = word[0][:_LONGEST_WORD]
            clues = self._known.get(letters) or self._learn(letters)
            yield from ((clue, word.end()) for clue in clues if clue and clue != NUMBER)
        else:
            clues = (*self._han.get(text[at], ()), *self._han.get(text[at : at + 2], ()), text[at])
            yield from ((clue, at + len(clue)) for clue in clues if text.startswith(clue, at))

    def plain(self, clue: str) -> tuple[str, ...]:
        """The pieces that the clue alone makes."""
        return self._plain.get(clue, ())

    def patterns(self, text: str) -> Iterable[str]:
        return self._patterns.candidates(text)

    def spans_of_pattern(self, name: str, text: str, spans: Sequence[Span]) -> Iterator[Span]:
        return self._patterns.spans(name, text, spans)


def _beginnings(piece: Piece) -> Mapping[str, set[str]]:
    """The clues that a piece may begin with, and for each what may stand behind it."""
    return {
        clue: set(chain.from_iterable(_behind(option, clue, piece) for option in options))
        for clue, options in piece.slots[0].items()
    }


def _behind(option: Option, clue: str, piece: Piece) -> Iterable[str]:
    """Clues of the next word; the sign that goes on in this one; or anything."""
    if not option:
        return piece.clues[1] if len(piece.slots) > 1 else (_ANYTHING,)
    if is_its_clue(option[0]):
        return (option[1].clue,)
    first, *more = option[0].parts
    if clue == NUMBER:
        return (_SIGN + more[0][0],)
    return (_SIGN + first[len(clue)],) if len(first) > len(clue.rstrip("*")) else (_ANYTHING,)


def _begins(token: str, clue: str) -> bool:
    """Stems are found by their first letters only."""
    return len(clue) <= _LONGEST_STEM or token.startswith(spellings(clue[:-1]))


class Places:
    """Where pieces stand in one text. What a clue alone makes is looked up when first asked for."""

    __slots__ = (
        "_begins",
        "_clues",
        "_clues_behind",
        "_finder",
        "_found",
        "_nexts",
        "_rows",
        "_sentences",
        "_starts",
        "_text",
        "_tried",
        "candidates",
    )

    def __init__(self, text: str, finder: PieceFinder) -> None:
        self.candidates: frozenset[str] = frozenset()
        """Pieces that may stand in the text; all others do not."""
        self._text = text
        self._finder = finder
        self._starts: dict[str, list[Span]] = {}
        """Of clues that alone make a piece."""
        self._rows: dict[str, list[Span]] = {}
        """Of pieces of several words."""
        self._tried = 0
        self._found: dict[str, tuple[Span, ...]] = {}
        self._sentences: Sequence[Span] = ()
        self._begins: list[int] = []
        self._clues: dict[int, Sequence[tuple[str, int]]] = {}
        self._nexts: dict[int, int] = {}
        self._clues_behind: dict[int, Clues] = {}

    def read(self) -> None:
        """Go through the text once."""
        self._read_words(_WORDS.split(self._text))
        for clue, start, end in self._finder.other_heads(self._text):
            self._begin(
                self._finder.heads_of(clue),
                start,
                end,
                self._behind_number(start, end) if clue == NUMBER else None,
            )
        plain = chain.from_iterable(map(self._finder.plain, self._starts))
        self.candidates = frozenset((*plain, *self._rows, *self._finder.patterns(self._text)))

    def _read_words(self, parts: Sequence[str]) -> None:
        """Of the text as words and what stands between them."""
        words: Sequence[str] = parts[1::2]
        if words and len(max(words, key=len)) > _LONGEST_WORD:
            words = [word[:_LONGEST_WORD] for word in words]
        known, heads = self._finder.know(words)
        marked = [number for number, word in enumerate(words) if word in heads]
        if not marked:
            return
        bounds, last = list(accumulate(map(len, parts))), len(words) - 1
        for number in marked:
            at = 2 * number
            behind = known[words[number + 1]] if parts[at + 2] == " " and number < last else None
            self._begin(heads[words[number]], bounds[at], bounds[at + 1], behind)

    def _begin(self, heads: Heads, start: int, end: int, behind: Clues | None) -> None:
        """Some clue stands here: what begins with it?"""
        clues, followers = heads
        for clue in clues:
            self._starts.setdefault(clue, []).append((start, end))
        if not followers:
            return
        if behind is None:
            behind = self._names_behind(end)
        fitting = [seconds[second] for seconds in followers for second in behind if second in seconds]
        for piece in dict.fromkeys(chain.from_iterable(fitting)) if fitting else ():
            self._try(piece, start)

    def _try(self, piece: Piece, start: int) -> None:
        self._tried += 1
        if self._tried > _MOST_TRIED:
            return
        end = self._end_of(piece, start)
        if end and end <= self.sentence_of(start)[1]:
            self._rows.setdefault(piece.text, []).append((start, end))

    @property
    def sentences(self) -> Sequence[Span]:
        """Cut when first asked for: most texts hold no phrase at all."""
        if not self._sentences:
            self._sentences = sentences(self._text)
            self._begins = [start for start, _ in self._sentences]
        return self._sentences

    def sentence_number(self, at: int) -> int:
        """Of the sentence that holds the place."""
        return max(0, bisect_right(self._begins or self._begun(), at) - 1)

    def sentence_of(self, at: int) -> Span:
        return self.sentences[self.sentence_number(at)]

    def _begun(self) -> list[int]:
        return self._begins if self.sentences else []

    def of(self, name: str) -> tuple[Span, ...]:
        """Half-open spans of a piece as whole words, in order, none upon another."""
        if name not in self.candidates:
            return ()
        if name not in self._found:
            self._found[name] = tuple(_apart(self._spans(self._finder.pieces[name])))
        return self._found[name]

    def _spans(self, piece: Part) -> Iterable[Span]:
        if isinstance(piece, Pattern):
            return sorted(self._finder.spans_of_pattern(piece.text, self._text, self.sentences))
        if not piece.is_plain:
            return sorted(self._rows[piece.text])
        rows = [self._starts[clue] for clue in piece.clues[0] & self._starts.keys()]
        return rows[0] if len(rows) == 1 else sorted(chain.from_iterable(rows), key=_longest_first)

    def _names_behind(self, end: int) -> Clues:
        """The clues of the next word, and the character right here."""
        if end not in self._clues_behind:
            names = (clue for clue, _ in self._clues_at(self._next(end)))
            self._clues_behind[end] = (_ANYTHING, _SIGN + self._text[end : end + 1], *names)
        return self._clues_behind[end]

    def _behind_number(self, start: int, end: int) -> Clues:
        """三万元 holds <number>万元: every length counts."""
        inside = (_SIGN + char for char in self._text[start + 1 : end])
        ends = range(end, start, -1) if is_han(self._text[start]) else (end,)
        return tuple(dict.fromkeys((*inside, *chain.from_iterable(map(self._names_behind, ends)))))

    def _end_of(self, piece: Piece, start: int) -> int:
        """Where the piece that begins at `start` ends at the latest as whole words; 0: it does not stand."""
        ends = self._past(piece.slots[0], start)
        for slot in piece.slots[1:]:
            ends = {last for end in ends for last in self._past(slot, self._next(end))}
        return max((end for end in ends if _is_right_edge(self._text, end)), default=0)

    def _past(self, slot: Slot, at: int) -> set[int]:
        """All ends of what may stand at this place."""
        ends: set[int] = set()
        for clue, end in self._clues_at(at):
            for option in slot.get(clue, ()):
                ends.update(self._through(option, at) if option else (end,))
        return ends

    def _through(self, option: Sequence[Word], at: int) -> set[int]:
        """All ends of words that follow each other."""
        ends = set(_ends(option[0], self._text, at))
        for word in option[1:]:
            begins = [self._next(end) for end in ends]
            ends = {end for begin in begins if begin >= 0 for end in _ends(word, self._text, begin)}
        return ends

    def _clues_at(self, at: int) -> Sequence[tuple[str, int]]:
        """The clues that stand at a place, and where each of them ends."""
        if at not in self._clues:
            self._clues[at] = tuple(self._finder.clues_at(self._text, at)) if at >= 0 else ()
        return self._clues[at]

    def _next(self, end: int) -> int:
        """Where the next word begins: after a space, and beside Han characters right here; -1: nowhere."""
        if end not in self._nexts:
            self._nexts[end] = _next(self._text, end)
        return self._nexts[end]


def _longest_first(span: Span) -> Span:
    return span[0], -span[1]


def _all_of(letters: str, text: str) -> Iterator[int]:
    at, count = text.find(letters), 0
    while at >= 0 and count < _MOST_STARTS:
        yield at
        at, count = text.find(letters, at + len(letters)), count + 1


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    past = count = 0
    for start, end in spans:
        if start >= past and count < _MOST_HITS:
            past, count = end, count + 1
            yield start, end


def _next(text: str, end: int) -> int:
    found = _SPACES.match(text, end)
    at = found.end() if found else end
    if at >= len(text):
        return -1
    return at if at > end or is_han(text[end - 1]) or is_han(text[at]) else -1


def _ends(word: Word, text: str, at: int) -> Iterable[int]:
    ends: Iterable[int] = _ends_of_part(word.parts[0], text, at)
    for part in word.parts[1:]:
        ends = [end for begin in ends for end in _ends_of_part(part, text, begin)]
    return [_end_of_word(text, end) for end in ends] if word.is_open else ends


def _ends_of_part(part: str, text: str, at: int) -> Sequence[int]:
    if part == NUMBER:  # 三万元 holds <number>万元: every length counts
        found = _NUMBERS.match(text, at)
        return range(at + 1, found.end() + 1) if found else ()
    if text.startswith(part, at):
        return (at + len(part),)
    fitting = (spelt for spelt in spellings(part)[1:] if text.startswith(spelt, at))
    return [at + len(spelt) for spelt in fitting]


def _end_of_word(text: str, at: int) -> int:
    found = _ENDING.match(text, at)
    return found.end() if found else at


def _is_left_edge(text: str, start: int) -> bool:
    return not (start and is_word(text[start]) and is_word(text[start - 1]))


def _is_right_edge(text: str, end: int) -> bool:
    return not (end < len(text) and is_word(text[end - 1]) and is_word(text[end]))
