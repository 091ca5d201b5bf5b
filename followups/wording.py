"""How do we say what they wrote? Quotation marks stand around words of the mail, and around nothing else."""

from __future__ import annotations

import re

from followups.past import Dated

_LONGEST = 80
_STOPS = " .,;:!?。，；：！？、"

# What a rule gives where the mail names no day is the rule's own, never theirs.
_GIVEN = re.compile(r"within ([0-9]{1,3} days?)")


def proof(one: Dated) -> str:
    """What a date rests on: `they wrote "urgently"; the rule gives 1 day`."""
    given, said = _given(one), _said(one)
    words = f"they wrote {said}" if said else "they named a day"
    if not given:
        return words
    return f"{words}; the rule gives {given}" if said else f"the rule gives {given}"


def _given(one: Dated) -> str:
    """How long the rule itself gives, such as "1 day"; empty where the day was read from the mail."""
    given = None if one.words in one.tag.quote else _GIVEN.fullmatch(one.words)
    return given[1] if given else ""


def _said(one: Dated) -> str:
    """The words that fired the rule and those that name the day; once, where one holds the other."""
    fired, named = _straight(one.tag.quote), _straight("" if _given(one) else one.words)
    texts = (max(fired, named, key=len),) if fired in named or named in fired else (fired, named)
    return " and ".join(f'"{text}"' for text in texts if text)


def _straight(words: str) -> str:
    """Short, on one line, and without the stop of their sentence."""
    return " ".join(words.split())[:_LONGEST].rstrip(_STOPS)
