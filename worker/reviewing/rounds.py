"""How are many questions answered in a row? By single keys at a terminal, by lines from a script.

Every answer is saved before the next question is asked: whoever stops half-way has lost nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from model import GenjinError, MailId, RepId
from worker.desk import Actor
from worker.intake import Intake
from worker.render import clean, width, wrapped
from worker.reviewing.answering import Done
from worker.reviewing.given import given, in_words
from worker.reviewing.script import Act, Whom, act_of


@dataclass(slots=True)
class Round:
    """Who answers, where what is said goes (clean, as it is shown), and how far she is."""

    intake: Intake
    actor: Actor
    me: RepId | None
    whom: Whom
    say: Callable[[str], None]
    given: int = 0
    failed: int = 0
    last: Done | None = None
    """What came of the last answer."""

    def answer(self, line: str) -> bool:
        """Do what a line says. False if it could not be done; the reason is said."""
        try:
            act = act_of(line, self.whom, self.me)
            if act is not None:
                self._give(act)
        except GenjinError as error:
            self.failed += 1
            self.say(clean(f"{line.strip()[:80]}: {error}"))
            return False
        return True

    def _give(self, act: Act) -> None:
        self.last = done = given(self.intake, lambda sitting: act(sitting, self.actor))
        self.given += 1
        for told in in_words(done):
            self.say(told)


def by_lines(round_: Round, lines: Iterable[str]) -> None:
    """Answers of a script, a line each; one that fails does not stop the others."""
    for line in lines:
        round_.answer(line)


# -- by keys -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Keyboard:
    key: Callable[[], str]
    line: Callable[[str], str]
    """Asks for a line of text with these words."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, as it is shown, and whom its numbers mean."""

    mail: MailId
    lines: tuple[str, ...]
    candidates: tuple[int, ...]


KEYS = "1-5 it is that one · o other · n new · g same group · r not that one · x no customer · "
KEYS += "X nobody there · s skip · u undo · Enter later · q end"


def keys_told() -> str:
    """The keys, broken where the terminal ends."""
    return "\n".join(wrapped(KEYS, width()))


_NEEDS = {"o": "other", "g": "same-group"}
_ALONE = {"n": "new", "x": "not-a-customer", "X": "not-a-customer --domain", "s": "skip"}


def by_keys(round_: Round, next_: Callable[[frozenset[MailId]], Asked | None], keyboard: Keyboard) -> None:
    """One question after the other. next_: the next one that is not among these."""
    passed: frozenset[MailId] = frozenset()
    while (asked := next_(passed)) is not None:
        for line in asked.lines:
            round_.say(line)
        key = _pressed(keyboard)
        while not _dealt_with(round_, asked, key, keyboard):
            key = _pressed(keyboard)
        if key == "q":
            return
        passed = passed - _asked_again(round_) if key == "u" else passed | {asked.mail}


def _asked_again(round_: Round) -> frozenset[MailId]:
    return frozenset(round_.last.mails) if round_.last is not None else frozenset()


def _pressed(keyboard: Keyboard) -> str:
    return keyboard.key()


def _dealt_with(round_: Round, asked: Asked, key: str, keyboard: Keyboard) -> bool:
    """Do what a key says; False where another key is needed for the same question."""
    if key in ("q", "\r", "\n", " "):
        return True
    if key == "u":
        return round_.answer("undo")
    lines = list(_said(asked, key, keyboard))
    if not lines:
        round_.say(keys_told())
    return bool(lines) and round_.answer(lines[0])


def _said(asked: Asked, key: str, keyboard: Keyboard) -> Iterator[str]:
    """The line that a key stands for."""
    if key in _ALONE:
        yield f"{asked.mail} {_ALONE[key]}"
    elif key in _NEEDS and (words := keyboard.line("customer")):
        yield f"{asked.mail} {_NEEDS[key]} {words}"
    elif key == "r" and (refused := _which(asked, keyboard)) is not None:
        yield f"{asked.mail} no {refused}"
    elif key.isdecimal() and 0 < int(key) <= len(asked.candidates):
        yield f"{asked.mail} accept {asked.candidates[int(key) - 1]}"


def _which(asked: Asked, keyboard: Keyboard) -> int | None:
    """Which candidate is ruled out; the only one needs no word. None: none of them was said."""
    if len(asked.candidates) < 2:
        return next(iter(asked.candidates), None)
    said = keyboard.line("which number").strip()
    return {str(at): each for at, each in enumerate(asked.candidates, 1)}.get(said)
