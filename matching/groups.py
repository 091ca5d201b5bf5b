"""Do the likely candidates all belong to one group of companies?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from model import Candidate, GroupId, Kin


def group_of(candidates: Sequence[Candidate]) -> GroupId | None:
    """The group all of them belong to, if there is one."""
    groups = {candidate.group for candidate in candidates}
    return groups.pop() if len(groups) == 1 else None


def kin_of(candidates: Sequence[Candidate]) -> Kin | None:
    """Several companies of one group: the group is sure, the company is not."""
    group = group_of(candidates)
    if group is None or len(candidates) < 2:
        return None
    named = ", ".join(candidate.name for candidate in candidates[:3])
    best = _strongest_words(candidates[0])
    return Kin(group, tuple(candidates), f"one group for sure, but which of {named}? {best}")


def likeliest_family(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates of the group that is likeliest as a whole, in their order: their chances add up."""
    families: defaultdict[GroupId, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        if candidate.group is not None:
            families[candidate.group].append(candidate)
    return tuple(max(families.values(), key=chance_of, default=()))


def chance_of(candidates: Iterable[Candidate]) -> float:
    """How likely it is one of them, 0 to 100."""
    return min(100.0, sum(candidate.score for candidate in candidates))


def _strongest_words(candidate: Candidate) -> str:
    return max(candidate.evidence, key=lambda item: item.weight).words if candidate.evidence else ""
