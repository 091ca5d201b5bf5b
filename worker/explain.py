"""Why is this so? A stored mail in words: its kind, its customer and who else it could be, tags, dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import tzinfo
from typing import Any

from model import Candidate, FollowUp, FollowUpId, Kin, Known, Mark, Tag, TagSort, Unsure, Verdict
from store.queries import StoredMail
from worker.labels import by_rule
from worker.render import at, one_line


def explain(mail: StoredMail, here: tzinfo, told: FollowUpId | None = None) -> Iterator[str]:
    """The mail's whole story, a line each; indented lines belong to the one above. told: the follow-up that
    was told already.
    """
    return map(one_line, _told(mail, here, told))


def _told(mail: StoredMail, here: tzinfo, told: FollowUpId | None) -> Iterator[str]:
    yield f"Mail {mail.id}: {mail.subject or '(no subject)'}"
    yield f"  {mail.direction} · from {mail.sender_name} <{mail.sender}> · {at(mail.date, here)}"
    yield f"  seen in {', '.join(mail.places) or 'a file'}"
    yield from _kind(mail)
    yield from _of_sender(mail)
    yield from _terms(mail)
    yield from _trust(mail)
    yield from _verdict(mail)
    yield from _tags(mail)
    yield from _owed(mail, here, told)
    yield from _attachments(mail)
    for defect in mail.reading.get("defects", ()):
        yield f"Doubt: {defect}"


def link(mail: StoredMail, here: tzinfo) -> Iterator[str]:
    """Whose it is and why, with everybody else it could have been."""
    yield one_line(f"Mail {mail.id}: {mail.subject or '(no subject)'}")
    yield one_line(f"  {mail.direction} · from {mail.sender_name} <{mail.sender}> · {at(mail.date, here)}")
    yield from map(one_line, _verdict(mail, most=50))


def tags(mail: StoredMail) -> Iterator[str]:
    """Its tags alone: rule line, words, and what reps said of them."""
    yield one_line(f"Mail {mail.id}: {mail.subject or '(no subject)'}")
    yield from map(one_line, _tags(mail))


def _attachments(mail: StoredMail) -> Iterator[str]:
    names = mail.reading.get("attachments", ())
    if names:
        yield f"Attachments: {', '.join(names)}"


def _kind(mail: StoredMail) -> Iterator[str]:
    sure = "" if mail.reading.get("sure", True) else " (not sure)"
    yield f"Kind: {mail.kind}{sure}, read by `{mail.parser}`"
    for because in mail.reading.get("because", ()):
        yield f"  because {because}"
    for name, value in mail.reading.get("fields", ()):
        yield f"  {name}: {value}"
    for failed in mail.reading.get("failed", ()):
        yield f"  not delivered to {failed['email']}: {failed['reason']}"


def _of_sender(mail: StoredMail) -> Iterator[str]:
    """What the mail says of who wrote it, each with the words it was read from."""
    for party in mail.reading.get("parties", ())[:1]:
        for sort, value, words, where, confidence in party.get("details", ()):
            told = "" if words == value else f" from “{words}”"
            yield f"  {sort.replace('_', ' ')}: {value}{told} ({where}, {confidence:.0%})"
    absence = mail.reading.get("absence")
    if absence:
        yield from _absence(absence)
    complaint = mail.reading.get("complaint")
    if complaint:
        yield f"  complaint ({complaint['sort']}) of {complaint['email'] or 'somebody whom the report hides'}"


def _absence(absence: dict[str, Any]) -> Iterator[str]:
    people = ", ".join(f"{name} <{email}>" if name else email for email, name in absence["deputies"])
    said = f" (“{absence['words']}”)" if absence["words"] else ""
    if absence["has_left"]:
        yield f"  works there no more{said}{f'; instead: {people}' if people else ''}"
        return
    yield f"  away, back on {absence['back']}{said}" if absence["back"] else f"  away{said}"
    if people:
        yield f"  meanwhile: {people}"


def _terms(mail: StoredMail) -> Iterator[str]:
    """Papers of the trade, prices and delivery."""
    terms = mail.reading.get("terms")
    if terms:
        yield f"Terms: {_in_words(terms)}"
    for paper in mail.reading.get("papers", ()):
        number = f" {paper['number']}" if paper["number"] else ""
        yield f"Paper: {paper['kind'].replace('_', ' ')}{number}, {paper['name']}"
        yield f"  because {paper['because']}"
        if said := _in_words(paper["terms"]):
            yield f"  {said}"


def _in_words(terms: dict[str, Any]) -> str:
    amounts = [f"{currency} {value}".strip() for value, currency, _ in terms["amounts"][:5]]
    until = f"valid until {terms['valid_until']} (“{terms['validity']}”)" if terms["valid_until"] else ""
    return ", ".join(filter(None, (*amounts, terms["incoterm"], until)))


def _trust(mail: StoredMail) -> Iterator[str]:
    """What our own mail server found, and signs of fraud."""
    found = mail.reading.get("authentication")
    if found:
        told = (f"{name.upper()} {found[name]}" for name in ("spf", "dkim", "dmarc") if found[name])
        yield f"Sender checked by {found['host']}: {', '.join(told) or 'nothing said'}"
    for alarm in mail.alarms:
        if alarm.state == "open":
            yield f"ALARM: {alarm.words}. Ask by telephone before you pay or answer."
        else:
            yield f"Sign of fraud, looked at by a person: {alarm.words}"


def _verdict(mail: StoredMail, most: int = 5) -> Iterator[str]:
    match = mail.match
    if isinstance(match, Known):
        yield f"Customer: {', '.join(mail.customers) or match.winner.name} (known)"
    elif isinstance(match, Kin):
        yield "Customer: the group is known, the company in it is not (kin)"
    elif isinstance(match, Unsure):
        yield "Customer: asked in the review queue"
    else:
        yield "Customer: nobody in the book"
    yield f"  {match.because}"
    if mail.review == "open":
        yield f"  Waiting for a person: genjin review accept {mail.id} CUSTOMER"
    for known in mail.also:
        yield f"  and {known.name}, to whom it went too"
        yield from _candidate(known)
    for candidate in match.candidates[:most]:
        yield from _candidate(candidate)


def _candidate(candidate: Candidate) -> Iterator[str]:
    yield f"  {candidate.score:5.1f}  {candidate.name} (customer {candidate.customer})"
    for evidence in candidate.evidence:
        yield f"           {evidence.weight:+.1f} {evidence.words}"


def _tags(mail: StoredMail) -> Iterator[str]:
    if not mail.tags:
        yield "Tags: none"
    for tag in mail.tags:
        yield from _tag(tag)
        yield from (f"  {_said(mark)}" for mark in mail.marks if _is_about(mark, tag))


def _tag(tag: Tag) -> Iterator[str]:
    called = "Fact" if tag.sort is TagSort.FACT else "Tag"
    trial = " (on trial: nothing follows from it)" if tag.is_trial else ""
    yield f"{called} {tag.name} ({tag.title.en} · {tag.title.zh}){trial}"
    yield f"  says: “{' '.join(tag.quote.split())}”"
    yield f"  {by_rule(tag)}"
    if tag.because:
        yield f"  found by: {tag.because}"
    if tag.about:
        yield f"  about: {tag.about}"
    if tag.due and tag.due.date:
        # a rule may set a date of its own where the mail names none; those words are not the mail's
        said = f"the rule gives {tag.due.words}" if tag.due.is_counted else f"“{tag.due.words}”"
        yield f"  date: {said}, so {tag.due.kind.value.replace('_', ' ')} {tag.due.date}"
    elif tag.due:
        yield f"  so: {tag.due.kind.value.replace('_', ' ')}"
    yield from _of_customer(tag)
    if tag.suggest.en or tag.suggest.zh:
        yield f"  advice: {tag.suggest.en} · {tag.suggest.zh}"


def _of_customer(tag: Tag) -> Iterator[str]:
    """What it says of the customer, and how long."""
    if tag.grade:
        yield f"  close grade: one step {tag.grade}"
    until = (
        f"till {tag.expires}" if tag.expires else "",
        f"till a later {' or '.join(tag.withdrawn_by)}" if tag.withdrawn_by else "",
    )
    if tag.profile or any(until):
        heading = f"under {tag.profile}" if tag.profile else ""
        yield f"  profile: {', '.join(filter(None, (heading, *until)))}"


def _is_about(mark: Mark, tag: Tag) -> bool:
    """What was said of the tag, by whichever rule it was; to which rule it counts stands in the mark."""
    return mark.tag == tag.name and mark.rule in ("", tag.rule)


def _said(mark: Mark) -> str:
    called = "no longer so" if mark.verdict is Verdict.REMOVE else mark.verdict.value
    note = f": {mark.note}" if mark.note else ""
    return f"{called}, says {mark.rep} on {mark.at:%Y-%m-%d} (mark {mark.id}, customer {mark.customer}){note}"


def _owed(mail: StoredMail, here: tzinfo, told: FollowUpId | None) -> Iterator[str]:
    rest = [each for each in mail.follow_ups if each.id != told]
    if not rest:
        yield f"Owed because of this mail: nothing {'else' if told else 'now'}"
    for follow_up in rest:
        yield from of_follow_up(follow_up, here)


def of_follow_up(follow_up: FollowUp, here: tzinfo) -> Iterator[str]:
    """One obligation in words."""
    return map(one_line, _obliged(follow_up, here))


def _obliged(follow_up: FollowUp, here: tzinfo) -> Iterator[str]:
    obligation = follow_up.obligation
    due = f"due {at(obligation.due, here)} (follow-up {follow_up.id})"
    yield f"Owed to {follow_up.customer_name}: {obligation.duty.value.replace('_', ' ')}, {due}"
    yield f"  {obligation.because}"
    if obligation.suggest.en:
        yield f"  next step: {obligation.suggest.en} · {obligation.suggest.zh}"
    if follow_up.snoozed_until:
        yield f"  snoozed until {at(follow_up.snoozed_until, here)}: {follow_up.note}"


def as_values(mail: StoredMail, here: tzinfo) -> dict[str, Any]:
    """The same for programs."""
    return {
        "mail": mail.id,
        "subject": mail.subject,
        "direction": mail.direction,
        "from": mail.sender,
        "date": mail.date.astimezone(here).isoformat(),
        "places": mail.places,
        "kind": mail.kind,
        "parser": mail.parser,
        "kind_because": mail.reading.get("because", []),
        "verdict": type(mail.match).__name__.lower(),
        "verdict_because": mail.match.because,
        "customers": mail.customers,
        "candidates": [_candidate_values(each) for each in mail.match.candidates],
        "tags": [_tag_values(each, mail.marks) for each in mail.tags],
        "owed": [_owed_values(each, here) for each in mail.follow_ups],
        "attachments": mail.reading.get("attachments", []),
        "review": mail.review,
        "alarms": [{"sort": each.sort, "words": each.words, "state": each.state} for each in mail.alarms],
        "defects": mail.reading.get("defects", []),
        "own_words": mail.own_words,
    }


def _candidate_values(candidate: Candidate) -> dict[str, Any]:
    return {
        "customer": candidate.customer,
        "name": candidate.name,
        "score": candidate.score,
        "evidence": [
            {"sort": each.sort, "weight": each.weight, "words": each.words} for each in candidate.evidence
        ],
    }


def _tag_values(tag: Tag, marks: Sequence[Mark] = ()) -> dict[str, Any]:
    due = {"kind": tag.due.kind.value, "date": str(tag.due.date), "words": tag.due.words} if tag.due else None
    return {
        "tag": tag.name,
        "quote": tag.quote,
        "start": tag.start,
        "end": tag.end,
        "rule": tag.rule,
        "source": str(tag.source),
        "due": due,
        "sort": tag.sort.value,
        "on_trial": tag.is_trial,
        "because": tag.because,
        "about": tag.about,
        "profile": tag.profile,
        "grade": tag.grade,
        "expires": tag.expires.isoformat() if tag.expires else None,
        "withdrawn_by": tag.withdrawn_by,
        "edition": tag.edition,
        "marks": [_mark_values(each) for each in marks if _is_about(each, tag)],
    }


def _mark_values(mark: Mark) -> dict[str, Any]:
    said = {"mark": mark.id, "verdict": mark.verdict.value, "by": mark.rep, "at": mark.at.isoformat()}
    return said | {"customer": mark.customer, "note": mark.note}


def _owed_values(follow_up: FollowUp, here: tzinfo) -> dict[str, Any]:
    obligation = follow_up.obligation
    return {
        "follow_up": follow_up.id,
        "customer": follow_up.customer_name,
        "duty": obligation.duty.value,
        "due": obligation.due.astimezone(here).isoformat(),
        "because": obligation.because,
    }
