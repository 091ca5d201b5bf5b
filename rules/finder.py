"""Where do pieces of phrases stand in a text? All phrases at once, at a cost that hardly grows with them.

The words of the text are looked up in one table of the words that phrases begin with (their clues); what is
no candidate then is never touched. So thousands of short common words, as lists hold them, cost what a few
cost. A candidate of several words is followed word by word from where its first word stands: no backtracking,
no pattern compiled. Everything is bounded by the length of the text and the constants here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from rules.characters import is_han, is_word
from rules.patterns import Pattern, PatternFinder, Span
from rules.phrases import NUMBER, Part, Piece, Slot, Word, spellings
from rules.sentences import sentences

_MOST_HITS = 100
"""Of one piece in one text: nobody repeats herself that often, and work stays bounded."""
_MOST_STARTS = 300
"""Places of one word where the pieces that begin with it are tried."""
_MOST_KNOWN = 50_000
"""Words of mails whose clues are remembered, from mail to mail."""
_LONGEST_STEM = 24
_FEW_CLUES = 30
"""So many words are sought one by one; for more, all words of the text are gone through once."""
_TOKEN = re.compile("[^\\W_\u3400-\u4dbf\u4e00-\u9fff]+")
_ENDING = re.compile("[^\\W_\u3400-\u4dbf\u4e00-\u9fff]*")
_HAN_RUN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
_NUMBERS = re.compile(r"[0-9][0-9.,]{0,19}|[一二三四五六七八九十两百千万几半]{1,12}")
_SPACES = re.compile(r"[\s\-]*")

Clues = tuple[str, ...]
_ONE_WORD = ((),)
"""The options of a clue that is a whole word and stands alone."""


class PieceFinder:
    """All pieces of all phrases, indexed once. `look` is its only question."""

    __slots__ = ("_by_key", "_exact", "_han", "_known", "_longest", "_patterns", "_signs", "_stems", "pieces")

    def __init__(self, pieces: Iterable[Part]) -> None:
        self.pieces: dict[str, Part] = {piece.text: piece for piece in pieces}
        self._patterns = PatternFinder(one for one in self.pieces.values() if isinstance(one, Pattern))
        self._by_key: dict[str, list[Piece]] = {}
        self._exact: dict[str, Clues] = {}
        self._stems: dict[str, Clues] = {}
        self._han: dict[str, Clues] = {}
        """By the first two characters of a run, or the only one."""
        self._signs: list[str] = []
        self._known: dict[str, Clues] = {}
        plain = [piece for piece in self.pieces.values() if isinstance(piece, Piece)]
        for piece in plain:
            for clue in piece.key:
                self._by_key.setdefault(clue, []).append(piece)
        for clue in dict.fromkeys(clue for piece in plain for clues in piece.clues for clue in clues):
            self._enter(clue)
        self._longest = min(max(map(len, self._stems), default=0), _LONGEST_STEM)

    def __reduce__(self) -> tuple[type[PieceFinder], tuple[tuple[Part, ...]]]:
        """The index goes to no other process; there it is made again."""
        return PieceFinder, (tuple(self.pieces.values()),)

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
        if not self.pieces or not text:
            return Places(text, frozenset(), {}, self)
        tokens = self._tokens(text) | dict.fromkeys(self._other_clues(text), ())
        clues = tokens.keys()
        keyed = chain.from_iterable(map(self._by_key.__getitem__, clues & self._by_key.keys()))
        candidates = {
            piece.text
            for piece in keyed
            if len(piece.clues) == 1 or not any(map(clues.isdisjoint, piece.clues))
        }
        candidates.update(self._patterns.candidates(text))
        return Places(text, frozenset(candidates), tokens, self)

    def _tokens(self, text: str) -> dict[str, Sequence[str]]:
        """The clues that words of the text are, each with these words."""
        found: dict[str, list[str]] = {}
        known = self._known
        for token in set(_TOKEN.findall(text)):
            clues = known.get(token)
            if clues is None:
                clues = self._learn(token)
            for clue in clues:
                found.setdefault(clue, []).append(token)
        return {**found}

    def _learn(self, token: str) -> Clues:
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        longest = min(self._longest, len(token))
        stems = chain.from_iterable(self._stems.get(token[:length], ()) for length in range(1, longest + 1))
        clues = (*self._exact.get(token, ()), *(clue for clue in stems if _begins(token, clue)))
        self._known[token[:100]] = clues
        return clues

    def clues_at(self, text: str, at: int) -> Iterator[tuple[str, int]]:
        """The clues that stand at a place where a word may begin, and where each of them ends."""
        token = _TOKEN.match(text, at)
        if token:
            clues = self._known.get(token[0])
            yield from ((clue, token.end()) for clue in (self._learn(token[0]) if clues is None else clues))
        number = _NUMBERS.match(text, at)
        if number:
            yield NUMBER, number.end()
        if not token:
            clues = (*self._han.get(text[at], ()), *self._han.get(text[at : at + 2], ()), text[at])
            yield from ((clue, at + len(clue)) for clue in clues if text.startswith(clue, at))

    def _other_clues(self, text: str) -> Iterator[str]:
        """Runs of Han characters, signs, and whether there is a number."""
        yield from (sign for sign in self._signs if sign in text)
        if _NUMBERS.search(text):
            yield NUMBER
        if text.isascii():
            return
        pairs: set[str] = set()
        for run in _HAN_RUN.findall(text):
            pairs.update(run)
            pairs.update(map(str.__add__, run, run[1:]))
        for pair in pairs & self._han.keys():
            yield from (clue for clue in self._han[pair] if len(clue) < 3 or clue in text)

    def spans_of_pattern(self, name: str, text: str, spans: Sequence[Span]) -> Iterator[Span]:
        return self._patterns.spans(name, text, spans)


def _begins(token: str, clue: str) -> bool:
    """Stems are found by their first letters only."""
    return len(clue) <= _LONGEST_STEM or token.startswith(spellings(clue[:-1]))


class Places:
    """Where pieces stand in one text. A piece is looked up when first asked for, and its places are kept."""

    __slots__ = (
        "_begins",
        "_behind",
        "_clues",
        "_finder",
        "_found",
        "_nexts",
        "_opened",
        "_sentences",
        "_starts",
        "_text",
        "_tokens",
        "candidates",
    )

    def __init__(
        self, text: str, candidates: frozenset[str], tokens: Mapping[str, Sequence[str]], finder: PieceFinder
    ) -> None:
        self.candidates = candidates
        """Pieces of which the first words stand in the text; all others do not."""
        self._text = text
        self._tokens = tokens
        self._finder = finder
        self._starts: dict[str, list[int]] = {}
        """Of every word of the text that is a clue."""
        self._found: dict[str, tuple[Span, ...]] = {}
        self._sentences: Sequence[Span] = ()
        self._begins: list[int] = []
        self._clues: dict[int, Sequence[tuple[str, int]]] = {}
        self._nexts: dict[int, int] = {}
        self._behind: dict[int, frozenset[str]] = {}
        self._opened: dict[str, Sequence[Span]] = {}

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
        there = piece.clues[0] & self._tokens.keys()
        rows = [self._openings(clue) for clue in there]
        openings = rows[0] if len(rows) == 1 else sorted(chain.from_iterable(rows), key=_longest_first)
        if piece.is_plain:
            return openings
        return self._followed(piece, dict.fromkeys(start for start, _ in openings))

    def _followed(self, piece: Piece, starts: Iterable[int]) -> Iterator[Span]:
        past = 0
        may_follow = piece.clues[1] if len(piece.slots) > 1 else None
        for start in starts:
            if may_follow is not None and not self._goes_on(piece.slots[0], may_follow, start):
                continue
            end = self._end_of(piece, start) if start >= past else 0
            if end and end <= self.sentence_of(start)[1]:
                past = end
                yield start, end

    def _goes_on(self, first: Slot, second: frozenset[str], start: int) -> bool:
        """May the second word stand behind the first? Cheap, and nearly always the end."""
        for clue, end in self._clues_at(start):
            options = first.get(clue)
            if options is not None and (options != _ONE_WORD or not second.isdisjoint(self._names_behind(end))):
                return True
        return False

    def _names_behind(self, end: int) -> frozenset[str]:
        """The clues of the next word."""
        if end not in self._behind:
            self._behind[end] = frozenset(clue for clue, _ in self._clues_at(self._next(end)))
        return self._behind[end]

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

    def _openings(self, clue: str) -> Sequence[Span]:
        """Where a clue stands, in order."""
        if clue not in self._opened:
            self._opened[clue] = sorted(self._opening(clue))
        return self._opened[clue]

    def _opening(self, clue: str) -> Iterable[Span]:
        if clue == NUMBER:
            found = (hit.span() for hit in _NUMBERS.finditer(self._text))
            return [span for span in found if _is_left_edge(self._text, span[0])][:_MOST_STARTS]
        if not is_word(clue[0]):
            return ((at, at + len(clue)) for at in _all_of(clue, self._text))
        words = self._tokens[clue]
        return ((start, start + len(word)) for word in words for start in self._starts_of(word))

    def _starts_of(self, token: str) -> Sequence[int]:
        if not self._starts and len(self._tokens) <= _FEW_CLUES:
            return [at for at in _all_of(token, self._text) if _is_whole(self._text, at, at + len(token))]
        if not self._starts:
            self._starts = {word: [] for word in chain.from_iterable(self._tokens.values())}
            for hit in _TOKEN.finditer(self._text):
                row = self._starts.get(hit[0])
                if row is not None and len(row) < _MOST_STARTS:
                    row.append(hit.start())
        return self._starts[token]


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


def _is_whole(text: str, start: int, end: int) -> bool:
    return _is_left_edge(text, start) and _is_right_edge(text, end)


def _is_right_edge(text: str, end: int) -> bool:
    return not (end < len(text) and is_word(text[end - 1]) and is_word(text[end]))
