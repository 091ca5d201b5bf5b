"""Handing out in turn: whose turn is next, handing out, and what other weights would change."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from model import CustomerId, GenjinError
from worker.commands.common import NUMBER, Desk, each_id, pass_desk, shaped, show, the_customer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from followups import Policy
    from followups.rotation import Cursor
    from store.queries import Reader
    from store.turned import Turned
    from worker.render import Cells, Column
    from worker.rotating import Handed

_MOST_ORDERED = click.IntRange(1, 1_000)


@click.group()
def rotate() -> None:
    """Hand customers out in turn by weight: 3:2:1 gives A B C A B A. Weights: policy.yaml, `rotation`.

    Before any turn: the owner it has, the owner of its group, of its work domain, of the same buyer.
    """


@rotate.command()
@click.option(
    "-n", "--turns", "count", type=_MOST_ORDERED, default=12, show_default=True, help="How many turns."
)
@shaped
@pass_desk
def order(desk: Desk, count: int, shape: str) -> None:
    """Whose turns are next, and who is passed over and why. Nothing is written.

    Example: genjin rotate order -n 6
    """
    from store import turned
    from worker import render
    from worker.rotating import hindrance

    policy = _policy(desk)
    with desk.reader() as reader:
        weights, cursor = _weights(desk, policy, reader), _cursor(reader)
        owned = turned.owned(reader)
        rows = [*_ordered(weights, cursor, owned, hindrance(policy, owned, desk.now, reader.fact), count)]
    columns = (
        render.Column("turn", "turn", stays=True, right=True, leads=True),
        render.Column("rep", "rep", "bold", leads=True),
        render.Column("round", "round", stays=True, right=True),
        render.Column("weight", "weight", stays=True, right=True),
        render.Column("passed_over", "passed over"),
    )
    show(rows, columns, shape)


def _ordered(
    weights: Mapping[str, int], cursor: Cursor, owned: dict[str, int], can: Callable[[str], str], count: int
) -> Iterator[Cells]:
    """As it would fall if nothing else happened; whoever gets one owns one more."""
    from followups.rotation import next_turn

    for number in range(1, count + 1):
        taken = next_turn(weights, cursor, can)
        over = "; ".join(f"{each.rep} {each.why}" for each in taken.skipped)
        if taken.rep is None:
            yield {"turn": number, "rep": "nobody", "round": None, "weight": None, "passed_over": over}
            return
        cursor, owned[taken.rep] = taken.cursor, owned.get(taken.rep, 0) + 1
        weight = weights[taken.rep]
        yield {
            "turn": number,
            "rep": taken.rep,
            "round": cursor.round,
            "weight": weight,
            "passed_over": over,
        }


@rotate.command(name="next")
@click.argument("customers", nargs=-1, metavar="[CUSTOMER]...")
@click.option("--pool", metavar="NAME", help="Instead: customers of this pool, who lies there longest first.")
@click.option("--count", type=_MOST_ORDERED, default=1, show_default=True, help="How many of the pool.")
@shaped
@pass_desk
def hand_out(desk: Desk, customers: tuple[str, ...], pool: str | None, count: int, shape: str) -> None:
    """Hand customers without owner out: to whom they belong, else in turn. `-` reads numbers, one a line.

    Example: genjin rotate next 14 27, or genjin rotate next --pool public --count 5
    """
    from worker import rotating

    if bool(customers) == bool(pool):
        raise click.UsageError("Name customers, `-`, or --pool NAME.")
    with desk.reader() as reader:
        numbers = _named(reader, customers) if customers else []
    with desk.sitting() as sitting:
        numbers = rotating.in_pool(sitting, pool, count) if pool else numbers
        done, change = rotating.hand_out_all(sitting, numbers, desk.actor)
    _tell(done, change, shape)
    if any(each.rep is None for each in done):
        raise GenjinError(
            "Nobody can take what is left: it stays in its pool. `genjin rotate order` says why."
        )


def _named(reader: Reader, words: Sequence[str]) -> list[CustomerId]:
    if all(word == "-" or word.isdigit() for word in words):
        return [CustomerId(each) for each in each_id(tuple(words))]
    return [the_customer(reader, word) for word in words]


def _tell(done: Sequence[Handed], change: int, shape: str) -> None:
    from worker import render

    rows: list[Cells] = [
        {
            "id": each.customer,
            "customer": each.name,
            "rep": each.rep or "nobody",
            "outcome": each.outcome.value if each.outcome else "",
            "why": each.why,
            "passed_over": "; ".join(f"{skip.rep} {skip.why}" for skip in each.skipped),
        }
        for each in done
    ]
    columns = (
        render.Column("id", "no.", stays=True, leads=True),
        render.Column("customer", "customer", "bold", leads=True),
        render.Column("rep", "to", leads=True),
        render.Column("outcome"),
        render.Column("why", "why"),
        render.Column("passed_over", "passed over"),
    )
    show(rows, columns, shape, "Nobody lies there.")
    if change and shape == "table":
        click.echo(f"To take that back: genjin undo {change} (the owner goes, the turn stays spent)")


@rotate.command()
@click.option(
    "-n", "--turns", "count", type=_MOST_ORDERED, default=60, show_default=True, help="How many turns."
)
@click.option("--weights", "wished", metavar="REP=N,...", help="Other weights; who is not named has none.")
@click.option("--from-conversion", is_flag=True, help="The weights that follow from conversion.")
@shaped
@pass_desk
def simulate(desk: Desk, count: int, wished: str | None, from_conversion: bool, shape: str) -> None:
    """The shares and the order that other weights would give, beside those of now; absences and caps are left
    out. Nothing is written.

    Example: genjin rotate simulate --weights lina=3,wangwei=2,chen=1
    """
    from followups.rotation import turns
    from worker import render

    policy = _policy(desk)
    with desk.reader() as reader:
        now, cursor = _weights(desk, policy, reader, must=not wished), _cursor(reader)
        then = _wished(desk, policy, wished) if wished else now
        if from_conversion:
            then = {each.rep: each.weight for each in _conversion(desk, policy, reader)}
    before, after = ([turn.rep for turn in islice(turns(each, cursor), count)] for each in (now, then))
    rows = [_share(rep, now, then, before, after) for rep in dict.fromkeys((*now, *then))]
    if shape == "json":
        click.echo(render.as_json({"shares": rows, "before": before, "after": after}))
        return
    show(rows, _shares(), shape)
    if shape == "table":
        click.echo(render.one_line(f"now:  {_first(before)}"))
        click.echo(render.one_line(f"then: {_first(after)}"))


_SHOWN = 24


def _first(order: Sequence[str]) -> str:
    """As many names as fit on a line."""
    more = " ..." if len(order) > _SHOWN else ""
    return f"{' '.join(order[:_SHOWN])}{more}" or "nobody"


def _shares() -> tuple[Column, ...]:
    from worker import render

    told = (
        ("weight", "weight"),
        ("turns", "turns"),
        ("share", "%"),
        ("new_weight", "then weight"),
        ("new_turns", "turns"),
        ("new_share", "%"),
    )
    figures = (render.Column(key, heading, stays=True, right=True) for key, heading in told)
    return (render.Column("rep", "rep", "bold", leads=True), *figures)


def _share(
    rep: str, now: Mapping[str, int], then: Mapping[str, int], before: list[str], after: list[str]
) -> Cells:
    return {
        "rep": rep,
        "weight": now.get(rep, 0),
        "turns": before.count(rep),
        "share": _percent(before.count(rep), len(before)),
        "new_weight": then.get(rep, 0),
        "new_turns": after.count(rep),
        "new_share": _percent(after.count(rep), len(after)),
    }


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


@rotate.command()
@click.option("--customer", metavar="CUSTOMER", help="One customer's turns.")
@click.option("--rep", metavar="REP", help="One rep's.")
@click.option("--last", type=NUMBER, default=50, show_default=True, metavar="N", help="How many.")
@shaped
@pass_desk
def log(desk: Desk, customer: str | None, rep: str | None, last: int, shape: str) -> None:
    """Whose turn it was: given, passed over and why, or bound to somebody out of turn; newest first.

    Example: genjin rotate log --rep lina
    """
    from store import turned
    from worker import render

    with desk.reader() as reader:
        here = render.zone(reader.fact("zone"))
        if customer:
            found = turned.turns_of(reader, the_customer(reader, customer))[:last]
        else:
            found = turned.last_turns(reader, last, rep or "")
    rows = [_logged(each, here) for each in found if not rep or each.rep == rep]
    columns = (
        render.Column("when", "date", stays=True, leads=True),
        render.Column("date"),
        render.Column("rep", "rep", "bold", leads=True),
        render.Column("outcome", "outcome", leads=True),
        render.Column("customer", "customer"),
        render.Column("why", "why"),
        render.Column("actor", "by"),
    )
    show(rows, columns, shape, "Nothing was handed out in turn yet.")


def _logged(each: Turned, here: Any) -> Cells:
    from worker import render

    return {
        "when": render.at(each.at, here),
        "date": render.iso(each.at, here),
        "rep": each.rep,
        "outcome": each.outcome,
        "customer": f"{each.customer} {each.customer_name}".rstrip(),
        "why": each.why,
        "actor": each.actor,
    }


@rotate.command()
@shaped
@pass_desk
def weights(desk: Desk, shape: str) -> None:
    """What became of the customers each rep was handed, and the weights that follow. Nothing is written.

    The rate is smoothed: so many customers of average luck count for everybody as `smoothing` says. Example:
    genjin rotate weights
    """
    from worker import render

    policy = _policy(desk)
    with desk.reader() as reader:
        found = _conversion(desk, policy, reader)
        in_force = _weights(desk, policy, reader)
    rows: list[Cells] = [
        {
            "rep": each.rep,
            "handed": each.handed,
            "won": each.won,
            "rate": round(100 * each.rate, 1),
            "weight": in_force[each.rep],
            "by_conversion": each.weight,
        }
        for each in found
    ]
    told = (
        ("handed", "handed out"),
        ("won", "won"),
        ("rate", "% smoothed"),
        ("weight", "weight now"),
        ("by_conversion", "by conversion"),
    )
    figures = (render.Column(key, heading, stays=True, right=True) for key, heading in told)
    show(rows, (render.Column("rep", "rep", "bold", leads=True), *figures), shape)
    if shape == "table":
        assert policy.rotation.conversion is not None
        click.echo(
            f"Handed out in turn in the last {policy.rotation.conversion.window}; won: order, deposit, "
            f"payment or letter of credit after that. In force: {policy.rotation.weights} weights."
        )


# -- for the commands above ----------------------------------------------------------------------------------


def _policy(desk: Desk) -> Policy:
    from worker import config
    from worker.shape import ConfigError

    policy, problems = config.load_policy(desk.home, desk.settings.policy)
    if policy is None:
        raise ConfigError(problems)
    return policy


def _cursor(reader: Reader) -> Cursor:
    from followups.rotation import Cursor

    return Cursor.parse(reader.fact("rotation"))


def _weights(desk: Desk, policy: Policy, reader: Reader, *, must: bool = True) -> Mapping[str, int]:
    """The weights in force. must: somebody is needed."""
    if must:
        _must_name_somebody(policy)
    if policy.rotation.weights == "fixed" or not policy.rotation.reps:
        return policy.rotation.reps
    return {each.rep: each.weight for each in _conversion(desk, policy, reader)}


def _conversion(desk: Desk, policy: Policy, reader: Reader) -> Any:
    from store import turned
    from worker.rotating import weights_by, window_start

    _must_name_somebody(policy)
    if policy.rotation.conversion is None:
        raise GenjinError(
            "`rotation` of policy.yaml has no `conversion`. Write, for example, conversion: "
            "{window: 365 days, smoothing: 20, floor: 1, ceiling: 5}."
        )
    return weights_by(policy, turned.given_since(reader, window_start(policy, desk.now)))


def _must_name_somebody(policy: Policy) -> None:
    from worker.rotating import NOBODY_NAMED

    if not policy.rotation.reps:
        raise GenjinError(NOBODY_NAMED)


def _wished(desk: Desk, policy: Policy, words: str) -> Mapping[str, int]:
    """The weights that were named, checked as policy.yaml is."""
    from dataclasses import replace

    from worker import config

    found: dict[str, int] = {}
    for part in words.split(","):
        rep, _, weight = part.partition("=")
        if not (weight.strip().isascii() and weight.strip().isdecimal() and len(weight.strip()) <= 3):
            raise GenjinError(f"`{part[:60]}` is no weight. Write lina=3,wangwei=2.")
        found[config.rep_named(desk.settings, rep.strip()) or ""] = int(weight)
    try:
        return replace(policy.rotation, reps=found).reps
    except ValueError as error:
        raise GenjinError(f"--weights: {'; '.join(map(str, error.args))}") from None
