"""What useful thing do we send this time? A kind of content that this customer has not had yet.

Kinds go round like cards: whatever is sent goes under the pile, the top one is next. So what was never sent
comes first, in the order of the policy, and then what was sent longest ago.

Sent is what reps wrote down, what rules read in our own mail, and what a plan named for the step that a
mail met. Besides, each mail that we wrote into their silence is taken to have brought what the pile named
that day: so no two chases in a row name the same. Several mails within a day are one attempt. With their
next answer these guesses are forgotten: what nobody wrote down was perhaps a reminder only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from followups import past, plans
from followups.policy import Policy
from model import History, Interaction, Label, Obligation

_Sending = tuple[Interaction, str]
"""An event and which kind of content it brought; empty: nobody said."""
_ONE_ATTEMPT = timedelta(days=1)
_SEE = Label("`genjin proposals` shows who was named.", "`genjin proposals` 可查看对方提到的联系人。")


def next_content(history: History, policy: Policy) -> tuple[str, str]:
    """A key of `contents` of the policy, and why it is that; both empty where the policy names no kinds."""
    pile = [kind for kind, content in policy.contents.items() if content.ladder]
    if not pile:
        return "", ""
    sent: dict[str, datetime] = {}
    known = [*_known(history)]
    planned = _but(known, _planned(history, policy))
    guessed = _but([*known, *planned], ((event, "") for event in _into_silence(history)))
    for event, kind in sorted((*known, *planned, *guessed), key=_at):
        _put_under(pile, kind or pile[0], sent, event.at)
    return pile[0], _why(pile[0], sent, policy)


def brought_by(one: Obligation, history: History, policy: Policy) -> Obligation:
    """The same, with what to send. Nothing, where the one we wrote to is gone: first find the right one."""
    gone = past.sent_on(history)
    if gone is None:
        return replace(one, content=next_content(history, policy)[0])
    event, tag = gone
    said = f"{tag.title.en.strip() or tag.name} ({policy.calendar.day_of(event.at)})"
    return replace(one, because=f"{one.because.removesuffix('.')}; {said}.", suggest=_see(tag.suggest))


def _see(advice: Label) -> Label:
    """Where what is known of the successor stands."""
    return Label(f"{advice.en} {_SEE.en}".strip(), f"{advice.zh}{_SEE.zh}")


def _but(surer: list[_Sending], sendings: Iterable[_Sending]) -> list[_Sending]:
    """Without those of which something surer is known."""
    causes = {event.cause for event, _ in surer}
    return [(event, kind) for event, kind in sendings if event.cause not in causes]


def _put_under(pile: list[str], kind: str, sent: dict[str, datetime], at: datetime) -> None:
    sent[kind] = at
    if kind in pile:
        pile.remove(kind)
        pile.append(kind)


def _why(kind: str, sent: dict[str, datetime], policy: Policy) -> str:
    title = policy.contents[kind].en or kind
    if kind not in sent:
        return f"{title}: not sent to them yet"
    return f"{title}: of all kinds sent longest ago ({policy.calendar.day_of(sent[kind])})"


def _known(history: History) -> Iterator[_Sending]:
    """What reps wrote down stands before what a rule read."""
    for event in filter(past.touched, past.steering(history).bringing):
        read = (tag.about for tag in event.tags if tag.name == past.OURS and tag.about)
        yield from ((event, kind) for kind in ([event.content] if event.content else read))


def _planned(history: History, policy: Policy) -> Iterator[_Sending]:
    met = (each for standing in plans.standings(history, policy) for each in standing.met)
    yield from ((touch, planned.step.content) for touch, planned in met if planned.step.content)


def _into_silence(history: History) -> Iterator[Interaction]:
    """Our mails since they answered last, one an attempt, without the first: that was our answer, or how we
    introduced ourselves.
    """
    attempt: datetime | None = None
    for event in filter(past.mailed, past.after_last(history, past.answered)):
        if attempt is not None and event.at - attempt >= _ONE_ATTEMPT:
            yield event
        attempt = event.at


def _at(sending: _Sending) -> datetime:
    return sending[0].at
