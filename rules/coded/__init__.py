"""Rules that YAML cannot say: Python modules with a `RULE` and a `look`, in a list that anyone can see.

A module is a rule. `RULE` is what a YAML rule would be without its words; `look` answers with what it found
in the sender's new words. Other distributions register theirs as entry points in the group `genjin.rules`;
the worker appends them. Everything else (kinds, direction, conditions, samples) is the same as for YAML.
"""

from __future__ import annotations

from rules.coded.protocol import CodedRule, InModule, Proof

__all__ = ["CODED", "CodedRule", "InModule", "Proof"]

CODED: tuple[CodedRule, ...] = (InModule("rules.coded.courtesy"), InModule("rules.coded.overdue"))
"""The shipped ones, in any order: each is asked for itself."""
