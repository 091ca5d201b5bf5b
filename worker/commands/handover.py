"""A rep leaves, or is away for long: the pack that the successor reads, and all customers at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from model import GenjinError, RepId
from worker.commands.common import Desk, pass_desk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.queries import Reader
    from worker.handover import Dossier, Handing


@click.command()
@click.argument("rep")
@click.option("--to", "successor", metavar="REP", help="All customers of REP become this rep's.")
@click.option("--pool", is_flag=True, help="All customers of REP go into the pools that the rules name.")
@click.option("--out", metavar="FOLDER", help="Where the pack goes: a new folder. Default: handover-REP-DAY.")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@click.option("--why", metavar="WORDS", default="", help="Kept in the ledger, for whoever asks later.")
@pass_desk
def handover(desk: Desk, /, rep: str, out: str | None, dry_run: bool, why: str, **whom: Any) -> None:
    """Write the hand-over pack of a rep, and with --to or --pool give all customers away, as one change.

    The pack is a folder: overview.md, customers.csv and a page for every customer. Without --to and --pool
    nothing moves. Example: genjin handover chen --to lina --why "chen leaves on Friday"
    """
    from worker import config, handover, render

    successor, pool = whom["successor"], whom["pool"]
    if successor and pool:
        raise click.UsageError("Give --to REP or --pool, not both.")
    why = " ".join(why.split())
    if (successor or pool) and not why and not dry_run:
        raise click.UsageError("Say why, for whoever asks later: --why WORDS.")
    to = config.rep_named(desk.settings, successor)
    if to == rep:
        raise GenjinError(f"{rep} cannot hand over to {rep}.")
    with desk.reader() as reader:
        here = render.zone(reader.fact("zone"))
        customers = handover.customers_of(reader, rep) or _nobody(reader, rep)
        handing = handover.Handing(rep, to or ("pool" if pool else ""), why, desk.now, here)
        if dry_run:
            click.echo(_would(customers, handing, _folder(rep, out, handing)))
            return
        found = handover.dossiers(reader, customers, desk.now, here)
        folder = _folder(rep, out, handing)
        written = handover.write(folder, found, handing)
    click.echo(_written(written, handing, folder))
    if handing.to:
        _pass(desk, [each.card.id for each in written], rep, to, why)


def _pass(desk: Desk, customers: Sequence[int], rep: str, to: RepId | None, why: str) -> None:
    from model import CustomerId
    from worker.leaving import pass_all
    from worker.render import number_of, one_line

    with desk.sitting() as sitting:
        change, has_turns = pass_all(
            sitting, [CustomerId(each) for each in customers], rep, to, desk.actor, why
        )
    count = number_of(len(customers), "customer")
    click.echo(one_line(f"{count} of {rep} {'are' if len(customers) > 1 else 'is'} {_now_whose(to)} now."))
    click.echo(f"To take that back: genjin undo {change}")
    if has_turns:
        click.echo(
            one_line(
                f"The rotation passes {rep} over until {rep} owns something again. If {rep} is not coming "
                f"back: take {rep} out of `rotation: reps:` in policy.yaml."
            )
        )


def _now_whose(to: RepId | None) -> str:
    return f"{to}'s" if to else "in the pool"


def _nobody(reader: Reader, rep: str) -> NoReturn:
    rows = reader.ask("SELECT owner, count(*) AS n FROM customer WHERE owner IS NOT NULL GROUP BY owner", {})
    told = ", ".join(f"{row['owner']} {row['n']}" for row in sorted(rows, key=lambda row: row["owner"]))
    raise GenjinError(f"{rep} owns no customer. Owners are: {told or 'nobody'}.")


def _folder(rep: str, out: str | None, handing: Handing) -> Path:
    import re

    day = handing.now.astimezone(handing.here).date().isoformat()
    safe = re.sub(r"[^\w-]+", "-", rep).strip("-")[:60] or "rep"
    return Path(out).expanduser() if out else Path(f"handover-{safe}-{day}")


def _would(customers: Sequence[int], handing: Handing, folder: Path) -> str:
    from worker.render import number_of, one_line

    count = number_of(len(customers), "customer")
    whom = {"": "nothing would move", "pool": "they would go to the pool"}.get(
        handing.to, f"they would become {handing.to}'s"
    )
    return one_line(f"{handing.rep} owns {count}: the pack would be written to {folder}, and {whom}.")


def _written(found: Sequence[Dossier], handing: Handing, folder: Path) -> str:
    from worker.render import number_of, one_line

    owed = [each for one in found for each in one.owed]
    late = number_of(sum(each.obligation.due < handing.now for each in owed), "follow-up")
    count, open_ = number_of(len(found), "customer"), number_of(len(owed), "open follow-up")
    return one_line(f"{folder}: {count}, {open_}; {late} overdue. Begin with overview.md.")
