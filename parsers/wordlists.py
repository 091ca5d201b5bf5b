"""How are many short words kept readable? In rows, as a person would list them."""

from __future__ import annotations


def listed(words: str, mark: str | None = None) -> tuple[str, ...]:
    """The words of a row, by white space or by a mark where they hold spaces themselves."""
    return tuple(words.split(mark))
