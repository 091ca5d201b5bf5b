"""Which customer did a person rule out for one mail? Its thread proves nothing then, nor does another sign.

A denied address or domain gives way to the thread: a colleague may answer in it. The mail that a person has
looked at does not.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from matching import Directory
from model import Candidate, CustomerId, Denial, Known, MailId, Match, Unknown, Unsure


def refusal(mail: MailId) -> Denial:
    """How it stands among what is not a customer's."""
    return Denial("mail", str(mail))


def without_refused(
    mail: MailId, match: Match, also: tuple[Known, ...], directory: Directory
) -> tuple[Match, tuple[Known, ...]]:
    """The verdict on a stored mail without whom a person ruled out for it."""
    named = {each.customer: each for found in (match, *also) for each in found.candidates}
    refused = {number: each for number, each in named.items() if _is_refused(mail, each, directory)}
    if not refused:
        return match, also
    words = f"a person said that it is not from {' or '.join(each.name for each in refused.values())}"
    left = tuple(found for each in (match, *also) if (found := _left(each, refused, words)) is not None)
    known = tuple(each for each in left if isinstance(each, Known))
    if known:
        return known[0], known[1:]
    return next(iter(left), Unknown(words)), ()


def _is_refused(mail: MailId, candidate: Candidate, directory: Directory) -> bool:
    customer = directory.customer(candidate.customer)
    return customer is not None and refusal(mail) in customer.denials


def _left(match: Match, refused: Container[CustomerId], words: str) -> Match | None:
    """None: nobody is left."""
    rest = tuple(each for each in match.candidates if each.customer not in refused)
    if rest == match.candidates:
        return match
    if isinstance(match, Unknown) or (isinstance(match, Known) and match.winner in rest):
        return replace(match, candidates=rest)
    return Unsure(rest, words) if rest else None
