"""How do we say what they wrote? Quotation marks stand around words of the mail, and around nothing else."""

from __future__ import annotations

from followups.past import Dated
from model import Tag

_LONGEST = 80
_STOPS = " .,;:!?。，；：！？、"


def proof(one: Dated) -> str:
    """What a date rests on: `they wrote "urgently"; the rule gives 1 day`."""
    given, said = one.given, _said(one)
    words = f"they wrote {said}" if said else "they named a day"
    if not given:
        return words
    return f"{words}; the rule gives {given}" if said else f"the rule gives {given}"


def quoted(tag: Tag) -> str:
    """What fired the rule: `they wrote "take us off your list"`; empty where it was no words."""
    words = _straight(tag.quote)
    return f'they wrote "{words}"' if words else ""


def _said(one: Dated) -> str:
    """The words that fired the rule and those that name the day; once, where one holds the other."""
    fired, named = _straight(one.tag.quote), _straight("" if one.given else one.words)
    texts = (max(fired, named, key=len),) if fired in named or named in fired else (fired, named)
    return " and ".join(f'"{text}"' for text in texts if text)


def _straight(words: str) -> str:
    """Short, on one line, and without the stop of their sentence."""
    return " ".join(words.split())[:_LONGEST].rstrip(_STOPS)
