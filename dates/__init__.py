"""Which days do words name, in the languages of our customers?

One grammar for rules, notices of absence and what reps type.
"""

from __future__ import annotations

from dates.days import Days, Named
from dates.due import due_as, reading
from dates.grammar import named_days

__all__ = ["Days", "Named", "due_as", "named_days", "reading"]
