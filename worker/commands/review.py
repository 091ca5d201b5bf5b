"""Mails whose customer is not sure: the list, one of them beside its candidates, and what people answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from model import CustomerId, MailId
from worker.commands.common import Desk, pass_desk, shaped, show, the_customer

if TYPE_CHECKING:
    from worker.desk import Actor
    from worker.intake import Sitting
    from worker.reviewing.answering import Done


class Mails(click.ParamType[list[MailId]]):
    """Mails by number: `12`, `12,15`, `12-20`."""

    name = "mails"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> list[MailId]:
        if isinstance(value, list):
            return value
        numbers: list[MailId] = []
        for part in str(value).split(","):
            found = re.fullmatch(r"(\d{1,15})(?:-(\d{1,15}))?", part.strip())
            first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
            if not 0 <= last - first <= _MOST:
                shown = str(value)[:80]
                self.fail(f"`{shown}` names no mails. Give numbers: 12, or 12,15, or 12-20.", param, ctx)
            numbers += [MailId(each) for each in range(first, last + 1)]
        return list(dict.fromkeys(numbers))


_MOST = 500
MAILS = Mails()
NUMBER = click.IntRange(1, 10**15 - 1)
"""One mail or change; no book counts further, and no database either."""

dry = click.option("--dry-run", is_flag=True, help="Show what would change; nothing is changed.")


@click.group(invoke_without_command=True)
@click.option("--mine", is_flag=True, help="Only mails of my mailbox, or addressed to me.")
@click.option("--domain", default="", metavar="DOMAIN", help="Only mails from there.")
@click.option("--customer", default="", metavar="CUSTOMER", help="Only where this customer is proposed.")
@shaped
@click.pass_context
def review(ctx: click.Context, mine: bool, domain: str, customer: str, shape: str) -> None:
    """Mails whose customer is not sure: the list, and your answers. Example: genjin review --mine

    MAIL is a number of the list, or several: 12,15 or 12-20. Every answer is learned, older mail is linked
    again at once, and `genjin review undo` takes the last one back.
    """
    if ctx.invoked_subcommand:
        return
    from worker import config, lists, render
    from worker.reviewing.queue import Filter, filtered

    desk: Desk = ctx.obj
    rep = config.rep_named(desk.settings, config.me(desk.settings)) if mine else None
    with desk.reader() as reader:
        whom = the_customer(reader, customer) if customer else None
        found = filtered(reader.questions(), Filter(rep or "", domain, whom))
        rows = lists.review_rows(found, render.zone(reader.fact("zone")), desk.now)
    show(rows, lists.REVIEW, shape, "No mail waits for an answer.")


@review.command("show")
@click.argument("mail", type=NUMBER)
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True)
@pass_desk
def show_one(desk: Desk, mail: int, shape: str) -> None:
    """The mail beside its candidates, with what speaks for each and against. Example: genjin review show
    12
    """
    from model import GenjinError
    from worker import render
    from worker.reviewing import sheet

    with desk.reader() as reader:
        found, here = sheet.sheet_of(reader, MailId(mail)), render.zone(reader.fact("zone"))
    if found is None:
        raise GenjinError(f"There is no mail {mail}. `genjin review` shows those that wait for an answer.")
    if shape == "json":
        click.echo(render.as_json(sheet.values(found, here)))
    else:
        click.echo("\n".join(sheet.lines(found, here, desk.now)))


@review.command()
@click.argument("words", nargs=-1, metavar="[MAIL] [CUSTOMER]")
@click.option("--domain", default="", help="Everything in the queue from this work domain.")
@dry
@pass_desk
def accept(desk: Desk, words: tuple[str, ...], domain: str, dry_run: bool) -> None:
    """The mail is from this customer, else from the first that is proposed; what it says of its sender is
    remembered. Example: genjin review accept 12 nordlicht, or accept --domain huawei.com huawei
    """
    from worker.reviewing import answers

    if domain:
        whom = _customer(desk, words)
        _give(desk, lambda sitting, me: answers.accept_domain(sitting, domain, whom, me), dry_run)
        return
    if not words:
        raise click.UsageError("Name a mail of the list, or --domain.")
    mails = MAILS.convert(words[0], None, None)
    named = _customer(desk, words[1:]) if words[1:] else None
    _give(desk, lambda sitting, me: answers.accept(sitting, mails, named, me), dry_run)


@review.command()
@click.argument("mails", type=MAILS, metavar="MAIL")
@click.argument("customer", nargs=-1, required=True)
@dry
@pass_desk
def other(desk: Desk, mails: list[MailId], customer: tuple[str, ...], dry_run: bool) -> None:
    """The mail is from another customer than the ones proposed, or than it was linked to by itself.
    Example: genjin review other 12 harbour
    """
    from worker.reviewing import answers

    whom = _customer(desk, customer)
    _give(desk, lambda sitting, me: answers.other(sitting, mails, whom, me), dry_run)


@review.command()
@click.argument("mail", type=NUMBER)
@click.option("--name", default="", help="Else the company's name in the mail, the domain or the person's.")
@click.option("--owner", default="", metavar="REP", help="Else you, or whose mailbox it is.")
@click.option("--group", default="", help="The group of companies that it belongs to.")
@dry
@pass_desk
def new(desk: Desk, mail: int, name: str, owner: str, group: str, dry_run: bool) -> None:
    """The mail is from somebody new: make a lead of it, owned by you. Example: genjin review new 12"""
    from worker.reviewing import answers

    wish = answers.Wish(name, _owner(desk, owner), group)
    _give(desk, lambda sitting, me: answers.open_lead(sitting, MailId(mail), me, wish), dry_run)


@review.command("same-group")
@click.argument("mail", type=NUMBER)
@click.argument("customer", nargs=-1, required=True)
@click.option("--name", default="", help="Else the company's name in the mail.")
@click.option("--owner", default="", metavar="REP", help="Else you, or whose mailbox it is.")
@dry
@pass_desk
def same_group(
    desk: Desk, mail: int, customer: tuple[str, ...], name: str, owner: str, dry_run: bool
) -> None:
    """The mail is from a further company of this customer's group: a lead in it. Example: genjin review
    same-group 12 huawei
    """
    from worker.reviewing import answers

    whom, wish = _customer(desk, customer), answers.Wish(name, _owner(desk, owner))
    _give(desk, lambda sitting, me: answers.same_group(sitting, MailId(mail), whom, me, wish), dry_run)


@review.command("not-a-customer")
@click.argument("words", nargs=-1, metavar="MAIL")
@click.option(
    "--domain",
    "domain",
    is_flag=False,
    flag_value="*",
    default="",
    metavar="[DOMAIN]",
    help="Nobody at the whole work domain: the mail's, or this one.",
)
@dry
@pass_desk
def not_a_customer(desk: Desk, words: tuple[str, ...], domain: str, dry_run: bool) -> None:
    """Whoever wrote it is nobody we sell to: a supplier, a forwarder, a friend. Its other mails leave the
    list too and open no leads. Example: genjin review not-a-customer 12, or not-a-customer --domain
    freight.example
    """
    from worker.reviewing import denying

    if domain.isdigit():  # `--domain 12`: the number is the mail's
        words, domain = (*words, domain), "*"
    if not words and domain in ("", "*"):
        raise click.UsageError("Name a mail of the list, or --domain DOMAIN.")
    if not words:
        _give(desk, lambda sitting, me: denying.domain_of_nobody(sitting, domain, me), dry_run)
        return
    mails, whole = MAILS.convert(",".join(words), None, None), bool(domain)
    _give(desk, lambda sitting, me: denying.not_a_customer(sitting, mails, me, whole_domain=whole), dry_run)


@review.command()
@click.argument("mail", type=NUMBER)
@click.argument("customer", nargs=-1, required=True)
@dry
@pass_desk
def no(desk: Desk, mail: int, customer: tuple[str, ...], dry_run: bool) -> None:
    """The mail is not from this customer; it is asked again with the rest. Example: genjin review no 12
    nordlicht
    """
    from worker.reviewing import denying

    whom = _customer(desk, customer)
    _give(desk, lambda sitting, me: denying.refuse(sitting, MailId(mail), whom, me), dry_run)


@review.command()
@click.argument("mails", type=MAILS, metavar="MAIL", required=False)
@click.option("--older-than", metavar="60d", help="Everything that has waited longer: 60d, 8w.")
@dry
@pass_desk
def skip(desk: Desk, mails: list[MailId] | None, older_than: str | None, dry_run: bool) -> None:
    """Nobody has to be found for the mail; nothing is learned. Example: genjin review skip 12"""
    from worker.reviewing import answers

    if older_than:
        since = desk.now - _span(older_than)
        _give(desk, lambda sitting, me: answers.skip_older(sitting, since, me), dry_run)
        return
    if not mails:
        raise click.UsageError("Name a mail of the list, or --older-than.")
    _give(desk, lambda sitting, me: answers.skip(sitting, mails, me), dry_run)


@review.command()
@click.argument("change", type=NUMBER, required=False)
@dry
@pass_desk
def undo(desk: Desk, change: int | None, dry_run: bool) -> None:
    """Take an answer back, your last one if none is named: what it taught, and every mail that it moved.
    Example: genjin review undo
    """
    from worker.reviewing import undo as back

    _give(desk, lambda sitting, me: back.undo(sitting, change, me), dry_run)


@review.command()
@click.option("--mine", is_flag=True, help="Only mails of my mailbox, or addressed to me.")
@pass_desk
def answer(desk: Desk, mine: bool) -> None:
    """One question after another, with single keys; or lines like `12 accept` from a pipe. Every answer is
    saved at once; Ctrl-C ends it. Example: genjin review answer --mine
    """
    import sys

    from worker import config
    from worker.reviewing.rounds import Round, by_keys, by_lines

    me = config.me(desk.settings)
    with desk.intake(made=False, tags=False) as intake:
        round_ = Round(
            intake,
            desk.actor,
            me,
            lambda words: _customer(desk, [words]),
            click.echo,
        )
        try:
            if sys.stdin.isatty():
                by_keys(round_, lambda passed: _next(desk, passed, mine), _keyboard())
            else:
                by_lines(round_, sys.stdin)
        except (KeyboardInterrupt, EOFError, click.Abort):
            click.echo()
    click.echo(f"{round_.given} answered{f', {round_.failed} not: see above' if round_.failed else ''}.")
    if round_.failed:
        raise SystemExit(1)


def _keyboard() -> Any:
    from worker.reviewing.rounds import Keyboard

    return Keyboard(click.getchar, lambda words: str(click.prompt(words, default="", show_default=False)))


def _next(desk: Desk, passed: frozenset[MailId], mine: bool) -> Any:
    """The next question that has not been passed over."""
    from worker import config, render
    from worker.reviewing import sheet
    from worker.reviewing.queue import Filter, filtered
    from worker.reviewing.rounds import Asked, keys_told

    rep = config.rep_named(desk.settings, config.me(desk.settings)) if mine else None
    with desk.reader() as reader:
        left = [each for each in filtered(reader.questions(), Filter(rep or "")) if each.mail not in passed]
        found = sheet.sheet_of(reader, left[0].mail) if left else None
        here = render.zone(reader.fact("zone"))
    if found is None:
        return None
    head = f"\n{render.number_of(len(left), 'question')} left"
    lines = (head, *sheet.lines(found, here, desk.now, ways=False), keys_told())
    return Asked(found.mail.id, lines, tuple(each.candidate.customer for each in found.shown))


# -- doing it -------------------------------------------------------------------------------------------


def _customer(desk: Desk, words: Sequence[str]) -> CustomerId:
    if not words:
        raise click.UsageError("Name the customer: its number, or a part of its name, domain or address.")
    with desk.reader() as reader:
        return the_customer(reader, " ".join(words))


def _owner(desk: Desk, name: str) -> Any:
    from worker import config

    return config.rep_named(desk.settings, name) if name else config.me(desk.settings)


def _span(words: str) -> Any:
    from datetime import timedelta

    found = re.fullmatch(r"(\d{1,5})\s*([dw])", words.strip().lower())
    if not found:
        raise click.UsageError(f"`{words}` is no length of time. Say 60d or 8w.")
    return timedelta(days=int(found[1]) * (7 if found[2] == "w" else 1))


def _give(desk: Desk, act: Callable[[Sitting, Actor], Done], dry_run: bool = False) -> None:
    """Give an answer in one transaction, and say what came of it."""
    from worker.reviewing.given import given, in_words

    with desk.intake(made=False, tags=False) as intake:
        done = given(intake, lambda sitting: act(sitting, desk.actor), dry_run=dry_run)
        intake.tidy()
    for line in in_words(done, dry_run=dry_run):
        click.echo(line)
