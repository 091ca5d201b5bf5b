"""What lies in the mailboxes of the demo? Three weeks of Ningbo Hairui Valve, counted back from an anchor.

Two reps, their customers all over the world, and everything that a sales inbox holds: inquiries, silence,
haggling, absences, a bounce, a swindler. The letters themselves are data: `mails/*.toml`, read by `letters`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from worker.demo.compose import TRANSIT, compose
from worker.demo.letters import LETTERS, Letter

LINA = "lina@hairui-valve.example"
WANGWEI = "wangwei@hairui-valve.example"
USERS = (LINA, WANGWEI)

BOXES: Mapping[str, tuple[str, str]] = {
    "lina/inbox": (LINA, "INBOX"),
    "lina/sent": (LINA, "Sent"),
    "wangwei/inbox": (WANGWEI, "INBOX"),
    "wangwei/sent": (WANGWEI, "已发送"),
}

CUSTOMERS = Path(__file__).with_name("customers.csv")
"""The team's customer list of the demo, UTF-8."""


@dataclass(frozen=True, slots=True)
class DemoMail:
    """A mail and where it lies. `received` becomes its INTERNALDATE."""

    user: str
    folder: str
    content: bytes
    received: datetime


def mails(anchor: datetime) -> tuple[DemoMail, ...]:
    """Every mail of the demo, oldest first. One anchor, one answer; Message-IDs never change."""
    if anchor.tzinfo is None:
        raise ValueError("the anchor needs a time zone, such as datetime.now(UTC)")
    anchor = anchor.astimezone(UTC).replace(microsecond=0)
    placed = [mail for letter in LETTERS.values() for mail in _copies(letter, anchor)]
    return tuple(sorted(placed, key=lambda mail: mail.received))


def _copies(letter: Letter, anchor: datetime) -> list[DemoMail]:
    """One for each box; a letter without any is older than the demo."""
    if not letter.box:
        return []
    content, received = compose(letter, anchor), letter.written(anchor).astimezone(UTC) + TRANSIT
    return [DemoMail(*BOXES[box], content, received) for box in letter.box]
