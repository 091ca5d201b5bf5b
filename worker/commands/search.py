"""Where does it stand? Mail, notes, customers and papers by the words in them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from model import CustomerId
from worker.commands.common import NUMBER, Desk, pass_desk, shaped, show, the_customer

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from store.searched import Hit, Sort

_IN = ("mail", "notes", "customers", "facts")
_A_LOT = 2_000


@click.command()
@click.argument("words", nargs=-1)
@click.option("--customer", metavar="CUSTOMER", help="Only what belongs to this customer.")
@click.option("--since", metavar="DAY", help="Only from that day on: 2026-03-15, 上周一.")
@click.option("--in", "where", type=click.Choice(_IN), help="Only there. Default: everywhere.")
@click.option("--limit", type=NUMBER, default=20, show_default=True, metavar="N", help="How many at most.")
@click.option("--rebuild", is_flag=True, help="Read everything anew first. Never needed, as far as we know.")
@shaped
@pass_desk
def search(desk: Desk, /, words: tuple[str, ...], limit: int, rebuild: bool, shape: str, **how: Any) -> None:
    """Find mail (subject, own words, names of attachments), notes, customers and numbers of papers.

    All WORDS must be there, the last may be the beginning of one; "words in quotes" stand together. Capitals
    and accents do not matter, and Chinese words need no gaps. Newest first; customers and papers before mail.
    Example: genjin search 质量 "net weight" --since 2026-01-01
    """
    from store import searched
    from store import words as typed
    from worker import render

    asked = typed.asked(words)
    if not asked.phrases and not rebuild:
        raise click.UsageError("Which words? Letters, figures or signs are looked for.")
    _enter_what_waits(desk, rebuild)
    sort = searched.PLURAL[how["where"]] if how["where"] else None
    with desk.opened() as reader:
        here = render.zone(reader.fact("zone"))
        since = _since(desk, how["since"], here)
        wanted = searched.Wanted(asked, _whom(desk, how["customer"]), since, sort, limit)
        found = searched.find(reader, wanted)
    if words:
        show([_row(hit, here) for hit in found], _columns(), shape, "Nothing is found.")


def _enter_what_waits(desk: Desk, rebuild: bool) -> None:
    """The words of a book that was made before there was a search, or of a large import."""
    from store import searched

    with desk.opened() as reader:
        count = searched.waiting(reader)
    if not (count or rebuild):
        return
    with desk.book(made=False) as book:
        if rebuild:
            with book.begin() as page:
                count = page.search.rebuild()
        with click.progressbar(length=count, label="Reading words", file=sys.stderr) as bar:
            while count:
                with book.begin() as page:
                    done = page.search.catch_up(_A_LOT)
                    count = page.search.waiting()
                bar.update(done)


def _since(desk: Desk, since: str | None, here: tzinfo) -> datetime | None:
    from worker import when

    return when.start_of(when.day(since, desk.now, here), here) if since else None


def _whom(desk: Desk, customer: str | None) -> CustomerId | None:
    if not customer:
        return None
    with desk.reader() as reader:
        return the_customer(reader, customer)


def _row(hit: Hit, here: tzinfo) -> dict[str, Any]:
    return {
        "day": hit.at.astimezone(here).date().isoformat(),
        "what": _kind(hit.sort, hit.kind),
        "mail": hit.mail,
        "customer": "; ".join(name for _, name in hit.customers),
        "customers": [number for number, _ in hit.customers],
        "who": hit.who,
        "context": hit.context,
    }


def _kind(sort: Sort, kind: str) -> str:
    return f"mail {kind}" if sort == "mail" else kind or sort.value


def _columns() -> tuple[Any, ...]:
    from worker.render import Column

    return (
        Column("day", "Day", stays=True, leads=True),
        Column("what", "What", leads=True),
        Column("mail", "Mail", stays=True, right=True),
        Column("customer", "Customer", leads=True),
        Column("customers"),
        Column("who", "By"),
        Column("context", "Words"),
    )
