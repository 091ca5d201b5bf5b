"""The rep's day: what is due and why, and what was done about it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import click

from model import FollowUpId, GenjinError, GroupId, InteractionKind, MailId
from worker.commands.common import NUMBER, Desk, pass_desk, shaped, show, the_customer

if TYPE_CHECKING:
    from datetime import tzinfo

    from store.queries import Reader


@click.command()
@click.option(
    "--owner", metavar="REP", help="One rep's customers. Default: yours, if genjin.yaml says who you are."
)
@click.option("--everybody", is_flag=True, help="All reps' customers.")
@click.option(
    "--until", metavar="DAY", help="Everything due up to that day: 2026-03-15, tomorrow, +3d. Default: today."
)
@click.option("--week", is_flag=True, help="The same as --until +7d.")
@shaped
@pass_desk
def due(desk: Desk, owner: str | None, everybody: bool, until: str | None, week: bool, shape: str) -> None:
    """What is due: overdue first, then today.

    Example: genjin due --week
    """
    from worker import config, lists, render, when

    settings = desk.settings
    owner = None if everybody else config.rep_named(settings, owner) or config.me(settings)
    with desk.reader() as reader:
        here = render.zone(reader.fact("zone"))
        last = when.day("+7d" if week else until or "today", desk.now, here)
        found = reader.due(when.end_of(last, here), owner)
        later = reader.due(desk.now + timedelta(days=3650), owner, 1) if not found else []
        alarmed = reader.alarmed()
        tell_trouble(desk, reader)
    rows = lists.due_rows(found, desk.now, here)
    if shape == "table":
        show_due(rows, lists.nothing_due(owner, last, later, here))
        click.echo(lists.alarmed(alarmed), nl=False)
    else:
        show(rows, lists.DUE, shape)


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
    from store import lookups
    from worker import lists, render

    with desk.reader() as reader:
        number = the_customer(reader, " ".join(customer))
        card = reader.card(number)
        assert card is not None
        kin = lookups.members(reader, GroupId(card.group_id)) if card.group_id else []
        known = lists.Known(lookups.signs(reader, number), lookups.denials(reader, number), kin)
        here = render.zone(reader.fact("zone"))
        owed = lists.due_rows(reader.follow_ups_of(number), desk.now, here)
        group = card.group_id if whole_group else None
        events = lists.timeline_rows(reader.timeline(number, last, group), here)
        said = profile(reader.taggings(number), reader.marks(number), desk.now.astimezone(here).date())
    if shape == "csv":
        show(events, lists.TIMELINE, shape)
    elif shape == "json":
        plain = [{column.key: row[column.key] for column in lists.DUE} for row in owed]
        story = [{column.key: row[column.key] for column in lists.TIMELINE} for row in events]
        tags = lists.profile_values(said, here)
        values = lists.card_values(card, here, known) | {"owed": plain, "tags": tags, "timeline": story}
        click.echo(render.as_json(values))
    else:
        click.echo("\n".join(lists.card_lines(card, known)))
        if lines := list(lists.profile_lines(said, here)):
            click.echo("\n".join(("\nProfile", *lines)))
        click.echo("\nOwed" if owed else "")
        show_due(owed, "Nothing is owed.")
        click.echo(
            "\nTimeline\n" + render.table(events, lists.TIMELINE) if events else "\nNothing has happened yet."
        )


@click.command()
@click.argument("what")
@click.option("--format", "shape", type=click.Choice(["table", "json"]), default="table", show_default=True)
@pass_desk
def explain(desk: Desk, what: str, shape: str) -> None:
    """Why is it so: kind, customer, tags and dates of a mail, with the evidence and who else it could have
    been.

    WHAT is the number of a mail, or `due:` and the number of a follow-up. Example: genjin explain 12
    """
    from worker import explain as words
    from worker import render

    with desk.reader() as reader:
        here = render.zone(reader.fact("zone"))
        number, first = _the_mail(reader, what, here)
        mail = reader.mail(number) if number else None
    if number and mail is None:
        raise GenjinError(
            f"There is no mail {number}. `genjin show CUSTOMER` lists the numbers of its mails."
        )
    if shape == "json" and mail:
        click.echo(render.as_json(words.as_values(mail, here)))
        return
    for line in [*first, *(words.explain(mail, here) if mail else ())]:
        click.echo(render.clean(line))


@click.command()
@click.argument("follow_up", type=int)
@click.option("--note", default="", help="What was done.")
@pass_desk
def done(desk: Desk, follow_up: int, note: str) -> None:
    """A follow-up is done, whatever the mail shows. Where a touch was owed, one is noted.

    Example: genjin done 7 --note "called him"
    """
    from worker import desk as acts

    with desk.sitting() as sitting:
        acts.complete(sitting, FollowUpId(follow_up), desk.actor, note)
    click.echo(f"Follow-up {follow_up} is done. `genjin reopen {follow_up}` takes that back.")


@click.command()
@click.argument("follow_up", type=int)
@pass_desk
def reopen(desk: Desk, follow_up: int) -> None:
    """Take back `done` or `snooze`. Example: genjin reopen 7"""
    from worker import desk as acts

    with desk.sitting() as sitting:
        acts.reopen(sitting, FollowUpId(follow_up), desk.actor)
    click.echo(f"Follow-up {follow_up} is open again.")


@click.command()
@click.argument("follow_up", type=int)
@click.argument("until")
@click.option("--why", default="", help="The reason, for whoever looks later.")
@pass_desk
def snooze(desk: Desk, follow_up: int, until: str, why: str) -> None:
    """Put a follow-up off until a day. Example: genjin snooze 7 +3d --why "waits for the board" """
    from worker import desk as acts
    from worker import render, when

    with desk.book(made=False) as book, book.begin() as page:
        here = render.zone(page.fact("zone"))
        day = when.future_day(until, desk.now, here)
        acts.snooze(page, FollowUpId(follow_up), when.start_of(day, here), desk.actor, why)
    click.echo(f"Follow-up {follow_up} sleeps until {day}. `genjin reopen {follow_up}` wakes it.")


@click.command()
@click.argument("customer")
@click.argument(
    "kind", type=click.Choice([kind.value for kind in InteractionKind if not kind.value.startswith("mail")])
)
@click.argument("words", nargs=-1)
@pass_desk
def log(desk: Desk, customer: str, kind: str, words: tuple[str, ...]) -> None:
    """Note a touch outside the mail. Example: genjin log nordlicht call "agreed on 3 pallets" """
    from worker import desk as acts
    from worker import lists

    with desk.reader() as reader:
        number = the_customer(reader, customer)
        before = reader.follow_ups_of(number)
    with desk.sitting() as sitting:
        name = acts.log(sitting, number, InteractionKind(kind), desk.actor, " ".join(words))
    with desk.reader() as reader:
        ended = lists.ended(before, reader.follow_ups_of(number))
    click.echo(f"Noted: {kind} with {name}.{ended}")


# -- for the commands above ----------------------------------------------------------------------------------


def show_due(rows: list[Any], nothing: str) -> None:
    """Duties for people: a table, or blocks where the terminal is too narrow for one."""
    from worker import lists, render

    table, width = lists.due_table(rows), render.narrow()
    if table and width:
        click.echo(render.blocks(lists.due_blocks(table), width))
    else:
        click.echo(render.render(table, lists.DUE_TABLE, "table", nothing))


def tell_trouble(desk: Desk, reader: Reader) -> None:
    """A list may be short because a mailbox was not read: say so beside it, never in it."""
    from worker import health, render

    for line in health.lateness(reader, desk.settings, desk.now):
        click.echo(render.clean(line), err=True)


def _the_mail(reader: Reader, what: str, here: tzinfo) -> tuple[MailId | None, list[str]]:
    """The mail meant, and what to say before it."""
    from worker import explain as words

    kind, _, number = what.rpartition(":")
    if not (number.isascii() and number.isdigit()) or kind not in ("", "due", "mail"):
        raise GenjinError(
            f"`{what}` is neither the number of a mail nor `due:` and the number of a follow-up."
        )
    if kind != "due":
        return MailId(int(number)), []
    follow_up = reader.follow_up(FollowUpId(int(number)))
    if follow_up is None:
        raise GenjinError(f"There is no open follow-up {number}. `genjin due --everybody` shows the numbers.")
    return follow_up.mail, list(words.of_follow_up(follow_up, here))
