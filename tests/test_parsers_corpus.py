"""Does every mail of the corpus read as a person would? Each `.eml` has its expected reading beside it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import compose_corpus
import parsers
from corpus_maker.clients import CLIENTS
from corpus_maker.letters import LANGUAGES
from corpus_maker.people_write import MATRIX
from model import Absence, Mail, Ours, RawMail, Reading, Terms
from worker import portals

ARRIVED = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
OURS = Ours(
    domains=frozenset({"firma.example"}),
    service_domains=frozenset({"cargo.example"}),
    mail_hosts=frozenset({"mx.firma.example"}),
    notices=frozenset({"dhl.com"}),
)
MUST = {"kind", "direction", "subject", "from"}
WORDS = {"own_words", "own_words_holds"}
"""The second where no person would draw the line in just one place: reports of machines, bare forwards."""
CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.eml"))


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_a_mail_reads_as_expected(path: Path) -> None:
    expected: dict[str, Any] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))

    mail = parsers.open_mail(RawMail(path.read_bytes(), ARRIVED))
    reading = parsers.read(mail, OURS, portals.shipped().parsers)

    said = {**_facts(mail, reading), **_held(expected, mail, reading)}
    assert {name: said[name] for name in expected} == expected


def test_the_corpus_is_there_and_every_mail_has_a_reading() -> None:
    assert len(CORPUS) >= 500
    assert all(path.with_suffix(".json").exists() for path in CORPUS)


def test_every_expected_reading_says_what_it_must() -> None:
    readings = {
        path.stem: json.loads(path.with_suffix(".json").read_text(encoding="utf-8")) for path in CORPUS
    }

    short = [name for name, expected in readings.items() if not MUST.issubset(expected)]
    silent = [name for name, expected in readings.items() if WORDS.isdisjoint(expected)]
    assert (short, silent) == ([], [])


def test_the_made_mails_are_what_their_maker_writes() -> None:
    written = dict(compose_corpus.files())

    kept = {path.name: path.read_bytes() for path in (Path(__file__).parent / "corpus").glob("made_*")}
    assert kept == written


def test_every_language_and_every_mail_program_has_its_mails() -> None:
    rows = [row.split() for row in MATRIX.split("\n") if row]

    assert {row[0] for row in rows} == set(CLIENTS)
    assert {row[1] for row in rows} == set(LANGUAGES)


def _facts(mail: Mail, reading: Reading) -> dict[str, Any]:
    party = reading.parties[0] if reading.parties else None
    return {
        "kind": reading.kind,
        "sure": reading.nature.sure,
        "direction": reading.direction,
        "parser": reading.parser,
        "from": mail.sender.email,
        "key": mail.key,
        "date": mail.date.isoformat(),
        "defects": list(mail.defects),
        "subject": reading.subject,
        "own_words": reading.own_words,
        "parents": list(reading.parents),
        "parties": [party.email for party in reading.parties],
        "failed": [[failed.email, failed.hard] for failed in reading.failed],
        "attachments": list(reading.attachments),
        "absence": _absence(reading.absence),
        "complaint": reading.complaint.sort if reading.complaint else None,
        "missing": sorted(reading.missing),
        "papers": [[paper.name, paper.kind] for paper in reading.papers],
        "terms": _terms(reading.terms),
        "alarms": sorted(alarm.sort for alarm in reading.alarms),
        **{name: getattr(party, name, "") for name in _OF_PARTY},
    }


_OF_PARTY = ("name", "company", "company_from", "country", "phone", "website", "position")


def _absence(absence: Absence | None) -> dict[str, Any] | None:
    if absence is None:
        return None
    back = absence.back.isoformat() if absence.back else None
    deputies = [deputy.email for deputy in absence.deputies]
    return {"back": back, "deputies": deputies, "has_left": absence.has_left}


def _terms(terms: Terms) -> dict[str, Any]:
    return {
        "amounts": [[str(amount.value), amount.currency] for amount in terms.amounts],
        "incoterm": terms.incoterm,
        "valid_until": terms.valid_until.isoformat() if terms.valid_until else None,
    }


def _held(expected: dict[str, Any], mail: Mail, reading: Reading) -> dict[str, Any]:
    """`..._hold`, `..._holds`: the pieces that were expected and are in it."""
    whole = {
        "own_words_holds": reading.own_words,
        "quoted_holds": reading.quoted,
        "signature_holds": reading.signature,
        "footer_holds": reading.footer,
        "defects_hold": "\n".join(mail.defects),
    }
    held: dict[str, Any] = {
        name: [piece for piece in expected.get(name, ()) if piece in text] for name, text in whole.items()
    }
    held["details"] = [pair for pair in expected.get("details", ()) if tuple(pair) in _details(reading)]
    held["fields"] = {name: dict(reading.fields).get(name) for name in expected.get("fields", ())}
    return held


def _details(reading: Reading) -> set[tuple[str, str]]:
    """Sort and value of everything the mail says of the people in it."""
    return {(detail.sort.value, detail.value) for party in reading.parties for detail in party.details}
