"""Does a history without some of its older events say the same of what is owed?

A customer may have thousands of mails, and nothing is owed for most of them. `store.histories` reads the
newest, and the older ones whose tags can still move a date, or that brought a kind of content. Here stands
what else the duties look at; tests/test_histories.py lays both answers beside each other.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from followups import cadence, contract_watch, past, pool_return, quote_expiry
from followups.policy import Policy
from model import DueKind, History, Interaction

_MET: tuple[Callable[[Interaction], bool], ...] = (past.touched, past.mailed, past.wrote, past.answered)
"""Duties go back to the last event of such a sort, and look at all that came after it."""


def suffices(history: History, since: datetime, policy: Policy) -> bool:
    """since: from then on the history is whole; of the time before it has what steers."""
    newest = [event for event in history.interactions if event.at >= since]
    if not all(any(map(met, newest)) for met in _MET) or _asks_to_stop(history):
        return False
    is_kept = any(pool_return.is_real(event, policy) for event in newest)
    if since > cadence.looks_back_to(history, policy):
        return False
    is_planned = any(each.started < since for each in history.enrolments)
    return is_kept and not is_planned and not _deals_on(history, since, policy)


def _deals_on(history: History, since: datetime, policy: Policy) -> bool:
    """What ended a matter of an old paper may be a logged order or payment of before that time."""
    owed = (*contract_watch.owes(history, policy), *quote_expiry.owes(history, policy))
    return any(one.opened < since for one in owed)


def _asks_to_stop(history: History) -> bool:
    """What took that back may be any tag."""
    return any(past.asks_for(tag, DueKind.STOP) for event in history.interactions for tag in event.tags)
