"""Why is this customer this rep's? How it passed from hand to hand, and how the turns fell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import tzinfo
from typing import Any

from model import LedgerEntry
from store.queries import Card
from store.standing import Hands
from store.turned import Turned
from worker.render import at, iso, one_line

_PASSED = {
    "enter": "came into the pool",
    "claim": "claimed by {rep}",
    "release": "given back by {rep}",
    "return": "went back to the pool from {rep}",
    "hand_out": "handed out to {rep}",
    "handover": "handed over to {rep}",
    "assign": "given to {rep}",
    "move": "moved to another pool",
}
_TURNS = {"given": "it was {rep}'s turn", "skipped": "{rep} was passed over", "bound": "bound to {rep}"}


def explain(
    card: Card, hands: Hands, ledger: Sequence[LedgerEntry], turns: Sequence[Turned], here: tzinfo
) -> list[str]:
    return [one_line(line) for line in _told(card, hands, ledger, turns, here)]


def _told(
    card: Card, hands: Hands, ledger: Sequence[LedgerEntry], turns: Sequence[Turned], here: tzinfo
) -> Iterator[str]:
    whose = f"{card.owner}'s" if card.owner else f"nobody's ({hands.pool or 'the'} pool)"
    since = hands.owned_since if card.owner else hands.pooled
    yield f"{card.name} (customer {card.id}) is {whose}{f' since {at(since, here)}' if since else ''}"
    if card.owner and hands.came_by:
        yield f"  by {hands.came_by.replace('_', ' ')}"
    if not ledger:
        yield "  How it came there was not written down: it was before the ledger, or by mail or import."
    for each in reversed(ledger):
        yield f"  {at(each.at, here)}  {_passed(each)}"
    if turns:
        yield "Turns about it, newest first"
    for turn in turns:
        words = _TURNS.get(turn.outcome, turn.outcome).format(rep=turn.rep)
        yield f"  {at(turn.at, here)}  {words}{f': {turn.why}' if turn.why else ''}"


def _passed(each: LedgerEntry) -> str:
    words = _PASSED[each.passing.value].format(rep=each.rep or "nobody")
    pool = f", pool {each.pool}" if each.pool else ""
    why = f": {each.why}" if each.why else ""
    return f"{words}{pool}{why}{f' ({each.actor})' if each.actor and each.actor != each.rep else ''}"


def as_values(
    card: Card, hands: Hands, ledger: Sequence[LedgerEntry], turns: Sequence[Turned], here: tzinfo
) -> dict[str, Any]:
    """The same for programs."""
    return {
        "customer": card.name,
        "customer_id": card.id,
        "owner": card.owner or None,
        "owned_since": iso(hands.owned_since, here),
        "came_by": hands.came_by,
        "pool": hands.pool,
        "pooled": iso(hands.pooled, here),
        "ledger": [
            {
                "at": iso(each.at, here),
                "passing": each.passing.value,
                "rep": each.rep,
                "pool": each.pool,
                "why": each.why,
                "actor": each.actor,
            }
            for each in ledger
        ],
        "turns": [
            {"at": iso(each.at, here), "rep": each.rep, "outcome": each.outcome, "why": each.why}
            for each in turns
        ],
    }
