"""What does the policy say of a duty, in words? Section by section, the numbers that its date comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from followups.policy import Cadence, Policy, QuoteExpiry, Resume, Sequence
from followups.pool import Pools
from model import Duty

SECTIONS: Mapping[Duty, tuple[str, ...]] = {
    Duty.REPLY: ("reply",),
    Duty.FIRST_TOUCH: ("first_touch",),
    Duty.CHASE: ("chase",),
    Duty.CADENCE: ("cadence",),
    Duty.RESUME: ("resume",),
    Duty.PROMISE: ("promise",),
    Duty.SEQUENCE: ("sequences", "occasions"),
    Duty.CONTRACT_WATCH: ("contract_watch",),
    Duty.QUOTE_EXPIRY: ("quote_expiry",),
    Duty.POOL_RETURN: ("pool",),
}
"""Where in policy.yaml the numbers of a duty stand."""


def numbers(duty: Duty, policy: Policy) -> list[tuple[str, str]]:
    """The sections that speak of this duty, with what they say; none of which the team says nothing."""
    told = ((name, _SAID.get(name, _plainly)(getattr(policy, name))) for name in SECTIONS[duty])
    return [(name, words) for name, words in told if words]


def _plainly(section: Any) -> str:
    """`within 3 working days`: a section of a few lengths of time, as it stands in the file."""
    told = ((each.name.replace("_", " "), getattr(section, each.name)) for each in fields(section))
    return ", ".join(f"{name} {value}" for name, value in told if value is not None)


def _chase(section: Any) -> str:
    return f"write again after {', then after '.join(map(str, section.ladder))}"


def _cadence(section: Cadence) -> str:
    return "; ".join(_paces(section))


def _paces(section: Cadence) -> Iterator[str]:
    if "volume" in section.presets:
        yield f"by volume class: {_each(section.volume)}"
    if "closing" in section.presets:
        yield f"by close grade: {_each(section.closing)}"
    if "quadrant" in section.presets and section.quadrant is not None:
        factors = {each.name: getattr(section.quadrant, each.name) for each in fields(section.quadrant)}
        named = (f"{name.replace('_', ' and ')} x{factor:g}" for name, factor in factors.items())
        yield f"by intent and worth: {', '.join(named)}"
    yield f"without either: {section.unclassed}"


def _each(paces: Mapping[str, object]) -> str:
    return ", ".join(f"{letter} {pace}" for letter, pace in paces.items())


def _resume(section: Resume) -> str:
    return f"{section.margin} after the day they named, if that is no further off than {section.horizon}"


def _quote_expiry(section: QuoteExpiry) -> str:
    return f"ask {section.before} before its end; no more {section.lapses} after it"


def _sequences(section: Mapping[str, Sequence]) -> str:
    return "; ".join(f"{name}: {_plan(plan)}" for name, plan in section.items())


def _plan(plan: Sequence) -> str:
    steps = ", ".join(
        f"{step.content.replace('_', ' ')} after {step.after}"
        if step.content
        else f"a mail after {step.after}"
        for step in plan.steps
    )
    return f"{steps}, then every {plan.then.every} until {plan.then.until}" if plan.then else steps


def _occasions(section: Any) -> str:
    return ", ".join(f"{each.name.replace('_', ' ')} ({each.holiday or each.on})" for each in section)


def _pool(section: Pools) -> str:
    """Of the pools themselves nothing: when the customer goes back, and what keeps it."""
    after = section.return_after
    spans = {"A": after.A, "B": after.B, "C": after.C, "no class": after.unclassed}
    spans |= {f"source {name}": span for name, span in (after.sources or {}).items()}
    return (
        f"back to the pool after so long without a real touch: {_each(spans)}; warned {section.warn} before; "
        f"after a claim a touch within {section.touch_within}; a mail counts from {section.letters} letters"
    )


_SAID: Mapping[str, Callable[[Any], str]] = {
    "chase": _chase,
    "cadence": _cadence,
    "resume": _resume,
    "quote_expiry": _quote_expiry,
    "sequences": _sequences,
    "occasions": _occasions,
    "pool": _pool,
}
