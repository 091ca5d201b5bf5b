"""Who may claim a customer from a pool, and which pool does it come into?

Numbers and rules of the pools (公海) as policy.yaml gives them. Limits are counted from the ledger, which is
only added to: giving a customer back refunds no claim.
"""

from __future__ import annotations

from dataclasses import dataclass

from followups.span import Span


@dataclass(frozen=True, slots=True)
class Whom:
    """Which customers are meant; an empty list asks for nothing, all that is asked for must hold."""

    EXAMPLE = "{countries: [DE, FR]}"

    countries: tuple[str, ...] = ()
    """ISO 3166 alpha-2."""
    classes: tuple[str, ...] = ()
    """Volume classes A, B, C; `none`: without class."""
    grades: tuple[str, ...] = ()
    """Close grades a to e; `none`: without grade."""
    sources: tuple[str, ...] = ()
    """mail, portal, import, fair ..."""
    reps: tuple[str, ...] = ()
    """Owners, where owners are asked for."""


@dataclass(frozen=True, slots=True)
class Pool:
    """One pool and its limits; 0: no limit."""

    EXAMPLE = "{name: europe, where: {countries: [DE, FR]}, per_day: 5}"

    name: str
    where: Whom = Whom()
    """Which customers come into it; the first pool of the list whose rule holds. Empty: all others."""
    reps: tuple[str, ...] = ()
    """Who may claim from it; empty: everybody."""
    per_day: int = 0
    per_week: int = 0
    per_month: int = 0
    freeze: Span | None = None
    """So long after it came into the pool nobody may claim it, so that all have the same chance."""
    cool_down: Span | None = None
    """So long its last owner may claim neither it nor another company of its group."""


@dataclass(frozen=True, slots=True)
class ReturnAfter:
    """How long an owner may be silent until the customer returns to the pool."""

    A: Span
    B: Span
    C: Span
    unclassed: Span
    sources: dict[str, Span] | None = None
    """Longer or shorter for what came from there: fair leads close late."""


@dataclass(frozen=True, slots=True)
class Pools:
    """The section `pool` of the policy."""

    pools: tuple[Pool, ...]
    return_after: ReturnAfter
    warn: Span
    """So long before a customer returns, its owner is warned."""
    touch_within: Span
    """A claim without a real touch within that time is released."""
    letters: int = 0
    """A mail of ours with fewer letters is no real touch: `ok` keeps nobody."""
    holding: int = 0
    """How many customers a rep may own and still claim; 0: no limit."""
