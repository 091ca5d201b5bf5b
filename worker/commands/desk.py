"""What the rep did about what is due: done, put off, promised, called."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from model import CustomerId, FollowUpId, GenjinError, InteractionKind
from worker.commands.common import Desk, each_id, pass_desk, say, the_customer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from store.queries import Reader
    from worker.desk import Happening

FOLLOW_UPS = click.argument("follow_ups", nargs=-1, required=True, metavar="N...|-")
_CONTENT = click.option(
    "--content", default="", metavar="KIND", help="What it brought, as `contents` of the policy names it."
)
_LOGGED = ("call", "visit", "chat", "fair", "note", "quote", "sample", "order", "payment", "other")
_MOST_TOLD = 20


@click.command()
@FOLLOW_UPS
@click.option("--note", default="", help="What was done.")
@_CONTENT
@pass_desk
def done(desk: Desk, follow_ups: tuple[str, ...], note: str, content: str) -> None:
    """Follow-ups are done, whatever the mail shows. It is a touch, but keeps no customer from the pool.

    Several at once are one change; `-` reads their numbers from standard input, one a line.
    Example: genjin done 7 --note "called him"
    """
    from worker import desk as acts
    from worker.grading import grading_line

    numbers = numbers_of(follow_ups)
    with told(desk, numbers, "done") as about, desk.sitting() as sitting:
        acts.complete_all(sitting, numbers, desk.actor, note, content)
        about.update({each: grading_line(sitting, each, desk.now) for each in about})


@click.command()
@FOLLOW_UPS
@pass_desk
def reopen(desk: Desk, follow_ups: tuple[str, ...]) -> None:
    """Take back `done`, `snooze` or what became of a promise. Example: genjin reopen 7"""
    from worker import desk as acts

    numbers = numbers_of(follow_ups)
    with desk.reader() as reader:
        others = _others(reader, numbers, desk.actor.name)
    with desk.sitting() as sitting:
        acts.reopen_all(sitting, numbers, desk.actor)
    say([f"{_called(numbers)} open again.{others}"])


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="N...|- UNTIL")
@click.option("--why", default="", help="The reason, for whoever looks later.")
@pass_desk
def snooze(desk: Desk, words: tuple[str, ...], why: str) -> None:
    """Put follow-ups off until a day: tomorrow, 下周一, +3d, 2026-03-15. How late they are counts on.

    Example: genjin snooze 7 +3d --why "waits for the board"
    """
    from worker import desk as acts
    from worker import render, when

    if len(words) < 2:  # what, and until when
        raise click.UsageError("Until when? genjin snooze 7 tomorrow --why TEXT")
    with desk.book(made=False) as book, book.begin() as page:
        here = render.zone(page.fact("zone"))
        day = when.future_day(words[-1], desk.now, here)
        if not why.strip():
            raise GenjinError(
                "Why is it put off? Whoever looks at it later wants to know: "
                f'genjin snooze {" ".join(words)} --why "waits for the board"'
            )
        numbers = numbers_of(words[:-1])
        acts.snooze_all(page, numbers, when.start_of(day, here), desk.actor, why.strip())
    with desk.reader() as reader:
        others = _others(reader, numbers, desk.actor.name)
    back = f"genjin reopen {numbers[0]}" if len(numbers) == 1 else "genjin undo"
    sleeps = "sleeps" if len(numbers) == 1 else "sleep"
    say([f"{_named(numbers)} {sleeps} until {day}.{others} `{back}` takes that back."])


@click.command()
@click.argument("customer")
@click.argument("kind", type=click.Choice(_LOGGED))
@click.argument("words", nargs=-1)
@click.option("--day", metavar="DAY", help="When it was, if not today: yesterday, 2026-03-15.")
@_CONTENT
@click.option("--number", metavar="TEXT", help="Of the paper or the courier's waybill.")
@click.option("--amount", metavar="SUM", help="12000.50")
@click.option("--currency", metavar="CODE", help="USD, EUR, CNY ...")
@click.option("--valid-until", metavar="DAY", help="Of a quotation.")
@pass_desk
def log(desk: Desk, /, customer: str, kind: str, words: tuple[str, ...], **given: str | None) -> None:
    """Note what happened outside the mail. A quote, sample, order or payment becomes a business fact, too.

    Example: genjin log nordlicht call "agreed on 3 pallets"
    """
    from worker import business, due_lists, logbook, render, when
    from worker.grading import grading_line

    with desk.reader() as reader:
        number, here = the_customer(reader, customer), render.zone(reader.fact("zone"))
        before, card = reader.follow_ups_of(number), reader.card(number)
    until = given.pop("valid_until")
    what = _happening(desk, InteractionKind(kind), " ".join(words), here, given)
    said = business.said_of(given, when.day(until, desk.now, here) if until else None)
    with desk.sitting() as sitting:
        logbook.note(sitting, number, what, desk.actor, said)
        offer = grading_line(sitting, number, desk.now)
    with desk.reader() as reader:
        then = due_lists.then(before, reader.follow_ups_of(number), here)
    day = f" on {what.at.astimezone(here):%Y-%m-%d}" if what.at else ""
    say([f"Noted: {kind} with {card.name if card else customer}{day}.{then}", *filter(None, [offer])])


# -- for the commands above ----------------------------------------------------------------------------------


def _happening(
    desk: Desk, kind: InteractionKind, words: str, here: Any, given: dict[str, str | None]
) -> Happening:
    from worker import when
    from worker.desk import Happening

    day = given.pop("day")
    at = when.past_noon(day, desk.now, here) if day else None
    return Happening(kind, words, at, given.pop("content") or "")


def numbers_of(words: tuple[str, ...]) -> list[FollowUpId]:
    return [FollowUpId(number) for number in each_id(words)]


@contextmanager
def told(desk: Desk, numbers: Sequence[FollowUpId], how: str) -> Iterator[dict[CustomerId, str]]:
    """Around an act: afterwards, what is next with each customer, and what else is to be said of it."""
    from store.standing import whose
    from worker import due_lists, render

    with desk.reader() as reader:
        customers, here = whose(reader, numbers)[:_MOST_TOLD], render.zone(reader.fact("zone"))
        before = {each: reader.follow_ups_of(each) for each in customers}
        others = _others(reader, numbers, desk.actor.name)
    about = dict.fromkeys(customers, "")
    yield about
    back = f"genjin reopen {numbers[0]}" if len(numbers) == 1 else "genjin undo"
    lines = [f"{_called(numbers)} {how}.{others} `{back}` takes that back."]
    with desk.reader() as reader:
        for customer, was in before.items():
            name = was[0].customer_name if was else f"customer {customer}"
            rest = [each for each in was if each.id not in numbers]
            lines.append(f"  {name}:{due_lists.then(rest, reader.follow_ups_of(customer), here)}")
            lines += [f"  {about[customer]}"] if about[customer] else []
    say(lines)


def _others(reader: Reader, numbers: Sequence[FollowUpId], actor: str) -> str:
    """What somebody else was to do: it is done all the same, and said."""
    from store.standing import owners

    theirs = {number: owner for number, owner in owners(reader, numbers).items() if owner != actor}
    if len(numbers) == 1:
        return "".join(f" This was {owner}'s." for owner in theirs.values())
    told = [f"{number} was {owner}'s" for number, owner in theirs.items()]
    more = [f"{len(told) - _MOST_TOLD} more were of others"] if len(told) > _MOST_TOLD else []
    return f" {', '.join((*told[:_MOST_TOLD], *more))}." if told else ""


def _named(numbers: Sequence[FollowUpId]) -> str:
    if len(numbers) == 1:
        return f"Follow-up {numbers[0]}"
    listed = ", ".join(map(str, numbers[:_MOST_TOLD]))
    return f"{len(numbers)} follow-ups ({listed}{', ...' if len(numbers) > _MOST_TOLD else ''})"


def _called(numbers: Sequence[FollowUpId]) -> str:
    return f"{_named(numbers)} {'is' if len(numbers) == 1 else 'are'}"
