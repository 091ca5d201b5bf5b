"""Does every mail of the corpus read as a person would? Each `.eml` has its expected reading beside it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import parsers
from model import Mail, Ours, RawMail, Reading

ARRIVED = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
OURS = Ours(domains=frozenset({"firma.example"}), service_domains=frozenset({"cargo.example"}))
CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.eml"))


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_a_mail_reads_as_expected(path: Path) -> None:
    expected: dict[str, Any] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))

    mail = parsers.open_mail(RawMail(path.read_bytes(), ARRIVED))
    reading = parsers.read(mail, OURS)

    said = {**_facts(mail, reading), **_held(expected, mail, reading)}
    assert {name: said[name] for name in expected} == expected


def test_the_corpus_is_there_and_every_mail_has_a_reading() -> None:
    assert len(CORPUS) >= 40
    assert all(path.with_suffix(".json").exists() for path in CORPUS)


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
        **{name: getattr(party, name, "") for name in _OF_PARTY},
    }


_OF_PARTY = ("name", "company", "company_from", "country", "phone", "website", "position")


def _held(expected: dict[str, Any], mail: Mail, reading: Reading) -> dict[str, list[str]]:
    """`..._hold`: the pieces that were expected and are in it."""
    whole = {"own_words_holds": reading.own_words, "defects_hold": "\n".join(mail.defects)}
    return {
        name: [piece for piece in expected.get(name, ()) if piece in text] for name, text in whole.items()
    }
