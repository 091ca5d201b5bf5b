"""Why is it so? Of a mail, a date, a link, a tag or an owner, with the evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from model import CustomerId, FollowUpId, GenjinError, MailId
from worker.commands.common import Desk, pass_desk, the_customer

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo

    from model import FollowUp
    from store.queries import Reader, StoredMail
    from worker.explain_owed import Around

Told = tuple[list[str], Any]
"""For people, and for programs."""

_FORMS = """\
  12, mail:12           a mail: its kind, customer, tags and what is owed because of it
  due:7                 the date of follow-up 7
  link:12               why mail 12 is that customer's, and who else it could have been
  tag:CUSTOMER/TAG      where a tag of a customer comes from; tag:12 those of mail 12
  owner:CUSTOMER        why a customer is that rep's"""


@click.command()
@click.argument("what", nargs=-1, required=True, metavar="WHAT")
@click.option("--format", "shape", type=click.Choice(["table", "json"]), default="table", show_default=True)
@pass_desk
def explain(desk: Desk, what: tuple[str, ...], shape: str) -> None:
    """Why is it so: of a mail, a date, a link, a tag or an owner, with the evidence and what else it could
    have been.

    \b
    WHAT is one of these. Example: genjin explain due:7
      12, mail:12           a mail: its kind, customer, tags and what is owed because of it
      due:7                 the date of follow-up 7
      link:12               why mail 12 is that customer's, and who else it could have been
      tag:CUSTOMER/TAG      where a tag of a customer comes from; tag:12 those of mail 12
      owner:CUSTOMER        why a customer is that rep's
    """
    from worker import render

    words = " ".join(what)
    kind, colon, rest = words.partition(":")
    if not colon and words.isascii() and words.isdigit():
        kind, rest = "mail", words
    teller = _TELLERS.get(kind)
    if teller is None or not rest.strip():
        raise GenjinError(f"`{words[:200]}` is nothing that can be explained. There are:\n{_FORMS}")
    with desk.reader() as reader:
        lines, values = teller(desk, reader, rest.strip(), render.zone(reader.fact("zone")))
    if shape == "json":
        click.echo(render.as_json(values))
        return
    for line in lines:
        click.echo(render.clean(line))


# -- one of each sort ----------------------------------------------------------------------------------------


def _of_mail(_: Desk, reader: Reader, rest: str, here: tzinfo) -> Told:
    from worker import explain as words

    mail = _mail(reader, rest, "mail:12")
    return list(words.explain(mail, here)), words.as_values(mail, here)


def _of_link(_: Desk, reader: Reader, rest: str, here: tzinfo) -> Told:
    from worker import explain as words

    mail = _mail(reader, rest, "link:12")
    values = words.as_values(mail, here)
    names = ("mail", "subject", "from", "date", "verdict", "verdict_because", "customers", "candidates")
    return list(words.link(mail, here)), {name: values[name] for name in (*names, "review")}


def _of_due(desk: Desk, reader: Reader, rest: str, here: tzinfo) -> Told:
    from store.standing import any_follow_up
    from worker import explain as words
    from worker import explain_owed

    number = FollowUpId(_number(rest, "due:7"))
    found = any_follow_up(reader, number)
    if found is None:
        raise GenjinError(f"There is no follow-up {number}. `genjin due --everybody` shows the numbers.")
    follow_up, state = found
    around = _around(desk, reader, follow_up, state, here)
    lines, values = explain_owed.explain(follow_up, around), explain_owed.as_values(follow_up, around)
    mail = reader.mail(follow_up.mail) if follow_up.mail else None
    return [*lines, *(words.explain(mail, here, number) if mail else ())], values


def _of_tag(desk: Desk, reader: Reader, rest: str, here: tzinfo) -> Told:
    from worker import explain as words

    whom, slash, name = rest.rpartition("/")
    if not slash:
        mail = _mail(reader, rest, "tag:12 or tag:CUSTOMER/TAG")
        return list(words.tags(mail)), words.as_values(mail, here)["tags"]
    from rules.profile import profile
    from worker import card_lists

    customer = the_customer(reader, whom)
    every = profile(reader.taggings(customer), reader.marks(customer), desk.now.astimezone(here).date())
    found = [each for each in (*every.in_force, *every.ended) if each.name == name.strip()]
    if not found:
        known = dict.fromkeys(each.name for each in (*every.in_force, *every.ended))
        raise GenjinError(f"It has no tag `{name[:100]}`; it has had {', '.join(known) or 'none'}.")
    told = [line for each in found for line in card_lists.tag_told(each, here)]
    return told, [card_lists.profile_value(each, here) for each in found]


def _of_owner(_: Desk, reader: Reader, rest: str, here: tzinfo) -> Told:
    from store import hands, standing, turned
    from worker import explain_owner

    customer = the_customer(reader, rest)
    card = reader.card(customer)
    assert card is not None
    known = (hands.ledger_of(reader, customer), turned.turns_of(reader, customer), here)
    mine = standing.hands(reader, customer)
    return explain_owner.explain(card, mine, *known), explain_owner.as_values(card, mine, *known)


_TELLERS: dict[str, Callable[[Desk, Reader, str, tzinfo], Told]] = {
    "mail": _of_mail,
    "link": _of_link,
    "due": _of_due,
    "tag": _of_tag,
    "owner": _of_owner,
}


# -- what is meant -------------------------------------------------------------------------------------------


def _number(rest: str, form: str) -> int:
    if not (rest.isascii() and rest.isdigit() and len(rest) <= 18):
        raise GenjinError(f"`{rest[:200]}` is no number. Write {form}.")
    return int(rest)


def _mail(reader: Reader, rest: str, form: str) -> StoredMail:
    number = MailId(_number(rest, form))
    mail = reader.mail(number)
    if mail is None:
        raise GenjinError(
            f"There is no mail {number}. `genjin show CUSTOMER` lists the numbers of its mails."
        )
    return mail


def _around(desk: Desk, reader: Reader, follow_up: FollowUp, state: str, here: tzinfo) -> Around:
    """The policy as it is now, by the calendar of the owner, and the whole history."""
    from store.histories import Histories
    from worker import config
    from worker.explain_owed import Around
    from worker.shape import ConfigError
    from worker.windows import best

    policy, problems = config.load_policy(desk.home, desk.settings.policy)
    history = Histories(reader).one(CustomerId(follow_up.customer))
    if policy is None:
        raise ConfigError(problems)
    assert history is not None
    own = policy.follow_ups.of(follow_up.owner)
    facts = (reader.fact("sending"), own.calendar.zone)
    window = best(follow_up.country, max(follow_up.obligation.due, desk.now), facts)
    return Around(state, own, history, desk.now, here, window)
