"""Customers by hand: new ones, changes, two that are one, one that is two, and all of it taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from model import GenjinError
from worker.commands.common import NUMBER, Desk, pass_desk, say, shaped, show, the_customer, tried

if TYPE_CHECKING:
    from model import CustomerId
    from store.customers import NewCustomer


@click.group()
def customers() -> None:
    """Customers by hand: add, edit, merge, split; every change is logged and can be taken back."""


def _options(*given: tuple[str, str, str]) -> Callable[[Any], Any]:
    """(option, metavar, help) of everything that may be said several times."""

    def dressed(command: Any) -> Any:
        for name, what, words in reversed(given):
            command = click.option(name, multiple=True, metavar=what, help=words)(command)
        return command

    return dressed


JUDGED = {
    "intent": ("high", "low"),
    "worth": ("high", "low"),
    "urgency": ("week", "month", "quarter", "later"),
    "need": ("clear", "latent", "none"),
    "stage": ("potential", "negotiating", "closed", "lost"),
}
"""What a rep judges of a customer beside class and grade, and in which words."""
_HELP = {
    "intent": "How much they want to buy; with --worth the quadrant.",
    "worth": "How much they could buy.",
    "urgency": "When they need it: within a week, a month, a quarter, or later.",
    "need": "What they need is clear, latent, or nothing.",
    "stage": "potential, negotiating, closed (bought) or lost.",
}


def _judged(command: Any) -> Any:
    for name, words in reversed(JUDGED.items()):
        choice = click.Choice([*words, ""])
        command = click.option(f"--{name}", type=choice, metavar="|".join(words), help=_HELP[name])(command)
    return command


@customers.command()
@click.argument("name", nargs=-1, required=True)
@_options(
    ("--title", "TEXT", "Another name it trades under, in any script. Several times for several."),
    ("--domain", "DOMAIN", "Whoever writes from there is this customer."),
    ("--contact", "PERSON", "`Name <address>`; the same name again is the same person."),
    ("--code", "CODE", "Registration code: credit code, VAT, D-U-N-S, LEI."),
    ("--phone", "NUMBER", "Telephone."),
    ("--website", "URL", "Web site."),
)
@click.option("--group", default="", help="The group of companies it belongs to.")
@click.option("--country", default="", help="Code or name.")
@click.option("--class", "volume_class", default="", help="A, B or C, by purchase volume.")
@click.option("--grade", default="", help="a to e, by expected closing date.")
@_judged
@click.option("--owner", metavar="REP", help="Default: you, if genjin.yaml says who you are.")
@click.option("--pool", is_flag=True, help="Nobody's yet.")
@click.option("--source", default="hand", show_default=True, help="How it came to us.")
@click.option("--every", metavar="DAYS", default="", help="Its own longest silence.")
@click.option("--id", "external_id", default="", help="The team's own number for it.")
@click.option("--even-so", is_flag=True, help="Also where it collides with another customer.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@pass_desk
def add(desk: Desk, /, name: tuple[str, ...], even_so: bool, dry_run: bool, **given: Any) -> None:
    """A new customer. Conflicts with others are told first.

    Example: genjin customers add "Nordlicht GmbH" --domain nordlicht.example --country DE
    """
    from worker import config
    from worker.master import adding

    owner = None if given.pop("pool") else given["owner"] or config.me(desk.settings)
    given["owner"] = config.rep_named(desk.settings, owner)
    new = _new_customer(desk, " ".join(name), given)
    with tried(desk, dry_run) as sitting:
        added = adding.add(sitting, new, desk.actor, even_so=even_so)
        number = "" if dry_run else f" (customer {added.customer.id})"
        would = "would be " if dry_run else ""
        say([f"{added.customer.name}{number} {would}added{_of(added.customer.owner)}.", *added.said], dry_run)


@customers.command()
@click.argument("customer", nargs=-1, required=True)
@click.option("--name", help="Its name; the old one stays as a title.")
@_options(
    ("--add-title", "TEXT", "One more name."),
    ("--drop-title", "TEXT", "Not its name after all."),
    ("--add-domain", "DOMAIN", "Whoever writes from there is this customer."),
    ("--drop-domain", "DOMAIN", "Not its domain after all; mail linked by it is linked anew."),
    ("--add-contact", "PERSON", "`Name <address>`, or an address."),
    ("--drop-contact", "ADDRESS", "That address is not its after all; mail linked by it is linked anew."),
    ("--add-code", "CODE", "Registration code."),
    ("--drop-code", "CODE", ""),
    ("--add-phone", "NUMBER", "Telephone."),
    ("--drop-phone", "NUMBER", ""),
    ("--add-website", "URL", "Web site."),
    ("--drop-website", "URL", ""),
)
@click.option("--group", help="The group of companies it belongs to.")
@click.option("--country", help="Code or name.")
@click.option("--class", "volume_class", help="A, B or C, by purchase volume.")
@click.option("--grade", help="a to e, by expected closing date.")
@_judged
@click.option("--owner", metavar="REP", help="Who is responsible; empty: nobody, the pool.")
@click.option("--source", help="How it came to us.")
@click.option("--every", metavar="DAYS", help="Its own longest silence.")
@click.option("--id", "external_id", help="The team's own number for it.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@pass_desk
def edit(desk: Desk, /, customer: tuple[str, ...], dry_run: bool, **given: Any) -> None:
    """Change a customer: what it has one of is set (empty clears it), the rest is added or dropped.

    Example: genjin customers edit nordlicht --owner bo --add-title 诺德利希特
    """
    from worker.master import editing

    if not any(value or value == "" for value in given.values()):
        raise click.UsageError("Nothing to change. `genjin customers edit --help` lists what can be.")
    number = _meant(desk, " ".join(customer))
    wanted = _edit(desk, given)
    with tried(desk, dry_run) as sitting:
        say(editing.edit(sitting, number, wanted, desk.actor), dry_run)


@customers.command()
@click.argument("gone", metavar="FROM")
@click.argument("stays", metavar="INTO")
@click.option("--owner", metavar="REP", help="Whose it is from now on, where the two had different owners.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@pass_desk
def merge(desk: Desk, gone: str, stays: str, owner: str | None, dry_run: bool) -> None:
    """Two customers are one: INTO stays and gets everything FROM has. Where both say something, INTO's holds.

    Example: genjin customers merge 12 nordlicht
    """
    from worker import config
    from worker.master import merging

    source, target = _meant(desk, gone), _meant(desk, stays)
    rep = config.rep_named(desk.settings, owner)
    with tried(desk, dry_run) as sitting:
        say(merging.merge(sitting, source, target, desk.actor, rep), dry_run)


@customers.command()
@click.argument("customer", nargs=-1, required=True)
@click.option("--new", "name", required=True, metavar="NAME", help="The company that moves out.")
@_options(
    ("--title", "TEXT", "A title that is the other's."),
    ("--domain", "DOMAIN", "A domain that is the other's, with the addresses at it."),
    ("--address", "ADDRESS", "A contact's address that is the other's."),
    ("--code", "CODE", "A registration code that is the other's."),
    ("--phone", "NUMBER", "A telephone that is the other's."),
    ("--website", "URL", "A web site that is the other's."),
)
@click.option("--country", default="", help="Its country, if another.")
@click.option("--owner", metavar="REP", help="Its owner, if another.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@pass_desk
def split(desk: Desk, /, customer: tuple[str, ...], name: str, dry_run: bool, **given: Any) -> None:
    """One customer is two: the second moves out with its titles, domains, addresses and their mail.

    Example: genjin customers split nordlicht --new "Nordlicht Polska" --domain nordlicht.pl
    """
    from store.customers import Signs
    from worker import config
    from worker.master import splitting

    number = _meant(desk, " ".join(customer))
    signs = Signs(
        given["title"], given["domain"], given["address"], given["code"], given["phone"], given["website"]
    )
    owner = config.rep_named(desk.settings, given["owner"])
    second = splitting.Second(" ".join(name.split()), signs, _country(given["country"]), owner)
    with tried(desk, dry_run) as sitting:
        say(splitting.split(sitting, number, second, desk.actor), dry_run)


@customers.command()
@click.argument("change", type=NUMBER, required=False)
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@pass_desk
def undo(desk: Desk, change: int | None, dry_run: bool) -> None:
    """Take a change back, your last one if no number is given. Example: genjin undo 17"""
    from worker.master import undo as undoing

    with tried(desk, dry_run) as sitting:
        number = undoing.last(sitting, desk.actor) if change is None else change
        say(undoing.undo(sitting, number, desk.actor, dry_run=dry_run), dry_run)


@customers.command()
@click.argument("customer", nargs=-1)
@click.option("--last", type=NUMBER, default=30, show_default=True, metavar="N", help="How many changes.")
@shaped
@pass_desk
def log(desk: Desk, customer: tuple[str, ...], last: int, shape: str) -> None:
    """Who changed what when, newest first; of one customer, or of all. Example: genjin customers log
    nordlicht
    """
    from store import lookups
    from worker import lists, render

    with desk.reader() as reader:
        number = the_customer(reader, " ".join(customer)) if customer else None
        rows = lists.change_rows(lookups.changes(reader, number, last), render.zone(reader.fact("zone")))
    show(rows, lists.CHANGES, shape, "Nobody has changed anything yet.")


# -- for the commands above ----------------------------------------------------------------------------------


def _meant(desk: Desk, words: str) -> CustomerId:
    with desk.reader() as reader:
        return the_customer(reader, words)


def _of(owner: str | None) -> str:
    return f", {owner}'s" if owner else ", nobody's yet (pool)"


def _new_customer(desk: Desk, name: str, given: dict[str, Any]) -> NewCustomer:
    from store.customers import NewCustomer

    return NewCustomer(
        name=" ".join(name.split()),
        created=desk.now,
        titles=_lines(given["title"]),
        domains=given["domain"],
        contacts=_contacts(given["contact"]),
        group=" ".join(given["group"].split()),
        country=_country(given["country"]),
        owner=given["owner"],
        volume_class=_one_of("class", given["volume_class"], "ABC"),
        close_grade=_one_of("grade", given["grade"], "abcde"),
        source=" ".join(given["source"].split()),
        every_days=_days(given["every"]),
        external_id=given["external_id"] or None,
        intent=given["intent"] or "",
        worth=given["worth"] or "",
        urgency=given["urgency"] or "",
        need=given["need"] or "",
        stage=given["stage"] or "",
        codes=given["code"],
        phones=_numbers(given["phone"]),
        websites=given["website"],
    )


def _edit(desk: Desk, given: dict[str, Any]) -> Any:
    from store.customers import NewCustomer, Signs
    from worker import config
    from worker.master.editing import Edit

    values: dict[str, Any] = {
        name: " ".join(given[name].split()) for name in ("name", "group", "source") if given[name] is not None
    }
    read: dict[str, Callable[[str], Any]] = {
        "country": _country,
        "volume_class": lambda words: _one_of("class", words, "ABC"),
        "grade": lambda words: _one_of("grade", words, "abcde"),
        "owner": lambda words: config.rep_named(desk.settings, words) if words else None,
        "every": _days,
        "external_id": lambda words: words or None,
    }
    values |= {name: given[name] for name in JUDGED if given[name] is not None}
    called = {"grade": "close_grade", "every": "every_days"}
    values |= {
        called.get(name, name): as_(given[name]) for name, as_ in read.items() if given[name] is not None
    }
    if values.get("name") == "":
        raise GenjinError("A customer needs a name; --name cannot be empty.")
    gain = NewCustomer(
        "",
        desk.now,
        titles=_lines(given["add_title"]),
        domains=given["add_domain"],
        contacts=_contacts(given["add_contact"]),
        codes=given["add_code"],
        phones=_numbers(given["add_phone"]),
        websites=given["add_website"],
    )
    lose = Signs(
        *(given[f"drop_{name}"] for name in ("title", "domain", "contact", "code", "phone", "website"))
    )
    return Edit(values, gain, lose)


_MOST_WORDS = 600


def _lines(given: Sequence[str]) -> tuple[str, ...]:
    """Each on one line, empty ones left out."""
    return tuple(filter(None, (" ".join(words.split()) for words in given)))


def _numbers(given: Sequence[str]) -> tuple[str, ...]:
    """`13800138000/13900139000` are two, as in a file."""
    from worker.customer_words import phones_in

    return tuple(number for words in given for number in (phones_in(words) or [words]))


def _contacts(given: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """`Jana Krueger <jana@nordlicht.example>`, or the address alone."""
    return tuple(_contact(words[:_MOST_WORDS]) for words in given)


def _contact(words: str) -> tuple[str, str]:
    from worker.customer_words import mistake

    name, bracket, rest = words.partition("<")
    email = (rest.partition(">")[0] if bracket else words).strip().lower()
    if not email or mistake("emails", email):
        raise GenjinError(f"`{words}` is no contact. Write it as `Jana Krueger <jana@nordlicht.example>`.")
    return email, " ".join(name.split()).strip('"') if bracket else ""


def _country(words: str) -> str:
    from worker.customer_words import country_of, mistake

    if words and (wrong := mistake("country", words)):
        raise GenjinError(wrong)
    return country_of(words)


def _one_of(what: str, words: str, allowed: str) -> str:
    if words and (len(words) != 1 or words not in allowed):
        raise GenjinError(f"`{words}` is no {what}; there are {', '.join(allowed)}.")
    return words


def _days(words: str) -> int | None:
    if not words:
        return None
    if not (words.isascii() and words.isdigit() and 1 <= int(words[:6]) <= 3650):
        raise GenjinError(f"`{words}` is not a number of days from 1 to 3650.")
    return int(words)
