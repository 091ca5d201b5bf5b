"""What a rep says of a customer's tags: which there are, and which are wrong, over, right or missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from model import CustomerId, GenjinError, MailId, MarkId, Verdict
from worker.commands.common import NUMBER, Desk, pass_desk, shaped, show, the_customer

if TYPE_CHECKING:
    from worker.intake import Sitting

_VERBS = ("add", "remove", "wrong", "right", "undo")
_USAGE = "CUSTOMER [add|remove|wrong|right TAG | undo [MARK]]"


@click.command()
@click.argument("words", nargs=-1, required=True, metavar=_USAGE)
@click.option("--mail", type=NUMBER, metavar="N", help="Of that mail only. Default for wrong: the newest.")
@click.option("--all", "every", is_flag=True, help="wrong, right: of every mail in which it is in force.")
@click.option("--note", default="", help="Why, for whoever looks later.")
@shaped
@pass_desk
def tag(desk: Desk, words: tuple[str, ...], mail: int | None, every: bool, note: str, shape: str) -> None:
    """A customer's tags: which there are, and what is wrong with them. What is owed follows at once.

    wrong: the mail does not say so; counts against the rule. right: it does. remove: it was so and is no
    longer. add: it is so, whatever the mail says. undo: the last of these, or the mark of that number.

    Without one of these words the tags are listed. Example: genjin tag nordlicht wrong price_sensitive
    """
    whom, verb, rest = parted(words)
    with desk.reader() as reader:
        try:
            customer = the_customer(reader, " ".join(whom))
        except GenjinError as error:
            raise GenjinError(f"{error}{'' if verb else _verb_meant(words)}") from None
    if not verb:
        _list(desk, customer, shape)
        return
    _check(verb, rest, mail is not None, every)
    from worker import tagging

    if verb == "undo":
        number = MarkId(int(rest[0][:18])) if rest else None
        _do(desk, customer, lambda sitting: tagging.undo(sitting, customer, desk.actor, number))
    elif verb == "add":
        rule = tagging.rule_for(" ".join(rest), tagging.rules_of(desk.home, desk.settings.rules))
        _do(desk, customer, lambda sitting: tagging.give(sitting, customer, rule, desk.actor, note))
    else:
        remark = tagging.Remark(
            Verdict(verb), " ".join(rest), MailId(mail) if mail else None, every=every, note=note
        )
        _do(desk, customer, lambda sitting: tagging.say(sitting, customer, remark, desk.actor))


def parted(words: tuple[str, ...]) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """Customer, verb and tag: the first verb parts them, and never stands first."""
    at = next((at for at, word in enumerate(words) if at and word in _VERBS), len(words))
    return words[:at], "".join(words[at : at + 1]), words[at + 1 :]


def _verb_meant(words: tuple[str, ...]) -> str:
    """What to say where a word behind the name looks like a verb with a slip in it."""
    from difflib import get_close_matches

    near = ((word, get_close_matches(word[:20], _VERBS, 1, 0.6)) for word in words[1:])
    return next((f" Did you mean `{verbs[0]}` by `{word}`?" for word, verbs in near if verbs), "")


def _check(verb: str, rest: tuple[str, ...], of_mail: bool, every: bool) -> None:
    if verb != "undo" and not rest:
        raise click.UsageError(f"Which tag? genjin tag CUSTOMER {verb} TAG")
    if verb == "undo" and rest and not (len(rest) == 1 and rest[0].isascii() and rest[0].isdigit()):
        raise click.UsageError("`undo` takes the number of a mark, or nothing for the last one.")
    if verb in ("add", "undo") and (of_mail or every):
        raise click.UsageError(f"`{verb}` is about no mail; leave --mail and --all out.")
    if of_mail and every:
        raise click.UsageError("Either --mail or --all.")


def _list(desk: Desk, customer: CustomerId, shape: str) -> None:
    from rules.profile import profile
    from worker import lists, render

    with desk.reader() as reader:
        here = render.zone(reader.fact("zone"))
        found = profile(reader.taggings(customer), reader.marks(customer), desk.now.astimezone(here).date())
    show(lists.tag_rows(found, here), lists.TAGS, shape, "No tag yet.")


def _do(desk: Desk, customer: CustomerId, act: Callable[[Sitting], list[str]]) -> None:
    """One transaction; then what became of what is owed."""
    from worker import due_lists, render

    with desk.reader() as reader:
        before, here = reader.follow_ups_of(customer), render.zone(reader.fact("zone"))
    actor = desk.actor
    with (
        desk.sitting() as sitting,
        sitting.page.changes.recording(actor.now, actor.name, "tag", customer) as change,
    ):
        lines = act(sitting)
        change.words = lines[0].removesuffix(":")
    with desk.reader() as reader:
        after = reader.follow_ups_of(customer)
    for line in (*lines, *(f"  {each}" for each in due_lists.moved(before, after, here))):
        click.echo(render.clean(line))
