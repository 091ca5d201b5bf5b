"""What do we know of a customer, and what happened with it or with its group?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from model import CustomerId, GenjinError, GroupId
from worker.commands.common import NUMBER, Desk, pass_desk, shaped, show, the_customer
from worker.commands.due import seen_by, show_due

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from store.queries import Reader

_KINDS = (
    *("mail_in", "mail_out", "call", "visit", "chat", "fair", "note", "quote", "sample", "order", "payment"),
    *("grade", "other"),
)


@click.command(name="show")
@click.argument("customer", nargs=-1, required=True)
@click.option("--group", "whole_group", is_flag=True, help="The timeline of the whole group of companies.")
@click.option(
    "--last", type=NUMBER, default=20, show_default=True, metavar="N", help="How many events of the timeline."
)
@shaped
@pass_desk
def show_customer(desk: Desk, customer: tuple[str, ...], whole_group: bool, last: int, shape: str) -> None:
    """One customer: what is owed, what it wants, what happened.

    CUSTOMER is a number, a name, a part of one, a domain or an address. Example: genjin show nordlicht
    """
    from rules.profile import profile
    from store import lookups, standing
    from worker import card_lists, due_lists, render, windows

    with desk.reader() as reader:
        number = the_customer(reader, " ".join(customer))
        card, seen = reader.card(number), seen_by(reader, desk.now)
        assert card is not None
        kin = lookups.members(reader, GroupId(card.group_id)) if card.group_id else []
        known = card_lists.Known(
            lookups.signs(reader, number),
            lookups.denials(reader, number),
            kin,
            standing.hands(reader, number),
        )
        here = seen.here
        facts = (reader.fact("sending"), reader.fact("zone"))
        phones = [each.value for each in known.signs if each.sort == "phone" and not each.doubt]
        window = windows.best(card.country, desk.now, facts, phones)
        owed = due_lists.with_windows(due_lists.due_rows(reader.follow_ups_of(number), seen), seen, facts)
        group = card.group_id if whole_group else None
        events = card_lists.timeline_rows(reader.timeline(number, last, group), here)
        said = profile(reader.taggings(number), reader.marks(number), seen.day(desk.now))
    if shape == "csv":
        show(events, card_lists.TIMELINE, shape)
        return
    if shape == "json":
        click.echo(
            render.as_json(
                card_lists.card_values(card, here, known)
                | {
                    "sending": window,
                    "owed": due_lists.plain(owed),
                    "tags": card_lists.profile_values(said, here),
                    "timeline": due_lists.plain(events, card_lists.TIMELINE),
                }
            )
        )
        return
    click.echo("\n".join(card_lists.card_lines(card, known, here)))
    if window:
        click.echo(f"  best time to write {window}")
    if lines := list(card_lists.profile_lines(said, here)):
        click.echo("\n".join(("\nProfile", *lines)))
    click.echo("\nOwed" if owed else "")
    show_due(owed, "Nothing is owed.")
    _show_events(events, "\nNothing has happened yet.", "\nTimeline\n")


@click.command()
@click.argument("whom", nargs=-1, required=True, metavar="CUSTOMER|GROUP")
@click.option("--group", "whole_group", is_flag=True, help="With every company of the customer's group.")
@click.option("--since", metavar="DAY", help="From that day on: 2026-03-15, -30d, yesterday.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(_KINDS), help="Only these; several times.")
@click.option("--last", type=NUMBER, default=50, show_default=True, metavar="N", help="How many events.")
@shaped
@pass_desk
def timeline(desk: Desk, /, whom: tuple[str, ...], whole_group: bool, shape: str, **wanted: Any) -> None:
    """What happened with a customer or with all companies of a group, newest first.

    Example: genjin timeline nordlicht --kind call --since 2026-01-01
    """
    from worker import card_lists, render, when

    with desk.reader() as reader:
        here = render.zone(reader.fact("zone"))
        customer, group = _whom(reader, " ".join(whom), whole_group)
        since = _since(wanted["since"], desk.now, here, when) if wanted["since"] else None
        found = reader.timeline(customer, wanted["last"], group, since, wanted["kinds"])
        events = card_lists.timeline_rows(found, here)
    if shape == "table":
        _show_events(events, "Nothing has happened.", "")
    else:
        show(events, card_lists.TIMELINE, shape)


# -- for the commands above ----------------------------------------------------------------------------------


def _show_events(events: list[Any], nothing: str, heading: str) -> None:
    from worker import card_lists, render

    click.echo(f"{heading}{render.render(events, card_lists.TIMELINE, 'table')}" if events else nothing)


def _since(words: str, now: datetime, here: tzinfo, when: Any) -> datetime:
    since: datetime = when.start_of(when.day(words, now, here), here)
    return since


def _whom(reader: Reader, words: str, whole_group: bool) -> tuple[CustomerId, int | None]:
    """A customer, or a group where no customer is called so."""
    from store import lookups

    groups = lookups.groups_named(reader, words)
    exact = [each for each in groups if each.name.casefold() == words.casefold()]
    meant = exact or ([] if reader.customers_named(words) else groups)
    if len(meant) == 1:
        return CustomerId(0), meant[0].id
    customer = the_customer(reader, words)
    card = reader.card(customer)
    if not whole_group:
        return customer, None
    if card is None or not card.group_id:
        raise GenjinError(
            f"{card.name if card else words} belongs to no group. `genjin groups join` puts it in one."
        )
    return customer, card.group_id
