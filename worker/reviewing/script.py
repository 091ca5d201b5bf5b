"""How is an answer said in a line? `12 accept`, `12 other harbour`, `undo`: by hand, or by a script."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence

from model import CustomerId, MailId, RepId
from worker.desk import Actor, DeskError
from worker.intake import Sitting
from worker.reviewing import answers, denying
from worker.reviewing.answering import Done
from worker.reviewing.answers import Wish

Act = Callable[[Sitting, Actor], Done]
"""An answer that is ready to be given."""
Whom = Callable[[str], CustomerId]
"""Finds the customer that words mean; raises where that is nobody, or several."""

SAID = "12 accept [CUSTOMER], 12 other CUSTOMER, 12 new, 12 same-group CUSTOMER, 12 no CUSTOMER, "
SAID += "12 not-a-customer [--domain], 12 skip, undo [CHANGE]"


def act_of(line: str, whom: Whom, me: RepId | None) -> Act | None:
    """The answer that a line says; None for a blank line or a remark behind #."""
    words = _words(line)
    if not words:
        return None
    if words[0] == "undo":
        return _undo(words[1:])
    if len(words) < 2 or not _is_number(words[0]):
        raise DeskError(f"`{line.strip()[:80]}` is no answer. Say: {SAID}")
    return _answer(MailId(int(words[0])), words[1].lower(), words[2:], whom, me)


def _words(line: str) -> list[str]:
    try:
        return shlex.split(line, comments=True)
    except ValueError:  # an apostrophe in a name
        return line.split()


def _is_number(words: str) -> bool:
    return words.isdecimal() and len(words) <= _LONGEST_NUMBER


_LONGEST_NUMBER = 15
"""Figures; no book counts further, and no database either."""


def _undo(words: Sequence[str]) -> Act:
    from worker.reviewing.undo import undo

    if words and not (len(words) == 1 and _is_number(words[0])):
        raise DeskError(f"`undo {' '.join(words)[:80]}` names no change. Say: undo, or undo 12")
    number = int(words[0]) if words else None
    return lambda sitting, me: undo(sitting, number, me)


def _answer(mail: MailId, said: str, rest: Sequence[str], whom: Whom, me: RepId | None) -> Act:
    customer = whom(" ".join(rest)) if rest and not rest[0].startswith("--") else None
    whole = "--domain" in rest
    if said == "accept":
        return lambda sitting, actor: answers.accept(sitting, [mail], customer, actor)
    if said == "new":
        return lambda sitting, actor: answers.open_lead(sitting, mail, actor, Wish(owner=me))
    if said == "skip":
        return lambda sitting, actor: answers.skip(sitting, [mail], actor)
    if said == "not-a-customer":
        return lambda sitting, actor: denying.not_a_customer(sitting, [mail], actor, whole_domain=whole)
    return _about(mail, said, customer, me)


def _about(mail: MailId, said: str, customer: CustomerId | None, me: RepId | None) -> Act:
    """The answers that need a customer."""
    if said not in ("other", "no", "same-group"):
        raise DeskError(f"`{said[:80]}` is no answer. Say: {SAID}")
    if customer is None:
        raise DeskError(f"`{mail} {said}` names no customer: its number, or a part of its name or domain.")
    if said == "other":
        return lambda sitting, actor: answers.other(sitting, [mail], customer, actor)
    if said == "no":
        return lambda sitting, actor: denying.refuse(sitting, mail, customer, actor)
    return lambda sitting, actor: answers.same_group(sitting, mail, customer, actor, Wish(owner=me))
