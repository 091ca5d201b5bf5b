"""What does a mail say beside its parser's reading? The same for every source of mail, so asked once.

Papers and prices, notices of absence, complaints, signs of fraud, and by what the words are known again.
"""

from __future__ import annotations

from dataclasses import replace

from model import Absence, Direction, Kind, Mail, Ours, Reading
from parsers import authenticity
from parsers.kinds.absence import absence_of
from parsers.kinds.bounces import complaint_of
from parsers.text import prints
from parsers.trade.papers import papers_of
from parsers.trade.terms import terms_of

_ABSENT = (
    (Kind.AUTO_REPLY, Direction.IN),
    (Kind.HUMAN, Direction.IN),
    (Kind.AUTO_REPLY, Direction.INTERNAL),
)
"""Who is away says so by machine or by hand; of colleagues only the notice of a machine is told apart."""


def completed(reading: Reading, mail: Mail, ours: Ours) -> Reading:
    """The reading with everything that does not hang on who read the mail."""
    found = authenticity.authentication_of(mail, ours)
    moves, day = reading.kind.moves_clocks, mail.day or mail.date.date()
    return replace(
        reading,
        absence=_absence(reading, mail),
        complaint=complaint_of(mail) if reading.kind is Kind.BOUNCE else None,
        papers=papers_of(mail.attachments, day) if mail.attachments else (),
        terms=terms_of(reading.own_words, day) if moves else reading.terms,
        authentication=found,
        alarms=authenticity.alarms_of(mail, ours, reading, found),
        prints=prints.of_words(reading.own_words) if moves else (),
        quoted_prints=prints.of_quotation(reading.quoted) if moves else (),
    )


def _absence(reading: Reading, mail: Mail) -> Absence | None:
    if (reading.kind, reading.direction) not in _ABSENT:
        return None
    return absence_of(mail, reading.own_words, mail.day or mail.date.date())
