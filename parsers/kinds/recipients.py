"""Whom is a mail to, and which way does it go?"""

from __future__ import annotations

from model import Address, Direction, Mail, Ours
from parsers.kinds import automatic
from parsers.late import late

_ADDRESS = late(r"[\w.+=&'/-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")


def direction_of(mail: Mail, ours: Ours) -> Direction:
    """By our own addresses. A mail system speaks to us from outside, even where it runs under our domain."""
    if not ours.owns(mail.sender) or automatic.is_daemon(mail):
        return Direction.IN
    if outside(mail, ours):
        return Direction.OUT
    # Our own web form writes to ourselves, and the customer stands in Reply-To.
    return Direction.IN if any(not ours.owns(a) for a in mail.reply_to) else Direction.INTERNAL


def outside(mail: Mail, ours: Ours) -> tuple[Address, ...]:
    """Recipients that are not ours, in order, once each; Bcc too, which the copy in a sent folder keeps."""
    hidden = tuple(Address(found.lower()) for found in _ADDRESS.findall(mail.header("bcc")[:20_000]))
    everybody = {address.email: address for address in reversed((*mail.to, *mail.cc, *hidden))}
    return tuple(address for address in reversed(everybody.values()) if not ours.owns(address))
