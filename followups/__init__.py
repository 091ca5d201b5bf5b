"""What do we owe, by when, who?

The flow, told in `obligations.py`:

    history | in order | reply, promise, first touch, resume, chase, cadence | earliest due first
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from followups.cadence import gap
    from followups.obligations import DUTIES, earliest, owed
    from followups.policy import Policy
    from followups.reach import shared, suffices
    from followups.span import Span

__all__ = ["DUTIES", "Policy", "Span", "earliest", "gap", "owed", "shared", "suffices"]

_HOMES = {
    "DUTIES": "followups.obligations",
    "Policy": "followups.policy",
    "Span": "followups.span",
    "earliest": "followups.obligations",
    "gap": "followups.cadence",
    "owed": "followups.obligations",
    "shared": "followups.reach",
    "suffices": "followups.reach",
}


def __getattr__(name: str) -> Any:
    """Who only reads what is owed imports one module of this room, and not all that works it out."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
