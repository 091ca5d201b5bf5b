"""One customer turns out to be two: what goes out with the second?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from model import Customer, CustomerId, MailId, RepId
from store.customers import NewCustomer, Signs
from worker.again import thought_again
from worker.desk import Actor, DeskError
from worker.intake import Sitting
from worker.master.checks import must_be_possible
from worker.master.editing import held, known
from worker.master.words import SEVERAL
from worker.render import number_of


@dataclass(frozen=True, slots=True)
class Second:
    """The company that moves out. Titles it did not have are simply its; all else must be there."""

    name: str
    signs: Signs
    country: str = ""
    owner: RepId | None = None


def split(sitting: Sitting, number: CustomerId, second: Second, actor: Actor) -> list[str]:
    """Make it a customer of its own, with its signs and the mail from and to them."""
    page, first = sitting.page, known(sitting, number)
    if not second.name.strip():
        raise DeskError("The company that moves out needs a name; --new cannot be empty.")
    must_be_possible({"name": second.name, "titles": second.signs.titles})
    signs = _moving(sitting, first, second)
    with page.changes.recording(actor.now, actor.name, "split", number, "") as change:
        mails = page.moves.mails_by(number, signs)
        apart = page.customers.add(_new(sitting, first, second, mails, actor))
        change.about(apart.id)
        change.words = f"split {apart.name} (customer {apart.id}) off {first.name} (customer {number})"
        change.detail["new"] = apart.id
        page.moves.part(number, apart.id, signs)
        rest = _refreshed(sitting, number)
        apart = _refreshed(sitting, apart.id)
        handed = [mail for mail in mails if _handed_on(sitting, mail, rest, apart)]
        sitting.touch([number, apart.id])
        sitting.settle()
        group = f" Both are in the group {apart.group_name}." if apart.group_name else ""
    page.journal(actor.now, actor.name, "customers split", f"customer {number}", change.words)
    words = f"{change.words[0].upper()}{change.words[1:]}"
    return [f"{words}, with {number_of(len(handed), 'mail')}.{group}", *_signs_told(apart)]


def _moving(sitting: Sitting, first: Customer, second: Second) -> Signs:
    """The signs as the customer has them; addresses at a domain go with it."""
    signs = held(sitting, first, replace(second.signs, titles=()))
    at_domains = tuple(each for each in first.emails if each.rpartition("@")[2] in signs.domains)
    titles = tuple(dict.fromkeys((second.name, *second.signs.titles)))
    if first.name in titles:
        raise DeskError(f"{first.name} stays where it is; give the company that moves out another name.")
    if not (any(getattr(signs, each) for each in SEVERAL) or set(titles) & set(first.titles)):
        raise DeskError(
            "Nothing would move out. Say what is the other company's: --title, --domain, --address, --code, "
            "--phone or --website. "
            f"{first.name} has: {', '.join((*first.titles[1:], *first.domains, *first.emails)) or 'nothing'}."
        )
    return replace(signs, titles=titles, emails=tuple(dict.fromkeys((*signs.emails, *at_domains))))


def _new(
    sitting: Sitting, first: Customer, second: Second, mails: Sequence[MailId], actor: Actor
) -> NewCustomer:
    """Known since its first mail; whose the first was it is too, and in the same group."""
    dates = sitting.page.reviews.dated(mails).values()
    return NewCustomer(
        name=second.name,
        created=min(dates, default=actor.now),
        titles=second.signs.titles,
        group=first.group_name,
        country=second.country or first.country,
        owner=second.owner or first.owner,
        source=first.source,
    )


def _refreshed(sitting: Sitting, number: CustomerId) -> Customer:
    sitting.page.customers.touch(number)
    customer = known(sitting, number)
    sitting.welcome(customer, customer.emails, customer.domains)
    return customer


def _handed_on(sitting: Sitting, mail: MailId, rest: Customer, apart: Customer) -> bool:
    """A mail that only signs of the second stand on is its; what names both is thought about anew."""
    signs = sitting.page.moves.mail_signs(mail)
    if any(email in rest.emails or domain in rest.domains for email, domain in signs):
        return bool(thought_again(sitting, mail))
    sitting.page.moves.hand_on(mail, rest.id, apart)
    return True


def _signs_told(apart: Customer) -> list[str]:
    return [
        f"{called}: {', '.join(values)}"
        for field, called in SEVERAL.items()
        if (values := getattr(apart, field))
    ]
