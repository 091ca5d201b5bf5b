"""How do values become columns and come back? The only place that knows both forms."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from model import (
    Candidate,
    CustomerId,
    Direction,
    DueEffect,
    DueKind,
    Evidence,
    FailedRecipient,
    GroupId,
    Kin,
    Kind,
    Known,
    Label,
    Mail,
    Match,
    Nature,
    Party,
    Reading,
    Source,
    Tag,
    Unknown,
    Unsure,
)

_VERDICTS: dict[str, type[Known | Kin | Unsure | Unknown]] = {
    "known": Known,
    "kin": Kin,
    "unsure": Unsure,
    "unknown": Unknown,
}


def verdict_of(match: Match) -> str:
    return type(match).__name__.lower()


def match_text(match: Match, also: Sequence[Known] = ()) -> str:
    """The verdict; `also` are the further customers a mail of ours went to."""
    values = {name: getattr(match, name) for name in match.__slots__}
    values["candidates"] = [_candidate_values(each) for each in match.candidates]
    further = [_candidate_values(known.winner) for known in also]
    return _text({"verdict": verdict_of(match)} | values | {"also": further})


def match_from(text: str) -> Match:
    """The verdict as it was saved, with every candidate and its evidence."""
    values = json.loads(text)
    values.pop("also")
    kind = _VERDICTS[values.pop("verdict")]
    candidates = tuple(_candidate(values_of) for values_of in values.pop("candidates"))
    if kind is Kin:
        values["group"] = GroupId(values["group"])
    return kind(candidates=candidates, **values)


def also_from(text: str) -> tuple[Candidate, ...]:
    """The further customers that `match_text` was given."""
    return tuple(_candidate(values) for values in json.loads(text)["also"])


def _candidate_values(candidate: Candidate) -> dict[str, Any]:
    """As `asdict` has it, at a tenth of its price."""
    return {
        "customer": candidate.customer,
        "name": candidate.name,
        "score": candidate.score,
        "evidence": [
            {"sort": each.sort, "weight": each.weight, "words": each.words} for each in candidate.evidence
        ],
        "group": candidate.group,
    }


def _candidate(values: dict[str, Any]) -> Candidate:
    evidence = tuple(Evidence(**each) for each in values["evidence"])
    group = None if values["group"] is None else GroupId(values["group"])
    return Candidate(CustomerId(values["customer"]), values["name"], values["score"], evidence, group)


def reading_text(reading: Reading, mail: Mail) -> str:
    """What `explain` shows of a reading beside the columns of its own."""
    return _text(
        _answered(reading)
        | {
            "sure": reading.nature.sure,
            "because": reading.nature.because,
            "parties": [_party_values(party) for party in reading.parties],
            "fields": reading.fields,
            "failed": [asdict(failed) for failed in reading.failed],
            "attachments": reading.attachments,
            "defects": mail.defects,
            "signature": reading.signature,
            "quoted_characters": len(reading.quoted),
        }
    )


def _answered(reading: Reading) -> dict[str, Any]:
    """For the few that answer a mail of ours; `store.queries` looks for what no folder holds."""
    day = reading.answers_day
    told = {"answers": reading.answers, "answers_day": day.isoformat() if day else ""}
    return {name: value for name, value in told.items() if value}


def _party_values(party: Party) -> dict[str, str]:
    said = ((name, getattr(party, name)) for name in Party.__slots__)
    return {name: value for name, value in said if value}


def reading_from(row: Mapping[str, Any], parents: tuple[str, ...]) -> Reading:
    """A reading from the columns of the mail table; of what was quoted the book keeps only the length."""
    told = json.loads(row["reading"])
    return Reading(
        parser=row["parser"],
        nature=Nature(Kind(row["kind"]), told["sure"], tuple(told["because"])),
        direction=Direction(row["direction"]),
        parties=tuple(Party(**party) for party in told["parties"]),
        parents=parents,
        subject=row["subject"],
        own_words=row["own_words"],
        signature=told["signature"],
        failed=tuple(FailedRecipient(**each) for each in told["failed"]),
        fields=tuple((meaning, words) for meaning, words in told["fields"]),
        attachments=tuple(told["attachments"]),
        answers=told.get("answers", ""),
        answers_day=date.fromisoformat(told["answers_day"]) if told.get("answers_day") else None,
    )


def tag_values(tag: Tag) -> dict[str, Any]:
    due = tag.due
    return {
        "name": tag.name,
        "title_en": tag.title.en,
        "title_zh": tag.title.zh,
        "rule": tag.rule,
        "source_path": tag.source.path,
        "source_line": tag.source.line,
        "quote": tag.quote,
        "start": tag.start,
        "end": tag.end,
        "suggest_en": tag.suggest.en,
        "suggest_zh": tag.suggest.zh,
        "due_kind": due.kind.value if due else None,
        "due_date": due.date.isoformat() if due and due.date else None,
        "due_words": due.words if due else "",
    }


def tag_from(row: Any) -> Tag:
    """A tag from anything with the columns of the tag table as keys."""
    due = None
    if row["due_kind"]:
        day = date.fromisoformat(row["due_date"]) if row["due_date"] else None
        due = DueEffect(DueKind(row["due_kind"]), day, row["due_words"])
    return Tag(
        name=row["name"],
        title=Label(row["title_en"], row["title_zh"]),
        rule=row["rule"],
        source=Source(row["source_path"], row["source_line"]),
        quote=row["quote"],
        start=row["start"],
        end=row["end"],
        suggest=Label(row["suggest_en"], row["suggest_zh"]),
        due=due,
    )


def _text(values: Any) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
