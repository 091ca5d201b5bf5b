"""The rules that tag mail: are they right, what do they find, what would they change?"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from model import GenjinError, utc
from worker.commands.common import NEEDS_A_PERSON, Desk, pass_desk, shaped, show

if TYPE_CHECKING:
    from datetime import date, tzinfo

    from parsers import Parser
    from rules import RuleSet
    from store.queries import Reader
    from worker.render import Column
    from worker.rulebook.given import Given
    from worker.rulebook.lines import Judge
    from worker.rulebook.modules import Loaded

STDIN = "-"
_MOST = 20_000_000
"""Bytes of a mail that is tried."""


@click.group()
def rules() -> None:
    """The rules that tag mail."""


_folder = click.option(
    "--rules", "folder", metavar="FOLDER", help="Rules of that folder, not those in force."
)
_since = click.option("--since", metavar="WHEN", help="Stored mail from then on: 90d, 12w, or 2026-01-01.")


@rules.command()
@click.argument("folder", required=False)
@pass_desk
def check(desk: Desk, folder: str | None) -> None:
    """Read every rule file and run the samples in it; exit 1 on any mistake. All mistakes of all files come
    in one go, each with its line and what to write instead. Example: genjin rules check
    """
    from worker.rulebook import checking

    for line in checking.checked(desk.home, folder, _in_force(desk)):
        click.echo(line)


@rules.command(name="list")
@click.option("--tag", metavar="TAG", help="Only rules that give it.")
@click.option("--status", metavar="STATUS", help="Only live, trial, draft, by hand or off ones.")
@_folder
@shaped
@pass_desk
def list_(desk: Desk, tag: str | None, status: str | None, folder: str | None, shape: str) -> None:
    """Every rule: its tag, title, effect and place. Example: genjin rules list --tag urgent"""
    from rules import Status
    from worker.rulebook import showing

    known = [each.value for each in Status]
    if status is not None and status not in known:
        raise GenjinError(f"`{status}` is no status. There are {', '.join(known)}.")
    every = showing.entries(_at_hand(desk, folder))
    chosen = showing.of_tag(tag, every) if tag else every
    shown = [each for each in chosen if status in (None, each.rule.status.value)]
    show(showing.rows(shown), showing.COLUMNS, shape, "No rule.")


@rules.command(name="show")
@click.argument("name", metavar="RULE|TAG")
@_folder
@pass_desk
def show_(desk: Desk, name: str, folder: str | None) -> None:
    """A rule in words, or all rules of a tag: what they look for, what follows, the advice, the samples.

    Example: genjin rules show urgent
    """
    from worker.rulebook import showing

    for number, entry in enumerate(showing.named(name, showing.entries(_at_hand(desk, folder)))):
        _tell((*[""] * bool(number), *showing.in_words(entry)))


@rules.command()
@click.argument("name")
@pass_desk
def new(desk: Desk, name: str) -> None:
    """Begin a rule: NAME.yaml in the team's folder, with comments, as a draft. Example: genjin rules new
    freight-price
    """
    from worker.rulebook import writing

    path, copied = writing.new(desk.home, name)
    if copied:
        click.echo(
            f"{path.parent} is made, with the shipped rules in it: from now on it is read instead of them."
        )
    click.echo(f"Written: {path}")
    click.echo(
        'Next: edit it, `genjin rules check`, `genjin rules try --text "..."`; then `status: trial` and '
        "`genjin rules replay --since 90d --with-trial`."
    )


@rules.command()
@click.option("--write", is_flag=True, help="Into the team's folder of rules, for editors.")
@pass_desk
def schema(desk: Desk, write: bool) -> None:
    """The JSON Schema of rule files, for editors. Example: genjin rules schema --write"""
    from worker.rulebook import schema as made
    from worker.rulebook import writing

    if not write:
        click.echo(made.text(), nl=False)
        return
    click.echo(f"Written: {writing.written_schema(desk.home)}. The first line of a rule file names it:")
    click.echo(made.HEADER)


# -- on mail -------------------------------------------------------------------------------------------------


@rules.command(name="try")
@click.argument("file", required=False, metavar="FILE|-")
@click.option("--text", "words", metavar="TEXT", help="What the mail says, instead of a file.")
@click.option("--from", "from_", type=click.Choice(["customer", "us"]), help="Whose mail it is.")
@click.option("--jsonl", is_flag=True, help="FILE holds many mails, one JSON object a line.")
@_folder
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True)
@pass_desk
def try_(  # noqa: PLR0913, PLR0917 - one for every option
    desk: Desk,
    file: str | None,
    words: str | None,
    from_: str | None,
    jsonl: bool,
    folder: str | None,
    shape: str,
) -> None:
    """What would the rules make of this mail? Every tag with its words, rule, date and advice, and every
    rule that was cancelled, with the reason; drafts and rules on trial as well, and marked so. FILE is a mail
    (.eml) or plain text; - is standard input.

    With --jsonl only live rules are asked. Each line is an object with id, body, direction (in, out),
    mail_date and, where known, subject, kind, attachments; it is answered by one with id, tags, evidence, due
    and facts, or with id, line and error. Exit 3 if any line was answered with an error.

    Example: genjin rules try --text "Your price is too high."
    """
    if words is not None and file is not None:
        raise click.UsageError("Either --text or a FILE, not both.")
    if words is None and file is None:
        raise click.UsageError("Give a FILE, or - for standard input, or --text.")
    if jsonl and file is None:
        raise click.UsageError("--jsonl wants a FILE, or - for standard input.")
    if jsonl:
        _answer_lines(desk, str(file), folder)
        return
    from worker.reading_words import as_line
    from worker.rulebook import trying

    trial = trying.tried(_given(desk, file, words, from_), _everything(desk, folder))
    if shape == "json":
        click.echo(as_line(trying.as_values(trial), 2).encode("utf-8"))
    else:
        _tell(trying.in_words(trial))


@rules.command()
@_folder
@click.option(
    "--jsonl", "file", metavar="FILE", help="Labelled mails (id, body, direction, mail_date, tags)."
)
@_since
@shaped
@pass_desk
def test(desk: Desk, folder: str | None, file: str | None, since: str | None, shape: str) -> None:
    """How well do the samples cover each rule, on whose samples does it fire as well, with which does it
    conflict? With labelled mails also precision and recall, with stored mail how often it finds something.

    Example: genjin rules test --since 90d
    """
    from worker.rulebook import testing

    reports, in_trial = testing.tested(_loaded(desk, folder))
    by_tag: dict[str, testing.OfTag] = {}
    columns: tuple[Column, ...] = testing.COLUMNS
    if file:
        columns += testing.LABELLED
        _count_labelled(desk, file, testing.counter(in_trial, reports, by_tag))
    elif since:
        columns += testing.STORED
        _count_stored(desk, since, reports, in_trial)
    show(testing.rows(reports), columns, shape, "No rule.")
    if by_tag and shape == "table":
        show(testing.tag_rows(by_tag), testing.TAGS, shape)


@rules.command()
@click.option("--since", metavar="WHEN", default="90d", show_default=True, help="90d, 12w, or 2026-01-01.")
@_folder
@click.option("--with-trial", is_flag=True, help="As if drafts and rules on trial were live.")
@click.option("--customer", metavar="NAME", help="Only one customer's mail.")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True)
@pass_desk
def replay(
    desk: Desk, since: str, folder: str | None, with_trial: bool, customer: str | None, shape: str
) -> None:
    """What would the rules on the disk change? Stored mail is judged again: tags that come and go, dates that
    move, each with its sentence and rule. Nothing is saved. Example: genjin rules replay --since 90d
    """
    from worker import progress, render
    from worker.commands.common import the_customer
    from worker.pipeline import Report
    from worker.rulebook import replay_words, replaying, stored

    with desk.reader() as reader:
        here = render.zone(reader.fact("zone"))
        number = the_customer(reader, customer) if customer else None
        wanted = replaying.Wanted(stored.since(since, desk.now, here), number, with_trial)
        bench = _bench(desk, folder, with_trial=with_trial)
        with progress.shown("replay") as shown:
            found = replaying.replay(
                reader, bench, wanted, lambda read, total: shown("", Report(again=read, waiting=total - read))
            )
    if shape == "json":
        click.echo(render.as_json(replay_words.as_values(found, here)))
    else:
        _tell(replay_words.in_words(found, here))


@rules.command()
@click.option("--since", metavar="WHEN", help="Only mail and marks from then on: 90d, 12w, or 2026-01-01.")
@shaped
@pass_desk
def stats(desk: Desk, since: str | None, shape: str) -> None:
    """What each rule has found in the book, and how often reps called it right or wrong. Example: genjin
    rules stats --since 90d
    """
    from store import replayed
    from worker import render
    from worker.rulebook import showing, stored
    from worker.rulebook import stats as told

    with desk.reader() as reader:
        here = render.zone(reader.fact("zone"))
        first = stored.since(since, desk.now, here) if since else utc(0)
        deeds = replayed.deeds(reader, first)
    every = [each.rule for each in showing.entries(_at_hand(desk, None))]
    show(told.rows(every, deeds, here), told.COLUMNS, shape, "No rule.")
    idle = told.never(every, deeds)
    if idle and shape == "table":
        click.echo(f"\nNever found anything: {', '.join(idle)}")


# -- for the commands above ----------------------------------------------------------------------------------


def _loaded(desk: Desk, folder: str | None) -> Loaded:
    from worker.rulebook import checking

    return checking.loaded(desk.home, folder, checking.staying(_in_force(desk)))


def _at_hand(desk: Desk, folder: str | None) -> Loaded:
    """The rules of the files; where these have a mistake, those in force, with a warning."""
    from worker.rulebook import last_good
    from worker.shape import ConfigError

    try:
        return _loaded(desk, folder)
    except ConfigError as error:
        can = folder is None and last_good.may_go_back(error.problems)
        kept = last_good.known(desk.home) if can else None
        if kept is None:
            raise
        desk.warn_of_rules(kept.warning(error.problems))
        return kept.found


def _everything(desk: Desk, folder: str | None) -> RuleSet:
    """Also drafts: whoever begins a rule wants to see what it finds."""
    from rules import RuleSet, trial

    found = _at_hand(desk, folder)
    return RuleSet.of(found.modules, trial.IN_TRIAL, found.coded, checked=True)


def _in_force(desk: Desk) -> str:
    """The rules that the book goes by, in words; empty where there is no book, or none that says so."""
    from worker.rulebook import in_force

    try:
        if not desk.home.settings.exists():
            return ""
        with desk.reader() as reader:
            known = in_force.known(reader.fact(in_force.FACT))
            return known.words(_zone(reader)) if known else ""
    except GenjinError:  # what is wrong with settings or book is told by who needs them
        return ""


def _zone(reader: Reader) -> tzinfo:
    from worker import render

    return render.zone(reader.fact("zone"))


def _today(desk: Desk) -> date:
    """The day it is for the team; without a book nobody knows where that is."""
    try:
        if desk.home.settings.exists():
            with desk.reader() as reader:
                return desk.now.astimezone(_zone(reader)).date()
    except GenjinError:  # what is wrong with settings or book is told by who needs them
        pass
    return desk.now.date()


def _judge(desk: Desk, folder: str | None) -> Judge:
    from rules import RuleSet
    from worker.rulebook.lines import Judge

    found = _at_hand(desk, folder)
    return Judge(RuleSet.of(found.modules, coded=found.coded, checked=True), _parsers(desk), _today(desk))


def _parsers(desk: Desk) -> tuple[Parser, ...]:
    from worker import portals

    return portals.load(desk.home)[0].parsers if desk.home.settings.exists() else portals.shipped().parsers


def _given(desk: Desk, file: str | None, words: str | None, from_: str | None) -> Given:
    from worker.rulebook import given

    settings = desk.settings if desk.home.settings.exists() else None
    team = given.Team(_parsers(desk))
    if settings is not None:
        team = given.Team(team.parsers, settings.team.ours(), settings.opening())
    if words is not None:
        return given.of_words(words, _today(desk), from_)
    with _opened(str(file)) as stream:
        content = stream.read(_MOST)
    return given.of_content(content, team, desk.now, from_)


def _answer_lines(desk: Desk, file: str, folder: str | None) -> None:
    from worker.reading_words import as_line
    from worker.rulebook import lines

    answers, failed = lines.Answers(_judge(desk, folder)), 0
    with _opened(file) as stream:
        for at, line in lines.of(stream):
            told = answers.to(line, at)
            failed += "error" in told
            click.echo(as_line(told).encode("utf-8"))
    if failed:
        raise SystemExit(NEEDS_A_PERSON)


def _count_labelled(desk: Desk, file: str, count: Any) -> None:
    from worker.rulebook import lines

    today = _today(desk)
    with _opened(file) as stream:
        for number, line in lines.of(stream):
            error = count(line, today)
            if error:
                raise GenjinError(f"{file}, line {number}: {error}.")


def _count_stored(desk: Desk, since: str, reports: Any, in_trial: Any) -> None:
    from store import replayed
    from worker.rulebook import stored, testing

    bench = stored.Bench(in_trial, _policy(desk))
    with desk.reader() as reader:
        first = stored.since(since, desk.now, _zone(reader))
        for mail in replayed.mails(reader, first):
            testing.stored(bench.tags(mail), mail.reading.own_words, reports)


def _bench(desk: Desk, folder: str | None, *, with_trial: bool) -> Any:
    from worker.rulebook import stored

    return stored.Bench(stored.rules_of(_loaded(desk, folder), with_trial=with_trial), _policy(desk))


def _policy(desk: Desk) -> Any:
    from worker import config
    from worker.shape import ConfigError

    policy, problems = config.load_policy(desk.home, desk.settings.policy)
    if policy is None:
        raise ConfigError(problems)
    return policy.follow_ups


@contextmanager
def _opened(file: str) -> Iterator[BinaryIO]:
    if file == STDIN:
        yield sys.stdin.buffer
        return
    try:
        with Path(file).open("rb") as opened:
            yield opened
    except OSError as error:
        raise GenjinError(f"`{file}` cannot be read: {error.strerror or error}.") from None


def _tell(lines: Any) -> None:
    """On lines that fit the terminal; what a mail says cannot look like a line of ours."""
    from worker.render import one_line, width, wrapped

    room = width()
    for line in lines:
        click.echo("\n".join(wrapped(one_line(line), room)) if line else "")
