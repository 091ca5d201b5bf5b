"""What is notable about this mail? Tags with the words that prove them, by the rules in YAML.

One RE2 filter finds all words of all rules at once; sentences, nearness, `unless` and scope are then
looked at on the few hits only. The same mail and the same rules always give the same tags.
"""

from __future__ import annotations

from rules.compiled import RuleSet
from rules.rule import Due, Effect, Module, Problem, Rule, Sample, Status, problems
from rules.tagging import Cancelled, settled, tag, weighed

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
    "problems",
    "settled",
    "tag",
    "weighed",
]
