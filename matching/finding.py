"""Whom is it from?

    candidates (who comes in question) | weigh (what speaks for each) | decide (is one sure and clear?)

Pure: the directory is handed in, and so are the customers that the mails of the same thread were linked to.
What a subject line says never links: it is quoted, forwarded and made up too easily.
"""

from __future__ import annotations

from collections.abc import Sequence

from matching import denied
from matching.asking import Asked
from matching.candidates import in_question
from matching.decide import DEFAULT, Thresholds, decide
from matching.directory import Directory
from matching.score import weighed
from model import (
    NO_THREAD,
    Alarm,
    Candidate,
    CustomerId,
    Direction,
    Evidence,
    Kin,
    Known,
    Lineage,
    Match,
    Party,
    Reading,
    Unknown,
    Unsure,
)

_MOST_RECIPIENTS = 50
_SUREST = (Known, Kin, Unsure, Unknown)


def find(
    party: Party,
    lineage: Lineage,
    directory: Directory,
    thresholds: Thresholds = DEFAULT,
) -> Match:
    """The customer a party is."""
    asked = Asked.of(party, lineage, directory)
    cards = (card for card in in_question(asked) if not denied.to(card, asked))
    return decide(weighed(asked, cards), thresholds)


def find_all(
    reading: Reading,
    lineage: Lineage,
    directory: Directory,
    thresholds: Thresholds = DEFAULT,
) -> tuple[Match, tuple[Known, ...]]:
    """The customer a mail belongs to, and for our own mail the further customers it went to."""
    if reading.direction is Direction.INTERNAL:
        return Unknown("a mail among ourselves"), ()
    if reading.direction is Direction.OUT:
        return _recipients(reading.parties[:_MOST_RECIPIENTS], lineage, directory, thresholds)
    party = reading.parties[0] if reading.parties else Party()
    match = find(party, lineage, directory, thresholds)
    return guarded(_suspected(match, reading.alarms, directory), reading.alarms), ()


def _recipients(
    parties: Sequence[Party],
    lineage: Lineage,
    directory: Directory,
    thresholds: Thresholds,
) -> tuple[Match, tuple[Known, ...]]:
    """Whom we wrote to, we chose: each address speaks by itself.

    The thread does not: with an inquiry in it we ask suppliers, and that is no answer to the buyer. Only
    where nobody outside is named (all in Bcc) is it asked.
    """
    matches = [find(party, NO_THREAD, directory, thresholds) for party in parties]
    known: dict[CustomerId, Known] = {}
    for match in matches:
        if isinstance(match, Known):
            known.setdefault(match.winner.customer, match)
    if not parties:
        return find(Party(), lineage, directory, thresholds), ()
    if not known:
        return min(matches, key=lambda match: _SUREST.index(type(match))), ()
    main, *also = known.values()
    return main, tuple(also)


def _suspected(match: Match, alarms: Sequence[Alarm], directory: Directory) -> Match:
    """Who borrows a customer's name or address is nobody new: a person is shown whose it is."""
    alarm = next((each for each in alarms if each.about is not None), None)
    card = directory.card(alarm.about) if alarm and alarm.about is not None else None
    if alarm is None or card is None or not isinstance(match, Unknown | Unsure):
        return match
    same = next((each for each in match.candidates if each.customer == card.id), None)
    meant = same or Candidate(card.id, card.name, 0.0, (Evidence("borrowed", 0.0, alarm.words),), card.group)
    others = (each for each in match.candidates if each is not same)
    because = f"beware of fraud: {alarm.words}"
    if isinstance(match, Unsure):
        because = f"{because}. Besides: {match.because}"
    return Unsure((meant, *others), because)


def guarded(match: Match, alarms: Sequence[Alarm]) -> Match:
    """With a sign of fraud nothing is linked by itself: a person must look first."""
    if not alarms or not isinstance(match, Known | Kin):
        return match
    else_ = f"Without this it would be linked, because {match.because}"
    return Unsure(match.candidates, f"beware of fraud: {alarms[0].words}. {else_}")
