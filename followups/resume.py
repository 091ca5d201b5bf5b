"""Did they ask us to come back later? A person's "not before March", a machine's "away until the 24th".

- It ends when we reach out on that day or after, or when a rep says that it is done. A thank-you of ours
  before it answers them and ends nothing.
- While it is open, nothing that can wait is opened (chase, cadence, sequence, contract watch ...): we come
  back when they said, with one row, not three. Once they write, order or pay the door is open: nothing is
  held back any more, an absence notice has had its day, a date that a person gave stays in the list.
- A machine's notice never shortens what a person asked for: of the newest of either, the later date is
  kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from followups import calendar, past, wording
from followups.policy import Policy
from model import DueKind, Duty, History, Interaction, Kind, Label, Obligation

COME_BACK = Label(
    "Come back now, as they asked, and refer to what they wrote then.",
    "按对方要求的时间再联系,并提及当时的内容。",
)
THEY_ARE_BACK = Label(
    "They should be back: write now and take up where you left off.",
    "对方应已返回:现在联系,接着上次的内容继续跟进。",
)


@dataclass(frozen=True, slots=True)
class _Pause:
    mail: Interaction
    asked: past.Dated

    @property
    def until(self) -> date:
        """The first day on which they may be written to."""
        return self.asked.day

    @property
    def is_absence(self) -> bool:
        return _automatic(self.mail) or self.asked.tag.name == past.AWAY


def owes(history: History, policy: Policy) -> Iterator[Obligation]:
    pause = None if past.stopped(history) else _open_pause(history, policy)
    if pause is not None:
        yield _resume(pause, policy)


def holds_back(history: History, policy: Policy) -> bool:
    """Must what can wait do so? Yes while a date of theirs is open and they have done nothing since."""
    return held_until(history, policy) is not None


def held_until(history: History, policy: Policy) -> date | None:
    """Till when they are to be left alone; None: nothing is held back."""
    pause = _open_pause(history, policy)
    return None if pause is None or _acted_since(pause.mail, history) else pause.until


def _resume(pause: _Pause, policy: Policy) -> Obligation:
    week, mail = policy.calendar, pause.mail
    due = calendar.not_before(week.start_of(pause.until), policy.resume.margin, week)
    who = "They are away or closed" if pause.is_absence else "They asked for later"
    because = (
        f"{who} (mail of {week.day_of(mail.at)}): {wording.proof(pause.asked)}, so not before {pause.until}; "
        f"follow up {policy.resume.margin} after{due.moved}."
    )
    advice = THEY_ARE_BACK if pause.is_absence else COME_BACK
    return Obligation(Duty.RESUME, mail.cause, mail.at, due.at, because, advice)


def _open_pause(history: History, policy: Policy) -> _Pause | None:
    said = next(_pauses(history, policy, past.wrote), None)
    noticed = next(_pauses(history, policy, _is_notice), None)
    standing = (pause for pause in (said, noticed) if pause and not _ended(pause, history, policy))
    return max(standing, key=lambda pause: pause.until, default=None)


def _pauses(history: History, policy: Policy, tells: Callable[[Interaction], bool]) -> Iterator[_Pause]:
    """Their mails of a sort that name a believable date, newest first."""
    for mail in filter(tells, reversed(past.steering(history).asking)):
        days = (
            asked for asked in past.dated(mail, DueKind.NOT_BEFORE) if _believable(asked.day, mail, policy)
        )
        latest = max(days, key=lambda asked: asked.day, default=None)
        if latest is not None:
            yield _Pause(mail, latest)


def _is_notice(event: Interaction) -> bool:
    return past.is_theirs(event) and _automatic(event)


def _automatic(mail: Interaction) -> bool:
    return mail.mail_kind is Kind.AUTO_REPLY


def _believable(day: date, mail: Interaction, policy: Policy) -> bool:
    """Not over when it was written, and not so far off that a misprint would bury the customer."""
    week = policy.calendar
    return week.day_of(mail.at) <= day <= week.day_of(week.after(mail.at, policy.resume.horizon))


def _ended(pause: _Pause, history: History, policy: Policy) -> bool:
    if _automatic(pause.mail) and _acted_since(pause.mail, history):
        return True
    if _is_said_done(pause, history):
        return True
    touch = past.last(history, past.touched)
    return touch is not None and touch.at > pause.mail.at and policy.calendar.day_of(touch.at) >= pause.until


def _is_said_done(pause: _Pause, history: History) -> bool:
    if past.last(history, past.is_done) is None:
        return False
    since = past.since(history, pause.mail.at)
    return any(past.says_done(event, Duty.RESUME, pause.mail.cause) for event in since)


def _acted_since(mail: Interaction, history: History) -> bool:
    last = past.last(history, past.acted)
    return last is not None and last.at > mail.at
