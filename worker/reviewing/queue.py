"""Which questions are meant? Mine, those of a domain, those where a customer is proposed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from model import CustomerId
from store.queries import Question


@dataclass(frozen=True, slots=True)
class Filter:
    """Empty fields let everything through."""

    rep: str = ""
    domain: str = ""
    customer: CustomerId | None = None


def filtered(questions: Sequence[Question], wanted: Filter) -> list[Question]:
    return [each for each in questions if _is_meant(each, wanted)]


def _is_meant(question: Question, wanted: Filter) -> bool:
    if wanted.rep and question.rep != wanted.rep:
        return False
    if wanted.domain and not _is_from(question, wanted.domain.lower().removeprefix("@")):
        return False
    return wanted.customer is None or any(number == wanted.customer for number, _, _ in question.candidates)


def _is_from(question: Question, domain: str) -> bool:
    host = question.sender.rpartition("@")[2]
    return domain in (question.domain, host) or host.endswith(f".{domain}")
