"""When is mail read best at a customer's? Told in both clocks, by the facts of the book."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from followups import sending, zones
from followups.calendar import OfficeHours


def best(country: str, due: datetime, facts: tuple[str, str], phones: Sequence[str] = ()) -> str:
    """Empty where nobody knows the buyer's clock. facts: `sending` and `zone` of the book."""
    hours, home = facts
    if not (country and hours and home):
        return ""
    zone = zones.zone_of(country, phone=phones[0] if phones else "")
    found = sending.window(country, zone, due, OfficeHours.parse(hours), home)
    return str(found) if found else ""
