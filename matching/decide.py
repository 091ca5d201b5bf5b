"""Is the best candidate good enough, and clear of the next?

The rules are asked in the order of `RULES`; the first that has an answer gives it. What a stranger can
write into a mail (a name, a web site) never outweighs what he cannot (an address, a domain, our own
thread).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matching.groups import chance_of, group_of, kin_of, likeliest_family
from matching.reasons import BACKING, DOUBTS, PROOF, WEAK_THREAD
from model import Candidate, Kin, Known, Match, Unknown, Unsure


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The numbers of the decision, in points of 0 to 100: chances in a hundred."""

    sure: float = 75.0
    """Linked by itself from here on."""
    clear_by: float = 10.0
    """So far the runner-up must be behind."""
    review: float = 5.0
    """Shown to a person from here on, all candidates taken together; below, nobody is meant."""

    def __post_init__(self) -> None:
        if not 0 <= self.review <= self.sure <= 100 or self.clear_by < 0:
            raise ValueError("thresholds must be 0 <= review <= sure <= 100, and clear_by not below 0")


DEFAULT = Thresholds()
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Field:
    """The candidates, best first, and what they must reach."""

    ranked: tuple[Candidate, ...]
    thresholds: Thresholds

    @property
    def best(self) -> Candidate:
        return self.ranked[0]

    @property
    def shown(self) -> tuple[Candidate, ...]:
        return self.ranked[:_SHOWN]

    @property
    def rivals(self) -> tuple[Candidate, ...]:
        """Who is not clearly behind. Once address or thread has decided, a name or web site is no rival."""
        limit = self.best.score - self.thresholds.clear_by
        near = (candidate for candidate in self.ranked[1:] if candidate.score > limit)
        if _has(self.best, "address"):
            return tuple(candidate for candidate in near if _proved(candidate))
        if _has(self.best, "thread"):
            return tuple(candidate for candidate in near if _proved(candidate)) + self._named_in_thread
        return tuple(near)

    @property
    def _named_in_thread(self) -> tuple[Candidate, ...]:
        """Who was in the thread before, and has the name that the mail gives."""
        return tuple(each for each in self.ranked[1:] if _has(each, WEAK_THREAD) and _is_named(each))

    @property
    def family(self) -> tuple[Candidate, ...]:
        """The members of the likeliest group, where the group is likely enough as a whole."""
        family = likeliest_family(self.ranked)
        return family if chance_of(family) >= self.thresholds.sure else ()

    @property
    def holds(self) -> bool:
        """Is the best one high enough, and nothing against it?"""
        return self.best.score >= self.thresholds.sure and not objection(self.best)


def decide(candidates: Sequence[Candidate], thresholds: Thresholds = DEFAULT) -> Match:
    """The verdict on weighed candidates, with its reason in one sentence."""
    fitting = (candidate for candidate in candidates if candidate.score > 0)
    ranked = sorted(fitting, key=lambda candidate: (-candidate.score, candidate.customer))
    field = Field(tuple(ranked), thresholds)
    return next(verdict for rule in RULES if (verdict := rule(field)) is not None)


def _nobody(field: Field) -> Match | None:
    return None if field.ranked else Unknown("nobody in the book has this address, domain or a name like it")


def _imitated(field: Field) -> Match | None:
    """A look-alike domain is a known trick, also inside a thread (a hijacked one): a person must look."""
    suspects = [candidate for candidate in field.ranked if _has(candidate, "look-alike")]
    if not suspects or any(_has(candidate, "address") for candidate in field.ranked):
        return None
    return Unsure(_led_by(suspects[:1], field), _words(suspects[0], "look-alike"))


def _torn(field: Field) -> Match | None:
    """The thread says one customer, the address another."""
    by_address = [candidate for candidate in field.ranked if _has(candidate, "address")]
    by_thread = [candidate for candidate in field.ranked if _has(candidate, "thread")]
    if not by_address or not by_thread:
        return None
    if both := [candidate for candidate in by_address if _in_thread(candidate)]:
        return _known(both[0], field, _reasons(both[0])) if len(both) == 1 else None
    if len(by_address) == 1 and group_of((*by_address, *by_thread)) is not None:
        reason = f"{_words(by_address[0], 'address')}; the thread was with the same group"
        return _known(by_address[0], field, reason)
    words = f"{_words(by_address[0], 'address')}, but {_words(by_thread[0], 'thread')}"
    return Unsure(_led_by((*by_address, *by_thread), field), words)


def _elsewhere(field: Field) -> Match | None:
    """A mere name must not lead away from those to whom the answered mail went, or whose the domain is."""
    if _proved(field.best) or _in_thread(field.best) or objection(field.best):
        return None
    if not (
        others := [candidate for candidate in field.ranked if _in_thread(candidate) or _proved(candidate)]
    ):
        return None
    proof = next(filter(None, (_words(others[0], sort) for sort in (*PROOF, WEAK_THREAD))))
    words = f"{_reasons(field.best)}, but {proof}"
    return Unsure(_led_by((field.best, *others[: _SHOWN - 1]), field), words)


def _sure(field: Field) -> Match | None:
    if not field.holds or field.rivals or _has(field.best, "branch"):
        return None
    return _known(field.best, field, _reasons(field.best))


def _kin(field: Field) -> Match | None:
    """Each of them may be it, one of them must."""
    likely = tuple(candidate for candidate in field.family if not objection(candidate))
    if chance_of(likely) < field.thresholds.sure:
        return None
    kin = kin_of(likely)
    return kin and Kin(kin.group, _led_by(kin.candidates, field), kin.because)


def _branch(field: Field) -> Match | None:
    """A company of the group that the book does not have: the history is the group's."""
    best = field.best
    if best.group is None or not field.holds or field.rivals or not (words := _words(best, "branch")):
        return None
    return Kin(best.group, _led_by((best,), field), words)


def _doubtful(field: Field) -> Match | None:
    if chance_of(field.ranked) < field.thresholds.review:
        return None
    return Unsure(field.shown, _doubt(field))


def _too_weak(field: Field) -> Match | None:
    nearest = f"nearest is {field.best.name} with {field.best.score:.0f} of 100"
    return Unknown(f"nobody fits well enough; {nearest}", field.shown)


RULES: tuple[Callable[[Field], Match | None], ...] = (
    _nobody,
    _imitated,
    _torn,
    _elsewhere,
    _sure,
    _branch,
    _kin,
    _doubtful,
    _too_weak,
)
"""Safety first, then the plain cases, then what is left."""


def objection(candidate: Candidate) -> str:
    """Why this candidate must not be linked by itself however high its score, or nothing.

    Another domain, web site or country makes a namesake of an equal name, unless something else than the name
    speaks for it. Another registration number is another firm, the same name under another ending is how
    firms are imitated, and no firm writes from a throw-away address: nothing that anybody can write into a
    mail outweighs them.
    """
    if _proved(candidate):
        return ""
    backed = any(item.sort in BACKING and item.weight > 0 for item in candidate.evidence)
    grave = DOUBTS if not backed else DOUBTS[:3]
    against = (item for sort in grave for item in candidate.evidence if item.sort == sort)
    return next((item.words for item in against), "")


def _proved(candidate: Candidate) -> bool:
    return any(item.sort in PROOF and item.weight > 0 for item in candidate.evidence)


def _in_thread(candidate: Candidate) -> bool:
    return _has(candidate, "thread") or _has(candidate, WEAK_THREAD)


def _is_named(candidate: Candidate) -> bool:
    return any(item.sort in ("title", "portal") and item.weight > 0 for item in candidate.evidence)


def _has(candidate: Candidate, sort: str) -> bool:
    return any(item.sort == sort for item in candidate.evidence)


def _words(candidate: Candidate, sort: str) -> str:
    return next((item.words for item in candidate.evidence if item.sort == sort), "")


def _reasons(candidate: Candidate) -> str:
    favourable = sorted(
        (item for item in candidate.evidence if item.weight > 0),
        key=lambda item: (item.sort == "country", -item.weight),
    )
    return "; ".join(item.words for item in favourable[:2])


def _doubt(field: Field) -> str:
    best = field.best
    if reason := objection(best) or _words(best, "branch"):
        return reason
    if not field.rivals:
        reasons = _reasons(best)
        likely = f"{best.name} is likely but not sure, {best.score:.0f} of 100"
        return f"{likely}: {reasons}" if reasons else likely
    if thread := _words(best, WEAK_THREAD):
        return f"{thread}: {_named((best, *field.rivals))}?"
    first, *others = _told_apart((best, *field.rivals[:3]))
    return f"{first} and {', '.join(others)} are too near each other"


def _named(candidates: Sequence[Candidate]) -> str:
    more = " or another" if len(candidates) > 3 else ""
    return " or ".join(_told_apart(candidates[:3])) + more


def _told_apart(candidates: Sequence[Candidate]) -> list[str]:
    """Their names; those that several have with the customer's number."""
    held = [candidate.name for candidate in candidates]
    return [
        f"{each.name} (customer {each.customer})" if held.count(each.name) > 1 else each.name
        for each in candidates
    ]


def _known(winner: Candidate, field: Field, because: str) -> Known:
    return Known(_led_by((winner,), field), because)


def _led_by(first: Sequence[Candidate], field: Field) -> tuple[Candidate, ...]:
    leading = tuple(dict.fromkeys(first))
    behind = (candidate for candidate in field.ranked if candidate not in leading)
    return (*leading, *behind)[: max(_SHOWN, len(leading))]
