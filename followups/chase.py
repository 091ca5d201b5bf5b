"""Did they go silent on us? We wrote, nobody answered: write again, one step of the ladder later each time.

Several mails of ours on one day are one attempt (the forgotten attachment). An order, a payment, a call, a
visit, a chat or a fair is an answer, and so is a follow-up marked as done; an answer of another company of
the group counts where the team says so. After the last step nothing is chased any more, and the cadence
carries on. While a sequence runs it says when to write. Where the one we wrote to is gone, it advises to find
the right one, and no content.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from followups import calendar, contents, past, plans, resume
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
    unanswered = _unanswered(history, policy)
    attempt = _attempts(unanswered, policy)
    if not 0 < attempt <= len(policy.chase.ladder):
        return
    if past.stopped(history) or resume.holds_back(history, policy) or plans.runs(history, policy):
        return
    chase = _chase(unanswered[-1], attempt, policy)
    yield contents.brought_by(chase, history, policy)


def _attempts(mails: tuple[Interaction, ...], policy: Policy) -> int:
    """On how many days we wrote; one more than the ladder has steps is as good as any."""
    days: set[date] = set()
    for mail in reversed(mails):
        days.add(policy.calendar.day_of(mail.at))
        if len(days) > len(policy.chase.ladder):
            break
    return len(days)


def _unanswered(history: History, policy: Policy) -> tuple[Interaction, ...]:
    """Our mails since the last answer."""
    mails = tuple(filter(past.mailed, past.after_last(history, past.answered)))
    if not mails or (history.contact or policy.groups.contact) == "apart":
        return mails
    answers = (event.at for event in history.kin if past.answered(event))
    newest = max(answers, default=mails[0].at)
    return tuple(mail for mail in mails if mail.at >= newest)


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
