"""Did they go silent on us? We wrote, nobody answered: write again, one step of the ladder later each time.

Several mails of ours on one day are one attempt (the forgotten attachment). A call, visit, chat or fair is an
answer, and so is a follow-up marked as done. After the last step nothing is chased any more, and the cadence
carries on.
"""

from __future__ import annotations

from collections.abc import Iterator

from followups import calendar, past, resume
from followups.policy import Policy
from model import Duty, History, Interaction, Label, Obligation

AGAIN = Label(
    "Write again, briefly: refer to the last mail, add one new fact, ask one question.",
    "再写一封短邮件:提及上一封,补充一条新信息,问一个问题。",
)
LAST_TRY = Label(
    "Try another way: phone, chat, or another person there.",
    "换一种方式联系:电话、即时通讯,或对方其他联系人。",
)


def owes(history: History, policy: Policy) -> Iterator[Obligation]:
    unanswered = tuple(event for event in past.after_last(history, past.answered) if past.mailed(event))
    attempt = len({policy.calendar.day_of(event.at) for event in unanswered})
    if not 0 < attempt <= len(policy.chase.ladder):
        return
    if not past.stopped(history) and not resume.holds_back(history, policy):
        yield _chase(unanswered[-1], attempt, policy)


def _chase(newest: Interaction, attempt: int, policy: Policy) -> Obligation:
    ladder = policy.chase.ladder
    span = ladder[attempt - 1]
    due = calendar.not_before(newest.at, span, policy.calendar)
    because = (
        f"No answer to our mail of {policy.calendar.day_of(newest.at)}; "
        f"step {attempt} of {len(ladder)}: write again after {span}{due.moved}."
    )
    advice = AGAIN if attempt < len(ladder) else LAST_TRY
    return Obligation(Duty.CHASE, newest.cause, newest.at, due.at, because, advice)
