"""How does a program that reads one mail start fast? Patterns are compiled when they are first asked.

Compiling all that the parsers know takes half a second, and most mails ask a third of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, AnyStr, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub")


def late(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """As `re.compile`; a mistake in the pattern shows when it is first asked."""
    return cast("re.Pattern[AnyStr]", _Late(pattern, flags))


class _Late:
    """Stands for a pattern. Once asked, its methods are the pattern's own, so that they cost no more."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        self.__dict__.update({each: getattr(compiled, each) for each in _METHODS})
        return getattr(compiled, name)

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[str | bytes, int]]:
        """Parsers go to other processes."""
        return late, (self.pattern, self._flags)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Late) and self.__reduce__() == other.__reduce__()

    def __hash__(self) -> int:
        return hash(self.__reduce__())
