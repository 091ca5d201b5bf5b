"""Whom is it from?

    candidates (who comes in question) | weigh (what speaks for each) | decide (is one sure and clear?)

Pure: the directory is handed in, and so are the customers that the mails of the same thread were linked to.
What a subject line says never links: it is quoted, forwarded and made up too easily.

What the room offers is imported when it is asked for: `genjin check` looks into the directory only, and must
answer at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matching.decide import DEFAULT, Thresholds
    from matching.directory import Directory
    from matching.domains import work_domain
    from matching.finding import find, find_all, guarded

__all__ = ["DEFAULT", "Directory", "Thresholds", "find", "find_all", "guarded", "work_domain"]

_STANDS_IN = {
    "DEFAULT": "matching.decide",
    "Thresholds": "matching.decide",
    "Directory": "matching.directory",
    "work_domain": "matching.domains",
    "find": "matching.finding",
    "find_all": "matching.finding",
    "guarded": "matching.finding",
}


def __getattr__(name: str) -> Any:
    """Asked by Python for what is not here yet (PEP 562)."""
    if name not in _STANDS_IN:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_STANDS_IN[name]), name)
    return found
