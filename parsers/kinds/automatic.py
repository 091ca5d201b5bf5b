"""Did a person write this mail, and if not, what did? A graded verdict with its reasons.

    bounce | auto-reply by proof | internal | service | bulk | auto-reply by signs | person

Proofs decide alone; signs only together. One sign leaves a person, but an unsure one: a human reply taken for
a machine is a lost customer, a machine taken for a human is one line too many.
"""

from __future__ import annotations

from collections.abc import Mapping

from model import Direction, Kind, Mail, Nature, Ours
from parsers.kinds import autoreplies, bounces, bulk, reports, services
from parsers.kinds.absence import absence_of
from parsers.kinds.bounces import complaint_of, failed_recipients, is_daemon
from parsers.kinds.services import serves

__all__ = ["absence_of", "complaint_of", "failed_recipients", "is_daemon", "nature_of", "serves"]


def nature_of(mail: Mail, ours: Ours, direction: Direction) -> Nature:
    heads = _first_values(mail)
    found = reports.rows(mail)
    bounce = [*bounces.proofs(mail, heads, found)] or _bounce_signs(mail, heads, found)
    if bounce:
        return Nature(Kind.BOUNCE, True, tuple(bounce))
    proofs = [*autoreplies.proofs(mail, heads, found)]
    if direction is not Direction.IN:
        return _own(mail, ours, direction, proofs)
    if proofs and not bulk.is_list(heads):
        return Nature(Kind.AUTO_REPLY, True, tuple(proofs))
    return _listed(mail, ours) or _by_signs(mail, heads, ours, proofs)


def _first_values(mail: Mail) -> dict[str, str]:
    return {name: value[:2000] for name, value in reversed(mail.headers)}


def _bounce_signs(mail: Mail, heads: Mapping[str, str], found: list[reports.Row]) -> list[str]:
    return [] if bounces.is_receipt(reports.actions(found)) else bounces.signs(mail, heads)


def _own(mail: Mail, ours: Ours, direction: Direction, proofs: list[str]) -> Nature:
    if proofs:
        return Nature(Kind.AUTO_REPLY, True, ("sent by us", *proofs))
    if direction is Direction.OUT:
        theirs = [address for address in (*mail.to, *mail.cc) if not ours.owns(address)]
        if theirs and all(services.partner_of(address, ours) for address in theirs):
            return Nature(
                Kind.INTERNAL, True, ("all recipients are ours or on the list of internal partners",)
            )
        return Nature(Kind.HUMAN, True, ("sent by one of us to somebody outside",))
    return Nature(Kind.INTERNAL, True, ("sender and all recipients are ours",))


def _listed(mail: Mail, ours: Ours) -> Nature | None:
    partner = services.partner_of(mail.sender, ours)
    if partner:
        return Nature(Kind.INTERNAL, True, (f"{partner} is on the list of internal partners",))
    service = services.service_of(mail.sender, ours)
    return Nature(Kind.SERVICE, True, (f"{service} is on the list of services",)) if service else None


def _by_signs(mail: Mail, heads: Mapping[str, str], ours: Ours, proofs: list[str]) -> Nature:
    many = [*bulk.signs(mail, heads, ours)]
    auto = autoreplies.signs(mail, heads)
    person = bulk.person_in(mail, heads) if many else ""
    if person and not proofs:
        return Nature(Kind.HUMAN, False, (*many, *auto, f"but {person}, so a person is assumed"))
    if len(many) + len(proofs) >= 2 or (
        many and not mail.parents and [*autoreplies.of_envelope(mail, heads)]
    ):
        kind = Kind.AUTO_REPLY if auto and not bulk.is_certain(heads) else Kind.BULK
        return Nature(kind, True, (*many, *proofs, *auto))
    if len(auto) >= 2:
        return Nature(Kind.AUTO_REPLY, True, tuple(auto))
    if many or auto:
        doubt = "too little to call it automatic, so a person is assumed"
        return Nature(Kind.HUMAN, False, (*many, *auto, doubt))
    if not mail.sender.email and not mail.message_id and "date" not in heads:
        return Nature(Kind.HUMAN, False, ("it has no sender, date or Message-ID",))
    return Nature(Kind.HUMAN, True, ("nothing in it is automatic",))
