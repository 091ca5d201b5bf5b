"""Whom is the mail from? What a person answers, learned at once; older mail follows.

Every answer is one change in the book: what was learned, which mails moved, what is owed now. Undoing it puts
all of that back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from model import Candidate, Case, Customer, CustomerId, Evidence, Known, MailId, RepId
from store.customers import NewCustomer
from worker import conflicts
from worker.consequences import LEAD_SOURCES, lead_from
from worker.desk import Actor, DeskError
from worker.intake import Sitting
from worker.nobodies import told
from worker.render import number_of
from worker.reviewing.absorbing import absorb, is_only, leads_of, way_to_merge
from worker.reviewing.answering import (
    Answer,
    Done,
    answering,
    asked_from,
    known,
    must_be_free,
    must_be_safe,
    must_wait,
    take_out,
    work_domain,
)
from worker.reviewing.lessons import lesson_of, writer


@dataclass(frozen=True, slots=True)
class Wish:
    """How a new customer shall be, beside what its mail says."""

    name: str = ""
    owner: RepId | None = None
    group: str = ""


# -- it is from a customer ---------------------------------------------------------------------------


def accept(sitting: Sitting, mails: Sequence[MailId], customer: CustomerId | None, actor: Actor) -> Done:
    """These mails are from that customer; None: each from its first candidate."""
    must_wait(sitting, mails)
    meant = [(mail, customer or _first_candidate(sitting, mail)) for mail in mails]
    return _linked(sitting, meant, actor, "review accept")


def other(sitting: Sitting, mails: Sequence[MailId], customer: CustomerId, actor: Actor) -> Done:
    """The mails are from that customer, whoever was proposed or found without a question."""
    for mail in mails:
        must_be_free(sitting, mail)
    return _linked(sitting, [(mail, customer) for mail in mails], actor, "review other")


def _linked(sitting: Sitting, meant: Sequence[tuple[MailId, CustomerId]], actor: Actor, action: str) -> Done:
    for mail, _ in meant:
        must_be_safe(sitting, mail)
    with answering(sitting, actor, action, [mail for mail, _ in meant], meant[0][1]) as answer:
        for mail, customer in meant:
            _absorb_leads(answer, mail, customer)
        names = dict.fromkeys(_link(answer, mail, customer) for mail, customer in meant)
        answer.words = f"from {', '.join(names)}"
    return answer.done


def _link(answer: Answer, mail: MailId, number: CustomerId) -> str:
    """Enter the mail into the customer's history, because a person says so. Answers the customer's name."""
    sitting, actor = answer.sitting, answer.actor
    customer = known(sitting, number)
    case = sitting.found_again(mail)
    because = f"{actor.name} said so on {actor.now:%Y-%m-%d}."
    evidence = Evidence("review", 100.0, f"accepted by {actor.name}")
    candidate = Candidate(number, customer.name, 100.0, (evidence,), customer.group)
    others = tuple(each for each in case.match.candidates if each.customer != number)
    _must_not_be_nobodys(answer, case)
    sitting.note(mail)
    answer.learned += way_to_merge(mail, leads_of(answer, mail, number), number)
    take_out(sitting, mail, keep=number)
    answer.allow(customer, mail, case)
    answer.learn(customer, lesson_of(case, customer, sitting.directory))
    sitting.link_by_hand(mail, replace(case, match=Known((candidate, *others), because), also=()), "accepted")
    sitting.page.mails.said(mail, "accepted")
    return customer.name


def _absorb_leads(answer: Answer, mail: MailId, number: CustomerId) -> None:
    """Leads that nothing but such mails has opened are that customer too: they hold what is to be learned."""
    known(answer.sitting, number)
    case = answer.sitting.found_again(mail)
    _must_not_be_nobodys(answer, case)
    for lead in leads_of(answer, mail, number):
        if is_only(answer, lead, case):
            absorb(answer, lead, number)


def _must_not_be_nobodys(answer: Answer, case: Case) -> None:
    """Else only this mail would be the customer's, and the next one nobody's again."""
    if words := told(writer(case), answer.sitting.nobodies):
        raise DeskError(
            f"{words}. If it is one after all, take that back first: genjin review undo CHANGE "
            "(`genjin customers log` shows the number)"
        )


def _first_candidate(sitting: Sitting, mail: MailId) -> CustomerId:
    """Whom the list shows first."""
    candidates = sitting.page.rereading.stored(mail).match.candidates
    if not candidates:
        raise DeskError(
            f"Nobody is proposed for mail {mail}. Name the customer, `genjin review accept {mail} CUSTOMER`, "
            f"or make a new one: genjin review new {mail}"
        )
    limit = candidates[0].score - sitting.playbook.thresholds.clear_by
    if near := [each for each in candidates[1:] if each.score > limit]:
        raise DeskError(_tied(mail, (candidates[0], *near)))
    return candidates[0].customer


def _tied(mail: MailId, candidates: Sequence[Candidate]) -> str:
    shown = [f"{each.name} (customer {each.customer}, {each.score:.0f} of 100)" for each in candidates[:5]]
    return (
        f"Mail {mail} may as well be from any of these: {', '.join(shown)}. "
        f"Name the one it is from: genjin review accept {mail} CUSTOMER"
    )


def accept_domain(sitting: Sitting, domain: str, customer: CustomerId, actor: Actor) -> Done:
    """Everything in the queue from this work domain is from that customer, but mails with signs of fraud."""
    mails = asked_from(sitting, work_domain(domain))
    safe = [mail for mail in mails if not sitting.page.alarms.open_of(mail)]
    if not safe:
        raise DeskError(_none_from(domain, len(mails)))
    done = _linked(sitting, [(mail, customer) for mail in safe], actor, "review accept")
    left = len(mails) - len(safe)
    if not left:
        return done
    return replace(
        done, words=f"{done.words}; {number_of(left, 'mail')} with signs of fraud left: genjin alarms"
    )


def _none_from(domain: str, alarming: int) -> str:
    if alarming:
        return (
            f"Every mail from {domain} in the queue shows a sign of fraud: genjin alarms. Look at them first."
        )
    return f"No mail from {domain} waits for an answer. `genjin review` shows what does."


# -- it is from somebody new -------------------------------------------------------------------------


def open_lead(sitting: Sitting, mail: MailId, actor: Actor, wish: Wish) -> Done:
    """The mail is from somebody new: a lead, the mailbox's rep's if nobody else is named."""
    must_be_free(sitting, mail)
    must_be_safe(sitting, mail)
    with answering(sitting, actor, "review new", [mail]) as answer:
        lead = _lead(sitting, mail, wish)
        customer = sitting.page.customers.add(lead)
        sitting.welcome(customer, customer.emails, customer.domains)
        _link(answer, mail, customer.id)
        grouped = f" in the group {customer.group_name}" if customer.group_name else ""
        answer.words = f"from a new lead, {customer.name} (customer {customer.id}){grouped}"
        _beware(answer, customer.id, mail)
    return answer.done


def _lead(sitting: Sitting, mail: MailId, wish: Wish) -> NewCustomer:
    lead = lead_from(sitting.found_again(mail), wish.owner or sitting.page.mails.rep(mail))
    if lead is None and not wish.name:
        raise DeskError(
            f"Mail {mail} names neither an address nor a person to make a lead of. Give it a name: "
            f"genjin review new {mail} --name NAME"
        )
    if lead is None:
        case = sitting.page.mails.remembered(mail)
        lead = NewCustomer(wish.name, case.mail.date, owner=wish.owner, source=LEAD_SOURCES[0])
    titles = (*lead.titles, lead.name) if wish.name else lead.titles
    domains = tuple(each for each in lead.domains if not sitting.directory.by_domain(each))
    return replace(
        lead, name=wish.name or lead.name, titles=titles, group=wish.group or lead.group, domains=domains
    )


def same_group(sitting: Sitting, mail: MailId, number: CustomerId, actor: Actor, wish: Wish) -> Done:
    """The mail is from another company of that customer's group; one without a group gets one of its name."""
    customer = known(sitting, number)
    group = customer.group_name or _free_group(sitting, customer)
    must_be_free(sitting, mail)
    must_be_safe(sitting, mail)
    with answering(sitting, actor, "review same-group", [mail], number) as answer:
        if customer.group is None:
            joined = sitting.page.customers.change(
                number, NewCustomer(customer.name, customer.created, group=group)
            )
            sitting.welcome(joined, [], [])
            answer.learned.append(f"{customer.name}: group {group}")
        done = sitting.page.customers.add(_lead(sitting, mail, replace(wish, group=group)))
        sitting.welcome(done, done.emails, done.domains)
        _link(answer, mail, done.id)
        answer.words = f"from a new lead, {done.name} (customer {done.id}) in the group {group}"
        _beware(answer, done.id, mail)
    return answer.done


def _free_group(sitting: Sitting, customer: Customer) -> str:
    """A name that no group of others has."""
    is_taken = sitting.page.groups.called(customer.name)
    return f"{customer.name} ({customer.id})" if is_taken else customer.name


def _beware(answer: Answer, customer: CustomerId, mail: MailId) -> None:
    """Whom the new lead is like, or of one group with, and another rep's: as where a mail opens it."""
    found = conflicts.at_first_mail(answer.sitting, customer, mail)
    answer.learned += [f"beware: it is {each.words}" for each in found]


# -- nobody has to be found --------------------------------------------------------------------------


def skip(sitting: Sitting, mails: Sequence[MailId], actor: Actor) -> Done:
    """Nobody has to be found for these mails. Nothing is learned."""
    must_wait(sitting, mails)
    with answering(sitting, actor, "review skip", mails) as answer:
        for mail in mails:
            sitting.page.mails.answered(mail, "skipped")
        answer.words = "off the list"
    return answer.done


def skip_older(sitting: Sitting, than: datetime, actor: Actor) -> Done:
    """Nobody has to be found for what has waited so long."""
    asked = sitting.page.reviews.asked()
    written = sitting.page.reviews.dated(asked)
    old = [mail for mail in asked if written[mail] < than]
    if not old:
        raise DeskError(f"No mail in the queue is from before {than:%Y-%m-%d}.")
    done = skip(sitting, old, actor)
    shown = ", ".join(map(str, old[:_MOST_NAMED]))
    more = f" and {len(old) - _MOST_NAMED} more" if len(old) > _MOST_NAMED else ""
    said = f"{number_of(len(old), 'mail')} from before {than:%Y-%m-%d} off the list: {shown}{more}"
    return replace(done, words=said)


_MOST_NAMED = 30
"""Mails whose numbers are said."""
