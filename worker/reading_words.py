"""What does a mail say, all of it: in words for people, and in values for programs?

Pure, so that `read` can show a mail that is in no book. docs/read.md promises the keys of `as_values`;
tests/test_read.py holds them against each other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, tzinfo
from typing import Any

from model import (
    Absence,
    Address,
    Amount,
    Attachment,
    Authentication,
    Complaint,
    FailedRecipient,
    Mail,
    Paper,
    Party,
    Reading,
    Terms,
)
from parsers.opening import documents
from worker.render import at_in, clean, one_line

VERSION = 1
"""Of the keys and their meanings; a key that is only added leaves it as it is."""


# -- for programs --------------------------------------------------------------------------------------------


def as_values(mail: Mail, reading: Reading) -> dict[str, Any]:
    """Every key is always there: what a mail does not have is "", [], {}, false or null."""
    return {
        "version": VERSION,
        "message_id": mail.message_id,
        "kind": reading.kind.value,
        "sure": reading.nature.sure,
        "because": list(reading.nature.because),
        "direction": reading.direction.value,
        "parser": reading.parser,
        "subject": reading.subject,
        "from": _address(mail.sender),
        "to": [_address(each) for each in mail.to],
        "cc": [_address(each) for each in mail.cc],
        "reply_to": [_address(each) for each in mail.reply_to],
        "date": mail.date.isoformat(),
        "date_doubt": _date_doubt(mail),
        "day": _day(mail.day),
        "received": mail.received.isoformat(),
        "parents": list(reading.parents),
        "answers": reading.answers,
        "answers_day": _day(reading.answers_day),
        "parties": [_party(each) for each in reading.parties],
        "own_words": reading.own_words,
        "quoted": reading.quoted,
        "signature": reading.signature,
        "footer": reading.footer,
        "text": mail.text,
        "fields": _fields(reading),
        "missing": list(reading.missing),
        "failed": [_failed(each) for each in reading.failed],
        "complaint": reading.complaint and _complaint(reading.complaint),
        "absence": reading.absence and _absence(reading.absence),
        "papers": [_paper(each) for each in reading.papers],
        "terms": _terms(reading.terms),
        "authentication": reading.authentication and _authentication(reading.authentication),
        "alarms": [{"sort": each.sort.value, "words": each.words} for each in reading.alarms],
        "attachments": [_attachment(each) for each in mail.attachments],
        "defects": list(mail.defects),
    }


def as_line(values: dict[str, Any], indent: int | None = None) -> str:
    """JSON that loses nothing and lets a terminal obey nothing: what it would act on becomes \\uXXXX."""
    return _OBEYED.sub(_escaped, json.dumps(values, ensure_ascii=False, indent=indent))


_OBEYED = re.compile(
    "[\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ud800-\uf8ff\ufeff\ufff9-\ufffb\U00013430-\U0001345f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
"""Control, format, private and separating characters (Cc, Cf, Co, Cs, Zl, Zp) but the joiners."""


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]


def _address(address: Address) -> dict[str, str]:
    return {"email": address.email, "name": address.name}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _fields(reading: Reading) -> dict[str, str]:
    """Of a meaning that is told twice, the first."""
    told: dict[str, str] = {}
    for meaning, text in reading.fields:
        told.setdefault(meaning, text)
    return told


def _date_doubt(mail: Mail) -> str:
    """The defect that says why the Date header was not believed."""
    return next((each.removeprefix(_OF_DATE) for each in mail.defects if each.startswith(_OF_DATE)), "")


_OF_DATE = "date: "


def _party(party: Party) -> dict[str, Any]:
    said = {name: getattr(party, name) for name in Party.__slots__ if name != "details"}
    details = [
        {
            "sort": each.sort.value,
            "value": each.value,
            "words": each.words,
            "where": each.where,
            "confidence": each.confidence,
        }
        for each in party.details
    ]
    return said | {"details": details}


def _failed(failed: FailedRecipient) -> dict[str, Any]:
    return {"email": failed.email, "hard": failed.hard, "reason": failed.reason, "status": failed.status}


def _complaint(complaint: Complaint) -> dict[str, str]:
    return {"sort": complaint.sort, "email": complaint.email}


def _absence(absence: Absence) -> dict[str, Any]:
    return {
        "back": _day(absence.back),
        "words": absence.words,
        "deputies": [_address(each) for each in absence.deputies],
        "has_left": absence.has_left,
    }


def _paper(paper: Paper) -> dict[str, Any]:
    return {
        "name": paper.name,
        "kind": paper.kind.value,
        "number": paper.number,
        "because": paper.because,
        "confidence": paper.confidence,
        "terms": _terms(paper.terms),
    }


def _terms(terms: Terms) -> dict[str, Any]:
    amounts = [
        {"value": f"{each.value:f}", "currency": each.currency, "words": each.words} for each in terms.amounts
    ]
    return {
        "amounts": amounts,
        "valid_until": _day(terms.valid_until),
        "validity": terms.validity,
        "incoterm": terms.incoterm,
    }


def _authentication(found: Authentication) -> dict[str, str]:
    return {"host": found.host, "spf": found.spf, "dkim": found.dkim, "dmarc": found.dmarc}


def _attachment(attachment: Attachment) -> dict[str, Any]:
    return {
        "name": attachment.name,
        "type": attachment.type,
        "size": attachment.size,
        "sha256": attachment.sha256,
        "text": attachment.text,
    }


# -- for people ----------------------------------------------------------------------------------------------


def in_words(mail: Mail, reading: Reading, here: tzinfo | None = UTC) -> Iterator[str]:
    """The same, a line each. What is indented belongs to the line above; no text of a mail begins a line.

    here: the zone of the times; None is the machine's own.
    """
    yield from map(one_line, _head(mail, here))
    yield from map(one_line, _found(mail, reading))
    for heading, text in (
        ("Own words", reading.own_words),
        ("Signature", reading.signature),
        ("Footer", reading.footer),
        ("Quoted", reading.quoted),
    ):
        if text or heading == "Own words":
            yield from _block(heading, text)


def _block(heading: str, text: str) -> Iterator[str]:
    yield ""
    yield heading if text.strip() else f"{heading}: none"
    if text.strip():
        yield from (f"  {line}".rstrip() for line in clean(text).strip("\n").split("\n"))


def _head(mail: Mail, here: tzinfo | None) -> Iterator[str]:
    yield f"Subject: {mail.subject or '(none)'}"
    yield f"From: {_told(mail.sender) or '(nobody)'}"
    for name, people in (("To", mail.to), ("Cc", mail.cc), ("Reply-To", mail.reply_to)):
        if people:
            yield f"{name}: {', '.join(_told(each) for each in people)}"
    doubt = _date_doubt(mail)
    there = _other_day(mail.day, mail.date.astimezone(here).date())
    yield f"Date: {at_in(mail.date, here)}{there}{f' (Date header {doubt})' if doubt else ''}"
    if mail.message_id:
        yield f"Message-ID: <{mail.message_id}>"


def _other_day(written: date | None, here: date) -> str:
    return f", {written} where it was written" if written and written != here else ""


def _told(address: Address) -> str:
    return f"{address.name} <{address.email}>".strip() if address.name else address.email


def _found(mail: Mail, reading: Reading) -> Iterator[str]:
    sure = "" if reading.nature.sure else " (not sure)"
    yield f"Kind: {reading.kind.value}{sure}, {reading.direction.value}, read by `{reading.parser}`"
    yield from (f"  because {because}" for because in reading.nature.because)
    yield from (f"Alarm: {each.sort.value}: {each.words}" for each in reading.alarms)
    yield from _thread(reading)
    for party in reading.parties:
        yield from _person(party)
    yield from (f"Field {name}: {value}" for name, value in reading.fields)
    yield from (f"Missing field: {name}; has the form changed?" for name in reading.missing)
    yield from _automatic(reading)
    yield from _trade(reading)
    if reading.authentication:
        yield _authenticated(reading.authentication)
    for each in mail.attachments:
        yield from _attached(each)
    told = (_OF_DATE, documents.OF_ATTACHMENT)  # beside the date, beside the attachment
    yield from (f"Doubt: {defect}" for defect in mail.defects if not defect.startswith(told))


def _attached(attachment: Attachment) -> Iterator[str]:
    lie = documents.contradiction(attachment.name, attachment.type)
    said = f" – {lie}" if lie else ""
    yield f"Attachment: {attachment.name or '(no name)'}, {attachment.type}, {attachment.size:,} bytes{said}"
    yield f"  sha256 {attachment.sha256[:_SHOWN_OF_HASH]}" if attachment.sha256 else "  not fetched"


_SHOWN_OF_HASH = 12
"""Enough for people to compare; programs get all of it."""


def _thread(reading: Reading) -> Iterator[str]:
    if reading.answers:
        day = f" of {reading.answers_day}" if reading.answers_day else ""
        yield f"Answers the mail{day} from {reading.answers}"
    if reading.parents:
        yield f"Thread: {len(reading.parents)} earlier, nearest <{reading.parents[0]}>"


def _person(party: Party) -> Iterator[str]:
    company = f"{party.company} ({party.company_from})" if party.company_from else party.company
    who = Address(party.email, party.name)
    rest = (party.position, company, party.country, party.phone, party.website)
    yield f"Person: {', '.join(filter(None, (_told(who) or 'nobody is named', *rest)))}"
    for each in party.details:
        yield f"  {each.sort.value}: {each.value} · “{each.words}” ({each.where}, {each.confidence:.0%})"


def _automatic(reading: Reading) -> Iterator[str]:
    for failed in reading.failed:
        sort = ", ".join(filter(None, ("hard" if failed.hard else "soft", failed.status)))
        yield f"Not delivered to {failed.email} ({sort}): {failed.reason}"
    if reading.complaint:
        by = f" by {reading.complaint.email}" if reading.complaint.email else ""
        yield f"Complaint: {reading.complaint.sort}{by}"
    if reading.absence:
        yield from _away(reading.absence)


def _away(absence: Absence) -> Iterator[str]:
    back = f"back on {absence.back}" if absence.back else "back on a day that is not said"
    yield f"Absence: {'works there no more' if absence.has_left else back}"
    if absence.words:
        yield f"  says: “{absence.words}”"
    yield from (f"  instead: {_told(each)}" for each in absence.deputies)


def _trade(reading: Reading) -> Iterator[str]:
    for paper in reading.papers:
        kind = " ".join(filter(None, (paper.kind.value.replace("_", " "), paper.number)))
        yield f"Paper: {kind}, {paper.name} ({paper.confidence:.0%})"
        yield f"  because {paper.because}"
        yield from (f"  {line}" for line in _terms_told(paper.terms))
    if reading.terms:
        yield "Terms in the own words"
        yield from (f"  {line}" for line in _terms_told(reading.terms))


def _terms_told(terms: Terms) -> Iterator[str]:
    yield from (f"amount: {_money(each)} · “{each.words}”" for each in terms.amounts)
    if terms.validity:
        until = f"until {terms.valid_until}" if terms.valid_until else "no day that can be told"
        yield f"valid: {until} · “{terms.validity}”"
    if terms.incoterm:
        yield f"delivery: {terms.incoterm}"


def _money(amount: Amount) -> str:
    return f"{amount.value:,f} {amount.currency}".rstrip()


def _authenticated(found: Authentication) -> str:
    results = (("SPF", found.spf), ("DKIM", found.dkim), ("DMARC", found.dmarc))
    said = ", ".join(f"{name} {result}" for name, result in results if result)
    return f"Authentication by {found.host}: {said or 'nothing told'}"
