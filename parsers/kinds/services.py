"""Is the sender on a list that the admin keeps: services (freight, banks, platforms), partners of our own?

A domain stands for those below it too. The entry nearest to an address decides: the address itself, then its
domain, then the domain above; where an exception is as near as an entry, the exception holds.
"""

from __future__ import annotations

from collections.abc import Iterator

from model import Address, Ours
from parsers.late import late

_NOTICE = late(
    r"^(?:(?:no|do|dont|never)[-_.]?(?:not[-_.]?)?reply|noreply|donotreply|notif\w*|notices?|alerts?|account\w*|auto\w*|"
    r"bounces?|confirm\w*|customs\w*|delivery\w*|digital\w*|documents?|e?bill\w*|e?invoice\w*|e?statements?|exports?|imports?|"
    r"info|mail(?:er|ing|man)?|messages?|news\w*|odd|ondemand|orders?|payments?|pkginfo|post|receipts?|reminders?|report\w*|robot|"
    r"security\w*|service\w*|ship\w*|status\w*|support|system\w*|track\w*|updates?|verif\w*|web\w*|welcome|mcinfo|quantumview\w*|"
    r"billing|ebanking|online\w*|einvoicing|e-?advice\w*|advice\w*|swift\w*|remit\w*|trackingupdates?|dhl\w*|"
    r"arrival\w*|booking\w*|schedule\w*|edocs?|my\w{2,20})(?:[-_.+=]\S*)?$"
)
"""What machines are called before the @."""


def serves(address: Address, ours: Ours) -> bool:
    """Is this a freight, bank or platform sender of our list?"""
    return bool(service_of(address, ours))


def service_of(address: Address, ours: Ours) -> str:
    """The entry of the lists of services that names this sender, or empty."""
    for entry in _entries(address):
        if entry in ours.not_services:
            return ""
        if entry in ours.service_domains or entry in ours.services:
            return entry
        if entry in ours.notices and _NOTICE.match(address.email.partition("@")[0]):
            return entry
    return ""


def partner_of(address: Address, ours: Ours) -> str:
    """The entry of the list of internal partners that names this sender, or empty."""
    return next((entry for entry in _entries(address) if entry in ours.internal), "") if ours.internal else ""


def _entries(address: Address) -> Iterator[str]:
    """How an address may stand on a list, the nearest first."""
    if not address.email:
        return
    yield address.email
    labels = address.domain.split(".")[-10:]
    for number in range(len(labels)):
        yield ".".join(labels[number:])
