"""Is the close grade of a customer still right? A proposal with its evidence; a person decides.

    what happened since it was graded last | what speaks for a step up or down | the newest decides

Only what somebody wrote, did or said since then counts, so that one sign moves a grade once. One step at a
time, and what was lost goes to the end of the scale. Signs of one day that speak for both cancel each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from followups import calendar, past
from followups.policy import Policy
from followups.whom import CLOSE_GRADES
from model import BusinessFact, FactSort, History, Interaction, InteractionKind, MailId, Tag

Step = Literal["up", "keep", "down", "set"]
"""set: the first grade of all follows from what a rep wrote down."""

VOLUME, KEPT = "volume", "kept"
"""What stands as content of a grading of the volume class only, and of one that changed nothing."""

_LOST = "reason lost"
"""The heading of the profile under which tags say why a deal was lost."""
_BOUGHT = frozenset({FactSort.ORDER, FactSort.DEPOSIT, FactSort.PAYMENT, FactSort.LETTER_OF_CREDIT})
_BY_URGENCY = {"week": "a", "month": "a", "quarter": "b", "later": "d"}
_BY_NEED = {"latent": "d", "none": "e"}
"""What a rep wrote down says for the first grade of all: the scale is one of time."""
_UNTOLD: dict[Step, str] = {"up": "c", "down": "d"}
"""The first grade where nothing but a sign for up or down is known: in the middle of the scale."""


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing that speaks for a step, in words a rep can check."""

    step: Literal["", "up", "down"]
    day: date
    words: str
    mail: MailId | None = None

    def __str__(self) -> str:
        arrow = {"up": "↑ ", "down": "↓ ", "": ""}[self.step]
        return f"{arrow}{self.day}: {self.words}" if self.step else self.words


@dataclass(frozen=True, slots=True)
class Proposal:
    """now and to: a letter of the scale, or empty."""

    step: Step
    now: str
    to: str
    evidence: tuple[Proof, ...]

    @property
    def is_other(self) -> bool:
        """Is something else proposed than what is there?"""
        return self.now != self.to


def proposed(history: History, policy: Policy, today: date) -> Proposal:
    """up, keep or down, to which grade, and why; `today` is the last day that is looked at."""
    history = past.in_order(history)
    proofs = tuple(sorted(_proofs(history, policy, today), key=lambda proof: proof.day, reverse=True))
    now = history.customer.close_grade
    if now not in CLOSE_GRADES:
        return _first(history, proofs, today)
    step = _newest(proofs)
    to = CLOSE_GRADES[-1] if step == "down" and _is_lost(history, policy, today) else stepped(now, step)
    return Proposal("keep" if to == now else step, now, to, proofs)


def stepped(now: str, step: Step) -> str:
    """The grade one step up or down; at the ends of the scale the same. Without one: where the scale begins
    for that.
    """
    if now not in CLOSE_GRADES:
        return _UNTOLD.get(step, "")
    move = {"up": -1, "keep": 0, "down": 1, "set": 0}[step]
    return CLOSE_GRADES[max(0, min(len(CLOSE_GRADES) - 1, CLOSE_GRADES.index(now) + move))]


def _first(history: History, proofs: tuple[Proof, ...], today: date) -> Proposal:
    customer = history.customer
    said = (
        (_BY_NEED.get(customer.need, ""), f"need: {customer.need}"),
        (_BY_URGENCY.get(customer.urgency, ""), f"urgency: {customer.urgency}"),
    )
    for grade, words in said:
        if grade:
            return Proposal("set", "", grade, (*proofs, Proof("", today, words)))
    step = _newest(proofs)
    return Proposal(step, "", stepped("", step), proofs)


def _newest(proofs: Sequence[Proof]) -> Step:
    """What the newest day says; both on one day: nothing."""
    steps = {proof.step for proof in proofs if proof.day == proofs[0].day}
    if steps == {"up"}:
        return "up"
    return "down" if steps == {"down"} else "keep"


# -- what speaks for it --------------------------------------------------------------------------------------


def _proofs(history: History, policy: Policy, today: date) -> Iterator[Proof]:
    events = _since_graded(history, policy, today)
    graded = past.last(history, _is_grade)
    facts = (fact for fact in history.facts if graded is None or fact.at > graded.at)
    yield from _of_tags(events, policy)
    yield from _of_business(facts, policy, today)
    yield from _of_silence(events, policy, today)


def _is_grade(event: Interaction) -> bool:
    """The close grade was judged; the volume class is another matter."""
    return event.kind is InteractionKind.GRADE and event.content != VOLUME


def _since_graded(history: History, policy: Policy, today: date) -> tuple[Interaction, ...]:
    after = past.after_last(history, _is_grade)
    return tuple(event for event in after if policy.calendar.day_of(event.at) <= today)


def _of_tags(events: Iterable[Interaction], policy: Policy) -> Iterator[Proof]:
    """What their mail says, and what reps say of them by hand."""
    for event in events:
        if event.moves_clocks:
            day = policy.calendar.day_of(event.at)
            yield from (proof for tag in event.tags if (proof := _of_tag(tag, day, event.mail)))


def _of_tag(tag: Tag, day: date, mail: MailId | None) -> Proof | None:
    step = "down" if tag.profile == _LOST else tag.grade
    if not step or tag.is_trial:
        return None
    quote = " ".join(tag.quote.split())
    return Proof(step, day, f"{tag.title.en}{f': “{quote}”' if quote else ''}", mail)


def _of_business(facts: Iterable[BusinessFact], policy: Policy, today: date) -> Iterator[Proof]:
    """Who buys is near to buying."""
    for fact in facts:
        day = policy.calendar.day_of(fact.at)
        if fact.sort in _BOUGHT and day <= today:
            called = " ".join(filter(None, (fact.sort.replace("_", " "), fact.number)))
            words = " ".join(fact.words.split())
            yield Proof("up", day, f"{called}{f': “{words}”' if words else ''}", fact.mail)


def _of_silence(events: Sequence[Interaction], policy: Policy, today: date) -> Iterator[Proof]:
    """The ladder of the chase has been climbed to its end, and still nobody answers."""
    start = next((at for at in range(len(events), 0, -1) if past.answered(events[at - 1])), 0)
    ours = [event for event in events[start:] if past.mailed(event)]
    ladder = policy.chase.ladder
    days = {policy.calendar.day_of(event.at) for event in ours}
    if len(days) < len(ladder):
        return
    end = policy.calendar.day_of(calendar.not_before(ours[-1].at, ladder[-1], policy.calendar).at)
    if len(days) == len(ladder) and today <= end:
        return
    words = f"no answer to our mails of {len(days)} days since {min(days)}; the chase ends there"
    yield Proof("down", max(min(end, today), *days), words, ours[-1].mail)


def _is_lost(history: History, policy: Policy, today: date) -> bool:
    """Did a rep say why the deal was lost, as the newest that speaks for a step?"""
    events = _since_graded(history, policy, today)
    days = [
        (policy.calendar.day_of(event.at), tag.profile == _LOST)
        for event in events
        for tag in event.tags
        if tag.profile == _LOST or tag.grade
    ]
    return bool(days) and max(days)[1]
