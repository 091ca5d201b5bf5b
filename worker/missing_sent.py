"""Do customers answer mails of ours that no folder holds? Then somebody sends from where nobody reads.

    answers without their parent | ours to explain | inside the window | enough to say so

A false alarm costs more trust than a late one, so everything that may have another reason is left out: a
parent from before the window, a sent folder not read to its end, a Message-ID changed on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from store.queries import Unanswered, Unheld
from worker.coverage import Coverage, State
from worker.settings import Account, Settings, Team

LOOKED_BACK = timedelta(days=90)
FRESH = timedelta(days=14)
FEW = 3
"""One answer of the last two weeks is told, because the rep still remembers where she wrote from. An older
one alone may be a phone used once; three in a quarter are a habit."""
ANSWERED_WITHIN = timedelta(days=90)
"""How long before an answer the mail it answers may have gone out."""
_WINDOW_EDGE = timedelta(days=30)
"""Answers from the first month of a window mostly answer what was written before it."""
_SAME_DAY = timedelta(days=2)
"""Our day and the one the quotation names are of different zones."""


@dataclass(frozen=True, slots=True)
class MissingSent:
    """Mails of one person that customers quote and no folder holds, by their newest answers."""

    who: str
    """The rep, or the account nobody owns."""
    writer: str
    accounts: tuple[str, ...]
    sent_folders: tuple[str, ...]
    """Which folders are read as sent, `account/folder`."""
    answers: tuple[Unheld, ...]
    """The newest answer to each of them, newest first."""

    @property
    def words(self) -> str:
        """What, where, what to do."""
        count, newest = len(self.answers), self.answers[0]
        mails = "a mail" if count == 1 else f"{count} mails"
        return (
            f"Missing from what {self.who} sent: customers answered {mails} of {self.writer} that no folder "
            f"holds, last {newest.sender} on {newest.date:%Y-%m-%d} (mail {newest.mail}). "
            f"Read as sent: {', '.join(self.sent_folders)}. If another folder holds "
            f"{'it' if count == 1 else 'them'}, name it in `folders:` or `sent:` of the account; a phone or "
            "second program that keeps sent mails to itself has to save them on the server. What was deleted "
            "there counts too."
        )


def since(now: datetime) -> tuple[datetime, datetime]:
    """From when the answers, and from when our own mails, are needed to tell."""
    return now - LOOKED_BACK, now - LOOKED_BACK - ANSWERED_WITHIN


def missing_sent(
    answers: Sequence[Unheld],
    unanswered: Sequence[Unanswered],
    rows: Sequence[Coverage],
    settings: Settings,
    now: datetime,
) -> tuple[MissingSent, ...]:
    """What is missing, by who wrote it. answers, unanswered: what the book has of them `since`."""
    sent = {row.account: row for row in rows if row.folder.role == "sent" and row.state is State.CURRENT}
    found: dict[str, dict[str, Unheld]] = {}
    for answer in sorted(answers, key=lambda each: each.date, reverse=True):
        _, accounts = _writer(answer.writer, settings.team, settings.accounts)
        if _is_missing(answer, [sent.get(name) for name in accounts], unanswered):
            found.setdefault(answer.writer, {}).setdefault(answer.parent, answer)
    told = (_told(writer, tuple(newest.values()), settings, sent) for writer, newest in found.items())
    return tuple(each for each in told if _is_enough(each.answers, now))


def _is_missing(answer: Unheld, sent: Sequence[Coverage | None], unanswered: Sequence[Unanswered]) -> bool:
    """sent: the sent folders of who wrote the mail, None for an account without one that is read."""
    should_be_held = bool(sent) and all(row and _would_hold(row, answer) for row in sent)
    return should_be_held and not _was_made_by_them(answer) and not _may_be_renamed(answer, unanswered)


def _told(
    writer: str, answers: tuple[Unheld, ...], settings: Settings, sent: Mapping[str, Coverage]
) -> MissingSent:
    who, accounts = _writer(writer, settings.team, settings.accounts)
    folders = tuple(f"{name}/{sent[name].folder.folder}" for name in accounts)
    return MissingSent(who, writer, accounts, folders, answers)


def _writer(email: str, team: Team, accounts: Sequence[Account]) -> tuple[str, tuple[str, ...]]:
    """Who writes from an address of ours, and the accounts that should hold it. A colleague whose mailbox is
    not read has none: that nobody reads it is the team's own wish.
    """
    rep = next((name for name, rep in team.reps.items() if email in map(str.lower, rep.emails)), "")
    own = tuple(each.name for each in accounts if each.user.lower() == email)
    if rep:
        return rep, tuple(each.name for each in accounts if each.rep == rep or each.name in own)
    return (own[0] if own else email), own


def _would_hold(row: Coverage, answer: Unheld) -> bool:
    """Was this sent folder read to its end since, and does its window reach back to the mail?"""
    folder = row.folder
    if not folder.is_whole or row.waiting or folder.checked is None or folder.checked < answer.date:
        return False
    if not folder.since:
        return True
    window = date.fromisoformat(folder.since)
    if answer.written and answer.written < window:
        return False
    return answer.date.date() >= window + _WINDOW_EDGE


def _was_made_by_them(answer: Unheld) -> bool:
    """Portals, ticket systems and gateways at the customer's give a mail of ours a number of their own."""
    made_at = answer.parent.rpartition("@")[2].lower()
    return bool(answer.domain) and f".{made_at}".endswith(f".{_registered(answer.domain)}")


def _registered(domain: str) -> str:
    """`us.portal.example` is of `portal.example`; below `.com.cn` and `.co.uk` three parts count."""
    parts = domain.split(".")
    most = 3 if len(parts) > 2 and len(parts[-1]) == 2 and len(parts[-2]) <= 3 else 2
    return ".".join(parts[-most:])


def _may_be_renamed(answer: Unheld, unanswered: Iterable[Unanswered]) -> bool:
    """Is there a mail of ours on the same matter to the same person, which nobody answered by its own number?

    QQ and Amazon SES write a Message-ID of their own into what they send; the copy kept has the old one.
    """
    return any(_fits(mine, answer) for mine in unanswered if mine.to == answer.sender)


def _fits(mine: Unanswered, answer: Unheld) -> bool:
    if not timedelta(0) <= answer.date - mine.date <= ANSWERED_WITHIN:
        return False
    if answer.written and abs(mine.date.date() - answer.written) > _SAME_DAY:
        return False
    matter, theirs = _matter(mine.subject), _matter(answer.subject)
    return matter in theirs or theirs in matter


_PREFIX = re.compile(r"\s*(?:[^\W\d_]{1,7}(?:\[\d+\])?|\[[^\]]{1,40}\])\s*[:：]\s*|\s*\[[^\]]{1,40}\]\s*")


def _matter(subject: str) -> str:
    """The subject without `Re:`, `回复：`, `[Ticket 12]` before it."""
    while (found := _PREFIX.match(subject)) is not None:
        subject = subject[found.end() :]
    return " ".join(subject.casefold().split())


def _is_enough(answers: Iterable[Unheld], now: datetime) -> bool:
    ages: Iterator[timedelta] = (now - each.date for each in answers)
    told = [age for age in ages if age <= LOOKED_BACK]
    return len(told) >= FEW or any(age <= FRESH for age in told)
