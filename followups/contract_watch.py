"""Is there money for what was agreed? Contract or PI agreed, and neither deposit nor letter of credit seen.

- A contract and an order are agreed. A PI is ours: it counts once they did something after it, or where it
  answers their order. One that nobody answered is chased as any mail of ours.
- The newest paper stands for all: a corrected PI, or the contract behind it, is asked about once. Papers of
  one number are one deal; money that came since the first of them settles it.
- Who was asked in time is asked again only after the same span: a touch of ours on the due day or later, or
  a rep's word that it is done, starts it anew, as a follow-up of its own, until there is money, or the paper
  is too old: much money is seen by the bank and by no mail.
- While they asked for later it waits, as everything but a reply and a promise.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from followups import calendar, past, resume
from followups.calendar import Moment
from followups.policy import Policy
from model import BusinessFact, Duty, FactSort, History, Interaction, InteractionKind, Label, Obligation

ASK = Label(
    "Ask kindly about the deposit or the letter of credit, and offer help with it: bank details, L/C draft.",
    "礼貌询问定金或信用证进展,并主动提供协助:账户信息、信用证草稿等。",
)
_PAPERS = frozenset({FactSort.PROFORMA, FactSort.CONTRACT, FactSort.ORDER})
_THEIR_WORD = frozenset({FactSort.CONTRACT, FactSort.ORDER})
_MONEY = frozenset({FactSort.DEPOSIT, FactSort.PAYMENT, FactSort.LETTER_OF_CREDIT})
_NAMES = {FactSort.PROFORMA: "PI", FactSort.CONTRACT: "Contract", FactSort.ORDER: "Order"}


def owes(history: History, policy: Policy) -> Iterator[Obligation]:
    paper = past.newest(history.facts, _PAPERS)
    if paper is None or past.stopped(history) or resume.holds_back(history, policy):
        return
    money = _last_money(history)
    if (money is None or money < _begun(paper, history)) and _is_agreed(paper, money, history):
        watch = _watch(paper, history, policy)
        if watch.lapses is None or watch.due < watch.lapses:
            yield watch


def _watch(paper: BusinessFact, history: History, policy: Policy) -> Obligation:
    week, within = policy.calendar, policy.contract_watch.within
    due, asked = _due(paper, history, policy)
    cause = f"{cause_of(paper)}@{past.epoch(asked.at)}" if asked else cause_of(paper)
    again = f", last touch {week.day_of(asked.at)}" if asked else ""
    number = f" {paper.number.removeprefix(f'{_NAMES[paper.sort]}-')}" if paper.number else ""
    because = (
        f"{_NAMES[paper.sort]}{number} agreed ({week.day_of(paper.at)}), and neither deposit nor letter of "
        f"credit seen; ask after {within}{again}{due.moved}."
    )
    span = policy.contract_watch.lapses
    lapses = week.after(paper.at, span) if span else None
    return Obligation(Duty.CONTRACT_WATCH, cause, paper.at, due.at, because, ASK, lapses=lapses)


def cause_of(fact: BusinessFact) -> str:
    """One mail may bring several papers."""
    return f"{fact.cause}#{fact.number}" if fact.number else fact.cause


def _due(paper: BusinessFact, history: History, policy: Policy) -> tuple[Moment, Interaction | None]:
    """When to ask, and our last touch where that has asked already: to ask again is another follow-up."""
    week, within = policy.calendar, policy.contract_watch.within
    tick = _ticked(paper, history)
    first = calendar.not_before(tick.at if tick else paper.at, within, week)
    touch = past.last(history, past.touched)
    if touch is None or week.day_of(touch.at) < week.day_of(first.at):
        return first, tick
    return calendar.not_before(touch.at, within, week), touch


def _ticked(paper: BusinessFact, history: History) -> Interaction | None:
    """Where a rep said last that they have been asked, however early."""
    if past.last(history, past.is_done) is None:
        return None
    said = (each for each in reversed(past.since(history, paper.at)) if past.is_done(each))
    return next((each for each in said if _is_of(paper, past.what_is_done(each))), None)


def _is_of(paper: BusinessFact, done: str) -> bool:
    whole = f"{Duty.CONTRACT_WATCH.value}:{cause_of(paper)}"
    return done == whole or done.startswith(f"{whole}@")


def _is_agreed(paper: BusinessFact, money: datetime | None, history: History) -> bool:
    """Their order of before our PI counts as long as nothing was paid since: then it was for another deal."""
    if paper.sort in _THEIR_WORD:
        return True
    act = past.last(history, past.acted)
    if act is not None and act.at > paper.at:
        return True
    order = past.newest(history.facts, _THEIR_WORD)
    return order is not None and (money is None or order.at > money)


def _begun(paper: BusinessFact, history: History) -> datetime:
    same = (
        fact.at
        for fact in history.facts
        if fact.sort in _PAPERS and paper.number and fact.number == paper.number
    )
    return min(same, default=paper.at)


def _last_money(history: History) -> datetime | None:
    fact = past.newest(history.facts, _MONEY)
    logged = past.last_of(history, InteractionKind.PAYMENT)
    return max((each.at for each in (fact, logged) if each is not None), default=None)
