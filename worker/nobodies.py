"""Who writes to us, and is no customer? What a person said of an address or a domain goes before every
thought.

A supplier's or forwarder's mail stands in no customer's history, also where it answers in a customer's
thread: there it would end a chase and open a reply that nobody owes. Only the mail of its writer is meant;
what the customer answers in the same thread is the customer's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import matching
from matching import Directory, Thresholds
from model import Denial, Direction, Known, Lineage, Match, Party, Reading, Unknown

Nobodies = Mapping[Denial, str]
"""What is nobody's, and who said so when, in words."""
NOBODY: Nobodies = {}


def find_all(
    reading: Reading, lineage: Lineage, directory: Directory, thresholds: Thresholds, nobodies: Nobodies
) -> tuple[Match, tuple[Known, ...]]:
    """The customer a mail belongs to, as `matching.find_all`, but for those who are none."""
    parties = reading.parties if reading.direction is Direction.OUT else reading.parties[:1]
    said = [told(party, nobodies) for party in parties] if nobodies else []
    if said and all(said):
        return Unknown(said[0], is_nobody=True), ()
    if any(said):
        left = tuple(party for party, words in zip(parties, said, strict=True) if not words)
        reading = replace(reading, parties=left)
    return matching.find_all(reading, lineage, directory, thresholds)


def told(party: Party, nobodies: Nobodies) -> str:
    """Why this party is no customer, or nothing."""
    signs = (Denial("email", party.email), Denial("domain", matching.work_domain(party.email)))
    return next((nobodies[sign] for sign in signs if sign.value and sign in nobodies), "")
