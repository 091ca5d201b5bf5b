"""What does a person see before she answers? The mail, and its candidates side by side with what speaks for
each of them and against.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from model import Candidate, Evidence, MailId
from store.queries import Card, Reader, StoredMail
from worker import render
from worker.coverage import in_short
from worker.render import Cells, Column, Lines, at, iso, one_line

_MOST = 5
"""Candidates that have a number to answer with."""
_WIDEST = 34
_NARROWEST = 22
_MARGIN = 12
_LINES = 8
"""Lines of the mail's new words that are shown."""
_LETTERS = 300


@dataclass(frozen=True, slots=True)
class Shown:
    """A candidate, and what the book knows of it."""

    candidate: Candidate
    card: Card | None
    """None: it is gone by now."""
    touched: tuple[datetime, str] | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is shown of one question."""

    mail: StoredMail
    because: str
    shown: tuple[Shown, ...]


def sheet_of(reader: Reader, number: MailId) -> Sheet | None:
    """The sheet of a mail; None where there is no such mail."""
    mail = reader.mail(number)
    if mail is None:
        return None
    because = next((each.because for each in reader.questions() if each.mail == number), mail.match.because)
    shown = (_shown(reader, each) for each in mail.match.candidates[:_MOST])
    return Sheet(mail, because, tuple(shown))


def _shown(reader: Reader, candidate: Candidate) -> Shown:
    return Shown(candidate, reader.card(candidate.customer), reader.last_touch(candidate.customer))


# -- for people --------------------------------------------------------------------------------------


def lines(sheet: Sheet, here: tzinfo, now: datetime, *, ways: bool = True) -> Iterator[str]:
    """The whole sheet, no line wider than the terminal. ways: with what can be typed."""
    room = render.width()
    for line in (*_head(sheet, here, now), *_said(sheet.mail), *_why(sheet)):
        yield from render.wrapped(one_line(line), room)
    yield from _side_by_side(sheet, here)
    for line in _ways(sheet) if ways else ():
        yield from render.wrapped(one_line(line), room)


def _head(sheet: Sheet, here: tzinfo, now: datetime) -> Iterator[str]:
    mail, party = sheet.mail, _party(sheet.mail)
    yield f"Mail {mail.id}: {mail.subject or '(no subject)'}"
    name, email = party.get("name") or mail.sender_name, party.get("email") or mail.sender
    age = f", {in_short(now - mail.date)} ago" if now > mail.date else ""
    yield f"  from {name} <{email}> · {at(mail.date, here)}{age} · mailbox {mail.rep or mail.account}"
    signed = (party.get("company", ""), party.get("position", ""), party.get("country", ""))
    contact = (party.get("phone", ""), party.get("website", ""))
    told = " · ".join(filter(None, (*signed, *contact)))
    if told:
        yield f"  signs as {told}"
    for alarm in mail.alarms:
        if alarm.state == "open":
            yield f"  ALARM: {alarm.words}. Ask by telephone first."


def _party(mail: StoredMail) -> dict[str, Any]:
    return next(iter(mail.reading.get("parties", ())), {})


def _said(mail: StoredMail) -> Iterator[str]:
    said = [line.strip() for line in mail.own_words.splitlines() if line.strip()]
    for line in said[:_LINES]:
        yield f"  │ {line[:_LETTERS]}{'…' if len(line) > _LETTERS else ''}"
    if len(said) > _LINES:
        yield f"  │ … and {render.number_of(len(said) - _LINES, 'more line')}: genjin explain {mail.id}"


def _why(sheet: Sheet) -> Iterator[str]:
    if sheet.mail.review == "open":
        yield f"Asked because: {sheet.because}"
    elif sheet.mail.customers:
        yield f"Not asked: it is {', '.join(sheet.mail.customers)}'s, because {sheet.because}"
    else:
        yield f"Not asked ({sheet.mail.review or 'it needs no answer'}): {sheet.because}"


def _side_by_side(sheet: Sheet, here: tzinfo) -> Iterator[str]:
    """As many candidates beside each other as the terminal has room for, the rest below."""
    beside = max(1, min(_MOST, (render.width() - _MARGIN) // _NARROWEST))
    for start in range(0, len(sheet.shown), beside):
        yield ""
        yield from _table(sheet.shown[start : start + beside], start, here).splitlines()


def _table(shown: Sequence[Shown], start: int, here: tzinfo) -> str:
    columns = [Column("what", " ", "dim", stays=True)]
    columns += [Column(str(at_), f"{start + at_ + 1}", stays=False) for at_ in range(len(shown))]
    told = [_facts(each, here) for each in shown]
    rows: list[Cells] = [
        {"what": name} | {str(at_): facts[name] for at_, facts in enumerate(told)}
        for name in told[0]
        if any(facts[name] for facts in told)
    ]
    return render.table(rows, columns)


def _facts(shown: Shown, here: tzinfo) -> dict[str, Any]:
    candidate, card = shown.candidate, shown.card
    facts: dict[str, Any] = {"name": f"{candidate.name} ({candidate.customer})"}
    facts |= _known(card) if card else dict.fromkeys(_KNOWN, "") | {"titles": "gone from the book"}
    facts["last touch"] = _touch(shown.touched, here)
    facts["score"] = f"{candidate.score:.0f} of 100"
    facts["for"] = Lines(f"+ {each.words}" for each in candidate.evidence if _speaks_for(each))
    facts["against"] = Lines(f"- {each.words}" for each in candidate.evidence if not _speaks_for(each))
    return facts


def _touch(touched: tuple[datetime, str] | None, here: tzinfo) -> str:
    return f"{at(touched[0], here)[:10]} {touched[1].replace('_', ' ')}" if touched else "none"


def _speaks_for(evidence: Evidence) -> bool:
    """A look-alike weighs, so that the mail is asked about; it speaks for nobody."""
    return evidence.weight > 0 and evidence.sort != "look-alike"


_KNOWN = ("titles", "owner", "country", "group", "class", "domains")


def _known(card: Card) -> dict[str, Any]:
    classes = f"vol {card.volume_class or '-'} / close {card.close_grade or '-'}"
    return {
        "titles": Lines(title for title in card.titles[:4] if title != card.name),
        "owner": card.owner or "nobody (pool)",
        "country": card.country,
        "group": card.group,
        "class": classes if card.volume_class or card.close_grade else "",
        "domains": Lines(card.domains[:4]),
    }


def _ways(sheet: Sheet) -> Iterator[str]:
    """What can be answered, as it is typed."""
    number = sheet.mail.id
    yield ""
    if sheet.mail.review != "open":
        yield f"To move it: genjin review other {number} CUSTOMER"
        yield f"To take it out: genjin review no {number} CUSTOMER"
        return
    if any(alarm.state == "open" for alarm in sheet.mail.alarms):
        yield f"Ask the customer by telephone; if it is genuine: genjin alarms dismiss {number}, then answer."
    told = [(f"genjin review {words.format(number)}", meaning) for words, meaning in _WAYS]
    widest = max(len(command) for command, _ in told)
    yield from (f"{command:<{widest}}  {meaning}" for command, meaning in told[0 if sheet.shown else 1 :])


_WAYS = (
    ("accept {}", "it is from 1"),
    ("other {} CUSTOMER", "from another one, by number or name"),
    ("new {}", "from somebody new: a lead"),
    ("same-group {} CUSTOMER", "a new company of that one's group"),
    ("no {} CUSTOMER", "not from that one: ask again"),
    ("not-a-customer {}", "nobody we sell to (--domain: all there)"),
    ("skip {}", "leave it; nothing is learned"),
)


# -- for programs ------------------------------------------------------------------------------------


def values(sheet: Sheet, here: tzinfo) -> dict[str, Any]:
    mail = sheet.mail
    return {
        "mail": mail.id,
        "from": _party(mail).get("email") or mail.sender,
        "name": _party(mail).get("name") or mail.sender_name,
        "company": _party(mail).get("company", ""),
        "subject": mail.subject,
        "date": iso(mail.date, here),
        "rep": mail.rep or mail.account,
        "review": mail.review,
        "because": sheet.because,
        "alarms": [each.words for each in mail.alarms if each.state == "open"],
        "own_words": mail.own_words,
        "candidates": [_candidate_values(each, here) for each in sheet.shown],
    }


def _candidate_values(shown: Shown, here: tzinfo) -> dict[str, Any]:
    candidate, card = shown.candidate, shown.card
    known: dict[str, Any] = {}
    if card:
        names = ("owner", "country", "group", "volume_class", "close_grade", "titles", "domains")
        known = {name: getattr(card, name) for name in names}
    return {
        "customer": candidate.customer,
        "name": candidate.name,
        "score": candidate.score,
        "last_touch": iso(shown.touched[0], here) if shown.touched else None,
        "evidence": [
            {"sort": each.sort, "weight": each.weight, "words": each.words} for each in candidate.evidence
        ],
    } | known
