"""The door for those who know regular expressions: `/.../`, RE2's syntax, over one folded sentence.

RE2 promises linear time, whatever is written. It has no wheel for musl: without it (ENGINE is then "re")
every other phrase works as ever, and a pattern between slashes is refused with a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from rules.characters import fold

try:
    import re2  # type: ignore[import-untyped]
except ImportError:
    re2 = None

Span = tuple[int, int]
ENGINE: Literal["re2", "re"] = "re2" if re2 is not None else "re"
"""What runs patterns between slashes; "re": nothing does."""
_LONGEST = 300
_COMMONNESS = 0.01
_MOST_SENTENCES = 500
_TOKENS = re.compile(r"\\[pP]\{[^}]*\}|\\.|\[(?:\\.|[^\]])*\]|\{[\d,]*\}|\(\?[^):]*[):]|([^\W_])")
_AFTER_SENTENCE = " \t\n.!?。…"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression of the admin's, checked."""

    text: str
    """Between its slashes."""
    commonness: float = _COMMONNESS

    @property
    def source(self) -> str:
        return self.text[1:-1]

    @classmethod
    def parse(cls, text: str) -> Pattern:
        """Raises ValueError with a sentence for the admin."""
        text = text.strip()
        if re2 is None:
            raise ValueError(
                f"`{text}`: patterns between slashes need google-re2, which is not installed here. "
                "Say it with words, `word*`, `a|b` and `...`, or install google-re2."
            )
        one = cls(text)
        if len(text) > _LONGEST:
            raise ValueError(f"A pattern of {len(text)} characters; {_LONGEST} are allowed. Make two of it.")
        _refuse_capitals(text)
        _refuse_vague(one, _compiled(one.source, text))
        return one


def _refuse_capitals(text: str) -> None:
    """`\\D` and `\\P{L}` are no letters to look for; `İSO` or `価` would never be found."""
    letters = "".join(
        char for at, char in enumerate(text) if not (text[at - 1 : at] == "\\" or text[at - 2 : at] == "\\p")
    )
    if "\\p{" not in text and "\\P{" not in text and fold(letters) != letters:
        raise ValueError(
            f"`{text}` is compared with small letters without accents, simplified Chinese and the like, "
            f"so it would never be found. Write `{fold(text)}`."
        )


def _refuse_vague(one: Pattern, compiled: Any) -> None:
    if compiled.search("") is not None:
        raise ValueError(f"`{one.text}` fits nothing at all, and so every mail. Say what must stand there.")
    # RE2 tells of three letters and more whether they must stand there; so every letter is written twice.
    doubled = Pattern(f"/{_TOKENS.sub(_twice, one.source)}/")
    if PatternFinder([doubled]).candidates("-"):
        raise ValueError(
            f"`{one.text}` holds no two letters side by side that must stand there, so every mail would be "
            "searched from end to end. Add a word to it."
        )


def _twice(found: re.Match[str]) -> str:
    return f"(?:{found[1]}{found[1]})" if found[1] else found[0]


def _compiled(source: str, text: str) -> Any:
    try:
        return re2.compile(source, _options())
    except re2.error as problem:
        raise ValueError(f"`{text}` is no regular expression that RE2 reads: {_said(problem)}.") from None


def _said(problem: Exception) -> str:
    words = problem.args[0] if problem.args else ""
    words = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    if "repetition size" in words or "repeat count" in words:
        return f"{words}; at most 1,000 times may a thing be repeated"
    if "too large" in words:
        return "it is too large; take repetitions out of it"
    if "perl operator" in words or "escape sequence" in words:
        return f"{words}; looking ahead, looking back and \\1 do not exist here"
    return words


def _options() -> Any:
    options = re2.Options()
    options.log_errors = False
    options.dot_nl = True  # a sentence may be wrapped
    return options


class PatternFinder:
    """All patterns between slashes in one filter; `candidates` are those whose letters stand in a text."""

    __slots__ = ("_compiled", "_filter", "_patterns")

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._patterns = tuple(dict.fromkeys(patterns))
        self._filter: Any = None
        self._compiled: dict[str, Any] = {}
        if self._patterns and re2 is not None:
            self._filter = re2.Filter()
            for one in self._patterns:
                self._filter.Add(one.source, _options())
            self._filter.Compile()
            self._compiled = {one.text: self._filter.re(number) for number, one in enumerate(self._patterns)}

    def candidates(self, text: str) -> list[str]:
        if self._filter is None:
            return []
        content = text.encode("utf-8", "replace")
        # Only by their letters: `^` and `$` mean the sentence, which is cut when somebody asks for spans.
        return [self._patterns[number].text for number in self._filter.Match(content, True) or ()]

    def spans(self, name: str, text: str, sentences: Sequence[Span]) -> Iterator[Span]:
        """Where it stands, sentence by sentence: `^` and `$` are its ends; no hit is empty."""
        pattern = self._compiled[name]
        for start, end in sentences[:_MOST_SENTENCES]:
            sentence = text[start:end].rstrip(_AFTER_SENTENCE)
            begin = start + len(sentence) - len(sentence.lstrip())
            plain = sentence.lstrip().encode("utf-8", "replace").decode()  # a lone surrogate is one `?`
            hits = (hit.span() for hit in pattern.finditer(plain))
            yield from ((begin + first, begin + last) for first, last in hits if last > first)
