"""Everything that is no portal's form: who writes or is written to, and what her signature says of her.

The last parser of the list, so it recognises every mail.
"""

from __future__ import annotations

import re

from model import Address, Direction, Kind, Mail, Nature, Ours, Party, Reading
from parsers.kinds import automatic
from parsers.kinds.recipients import outside
from parsers.late import late
from parsers.sender import people, whose
from parsers.text import quoted, quotes

NAME = "reply"


def recognises(mail: Mail, ours: Ours) -> bool:  # noqa: ARG001 - the shape of a Parser
    return True


def read(mail: Mail, ours: Ours, nature: Nature, direction: Direction) -> Reading:
    words = quotes.words_of(mail)
    failed = automatic.failed_recipients(mail) if nature.kind is Kind.BOUNCE else ()
    is_answer = direction is Direction.IN and nature.kind is Kind.HUMAN and nature.sure
    parent = quoted.answered(mail, ours, words.quoted) if is_answer else None
    return Reading(
        parser=NAME,
        nature=nature,
        direction=direction,
        parties=tuple(Party(each.email) for each in failed)
        or _parties(mail, ours, direction, words, nature.kind),
        parents=mail.parents,
        subject=mail.subject,
        own_words=words.own,
        quoted=words.quoted,
        signature=words.signature,
        footer=words.footer,
        failed=failed,
        attachments=tuple(attachment.name or attachment.type for attachment in mail.attachments),
        answers=parent.writer if parent else "",
        answers_day=parent.day if parent else None,
    )


def _parties(
    mail: Mail, ours: Ours, direction: Direction, words: quotes.Split, kind: Kind
) -> tuple[Party, ...]:
    if direction is Direction.IN:
        writer = _writer(mail, ours)
        us, by_machine = whose.OurSide.of(mail, ours), kind in _BY_MACHINE
        details = people.details_of(writer, words, us, automatic=by_machine)
        return (people.party_of(writer, details),)
    return tuple(people.party_of(each, people.shown_by(each)) for each in outside(mail, ours))


_BY_MACHINE = (Kind.AUTO_REPLY, Kind.BOUNCE)
"""What these say is of deputies and failed recipients, and not of the one they come from."""
_RELAY = late(r"(?:no|do[-_.]?not|donot|never)[-_.]?reply|noreply|via\b", re.IGNORECASE)


def _writer(mail: Mail, ours: Ours) -> Address:
    """From. A relay or our own web form hides its writer in Reply-To; else a differing one is a warning."""
    hidden = ours.owns(mail.sender) or _RELAY.search(mail.sender.email.partition("@")[0]) is not None
    behind = [address for address in mail.reply_to if not ours.owns(address)]
    return behind[0] if hidden and behind else mail.sender
