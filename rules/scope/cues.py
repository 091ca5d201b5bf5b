"""Which words cancel, in which language? Compiles the cues of a language, and tells which a sentence speaks.

Cues are written as anybody would write them and folded here, as the mails are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from rules.characters import fold
from rules.scope import ar, de, en, es, fr, pt, ru, zh


class Tongue(Protocol):
    """The names that every file of a language has. A cue is a pattern over whole words."""

    @property
    def NO_DENIAL(self) -> Sequence[str]:  # noqa: N802 - the name in the files
        """What looks like a denial and is none: blanked before anybody looks for denials."""

    @property
    def DENIED_BEFORE(self) -> Sequence[str]:  # noqa: N802
        """Denies what follows it in its clause."""

    @property
    def DENIED_AFTER(self) -> Sequence[str]:  # noqa: N802
        """Denies what stands before it in its clause."""

    @property
    def DENIED_ASKED(self) -> Sequence[str]:  # noqa: N802
        """Denies even in a question; "have you no cheaper one?" asks for it."""

    @property
    def NOTHING(self) -> Sequence[str]:  # noqa: N802
        """Makes nothing of the act right before it: "you will hear nothing"."""

    @property
    def NO_IMAGINED(self) -> Sequence[str]:  # noqa: N802
        """What looks like a hypothesis and is a wish, a threat or politeness."""

    @property
    def IMAGINED(self) -> Sequence[str]:  # noqa: N802
        """Makes a hypothesis of what follows it in its clause."""

    @property
    def SUPPOSED(self) -> Sequence[str]:  # noqa: N802
        """A whole clause that supposes what a rule looks for: "if the goods arrive damaged". Counts where
        it lies upon all words of the rule.
        """

    @property
    def CLOSED(self) -> Sequence[str]:  # noqa: N802
        """Says anywhere on this side of a "but" that the matter is settled."""

    @property
    def PAST(self) -> Sequence[str]:  # noqa: N802
        """Puts its clause far into the past."""

    @property
    def BYGONE(self) -> Sequence[str]:  # noqa: N802
        """What a rule looks for, in a form of the past: counts where it lies upon all its words."""

    @property
    def CONDITION(self) -> Sequence[str]:  # noqa: N802
        """The other side or a third must act first."""

    @property
    def NO_CONDITION(self) -> Sequence[str]:  # noqa: N802
        """What looks like a condition and is courtesy, or stands by itself."""

    @property
    def ASKING(self) -> Sequence[str]:  # noqa: N802
        """Makes a question of its clause where no question mark does."""

    @property
    def PRESUMED(self) -> Sequence[str]:  # noqa: N802
        """Makes a question take for granted what it speaks of: why, where, please replace."""

    @property
    def DOERS(self) -> Sequence[str]:  # noqa: N802
        """Others who break, lose and delay things."""

    @property
    def REPORTS(self) -> Sequence[str]:  # noqa: N802
        """They only found it or report it, or the reader is named."""

    @property
    def CLEARED(self) -> Sequence[str]:  # noqa: N802
        """Says that the reader is not to blame."""

    @property
    def OTHERS(self) -> Sequence[str]:  # noqa: N802
        """Somebody else is the subject, on this side of a "but"."""

    @property
    def TO_COME(self) -> Sequence[str]:  # noqa: N802
        """Will do, and has not done: before the end of the hit, in its clause."""

    @property
    def NO_TO_COME(self) -> Sequence[str]:  # noqa: N802
        """Says in that clause that it is done, or there: "you will find it attached"."""

    @property
    def AGAINST(self) -> Sequence[str]:  # noqa: N802
        """But: what was said before it does not hold for what follows."""

    @property
    def CLAUSE(self) -> Sequence[str]:  # noqa: N802
        """Where a new clause begins, beside commas and brackets."""

    @property
    def SMALL_WORDS(self) -> str:  # noqa: N802
        """Tell the languages of one alphabet apart; empty where the alphabet tells."""


@dataclass(frozen=True, slots=True)
class Cues:
    """One language, compiled."""

    no_denial: re.Pattern[str]
    denied_before: re.Pattern[str]
    denied_after: re.Pattern[str]
    denied_asked: re.Pattern[str]
    nothing: re.Pattern[str]
    nothing_next: re.Pattern[str]
    """The same at most two words on."""
    no_imagined: re.Pattern[str]
    imagined: re.Pattern[str]
    """In the words before a hit. The hit itself is an underscore: a cue may ask for it."""
    supposing: re.Pattern[str]
    """Stands in every sentence that may hold such a cue."""
    supposed: re.Pattern[str]
    closed: re.Pattern[str]
    past: re.Pattern[str]
    bygone: re.Pattern[str]
    condition: re.Pattern[str]
    no_condition: re.Pattern[str]
    asking: re.Pattern[str]
    presumed: re.Pattern[str]
    doers: re.Pattern[str]
    reports: re.Pattern[str]
    cleared: re.Pattern[str]
    others: re.Pattern[str]
    to_come: re.Pattern[str]
    no_to_come: re.Pattern[str]
    against: re.Pattern[str]
    clause: re.Pattern[str]
    reach_before: int
    """Characters that a denial reaches over to its right."""
    reach_after: int
    topic: int
    """So few characters stand before a word that opens its clause: "Des échantillons, on n'en veut pas"."""


_TWO_WORDS = r"\W*(?:\w+\W+){0,2}?"
_FOUR_SIGNS = r".{0,4}?"
_SHORT_LINE = r"(?<![^\n]{45})\n"
"""A writer ended the line; where it is longer, a mail program may have."""
_STRONG = rf"[;؛。!?؟¿¡]|{_SHORT_LINE}"
_WEAK = rf"[;؛:()¿¡]|[,،](?!\d)|\s-\s|{_SHORT_LINE}"


@cache
def _compiled(name: str) -> Cues:
    """When the language is first met."""
    tongue, is_spaced = _TONGUES[name], name != "zh"

    def cue(entries: Sequence[str]) -> str:
        joined = "|".join(fold(entry) for entry in entries)
        return rf"\b(?:{joined})\b" if is_spaced else f"(?:{joined})"

    return Cues(
        no_denial=re.compile(cue(tongue.NO_DENIAL)),
        denied_before=re.compile(cue(tongue.DENIED_BEFORE)),
        denied_after=re.compile(cue(tongue.DENIED_AFTER)),
        denied_asked=re.compile(cue(tongue.DENIED_ASKED)),
        nothing=re.compile(cue(tongue.NOTHING)),
        nothing_next=re.compile((_TWO_WORDS if is_spaced else _FOUR_SIGNS) + cue(tongue.NOTHING)),
        no_imagined=re.compile(cue(tongue.NO_IMAGINED)),
        imagined=re.compile(cue(tongue.IMAGINED)),
        supposing=re.compile(cue(tongue.IMAGINED).replace("_", r"\w").replace("$", "")),
        supposed=re.compile(cue(tongue.SUPPOSED)),
        closed=re.compile(cue(tongue.CLOSED)),
        past=re.compile(cue(tongue.PAST)),
        bygone=re.compile(cue(tongue.BYGONE)),
        condition=re.compile(cue(tongue.CONDITION)),
        no_condition=re.compile(cue(tongue.NO_CONDITION)),
        asking=re.compile(cue(tongue.ASKING)),
        presumed=re.compile(cue(tongue.PRESUMED)),
        doers=re.compile(cue(tongue.DOERS)),
        reports=re.compile(cue(tongue.REPORTS)),
        cleared=re.compile(cue(tongue.CLEARED)),
        others=re.compile(cue(tongue.OTHERS)),
        to_come=re.compile(cue(tongue.TO_COME)),
        no_to_come=re.compile(cue(tongue.NO_TO_COME)),
        against=re.compile(f"{_STRONG}|{cue(tongue.AGAINST)}"),
        clause=re.compile(f"{_WEAK}|{cue([*tongue.AGAINST, *tongue.CLAUSE])}"),
        reach_before=48 if is_spaced else 10,
        reach_after=40 if is_spaced else 12,
        topic=-1 if name == "de" else 6,  # German sets no comma behind a topic
    )


_HAN = re.compile("[\u3400-\u9fff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_ARABIC = re.compile("[\u0600-\u06ff]")
_LATIN_WORD = re.compile(r"[a-z]+")

_TONGUES: Mapping[str, Tongue] = {
    "zh": zh, "ru": ru, "ar": ar, "en": en, "es": es, "pt": pt, "fr": fr, "de": de,
}  # fmt: skip
_LATIN = ("en", "es", "pt", "fr", "de")
_SMALL_WORDS = tuple(frozenset(fold(_TONGUES[name].SMALL_WORDS).split()) for name in _LATIN)
_SCRIPTS = ((_HAN, "zh"), (_CYRILLIC, "ru"), (_ARABIC, "ar"))


def spoken(sentence: str) -> tuple[Cues, ...]:
    """The cues of the languages that a sentence is written in: by its letters, then by its small words."""
    names = [name for script, name in _SCRIPTS if script.search(sentence)]
    return tuple(map(_compiled, [*names, *_latin(sentence)] or _LATIN))


def _latin(sentence: str) -> list[str]:
    """The likeliest languages: all that are equally likely, none where nothing tells."""
    words = _LATIN_WORD.findall(sentence)
    scores = [sum(word in small for word in words) for small in _SMALL_WORDS]
    best = max(scores)
    return [name for name, score in zip(_LATIN, scores, strict=True) if 0 < best == score]
