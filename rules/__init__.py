"""What is notable about this mail? Tags with the words that prove them, by the rules in YAML.

All words of all rules are found in one walk over the mail, by their first two words; sentences, nearness,
`unless` and scope are then looked at on the few hits only. The same mail and the same rules always give the
same tags.

What the room offers is imported when it is asked for: `genjin show` looks into the profile only, and must not
wait for the engine.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rules.compiled import RuleSet
    from rules.rule import Due, Effect, Module, Problem, Rule, Sample, Status, problems
    from rules.tagging import Cancelled, by_hand, settled, tag, weighed

__all__ = [
    "Cancelled",
    "Due",
    "Effect",
    "Module",
    "Problem",
    "Rule",
    "RuleSet",
    "Sample",
    "Status",
    "by_hand",
    "problems",
    "settled",
    "tag",
    "weighed",
]

_STANDS_IN = {
    "RuleSet": "rules.compiled",
    **dict.fromkeys(
        ("Due", "Effect", "Module", "Problem", "Rule", "Sample", "Status", "problems"), "rules.rule"
    ),
    **dict.fromkeys(("Cancelled", "by_hand", "settled", "tag", "weighed"), "rules.tagging"),
}


def __getattr__(name: str) -> Any:
    """Asked by Python for what is not here yet (PEP 562)."""
    if name not in _STANDS_IN:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_STANDS_IN[name]), name)
    return found
