"""What do we owe, by when, who?

The flow, told in `obligations.py`:

    history | in order | reply, promise, first touch, resume, chase, cadence | earliest due first
"""

from __future__ import annotations

from followups.cadence import gap
from followups.obligations import DUTIES, earliest, owed
from followups.policy import Policy
from followups.span import Span

__all__ = ["DUTIES", "Policy", "Span", "earliest", "gap", "owed"]
